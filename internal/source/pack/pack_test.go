package pack

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"chachong/internal/source/extract"
)

// listing is what an archive holds in short: a line a member, "name: bytes" or "name: CODE
// reason".
func listing(doc *extract.Document) string {
	var b strings.Builder
	for _, m := range doc.Members {
		if m.Problem != nil {
			fmt.Fprintf(&b, "%s: %s %s\n", m.Name, m.Problem.Code, m.Problem.Reason)
			continue
		}
		fmt.Fprintf(&b, "%s: %d\n", m.Name, len(m.Raw))
	}
	if doc.Warning != nil {
		fmt.Fprintf(&b, "! %s %s\n", doc.Warning.Code, doc.Warning.Reason)
	}
	return b.String()
}

// outcome is the listing of an archive, or its error.
func outcome(raw []byte, kind string, l extract.Limits) string {
	doc, err := Read(raw, kind, extract.NewBudget(l))
	var p *extract.Problem
	switch {
	case errors.As(err, &p):
		return p.Code + " " + p.Reason
	case err != nil:
		return "plain error: " + err.Error()
	}
	return listing(doc)
}

func want(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s =\n%s\nwant\n%s", what, got, want)
	}
}

// zipOf returns a zip archive of pairs of name and text.
func zipOf(t testing.TB, pairs ...string) []byte {
	t.Helper()
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	for i := 0; i < len(pairs); i += 2 {
		f, err := w.CreateHeader(&zip.FileHeader{Name: pairs[i], Method: zip.Deflate, NonUTF8: !utf8.ValidString(pairs[i])})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(pairs[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func TestZip(t *testing.T) {
	long := strings.Repeat("长", 1000) + ".txt"
	for _, c := range []struct {
		what  string
		pairs []string
		want  string
	}{
		{"folders and litter", []string{"一小/", "", "一小/总结.txt", "甲", "__MACOSX/._总结.txt", "乙", "Thumbs.db", "丙"}, "一小/总结.txt: 3\n__MACOSX/._总结.txt: 3\nThumbs.db: 3\n"},
		{"GBK", []string{"\xd7\xdc\xbd\xe1.txt", "甲"}, "总结.txt: 3\n"},
		{"twins", []string{"a.txt", "1", "a.txt", "22", "A.txt", "333", "a~2.txt", "4444", "a.txt", "55555"}, "a.txt: 1\na~2.txt: 2\nA.txt: 3\na~2~2.txt: 4\na~3.txt: 5\n"},
		{"odd", []string{"../../etc/a.txt", "1", `c:\b.txt`, "1", "/c.txt", "1", "d\x1b[2J\n.txt", "1", "", "1", long, "1"}, "../../etc/a.txt: 1\nc:/b.txt: 1\n/c.txt: 1\nd\x1b[2J\n.txt: 1\nunnamed: 1\n" + long + ": 1\n"},
		{"empty file", []string{"a.txt", ""}, "a.txt: 0\n"},
		{"nothing", nil, "W_EMPTY an empty archive: no document in it"},
		{"folders only", []string{"一小/", ""}, "W_EMPTY an empty archive: no document in it"},
	} {
		want(t, "zip of "+c.what, outcome(zipOf(t, c.pairs...), "zip", extract.Limits{}), c.want)
	}
}

// A limit that one member breaks leaves the others as they are; the budget of the whole
// archive leaves those that were read before it ended.
func TestMemberLimits(t *testing.T) {
	large := strings.Repeat("\x00", MaxMember+1)
	raw := zipOf(t, "a.txt", "1", "large.bin", large, "b.txt", "2")
	want(t, "zip with a large member", outcome(raw, "zip", extract.Limits{}),
		"a.txt: 1\nlarge.bin: E_LIMIT_UNPACK too large: one file of more than the limit of 64 MiB\nb.txt: 1\n")
	want(t, "the same with a small budget", outcome(raw, "zip", extract.Limits{Unpack: 1 << 20}),
		"a.txt: 1\nlarge.bin: E_LIMIT_UNPACK too large: unpacks to more than the limit of 1 MiB\n"+
			"b.txt: E_LIMIT_UNPACK too large: unpacks to more than the limit of 1 MiB\n")
	want(t, "the same with two entries", outcome(raw, "zip", extract.Limits{Entries: 2}),
		"E_LIMIT_COUNT holds more entries than the limit of 2")
}

func TestUniqueIsUnique(t *testing.T) {
	l := &list{doc: &extract.Document{}, taken: map[string]int{}}
	seen := map[string]bool{}
	for i := range 2000 {
		name := []string{"a.txt", "a~2.txt", "", "b/c.d/e", "a~2~2.txt"}[i%5]
		got := l.unique(name)
		if seen[got] {
			t.Fatalf("unique(%q) = %q for the second time", name, got)
		}
		seen[got] = true
	}
}

func TestUnknownKind(t *testing.T) {
	want(t, "tar", outcome(nil, "tar", extract.Limits{}), `E_FORMAT an archive of the kind "tar", which is not read`)
}

// fuzzLimits keep a fuzzed archive small.
var fuzzLimits = extract.Limits{Unpack: 1 << 20, Entries: 64}

// checkArchive reads an archive and holds the result against the promises of Read.
func checkArchive(t *testing.T, raw []byte, kind string) {
	doc, err := Read(raw, kind, extract.NewBudget(fuzzLimits))
	var p *extract.Problem
	if err != nil {
		if !errors.As(err, &p) {
			t.Fatalf("Read(%s) = %v, want an *extract.Problem", kind, err)
		}
		return
	}
	if len(doc.Members) == 0 || len(doc.Members) > fuzzLimits.Entries {
		t.Fatalf("Read(%s) = %d members, want 1 to %d", kind, len(doc.Members), fuzzLimits.Entries)
	}
	total := 0
	var names []string
	for _, m := range doc.Members {
		total += len(m.Raw)
		if !utf8.ValidString(m.Name) || m.Name == "" {
			t.Fatalf("a member is called %q", m.Name)
		}
		if (m.Raw == nil) == (m.Problem == nil) {
			t.Fatalf("member %q has %d bytes and the problem %v", m.Name, len(m.Raw), m.Problem)
		}
		names = append(names, m.Name)
	}
	if int64(total) > fuzzLimits.Unpack {
		t.Fatalf("Read(%s) gave %d bytes, more than the limit", kind, total)
	}
	slices.Sort(names)
	if len(slices.Compact(names)) != len(doc.Members) {
		t.Fatalf("two members have one name: %q", names)
	}
}

func addFiles(f *testing.F, pattern string) {
	files, _ := filepath.Glob(filepath.Join("testdata", pattern))
	for _, name := range files {
		raw, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
}

func FuzzZip(f *testing.F) {
	f.Add(zipOf(f, "a.txt", "甲", "b/", "", "b/c.txt", strings.Repeat("乙", 1000)))
	f.Fuzz(func(t *testing.T, raw []byte) { checkArchive(t, raw, "zip") })
}
