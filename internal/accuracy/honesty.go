package accuracy

import (
	"cmp"
	"math"
	"slices"

	"chachong/internal/text"
)

// checkedPairs is the number of listed pairs whose figures are computed anew, spread
// evenly over all.
const checkedPairs = 2000

// honesty returns the greatest differences between figures of the result and the same
// figures computed anew from its ranges. It uses none of the program's arithmetic but the
// folding and the definition of a letter.
func (o *outcome) honesty() Row {
	var listed []*pair
	for i := range o.pairs {
		if p := &o.pairs[i]; p.listed {
			listed = append(listed, p)
		}
	}
	sets := make([][]gram, len(o.subs))
	setOf := func(i int) []gram {
		if sets[i] == nil {
			sets[i] = gramsOf(o.subs[i].letters.Code)
		}
		return sets[i]
	}
	n := min(len(listed), checkedPairs)
	off := 0.0
	for i := range n {
		p := listed[i*len(listed)/n]
		a, b := setOf(p.a), setOf(p.b)
		common := commonGrams(a, b)
		for _, f := range [][2]float64{
			{p.Resemblance, over(common, len(a)+len(b)-common)},
			{p.ContainmentA, over(common, len(a))},
			{p.ContainmentB, over(common, len(b))},
		} {
			off = max(off, math.Abs(f[0]-f[1]))
		}
	}

	spans := make([][]text.Span, len(o.subs))
	for i := range o.passages {
		if p := &o.passages[i]; p.told && !p.template && p.a != p.b {
			spans[p.a], spans[p.b] = append(spans[p.a], p.aSpan), append(spans[p.b], p.bSpan)
		}
	}
	offReuse := 0.0
	for i := range o.subs {
		s := &o.subs[i]
		offReuse = max(offReuse, math.Abs(s.Reuse.Total-over(covered(s.letters, spans[i]), s.letters.Len())))
	}
	return Row{"honesty", []Figure{
		count("pairs", n), ratio("off", off), count("submissions", len(o.subs)), ratio("reuse-off", offReuse),
	}}
}

// over returns n/of, and 0 where of is 0: nothing resembles nothing.
func over(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
}

// gram is five letters, 21 bits each.
type gram [2]uint64

func compareGrams(x, y gram) int { return cmp.Or(cmp.Compare(x[0], y[0]), cmp.Compare(x[1], y[1])) }

// gramsOf returns the set of 5-letter grams, ascending.
func gramsOf(codes []rune) []gram {
	set := []gram{}
	for i := 0; i+5 <= len(codes); i++ {
		c := codes[i : i+5]
		set = append(set, gram{uint64(c[0])<<21 | uint64(c[1]), uint64(c[2])<<42 | uint64(c[3])<<21 | uint64(c[4])})
	}
	slices.SortFunc(set, compareGrams)
	return slices.Compact(set)
}

// commonGrams returns the size of the intersection.
func commonGrams(a, b []gram) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch c := compareGrams(a[i], b[j]); {
		case c < 0:
			i++
		case c > 0:
			j++
		default:
			n++
			i++
			j++
		}
	}
	return n
}
