package source

import (
	"bytes"
	"encoding/binary"
	"io"
	"strings"

	"chachong/internal/source/web"
)

// sniffHead is how much sniff looks at.
const sniffHead = 4 << 10 // bytes

// kind is what the bytes of an input are, as far as it decides who reads them.
type kind string

// The kinds. Zip and OLE are families: the readers look inside.
const (
	kindText   kind = ""
	kindZip    kind = "zip" // archives, Office and OpenDocument files
	kindOLE    kind = "ole" // Office files before 2007, WPS, encrypted ones
	kindPDF    kind = "pdf"
	kindRTF    kind = "rtf"
	kindRAR    kind = "rar"
	kind7z     kind = "7z"
	kindHTML   kind = "html"
	kindMHT    kind = "mht"
	kindUnread kind = "unread" // none that is read
)

// magics are the beginnings of files that are no plain text, each long or odd enough
// that no text begins so.
var magics = []struct {
	begin string
	kind  kind
	what  string // of those that are not read
}{
	{"%PDF-", kindPDF, ""},
	{`{\rtf`, kindRTF, ""},
	{"7z\xbc\xaf\x27\x1c", kind7z, ""},
	{"Rar!\x1a\x07", kindRAR, ""},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", kindOLE, ""},
	{"PK\x03\x04", kindZip, ""},
	{"PK\x05\x06", kindZip, ""},
	{"PK\x06\x06", kindZip, ""},
	{"PK\x07\x08", kindZip, ""},
	{"\x89PNG\r\n", kindUnread, "a picture (.png)"},
	{"\xff\xd8\xff", kindUnread, "a picture (.jpg)"},
	{"GIF87a", kindUnread, "a picture (.gif)"},
	{"GIF89a", kindUnread, "a picture (.gif)"},
	{"II*\x00", kindUnread, "a picture (.tif)"},
	{"MM\x00*", kindUnread, "a picture (.tif)"},
	{"\x7fELF", kindUnread, "a program (binary)"},
	{"\xcf\xfa\xed\xfe", kindUnread, "a program (binary)"},
	{"\xca\xfe\xba\xbe", kindUnread, "a program (binary)"},
	{"\x1f\x8b\x08", kindUnread, "a compressed file (.gz)"},
	{"\xfd7zXZ\x00", kindUnread, "a compressed file (.xz)"},
	{"\x28\xb5\x2f\xfd", kindUnread, "a compressed file (.zst)"},
	{"SQLite format 3\x00", kindUnread, "a database (SQLite)"},
	{"ID3\x03", kindUnread, "a sound file (.mp3)"},
	{"ID3\x04", kindUnread, "a sound file (.mp3)"},
	{"OggS\x00", kindUnread, "a sound file (.ogg)"},
	{"fLaC\x00", kindUnread, "a sound file (.flac)"},
}

// sniff says what the first bytes of r show; what describes kindUnread, in the form of
// unreadFormat. A read error shows nothing: it will come again.
func sniff(r io.ReaderAt, size int64) (k kind, what string) {
	var buf [sniffHead]byte
	n, _ := r.ReadAt(buf[:min(size, sniffHead)], 0)
	head := buf[:n]
	for _, m := range magics {
		if bytes.HasPrefix(head, []byte(m.begin)) {
			return m.kind, m.what
		}
	}
	at := func(i int, s string) bool { return len(head) >= i+len(s) && string(head[i:i+len(s)]) == s }
	switch {
	case at(0, "BM") && n >= 14 && int64(binary.LittleEndian.Uint32(head[2:])) == size:
		return kindUnread, "a picture (.bmp)"
	case at(0, "BZh") && at(4, "1AY&SY"):
		return kindUnread, "a compressed file (.bz2)"
	case at(0, "RIFF") && at(8, "WEBP"):
		return kindUnread, "a picture (.webp)"
	case at(0, "RIFF") && (at(8, "WAVE") || at(8, "AVI ")):
		return kindUnread, "a sound or video file"
	case at(4, "ftyp"):
		return kindUnread, "a video or picture file (.mp4, .heic)"
	case at(257, "ustar"):
		return kindUnread, "an archive (.tar)"
	}
	if at(0, "MZ") && bytes.IndexByte(head[:min(64, n)], 0) >= 0 {
		var end [22]byte // the last record of a zip without a comment
		if m, _ := r.ReadAt(end[:], max(0, size-int64(len(end)))); bytes.HasPrefix(end[:m], []byte("PK\x05\x06\x00\x00")) {
			return kindZip, "" // behind the program that unpacks it
		}
		return kindUnread, "a program (.exe, binary)"
	}
	if bytes.HasPrefix(bytes.TrimLeft(head, " \t\r\n\xef\xbb\xbf"), []byte("%PDF-1.")) {
		return kindPDF, ""
	}
	return kindText, ""
}

// sniffText is sniff for decoded text: the formats that are written in text. It goes
// by how the text begins, so that a report that mentions <html> is none, and by the
// extension for parts of web pages.
func sniffText(text, ext string) (k kind, what string) {
	switch {
	case ext == ".md", ext == ".markdown": // may begin with a tag and is Markdown all the same
	case ext == ".htm", ext == ".html", ext == ".xhtml", web.IsPage(text[:min(len(text), sniffHead)]):
		return kindHTML, ""
	case strings.HasPrefix(strings.TrimLeft(text[:min(len(text), sniffHead)], " \t\r\n\ufeff"), "<?xml"):
		return kindUnread, "an XML file"
	}
	return kindText, ""
}
