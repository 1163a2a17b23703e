// Package sketch estimates how alike sets are without comparing them element by
// element, and names the pairs that are worth an exact comparison.
//
// The way of a submission through it: its words or letters become shingles
// ([AppendShingles]), the shingles a set ([Set]), the set a [Signature] ([MinHash]).
// [Candidates] turns all signatures into pairs; a pair is unverified until [Overlap]
// has compared the two sets. [Postings] answers the other question, which submissions
// hold a given seed, and so finds a short text inside a long one, which resemblance
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

import "math/bits"

// Multipliers and seeds of the hashes. They are digits of the fractional parts of pi,
// nothing up the sleeve; the multipliers are odd, so that no low bit is lost.
const (
	mulShingle  = 0x243f6a8885a308d3
	mulSketch   = 0x13198a2e03707345
	mulBand     = 0xa4093822299f31d1
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
	for i := k; i <= len(items); i++ {
		h := uint64(seedShingle)
		for _, item := range items[i-k : i] {
			h = mix(h^item, mulShingle)
		}
		// The product of a small item is thin in its upper half; one more round
		// spreads it.
		dst = append(dst, mix(h^seedShingle, mulShingle))
	}
	return dst
}
