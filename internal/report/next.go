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
func (p *printer) next(v *view) {
	check := "chachong check " + p.Text(message.ArgPath) + " "
	var steps []followUp
	add := func(use message.Key, lines ...string) { steps = append(steps, followUp{lines, use}) }
	if a, b := v.worthALook(); a != "" {
		if lines := p.diffCommand(v.argument(a), v.argument(b)); lines != nil {
			add(message.NextDiff, lines...)
		}
	}
	if len(v.Submissions) > 0 {
		add(message.NextHTML, check+"-f html="+p.Text(message.FileReport)+".html")
		add(message.NextXLSX, check+"-f xlsx="+p.Text(message.FileXLSX))
	}
	switch {
	case len(v.groups) > 0:
		add(message.NextReason, check+"--explain "+p.clusterMark(v.Clusters[v.groups[0]].ID))
	case len(v.Passages) > 0:
		add(message.NextPassage, check+"--explain "+label(v.Passages[0].ID))
	}
	if slices.ContainsFunc(v.Submissions, func(s finding.Submission) bool { return s.Ordinal > 1 }) {
		add(message.NextSplit, "chachong split "+p.Text(message.ArgFile))
	}
	if slices.ContainsFunc(v.Inputs, func(in finding.Input) bool { return in.Status == finding.Partial }) {
		add(message.NextUnread, "chachong extract "+p.Text(message.ArgFile))
	}
	if v.Verdict.ExitCode == policy.ExitIncomplete {
		add(message.NextAllow, check+"--allow-unreadable")
	}
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
// passage. What was marked as no copy is not looked at again.
func (v *view) worthALook() (a, b string) {
	var pair *finding.Pair
	for i := range v.Pairs {
		p := &v.Pairs[i]
		if p.NearDuplicate && !p.Review.NotCopied() && (pair == nil || p.Resemblance < pair.Resemblance) {
			pair = p
		}
	}
	if pair != nil {
		return pair.A, pair.B
	}
	var longest *finding.Passage
	for i := range v.Passages {
		p := &v.Passages[i]
		if !p.Template && !p.Review.NotCopied() && p.A.Submission != p.B.Submission && (longest == nil || p.Letters > longest.Letters) {
			longest = p
		}
	}
	if longest == nil {
		return "", ""
	}
	return longest.A.Submission, longest.B.Submission
}

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

// diffCommand returns the lines of a command that lays a and b side by side; nil where it
// does not fit, or where one of the two cannot be typed.
func (p *printer) diffCommand(a, b string) []string {
	a, b = shellQuoted(a), shellQuoted(b)
	if a == "" || b == "" {
		return nil
	}
	const command, more = "chachong diff ", "    "
	lines := []string{command + a + " " + b}
	if gap+safe.Width(lines[0]) > p.width {
		lines = []string{command + a + " \\", more + b}
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
func shellQuoted(s string) string {
	plain := func(r rune) bool {
		return r >= 0x80 || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || strings.ContainsRune("_-./#:@+,=", r)
	}
	switch {
	case safe.Line(s) != s, s == "", strings.HasPrefix(s, "-"), strings.ContainsAny(s, "\"$`\\!%*＊"):
		return ""
	case strings.ContainsFunc(s, func(r rune) bool { return !plain(r) }) || s[0] == '#':
		return `"` + s + `"`
	}
	return s
}
