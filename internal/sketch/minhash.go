package sketch

// K is the length of a MinHash signature.
//
// 256 gives a standard error of at most 0.031 (at resemblance 0.5) in 1 KiB, and
// enough rows for bands that miss one pair in a thousand (see [BandsFor]).
const K = 1 << kBits

const kBits = 8

// Signature is a MinHash signature of K values; nil for an empty set.
type Signature []uint32

// A value of a signature is a real number of [0, 2K) in fixed point. The paper draws
// round+u with u uniform in [0,1); only the order matters, so the scale need not be
// even. Round 0 gets half of all values, because in a set of more than a few thousand
// hashes nothing else is left of the others and ties there would look like likeness;
// the later rounds share the second half. Ties cost at most n/K/2^31 in round 0.
const (
	later     = 1 << 31   // the values of round r > 0 begin at later | r<<laterBits
	laterBits = 22        // bits of u in those rounds: 2K rounds share 31 bits
	empty     = 1<<32 - 1 // a place that no hash has taken
)

// MinHash returns the signature of a set of hashes: Fast Similarity Sketching. The
// order of the hashes and repeats among them do not change it. It costs O(n + K log K)
// and one allocation.
//
// Round 0 throws each hash into one of the K places, where the least value stays: this
// is one-permutation hashing. While places are empty, further rounds throw all hashes
// again with higher values, K rounds at random and then, should it come to that, one
// for each place still empty. Small sets therefore sample without replacement in each
// round, and their estimates err less than those of K independent hash functions.
func MinHash(set []uint64) Signature {
	if len(set) == 0 {
		return nil
	}
	s := make(Signature, K)
	for i := range s {
		s[i] = empty
	}
	seed := uint64(seedSketch)
	for _, h := range set {
		x := mix(h^seed, mulSketch)
		p := &s[x>>(64-kBits)]
		*p = min(*p, uint32(x)>>1)
	}
	left := 0
	for _, v := range s {
		if v == empty {
			left++
		}
	}
	for round := uint32(1); left > 0 && round < K; round++ {
		seed = mix(seed+uint64(round), mulShingle)
		for _, h := range set {
			x := mix(h^seed, mulSketch)
			p := &s[x>>(64-kBits)]
			v := later | round<<laterBits | uint32(x)>>(32-laterBits)
			if v >= *p {
				continue
			}
			if *p == empty {
				left--
			}
			*p = v
		}
	}
	for place := uint32(0); left > 0 && place < K; place++ {
		seed = mix(seed+uint64(place), mulShingle)
		if s[place] != empty {
			continue
		}
		for _, h := range set {
			x := mix(h^seed, mulSketch)
			s[place] = min(s[place], later|(K+place)<<laterBits|uint32(x)>>(32-laterBits))
		}
		left--
	}
	return s
}

// Resemblance estimates the Jaccard coefficient of the two sets, in [0,1], as the share
// of equal values. The estimate has no bias; its standard error is at most
// sqrt(J(1-J)/K). An empty set resembles nothing: 0.
func (s Signature) Resemblance(t Signature) float64 {
	if len(s) != K || len(t) != K {
		return 0
	}
	return float64(s.equal(t)) / K
}

// equal returns the number of places where s and t, both of K values, agree.
func (s Signature) equal(t Signature) int {
	a, b := (*[K]uint32)(s), (*[K]uint32)(t)
	n := 0
	for i := range a {
		if a[i] == b[i] {
			n++
		}
	}
	return n
}
