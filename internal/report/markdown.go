package report

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"chachong/internal/finding"
	"chachong/internal/message"
	"chachong/internal/policy"
	"chachong/internal/safe"
)

// What a comment of GitHub holds.
const (
	commentLimit  = 65_536 // characters
	commentMargin = 1_024  // for what a bot may put around it
)

// How much of each list a comment shows at most, and which part of the room the lists
// that come before the passages may take.
const (
	commentRows     = 40
	commentClusters = 20
	commentMembers  = 12
	commentPassages = 20
	commentInputs   = 40
	commentName     = 60  // columns of a name or title
	commentSource   = 120 // columns of a source with its mark, title and place
	commentReason   = 200 // columns of a reason with its hint, or of a note
	commentExcerpt  = 200 // columns
	rowsShare       = 3   // a third each for submissions, clusters and inputs
)

// Markdown writes r as a comment on a pull request, at most 65,536 characters long: what
// was found, the submissions with reuse or over a limit, clusters, inputs that were not
// read in full, and the longest passages folded away. What was left out is counted. What
// comes from strangers can neither act as markup nor name persons or issues.
func Markdown(w io.Writer, r *finding.Result, opt Options) error {
	p := newPrinter(w, Options{Lang: opt.Lang})
	p.shorten(r)
	c := &comment{printer: p, view: newView(r), room: commentLimit - commentMargin}
	for _, s := range []string{c.summary(), c.submissions(), c.clusters(), c.roster(), c.ledger()} {
		c.put(s)
	}
	c.put(c.observed(rowsShare))
	c.put(c.passages())
	return p.done()
}

// comment prints a result as Markdown.
type comment struct {
	*printer
	*view
	room int // characters that are left
}

// put writes a section that fits.
func (c *comment) put(s string) {
	c.room -= utf8.RuneCountInString(s)
	c.WriteString(s)
}

// text returns what a stranger wrote, as Markdown shows it.
func (c *comment) text(s string, columns int) string {
	return safe.Markdown(middle(safe.Line(s), columns))
}

func (c *comment) called(id string) string { return c.text(c.name(id), commentName) }

// listing is the lines of a section as long as there is room for them.
type listing struct {
	strings.Builder
	room  int // characters
	lines int // that were added
}

// add adds a line, or a block of them, if there is room for it and for what says that
// others were left out.
func (l *listing) add(s string) bool {
	const more = 200 // characters
	n := utf8.RuneCountInString(s)
	if l.room < n+more {
		return false
	}
	l.room -= n
	l.lines++
	l.WriteString(s)
	return true
}

// summary says what was looked at and found.
func (c *comment) summary() string {
	var b strings.Builder
	counts := c.Count(message.FileCount, c.documents) + c.Text(message.Clause) + c.Count(message.SubmissionCount, c.fresh)
	if use := c.Run.Archive; use != nil {
		counts += c.Text(message.Clause) + c.Count(message.AgainstArchive, use.Submissions)
	}
	fmt.Fprintf(&b, "### %s%s%s\n\n", c.Text(message.Headline), c.Text(message.Colon), counts)
	said := c.conclusions(c.view)
	if c.fresh == 0 {
		said = []string{c.Text(message.NothingToCompare)}
	}
	fmt.Fprintf(&b, "**%s**\n", strings.Join(said, c.Text(message.Clause)))
	said = c.provisos(c.view)
	if len(said) > 0 {
		fmt.Fprintf(&b, "\n%s\n", strings.Join(said, c.Text(message.Semicolon)))
	}
	var omitted []string
	if c.folder != "" {
		omitted = append(omitted, c.Text(message.FolderOmitted, c.folder))
	}
	omitted = append(omitted, c.omittedFromNames()...)
	if len(omitted) > 0 {
		fmt.Fprintf(&b, "\n%s\n", c.text(strings.Join(omitted, c.Text(message.Semicolon)), commentReason))
	}
	return b.String()
}

// section returns the title of a section and its list, and behind it how many are not in it.
func (c *comment) section(title message.Key, l *listing, left int, more message.Key) string {
	if l.lines == 0 && left == 0 {
		return ""
	}
	s := fmt.Sprintf("\n#### %s\n\n%s", c.Text(title), l.String())
	if left > 0 {
		s += "\n" + c.Count(more, left) + "\n"
	}
	return s
}

// submissions returns the table of those that share something or are over a limit.
func (c *comment) submissions() string {
	var list []int
	for _, i := range c.order {
		if c.concern(i) < policy.Template || c.apart(i) {
			list = append(list, i)
		}
	}
	if len(list) == 0 {
		return ""
	}
	l := &listing{room: c.room / rowsShare}
	head := []string{c.Text(message.ColSubmission), c.Text(message.ColReuse), c.Text(message.ColSource), c.Text(message.ColCluster), c.Text(message.ColLetters), c.Text(message.CSVConclusion)}
	rule := []string{"---", "--:", "---", "---", "--:", "---"}
	const own = 2 // the column of reuse without own earlier work
	if c.Run.Archive != nil {
		head, rule = slices.Insert(head, own, c.Text(message.ColWithoutOwn)), slices.Insert(rule, own, "--:")
	}
	l.WriteString(row(head...))
	l.WriteString(row(rule...))
	for _, i := range list[:min(len(list), commentRows)] {
		s := &c.Submissions[i]
		source, conclusion := "", c.Text(c.conclusion(i))
		if id := s.Reuse.LargestSourceID; id != "" {
			source = percent(s.Reuse.LargestSource) + " " + c.called(id)
		}
		if m := marked(c.Lang, &c.stands[i].Marks); m != "" {
			conclusion += c.Text(message.Aside, m)
		}
		cells := []string{c.called(s.ID), percent(s.Reuse.Total), source, c.clusterMark(s.Cluster), strconv.Itoa(int(s.Letters)), conclusion}
		if c.Run.Archive != nil {
			x, _ := without(&s.Reuse)
			cells = slices.Insert(cells, own, percent(x))
		}
		if !l.add(row(cells...)) {
			break
		}
	}
	return c.section(message.SectionSubmissions, l, len(list)-l.lines, message.MoreRows)
}

// clusters returns the clusters with their members.
func (c *comment) clusters() string {
	if len(c.Clusters) == 0 {
		return ""
	}
	l := &listing{room: c.room / rowsShare}
	for _, i := range c.groups[:min(len(c.groups), commentClusters)] {
		cl := &c.Clusters[i]
		var names []string
		for _, id := range cl.Members[:min(len(cl.Members), commentMembers)] {
			names = append(names, c.called(id))
		}
		if more := len(cl.Members) - len(names); more > 0 {
			names = append(names, c.Count(message.MoreMembers, more))
		}
		line := fmt.Sprintf("- **%s** %s%s%s\n", c.clusterMark(cl.ID), safe.Markdown(c.clusterLine(c.view, i)), c.Text(message.Colon), strings.Join(names, c.Text(message.Comma)))
		if !l.add(line) {
			break
		}
	}
	return c.section(message.SectionClusters, l, len(c.groups)-l.lines, message.MoreClusters)
}

// passages returns the longest passages, of clusters too, each folded away.
func (c *comment) passages() string {
	shown, all := c.mostTelling()
	if all == 0 {
		return ""
	}
	title := utf8.RuneCountInString(c.section(message.PassagesTitle, &listing{lines: 1}, 0, 0))
	l := &listing{room: c.room - title}
	for _, q := range shown {
		about := fmt.Sprintf("%s · %s · %s", safe.Markdown(label(q.ID)), safe.Markdown(label(c.Kind(q.Kind))), c.Count(message.LetterCount, int(q.Letters)))
		places := c.called(q.A.Submission) + " " + c.lines(q.A.Submission, q.A.Range) + between + c.called(q.B.Submission)
		if at := c.where(q.B); at != "" {
			places += " " + at
		}
		block := fmt.Sprintf("<details><summary>%s · %s</summary>\n\n", about, places)
		if said := c.remarks(q); said != "" {
			block += c.text(said, commentReason) + "\n\n"
		}
		block += "> " + c.text(q.Excerpt, commentExcerpt) + "\n\n</details>\n"
		if !l.add(block) {
			break
		}
	}
	return c.section(message.PassagesTitle, l, all-l.lines, message.MorePassages)
}

// mostTelling returns the longest passage of each cluster and the longest of those outside
// of clusters, and how many passages there are that are no template.
func (c *comment) mostTelling() (shown []*finding.Passage, all int) {
	for _, i := range c.groups {
		if q := c.longest[i]; q != nil && len(shown) < commentPassages/2 {
			shown = append(shown, q)
		}
	}
	others, _ := c.examples(commentPassages-len(shown), nil)
	for i := range c.Passages {
		if !c.Passages[i].Template {
			all++
		}
	}
	return append(shown, others...), all
}

// ledger returns the table of inputs that were not read, or not in full.
func (c *comment) ledger() string {
	if c.unread == 0 {
		return ""
	}
	l := &listing{room: c.room / rowsShare}
	l.WriteString(row(c.Text(message.CSVFile), c.Text(message.CSVStatus), c.Text(message.CSVReason)))
	l.WriteString(row("---", "---", "---"))
	for _, i := range c.noted {
		in := &c.Inputs[i]
		if !policy.Unread(in) {
			continue
		}
		reason := c.Reason(in.Code, in.Reason)
		if hint := c.Hint(in.Code, in.Hint); hint != "" {
			reason += c.Text(message.Semicolon) + hint
		}
		cells := row(c.text(c.path(in.Path), commentName), safe.Markdown(c.Status(string(in.Told()))), c.text(reason, commentReason))
		if l.lines == commentInputs || !l.add(cells) {
			break
		}
	}
	return c.section(message.SectionLedger, l, c.unread-l.lines, message.MoreInputs)
}

// row returns a row of a table.
func row(cells ...string) string { return "| " + strings.Join(cells, " | ") + " |\n" }

// observed returns what was noticed beside the figures, folded away, in at most one part of so
// many of the room.
func (c *comment) observed(parts int) string {
	list := c.Result.Observed()
	if len(list) == 0 {
		return ""
	}
	l := &listing{room: c.room / parts}
	for _, o := range list[:min(len(list), commentInputs)] {
		name, place := c.observedAt(o)
		line := fmt.Sprintf("- %s · %s", safe.Markdown(c.ObservedKind(string(o.Kind))), c.text(name, commentName))
		if place != "" {
			line += " " + place
		}
		line += c.Text(message.Colon) + c.text(c.noticed(o), commentReason)
		if o.Quotes() {
			line += c.Text(message.Colon) + c.text(c.Text(message.Quoted, o.Text), commentExcerpt)
		}
		if !l.add(line + "\n") {
			break
		}
	}
	s := fmt.Sprintf("\n<details><summary>%s</summary>\n\n%s", c.Text(message.SectionObserved), l.String())
	if rest := len(list) - l.lines; rest > 0 {
		s += "\n" + c.Count(message.MoreObservedMD, rest) + "\n"
	}
	return s + "\n</details>\n"
}

// roster returns who of a roster handed in.
func (c *comment) roster() string {
	use := c.Run.Roster
	if use == nil {
		return ""
	}
	l := &listing{room: c.room / rowsShare}
	l.add("- " + c.rosterLine(use) + "\n")
	for _, list := range c.rosterLists(use) {
		if !l.add("- " + safe.Markdown(list.title+strings.Join(list.names, c.Text(message.Comma))) + "\n") {
			break
		}
	}
	return c.section(message.SectionRoster, l, 0, message.MoreInputs)
}
