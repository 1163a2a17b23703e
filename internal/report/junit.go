package report

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"chachong/internal/finding"
	"chachong/internal/message"
	"chachong/internal/policy"
	"chachong/internal/safe"
)

type junitSuites struct {
	XMLName  xml.Name   `xml:"testsuites"`
	Name     string     `xml:"name,attr"`
	Tests    int        `xml:"tests,attr"`
	Failures int        `xml:"failures,attr"`
	Errors   int        `xml:"errors,attr"`
	Time     string     `xml:"time,attr"`
	Suite    junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name       string          `xml:"name,attr"`
	Tests      int             `xml:"tests,attr"`
	Failures   int             `xml:"failures,attr"`
	Errors     int             `xml:"errors,attr"`
	Skipped    int             `xml:"skipped,attr"`
	Time       string          `xml:"time,attr"` // seconds
	Properties []junitProperty `xml:"properties>property"`
	Cases      []junitCase     `xml:"testcase"`
}

type junitProperty struct {
	Name  string `xml:"name,attr"`
	Value string `xml:"value,attr"`
}

type junitCase struct {
	Class   string      `xml:"classname,attr"`
	Name    string      `xml:"name,attr"`
	Time    string      `xml:"time,attr"`
	Skipped *junitFault `xml:"skipped"`
	Error   *junitFault `xml:"error"`
	Failure *junitFault `xml:"failure"`
}

type junitFault struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr,omitempty"`
	Text    string `xml:",chardata"`
}

const noTime = "0.000" // a submission has no time of its own

// JUnit writes r as XML in the form of JUnit that Jenkins and GitLab read: a test case for
// each new submission, which fails where it is over a limit, and one in error for each input
// that was not read, or not in full; it is skipped where the settings allow that. A verdict
// that is no pass is never green: where nothing else says so, a case of its own does.
func JUnit(w io.Writer, r *finding.Result, opt GateOptions) error {
	p := newPrinter(io.Discard, opt.Options)
	p.numbers = true
	p.shorten(r)
	g := newGate(r)
	suite := junitSuite{
		Name: "chachong gate", Time: fmt.Sprintf("%.3f", r.Run.ElapsedSeconds),
		Properties: []junitProperty{{"chachong.version", safe.Line(r.Run.Version)}, {"chachong.exit_code", fmt.Sprint(r.Verdict.ExitCode)}},
	}
	if use := r.Run.Archive; use != nil {
		suite.Properties = append(suite.Properties, junitProperty{"chachong.archive.submissions", fmt.Sprint(use.Submissions)})
	}
	if n := len(r.Verdict.Cleared); n > 0 {
		suite.Properties = append(suite.Properties, junitProperty{"chachong.cleared", fmt.Sprint(n)})
	}
	for _, c := range g.cases {
		suite.add(p.junitSubmission(g, c, opt.HideSources))
	}
	for _, i := range g.noted {
		if in := &r.Inputs[i]; policy.Unread(in) {
			suite.add(p.junitUnread(g, in))
		}
	}
	if suite.Failures+suite.Errors == 0 && g.outcome() != passed {
		said := p.verdictWord(g) + p.Text(message.Colon) + p.verdictSays(g)
		suite.add(junitCase{Class: "chachong", Name: p.Text(message.GateReading), Time: noTime, Error: &junitFault{Message: said, Type: "verdict", Text: said}})
	}
	all := junitSuites{Name: suite.Name, Tests: suite.Tests, Failures: suite.Failures, Errors: suite.Errors, Time: suite.Time, Suite: suite}
	out := newPrinter(w, opt.Options)
	out.WriteString(xml.Header)
	enc := xml.NewEncoder(out)
	enc.Indent("", " ")
	if err := enc.Encode(all); err != nil {
		return fmt.Errorf("encode JUnit: %w", err)
	}
	out.WriteByte('\n')
	return out.done()
}

func (s *junitSuite) add(c junitCase) {
	s.Tests++
	switch {
	case c.Failure != nil:
		s.Failures++
	case c.Error != nil:
		s.Errors++
	case c.Skipped != nil:
		s.Skipped++
	}
	s.Cases = append(s.Cases, c)
}

func (p *printer) junitSubmission(g *gate, c *gateCase, hide bool) junitCase {
	out := junitCase{Class: p.path(c.Path), Name: fmt.Sprintf("#%d", c.Ordinal), Time: noTime}
	if title := safe.Line(c.Title); title != "" {
		out.Name = title + " " + out.Name
	}
	if len(c.limits) == 0 {
		return out
	}
	out.Failure = &junitFault{Message: p.limitsSay(c), Type: c.limits[0].rule, Text: p.caseSays(g, c, hide)}
	out.Failure.Type = safe.Line(out.Failure.Type)
	return out
}

// limitsSay returns what a submission is over in one line.
func (p *printer) limitsSay(c *gateCase) string {
	var said []string
	for i := range c.limits {
		l := &c.limits[i]
		s := label(p.Rule(l.rule)) + " " + p.value(l.rule, l.value)
		if limit := p.limitOf(l); limit != "" {
			s += p.Text(message.Aside, limit)
		}
		if l.estimated {
			s += p.Text(message.Clause) + p.Text(message.ColEstimated)
		}
		said = append(said, s)
	}
	return strings.Join(said, p.Text(message.Semicolon))
}

// caseSays returns the limits and passages of a submission as Gate writes them.
func (p *printer) caseSays(g *gate, c *gateCase, hide bool) string {
	var b strings.Builder
	q := newPrinter(&b, Options{Lang: p.Lang, Width: p.width})
	q.shortening = p.shortening
	q.gateLimits(g, c)
	q.gatePlaces(g, c, hide)
	if hide {
		q.gateSentences(c)
	}
	q.Flush()
	return "\n" + safe.CI(b.String())
}

func (p *printer) junitUnread(g *gate, in *finding.Input) junitCase {
	said := p.Reason(in.Code, in.Reason)
	fault := &junitFault{Message: safe.Line(said), Type: safe.Line(in.Code)}
	if hint := p.Hint(in.Code, in.Hint); hint != "" {
		fault.Text = safe.Line(p.Text(message.HintLine, hint))
	}
	out := junitCase{Class: p.path(in.Path), Name: p.Text(message.GateReading), Time: noTime}
	if g.outcome() == passed {
		fault.Type = ""
		out.Skipped = fault
	} else {
		out.Error = fault
	}
	return out
}
