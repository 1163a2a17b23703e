package report

import (
	"bytes"
	"cmp"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"chachong/internal/finding"
	"chachong/internal/message"
	"chachong/internal/safe"
)

var update = flag.Bool("update", false, "write the golden files")

var langs = []message.Lang{message.Zh, message.En}

// written returns what print writes.
func written(t *testing.T, print func(io.Writer) error) string {
	t.Helper()
	var b bytes.Buffer
	if err := print(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// golden compares got with a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s:\ngot:\n%s\nwant:\n%s", file, got, want)
	}
}

func TestGolden(t *testing.T) {
	for _, l := range langs {
		opt := Options{Lang: l}
		for name, print := range map[string]func(io.Writer) error{
			"text":    func(w io.Writer) error { return Text(w, sample(), opt) },
			"csv":     func(w io.Writer) error { return CSV(w, sample(), l) },
			"md":      func(w io.Writer) error { return Markdown(w, sample(), opt) },
			"outline": func(w io.Writer) error { return OutlineText(w, sampleOutline(), opt) },
			"header":  func(w io.Writer) error { return ExtractionHeader(w, sampleExtraction(), opt) },
		} {
			golden(t, name+"-"+l.String(), written(t, print))
		}
	}
	golden(t, "json", written(t, func(w io.Writer) error { return JSON(w, sample()) }))
	golden(t, "outline-json", written(t, func(w io.Writer) error { return OutlineJSON(w, sampleOutline()) }))
	golden(t, "extraction-json", written(t, func(w io.Writer) error { return ExtractionJSON(w, sampleExtraction()) }))
}

// many returns a result with n submissions, all in one cluster, and long lists of all
// else.
func many(n int) *finding.Result {
	r := sample()
	r.Inputs, r.Submissions, r.Passages, r.Verdict.Findings = nil, nil, nil, nil
	one := finding.Cluster{ID: 1}
	for i := range n {
		path := "报送材料/" + strings.Repeat("第一批", i%40) + string(rune('一'+i)) + ".txt"
		s := submission(path+"#1", strings.Repeat("工作总结 report ", i%7), int32(i*37), float64(i%11)/10, 0.1, path+"#1", 1)
		r.Submissions = append(r.Submissions, s)
		one.Members = append(one.Members, s.ID)
		r.Inputs = append(r.Inputs, finding.Input{Path: path, Status: finding.Error, Code: "E_READ", Reason: "read error", Hint: "try again"})
		r.Passages = append(r.Passages, finding.Passage{A: side(s.ID, 1, 999999), B: side("x"+s.ID, 7, 7), Kind: "edited", Letters: int32(i)})
		r.Families = append(r.Families, finding.Family{ID: "f", Letters: int32(i), Members: []finding.Side{side(s.ID, 1, 2), side("x", 3, 4)}})
		r.Replacements = append(r.Replacements, finding.Replacement{From: "发展", To: "开展", Count: int32(i), A: s.ID, B: path})
		r.Verdict.Findings = append(r.Verdict.Findings, finding.Finding{Rule: "total", Submission: s.ID, Value: 0.5, Limit: 0.2})
	}
	r.Clusters = []finding.Cluster{one}
	for range 60 {
		r.Clusters = append(r.Clusters, finding.Cluster{ID: 2, Members: []string{"a", "b"}})
	}
	return r
}

// Every line fits, none ends in blanks, and nothing but text and line feeds gets out.
func TestLinesFitAndAreHarmless(t *testing.T) {
	ansi := regexp.MustCompile("\x1b\\[[0-9]*m")
	for name, r := range map[string]*finding.Result{
		"sample": sample(), "hostile": hostile(), "many": many(200), "empty": {},
	} {
		for _, l := range langs {
			for _, width := range []int{1, 60, 73, 100, 160} {
				opt := Options{Lang: l, Width: width}
				out := written(t, func(w io.Writer) error { return Text(w, r, opt) })
				for line := range strings.SplitSeq(out, "\n") {
					if got := safe.Width(line); got > max(width, minWidth) {
						t.Errorf("%s, %v, width %d: line is %d wide: %q", name, l, width, got, line)
					}
					if strings.TrimRight(line, " ") != line {
						t.Errorf("%s, %v, width %d: line ends in blanks: %q", name, l, width, line)
					}
				}
				harmless(t, out)
				opt.Color = true
				colored := written(t, func(w io.Writer) error { return Text(w, r, opt) })
				if ansi.ReplaceAllString(colored, "") != out {
					t.Errorf("%s, %v, width %d: colour changes the text", name, l, width)
				}
			}
		}
	}
}

// harmless fails where s holds a control or format character other than a line feed.
func harmless(t *testing.T, s string) {
	t.Helper()
	if !utf8.ValidString(s) {
		t.Error("output is not UTF-8")
	}
	for i, r := range s {
		if r != '\n' && unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) {
			t.Errorf("%U gets out in %.80q", r, s[max(0, i-20):])
			return
		}
	}
}

func TestOutlineAndHeaderFit(t *testing.T) {
	o, e := sampleOutline(), sampleExtraction()
	o.Path = hostile().Inputs[0].Path
	o.Submissions[0].Title, o.Submissions[0].Opening, o.Submissions[0].Closing = o.Path, o.Path, o.Path
	e.Path, e.Format = o.Path, "\x1b[2J"
	for _, l := range langs {
		for _, width := range []int{60, 100} {
			opt := Options{Lang: l, Width: width}
			out := written(t, func(w io.Writer) error { return OutlineText(w, o, opt) }) +
				written(t, func(w io.Writer) error { return ExtractionHeader(w, e, opt) })
			harmless(t, out)
			for line := range strings.SplitSeq(out, "\n") {
				if got := safe.Width(line); got > width {
					t.Errorf("%v, width %d: line is %d wide: %q", l, width, got, line)
				}
			}
		}
	}
}

func TestExtractionText(t *testing.T) {
	e := &finding.Extraction{Text: "甲\x1b[2J\r\n乙"}
	if got := written(t, func(w io.Writer) error { return ExtractionText(w, e, false) }); got != e.Text {
		t.Errorf("ExtractionText(%q, false) = %q, want it unchanged", e.Text, got)
	}
	got := written(t, func(w io.Writer) error { return ExtractionText(w, e, true) })
	harmless(t, got)
	if !strings.HasSuffix(got, "\n") {
		t.Errorf("ExtractionText(%q, true) = %q, want a last line feed", e.Text, got)
	}
}

// Nothing is lost: every submission with reuse is in the text up to its limit, every input
// in the CSV.
func TestNothingIsLost(t *testing.T) {
	r := many(shownRows)
	text := written(t, func(w io.Writer) error { return Text(w, r, Options{Width: 4000}) })
	for i := range r.Submissions {
		if name := strings.TrimPrefix(r.Submissions[i].ID, "报送材料/"); !strings.Contains(text, name) {
			t.Errorf("text does not name %q", r.Submissions[i].ID)
		}
	}
	rows := readCSV(t, written(t, func(w io.Writer) error { return CSV(w, sample(), message.Zh) }))
	for _, in := range sample().Inputs {
		if !slices.ContainsFunc(rows, func(row []string) bool { return row[0] == in.Path }) {
			t.Errorf("CSV has no row for %q", in.Path)
		}
	}
	if got, want := len(rows), 1+len(sample().Submissions)+4; got != want {
		t.Errorf("CSV has %d rows, want %d: header, submissions, inputs without any", got, want)
	}
}

func TestOrderIsWorstFirst(t *testing.T) {
	r := sample()
	v := newView(r)
	var got []float64
	for _, i := range v.order {
		got = append(got, r.Submissions[i].Reuse.Total)
	}
	want := slices.Clone(got)
	slices.SortFunc(want, func(a, b float64) int { return cmp.Compare(b, a) })
	if !slices.Equal(got, want) {
		t.Errorf("order by total = %v, want %v", got, want)
	}
}

// Text that all share is told apart from reuse and from none: a column, a concern, a mark.
func TestTemplate(t *testing.T) {
	r := sample()
	zh := written(t, func(w io.Writer) error { return Text(w, r, Options{}) })
	for _, want := range []string{"总复制比  含模板", "仅有公共段落（模板）2 篇", "未见雷同 1 篇", "模板，不计入总复制比：本总结"} {
		if !strings.Contains(zh, want) {
			t.Errorf("text does not hold %q", want)
		}
	}
	for i := range r.Submissions {
		r.Submissions[i].Reuse.WithTemplate = r.Submissions[i].Reuse.Total
	}
	if zh = written(t, func(w io.Writer) error { return Text(w, r, Options{}) }); strings.Contains(zh, "含模板") {
		t.Error("text has a column of template where no submission holds any")
	}
}

// A cluster says why where the resemblance of its members does not, and names its longest
// passage. Clusters come by number.
func TestClusterReasons(t *testing.T) {
	r := sample()
	a, b := &r.Submissions[3], &r.Submissions[4] // reworded, 66.3% and 71.5%
	a.Cluster, b.Cluster = 2, 2
	r.Clusters = append([]finding.Cluster{{ID: 2, Members: []string{a.ID, b.ID}, LowestResemblance: 0.31}}, r.Clusters...)
	for by, want := range map[string]string{
		"alignment":   "组2  2 篇，最低相似度 31.0%，换词、遮字后雷同；最长段落 p2 换词 612 字\n",
		"containment": "组2  2 篇，最低相似度 31.0%，短篇包含在长篇中；最长段落 p2 换词 612 字\n",
		"resemblance": "组2  2 篇，最低相似度 31.0%；最长段落 p2 换词 612 字\n",
	} {
		r.Pairs[1].NearDuplicate, r.Pairs[1].By = true, by
		got := written(t, func(w io.Writer) error { return Text(w, r, Options{}) })
		if first, second := strings.Index(got, "组1  2 篇，最低相似度 97.4%；最长段落 p1 遮字 2133 字\n"), strings.Index(got, want); first < 0 || second < first {
			t.Errorf("by %s: 组1 at %d, %q at %d, want both in this order", by, first, want, second)
		}
	}
}

// Names leave out what does not tell them apart where they are long, and the text says so.
func TestNames(t *testing.T) {
	long := "云埠县青岚镇中心学校教育工会委员会年度总结"
	for _, tt := range []struct {
		paths []string // each with one submission, the last with two
		want  []string // ids as shown
		said  string
	}{
		{[]string{"甲.txt", "-", "乙.md"}, []string{"甲.txt#1", "标准输入#1", "乙.md#1", "乙.md#2"}, ""},
		{[]string{long + ".txt", "-", "甲.txt"}, []string{long, "标准输入", "甲#1", "甲#2"}, "篇名略去 .txt，只有一篇的文件略去 #1"},
		{[]string{long + ".txt", "乙.md", "甲.txt"}, []string{long, "乙.md", "甲#1", "甲#2"}, "篇名略去 .txt，只有一篇的文件略去 #1"},
		{[]string{long + ".txt", "乙", "甲.txt"}, []string{long + ".txt", "乙", "甲.txt#1", "甲.txt#2"}, "只有一篇的文件略去 #1"},
		{[]string{"汇编/" + long + ".txt", "-", "汇编/乙.txt"}, []string{long, "标准输入", "乙#1", "乙#2"}, "下列文件都在 汇编/"},
	} {
		r := &finding.Result{}
		for i, path := range tt.paths {
			r.Inputs = append(r.Inputs, finding.Input{Path: path})
			r.Submissions = append(r.Submissions, submission(path+"#1", "", 100, 0.5, 0, "", 0))
			if i == len(tt.paths)-1 {
				r.Submissions = append(r.Submissions, submission(path+"#2", "", 100, 0.5, 0, "", 0))
			}
		}
		var b bytes.Buffer
		p := newPrinter(&b, Options{})
		p.shorten(r)
		var got []string
		for i := range r.Submissions {
			got = append(got, p.name(r.Submissions[i].ID))
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("names of %q = %q, want %q", tt.paths, got, tt.want)
		}
		p.omitted()
		p.done()
		if !strings.Contains(b.String(), tt.said) || tt.said == "" && b.Len() > 0 {
			t.Errorf("omitted of %q = %q, want %q", tt.paths, b.String(), tt.said)
		}
	}
}

// In a narrow window names keep their beginning, in a usual one titles have room.
func TestColumns(t *testing.T) {
	for _, tt := range []struct{ width, names, title int }{{60, 14, 0}, {80, 14, 0}, {100, nameWidth, titleWidth}, {160, 40, 30}} {
		for _, template := range []bool{false, true} {
			for _, l := range langs {
				p := newPrinter(io.Discard, Options{Lang: l, Width: tt.width})
				wide := [cols]int{8, 6, 6, 4, 4, 40, 40, 60}
				columns := p.fit(&wide, template, false)
				room := p.width - ratioWidth - 1 - (len(columns)-1)*gap
				for _, c := range columns {
					if c != colTitle {
						room -= wide[c]
					}
				}
				if wide[colSubmission] < tt.names || wide[colSource] < tt.names || room < tt.title {
					t.Errorf("fit at %d, template %v: names %d and %d, title %d wide, want at least %d and %d",
						tt.width, template, wide[colSubmission], wide[colSource], room, tt.names, tt.title)
				}
			}
		}
	}
}

// A long table ends, counts the rest, and the headline comes once more at the end.
func TestLongReport(t *testing.T) {
	r := many(shownRows + 60)
	got := written(t, func(w io.Writer) error { return Text(w, r, Options{}) })
	if want := "另有 60 篇未列出，总复制比不高于以上各篇，见 -f csv\n"; !strings.Contains(got, want) {
		t.Errorf("text of %d submissions lacks %q", len(r.Submissions), want)
	}
	head, _, _ := strings.Cut(got, "下列文件都在")
	if !strings.HasSuffix(got, "\n\n"+head) {
		t.Errorf("text ends in %q, want the headline %q", got[len(got)-len(head):], head)
	}
	r = &finding.Result{Inputs: sample().Inputs[:1], Submissions: sample().Submissions[:1]}
	if got := written(t, func(w io.Writer) error { return Text(w, r, Options{}) }); strings.Count(got, "查重结果") != 1 {
		t.Errorf("a short report says its headline %d times, want once", strings.Count(got, "查重结果"))
	}
}

// A printer does not change the result: several run one after the other.
func TestResultStays(t *testing.T) {
	r, fresh := sample(), sample()
	written(t, func(w io.Writer) error { return Text(w, r, Options{}) })
	written(t, func(w io.Writer) error { return CSV(w, r, message.En) })
	got := written(t, func(w io.Writer) error { return JSON(w, r) })
	if want := written(t, func(w io.Writer) error { return JSON(w, fresh) }); got != want {
		t.Error("JSON differs after Text and CSV were written")
	}
}

// full is a device with room for n bytes.
type full struct{ n int }

var errFull = errors.New("no space left")

func (f *full) Write(b []byte) (int, error) {
	if len(b) > f.n {
		return 0, errFull
	}
	f.n -= len(b)
	return len(b), nil
}

func TestWriteErrors(t *testing.T) {
	big := many(2000)
	for name, print := range map[string]func(io.Writer) error{
		"JSON":           func(w io.Writer) error { return JSON(w, big) },
		"CSV":            func(w io.Writer) error { return CSV(w, big, message.Zh) },
		"Text":           func(w io.Writer) error { return Text(w, big, Options{}) },
		"OutlineText":    func(w io.Writer) error { return OutlineText(w, sampleOutline(), Options{}) },
		"ExtractionText": func(w io.Writer) error { return ExtractionText(w, sampleExtraction(), false) },
	} {
		for _, room := range []int{0, 5, 9000} {
			if room > 5 && (name == "OutlineText" || name == "ExtractionText") {
				continue
			}
			if err := print(&full{room}); !errors.Is(err, errFull) {
				t.Errorf("%s with room for %d bytes = %v, want %v", name, room, err, errFull)
			}
		}
	}
}

func TestPercent(t *testing.T) {
	for _, c := range []struct {
		x    float64
		want string
	}{
		{0, "0%"},
		{0.0001, "<0.1%"},
		{0.0005, "0.1%"},
		{0.66337, "66.3%"},
		{0.99939, "99.9%"},
		{0.99999, "99.9%"},
		{1, "100%"},
	} {
		if got := percent(c.x); got != c.want {
			t.Errorf("percent(%v) = %q, want %q", c.x, got, c.want)
		}
	}
}

func TestMiddle(t *testing.T) {
	for _, c := range []struct {
		s     string
		width int
		want  string
	}{
		{"a.txt#1", 7, "a.txt#1"},
		{"青岚县.txt#1", 12, "青岚县.txt#1"},
		{"青岚县.txt#1", 11, "青岚县…xt#1"},
		{"2021年云埠县教育工会总结.txt#12", 20, "2021年云埠县….txt#12"},
		{"青岚县.txt#1", 1, "…"},
		{"青岚县.txt#1", 0, ""},
		{"青岚县.txt#1", -3, ""},
	} {
		if got := middle(c.s, c.width); got != c.want {
			t.Errorf("middle(%q, %d) = %q, want %q", c.s, c.width, got, c.want)
		}
	}
}

// Whatever is cut fits, and keeps its ends.
func FuzzMiddle(f *testing.F) {
	f.Add("2021年云埠县教育工会总结.txt#12", 20)
	f.Add("e\u0301\u0301\u0301👨\u200d👩 \U0001F1E8\U0001F1F3\U0001F1E8\U0001F1F3", 3)
	f.Add("1\ufe0f\u20e3一ᄀᄀᄀ각ᆨᆨ", 5)
	f.Fuzz(func(t *testing.T, s string, width int) {
		s, width = safe.Line(s), width%200
		got := middle(s, width)
		if w := safe.Width(got); w > max(width, 0) {
			t.Errorf("middle(%q, %d) = %q, %d columns wide", s, width, got, w)
		}
		head, end, cut := strings.Cut(got, "…")
		if cut && !strings.Contains(s, "…") && (!strings.HasPrefix(s, head) || !strings.HasSuffix(s, end)) {
			t.Errorf("middle(%q, %d) = %q, want its two ends", s, width, got)
		}
	})
}

func TestWrap(t *testing.T) {
	var b bytes.Buffer
	p := newPrinter(&b, Options{Width: 60})
	p.wrap(40, "save it as UTF-8 text, then 请重新检查一次全部的文件 now")
	p.done()
	pad := strings.Repeat(" ", 40)
	want := pad + "save it as UTF-8\n" + pad + "text, then\n" + pad + "请重新检查一次全部的\n" + pad + "文件 now\n"
	if got := b.String(); got != want {
		t.Errorf("wrap = %q, want %q", got, want)
	}
}
