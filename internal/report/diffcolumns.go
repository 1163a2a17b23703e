package report

import (
	"strconv"
	"strings"

	"chachong/internal/finding"
	"chachong/internal/message"
	"chachong/internal/safe"
)

// The signs of rows.
const (
	signSame    = "="
	signChanged = "~"
	signOnlyA   = "<"
	signOnlyB   = ">"
	signMore    = "|" // the row goes on
)

const (
	cyan  style = "\x1b[36m"
	green style = "\x1b[32m"
)

// palette gives each look its style, side A first. A change is underlined on either side,
// and what one side alone has is told by its sign: no colour is needed to see either, and
// whole paragraphs in red would hide the words that matter.
var palette = [2][looks]style{
	{lookWord: "\x1b[4;31m", lookLetters: "\x1b[1;4;31m", lookAdded: "\x1b[4;32m", lookMasked: "\x1b[4;35m", lookSlight: "\x1b[4m"},
	{lookWord: "\x1b[4;32m", lookLetters: "\x1b[1;4;32m", lookMasked: "\x1b[4;35m", lookSlight: "\x1b[4m"},
}

// columns lays the two sides beside each other:
//
//	12 text of A … ~ 14 text of B …
type columns struct {
	*printer
	number [2]int // columns of a paragraph number, on either side
	room   [2]int // of the text
	sign   int    // of the sign between them
	last   [2]int // paragraph numbers written last
}

// diffColumns writes the rows of d side by side.
func (p *printer) diffColumns(d *diffing, context int) {
	steps := d.plan(context)
	if !d.Stat.Differs() && context >= 0 {
		return
	}
	p.line("")
	p.columnsLegend(p.signsOf(steps))
	c := &columns{printer: p, sign: len(signOnlyA + signOnlyB)}
	for i := range d.Rows {
		if n := d.Rows[i].Move; n > 0 {
			c.sign = max(c.sign, safe.Width(p.Text(message.DiffMoveSign, n)))
		}
	}
	for i, h := range []*half{d.a, d.b} {
		c.number[i] = len(strconv.Itoa(len(h.Paragraphs)))
	}
	room := p.width - c.number[0] - 1 - gap - c.sign - gap - c.number[1] - 1
	c.room = [2]int{room / 2, room - room/2}
	p.line("")
	for len(steps) > 0 {
		if n := apartFrom(steps); n > 0 {
			c.apart(d, steps[:n])
			steps = steps[n:]
			continue
		}
		switch s := steps[0].(type) {
		case *stretch:
			c.row(d, s)
		case folded:
			c.last = [2]int{}
			c.middle(p.Count(message.DiffFolded, s.letters))
		case moving:
			p.line(p.styled(cyan, safe.Cut(p.Text(message.DiffMove, s.number, p.diffPlace(d.a, s.a), p.diffPlace(d.b, s.b)), p.width)))
		case moved:
			c.moved(d, s)
		}
		steps = steps[1:]
	}
}

// middle writes s in the middle of the line.
func (c *columns) middle(s string) {
	s = safe.Cut(s, c.width)
	c.line(strings.Repeat(" ", (c.width-safe.Width(s))/2) + c.styled(faint, s))
}

// moved writes at its place in B where a text of A has come to.
func (c *columns) moved(d *diffing, m moved) {
	q := &prose{}
	q.put(c.Text(message.DiffMoved, m.number, c.diffPlace(d.a, m.a), m.letters), lookPlain)
	right := c.lay(q, 1, d.b.paragraph(d.b.clip(m.b).lo))
	for i := range right {
		right[i].text = c.styled(cyan, right[i].text)
	}
	c.beside(nil, right, c.Text(message.DiffMoveSign, m.number), cyan)
}

// row writes one row.
func (c *columns) row(d *diffing, x *stretch) {
	a, b := d.sides(x)
	sign, st := c.signOf(x)
	c.beside(c.side(&a, x.cut, 0), c.side(&b, x.cut, 1), sign, st)
}

// side returns the lines of one side of a stretch.
func (c *columns) side(s *sideText, at cut, side int) []cellLine {
	if s.c.empty() {
		return nil
	}
	around := allBrackets
	if c.color {
		around = noBrackets
	}
	return c.lay(s.prose(around).dots(at), side, s.half.paragraph(s.half.trim(s.c).lo))
}

// apartFrom returns how many steps, from the first on, are rows that one side alone has,
// those of A before those of B; 0 where there are none of one of them.
func apartFrom(steps []step) int {
	n, ofA := 0, 0
	for _, op := range []finding.RowOp{finding.Deleted, finding.Inserted} {
		for ; n < len(steps); n++ {
			if x, ok := steps[n].(*stretch); !ok || x.row.Op != op {
				break
			}
		}
		if op == finding.Deleted {
			ofA = n
		}
	}
	if ofA == 0 || ofA == n {
		return 0
	}
	return n
}

// apart writes rows that A alone has beside rows that B alone has. They stand for nothing
// on the other side: each begins where the one above it ends.
func (c *columns) apart(d *diffing, steps []step) {
	var lines [2][]cellLine
	var begins [2]map[int]bool
	for side := range lines {
		begins[side] = make(map[int]bool)
	}
	for _, s := range steps {
		x := s.(*stretch)
		a, b := d.sides(x)
		side, of := 0, &a
		if x.row.Op == finding.Inserted {
			side, of = 1, &b
		}
		begins[side][len(lines[side])] = true
		lines[side] = append(lines[side], c.side(of, x.cut, side)...)
	}
	for i := range max(len(lines[0]), len(lines[1])) {
		var a, b cellLine
		if i < len(lines[0]) {
			a = lines[0][i]
		}
		if i < len(lines[1]) {
			b = lines[1][i]
		}
		sign, wide := "", 0
		if begins[0][i] {
			sign, wide = c.styled(red, signOnlyA), 1
		}
		if begins[1][i] {
			sign, wide = sign+c.styled(green, signOnlyB), wide+1
		}
		if wide == 0 {
			sign, wide = c.styled(faint, signMore), 1
		}
		c.put(a, b, sign, wide)
	}
}

// signOf returns the sign of a stretch and its style.
func (p *printer) signOf(x *stretch) (string, style) {
	switch {
	case x.row.Op == finding.Deleted:
		return signOnlyA, red
	case x.row.Op == finding.Inserted:
		return signOnlyB, green
	case x.row.Move > 0:
		return p.Text(message.DiffMoveSign, x.row.Move), cyan
	case len(x.changes) > 0:
		return signChanged, yellow
	}
	return signSame, faint
}

// cellLine is a line of one side.
type cellLine struct {
	text   string // styled
	width  int    // columns
	number int    // of the paragraph that begins, 0 where none does
}

// lay breaks q into lines of one side. first is the number of its first paragraph.
func (c *columns) lay(q *prose, side, first int) []cellLine {
	var out []cellLine
	number := first
	s := q.String()
	at, r := 0, 0
	for k := 0; ; k++ {
		part, rest, more := strings.Cut(s[at:], paragraphs)
		for _, line := range breakLines(part, c.room[side], q.kept(at, at+len(part))) {
			l := cellLine{width: safe.Width(part[line.lo:line.hi])}
			if number != c.last[side] {
				l.number, c.last[side] = number, number
			}
			l.text, r = c.look(q, at+line.lo, at+line.hi, side, r)
			out = append(out, l)
		}
		if !more {
			return out
		}
		at = len(s) - len(rest)
		if k < len(q.numbers) {
			number = q.numbers[k]
		}
	}
}

// look returns the bytes lo to hi of q in the styles of a side. r is the run that lo is in or
// one before it; the one that hi is in comes back.
func (c *columns) look(q *prose, lo, hi, side, r int) (string, int) {
	var b strings.Builder
	for lo < hi {
		for q.runs[r].end <= lo {
			r++
		}
		end := min(hi, q.runs[r].end)
		b.WriteString(c.styled(palette[side][q.runs[r].look], q.String()[lo:end]))
		lo = end
	}
	return b.String(), r
}

// beside writes the lines of both sides with the sign between them.
func (c *columns) beside(a, b []cellLine, sign string, st style) {
	for i := range max(len(a), len(b)) {
		var left, right cellLine
		if i < len(a) {
			left = a[i]
		}
		if i < len(b) {
			right = b[i]
		}
		if i > 0 {
			sign, st = signMore, faint
		}
		c.put(left, right, c.styled(st, sign), safe.Width(sign))
	}
}

// put writes one line: both sides and a sign, which is styled and so many columns wide.
func (c *columns) put(left, right cellLine, sign string, wide int) {
	var l strings.Builder
	owed := 0 // blanks not yet written, so that no line ends in blanks
	write := func(s string, width, room int) {
		if width > 0 {
			l.WriteString(strings.Repeat(" ", owed))
			l.WriteString(s)
			owed = 0
		}
		owed += room - width
	}
	number := func(n, room int) {
		if n == 0 {
			owed += room + 1
			return
		}
		s := strconv.Itoa(n)
		owed += room - len(s)
		write(c.styled(faint, s), len(s), len(s)+1)
	}
	number(left.number, c.number[0])
	write(left.text, left.width, c.room[0]+gap)
	write(sign, wide, c.sign+gap)
	number(right.number, c.number[1])
	write(right.text, right.width, c.room[1])
	c.line(l.String())
}
