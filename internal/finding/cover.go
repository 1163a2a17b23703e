package finding

import (
	"cmp"
	"slices"
)

// Cover is a range of a submission's letters that a passage with another one covers.
type Cover struct {
	At       [2]int32 // half-open
	Other    int32    // index of the other submission
	Template bool
}

// ReuseOf returns the ratios of a submission of so many letters with those covers, which it
// sorts. id names the submission of an index; of equal sources the first counts.
func ReuseOf(letters int32, covers []Cover, id func(other int32) string) Reuse {
	var r Reuse
	if letters <= 0 || len(covers) == 0 {
		return r
	}
	ratio := func(cs []Cover) float64 {
		return float64(union(len(cs), func(i int) [2]int32 { return cs[i].At })) / float64(letters)
	}
	slices.SortStableFunc(covers, func(x, y Cover) int { return cmp.Compare(x.At[0], y.At[0]) })
	r.WithTemplate = ratio(covers)
	own := slices.DeleteFunc(covers, func(x Cover) bool { return x.Template })
	r.Total = ratio(own)
	slices.SortStableFunc(own, func(x, y Cover) int { return cmp.Compare(x.Other, y.Other) })
	for lo, hi := 0, 0; lo < len(own); lo = hi {
		for hi < len(own) && own[hi].Other == own[lo].Other {
			hi++
		}
		if v := ratio(own[lo:hi]); v > r.LargestSource {
			r.LargestSource, r.LargestSourceID = v, id(own[lo].Other)
		}
	}
	return r
}

// CoveredLetters returns how many letters stand in the union of half-open ranges, which it
// sorts.
func CoveredLetters(ranges [][2]int32) int32 {
	slices.SortFunc(ranges, func(x, y [2]int32) int { return cmp.Compare(x[0], y[0]) })
	return union(len(ranges), func(i int) [2]int32 { return ranges[i] })
}

// union returns how many letters n ranges hold, which ascend by their start.
func union(n int, at func(i int) [2]int32) int32 {
	letters, done := int32(0), int32(0)
	for i := range n {
		r := at(i)
		if lo := max(r[0], done); lo < r[1] {
			letters += r[1] - lo
			done = r[1]
		}
	}
	return letters
}
