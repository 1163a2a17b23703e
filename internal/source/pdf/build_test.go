package pdf

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"

	"chachong/internal/source/extract"
)

// objects is a PDF in the making: objects[i] is object i+1.
type objects []string

// build writes objects with a cross-reference table. trailer stands in the trailer.
func (o objects) build(trailer string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	offsets := make([]int, len(o))
	for i, body := range o {
		offsets[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, body)
	}
	at := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(o)+1)
	for _, off := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", off)
	}
	fmt.Fprintf(&b, "trailer\n<< /Root 1 0 R /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n", len(o)+1, trailer, at)
	return b.Bytes()
}

func streamOf(dict, data string) string {
	return fmt.Sprintf("<< /Length %d %s >>\nstream\n%s\nendstream", len(data), dict, data)
}

func deflate(data string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, _ = w.Write([]byte(data))
	_ = w.Close()
	return b.String()
}

// onePage returns the objects of a page of A4 with font F1 and the given content: 1
// catalog, 2 pages, 3 page, 4 content, 5 font, 6 its descendant. Further objects follow
// from 7 on; resources is added to those of the page.
func onePage(encoding, content, resources string, more ...string) objects {
	return append(objects{
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> " + resources + " >> /Contents 4 0 R >>",
		streamOf("", content),
		"<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /" + encoding + " /DescendantFonts [6 0 R] >>",
		"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 /W [814 939 500] >>",
	}, more...)
}

// typeset shows paragraphs in lines of n letters of 14 points with an indent of two,
// encoded by enc.
func typeset(paras []string, n int, enc func(string) string) string {
	var b strings.Builder
	b.WriteString("BT /F1 14 Tf 20 TL ")
	y := 780
	for _, p := range paras {
		rest, x, room := []rune(p), 118, n-2
		for len(rest) > 0 {
			k := min(room, len(rest))
			fmt.Fprintf(&b, "1 0 0 1 %d %d Tm <%x> Tj\n", x, y, enc(string(rest[:k])))
			rest, x, room = rest[k:], 90, n
			y -= 20
		}
	}
	b.WriteString("ET")
	return b.String()
}

func ucs2(s string) string {
	out, _ := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().String(s)
	return out
}

func gbk(s string) string {
	out, _ := simplifiedchinese.GB18030.NewEncoder().String(s)
	return out
}

// story are paragraphs in letters of GB 2312, each longer than a line of 28.
var story = []string{
	"今年春天，白石小学工会组织全体会员到青禾镇的茶园参加劳动，大家一边采茶，一边交流教学中的体会，收获很大。",
	"夏天天气炎热，工会为值班的老师送去了绿豆汤和毛巾，还检查了教室里的风扇和照明，更换了坏掉的十二盏灯。",
	"到了秋天，学校举行了教工运动会，五个年级组都派出了代表队，接力赛跑道两旁站满了加油助威的学生和家长们。",
}

func read(t *testing.T, raw []byte) *extract.Document {
	t.Helper()
	doc, err := Read(raw, extract.NewBudget(extract.Limits{}))
	if err != nil {
		t.Fatalf("Read = %v, want a document", err)
	}
	return doc
}

func TestPredefinedCMaps(t *testing.T) {
	utf8 := func(s string) string { return s }
	utf32be := func(s string) string {
		out, _ := utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM).NewEncoder().String(s)
		return out
	}
	big5 := func(s string) string {
		out, _ := traditionalchinese.Big5.NewEncoder().String(s)
		return out
	}
	gb1 := func(s string) string {
		var out []byte
		for _, r := range s {
			for cid := 1; cid < gb1End; cid++ {
				if gb1Text(cid) == string(r) {
					out = append(out, byte(cid>>8), byte(cid))
					break
				}
			}
		}
		return string(out)
	}
	traditional := []string{
		"今年春天，白石小學工會組織全體會員到青禾鎮的茶園參加勞動，大家一邊採茶，一邊交流教學中的體會，收穫很大。",
		"夏天天氣炎熱，工會為值班的老師送去了綠豆湯和毛巾，還檢查了教室裡的風扇和照明，更換了壞掉的十二盞燈。",
	}
	tests := []struct {
		names string
		enc   func(string) string
		paras []string
	}{
		{"GB-EUC-H GBpc-EUC-H GBK-EUC-H GBKp-EUC-H GBK2K-H", gbk, story},
		{"GBK2K-H", gbk, []string{"四字节的字㐀㐁㐂也在其中，" + story[0]}},
		{"UniGB-UCS2-H UniGB-UTF16-H UniCNS-UTF16-H UniCNS-UCS2-H UniJIS-UTF16-H", ucs2, story},
		{"UniGB-UTF16-H", ucs2, []string{"四字节的字𠀀𠀁也在其中，" + story[0]}},
		{"UniGB-UTF8-H UniCNS-UTF8-H", utf8, story},
		{"UniGB-UTF32-H", utf32be, story},
		{"B5pc-H ETen-B5-H ETenms-B5-H HKscs-B5-H", big5, traditional},
		{"Identity-H", gb1, story},
	}
	for _, tt := range tests {
		for n := range strings.FieldsSeq(tt.names) {
			doc := read(t, onePage(n, typeset(tt.paras, 28, tt.enc), "").build(""))
			if want := strings.Join(tt.paras, "\n"); doc.Text != want {
				t.Errorf("Read(%s) = %q, want %q", n, doc.Text, want)
			}
			if doc.Warning != nil {
				t.Errorf("Read(%s) warns %v, want nothing", n, doc.Warning)
			}
		}
	}
}

func TestVerticalWriting(t *testing.T) {
	var b strings.Builder
	b.WriteString("BT /F1 14 Tf ")
	for i, s := range []string{"春眠不觉晓", "处处闻啼鸟"} {
		fmt.Fprintf(&b, "1 0 0 1 %d 700 Tm <%x> Tj ", 400-20*i, gbk(s))
	}
	doc := read(t, onePage("GBK-EUC-V", b.String()+"ET", "").build(""))
	if want := "春眠不觉晓处处闻啼鸟"; strings.ReplaceAll(doc.Text, "\n", "") != want {
		t.Errorf("Read = %q, want %q", doc.Text, want)
	}
}

// TestRotatedPage turns the page and its text against each other.
func TestRotatedPage(t *testing.T) {
	for _, angle := range []struct {
		rotate int
		m      string
	}{{90, "0 1 -1 0 500 0 cm "}, {180, "-1 0 0 -1 595 842 cm "}, {270, "0 -1 1 0 0 800 cm "}, {0, "0 1 -1 0 595 0 cm "}} {
		o := onePage("GBK-EUC-H", angle.m+typeset(story[:2], 28, gbk), "")
		o[2] = strings.Replace(o[2], "/MediaBox [0 0 595 842]", fmt.Sprintf("/MediaBox [-300 -300 900 900] /Rotate %d", angle.rotate), 1)
		if got, want := read(t, o.build("")).Text, strings.Join(story[:2], "\n"); got != want {
			t.Errorf("Read(rotated by %d) = %q, want %q", angle.rotate, got, want)
		}
	}
}

func TestSimpleFonts(t *testing.T) {
	tests := []struct{ font, shown, want string }{
		{"/Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding", "(caf\\351 \\223x\\224) Tj", "café “x”"},
		{"/Subtype /Type1 /BaseFont /Times /Encoding /MacRomanEncoding", "(caf\\216 note) Tj", "café note"},
		{"/Subtype /Type1 /BaseFont /Times", "(it's `so') Tj", "it’s ‘so’"},
		{"/Subtype /Type1 /BaseFont /X /Encoding << /Differences [1 /uni4E2D /u56FD 65 /f_i /hyphen] >>", "(\\001\\002AB) Tj", "中国fi-"},
		{"/Subtype /Type3 /FontMatrix [0.01 0 0 0.01 0 0] /FirstChar 65 /Widths [50 50] /Encoding << /Differences [65 /eight /nine] >>", "(AB) Tj", "89"},
		{"/Subtype /Type1 /BaseFont /Helvetica /FirstChar 32 /Widths [250]", "[(two) -400 (words)] TJ", "two words"},
	}
	for _, tt := range tests {
		o := onePage("", "BT /F1 14 Tf 90 700 Td "+tt.shown+" ET", "")
		o[4] = "<< /Type /Font " + tt.font + " >>"
		if got := read(t, o.build("")).Text; got != tt.want {
			t.Errorf("Read(%s, %s) = %q, want %q", tt.font, tt.shown, got, tt.want)
		}
	}
}

func TestToUnicode(t *testing.T) {
	o := onePage("Identity-H", "BT /F1 14 Tf 90 700 Td <00010002000300100011001200200021> Tj ET", "",
		streamOf("", `begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange
2 beginbfchar <0001> <4E2D> <0002> <56FD0041> endbfchar
3 beginbfrange <0003> <0005> <6559> <0010> <0012> [<5B66> <65B9> <6CD5>] <0020> <0021> <D842DFB7> endbfrange endcmap`))
	o[4] = strings.Replace(o[4], " >>", " /ToUnicode 7 0 R >>", 1)
	if got, want := read(t, o.build("")).Text, "中国A教学方法𠮷𠮸"; got != want {
		t.Errorf("Read = %q, want %q", got, want)
	}
}
