package rtf

import (
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

// The report that is converted is the one of package doc.
const (
	reportSource = "../doc/testdata/report.fodt"
	reportText   = "../doc/testdata/report.txt"
)

func load(t testing.TB, path string) string {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func fresh() *extract.Budget { return extract.NewBudget(extract.Limits{}) }

// reportHidden are the hidden texts of the report, each behind the text that stands
// before it.
var reportHidden = []struct {
	before, text string
	why          extract.Why
}{
	{"当天签字。", "这一句是隐藏文字，打印时看不见。", extract.WhyMarked},
	{"至少家访一次。", "白色的字混在这里，用来躲过查重。", extract.WhyColor},
	{"获得优秀组织奖。", "这句话被删掉了，只留在修订里。", extract.WhyDeleted},
}

// checkReport compares what was read of a conversion of the report with its text, letter
// for letter.
func checkReport(t *testing.T, d *extract.Document) {
	t.Helper()
	if want := load(t, reportText); d.Text != want {
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
	for i, a := range d.Asides { // the number of the page differs
		if a.Kind == "footer" {
			d.Asides[i].Text = regexp.MustCompile(`\d+`).ReplaceAllString(a.Text, "2")
		}
	}
	asides := []extract.Aside{
		{Kind: "header", Text: "青榆县第四实验小学　年度总结"},
		{Kind: "footer", Text: "第 2 页"},
		{Kind: "comment", Text: "这个数字请再核对一遍。"},
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
	d, err := Read([]byte(load(t, "testdata/report.rtf")), fresh())
	if err != nil {
		t.Fatal(err)
	}
	checkReport(t, d)
	app := d.Info.Application
	d.Info.Application = ""
	info := extract.Info{
		Title: "年度工作总结", Author: "钟晓禾", LastEditor: "陆青",
		Created: "2024-07-01T08:30:00", Modified: "2024-07-05T17:45:00",
	}
	if d.Info != info || !strings.HasPrefix(app, "LibreOffice/") || d.Format != "rtf" || d.Warning != nil {
		t.Errorf("Read(report.rtf) = %q, %+v, %q, %v, want rtf, %+v, LibreOffice, no warning", d.Format, d.Info, app, d.Warning, info)
	}
}

// checkPandoc compares what was read of pandoc's version of testdata/report.md with its
// text. Pandoc puts an empty paragraph behind a table.
func checkPandoc(t *testing.T, raw string) {
	t.Helper()
	d, err := Read([]byte(raw), fresh())
	if err != nil {
		t.Fatal(err)
	}
	got := strings.ReplaceAll(d.Text, "\n\n", "\n")
	if want := load(t, "testdata/pandoc.txt"); got != want || len(d.Hidden) != 0 {
		t.Errorf("Text = %s, Hidden = %v, want none", firstDifference(got, want), d.Hidden)
	}
}

func TestPandocReport(t *testing.T) { checkPandoc(t, load(t, "testdata/pandoc.rtf")) }

// tool returns the path of a program. Without it the test is skipped, or fails where all
// must be there.
func tool(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("%s is missing", name)
		}
		t.Skipf("%s is missing: what it writes is read from testdata only", name)
	}
	return path
}

// TestLibreOffice reads what the LibreOffice of this machine makes of the report.
func TestLibreOffice(t *testing.T) {
	dir := t.TempDir()
	cmd := exec.Command(tool(t, "soffice"), "-env:UserInstallation=file://"+dir+"/profile", "--headless",
		"--convert-to", "rtf", "--outdir", dir, reportSource)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, out)
	}
	d, err := Read([]byte(load(t, filepath.Join(dir, "report.rtf"))), fresh())
	if err != nil {
		t.Fatal(err)
	}
	checkReport(t, d)
}

// TestPandoc reads what the pandoc of this machine makes of the report.
func TestPandoc(t *testing.T) {
	out := filepath.Join(t.TempDir(), "report.rtf")
	cmd := exec.Command(tool(t, "pandoc"), "-s", "-f", "markdown-smart", "-t", "rtf", "-o", out, "testdata/report.md")
	if msg, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("pandoc: %v\n%s", err, msg)
	}
	checkPandoc(t, load(t, out))
}

func TestText(t *testing.T) {
	const gbk = `{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 \'cb\'ce\'cc\'e5;}{\f1\fnil\fcharset0 Arial;}{\f2\fnil\fcharset136 x;}{\f3\fnil\fcharset128 x;}{\f4\fnil\fcharset2 Symbol;}{\f5\fnil\fcharset129 x;}}{\colortbl ;\red255\green255\blue255;\red31\green78\blue121;}`
	tests := []struct{ name, rtf, text string }{
		{"GBK", gbk + `\f0\'b9\'a4\'d7\'f7\'d7\'dc\'bd\'e1\par}`, "工作总结"},
		{"GBK, second byte a letter", gbk + `\f0\'81A\'81\'5c\'81\\\par}`, "\u4e04\u4e57\u4e57"},
		{"Big5, Shift JIS, Korean", gbk + `{\f2\'a4\'a4}{\f3\'93\'fa}{\f5\'c7\'d1}\f1 caf\'e9}`, "中日한café"},
		{"ANSI that means GBK", gbk + `\f1\'d6\'d0\'ce\'c4}`, "中文"},
		{"ANSI that is none", gbk + `\f1 na\'efve}`, "naïve"},
		{"no font table", `{\rtf1\ansi\ansicpg936 \'d6\'d0\'ce\'c4}`, "中文"},
		{"GBK as it is", "{\\rtf1\\ansi\\ansicpg936 \xd6\xd0\xce\xc4}", "中文"},
		{"UTF-8 as it is", "{\\rtf1\\ansi 中文𠮷}", "中文𠮷"},
		{"Unicode", `{\rtf1\ansi\uc1\u20013?\u25991?}`, "中文"},
		{"Unicode, signed", `{\rtf1\ansi\u-24577?\u-10174?\u-8265?}`, "\u9fff𠮷"},
		{"Unicode, no stand-in", `{\rtf1\ansi\uc0\u20013\u25991 A}`, "中文A"},
		{"Unicode, two bytes", `{\rtf1\ansi\uc2\u20013\'d6\'d0\u25991\'ce\'c4x}`, "中文x"},
		{"Unicode, uc of a group", `{\rtf1\ansi{\uc2\u20013ab}\u25991?c}`, "中文c"},
		{"Unicode, half a pair", `{\rtf1\ansi\u-10174?x}`, "\ufffdx"},
		{"Unicode, stand-in is a symbol", `{\rtf1\ansi\u8212\_\u8220\ldblquote x}`, "—“x"},
		{"upr", `{\rtf1\ansi{\upr{??}{\*\ud{\u20013?\u25991?}}}x}`, "中文x"},
		{"Word, three fonts", gbk + `{\rtlch\fcs1\af1\ltrch\fcs0\lang1033\langfe2052\loch\af1\hich\af1\dbch\f0 \'d6\'d0}{\hich\af1\dbch\af0\loch\f1 2024}}`, "中2024"},
		{"breaks", `{\rtf1 a\par b\line c\tab d\page e\par\page f\sect g\par}`, "a\nb\nc\td\ne\nf\ng"},
		{"backslash at a line end", "{\\rtf1 a\\\nb\\\r\nc}", "a\nb\nc"},
		{"line ends mean nothing", "{\\rtf1 a\nb\r\nc}", "abc"},
		{"characters", `{\rtf1 a\emdash b\endash\lquote c\rquote\~\_\-\{\}\\}`, "a—b–‘c’\u00a0\u2011{}\\"},
		{"table", `{\rtf1\trowd\cellx1\cellx2\intbl a\cell b\par c\cell\row\trowd\intbl\cell d\par\cell\row\pard e\par}`, "a\tb\nc\n\td\ne"},
		{"table in a table", `{\rtf1\pard\intbl\itap2 x\nestcell y\nestcell{\*\nesttableprops\trowd\nestrow}{\nonesttables\par}z\cell\row}`, "x\ty\nz"},
		{"unknown destination", `{\rtf1 a{\*\unknown secret{\b deep}}b}`, "ab"},
		{"unknown word", `{\rtf1 a{\unknown12 b}c}`, "abc"},
		{"tables of the head", `{\rtf1{\stylesheet{\s0 Normal;}{\*\cs10 x;}}{\*\listtable{\list x}}{\info{\title t}}a}`, "a"},
		{"numbering", `{\rtf1{\listtext 1.\tab}a\par{\pntext 2.}b}`, "a\nb"},
		{"field", `{\rtf1 a{\field{\*\fldinst{HYPERLINK "x"}}{\fldrslt{\ul b}}}c}`, "abc"},
		{"footnotes", `{\rtf1 a{\super\chftn}{\footnote\pard{\super\chftn} one\par}b{\footnote\ftnalt\chftn  end}c\par{\footnote two}d}`, "abc\nd\none\ntwo\nend"},
		{"text box", `{\rtf1 a{\shp{\*\shpinst{\sp{\sn wzName}{\sv n}}{\shptxt\pard box\par}}{\shprslt box}}b\par c}`, "ab\nbox\nc"},
		{"binary", "{\\rtf1 a{\\*\\x\\bin3 }}}}b\\bin2 {{c}", "abc"},
		{"object", `{\rtf1 a{\object{\*\objdata 0102}{\result b}}c}`, "abc"},
		{"behind the end", `{\rtf1 a}b`, "a"},
		{"byte order mark", "\xef\xbb\xbf {\\rtf1 a}", "a"},
		{"symbol font", gbk + `a\f4\'b7\u-3913?b}`, "ab"},
		{"Word 97 drawing", `{\rtf1 a{\*\do\dptxbx{\dptxbxtext box\par}}\par b}`, "a\nbox\nb"},
		{"index entry", `{\rtf1 a{\xe {\v b}}c}`, "ac"},
	}
	for _, test := range tests {
		d, err := Read([]byte(test.rtf), fresh())
		if err != nil {
			t.Errorf("%s: Read(%s) = %v", test.name, test.rtf, err)
			continue
		}
		if d.Text != test.text || len(d.Hidden) != 0 {
			t.Errorf("%s: Read(%s) = %q, %v, want %q", test.name, test.rtf, d.Text, d.Hidden, test.text)
		}
	}
}

func TestHidden(t *testing.T) {
	const head = `{\rtf1{\colortbl ;\red255\green255\blue255;\red31\green78\blue121;\red242\green242\blue242;}`
	tests := []struct {
		name, rtf, text string
		hidden          []extract.Hidden
	}{
		{"hidden", `a{\v b}c`, "ac", []extract.Hidden{{At: 1, Text: "b", Why: extract.WhyMarked}}},
		{"hidden, taken back", `a\v b\v0 c`, "ac", []extract.Hidden{{At: 1, Text: "b", Why: extract.WhyMarked}}},
		{"plain", `a\v b\plain c`, "ac", []extract.Hidden{{At: 1, Text: "b", Why: extract.WhyMarked}}},
		{"deleted", `a{\deleted b}c`, "ac", []extract.Hidden{{At: 1, Text: "b", Why: extract.WhyDeleted}}},
		{"white", `a{\cf1 b}c`, "ac", []extract.Hidden{{At: 1, Text: "b", Why: extract.WhyColor}}},
		{"nearly white", `a{\cf3 b}c`, "ac", []extract.Hidden{{At: 1, Text: "b", Why: extract.WhyColor}}},
		{"blue", `a{\cf2 b}c`, "abc", nil},
		{"automatic", `a{\cf0 b}c`, "abc", nil},
		{"no such colour", `a{\cf9 b}c`, "abc", nil},
		{"white, highlighted", `a{\cf1\highlight2 b}c`, "abc", nil},
		{"white on white", `a{\cf1\highlight1 b}c`, "ac", []extract.Hidden{{At: 1, Text: "b", Why: extract.WhyColor}}},
		{"white in a blue paragraph", `\pard\cbpat2{\cf1 b}\par\pard c`, "b\nc", nil},
		{"white in a blue cell", `\trowd\clcbpat2\cellx1\intbl{\cf1 b}\cell\row\trowd\cellx1\intbl{\cf1 d}\cell\row\pard c`, "b\n\nc", []extract.Hidden{{At: 2, Text: "d", Why: extract.WhyColor}}},
		{"white in a text box", `{\shp{\*\shpinst{\shptxt\cf1 b\par}}}\par c`, "\nb\nc", nil},
		{"tiny", `a{\fs2 b}\fs24 c`, "ac", []extract.Hidden{{At: 1, Text: "b", Why: extract.WhyTiny}}},
		{"blanks in white", `a{\cf1  }c`, "a c", nil},
		{"white paragraphs are one", `a\par{\cf1 b\par c\par}d`, "a\n\n\nd", []extract.Hidden{{At: 2, Text: "b\nc", Why: extract.WhyColor}}},
		{"hidden paragraph", `a\par{\v b\par}d`, "a\nd", []extract.Hidden{{At: 2, Text: "b", Why: extract.WhyMarked}}},
		{"hidden at the end", `a\par{\v b}`, "a", []extract.Hidden{{At: 1, Text: "b", Why: extract.WhyMarked}}},
		{"in a footnote", `a{\footnote x{\v y}}b`, "ab\nx", []extract.Hidden{{At: 4, Text: "y", Why: extract.WhyMarked}}},
		{"pairs", `a{\v \u-10174?\u-8265?}\u-10174?\u-8265?`, "a𠮷", []extract.Hidden{{At: 1, Text: "𠮷", Why: extract.WhyMarked}}},
	}
	for _, test := range tests {
		d, err := Read([]byte(head+test.rtf+"}"), fresh())
		if err != nil {
			t.Errorf("%s: Read(%s) = %v", test.name, test.rtf, err)
			continue
		}
		if d.Text != test.text || !slices.Equal(d.Hidden, test.hidden) {
			t.Errorf("%s: Read(%s) = %q, %v, want %q, %v", test.name, test.rtf, d.Text, d.Hidden, test.text, test.hidden)
		}
	}
}

// TestStyles reads text that a style hides. White on a blue band is seen.
func TestStyles(t *testing.T) {
	d, err := Read([]byte(load(t, "testdata/styles.rtf")), fresh())
	if err != nil {
		t.Fatal(err)
	}
	want := []extract.Hidden{
		{At: 21, Text: "样式藏起的字", Why: extract.WhyMarked},
		{At: 34, Text: "整段都是白字。", Why: extract.WhyColor},
		{At: 72, Text: "细如灰尘", Why: extract.WhyTiny},
	}
	if text := "柳河镇中心小学工作总结\n\n蓝底白字的标题\n全年平稳。完。"; d.Text != text || !slices.Equal(d.Hidden, want) {
		t.Errorf("Read(styles.rtf) = %q, %v, want %q, %v", d.Text, d.Hidden, text, want)
	}
}

func TestPictures(t *testing.T) {
	const n = 64 // what is smaller shows nothing
	bytes, digits := strings.Repeat("abc", n), strings.Repeat("616263", n)
	const hash = "3282136fbc6d885f58b6ca58c07c17b2" // of bytes
	for _, rtf := range []string{
		`{\rtf1 x{\pict\pngblip\picw1 616263}}`,
		"{\\rtf1 x{\\pict\\pngblip " + strings.Repeat("61\r\n62 63", n) + "}}",
		`{\rtf1 x{\*\shppict{\pict{\*\picprop{\sp{\sv 99}}}\pngblip{\*\blipuid 0011}616263}}{\nonshppict{\pict\wmetafile8 0102}}}`,
		"{\\rtf1 x{\\pict\\jpegblip\\bin192 " + bytes + "}}",
		`{\rtf1 x{\pict\pngblip 616263}{\pict\pngblip 0102}}`,
		`{\rtf1 x{\shp{\*\shpinst{\sp{\sn pib}{\sv{\pict 616263}}}}}}`,
	} {
		rtf = strings.ReplaceAll(rtf, "616263", digits)
		d, err := Read([]byte(rtf), fresh())
		if err != nil {
			t.Errorf("Read(%s) = %v", rtf, err)
			continue
		}
		if len(d.Pictures) != 1 || fmt.Sprintf("%x", d.Pictures[0].Hash) != hash || d.Pictures[0].Bytes != 3*n || d.Text != "x" {
			t.Errorf("Read(%s) = %q, %x, want x, one picture %s", rtf, d.Text, d.Pictures, hash)
		}
	}
}

// TestSeen reads text that is seen although it looks like hidden text.
func TestSeen(t *testing.T) {
	const head = `{\rtf1{\colortbl;\red255\green255\blue255;\red0\green0\blue0;}`
	for _, test := range []struct{ name, rtf, text, hidden string }{
		{"white", `{\cf1 a}`, "", "a"},
		{"white with a shadow", `{\cf1\shad a}`, "a", ""},
		{"white outlines", `{\cf1\outl a}b`, "ab", ""},
		{"a shadow that ends", `{\cf1\shad\shad0 a}b`, "b", "a"},
		{"white on a pattern", `\pard\bgdkhoriz{\cf1 a}\pard b`, "ab", ""},
		{"white on a cell with a pattern", `\trowd\clbgdkcross\cellx1\intbl{\cf1 a}\cell\row`, "a", ""},
		{"white on a page with a background", `{\*\background{\shp}}{\cf1 a}`, "a", ""},
		{"white over a shape", `{\cf1 a}{\shp{\*\shpinst\shpfblwtxt1{\sp{\sn fillColor}{\sv 0}}}}`, "a", ""},
		{"white beside a shape", `{\cf1 a}{\shp{\*\shpinst\shpfblwtxt0}}b`, "b", "a"},
		{"no size", `{\fs0 a}`, "a", ""},
		{"the line above notes", `{\ftnsep abcdefgh}i\par j`, "i\nabcdefgh\nj", ""},
		{"the label of a button", `{\field{\*\fldinst MACROBUTTON x abcd efgh}{\fldrslt}}i`, "abcd efghi", ""},
		{"an instruction", `{\field{\*\fldinst HYPERLINK "abcdefgh"}{\fldrslt x}}i`, "xi", ""},
	} {
		d, err := Read([]byte(head+test.rtf+"}"), fresh())
		hidden := ""
		for i := range d0(d).Hidden {
			hidden += d.Hidden[i].Text
		}
		if test.text == "" && err != nil {
			continue // all is hidden
		}
		if err != nil || d.Text != test.text || hidden != test.hidden {
			t.Errorf("%s: Read = %v, %q, hidden %q, want %q and %q", test.name, err, d0(d).Text, hidden, test.text, test.hidden)
		}
	}
}

// d0 returns d, or an empty document.
func d0(d *extract.Document) *extract.Document {
	if d == nil {
		return &extract.Document{}
	}
	return d
}

func TestInfo(t *testing.T) {
	const rtf = `{\rtf1\ansi\ansicpg936{\info{\title \'d7\'dc\'bd\'e1}{\author \u38047?}{\operator B}{\*\company C}{\doccomm x}{\creatim\yr2024\mo7\dy1\hr8\min30}}{\*\generator WPS Office 12;}a}`
	d, err := Read([]byte(rtf), fresh())
	if err != nil {
		t.Fatal(err)
	}
	want := extract.Info{Title: "总结", Author: "钟", LastEditor: "B", Company: "C", Application: "WPS Office 12", Created: "2024-07-01T08:30:00"}
	if d.Info != want {
		t.Errorf("Read(%s).Info = %+v, want %+v", rtf, d.Info, want)
	}
}

func TestProblems(t *testing.T) {
	tests := []struct {
		name, rtf, code, reason string
	}{
		{"empty", "", extract.CodeDamaged, "does not begin"},
		{"other", "{x}", extract.CodeDamaged, "does not begin"},
		{"no text", `{\rtf1\par\par}`, extract.CodeEmpty, "no text"},
		{"hidden only", `{\rtf1{\v x}}`, extract.CodeEmpty, "hidden"},
		{"pictures only", `{\rtf1{\pict ` + strings.Repeat("61", 200) + `}}`, extract.CodeNoTextLayer, "1 picture"},
		{"cut in its head", `{\rtf1{\fonttbl{\f0 Ari`, extract.CodeDamaged, "cut off"},
		{"deep", `{\rtf1 x` + strings.Repeat("{", 1_000_000), extract.CodeLimitDepth, "nested deeper"},
	}
	for _, test := range tests {
		d, err := Read([]byte(test.rtf), fresh())
		var p *extract.Problem
		if !errors.As(err, &p) || p.Code != test.code || !strings.Contains(p.Reason, test.reason) {
			t.Errorf("%s: Read = %+v, %v, want %s with %q", test.name, d, err, test.code, test.reason)
		}
	}
	for _, test := range []struct{ rtf, text, reason string }{
		{`{\rtf1 a{\b b`, "ab", "cut off"},
		{`{\rtf1 a{\footnote b`, "a\nb", "cut off"},
		{"{\\rtf1 a{\\pict\\bin99 x", "a", "cut off"},
		{`{\rtf1\ansi\ansicpg936 a\'81\'20}`, "a\ufffd ", "1 character cannot be decoded"},
		{`{\rtf1 a}{\rtf1 ` + strings.Repeat("b", 200) + "}", "a", "bytes behind its end were not read"},
		{`{\rtf1 a{\object{\*\objclass Word.Document.8}{\*\objdata 01}{\result b}}}`, "ab", "embedded"},
		{`{\rtf1{\*\listtable{\list{\listlevel{\leveltext ` + strings.Repeat("c", 50) + `;}}}}a}`, "a", "50 letters in the labels"},
	} {
		d, err := Read([]byte(test.rtf), fresh())
		if err != nil || d.Text != test.text || d.Warning == nil || !d.Warning.Partial || !strings.Contains(d.Warning.Reason, test.reason) {
			t.Errorf("Read(%s) = %+v, %v, want %q and a warning with %q", test.rtf, d, err, test.text, test.reason)
		}
	}
}

func TestLimitText(t *testing.T) {
	raw := []byte(`{\rtf1 ` + strings.Repeat("a", 2000) + `}`)
	d, err := Read(raw, extract.NewBudget(extract.Limits{Text: 1000}))
	var p *extract.Problem
	if !errors.As(err, &p) || p.Code != extract.CodeLimitText {
		t.Errorf("Read of 2000 letters, limit 1000 = %v, %v, want %s", d, err, extract.CodeLimitText)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(load(f, "testdata/report.rtf")))
	f.Add([]byte(`{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fcharset134 x;}}{\colortbl;\red255\green255\blue255;}\f0\'d6\'d0{\v x}{\cf1 y}{\footnote z}{\shptxt b}\u-10174?\u-8265?\par{\pict 6162}\trowd\intbl\cell\row{\upr{a}{\*\ud b}}}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		limits := extract.Limits{Text: 1 << 20, Unpack: 1 << 20, Nesting: 64}
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
	})
}
