package detect

import (
	"cmp"
	"slices"

	"chachong/internal/align"
	"chachong/internal/corpus"
	"chachong/internal/finding"
	"chachong/internal/sketch"
	"chachong/internal/text"
)

// rarestShown is how many seeds of a pair an explanation shows.
const rarestShown = 8

// templateTest is what decided whether a passage is template.
type templateTest struct {
	crowd  int32 // clusters from which a seed is common
	common int32 // seeds of the passage in so many
	seeds  int32
}

// explain fills the explanations that were asked for.
func (c *comparison) explain(res *finding.Result, ps []passage) error {
	for _, id := range c.opt.Explain {
		t, ok := c.target(id, res)
		if !ok {
			return c.unknown(id, res)
		}
		e := finding.Explanation{ID: id}
		switch {
		case t.passage > 0:
			e.Passage = c.explainPassage(res, ps, t.passage-1)
		case t.cluster > 0:
			e.Cluster = c.explainCluster(&res.Clusters[t.cluster-1])
		default:
			e.Pair = c.explainPair(res, ps, t.pair[0], t.pair[1])
		}
		res.Explanations = append(res.Explanations, e)
	}
	return nil
}

func (c *comparison) id(s int32) string { return corpus.ID(c.docs[c.doc[s]].Path, c.subs[s].Ordinal) }

// fraction returns num/den.
func fraction(num, den int) finding.Fraction {
	f := finding.Fraction{Num: num, Den: den}
	if den > 0 {
		f.Value = finding.Figure(float64(num) / float64(den))
	}
	return f
}

// test holds a fraction, or without one a figure, against its limit.
func test(rule string, of finding.Fraction, limit finding.Figure) finding.Test {
	return finding.Test{Rule: rule, Of: &of, Value: of.Value, Limit: limit, Asked: true, Passed: of.Value >= limit}
}

func figure(rule string, value, limit finding.Figure) finding.Test {
	return finding.Test{Rule: rule, Value: value, Limit: limit, Asked: true, Passed: value >= limit}
}

// explainPair says why a < b are near-duplicates or not.
func (c *comparison) explainPair(res *finding.Result, ps []passage, a, b int32) *finding.PairReasons {
	e := &finding.PairReasons{
		A: c.id(a), B: c.id(b), LettersA: c.subs[a].Letters, LettersB: c.subs[b].Letters, Passages: []finding.PassageLine{},
	}
	p := c.pair(a, b)
	if p == nil { // those that stand for them were compared
		if f := c.first[a]; f != a {
			e.StandA, a = c.id(f), f
		}
		if f := c.first[b]; f != b {
			e.StandB, b = c.id(f), f
		}
		p = c.pair(min(a, b), max(a, b))
	}
	if p == nil && a == b {
		p = &pair{a: a, b: b, equal: true}
	}
	measured := pair{a: a, b: b}
	c.measure(&measured)
	la, lb := c.loadSub(a), c.loadSub(b)
	if la == nil || lb == nil {
		return e
	}
	e.GramsA, e.GramsB = len(la.grams()), len(lb.grams())
	e.Common = sketch.Common(la.grams(), lb.grams())
	e.Union = e.GramsA + e.GramsB - e.Common
	e.Resemblance = fraction(e.Common, e.Union)
	e.ContainmentA, e.ContainmentB = fraction(e.Common, e.GramsA), fraction(e.Common, e.GramsB)
	e.Nomination = c.nomination(a, b)
	e.Nomination.Compared = p != nil
	contained := e.ContainmentA
	if e.LettersB < e.LettersA {
		contained = e.ContainmentB
	}
	e.Tests = []finding.Test{
		test("resemblance", e.Resemblance, nearResemblance),
		test("containment", contained, nearContainment),
	}
	if p != nil {
		e.Equal, e.NearDuplicate, e.By, e.Listed = p.equal, p.near != "", p.near, p.listed()
		if p.a < p.b && !p.equal {
			account := c.account(p)
			e.Aligned = aligned(p, &account, e)
			if p.a != a { // what stands for them stands the other way round
				e.Aligned.A, e.Aligned.B = e.Aligned.B, e.Aligned.A
				for i := range e.Aligned.Replacements {
					r := &e.Aligned.Replacements[i]
					r.From, r.To = r.To, r.From
				}
			}
			adjusted := e.Aligned.A
			if e.LettersB < e.LettersA {
				adjusted = e.Aligned.B
			}
			e.Tests = append(e.Tests, test("alignment", adjusted, nearAdjusted))
		}
	}
	e.Tests = append(e.Tests, figure("length", finding.Figure(min(e.LettersA, e.LettersB)), nearLetters))
	if p == nil { // a cap left the pair out: its figures speak
		switch {
		case e.Resemblance.Value >= nearResemblance:
			e.By = "resemblance"
		case contained.Value >= nearContainment && min(e.LettersA, e.LettersB) >= nearLetters:
			e.By = "containment"
		}
		e.NearDuplicate = e.By != ""
		e.Capped = !e.Nomination.OfCrowd && (e.Resemblance.Value >= listResemblance || max(e.ContainmentA.Value, e.ContainmentB.Value) >= listContainment)
	}
	if e.Equal || a == b {
		e.Equal, e.NearDuplicate, e.By = true, true, "resemblance"
	}
	for i := range ps {
		if q := &ps[i]; q.a == min(a, b) && q.b == max(a, b) {
			fp := &res.Passages[i]
			e.Passages = append(e.Passages, finding.PassageLine{
				ID: fp.ID, Kind: fp.Kind, Letters: fp.Letters, Template: fp.Template, A: fp.A.Range, B: fp.B.Range,
			})
		}
	}
	for i := range res.Clusters {
		if m := res.Clusters[i].Members; slices.Contains(m, e.A) && slices.Contains(m, e.B) {
			e.Cluster = res.Clusters[i].ID
		}
	}
	return e
}

// pair returns the pair of a < b, nil where the two were not compared.
func (c *comparison) pair(a, b int32) *pair {
	i, ok := slices.BinarySearchFunc(c.pairs, pair{a: a, b: b}, func(p, q pair) int {
		return cmp.Or(cmp.Compare(p.a, q.a), cmp.Compare(p.b, q.b))
	})
	if !ok {
		return nil
	}
	return &c.pairs[i]
}

// account aligns p once more, as it was aligned, and accounts for it.
func (c *comparison) account(p *pair) align.Account {
	a, b := c.loadSub(p.a), c.loadSub(p.b)
	if a == nil || b == nil {
		return align.Account{}
	}
	al := align.Aligner{Clusters: c.index.clusters, Few: p.by == byPlace}
	var words *align.Lexicon
	if p.replaced {
		words = c.words
	}
	return al.Explain(a.text(), b.text(), words)
}

func aligned(p *pair, account *align.Account, e *finding.PairReasons) *finding.Aligned {
	out := &finding.Aligned{
		A: fraction(int(account.InA), int(account.GramsA)), B: fraction(int(account.InB), int(account.GramsB)),
		Masks: int(account.Masks), MasksLimit: align.MasksMany,
		Replaced: int(account.Replaced), ReplacementsLimit: align.ReplacedMany, Spun: account.Spun, Slight: account.Slight,
		Replacements: []finding.Replacement{},
	}
	for _, r := range p.alignment.Replacements {
		out.Replacements = append(out.Replacements, finding.Replacement{From: r.From, To: r.To, Count: r.Count, A: e.A, B: e.B})
	}
	return out
}

// nomination says by what a and b are, or could have been, compared.
func (c *comparison) nomination(a, b int32) finding.Nomination {
	s, t := c.subs[a], c.subs[b]
	n := finding.Nomination{
		Sketch: string(MinHash), SeedShare: verifyShare, RareLimit: align.HitsNeeded(c.index.clusters), Clusters: alignClusters, Holders: alignHolders,
		By: []string{}, Rarest: []finding.SharedSeed{},
	}
	if c.opt.Sketch == SimHash {
		const bits = 64
		n.Sketch, n.Least = string(SimHash), finding.Figure(bits-sketch.SimHashDistance)/bits
		n.Estimate = fraction(bits-sketch.Hamming(s.SimHash, t.SimHash), bits)
	} else if len(s.Signature) == sketch.K && len(t.Signature) == sketch.K {
		bands := sketch.BandsFor(bandResemblance)
		met := 0
		for k := range bands.Count {
			lo, hi := k*bands.Rows, (k+1)*bands.Rows
			if slices.Equal(s.Signature[lo:hi], t.Signature[lo:hi]) {
				met++
			}
		}
		n.Estimate = fraction(int(s.Signature.Resemblance(t.Signature)*sketch.K+0.5), sketch.K)
		n.Least, n.Bands, n.BandRows = bandKeep, fraction(met, bands.Count), bands.Rows
	}
	held := func(of, in int32) finding.Fraction {
		terms, asked := c.index.rarest(nil, of)
		shared := 0
		for _, t := range terms {
			if _, ok := slices.BinarySearch(c.index.postings.Of(in), t); ok {
				shared++
			}
		}
		return fraction(shared, asked)
	}
	n.SeedsA, n.SeedsB = held(a, b), held(b, a)
	c.sharedSeeds(a, b, &n)
	if n.Estimate.Value >= n.Least && (n.Bands.Num > 0 || n.Bands.Den == 0) {
		n.By = append(n.By, "sketch")
	}
	if max(n.SeedsA.Value, n.SeedsB.Value) >= verifyShare {
		n.By = append(n.By, "seeds")
	}
	n.CrowdHolders = crowdHolders
	if len(n.By) > 0 && c.onlyCrowd(a, b) {
		n.OfCrowd, n.By = true, []string{}
	}
	if c.index.meet(a, b, n.RareLimit) {
		n.By = append(n.By, "passages")
	}
	return n
}

// sharedSeeds sets what n says of the seeds that a and b share.
func (c *comparison) sharedSeeds(a, b int32, n *finding.Nomination) {
	ld := c.loadSub(a)
	if ld == nil {
		return
	}
	type place struct {
		finding.SharedSeed
		span text.Span
	}
	seen := map[uint32]bool{}
	var shared []place
	for _, seed := range ld.text().AllSeeds() {
		if _, ok := slices.BinarySearch(c.index.postings.Of(b), c.index.postings.Term(seed.Hash)); !ok || seen[seed.Hash] {
			continue
		}
		seen[seed.Hash] = true
		clusters, holders := c.index.frequency(seed.Hash)
		if clusters <= alignClusters && holders <= alignHolders {
			n.Rare++
		}
		shared = append(shared, place{finding.SharedSeed{Letters: seed.Letters, Clusters: clusters, Submissions: holders}, seed.Span})
	}
	n.Common = len(shared)
	slices.SortStableFunc(shared, func(x, y place) int {
		return cmp.Or(cmp.Compare(x.Clusters, y.Clusters), cmp.Compare(x.Submissions, y.Submissions))
	})
	var shown coverage
	for _, s := range shared {
		if len(n.Rarest) < rarestShown && shown.share(s.span) == 0 {
			n.Rarest = append(n.Rarest, s.SharedSeed)
			shown.add(s.span)
		}
	}
}

// explainPassage says why ps[i] is a passage.
func (c *comparison) explainPassage(res *finding.Result, ps []passage, i int) *finding.PassageReasons {
	q, p := &ps[i], &c.pairs[ps[i].pair]
	e := &finding.PassageReasons{
		Passage: res.Passages[i], SameKey: []string{}, Equal: p.equal, NearDuplicate: q.near, StockWeight: align.StockWeight,
		Tests: []finding.Test{}, Replacements: []finding.Replacement{}, Seeds: []finding.PassageSeed{}, Edits: []finding.EditedText{},
		Template: q.reason(p, c.index.group),
	}
	for k := range ps {
		if k != i && ps[k].keyA == q.keyA {
			e.SameKey = append(e.SameKey, res.Passages[k].ID)
		}
	}
	a, b := c.loader.load(c.doc[q.a]), c.loader.load(c.doc[q.b])
	if a == nil || b == nil {
		return e
	}
	e.ExcerptB = excerpt(q.bSpan.Of(b.src))
	if p.equal {
		e.LettersA, e.LettersB = q.letters(), q.letters()
		e.Matched = fraction(2*int(q.letters()), 2*int(q.letters()))
		return e
	}
	account := c.account(p)
	k := slices.IndexFunc(account.Passages, func(ap align.Passage) bool { return ap.A == q.aSpan && ap.B == q.bSpan })
	if k >= 0 {
		e.Statutes = account.Articles
		c.fillPassage(e, a, &account.Passages[k], &account.Accounts[k])
	}
	c.fillEdits(e, q, a, b)
	return e
}

func (c *comparison) fillPassage(e *finding.PassageReasons, a *loaded, ap *align.Passage, account *align.PassageAccount) {
	e.LettersA, e.LettersB, e.Masks = account.LettersA, account.LettersB, int(account.Masks)
	e.Matched = fraction(int(account.MatchedA+account.MatchedB), int(account.LettersA+account.LettersB))
	switch ap.Kind {
	case align.Spun:
		e.KindLimit = align.SpunDifferent
	case align.Light:
		e.KindLimit = align.LightSimilarity
	case align.Edited:
		e.KindLimit = align.LowestSimilarity
	}
	density := fraction(int(account.MatchedA), int(account.LettersA))
	if d := fraction(int(account.MatchedB), int(account.LettersB)); d.Value < density.Value {
		density = d
	}
	e.Tests = append(
		e.Tests,
		figure("evidence", finding.Figure(ap.Evidence), finding.Figure(account.Needed)),
		figure("grams", finding.Figure(ap.Grams), align.LeastGrams),
		figure("matched", finding.Figure(max(account.MatchedA, account.MatchedB)), align.LeastMatched),
		test("density", density, align.LeastDensity),
		test("solid", fraction(int(account.Solid), int(max(account.LettersA, account.LettersB))), align.LeastSolid),
	)
	for i := range e.Tests {
		switch t := &e.Tests[i]; t.Rule {
		case "grams":
			t.Asked = ap.Evidence < account.Needed
		case "solid":
			t.Asked = ap.Evidence < align.SureEvidence
		}
	}
	for _, r := range account.Replacements {
		e.Replacements = append(e.Replacements, finding.Replacement{
			From: r.From, To: r.To, Count: r.Count, A: e.A.Submission, B: e.B.Submission,
		})
	}
	for _, s := range account.Seeds {
		clusters, holders := c.index.frequency(s.Hash)
		e.Seeds = append(e.Seeds, finding.PassageSeed{
			Letters: s.Letters, Range: a.rangeOf(s.Span), Clusters: clusters, Submissions: holders,
			Weight: finding.Figure(s.Weight), Grams: s.Grams, Stock: s.Stock,
		})
	}
}

// fillEdits lists the edits of q with their texts.
// Of sentences in another order there are none: side by side they would all differ.
func (c *comparison) fillEdits(e *finding.PassageReasons, q *passage, a, b *loaded) {
	if q.kind == align.Reordered {
		return
	}
	of := func(ld *loaded, s text.Span) string { return s.Of(ld.src) }
	for _, edit := range align.Edits(a.side(c.segmenter, q.aSpan), b.side(c.segmenter, q.bSpan)) {
		e.Edits = append(e.Edits, finding.EditedText{
			Edit: finding.Edit{Op: edit.Op(), A: a.rangeOf(edit.A), B: b.rangeOf(edit.B), Class: edit.Class.String()},
			From: of(a, edit.A), To: of(b, edit.B),
		})
	}
}

// reason says why q, a passage of p, is template or not.
func (q *passage) reason(p *pair, group []int32) finding.TemplateTest {
	out := finding.TemplateTest{
		Template: q.template, Crowd: int(q.test.crowd), Limit: templateShare,
		Common: fraction(int(q.test.common), int(q.test.seeds)),
	}
	reached := q.test.seeds > 0 && out.Common.Value >= templateShare
	mine := slices.ContainsFunc(p.alignment.Passages, func(ap align.Passage) bool {
		return ap.A == q.aSpan && ap.B == q.bSpan && ap.Template
	})
	switch apart := group[q.a] != group[q.b]; {
	case q.near:
		out.Reason = "near-duplicate"
	case q.template && reached && apart, !q.template && !reached && !mine:
		out.Reason = "seeds"
	case q.template && mine:
		out.Reason = "grams"
	case !q.template && reached && !apart:
		out.Reason = "one-cluster"
	default:
		out.Reason = "family"
	}
	return out
}

// explainCluster lists the near-duplicate pairs of a cluster.
func (c *comparison) explainCluster(cl *finding.Cluster) *finding.ClusterReasons {
	e := &finding.ClusterReasons{Cluster: *cl, Edges: []finding.Edge{}, Loose: []finding.Edge{}}
	inside := map[string]bool{}
	for _, id := range cl.Members {
		inside[id] = true
	}
	for i := range c.pairs {
		p := &c.pairs[i]
		edge := finding.Edge{A: c.id(p.a), B: c.id(p.b), By: p.near, Value: finding.Figure(p.resemblance)}
		if p.near == "" || !inside[edge.A] || !inside[edge.B] {
			continue
		}
		short, adjusted := p.inB, p.alignment.AdjustedA
		if c.subs[p.b].Letters < c.subs[p.a].Letters {
			short, adjusted = p.inA, p.alignment.AdjustedB
		}
		switch p.near {
		case "containment":
			edge.Value = finding.Figure(short)
		case "alignment":
			edge.Value = finding.Figure(adjusted)
		}
		if c.joins(p) {
			e.Edges = append(e.Edges, edge)
		} else {
			e.Loose = append(e.Loose, edge)
		}
	}
	for _, edges := range [][]finding.Edge{e.Edges, e.Loose} {
		slices.SortStableFunc(edges, func(x, y finding.Edge) int { return cmp.Compare(y.Value, x.Value) })
	}
	return e
}
