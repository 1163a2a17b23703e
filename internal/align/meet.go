package align

import (
	"slices"

	"chachong/internal/token"
)

// Meet reports whether so many of the places where two texts have seeds in common stand
// close to each other: within gateLetters letters for each, and gateDiagonal diagonals.
// hits are letter in a << 32 | letter in b, ascending; least is from 2 to gateLook.
func Meet(hits []uint64, least int) bool {
	reach := int32(least) * gateLetters
	for k := least - 1; k < len(hits); k++ {
		i, j := place(hits[k])
		near := 1
		for p := k - 1; p >= 0 && p >= k-gateLook; p-- {
			pi, pj := place(hits[p])
			if i-pi > reach {
				break
			}
			if d := (i - j) - (pi - pj); -gateDiagonal <= d && d <= gateDiagonal {
				if near++; near == least {
					return true
				}
			}
		}
	}
	return false
}

// AppendSeedPlaces appends the distinct seeds of l with the letter where each first
// stands, hash<<32 | letter, ascending; letters of masks do not count.
func AppendSeedPlaces(dst []uint64, l token.Letters, s *SeedScratch) []uint64 {
	code := l.Code
	if maskedLetters(l) {
		s.code = appendUnmasked(s.code[:0], l)
		code = s.code
	}
	s.grams = token.AppendGrams(s.grams[:0], code)
	from := len(dst)
	s.at, s.hash = winnow(s.at, s.hash, s.grams)
	for k, h := range s.hash {
		dst = append(dst, uint64(h)<<32|uint64(s.at[k]))
	}
	s.places.sort(dst[from:], 64)
	return dst[:from+len(slices.CompactFunc(dst[from:], func(x, y uint64) bool { return x>>32 == y>>32 }))]
}
