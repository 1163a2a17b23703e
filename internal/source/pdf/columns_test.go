package pdf

import (
	"fmt"
	"strings"
	"testing"
)

// column shows text in lines of n letters of 12 points from (x, y) down.
func column(text string, n, x, y, lead int) string {
	var b strings.Builder
	rest := []rune(text)
	for indent := 2; len(rest) > 0; indent = 0 {
		k := min(n-indent, len(rest))
		fmt.Fprintf(&b, "BT /F1 12 Tf 1 0 0 1 %d %d Tm <%x> Tj ET ", x+12*indent, y, gbk(string(rest[:k])))
		rest = rest[k:]
		y -= lead
	}
	return b.String()
}

// TestBands reads a page with two short columns between lines of the full width.
func TestBands(t *testing.T) {
	left, right := story[0]+story[1], story[2]+story[0]
	head := "这一行写在两栏的上方，占满整个页面的宽度，说明下面的两段分别由两个小组写成，请大家参阅。"
	foot := "这一行写在两栏的下方，占满整个页面的宽度，说明上面的两段已经由两个小组核对，没有出入了。"
	for _, lead := range []int{18, 21} {
		content := column(head, 60, 26, 700, 20) +
			column(left, 17, 50, 660, 18) + column(right, 17, 50+17*12+20, 660, lead) +
			column(foot, 60, 26, 400, 20)
		got := strings.ReplaceAll(read(t, onePage("GBK-EUC-H", content, "").build("")).Text, "\n", "")
		want := head + left + right + foot
		if got != want {
			t.Errorf("Read(two columns, leading %d) = %q, want %q", lead, got, want)
		}
	}
}

// TestRowsStayRows reads a table without rules: its cells are no columns of text.
func TestRowsStayRows(t *testing.T) {
	var b strings.Builder
	var want []string
	for i, s := range []string{"读书节", "春季运动会", "合唱比赛", "教研活动月", "安全演练", "家长开放日"} {
		by := []string{"教导处", "体育组和工会", "音乐组"}[i%3]
		fmt.Fprintf(&b, "BT /F1 12 Tf 1 0 0 1 60 %d Tm <%x> Tj ET BT /F1 12 Tf 1 0 0 1 320 %d Tm <%x> Tj ET ", 700-20*i, gbk(s), 700-20*i, gbk(by))
		want = append(want, s+"\t"+by)
	}
	if got := read(t, onePage("GBK-EUC-H", b.String(), "").build("")).Text; got != strings.Join(want, "\n") {
		t.Errorf("Read(table) = %q, want %q", got, want)
	}
}

// TestPatternedGround reads typed text on a page whose ground is a pattern of pictures.
func TestPatternedGround(t *testing.T) {
	pattern := streamOf("/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 595 842] /XStep 595 /YStep 842 /Resources << /XObject << /I 7 0 R >> >>",
		"q 595 0 0 842 0 0 cm /I Do Q")
	content := "/Pattern cs /P scn 0 0 595 842 re f 0 g " + typeset(story, 28, gbk)
	doc := read(t, onePage("GBK-EUC-H", content, "/Pattern << /P 8 0 R >>", picture, pattern).build(""))
	if doc.Text != strings.Join(story, "\n") || doc.Warning != nil || len(doc.Hidden) > 0 {
		t.Errorf("Read = %q, warning %v, hidden %v, want the story alone", doc.Text, doc.Warning, doc.Hidden)
	}
}
