package policy

import (
	"cmp"
	"slices"
	"strings"

	"chachong/internal/finding"
)

const (
	// alikeShare of the values of two sketches are equal when one submission is the other,
	// edited: of two of resemblance 0.7 it is so in 97 of 100 cases, of two that a genre
	// alone makes alike in 1 of 500.
	alikeShare = 0.5

	// alikeTried is the number of known submissions that a submission is held against by
	// sketch, alikeKept that of those kept of them. Only among thousands of versions of one
	// text does either act, and what is not recognised is new.
	alikeTried = 4096
	alikeKept  = 32
)

// identify returns for each submission of r which of the known ones it is, -1: none.
//
// It is the one whose body is equal, else, of new submissions, the one whose sketch is most
// alike, one to one: a copy beside a known submission is none of them. Who has the very words
// of a known one is that or a copy of it, never another that was edited. Of equal bodies names
// decide. Known submissions that stand under one name, as a merge of two baselines leaves
// them, are nobody but the one of that name while that is there.
//
// Archived submissions stand for those alone that were archived when something was accepted
// in them, and new ones for those that were not: what was accepted with a new submission is
// new once it comes from an archive, and the other way round.
//
// Note: to let what an archive holds of an accepted submission stand for it spared a second
// look at what was accepted before it was archived, and passed a copy of an archived
// submission that nobody had seen.
//
// Note: a copy that is handed in when the text it was taken from is neither handed in nor
// archived cannot be told from that text under a new name.
func identify(r *finding.Result, known []BaselineSubmission) []int {
	m := &matching{r: r, known: known, is: make([]int, len(r.Submissions)), holder: make([]int, len(known)), reserved: make(map[string]bool)}
	for _, of := range [][]int{m.is, m.holder} {
		for i := range of {
			of[i] = -1
		}
	}
	m.reserve()
	m.byKey()
	m.bySketch()
	return m.is
}

type matching struct {
	r        *finding.Result
	known    []BaselineSubmission
	is       []int            // of each submission, the known one, or -1
	holder   []int            // of each known one, the submission that it is, or -1
	keys     map[string][]int // known ones by the keys of their bodies
	reserved map[string]bool  // names that several known ones have, and a submission too
}

func (m *matching) match(s, k int) { m.is[s], m.holder[k] = k, s }

// free reports whether s may be the known k.
func (m *matching) free(s, k int) bool {
	sub, known := &m.r.Submissions[s], &m.known[k]
	return m.holder[k] < 0 && sub.Archived == known.Archived && (!m.reserved[known.Name] || known.Name == sub.ID)
}

// reserve sets reserved.
func (m *matching) reserve() {
	named := make(map[string]int, len(m.known))
	for k := range m.known {
		named[m.known[k].Name]++
	}
	for s := range m.r.Submissions {
		if id := m.r.Submissions[s].ID; named[id] > 1 {
			m.reserved[id] = true
		}
	}
}

// byKey matches equal bodies: those of one name, then the rest in their order.
func (m *matching) byKey() {
	m.keys = make(map[string][]int, len(m.known))
	for k := range m.known {
		if key := m.known[k].Key; key != "" {
			m.keys[key] = append(m.keys[key], k)
		}
	}
	same := make(map[string][]int)
	var order []string
	for s := range m.r.Submissions {
		key := m.r.Submissions[s].Key
		if m.keys[key] == nil {
			continue
		}
		if same[key] == nil {
			order = append(order, key)
		}
		same[key] = append(same[key], s)
	}
	for _, key := range order {
		named := make(map[string]int) // known ones; no two of a key have one name
		for _, k := range m.keys[key] {
			named[m.known[k].Name] = k
		}
		for _, s := range same[key] {
			if k, ok := named[knownName(&m.r.Submissions[s])]; ok && m.free(s, k) {
				m.match(s, k)
			}
		}
		var rest [2][]int // known ones: those that were new, those archived
		for _, k := range m.keys[key] {
			if m.holder[k] < 0 {
				of := &rest[archivedAt(m.known[k].Archived)]
				*of = append(*of, k)
			}
		}
		for _, s := range same[key] {
			if m.is[s] >= 0 {
				continue
			}
			of := &rest[archivedAt(m.r.Submissions[s].Archived)]
			switch i := slices.IndexFunc(*of, func(k int) bool { return m.free(s, k) }); {
			case i == 0:
				m.match(s, (*of)[0])
				*of = (*of)[1:]
			case i > 0:
				m.match(s, (*of)[i])
				*of = slices.Delete(*of, i, i+1)
			}
		}
	}
}

func archivedAt(archived bool) int {
	if archived {
		return 1
	}
	return 0
}

// knownName returns by what name a baseline knows s. Of an archived one it tells archive and
// number alone: a baseline lies with the documents, and is no place for other people's names.
func knownName(s *finding.Submission) string {
	if !s.Archived {
		return s.ID
	}
	name, rest, _ := strings.Cut(s.ID, "!/")
	number, _, _ := strings.Cut(rest, "/")
	return name + "!/" + number
}

// bySketch matches what was edited.
func (m *matching) bySketch() {
	type place struct {
		at    int
		value uint32
	}
	buckets := make(map[place][]int32)
	for k := range m.known {
		if m.holder[k] >= 0 || m.known[k].Archived {
			continue
		}
		for at, v := range m.known[k].Sketch {
			buckets[place{at, v}] = append(buckets[place{at, v}], int32(k))
		}
	}
	if len(buckets) == 0 {
		return
	}
	type candidate struct {
		equal int
		named bool
		s, k  int
	}
	var all []candidate
	tried := make([]int, len(m.known)) // by which submission, from 1
	for s := range m.r.Submissions {
		sub := &m.r.Submissions[s]
		if m.is[s] >= 0 || sub.Archived || len(sub.Sketch) == 0 || m.keys[sub.Key] != nil {
			continue
		}
		// Two that agree in half of their values agree in one of any set of more than half
		// of them: those that the fewest have.
		of := make([][]int32, len(sub.Sketch))
		for at, v := range sub.Sketch {
			of[at] = buckets[place{at, v}]
		}
		slices.SortStableFunc(of, func(x, y []int32) int { return cmp.Compare(len(x), len(y)) })
		least := alikeLeast(len(of))
		var found []candidate
		left := alikeTried
		for _, bucket := range of[:len(of)-least+1] {
			for _, k := range bucket {
				if tried[k] == s+1 || left == 0 {
					continue
				}
				tried[k] = s + 1
				left--
				if !m.free(s, int(k)) {
					continue
				}
				if n := equalValues(sub.Sketch, m.known[k].Sketch); n >= least {
					found = append(found, candidate{n, m.known[k].Name == sub.ID, s, int(k)})
				}
			}
		}
		slices.SortFunc(found, func(x, y candidate) int {
			return cmp.Or(cmp.Compare(y.equal, x.equal), compareBool(y.named, x.named), cmp.Compare(x.k, y.k))
		})
		all = append(all, found[:min(len(found), alikeKept)]...)
	}
	slices.SortFunc(all, func(x, y candidate) int {
		return cmp.Or(cmp.Compare(y.equal, x.equal), compareBool(y.named, x.named), cmp.Compare(x.s, y.s), cmp.Compare(x.k, y.k))
	})
	for _, c := range all {
		if m.is[c.s] < 0 && m.free(c.s, c.k) {
			m.match(c.s, c.k)
		}
	}
}

// alikeLeast returns how many of n values are equal at least.
func alikeLeast(n int) int { return max(1, int(alikeShare*float64(n)+0.5)) }

// equalValues returns in how many places two sketches agree, 0 where they are of different
// lengths.
func equalValues(a, b []uint32) int {
	n := 0
	if len(a) == len(b) {
		for i, v := range a {
			if v == b[i] {
				n++
			}
		}
	}
	return n
}

func compareBool(x, y bool) int {
	switch {
	case x == y:
		return 0
	case x:
		return 1
	}
	return -1
}
