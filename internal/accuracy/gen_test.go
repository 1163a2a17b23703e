package accuracy

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

var outDir = flag.String("out", "", "write the files and the truth of every generated set below this `folder`")

// measuringData returns the folder of measuring data, "" where there is none.
func measuringData() string {
	dir := os.Getenv("CHACHONG_DATA")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared", "data")
	}
	if _, err := os.Stat(filepath.Join(dir, "gov-reports")); err != nil {
		return ""
	}
	return dir
}

// generated is Generated, made once for all tests.
var generated = sync.OnceValue(Generated)

// onReports is the folder of the repository's reports.
var onReports = filepath.Join("..", "..", "testdata", "reports")

// TestWriteSets writes each set as a folder of its files, and its truth beside it.
func TestWriteSets(t *testing.T) {
	if *outDir == "" {
		t.Skip("no -out folder given")
	}
	sets := slices.Clone(generated())
	reports, err := ReportSets(onReports)
	if err != nil {
		t.Fatal(err)
	}
	sets = append(sets, reports...)
	if data := measuringData(); data != "" {
		more, err := GeneratedFrom(data)
		if err != nil {
			t.Fatal(err)
		}
		sets = append(sets, more...)
	}
	for _, set := range sets {
		writeSet(t, filepath.Join(*outDir, set.Name), set)
	}
}

func writeSet(t *testing.T, dir string, set Set) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, f := range set.Files {
		n += len(f.Text)
		if err := os.WriteFile(filepath.Join(dir, f.Name), []byte(f.Text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	truth := set
	truth.Files = nil
	raw, err := json.MarshalIndent(truth, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(dir+".json", raw, 0o644); err != nil {
		t.Fatal(err)
	}
	t.Logf("%-28s %4d files %8d bytes %4d submissions %4d cases %4d forbidden",
		set.Name, len(set.Files), n, len(set.Submissions), len(set.Cases), len(set.Forbidden))
}

// TestGeneratedTwice: the same sets every time.
func TestGeneratedTwice(t *testing.T) {
	a, b := generated(), Generated()
	for i := range a {
		if !reflect.DeepEqual(a[i], b[i]) {
			t.Errorf("set %q is not the same the second time", a[i].Name)
		}
	}
}

// generatedSizes is how much text the sets without data may hold together, in bytes.
const generatedSizes = 10 << 20

// TestPlaces: names are unique, every place is a range of its file that neither begins nor
// ends with white space, and submissions do not overlap.
func TestPlaces(t *testing.T) {
	size := 0
	names := map[string]bool{}
	for _, set := range generated() {
		if names[set.Name] {
			t.Errorf("two sets %q", set.Name)
		}
		names[set.Name] = true
		texts := map[string][]rune{}
		for _, f := range set.Files {
			if texts[f.Name] != nil {
				t.Errorf("set %q has two files %q", set.Name, f.Name)
			}
			texts[f.Name] = []rune(f.Text)
			size += len(f.Text)
		}
		check := func(p Place) {
			text := texts[p.File]
			if p.Lo < 0 || p.Lo >= p.Hi || p.Hi > len(text) {
				t.Errorf("set %q: place %v in a text of %d code points", set.Name, p, len(text))
				return
			}
			if set.Clusters {
				return // a noise may end with a sign of its own
			}
			if s := string(text[p.Lo:p.Hi]); strings.TrimFunc(s, unicode.IsSpace) != s {
				t.Errorf("set %q: place %v holds %q…, with white space at an end", set.Name, p, s[:min(len(s), 30)])
			}
		}
		end := map[string]int{}
		for _, s := range set.Submissions {
			check(s.Place)
			if s.Lo < end[s.File] {
				t.Errorf("set %q: submission %v begins in the one in front of it", set.Name, s.Place)
			}
			end[s.File] = s.Hi
		}
		for _, c := range slices.Concat(set.Cases, set.Forbidden) {
			check(c.A)
			check(c.B)
		}
	}
	if size > generatedSizes {
		t.Errorf("all sets hold %d bytes, want at most %d", size, generatedSizes)
	}
}

// placeText returns the text at a place of a set.
func placeText(set Set, p Place) string {
	for _, f := range set.Files {
		if f.Name == p.File {
			return string([]rune(f.Text)[p.Lo:p.Hi])
		}
	}
	return ""
}

// lettersOf returns the letters and digits of s.
func lettersOf(s string) string {
	return strings.Map(func(c rune) rune {
		if isLetter(c) {
			return c
		}
		return -1
	}, s)
}

// TestSentencesOf: sentences follow each other, cross no line and lose no letter.
func TestSentencesOf(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SliceOfN(rapid.SampledFrom([]rune("甲乙丙，。！；”\n 　a1")), 0, 40).Draw(t, "text")
		at, got := 0, ""
		for _, s := range sentencesOf(text) {
			in := string(text[s.lo:s.hi])
			if s.lo < at || s.lo >= s.hi || strings.Contains(in, "\n") || strings.TrimSpace(in) != in {
				t.Fatalf("sentencesOf(%q) has %v: %q", string(text), s, in)
			}
			at = s.hi
			got += in
		}
		if lettersOf(got) != lettersOf(string(text)) {
			t.Fatalf("sentencesOf(%q) = %q, letters are lost", string(text), got)
		}
	})
}
