package report

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"chachong/internal/finding"
	"chachong/internal/message"
	"chachong/internal/safe"
)

// How much of each list an explanation shows; JSON has all.
const (
	shownSeeds = 40
	shownEdits = 40
	shownEdges = 40
)

// ExplanationJSON writes the explanations of r as chachong/explanation/v1.
func ExplanationJSON(w io.Writer, r *finding.Result) error {
	s := newStream(w)
	s.member("schema", finding.ExplanationSchema)
	s.member("run", roundRun(r.Run))
	list(s, "explanations", r.Explanations, func(x finding.Explanation) finding.Explanation {
		if x.Passage != nil {
			q := *x.Passage
			q.Similarity = ratio(q.Similarity)
			x.Passage = &q
		}
		if x.Cluster != nil {
			c := *x.Cluster
			c.LowestResemblance = ratio(c.LowestResemblance)
			x.Cluster = &c
		}
		return x
	})
	return s.done()
}

// ExplanationText writes the explanations of r for people: what it is and what was
// decided, then the figures against what the rules want, then what they were counted from.
func ExplanationText(w io.Writer, r *finding.Result, opt Options) error {
	p := newPrinter(w, opt)
	p.shorten(r)
	for i := range r.Explanations {
		if i > 0 {
			p.line("")
		}
		switch e := &r.Explanations[i]; {
		case e.Pair != nil:
			if bare := keptNoText(r); bare[e.Pair.A] || bare[e.Pair.B] {
				p.explainEstimate(estimatedPair(r, e.Pair), e.Pair)
			} else {
				p.explainPair(e.Pair)
			}
		case e.Passage != nil:
			p.explainPassage(e.Passage)
		case e.Cluster != nil:
			p.explainCluster(e.Cluster)
		}
	}
	p.line("")
	for line := range strings.SplitSeq(p.Text(message.Glossary), "\n") {
		p.row(0, cell{text: line, style: faint})
	}
	p.omitted()
	return p.done()
}

// section writes an empty line and the title of a section.
func (p *printer) section(title string) {
	p.line("")
	p.line(p.styled(bold, title))
}

// item writes a line of a section.
func (p *printer) item(s string) { p.wrap(gap, s) }

// grid writes rows side by side, every column as wide as what stands in it, the last one
// taking the rest of the line. Where there is no room the widest columns give it.
func (p *printer) grid(rows [][]cell) {
	if len(rows) == 0 {
		return
	}
	wide := make([]int, len(rows[0]))
	for _, row := range rows {
		for c := range row {
			wide[c] = max(wide[c], safe.Width(row[c].text))
		}
	}
	last := len(wide) - 1
	wide[last] = min(wide[last], restWidth)
	room := p.width - gap - last*gap
	for total := sum(wide); total > room; total-- {
		widest := 0
		for c := range wide {
			if wide[c] > wide[widest] {
				widest = c
			}
		}
		wide[widest]--
	}
	for _, row := range rows {
		for c := range row[:last] {
			row[c].width = wide[c]
		}
		p.row(gap, row...)
	}
}

// restWidth is what the last column of a grid keeps of its width where others are wide.
const restWidth = 24

func sum(ns []int) (total int) {
	for _, n := range ns {
		total += n
	}
	return total
}

// fraction returns f as it is counted, and what it comes to.
func (p *printer) fraction(f finding.Fraction) string {
	return fmt.Sprintf("%d/%d = %s", f.Num, f.Den, percent(float64(f.Value)))
}

// whole returns a limit as percent, which has no decimals where it needs none.
func whole(x finding.Figure) string { return strings.Replace(percent(float64(x)), ".0%", "%", 1) }

func (p *printer) explainPair(e *finding.PairReasons) {
	p.line(p.styled(bold, p.relation(e.A, e.B, p.width)))
	var said []string
	switch {
	case e.Equal:
		said = append(said, p.Text(message.ExplainedEqual))
	case e.NearDuplicate:
		said = append(said, p.Text(message.ExplainedNear, label(p.Test(e.By))))
	default:
		said = append(said, p.Text(message.ExplainedFar))
	}
	if e.Cluster > 0 {
		said = append(said, p.Text(message.InCluster, p.clusterMark(e.Cluster)))
	}
	p.flow(0, p.Text(message.Clause), said)
	for _, s := range []struct {
		side  message.Key
		stand string
	}{{message.SideA, e.StandA}, {message.SideB, e.StandB}} {
		if s.stand != "" {
			p.wrap(0, p.Text(message.ExplainedStand, p.Text(s.side), p.name(s.stand)))
		}
	}
	switch {
	case e.Capped:
		p.wrap(0, p.Text(message.NotListedCap))
	case !e.NearDuplicate && !e.Listed:
		p.wrap(0, p.Text(message.NotListed))
	}

	if !e.Equal {
		p.section(p.Text(message.ExplainTests))
		p.tests(e.Tests, e.By)
	}
	p.section(p.Text(message.ExplainCounts))
	p.item(p.Text(message.CountLetters, e.LettersA, e.LettersB))
	p.item(p.Text(message.CountGrams, e.GramsA, e.GramsB, e.Common, e.Union))
	p.item(p.Text(message.CountContained, p.fraction(e.ContainmentA), p.fraction(e.ContainmentB)))
	if a := e.Aligned; a != nil {
		p.aligned(a)
	} else if !e.Equal {
		p.item(p.Text(message.NotAligned))
	}
	if !e.Equal {
		p.nomination(&e.Nomination)
	}
	if len(e.Passages) > 0 {
		p.section(p.Count(message.ExplainPassages, len(e.Passages)))
		rows := make([][]cell, len(e.Passages))
		for i, q := range e.Passages {
			kind := label(p.Kind(q.Kind))
			if q.Template {
				kind += p.Text(message.Aside, p.Text(message.TemplateMark))
			}
			rows[i] = []cell{
				{text: label(q.ID)},
				{text: p.Count(message.LetterCount, int(q.Letters)), right: true},
				{text: p.lines(e.A, q.A) + between + p.lines(e.B, q.B)},
				{text: kind},
			}
		}
		p.grid(rows)
	}
}

// tests writes each figure that is asked for with what its rule wants. That of the rule
// by decided.
func (p *printer) tests(tests []finding.Test, by string) {
	var rows [][]cell
	for i := range tests {
		t := &tests[i]
		if !t.Asked {
			continue
		}
		show := whole
		if t.Of == nil {
			show = func(x finding.Figure) string { return strconv.FormatFloat(round(float64(x), 1), 'f', -1, 64) }
		}
		value := show(t.Value)
		if t.Of != nil {
			value = p.fraction(*t.Of)
		}
		result := cell{text: p.Text(message.Passed)}
		switch {
		case t.Rule == by:
			result.text, result.style = p.Text(message.Decided), bold
		case !t.Passed:
			result.text, result.style = p.Text(message.Missed, show(t.Limit-t.Value)), faint
		}
		rows = append(rows, []cell{
			{text: label(p.Test(t.Rule))}, {text: value, right: true}, {text: p.Text(message.AtLeast, show(t.Limit))}, result,
		})
	}
	p.grid(rows)
	for _, t := range tests {
		if t.Rule == "length" && !t.Passed {
			p.item(p.Text(message.LengthRule, int(t.Limit)))
		}
	}
}

// aligned writes what alignment adds to the figures of a pair.
func (p *printer) aligned(a *finding.Aligned) {
	in := func(counts bool) string {
		if counts {
			return p.Text(message.CountedIn)
		}
		return p.Text(message.CountedOut)
	}
	p.item(p.Text(message.CountAligned, p.fraction(a.A), p.fraction(a.B)))
	if a.Masks > 0 {
		p.item(p.Text(message.CountMasks, a.Masks, a.MasksLimit, in(a.Masks >= a.MasksLimit)))
	}
	if a.Slight {
		p.item(p.Text(message.CountSlight))
	}
	if a.Replaced == 0 {
		return
	}
	p.item(p.Text(message.CountReplaced, a.Replaced, a.ReplacementsLimit, in(a.Spun)))
	p.flow(2*gap, p.Text(message.Comma), p.some(replaced(a.Replacements), shownWords, message.MoreWords))
}

func replaced(rs []finding.Replacement) []string {
	items := make([]string, len(rs))
	for i, r := range rs {
		items[i] = fmt.Sprintf("%s→%s ×%d", safe.Line(r.From), safe.Line(r.To), r.Count)
	}
	return items
}

func (p *printer) nomination(n *finding.Nomination) {
	switch {
	case !n.Compared:
		p.section(p.Text(message.ExplainSpared))
		if len(n.By) > 0 {
			p.item(p.Text(message.NominatedCapped))
		}
	case len(n.By) == 0:
		p.section(p.Text(message.ExplainNominated))
		p.item(p.Text(message.NominatedByGroup))
	default:
		p.section(p.Text(message.ExplainNominated))
	}
	by := func(name, figures string) {
		if slices.Contains(n.By, name) {
			figures += p.Text(message.Aside, p.Text(message.Passed))
		}
		p.item(figures)
	}
	if n.Sketch == "simhash" {
		by("sketch", p.Text(message.NominatedSimHash, p.fraction(n.Estimate), whole(n.Least)))
	} else {
		by("sketch", p.Text(message.NominatedMinHash, p.fraction(n.Estimate), whole(n.Least), n.Bands.Den, n.Bands.Num))
	}
	by("seeds", p.Text(message.NominatedSeeds, p.fraction(n.SeedsA), p.fraction(n.SeedsB), whole(n.SeedShare)))
	by("passages", p.Text(message.NominatedRare, n.Common, n.Clusters, n.Holders, n.Rare, n.RareLimit))
	if n.OfCrowd {
		p.item(p.Text(message.NominatedCrowd, n.CrowdHolders))
	}
	if len(n.Rarest) == 0 {
		return
	}
	p.item(p.Text(message.RarestSeeds))
	items := make([]string, len(n.Rarest))
	for i, s := range n.Rarest {
		items[i] = p.Text(message.SeedFrequency, safe.Line(s.Letters), s.Clusters, s.Submissions)
	}
	p.flow(2*gap, p.Text(message.Comma), items)
}

func (p *printer) explainPassage(e *finding.PassageReasons) {
	facts := safe.Cut(safe.Line(e.ID)+"  "+label(p.Kind(e.Kind)), p.width/3) + "  " + p.Count(message.LetterCount, int(e.Letters)) + "  "
	p.line(p.styled(bold, facts+p.relation(e.A.Submission, e.B.Submission, p.width-safe.Width(facts))))
	for _, s := range []struct {
		side    message.Key
		of      finding.Side
		excerpt string
	}{{message.SideA, e.A, e.Excerpt}, {message.SideB, e.B, e.ExcerptB}} {
		r := s.of.Range
		at := p.Text(message.WhereExact, p.lines(s.of.Submission, r), r.Rune[0], r.Rune[1], r.Byte[0], r.Byte[1])
		if e.Estimated && p.where(s.of) == "" {
			at = p.Text(message.Estimated)
		}
		p.row(0, cell{text: p.Text(s.side), width: 2}, cell{text: at})
		if s.excerpt != "" {
			p.row(2+gap, cell{text: safe.Line(s.excerpt), style: faint})
		}
	}
	if e.Estimated {
		p.wrap(0, p.Text(message.EstimatedKind, label(p.Kind(e.Kind)), percent(e.Similarity)))
		p.wrap(0, p.Text(message.EstimatedBy))
		p.wrap(0, p.Text(message.KeyLine, safe.Line(e.Key)))
		return
	}
	limit := ""
	switch {
	case e.KindLimit > 0 && e.KindLimit <= 1:
		limit = whole(e.KindLimit)
	case e.KindLimit > 1:
		limit = strconv.Itoa(int(e.KindLimit))
	}
	p.wrap(0, p.Text(message.KindRule, label(p.Kind(e.Kind)), safe.Line(p.KindReason(e.Kind, limit))))
	p.flow(2+gap, p.Text(message.Comma), p.some(replaced(e.Replacements), shownWords, message.MoreWords))
	p.wrap(0, p.Text(message.SimilarityLine, p.fraction(e.Matched)))
	p.template(&e.Template)
	key := []string{p.Text(message.KeyLine, safe.Line(e.Key))}
	if len(e.SameKey) > 0 {
		key = append(key, p.Text(message.SameKey, strings.Join(p.some(safely(e.SameKey), shownPlaces, message.MoreWords), p.Text(message.Comma))))
	}
	p.flow(0, p.Text(message.Clause), key)
	if e.Equal {
		p.wrap(0, p.Text(message.ExplainedEqual))
		return
	}
	if len(e.Tests) > 0 {
		p.section(p.Text(message.ExplainWhy))
		p.passageTests(e)
	}
	p.edits(e)
	p.seeds(e)
}

// passageTests writes the figures of a passage.
func (p *printer) passageTests(e *finding.PassageReasons) {
	p.tests(e.Tests, "")
	missed := slices.ContainsFunc(e.Tests, func(t finding.Test) bool { return t.Asked && !t.Passed })
	switch {
	case e.Statutes:
		p.item(p.Text(message.StatuteNote))
	case missed:
		p.item(p.Text(message.BeforeNote))
	}
}

func (p *printer) template(t *finding.TemplateTest) {
	why := p.TemplateReason(t.Reason)
	if t.Common.Den > 0 {
		figures := p.Text(message.TemplateSeeds, t.Crowd, p.fraction(t.Common), whole(t.Limit))
		if why == "" {
			why = figures
		} else {
			why += p.Text(message.Aside, figures)
		}
	}
	key := message.TemplateNo
	if t.Template {
		key = message.TemplateYes
	}
	p.wrap(0, p.Text(key, why))
}

func (p *printer) seeds(e *finding.PassageReasons) {
	if len(e.Seeds) == 0 {
		return
	}
	p.section(p.Count(message.ExplainSeeds, len(e.Seeds)))
	p.item(p.Text(message.SeedsNote, whole(e.StockWeight)))
	shown := e.Seeds[:min(len(e.Seeds), shownSeeds)]
	rows := [][]cell{{
		{text: p.Text(message.ColPlace), style: faint},
		{text: p.Text(message.ColLettersOf), style: faint},
		{text: p.Text(message.ColClusters), right: true, style: faint},
		{text: p.Text(message.ColSubmissions), right: true, style: faint},
		{text: p.Text(message.ColWeight), right: true, style: faint},
		{text: p.Text(message.ColGrams), right: true, style: faint},
		{text: p.Text(message.ColStock), right: true, style: faint},
		{},
	}}
	number := func(n int32) string { return strconv.Itoa(int(n)) }
	for _, s := range shown {
		stock := ""
		if s.Stock > 0 {
			stock = number(s.Stock)
		}
		rows = append(rows, []cell{
			{text: p.lines(e.A.Submission, s.Range)},
			{text: safe.Line(s.Letters)},
			{text: number(s.Clusters), right: true},
			{text: number(s.Submissions), right: true},
			{text: strconv.FormatFloat(float64(s.Weight), 'f', 2, 64), right: true},
			{text: number(s.Grams), right: true},
			{text: stock, right: true},
			{},
		})
	}
	p.grid(rows)
	if rest := len(e.Seeds) - len(shown); rest > 0 {
		p.item(p.Count(message.MoreSeeds, rest))
	}
}

func (p *printer) edits(e *finding.PassageReasons) {
	if e.Kind == "reordered" {
		p.section(p.Text(message.ReorderedEdits))
		return
	}
	if len(e.Edits) == 0 {
		return
	}
	p.section(p.Count(message.ExplainEdits, len(e.Edits)))
	shown := e.Edits[:min(len(e.Edits), shownEdits)]
	rows := make([][]cell, len(shown))
	const room = 40 // columns of both texts
	for i, x := range shown {
		from, to := quoted(x.From), quoted(x.To)
		a, b := share(room, safe.Width(from), safe.Width(to))
		change := middle(from, a) + " → " + middle(to, b)
		switch x.Op {
		case "insert":
			change = middle(to, room)
		case "delete":
			change = middle(from, room)
		}
		rows[i] = []cell{
			{text: label(p.Op(x.Op))}, {text: label(p.Class(x.Class))}, {text: p.lines(e.A.Submission, x.A) + between + p.lines(e.B.Submission, x.B)}, {text: change},
		}
	}
	p.grid(rows)
	if rest := len(e.Edits) - len(shown); rest > 0 {
		p.item(p.Count(message.MoreEdits, rest))
	}
}

func safely(ids []string) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = label(id)
	}
	return out
}

// quoted returns a text of a document in quotes, line ends shown.
func quoted(s string) string {
	return "“" + safe.Line(strings.NewReplacer("\r\n", "↵", "\n", "↵", "\r", "↵").Replace(s)) + "”"
}

func (p *printer) explainCluster(e *finding.ClusterReasons) {
	p.line(p.styled(bold, p.clusterMark(e.ID)) + "  " + p.Count(message.ClusterLine, len(e.Members), percent(e.LowestResemblance)))
	p.flow(gap, p.Text(message.Comma), p.some(p.names(e.Members), shownMembers, message.MoreMembers))
	p.edges(message.ExplainEdges, e.Edges)
	p.edges(message.ExplainLoose, e.Loose)
}

func (p *printer) edges(title message.Key, edges []finding.Edge) {
	if len(edges) == 0 {
		return
	}
	p.section(p.Count(title, len(edges)))
	shown := edges[:min(len(edges), shownEdges)]
	rows := make([][]cell, len(shown))
	for i, x := range shown {
		rule, value := label(p.Test(x.By)), percent(float64(x.Value))
		rows[i] = []cell{
			{text: value, right: true},
			{text: rule},
			{text: p.relation(x.A, x.B, p.width-4*gap-safe.Width(value)-safe.Width(rule))},
		}
	}
	p.grid(rows)
	if rest := len(edges) - len(shown); rest > 0 {
		p.item(p.Count(message.MoreEdges, rest))
	}
}
