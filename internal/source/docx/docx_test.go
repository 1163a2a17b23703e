package docx

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"chachong/internal/source/extract"
	"chachong/internal/source/extract/extracttest"
)

const (
	wordSpace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	relSpace  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	relType   = relSpace + "/"
	strict    = "http://purl.oclc.org/ooxml/wordprocessingml/main"
)

// document wraps the content of a body.
func document(body string) string {
	return `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="` + wordSpace + `" xmlns:r="` + relSpace + `"` +
		` xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"` +
		` xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"` +
		` xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"` +
		` xmlns:x="urn:unknown" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w:body>` + body + `</w:body></w:document>`
}

func rels(entries ...string) string {
	var b strings.Builder
	b.WriteString(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	for i := 0; i < len(entries); i += 2 {
		fmt.Fprintf(&b, `<Relationship Id="rId%d" Type="%s%s" Target="%s"/>`, i/2+1, relType, entries[i], entries[i+1])
	}
	return b.String() + `</Relationships>`
}

// pkg packs parts, name and content in turn; the relationships of the package are those to
// main, "" for none.
func pkg(t testing.TB, main string, parts ...string) []byte {
	t.Helper()
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	if main != "" {
		parts = append([]string{"_rels/.rels", rels("officeDocument", main)}, parts...)
	}
	for i := 0; i < len(parts); i += 2 {
		method := zip.Deflate
		if len(parts[i+1]) < 1<<16 { // fuzzing is ten times as fast
			method = zip.Store
		}
		f, err := w.CreateHeader(&zip.FileHeader{Name: parts[i], Method: method})
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(f, parts[i+1])
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func simple(t testing.TB, body string) []byte {
	return pkg(t, "word/document.xml", "word/document.xml", document(body))
}

// p and r are a paragraph and a run with text.
func p(runs ...string) string { return "<w:p>" + strings.Join(runs, "") + "</w:p>" }

func r(text string, props ...string) string {
	return "<w:r><w:rPr>" + strings.Join(props, "") + `</w:rPr><w:t xml:space="preserve">` + text + "</w:t></w:r>"
}

func hiddens(doc *extract.Document) string {
	var out []string
	for _, h := range doc.Hidden {
		out = append(out, fmt.Sprintf("%d %s %s", h.At, h.Why, h.Text))
	}
	return strings.Join(out, "; ")
}

func TestText(t *testing.T) {
	box := func(text string) string { return "<w:txbxContent>" + p(r(text)) + "</w:txbxContent>" }
	for _, c := range []struct{ what, body, want string }{
		{"paragraphs", p(r("一")) + p() + p(r("三")), "一\n\n三"},
		{"runs are not parted", p(r("工"), r("作"), r("总"), r("结")), "工作总结"},
		{"breaks", p("<w:r><w:t>一</w:t><w:br/><w:t>二</w:t><w:tab/><w:t>三</w:t><w:cr/><w:noBreakHyphen/></w:r>"), "一\n二\t三\n\u2011"},
		{"a page break begins no line", p(`<w:r><w:br w:type="page"/><w:t>一</w:t></w:r>`), "一"},
		{"tab stops are no text", `<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="1"/></w:tabs><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>` + r("一") + `</w:p>`, "一"},
		{"white space", p("<w:r><w:t> 一 \n 二 </w:t></w:r>", r(" 三 ")), "一   二 三 "},
		{"a table", p(r("前")) + "<w:tbl><w:tr><w:tc>" + p(r("甲")) + "</w:tc><w:tc>" + p() + "</w:tc><w:tc>" + p(r("乙")) + p(r("丙")) + "</w:tc></w:tr><w:tr><w:tc></w:tc><w:tc>" + p(r("丁")) + "</w:tc></w:tr></w:tbl>" + p(r("后")), "前\n甲\t\t乙\n丙\n\t丁\n后"},
		{"a table in a cell", "<w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc>" + p(r("1")) + "</w:tc><w:tc>" + p(r("2")) + "</w:tc></w:tr></w:tbl>" + p() + "</w:tc><w:tc>" + p(r("3")) + "</w:tc></w:tr></w:tbl>", "1\t2\n\t3"},
		{"a text box once, behind its paragraph", p(r("前"), "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><wps:wsp><wps:txbx>"+box("框")+"</wps:txbx></wps:wsp></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"+box("框")+"</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>", r("后")) + p(r("尾")), "前后\n框\n尾"},
		{"a choice that nobody knows", p("<w:r><mc:AlternateContent><mc:Choice Requires=\"x\">" + box("否") + "</mc:Choice><mc:Fallback>" + box("是") + "</mc:Fallback></mc:AlternateContent></w:r>"), "\n是"},
		{"a text box in a text box", p("<w:r><w:txbxContent>"+p(r("外"), "<w:r>"+box("内")+"</w:r>")+"</w:txbxContent></w:r>", r("文")), "文\n外\n内"},
		{"what groups text", `<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>` + p("<w:hyperlink>"+r("一")+"</w:hyperlink><w:smartTag>"+r("二")+"</w:smartTag><x:new>"+r("三")+"</x:new>") + `</w:sdtContent></w:sdt>`, "一二三"},
		{"a field", p(`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`, r("3"), `<w:r><w:fldChar w:fldCharType="end"/></w:r>`, r("页"), `<w:fldSimple w:instr="DATE">`+r("今")+`</w:fldSimple>`), "3页今"},
		{"a field without end hides no paragraph", p(`<w:r><w:fldChar w:fldCharType="begin"/></w:r>`) + p(r("一")), "\n一"},
		{"phonetic guides and formulas", p("<w:r><w:ruby><w:rubyPr/><w:rt>" + r("qīng") + "</w:rt><w:rubyBase>" + r("青") + "</w:rubyBase></w:ruby></w:r><m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"), "青x=1"},
		{"symbols", p(`<w:r><w:sym w:font="宋体" w:char="5DE5"/><w:sym w:char="110000"/><w:softHyphen/></w:r>`), "工\u00ad"},
		{"inserted and moved text counts", p("<w:ins>"+r("一")+"</w:ins><w:moveTo>"+r("二")+"</w:moveTo>", `<w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>三</w:t></w:r>`), "一二三"},
		{"a deleted paragraph mark joins", "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + r("一") + "</w:p>" + p(r("二")), "一二"},
	} {
		doc, err := Read(simple(t, c.body), extract.NewBudget(extract.Limits{}))
		if err != nil || doc.Text != c.want || len(doc.Hidden) > 0 {
			t.Errorf("%s: %v, text %q, hidden %v, want %q", c.what, err, text(doc), doc, c.want)
		}
		strictly := strings.ReplaceAll(document(c.body), wordSpace, strict)
		doc, err = Read(pkg(t, "/word/document.xml", "word/document.xml", strictly), extract.NewBudget(extract.Limits{}))
		if err != nil || doc.Text != c.want {
			t.Errorf("%s, strict: %v, text %q, want %q", c.what, err, text(doc), c.want)
		}
	}
}

func text(doc *extract.Document) string {
	if doc == nil {
		return ""
	}
	return doc.Text
}

func TestHidden(t *testing.T) {
	const white, tiny, dark = `<w:color w:val="FFFFFF"/>`, `<w:sz w:val="2"/>`, `<w:shd w:val="clear" w:fill="1F3864"/>`
	styles := `<w:styles xmlns:w="` + wordSpace + `">` +
		`<w:style w:type="paragraph" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="H2"><w:basedOn w:val="H"/></w:style>` +
		`<w:style w:type="character" w:styleId="C"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:type="character" w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>` +
		`<w:style w:type="table" w:styleId="Dark"><w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:fill="1F3864"/></w:tcPr></w:tblStylePr></w:style></w:styles>`
	theme := `<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:clrScheme><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1>` +
		`<a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1></a:clrScheme></a:themeElements></a:theme>`
	cell := func(props, content string) string {
		return "<w:tbl><w:tblPr/><w:tr><w:tc><w:tcPr>" + props + "</w:tcPr>" + p(content) + "</w:tc></w:tr></w:tbl>"
	}
	styled := func(id, content string) string {
		return `<w:p><w:pPr><w:pStyle w:val="` + id + `"/></w:pPr>` + content + "</w:p>"
	}
	for _, c := range []struct{ what, body, want string }{
		{"vanish", p(r("藏", "<w:vanish/>")), "4 hidden 藏"},
		{"vanish that is off", p(r("显", `<w:vanish w:val="0"/>`)), ""},
		{"webHidden, which print shows", p(r("显", `<w:webHidden/>`)), ""},
		{"vanish by a style and the style it is based on", styled("H2", r("藏")), "4 hidden 藏"},
		{"vanish by two kinds of styles is off", styled("H", r("显", `<w:rStyle w:val="C"/>`)), ""},
		{"vanish by a character style", p(r("藏", `<w:rStyle w:val="C"/>`)), "4 hidden 藏"},
		{"a style based on itself", p(r("显", `<w:rStyle w:val="Loop"/>`)), ""},
		{"white", p(r("藏", white)), "4 color 藏"},
		{"near white", p(r("藏", `<w:color w:val="F5F5F5"/>`)), "4 color 藏"},
		{"light grey can be read", p(r("显", `<w:color w:val="D9D9D9"/>`)), ""},
		{"yellow can be read", p(r("显", `<w:color w:val="FFFF00"/>`)), ""},
		{"white on a dark run", p(r("显", white, dark)), ""},
		{"white on a highlight", p(r("显", white, `<w:highlight w:val="blue"/>`)), ""},
		{"black on black", p(r("藏", `<w:color w:val="000000"/>`, `<w:highlight w:val="black"/>`)), "4 color 藏"},
		{"white on a dark paragraph", "<w:p><w:pPr>" + dark + "</w:pPr>" + r("显", white) + "</w:p>", ""},
		{"white in a dark cell", cell(dark, r("显", white)), ""},
		{"white in a plain cell", cell("", r("藏", white)), "4 color 藏"},
		{"white in a table whose style shades", `<w:tbl><w:tblPr><w:tblStyle w:val="Dark"/></w:tblPr><w:tr><w:tc>` + p(r("显", white)) + "</w:tc></w:tr></w:tbl>", ""},
		{"white of the theme", p(r("藏", `<w:color w:val="000000" w:themeColor="background1"/>`)), "4 color 藏"},
		{"grey of the theme", p(r("显", `<w:color w:val="A6A6A6" w:themeColor="background1" w:themeShade="A6"/>`)), ""},
		{"letters without fill", p(r("藏", `<w14:textFill><w14:noFill/></w14:textFill>`)), "4 color 藏"},
		{"tiny", p(r("藏", tiny)), "4 tiny 藏"},
		{"small", p(r("显", `<w:sz w:val="10"/>`)), ""},
		{"deleted", p("<w:del><w:r><w:delText>藏</w:delText></w:r></w:del>", r("显"), "<w:moveFrom>"+r("移")+"</w:moveFrom>"), "4 deleted 藏; 7 deleted 移"},
		{"a deleted row", "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>" + p(r("藏")) + "</w:tc></w:tr></w:tbl>", "3 deleted 藏"},
		{"neighbours are one", p(r("甲", white), r("乙", white)) + p(r("丙", white)), "4 color 甲乙\n丙"},
		{"a text box in a hidden run", p("<w:r><w:rPr><w:vanish/></w:rPr><w:txbxContent>" + p(r("藏")) + "</w:txbxContent></w:r>"), "4 hidden 藏"},
		{"a drawing that is hidden", p(`<w:r><w:drawing><wp:inline><wp:docPr id="1" hidden="1"/><w:txbxContent>` + p(r("藏")) + "</w:txbxContent></wp:inline></w:drawing></w:r>"), "4 hidden 藏"},
		{"white in a dark text box", p(`<w:r><wps:wsp><wps:spPr><a:solidFill><a:srgbClr val="1F3864"/></a:solidFill></wps:spPr><wps:txbx><w:txbxContent>` + p(r("显", white)) + "</w:txbxContent></wps:txbx></wps:wsp></w:r>"), ""},
		{"white in a plain text box", p(`<w:r><wps:wsp><wps:spPr/><wps:txbx><w:txbxContent>` + p(r("藏", white)) + "</w:txbxContent></wps:txbx></wps:wsp></w:r>"), "4 color 藏"},
		{"white space alone is nothing", p(r(" ", white)), ""},
	} {
		raw := pkg(t, "word/document.xml", "word/document.xml", document(p(r("首"))+c.body),
			"word/_rels/document.xml.rels", rels("styles", "styles.xml", "theme", "theme/theme1.xml"), "word/styles.xml", styles, "word/theme/theme1.xml", theme)
		doc, err := Read(raw, extract.NewBudget(extract.Limits{}))
		if err != nil {
			t.Errorf("%s: %v", c.what, err)
			continue
		}
		if got := hiddens(doc); got != c.want {
			t.Errorf("%s: hidden %q, want %q (text %q)", c.what, got, c.want, doc.Text)
		}
		if strings.ContainsAny(doc.Text, "藏") || strings.Contains(c.body, "显") && !strings.Contains(doc.Text, "显") {
			t.Errorf("%s: text %q", c.what, doc.Text)
		}
	}
}

func TestParts(t *testing.T) {
	note := func(kind, id, text string) string {
		return `<w:` + kind + ` w:id="` + id + `">` + p("<w:r><w:footnoteRef/></w:r>", r(" "+text)) + "</w:" + kind + ">"
	}
	wrap := func(root, content string) string {
		return `<w:` + root + ` xmlns:w="` + wordSpace + `">` + content + `</w:` + root + `>`
	}
	body := p(r("正文"), `<w:r><w:endnoteReference w:id="5"/></w:r>`, `<w:r><w:footnoteReference w:id="3"/></w:r>`, `<w:r><w:footnoteReference w:id="2"/></w:r>`) +
		p(`<w:r><w:drawing><a:blip r:embed="rId5"/><a:blip r:embed="rId5"/></w:drawing></w:r>`) + `<w:sectPr><w:headerReference r:id="rId3"/></w:sectPr>`
	parts := []string{
		"main/doc.xml", document(body),
		"main/_rels/doc.xml.rels", rels("footnotes", "notes.xml", "endnotes", "/main/ends.xml", "header", "../h.xml", "comments", "c.xml", "image", "p.png"),
		"main/notes.xml", wrap("footnotes", note("footnote", "1", "未引")+note("footnote", "2", "注二")+note("footnote", "3", "注三")),
		"main/ends.xml", wrap("endnotes", note("endnote", "5", "尾注")), "h.xml", wrap("hdr", p(r("页眉"), r("眉藏", "<w:vanish/>"))),
		"main/c.xml", wrap("comments", wrap("comment", p(r("批注")))), "main/p.png", "not really a picture",
	}
	doc, err := Read(pkg(t, "main/doc.xml", parts...), extract.NewBudget(extract.Limits{}))
	if err != nil {
		t.Fatal(err)
	}
	if want := "正文\n\n注三\n注二\n尾注"; doc.Text != want {
		t.Errorf("text %q, want %q", doc.Text, want)
	}
	if want := []extract.Aside{{Kind: "header", Text: "页眉"}, {Kind: "comment", Text: "批注"}}; !slices.Equal(doc.Asides, want) {
		t.Errorf("asides %v, want %v", doc.Asides, want)
	}
	if want := fmt.Sprintf("%d hidden 眉藏", len(doc.Text)); hiddens(doc) != want {
		t.Errorf("hidden %q, want %q", hiddens(doc), want)
	}
	if len(doc.Pictures) != 1 || doc.Pictures[0].Bytes != 20 {
		t.Errorf("pictures %v, want one of 20 bytes", doc.Pictures)
	}
	if doc.Warning != nil {
		t.Errorf("warning %v, want none", doc.Warning)
	}
	doc, err = Read(pkg(t, "main/doc.xml", parts[:4]...), extract.NewBudget(extract.Limits{}))
	if err != nil || doc.Text != "正文\n" || doc.Warning == nil || !doc.Warning.Partial {
		t.Errorf("without its notes: %v, %q, want a warning that the text is partial", err, text(doc))
	}
}

func TestInfo(t *testing.T) {
	core := `<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t"><dc:title>总结</dc:title><dc:creator>甲</dc:creator><cp:lastModifiedBy>乙</cp:lastModifiedBy><dcterms:created>2031-01-02T03:04:05Z</dcterms:created></cp:coreProperties>`
	app := `<Properties xmlns="e"><Company>某校</Company><Application>WPS</Application><Pages>2</Pages></Properties>`
	raw := pkg(t, "", "_rels/.rels", rels("officeDocument", "d.xml", "core-properties", "core.xml", "extended-properties", "app.xml"),
		"d.xml", document(p(r("一"))+p("<w:r><w:lastRenderedPageBreak/><w:t>二</w:t></w:r>")), "core.xml", core, "app.xml", app)
	doc, err := Read(raw, extract.NewBudget(extract.Limits{}))
	if err != nil {
		t.Fatal(err)
	}
	want := extract.Info{Title: "总结", Author: "甲", LastEditor: "乙", Company: "某校", Application: "WPS", Created: "2031-01-02T03:04:05Z"}
	if doc.Info != want {
		t.Errorf("info %+v, want %+v", doc.Info, want)
	}
	if !slices.Equal(doc.Pages, []int32{0, 4}) {
		t.Errorf("pages %v, want 0 and 4", doc.Pages)
	}
}

// TestHostile builds the classes of files that are sent to break readers.
func TestHostile(t *testing.T) {
	good := simple(t, p(r(strings.Repeat("工作总结", 100))))
	flipped := bytes.Clone(good)
	flipped[bytes.LastIndex(flipped[:bytes.Index(flipped, []byte("PK\x01\x02"))], []byte("word/document.xml"))+60] ^= 0xFF
	encrypted := bytes.Clone(good)
	encrypted[bytes.LastIndex(encrypted, []byte("PK\x01\x02"))+8] |= 1
	doc := func(xml string) []byte { return pkg(t, "word/document.xml", "word/document.xml", xml) }
	head, tail, _ := strings.Cut(document("|"), "|")
	dtd := func(decl, content string) []byte {
		return doc(strings.Replace(document(p(r(content))), "<w:document", decl+"<w:document", 1))
	}
	for _, c := range []struct {
		what string
		raw  []byte
		code string
		has  string
	}{
		{"entities of entities", dtd(`<!DOCTYPE d [<!ENTITY a "哈"><!ENTITY b "&a;&a;&a;">]>`, "&b;"), extract.CodeDTD, "dtd"},
		{"an entity from a file", dtd(`<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>`, "&x;"), extract.CodeDTD, "dtd"},
		{"a parameter entity from a server", dtd(`<!DOCTYPE d [<!ENTITY % r SYSTEM "http://127.0.0.1:9/z.dtd"> %r;]>`, "x"), extract.CodeDTD, "dtd"},
		{"10,000 nested elements", simple(t, strings.Repeat("<w:sdt>", 10000)+p(r("底"))+strings.Repeat("</w:sdt>", 10000)), extract.CodeLimitDepth, "limit"},
		{"120,000 attributes", simple(t, "<w:p "+strings.Repeat(`a="1" `, 120000)+"/>"), extract.CodeLimitCount, "attributes"},
		{"more text than allowed in a run", simple(t, p(r(strings.Repeat("a", 2<<20)))), extract.CodeLimitText, "limit"},
		{"more markup than allowed", simple(t, strings.Repeat("<w:x/>", 2<<20)), extract.CodeLimitUnpack, "large"},
		{"no main part", pkg(t, "word/document.xml", "a.xml", "<a/>"), extract.CodeDamaged, "document.xml"},
		{"no relationships", pkg(t, "", "a.xml", "<a/>"), extract.CodeDamaged, "document.xml"},
		{"a workbook", pkg(t, "", "xl/workbook.xml", "<a/>"), extract.CodeFormat, "word"},
		{"another root", doc("<a/>"), extract.CodeDamaged, "document"},
		{"an empty body", simple(t, ""), extract.CodeEmpty, "empty"},
		{"nothing but hidden text", simple(t, p(r("藏", "<w:vanish/>"))), extract.CodeEmpty, "hidden"},
		{"cut", good[:len(good)*6/10], extract.CodeDamaged, "zip"},
		{"a flipped byte", flipped, extract.CodeDamaged, "damaged"},
		{"encrypted", encrypted, extract.CodePassword, "password"},
		{"XML that ends early", doc(head + p(r("一")) + tail[:8]), extract.CodeDamaged, "xml"},
		{"XML in GBK", doc(strings.Replace(document(p(r("x"))), "UTF-8", "GBK", 1)), extract.CodeFormat, "encoding"},
		{"no zip", []byte("工作总结"), extract.CodeDamaged, "zip"},
	} {
		_, err := Read(c.raw, extract.NewBudget(extract.Limits{Text: 1 << 20, Unpack: 8 << 20}))
		if problem := (*extract.Problem)(nil); !errors.As(err, &problem) || problem.Code != c.code || !strings.Contains(strings.ToLower(problem.Reason), c.has) {
			t.Errorf("%s: %v, want %s with %q", c.what, err, c.code, c.has)
		}
	}
	picture := pkg(t, "d.xml", "d.xml", document(p(`<w:r><a:blip r:embed="rId1"/></w:r>`)), "_rels/d.xml.rels", rels("image", "p.png"), "p.png", "x")
	if _, err := Read(picture, extract.NewBudget(extract.Limits{})); err == nil || err.(*extract.Problem).Code != extract.CodeNoTextLayer {
		t.Errorf("a picture alone: %v, want %s", err, extract.CodeNoTextLayer)
	}
	external := pkg(t, "d.xml", "d.xml", document(p(r("文"), `<w:r><a:blip r:embed="rId1"/></w:r>`)),
		"_rels/d.xml.rels", strings.Replace(rels("image", "http://127.0.0.1:9/p.png"), "/>", ` TargetMode="External"/>`, 1))
	if doc, err := Read(external, extract.NewBudget(extract.Limits{})); err != nil || doc.Text != "文" || len(doc.Pictures) > 0 {
		t.Errorf("a picture elsewhere: %v, %v, want the text alone", err, doc)
	}
}

// FuzzDocument reads packages whose main part and styles are the input.
func FuzzDocument(f *testing.F) {
	f.Add(document(p(r("一", "<w:vanish/>"), r("二"))+"<w:tbl><w:tr><w:tc>"+p(r("甲"))+"</w:tc></w:tr></w:tbl>"), `<w:styles xmlns:w="`+wordSpace+`"/>`)
	f.Add(document(p("<w:r><w:txbxContent>"+p(r("框", `<w:color w:val="FFFFFF"/>`))+"</w:txbxContent></w:r>")), "<a/>")
	f.Add(document(p(`<w:r><dgm:relIds xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" r:dm="rId4"/></w:r>`)+
		`<w:sdt><w:sdtPr><w:dataBinding w:xpath="/w:styles/w:num[1]"/></w:sdtPr><w:sdtContent>`+p(r("旧"))+`</w:sdtContent></w:sdt>`+
		p(`<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>EQ abcdefghij</w:instrText><w:fldChar w:fldCharType="end"/></w:r>`)+
		`<mc:AlternateContent><mc:Choice Requires="wps">`+p(r("短"))+`</mc:Choice><mc:Fallback>`+p(r(strings.Repeat("长", 60)))+`</mc:Fallback></mc:AlternateContent>`),
		`<w:styles xmlns:w="`+wordSpace+`"><w:num w:numId="1"><w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:lvlText w:val="一二三四五六"/></w:lvl></w:lvlOverride></w:num></w:styles>`)
	f.Fuzz(func(t *testing.T, main, styles string) {
		raw := pkg(t, "d.xml", "d.xml", main, "s.xml", styles, "_rels/d.xml.rels",
			rels("styles", "s.xml", "footnotes", "d.xml", "header", "d.xml", "diagramData", "s.xml", "numbering", "s.xml", "customXml", "s.xml", "chart", "d.xml"))
		checkRead(t, raw)
	})
}

// FuzzRead reads any bytes.
func FuzzRead(f *testing.F) {
	f.Add(simple(f, p(r("一"))))
	f.Fuzz(checkRead)
}

func checkRead(t *testing.T, raw []byte) {
	l := extract.Limits{Text: 64 << 10, Unpack: 1 << 20, Nesting: 64}
	doc, err := Read(raw, extract.NewBudget(l))
	if err != nil {
		if problem := (*extract.Problem)(nil); !errors.As(err, &problem) {
			t.Fatalf("error %v, want a problem", err)
		}
		return
	}
	l.Text *= 2 // the line ends in front of notes and text boxes are not charged
	if err := extracttest.Check(doc, l); err != nil {
		t.Fatal(err)
	}
}
