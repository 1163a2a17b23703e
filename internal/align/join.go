package align

import (
	"cmp"
	"slices"
)

// All lengths in letters; a gap is the larger of its two sides unless said otherwise.
const (
	// Strict: what lies between is no more than a rewording. 23:15 letters between
	// paragraphs of 87 and 92 are a heading and stay apart.
	strictGap   = 12
	strictShare = 0.16 // of the shorter neighbour

	// Loose, a: letters were put in on one side or left out of the other.
	oneSided       = 3   // the smaller gap
	oneSidedGap    = 150 // the larger
	oneSidedShare  = 0.9 // of the shorter neighbour
	oneSidedBoth   = 0.8 // of both neighbours together,
	oneSidedLength = 100 // when they have so many

	// Loose, b: beside a long block more may be reworded.
	blockLength = 250
	blockShare  = 0.2
	blockGap    = 300
	blockReach  = 2 // times the shorter neighbour: a phrase reaches nowhere

	crowdedBy = 8 // letters of another fragment in a gap that keep its sides apart
	joinLook  = 4 // fragments looked past, where those between are that small
	joinTurns = 16
)

// rule says whether two collinear fragments with gaps of gapA and gapB letters are one.
type rule func(f, g *fragment, gapA, gapB int32) bool

func strictly(f, g *fragment, gapA, gapB int32) bool {
	gap := max(gapA, gapB)
	return gap <= strictGap || float64(gap) <= strictShare*float64(min(f.shorter(), g.shorter()))
}

func loosely(f, g *fragment, gapA, gapB int32) bool {
	gap := max(gapA, gapB)
	short, long := f.shorter(), g.shorter()
	if short > long {
		short, long = long, short
	}
	if min(gapA, gapB) <= oneSided && gap <= oneSidedGap {
		if float64(gap) <= oneSidedShare*float64(short) {
			return true
		}
		if both := short + long; both >= oneSidedLength && float64(gap) <= oneSidedBoth*float64(both) {
			return true
		}
	}
	return long >= blockLength && gap <= min(blockGap, blockReach*short) && float64(gap) <= blockShare*float64(long)
}

// join joins collinear neighbours that the rule accepts, until none is left.
func (al *Aligner) join(fs []fragment, accept rule) []fragment {
	for range joinTurns {
		n := len(fs)
		if n < 2 {
			break
		}
		fs = al.joinOnce(fs, accept)
		if len(fs) == n {
			break
		}
	}
	return fs
}

// seat is where a fragment stands among the others: by their start in b, and how
// far those in front of it reach.
type seat struct {
	lo, hi         int32 // rank in b of the first and the last part of a joined fragment
	reachA, reachB int32 // furthest end of all in front, on a and on b
	dead           bool
}

func (al *Aligner) joinOnce(fs []fragment, accept rule) []fragment {
	slices.SortFunc(fs, func(f, g fragment) int {
		return cmp.Or(cmp.Compare(f.aLo, g.aLo), cmp.Compare(f.bLo, g.bLo))
	})
	byB := al.order[:0]
	for k := range fs {
		byB = append(byB, int32(k))
	}
	al.order = byB
	slices.SortFunc(byB, func(p, q int32) int {
		return cmp.Or(cmp.Compare(fs[p].bLo, fs[q].bLo), cmp.Compare(p, q))
	})
	seats := grow(al.seats, len(fs))
	al.seats = seats
	reach := int32(0)
	for k := range fs {
		seats[k] = seat{reachA: reach}
		reach = max(reach, fs[k].aHi)
	}
	reach = 0
	for r, k := range byB {
		seats[k].lo, seats[k].hi, seats[k].reachB = int32(r), int32(r), reach
		reach = max(reach, fs[k].bHi)
	}
	for k := range fs {
		for t := k + 1; t < len(fs) && t <= k+joinLook && !seats[k].dead; t++ {
			if seats[t].dead {
				continue
			}
			f, g := &fs[k], &fs[t]
			if al.crowded(fs, byB, k, t) {
				break
			}
			gapA, gapB := g.aLo-f.aHi, g.bLo-f.bHi
			if gapA < 0 || gapB < 0 || !accept(f, g, gapA, gapB) {
				continue
			}
			h, ok := al.glue(*f, *g)
			if !ok {
				continue
			}
			fs[t] = h
			seats[t].lo, seats[t].reachA = seats[k].lo, seats[k].reachA
			seats[t].reachB = seats[k].reachB
			seats[k].dead = true
		}
	}
	live := fs[:0]
	for k := range fs {
		if !seats[k].dead {
			live = append(live, fs[k])
		}
	}
	return live
}

// crowded reports whether another fragment has more than crowdedBy letters in the
// gap between fs[k] and fs[t] on either side.
func (al *Aligner) crowded(fs []fragment, byB []int32, k, t int) bool {
	f, g := &fs[k], &fs[t]
	if al.seats[k].reachA > f.aHi+crowdedBy || al.seats[k].reachB > f.bHi+crowdedBy {
		return min(al.seats[k].reachA, g.aLo)-f.aHi > crowdedBy || min(al.seats[k].reachB, g.bLo)-f.bHi > crowdedBy
	}
	for q := k + 1; q < t; q++ {
		if !al.seats[q].dead && min(fs[q].aHi, g.aLo)-max(fs[q].aLo, f.aHi) > crowdedBy {
			return true
		}
	}
	lo, hi := al.seats[k].hi+1, al.seats[t].lo
	if hi-lo > joinLook {
		return true
	}
	for r := lo; r < hi; r++ {
		h := &fs[byB[r]]
		if !al.seats[byB[r]].dead && min(h.bHi, g.bLo)-max(h.bLo, f.bHi) > crowdedBy {
			return true
		}
	}
	return false
}

// glue returns f and g as one, the letters between them aligned where both are in
// order. Two are not glued that the letters between them would keep from being a
// passage.
func (al *Aligner) glue(f, g fragment) (h fragment, ok bool) {
	start := len(al.runs)
	from := start - len(f.runs)
	if from < 0 || &al.runs[from] != &f.runs[0] { // else they stand there already
		from = start
		al.runs = append(al.runs, f.runs...)
	}
	behind := len(al.runs)
	if !f.shuffled && !g.shuffled {
		al.fillGap(behind, g.runs[0])
	}
	for _, r := range g.runs {
		al.keep(behind, r)
	}
	h = al.measure(al.runs[behind:])
	h.runs = slices.Clip(al.runs[from:])
	h.aLo, h.aHi = min(f.aLo, h.aLo), max(f.aHi, h.aHi)
	h.bLo, h.bHi = min(f.bLo, h.bLo), max(f.bHi, h.bHi)
	h.evidence, h.grams = h.evidence+f.evidence, h.grams+f.grams
	if h.density() < acceptDensity {
		al.runs = al.runs[:start]
		return fragment{}, false
	}
	h.shuffled = f.shuffled || g.shuffled
	h.partLo = int32(len(al.parts))
	al.parts = append(al.parts, f, g)
	h.partHi = int32(len(al.parts))
	return h, true
}
