package align

import (
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// longestCommon is the length of the longest common subsequence: the slow oracle.
func longestCommon(a, b []uint64) int {
	row := make([]int, len(b)+1)
	for _, x := range a {
		corner := 0
		for j, y := range b {
			above := row[j+1]
			if x == y {
				row[j+1] = corner + 1
			} else {
				row[j+1] = max(above, row[j])
			}
			corner = above
		}
	}
	return row[len(b)]
}

// checkHunks fails unless hunks lead from a to b, ascending, with equal items between
// neighbours. It returns the number of items they take away and put in.
func checkHunks(t interface{ Fatalf(string, ...any) }, a, b []uint64, hunks []hunk) int {
	i, j, edits := 0, 0, 0
	for n, h := range hunks {
		if h.aLo < i || h.aLo-i != h.bLo-j || n > 0 && h.aLo == i || h.aHi-h.aLo+h.bHi-h.bLo == 0 {
			t.Fatalf("differences(%v, %v) = %v, hunk %d out of place", a, b, hunks, n)
		}
		if !slices.Equal(a[i:h.aLo], b[j:h.bLo]) {
			t.Fatalf("differences(%v, %v) = %v, items in front of hunk %d differ", a, b, hunks, n)
		}
		i, j = h.aHi, h.bHi
		edits += h.aHi - h.aLo + h.bHi - h.bLo
	}
	if !slices.Equal(a[i:], b[j:]) {
		t.Fatalf("differences(%v, %v) = %v, items behind the last hunk differ", a, b, hunks)
	}
	return edits
}

// All pairs of sequences of up to five items out of three: shortest, each.
func TestDifferencesExhaustive(t *testing.T) {
	var all [][]uint64
	for n := 0; n <= 5; n++ {
		count := 1
		for range n {
			count *= 3
		}
		for code := range count {
			s := make([]uint64, n)
			for i := range s {
				s[i] = uint64(code % 3)
				code /= 3
			}
			all = append(all, s)
		}
	}
	for _, a := range all {
		for _, b := range all {
			got := checkHunks(t, a, b, differences(a, b))
			if want := len(a) + len(b) - 2*longestCommon(a, b); got != want {
				t.Fatalf("differences(%v, %v) has %d edits, want %d", a, b, got, want)
			}
		}
	}
}

func drawItems(t *rapid.T, name string) []uint64 {
	kinds := rapid.SampledFrom([]uint64{1, 2, 5, 50}).Draw(t, name+" kinds")
	return rapid.SliceOfN(rapid.Uint64Range(0, kinds), 0, 60).Draw(t, name)
}

func TestDifferencesProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawItems(t, "a"), drawItems(t, "b")
		got := checkHunks(t, a, b, differences(a, b))
		if want := len(a) + len(b) - 2*longestCommon(a, b); got != want {
			t.Fatalf("differences(%v, %v) has %d edits, want %d", a, b, got, want)
		}
	})
}

// With a bound so low that it acts, the hunks still lead from a to b.
func TestDifferencesBound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawItems(t, "a"), drawItems(t, "b")
		steps := rapid.IntRange(1, 100).Draw(t, "steps")
		checkHunks(t, a, b, differencesWithin(a, b, steps))
	})
}

// Where the bound acts, items that occur once hold the sides together.
func TestDifferencesAnchors(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	var a, b []uint64
	for i := range 20 {
		for range 50 {
			a = append(a, rng.Uint64N(4))
			b = append(b, 4+rng.Uint64N(4))
		}
		a, b = append(a, uint64(1000+i)), append(b, uint64(1000+i))
	}
	got := checkHunks(t, a, b, differencesWithin(a, b, 500))
	if want := 20 * 100; got != want {
		t.Errorf("differencesWithin(a, b, 500) has %d edits, want %d", got, want)
	}
}

func TestAnchors(t *testing.T) {
	tests := []struct {
		a, b []uint64
		want []anchor
	}{
		{nil, nil, nil},
		{[]uint64{1}, []uint64{2}, nil},
		{[]uint64{1, 1, 2}, []uint64{2, 1}, []anchor{{2, 0}}},
		{[]uint64{1, 2, 3, 4}, []uint64{4, 1, 2, 3}, []anchor{{0, 1}, {1, 2}, {2, 3}}},
		{[]uint64{1, 2, 3}, []uint64{3, 2, 1}, []anchor{{2, 0}}},
	}
	for _, test := range tests {
		if got := anchors(test.a, test.b); !slices.Equal(got, test.want) {
			t.Errorf("anchors(%v, %v) = %v, want %v", test.a, test.b, got, test.want)
		}
	}
}

// Nothing in common and everything alike but shifted: the worst that texts of this
// length can do stays within a second.
func TestDifferencesWorst(t *testing.T) {
	const n = 100_000
	rng := rand.New(rand.NewPCG(2, 2))
	a, b := make([]uint64, n), make([]uint64, n)
	for i := range a {
		a[i], b[i] = rng.Uint64N(3), rng.Uint64N(3)
	}
	checkHunks(t, a, b, differences(a, b))
	for i := range a {
		a[i], b[i] = uint64(i), uint64(2*n-i)
	}
	if got := checkHunks(t, a, b, differences(a, b)); got > 2*n {
		t.Errorf("differences has %d edits, want at most %d", got, 2*n)
	}
}

func BenchmarkDifferences(b *testing.B) {
	for _, bench := range []struct {
		name  string
		every int
	}{{"2%", 50}, {"10%", 10}, {"30%", 3}} {
		b.Run(bench.name, func(b *testing.B) {
			const n = 10_000
			rng := rand.New(rand.NewPCG(4, 4))
			x := make([]uint64, n)
			for i := range x {
				x[i] = rng.Uint64N(500)
			}
			y := slices.Clone(x)
			for range n / bench.every {
				y[rng.IntN(n)] = rng.Uint64N(500)
			}
			b.SetBytes(2 * n * 8)
			b.ReportAllocs()
			for b.Loop() {
				differences(x, y)
			}
		})
	}
}
