package align

import (
	"math/bits"
	"slices"
	"sync"
)

// The filter of an index has one bit for each value of the leading bits of a hash: 8 or
// more a seed in all but the longest of texts, and of one size for all ordinary reports.
const (
	filterSmall  = 12 // bits of a text of at most smallSeeds seeds
	filterMiddle = 16
	filterLarge  = 20 // bits of a text of more than middleSeeds
	smallSeeds   = 1 << 9
	middleSeeds  = 1 << 14
)

// seedIndex finds the places of a seed in a text.
type seedIndex struct {
	keys   []uint64 // hash<<32 | letter, ascending
	filter []uint64 // bit set: which leading bits of a hash some seed has
	rank   []int32  // of each word of filter: bits set in those before it
	from   []int32  // of each bit set: the first of its keys; one more for the end
	bits   uint     // leading bits of a hash
}

// lazyIndex is an index that is made when it is first asked for.
type lazyIndex struct {
	once sync.Once
	seedIndex
}

// group is one seed that two texts hold: its keys in the two indexes.
type group struct{ a, na, b, nb int32 }

// set indexes the seeds of the given hashes at the given letters, which ascend.
func (x *seedIndex) set(hashes []uint32, letters []int32) {
	switch {
	case len(hashes) <= smallSeeds:
		x.bits = filterSmall
	case len(hashes) <= middleSeeds:
		x.bits = filterMiddle
	default:
		x.bits = filterLarge
	}
	x.filter = make([]uint64, 1<<x.bits/64)
	drop := seedBits - x.bits
	for _, h := range hashes {
		h >>= drop
		x.filter[h/64] |= 1 << (h % 64)
	}
	x.rank = make([]int32, len(x.filter))
	sum := 0
	for w, word := range x.filter {
		x.rank[w] = int32(sum)
		sum += bits.OnesCount64(word)
	}
	// The bits set are the buckets of a counting sort.
	x.from = make([]int32, sum+1)
	for _, h := range hashes {
		x.from[x.bucket(h>>drop)]++
	}
	next, most := int32(0), int32(0)
	for k, n := range x.from {
		x.from[k] = next
		next += n
		most = max(most, n)
	}
	x.keys = make([]uint64, len(hashes))
	for k, h := range hashes {
		bucket := x.bucket(h >> drop)
		x.keys[x.from[bucket]] = uint64(h)<<32 | uint64(letters[k])
		x.from[bucket]++
	}
	copy(x.from[1:], x.from) // where a bucket ends the next begins
	x.from[0] = 0
	if most > keyCrowd {
		slices.Sort(x.keys)
	} else {
		insertKeys(x.keys)
	}
}

// bucket returns the number of bits set in the filter in front of bit.
func (x *seedIndex) bucket(bit uint32) int32 {
	w := bit / 64
	return x.rank[w] + int32(bits.OnesCount64(x.filter[w]&(1<<(bit%64)-1)))
}

// at returns the keys whose hashes have the leading bits that bit of word w stands for;
// the bit is set.
func (x *seedIndex) at(w int, bit uint64) (lo, hi int32) {
	k := x.rank[w] + int32(bits.OnesCount64(x.filter[w]&(bit-1)))
	return x.from[k], x.from[k+1]
}

// appendGroups appends the seeds that x and y both hold, ascending by hash.
func (x *seedIndex) appendGroups(dst []group, y *seedIndex) []group {
	if x.bits > y.bits {
		from := len(dst)
		dst = y.appendGroups(dst, x)
		for k, g := range dst[from:] {
			dst[from+k] = group{g.b, g.nb, g.a, g.na}
		}
		return dst
	}
	if x.bits < y.bits {
		return x.appendLookedUp(dst, y)
	}
	yFilter := y.filter[:len(x.filter)]
	for w, word := range x.filter {
		for both := word & yFilter[w]; both != 0; both &= both - 1 {
			bit := both & -both
			p, endP := x.at(w, bit)
			q, endQ := y.at(w, bit)
			if endP-p > 1 || endQ-q > 1 {
				dst = appendEqual(dst, x.keys[:endP], y.keys[:endQ], p, q)
			} else if x.keys[p]>>32 == y.keys[q]>>32 { // mostly there is one of each
				dst = append(dst, group{p, 1, q, 1})
			}
		}
	}
	return dst
}

// appendLookedUp is appendGroups for a text y so much longer that its filter is larger.
func (x *seedIndex) appendLookedUp(dst []group, y *seedIndex) []group {
	for p := 0; p < len(x.keys); {
		bit := x.keys[p] >> (64 - y.bits)
		end := p + 1
		for end < len(x.keys) && x.keys[end]>>(64-y.bits) == bit {
			end++
		}
		if w := int(bit / 64); y.filter[w]>>(bit%64)&1 != 0 {
			q, endQ := y.at(w, 1<<(bit%64))
			dst = appendEqual(dst, x.keys[:end], y.keys[:endQ], int32(p), q)
		}
		p = end
	}
	return dst
}

// appendEqual appends the groups of equal hashes among xs from p on and ys from q on.
func appendEqual(dst []group, xs, ys []uint64, p, q int32) []group {
	for int(p) < len(xs) && int(q) < len(ys) {
		h, other := xs[p]>>32, ys[q]>>32
		switch {
		case h < other:
			p++
		case h > other:
			q++
		default:
			g := group{a: p, b: q}
			for int(p) < len(xs) && xs[p]>>32 == h {
				p++
			}
			for int(q) < len(ys) && ys[q]>>32 == h {
				q++
			}
			g.na, g.nb = p-g.a, q-g.b
			dst = append(dst, g)
		}
	}
	return dst
}
