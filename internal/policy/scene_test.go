package policy

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strings"

	"chachong/internal/finding"
)

// scene makes results by hand. A text is a string whose letters are paragraphs of 100
// letters; bodies with equal keys are equal.
type scene struct {
	subs     []finding.Submission
	pairs    []finding.Pair
	passages []finding.Passage
}

// sub adds a submission of 1,000 letters: "乙.txt#1 K" with body K, "… K甲校" with its
// owner, "库!/3/乙.txt#1 K甲校" an archived one.
func (s *scene) sub(says string) *scene {
	id, body, _ := strings.Cut(says, " ")
	return s.add(id, body[:1], body[1:])
}

func (s *scene) add(id, body, owner string) *scene {
	sub := finding.Submission{
		ID: id, Path: pathOf(id), Key: body, Owner: owner, Letters: 1000,
		Archived: strings.HasPrefix(id, "库!/"), Sketch: sketchOf(body),
	}
	s.subs = append(s.subs, sub)
	return s
}

// near adds a pair of near-duplicates, and whole the passage of bodies that are equal.
func (s *scene) near(a, b int) *scene {
	s.pairs = append(s.pairs, finding.Pair{A: s.subs[a].ID, B: s.subs[b].ID, NearDuplicate: true, Resemblance: 1, Own: s.own(a, b)})
	return s
}

func (s *scene) equal(a, b int) *scene {
	key := "whole " + s.subs[a].Key
	s.near(a, b).passages = append(s.passages, finding.Passage{
		Key: key, KeyB: key, A: finding.Side{Submission: s.subs[a].ID}, B: finding.Side{Submission: s.subs[b].ID},
		Letters: 1000, AtA: [2]int32{0, 1000}, AtB: [2]int32{0, 1000}, Own: s.own(a, b),
	})
	return s
}

func (s *scene) own(a, b int) bool {
	return s.subs[b].Archived && s.subs[a].Owner != "" && s.subs[a].Owner == s.subs[b].Owner
}

// share adds a passage of the given text, which a and b hold from that letter on.
func (s *scene) share(a, b int, text string) *scene {
	n := int32(100 * len(text))
	s.passages = append(s.passages, finding.Passage{
		Key: text, KeyB: text, A: finding.Side{Submission: s.subs[a].ID}, B: finding.Side{Submission: s.subs[b].ID},
		Letters: n, AtA: [2]int32{0, n}, AtB: [2]int32{0, n}, Sample: sampleOf(text), Own: s.own(a, b),
	})
	return s
}

// last returns the passage added last.
func (s *scene) last() *finding.Passage { return &s.passages[len(s.passages)-1] }

func (s *scene) result() *finding.Result {
	r := &finding.Result{Submissions: slices.Clone(s.subs), Pairs: slices.Clone(s.pairs), Passages: slices.Clone(s.passages)}
	at := map[string]int{}
	for i := range r.Submissions {
		sub := &r.Submissions[i]
		at[sub.ID] = i
		if !sub.Archived {
			r.Inputs = append(r.Inputs, finding.Input{Path: sub.Path, Status: finding.OK})
		} else {
			r.Run.Archive = &finding.ArchiveUse{SameOwner: "separate"}
		}
	}
	covers := make([][]finding.Cover, len(r.Submissions))
	for i := range r.Passages {
		p := &r.Passages[i]
		p.ID = fmt.Sprint("p", i+1)
		a, b := at[p.A.Submission], at[p.B.Submission]
		covers[a] = append(covers[a], finding.Cover{At: p.AtA, Other: int32(b), Template: p.Template})
		covers[b] = append(covers[b], finding.Cover{At: p.AtB, Other: int32(a), Template: p.Template})
	}
	for i := range r.Submissions {
		r.Submissions[i].Reuse = finding.ReuseOf(r.Submissions[i].Letters, covers[i], func(o int32) string { return r.Submissions[o].ID })
	}
	return r
}

// sampleOf returns 10 values for each letter of text.
func sampleOf(text string) []uint32 {
	var out []uint32
	for _, c := range text {
		for i := range 10 {
			out = append(out, uint32(c)<<8|uint32(i))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// sketchOf returns a sketch of a body: of two bodies written x and X 12 of 16 values are
// equal, of two others none.
func sketchOf(body string) []uint32 {
	out := make([]uint32, 16)
	for i := range out {
		of := body
		if i < 12 {
			of = strings.ToUpper(body)
		}
		h := fnv.New32a()
		fmt.Fprint(h, of, i)
		out[i] = h.Sum32()
	}
	return out
}

// found returns the findings of r without what b accepts, and how many entries are stale.
func found(r *finding.Result, b *Baseline, lim Limits) string {
	stale := Accept(r, b)
	var list []string
	for _, f := range Judge(r, lim, false).Findings {
		list = append(list, strings.TrimSpace(f.Rule+" "+unpathed(f.Submission)+" "+unpathed(f.Other)))
	}
	if n := stale.entries(); n > 0 {
		list = append(list, fmt.Sprint("stale ", n))
	}
	return strings.Join(list, ", ")
}

func unpathed(id string) string { return strings.TrimSuffix(id, ".txt#1") }
