package finding

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"unicode"
)

// Redact puts every text of r through mask, which hides what tells a person and keeps the
// length in bytes and in characters: bodies, titles, owners, excerpts, replaced words,
// reasons, notes, names, what was observed. Ranges and figures stay.
//
// The key of a text in which something is masked becomes one of the masked text, and ""
// where the result does not hold the text: r wants the texts of all submissions. Any other
// key stays. Redact returns what keys of pairs and passages (PairKey, ReviewKey) became,
// those that changed: by it marks that were made with the keys as they were are found
// again. Texts that differ in what is masked only have one key then, and share their marks.
//
// Paths and ids are the same everywhere. Where mask makes two paths equal, the later one
// gets a number, in front of its extension. Names that are not UTF-8 are told by what can
// be shown of them alone.
func Redact(r *Result, mask func(string) string) (became map[string][]string) {
	m := masking{mask: mask, path: make(map[string]string), id: make(map[string]string), body: make(map[string]*body)}
	before := keys(r)
	m.names(r)
	for i := range r.Inputs {
		in := &r.Inputs[i]
		in.Path, in.PathB64 = m.path[in.Path], ""
		in.Reason, in.Hint = mask(in.Reason), mask(in.Hint)
		m.idList(in.Submissions)
	}
	for i := range r.Submissions {
		s := &r.Submissions[i]
		m.ids(&s.ID, &s.Reuse.LargestSourceID)
		s.Path = m.path[s.Path]
		s.Title, s.Owner = m.cut(s.Title), mask(s.Owner)
	}
	m.bodies(r)
	for i := range r.Pairs {
		p := &r.Pairs[i]
		m.ids(&p.A, &p.B)
		m.review(p.Review)
	}
	for i := range r.Clusters {
		m.idList(r.Clusters[i].Members)
	}
	for i := range r.Passages {
		m.passage(&r.Passages[i])
	}
	for i := range r.Families {
		f := &r.Families[i]
		for k := range f.Members {
			m.ids(&f.Members[k].Submission)
		}
		if len(f.Members) > 0 {
			f.Excerpt = m.beginning(f.Excerpt, f.Members[0].Submission, f.Members[0].Range)
		}
	}
	m.replacements(r.Replacements)
	for i := range r.Observations {
		m.observation(&r.Observations[i])
	}
	for _, list := range [2][]Finding{r.Verdict.Findings, r.Verdict.Cleared} {
		for i := range list {
			m.ids(&list[i].Submission, &list[i].Other)
		}
	}
	for i := range r.Collations {
		c := &r.Collations[i]
		m.ids(&c.A, &c.B)
		m.ids(&c.Figures.A, &c.Figures.B)
		m.review(c.Figures.Review)
	}
	for i := range r.Explanations {
		m.explanation(&r.Explanations[i])
	}
	became = renamed(before, keys(r))
	if r.Reviews != nil {
		reviews := make(map[string]Review, len(r.Reviews))
		for _, key := range slices.Sorted(maps.Keys(r.Reviews)) {
			review := r.Reviews[key]
			m.review(&review)
			names, ok := became[key]
			if !ok {
				names = []string{key}
			}
			for _, name := range names {
				reviews[name] = review
			}
		}
		r.Reviews = reviews
	}
	if use := r.Run.Archive; use != nil {
		use.Path, use.SameOwner = mask(use.Path), mask(use.SameOwner)
	}
	if use := r.Run.Roster; use != nil {
		use.Path = mask(use.Path)
		for _, owners := range [2][]string{use.Missing, use.Unread} {
			for i := range owners {
				owners[i] = mask(owners[i])
			}
		}
		m.paths(use.Unlisted)
		for i := range use.Assigned {
			of := &use.Assigned[i]
			of.Owner = mask(of.Owner)
			m.paths(of.Paths)
		}
	}
	for name, value := range r.Run.Options {
		switch v := value.(type) {
		case string:
			r.Run.Options[name] = mask(v)
		case []string:
			masked := make([]string, len(v))
			for i := range v {
				masked[i] = mask(v[i])
			}
			r.Run.Options[name] = masked
		}
	}
	return became
}

// masking is what the names of a result become.
type masking struct {
	mask     func(string) string
	path, id map[string]string // as they were → as they are
	body     map[string]*body  // by the ids as they are
}

// names sets what paths and ids become. Paths that mask leaves alone keep theirs.
func (m *masking) names(r *Result) {
	var paths []string
	for i := range r.Inputs {
		paths = append(paths, r.Inputs[i].Path)
	}
	for i := range r.Submissions {
		paths = append(paths, r.Submissions[i].Path)
	}
	taken := make(map[string]bool)
	for _, p := range paths {
		if m.mask(p) == p {
			m.path[p], taken[p] = p, true
		}
	}
	for _, p := range paths {
		if _, ok := m.path[p]; ok {
			continue
		}
		name := m.mask(p)
		for n := 2; taken[name]; n++ {
			name = numbered(m.mask(p), n)
		}
		m.path[p], taken[name] = name, true
	}
	for i := range r.Submissions {
		s := &r.Submissions[i]
		m.id[s.ID] = m.path[s.Path] + strings.TrimPrefix(s.ID, s.Path)
	}
}

// numbered returns p with n in front of its extension.
func numbered(p string, n int) string {
	ext := path.Ext(p)
	if ext == path.Base(p) {
		ext = ""
	}
	return fmt.Sprintf("%s (%d)%s", strings.TrimSuffix(p, ext), n, ext)
}

// ids replaces ids by what they become; what is no id of a submission is masked.
func (m *masking) ids(ids ...*string) {
	for _, id := range ids {
		name, ok := m.id[*id]
		if !ok {
			name = m.mask(*id)
		}
		*id = name
	}
}

func (m *masking) idList(ids []string) {
	for i := range ids {
		m.ids(&ids[i])
	}
}

// paths replaces paths of inputs by what they become; any other is masked.
func (m *masking) paths(paths []string) {
	for i, p := range paths {
		name, ok := m.path[p]
		if !ok {
			name = m.mask(p)
		}
		paths[i] = name
	}
}

// observation masks o. A quoted text is masked as it is where it stands, if it does, and
// what was put together from several each by itself.
func (m *masking) observation(o *Observation) {
	o.Path = m.path[o.Path]
	if o.Submission != "" {
		m.ids(&o.Submission)
	}
	if o.Kind == HiddenText {
		texts := strings.Split(o.Text, ObservedGap)
		for i := range texts {
			texts[i] = m.cut(texts[i])
		}
		o.Text = strings.Join(texts, ObservedGap)
	} else if o.Range != nil {
		o.Text = m.beginning(o.Text, o.Submission, *o.Range)
	} else {
		o.Text = m.cut(o.Text)
	}
	o.Name, o.Own = m.mask(o.Name), m.mask(o.Own)
	m.paths(o.Others)
}

func (m *masking) passage(p *Passage) {
	m.ids(&p.A.Submission, &p.B.Submission)
	p.Key = m.body[p.A.Submission].key(p.Key, p.A.Range)
	p.KeyB = m.body[p.B.Submission].key(p.KeyB, p.B.Range)
	p.Excerpt = m.beginning(p.Excerpt, p.A.Submission, p.A.Range)
	m.review(p.Review)
}

func (m *masking) review(r *Review) {
	if r != nil {
		r.Note = m.mask(r.Note)
	}
}

func (m *masking) replacements(list []Replacement) {
	for i := range list {
		r := &list[i]
		m.ids(&r.A, &r.B)
		r.From, r.To = m.cut(r.From), m.cut(r.To)
	}
}

// cut masks a text that was cut out of a longer one: a number at either end of it may have
// lost digits there and, where enough are left to matter, is masked as if it went on.
func (m *masking) cut(s string) string {
	if text, ok := strings.CutSuffix(s, "…"); ok {
		return m.cut(text) + "…"
	}
	out := m.mask(s)
	ends := digitsInARow(backwards(s)) >= muchOfANumber
	begins := digitsInARow([]rune(s)) >= muchOfANumber
	if !ends && !begins {
		return out
	}
	for _, lost := range lostDigits {
		if ends {
			out = hidden(s, out, m.mask(s + lost)[:len(s)])
		}
		if begins {
			out = hidden(s, out, m.mask(lost + s)[len(lost):])
		}
	}
	return out
}

// lostDigits is what a number may have lost, in one piece or in groups.
var lostDigits = func() (all []string) {
	const digits = "1380000000000000"
	for n := range len(digits) {
		all = append(all, digits[:n+1])
	}
	return append(all, " 1380", "138 ", " 1380 1380", "1380 1380 ")
}()

// muchOfANumber is how many digits of a cut number matter: fewer are as good as those that
// masking leaves, and may as well be an amount.
const muchOfANumber = 7

// isDigit reports whether r is a digit, Chinese numerals among them.
func isDigit(r rune) bool {
	return unicode.IsDigit(r) || strings.ContainsRune("〇零○一二三四五六七八九", r)
}

// digitsInARow returns how many digits rs begins with, blanks and strokes between them.
func digitsInARow(rs []rune) int {
	n := 0
	for _, r := range rs {
		switch {
		case isDigit(r):
			n++
		case !strings.ContainsRune(" -./·_", r):
			return n
		}
	}
	return n
}

func backwards(s string) []rune {
	rs := []rune(s)
	slices.Reverse(rs)
	return rs
}

// hidden returns s with what either of a and b, two maskings of it, hides.
func hidden(s, a, b string) string {
	if a == b {
		return a
	}
	from, out, other := []rune(s), []rune(a), []rune(b)
	for i := range out {
		if other[i] != from[i] {
			out[i] = other[i]
		}
	}
	return string(out)
}

// seed masks a few letters of a text. Those of its neighbours overlap: digits that could
// be put together again are all hidden.
func (m *masking) seed(s string) string {
	const few = 4 // digits, a year
	n := 0
	for _, r := range s {
		if isDigit(r) {
			n++
		}
	}
	if n < few {
		return s
	}
	return withoutDigits(s)
}

func withoutDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if isDigit(r) {
			return '*'
		}
		return r
	}, s)
}

func (m *masking) explanation(e *Explanation) {
	e.ID = m.mask(e.ID)
	switch {
	case e.Pair != nil:
		p := e.Pair
		m.ids(&p.A, &p.B, &p.StandA, &p.StandB)
		if p.Aligned != nil {
			m.replacements(p.Aligned.Replacements)
		}
		for i := range p.Nomination.Rarest {
			p.Nomination.Rarest[i].Letters = m.seed(p.Nomination.Rarest[i].Letters)
		}
	case e.Passage != nil:
		p := e.Passage
		m.passage(&p.Passage)
		p.ExcerptB = m.beginning(p.ExcerptB, p.B.Submission, p.B.Range)
		m.replacements(p.Replacements)
		for i := range p.Seeds {
			s := &p.Seeds[i]
			s.Letters = m.seed(s.Letters)
			if text, masked, ok := m.body[p.A.Submission].of(s.Range); ok && text != masked {
				s.Letters = withoutDigits(s.Letters)
			}
		}
		for i := range p.Edits {
			e := &p.Edits[i]
			e.From, e.To = m.beginning(e.From, p.A.Submission, e.A), m.beginning(e.To, p.B.Submission, e.B)
		}
	case e.Cluster != nil:
		c := e.Cluster
		m.idList(c.Members)
		for _, edges := range [][]Edge{c.Edges, c.Loose} {
			for i := range edges {
				m.ids(&edges[i].A, &edges[i].B)
			}
		}
	}
}
