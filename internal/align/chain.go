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
	score    float32
	prev     int32   // -1: the chain starts here
	first    int32   // the segment where it starts
	evidence float32 // no part of the chain has more,
	grams    int32   // nor more grams
	taken    bool
	inner    bool // a better chain goes on from here
}

// keepIslands leaves in al.segs those among which there may be a chain worth keeping,
// and reports whether one may be worth a closer look. An island is what no gap parts in
// a: no chain crosses to another, and none has more evidence than its island has grams.
func (al *Aligner) keepIslands() bool {
	segs := al.segs
	kept, worth := segs[:0], false
	for lo := 0; lo < len(segs); {
		hi, reach, grams := lo, segs[lo].a, int32(0)
		for hi < len(segs) && segs[hi].a-reach <= chainGap {
			reach = max(reach, segs[hi].a+segs[hi].n)
			grams += segs[hi].grams()
			hi++
		}
		if grams >= chainEvidence {
			kept = append(kept, segs[lo:hi]...)
			worth = worth || float64(grams) >= pairEvidence
		}
		lo = hi
	}
	al.segs = kept
	return worth
}

// scoreSegments weighs the segments.
func (al *Aligner) scoreSegments() {
	for i := range al.segs {
		s := &al.segs[i]
		evidence, _ := al.weigh(s.a, s.n)
		s.score = float32(evidence + letterWorth*float64(s.n))
	}
}

// findChains returns the chains of al.segs as fragments of runs, the best chain
// first, each segment in one chain; nothing when no chain is worth a closer look.
// As in minimap2 (Li 2018) the score of a chain is what its segments weigh, less a
// cost for gaps and for leaving the diagonal.
func (al *Aligner) findChains() []fragment {
	if !al.keepIslands() {
		return nil
	}
	al.weights = al.a.weigh()
	al.scoreSegments()
	al.linkSegments()
	if !al.orderByScore() {
		return nil
	}
	chains := al.chains[:0]
	worth := false
	for _, s := range al.order {
		if al.links[s].taken || !al.takePath(s) {
			continue
		}
		c := al.chain(al.path)
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

// orderByScore sets al.order to the segments at which chains end, the best chain first,
// then by place, and reports whether a chain may be worth a closer look. A segment from
// which a better chain goes on is taken by that one. Chains that start at one segment
// share what they share with no others: where none of them may be worth keeping, all are
// left out.
func (al *Aligner) orderByScore() bool {
	trees := grow(al.trees, len(al.links))
	clear(trees)
	al.trees = trees
	worth := false
	for i := range al.links {
		l := &al.links[i]
		trees[l.first] = trees[l.first] || l.evidence >= chainEvidence || l.grams >= chainGrams
		worth = worth || l.evidence >= pairEvidence || l.grams >= pairGrams
	}
	if !worth {
		return false
	}
	al.keys = al.keys[:0]
	for i := range al.links {
		if l := &al.links[i]; !l.inner && trees[l.first] {
			// Scores are positive, so their bits ascend with them.
			al.keys = append(al.keys, uint64(^math.Float32bits(l.score))<<32|uint64(i))
		}
	}
	slices.Sort(al.keys)
	al.order = al.order[:0]
	for _, k := range al.keys {
		al.order = append(al.order, int32(uint32(k)))
	}
	return true
}

// cutGain is the most evidence that a segment gains by losing letters to an overlap:
// fewer than window grams at the cut may come to a heavier seed.
const cutGain = window - 1

// linkSegments sets al.links.
func (al *Aligner) linkSegments() {
	segs := al.segs
	links := grow(al.links, len(segs))
	reach := grow(al.reach, len(segs))
	al.links, al.reach = links, reach
	furthest := int32(0)
	for i := range segs {
		s := &segs[i]
		best := link{score: s.score, prev: -1}
		for p := i - 1; p >= 0 && p >= i-chainLook && s.a-reach[p] <= chainGap; p-- {
			t := &segs[p]
			gapB := s.b - t.b - t.n
			if uint32(gapB+s.n-1) > uint32(chainGap+s.n-1) {
				continue // too far behind, or in front of t's last letters by more than s has
			}
			gapA := s.a - t.a - t.n
			over := max(0, -gapA, -gapB)
			gapA, gapB = gapA+over, gapB+over
			if over >= s.n || gapA > chainGap || gapB > chainGap {
				continue
			}
			score := links[p].score + s.score - gapCost*float32(max(gapA, gapB)) - slantCost*float32(max(gapA-gapB, gapB-gapA))
			if over > 0 {
				score -= s.score * float32(over) / float32(s.n)
			}
			if score > best.score {
				best = link{score: score, prev: int32(p)}
			}
		}
		best.first, best.evidence, best.grams = int32(i), s.score, s.grams()
		if best.prev >= 0 {
			prev := &links[best.prev]
			best.first = prev.first
			best.evidence += prev.evidence + cutGain
			best.grams += prev.grams
			prev.inner = prev.inner || best.score > prev.score
		}
		links[i] = best
		furthest = max(furthest, s.a+s.n)
		reach[i] = furthest
	}
}

// takePath marks the segments of the chain that ends in s, sets al.path to them in order
// and reports whether the chain may be worth keeping.
func (al *Aligner) takePath(s int32) bool {
	al.path = al.path[:0]
	evidence, grams := -float32(cutGain), int32(0)
	for ; s >= 0 && !al.links[s].taken; s = al.links[s].prev {
		al.links[s].taken = true
		al.path = append(al.path, s)
		evidence += al.segs[s].score + cutGain
		grams += al.segs[s].grams()
	}
	slices.Reverse(al.path)
	return evidence >= chainEvidence || grams >= chainGrams
}

// chain returns the chain of the segments of path: overlaps of neighbours are cut from
// the later one.
func (al *Aligner) chain(path []int32) fragment {
	start := len(al.runs)
	endA, endB := int32(0), int32(0)
	for _, k := range path {
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
