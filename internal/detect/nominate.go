package detect

import (
	"cmp"
	"slices"

	"chachong/internal/sketch"
)

// Bands find what seeds cannot: pairs within a crowd of copies, whose seeds are all
// common. Weaker pairs share rare seeds; bands for them would meet by chance.
const (
	bandResemblance = 0.5 // of the sets of 2-word shingles
	bandKeep        = 0.3 // estimated resemblance below which a pair is not verified
)

// Limits of nomination. A gram that many hold says little, and pairing its holders
// would be quadratic: near-duplicates of a crowd are found through signature bands
// instead, whose buckets link to anchors only.
const (
	verifyHolders  = 48   // submissions that hold a seed which nominates a pair for verification
	verifySeeds    = 16   // seeds of a submission that do so in any case, its rarest, up to alignHolders: a short report that stands in a hundred others has no rare ones
	verifyShare    = 0.15 // of those, shared: below, no listed pair is lost (listContainment is 0.5)
	verifyPairs    = 64   // pairs of a submission that are verified, the most alike first
	alignHolders   = 600  // submissions that hold a seed which nominates a pair for alignment
	alignClusters  = 10   // clusters that hold it: a cap of 6 loses passages, more than 10 finds none
	alignShared    = 3    // seeds shared by a pair that is aligned: the shortest true passage has 4
	partners       = 2    // submissions of one other cluster that a submission is aligned with
	mates          = 32   // submissions of its own provisional cluster, which may be loose
	templateShared = 8    // common seeds shared with the submission that stands for a template
)

// nominateNear makes pairs of the submissions whose signatures or seeds let expect a
// pair to be listed.
func (c *comparison) nominateNear() {
	found := map[[2]int32]bool{}
	for _, p := range c.bySketch() {
		found[[2]int32{p.A, p.B}] = true
	}
	var cands []Candidate
	var seeds []uint32
	for i := range c.subs {
		if c.first[i] != int32(i) {
			continue
		}
		// What resembles this one, and what holds it. Who is held by it will ask itself.
		seeds = c.rarest(seeds[:0], int32(i))
		cands = c.index.Candidates(cands[:0], seeds, Limits{Holders: alignHolders})
		for _, t := range cands {
			if t.Sub != int32(i) && float64(t.Shared) >= verifyShare*float64(len(seeds)) {
				found[[2]int32{min(t.Sub, int32(i)), max(t.Sub, int32(i))}] = true
			}
		}
	}
	for p := range found {
		c.pairs = append(c.pairs, pair{a: p[0], b: p[1]})
	}
	c.sortPairs()
	c.capPairs()
}

// rarest appends the seeds of s that nominate pairs for verification, ascending.
func (c *comparison) rarest(dst []uint32, s int32) []uint32 {
	var common []uint32
	for _, seed := range c.subs[s].Seeds {
		switch _, n := c.index.Frequency(seed); {
		case n <= verifyHolders:
			dst = append(dst, seed)
		case n <= alignHolders:
			common = append(common, seed)
		}
	}
	if more := verifySeeds - len(dst); more > 0 && len(common) > 0 {
		slices.SortStableFunc(common, func(x, y uint32) int {
			_, nx := c.index.Frequency(x)
			_, ny := c.index.Frequency(y)
			return cmp.Compare(nx, ny)
		})
		dst = append(dst, common[:min(more, len(common))]...)
		slices.Sort(dst)
	}
	if len(dst) == 0 && len(c.subs[s].Seeds) > 0 {
		c.capped("common_seeds", alignHolders, 1)
	}
	return dst
}

// capPairs leaves each submission its verifyPairs strongest pairs by estimated
// resemblance; a pair stays while either of the two wants it.
func (c *comparison) capPairs() {
	type wish struct {
		of       int32
		pair     int
		estimate float64
	}
	var wishes []wish
	for i, p := range c.pairs {
		e := c.subs[p.a].Signature.Resemblance(c.subs[p.b].Signature)
		wishes = append(wishes, wish{p.a, i, e}, wish{p.b, i, e})
	}
	slices.SortFunc(wishes, func(x, y wish) int {
		return cmp.Or(cmp.Compare(x.of, y.of), cmp.Compare(y.estimate, x.estimate), cmp.Compare(x.pair, y.pair))
	})
	keep := make([]bool, len(c.pairs))
	n := 0
	for k, w := range wishes {
		if k == 0 || w.of != wishes[k-1].of {
			n = 0
		}
		if n++; n <= verifyPairs {
			keep[w.pair] = true
		}
	}
	kept := c.pairs[:0]
	for i, p := range c.pairs {
		if keep[i] {
			kept = append(kept, p)
		} else {
			c.capped("verified_pairs", verifyPairs, 1)
		}
	}
	c.pairs = kept
}

// bySketch returns the pairs that the chosen sketch brings together.
func (c *comparison) bySketch() []sketch.Pair {
	if c.opt.Sketch == SimHash {
		hashes := make([]uint64, len(c.subs))
		for i, s := range c.subs {
			hashes[i] = s.SimHash
		}
		return sketch.Neighbours(hashes, sketch.SimHashDistance, func(i int) bool {
			return c.first[i] != int32(i) || c.subs[i].Signature == nil
		})
	}
	sigs := make([]sketch.Signature, len(c.subs))
	for i, s := range c.subs {
		if c.first[i] == int32(i) {
			sigs[i] = s.Signature
		}
	}
	near, left := sketch.Candidates(sigs, sketch.Params{Bands: sketch.BandsFor(bandResemblance), Keep: bandKeep})
	if left.Links > 0 {
		c.capped("band_anchors", sketch.DefaultAnchors, int(left.Links))
	}
	return near
}

// nominatePassages marks the pairs to be aligned: those that may be listed, and those
// that share rare seeds. Of another cluster a submission is aligned with its best
// partners only, and of the holders of a template with the first.
func (c *comparison) nominatePassages() {
	at := make(map[[2]int32]int, len(c.pairs))
	for i := range c.pairs {
		p := &c.pairs[i]
		at[[2]int32{p.a, p.b}] = i
		p.align = !p.verified || p.resemblance >= listResemblance || max(p.inA, p.inB) >= listContainment
	}
	nominate := func(s, t int32) {
		key := [2]int32{min(s, t), max(s, t)}
		i, ok := at[key]
		if !ok {
			i = len(c.pairs)
			at[key] = i
			c.pairs = append(c.pairs, pair{a: key[0], b: key[1]})
		}
		c.pairs[i].align = true
	}
	var cands []Candidate
	for i, s := range c.subs {
		if c.first[i] != int32(i) {
			continue
		}
		own := c.index.group[i]
		cands = c.index.Candidates(cands[:0], s.Seeds, Limits{Holders: alignHolders, Clusters: alignClusters})
		cands = slices.DeleteFunc(cands, func(t Candidate) bool {
			return t.Shared < alignShared || t.Sub == int32(i) || c.large[i] >= 0 && c.large[i] == c.large[t.Sub]
		})
		slices.SortStableFunc(cands, func(p, q Candidate) int {
			return cmp.Or(cmp.Compare(c.index.group[p.Sub], c.index.group[q.Sub]), cmp.Compare(q.Shared, p.Shared))
		})
		taken := 0
		for k, t := range cands {
			g := c.index.group[t.Sub]
			if k == 0 || g != c.index.group[cands[k-1].Sub] {
				taken = 0
			}
			most, limit := partners, "cluster_partners"
			if g == own {
				most, limit = mates, "cluster_mates"
			}
			if taken++; taken <= most {
				nominate(int32(i), t.Sub)
			} else {
				c.capped(limit, most, 1)
			}
		}
		if t := c.templateHolder(int32(i)); t >= 0 {
			nominate(int32(i), t)
		}
	}
	c.sortPairs()
}

// templateHolder returns the submission that shares most of the seeds of s which are
// too common for nomination, among the first holders of each; -1 when none shares
// templateShared. So text that a crowd holds is told once for each of its holders.
func (c *comparison) templateHolder(s int32) int32 {
	votes := map[int32]int{}
	best := int32(-1)
	for _, seed := range c.subs[s].Seeds {
		if clusters, holders := c.index.Frequency(seed); holders <= alignHolders && clusters <= alignClusters {
			continue
		}
		list := c.index.postings.List(seed)
		for _, t := range list[:min(2, len(list))] {
			if c.index.group[t] == c.index.group[s] {
				continue
			}
			votes[t]++
			if best < 0 || votes[t] > votes[best] || votes[t] == votes[best] && t < best {
				best = t
			}
			break
		}
	}
	if best < 0 || votes[best] < templateShared {
		return -1
	}
	return best
}
