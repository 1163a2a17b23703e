package detect

import (
	"math/rand/v2"
	"slices"
	"testing"

	"chachong/internal/corpus"
	"chachong/internal/text"
)

// indexOf returns the index of submissions that hold the given seeds, seed s at letter
// place(s).
func indexOf(place func(s uint32) int32, seeds ...[]uint32) *index {
	subs := make([]*corpus.Submission, len(seeds))
	for i, list := range seeds {
		subs[i] = &corpus.Submission{Seeds: list}
		for _, s := range list {
			subs[i].Places = append(subs[i].Places, place(s))
		}
	}
	x := newIndex(subs, func(i int) bool { return len(seeds[i]) == 0 })
	group := make([]int32, len(subs))
	for i := range group {
		group[i] = int32(i)
	}
	x.regroup(group)
	x.locate(len(subs))
	half := int32(x.postings.Terms() / 2)
	x.locateTerms(subs, 0, half)
	x.locateTerms(subs, half, int32(x.postings.Terms()))
	return x
}

func TestIndex(t *testing.T) {
	x := indexOf(func(s uint32) int32 { return int32(10 * s) }, []uint32{1, 2, 3}, []uint32{2, 3, 4}, []uint32{3, 4, 5}, nil, []uint32{3, 9})
	s := newSearcher(x)
	for _, tt := range []struct {
		name  string
		self  int32
		least float64
		want  []candidate
	}{
		{"shared counts", 0, 1, []candidate{{1, 2}, {2, 1}, {4, 1}}},
		{"two at least", 0, 2, []candidate{{1, 2}}},
		{"no seeds", 3, 1, nil},
		{"one seed of another and one of its own", 4, 1, []candidate{{0, 1}, {1, 1}, {2, 1}}},
	} {
		if got := s.candidates(nil, tt.self, x.postings.Of(tt.self), tt.least); !slices.Equal(got, tt.want) {
			t.Errorf("%s: candidates of %d = %v, want %v", tt.name, tt.self, got, tt.want)
		}
	}
	if got, want := x.alone, []int32{1, 0, 1, 0, 1}; !slices.Equal(got, want) {
		t.Errorf("seeds held alone: %v, want %v", got, want)
	}
	if c, h := x.frequency(3); c != 4 || h != 4 || x.clusters != 5 {
		t.Errorf("frequency(3) = %d, %d of %d clusters, want 4, 4 of 5", c, h, x.clusters)
	}
	if c, h := x.frequency(9); c != 1 || h != 1 {
		t.Errorf("frequency(9) = %d, %d, want 1, 1", c, h)
	}
	// Three of them are copies: they count once.
	x.regroup([]int32{0, 0, 0, 3, 4})
	if c, h := x.frequency(3); c != 2 || h != 4 || x.clusters != 3 {
		t.Errorf("after regroup frequency(3) = %d, %d of %d clusters, want 2, 4 of 3", c, h, x.clusters)
	}
}

// Submissions meet where they share rare seeds in one place and in one order.
func TestMeetings(t *testing.T) {
	at := map[uint32]int32{1: 0, 2: 10, 3: 20, 4: 1000, 5: 2000, 6: 3000}
	seeds := [][]uint32{
		{1, 2, 3, 4, 5, 6},
		{1, 2, 3},    // in one place
		{4, 5, 6},    // far apart
		{1, 2},       // too few
		{2, 3, 4, 5}, // too few in one place
	}
	place := func(s uint32) int32 { return at[s] }
	none := func(int32) bool { return false }
	small := newSearcher(indexOf(place, seeds...))
	if got, want := small.meetings(0, none), []candidate{{1, 3}, {2, 3}, {4, 4}}; !slices.Equal(got, want) {
		t.Errorf("meetings(0) of a small folder = %v, want %v: any place is enough", got, want)
	}
	for i := range uint32(meetClusters) { // strangers
		seeds = append(seeds, []uint32{100 + i})
	}
	s := newSearcher(indexOf(place, seeds...))
	if got, want := s.meetings(0, none), []candidate{{1, 3}}; !slices.Equal(got, want) {
		t.Errorf("meetings(0) = %v, want %v", got, want)
	}
	if got := s.meetings(0, func(sub int32) bool { return sub == 1 }); len(got) != 0 {
		t.Errorf("meetings(0) without 1 = %v, want none", got)
	}
	if got := s.meetings(1, none); len(got) != 0 {
		t.Errorf("meetings(1) = %v, want none behind it", got)
	}
}

// Those meet in the index who meet in a plain count over all pairs.
func TestMeetingsOfAll(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	place := func(s uint32) int32 { return int32(s * 7 % 500) }
	var seeds [][]uint32
	for range 40 {
		var list []uint32
		for s := range uint32(200) {
			if r.IntN(12) == 0 {
				list = append(list, s)
			}
		}
		seeds = append(seeds, list)
	}
	x := indexOf(place, seeds...)
	s := newSearcher(x)
	for i := range seeds {
		var want []candidate
		for j := range seeds {
			var places []int32
			for _, seed := range seeds[i] {
				if clusters, _ := x.frequency(seed); clusters <= alignClusters && slices.Contains(seeds[j], seed) {
					places = append(places, place(seed))
				}
			}
			slices.Sort(places)
			near := false // all on one diagonal
			for k := 2; k < len(places); k++ {
				near = near || places[k]-places[k-2] <= 48
			}
			if i < j && near {
				want = append(want, candidate{int32(j), int32(len(places))})
			}
		}
		if got := s.meetings(int32(i), func(int32) bool { return false }); !slices.Equal(got, want) {
			t.Fatalf("meetings(%d) = %v, want %v", i, got, want)
		}
	}
}

// coverage is the union of what was added, whatever the order.
func TestCoverage(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		var v coverage
		var bits [60]bool
		for range 8 {
			lo := r.Int32N(50)
			s := text.Span{Lo: lo, Hi: lo + r.Int32N(10)}
			v.add(s)
			for i := s.Lo; i < s.Hi; i++ {
				bits[i] = true
			}
		}
		lo := r.Int32N(40)
		s := text.Span{Lo: lo, Hi: lo + 1 + r.Int32N(19)}
		n := 0
		for i := s.Lo; i < s.Hi; i++ {
			if bits[i] {
				n++
			}
		}
		if got, want := v.share(s), float64(n)/float64(s.Len()); got != want {
			t.Fatalf("share(%v) of %v = %v, want %v", s, v, got, want)
		}
		for i := 1; i < len(v); i++ {
			if v[i].Lo <= v[i-1].Hi {
				t.Fatalf("%v: spans touch", v)
			}
		}
	}
}
