package page

import (
	"slices"

	"chachong/internal/finding"
)

// The codes of operations and classes in rows and edits, which are many: numbers keep the
// page small.
var (
	rowOps = map[finding.RowOp]int{
		finding.Same: 0, finding.Changed: 1, finding.Deleted: 2, finding.Inserted: 3, finding.Moved: 4,
	}
	editOps     = map[string]int{"replace": 0, "insert": 1, "delete": 2}
	editClasses = map[string]int{"word": 0, "mask": 1, "number": 2, "punct": 3, "space": 4}
)

type pairData struct {
	A            int                    `json:"a"`
	B            int                    `json:"b"`
	Listed       bool                   `json:"listed"`
	Measured     bool                   `json:"measured"` // the figures are there
	Resemblance  finding.Figure         `json:"resemblance"`
	ContainmentA finding.Figure         `json:"containment_a"`
	ContainmentB finding.Figure         `json:"containment_b"`
	AlignedA     finding.Figure         `json:"aligned_a"`
	AlignedB     finding.Figure         `json:"aligned_b"`
	Near         bool                   `json:"near"`
	By           string                 `json:"by"`
	Key          string                 `json:"key"`
	Stat         *finding.CollationStat `json:"stat"`
	Rows         []rowData              `json:"rows"` // null without a collation
	Own          bool                   `json:"own,omitempty"`
	Accepted     bool                   `json:"accepted,omitempty"`
	Estimated    bool                   `json:"estimated,omitempty"`
	SameFile     bool                   `json:"same_file,omitempty"`
}

func (m *model) pair(p *pair) pairData {
	out := pairData{A: p.a, B: p.b, Key: m.pairKey(p)}
	q := p.listed
	out.Listed = q != nil
	out.SameFile = q != nil && q.SameFile
	out.Estimated = m.estimated(p)
	out.Own, out.Accepted = m.apart(p)
	if q == nil && p.collation != nil {
		q = &p.collation.Figures
	}
	if q != nil {
		out.Measured, out.Near, out.By = true, q.NearDuplicate, visibleLine(q.By)
		out.Resemblance = finding.Figure(q.Resemblance)
		out.ContainmentA, out.ContainmentB = finding.Figure(q.ContainmentA), finding.Figure(q.ContainmentB)
		out.AlignedA, out.AlignedB = finding.Figure(q.AlignedA), finding.Figure(q.AlignedB)
		if p.a != m.index[q.A] {
			out.ContainmentA, out.ContainmentB = out.ContainmentB, out.ContainmentA
			out.AlignedA, out.AlignedB = out.AlignedB, out.AlignedA
		}
	}
	if c := p.collation; c != nil {
		out.Stat = &c.Stat
		out.Rows = make([]rowData, len(c.Rows))
		for i := range c.Rows {
			out.Rows[i] = m.row(p, &c.Rows[i])
		}
	}
	return out
}

// apart reports whether a pair is an owner's own earlier work, and whether it was accepted:
// as the result has it or, where it lists no such pair, as all its passages say.
func (m *model) apart(p *pair) (own, accepted bool) {
	if p.listed != nil {
		return p.listed.Own, p.listed.Accepted
	}
	own, accepted = len(p.passages) > 0, len(p.passages) > 0
	for _, k := range p.passages {
		q := &m.res.Passages[k]
		own, accepted = own && q.Own, accepted && q.Accepted
	}
	return own, accepted
}

// estimated reports whether the figures of a pair, or any of its passages, are estimates.
func (m *model) estimated(p *pair) bool {
	return p.listed != nil && p.listed.Estimated ||
		slices.ContainsFunc(p.passages, func(k int) bool { return m.res.Passages[k].Estimated })
}

// where returns the lines of a side, zeros where its text is hidden or was not kept.
func (m *model) where(s finding.Side) []int32 {
	if s.Range.Byte[0] >= s.Range.Byte[1] {
		return []int32{0, 0}
	}
	return m.lines(s.Submission, s.Range)
}

// lines returns the first and the last line of r, which stands in the submission or input that
// is called id. Where these lines are paragraphs, the first and the last page follow, zeros
// where there are no pages.
func (m *model) lines(id string, r finding.Range) []int32 {
	if r.Page[0] > 0 || m.paragraphs[id] {
		return append(r.Line[:], r.Page[:]...)
	}
	return r.Line[:]
}

// rowData is [op, aLo, aHi, bLo, bHi, move, passage, lettersA, lettersB, edits].
type rowData [10]any

// editData is [op, class, aLo, aHi, bLo, bHi, wordsALo, wordsAHi, wordsBLo, wordsBHi].
type editData [10]int32

func (m *model) row(p *pair, r *finding.Row) rowData {
	passage := -1
	if i, ok := m.passages[r.Passage]; ok {
		passage = i
	}
	edits := make([]editData, len(r.Edits))
	for i := range r.Edits {
		e := &r.Edits[i]
		a, b := m.units(p.a, e.A), m.units(p.b, e.B)
		wa, wb := m.units(p.a, e.WordsA), m.units(p.b, e.WordsB)
		edits[i] = editData{
			int32(editOps[e.Op]), int32(editClasses[e.Class]),
			a[0], a[1], b[0], b[1], wa[0], wa[1], wb[0], wb[1],
		}
	}
	a, b := m.units(p.a, r.A), m.units(p.b, r.B)
	return rowData{rowOps[r.Op], a[0], a[1], b[0], b[1], r.Move, passage, r.LettersA, r.LettersB, edits}
}

type familyData struct {
	ID       string         `json:"id"`
	Letters  int32          `json:"letters"`
	Template bool           `json:"template"`
	Members  []familyMember `json:"members"`
	Stack    [][]stackCell  `json:"stack"` // null where the copies were not stacked
}

type familyMember struct {
	S    int      `json:"s"`
	R    [2]int32 `json:"r"`
	Line []int32  `json:"line"`
}

// stackCell is [lo, hi, [[lo, hi, class], …]].
type stackCell [3]any

func (m *model) family(f *finding.Family) familyData {
	out := familyData{ID: f.ID, Letters: f.Letters, Members: make([]familyMember, len(f.Members))}
	for i, s := range f.Members {
		k := m.of(s.Submission)
		out.Members[i] = familyMember{S: k, Line: m.where(s)}
		if k >= 0 {
			out.Members[i].R = m.units(k, s.Range)
		}
	}
	out.Template = m.templates[f.ID]
	stack := m.stacks[f.ID]
	if stack == nil {
		return out
	}
	out.Stack = make([][]stackCell, len(stack.Lines))
	for i, line := range stack.Lines {
		cells := make([]stackCell, len(line.Cells))
		for k := range line.Cells {
			cells[k] = m.cell(out.Members[min(k, len(out.Members)-1)].S, &line.Cells[k])
		}
		out.Stack[i] = cells
	}
	return out
}

func (m *model) cell(s int, c *finding.StackCell) stackCell {
	if s < 0 {
		return stackCell{0, 0, [][3]int32{}}
	}
	r := m.units(s, c.Range)
	edits := make([][3]int32, len(c.Edits))
	for i, e := range c.Edits {
		at := m.units(s, e.Range)
		edits[i] = [3]int32{at[0], at[1], int32(editClasses[e.Class])}
	}
	return stackCell{r[0], r[1], edits}
}
