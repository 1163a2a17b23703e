package accuracy

import (
	"slices"
	"testing"
)

// TestShortfalls: a figure at its target is no line; one that misses it is one, and a
// fault where that is not known or gets worse.
func TestShortfalls(t *testing.T) {
	block := func(set, row, column string, value float64) *Block {
		return &Block{Set: set, Rows: []Row{{Name: row, Figures: []Figure{ratio(column, value)}}}}
	}
	for _, c := range []struct {
		b             *Block
		lines, faults []string
	}{
		{b: block("seeds", "passages", "plagdet", 0.95)},
		{b: block("seeds", "passages", "gran", 1.02)},
		{b: block("unheard-of", "passages", "plagdet", 0.1)},
		{
			block("seeds", "passages", "gran", 1.03),
			[]string{"below target: passages gran 1.0300, wanted 1.02"},
			[]string{"seeds below target: passages gran 1.0300, wanted 1.02"},
		},
		{
			block("noise-words", "  spin-3", "found", 0.5),
			[]string{"below target: spin-3 found 0.5000, wanted 0.95"},
			[]string{"noise-words below target: spin-3 found 0.5000, wanted 0.95"},
		},
		{
			b:     block("paste-laws-a", "passages", "plagdet", 0.9),
			lines: []string{"below target: passages plagdet 0.9000, wanted 0.95: " + naturalReuse},
		},
		{
			block("paste-laws-a", "passages", "plagdet", 0.8),
			[]string{"below target: passages plagdet 0.8000, wanted 0.95"},
			[]string{"paste-laws-a below target: passages plagdet 0.8000, wanted 0.95 and 0.85 at least held"},
		},
	} {
		lines, faults := Shortfalls(c.b)
		if !slices.Equal(lines, c.lines) || !slices.Equal(faults, c.faults) {
			t.Errorf("Shortfalls(%v) = %q, %q, want %q, %q", c.b, lines, faults, c.lines, c.faults)
		}
	}
}
