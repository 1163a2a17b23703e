package accuracy

import (
	"hash/fnv"
	"math/rand/v2"
	"strings"
	"unicode"
	"unicode/utf8"
)

// draw returns a source of random numbers that depends on seed and key alone, so that a
// kind added to a set changes no other file of it.
func draw(seed uint64, key string) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(key))
	return rand.New(rand.NewPCG(seed, h.Sum64()))
}

// pick returns one of list.
func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

// between returns a number in [lo, hi].
func between(r *rand.Rand, lo, hi int) int { return lo + r.IntN(hi-lo+1) }

// sheet is a file being written: it knows where each text came to stand.
type sheet struct {
	b strings.Builder
	n int // code points so far
}

// put appends text and returns its place in code points.
func (s *sheet) put(text string) (lo, hi int) {
	lo = s.n
	s.b.WriteString(text)
	s.n += utf8.RuneCountInString(text)
	return lo, s.n
}

// isLetter reports whether c counts as a letter of DESIGN: a letter or a digit.
func isLetter(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }

// isHan reports whether c is a Han character of daily use.
func isHan(c rune) bool { return 0x4E00 <= c && c <= 0x9FFF }

// letterCount returns the letters and digits of s.
func letterCount(s string) int {
	n := 0
	for _, c := range s {
		if isLetter(c) {
			n++
		}
	}
	return n
}

// sentenceEnds close a sentence; closers may follow.
const (
	sentenceEnds = "。！？；!?;"
	closers      = "”’」』）》)"
)

// stretch is a range of code points of one text.
type stretch struct{ lo, hi int }

// sentencesOf returns the sentences of text in order. They touch no white space at their
// ends and cross no line end.
func sentencesOf(text []rune) []stretch {
	var out []stretch
	lo := 0
	add := func(hi int) {
		for lo < hi && unicode.IsSpace(text[lo]) {
			lo++
		}
		end := hi
		for end > lo && unicode.IsSpace(text[end-1]) {
			end--
		}
		if lo < end {
			out = append(out, stretch{lo, end})
		}
		lo = hi
	}
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '\n':
			add(i)
		case strings.ContainsRune(sentenceEnds, text[i]):
			for i+1 < len(text) && strings.ContainsRune(closers+sentenceEnds, text[i+1]) {
				i++
			}
			add(i + 1)
		}
	}
	add(len(text))
	return out
}

// paragraphsOf returns the lines of text that hold letters, white space at their ends cut.
func paragraphsOf(text string) []string {
	var out []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); letterCount(line) > 0 {
			out = append(out, line)
		}
	}
	return out
}
