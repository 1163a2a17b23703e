package rows

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"chachong/internal/source/extract"
)

// report returns an invented report of more than MinLetters letters.
func report(school string) string {
	return school + "一年来坚持立德树人，扎实推进课堂改革，全年组织教研活动三十二次，家访覆盖全部学生，圆满完成了各项任务。"
}

// grid is the cells of a sheet, made by a library of others.
type grid struct {
	name string
	rows [][]any
	edit func(f *excelize.File)
}

func workbookOf(t testing.TB, grids ...grid) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, g := range grids {
		if i == 0 {
			check(t, f.SetSheetName("Sheet1", g.name))
		} else {
			_, err := f.NewSheet(g.name)
			check(t, err)
		}
		for n, r := range g.rows {
			for c, v := range r {
				if v == nil {
					continue
				}
				at, err := excelize.CoordinatesToCellName(c+1, n+1)
				check(t, err)
				check(t, f.SetCellValue(g.name, at, v))
			}
		}
		if g.edit != nil {
			g.edit(f)
		}
	}
	buf, err := f.WriteToBuffer()
	check(t, err)
	return buf.Bytes()
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// outcome is what a workbook gives: a line "name|owner|title|text" a member, or its error.
func outcome(raw []byte, c Columns, l extract.Limits) string {
	doc, err := Read(raw, extract.NewBudget(l), c)
	var p *extract.Problem
	switch {
	case errors.As(err, &p):
		return p.Code + " " + p.Reason
	case err != nil:
		return "plain error: " + err.Error()
	}
	var b strings.Builder
	for _, m := range doc.Members {
		if m.Row == nil {
			fmt.Fprintf(&b, "%s: %s\n", m.Name, m.Raw)
			continue
		}
		text := strings.ReplaceAll(m.Row.Text, "\n", "⏎")
		if m.Problem != nil {
			text = m.Problem.Code
		}
		fmt.Fprintf(&b, "%s|%s|%s|%s\n", m.Name, m.Row.Owner, m.Row.Title, text)
	}
	if doc.Warning != nil {
		fmt.Fprintf(&b, "! %s\n", doc.Warning.Reason)
	}
	return b.String()
}

func TestRead(t *testing.T) {
	one, two, three := report("一小"), report("二小"), report("三小")
	head := []any{"序号", "学校", "标题", "总结内容（1500字以上）"}
	plainTable := [][]any{{"青石镇工作总结汇总表"}, head, {1, "一小", "总结甲", one}, {2, "二小", "总结乙", two}, {3, "三小", nil, nil}, {4}}
	for _, c := range []struct {
		what    string
		columns Columns
		grids   []grid
		want    string
	}{
		{
			"by headings",
			Columns{},
			[]grid{{name: "汇总", rows: plainTable}},
			"汇总!3|一小|总结甲|" + one + "\n汇总!4|二小|总结乙|" + two + "\n汇总!5|三小||W_EMPTY\n",
		},
		{
			"without headings",
			Columns{},
			[]grid{{name: "a!b", rows: [][]any{{"一小", one}, {"二小", two}}}},
			"a_b!1|||" + one + "\na_b!2|||" + two + "\n",
		},
		{
			"by letter",
			Columns{Text: "C", Owner: "A"},
			[]grid{{name: "S", rows: [][]any{{"甲", one, two}, {"乙", two, three}}}},
			"S!1|甲||" + two + "\nS!2|乙||" + three + "\n! 96 letters stand beside the column that was named and were not compared\n",
		},
		{
			"by heading given",
			Columns{Text: "体会", Owner: "村"},
			[]grid{{name: "S", rows: [][]any{{"村", "总结", "体会"}, {"甲", one, "短"}, {"乙", two, three}}}},
			"S!2|甲||短\nS!3|乙||" + three + "\n! 96 letters stand beside the column that was named and were not compared\n",
		},
		{
			"by a heading that is not there",
			Columns{Text: "体会"},
			[]grid{{name: "S", rows: plainTable}},
			`E_FORMAT no sheet has the column "体会" and texts`,
		},
		{
			"a heading of another thing",
			Columns{},
			[]grid{{name: "S", rows: [][]any{{"学校", "材料", "教师写的话"}, {"一小", "已交", one}, {"二小", "已交", two}}}},
			"S!2|一小||" + one + "\nS!3|二小||" + two + "\n",
		},
		{"two sheets and notes", Columns{}, []grid{
			{name: "甲区", rows: [][]any{{"单位", "正文"}, {"一小", one}}},
			{name: "说明", rows: [][]any{{"请于年底前报送"}}},
			{name: "乙区", rows: [][]any{{"单位", "正文"}, {"二小", two}}},
		}, "甲区!2|一小||" + one + "\n乙区!2|二小||" + two + "\n"},
		{"two columns of texts", Columns{}, []grid{{name: "S", rows: [][]any{
			{"学校", "上半年总结", "人数", "下半年总结", "备注"}, {"一小", one, 12, two, "已核"}, {"三小", one, 14, two, "已核"}, {"四小", one, 14, two, "已核"}, {"二小", two, 13, three, "附：" + three},
		}}}, "S!2|一小||" + one + "⏎" + two + "\nS!3|三小||" + one + "⏎" + two + "\nS!4|四小||" + one + "⏎" + two + "\nS!5|二小||" + two + "⏎" + three + "⏎附：" + three + "\n"},
		{
			"a text for an owner",
			Columns{},
			[]grid{{name: "S", rows: [][]any{{"学校", "正文"}, {two, one}, {"二小", three}}}},
			"S!2|" + two + "||" + two + "⏎" + one + "\nS!3|二小||" + three + "\n",
		},
		{
			"texts above the headings",
			Columns{},
			[]grid{{name: "S", rows: [][]any{{"说明", strings.Repeat(two, 5)}, {"学校", "正文"}, {"一小", one}}}},
			"S|||说明\t" + strings.Repeat(two, 5) + "\nS!3|一小||" + one + "\n",
		},
		{
			"instructions above the headings",
			Columns{},
			[]grid{{name: "S", rows: [][]any{{"说明", two}, {"学校", "正文"}, {"一小", one}}}},
			"S!3|一小||" + one + "\n",
		},
		{"a text in pieces", Columns{}, []grid{{name: "S", rows: [][]any{
			{"学校", "标题", "内容", "续"}, {"一小", "总结", one}, {"二小", nil, nil, two[:60]}, {"二小", nil, nil, two[60:]},
		}}}, "S|||" + two[:60] + "⏎" + two[60:] + "\nS!2|一小|总结|" + one + "\nS!3|二小||" + two[:60] + "\nS!4|二小||" + two[60:] + "\n"},
		{"a sheet without a column of texts", Columns{}, []grid{
			{name: "甲区", rows: [][]any{{"单位", "正文"}, {"一小", one}}},
			{name: "续", rows: [][]any{{two[:60]}, {two[60:90], two[90:]}}},
		}, "甲区!2|一小||" + one + "\n续|||" + two[:60] + "⏎" + two[60:90] + "\t" + two[90:] + "\n"},
		{
			"one document",
			Columns{},
			[]grid{{name: "报告", rows: [][]any{{"工作总结"}, {"一年来坚持立德树人", "扎实推进课堂改革"}, {"全年组织教研活动三十二次，家访覆盖全部学生，完成各项任务"}}}},
			"报告|||工作总结⏎一年来坚持立德树人\t扎实推进课堂改革⏎全年组织教研活动三十二次，家访覆盖全部学生，完成各项任务\n",
		},
		{
			"no text",
			Columns{},
			[]grid{{name: "表", rows: [][]any{{"学校", "人数"}, {"一小", 12}}}},
			"W_EMPTY no text in the workbook: no column of texts, and no sheet of 40 letters",
		},
		{"hidden", Columns{}, []grid{{name: "S", rows: [][]any{{"学校", "正文"}, {"一小", one}, {"二小", two}}, edit: func(f *excelize.File) {
			check(t, f.SetRowVisible("S", 3, false))
			check(t, f.SetColVisible("S", "A", false))
		}}}, "S!2|一小||" + one + "\nS!3|二小||" + two + "\n! 2 hidden rows, columns or sheets were read like others\n"},
		{"merged owners", Columns{}, []grid{{name: "S", rows: [][]any{{"学校", "正文"}, {"一小", one}, {nil, two}, {"三小", three}}, edit: func(f *excelize.File) {
			check(t, f.MergeCell("S", "A2", "A3"))
		}}}, "S!2|一小||" + one + "\nS!3|一小||" + two + "\nS!4|三小||" + three + "\n"},
		{"rich text and breaks", Columns{}, []grid{{name: "S", rows: [][]any{{"学校", "正文"}, {"一小"}}, edit: func(f *excelize.File) {
			check(t, f.SetCellRichText("S", "B2", []excelize.RichTextRun{{Text: one, Font: &excelize.Font{Bold: true}}, {Text: "\r\n" + two}}))
		}}}, "S!2|一小||" + one + "⏎" + two + "\n"},
	} {
		if got := outcome(workbookOf(t, c.grids...), c.columns, extract.Limits{}); got != c.want {
			t.Errorf("Read(%s) =\n%s\nwant\n%s", c.what, got, c.want)
		}
	}
}

// TestHeadAndFoot leaves the second row of merged headings, and what stands below a table,
// out of the entries.
func TestHeadAndFoot(t *testing.T) {
	raw := workbookOf(t, grid{name: "S", rows: [][]any{
		{"序号", "学校情况", nil, "工作总结"},
		{nil, "学校名称", "电话"},
		{1, "一小", nil, report("一小")},
		{2, "二小", nil, nil},
		{"合计", "2所学校"},
		{"审核人：王主任", "填表人：李老师"},
	}, edit: func(f *excelize.File) {
		for _, m := range [][2]string{{"A1", "A2"}, {"B1", "C1"}, {"D1", "D2"}} {
			check(t, f.MergeCell("S", m[0], m[1]))
		}
	}})
	doc, err := Read(raw, extract.NewBudget(extract.Limits{}), Columns{})
	check(t, err)
	var got []string
	for _, m := range doc.Members {
		got = append(got, m.Name+" "+m.Row.Owner)
	}
	if want := []string{"S!3 一小", "S!4 二小"}; !slices.Equal(got, want) {
		t.Errorf("entries %q, want %q", got, want)
	}
}

func TestTable(t *testing.T) {
	raw := workbookOf(t, grid{name: "名单", rows: [][]any{
		{"名单"}, {"学校", "年度", "日期", "比例"}, {}, {"一小", 2023, nil, 0.1 + 0.2}, {"二小", "2024年", 45292, 0.5, true},
	}, edit: func(f *excelize.File) {
		date, err := f.NewStyle(&excelize.Style{NumFmt: 14})
		check(t, err)
		check(t, f.SetCellStyle("名单", "C5", "C5", date))
		share, err := f.NewStyle(&excelize.Style{NumFmt: 9})
		check(t, err)
		check(t, f.SetCellStyle("名单", "D5", "D5", share))
	}})
	got, err := Table(raw, extract.NewBudget(extract.Limits{}))
	want := [][]string{{"名单"}, {"学校", "年度", "日期", "比例"}, {"一小", "2023", "", "0.3"}, {"二小", "2024年", "2024-01-01", "50%", "TRUE"}}
	if err != nil || !slices.EqualFunc(got, want, slices.Equal) {
		t.Errorf("Table() = %q, %v, want %q", got, err, want)
	}
}

// parts returns a workbook of one sheet, written by hand, with more parts: name and content
// in turn.
func parts(t testing.TB, sheetData, sharedStrings string, more ...string) []byte {
	t.Helper()
	const ns = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	const rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	all := [][2]string{
		{"_rels/.rels", `<Relationships><Relationship Id="r" Type="` + rel + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", `<workbook ` + ns + ` xmlns:r="` + rel + `"><sheets><sheet name="S" sheetId="1" r:id="a"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="a" Type="` + rel + `/worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="b" Type="` + rel + `/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>`},
		{"xl/worksheets/sheet1.xml", `<worksheet ` + ns + `><sheetData>` + sheetData + `</sheetData></worksheet>`},
		{"xl/sharedStrings.xml", `<sst ` + ns + `>` + sharedStrings + `</sst>`},
	}
	for i := 0; i < len(more); i += 2 {
		all = append(all, [2]string{more[i], more[i+1]})
	}
	for _, p := range all {
		f, err := w.Create(p[0])
		check(t, err)
		_, err = f.Write([]byte(p[1]))
		check(t, err)
	}
	check(t, w.Close())
	return buf.Bytes()
}

func TestStored(t *testing.T) {
	one := report("一小")
	for _, c := range []struct{ what, data, strings, want string }{
		{"phonetic runs", `<row><c t="s"><v>0</v></c></row>`, `<si><t>` + one + `</t><rPh sb="0" eb="1"><t>yi</t></rPh></si>`, "S!1|||" + one + "\n"},
		{"inline strings", `<row r="7"><c r="B7" t="inlineStr"><is><r><t>` + one + `</t></r><r><t>_x000D_尾_x0041_</t></r></is></c></row>`, "", "S!7|||" + one + "⏎尾A\n"},
		{"formulas", `<row><c t="str"><f>A2&amp;"x"</f><v>` + one + `</v></c></row>`, "", "S!1|||" + one + "\n"},
		{"cells out of order", `<row><c r="C1"><v>3</v></c><c r="A1" t="inlineStr"><is><t>` + one + `</t></is></c></row>`, "", "S!1|||" + one + "\n"},
		{"no such string", `<row><c t="s"><v>7</v></c></row>`, `<si><t>a</t></si>`, "E_DAMAGED damaged: a cell refers to a text that is missing"},
		{"cut", `<row><c t="s">`, ``, "E_DAMAGED"},
		{"a DTD", ``, `</sst><!DOCTYPE x>`, "E_"},
	} {
		got := outcome(parts(t, c.data, c.strings), Columns{}, extract.Limits{})
		if !strings.HasPrefix(got, c.want) {
			t.Errorf("Read(%s) =\n%s\nwant\n%s", c.what, got, c.want)
		}
	}
}

// A long text that many cells share counts once for each.
func TestSharedTextIsCharged(t *testing.T) {
	data := strings.Repeat(`<row><c t="s"><v>0</v></c></row>`, 300)
	raw := parts(t, data, `<si><t>`+strings.Repeat("总结", 10000)+`</t></si>`)
	if got := outcome(raw, Columns{}, extract.Limits{Text: 1 << 20}); !strings.HasPrefix(got, extract.CodeLimitText) {
		t.Errorf("Read(300 cells of 60 kB) = %.60s, want %s", got, extract.CodeLimitText)
	}
	many := parts(t, `<row><c t="s"><v>0</v></c></row>`, strings.Repeat(`<si/>`, maxCells+1))
	if got := outcome(many, Columns{}, extract.Limits{}); !strings.HasPrefix(got, extract.CodeLimitCount) {
		t.Errorf("Read(%d shared texts) = %.60s, want %s", maxCells+1, got, extract.CodeLimitCount)
	}
	if got := outcome(raw, Columns{}, extract.Limits{Entries: 10}); !strings.HasPrefix(got, extract.CodeLimitCount) {
		t.Errorf("Read(300 rows) with 10 entries = %.60s, want %s", got, extract.CodeLimitCount)
	}
}

// A text of which each sheet has a sentence.
func TestScraps(t *testing.T) {
	one := report("一小")
	var grids []grid
	var want []string
	for i := range 12 {
		words := fmt.Sprintf("第%d句写教研活动与课堂改革的进展和不足之处", i)
		grids, want = append(grids, grid{name: fmt.Sprint("表", i), rows: [][]any{{words}}}), append(want, words)
	}
	grids = append(grids, grid{name: "汇总", rows: [][]any{{"单位", "正文"}, {"一小", one}}})
	got := outcome(workbookOf(t, grids...), Columns{}, extract.Limits{})
	if want := "汇总!2|一小||" + one + "\n零星文字|||" + strings.Join(want, "⏎") + "\n"; got != want {
		t.Errorf("Read(12 sheets with a sentence) =\n%s\nwant\n%s", got, want)
	}
}

// Text that is no cell's: of drawings, diagrams and comments, and documents embedded.
func TestAttached(t *testing.T) {
	const rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	one, two := report("一小"), report("二小")
	paragraphs := func(tag string, texts ...string) string {
		return `<x xmlns:a="urn:a"><` + tag + `:p><` + tag + `:t>` + strings.Join(texts, `</`+tag+`:t></`+tag+`:p><`+tag+`:p><`+tag+`:t>`) + `</` + tag + `:t></` + tag + `:p></x>`
	}
	relations := func(pairs ...string) string {
		var b strings.Builder
		for i := 0; i < len(pairs); i += 2 {
			fmt.Fprintf(&b, `<Relationship Id="r%d" Type="%s%s" Target="%s"/>`, i, rel, pairs[i], pairs[i+1])
		}
		return "<Relationships>" + b.String() + "</Relationships>"
	}
	const sheetRelations = "xl/worksheets/_rels/sheet1.xml.rels"
	data := `<row><c t="inlineStr"><is><t>` + one + `</t></is></c></row>`
	for _, c := range []struct {
		what, want string
		more       []string
	}{
		{"a text box", "S!图形|||" + one + "⏎" + two + "\n", []string{
			sheetRelations, relations("drawing", "../drawings/drawing1.xml"), "xl/drawings/drawing1.xml", paragraphs("a", one, two),
		}},
		{"a diagram", "S!图形|||图⏎" + two + "⏎图\n", []string{
			sheetRelations, relations("drawing", "/xl/drawings/drawing1.xml"), "xl/drawings/drawing1.xml", paragraphs("a", "图"),
			"xl/drawings/_rels/drawing1.xml.rels", relations("diagramData", "../diagrams/data1.xml"), "xl/diagrams/data1.xml", paragraphs("a", two, "图"),
		}},
		{"a title in a drawing", "", []string{
			sheetRelations, relations("drawing", "../drawings/drawing1.xml"), "xl/drawings/drawing1.xml", paragraphs("a", "年度汇总"),
		}},
		{"a text box of old", "S!图形|||" + two + "\n", []string{
			sheetRelations, relations("vmlDrawing", "../drawings/d.vml"), "xl/drawings/d.vml", `<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><div><font>` + two + `</font></div></v:textbox></xml>`,
		}},
		{"a few comments", "", []string{
			sheetRelations, relations("comments", "../comments1.xml"), "xl/comments1.xml", `<comments><comment><text><t>` + two + `</t></text></comment></comments>`,
		}},
		{"many comments", "! 720 letters stand in comments and were not compared\n", []string{
			sheetRelations, relations("comments", "../comments1.xml"), "xl/comments1.xml", `<comments>` + strings.Repeat(`<comment><text><t>`+two+`</t></text></comment>`, 15) + `</comments>`,
		}},
		{"a document", "S!/report.docx: PK\n", []string{
			sheetRelations, relations("package", "../embeddings/report.docx"), "xl/embeddings/report.docx", "PK",
		}},
		{"an object", "! 1 embedded objects were not read\n", []string{
			sheetRelations, relations("oleObject", "../embeddings/o.bin"), "xl/embeddings/o.bin", "?",
		}},
		{"a drawing that refers to itself", "S!图形|||" + two + "\n", []string{
			sheetRelations, relations("drawing", "../drawings/d.xml", "drawing", "../drawings/d.xml"), "xl/drawings/d.xml", paragraphs("a", two),
			"xl/drawings/_rels/d.xml.rels", relations("chart", "d.xml"),
		}},
	} {
		want := "S!1|||" + one + "\n" + c.want
		if got := outcome(parts(t, data, "", c.more...), Columns{}, extract.Limits{}); got != want {
			t.Errorf("Read(%s) =\n%s\nwant\n%s", c.what, got, want)
		}
	}
}

func TestWords(t *testing.T) {
	for formula, want := range map[string]string{
		`IF(A1="","甲""乙"""&"丙",B2)`: `甲"乙"丙`, `HYPERLINK("https://a.example","附件")`: "附件", `"`: "", `SUM(A1:B2)`: "", `"甲`: "甲", `"a""`: "",
	} {
		if got := words(formula); got != want {
			t.Errorf("words(%q) = %q, want %q", formula, got, want)
		}
	}
	one, two := report("一小"), report("二小")
	raw := parts(t, `<row><c t="str"><f>"`+two+`"</f><v>`+one+`</v></c></row><row><c><f>"`+one+`"</f></c></row><row><c t="str"><f>"`+one+`"</f><v>`+one+`</v></c></row>`, "")
	if got, want := outcome(raw, Columns{}, extract.Limits{}), "S!1|||"+one+"⏎"+two+"\nS!2|||"+one+"\nS!3|||"+one+"\n"; got != want {
		t.Errorf("Read(formulas) =\n%s\nwant\n%s", got, want)
	}
}

func TestFormatOf(t *testing.T) {
	for code, want := range map[string]format{
		"General": asNumber, "0.00": asNumber, `yyyy"年"m"月"d"日"`: asDate, "yyyy/m/d h:mm": asMoment, "[h]:mm:ss": asTime,
		"0.0%": asPercent, `[$-804]yyyy-mm-dd;@`: asDate, `0"days"`: asNumber, `"d"0`: asNumber, "@": asNumber, "mm:ss.0": asTime,
	} {
		if got := formatOf(code); got != want {
			t.Errorf("formatOf(%q) = %v, want %v", code, got, want)
		}
	}
}

func TestParseRef(t *testing.T) {
	for s, want := range map[string]string{
		"A1": "0 1 true", "c12": "2 12 true", "XFD1048576": "16383 1048576 true", "XFE1": "0 0 false", "A0": "0 0 false",
		"1": "0 0 false", "A": "0 0 false", "AAAAA1": "0 0 false", "A-1": "0 0 false", "": "0 0 false",
	} {
		c, r, ok := parseRef(s)
		if got := fmt.Sprint(c, r, ok); got != want {
			t.Errorf("parseRef(%q) = %s, want %s", s, got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(`<row><c t="s"><v>0</v></c><c><v>45000</v></c></row>`, `<si><t>`+report("一小")+`</t></si>`)
	f.Add(`<row r="3" hidden="1"><c r="B3" t="inlineStr"><is><r><t>`+report("二小")+`</t></r></is></c></row>`, ``)
	f.Add(`</sheetData><mergeCells><mergeCell ref="A1:B9"/></mergeCells><sheetData>`, `<si><rPh><t>a</t></rPh></si>`)
	f.Fuzz(func(t *testing.T, data, strings string) {
		limits := extract.Limits{Text: 64 << 10, Unpack: 1 << 20, Entries: 100}
		raw := parts(t, data, strings)
		doc, err := Read(raw, extract.NewBudget(limits), Columns{})
		var p *extract.Problem
		if err != nil {
			if !errors.As(err, &p) {
				t.Fatalf("Read() = %v, want an *extract.Problem", err)
			}
			return
		}
		total := 0
		for _, m := range doc.Members {
			total += len(m.Row.Text)
			if !utf8.ValidString(m.Row.Text) || !utf8.ValidString(m.Name) || m.Name == "" {
				t.Fatalf("member %q has the text %q", m.Name, m.Row.Text)
			}
			if m.Problem == nil && m.Row.Text == "" {
				t.Fatalf("member %q is empty and has no problem", m.Name)
			}
		}
		if int64(total) > limits.Text {
			t.Fatalf("Read() gave %d bytes of text, more than the limit", total)
		}
		if _, err := Table(raw, extract.NewBudget(limits)); err != nil && !errors.As(err, &p) {
			t.Fatalf("Table() = %v, want an *extract.Problem", err)
		}
	})
}

func FuzzZip(f *testing.F) {
	f.Add(parts(f, `<row><c t="s"><v>0</v></c></row>`, `<si><t>`+report("一小")+`</t></si>`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		_, err := Read(raw, extract.NewBudget(extract.Limits{Text: 64 << 10, Unpack: 1 << 20, Entries: 100}), Columns{})
		var p *extract.Problem
		if err != nil && !errors.As(err, &p) {
			t.Fatalf("Read() = %v, want an *extract.Problem", err)
		}
	})
}
