package split

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"chachong/internal/text"
)

const (
	siteIntro = "当前位置：网站首页 > 范文大全 > 工作总结\n时间：2022-03-05 小编：小雨\n下面是小编为大家整理的几篇工作总结，希望对大家有所帮助。\n\n"
	siteFoot  = "\n\n上一篇：没有了\n下一篇：学习计划\n相关文章\n下载本文请点击这里\n"
)

// bodiesOf returns the bodies of src as texts.
func bodiesOf(src string) []string {
	var out []string
	for _, p := range split(src) {
		out = append(out, p.Body.Of(src))
	}
	return out
}

// TestDisguisedReport: one report stays one under every disguise.
func TestDisguisedReport(t *testing.T) {
	for _, b := range bodies {
		for _, d := range disguises {
			for _, src := range []string{b.text, b.title + "\n" + b.text} {
				src = d.apply(src)
				got := split(src)
				checkParts(t, src, got)
				if len(got) != 1 {
					t.Errorf("%s of %s: %d parts, want 1: %q", d.name, b.title, len(got), bodiesOf(src))
				}
			}
		}
	}
}

// TestSiteAround: what a site puts around a compilation changes no body, and
// around a single report only the site's lines are cut.
func TestSiteAround(t *testing.T) {
	for _, c := range conventions {
		if c.flat || c.floor < 1 {
			continue
		}
		src, _ := compile(c, 4, 5)
		want := bodiesOf(src)
		for _, around := range []string{siteIntro + src, src + siteFoot, siteIntro + src + siteFoot} {
			if got := bodiesOf(around); !slices.Equal(got, want) {
				t.Errorf("%s with the site around: %d bodies, want the same %d", c.name, len(got), len(want))
			}
		}
	}
	for _, b := range bodies {
		src := siteIntro + b.text + siteFoot
		if got := bodiesOf(src); len(got) != 1 || got[0] != b.text {
			t.Errorf("bodies of %s with the site around = %q, want the report", b.title, got)
		}
	}
}

// TestRenumbered: the numeral system of the headings changes nothing.
func TestRenumbered(t *testing.T) {
	for _, pair := range [][2]string{
		{"篇@汉\n", "篇@N\n"},
		{"第@N篇 @题\n", "第@汉篇 @题\n"},
		{"范文@汉\n", "范文@壹\n"},
		{"@汉、@题\n", "@甲、@题\n"},
		{"@N. @题\n", "@罗 @题\n"},
		{"@圈@题\n", "@汉、@题\n"},
		{"（@汉）@题\n", "（@N）@题\n"},
		{"工会工作总结（@N）\n", "工会工作总结（@汉）\n"},
	} {
		for seed := range uint64(8) {
			a, _ := compile(heading("", pair[0], 1), 5, seed)
			b, _ := compile(heading("", pair[1], 1), 5, seed)
			if x, y := bodiesOf(a), bodiesOf(b); !slices.Equal(x, y) {
				t.Errorf("seed %d: %q gives %d bodies, %q gives %d, want the same", seed, pair[0], len(x), pair[1], len(y))
			}
		}
	}
}

// TestAllConventionsInOrder: parts of every compilation are ascending, disjoint
// and hold their paragraphs.
func TestAllConventionsInOrder(t *testing.T) {
	for _, c := range conventions {
		for seed := range uint64(6) {
			src, _ := compile(c, 2+int(seed), seed)
			checkParts(t, src, split(src))
		}
	}
}

// TestPageMarksInside: page marks cut into a compilation change its bodies only by
// the marks.
func TestPageMarksInside(t *testing.T) {
	for _, format := range []string{"篇@汉", "学校工会工作总结范文@汉"} {
		c := convention{name: format, flat: true, write: func(i, k int, owner, title, body string) (string, string) {
			return expand(format, i, owner, title), body
		}}
		plain, _ := compile(c, 5, 3)
		want := bodiesOf(plain)
		for _, size := range []int{200, 300, 500} {
			src := pageMarks(plain, size)
			junk := Junk(src)
			n := text.Fold(src, junk)
			got := Parts(n)
			if len(got) != len(want) {
				t.Errorf("%s, chunks of %d: %d parts, want %d", format, size, len(got), len(want))
				continue
			}
			for i, p := range got {
				body := p.Body.Of(src)
				for k := len([]rune(plain))/size + 1; k > 0; k-- {
					body = strings.Replace(body, fmt.Sprintf("\n%d、", k), "", 1)
				}
				if body != want[i] {
					t.Errorf("%s, chunks of %d: body %d = %q, want %q", format, size, i, body, want[i])
				}
			}
		}
	}
}

// soup returns n pieces that headings, sites and reports are made of, in random
// order.
func soup(rnd *rand.Rand, n int) string {
	pieces := []string{
		"篇一", "第2篇", "范文", "一、", "（二）", "3.", "①", "Ⅱ", "\n", "\n\n", "  ", "\u3000", " ", "：", "。", "，", "！", "工作总结", "2022年", "各位代表：",
		"在上级的领导下", "一年来，", "努力奋斗", "====", "※※※", "【", "】", "《", "》", "下载本文", "小编", "作者：张某", "\n2、", "第3页", "- 4 -", "5/9", "\f", "\t", "\r\n", "x", "　",
		strings.Repeat("我们认真做好各项工作", 8), strings.Repeat("字", 150) + "。", "谢谢大家！", "青杉县教育局", "二〇二二年三月",
	}
	var b strings.Builder
	for range n {
		b.WriteString(pieces[rnd.IntN(len(pieces))])
	}
	return b.String()
}

// TestSoup: whatever the text, the parts are in order and inside it, and where a
// letter stands outside the site's words there is a part.
func TestSoup(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 1500 {
		src := soup(rnd, 1+rnd.IntN(80))
		checkJunk(t, src, Junk(src))
		checkParts(t, src, split(src))
	}
}

// checkJunk reports what is wrong with the junk spans of src.
func checkJunk(t *testing.T, src string, junk []text.Span) {
	t.Helper()
	at := int32(0)
	for _, j := range junk {
		if j.Lo < at || j.Hi > int32(len(src)) || j.Empty() {
			t.Fatalf("Junk(%q) = %v, want ascending spans inside the text", src, junk)
		}
		if j.Lo > 0 && !strings.ContainsAny(src[j.Lo:j.Lo+1], "\r\n") {
			t.Fatalf("Junk(%q) has %v = %q, want a line end first", src, j, j.Of(src))
		}
		at = j.Hi
	}
}

func FuzzParts(f *testing.F) {
	f.Add("")
	f.Add("篇一\n一年来，\n篇二\n")
	f.Add("第1篇 工作总结\n\n" + bodies[0].text + "\n第2篇 工作总结\n" + bodies[1].text)
	f.Add("\xff\xfe篇一:\x80")
	f.Add("一、\n二、\n(三)\n①Ⅱ㈣")
	f.Add("《\n》\n：）】")
	f.Add("范文一：" + strings.Repeat("我们做好各项工作，", 40) + "范文  二：" + strings.Repeat("我们做好各项工作，", 40))
	rnd := rand.New(rand.NewPCG(3, 4))
	for range 8 {
		f.Add(soup(rnd, 60))
	}
	f.Fuzz(func(t *testing.T, src string) {
		src = strings.ToValidUTF8(src, "?")
		checkParts(t, src, split(src))
	})
}

func FuzzJunk(f *testing.F) {
	f.Add(pageMarks(strings.Repeat(bodies[0].text, 4), 120))
	f.Add("1、\n2、\n3、\n4、")
	f.Add("－３－\n第４页\npage 5\n6/7\n１、")
	f.Fuzz(func(t *testing.T, src string) {
		checkJunk(t, src, Junk(src))
	})
}

// TestWrappedBodies: the first line of a wrapped report is no title below its
// heading, however narrow the page.
func TestWrappedBodies(t *testing.T) {
	for _, format := range []string{"第@汉篇\n", "【@主】\n", "@汉、@题\n", "----------\n"} {
		for width := 16; width <= 44; width += 4 {
			for seed := range uint64(4) {
				src, want := compile(convention{glue: "\n", write: func(i, k int, owner, title, body string) (string, string) {
					return expand(format, i, owner, title), hardWrap(body, width)
				}}, 4, seed)
				if got := split(src); boundaryF1(src, got, want) < 1 {
					t.Errorf("%q, wrapped at %d, seed %d: %d parts, want %d; the first begins %q", format, width, seed, len(got), len(want), clip(got[0].Body.Of(src), 20))
				}
			}
		}
	}
}

// TestNounAndNumberApart: in a long line a wide gap ends a line, also between a noun and
// its number.
func TestNounAndNumberApart(t *testing.T) {
	body := strings.ReplaceAll(bodies[0].text, "\n", "")
	for _, noun := range []string{"范文", "篇", "第"} {
		src := noun + "一篇：" + body + noun + "  二篇：" + body
		checkParts(t, src, split(src))
	}
}
