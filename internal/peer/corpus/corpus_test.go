package corpus

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

func newCorpus(t testing.TB, o Options) *Corpus {
	t.Helper()
	c, err := New(o)
	if err != nil {
		t.Fatalf("New(%+v): %v", o, err)
	}
	return c
}

func TestWordsDistinct(t *testing.T) {
	all := 0
	for name, words := range map[string][]string{
		"things": things, "matters": matters, "events": events, "deeds": deeds, "manners": manners,
		"states": states, "virtues": virtues, "joints": joints, "folk": folk, "modifiers": modifiers,
		"organs": organs, "posts": posts, "placeKinds": placeKinds, "times": times, "units": units,
		"titles": titles, "papers": papers,
		"placeFirst": strings.Split(string(placeFirst), ""), "placeSecond": strings.Split(string(placeSecond), ""),
		"surnames": strings.Split(string(surnames), ""), "givenNames": strings.Split(string(givenNames), ""),
	} {
		seen := map[string]bool{}
		for _, w := range words {
			if seen[w] {
				t.Errorf("%s has %s twice", name, w)
			}
			seen[w] = true
		}
		all += len(words)
	}
	if all < 1500 {
		t.Errorf("%d words, want at least 1500", all)
	}
}

func TestSlotsKnown(t *testing.T) {
	w := newWriter(newCorpus(t, Options{Kind: "clean", Chars: 3000, Seed: 1}).random(0, textStream))
	for _, all := range [][][]piece{clauses, openings, headings} {
		for _, frame := range all {
			for _, p := range frame {
				w.buf = w.buf[:0]
				if p.slot != 0 {
					if w.slot(p.slot); len(w.buf) == 0 {
						t.Errorf("slot {%c} stays empty", p.slot)
					}
				} else if strings.ContainsAny(p.text, "{}") {
					t.Errorf("literal %q of a frame has a brace", p.text)
				}
			}
		}
	}
}

func TestSameBytes(t *testing.T) {
	for _, kind := range Kinds {
		o := Options{Kind: kind, Chars: 500, Seed: 7}
		a, b := newCorpus(t, o), newCorpus(t, o)
		o.Seed++
		other := newCorpus(t, o)
		var texts [][]byte
		for i := range 60 {
			texts = append(texts, a.Text(nil, i))
		}
		for i := 59; i >= 0; i-- { // another order, another corpus
			if got := b.Text(nil, i); !bytes.Equal(got, texts[i]) {
				t.Errorf("%s: file %d differs between two corpora of the same options", kind, i)
			}
			if bytes.Equal(other.Text(nil, i), texts[i]) {
				t.Errorf("%s: file %d is the same for another seed", kind, i)
			}
		}
	}
}

func TestWrite(t *testing.T) {
	c := newCorpus(t, Options{Kind: "copies", Chars: 300, Seed: 3})
	dir := t.TempDir()
	truth := filepath.Join(dir, "truth.tsv")
	done, err := c.Write(filepath.Join(dir, "in"), Size{Files: 1200}, truth)
	if err != nil || done.Files != 1200 {
		t.Fatalf("Write of 1200 files = %+v, %v", done, err)
	}
	var size int64
	copies := 0
	for i := range done.Files {
		got, err := os.ReadFile(filepath.Join(dir, "in", Name(i)))
		if err != nil {
			t.Fatal(err)
		}
		if want := c.Text(nil, i); !bytes.Equal(got, want) {
			t.Errorf("file %d differs from Text", i)
		}
		size += int64(len(got))
		if c.Source(i) >= 0 {
			copies++
		}
	}
	if size != done.Bytes {
		t.Errorf("Write says %d bytes, the files have %d", done.Bytes, size)
	}
	pairs, err := os.ReadFile(truth)
	if err != nil {
		t.Fatal(err)
	}
	if got := bytes.Count(pairs, []byte("\n")); got != copies {
		t.Errorf("%d planted pairs written, want %d", got, copies)
	}
	if done, err = c.Write(filepath.Join(dir, "less"), Size{Bytes: 20_000}, ""); err != nil || done.Bytes < 20_000 || done.Bytes > 22_000 {
		t.Errorf("Write of 20,000 bytes = %+v, %v", done, err)
	}
	if _, err := c.Write(dir, Size{}, ""); err == nil {
		t.Error("Write without a size: no error")
	}
}

func TestNew(t *testing.T) {
	for _, o := range []Options{
		{Kind: "other", Chars: 3000},
		{Kind: "clean", Chars: 99},
		{Kind: "clean", Chars: 2e6},
	} {
		if _, err := New(o); err == nil {
			t.Errorf("New(%+v): no error", o)
		}
	}
}

func TestLayout(t *testing.T) {
	c := newCorpus(t, Options{Kind: "clean", Chars: 3000, Seed: 1})
	for i := range 50 {
		text := string(c.Text(nil, i))
		if n := utf8.RuneCountInString(text); n < 2100 || n > 4400 {
			t.Errorf("file %d has %d characters, want 2,100 to 4,400", i, n)
		}
		lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
		if strings.HasPrefix(lines[0], "　") {
			t.Errorf("file %d begins with %q, want a title", i, lines[0])
		}
		for _, line := range lines[1:] {
			if !strings.HasPrefix(line, "　　") || len(line) < 9 {
				t.Errorf("file %d has the line %q, want a paragraph with its indent", i, line)
			}
		}
		if !strings.Contains(text, "\n　　一、") {
			t.Errorf("file %d has no first heading", i)
		}
	}
}

// longRun is a run of letters that nobody writes twice by accident.
const longRun = 16

// TestCleanIsIndependent looks for runs of letters that two reports share.
func TestCleanIsIndependent(t *testing.T) {
	c := newCorpus(t, Options{Kind: "clean", Chars: 3000, Seed: 1})
	owner := map[string]int{}
	shared := 0
	for i := range 300 {
		if source := c.Source(i); source != -1 {
			t.Fatalf("Source(%d) = %d, want -1", i, source)
		}
		var letters []rune
		for _, r := range string(c.Text(nil, i)) {
			if isLetter(r) {
				letters = append(letters, r)
			}
		}
		for at := 0; at+longRun <= len(letters); at++ {
			run := string(letters[at : at+longRun])
			if first, ok := owner[run]; ok && first != i {
				shared++
			}
			owner[run] = i
		}
	}
	if shared > 0 {
		t.Errorf("%d runs of %d letters stand in two reports, want none", shared, longRun)
	}
	var highest float64
	for i := range 30 {
		for j := range i {
			highest = max(highest, resemblance(c.Text(nil, i), c.Text(nil, j)))
		}
	}
	if highest > 0.01 {
		t.Errorf("two reports resemble each other by %.4f, want at most 0.01", highest)
	}
}

func TestCopies(t *testing.T) {
	c := newCorpus(t, Options{Kind: "copies", Chars: 1500, Seed: 1})
	const files = 3000
	var copies, near int
	for i := range files {
		source := c.Source(i)
		if source < 0 {
			continue
		}
		copies++
		if source >= i || c.Source(source) >= 0 {
			t.Errorf("Source(%d) = %d, want an earlier file that is no copy", i, source)
		}
		r := resemblance(c.Text(nil, i), c.Text(nil, source))
		if r < 0.4 || r == 1 {
			t.Errorf("file %d resembles its source %d by %.3f, want 0.4 to less than 1", i, source, r)
		}
		if r >= 0.7 {
			near++
		}
	}
	if share := float64(copies) / files; share < 0.04 || share > 0.06 {
		t.Errorf("%d copies among %d reports, want 5 %%", copies, files)
	}
	if near*10 < copies*7 {
		t.Errorf("%d of %d copies resemble their source by 0.7, want 70 %%", near, copies)
	}
}

func TestTemplate(t *testing.T) {
	c := newCorpus(t, Options{Kind: "template", Chars: 3000, Seed: 1})
	const files = 600
	first := letterGrams((report{paragraphs: c.template}).appendText(nil))
	if n := len(first); n < 1000 || n > 1400 {
		t.Errorf("the template has %d runs of letters, want 1,000 to 1,400", n)
	}
	with := 0
	for i := range files {
		shared := shareOf(first, letterGrams(c.Text(nil, i)))
		switch {
		case shared > 0.85 && shared < 1:
			with++
		case shared > 0.02:
			t.Errorf("file %d has %.3f of the template, want nearly all or nothing", i, shared)
		}
	}
	if share := float64(with) / files; share < 0.06 || share > 0.14 {
		t.Errorf("%d of %d reports have the template, want 10 %%", with, files)
	}
}

// shareOf returns how much of an ascending set stands in another one.
func shareOf(set, in []uint64) float64 {
	n := 0
	for _, x := range set {
		for len(in) > 0 && in[0] < x {
			in = in[1:]
		}
		if len(in) > 0 && in[0] == x {
			n++
		}
	}
	return float64(n) / float64(len(set))
}

func TestCrowd(t *testing.T) {
	c := newCorpus(t, Options{Kind: "crowd", Chars: 3000, Seed: 1})
	const files = 200
	var sum float64
	for i := range files {
		source := c.Source(i)
		if (source < 0) != (i < crowdSources) || source >= crowdSources {
			t.Errorf("Source(%d) = %d, want a copy of one of the first %d", i, source, crowdSources)
		}
		if source < 0 {
			continue
		}
		r := resemblance(c.Text(nil, i), c.Text(nil, source))
		if r < 0.75 {
			t.Errorf("file %d resembles its source by %.3f, want 0.75", i, r)
		}
		sum += r
	}
	if mean := sum / (files - crowdSources); mean < 0.9 {
		t.Errorf("copies resemble their sources by %.3f in the mean, want 0.9", mean)
	}
}

func BenchmarkText(b *testing.B) {
	c := newCorpus(b, Options{Kind: "clean", Chars: 3000, Seed: 1})
	var text []byte
	b.ReportAllocs()
	b.SetBytes(int64(len(c.Text(nil, 0))))
	for b.Loop() {
		text = c.Text(text[:0], 0)
	}
}
