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
	order   []int           // of submissions: worst first, then by cluster
	at      map[string]int  // id → index of the submission
	near    []bool          // in a cluster or a near-duplicate pair
	over    []bool          // named by a finding of the verdict
	touched []int           // passages with others, not template
	noted   []int           // inputs with something to say, those left out on purpose apart; by gravity and code
	unread  int             // of them, not checked or not read in full
	spared  int             // inputs left out on purpose
	groups  []int           // of clusters: in the order of their first submissions
	reasons []reasons       // of each cluster
	common  map[string]bool // ids of families whose passages are template
}

// reasons are by what near-duplicate pairs of a cluster are that, beside resemblance.
type reasons struct{ alignment, containment bool }

func newView(r *finding.Result) *view {
	n := len(r.Submissions)
	v := &view{
		Result: r, order: make([]int, n), at: make(map[string]int, n),
		near: make([]bool, n), over: make([]bool, n), touched: make([]int, n),
		reasons: make([]reasons, len(r.Clusters)), common: make(map[string]bool),
	}
	for i, s := range r.Submissions {
		v.order[i] = i
		v.at[s.ID] = i
		v.near[i] = s.Cluster != 0
	}
	for _, f := range r.Verdict.Findings {
		v.mark(v.over, f.Submission)
	}
	numbered := make(map[int]int, len(r.Clusters)) // index of a cluster by its number
	for i := range r.Clusters {
		numbered[r.Clusters[i].ID] = i
	}
	v.lookAtPairs(numbered)
	v.lookAtPassages()
	v.lookAtInputs()
	v.sort(numbered)
	return v
}

func (v *view) lookAtPairs(numbered map[int]int) {
	for _, p := range v.Pairs {
		if !p.NearDuplicate {
			continue
		}
		v.mark(v.near, p.A)
		v.mark(v.near, p.B)
		n := v.cluster(p.A)
		if c, ok := numbered[n]; ok && n == v.cluster(p.B) {
			by := &v.reasons[c]
			by.alignment = by.alignment || p.By == "alignment"
			by.containment = by.containment || p.By == "containment"
		}
	}
}

func (v *view) lookAtPassages() {
	for _, p := range v.Passages {
		if p.Template && p.Family != "" {
			v.common[p.Family] = true
		}
	}
	for _, p := range v.Passages {
		if p.Template {
			continue
		}
		delete(v.common, p.Family)
		if p.A.Submission == p.B.Submission {
			continue
		}
		for _, id := range []string{p.A.Submission, p.B.Submission} {
			if i, ok := v.at[id]; ok {
				v.touched[i]++
			}
		}
	}
}

func (v *view) lookAtInputs() {
	for i, in := range v.Inputs {
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
		a, b := &v.Inputs[i], &v.Inputs[j]
		return cmp.Or(cmp.Compare(gravity(a.Status), gravity(b.Status)), cmp.Compare(a.Code, b.Code))
	})
}

// sort puts the submissions into their order and the clusters into that of their first
// submissions.
func (v *view) sort(numbered map[int]int) {
	slices.SortStableFunc(v.order, func(i, j int) int {
		a, b := &v.Submissions[i], &v.Submissions[j]
		return cmp.Or(
			cmp.Compare(b.Reuse.Total, a.Reuse.Total),
			cmp.Compare(v.concern(i), v.concern(j)),
			cmp.Compare(a.Cluster, b.Cluster),
			cmp.Compare(b.Reuse.LargestSource, a.Reuse.LargestSource),
			cmp.Compare(b.Reuse.WithTemplate, a.Reuse.WithTemplate),
		)
	})
	seen := make([]bool, len(v.Clusters))
	for _, i := range v.order {
		if c, ok := numbered[v.Submissions[i].Cluster]; ok && !seen[c] {
			seen[c] = true
			v.groups = append(v.groups, c)
		}
	}
	for c := range seen {
		if !seen[c] { // without a submission in the result
			v.groups = append(v.groups, c)
		}
	}
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
	near     concern = iota // a near-duplicate
	over                    // over a limit
	shared                  // shares passages
	template                // shares template only
	clear                   // nothing found
)

func (v *view) concern(i int) concern {
	switch {
	case v.near[i]:
		return near
	case v.over[i]:
		return over
	case v.touched[i] > 0 || v.Submissions[i].Reuse.Total > 0:
		return shared
	case v.Submissions[i].Reuse.WithTemplate > 0:
		return template
	}
	return clear
}

var conclusions = [...]message.Key{
	near:     message.ConclusionNear,
	over:     message.ConclusionReview,
	shared:   message.ConclusionShared,
	template: message.ConclusionTemplate,
	clear:    message.ConclusionClear,
}

// cluster returns the number of the cluster of the submission id, 0 where it is in none.
func (v *view) cluster(id string) int {
	if i, ok := v.at[id]; ok {
		return v.Submissions[i].Cluster
	}
	return 0
}
