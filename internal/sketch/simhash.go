package sketch

import "math/bits"

// SimHash returns the 64-bit SimHash of a multiset of hashes (Charikar 2002): bit i is
// set when more than half of the hashes have bit i set. Repeats count as often as they
// stand. The hashes must be well mixed, as those of [AppendShingles] are. The SimHash
// of nothing is 0.
//
// The 64 counters are kept in slices: plane p holds bit p of every counter, so that one
// word operation moves all counters at once. Sixteen hashes at a time go through a tree
// of carry-save adders (R. Harley and D. Seal; see H. Warren, "Hacker's Delight", 5-1).
func SimHash(hashes []uint64) uint64 {
	var planes [64]uint64
	total := uint64(len(hashes))
	for len(hashes) >= 16 {
		h := (*[16]uint64)(hashes)
		hashes = hashes[16:]

		var ones, twos, fours, eights, sixteens uint64
		var t0, t1, f0, f1, e0, e1 uint64
		ones, t0 = carrySave(planes[0], h[0], h[1])
		ones, t1 = carrySave(ones, h[2], h[3])
		twos, f0 = carrySave(planes[1], t0, t1)
		ones, t0 = carrySave(ones, h[4], h[5])
		ones, t1 = carrySave(ones, h[6], h[7])
		twos, f1 = carrySave(twos, t0, t1)
		fours, e0 = carrySave(planes[2], f0, f1)
		ones, t0 = carrySave(ones, h[8], h[9])
		ones, t1 = carrySave(ones, h[10], h[11])
		twos, f0 = carrySave(twos, t0, t1)
		ones, t0 = carrySave(ones, h[12], h[13])
		ones, t1 = carrySave(ones, h[14], h[15])
		twos, f1 = carrySave(twos, t0, t1)
		fours, e1 = carrySave(fours, f0, f1)
		eights, sixteens = carrySave(planes[3], e0, e1)

		planes[0], planes[1], planes[2], planes[3] = ones, twos, fours, eights
		addPlane(planes[4:], sixteens)
	}
	for _, h := range hashes {
		addPlane(planes[:], h)
	}

	// Compare all counters with half at once, from the highest plane down.
	half := total / 2
	var more uint64
	same := ^uint64(0)
	for p := bits.Len64(total) - 1; p >= 0; p-- {
		if half>>p&1 == 0 {
			more |= same & planes[p]
			same &^= planes[p]
		} else {
			same &= planes[p]
		}
	}
	return more
}

// carrySave adds three bits in each of 64 columns: a+b+c = sum + 2*carry.
func carrySave(a, b, c uint64) (sum, carry uint64) {
	u := a ^ b
	return u ^ c, a&b | u&c
}

// addPlane adds a bit to each counter at the lowest of the given planes.
func addPlane(planes []uint64, carry uint64) {
	for p := 0; carry != 0; p++ {
		planes[p], carry = planes[p]^carry, planes[p]&carry
	}
}

// Hamming returns the number of bits, 0 to 64, in which two SimHashes differ.
func Hamming(a, b uint64) int { return bits.OnesCount64(a ^ b) }
