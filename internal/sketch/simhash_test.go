package sketch

import (
	"math"
	"math/bits"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

// naiveSimHash counts each bit by itself.
func naiveSimHash(hashes []uint64) uint64 {
	var s uint64
	for bit := range 64 {
		n := 0
		for _, h := range hashes {
			n += int(h >> bit & 1)
		}
		if 2*n > len(hashes) {
			s |= 1 << bit
		}
	}
	return s
}

func TestSimHash(t *testing.T) {
	all := ^uint64(0)
	tests := []struct {
		in   []uint64
		want uint64
	}{
		{nil, 0},
		{[]uint64{0}, 0},
		{[]uint64{all}, all},
		{[]uint64{all, 0}, 0}, // no majority
		{[]uint64{all, all, 0}, all},
		{[]uint64{1, 3, 2}, 3},
	}
	for _, test := range tests {
		if got := SimHash(test.in); got != test.want {
			t.Errorf("SimHash(%#x) = %#x, want %#x", test.in, got, test.want)
		}
	}
}

// Bit for bit against the naive loop, at every length up to a few blocks and with
// columns that are full, empty, even and anything between.
func TestSimHashAgainstNaive(t *testing.T) {
	for n := range 200 {
		in := hashes(uint64(n), n)
		if got, want := SimHash(in), naiveSimHash(in); got != want {
			t.Errorf("SimHash of %d hashes = %#x, want %#x", n, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 3000).Draw(t, "n")
		in := hashes(rapid.Uint64().Draw(t, "seed"), n)
		and, or := rapid.Uint64().Draw(t, "and"), rapid.Uint64().Draw(t, "or")
		for i := range in {
			in[i] = in[i]&and | or&^and
			if i%2 == 0 { // columns that tie
				in[i] ^= 0xff
			}
		}
		if got, want := SimHash(in), naiveSimHash(in); got != want {
			t.Fatalf("SimHash of %d hashes = %#x, want %#x", n, got, want)
		}
	})
}

// The expected distance of two multisets is the angle between them in half turns of 64
// bits: with half of 1,000 random hashes exchanged, 64*acos(0.5)/pi.
func TestSimHashAngle(t *testing.T) {
	rng := rand.New(rand.NewPCG(8, 8))
	const pairs = 400
	var sum float64
	for range pairs {
		a, b := twoSets(rng, 1000, 500)
		sum += float64(Hamming(SimHash(a), SimHash(b)))
	}
	want := 64 * math.Acos(.5) / math.Pi
	if got := sum / pairs; math.Abs(got-want) > 1 {
		t.Errorf("mean Hamming distance = %.2f, want %.2f", got, want)
	}
}

func TestHamming(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, d := rapid.Uint64().Draw(t, "a"), rapid.Uint64().Draw(t, "d")
		if got, want := Hamming(a, a^d), bits.OnesCount64(d); got != want {
			t.Fatalf("Hamming(%#x, %#x) = %d, want %d", a, a^d, got, want)
		}
	})
}

func BenchmarkSimHash(b *testing.B) {
	in := hashes(5, 2000)
	b.SetBytes(int64(len(in)) * 8)
	b.ReportAllocs()
	for b.Loop() {
		SimHash(in)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(in)), "ns/hash")
}
