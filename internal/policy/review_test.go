package policy

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"chachong/internal/finding"
)

// marked returns a result of submissions a to e: a and b, b and c, c and d are
// near-duplicates, d and e have a passage and no figures. Keys are single letters.
func marked() *finding.Result {
	r := &finding.Result{}
	for _, id := range "abcde" {
		cluster := 1
		if id == 'e' {
			cluster = 0
		}
		r.Submissions = append(r.Submissions, finding.Submission{ID: string(id), Key: "k" + string(id), Cluster: cluster, Reuse: finding.Reuse{Total: 0.9}})
	}
	for _, p := range []string{"ab", "bc", "cd"} {
		r.Pairs = append(r.Pairs, finding.Pair{A: p[:1], B: p[1:], NearDuplicate: true})
	}
	for i, p := range []string{"ab", "cd", "de", "de"} {
		r.Passages = append(r.Passages, finding.Passage{
			ID: fmt.Sprint("p", i+1), Key: "q" + fmt.Sprint(i), KeyB: "q", A: finding.Side{Submission: p[:1]}, B: finding.Side{Submission: p[1:]}, Letters: 300,
		})
	}
	return r
}

func pairMark(key string, m finding.Mark) Mark {
	return Mark{Key: key, Review: finding.Review{Mark: m}}
}

func passageMark(key string, m finding.Mark) Mark {
	return Mark{Passage: true, Key: key, Review: finding.Review{Mark: m}}
}

func TestReview(t *testing.T) {
	for _, tt := range []struct {
		name     string
		marks    []Mark
		said     string // marks of the pairs, of the passages, keys of Reviews
		unfit    string // their keys
		findings string
	}{
		{"none", nil, ",,;,,,;0", "", "near a b,near b c,near c d,passage a b,passage c d,passage d e,passage d e"},
		{
			"pair is no copy",
			[]Mark{pairMark("ka+kb", finding.NotCopy)},
			"not-a-copy,,;,,,;1", "", "near b c,near c d,passage c d,passage d e,passage d e",
		},
		{
			"confirmed and to be talked over count",
			[]Mark{pairMark("ka+kb", finding.Confirmed), pairMark("kb+kc", finding.Talk)},
			"confirmed,talk,;,,,;2", "", "near a b,near b c,near c d,passage a b,passage c d,passage d e,passage d e",
		},
		{
			"passage is no copy",
			[]Mark{passageMark("q+q1", finding.NotCopy)},
			",,;,not-a-copy,,;1", "", "near a b,near b c,near c d,passage a b,passage d e,passage d e",
		},
		{
			"pair without figures",
			[]Mark{pairMark("kd+ke", finding.NotCopy)},
			",,;,,,;1", "", "near a b,near b c,near c d,passage a b,passage c d",
		},
		{
			"the later counts",
			[]Mark{pairMark("ka+kb", finding.NotCopy), pairMark("ka+kb", finding.Talk)},
			"talk,,;,,,;1", "", "near a b,near b c,near c d,passage a b,passage c d,passage d e,passage d e",
		},
		{
			"taken back",
			[]Mark{pairMark("ka+kb", finding.NotCopy), pairMark("ka+kb", finding.Unmarked)},
			",,;,,,;0", "", "near a b,near b c,near c d,passage a b,passage c d,passage d e,passage d e",
		},
		{
			"fits nothing",
			[]Mark{pairMark("q+q0", finding.NotCopy), passageMark("ka+kb", finding.NotCopy), pairMark("ka+kc", finding.Talk), pairMark("+", finding.Talk)},
			",,;,,,;0", "q+q0,ka+kb,ka+kc,+", "near a b,near b c,near c d,passage a b,passage c d,passage d e,passage d e",
		},
	} {
		r := marked()
		var unfit []string
		for _, m := range Review(r, tt.marks) {
			unfit = append(unfit, m.Key)
		}
		var pairs, passages, findings []string
		for _, p := range r.Pairs {
			pairs = append(pairs, markOf(p.Review))
		}
		for _, p := range r.Passages {
			passages = append(passages, markOf(p.Review))
		}
		said := fmt.Sprintf("%s;%s;%d", strings.Join(pairs, ","), strings.Join(passages, ","), len(r.Reviews))
		for _, f := range Judge(r, Limits{NearDuplicate: true, Passage: 200}, false).Findings {
			findings = append(findings, strings.TrimSuffix(f.Rule, "-duplicate")+" "+f.Submission+" "+f.Other)
		}
		if got := strings.Join(findings, ","); said != tt.said || strings.Join(unfit, ",") != tt.unfit || got != tt.findings {
			t.Errorf("%s: marks %q, unfit %q, findings %q, want %q, %q, %q", tt.name, said, unfit, got, tt.said, tt.unfit, tt.findings)
		}
		for i := range r.Submissions {
			if got := r.Submissions[i].Reuse.Total; got != 0.9 {
				t.Errorf("%s: total reuse = %v, want it as it was measured", tt.name, got)
			}
		}
	}
}

func markOf(r *finding.Review) string {
	if r == nil {
		return ""
	}
	return string(r.Mark)
}

// Whoever reads a result may change the marks of one place without touching another.
func TestReviewsAreCopies(t *testing.T) {
	r := marked()
	r.Passages[1].Key = r.Passages[0].Key
	Review(r, []Mark{passageMark("q+q0", finding.Talk)})
	r.Passages[0].Review.Note = "x"
	if r.Passages[1].Review.Note != "" || r.Reviews["q+q0"].Note != "" {
		t.Errorf("a note on one passage shows on another: %+v, %+v", r.Passages[1].Review, r.Reviews)
	}
}

func TestStandings(t *testing.T) {
	r := marked()
	r.Submissions = append(r.Submissions,
		finding.Submission{ID: "f", Reuse: finding.Reuse{WithTemplate: 0.1}},
		finding.Submission{ID: "g"},
		finding.Submission{ID: "h", Cluster: 2}, // of a cluster whose pairs a cap left out
	)
	r.Passages = append(r.Passages, finding.Passage{A: finding.Side{Submission: "g"}, B: finding.Side{Submission: "g"}, Letters: 50})
	Review(r, []Mark{pairMark("ka+kb", finding.NotCopy), pairMark("kc+kd", finding.Talk), passageMark("q+q2", finding.Confirmed)})
	r.Verdict = Judge(r, Limits{Total: 0.5}, false)
	want := []Standing{
		{Conclusion: Clear, Passages: 1, Marks: Marking{NotCopy: 1}}, // alike with b alone, which is no copy
		{Conclusion: Near, Passages: 1, Pairs: 1, Marks: Marking{NotCopy: 1}},
		{Conclusion: Near, Passages: 1, Pairs: 2, Marks: Marking{Talk: 1}},
		{Conclusion: Near, Passages: 3, Pairs: 1, Marks: Marking{Confirmed: 1, Talk: 1}},
		{Conclusion: Over, Passages: 2, Marks: Marking{Confirmed: 1}},
		{Conclusion: Template},
		{Conclusion: Clear},
		{Conclusion: Near},
	}
	for i, got := range Standings(r) {
		if got != want[i] {
			t.Errorf("standing of %s = %+v, want %+v", r.Submissions[i].ID, got, want[i])
		}
	}
}

// overlapping returns a result of submissions a to c of 100 letters: a shares 0-30 and 20-50
// with b, 40-60 with c, and 60-90, which is template, with c.
func overlapping() *finding.Result {
	r := &finding.Result{}
	for _, id := range "abc" {
		r.Submissions = append(r.Submissions, finding.Submission{ID: string(id), Key: "k" + string(id), Letters: 100})
	}
	r.Submissions[0].Reuse = finding.Reuse{Total: 0.6, WithTemplate: 0.9, LargestSource: 0.5, LargestSourceID: "b"}
	r.Submissions[1].Reuse = finding.Reuse{Total: 0.5, WithTemplate: 0.5, LargestSource: 0.5, LargestSourceID: "a"}
	r.Submissions[2].Reuse = finding.Reuse{Total: 0.2, WithTemplate: 0.5, LargestSource: 0.2, LargestSourceID: "a"}
	for i, p := range []struct {
		other    string
		at       [2]int32
		template bool
	}{{"b", [2]int32{0, 30}, false}, {"b", [2]int32{20, 50}, false}, {"c", [2]int32{40, 60}, false}, {"c", [2]int32{60, 90}, true}} {
		r.Passages = append(r.Passages, finding.Passage{
			Key: fmt.Sprint("q", i), KeyB: "q", A: finding.Side{Submission: "a"}, B: finding.Side{Submission: p.other},
			AtA: p.at, AtB: p.at, Letters: p.at[1] - p.at[0], Template: p.template,
		})
	}
	return r
}

// Limits are held against what is left of the ratios; what was measured stays.
func TestJudgeRemainingReuse(t *testing.T) {
	for _, tt := range []struct {
		name    string
		marks   []Mark
		kept    string // total and largest-source with their values
		cleared string
		stands  string // conclusions of a, b, c
	}{
		{"none", nil, "total a 0.6,largest-source a b 0.5,total b 0.5,largest-source b a 0.5,total c 0.2,largest-source c a 0.2", "", "1 1 1"},
		{
			"talk clears nothing",
			[]Mark{pairMark("ka+kb", finding.Talk)},
			"total a 0.6,largest-source a b 0.5,total b 0.5,largest-source b a 0.5,total c 0.2,largest-source c a 0.2", "", "1 1 1",
		},
		{
			"one of two that overlap",
			[]Mark{passageMark("q+q0", finding.NotCopy)},
			"total a 0.4,largest-source a b 0.3,total b 0.3,largest-source b a 0.3,total c 0.2,largest-source c a 0.2", "", "1 1 1",
		},
		{
			"a pair, so another is the largest source",
			[]Mark{pairMark("ka+kb", finding.NotCopy)},
			"total a 0.2,largest-source a c 0.2,total c 0.2,largest-source c a 0.2", "total b 0.5,largest-source b a 0.5", "1 4 1",
		},
		{
			"all but template",
			[]Mark{pairMark("ka+kb", finding.NotCopy), passageMark("q+q2", finding.NotCopy)},
			"", "total a 0.6,largest-source a b 0.5,total b 0.5,largest-source b a 0.5,total c 0.2,largest-source c a 0.2", "3 4 3",
		},
		{
			"all",
			[]Mark{pairMark("ka+kb", finding.NotCopy), pairMark("ka+kc", finding.NotCopy)},
			"", "total a 0.6,largest-source a b 0.5,total b 0.5,largest-source b a 0.5,total c 0.2,largest-source c a 0.2", "4 4 4",
		},
	} {
		r := overlapping()
		Review(r, tt.marks)
		r.Verdict = Judge(r, Limits{Total: 0.2, LargestSource: 0.2}, false)
		var stands []string
		for _, s := range Standings(r) {
			stands = append(stands, fmt.Sprint(s.Conclusion))
		}
		kept, cleared, stood := valued(r.Verdict.Findings), valued(r.Verdict.Cleared), strings.Join(stands, " ")
		if kept != tt.kept || cleared != tt.cleared || stood != tt.stands {
			t.Errorf("%s: findings %q, cleared %q, standings %q, want %q, %q, %q", tt.name, kept, cleared, stood, tt.kept, tt.cleared, tt.stands)
		}
		if got, want := r.Submissions, overlapping().Submissions; !reflect.DeepEqual(got, want) {
			t.Errorf("%s: submissions = %+v, want them as they were measured", tt.name, got)
		}
	}
}

func valued(fs []finding.Finding) string {
	var list []string
	for _, f := range fs {
		list = append(list, strings.Join(strings.Fields(fmt.Sprint(f.Rule, " ", f.Submission, " ", f.Other, " ", f.Value)), " "))
	}
	return strings.Join(list, ",")
}
