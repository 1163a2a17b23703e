package align

import (
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

// An account is that of the alignment, and its seeds come to the evidence and the grams
// of each passage, whatever is masked, replaced or moved.
func TestExplainAddsUp(t *testing.T) {
	rare := func(seed uint32) float64 { return float64(seed%4) / 3 }
	rapid.Check(t, func(t *rapid.T) {
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 7))
		a := letters(r, 200+r.IntN(300))
		b := append(append(letters(r, r.IntN(80)), a[50:]...), letters(r, r.IntN(80))...)
		for range r.IntN(20) {
			b[r.IntN(len(b))] = rune('一' + r.IntN(2000))
		}
		if r.IntN(2) == 0 {
			copy(b[60:], []rune("以邓小平理论和三个代表重要思想为指导"))
			copy(a[110:], []rune("以邓小平理论和三个代表重要思想为指导"))
		}
		ta, tb := prepareAmong(string(a), rare), prepareAmong(string(b), rare)
		var plain, explaining Aligner
		want, got := plain.Align(ta, tb), explaining.Explain(ta, tb, nil)
		if len(want.Passages) != len(got.Passages) || len(got.Accounts) != len(got.Passages) {
			t.Fatalf("%d passages, %d explained, %d accounts, want as many", len(want.Passages), len(got.Passages), len(got.Accounts))
		}
		if x := float64(got.InA) / float64(max(1, got.GramsA)); math.Abs(x-want.AdjustedA) > 1e-9 {
			t.Errorf("adjusted containment %d/%d, want %v", got.InA, got.GramsA, want.AdjustedA)
		}
		for i, p := range want.Passages {
			if got.Passages[i] != p {
				t.Errorf("passage %d = %+v, want %+v", i, got.Passages[i], p)
			}
			account := &got.Accounts[i]
			evidence, grams := 0.0, int32(0)
			for k, s := range account.Seeds {
				evidence += s.Weight * (float64(s.Grams-s.Stock) + StockWeight*float64(s.Stock))
				grams += s.Grams
				if len([]rune(s.Letters)) != gramLen || k > 0 && s.Span.Lo <= account.Seeds[k-1].Span.Lo {
					t.Errorf("seed %d = %+v behind %+v, want %d letters, ascending", k, s, account.Seeds[max(0, k-1)], gramLen)
				}
			}
			if math.Abs(evidence-p.Evidence) > 1e-6 || float64(grams) != p.Grams {
				t.Errorf("seeds come to evidence %v, grams %d, want %v, %v", evidence, grams, p.Evidence, p.Grams)
			}
			if x := float64(account.MatchedA+account.MatchedB) / float64(account.LettersA+account.LettersB); math.Abs(x-p.Similarity) > 1e-9 {
				t.Errorf("matched letters %+v, want similarity %v", account, p.Similarity)
			}
		}
	})
}

func letters(r *rand.Rand, n int) []rune {
	out := make([]rune, n)
	for i := range out {
		out[i] = rune('一' + r.IntN(2000))
	}
	return out
}
