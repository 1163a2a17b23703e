package policy

import (
	"cmp"
	"slices"

	"chachong/internal/finding"
)

// copies says which submissions of a result are copies of each other, letter for letter,
// and which of its findings count.
//
// Of the new copies of one text a run lists the first with every other submission, and of
// archived ones each, unless that repeats what it says of another. What it lists for one
// speaks for them all: what counts for no limit must count for none of them. Only what it
// lists for new submissions alone says nothing of those with archived ones that are listed
// themselves, and the other way round.
type copies struct {
	r         *finding.Result
	at        map[string]int  // submission by id
	first     []int           // of each submission, the first with an equal body
	of        map[int][]int   // by that, all of them where there are several
	listed    map[[2]int]bool // what the run lists for two says something of them, by their speakers; of copies alone
	notCopied func(*finding.Passage) bool
}

func copiesOf(r *finding.Result) *copies {
	c := &copies{
		r: r, at: make(map[string]int, len(r.Submissions)), first: make([]int, len(r.Submissions)),
		of: make(map[int][]int), listed: make(map[[2]int]bool), notCopied: notCopied(r),
	}
	firsts := make(map[string]int, len(r.Submissions))
	for i := range r.Submissions {
		s := &r.Submissions[i]
		c.at[s.ID] = i
		key := cmp.Or(s.Key, s.ID)
		f, ok := firsts[key]
		if !ok {
			f = i
			firsts[key] = i
		}
		if c.first[i] = f; f != i {
			if c.of[f] == nil {
				c.of[f] = []int{f}
			}
			c.of[f] = append(c.of[f], i)
		}
	}
	for i := range r.Pairs {
		c.list(r.Pairs[i].A, r.Pairs[i].B)
	}
	for i := range r.Passages {
		c.list(r.Passages[i].A.Submission, r.Passages[i].B.Submission)
	}
	return c
}

func (c *copies) list(a, b string) {
	x, okA := c.at[a]
	y, okB := c.at[b]
	if okA && okB && (c.of[c.first[x]] != nil || c.of[c.first[y]] != nil) {
		c.listed[c.speakers(x, y)] = true
	}
}

// speakers returns for which two submissions what a and b have in common is listed: of new
// copies the first.
func (c *copies) speakers(a, b int) [2]int {
	of := func(s int) int {
		if c.r.Submissions[s].Archived {
			return s
		}
		return c.first[s]
	}
	x, y := of(a), of(b)
	return [2]int{min(x, y), max(x, y)}
}

// speaks reports whether what the run lists for a and b says something of s and t, copies of
// them.
func (c *copies) speaks(a, b, s, t int) bool {
	old := func(i int) bool { return c.r.Submissions[i].Archived }
	return s == a && t == b || old(s) == old(a) && old(t) == old(b) || !c.listed[c.speakers(s, t)]
}

// all returns the submissions with the body of s.
func (c *copies) all(s int) []int {
	if of := c.of[c.first[s]]; of != nil {
		return of
	}
	return []int{s}
}

// own reports whether one of the two is earlier work of the other's owner, which counts
// apart.
func (c *copies) own(a, b int) bool {
	x, y := &c.r.Submissions[a], &c.r.Submissions[b]
	return x.Archived != y.Archived && x.Owner != "" && x.Owner == y.Owner && ownApart(c.r)
}

// ownApart reports whether an owner's own earlier work counts apart in r.
func ownApart(r *finding.Result) bool {
	return r.Run.Archive == nil || r.Run.Archive.SameOwner != "count"
}

// counts reports whether what two submissions have in common counts, whatever it is:
// archived ones are not compared with each other.
func (c *copies) counts(a, b int) bool {
	return a != b && !(c.r.Submissions[a].Archived && c.r.Submissions[b].Archived) && !c.own(a, b)
}

// lifted reports whether p counts for nobody: a reviewer marked it or its pair as no copy,
// or it was accepted before.
func (c *copies) lifted(p *finding.Passage) bool { return p.Accepted || c.notCopied(p) }

// counterpart returns the first copy of b with which s, a copy of a, counts by what the run
// lists for a and b, -1 if with none.
func (c *copies) counterpart(a, b, s int) int {
	all := c.all(b)
	if i := slices.IndexFunc(all, func(t int) bool { return c.counts(s, t) && c.speaks(a, b, s, t) }); i >= 0 {
		return all[i]
	}
	return -1
}

// eachCounting calls do with every two submissions, copies of a and of b, for which what the
// run lists for a and b counts, until do returns false; own says that it counts apart for
// these. Copies of one text are each listed with the first of them, an archived one for all
// new ones.
func (c *copies) eachCounting(a, b int, own bool, do func(s, t int) bool) {
	with, of := c.all(a), c.all(b)
	if c.first[a] == c.first[b] {
		x, y := c.r.Submissions[a].Archived, c.r.Submissions[b].Archived
		if x || !y {
			with = []int{a}
		}
		if y || !x {
			of = []int{b}
		}
	}
	for _, s := range with {
		for _, t := range of {
			if c.counts(s, t) && c.speaks(a, b, s, t) && !(own && s == a && t == b) && !do(s, t) {
				return
			}
		}
	}
}

// witness returns two submissions for which what the run lists for a and b counts: these, or
// else the first copies of them for which it does, a new one in front. It reports false
// where there are none.
func (c *copies) witness(a, b string, own bool) (x, y string, ok bool) {
	i, okA := c.at[a]
	j, okB := c.at[b]
	if !okA || !okB || i == j {
		return a, b, !own
	}
	if !own && c.counts(i, j) {
		return a, b, true
	}
	x, y = a, b
	c.eachCounting(i, j, own, func(s, t int) bool {
		x, y, ok = c.r.Submissions[min(s, t)].ID, c.r.Submissions[max(s, t)].ID, true // archived ones stand behind
		return false
	})
	return x, y, ok
}
