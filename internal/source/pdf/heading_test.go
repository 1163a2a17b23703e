package pdf

import (
	"fmt"
	"strings"
	"testing"
)

// placed is a line of text at a place of a page of A4.
type placed struct {
	x, y, size float64
	text       string
}

// set returns the content of a page with the given lines.
func set(lines []placed) string {
	var b strings.Builder
	b.WriteString("BT ")
	for _, l := range lines {
		fmt.Fprintf(&b, "/F1 %g Tf 1 0 0 1 %g %g Tm <%x> Tj\n", l.size, l.x, l.y, gbk(l.text))
	}
	b.WriteString("ET")
	return b.String()
}

// under returns texts in lines of 14 points, 20 points apart, from y down.
func under(y float64, texts ...string) []placed {
	out := make([]placed, len(texts))
	for i, t := range texts {
		out[i] = placed{90, y - 20*float64(i), 14, t}
	}
	return out
}

// Lines of 28 letters: two that go on, and one that ends a sentence.
const (
	begun  = "今年春天工会组织全体会员到青禾镇的茶园参加劳动大家边采茶"
	going  = "边交流教学中的体会收获很大夏天天气炎热工会为值班老师送去"
	filled = "绿豆汤和毛巾还检查了教室里的电风扇更换了坏掉的十二盏灯。"
)

// TestHeadingBelowFullLine sets paragraphs without an indent and headings in their letters:
// only what the lines say parts them.
func TestHeadingBelowFullLine(t *testing.T) {
	body := []string{begun, going, filled}
	para := strings.Join(body, "")
	tests := []struct {
		name  string
		after []string // lines below the full line
		want  []string // paragraphs after the first one
	}{
		{"title", []string{"云溪中学2023年工作总结", begun, "还有一句。"}, []string{"云溪中学2023年工作总结", begun + "还有一句。"}},
		{"title at the end", []string{"云溪中学2023年工作总结（初稿）"}, []string{"云溪中学2023年工作总结（初稿）"}},
		{"title with commas", []string{"凝心聚力，办好学校——云溪中学汇报", begun, "还有一句。"}, []string{"凝心聚力，办好学校——云溪中学汇报", begun + "还有一句。"}},
		{
			"title of two lines",
			[]string{"云溪县教育局关于青禾镇中心学校和白石小学二〇二三年开展教", "职工活动的工作总结", begun, "还有一句。"},
			[]string{"云溪县教育局关于青禾镇中心学校和白石小学二〇二三年开展教职工活动的工作总结", begun + "还有一句。"},
		},
		{"part of a collection", []string{"篇二：云溪中学", begun, "还有一句。"}, []string{"篇二：云溪中学", begun + "还有一句。"}},
		{"heading", []string{"后勤保障工作", begun, "还有一句。"}, []string{"后勤保障工作", begun + "还有一句。"}},
		{"last line of the paragraph", []string{"这也是一条经验。", begun, "还有一句。"}, []string{"+这也是一条经验。", begun + "还有一句。"}},
		{"list without an end", []string{"有张明远、李春生、王小雨", begun, "还有一句。"}, []string{"+有张明远、李春生、王小雨", begun + "还有一句。"}},
		{"more of the paragraph", []string{begun, "还有一句。"}, []string{"+" + begun + "还有一句。"}},
	}
	for _, tt := range tests {
		want := para
		for _, p := range tt.want {
			if rest, joined := strings.CutPrefix(p, "+"); joined {
				want += rest
			} else {
				want += "\n" + p
			}
		}
		content := set(under(760, append(body, tt.after...)...))
		if got := read(t, onePage("GBK-EUC-H", content, "").build("")).Text; got != want {
			t.Errorf("%s: Read = %q, want %q", tt.name, got, want)
		}
	}
}

// TestParagraphsWithoutIndent sets two paragraphs of which the first ends a sentence near
// the margin.
func TestParagraphsWithoutIndent(t *testing.T) {
	short := strings.Replace(filled, "十二盏", "两盏", 1) // leaves room for one letter
	tests := []struct {
		name  string
		lines []placed
		parts bool
	}{
		{"no room", under(760, begun, going, filled, begun, "还有一句。"), false},
		{"room for the next letter", under(760, begun, going, short, begun, "还有一句。"), true},
		{"room but no end", under(760, begun, going, strings.Replace(short, "。", "和", 1), begun, "还有一句。"), false},
		{"room but not for a bracket", under(760, begun, going, short, "（"+begun[:len(begun)-len("茶")], "还有一句）。"), false},
		{"more leading", append(under(760, begun, going, filled), under(696, begun, going, "还有一句。")...), true},
		{"hardly more leading", append(under(760, begun, going, filled), under(698.5, begun, going, "还有一句。")...), false},
	}
	for _, tt := range tests {
		doc := read(t, onePage("GBK-EUC-H", set(tt.lines), "").build(""))
		if parts := strings.Contains(doc.Text, "\n"); parts != tt.parts {
			t.Errorf("%s: Read = %q, two paragraphs: %v, want %v", tt.name, doc.Text, parts, tt.parts)
		}
	}
}

// TestHeadingAtMargin sets a paragraph with an indent: below it only the title of a report
// stands at the margin.
func TestHeadingAtMargin(t *testing.T) {
	for _, tt := range []struct {
		last  string
		parts bool
	}{{"后勤保障工作", false}, {"云溪中学工作总结", true}} {
		lines := append([]placed{{118, 780, 14, begun[:len(begun)-len("边采茶")+len("边")]}}, under(760, going, filled, tt.last)...)
		doc := read(t, onePage("GBK-EUC-H", set(lines), "").build(""))
		if parts := strings.HasSuffix(doc.Text, "\n"+tt.last); parts != tt.parts {
			t.Errorf("Read(… %s) = %q, a paragraph of its own: %v, want %v", tt.last, doc.Text, parts, tt.parts)
		}
	}
}
