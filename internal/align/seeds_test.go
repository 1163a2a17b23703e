package align

import (
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// seedWords are what texts of the properties below are put together from: so few that grams
// repeat, masks and lines among them.
var seedWords = []string{"山", "水", "有云", "*", "20xx年", "。", "\n1、", "第三条", "\n", "的的的的", "校工会每周六组织登山比赛"}

// TestAppendSeeds: seeds without a text are those of the text, whatever memory is used,
// and stand behind what was there.
func TestAppendSeeds(t *testing.T) {
	var reused SeedScratch
	rapid.Check(t, func(t *rapid.T) {
		src := babble(rapid.Uint64Range(0, 99).Draw(t, "seed"), rapid.SampledFrom([]int{0, 3, 7, 8, 9, 500}).Draw(t, "letters"))
		for _, w := range rapid.SliceOfN(rapid.SampledFrom(seedWords), 0, 200).Draw(t, "words") {
			src += w
		}
		l := lettersOf(src)
		want := append([]uint32{7}, prepare(src).Seeds()...)
		if got := AppendSeeds([]uint32{7}, l, &reused); !slices.Equal(got, want) {
			t.Errorf("AppendSeeds(%q) = %v, want %v", src, got, want)
		}
	})
}

// TestAppendSeedPlaces: each seed stands where it is first in the text.
func TestAppendSeedPlaces(t *testing.T) {
	var reused SeedScratch
	rapid.Check(t, func(t *rapid.T) {
		src := babble(rapid.Uint64Range(0, 99).Draw(t, "seed"), rapid.SampledFrom([]int{0, 7, 500}).Draw(t, "letters"))
		for _, w := range rapid.SliceOfN(rapid.SampledFrom(seedWords), 0, 200).Draw(t, "words") {
			src += w
		}
		text := prepare(src)
		want := []uint64{7}
		for _, seed := range text.Seeds() {
			k := slices.Index(text.seedHash, seed)
			want = append(want, uint64(seed)<<32|uint64(text.seedAt[k]))
		}
		if got := AppendSeedPlaces([]uint64{7}, lettersOf(src), &reused); !slices.Equal(got, want) {
			t.Errorf("AppendSeedPlaces(%q) = %x, want %x", src, got, want)
		}
	})
}

// winnowed is the plain form of winnow: hash<<32 | place of each seed.
func winnowed(grams []uint64) (keys []uint64) {
	least := -1
	for hi := range grams {
		lo := max(0, hi-window+1)
		if hi < window-1 && hi < len(grams)-1 {
			continue // the first window is not full
		}
		old := least
		if least < lo {
			least = lo
			for i := lo + 1; i <= hi; i++ {
				if grams[i]>>32 <= grams[least]>>32 {
					least = i
				}
			}
		} else if grams[hi]>>32 < grams[least]>>32 {
			least = hi
		}
		if least != old {
			keys = append(keys, grams[least]>>32<<32|uint64(least))
		}
	}
	return keys
}

func TestWinnow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		most := rapid.SampledFrom([]uint64{1, 3, 9, 1<<32 - 1}).Draw(t, "most")
		grams := rapid.SliceOfN(rapid.Uint64Range(0, most), 0, 3*winnowStep).Draw(t, "grams")
		for i := range grams {
			grams[i] = grams[i]<<32 | rapid.Uint64Range(0, 3).Draw(t, "low")
		}
		at, hash := winnow(nil, nil, grams)
		var got []uint64
		for k := range at {
			got = append(got, uint64(hash[k])<<32|uint64(at[k]))
		}
		want := winnowed(grams)
		if !slices.Equal(got, want) {
			t.Errorf("winnow(%x) = %x, want %x", grams, got, want)
		}
		hashes := []uint32{}
		for _, key := range want {
			if h := uint32(key >> 32); len(hashes) == 0 || hashes[len(hashes)-1] != h {
				hashes = append(hashes, h)
			}
		}
		if got := appendMinima([]uint32{}, grams); !slices.Equal(got, hashes) {
			t.Errorf("appendMinima(%x) = %x, want %x", grams, got, hashes)
		}
	})
}

func TestKeySorter(t *testing.T) {
	var sorter keySorter[uint64]
	rapid.Check(t, func(t *rapid.T) {
		used := rapid.UintRange(1, 64).Draw(t, "used")
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		alike := rapid.UintRange(0, used).Draw(t, "alike") // so many leading bits are the same
		keys := make([]uint64, rapid.IntRange(0, 2000).Draw(t, "keys"))
		for i := range keys {
			keys[i] = r.Uint64() >> (64 - used) >> alike
		}
		want := slices.Clone(keys)
		slices.Sort(want)
		if sorter.sort(keys, used); !slices.Equal(keys, want) {
			t.Errorf("sort = %v, want %v", keys, want)
		}
	})
}

// commonSeeds is the plain form of seedIndex.appendGroups.
func commonSeeds(x, y []uint64) (groups []group) {
	for p := range x {
		g := group{a: int32(p)}
		for q := range y {
			if y[q]>>32 == x[p]>>32 {
				if g.nb == 0 {
					g.b = int32(q)
				}
				g.nb++
			}
		}
		for k := range x {
			if x[k]>>32 == x[p]>>32 {
				g.na++
			}
		}
		if g.nb > 0 && (p == 0 || x[p-1]>>32 != x[p]>>32) {
			groups = append(groups, g)
		}
	}
	return groups
}

// TestGroups: two indexes tell the seeds that both hold, of whatever size they are.
func TestGroups(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 2))
		hashes := rapid.SampledFrom([]uint64{3, 500, 1 << 20}).Draw(t, "hashes")
		draw := func(name string) (x seedIndex) {
			n := rapid.SampledFrom([]int{0, 1, 100, smallSeeds + 1, 700}).Draw(t, name)
			seeds, letters := make([]uint32, n), make([]int32, n)
			for i := range seeds {
				seeds[i], letters[i] = uint32(r.Uint64N(hashes)*0x9E3779B9), int32(i)
			}
			x.set(seeds, letters)
			if !slices.IsSorted(x.keys) {
				t.Errorf("%s: keys = %x, want them ascending", name, x.keys)
			}
			return x
		}
		x, y := draw("x"), draw("y")
		if got, want := x.appendGroups(nil, &y), commonSeeds(x.keys, y.keys); !slices.Equal(got, want) {
			t.Errorf("appendGroups = %v, want %v", got, want)
		}
	})
}

// Seeds returns the distinct winnowed gram hashes of t, ascending.
func (t *Text) Seeds() []uint32 {
	return slices.Compact(slices.Sorted(slices.Values(t.seedHash)))
}

// Common seeds are in no index; all others are.
func TestCommonSeeds(t *testing.T) {
	const src = "青禾县总工会组织三十二名劳模到云岭疗养院疗养，随后走访十四家企业。"
	all := prepare(src).Seeds()
	r := rand.New(rand.NewPCG(5, 6))
	for range 50 {
		var common []uint32
		var want []uint32
		for _, h := range all {
			switch r.IntN(3) {
			case 0:
				common = append(common, h)
			case 1:
				common = append(common, h^1) // a neighbour
				want = append(want, h)
			default:
				want = append(want, h)
			}
		}
		slices.Sort(common)
		text := NewText(src, lettersOf(src), nil, nil, common)
		var got []uint32
		for _, key := range text.index(true).keys {
			got = append(got, uint32(key>>32))
		}
		if got = slices.Compact(got); !slices.Equal(got, want) {
			t.Fatalf("seeds indexed without %x = %x, want %x", common, got, want)
		}
		if n := len(text.index(false).keys); n != len(text.seedAt) {
			t.Fatalf("%d seeds in the index of all, want %d", n, len(text.seedAt))
		}
	}
}
