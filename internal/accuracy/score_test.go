package accuracy

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"chachong/internal/finding"
)

// world writes a set and a result of it by hand: one submission a file unless cut, ASCII
// text, so that bytes and code points are the same unless a text says otherwise.
type world struct {
	set Set
	res finding.Result
}

// rangeOf returns the range of code points [lo, hi) of text.
func rangeOf(text string, lo, hi int) finding.Range {
	rs := []rune(text)
	return finding.Range{
		Byte: [2]int32{int32(len(string(rs[:lo]))), int32(len(string(rs[:hi])))},
		Rune: [2]int32{int32(lo), int32(hi)},
	}
}

// file adds a file of one submission, found as it is.
func (w *world) file(name, text, cluster, kind string) {
	n := utf8.RuneCountInString(text)
	w.set.Files = append(w.set.Files, File{name, text})
	w.set.Submissions = append(w.set.Submissions, Submission{Place: at(name, 0, n), Cluster: cluster, Kind: kind})
	w.submission(name, 0, n)
}

// submission adds one that was found.
func (w *world) submission(name string, lo, hi int) {
	n := 1
	for _, s := range w.res.Submissions {
		if s.Path == name {
			n++
		}
	}
	w.res.Submissions = append(w.res.Submissions, finding.Submission{
		ID: fmt.Sprintf("%s#%d", name, n), Path: name, Ordinal: n, Range: rangeOf(w.text(name), lo, hi),
	})
}

func (w *world) text(name string) string {
	for _, f := range w.set.Files {
		if f.Name == name {
			return f.Text
		}
	}
	panic("no file " + name)
}

// passage adds one between the first submissions of two files.
func (w *world) passage(a string, aLo, aHi int, b string, bLo, bHi int, kind string, template bool) {
	side := func(name string, lo, hi int) finding.Side {
		return finding.Side{Submission: name + "#1", Range: rangeOf(w.text(name), lo, hi)}
	}
	w.res.Passages = append(w.res.Passages, finding.Passage{A: side(a, aLo, aHi), B: side(b, bLo, bHi), Kind: kind, Template: template})
}

// expect compares the figures of a row, written as in the block, with want.
func expect(t *testing.T, b *Block, row, want string) {
	t.Helper()
	for _, r := range b.Rows {
		if r.Name != row {
			continue
		}
		var got []string
		for _, f := range r.Figures {
			got = append(got, f.Name+" "+f.String())
		}
		if s := strings.Join(got, ", "); s != want {
			t.Errorf("%s = %s, want %s", row, s, want)
		}
		return
	}
	t.Errorf("no row %q in\n%s", row, b)
}

const (
	tea  = "the valley grew tea and barley in terraces above the river" // 48 letters
	fish = "every boat of the harbour counted its catch before the market"
)

// TestJudgeCopies: copies are found by their cluster or by a near-duplicate pair, and
// covered by what passages with their original cover; equal bodies have what the first of
// them has.
func TestJudgeCopies(t *testing.T) {
	var w world
	w.set.Clusters = true
	w.file("a", tea, "tea", "")
	w.file("b", tea, "tea", "same")      // found equal to a
	w.file("c", tea+"!", "tea", "shout") // listed with a only by half
	w.file("d", tea+" x", "tea", "lost") // not found
	w.file("e", fish, "", "")            // alone
	w.res.Submissions[0].Cluster = 1
	w.res.Submissions[1].Cluster = 1
	n := len(tea)
	w.passage("a", 0, n, "b", 0, n, "verbatim", false)
	w.passage("a", 0, 28, "c", 0, 28, "verbatim", false) // 23 of 48 letters
	w.passage("a", 29, 40, "d", 29, 40, "light", true)   // template covers nothing
	w.passage("a", 0, 10, "e", 0, 10, "edited", false)
	w.res.Pairs = []finding.Pair{{A: "a#1", B: "c#1", NearDuplicate: true}}

	b, misses := Judge(&w.set, &w.res)
	// Of 10 pairs 6 are true, those among a–d; found: a and b. Rand (1 - .6)/(3.5 - .6).
	expect(t, b, "clusters", "pair-p 1.0000, pair-r 0.1667, pair-f1 0.2857, rand 0.1379, b3-p 1.0000, b3-r 0.5000, b3-f1 0.6667")
	expect(t, b, "strangers", "passages 3, between 1, share 0.3333")
	expect(t, b, "copies", "copies 3, found 0.6667, covered 0.4931, kinds 3, perfect 1") // (1 + 23/48 + 0)/3
	expect(t, b, "  shout", "copies 1, found 1.0000, covered 0.4792")
	expect(t, b, "  lost", "copies 1, found 0.0000, covered 0.0000")
	got := ""
	for _, m := range misses {
		if strings.Contains(m.What, "copy") {
			got += m.What + " "
		}
	}
	if want := "copy not found, lost copy not covered, shout "; got != want {
		t.Errorf("misses = %s, want %s", got, want)
	}

	// The twin of a has a's passages: b–c, b–d, b–e, and is near c.
	o := newOutcome(&w.set, &w.res)
	if len(o.passages) != 7 || len(o.pairs) != 3 {
		t.Errorf("%d passages, %d pairs with those of equal bodies, want 7, 3", len(o.passages), len(o.pairs))
	}
}

// TestTransfer: a passage of a submission is told of another one with the same letters by
// its letters, not by its bytes.
func TestTransfer(t *testing.T) {
	var w world
	w.file("a", "茶山种茶,河谷种麦。", "", "")
	w.file("b", "茶 山 种 茶 , 河 谷 种 麦 。", "", "")
	w.file("c", "河谷种麦", "", "")
	w.passage("a", 0, 10, "b", 0, 19, "verbatim", false)
	w.passage("a", 5, 9, "c", 0, 4, "verbatim", false)
	o := newOutcome(&w.set, &w.res)
	if len(o.passages) != 3 {
		t.Fatalf("%d passages, want 3", len(o.passages))
	}
	if got, want := o.passages[2].A, at("b", 10, 17); got.File != want.File || got.Lo != want.Lo || got.Hi != want.Hi {
		t.Errorf("place in b = %v, want %v", got, want)
	}
}

func TestJudgeBoundaries(t *testing.T) {
	var w world
	w.set.Bounds, w.set.Whole = true, true
	w.file("a", tea, "", "")
	w.file("b", tea+fish, "", "")
	w.res.Submissions = w.res.Submissions[:1]
	w.submission("b", 1, len(tea))
	w.submission("b", len(tea), len(tea)+len(fish))
	b, misses := Judge(&w.set, &w.res)
	expect(t, b, "boundaries", "true 2, found 3, f1 0.4000, exact 0.4000, split 1")
	expect(t, b, "whole", "files 2, split 1")
	if len(misses) != 4 { // two found, one missed, one file split
		t.Errorf("misses = %v, want 4", misses)
	}
}

func TestJudgePassages(t *testing.T) {
	var w world
	w.set.Passages = true
	w.file("a", tea+fish, "", "")
	w.file("b", fish+tea, "", "")
	w.file("c", fish, "", "")
	w.set.Cases = []Case{
		{A: at("a", 0, 20), B: at("b", 60, 80), Kind: "verbatim"},
		{A: at("a", 30, 50), B: at("b", 90, 110), Kind: "spun"},
	}
	w.set.Forbidden = []Case{
		{A: at("a", 60, 70), B: at("c", 0, 10)},
		{A: at("c", 20, 30), B: at("a", 80, 90)},
		{A: at("a", 0, 10), B: at("b", 60, 70)}, // inside a true case
	}
	w.set.Groups = []Group{{Name: "with c", Within: [][2]Place{{at("c", 0, len(fish)), at("a", 0, len(tea+fish))}}}}
	w.passage("a", 0, 10, "b", 60, 70, "verbatim", false)
	w.passage("a", 10, 20, "b", 70, 80, "verbatim", false)
	w.passage("a", 30, 50, "b", 90, 110, "spun", true)
	w.passage("a", 64, 80, "c", 4, 20, "light", false)  // 6 of 10
	w.passage("a", 85, 95, "c", 25, 35, "light", false) // 5 of 10: not more than half
	b, _ := Judge(&w.set, &w.res)
	// Recall (1 + 0)/2, precision 2/4, granularity 2; micro recall 40/80, precision 40/92;
	// with template recall 1, precision
	// 3/5, granularity 3/2.
	expect(t, b, "passages", "plagdet 0.3155, recall 0.5000, precision 0.5000, gran 2.0000, micro 0.2935, +template 0.5674, cases 2, found 4")
	expect(t, b, "  verbatim", "cases 1, recall 1.0000, gran 2.0000")
	expect(t, b, "  spun", "cases 1, recall 0.0000, gran 1.0000")
	expect(t, b, "with c", "plagdet 0.0000, recall 0.0000, precision 0.0000, gran 1.0000, micro 0.0000, +template 0.0000, cases 0, found 2")
	expect(t, b, "forbidden", "formulae 3, reported 1")
}

// TestJudgeHonesty: a figure that does not follow from the ranges is seen.
func TestJudgeHonesty(t *testing.T) {
	var w world
	w.set.Quiet = true
	w.file("a", "abcdefghij", "", "") // grams abcde … fghij: 6
	w.file("b", "abcdefgzzz", "", "") // three of them, 6 of its own
	w.passage("a", 0, 5, "b", 0, 5, "verbatim", false)
	w.passage("a", 2, 7, "b", 2, 7, "verbatim", false)
	w.passage("a", 8, 10, "b", 8, 10, "light", true)
	w.res.Pairs = []finding.Pair{{A: "a#1", B: "b#1", Resemblance: 3.0 / 9, ContainmentA: 0.5, ContainmentB: 0.5, NearDuplicate: true}}
	w.res.Submissions[0].Reuse.Total = 0.7
	w.res.Submissions[1].Reuse.Total = 0.7
	b, _ := Judge(&w.set, &w.res)
	expect(t, b, "honesty", "pairs 1, off 0.0000, submissions 2, reuse-off 0.0000")
	expect(t, b, "quiet", "near 1, passages 2, per-million 100000.0000") // 20 letters
	w.res.Pairs[0].ContainmentB = 0.75
	w.res.Submissions[1].Reuse.Total = 0.9
	b, _ = Judge(&w.set, &w.res)
	expect(t, b, "honesty", "pairs 1, off 0.2500, submissions 2, reuse-off 0.2000")
}

func TestJudgePairs(t *testing.T) {
	var w world
	for _, name := range []string{"a", "b", "c", "d"} {
		w.file(name, tea+" "+name, "", "")
	}
	w.set.Pairs = []Pair{{"a", "b", 0.9, 1}, {"c", "a", 0.7, 0.6}, {"b", "c", 0.3, 0.4}, {"a", "d", 0.01, 0.5}}
	w.res.Pairs = []finding.Pair{
		{A: "a#1", B: "b#1", Resemblance: 0.9},
		{A: "a#1", B: "c#1", Resemblance: 0.6}, // listed, but told lower
		{A: "c#1", B: "d#1", Resemblance: 0.8}, // false
	}
	b, _ := Judge(&w.set, &w.res)
	expect(t, b, "pairs J>=0.70", "precision 0.5000, recall 0.5000, f1 0.5000, true 2, found 2")
	expect(t, b, "pairs C>=0.50", "recall 0.6667, true 3, listed 2")
	expect(t, b, "pairs J>=0.25", "recall 0.6667, true 3, listed 2")
}

// TestSpan: a place in code points is the same place in bytes.
func TestSpan(t *testing.T) {
	const src = "a茶é\n𠮷z"
	set := Set{Files: []File{{"f", src}}}
	o := newOutcome(&set, &finding.Result{})
	rs := []rune(src)
	for lo := range len(rs) + 1 {
		for hi := lo; hi <= len(rs); hi++ {
			if got, want := o.files["f"].span(at("f", lo, hi)).Of(src), string(rs[lo:hi]); got != want {
				t.Errorf("span(%d, %d) = %q, want %q", lo, hi, got, want)
			}
		}
	}
}

// TestRun: a set goes through the whole program.
func TestRun(t *testing.T) {
	const a = "2021年,蓼洼乡修了三条水渠,引来的水够全乡的稻田用到秋收;渠边栽了柳树,村民轮流看护,年底没有一处塌方。"
	const b = "青檀县图书室去年新添图书两千册,办了十二场讲座,借书的人比前一年多了一半,其中大半是附近小学的学生和他们的家长。"
	set := Set{
		Name: "two", Bounds: true, Clusters: true,
		Files: []File{{"b.txt", b}, {"a.txt", a}, {"c.txt", a}},
	}
	for i, c := range []string{"", "canal", "canal"} {
		f := set.Files[i]
		set.Submissions = append(set.Submissions, Submission{Place: at(f.Name, 0, utf8.RuneCountInString(f.Text)), Cluster: c})
	}
	set.Submissions[2].Kind = "same"
	res, err := Run(context.Background(), &set)
	if err != nil {
		t.Fatal(err)
	}
	block, misses := Judge(&set, res)
	expect(t, block, "boundaries", "true 3, found 3, f1 1.0000, exact 1.0000, split 0")
	expect(t, block, "copies", "copies 1, found 1.0000, covered 1.0000, kinds 1, perfect 1")
	if len(misses) > 0 {
		t.Errorf("misses = %v, want none", misses)
	}
}
