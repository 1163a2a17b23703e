package report

import (
	"chachong/internal/finding"
)

// kin is what all members of a cluster have in common beside their words: it may well be the
// harmless reason why they are alike.
type kin uint8

const (
	noKin     kin = iota
	sameBytes     // they stand in files that are the same bytes: one handed in twice
	oneOwner      // one owner handed in all of them
	kins
)

// kinship counts the clusters with a near-duplicate pair that counts, and of them those of
// each kin.
func (v *view) kinship() (clusters int, of [kins]int) {
	equal := make(map[string]int, len(v.Clusters)) // files equal to that of a cluster's first member, by its id
	for i := range v.Clusters {
		equal[v.Clusters[i].Members[0]] = 0
	}
	for i := range v.Pairs {
		p := &v.Pairs[i]
		if !p.SameFile || v.cluster(p.A) != v.cluster(p.B) {
			continue
		}
		for _, id := range [2]string{p.A, p.B} {
			if n, first := equal[id]; first {
				equal[id] = n + 1
			}
		}
	}
	for i, cleared := range v.cleared {
		if c := &v.Clusters[i]; !cleared {
			clusters++
			of[v.kinOf(c, equal[c.Members[0]])]++
		}
	}
	return clusters, of
}

// kinOf returns the kin of a cluster, of whose members so many stand in files equal to that
// of the first one.
func (v *view) kinOf(c *finding.Cluster, equal int) kin {
	if equal == len(c.Members)-1 {
		return sameBytes
	}
	owner := ""
	for k, id := range c.Members {
		i, ok := v.at[id]
		if !ok || v.Submissions[i].Owner == "" || k > 0 && v.Submissions[i].Owner != owner {
			return noKin
		}
		owner = v.Submissions[i].Owner
	}
	return oneOwner
}
