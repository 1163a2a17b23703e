package pdf

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"chachong/internal/source/extract"
)

func TestHidden(t *testing.T) {
	shownText := typeset(story, 28, gbk)
	secret := fmt.Sprintf("BT /F1 14 Tf 90 500 Td <%x> Tj ET ", gbk("暗藏的文字"))
	tests := []struct {
		name, content string
		why           extract.Why // "": shown
	}{
		{"white", "q 1 g " + secret + "Q", extract.WhyColor},
		{"white, CMYK", "q 0 0 0 0 k " + secret + "Q", extract.WhyColor},
		{"nearly white", "q 0.99 0.98 1 rg " + secret + "Q", extract.WhyColor},
		{"grey", "q 0.6 g " + secret + "Q", ""},
		{"white on blue", "q 0 0 1 rg 80 490 300 40 re f 1 g " + secret + "Q", ""},
		{"blue on blue", "q 0 0 1 rg 80 490 300 40 re f " + secret + "Q", extract.WhyColor},
		{"without ink", "q 3 Tr " + secret + "Q", extract.WhyInvisible},
		{"transparent", "q /G0 gs " + secret + "Q", extract.WhyInvisible},
		{"tiny", "q 0.1 0 0 0.1 80 450 cm " + secret + "Q", extract.WhyTiny},
		{"off the page", "q 1 0 0 1 900 0 cm " + secret + "Q", extract.WhyOffPage},
		{"clipped", "q 10 10 20 20 re W n " + secret + "Q", extract.WhyOffPage},
		{"covered", secret + "q 1 g 80 490 300 40 re f Q", extract.WhyCovered},
		{"marked", secret + "q /Mul gs 1 1 0 rg 80 490 300 40 re f Q", ""},
		{"switched off", "/OC /Layer BDC " + secret + "EMC", extract.WhyMarked},
	}
	for _, tt := range tests {
		o := onePage("GBK-EUC-H", shownText+" "+tt.content,
			"/ExtGState << /G0 << /ca 0 >> /Mul << /BM /Multiply >> >> /Properties << /Layer 7 0 R >>", "<< /Type /OCG /Name (x) >>")
		o[0] = "<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [7 0 R] /D << /OFF [7 0 R] >> >> >>"
		doc := read(t, o.build(""))
		var got extract.Why
		if len(doc.Hidden) > 0 {
			got = doc.Hidden[0].Why
			if doc.Hidden[0].Text != "暗藏的文字" || int(doc.Hidden[0].At) > len(doc.Text) {
				t.Errorf("%s: hidden = %+v, want the secret", tt.name, doc.Hidden[0])
			}
		}
		if got != tt.why {
			t.Errorf("%s: hidden because %q, want %q", tt.name, got, tt.why)
		}
		if strings.Contains(doc.Text, "暗藏的文字") != (tt.why == "") {
			t.Errorf("%s: text = %q", tt.name, doc.Text)
		}
	}
}

func TestTwiceDrawn(t *testing.T) {
	bold := fmt.Sprintf("BT /F1 14 Tf 90 700 Td <%[1]x> Tj 0.3 0 Td <%[1]x> Tj ET", gbk("日日是好日"))
	if got, want := read(t, onePage("GBK-EUC-H", bold, "").build("")).Text, "日日是好日"; got != want {
		t.Errorf("Read = %q, want %q", got, want)
	}
}

func TestActualTextAndArtifacts(t *testing.T) {
	tests := []struct{ name, content, want string }{
		{"repairs a letter", "/Span << /ActualText <FEFF793E> >> BDC <ff> Tj EMC", "社"},
		{"does not replace what is seen", "/Span << /ActualText (other) >> BDC <" + fmt.Sprintf("%x", gbk("清清楚楚写着的一行字")) + "> Tj EMC", "清清楚楚写着的一行字"},
		{"an artifact in the body is text", "/Artifact BMC <" + fmt.Sprintf("%x", gbk("正文里的文字")) + "> Tj EMC", "正文里的文字"},
	}
	for _, tt := range tests {
		doc := read(t, onePage("GBK-EUC-H", "BT /F1 14 Tf 90 500 Td "+tt.content+" ET", "").build(""))
		if doc.Text != tt.want {
			t.Errorf("%s: Read = %q, want %q", tt.name, doc.Text, tt.want)
		}
	}
	foot := fmt.Sprintf("BT /F1 14 Tf 90 500 Td <%x> Tj ET /Artifact BMC BT /F1 9 Tf 250 60 Td <%x> Tj ET EMC", gbk("正文一行"), gbk("内部资料"))
	doc := read(t, onePage("GBK-EUC-H", foot, "").build(""))
	if doc.Text != "正文一行" || len(doc.Asides) != 1 || doc.Asides[0] != (extract.Aside{Kind: "footer", Text: "内部资料"}) {
		t.Errorf("Read = %q, asides %v, want the artifact as a footer", doc.Text, doc.Asides)
	}
}

const picture = "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\nx\nendstream"

func TestScans(t *testing.T) {
	drawn := "q 595 0 0 842 0 0 cm /I Do Q "
	tests := []struct {
		name, content string
		code          string // of the error or the warning
		failed        bool
	}{
		{"picture only", drawn, extract.CodeNoTextLayer, true},
		{"picture with a page number", drawn + fmt.Sprintf("BT /F1 9 Tf 290 40 Td <%x> Tj ET", "12"), extract.CodeNoTextLayer, true},
		{"recognised text", drawn + "3 Tr " + typeset(story, 28, gbk), CodeOCR, false},
		{"recognised text below", typeset(story, 28, gbk) + " " + drawn, CodeOCR, false},
		{"undecodable", "BT /F1 14 Tf 90 700 Td <" + strings.Repeat("ff", 50) + "> Tj ET", extract.CodeNoTextLayer, true},
		{"nothing", "", extract.CodeNoTextLayer, true},
		{"white text only", "1 g " + typeset(story, 28, gbk), extract.CodeNoTextLayer, true},
		{"text on a picture", drawn + typeset(story, 28, gbk), "", false},
	}
	for _, tt := range tests {
		doc, err := Read(onePage("GBK-EUC-H", tt.content, "/XObject << /I 7 0 R >>", picture).build(""), extract.NewBudget(extract.Limits{}))
		var p *extract.Problem
		if !errors.As(err, &p) && doc != nil {
			p = doc.Warning
		}
		code := ""
		if p != nil {
			code = p.Code
		}
		if (err != nil) != tt.failed || code != tt.code {
			t.Errorf("%s: Read = %v, code %q, want code %q, error %v", tt.name, err, code, tt.code, tt.failed)
		}
		if err == nil && doc.Text != strings.Join(story, "\n") {
			t.Errorf("%s: text = %q, want the story", tt.name, doc.Text)
		}
		if err == nil && len(doc.Pictures) > 0 && (len(doc.Pictures) != 1 || doc.Pictures[0].Page != 1 || doc.Pictures[0].Bytes != 1) {
			t.Errorf("%s: pictures = %+v, want one of one byte on page 1", tt.name, doc.Pictures)
		}
	}
}

// pagesOf returns a document with a page for each content.
func pagesOf(encoding string, contents ...string) objects {
	o := onePage(encoding, contents[0], "/XObject << /I 7 0 R >>", picture)
	kids := []string{"3 0 R"}
	for _, c := range contents[1:] {
		o = append(o, strings.Replace(o[2], "/Contents 4 0 R", fmt.Sprintf("/Contents %d 0 R", len(o)+2), 1), streamOf("/Filter /FlateDecode", deflate(c)))
		kids = append(kids, fmt.Sprintf("%d 0 R", len(o)-1))
	}
	o[1] = fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", strings.Join(kids, " "), len(kids))
	return o
}

func TestPages(t *testing.T) {
	at := func(x, y int, size float64, s string) string {
		return fmt.Sprintf("BT /F1 %g Tf %d %d Td <%x> Tj ET ", size, x, y, gbk(s))
	}
	long := story[0] + story[1]
	lines := func(s string, y int) string { // lines of 28 letters without an indent
		var b strings.Builder
		for rest := []rune(s); len(rest) > 0; y -= 20 {
			n := min(28, len(rest))
			b.WriteString(at(90, y, 14, string(rest[:n])))
			rest = rest[n:]
		}
		return b.String()
	}
	var contents []string
	half := []rune(long)
	for i := range 4 {
		c := at(90, 800, 9, "白石小学工会资料") + at(290, 40, 9, fmt.Sprintf("— %d —", i+1))
		switch i {
		case 0:
			c += typeset(story, 28, gbk) + " " + lines(string(half[:28]), 300)
		case 1:
			c += lines(string(half[28:]), 780)
		case 2:
			c += "q 595 0 0 842 0 0 cm /I Do Q"
		case 3:
			c += typeset(story[1:2], 28, gbk)
		}
		contents = append(contents, c)
	}
	doc := read(t, pagesOf("GBK-EUC-H", contents...).build(""))
	want := strings.Join(append(slices.Clone(story), long, story[1]), "\n")
	if doc.Text != want {
		t.Errorf("Read = %q, want %q", doc.Text, want)
	}
	wantAsides := []extract.Aside{{Kind: "header", Text: "白石小学工会资料"}, {Kind: "footer", Text: "— 1 —"}}
	if !slices.Equal(doc.Asides, wantAsides) {
		t.Errorf("asides = %v, want %v", doc.Asides, wantAsides)
	}
	if len(doc.Pages) != 4 || !slices.IsSorted(doc.Pages) || !strings.HasPrefix(doc.Text[doc.Pages[1]:], string(half[28:])) || !strings.HasPrefix(doc.Text[doc.Pages[3]:], story[1]) {
		t.Errorf("pages = %v, want the offsets of four pages", doc.Pages)
	}
	if w := doc.Warning; w == nil || w.Code != extract.CodeNoTextLayer || !w.Partial || !strings.Contains(w.Reason, "page 3 ") {
		t.Errorf("warning = %+v, want page 3 as a scan", doc.Warning)
	}
}

func TestTwoColumns(t *testing.T) {
	var b strings.Builder
	text := []rune(strings.Repeat(strings.Join(story, ""), 3))
	var want strings.Builder
	for col := range 2 {
		for i := range 12 {
			s := string(text[(col*12+i)*14 : (col*12+i+1)*14])
			want.WriteString(s)
			fmt.Fprintf(&b, "BT /F1 14 Tf %d %d Td <%x> Tj ET ", 80+col*230, 700-20*i, gbk(s))
		}
	}
	doc := read(t, onePage("GBK-EUC-H", b.String(), "").build(""))
	if got := strings.ReplaceAll(doc.Text, "\n", ""); got != want.String() {
		t.Errorf("Read = %q, want %q", got, want.String())
	}
}

func TestRuledTable(t *testing.T) {
	cell := func(x, y int, s string) string {
		return fmt.Sprintf("BT /F1 10 Tf %d %d Td <%x> Tj ET ", x, y, gbk(s))
	}
	content := "1 w 100 600 m 400 600 l S 100 650 m 400 650 l S 100 700 m 400 700 l S " +
		"100 600 m 100 700 l S 202 600 m 202 700 l S 400 600 m 400 700 l S " +
		cell(102, 685, "表彰先进教师大会的") + cell(206, 685, "九月") + cell(102, 670, "通知") +
		cell(102, 635, "慰问") + cell(206, 635, "春节前到五位老师家中看望并且送") + cell(206, 620, "上年货")
	doc := read(t, onePage("GBK-EUC-H", content, "").build(""))
	if want := "表彰先进教师大会的通知\t九月\n慰问\t春节前到五位老师家中看望并且送\n上年货"; doc.Text != want && doc.Text != strings.Replace(want, "送\n上", "送上", 1) {
		t.Errorf("Read = %q, want %q", doc.Text, want)
	}
}

func TestAnnotations(t *testing.T) {
	field := fmt.Sprintf("BT /F1 10 Tf 2 4 Td <%x> Tj ET", gbk("填入的姓名"))
	o := onePage("GBK-EUC-H", typeset(story[:1], 28, gbk), "",
		"<< /Subtype /Widget /Rect [90 300 290 320] /AP << /N 8 0 R >> >>",
		streamOf("/Subtype /Form /BBox [0 0 200 20] /Resources << /Font << /F1 5 0 R >> >>", field),
		"<< /Subtype /Text /Rect [0 0 9 9] /Contents <FEFF8BF74FEE6539> >>",
		"<< /Subtype /Widget /F 2 /Rect [90 200 290 220] /AP << /N 8 0 R >> >>")
	o[2] = strings.Replace(o[2], "/Contents", "/Annots [7 0 R 9 0 R 10 0 R] /Contents", 1)
	doc := read(t, o.build(""))
	if want := story[0] + "\n填入的姓名"; doc.Text != want {
		t.Errorf("Read = %q, want %q", doc.Text, want)
	}
	if want := []extract.Aside{{Kind: "comment", Text: "请修改"}}; !slices.Equal(doc.Asides, want) {
		t.Errorf("asides = %v, want %v", doc.Asides, want)
	}
}
