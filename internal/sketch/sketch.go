// Package sketch estimates how alike sets are without comparing them element by
// element, and names the pairs that are worth an exact comparison.
//
// The way of a submission through it: its words or letters become shingles
// ([AppendShingles]), the shingles a [Signature] ([MinHash]). [Candidates] turns all
// signatures into pairs; a pair is unverified until [Overlap] has compared the two sets
// ([Set]) of their letter grams. [Index] answers the other question, which submissions
// share a given seed, and so finds a short text inside a long one, which resemblance
// cannot see. [SimHash] is offered beside MinHash and is the weaker of the two on
// short texts.
//
// Follows A. Broder, "On the resemblance and containment of documents" (1997);
// S. Dahlgaard, M. Knudsen and M. Thorup, "Fast Similarity Sketching" (2017);
// M. Charikar, "Similarity estimation techniques from rounding algorithms" (2002);
// P. Indyk and R. Motwani, "Approximate nearest neighbors" (1998), for banding.
//
// Every result depends on the arguments alone and is the same on every platform:
// seeds are constants, arithmetic is 64-bit and unsigned. Nothing here keeps state, so
// that all functions may be called concurrently on different data.
package sketch

import (
	"math/bits"
	"slices"
)

// Multipliers and seeds of the hashes. They are digits of the fractional parts of pi,
// nothing up the sleeve; the multipliers are odd, so that no low bit is lost.
const (
	mulShingle  = 0x243f6a8885a308d3
	mulSketch   = 0x13198a2e03707345
	mulBand     = 0xa4093822299f31d1
	mulSlot     = 0x38d01377 // of 32 bits
	seedShingle = 0x082efa98ec4e6c89
	seedSketch  = 0x452821e638d01377
	seedBand    = 0xbe5466cf34e90c6d
)

// mix returns the folded 128-bit product of x and a multiplier: a hash of one
// instruction whose every output bit depends on every bit of x.
func mix(x, mul uint64) uint64 {
	hi, lo := bits.Mul64(x, mul)
	return hi ^ lo
}

// AppendShingles appends one hash for each k consecutive items, in order of place;
// k >= 1. Nothing is appended for fewer than k items. The order of the items inside a
// shingle counts. The items need not be well mixed; the hashes are.
func AppendShingles(dst, items []uint64, k int) []uint64 {
	n := len(items) - k + 1
	if n <= 0 {
		return dst
	}
	dst = slices.Grow(dst, n)
	out := dst[len(dst) : len(dst)+n]
	if k == 2 { // the usual length: half the time of the loop below
		for i, second := range items[1:] {
			h := mix(seedShingle^items[i], mulShingle)
			out[i] = finish(mix(h^second, mulShingle))
		}
	} else {
		for i := range out {
			h := uint64(seedShingle)
			for _, item := range items[i : i+k] {
				h = mix(h^item, mulShingle)
			}
			out[i] = finish(h)
		}
	}
	return dst[:len(dst)+n]
}

// finish spreads the product of a small item, which is thin in its upper half.
func finish(h uint64) uint64 { return mix(h^seedShingle, mulShingle) }
