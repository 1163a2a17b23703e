package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"chachong/internal/finding"
	"chachong/internal/safe"
)

func TestDiffGolden(t *testing.T) {
	for _, l := range langs {
		for _, width := range []int{60, 80, 100, 160} {
			opt := DiffOptions{Options: Options{Lang: l, Width: width}, Columns: true, Context: DiffContext}
			golden(t, fmt.Sprintf("diff-columns-%d-%v", width, l), diffText(t, union(), opt))
		}
		opt := DiffOptions{Options: Options{Lang: l}, Context: DiffContext}
		golden(t, fmt.Sprintf("diff-unified-%v", l), diffText(t, union(), opt))
		golden(t, fmt.Sprintf("diff-markdown-%v", l), written(t, func(w io.Writer) error { return DiffMarkdown(w, union(), opt) }))
		opt.Stat = true
		golden(t, fmt.Sprintf("diff-stat-%v", l), diffText(t, union(), opt))
	}
	color := DiffOptions{Options: Options{Width: 100, Color: true}, Columns: true, Context: DiffContext}
	golden(t, "diff-color-columns", diffText(t, union(), color))
	color.Columns = false
	golden(t, "diff-color-unified", diffText(t, union(), color))
	golden(t, "diff-json", written(t, func(w io.Writer) error { return DiffJSON(w, union()) }))
}

func diffText(t *testing.T, r *finding.Result, opt DiffOptions) string {
	t.Helper()
	return written(t, func(w io.Writer) error { return DiffText(w, r, opt) })
}

var ansi = regexp.MustCompile("\x1b\\[[0-9;]*m")

// hostileDiff is a diff in which every string from outside tries to break the page.
func hostileDiff() *finding.Result {
	const bad = "\x1b[31m红\u202e反\u0007\t\u200b=cmd|x @all #12 https://a.b/c <script>"
	long := strings.Repeat("无标点", 900) + strings.Repeat("verylongword", 40) + strings.Repeat("！", 90) + "e\u0301" + strings.Repeat("a\u0301", 50)
	r := sheet{
		{text: bad + "{甲" + bad + "|乙" + bad + "|word}" + bad, head: true},
		{text: long + "{党|*|mask}" + long, head: true, move: 1},
		{text: "\u0301\u0301组合{\u200d\ufe0f|👨\u200d👩\u200d👧|word}🇨🇳🇨🇳", head: true},
		{text: "只有甲" + long, side: "a", head: true},
		{text: "只有乙" + long + bad, side: "b", head: true},
		{side: "to", move: 1, head: true},
		{text: strings.Repeat(bad, 30)},
	}.result()
	for i := range r.Submissions {
		s := &r.Submissions[i]
		s.Title = strings.Repeat(bad, 20)
		id := s.ID
		s.ID, s.Path = bad+long+s.ID, bad+long+s.Path
		for k := range r.Inputs {
			if r.Inputs[k].Path+"#" == id[:len(id)-1] {
				r.Inputs[k].Path = s.Path
				r.Inputs[k].Status, r.Inputs[k].Code, r.Inputs[k].Reason, r.Inputs[k].Hint = "error", bad, bad, bad
			}
		}
	}
	c := &r.Collations[0]
	c.A, c.B = r.Submissions[0].ID, r.Submissions[1].ID
	r.Pairs[0].A, r.Pairs[0].B, r.Pairs[0].By = c.A, c.B, bad
	r.Replacements = []finding.Replacement{{From: strings.Repeat(bad, 9), To: bad, Count: 3, A: c.A, B: c.B}}
	return r
}

// No line of the columns is wider than the window, none ends in blanks, and nothing but
// text and line feeds gets out of any form.
func TestDiffFitsAndIsHarmless(t *testing.T) {
	for name, r := range map[string]*finding.Result{"union": union(), "hostile": hostileDiff()} {
		for _, l := range langs {
			for _, context := range []int{-1, 0, 1, 3} {
				for _, width := range []int{1, 60, 61, 80, 133} {
					for _, color := range []bool{false, true} {
						opt := DiffOptions{Options: Options{Lang: l, Width: width, Color: color}, Columns: true, Context: context}
						checkColumns(t, fmt.Sprintf("%s, %v, context %d, width %d, colour %v", name, l, context, width, color), diffText(t, r, opt), width)
					}
				}
				opt := DiffOptions{Options: Options{Lang: l}, Context: context}
				unified := diffText(t, r, opt)
				harmless(t, unified)
				for line := range strings.Lines(unified) {
					if !strings.ContainsAny(line[:1], "#=~<>") {
						t.Errorf("%s: line begins with no sign: %.60q", name, line)
					}
				}
				md := written(t, func(w io.Writer) error { return DiffMarkdown(w, r, opt) })
				harmless(t, md)
				if n := units(md); n > commentLimit {
					t.Errorf("%s: Markdown of %d units, want %d at most", name, n, commentLimit)
				}
			}
		}
	}
}

func checkColumns(t *testing.T, name, out string, width int) {
	t.Helper()
	plain := ansi.ReplaceAllString(out, "")
	harmless(t, plain)
	for line := range strings.SplitSeq(plain, "\n") {
		if got := safe.Width(line); got > max(width, minWidth) {
			t.Errorf("%s: line is %d wide: %q", name, got, line)
		}
		if strings.TrimRight(line, " ") != line {
			t.Errorf("%s: line ends in blanks: %q", name, line)
		}
	}
}

// Where all context is asked for, every letter of both texts is there.
func TestDiffShowsAll(t *testing.T) {
	r := union()
	checkCovered(t, r)
	checkCovered(t, hostileDiff())
	want := make(map[rune]int)
	for _, s := range r.Submissions {
		for _, c := range s.Text {
			if isLetter(c) {
				want[c]++
			}
		}
	}
	for _, width := range []int{60, 100, 160} {
		got := make(map[rune]int)
		for _, c := range diffText(t, r, DiffOptions{Options: Options{Width: width}, Columns: true, Context: -1}) {
			got[c]++
		}
		for c, n := range want {
			if got[c] < n {
				t.Errorf("width %d: %q stands %d times, want %d at least", width, c, got[c], n)
			}
		}
	}
}

// The unified form says both texts: what is in A, and what is in B.
func TestInlineHoldsBothTexts(t *testing.T) {
	r := union()
	d, err := newDiffing(r)
	if err != nil {
		t.Fatal(err)
	}
	gone := regexp.MustCompile(`\[-(.*?)-\]`)
	came := regexp.MustCompile(`\{\+(.*?)\+\}`)
	quiet := regexp.MustCompile(`\[[*#._](.*?)\|(.*?)\]`)
	for _, s := range d.plan(-1) {
		x, ok := s.(*stretch)
		if !ok || x.row.Op == finding.Deleted || x.row.Op == finding.Inserted {
			continue
		}
		text := d.inline(x).String()
		a := quiet.ReplaceAllString(came.ReplaceAllString(gone.ReplaceAllString(text, "$1"), ""), "$1")
		b := quiet.ReplaceAllString(came.ReplaceAllString(gone.ReplaceAllString(text, ""), "$1"), "$2")
		if want := strings.TrimSpace(d.a.text(x.a)); a != want {
			t.Errorf("%q says %q of A, want %q", text, a, want)
		}
		if want := strings.TrimSpace(d.b.text(x.b)); b != want {
			t.Errorf("%q says %q of B, want %q", text, b, want)
		}
	}
}

func TestDiffEqual(t *testing.T) {
	r := sheet{{text: "一年来，全县教育工会围绕中心工作，扎实开展各项工作，取得了新的成绩。", head: true}}.result()
	for _, columns := range []bool{true, false} {
		opt := DiffOptions{Columns: columns, Context: DiffContext}
		if got := diffText(t, r, opt); !strings.Contains(got, "两篇没有不同\n") || strings.Contains(got, "扎实") {
			t.Errorf("diff of equal texts, columns %v = %q, want that they do not differ, and no rows", columns, got)
		}
	}
	r.Collations[0].Stat.Ignored = &finding.EditsOfClass{Punct: 3, Mask: 1}
	got := diffText(t, r, DiffOptions{Columns: true, Context: DiffContext})
	for _, want := range []string{"除未计入的以外，两篇没有不同\n", "按 --ignore 未计入：遮字 1 处、标点 3 处\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("diff = %q, want %q in it", got, want)
		}
	}
}

// A long unchanged stretch is one line, inside a row and across rows; short ones stay.
func TestFolding(t *testing.T) {
	sentence := "全县学校工会逐校摸底建立名册按月核对。" // 18 letters
	long := strings.Repeat(sentence, 9)
	for _, tt := range []struct {
		name    string
		notes   sheet
		context int
		want    []int // letters folded
	}{
		{"between rows", sheet{{text: "{甲|乙|word}", head: true}, {text: long}, {text: long}, {text: "{丙|丁|word}"}}, 1, []int{2*9*18 - 2*18}},
		{"inside a row", sheet{{text: "{甲|乙|word}" + long + "{丙|丁|word}。" + long, head: true}}, 1, []int{9*18 - 3*18, 9*18 - 18}},
		{"at the ends", sheet{{text: long, head: true}, {text: "{甲|乙|word}。"}, {text: long}}, 1, []int{8 * 18, 8 * 18}},
		{"across a row and the next", sheet{{text: "{甲|乙|word}。" + long, head: true}, {text: long}}, 1, []int{17 * 18}},
		{"short", sheet{{text: "{甲|乙|word}。" + sentence + sentence + sentence + "{丙|丁|word}。", head: true}}, 1, nil},
		{"more context", sheet{{text: long, head: true}, {text: "{甲|乙|word}。"}}, 3, []int{6 * 18}},
		{"no context", sheet{{text: sentence, head: true}, {text: "{甲|乙|word}。"}, {text: sentence}}, 0, []int{18, 18}},
		{"all", sheet{{text: long, head: true}, {text: "{甲|乙|word}。"}}, -1, nil},
		{"no sentence", sheet{{text: strings.Repeat("无标点的字", 60), head: true}, {text: "{甲|乙|word}。"}}, 1, []int{300 - contextLetters}},
	} {
		d, err := newDiffing(tt.notes.result())
		if err != nil {
			t.Fatal(err)
		}
		var got []int
		for _, s := range d.plan(tt.context) {
			if f, ok := s.(folded); ok {
				got = append(got, f.letters)
			}
		}
		if fmt.Sprint(got) != fmt.Sprint(tt.want) {
			t.Errorf("%s: folded letters = %v, want %v", tt.name, got, tt.want)
		}
	}
}

// A diff that is too long for a comment says what it left out.
func TestDiffMarkdownIsCut(t *testing.T) {
	var notes sheet
	for i := range 3000 {
		notes = append(notes, rowNote{text: fmt.Sprintf("第%d项工作{继续|接着|word}推进，各校按月上报。", i), head: true})
	}
	got := written(t, func(w io.Writer) error { return DiffMarkdown(w, notes.result(), DiffOptions{Context: DiffContext}) })
	if n := units(got); n > commentLimit || n < commentLimit-500 {
		t.Errorf("Markdown of %d units, want nearly %d", n, commentLimit)
	}
	shown := strings.Count(got, "<ins>") - 1
	if want := fmt.Sprintf("另有 %d 处不同未列出", 3000-shown); !strings.Contains(got, want) {
		t.Errorf("Markdown shows %d rows and lacks %q", shown, want)
	}
	if open, shut := strings.Count(got, "<details"), strings.Count(got, "</details>"); open != shut {
		t.Errorf("Markdown opens %d blocks and closes %d", open, shut)
	}
}

func TestDiffJSON(t *testing.T) {
	var got struct {
		Schema string
		A, B   struct{ ID string }
		Rows   []struct {
			Op    string
			Move  int
			Edits []map[string]any
		}
		Stat    map[string]any
		Verdict map[string]any
	}
	out := written(t, func(w io.Writer) error { return DiffJSON(w, union()) })
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatal(err)
	}
	r := union()
	if got.Schema != finding.CollationSchema || got.A.ID != r.Collations[0].A || len(got.Rows) != len(r.Collations[0].Rows) {
		t.Errorf("DiffJSON = schema %q, a %q, %d rows; want %q, %q, %d",
			got.Schema, got.A.ID, len(got.Rows), finding.CollationSchema, r.Collations[0].A, len(r.Collations[0].Rows))
	}
	if e := got.Rows[0].Edits[1]; e["words_from"] != "开展" || e["to"] != "推进" {
		t.Errorf("edit = %v, want 开展 and 推进", e)
	}
	if strings.Contains(out, "null") {
		t.Error("DiffJSON writes null where a list is empty")
	}
}

// A result without its collation is an error, not a page.
func TestDiffWithoutCollation(t *testing.T) {
	for _, r := range []*finding.Result{{}, {Collations: []finding.Collation{{A: "a#1", B: "b#1"}}}} {
		for name, print := range map[string]func(io.Writer) error{
			"DiffText":     func(w io.Writer) error { return DiffText(w, r, DiffOptions{}) },
			"DiffMarkdown": func(w io.Writer) error { return DiffMarkdown(w, r, DiffOptions{}) },
			"DiffJSON":     func(w io.Writer) error { return DiffJSON(w, r) },
		} {
			var b bytes.Buffer
			if err := print(&b); err == nil || b.Len() > 0 {
				t.Errorf("%s of %d collations = %v and %q, want an error and nothing", name, len(r.Collations), err, b.String())
			}
		}
	}
}

func TestDiffWriteErrors(t *testing.T) {
	r := union()
	for name, print := range map[string]func(io.Writer) error{
		"DiffText":     func(w io.Writer) error { return DiffText(w, r, DiffOptions{Columns: true}) },
		"DiffMarkdown": func(w io.Writer) error { return DiffMarkdown(w, r, DiffOptions{}) },
		"DiffJSON":     func(w io.Writer) error { return DiffJSON(w, r) },
	} {
		if err := print(&full{5}); !errors.Is(err, errFull) {
			t.Errorf("%s with room for 5 bytes = %v, want %v", name, err, errFull)
		}
	}
}

// A text of 100,000 letters without a break takes no longer than its letters.
func TestDiffOfHugeRows(t *testing.T) {
	huge := strings.Repeat("没有标点", 25_000)
	var edits strings.Builder
	for range 5000 {
		edits.WriteString("各校{继续|接着|word}推进，")
	}
	r := sheet{{text: huge + "{甲|乙|word}" + huge, head: true}, {text: edits.String(), head: true}, {text: huge, side: "a", head: true}}.result()
	start := time.Now()
	for _, opt := range []DiffOptions{
		{Columns: true, Context: -1}, {Columns: true, Context: 1}, {Context: -1}, {Context: 1},
	} {
		out := diffText(t, r, opt)
		if !utf8.ValidString(out) {
			t.Error("output is not UTF-8")
		}
	}
	written(t, func(w io.Writer) error { return DiffMarkdown(w, r, DiffOptions{Context: -1}) })
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("five forms of rows of 100,000 letters took %v", took)
	}
}
