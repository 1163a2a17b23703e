package detect

import (
	"cmp"
	"context"
	"encoding/binary"
	"encoding/hex"
	"slices"

	"github.com/zeebo/xxh3"

	"chachong/internal/align"
	"chachong/internal/cluster"
	"chachong/internal/text"
	"chachong/internal/token"
)

const (
	// templateClusters is in how many clusters text stands that counts as template.
	templateClusters = 4
	// templateShare of a passage's seeds must be so common.
	templateShare = 0.5
	// echoShare of a passage's seeds told before between the same two clusters makes it
	// an echo: the same finding between other copies.
	echoShare = 0.6
	// coveredShare of both of its ranges must be covered by other passages.
	coveredShare = 0.9
)

// passage is an aligned pair of ranges in submissions a < b, on its way to the result.
type passage struct {
	pair       int // index of its pair
	a, b       int32
	aSpan      text.Span
	bSpan      text.Span
	kind       align.Kind
	similarity float64
	template   bool
	key        string
	letters    int32    // of the range in a
	seeds      []uint32 // of the range in a; gone once echoes are left out
	family     int      // 0: in none
}

// passages returns the passages of all pairs, ascending by a, place, b, without echoes.
func (c *comparison) passages(ctx context.Context) ([]passage, error) {
	var all []passage
	for i := range c.pairs {
		p := &c.pairs[i]
		if p.equal {
			all = append(all, passage{
				pair: i, a: p.a, b: p.b, aSpan: c.subs[p.a].Body, bSpan: c.subs[p.b].Body,
				kind: align.Verbatim, similarity: 1,
			})
		}
		for _, ap := range p.alignment.Passages {
			all = append(all, passage{
				pair: i, a: p.a, b: p.b, aSpan: ap.A, bSpan: ap.B,
				kind: ap.Kind, similarity: ap.Similarity, template: ap.Template,
			})
		}
	}
	err := forEach(ctx, len(all), c.opt, Reporting, func(i int) error {
		c.describe(&all[i])
		return nil
	})
	if err != nil {
		return nil, err
	}
	all = c.withoutEchoes(all)
	slices.SortFunc(all, func(p, q passage) int {
		return cmp.Or(cmp.Compare(p.a, q.a), cmp.Compare(p.aSpan.Lo, q.aSpan.Lo), cmp.Compare(p.aSpan.Hi, q.aSpan.Hi),
			cmp.Compare(p.b, q.b), cmp.Compare(p.bSpan.Lo, q.bSpan.Lo), cmp.Compare(p.bSpan.Hi, q.bSpan.Hi))
	})
	return all, nil
}

// withoutEchoes leaves out the passages between two clusters that an earlier one of the
// same clusters told already, where both of its ranges are covered without it: the
// same finding between other copies. Passages inside a cluster come first, then the
// pairs of most matched letters, so that no ratio falls for what is left out.
func (c *comparison) withoutEchoes(all []passage) []passage {
	groups := func(p *passage) (int32, int32) {
		g, h := c.index.group[p.a], c.index.group[p.b]
		return min(g, h), max(g, h)
	}
	slices.SortStableFunc(all, func(p, q passage) int {
		pg, ph := groups(&p)
		qg, qh := groups(&q)
		return cmp.Or(compareBool(pg != ph, qg != qh), cmp.Compare(pg, qg), cmp.Compare(ph, qh),
			cmp.Compare(c.pairs[q.pair].matched(), c.pairs[p.pair].matched()), cmp.Compare(p.pair, q.pair))
	})
	told := map[uint32]bool{}
	var lastG, lastH int32 = -1, -1
	covered := make([]coverage, len(c.subs))
	kept := all[:0]
	for _, p := range all {
		g, h := groups(&p)
		if g != lastG || h != lastH {
			clear(told)
			lastG, lastH = g, h
		}
		if g != h && c.pairs[p.pair].near == "" && len(p.seeds) > 0 {
			before := 0
			for _, s := range p.seeds {
				if told[s] {
					before++
				}
			}
			if float64(before) >= echoShare*float64(len(p.seeds)) &&
				covered[p.a].share(p.aSpan) >= coveredShare && covered[p.b].share(p.bSpan) >= coveredShare {
				c.capped("echoes", 1, 1)
				continue
			}
			for _, s := range p.seeds {
				told[s] = true
			}
		}
		if !p.template {
			covered[p.a].add(p.aSpan)
			covered[p.b].add(p.bSpan)
		}
		p.seeds = nil
		kept = append(kept, p)
	}
	return kept
}

// coverage is the union of spans of one submission: ascending and apart.
type coverage []text.Span

// add takes s in.
func (v *coverage) add(s text.Span) {
	lo, _ := slices.BinarySearchFunc(*v, s.Lo, func(t text.Span, at int32) int { return cmp.Compare(t.Hi, at) })
	hi := lo
	for hi < len(*v) && (*v)[hi].Lo <= s.Hi {
		s = text.Span{Lo: min(s.Lo, (*v)[hi].Lo), Hi: max(s.Hi, (*v)[hi].Hi)}
		hi++
	}
	*v = slices.Replace(*v, lo, hi, s)
}

// share returns how much of s is covered, [0,1].
func (v coverage) share(s text.Span) float64 {
	lo, _ := slices.BinarySearchFunc(v, s.Lo, func(t text.Span, at int32) int { return cmp.Compare(t.Hi, at) })
	n := int32(0)
	for ; lo < len(v) && v[lo].Lo < s.Hi; lo++ {
		n += v[lo].Overlap(s)
	}
	return float64(n) / float64(max(1, s.Len()))
}

func compareBool(x, y bool) int {
	switch {
	case x == y:
		return 0
	case y:
		return -1
	}
	return 1
}

// matched returns the letters that the pair's passages match.
func (p *pair) matched() int32 {
	var n int32
	for i := range p.alignment.Passages {
		n += p.alignment.Passages[i].Matched
	}
	return n
}

// describe sets the key, the letters, the seeds and the template mark of q by its range
// in a.
func (c *comparison) describe(q *passage) {
	ld := c.loader.load(c.doc[q.a])
	if ld == nil {
		return
	}
	lo, hi := ld.norm.Find(q.aSpan)
	letters := token.LettersOf(ld.norm, lo, hi)
	q.letters = int32(letters.Len())
	q.key = passageKey(letters)
	q.seeds = align.NewText(ld.norm.Source, letters).Seeds()
	common := 0
	for _, s := range q.seeds {
		if c.index.Frequency(s) >= templateClusters {
			common++
		}
	}
	if len(q.seeds) > 0 && float64(common) >= templateShare*float64(len(q.seeds)) && c.index.group[q.a] != c.index.group[q.b] {
		q.template = true
	}
}

// passageKey identifies a passage by its letters alone, so that it survives changes of
// punctuation, encoding and place.
func passageKey(l token.Letters) string {
	buf := make([]byte, 0, 4*l.Len())
	for _, r := range l.Code {
		buf = binary.LittleEndian.AppendUint32(buf, uint32(r))
	}
	h := xxh3.Hash128(buf).Bytes()
	return hex.EncodeToString(h[:])
}

// families joins passages that are about the same text and numbers those that reach
// three submissions or more, by first appearance. It sets family of ps, gives the
// passages of a family one template mark, and returns for each family its members, one
// range a submission.
func families(ps []passage) [][]member {
	type side struct {
		member
		passage int
	}
	var sides []side
	for i, p := range ps {
		sides = append(sides, side{member{p.a, p.aSpan}, i}, side{member{p.b, p.bSpan}, i})
	}
	slices.SortStableFunc(sides, func(x, y side) int {
		return cmp.Or(cmp.Compare(x.sub, y.sub), cmp.Compare(x.span.Lo, y.span.Lo), cmp.Compare(y.span.Hi, x.span.Hi))
	})
	joined := cluster.New(len(ps))
	for i := range sides {
		// Ranges that start inside this one; a bound keeps crowds of nested ones linear.
		for j := i + 1; j < len(sides) && j <= i+familyNeighbours; j++ {
			x, y := sides[i], sides[j]
			if x.sub != y.sub || y.span.Lo >= x.span.Hi {
				break
			}
			long := max(x.span.Len(), y.span.Len())
			if float64(x.span.Overlap(y.span)) >= familyOverlap*float64(long) {
				joined.Join(int32(x.passage), int32(y.passage))
			}
		}
	}
	var out [][]member
	for _, set := range joined.Sets() {
		var ms []member
		for _, i := range set {
			ms = append(ms, member{ps[i].a, ps[i].aSpan}, member{ps[i].b, ps[i].bSpan})
		}
		slices.SortFunc(ms, func(x, y member) int {
			return cmp.Or(cmp.Compare(x.sub, y.sub), cmp.Compare(y.span.Len(), x.span.Len()), cmp.Compare(x.span.Lo, y.span.Lo))
		})
		ms = slices.CompactFunc(ms, func(x, y member) bool { return x.sub == y.sub }) // the longest of each
		if len(ms) < 3 {
			continue
		}
		out = append(out, ms)
		common := 0
		for _, i := range set {
			ps[i].family = len(out)
			if ps[i].template {
				common++
			}
		}
		// One text is template or not: where its passages disagree, for their edges differ
		// or two of its holders resemble each other, most of them decide.
		for _, i := range set {
			ps[i].template = 2*common >= len(set)
		}
	}
	return out
}

// familyOverlap is the share of the longer of two ranges of one submission that they
// have in common when they are about the same text.
const familyOverlap = 0.6

// familyNeighbours bounds how many later ranges a range is compared with.
const familyNeighbours = 256

// member is a range of a submission in a family.
type member struct {
	sub  int32
	span text.Span
}
