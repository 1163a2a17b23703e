package text

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// Text files scraped from web pages hold characters as the page or its script spelled
// them: &nbsp; &#20013; \u4e2d %E4%B8%AD. Folding reads them as the character they
// mean, so that the letters of the spelling are no letters of the text.

// maxName bounds the length in bytes of a reference without & and ;.
const maxName = 8

// references holds the named characters that fold to spaces and signs. Named letters
// are left out: Chinese pages have no use for them, and prose with & may hold their
// names.
var references = [...]struct {
	name string // lower-case: the case of a name decides about letters only
	r    rune
}{
	{"nbsp", 0xA0},
	{"ensp", 0x2002},
	{"emsp", 0x2003},
	{"thinsp", 0x2009},
	{"zwnj", 0x200C},
	{"zwj", 0x200D},
	{"lrm", 0x200E},
	{"rlm", 0x200F},
	{"shy", 0xAD},
	{"lt", '<'},
	{"gt", '>'},
	{"quot", '"'},
	{"apos", '\''},
	{"ldquo", '“'},
	{"rdquo", '”'},
	{"lsquo", '‘'},
	{"rsquo", '’'},
	{"sbquo", '‚'},
	{"bdquo", '„'},
	{"laquo", '«'},
	{"raquo", '»'},
	{"lsaquo", '‹'},
	{"rsaquo", '›'},
	{"mdash", '—'},
	{"ndash", '–'},
	{"hellip", '…'},
	{"middot", '·'},
	{"bull", '•'},
	{"times", '×'},
	{"divide", '÷'},
	{"minus", '−'},
	{"plusmn", '±'},
	{"deg", '°'},
	{"permil", '‰'},
	{"sect", '§'},
	{"para", '¶'},
	{"copy", '©'},
	{"reg", '®'},
	{"trade", '™'},
	{"yen", '¥'},
	{"larr", '←'},
	{"uarr", '↑'},
	{"rarr", '→'},
	{"darr", '↓'},
	{"le", '≤'},
	{"ge", '≥'},
	{"ne", '≠'},
	{"infin", '∞'},
}

// Size returns the number of bytes of src that folding reads as the one character at
// byte at: those of its rune, or of the escape that spells it.
func Size(src string, at int32) int32 {
	if _, size := escaped(src[at:]); size > 0 {
		return int32(size)
	}
	_, size := utf8.DecodeRuneInString(src[at:])
	return int32(size)
}

// escaped returns the character that the escape at the start of s spells, and the
// length of the escape in bytes, 0 where there is none.
func escaped(s string) (r rune, size int) {
	if len(s) < 3 {
		return 0, 0
	}
	switch s[0] {
	case '&':
		return reference(s)
	case '%':
		return percent(s)
	case '\\':
		return unicodeEscape(s)
	}
	return 0, 0
}

// reference reads &name; and &#number;, also where the & was itself written &amp;
// once or more often. &nbsp needs no semicolon, as in HTML.
func reference(s string) (rune, int) {
	at := 1
	for len(s) >= at+4 && strings.EqualFold(s[at:at+4], "amp;") {
		at += 4
	}
	if r, size := referred(s[at:]); size > 0 {
		return r, at + size
	}
	if at > 1 {
		return '&', at
	}
	return 0, 0
}

// referred reads the rest of a reference behind &.
func referred(s string) (rune, int) {
	end := strings.IndexByte(s[:min(len(s), maxName+1)], ';')
	if end > 2 && s[0] == '#' {
		number, base := s[1:end], 10
		if number[0] == 'x' || number[0] == 'X' {
			number, base = number[1:], 16
		}
		n, err := strconv.ParseUint(number, base, 21)
		if r := rune(n); err == nil && n > 0 && utf8.ValidRune(r) {
			return r, end + 1
		}
		return 0, 0
	}
	if end > 0 {
		for i := range references {
			if strings.EqualFold(references[i].name, s[:end]) {
				return references[i].r, end + 1
			}
		}
	}
	if space := references[0]; len(s) >= len(space.name) && strings.EqualFold(s[:len(space.name)], space.name) {
		return space.r, len(space.name)
	}
	return 0, 0
}

// percent reads the three bytes of a character of U+2000 to U+FFFF, Han among them:
// no figure in per cent looks like that.
func percent(s string) (rune, int) {
	const size = 9
	if len(s) < size || s[3] != '%' || s[6] != '%' {
		return 0, 0
	}
	var b [3]byte
	for i := range b {
		v, ok := hexValue(s[3*i+1 : 3*i+3])
		if !ok {
			return 0, 0
		}
		b[i] = byte(v)
	}
	if r, n := utf8.DecodeRune(b[:]); n == len(b) && r >= 0x2000 {
		return r, size
	}
	return 0, 0
}

// unicodeEscape reads \uXXXX of JSON and JavaScript beyond ASCII, and two of them that
// are the halves of one character.
func unicodeEscape(s string) (rune, int) {
	const size = 6
	half := func(s string) (rune, bool) {
		if len(s) < size || s[0] != '\\' || s[1]|0x20 != 'u' {
			return 0, false
		}
		v, ok := hexValue(s[2:size])
		return v, ok
	}
	r, ok := half(s)
	switch {
	case !ok || r < utf8.RuneSelf:
		return 0, 0
	case r < 0xD800 || r > 0xDFFF:
		return r, size
	}
	low, ok := half(s[size:])
	if ok && r < 0xDC00 && 0xDC00 <= low && low <= 0xDFFF {
		return 0x10000 + (r-0xD800)<<10 + low - 0xDC00, 2 * size
	}
	return 0, 0
}

// hexValue returns the value of the hexadecimal digits s.
func hexValue(s string) (v rune, ok bool) {
	for i := range len(s) {
		c := s[i]
		switch {
		case '0' <= c && c <= '9':
			v = v<<4 | rune(c-'0')
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			v = v<<4 | rune(c|0x20-'a'+10)
		default:
			return 0, false
		}
	}
	return v, true
}
