package finding_test

import (
	"maps"
	"slices"
	"testing"

	"chachong/internal/finding"
)

// A place is told by paragraphs in all that was extracted from a document, and by lines in
// text. Of what the archive holds only the name tells which of the two it was.
func TestParagraphs(t *testing.T) {
	r := &finding.Result{}
	for _, in := range [][2]string{
		{"甲.docx", "docx"},
		{"乙.txt", "txt"},
		{"丙.md", "md"},
		{"丁.doc", "txt"}, // text by its content
		{"戊.wps", "wps"},
		{"表.xlsx!/Sheet1!3", "xlsx"},
		{"包.zip!/己.pdf", "pdf"},
		{"坏.pdf", ""},
	} {
		r.Inputs = append(r.Inputs, finding.Input{Path: in[0], Format: in[1]})
		r.Submissions = append(r.Submissions, finding.Submission{ID: in[0] + "#1", Path: in[0]})
	}
	for _, path := range []string{"库!/1/旧.DOCX", "库!/2/旧.txt", "库!/3/网页.htm", "库!/4/表.xlsx!/Sheet1!7", "库!/5/无后缀"} {
		r.Submissions = append(r.Submissions, finding.Submission{ID: path + "#1", Path: path, Archived: true})
	}
	want := []string{
		"包.zip!/己.pdf", "包.zip!/己.pdf#1", "库!/1/旧.DOCX#1", "库!/3/网页.htm#1", "库!/4/表.xlsx!/Sheet1!7#1",
		"戊.wps", "戊.wps#1", "甲.docx", "甲.docx#1", "表.xlsx!/Sheet1!3", "表.xlsx!/Sheet1!3#1",
	}
	slices.Sort(want)
	if got := slices.Sorted(maps.Keys(r.Paragraphs())); !slices.Equal(got, want) {
		t.Errorf("Paragraphs() = %q, want %q", got, want)
	}
}

func TestTold(t *testing.T) {
	for _, tt := range []struct {
		in   finding.Input
		want finding.Status
	}{
		{finding.Input{Status: finding.OK}, finding.OK},
		{finding.Input{Status: finding.Error, Code: "E_DAMAGED"}, finding.Error},
		{finding.Input{Status: finding.Skipped, Code: "W_NO_TEXT"}, finding.Unread},
		{finding.Input{Status: finding.Skipped, Code: "I_LITTER", Excluded: true}, finding.Skipped},
	} {
		if got := tt.in.Told(); got != tt.want {
			t.Errorf("Told() of %s, excluded %t = %q, want %q", tt.in.Status, tt.in.Excluded, got, tt.want)
		}
	}
}
