package policy

import "chachong/internal/finding"

// Conclusion is what a submission is to the reader, the gravest first.
type Conclusion uint8

// The conclusions there are.
const (
	Near     Conclusion = iota // a near-duplicate
	Over                       // over a limit
	Shared                     // shares passages
	Template                   // shares template only
	Clear                      // nothing found

	Conclusions // how many there are
)

// Standing is what one submission is to the reader, and what that rests on.
type Standing struct {
	Conclusion Conclusion
	Passages   int     // with others, not template, whether they count or not
	Pairs      int     // near-duplicate pairs it is in that count
	Marks      Marking // of pairs and passages it is in
}

// Marking counts reviewers' marks.
type Marking struct{ Confirmed, NotCopy, Talk, Noted int }

// Add counts m, which may be nil. A note counts as one where it stands without a mark.
func (c *Marking) Add(m *finding.Review) {
	switch {
	case m == nil:
	case m.Mark == finding.Confirmed:
		c.Confirmed++
	case m.Mark == finding.NotCopy:
		c.NotCopy++
	case m.Mark == finding.Talk:
		c.Talk++
	case m.Note != "":
		c.Noted++
	}
}

// MarkingOf counts the marks of the pairs and passages of r.
func MarkingOf(r *finding.Result) Marking {
	var c Marking
	for i := range r.Pairs {
		c.Add(r.Pairs[i].Review)
	}
	for i := range r.Passages {
		c.Add(r.Passages[i].Review)
	}
	return c
}

// Standings returns the standing of each submission of r, in its order. Call it when r
// has its verdict and its marks. A submission in a cluster is a near-duplicate unless no
// near-duplicate pair of it counts, and it shares passages where one counts: as in Judge,
// what is marked as no copy, accepted, or an owner's own earlier work does not. Archived
// submissions are not judged; they are Clear.
func Standings(r *finding.Result) []Standing {
	all := make([]Standing, len(r.Submissions))
	over := make([]bool, len(r.Submissions))
	cleared := make([]bool, len(r.Submissions)) // of a pair that does not count
	shares := make([]bool, len(r.Submissions))
	c := copiesOf(r)
	left := c.remaining()
	both := func(a, b string, do func(i int)) {
		for k, id := range [2]string{a, b} {
			if i, ok := c.at[id]; ok && !(k == 1 && a == b) {
				do(i)
			}
		}
	}
	for i := range r.Pairs {
		p := &r.Pairs[i]
		both(p.A, p.B, func(i int) {
			all[i].Marks.Add(p.Review)
			switch {
			case !p.NearDuplicate:
			case p.Own, p.Accepted, p.Review.NotCopied():
				cleared[i] = true
			default:
				all[i].Pairs++
			}
		})
	}
	for i := range r.Passages {
		p := &r.Passages[i]
		both(p.A.Submission, p.B.Submission, func(i int) {
			all[i].Marks.Add(p.Review)
			if !p.Template && p.A.Submission != p.B.Submission {
				all[i].Passages++
				shares[i] = shares[i] || !p.Own && !c.lifted(p)
			}
		})
	}
	for i := range r.Verdict.Findings {
		if k, ok := c.at[r.Verdict.Findings[i].Submission]; ok {
			over[k] = true
		}
	}
	for i := range r.Submissions {
		s := &r.Submissions[i]
		switch st := &all[i]; {
		case s.Archived:
			st.Conclusion = Clear
		case st.Pairs > 0, s.Cluster != 0 && !cleared[i]:
			st.Conclusion = Near
		case over[i]:
			st.Conclusion = Over
		case shares[i] || left[i].Total > 0:
			st.Conclusion = Shared
		case left[i].WithTemplate > 0:
			st.Conclusion = Template
		default:
			st.Conclusion = Clear
		}
	}
	return all
}
