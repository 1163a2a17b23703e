package policy

import (
	"strings"
	"testing"

	"chachong/internal/finding"
)

func TestParseLimits(t *testing.T) {
	for _, tt := range []struct {
		list string
		want Limits
		err  string // part of the error; "": none
	}{
		{"default", DefaultLimits, ""},
		{"near-duplicate", Limits{NearDuplicate: true}, ""},
		{"near,total=0.2", Limits{NearDuplicate: true, Total: 0.2}, ""},
		{"total>=35%, passage=120", Limits{Total: 0.35, Passage: 120}, ""},
		{"largest_source=100%", Limits{LargestSource: 1}, ""},
		{"with-template=0.4", Limits{WithTemplate: 0.4}, ""},
		{"default,total=0.5", Limits{NearDuplicate: true, Total: 0.5, Passage: 200}, ""},
		{"", Limits{}, "unknown limit"},
		{"lots", Limits{}, `"lots": unknown limit`},
		{"total", Limits{}, "want a ratio"},
		{"total=0", Limits{}, "above 0"},
		{"total=NaN", Limits{}, "above 0"},
		{"total=1.01", Limits{}, "at most 1"},
		{"passage=-3", Limits{}, "above 0"},
		{"passage=99999999999", Limits{}, "number of letters"},
		{"near=1", Limits{}, "takes no value"},
	} {
		got, err := ParseLimits(tt.list)
		if got != tt.want || (err == nil) != (tt.err == "") || err != nil && !strings.Contains(err.Error(), tt.err) {
			t.Errorf("ParseLimits(%q) = %+v, %v, want %+v, %q", tt.list, got, err, tt.want, tt.err)
		}
	}
}

func TestJudge(t *testing.T) {
	ok := finding.Input{Status: finding.OK}
	bad := finding.Input{Status: finding.Error, Code: "E_PERM"}
	partial := finding.Input{Status: finding.Partial}
	empty := finding.Input{Status: finding.Skipped, Code: "W_EMPTY"}
	folder := finding.Input{Status: finding.Skipped, Code: "W_NOFILES"}
	litter := finding.Input{Status: finding.Skipped, Excluded: true}
	near := finding.Pair{NearDuplicate: true}

	for _, tt := range []struct {
		name       string
		inputs     []finding.Input
		texts      int
		pairs      []finding.Pair
		allow      bool
		code       int
		incomplete bool
	}{
		{"clean", []finding.Input{ok, litter}, 1, nil, false, ExitOK, false},
		{"findings", []finding.Input{ok, ok}, 2, []finding.Pair{near}, false, ExitFindings, false},
		{"findings win over unread", []finding.Input{ok, bad}, 1, []finding.Pair{near}, false, ExitFindings, true},
		{"unread", []finding.Input{ok, bad}, 1, nil, false, ExitIncomplete, true},
		{"read in part", []finding.Input{ok, partial}, 2, nil, false, ExitIncomplete, true},
		{"empty file", []finding.Input{ok, empty}, 1, nil, false, ExitIncomplete, true},
		{"empty folder beside reports", []finding.Input{ok, folder}, 1, nil, false, ExitIncomplete, true},
		{"allowed", []finding.Input{ok, bad}, 1, nil, true, ExitOK, true},
		{"nothing named", nil, 0, nil, false, ExitUsage, false},
		{"only litter", []finding.Input{litter}, 0, nil, false, ExitUsage, false},
		{"only an empty folder", []finding.Input{folder}, 0, nil, false, ExitUsage, true},
		{"only unread", []finding.Input{bad}, 0, nil, false, ExitIncomplete, true},
		{"only unread, allowed", []finding.Input{bad}, 0, nil, true, ExitUsage, true}, // nothing was checked
	} {
		r := &finding.Result{Inputs: tt.inputs, Submissions: make([]finding.Submission, tt.texts), Pairs: tt.pairs}
		got := Judge(r, Limits{NearDuplicate: true}, tt.allow)
		if got.ExitCode != tt.code || got.Incomplete != tt.incomplete || got.Findings == nil {
			t.Errorf("%s: Judge = %+v, want code %d, incomplete %v", tt.name, got, tt.code, tt.incomplete)
		}
	}
}

func TestFindings(t *testing.T) {
	r := &finding.Result{
		Submissions: []finding.Submission{
			{ID: "a#1", Reuse: finding.Reuse{Total: 0.5, WithTemplate: 0.6, LargestSource: 0.3, LargestSourceID: "b#1"}},
			{ID: "b#1", Reuse: finding.Reuse{Total: 0.1}},
		},
		Passages: []finding.Passage{
			{A: finding.Side{Submission: "a#1"}, B: finding.Side{Submission: "b#1"}, Letters: 200},
			{Letters: 199},
			{Letters: 900, Template: true},
		},
	}
	var rules []string
	for _, f := range Judge(r, Limits{Total: 0.5, WithTemplate: 0.6, LargestSource: 0.3, Passage: 200}, false).Findings {
		rules = append(rules, f.Rule+" "+f.Submission+" "+f.Other)
	}
	const want = "total a#1 |with-template a#1 |largest-source a#1 b#1|passage a#1 b#1"
	if got := strings.Join(rules, "|"); got != want {
		t.Errorf("findings = %q, want %q", got, want)
	}
}
