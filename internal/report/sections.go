package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"chachong/internal/finding"
	"chachong/internal/message"
	"chachong/internal/safe"
)

// clusters writes each cluster with its members.
func (p *printer) clusters(v *view) {
	if len(v.Clusters) == 0 {
		return
	}
	p.heading(message.SectionClusters)
	shown := slices.Clone(v.groups[:min(len(v.groups), shownClusters)]) // the worst, by number
	slices.SortFunc(shown, func(i, j int) int { return cmp.Compare(v.Clusters[i].ID, v.Clusters[j].ID) })
	wide := 0
	for _, i := range shown {
		wide = max(wide, safe.Width(p.clusterMark(v.Clusters[i].ID)))
	}
	for _, i := range shown {
		c := &v.Clusters[i]
		for k, line := range broken(p.clusterLine(v, i), p.width-wide-gap) {
			mark := ""
			if k == 0 {
				mark = p.clusterMark(c.ID)
			}
			p.row(0, cell{text: mark, width: wide, style: bold}, cell{text: line})
		}
		p.flow(wide+gap, p.Text(message.Comma), p.some(p.names(c.Members), shownMembers, message.MoreMembers))
	}
	if rest := len(v.Clusters) - len(shown); rest > 0 {
		p.line(p.Count(message.MoreClusters, rest))
	}
}

// clusterLine says how alike the members of cluster i are, why they are near-duplicates
// where their resemblance does not say it, the longest passage of two of them, and what
// reviewers said.
func (p *printer) clusterLine(v *view, i int) string {
	c := &v.Clusters[i]
	said := p.Count(message.ClusterLine, len(c.Members), percent(c.LowestResemblance))
	if n := v.ofArchive(c.Members); n > 0 {
		said = p.Count(message.ClusterOfArchive, len(c.Members)-n, n, percent(c.LowestResemblance))
	}
	if v.reasons[i].alignment {
		said += p.Text(message.Clause) + p.Text(message.ByAlignment)
	}
	if v.reasons[i].containment {
		said += p.Text(message.Clause) + p.Text(message.ByContainment)
	}
	if n := v.equalFiles(c); n > 0 {
		said += p.Text(message.Clause) + p.Text(message.ClusterEqual, n)
	}
	if q := v.longest[i]; q != nil {
		said += p.Text(message.Semicolon) + p.Text(message.LongestPassage, label(q.ID), label(p.Kind(q.Kind)), p.Count(message.LetterCount, int(q.Letters)))
		if q.Estimated {
			said += p.Text(message.Clause) + p.Text(message.ColEstimated)
		}
	}
	if v.cleared[i] {
		said += p.Text(message.Semicolon) + p.Text(why(v.reasons[i]))
	}
	if m := marked(p.Lang, &v.marks[i]); m != "" {
		said += p.Text(message.Aside, m)
	}
	return said
}

// why names the reason for which no pair of a cluster counts.
func why(r reasons) message.Key {
	switch {
	case !r.own && !r.accepted:
		return message.ClusterCleared
	case !r.notCopy && !r.accepted:
		return message.NearOwn
	case !r.notCopy && !r.own:
		return message.NearAccepted
	}
	return message.NearApart
}

// some returns the first n items and, where there are more, how many.
func (p *printer) some(items []string, n int, more message.Key) []string {
	if len(items) <= n {
		return items
	}
	return append(slices.Clone(items[:n]), p.Count(more, len(items)-n))
}

// families returns the passages that reach beyond one cluster: inside one they are the
// text of the report itself. Template comes last.
func (v *view) families() []*finding.Family {
	var list []*finding.Family
	for i := range v.Families {
		if f := &v.Families[i]; !v.insideCluster(f.Members) {
			list = append(list, f)
		}
	}
	slices.SortStableFunc(list, func(a, b *finding.Family) int {
		if v.common[a.ID] != v.common[b.ID] {
			if v.common[a.ID] {
				return 1
			}
			return -1
		}
		return cmp.Or(cmp.Compare(len(b.Members), len(a.Members)), cmp.Compare(b.Letters, a.Letters))
	})
	return list
}

// families writes the first of list, those that are template marked.
func (p *printer) families(v *view, list []*finding.Family) {
	if len(list) == 0 {
		return
	}
	p.heading(message.SectionFamilies)
	shown := list[:min(len(list), shownFamilies)]
	wideCount, wideLetters := 0, 0
	for _, f := range shown {
		wideCount = max(wideCount, safe.Width(p.familySize(v, f)))
		wideLetters = max(wideLetters, safe.Width(p.Count(message.LetterCount, int(f.Letters))))
	}
	for _, f := range shown {
		excerpt := safe.Line(f.Excerpt)
		if v.common[f.ID] {
			excerpt = p.Text(message.TemplateMark) + p.Text(message.Colon) + excerpt
		}
		p.row(
			0,
			cell{text: p.familySize(v, f), width: wideCount, right: true},
			cell{text: p.Count(message.LetterCount, int(f.Letters)), width: wideLetters, right: true},
			cell{text: excerpt},
		)
		places := make([]string, len(f.Members))
		for i, m := range f.Members {
			places[i] = strings.TrimRight(p.name(m.Submission)+" "+p.where(m), " ")
		}
		p.flow(wideCount+gap, p.Text(message.Comma), p.some(places, shownPlaces, message.MoreMembers))
	}
	if rest := len(list) - len(shown); rest > 0 {
		p.line(p.Count(message.MoreFamilies, rest))
	}
}

// familySize says how many submissions have a passage.
func (p *printer) familySize(v *view, f *finding.Family) string {
	n := 0
	for _, m := range f.Members {
		n += v.ofArchive([]string{m.Submission})
	}
	said := p.Count(message.FamilyLine, len(f.Members))
	if n > 0 {
		said += p.Text(message.Aside, p.Count(message.InArchive, n))
	}
	return said
}

// insideCluster reports whether all sides stand in one cluster.
func (v *view) insideCluster(sides []finding.Side) bool {
	for _, s := range sides {
		c := v.cluster(s.Submission)
		if c == 0 || c != v.cluster(sides[0].Submission) {
			return false
		}
	}
	return len(sides) > 0
}

// lines returns where r stands in the submission or input that is called id, for people: by
// lines, or by paragraphs where its document has these, and by pages too where it has pages.
func (p *printer) lines(id string, r finding.Range) string {
	switch one := r.Line[0] == r.Line[1]; {
	case r.Page[0] < 1 && p.paragraphs[id] && one:
		return p.Text(message.Para, r.Line[0])
	case r.Page[0] < 1 && p.paragraphs[id]:
		return p.Text(message.Paras, r.Line[0], r.Line[1])
	case r.Page[0] < 1 && one:
		return p.Text(message.Line, r.Line[0])
	case r.Page[0] < 1:
		return p.Text(message.Lines, r.Line[0], r.Line[1])
	case r.Page[0] != r.Page[1]:
		return p.Text(message.PagesParas, r.Page[0], r.Page[1], r.Line[0], r.Line[1])
	case one:
		return p.Text(message.PagePara, r.Page[0], r.Line[0])
	default:
		return p.Text(message.PageParas, r.Page[0], r.Line[0], r.Line[1])
	}
}

// passages writes the longest passages between submissions that are no cluster, one for
// each family or pair: thirty passages of two reports would tell the reader nothing new.
// Clusters name theirs, and those of told, which is written below, are left out.
func (p *printer) passages(v *view, told []*finding.Family) {
	shown, rest := v.examples(shownPassages, told)
	if len(shown) == 0 {
		return
	}
	if len(v.Clusters) > 0 {
		p.heading(message.SectionPassages)
	} else {
		p.heading(message.PassagesTitle)
	}
	wideID, wideKind, wideLetters := len("p1"), 0, 0
	for _, q := range shown {
		wideID = max(wideID, safe.Width(label(q.ID)))
		wideKind = max(wideKind, safe.Width(label(p.Kind(q.Kind))))
		wideLetters = max(wideLetters, safe.Width(p.Count(message.LetterCount, int(q.Letters))))
	}
	for _, q := range shown {
		at := wideID + wideKind + wideLetters + 3*gap
		st := plain
		if rank(q) > 0 {
			st = faint
		}
		p.row(
			0,
			cell{text: label(q.ID), width: wideID, style: st},
			cell{text: label(p.Kind(q.Kind)), width: wideKind, style: st},
			cell{text: p.Count(message.LetterCount, int(q.Letters)), width: wideLetters, right: true, style: st},
			cell{text: p.places(q, p.width-at), style: st},
		)
		p.row(wideID+gap, cell{text: p.remarks(q) + safe.Line(q.Excerpt), style: faint})
	}
	if rest > 0 {
		p.line(p.Count(message.MorePassages, rest))
	}
}

// examples returns the n longest passages that are no template, one for each family or
// pair, those that limits leave out behind the others, and how many there are besides.
// Those inside a cluster and those of told are left out.
func (v *view) examples(n int, told []*finding.Family) (shown []*finding.Passage, rest int) {
	seen := make(map[string]bool)
	for _, f := range told {
		seen["family "+f.ID] = true
	}
	var order []*finding.Passage
	for i := range v.Passages {
		q := &v.Passages[i]
		inside := v.cluster(q.A.Submission) != 0 && v.cluster(q.A.Submission) == v.cluster(q.B.Submission)
		if !q.Template && !inside && !seen["family "+q.Family] {
			order = append(order, q)
		}
	}
	slices.SortStableFunc(order, func(a, b *finding.Passage) int {
		return cmp.Or(rank(a)-rank(b), cmp.Compare(b.Letters, a.Letters))
	})
	for _, q := range order {
		if about := about(q); !seen[about] && len(shown) < n {
			seen[about] = true
			shown = append(shown, q)
		}
	}
	return shown, len(order) - len(shown)
}

// reviewed returns what a reviewer said of a pair or passage, in front of what follows.
func (p *printer) reviewed(r *finding.Review) string {
	if r == nil {
		return ""
	}
	said := p.Mark(string(r.Mark))
	if note := safe.Line(r.Note); note != "" {
		if said == "" {
			said = p.Mark("note")
		}
		said += p.Text(message.Colon) + note
	}
	return p.Text(message.Bracket, said) + " "
}

// about names what a passage is an example of.
func about(q *finding.Passage) string {
	if q.Family != "" {
		return "family " + q.Family
	}
	return fmt.Sprintf("pair %q %q", q.A.Submission, q.B.Submission)
}

// places returns both sides of a passage in at most so many columns.
func (p *printer) places(q *finding.Passage, width int) string {
	a, b := p.name(q.A.Submission), p.name(q.B.Submission)
	atA, atB := " "+p.lines(q.A.Submission, q.A.Range), " "+p.where(q.B)
	atB = strings.TrimRight(atB, " ")
	room := width - safe.Width(atA) - safe.Width(between) - safe.Width(atB)
	wa, wb := share(room, safe.Width(a), safe.Width(b))
	return p.fitted(a, wa) + atA + between + p.fitted(b, wb) + atB
}

// replacements writes the words replaced throughout, pair of submissions by pair.
func (p *printer) replacements(v *view) {
	type group struct {
		a, b  string
		all   int
		words []*finding.Replacement
	}
	var groups []*group
	of := make(map[[2]string]*group)
	for i := range v.Replacements {
		r := &v.Replacements[i]
		g := of[[2]string{r.A, r.B}]
		if g == nil {
			g = &group{a: r.A, b: r.B}
			of[[2]string{r.A, r.B}] = g
			groups = append(groups, g)
		}
		g.all += int(r.Count)
		g.words = append(g.words, r)
	}
	if len(groups) == 0 {
		return
	}
	slices.SortStableFunc(groups, func(x, y *group) int { return cmp.Compare(y.all, x.all) })
	p.heading(message.SectionReplacements)
	shown := groups[:min(len(groups), shownReplacements)]
	for _, g := range shown {
		slices.SortStableFunc(g.words, func(x, y *finding.Replacement) int { return cmp.Compare(y.Count, x.Count) })
		p.line(p.relation(g.a, g.b, p.width))
		items := make([]string, len(g.words))
		for i, r := range g.words {
			items[i] = fmt.Sprintf("%s→%s ×%d", safe.Line(r.From), safe.Line(r.To), r.Count)
		}
		p.flow(gap, p.Text(message.Comma), p.some(items, shownWords, message.MoreWords))
	}
	if rest := len(groups) - len(shown); rest > 0 {
		p.line(p.Count(message.MorePairs, rest))
	}
}

// ledger writes the inputs that were not read, not in full, or with a remark, grouped by
// status and reason, each group with what to do.
func (p *printer) ledger(v *view) {
	if len(v.noted) == 0 && v.spared == 0 {
		return
	}
	if v.unread > 0 {
		p.heading(message.SectionLedger)
	} else {
		p.heading(message.SectionRemarks)
	}
	type group struct {
		status, reason, code, hint string
		paths                      []string
	}
	var groups []*group
	of := make(map[string]*group)
	wide := 0
	for _, i := range v.noted {
		in := &v.Inputs[i]
		g := group{
			status: label(p.Status(string(in.Told()))),
			reason: safe.Line(p.Reason(in.Code, in.Reason)),
			code:   label(in.Code),
			hint:   safe.Line(p.Hint(in.Code, in.Hint)),
		}
		key := fmt.Sprintf("%q %q %q", g.status, g.code, g.reason)
		if of[key] == nil {
			of[key] = &g
			groups = append(groups, &g)
			wide = max(wide, safe.Width(g.status))
		}
		of[key].paths = append(of[key].paths, in.Path)
	}
	for _, g := range groups {
		count := p.Text(message.Clause) + p.Count(message.InputCount, len(g.paths))
		what := g.reason
		if g.code != "" {
			what += p.Text(message.Aside, g.code)
		}
		room := p.width - wide - gap
		for i, line := range broken(safe.Cut(what, reasonLines*room-safe.Width(count))+count, room) {
			if i > 0 {
				g.status = ""
			}
			p.row(0, cell{text: g.status, width: wide}, cell{text: line})
		}
		if g.hint != "" {
			p.wrap(wide+gap, p.Text(message.HintLine, g.hint))
		}
		p.flow(wide+gap, p.Text(message.Comma), p.some(p.paths(g.paths), shownNames, message.MoreNames))
	}
	if v.spared > 0 {
		p.line(p.Count(message.ExcludedCount, v.spared))
	}
}

// caps writes what the limits of the search left out.
func (p *printer) caps(v *view) {
	if len(v.Run.Caps) == 0 {
		return
	}
	p.heading(message.SectionCaps)
	for _, c := range v.Run.Caps {
		p.wrap(0, safe.Cut(safe.Line(p.Cap(c.Name, c.Limit, c.LeftOut)), 2*p.width))
	}
	p.wrap(0, p.Text(message.CapNote))
}
