package accuracy

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// single is a kind of document that is one submission, however it is built.
type single struct {
	name  string
	write func(w *writer) []string // lines
}

// singles are documents with headings, repetitions and restarts inside.
var singles = []single{
	{"rules-100-articles", func(w *writer) []string { return w.rules(100, 8, false) }},
	{"rules-parts", func(w *writer) []string { return w.rules(60, 5, true) }},
	{"rules-short", func(w *writer) []string { return w.rules(18, 4, false) }},
	{"nested-sections", nested},
	{"departments", departments},
	{"years", func(w *writer) []string {
		return w.headed([]string{"2019年", "2020年", "2021年", "2022年", "2023年"}, 1, 3)
	}},
	{"months", func(w *writer) []string { return w.headed(words["month"], 1, 1) }},
	{"diary", diary},
	{"speech", speech},
	{"speech-two-parts", speechInParts},
	{"appendices", appendices},
	{"tables", tables},
	{"minutes", minutes},
	{"last-words", func(w *writer) []string {
		return append(append([]string{w.title(), "前言", w.one(openings)}, w.sections(900, numberings[0])...), "结束语", w.one(closings), w.paragraph(3))
	}},
	{"cases", func(w *writer) []string {
		return w.headed([]string{"案例一", "案例二", "案例三", "案例四"}, 2, 2)
	}},
	{"points", func(w *writer) []string {
		return w.headed([]string{"第一", "第二", "第三", "第四", "第五"}, 1, 2)
	}},
	{"summary-and-plan", func(w *writer) []string {
		out := []string{w.title(), "第一部分 今年工作总结"}
		out = append(out, w.sections(600, numberings[0])...)
		out = append(out, "第二部分 明年工作计划")
		return append(out, w.sections(500, numberings[0])...)
	}},
	{"plain", func(w *writer) []string {
		var out []string
		for range 10 {
			out = append(out, w.paragraph(between(w.r, 2, 6)))
		}
		return out
	}},
}

// disguise changes how a document looks and adds no submission.
type disguise struct {
	name  string
	write func(r *rand.Rand, text string) string
}

var disguises = []disguise{
	{"plain", func(_ *rand.Rand, t string) string { return t }},
	{"blank-lines", func(_ *rand.Rand, t string) string { return strings.ReplaceAll(t, "\n", "\n\n") }},
	{"indented", func(_ *rand.Rand, t string) string { return "　　" + strings.ReplaceAll(t, "\n", "\n　　") }},
	{"one-line", oneLine("")},
	{"one-line-spaces", oneLine("  ")},
	{"wrapped", wrapAt(38)},
	{"pages", pagesAt(300)},
	{"page-feet", pagesBetweenLines},
	{"site", func(r *rand.Rand, t string) string { return siteHead(r, "工作材料") + t + siteFoot(r) }},
	{"half", cut(0, 0.5)},
	{"second-half", cut(0.5, 1)},
}

// SingleSet returns documents that are one submission each: every kind of singles in every
// disguise, each of a text of its own.
func SingleSet(name string, seed uint64) Set {
	set := Set{Name: name, Whole: true}
	for _, kind := range singles {
		for _, d := range disguises {
			r := draw(seed, kind.name+d.name)
			text := d.write(r, strings.Join(kind.write(newWriter(r)), "\n"))
			set.Files = append(set.Files, File{kind.name + "-" + d.name + ".txt", text})
		}
	}
	return set
}

// headed writes a report whose sections stand under the given headings, of lo to hi
// paragraphs each.
func (w *writer) headed(headings []string, lo, hi int) []string {
	out := []string{w.title(), w.one(openings)}
	for _, h := range headings {
		out = append(out, h)
		for range between(w.r, lo, hi) {
			out = append(out, w.paragraph(between(w.r, 1, 4)))
		}
	}
	return append(out, w.one(closings))
}

// rules writes an ordinance of articles, spread over chapters, with parts above the
// chapters or without.
func (w *writer) rules(articles, chapters int, parts bool) []string {
	out := []string{w.place + w.fill("{aspect}") + "管理办法", "（" + w.fill("{year}{month}{d}日") + "通过）"}
	for n := range articles {
		if chapter := n * chapters / articles; n == 0 || chapter != (n-1)*chapters/articles {
			if parts && chapter%2 == 0 {
				out = append(out, "第"+chineseNumber(chapter/2+1)+"编 "+w.fill("{aspect}"))
			}
			out = append(out, "第"+chineseNumber(chapter+1)+"章 "+pick(w.r, list("总则 职责 程序 监督管理 法律责任 附则 保障 设施 权利和义务")))
		}
		article := "第" + chineseNumber(n+1) + "条 " + w.fill(pick(w.r, []string{
			"{people}应当{how}{handle}{thing}，不得拖延。", "{thing}由{place}负责{handle}，每年不少于{n}次。",
			"本办法所称{thing}，是指{people}使用的{n}{unit}以上设施。", "违反本办法，损坏{thing}的，责令恢复，可以处{n}元罚款。",
			"{paper}应当载明下列事项：", "鼓励{people}参加{event}。", "{aspect}所需经费列入{place}预算。", "{people}有权查阅{paper}。",
		}))
		out = append(out, article)
		if strings.HasSuffix(article, "：") {
			for i := range between(w.r, 2, 5) {
				out = append(out, "（"+chineseNumber(i+1)+"）"+w.fill("{thing}的{handle}情况；"))
			}
		}
	}
	return out
}

// nested writes sections 一、with （一）and 1. inside that begin again in every section.
func nested(w *writer) []string {
	out := []string{w.title(), w.one(openings)}
	for i := range 5 {
		out = append(out, chineseNumber(i+1)+"、"+w.one(headings))
		for k := range between(w.r, 2, 4) {
			out = append(out, "（"+chineseNumber(k+1)+"）"+w.one(headings)+"。"+w.paragraph(2))
			for l := range w.r.IntN(3) {
				out = append(out, fmt.Sprintf("%d.", l+1)+w.sentence())
			}
		}
	}
	return append(out, w.one(closings))
}

// departments writes the work of several sections of one office; numbers begin again in
// each.
func departments(w *writer) []string {
	out := []string{w.title(), w.one(openings)}
	for _, d := range list("办公室 财务科 业务科 后勤组") {
		out = append(out, d+"：")
		for i := range between(w.r, 2, 4) {
			out = append(out, fmt.Sprintf("%d、", i+1)+w.paragraph(2))
		}
	}
	return append(out, w.one(closings))
}

// diary writes short entries under their dates.
func diary(w *writer) []string {
	out := []string{w.owner() + "工作日志"}
	for day := range 12 {
		out = append(out, fmt.Sprintf("%d月%d日 星期%s", 5, day+3, list("一 二 三 四 五 六 日")[day%7]), w.paragraph(between(w.r, 1, 3)))
	}
	return out
}

// speech addresses the delegates three times.
func speech(w *writer) []string {
	out := []string{w.title(), "各位代表：", "我代表" + w.owner() + "向大会报告工作，请予审议。", w.one(openings)}
	out = append(out, w.sections(500, numberings[0])...)
	out = append(out, "各位代表：", w.paragraph(3), w.paragraph(4))
	out = append(out, w.sections(400, numberings[2])...)
	return append(out, "各位代表！"+w.paragraph(2)+w.one(closings))
}

// speechInParts is a speech whose two parts number their sections each from one.
func speechInParts(w *writer) []string {
	out := []string{w.title(), "各位代表、同志们：", "现在，我向大会报告工作。", "过去五年的工作"}
	out = append(out, w.sections(600, numberings[0])...)
	out = append(out, "今后五年的任务", "各位代表，今后五年十分要紧。")
	out = append(out, w.sections(600, numberings[0])...)
	return append(out, "各位代表，"+w.one(closings))
}

// appendices stand below a report: lists and tables, no reports.
func appendices(w *writer) []string {
	out := append([]string{w.title(), w.one(openings)}, w.sections(600, numberings[0])...)
	out = append(out, w.one(closings), w.owner(), w.fill("{year}{month}{d}日"))
	for i := range 3 {
		out = append(out, fmt.Sprintf("附件%d：%s", i+1, w.fill("{paper}")))
		for k := range between(w.r, 6, 14) {
			out = append(out, fmt.Sprintf("%d　%s　%s", k+1, w.fill("{place2}"), w.fill("{gain}")))
		}
	}
	return out
}

// tables writes a report with lines of figures.
func tables(w *writer) []string {
	out := []string{w.title(), w.one(openings)}
	for i := range 3 {
		out = append(out, fmt.Sprintf("表%d %s", i+1, w.fill("{thing}与{thing}")), "地区\t数量\t金额\t增长")
		for range between(w.r, 8, 20) {
			out = append(out, fmt.Sprintf("%s\t%d\t%d.%02d\t%d.%d%%", w.fill("{place2}"), w.r.IntN(900), w.r.IntN(5000), w.r.IntN(100), w.r.IntN(40), w.r.IntN(10)))
		}
		out = append(out, w.paragraph(3))
	}
	return append(out, w.one(closings))
}

// minutes writes what several people said.
func minutes(w *writer) []string {
	out := []string{w.owner() + "座谈会纪要", "时间：" + w.fill("{year}{month}{d}日"), "地点：" + w.fill("{place2}"), w.one(openings)}
	for range 5 {
		out = append(out, w.man()+"：", w.paragraph(between(w.r, 2, 5)))
	}
	return append(out, "会议认为，"+w.paragraph(2))
}
