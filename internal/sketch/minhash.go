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

// MinHash returns the signature of a set of hashes; nil for none. The order of the
// hashes and repeats among them do not change it, so that they need not be made a set
// first.
func MinHash(hashes []uint64) Signature {
	if len(hashes) == 0 {
		return nil
	}
	return MinHashInto(make(Signature, K), hashes)
}

// MinHashInto is MinHash in memory given by the caller: s has K values, which are
// overwritten. It returns s, or nil where there are no hashes. It allocates nothing and
// costs O(n + K log K).
//
// The sketch is Fast Similarity Sketching. Round 0 throws each hash into one of the K
// places, where the least value stays: this is one-permutation hashing. While places
// are empty, further rounds throw all hashes again with higher values, K rounds at
// random and then, should it come to that, one for each place still empty. Small sets
// therefore sample without replacement in each round, and their estimates err less than
// those of K independent hash functions.
//
// A report of 3,000 characters has some 1,600 shingles; round 0 leaves it no place
// empty or one. A later round can write to the places alone that were empty when it
// began, so where they are few it asks that first and stores almost nothing.
func MinHashInto(s Signature, hashes []uint64) Signature {
	if len(hashes) == 0 {
		return nil
	}
	sig := (*[K]uint32)(s)
	for i := range sig {
		sig[i] = empty
	}
	seed := uint64(seedSketch)
	for _, h := range hashes {
		x := mix(h^seed, mulSketch)
		p := &sig[x>>(64-kBits)]
		*p = min(*p, uint32(x)>>1)
	}
	var places [K]uint8
	n := 0
	for place, v := range sig {
		places[uint8(n)] = uint8(place)
		n += one(v == empty)
	}
	gaps := places[:n]
	for round := uint32(1); len(gaps) > 0 && round < K; round++ {
		seed = mix(seed+uint64(round), mulShingle)
		throwAgain(sig, gaps, hashes, seed, later|round<<laterBits)
		gaps = stillEmpty(gaps, sig)
	}
	for place := range uint32(K) {
		if len(gaps) == 0 {
			break
		}
		seed = mix(seed+uint64(place), mulShingle)
		if uint32(gaps[0]) != place {
			continue
		}
		gaps = gaps[1:]
		for _, h := range hashes {
			x := mix(h^seed, mulSketch)
			sig[place] = min(sig[place], later|(K+place)<<laterBits|uint32(x)>>(32-laterBits))
		}
	}
	return s
}

// fewGaps is the number of empty places up to which a round asks whether it is: with more,
// the answers are a coin toss, and a wrong guess of the processor costs more than
// storing what changes nothing.
const fewGaps = K / 8

// throwAgain throws all hashes at the places once more, with values from base on, which
// are greater than those of the rounds before. gaps are the places still empty.
func throwAgain(sig *[K]uint32, gaps []uint8, hashes []uint64, seed uint64, base uint32) {
	if len(gaps) > fewGaps {
		for _, h := range hashes {
			x := mix(h^seed, mulSketch)
			p := &sig[x>>(64-kBits)]
			*p = min(*p, base|uint32(x)>>(32-laterBits))
		}
		return
	}
	var open [K]bool
	for _, place := range gaps {
		open[place] = true
	}
	for _, h := range hashes {
		x := mix(h^seed, mulSketch)
		if place := x >> (64 - kBits); open[place] {
			sig[place] = min(sig[place], base|uint32(x)>>(32-laterBits))
		}
	}
}

// stillEmpty returns those of the places that no hash has taken, in their memory and
// order.
func stillEmpty(places []uint8, sig *[K]uint32) []uint8 {
	n := 0
	for _, place := range places {
		places[n] = place
		n += one(sig[place] == empty)
	}
	return places[:n]
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
	for i := 0; i < K; i += 4 {
		n += one(a[i] == b[i]) + one(a[i+1] == b[i+1]) + one(a[i+2] == b[i+2]) + one(a[i+3] == b[i+3])
	}
	return n
}
