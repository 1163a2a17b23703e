package report

import (
	"io"

	"chachong/internal/finding"
	"chachong/internal/message"
	"chachong/internal/policy"
	"chachong/internal/safe"
)

// How much of each list the text form shows. The rest is counted, and stands in JSON.
// A reader takes in a screen or two.
const (
	shownRows         = 200 // submissions with reuse: four pages of print, more than anybody checks by hand; the CSV has all
	shownClear        = 8   // submissions without reuse, listed only where there are so few
	shownClusters     = 20  // a screen of them; the table has the rest
	shownMembers      = 24  // of a cluster: the table above names them
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

// Text writes r for people, what matters most on the first screen: what was found in a
// sentence, limits that were passed, the clusters, the longest passages between others,
// then every submission from the highest reuse down, passages that many have, replaced
// words, what else was noticed, who of a roster handed in, what was not read and why, and what to do next. Empty sections are left out.
func Text(w io.Writer, r *finding.Result, opt Options) error {
	p := newPrinter(w, opt)
	v := newView(r)
	p.shorten(r)
	p.headline(v)
	p.omitted()
	p.findings(v)
	p.clusters(v)
	families := v.families()
	p.passages(v, families[:min(len(families), shownFamilies)])
	p.submissions(v)
	p.families(v, families)
	p.replacements(v)
	p.observed(v, shownObserved)
	p.roster(v)
	p.ledger(v)
	p.caps(v)
	p.next(v, &opt)
	if p.count > longReport {
		p.line("")
		p.headline(v)
	}
	return p.done()
}

// headline says in a few lines what was looked at, what was found, and what is
// missing.
func (p *printer) headline(v *view) {
	title := p.Text(message.Headline)
	counts := p.Text(message.Colon) +
		p.Count(message.FileCount, v.documents) + p.Text(message.Clause) +
		p.Count(message.SubmissionCount, v.fresh)
	against := ""
	if use := v.Run.Archive; use != nil {
		against = p.Count(message.AgainstArchive, use.Submissions)
		if longer := counts + p.Text(message.Clause) + against; safe.Width(title+longer) <= p.width {
			counts, against = longer, ""
		}
	}
	p.line(p.styled(bold, title) + counts)
	p.wrap(0, against)

	said := p.conclusions(v)
	if v.fresh == 0 {
		said = []string{p.Text(message.NothingToCompare)}
	}
	p.flow(0, p.Text(message.Clause), said)

	p.flow(0, p.Text(message.Semicolon), p.provisos(v))
}

// provisos says what a reader of the counts has to know: limits that were passed, what
// reviewers said, what was not looked at.
func (p *printer) provisos(v *view) []string {
	var said []string
	if n := len(v.Verdict.Findings); n > 0 {
		said = append(said, p.Count(message.RunFindings, n))
	}
	marks := policy.MarkingOf(v.Result)
	if m := marked(p.Lang, &marks); m != "" {
		said = append(said, p.Text(message.RunMarks)+p.Text(message.Colon)+m)
	}
	if s := p.saidApart(v); s != "" {
		said = append(said, s)
	}
	if v.estimates() != nil {
		said = append(said, p.Text(message.EstimatedRun))
	}
	if v.fresh == 1 && v.Run.Archive == nil {
		said = append(said, p.Text(message.OnlyOne))
	}
	if v.unread > 0 {
		said = append(said, p.Count(message.UnreadCount, v.unread))
	}
	if v.Verdict.Incomplete {
		said = append(said, p.Text(message.Incomplete))
	}
	return said
}

// conclusions says how many submissions are what, the gravest first. Clusters of no pair
// that counts are not among those of the near-duplicates.
func (p *printer) conclusions(v *view) []string {
	var n [policy.Conclusions]int
	apart := 0
	for i := range v.fresh {
		if v.apart(i) {
			apart++
		} else {
			n[v.concern(i)]++
		}
	}
	groups, kin := v.kinship()
	keys := [policy.Conclusions]message.Key{
		policy.Near: message.NearCount, policy.Over: message.ReviewCount, policy.Shared: message.SharedCount,
		policy.Template: message.TemplateCount, policy.Clear: message.ClearCount,
	}
	var said []string
	for c, count := range n {
		if policy.Conclusion(c) == policy.Template && apart > 0 {
			said = append(said, p.Count(message.ApartCount, apart))
		}
		if count == 0 {
			continue
		}
		s := p.Count(keys[c], count)
		if policy.Conclusion(c) == policy.Near && groups > 0 {
			more := p.Count(message.ClusterCount, groups)
			for _, k := range []struct {
				n         int
				all, some message.Key
			}{{kin[sameBytes], message.ClustersEqual, message.ClustersEqualSome}, {kin[oneOwner], message.ClustersOwner, message.ClustersOwnerSome}} {
				switch k.n {
				case 0:
				case groups:
					more += p.Text(message.Clause) + p.Text(k.all)
				default:
					more += p.Text(message.Clause) + p.Text(k.some, k.n)
				}
			}
			if n := v.nearArchive(); n > 0 {
				more += p.Text(message.Clause) + p.Count(message.NearArchive, n)
			}
			s += p.Text(message.Aside, more)
		}
		said = append(said, s)
	}
	return said
}

// findings says of each limit that was passed how often, and where most: all of them are
// in the sections below.
func (p *printer) findings(v *view) {
	type group struct {
		rule  string
		n     int
		worst *finding.Finding
	}
	var groups []*group
	of := make(map[string]*group)
	for i := range v.Verdict.Findings {
		f := &v.Verdict.Findings[i]
		g := of[f.Rule]
		if g == nil {
			g = &group{rule: f.Rule, worst: f}
			of[f.Rule] = g
			groups = append(groups, g)
		}
		if g.n++; f.Value > g.worst.Value {
			g.worst = f
		}
	}
	if len(groups) == 0 {
		return
	}
	p.heading(message.SectionOverLimit)
	figures := make([]string, len(groups))
	wideRule, wideCount, wideFigure := 0, 0, 0
	for i, g := range groups {
		figures[i] = p.figure(g.worst)
		wideRule = max(wideRule, safe.Width(label(p.Rule(g.rule))))
		wideCount = max(wideCount, safe.Width(p.Count(message.OverCount, g.n)))
		wideFigure = max(wideFigure, safe.Width(figures[i]))
	}
	wideFigure = min(wideFigure, p.width-wideRule-wideCount-2*gap)
	room := p.width - wideRule - wideCount - wideFigure - 3*gap
	for i, g := range groups {
		cells := []cell{
			{text: label(p.Rule(g.rule)), width: wideRule},
			{text: p.Count(message.OverCount, g.n), width: wideCount, right: true},
			{text: figures[i], width: wideFigure},
		}
		if room >= nameWidth {
			cells = append(cells, cell{text: p.relation(g.worst.Submission, g.worst.Other, room), width: room})
		}
		p.row(0, cells...)
	}
}

// figure returns the worst value of a rule and the limit that it passed.
func (p *printer) figure(f *finding.Finding) string {
	show := percent
	switch f.Rule {
	case "near-duplicate":
		return p.Text(message.WorstValue, percent(f.Value))
	case "passage":
		show = func(x float64) string { return p.Count(message.LetterCount, int(x)) }
	}
	return p.Text(message.WorstValue, show(f.Value)) + p.Text(message.Aside, p.Text(message.FindingLimit, show(f.Limit)))
}

const between = " ↔ "

// relation returns two ids with an arrow between them in at most so many columns, or
// one id where the other is "".
func (p *printer) relation(a, b string, width int) string {
	a = p.name(a)
	if b == "" {
		return p.fitted(a, width)
	}
	b = p.name(b)
	wa, wb := share(width-safe.Width(between), safe.Width(a), safe.Width(b))
	return p.fitted(a, wa) + between + p.fitted(b, wb)
}
