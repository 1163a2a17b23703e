package page

import (
	"strings"
	"unicode"
	"unicode/utf16"
)

// mostMarks is how many combining marks in a row are shown: no script needs as many on one
// character, and a browser takes seconds to set some ten thousand.
const mostMarks = 8

// visible returns a text with a stand-in for each character that would steer how it is
// shown: control characters, direction marks, and combining marks behind the eighth in a
// row. It has as many UTF-16 units as s. Line ends of any system become LF, the CR in front
// of one a space; a tab stays.
func visible(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return steers(r) || combines(r) }) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 16)
	marks := 0
	for i, r := range s {
		if r == '\r' && i+1 < len(s) && s[i+1] == '\n' {
			r = ' '
		}
		switch {
		case r == '\u200C' || r == '\u200D': // joiners do not end a row
		case !combines(r):
			marks = 0
		default:
			if marks++; marks > mostMarks {
				b.WriteString(strings.Repeat("\uFFFD", utf16.RuneLen(r)))
				continue
			}
		}
		b.WriteRune(standIn(r))
	}
	return b.String()
}

// combines reports whether r is shown on the character in front of it.
func combines(r rune) bool {
	const firstMark, firstHan, lastHan = '\u0300', '\u4E00', '\u9FFF'
	return r >= firstMark && (r < firstHan || r > lastHan) && unicode.Is(unicode.M, r)
}

// visibleLine is visible for a name: a line end is shown as a sign, a tab as a space.
func visibleLine(s string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case '\n':
			return '␤'
		case '\t':
			return ' '
		}
		return r
	}, visible(s))
}

// steers reports whether r is not shown as it is; U+FFFD may be what a loop makes of bytes
// that are no UTF-8.
func steers(r rune) bool { return r == '\uFFFD' || standIn(r) != r }

// standIn returns what is shown for r, of the same number of UTF-16 units.
func standIn(r rune) rune {
	const pictures = '␀' // signs for the control characters of ASCII, in their order
	switch {
	case r == '\n' || r == '\t':
		return r
	case r == '\r' || r == '\u2028' || r == '\u2029':
		return '\n'
	case r < ' ':
		return pictures + r
	case r == 0x7F:
		return '␡'
	case 0x80 <= r && r <= 0x9F,
		r == '\u061C' || r == '\u200E' || r == '\u200F',
		'\u202A' <= r && r <= '\u202E', '\u2066' <= r && r <= '\u2069':
		return '\uFFFD'
	}
	return r
}
