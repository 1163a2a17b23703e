package report

import (
	"cmp"
	"strconv"
	"strings"

	"chachong/internal/finding"
	"chachong/internal/message"
	"chachong/internal/policy"
	"chachong/internal/safe"
)

// heldName is what the id of an archived submission becomes.
type heldName struct {
	path    string // without its folder
	ordinal string // "1"
	several bool   // others of its document are named, so that the ordinal is needed
	mark    string // in front of it
	hidden  string // all that is said of one whose name is hidden; "" for others
}

const ownerWidth = 20 // columns of an owner in a mark: 某某县教育工会委员会

// nameArchived gives every archived submission its mark: year and owner as far as they are
// known, and the number in the archive where they are not, or tell two of them not apart.
func (p *printer) nameArchived(r *finding.Result) {
	archived := r.Submissions[r.Fresh():]
	if len(archived) == 0 {
		return
	}
	p.held = make(map[string]heldName, len(archived))
	seen := make(map[heldName]int)
	paths := make(map[string]int) // the ordinal of the first submission of a document, -1 for several
	for i := range archived {
		s := &archived[i]
		_, path := s.Held()
		switch first, ok := paths[path]; {
		case !ok:
			paths[path] = s.Ordinal
		case first != s.Ordinal:
			paths[path] = -1
		}
	}
	mark := func(s *finding.Submission, number string) heldName {
		_, path := s.Held()
		return heldName{
			path:    withoutFolder(cmp.Or(path, s.Path)),
			ordinal: strconv.Itoa(s.Ordinal),
			several: paths[path] < 0,
			mark:    p.HeldMark(s.Year, safe.Cut(safe.Line(s.Owner), ownerWidth), number),
		}
	}
	for i := range archived {
		seen[mark(&archived[i], "")]++
	}
	for i := range archived {
		s := &archived[i]
		if n := s.Hidden(); n > 0 {
			p.held[s.ID] = heldName{hidden: p.Text(message.GateSource, n)}
			continue
		}
		name := mark(s, "")
		if p.numbers || seen[name] > 1 || s.Year == 0 && s.Owner == "" {
			number, _ := s.Held()
			name = mark(s, safe.Line(number))
		}
		p.held[s.ID] = name
	}
}

// withoutFolder returns a path without the folder of its file: members and rows keep the
// name of what holds them.
func withoutFolder(path string) string {
	file, _, _ := strings.Cut(path, "!/")
	return path[strings.LastIndexByte(file, '/')+1:]
}

// heldAs returns what an archived submission is called, without its mark.
func (p *printer) heldAs(h heldName) string {
	if h.hidden != "" {
		return h.hidden
	}
	if p.suffix != "" || p.single != nil {
		h.path = strings.TrimSuffix(h.path, p.suffix)
		if h.ordinal == "1" && !h.several {
			return safe.Line(h.path)
		}
	}
	return safe.Line(h.path + "#" + h.ordinal)
}

// fitted returns a name in at most so many columns: of an archived submission the mark stays
// whole as long as there is room for a little of what follows it.
func (p *printer) fitted(name string, width int) string {
	const least = 4 // columns behind the mark
	begins, ends, _ := strings.Cut(p.Text(message.HeldMark, "\x00"), "\x00")
	if p.held != nil && strings.HasPrefix(name, begins) && safe.Width(name) > width {
		if at := strings.Index(name, ends); at >= 0 {
			mark, rest := name[:at+len(ends)], name[at+len(ends):]
			if room := width - safe.Width(mark); room >= least {
				return mark + middle(rest, room)
			}
		}
	}
	return middle(name, width)
}

// BareNames is ShortNames without the mark in front of the names of archived submissions,
// for those who tell them apart in another way.
func BareNames(r *finding.Result, l message.Lang) func(id string) string {
	p := newPrinter(nil, Options{Lang: l})
	p.shorten(r)
	return func(id string) string {
		if h, ok := p.held[id]; ok {
			return p.heldAs(h)
		}
		return p.name(id)
	}
}

// apart counts what is listed and counts for no limit.
type apart struct{ pairs, passages int }

// said says how much of it there is, "" where there is none.
func (a apart) said(l message.Lang, what message.Key) string {
	var said []string
	if a.pairs > 0 {
		said = append(said, l.Count(message.NearPairs, a.pairs))
	}
	if a.passages > 0 {
		said = append(said, l.Count(message.ExplainPassages, a.passages))
	}
	if len(said) == 0 {
		return ""
	}
	return l.Text(what) + l.Text(message.Colon) + strings.Join(said, l.Text(message.Comma))
}

// apartOf returns near-duplicate pairs and passages, template aside, that are an owner's own
// earlier work, and those that a baseline accepted and that are not.
func apartOf(r *finding.Result) (own, accepted apart) {
	for i := range r.Pairs {
		switch p := &r.Pairs[i]; {
		case !p.NearDuplicate:
		case p.Own:
			own.pairs++
		case p.Accepted:
			accepted.pairs++
		}
	}
	for i := range r.Passages {
		switch p := &r.Passages[i]; {
		case p.Template:
		case p.Own:
			own.passages++
		case p.Accepted:
			accepted.passages++
		}
	}
	return own, accepted
}

// apartBySubmission counts, for each submission, the passages that are an owner's own
// earlier work and those that a baseline accepted, template aside.
func apartBySubmission(r *finding.Result) (own, accepted []int) {
	own, accepted = make([]int, len(r.Submissions)), make([]int, len(r.Submissions))
	at := make(map[string]int, len(r.Submissions))
	for i := range r.Submissions {
		at[r.Submissions[i].ID] = i
	}
	for i := range r.Passages {
		p := &r.Passages[i]
		if p.Template || p.A.Submission == p.B.Submission {
			continue
		}
		for _, id := range [2]string{p.A.Submission, p.B.Submission} {
			k, ok := at[id]
			if ok && p.Own {
				own[k]++
			}
			if ok && p.Accepted {
				accepted[k]++
			}
		}
	}
	return own, accepted
}

// saidApart says what is listed and counts for no limit, "" where nothing is.
func (p *printer) saidApart(v *view) string {
	own, accepted := apartOf(v.Result)
	said := ""
	for _, s := range []string{own.said(p.Lang, message.OwnWork), accepted.said(p.Lang, message.Accepted)} {
		if s != "" && said != "" {
			said += p.Text(message.Clause)
		}
		said += s
	}
	if said == "" {
		return ""
	}
	return said + p.Text(message.Aside, p.Text(message.ApartNote))
}

// remarks returns what stands in front of the words of a passage: whose earlier work it is,
// that it was accepted, that it is an estimate, and what a reviewer said.
func (p *printer) remarks(q *finding.Passage) string {
	said := ""
	if q.Own {
		said += p.Text(message.Bracket, p.Text(message.OwnWork)) + " "
	}
	if q.Accepted {
		said += p.Text(message.Bracket, p.Text(message.Accepted)) + " "
	}
	return said + p.estimated(q.Estimated) + p.reviewed(q.Review)
}

// estimated returns the remark that figures are estimates, "" where they are none.
func (p *printer) estimated(is bool) string {
	if !is {
		return ""
	}
	return p.Text(message.Bracket, p.Text(message.Estimated)) + " "
}

// keptNoText returns the archived submissions of which the archive keeps no text.
func keptNoText(r *finding.Result) map[string]bool {
	ids := make(map[string]bool)
	for i := range r.Pairs {
		if p := &r.Pairs[i]; p.Estimated {
			ids[p.B] = true
		}
	}
	for i := range r.Passages {
		if p := &r.Passages[i]; p.Estimated {
			ids[p.B.Submission] = true
		}
	}
	return ids
}

// where returns the lines of a side, "" where its text is hidden or was not kept.
func (p *printer) where(s finding.Side) string {
	if s.Range.Byte[0] >= s.Range.Byte[1] {
		return ""
	}
	return p.lines(s.Submission, s.Range)
}

// ofArchive counts the archived ones of ids.
func (v *view) ofArchive(ids []string) int {
	n := 0
	for _, id := range ids {
		if i, ok := v.at[id]; ok && i >= v.fresh {
			n++
		}
	}
	return n
}

// nearArchive counts the new submissions that are near-duplicates of archived ones, by pairs
// that count.
func (v *view) nearArchive() int {
	near := make([]bool, v.fresh)
	for i := range v.Pairs {
		p := &v.Pairs[i]
		a, okA := v.at[p.A]
		b, okB := v.at[p.B]
		if okA && okB && a < v.fresh && b >= v.fresh && v.concern(a) == policy.Near && counts(p) {
			near[a] = true
		}
	}
	n := 0
	for _, is := range near {
		if is {
			n++
		}
	}
	return n
}

// counts reports whether a pair is one of near-duplicates that limits are about.
func counts(p *finding.Pair) bool {
	return p.NearDuplicate && !p.Own && !p.Accepted && !p.Review.NotCopied()
}

// without returns Total without an owner's own earlier work, and whether that is known.
func without(r *finding.Reuse) (float64, bool) {
	if r.WithoutOwn == nil {
		return r.Total, false
	}
	return *r.WithoutOwn, true
}
