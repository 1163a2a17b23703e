package pdf

import (
	"strings"
	"testing"
)

// TestRunningHeadOfOnePage reads documents of one page, in which nothing repeats.
func TestRunningHeadOfOnePage(t *testing.T) {
	const title = "云溪中学2023年工作总结"
	body := []string{begun, going, filled, "  " + begun, "还有一句。"}
	text := func(first ...string) []string { return append(first, body...) }
	tests := []struct {
		name  string
		lines []placed
		aside string
	}{
		{"head in smaller letters", append(under(740, text(title)...), placed{230, 795, 9, "云溪县教育局编印"}), "云溪县教育局编印"},
		{"head in letters of the text above the title", append(under(740, text(title)...), placed{90, 795, 14, "云溪中学"}), "云溪中学"},
		{"foot in smaller letters", append(under(740, text(title)...), placed{230, 45, 9, "云溪县教育局编印"}), "云溪县教育局编印"},
		{"head near the text", append(under(775, text(title)...), placed{90, 795, 9, "云溪县教育局编印"}), ""},
		{"head in the text area", append(under(700, text(title)...), placed{90, 750, 9, "云溪县教育局编印"}), ""},
		{"title apart from the text", append(under(740, text()...), placed{90, 795, 14, title}), ""},
		{"title above a heading", append(under(740, text("一、后勤保障")...), placed{90, 795, 14, title}), ""},
		{"title of a collection", append(under(740, text(title)...), placed{90, 795, 14, "云溪县学校经验材料"}), ""},
		{"larger title", append(under(740, text("工作总结")...), placed{200, 795, 22, "云溪中学"}), ""},
		{"title of two centred lines", append(append([]placed{{234, 740, 14, "2023年工作总结"}}, under(720, body...)...), placed{258, 795, 14, "云溪中学"}), ""},
		{"title lines as far apart as the text", append(append([]placed{{90, 755, 14, "2023年工作总结"}}, under(715, body...)...), placed{90, 795, 14, "云溪中学"}), ""},
		{"sentence in smaller letters", append(under(740, text(title)...), placed{90, 795, 9, "本文未经许可不得外传。"}), ""},
		{"signature at the foot", append(under(740, text(title)...), placed{300, 50, 14, "云溪中学工会委员会"}), ""},
		{"text of one line", []placed{{90, 795, 9, "云溪中学"}}, ""},
	}
	for _, tt := range tests {
		doc := read(t, onePage("GBK-EUC-H", set(tt.lines), "").build(""))
		got := ""
		for _, a := range doc.Asides {
			got += a.Text
		}
		if got != tt.aside || tt.aside != "" && strings.Contains(doc.Text, tt.aside+"\n") {
			t.Errorf("%s: Read = %q, asides %v; want aside %q", tt.name, doc.Text, doc.Asides, tt.aside)
		}
	}
}
