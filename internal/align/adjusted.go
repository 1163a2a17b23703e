package align

import (
	"cmp"
	"slices"
)

// maskMany is the number of masks in a pair from which the letters hidden by them
// count as matched.
const maskMany = 4

// How a letter lies in the passages.
const (
	linkMatched uint8 = 1 << iota
	linkBefore        // and follows the matched letter in front of it on both sides
)

// adjusted returns the adjusted containments of both texts: the share of their grams
// that lie in matched letters, where masks, learnt swaps and slight differences
// count as matched.
// A gram counts when its letters follow each other on both sides, so that
// sentences left out or put in cost what they cost in plain containment, and law
// revisions do not become near-duplicates by their alignment alone.
func (al *Aligner) adjusted(passages []fragment, swapped bool) (inA, inB float64) {
	al.linkA = grow(al.linkA, len(al.a.code))
	al.linkB = grow(al.linkB, len(al.b.code))
	clear(al.linkA)
	clear(al.linkB)
	if len(passages) == 0 {
		return 0, 0
	}
	masks := int32(0)
	for p := range passages {
		masks += hiddenRuns(passages[p].runs)
	}
	if al.slightly(passages) {
		al.swaps = append(al.swaps, al.slights...)
	}
	slices.SortFunc(al.swaps, func(s, t swap) int {
		return cmp.Or(cmp.Compare(s.passage, t.passage), cmp.Compare(s.a, t.a), cmp.Compare(s.b, t.b))
	})
	swaps := al.swaps
	for p := range passages {
		n := 0
		for n < len(swaps) && swaps[n].passage == int32(p) {
			n++
		}
		for k := range swaps[:n] {
			s := &swaps[k]
			s.counts = s.counts || s.learnt && swapped
		}
		al.linkPassage(passages[p].runs, swaps[:n], masks >= maskMany)
		swaps = swaps[n:]
	}
	return share(al.linkA), share(al.linkB)
}

// hiddenRuns returns the number of masks that stand for letters in runs.
func hiddenRuns(runs []run) (n int32) {
	for _, r := range runs {
		if r.hidden() {
			n++
		}
	}
	return n
}

// linkPassage marks the letters of runs, and of the swaps between them that count as
// matched, which ascend in a.
func (al *Aligner) linkPassage(runs []run, swaps []swap, masked bool) {
	var prev run
	for _, r := range runs {
		for len(swaps) > 0 && swaps[0].a <= r.a && swaps[0].b <= r.b {
			if s := swaps[0]; s.counts && s.follows(prev) {
				al.link(&prev, s.run)
			}
			swaps = swaps[1:]
		}
		inSwap := prev.a <= r.a && r.endA() <= prev.endA() && prev.b <= r.b && r.endB() <= prev.endB()
		if r.hidden() && !masked || inSwap {
			continue
		}
		al.link(&prev, r)
	}
}

func (al *Aligner) link(prev *run, r run) {
	joined := prev.na+prev.nb > 0 && r.follows(*prev)
	mark(al.linkA[r.a:r.endA()], joined)
	mark(al.linkB[r.b:r.endB()], joined)
	*prev = r
}

func mark(link []uint8, joined bool) {
	for k := range link {
		link[k] |= linkMatched
		if joined || k > 0 {
			link[k] |= linkBefore
		}
	}
}

// share returns the share of grams that lie in linked letters.
func share(link []uint8) float64 {
	if len(link) < gramLen {
		return 0
	}
	in, n := 0, 0
	for _, l := range link {
		switch {
		case l&linkMatched == 0:
			n = 0
		case l&linkBefore == 0:
			n = 1
		default:
			n++
		}
		if n >= gramLen {
			in++
		}
	}
	return float64(in) / float64(len(link)-gramLen+1)
}
