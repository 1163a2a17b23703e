package source

import (
	"bytes"
	"encoding/binary"
	"io"
	"strings"
)

// Bytes looked at by sniff. A zip names its first members at the front and all of
// them at the end.
const (
	sniffHead = 4 << 10 // bytes
	sniffTail = 64 << 10
)

// magics are the beginnings of files that are no plain text, each long or odd enough
// that no text begins so.
var magics = []struct{ begin, what string }{
	{"%PDF-", "a PDF file (.pdf)"},
	{`{\rtf`, "a rich text file (.rtf)"},
	{"\x89PNG\r\n", "a picture (.png)"},
	{"\xff\xd8\xff", "a picture (.jpg)"},
	{"GIF87a", "a picture (.gif)"},
	{"GIF89a", "a picture (.gif)"},
	{"II*\x00", "a picture (.tif)"},
	{"MM\x00*", "a picture (.tif)"},
	{"\x7fELF", "a program (binary)"},
	{"\xcf\xfa\xed\xfe", "a program (binary)"},
	{"\xca\xfe\xba\xbe", "a program (binary)"},
	{"7z\xbc\xaf\x27\x1c", "an archive (.7z)"},
	{"Rar!\x1a\x07", "an archive (.rar)"},
	{"\x1f\x8b\x08", "a compressed file (.gz)"},
	{"\xfd7zXZ\x00", "a compressed file (.xz)"},
	{"\x28\xb5\x2f\xfd", "a compressed file (.zst)"},
	{"SQLite format 3\x00", "a database (SQLite)"},
	{"ID3\x03", "a sound file (.mp3)"},
	{"ID3\x04", "a sound file (.mp3)"},
	{"OggS\x00", "a sound file (.ogg)"},
	{"fLaC\x00", "a sound file (.flac)"},
}

// sniff says what the first bytes of r show that this version does not read, in the
// form of unreadFormat; "" means that it can be text. A read error shows nothing:
// it will come again.
func sniff(r io.ReaderAt, size int64) string {
	var buf [sniffHead]byte
	n, _ := r.ReadAt(buf[:min(size, sniffHead)], 0)
	head := buf[:n]
	for _, m := range magics {
		if bytes.HasPrefix(head, []byte(m.begin)) {
			return m.what
		}
	}
	at := func(i int, s string) bool { return len(head) >= i+len(s) && string(head[i:i+len(s)]) == s }
	switch {
	case at(0, "PK\x03\x04"), at(0, "PK\x05\x06"), at(0, "PK\x06\x06"), at(0, "PK\x07\x08"):
		return sniffZip(head, tail(r, size))
	case at(0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
		return sniffOLE(head, r, size)
	case at(0, "MZ") && bytes.IndexByte(head[:min(64, n)], 0) >= 0:
		return "a program (.exe, binary)"
	case at(0, "BM") && n >= 14 && int64(binary.LittleEndian.Uint32(head[2:])) == size:
		return "a picture (.bmp)"
	case at(0, "BZh") && at(4, "1AY&SY"):
		return "a compressed file (.bz2)"
	case at(0, "RIFF") && at(8, "WEBP"):
		return "a picture (.webp)"
	case at(0, "RIFF") && (at(8, "WAVE") || at(8, "AVI ")):
		return "a sound or video file"
	case at(4, "ftyp"):
		return "a video or picture file (.mp4, .heic)"
	case at(257, "ustar"):
		return "an archive (.tar)"
	}
	var end [22]byte // the last record of a zip without a comment
	if m, _ := r.ReadAt(end[:], max(0, size-int64(len(end)))); bytes.HasPrefix(end[:m], []byte("PK\x05\x06\x00\x00")) {
		return "an archive behind something else (.zip)"
	}
	return ""
}

// tail returns the last bytes of r.
func tail(r io.ReaderAt, size int64) []byte {
	buf := make([]byte, min(size, sniffTail))
	n, _ := r.ReadAt(buf, size-int64(len(buf)))
	return buf[:n]
}

// sniffZip tells the document formats that are zip archives apart, by the names of
// their members.
func sniffZip(head, tail []byte) string {
	for _, k := range []struct{ member, what string }{
		{"word/", "a Word document (.docx)"},
		{"xl/", "an Excel workbook (.xlsx)"},
		{"ppt/", "a PowerPoint presentation (.pptx)"},
		{"application/vnd.oasis.opendocument", "an OpenDocument file (.odt, .ods)"},
		{"application/epub+zip", "an electronic book (.epub)"},
		{"OFD.xml", "an OFD document (.ofd)"},
	} {
		if bytes.Contains(head, []byte(k.member)) || bytes.Contains(tail, []byte(k.member)) {
			return k.what
		}
	}
	return "an archive (.zip)"
}

// oleSector bounds the search of sniffOLE: a folder of streams stands in the first
// sectors after the header, or at the end.
const oleSector = 512

// sniffOLE tells the old Office formats apart by the names of their streams, which
// stand in UTF-16LE in a folder whose first sector the header names.
func sniffOLE(head []byte, r io.ReaderAt, size int64) string {
	var folder [8 * oleSector]byte
	n := 0
	if len(head) >= 52 {
		shift := min(binary.LittleEndian.Uint16(head[30:]), 12)
		sector := int64(binary.LittleEndian.Uint32(head[48:]))
		if at := (sector + 1) << shift; at < size {
			n, _ = r.ReadAt(folder[:min(int64(len(folder)), size-at)], at)
		}
	}
	has := func(stream string) bool {
		name := []byte(strings.Join(strings.Split(stream, ""), "\x00"))
		return bytes.Contains(folder[:n], name) || bytes.Contains(head, name)
	}
	switch {
	case has("EncryptedPackage"):
		return "a password-protected Office document"
	case has("WordDocument"):
		return "a Word document (.doc, .wps)"
	case has("Workbook"), has("Book"):
		return "an Excel workbook (.xls)"
	case has("PowerPoint Document"):
		return "a PowerPoint presentation (.ppt)"
	}
	return "an Office document (.doc, .xls, .wps)"
}

// sniffText is sniff for decoded text: the formats that are written in text. It goes
// by how the text begins, so that a report that mentions <html> is none, and by the
// extension for parts of web pages.
func sniffText(text, ext string) string {
	begin := strings.TrimLeft(text[:min(len(text), sniffHead)], " \t\r\n\ufeff")
	lower := strings.ToLower(begin[:min(len(begin), 64)])
	has := func(s string) bool { return strings.HasPrefix(lower, s) }
	switch {
	case has("<!doctype html"), has("<html"), has("<head>"), has("<body"), has("<meta "),
		ext == ".htm", ext == ".html", ext == ".xhtml":
		return "a web page (.html)"
	case has("<?xml"):
		return "an XML file"
	case has("mime-version:"):
		return "a web archive (.mht)"
	}
	return ""
}
