package report

import (
	"cmp"
	"slices"

	"chachong/internal/finding"
	"chachong/internal/message"
)

// view is a result sorted for people.
type view struct {
	*finding.Result
	order   []int          // of submissions: worst first
	at      map[string]int // id → index of the submission
	near    []bool         // in a cluster or a near-duplicate pair
	over    []bool         // named by a finding of the verdict
	touched []int          // passages with others, not template
	noted   []int          // inputs with something to say, those left out on purpose apart; by gravity and code
	unread  int            // of them, not read in full
	spared  int            // inputs left out on purpose
}

func newView(r *finding.Result) *view {
	n := len(r.Submissions)
	v := &view{
		Result: r, order: make([]int, n), at: make(map[string]int, n),
		near: make([]bool, n), over: make([]bool, n), touched: make([]int, n),
	}
	for i, s := range r.Submissions {
		v.order[i] = i
		v.at[s.ID] = i
		v.near[i] = s.Cluster != 0
	}
	for _, p := range r.Pairs {
		if p.NearDuplicate {
			v.mark(v.near, p.A)
			v.mark(v.near, p.B)
		}
	}
	for _, f := range r.Verdict.Findings {
		v.mark(v.over, f.Submission)
	}
	for _, p := range r.Passages {
		if p.Template || p.A.Submission == p.B.Submission {
			continue
		}
		for _, id := range []string{p.A.Submission, p.B.Submission} {
			if i, ok := v.at[id]; ok {
				v.touched[i]++
			}
		}
	}
	for i, in := range r.Inputs {
		switch {
		case in.Excluded:
			v.spared++
		case in.Status != finding.OK:
			v.unread++
			v.noted = append(v.noted, i)
		case in.Code != "":
			v.noted = append(v.noted, i)
		}
	}
	slices.SortStableFunc(v.noted, func(i, j int) int {
		a, b := &r.Inputs[i], &r.Inputs[j]
		return cmp.Or(cmp.Compare(gravity(a.Status), gravity(b.Status)), cmp.Compare(a.Code, b.Code))
	})
	slices.SortStableFunc(v.order, func(i, j int) int {
		a, b := &r.Submissions[i], &r.Submissions[j]
		return cmp.Or(
			cmp.Compare(b.Reuse.Total, a.Reuse.Total),
			cmp.Compare(b.Reuse.LargestSource, a.Reuse.LargestSource),
			cmp.Compare(v.concern(i), v.concern(j)),
		)
	})
	return v
}

func (v *view) mark(set []bool, id string) {
	if i, ok := v.at[id]; ok {
		set[i] = true
	}
}

// gravity orders statuses for the reader: what was lost wholly comes first.
func gravity(s finding.Status) int {
	return slices.Index([]finding.Status{finding.Error, finding.Partial, finding.Skipped, finding.OK}, s)
}

// concern is what a submission is to the reader, the gravest first.
type concern int

const (
	near   concern = iota // a near-duplicate
	over                  // over a limit
	shared                // shares passages
	clear                 // nothing found
)

func (v *view) concern(i int) concern {
	switch {
	case v.near[i]:
		return near
	case v.over[i]:
		return over
	case v.touched[i] > 0 || v.Submissions[i].Reuse.Total > 0:
		return shared
	}
	return clear
}

var conclusions = [...]message.Key{
	near:   message.ConclusionNear,
	over:   message.ConclusionReview,
	shared: message.ConclusionShared,
	clear:  message.ConclusionClear,
}

// cluster returns the number of the cluster of the submission id, 0 where it is in none.
func (v *view) cluster(id string) int {
	if i, ok := v.at[id]; ok {
		return v.Submissions[i].Cluster
	}
	return 0
}
