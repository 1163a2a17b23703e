package detect

import (
	"cmp"
	"context"
	"slices"

	"chachong/internal/align"
	"chachong/internal/corpus"
	"chachong/internal/finding"
	"chachong/internal/segment"
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

// spunWords is the number of different replacements known from the run that a pair shows
// when it is aligned once more with them.
const spunWords = 3

// comparison is one run's comparison of submissions with each other.
type comparison struct {
	opt    Options
	docs   []*corpus.Document
	loader *loader

	segmenter *segment.Segmenter

	notes []noted // of each new input, by its index

	earlier  *earlier  // nil: no archive
	template *template // nil: no official texts

	subs  []*corpus.Submission
	news  int32   // submissions in front that are new; those behind are archived
	doc   []int32 // document of each submission
	first []int32 // first submission with an equal body, or itself

	large []int32 // of each submission, its near-duplicate cluster if that is too large to list all pairs; else -1
	index *index
	// sketched are the pairs that the sketch brings together.
	sketched []sketch.Pair
	pairs    []pair // verified or aligned, ascending by a, b
	caps     map[string]*finding.Cap
	words    *align.Lexicon // replacements learnt from the run
	ignore   Ignore         // edits left out where texts stand side by side

	bodies map[int32]contentKey // key of each body that has equals
	bares  []pair               // of new submissions with archived ones without text
}

// pair is two submissions, a < b, and what was found out about them.
type pair struct {
	a, b     int32
	verified bool
	by       nominator
	replaced bool // aligned with the words of the run
	equal    bool // equal bodies: neither verified nor aligned, nothing to find out
	asked    bool // listed whatever its figures
	// estimated says that the archive keeps no text of b: figures are those of seeds.
	estimated bool

	resemblance, inB, inA float64 // exact; inB: containment of a in b
	alignment             align.Alignment
	told                  []told // of each passage of the alignment
	left                  int    // passages left out by the cap
	near                  string // by what they are near-duplicates; "" if not
}

func newComparison(docs []*corpus.Document, inputs []Input, opt Options) *comparison {
	c := &comparison{opt: opt, docs: docs, loader: newLoader(docs, inputs), caps: map[string]*finding.Cap{}, bodies: map[int32]contentKey{}}
	c.loader.first = make([]int32, len(docs))
	for i, d := range docs {
		c.loader.first[i] = int32(len(c.subs))
		if d == nil {
			continue
		}
		for k := range d.Submissions {
			c.subs = append(c.subs, &d.Submissions[k])
			c.doc = append(c.doc, int32(i))
		}
		if inputs[i].archived == nil {
			c.news = int32(len(c.subs))
		}
	}
	return c
}

// compare fills res.
func (c *comparison) compare(ctx context.Context, res *finding.Result) error {
	c.compareBare()
	c.findEqual()
	// Two halves that know nothing of each other.
	err := forEach(ctx, 2, c.opt, "", func(i int) error {
		if i == 0 {
			c.index = newIndex(c.subs, func(i int) bool { return c.first[i] != int32(i) })
		} else {
			c.sketched = c.bySketch()
		}
		return nil
	})
	if err != nil {
		return err
	}
	c.loader.index = c.index
	if c.earlier != nil {
		c.index.past, c.index.news = c.earlier.frequencies(c.index, c.subs[:c.news]), c.news
		c.index.elsewhere = int32(c.earlier.size) - (int32(len(c.subs)) - c.news)
	}
	if err := c.nominateNear(ctx); err != nil {
		return err
	}
	if err := c.verify(ctx); err != nil {
		return err
	}
	c.index.regroup(c.provisional())
	if err := c.locate(ctx); err != nil {
		return err
	}
	for _, s := range c.subs {
		s.Seeds, s.Places = nil, nil // the index has what is asked from here on
	}
	c.capClusters()
	if err := c.nominatePassages(ctx); err != nil {
		return err
	}
	if err := c.verifyAndAlign(ctx); err != nil {
		return err
	}
	c.decide()
	return c.report(ctx, res)
}

// locate tells the index where terms stand: each worker a range of them.
func (c *comparison) locate(ctx context.Context) error {
	c.index.locate(len(c.subs))
	parts, terms := c.opt.Jobs, c.index.postings.Terms()
	return forEach(ctx, parts, c.opt, "", func(i int) error {
		c.index.locateTerms(c.subs, int32(terms*i/parts), int32(terms*(i+1)/parts))
		return nil
	})
}

// findEqual sets first: new bodies with equal letters are compared once. Archived ones are
// compared each by itself, for some of the equal ones may be their owner's own.
func (c *comparison) findEqual() {
	seen := map[[2]uint64]int32{}
	c.first = make([]int32, len(c.subs))
	for i, s := range c.subs {
		c.first[i] = int32(i)
		if len(s.Seeds) == 0 || c.old(int32(i)) { // under 5 letters nothing resembles anything
			continue
		}
		if f, ok := seen[s.Hash]; ok {
			c.first[i] = f
		} else {
			seen[s.Hash] = int32(i)
		}
	}
}

// old reports whether submission s is archived.
func (c *comparison) old(s int32) bool { return s >= c.news }

// apart reports whether a and b, a < b, are not to be compared: both are archived, or b is
// earlier work of the owner of a that is to be ignored.
func (c *comparison) apart(a, b int32) bool {
	return c.old(a) || c.opt.SameOwner == IgnoreOwn && c.old(b) && c.sameOwner(a, b)
}

// sameOwner reports whether a and b are known to be of one owner.
func (c *comparison) sameOwner(a, b int32) bool {
	owner := c.docs[c.doc[a]].Owner
	return owner != "" && owner == c.docs[c.doc[b]].Owner
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

// forEachPair calls do with every pair, block by block of documents: the pairs between
// the documents of two blocks come together, and both blocks fit into what the loader
// keeps. So each document is loaded about once for each block that it meets.
func (c *comparison) forEachPair(ctx context.Context, stage Stage, do func(p *pair)) error {
	const blockLetters = cachedLetters / 3
	block := make([]int32, len(c.docs))
	letters := 0
	for i, d := range c.docs {
		block[i] = int32(letters / blockLetters)
		if d != nil {
			letters += c.loader.size(int32(i))
		}
	}
	order := make([]int32, len(c.pairs))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(i, j int32) int {
		p, q := &c.pairs[i], &c.pairs[j]
		pa, pb, qa, qb := c.doc[p.a], c.doc[p.b], c.doc[q.a], c.doc[q.b]
		return cmp.Or(cmp.Compare(block[pa], block[qa]), cmp.Compare(block[pb], block[qb]),
			cmp.Compare(pa, qa), cmp.Compare(pb, qb), cmp.Compare(i, j))
	})
	return forEach(ctx, len(order), c.opt, stage, func(i int) error {
		do(&c.pairs[order[i]])
		return nil
	})
}

func (c *comparison) measure(p *pair) {
	if a, b := c.loadSub(p.a), c.loadSub(p.b); a != nil && b != nil {
		p.resemblance, p.inB, p.inA = sketch.Overlap(a.grams(), b.grams())
		p.verified = true
	}
}

func (c *comparison) loadSub(s int32) *loadedSubmission {
	ld := c.loader.load(c.doc[s])
	if ld == nil {
		return nil
	}
	return &ld.subs[c.place(s)]
}

// place returns the index of submission s in its document.
func (c *comparison) place(s int32) int32 { return s - c.loader.first[c.doc[s]] }

// verifyAndAlign aligns the nominated pairs, and verifies those of them that are not
// yet verified.
func (c *comparison) verifyAndAlign(ctx context.Context) error {
	aligners := newPool(c.opt.Jobs, func() *align.Aligner { return &align.Aligner{Clusters: c.index.clusters} })
	var learner align.Learner
	err := c.forEachPair(ctx, Aligning, func(p *pair) {
		if !p.verified && c.mayBeListed(p) {
			c.measure(p)
			if p.by == byPlace {
				p.by = byLikeness
			}
		}
		c.align(p, aligners, nil)
		learner.Note(&p.alignment, c.source(p))
	})
	if err != nil {
		return err
	}
	words := learner.Lexicon()
	c.words = words
	var again []int
	for i := range c.pairs {
		if words.Known(c.pairs[i].alignment.Swaps) >= spunWords {
			again = append(again, i)
		}
		c.pairs[i].alignment.Swaps = nil
	}
	return forEach(ctx, len(again), c.opt, Aligning, func(k int) error {
		c.align(&c.pairs[again[k]], aligners, words)
		return nil
	})
}

// align aligns p, with words that replace each other counting as equal.
func (c *comparison) align(p *pair, aligners pool[*align.Aligner], words *align.Lexicon) {
	a, b := c.loadSub(p.a), c.loadSub(p.b)
	if a == nil || b == nil {
		return
	}
	al := aligners.take()
	al.Few = p.by == byPlace
	p.alignment = al.AlignReplaced(a.text(), b.text(), words)
	aligners.put(al)
	p.replaced = words != nil
	p.capPassages()
	c.describe(p, a.text(), b.text())
}

// mayBeListed reports whether the two share enough seeds for a pair that is listed.
func (c *comparison) mayBeListed(p *pair) bool {
	x := c.index
	short := min(x.seeds(p.a), x.seeds(p.b))
	shared := sketch.Common(x.postings.Of(p.a), x.postings.Of(p.b))
	return float64(shared) >= verifyShare*float64(short)
}

// source numbers the two clusters of p: what one pair of clusters says is said once.
func (c *comparison) source(p *pair) uint64 {
	g, h := c.index.group[p.a], c.index.group[p.b]
	return uint64(min(g, h))<<32 | uint64(max(g, h))
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
	c.pairs = append(c.pairs, c.bares...)
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
		if p.near != "" && !c.alikeBesides(p) {
			p.near = ""
		}
	}
}

// listed reports whether the pair stands in the result. Whom a template alone brought
// together is no pair, unless the template is nearly all they say.
//
// Note: any other pair that was measured is listed whatever it shares. Leaving out those
// whose passages are all template lost 8 of 528 true containments among laws, which copy
// common articles from each other.
func (p *pair) listed() bool {
	if !p.verified || p.near != "" || p.asked {
		return p.verified
	}
	return p.by != byTemplate && (p.resemblance >= listResemblance || max(p.inA, p.inB) >= listContainment)
}

// joins reports whether the pair is an edge of a cluster.
func (c *comparison) joins(p *pair) bool {
	return p.near == "resemblance" || p.near != "" && c.lengthRatio(p) >= joinRatio
}

// capped records that the cap name acted and left out so many more.
func (c *comparison) capped(name string, limit, leftOut int) {
	if c.caps[name] == nil {
		c.caps[name] = &finding.Cap{Name: name, Limit: limit}
	}
	c.caps[name].LeftOut += leftOut
}
