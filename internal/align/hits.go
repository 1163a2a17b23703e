package align

import (
	"cmp"
	"math/bits"
	"slices"
)

const (
	// repeatCap is how often a seed may stand in one text and still be paired with
	// every place in the other. A commoner one is paired rank by rank, first with
	// first: linear, and right for texts that repeat one sentence.
	repeatCap = 32
	// hitBudget is the number of hits allowed for each seed of the pair before the
	// cap is lowered; ordinary pairs need less than one.
	hitBudget = 4

	// Hits that make a place where two texts meet stand within so many letters for each
	// of them, and so many diagonals. Pairs without three such hits share no passage of
	// 20 letters; 99 of 100 pairs of unrelated texts have none.
	gateHits     = 3
	gateLetters  = 16
	gateDiagonal = 24
	gateLook     = 32 // earlier hits looked at
)

// segment is a longest stretch of equal letters through a hit:
// a.code[a:a+n] equals b.code[b:b+n].
type segment struct {
	a, b, n int32
	score   float32
}

// findHits sets al.hits to the places of common seeds, letter in a << 32 | letter in b,
// ascending, and reports whether some of them stand close enough to be a passage.
func (al *Aligner) findHits() bool {
	a, b := al.a.index(al.Few), al.b.index(al.Few)
	al.groups = a.appendGroups(al.groups[:0], b)
	if len(al.groups) == 0 {
		return false
	}
	limit := al.hitLimit()
	al.hits = al.hits[:0]
	for _, g := range al.groups {
		as, bs := a.keys[g.a:g.a+g.na], b.keys[g.b:g.b+g.nb]
		if g.na > limit || g.nb > limit {
			for k := range min(len(as), len(bs)) {
				al.hits = append(al.hits, as[k]<<32|bs[k]&(1<<32-1))
			}
			continue
		}
		for _, p := range as {
			for _, q := range bs {
				al.hits = append(al.hits, p<<32|q&(1<<32-1))
			}
		}
	}
	if len(al.hits) < gateHits {
		return false
	}
	al.sorter.sort(al.hits, 32+uint(bits.Len32(uint32(al.a.size()))))
	return Meet(al.hits, gateHits)
}

// hitLimit returns the greatest cap on repeats, a power of two up to repeatCap, that
// keeps the hits of the pair within the budget.
func (al *Aligner) hitLimit() int32 {
	budget := hitBudget*(len(al.a.seedAt)+len(al.b.seedAt)) + 1<<12
	for limit := int32(repeatCap); limit > 1; limit /= 2 {
		total := 0
		for _, g := range al.groups {
			if g.na > limit || g.nb > limit {
				total += int(min(g.na, g.nb))
			} else {
				total += int(g.na) * int(g.nb)
			}
		}
		if total <= budget {
			return limit
		}
	}
	return 1
}

func place(hit uint64) (i, j int32) { return int32(hit >> 32), int32(uint32(hit)) }

// growSegments sets al.segs to the longest stretches of equal letters around hits,
// ascending by place. al.diagonal remembers how far each diagonal is explained, so that
// a stretch is found once.
func (al *Aligner) growSegments() {
	a, b := al.a.code, al.b.code
	shift := int32(len(b))
	al.diagonal = grow(al.diagonal, len(a)+len(b)+1)
	al.segs = al.segs[:0]
	for _, hit := range al.hits {
		i, j := place(hit)
		d := i - j + shift
		if al.diagonal[d] > i || a[i] != b[j] {
			continue
		}
		lo, hi := equalBefore(a[:i], b[:j]), equalFrom(a[i:], b[j:])
		al.diagonal[d] = i + hi
		if lo+hi < gramLen {
			continue // two different grams of one hash
		}
		al.segs = append(al.segs, segment{a: i - lo, b: j - lo, n: lo + hi})
	}
	for _, hit := range al.hits {
		i, j := place(hit)
		al.diagonal[i-j+shift] = 0
	}
	sortSegments(al.segs)
}

// equalBefore returns the number of letters at the ends of a and b that are equal.
func equalBefore(a, b []rune) int32 {
	n := min(len(a), len(b))
	a, b = a[len(a)-n:], b[len(b)-n:]
	for k := n - 1; k >= 0; k-- {
		if a[k] != b[k] {
			return int32(n - 1 - k)
		}
	}
	return int32(n)
}

// equalFrom returns the number of letters at the starts of a and b that are equal.
func equalFrom(a, b []rune) int32 {
	n := min(len(a), len(b))
	a, b = a[:n], b[:n]
	for k, c := range a {
		if c != b[k] {
			return int32(k)
		}
	}
	return int32(n)
}

// strayed is the number of places that insertion may move a segment by. Hits ascend, and
// a segment starts but a few letters in front of its first hit, so that few move at all.
const strayed = 32

// sortSegments sorts segs by place.
func sortSegments(segs []segment) {
	for i := 1; i < len(segs); i++ {
		s, k := segs[i], i
		for ; k > 0 && s.before(&segs[k-1]); k-- {
			segs[k] = segs[k-1]
		}
		segs[k] = s
		if i-k > strayed {
			slices.SortFunc(segs, func(s, t segment) int {
				return cmp.Or(cmp.Compare(s.a, t.a), cmp.Compare(s.b, t.b))
			})
			return
		}
	}
}

// grams returns the number of grams of s.
func (s *segment) grams() int32 { return s.n - gramLen + 1 }

func (s *segment) before(t *segment) bool { return s.a < t.a || s.a == t.a && s.b < t.b }

// grow returns s with length n; what is in it is left as it is, memory newly made is zero.
func grow[T any](s []T, n int) []T {
	if n <= cap(s) {
		return s[:n]
	}
	return append(s[:cap(s)], make([]T, n-cap(s))...)
}
