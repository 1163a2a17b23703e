package report

import (
	"io"
	"strings"
	"testing"

	"chachong/internal/finding"
	"chachong/internal/message"
)

// Whoever opens a Word document finds the eighth paragraph in it, and no eighth line.
func TestLines(t *testing.T) {
	p := newPrinter(io.Discard, Options{})
	p.paragraphs = map[string]bool{"甲.docx#1": true}
	for _, tt := range []struct {
		id       string
		r        finding.Range
		want, en string
	}{
		{"甲.txt#1", at(8, 8), "第 8 行", "line 8"},
		{"甲.txt#1", at(8, 9), "第 8-9 行", "lines 8-9"},
		{"甲.docx#1", at(8, 8), "第 8 段", "para. 8"},
		{"甲.docx#1", at(8, 9), "第 8-9 段", "paras. 8-9"},
		{"甲.docx#1", onPages(at(3, 3), 1, 1), "第 1 页（第 3 段）", "page 1 (para. 3)"},
		{"甲.docx#1", onPages(at(3, 5), 1, 1), "第 1 页（第 3-5 段）", "page 1 (paras. 3-5)"},
		{"甲.docx#1", onPages(at(3, 9), 1, 2), "第 1-2 页（第 3-9 段）", "pages 1-2 (paras. 3-9)"},
	} {
		for l, want := range map[message.Lang]string{message.Zh: tt.want, message.En: tt.en} {
			p.Lang = l
			if got := p.lines(tt.id, tt.r); got != want {
				t.Errorf("lines(%q, %v) = %q, want %q", tt.id, tt.r, got, want)
			}
		}
	}
}

// Every form tells the places of a Word document by paragraphs.
func TestPlacesOfDocuments(t *testing.T) {
	r := sample()
	for i := range r.Inputs {
		r.Inputs[i].Format = "docx"
	}
	for name, write := range map[string]func(io.Writer) error{
		"text": func(w io.Writer) error { return Text(w, r, Options{}) },
		"md":   func(w io.Writer) error { return Markdown(w, r, Options{}) },
		"gate": func(w io.Writer) error { return Gate(w, r, GateOptions{}) },
	} {
		got := written(t, write)
		if !strings.Contains(got, "第 3-9 段") || strings.Contains(got, "3-9 行") {
			t.Errorf("%s of documents = %q, want places such as 第 3-9 段", name, got)
		}
	}
}

// The headline tells clusters of one file handed in several times, and of one owner's own.
func TestKinship(t *testing.T) {
	const two = "疑似雷同 2 篇（1 组"
	owners := func(r *finding.Result, names ...string) {
		for i, id := range r.Clusters[0].Members {
			for k := range r.Submissions {
				if r.Submissions[k].ID == id {
					r.Submissions[k].Owner = names[i]
				}
			}
		}
	}
	for _, tt := range []struct {
		name   string
		change func(*finding.Result)
		want   string
	}{
		{"others", func(r *finding.Result) { owners(r, "甲县", "乙县") }, two + "）"},
		{"owners unknown", func(r *finding.Result) { owners(r, "", "") }, two + "）"},
		{"same file", func(r *finding.Result) { owners(r, "甲县", "甲县"); r.Pairs[0].SameFile = true }, two + "，逐字节相同的文件）"},
		{"same owner", func(r *finding.Result) { owners(r, "甲县", "甲县") }, two + "，组内都是同一单位的）"},
		{"one of two", func(r *finding.Result) {
			owners(r, "甲县", "乙县")
			r.Pairs[0].SameFile, r.Pairs[1].NearDuplicate = true, true
			for k := range r.Submissions {
				if s := &r.Submissions[k]; s.ID == r.Pairs[1].A || s.ID == r.Pairs[1].B {
					s.Cluster = 2
				}
			}
			r.Clusters = append(r.Clusters, finding.Cluster{ID: 2, Members: []string{r.Pairs[1].A, r.Pairs[1].B}})
		}, "（2 组，其中 1 组是逐字节相同的文件）"},
	} {
		r := sample()
		tt.change(r)
		got := written(t, func(w io.Writer) error { return Text(w, r, Options{Width: 200}) })
		if !strings.Contains(got, tt.want) {
			t.Errorf("%s: headline = %q, want %q in it", tt.name, strings.SplitN(got, "\n\n", 2)[0], tt.want)
		}
	}
}
