package report

import (
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"

	"chachong/internal/finding"
	"chachong/internal/safe"
)

func of(num, den int) finding.Fraction {
	return finding.Fraction{Num: num, Den: den, Value: finding.Figure(float64(num) / float64(den))}
}

func held(rule string, f finding.Fraction, limit finding.Figure) finding.Test {
	return finding.Test{Rule: rule, Of: &f, Value: f.Value, Limit: limit, Asked: true, Passed: f.Value >= limit}
}

// explained is the sample with one explanation of each kind, and one of a pair that was
// never compared.
func explained(edits, seeds int) *finding.Result {
	r := sample()
	hb1, hb2, ql, yb := r.Submissions[0].ID, r.Submissions[1].ID, r.Submissions[3].ID, r.Submissions[4].ID
	words := []finding.Replacement{{From: "开展", To: "展开", Count: 6, A: ql, B: yb}, {From: "广大", To: "众多", Count: 10, A: ql, B: yb}}
	pair := &finding.PairReasons{
		A: ql, B: yb, StandB: hb2, NearDuplicate: true, By: "alignment", Listed: true, Cluster: 1,
		LettersA: 2210, LettersB: 2085, GramsA: 2190, GramsB: 2070, Common: 1010, Union: 3250,
		Resemblance: of(1010, 3250), ContainmentA: of(1010, 2190), ContainmentB: of(1010, 2070),
		Tests: []finding.Test{
			held("resemblance", of(1010, 3250), 0.7), held("containment", of(1010, 2070), 0.8), held("alignment", of(1990, 2081), 0.9),
			{Rule: "length", Value: 2085, Limit: 200, Asked: true, Passed: true},
		},
		Aligned: &finding.Aligned{
			A: of(1990, 2206), B: of(1990, 2081), Masks: 3, MasksLimit: 4, Replaced: 40, Replacements: words,
			ReplacementsLimit: 4, Spun: true, Slight: true,
		},
		Nomination: finding.Nomination{
			Compared: true, By: []string{"sketch"}, Sketch: "minhash", Estimate: of(110, 256), Least: 0.3, Bands: of(4, 52), BandRows: 3,
			SeedsA: of(300, 880), SeedsB: of(300, 830), SeedShare: 0.15, Common: 300, Rare: 290, RareLimit: 3, Clusters: 10, Holders: 600, CrowdHolders: 64,
			Rarest: []finding.SharedSeed{{Letters: "师德师风建", Clusters: 1, Submissions: 2}, {Letters: "爱岗敬业的", Clusters: 2, Submissions: 3}},
		},
		Passages: []finding.PassageLine{{ID: "p2", Kind: "spun", Letters: 612, A: at(3, 9), B: at(4, 11)}, {ID: "p5", Kind: "verbatim", Letters: 49, Template: true, A: at(1, 1), B: at(2, 2)}},
	}
	apart := &finding.PairReasons{
		A: hb1, B: ql, LettersA: 2133, LettersB: 150, GramsA: 2120, GramsB: 146, Common: 2, Union: 2264,
		Resemblance: of(2, 2264), ContainmentA: of(2, 2120), ContainmentB: of(2, 146),
		Tests: []finding.Test{held("resemblance", of(2, 2264), 0.7), {Rule: "length", Value: 150, Limit: 200, Asked: true}},
		Nomination: finding.Nomination{
			Sketch: "simhash", Estimate: of(31, 64), Least: 0.8438, SeedsA: of(0, 850), SeedsB: of(0, 60), SeedShare: 0.15, OfCrowd: true, CrowdHolders: 64, RareLimit: 3,
			Clusters: 10, Holders: 600,
		},
	}
	passage := &finding.PassageReasons{
		Passage: r.Passages[1], SameKey: []string{"p7", "p9"}, ExcerptB: "组织众多教职工展开师德师风建设活动，评选出一批爱岗敬业的先进个人",
		LettersA: 612, LettersB: 613, Matched: of(1080, 1225), KindLimit: 3, Replacements: words, StockWeight: 0.25,
		Tests: []finding.Test{
			{Rule: "evidence", Value: 12.25, Limit: 9, Asked: true, Passed: true},
			{Rule: "grams", Value: 430, Limit: 40, Passed: true},
			{Rule: "matched", Value: 540, Limit: 20, Asked: true, Passed: true},
			held("density", of(540, 613), 0.5), held("solid", of(230, 613), 0.4),
		},
		Template: finding.TemplateTest{Crowd: 8, Common: of(3, 240), Limit: 0.5, Reason: "family"},
	}
	for i := range seeds {
		passage.Seeds = append(passage.Seeds, finding.PassageSeed{
			Letters: "师德师风建", Range: at(3, int32(3+i%2)), Clusters: int32(1 + i), Submissions: int32(2 + i), Weight: 1 / finding.Figure(i+1), Grams: 2, Stock: int32(i % 3),
		})
	}
	ops := []string{"replace", "insert", "delete"}
	classes := []string{"word", "mask", "number", "punct", "space"}
	for i := range edits {
		x := finding.EditedText{Edit: finding.Edit{Op: ops[i%3], A: at(3, 3), B: at(4, 4), Class: classes[i%5]}, From: "广大\r\n教职工", To: "众多"}
		passage.Edits = append(passage.Edits, x)
	}
	cluster := &finding.ClusterReasons{
		Cluster: r.Clusters[0], Edges: []finding.Edge{{A: hb1, B: hb2, By: "resemblance", Value: 0.97444}},
		Loose: []finding.Edge{{A: hb2, B: yb, By: "containment", Value: 0.8112}},
	}
	equal := &finding.PassageReasons{
		Passage: r.Passages[0], Equal: true, NearDuplicate: true, LettersA: 2133, LettersB: 2133, Matched: of(4266, 4266),
		Template: finding.TemplateTest{Reason: "near-duplicate"},
	}
	r.Explanations = []finding.Explanation{
		{ID: "青岚=云埠", Pair: pair},
		{ID: "x", Pair: apart},
		{ID: "p2", Passage: passage},
		{ID: "p1", Passage: equal},
		{ID: "C1", Cluster: cluster},
	}
	return r
}

// brutal is explained with strings from outside that try to break the page.
func brutal() *finding.Result {
	const bad = "\x1b[31m红\r\n::error::\u202e反\u0007\t\u200b=cmd|x\xff"
	r := explained(90, 90)
	for _, e := range r.Explanations {
		if p := e.Pair; p != nil {
			p.A, p.B, p.StandA, p.By = strings.Repeat(bad, 20), bad, strings.Repeat(bad, 9), bad
			p.Tests[0].Rule = strings.Repeat(bad, 9)
			for i := range p.Nomination.Rarest {
				p.Nomination.Rarest[i].Letters = strings.Repeat(bad, 9)
			}
			for i := range p.Passages {
				p.Passages[i].ID, p.Passages[i].Kind = strings.Repeat(bad, 5), strings.Repeat(bad, 5)
			}
		}
		if p := e.Passage; p != nil {
			p.A.Submission, p.B.Submission, p.ID, p.Key = strings.Repeat(bad, 20), bad, strings.Repeat(bad, 4), strings.Repeat(bad, 9)
			p.Excerpt, p.ExcerptB, p.Kind, p.Template.Reason = strings.Repeat(bad, 20), bad, bad, bad
			p.SameKey = []string{strings.Repeat(bad, 20)}
			for i := range p.Replacements {
				p.Replacements[i].From = strings.Repeat(bad, 20)
			}
			for i := range p.Seeds {
				p.Seeds[i].Letters = strings.Repeat(bad, 3)
			}
			for i := range p.Edits {
				p.Edits[i].From, p.Edits[i].To, p.Edits[i].Op, p.Edits[i].Class = strings.Repeat(bad, 20), bad, bad, bad
			}
		}
		if c := e.Cluster; c != nil {
			c.Members = []string{strings.Repeat(bad, 20), bad}
			c.Edges[0].A, c.Edges[0].By = strings.Repeat(bad, 20), bad
		}
	}
	return r
}

func TestExplanationGolden(t *testing.T) {
	for _, l := range langs {
		golden(t, "explanation-"+l.String(), written(t, func(w io.Writer) error {
			return ExplanationText(w, explained(5, 4), Options{Lang: l})
		}))
	}
	golden(t, "explanation-json", written(t, func(w io.Writer) error { return ExplanationJSON(w, explained(1, 2)) }))
}

// Every line of an explanation fits, and nothing but text and line feeds gets out.
func TestExplanationsFit(t *testing.T) {
	ansi := regexp.MustCompile("\x1b\\[[0-9]*m")
	for name, r := range map[string]*finding.Result{"sample": explained(3, 3), "long": explained(200, 200), "hostile": brutal()} {
		for _, l := range langs {
			for _, width := range []int{60, 73, 100, 160} {
				opt := Options{Lang: l, Width: width}
				out := written(t, func(w io.Writer) error { return ExplanationText(w, r, opt) })
				for line := range strings.SplitSeq(out, "\n") {
					if got := safe.Width(line); got > width || strings.TrimRight(line, " ") != line {
						t.Errorf("%s, %v, width %d: line is %d wide: %q", name, l, width, got, line)
					}
				}
				harmless(t, out)
				opt.Color = true
				colored := written(t, func(w io.Writer) error { return ExplanationText(w, r, opt) })
				if ansi.ReplaceAllString(colored, "") != out {
					t.Errorf("%s, %v, width %d: colour changes the text", name, l, width)
				}
			}
		}
	}
}

// JSON holds every seed and edit, however many the text leaves out.
func TestExplanationJSONIsWhole(t *testing.T) {
	var got struct {
		Schema       string
		Explanations []finding.Explanation
	}
	out := written(t, func(w io.Writer) error { return ExplanationJSON(w, explained(300, 200)) })
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatal(err)
	}
	if p := got.Explanations[2].Passage; got.Schema != finding.ExplanationSchema || len(p.Seeds) != 200 || len(p.Edits) != 300 {
		t.Errorf("ExplanationJSON: schema %q, %d seeds, %d edits, want %q, 200, 300", got.Schema, len(p.Seeds), len(p.Edits), finding.ExplanationSchema)
	}
	text := written(t, func(w io.Writer) error { return ExplanationText(w, explained(300, 200), Options{}) })
	for _, want := range []string{fmt.Sprint(300 - shownEdits), fmt.Sprint(200 - shownSeeds)} {
		if !strings.Contains(text, "另有 "+want) {
			t.Errorf("ExplanationText does not say that %s are left out", want)
		}
	}
}
