package token

import (
	"math/bits"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestAppendGrams(t *testing.T) {
	codes := []rune("加强学习提高认识加强学习提高")
	for n := range GramLen {
		if got := AppendGrams(nil, codes[:n]); len(got) != 0 {
			t.Errorf("AppendGrams of %d letters = %v, want none", n, got)
		}
	}
	got := AppendGrams([]uint64{7}, codes)
	if want := 1 + len(codes) - GramLen + 1; len(got) != want || got[0] != 7 {
		t.Fatalf("AppendGrams([7], %d letters) has %d hashes from %d, want %d from 7", len(codes), len(got), got[0], want)
	}
	for i := range codes[:len(codes)-GramLen+1] {
		alone := AppendGrams(nil, codes[i:i+GramLen])
		if len(alone) != 1 || alone[0] != got[1+i] {
			t.Errorf("gram %d has hash %x in the text and %x alone", i, got[1+i], alone)
		}
	}
	if got[1] != got[9] || got[1] == got[2] {
		t.Errorf("hashes of equal grams %x, %x, of another %x", got[1], got[9], got[2])
	}
	// The hash is part of what archives keep.
	if want := uint64(0xdefaea8610131dc2); got[1] != want {
		t.Errorf("hash of %q = %#x, want %#x", string(codes[:GramLen]), got[1], want)
	}
}

// Letters of a text and grams of it agree wherever the text is cut.
func TestAppendGramsAnywhere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		codes := rapid.SliceOf(rapid.Rune()).Draw(t, "codes")
		all := AppendGrams(nil, codes)
		lo := rapid.IntRange(0, len(codes)).Draw(t, "lo")
		part := AppendGrams(nil, codes[lo:])
		if !slices.Equal(part, all[min(lo, len(all)):]) {
			t.Fatalf("AppendGrams(%q[%d:]) = %x, want the tail of %x", string(codes), lo, part, all)
		}
	})
}

// A million grams that differ little must look random in both halves.
func TestGramHashQuality(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	const count = 1 << 20
	hashes := make([]uint64, 0, count)
	seen := make(map[[GramLen]rune]bool, count)
	for len(seen) < count {
		var g [GramLen]rune
		for i := range g {
			g[i] = '一' + rng.Int32N(40) // few letters: neighbouring code points
		}
		if !seen[g] {
			seen[g] = true
			hashes = AppendGrams(hashes, g[:])
		}
	}
	// In 32 bits, count²/2³³ = 128 of count hashes collide on average.
	for _, half := range []struct {
		name  string
		shift uint
	}{{"low", 0}, {"high", 32}} {
		values := make([]uint32, count)
		for i, h := range hashes {
			values[i] = uint32(h >> half.shift)
		}
		slices.Sort(values)
		if got := count - len(slices.Compact(values)); got < 80 || got > 180 {
			t.Errorf("%s 32 bits of %d hashes: %d collisions, want about 128", half.name, count, got)
		}
	}
	slices.Sort(hashes)
	if got := count - len(slices.Compact(hashes)); got != 0 {
		t.Errorf("%d hashes: %d collisions of 64 bits, want none", count, got)
	}
	// Each bit of each letter turns about half of the bits.
	for letter := range GramLen {
		for bit := range 16 {
			turned := 0
			const tries = 200
			for range tries {
				g := make([]rune, GramLen)
				for i := range g {
					g[i] = rng.Int32N(0x10000)
				}
				a := AppendGrams(nil, g)[0]
				g[letter] ^= 1 << bit
				turned += bits.OnesCount64(a ^ AppendGrams(nil, g)[0])
			}
			if mean := float64(turned) / tries; mean < 30 || mean > 34 {
				t.Errorf("bit %d of letter %d turns %.1f bits on average, want 32", bit, letter, mean)
			}
		}
	}
}
