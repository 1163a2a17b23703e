package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"chachong/internal/policy"
)

// truth is what testdata/reports.truth.json says about testdata/reports.
type truth struct {
	Submissions []trueSubmission
	Clusters    [][]string
	Passages    []struct {
		A, B, Kind string
		Letters    int
		Similarity float64
	}
	Families     []struct{ Members []struct{ Submission string } }
	Templates    []struct{ Members []string }
	Replacements []struct {
		From, To string
		Count    int
	}
}

type trueSubmission struct {
	ID, Title, First, Last string
	TitleLine              bool `json:"title_line"` // a body that starts at its title is as right
}

// result is the part of chachong/result/v1 that the truth speaks of.
type result struct {
	Submissions []struct {
		ID, Path, Title string
		Range           struct{ Byte, Rune [2]int }
		Reuse           struct {
			Total        float64
			WithTemplate float64 `json:"with_template"`
		}
	}
	Pairs []struct {
		A, B, By      string
		NearDuplicate bool `json:"near_duplicate"`
	}
	Clusters     []struct{ Members []string }
	Passages     []foundPassage
	Replacements []foundReplacement
}

type foundReplacement struct {
	From, To string
	Count    int
}

type foundPassage struct {
	A, B     struct{ Submission string }
	Kind     string
	Letters  int
	Template bool
}

func readJSON(t *testing.T, name string, v any) {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, v); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

// checkJSON runs chachong check -f json on path and returns the result.
func checkJSON(t *testing.T, path string) (r result) {
	t.Helper()
	out := filepath.Join(t.TempDir(), "run.json")
	std := streams{os.Stdin, os.Stdout, os.Stderr}
	if code := run([]string{"check", "-q", "-f", "json=" + out, path}, std); code != policy.ExitOK {
		t.Fatalf("check %s: exit code %d, want 0", path, code)
	}
	readJSON(t, out, &r)
	return r
}

// The reports of testdata meet every phenomenon once; what is found is what their
// authors put there.
func TestTruth(t *testing.T) {
	const dir = "../../testdata/reports"
	var want truth
	readJSON(t, dir+".truth.json", &want)
	got := checkJSON(t, dir)
	short := func(id string) string { return strings.TrimPrefix(id, dir+"/") }

	// Submissions: the same ones, each from its first to its last words.
	texts := map[string]string{}
	for i, s := range got.Submissions {
		if i >= len(want.Submissions) {
			break
		}
		if texts[s.Path] == "" {
			texts[s.Path] = extract(t, s.Path)
		}
		body := texts[s.Path][s.Range.Byte[0]:s.Range.Byte[1]]
		k := slices.IndexFunc(want.Submissions, func(w trueSubmission) bool { return w.ID == short(s.ID) })
		if k < 0 {
			t.Errorf("submission %s is not in the truth", short(s.ID))
			continue
		}
		w := want.Submissions[k]
		plain := strings.TrimPrefix(body, "# ") // Markdown keeps its sign
		starts := strings.HasPrefix(body, w.First) || w.TitleLine && strings.HasPrefix(plain, w.Title)
		if !starts || !strings.HasSuffix(body, w.Last) {
			t.Errorf("%s runs from %.60q to %q, want from %q to %q", w.ID, body, body[max(0, len(body)-60):], w.First, w.Last)
		}
		if s.Title != w.Title {
			t.Errorf("%s has title %q, want %q", w.ID, s.Title, w.Title)
		}
	}
	if len(got.Submissions) != len(want.Submissions) {
		t.Errorf("%d submissions, want %d", len(got.Submissions), len(want.Submissions))
	}

	// Clusters and near-duplicate pairs.
	var clusters []string
	for _, c := range got.Clusters {
		for i := range c.Members {
			c.Members[i] = short(c.Members[i])
		}
		slices.Sort(c.Members)
		clusters = append(clusters, strings.Join(c.Members, " "))
	}
	for _, c := range want.Clusters {
		slices.Sort(c)
		if i := slices.Index(clusters, strings.Join(c, " ")); i < 0 {
			t.Errorf("no cluster %v", c)
		}
	}
	if len(clusters) != len(want.Clusters) {
		t.Errorf("clusters = %q, want %d", clusters, len(want.Clusters))
	}
	cluster := map[string]int{}
	for i, c := range want.Clusters {
		for _, id := range c {
			cluster[id] = i + 1
		}
	}
	for _, p := range got.Pairs {
		a, b := cluster[short(p.A)], cluster[short(p.B)]
		if p.NearDuplicate && (a == 0 || a != b) {
			t.Errorf("near-duplicate %s = %s by %s is not in the truth", short(p.A), short(p.B), p.By)
		}
	}

	// Passages between submissions that are no near-duplicates: all of them, told for one
	// copy of each cluster, and no other but families and the template.
	first := func(id string) string { // the copy that stands for its cluster
		if c := cluster[id]; c > 0 {
			return want.Clusters[c-1][0]
		}
		return id
	}
	pairOf := func(x, y string) [2]string {
		x, y = first(x), first(y)
		return [2]string{min(x, y), max(x, y)}
	}
	known := map[[2]string]bool{}
	for _, w := range want.Passages {
		known[pairOf(w.A, w.B)] = true
		if !slices.ContainsFunc(got.Passages, func(p foundPassage) bool {
			// Edges may differ by a tenth; the kind is decided where similarity is not near 0.9.
			return pairOf(short(p.A.Submission), short(p.B.Submission)) == pairOf(w.A, w.B) &&
				(p.Kind == w.Kind || max(w.Similarity-0.9, 0.9-w.Similarity) < 0.03) &&
				10*p.Letters >= 9*w.Letters && 9*p.Letters <= 10*w.Letters
		}) {
			t.Errorf("no %s passage of %d letters between %s and %s", w.Kind, w.Letters, w.A, w.B)
		}
	}
	for _, f := range want.Families {
		for _, x := range f.Members {
			for _, y := range f.Members {
				known[pairOf(x.Submission, y.Submission)] = true
			}
		}
	}
	template := map[string]bool{}
	for _, m := range want.Templates {
		for _, id := range m.Members {
			template[id] = true
		}
	}
	for _, p := range got.Passages {
		x, y := short(p.A.Submission), short(p.B.Submission)
		same := cluster[x] > 0 && cluster[x] == cluster[y]
		if p.Template && !(template[x] && template[y]) || !p.Template && !same && !known[pairOf(x, y)] {
			t.Errorf("%s passage of %d letters between %s and %s is not in the truth (template %v)", p.Kind, p.Letters, x, y, p.Template)
		}
	}
	for _, s := range got.Submissions {
		id := short(s.ID)
		if template[id] && (s.Reuse.Total != 0 || s.Reuse.WithTemplate == 0) {
			t.Errorf("%s holds the template alone: reuse %+v", id, s.Reuse)
		}
	}

	// Replacements: every word pair of the spun copy that was made more than twice, in
	// the direction of the result.
	for _, w := range want.Replacements {
		if w.Count > 2 && !slices.ContainsFunc(got.Replacements, func(r foundReplacement) bool {
			return r.From == w.To && r.To == w.From || r.From == w.From && r.To == w.To
		}) {
			t.Errorf("replacement %s→%s, made %d times, is not in %v", w.From, w.To, w.Count, got.Replacements)
		}
	}
}

// extract returns the text of a file as chachong reads it.
func extract(t *testing.T, path string) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "text.json")
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	if code := run([]string{"extract", "-f", "json=" + out, path}, streams{os.Stdin, null, null}); code != policy.ExitOK {
		t.Fatalf("extract %s: exit code %d", path, code)
	}
	var e struct{ Text string }
	readJSON(t, out, &e)
	return e.Text
}
