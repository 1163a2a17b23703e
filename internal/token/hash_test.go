package token

import (
	"math/bits"
	"math/rand/v2"
	"slices"
	"testing"
)

// plainLetters returns the letters codes without a mark.
func plainLetters(codes []rune) Letters {
	return Letters{Code: codes, At: make([]int32, len(codes)), Mark: make([]Mark, len(codes))}
}

func TestLettersHash(t *testing.T) {
	src := "青禾县总工会20xx年工作总结，干*带头"
	_, l := lettersOf(src)
	want := l.Hash()
	if _, moved := lettersOf("　" + src + "。"); moved.Hash() != want {
		t.Errorf("Hash of %q = %x, want it the same behind a space: %x", src, moved.Hash(), want)
	}
	// What the marks say of lines, sentences and numbers is of no account.
	for i := range l.Mark {
		other := Letters{l.Code, l.At, slices.Clone(l.Mark)}
		other.Mark[i] ^= NumberLetter | SentenceHere | LineHere
		if got := other.Hash(); got != want {
			t.Errorf("Hash of %q with another line at letter %d = %x, want %x", src, i, got, want)
		}
	}
	// All else is: no two of these are equal.
	seen := map[[2]uint64]string{want: src}
	add := func(name string, l Letters) {
		h := l.Hash()
		if old, ok := seen[h]; ok {
			t.Errorf("Hash of %s = Hash of %s = %x, want two", name, old, h)
		}
		seen[h] = name
	}
	for i := range l.Mark {
		for _, m := range []Mark{MaskBefore, MaskLetter, MaskBefore | MaskLetter} {
			other := Letters{l.Code, l.At, slices.Clone(l.Mark)}
			other.Mark[i] ^= m
			add("other masks", other)
		}
		other := Letters{slices.Clone(l.Code), l.At, l.Mark}
		other.Code[i]++
		add("another letter", other)
		if i > 0 && l.Code[i] != l.Code[i-1] {
			other := Letters{slices.Clone(l.Code), l.At, make([]Mark, l.Len())}
			other.Code[i], other.Code[i-1] = other.Code[i-1], other.Code[i]
			add("two letters swapped", other)
		}
		add("the start", Letters{l.Code[:i], l.At[:i], l.Mark[:i]})
	}
	// The hash is part of what archives keep.
	if want := ([2]uint64{0x37bd993f2077918c, 0x30615ed9ceb96530}); want != plainLetters([]rune("加强学习")).Hash() {
		t.Errorf("Hash of 加强学习 = %#x, want %#x", plainLetters([]rune("加强学习")).Hash(), want)
	}
}

// A million short texts that differ little must look random in every half of both words.
func TestLettersHashQuality(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	const count = 1 << 20
	var halves [4][]uint32
	seen := make(map[[6]rune]bool, count)
	for len(seen) < count {
		var g [6]rune
		for i := range g {
			g[i] = '一' + rng.Int32N(20)
		}
		if seen[g] {
			continue
		}
		seen[g] = true
		h := plainLetters(g[:]).Hash()
		for i, v := range []uint64{h[0], h[0] >> 32, h[1], h[1] >> 32} {
			halves[i] = append(halves[i], uint32(v))
		}
	}
	for i, values := range halves { // as in TestGramHashQuality
		slices.Sort(values)
		if got := count - len(slices.Compact(values)); got < 80 || got > 180 {
			t.Errorf("32 bits at %d of %d hashes: %d collisions, want about 128", 32*i, count, got)
		}
	}
	// Each bit of a letter, wherever it stands, turns about half of the bits.
	for letter := range 11 {
		for bit := range 16 {
			turned := 0
			const tries = 200
			for range tries {
				g := make([]rune, 11)
				for i := range g {
					g[i] = rng.Int32N(0x10000)
				}
				a := plainLetters(g).Hash()
				g[letter] ^= 1 << bit
				b := plainLetters(g).Hash()
				turned += bits.OnesCount64(a[0]^b[0]) + bits.OnesCount64(a[1]^b[1])
			}
			if mean := float64(turned) / tries; mean < 61 || mean > 67 {
				t.Errorf("bit %d of letter %d turns %.1f bits on average, want 64", bit, letter, mean)
			}
		}
	}
}
