package collate

import (
	"cmp"
	"slices"
)

// heaviest returns the pairs of greatest weight in all that ascend on both sides. The
// pairs given ascend by i, then j; j is below n. The cost is n + p·log n for p pairs.
func heaviest(pairs []pair, n int) []pair {
	type reach struct {
		weight int64
		last   int32 // pair that ends the chain, -1 none
	}
	// A Fenwick tree of the best chain that ends at or before each j.
	best := make([]reach, n+1)
	for k := range best {
		best[k].last = -1
	}
	before := none(len(pairs))
	weight := make([]int64, len(pairs))
	top := reach{last: -1}
	for lo := 0; lo < len(pairs); {
		hi := lo
		for hi < len(pairs) && pairs[hi].i == pairs[lo].i {
			hi++
		}
		// All of one i look before any of them is entered.
		for k := lo; k < hi; k++ {
			var r reach
			r.last = -1
			for at := pairs[k].j; at > 0; at -= at & -at {
				if best[at].weight > r.weight {
					r = best[at]
				}
			}
			before[k], weight[k] = r.last, r.weight+pairs[k].weight
		}
		for k := lo; k < hi; k++ {
			if weight[k] > top.weight {
				top = reach{weight[k], int32(k)}
			}
			for at := pairs[k].j + 1; int(at) <= n; at += at & -at {
				if weight[k] > best[at].weight {
					best[at] = reach{weight[k], int32(k)}
				}
			}
		}
		lo = hi
	}
	var out []pair
	for k := top.last; k >= 0; k = before[k] {
		out = append(out, pairs[k])
	}
	slices.Reverse(out)
	return out
}

// byB returns the order of n things by where they stand in b; ranks come from at.
func byB(n int, at func(k int) int32) []int {
	order := make([]int, n)
	for k := range order {
		order[k] = k
	}
	slices.SortStableFunc(order, func(x, y int) int { return cmp.Compare(at(x), at(y)) })
	return order
}
