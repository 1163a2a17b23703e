package docx

import (
	"strings"
	"testing"

	"chachong/internal/source/extract"
)

// plain is a body whose text, with what the parts add, is compared; every line of it has
// letters.
type plain struct {
	what  string
	body  string
	parts []string // name and content in turn
	rels  []string // kind and target in turn
	text  string
	warns string // part of the warning
}

const others = ` xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"` +
	` xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" xmlns:o="urn:schemas-microsoft-com:office:office"` +
	` xmlns:zz="http://schemas.microsoft.com/office/zz/2099/zz" xmlns:lc="http://schemas.openxmlformats.org/drawingml/2006/lockedCanvas"`

func checkPlain(t *testing.T, c plain) {
	t.Helper()
	main := strings.Replace(document(p(r("首"))+c.body), "<w:document", "<w:document"+strings.Replace(others, ` xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"`, "", 1), 1)
	parts := append([]string{"word/document.xml", main, "word/_rels/document.xml.rels", rels(c.rels...)}, c.parts...)
	doc, err := Read(pkg(t, "word/document.xml", parts...), extract.NewBudget(extract.Limits{}))
	if err != nil {
		t.Errorf("%s: %v", c.what, err)
		return
	}
	warning := ""
	if doc.Warning != nil {
		warning = doc.Warning.Reason
	}
	if doc.Text != c.text || len(doc.Hidden) > 0 || (warning == "") != (c.warns == "") || !strings.Contains(warning, c.warns) {
		t.Errorf("%s: text %q, hidden %v, warning %q, want %q with %q", c.what, doc.Text, doc.Hidden, warning, c.text, c.warns)
	}
}

// TestDrawn reads text that stands in drawings and in parts of its own.
func TestDrawn(t *testing.T) {
	long := strings.Repeat("走访家长", 12)
	alternate := func(requires, choice, fallback string) string {
		return `<mc:AlternateContent><mc:Choice Requires="` + requires + `">` + choice + `</mc:Choice><mc:Fallback>` + fallback + `</mc:Fallback></mc:AlternateContent>`
	}
	line := func(s string) string { return "<a:p><a:r><a:t>" + s + "</a:t></a:r></a:p>" }
	diagram := func(picture string, lines ...string) string {
		s := "<dgm:dataModel" + others + "><dgm:ptLst>"
		for _, l := range lines {
			s += "<dgm:pt><dgm:t>" + line(l) + "</dgm:t></dgm:pt>"
		}
		return s + `</dgm:ptLst><dgm:extLst><a:ext><x:dataModelExt xmlns:x="urn:x" relId="` + picture + `"/></a:ext></dgm:extLst></dgm:dataModel>`
	}
	inner := string(simple(t, p(r("内层文档"))))
	numbered := `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="4"/></w:numPr></w:pPr>` + r("甲") + `</w:p>`
	lists := func(label string) string {
		return `<w:numbering xmlns:w="` + wordSpace + `"><w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:lvlText w:val="` + label + `"/></w:lvl></w:abstractNum>` +
			`<w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num></w:numbering>`
	}
	bound := func(path string) string {
		return `<w:sdt><w:sdtPr><w:dataBinding w:xpath="` + path + `" w:storeItemID="{1A}"/></w:sdtPr><w:sdtContent>` + p(r("旧文")) + `</w:sdtContent></w:sdt>`
	}
	data := func(text string) []string {
		return []string{
			"customXml/item1.xml", `<x:root xmlns:x="urn:x"><x:t>` + text + `</x:t><x:t a="属性里的一段文字">二</x:t></x:root>`,
			"customXml/_rels/item1.xml.rels", rels("customXmlProps", "props1.xml"),
			"customXml/props1.xml", `<ds:datastoreItem ds:itemID="{1a}" xmlns:ds="urn:ds"/>`,
		}
	}
	for _, c := range []plain{
		{what: "a choice of a namespace that Word does not know", body: alternate("zz", p(), p(r("后备"))), text: "首\n后备"},
		{what: "a fallback with the same text", body: alternate("wps", p(r(long)), p(r(long))), text: "首\n" + long},
		{what: "a fallback with much more", body: alternate("wps", p(r("短")), p(r(long))) + p(r("尾")), text: "首\n短\n尾\n" + long},
		{what: "a locked canvas", body: p(r("前"), "<w:r><lc:lockedCanvas>"+line("画中字")+line("二行")+"</lc:lockedCanvas></w:r>", r("后")), text: "首\n前后\n画中字\n二行"},
		{what: "WordArt", body: p(`<w:r><w:pict><v:shape><v:textpath string="艺术字"/></v:shape></w:pict></w:r>`), text: "首\n\n艺术字"},
		{
			what: "a diagram", body: p(`<w:r><dgm:relIds r:dm="rId1"/></w:r>`, `<w:r><dgm:relIds r:dm="rId1"/></w:r>`),
			parts: []string{"word/d.xml", diagram("rId2", "第一步", "第二步"), "word/p.xml", diagram("", "第二步", "第三步")},
			rels:  []string{"diagramData", "d.xml", "diagramDrawing", "p.xml"}, text: "首\n\n第一步\n第二步\n第三步",
		},
		{
			what: "a chart", body: p(`<w:r><c:chart r:id="rId1"/></w:r>`), rels: []string{"chart", "c.xml"}, text: "首\n\n标题\n一月\n二月\n标注",
			parts: []string{
				"word/c.xml", "<c:chartSpace" + others + "><c:title>" + line("标题") + "</c:title><c:cat><c:strRef><c:f>表!A1</c:f><c:strCache><c:pt><c:v>一月</c:v></c:pt><c:pt><c:v>二月</c:v></c:pt><c:pt><c:v>一月</c:v></c:pt></c:strCache></c:strRef></c:cat>" +
					"<c:val><c:numRef><c:numCache><c:formatCode>通用</c:formatCode><c:pt><c:v>1</c:v></c:pt></c:numCache></c:numRef></c:val></c:chartSpace>",
				"word/_rels/c.xml.rels", rels("chartUserShapes", "u.xml"), "word/u.xml", "<c:userShapes" + others + ">" + line("标注") + "</c:userShapes>",
			},
		},
		{what: "a diagram that is missing", body: p(`<w:r><dgm:relIds r:dm="rId1"/></w:r>`), rels: []string{"diagramData", "d.xml"}, text: "首\n", warns: "missing"},
		{what: "a diagram that is damaged", body: p(`<w:r><dgm:relIds r:dm="rId1"/></w:r>`), rels: []string{"diagramData", "d.xml"}, parts: []string{"word/d.xml", "<a><b>"}, text: "首\n", warns: "could not be read"},
		{what: "a phonetic guide that is text", body: p("<w:r><w:ruby><w:rt>" + r("注音之处写正文") + "</w:rt><w:rubyBase>" + r(" ") + "</w:rubyBase></w:ruby></w:r>"), text: "首\n \n注音之处写正文"},
		{what: "a label that is text", body: numbered + numbered, rels: []string{"numbering", "n.xml"}, parts: []string{"word/n.xml", lists("%1本年度工作总结")}, text: "首\n本年度工作总结甲\n本年度工作总结甲"},
		{what: "a label that numbers", body: numbered, rels: []string{"numbering", "n.xml"}, parts: []string{"word/n.xml", lists("第%1章")}, text: "首\n甲"},
		{what: "data", body: bound("/ns0:root[1]/ns0:t[1]"), rels: []string{"customXml", "../customXml/item1.xml"}, parts: data("新写的一段工作总结"), text: "首\n旧文\n新写的一段工作总结"},
		{what: "data as shown", body: bound("/ns0:root[1]/ns0:t[1]"), rels: []string{"customXml", "../customXml/item1.xml"}, parts: data(" 旧 文 "), text: "首\n旧文"},
		{what: "data of a date", body: strings.Replace(bound("/ns0:root[1]/ns0:t[1]"), "<w:dataBinding", "<w:date/><w:dataBinding", 1), rels: []string{"customXml", "../customXml/item1.xml"}, parts: data("新写的一段工作总结"), text: "首\n旧文"},
		{what: "data in an attribute", body: bound("/ns0:root/ns0:t[2]/@a"), rels: []string{"customXml", "../customXml/item1.xml"}, parts: data("新文"), text: "首\n旧文\n属性里的一段文字"},
		{what: "data that is not there", body: bound("/ns0:root/ns0:u"), rels: []string{"customXml", "../customXml/item1.xml"}, parts: data("新文"), text: "首\n旧文"},
		{
			what: "an embedded Word document", body: p(`<w:r><w:object><o:OLEObject ProgID="Word.Document.12" DrawAspect="Content" r:id="rId1"/></w:object></w:r>`),
			rels: []string{"package", "e/d.docx"}, parts: []string{"word/e/d.docx", inner}, text: "首\n\n内层文档",
		},
		{what: "an embedded workbook", body: p(`<w:r><o:OLEObject ProgID="Excel.Sheet.12" r:id="rId1"/></w:r>`), rels: []string{"package", "e.xlsx"}, parts: []string{"word/e.xlsx", "x"}, text: "首\n", warns: "embedded"},
		{
			what: "a control", body: p(`<w:r><w:object><w:control r:id="rId1"/></w:object></w:r>`), rels: []string{"control", "x.xml"}, text: "首\n\n框内文字",
			parts: []string{"word/x.xml", `<ax:ocx xmlns:ax="urn:ax" ax:persistence="persistPropertyBag"><ax:ocxPr ax:name="Value" ax:value="框内文字"/></ax:ocx>`},
		},
		{
			what: "a field of a form", body: p(`<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="n"/><w:textInput><w:default w:val="表单里原来的文字"/></w:textInput></w:ffData></w:fldChar></w:r>`, r("显")),
			text: "首\n显\n表单里原来的文字",
		},
		{what: "a formula", body: p(`<w:r><o:OLEObject ProgID="Equation.DSMT4" r:id="rId1"/></w:r>`), rels: []string{"oleObject", "e.bin"}, parts: []string{"word/e.bin", "x"}, text: "首\n"},
		{
			what: "the line above notes", body: p(`<w:r><w:footnoteReference w:id="2"/></w:r>`), rels: []string{"footnotes", "f.xml"}, text: "首\n\n线上有字\n注",
			parts: []string{"word/f.xml", `<w:footnotes xmlns:w="` + wordSpace + `"><w:footnote w:id="0" w:type="separator">` + p(r("线上有字")) + `</w:footnote><w:footnote w:id="2">` + p(r("注")) + `</w:footnote></w:footnotes>`},
		},
		{
			what: "a note whose number is white", body: p(`<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:footnoteReference w:id="2"/></w:r>`), rels: []string{"footnotes", "f.xml"}, text: "首\n\n注",
			parts: []string{"word/f.xml", `<w:footnotes xmlns:w="` + wordSpace + `"><w:footnote w:id="2">` + p(r("注")) + `</w:footnote></w:footnotes>`},
		},
	} {
		checkPlain(t, c)
	}
}

// TestWorksheet tells of a worksheet that is a table, and takes one that could be a report
// for text that was not read.
func TestWorksheet(t *testing.T) {
	for text, want := range map[string]string{
		"学生人数": extract.CodeNote,
		strings.Repeat("走访家长，", 50) + "。": extract.CodePartial,
	} {
		book := string(pkg(t, "", "xl/workbook.xml", "<workbook/>", "xl/sharedStrings.xml", "<sst><si><r><t>"+text+"</t></r></si></sst>"))
		main := strings.Replace(document(p(`<w:r><o:OLEObject ProgID="Excel.Sheet.12" r:id="rId1"/></w:r>`, r("文"))), "<w:document", `<w:document xmlns:o="urn:schemas-microsoft-com:office:office"`, 1)
		doc, err := Read(pkg(t, "word/document.xml", "word/document.xml", main, "word/_rels/document.xml.rels", rels("package", "e.xlsx"), "word/e.xlsx", book), extract.NewBudget(extract.Limits{}))
		if err != nil || doc.Warning == nil || doc.Warning.Code != want || doc.Warning.Partial != (want == extract.CodePartial) {
			t.Errorf("a worksheet with %q: %v, %v, want %s", text, err, doc, want)
		}
	}
}

// TestSeen reads text that is seen although it looks like hidden text.
func TestSeen(t *testing.T) {
	const white, black = `<w:color w:val="FFFFFF"/>`, `<w:color w:val="000000"/>`
	settings := func(content string) []string {
		return []string{"word/s.xml", `<w:settings xmlns:w="` + wordSpace + `">` + content + `</w:settings>`}
	}
	cell := func(table, row, cell, content string) string {
		return "<w:tbl><w:tblPr>" + table + "</w:tblPr><w:tr>" + row + "<w:tc><w:tcPr>" + cell + "</w:tcPr>" + p(content) + "</w:tc></w:tr></w:tbl>"
	}
	behind := `<w:r><w:drawing><wp:anchor behindDoc="1"><wps:wsp><wps:spPr><a:solidFill><a:srgbClr val="103060"/></a:solidFill></wps:spPr></wps:wsp></wp:anchor></w:drawing></w:r>`
	char := func(kind string) string { return `<w:r><w:fldChar w:fldCharType="` + kind + `"/></w:r>` }
	code := func(s string) string { return `<w:r><w:instrText>` + s + `</w:instrText></w:r>` }
	for _, c := range []plain{
		{what: "w:hidden of a row", body: cell("", "<w:trPr><w:hidden/></w:trPr>", "", r("显")), text: "首\n显"},
		{what: "a gradient", body: p(r("显", white, `<w14:textFill><w14:gradFill/></w14:textFill>`)), text: "首\n显"},
		{what: "a darker colour", body: p(r("显", white, `<w14:textFill><w14:solidFill><w14:schemeClr w14:val="bg1"><w14:lumMod w14:val="50000"/></w14:schemeClr></w14:solidFill></w14:textFill>`)), text: "首\n显"},
		{what: "an outline", body: p(r("显", white, `<w14:textOutline><w14:solidFill><w14:srgbClr w14:val="000000"/></w14:solidFill></w14:textOutline>`)), text: "首\n显"},
		{what: "a shadow", body: p(r("显", white, `<w:shadow/>`)), text: "首\n显"},
		{what: "a relief", body: p(r("显", white, `<w:emboss/>`)), text: "首\n显"},
		{what: "over a shape that comes later", body: p(r("显", white)) + p(behind), text: "首\n显\n"},
		{what: "over a shape of VML", body: p(r("显", white)) + p(`<w:r><w:pict><v:rect style="position:absolute; z-index: -2" fillcolor="#103060"/></w:pict></w:r>`), text: "首\n显\n"},
		{what: "shading for a row alone", body: cell("", `<w:tblPrEx><w:shd w:val="clear" w:fill="000000"/></w:tblPrEx>`, "", r("显", white)), text: "首\n显"},
		{what: "the fill of a shape of VML", body: p(`<w:r><w:pict><v:rect fillcolor="white"><v:fill color="black"/><w:txbxContent>` + p(r("显", white)) + `</w:txbxContent></v:rect></w:pict></w:r>`), text: "首\n\n显"},
		{what: "a shape without fill", body: p(`<w:r><wps:wsp><wps:spPr><a:noFill/></wps:spPr><w:txbxContent>` + p(r("显", white)) + `</w:txbxContent></wps:wsp></w:r>`), text: "首\n\n显"},
		{what: "specVanish", body: p(r("显", "<w:specVanish/>")), text: "首\n显"},
		{what: "a paragraph mark with specVanish", body: "<w:p><w:pPr><w:rPr><w:specVanish/></w:rPr></w:pPr>" + r("一") + "</w:p>" + p(r("二")), text: "首\n一二"},
		{what: "delText that nobody deleted", body: p("<w:r><w:delText>显</w:delText></w:r>"), text: "首\n显"},
		{what: "a field without end", body: p(char("begin"), r("显")) + p(r("后")), text: "首\n显\n后"},
		{what: "the label of a button", body: p(char("begin"), code(" MACROBUTTON x 请在此处填写总结 "), char("end"), r("后")), text: "首\n请在此处填写总结后"},
		{what: "a letter in a circle", body: p(char("begin"), code(` EQ \o(○,甲) `), char("end"), r("后")), text: "首\n后"},
		{what: "a colour of the theme that is not known", body: p(r("显", `<w:color w:val="FFFFFF" w:themeColor="accent1"/>`)), text: "首\n显"},
		{what: "text of the theme without a theme", body: p(r("显", `<w:color w:val="FFFFFF" w:themeColor="text1"/>`)), text: "首\n显"},
	} {
		checkPlain(t, c)
	}
	for _, c := range []struct{ what, settings, background, color, hidden string }{
		{"a background that is not shown", "", `<w:background w:color="000000"/>`, black, ""},
		{"white without a background", "", `<w:background w:color="000000"/>`, white, "4 color 字"},
		{"a background", "<w:displayBackgroundShape/>", `<w:background w:color="000000"/>`, white, ""},
		{"a background with a fill", "<w:displayBackgroundShape/>", `<w:background w:color="FFFFFF"><v:background><v:fill color2="black"/></v:background></w:background>`, white, ""},
	} {
		main := strings.Replace(document(p(r("首"))+p(r("字", c.color))), "<w:body>", c.background+"<w:body>", 1)
		raw := pkg(t, "word/document.xml", append(settings(c.settings), "word/document.xml", main, "word/_rels/document.xml.rels", rels("settings", "s.xml"))...)
		doc, err := Read(raw, extract.NewBudget(extract.Limits{}))
		if err != nil || hiddens(doc) != c.hidden {
			t.Errorf("%s: %v, hidden %v, want %q", c.what, err, doc, c.hidden)
		}
	}
}

// TestTwoDocuments refuses packages of which programs show different documents.
func TestTwoDocuments(t *testing.T) {
	main := document(p(r("一")))
	for what, raw := range map[string][]byte{
		"two parts of a name":             pkg(t, "word/document.xml", "word/document.xml", main, "word/document.xml", document(p(r("二")))),
		"names that differ in their case": pkg(t, "word/document.xml", "word/Document.xml", main, "word/document.xml", document(p(r("二")))),
		"an OpenDocument too":             pkg(t, "word/document.xml", "mimetype", "application/vnd.oasis.opendocument.text", "content.xml", "<a/>", "word/document.xml", main),
	} {
		if _, err := Read(raw, extract.NewBudget(extract.Limits{})); err == nil || err.(*extract.Problem).Code != extract.CodeDamaged {
			t.Errorf("%s: %v, want %s", what, err, extract.CodeDamaged)
		}
	}
	first := pkg(t, "", "_rels/.rels", rels("officeDocument", "b.xml", "officeDocument", "a.xml"), "a.xml", document(p(r("二"))), "b.xml", main)
	if doc, err := Read(first, extract.NewBudget(extract.Limits{})); err != nil || doc.Text != "一" {
		t.Errorf("two relationships: %v, %q, want the first", err, text(doc))
	}
}
