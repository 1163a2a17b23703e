package web

import "strings"

// isSimple reports whether sel is an element, a class or an identifier, or an element with
// one of them.
func isSimple(sel string) bool {
	return !strings.ContainsAny(sel, " \t\n\r\f>+~") && strings.Count(sel, ".")+strings.Count(sel, "#") <= 1 &&
		(sel == "*" || sel[0] != '*')
}

// isKnown reports whether every browser knows sel: elements, classes and identifiers, joined
// by combinators.
func isKnown(sel string) bool {
	joined := true // nothing stands in front
	for len(sel) > 0 {
		c := sel[0]
		switch {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f':
			sel = sel[1:]
			continue
		case c == '>' || c == '+' || c == '~':
			if joined {
				return false
			}
			joined, sel = true, sel[1:]
			continue
		case c == '*':
			sel = sel[1:]
		case c == '.' || c == '#':
			n := identifier(sel[1:])
			if n == 0 {
				return false
			}
			sel = sel[1+n:]
		default:
			n := identifier(sel)
			if n == 0 {
				return false
			}
			sel = sel[n:]
		}
		joined = false
	}
	return !joined
}

// identifier returns the length of the identifier that s begins with (CSS Syntax 3, section
// 4.3.11, without escapes).
func identifier(s string) int {
	n := 0
	for n < len(s) && (s[n] >= 0x80 || isAlphanumeric(s[n]) || s[n] == '-' || s[n] == '_') {
		n++
	}
	rest := strings.TrimPrefix(s[:n], "-")
	if rest == "" || '0' <= rest[0] && rest[0] <= '9' {
		return 0
	}
	return n
}

// subjectOf returns simple selectors of which one matches whatever sel does, and whether sel
// selects what stands in front of or behind an element's text.
func subjectOf(sel string) (keys []string, pseudo bool) {
	if strings.ContainsAny(sel, `\&`) {
		return []string{"*"}, false
	}
	// The last compound, without what stands in brackets.
	depth, from := 0, 0
	var b strings.Builder
	for i := range len(sel) {
		switch c := sel[i]; {
		case c == '(' || c == '[':
			depth++
		case c == ')' || c == ']':
			depth--
		case depth > 0:
		case strings.IndexByte(" \t\n\r\f>+~", c) >= 0:
			from = b.Len()
		default:
			b.WriteByte(c)
		}
	}
	last := b.String()[from:]
	last, kind, _ := strings.Cut(last, ":")
	kind = strings.ToLower(kind)
	pseudo = strings.HasPrefix(kind, ":") && kind != ":slotted" && kind != ":part" || strings.HasSuffix(kind, "before") || strings.HasSuffix(kind, "after")
	tag := last
	if i := strings.IndexAny(last, ".#"); i >= 0 {
		tag = last[:i]
	}
	rest := last[len(tag):]
	if rest == "" {
		if tag == "" {
			tag = "*"
		}
		return []string{tag}, pseudo
	}
	n := strings.IndexAny(rest[1:], ".#") + 1
	if n == 0 {
		n = len(rest)
	}
	return []string{rest[:n]}, pseudo
}
