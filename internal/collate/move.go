package collate

import "slices"

// A text that stands elsewhere on the other side shows as moved, the rest as standing in
// its place. Which of the two moved is no fact but a choice that a reader must find
// natural: where three paragraphs were rotated, all three did; where one was carried over
// five, that one. So the items, which are paragraphs or parts of such, are cut to blocks
// that hold the same items on both sides and cannot be cut further. In each, the heaviest
// chain of items in order stays in place if it is most of the block, else nothing does
// but what has kept its rank, in a block of three a neighbour too.
//
// So a block of exactly three paragraphs, rotated or reversed, is three moves, and two that
// were swapped are two. One carried over two others is such a rotation too, and only where
// it is shorter than a third of what it passed, one move. A sentence carried over two or
// more is one move, unless it is longer than they are together.
//
// Note: the heaviest chain alone, as every diff has it, calls two of three rotated
// paragraphs unmoved, and which ones depends on their lengths.

const (
	// stays is the share of a block's letters, or items, that its chain must exceed to
	// stay in place: one paragraph of four may have been carried over the others, of
	// three likely all have moved.
	stays = 0.72
	// few is the most items of a block that have all moved where they are whole
	// paragraphs and about equally long.
	few = 3
	// lightest is the share of a mean paragraph of the chain that one beside it must have
	// to count as about equally long.
	lightest = 0.25
	// passed is how many times longer two paragraphs are than the one that was carried over
	// them, and they stayed.
	passed = 3
	// leastMove is the fewest letters that show as moved. A heading of two words stands
	// wherever its text does.
	leastMove = 6
	// keeps is the share of a block's letters that must have kept its rank for the rest to
	// have moved around it.
	keeps = 1.0 / 3
	// peels bounds the items that are looked at again because one of their block was
	// carried over most of it.
	peels = 1 << 20
)

// settle sets which items moved. The items ascend in a.
func settle(items []item) {
	var all, tiny []*item
	for k := range items {
		if items[k].letters < 2*leastMove {
			tiny = append(tiny, &items[k])
		} else {
			all = append(all, &items[k])
		}
	}
	budget := peels
	for work := [][]*item{all}; len(work) > 0; {
		last := work[len(work)-1]
		work = work[:len(work)-1]
		for _, block := range blocks(last) {
			if rest := settleBlock(block, &budget); rest != nil {
				work = append(work, rest)
			}
		}
	}
	place(items, tiny)
}

// blocks ranks the items and cuts them to the shortest blocks that hold the same items on
// both sides. Blocks of one item are left out: it stands in its place.
func blocks(items []*item) [][]*item {
	for r, k := range byB(len(items), func(k int) int32 { return items[k].bLo }) {
		items[k].rank = int32(r)
	}
	var out [][]*item
	lo, top := 0, int32(-1)
	for k, t := range items {
		if top = max(top, t.rank); top == int32(k) {
			if k > lo {
				out = append(out, items[lo:k+1])
			}
			lo = k + 1
		}
	}
	return out
}

// settleBlock sets which items of a block moved. Where only those that were carried
// furthest are certain, it returns the others to be looked at again.
func settleBlock(block []*item, budget *int) (rest []*item) {
	all, first := int32(0), block[0].rank
	for _, t := range block {
		all += t.letters
		first = min(first, t.rank)
	}
	for _, t := range block {
		t.rank -= first
	}
	crossing := crossings(block)
	again := true
	if chain, off := chainOf(block); staysInPlace(chain, off) {
		for _, t := range off {
			t.moved = true
		}
	} else if kept := keepRanks(block); len(block) > few && float64(kept) < keeps*float64(all) && float64(slices.Max(crossing)) > stays*float64(all) {
		for _, t := range block {
			t.moved = true
		}
	} else {
		again = false
	}
	if *budget -= len(block); !again || *budget < 0 {
		return nil
	}
	furthest := int32(0)
	for _, t := range block {
		if t.moved {
			furthest = max(furthest, crossing[t.rank])
		}
	}
	for _, t := range block {
		if t.moved = t.moved && crossing[t.rank] == furthest; !t.moved {
			rest = append(rest, t)
		}
	}
	return rest
}

// chainOf returns the heaviest items of a block that are in order, and the others.
func chainOf(block []*item) (chain, off []*item) {
	pairs := make([]pair, len(block))
	for k, t := range block {
		pairs[k] = pair{int32(k), t.rank, int64(t.letters)}
	}
	at := 0
	for _, p := range heaviest(pairs, len(block)) {
		off = append(off, block[at:p.i]...)
		chain = append(chain, block[p.i])
		at = int(p.i) + 1
	}
	return chain, append(off, block[at:]...)
}

// keepRanks leaves those items of a block in place that have their rank on both sides, in
// one of few items a neighbour too; the others have moved. It returns the letters of those
// that stay.
func keepRanks(block []*item) int32 {
	kept := int32(0)
	for k, t := range block {
		neighbour := len(block) > few || k > 0 && block[k-1].rank == t.rank-1 || k+1 < len(block) && block[k+1].rank == t.rank+1
		if t.moved = t.rank != int32(k) || !neighbour; !t.moved {
			kept += t.letters
		}
	}
	return kept
}

// staysInPlace reports whether the chain of a block is so much more than the items off it
// that those have moved and it has not.
func staysInPlace(chain, off []*item) bool {
	in, out, paragraphs := int32(0), int32(0), true
	for _, t := range chain {
		in += t.letters
		paragraphs = paragraphs && t.whole
	}
	light := off[0].letters
	for _, t := range off {
		out += t.letters
		light = min(light, t.letters)
		paragraphs = paragraphs && t.whole
	}
	switch carried := len(off) == 1 && len(chain) > 1; {
	case paragraphs && len(chain)+len(off) <= few && carried:
		if int64(out)*passed >= int64(in) {
			return false
		}
	case paragraphs && len(chain)+len(off) <= few && float64(light)*float64(len(chain)) >= lightest*float64(in):
		return false
	case !paragraphs && len(off) == 1 && in > out && sentencesIn(off) == 1 && sentencesIn(chain) > 1:
		return true
	}
	// One long item may have been carried over several short ones that are more together.
	return float64(in) > stays*float64(in+out) || in > out && float64(len(chain)) > stays*float64(len(chain)+len(off))
}

// sentencesIn returns how many sentences, or such as were merged, the items have.
func sentencesIn(items []*item) int {
	n := 0
	for _, t := range items {
		n += max(1, len(t.groups))
	}
	return n
}

// crossings returns for each item of block, by its rank, the letters of those that are on
// different sides of it in a and in b.
func crossings(block []*item) []int32 {
	out := make([]int32, len(block))
	in := make([]int32, len(block)) // letters by rank
	for _, t := range block {
		in[t.rank] = t.letters
	}
	sum := make([]int32, len(block)+1) // a Fenwick tree of the letters in front in a
	front, less := int32(0), make([]int32, len(block)+1)
	for r, n := range in {
		less[r+1] = less[r] + n
	}
	for _, t := range block {
		both := int32(0) // letters in front in a and in b
		for at := t.rank; at > 0; at -= at & -at {
			both += sum[at]
		}
		out[t.rank] = front + less[t.rank] - 2*both
		front += t.letters
		for at := t.rank + 1; int(at) < len(sum); at += at & -at {
			sum[at] += t.letters
		}
	}
	return out
}

// place decides on the items that are too short to move: those stay that fit between the
// ones that do, the others are moved and thereby lost.
func place(items []item, tiny []*item) {
	for _, t := range tiny {
		t.moved = true
	}
	// The least b of what stays from each item on.
	next := make([]int32, len(items)+1)
	next[len(items)] = 1<<31 - 1
	for k := len(items) - 1; k >= 0; k-- {
		if next[k] = next[k+1]; !items[k].moved {
			next[k] = items[k].bLo
		}
	}
	end := int32(0)
	for k := range items {
		t := &items[k]
		if t.moved && t.letters < 2*leastMove && t.bLo >= end && t.bHi <= next[k+1] {
			t.moved = false
		}
		if !t.moved {
			end = t.bHi
		}
	}
}
