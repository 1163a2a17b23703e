package odt

import (
	"strings"
	"testing"

	"chachong/internal/source/extract"
)

// TestSeen reads text that is seen although it looks like hidden text, or stands where
// text seldom does.
func TestSeen(t *testing.T) {
	const forms = ` xmlns:form="urn:oasis:names:tc:opendocument:xmlns:form:1.0"`
	text := func(name, props string) string {
		return `<style:style style:name="` + name + `" style:family="paragraph"><style:text-properties ` + props + `/></style:style>`
	}
	graphic := func(props string) string {
		return `<style:style style:name="G" style:family="graphic"><style:graphic-properties ` + props + `/></style:style>`
	}
	white := text("W", `fo:color="#ffffff"`)
	in := func(style, s string) string { return `<text:p text:style-name="` + style + `">` + s + "</text:p>" }
	page := func(name, color string) string {
		return `<style:page-layout style:name="` + name + `"><style:page-layout-properties fo:background-color="` + color + `"/></style:page-layout>`
	}
	long := strings.Repeat("走访家长", 12)
	for _, c := range []struct{ what, styles, body, common, want string }{
		{"white", white, in("W", "字"), "", `"首\n"; 4 color "字"`},
		{"the colour of the window goes first", text("W", `style:use-window-font-color="true" fo:color="#ffffff"`), in("W", "字"), "", `"首\n字"`},
		{"a shadow", text("W", `fo:color="#ffffff" fo:text-shadow="1pt 1pt"`), in("W", "字"), "", `"首\n字"`},
		{"no shadow", text("W", `fo:color="#ffffff" fo:text-shadow="none"`), in("W", "字"), "", `"首\n"; 4 color "字"`},
		{"layouts of pages that differ", text("B", `fo:color="#000000"`), in("B", "字"), page("a", "transparent") + page("b", "#000000"), `"首\n字"`},
		{"one layout of pages", text("B", `fo:color="#000000"`), in("B", "字"), page("a", "#000000"), `"首\n"; 4 color "字"`},
		{"a section with a condition", "", `<text:section text:display="condition">` + p("字") + `</text:section>`, "", `"首\n字"`},
		{"a section that is hidden", "", `<text:section text:display="condition" text:is-hidden="true">` + p("字") + `</text:section>`, "", `"首\n"; 4 hidden "字"`},
		{"over a shape", white + graphic(`draw:fill="solid" draw:fill-color="#000000" style:run-through="background"`), in("W", "字") + p(`<draw:rect draw:style-name="G"/>`), "", `"首\n字\n"`},
		{"a shape without fill", white + graphic(`draw:fill="none"`), p(`<draw:rect draw:style-name="G">` + in("W", "字") + `</draw:rect>`), "", `"首\n\n字"`},
		{"a row with a background", white + `<style:style style:name="R" style:family="table-row"><style:table-row-properties fo:background-color="#000000"/></style:style>`, `<table:table><table:table-row table:style-name="R"><table:table-cell>` + in("W", "字") + `</table:table-cell></table:table-row></table:table>`, "", `"首\n字"`},
		{"a row with a style of cells", white + `<style:style style:name="C" style:family="table-cell"><style:table-cell-properties fo:background-color="#000000"/></style:style>`, `<table:table><table:table-row table:default-cell-style-name="C"><table:table-cell>` + in("W", "字") + `</table:table-cell></table:table-row></table:table>`, "", `"首\n字"`},
		{"a row that is folded", "", `<table:table><table:table-row table:visibility="collapse"><table:table-cell>` + p("字") + `</table:table-cell></table:table-row></table:table>`, "", `"首\n字"`},
		{"an object", "", p(`<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>`), "", `"首\n\n图内文字"`},
		{"a control", "", `<office:forms` + forms + `><form:form><form:textarea form:current-value="表单文字"/></form:form></office:forms>`, "", `"首\n表单文字"`},
		{"a phonetic guide that is text", "", p("<text:ruby><text:ruby-base>x</text:ruby-base><text:ruby-text>注音之处写正文</text:ruby-text></text:ruby>"), "", `"首\nx\n注音之处写正文"`},
		{"a field of the user", "", `<text:user-field-decls><text:user-field-decl text:name="f" office:string-value="变量里的一段文字"/></text:user-field-decls>` + p(`<text:user-field-get text:name="f">x</text:user-field-get>`), "", `"首\nx\n变量里的一段文字"`},
		{"a variable", "", p(`<text:variable-set office:string-value="变量里的一段文字">变量里的一段文字</text:variable-set>`), "", `"首\n变量里的一段文字"`},
		{"a cell that is covered", "", `<table:table><table:table-row><table:table-cell>` + p("字") + `</table:table-cell><table:covered-table-cell>` + p("盖") + `</table:covered-table-cell></table:table-row></table:table>`, "", `"首\n字"; 7 covered "盖"`},
		{"a condition", "", p(`一<text:conditional-text text:string-value-if-true="条件成立时的一段" text:string-value-if-false="x">x</text:conditional-text>二`), "", `"首\n一x二"; 8 hidden "条件成立时的一段"`},
		{"what was deleted nowhere", "", `<text:tracked-changes><text:changed-region text:id="c"><text:deletion>` + p("删") + `</text:deletion></text:changed-region></text:tracked-changes>`, "", `"首\n删"`},
		{"labels that are text", `<text:list-style style:name="L"><text:list-level-style-number style:num-suffix="` + long + `"/></text:list-style>`, p("字"), "", `"首\n字" partial`},
		{"labels that number", `<text:list-style style:name="L"><text:list-level-style-number style:num-prefix="第" style:num-suffix="章"/></text:list-style>`, p("字"), "", `"首\n字"`},
	} {
		raw := pkg(t, "content.xml", content(c.styles, p("首")+c.body), "Object 1/content.xml", content("", p("图内文字")),
			"styles.xml", `<office:document-styles`+spaces+`><office:automatic-styles>`+c.common+`</office:automatic-styles></office:document-styles>`)
		doc, err := Read(raw, extract.NewBudget(extract.Limits{}))
		if err != nil {
			t.Errorf("%s: %v", c.what, err)
			continue
		}
		got := show(doc)
		if doc.Warning != nil && doc.Warning.Partial {
			got += " partial"
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.what, got, c.want)
		}
	}
	for cell, want := range map[string]string{"学生人数": "首\n", strings.Repeat(long, 5) + "。": "首\n\n" + strings.Repeat(long, 5) + "。"} {
		sheet := strings.NewReplacer("<office:text>", "<office:spreadsheet>", "</office:text>", "</office:spreadsheet>").Replace(content("", p(cell)))
		raw := pkg(t, "content.xml", content("", p("首")+p(`<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>`)), "Object 1/content.xml", sheet)
		doc, err := Read(raw, extract.NewBudget(extract.Limits{}))
		if err != nil || doc.Text != want || (doc.Warning != nil && doc.Warning.Code == extract.CodeNote) != (cell == "学生人数") {
			t.Errorf("a worksheet with %q: %v, %v, want %q", cell, err, doc, want)
		}
	}
	both := pkg(t, "content.xml", content("", p("字")), "[Content_Types].xml", "<a/>", "_rels/.rels", "<a/>")
	if _, err := Read(both, extract.NewBudget(extract.Limits{})); err == nil || err.(*extract.Problem).Code != extract.CodeDamaged {
		t.Errorf("a Word document too: %v, want %s", err, extract.CodeDamaged)
	}
}
