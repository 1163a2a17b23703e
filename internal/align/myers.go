package align

import (
	"math"
	"slices"
)

// hunk is a place where two sequences differ: a[aLo:aHi] stands against b[bLo:bHi]. One
// of the two may be empty, not both.
type hunk struct {
	aLo, aHi, bLo, bHi int
}

const (
	// stepsBase and stepsEach bound the work on one box: base + each·(items of both
	// sides) steps. 4 million steps are some 10 ms and let two sequences differ by
	// 4,000 items, which is far beyond what a passage may; where they differ by more,
	// the shortest list of edits is no longer one that a person would read.
	stepsBase = 4 << 20
	stepsEach = 4
	// fallbacks is how often a box may be cut at anchors inside a box cut at anchors.
	// Each level may cost the bound once more for the same items.
	fallbacks = 3
)

// differences returns the hunks between two sequences, ascending, with at least one
// equal item between neighbours. It is the linear-space algorithm of E. Myers, "An O(ND)
// difference algorithm and its variations" (1986): the hunks are a shortest edit script,
// in O((n+m)·D) time and O(n+m) memory, where D is the number of items inserted and
// deleted.
//
// We deviate where a box is costlier than a fixed number of steps (no clock: the same
// input gives the same hunks). Such a box is cut at the items that occur exactly once on
// both sides, as in B. Cohen's patience difference, and where there is none the whole
// box is one hunk.
func differences(a, b []uint64) []hunk {
	return differencesWithin(a, b, stepsBase+stepsEach*(len(a)+len(b)))
}

func differencesWithin(a, b []uint64, steps int) []hunk {
	d := differ{a: a, b: b, goneA: make([]bool, len(a)), goneB: make([]bool, len(b)), steps: steps}
	d.box(hunk{0, len(a), 0, len(b)}, 0)
	return d.hunks()
}

// differ marks the items that have no partner on the other side.
type differ struct {
	a, b         []uint64
	goneA, goneB []bool
	steps        int // bound of the work on one box
	// Furthest x reached on each diagonal of a box from its first and from its last
	// corner, the latter counted from the last corner.
	forward, backward []int32
}

// box marks the differences inside a box.
func (d *differ) box(h hunk, depth int) {
	for h.aLo < h.aHi && h.bLo < h.bHi && d.a[h.aLo] == d.b[h.bLo] {
		h.aLo++
		h.bLo++
	}
	for h.aLo < h.aHi && h.bLo < h.bHi && d.a[h.aHi-1] == d.b[h.bHi-1] {
		h.aHi--
		h.bHi--
	}
	if h.aLo == h.aHi || h.bLo == h.bHi {
		d.mark(h)
		return
	}
	if x, y, ok := d.middle(d.a[h.aLo:h.aHi], d.b[h.bLo:h.bHi]); ok {
		// The halves need half the edits each, so that the depth is logarithmic.
		d.box(hunk{h.aLo, h.aLo + x, h.bLo, h.bLo + y}, depth)
		d.box(hunk{h.aLo + x, h.aHi, h.bLo + y, h.bHi}, depth)
		return
	}
	var at []anchor
	if depth < fallbacks {
		at = anchors(d.a[h.aLo:h.aHi], d.b[h.bLo:h.bHi])
	}
	if len(at) == 0 {
		d.mark(h)
		return
	}
	x, y := h.aLo, h.bLo
	for _, p := range at {
		d.box(hunk{x, h.aLo + int(p.a), y, h.bLo + int(p.b)}, depth+1)
		x, y = h.aLo+int(p.a)+1, h.bLo+int(p.b)+1
	}
	d.box(hunk{x, h.aHi, y, h.bHi}, depth+1)
}

// mark notes that nothing inside h has a partner.
func (d *differ) mark(h hunk) {
	for i := h.aLo; i < h.aHi; i++ {
		d.goneA[i] = true
	}
	for j := h.bLo; j < h.bHi; j++ {
		d.goneB[j] = true
	}
}

// middle returns a point on a shortest path through the box of a and b that has about
// half of the path's edits in front of it; ok is false when the search costs too much.
// Neither a nor b is empty, and they differ in their first and in their last items.
func (d *differ) middle(a, b []uint64) (x, y int, ok bool) {
	n, m := len(a), len(b)
	// Each round costs at least its number, so the bound on the steps bounds the rounds.
	rounds := min((n+m+1)/2, int(math.Sqrt(float64(d.steps)))+1)
	size := 2*rounds + 2
	zero := rounds // index of diagonal 0
	d.forward = unreached(d.forward, size)
	d.backward = unreached(d.backward, size)
	f, r := d.forward, d.backward
	f[zero+1], r[zero+1] = 0, 0

	delta := n - m
	odd := delta%2 != 0
	steps := d.steps
	// Diagonals that have left the box are skipped: [-round+low, round-high].
	var fLow, fHigh, rLow, rHigh int
	for round := range rounds {
		for k := -round + fLow; k <= round-fHigh; k += 2 {
			x := start(f, zero+k, k == -round, k == round)
			y := x - k
			for x < n && y < m && a[x] == b[y] {
				x++
				y++
				steps--
			}
			f[zero+k] = int32(x)
			switch back := zero + delta - k; {
			case x > n:
				fHigh += 2
			case y > m:
				fLow += 2
			case odd && 0 <= back && back < size && r[back] >= 0 && x >= n-int(r[back]):
				return x, y, true
			}
		}
		for k := -round + rLow; k <= round-rHigh; k += 2 {
			x := start(r, zero+k, k == -round, k == round)
			y := x - k
			for x < n && y < m && a[n-1-x] == b[m-1-y] {
				x++
				y++
				steps--
			}
			r[zero+k] = int32(x)
			switch there := zero + delta - k; {
			case x > n:
				rHigh += 2
			case y > m:
				rLow += 2
			case !odd && 0 <= there && there < size && f[there] >= 0 && int(f[there]) >= n-x:
				return int(f[there]), int(f[there]) - (delta - k), true
			}
		}
		if steps -= 2 * (round + 1); steps < 0 {
			break
		}
	}
	return 0, 0, false
}

// start returns where a path begins on the diagonal with index at: one edit away from
// the further of its neighbours' ends.
func start(reach []int32, at int, first, last bool) int {
	if first || !last && reach[at-1] < reach[at+1] {
		return int(reach[at+1])
	}
	return int(reach[at-1]) + 1
}

// unreached returns n diagonals that no path has reached, in the memory of old.
func unreached(old []int32, n int) []int32 {
	old = slices.Grow(old[:0], n)[:n]
	for i := range old {
		old[i] = -1
	}
	return old
}

// anchor is an item that occurs once in a and once in b.
type anchor struct{ a, b int32 }

// anchors returns the longest series of anchors that ascends in a and in b.
func anchors(a, b []uint64) []anchor {
	type places struct {
		inA, inB int32 // occurrences
		a, b     int32 // the last one
	}
	where := make(map[uint64]places, len(a))
	for i, h := range a {
		p := where[h]
		where[h] = places{inA: p.inA + 1, a: int32(i)}
	}
	for j, h := range b {
		if p, ok := where[h]; ok {
			where[h] = places{p.inA, p.inB + 1, p.a, int32(j)}
		}
	}
	var all []anchor // ascending in a
	for _, h := range a {
		if p := where[h]; p.inA == 1 && p.inB == 1 {
			all = append(all, anchor{p.a, p.b})
		}
	}
	// Longest ascending subsequence in b. piles[n] is the anchor with the least b that
	// ends a series of n+1; before links each anchor to the one in front of it.
	var piles []int
	before := make([]int, len(all))
	for i, p := range all {
		n, _ := slices.BinarySearchFunc(piles, p.b, func(top int, b int32) int { return int(all[top].b - b) })
		before[i] = -1
		if n > 0 {
			before[i] = piles[n-1]
		}
		if n == len(piles) {
			piles = append(piles, i)
		} else {
			piles[n] = i
		}
	}
	if len(piles) == 0 {
		return nil
	}
	series := make([]anchor, len(piles))
	for n, i := len(piles)-1, piles[len(piles)-1]; n >= 0; n, i = n-1, before[i] {
		series[n] = all[i]
	}
	return series
}

// hunks returns the marked items as hunks.
func (d *differ) hunks() []hunk {
	var out []hunk
	for i, j := 0, 0; i < len(d.a) || j < len(d.b); {
		h := hunk{i, i, j, j}
		for h.aHi < len(d.a) && d.goneA[h.aHi] {
			h.aHi++
		}
		for h.bHi < len(d.b) && d.goneB[h.bHi] {
			h.bHi++
		}
		if h.aLo < h.aHi || h.bLo < h.bHi {
			out = append(out, h)
			i, j = h.aHi, h.bHi
			continue
		}
		i++
		j++
	}
	return out
}
