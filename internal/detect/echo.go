package detect

import (
	"cmp"
	"slices"

	"chachong/internal/text"
)

const (
	// echoShare of a passage's seeds told before between the same two clusters makes it
	// an echo: the same finding between other copies.
	echoShare = 0.6
	// coveredShare of both of its ranges must be covered by other passages.
	coveredShare = 0.9
)

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
		return cmp.Or(compareBool(c.old(q.b), c.old(p.b)), compareBool(pg != ph, qg != qh), cmp.Compare(pg, qg), cmp.Compare(ph, qh),
			cmp.Compare(c.pairs[q.pair].matched(), c.pairs[p.pair].matched()), cmp.Compare(p.pair, q.pair))
	})
	told := map[uint32]bool{}
	var lastG, lastH int32 = -1, -1
	lastOld := false
	covered := make([]coverage, len(c.subs))
	kept := all[:0]
	for _, p := range all {
		if old := c.old(p.b); old != lastOld {
			// Whether a run has another copy among the new ones must not decide whether the
			// archived source is named.
			clear(covered)
			lastG, lastH, lastOld = -1, -1, old
		}
		if c.own(p.a, p.b) { // counts apart, and must hide nobody's
			p.seeds = nil
			kept = append(kept, p)
			continue
		}
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
