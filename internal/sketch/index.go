package sketch

import (
	"math"
	"math/bits"
	"slices"
)

// Index says which submissions hold which seeds, for the seeds that at least two hold:
// those are its terms, numbered from 0 in the order of their seeds. Immutable; any
// number of goroutines may read it.
type Index struct {
	seeds   []uint32 // of each term, ascending
	start   []uint32 // holders[start[t]:start[t+1]] hold term t
	holders []int32  // ascending for each term
	own     []uint32 // terms[own[i]:own[i+1]] are those of submission i
	terms   []int32  // ascending for each submission
	part    []uint32 // seeds[part[q]:part[q+1]] are those whose upper bits are q
	shift   int      // a seed's upper bits are seed>>shift
}

const (
	// sliceSeeds is the number of seeds that NewIndex sorts at a time. Their words (16 MiB)
	// and slots (2 to 4 MiB) lie in the last-level cache; smaller slices cost more visits
	// to the lists than they save: at 100,000 submissions each visit fetches memory for
	// 20 seeds.
	sliceSeeds = 1 << 21
	// fetchBlock is the number of submissions whose next seeds are asked for at a time:
	// their cache lines are half of the first-level cache.
	fetchBlock = 256
	// boundSamples is the number of seeds for each slice from which the bounds of the
	// slices are estimated: a slice's length then has a standard deviation of a quarter.
	boundSamples = 16
	// partTerms is the mean number of terms with the same upper bits.
	partTerms = 2
	// scanTerms is the number of terms from which a search halves them.
	scanTerms = 8
)

// NewIndex returns the index of submissions 0..len(seeds)-1, each given by its distinct
// seeds in ascending order; nil for none. It costs O(seeds): 15 ns each with 20,000
// submissions of 1,200 seeds, 25 ns with 100,000. It holds 8 bytes for each seed of a
// submission that is a term and 10 to 12 for each term, and takes up to 40 MiB and 4
// bytes a submission more while it builds. The seeds of all submissions that are terms
// may be 2^32-1.
//
// Most seeds stand in one submission alone, and nothing is stored for those. All seeds
// are gone through in slices of their range: as each submission's are ascending, a
// cursor for each fetches a slice. Nearly all that stands alone in the slice is dropped
// by a table of slots; the rest is sorted by seed, then submission.
func NewIndex(seeds [][]uint32) *Index { return newIndex(seeds, sliceSeeds) }

// newIndex is NewIndex with about the given number of seeds to a slice.
func newIndex(seeds [][]uint32, slice int) *Index {
	x := &Index{}
	bounds, length := sliceBounds(seeds, slice)
	next := make([]uint32, len(seeds)) // of each submission, the first seed not fetched
	words := make([]uint64, 0, length+length/4)
	var sorted []uint64
	again := newTwice(length)
	block := make([]int32, 0, fetchBlock)
	first := uint32(0)
	for _, last := range bounds {
		// The seed's place in the slice leads the word, the submission ends it.
		shift := 64 - bits.Len32(last-first)
		words = words[:0]
		for lo := 0; lo < len(seeds); lo += fetchBlock {
			for _, i := range due(block[:0], seeds, next, lo, last) {
				list, at := seeds[i], int(next[i])
				for ; at < len(list) && list[at] <= last; at++ {
					place := list[at] - first
					again.see(place)
					words = append(words, uint64(place)<<shift|uint64(i))
				}
				next[i] = uint32(at)
			}
		}
		n := 0
		for _, w := range words {
			words[n] = w
			n += again.seen(uint32(w >> shift))
		}
		again.clear()
		sorted = AppendSet(sorted[:0], words[:n])
		x.addTerms(sorted, first, shift)
		first = last + 1
	}
	x.start = append(x.start, uint32(len(x.holders)))
	x.invert(len(seeds))
	x.partition()
	return x
}

// due appends those of the fetchBlock submissions from lo on whose next seed is at most
// last. It asks nothing that a wrong guess could be made about, so that the processor
// waits for the memory of many lists at once, and they are at hand when they are walked.
func due(dst []int32, seeds [][]uint32, next []uint32, lo int, last uint32) []int32 {
	hi := min(lo+fetchBlock, len(seeds))
	dst = dst[:hi-lo]
	n := 0
	for i, list := range seeds[lo:hi] {
		at := int(next[lo+i])
		if at < len(list) {
			dst[n] = int32(lo + i)
			n += one(list[at] <= last)
		}
	}
	return dst[:n]
}

// sliceBounds returns the last seed of each slice, ascending, and the mean length of a
// slice; the last is the greatest seed there is. A slice holds about as many of the
// given seeds as asked for, or fewer, whatever their distribution: winnowing prefers
// small ones.
func sliceBounds(seeds [][]uint32, slice int) (bounds []uint32, length int) {
	total := 0
	for _, list := range seeds {
		total += len(list)
	}
	count := total/slice + 1
	step := max(1, total/(count*boundSamples))
	var samples []uint32
	// One seed of each step, at a place that no regular length of lists keeps time with.
	stepLo, begin := 0, 0
	at := 0
	for _, list := range seeds {
		for at-begin < len(list) {
			samples = append(samples, list[at-begin])
			stepLo += step
			at = stepLo + int(mix(uint64(stepLo), mulBand)%uint64(step))
		}
		begin += len(list)
	}
	slices.Sort(samples)
	for i := boundSamples; i < len(samples); i += boundSamples {
		bounds = append(bounds, samples[i])
	}
	bounds = append(bounds, math.MaxUint32)
	return slices.Compact(bounds), total / count
}

// addTerms appends the terms of a slice that begins at the seed first: its words,
// ascending, are the seed less first from bit shift on, and the submission.
func (x *Index) addTerms(words []uint64, first uint32, shift int) {
	for lo := 0; lo < len(words); {
		seed := words[lo] >> shift
		hi := lo + 1
		for hi < len(words) && words[hi]>>shift == seed {
			hi++
		}
		if hi-lo > 1 {
			x.seeds = append(x.seeds, first+uint32(seed))
			x.start = append(x.start, uint32(len(x.holders)))
			for _, w := range words[lo:hi] {
				x.holders = append(x.holders, int32(w&(1<<shift-1)))
			}
		}
		lo = hi
	}
}

// invert lists for each of n submissions the terms that it holds.
func (x *Index) invert(n int) {
	x.own = make([]uint32, n+2)
	for _, i := range x.holders {
		x.own[i+2]++
	}
	for i := range n {
		x.own[i+2] += x.own[i+1]
	}
	// own[i+1] is the beginning of i and moves to its end, the beginning of i+1.
	x.terms = make([]int32, len(x.holders))
	for t := range x.seeds {
		for _, i := range x.List(int32(t)) {
			x.terms[x.own[i+1]] = int32(t)
			x.own[i+1]++
		}
	}
}

// partition notes where the seeds of the same upper bits begin.
func (x *Index) partition() {
	width := min(bits.Len(uint(len(x.seeds)/partTerms)), 32)
	x.shift = 32 - width
	x.part = make([]uint32, 1<<width+1)
	for _, seed := range x.seeds {
		x.part[seed>>x.shift+1]++
	}
	for q := 1; q < len(x.part); q++ {
		x.part[q] += x.part[q-1]
	}
}

// Terms returns the number of terms.
func (x *Index) Terms() int { return len(x.seeds) }

// Seed returns the seed of a term.
func (x *Index) Seed(term int32) uint32 { return x.seeds[term] }

// Term returns the term of a seed; -1 where fewer than two submissions hold it.
func (x *Index) Term(seed uint32) int32 {
	q := seed >> x.shift
	lo, hi := x.part[q], x.part[q+1]
	for hi-lo > scanTerms {
		if mid := lo + (hi-lo)/2; x.seeds[mid] <= seed {
			lo = mid
		} else {
			hi = mid
		}
	}
	for i, s := range x.seeds[lo:hi] {
		if s == seed {
			return int32(lo) + int32(i)
		}
	}
	return -1
}

// List returns the submissions that hold a term, two or more, ascending. The result
// shares memory with x.
func (x *Index) List(term int32) []int32 {
	lo, hi := x.start[term], x.start[term+1]
	return x.holders[lo:hi:hi]
}

// Of returns the terms that a submission holds, ascending. The result shares memory
// with x.
func (x *Index) Of(sub int32) []int32 {
	lo, hi := x.own[sub], x.own[sub+1]
	return x.terms[lo:hi:hi]
}
