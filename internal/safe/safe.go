// Package safe makes untrusted text harmless for the place where it is shown:
// a terminal ([Terminal], [Line]), a spreadsheet ([CSVCell]), the log of a CI system
// ([CI]), a comment in Markdown ([Markdown]); and [Redact] hides numbers that tell a
// person from those who read a report. Texts, titles and file names all come from strangers; each may carry escape
// sequences that repaint the screen, marks that turn the direction of writing round,
// cells that a spreadsheet takes for a formula, or lines that a CI system takes for a
// command. Everything printed outside of HTML and JSON, whose encoders do their own
// escaping, goes through one of these functions. [Width], [Cut] and [Pad] lay the
// result out in columns.
//
// Every function but Redact returns valid UTF-8 for any bytes, a U+FFFD standing for each run of
// bytes that is none, and may be called concurrently. Applied twice, the escapes change
// nothing more; Markdown alone is to be applied once.
//
// The dangers are those of CWE-150 (escape sequences), N. Boucher and R. Anderson,
// "Trojan Source: Invisible Vulnerabilities" (2021) (direction marks) and CWE-1236
// (formulae in CSV).
package safe

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Terminal returns s as a terminal may show it. Line ends stay, CR LF and CR becoming
// LF; a tab becomes a space. Control characters, direction marks and the line
// separators of Unicode are shown as \u{1B}, so that a reviewer sees the attempt.
// Characters that show nothing, such as zero-width spaces, are left out: shown, they
// would make an excerpt full of them unreadable.
func Terminal(s string) string { return escape(s, true) }

// Line is Terminal for a text that has to stay on one line: a line end becomes a space.
func Line(s string) string { return escape(s, false) }

func escape(s string, lines bool) string {
	if harmless(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 16)
	s = strings.ToValidUTF8(s, "\uFFFD")
	for i, r := range s {
		switch {
		case r == '\n' && i > 0 && s[i-1] == '\r':
			// The CR has been written as a line end.
		case r == '\n' || r == '\r':
			if lines {
				b.WriteByte('\n')
			} else {
				b.WriteByte(' ')
			}
		case r == '\t':
			b.WriteByte(' ')
		case dangerous(r):
			fmt.Fprintf(&b, `\u{%X}`, r)
		case !invisible(r):
			b.WriteRune(r)
		}
	}
	return b.String()
}

// harmless reports whether s is printable ASCII and CJK letters only: most texts are,
// and need no copy.
func harmless(s string) bool {
	for _, r := range s {
		switch {
		case ' ' <= r && r <= '~':
		case '一' <= r && r <= '\u9FFF':
		case '、' <= r && r <= '】': // 、。〃〄々〆〇〈〉《》「」『』【】
		case '！' <= r && r <= '～': // full-width forms of ASCII
		default:
			return false
		}
	}
	return true
}

// dangerous reports whether r moves the cursor, ends the line or turns the direction
// of what follows. Such characters are shown, never sent.
func dangerous(r rune) bool {
	switch {
	case unicode.IsControl(r): // C0, DEL, C1
		return true
	case '\u202A' <= r && r <= '\u202E', '\u2066' <= r && r <= '\u2069': // embeddings, overrides, isolates
		return true
	case r == '\u200E' || r == '\u200F' || r == '\u061C': // direction marks
		return true
	case r == '\u2028' || r == '\u2029': // line and paragraph separator
		return true
	}
	return false
}

// invisible reports whether r is there without being seen: format characters, soft
// hyphen, variation selectors, tags, fillers.
func invisible(r rune) bool {
	switch {
	case unicode.Is(unicode.Cf, r), unicode.Is(unicode.Variation_Selector, r):
		return true
	case unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r): // Hangul fillers, U+034F
		return true
	}
	return false
}

// CSVCell returns s as a cell that no spreadsheet takes for a formula: where the first
// character that can be seen is one of = + - @ or its full-width form, or where s begins
// with a tab or a line end, an apostrophe is put in front. Other control characters are
// left out. It is for text; numbers written by the program itself do not need it and
// would become text. Quotes and commas are the csv writer's business.
func CSVCell(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\t' && r != '\n' && r != '\r' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
	first := strings.TrimLeftFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || invisible(r) || dangerous(r)
	})
	if startsWith(s, "\t\r\n") || startsWith(first, "=+-@＝＋－＠") {
		return "'" + s
	}
	return s
}

func startsWith(s, any string) bool {
	r, size := utf8.DecodeRuneInString(s)
	return size > 0 && strings.ContainsRune(any, r)
}

// CI returns s as the log of a CI system may hold it: what Terminal makes of it, with
// no line that GitHub Actions, Azure Pipelines or TeamCity would take for a command. A
// "::" that begins a line, white space aside, is torn apart, and so is "##[", "##vso" or
// "##teamcity" anywhere, because their runners look for these inside lines as well.
func CI(s string) string {
	s = Terminal(s)
	if !strings.Contains(s, "::") && !strings.Contains(s, "##") {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 16)
	blank := true // nothing but white space on this line so far
	for i, r := range s {
		b.WriteRune(r)
		switch {
		case r == '\n':
			blank = true
		case unicode.IsSpace(r):
		default:
			if rest := s[i:]; blank && strings.HasPrefix(rest, "::") || command(rest) {
				b.WriteByte(' ')
			}
			blank = false
		}
	}
	return b.String()
}

// command reports whether s begins like a command that counts anywhere in a line.
func command(s string) bool {
	for _, c := range []string{"##[", "##vso", "##teamcity"} {
		if len(s) >= len(c) && strings.EqualFold(s[:len(c)], c) {
			return true
		}
	}
	return false
}
