package token

import (
	"math/bits"
	"slices"
)

// GramLen is the length in letters of a gram: every measure of DESIGN's glossary
// (resemblance, containment) and every seed is made of 5-letter grams.
const GramLen = 5

// gramBits is the width of a code point. Five of them fill 105 of the 128 bits of
// a shift register, whose halves are then never 0 against the two keys.
const gramBits = 21

// The keys of the gram hash are the first 128 bits behind the binary point of the
// golden ratio; any odd constants with mixed bits serve.
const (
	gramKeyHi = 0x9E3779B97F4A7C15
	gramKeyLo = 0xF39CC0605CEDC835
)

// AppendGrams appends the hash of each gram of codes, in order of place: gram i is
// codes[i:i+GramLen]. Nothing is appended for fewer than GramLen letters. The
// hash depends on the five letters alone and is the same on every machine; any of
// its bits serve as well as others.
//
// The gram is kept whole in a 128-bit register and mixed by two folded
// multiplications, as in wyhash (Wang Yi, 2019): two different grams collide as
// seldom as random numbers do. The multiplications are four fifths of the cost, which is
// about 2 ns a gram.
func AppendGrams(dst []uint64, codes []rune) []uint64 {
	if len(codes) < GramLen {
		return dst
	}
	count := len(codes) - GramLen + 1
	dst = slices.Grow(dst, count)
	all := dst[:len(dst)+count]
	grams(all[len(dst):], codes)
	return all
}

// grams fills out with the hash of each gram of codes.
func grams(out []uint64, codes []rune) {
	var hi, lo uint64
	for _, c := range codes[:GramLen-1] {
		hi, lo = push(hi, lo, c)
	}
	codes = codes[GramLen-1:]
	out = out[:len(codes)]
	for i, c := range codes {
		hi, lo = push(hi, lo, c)
		// The register holds 128 bits, the gram 105: the bits of the sixth letter go.
		gram := lo &^ (1<<(128-GramLen*gramBits) - 1)
		h, l := bits.Mul64(hi^gramKeyHi, gram^gramKeyLo)
		out[i] = fold(h^gramKeyLo, l^gramKeyHi)
	}
}

// push shifts one letter into the high end of the register hi:lo; the letter of
// GramLen letters ago falls out at the low end, where bits of it remain.
func push(hi, lo uint64, c rune) (uint64, uint64) {
	const low = 64 - gramBits
	return hi>>gramBits | uint64(c)<<low, lo>>gramBits | hi<<low
}

// fold returns both halves of the product of a and b as one.
func fold(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	return hi ^ lo
}
