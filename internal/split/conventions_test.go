package split

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"
)

var hanNumbers = []string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"}

// convention is a way of putting reports into one file: it writes what stands
// before, or instead of before, the i-th report (from 1) of k.
type convention struct {
	name  string
	write func(i, k int, owner, title, body string) (heading, text string)
	glue  string  // between reports
	flat  bool    // line ends of the bodies are lost
	floor float64 // boundary F1 that holds
}

// heading makes a convention of heading lines.
func heading(name, format string, floor float64) convention {
	return convention{name: name, glue: "\n", floor: floor, write: func(i, k int, owner, title, body string) (string, string) {
		return expand(format, i, owner, title), body
	}}
}

// expand fills the signs of a format: N 1, 汉 一, 圈 ①, 罗 Ⅰ, 甲, 壹, 题 title, 主 owner.
func expand(format string, i int, owner, title string) string {
	return strings.NewReplacer(
		"@N", fmt.Sprint(i), "@汉", hanNumbers[i], "@圈", string(rune('①'+i-1)), "@罗", string(rune('Ⅰ'+i-1)),
		"@R", []string{"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"}[i],
		"@甲", string([]rune("甲乙丙丁戊己庚辛壬癸")[i-1]), "@壹", string([]rune("壹贰叁肆伍陆柒捌玖")[i-1]),
		"@A", string(rune('A'+i-1)), "@题", title, "@主", owner, "@年", fmt.Sprint(2014+i),
	).Replace(format)
}

var conventions = []convention{
	heading("篇一", "篇@汉\n", 1),
	heading("title篇一", "局工会工作总结报告篇@汉\n\n", 1),
	heading("篇一:title", "篇@汉：@题\n", 1),
	heading("第1篇 title", "第@N篇 @题\n", 1),
	heading("第一篇", "第@汉篇\n", 1),
	heading("第一份", "第@汉份：@题\n", 1),
	heading("范文一", "范文@汉\n", 1),
	heading("title范文一", "学校工会工作总结范文@汉\n", 1),
	heading("汇总一", "2024学校工会工作总结范文汇总@汉\n", 1),
	heading("【篇一】", "【篇@汉】\n", 1),
	heading("【第1篇】title", "【第@N篇】@题\n", 1),
	heading("1. title", "@N. @题\n", 1),
	heading("1、title", "@N、@题\n", 1),
	heading("一、title", "@汉、@题\n", 1),
	heading("(一)title", "（@汉）@题\n", 1),
	heading("II.", "@R. @题\n", 1),
	heading("Ⅱ", "@罗 @题\n", 1),
	heading("①", "@圈@题\n", 1),
	heading("title(1)", "工会工作总结（@N）\n", 1),
	heading("之一", "工会工作总结之@汉\n", 1),
	heading("title2", "工会工作总结@N\n", 1),
	heading("repeated", "工会工作总结\n", 1),
	heading("own titles", "@题\n", 1),
	heading("《title》", "《@题》\n", 1),
	heading("###", "### @题\n", 1),
	heading("【title】", "【@题】\n", 1),
	heading("★", "★@主★\n", 1),
	heading("by-line", "@题\n作者：张某  日期：2022年12月5日\n", 1),
	heading("separator title", "==========\n@题\n==========\n", 1),
	heading("separator", "※ ※ ※\n", 1),
	heading("dashes", "--------------------\n", 1),
	heading("Part", "Part @N\n", 1),
	heading("Report", "Report @N: @题\n", 1),
	heading("甲、", "@甲、@题\n", 1),
	heading("壹", "壹@壹\n", 1),
	heading("卷", "卷@汉\n", 1),
	heading("材料1", "材料@N\n", 1),
	heading("A.", "@A. @题\n", 1),
	heading("year title", "@年年工会工作总结\n", 1),
	heading("owner line", "@主\n", 1),
	heading("【owner】", "【@主】\n", 1),
	heading("一、owner", "@汉、@主\n", 1),
	heading("number alone 1", "@N\n", 1),
	heading("(一) alone", "（@汉）\n", 1),
	heading("date", "2022年12月@N日\n", 1),
	heading("篇一 正文", "篇@汉\n@题\n正文：\n", 1),
	{name: "篇一:title  run-in", glue: "\n", floor: 1, write: func(i, k int, owner, title, body string) (string, string) {
		return expand("篇@汉:@题  ", i, owner, title), body
	}},
	{name: "范文一 run-in", glue: "\n", floor: 1, write: func(i, k int, owner, title, body string) (string, string) {
		return expand("学校工会工作总结范文@汉", i, owner, title), body
	}},
	{name: "【第1篇】 run-in", glue: "\n", floor: 1, write: func(i, k int, owner, title, body string) (string, string) {
		return expand("【第@N篇】", i, owner, title), body
	}},
	{name: "one line 篇一:title  ", glue: " ", flat: true, floor: 1, write: func(i, k int, owner, title, body string) (string, string) {
		return expand("篇@汉:@题  ", i, owner, title), body
	}},
	{name: "one line 范文一", glue: "", flat: true, floor: 1, write: func(i, k int, owner, title, body string) (string, string) {
		return expand("学校工会工作总结范文@汉", i, owner, title), body
	}},
	{name: "one line title ", glue: " ", flat: true, floor: 1, write: func(i, k int, owner, title, body string) (string, string) {
		return title + " ", body
	}},
	{name: "one line 一、title", glue: "", flat: true, floor: 0.9, write: func(i, k int, owner, title, body string) (string, string) {
		return expand("@汉、@题", i, owner, title), body
	}},
	{name: "one line 1、title ", glue: "", flat: true, floor: 1, write: func(i, k int, owner, title, body string) (string, string) {
		return expand("@N、@题 ", i, owner, title), body
	}},
	{name: "no stop", glue: "", flat: true, floor: 1, write: func(i, k int, owner, title, body string) (string, string) {
		return expand("局工会工作总结报告篇@汉", i, owner, title), strings.TrimRight(body, "。！")
	}},
	{name: "label", glue: "\n", floor: 0.98, write: func(i, k int, owner, title, body string) (string, string) {
		return owner + "：", body
	}},
	{name: "unmarked", glue: "\n", floor: 0.88, write: func(i, k int, owner, title, body string) (string, string) { return "", body }},
	{name: "unmarked blank", glue: "\n\n\n", floor: 0.92, write: func(i, k int, owner, title, body string) (string, string) { return "", body }},
	{name: "unmarked form feed", glue: "\f", floor: 0.92, write: func(i, k int, owner, title, body string) (string, string) { return "", body }},
	{name: "unmarked space", glue: "\n ", floor: 0.88, write: func(i, k int, owner, title, body string) (string, string) { return "", body }},
	{name: "signed", glue: "\n", floor: 1, write: func(i, k int, owner, title, body string) (string, string) {
		return "", body + "\n" + owner + "\n" + expand("2022年12月@N日", i, owner, title)
	}},
}

// compile writes a file of k reports drawn with seed and returns it with the byte
// ranges of the bodies.
func compile(c convention, k int, seed uint64) (string, [][2]int) {
	return compileFrom(c, k, seed, bodies)
}

func compileFrom(c convention, k int, seed uint64, bodies []report) (string, [][2]int) {
	rnd := rand.New(rand.NewPCG(seed, 7))
	var b strings.Builder
	var want [][2]int
	for i, j := range rnd.Perm(len(bodies))[:k] {
		body := bodies[j]
		t := body.text
		if c.flat {
			t = strings.ReplaceAll(t, "\n", "")
		}
		if i > 0 {
			b.WriteString(c.glue)
		}
		h, t := c.write(i+1, k, body.owner, body.title, t)
		b.WriteString(h)
		want = append(want, [2]int{b.Len(), b.Len() + len(t)})
		b.WriteString(t)
	}
	return b.String(), want
}

// boundaryF1 compares parts with the wanted bodies: a part counts when both edges
// are within slack code points.
func boundaryF1(src string, got []Part, want [][2]int) float64 {
	const slack = 2
	near := func(a, b int) bool {
		return utf8.RuneCountInString(src[min(a, b):max(a, b)]) <= slack
	}
	hits := 0
	for _, w := range want {
		for _, p := range got {
			if near(int(p.Body.Lo), w[0]) && near(int(p.Body.Hi), w[1]) {
				hits++
				break
			}
		}
	}
	return 2 * float64(hits) / float64(len(got)+len(want))
}

// TestConventions measures boundary F1 over compilations of 2 to 6 reports for
// each convention and holds the floors.
func TestConventions(t *testing.T) {
	const files = 12
	sum, marked, n := 0.0, 0.0, 0
	for _, c := range conventions {
		f1 := 0.0
		failed := ""
		for f := range files {
			src, want := compile(c, 2+f%5, uint64(f))
			got := split(src)
			x := boundaryF1(src, got, want)
			f1 += x / files
			if x < 1 && failed == "" {
				failed = fmt.Sprintf("file %d: %d parts of %d", f, len(got), len(want))
				for _, p := range got {
					failed += fmt.Sprintf("\n  %q | %q … %q", p.Title, clip(p.Body.Of(src), 16), clipTail(p.Body.Of(src), 12))
				}
			}
		}
		sum += f1
		if !strings.HasPrefix(c.name, "unmarked") {
			marked += f1
			n++
		}
		t.Logf("%-22s %.3f %s", c.name, f1, failed)
		if f1 < c.floor-0.0005 {
			t.Errorf("boundary F1 of %q = %.3f, want >= %.3f", c.name, f1, c.floor)
		}
	}
	t.Logf("all %.3f, with a heading %.3f", sum/float64(len(conventions)), marked/float64(n))
}
