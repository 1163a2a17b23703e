package report

import (
	"strconv"
	"strings"

	"chachong/internal/finding"
	"chachong/internal/message"
)

// The notation of the unified form. Words stand as git shows them with --word-diff; what
// changes no word has a sign for its class and both texts.
const (
	goneOpen, goneShut = "[-", "-]"
	newOpen, newShut   = "{+", "+}"
	quietOpen          = "["
	quietBar           = "|"
	quietShut          = "]"

	headSign  = "#"
	moveFrom  = "<" // and the number of the move, at its place in A
	moveTo    = ">" // at its place in B
	lineEnd   = " ↵ "
	foldedRow = signSame
)

// quietSigns are the signs of classes that change no word.
var quietSigns = map[string]string{"mask": "*", "number": "#", "punct": ".", "space": "_"}

// diffUnified writes d one row a line. Every line begins with a sign, rows go on with
// their lines in A and B, so that they can be found, counted and cut by other programs.
func (p *printer) diffUnified(d *diffing, context int) {
	steps := d.plan(context)
	lead := headSign + " "
	for _, h := range []*half{d.a, d.b} {
		p.line(p.styled(bold, lead+p.Text(h.key)+"  "+p.diffName(h, unlimited)))
	}
	for _, s := range p.diffFacts(d) {
		p.line(lead + strings.Join(s.said, s.sep))
	}
	if d.Stat.Differs() || context < 0 {
		p.unifiedLegend(d, lead, p.signsOf(steps))
		for _, s := range steps {
			p.unifiedStep(d, s)
		}
	}
	if words := d.replaced(); len(words) > 0 {
		p.line(lead + p.Text(message.SectionReplacements) + p.Text(message.Colon) + strings.Join(words, p.Text(message.Comma)))
	}
}

// unlimited is a width that no name has.
const unlimited = 1 << 20

func (p *printer) unifiedStep(d *diffing, s step) {
	switch s := s.(type) {
	case *stretch:
		p.unifiedRow(d, s)
	case folded:
		p.line(p.styled(faint, foldedRow+" "+p.Count(message.DiffFolded, s.letters)))
	case moving:
		said := p.Text(message.DiffMove, s.number, p.diffPlace(d.a, s.a), p.diffPlace(d.b, s.b))
		p.line(p.styled(cyan, moveFrom+strconv.Itoa(s.number)+" "+p.linesOf(d, s.a, s.b)+"  "+said))
	case moved:
		said := p.Text(message.DiffMoved, s.number, p.diffPlace(d.a, s.a), s.letters)
		p.line(p.styled(cyan, moveTo+strconv.Itoa(s.number)+" "+p.linesOf(d, s.a, s.b)+"  "+said))
	}
}

// linesOf returns in which lines of A and B a row stands.
func (p *printer) linesOf(d *diffing, a, b finding.Range) string {
	var out []string
	for _, x := range []struct {
		key message.Key
		r   finding.Range
	}{{message.SideA, a}, {message.SideB, b}} {
		if x.r.Byte[0] >= x.r.Byte[1] {
			continue
		}
		s := p.Text(x.key) + strconv.Itoa(int(x.r.Line[0]))
		if x.r.Line[0] != x.r.Line[1] {
			s += "-" + strconv.Itoa(int(x.r.Line[1]))
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

// unifiedRow writes a row in one line.
func (p *printer) unifiedRow(d *diffing, x *stretch) {
	sign, st := p.signOf(x)
	if x.row.Move > 0 {
		sign = signSame
		if len(x.changes) > 0 {
			sign = signChanged
		}
		sign += strconv.Itoa(x.row.Move)
	}
	var q *prose
	side := 0
	switch x.row.Op {
	case finding.Deleted, finding.Inserted:
		a, b := d.sides(x)
		q = a.prose(noBrackets)
		if x.row.Op == finding.Inserted {
			q, side = b.prose(noBrackets), 1
		}
	default:
		q = d.inline(x)
	}
	text := p.flat(q, side)
	if x.cut&cutBefore != 0 {
		text = "…" + text
	}
	if x.cut&cutBehind != 0 {
		text += "…"
	}
	p.line(p.styled(st, sign) + " " + p.styled(faint, p.linesOf(d, d.a.within(x.row.A, x.a), d.b.within(x.row.B, x.b))) + "  " + text)
}

// flat returns q in one line, in the styles of a side.
func (p *printer) flat(q *prose, side int) string {
	var b strings.Builder
	at := 0
	for _, r := range q.runs {
		s := strings.ReplaceAll(q.String()[at:r.end], paragraphs, lineEnd)
		b.WriteString(p.styled(palette[side][r.look], s))
		at = r.end
	}
	return b.String()
}

// inline returns both texts of a row as one: that of A, and where B differs what was and
// what is.
func (d *diffing) inline(x *stretch) *prose {
	q := &prose{}
	text := d.a.trim(x.a)
	at := text.lo
	for _, c := range x.changes {
		q.add(d.a, clip{at, c.a.lo}, lookPlain, false)
		at = c.a.hi
		quiet, ok := quietSigns[c.class]
		if !ok {
			q.around(d.a, c.a, lookWord, goneOpen, goneShut)
			q.around(d.b, c.b, lookAdded, newOpen, newShut)
			continue
		}
		k, space := lookOf(c.class), c.class == "space"
		q.put(quietOpen+quiet, k)
		q.add(d.a, c.a, k, space)
		q.put(quietBar, k)
		q.add(d.b, c.b, k, space)
		q.put(quietShut, k)
	}
	q.add(d.a, clip{at, max(at, text.hi)}, lookPlain, false)
	return q
}

// around adds the text of c in h between two marks, nothing where there is none.
func (q *prose) around(h *half, c clip, k look, open, shut string) {
	if c.empty() {
		return
	}
	q.put(open, k)
	q.add(h, c, k, false)
	q.put(shut, k)
}

// unifiedLegend says what the signs and marks of the unified form mean, those that are
// used.
func (p *printer) unifiedLegend(d *diffing, lead string, s signs) {
	legend := p.rowSigns(s, moveFrom+"1 "+moveTo+"1")
	a, b := p.Text(message.SideA), p.Text(message.SideB)
	if s.edits["word"] {
		legend = append(legend, entry{goneOpen + a + goneShut + newOpen + b + newShut, message.DiffMarkWord})
	}
	for _, m := range []struct {
		class string
		key   message.Key
	}{
		{"mask", message.DiffMarkMask},
		{"number", message.DiffMarkNumber},
		{"punct", message.DiffMarkPunct},
		{"space", message.DiffMarkSpace},
	} {
		if s.edits[m.class] {
			legend = append(legend, entry{quietOpen + quietSigns[m.class] + a + quietBar + b + quietShut, m.key})
		}
	}
	places := message.DiffPlaces
	if p.paragraphs[d.a.ID] {
		places = message.DiffPlacesPara
	}
	p.legend(lead, append(legend, entry{p.styled(faint, a+"12"), places}))
}
