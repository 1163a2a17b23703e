package source

import (
	"archive/zip"
	"bytes"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"chachong/internal/source/extract"
	"chachong/internal/source/worker"
)

// TestMain lets copies of the test program serve as workers, in which members of a certain
// name end the process.
func TestMain(m *testing.M) {
	worker.Main(func(request []byte) []byte {
		return answer(request, func(path string) {
			worker.Note(path)
			if strings.Contains(path, "坏") {
				os.Stderr.WriteString("bad member\n")
				os.Exit(3)
			}
		})
	})
	os.Exit(m.Run())
}

// zipOf returns an archive of texts by their names.
func zipOf(t testing.TB, names ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range names {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		w.Write([]byte(name + "\n" + simplifiedReport))
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A member that ends the worker is named, and the others are read.
func TestGuiltyMember(t *testing.T) {
	dir := t.TempDir()
	many := []string{"甲.txt"}
	for _, n := range "一二三四五" {
		many = append(many, "坏"+string(n)+".txt")
	}
	for name, members := range map[string][]string{
		"一个.zip": {"甲.txt", "坏.txt", "乙/丙.txt"},
		"许多.zip": many,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), zipOf(t, members...), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	workers := NewWorkers(t.Context(), 2)
	defer workers.Close()
	list, err := List(t.Context(), Options{Args: []string{dir}, Workers: workers}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if list, err = Expand(t.Context(), list, 2, nil); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, in := range list {
		text, e := in.Reading()
		rel, _ := filepath.Rel(dir, in.Path)
		got = append(got, rel+" "+string(e.Status)+" "+e.Code)
		if (text != "") != (e.Status == OK && !e.Container) {
			t.Errorf("%s: %s with %d bytes of text", rel, e.Status, len(text))
		}
		if e.Code == extract.CodeWorker && !strings.Contains(e.Reason, "bad member") {
			t.Errorf("%s: reason %q does not say what the worker said", rel, e.Reason)
		}
	}
	want := []string{
		"一个.zip partial W_PARTIAL", "一个.zip!/甲.txt ok ", "一个.zip!/坏.txt error E_WORKER", "一个.zip!/乙/丙.txt ok ",
		"许多.zip error E_WORKER",
	}
	if !slices.Equal(got, want) {
		t.Errorf("ledger =\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// A member that is called like litter and holds a report is read: a name is quickly given.
func TestLitterMembers(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, m := range []struct{ name, content string }{
		{"__MACOSX/._甲.txt", "\x00\x05\x16\x07" + strings.Repeat("\x00", 60)},
		{"__MACOSX/乙.txt", simplifiedReport},
		{".git/hooks/pre-commit.sample", strings.Repeat("# an example of a hook\n", 50)},
		{"~$丙.docx", "\x05user" + strings.Repeat(" \x00", 70)},
		{"Thumbs.db", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600)},
		{"~$丁.docx", simplifiedReport},
	} {
		w, err := z.Create(m.name)
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(w, m.content)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	o := order{Kind: kindZip, Name: "x.zip", MaxBytes: DefaultMaxBytes}
	got := map[string]string{}
	for _, p := range o.do(b.Bytes(), nil) {
		got[p.Path] = string(p.Status) + " " + p.Code
	}
	want := map[string]string{
		"": "ok ", "__MACOSX/._甲.txt": "skipped I_LITTER", "__MACOSX/乙.txt": "ok ", ".git/hooks/pre-commit.sample": "skipped I_LITTER",
		"~$丙.docx": "skipped I_LITTER", "Thumbs.db": "skipped I_LITTER", "~$丁.docx": "ok ",
	}
	if !maps.Equal(got, want) {
		t.Errorf("ledger = %v, want %v", got, want)
	}
}

// What a reply says of itself is not believed.
func TestDecodePieces(t *testing.T) {
	text := strings.Repeat(simplifiedReport, 3)
	packed := packText(text)
	whole, err := encodePieces([]piece{{Status: OK, Size: len(text), Packed: len(packed), packed: packed}, {Path: "x"}})
	if err != nil {
		t.Fatal(err)
	}
	pieces, err := decodePieces(whole)
	if err != nil || len(pieces) != 2 {
		t.Fatalf("decodePieces = %v, %v", pieces, err)
	}
	if got, err := pieces[0].unpack(); err != nil || got != text {
		t.Errorf("unpack = %d bytes, %v, want the text", len(got), err)
	}
	for n := range len(whole) {
		if _, err := decodePieces(whole[:n]); err == nil {
			t.Errorf("decodePieces of %d of %d bytes = no error", n, len(whole))
		}
	}
	short := pieces[0]
	short.Size--
	if _, err := short.unpack(); err == nil {
		t.Error("unpack of more than was said = no error")
	}
}
