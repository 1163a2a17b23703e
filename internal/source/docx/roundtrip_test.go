package docx_test

import (
	"fmt"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"chachong/internal/source/docx"
	"chachong/internal/source/extract"
	"chachong/internal/source/odt"
)

// report reads testdata/report.md, a work summary in Markdown: headings, bold, a table,
// line breaks, a footnote. It returns that, the same as a flat OpenDocument file, and the
// text that a reader has to give.
func report(t *testing.T) (markdown, flat, text string) {
	t.Helper()
	raw, err := os.ReadFile("testdata/report.md")
	if err != nil {
		t.Fatal(err)
	}
	bold := regexp.MustCompile(`\*\*(.+?)\*\*`)
	note := regexp.MustCompile(`\^\[(.+?)\]`)
	notes := ""
	var body, plain strings.Builder
	for block := range strings.SplitSeq(strings.TrimSpace(string(raw)), "\n\n") {
		if strings.HasPrefix(block, "|") {
			fmt.Fprintf(&body, `<table:table><table:table-column table:number-columns-repeated="%d"/>`, strings.Count(block[:strings.IndexByte(block, '\n')], "|")-1)
			for i, line := range strings.Split(block, "\n") {
				if i == 1 {
					continue
				}
				body.WriteString("<table:table-row>")
				var cells []string
				for cell := range strings.SplitSeq(strings.Trim(line, "|"), "|") {
					cell = strings.ReplaceAll(strings.TrimSpace(cell), `\`, "")
					cells = append(cells, cell)
					fmt.Fprintf(&body, `<table:table-cell><text:p>%s</text:p></table:table-cell>`, html.EscapeString(cell))
				}
				body.WriteString("</table:table-row>")
				plain.WriteString(strings.Join(cells, "\t") + "\n")
			}
			body.WriteString("</table:table>")
			continue
		}
		words := strings.TrimLeft(block, "#")
		level := len(block) - len(words)
		words = strings.TrimSpace(words)
		if m := note.FindStringSubmatch(words); m != nil {
			notes += "\n" + m[1]
		}
		p := bold.ReplaceAllString(note.ReplaceAllString(strings.ReplaceAll(words, "\\\n", "\n"), ""), "$1")
		plain.WriteString(p + "\n")
		x := html.EscapeString(words)
		x = strings.ReplaceAll(x, "\\\n", "<text:line-break/>")
		x = bold.ReplaceAllString(x, `<text:span text:style-name="B">$1</text:span>`)
		x = note.ReplaceAllString(x, `<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>$1</text:p></text:note-body></text:note>`)
		if level > 0 {
			fmt.Fprintf(&body, `<text:h text:outline-level="%d">%s</text:h>`, level, x)
		} else {
			fmt.Fprintf(&body, "<text:p>%s</text:p>", x)
		}
	}
	flat = `<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles><style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold" style:font-weight-asian="bold"/></style:style></office:automatic-styles>
<office:body><office:text>` + body.String() + `</office:text></office:body></office:document>`
	return string(raw), flat, strings.TrimRight(plain.String(), "\n") + notes
}

// tool looks for a program; without it the test is skipped, but fails where CI is set,
// because there all are installed.
func tool(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("%s is not installed", name)
		}
		t.Skipf("%s is not installed", name)
	}
	return path
}

// check reads raw and compares its text with want, letter for letter.
func check(t *testing.T, name string, raw []byte, want string) {
	t.Helper()
	read := docx.Read
	if filepath.Ext(name) == ".odt" {
		read = odt.Read
	}
	doc, err := read(raw, extract.NewBudget(extract.Limits{}))
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	if doc.Text != want {
		at := 0
		for at < len(doc.Text) && at < len(want) && doc.Text[at] == want[at] {
			at++
		}
		t.Errorf("%s: text differs at byte %d: %.60q, want %.60q", name, at, doc.Text[at:], want[at:])
	}
	if len(doc.Hidden) > 0 || doc.Warning != nil {
		t.Errorf("%s: hidden %v, warning %v, want none", name, doc.Hidden, doc.Warning)
	}
}

// TestProducers reads the report as LibreOffice 7.4 and pandoc 2.17 wrote it.
func TestProducers(t *testing.T) {
	_, _, want := report(t)
	if n := utf8.RuneCountInString(want); n < 1500 {
		t.Fatalf("the report has %d characters, want at least 1500", n)
	}
	for _, name := range []string{"testdata/libreoffice.docx", "testdata/pandoc.docx", "../odt/testdata/libreoffice.odt", "../odt/testdata/pandoc.odt"} {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		check(t, name, raw, want)
	}
}

func TestLibreOffice(t *testing.T) {
	soffice := tool(t, "soffice")
	_, flat, want := report(t)
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "report.fodt"), []byte(flat), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, format := range []string{"odt", "docx"} {
		out, err := exec.Command(soffice, "--headless", "-env:UserInstallation=file://"+dir+"/profile",
			"--convert-to", format, "--outdir", dir, filepath.Join(dir, "report.fodt")).CombinedOutput()
		if err != nil {
			t.Fatalf("soffice: %v\n%s", err, out)
		}
		raw, err := os.ReadFile(filepath.Join(dir, "report."+format))
		if err != nil {
			t.Fatalf("soffice: %v\n%s", err, out)
		}
		check(t, "report."+format, raw, want)
	}
}

func TestPandoc(t *testing.T) {
	pandoc := tool(t, "pandoc")
	markdown, _, want := report(t)
	for _, format := range []string{"odt", "docx"} {
		name := filepath.Join(t.TempDir(), "report."+format)
		cmd := exec.Command(pandoc, "-f", "markdown-smart", "-o", name)
		cmd.Stdin = strings.NewReader(markdown)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("pandoc: %v\n%s", err, out)
		}
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		check(t, "report."+format, raw, want)
	}
}
