package report

import (
	"cmp"
	"fmt"
	"strings"

	"chachong/internal/finding"
	"chachong/internal/message"
	"chachong/internal/safe"
)

// How much of the observations the text forms show: they are for whoever looks further.
const (
	shownObserved       = 12 // lines
	gateObserved        = 6  // lines, of a gate
	shownObservedOfKind = 3  // observations, so that one kind does not fill the lines
	observedOthers      = 3  // inputs that something is in common with
)

// someOf returns the first of list that a text form shows, none of whose kinds takes more than
// its part, and those left out.
func someOf(list []*finding.Observation, lines int) (shown, rest []*finding.Observation) {
	of := make(map[finding.ObservationKind]int)
	for _, o := range list {
		need := 1
		if o.Quotes() {
			need++
		}
		if lines < need || of[o.Kind] >= shownObservedOfKind {
			rest = append(rest, o)
			continue
		}
		of[o.Kind]++
		lines -= need
		shown = append(shown, o)
	}
	return shown, rest
}

// noticed says what o is, safe for one line.
func (p *printer) noticed(o *finding.Observation) string {
	n := message.Noticed{
		Kind: string(o.Kind), Why: label(o.Why), Count: o.Count, Name: safe.Cut(safe.Line(o.Name), labelWidth),
		Own: safe.Cut(safe.Line(o.Own), labelWidth), Others: p.some(p.paths(o.Others), observedOthers, message.MoreMembersOf), Strong: o.Strong,
	}
	said := p.Noticed(&n)
	if o.Text != "" && !o.Quotes() {
		said += p.Text(message.Colon) + safe.Line(o.Text)
	}
	return said
}

// observedAt returns what o is about and where, and the place apart.
func (p *printer) observedAt(o *finding.Observation) (name, place string) {
	name = p.path(o.Path)
	if o.Submission != "" {
		name = p.name(o.Submission)
	}
	if o.Range != nil {
		place = p.lines(cmp.Or(o.Submission, o.Path), *o.Range)
	}
	return name, place
}

// observed writes what was noticed beside the figures, in about so many lines.
func (p *printer) observed(v *view, lines int) {
	shown, rest := someOf(v.Observed(), lines)
	if len(shown) == 0 {
		return
	}
	p.heading(message.SectionObserved)
	const around = 2 // columns of each of the two marks around a quoted text
	wide := 0
	for _, o := range shown {
		wide = max(wide, safe.Width(label(p.ObservedKind(string(o.Kind)))))
	}
	indent := wide + gap
	for _, o := range shown {
		name, place := p.observedAt(o)
		said := p.noticed(o)
		room := p.width - indent - gap
		if place != "" {
			place = " " + place
		}
		// what was noticed is short as a rule: the name takes what that leaves
		name = p.fitted(name, max(nameWidth, room-safe.Width(place)-safe.Width(said)))
		p.row(0, cell{text: label(p.ObservedKind(string(o.Kind))), width: wide}, cell{text: name + place + strings.Repeat(" ", gap) + said})
		if o.Quotes() {
			p.row(indent, cell{text: p.Text(message.Quoted, safe.Cut(safe.Line(o.Text), p.width-indent-2*around)), style: faint})
		}
	}
	if len(rest) > 0 {
		p.flow(0, p.Text(message.Comma), p.restObserved(rest))
	}
}

// restObserved says how many observations are left out, and how many of each kind.
func (p *printer) restObserved(rest []*finding.Observation) []string {
	var kinds []finding.ObservationKind
	of := make(map[finding.ObservationKind]int)
	for _, o := range rest {
		if of[o.Kind]++; of[o.Kind] == 1 {
			kinds = append(kinds, o.Kind)
		}
	}
	said := make([]string, len(kinds))
	for i, kind := range kinds {
		said[i] = fmt.Sprintf("%s %d", label(p.ObservedKind(string(kind))), of[kind])
	}
	said[0] = p.Count(message.MoreObserved, len(rest)) + said[0]
	return said
}

// roster writes who of a roster handed in.
func (p *printer) roster(v *view) {
	if v.Run.Roster == nil {
		return
	}
	p.heading(message.SectionRoster)
	use := v.Run.Roster
	p.line(p.rosterLine(use))
	for _, list := range p.rosterLists(use) {
		list.names[0] = list.title + list.names[0]
		p.flow(0, p.Text(message.Comma), list.names)
	}
}

func (p *printer) rosterLine(use *finding.RosterUse) string {
	if n := len(use.Unread); n > 0 {
		return p.Text(message.RosterLineUnread, use.Owners, use.HandedIn(), n, len(use.Missing))
	}
	return p.Text(message.RosterLine, use.Owners, use.HandedIn(), len(use.Missing))
}

// titled is a list of names, not empty and safe for one line, with what stands in front of it.
type titled struct {
	title string
	names []string
}

// rosterLists returns who did not hand in, whose files gave no text, and files of nobody on the
// roster.
func (p *printer) rosterLists(use *finding.RosterUse) []titled {
	var lists []titled
	owners := func(title message.Key, list []string) {
		if len(list) == 0 {
			return
		}
		names := make([]string, len(list))
		for i, name := range list {
			names[i] = safe.Line(name)
		}
		lists = append(lists, titled{p.Text(title), names})
	}
	owners(message.RosterMissing, use.Missing)
	owners(message.RosterUnread, use.Unread)
	if n := len(use.Unlisted); n > 0 {
		lists = append(lists, titled{p.Count(message.RosterUnlisted, n), p.some(p.paths(use.Unlisted), shownNames, message.MoreNames)})
	}
	return lists
}
