package accuracy

import (
	"slices"
	"strings"
	"testing"
)

// sharedGrams returns the share of the 3-letter runs of a that stand in b, [0,1].
func sharedGrams(a, b string) float64 {
	in := map[uint64]bool{}
	for _, h := range runsOf(b, 3) {
		in[h] = true
	}
	n, all := 0, runsOf(a, 3)
	for _, h := range all {
		if in[h] {
			n++
		}
	}
	if len(all) == 0 {
		return 0
	}
	return float64(n) / float64(len(all))
}

// leastShared is the share of the 3-letter runs of a pasted text that must stand in its
// source, by kind: places that are off by a sentence fall below it.
var leastShared = map[string]float64{"verbatim": 1, "noised": 0.85, "spun": 0.75, "spun-heavy": 0.4, "edited": 0.5, "shuffled": 0.9}

// TestPasteTruth: what stands at the two places of a case is the same text, changed as its
// kind says, and no place of a source is used twice.
func TestPasteTruth(t *testing.T) {
	var set Set
	for _, s := range generated() {
		if s.Name == "paste" {
			set = s
		}
	}
	counts := map[string]int{}
	taken := map[string][]stretch{}
	for _, c := range set.Cases {
		counts[c.Kind]++
		a, b := placeText(set, c.A), placeText(set, c.B)
		if n := letterCount(a); n < shortestPaste || n > longestPaste*4/3 {
			t.Errorf("%s of %v has %d letters", c.Kind, c.A, n)
		}
		if got := sharedGrams(b, a); got < leastShared[c.Kind] {
			t.Errorf("%s: %.2f of the text at %v stands at %v, want %.2f\n%s\n%s", c.Kind, got, c.B, c.A, leastShared[c.Kind], a, b)
		}
		switch x, y := lettersOf(a), lettersOf(b); c.Kind {
		case "verbatim":
			if x != y {
				t.Errorf("verbatim: %q at %v, %q at %v", x, c.A, y, c.B)
			}
		case "shuffled":
			if x == y || !slices.Equal(slices.Sorted(strings.SplitSeq(x, "")), slices.Sorted(strings.SplitSeq(y, ""))) {
				t.Errorf("shuffled: %q at %v, %q at %v", x, c.A, y, c.B)
			}
		}
		for _, s := range taken[c.A.File] {
			if c.A.Lo < s.hi && s.lo < c.A.Hi {
				t.Errorf("%v is copied twice", c.A)
			}
		}
		taken[c.A.File] = append(taken[c.A.File], stretch{c.A.Lo, c.A.Hi})
	}
	for _, p := range pastes {
		if counts[p.name] < 25 {
			t.Errorf("%d cases of kind %s, want 25", counts[p.name], p.name)
		}
	}
}

// TestFormulaTruth: the places of a case hold the same sentence, forbidden ones the same
// formula.
func TestFormulaTruth(t *testing.T) {
	for _, set := range generated() {
		if !strings.HasPrefix(set.Name, "formula") {
			continue
		}
		if len(set.Cases) == 0 || len(set.Forbidden) < 20 {
			t.Errorf("set %q has %d cases and %d forbidden pairs", set.Name, len(set.Cases), len(set.Forbidden))
		}
		for _, c := range set.Cases {
			a, b := placeText(set, c.A), placeText(set, c.B)
			if n := letterCount(a); a != b || n < shortestCopied || n > longestCopied || isFormula(a) {
				t.Errorf("set %q: case %q = %q of %d letters", set.Name, a, b, n)
			}
		}
		for _, c := range set.Forbidden {
			a, b := placeText(set, c.A), placeText(set, c.B)
			if a != b || !isFormula(a) {
				t.Errorf("set %q: forbidden %q = %q, want a formula", set.Name, a, b)
			}
		}
	}
}
