package policy

import (
	"testing"

	"chachong/internal/finding"
)

// b is a again, and c holds half of it: the run lists a and c only. Who says that b is no
// copy of a has said nothing about c.
func TestRemainingOfEqualBodies(t *testing.T) {
	r := &finding.Result{
		Submissions: []finding.Submission{
			{ID: "a", Key: "1", Letters: 100, Reuse: finding.Reuse{Total: 1}},
			{ID: "b", Key: "1", Letters: 100, Reuse: finding.Reuse{Total: 1}},
			{ID: "c", Key: "2", Letters: 200, Reuse: finding.Reuse{Total: 0.25}},
		},
		Passages: []finding.Passage{
			{A: finding.Side{Submission: "a"}, B: finding.Side{Submission: "b"}, AtA: [2]int32{0, 100}, AtB: [2]int32{0, 100}},
			{A: finding.Side{Submission: "a"}, B: finding.Side{Submission: "c"}, AtA: [2]int32{10, 60}, AtB: [2]int32{0, 50}},
		},
	}
	r.Passages[0].Accepted = true
	for i, want := range []float64{0.5, 0.5, 0.25} {
		got := copiesOf(r).remaining()[i]
		if got.Total != want || i < 2 && got.LargestSourceID != "c" {
			t.Errorf("remaining reuse of %s = %+v, want %v", r.Submissions[i].ID, got, want)
		}
	}
}
