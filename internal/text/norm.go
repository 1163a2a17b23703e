// Package text holds what every stage knows of a document's text: spans of its
// bytes, lines and code points, and the folded text with the way back.
//
// A copy that was retyped, converted or disguised differs from its source in
// width, script variant, look-alikes, spaces and invisible characters. Fold takes
// these differences away before anything is compared. It maps one rune, or the
// escape that spells it (&#20013;), to 0..n runes and never several to one, so that
// one ascending map of origins leads from each folded byte to the source. What
// takes several runes together (masks, numbering, synonyms) is left to the stages
// that compare.
//
// The compatibility forms are those of Unicode Standard Annex #15 (NFKC), taken
// one rune at a time and with exceptions; the Han conversion is that of OpenCC,
// with the phrase rules reduced to the characters that they decide. Look-alikes
// beyond those data, and what scanning and disguise put between letters, are rules of
// this package.
package text

import (
	"sort"
	"unicode/utf8"
)

// Norm is the folded text of one document with its origin map. Immutable; that of a
// Folder until its next call.
type Norm struct {
	Text   string // folded text, valid UTF-8
	Source string // the text it was folded from

	stretches []stretch // ascending; the last one starts at the end of Text
	index     []int32   // the stretch that holds byte i*indexStep of Text
	several   bool      // some rune of Source became several
}

// stretch is a part of the folded text, up to the next stretch, that stands in the
// source as one piece: the rune at byte at+k comes from byte from+k, and all but the
// last have the length there that they have here. Most text is folded rune by rune to
// runes of the same length, so that a stretch is a clause long, and an origin for each
// byte would take fifteen times the memory.
type stretch struct {
	at   int32 // byte of Text, strictly ascending
	from int32 // byte of Source, ascending
}

// indexStep is the distance in bytes between two entries of Norm.index: two or three
// stretches of ordinary text, and never more than indexStep.
const indexStep = 64

// seal completes n, whose stretches have no end yet.
func (n *Norm) seal() {
	if last := len(n.stretches) - 1; last >= 0 && int(n.stretches[last].at) == len(n.Text) {
		n.stretches = n.stretches[:last]
	}
	n.stretches = append(n.stretches, stretch{int32(len(n.Text)), int32(len(n.Source))})
	k := int32(0)
	for at := 0; at <= len(n.Text); at += indexStep {
		for int(k+1) < len(n.stretches) && int(n.stretches[k+1].at) <= at {
			k++
		}
		n.index = append(n.index, k)
	}
}

// stretchAt returns the index of the stretch that holds the folded byte at.
func (n *Norm) stretchAt(at int) int {
	k := int(n.index[at/indexStep])
	for k+1 < len(n.stretches) && int(n.stretches[k+1].at) <= at {
		k++
	}
	return k
}

// Origin returns the byte of Source where the rune starts that the folded byte
// at comes from, and the length of Source for the end of Text.
func (n *Norm) Origin(at int) int32 {
	if at >= len(n.Text) {
		return int32(len(n.Source))
	}
	for !utf8.RuneStart(n.Text[at]) {
		at--
	}
	s := n.stretches[n.stretchAt(at)]
	return s.from + int32(at) - s.at
}

// Span returns the span of Source that the folded bytes [lo, hi) come from:
// from the start of the first rune to the end of the last one, so that whatever
// was dropped around them stays outside. lo and hi stand on rune boundaries of
// Text; an empty range gives an empty span.
func (n *Norm) Span(lo, hi int) Span {
	if lo >= hi {
		at := n.Origin(lo)
		return Span{at, at}
	}
	k := n.stretchAt(lo)
	s := n.stretches[k]
	if hi < int(n.stretches[k+1].at) {
		return Span{s.from + int32(lo) - s.at, s.from + int32(hi) - s.at}
	}
	return Span{s.from + int32(lo) - s.at, n.end(hi)}
}

// end returns the byte of Source behind the rune that the folded byte hi-1
// comes from; hi > 0.
func (n *Norm) end(hi int) int32 {
	at := n.Origin(hi - 1)
	return at + Size(n.Source, at)
}

// Find returns the folded range [lo, hi) of the runes that start inside s.
// Find(n.Span(lo, hi)) covers [lo, hi) and is equal to it where neither end is
// Joined. O(log n).
func (n *Norm) Find(s Span) (lo, hi int) {
	lo = n.find(s.Lo)
	return lo, max(lo, n.find(s.Hi))
}

// find returns the first folded byte whose rune starts at byte from of Source or
// behind it.
func (n *Norm) find(from int32) int {
	k := sort.Search(len(n.stretches), func(i int) bool { return n.stretches[i].from >= from })
	if k == 0 {
		return 0
	}
	if k == len(n.stretches) {
		return len(n.Text)
	}
	s, end := n.stretches[k-1], int(n.stretches[k].at)
	at := int(s.at) + int(from-s.from)
	for at < end && !utf8.RuneStart(n.Text[at]) {
		at++
	}
	return min(at, end)
}

// Gap returns the source text that folding dropped in front of the folded byte
// at (spaces inside Han, invisible characters, junk); for the end of Text, what
// was dropped behind the last rune.
func (n *Norm) Gap(at int) string {
	lo := int32(0)
	if at > 0 {
		lo = n.end(at)
	}
	return n.Source[lo:max(lo, n.Origin(at))]
}

// Joined reports whether the folded runes on both sides of byte at come from one
// source rune, so that no span can end there.
func (n *Norm) Joined(at int) bool {
	if at <= 0 || at >= len(n.Text) {
		return false
	}
	return !utf8.RuneStart(n.Text[at]) || n.several && n.Origin(at-1) == n.Origin(at)
}

// Cursor gives origins of a Norm in ascending order, at less than a nanosecond each.
type Cursor struct {
	n    *Norm
	next int // the stretch behind the one that the cursor is in
	end  int // byte of Text where that one starts
	from int // Origin(at) - at in the stretch that the cursor is in
}

// Cursor returns a cursor that stands at byte at of Text.
func (n *Norm) Cursor(at int) Cursor {
	c := Cursor{n: n}
	if at < len(n.Text) {
		c.next = n.stretchAt(at)
	} else {
		c.next = len(n.stretches) - 1
	}
	c.enter(at)
	return c
}

// Origin is Norm.Origin for the rune that starts at byte at of Text, or for its end; at
// is nowhere less than it was before.
func (c *Cursor) Origin(at int) int32 {
	if at >= c.end {
		c.enter(at)
	}
	return int32(at + c.from)
}

// Stretch returns a folded range [at, end) whose runes are as far from their sources,
// each, as the first one: the rune at byte k of Text comes from byte k+apart of Source.
// at is as for Origin, and not the end of Text; end > at.
func (c *Cursor) Stretch(at int) (end, apart int) {
	if at >= c.end {
		c.enter(at)
	}
	return c.end, c.from
}

// enter moves c to the stretch that holds byte at.
func (c *Cursor) enter(at int) {
	s := c.n.stretches
	for c.next+1 < len(s) && int(s[c.next+1].at) <= at {
		c.next++
	}
	c.from = int(s[c.next].from - s[c.next].at)
	c.next++
	c.end = len(c.n.Text) + 1
	if c.next < len(s) {
		c.end = int(s[c.next].at)
	}
}
