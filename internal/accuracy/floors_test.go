package accuracy

import (
	"strings"
	"testing"
)

// cheap are the generated sets that every run of the tests measures again.
var cheap = []string{"noise-mixed", "paste", "compile", "single"}

// floors are the figures that have to be reached, by the start of the name of a set.
var floors = []struct {
	set, row, column string // row "": every row that has the column
	floor            float64
	ceiling          bool // the figure may not be higher, instead of lower
}{
	{"", "honesty", "off", 0.005, true},
	{"", "honesty", "reuse-off", 0.0001, true},

	{"seeds", "boundaries", "f1", 1, false},
	{"seeds", "clusters", "rand", 1, false},
	{"seeds", "passages", "plagdet", 0.95, false},
	{"seeds", "passages", "gran", 1.02, true},
	{"seeds", "inside clusters", "plagdet", 0.995, false},
	{"seeds", "inside clusters", "gran", 1, true},
	{"seeds", "forbidden", "reported", 0, true},

	{"laws", "whole", "split", 0, true},
	{"laws", "pairs J>=0.70", "f1", 0.99, false},
	{"laws", "pairs C>=0.50", "recall", 0.97, false},
	{"laws", "passages", "plagdet", 0.95, false},
	{"laws", "passages", "gran", 1.1, true},

	{"gov-reports", "whole", "split", 0, true},
	{"gov-reports", "quiet", "near", 0, true},

	{"noise", "", "found", 0.95, false},
	{"noise", "", "covered", 0.97, false},
	{"noise", "clusters", "rand", 0.97, false},
	{"noise", "strangers", "share", 0.05, true},

	{"paste", "passages", "plagdet", 0.95, false},
	{"paste", "passages", "gran", 1.05, true},

	{"single", "whole", "split", 0, true},

	{"compil", "boundaries", "f1", 0.95, false},
	{"compil", "boundaries", "split", 0, true},
}

// checkFloors holds the figures of a block against what has to be reached.
func checkFloors(t *testing.T, b *Block) {
	t.Helper()
	for _, f := range floors {
		if !strings.HasPrefix(b.Set, f.set) {
			continue
		}
		for _, r := range b.Rows {
			for _, got := range r.Figures {
				if f.row != "" && r.Name != f.row || got.Name != f.column {
					continue
				}
				switch {
				case f.ceiling && got.Value > f.floor:
					t.Errorf("%s: %s %s = %v, want at most %v", b.Set, r.Name, f.column, got, f.floor)
				case !f.ceiling && got.Value < f.floor:
					t.Errorf("%s: %s %s = %v, want at least %v", b.Set, r.Name, f.column, got, f.floor)
				}
			}
		}
	}
}
