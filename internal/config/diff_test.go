package config

import (
	"slices"
	"testing"
)

func TestValidateDiff(t *testing.T) {
	for _, tt := range []struct {
		d  Diff
		ok bool
	}{
		{Diff{}, true},
		{Diff{Ignore: []string{"punct", "number", "mask", "space", "punct"}}, true},
		{Diff{Ignore: []string{"word"}}, false},
		{Diff{Ignore: []string{""}}, false},
		{Diff{Ignore: []string{"Punct"}}, false},
		{Diff{Unified: true}, true},
		{Diff{Columns: true}, true},
		{Diff{Unified: true, Columns: true}, false},
		{Diff{Whole: true}, true},
		{Diff{Whole: true, Splits: []string{"s.json"}}, false},
		{Diff{Width: minDiffWidth}, true},
		{Diff{Width: minDiffWidth - 1}, false},
		{Diff{Width: maxDiffWidth + 1}, false},
		{Diff{Width: -1}, false},
		{Diff{Context: -1}, true},
		{Diff{MaxFileSize: MaxFileSize}, true},
		{Diff{MaxFileSize: MaxFileSize + 1}, false},
		{Diff{MaxFileSize: -1}, false},
	} {
		if tt.d.MaxFileSize == 0 {
			tt.d.MaxFileSize = 1
		}
		if err := tt.d.Validate(); (err == nil) != tt.ok {
			t.Errorf("Validate(%+v) = %v, want ok %v", tt.d, err, tt.ok)
		}
	}
}

// The record of a run names what is ignored in one way, and nothing of how it is shown.
func TestDiffOptions(t *testing.T) {
	a := Diff{Ignore: []string{"space", "punct", "space"}, MaxFileSize: 1, Width: 90, Columns: true, Context: 3, Stat: true}
	b := Diff{Ignore: []string{"punct", "space"}, MaxFileSize: 1, Quiet: true, Lang: "en"}
	if got, want := a.Ignored(), []string{"punct", "space"}; !slices.Equal(got, want) {
		t.Errorf("Ignored(%q) = %q, want %q", a.Ignore, got, want)
	}
	if x, y := a.Options(), b.Options(); len(x) != len(y) || len(x) != 2 {
		t.Errorf("options %v and %v differ by how the diff is shown", x, y)
	}
}
