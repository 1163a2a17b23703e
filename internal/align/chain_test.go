package align

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// chainsPlainly is findChains without leaving anything out early.
func (al *Aligner) chainsPlainly() (chains []fragment, worth bool) {
	al.weights = al.a.weigh()
	al.scoreSegments()
	al.links = make([]link, len(al.segs))
	order := make([]int32, len(al.segs))
	for i, s := range al.segs {
		best := link{score: s.score, prev: -1}
		for p := i - 1; p >= 0 && p >= i-chainLook; p-- {
			t := al.segs[p]
			gapA, gapB := s.a-t.a-t.n, s.b-t.b-t.n
			over := max(0, -gapA, -gapB)
			gapA, gapB = gapA+over, gapB+over
			if over >= s.n || gapA > chainGap || gapB > chainGap {
				continue
			}
			score := al.links[p].score + s.score - gapCost*float32(max(gapA, gapB)) - slantCost*float32(max(gapA-gapB, gapB-gapA))
			if over > 0 {
				score -= s.score * float32(over) / float32(s.n)
			}
			if score > best.score {
				best = link{score: score, prev: int32(p)}
			}
		}
		al.links[i] = best
		order[i] = int32(i)
	}
	slices.SortStableFunc(order, func(p, q int32) int { return -cmp.Compare(al.links[p].score, al.links[q].score) })
	for _, s := range order {
		if al.links[s].taken {
			continue
		}
		al.takePath(s)
		if c := al.chain(al.path); c.evidence >= chainEvidence || c.grams >= chainGrams {
			worth = worth || c.evidence >= pairEvidence || c.grams >= pairGrams
			chains = append(chains, c)
		}
	}
	return chains, worth
}

// TestChains: what is left out early leaves the chains as they are.
func TestChains(t *testing.T) {
	a := babble(1, 400) + stockPhrases[0] + stockPhrases[1] + babble(2, 100)
	rapid.Check(t, func(t *rapid.T) {
		weight := rapid.SampledFrom([]uint32{1, 4, 40}).Draw(t, "weight")
		text := prepareAmong(a, func(seed uint32) float64 { return float64(seed%3) / float64(weight) })
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 4))
		var segs []segment
		for range rapid.IntRange(0, 120).Draw(t, "segments") {
			n := gramLen + r.Int32N(1+r.Int32N(30))
			p := r.Int32N(text.size() - n + 1)
			segs = append(segs, segment{a: p, b: max(0, p+r.Int32N(40)-20), n: n})
		}
		sortSegments(segs)
		plain, al := Aligner{a: text, segs: slices.Clone(segs)}, Aligner{a: text, segs: slices.Clone(segs)}
		want, worth := plain.chainsPlainly()
		if !worth {
			want = nil
		}
		if got := al.findChains(); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("findChains of %v = %v, want %v", segs, got, want)
		}
		if !slices.IsSortedFunc(segs, func(s, t segment) int { return cmp.Or(cmp.Compare(s.a, t.a), cmp.Compare(s.b, t.b)) }) {
			t.Errorf("sortSegments left %v", segs)
		}
	})
}
