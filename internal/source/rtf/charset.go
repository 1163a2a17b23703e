package rtf

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// Code pages with a part of their own.
const (
	pageUnknown = 0
	pageSymbol  = 42 // a font of symbols: its bytes are no letters
	pageLatin   = 1252
	pageUTF8    = 65001
)

// Character sets of fonts with a part of their own.
const (
	charsetANSI    = 0
	charsetDefault = 1
)

// pageOfCharset returns the code page of \fcharset n, pageUnknown for that of the
// document.
func pageOfCharset(n int) int {
	switch n {
	case charsetANSI:
		return pageLatin
	case 2:
		return pageSymbol
	case 77:
		return 10000
	case 128:
		return 932
	case 129, 130:
		return 949
	case 134:
		return 936
	case 136:
		return 950
	case 161:
		return 1253
	case 162:
		return 1254
	case 163:
		return 1258
	case 177:
		return 1255
	case 178:
		return 1256
	case 186:
		return 1257
	case 204:
		return 1251
	case 222:
		return 874
	case 238:
		return 1250
	case 254:
		return 437
	case 255:
		return 850
	}
	return pageUnknown
}

// encodingOf returns the encoding of a code page, nil where it is not known.
func encodingOf(page int) encoding.Encoding {
	switch page {
	case 936, 54936, 20936:
		return simplifiedchinese.GB18030
	case 950:
		return traditionalchinese.Big5
	case 932:
		return japanese.ShiftJIS
	case 949, 1361:
		return korean.EUCKR
	case 437:
		return charmap.CodePage437
	case 850:
		return charmap.CodePage850
	case 852:
		return charmap.CodePage852
	case 866:
		return charmap.CodePage866
	case 874:
		return charmap.Windows874
	case 1250:
		return charmap.Windows1250
	case 1251:
		return charmap.Windows1251
	case pageLatin:
		return charmap.Windows1252
	case 1253:
		return charmap.Windows1253
	case 1254:
		return charmap.Windows1254
	case 1255:
		return charmap.Windows1255
	case 1256:
		return charmap.Windows1256
	case 1257:
		return charmap.Windows1257
	case 1258:
		return charmap.Windows1258
	case 10000:
		return charmap.Macintosh
	}
	return nil
}

// doubleByte reports whether some characters of a code page have two bytes.
func doubleByte(page int) bool {
	switch page {
	case 936, 54936, 20936, 950, 932, 949, 1361:
		return true
	}
	return false
}

// decoder decodes the bytes of a document.
type decoder struct {
	page  int // of the document
	cache map[int]*encoding.Decoder
}

// decode returns the text of raw in a code page, and how many bytes or pairs had no
// meaning in it. written says that some bytes above 127 stand in the file as they are.
func (d *decoder) decode(raw []byte, page int, written bool) (text []byte, bad int) {
	if ascii(raw) {
		return raw, 0
	}
	switch {
	case page == pageUnknown:
		page = d.page
	case page == pageLatin && doubleByte(d.page):
		// Fonts of old programs say ANSI and mean the code page of the document.
		if pairs(raw) {
			if text, bad = d.in(raw, d.page); bad == 0 {
				return text, 0
			}
		}
	case page == pageSymbol:
		return bytes.Map(func(r rune) rune {
			if r < utf8.RuneSelf {
				return r
			}
			return -1
		}, raw), 0
	}
	if page == pageUTF8 || written && !doubleByte(page) && utf8.Valid(raw) {
		return d.in(raw, pageUTF8)
	}
	return d.in(raw, page)
}

// in decodes raw in a code page.
func (d *decoder) in(raw []byte, page int) (text []byte, bad int) {
	dec, known := d.cache[page]
	if !known {
		if e := encodingOf(page); e != nil {
			dec = e.NewDecoder()
		}
		if d.cache == nil {
			d.cache = make(map[int]*encoding.Decoder)
		}
		if len(d.cache) < maxPages {
			d.cache[page] = dec
		}
	}
	text = raw
	if dec != nil {
		out, err := dec.Bytes(raw)
		if err != nil {
			return []byte(string(utf8.RuneError)), 1
		}
		text = out
	}
	text = bytes.ToValidUTF8(text, []byte(string(utf8.RuneError)))
	return text, bytes.Count(text, []byte(string(utf8.RuneError)))
}

// maxPages bounds the decoders that are kept: a document has a handful.
const maxPages = 64

// pairs reports whether bytes above 127 stand in even numbers side by side, as those of
// the common characters of a double-byte code page do.
func pairs(raw []byte) bool {
	n := 0
	for _, c := range raw {
		if c >= utf8.RuneSelf {
			n++
		} else if n%2 != 0 {
			return false
		}
	}
	return n%2 == 0
}

func ascii(raw []byte) bool {
	for _, c := range raw {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
