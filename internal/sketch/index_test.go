package sketch

import (
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestIndex(t *testing.T) {
	x := NewIndex([][]uint32{{3, 7, 1<<32 - 1}, nil, {0, 7}, {3, 7, 9, 1<<32 - 1}})
	if got := x.Terms(); got != 3 {
		t.Fatalf("Terms() = %d, want 3", got)
	}
	tests := []struct {
		seed uint32
		term int32
		list []int32
	}{
		{0, -1, nil},
		{3, 0, []int32{0, 3}},
		{7, 1, []int32{0, 2, 3}},
		{8, -1, nil},
		{9, -1, nil},
		{1 << 31, -1, nil},
		{1<<32 - 1, 2, []int32{0, 3}},
	}
	for _, test := range tests {
		term := x.Term(test.seed)
		if term != test.term {
			t.Errorf("Term(%d) = %d, want %d", test.seed, term, test.term)
		}
		if term < 0 {
			continue
		}
		if got := x.Seed(term); got != test.seed {
			t.Errorf("Seed(%d) = %d, want %d", term, got, test.seed)
		}
		if got := x.List(term); !slices.Equal(got, test.list) {
			t.Errorf("List(%d) = %v, want %v", term, got, test.list)
		}
	}
	for sub, want := range [][]int32{{0, 1, 2}, {}, {1}, {0, 1, 2}} {
		if got := x.Of(int32(sub)); !slices.Equal(got, want) {
			t.Errorf("Of(%d) = %v, want %v", sub, got, want)
		}
	}
	for _, none := range [][][]uint32{nil, {nil}, {{5}}} {
		x := NewIndex(none)
		if x.Terms() != 0 || x.Term(5) != -1 {
			t.Errorf("NewIndex(%v): %d terms, Term(5) = %d, want 0, -1", none, x.Terms(), x.Term(5))
		}
	}
}

// seedLists returns n lists of up to most seeds below bound, ascending and distinct.
// Small seeds are common, as winnowing keeps the least of each window.
func seedLists(rng *rand.Rand, n, most int, bound uint64) [][]uint32 {
	lists := make([][]uint32, n)
	for i := range lists {
		for range rng.IntN(most) {
			lists[i] = append(lists[i], uint32(min(rng.Uint64N(bound), rng.Uint64N(bound), rng.Uint64N(bound))))
		}
		slices.Sort(lists[i])
		lists[i] = slices.Compact(lists[i])
	}
	return lists
}

// checkIndex compares an index with a map made from the same lists.
func checkIndex(t interface{ Fatalf(string, ...any) }, x *Index, lists [][]uint32) {
	holders := make(map[uint32][]int32)
	for i, list := range lists {
		for _, seed := range list {
			holders[seed] = append(holders[seed], int32(i))
		}
	}
	terms := 0
	for seed, want := range holders {
		term := x.Term(seed)
		if len(want) < 2 {
			if term != -1 {
				t.Fatalf("Term(%d) = %d, want -1", seed, term)
			}
			continue
		}
		terms++
		if term < 0 || x.Seed(term) != seed || !slices.Equal(x.List(term), want) {
			t.Fatalf("Term(%d) = %d, want the term that %v hold", seed, term, want)
		}
	}
	if got := x.Terms(); got != terms {
		t.Fatalf("Terms() = %d, want %d", got, terms)
	}
	for term := int32(1); term < int32(terms); term++ {
		if x.Seed(term) <= x.Seed(term-1) {
			t.Fatalf("Seed(%d) = %d, want more than the %d before", term, x.Seed(term), x.Seed(term-1))
		}
	}
	for i, list := range lists {
		var want []int32
		for _, seed := range list {
			if term := x.Term(seed); term >= 0 {
				want = append(want, term)
			}
		}
		if got := x.Of(int32(i)); !slices.Equal(got, want) {
			t.Fatalf("Of(%d) = %v, want %v", i, got, want)
		}
	}
}

func TestIndexProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "random"), 0))
		n := rapid.IntRange(0, 20).Draw(t, "submissions")
		most := rapid.SampledFrom([]int{1, 30, 2000}).Draw(t, "most")
		bound := rapid.SampledFrom([]uint64{1, 10, 5000, 1 << 32}).Draw(t, "bound")
		lists := seedLists(rng, n, most, bound)
		x := NewIndex(lists)
		checkIndex(t, x, lists)
		for range 100 { // seeds that nobody may hold
			seed := uint32(rng.Uint64N(bound))
			if term := x.Term(seed); term >= 0 && x.Seed(term) != seed {
				t.Fatalf("Term(%d) = %d, the term of %d", seed, term, x.Seed(term))
			}
		}
	})
}

// Many slices, of mixed seeds and of few different ones.
func TestIndexSlices(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, bound := range []uint64{3, 3 << 10, 1 << 23, 1 << 32} {
		lists := seedLists(rng, 100, 2000, bound)
		for _, slice := range []int{1 << 8, 1 << 10, 1 << 13} {
			checkIndex(t, newIndex(lists, slice), lists)
		}
	}
}

// The slices are of about the same length, also where all lists are of one length and
// small seeds are common.
func TestSliceBounds(t *testing.T) {
	const slice = 1 << 13
	rng := rand.New(rand.NewPCG(1, 3))
	lists := make([][]uint32, 500)
	for i := range lists {
		for range 1 << 9 {
			lists[i] = append(lists[i], min(rng.Uint32(), rng.Uint32(), rng.Uint32(), rng.Uint32(), rng.Uint32()))
		}
		slices.Sort(lists[i])
	}
	bounds, _ := sliceBounds(lists, slice)
	counts := make([]int, len(bounds))
	for _, list := range lists {
		for _, seed := range list {
			at, _ := slices.BinarySearch(bounds, seed)
			counts[at]++
		}
	}
	for i, n := range counts {
		if len(counts) < 25 || n > 5*slice/2 {
			t.Errorf("slice %d of %d holds %d seeds, want 32 of about %d", i, len(counts), n, slice)
		}
	}
}

func BenchmarkIndex(b *testing.B) {
	const each = 1200
	for _, bench := range []struct {
		name        string
		submissions int
		template    int // seeds that a tenth of the submissions share
	}{{"clean/2000", 2000, 0}, {"template/2000", 2000, 600}, {"clean/20000", 20000, 0}, {"template/20000", 20000, 600}} {
		rng := rand.New(rand.NewPCG(1, 1))
		draw := func() uint32 { return min(rng.Uint32(), rng.Uint32(), rng.Uint32(), rng.Uint32()) }
		template := make([]uint32, bench.template)
		for i := range template {
			template[i] = draw()
		}
		lists := make([][]uint32, bench.submissions)
		for i := range lists {
			if i%10 == 0 {
				lists[i] = append(lists[i], template...)
			}
			for len(lists[i]) < each {
				lists[i] = append(lists[i], draw())
			}
			slices.Sort(lists[i])
			lists[i] = slices.Compact(lists[i])
		}
		b.Run(bench.name, func(b *testing.B) {
			seeds := bench.submissions * each
			b.SetBytes(int64(seeds) * 4)
			b.ReportAllocs()
			var x *Index
			for b.Loop() {
				x = NewIndex(lists)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(seeds), "ns/seed")
			b.ReportMetric(float64(x.Terms()), "terms")
		})
		if bench.submissions > 2000 {
			continue
		}
		b.Run(bench.name+"/Term", func(b *testing.B) {
			x := NewIndex(lists)
			i := 0
			for b.Loop() {
				for _, seed := range lists[i%len(lists)] {
					x.Term(seed)
				}
				i++
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/each, "ns/seed")
		})
	}
}
