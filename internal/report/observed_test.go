package report

import (
	"encoding/json"
	"io"
	"slices"
	"strings"
	"testing"

	"chachong/internal/finding"
	"chachong/internal/message"
	"chachong/internal/safe"
)

// onPages returns r with pages.
func onPages(r finding.Range, first, last int32) finding.Range {
	r.Page = [2]int32{first, last}
	return r
}

// observed is the sample with something of every kind that can be noticed, a roster, an archive
// file that was opened, and a document with pages.
func observed() *finding.Result {
	const (
		hb1 = "工会总结汇编.txt#1"
		hb2 = "工会总结汇编.txt#2"
		ql  = "青岚县教育工会.txt#1"
		yb  = "云埠县教育工会.txt#1"
		lx  = "柳溪镇中心小学.md#1"
	)
	r := sample()
	for i := range r.Inputs {
		r.Inputs[i].Container = false
	}
	r.Inputs = append(r.Inputs, finding.Input{Path: "报送.zip", Status: finding.OK, Format: "zip", Bytes: 90_000, Container: true})
	r.Run.Roster = &finding.RosterUse{
		Path: "名单.csv", Owners: 5, Missing: []string{"枫林县", "石塘镇"}, Unread: []string{"花溪中学"}, Unlisted: []string{"花溪幼儿园.txt"},
		Assigned: []finding.Assigned{
			{Owner: "青岚县", Paths: []string{"青岚县教育工会.txt"}},
			{Owner: "枫林县"},
			{Owner: "石塘镇"},
			{Owner: "云埠县", Paths: []string{"云埠县教育工会.txt"}},
			{Owner: "花溪中学", Paths: []string{"照片.png"}},
		},
	}
	r.Pairs[0].SameFile = true
	q := &r.Passages[1]
	q.A.Range, q.B.Range = onPages(q.A.Range, 1, 1), onPages(q.B.Range, 2, 3)
	place := func(first, last int32) *finding.Range { x := at(first, last); return &x }
	paged := onPages(at(8, 8), 2, 2)
	path := func(id string) string { name, _, _ := strings.Cut(id, "#"); return name }
	of := func(o finding.Observation, id string) finding.Observation {
		o.Path, o.Submission, o.Letters = path(id), id, 900
		return o
	}
	r.Observations = []finding.Observation{
		{Kind: finding.SameFile, Path: "石塘中学.txt", Count: 2, Others: []string{"枫桥职校.txt"}},
		{Kind: finding.SamePicture, Path: path(ql), Count: 2, Others: []string{path(yb), path(lx), "石塘中学.txt", "枫桥职校.txt", "花溪幼儿园.txt"}},
		{Kind: finding.SameInfo, Path: path(ql), Count: 2, Why: "last_editor", Name: "王晓明", Others: []string{path(yb)}},
		{Kind: finding.Extension, Path: path(lx), Count: 1, Name: ".docx"},
		of(finding.Observation{Kind: finding.HiddenText, Count: 27, Why: "color", Text: "此处的文字与纸张同色 … 另一处", Range: place(8, 8)}, hb1),
		of(finding.Observation{Kind: finding.HiddenText, Count: 9, Why: "deleted", Text: "修订时删去的一句话", Range: &paged}, yb),
		of(finding.Observation{Kind: finding.Invisible, Count: 17, Text: "U+200B", Range: place(1, 1)}, hb2),
		of(finding.Observation{Kind: finding.LookAlikes, Count: 55, Text: "⼯ U+2F2F", Range: place(1, 1)}, hb2),
		of(finding.Observation{Kind: finding.SpacedHan, Count: 48, Text: "工 作 总 结", Range: place(1, 1)}, hb2),
		of(finding.Observation{Kind: finding.Reversed, Count: 610}, hb2),
		{Kind: finding.TextAsPictures, Path: "照片.png", Count: 3},
		of(finding.Observation{Kind: finding.LeftoverYear, Count: 1, Name: "2021", Own: "2022", Text: "2021年的工作目标已经完成。", Range: place(30, 30)}, ql),
		of(finding.Observation{Kind: finding.LeftoverName, Count: 2, Name: "青岚县", Own: "云埠县", Strong: true, Text: "青岚县教育工会还办理了互助保险。", Range: place(5, 5)}, yb),
	}
	for i := range r.Observations {
		r.Observations[i].ID = "o" + string(rune('a'+i))
	}
	return r
}

func TestObservedGolden(t *testing.T) {
	for _, l := range langs {
		opt := Options{Lang: l}
		golden(t, "observed-text-"+l.String(), written(t, func(w io.Writer) error { return Text(w, observed(), opt) }))
		golden(t, "observed-md-"+l.String(), written(t, func(w io.Writer) error { return Markdown(w, observed(), opt) }))
		golden(t, "observed-gate-"+l.String(), written(t, func(w io.Writer) error { return Gate(w, observed(), GateOptions{Options: opt}) }))
		golden(t, "observed-header-"+l.String(), written(t, func(w io.Writer) error { return ExtractionHeader(w, wholeExtraction(), opt) }))
	}
	golden(t, "observed-json", written(t, func(w io.Writer) error { return JSON(w, observed()) }))
	golden(t, "observed-sarif", written(t, func(w io.Writer) error { return SARIF(w, observed(), GateOptions{}) }))
	golden(t, "observed-extraction-json", written(t, func(w io.Writer) error { return ExtractionJSON(w, wholeExtraction()) }))
}

// wholeExtraction is that of a document with all that a file can hold beside its text.
func wholeExtraction() *finding.Extraction {
	e := sampleExtraction()
	e.Format, e.Encoding, e.Pages, e.Pictures = "docx", "", []int32{0, 12}, 2
	e.Hidden = []finding.Unseen{{At: 3, Why: "color", Text: "与纸张同色\n的一句话"}, {At: 9, Why: "deleted", Text: "删去的一句话"}}
	e.Info = finding.Info{Title: "总结", Author: "王晓明", LastEditor: "李四", Company: "教育局", Application: "WPS", Created: "2022-12-01T08:00:00Z"}
	e.Warning = finding.Warning{Code: "W_PARTIAL", Reason: "cut in the middle", Hint: "look at the file"}
	return e
}

// The text form tells of each kind before it tells more of one, and counts what it leaves out.
func TestObservedIsShort(t *testing.T) {
	r := observed()
	for range 40 {
		r.Observations = append(r.Observations, r.Observations[6])
	}
	got := written(t, func(w io.Writer) error { return Text(w, r, Options{}) })
	_, section, _ := strings.Cut(got, message.Zh.Text(message.SectionObserved)+"\n")
	section, _, _ = strings.Cut(section, "\n\n")
	if n := strings.Count(section, "\n") + 1; n > shownObserved+2 {
		t.Errorf("%d lines of observations, want at most %d:\n%s", n, shownObserved+2, section)
	}
	if n := strings.Count(section, "不可见字符  "); n > shownObservedOfKind {
		t.Errorf("%d of one kind, want at most %d:\n%s", n, shownObservedOfKind, section)
	}
	if !strings.HasPrefix(section, "提到其他名称") || !strings.Contains(section, "另有") {
		t.Errorf("section = %q, want the leftover in a reused passage first, and how many are left out", section)
	}
}

// What strangers wrote breaks no line of the text forms, and does nothing in Markdown.
func TestObservedIsHarmless(t *testing.T) {
	const bad = "\x1b[31m红\r\n::error::\u202e反<img src=x> [a](b) @octocat"
	r := observed()
	for i := range r.Observations {
		o := &r.Observations[i]
		o.Name, o.Own, o.Why, o.Text, o.Others = strings.Repeat(bad, 9), bad, bad, strings.Repeat(bad, 20), []string{bad}
		if i%3 == 0 {
			o.Kind = finding.ObservationKind(bad)
		}
	}
	r.Run.Roster.Missing, r.Run.Roster.Unread, r.Run.Roster.Unlisted = []string{bad, strings.Repeat(bad, 30)}, []string{bad}, []string{bad}
	e := wholeExtraction()
	e.Hidden[0], e.Info.Author = finding.Unseen{Why: bad, Text: bad}, bad
	for _, width := range []int{60, 80, 120} {
		opt := Options{Width: width}
		for name, got := range map[string]string{
			"text":   written(t, func(w io.Writer) error { return Text(w, r, opt) }),
			"gate":   written(t, func(w io.Writer) error { return Gate(w, r, GateOptions{Options: opt}) }),
			"header": written(t, func(w io.Writer) error { return ExtractionHeader(w, e, opt) }),
		} {
			harmless(t, got)
			for line := range strings.SplitSeq(got, "\n") {
				if n := safe.Width(line); n > width && !strings.HasPrefix(line, "  chachong ") {
					t.Errorf("%s: a line takes %d columns, want at most %d: %q", name, n, width, line)
				}
			}
		}
	}
	md := markdownOf(t, r, message.Zh)
	harmless(t, md)
	for _, s := range []string{"<img", "](b)", "@octocat"} {
		if strings.Contains(md, s) {
			t.Errorf("%q acts in a comment", s)
		}
	}
}

// Rules of observations are known to the log, and nothing of them is more than a note.
func TestObservedSARIF(t *testing.T) {
	var log sarifLog
	if err := json.Unmarshal([]byte(written(t, func(w io.Writer) error { return SARIF(w, observed(), GateOptions{}) })), &log); err != nil {
		t.Fatal(err)
	}
	run := &log.Runs[0]
	n := 0
	for _, x := range run.Results {
		if !strings.HasPrefix(x.RuleID, sarifObserved) {
			continue
		}
		n++
		if x.Level != "note" || run.Tool.Driver.Rules[x.RuleIndex].ID != x.RuleID {
			t.Errorf("result %+v, want a note of rule %s", x, run.Tool.Driver.Rules[x.RuleIndex].ID)
		}
	}
	if want := len(observed().Observations); n != want {
		t.Errorf("%d observations in the log, want %d", n, want)
	}
	if len(sarifKinds) != len(slices.Compact(slices.Sorted(slices.Values(sarifKinds)))) {
		t.Errorf("kinds %q, want each once", sarifKinds)
	}
}

// Rows of a workbook have no extension, and do not keep that of documents from being left out.
func TestSuffixBesideRows(t *testing.T) {
	for _, tt := range []struct {
		paths []string
		want  string
	}{
		{[]string{"甲.docx", "乙.docx", "表.xlsx!/上报!2"}, ".docx"},
		{[]string{"甲.docx", "包.zip!/乙.docx", "包.zip!/表.xlsx!/上报!2.5"}, ".docx"},
		{[]string{"甲.docx", "包.zip!/乙"}, ""},
		{[]string{"表.xlsx!/上报!2"}, ""},
	} {
		var list []finding.Submission
		for _, p := range tt.paths {
			list = append(list, finding.Submission{Path: p})
		}
		if got := commonSuffix(list); got != tt.want {
			t.Errorf("commonSuffix(%q) = %q, want %q", tt.paths, got, tt.want)
		}
	}
}

// Colours take no room: a line that fits without them is not cut with them.
func TestObservedInColour(t *testing.T) {
	r := observed()
	r.Observations = r.Observations[4:5]
	r.Observations[0].Text = strings.Repeat("看不见的文字", 40)
	text := func(color bool) string {
		return written(t, func(w io.Writer) error { return Text(w, r, Options{Width: 80, Color: color}) })
	}
	plain := strings.NewReplacer(string(bold), "", string(faint), "", string(red), "", string(yellow), "", reset, "")
	if got, want := plain.Replace(text(true)), text(false); got != want {
		t.Errorf("in colour:\n%s\nwant what stands there without:\n%s", got, want)
	}
}
