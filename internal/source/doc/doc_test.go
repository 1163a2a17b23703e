package doc

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"chachong/internal/source/extract"
	"chachong/internal/source/extract/extracttest"
)

func load(t testing.TB, path string) []byte {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func fresh() *extract.Budget { return extract.NewBudget(extract.Limits{}) }

// reportHidden are the hidden texts of testdata/report.fodt, each behind the text that
// stands before it.
var reportHidden = []struct {
	before, text string
	why          extract.Why
}{
	{"当天签字。", "这一句是隐藏文字，打印时看不见。", extract.WhyMarked},
	{"至少家访一次。", "白色的字混在这里，用来躲过查重。", extract.WhyColor},
	{"获得优秀组织奖。", "这句话被删掉了，只留在修订里。", extract.WhyDeleted},
}

// checkReport compares what was read of a conversion of testdata/report.fodt with its
// text, letter for letter.
func checkReport(t *testing.T, d *extract.Document) {
	t.Helper()
	if want := string(load(t, "testdata/report.txt")); d.Text != want {
		t.Errorf("Text = %s", firstDifference(d.Text, want))
	}
	if len(d.Hidden) != len(reportHidden) {
		t.Fatalf("Hidden = %v, want %v", d.Hidden, reportHidden)
	}
	for i, want := range reportHidden {
		h := d.Hidden[i]
		if h.Text != want.text || h.Why != want.why || !strings.HasSuffix(d.Text[:h.At], want.before) {
			t.Errorf("Hidden[%d] = %v, want %v", i, h, want)
		}
	}
	asides := []extract.Aside{
		{Kind: "header", Text: "青榆县第四实验小学　年度总结"},
		{Kind: "footer", Text: "第 2 页"},
		{Kind: "comment", Text: "这个数字请再核对一遍。"},
	}
	for i, a := range d.Asides { // the number of the page differs
		if a.Kind == "footer" {
			d.Asides[i].Text = regexp.MustCompile(`\d+`).ReplaceAllString(a.Text, "2")
		}
	}
	if !slices.Equal(d.Asides, asides) {
		t.Errorf("Asides = %q, want %q", d.Asides, asides)
	}
}

// firstDifference says where two texts part.
func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range max(len(g), len(w)) {
		if i >= len(g) || i >= len(w) {
			return fmt.Sprintf("%d lines, want %d", len(g), len(w))
		}
		if g[i] != w[i] {
			return fmt.Sprintf("line %d: %q, want %q", i+1, g[i], w[i])
		}
	}
	return "equal"
}

func TestReport(t *testing.T) {
	d, err := Read(load(t, "testdata/report.doc"), fresh())
	if err != nil {
		t.Fatal(err)
	}
	checkReport(t, d)
	info := extract.Info{
		Title: "年度工作总结", Author: "钟晓禾", LastEditor: "陆青",
		Created: "2024-07-01T08:30:00Z", Modified: "2024-07-05T17:45:00Z",
	}
	if d.Format != "doc" || d.Info != info || d.Warning != nil {
		t.Errorf("Read(report.doc) = %q, %+v, %v, want doc, %+v, no warning", d.Format, d.Info, d.Warning, info)
	}
}

// TestLibreOffice reads what the LibreOffice of this machine makes of the report.
func TestLibreOffice(t *testing.T) {
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("soffice is missing")
		}
		t.Skip("soffice is missing: LibreOffice's .doc is read from testdata only")
	}
	dir := t.TempDir()
	cmd := exec.Command(soffice, "-env:UserInstallation=file://"+dir+"/profile", "--headless",
		"--convert-to", "doc", "--outdir", dir, "testdata/report.fodt")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, out)
	}
	d, err := Read(load(t, filepath.Join(dir, "report.doc")), fresh())
	if err != nil {
		t.Fatal(err)
	}
	checkReport(t, d)
}

// TestStyles reads text that a style hides. White on a blue band is seen.
func TestStyles(t *testing.T) {
	d, err := Read(load(t, "testdata/styles.doc"), fresh())
	if err != nil {
		t.Fatal(err)
	}
	want := []extract.Hidden{
		{At: 21, Text: "样式藏起的字", Why: extract.WhyMarked},
		{At: 34, Text: "整段都是白字。", Why: extract.WhyColor},
		{At: 72, Text: "细如灰尘", Why: extract.WhyTiny},
	}
	if text := "柳河镇中心小学工作总结\n\n蓝底白字的标题\n全年平稳。完。"; d.Text != text || !slices.Equal(d.Hidden, want) {
		t.Errorf("Read(styles.doc) = %q, %v, want %q, %v", d.Text, d.Hidden, text, want)
	}
}

// TestPictures reads a picture in the line and one that floats. Their bytes are those of
// the source.
func TestPictures(t *testing.T) {
	d, err := Read(load(t, "testdata/pictures.doc"), fresh())
	if err != nil {
		t.Fatal(err)
	}
	var want []extract.Picture
	for _, m := range regexp.MustCompile(`<office:binary-data>([^<]*)`).FindAllSubmatch(load(t, "testdata/pictures.fodt"), -1) {
		raw, err := base64.StdEncoding.DecodeString(string(m[1]))
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(raw)
		want = append(want, extract.Picture{Hash: [16]byte(sum[:16]), Bytes: int64(len(raw))})
	}
	if !slices.Equal(d.Pictures, want) {
		t.Errorf("Read(pictures.doc).Pictures = %v, want %v", d.Pictures, want)
	}
	if want := "行内图片之后\n浮动图片"; d.Text != want {
		t.Errorf("Read(pictures.doc).Text = %q, want %q", d.Text, want)
	}
}

func TestPieces(t *testing.T) {
	const vanishList = "\x3c\x08\x01"
	whole := func(wide string) []textPiece { return []textPiece{{wide: wide}} }
	tests := []struct {
		name    string
		pieces  []textPiece
		lists   []string
		lengths []int
		text    string
		hidden  []extract.Hidden
	}{
		{"one piece", whole("全校二十六个班。\r"), nil, nil, "全校二十六个班。", nil},
		{"compressed", []textPiece{{raw: "caf\xe9 \x93A\x94 \x80\x85\r"}}, nil, nil, "café “A” \u0080…", nil},
		{"both", []textPiece{{wide: "第"}, {raw: "12"}, {wide: "章\r第二行\r"}}, nil, nil, "第12章\n第二行", nil},
		{"a character in two pieces", []textPiece{{wide: "欧阳"}, {wide: "\U00020BB7"}, {wide: "老师😀\r"}}, nil, nil, "欧阳𠮷老师😀", nil},
		{"breaks", whole("一\v二\r\f三\x0e四\r"), nil, nil, "一\n二\n三\n四", nil},
		{"hyphens and marks", whole("甲\x1e乙\x1f丙\x02丁\x05戊\u00a0己\x01\x08\r"), nil, nil, "甲\u2011乙丙丁戊\u00a0己", nil},
		{"field", whole("见\x13 HYPERLINK \"x\" \x14主页\x15。\r"), nil, nil, "见主页。", nil},
		{"field in an instruction", whole("共\x13 = \x13 PAGE \x143\x15 + 1 \x144\x15页\r"), nil, nil, "共4页", nil},
		{"field without a result", whole("甲\x13 XE \"词\" \x15乙\r"), nil, nil, "甲乙", nil},
		{"field without an end", whole("甲\x13乙丙\r丁\x14戊\r"), nil, nil, "甲乙丙\n丁戊", nil},
		{
			"hidden piece",
			[]textPiece{{wide: "前"}, {wide: "藏起", prm: 1}, {wide: "来的", prm: 1}, {wide: "后\r"}},
			[]string{vanishList},
			nil, "前后",
			[]extract.Hidden{{At: 3, Text: "藏起来的", Why: extract.WhyMarked}},
		},
		{
			"hidden by the piece itself",
			[]textPiece{{wide: "前"}, {wide: "藏", prm: 0x01<<8 | 0x5C<<1}, {wide: "后\r"}},
			nil, nil, "前后",
			[]extract.Hidden{{At: 3, Text: "藏", Why: extract.WhyMarked}},
		},
		{
			"deleted, white, tiny",
			[]textPiece{{wide: "删", prm: 1}, {wide: "白 ", prm: 3}, {wide: "小\r", prm: 5}, {wide: "后\r"}},
			[]string{"\x00\x08\x01", "\x70\x68\xff\xff\xff\x00", "\x43\x4a\x02\x00"},
			nil, "\n后",
			[]extract.Hidden{
				{At: 0, Text: "删", Why: extract.WhyDeleted}, {At: 0, Text: "白 ", Why: extract.WhyColor}, {At: 0, Text: "小", Why: extract.WhyTiny},
			},
		},
		{
			"white on blue",
			[]textPiece{{wide: "标题", prm: 1}, {wide: "后\r"}},
			[]string{"\x70\x68\xff\xff\xff\x00\x71\xca\x0a\x00\x00\x00\xff\x1f\x4e\x79\x00\x00\x00"},
			nil, "标题后", nil,
		},
		{
			"white with a shadow",
			[]textPiece{{wide: "标题", prm: 1}, {wide: "后\r"}},
			[]string{"\x42\x2a\x08\x39\x08\x01"},
			nil, "标题后", nil,
		},
		{
			"a run that is never shown as a mark",
			[]textPiece{{wide: "显", prm: 1}, {wide: "后\r"}},
			[]string{"\x18\x08\x01"},
			nil, "显后", nil,
		},
		{
			"a mark that is never shown",
			[]textPiece{{wide: "前"}, {wide: "\r", prm: 1}, {wide: "后\r"}},
			[]string{"\x18\x08\x01"},
			nil, "前后", nil,
		},
		{"no size", []textPiece{{wide: "显", prm: 1}, {wide: "后\r"}}, []string{"\x43\x4a\x00\x00"}, nil, "显后", nil},
		{"the label of a button", whole("前\x13 MACROBUTTON Nothing 请在此处填写本年度总结 \x15后\r"), nil, nil, "前请在此处填写本年度总结后", nil},
		{"a letter in a circle", whole("前\x13 EQ \\o(○,甲) \x15后\r"), nil, nil, "前后", nil},
		{"highlighted", []textPiece{{wide: "标题", prm: 1}, {wide: "后\r"}}, []string{"\x42\x2a\x08\x0c\x2a\x02"}, nil, "标题后", nil},
		{
			"white paragraphs are one",
			[]textPiece{{wide: "前\r"}, {wide: "白一\r白二\r", prm: 1}, {wide: "后\r"}},
			[]string{"\x42\x2a\x08"},
			nil, "前\n\n\n后",
			[]extract.Hidden{{At: 4, Text: "白一\n白二", Why: extract.WhyColor}},
		},
		{
			"hidden paragraph",
			[]textPiece{{wide: "前\r"}, {wide: "藏\r", prm: 1}, {wide: "后\r"}},
			[]string{vanishList},
			nil, "前\n后",
			[]extract.Hidden{{At: 4, Text: "藏", Why: extract.WhyMarked}},
		},
		{
			"table",
			[]textPiece{{wide: "甲\a乙\a"}, {wide: "\a", prm: 0x01<<8 | 0x19<<1}, {wide: "\a丁\a"}, {wide: "\a", prm: 0x01<<8 | 0x19<<1}, {wide: "后\r"}},
			nil, nil, "甲\t乙\n\t丁\n后", nil,
		},
		{"notes", whole("正文\x02。\r\r\x02 脚注一。\r\x02\t脚注二。\r\r\x02尾注。\r\r"), nil, []int{6, 15, 0, 0, 0, 6}, "正文。\n\n脚注一。\n脚注二。\n尾注。", nil},
		{"text boxes", whole("正文。\r框里的字。\r\r"), nil, []int{4, 0, 0, 0, 0, 0, 7}, "正文。\n框里的字。", nil},
	}
	for _, test := range tests {
		d, err := Read(word(test.pieces, test.lists, test.lengths...), fresh())
		if err != nil {
			t.Errorf("%s: Read(%v) = %v", test.name, test.pieces, err)
			continue
		}
		if d.Text != test.text || !slices.Equal(d.Hidden, test.hidden) {
			t.Errorf("%s: Read(%v) = %q, %v, want %q, %v", test.name, test.pieces, d.Text, d.Hidden, test.text, test.hidden)
		}
	}
}

func TestProblems(t *testing.T) {
	report := load(t, "testdata/report.doc")
	patched := func(change func(text, table []byte)) []byte {
		text, table := wordStreams([]textPiece{{wide: "正文。\r"}}, nil)
		change(text, table)
		return compound(namedStream{streamText, text}, namedStream{streamTable1, table})
	}
	streams := func(names ...string) []byte {
		var all []namedStream
		for _, n := range names {
			all = append(all, namedStream{name: n})
		}
		return compound(all...)
	}
	loop := word([]textPiece{{wide: "正文。\r"}}, nil)
	le.PutUint32(loop[512*(1+int(le.Uint32(loop[76:]))):], 0) // the first sector follows itself
	tests := []struct {
		name         string
		raw          []byte
		code, reason string
	}{
		{"empty", nil, extract.CodeDamaged, "no header"},
		{"header only", report[:512], extract.CodeDamaged, "damaged"},
		{"half", report[:len(report)/2], extract.CodeDamaged, "damaged"},
		{"sector size", append(append(bytes.Clone(report[:30]), 1, 0), report[32:]...), extract.CodeDamaged, "sectors"},
		{"a chain in a circle", loop, extract.CodeDamaged, "circle"},
		{"zeroes", compound(namedStream{"1Table", nil}, namedStream{streamText, []byte("\xec\xa5\xc1\x00")}), extract.CodeDamaged, ".doc"},
		{"encrypted", patched(func(text, _ []byte) { text[fibFlags+1] |= 1 }), extract.CodePassword, "password"},
		{"obfuscated", patched(func(text, _ []byte) { text[fibFlags+1] |= 0x80 }), extract.CodePassword, "password"},
		{"Word 95", patched(func(text, _ []byte) { text[2] = 0x68 }), extract.CodeFormat, "Word 95"},
		{"Word 6", patched(func(text, _ []byte) { text[0] = 0xDC }), extract.CodeFormat, "Word 95"},
		{"other magic", patched(func(text, _ []byte) { text[0] = 1 }), extract.CodeFormat, "unknown version"},
		{"length", patched(func(text, _ []byte) { text[fibLength+1] = 1 }), extract.CodeDamaged, "text is missing"},
		{"negative length", patched(func(text, _ []byte) { text[fibLength+3] = 0xFF }), extract.CodeDamaged, "longer"},
		{"piece outside", patched(func(_, table []byte) { table[5+8+2+2] = 0x10 }), extract.CodeDamaged, "leads out"},
		{"no text", word([]textPiece{{wide: " \r\r"}}, nil), extract.CodeEmpty, "holds no text"},
		{"hidden only", word([]textPiece{{wide: "藏\r", prm: 0x01<<8 | 0x5C<<1}}, nil), extract.CodeEmpty, "hidden"},
		{"docx with a password", streams("EncryptionInfo", "EncryptedPackage"), extract.CodePassword, "password"},
		{"workbook", streams("Workbook"), extract.CodeFormat, "Excel"},
		{"presentation", streams("PowerPoint Document"), extract.CodeFormat, "PowerPoint"},
		{"message", streams("__properties_version1.0"), extract.CodeFormat, "Outlook"},
		{"hwp", streams("BodyText", "FileHeader"), extract.CodeFormat, "Hangul"},
		{"works", streams("CONTENTS"), extract.CodeFormat, "Works"},
		{"other", streams("x"), extract.CodeFormat, "unknown kind"},
	}
	for _, test := range tests {
		d, err := Read(test.raw, fresh())
		var p *extract.Problem
		if !errors.As(err, &p) || p.Code != test.code || !strings.Contains(p.Reason, test.reason) {
			t.Errorf("%s: Read = %+v, %v, want %s with %q", test.name, d, err, test.code, test.reason)
		}
	}
}

// TestCut reads every beginning of a document: each is a problem or the whole text.
func TestCut(t *testing.T) {
	report := load(t, "testdata/report.doc")
	want := string(load(t, "testdata/report.txt"))
	for n := 0; n < len(report); n += 61 {
		if d, err := Read(report[:n], fresh()); err == nil && d.Text != want {
			t.Errorf("Read of the first %d of %d bytes is shorter and no problem: %s", n, len(report), firstDifference(d.Text, want))
		}
	}
}

// TestDeepStorages reads a folder of storages inside each other: only its root is looked at.
func TestDeepStorages(t *testing.T) {
	const depth = 16000
	folder := make([]byte, depth*entrySize)
	for i := range depth {
		e := folder[i*entrySize:]
		le.PutUint32(e[68:], noEntry)
		le.PutUint32(e[72:], noEntry)
		le.PutUint32(e[76:], uint32(i+1))
	}
	raw := compound(namedStream{"x", folder})
	le.PutUint32(raw[48:], 0) // the folder is that stream
	c, err := open(raw, fresh())
	if err != nil || len(c.streams) != 1 {
		t.Errorf("open of %d storages inside each other = %d streams, %v, want 1", depth, len(c.streams), err)
	}
}

func TestWPS(t *testing.T) {
	text, table := wordStreams([]textPiece{{wide: "正文。\r"}}, nil)
	raw := compound(namedStream{streamText, text}, namedStream{streamTable1, table},
		namedStream{streamSummary, summaryOf(936, propTitle, "\xb9\xa4\xd7\xf7\xd7\xdc\xbd\xe1\x00", propApplication, "WPS Office\x00")})
	d, err := Read(raw, fresh())
	if err != nil {
		t.Fatal(err)
	}
	if d.Format != "wps" || d.Info.Title != "工作总结" || d.Info.Application != "WPS Office" {
		t.Errorf("Read = %q, %+v, want wps by WPS Office with a title in GBK", d.Format, d.Info)
	}
}

// summaryOf returns a property set with two texts.
func summaryOf(page uint16, id1 uint32, text1 string, id2 uint32, text2 string) []byte {
	out := make([]byte, 44)
	out = le.AppendUint32(out, 48)
	out = le.AppendUint32(out, 0)
	out = le.AppendUint32(out, 3)
	at := uint32(8 + 3*8)
	for _, e := range []struct {
		id   uint32
		size int
	}{{propCodePage, 8}, {id1, 8 + len(text1)}, {id2, 8 + len(text2)}} {
		out = le.AppendUint32(le.AppendUint32(out, e.id), at)
		at += uint32(e.size)
	}
	out = le.AppendUint32(le.AppendUint32(out, typeInt16), uint32(page))
	for _, s := range []string{text1, text2} {
		out = append(le.AppendUint32(le.AppendUint32(out, typeBytes), uint32(len(s))), s...)
	}
	return out
}

// readWithin reads raw with small limits, and reports what is wrong with the answer.
func readWithin(t *testing.T, raw []byte) {
	t.Helper()
	limits := extract.Limits{Text: 1 << 20, Unpack: 4 << 20}
	start := time.Now()
	d, err := Read(raw, extract.NewBudget(limits))
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("Read of %d bytes took %v", len(raw), took)
	}
	if err != nil {
		var p *extract.Problem
		if !errors.As(err, &p) {
			t.Errorf("Read = %v, want a *extract.Problem", err)
		}
		return
	}
	if err := extracttest.Check(d, limits); err != nil {
		t.Error(err)
	}
}

func FuzzRead(f *testing.F) {
	for _, name := range []string{"report.doc", "pictures.doc"} {
		f.Add(load(f, "testdata/"+name))
	}
	f.Fuzz(readWithin)
}

// FuzzStreams reads streams that need no container to be found by chance.
func FuzzStreams(f *testing.F) {
	for _, name := range []string{"report.doc", "pictures.doc"} {
		c, err := open(load(f, "testdata/"+name), fresh())
		if err != nil {
			f.Fatal(err)
		}
		var all [4][]byte
		for i, s := range []string{streamText, streamTable1, streamData, streamSummary} {
			if all[i], err = c.read(s); err != nil {
				f.Fatal(err)
			}
		}
		f.Add(all[0], all[1], all[2], all[3])
	}
	text, table := wordStreams([]textPiece{{wide: "前"}, {raw: "abc", prm: 1}, {wide: "\x13后\x14\a\a𠮷\x15\r"}}, []string{"\x3c\x08\x01"})
	f.Add(text, table, []byte(nil), summaryOf(936, propTitle, "x", propAuthor, "y"))
	f.Fuzz(func(t *testing.T, text, table, data, summary []byte) {
		if len(text)+len(table)+len(data)+len(summary) > 1<<20 {
			return
		}
		readWithin(t, compound(namedStream{streamText, text}, namedStream{streamTable1, table},
			namedStream{streamTable0, table}, namedStream{streamData, data}, namedStream{streamSummary, summary}))
	})
}

// TestListAtEnd reads lists at the last places of a page of properties.
func TestListAtEnd(t *testing.T) {
	page := make([]byte, pageSize)
	for at := pageSize - 4; at < pageSize; at++ {
		for _, paras := range []bool{false, true} {
			if list := listAt(page, at, paras); len(list) > 0 {
				t.Errorf("listAt(%d, %t) = %x, want none", at, paras, list)
			}
		}
	}
}
