package detect

import (
	"cmp"
	"context"
	"iter"
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
	verifyTerms    = 128  // such seeds asked for, besides those nobody else holds: a pair to be listed shares a quarter of its seeds, which so many tell from verifyShare
	verifyShare    = 0.15 // of those, shared: below, no listed pair is lost (listContainment is 0.5)
	verifyPairs    = 64   // pairs of a submission that are verified, the most alike first
	alignHolders   = 600  // submissions that hold a seed which nominates a pair for alignment
	alignClusters  = 10   // clusters that hold it: a cap of 6 loses passages, more than 10 finds none
	partners       = 2    // submissions of one other cluster that a submission is aligned with
	mates          = 32   // submissions of its own provisional cluster, which may be loose
	templateShared = 8    // common seeds shared in one place with the submission that stands for a template
)

// nominateNear makes pairs of the submissions whose signatures or seeds let expect a
// pair to be listed.
func (c *comparison) nominateNear(ctx context.Context) error {
	found := make([][]int32, len(c.subs)) // partners of each, from the first of a pair to the second
	for _, p := range c.sketched {
		if !c.apart(p.A, p.B) {
			found[p.A] = append(found[p.A], p.B)
		}
	}
	bySeeds := make([][]int32, len(c.subs))
	searchers := newPool(c.opt.Jobs, func() *nearSearch { return &nearSearch{searcher: newSearcher(c.index)} })
	err := forEach(ctx, len(c.subs), c.opt, "", func(i int) error {
		if c.first[i] == int32(i) {
			s := searchers.take()
			defer searchers.put(s)
			bySeeds[i] = s.holders(int32(i))
		}
		return nil
	})
	if err != nil {
		return err
	}
	c.sketched = nil
	for a, b := range c.equalArchived() {
		found[a] = append(found[a], b)
	}
	common := 0
	for i, partners := range bySeeds {
		for _, t := range partners {
			if c.apart(min(t, int32(i)), max(t, int32(i))) {
				continue
			}
			found[min(t, int32(i))] = append(found[min(t, int32(i))], max(t, int32(i)))
		}
		if c.first[i] == int32(i) && len(c.index.postings.Of(int32(i))) > 0 && c.index.alone[i] == 0 {
			if terms, _ := c.index.rarest(nil, int32(i)); len(terms) == 0 {
				common++
			}
		}
	}
	if common > 0 {
		c.capped("common_seeds", alignHolders, common)
	}
	for i, partners := range found {
		slices.Sort(partners)
		for _, t := range slices.Compact(partners) {
			c.pairs = append(c.pairs, pair{a: int32(i), b: t})
		}
	}
	c.withoutCrowds()
	c.capPairs()
	return nil
}

// equalArchived goes through the new submissions, each the first of its body, and the
// archived ones with the same body: they are found however common their seeds are.
func (c *comparison) equalArchived() iter.Seq2[int32, int32] {
	return func(yield func(a, b int32) bool) {
		first := map[[2]uint64]int32{}
		for i, s := range c.subs[:c.news] {
			if c.first[i] == int32(i) && len(s.Seeds) > 0 {
				first[s.Hash] = int32(i)
			}
		}
		for b := c.news; int(b) < len(c.subs); b++ {
			if a, ok := first[c.subs[b].Hash]; ok && !c.apart(a, b) && c.bareOf(b) == nil && !yield(a, b) {
				return
			}
		}
	}
}

// nearSearch looks for submissions that resemble or hold one: the scratch memory of one
// worker.
type nearSearch struct {
	*searcher
	seeds []int32
	cands []candidate
}

// holders returns what resembles submission i and what holds it. Who is held by it will
// ask itself.
func (s *nearSearch) holders(i int32) []int32 {
	terms, asked := s.rarest(s.seeds[:0], i)
	s.seeds = terms
	s.cands = s.candidates(s.cands[:0], i, terms, verifyShare*float64(asked))
	if len(s.cands) == 0 {
		return nil
	}
	out := make([]int32, len(s.cands))
	for k, t := range s.cands {
		out[k] = t.sub
	}
	return out
}

// rarest appends the terms of submission s that nominate pairs for verification,
// ascending, and returns with them the number of seeds asked: these and those that no
// other submission holds.
//
// Of many terms the first verifyTerms by their hash are a fair sample, the same in every
// submission, and a part of the other seeds counts.
func (x *index) rarest(dst []int32, s int32) (terms []int32, asked int) {
	var common []int32
	of := x.postings.Of(s)
	alone, seen := int(x.alone[s]), 0
	for ; seen < len(of) && len(dst) < verifyTerms; seen++ {
		switch t := of[seen]; {
		case x.scarce[t]&mayVerify != 0:
			dst = append(dst, t)
		case x.holders(t) <= alignHolders:
			common = append(common, t)
		}
	}
	if seen < len(of) {
		alone = alone * seen / len(of)
	}
	if more := verifySeeds - len(dst) - alone; more > 0 && len(common) > 0 {
		slices.SortStableFunc(common, func(t, u int32) int { return cmp.Compare(x.holders(t), x.holders(u)) })
		dst = append(dst, common[:min(more, len(common))]...)
		slices.Sort(dst)
	}
	return dst, len(dst) + alone
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
		e := c.estimate(p.a, p.b)
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

// estimate returns the resemblance of a and b as their sketches show it.
func (c *comparison) estimate(a, b int32) float64 {
	s, t := c.subs[a], c.subs[b]
	if c.opt.Sketch == SimHash {
		return 1 - float64(sketch.Hamming(s.SimHash, t.SimHash))/64
	}
	return s.Signature.Resemblance(t.Signature)
}

// bySketch returns the pairs that the chosen sketch brings together.
func (c *comparison) bySketch() []sketch.Pair {
	if c.opt.Sketch == SimHash {
		hashes := make([]uint64, len(c.subs))
		for i, s := range c.subs {
			hashes[i] = s.SimHash
		}
		return sketch.Neighbours(hashes, sketch.SimHashDistance, func(i int) bool {
			return c.first[i] != int32(i) || !c.subs[i].Signed
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
	if left.CrowdLinks > 0 {
		c.capped("crowd_anchors", sketch.CrowdAnchors, int(left.CrowdLinks))
	}
	if left.Weak > 0 {
		c.capped("crowd_pairs", sketch.DefaultCrowd, int(left.Weak))
	}
	return near
}

// nominatePassages leaves the pairs to be aligned: those that may be listed, and those
// that share rare seeds in one place. Of another cluster a submission is aligned with its
// best partners only, and of the holders of a template with the first.
func (c *comparison) nominatePassages(ctx context.Context) error {
	met, err := c.meetAll(ctx)
	if err != nil {
		return err
	}
	type wish struct {
		partners      []int32
		holder        int32 // of a template; -1: none
		others, mates int   // left out by the caps on partners
	}
	wishes := make([]wish, len(c.subs))
	searchers := newPool(c.opt.Jobs, func() *searcher { return newSearcher(c.index) })
	err = forEach(ctx, len(c.subs), c.opt, "", func(i int) error {
		w, own := &wishes[i], c.index.group[i]
		w.holder = -1
		if c.first[i] != int32(i) || c.old(int32(i)) {
			return nil
		}
		kind := func(t candidate) int { return c.kindOfPartner(int32(i), t.sub) } // each by itself: none hides another
		slices.SortStableFunc(met[i], func(p, q candidate) int {
			return cmp.Or(cmp.Compare(c.index.group[p.sub], c.index.group[q.sub]), cmp.Compare(kind(p), kind(q)),
				cmp.Compare(q.shared, p.shared))
		})
		taken := 0
		for k, t := range met[i] {
			g := c.index.group[t.sub]
			if k == 0 || g != c.index.group[met[i][k-1].sub] || kind(t) != kind(met[i][k-1]) {
				taken = 0
			}
			most, left := partners, &w.others
			if g == own {
				most, left = mates, &w.mates
			}
			if taken++; taken <= most {
				w.partners = append(w.partners, t.sub)
			} else {
				*left++
			}
		}
		s := searchers.take()
		defer searchers.put(s)
		if w.holder = s.templateHolder(int32(i)); w.holder > int32(i) && c.apart(int32(i), w.holder) {
			w.holder = -1
		}
		return nil
	})
	if err != nil {
		return err
	}
	var others, mated int
	found := make([][]nominee, len(c.subs))
	nominate := func(s, t int32, by nominator) {
		found[min(s, t)] = append(found[min(s, t)], nominee{max(s, t), by})
	}
	for i := range c.pairs {
		if p := &c.pairs[i]; !p.verified || p.resemblance >= listResemblance || max(p.inA, p.inB) >= listContainment {
			nominate(p.a, p.b, byLikeness)
		}
	}
	for i := range wishes {
		others, mated = others+wishes[i].others, mated+wishes[i].mates
		for _, t := range wishes[i].partners {
			nominate(int32(i), t, byPlace)
		}
		if t := wishes[i].holder; t >= 0 {
			nominate(int32(i), t, byTemplate)
		}
	}
	if others > 0 {
		c.capped("cluster_partners", partners, others)
	}
	if mated > 0 {
		c.capped("cluster_mates", mates, mated)
	}
	pairs := make([]pair, 0, len(c.pairs))
	old := c.pairs
	for i, list := range found {
		slices.SortFunc(list, func(x, y nominee) int { return cmp.Or(cmp.Compare(x.sub, y.sub), cmp.Compare(x.by, y.by)) })
		for _, t := range slices.CompactFunc(list, func(x, y nominee) bool { return x.sub == y.sub }) {
			for len(old) > 0 && (old[0].a < int32(i) || old[0].a == int32(i) && old[0].b < t.sub) {
				old = old[1:]
			}
			p := pair{a: int32(i), b: t.sub}
			if len(old) > 0 && old[0].a == p.a && old[0].b == p.b {
				p = old[0]
			}
			p.by = t.by
			pairs = append(pairs, p)
		}
	}
	c.pairs = pairs
	return nil
}

// kindOfPartner tells apart new partners of submission s, archived ones, and those that are
// earlier work of its owner.
func (c *comparison) kindOfPartner(s, partner int32) int {
	switch {
	case c.own(s, partner):
		return 2
	case c.old(partner):
		return 1
	}
	return 0
}

// nominee is a submission to be aligned with an earlier one.
type nominee struct {
	sub int32
	by  nominator
}

// nominator says what brought a pair to alignment. The first counts of several.
type nominator uint8

const (
	byLikeness nominator = iota // they may be near-duplicates: aligned from all seeds
	byTemplate                  // one stands for a crowd's text that the other holds: from all seeds
	byPlace                     // rare seeds in one place: from the seeds that are not common
)
