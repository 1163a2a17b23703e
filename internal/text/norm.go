// Package text holds what every stage knows of a document's text: spans of its
// bytes, lines and code points, and the folded text with the way back.
//
// A copy that was retyped, converted or disguised differs from its source in
// width, script variant, look-alikes, spaces and invisible characters. Fold takes
// these differences away before anything is compared. It maps one rune, or the
// escape that spells it (&#20013;), to 0..n runes and never several to one, so that
// one ascending table of origins leads from each folded byte to the source. What
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
)

// Norm is the folded text of one document with its origin map. Immutable.
type Norm struct {
	Text   string  // folded text, valid UTF-8
	Source string  // the text it was folded from
	at     []int32 // for each byte of Text: byte of Source where its rune starts; monotone
}

// Origin returns the byte of Source where the rune starts that the folded byte
// at comes from, and the length of Source for the end of Text.
func (n *Norm) Origin(at int) int32 {
	if at < len(n.at) {
		return n.at[at]
	}
	return int32(len(n.Source))
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
	return Span{n.at[lo], n.end(hi)}
}

// end returns the byte of Source behind the rune that the folded byte hi-1
// comes from; hi > 0.
func (n *Norm) end(hi int) int32 {
	at := n.at[hi-1]
	return at + Size(n.Source, at)
}

// Find returns the folded range [lo, hi) of the runes that start inside s.
// Find(n.Span(lo, hi)) covers [lo, hi) and is equal to it where neither end is
// Joined. O(log n).
func (n *Norm) Find(s Span) (lo, hi int) {
	lo = sort.Search(len(n.at), func(i int) bool { return n.at[i] >= s.Lo })
	hi = lo + sort.Search(len(n.at)-lo, func(i int) bool { return n.at[lo+i] >= s.Hi })
	return lo, hi
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
	return 0 < at && at < len(n.at) && n.at[at-1] == n.at[at]
}
