package doc

import (
	"bytes"
	"strings"
	"time"
	"unicode/utf16"

	"chachong/internal/source/extract"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// Properties of the two summaries, [MS-OLEPS] 2.24 and 2.25.
const (
	propCodePage    = 1
	propTitle       = 2
	propAuthor      = 4
	propLastEditor  = 8
	propCreated     = 12
	propModified    = 13
	propApplication = 18
	propCompany     = 15 // of the second summary
)

// Types of values, [MS-OLEPS] 2.15.
const (
	typeInt16 = 2
	typeBytes = 30 // VT_LPSTR
	typeWide  = 31 // VT_LPWSTR
	typeTime  = 64 // VT_FILETIME
)

// Bounds of what is read of a summary.
const (
	maxProps = 256
	maxValue = 4 << 10 // bytes of a text
)

// readInfo reads the two summaries, and reports whether WPS Office wrote the document.
// What cannot be read says nothing.
func readInfo(c *container) (info extract.Info, wps bool) {
	first, _ := c.read(streamSummary)
	second, _ := c.read(streamCompany)
	s := newSummary(first)
	info = extract.Info{
		Title: s.text(propTitle), Author: s.text(propAuthor), LastEditor: s.text(propLastEditor),
		Application: s.text(propApplication), Company: newSummary(second).text(propCompany),
		Created: s.time(propCreated), Modified: s.time(propModified),
	}
	app := strings.ToLower(info.Application)
	// WPS Office names its version in a property of its own.
	wps = strings.Contains(app, "wps") || strings.Contains(app, "kingsoft") || contains(second, "KSOProductBuildVer")
	return info, wps
}

// contains reports whether raw holds an ASCII text, in bytes or in UTF-16.
func contains(raw []byte, s string) bool {
	return bytes.Contains(raw, []byte(s)) || bytes.Contains(raw, []byte(strings.Join(strings.Split(s, ""), "\x00")))
}

// summary is the first property set of a stream.
type summary struct {
	raw      []byte // from the start of the set
	codePage uint16
}

// newSummary finds the set, [MS-OLEPS] 2.21.
func newSummary(raw []byte) summary {
	const at = 44 // of the place of the first set
	if len(raw) < at+4 || le.Uint32(raw[at:]) > uint32(len(raw)) {
		return summary{}
	}
	s := summary{raw: raw[le.Uint32(raw[at:]):]}
	if v := s.value(propCodePage, typeInt16); len(v) >= 2 {
		s.codePage = le.Uint16(v)
	}
	return s
}

// value returns what stands behind the type of a property, to the end of the set; nil
// where it is missing or has another type.
func (s summary) value(id uint32, types ...uint16) []byte {
	if len(s.raw) < 8 {
		return nil
	}
	for i := range min(int(le.Uint32(s.raw[4:])), maxProps) {
		at := 8 + 8*i
		if at+8 > len(s.raw) {
			return nil
		}
		place := uint64(le.Uint32(s.raw[at+4:]))
		if le.Uint32(s.raw[at:]) != id || place+4 > uint64(len(s.raw)) {
			continue
		}
		for _, t := range types {
			if le.Uint16(s.raw[place:]) == t {
				return s.raw[place+4:]
			}
		}
	}
	return nil
}

// text returns a property that is text.
func (s summary) text(id uint32) string {
	if v := s.value(id, typeWide); len(v) >= 4 {
		return cleanUp(wide(v[4:], 2*uint64(le.Uint32(v))))
	}
	v := s.value(id, typeBytes)
	if len(v) < 4 {
		return ""
	}
	n := uint64(le.Uint32(v))
	v = v[4:]
	if s.codePage == 1200 {
		return cleanUp(wide(v, n))
	}
	v = v[:min(n, uint64(len(v)), maxValue)]
	v, _, _ = bytes.Cut(v, []byte{0})
	e := codePage(s.codePage)
	if e == nil {
		return cleanUp(string(v))
	}
	out, err := e.NewDecoder().Bytes(v)
	if err != nil {
		return ""
	}
	return cleanUp(string(out))
}

// wide decodes at most n bytes of UTF-16, up to a NUL.
func wide(v []byte, n uint64) string {
	v = v[:min(n, uint64(len(v)), maxValue)]
	var u []uint16
	for ; len(v) >= 2 && le.Uint16(v) != 0; v = v[2:] {
		u = append(u, le.Uint16(v))
	}
	return string(utf16.Decode(u))
}

// cleanUp returns s as one valid line.
func cleanUp(s string) string {
	return strings.Join(strings.Fields(strings.ToValidUTF8(s, "\uFFFD")), " ")
}

// time returns a property that is a time; "" for times that nobody set.
func (s summary) time(id uint32) string {
	const (
		ticks = 1e7         // of 100 ns a second
		epoch = 11644473600 // seconds from 1601 to 1970
	)
	v := s.value(id, typeTime)
	if len(v) < 8 {
		return ""
	}
	t := time.Unix(int64(le.Uint64(v)/ticks)-epoch, 0).UTC()
	if t.Year() < 1980 || t.Year() > 9999 {
		return ""
	}
	return t.Format(time.RFC3339)
}

// codePage returns the encoding of a Windows code page; nil for UTF-8 and for those that
// are not known.
func codePage(n uint16) encoding.Encoding {
	switch n {
	case 936, 54936:
		return simplifiedchinese.GB18030
	case 950:
		return traditionalchinese.Big5
	case 932:
		return japanese.ShiftJIS
	case 949:
		return korean.EUCKR
	case 1250:
		return charmap.Windows1250
	case 1251:
		return charmap.Windows1251
	case 0, 1252:
		return charmap.Windows1252
	}
	return nil
}
