package pdf

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"chachong/internal/source/extract"
)

// secretText is what the tests of this file show in unusual ways, or hide.
const secretText = "这一段话也要让人看得见"

func shownAt(size float64, more string) string {
	return fmt.Sprintf("BT /F1 %g Tf %s 90 500 Td <%x> Tj ET ", size, more, gbk(secretText))
}

// TestSeen draws text that looks hidden at first and is seen by who opens the file.
func TestSeen(t *testing.T) {
	secret := shownAt(14, "")
	stencil := streamOf("/Subtype /Image /Width 1 /Height 1 /ImageMask true", "\x00")
	tests := []struct{ name, content, object7 string }{
		{"white on a thick stroke", "0 0 1 RG 60 w 80 505 m 400 505 l S 1 g " + secret, ""},
		{"white on a frame of thick strokes", "0 0 1 RG 300 w 80 400 200 200 re S 1 g " + secret, ""},
		{"white on a dot", "0 0 1 RG 900 w 1 J 200 500 m 200 500 l S 1 g " + secret, ""},
		{"white on a curve", "0 0 1 RG 90 w 80 500 m 100 520 300 480 400 500 c S 1 g " + secret, ""},
		{"white on a shading", "q 80 490 300 40 re W n /S sh Q 1 g " + secret, ""},
		{"white on an inline picture", "q 300 0 0 40 80 490 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q 1 g " + secret, ""},
		{"white on a picture", "q 300 0 0 40 80 490 cm /I Do Q 1 g " + secret, picture},
		{"white on a stencil", "q 300 0 0 40 80 490 cm 0 0 1 rg /I Do Q 1 g " + secret, stencil},
		{"white on a veil", "/Half gs 0 0 1 rg 80 490 300 40 re f 1 g " + secret, ""},
		{"white, inverted", "/Inv gs 1 g " + secret, ""},
		{"blue behind a clip that is no rectangle", "q 80 490 m 90 530 l 85 560 l h W n 0 0 1 rg 0 0 595 842 re f Q 0 0 1 rg " + secret, ""},
		{"blue across a thin blue band", "0 0 1 rg 80 503 300 4 re f " + secret, ""},
		{"no ink but its outline", "/NoFill gs 2 Tr " + secret, ""},
		{"clip, then filled", "q " + shownAt(14, "7 Tr") + "0 0 1 rg 0 0 595 842 re f Q", ""},
		{"clip, then a picture", "q " + shownAt(14, "7 Tr") + "595 0 0 842 0 0 cm /I Do Q", picture},
		{"below two rectangles, even-odd", secret + "1 g 80 490 300 40 re 80 490 300 40 re f*", ""},
		{"below a rectangle and its opposite", secret + "1 g 80 490 300 40 re 380 490 -300 40 re f", ""},
		{"below a rectangle with a hole", secret + "1 g 80 490 300 40 re 85 495 m 375 495 l 300 525 l f*", ""},
		{"below a turned clip", secret + "q 80 490 m 90 530 l 85 560 l h W n 1 g 0 0 595 842 re f Q", ""},
		{"below a turned picture", secret + "q 10 100 -100 10 250 450 cm /I Do Q", picture},
		{"below a soft mask", secret + "/Soft gs 1 g 80 490 300 40 re f", ""},
		{"struck out", secret + "0 g 80 503 300 4 re f", ""},
		{"behind a clip without a path", "q W n " + secret + "Q", ""},
		{"no colorant", "/Sep cs 0 scn " + secret, ""},
		{"a group that is shown when it is off", "/OC /Layer BDC " + secret + "EMC", "<< /Type /OCMD /OCGs 8 0 R /P /AllOff >>"},
		{"a Type 3 font", "3 Tr BT /F3 1 Tf 90 500 Td (" + strings.Repeat("a", utf8.RuneCountInString(secretText)) + ") Tj ET", ""},
		{"a field value that a lie stands for", "/Span << /ActualText (x) >> BDC " + secret + "EMC", ""},
		{"letters that a lie stands for", strings.ReplaceAll(secret, "BT", "BT /Span << /ActualText <FEFF597D597D> >> BDC") + "EMC", ""},
	}
	const resources = "/ExtGState << /Half << /ca 0.5 >> /NoFill << /ca 0 >> /Inv << /TR 6 0 R >> /Soft << /SMask << /S /Luminosity >> >> >>" +
		" /XObject << /I 7 0 R >> /Properties << /Layer 7 0 R >> /ColorSpace << /Sep [/Separation /X /DeviceGray 6 0 R] >> /Shading << /S << >> >>"
	for _, tt := range tests {
		o := onePage("GBK-EUC-H", typeset(story, 28, gbk)+" "+tt.content, resources, "null", "<< /Type /OCG >>")
		if tt.object7 != "" {
			o[6] = tt.object7
		}
		o[0] = "<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [8 0 R] /D << /OFF [8 0 R] >> >> >>"
		want := secretText
		if strings.Contains(tt.content, "/F3") {
			o[2] = strings.Replace(o[2], "/F1 5 0 R", "/F1 5 0 R /F3 << /Subtype /Type3 /FontMatrix [1 0 0 1 0 0] /Encoding << /Differences [97 /a] >> /FirstChar 97 /Widths [14] >>", 1)
			want = strings.Repeat("a", utf8.RuneCountInString(secretText))
		}
		doc := read(t, o.build(""))
		if !strings.Contains(doc.Text, want) || len(doc.Hidden) > 0 {
			t.Errorf("%s: Read = %q, hidden %v, want %q seen", tt.name, doc.Text, doc.Hidden, want)
		}
	}
}

// TestUnits reads letters of one unit on a page of large units, and on a small page.
func TestUnits(t *testing.T) {
	small := "13 0 0 13 0 0 cm " + strings.NewReplacer("90 500", "5 30").Replace(shownAt(1, ""))
	for _, tt := range []struct{ name, old, page, content string }{
		{"UserUnit", "/MediaBox", "/UserUnit 14 /MediaBox", shownAt(1, "")},
		{"small page", "[0 0 595 842]", "[0 0 42 60]", strings.Replace(shownAt(1, ""), "90 500", "5 30", 1)},
		{"small units", "/MediaBox", "/MediaBox", small},
	} {
		o := onePage("GBK-EUC-H", tt.content, "")
		o[2] = strings.Replace(o[2], tt.old, tt.page, 1)
		if doc := read(t, o.build("")); doc.Text != secretText || len(doc.Hidden) > 0 {
			t.Errorf("%s: Read = %q, hidden %v, want %q", tt.name, doc.Text, doc.Hidden, secretText)
		}
	}
}

func TestTilings(t *testing.T) {
	const cell = "/PatternType 1 /PaintType 1 /TilingType 1 /Resources << /Font << /F1 5 0 R >> >> "
	page := cell + "/BBox [0 0 595 842] /XStep 595 /YStep 842"
	text := typeset(story, 28, gbk)
	mark := fmt.Sprintf("BT /F1 9 Tf 5 5 Td <%x> Tj ET", gbk("内部资料"))
	all := strings.Join(story, "\n")
	tests := []struct{ name, content, dict, cell, text, aside string }{
		{"fills the page", "/Pattern cs /P scn 0 0 595 842 re f", page, text, all, ""},
		{"strokes the page", "/Pattern CS /P SCN 900 w 0 421 m 595 421 l S", page, text, all, ""},
		{"begins elsewhere", "/Pattern cs /P scn 0 0 595 842 re f", page + " /Matrix [1 0 0 1 -1190 1684]", text, all, ""},
		{"paints in pieces", "/Pattern cs /P scn 0 0 595 421 re f 0 421 595 421 re f", page, text, all, ""},
		{"is a watermark", "/Pattern cs /P scn 0 0 595 842 re f 0 g " + text, cell + "/BBox [0 0 60 20] /XStep 60 /YStep 20", mark, all, "内部资料"},
		{"paints itself", "/Pattern cs /P scn 0 0 595 842 re f", page + " /Resources << /Font << /F1 5 0 R >> /Pattern << /P 7 0 R >> >>", text + " /Pattern cs /P scn 0 0 9 9 re f", all, ""},
	}
	for _, tt := range tests {
		doc := read(t, onePage("GBK-EUC-H", tt.content, "/Pattern << /P 7 0 R >>", streamOf(tt.dict, tt.cell)).build(""))
		aside := ""
		if len(doc.Asides) > 0 {
			aside = doc.Asides[0].Text
		}
		if doc.Text != tt.text || aside != tt.aside || len(doc.Hidden) > 0 {
			t.Errorf("%s: Read = %q, aside %q, hidden %v; want %q and %q", tt.name, doc.Text, aside, doc.Hidden, tt.text, tt.aside)
		}
	}
	// What is painted nowhere but in a corner is reported, not read.
	doc := read(t, onePage("GBK-EUC-H", text+" /Pattern cs /P scn 0 0 5 5 re f", "/Pattern << /P 7 0 R >>", streamOf(page, typeset(story[:1], 28, gbk))).build(""))
	if doc.Text != all || len(doc.Hidden) != 1 || doc.Hidden[0].Why != extract.WhyOffPage {
		t.Errorf("in a corner: Read = %q, hidden %v; want the story, and the pattern off the page", doc.Text, doc.Hidden)
	}
}

// TestFields reads annotations and form fields with and without an appearance.
func TestFields(t *testing.T) {
	const long = "下半年我们还要办好三件大事，把教工之家修好，把食堂的意见收集好，把退休老师的走访安排好，不让一个人掉队"
	utf16 := func(s string) string { return fmt.Sprintf("<FEFF%x>", ucs2(s)) }
	form := "/Rect [90 300 490 330] /AP << /N 8 0 R >>"
	const appearance = "填入的姓名"
	tests := []struct{ name, annot, text, hidden, comment string }{
		{"text box", "/Subtype /FreeText " + form + " /Contents " + utf16(appearance), appearance, "", ""},
		{"text box without appearance", "/Subtype /FreeText /Rect [90 300 490 330] /Contents " + utf16(long), long, "", ""},
		{"shape with text", "/Subtype /Square " + form, appearance, "", ""},
		{"link with text", "/Subtype /Link " + form, appearance, "", ""},
		{"sticky note with an icon", "/Subtype /Text " + form + " /Contents " + utf16("请改"), "", "", "请改"},
		{"printed only", "/Subtype /Stamp /F 36 " + form, appearance, "", ""},
		{"not seen", "/Subtype /Stamp /F 2 " + form, "", appearance, ""},
		{"no extent", "/Subtype /Stamp /Rect [0 0 0 0] /AP << /N 8 0 R >>", "", appearance, ""},
		{"field", "/Subtype /Widget /FT /Tx /V " + utf16(appearance) + form, appearance, "", ""},
		{"field without appearance", "/Subtype /Widget /FT /Tx /V " + utf16(long) + " /Rect [90 300 490 330]", long, "", ""},
		{"field of a parent", "/Subtype /Widget /Parent << /FT /Tx /V " + utf16(long) + " >> /Rect [90 300 490 330]", long, "", ""},
		{"list", "/Subtype /Widget /FT /Ch /V [" + utf16("甲组") + utf16("乙组") + "] /Rect [90 300 490 330]", "甲组\n乙组", "", ""},
		{"field with another value", "/Subtype /Widget /FT /Tx /V " + utf16(long) + form, appearance, long, ""},
		{"password", "/Subtype /Widget /FT /Tx /Ff 8192 /V " + utf16(long) + " /Rect [90 300 490 330]", "", "", ""},
	}
	for _, tt := range tests {
		o := onePage("GBK-EUC-H", typeset(story[:1], 28, gbk), "", "<< "+tt.annot+" >>",
			streamOf("/Subtype /Form /BBox [0 0 400 30] /Resources << /Font << /F1 5 0 R >> >>", fmt.Sprintf("BT /F1 10 Tf 2 4 Td <%x> Tj ET", gbk(appearance))))
		o[2] = strings.Replace(o[2], "/Contents", "/Annots [7 0 R] /Contents", 1)
		doc := read(t, o.build(""))
		hidden, comment := "", ""
		if len(doc.Hidden) > 0 {
			hidden = doc.Hidden[0].Text
		}
		if len(doc.Asides) > 0 {
			comment = doc.Asides[0].Text
		}
		if want := strings.TrimSpace(story[0] + "\n" + tt.text); doc.Text != want || hidden != tt.hidden || comment != tt.comment {
			t.Errorf("%s: Read = %q, hidden %q, comment %q; want %q, %q, %q", tt.name, doc.Text, hidden, comment, want, tt.hidden, tt.comment)
		}
	}
}

// TestLinesAtTheEdge reads pages that hold one line each where running heads stand.
func TestLinesAtTheEdge(t *testing.T) {
	line := func(s string, y int) string {
		return fmt.Sprintf("BT /F1 14 Tf 90 %d Td <%x> Tj ET ", y, gbk(s))
	}
	words := []rune(strings.Join(story, ""))
	for _, mark := range []string{"", "/Artifact BMC "} {
		var contents []string
		for i := range 5 {
			contents = append(contents, mark+line(string(words[i*28:i*28+28]), 826)+"EMC "+line(fmt.Sprintf("第%d页", i+1), 20))
		}
		doc := read(t, pagesOf("GBK-EUC-H", contents...).build(""))
		// The first two lines that are marked as artifacts may be heads.
		want, heads := words[:140], 1
		if mark != "" {
			want, heads = words[56:140], 3
		}
		if got := strings.ReplaceAll(doc.Text, "\n", ""); got != string(want) || len(doc.Asides) != heads {
			t.Errorf("Read = %q, asides %v, want %q and %d", got, doc.Asides, string(want), heads)
		}
	}
}

// TestLies reads fonts whose codes do not say what is seen.
func TestLies(t *testing.T) {
	shift := streamOf("", "1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <0000> <ffff> <0100> endbfrange")
	o := onePage("UniGB-UCS2-H", typeset(story, 28, ucs2), "", shift)
	o[4] = strings.Replace(o[4], "/Encoding", "/ToUnicode 7 0 R /Encoding", 1)
	if doc, want := read(t, o.build("")), strings.Join(story, "\n"); doc.Text != want {
		t.Errorf("a ToUnicode that shifts: Read = %q, want %q", doc.Text, want)
	}
	for _, tt := range []struct {
		name, glyph string
		partial     bool
	}{
		{"a drawing", "9 0 d0 0 0 5 5 re f", false},
		{"a bitmap", "9 0 0 0 9 9 d1 BI /W 8 /H 4 /IM true ID Tj)< EI", false},
		{"a page of text", "9 0 d0 " + typeset(story, 28, gbk), true},
		{"a form", "9 0 d0 /X Do", true},
	} {
		o := onePage("GBK-EUC-H", typeset(story, 28, gbk)+" BT /F3 1 Tf 90 90 Td (aaa) Tj ET", "", streamOf("", tt.glyph), streamOf("/Subtype /Form", ""))
		o[2] = strings.Replace(o[2], "/F1 5 0 R", "/F1 5 0 R /F3 << /Subtype /Type3 /CharProcs << /a 7 0 R >> /FontMatrix [1 0 0 1 0 0] /Encoding << /Differences [97 /a] >> /Resources << /XObject << /X 8 0 R >> >> >>", 1)
		if w := read(t, o.build("")).Warning; (w != nil && w.Partial) != tt.partial {
			t.Errorf("a glyph that is %s: warning %v, want one of missing text: %v", tt.name, w, tt.partial)
		}
	}
}

// TestHiddenMarks hides a text behind more hidden marks than are kept.
func TestHiddenMarks(t *testing.T) {
	var b strings.Builder
	for range extract.MaxHiddens + 10 {
		fmt.Fprintf(&b, "3 Tr <%x> Tj 0 Tr <%x> Tj ", gbk("。"), gbk("一"))
	}
	content := "BT /F1 14 Tf 0.01 0 0 1 90 700 Tm " + b.String() + "ET q 1 g " + shownAt(14, "") + "Q"
	doc := read(t, onePage("GBK-EUC-H", content, "").build(""))
	if len(doc.Hidden) != 1 || doc.Hidden[0].Text != secretText {
		t.Errorf("hidden = %d texts, want %q alone", len(doc.Hidden), secretText)
	}
}

// TestFormEndsForeignMarks draws a hidden form that ends marked content it did not begin.
func TestFormEndsForeignMarks(t *testing.T) {
	o := onePage("GBK-EUC-H", typeset(story[:1], 28, gbk)+" /X Do", "/XObject << /X 7 0 R >>",
		streamOf("/Subtype /Form /OC 8 0 R", "EMC EMC "+shownAt(14, "")), "<< /Type /OCG >>")
	o[0] = "<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [8 0 R] /D << /OFF [8 0 R] >> >> >>"
	doc := read(t, o.build(""))
	if doc.Text != story[0] || len(doc.Hidden) != 1 || doc.Hidden[0].Text != secretText {
		t.Errorf("Read = %q, hidden %v, want %q hidden", doc.Text, doc.Hidden, secretText)
	}
}

// TestContainers reads what shows more than its pages.
func TestContainers(t *testing.T) {
	for _, entry := range []string{"/Collection << /View /D >>", "/NeedsRendering true"} {
		o := onePage("GBK-EUC-H", typeset(story, 28, gbk), "")
		o[0] = strings.Replace(o[0], "/Catalog", "/Catalog "+entry, 1)
		if w := read(t, o.build("")).Warning; w == nil || !w.Partial {
			t.Errorf("Read(%s) warns %v, want that it is partial", entry, w)
		}
	}
}
