package align

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// sprinkle puts words into text, one behind every so many letters of its own.
func sprinkle(seed uint64, every int, words ...string) string {
	var s strings.Builder
	for k, w := range words {
		s.WriteString(babble(seed+uint64(k), every) + w)
	}
	return s.String() + babble(seed+uint64(len(words)), every)
}

var (
	plainWords = []string{"发展", "广大", "计划", "基础", "部分", "标准"}
	spunWords  = []string{"开展", "广阔", "方案", "根底", "局部", "规范"}
)

// TestLearner: a replacement is learnt from several places of a run, not from one pair of
// reports, nor where it is but a letter or a figure.
func TestLearner(t *testing.T) {
	learn := func(seeds []uint64, source func(k int) uint64, from, to string) *Lexicon {
		var l Learner
		for k, seed := range seeds {
			a, b := prepare(sprinkle(seed, 30, from, from[:3])), prepare(sprinkle(seed, 30, to, from[:3]))
			out := new(Aligner).Align(a, b)
			l.Note(&out, source(k))
		}
		return l.Lexicon()
	}
	apart := func(k int) uint64 { return uint64(k) }
	together := func(int) uint64 { return 7 }
	seeds := []uint64{100, 200, 300}
	for _, c := range []struct {
		name     string
		seeds    []uint64
		source   func(int) uint64
		from, to string
		want     bool
	}{
		{"three sources", seeds, apart, "发展", "开展", true},
		{"one source", seeds, together, "发展", "开展", false},
		{"two places", seeds[:2], apart, "发展", "开展", false},
		{"figures", seeds, apart, "三百", "五百", false},
		{"a letter", seeds, apart, "甲", "乙", false},
		{"no Han", seeds, apart, "abc", "xyz", false},
	} {
		x := learn(c.seeds, c.source, c.from, c.to)
		if _, got := x.pair(c.from, c.to); got != c.want {
			t.Errorf("%s: %s→%s learnt = %v, want %v", c.name, c.from, c.to, got, c.want)
		}
	}
}

// TestLexiconClasses: words that replace each other through a third one are of one class.
func TestLexiconClasses(t *testing.T) {
	x := newLexicon([][2]string{{"发展", "开展"}, {"计划", "方案"}, {"推展", "开展"}, {"规划", "计划"}, {"推展", "规划"}})
	for _, c := range []struct {
		from, to string
		want     bool
	}{
		{"发展", "推展", true}, {"规划", "方案", true}, {"发展", "方案", true}, {"发展", "基础", false},
	} {
		if _, got := x.pair(c.from, c.to); got != c.want {
			t.Errorf("pair(%s, %s) = %v, want %v", c.from, c.to, got, c.want)
		}
	}
	if got := x.Len(); got != 6 {
		t.Errorf("Len() = %d, want 6", got)
	}
}

// TestView: a view of either text is the same, its letters come from where they stand in
// order, and a mask inside a word keeps it.
func TestView(t *testing.T) {
	x := newLexicon([][2]string{{"那么", "则"}, {"发展", "开展"}, {"基础", "根底"}})
	rapid.Check(t, func(t *rapid.T) {
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		var a, b strings.Builder
		pairs := [][2]string{{"那么", "则"}, {"发展", "开展"}, {"基础", "根底"}, {"山", "山"}, {"水", "水"}, {"。", "，"}}
		for range rng.IntN(60) {
			p := pairs[rng.IntN(len(pairs))]
			if rng.IntN(2) == 0 {
				p[0], p[1] = p[1], p[0]
			}
			a.WriteString(p[0])
			b.WriteString(p[1])
		}
		p, q := prepare(a.String()), prepare(b.String())
		v, w := x.view(p), x.view(q)
		if !slices.Equal(v.code, w.code) {
			t.Fatalf("views of %q and %q are %q and %q, want the same", a.String(), b.String(), string(v.code), string(w.code))
		}
		if len(v.origin) != len(v.code)+1 || !slices.IsSorted(v.origin) || int(v.origin[len(v.code)]) != len(p.code) {
			t.Fatalf("origin of %q = %v, want %d ascending up to %d", a.String(), v.origin, len(v.code)+1, len(p.code))
		}
	})
	if v := x.view(prepare("开*展开展")); string(v.code) != "开展发展" {
		t.Errorf("view(开*展开展) = %q, want 开展发展", string(v.code))
	}
}

// TestAlignReplaced: a stretch in which every tenth letter or so is replaced is one
// passage once the words are known, and its figures count them as different.
func TestAlignReplaced(t *testing.T) {
	var pairs [][2]string
	for k := range plainWords {
		pairs = append(pairs, [2]string{plainWords[k], spunWords[k]})
	}
	x := newLexicon(pairs)
	stretch := sprinkle(500, 4, slices.Repeat(plainWords, 3)...)
	spun := strings.NewReplacer(slices.Concat(pairsOf(plainWords, spunWords))...).Replace(stretch)
	a, b := prepare(hostA+stretch+endA), prepare(hostB+spun+endB)
	var al Aligner
	blind, out := al.Align(a, b), al.AlignReplaced(a, b, x)
	if len(out.Passages) != 1 {
		t.Fatalf("AlignReplaced = %s, want one passage; Align = %s", showAll(a, b, out), showAll(a, b, blind))
	}
	p := out.Passages[0]
	if got := strings.Trim(p.A.Of(a.Source), "，。"); !strings.Contains(got, strings.Trim(stretch, "，")) || len(got) > len(stretch)+12 {
		t.Errorf("passage %q, want %q", got, stretch)
	}
	if p.Kind != Spun || p.Similarity > 0.9 || p.Similarity < 0.6 {
		t.Errorf("%v of similarity %.2f, want spun of about 0.75", p.Kind, p.Similarity)
	}
	if len(out.Replacements) != len(plainWords) {
		t.Errorf("Replacements = %v, want %d", out.Replacements, len(plainWords))
	}
	if got := al.AlignReplaced(a, a, x); len(got.Passages) != 1 || got.Passages[0].Kind != Verbatim {
		t.Errorf("AlignReplaced of a text with itself = %s, want it verbatim", showAll(a, a, got))
	}
}

func pairsOf(from, to []string) []string {
	var out []string
	for k := range from {
		out = append(out, from[k], to[k])
	}
	return out
}
