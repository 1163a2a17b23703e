package collate

import (
	"sort"

	"chachong/internal/align"
	"chachong/internal/text"
)

// common is the share of the shorter side's letters that must be in no edit for a row to
// show edits: of less a reader sees two texts, and reads them better apart.
const common = 0.25

// layer lays the units of two sides out in rows.
type layer struct {
	a, b   *sheet
	ps     []Passage
	ignore Ignore
	groups []group // that stay in place, ascending
	moves  []move  // ascending in a
	rows   []Row
	stat   Stat

	fromA, toB   []*move // those whose rows are yet to be laid in a, in b
	nextA, nextB int32   // units
	endA, endB   int32   // bytes up to which rows were laid
}

// move is an item that moved, with its row.
type move struct {
	item
	row    Row
	number int
}

// Rows lays b beside a. A row is inside a passage or outside of all, but that it takes in
// the rest of a sentence or paragraph of which a passage leaves less than 30 letters.
// Edits of the classes to be ignored are left out and counted apart. The same input gives
// the same rows; time and memory are about linear in the length of both texts.
//
// Sentences correspond that are equal or much alike; inside a passage, or beside others
// that correspond, less will do. What stands in another order has moved, see move.go. Rows
// end with a paragraph, and where a text begins that one side alone has.
func Rows(a, b *Side, ps []Passage, ignore Ignore) ([]Row, Stat) {
	inA, inB := make([]text.Span, len(ps)), make([]text.Span, len(ps))
	for k, p := range ps {
		inA[k], inB[k] = p.A, p.B
	}
	l := layer{a: newSheet(a, inA), b: newSheet(b, inB), ps: ps, ignore: ignore, endA: a.Body.Lo, endB: b.Body.Lo}
	groups := newMatcher(l.a, l.b, ps).groups()
	for _, t := range arrange(l.a, l.b, groups) {
		if t.moved {
			l.addMove(t)
		} else {
			l.groups = append(l.groups, t.groups...)
		}
	}
	l.lay()
	l.count()
	return l.rows, l.stat
}

// addMove adds an item that moved, if it is long enough and its sides have enough in
// common.
func (l *layer) addMove(t item) {
	if t.letters < 2*leastMove {
		return
	}
	run := t.groups
	if first, last := run[0], run[len(run)-1]; !t.ordered || t.aLo < first.aLo || t.aHi > last.aHi || t.bLo < first.bLo || t.bHi > last.bHi {
		run = []group{{aLo: t.aLo, aHi: t.aHi, bLo: t.bLo, bHi: t.bHi}}
	}
	if r := l.row(run); l.related(&r) {
		l.moves = append(l.moves, move{t, r, len(l.moves) + 1})
	}
}

// row returns groups, and what is between them, as one row with all its edits.
func (l *layer) row(run []group) Row {
	first, last := run[0], run[len(run)-1]
	r := Row{
		A: l.a.hull(first.aLo, last.aHi), B: l.b.hull(first.bLo, last.bHi),
		LettersA: l.a.letters(first.aLo, last.aHi), LettersB: l.b.letters(first.bLo, last.bHi),
	}
	r.Passage = l.passage(&r, l.a.units[first.aLo:last.aHi])
	// Groups that differ side by side are compared as one: a sentence may end elsewhere.
	for k := 0; k < len(run); {
		lo := k
		for k++; k < len(run) && (apart(run[k-1], run[k]) || !l.equal(run[k-1]) && !l.equal(run[k])); k++ {
		}
		r.Edits = l.edits(r.Edits, l.a.hull(run[lo].aLo, run[k-1].aHi), l.b.hull(run[lo].bLo, run[k-1].bHi))
	}
	return r
}

// passage returns the passage that has most of the letters of r, whose units of a are
// given, and some on both sides; -1 where there is none.
func (l *layer) passage(r *Row, of []unit) int {
	best, most := int32(-1), int32(0)
	for k, u := range of {
		if u.passage < 0 || k > 0 && u.passage == of[k-1].passage {
			continue
		}
		p := l.ps[u.passage]
		inA, inB := l.a.inside(clip(r.A, p.A)), l.b.inside(clip(r.B, p.B))
		if n := inA + inB; inA > 0 && inB > 0 && n > most {
			best, most = u.passage, n
		}
	}
	return int(best)
}

// apart reports whether something lies between g and h, the group behind it.
func apart(g, h group) bool { return g.aHi < h.aLo || g.bHi < h.bLo }

// equal reports whether both sides of a group have the same text.
func (l *layer) equal(g group) bool {
	return l.a.hull(g.aLo, g.aHi).Of(l.a.Source) == l.b.hull(g.bLo, g.bHi).Of(l.b.Source)
}

// edits appends the edits between two spans.
func (l *layer) edits(dst []align.Edit, a, b text.Span) []align.Edit {
	if a.Of(l.a.Source) == b.Of(l.b.Source) {
		return dst
	}
	return append(dst, align.Edits(l.a.side(a), l.b.side(b))...)
}

// related reports whether enough of a row's letters are in no edit.
func (l *layer) related(r *Row) bool {
	changedA, changedB := int32(0), int32(0)
	for _, e := range r.Edits {
		if e.Class == align.ClassWord {
			changedA += l.a.inside(e.A)
			changedB += l.b.inside(e.B)
		}
	}
	equal := min(r.LettersA-changedA, r.LettersB-changedB)
	return float64(equal) >= common*float64(min(r.LettersA, r.LettersB))
}

// inside returns the number of letters in a span.
func (s *Side) inside(span text.Span) int32 { return s.before(span.Hi) - s.before(span.Lo) }

// before returns the number of letters in front of byte at.
func (s *Side) before(at int32) int32 {
	return int32(sort.Search(len(s.Letters.At), func(k int) bool { return s.Letters.At[k] >= at }))
}

// finish leaves out what is to be ignored, and sets what the row is.
func (r *Row) finish(l *layer) {
	kept := r.Edits[:0]
	for _, e := range r.Edits {
		if l.ignore.has(e.Class) {
			l.stat.Ignored.add(e.Class)
			continue
		}
		kept = append(kept, e)
	}
	r.Edits = kept
	r.Op = Changed
	if len(kept) == 0 {
		r.Op, r.Edits = Same, nil
	}
}

// count sets the figures, those of ignored edits aside.
func (l *layer) count() {
	s := &l.stat
	for k := range l.rows {
		r := &l.rows[k]
		switch r.Op {
		case Deleted:
			s.Deleted += r.LettersA
		case Inserted:
			s.Inserted += r.LettersB
		case Same, Changed:
			changed := int32(0)
			for _, e := range r.Edits {
				changed += l.a.inside(e.A)
				s.Edits.add(e.Class)
			}
			s.Changed += changed
			s.Same += r.LettersA - changed
			if r.Move > 0 {
				s.Moved += r.LettersA
			}
		}
	}
	s.Moves = len(l.moves)
}
