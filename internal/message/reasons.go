package message

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// chinese returns the Chinese of a reason or hint of the ledger with the names and
// numbers it carries, and whether phrases knows it.
func chinese(s string) (string, bool) {
	for _, list := range phrases {
		for _, p := range list {
			if parts, ok := match(p.en, s); ok {
				return fill(p.zh, parts), true
			}
		}
	}
	return "", false
}

// match returns what stands in s for the wildcards of pattern: for % anything as it is,
// for @ the Chinese of a phrase. Each takes as little as it can, but a quoted name whole.
func match(pattern, s string) (parts []string, ok bool) {
	for {
		i := strings.IndexAny(pattern, "%@")
		if i < 0 {
			return parts, pattern == s
		}
		rest, ok := strings.CutPrefix(s, pattern[:i])
		if !ok {
			return nil, false
		}
		wildcard, tail := pattern[i], pattern[i+1:]
		literal := tail
		if next := strings.IndexAny(tail, "%@"); next >= 0 {
			literal = tail[:next]
		}
		n := len(rest)
		if literal != "" {
			quoted, _ := strconv.QuotedPrefix(rest)
			at := strings.Index(rest[len(quoted):], literal)
			if at < 0 {
				return nil, false
			}
			n = len(quoted) + at
		}
		part := rest[:n]
		if wildcard == '@' {
			if part, ok = chinese(part); !ok {
				return nil, false
			}
		}
		parts = append(parts, part)
		pattern, s = tail, rest[n:]
	}
}

// fill returns zh with parts in the place of %1, %2 …, a blank between Han and Latin.
func fill(zh string, parts []string) string {
	var b strings.Builder
	add := func(s string) {
		before, _ := utf8.DecodeLastRuneInString(b.String())
		after, _ := utf8.DecodeRuneInString(s)
		if unicode.Is(unicode.Han, before) && latin(after) || latin(before) && unicode.Is(unicode.Han, after) {
			b.WriteByte(' ')
		}
		b.WriteString(s)
	}
	for {
		before, after, ok := strings.Cut(zh, "%")
		add(before)
		if !ok {
			return b.String()
		}
		add(parts[after[0]-'1'])
		zh = after[1:]
	}
}

func latin(r rune) bool {
	return r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r))
}
