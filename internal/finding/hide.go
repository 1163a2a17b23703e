package finding

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// ErrSeveralOwners is what HideSources answers where it cannot tell whose text is whose.
var ErrSeveralOwners = errors.New("new submissions of several owners: each would see what the others wrote")

// hiddenPrefix begins the ids of submissions whose names are hidden.
const hiddenPrefix = "source-"

// HideSources takes out of r everything that other people wrote or are called, so that the
// author of the new submissions learns which of his sentences stand elsewhere, how much of
// his text that is, and nothing of where. New submissions are his; those of the archive are
// other people's, also those that name his owner: anybody can name an owner.
//
// Archived submissions are called source-1#1, source-2#1 … in their order. Of them r keeps
// that they are there, which of them makes which passage, and the cluster they are in. Their
// names, titles, owners, years, texts, keys and ranges go, and so does every figure of
// theirs. Of passages and pairs it keeps the side of the author, with the key of it, the
// resemblance and the kind. Edits, replaced words, notes of reviewers, explanations, texts
// laid side by side, the path of the archive and what the roster says of others go. What two
// new submissions have in common, and what was observed of them, stays whole.
//
// Note: the resemblance of a pair tells about how long the source is. Without it a finding
// could not say how far it is over its limit.
//
// Where new submissions name different owners, or one of them none, nothing is changed and
// the error is ErrSeveralOwners.
func HideSources(r *Result) error {
	fresh := r.Fresh()
	for i := range fresh {
		if r.Submissions[i].Owner != r.Submissions[0].Owner {
			return ErrSeveralOwners
		}
	}
	h := hiding{id: make(map[string]string), own: make(map[string]*Submission, fresh)}
	h.submissions(r)
	h.pairs(r)
	h.passages(r)
	h.families(r)
	h.sideBySide(r)
	for i := range r.Clusters {
		for k := range r.Clusters[i].Members {
			h.rename(&r.Clusters[i].Members[k])
		}
	}
	r.Replacements = slices.DeleteFunc(r.Replacements, func(x Replacement) bool { return !h.author(x.A, x.B) })
	r.Verdict.Findings = h.findings(r.Verdict.Findings)
	r.Verdict.Cleared = h.findings(r.Verdict.Cleared)
	r.Explanations, r.Reviews = nil, nil
	h.observations(r)
	h.run(&r.Run)
	return nil
}

// Hidden returns the number that HideSources gave an archived submission, 0 where it has
// its own name.
func (s *Submission) Hidden() int {
	number, ok := strings.CutPrefix(s.Path, hiddenPrefix)
	if !s.Archived || !ok {
		return 0
	}
	n, err := strconv.Atoi(number)
	if err != nil {
		return 0
	}
	return n
}

// hiding is what HideSources knows of a result while it changes it.
type hiding struct {
	id  map[string]string      // of sources: as they were → as they are
	own map[string]*Submission // of the author, by id
}

// author reports whether all of ids are submissions of the author.
func (h *hiding) author(ids ...string) bool {
	for _, id := range ids {
		if h.own[id] == nil {
			return false
		}
	}
	return true
}

// rename replaces ids of sources. What is no id of r becomes "": it may be anybody's name.
func (h *hiding) rename(ids ...*string) {
	for _, id := range ids {
		if h.own[*id] == nil {
			*id = h.id[*id]
		}
	}
}

func (h *hiding) submissions(r *Result) {
	taken := make(map[string]bool)
	for i := range r.Submissions {
		if s := &r.Submissions[i]; !s.Archived {
			h.own[s.ID] = s
			taken[s.ID] = true
		}
	}
	n := 0
	for i := range r.Submissions {
		s := &r.Submissions[i]
		if !s.Archived {
			continue
		}
		var path string
		for path == "" || taken[path+"#1"] {
			n++
			path = fmt.Sprint(hiddenPrefix, n)
		}
		h.id[s.ID] = path + "#1"
		*s = Submission{ID: path + "#1", Path: path, Ordinal: 1, Cluster: s.Cluster, Archived: true}
	}
	for i := range r.Submissions {
		h.rename(&r.Submissions[i].Reuse.LargestSourceID)
	}
}

func (h *hiding) pairs(r *Result) {
	r.Pairs = slices.DeleteFunc(r.Pairs, func(p Pair) bool { return !h.author(p.A) && !h.author(p.B) })
	for i := range r.Pairs {
		p := &r.Pairs[i]
		if h.author(p.A, p.B) {
			continue
		}
		if !h.author(p.A) {
			p.A, p.B = p.B, p.A
			p.ContainmentA, p.AlignedA = p.ContainmentB, p.AlignedB
		}
		p.ContainmentB, p.AlignedB = 0, 0
		p.Review = p.Review.withoutNote()
		h.rename(&p.B)
	}
}

func (h *hiding) passages(r *Result) {
	r.Passages = slices.DeleteFunc(r.Passages, func(p Passage) bool {
		return !h.author(p.A.Submission) && !h.author(p.B.Submission)
	})
	for i := range r.Passages {
		p := &r.Passages[i]
		if h.author(p.A.Submission, p.B.Submission) {
			continue
		}
		if !h.author(p.A.Submission) {
			p.A, p.Key, p.AtA, p.B = p.B, p.KeyB, p.AtB, p.A
			p.Letters, p.Sample = p.AtA[1]-p.AtA[0], nil
			p.Excerpt = h.opening(p.A)
		}
		p.KeyB, p.AtB, p.B.Range, p.Edits = "", [2]int32{}, Range{}, nil
		p.Review = p.Review.withoutNote()
		h.rename(&p.B.Submission)
	}
}

func (h *hiding) families(r *Result) {
	kept := make(map[string]bool)
	for i := range r.Passages {
		kept[r.Passages[i].Family] = true
	}
	r.Families = slices.DeleteFunc(r.Families, func(f Family) bool { return !kept[f.ID] })
	for i := range r.Families {
		f := &r.Families[i]
		if len(f.Members) > 0 && !h.author(f.Members[0].Submission) {
			f.Excerpt = ""
			for _, m := range f.Members {
				if f.Excerpt == "" && h.author(m.Submission) {
					f.Excerpt = h.opening(m)
				}
			}
		}
		for k := range f.Members {
			if m := &f.Members[k]; !h.author(m.Submission) {
				h.rename(&m.Submission)
				m.Range = Range{}
			}
		}
	}
}

// sideBySide keeps of the texts laid side by side those that are all the author's.
func (h *hiding) sideBySide(r *Result) {
	r.Collations = slices.DeleteFunc(r.Collations, func(c Collation) bool { return !h.author(c.A, c.B) })
	foreign := make(map[string]bool)
	for i := range r.Families {
		for _, m := range r.Families[i].Members {
			if !h.author(m.Submission) {
				foreign[r.Families[i].ID] = true
			}
		}
	}
	known := make(map[string]bool, len(r.Families))
	for i := range r.Families {
		known[r.Families[i].ID] = true
	}
	r.Stacks = slices.DeleteFunc(r.Stacks, func(s Stack) bool { return foreign[s.Family] || !known[s.Family] })
}

// findings keeps those that are about a submission of the author, which comes first.
func (h *hiding) findings(list []Finding) []Finding {
	list = slices.DeleteFunc(list, func(f Finding) bool { return !h.author(f.Submission) && !h.author(f.Other) })
	for i := range list {
		f := &list[i]
		if !h.author(f.Submission) {
			f.Submission, f.Other = f.Other, f.Submission
		}
		h.rename(&f.Other)
	}
	return list
}

// observations keeps those of inputs, all of which are the author's, and names no other.
func (h *hiding) observations(r *Result) {
	own := make(map[string]bool, len(r.Inputs))
	for i := range r.Inputs {
		own[r.Inputs[i].Path] = true
	}
	r.Observations = slices.DeleteFunc(r.Observations, func(o Observation) bool { return !own[o.Path] })
	for i := range r.Observations {
		o := &r.Observations[i]
		o.Others = slices.DeleteFunc(o.Others, func(path string) bool { return !own[path] })
	}
}

// run hides who else is on the roster, where the archive is, and the settings that say it.
func (h *hiding) run(run *Run) {
	run.Roster = nil
	if run.Archive == nil {
		return
	}
	path := run.Archive.Path
	use := *run.Archive
	use.Path = ""
	run.Archive = &use
	for name, value := range run.Options {
		if s, ok := value.(string); ok && (name == "archive" || path != "" && strings.Contains(s, path)) {
			run.Options[name] = ""
		}
	}
}

// opening returns the first words of a side of the author in one line, "" where r does not
// hold his text.
func (h *hiding) opening(side Side) string {
	const most = 60 // characters: a line
	s := h.own[side.Submission]
	text, ok := s.Stretch(side.Range)
	if !ok {
		return ""
	}
	words := []rune(strings.Join(strings.Fields(text), " "))
	return string(words[:min(len(words), most)])
}

// Stretch returns the text of a range of the body of s; it is not ok where s does not hold
// its text, or not there.
func (s *Submission) Stretch(r Range) (text string, ok bool) {
	lo, hi := r.Byte[0]-s.Range.Byte[0], r.Byte[1]-s.Range.Byte[0]
	if s.Text == "" || lo < 0 || lo > hi || int(hi) > len(s.Text) {
		return "", false
	}
	return s.Text[lo:hi], true
}

// withoutNote returns the mark of r alone; nil where there is none.
func (r *Review) withoutNote() *Review {
	if r == nil || r.Mark == Unmarked {
		return nil
	}
	return &Review{Mark: r.Mark}
}
