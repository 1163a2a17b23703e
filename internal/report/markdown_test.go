package report

import (
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"chachong/internal/finding"
	"chachong/internal/message"
)

func markdownOf(t *testing.T, r *finding.Result, l message.Lang) string {
	t.Helper()
	return written(t, func(w io.Writer) error { return Markdown(w, r, Options{Lang: l}) })
}

// A comment fits, however much was found, and counts what it leaves out.
func TestMarkdownFits(t *testing.T) {
	large := many(2000)
	large.Verdict.Findings = large.Verdict.Findings[:100]
	costly := many(300) // names and texts that take many characters to write
	for i := range costly.Submissions {
		s := &costly.Submissions[i]
		id := strings.Repeat("$", 200) + fmt.Sprint(i) + "#1"
		for k := range costly.Clusters[0].Members {
			if costly.Clusters[0].Members[k] == s.ID {
				costly.Clusters[0].Members[k] = id
			}
		}
		costly.Passages[i].A.Submission, costly.Passages[i].Excerpt = id, strings.Repeat("$", 500)
		costly.Inputs[i].Path, costly.Inputs[i].Reason = id, strings.Repeat("$", 500)
		s.ID, s.Title, s.Reuse.LargestSourceID = id, id, id
	}
	for name, r := range map[string]*finding.Result{"large": large, "costly": costly, "hostile": hostile(), "empty": {}, "sample": sample()} {
		for _, l := range langs {
			got := markdownOf(t, r, l)
			if n := utf8.RuneCountInString(got); n > commentLimit-commentMargin {
				t.Errorf("%s, %v: %d characters, want at most %d", name, l, n, commentLimit-commentMargin)
			}
			if name == "costly" && utf8.RuneCountInString(got) < commentLimit/2 {
				t.Errorf("%s, %v: %d characters, want the room used", name, l, utf8.RuneCountInString(got))
			}
			if strings.Count(got, "<details>") != strings.Count(got, "</details>") {
				t.Errorf("%s, %v: a block that folds is not closed", name, l)
			}
		}
	}
	got := markdownOf(t, large, message.Zh)
	for _, want := range []string{"另有 41 组，见 -f html", "另有 1988 篇", "另有 1980 处，见 -f html", "另有 1960 个，见 CSV"} {
		if !strings.Contains(got, want) {
			t.Errorf("a comment on %d submissions lacks %q:\n%s", len(large.Submissions), want, got[max(0, len(got)-3000):])
		}
	}
}

// What strangers write shows and does nothing.
func TestMarkdownIsHarmless(t *testing.T) {
	const s = "<img src=x onerror=alert(1)> | **b** [a](http://a.example) @octocat #12 GH-1\n# h\n</details>\n```"
	r := sample()
	r.Clusters = nil
	for i := range r.Submissions {
		id := fmt.Sprint(s, i, "#1")
		for k := range r.Passages {
			for _, side := range []*finding.Side{&r.Passages[k].A, &r.Passages[k].B} {
				if side.Submission == r.Submissions[i].ID {
					side.Submission = id
				}
			}
		}
		r.Submissions[i].ID, r.Submissions[i].Path, r.Submissions[i].Reuse.LargestSourceID = id, s, id
	}
	for i := range r.Inputs {
		in := &r.Inputs[i]
		in.Path, in.Reason, in.Hint = s, s, s
	}
	for i := range r.Passages {
		r.Passages[i].Excerpt, r.Passages[i].Kind, r.Passages[i].ID = s, s, s
		r.Passages[i].Review = &finding.Review{Mark: finding.Talk, Note: s}
	}
	got := regexp.MustCompile("&#?[0-9a-z]+;").ReplaceAllString(markdownOf(t, r, message.Zh), "·")
	if at := regexp.MustCompile("<img|\\*\\*b|\\]\\(|://|@o|#1|GH-1|```|\n# h").FindStringIndex(got); at != nil {
		t.Errorf("a stranger's text acts: %q", got[max(0, at[0]-80):min(len(got), at[1]+80)])
	}
	ours := regexp.MustCompile(`^(### |#### |\| |- \*\*|\*\*|> |<details><summary>|</details>|[^<>|#]*)`)
	for line := range strings.SplitSeq(got, "\n") {
		if line != "" && ours.FindString(line) == "" {
			t.Errorf("line %q is none of ours", line)
		}
		if strings.HasPrefix(line, "| ") && strings.Count(line, " | ") > 5 {
			t.Errorf("row %q has more cells than its head", line)
		}
	}
	harmless(t, got)
}

// Marks of reviewers stand beside what they are about.
func TestMarksAreShown(t *testing.T) {
	r := sample()
	r.Pairs[0].Review = &finding.Review{Mark: finding.Confirmed}
	r.Passages[1].Review = &finding.Review{Mark: finding.NotCopy, Note: "公共文件\x1b[2J"}
	r.Passages[2].Review = &finding.Review{Note: "再看"}
	text := written(t, func(w io.Writer) error { return Text(w, r, Options{}) })
	for _, want := range []string{
		"6 项超出限值，需复核；复核标记：已确认 1、不属雷同 1、备注 1；4 个文件未检查",
		"组1  2 篇，最低相似度 97.4%；最长段落 p1 遮字 2133 字（已确认 1）\n",
		"    〔不属雷同：公共文件\\u{1B}[2J〕 组织广大教职工",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("text lacks %q:\n%s", want, text)
		}
	}
	md := markdownOf(t, r, message.Zh)
	for _, want := range []string{"疑似雷同（已确认 1）", "〔不属雷同：公共文件&#92;u{1B}&#91;2J〕", "〔备注：再看〕"} {
		if !strings.Contains(md, want) {
			t.Errorf("comment lacks %q:\n%s", want, md)
		}
	}
	csv := readCSV(t, written(t, func(w io.Writer) error { return CSV(w, r, message.Zh) }))
	last := func(path, ordinal string) string {
		for _, row := range csv {
			if row[0] == path && row[1] == ordinal {
				return row[len(row)-1]
			}
		}
		return "no row"
	}
	for _, tt := range []struct{ path, ordinal, want string }{
		{"工会总结汇编.txt", "1", "已确认 1"}, {"工会总结汇编.txt", "3", "备注 1"}, {"青岚县教育工会.txt", "1", "不属雷同 1、备注 1"}, {"石塘中学.txt", "1", ""},
	} {
		if got := last(tt.path, tt.ordinal); got != tt.want {
			t.Errorf("marks of %s#%s in CSV = %q, want %q", tt.path, tt.ordinal, got, tt.want)
		}
	}
	json := written(t, func(w io.Writer) error { return JSON(w, r) })
	if want := `"review":{"mark":"not-a-copy","note":"公共文件\u001b[2J"}`; !strings.Contains(json, want) {
		t.Errorf("JSON lacks %s", want)
	}
}

// A comment says what its names leave out, as the text report does.
func TestMarkdownOmits(t *testing.T) {
	folder := "2026年度/" + strings.Repeat("各单位报送/", 6)
	r := sample()
	for i := range r.Submissions {
		s := &r.Submissions[i]
		s.ID, s.Path = folder+s.ID, folder+s.Path
	}
	for i := range r.Inputs {
		r.Inputs[i].Path = folder + r.Inputs[i].Path
	}
	text := written(t, func(w io.Writer) error { return Text(w, r, Options{}) })
	got := markdownOf(t, r, message.Zh)
	for _, said := range []string{"下列文件都在", "篇名略去", "只有一篇的文件略去"} {
		if strings.Contains(text, said) != strings.Contains(got, said) {
			t.Errorf("comment = %q, want %q in it as in the text report: %v", got, said, strings.Contains(text, said))
		}
	}
	if !strings.Contains(got, "下列文件都在") {
		t.Errorf("comment = %q, want the folder that names leave out", got)
	}
}
