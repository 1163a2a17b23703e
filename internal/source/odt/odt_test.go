package odt

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

const spaces = ` xmlns:office="` + nsOffice + `" xmlns:text="` + nsText + `" xmlns:table="` + nsTable + `" xmlns:style="` + nsStyle +
	`" xmlns:draw="` + nsDraw + `" xmlns:fo="` + nsFo + `" xmlns:xlink="` + nsLink + `" xmlns:dc="http://purl.org/dc/elements/1.1/"` +
	` xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"`

// content wraps automatic styles and the content of a text.
func content(styles, body string) string {
	return `<office:document-content` + spaces + `><office:automatic-styles>` + styles + `</office:automatic-styles><office:body><office:text>` +
		body + `</office:text></office:body></office:document-content>`
}

// pkg packs parts, name and content in turn.
func pkg(t testing.TB, parts ...string) []byte {
	t.Helper()
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
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

func p(content string) string { return "<text:p>" + content + "</text:p>" }

func show(doc *extract.Document) string {
	out := []string{fmt.Sprintf("%q", doc.Text)}
	for _, h := range doc.Hidden {
		out = append(out, fmt.Sprintf("%d %s %q", h.At, h.Why, h.Text))
	}
	return strings.Join(out, "; ")
}

func TestText(t *testing.T) {
	styles := `<style:style style:name="W" style:family="text"><style:text-properties fo:color="#ffffff"/></style:style>` +
		`<style:style style:name="Tiny" style:family="text"><style:text-properties fo:font-size="12pt" style:font-size-asian="1pt"/></style:style>` +
		`<style:style style:name="Gone" style:family="paragraph" style:parent-style-name="Gone0"/><style:style style:name="Gone0" style:family="paragraph"><style:text-properties text:display="none"/></style:style>` +
		`<style:style style:name="Dark" style:family="table-cell"><style:table-cell-properties fo:background-color="#1f3864"/></style:style>` +
		`<style:style style:name="Box" style:family="graphic"><style:graphic-properties draw:fill="solid" draw:fill-color="#1f3864"/></style:style>` +
		`<style:style style:name="Quirk" style:family="paragraph"><style:text-properties style:use-window-font-color="true" loext:opacity="0%"/></style:style>`
	white := `<text:span text:style-name="W">白</text:span>`
	for _, c := range []struct{ what, body, want string }{
		{"paragraphs", "<text:h>题</text:h>" + p("一") + p("") + p("二"), `"题\n一\n\n二"`},
		{"white space", p(" 一 \n  二<text:s text:c=\"3\"/>三<text:tab/><text:line-break/>四"), `"一 二   三\t\n四"`},
		{"a table", p("前") + "<table:table><table:table-row><table:table-cell>" + p("甲") + "</table:table-cell><table:table-cell/><table:table-cell>" + p("乙") + p("丙") + "</table:table-cell></table:table-row><table:table-row><table:table-cell/><table:table-cell>" + p("丁") + "</table:table-cell></table:table-row></table:table>" + p("后"), `"前\n甲\t\t乙\n丙\n\t丁\n后"`},
		{"lists and sections", "<text:list><text:list-item>" + p("一") + "</text:list-item></text:list><text:section>" + p("二") + "</text:section>", `"一\n二"`},
		{"notes at the end", p("一<text:note><text:note-citation>1</text:note-citation><text:note-body>"+p(" 注")+"</text:note-body></text:note>二") + p("三"), `"一二\n三\n注"`},
		{"a text box behind its paragraph", p("一<draw:frame><draw:text-box>"+p("框")+"</draw:text-box></draw:frame>二") + p("三"), `"一二\n框\n三"`},
		{"phonetic guides", p("<text:ruby><text:ruby-base>青</text:ruby-base><text:ruby-text>qīng</text:ruby-text></text:ruby>"), `"青"`},
		{"deleted text", `<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info><dc:creator>某</dc:creator></office:change-info>` + p("删") + `</text:deletion></text:changed-region></text:tracked-changes>` + p(`一<text:change text:change-id="c1"/>二`), `"一二"; 3 deleted "删"`},
		{"white, tiny, hidden", p("一"+white) + p(`<text:span text:style-name="Tiny">小a</text:span>`) + `<text:p text:style-name="Gone">藏</text:p>`, `"一\n\n"; 3 color "白"; 4 tiny "小a"; 5 hidden "藏"`},
		{"white on dark", `<table:table><table:table-row><table:table-cell table:style-name="Dark">` + p(white) + `</table:table-cell></table:table-row></table:table>` + p(`<draw:custom-shape draw:style-name="Box">`+p(white)+`</draw:custom-shape>`), `"白\n\n白"`},
		{"colour of the window", `<text:p text:style-name="Quirk">一</text:p>`, `"一"`},
		{"fields that hide", p(`一<text:hidden-text text:is-hidden="true" text:string-value="藏"/>`) + p(`<text:hidden-paragraph text:is-hidden="true"/>隐`) + `<text:section text:display="none">` + p("节") + `</text:section>`, `"一\n\n"; 3 hidden "藏\n隐\n节"`},
	} {
		doc, err := Read(pkg(t, "mimetype", "application/vnd.oasis.opendocument.text", "content.xml", content(styles, c.body)), extract.NewBudget(extract.Limits{}))
		if err != nil {
			t.Errorf("%s: %v", c.what, err)
		} else if got := show(doc); got != c.want {
			t.Errorf("%s: %s, want %s", c.what, got, c.want)
		}
	}
}

func TestParts(t *testing.T) {
	styles := `<office:document-styles` + spaces + `><office:styles><style:default-style style:family="paragraph"><style:text-properties fo:color="#000000"/></style:default-style>` +
		`<style:style style:name="V" style:family="paragraph"><style:text-properties text:display="none"/></style:style></office:styles>` +
		`<office:master-styles><style:master-page style:name="S"><style:header>` + p("页眉") + `</style:header><style:footer><text:p text:style-name="V">脚藏</text:p></style:footer></style:master-page></office:master-styles></office:document-styles>`
	meta := `<office:document-meta` + spaces + `><office:meta><dc:title>总结</dc:title><meta:initial-creator>甲</meta:initial-creator><dc:creator>乙</dc:creator><dc:date>2031-01-02T03:04:05</dc:date><meta:generator>某</meta:generator></office:meta></office:document-meta>`
	body := p(`文<office:annotation><dc:creator>某</dc:creator>`+p("批")+`</office:annotation>`) + `<text:p text:style-name="V">藏</text:p>` + p(`<draw:frame><draw:image xlink:href="Pictures/1.png"/></draw:frame><draw:image xlink:href="http://127.0.0.1:9/1.png"/>`)
	doc, err := Read(pkg(t, "content.xml", content("", body), "styles.xml", styles, "meta.xml", meta, "Pictures/1.png", "x"), extract.NewBudget(extract.Limits{}))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := show(doc), `"文\n\n"; 4 hidden "藏"; 5 hidden "脚藏"`; got != want {
		t.Errorf("text %s, want %s", got, want)
	}
	if want := []extract.Aside{{Kind: "header", Text: "页眉"}, {Kind: "comment", Text: "批"}}; !slices.Equal(doc.Asides, want) {
		t.Errorf("asides %v, want %v", doc.Asides, want)
	}
	if want := (extract.Info{Title: "总结", Author: "甲", LastEditor: "乙", Modified: "2031-01-02T03:04:05", Application: "某"}); doc.Info != want {
		t.Errorf("info %+v, want %+v", doc.Info, want)
	}
	if len(doc.Pictures) != 1 || doc.Pictures[0].Bytes != 1 {
		t.Errorf("pictures %v, want one of a byte", doc.Pictures)
	}
}

func TestRefused(t *testing.T) {
	good := pkg(t, "content.xml", content("", p("文")))
	for _, c := range []struct {
		what string
		raw  []byte
		code string
	}{
		{"a spreadsheet", pkg(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet"), extract.CodeFormat},
		{"a presentation", pkg(t, "mimetype", "application/vnd.oasis.opendocument.presentation-template"), extract.CodeFormat},
		{"encrypted", pkg(t, "META-INF/manifest.xml", `<m:manifest xmlns:m="m"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>`, "content.xml", "x"), extract.CodePassword},
		{"no content", pkg(t, "mimetype", "application/vnd.oasis.opendocument.text"), extract.CodeDamaged},
		{"content of something else", pkg(t, "content.xml", "<a/>"), extract.CodeDamaged},
		{"XML that ends early", pkg(t, "content.xml", content("", p("文"))[:780]), extract.CodeDamaged},
		{"a DTD", pkg(t, "content.xml", "<!DOCTYPE a><a/>"), extract.CodeDTD},
		{"nested deep", pkg(t, "content.xml", content("", strings.Repeat("<text:section>", 10000))), extract.CodeLimitDepth},
		{"blanks without end", pkg(t, "content.xml", content("", p(strings.Repeat(`<text:s text:c="99999999"/>`, 100)))), extract.CodeLimitText},
		{"cut", good[:len(good)*6/10], extract.CodeDamaged},
		{"empty", pkg(t, "content.xml", content("", p(""))), extract.CodeEmpty},
		{"a picture alone", pkg(t, "content.xml", content("", p(`<draw:image xlink:href="1.png"/>`)), "1.png", "x"), extract.CodeNoTextLayer},
	} {
		_, err := Read(c.raw, extract.NewBudget(extract.Limits{Text: 1 << 20, Unpack: 8 << 20}))
		if problem := (*extract.Problem)(nil); !errors.As(err, &problem) || problem.Code != c.code {
			t.Errorf("%s: %v, want %s", c.what, err, c.code)
		}
	}
}

// FuzzDocument reads packages whose content and styles are the input.
func FuzzDocument(f *testing.F) {
	f.Add(content(`<style:style style:name="W" style:family="text"><style:text-properties fo:color="#ffffff"/></style:style>`,
		p(`一<text:span text:style-name="W">白</text:span>`)+"<table:table><table:table-row><table:table-cell>"+p("甲")+"</table:table-cell></table:table-row></table:table>"), "<a/>")
	f.Add(content("", p("一<draw:frame><draw:text-box>"+p("框")+"</draw:text-box></draw:frame><text:note><text:note-body>"+p("注")+"</text:note-body></text:note>")), "<a/>")
	f.Fuzz(func(t *testing.T, main, styles string) {
		l := extract.Limits{Text: 64 << 10, Unpack: 1 << 20, Nesting: 64}
		doc, err := Read(pkg(t, "content.xml", main, "styles.xml", styles), extract.NewBudget(l))
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
	})
}
