package report

import (
	"io"

	"chachong/internal/finding"
	"chachong/internal/message"
	"chachong/internal/safe"
)

// How much of each list the text form shows. The rest is counted, and stands in JSON.
// A reader takes in a screen or two.
const (
	shownRows         = 200 // submissions with reuse: four pages of print, more than anybody checks by hand; the CSV has all
	shownClear        = 8   // submissions without reuse, listed only where there are so few
	shownFindings     = 10
	shownClusters     = 50
	shownMembers      = 24 // of a cluster: the table above names them
	shownFamilies     = 10
	shownPlaces       = 6 // of a family
	shownPassages     = 10
	shownReplacements = 5  // pairs of submissions
	shownWords        = 16 // of one pair
	shownNames        = 24 // inputs with one reason
	reasonLines       = 3  // of a reason; only one that quotes a fault is longer
)

// longReport is the length of a report, in lines, from which its headline has scrolled
// out of a window when the end is reached, and is repeated there.
const longReport = 60

// Text writes r for people: what was found in a sentence, the submissions from the
// highest reuse down, clusters, families, the longest passages, replaced words, what
// was not read and why, and what to do next. Empty sections are left out.
func Text(w io.Writer, r *finding.Result, opt Options) error {
	p := newPrinter(w, opt)
	v := newView(r)
	p.shorten(r)
	p.headline(v)
	p.omitted()
	p.submissions(v)
	p.findings(v)
	p.clusters(v)
	p.passages(v, p.families(v))
	p.replacements(v)
	p.ledger(v)
	p.caps(v)
	p.next(v)
	if p.count > longReport {
		p.line("")
		p.headline(v)
	}
	return p.done()
}

// headline says in three lines at most what was looked at, what was found, and what is
// missing.
func (p *printer) headline(v *view) {
	title := p.Text(message.Headline)
	counts := p.Text(message.Colon) +
		p.Count(message.FileCount, len(v.Inputs)-v.spared) + p.Text(message.Clause) +
		p.Count(message.SubmissionCount, len(v.Submissions))
	p.line(p.styled(bold, title) + counts)

	var n [clear + 1]int
	for i := range v.Submissions {
		n[v.concern(i)]++
	}
	var said []string
	if n[near] > 0 {
		s := p.Count(message.NearCount, n[near])
		if c := len(v.Clusters); c > 0 {
			s += p.Text(message.Aside, p.Count(message.ClusterCount, c))
		}
		said = append(said, s)
	}
	for _, c := range []struct {
		concern concern
		key     message.Key
	}{{over, message.ReviewCount}, {shared, message.SharedCount}, {template, message.TemplateCount}, {clear, message.ClearCount}} {
		if n[c.concern] > 0 {
			said = append(said, p.Count(c.key, n[c.concern]))
		}
	}
	if len(v.Submissions) == 0 {
		said = []string{p.Text(message.NothingToCompare)}
	}
	p.flow(0, p.Text(message.Clause), said)

	said = nil
	if v.unread > 0 {
		said = append(said, p.Count(message.UnreadCount, v.unread))
	}
	if v.Verdict.Incomplete {
		said = append(said, p.Text(message.Incomplete))
	}
	p.flow(0, p.Text(message.Clause), said)
}

// findings lists the limits that were passed.
func (p *printer) findings(v *view) {
	all := v.Verdict.Findings
	if len(all) == 0 {
		return
	}
	p.heading(message.SectionOverLimit)
	shown := all[:min(len(all), shownFindings)]
	figures := make([]string, len(shown))
	wideRule, wideFigure := 0, 0
	for i, f := range shown {
		figures[i] = p.figure(f)
		wideRule = max(wideRule, safe.Width(label(p.Rule(f.Rule))))
		wideFigure = max(wideFigure, safe.Width(figures[i]))
	}
	for i, f := range shown {
		where := wideRule + wideFigure + 2*gap
		p.row(
			0,
			cell{text: label(p.Rule(f.Rule)), width: wideRule},
			cell{text: figures[i], width: wideFigure},
			cell{text: p.relation(f.Submission, f.Other, p.width-where)},
		)
	}
	if rest := len(all) - len(shown); rest > 0 {
		p.line(p.Count(message.MoreFindings, rest))
	}
}

// figure returns the value of a finding and the limit it passed.
func (p *printer) figure(f finding.Finding) string {
	show := percent
	switch f.Rule {
	case "near-duplicate":
		return p.Text(message.NearValue, percent(f.Value))
	case "passage":
		show = func(x float64) string { return p.Count(message.LetterCount, int(x)) }
	}
	return show(f.Value) + p.Text(message.Aside, p.Text(message.FindingLimit, show(f.Limit)))
}

const between = " ↔ "

// relation returns two ids with an arrow between them in at most so many columns, or
// one id where the other is "".
func (p *printer) relation(a, b string, width int) string {
	a = p.name(a)
	if b == "" {
		return middle(a, width)
	}
	b = p.name(b)
	wa, wb := share(width-safe.Width(between), safe.Width(a), safe.Width(b))
	return middle(a, wa) + between + middle(b, wb)
}
