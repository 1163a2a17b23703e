package page

import (
	"slices"

	"chachong/internal/finding"
	"chachong/internal/message"
)

// model is a result with its ids resolved, ready to be written.
type model struct {
	res     *finding.Result
	opt     Options
	texts   string // Full, Matched or None
	caps    []finding.Cap
	number  string // of the report, by its content
	strings map[message.Lang]map[string]string

	index    map[string]int // of a submission, by id
	twin     int            // the second one where a submission is shown beside itself, else -1
	names    []string       // of the submissions, as shown
	offsets  []*offsets     // of their bodies; nil where the result has no text
	over     []bool         // over a limit
	numbered []bool         // archived ones that only their number tells from others
	pairs    []pair
	pairAt   map[[2]int]int // index of a pair by its submissions, the first one first
	passages map[string]int // index by id
	stacks   map[string]*finding.Stack

	templates  map[string]bool // families whose passages are template
	paragraphs map[string]bool // ids and paths of what is placed by paragraphs
}

// pair is two submissions that have something to do with each other.
type pair struct {
	a, b      int
	listed    *finding.Pair // nil where only passages join them
	passages  []int
	collation *finding.Collation
}

func newModel(res *finding.Result, opt Options) *model {
	m := &model{
		res: res, opt: opt, twin: -1,
		strings:  make(map[message.Lang]map[string]string),
		index:    make(map[string]int, len(res.Submissions)),
		names:    make([]string, len(res.Submissions)),
		offsets:  make([]*offsets, len(res.Submissions)),
		over:     make([]bool, len(res.Submissions)),
		pairAt:   make(map[[2]int]int),
		passages: make(map[string]int, len(res.Passages)),
		stacks:   make(map[string]*finding.Stack, len(res.Stacks)),

		templates:  make(map[string]bool),
		paragraphs: res.Paragraphs(),
	}
	for _, l := range languages {
		m.strings[l] = l.Page()
	}
	if m.opt.Name == nil {
		m.opt.Name = func(id string) string { return id }
	}
	for i := range res.Submissions {
		s := &res.Submissions[i]
		if _, ok := m.index[s.ID]; ok {
			m.twin = i
		} else {
			m.index[s.ID] = i
		}
		m.names[i] = visibleLine(m.opt.Name(s.ID))
		if s.Text != "" {
			m.offsets[i] = newOffsets(s.Text)
		}
	}
	m.tellApart()
	m.findPairs()
	for i := range res.Stacks {
		m.stacks[res.Stacks[i].Family] = &res.Stacks[i]
	}
	for i := range res.Verdict.Findings {
		if s, ok := m.index[res.Verdict.Findings[i].Submission]; ok {
			m.over[s] = true
		}
	}
	m.chooseTexts()
	m.number = res.Number()
	return m
}

// tellApart finds the archived submissions that are called the same, of the same owner and
// year, and those of which neither is known.
func (m *model) tellApart() {
	type known struct {
		name, owner string
		year        int
	}
	m.numbered = make([]bool, len(m.res.Submissions))
	seen := make(map[known]int)
	of := func(i int) known {
		s := &m.res.Submissions[i]
		return known{m.names[i], s.Owner, s.Year}
	}
	for i := range m.res.Submissions {
		if m.res.Submissions[i].Archived {
			seen[of(i)]++
		}
	}
	for i := range m.res.Submissions {
		s := &m.res.Submissions[i]
		m.numbered[i] = s.Archived && (seen[of(i)] > 1 || s.Owner == "" && s.Year == 0)
	}
}

// findPairs gathers the pairs: those of the result in its order, then those that have
// passages only, in the order of these.
func (m *model) findPairs() {
	at := func(a, b string) *pair {
		i, k := m.of(a), m.of(b)
		if i == k {
			k = m.twin
		}
		if i < 0 || k < 0 {
			return nil
		}
		at, ok := m.pairAt[[2]int{min(i, k), max(i, k)}]
		if !ok {
			at = len(m.pairs)
			m.pairAt[[2]int{min(i, k), max(i, k)}] = at
			m.pairs = append(m.pairs, pair{a: i, b: k})
		}
		return &m.pairs[at]
	}
	for i := range m.res.Pairs {
		q := &m.res.Pairs[i]
		if p := at(q.A, q.B); p != nil {
			p.listed = q
		}
	}
	for i := range m.res.Passages {
		q := &m.res.Passages[i]
		m.passages[q.ID] = i
		if q.Template && q.Family != "" {
			m.templates[q.Family] = true
		}
		if p := at(q.A.Submission, q.B.Submission); p != nil {
			p.passages = append(p.passages, i)
		}
	}
	for i := range m.res.Collations {
		c := &m.res.Collations[i]
		if p := at(c.A, c.B); p != nil && (p.a == m.of(c.A) || m.twin >= 0) {
			p.collation = c
		}
	}
}

// chooseTexts settles how much of the texts is shown, and says so where it is less than
// was to be expected.
func (m *model) chooseTexts() {
	m.caps = slices.Clone(m.res.Run.Caps)
	m.texts = m.opt.Texts
	if m.texts != "" {
		return
	}
	m.texts = Full
	size, there := 0, 0
	for i := range m.res.Submissions {
		size += len(m.res.Submissions[i].Text)
		if m.offsets[i] != nil {
			there++
		}
	}
	if size > maxTexts {
		m.texts = Matched
		m.caps = append(m.caps, finding.Cap{Name: "page_texts", Limit: maxTexts >> 20, LeftOut: there})
	}
}

// pairKey names the two texts of a pair in any order of files.
func (m *model) pairKey(p *pair) string {
	return finding.PairKey(&m.res.Submissions[p.a], &m.res.Submissions[p.b])
}

// units returns a range of submission i in UTF-16 units from the start of its body. Where
// the result has no text, code points take their place.
func (m *model) units(i int, r finding.Range) [2]int32 {
	body := m.res.Submissions[i].Range
	if o := m.offsets[i]; o != nil {
		return [2]int32{o.at(r.Byte[0] - body.Byte[0]), o.at(r.Byte[1] - body.Byte[0])}
	}
	length := body.Rune[1] - body.Rune[0]
	return [2]int32{
		min(max(r.Rune[0]-body.Rune[0], 0), length),
		min(max(r.Rune[1]-body.Rune[0], 0), length),
	}
}

// length returns the units of the body of submission i.
func (m *model) length(i int) int32 { return m.units(i, m.res.Submissions[i].Range)[1] }
