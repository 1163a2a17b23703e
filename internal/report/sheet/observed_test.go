package sheet

import (
	"slices"
	"testing"

	"chachong/internal/finding"
)

// What was noticed has a sheet in front of the ledger, where there is any; a roster has rows on
// the first sheet; lines have their pages.
func TestObserved(t *testing.T) {
	r := sample()
	paged := at(8, 9)
	paged.Page = [2]int32{2, 2}
	r.Observations = []finding.Observation{
		{Kind: finding.SameFile, Path: "报送/甲县.txt", Count: 2, Others: []string{"报送/乙县.txt"}},
		{Kind: finding.LeftoverName, Path: "报送/乙县.txt", Submission: "乙县.txt#1", Count: 1, Name: "甲县", Own: "乙县", Strong: true, Text: "=甲县的一句话。", Range: &paged},
	}
	r.Pairs[0].SameFile = true
	r.Passages[0].A.Range = paged
	r.Inputs = append(r.Inputs, finding.Input{Path: "报送/包.zip", Status: finding.OK, Format: "zip", Container: true})
	r.Run.Roster = &finding.RosterUse{
		Path: "名单.csv", Owners: 4, Missing: []string{"丁县"}, Unread: []string{"戊县"}, Unlisted: []string{"报送/丙县.txt"},
		Assigned: []finding.Assigned{
			{Owner: "甲县", Paths: []string{"报送/甲县.txt"}},
			{Owner: "丁县"},
			{Owner: "乙县", Paths: []string{"报送/乙县.txt"}},
			{Owner: "戊县", Paths: []string{"报送/戊县1.pdf", "报送/戊县2.pdf"}},
		},
	}
	f := opened(t, written(t, r, Options{Folder: "报送/"}))
	if got, want := f.GetSheetList(), []string{"汇总", "篇目", "成对", "段落", "其他情况", "报送名单", "台账"}; !slices.Equal(got, want) {
		t.Fatalf("sheets = %q, want %q", got, want)
	}
	want := []string{
		"文件|篇|情况|位置（行/段）|说明|文字",
		"乙县.txt|乙县.txt#1|提到其他名称|2 页：8-9|“甲县”，本篇为“乙县”，在相同段落中|=甲县的一句话。",
		"甲县.txt||相同文件||2 个逐字节相同；同 乙县.txt",
	}
	if got := rows(t, f, "其他情况"); !slices.Equal(got, want) {
		t.Errorf("observations:\ngot  %q\nwant %q", got, want)
	}
	for sheet, want := range map[string][]string{
		"汇总":   {"查重结果|4 个文件，3 篇", "报送名单|4 个单位，已交 3 个，其中读不出 1 个，未交 1 个", "|未交：丁县", "|已交但读不出：戊县", "|名单之外的文件 1 个：丙县.txt"},
		"报送名单": {"单位|报送情况|文件", "甲县|已交|甲县.txt", "丁县|未交", "戊县|读不出|戊县1.pdf", "戊县|读不出|戊县2.pdf"},
		"成对":   {"甲县.txt#1|乙县.txt#1|97.4%|98.0%|99.0%|是|相似度，相同文件|1300|待谈|与原件核对"},
		"台账":   {"包.zip|已读取||其中的文件另列||0|zip||0"},
		"段落":   {"p1|甲县.txt#1|2 页：8-9|乙县.txt#1|4|换词|612|88.0%|否||组织广大教职工开展师德师风建设活动"},
	} {
		got := rows(t, f, sheet)
		for _, row := range want {
			if !slices.Contains(got, row) {
				t.Errorf("sheet %s = %q, want %q among its rows", sheet, got, row)
			}
		}
	}
}
