package align

import (
	"math/bits"
	"slices"
)

const (
	fewKeys  = 24 // keys that insertion sorts sooner than counting
	keyBits  = 14 // of a bucket number, at most: counters of 64 KiB stay in the second-level cache
	keyCrowd = 48 // keys of one bucket from which insertion costs more than sorting
)

// keySorter holds the memory of sort. The zero value is ready.
type keySorter[K uint32 | uint64] struct {
	next []int32
	tmp  []K
}

// sort sorts keys, of which the lowest used bits are in use. The keys are spread over
// about as many buckets by their leading bits, so that insertion finishes the work in a
// few steps a key where those are well mixed; crowded buckets are sorted on their own,
// and no keys take more than O(n log n).
func (s *keySorter[K]) sort(keys []K, used uint) {
	if len(keys) > fewKeys {
		s.spread(keys, used)
	}
	insertKeys(keys)
}

// insertKeys sorts keys that are nearly sorted.
func insertKeys[K uint32 | uint64](keys []K) {
	for i := 1; i < len(keys); i++ {
		key, k := keys[i], i
		for ; k > 0 && keys[k-1] > key; k-- {
			keys[k] = keys[k-1]
		}
		keys[k] = key
	}
}

// spread orders keys by their leading bits, crowded buckets by all bits.
func (s *keySorter[K]) spread(keys []K, used uint) {
	wide := min(uint(bits.Len(uint(len(keys)))-1), keyBits, used)
	shift := used - wide
	s.next = grow(s.next, 1<<wide)
	next := s.next
	clear(next)
	for _, key := range keys {
		next[key>>shift]++
	}
	sum, most := int32(0), int32(0)
	for d, n := range next {
		next[d] = sum
		sum += n
		most = max(most, n)
	}
	s.tmp = append(s.tmp[:0], keys...)
	for _, key := range s.tmp {
		d := key >> shift
		keys[next[d]] = key
		next[d]++
	}
	if most > keyCrowd {
		lo := int32(0)
		for _, hi := range next {
			if hi-lo > keyCrowd {
				slices.Sort(keys[lo:hi])
			}
			lo = hi
		}
	}
}
