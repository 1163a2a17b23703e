package source

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Direction controls that matter here (Unicode Standard Annex 9).
const (
	overrideRTL = '\u202e' // from here every character stands left of the one before
	popFormat   = '\u202c' // ends the innermost embedding or override
)

// forward returns text as it is seen where it was stored backwards under a right-to-left
// override, and how many characters those were. Every other character keeps its place, the
// controls too, so that offsets outside such stretches are those of the text as stored. An
// override ends with its line.
func forward(text string) (string, int) {
	if !strings.Contains(text, string(overrideRTL)) { // not ContainsRune, which looks for the last byte: a common one
		return text, 0
	}
	var b strings.Builder
	b.Grow(len(text))
	count := 0
	for text != "" {
		i := strings.IndexRune(text, overrideRTL)
		if i < 0 {
			break
		}
		i += utf8.RuneLen(overrideRTL)
		b.WriteString(text[:i])
		text = text[i:]
		n := overridden(text)
		runes := []rune(text[:n])
		slices.Reverse(runes)
		for _, r := range runes {
			b.WriteRune(r)
		}
		count += len(runes)
		text = text[n:]
	}
	b.WriteString(text)
	return b.String(), count
}

// overridden returns the length in bytes of what an override at the start of text governs.
func overridden(text string) int {
	open := 1
	for i, r := range text {
		switch {
		case r == '\n', r == '\r', r == '\u2029':
			return i
		case r == popFormat:
			if open--; open == 0 {
				return i
			}
		case '\u202a' <= r && r <= '\u202e':
			open++
		}
	}
	return len(text)
}
