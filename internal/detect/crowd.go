package detect

import (
	"cmp"
	"slices"

	"chachong/internal/align"
	"chachong/internal/cluster"
	"chachong/internal/sketch"
)

// What joins submissions before frequencies are counted, and how large a cluster may be
// that lists all its pairs.
const (
	clusterListed   = 64   // a cluster up to this size lists all its pairs
	provisionalLow  = 0.30 // resemblance that joins a provisional cluster
	provisionalPart = 0.60 // containment that does, at provisionalRate
	provisionalRate = 0.30 // ratio of lengths

	// Text that more than crowdHolders hold is a template, told once for each that holds
	// it, and makes no pair: unless the two are estimated to be half alike, as copies of
	// one report are, or it is nearly all that the shorter one says. The estimate is that
	// from which a sketch links those who met in crowds alone.
	crowdHolders  = sketch.DefaultCrowd
	crowdMost     = 0.8 // share of the seeds in common that a crowd holds
	crowdPair     = 0.7 // of the seeds of the shorter one
	crowdEstimate = sketch.CrowdKeep
)

// crowd tells what a and b have in common: how much of the shorter one's seeds that is,
// and whether it is a crowd's, which is known by holding most of it.
func (x *index) crowd(a, b int32) (share float64, ofCrowd bool) {
	all, few := 0, 0
	s, t := x.postings.Of(a), x.postings.Of(b)
	for len(s) > 0 && len(t) > 0 {
		switch {
		case s[0] < t[0]:
			s = s[1:]
		case s[0] > t[0]:
			t = t[1:]
		default:
			all++
			if x.scarce[s[0]]&inNoCrowd != 0 {
				few++
			}
			s, t = s[1:], t[1:]
		}
	}
	short := float64(max(1, min(x.seeds(a), x.seeds(b))))
	ofCrowd = all > 0 && float64(all-few) >= crowdMost*float64(all) && float64(few) < verifyShare*short
	return float64(all) / short, ofCrowd
}

// onlyCrowd reports whether a and b have but a crowd's text in common.
func (c *comparison) onlyCrowd(a, b int32) bool {
	if c.estimate(a, b) >= crowdEstimate {
		return false
	}
	share, ofCrowd := c.index.crowd(a, b)
	return ofCrowd && share < crowdPair
}

// withoutCrowds leaves out the pairs that have but a crowd's text in common.
func (c *comparison) withoutCrowds() {
	n := len(c.pairs)
	c.pairs = slices.DeleteFunc(c.pairs, func(p pair) bool { return c.onlyCrowd(p.a, p.b) })
	if n -= len(c.pairs); n > 0 {
		c.capped("crowd_text", crowdHolders, n)
	}
}

// provisional returns the clusters over which document frequencies are counted: looser
// than those reported, for copies that a later step will join must already count once.
func (c *comparison) provisional() []int32 {
	g := cluster.New(len(c.subs))
	for i, f := range c.first {
		g.Join(f, int32(i))
	}
	for i := range c.pairs {
		p := &c.pairs[i]
		if p.resemblance >= provisionalLow ||
			max(p.inA, p.inB) >= provisionalPart && c.lengthRatio(p) >= provisionalRate {
			g.Join(p.a, p.b)
		}
	}
	c.joinLabelled(g)
	group := make([]int32, len(c.subs))
	for i := range group {
		group[i] = g.Find(int32(i))
	}
	return group
}

// lengthRatio returns the letters of the shorter one over those of the longer, [0,1].
func (c *comparison) lengthRatio(p *pair) float64 {
	a, b := float64(c.subs[p.a].Letters), float64(c.subs[p.b].Letters)
	return min(a, b) / max(a, b)
}

// capClusters cuts the pairs of large near-duplicate clusters to a spanning tree, best
// pairs first, and each member against the first.
func (c *comparison) capClusters() {
	sure := func(p *pair) bool { return p.resemblance >= nearResemblance }
	g := cluster.New(len(c.subs))
	for i := range c.pairs {
		if sure(&c.pairs[i]) {
			g.Join(c.pairs[i].a, c.pairs[i].b)
		}
	}
	large := map[int32]bool{}
	for _, set := range g.Sets() {
		if len(set) > clusterListed {
			large[set[0]] = true
		}
	}
	c.large = make([]int32, len(c.subs))
	for i := range c.large {
		c.large[i] = -1
		if f := g.Find(int32(i)); large[f] {
			c.large[i] = f
		}
	}
	inLarge := func(p *pair) bool { return c.large[p.a] >= 0 && c.large[p.a] == c.large[p.b] }

	order := make([]int, 0, len(c.pairs))
	for i := range c.pairs {
		order = append(order, i)
	}
	slices.SortStableFunc(order, func(i, j int) int {
		return cmp.Compare(c.pairs[j].resemblance, c.pairs[i].resemblance)
	})
	tree := cluster.New(len(c.subs))
	keep := make([]bool, len(c.pairs))
	for _, i := range order {
		p := &c.pairs[i]
		keep[i] = !inLarge(p) || p.a == g.Find(p.a) || sure(p) && tree.Join(p.a, p.b)
	}
	var kept []pair
	have := map[[2]int32]bool{}
	for i, p := range c.pairs {
		if keep[i] {
			kept = append(kept, p)
			have[[2]int32{p.a, p.b}] = true
		} else {
			c.capped("cluster_pairs", clusterListed, 1)
		}
	}
	for _, set := range g.Sets() {
		for i, s := range set {
			if i == 0 {
				continue
			}
			others := set[:1] // each against the first
			if len(set) <= clusterListed {
				others = set[:i]
			}
			for _, t := range others {
				if !c.apart(t, s) && !have[[2]int32{t, s}] {
					kept = append(kept, pair{a: t, b: s})
				}
			}
		}
	}
	c.pairs = kept
	c.sortPairs()
}

// templateHolder returns the submission that shares most of the seeds of sub which are
// too common for nomination, among the first holders of each; -1 when none shares
// templateShared in one place. So text that a crowd holds is told once for each of its
// holders.
func (s *searcher) templateHolder(sub int32) int32 {
	best := int32(-1)
	of := s.postings.Of(sub)
	s.terms = s.terms[:0]
	for _, t := range of {
		if !s.rare(t) {
			s.terms = append(s.terms, t)
		}
	}
	if len(s.terms) < templateShared {
		return -1
	}
	s.fetch(s.terms)
	s.touched = s.touched[:0]
	for _, list := range s.lists {
		u := s.firstHolder(list, sub)
		if u < 0 {
			continue
		}
		if s.counts[u] == 0 {
			s.touched = append(s.touched, u)
		}
		s.counts[u]++
		if best < 0 || s.counts[u] > s.counts[best] || s.counts[u] == s.counts[best] && u < best {
			best = u
		}
	}
	votes := int32(0)
	if best >= 0 {
		votes = s.counts[best]
	}
	for _, u := range s.touched {
		s.counts[u] = 0
	}
	if votes < templateShared {
		return -1
	}
	s.hits = s.hits[:0]
	for n, t := range s.terms {
		if s.firstHolder(s.lists[n], sub) == best {
			s.hits = append(s.hits, uint64(s.place(t, sub))<<32|uint64(s.place(t, best)))
		}
	}
	slices.Sort(s.hits)
	if !align.Meet(s.hits, templateShared) {
		return -1
	}
	return best
}

// firstHolder returns the first in a list of holders that is of another cluster than sub,
// of the first two; -1 where there is none.
func (s *searcher) firstHolder(list []int32, sub int32) int32 {
	for _, u := range list[:2] {
		if s.group[u] != s.group[sub] {
			return u
		}
	}
	return -1
}
