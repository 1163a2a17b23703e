package sketch

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// twoSets returns two sets of n hashes each, not sorted, of which common are in both.
func twoSets(rng *rand.Rand, n, common int) (a, b []uint64) {
	for i := range 2*n - common {
		h := rng.Uint64()
		if i < n {
			a = append(a, h)
		}
		if i >= n-common {
			b = append(b, h)
		}
	}
	return a, b
}

// The error of the estimate against the theory of K independent functions,
// sqrt(J(1-J)/K), at each resemblance: never more, and over all of them clearly less on
// sets of a paragraph's size, which is the reason for this sketch. No bias.
func TestMinHashError(t *testing.T) {
	const pairs = 600
	// An RMSE of so many pairs has a relative standard deviation of 0.029.
	slack := 1 + 3/math.Sqrt(2*pairs)
	t.Logf("%5s %6s %8s %8s %6s %9s", "n", "J", "RMSE", "theory", "ratio", "bias")
	for _, test := range []struct {
		n     int
		limit float64 // of the theoretical RMSE, over all resemblances
	}{
		{40, .80},
		{200, .80},
		{2000, 1.03},
	} {
		rng := rand.New(rand.NewPCG(uint64(test.n), 7))
		var squares, variances float64
		for _, about := range []float64{.1, .3, .5, .7, .8, .9} {
			common := int(math.Round(2 * about / (1 + about) * float64(test.n)))
			j := float64(common) / float64(2*test.n-common)
			var square, sum float64
			for range pairs {
				a, b := twoSets(rng, test.n, common)
				err := MinHash(a).Resemblance(MinHash(b)) - j
				square += err * err
				sum += err
			}
			rmse, want, bias := math.Sqrt(square/pairs), math.Sqrt(j*(1-j)/K), sum/pairs
			t.Logf("%5d %6.3f %8.4f %8.4f %6.2f %+9.4f", test.n, j, rmse, want, rmse/want, bias)
			if rmse > slack*want {
				t.Errorf("n=%d, J=%.3f: RMSE = %.4f, want at most %.4f", test.n, j, rmse, slack*want)
			}
			if limit := 3 * rmse / math.Sqrt(pairs); math.Abs(bias) > limit {
				t.Errorf("n=%d, J=%.3f: bias = %+.4f, want within ±%.4f", test.n, j, bias, limit)
			}
			squares += square / pairs
			variances += want * want
		}
		if ratio := math.Sqrt(squares / variances); ratio > test.limit {
			t.Errorf("n=%d: RMSE = %.2f of the theory, want at most %.2f", test.n, ratio, test.limit)
		}
	}
}

// Unrelated sets, and sets of numbers that are anything but random.
func TestMinHashStructured(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 9))
	for _, test := range []struct {
		name string
		make func(i int) uint64
	}{
		{"consecutive", func(i int) uint64 { return uint64(i) }},
		{"odd", func(i int) uint64 { return uint64(2*i + 1) }},
		{"upper half", func(i int) uint64 { return uint64(i) << 32 }},
		{"top bits", func(i int) uint64 { return uint64(i) << 50 }},
	} {
		for _, n := range []int{30, 1000} {
			var a, b []uint64
			for i := range n * 3 / 2 { // J = 1/3
				h := test.make(i)
				if i < n {
					a = append(a, h)
				}
				if i >= n/2 {
					b = append(b, h)
				}
			}
			rng.Shuffle(n, func(i, j int) { a[i], a[j] = a[j], a[i] })
			got := MinHash(a).Resemblance(MinHash(b))
			if math.Abs(got-1./3) > 4*math.Sqrt(2./9/K) {
				t.Errorf("%s, n=%d: Resemblance = %.3f, want about 0.333", test.name, n, got)
			}
		}
	}
	if got := MinHash(hashes(1, 3000)).Resemblance(MinHash(hashes(2, 3000))); got > 1./K {
		t.Errorf("Resemblance of disjoint sets = %.3f, want 0", got)
	}
}

func TestMinHashEdges(t *testing.T) {
	if got := MinHash(nil); got != nil {
		t.Errorf("MinHash(nil) = %v, want nil", got)
	}
	full := MinHash([]uint64{1, 2, 3})
	for _, s := range []Signature{nil, {}} {
		if got := s.Resemblance(full); got != 0 {
			t.Errorf("%v.Resemblance(…) = %v, want 0", s, got)
		}
		if got := full.Resemblance(s); got != 0 {
			t.Errorf("Resemblance(%v) = %v, want 0", s, got)
		}
		if got := s.Resemblance(s); got != 0 {
			t.Errorf("Resemblance of two empty sets = %v, want 0", got)
		}
	}
	// One and two hashes fill all places and know each other.
	for _, set := range [][]uint64{{0}, {1<<64 - 1}, {5, 6}} {
		s := MinHash(set)
		if len(s) != K || slices.Contains(s, empty) {
			t.Errorf("MinHash(%v) leaves places empty", set)
		}
	}
	if got := MinHash([]uint64{5}).Resemblance(MinHash([]uint64{5, 6})); math.Abs(got-.5) > 4*math.Sqrt(.25/K) {
		t.Errorf("Resemblance({5}, {5,6}) = %v, want about 0.5", got)
	}
}

// naiveMinHash is the definition: the least value of each place over all 2K rounds.
func naiveMinHash(set []uint64) Signature {
	s := make(Signature, K)
	for i := range s {
		s[i] = empty
	}
	seed := uint64(seedSketch)
	for round := range uint64(2 * K) {
		switch {
		case round == 0:
		case round < K:
			seed = mix(seed+round, mulShingle)
		default:
			seed = mix(seed+round-K, mulShingle)
		}
		for _, h := range set {
			x := mix(h^seed, mulSketch)
			place, value := x>>56, uint32(x)>>1
			if round > 0 {
				value = uint32(1<<31 + round<<22 + x&0xffffffff>>10)
			}
			if round >= K {
				place = round - K
			}
			s[place] = min(s[place], value)
		}
	}
	return s
}

// Against the definition; and order and repeats do not matter.
func TestMinHashProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.SampledFrom([]int{1, 2, 3, 10, 50, 400}).Draw(t, "n")
		set := hashes(rapid.Uint64().Draw(t, "seed"), n)
		got, want := MinHash(set), naiveMinHash(set)
		if !slices.Equal(got, want) {
			t.Fatalf("MinHash of %d hashes = %x, want %x", n, got, want)
		}
		slices.Reverse(set)
		if got := MinHash(append(set, set[:n/2+1]...)); !slices.Equal(got, want) {
			t.Fatalf("MinHash of %d hashes turned round and repeated = %x, want %x", n, got, want)
		}
	})
}

// From words to signature, and the signature alone.
func BenchmarkMinHash(b *testing.B) {
	for _, n := range []int{40, 200, 600, 1600, 5000, 20000} {
		// Many texts in turn: the branches of one are learnt by heart.
		const texts = 64
		words := make([][]uint64, texts)
		for i := range words {
			words[i] = hashes(uint64(i), n+1)
		}
		perShingle := func(b *testing.B) {
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/shingle")
		}
		var shingles []uint64
		sig := make(Signature, K)
		b.Run(fmt.Sprintf("words/%d", n), func(b *testing.B) {
			b.SetBytes(int64(n) * 8)
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				shingles = AppendShingles(shingles[:0], words[i%texts], 2)
				MinHashInto(sig, shingles)
				i++
			}
			perShingle(b)
		})
		b.Run(fmt.Sprintf("shingles/%d", n), func(b *testing.B) {
			b.SetBytes(int64(n) * 8)
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				MinHashInto(sig, words[i%texts][:n])
				i++
			}
			perShingle(b)
		})
	}
}

func BenchmarkResemblance(b *testing.B) {
	s, t := MinHash(hashes(1, 2000)), MinHash(hashes(2, 2000))
	b.SetBytes(2 * 4 * K)
	b.ReportAllocs()
	for b.Loop() {
		s.Resemblance(t)
	}
}

// The values are part of what an archive keeps: they must not change by accident, nor
// from one platform to another.
func TestMinHashGolden(t *testing.T) {
	tests := []struct {
		n    int
		want uint64
	}{
		{1, 0xe961e770b6e1f5ac},
		{40, 0x92cea377fb297685},
		{2000, 0x3b595af6025890ab},
	}
	for _, test := range tests {
		set := AppendShingles(nil, make([]uint64, 1), 1)
		for len(set) < test.n {
			set = append(set, mix(set[len(set)-1], mulShingle)+1)
		}
		var wide []uint64
		for _, v := range MinHash(set) {
			wide = append(wide, uint64(v))
		}
		if got := AppendShingles(nil, wide, K)[0]; got != test.want {
			t.Errorf("MinHash of %d hashes = signature %#x, want %#x", test.n, got, test.want)
		}
	}
}
