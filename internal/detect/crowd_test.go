package detect_test

import (
	"fmt"
	"testing"

	"chachong/internal/detect"
)

// What a crowd has in common is one report handed in often, or a template. Which of the
// two does not hang on the size of the crowd.
func TestCrowds(t *testing.T) {
	const few, many = 40, 100
	for _, n := range []int{few, many} {
		r := rng(uint64(n))
		report, form := prose(r, 1200), prose(r, 500)
		outsider := prose(r, 600) + report[:len(report)/2/3*3]

		copies := map[string]string{"outsider": outsider}
		forms := map[string]string{}
		for i := range n {
			copies[fmt.Sprintf("copy%03d", i)] = edit(r, report, 40)
			forms[fmt.Sprintf("form%03d", i)] = prose(r, 500) + form + prose(r, 500)
		}

		res := run(t, inputsOf(copies), detect.Options{})
		for i := range res.Submissions {
			s := &res.Submissions[i]
			switch total := s.Reuse.Total; {
			case s.Path == "outsider":
				if total < 0.4 || total > 0.6 {
					t.Errorf("%d copies: reuse of the outsider = %.3f, want half: the copies count once", n, total)
				}
			case total < 0.95 || s.Cluster == 0:
				t.Errorf("%d copies: reuse of %s = %.3f in cluster %d, want all of it in the cluster", n, s.ID, total, s.Cluster)
			}
		}

		res = run(t, inputsOf(forms), detect.Options{})
		for i := range res.Submissions {
			s := &res.Submissions[i]
			if s.Reuse.Total > 0 || s.Reuse.WithTemplate < 0.25 {
				t.Errorf("%d forms: reuse of %s = %+v, want the form as template", n, s.ID, s.Reuse)
			}
		}
		if n == many && len(res.Pairs) > 0 {
			t.Errorf("%d forms: %d pairs, want none: a template makes no pair", n, len(res.Pairs))
		}
	}
}
