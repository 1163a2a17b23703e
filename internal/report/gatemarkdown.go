package report

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"chachong/internal/finding"
	"chachong/internal/message"
	"chachong/internal/safe"
)

// gateParts is the part of the room that observations may take: what fails a gate comes first.
const gateParts = 8

// GateMarkdown writes r as a comment on a pull request, at most 65,536 characters long: the
// verdict, a table of the limits that were passed, what was not read, entries of the
// baseline that fit nothing, and the passages of each submission folded away. What was left
// out is counted; what comes from strangers acts as no markup.
func GateMarkdown(w io.Writer, r *finding.Result, opt GateOptions) error {
	p := newPrinter(w, Options{Lang: opt.Lang})
	p.numbers = true
	p.shorten(r)
	g := newGate(r)
	c := &comment{printer: p, view: g.view, room: commentLimit - commentMargin}
	c.put(fmt.Sprintf("### %s%s%s\n", p.verdictWord(g), p.Text(message.Colon), p.verdictSays(g)))
	if said := p.unreadSays(g); said != "" {
		c.put("\n**" + said + "**\n")
	}
	if said := p.clearedSays(g); said != "" {
		c.put("\n" + said + "\n")
	}
	c.put(c.gateLimits(g))
	c.put(c.ledger())
	c.put(c.stale(opt.stale()))
	c.put(c.observed(gateParts))
	for i, one := range g.over {
		block := c.gateCase(g, one, opt.HideSources, c.room/(len(g.over)-i))
		if block == "" {
			break
		}
		c.put(block)
	}
	return p.done()
}

// gateLimits returns the table of submissions over a limit.
func (c *comment) gateLimits(g *gate) string {
	if len(g.over) == 0 {
		return ""
	}
	l := &listing{room: c.room / rowsShare}
	l.WriteString(row(c.Text(message.ColSubmission), c.Text(message.SectionOverLimit), c.Text(message.ColSource)))
	l.WriteString(row("---", "---", "---"))
	for _, one := range g.over[:min(len(g.over), commentRows)] {
		others := ""
		for i := range one.limits {
			if o := one.limits[i].other; o != "" && others == "" {
				others = safe.Markdown(c.sourceIn(g, o, "", commentSource))
			}
		}
		if !l.add(row(c.called(one.ID), safe.Markdown(c.limitsSay(one)), others)) {
			break
		}
	}
	return c.section(message.SectionOverLimit, l, len(g.over)-l.lines, message.GateMoreCases)
}

// stale returns the entries of the baseline that fit nothing.
func (c *comment) stale(list []Stale) string {
	if len(list) == 0 {
		return ""
	}
	l := &listing{room: c.room / rowsShare}
	for i := range list[:min(len(list), commentRows)] {
		if !l.add("- " + c.text(list[i].Says(c.Lang), commentReason) + "\n") {
			break
		}
	}
	s := fmt.Sprintf("\n#### %s\n\n%s", c.Count(message.GateStale, len(list)), l.String())
	if rest := len(list) - l.lines; rest > 0 {
		s += "\n" + c.Count(message.GateMoreStale, rest) + "\n"
	}
	return s
}

// gateCase returns the passages of a submission folded away, in so many characters; "" where
// there is no room for any.
func (c *comment) gateCase(g *gate, one *gateCase, hide bool, room int) string {
	const frame = 200 // characters behind the list
	head := fmt.Sprintf("\n<details><summary>%s · %s</summary>\n\n", c.called(one.ID), safe.Markdown(c.limitsSay(one)))
	l := &listing{room: room - frame - utf8.RuneCountInString(head)}
	sentences := []sentence(nil)
	if hide {
		sentences = one.toRewrite()
	}
	for i := range one.places[:min(len(one.places), commentPassages)] {
		p := &one.places[i]
		line := fmt.Sprintf("- %s · %s · %s ↔ %s\n", c.lines(one.ID, p.side.Range), safe.Markdown(label(c.Kind(p.Kind))), c.Count(message.LetterCount, int(p.letters)), safe.Markdown(c.sourceIn(g, p.source.Submission, c.sourceAt(g, p), commentSource)))
		if words := c.text(g.opening(p), commentExcerpt); words != "" && len(sentences) == 0 {
			line += "  > " + words + "\n"
		}
		if !l.add(line) {
			break
		}
	}
	left := len(one.places) - l.lines
	lines := l.lines
	if len(sentences) > 0 && l.add("\n"+c.Text(message.GateRewrite)+strings.TrimRight(c.Text(message.Colon), " ")+"\n\n") {
		for i, s := range sentences {
			if !l.add("- " + c.lineOf(one.ID, s.line) + c.Text(message.Colon) + c.text(s.text, 4*commentExcerpt) + "\n") {
				l.WriteString("\n" + c.Count(message.GateMorePlain, len(sentences)-i) + "\n")
				break
			}
		}
	}
	if lines == 0 {
		return ""
	}
	s := head + l.String()
	if left > 0 {
		s += "\n" + c.Count(message.GateMorePlaces, left) + "\n"
	}
	if said := c.apartSays(one); said != "" {
		s += "\n" + said + "\n"
	}
	return s + "\n</details>\n"
}
