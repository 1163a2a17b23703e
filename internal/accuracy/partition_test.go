package accuracy

import (
	"strings"
	"testing"
)

func TestComparePartitions(t *testing.T) {
	for _, c := range []struct {
		truth, found string // a letter a thing: its label
		want         Partition
	}{
		{"", "", Partition{1, 1, 1, 1, 1, 1, 1}},
		{"a", "b", Partition{1, 1, 1, 1, 1, 1, 1}},
		{"abcd", "efgh", Partition{1, 1, 1, 1, 1, 1, 1}}, // all alone, in both
		{"aaaa", "bbbb", Partition{1, 1, 1, 1, 1, 1, 1}}, // all together, in both
		{"aabbc", "ccaab", Partition{1, 1, 1, 1, 1, 1, 1}},
		// No pair found: precision 1. 0 of 2 pairs; Rand 0: as by chance.
		// B-cubed recall (4×1/2 + 1)/5.
		{"aabbc", "abcde", Partition{1, 0, 0, 0, 1, .6, .75}},
		// All together: 2 of 10 pairs. Expected 2×10/10 = 2, found 2: Rand 0.
		// B-cubed precision (4×2/5 + 1/5)/5 = 1.8/5.
		{"aabbc", "aaaaa", Partition{.2, 1, 1.0 / 3, 0, .36, 1, .72 / 1.36}},
		// 3 + 3 true pairs, 3 + 1 found, all four true. Expected 6×4/15 = 1.6,
		// (4 - 1.6)/(5 - 1.6) = 12/17. B-cubed recall (3 + 2×2/3 + 1/3)/6 = 7/9.
		{"aaabbb", "aaabbc", Partition{1, 2.0 / 3, .8, 12.0 / 17, 1, 7.0 / 9, .875}},
		// Truth has 1 + 1 pairs, found has 2, none of them true. Expected 2×2/6,
		// (0 - 2/3)/(2 - 2/3) = -.5: worse than chance. B-cubed .5 each.
		{"aabb", "abab", Partition{0, 0, 0, -.5, .5, .5, .5}},
	} {
		got := ComparePartitions(strings.Split(c.truth, ""), strings.Split(c.found, ""))
		want := c.want
		for _, p := range [][2]float64{
			{got.Precision, want.Precision},
			{got.Recall, want.Recall},
			{got.F1, want.F1},
			{got.Rand, want.Rand},
			{got.CubedPrecision, want.CubedPrecision},
			{got.CubedRecall, want.CubedRecall},
			{got.CubedF1, want.CubedF1},
		} {
			if !closeTo(p[0], p[1]) {
				t.Errorf("ComparePartitions(%s, %s) = %+v, want %+v", c.truth, c.found, got, want)
				break
			}
		}
	}
}

func TestBoundaries(t *testing.T) {
	truth := []Place{at("a", 0, 100), at("a", 110, 200), at("b", 0, 50)}
	for _, c := range []struct {
		name  string
		found []Place
		slack int
		want  float64
	}{
		{"all right", truth, 0, 1},
		{"two off", []Place{at("a", 2, 98), at("a", 112, 202), at("b", 0, 50)}, 2, 1},
		{"two off, no slack", []Place{at("a", 2, 98), at("a", 112, 202), at("b", 0, 50)}, 0, 1.0 / 3},
		{"one edge off", []Place{at("a", 0, 103), at("a", 110, 200), at("b", 0, 50)}, 2, 2.0 / 3},
		// Two found as one, one right: 2×1/(3+2).
		{"joined", []Place{at("a", 0, 200), at("b", 0, 50)}, 2, 0.4},
		// One split in two: 2×2/(3+4).
		{"split", []Place{at("a", 0, 100), at("a", 110, 150), at("a", 150, 200), at("b", 0, 50)}, 2, 4.0 / 7},
		{"other file", []Place{at("b", 0, 100)}, 2, 0},
		// A true one is found once: 2×1/(3+2).
		{"found twice", []Place{at("b", 0, 50), at("b", 1, 50)}, 2, 0.4},
		{"none", nil, 2, 0},
	} {
		if got := Boundaries(truth, c.found, c.slack); !closeTo(got, c.want) {
			t.Errorf("%s: Boundaries = %v, want %v", c.name, got, c.want)
		}
	}
	if got := Boundaries(nil, nil, 2); got != 1 {
		t.Errorf("Boundaries of nothing = %v, want 1", got)
	}
}
