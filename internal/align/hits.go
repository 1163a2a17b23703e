package align

import (
	"cmp"
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

	// The gate: hits needed within so many letters and diagonals of each other.
	// Pairs that fail share no passage of 20 letters; 99 of 100 pairs of unrelated
	// texts fail.
	gateHits     = 3
	gateLetters  = 48
	gateDiagonal = 24
	gateLook     = 32 // earlier hits looked at
)

// group is one seed that both texts hold: its entries in the two indexes.
type group struct{ a, na, b, nb int32 }

// segment is a longest stretch of equal letters through a hit:
// a.code[a:a+n] equals b.code[b:b+n].
type segment struct {
	a, b, n int32
	score   float32
}

// findHits sets al.hits to the places of common seeds, letter in a << 32 | letter in b,
// ascending, and reports whether some of them stand close enough to be a passage.
func (al *Aligner) findHits() bool {
	al.findGroups()
	if len(al.groups) == 0 {
		return false
	}
	limit := al.hitLimit()
	al.hits = al.hits[:0]
	for _, g := range al.groups {
		as, bs := al.a.index[g.a:g.a+g.na], al.b.index[g.b:g.b+g.nb]
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
	// Hits of one letter of a come from one group, ascending in b: sorting by a is enough.
	bits := uint(0)
	for al.a.size()>>bits > 0 {
		bits++
	}
	al.keys = grow(al.keys, len(al.hits))
	sortKeys(al.hits, al.keys, bits)
	return al.gate()
}

// findGroups walks the shorter index and looks its seeds up in the longer one.
func (al *Aligner) findGroups() {
	al.groups = al.groups[:0]
	few, many := al.a, al.b
	swapped := len(few.index) > len(many.index)
	if swapped {
		few, many = many, few
	}
	q := 0
	for p := 0; p < len(few.index); {
		h := uint32(few.index[p] >> 32)
		end := p + 1
		for end < len(few.index) && uint32(few.index[end]>>32) == h {
			end++
		}
		if many.mayHold(h) {
			q = seek(many.index, q, h)
			n := 0
			for q+n < len(many.index) && uint32(many.index[q+n]>>32) == h {
				n++
			}
			if n > 0 {
				g := group{int32(p), int32(end - p), int32(q), int32(n)}
				if swapped {
					g = group{g.b, g.nb, g.a, g.na}
				}
				al.groups = append(al.groups, g)
			}
			q += n
		}
		p = end
	}
}

// seek returns the first entry of index at or behind from whose hash is at least h,
// by doubling steps.
func seek(index []uint64, from int, h uint32) int {
	step := 1
	for from+step < len(index) && uint32(index[from+step]>>32) < h {
		from += step
		step *= 2
	}
	n, _ := slices.BinarySearchFunc(index[from:min(from+step+1, len(index))], h, func(k uint64, h uint32) int {
		return cmp.Compare(uint32(k>>32), h)
	})
	return from + n
}

// hitLimit returns the greatest cap on repeats, a power of two up to repeatCap, that
// keeps the hits of the pair within the budget.
func (al *Aligner) hitLimit() int32 {
	budget := hitBudget*(len(al.a.index)+len(al.b.index)) + 1<<12
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

func (al *Aligner) gate() bool {
	for k := gateHits - 1; k < len(al.hits); k++ {
		i, j := place(al.hits[k])
		near := 1
		for p := k - 1; p >= 0 && p >= k-gateLook; p-- {
			pi, pj := place(al.hits[p])
			if i-pi > gateLetters {
				break
			}
			if d := (i - j) - (pi - pj); -gateDiagonal <= d && d <= gateDiagonal {
				if near++; near == gateHits {
					return true
				}
			}
		}
	}
	return false
}

func place(hit uint64) (i, j int32) { return int32(hit >> 32), int32(uint32(hit)) }

// growSegments grows every hit to the longest stretch of equal letters around it.
// al.diagonal remembers how far each diagonal is explained, so that a stretch is
// found once.
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
		lo := int32(0)
		for i-lo > 0 && j-lo > 0 && a[i-lo-1] == b[j-lo-1] {
			lo++
		}
		hi := int32(0)
		for int(i+hi) < len(a) && int(j+hi) < len(b) && a[i+hi] == b[j+hi] {
			hi++
		}
		al.diagonal[d] = i + hi
		if lo+hi < gramLen {
			continue // two different grams of one hash
		}
		evidence, _ := al.weigh(i-lo, lo+hi)
		al.segs = append(al.segs, segment{i - lo, j - lo, lo + hi, float32(evidence + letterWorth*float64(lo+hi))})
	}
	for _, hit := range al.hits {
		i, j := place(hit)
		al.diagonal[i-j+shift] = 0
	}
	slices.SortFunc(al.segs, func(s, t segment) int {
		return cmp.Or(cmp.Compare(s.a, t.a), cmp.Compare(s.b, t.b))
	})
}

// grow returns s with length n; what is in it is left as it is, memory newly made is zero.
func grow[T any](s []T, n int) []T {
	if n <= cap(s) {
		return s[:n]
	}
	return append(s[:cap(s)], make([]T, n-cap(s))...)
}
