package policy

import (
	"testing"

	"chachong/internal/finding"
)

// What counts between two submissions may not count between others that say the same.
func TestJudgeCopies(t *testing.T) {
	lim := Limits{NearDuplicate: true, Total: 0.2, Passage: 200}
	all := func(*finding.Result) {}
	for _, tt := range []struct {
		name  string
		scene *scene
		with  func(*finding.Result)
		want  string // findings
		left  int    // cleared ones
	}{
		{"own earlier work", new(scene).sub("n.txt#1 A甲").sub("库!/1/o.txt#1 A甲").equal(0, 1), all, "", 3},
		{"of another owner", new(scene).sub("n.txt#1 A甲").sub("库!/1/o.txt#1 A乙").equal(0, 1), all, "near-duplicate n 库!/1/o, total n, passage n 库!/1/o", 0},
		{"owners unknown", new(scene).sub("n.txt#1 A").sub("库!/1/o.txt#1 A").equal(0, 1), all, "near-duplicate n 库!/1/o, total n, passage n 库!/1/o", 0},
		{
			"own counts like anybody's", new(scene).sub("n.txt#1 A甲").sub("库!/1/o.txt#1 A甲").equal(0, 1),
			func(r *finding.Result) {
				r.Run.Archive.SameOwner = "count"
				r.Pairs[0].Own, r.Passages[0].Own = false, false
			},
			"near-duplicate n 库!/1/o, total n, passage n 库!/1/o", 0,
		},
		{
			"both own and another's", new(scene).sub("n.txt#1 A甲").sub("库!/1/o.txt#1 A甲").sub("库!/2/o.txt#1 A乙").equal(0, 1).equal(0, 2), all,
			"near-duplicate n 库!/2/o, total n, passage n 库!/2/o", 2,
		},
		{
			"two new ones and an archived one, own of the first",
			new(scene).sub("m.txt#1 A甲").sub("n.txt#1 A乙").sub("库!/1/o.txt#1 A甲").equal(0, 1).equal(0, 2), all,
			"near-duplicate m n, near-duplicate n 库!/1/o, total m, total n, passage m n, passage n 库!/1/o", 0,
		},
		{
			"own of the first, which its copy was accepted as",
			new(scene).sub("m.txt#1 A甲").sub("n.txt#1 A乙").sub("库!/1/o.txt#1 A甲").equal(0, 1).equal(0, 2),
			func(r *finding.Result) { r.Pairs[0].Accepted, r.Passages[0].Accepted = true, true },
			"near-duplicate n 库!/1/o, total n, passage n 库!/1/o", 3,
		},
		{
			"own of one, which is listed with its copy too",
			new(scene).sub("m.txt#1 A甲").sub("n.txt#1 O乙").sub("库!/1/o.txt#1 A乙").share(0, 1, "PQR").equal(0, 2).share(1, 2, "PQR"), all,
			"near-duplicate m 库!/1/o, total m, total n, passage m n, passage m 库!/1/o", 1,
		},
		{
			"two accepted ones and an archived one that is not",
			new(scene).sub("m.txt#1 A甲").sub("n.txt#1 A乙").sub("库!/1/o.txt#1 A丙").equal(0, 1).equal(0, 2),
			func(r *finding.Result) { r.Pairs[0].Accepted, r.Passages[0].Accepted = true, true },
			"near-duplicate m 库!/1/o, total m, total n, passage m 库!/1/o", 2,
		},
		{
			"own of the first is another's of its copy",
			new(scene).sub("m.txt#1 A甲").sub("n.txt#1 A乙").sub("库!/1/o.txt#1 O甲").equal(0, 1).share(0, 2, "PQR"),
			func(r *finding.Result) { r.Pairs[0].Accepted, r.Passages[0].Accepted = true, true },
			"total n, passage n 库!/1/o", 3,
		},
		{
			"another's of the first is own of its copy",
			new(scene).sub("m.txt#1 A乙").sub("n.txt#1 A甲").sub("库!/1/o.txt#1 O甲").equal(0, 1).share(0, 2, "PQR"),
			func(r *finding.Result) { r.Pairs[0].Accepted, r.Passages[0].Accepted = true, true },
			"total m, passage m 库!/1/o", 3,
		},
		{
			"the listed one is own, its copy another's",
			new(scene).sub("m.txt#1 A甲").sub("库!/1/o.txt#1 O甲").sub("库!/2/o.txt#1 O乙").share(0, 1, "PQR"), all,
			"total m, passage m 库!/2/o", 0,
		},
		{
			"archived ones are not judged",
			new(scene).sub("m.txt#1 A").sub("库!/1/o.txt#1 O").share(0, 1, "PQR"),
			func(r *finding.Result) { r.Passages[0].Accepted = true },
			"", 2,
		},
	} {
		r := tt.scene.result()
		tt.with(r)
		v := Judge(r, lim, false)
		got := ""
		for i, f := range v.Findings {
			if i > 0 {
				got += ", "
			}
			got += f.Rule + " " + unpathed(f.Submission)
			if f.Other != "" {
				got += " " + unpathed(f.Other)
			}
		}
		if got != tt.want || len(v.Cleared) != tt.left {
			t.Errorf("%s: findings = %q, %d cleared, want %q, %d", tt.name, got, len(v.Cleared), tt.want, tt.left)
		}
		r.Verdict = v
		for i, s := range Standings(r) {
			if r.Submissions[i].Archived && s.Conclusion != Clear {
				t.Errorf("%s: standing of %s = %+v, want an archived one clear", tt.name, r.Submissions[i].ID, s)
			}
			if got == "" && s.Conclusion != Clear {
				t.Errorf("%s: standing of %s = %+v, want it clear", tt.name, r.Submissions[i].ID, s)
			}
		}
	}
}

// Archived submissions alone are nothing that was checked.
func TestJudgeNothingNew(t *testing.T) {
	r := new(scene).sub("库!/1/o.txt#1 O").result()
	r.Inputs = []finding.Input{{Status: finding.OK}}
	if got := Judge(r, DefaultLimits, false); got.ExitCode != ExitUsage {
		t.Errorf("Judge = %+v, want exit code %d", got, ExitUsage)
	}
}
