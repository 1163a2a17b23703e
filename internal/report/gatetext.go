package report

import (
	"io"
	"slices"
	"strings"

	"chachong/internal/finding"
	"chachong/internal/message"
	"chachong/internal/safe"
)

// How much of each list a gate's text shows: the log of an upload is read in one look.
const (
	gateCases     = 4  // submissions over a limit, in full
	gatePlaces    = 4  // passages of one, each two lines
	gateSentences = 12 // to rewrite, of one
	gateStale     = 6
	gateCleared   = 4 // findings that count for no limit, of a pass
)

// Gate writes r for whoever reads the log of an upload: the verdict, and what was compared;
// each submission over a limit, most severe first, the gravest with their limits and passages;
// what else was noticed; what was not read; entries of the baseline that fit nothing; what to do next. A pass is short.
func Gate(w io.Writer, r *finding.Result, opt GateOptions) error {
	p := newPrinter(w, opt.Options)
	p.numbers = true
	p.shorten(r)
	g := newGate(r)
	p.gateHeadline(g)
	if len(g.over) > 0 {
		p.omitted()
	}
	for _, c := range g.over[:min(len(g.over), gateCases)] {
		p.gateCase(g, c, opt.HideSources)
	}
	if rest := len(g.over) - gateCases; rest > 0 {
		p.line("")
		p.line(p.Count(message.GateMoreCases, rest))
		p.gateNames(g.over[gateCases:])
	}
	p.observed(g.view, gateObserved)
	if g.unread > 0 {
		p.ledger(g.view)
	}
	p.stale(opt.stale())
	p.gateNext(g, opt)
	return p.done()
}

func (p *printer) gateHeadline(g *gate) {
	word := p.verdictWord(g)
	st := [...]style{passed: green, failed: red, undecided: yellow}[g.outcome()]
	for i, line := range broken(word+p.Text(message.Colon)+p.verdictSays(g), p.width) {
		if rest, ok := strings.CutPrefix(line, word); ok && i == 0 {
			line = p.styled(st, word) + rest
		}
		p.line(line)
	}
	for _, line := range broken(p.unreadSays(g), p.width) {
		p.line(p.styled(bold, line))
	}
	if n := len(g.Verdict.Cleared); n > 0 {
		for _, line := range broken(p.Count(message.GateCleared, n), p.width) {
			p.line(line)
		}
		if g.outcome() == passed {
			p.cleared(g)
		}
	}
}

// gateCase writes one submission over a limit.
func (p *printer) gateCase(g *gate, c *gateCase, hide bool) {
	p.line("")
	about := p.Text(message.Colon) + p.Count(message.LetterCount, int(c.Letters))
	if c.Title != "" {
		about = " " + p.Text(message.GateTitle, safe.Cut(safe.Line(c.Title), p.width/3)) + about
	}
	p.line(p.styled(bold, middle(p.name(c.ID), p.width-safe.Width(about))) + about)
	p.gateLimits(g, c)
	p.gatePlaces(g, c, hide)
	if hide {
		p.gateSentences(c)
	}
	if said := p.apartSays(c); said != "" {
		for _, line := range broken(said, p.width-gap) {
			p.line(strings.Repeat(" ", gap) + p.styled(faint, line))
		}
	}
}

// gateNames writes submissions over a limit in one line each, all of them: who handed one in
// looks for its name.
func (p *printer) gateNames(list []*gateCase) {
	wide := 0
	for _, c := range list {
		wide = max(wide, safe.Width(p.name(c.ID)))
	}
	wide = min(wide, p.width/2)
	for _, c := range list {
		p.row(gap, cell{text: p.fitted(p.name(c.ID), wide), width: wide}, cell{text: p.limitsSay(c)})
	}
}

// gateLimits writes which limits a submission is over, and by how much.
func (p *printer) gateLimits(g *gate, c *gateCase) {
	type limitRow struct{ rule, figure, other string } // other is an id
	rows := make([]limitRow, len(c.limits))
	wideRule, wideFigure := 1, 1
	for i := range c.limits {
		l := &c.limits[i]
		row := limitRow{rule: label(p.Rule(l.rule)), figure: p.value(l.rule, l.value)}
		if s := p.limitOf(l); s != "" {
			row.figure += p.Text(message.Aside, s)
		}
		if l.n > 1 {
			row.figure += p.Text(message.Clause) + p.Text(message.GateTimes, l.n)
		}
		if l.estimated {
			row.figure += p.Text(message.Clause) + p.Text(message.ColEstimated)
		}
		row.other = l.other
		rows[i] = row
		wideRule, wideFigure = max(wideRule, safe.Width(row.rule)), max(wideFigure, safe.Width(row.figure))
	}
	for _, row := range rows {
		wide := min(wideFigure, p.width-gap-wideRule-gap)
		p.withSource(
			g, row.other, "", gap+wideRule+gap+wide+gap,
			cell{text: row.rule, width: wideRule},
			cell{text: row.figure, width: wide, style: red},
		)
	}
}

// withSource writes cells that take so many columns, and a source behind them; where there
// is no room to know it by, on a line of its own. The source "" is none.
func (p *printer) withSource(g *gate, id, at string, taken int, cells ...cell) {
	if id == "" {
		p.row(gap, cells...)
		return
	}
	arrow := strings.TrimSpace(between) + " "
	room := p.width - taken - safe.Width(arrow)
	if p.fullName(id, at) <= room {
		p.row(gap, append(cells, cell{text: arrow + p.sourceIn(g, id, at, room)})...)
		return
	}
	p.row(gap, cells...)
	p.row(2*gap, cell{text: arrow + p.sourceIn(g, id, at, p.width-2*gap-safe.Width(arrow))})
}

// gatePlaces writes the passages of a submission that count, each with its source. What
// they say is left out where the sentences are listed.
func (p *printer) gatePlaces(g *gate, c *gateCase, hide bool) {
	shown := c.places[:min(len(c.places), gatePlaces)]
	wideLines, wideKind, wideLetters := 1, 1, 1 // a cell of no width is the rest of the line
	for i := range shown {
		q := &shown[i]
		wideLines = max(wideLines, safe.Width(p.lines(c.ID, q.side.Range)))
		wideKind = max(wideKind, safe.Width(label(p.Kind(q.Kind))))
		wideLetters = max(wideLetters, safe.Width(p.Count(message.LetterCount, int(q.letters))))
	}
	for i := range shown {
		q := &shown[i]
		st := plain
		if q.over {
			st = bold
		}
		p.withSource(
			g, q.source.Submission, p.where(q.source), gap+wideLines+gap+wideKind+gap+wideLetters+gap,
			cell{text: p.lines(c.ID, q.side.Range), width: wideLines, style: st},
			cell{text: label(p.Kind(q.Kind)), width: wideKind},
			cell{text: p.Count(message.LetterCount, int(q.letters)), width: wideLetters, right: true, style: st},
		)
		if hide && c.Text != "" {
			continue
		}
		if words := p.estimated(q.Estimated) + safe.Line(g.opening(q)); words != "" {
			p.row(2*gap, cell{text: words, style: faint})
		}
	}
	if rest := len(c.places) - len(shown); rest > 0 {
		p.line(strings.Repeat(" ", gap) + p.Count(message.GateMorePlaces, rest))
	}
}

// gateSentences writes which sentences of a submission its author has to rewrite.
func (p *printer) gateSentences(c *gateCase) {
	all := c.toRewrite()
	if len(all) == 0 {
		return
	}
	p.line(strings.Repeat(" ", gap) + p.Text(message.GateRewrite) + strings.TrimRight(p.Text(message.Colon), " "))
	shown := all[:min(len(all), gateSentences)]
	wide := 0
	for _, s := range shown {
		wide = max(wide, safe.Width(p.lineOf(c.ID, s.line)))
	}
	for _, s := range shown {
		for i, line := range broken(safe.Line(s.text), p.width-wide-3*gap) {
			at := ""
			if i == 0 {
				at = p.lineOf(c.ID, s.line)
			}
			p.row(2*gap, cell{text: at, width: wide}, cell{text: line})
		}
	}
	if rest := len(all) - len(shown); rest > 0 {
		p.line(strings.Repeat(" ", 2*gap) + p.Count(message.GateMoreLines, rest))
	}
}

// lineOf returns where a line of the submission id stands, for people.
func (p *printer) lineOf(id string, line int32) string {
	return p.lines(id, finding.Range{Line: [2]int32{line, line}})
}

// stale writes the entries of a baseline that fit nothing.
func (p *printer) stale(list []Stale) {
	if len(list) == 0 {
		return
	}
	p.line("")
	p.line(p.styled(bold, p.Count(message.GateStale, len(list))))
	for i := range list[:min(len(list), gateStale)] {
		p.row(gap, cell{text: list[i].Says(p.Lang)})
	}
	if rest := len(list) - gateStale; rest > 0 {
		p.line(strings.Repeat(" ", gap) + p.Count(message.GateMoreStale, rest))
	}
}

// stale returns the stale entries that may be shown.
func (o *GateOptions) stale() []Stale {
	if o.HideSources {
		return nil
	}
	return o.Stale
}

// Says tells the entry, safe for one line.
func (s *Stale) Says(l message.Lang) string {
	said := l.Text(message.GateStaleNear)
	if s.Letters > 0 {
		said = l.Count(message.LetterCount, int(s.Letters))
	}
	said += " " + safe.Line(s.A) + between + safe.Line(s.B)
	if s.Note != "" {
		said += l.Text(message.Aside, safe.Line(s.Note))
	}
	return said
}

// gateNext names what to do about what was found.
func (p *printer) gateNext(g *gate, opt GateOptions) {
	var steps []followUp
	verb := "gate " + p.inputOr(&opt.Options, message.ArgFile)
	if len(g.over) > 0 && opt.HideSources && !slices.Contains(opt.Written, "md") {
		steps = append(steps, followUp{p.command(g.view, &opt.Options, verb, "--redact-sources -f md="+p.Text(message.FileRewrite)), message.NextRewrite})
	}
	if len(g.over) > 0 && !opt.HideSources {
		if a, b := g.worthALook(); a != "" {
			if lines := p.diffCommand(g.argument(a), g.argument(b)); lines != nil {
				steps = append(steps, followUp{lines, message.NextDiff})
			}
		}
		if !slices.Contains(opt.Written, "html") {
			steps = append(steps, followUp{p.command(g.view, &opt.Options, verb, "-f html="+p.Text(message.FileReport)+".html"), message.NextGateHTML})
		}
		baseline := shellQuoted(opt.Baseline)
		if baseline == "" {
			baseline = p.Text(message.FileBaseline)
		}
		steps = append(steps, followUp{p.command(g.view, &opt.Options, verb, "--baseline "+baseline+" --update-baseline"), message.NextAccept})
	}
	p.followUps(steps)
}
