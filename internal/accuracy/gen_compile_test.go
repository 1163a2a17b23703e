package accuracy

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
)

// pageFoot is what withPages puts into a text.
var pageFoot = regexp.MustCompile(`\n(- \d+ -|第\d+页)\n`)

// TestCompileTruth: every submission is a body, whole, or as the convention changes it.
func TestCompileTruth(t *testing.T) {
	if len(conventions) < 80 {
		t.Errorf("%d conventions, want 80", len(conventions))
	}
	names := map[string]bool{}
	for _, c := range conventions {
		if names[c.name] {
			t.Errorf("two conventions %q", c.name)
		}
		names[c.name] = true
	}
	bodies := OwnBodies(30, 250, 600, 5)
	whole := map[string]bool{}
	for _, b := range bodies {
		whole[lettersOf(b.Text)] = true
	}
	set := CompileSet("test", bodies, 3, 6)
	parts := map[string]int{}
	for _, s := range set.Submissions {
		parts[s.File]++
		text := pageFoot.ReplaceAllString(placeText(set, s.Place), "")
		if strings.HasPrefix(s.Kind, "signed") {
			lines := strings.Split(text, "\n")
			text = strings.Join(lines[:len(lines)-2], "\n")
		}
		if !whole[lettersOf(text)] {
			t.Errorf("%s %v is no body: %q … %q", s.Kind, s.Place, string([]rune(text)[:20]), string([]rune(text)[len([]rune(text))-20:]))
		}
	}
	for _, f := range set.Files {
		if n := parts[f.Name]; n < fewestParts || n > mostParts {
			t.Errorf("%s has %d parts", f.Name, n)
		}
	}
}

// TestExcerptsHaveHeadings: excerpts are never put together without headings.
func TestExcerptsHaveHeadings(t *testing.T) {
	set := CompileSet("test", BodiesOf(OwnTexts(10, 250, 400, 7), 8), 1, 9)
	for _, s := range set.Submissions {
		if strings.HasPrefix(s.Kind, "unmarked") || strings.HasPrefix(s.Kind, "signed") {
			t.Errorf("CompileSet of excerpts has %s", s.Kind)
		}
	}
}

// TestSingles: every document is of some length and has its name once.
func TestSingles(t *testing.T) {
	set := SingleSet("test", 3)
	if want := len(singles) * len(disguises); len(set.Files) != want {
		t.Errorf("SingleSet has %d files, want %d", len(set.Files), want)
	}
	for _, f := range set.Files {
		if n := letterCount(f.Text); n < 150 {
			t.Errorf("%s has %d letters", f.Name, n)
		}
	}
}

// FuzzWithPages: without the page feet a paged text is the text, and every part stands
// where its place says.
func FuzzWithPages(f *testing.F) {
	f.Add(strings.Repeat("水利工作总结", 300), 100, 900, 950, 1700, uint64(1))
	f.Add("短文", 0, 1, 1, 2, uint64(2))
	f.Fuzz(func(t *testing.T, text string, a, b, c, d int, seed uint64) {
		in := []rune(strings.ToValidUTF8(text, ""))
		text = string(in)
		if pageFoot.MatchString(text) || a < 0 || a > b || b > c || c > d || d > len(in) {
			t.Skip()
		}
		places := []stretch{{a, b}, {c, d}}
		got, moved := withPages(rand.New(rand.NewPCG(seed, 1)), text, places)
		if plain := pageFoot.ReplaceAllString(got, ""); plain != text {
			t.Fatalf("withPages(%q) without feet = %q", text, plain)
		}
		out := []rune(got)
		for i, p := range moved {
			want := string(in[places[i].lo:places[i].hi])
			if part := pageFoot.ReplaceAllString(string(out[p.lo:p.hi]), ""); part != want {
				t.Fatalf("part %d is %q, want %q", i, part, want)
			}
		}
	})
}
