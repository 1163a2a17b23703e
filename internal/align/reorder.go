package align

import (
	"cmp"
	"slices"
)

const (
	reorderHole    = 26  // letters: a hole larger than this, on either side, parts two groups
	reorderOverlap = 0.1 // of the shorter of two members; more, and they are two readings of one text
	reorderFill    = 0.6 // of both spans
	reorderDepth   = 64  // turns of splitting; texts that need more are no shuffled paragraph
	reorderMembers = 256
)

// reorder makes one fragment of each group that holds the same stretch in another
// order. A group is what no hole parts on either side; it must hold an inversion,
// or it is two passages side by side.
func (al *Aligner) reorder(fs []fragment) []fragment {
	if len(fs) < 2 {
		return fs
	}
	group := al.order[:0]
	for k := range fs {
		group = append(group, int32(k))
	}
	al.order = group
	al.seats = grow(al.seats, len(fs))
	clear(al.seats)
	al.split(fs, group, false, 0, 0)
	live := fs[:0]
	for k := range fs {
		if !al.seats[k].dead {
			live = append(live, fs[k])
		}
	}
	return live
}

// split parts a group at the holes on a, or on b, and its parts at those of the
// other side, until whole counts both sides.
func (al *Aligner) split(fs []fragment, group []int32, onB bool, whole, depth int) {
	if len(group) < 2 || depth > reorderDepth {
		return
	}
	span := func(k int32) (lo, hi int32) {
		if onB {
			return fs[k].bLo, fs[k].bHi
		}
		return fs[k].aLo, fs[k].aHi
	}
	slices.SortFunc(group, func(p, q int32) int {
		pl, _ := span(p)
		ql, _ := span(q)
		return cmp.Or(cmp.Compare(pl, ql), cmp.Compare(p, q))
	})
	_, reach := span(group[0])
	start := 0
	for i := 1; i <= len(group); i++ {
		if i < len(group) {
			lo, hi := span(group[i])
			if lo-reach <= reorderHole {
				reach = max(reach, hi)
				continue
			}
			reach = hi
		}
		if start == 0 && i == len(group) {
			if whole == 1 {
				al.unite(fs, group)
			} else {
				al.split(fs, group, !onB, 1, depth+1)
			}
			return
		}
		al.split(fs, group[start:i], !onB, 1, depth+1)
		start = i
	}
}

// unite makes one fragment of the members of group, strongest first, that do not
// overlap, where they are a shuffled stretch. The others stay as they are.
func (al *Aligner) unite(fs []fragment, group []int32) {
	if len(group) > reorderMembers {
		return
	}
	slices.SortFunc(group, func(p, q int32) int {
		return cmp.Or(byStrength(&fs[p], &fs[q]), cmp.Compare(p, q))
	})
	members := 0
	for _, p := range group {
		if !slices.ContainsFunc(group[:members], func(q int32) bool { return overlaps(&fs[p], &fs[q]) }) {
			group[members] = p
			members++
		}
	}
	group = group[:members]
	slices.SortFunc(group, func(p, q int32) int { return cmp.Compare(fs[p].aLo, fs[q].aLo) })
	inverted := false
	var sumA, sumB int32
	for k, p := range group {
		sumA, sumB = sumA+fs[p].lenA(), sumB+fs[p].lenB()
		inverted = inverted || k > 0 && fs[p].bHi <= fs[group[k-1]].bLo+cutShort
	}
	if !inverted {
		return
	}
	start := len(al.runs)
	for _, p := range group {
		al.runs = append(al.runs, fs[p].runs...)
	}
	h := al.measure(slices.Clip(al.runs[start:]))
	h.shuffled = true
	if float64(sumA) < reorderFill*float64(h.lenA()) || float64(sumB) < reorderFill*float64(h.lenB()) {
		return
	}
	h.partLo = int32(len(al.parts))
	for _, p := range group {
		al.parts = append(al.parts, fs[p])
	}
	h.partHi = int32(len(al.parts))
	for _, p := range group[1:] {
		al.seats[p].dead = true
	}
	fs[group[0]] = h
}

func overlaps(f, g *fragment) bool {
	limit := reorderOverlap * float64(min(f.shorter(), g.shorter()))
	return float64(overlap(f.aLo, f.aHi, g.aLo, g.aHi)) > limit || float64(overlap(f.bLo, f.bHi, g.bLo, g.bHi)) > limit
}

func overlap(lo1, hi1, lo2, hi2 int32) int32 { return max(0, min(hi1, hi2)-max(lo1, lo2)) }
