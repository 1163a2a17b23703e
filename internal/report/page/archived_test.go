package page

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"chachong/internal/finding"
	"chachong/internal/message"
)

// withArchive is the sample with its second submission, and two that are called the same, in
// an archive.
func withArchive() *finding.Result {
	r := sample()
	r.Run.Archive = &finding.ArchiveUse{Path: "/档案/总结库", Submissions: 900, Compared: 3, SameOwner: "separate"}
	first, second, third := r.Submissions[0], r.Submissions[1], r.Submissions[2]
	without := 0.0
	first.Owner, first.Reuse.WithoutOwn = "白鹭县", &without
	hold := func(s finding.Submission, number int, owner string, year int) finding.Submission {
		s.Path = fmt.Sprintf("总结库!/%d/%s", number, s.Path)
		s.ID, s.Owner, s.Year, s.Archived, s.Reuse = s.Path+"#1", owner, year, true, finding.Reuse{}
		return s
	}
	held := hold(second, 7, "白鹭县", 2023)
	twin := second
	twin.Cluster, twin.Key = 0, "other"
	r.Submissions = []finding.Submission{first, third, held, hold(twin, 8, "杉湖县", 2022), hold(twin, 9, "杉湖县", 2022)}
	renamed := func(id *string) {
		if *id == second.ID {
			*id = held.ID
		}
	}
	renamed(&r.Submissions[0].Reuse.LargestSourceID)
	renamed(&r.Pairs[0].B)
	renamed(&r.Clusters[0].Members[1])
	renamed(&r.Passages[0].B.Submission)
	renamed(&r.Families[0].Members[1].Submission)
	renamed(&r.Replacements[0].B)
	renamed(&r.Collations[0].B)
	r.Pairs[0].Own, r.Passages[0].Own = true, true
	r.Verdict = finding.Verdict{Findings: []finding.Finding{}}
	return r
}

// member returns a member of the page's data.
func member[T any](t *testing.T, page, name string) T {
	t.Helper()
	_, rest, _ := strings.Cut(page, `id="data">`)
	text, _, _ := strings.Cut(rest, "</script>")
	var data map[string]json.RawMessage
	if err := json.Unmarshal([]byte(text), &data); err != nil {
		t.Fatal(err)
	}
	var v T
	if err := json.Unmarshal(data[name], &v); err != nil {
		t.Fatal(err)
	}
	return v
}

type heldData struct {
	Archived, Numbered bool
	Number             string
	Year               int
	WithoutOwn         *float64 `json:"without_own"`
}

func TestArchiveInData(t *testing.T) {
	short := func(id string) string { return id[strings.LastIndexByte(id, '/')+1:] }
	page := print(withArchive(), Options{Lang: message.Zh, Name: short})
	if got, want := member[archiveData](t, page, "archive"), (archiveData{"/档案/总结库", 900, 3, "separate"}); got != want {
		t.Errorf("archive = %+v, want %+v", got, want)
	}
	got := member[[]heldData](t, page, "submissions")
	want := []heldData{{}, {}, {true, false, "7", 2023, nil}, {true, true, "8", 2022, nil}, {true, true, "9", 2022, nil}}
	if own := got[0].WithoutOwn; own == nil || *own != 0 {
		t.Errorf("reuse without own of the first submission = %v, want 0", own)
	}
	got[0].WithoutOwn = nil
	if !slices.Equal(got, want) {
		t.Errorf("submissions = %+v, want %+v", got, want)
	}
	type apart struct{ Own, Accepted bool }
	for _, list := range []string{"pairs", "passages"} {
		if got := member[[]apart](t, page, list); !slices.Equal(got, []apart{{Own: true}}) {
			t.Errorf("%s = %+v, want one that is own earlier work", list, got)
		}
	}
	if texts := dataOf(t, page).Submissions; len(texts[2].Text) == 0 {
		t.Error("the text of an archived submission is not in the page")
	}
	if got := member[*archiveData](t, print(sample(), zh), "archive"); got != nil {
		t.Errorf("archive of a run without one = %+v, want none", got)
	}
}

// What the archive holds is a square, what counts for no limit a line of its own.
func TestDrawingsOfArchive(t *testing.T) {
	m := newModel(withArchive(), zh)
	squares, apart := 0, 0
	for _, e := range elements(t, m.graph()) {
		class := e.attrs["class"]
		if strings.Contains(class, "node-held") {
			squares++
			if e.attrs["data-s"] != "2" {
				t.Errorf("submission %s is drawn as archived, want 2", e.attrs["data-s"])
			}
		}
		if strings.Contains(class, "edge-apart") {
			apart++
		}
	}
	if squares != 1 || apart != 1 {
		t.Errorf("graph has %d squares and %d lines of own work, want 1 and 1", squares, apart)
	}
	if n := strings.Count(string(m.matrix()), "matrix-held"); n != 1 {
		t.Errorf("matrix has %d rows of the archive, want 1", n)
	}
}

// Estimates are marked on passages and pairs, and a text that was not kept has no lines.
func TestEstimatesOfPage(t *testing.T) {
	r := withArchive()
	r.Pairs[0].Estimated, r.Passages[0].Estimated = true, true
	r.Passages[0].B.Range = finding.Range{Line: [2]int32{1, 1}}
	m := newModel(r, Options{})
	p := m.passage(&r.Passages[0])
	if !p.Estimated || p.B.Line[0] != 0 || p.A.Line[0] == 0 {
		t.Errorf("passage = %+v, want an estimate with lines of A alone", p)
	}
	for i := range m.pairs {
		about := m.pair(&m.pairs[i])
		if want := m.pairs[i].listed == &r.Pairs[0]; about.Estimated != want {
			t.Errorf("pair %d, %d: estimated = %v, want %v", about.A, about.B, about.Estimated, want)
		}
	}
}
