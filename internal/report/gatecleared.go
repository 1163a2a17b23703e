package report

import (
	"strings"

	"chachong/internal/finding"
	"chachong/internal/message"
	"chachong/internal/safe"
)

// clearedSays says how many findings count for no limit, "" where there are none.
func (p *printer) clearedSays(g *gate) string {
	n := len(g.Verdict.Cleared)
	if n == 0 {
		return ""
	}
	return p.Count(message.GateCleared, n)
}

// cleared writes the first findings that count for no limit, one a line, each with why.
func (p *printer) cleared(g *gate) {
	list := g.Verdict.Cleared
	shown := list[:min(len(list), gateCleared)]
	wide := 1
	for i := range shown {
		wide = max(wide, safe.Width(label(p.Rule(shown[i].Rule))))
	}
	for i := range shown {
		f := &shown[i]
		why := ""
		if said := p.whyCleared(g, f); said != "" {
			why = p.Text(message.Aside, said)
		}
		room := p.width - gap - wide - gap - safe.Width(why)
		p.row(gap, cell{text: label(p.Rule(f.Rule)), width: wide}, cell{text: p.relation(f.Submission, f.Other, room) + why})
	}
	if rest := len(list) - len(shown); rest > 0 {
		p.line(strings.Repeat(" ", gap) + p.Count(message.GateMoreCleared, rest))
	}
}

// whyCleared names what took a finding away: own earlier work, a baseline, a review mark.
func (p *printer) whyCleared(g *gate, f *finding.Finding) string {
	var own, accepted, marked bool
	about := func(a, b string) bool {
		return f.Other != "" && (a == f.Submission && b == f.Other || a == f.Other && b == f.Submission) ||
			f.Other == "" && (a == f.Submission || b == f.Submission)
	}
	add := func(isOwn, isAccepted bool, review *finding.Review) {
		own, accepted, marked = own || isOwn, accepted || isAccepted, marked || review.NotCopied()
	}
	if f.Rule == nearDuplicate {
		for i := range g.Pairs {
			if q := &g.Pairs[i]; q.NearDuplicate && about(q.A, q.B) {
				add(q.Own, q.Accepted, q.Review)
			}
		}
	} else {
		for i := range g.Passages {
			q := &g.Passages[i]
			if !q.Template && about(q.A.Submission, q.B.Submission) && (f.Rule != longPassage || int32(f.Value) == q.Letters) {
				add(q.Own, q.Accepted, q.Review)
			}
		}
	}
	var said []string
	for _, x := range []struct {
		is  bool
		key message.Key
	}{{own, message.OwnWork}, {accepted, message.Accepted}, {marked, message.GateMarked}} {
		if x.is {
			said = append(said, p.Text(x.key))
		}
	}
	return strings.Join(said, p.Text(message.Comma))
}
