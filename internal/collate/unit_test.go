package collate

import (
	"slices"
	"strings"
	"testing"

	"chachong/internal/text"
)

// Units are shown with | between them and ‖ where a paragraph ends.
func TestUnits(t *testing.T) {
	tests := []struct{ name, src, want string }{
		{"nothing", "", ""},
		{"white space", " \n ", ""},
		{"no letter", " —— ", "——"},
		{"sentences", "甲村修路。乙村修桥！丙村呢？", "甲村修路。|乙村修桥！|丙村呢？"},
		{"clauses of equal rank", "甲村修路；乙村修桥……丙村等着", "甲村修路；|乙村修桥……|丙村等着"},
		{"no sentence ends", "甲村修路，乙村：丙村、丁村", "甲村修路，乙村：丙村、丁村"},
		{"closing quotes", "他说：“修路。”我说“好”。（修桥。）", "他说：“修路。”|我说“好”。|（修桥。）"},
		{"opening quotes", "修路。“修桥。”", "修路。|“修桥。”"},
		{"several marks", "真好！！？是的。", "真好！！？|是的。"},
		{"amounts", "共3.5万元，是1.2倍。", "共3.5万元，是1.2倍。"},
		{"lines", "工作总结\n一、修路\n今年修路。明年修桥。\n完", "工作总结‖一、修路‖今年修路。|明年修桥。‖完"},
		{"blank lines", "修路\r\n\r\n 　修桥\n\n", "修路‖修桥"},
		{"wide spaces behind a sentence", "今年修路。　　明年修桥。", "今年修路。‖明年修桥。"},
		{"wide spaces in front of a number", "各项工作都很好  二、抓紧修路架桥  （一）先修路", "各项工作都很好‖二、抓紧修路架桥‖（一）先修路"},
		{"wide spaces behind a heading", "一、认真修路架桥  今年修了三座", "一、认真修路架桥‖今年修了三座"},
		{"wide spaces inside a title", "工  作  总  结", "工  作  总  结"},
		{"spaces that folding takes away", "今 年 修 路。明年", "今 年 修 路。|明年"},
		{"signs of two letters", "⑫修路。⑬修桥。", "⑫修路。|⑬修桥。"},
		{"escapes", "修&#36335;。修桥", "修&#36335;。|修桥"},
		{"masks", "**修路。**修桥***", "**修路。|**修桥***"},
	}
	for _, test := range tests {
		if got := shown(newSheet(side(test.src), nil)); got != test.want {
			t.Errorf("%s: units of %q = %q, want %q", test.name, test.src, got, test.want)
		}
	}
}

func shown(sh *sheet) string {
	var out strings.Builder
	for k, u := range sh.units {
		if k > 0 {
			out.WriteString(map[bool]string{false: "|", true: "‖"}[sh.endsPara(int32(k)-1)])
		}
		out.WriteString(u.span.Of(sh.Source))
	}
	return out.String()
}

// The lines of a wrapped text are no paragraphs, those of a list are.
func TestWrappedLines(t *testing.T) {
	all := report(0, 1, 2, 3)
	paragraphs := strings.Count(all, "\n") + 1
	list := strings.Repeat("各村联络员姓名和电话一览\n", 12)
	short := strings.Repeat("今年全镇修好了三座桥，群众出行方便多了。\n", 6)
	tests := []struct {
		name, src string
		want      int // paragraphs
	}{
		{"one line each", all, paragraphs},
		{"wrapped", wrap(all, 28, ""), paragraphs},
		{"wrapped and indented", wrap(all, 30, "　　"), paragraphs},
		{"every line indented", strings.ReplaceAll(wrap(all, 28, ""), "\n", "\n    "), paragraphs},
		{"list", list, 12},
		{"short paragraphs", short, 6},
		{"numbered lines", "今年的工作主要有以下几个方面，现将有关情况报告如下\n1、走访十二个村的联络站，登记返乡木匠一百三十多人\n" +
			"2、在河湾小学举办心理讲座四期，每期两个半天八十人\n3、帮困资金实行双人签字、按季公布，发放九万四千元", 4},
	}
	for _, test := range tests {
		sh := newSheet(side(test.src), nil)
		if got := int(sh.units[len(sh.units)-1].para) + 1; got != test.want {
			t.Errorf("%s: %q has %d paragraphs, want %d", test.name, shown(sh), got, test.want)
		}
	}
}

// A text without marks is cut where its letters say, whatever stands in front.
func TestUnitsWithoutMarks(t *testing.T) {
	bare := strings.NewReplacer("，", "", "。", "", "\n", "").Replace(strings.Join(babble(9, 5_000), ""))
	a, b := newSheet(side(bare), nil), newSheet(side("另外新加了几个字"+bare), nil)
	ends := func(sh *sheet) []int32 {
		var out []int32
		for _, u := range sh.units {
			if n := u.hi - u.lo; n > longUnit {
				t.Errorf("unit of %d letters, want %d at most", n, longUnit)
			}
			out = append(out, int32(len(sh.Source))-u.span.Hi)
		}
		return out
	}
	at, same := ends(b), 0
	for _, end := range ends(a) {
		if slices.Contains(at, end) {
			same++
		}
	}
	if same < len(a.units)-3 {
		t.Errorf("%d of %d units end where they did before letters were put in front, want all but 3", same, len(a.units))
	}
}

func TestFindPassage(t *testing.T) {
	p := passagesOf([]text.Span{{Lo: 30, Hi: 40}, {Lo: 0, Hi: 20}, {Lo: 5, Hi: 10}, {Lo: 12, Hi: 12}, {Lo: 12, Hi: 15}, {Lo: 0, Hi: 3}})
	want := map[int32]int32{-1: -1, 0: 5, 3: 1, 5: 2, 9: 2, 10: 1, 12: 4, 14: 4, 15: 1, 19: 1, 20: -1, 30: 0, 39: 0, 40: -1}
	for at, k := range want {
		if got := p.find(at); got != k {
			t.Errorf("find(%d) = %d, want %d", at, got, k)
		}
	}
}
