package align

import (
	"strings"
	"testing"
)

// TestWholeLinesStay: a short line that both texts share as a whole is no loose edge.
func TestWholeLinesStay(t *testing.T) {
	src := "总结\n" + copied + "\n校工会"
	out := new(Aligner).Align(prepare(src), prepare(src))
	if len(out.Passages) != 1 || out.Passages[0].A.Of(src) != src || out.AdjustedA != 1 {
		t.Errorf("Align of a text with itself = %+v, want one passage of all %d bytes", out, len(src))
	}
}

// TestSentencesApart: sentences copied with much text of one's own between them are
// found one by one where they make no passage together.
func TestSentencesApart(t *testing.T) {
	for _, own := range []int{30, 60, 80, 120} {
		var a, b strings.Builder
		a.WriteString(hostA)
		b.WriteString(hostB)
		for k := range uint64(12) {
			sentence := babble(4000+k, 60) + "。"
			a.WriteString(sentence)
			if k >= 9 {
				continue // a quarter is left out
			}
			b.WriteString(sentence + babble(4100+k, own) + "。")
		}
		p, q := prepare(a.String()), prepare(b.String())
		out := new(Aligner).Align(p, q)
		found := int32(0)
		for _, r := range out.Passages {
			found += r.Matched
			if r.Similarity < lowestSimilarity {
				t.Errorf("%d letters between: %v of similarity %.2f", own, r.Kind, r.Similarity)
			}
		}
		if want := int32(9 * 60 * 95 / 100); found < want {
			t.Errorf("%d letters between: %d letters found in %d passages, want %d", own, found, len(out.Passages), want)
		}
	}
}

// TestShuffledApart: parts in another order that make no passage together are judged
// one by one.
func TestShuffledApart(t *testing.T) {
	var al Aligner
	al.a, al.b = prepare(babble(1, 2000)), prepare(babble(2, 2000))
	al.weights = al.a.weigh()
	solid := al.measure([]run{{0, 60, 25, 25}})
	thin := al.measure([]run{{26, 0, 4, 4}, {32, 6, 4, 4}, {38, 12, 4, 4}, {44, 18, 4, 4}, {50, 24, 4, 4}, {58, 30, 4, 4}, {70, 40, 5, 5}})
	fs := al.reorder([]fragment{solid, thin})
	if len(fs) != 1 || !fs[0].shuffled {
		t.Fatalf("reorder left %d fragments, want one group", len(fs))
	}
	if got := al.judge(nil, &fs[0]); len(got) != 1 || got[0].aLo != solid.aLo || got[0].shuffled {
		t.Errorf("judge = %+v, want the solid part alone", got)
	}
}

// TestVerbatimIsEquality: verbatim where all letters of both ranges are equal, masks
// made of letters included, and nowhere else.
func TestVerbatimIsEquality(t *testing.T) {
	lettersOf := func(s string) string { return string(prepare(s).Letters.Code) }
	year := "20xx年" + copied + "这是20xx年的事。"
	doubled := "好好学习，天天向上，天天向上，天天向上。" + copied + "天天向上，天天向上，天天向上。"
	law := "第一条 为了规范养犬行为，保障居民健康，维护市容，根据本县实际制定本规定。\n" + ordinance(91, 6)
	for _, c := range []struct {
		name, a, b string
		want       Kind
	}{
		{"year masks", year, year, Verbatim},
		{"other year mask", year, strings.ReplaceAll(year, "20xx", "202x"), Masked},
		{"repetition", doubled, doubled, Verbatim},
		{"other end of the last article", law + "第七条 本规定由县兽医站负责解释，自公布之日起施行，有效期为两年。", law + "第七条 本规定由县兽医站负责解释，自公布之日起施行，有效期为七载。", Light},
		{"other start of the first article", "第零条 甲" + copied + "\n" + law, "第零条 乙" + copied + "\n" + law, Light},
	} {
		a, b := prepare(c.a), prepare(c.b)
		out := new(Aligner).Align(a, b)
		if len(out.Passages) != 1 {
			t.Errorf("%s: Align = %s, want one passage", c.name, showAll(a, b, out))
			continue
		}
		p := out.Passages[0]
		equal := lettersOf(p.A.Of(c.a)) == lettersOf(p.B.Of(c.b))
		if p.Kind != c.want || (p.Kind == Verbatim) != equal {
			t.Errorf("%s: kind = %v, letters equal %v, want %v: %s", c.name, p.Kind, equal, c.want, showAll(a, b, out))
		}
		if (p.Kind == Verbatim) != (p.Similarity == 1) && p.Kind != Masked {
			t.Errorf("%s: %v of similarity %v", c.name, p.Kind, p.Similarity)
		}
	}
}

// TestLowSimilarity: scraps that are equal here and there make no edited passage.
func TestLowSimilarity(t *testing.T) {
	var a, b strings.Builder
	for k := range uint64(12) {
		scrap := babble(4200+k, 10)
		a.WriteString(scrap + babble(4300+k, 8))
		b.WriteString(scrap + babble(4400+k, 8))
	}
	p, q := prepare(a.String()), prepare(b.String())
	if out := new(Aligner).Align(p, q); len(out.Passages) != 0 {
		t.Errorf("Align = %s (similarity %.2f), want none", showAll(p, q, out), out.Passages[0].Similarity)
	}
}
