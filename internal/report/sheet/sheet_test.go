package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"chachong/internal/finding"
	"chachong/internal/message"
)

var langs = []message.Lang{message.Zh, message.En}

func at(first, last int32) finding.Range { return finding.Range{Line: [2]int32{first, last}} }

// sample is a small run with a cluster, a passage and a template, marks and an input that
// was not read.
func sample() *finding.Result {
	talk := &finding.Review{Mark: finding.Talk, Note: "与原件核对"}
	r := &finding.Result{
		Run: finding.Run{
			Version: "0.1.0",
			Options: map[string]any{"fail_on": "default", "include": []string{}, "edits": false, "review": []string{"复核.json"}},
			Caps:    []finding.Cap{{Name: "echoes", Limit: 1, LeftOut: 2}},
		},
		Inputs: []finding.Input{
			{Path: "甲县.txt", Status: finding.OK, Format: "txt", Encoding: "gb18030", Bytes: 18230, Submissions: []string{"甲县.txt#1"}},
			{Path: "乙县.txt", Status: finding.OK, Format: "txt", Encoding: "utf-8", Bytes: 7020, Submissions: []string{"乙县.txt#1"}},
			{Path: "丙县.txt", Status: finding.OK, Format: "txt", Encoding: "utf-8", Bytes: 6610, Submissions: []string{"丙县.txt#1"}},
			{Path: "旧稿.doc", Status: finding.Error, Code: "E_FORMAT", Reason: "this is a Word document (.doc, .wps), a format that is not read", Hint: "save its text as .txt (UTF-8) and hand that in", Bytes: 40960},
		},
		Submissions: []finding.Submission{
			{ID: "甲县.txt#1", Path: "甲县.txt", Ordinal: 1, Title: "甲县教育工会年度工作总结", Owner: "甲县", Letters: 2133, Cluster: 1, Reuse: finding.Reuse{Total: 0.98612, WithTemplate: 1, LargestSource: 0.98612, LargestSourceID: "乙县.txt#1"}},
			{ID: "乙县.txt#1", Path: "乙县.txt", Ordinal: 1, Letters: 2000, Cluster: 1, Reuse: finding.Reuse{Total: 1, WithTemplate: 1, LargestSource: 1, LargestSourceID: "甲县.txt#1"}},
			{ID: "丙县.txt#1", Path: "丙县.txt", Ordinal: 1, Letters: 900, Reuse: finding.Reuse{WithTemplate: 0.05}},
		},
		Pairs: []finding.Pair{{A: "甲县.txt#1", B: "乙县.txt#1", Resemblance: 0.97444, ContainmentA: 0.98, ContainmentB: 0.99, NearDuplicate: true, By: "resemblance", Review: talk}},
		Passages: []finding.Passage{
			{ID: "p1", A: finding.Side{Submission: "甲县.txt#1", Range: at(3, 9)}, B: finding.Side{Submission: "乙县.txt#1", Range: at(4, 4)}, Kind: "spun", Similarity: 0.88, Letters: 612, AtA: [2]int32{0, 612}, AtB: [2]int32{10, 620}, Excerpt: "组织广大教职工开展师德师风建设活动"},
			{ID: "p2", A: finding.Side{Submission: "甲县.txt#1", Range: at(9, 12)}, B: finding.Side{Submission: "乙县.txt#1", Range: at(9, 9)}, Kind: "verbatim", Similarity: 1, Letters: 700, AtA: [2]int32{600, 1300}, AtB: [2]int32{620, 1320}, Excerpt: "看望慰问困难教职工二十六人", Family: "f1"},
			{ID: "p3", A: finding.Side{Submission: "甲县.txt#1", Range: at(1, 1)}, B: finding.Side{Submission: "丙县.txt#1", Range: at(1, 1)}, Kind: "verbatim", Similarity: 1, Letters: 45, Template: true, Excerpt: "本总结已经教代会审议通过"},
		},
		Verdict: finding.Verdict{ExitCode: 1, Incomplete: true, Findings: []finding.Finding{{Rule: "near-duplicate", Submission: "甲县.txt#1", Other: "乙县.txt#1", Value: 0.97444}}},
	}
	for i := range r.Inputs {
		r.Inputs[i].Path = "报送/" + r.Inputs[i].Path
	}
	for i := range r.Submissions {
		r.Submissions[i].Path = "报送/" + r.Submissions[i].Path
	}
	return r
}

// Nobody's column of owners is left out.
func TestNoOwners(t *testing.T) {
	r := sample()
	r.Submissions[0].Owner = ""
	got := rows(t, opened(t, written(t, r, Options{})), "篇目")
	want := []string{
		"篇名|结论|总复制比|含模板|最大单篇复制比|最大来源|雷同组|疑似段数|字数|标题|复核|文件",
		"乙县.txt#1|疑似雷同|100.0%|100.0%|100.0%|甲县.txt#1|1|2|2000||待谈 1|报送/乙县.txt",
	}
	if !slices.Equal(got[:2], want) {
		t.Errorf("submissions without owners = %q, want %q", got[:2], want)
	}
}

func written(t *testing.T, r *finding.Result, opt Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := XLSX(&b, r, opt); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func opened(t *testing.T, data []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// rows returns what a reader sees of a sheet, cells joined by |.
func rows(t *testing.T, f *excelize.File, sheet string) []string {
	t.Helper()
	all, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, row := range all {
		out = append(out, strings.Join(row, "|"))
	}
	return out
}

func TestSheets(t *testing.T) {
	short := func(id string) string { return strings.TrimSuffix(id, ".txt#1") }
	f := opened(t, written(t, sample(), Options{Name: short, Folder: "报送/"}))
	if got, want := f.GetSheetList(), []string{"汇总", "篇目", "成对", "段落", "台账"}; !slices.Equal(got, want) {
		t.Fatalf("sheets = %q, want %q", got, want)
	}
	for sheet, want := range map[string][]string{
		"汇总": {
			"查重结果|4 个文件，3 篇", "报告编号|" + sample().Number(), "文件所在|报送/", "限值|疑似雷同、总复制比 20%、单段字数 200 字", "结论|1 项超出限值，需复核", "",
			"疑似雷同|2", "需复核|0", "有相同段落|0", "仅有模板|1", "未见雷同|0", "雷同组|0", "成对|1", "段落|3", "复核标记|待谈 1", "",
			"未检查或未完整读取的文件|1 个文件未检查或未完整读取，本次检查不完整", "",
			"因数量上限未列出|同一段落在多份副本之间的重复（只列一处）：未列 2 处", "",
			"程序版本|0.1.0", "设置|fail_on = default", `|review = ["复核.json"]`, "",
			"说明|总复制比：与其他篇目相同的段落（不含模板）字数占本篇字数的比例；含模板：连同多家共有的模板文字；最大单篇：只计一个来源",
		},
		"篇目": {
			"篇名|结论|总复制比|含模板|最大单篇复制比|最大来源|雷同组|疑似段数|字数|标题|单位|复核|文件",
			"乙县|疑似雷同|100.0%|100.0%|100.0%|甲县|1|2|2000|||待谈 1|乙县.txt",
			"甲县|疑似雷同|98.6%|100.0%|98.6%|乙县|1|2|2133|甲县教育工会年度工作总结|甲县|待谈 1|甲县.txt",
			"丙县|仅有模板|0.0%|5.0%|0.0%|||0|900||||丙县.txt",
		},
		"成对": {
			"甲|乙|相似度|甲含于乙|乙含于甲|疑似雷同|依据|相同段落字数|复核|备注",
			"甲县|乙县|97.4%|98.0%|99.0%|是|相似度|1300|待谈|与原件核对",
		},
		"段落": {
			"编号|甲|甲 行/段|乙|乙 行/段|类型|字数|相似度|模板|共有段落|开头文字|复核|备注",
			"p2|甲县|9-12|乙县|9|逐字|700|100.0%|否|f1|看望慰问困难教职工二十六人",
			"p1|甲县|3-9|乙县|4|换词|612|88.0%|否||组织广大教职工开展师德师风建设活动",
			"p3|甲县|1|丙县|1|逐字|45|100.0%|是||本总结已经教代会审议通过",
		},
		"台账": {
			"文件|读取状态|代码|说明|建议|篇数|格式|编码|字节",
			"甲县.txt|已读取||||1|txt|gb18030|18230", "乙县.txt|已读取||||1|txt|utf-8|7020", "丙县.txt|已读取||||1|txt|utf-8|6610",
			"旧稿.doc|未能读取|E_FORMAT|这是 Word 文档 (.doc, .wps)，不读取这种格式|请将文字另存为 .txt (UTF-8) 后重新提交|0|||40960",
		},
	} {
		if got := rows(t, f, sheet); !slices.Equal(got, want) {
			t.Errorf("sheet %s:\ngot  %q\nwant %q", sheet, got, want)
		}
	}
	for _, l := range langs {
		f := opened(t, written(t, sample(), Options{Lang: l}))
		for _, sheet := range f.GetSheetList() {
			for _, row := range rows(t, f, sheet)[:1] {
				if l == message.En && strings.ContainsFunc(row, func(r rune) bool { return r > 0x2E80 }) {
					t.Errorf("head of %s in English = %q", sheet, row)
				}
			}
		}
	}
}

// Figures are numbers and texts are texts.
func TestCellTypes(t *testing.T) {
	f := opened(t, written(t, sample(), Options{}))
	for _, c := range []struct {
		sheet, cell, value string
		kind               excelize.CellType
	}{
		{"篇目", "C2", "1", excelize.CellTypeUnset},
		{"篇目", "C3", "0.9861", excelize.CellTypeUnset},
		{"篇目", "I3", "2133", excelize.CellTypeUnset},
		{"篇目", "A3", "甲县.txt#1", excelize.CellTypeInlineString},
		{"成对", "H2", "1300", excelize.CellTypeUnset},
		{"段落", "C2", "9-12", excelize.CellTypeInlineString},
		{"台账", "I2", "18230", excelize.CellTypeUnset},
	} {
		kind, err := f.GetCellType(c.sheet, c.cell)
		value, err2 := f.GetCellValue(c.sheet, c.cell, excelize.Options{RawCellValue: true})
		if err != nil || err2 != nil || kind != c.kind || value != c.value {
			t.Errorf("%s!%s = %q of type %d (%v, %v), want %q of type %d", c.sheet, c.cell, value, kind, err, err2, c.value, c.kind)
		}
	}
}

// The head stays in sight, is repeated in print, and filters; pages are A4 across.
func TestLayout(t *testing.T) {
	f := opened(t, written(t, sample(), Options{}))
	for _, sheet := range f.GetSheetList() {
		layout, err := f.GetPageLayout(sheet)
		if err != nil || *layout.Size != paperA4 || *layout.Orientation != "landscape" || *layout.FitToWidth != 1 || *layout.FitToHeight != 0 {
			t.Errorf("layout of %s = %+v, %v, want A4 in landscape, one page wide", sheet, layout, err)
		}
		props, err := f.GetSheetProps(sheet)
		if err != nil || props.FitToPage == nil || !*props.FitToPage {
			t.Errorf("%s does not fit to the page", sheet)
		}
		panes, err := f.GetPanes(sheet)
		if want := sheet != "汇总"; err != nil || panes.Freeze != want || want && panes.YSplit != 1 {
			t.Errorf("panes of %s = %+v, %v, want the head frozen: %v", sheet, panes, err, want)
		}
	}
	var titles, filters []string
	for _, n := range f.GetDefinedName() {
		switch n.Name {
		case "_xlnm.Print_Titles":
			titles = append(titles, n.RefersTo)
		case "_xlnm._FilterDatabase":
			filters = append(filters, n.RefersTo)
		}
	}
	if want := []string{"'篇目'!$1:$1", "'成对'!$1:$1", "'段落'!$1:$1", "'台账'!$1:$1"}; !slices.Equal(titles, want) {
		t.Errorf("rows repeated in print = %q, want %q", titles, want)
	}
	if want := []string{"'篇目'!$A$1:$M$4", "'成对'!$A$1:$J$2", "'段落'!$A$1:$M$4", "'台账'!$A$1:$I$5"}; !slices.Equal(filters, want) {
		t.Errorf("filters = %q, want %q", filters, want)
	}
}

// hostile puts s wherever a stranger may write.
func hostile(s string) *finding.Result {
	r := sample()
	r.Inputs[3].Path, r.Inputs[3].Reason, r.Inputs[3].Hint, r.Inputs[3].Code, r.Inputs[3].Encoding = s, s, s, s, s
	for i := range r.Submissions {
		x := &r.Submissions[i]
		x.Title, x.Owner, x.Path = s, s, s
	}
	r.Pairs[0].By = s
	r.Pairs[0].Review.Note = s
	for i := range r.Passages {
		p := &r.Passages[i]
		p.ID, p.Excerpt, p.Kind, p.Family = s, s, s, s
		p.Review = &finding.Review{Mark: finding.Mark(s), Note: s}
	}
	r.Run.Options["fail_on"] = s
	r.Run.Version = s
	return r
}

// No cell is a formula, every part is XML that a program can read, and no cell is longer
// than the format allows.
func TestHostileTexts(t *testing.T) {
	for _, s := range []string{
		"=cmd|'/C calc'!A0", "+1+1", "-1", "@SUM(A1:A9)", "\t=1", "\r\n=1", "＝1+1", "\u200b=1", "</t></is></c><c><f>1</f>", "_x003D_1", "_x005F_",
		"a\x00\x01\x1b[31m\uFFFE\uFFFF", "坏\xff\xfe", "\u202egpj.exe", "http://a.example/?=1", strings.Repeat("工会", 20000), strings.Repeat("😀", 20000),
	} {
		for _, l := range langs {
			name := func(string) string { return s }
			data := written(t, hostile(s), Options{Lang: l, Name: name})
			parts(t, data, func(part string, content []byte) {
				for d := xml.NewDecoder(bytes.NewReader(content)); ; {
					token, err := d.Token()
					if errors.Is(err, io.EOF) {
						break
					}
					if err != nil {
						t.Fatalf("%.40q: %s: %v", s, part, err)
					}
					if e, ok := token.(xml.StartElement); ok && (e.Name.Local == "f" || e.Name.Local == "hyperlink") {
						t.Errorf("%.40q: %s holds a %s", s, part, e.Name.Local)
					}
				}
			})
			f := opened(t, data)
			for _, sheet := range f.GetSheetList() {
				for _, row := range rows(t, f, sheet) {
					for cell := range strings.SplitSeq(row, "|") {
						if n := len(utf16.Encode([]rune(cell))); n > maxChars {
							t.Errorf("%.40q: a cell of %s has %d UTF-16 units, want at most %d", s, sheet, n, maxChars)
						}
						if strings.ContainsAny(cell, "\x1b\x00\u202e") {
							t.Errorf("%.40q: a cell of %s holds %q", s, sheet, cell)
						}
					}
				}
			}
		}
	}
}

// What looks like a formula stays a text when somebody edits the cell.
func TestGuardedCells(t *testing.T) {
	f := opened(t, written(t, hostile("=1+1"), Options{}))
	id, err := f.GetCellStyle("篇目", "J2")
	if err != nil {
		t.Fatal(err)
	}
	style, err := f.GetStyle(id)
	if err != nil || style.NumFmt != textFormat {
		t.Errorf("style of a title =1+1 = %+v, %v, want the format of texts", style, err)
	}
}

func TestCellText(t *testing.T) {
	long := strings.Repeat("工", maxChars)
	for _, tt := range []struct{ in, want string }{
		{"甲\r\n乙", "甲\n乙"},
		{"\x1b[2J", `\u{1B}[2J`},
		{long, long},
		{long + "工", long[:len(long)-len("工")] + "…"},
		{strings.Repeat("😀", maxChars/2) + "工", strings.Repeat("😀", maxChars/2) + "工"},
		{strings.Repeat("😀", maxChars/2+1), strings.Repeat("😀", maxChars/2) + "…"},
	} {
		if got := cellText(tt.in); got != tt.want {
			t.Errorf("cellText(%.20q, %d bytes) = %.20q, %d bytes, want %.20q, %d bytes", tt.in, len(tt.in), got, len(got), tt.want, len(tt.want))
		}
	}
}

func TestSameBytes(t *testing.T) {
	first := written(t, sample(), Options{})
	for range 5 {
		if !bytes.Equal(written(t, sample(), Options{}), first) {
			t.Fatal("the same result gives another workbook")
		}
	}
	parts(t, first, func(part string, content []byte) {
		for _, other := range []string{"xuri", "Excelize", "2006-09-16"} {
			if bytes.Contains(content, []byte(other)) && part != "xl/theme/theme1.xml" {
				t.Errorf("%s names %s", part, other)
			}
		}
	})
}

// parts calls look with each part of a workbook.
func parts(t *testing.T, data []byte, look func(name string, content []byte)) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range z.File {
		r, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		r.Close()
		if err != nil {
			t.Fatal(err)
		}
		look(file.Name, content)
	}
}

// A sheet that is full ends in how many rows it lacks.
func TestFullSheet(t *testing.T) {
	for _, tt := range []struct {
		count int
		want  []string
	}{
		{3, []string{"文件", "0", "1", "2"}},
		{4, []string{"文件", "0", "1", "另有 2 行未列出：一张工作表至多 4 行，全部内容见 -f json"}},
	} {
		b, err := newBook(message.Zh)
		if err != nil {
			t.Fatal(err)
		}
		b.limit = 4
		err = b.add(table{title: message.TabLedger, count: tt.count, columns: []column{{head: message.CSVFile, width: 9}}, rows: func(yield func([]any) bool) {
			for i := range tt.count {
				if !yield([]any{i}) {
					return
				}
			}
		}})
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := b.writeTo(&out); err != nil {
			t.Fatal(err)
		}
		b.close()
		if got := rows(t, opened(t, out.Bytes()), "台账"); !slices.Equal(got, tt.want) {
			t.Errorf("sheet of %d rows = %q, want %q", tt.count, got, tt.want)
		}
	}
}

// full is a device with room for n bytes.
type full struct{ n int }

var errFull = errors.New("no space left")

func (f *full) Write(b []byte) (int, error) {
	if f.n -= len(b); f.n < 0 {
		return 0, errFull
	}
	return len(b), nil
}

func TestWriteErrors(t *testing.T) {
	for _, room := range []int{0, 1000} {
		if err := XLSX(&full{room}, sample(), Options{}); !errors.Is(err, errFull) {
			t.Errorf("XLSX with room for %d bytes = %v, want %v", room, err, errFull)
		}
	}
}
