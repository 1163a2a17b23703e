package report

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chachong/internal/finding"
)

// step is one thing that the rows of a diff show, from top to bottom: a *stretch, folded,
// moving or moved.
type step any

// stretch is a row, or as much of it as is shown in one piece: a part that ends with a
// paragraph, or the sentences beside a difference.
type stretch struct {
	row     *finding.Row
	a, b    clip
	changes []change
	letters int // of a
	cut     cut
}

// cut says at which ends a sentence goes on that is not shown in full.
type cut uint8

const (
	cutBefore cut = 1 << iota
	cutBehind
)

// folded stands for unchanged text that is not shown.
type folded struct{ letters int }

// moving begins the rows of one move, at their place in A.
type moving struct {
	number int
	a, b   finding.Range
}

// moved stands at the place of a move in B.
type moved struct {
	number  int
	a, b    finding.Range
	letters int // of b
}

const (
	foldedLetters  = 40  // fewer take no more room than the line that stands for them
	alignedLetters = 120 // after so many the two sides line up again: five lines in a window of 100 columns
	contextLetters = 50  // of a sentence kept beside a difference: two lines in a window of 100 columns
)

// plan returns what is shown of d with so many unchanged sentences beside each difference,
// all of them where context is negative. Unchanged text is counted over the ends of rows.
func (d *diffing) plan(context int) []step {
	var out []step
	var equal []*stretch // sentences without a difference, not yet in out
	moves := d.moves()
	flush := func(last bool) {
		out = append(out, d.fold(equal, context, len(out) > 0, !last)...)
		equal = nil
	}
	at := 0 // number of the move that the row before belongs to
	for i := range d.Rows {
		row := &d.Rows[i]
		if row.Op == finding.Moved {
			flush(false)
			at = 0
			if m, ok := out[max(len(out)-1, 0):], len(out) > 0; ok {
				if last, ok := m[0].(moved); ok && last.number == row.Move {
					last.b, last.letters = hull(last.b, row.B), last.letters+int(row.LettersB)
					m[0] = last
					continue
				}
			}
			out = append(out, moved{row.Move, moves[row.Move].a, row.B, int(row.LettersB)})
			continue
		}
		if row.Move != at {
			flush(false)
			at = row.Move
			if at > 0 {
				out = append(out, moves[at])
			}
		}
		for _, s := range d.sentences(row) {
			if len(s.changes) == 0 && row.Op != finding.Deleted && row.Op != finding.Inserted {
				equal = append(equal, s)
				continue
			}
			flush(false)
			out = append(out, s)
		}
	}
	flush(true)
	return d.joined(out)
}

// moves returns the moves by number, with all that belongs to each.
func (d *diffing) moves() map[int]moving {
	out := make(map[int]moving)
	for i := range d.Rows {
		r := &d.Rows[i]
		if r.Move == 0 || r.Op == finding.Moved {
			continue
		}
		m, ok := out[r.Move]
		if !ok {
			m = moving{r.Move, r.A, r.B}
		}
		m.a, m.b = hull(m.a, r.A), hull(m.b, r.B)
		out[r.Move] = m
	}
	return out
}

func hull(x, y finding.Range) finding.Range {
	for _, s := range [][2]*[2]int32{{&x.Byte, &y.Byte}, {&x.Rune, &y.Rune}, {&x.Line, &y.Line}} {
		s[0][0], s[0][1] = min(s[0][0], s[1][0]), max(s[0][1], s[1][1])
	}
	return x
}

// fold returns of sentences without a difference the ones that are shown: context of them
// behind the difference above and before the one below, where there are such, and for the
// rest how much it is.
func (d *diffing) fold(equal []*stretch, context int, above, below bool) []step {
	var head, tail int
	if above {
		head = min(context, len(equal))
	}
	if below {
		tail = min(context, len(equal)-head)
	}
	hidden := 0
	var out []step
	if context >= 0 {
		for _, s := range equal[head : len(equal)-tail] {
			hidden += s.letters
		}
		for i, s := range slices.Concat(equal[:head], equal[len(equal)-tail:]) {
			s := *s
			hidden += d.shorten(&s, i >= head)
			out = append(out, &s)
		}
	}
	if hidden == 0 || hidden < foldedLetters && context > 0 {
		out = out[:0]
		for _, s := range equal {
			out = append(out, s)
		}
		return out
	}
	return slices.Insert(out, head, step(folded{hidden}))
}

// shorten leaves of a long sentence its end, or its beginning, and returns how many
// letters it has left out.
func (d *diffing) shorten(s *stretch, end bool) int {
	if s.letters <= contextLetters+contextLetters/2 {
		return 0
	}
	out := s.letters - contextLetters
	at := contextLetters
	if end {
		at = out
	}
	a, b := walk{text: d.a.text(s.a)}, walk{text: d.b.text(s.b)}
	atA, atB := s.a.lo+a.after(at), s.b.lo+b.after(at)
	if end {
		s.a.lo, s.b.lo, s.cut = atA, atB, cutBefore
	} else {
		s.a.hi, s.b.hi, s.cut = atA, atB, cutBehind
	}
	s.letters = contextLetters
	return out
}

// joined returns steps with sentences taken together that follow each other inside a
// paragraph of a row, up to alignedLetters.
func (d *diffing) joined(steps []step) []step {
	var out []step
	for _, s := range steps {
		next, ok := s.(*stretch)
		if ok && len(out) > 0 {
			last, ok := out[len(out)-1].(*stretch)
			if ok && last.row == next.row && last.a.hi == next.a.lo && last.b.hi == next.b.lo &&
				last.letters+next.letters <= alignedLetters &&
				!d.a.parted(next.a.lo) && !d.b.parted(next.b.lo) {
				last.a.hi, last.b.hi, last.cut = next.a.hi, next.b.hi, last.cut|next.cut
				last.changes = append(last.changes, next.changes...)
				last.letters += next.letters
				continue
			}
		}
		out = append(out, s)
	}
	return out
}

// parted reports whether a paragraph of h begins at byte at of the text, blanks aside.
func (h *half) parted(at int) bool {
	before := len(strings.TrimRight(h.Text[:at], blanks))
	behind := len(h.Text) - len(strings.TrimLeft(h.Text[at:], blanks))
	return strings.ContainsAny(h.Text[before:behind], "\r\n") && h.parts(before, behind)
}

// parts reports whether the white space from byte lo to hi, which ends a line, ends a
// paragraph.
func (h *half) parts(lo, hi int) bool {
	return len(h.Paragraphs) == 0 || h.paragraph(max(lo-1, 0)) != h.paragraph(hi)
}

// sentences returns row in sentences, both sides cut at the same letters, where nothing
// differs. A row that one side alone has stays whole.
func (d *diffing) sentences(row *finding.Row) []*stretch {
	all := &stretch{row: row, a: d.a.clip(row.A), b: d.b.clip(row.B), letters: int(row.LettersA)}
	if all.a.empty() || all.b.empty() {
		return []*stretch{all}
	}
	changes := d.changes(row, all.a, all.b)
	var out []*stretch
	from, fromB, counted, k := all.a.lo, all.b.lo, 0, 0
	end := func(a, b int) {
		s := &stretch{row: row, a: clip{from, a}, b: clip{fromB, b}}
		n := k
		for k < len(changes) && changes[k].a.hi <= a && changes[k].b.hi <= b {
			k++
		}
		s.changes = slices.Clip(changes[n:k])
		s.letters = countLetters(d.a.text(s.a))
		counted += s.letters
		out = append(out, s)
		from, fromB = a, b
	}
	gapA, gapB := all.a.lo, all.b.lo
	for i := 0; i <= len(changes); i++ {
		endA, endB := all.a.hi, all.b.hi
		if i < len(changes) {
			endA, endB = changes[i].a.lo, changes[i].b.lo
		}
		b := walk{text: d.b.text(clip{gapB, endB})}
		a := walk{text: d.a.text(clip{gapA, endA})}
		for d.nextSentence(&a, gapA) {
			b.after(a.letters)
			if gapA+a.at < all.a.hi && gapB+b.at < all.b.hi {
				end(gapA+a.at, gapB+b.at)
			}
		}
		if i < len(changes) {
			if a.ended && changes[i].opens(d) {
				end(endA, endB)
			}
			gapA, gapB = changes[i].a.hi, changes[i].b.hi
		}
	}
	end(all.a.hi, all.b.hi)
	last := out[len(out)-1]
	last.letters = max(0, last.letters+int(row.LettersA)-counted) // a letter may fold to several
	return out
}

// walk goes through a text letter by letter.
type walk struct {
	text    string
	at      int  // byte
	letters int  // in front of at
	ended   bool // a sentence has ended, and none has begun
}

func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

// opens reports whether a sentence may begin with r.
func opens(r rune) bool { return isLetter(r) || strings.ContainsRune("“‘《（「『【(", r) }

// opens reports whether a sentence may begin with c.
func (c *change) opens(d *diffing) bool {
	r, _ := utf8.DecodeRuneInString(d.a.text(c.a) + d.b.text(c.b))
	return opens(r)
}

// after goes on to what follows the n-th letter of the text and the marks behind it, and
// returns where that is.
func (w *walk) after(n int) int {
	for i, r := range w.text[w.at:] {
		if w.letters >= n && opens(r) {
			w.at += i
			return w.at
		}
		if isLetter(r) {
			w.letters++
		}
	}
	w.at = len(w.text)
	return w.at
}

// nextSentence goes on to where the next sentence begins inside the text of w, which
// stands at byte base of A, and reports whether there is one.
func (d *diffing) nextSentence(w *walk, base int) bool {
	lineEnd := -1 // byte of A where a line ended, -1 where none did since the last letter
	for i, r := range w.text[w.at:] {
		at := base + w.at + i
		if lineEnd >= 0 && !strings.ContainsRune(blanks, r) {
			w.ended = w.ended || d.a.parts(lineEnd, at)
			lineEnd = -1
		}
		switch {
		case w.ended && opens(r):
			w.at += i
			w.ended = false
			return true
		case isLetter(r):
			w.letters++
		case strings.ContainsRune("。！？；", r):
			w.ended = true
		case (r == '\n' || r == '\r') && lineEnd < 0:
			lineEnd = at
		}
	}
	w.at = len(w.text)
	return false
}

// countLetters returns the number of letters and digits in s.
func countLetters(s string) (n int) {
	for _, r := range s {
		if isLetter(r) {
			n++
		}
	}
	return n
}
