package accuracy

import (
	"fmt"
	"strings"
)

// Body is a report as it stands in a compilation: without its title.
type Body struct {
	Owner   string // who reports
	Title   string
	Text    string
	Excerpt bool // begins and ends anywhere
}

// numbering is a way of numbering sections.
type numbering func(n int) string

// numberings are those of official texts; some reports number nothing.
var numberings = []numbering{
	func(n int) string { return chineseNumber(n) + "、" },
	func(n int) string { return chineseNumber(n) + "、" },
	func(n int) string { return "（" + chineseNumber(n) + "）" },
	func(n int) string { return fmt.Sprintf("%d、", n) },
	func(n int) string { return fmt.Sprintf("%d.", n) },
	func(n int) string { return "第" + chineseNumber(n) + "，" },
	func(int) string { return "" },
}

// OwnBodies returns n invented reports of lo to hi letters, of many shapes: with and
// without opening and closing, sections numbered in several ways or not at all, run-in
// headings, a signature. No two of them tell the same.
func OwnBodies(n, lo, hi int, seed uint64) []Body {
	out := make([]Body, 0, n)
	told := &census{at: map[uint64][]int32{}}
	for i := range n {
		r := draw(seed, fmt.Sprint("body", i))
		w := newWriter(r)
		w.told = told
		out = append(out, w.report(between(r, lo, hi)))
	}
	return out
}

// OwnTexts returns the texts of OwnBodies.
func OwnTexts(n, lo, hi int, seed uint64) []string {
	var out []string
	for _, b := range OwnBodies(n, lo, hi, seed) {
		out = append(out, b.Text)
	}
	return out
}

// BodiesOf makes bodies of excerpts: each gets an invented owner and title.
func BodiesOf(texts []string, seed uint64) []Body {
	var out []Body
	for i, text := range texts {
		w := newWriter(draw(seed, fmt.Sprint("body of", i)))
		out = append(out, Body{Owner: w.owner(), Title: w.title(), Text: text, Excerpt: true})
	}
	return out
}

// title returns a title of the office's own report, with the year or without.
func (w *writer) title() string {
	if w.r.IntN(3) == 0 {
		return w.owner() + w.fill("{year}") + pick(w.r, w.field.titleTail)
	}
	return w.owner() + pick(w.r, w.field.titleTail)
}

// report writes a report of about want letters: mostly opening, sections and closing, at
// times a speech or plain paragraphs.
func (w *writer) report(want int) Body {
	r := w.r
	b := Body{Owner: w.owner(), Title: w.title()}
	var lines []string
	speech := r.IntN(10) == 0
	if speech {
		lines = append(lines, pick(r, list("各位代表： 各位领导、同志们： 同志们：")))
	}
	if r.IntN(5) > 0 {
		lines = append(lines, w.one(openings))
	}
	if r.IntN(8) == 0 {
		for left := want; left > 0; left -= letterCount(lines[len(lines)-1]) {
			lines = append(lines, w.paragraph(between(r, 2, 6)))
		}
	} else {
		lines = append(lines, w.sections(want, pick(r, numberings))...)
	}
	if r.IntN(5) > 0 {
		lines = append(lines, w.one(closings))
	}
	if speech && r.IntN(2) == 0 {
		lines = append(lines, pick(r, list("以上报告，请予审议。 谢谢大家！")))
	}
	if r.IntN(6) == 0 {
		lines = append(lines, w.owner(), fmt.Sprintf("%d年%d月%d日", w.year, between(r, 11, 12), between(r, 1, 28)))
	}
	indent, glue := "", "\n"
	if r.IntN(3) == 0 {
		indent = "　　"
	}
	if r.IntN(6) == 0 {
		glue = "\n\n"
	}
	b.Text = strings.TrimSpace(indent + strings.Join(lines, glue+indent))
	return b
}

// sections writes numbered sections of want letters together: a heading line and one to
// three paragraphs, or the heading run in.
func (w *writer) sections(want int, number numbering) []string {
	var lines []string
	runIn := w.r.IntN(3) == 0
	left := want
	for n := 1; left > 0; n++ {
		head := number(n) + w.one(headings)
		paragraphs := 1 + w.r.IntN(3)
		var text []string
		for range paragraphs {
			p := w.paragraph(between(w.r, 2, 5))
			left -= letterCount(p)
			text = append(text, p)
		}
		if runIn {
			text[0] = head + "。" + text[0]
		} else {
			lines = append(lines, head)
		}
		lines = append(lines, text...)
		left -= letterCount(head)
	}
	return lines
}
