package collate

import (
	"sort"

	"chachong/internal/text"
)

const (
	// rowLetters is about the most letters of a row of one side: what a reader takes in
	// beside another text. Paragraphs of more are cut at the end of a sentence.
	rowLetters = 400
	// shortRow is the number of letters from which a row may end with a paragraph that
	// only one side ends there.
	shortRow = 30
	// slightLetters is the number of letters from which what one side alone has in the
	// midst of a paragraph makes a row of its own.
	slightLetters = 6
)

// lay makes the rows.
func (l *layer) lay() {
	for k := range l.moves {
		l.fromA = append(l.fromA, &l.moves[k])
	}
	for _, k := range byB(len(l.moves), func(k int) int32 { return l.moves[k].bLo }) {
		l.toB = append(l.toB, &l.moves[k])
	}
	for k := 0; k < len(l.groups); {
		end := l.stretch(k)
		run := l.groups[k:end]
		l.layUntil(run[0].aLo, run[0].bLo)
		l.layRun(run)
		k, l.nextA, l.nextB = end, run[len(run)-1].aHi, run[len(run)-1].bHi
	}
	l.layUntil(int32(len(l.a.units)), int32(len(l.b.units)))
}

// layUntil lays what one side alone has and what moved, up to unit i of a and unit j of b.
func (l *layer) layUntil(i, j int32) {
	for l.nextA < i {
		if len(l.fromA) > 0 && l.fromA[0].aLo == l.nextA {
			l.layMove(l.fromA[0])
			l.nextA, l.fromA = l.fromA[0].aHi, l.fromA[1:]
			continue
		}
		end := i
		if len(l.fromA) > 0 {
			end = min(end, l.fromA[0].aLo)
		}
		l.layDeleted(l.nextA, end)
		l.nextA = end
	}
	for l.nextB < j {
		if len(l.toB) > 0 && l.toB[0].bLo == l.nextB {
			l.layMoved(l.toB[0])
			l.nextB, l.toB = l.toB[0].bHi, l.toB[1:]
			continue
		}
		end := j
		if len(l.toB) > 0 {
			end = min(end, l.toB[0].bLo)
		}
		l.layInserted(l.nextB, end)
		l.nextB = end
	}
}

// stretch returns the end of the groups from k on that can make one row.
func (l *layer) stretch(k int) int {
	end := k + 1
	for end < len(l.groups) && !l.endsRow(k, end) {
		end++
	}
	return end
}

// endsRow reports whether a row that starts with group k ends in front of group end.
func (l *layer) endsRow(k, end int) bool {
	g, h := l.groups[end-1], l.groups[end]
	row := l.a.letters(l.groups[k].aLo, g.aHi)
	endA, endB := l.a.endsPara(g.aHi-1), l.b.endsPara(g.bHi-1)
	if !l.samePassage(g, h) && (endA || endB || row >= scrap && l.lettersFrom(end) >= scrap) {
		return true
	}
	if !apart(g, h) {
		return endA && endB || (endA || endB) && row >= shortRow
	}
	// What one side alone has in the midst of a paragraph is an edit if it is short.
	if !l.a.continues(g.aHi, h.aLo) || !l.b.continues(g.bHi, h.bLo) ||
		l.a.letters(g.aHi, h.aLo) >= slightLetters || l.b.letters(g.bHi, h.bLo) >= slightLetters {
		return true
	}
	x := sort.Search(len(l.fromA), func(n int) bool { return l.fromA[n].aLo >= g.aHi })
	y := sort.Search(len(l.toB), func(n int) bool { return l.toB[n].bLo >= g.bHi })
	return x < len(l.fromA) && l.fromA[x].aLo < h.aLo || y < len(l.toB) && l.toB[y].bLo < h.bLo
}

// samePassage reports whether two groups start in one passage on each side.
func (l *layer) samePassage(g, h group) bool {
	return l.a.units[g.aLo].passage == l.a.units[h.aLo].passage && l.b.units[g.bLo].passage == l.b.units[h.bLo].passage
}

// lettersFrom returns the letters of a in the groups from k on that are in one paragraph
// and passage with group k, scrap of them at most being counted.
func (l *layer) lettersFrom(k int) int32 {
	n := int32(0)
	for end := k; end < len(l.groups) && n < scrap; end++ {
		g := l.groups[end]
		if end > k && !(l.samePassage(l.groups[k], g) && l.a.continues(l.groups[end-1].aHi, g.aLo)) {
			break
		}
		n += l.a.letters(g.aLo, g.aHi)
	}
	return n
}

// layRun lays groups that can make one row as one, or as several of about equal length.
func (l *layer) layRun(run []group) {
	for len(run) > 0 {
		first, last := run[0], run[len(run)-1]
		rows := (max(l.a.letters(first.aLo, last.aHi), l.b.letters(first.bLo, last.bHi)) + rowLetters - 1) / rowLetters
		end := len(run)
		if rows > 1 {
			// The first row takes its share of a, or of b, whichever it reaches first.
			inA := min(rowLetters, l.a.letters(first.aLo, last.aHi)/rows+shortRow)
			inB := min(rowLetters, l.b.letters(first.bLo, last.bHi)/rows+shortRow)
			end = 1
			for end < len(run) && (apart(run[end-1], run[end]) ||
				l.a.letters(first.aLo, run[end].aHi) <= inA && l.b.letters(first.bLo, run[end].bHi) <= inB) {
				end++
			}
		}
		l.layRow(run[:end])
		run = run[end:]
	}
}

// layRow lays groups as one row.
func (l *layer) layRow(run []group) {
	r := l.row(run)
	if !l.related(&r) {
		l.layDeleted(run[0].aLo, run[len(run)-1].aHi)
		l.layInserted(run[0].bLo, run[len(run)-1].bHi)
		return
	}
	r.finish(l)
	l.rows = append(l.rows, r)
	l.endA, l.endB = r.A.Hi, r.B.Hi
}

// layMove lays what moved, at its place in a.
func (l *layer) layMove(m *move) {
	r := m.row
	r.Move = m.number
	r.finish(l)
	l.rows = append(l.rows, r)
	l.endA = r.A.Hi
}

// layMoved lays what moved at its place in b.
func (l *layer) layMoved(m *move) {
	l.rows = append(l.rows, Row{
		Op: Moved, A: text.Span{Lo: l.endA, Hi: l.endA}, B: m.row.B, Move: m.number,
		Passage: m.row.Passage, LettersB: m.row.LettersB,
	})
	l.endB = m.row.B.Hi
}

// layDeleted lays units that a alone has.
func (l *layer) layDeleted(lo, hi int32) {
	l.a.each(lo, hi, func(lo, hi int32) {
		r := Row{Op: Deleted, A: l.a.hull(lo, hi), B: text.Span{Lo: l.endB, Hi: l.endB}, Passage: -1, LettersA: l.a.letters(lo, hi)}
		if p := l.a.units[lo].passage; p >= 0 && l.ps[p].B.Lo <= l.endB && l.endB <= l.ps[p].B.Hi {
			r.Passage = int(p)
		}
		l.rows = append(l.rows, r)
		l.endA = r.A.Hi
	})
}

// layInserted lays units that b alone has.
func (l *layer) layInserted(lo, hi int32) {
	l.b.each(lo, hi, func(lo, hi int32) {
		r := Row{Op: Inserted, A: text.Span{Lo: l.endA, Hi: l.endA}, B: l.b.hull(lo, hi), Passage: -1, LettersB: l.b.letters(lo, hi)}
		if p := l.b.units[lo].passage; p >= 0 && l.ps[p].A.Lo <= l.endA && l.endA <= l.ps[p].A.Hi {
			r.Passage = int(p)
		}
		l.rows = append(l.rows, r)
		l.endB = r.B.Hi
	})
}

// each calls row with the units of [lo, hi) that make one row of a side alone.
func (sh *sheet) each(lo, hi int32, row func(lo, hi int32)) {
	for lo < hi {
		end := lo + 1
		for end < hi && !sh.endsPara(end-1) && sh.units[end].passage == sh.units[lo].passage &&
			sh.letters(lo, end+1) <= rowLetters {
			end++
		}
		row(lo, end)
		lo = end
	}
}
