package page

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"chachong/internal/finding"
)

// withObserved is the sample with a sentence that names another county, a hidden text and two
// files that hold the same.
func withObserved() *finding.Result {
	r := sample()
	s := &r.Submissions[0]
	sentence := finding.Range{
		Byte: [2]int32{s.Range.Byte[0], s.Range.Byte[0] + 3}, Rune: [2]int32{s.Range.Rune[0], s.Range.Rune[0] + 1},
		Line: s.Range.Line, Page: [2]int32{2, 3},
	}
	r.Observations = []finding.Observation{
		{ID: "o1", Kind: finding.SameFile, Path: r.Inputs[0].Path, Count: 2, Others: []string{r.Inputs[1].Path, "无此文件"}},
		{ID: "o2", Kind: finding.HiddenText, Path: s.Path, Submission: s.ID, Count: 9, Why: "color", Text: "看不见\u202e的字"},
		{ID: "o3", Kind: finding.LeftoverName, Path: s.Path, Submission: s.ID, Count: 1, Name: "甲县", Own: "乙县", Strong: true, Text: "甲县的一句话。", Range: &sentence},
	}
	r.Run.Roster = &finding.RosterUse{
		Owners: 3, Missing: []string{"丁县\n"}, Unread: []string{"戊县\n"}, Unlisted: []string{"a.txt"},
		Assigned: []finding.Assigned{{Owner: "丁县\n"}, {Owner: "戊县\n", Paths: []string{"戊\n.pdf"}}},
	}
	return r
}

// Observations come in the order of reports, with what they are about by index.
func TestObservations(t *testing.T) {
	r := withObserved()
	m := newModel(r, Options{})
	got := m.observations()
	var ids []string
	for _, o := range got {
		ids = append(ids, o.ID)
	}
	if want := []string{"o3", "o2", "o1"}; !slices.Equal(ids, want) {
		t.Fatalf("observations = %q, want %q", ids, want)
	}
	name, hidden, same := got[0], got[1], got[2]
	if name.S != 0 || name.R[0] != 0 || name.R[1] != 1 || !slices.Equal(name.Line[2:], []int32{2, 3}) || !name.Strong {
		t.Errorf("the sentence = %+v, want the first character of submission 0 on pages 2 to 3", name)
	}
	if hidden.R != [2]int32{} || strings.Contains(hidden.Text, "\u202e") || hidden.Line[0] != 0 {
		t.Errorf("the hidden text = %+v, want it visible and without a place", hidden)
	}
	if same.S != -1 || same.Input != 0 || !reflect.DeepEqual(same.Others, []int{1}) {
		t.Errorf("the same file = %+v, want inputs 0 and 1", same)
	}
	want := &rosterData{3, []string{"丁县␤"}, []string{"戊县␤"}, []string{"a.txt"}, []assignedData{{"丁县␤", []string{}, false}, {"戊县␤", []string{"戊␤.pdf"}, true}}}
	if roster := m.roster(); !reflect.DeepEqual(roster, want) {
		t.Errorf("roster = %+v, want %+v", roster, want)
	}
}

// A page without texts quotes nothing of what was noticed.
func TestObservationsWithoutTexts(t *testing.T) {
	for _, o := range newModel(withObserved(), Options{Texts: None}).observations() {
		if said := o.Text + o.Said.Zh + o.Said.En; strings.Contains(said, "看不见") || strings.Contains(said, "甲县") || strings.Contains(said, "乙县") {
			t.Errorf("observation %s = %+v, want no words of the texts", o.ID, o)
		}
	}
}
