package sketch

import (
	"math/bits"
	"slices"
)

// Postings holds for each seed the submissions that have it. Immutable; any number of
// goroutines may read it.
type Postings struct {
	seeds []uint32 // distinct, ascending
	start []uint32 // lists[start[i]:start[i+1]] belongs to seeds[i]
	lists []int32  // submissions, ascending in each list
	part  []uint32 // seeds[part[p]:part[p+1]] are those whose upper bits are p
	shift int      // a seed's upper bits are seed>>shift
}

const (
	// partSeeds is the number of postings that one part of the first distribution
	// should hold: few enough to be sorted in the first-level cache.
	partSeeds = 512
	// maxPartBits bounds the parts to what one pass can write to at once.
	maxPartBits = 16
)

// NewPostings returns the postings of submissions 0..len(seeds)-1, each given by its
// distinct seeds in ascending order. It costs O(postings) for well mixed seeds, holds 4
// bytes a posting and 8 a distinct seed, and 4 bytes a posting more while it is built.
// There may be at most 2^32-1 postings.
func NewPostings(seeds [][]uint32) *Postings {
	total := 0
	for _, s := range seeds {
		total += len(s)
	}
	partBits := min(max(bits.Len(uint(total/partSeeds)), 1), maxPartBits)
	p := &Postings{shift: 32 - partBits}

	// Distribute by the upper bits. Submissions come in order, so each part ends up
	// ordered by submission, and a stable order by seed is all that is missing.
	ends := make([]uint32, 1<<partBits+1) // ends[q] becomes the end of part q
	for _, s := range seeds {
		for _, seed := range s {
			ends[seed>>p.shift+1]++
		}
	}
	for q := 1; q < len(ends); q++ {
		ends[q] += ends[q-1]
	}
	p.lists = make([]int32, total)
	all := make([]uint32, total)
	for i, s := range seeds {
		for _, seed := range s {
			at := &ends[seed>>p.shift]
			p.lists[*at] = int32(i)
			all[*at] = seed
			*at++
		}
	}

	// Sort each part by seed, then submission.
	distinct := 0
	var words []uint64
	lo := uint32(0)
	for _, hi := range ends[:1<<partBits] {
		words = words[:0]
		for i := lo; i < hi; i++ {
			words = append(words, uint64(all[i])<<32|uint64(p.lists[i]))
		}
		sortHashes(words, p.shift+32-digit)
		for i, w := range words {
			all[lo+uint32(i)], p.lists[lo+uint32(i)] = uint32(w>>32), int32(uint32(w))
			if i == 0 || w>>32 != words[i-1]>>32 {
				distinct++
			}
		}
		lo = hi
	}

	p.seeds = make([]uint32, 0, distinct)
	p.start = make([]uint32, 0, distinct+1)
	p.part = make([]uint32, 1<<partBits+1)
	for i, seed := range all {
		if i == 0 || seed != all[i-1] {
			p.seeds = append(p.seeds, seed)
			p.start = append(p.start, uint32(i))
			p.part[seed>>p.shift+1]++
		}
	}
	p.start = append(p.start, uint32(total))
	for q := 1; q < len(p.part); q++ {
		p.part[q] += p.part[q-1]
	}
	return p
}

// Len returns the number of distinct seeds.
func (p *Postings) Len() int { return len(p.seeds) }

// List returns the submissions that have the seed, ascending; nil when there are none.
// The result shares memory with p.
func (p *Postings) List(seed uint32) []int32 {
	q := seed >> p.shift
	lo, hi := p.part[q], p.part[q+1]
	i, found := slices.BinarySearch(p.seeds[lo:hi], seed)
	if !found {
		return nil
	}
	return p.list(int(lo) + i)
}

// Each calls f for every seed in ascending order with its list, which is as List
// returns it.
func (p *Postings) Each(f func(seed uint32, list []int32)) {
	for i, seed := range p.seeds {
		f(seed, p.list(i))
	}
}

func (p *Postings) list(i int) []int32 {
	lo, hi := p.start[i], p.start[i+1]
	return p.lists[lo:hi:hi]
}
