package accuracy

import (
	"strings"
	"testing"
)

// Resemblance that unrelated own texts may have: that of unrelated real reports.
const (
	mostResemblance = 0.06
	meanResemblance = 0.02
)

// TestOwnTextsAreStrangers measures the exact 5-letter-run resemblance of own texts.
func TestOwnTextsAreStrangers(t *testing.T) {
	texts := OwnTexts(120, 900, 1900, 22)
	if got := len(unrelated(texts)); got != len(texts) {
		t.Errorf("%d of %d own texts share no %d letters in a row", got, len(texts), sharedRun)
	}
	sets := make([]map[uint64]bool, len(texts))
	for i, s := range texts {
		sets[i] = map[uint64]bool{}
		for _, h := range runsOf(s, 5) {
			sets[i][h] = true
		}
	}
	sum, pairs, most := 0.0, 0, 0.0
	for i := range sets {
		for _, other := range sets[:i] {
			both := 0
			for h := range sets[i] {
				if other[h] {
					both++
				}
			}
			j := float64(both) / float64(len(sets[i])+len(other)-both)
			sum += j
			pairs++
			most = max(most, j)
		}
	}
	t.Logf("resemblance of %d pairs: mean %.4f, most %.4f", pairs, sum/float64(pairs), most)
	if mean := sum / float64(pairs); mean > meanResemblance || most > mostResemblance {
		t.Errorf("resemblance: mean %.4f, most %.4f, want %v and %v", mean, most, meanResemblance, mostResemblance)
	}
}

// TestFramesFill: every slot of every frame, word and field is filled.
func TestFramesFill(t *testing.T) {
	w := newWriter(draw(1, "fill"))
	all := [][]string{frames, openings, closings, headings}
	for _, f := range fields {
		all = append(all, f.gains, f.troubles)
	}
	for _, key := range []string{"when", "why", "so", "view", "aim", "o-led", "o-aim", "o-now", "c-vow", "owner"} {
		all = append(all, words[key])
	}
	for _, texts := range all {
		for _, frame := range texts {
			if s := w.fill(frame); strings.ContainsAny(s, "{}") || letterCount(s) < 2 {
				t.Errorf("fill(%q) = %q", frame, s)
			}
		}
	}
	if len(frames) < 150 {
		t.Errorf("%d frames, want 150", len(frames))
	}
}

// TestReportBases: the reports of the repository that stand alone serve as bases.
func TestReportBases(t *testing.T) {
	bases, err := ReportBases(onReports)
	if err != nil {
		t.Fatal(err)
	}
	if len(bases) < 6 {
		t.Errorf("ReportBases(%q) has %d texts, want 6", onReports, len(bases))
	}
}

// TestDataBases: the halves of the measuring data share no text.
func TestDataBases(t *testing.T) {
	data := measuringData()
	if data == "" {
		t.Skip("no measuring data; set CHACHONG_DATA")
	}
	seen := map[string]bool{}
	for _, part := range []Part{PartA, PartB} {
		gov, err := GovBases(data, part, 900, 1800, 1)
		if err != nil {
			t.Fatal(err)
		}
		laws, err := LawBases(data, part, 1200, 3000, 1)
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range append(gov, laws...) {
			if seen[b] {
				t.Errorf("%q… is in both halves", b[:60])
			}
			seen[b] = true
		}
	}
}
