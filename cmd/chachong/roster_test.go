package main

import (
	"reflect"
	"testing"

	"chachong/internal/detect"
	"chachong/internal/finding"
	"chachong/internal/policy"
)

// An archive counts for whom it names where none of its members does, what was left out counts
// for nobody, and only what became a submission was read.
func TestRosterUse(t *testing.T) {
	r, err := policy.ParseRoster([][]string{{"单位"}, {"甲校"}, {"乙校"}, {"丙校"}, {"丁校"}, {"戊校"}})
	if err != nil {
		t.Fatal(err)
	}
	res := &finding.Result{}
	var inputs []detect.Input
	for _, c := range []struct {
		path, owner    string
		read, excluded bool
	}{
		{"甲校.zip", "甲校", false, false},
		{"甲校.zip!/总结.txt", "甲校", true, false},
		{"乙校.zip", "乙校", false, false},
		{"乙校.zip!/~$总结.docx", "乙校", false, true},
		{"~$丙校.docx", "丙校", false, true},
		{"丁校.pdf", "丁校", false, false},
		{"报送.zip", "", false, false},
		{"报送.zip!/戊校.zip", "戊校", false, false},
		{"报送.zip!/戊校.zip!/扫描.pdf", "戊校", false, false},
		{"报送.zip!/己校.txt", "", true, false},
		{"坏.zip", "", false, false},
	} {
		entry := finding.Input{Path: c.path, Excluded: c.excluded}
		if c.read {
			entry.Submissions = []string{c.path + "#1"}
		}
		res.Inputs = append(res.Inputs, entry)
		inputs = append(inputs, detect.Input{Path: c.path, Owner: c.owner})
	}
	want := &finding.RosterUse{
		Path: "名单.csv", Owners: 5,
		Missing:  []string{"丙校"},
		Unread:   []string{"乙校", "丁校", "戊校"},
		Unlisted: []string{"报送.zip!/己校.txt", "坏.zip"},
		Assigned: []finding.Assigned{
			{Owner: "甲校", Paths: []string{"甲校.zip!/总结.txt"}},
			{Owner: "乙校", Paths: []string{"乙校.zip"}},
			{Owner: "丙校", Paths: []string{}},
			{Owner: "丁校", Paths: []string{"丁校.pdf"}},
			{Owner: "戊校", Paths: []string{"报送.zip!/戊校.zip!/扫描.pdf"}},
		},
	}
	if got := rosterUse(r, "名单.csv", inputs, res); !reflect.DeepEqual(got, want) {
		t.Errorf("rosterUse() = %+v, want %+v", got, want)
	}
}
