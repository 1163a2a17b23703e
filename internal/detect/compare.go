package detect

import (
	"cmp"
	"context"
	"math"
	"slices"

	"chachong/internal/align"
	"chachong/internal/cluster"
	"chachong/internal/corpus"
	"chachong/internal/finding"
	"chachong/internal/sketch"
)

// When two submissions are near-duplicates, and which pairs are listed.
const (
	nearResemblance = 0.70 // [0,1]
	nearContainment = 0.80 // of the shorter one
	nearAdjusted    = 0.90 // of the shorter one
	nearLetters     = 200  // the shorter one has at least so many, for both containments
	joinRatio       = 0.5  // an edge by containment joins a cluster only at this ratio of lengths
	listResemblance = 0.25
	listContainment = 0.50
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
	verifyHolders   = 48   // submissions that hold a seed which nominates a pair for verification
	verifySeeds     = 16   // seeds of a submission that do so in any case, its rarest, up to alignHolders: a short report that stands in a hundred others has no rare ones
	verifyShare     = 0.15 // of those, shared: below, no listed pair is lost (listContainment is 0.5)
	verifyPairs     = 64   // pairs of a submission that are verified, the most alike first
	alignHolders    = 600  // submissions that hold a seed which nominates a pair for alignment
	alignClusters   = 10   // clusters that hold it: a cap of 6 loses passages, more than 10 finds none
	alignShared     = 3    // seeds shared by a pair that is aligned: the shortest true passage has 4
	partners        = 2    // submissions of one other cluster that a submission is aligned with
	mates           = 32   // submissions of its own provisional cluster, which may be loose
	templateShared  = 8    // common seeds shared with the submission that stands for a template
	clusterListed   = 64   // a cluster up to this size lists all its pairs
	provisionalLow  = 0.30 // resemblance that joins a provisional cluster
	provisionalPart = 0.60 // containment that does, at provisionalRate
	provisionalRate = 0.30 // ratio of lengths
)

// comparison is one run's comparison of submissions with each other.
type comparison struct {
	opt    Options
	docs   []*corpus.Document
	loader *loader

	subs  []*corpus.Submission
	doc   []int32 // document of each submission
	first []int32 // first submission with an equal body, or itself

	large []int32 // of each submission, its near-duplicate cluster if that is too large to list all pairs; else -1
	index *memory
	pairs []pair // verified or aligned, ascending by a, b
	caps  map[string]*finding.Cap
}

// pair is two submissions, a < b, and what was found out about them.
type pair struct {
	a, b     int32
	verified bool
	align    bool // to be aligned
	equal    bool // equal bodies: neither verified nor aligned, nothing to find out

	resemblance, inB, inA float64 // exact; inB: containment of a in b
	alignment             align.Alignment
	near                  string // by what they are near-duplicates; "" if not
}

func newComparison(docs []*corpus.Document, inputs []Input, opt Options) *comparison {
	c := &comparison{opt: opt, docs: docs, loader: newLoader(docs, inputs), caps: map[string]*finding.Cap{}}
	for i, d := range docs {
		if d == nil {
			continue
		}
		for k := range d.Submissions {
			c.subs = append(c.subs, &d.Submissions[k])
			c.doc = append(c.doc, int32(i))
		}
	}
	return c
}

// compare fills res.
func (c *comparison) compare(ctx context.Context, res *finding.Result) error {
	c.findEqual()
	seeds := make([][]uint32, len(c.subs))
	for i, s := range c.subs {
		if c.first[i] == int32(i) {
			seeds[i] = s.Seeds
		}
	}
	c.index = newMemory(seeds)

	c.nominateNear()
	if err := c.verify(ctx); err != nil {
		return err
	}
	c.index.regroup(c.provisional())
	c.capClusters()
	c.nominatePassages()
	if err := c.verifyAndAlign(ctx); err != nil {
		return err
	}
	c.decide()
	return c.report(ctx, res)
}

// findEqual sets first: bodies with equal letters are compared once.
func (c *comparison) findEqual() {
	seen := map[[2]uint64]int32{}
	c.first = make([]int32, len(c.subs))
	for i, s := range c.subs {
		c.first[i] = int32(i)
		if len(s.Seeds) == 0 { // under 5 letters nothing resembles anything
			continue
		}
		if f, ok := seen[s.Hash]; ok {
			c.first[i] = f
		} else {
			seen[s.Hash] = int32(i)
		}
	}
}

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
		switch n := len(c.index.postings.List(seed)); {
		case n <= verifyHolders:
			dst = append(dst, seed)
		case n <= alignHolders:
			common = append(common, seed)
		}
	}
	if more := verifySeeds - len(dst); more > 0 && len(common) > 0 {
		slices.SortStableFunc(common, func(x, y uint32) int {
			return cmp.Compare(len(c.index.postings.List(x)), len(c.index.postings.List(y)))
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

func (c *comparison) sortPairs() {
	slices.SortFunc(c.pairs, func(p, q pair) int {
		return cmp.Or(cmp.Compare(p.a, q.a), cmp.Compare(p.b, q.b))
	})
}

// verify measures resemblance and containment of every pair exactly.
func (c *comparison) verify(ctx context.Context) error {
	return c.forEachPair(ctx, Verifying, func(p *pair) { c.measure(p) })
}

// forEachPair calls do with every pair, those of the same two documents one after the
// other: two long compilations are loaded once for all pairs between them.
func (c *comparison) forEachPair(ctx context.Context, stage Stage, do func(p *pair)) error {
	order := make([]int32, len(c.pairs))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(i, j int32) int {
		p, q := &c.pairs[i], &c.pairs[j]
		return cmp.Or(cmp.Compare(c.doc[p.a], c.doc[q.a]), cmp.Compare(c.doc[p.b], c.doc[q.b]), cmp.Compare(i, j))
	})
	return forEach(ctx, len(order), c.opt, stage, func(i int) error {
		do(&c.pairs[order[i]])
		return nil
	})
}

func (c *comparison) measure(p *pair) {
	if a, b := c.loadSub(p.a), c.loadSub(p.b); a != nil && b != nil {
		p.resemblance, p.inB, p.inA = sketch.Overlap(a.grams, b.grams)
		p.verified = true
	}
}

func (c *comparison) loadSub(s int32) *loadedSubmission {
	ld := c.loader.load(c.doc[s])
	if ld == nil {
		return nil
	}
	return &ld.subs[c.subs[s].Ordinal-1]
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
				if !have[[2]int32{t, s}] {
					kept = append(kept, pair{a: t, b: s})
				}
			}
		}
	}
	c.pairs = kept
	c.sortPairs()
}

// capped records that the cap name acted and left out so many more.
func (c *comparison) capped(name string, limit, leftOut int) {
	if c.caps[name] == nil {
		c.caps[name] = &finding.Cap{Name: name, Limit: limit}
	}
	c.caps[name].LeftOut += leftOut
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
		list := c.index.postings.List(seed)
		if len(list) <= alignHolders && c.index.Frequency(seed) <= alignClusters {
			continue
		}
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

// verifyAndAlign aligns the nominated pairs, and verifies those of them that are not
// yet verified.
func (c *comparison) verifyAndAlign(ctx context.Context) error {
	c.pairs = slices.DeleteFunc(c.pairs, func(p pair) bool { return !p.align })
	aligners := make(chan *align.Aligner, c.opt.Jobs)
	for range c.opt.Jobs {
		aligners <- &align.Aligner{}
	}
	return c.forEachPair(ctx, Aligning, func(p *pair) {
		if !p.verified {
			c.measure(p)
		}
		a, b := c.loadSub(p.a), c.loadSub(p.b)
		if a == nil || b == nil {
			return
		}
		al := <-aligners
		p.alignment = al.Align(a.text, b.text, c.rarity)
		aligners <- al
	})
}

// rarity returns the weight of a seed as evidence: 1 where at most two clusters hold
// it, falling with the logarithm of their number. The 1 keeps a folder of three from
// calling formula what all three copied.
func (c *comparison) rarity(seed uint32) float64 {
	df := float64(c.index.Frequency(seed))
	if df <= 2 {
		return 1
	}
	n := float64(c.index.Clusters()) + 1
	return max(0, math.Log(n/df)/math.Log(n/2))
}

// decide says which pairs are near-duplicates.
func (c *comparison) decide() {
	for i, f := range c.first {
		if f != int32(i) {
			c.pairs = append(c.pairs, pair{
				a: f, b: int32(i), verified: true, equal: true,
				resemblance: 1, inA: 1, inB: 1,
				alignment: align.Alignment{AdjustedA: 1, AdjustedB: 1},
			})
		}
	}
	c.sortPairs()
	for i := range c.pairs {
		p := &c.pairs[i]
		contained, adjusted := p.inB, p.alignment.AdjustedA
		short := c.subs[p.a].Letters
		if l := c.subs[p.b].Letters; l < short {
			short, contained, adjusted = l, p.inA, p.alignment.AdjustedB
		}
		switch {
		case p.resemblance >= nearResemblance:
			p.near = "resemblance"
		case short >= nearLetters && contained >= nearContainment:
			p.near = "containment"
		case short >= nearLetters && adjusted >= nearAdjusted:
			p.near = "alignment"
		}
	}
}

// listed reports whether the pair stands in the result. What is too common nominates
// no pair, so pairs that share but a crowd's template are seldom measured.
//
// Note: a pair that was measured is listed whatever it shares. Leaving out those whose
// passages are all template lost 8 of 528 true containments among laws, which copy
// common articles from each other.
func (p *pair) listed() bool {
	return p.verified && (p.near != "" || p.resemblance >= listResemblance || max(p.inA, p.inB) >= listContainment)
}

// joins reports whether the pair is an edge of a cluster.
func (c *comparison) joins(p *pair) bool {
	return p.near == "resemblance" || p.near != "" && c.lengthRatio(p) >= joinRatio
}
