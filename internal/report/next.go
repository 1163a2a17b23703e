package report

import (
	"slices"
	"strings"

	"chachong/internal/finding"
	"chachong/internal/message"
	"chachong/internal/policy"
	"chachong/internal/safe"
)

// followUp is a command that answers what a reader of a report asks next.
type followUp struct {
	lines []string // of the command; more than one where it would be too wide
	use   message.Key
}

// next names the commands that answer what a reader of this report asks next.
func (p *printer) next(v *view, opt *Options) {
	var steps []followUp
	add := func(use message.Key, lines ...string) { steps = append(steps, followUp{lines, use}) }
	if a, b := v.worthALook(); a != "" {
		if lines := p.diffCommand(v.argument(a), v.argument(b)); lines != nil {
			add(message.NextDiff, lines...)
		}
	}
	if v.fresh > 0 && !slices.Contains(opt.Written, "html") {
		add(message.NextHTML, p.checkCommand(v, opt, "-f html="+p.Text(message.FileReport)+".html")...)
	}
	if v.fresh > 0 && !slices.Contains(opt.Written, "xlsx") {
		add(message.NextXLSX, p.checkCommand(v, opt, "-f xlsx="+p.Text(message.FileXLSX))...)
	}
	switch {
	case len(v.groups) > 0:
		add(message.NextReason, p.checkCommand(v, opt, "--explain "+p.clusterMark(v.Clusters[v.groups[0]].ID))...)
	case len(v.Passages) > 0:
		add(message.NextPassage, p.checkCommand(v, opt, "--explain "+label(v.Passages[0].ID))...)
	}
	if slices.ContainsFunc(v.Submissions[:v.fresh], func(s finding.Submission) bool { return s.Ordinal > 1 }) {
		add(message.NextSplit, "chachong split "+p.Text(message.ArgFile))
	}
	if slices.ContainsFunc(v.Inputs, func(in finding.Input) bool { return in.Status == finding.Partial }) {
		add(message.NextUnread, "chachong extract "+p.Text(message.ArgFile))
	}
	if v.Verdict.ExitCode == policy.ExitIncomplete {
		add(message.NextAllow, p.checkCommand(v, opt, "--allow-unreadable")...)
	}
	p.followUps(steps)
}

// followUps writes steps, each with its use beside it, or below where there is no room.
func (p *printer) followUps(steps []followUp) {
	if len(steps) == 0 {
		return
	}
	p.heading(message.SectionNext)
	wide, use := 0, 0
	for _, s := range steps {
		if len(s.lines) == 1 && safe.Width(s.lines[0]) <= p.width/2 {
			wide = max(wide, safe.Width(s.lines[0]))
			use = max(use, safe.Width(p.Text(s.use)))
		}
	}
	for _, s := range steps {
		if first := s.lines[0]; len(s.lines) == 1 && safe.Width(first) <= wide && gap+wide+gap+use <= p.width {
			p.row(gap, cell{text: first, width: wide}, cell{text: p.Text(s.use)})
			continue
		}
		for _, line := range s.lines {
			p.line(strings.Repeat(" ", gap) + line)
		}
		p.wrap(2*gap, p.Text(s.use))
	}
}

// worthALook returns two submissions that a reviewer has to look at: of the near-duplicates
// the two that are least alike, where there is something to see, else those of the longest
// passage. What does not count is not looked at again, and what the archive holds is no file
// that diff could read.
func (v *view) worthALook() (a, b string) {
	var pair *finding.Pair
	for i := range v.Pairs {
		p := &v.Pairs[i]
		if counts(p) && v.files(p.A, p.B) && (pair == nil || p.Resemblance < pair.Resemblance) {
			pair = p
		}
	}
	if pair != nil {
		return pair.A, pair.B
	}
	var longest *finding.Passage
	for i := range v.Passages {
		p := &v.Passages[i]
		if !p.Template && rank(p) == 0 && !p.Review.NotCopied() && v.files(p.A.Submission, p.B.Submission) && p.A.Submission != p.B.Submission && (longest == nil || p.Letters > longest.Letters) {
			longest = p
		}
	}
	if longest == nil {
		return "", ""
	}
	return longest.A.Submission, longest.B.Submission
}

// files reports whether neither of two submissions is of the archive.
func (v *view) files(a, b string) bool { return v.ofArchive([]string{a, b}) == 0 }

// argument returns what names a submission on the command line: its id, or its path where
// that holds no other.
func (v *view) argument(id string) string {
	i, ok := v.at[id]
	if !ok || v.Submissions[i].Path == stdin {
		return ""
	}
	s := &v.Submissions[i]
	if s.Ordinal == 1 && !slices.ContainsFunc(v.Submissions, func(o finding.Submission) bool { return o.Path == s.Path && o.Ordinal != 1 }) {
		return s.Path
	}
	return s.ID
}

// continued is what the second line of a command begins with.
const continued = "    "

// checkCommand returns the lines of the command that makes the check again with more
// arguments, against the same archive and with what else was given.
func (p *printer) checkCommand(v *view, opt *Options, more string) []string {
	return p.command(v, opt, "check "+p.inputOr(opt, message.ArgPath), more)
}

// inputOr returns what names the input in a command, the word for one where it is not known
// or takes more than a third of a line.
func (p *printer) inputOr(opt *Options, word message.Key) string {
	const share = 3
	if arg := shellQuoted(opt.Argument); arg != "" && safe.Width(arg) <= p.width/share {
		return arg
	}
	return p.Text(word)
}

// command returns the lines of a command such as check PATH with the archive of the run, what
// else was given, and more arguments.
func (p *printer) command(v *view, opt *Options, verb, more string) []string {
	parts := []string{"chachong " + verb}
	if use := v.Run.Archive; use != nil {
		parts = append(parts, p.flag("--archive", shellQuoted(use.Path), p.Text(message.ArgArchive)))
	}
	for _, f := range opt.Given {
		parts = append(parts, p.flag("--"+f.Name, quotedFor(f.Value, unsafeInQuotes), "…"))
	}
	const end = " \\"
	var lines []string
	line := parts[0]
	for i, part := range append(parts[1:], more) {
		room := p.width - gap
		if i < len(parts)-1 {
			room -= len(end)
		}
		if safe.Width(line+" "+part) > room {
			lines, line = append(lines, line+end), continued+part
		} else {
			line += " " + part
		}
	}
	return append(lines, line)
}

// flag returns a flag with its value, or with what stands for one that cannot be typed or
// takes more than a line.
func (p *printer) flag(name, value, instead string) string {
	if s := name + " " + value; value != "" && gap+len(continued)+safe.Width(s)+gap <= p.width {
		return s
	}
	return name + " " + instead
}

// diffCommand returns the lines of a command that lays a and b side by side; nil where it
// does not fit, or where one of the two cannot be typed.
func (p *printer) diffCommand(a, b string) []string {
	a, b = shellQuoted(a), shellQuoted(b)
	if a == "" || b == "" {
		return nil
	}
	const command = "chachong diff "
	lines := []string{command + a + " " + b}
	if gap+safe.Width(lines[0]) > p.width {
		lines = []string{command + a + " \\", continued + b}
	}
	for _, line := range lines {
		if gap+safe.Width(line) > p.width {
			return nil
		}
	}
	return lines
}

// shellQuoted returns s as an argument for a shell, "" where it holds what cannot be shown,
// what was masked, or what shells do not agree on.
func shellQuoted(s string) string { return quotedFor(s, unsafeInQuotes+masks) }

// What no argument holds: what acts inside double quotes in one shell or another, and what
// masked names are full of.
const (
	unsafeInQuotes = "\"$`\\!%"
	masks          = "*＊"
)

// quotedFor returns s as an argument for a shell, "" where it holds what cannot be shown or
// one of those characters.
func quotedFor(s, not string) string {
	plain := func(r rune) bool {
		return r >= 0x80 || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || strings.ContainsRune("_-./#:@+,=", r)
	}
	switch {
	case safe.Line(s) != s, s == "", strings.HasPrefix(s, "-"), strings.ContainsAny(s, not):
		return ""
	case strings.ContainsFunc(s, func(r rune) bool { return !plain(r) }) || s[0] == '#':
		return `"` + s + `"`
	}
	return s
}
