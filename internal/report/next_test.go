package report

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"chachong/internal/finding"
	"chachong/internal/message"
	"chachong/internal/safe"
)

func TestShellQuoted(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"甲.txt#2", "甲.txt#2"},
		{"./a/b.txt", "./a/b.txt"},
		{"总结 (1).txt", `"总结 (1).txt"`},
		{"总结汇编(7篇).txt#1", `"总结汇编(7篇).txt#1"`},
		{"a'b;c&d.txt", `"a'b;c&d.txt"`},
		{"#1.txt", `"#1.txt"`},
		{"z.zip!/n.txt", ""},
		{`a"b`, ""},
		{"$HOME", ""},
		{"`ls`", ""},
		{`c:\a`, ""},
		{"-rf", ""},
		{"138****8000.txt", ""},
		{"甲\n乙", ""},
		{"甲\u202e乙", ""},
		{"", ""},
	} {
		if got := shellQuoted(tt.in); got != tt.want {
			t.Errorf("shellQuoted(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

// The two that are suggested are those with most to see, under names that can be typed.
func TestNextDiff(t *testing.T) {
	none := func(*finding.Result) {}
	for _, tt := range []struct {
		name   string
		change func(*finding.Result)
		want   string // "": no suggestion
	}{
		{"near-duplicates", none, "chachong diff 工会总结汇编.txt#1 工会总结汇编.txt#2"},
		{"the least alike", func(r *finding.Result) { r.Pairs[1].NearDuplicate = true }, "chachong diff 青岚县教育工会.txt 云埠县教育工会.txt"},
		{"no near-duplicates", func(r *finding.Result) { r.Pairs = nil; r.Passages = r.Passages[1:] }, "chachong diff 青岚县教育工会.txt 云埠县教育工会.txt"},
		{"marked as no copy", func(r *finding.Result) {
			r.Pairs[0].Review = &finding.Review{Mark: finding.NotCopy}
			r.Passages[0].Review = r.Pairs[0].Review
		}, "chachong diff 青岚县教育工会.txt 云埠县教育工会.txt"},
		{"nothing shared", func(r *finding.Result) { r.Pairs, r.Passages = nil, r.Passages[4:] }, ""},
		{"too long", func(r *finding.Result) { rename(r, 0, strings.Repeat("长", 60)+".txt") }, ""},
		{"on two lines", func(r *finding.Result) { rename(r, 0, strings.Repeat("长", 36)+".txt") }, "chachong diff " + strings.Repeat("长", 36) + ".txt \\\n      工会总结汇编.txt#2"},
		{"a name that no shell takes", func(r *finding.Result) { rename(r, 0, "$x.txt") }, ""},
	} {
		r := sample()
		tt.change(r)
		got := written(t, func(w io.Writer) error { return Text(w, r, Options{}) })
		if tt.want == "" && strings.Contains(got, "chachong diff") || !strings.Contains(got, tt.want) {
			_, next, _ := strings.Cut(got, "\n下一步\n")
			t.Errorf("%s: next = %q, want %q in it", tt.name, next, tt.want)
		}
	}
}

// rename gives submission i the path p.
func rename(r *finding.Result, i int, p string) {
	s := &r.Submissions[i]
	id := fmt.Sprintf("%s#%d", p, s.Ordinal)
	for k := range r.Pairs {
		if r.Pairs[k].A == s.ID {
			r.Pairs[k].A = id
		}
	}
	s.ID, s.Path = id, p
}

func TestShortNames(t *testing.T) {
	long := "云埠县青岚镇中心学校教育工会委员会年度总结"
	r := &finding.Result{
		Inputs: []finding.Input{{Path: "汇编/" + long + ".txt"}, {Path: "-"}, {Path: "汇编/\x1b[2J.txt"}},
		Submissions: []finding.Submission{
			submission("汇编/"+long+".txt#1", "", 100, 0, 0, "", 0), submission("-#1", "", 100, 0, 0, "", 0), submission("汇编/\x1b[2J.txt#1", "", 100, 0, 0, "", 0),
		},
	}
	for _, l := range langs {
		name := ShortNames(r, l)
		for id, want := range map[string]string{"汇编/" + long + ".txt#1": long, "-#1": l.Text(message.StandardInput), "汇编/\x1b[2J.txt#1": `\u{1B}[2J`} {
			if got := name(id); got != want {
				t.Errorf("short name of %q = %q, want %q", id, got, want)
			}
		}
	}
}

// What matters stands on the first screen: the counts, what is over the limits, clusters
// with the passage to look at first, passages between others.
func TestFirstScreen(t *testing.T) {
	for _, screen := range []struct{ width, lines int }{{100, 30}, {80, 24}} {
		got := written(t, func(w io.Writer) error { return Text(w, sample(), Options{Width: screen.width}) })
		lines := strings.Split(got, "\n")[:screen.lines]
		first := strings.Join(lines, "\n")
		for _, want := range []string{"疑似雷同 2 篇（1 组）", "本次检查不完整", "超出限值", "组1  2 篇", "最长段落 p1 遮字", "p2  换词", "各篇（总复制比从高到低）"} {
			if !strings.Contains(first, want) {
				t.Errorf("the first %d lines of %d columns lack %q:\n%s", screen.lines, screen.width, want, first)
			}
		}
		for _, line := range lines {
			if safe.Width(line) > screen.width {
				t.Errorf("line %q is wider than %d columns", line, screen.width)
			}
		}
	}
}

// A command that is offered makes the same check again: with all that was given.
func TestNextGiven(t *testing.T) {
	for _, tt := range []struct {
		name  string
		given []Flag
		want  string
	}{
		{"nothing", nil, "chachong check 报送 -f html=报告.html"},
		{"a path", []Flag{{"roster", "名单 2023.csv"}}, `chachong check 报送 --roster "名单 2023.csv" -f html=报告.html`},
		{"a glob", []Flag{{"exclude", "*.bak"}, {"exclude", "草稿"}}, `chachong check 报送 --exclude "*.bak" --exclude 草稿 -f html=报告.html`},
		{"what cannot be typed", []Flag{{"owner", "$HOME"}}, "chachong check 报送 --owner … -f html=报告.html"},
		{"what must not be told", []Flag{{"roster", ""}}, "chachong check 报送 --roster … -f html=报告.html"},
		{
			"more than a line",
			[]Flag{{"roster", "各校报送名单.csv"}, {"template", "上级通知和评分办法.txt"}, {"year", "2023"}},
			"chachong check 报送 --roster 各校报送名单.csv --template 上级通知和评分办法.txt --year 2023 \\\n      -f html=报告.html",
		},
	} {
		got := written(t, func(w io.Writer) error { return Text(w, sample(), Options{Argument: "报送", Given: tt.given}) })
		if !strings.Contains(got, tt.want) {
			_, next, _ := strings.Cut(got, "\n下一步\n")
			t.Errorf("%s: next = %q, want %q in it", tt.name, next, tt.want)
		}
		for line := range strings.SplitSeq(got, "\n") {
			if strings.Contains(line, "chachong check") && safe.Width(line) > defaultWidth {
				t.Errorf("%s: line %q is wider than %d columns", tt.name, line, defaultWidth)
			}
		}
	}
}
