package detect

import (
	"math/rand/v2"
	"slices"
	"testing"

	"chachong/internal/text"
)

func TestMemory(t *testing.T) {
	m := newMemory([][]uint32{{1, 2, 3}, {2, 3, 4}, {3, 4, 5}, nil, {3, 9}})
	all := Limits{Holders: 10}
	for _, tt := range []struct {
		name  string
		seeds []uint32
		lim   Limits
		want  []Candidate
	}{
		{"shared counts", []uint32{2, 3}, all, []Candidate{{0, 2}, {1, 2}, {2, 1}, {4, 1}}},
		{"unknown seed", []uint32{7}, all, nil},
		{"no seeds", nil, all, nil},
		{"a seed of too many holders", []uint32{2, 3}, Limits{Holders: 3}, []Candidate{{0, 1}, {1, 1}}},
		{"a seed of too many clusters", []uint32{3, 4}, Limits{Holders: 10, Clusters: 2}, []Candidate{{1, 1}, {2, 1}}},
	} {
		if got := m.Candidates(nil, tt.seeds, tt.lim); !slices.Equal(got, tt.want) {
			t.Errorf("%s: Candidates(%v) = %v, want %v", tt.name, tt.seeds, got, tt.want)
		}
	}
	if c, h := m.Frequency(3); c != 4 || h != 4 || m.Clusters() != 5 {
		t.Errorf("Frequency(3) = %d, %d of %d clusters, want 4, 4 of 5", c, h, m.Clusters())
	}
	// Three of them are copies: they count once.
	m.regroup([]int32{0, 0, 0, 3, 4})
	if c, h := m.Frequency(3); c != 2 || h != 4 || m.Clusters() != 3 {
		t.Errorf("after regroup Frequency(3) = %d, %d of %d clusters, want 2, 4 of 3", c, h, m.Clusters())
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
