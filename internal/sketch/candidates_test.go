package sketch

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestBandsFor(t *testing.T) {
	tests := []struct {
		threshold float64
		want      Bands
	}{
		{.01, Bands{1, K}}, // beyond what K values can do
		{.25, Bands{2, 108}},
		{.5, Bands{3, 52}},
		{.7, Bands{5, 38}},
		{.8, Bands{7, 30}},
	}
	for _, test := range tests {
		if got := BandsFor(test.threshold); got != test.want {
			t.Errorf("BandsFor(%v) = %v, want %v", test.threshold, got, test.want)
		}
	}
	for x := .03; x < .999; x += .001 {
		b := BandsFor(x)
		if b.Rows < 1 || b.Count < 1 || b.Rows*b.Count > K || b.Recall(x) < 1-missed-1e-12 {
			t.Errorf("BandsFor(%v) = %v with recall %v, want at least %v in %d values", x, b, b.Recall(x), 1-missed, K)
		}
	}
}

// signatures returns sets and their signatures for pairs of the given resemblance:
// positions 2i and 2i+1 belong together.
func pairedSignatures(seed uint64, pairs, n int, j float64) []Signature {
	rng := rand.New(rand.NewPCG(seed, 4))
	common := int(math.Round(2 * j / (1 + j) * float64(n)))
	var sigs []Signature
	for range pairs {
		a, b := twoSets(rng, n, common)
		sigs = append(sigs, MinHash(a), MinHash(b))
	}
	return sigs
}

// Banding finds the share of the pairs that the S-curve foretells.
func TestCandidatesRecall(t *testing.T) {
	const pairs = 400
	for _, threshold := range []float64{.25, .5} {
		bands := BandsFor(threshold)
		for _, j := range []float64{.1, .2, .3, .5, .7} {
			sigs := pairedSignatures(uint64(j*100), pairs, 500, j)
			got, _ := Candidates(sigs, Params{Bands: bands})
			found := 0
			for _, p := range got {
				if p.A%2 == 0 && p.B == p.A+1 {
					found++
				}
			}
			share, want := float64(found)/pairs, bands.Recall(j)
			// Four standard deviations of a share, and the few pairs that the
			// rounding of the resemblance moves.
			if math.Abs(share-want) > 4*math.Sqrt(want*(1-want)/pairs)+.01 {
				t.Errorf("%v at resemblance %v: found %.3f, want %.3f", bands, j, share, want)
			}
			if others := len(got) - found; others > 0 {
				t.Errorf("%v: %d candidates between disjoint sets, want 0", bands, others)
			}
		}
	}
}

func TestCandidatesKeep(t *testing.T) {
	sigs := append(pairedSignatures(1, 50, 500, .3), pairedSignatures(2, 50, 500, .8)...)
	all, _ := Candidates(sigs, Params{Bands: BandsFor(.25)})
	got, _ := Candidates(sigs, Params{Bands: BandsFor(.25), Keep: .6})
	var want []Pair
	for _, p := range all {
		if sigs[p.A].Resemblance(sigs[p.B]) >= .6 {
			want = append(want, p)
		}
	}
	if len(want) < 45 || len(all) < 90 {
		t.Fatalf("%d of %d pairs estimated at 0.6 or more, want about 50 of 100", len(want), len(all))
	}
	if !slices.Equal(got, want) {
		t.Errorf("Candidates(Keep: 0.6) = %v, want %v", got, want)
	}
}

func TestCandidatesAnchors(t *testing.T) {
	const n = 100
	same := MinHash(hashes(1, 100))
	sigs := make([]Signature, n+2)
	for i := range n {
		sigs[i+1] = same // nil in front and behind
	}
	tests := []struct {
		anchors int
		pairs   int
		left    Left // of one band, no crowd
	}{
		{1, 99, Left{Buckets: 1, Links: 99 * 98 / 2}},
		{3, 97*3 + 3, Left{Buckets: 1, Links: 97 * 96 / 2}},
		{0, 68*32 + 32*31/2, Left{Buckets: 1, Links: 68 * 67 / 2}},
		{98, 100*99/2 - 1, Left{Buckets: 1, Links: 1}},
		{99, 100 * 99 / 2, Left{}},
		{1000, 100 * 99 / 2, Left{}},
	}
	for _, test := range tests {
		bands := Bands{Rows: 2, Count: 5}
		got, left := Candidates(sigs, Params{Bands: bands, Anchors: test.anchors, Crowd: n})
		want := Left{Buckets: test.left.Buckets * 5, Links: test.left.Links * 5}
		if len(got) != test.pairs || left != want {
			t.Errorf("Anchors %d: %d pairs, left %+v, want %d, %+v", test.anchors, len(got), left, test.pairs, want)
		}
		anchors := test.anchors
		if anchors == 0 {
			anchors = DefaultAnchors
		}
		for _, p := range got {
			if p.A < 1 || p.A > int32(anchors) || p.B > n {
				t.Errorf("Anchors %d: pair %v, want A among 1..%d", test.anchors, p, anchors)
			}
		}
	}
}

// A pair that meets in crowds alone must be more alike than others.
func TestCandidatesCrowd(t *testing.T) {
	const n = 100
	rng := rand.New(rand.NewPCG(5, 5))
	sigs := make([]Signature, n)
	for i := range sigs { // the first 100 values in common: estimated at 0.39
		sigs[i] = make(Signature, K)
		for k := range sigs[i] {
			sigs[i][k] = rng.Uint32()
			if k < 100 {
				sigs[i][k] = uint32(k)
			}
		}
	}
	copy(sigs[30], sigs[20]) // a copy
	copy(sigs[50][100:110], sigs[40][100:110])
	got, left := Candidates(sigs, Params{Keep: .3})
	if want := []Pair{{20, 30}, {40, 50}}; !slices.Equal(got, want) {
		t.Errorf("Candidates = %v, want %v", got, want)
	}
	if left.Weak == 0 || left.Buckets == 0 {
		t.Errorf("left = %+v, want weak pairs and crowded buckets", left)
	}
	if got, _ := Candidates(sigs, Params{Keep: .3, Crowd: n}); len(got) < n {
		t.Errorf("%d pairs where nothing is a crowd, want %d at least", len(got), n)
	}
}

func TestCandidatesNone(t *testing.T) {
	for _, sigs := range [][]Signature{nil, {nil}, {nil, nil, nil}, {MinHash([]uint64{1})}} {
		if got, left := Candidates(sigs, Params{}); len(got) != 0 || left != (Left{}) {
			t.Errorf("Candidates(%v) = %v, %v, want none", sigs, got, left)
		}
	}
}

// naiveCandidates compares all bands of all pairs; no anchors.
func naiveCandidates(sigs []Signature, b Bands, keep float64) []Pair {
	var out []Pair
	for i := range sigs {
		for j := i + 1; j < len(sigs); j++ {
			s, t := sigs[i], sigs[j]
			if s == nil || t == nil || s.Resemblance(t) < keep {
				continue
			}
			for lo := 0; lo < b.Rows*b.Count; lo += b.Rows {
				if slices.Equal(s[lo:lo+b.Rows], t[lo:lo+b.Rows]) {
					out = append(out, Pair{int32(i), int32(j)})
					break
				}
			}
		}
	}
	return out
}

// Against the naive comparison of all pairs; pairs ascending and distinct.
func TestCandidatesProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 30).Draw(t, "n")
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		sigs := make([]Signature, n)
		for i := range sigs {
			if rng.IntN(10) == 0 {
				continue
			}
			set := make([]uint64, 1+rng.IntN(40))
			for k := range set {
				set[k] = rng.Uint64N(60)
			}
			sigs[i] = MinHash(set)
		}
		b := Bands{Rows: rapid.IntRange(1, 8).Draw(t, "rows"), Count: rapid.IntRange(1, 32).Draw(t, "count")}
		keep := rapid.SampledFrom([]float64{0, .1, .5, 1}).Draw(t, "keep")
		got, _ := Candidates(sigs, Params{Bands: b, Anchors: n + 1, Keep: keep})
		if want := naiveCandidates(sigs, b, keep); !slices.Equal(got, want) {
			t.Fatalf("Candidates(%d signatures, %v, %v) = %v, want %v", n, b, keep, got, want)
		}
		capped, _ := Candidates(sigs, Params{Bands: b, Anchors: 2, Keep: keep})
		for i, p := range capped {
			if p.A >= p.B || i > 0 && capped[i-1].Compare(p) >= 0 || !slices.Contains(got, p) {
				t.Fatalf("Candidates(Anchors: 2) = %v, want ascending and part of %v", capped, got)
			}
		}
	})
}

// Pairs gathered over many flushes are those of a set.
func TestPairSet(t *testing.T) {
	s := pairSet{}
	rng := rand.New(rand.NewPCG(2, 2))
	var all []uint64
	for range 5 * freshPairs {
		a, b := rng.Uint64N(300), 300+rng.Uint64N(300)
		s.add(a<<32 | b<<1)
		all = append(all, a<<32|b)
	}
	want := Set(all)
	got := s.pairs()
	if len(got) != len(want) {
		t.Fatalf("%d pairs, want %d", len(got), len(want))
	}
	for i, p := range got {
		if uint64(p.A)<<32|uint64(p.B) != want[i] {
			t.Fatalf("pair %d = %v, want %d, %d", i, p, want[i]>>32, uint32(want[i]))
		}
	}
}
