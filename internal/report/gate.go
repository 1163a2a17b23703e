package report

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"chachong/internal/finding"
	"chachong/internal/message"
	"chachong/internal/policy"
	"chachong/internal/safe"
)

// GateOptions are those of a gate's reports.
type GateOptions struct {
	Options
	// HideSources is set where the result went through finding.HideSources: the sentences
	// to rewrite are listed instead of the places of their sources. Stale entries, which name
	// others, are left out then, and the one command that is offered lists all the sentences.
	HideSources bool
	Baseline    string  // path of the list of what was accepted; "" where there is none
	Stale       []Stale // its entries that fit nothing
}

// Stale is an entry of a baseline that fits nothing of the result.
type Stale struct {
	A, B    string // names of the two submissions when it was made
	Letters int32  // of the passage; 0: the two as near-duplicates
	Note    string
}

// A gate's outcome, for a reader.
type outcome uint8

const (
	passed outcome = iota
	failed
	undecided // something was not read, or there was nothing to read
)

func (v *view) outcome() outcome {
	switch v.Verdict.ExitCode {
	case policy.ExitOK:
		return passed
	case policy.ExitFindings:
		return failed
	}
	return undecided
}

// gate is a result as a gate tells it: by new submission.
type gate struct {
	*view
	cases []*gateCase // of new submissions, in the order of the result
	over  []*gateCase // of them, those over a limit, most severe first

	keptNoText map[string]bool // archived submissions of which the archive keeps no text
}

// gateCase is a new submission and what counts against it.
type gateCase struct {
	*finding.Submission
	limits []passedLimit // that it is over, in the order of the verdict
	places []place       // that count, those over the limit first, then the longest

	own, accepted, template int // passages listed apart
}

// passedLimit is one rule that a submission is over: the worst of n findings.
type passedLimit struct {
	rule         string
	value, limit float64
	other        string // "" where the rule is about the whole
	n            int
	estimated    bool // the archive keeps no text of other
}

// place is a passage seen from one of its two submissions.
type place struct {
	*finding.Passage
	side    finding.Side // of the submission
	source  finding.Side
	key     string // of the passage in the submission, keyOf that in the source
	keyOf   string
	letters int32 // in the submission
	over    bool  // the limit
}

func newGate(r *finding.Result) *gate {
	g := &gate{view: newView(r), keptNoText: keptNoText(r)}
	g.cases = make([]*gateCase, g.fresh)
	for i := range g.cases {
		g.cases[i] = &gateCase{Submission: &r.Submissions[i]}
	}
	long := g.lookAtFindings()
	for i := range r.Passages {
		g.lookAtPassage(&r.Passages[i], long)
	}
	for _, c := range g.cases {
		slices.SortStableFunc(c.places, func(a, b place) int {
			return cmp.Or(order(b.over, a.over), cmp.Compare(b.letters, a.letters))
		})
		if len(c.limits) > 0 {
			g.over = append(g.over, c)
		}
	}
	slices.SortStableFunc(g.over, func(a, b *gateCase) int {
		return cmp.Or(order(b.isNear(), a.isNear()), cmp.Compare(b.Reuse.Total, a.Reuse.Total))
	})
	return g
}

// order compares false before true.
func order(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

func (c *gateCase) isNear() bool {
	return slices.ContainsFunc(c.limits, func(l passedLimit) bool { return l.rule == nearDuplicate })
}

// Rules of findings that are about both submissions alike.
const (
	nearDuplicate = "near-duplicate"
	longPassage   = "passage"
)

// longFinding names the passages that a finding of a long one is about; letters are those in
// a.
type longFinding struct {
	a, b    string
	letters int32
}

// lookAtFindings gives each new submission the limits that it is over, and returns what
// passages are too long.
func (g *gate) lookAtFindings() map[longFinding]bool {
	long := make(map[longFinding]bool)
	inB := make(map[longFinding]int32) // letters of passages in their other submission
	for i := range g.Passages {
		q := &g.Passages[i]
		inB[longFinding{q.A.Submission, q.B.Submission, q.Letters}] = q.AtB[1] - q.AtB[0]
	}
	for i := range g.Verdict.Findings {
		f := &g.Verdict.Findings[i]
		g.charge(f.Submission, f.Other, f, f.Value)
		value := f.Value
		if f.Rule == longPassage {
			one := longFinding{f.Submission, f.Other, int32(f.Value)}
			long[one] = true
			if n := float64(inB[one]); n >= f.Limit && n > 0 {
				value = n
			}
		}
		if (f.Rule == longPassage || f.Rule == nearDuplicate) && f.Other != f.Submission {
			g.charge(f.Other, f.Submission, f, value)
		}
	}
	return long
}

// charge holds a finding against a new submission, with its value there.
func (g *gate) charge(id, other string, f *finding.Finding, value float64) {
	i, ok := g.at[id]
	if !ok || i >= g.fresh {
		return
	}
	c := g.cases[i]
	k := slices.IndexFunc(c.limits, func(l passedLimit) bool { return l.rule == f.Rule })
	if k < 0 {
		k = len(c.limits)
		c.limits = append(c.limits, passedLimit{rule: f.Rule, value: value, limit: f.Limit, other: other})
	}
	l := &c.limits[k]
	if l.n++; value > l.value {
		l.value, l.other = value, other
	}
	l.estimated = l.other != "" && g.keptNoText[l.other]
}

func (g *gate) lookAtPassage(q *finding.Passage, long map[longFinding]bool) {
	apart := q.Template || rank(q) > 0 || q.Review.NotCopied()
	over := !apart && long[longFinding{q.A.Submission, q.B.Submission, q.Letters}]
	add := func(p place) {
		i, ok := g.at[p.side.Submission]
		if !ok || i >= g.fresh {
			return
		}
		c := g.cases[i]
		switch {
		case q.Template:
			c.template++
		case q.Own:
			c.own++
		case apart:
			c.accepted++
		default:
			c.places = append(c.places, p)
		}
	}
	add(place{Passage: q, side: q.A, source: q.B, key: q.Key, keyOf: q.KeyB, letters: q.Letters, over: over})
	if q.A.Submission != q.B.Submission {
		add(place{Passage: q, side: q.B, source: q.A, key: q.KeyB, keyOf: q.Key, letters: q.AtB[1] - q.AtB[0], over: over})
	}
}

// opening returns the first words of the passage in its submission.
func (g *gate) opening(p *place) string {
	if p.side == p.A {
		return p.Excerpt
	}
	if i, ok := g.at[p.side.Submission]; ok {
		if s, ok := g.Submissions[i].Stretch(p.side.Range); ok {
			return s
		}
	}
	return p.Excerpt
}

// sentence is a sentence of a body and the line in which it begins.
type sentence struct {
	line int32
	text string
}

// toRewrite returns the sentences of the submission that lie in passages that count, wholly
// or in part, in their order; none where the result does not hold its text.
func (c *gateCase) toRewrite() []sentence {
	var out []sentence
	line, from := c.Range.Line[0], 0
	for from < len(c.Text) {
		end := sentenceEnd(c.Text, from)
		text := c.Text[from:end]
		begins := line + int32(lineEnds(text[:len(text)-len(strings.TrimLeftFunc(text, unicode.IsSpace))]))
		if c.shares(from, end) && !isHeading(c.Text, from, end) {
			out = append(out, sentence{begins, strings.TrimSpace(text)})
		}
		line += int32(lineEnds(text))
		from = end
	}
	return out
}

// isHeading reports whether the sentence of s from byte from to end is a whole line without
// a full stop, and too short for one that was left out.
func isHeading(s string, from, end int) bool {
	const longest = 20 // letters
	starts := from == 0 || s[from-1] == '\n'
	ends := end == len(s) || s[end-1] == '\n'
	if !starts || !ends || strings.ContainsAny(s[from:end], sentenceStops) {
		return false
	}
	letters := 0
	for _, r := range s[from:end] {
		if hasLetter(string(r)) {
			letters++
		}
	}
	return letters < longest
}

// shares reports whether a letter of the text from byte lo to hi lies in a passage that
// counts.
func (c *gateCase) shares(lo, hi int) bool {
	for i := range c.places {
		r := c.places[i].side.Range.Byte
		from, to := max(int(r[0]-c.Range.Byte[0]), lo), min(int(r[1]-c.Range.Byte[0]), hi)
		if from < to && hasLetter(c.Text[from:to]) {
			return true
		}
	}
	return false
}

const sentenceStops = "。！？；!?;" // what ends a sentence

// sentenceEnd returns the byte behind the sentence of s that begins at from: behind its
// full stop and the closing quotes that follow it, or behind the end of a line.
func sentenceEnd(s string, from int) int {
	const closing = "”’」』）)\"'"
	stopped := false
	for i, r := range s[from:] {
		switch {
		case r == '\n':
			return from + i + 1
		case strings.ContainsRune(sentenceStops, r):
			stopped = true
		case stopped && !strings.ContainsRune(closing, r):
			return from + i
		}
	}
	return len(s)
}

func hasLetter(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// verdictWord names the outcome; where something went unread beside what was found, both.
func (p *printer) verdictWord(g *gate) string {
	switch g.outcome() {
	case passed:
		return p.Text(message.GatePass)
	case undecided:
		return p.Text(message.GateIncomplete)
	}
	word := p.Text(message.GateFail)
	if g.Verdict.Incomplete {
		word += p.Text(message.Clause) + p.Text(message.GateIncomplete)
	}
	return word
}

// verdictSays says what was compared and what came of it.
func (p *printer) verdictSays(g *gate) string {
	if g.fresh == 0 {
		return p.Text(message.GateNothing)
	}
	said := []string{p.Count(message.GateNew, g.fresh)}
	switch use := g.Run.Archive; {
	case use != nil && g.fresh > 1:
		said = append(said, p.Text(message.GateAmongHeld, use.Submissions))
	case use != nil:
		said = append(said, p.Count(message.AgainstArchive, use.Submissions))
	case g.fresh > 1:
		said = append(said, p.Text(message.GateAmong))
	default:
		said = append(said, p.Text(message.OnlyOne))
	}
	came := p.Text(message.GateNone)
	if len(g.over) > 0 {
		came = p.Count(message.GateOver, len(g.over))
	}
	return strings.Join(said, p.Text(message.Clause)) + p.Text(message.Semicolon) + came
}

// unreadSays is the warning that not everything was read, "" where it was.
func (p *printer) unreadSays(g *gate) string {
	if g.unread == 0 {
		return ""
	}
	said := p.Count(message.GateUnread, g.unread)
	if g.outcome() == passed {
		said += p.Text(message.Semicolon) + p.Text(message.GateAllowed)
	}
	return said
}

// value returns a figure as its rule shows it; limitOf the limit it passed, "" for a rule
// without one.
func (p *printer) value(rule string, x float64) string {
	switch rule {
	case nearDuplicate:
		return p.Text(message.NearValue, percent(x))
	case longPassage:
		return p.Count(message.LetterCount, int(x))
	}
	return percent(x)
}

func (p *printer) limitOf(l *passedLimit) string {
	if l.limit <= 0 {
		return ""
	}
	return p.Text(message.FindingLimit, p.value(l.rule, l.limit))
}

// unfitted is a width that no name reaches.
const unfitted = 1 << 20

// sourceName returns what a source is called: its name, with the title of an archived one.
func (p *printer) sourceName(g *gate, id string) string { return p.sourceIn(g, id, "", unfitted) }

// sourcePlace returns the name of a source and where in it the passage stands, as far as
// that is known and not hidden.
func (p *printer) sourcePlace(g *gate, q *place) string {
	return p.sourceIn(g, q.source.Submission, p.sourceAt(g, q), unfitted)
}

// sourceAt says where in its source a passage stands, "" where that is hidden. Where the
// archive keeps no text, it says so.
func (p *printer) sourceAt(g *gate, q *place) string {
	if q.Estimated && g.keptNoText[q.source.Submission] {
		return strings.TrimLeft(p.Text(message.Aside, p.Text(message.Estimated)), " ")
	}
	return p.where(q.source)
}

// sourceIn returns what a source is called, and at behind it, in at most so many columns: the
// title of an archived one is cut inside its quotes, then left out, and then the name is cut.
func (p *printer) sourceIn(g *gate, id, at string, width int) string {
	const least = 8 // columns of a title that says something
	name := p.name(id)
	if at != "" {
		at = " " + at
	}
	if i, ok := g.at[id]; ok && i >= g.fresh && g.Submissions[i].Title != "" {
		quotes := " " + p.Text(message.GateTitle, "")
		if room := width - safe.Width(name) - safe.Width(quotes) - safe.Width(at); room >= least {
			return name + " " + p.Text(message.GateTitle, safe.Cut(label(g.Submissions[i].Title), room)) + at
		}
	}
	return p.fitted(name, width-safe.Width(at)) + at
}

// fullName returns how many columns a source takes that is told with its mark and enough of
// its name to know it by.
func (p *printer) fullName(id, at string) int {
	const known = 12 // columns of a name behind its mark
	width := safe.Width(p.name(id))
	if h, ok := p.held[id]; ok {
		width = min(width, safe.Width(h.mark)+known)
	}
	if at != "" {
		width += 1 + safe.Width(at)
	}
	return width
}

// apartSays says what stands elsewhere and counts for no limit, "" where nothing does.
func (p *printer) apartSays(c *gateCase) string {
	var said []string
	for _, x := range []struct {
		n   int
		key message.Key
	}{{c.own, message.GateOwn}, {c.accepted, message.GateAccepted}, {c.template, message.GateTemplate}} {
		if x.n > 0 {
			said = append(said, p.Count(x.key, x.n))
		}
	}
	if len(said) == 0 {
		return ""
	}
	return p.Text(message.GateApart, strings.Join(said, p.Text(message.Comma)))
}
