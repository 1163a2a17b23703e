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
	fresh     int               // submissions that are new: they stand in front of archived ones
	order     []int             // of new submissions: worst first, then by cluster
	at        map[string]int    // id → index of the submission
	stands    []policy.Standing // of each submission
	noted     []int             // inputs with something to say, those left out on purpose apart; by gravity and code
	unread    int               // of them, not checked or not read in full
	spared    int               // inputs left out on purpose
	documents int               // inputs that are documents: without those left out, and containers whose members are inputs
	groups    []int             // of clusters: in the order of their first submissions
	reasons   []reasons         // of each cluster
	common    map[string]bool   // ids of families whose passages are template

	longest []*finding.Passage // of each cluster, between two of its members; nil where none is
	marks   []policy.Marking   // of each cluster: of pairs and passages of its members
	cleared []bool             // of each cluster: none of its near-duplicate pairs counts
	equal   map[int]int        // of each cluster by its number: submissions in files that are the same bytes

	own, accepted []int // of each submission: passages that are own earlier work, and accepted ones
}

// reasons are by what near-duplicate pairs of a cluster are that, beside resemblance, and
// why some of them do not count.
type reasons struct{ alignment, containment, notCopy, own, accepted bool }

func newView(r *finding.Result) *view {
	n := r.Fresh()
	v := &view{
		Result: r, fresh: n, order: make([]int, n), at: make(map[string]int, len(r.Submissions)), stands: policy.Standings(r),
		reasons: make([]reasons, len(r.Clusters)), common: make(map[string]bool),
		longest: make([]*finding.Passage, len(r.Clusters)), marks: make([]policy.Marking, len(r.Clusters)),
		cleared: make([]bool, len(r.Clusters)),
	}
	v.own, v.accepted = apartBySubmission(r)
	for i, s := range r.Submissions {
		if i < n {
			v.order[i] = i
		}
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
	equal := make(map[string]bool)
	v.equal = make(map[int]int)
	for i := range v.Pairs {
		p := &v.Pairs[i]
		n := v.cluster(p.A)
		c, ok := numbered[n]
		if !ok || n != v.cluster(p.B) {
			continue
		}
		v.marks[c].Add(p.Review)
		if p.SameFile {
			for _, id := range [2]string{p.A, p.B} {
				if !equal[id] {
					equal[id] = true
					v.equal[n]++
				}
			}
		}
		if p.NearDuplicate {
			by := &v.reasons[c]
			by.alignment = by.alignment || p.By == "alignment"
			by.containment = by.containment || p.By == "containment"
			by.own = by.own || p.Own
			by.accepted = by.accepted || p.Accepted
			by.notCopy = by.notCopy || p.Review.NotCopied()
			left[c] = left[c] || counts(p)
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
		if !p.Template && (v.longest[c] == nil || cmp.Or(rank(v.longest[c])-rank(p), int(p.Letters-v.longest[c].Letters)) > 0) {
			v.longest[c] = p
		}
	}
	for i := range v.Passages {
		if p := &v.Passages[i]; !p.Template {
			delete(v.common, p.Family)
		}
	}
}

// rank puts passages that limits are about in front of those that they leave out.
func rank(p *finding.Passage) int {
	if p.Own || p.Accepted {
		return 1
	}
	return 0
}

func (v *view) lookAtInputs() {
	v.documents = finding.Files(v.Inputs)
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
		return cmp.Or(cmp.Compare(gravity(a.Told()), gravity(b.Told())), cmp.Compare(a.Code, b.Code))
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
	return slices.Index([]finding.Status{finding.Error, finding.Unread, finding.Partial, finding.Skipped, finding.OK}, s)
}

// concern returns what submission i is to the reader.
func (v *view) concern(i int) policy.Conclusion { return v.stands[i].Conclusion }

// apart reports whether all that submission i shares, template aside, counts for no limit.
func (v *view) apart(i int) bool {
	return v.concern(i) >= policy.Template && v.own[i]+v.accepted[i] > 0
}

// conclusion names what submission i is to the reader.
func (v *view) conclusion(i int) message.Key {
	if v.apart(i) {
		return message.ConclusionApart
	}
	return conclusions[v.concern(i)]
}

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

// equalFiles counts the members of a cluster that another of them equals byte for byte.
func (v *view) equalFiles(c *finding.Cluster) int { return v.equal[c.ID] }
