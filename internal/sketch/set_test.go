package sketch

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// anyHashes draws hashes that share many bits or none, with repeats, few or enough for
// every branch of the sort.
func anyHashes() *rapid.Generator[[]uint64] {
	return rapid.Custom(func(t *rapid.T) []uint64 {
		n := rapid.SampledFrom([]int{0, 1, 2, 10, smallHeap - 1, smallHeap, 300, 3000}).Draw(t, "n")
		mask := rapid.SampledFrom([]uint64{^uint64(0), 0xff, 0xf0f0, 0xff << 56, 1<<63 | 1, 0}).Draw(t, "mask")
		out := hashes(rapid.Uint64().Draw(t, "seed"), n)
		for i := range out {
			out[i] &= mask
		}
		return out
	})
}

func TestSetProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := anyHashes().Draw(t, "hashes")
		want := slices.Compact(slices.Sorted(slices.Values(in)))
		if got := Set(slices.Clone(in)); !slices.Equal(got, want) {
			t.Fatalf("Set(%x) = %x, want %x", in, got, want)
		}
	})
}

// The sort must finish any part of a word, also one not cut at whole digits.
func TestSortHashesShift(t *testing.T) {
	for shift := 0; shift <= 64-digit; shift++ {
		in := hashes(uint64(shift), 1000)
		for i := range in {
			in[i] = in[i] & (1<<(shift+digit) - 1)
		}
		want := slices.Sorted(slices.Values(in))
		sortHashes(in, shift)
		if !slices.Equal(in, want) {
			t.Errorf("sortHashes(…, %d) is not ascending", shift)
		}
	}
}

func TestCommonAndOverlapProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyHashes().Draw(t, "a"), anyHashes().Draw(t, "b")
		if rapid.Bool().Draw(t, "related") {
			b = append(b, a[:len(a)/2]...)
		}
		a, b = Set(a), Set(b)

		in := make(map[uint64]bool)
		for _, h := range a {
			in[h] = true
		}
		want := 0
		for _, h := range b {
			if in[h] {
				want++
			}
		}
		if got := Common(a, b); got != want {
			t.Fatalf("Common(%x, %x) = %d, want %d", a, b, got, want)
		}
		if got := Common(b, a); got != want {
			t.Fatalf("Common(%x, %x) = %d, want %d", b, a, got, want)
		}
		r, ca, cb := Overlap(a, b)
		var wr, wa, wb float64
		if len(a) > 0 && len(b) > 0 {
			wr = float64(want) / float64(len(a)+len(b)-want)
			wa = float64(want) / float64(len(a))
			wb = float64(want) / float64(len(b))
		}
		if r != wr || ca != wa || cb != wb {
			t.Fatalf("Overlap(%x, %x) = %v, %v, %v, want %v, %v, %v", a, b, r, ca, cb, wr, wa, wb)
		}
	})
}

func TestOverlap(t *testing.T) {
	tests := []struct {
		a, b       []uint64
		r, inB, ib float64
	}{
		{nil, nil, 0, 0, 0},
		{[]uint64{1}, nil, 0, 0, 0},
		{[]uint64{1}, []uint64{1}, 1, 1, 1},
		{[]uint64{1, 2}, []uint64{2, 3, 4}, .25, .5, 1. / 3},
		{[]uint64{1, 2}, []uint64{3}, 0, 0, 0},
		{[]uint64{0, 1<<64 - 1}, []uint64{0, 1, 1<<64 - 1}, 2. / 3, 1, 2. / 3},
	}
	for _, test := range tests {
		r, a, b := Overlap(test.a, test.b)
		if r != test.r || a != test.inB || b != test.ib {
			t.Errorf("Overlap(%v, %v) = %v, %v, %v, want %v, %v, %v", test.a, test.b, r, a, b, test.r, test.inB, test.ib)
		}
	}
}

func TestSetAllocs(t *testing.T) {
	in := hashes(5, 2000)
	work := make([]uint64, len(in))
	got := testing.AllocsPerRun(10, func() {
		copy(work, in)
		Set(work)
	})
	if got != 0 {
		t.Errorf("Set allocates %v times, want 0", got)
	}
}

func BenchmarkSet(b *testing.B) {
	in := hashes(5, 2000)
	work := make([]uint64, len(in))
	b.SetBytes(int64(len(in)) * 8)
	b.ReportAllocs()
	for b.Loop() {
		copy(work, in)
		Set(work)
	}
}

func BenchmarkCommon(b *testing.B) {
	x := hashes(5, 2000)
	y := append(hashes(6, 1000), x[:1000]...)
	x, y = Set(x), Set(y)
	b.SetBytes(int64(len(x)+len(y)) * 8)
	b.ReportAllocs()
	for b.Loop() {
		Common(x, y)
	}
}
