package report

import (
	"io"
	"strconv"
	"strings"

	"chachong/internal/finding"
	"chachong/internal/message"
	"chachong/internal/safe"
)

// How much of each list the text form shows. The rest is counted, and stands in JSON.
// A reader takes in a screen or two; submissions with reuse are never cut.
const (
	shownClear        = 20 // submissions without reuse, listed only where there are so few
	shownFindings     = 10
	shownClusters     = 50
	shownMembers      = 24 // of a cluster: the table above names all of them
	shownFamilies     = 10
	shownPlaces       = 6 // of a family
	shownPassages     = 10
	shownReplacements = 5  // pairs of submissions
	shownWords        = 16 // of one pair
	shownNames        = 24 // inputs with one reason
)

// Text writes r for people: what was found in a sentence, the submissions from the
// highest reuse down, clusters, families, the longest passages, replaced words, what
// was not read and why, and what to do next. Empty sections are left out.
func Text(w io.Writer, r *finding.Result, opt Options) error {
	p := newPrinter(w, opt)
	v := newView(r)
	p.folder = p.sharedFolder(r)
	p.headline(v)
	p.submissions(v)
	p.findings(v)
	p.clusters(v)
	p.passages(v, p.families(v))
	p.replacements(v)
	p.ledger(v)
	p.caps(v)
	p.next(v)
	return p.done()
}

// sharedFolder returns the folder that every name in r begins with, where names are so
// long that leaving it out gives room for what tells them apart.
func (p *printer) sharedFolder(r *finding.Result) string {
	if len(r.Inputs) == 0 {
		return ""
	}
	const long = 4 // a name takes a quarter of a line at most
	folder, widest := r.Inputs[0].Path, 0
	for i := range r.Inputs {
		path := r.Inputs[i].Path
		n := 0
		for n < min(len(folder), len(path)) && folder[n] == path[n] {
			n++
		}
		folder = folder[:strings.LastIndexByte(folder[:n], '/')+1]
		widest = max(widest, safe.Width(safe.Line(path)))
	}
	if widest <= p.width/long || folder == "/" {
		return ""
	}
	return folder
}

// name returns a path or an id as shown.
func (p *printer) name(id string) string { return safe.Line(strings.TrimPrefix(id, p.folder)) }

func (p *printer) names(ids []string) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = p.name(id)
	}
	return out
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
	}{{over, message.ReviewCount}, {shared, message.SharedCount}, {clear, message.ClearCount}} {
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
	if p.folder != "" {
		around := safe.Width(p.Text(message.FolderOmitted, ""))
		p.line(p.Text(message.FolderOmitted, middle(safe.Line(p.folder), p.width-around)))
	}
}

// submissions writes one line a submission, worst first.
func (p *printer) submissions(v *view) {
	shown := v.order
	if clean := p.trailingClear(v); clean > shownClear {
		shown = shown[:len(shown)-clean]
	}
	if len(v.order) == 0 {
		return
	}
	p.heading(message.SectionSubmissions)
	if len(shown) > 0 {
		p.table(v, shown)
	}
	if rest := len(v.order) - len(shown); rest > 0 {
		p.line(p.Count(message.MoreClear, rest))
	}
}

// trailingClear returns how many submissions without reuse end the order.
func (p *printer) trailingClear(v *view) int {
	n := 0
	for i := len(v.order) - 1; i >= 0 && v.concern(v.order[i]) == clear; i-- {
		n++
	}
	return n
}

func (p *printer) table(v *view, shown []int) {
	head := []cell{
		{text: p.Text(message.ColReuse), right: true},
		{text: p.Text(message.ColCluster)},
		{text: p.Text(message.ColLetters), right: true},
		{text: p.Text(message.ColSubmission), keep: keepEnds},
		{text: p.Text(message.ColSource), keep: keepEnds},
		{text: p.Text(message.ColTitle)},
	}
	const id, source, title = 3, 4, 5
	rows := make([][]cell, len(shown))
	wide := make([]int, len(head))
	for i, c := range head {
		wide[i] = safe.Width(c.text)
	}
	for k, i := range shown {
		s := &v.Submissions[i]
		row := append([]cell(nil), head...)
		row[0].text, row[0].style = percent(s.Reuse.Total), ratioStyle(s.Reuse.Total)
		row[1].text = p.clusterMark(s.Cluster)
		row[2].text = strconv.Itoa(int(s.Letters))
		row[id].text = p.name(s.ID)
		row[source].text = ""
		if s.Reuse.LargestSourceID != "" {
			row[source].text = p.name(s.Reuse.LargestSourceID)
		}
		row[title].text = safe.Line(s.Title)
		for c := range row {
			wide[c] = max(wide[c], safe.Width(row[c].text))
		}
		rows[k] = row
	}
	// The source column holds its ratio before the id.
	const ratioWidth = 5 // "98.6%"
	room := p.width - wide[0] - wide[1] - wide[2] - 5*gap - ratioWidth - 1
	titleWidth := min(wide[title], max(room/3, safe.Width(head[title].text)))
	wide[id], wide[source] = share(room-titleWidth, wide[id], wide[source])
	wide[title] = 0
	for c := range head {
		head[c].width = wide[c]
		head[c].style = faint
	}
	head[source].width += ratioWidth + 1
	p.row(0, head...)
	for k, i := range shown {
		row := rows[k]
		for c := range row {
			row[c].width = wide[c]
		}
		row[source].width += ratioWidth + 1
		if row[source].text != "" {
			x := percent(v.Submissions[i].Reuse.LargestSource)
			row[source].text = strings.Repeat(" ", ratioWidth-len(x)) + x + " " + middle(row[source].text, wide[source])
		}
		p.row(0, row...)
	}
}

// share gives two columns what they want of room, or each its half and what the other
// leaves.
func share(room, a, b int) (int, int) {
	if a+b <= room {
		return a, b
	}
	half := room / 2
	switch {
	case a <= half:
		return a, room - a
	case b <= half:
		return room - b, b
	}
	return room - half, half
}

func (p *printer) clusterMark(n int) string {
	if n == 0 {
		return ""
	}
	return p.Text(message.ClusterMark, n)
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
