package policy

import "chachong/internal/finding"

// Mark is a reviewer's mark on what Key tells: a pair by finding.PairKey, or a passage by
// Passage.ReviewKey.
type Mark struct {
	Passage bool // it is about a passage, not a pair
	Key     string
	Review  finding.Review
	A, B    string // what the two submissions were called, for people
}

// Review puts marks on the pairs and passages of r that they fit, and into r.Reviews; of
// two with one key the later counts. A pair may also be one that r lists passages of and
// no figures. It returns the marks that fit nothing, in their order.
//
// What was measured stays: Judge and Standings alone heed the marks.
func Review(r *finding.Result, marks []Mark) (unfit []Mark) {
	pairKey := keysOf(r)
	pairs, passages := make(map[string]*finding.Review), make(map[string]*finding.Review)
	for i := range marks {
		m := &marks[i]
		of := pairs
		if m.Passage {
			of = passages
		}
		if of[m.Key] = &m.Review; m.Review == (finding.Review{}) {
			delete(of, m.Key)
		}
	}
	fit := make(map[*finding.Review]bool)
	if len(marks) > 0 {
		r.Reviews = make(map[string]finding.Review)
	}
	apply := func(from map[string]*finding.Review, key string) *finding.Review {
		mark := from[key]
		if mark == nil || len(key) <= len("+") { // without keys there is nothing to tell it by
			return nil
		}
		fit[mark] = true
		r.Reviews[key] = *mark
		c := *mark
		return &c
	}
	for i := range r.Pairs {
		p := &r.Pairs[i]
		p.Review = apply(pairs, pairKey(p.A, p.B))
	}
	for i := range r.Passages {
		p := &r.Passages[i]
		p.Review = apply(passages, p.ReviewKey())
		apply(pairs, pairKey(p.A.Submission, p.B.Submission))
	}
	for i := range marks {
		m := &marks[i]
		if (pairs[m.Key] == &m.Review || passages[m.Key] == &m.Review) && !fit[&m.Review] {
			unfit = append(unfit, *m)
		}
	}
	return unfit
}

// keysOf returns what gives the key of a pair by the ids of the two, "" where one of them
// is not known.
func keysOf(r *finding.Result) func(a, b string) string {
	at := make(map[string]*finding.Submission, len(r.Submissions))
	for i := range r.Submissions {
		at[r.Submissions[i].ID] = &r.Submissions[i]
	}
	return func(a, b string) string {
		x, y := at[a], at[b]
		if x == nil || y == nil || x.Key == "" || y.Key == "" {
			return ""
		}
		return finding.PairKey(x, y)
	}
}

// notCopied returns what tells whether a passage, or the pair it is of, is marked as no
// copy.
func notCopied(r *finding.Result) func(*finding.Passage) bool {
	pairs := make(map[string]bool) // by key
	for key, m := range r.Reviews {
		if m.NotCopied() {
			pairs[key] = true
		}
	}
	if len(pairs) == 0 {
		return func(p *finding.Passage) bool { return p.Review.NotCopied() }
	}
	of := keysOf(r)
	return func(p *finding.Passage) bool {
		return p.Review.NotCopied() || pairs[of(p.A.Submission, p.B.Submission)]
	}
}
