package policy

import (
	"cmp"
	"slices"

	"chachong/internal/finding"
)

// remaining returns the reuse of each submission of r that its passages leave without those
// that spared tells. It is the measured one where none of them is spared.
//
// Of the copies of one text in a cluster a run lists one with each other cluster; it speaks
// for the rest, and who spares it spares the text.
func remaining(r *finding.Result, spared func(*finding.Passage) bool) []finding.Reuse {
	out := make([]finding.Reuse, len(r.Submissions))
	at := make(map[string]int, len(r.Submissions))
	for i := range r.Submissions {
		out[i] = r.Submissions[i].Reuse
		at[r.Submissions[i].ID] = i
	}
	touched := make(map[int]bool)
	for i := range r.Passages {
		if p := &r.Passages[i]; spared(p) {
			for _, id := range [2]string{p.A.Submission, p.B.Submission} {
				if s, ok := at[id]; ok {
					touched[s] = true
				}
			}
		}
	}
	if len(touched) == 0 {
		return out
	}
	// What equal bodies share with others is listed for the first of them only, and the
	// others hold it in the same letters.
	key := func(s int) string { return cmp.Or(r.Submissions[s].Key, r.Submissions[s].ID) }
	shared := make(map[string][]finding.Cover) // with submissions of other bodies, by body
	own := make(map[int][]finding.Cover)       // with those of the same body
	for i := range r.Passages {
		p := &r.Passages[i]
		a, okA := at[p.A.Submission]
		b, okB := at[p.B.Submission]
		switch {
		case !okA || !okB || spared(p):
		case key(a) == key(b):
			own[a] = append(own[a], finding.Cover{At: p.AtA, Other: int32(b), Template: p.Template})
			own[b] = append(own[b], finding.Cover{At: p.AtB, Other: int32(a), Template: p.Template})
		default:
			shared[key(a)] = append(shared[key(a)], finding.Cover{At: p.AtA, Other: int32(b), Template: p.Template})
			shared[key(b)] = append(shared[key(b)], finding.Cover{At: p.AtB, Other: int32(a), Template: p.Template})
		}
	}
	id := func(other int32) string { return r.Submissions[other].ID }
	for s := range touched {
		out[s] = finding.ReuseOf(r.Submissions[s].Letters, slices.Concat(shared[key(s)], own[s]), id)
	}
	return out
}
