package sketch

import (
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestPostings(t *testing.T) {
	p := NewPostings([][]uint32{{3, 7, 1<<32 - 1}, nil, {0, 7}, {7}})
	tests := []struct {
		seed uint32
		want []int32
	}{
		{0, []int32{2}},
		{1, nil},
		{3, []int32{0}},
		{7, []int32{0, 2, 3}},
		{1 << 31, nil},
		{1<<32 - 1, []int32{0}},
	}
	for _, test := range tests {
		if got := p.List(test.seed); !slices.Equal(got, test.want) {
			t.Errorf("List(%d) = %v, want %v", test.seed, got, test.want)
		}
	}
	if got := p.Len(); got != 4 {
		t.Errorf("Len() = %d, want 4", got)
	}
	none := NewPostings(nil)
	if got := none.List(5); got != nil || none.Len() != 0 {
		t.Errorf("List(5) of nothing = %v, want nil", got)
	}
	none.Each(func(uint32, []int32) { t.Error("Each of nothing calls its function") })
}

func TestPostingsProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "random"), 0))
		n := rapid.IntRange(0, 20).Draw(t, "submissions")
		most := rapid.SampledFrom([]int{1, 30, 2000}).Draw(t, "most")
		bound := rapid.SampledFrom([]uint64{10, 5000, 1 << 32}).Draw(t, "bound")
		want := make(map[uint32][]int32)
		seeds := make([][]uint32, n)
		for i := range seeds {
			for range rng.IntN(most) {
				seeds[i] = append(seeds[i], uint32(rng.Uint64N(bound)))
			}
			slices.Sort(seeds[i])
			seeds[i] = slices.Compact(seeds[i])
			for _, s := range seeds[i] {
				want[s] = append(want[s], int32(i))
			}
		}
		p := NewPostings(seeds)
		if p.Len() != len(want) {
			t.Fatalf("Len() = %d, want %d", p.Len(), len(want))
		}
		last := int64(-1)
		p.Each(func(seed uint32, list []int32) {
			if int64(seed) <= last {
				t.Fatalf("Each: seed %d after %d, want ascending", seed, last)
			}
			last = int64(seed)
			if !slices.Equal(list, want[seed]) || !slices.Equal(p.List(seed), list) {
				t.Fatalf("Each: seed %d with %v, List = %v, want %v", seed, list, p.List(seed), want[seed])
			}
		})
		for range 100 {
			seed := uint32(rng.Uint64N(bound))
			if got := p.List(seed); !slices.Equal(got, want[seed]) {
				t.Fatalf("List(%d) = %v, want %v", seed, got, want[seed])
			}
		}
	})
}

func BenchmarkPostings(b *testing.B) {
	const submissions, each = 2000, 1200
	rng := rand.New(rand.NewPCG(1, 1))
	seeds := make([][]uint32, submissions)
	for i := range seeds {
		for range each {
			// Winnowing keeps the least of each window: small seeds are common.
			seeds[i] = append(seeds[i], min(rng.Uint32(), rng.Uint32(), rng.Uint32(), rng.Uint32()))
		}
		slices.Sort(seeds[i])
		seeds[i] = slices.Compact(seeds[i])
	}
	b.SetBytes(submissions * each * 4)
	b.ReportAllocs()
	for b.Loop() {
		NewPostings(seeds)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/submissions/each, "ns/posting")
}
