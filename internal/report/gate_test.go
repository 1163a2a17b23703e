package report

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"chachong/internal/finding"
	"chachong/internal/message"
	"chachong/internal/report/page"
	workbook "chachong/internal/report/sheet"
	"chachong/internal/safe"
)

// gated is an upload of two reports gated against an archive: the first has the paragraphs
// of an earlier one and a template, the second an own earlier one; a third file was not read.
func gated() *finding.Result {
	const (
		fresh  = "上报/青岚镇小学.txt#1"
		second = "上报/云埠中学.txt#1"
		old    = "总结库!/7/2023/临川小学总结.txt#1"
		own    = "总结库!/9/2023/云埠中学旧稿.txt#1"
	)
	const body = "一年来，学校工会组织教师读书会十二场。大家说收获不小！\n慰问困难教师三十人，送去粮油。\n明年打算再办一次运动会。"
	stretch := func(words string, first, last int32) finding.Range {
		lo := int32(strings.Index(body, words))
		hi := lo + int32(len(words))
		return finding.Range{
			Byte: [2]int32{lo, hi}, Line: [2]int32{first, last},
			Rune: [2]int32{int32(utf8.RuneCountInString(body[:lo])), int32(utf8.RuneCountInString(body[:hi]))},
		}
	}
	without := 0.0312
	r := &finding.Result{
		Schema: finding.Schema,
		Run: finding.Run{
			Version: "0.2.0", Options: map[string]any{"archive": "/档案/总结库"}, ElapsedSeconds: 0.0421,
			Archive: &finding.ArchiveUse{Path: "/档案/总结库", Submissions: 12408, Compared: 2, SameOwner: "separate"},
		},
		Inputs: []finding.Input{
			{Path: "上报/青岚镇小学.txt", Status: finding.OK, Format: "txt", Encoding: "utf-8", Bytes: int64(len(body)), Submissions: []string{fresh}},
			{Path: "上报/云埠中学.txt", Status: finding.OK, Format: "txt", Encoding: "gb18030", Bytes: 900, Submissions: []string{second}},
			{Path: "上报/附表.png", Status: finding.Error, Code: "E_FORMAT", Reason: "this is a picture (.png), a format that is not read", Hint: "save its text as .txt (UTF-8) and hand that in", Bytes: 120},
		},
		Submissions: []finding.Submission{
			{
				ID: fresh, Path: "上报/青岚镇小学.txt", Ordinal: 1, Title: "青岚镇小学工会总结", Range: stretch(body, 1, 3), Letters: 50, Key: "aa01",
				Reuse: finding.Reuse{Total: 0.62, WithTemplate: 0.8, LargestSource: 0.62, LargestSourceID: old, WithoutOwn: &without}, Cluster: 1,
				Text: body, Paragraphs: []finding.Range{stretch(body, 1, 3)},
			},
			{
				ID: second, Path: "上报/云埠中学.txt", Ordinal: 1, Title: "云埠中学总结", Range: at(1, 9), Letters: 400, Key: "aa02",
				Reuse: finding.Reuse{Total: 0.9, WithTemplate: 0.9, LargestSource: 0.9, LargestSourceID: own, WithoutOwn: &without},
			},
			{
				ID: old, Path: strings.TrimSuffix(old, "#1"), Ordinal: 1, Title: "临川小学年度汇报", Owner: "临川小学", Year: 2023, Range: at(4, 30), Letters: 777,
				Key: "bb01", Archived: true, Cluster: 1, Text: "馆藏文字独一份，教职员工读书会办了十二次。", Sketch: []uint32{77001},
			},
			{ID: own, Path: strings.TrimSuffix(own, "#1"), Ordinal: 1, Title: "云埠旧稿题", Owner: "云埠中学", Year: 2023, Range: at(1, 9), Letters: 888, Key: "bb02", Archived: true},
		},
		Pairs: []finding.Pair{
			{A: fresh, B: old, Resemblance: 0.731, ContainmentA: 0.9, ContainmentB: 0.7654, AlignedA: 0.91, AlignedB: 0.7755, NearDuplicate: true, By: "resemblance"},
			{A: second, B: own, Resemblance: 0.9, NearDuplicate: true, By: "resemblance", Own: true},
		},
		Clusters: []finding.Cluster{{ID: 1, Members: []string{fresh, old}, LowestResemblance: 0.731}},
		Passages: []finding.Passage{
			{
				ID: "p1", Key: "c0de01", KeyB: "c0de91", A: finding.Side{Submission: fresh, Range: stretch("一年来，学校工会组织教师读书会十二场。", 1, 1)}, B: side(old, 21, 22),
				Kind: "spun", Similarity: 0.9, Letters: 17, AtA: [2]int32{0, 17}, AtB: [2]int32{5, 24}, Excerpt: "一年来，学校工会组织教师读书会十二场。", Family: "f1",
				Edits: []finding.Edit{{Op: "replace", A: at(1, 1), B: at(21, 21), Class: "word"}},
			},
			{
				ID: "p2", Key: "c0de02", KeyB: "c0de92", A: finding.Side{Submission: fresh, Range: stretch("慰问困难教师三十人，送去粮油。", 2, 2)}, B: side(old, 25, 25),
				Kind: "verbatim", Similarity: 1, Letters: 13, AtA: [2]int32{24, 37}, AtB: [2]int32{40, 53}, Excerpt: "慰问困难教师三十人，送去粮油。",
				Review: &finding.Review{Mark: finding.Talk, Note: "问临川的老师"},
			},
			{ID: "p3", Key: "c0de03", KeyB: "c0de93", A: side(second, 1, 6), B: side(own, 1, 6), Kind: "verbatim", Similarity: 1, Letters: 300, Own: true, Excerpt: "本校工会在镇党委领导下"},
			{ID: "p4", Key: "c0de04", KeyB: "c0de94", A: finding.Side{Submission: fresh, Range: stretch("大家说收获不小！", 1, 1)}, B: side(old, 28, 29), Kind: "light", Similarity: 0.95, Letters: 60, Accepted: true, Excerpt: "大家说收获不小！"},
		},
		Families: []finding.Family{{ID: "f1", Letters: 17, Members: []finding.Side{{Submission: fresh, Range: stretch("一年来", 1, 1)}, side(old, 21, 22)}, Excerpt: "一年来，学校工会组织"}},
		Replacements: []finding.Replacement{
			{From: "教师", To: "教职员工", Count: 3, A: fresh, B: old},
		},
		Verdict: finding.Verdict{
			ExitCode: 1, Incomplete: true,
			Findings: []finding.Finding{
				{Rule: "near-duplicate", Submission: fresh, Other: old, Value: 0.731},
				{Rule: "total", Submission: fresh, Value: 0.62, Limit: 0.2},
				{Rule: "passage", Submission: fresh, Other: old, Value: 17, Limit: 15},
			},
		},
		Reviews: map[string]finding.Review{"c0de01+c0de91": {Mark: finding.Talk, Note: "问临川的老师"}},
	}
	return r
}

var gateFormats = map[string]func(io.Writer, *finding.Result, GateOptions) error{
	"gate": Gate, "gate-md": GateMarkdown, "gate-sarif": SARIF, "gate-junit": JUnit, "gate-github": GitHub,
}

func gateText(t *testing.T, format string, r *finding.Result, opt GateOptions) string {
	t.Helper()
	return written(t, func(w io.Writer) error { return gateFormats[format](w, r, opt) })
}

func TestGateGolden(t *testing.T) {
	hidden := gated()
	if err := finding.HideSources(hidden); err != nil {
		t.Fatal(err)
	}
	stale := []Stale{{A: "石塘中学.txt#1", B: "枫桥职校.txt#1", Letters: 230, Note: "公共通知"}, {A: "甲.txt#1", B: "乙.txt#1"}}
	for format := range gateFormats {
		for _, l := range langs {
			golden(t, format+"-"+l.String(), gateText(t, format, gated(), GateOptions{Options: Options{Lang: l}, Stale: stale, Baseline: "清单.json"}))
		}
		golden(t, format+"-hidden", gateText(t, format, hidden, GateOptions{HideSources: true}))
	}
}

// A gate that did not read everything, or anything, says so first, and no format is green.
func TestGateFailsClosed(t *testing.T) {
	empty := &finding.Result{Verdict: finding.Verdict{ExitCode: 2}}
	unread := gated()
	unread.Verdict = finding.Verdict{ExitCode: 3, Incomplete: true}
	for name, r := range map[string]*finding.Result{"empty": empty, "unread": unread} {
		for format, want := range map[string]string{
			"gate": "不完整：", "gate-md": "### 不完整：", "gate-sarif": `"executionSuccessful": false`, "gate-junit": "<error ", "gate-github": "::error ",
		} {
			if got := gateText(t, format, r, GateOptions{}); !strings.Contains(got, want) {
				t.Errorf("%s of %s = %s, want %q in it", format, name, got, want)
			}
		}
	}
	allowed := gated()
	allowed.Verdict = finding.Verdict{Incomplete: true}
	got := gateText(t, "gate", allowed, GateOptions{})
	if !strings.HasPrefix(got, "通过：") || !strings.Contains(got, "1 个文件未检查") {
		t.Errorf("gate of a run that may miss files = %s, want a pass that says what is missing", got)
	}
}

// A pass is short, a usual failure takes a screen, and of many each has a line with its name.
func TestGateLength(t *testing.T) {
	pass := gated()
	pass.Inputs, pass.Verdict = pass.Inputs[:2], finding.Verdict{}
	for _, tt := range []struct {
		name string
		r    *finding.Result
		most int
	}{{"pass", pass, 1}, {"usual", gated(), 40}, {"many", many(300), 360}} {
		if got := gateText(t, "gate", tt.r, GateOptions{}); strings.Count(got, "\n") > tt.most {
			t.Errorf("%s: %d lines, want at most %d:\n%s", tt.name, strings.Count(got, "\n"), tt.most, got)
		}
	}
	crowd := gateText(t, "gate", many(300), GateOptions{})
	for _, c := range newGate(many(300)).over {
		name := strings.TrimSuffix(c.Path, ".txt")
		if _, size := utf8.DecodeLastRuneInString(name); !strings.Contains(crowd, name[len(name)-size:]) { // long names are cut in the middle
			t.Errorf("the gate of many does not name %q", c.Path)
		}
	}
	if got := gateText(t, "gate-github", many(300), GateOptions{}); strings.Count(got, "::error") > githubShown || !strings.Contains(got, "另有") {
		t.Errorf("commands = %s, want at most %d errors and how many are left out", got, githubShown)
	}
	for name, r := range map[string]*finding.Result{"many": many(1000), "hostile": hostile()} {
		if n := utf8.RuneCountInString(gateText(t, "gate-md", r, GateOptions{})); n > commentLimit-commentMargin {
			t.Errorf("%s: comment of %d characters, want at most %d", name, n, commentLimit-commentMargin)
		}
	}
}

var command = regexp.MustCompile(`^::(error|warning|notice) ([a-zA-Z]+=[^,:]*,?)+::[^\n]*$`)

// wellFormed fails where a format is not what its readers parse.
func wellFormed(t *testing.T, r *finding.Result, opt GateOptions) {
	t.Helper()
	said := make(map[string]string, len(gateFormats))
	for format := range gateFormats {
		said[format] = gateText(t, format, r, opt)
		harmless(t, said[format])
	}
	var log sarifLog
	if err := json.Unmarshal([]byte(said["gate-sarif"]), &log); err != nil {
		t.Errorf("SARIF: %v", err)
	}
	for _, result := range log.Runs[0].Results {
		if result.Message.Text == "" || len(result.Locations) == 0 {
			t.Errorf("result %+v, want a message and a location", result)
		}
		for _, l := range result.Related {
			if l.ID == nil || l.Message == nil {
				t.Errorf("related location %+v, want an id and a message", l)
			}
		}
	}
	d := xml.NewDecoder(strings.NewReader(said["gate-junit"]))
	for {
		if _, err := d.Token(); err == io.EOF {
			break
		} else if err != nil {
			t.Fatalf("JUnit: %v", err)
		}
	}
	for line := range strings.Lines(said["gate-github"]) {
		if !command.MatchString(strings.TrimSuffix(line, "\n")) {
			t.Errorf("line %q is no command", line)
		}
	}
	for line := range strings.Lines(said["gate"]) {
		if w := safe.Width(strings.TrimSuffix(line, "\n")); w > max(opt.Width, defaultWidth) {
			t.Errorf("line is %d wide: %q", w, line)
		}
	}
}

func TestGateOfHostileResults(t *testing.T) {
	for _, r := range []*finding.Result{hostile(), many(20), {}, gated(), withArchive()} {
		for _, l := range langs {
			wellFormed(t, r, GateOptions{Options: Options{Lang: l}})
			wellFormed(t, r, GateOptions{Options: Options{Lang: l}, HideSources: true})
		}
	}
}

func FuzzGateStrings(f *testing.F) {
	for _, s := range []string{"", "工会", "::error::x", "a\r\n::set-output", "]]><x>&\x00\x1b\ufffe", "[a](b){0}\\", "%0A,:", "\xff/../a b?#.txt", "##[x]"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		r := gated()
		for i := range r.Submissions {
			sub := &r.Submissions[i]
			sub.Title, sub.Owner = s, s
		}
		r.Submissions[1].Path = s
		for i := range r.Inputs {
			in := &r.Inputs[i]
			in.Path, in.Code, in.Reason, in.Hint = in.Path+s, s, s, s
		}
		for i := range r.Passages {
			r.Passages[i].Excerpt, r.Passages[i].Kind, r.Passages[i].Key = s, s, s
		}
		wellFormed(t, r, GateOptions{Stale: []Stale{{A: s, B: s, Note: s}}})
	})
}

// Nothing that other people wrote, and nothing by which a guess could be confirmed, is in
// any report; what the author has to rewrite is.
func TestHideSources(t *testing.T) {
	r := gated()
	if err := finding.HideSources(r); err != nil {
		t.Fatal(err)
	}
	secret := []string{
		"临川", "云埠旧稿", "旧稿题", "总结库", "/7/", "馆藏", "独一份", "职员", "教职员工", "十二次", "2023", "bb01", "bb02",
		"c0de91", "c0de92", "c0de93", "77001", "777", "888", "0.7654", "0.7755", "第 21", "问临川",
	}
	formats := map[string]func(io.Writer) error{
		"json": func(w io.Writer) error { return JSON(w, r) },
		"csv":  func(w io.Writer) error { return CSV(w, r, message.Zh) },
		"text": func(w io.Writer) error { return Text(w, r, Options{}) },
		"md":   func(w io.Writer) error { return Markdown(w, r, Options{}) },
	}
	formats["html"] = func(w io.Writer) error {
		return page.HTML(w, r, page.Options{Texts: page.Full, Made: time.Unix(0, 0).UTC(), Name: ShortNames(r, message.Zh)})
	}
	formats["xlsx"] = func(w io.Writer) error {
		var b bytes.Buffer
		if err := workbook.XLSX(&b, r, workbook.Options{Name: ShortNames(r, message.Zh)}); err != nil {
			return err
		}
		return unzip(w, b.Bytes())
	}
	for format, print := range gateFormats {
		formats[format] = func(w io.Writer) error {
			return print(w, r, GateOptions{HideSources: true, Baseline: "临川.json", Stale: []Stale{{A: "临川", B: "馆藏", Note: "独一份"}}})
		}
	}
	blank := written(t, func(w io.Writer) error { return page.HTML(w, &finding.Result{}, page.Options{}) }) // its colours are numbers, too
	for format, print := range formats {
		got := written(t, print)
		for _, s := range secret {
			if strings.Contains(got, s) && !(format == "html" && strings.Contains(blank, s)) {
				t.Errorf("%s holds %q, want nothing of a source:\n%s", format, s, got)
			}
		}
	}
	for _, format := range []string{"gate", "gate-md", "gate-junit"} {
		got := gateText(t, format, r, GateOptions{HideSources: true})
		for _, want := range []string{"一年来，学校工会组织教师读书会十二场。", "慰问困难教师三十人，送去粮油。", "来源 1"} {
			if !strings.Contains(got, want) {
				t.Errorf("%s lacks %q:\n%s", format, want, got)
			}
		}
		if strings.Contains(got, "明年打算") {
			t.Errorf("%s lists a sentence that stands nowhere else", format)
		}
	}
	two := gated()
	two.Submissions[0].Owner = "青岚镇小学"
	if err := finding.HideSources(two); err != finding.ErrSeveralOwners || two.Submissions[2].Title == "" {
		t.Errorf("HideSources of two owners = %v, want %v and nothing changed", err, finding.ErrSeveralOwners)
	}
}

// unzip writes the content of all files of an archive.
func unzip(w io.Writer, b []byte) error {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return err
	}
	for _, f := range z.File {
		in, err := f.Open()
		if err != nil {
			return err
		}
		if _, err := io.Copy(w, in); err != nil {
			return err
		}
	}
	return nil
}

// Regions say the same by columns and by characters.
func TestSARIFRegion(t *testing.T) {
	r := gated()
	s := &r.Submissions[0]
	got := region(s, r.Passages[1].A.Range)
	if want := "2:1-2:16"; fmt.Sprintf("%d:%d-%d:%d", got.StartLine, got.StartColumn, got.EndLine, got.EndColumn) != want {
		t.Errorf("region = %+v, want %s", got, want)
	}
	text := []rune(s.Text)
	if got, want := string(text[*got.CharOffset:*got.CharOffset+*got.CharLength]), r.Passages[1].Excerpt; got != want {
		t.Errorf("characters of the region = %q, want %q", got, want)
	}
	for _, tt := range []struct{ path, want string }{
		{"上报/a b.txt", "%E4%B8%8A%E6%8A%A5/a%20b.txt"},
		{"./a.txt", "a.txt"},
		{"a:b.txt", "./a:b.txt"},
		{"z.zip!/n.txt", "z.zip"},
		{"/x/y.txt", "file:///x/y.txt"},
		{"a%20?#.txt", "a%2520%3F%23.txt"},
	} {
		if got := (&sarif{}).artifact(tt.path); got.URI != tt.want {
			t.Errorf("artifact(%q) = %q, want %q", tt.path, got.URI, tt.want)
		}
	}
}

// What code scanning would refuse as too much is cut, the least severe first, and counted.
func TestSARIFIsCut(t *testing.T) {
	r := gated()
	accepted := r.Passages[3]
	for range sarifResults {
		r.Passages = append(r.Passages, accepted)
	}
	p := newPrinter(io.Discard, Options{})
	run := (&sarif{printer: p, gate: newGate(r)}).run()
	if len(run.Results) != sarifResults || run.Results[0].Level != "error" || run.Results[sarifResults-1].Level != "note" {
		t.Errorf("%d results from %s to %s, want %d from error to note", len(run.Results), run.Results[0].Level, run.Results[len(run.Results)-1].Level, sarifResults)
	}
	notes := run.Invocations[0].Notifications
	if got, want := notes[len(notes)-1].Message.Text, "另有 6 项"; !strings.HasPrefix(got, want) {
		t.Errorf("last notification = %q, want %q …", got, want)
	}
}

func TestSentences(t *testing.T) {
	for _, tt := range []struct {
		text string
		want []string
	}{
		{"甲。乙！”丙", []string{"甲。", "乙！”", "丙"}},
		{"甲\r\n乙。\n", []string{"甲\r\n", "乙。\n"}},
		{"", nil},
	} {
		var got []string
		for at := 0; at < len(tt.text); {
			end := sentenceEnd(tt.text, at)
			got = append(got, tt.text[at:end])
			at = end
		}
		if fmt.Sprint(got) != fmt.Sprint(tt.want) {
			t.Errorf("sentences of %q = %q, want %q", tt.text, got, tt.want)
		}
	}
}
