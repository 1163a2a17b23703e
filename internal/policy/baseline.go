package policy

import (
	"cmp"
	"slices"

	"chachong/internal/finding"
)

// Baseline is what was accepted before: pairs of near-duplicates and passages, each between
// two submissions. It tells them by what they say, wherever they stand and whatever their
// files are called, and it accepts nothing in a submission that it does not know. To it a
// submission and what an archive holds of it are two: what was accepted between two new
// submissions is to be accepted once more when one of them is archived.
type Baseline struct {
	Submissions []BaselineSubmission
	Pairs       []BaselinePair
	Passages    []BaselinePassage
}

// BaselineSubmission is a submission that something was accepted in.
type BaselineSubmission struct {
	Key         string   // of its body, never ""
	Sketch      []uint32 // by which it is known again when it was edited; nil where it has none, and of archived ones
	Name, Title string   // its id and its title, of an archived one ARCHIVE!/NUMBER and "": for people, and where bodies are equal
	Archived    bool     // it was archived when something was accepted in it
}

// BaselinePair is a pair of near-duplicates that was accepted. What they have in common is
// accepted as passages.
type BaselinePair struct {
	A, B int // indices of Submissions
	Note string
}

// BaselinePassage is a passage that was accepted.
type BaselinePassage struct {
	A, B      int      // indices of Submissions
	Key, KeyB string   // of its letters in A and in B
	Letters   int32    // of its range in A
	Sample    []uint32 // of its grams in A, ascending: by which it is known again when its ends moved
	Note      string
}

// When a passage that is none of the accepted ones is still one of them, or several that
// grew together.
const (
	sampleShare  = 0.85 // of its sample is theirs
	sampleLeast  = 4    // values; fewer say nothing
	grownShare   = 0.15 // of their letters: by so much it is longer at most
	grownLetters = 60   // and by so many: some sentences' ends, never a paragraph
	newLetters   = 120  // of it are in none of theirs, at most: some words here and there
)

// known is a baseline laid beside a result.
type known struct {
	b  *Baseline
	c  *copies
	is []int // of each submission of the result, the known one, or -1

	some map[int]bool // whether one of the copies of a submission is known, by the first

	class    []int // of each known submission, the first of its copies that were accepted as such
	between  map[[2]int]*accepted
	pairs    []bool // of each pair of b, whether it fits the result
	passages []bool // likewise
}

// accepted is what was accepted between two classes of known submissions.
type accepted struct {
	pairs    []int
	passages []int
	byKey    map[[2]string][]int // of passages, by both keys in their order
	bySample map[uint32][]int    // of passages, ascending
}

func newKnown(c *copies, b *Baseline) *known {
	k := &known{
		b: b, c: c, is: identify(c.r, b.Submissions), class: make([]int, len(b.Submissions)),
		some: make(map[int]bool), between: make(map[[2]int]*accepted), pairs: make([]bool, len(b.Pairs)), passages: make([]bool, len(b.Passages)),
	}
	for s, i := range k.is {
		if i >= 0 {
			k.some[c.first[s]] = true
		}
	}
	for i := range k.class {
		k.class[i] = i
	}
	for i := range b.Pairs {
		k.join(b.Pairs[i].A, b.Pairs[i].B)
	}
	for i := range k.class {
		k.class[i] = k.root(i)
	}
	for i := range b.Pairs {
		of := k.of(b.Pairs[i].A, b.Pairs[i].B)
		of.pairs = append(of.pairs, i)
	}
	for i := range b.Passages {
		p := &b.Passages[i]
		of := k.of(p.A, p.B)
		of.passages = append(of.passages, i)
		keys := [2]string{p.Key, p.KeyB}
		if k.class[p.A] > k.class[p.B] {
			keys[0], keys[1] = keys[1], keys[0]
		}
		of.byKey[keys] = append(of.byKey[keys], i)
		for _, v := range p.Sample {
			of.bySample[v] = append(of.bySample[v], i)
		}
	}
	return k
}

// join puts two known submissions with equal bodies, which were accepted as near-duplicates,
// into one class: what a run lists for the first of them was accepted for both. Archived ones
// are each listed by themselves.
func (k *known) join(a, b int) {
	if s, t := &k.b.Submissions[a], &k.b.Submissions[b]; s.Key == t.Key && !s.Archived && !t.Archived {
		x, y := k.root(a), k.root(b)
		k.class[max(x, y)] = min(x, y)
	}
}

func (k *known) root(i int) int {
	for k.class[i] != i {
		k.class[i] = k.class[k.class[i]]
		i = k.class[i]
	}
	return i
}

// of returns what was accepted between the classes of two known submissions.
func (k *known) of(a, b int) *accepted {
	at := k.classes(a, b)
	if k.between[at] == nil {
		k.between[at] = &accepted{byKey: make(map[[2]string][]int), bySample: make(map[uint32][]int)}
	}
	return k.between[at]
}

func (k *known) classes(a, b int) [2]int {
	x, y := k.class[a], k.class[b]
	return [2]int{min(x, y), max(x, y)}
}

// everywhere reports whether one holds of every two submissions for which what the run lists
// for a and b counts, and of these where it counts for none.
func (k *known) everywhere(a, b string, own bool, one func(s, t int) bool) bool {
	i, okA := k.c.at[a]
	j, okB := k.c.at[b]
	if !okA || !okB {
		return false
	}
	if !k.some[k.c.first[i]] || !k.some[k.c.first[j]] {
		return false
	}
	counting, all := false, true
	k.c.eachCounting(i, j, own, func(s, t int) bool {
		counting, all = true, one(s, t) && all // each one says what fits
		return true
	})
	if !counting {
		return one(i, j)
	}
	return all
}

// pair reports whether that two submissions are near-duplicates was accepted.
func (k *known) pair(s, t int) bool {
	a, b := k.is[s], k.is[t]
	if a < 0 || b < 0 {
		return false
	}
	of := k.between[k.classes(a, b)]
	if of == nil {
		return false
	}
	for _, i := range of.pairs {
		k.pairs[i] = true
	}
	return len(of.pairs) > 0 || k.copied(s, t)
}

// copied reports whether two known submissions have equal bodies and were accepted as copies
// of each other. Something is accepted between them.
func (k *known) copied(s, t int) bool {
	if k.c.first[s] != k.c.first[t] || k.class[k.is[s]] != k.class[k.is[t]] {
		return false
	}
	for _, i := range k.between[k.classes(k.is[s], k.is[t])].passages {
		k.passages[i] = true
	}
	return true
}

// passage reports whether p was accepted between two submissions, copies of those it is
// listed for: s has the text of A.
func (k *known) passage(p *finding.Passage, s, t int) bool {
	a, b := k.is[s], k.is[t]
	if a < 0 || b < 0 {
		return false
	}
	of := k.between[k.classes(a, b)]
	if of == nil {
		return false
	}
	if k.copied(s, t) {
		return true
	}
	fits := func(list []int) bool {
		for _, i := range list {
			k.passages[i] = true
		}
		return len(list) > 0
	}
	if p.Key != "" && p.KeyB != "" {
		keys := [2]string{p.Key, p.KeyB}
		turned := [2]string{p.KeyB, p.Key}
		if k.class[a] > k.class[b] {
			keys, turned = turned, keys
		}
		if fits(of.byKey[keys]) || k.class[a] == k.class[b] && fits(of.byKey[turned]) {
			return true
		}
	}
	return fits(of.grown(p, k.b.Passages))
}

// grown returns the accepted passages that p is what became of, none where it is new.
func (of *accepted) grown(p *finding.Passage, all []BaselinePassage) []int {
	if len(p.Sample) < sampleLeast {
		return nil
	}
	var from []int
	held := 0
	for _, v := range p.Sample {
		if holding := of.bySample[v]; len(holding) > 0 {
			held++
			from = append(from, holding...)
		}
	}
	slices.Sort(from)
	from = slices.Compact(from)
	letters := 0.0
	for _, i := range from {
		letters += float64(all[i].Letters)
	}
	unheld := 1 - float64(held)/float64(len(p.Sample))
	if unheld > 1-sampleShare || unheld*float64(p.Letters) > newLetters || float64(p.Letters) > letters+min(grownShare*letters, grownLetters) {
		return nil
	}
	return from
}

// Accept marks those pairs and passages of r as accepted that b holds, and no others. It
// returns the entries of b, which may
// be nil, that fit nothing of r though they could have: both their
// submissions were read in full, or the document of one was and is another text by now.
//
// A pair is accepted between the submissions for which it was, see identify. So is a
// passage whose letters are those of an accepted one on both sides, or of which nearly all
// stands in accepted ones and that is hardly longer than they are together. Where a run
// lists something for the first of several copies of one text, it is accepted when it is
// for all of them.
//
// What was measured stays: Judge and Standings alone heed it.
func Accept(r *finding.Result, b *Baseline) (stale Baseline) {
	if b == nil {
		b = &Baseline{}
	}
	k := newKnown(copiesOf(r), b)
	k.mark()
	pairs, passages := k.stale()
	return b.only(func(i int) bool { return pairs[i] }, func(i int) bool { return passages[i] })
}

// mark marks what k accepts.
func (k *known) mark() {
	r := k.c.r
	for i := range r.Pairs {
		p := &r.Pairs[i]
		p.Accepted = p.NearDuplicate && k.everywhere(p.A, p.B, p.Own, k.pair)
	}
	for i := range r.Passages {
		p := &r.Passages[i]
		p.Accepted = k.everywhere(p.A.Submission, p.B.Submission, p.Own, func(s, t int) bool { return k.passage(p, s, t) })
	}
}

// only returns the entries of b that pair and passage hold of, and the submissions that
// those are about.
func (b *Baseline) only(pair, passage func(i int) bool) Baseline {
	var out Baseline
	index := make(map[int]int)
	put := func(i int) int {
		at, ok := index[i]
		if !ok {
			at = len(out.Submissions)
			index[i] = at
			out.Submissions = append(out.Submissions, b.Submissions[i])
		}
		return at
	}
	for i, p := range b.Pairs {
		if pair(i) {
			p.A, p.B = put(p.A), put(p.B)
			out.Pairs = append(out.Pairs, p)
		}
	}
	for i, p := range b.Passages {
		if passage(i) {
			p.A, p.B = put(p.A), put(p.B)
			out.Passages = append(out.Passages, p)
		}
	}
	return out
}

// holders returns the submission of the result that each known one is; -1 where there is
// none.
func (k *known) holders() []int {
	out := make([]int, len(k.b.Submissions))
	for i := range out {
		out[i] = -1
	}
	for s, i := range k.is {
		if i >= 0 {
			out[i] = s
		}
	}
	return out
}

// stale returns the entries that fit nothing though they could have. Call it after mark.
func (k *known) stale() (pairs, passages []bool) {
	r := k.c.r
	read := make(map[string]bool) // documents that were read in full
	for i := range r.Inputs {
		if r.Inputs[i].Status == finding.OK {
			read[r.Inputs[i].Path] = true
		}
	}
	holders := k.holders()
	could := func(i int) bool { // known submission i was there, or would have been
		if h := holders[i]; h >= 0 {
			return r.Submissions[h].Archived || read[r.Submissions[h].Path]
		}
		return read[pathOf(k.b.Submissions[i].Name)]
	}
	together := func(a, b int) bool {
		x, y := holders[a], holders[b]
		if x >= 0 && y >= 0 && (!k.c.counts(x, y) || k.c.first[x] == k.c.first[y]) {
			// Archived ones are not compared, an owner's own work perhaps not; copies are not
			// listed with each other where another comes first.
			return false
		}
		return could(a) && could(b)
	}
	pairs, passages = make([]bool, len(k.b.Pairs)), make([]bool, len(k.b.Passages))
	for i := range k.b.Pairs {
		pairs[i] = !k.pairs[i] && together(k.b.Pairs[i].A, k.b.Pairs[i].B)
	}
	for i := range k.b.Passages {
		passages[i] = !k.passages[i] && together(k.b.Passages[i].A, k.b.Passages[i].B)
	}
	return pairs, passages
}

// sortEntries brings b into its order: submissions by name, entries by theirs. Of entries
// that say the same the first stays.
func (b *Baseline) sortEntries() {
	order := make([]int, len(b.Submissions))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(x, y int) int {
		s, t := &b.Submissions[x], &b.Submissions[y]
		return cmp.Or(cmp.Compare(s.Name, t.Name), cmp.Compare(s.Key, t.Key))
	})
	subs, at := make([]BaselineSubmission, len(order)), make([]int, len(order))
	for i, from := range order {
		subs[i], at[from] = b.Submissions[from], i
	}
	b.Submissions = subs
	for i := range b.Pairs {
		b.Pairs[i].A, b.Pairs[i].B = at[b.Pairs[i].A], at[b.Pairs[i].B]
	}
	for i := range b.Passages {
		b.Passages[i].A, b.Passages[i].B = at[b.Passages[i].A], at[b.Passages[i].B]
	}
	slices.SortStableFunc(b.Pairs, func(p, q BaselinePair) int {
		return cmp.Or(cmp.Compare(p.A, q.A), cmp.Compare(p.B, q.B))
	})
	slices.SortStableFunc(b.Passages, func(p, q BaselinePassage) int {
		return cmp.Or(cmp.Compare(p.A, q.A), cmp.Compare(p.B, q.B), cmp.Compare(p.Key, q.Key), cmp.Compare(p.KeyB, q.KeyB))
	})
	b.Pairs = slices.CompactFunc(b.Pairs, func(p, q BaselinePair) bool { return p.A == q.A && p.B == q.B })
	b.Passages = slices.CompactFunc(b.Passages, func(p, q BaselinePassage) bool {
		return p.A == q.A && p.B == q.B && p.Key == q.Key && p.KeyB == q.KeyB
	})
}
