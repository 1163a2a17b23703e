package split

import (
	"fmt"
	"strings"
	"testing"

	"chachong/internal/text"
)

// outsideOf returns the parts of src and the letters outside them.
func outsideOf(src string) ([]Part, int32) {
	n := text.Fold(src, Junk(src))
	parts := Parts(n)
	return parts, Outside(n, parts)
}

// errands returns n lines of a report, none longer than a heading line may be and
// none with a stop, each with words of its own.
func errands(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("第%d小组到%s修了%d处水渠并且给%d户换了水表", i+3, bodies[i%len(bodies)].owner, 2*i+5, 7*i+11)
	}
	return out
}

// TestBeforeFirstHeading: a report above the first heading is a part of its own.
func TestBeforeFirstHeading(t *testing.T) {
	prose := strings.Join(errands(40), "，村民都很满意。\n") + "。\n"
	for _, format := range []string{"第@汉篇\n", "篇@汉：@题\n", "第@N篇 @题\n", "@汉、@题\n", "范文@汉\n"} {
		src, want := compile(heading("", format, 1), 3, 4)
		for _, front := range []string{prose, strings.ReplaceAll(prose, "\n", "") + "\n", bodies[9].text + "\n"} {
			for _, site := range []string{"", siteIntro} {
				src := site + front + src
				got, outside := outsideOf(src)
				checkParts(t, src, got)
				if len(got) != len(want)+1 || got[0].Body.Of(src) != strings.TrimSpace(front) || !got[0].Heading.Empty() {
					t.Errorf("%q below %d letters, site %t: %d parts, %d letters outside, want %d parts, the first with all of the text above",
						format, len([]rune(front)), site != "", len(got), outside, len(want)+1)
				}
			}
		}
	}
}

// TestNoPartBeforeFirstHeading: introductions, contents lists and short remarks
// above the first heading are no part.
func TestNoPartBeforeFirstHeading(t *testing.T) {
	for _, format := range []string{"第@汉篇\n", "篇@汉：@题\n", "@汉、@题\n"} {
		src, want := compile(heading("", format, 1), 6, 4)
		list := "目录\n"
		for i, p := range split(src) {
			list += fmt.Sprintf("%s……%d\n", p.Title, 3*i+1)
		}
		for name, front := range map[string]string{
			"introduction": "时间过得很快，一段时间的工作告一段落，回头看看收获不少，这时候很有必要把做过的事情写下来，那么一份像样的总结应当包含哪些内容呢？许多人提起笔来就犯愁。" +
				"下面我就给大家讲一讲这类材料怎么写，顺便收集了几份写得不错的样子，我们一起来看一看，希望对大家动笔有所帮助，也欢迎提出意见，写得多了自然会熟练起来。\n",
			"contents": list,
			"remark":   "本册收录六个单位的年度材料，按照来稿的先后排列，文字只作了少量改动。\n",
		} {
			src := front + src
			if got := split(src); len(got) != len(want) {
				t.Errorf("%s above %q: %d parts, want %d; the first is %q", name, format, len(got), len(want), clip(got[0].Body.Of(src), 30))
			}
		}
	}
}

// TestSiteWordsHideNothing: however site words are strewn over a text, little of
// it goes with them.
func TestSiteWordsHideNothing(t *testing.T) {
	const most = maxSiteLetters // letters
	every := func(k int, line string) string {
		var out []string
		for i, l := range errands(120) {
			if i%k == 0 {
				out = append(out, line)
			}
			out = append(out, l)
		}
		return strings.Join(append(out, line), "\n")
	}
	sentence := func(i int) string {
		return fmt.Sprintf("本站全年组织%d个小组到%s检修了%d处线路和水泵。", i+2, bodies[i%len(bodies)].owner, 3*i+1)
	}
	var sentences []string
	for i := range 60 {
		sentences = append(sentences, sentence(i))
	}
	main := bodies[3].text + "\n"
	for _, c := range []struct {
		name, src string
		most      int32
	}{
		{"every 8th line below", main + every(8, "本站"), most},
		{"every 4th line below", main + every(4, "下载本文"), most},
		{"every 2nd line below", main + every(2, "相关文章"), most},
		{"every 8th line above", every(8, "本站") + "\n" + main, most},
		{"every 2nd line above", every(2, "相关文章") + "\n" + main, most},
		{"site word in every line", main + strings.Join(errands(60), "本站\n") + "本站", most},
		{"sentences", main + strings.Join(sentences, "\n"), 0},
		{"sentences in one line", main + strings.Join(sentences, ""), 0},
		{"sentences above", strings.Join(sentences, "\n") + "\n" + main, 0},
		{"sentences in one line above", strings.Join(sentences, "") + "\n" + main, most},
		{"one sentence of commas above", strings.ReplaceAll(strings.Join(sentences, ""), "。", "，") + "。\n" + main, most},
		{"by-lines above", "相关文章\n" + strings.Repeat("来源：各个小组到村里修水渠和换水表的情况汇总\n", 50) + main, most},
		{"introductions above", strings.Repeat("下面给大家讲一讲各个小组怎么写台账，一起来看看收集整理的情况，希望对以后有所帮助。\n", 40) +
			"第一篇\n" + bodies[1].text + "\n第二篇\n" + bodies[2].text, most + leastFront},
	} {
		if _, got := outsideOf(c.src); got > c.most {
			t.Errorf("%s: %d letters outside of %d code points, want <= %d", c.name, got, len([]rune(c.src)), c.most)
		}
	}
}

// TestBylinesHideNothing: only short lines go with a heading, and few.
func TestBylinesHideNothing(t *testing.T) {
	line := "来源：各个小组到村里修好了水渠又给农户换了水表并且登记造册备查\n"
	for _, format := range []string{"第@汉篇\n@L", "@题\n@L", "@题\n作者：张某\n@L", "@汉、@题\n@L"} {
		src, _ := compile(heading("", strings.ReplaceAll(format, "@L", strings.Repeat(line, 6)), 1), 4, 3)
		got, outside := outsideOf(src)
		if len(got) != 4 || outside > 0 {
			t.Errorf("%q: %d parts with %d letters outside, want 4 with 0", format, len(got), outside)
		}
	}
}

func TestOutside(t *testing.T) {
	src, _ := compile(heading("", "第@汉篇\n", 1), 3, 1)
	for _, c := range []struct {
		name, src string
		want      int32
	}{
		{"compilation", src, 0},
		{"remark above", "收录六家单位的材料\n" + src, 9},
		{"foot", src + "\n相关文章\n下载本文", 8},
		{"no letter", "。。。\n", 0},
		{"empty", "", 0},
		{"page marks", pageMarks(bodies[0].text+bodies[0].text, 60), 0},
	} {
		if _, got := outsideOf(c.src); got != c.want {
			t.Errorf("%s: Outside = %d, want %d", c.name, got, c.want)
		}
	}
	n := text.Fold(src, nil)
	if got, want := Outside(n, nil), countLetters(n.Text, len(n.Text)); got != want {
		t.Errorf("Outside without parts = %d, want all %d letters", got, want)
	}
	all := []Part{{Heading: n.Span(0, len(n.Text))}}
	if got, want := Outside(n, all), countLetters(n.Text, len(n.Text))-maxHeading; got != want {
		t.Errorf("Outside under one long heading = %d, want %d", got, want)
	}
}
