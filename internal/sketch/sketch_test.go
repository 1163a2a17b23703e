package sketch

import (
	"math"
	"math/bits"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// hashes returns n hashes from a fixed sequence.
func hashes(seed uint64, n int) []uint64 {
	rng := rand.New(rand.NewPCG(seed, 1))
	out := make([]uint64, n)
	for i := range out {
		out[i] = rng.Uint64()
	}
	return out
}

func TestAppendShingles(t *testing.T) {
	// The values are part of what an archive keeps: they must not change by accident.
	tests := []struct {
		items []uint64
		k     int
		want  []uint64
	}{
		{nil, 1, nil},
		{[]uint64{1}, 2, nil},
		{[]uint64{1, 2}, 2, []uint64{shingle12}},
		{[]uint64{2, 1}, 2, []uint64{shingle21}},
		{[]uint64{1, 2, 1, 2}, 2, []uint64{shingle12, shingle21, shingle12}},
	}
	for _, test := range tests {
		if got := AppendShingles(nil, test.items, test.k); !slices.Equal(got, test.want) {
			t.Errorf("AppendShingles(nil, %v, %d) = %#x, want %#x", test.items, test.k, got, test.want)
		}
	}
}

const (
	shingle12 = 0xc61259be908d8832
	shingle21 = 0xf966e0201809f33b
)

// A shingle's hash depends on its own items alone, wherever it stands.
func TestAppendShinglesProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		items := rapid.SliceOfN(rapid.Uint64(), 0, 30).Draw(t, "items")
		k := rapid.IntRange(1, 6).Draw(t, "k")
		kept := []uint64{7, 8}
		got := AppendShingles(kept, items, k)
		if want := max(0, len(items)-k+1); len(got) != 2+want || got[0] != 7 || got[1] != 8 {
			t.Fatalf("AppendShingles(%v, %v, %d) = %v, want the old and %d more", kept, items, k, got, want)
		}
		for i, h := range got[2:] {
			if alone := AppendShingles(nil, items[i:i+k], k); alone[0] != h {
				t.Fatalf("AppendShingles(nil, %v, %d)[%d] = %#x, want %#x", items, k, i, h, alone[0])
			}
		}
	})
}

// Flipping one bit of one item flips each bit of the hash half of the time, also for
// items that are small numbers.
func TestAppendShinglesAvalanche(t *testing.T) {
	const trials = 2000
	rng := rand.New(rand.NewPCG(3, 3))
	for _, small := range []bool{false, true} {
		for k := 1; k <= 3; k++ {
			for place := range k {
				for _, bit := range []int{0, 1, 7, 15} {
					var flips [64]int
					for range trials {
						items := make([]uint64, k)
						for i := range items {
							items[i] = rng.Uint64()
							if small {
								items[i] &= 0xffff
							}
						}
						a := AppendShingles(nil, items, k)[0]
						items[place] ^= 1 << bit
						b := AppendShingles(nil, items, k)[0]
						for d := a ^ b; d != 0; d &= d - 1 {
							flips[bits.TrailingZeros64(d)]++
						}
					}
					for out, n := range flips {
						// Six standard deviations.
						if got := float64(n) / trials; math.Abs(got-.5) > 3/math.Sqrt(trials) {
							t.Errorf("k=%d small=%v: item %d bit %d flips bit %d with probability %.3f, want 0.5",
								k, small, place, bit, out, got)
						}
					}
				}
			}
		}
	}
}

func TestAppendShinglesAllocs(t *testing.T) {
	items := hashes(1, 1000)
	dst := make([]uint64, 0, 1000)
	if got := testing.AllocsPerRun(10, func() { dst = AppendShingles(dst[:0], items, 2) }); got != 0 {
		t.Errorf("AppendShingles allocates %v times, want 0", got)
	}
}

func BenchmarkAppendShingles(b *testing.B) {
	items := hashes(1, 2000)
	dst := make([]uint64, 0, len(items))
	b.SetBytes(int64(len(items)) * 8)
	b.ReportAllocs()
	for b.Loop() {
		dst = AppendShingles(dst[:0], items, 2)
	}
}
