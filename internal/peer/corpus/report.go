package corpus

import (
	"math/rand/v2"
	"slices"
	"unicode/utf8"
)

// report is a text in parts, so that a copy can change them.
type report struct {
	title      string
	paragraphs []paragraph
	signature  string
}

// paragraph is a heading with its number, or sentences that stand in one line.
type paragraph struct {
	heading   bool
	sentences []string
}

var numerals = list(`一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五 十六 十七 十八 十九 二十`)

// write returns a report of at least chars characters, by the last sentence more; before
// stands what the report takes over, if anything, after its first paragraph.
func write(r *rand.Rand, chars int, before []paragraph) report {
	w := newWriter(r)
	rep := report{title: w.title(), signature: w.signature()}
	chars -= utf8.RuneCountInString(rep.title) + utf8.RuneCountInString(rep.signature)
	add := func(p paragraph) {
		rep.paragraphs = append(rep.paragraphs, p)
		chars -= p.runes()
	}
	add(w.paragraph(min(chars, 200)))
	for _, p := range before {
		add(p)
	}
	for section := 0; chars > 0; section++ {
		add(paragraph{heading: true, sentences: []string{pickNumeral(section) + "、" + w.heading()}})
		parts := 1 + r.IntN(4)
		for i := 0; i < parts && chars > 0; i++ {
			if parts > 1 {
				add(paragraph{heading: true, sentences: []string{"（" + pickNumeral(i) + "）" + w.heading()}})
			}
			for n := 1 + r.IntN(2); n > 0 && chars > 0; n-- {
				add(w.paragraph(min(chars, 80+r.IntN(320))))
			}
		}
	}
	return rep
}

// pickNumeral returns the Chinese numeral of the i-th heading; after twenty it starts again.
func pickNumeral(i int) string { return numerals[i%len(numerals)] }

// paragraph returns sentences of at least chars characters.
func (w *writer) paragraph(chars int) paragraph {
	var p paragraph
	for chars > 0 {
		s := w.sentence()
		p.sentences = append(p.sentences, s)
		chars -= utf8.RuneCountInString(s)
	}
	return p
}

// runes counts the characters of a paragraph, the indent and the line end not among them.
func (p paragraph) runes() int {
	n := 0
	for _, s := range p.sentences {
		n += utf8.RuneCountInString(s)
	}
	return n
}

// appendText appends the report as a file has it: the title, then paragraphs with an indent
// of two wide spaces, a line each.
func (rep report) appendText(dst []byte) []byte {
	dst = append(dst, rep.title...)
	dst = append(dst, '\n')
	for _, p := range rep.paragraphs {
		dst = append(dst, "　　"...)
		for _, s := range p.sentences {
			dst = append(dst, s...)
		}
		dst = append(dst, '\n')
	}
	dst = append(dst, "　　"...)
	dst = append(dst, rep.signature...)
	return append(dst, '\n')
}

// changes says how much a copy differs from what it was made from.
type changes struct {
	letters   float64 // [0,1] share of letters replaced, left out or put in
	sentences float64 // [0,1] share of sentences written anew
	order     order
}

// order says what a copy does to the order of its source.
type order int

const (
	kept       order = iota
	paragraphs       // paragraphs change places
	sentences        // sentences change places, across paragraphs
)

// copyOf returns a copy of a report with changes drawn from r. Headings keep their places,
// and the copy has its own title and signature in half of the cases.
func copyOf(r *rand.Rand, rep report, c changes) report {
	w := newWriter(r)
	res := report{title: rep.title, signature: rep.signature}
	if r.IntN(2) == 0 {
		res.title, res.signature = w.title(), w.signature()
	}
	for _, p := range rep.paragraphs {
		q := paragraph{heading: p.heading}
		for _, s := range p.sentences {
			if !p.heading && r.Float64() < c.sentences {
				s = w.sentence()
			}
			q.sentences = append(q.sentences, edit(r, s, c.letters))
		}
		res.paragraphs = append(res.paragraphs, q)
	}
	switch c.order {
	case paragraphs:
		shuffle(r, bodies(res.paragraphs))
	case sentences:
		var all []*string
		for _, p := range bodies(res.paragraphs) {
			for i := range p.sentences {
				all = append(all, &p.sentences[i])
			}
		}
		shuffle(r, all)
	}
	return res
}

// bodies returns the paragraphs that are no headings.
func bodies(all []paragraph) []*paragraph {
	var res []*paragraph
	for i := range all {
		if !all[i].heading {
			res = append(res, &all[i])
		}
	}
	return res
}

// shuffle puts what the pointers point to in another order.
func shuffle[T any](r *rand.Rand, at []*T) {
	r.Shuffle(len(at), func(i, j int) { *at[i], *at[j] = *at[j], *at[i] })
}

// edit returns a sentence with a share of its letters replaced, left out or doubled by a
// letter of another word; punctuation stays.
func edit(r *rand.Rand, s string, share float64) string {
	if share == 0 {
		return s
	}
	var res []rune
	for _, c := range s {
		if c < 0x4E00 || c > 0x9FFF || r.Float64() >= share {
			res = append(res, c)
			continue
		}
		other, _ := utf8.DecodeRuneInString(skewed(r, things))
		switch r.IntN(3) {
		case 0:
			res = append(res, other)
		case 1:
			res = append(res, c, other)
		}
	}
	return string(res)
}

// letterGrams returns the distinct runs of five letters of a text, in order of their hash.
func letterGrams(text []byte) []uint64 {
	const width = 5
	var window [width]rune
	var grams []uint64
	n := 0
	for len(text) > 0 {
		c, size := utf8.DecodeRune(text)
		text = text[size:]
		if !isLetter(c) {
			continue
		}
		copy(window[:], window[1:])
		window[width-1] = c
		if n++; n < width {
			continue
		}
		h := uint64(0)
		for _, x := range window {
			h = (h ^ uint64(x)) * 0x9E3779B97F4A7C15
			h ^= h >> 29
		}
		grams = append(grams, h)
	}
	slices.Sort(grams)
	return slices.Compact(grams)
}

// isLetter reports whether a character of the grammar is a letter or a digit.
func isLetter(c rune) bool {
	return c >= 0x4E00 && c <= 0x9FFF || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// resemblance returns the Jaccard similarity [0,1] of the five-letter runs of two texts.
func resemblance(a, b []byte) float64 {
	x, y := letterGrams(a), letterGrams(b)
	common := 0
	for i, j := 0, 0; i < len(x) && j < len(y); {
		switch {
		case x[i] < y[j]:
			i++
		case x[i] > y[j]:
			j++
		default:
			common++
			i++
			j++
		}
	}
	if all := len(x) + len(y) - common; all > 0 {
		return float64(common) / float64(all)
	}
	return 0
}
