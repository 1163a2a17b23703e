package collate

import "slices"

// group is units of a and those of b that correspond to them: mostly one to one, more
// where sentences were split or merged.
type group struct {
	aLo, aHi, bLo, bHi int32 // units
	rank               int32 // among all groups, in order of b
}

const (
	// joined is the most times that a group grows.
	joined = 12
	// joinReach is how many units away a part of a group is looked for: a sentence may
	// have been taken out between two that were merged.
	joinReach = 3
	// joinShare is the share of a unit's features that must be found in what the other
	// side of a group has left for it to be a part of that group.
	joinShare = 0.5
)

// groups returns the units that correspond as groups, ascending in a.
func (m *matcher) groups() []group {
	var out []group
	for i, j := range m.ofA {
		if j < 0 {
			continue
		}
		x, y := half{m.a, m.ofA, int32(i), int32(i) + 1}, half{m.b, m.ofB, j, j + 1}
		for n := 0; n < joined && (x.grow(&y) || y.grow(&x)); n++ {
		}
		out = append(out, group{aLo: x.lo, aHi: x.hi, bLo: y.lo, bHi: y.hi})
	}
	for rank, k := range byB(len(out), func(k int) int32 { return out[k].bLo }) {
		out[k].rank = int32(rank)
	}
	return out
}

// half is one side of a group.
type half struct {
	*sheet
	of     []int32 // what each unit of the side corresponds to
	lo, hi int32   // units of the group
}

// taken stands in the place of the unit to which one corresponds that was joined to a
// group.
const taken = -2

// grow adds to h the nearest unit beside it that corresponds to none by itself but is a
// part of the other half, with what lies between; ok is false where there is none.
func (h *half) grow(other *half) bool {
	for n := range int32(joinReach) {
		if k := h.hi + n; h.free(k, h.hi-1, n > 0) && h.isPart(k, other) && h.letters(h.hi, k) <= h.letters(k, k+1) {
			h.take(h.lo, k+1)
			return true
		} else if !h.free(k, h.hi-1, true) {
			break
		}
	}
	for n := range int32(joinReach) {
		if k := h.lo - 1 - n; h.free(k, h.lo, n > 0) && h.isPart(k, other) && h.letters(k+1, h.lo) <= h.letters(k, k+1) {
			h.take(k, h.hi)
			return true
		} else if !h.free(k, h.lo, true) {
			break
		}
	}
	return false
}

// free reports whether unit k corresponds to none, and if so asked is in one paragraph with
// unit beside.
func (h *half) free(k, beside int32, para bool) bool {
	return k >= 0 && int(k) < len(h.of) && h.of[k] == -1 && (!para || h.units[k].para == h.units[beside].para)
}

// take makes [lo, hi) the units of h.
func (h *half) take(lo, hi int32) {
	for k := lo; k < hi; k++ {
		if h.of[k] == -1 {
			h.of[k] = taken
		}
	}
	h.lo, h.hi = lo, hi
}

// isPart reports whether unit k beside h is a part of the other half: its edge, or much of
// what h has nothing for.
func (h *half) isPart(k int32, other *half) bool {
	size := h.units[k].size
	own, there := h.letters(h.lo, h.hi), other.letters(other.lo, other.hi)
	if size == 0 || there-own < size/2 {
		return false
	}
	if own+size <= there && h.isEdge(k, other) {
		return true
	}
	features := h.features(k)
	if len(features) == 0 {
		return false
	}
	all := other.featuresOf(other.lo, other.hi)
	rest := without(all, h.featuresOf(h.lo, h.hi))
	return float64(overlap(features, rest)) >= joinShare*float64(len(features))
}

// isEdge reports whether the other half ends with the letters of unit k behind h, or
// begins with those of one in front of it.
func (h *half) isEdge(k int32, other *half) bool {
	own := h.Letters.Code[h.units[k].lo:h.units[k].hi]
	there := other.Letters.Code[other.units[other.lo].lo:other.units[other.hi-1].hi]
	switch {
	case len(own) > len(there):
		return false
	case k >= h.hi:
		return slices.Equal(own, there[len(there)-len(own):])
	}
	return slices.Equal(own, there[:len(own)])
}

// without returns the features of x that y does not share.
func without(x, y []uint32) []uint32 {
	var out []uint32
	for len(x) > 0 {
		switch {
		case len(y) > 0 && y[0] < x[0]:
			y = y[1:]
		case len(y) > 0 && y[0] == x[0]:
			x, y = x[1:], y[1:]
		default:
			out = append(out, x[0])
			x = x[1:]
		}
	}
	return out
}
