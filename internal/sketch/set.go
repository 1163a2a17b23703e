package sketch

import (
	"cmp"
	"slices"
)

// Set sorts hashes, drops repeats and returns the rest in place: ascending, distinct,
// sharing memory with the argument.
func Set(hashes []uint64) []uint64 {
	sortHashes(hashes, 64-digit)
	return slices.Compact(hashes)
}

const (
	// digit is the number of bits that one pass of sortHashes sorts by. 8 keeps the
	// counters of a pass (4 KiB) in the first-level cache; a submission's 2,000 hashes
	// then fall into heaps of about 8, which the insertion sort finishes.
	digit = 8
	// smallHeap is the number of hashes from which a pass of counting pays.
	smallHeap = 48
)

// sortHashes sorts hashes that agree in all bits above shift+digit. It is the American
// flag sort of P. McIlroy, K. Bostic and D. McIlroy, "Engineering radix sort" (1993):
// in place, O(len) for well mixed hashes, at most eight passes for any others.
func sortHashes(hashes []uint64, shift int) {
	if len(hashes) < smallHeap {
		insertionSort(hashes)
		return
	}
	var next, end [1 << digit]int
	for _, h := range hashes {
		end[h>>shift&(1<<digit-1)]++
	}
	sum := 0
	for d, n := range end {
		next[d] = sum
		sum += n
		end[d] = sum
	}
	for d := range next {
		for next[d] < end[d] {
			// Follow the cycle of the permutation that begins at this hole.
			h := hashes[next[d]]
			for to := h >> shift & (1<<digit - 1); to != uint64(d); to = h >> shift & (1<<digit - 1) {
				hashes[next[to]], h = h, hashes[next[to]]
				next[to]++
			}
			hashes[next[d]] = h
			next[d]++
		}
	}
	if shift == 0 {
		return
	}
	lo := 0
	for _, hi := range end {
		if hi-lo > 1 {
			sortHashes(hashes[lo:hi], max(0, shift-digit))
		}
		lo = hi
	}
}

func insertionSort(hashes []uint64) {
	for i := 1; i < len(hashes); i++ {
		h, j := hashes[i], i
		for ; j > 0 && hashes[j-1] > h; j-- {
			hashes[j] = hashes[j-1]
		}
		hashes[j] = h
	}
}

// skewed is the ratio of lengths from which Common looks each hash of the smaller set
// up in the larger one instead of walking both: a walk costs the sum of the lengths, a
// look-up a few steps for each doubling of the ratio.
const skewed = 32

// Common returns the size of the intersection of two sets made by Set.
func Common(a, b []uint64) int {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b) >= skewed*len(a) {
		return commonSkewed(a, b)
	}
	n, i, j := 0, 0, 0
	for i < len(a) && j < len(b) {
		// Without branches on the data: which set is behind is a coin toss, and a
		// wrong guess of the processor costs more than both additions.
		x, y := a[i], b[j]
		var up, across, equal int
		if x <= y {
			up = 1
		}
		if y <= x {
			across = 1
		}
		if x == y {
			equal = 1
		}
		i += up
		j += across
		n += equal
	}
	return n
}

// commonSkewed is Common for a set a much smaller than b.
func commonSkewed(a, b []uint64) int {
	n := 0
	for _, h := range a {
		// Gallop: double the step until h is passed, then search inside the last step.
		step := 1
		for step < len(b) && b[step-1] < h {
			step *= 2
		}
		at, found := slices.BinarySearchFunc(b[:min(step, len(b))], h, cmp.Compare[uint64])
		if found {
			n++
		}
		b = b[at:]
	}
	return n
}

// Overlap compares two sets made by Set exactly: their resemblance |a∩b|/|a∪b| and the
// containment of each in the other, |a∩b|/|a| and |a∩b|/|b|, all in [0,1]. An empty set
// resembles nothing and is contained in nothing: its figures are 0.
func Overlap(a, b []uint64) (resemblance, containmentA, containmentB float64) {
	if len(a) == 0 || len(b) == 0 {
		return 0, 0, 0
	}
	n := Common(a, b)
	return float64(n) / float64(len(a)+len(b)-n), float64(n) / float64(len(a)), float64(n) / float64(len(b))
}
