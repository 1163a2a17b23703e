package sheet

import (
	"slices"
	"testing"

	"chachong/internal/finding"
)

// withArchive is the sample with one of its counties in an archive.
func withArchive() *finding.Result {
	r := sample()
	r.Run.Archive = &finding.ArchiveUse{Path: "/档案/总结库", Submissions: 12408, Compared: 1, SameOwner: "separate"}
	const id = "总结库!/12/2023/丁县.txt#1"
	r.Submissions = append(r.Submissions, finding.Submission{
		ID: id, Path: "总结库!/12/2023/丁县.txt", Ordinal: 1, Owner: "丙县", Year: 2023, Letters: 880, Archived: true,
	})
	third := &r.Submissions[2]
	without := 0.0
	third.Owner = "丙县"
	third.Reuse = finding.Reuse{Total: 0.91, WithTemplate: 0.95, LargestSource: 0.91, LargestSourceID: id, WithoutOwn: &without}
	r.Pairs = append(r.Pairs, finding.Pair{A: third.ID, B: id, Resemblance: 0.9, NearDuplicate: true, By: "resemblance", Own: true})
	r.Passages = append(r.Passages, finding.Passage{
		ID: "p4", A: finding.Side{Submission: third.ID, Range: at(3, 9)}, B: finding.Side{Submission: id, Range: at(3, 9)},
		Kind: "verbatim", Similarity: 1, Letters: 820, AtA: [2]int32{0, 820}, AtB: [2]int32{0, 820}, Excerpt: "全年召开职代会四次", Own: true,
	})
	r.Passages[0].Accepted = true
	return r
}

// The archive has its rows on the first sheet and its columns on three others; what it holds
// has no row of its own.
func TestSheetsWithArchive(t *testing.T) {
	f := opened(t, written(t, withArchive(), Options{Folder: "报送/"}))
	for sheet, want := range map[string][]string{
		"篇目": {
			"篇名|结论|总复制比|含模板|去本单位|最大单篇复制比|最大来源|来源在库|来源单位|来源年度|雷同组|疑似段数|字数|标题|单位|复核|文件",
			"乙县.txt#1|疑似雷同|100.0%|100.0%||100.0%|甲县.txt#1|否|甲县||1|2|2000|||待谈 1|乙县.txt",
			"甲县.txt#1|疑似雷同|98.6%|100.0%||98.6%|乙县.txt#1|否|||1|2|2133|甲县教育工会年度工作总结|甲县|待谈 1|甲县.txt",
			"丙县.txt#1|仅本单位旧稿或已接受|91.0%|95.0%|0.0%|91.0%|总结库!/12/2023/丁县.txt#1|是|丙县|2023||1|900||丙县||丙县.txt",
		},
		"成对": {
			"甲|乙|乙在库|乙单位|乙年度|相似度|甲含于乙|乙含于甲|疑似雷同|依据|相同段落字数|本单位旧稿|已接受|复核|备注",
			"甲县.txt#1|乙县.txt#1|否|||97.4%|98.0%|99.0%|是|相似度|1300|否|否|待谈|与原件核对",
			"丙县.txt#1|总结库!/12/2023/丁县.txt#1|是|丙县|2023|90.0%|0.0%|0.0%|是|相似度|820|是|否",
		},
		"段落": {
			"编号|甲|甲 行/段|乙|乙 行/段|乙在库|乙单位|乙年度|类型|字数|相似度|模板|共有段落|开头文字|本单位旧稿|已接受|复核|备注",
		},
	} {
		got := rows(t, f, sheet)
		if len(got) < len(want) || !slices.Equal(got[:len(want)], want) {
			t.Errorf("sheet %s:\ngot  %q\nwant %q", sheet, got, want)
		}
	}
	for _, want := range []string{"查重结果|4 个文件，3 篇", "档案库|/档案/总结库", "|与档案库中 12408 篇比对，1 篇与本次各篇有共同文字，逐一核对", "本单位旧稿|单列，不计入限值", "仅本单位旧稿或已接受|1", "本单位旧稿段数|1", "已接受段数|1"} {
		if !slices.Contains(rows(t, f, "汇总"), want) {
			t.Errorf("sheet 汇总 = %q, want %q among its rows", rows(t, f, "汇总"), want)
		}
	}
}

// What was accepted is seen without an archive too.
func TestAcceptedWithoutArchive(t *testing.T) {
	r := sample()
	r.Pairs[0].Accepted = true
	f := opened(t, written(t, r, Options{}))
	if got, want := rows(t, f, "成对")[0], "甲|乙|相似度|甲含于乙|乙含于甲|疑似雷同|依据|相同段落字数|本单位旧稿|已接受|复核|备注"; got != want {
		t.Errorf("head of pairs = %q, want %q", got, want)
	}
}

// Where the archive keeps no text a column says so, and the text has no lines.
func TestSheetsWithEstimates(t *testing.T) {
	r := withArchive()
	last := len(r.Passages) - 1
	r.Pairs[len(r.Pairs)-1].Estimated, r.Passages[last].Estimated = true, true
	r.Passages[last].B.Range = finding.Range{Line: [2]int32{1, 1}}
	f := opened(t, written(t, r, Options{Folder: "报送/"}))
	for sheet, want := range map[string][]string{
		"成对": {
			"甲|乙|乙在库|乙单位|乙年度|相似度|甲含于乙|乙含于甲|疑似雷同|依据|相同段落字数|本单位旧稿|已接受|估计|复核|备注",
			"丙县.txt#1|总结库!/12/2023/丁县.txt#1|是|丙县|2023|90.0%|0.0%|0.0%|是|相似度|820|是|否|是",
		},
		"段落": {
			"编号|甲|甲 行/段|乙|乙 行/段|乙在库|乙单位|乙年度|类型|字数|相似度|模板|共有段落|开头文字|本单位旧稿|已接受|估计|复核|备注",
			"p4|丙县.txt#1|3-9|总结库!/12/2023/丁县.txt#1||是|丙县|2023|逐字|820|100.0%|否||全年召开职代会四次|是|否|是",
		},
	} {
		for _, row := range want {
			if got := rows(t, f, sheet); !slices.Contains(got, row) {
				t.Errorf("sheet %s = %q, want %q among its rows", sheet, got, row)
			}
		}
	}
}
