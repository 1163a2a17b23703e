package detect

import (
	"maps"
	"slices"

	"chachong/internal/corpus"
)

const (
	// crowdFirst is the number of holders of a crowd's seed that are asked for, the first:
	// copies of one text stand in the lists of all its seeds.
	crowdFirst = 64
	// groupedHolders is the number of holders of a seed that are sorted into clusters, the
	// first; they speak for the rest.
	groupedHolders = 128
	// ownerMost is the number of submissions of one owner up to which it is taken for one:
	// decades of yearly reports, and what belongs to them.
	ownerMost = 64
)

// prospect is what an archive says about the sampled seeds of new submissions.
type prospect struct {
	seeds []uint32  // ascending, distinct
	held  []int32   // of each, the number of its holders
	from  []int     // of each, where its holders begin
	list  []int32   // holders, ascending for each seed, as indexes of numbers; of a crowd's the first
	df    []float32 // of each, the clusters of its holders

	numbers []int32         // of all that stand in list, ascending
	labels  []corpus.Labels // theirs
	owners  []uint64        // keys of theirs, 0 for an unknown one
	voices  []uint64        // the same, but 0 for those of a collective name
}

// ask returns the prospect of submissions.
func ask(a Archive, subs []asker) (*prospect, error) {
	p := &prospect{}
	for _, s := range subs {
		p.seeds = append(p.seeds, corpus.Sample(s.Seeds)...)
	}
	slices.Sort(p.seeds)
	p.seeds = slices.Compact(p.seeds)
	p.held = make([]int32, len(p.seeds))
	p.from = make([]int, len(p.seeds))
	err := a.Holders(p.seeds, func(k int, numbers []int32) {
		p.held[k], p.from[k] = int32(len(numbers)), len(p.list)
		if len(numbers) > alignHolders {
			numbers = numbers[:crowdFirst]
		}
		p.list = append(p.list, numbers...)
	})
	if err != nil {
		return nil, err
	}
	return p, p.count(a)
}

// holders returns the holders of seed k, as indexes of numbers; of a crowd's seed the first
// ones.
func (p *prospect) holders(k int) []int32 {
	n := int(p.held[k])
	if p.crowd(k) {
		n = crowdFirst
	}
	return p.list[p.from[k] : p.from[k]+n]
}

// crowd reports whether seed k has more holders than bring texts together.
func (p *prospect) crowd(k int) bool { return p.held[k] > alignHolders }

// rare reports whether seed k may bring texts together that are to be aligned.
func (p *prospect) rare(k int) bool { return !p.crowd(k) && p.df[k] <= alignClusters }

// clusters returns in how many clusters of the archive a seed stands, 0 where it is not
// known.
func (p *prospect) clusters(seed uint32) float64 {
	if k, ok := slices.BinarySearch(p.seeds, seed); ok {
		return float64(p.df[k])
	}
	return 0
}

// count sets the clusters of each seed. A holder that has a label or the owner in common
// with one that stands for a cluster is of that cluster, else it stands for a new one. So
// the figures depend on what the archive holds and the order of it alone.
//
// Note: joining all who share labels, one by the other, would make one cluster of a genre.
func (p *prospect) count(a Archive) error {
	p.numbers = slices.Clone(p.list)
	slices.Sort(p.numbers)
	p.numbers = slices.Compact(p.numbers)
	for i, h := range p.list {
		at, _ := slices.BinarySearch(p.numbers, h)
		p.list[i] = int32(at)
	}
	var err error
	if p.labels, err = a.Labels(p.numbers); err != nil {
		return err
	}
	if p.owners, err = a.Owners(p.numbers); err != nil {
		return err
	}
	p.df = make([]float32, len(p.seeds))
	p.voices = voices(p.owners)
	groups := newGrouping(p)
	for k := range p.df {
		hs := p.holders(k)
		hs = hs[:min(len(hs), groupedHolders)]
		if n := groups.count(hs); n > 0 { // of one text, however many hold it, the rest does too
			p.df[k] = 1 + float32(n-1)*float32(p.held[k])/float32(len(hs))
		}
	}
	return nil
}

// voices returns owners without those that have more than ownerMost of the submissions:
// names of a folder or an office under which many handed in.
func voices(owners []uint64) []uint64 {
	held := map[uint64]int{}
	for _, o := range owners {
		held[o]++
	}
	out := slices.Clone(owners)
	for i, o := range out {
		if held[o] > ownerMost {
			out[i] = 0
		}
	}
	return out
}

// together returns in how many clusters of the archive at least that share of the seeds, of
// the sample, stands together.
func (p *prospect) together(seeds []uint32, share float64) int32 {
	held := map[int32]int{}
	for _, seed := range seeds {
		if k, ok := slices.BinarySearch(p.seeds, seed); ok {
			for _, h := range p.holders(k) {
				held[h]++
			}
		}
	}
	maps.DeleteFunc(held, func(_ int32, n int) bool { return float64(n) < share*float64(len(seeds)) })
	return newGrouping(p).count(slices.Sorted(maps.Keys(held)))
}

// grouping sorts archived submissions into clusters by their labels and owners.
type grouping struct {
	*prospect
	known map[uint64]bool // place and value of the labels of those that stand for a cluster
	owned map[uint64]bool // their owners, see voices
}

func newGrouping(p *prospect) grouping {
	return grouping{p, map[uint64]bool{}, map[uint64]bool{}}
}

// count returns of how many clusters holders are; they ascend. What one owner says year by
// year is of one cluster.
func (g grouping) count(holders []int32) int32 {
	if len(holders) < 2 {
		return int32(len(holders))
	}
	clear(g.known)
	clear(g.owned)
	n := int32(0)
	for _, h := range holders {
		ls, owner := &g.labels[h], g.voices[h]
		if g.has(ls) || g.owned[owner] {
			continue
		}
		n++
		g.owned[owner] = owner != 0
		for i, v := range ls {
			g.known[uint64(i)<<32|uint64(v)] = v != 0
		}
	}
	return n
}

// has reports whether one of the labels is known.
func (g grouping) has(labels *corpus.Labels) bool {
	for i, v := range labels {
		if g.known[uint64(i)<<32|uint64(v)] {
			return true
		}
	}
	return false
}
