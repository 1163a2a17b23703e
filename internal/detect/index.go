package detect

import (
	"math"
	"slices"

	"chachong/internal/corpus"
	"chachong/internal/sketch"
)

// index answers which submissions of a run share seeds, and how common a seed is.
// Seeds that one submission alone holds are in no list: most seeds are such, and they
// nominate nothing.
type index struct {
	postings *sketch.Index
	group    []int32   // cluster of each submission: its smallest member
	clusters int32     // number of clusters, those of one submission included
	freq     []int32   // of each term, the clusters that hold it
	weights  []float64 // of each frequency from 3 to weightsKept
	scarce   []uint8   // of each term, bits that say how rare it is: a byte is at hand where the figures are not
	alone    []int32   // of each submission, the number of seeds that no other holds

	// What an archive says, nil and 0 without one. Its clusters count beside those of the
	// run; archived submissions of the run are among them.
	past      []float32 // of each term, the clusters of the archive that hold it
	present   []int32   // of each term, the clusters of the run that hold it and have no archived holder
	news      int32     // new submissions, those in front
	elsewhere int32     // archived submissions that take no part in the run

	// Letters at which terms first stand: own is parallel to the terms of each submission,
	// at to the holders of each rare term.
	own, at         []int32
	ownFrom, atFrom []int64
}

// newIndex indexes the submissions but those left out. What it says of clusters and places
// is there after regroup and locate.
func newIndex(subs []*corpus.Submission, left func(i int) bool) *index {
	seeds := make([][]uint32, len(subs))
	for i, s := range subs {
		if !left(i) {
			seeds[i] = s.Seeds
		}
	}
	x := &index{postings: sketch.NewIndex(seeds), alone: make([]int32, len(subs))}
	for i := range subs {
		x.alone[i] = int32(len(seeds[i]) - len(x.postings.Of(int32(i))))
	}
	x.scarce = make([]uint8, x.postings.Terms())
	for t := range x.scarce {
		n := x.holders(int32(t))
		if n <= verifyHolders {
			x.scarce[t] |= mayVerify
		}
		if n <= crowdHolders {
			x.scarce[t] |= inNoCrowd
		}
	}
	return x
}

// regroup counts frequencies over the given clusters: group[i] is the smallest member of
// the cluster of submission i.
func (x *index) regroup(group []int32) {
	x.group, x.clusters, x.present = group, x.elsewhere, nil
	for i, g := range group {
		if int32(i) == g {
			x.clusters++
		}
	}
	x.weigh()
	x.freq = make([]int32, x.postings.Terms())
	last := make([]int32, len(group)) // of each cluster, the last term that counted it, from 1
	for t := range x.freq {
		n := int32(0)
		drawn := int32(0)                                              // of them, those that an archived one holds
		for _, s := range slices.Backward(x.postings.List(int32(t))) { // archived ones come first so
			if g := group[s]; last[g] != int32(t)+1 {
				last[g] = int32(t) + 1
				n++
				if s >= x.news {
					drawn++
				}
			}
		}
		if x.past != nil {
			x.present = append(x.present, n-drawn)
			if past := int32(math.Round(float64(x.past[t]))); past > 0 { // those drawn are among them
				n += past - drawn
			}
		}
		x.freq[t] = n
		if n <= alignClusters && x.holders(int32(t)) <= alignHolders {
			x.scarce[t] |= mayMeet
		} else {
			x.scarce[t] &^= mayMeet
		}
	}
}

// locate makes room for the letters at which terms stand; which of them are rare is
// known. locateTerms fills it.
func (x *index) locate(subs int) {
	terms := x.postings.Terms()
	x.atFrom = make([]int64, terms+1)
	for t := range terms {
		x.atFrom[t+1] = x.atFrom[t]
		if x.rare(int32(t)) {
			x.atFrom[t+1] += int64(x.holders(int32(t)))
		}
	}
	x.ownFrom = make([]int64, subs+1)
	for i := range subs {
		x.ownFrom[i+1] = x.ownFrom[i] + int64(len(x.postings.Of(int32(i))))
	}
	x.at = make([]int32, x.atFrom[terms])
	x.own = make([]int32, x.ownFrom[subs])
}

// locateTerms sets the letters at which the terms [lo, hi) stand. Calls for different
// terms may run at the same time.
func (x *index) locateTerms(subs []*corpus.Submission, lo, hi int32) {
	filled := slices.Clone(x.atFrom[lo:hi]) // holders ascend, as the submissions do here
	var seeds []uint32
	for i, s := range subs {
		of := x.postings.Of(int32(i))
		first, _ := slices.BinarySearch(of, lo)
		last, _ := slices.BinarySearch(of, hi)
		if of = of[first:last]; len(of) == 0 {
			continue
		}
		seeds = seeds[:0]
		for _, t := range of {
			seeds = append(seeds, x.postings.Seed(t))
		}
		k, _ := slices.BinarySearch(s.Seeds, seeds[0])
		own := x.own[x.ownFrom[i]+int64(first):]
		for n, seed := range seeds {
			for s.Seeds[k] != seed {
				k++
			}
			own[n] = s.Places[k]
		}
		for n, t := range of {
			if x.rare(t) {
				x.at[filled[t-lo]] = own[n]
				filled[t-lo]++
			}
		}
	}
}

// place returns the letter at which term t stands in submission i, which holds it.
func (x *index) place(t, i int32) int32 {
	n, _ := slices.BinarySearch(x.postings.Of(i), t)
	return x.own[x.ownFrom[i]+int64(n)]
}

const (
	mayMeet   uint8 = 1 << iota // may bring submissions together that are to be aligned
	mayVerify                   // may bring them together to be verified
	inNoCrowd                   // is no text of a crowd
)

// frequency returns in how many clusters the seed stands, a submission in no cluster
// counting as one, and in how many submissions.
func (x *index) frequency(seed uint32) (clusters, holders int32) {
	t := x.postings.Term(seed)
	if t < 0 {
		return 1, 1
	}
	return x.freq[t], x.holders(t)
}

// clustersHere returns in how many clusters of the run the seed stands, those with archived
// holders left out.
func (x *index) clustersHere(seed uint32) int32 {
	t := x.postings.Term(seed)
	switch {
	case t < 0:
		return 1
	case x.past == nil:
		return x.freq[t]
	}
	return x.present[t]
}

// seeds returns the number of distinct seeds of submission i.
func (x *index) seeds(i int32) int { return int(x.alone[i]) + len(x.postings.Of(i)) }

// rarity returns the weight of a seed as evidence: 1 where at most two clusters hold
// it, falling with the logarithm of their number. The 1 keeps a folder of three from
// calling formula what all three copied.
func (x *index) rarity(seed uint32) float64 {
	clusters, _ := x.frequency(seed)
	if clusters <= 2 {
		return 1
	}
	if int(clusters) >= len(x.weights) {
		return x.weight(clusters)
	}
	return x.weights[clusters]
}

// weightsKept is the number of frequencies whose weights are at hand; greater ones are few.
const weightsKept = 4096

// weigh sets the weights of frequencies.
func (x *index) weigh() {
	x.weights = make([]float64, min(x.clusters+1, weightsKept))
	for df := range x.weights {
		x.weights[df] = x.weight(int32(df))
	}
}

// weight returns the weight of a seed in so many clusters.
func (x *index) weight(clusters int32) float64 {
	n := float64(x.clusters) + 1
	return max(0, math.Log(n/float64(min(clusters, x.clusters)))/math.Log(n/2))
}

// common returns the seeds of submission i that more clusters hold than bring texts
// together, ascending.
func (x *index) common(i int32) []uint32 {
	var seeds []uint32
	for _, t := range x.postings.Of(i) {
		if x.freq[t] > alignClusters {
			seeds = append(seeds, x.postings.Seed(t))
		}
	}
	return seeds
}

// holders returns the number of submissions that hold term t.
func (x *index) holders(t int32) int32 { return int32(len(x.postings.List(t))) }

// rare reports whether term t may bring submissions together that are to be aligned.
func (x *index) rare(t int32) bool { return x.scarce[t]&mayMeet != 0 }

// candidate is a submission with the number of terms it shares with another.
type candidate struct{ sub, shared int32 }

// searcher looks for the partners of submissions in an index: the scratch memory of one
// worker.
type searcher struct {
	*index
	counts  []int32 // of each submission, terms shared; 0 between calls
	touched []int32
	from    []int32 // of each submission, where its hits begin
	terms   []int32
	lists   [][]int32 // of their holders
	found   []candidate
	mine    []ownTerm
	hits    []uint64
	first   int32 // of what fetch has touched, so that it is touched
}

// fetch sets lists to the holders of the terms. It touches each list and asks nothing of
// it, so that the processor waits for the memory of many of them at once.
func (s *searcher) fetch(terms []int32) {
	s.lists = s.lists[:0]
	for _, t := range terms {
		s.lists = append(s.lists, s.postings.List(t))
	}
	for _, list := range s.lists {
		s.first ^= list[0]
	}
}

// ownTerm is a term of a submission with the letter at which it first stands there, and
// those of its holders that are behind that submission.
type ownTerm struct {
	at, term int32
	behind   []int32
}

func newSearcher(x *index) *searcher {
	return &searcher{index: x, counts: make([]int32, len(x.alone)), from: make([]int32, len(x.alone))}
}

// candidates appends the submissions that share at least the given number of terms with
// submission self, ascending; the terms are its own.
func (s *searcher) candidates(dst []candidate, self int32, terms []int32, least float64) []candidate {
	s.touched = s.touched[:0]
	s.fetch(terms)
	for _, list := range s.lists {
		for _, sub := range list {
			if s.counts[sub] == 0 {
				s.touched = append(s.touched, sub)
			}
			s.counts[sub]++
		}
	}
	return s.collect(dst, self, least)
}

// collect appends what was counted and clears the counts.
func (s *searcher) collect(dst []candidate, self int32, least float64) []candidate {
	kept := s.touched[:0]
	for _, sub := range s.touched {
		if sub != self && float64(s.counts[sub]) >= least {
			kept = append(kept, sub)
		} else {
			s.counts[sub] = 0
		}
	}
	slices.Sort(kept)
	for _, sub := range kept {
		dst = append(dst, candidate{sub, s.counts[sub]})
		s.counts[sub] = 0
	}
	return dst
}
