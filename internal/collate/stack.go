package collate

import (
	"sort"

	"chachong/internal/align"
	"chachong/internal/text"
)

// Cell is what stands in one member for a sentence of the first one.
type Cell struct {
	Span  text.Span    // empty where the member lacks it
	Edits []align.Edit // from the first member to this one, inside both; nil for the first
}

// Stack lays the copies of a passage under each other: a line for each sentence of the
// first member, with a cell for each member. The cells of a member cover its body once,
// white space between them aside; they ascend unless its sentences are in another order.
// A sentence that the first member lacks stands with the one in front of it. No members
// make no lines.
func Stack(members []Side) [][]Cell {
	if len(members) == 0 {
		return nil
	}
	base := newSheet(&members[0], []text.Span{members[0].Body})
	lines := make([][]Cell, len(base.units))
	for n := range lines {
		lines[n] = make([]Cell, len(members))
		lines[n][0].Span = base.units[n].span
	}
	for k := 1; k < len(members); k++ {
		base.under(lines, k, newSheet(&members[k], []text.Span{members[k].Body}))
	}
	return lines
}

// under lays a member under the first one.
func (base *sheet) under(lines [][]Cell, column int, sh *sheet) {
	if len(lines) == 0 {
		return
	}
	groups := newMatcher(base, sh, []Passage{{base.Body, sh.Body}}).groups()
	if len(groups) == 0 {
		for n := range lines {
			b := trim(sh.Source, sh.Body)
			if n > 0 {
				b.Lo = b.Hi
			}
			lines[n][column] = Cell{b, []align.Edit{replacement(base.units[n].span, b)}}
		}
		return
	}
	// What stands for no sentence belongs to the one in front, or to the first one.
	order := byB(len(groups), func(k int) int32 { return groups[k].bLo })
	ends := make([]int32, len(groups))
	for r, k := range order {
		ends[k] = int32(len(sh.units))
		if r+1 < len(order) {
			ends[k] = groups[order[r+1]].bLo
		}
	}
	next, at := 0, sh.Body.Lo // the next group, and where it would stand
	for n := range lines {
		cell := &lines[n][column]
		if next < len(groups) && groups[next].aHi <= int32(n) {
			next++
		}
		if next == len(groups) || groups[next].aLo > int32(n) {
			own := base.units[n].span
			cell.Span = text.Span{Lo: at, Hi: at}
			cell.Edits = []align.Edit{replacement(own, cell.Span)}
			continue
		}
		if g := groups[next]; g.aLo == int32(n) {
			from := g.bLo
			if next == order[0] {
				from = 0
			}
			base.split(lines, column, sh, g, from, ends[next])
		}
		at = cell.Span.Hi
	}
}

// split lays the units [from, end) of sh, which hold those of g, under the lines of g.
func (base *sheet) split(lines [][]Cell, column int, sh *sheet, g group, from, end int32) {
	a, b := base.hull(g.aLo, g.aHi), sh.hull(g.bLo, g.bHi)
	var edits []align.Edit
	if from < g.bLo {
		edits = append(edits, replacement(text.Span{Lo: a.Lo, Hi: a.Lo}, sh.hull(from, g.bLo)))
	}
	if a.Of(base.Source) != b.Of(sh.Source) {
		edits = append(edits, align.Edits(base.side(a), sh.side(b))...)
	}
	if g.bHi < end {
		edits = append(edits, replacement(text.Span{Lo: a.Hi, Hi: a.Hi}, sh.hull(g.bHi, end)))
	}
	all := sh.hull(from, end)
	lo := all.Lo
	for n := g.aLo; n < g.aHi; n++ {
		hi := all.Hi
		if n+1 < g.aHi {
			hi = min(hi, max(lo, base.across(n+1, sh, g, edits)))
		}
		cell := &lines[n][column]
		cell.Span = trim(sh.Source, text.Span{Lo: lo, Hi: hi})
		for _, e := range edits {
			if part, ok := within(e, base.units[n].span, cell.Span); ok {
				cell.Edits = append(cell.Edits, part)
			}
		}
		lo = hi
	}
}

// replacement returns the edit that puts b in the place of a.
func replacement(a, b text.Span) align.Edit { return align.Edit{A: a, B: b, WordsA: a, WordsB: b} }

// within returns the part of e that is inside a and b; ok is false where there is none.
func within(e align.Edit, a, b text.Span) (part align.Edit, ok bool) {
	if e.A.Overlap(a) == 0 && e.B.Overlap(b) == 0 {
		return e, false
	}
	return align.Edit{
		A: clip(e.A, a), B: clip(e.B, b), Class: e.Class,
		WordsA: clip(e.WordsA, a), WordsB: clip(e.WordsB, b),
	}, true
}

// clip returns the part of s inside of t, or the empty span of t that is next to it.
func clip(s, t text.Span) text.Span {
	lo := min(max(s.Lo, t.Lo), t.Hi)
	return text.Span{Lo: lo, Hi: max(lo, min(s.Hi, t.Hi))}
}

// across returns the byte of sh that corresponds to the start of unit n of base, inside of
// group g. edits are those of the group: between two of them letters correspond one to
// one.
func (base *sheet) across(n int32, sh *sheet, g group, edits []align.Edit) int32 {
	b, at := sh.hull(g.bLo, g.bHi), base.units[n].span.Lo
	k := sort.Search(len(edits), func(k int) bool { return edits[k].A.Hi > at })
	if k < len(edits) && edits[k].A.Lo < at {
		// What replaces text of two units is not torn.
		if e := edits[k]; at-e.A.Lo < e.A.Hi-at {
			return e.B.Lo
		}
		return edits[k].B.Hi
	}
	nearA, nearB, least := base.units[g.aLo].lo, sh.units[g.bLo].lo, b.Lo
	if k > 0 {
		e := edits[k-1]
		if e.A.Empty() && base.before(e.A.Lo) == base.units[n].lo {
			// Of what is inserted at this very place, sentences stay in front.
			return e.B.Lo + int32(behindEnd(e.B.Of(sh.Source)))
		}
		nearA, nearB, least = base.before(e.A.Hi), sh.before(e.B.Hi), e.B.Hi
	}
	letter := nearB + base.units[n].lo - nearA
	switch {
	case letter <= sh.units[g.bLo].lo:
		return least
	case int(letter) >= sh.Letters.Len():
		return b.Hi
	}
	c := cutter{src: sh.Source, l: sh.Letters}
	between := c.gap(letter)
	return min(b.Hi, max(least, between.Lo+int32(behindEnd(between.Of(sh.Source)))))
}
