// Package token holds what the stages compare: words and letters of a folded
// text, each with its place in the document's text.
package token

import "chachong/internal/text"

// Seq is the words of a text in order. Hash[i] identifies word i, Span[i] is
// where it stands in the document's text; both have one length.
// Punctuation marks are words too; white space is not.
type Seq struct {
	Hash []uint64
	Span []text.Span
}

// Range is a half-open range of words of a Seq.
type Range struct {
	Lo, Hi int32 // words
}

// IsWord reports whether the hash h stands for a word with a letter in it;
// the lowest bit of every hash says so. Otherwise it is punctuation.
func IsWord(h uint64) bool { return h&1 == 1 }

// Len returns the number of words.
func (s Seq) Len() int { return len(s.Hash) }

// Slice returns the words of r; the result shares memory with s.
func (s Seq) Slice(r Range) Seq {
	return Seq{Hash: s.Hash[r.Lo:r.Hi], Span: s.Span[r.Lo:r.Hi]}
}

// Text returns the span from the first to the last word of r.
func (s Seq) Text(r Range) text.Span {
	if r.Lo >= r.Hi {
		return text.Span{}
	}
	return text.Span{Lo: s.Span[r.Lo].Lo, Hi: s.Span[r.Hi-1].Hi}
}
