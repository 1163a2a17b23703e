package collate

import (
	"slices"
	"sort"

	"chachong/internal/text"
)

// edges returns the bytes where passages start and end, ascending.
func edges(ps []text.Span) []int32 {
	out := make([]int32, 0, 2*len(ps))
	for _, p := range ps {
		out = append(out, p.Lo, p.Hi)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// passages are the passages of a side in order.
type passages struct {
	spans []text.Span // ascending by their start
	index []int       // of each in the list it was made from
	outer []int       // of each, the nearest one in front that ends behind it, -1 none
}

func passagesOf(ps []text.Span) passages {
	p := passages{index: byB(len(ps), func(k int) int32 { return ps[k].Lo })}
	for k, of := range p.index {
		p.spans = append(p.spans, ps[of])
		outer := k - 1
		for outer >= 0 && p.spans[outer].Hi <= ps[of].Hi {
			outer = p.outer[outer]
		}
		p.outer = append(p.outer, outer)
	}
	return p
}

// find returns the index of the passage with byte at, -1 where there is none. Of several
// it is the one that starts last.
func (p *passages) find(at int32) int32 {
	k := sort.Search(len(p.spans), func(k int) bool { return p.spans[k].Lo > at }) - 1
	for k >= 0 && p.spans[k].Hi <= at {
		k = p.outer[k]
	}
	if k < 0 {
		return -1
	}
	return int32(p.index[k])
}
