package pdf

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"chachong/internal/source/extract"
)

// program returns the path of an installed program, or skips the test. CI has them all.
func program(t *testing.T, name string) string {
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

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func run(t *testing.T, name string, args ...string) {
	t.Helper()
	if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
		t.Skipf("%s: %v\n%s", name, err, out)
	}
}

// measure reads the file at path and compares its text with what is wanted.
func measure(t *testing.T, path, want string) *extract.Document {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := Read(raw, extract.NewBudget(extract.Limits{}))
	if err != nil {
		t.Fatalf("Read(%s) = %v, want a document", filepath.Base(path), err)
	}
	order, extra, whole := quality(doc.Text, want)
	t.Logf("%s: %d pages, in order %.4f, too much %.4f, paragraphs whole %.3f", filepath.Base(path), len(doc.Pages), order, extra, whole)
	if order < 0.995 || extra > 0.005 || whole < 0.95 {
		t.Errorf("Read(%s): in order %.4f, too much %.4f, paragraphs whole %.3f; want at least 0.995, at most 0.005, at least 0.95",
			filepath.Base(path), order, extra, whole)
	}
	return doc
}

// TestPrograms reads what LibreOffice and Chromium print of a report of several pages.
func TestPrograms(t *testing.T) {
	if testing.Short() {
		t.Skip("starts other programs")
	}
	const (
		indented   = `body{font:16px/1.8 "Noto Serif CJK SC"} p{text-indent:2em;margin:0;text-align:justify} h1{text-align:center;font-size:24px} h2{font-size:16px;text-indent:2em;margin:0} .sign{text-align:right}`
		unindented = `body{font:15px/1.6 "WenQuanYi Zen Hei",sans-serif}`
	)
	parts := report(1, 3500)
	t.Run("libreoffice", func(t *testing.T) {
		office(t, parts, "Noto Serif CJK SC", "WenQuanYi Zen Hei")
	})
	t.Run("chromium-plain", func(t *testing.T) {
		browse(t, asHTML(parts, unindented), wanted(parts), "--no-pdf-header-footer")
	})
	t.Run("chromium-heads", func(t *testing.T) {
		browse(t, asHTML(parts, indented), wanted(parts))
	})
}

// TestFixtures reads what the programs printed of a short report: as it is, and locked
// against changes.
func TestFixtures(t *testing.T) {
	want := wanted(report(2, 500))
	for _, name := range []string{"libreoffice.pdf", "libreoffice-locked.pdf", "chromium.pdf"} {
		doc := measure(t, filepath.Join("testdata", name), want)
		if doc.Text != want || len(doc.Pages) != 2 || len(doc.Asides) == 0 || doc.Info.Application == "" || doc.Info.Created == "" {
			t.Errorf("Read(%s) = %q, %d pages, asides %v, info %+v; want %q of two pages with running heads", name, doc.Text, len(doc.Pages), doc.Asides, doc.Info, want)
		}
	}
}

// office prints parts in each of fonts by LibreOffice and measures what comes out.
func office(t *testing.T, parts []part, fonts ...string) {
	soffice := program(t, "soffice")
	dir := t.TempDir()
	args := []string{"-env:UserInstallation=file://" + filepath.Join(dir, "profile"), "--headless", "--convert-to", "pdf", "--outdir", dir}
	for i, font := range fonts {
		path := filepath.Join(dir, fmt.Sprintf("report%d.fodt", i))
		write(t, path, asODT(parts, font))
		args = append(args, path)
	}
	run(t, soffice, args...)
	for i, font := range fonts {
		doc := measure(t, filepath.Join(dir, fmt.Sprintf("report%d.pdf", i)), wanted(parts))
		if len(doc.Asides) == 0 {
			t.Errorf("%s: asides = none, want the running head and the page number", font)
		}
	}
}

func browse(t *testing.T, page, want string, flags ...string) {
	chromium := program(t, "chromium")
	dir := t.TempDir()
	write(t, filepath.Join(dir, "report.html"), page)
	args := append([]string{"--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=" + filepath.Join(dir, "profile")}, flags...)
	run(t, chromium, append(args, "--print-to-pdf="+filepath.Join(dir, "report.pdf"), "file://"+filepath.Join(dir, "report.html"))...)
	measure(t, filepath.Join(dir, "report.pdf"), want)
}
