package report

import (
	"fmt"
	"io"
	"sort"
	"strings"

	"chachong/internal/finding"
	"chachong/internal/message"
)

// DiffOptions says how a collation is printed. Width, and Columns, are for DiffText.
type DiffOptions struct {
	Options
	Columns bool // both texts side by side, for a terminal; else a row a line, for a pipe
	Context int  // unchanged sentences kept beside a difference; negative: all of them
	Stat    bool // figures only
}

// DiffContext is the context that shows where a difference stands and hides the rest.
const DiffContext = 1

// longDiff is the length of a diff in columns, in lines, from which what it says at its
// head has scrolled out of a small terminal, and is said again.
const longDiff = 20

// DiffText writes the collation of r for people: which two submissions and how alike
// they are, what differs in figures, then their rows, and the words replaced throughout.
// r holds exactly one collation, and its two submissions.
func DiffText(w io.Writer, r *finding.Result, opt DiffOptions) error {
	d, err := newDiffing(r)
	if err != nil {
		return err
	}
	p := newPrinter(w, opt.Options)
	p.single, p.paragraphs = d.alone(), r.Paragraphs()
	switch {
	case opt.Stat:
		p.diffHead(d)
		p.diffStat(&d.Stat)
	case opt.Columns:
		p.diffHead(d)
		p.diffColumns(d, opt.Context)
	default:
		p.diffUnified(d, opt.Context)
		return p.done()
	}
	p.diffReplacements(d)
	if v := newView(r); v.unread > 0 {
		p.ledger(v)
	}
	if p.count > longDiff && !opt.Stat {
		p.line("")
		p.diffSaid(d)
	}
	return p.done()
}

// diffing is a collation with what it stands for.
type diffing struct {
	*finding.Collation
	res  *finding.Result
	a, b *half
	pair *finding.Pair // nil where the result does not list it
}

// half is one of the two submissions.
type half struct {
	*finding.Submission
	key message.Key // of its name
}

func newDiffing(r *finding.Result) (*diffing, error) {
	if len(r.Collations) != 1 {
		return nil, fmt.Errorf("print a diff: the result holds %d collations, want 1", len(r.Collations))
	}
	d := &diffing{Collation: &r.Collations[0], res: r}
	for i := range r.Submissions {
		switch s := &r.Submissions[i]; {
		case s.ID == d.A && d.a == nil:
			d.a = &half{s, message.SideA}
		case s.ID == d.B && d.b == nil:
			d.b = &half{s, message.SideB}
		}
	}
	if d.a == nil || d.b == nil {
		return nil, fmt.Errorf("print a diff: the result lacks %q or %q", d.A, d.B)
	}
	for i := range r.Pairs {
		if p := &r.Pairs[i]; p.A == d.A && p.B == d.B {
			d.pair = p
			break
		}
	}
	return d, nil
}

// alone returns of each document how many submissions it holds, as far as the result
// says: the name of one that stands alone leaves out its ordinal.
func (d *diffing) alone() map[string]int {
	count := make(map[string]int, len(d.res.Inputs))
	for i := range d.res.Inputs {
		count[d.res.Inputs[i].Path] = len(d.res.Inputs[i].Submissions)
	}
	return count
}

// clip is a stretch of the text of a half in bytes, half-open, counted from its start.
type clip struct{ lo, hi int }

func (c clip) empty() bool { return c.lo >= c.hi }

// clip returns where r stands in the text of h, as far as there is text.
func (h *half) clip(r finding.Range) clip {
	from := int(h.Range.Byte[0])
	lo := min(max(int(r.Byte[0])-from, 0), len(h.Text))
	return clip{lo, min(max(int(r.Byte[1])-from, lo), len(h.Text))}
}

// text returns the text of c.
func (h *half) text(c clip) string { return h.Text[c.lo:max(c.lo, c.hi)] }

// within returns the part c of r: the bytes and lines of it.
func (h *half) within(r finding.Range, c clip) finding.Range {
	c = h.trim(c)
	from := int32(lineEnds(h.text(clip{h.clip(r).lo, c.lo})))
	line := r.Line[0] + from
	return finding.Range{
		Byte: [2]int32{h.Range.Byte[0] + int32(c.lo), h.Range.Byte[0] + int32(c.hi)},
		Line: [2]int32{line, line + int32(lineEnds(h.text(c)))},
	}
}

// lineEnds returns how many lines end in s.
func lineEnds(s string) int {
	return strings.Count(s, "\n") + strings.Count(s, "\r") - strings.Count(s, "\r\n")
}

// paragraph returns the number of the paragraph that byte at of the text stands in, or
// of the last one before it, from 1; 0 where paragraphs are not known.
func (h *half) paragraph(at int) int {
	at += int(h.Range.Byte[0])
	n := sort.Search(len(h.Paragraphs), func(i int) bool { return int(h.Paragraphs[i].Byte[0]) > at })
	return max(n, min(1, len(h.Paragraphs)))
}

// diffPlace returns where r stands in h, for people: by paragraphs where they are known,
// else by lines.
func (p *printer) diffPlace(h *half, r finding.Range) string {
	c := h.clip(r)
	first, last := h.paragraph(c.lo), h.paragraph(max(c.hi-1, c.lo))
	switch {
	case first == 0:
		return p.lines(h.ID, r)
	case first == last:
		return p.Text(message.DiffPara, first)
	}
	return p.Text(message.DiffParas, first, last)
}
