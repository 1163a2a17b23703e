package align

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// TestSlight: a text copied letter by letter with misreadings, or with other figures, is
// there as a whole; one revised as often is not.
func TestSlight(t *testing.T) {
	base := []rune(babble(600, 900))
	alter := func(every int, change func(rng *rand.Rand, r rune) string) string {
		rng := rand.New(rand.NewPCG(9, 9))
		var s strings.Builder
		for k, r := range base {
			if k%every == every/2 {
				s.WriteString(change(rng, r))
			} else {
				s.WriteRune(r)
			}
		}
		return s.String()
	}
	other := func(rng *rand.Rand) string { return string(rune(0x6E00 + rng.IntN(3000))) }
	figures := func(s string) string {
		return strings.NewReplacer("1", "4", "2", "17", "3", "", "5", "88").Replace(s)
	}
	numbered := alter(25, func(rng *rand.Rand, r rune) string { return string(r) + "1253"[:1+rng.IntN(3)] + "户" })
	for _, c := range []struct {
		name string
		a, b string
		want bool
	}{
		{"misread", string(base), alter(16, func(rng *rand.Rand, _ rune) string { return other(rng) }), true},
		{"other figures", numbered, figures(numbered), true},
		{"a form filled in", string(base), alter(8, func(rng *rand.Rand, _ rune) string { return other(rng) }), false},
		{"a table of figures", alter(6, func(*rand.Rand, rune) string { return "1253" }), alter(6, func(*rand.Rand, rune) string { return "867" }), false},
		{"words put in", string(base), alter(10, func(rng *rand.Rand, r rune) string { return string(r) + other(rng) + other(rng) }), false},
		{"letters left out", string(base), alter(10, func(*rand.Rand, rune) string { return "" }), false},
		{"misread at few places", string(base[:60]), alter(10, func(rng *rand.Rand, _ rune) string { return other(rng) })[:3*60], false},
	} {
		out := new(Aligner).Align(prepare(c.a), prepare(c.b))
		if got := out.AdjustedA >= 0.9; got != c.want {
			t.Errorf("%s: adjusted containment %.3f, want at least 0.9: %v", c.name, out.AdjustedA, c.want)
		}
	}
}

// TestNeeded: the same weak copy is a passage between few texts and none among many; a
// rare sentence of 29 letters is one anywhere.
func TestNeeded(t *testing.T) {
	weak := babble(700, 8) + "%s" + babble(701, 8) + "%s" + babble(702, 8)
	a := prepare(hostA + strings.NewReplacer("%s", "三").Replace(weak) + endA)
	b := prepare(hostB + strings.NewReplacer("%s", "七").Replace(weak) + endB)
	p, q := prepare(hostA+babble(703, 29)+endA), prepare(hostB+babble(703, 29)+endB)
	for _, c := range []struct {
		clusters   int32
		weak, rare int
	}{{0, 1, 1}, {16, 1, 1}, {1000, 0, 1}, {1 << 30, 0, 1}} {
		al := Aligner{Clusters: c.clusters}
		if got := len(al.Align(a, b).Passages); got != c.weak {
			t.Errorf("%d clusters: %d passages of three times 8 letters, want %d", c.clusters, got, c.weak)
		}
		if got := len(al.Align(p, q).Passages); got != c.rare {
			t.Errorf("%d clusters: %d passages of 29 letters, want %d", c.clusters, got, c.rare)
		}
	}
}

// TestStockWords: what is put together from stock words alone has stock grams, and what
// holds a word of its own has grams that are not.
func TestStockWords(t *testing.T) {
	count := func(s string) (stock, all int) {
		p := prepare(s)
		for k := range max(0, len(p.code)-gramLen+1) {
			if all++; p.weigh().isStock(int32(k)) {
				stock++
			}
		}
		return stock, all
	}
	for _, s := range []string{
		"在上级党委的坚强领导和社会各界的大力支持下",
		"以习近平新时代中国特色社会主义思想为指导，深入贯彻落实党的二十大精神",
		"各项工作迈上了新的台阶，得到了上级领导的充分肯定",
		"2003年3月5日第十届全国人民代表大会常务委员会第三次会议通过",
	} {
		if stock, all := count(s); stock != all {
			t.Errorf("%s: %d of %d grams are stock, want all", s, stock, all)
		}
	}
	for _, s := range []string{
		"每逢农历三六九日开办流动夜校，教妇女算账写信",
		"收割机开进村东的三百亩稻田，七天抢收完毕",
	} {
		if stock, all := count(s); stock > all/8 {
			t.Errorf("%s: %d of %d grams are stock, want next to none", s, stock, all)
		}
	}
}
