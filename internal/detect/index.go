package detect

import (
	"slices"

	"chachong/internal/sketch"
)

// Index is what Compare asks of a collection of submissions, numbered from 0. The
// collection may be the run's own (memory) or one that persists.
type Index interface {
	// Candidates appends the submissions that share seeds with the given ones
	// (ascending, distinct), with how many; ascending by number. Seeds passed over by
	// lim do not count.
	Candidates(dst []Candidate, seeds []uint32, lim Limits) []Candidate
	// Frequency returns in how many clusters the seed stands, a submission in no
	// cluster counting as one, and in how many submissions.
	Frequency(seed uint32) (clusters, holders int32)
	// Clusters returns the number of clusters, those of one submission included.
	Clusters() int32
}

// Candidate is a submission with the number of seeds it shares with another.
type Candidate struct {
	Sub    int32
	Shared int32 // seeds
}

// Limits say which seeds are rare enough to nominate anything. They keep the cost of
// a run linear: a seed costs at most Holders.
type Limits struct {
	Holders  int   // submissions that hold the seed, at most
	Clusters int32 // clusters that hold it, at most; 0: any
}

// memory is the index of the run's own submissions.
type memory struct {
	postings *sketch.Postings
	group    []int32          // cluster of each submission: its smallest member
	clusters int32            // number of clusters
	freq     map[uint32]int32 // clusters of the seeds that two or more submissions hold
	counts   []int32          // scratch of Candidates: shared seeds of each submission, 0 between calls
	touched  []int32
}

// newMemory indexes the seeds of submissions, one list each.
func newMemory(seeds [][]uint32) *memory {
	m := &memory{postings: sketch.NewPostings(seeds), counts: make([]int32, len(seeds))}
	group := make([]int32, len(seeds))
	for i := range group {
		group[i] = int32(i)
	}
	m.regroup(group)
	return m
}

// regroup counts frequencies anew over the given clusters: group[i] is the smallest
// member of the cluster of submission i.
func (m *memory) regroup(group []int32) {
	m.group, m.clusters = group, 0
	for i, g := range group {
		if int32(i) == g {
			m.clusters++
		}
	}
	m.freq = map[uint32]int32{}
	var seen []int32
	m.postings.Each(func(seed uint32, list []int32) {
		if len(list) < 2 {
			return
		}
		seen = seen[:0]
		for _, s := range list {
			seen = append(seen, group[s])
		}
		slices.Sort(seen)
		m.freq[seed] = int32(len(slices.Compact(seen)))
	})
}

var _ Index = (*memory)(nil)

func (m *memory) Frequency(seed uint32) (clusters, holders int32) {
	return max(1, m.freq[seed]), int32(len(m.postings.List(seed)))
}

func (m *memory) Clusters() int32 { return m.clusters }

func (m *memory) Candidates(dst []Candidate, seeds []uint32, lim Limits) []Candidate {
	m.touched = m.touched[:0]
	for _, seed := range seeds {
		list := m.postings.List(seed)
		if len(list) > lim.Holders || lim.Clusters > 0 && m.freq[seed] > lim.Clusters {
			continue
		}
		for _, s := range list {
			if m.counts[s] == 0 {
				m.touched = append(m.touched, s)
			}
			m.counts[s]++
		}
	}
	slices.Sort(m.touched)
	for _, s := range m.touched {
		dst = append(dst, Candidate{Sub: s, Shared: m.counts[s]})
		m.counts[s] = 0
	}
	return dst
}
