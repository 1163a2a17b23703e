package align

import (
	"math"
	"slices"
)

const (
	chainLook   = 48   // segments looked back at
	chainGap    = 20   // letters between two segments of a chain, either side
	letterWorth = 0.05 // for each letter: breaks ties between chains of equal grams
	gapCost     = 0.03 // for each letter of the larger gap
	slantCost   = 0.04 // for each letter that the gaps differ by

	// A chain below both is dropped at once; it would not be accepted even after
	// being joined with the like of it.
	chainEvidence = 4.0
	chainGrams    = 16.0
	// A pair whose best chain is below both is dropped before any table is filled:
	// extension adds a quarter at most to what is accepted in the end.
	pairEvidence = 0.8 * acceptEvidence
	pairGrams    = 0.6 * templateGrams
)

// link is the best chain that ends in a segment.
type link struct {
	score float32
	prev  int32 // -1: the chain starts here
	taken bool
}

// findChains returns the chains of al.segs as fragments of runs, the best chain
// first, each segment in one chain; nothing when no chain is worth a closer look.
// As in minimap2 (Li 2018) the score of a chain is what its segments weigh, less a
// cost for gaps and for leaving the diagonal.
func (al *Aligner) findChains() []fragment {
	al.linkSegments()
	al.orderByScore()
	chains := al.chains[:0]
	worth := false
	for _, s := range al.order {
		if al.links[s].taken {
			continue
		}
		c := al.takeChain(s)
		if c.evidence < chainEvidence && c.grams < chainGrams {
			continue
		}
		worth = worth || c.evidence >= pairEvidence || c.grams >= pairGrams
		chains = append(chains, c)
	}
	al.chains = chains
	if !worth {
		return nil
	}
	return chains
}

// orderByScore sets al.order to the segments, the best chain first, then by place.
func (al *Aligner) orderByScore() {
	al.keys = al.keys[:0]
	for i, l := range al.links {
		// Scores are positive, so their bits ascend with them.
		al.keys = append(al.keys, uint64(^math.Float32bits(l.score))<<32|uint64(i))
	}
	slices.Sort(al.keys)
	al.order = al.order[:0]
	for _, k := range al.keys {
		al.order = append(al.order, int32(uint32(k)))
	}
}

func (al *Aligner) linkSegments() {
	al.links = grow(al.links, len(al.segs))
	for i, s := range al.segs {
		best := link{score: s.score, prev: -1}
		for p := i - 1; p >= 0 && p >= i-chainLook; p-- {
			t := al.segs[p]
			gapA, gapB := s.a-t.a-t.n, s.b-t.b-t.n
			over := max(0, -gapA, -gapB)
			gapA, gapB = gapA+over, gapB+over
			if over >= s.n || gapA > chainGap || gapB > chainGap {
				continue
			}
			score := al.links[p].score + s.score - gapCost*float32(max(gapA, gapB)) - slantCost*float32(max(gapA-gapB, gapB-gapA))
			if over > 0 {
				score -= s.score * float32(over) / float32(s.n)
			}
			if score > best.score {
				best = link{score: score, prev: int32(p)}
			}
		}
		al.links[i] = best
	}
}

// takeChain marks the segments of the chain that ends in s and returns its runs:
// overlaps of neighbours are cut from the later one.
func (al *Aligner) takeChain(s int32) fragment {
	al.path = al.path[:0]
	for ; s >= 0 && !al.links[s].taken; s = al.links[s].prev {
		al.links[s].taken = true
		al.path = append(al.path, s)
	}
	slices.Reverse(al.path)
	start := len(al.runs)
	endA, endB := int32(0), int32(0)
	for _, k := range al.path {
		s := al.segs[k]
		over := max(0, endA-s.a, endB-s.b)
		if len(al.runs) == start {
			over = 0
		}
		if over < s.n {
			al.runs = append(al.runs, run{s.a + over, s.b + over, s.n - over, s.n - over})
		}
		endA, endB = s.a+s.n, s.b+s.n
	}
	return al.measure(slices.Clip(al.runs[start:]))
}
