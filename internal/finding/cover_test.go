package finding

import (
	"slices"
	"testing"
)

func TestCoveredLetters(t *testing.T) {
	for _, tt := range []struct {
		ranges [][2]int32
		want   int32
	}{
		{nil, 0},
		{[][2]int32{{0, 5}}, 5},
		{[][2]int32{{3, 5}, {0, 5}, {5, 7}}, 7},
		{[][2]int32{{0, 2}, {4, 6}, {1, 5}}, 6},
		{[][2]int32{{4, 4}, {9, 10}}, 1},
	} {
		if got := CoveredLetters(slices.Clone(tt.ranges)); got != tt.want {
			t.Errorf("CoveredLetters(%v) = %d, want %d", tt.ranges, got, tt.want)
		}
	}
}
