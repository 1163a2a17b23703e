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
	shared := make(map[string][]cover) // with submissions of other bodies, by body
	own := make(map[int][]cover)       // with those of the same body
	for i := range r.Passages {
		p := &r.Passages[i]
		a, okA := at[p.A.Submission]
		b, okB := at[p.B.Submission]
		switch {
		case !okA || !okB || spared(p):
		case key(a) == key(b):
			own[a] = append(own[a], cover{p.AtA, b, p.Template})
			own[b] = append(own[b], cover{p.AtB, a, p.Template})
		default:
			shared[key(a)] = append(shared[key(a)], cover{p.AtA, b, p.Template})
			shared[key(b)] = append(shared[key(b)], cover{p.AtB, a, p.Template})
		}
	}
	for s := range touched {
		out[s] = reuseOf(slices.Concat(shared[key(s)], own[s]), r.Submissions[s].Letters, r.Submissions)
	}
	return out
}

// cover is a range of a submission's letters, half-open, that a passage with another covers.
type cover struct {
	at       [2]int32
	other    int // index of the submission
	template bool
}

// reuseOf returns the ratios of a submission of so many letters, as a run measures them; of
// equal sources the first counts.
func reuseOf(covers []cover, letters int32, submissions []finding.Submission) finding.Reuse {
	var r finding.Reuse
	if letters <= 0 {
		return r
	}
	ratio := func(cs []cover) float64 { return float64(covered(cs)) / float64(letters) }
	slices.SortFunc(covers, func(x, y cover) int { return cmp.Compare(x.at[0], y.at[0]) })
	r.WithTemplate = ratio(covers)
	own := slices.DeleteFunc(covers, func(x cover) bool { return x.template })
	r.Total = ratio(own)
	slices.SortStableFunc(own, func(x, y cover) int { return cmp.Compare(x.other, y.other) })
	for lo, hi := 0, 0; lo < len(own); lo = hi {
		for hi < len(own) && own[hi].other == own[lo].other {
			hi++
		}
		if v := ratio(own[lo:hi]); v > r.LargestSource {
			r.LargestSource, r.LargestSourceID = v, submissions[own[lo].other].ID
		}
	}
	return r
}

// covered returns how many letters the union of the ranges holds, which ascend by their
// start.
func covered(covers []cover) int32 {
	n, done := int32(0), int32(0)
	for _, c := range covers {
		if lo, hi := max(c.at[0], done), c.at[1]; lo < hi {
			n += hi - lo
			done = hi
		}
	}
	return n
}
