package finding_test

import (
	"reflect"
	"testing"

	"chachong/internal/finding"
)

// Of a result whose every string but the author's tells a secret, nothing is left, on
// whichever side of pairs and passages the author stands.
func TestHideSourcesLeavesNothing(t *testing.T) {
	const author, source = "甲.txt#1", "库!/1/乙.txt#1"
	for _, swapped := range []bool{false, true} {
		r := filled[finding.Result](t)
		r.Submissions = append([]finding.Submission{{
			ID: author, Path: "甲.txt", Ordinal: 1, Text: "甲的话。", Key: "own", Range: finding.Range{Byte: [2]int32{0, 12}},
			Reuse: finding.Reuse{LargestSourceID: source},
		}}, r.Submissions...)
		s := &r.Submissions[1]
		s.ID, s.Archived = source, true
		r.Inputs = []finding.Input{{Path: "甲.txt"}}
		r.Schema, r.Run.Version, r.Run.Options = finding.Schema, "1", map[string]any{"archive": number, "input": r.Run.Archive.Path}
		r.Run.Caps, r.Run.Archive.SameOwner = nil, "separate"

		q := &r.Passages[0]
		own := finding.Side{Submission: author, Range: finding.Range{Byte: [2]int32{0, 9}}}
		other := finding.Side{Submission: source, Range: finding.Range{Byte: [2]int32{700, 799}}}
		q.ID, q.Kind, q.Family, q.A, q.Key, q.Excerpt, q.Letters = "p1", "light", "f1", own, "own", "甲的话", 3
		q.B, q.AtA, q.AtB = other, [2]int32{0, 3}, [2]int32{5, 9}
		p := &r.Pairs[0]
		p.A, p.B, p.By, p.ContainmentA, p.ContainmentB = author, source, "alignment", 0.5, 0.25
		if swapped {
			q.A, q.B, q.Key, q.KeyB, q.Excerpt, q.AtA, q.AtB, q.Letters = other, own, number, "own", number, q.AtB, q.AtA, 4
			p.A, p.B, p.ContainmentA, p.ContainmentB = source, author, 0.25, 0.5
		}
		q.Review.Mark, p.Review.Mark = finding.Talk, finding.Talk
		r.Clusters[0].Members = []string{author, source}
		f := &r.Families[0]
		f.ID, f.Members = "f1", []finding.Side{other, own}
		for _, list := range [][]finding.Finding{r.Verdict.Findings, r.Verdict.Cleared} {
			list[0].Rule, list[0].Submission, list[0].Other = "near-duplicate", author, source
		}

		seen := finding.Observation{ID: "o2", Kind: finding.SameFile, Path: "甲.txt", Count: 2, Others: []string{"甲.txt", number}}
		r.Observations = append(r.Observations, seen)
		r.Run.Roster = &finding.RosterUse{Missing: []string{number}, Unread: []string{number}, Assigned: []finding.Assigned{{Owner: number, Paths: []string{number}}}}

		if err := finding.HideSources(r); err != nil {
			t.Fatal(err)
		}
		holding(reflect.ValueOf(r), "result", func(way, s string) {
			t.Errorf("swapped %v: %s = %q, want nothing of the source", swapped, way, s)
		})
		seen.Others = []string{"甲.txt"}
		if want := []finding.Observation{seen}; !reflect.DeepEqual(r.Observations, want) || r.Run.Roster != nil {
			t.Errorf("swapped %v: observations = %+v, roster = %+v, want %+v and none", swapped, r.Observations, r.Run.Roster, want)
		}
		q, p, f = &r.Passages[0], &r.Pairs[0], &r.Families[0]
		if q.A != own || q.Key != "own" || q.KeyB != "" || q.B != (finding.Side{Submission: "source-1#1"}) || q.Letters != 3 || q.Edits != nil || q.AtB != [2]int32{} {
			t.Errorf("swapped %v: passage = %+v, want the author's side alone", swapped, q)
		}
		if p.A != author || p.B != "source-1#1" || p.ContainmentA != 0.5 || p.ContainmentB != 0 {
			t.Errorf("swapped %v: pair = %+v, want the author's side alone", swapped, p)
		}
		if f.Excerpt != "甲的话" || f.Members[0] != (finding.Side{Submission: "source-1#1"}) || f.Members[1] != own {
			t.Errorf("swapped %v: family = %+v, want the words of the author", swapped, f)
		}
		if got := r.Submissions[1].Hidden(); got != 1 || r.Submissions[0].Reuse.LargestSourceID != "source-1#1" {
			t.Errorf("swapped %v: source %d, largest %q, want 1 and its name", swapped, got, r.Submissions[0].Reuse.LargestSourceID)
		}
	}
}
