package policy

import "chachong/internal/finding"

// remaining returns the reuse of each submission of c's result that its passages leave
// without those that count for nobody, and without its owner's own earlier work. It is the
// measured one where there are none of either, and for archived submissions.
func (c *copies) remaining() []finding.Reuse {
	r := c.r
	out := make([]finding.Reuse, len(r.Submissions))
	for i := range r.Submissions {
		out[i] = r.Submissions[i].Reuse
	}
	touched := make(map[int]bool)
	for i := range r.Passages {
		if p := &r.Passages[i]; p.Own || c.lifted(p) {
			for _, id := range [2]string{p.A.Submission, p.B.Submission} {
				if s, ok := c.at[id]; ok && !r.Submissions[s].Archived {
					touched[s] = true
				}
			}
		}
	}
	if len(touched) == 0 {
		return out
	}
	covers := c.coverage()
	for s := range touched {
		out[s] = finding.ReuseOf(r.Submissions[s].Letters, covers(s), c.id)
	}
	return out
}

func (c *copies) id(s int32) string { return c.r.Submissions[s].ID }

// coverage returns what tells the covers of a submission that count: with other bodies
// those that are listed for any copy of it, each with the first submission for which it
// counts; with its own body those listed, or else one of another copy.
func (c *copies) coverage() func(s int) []finding.Cover {
	type cover struct {
		at       [2]int32
		here     int // the submission it is listed for
		other    int
		own      bool // it counts apart for these two
		template bool
	}
	shared := make(map[int][]cover)         // with other bodies, by the first copy
	equal := make(map[int][]cover)          // with copies, likewise
	listed := make(map[int][]finding.Cover) // with copies, by submission
	for i := range c.r.Passages {
		p := &c.r.Passages[i]
		a, okA := c.at[p.A.Submission]
		b, okB := c.at[p.B.Submission]
		if !okA || !okB || c.lifted(p) {
			continue
		}
		f, g := c.first[a], c.first[b]
		switch {
		case f != g:
			shared[f] = append(shared[f], cover{p.AtA, a, b, p.Own, p.Template})
			shared[g] = append(shared[g], cover{p.AtB, b, a, p.Own, p.Template})
		case p.Own || !c.counts(a, b): // perhaps not for other copies of a
			equal[f] = append(equal[f], cover{p.AtA, a, b, true, p.Template})
		default:
			equal[f] = append(equal[f], cover{p.AtA, a, b, false, p.Template})
			listed[a] = append(listed[a], finding.Cover{At: p.AtA, Other: int32(b), Template: p.Template})
			listed[b] = append(listed[b], finding.Cover{At: p.AtB, Other: int32(a), Template: p.Template})
		}
	}
	return func(s int) []finding.Cover {
		var out []finding.Cover
		for _, v := range shared[c.first[s]] {
			t := v.other
			if v.here != s || v.own || !c.counts(s, t) {
				t = c.counterpart(v.here, t, s)
			}
			if t >= 0 && !(v.own && v.here == s && v.other == t) {
				out = append(out, finding.Cover{At: v.at, Other: int32(t), Template: v.template})
			}
		}
		if own := listed[s]; len(own) > 0 {
			return append(out, own...)
		}
		for _, v := range equal[c.first[s]] {
			if c.counts(s, v.other) && !(v.own && v.here == s) {
				return append(out, finding.Cover{At: v.at, Other: int32(v.other), Template: v.template})
			}
		}
		return out
	}
}
