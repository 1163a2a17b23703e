package detect_test

import (
	"context"
	"errors"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"chachong/internal/detect"
	"chachong/internal/finding"
)

// reports returns the texts of testdata/reports that are UTF-8 as files have them.
func reports(t *testing.T) []detect.Input {
	t.Helper()
	files, err := filepath.Glob("../../testdata/reports/*总结*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("reports: %v, %v", files, err)
	}
	texts := map[string]string{}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		texts["reports/"+filepath.Base(file)] = string(raw)
	}
	return inputsOf(texts)
}

// Figures of an explanation can be counted again: from its own parts, and they are those
// of the result.
func TestExplanationsAddUp(t *testing.T) {
	in := reports(t)
	all := run(t, in, detect.Options{})
	var ids []string
	for i := range all.Passages {
		ids = append(ids, all.Passages[i].ID)
	}
	for _, p := range all.Pairs {
		ids = append(ids, p.A+"="+p.B)
	}
	res := run(t, in, detect.Options{Explain: ids})
	if len(res.Explanations) != len(ids) || len(all.Passages) < 10 || len(all.Pairs) < 5 {
		t.Fatalf("%d explanations of %d passages and %d pairs, want all", len(res.Explanations), len(all.Passages), len(all.Pairs))
	}
	for i := range all.Passages {
		e, p := res.Explanations[i].Passage, &all.Passages[i]
		if e == nil || e.ID != p.ID || e.Kind != p.Kind || e.Template.Template != p.Template {
			t.Errorf("explanation %d = %+v, want that of %s", i, e, p.ID)
			continue
		}
		if math.Abs(float64(e.Matched.Value)-p.Similarity) > 1e-9 {
			t.Errorf("%s: matched letters %d/%d, want similarity %v", p.ID, e.Matched.Num, e.Matched.Den, p.Similarity)
		}
		if e.Equal {
			continue
		}
		evidence, grams := 0.0, 0.0
		for _, s := range e.Seeds {
			evidence += float64(s.Weight) * (float64(s.Grams-s.Stock) + float64(e.StockWeight)*float64(s.Stock))
			grams += float64(s.Grams)
		}
		for _, test := range e.Tests {
			if got := (map[string]float64{"evidence": evidence, "grams": grams})[test.Rule]; got != 0 && math.Abs(got-float64(test.Value)) > 1e-6 {
				t.Errorf("%s: seeds come to %s %v, want %v", p.ID, test.Rule, got, test.Value)
			}
			if test.Passed != (test.Value >= test.Limit) {
				t.Errorf("%s: %s %v of %v passed = %v", p.ID, test.Rule, test.Value, test.Limit, test.Passed)
			}
		}
		if len(e.Tests) != 5 || len(e.Seeds) == 0 {
			t.Errorf("%s: %d figures, %d seeds, want 5 and some", p.ID, len(e.Tests), len(e.Seeds))
		}
		// Masks are edits and numbers may be; sentences in another order would all be.
		if apart := p.Kind == "spun" || p.Kind == "light" || p.Kind == "edited"; apart && len(e.Edits) == 0 || p.Kind == "reordered" && len(e.Edits) > 0 {
			t.Errorf("%s: a passage of kind %s with %d edits", p.ID, p.Kind, len(e.Edits))
		}
	}
	for i, p := range all.Pairs {
		e := res.Explanations[len(all.Passages)+i].Pair
		if e == nil || e.A != p.A || e.B != p.B || e.NearDuplicate != p.NearDuplicate || e.By != p.By || !e.Listed {
			t.Errorf("explanation of %s, %s = %+v, want %+v", p.A, p.B, e, p)
			continue
		}
		if e.Equal {
			continue
		}
		for _, f := range []struct {
			name string
			of   finding.Fraction
			want float64
		}{
			{"resemblance", e.Resemblance, p.Resemblance},
			{"containment of a", e.ContainmentA, p.ContainmentA},
			{"containment of b", e.ContainmentB, p.ContainmentB},
			{"aligned a", e.Aligned.A, p.AlignedA},
			{"aligned b", e.Aligned.B, p.AlignedB},
		} {
			if math.Abs(float64(f.of.Value)-f.want) > 1e-9 || math.Abs(float64(f.of.Num)/float64(f.of.Den)-f.want) > 1e-9 {
				t.Errorf("%s = %s: %s is %d/%d, want %v", p.A, p.B, f.name, f.of.Num, f.of.Den, f.want)
			}
		}
		if !e.Nomination.Compared || e.Union != e.GramsA+e.GramsB-e.Common {
			t.Errorf("%s = %s: nomination %+v, grams %d and %d, common %d, union %d", p.A, p.B, e.Nomination, e.GramsA, e.GramsB, e.Common, e.Union)
		}
	}
	res.Explanations = nil
	res.Run, res.Verdict = all.Run, all.Verdict
	if !reflect.DeepEqual(res, all) {
		t.Error("explaining changes the result")
	}
}

func TestExplainIDs(t *testing.T) {
	r := rng(41)
	a := prose(r, 900)
	texts := map[string]string{
		"d/甲县.txt": a, "d/乙县.txt": edit(r, a, 30), "d/丙,县=一.md": prose(r, 900), "e/甲县.txt": prose(r, 900), "d/丁县.txt": a,
	}
	in := inputsOf(texts)
	all := run(t, in, detect.Options{})
	key := all.Passages[0].Key
	for _, tt := range []struct {
		id   string
		want string // kind and what it names; "": unknown
	}{
		{"p1", "passage p1"},
		{key[:8], "passage p1"},
		{key, "passage p1"},
		{all.Passages[0].KeyB, "passage p1"},
		{key[:7], ""},
		{"p0", ""},
		{"p99", ""},
		{"cluster:1", "cluster 1"},
		{"组1", "cluster 1"},
		{"C1", "cluster 1"},
		{"cluster:2", ""},
		{"d/甲县.txt#1=d/乙县.txt#1", "pair d/乙县.txt#1 d/甲县.txt#1"},
		{"d/甲县.txt , d/乙县.txt", "pair d/乙县.txt#1 d/甲县.txt#1"},
		{"d/甲县 ↔ 乙县", "pair d/乙县.txt#1 d/甲县.txt#1"},
		{"丙,县=一=乙县", "pair d/丙,县=一.md#1 d/乙县.txt#1"},
		{"丙…一,乙", "pair d/丙,县=一.md#1 d/乙县.txt#1"},
		{"甲县=乙县", ""}, // there are two
		{"乙县=乙县", ""},
		{"乙县", ""},
		{"=", ""},
		{"", ""},
	} {
		res, err := detect.Run(context.Background(), in, detect.Options{Explain: []string{tt.id}})
		got := ""
		var unknown *detect.UnknownID
		switch {
		case errors.As(err, &unknown):
			if unknown.Passages != len(all.Passages) || unknown.Clusters != 1 || len(unknown.Near) == 0 || unknown.ID != tt.id {
				t.Errorf("Explain %q: %+v, want what there is", tt.id, unknown)
			}
		case err != nil:
			t.Fatal(err)
		default:
			switch e := res.Explanations[0]; {
			case e.Passage != nil:
				got = "passage " + e.Passage.ID
			case e.Pair != nil:
				got = "pair " + e.Pair.A + " " + e.Pair.B
			case e.Cluster != nil:
				got = "cluster " + string(rune('0'+e.Cluster.ID))
			}
		}
		if got != tt.want {
			t.Errorf("Explain %q = %q, want %q", tt.id, got, tt.want)
		}
	}
}

// A copy letter by letter is compared once; what it stands for is said.
func TestExplainEqualBodies(t *testing.T) {
	r := rng(42)
	a := prose(r, 900)
	in := inputsOf(map[string]string{"a": a, "b": a, "c": edit(r, a, 30), "d": prose(r, 900)})
	res := run(t, in, detect.Options{Explain: []string{"a=b", "b=c", "b=d", "cluster:1"}})
	ab, bc, bd := res.Explanations[0].Pair, res.Explanations[1].Pair, res.Explanations[2].Pair
	if !ab.Equal || !ab.NearDuplicate || ab.Cluster != 1 || ab.Resemblance.Value != 1 {
		t.Errorf("a=b: %+v, want equal", ab)
	}
	if bc.StandA != "a#1" || bc.StandB != "" || !bc.NearDuplicate || bc.Aligned == nil || len(bc.Passages) == 0 {
		t.Errorf("b=c: %+v, want a in the place of b", bc)
	}
	if bd.NearDuplicate || bd.Listed || bd.Aligned != nil || bd.Nomination.Compared || bd.Union == 0 {
		t.Errorf("b=d: %+v, want not compared, and the figures all the same", bd)
	}
	if c := res.Explanations[3].Cluster; len(c.Edges) != 2 || !slices.Equal(c.Members, []string{"a#1", "b#1", "c#1"}) {
		t.Errorf("cluster:1: %+v, want a, b, c and two pairs", c)
	}
}
