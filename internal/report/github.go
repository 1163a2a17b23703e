package report

import (
	"fmt"
	"io"
	"strings"

	"chachong/internal/finding"
	"chachong/internal/message"
	"chachong/internal/policy"
	"chachong/internal/safe"
)

// githubShown is how many annotations of each level a step shows; it drops the others
// without a word.
const githubShown = 10

// GitHub writes r as workflow commands of GitHub Actions: an error for each input that was
// not read and for each submission and passage over a limit, a warning for the shorter
// passages of such submissions, at most ten of each, then the verdict with how many were
// left out. Every line is a command: none begins with what a stranger wrote.
func GitHub(w io.Writer, r *finding.Result, opt GateOptions) error {
	p := newPrinter(w, opt.Options)
	p.numbers = true
	p.shorten(r)
	g := newGate(r)
	a := &annotations{printer: p}
	for _, c := range g.over {
		a.add("error", c.Path, c.Range, p.RuleTitle(c.limits[0].rule), p.name(c.ID)+p.Text(message.Colon)+p.limitsSay(c))
	}
	level := "error"
	if g.outcome() == passed {
		level = "warning"
	}
	for _, i := range g.noted {
		in := &r.Inputs[i]
		if !policy.Unread(in) {
			continue
		}
		said := p.Reason(in.Code, in.Reason)
		if hint := p.Hint(in.Code, in.Hint); hint != "" {
			said += p.Text(message.Semicolon) + p.Text(message.HintLine, hint)
		}
		a.add(level, in.Path, finding.Range{}, p.RuleTitle("unread"), p.path(in.Path)+p.Text(message.Colon)+said)
	}
	if g.fresh == 0 {
		a.add("error", "", finding.Range{}, "chachong gate", p.Text(message.GateNothing))
	}
	for _, c := range g.over {
		for i := range c.places {
			q := &c.places[i]
			level := "warning"
			if q.over {
				level = "error"
			}
			said := label(p.Kind(q.Kind)) + " " + p.Count(message.LetterCount, int(q.letters)) + between + p.sourcePlace(g, q)
			a.add(level, c.Path, q.side.Range, p.RuleTitle(longPassage), said)
		}
	}
	said := p.verdictSays(g)
	for _, more := range []string{p.unreadSays(g), p.clearedSays(g), a.leftOut()} {
		if more != "" {
			said += p.Text(message.Semicolon) + more
		}
	}
	p.annotate("notice", "", "chachong gate"+p.Text(message.Colon)+p.verdictWord(g), said)
	return p.done()
}

// annotations writes those that are shown, and counts the others.
type annotations struct {
	*printer
	errors, warnings, rest int
}

func (a *annotations) add(level, path string, at finding.Range, title, said string) {
	n := &a.errors
	if level == "warning" {
		n = &a.warnings
	}
	if *n == githubShown {
		a.rest++
		return
	}
	*n++
	where := ""
	if path != stdin && path != "" {
		file, _, inside := strings.Cut(path, "!/")
		where = "file=" + githubProperty(file)
		if !inside && at.Line[0] > 0 {
			where += fmt.Sprintf(",line=%d,endLine=%d", at.Line[0], at.Line[1])
		}
	}
	a.annotate(level, where, title, said)
}

func (a *annotations) leftOut() string {
	if a.rest == 0 {
		return ""
	}
	return a.Text(message.GateAnnotations, a.rest)
}

// annotate writes a workflow command in one line.
func (p *printer) annotate(level, where, title, said string) {
	if where != "" {
		where += ","
	}
	p.line(fmt.Sprintf("::%s %stitle=%s::%s", level, where, githubProperty(safe.Line(title)), githubData(said)))
}

// githubData returns a text as a message of a workflow command, which holds no line end and
// steers no terminal.
func githubData(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(safe.CI(safe.Line(s)))
}

// githubProperty returns a text as a property of a workflow command. Names of files stay as
// they are, but for what would end the property or the line.
func githubProperty(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C").Replace(safe.Terminal(s))
}
