package page

import (
	"cmp"
	"slices"
	"strconv"

	"chachong/internal/finding"
)

// relation is what the drawings show of a pair.
type relation struct {
	a, b      int
	near      bool
	apart     bool    // own earlier work, or accepted
	value     float64 // resemblance of a near-duplicate pair, else the larger share
	ab, ba    float64 // [0,1], share of each that the other covers
	reference string  // address of the pair in the page
}

// relations returns the pairs that share more than template, in their order.
func (m *model) relations() []relation {
	out := []relation{}
	for i := range m.pairs {
		p := &m.pairs[i]
		if p.a == p.b || m.twin >= 0 {
			continue
		}
		r := relation{a: p.a, b: p.b, ab: m.covered(p, p.a), ba: m.covered(p, p.b), reference: pairReference(p.a, p.b)}
		if q := p.listed; q != nil {
			// Where a cap left passages out, the pair's own figures say more.
			r.ab, r.ba = max(r.ab, q.ContainmentA), max(r.ba, q.ContainmentB)
			r.near = q.NearDuplicate
		}
		own, accepted := m.apart(p)
		r.apart = own || accepted
		r.value = max(r.ab, r.ba)
		if r.near {
			r.value = max(p.listed.Resemblance, p.listed.AlignedA, p.listed.AlignedB)
		}
		if r.near || r.value > 0 {
			out = append(out, r)
		}
	}
	return out
}

// covered returns the share of submission i, one of p, that lies in passages of p which
// are not template.
func (m *model) covered(p *pair, i int) float64 {
	var at [][2]int32
	for _, k := range p.passages {
		q := &m.res.Passages[k]
		switch {
		case q.Template:
		case m.of(q.A.Submission) == i:
			at = append(at, q.AtA)
		default:
			at = append(at, q.AtB)
		}
	}
	letters := finding.CoveredLetters(at)
	if all := m.res.Submissions[i].Letters; all > 0 {
		return min(1, float64(letters)/float64(all))
	}
	return 0
}

// pairReference is the address of a pair in the page.
func pairReference(a, b int) string {
	return "#/pair/" + strconv.Itoa(min(a, b)) + "-" + strconv.Itoa(max(a, b))
}

// order returns the submissions that have a relation: the clusters with most members
// first, their members in order, then those in no cluster.
func (m *model) order(rs []relation) (clusters []*finding.Cluster, singles []int) {
	for i := range m.res.Clusters {
		clusters = append(clusters, &m.res.Clusters[i])
	}
	slices.SortStableFunc(clusters, func(a, b *finding.Cluster) int {
		return cmp.Compare(len(b.Members), len(a.Members))
	})
	seen := make([]bool, len(m.res.Submissions))
	for _, c := range clusters {
		for _, i := range m.members(c) {
			seen[i] = true
		}
	}
	for _, r := range rs {
		for _, i := range []int{r.a, r.b} {
			if !seen[i] {
				seen[i] = true
				singles = append(singles, i)
			}
		}
	}
	slices.Sort(singles)
	return clusters, singles
}

// members returns the submissions of a cluster.
func (m *model) members(c *finding.Cluster) []int {
	out := make([]int, 0, len(c.Members))
	for _, id := range c.Members {
		if i := m.of(id); i >= 0 {
			out = append(out, i)
		}
	}
	return out
}

// submissionReference is the address of a submission in the page, clusterReference that
// of a cluster.
func submissionReference(i int) string { return "#/s/" + strconv.Itoa(i) }
func clusterReference(id int) string   { return "#/clusters/" + strconv.Itoa(id) }
