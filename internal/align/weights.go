package align

import (
	"math"
	"math/bits"
	"sync"
)

// weightUnit is what the weight of a seed is a multiple of. Sums of weights are exact
// then, in texts of up to 2^21 letters, and do not depend on the order of adding.
const weightUnit = 1.0 / (1 << 30)

// weights is what the grams of a text weigh. A gram takes the weight of the nearest
// seed, of two as near that in front; one of a stock phrase keeps stockWeight of it.
type weights struct {
	once  sync.Once
	seed  []float64 // of each seed, [0,1]
	upTo  []float64 // of each seed, the sum of the grams between the first seed's place and its own
	place placeSet  // of the seeds
	stock []uint64  // bit p set: gram p is one of a stock phrase
}

// placeSet is a set of places in a text, each with its rank.
type placeSet struct {
	word []uint64 // bit p set: p is in the set
	rank []int32  // of each word: places in those before it
}

func newPlaceSet(places []int32, size int) placeSet {
	s := placeSet{make([]uint64, size/64+1), make([]int32, size/64+1)}
	for _, p := range places {
		s.word[p/64] |= 1 << (p % 64)
	}
	sum := 0
	for w, word := range s.word {
		s.rank[w] = int32(sum)
		sum += bits.OnesCount64(word)
	}
	return s
}

// before returns the number of places in front of p.
func (s *placeSet) before(p int32) int {
	w := uint32(p) / 64
	return int(s.rank[w]) + bits.OnesCount64(s.word[w]&(1<<(uint32(p)%64)-1))
}

// weigh sets t.weights, at the first call. Safe for concurrent use: a text is shared by
// workers, and most are never weighed.
func (t *Text) weigh() *weights {
	w := &t.weights
	w.once.Do(func() {
		w.stock = stockGramsIn(t.code)
		w.place = newPlaceSet(t.seedAt, len(t.code))
		w.seed = make([]float64, len(t.seedAt))
		for k, h := range t.seedHash {
			w.seed[k] = math.Round(min(1, max(0, t.rarity(h)))/weightUnit) * weightUnit
		}
		w.upTo = make([]float64, len(t.seedAt))
		for k := 1; k < len(t.seedAt); k++ {
			lo, hi := t.seedAt[k-1], t.seedAt[k]
			nearer := (lo+hi)/2 + 1 // the first gram that is nearer to seed k
			w.upTo[k] = w.upTo[k-1] + w.seed[k-1]*w.count(lo, nearer) + w.seed[k]*w.count(nearer, hi)
		}
	})
	return w
}

// isStock reports whether gram p is one of a stock phrase.
func (w *weights) isStock(p int32) bool {
	return w.stock[uint32(p)/64]>>(uint32(p)%64)&1 != 0
}

// count returns the grams [lo, hi), those of stock phrases as their share.
func (w *weights) count(lo, hi int32) float64 {
	n := float64(hi - lo)
	for p := lo; p < hi; p++ {
		if w.isStock(p) {
			n -= 1 - stockWeight
		}
	}
	return n
}

// weigh returns the weights of the grams of a.code[lo:lo+n], with and without rarity.
// A gram takes the weight of the nearest seed inside the run; where the run holds
// none, of the nearest around it. The cost does not depend on n.
func (al *Aligner) weigh(lo, n int32) (evidence, grams float64) {
	last := lo + n - gramLen
	if last < lo {
		return 0, 0
	}
	w, seeds := al.weights, al.a.seedAt
	k, end := w.place.before(lo), w.place.before(last+1)
	if k == end { // none inside
		if k == len(seeds) || k > 0 && lo-seeds[k-1] <= seeds[k]-last {
			k--
		}
		return w.seed[k] * w.count(lo, last+1), float64(last - lo + 1)
	}
	end--
	evidence = w.upTo[end] - w.upTo[k]
	evidence += w.seed[k] * w.count(lo, seeds[k])
	evidence += w.seed[end] * w.count(seeds[end], last+1)
	return evidence, float64(last - lo + 1)
}
