package collate

const (
	// whole is the share of a paragraph's letters that makes an item the paragraph.
	whole = 0.7
	// inOrder is the share of the letters of a paragraph that moved, and whose sentences
	// are in another order too, that must be in order for it to show as one text.
	inOrder = 0.6
	// headingLetters is the most letters of a line without a full stop that moves with
	// the paragraph behind it.
	headingLetters = 30
	// longPara is the number of units around an item that are looked at for the ends of
	// its paragraph, and of groups for some that follow each other on both sides.
	longPara = 64
)

// item is what stands in its place or moves as one: groups of one paragraph of a and one
// of b, those of a heading in front of it among them.
type item struct {
	aLo, aHi, bLo, bHi int32   // units
	groups             []group // ascending in a
	low, top           int32   // their ranks, all between being theirs
	letters            int32   // of a and b
	ordered            bool    // the groups ascend in b too
	whole              bool    // it is most of its paragraphs on both sides
	moved              bool
	rank               int32 // among the items of a block, in order of b
}

// arrange returns the groups, which ascend in a, as items that stand in their place or
// moved. First paragraphs find their places, then the sentences of each that stays.
func arrange(a, b *sheet, groups []group) []item {
	usedA, usedB := make([]bool, len(a.units)), make([]bool, len(b.units))
	for _, g := range groups {
		mark(usedA[g.aLo:g.aHi])
		mark(usedB[g.bLo:g.bHi])
	}
	var out []item
	items := itemsOf(a, b, groups, samePara)
	settle(items)
	for _, t := range items {
		if t.ordered || t.moved && t.chain(b) >= inOrder {
			if t.moved {
				t.aLo, t.aHi = widen(a, t.aLo, t.aHi, usedA, b, t.bLo, t.bHi)
				t.bLo, t.bHi = widen(b, t.bLo, t.bHi, usedB, a, t.aLo, t.aHi)
			}
			out = append(out, t)
			continue
		}
		parts := itemsOf(a, b, t.groups, inTurn)
		if t.moved {
			for k := range parts {
				parts[k].moved = true
			}
		} else {
			settle(parts)
		}
		out = append(out, parts...)
	}
	return withHeadings(a, b, out)
}

// mark sets all of used.
func mark(used []bool) {
	for k := range used {
		used[k] = true
	}
}

// widen returns the units [lo, hi) with those at the ends of their paragraph that nothing
// corresponds to by itself, but that are a part of the units [from, to) of the other side.
func widen(sh *sheet, lo, hi int32, used []bool, other *sheet, from, to int32) (wideLo, wideHi int32) {
	isPart := func(k, beside int32) bool {
		if k < 0 || int(k) >= len(used) || used[k] || !sh.together(k, beside) {
			return false
		}
		own := sh.features(k)
		return len(own) > 0 && float64(overlap(own, other.featuresOf(from, to))) >= joinShare*float64(len(own))
	}
	for isPart(lo-1, lo) {
		lo--
		used[lo] = true
	}
	for isPart(hi, hi-1) {
		used[hi] = true
		hi++
	}
	return lo, hi
}

// itemsOf returns the groups, which ascend in a, as items. Neighbours are one if joins
// says so of them and all groups of the item follow each other in b, in any order.
func itemsOf(a, b *sheet, groups []group, joins func(a, b *sheet, t *item, g group) bool) []item {
	var out []item
	for lo := 0; lo < len(groups); {
		g := groups[lo]
		t := item{aLo: g.aLo, aHi: g.aHi, bLo: g.bLo, bHi: g.bHi, groups: groups[lo : lo+1], low: g.rank, top: g.rank, ordered: true}
		best, inA, inB := t, a.letters(g.aLo, g.aHi), b.letters(g.bLo, g.bHi)
		for hi := lo + 1; hi < len(groups) && hi-lo-len(best.groups) < longPara && joins(a, b, &t, groups[hi]); hi++ {
			g := groups[hi]
			inA, inB = inA+a.letters(g.aLo, g.aHi), inB+b.letters(g.bLo, g.bHi)
			t.ordered = t.ordered && g.rank > groups[hi-1].rank
			t.aHi, t.bLo, t.bHi = g.aHi, min(t.bLo, g.bLo), max(t.bHi, g.bHi)
			t.low, t.top = min(t.low, g.rank), max(t.top, g.rank)
			t.groups = groups[lo : hi+1]
			if int(t.top-t.low) == hi-lo && a.letters(t.aLo, t.aHi) <= 2*inA && b.letters(t.bLo, t.bHi) <= 2*inB {
				best = t
			}
		}
		out = append(out, best)
		lo += len(best.groups)
	}
	out = withHeadings(a, b, out)
	for k := range out {
		t := &out[k]
		t.letters = a.letters(t.aLo, t.aHi) + b.letters(t.bLo, t.bHi)
		t.whole = a.isWhole(t.aLo, t.aHi) && b.isWhole(t.bLo, t.bHi)
	}
	return out
}

// samePara joins the group g behind t to it if both are in one paragraph on each side.
func samePara(a, b *sheet, t *item, g group) bool {
	return a.together(t.aHi-1, g.aLo) && b.together(t.bLo, g.bLo) && near(a, t.aLo, t.aHi, g.aLo, g.aHi)
}

// inTurn joins the group g behind t to it if it is the next in b too, and one side has no
// end of a paragraph between.
func inTurn(a, b *sheet, t *item, g group) bool {
	return g.rank == t.top+1 && a.units[t.aLo].passage == a.units[g.aLo].passage && b.units[t.bLo].passage == b.units[g.bLo].passage &&
		(a.continues(t.aHi, g.aLo) || b.continues(t.bHi, g.bLo)) &&
		near(a, t.aLo, t.aHi, g.aLo, g.aHi) && near(b, t.bLo, t.bHi, g.bLo, g.bHi)
}

// near reports whether less lies between the units [lo, hi) and [from, to) than in them.
func near(sh *sheet, lo, hi, from, to int32) bool {
	return sh.letters(hi, from) <= sh.letters(lo, hi)+sh.letters(from, to)
}

// continues reports whether no paragraph ends between the units hi-1 and lo.
func (sh *sheet) continues(hi, lo int32) bool { return sh.units[hi-1].para == sh.units[lo].para }

// together reports whether units i and j are in one paragraph and passage.
func (sh *sheet) together(i, j int32) bool {
	return sh.units[i].para == sh.units[j].para && sh.units[i].passage == sh.units[j].passage
}

// withHeadings joins items that are headings to those behind them.
func withHeadings(a, b *sheet, items []item) []item {
	out := items[:0]
	for _, t := range items {
		if n := len(out); n > 0 && out[n-1].heads(a, b, &t) {
			h := &out[n-1]
			h.aHi, h.bHi, h.top = t.aHi, t.bHi, t.top
			h.ordered, h.letters = t.ordered, h.letters+t.letters
			h.groups = h.groups[:len(h.groups)+len(t.groups)]
			continue
		}
		out = append(out, t)
	}
	return out
}

// heads reports whether h is the heading of t. What else its paragraph begins with must be
// less than t.
func (h *item) heads(a, b *sheet, t *item) bool {
	return h.moved == t.moved && h.top+1 == t.low && a.heads(h.aLo, h.aHi, t.aLo, t.aHi) && b.heads(h.bLo, h.bHi, t.bLo, t.bHi)
}

// heads reports whether the units [lo, hi) are the heading of a paragraph of which
// [from, to) are most that comes first, in one passage with them.
func (sh *sheet) heads(lo, hi, from, to int32) bool {
	return sh.isHeading(lo, hi) && sh.units[lo].passage == sh.units[from].passage &&
		sh.units[hi].para == sh.units[from].para && sh.letters(hi, from) <= sh.letters(from, to)
}

// isHeading reports whether the units [lo, hi) are a line of its own without a full stop.
func (sh *sheet) isHeading(lo, hi int32) bool {
	return sh.endsPara(hi-1) && (lo == 0 || sh.endsPara(lo-1)) && !sh.units[hi-1].mark &&
		sh.letters(lo, hi) <= headingLetters
}

// isWhole reports whether the units [lo, hi) are most of the paragraphs they are in.
func (sh *sheet) isWhole(lo, hi int32) bool {
	first, last := lo, hi
	for first > 0 && !sh.endsPara(first-1) && lo-first < longPara {
		first--
	}
	for !sh.endsPara(last-1) && last-hi < longPara {
		last++
	}
	return float64(sh.letters(lo, hi)) > whole*float64(sh.letters(first, last))
}

// chain returns the share of the letters of t's groups, in b, that the heaviest of them in
// order have, in [0,1].
func (t *item) chain(b *sheet) float64 {
	pairs, all := make([]pair, len(t.groups)), int32(0)
	for k, g := range t.groups {
		n := b.letters(g.bLo, g.bHi)
		pairs[k] = pair{int32(k), g.bLo - t.bLo, int64(n)}
		all += n
	}
	in := int64(0)
	for _, p := range heaviest(pairs, int(t.bHi-t.bLo)) {
		in += p.weight
	}
	return float64(in) / float64(max(1, all))
}
