package sketch

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// synthetic is a corpus of reports made of random shingles, some 1,600 each, of which a
// twentieth are formulae that all draw from one pool.
type synthetic struct {
	sigs  []Signature
	pairs []truePair // a report and its edited copy, which follows it
	crowd []int32    // copies of one report
}

// truePair is a pair with its exact resemblance.
type truePair struct {
	Pair
	j float64
}

// plan says what a synthetic corpus holds.
type plan struct {
	name     string
	template bool // a tenth of the reports, those with a copy among them, share 960 shingles: resemblance about 0.43
	crowd    int  // each crowd-th is a copy of one report, which has the template, a tenth changed: resemblance 0.68; 0: none
	exact    bool // copies without a change
}

var plans = []plan{
	{name: "clean"},
	{name: "template", template: true},
	{name: "crowd", template: true, crowd: 40},
	{name: "copies", crowd: 1},
	{name: "exact", crowd: 1, exact: true},
}

// reports makes n reports.
func (p plan) reports(n int) *synthetic {
	rng := rand.New(rand.NewPCG(uint64(n), 11))
	formulae, template, original := hashes(1, 3000), hashes(2, 960), hashes(3, 1600)
	copy(original, template)
	c := &synthetic{sigs: make([]Signature, n)}
	var set, old []uint64
	for i := range c.sigs {
		old, set = set, old[:0]
		switch {
		case p.crowd > 0 && i%p.crowd == 0:
			for _, h := range original {
				if !p.exact && rng.IntN(10) == 0 {
					h = rng.Uint64()
				}
				set = append(set, h)
			}
			c.crowd = append(c.crowd, int32(i))
		case i%20 == 7: // a copy of the one before
			share := .5 + rng.Float64()/2
			common := 0
			for _, h := range old {
				if rng.Float64() < share {
					common++
				} else {
					h = rng.Uint64()
				}
				set = append(set, h)
			}
			j := float64(common) / float64(2*len(set)-common)
			c.pairs = append(c.pairs, truePair{Pair{int32(i - 1), int32(i)}, j})
		default:
			if p.template && i%10 == 6 {
				set = append(set, template...)
			}
			for range 1000 + rng.IntN(1200) - len(set)/2 {
				h := rng.Uint64()
				if h%20 == 0 {
					u := rng.Float64()
					h = formulae[int(u*u*float64(len(formulae)))]
				}
				set = append(set, h)
			}
		}
		c.sigs[i] = MinHash(set)
	}
	return c
}

// recall returns the share of the true pairs of resemblance lo to hi that are found; 1
// where there is none.
func (c *synthetic) recall(found []Pair, lo, hi float64) float64 {
	n, all := 0, 0
	for _, p := range c.pairs {
		if p.j >= lo && p.j < hi {
			all++
			if _, ok := slices.BinarySearchFunc(found, p.Pair, Pair.Compare); ok {
				n++
			}
		}
	}
	if all == 0 {
		return 1
	}
	return float64(n) / float64(all)
}

// alone returns how many of the crowd met no other as a likely near-duplicate, and groups
// in how many groups such meetings leave the crowd.
func (c *synthetic) alone(found []Pair) (alone, groups int) {
	group := make([]int32, len(c.sigs))
	met := make([]bool, len(c.sigs))
	for i := range group {
		group[i] = int32(i)
	}
	find := func(i int32) int32 {
		for group[i] != i {
			group[i] = group[group[i]]
			i = group[i]
		}
		return i
	}
	for _, p := range found {
		if c.sigs[p.A].Resemblance(c.sigs[p.B]) >= .6 {
			group[find(p.A)] = find(p.B)
			met[p.A], met[p.B] = true, true
		}
	}
	for _, i := range c.crowd {
		if find(i) == i {
			groups++
		}
		if !met[i] {
			alone++
		}
	}
	return alone, groups
}

// Near-duplicates are found whatever stands around them, a crowd stays together, and a
// template makes few pairs.
func TestCandidatesCorpora(t *testing.T) {
	const n = 4000
	for _, p := range plans {
		c := p.reports(n)
		found, left := Candidates(c.sigs, Params{Keep: .3})
		half, near := c.recall(found, .5, .7), c.recall(found, .7, 2)
		alone, groups := c.alone(found)
		t.Logf("%s: %d pairs, left %+v; recall %.4f of 0.5 to 0.7, %.4f of more; crowd of %d: %d alone, %d groups",
			p.name, len(found), left, half, near, len(c.crowd), alone, groups)
		if half < .99 || near < 1 {
			t.Errorf("%s: recall %.4f of the pairs of resemblance 0.5 to 0.7, %.4f of more, want 0.99, 1", p.name, half, near)
		}
		if alone > 0 || groups != min(1, len(c.crowd)) {
			t.Errorf("%s: %d of a crowd of %d met no other, %d groups, want 0, 1", p.name, alone, len(c.crowd), groups)
		}
		// A bucket that is no crowd may link all its members; few of a template's are
		// so small.
		limit := n/20 + 60*len(c.crowd)
		if p.template {
			limit += 4 * n
		}
		if len(found) > limit {
			t.Errorf("%s: %d pairs, want at most %d", p.name, len(found), limit)
		}
	}
}

func BenchmarkCandidates(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		for _, p := range plans {
			var c *synthetic
			b.Run(fmt.Sprintf("%s/%d", p.name, n), func(b *testing.B) {
				if c == nil { // made once, and only if asked for
					c = p.reports(n)
				}
				b.SetBytes(int64(n) * K * 4)
				b.ReportAllocs()
				var found []Pair
				for b.Loop() {
					found, _ = Candidates(c.sigs, Params{Keep: .3})
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/signature")
				b.ReportMetric(float64(len(found)), "pairs")
			})
		}
	}
}
