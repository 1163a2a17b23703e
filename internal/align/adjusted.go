package align

import (
	"cmp"
	"slices"
)

// maskMany is the number of masks in a pair from which the letters hidden by them
// count as matched.
const maskMany = 4

// A text copied letter by letter, as by reading a scanned page, or copied whole with the
// year's own figures put in, differs at many places by a letter or two that stand for as
// many of the other side, or by figures that stand for figures. Revised text mostly has
// words put in and left out.
const (
	slightLetters = 2   // of either side, at most, where they are no figures
	slightMany    = 8   // places in a pair
	slightShare   = 0.8 // of all places where its passages differ
)

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
	masks := 0
	for p := range passages {
		for _, r := range passages[p].runs {
			if r.hidden() {
				masks++
			}
		}
	}
	slightly := al.slightly(passages)
	if slightly {
		al.swaps = append(al.swaps, al.figures...)
	}
	slices.SortFunc(al.swaps, func(s, t swap) int {
		return cmp.Or(cmp.Compare(s.passage, t.passage), cmp.Compare(s.a, t.a), cmp.Compare(s.b, t.b))
	})
	al.linkA = grow(al.linkA, len(al.a.code))
	al.linkB = grow(al.linkB, len(al.b.code))
	clear(al.linkA)
	clear(al.linkB)
	swaps := al.swaps
	for p := range passages {
		n := 0
		for n < len(swaps) && swaps[n].passage == int32(p) {
			n++
		}
		for k := range swaps[:n] {
			s := &swaps[k]
			s.counts = s.learnt && swapped || slightly && al.slight(s.run)
		}
		al.linkPassage(passages[p].runs, swaps[:n], masks >= maskMany)
		swaps = swaps[n:]
	}
	return share(al.linkA), share(al.linkB)
}

// slightly reports whether nearly all places where the passages differ are slight.
func (al *Aligner) slightly(passages []fragment) bool {
	places, slight := 0, 0
	for p := range passages {
		runs := passages[p].runs
		for k := 1; k < len(runs); k++ {
			if g := between(runs[k-1], runs[k]); g.na > 0 || g.nb > 0 {
				places++
				if al.slight(g) {
					slight++
				}
			}
		}
	}
	return slight >= slightMany && float64(slight) >= slightShare*float64(places)
}

// slight reports whether the letters of g stand for each other one by one, or as figures.
func (al *Aligner) slight(g run) bool {
	if g.na <= 0 || g.nb <= 0 || max(g.na, g.nb) > rowLength {
		return false
	}
	if g.na == g.nb && g.na <= slightLetters {
		return true
	}
	return figures(al.a.code[g.a:g.endA()]) && figures(al.b.code[g.b:g.endB()])
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
