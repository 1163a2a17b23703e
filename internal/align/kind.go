package align

import (
	"slices"

	"chachong/internal/text"
)

const (
	lightSimilarity  = 0.9
	lowestSimilarity = 0.6 // of an edited passage; less in common is no passage
	spunDifferent    = 3   // different replacements in a passage, each seen again in the pair
)

// kindOf returns the first kind that fits f, of which the letters are equal or not.
// spun is the number of different learnt replacements in it.
func (al *Aligner) kindOf(f *fragment, equal bool, spun int32) Kind {
	switch {
	case equal:
		return Verbatim
	case f.shuffled:
		if spun >= spunDifferent {
			return Spun
		}
		return Reordered
	case al.disguised(f):
		return Masked
	case spun >= spunDifferent:
		return Spun
	case similarity(f) >= lightSimilarity:
		return Light
	}
	return Edited
}

// similarity returns the matched letters of both sides over all their letters.
func similarity(f *fragment) float64 {
	a, b := f.matched()
	return float64(a+b) / float64(f.lenA()+f.lenB())
}

// letters returns the letters of the source in s, those of masks included.
func (t *Text) letters(s text.Span) []rune {
	lo, _ := slices.BinarySearch(t.Letters.At, s.Lo)
	hi, _ := slices.BinarySearch(t.Letters.At, s.Hi)
	return t.Letters.Code[lo:hi]
}

// disguised reports whether the two sides of f differ by masks and list numbers only,
// from the first letter of the hull to the last.
func (al *Aligner) disguised(f *fragment) bool {
	prev := run{a: f.aLo, b: f.bLo}
	for _, r := range f.runs {
		if r.a < prev.endA() || r.b < prev.endB() || !al.numerals(between(prev, r)) {
			return false
		}
		prev = r
	}
	return al.numerals(between(prev, run{a: f.aHi, b: f.bHi}))
}

// numerals reports whether the letters of r all belong to list numbers.
func (al *Aligner) numerals(r run) bool {
	return al.a.numerals(r.a, r.endA()) && al.b.numerals(r.b, r.endB())
}

// numerals reports whether the letters [lo, hi) all belong to list numbers.
func (t *Text) numerals(lo, hi int32) bool {
	return !slices.ContainsFunc(t.flag[lo:hi], func(f uint8) bool { return f&numeral == 0 })
}
