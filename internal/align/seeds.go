package align

import (
	"math"
	"slices"

	"chachong/internal/token"
)

// window is the number of consecutive grams of which at least one becomes a seed.
// With grams of 5 letters any 8 equal letters share a seed; two of five grams are kept.
const window = 4

// seedBits is the width of a seed: the leading bits of a gram's hash.
const seedBits = 32

// SeedScratch holds the memory of AppendSeeds and AppendSeedPlaces of one worker. The zero
// value is ready.
type SeedScratch struct {
	code   []rune
	grams  []uint64
	at     []int32
	hash   []uint32
	keys   keySorter[uint32]
	places keySorter[uint64]
}

// gramsOf returns the grams of l without its masks, until the next call.
func (s *SeedScratch) gramsOf(l token.Letters) []uint64 {
	code := l.Code
	if maskedLetters(l) {
		s.code = appendUnmasked(s.code[:0], l)
		code = s.code
	}
	s.grams = token.AppendGrams(s.grams[:0], code)
	return s.grams
}

// AppendSeeds appends the distinct winnowed gram hashes of l, ascending: what an index
// keeps of a submission. Any stretch of 8 equal letters in two texts gives both a
// common seed. They are those of a [Text] and cost a fraction of it.
func AppendSeeds(dst []uint32, l token.Letters, s *SeedScratch) []uint32 {
	from := len(dst)
	dst = appendMinima(dst, s.gramsOf(l))
	s.keys.sort(dst[from:], seedBits)
	return dst[:from+len(slices.Compact(dst[from:]))]
}

// AppendSeedPlaces appends the seeds that AppendSeeds finds, each with the letter where it
// first stands, hash<<32 | letter, ascending; letters of masks do not count.
func AppendSeedPlaces(dst []uint64, l token.Letters, s *SeedScratch) []uint64 {
	from := len(dst)
	s.at, s.hash = winnow(s.at, s.hash, s.gramsOf(l))
	for k, h := range s.hash {
		dst = append(dst, uint64(h)<<32|uint64(s.at[k]))
	}
	s.places.sort(dst[from:], 64)
	return dst[:from+len(slices.CompactFunc(dst[from:], func(x, y uint64) bool { return x>>32 == y>>32 }))]
}

// appendMinima appends the least hash of every window of grams, equal neighbours once:
// the hashes of the seeds, for of equal grams it does not matter here which is kept.
func appendMinima(dst []uint32, grams []uint64) []uint32 {
	if len(grams) < window {
		if len(grams) > 0 {
			dst = append(dst, uint32(slices.Min(grams)>>(64-seedBits)))
		}
		return dst
	}
	from := len(dst)
	dst = slices.Grow(dst, len(grams))[:from+len(grams)]
	out := dst[from:]
	const drop = 64 - seedBits
	g0, g1, g2 := uint32(grams[0]>>drop), uint32(grams[1]>>drop), uint32(grams[2]>>drop)
	two, nextTwo := min(g0, g1), min(g1, g2) // the lesser of two neighbours
	n, newest, last := 0, g2, min(two, nextTwo, uint32(grams[window-1]>>drop))
	for _, g := range grams[window-1:] {
		g3 := uint32(g >> drop)
		lastTwo := min(newest, g3)
		least := min(two, lastTwo)
		// Without a branch: whether the least one changes is a coin toss.
		up := 0
		if least != last {
			up = 1
		}
		n += up
		out[n] = least
		two, nextTwo, newest, last = nextTwo, lastTwo, g3, least
	}
	return dst[:from+n+1]
}

// winnowStep is the number of grams that are winnowed before memory is looked after.
const winnowStep = 256

// winnow returns the seeds of grams, in order of place: the least gram of every window,
// the one kept before while it is still inside and still the least, else the last of
// equals (robust winnowing). A text of fewer grams than a window keeps its least. The
// memory of at and hash is used for them where it is large enough.
func winnow(at []int32, hash []uint32, grams []uint64) ([]int32, []uint32) {
	// A gram as a number of which the least is that to keep: of equal hashes the last.
	entry := func(i int) uint64 { return grams[i]>>(64-seedBits)<<32 | uint64(^uint32(i)) }
	if len(grams) < window {
		if len(grams) == 0 {
			return at[:0], hash[:0]
		}
		least := entry(0)
		for i := range grams {
			least = min(least, entry(i))
		}
		return append(at[:0], int32(^uint32(least))), append(hash[:0], uint32(least>>32))
	}
	size := 2*len(grams)/(window+1) + len(grams)/64 + winnowStep // about, and a little more
	at, hash = grow(at, size), grow(hash, size)
	two, nextTwo := min(entry(0), entry(1)), min(entry(1), entry(2)) // the lesser of two neighbours
	n, newest, last := 0, entry(2), min(two, nextTwo, entry(window-1))
	for lo := window - 1; lo < len(grams); lo += winnowStep {
		if n+winnowStep >= len(at) {
			at, hash = grow(at, 2*len(at)), grow(hash, 2*len(hash))
		}
		for i := lo; i < min(lo+winnowStep, len(grams)); i++ {
			g := entry(i)
			lastTwo := min(newest, g)
			least := min(two, lastTwo)
			if equal := least ^ last; equal-1 < math.MaxUint32 && int(^uint32(last)) > i-window {
				least = last
			}
			// Without a branch: whether the least one changes is a coin toss.
			up := 0
			if least != last {
				up = 1
			}
			n += up
			at[n], hash[n] = int32(^uint32(least)), uint32(least>>32)
			two, nextTwo, newest, last = nextTwo, lastTwo, g, least
		}
	}
	return at[:n+1], hash[:n+1]
}
