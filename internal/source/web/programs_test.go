package web

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// program returns the path of a program, and skips the test where it is missing.
func program(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	switch {
	case err == nil:
		return path
	case os.Getenv("CI") == "true":
		t.Fatalf("%s is not installed, and CI=true says that it is", name)
	default:
		t.Skipf("%s is not installed", name)
	}
	return ""
}

// run runs a program in dir and returns what it prints.
func run(t *testing.T, dir, path string, args ...string) string {
	t.Helper()
	cmd := exec.Command(path, args...)
	cmd.Dir = dir
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %q: %v\n%s", path, args, err, errs.String())
	}
	return string(out)
}

// sameText fails unless raw is read as the report, letter for letter.
func sameText(t *testing.T, by, raw string) {
	t.Helper()
	want := strings.Join(report(t), "\n")
	doc := read(t, raw)
	if doc.Warning != nil || len(doc.Hidden) > 0 {
		t.Errorf("%s: warning %v, hidden %v, want none", by, doc.Warning, doc.Hidden)
	}
	if got := doc.Text; got != want {
		i := 0
		for i < min(len(got), len(want)) && got[i] == want[i] {
			i++
		}
		t.Errorf("%s: text differs at byte %d: %q, want %q", by, i, clip(strings.ToValidUTF8(got[i:], ""), 120), clip(strings.ToValidUTF8(want[i:], ""), 120))
	}
}

// source writes the report as a page and returns its folder.
func source(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	page := `<!DOCTYPE html><html><head><meta charset="utf-8"><title>总结</title></head><body>` + each("<p>%s</p>\n", report(t)) + "</body></html>"
	if err := os.WriteFile(filepath.Join(dir, "a.html"), []byte(page), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestLibreOffice(t *testing.T) {
	office := program(t, "soffice")
	dir := source(t)
	profile := "-env:UserInstallation=file://" + filepath.Join(dir, "profile")
	// Through the formats of documents and back: their exports differ.
	run(t, dir, office, profile, "--headless", "--convert-to", "docx:Office Open XML Text", "--infilter=HTML (StarWriter)", "a.html")
	run(t, dir, office, profile, "--headless", "--convert-to", "html:HTML (StarWriter)", "--outdir", "out", "a.docx")
	raw, err := os.ReadFile(filepath.Join(dir, "out", "a.html"))
	if err != nil {
		t.Fatal(err)
	}
	sameText(t, "LibreOffice", string(raw))
}

func TestPandoc(t *testing.T) {
	pandoc := program(t, "pandoc")
	dir := t.TempDir()
	text := strings.Join(report(t), "\n\n")
	if err := os.WriteFile(filepath.Join(dir, "a.md"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"-f", "markdown-smart", "-t", "html", "a.md"},
		{"-f", "markdown-smart", "-t", "html", "-s", "--metadata", "pagetitle=总结", "a.md"},
		{"-f", "markdown-smart", "-t", "html4", "-s", "--metadata", "pagetitle=总结", "--wrap=auto", "--columns=20", "a.md"},
	} {
		sameText(t, "pandoc "+strings.Join(args, " "), run(t, dir, pandoc, args...))
	}
}

func TestChromium(t *testing.T) {
	chromium := program(t, "chromium")
	dir := source(t)
	sameText(t, "Chromium", run(t, dir, chromium, "--headless", "--no-sandbox", "--disable-gpu",
		"--user-data-dir="+filepath.Join(dir, "profile"), "--dump-dom", "file://"+filepath.Join(dir, "a.html")))
}

// What these programs wrote, kept for machines without them.
func TestWrittenByPrograms(t *testing.T) {
	for _, name := range []string{"libreoffice.html", "libreoffice.xhtml", "pandoc.html", "pandoc-s.html", "chromium.html"} {
		raw, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		sameText(t, name, string(raw))
	}
}
