package report

import (
	"cmp"
	"slices"

	"chachong/internal/finding"
	"chachong/internal/message"
	"chachong/internal/policy"
)

// view is a result sorted for people.
type view struct {
	*finding.Result
	order   []int             // of submissions: worst first, then by cluster
	at      map[string]int    // id → index of the submission
	stands  []policy.Standing // of each submission
	noted   []int             // inputs with something to say, those left out on purpose apart; by gravity and code
	unread  int               // of them, not checked or not read in full
	spared  int               // inputs left out on purpose
	groups  []int             // of clusters: in the order of their first submissions
	reasons []reasons         // of each cluster
	common  map[string]bool   // ids of families whose passages are template

	longest []*finding.Passage // of each cluster, between two of its members; nil where none is
	marks   []policy.Marking   // of each cluster: of pairs and passages of its members
	cleared []bool             // of each cluster: its near-duplicate pairs are all marked as no copy
}

// reasons are by what near-duplicate pairs of a cluster are that, beside resemblance.
type reasons struct{ alignment, containment bool }

func newView(r *finding.Result) *view {
	n := len(r.Submissions)
	v := &view{
		Result: r, order: make([]int, n), at: make(map[string]int, n), stands: policy.Standings(r),
		reasons: make([]reasons, len(r.Clusters)), common: make(map[string]bool),
		longest: make([]*finding.Passage, len(r.Clusters)), marks: make([]policy.Marking, len(r.Clusters)),
		cleared: make([]bool, len(r.Clusters)),
	}
	for i, s := range r.Submissions {
		v.order[i] = i
		v.at[s.ID] = i
	}
	numbered := make(map[int]int, len(r.Clusters)) // index of a cluster by its number
	for i := range r.Clusters {
		numbered[r.Clusters[i].ID] = i
	}
	v.lookAtPairs(numbered)
	v.lookAtPassages(numbered)
	v.lookAtInputs()
	v.sort(numbered)
	return v
}

func (v *view) lookAtPairs(numbered map[int]int) {
	left := make([]bool, len(v.Clusters)) // with a near-duplicate pair that counts
	for i := range v.Pairs {
		p := &v.Pairs[i]
		n := v.cluster(p.A)
		c, ok := numbered[n]
		if !ok || n != v.cluster(p.B) {
			continue
		}
		v.marks[c].Add(p.Review)
		if p.NearDuplicate {
			by := &v.reasons[c]
			by.alignment = by.alignment || p.By == "alignment"
			by.containment = by.containment || p.By == "containment"
			left[c] = left[c] || !p.Review.NotCopied()
			v.cleared[c] = !left[c]
		}
	}
}

func (v *view) lookAtPassages(numbered map[int]int) {
	for i := range v.Passages {
		p := &v.Passages[i]
		if p.Template && p.Family != "" {
			v.common[p.Family] = true
		}
		n := v.cluster(p.A.Submission)
		c, ok := numbered[n]
		if !ok || n != v.cluster(p.B.Submission) {
			continue
		}
		v.marks[c].Add(p.Review)
		if !p.Template && (v.longest[c] == nil || p.Letters > v.longest[c].Letters) {
			v.longest[c] = p
		}
	}
	for i := range v.Passages {
		if p := &v.Passages[i]; !p.Template {
			delete(v.common, p.Family)
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

// gravity orders statuses for the reader: what was lost wholly comes first.
func gravity(s finding.Status) int {
	return slices.Index([]finding.Status{finding.Error, finding.Partial, finding.Skipped, finding.OK}, s)
}

// concern returns what submission i is to the reader.
func (v *view) concern(i int) policy.Conclusion { return v.stands[i].Conclusion }

var conclusions = [policy.Conclusions]message.Key{
	policy.Near:     message.ConclusionNear,
	policy.Over:     message.ConclusionReview,
	policy.Shared:   message.ConclusionShared,
	policy.Template: message.ConclusionTemplate,
	policy.Clear:    message.ConclusionClear,
}

// cluster returns the number of the cluster of the submission id, 0 where it is in none.
func (v *view) cluster(id string) int {
	if i, ok := v.at[id]; ok {
		return v.Submissions[i].Cluster
	}
	return 0
}
