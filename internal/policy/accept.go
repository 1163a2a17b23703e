package policy

import (
	"cmp"
	"slices"
	"strings"

	"chachong/internal/finding"
)

// NewBaseline returns what r is to be judged by from here on: what old accepts, without what
// is stale, see Accept, and with what limits find in r beside it, so that Judge finds
// nothing once the new one is accepted. old may be nil. added and removed count entries.
//
// Nothing more than needed is added: a near-duplicate where those are limited, a passage
// that is too long, and where a ratio is too high the passages that make it up. Entries
// about submissions that r says nothing of stay, and those that fit stay as they are, so
// that what was accepted does not drift. Submissions that were edited or renamed are held
// as they are today.
func NewBaseline(r *finding.Result, limits Limits, old *Baseline) (b *Baseline, added, removed int) {
	scratch := *r // whose marks are another's
	scratch.Pairs, scratch.Passages = slices.Clone(r.Pairs), slices.Clone(r.Passages)
	c := copiesOf(&scratch)
	b = &Baseline{}
	if old != nil {
		k := newKnown(c, old)
		k.mark()
		b, removed = k.kept()
	}
	for {
		k := newKnown(c, b)
		k.mark()
		before := b.entries()
		k.extend(limits)
		b.sortEntries()
		if b.entries() == before {
			return b, added, removed
		}
		added += b.entries() - before
	}
}

// kept returns the baseline without what is stale, its submissions as they are today, and
// how many entries are left out.
func (k *known) kept() (*Baseline, int) {
	pairs, passages := k.stale()
	today := *k.b
	today.Submissions = slices.Clone(k.b.Submissions)
	for i, h := range k.holders() {
		if h >= 0 {
			today.Submissions[i] = baselineSubmission(&k.c.r.Submissions[h])
		}
	}
	b := today.only(func(i int) bool { return !pairs[i] }, func(i int) bool { return !passages[i] })
	b.sortEntries()
	return &b, k.b.entries() - b.entries()
}

func (b *Baseline) entries() int { return len(b.Pairs) + len(b.Passages) }

func baselineSubmission(s *finding.Submission) BaselineSubmission {
	b := BaselineSubmission{Key: s.Key, Name: knownName(s), Archived: s.Archived}
	if !s.Archived {
		b.Sketch, b.Title = slices.Clone(s.Sketch), s.Title
	}
	return b
}

// extend adds to k's baseline what the limits find and it does not accept. What is between
// copies of one text comes first and alone, for accepting that may be enough.
func (k *known) extend(limits Limits) {
	r := k.c.r
	needed := k.c.needed(limits)
	before := k.b.entries()
	for _, equal := range []bool{true, false} {
		for i := range r.Pairs {
			p := &r.Pairs[i]
			if !limits.NearDuplicate || !p.NearDuplicate || p.Accepted || p.Review.NotCopied() {
				continue
			}
			k.eachNew(p.A, p.B, p.Own, equal, k.pair, func(a, b int) {
				k.b.Pairs = append(k.b.Pairs, BaselinePair{A: a, B: b})
			})
		}
		for i := range r.Passages {
			p := &r.Passages[i]
			if !needed[i] || p.Key == "" || p.KeyB == "" { // nothing tells it
				continue
			}
			accepts := func(s, t int) bool { return k.passage(p, s, t) }
			k.eachNew(p.A.Submission, p.B.Submission, p.Own, equal, accepts, func(a, b int) {
				k.b.Passages = append(k.b.Passages, BaselinePassage{
					A: a, B: b, Key: p.Key, KeyB: p.KeyB, Letters: p.Letters, Sample: slices.Clone(p.Sample),
				})
			})
		}
		if k.b.entries() > before {
			return
		}
	}
}

// eachNew calls add with the known submissions, made where there are none, for each two
// classes between which what the run lists for a and b counts and is not accepted. equal
// says whether it is about copies of one text.
func (k *known) eachNew(a, b string, own, equal bool, accepts func(s, t int) bool, add func(a, b int)) {
	i, okA := k.c.at[a]
	j, okB := k.c.at[b]
	if !okA || !okB || i == j || equal != (k.c.first[i] == k.c.first[j]) {
		return
	}
	done := make(map[[2]int]bool)
	k.c.eachCounting(i, j, own, func(s, t int) bool {
		if accepts(s, t) {
			return true
		}
		x, okX := k.hold(s)
		y, okY := k.hold(t)
		if at := k.classes(x, y); okX && okY && !done[at] {
			done[at] = true
			add(x, y)
		}
		return true
	})
}

// hold returns the known submission that s is, a new one where it is none. It reports false
// where nothing tells s.
func (k *known) hold(s int) (int, bool) {
	if k.is[s] < 0 {
		sub := &k.c.r.Submissions[s]
		if sub.Key == "" {
			return 0, false
		}
		k.is[s] = len(k.b.Submissions)
		k.b.Submissions = append(k.b.Submissions, baselineSubmission(sub))
		k.class = append(k.class, k.is[s])
	}
	return k.is[s], true
}

// needed tells of each passage of c's result whether the limits find it, or a ratio that it
// is part of.
func (c *copies) needed(limits Limits) []bool {
	r := c.r
	out := make([]bool, len(r.Passages))
	type over struct {
		total, all bool
		sources    map[int]bool // too large ones, by the first copy of each
	}
	overs := make(map[int]over) // by submission
	left := c.remaining()
	covers := c.coverage()
	for s := range r.Submissions {
		if r.Submissions[s].Archived {
			continue
		}
		o := over{
			total: limits.Total > 0 && left[s].Total >= limits.Total,
			all:   limits.WithTemplate > 0 && left[s].WithTemplate >= limits.WithTemplate,
		}
		if limits.LargestSource > 0 && left[s].LargestSource >= limits.LargestSource {
			o.sources = c.largeSources(s, covers(s), limits.LargestSource)
		}
		if o.total || o.all || o.sources != nil {
			overs[s] = o
		}
	}
	wants := func(p *finding.Passage, s, t int) bool {
		o, ok := overs[s]
		return ok && (o.all || !p.Template && (o.total || o.sources[c.first[t]]))
	}
	for i := range r.Passages {
		p := &r.Passages[i]
		a, okA := c.at[p.A.Submission]
		b, okB := c.at[p.B.Submission]
		if !okA || !okB || a == b || c.lifted(p) {
			continue
		}
		long := limits.Passage > 0 && !p.Template && p.Letters >= limits.Passage
		c.eachCounting(a, b, p.Own, func(s, t int) bool {
			out[i] = long || wants(p, s, t) || wants(p, t, s)
			return !out[i]
		})
	}
	return out
}

// largeSources returns the first copies of those that hold so large a part of s by itself.
func (c *copies) largeSources(s int, covers []finding.Cover, limit float64) map[int]bool {
	covers = slices.DeleteFunc(covers, func(v finding.Cover) bool { return v.Template })
	slices.SortStableFunc(covers, func(x, y finding.Cover) int { return cmp.Compare(x.Other, y.Other) })
	out := make(map[int]bool)
	for lo, hi := 0, 0; lo < len(covers); lo = hi {
		var ranges [][2]int32
		for hi < len(covers) && covers[hi].Other == covers[lo].Other {
			ranges = append(ranges, covers[hi].At)
			hi++
		}
		if float64(finding.CoveredLetters(ranges)) >= limit*float64(c.r.Submissions[s].Letters) {
			out[c.first[covers[lo].Other]] = true
		}
	}
	return out
}

// pathOf returns the path of an id.
func pathOf(id string) string {
	if i := strings.LastIndexByte(id, '#'); i >= 0 {
		return id[:i]
	}
	return id
}
