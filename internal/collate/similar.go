package collate

import (
	"slices"
	"strings"

	"chachong/internal/token"
)

// What a unit is like are its pairs of letters, those side by side and those one letter
// apart: a letter replaced leaves one of them, and two sentences about different things
// share next to none. Single letters would tell spun text better and other text worse.

// features returns the features of unit k, ascending, with repetitions.
func (sh *sheet) features(k int32) []uint32 {
	if sh.stored[k][1] == 0 {
		lo := int32(len(sh.stock))
		u := &sh.units[k]
		sh.stock = appendFeatures(sh.stock, sh.Letters.Range(u.lo, u.hi))
		slices.Sort(sh.stock[lo:])
		sh.stored[k] = [2]int32{lo, int32(len(sh.stock))}
	}
	return sh.stock[sh.stored[k][0]:sh.stored[k][1]]
}

// featuresOf returns the features of the units [lo, hi) as if they were one.
func (sh *sheet) featuresOf(lo, hi int32) []uint32 {
	if hi-lo == 1 {
		return sh.features(lo)
	}
	out := appendFeatures(nil, sh.Letters.Range(sh.units[lo].lo, sh.units[hi-1].hi))
	slices.Sort(out)
	return out
}

// appendFeatures appends the features of letters, list numbers left out.
func appendFeatures(dst []uint32, l token.Letters) []uint32 {
	var before, last rune // the two letters in front
	for k, r := range l.Code {
		if l.Mark[k]&token.NumberLetter != 0 {
			continue
		}
		if last != 0 {
			dst = append(dst, feature(last, r, 0))
		}
		if before != 0 {
			dst = append(dst, feature(before, r, 1))
		}
		before, last = last, r
	}
	return dst
}

// feature returns the hash of two letters and how many are between them.
func feature(r, s rune, apart uint64) uint32 {
	return uint32((uint64(r)<<22 | uint64(s)<<1 | apart) * hashFactor >> 32)
}

// hashFactor spreads letters over 64 bits: the first ones of the golden ratio.
const hashFactor = 0x9E3779B97F4A7C15

// mix returns the hash of letters of which the hash was h, with r behind them.
func mix(h uint64, r rune) uint64 {
	h = (h ^ uint64(r)) * hashFactor
	return h ^ h>>29
}

// overlap returns the number of features that x and y share.
func overlap(x, y []uint32) int {
	n := 0
	for len(x) > 0 && len(y) > 0 {
		switch {
		case x[0] < y[0]:
			x = x[1:]
		case x[0] > y[0]:
			y = y[1:]
		default:
			n++
			x, y = x[1:], y[1:]
		}
	}
	return n
}

const (
	// partLetters is the fewest letters of a unit that may be a part of another one.
	partLetters = 8
	// partShare is the share of its features that the other one must have; phrases that
	// everybody uses make less.
	partShare = 0.6
	// partWorth is what being contained is worth, of being alike.
	partWorth = 0.75
)

// alike returns how much unit i of a and unit j of b are alike, in [0,1]: their common
// share of features, or that of the shorter one, which may be a part of the longer.
func (m *matcher) alike(i, j int32) float64 {
	u, v := &m.a.units[i], &m.b.units[j]
	if u.size == 0 || v.size == 0 {
		return 0
	}
	if u.hash == v.hash {
		return 1
	}
	x, y := m.a.features(i), m.b.features(j)
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	both := float64(overlap(x, y))
	out := 2 * both / float64(len(x)+len(y))
	if share := both / float64(min(len(x), len(y))); share >= partShare && min(u.size, v.size) >= partLetters {
		out = max(out, partWorth*share)
	}
	return out
}

const (
	// shortUnit is the most letters of units that are compared letter by letter: a mask or
	// a word replaced leaves none of their pairs.
	shortUnit = 12
	// shortAlike is the share of their letters that must be equal, in order.
	shortAlike = 0.5
	// shortLetters is the fewest of them, but where there is a mask.
	shortLetters = 2
	// maskSigns are the signs that stand for what shall not be read.
	maskSigns = "*×✕✖□■○●◯△▲_﹡∗某xX"
)

// alikeShort returns the share of letters that short units i and j have in common, in
// order; 0 where they are not short or it is too small.
func (m *matcher) alikeShort(i, j int32) float64 {
	u, v := &m.a.units[i], &m.b.units[j]
	if u.size == 0 || v.size == 0 || u.hi-u.lo > shortUnit || v.hi-v.lo > shortUnit {
		return 0
	}
	x, y := m.a.plain(u), m.b.plain(v)
	var row [shortUnit + 1]int // longest common subsequences of x so far and the starts of y
	for _, r := range x {
		diagonal := 0
		for k, s := range y {
			above := row[k+1]
			if r == s {
				row[k+1] = diagonal + 1
			} else {
				row[k+1] = max(above, row[k])
			}
			diagonal = above
		}
	}
	equal := row[len(y)]
	share := 2 * float64(equal) / float64(len(x)+len(y))
	if share < shortAlike || equal < shortLetters && !m.a.isMasked(u) && !m.b.isMasked(v) {
		return 0
	}
	return share
}

// plain returns the letters of u but list numbers.
func (sh *sheet) plain(u *unit) []rune {
	out := make([]rune, 0, shortUnit)
	for k := u.lo; k < u.hi; k++ {
		if sh.Letters.Mark[k]&token.NumberLetter == 0 {
			out = append(out, sh.Letters.Code[k])
		}
	}
	return out
}

// isMasked reports whether there may be a mask in u.
func (sh *sheet) isMasked(u *unit) bool { return strings.ContainsAny(u.span.Of(sh.Source), maskSigns) }
