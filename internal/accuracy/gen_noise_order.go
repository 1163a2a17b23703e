package accuracy

import (
	"math/rand/v2"
	"strings"
)

// orderNoise drops, inserts and moves whole sentences and paragraphs.
var orderNoise = []noise{
	{"sentences-dropped-15", dropSentences(0.15)},
	{"sentences-dropped-30", dropSentences(0.3)},
	{"paragraphs-dropped-30", dropParagraphs(0.3)},
	{"insert-10", insertSentences(0.1)},
	{"insert-20", insertSentences(0.2)},
	{"insert-paragraphs", insertParagraphs},
	{"paragraphs-shuffled", func(r *rand.Rand, t string) string {
		p := paragraphsOf(t)
		r.Shuffle(len(p), func(i, j int) { p[i], p[j] = p[j], p[i] })
		return strings.Join(p, "\n")
	}},
	{"sentences-shuffled", shuffleSentences},
	{"sentences-shuffled-near", shuffleNear},
	{"halves-swapped", func(_ *rand.Rand, t string) string { return cut(0.5, 1)(nil, t) + "\n" + cut(0, 0.5)(nil, t) }},
	{"tail-cut-70", cut(0, 0.7)},
	{"head-cut-70", cut(0.3, 1)},
	{"middle-55", cut(0.2, 0.75)},
	{"tail-cut-55", cut(0, 0.55)},
}

// linesOf returns the sentences of each line of text that holds letters.
func linesOf(text string) [][]string {
	var out [][]string
	for _, p := range paragraphsOf(text) {
		in := []rune(p)
		var line []string
		for _, s := range sentencesOf(in) {
			line = append(line, string(in[s.lo:s.hi]))
		}
		out = append(out, line)
	}
	return out
}

// joinLines writes lines of sentences as text; a line without sentences is left out.
func joinLines(lines [][]string) string {
	var out []string
	for _, l := range lines {
		if len(l) > 0 {
			out = append(out, strings.Join(l, ""))
		}
	}
	return strings.Join(out, "\n")
}

// dropSentences drops a share of the sentences, [0,1], counted exactly.
func dropSentences(rate float64) func(*rand.Rand, string) string {
	return func(r *rand.Rand, text string) string {
		lines := linesOf(text)
		n := 0
		for _, l := range lines {
			n += len(l)
		}
		drop := map[int]bool{}
		for _, i := range r.Perm(n)[:int(rate*float64(n)+0.5)] {
			drop[i] = true
		}
		i := 0
		for k, l := range lines {
			var kept []string
			for _, s := range l {
				if !drop[i] {
					kept = append(kept, s)
				}
				i++
			}
			lines[k] = kept
		}
		return joinLines(lines)
	}
}

// dropParagraphs drops paragraphs until a share of the letters, [0,1], is gone, and never
// more than that.
func dropParagraphs(rate float64) func(*rand.Rand, string) string {
	return func(r *rand.Rand, text string) string {
		p := paragraphsOf(text)
		left := int(rate * float64(letterCount(text)))
		for _, i := range r.Perm(len(p)) {
			if n := letterCount(p[i]); n <= left {
				left -= n
				p[i] = ""
			}
		}
		return strings.Join(paragraphsOf(strings.Join(p, "\n")), "\n")
	}
}

// insertSentences puts sentences of one's own between those of the text, as many as the
// given share of them.
func insertSentences(rate float64) func(*rand.Rand, string) string {
	return func(r *rand.Rand, text string) string {
		lines := linesOf(text)
		own := newWriter(r)
		for k, l := range lines {
			var out []string
			for _, s := range l {
				out = append(out, s)
				if r.Float64() < rate {
					out = append(out, own.sentence())
				}
			}
			lines[k] = out
		}
		return joinLines(lines)
	}
}

// insertParagraphs puts a paragraph of one's own in front of every fifth.
func insertParagraphs(r *rand.Rand, text string) string {
	own := newWriter(r)
	var out []string
	for i, p := range paragraphsOf(text) {
		if i%5 == 2 {
			out = append(out, own.paragraph(between(r, 2, 4)))
		}
		out = append(out, p)
	}
	return strings.Join(out, "\n")
}

// shuffleSentences puts all sentences of a text in another order and keeps the number of
// them in each paragraph.
func shuffleSentences(r *rand.Rand, text string) string {
	lines := linesOf(text)
	var all []string
	for _, l := range lines {
		all = append(all, l...)
	}
	r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	for k, l := range lines {
		lines[k], all = all[:len(l)], all[len(l):]
	}
	return joinLines(lines)
}

// shuffleNear changes the order of sentences inside each paragraph.
func shuffleNear(r *rand.Rand, text string) string {
	lines := linesOf(text)
	for _, l := range lines {
		r.Shuffle(len(l), func(i, j int) { l[i], l[j] = l[j], l[i] })
	}
	return joinLines(lines)
}

// cut keeps the part of text between two shares of its code points.
func cut(lo, hi float64) func(*rand.Rand, string) string {
	return func(_ *rand.Rand, text string) string {
		in := []rune(text)
		n := float64(len(in))
		return strings.TrimSpace(string(in[int(lo*n):int(hi*n)]))
	}
}
