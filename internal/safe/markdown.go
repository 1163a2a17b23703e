package safe

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Markdown returns s as plain text in a Markdown document: in a paragraph, a list item, a
// heading, a cell of a table or an element of HTML such as <summary>, at the start of a
// line or behind other text. It is not for code spans, code blocks or attributes. What Line
// does is done first; runs of blanks become one, which is all that HTML shows of them.
//
// Nothing in s acts as markup, as HTML, as a link, or as a reference to a person or an
// issue. Markup is held off by character references: backslashes would be shown inside of
// HTML. That is not enough for what GitHub, GitLab and Gitea look for in the text after it was rendered: @name,
// #12, !12, GH-12, :smile:. There a zero-width space follows the sign that begins the
// reference, the one invisible character that this package adds.
//
// Unlike the other escapes this one must be applied once: a second time would escape the
// references.
func Markdown(s string) string {
	s = Line(s)
	if plainMarkdown(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + len(s)/4 + 16)
	at := lineStart
	tear := -1 // where a hash is torn
	for i := 0; i < len(s); i++ {
		c, rest := s[i], s[i+1:]
		if (i == 0 || !alphanumeric(s[i-1])) && isCommit(s[i:]) {
			tear = i + 1
		}
		if i == tear {
			b.WriteString(torn)
		}
		if c == ' ' && strings.HasPrefix(rest, " ") {
			continue
		}
		switch {
		case c == '&':
			b.WriteString("&amp;")
		case c == '<':
			b.WriteString("&lt;")
		case c == '>':
			b.WriteString("&gt;")
		case c == '$': // $ … $ is a formula, also where the signs are references
			b.WriteString("<span>$</span>")
		case strings.IndexByte("\\`*_[]|~#", c) >= 0,
			at == lineStart && strings.IndexByte("-+=", c) >= 0,
			at == listNumber && (c == '.' || c == ')'),
			c == '.' && endsInWWW(s[:i]):
			fmt.Fprintf(&b, "&#%d;", c)
		default:
			b.WriteByte(c)
		}
		if begins(s[:i], c, rest) {
			b.WriteString(torn)
		}
		at = at.next(c)
	}
	return b.String()
}

// torn is the reference to a zero-width space that keeps a sign from what follows it.
const torn = "&#8203;"

// plainMarkdown reports whether s, a line, has no character of ASCII but letters, digits,
// single blanks between them, and commas, and no hash: most titles and excerpts.
func plainMarkdown(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case (i == 0 || !alphanumeric(s[i-1])) && isCommit(s[i:]):
			return false
		case c >= utf8.RuneSelf, alphanumeric(c), c == ',':
		case c == ' ' && i > 0 && s[i-1] != ' ':
		default:
			return false
		}
	}
	return true
}

// begins reports whether c, which stands between before and rest, begins a reference, an
// address or a short name of a picture. At the end of a text it may, by what comes next.
func begins(before string, c byte, rest string) bool {
	switch {
	case strings.IndexByte("@#!$%^~&:", c) >= 0:
		return rest == "" || alphanumeric(rest[0]) || strings.IndexByte(`"_/+-`, rest[0]) >= 0
	case c == '-': // GH-12, PROJECT-12
		return before != "" && letter(before[len(before)-1]) && (rest == "" || digit(rest[0]))
	}
	return c == '.' && endsInWWW(before)
}

// isCommit reports whether s begins with what may be the hash of a commit, or its
// beginning: seven hexadecimal digits or more, letters among them unless it is whole.
func isCommit(s string) bool {
	const short, whole = 7, 40
	n, letters := 0, 0
	for n < len(s) && n <= whole && alphanumeric(s[n]) {
		switch c := s[n] | 0x20; {
		case digit(s[n]):
		case 'a' <= c && c <= 'f':
			letters++
		default:
			return false
		}
		n++
	}
	return n == whole || n >= short && n < whole && letters > 0 && letters < n
}

func endsInWWW(s string) bool {
	return len(s) >= 3 && strings.EqualFold(s[len(s)-3:], "www")
}

// linePlace is where in a line of Markdown the next character stands.
type linePlace uint8

const (
	lineStart  linePlace = iota // nothing but blanks so far
	listNumber                  // nothing but a number
	inLine
)

func (p linePlace) next(c byte) linePlace {
	switch {
	case p == lineStart && c == ' ':
		return lineStart
	case p != inLine && digit(c):
		return listNumber
	}
	return inLine
}

func alphanumeric(c byte) bool { return letter(c) || digit(c) }

func letter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func digit(c byte) bool { return '0' <= c && c <= '9' }
