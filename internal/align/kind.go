package align

import "slices"

const (
	lightSimilarity = 0.9
	spunDifferent   = 3 // different replacements in a passage, each seen again in the pair
)

// kindOf returns the first kind that fits f. spun is the number of different learnt
// replacements in it.
func (al *Aligner) kindOf(f *fragment, spun int32) Kind {
	switch d := al.difference(f); {
	case f.shuffled:
		if spun >= spunDifferent {
			return Spun
		}
		return Reordered
	case d == equal:
		return Verbatim
	case d == disguised:
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

type difference uint8

const (
	equal     difference = iota
	disguised            // masks and list numbers only
	reworded
)

// difference returns the gravest difference between the two sides of f.
func (al *Aligner) difference(f *fragment) difference {
	d := equal
	prev := f.runs[0]
	for k, r := range f.runs {
		if k > 0 {
			if r.a < prev.endA() || r.b < prev.endB() ||
				!al.a.numerals(prev.endA(), r.a) || !al.b.numerals(prev.endB(), r.b) {
				return reworded
			}
			if r.a > prev.endA() || r.b > prev.endB() {
				d = disguised
			}
		}
		if r.hidden() {
			d = disguised
		}
		for i := range r.na {
			if d == equal && r.letters() && (k > 0 || i > 0) && al.a.mask(r.a+i) != al.b.mask(r.b+i) {
				d = disguised
			}
		}
		prev = r
	}
	return d
}

// numerals reports whether the letters [lo, hi) all belong to list numbers.
func (t *Text) numerals(lo, hi int32) bool {
	return !slices.ContainsFunc(t.flag[lo:hi], func(f uint8) bool { return f&numeral == 0 })
}
