// Package collate lays two submissions side by side: what stands for what, what moved,
// what one side alone has. It also lays the copies of one passage under each other.
//
// # How rows come about
//
// Each side is cut into units: sentences, and lines that end without one (unit.go); the
// wraps of a text that was broken at a column are no line ends (line.go).
//
// Units correspond one to one. Equal ones are paired first, and those that share grams and
// pairs of letters (match.go, gram.go, similar.go). The heaviest chain of pairs in order is
// taken, then the best of the others; what is left beside and between them is paired by
// its place, for which less has to be alike (fill.go). What a unit lacks may stand in the
// one beside it, where sentences were split or merged (join.go).
//
// What is out of order has moved (item.go, move.go). The rest are rows, a paragraph each,
// with the edits of package align inside (lay.go, rows.go).
//
// # Cost
//
// Both texts may be hostile: 100,000 equal sentences, a megabyte without a mark. So a
// sentence that stands often is paired in order and not each with each, a gram that stands
// often brings none together, boxes of units are compared whole up to a fixed size, and a
// unit has at most 300 letters. Two bodies of a megabyte take 0.02 s where they are equal
// and 0.7 s at worst of what the tests try; two reports of 3,000 letters under 3 ms.
package collate

import (
	"chachong/internal/align"
	"chachong/internal/text"
	"chachong/internal/token"
)

// Side is one of the submissions.
type Side struct {
	Source  string // of the document
	Body    text.Span
	Letters token.Letters             // of Body
	Words   func(text.Span) token.Seq // words inside a span, punctuation among them
}

// Passage is a stretch of A and the one of B that was found to correspond to it, from the
// start of a rune to that of another.
type Passage struct{ A, B text.Span }

// Ignore names the classes of edits that are left out.
type Ignore struct{ Mask, Number, Punct, Space bool }

// has reports whether edits of class c are left out.
func (g Ignore) has(c align.Class) bool {
	switch c {
	case align.ClassMask:
		return g.Mask
	case align.ClassNumber:
		return g.Number
	case align.ClassPunct:
		return g.Punct
	case align.ClassSpace:
		return g.Space
	}
	return false
}

// Op says what stands in a row.
type Op uint8

const (
	Same     Op = iota // equal, but for what was to be ignored
	Changed            // with edits
	Deleted            // in A only
	Inserted           // in B only
	Moved              // in B, where the text of a row with this Move stands
)

func (op Op) String() string {
	return [...]string{"same", "changed", "deleted", "inserted", "moved"}[op]
}

// Row is a stretch of A beside the stretch of B that corresponds to it.
//
// All rows but Moved cover the body of A once, in order, white space between them aside.
// The B of rows without Move, of Inserted and of Moved rows cover the body of B once, in
// order. A Moved row has no A, and no edits: those stand in the row it moved from.
type Row struct {
	Op       Op
	A, B     text.Span // the one that has no text is empty, and stands where the text is missing
	Move     int       // number of the move, from 1 in order of A; 0: in its place
	Passage  int       // index of the passage that has most of it, -1 none
	LettersA int32
	LettersB int32
	Edits    []align.Edit // inside A and B, ascending
}

// Stat counts what the rows show.
type Stat struct {
	Same     int32 // letters of A in no edit, moved ones too
	Changed  int32 // letters of A in edits of rows that both sides have
	Deleted  int32 // letters of rows in A only
	Inserted int32 // letters of rows in B only
	Moved    int32 // letters of A in rows that moved
	Moves    int
	Edits    Counts
	Ignored  Counts // edits that were left out
}

// Counts counts edits by their class.
type Counts struct{ Word, Mask, Number, Punct, Space int }

// add counts an edit of class c.
func (n *Counts) add(c align.Class) {
	switch c {
	case align.ClassWord:
		n.Word++
	case align.ClassMask:
		n.Mask++
	case align.ClassNumber:
		n.Number++
	case align.ClassPunct:
		n.Punct++
	case align.ClassSpace:
		n.Space++
	}
}

// side returns the span of s with its words.
func (s *Side) side(span text.Span) align.Side {
	return align.Side{Source: s.Source, Span: span, Words: s.Words(span)}
}
