package sketch

import (
	"fmt"
	"math/bits"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// anyHashes draws hashes that share many bits or none, with repeats, few or enough for
// every branch of the sort.
func anyHashes() *rapid.Generator[[]uint64] {
	return rapid.Custom(func(t *rapid.T) []uint64 {
		n := rapid.SampledFrom([]int{0, 1, 2, 10, smallHeap - 1, smallHeap, smallSet - 1, smallSet, 3000}).Draw(t, "n")
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
		kept := []uint64{9, 8}
		if got := AppendSet(kept, slices.Clone(in)); !slices.Equal(got[:2], kept) || !slices.Equal(got[2:], want) {
			t.Fatalf("AppendSet(%x, %x) = %x, want %x after the old ones", kept, in, got, want)
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
		low, high := lower32(a), lower32(b)
		want32 := 0
		for _, v := range low {
			if _, found := slices.BinarySearch(high, v); found {
				want32++
			}
		}
		if got := Common(low, high); got != want32 {
			t.Fatalf("Common(%x, %x) = %d, want %d", low, high, got, want32)
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

// lower32 returns the lower halves of hashes, ascending and distinct.
func lower32(hashes []uint64) []uint32 {
	var out []uint32
	for _, h := range hashes {
		out = append(out, uint32(h))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Every pair of subsets of six values, so that the two walks of Common meet in every way.
func TestCommonExhaustive(t *testing.T) {
	const values = 6
	for x := range 1 << values {
		for y := range 1 << values {
			var a, b []uint32
			for v := range values {
				if x>>v&1 != 0 {
					a = append(a, uint32(v))
				}
				if y>>v&1 != 0 {
					b = append(b, uint32(v))
				}
			}
			if got, want := Common(a, b), bits.OnesCount(uint(x&y)); got != want {
				t.Fatalf("Common(%v, %v) = %d, want %d", a, b, got, want)
			}
		}
	}
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
	work, dst := make([]uint64, len(in)), make([]uint64, 0, len(in))
	got := testing.AllocsPerRun(10, func() {
		copy(work, in)
		dst = AppendSet(dst[:0], work)
		Set(work)
	})
	if got != 0 {
		t.Errorf("AppendSet and Set allocate %v times, want 0", got)
	}
}

func BenchmarkSet(b *testing.B) {
	for _, n := range []int{200, 500, 2000, 5000, 20000} {
		const texts = 16
		var in [texts][]uint64
		for i := range in {
			in[i] = hashes(uint64(i), n)
		}
		work, dst := make([]uint64, n), make([]uint64, 0, n)
		for _, way := range []struct {
			name string
			run  func()
		}{
			{"Set", func() { Set(work) }},
			{"AppendSet", func() { dst = AppendSet(dst[:0], work) }},
		} {
			b.Run(fmt.Sprintf("%s/%d", way.name, n), func(b *testing.B) {
				b.SetBytes(int64(n) * 8)
				b.ReportAllocs()
				i := 0
				for b.Loop() {
					copy(work, in[i%texts])
					way.run()
					i++
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/hash")
			})
		}
	}
}

// Pairs of sets that share a tenth; many, for the branches of one are learnt by heart.
func BenchmarkCommon(b *testing.B) {
	const texts = 64
	for _, n := range []int{1200, 4000} {
		shared := hashes(texts, n/10)
		var sets [texts][]uint64
		var lists [texts][]uint32
		for i := range sets {
			sets[i] = Set(append(hashes(uint64(i), n-n/10), shared...))
			lists[i] = lower32(sets[i])
		}
		for _, way := range []struct {
			name string
			run  func(i, j int)
		}{
			{"64", func(i, j int) { Common(sets[i], sets[j]) }},
			{"32", func(i, j int) { Common(lists[i], lists[j]) }},
		} {
			b.Run(fmt.Sprintf("%s/%d", way.name, n), func(b *testing.B) {
				b.ReportAllocs()
				i := 0
				for b.Loop() {
					way.run(i%texts, (i+1+i/texts)%texts)
					i++
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(2*n), "ns/value")
			})
		}
	}
}
