package cluster

import (
	"math/rand/v2"
	"reflect"
	"testing"

	"pgregory.net/rapid"
)

type edge struct{ a, b int32 }

// flood labels every id with the smallest id it can reach: the slow oracle.
func flood(n int, edges []edge) []int32 {
	label := make([]int32, n)
	for i := range label {
		label[i] = int32(i)
	}
	for again := true; again; {
		again = false
		for _, e := range edges {
			if l := min(label[e.a], label[e.b]); label[e.a] != l || label[e.b] != l {
				label[e.a], label[e.b] = l, l
				again = true
			}
		}
	}
	return label
}

// sets groups labels the slow way.
func sets(label []int32) [][]int32 {
	var out [][]int32
	for first := range label {
		var set []int32
		for i, l := range label {
			if l == int32(first) {
				set = append(set, int32(i))
			}
		}
		if len(set) > 1 {
			out = append(out, set)
		}
	}
	return out
}

func TestGroups(t *testing.T) {
	tests := []struct {
		name  string
		n     int
		edges []edge
		want  [][]int32
	}{
		{"none", 0, nil, nil},
		{"alone", 3, nil, nil},
		{"itself", 2, []edge{{1, 1}}, nil},
		{"pair", 3, []edge{{2, 1}}, [][]int32{{1, 2}}},
		{"chain backwards", 5, []edge{{4, 3}, {3, 2}, {2, 1}, {1, 0}}, [][]int32{{0, 1, 2, 3, 4}}},
		{"star", 5, []edge{{4, 0}, {4, 1}, {4, 2}}, [][]int32{{0, 1, 2, 4}}},
		{"two groups, second joined first", 6, []edge{{5, 3}, {4, 0}, {3, 5}}, [][]int32{{0, 4}, {3, 5}}},
		{"groups joined by their last members", 6, []edge{{0, 1}, {2, 3}, {3, 1}}, [][]int32{{0, 1, 2, 3}}},
	}
	for _, test := range tests {
		g := New(test.n)
		for _, e := range test.edges {
			g.Join(e.a, e.b)
		}
		if got := g.Sets(); !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s: Sets(%v) = %v, want %v", test.name, test.edges, got, test.want)
		}
	}
}

// Against the oracle: Join's answer, Find and Sets.
func TestGroupsProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 40).Draw(t, "n")
		id := rapid.Int32Range(0, int32(n-1))
		edges := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) edge {
			return edge{id.Draw(t, "a"), id.Draw(t, "b")}
		}), 0, 60).Draw(t, "edges")

		g := New(n)
		for i, e := range edges {
			before := flood(n, edges[:i])
			if got, want := g.Join(e.a, e.b), before[e.a] != before[e.b]; got != want {
				t.Fatalf("Join(%d, %d) after %v = %v, want %v", e.a, e.b, edges[:i], got, want)
			}
		}
		label := flood(n, edges)
		for i := range n {
			if got := g.Find(int32(i)); got != label[i] {
				t.Fatalf("Find(%d) = %d, want %d", i, got, label[i])
			}
		}
		got, want := g.Sets(), sets(label)
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("Sets(%v) = %v, want %v", edges, got, want)
		}
		for _, set := range got {
			if cap(set) != len(set) {
				t.Fatalf("Sets: cap(%v) = %d, want %d", set, cap(set), len(set))
			}
		}
	})
}

// The order of the edges must not show in the answer.
func TestGroupsOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		edges := []edge{{9, 2}, {2, 7}, {5, 4}, {1, 8}, {8, 9}, {3, 3}}
		order := rapid.Permutation(edges).Draw(t, "order")
		g := New(10)
		for _, e := range order {
			g.Join(e.a, e.b)
		}
		want := [][]int32{{1, 2, 7, 8, 9}, {4, 5}}
		if got := g.Sets(); !reflect.DeepEqual(got, want) {
			t.Fatalf("Sets(%v) = %v, want %v", order, got, want)
		}
	})
}

// A chain joined from its end is the worst order for linking by id: halving has to
// keep it cheap, and nothing may recurse along it.
func TestGroupsLongChain(t *testing.T) {
	const n = 1 << 20
	g := New(n)
	for i := int32(n - 1); i > 0; i-- {
		g.Join(i-1, i)
	}
	if got := g.Find(n - 1); got != 0 {
		t.Fatalf("Find(%d) = %d, want 0", n-1, got)
	}
	if got := g.Sets(); len(got) != 1 || len(got[0]) != n {
		t.Fatalf("Sets() has %d groups, want one of %d", len(got), n)
	}
}

func BenchmarkJoin(b *testing.B) {
	const n = 100_000
	rng := rand.New(rand.NewPCG(1, 2))
	edges := make([]edge, n)
	for i := range edges {
		edges[i] = edge{rng.Int32N(n), rng.Int32N(n)}
	}
	b.ReportAllocs()
	b.SetBytes(n * 8)
	for b.Loop() {
		g := New(n)
		for _, e := range edges {
			g.Join(e.a, e.b)
		}
		g.Sets()
	}
}
