package align

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"chachong/internal/token"
)

// drawOfficial returns a text of words of its own, stock words and stretches of stock
// phrases.
func drawOfficial(t *rapid.T) string {
	r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 6))
	words := strings.Fields(stockWords)
	var b strings.Builder
	for range rapid.IntRange(0, 40).Draw(t, "parts") {
		switch r.IntN(3) {
		case 0:
			b.WriteString(babble(r.Uint64(), 1+r.IntN(6)))
		case 1:
			b.WriteString(words[r.IntN(len(words))])
		default:
			phrase := []rune(stockPhrases[r.IntN(len(stockPhrases))])
			lo := r.IntN(len(phrase))
			b.WriteString(string(phrase[lo : lo+1+r.IntN(len(phrase)-lo)]))
		}
	}
	return b.String()
}

// TestWeigh: a run weighs what its grams weigh one by one.
func TestWeigh(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := prepareAmong(drawOfficial(t), func(seed uint32) float64 { return float64(seed%7) / 5 })
		if text.size() == 0 {
			return
		}
		al := Aligner{a: text, weights: text.weigh()}
		for range 20 {
			lo := rapid.Int32Range(0, text.size()-1).Draw(t, "lo")
			n := rapid.Int32Range(0, text.size()-lo).Draw(t, "n")
			want, last := 0.0, lo+n-gramLen
			for p := lo; p <= last; p++ {
				w := al.weights.seed[al.nearestSeed(p, lo, last)]
				if al.weights.isStock(p) {
					w *= stockWeight
				}
				want += w
			}
			evidence, grams := al.weigh(lo, n)
			if evidence != want || grams != float64(max(0, last-lo+1)) {
				t.Fatalf("weigh(%d, %d) = %v, %v, want %v, %v", lo, n, evidence, grams, want, max(0, last-lo+1))
			}
		}
	})
}

// stockPlainly is the plain form of stockGramsIn: the places of the grams.
func stockPlainly(code []rune) (places []int) {
	words := strings.Fields(stockWords)
	end, start := 0, 0
	for i := range code {
		reach := end
		if i+gramLen <= len(code) && slices.ContainsFunc(stockPhrases[:], func(p string) bool { return strings.Contains(p, string(code[i:i+gramLen])) }) {
			reach = max(reach, i+gramLen)
		}
		if i >= end || reach > end {
			for _, w := range words {
				if strings.HasPrefix(string(code[i:]), w) {
					reach = max(reach, i+len([]rune(w)))
				}
			}
		}
		if end = reach; reach <= i {
			start, end = i+1, i+1
		}
		if p := i - gramLen + 1; p >= start {
			places = append(places, p)
		}
	}
	return places
}

func TestStockGrams(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		code := lettersOf(drawOfficial(t)).Code
		set := stockGramsIn(code)
		var got []int
		for p := range code {
			if set[p/64]>>(p%64)&1 != 0 {
				got = append(got, p)
			}
		}
		if want := stockPlainly(code); !slices.Equal(got, want) {
			t.Errorf("stockGramsIn(%q) = %v, want %v", string(code), got, want)
		}
	})
}

// TestGramsGiven: a text is the same whether its grams are given or found.
func TestGramsGiven(t *testing.T) {
	for _, src := range []string{"", "山水", babble(1, 300), "自20xx年起，xx局" + babble(2, 60) + "*" + babble(3, 60)} {
		l := lettersOf(src)
		given, found := NewText(src, l, token.AppendGrams(nil, l.Code), rare, nil), NewText(src, l, nil, rare, nil)
		if got, want := fmt.Sprint(given.seedAt, given.seedHash, given.index(false).keys), fmt.Sprint(found.seedAt, found.seedHash, found.index(false).keys); got != want {
			t.Errorf("NewText(%q) with grams given has seeds %s, want %s", src, got, want)
		}
	}
}
