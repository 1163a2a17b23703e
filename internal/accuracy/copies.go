package accuracy

import (
	"fmt"

	"chachong/internal/text"
)

// clusters compares the clusters found with the true ones. A true submission is in the
// cluster of the one found in its place; two found as one are together.
func (o *outcome) clusters() ([]Row, []Miss) {
	var truth, found []string
	for i, s := range o.set.Submissions {
		t, f := s.Cluster, fmt.Sprint("missing ", i)
		if t == "" {
			t = fmt.Sprint("alone ", i)
		} else {
			t = "cluster " + t
		}
		if k := o.foundAt(s.Place); k >= 0 {
			if f = fmt.Sprint("alone ", k); o.subs[k].Cluster > 0 {
				f = fmt.Sprint("cluster ", o.subs[k].Cluster)
			}
		}
		truth, found = append(truth, t), append(found, f)
	}
	var misses []Miss
	for i := range truth {
		for k := range i {
			if joined := found[i] == found[k]; joined != (truth[i] == truth[k]) {
				what := "pair not in one cluster"
				if joined {
					what = "pair in one cluster"
				}
				misses = append(misses, Miss{What: what, A: o.set.Submissions[k].Place, B: o.set.Submissions[i].Place})
			}
		}
	}
	p := ComparePartitions(truth, found)
	return []Row{{"clusters", []Figure{
		ratio("pair-p", p.Precision), ratio("pair-r", p.Recall), ratio("pair-f1", p.F1), ratio("rand", p.Rand),
		ratio("b3-p", p.CubedPrecision), ratio("b3-r", p.CubedRecall), ratio("b3-f1", p.CubedF1),
	}}}, misses
}

// strangers says how many passages lie between submissions that have nothing in common.
func (o *outcome) strangers() ([]Row, []Miss) {
	m := match(o.allCases(), o.reported())
	between := 0
	var misses []Miss
	for _, d := range m.found {
		a, b := o.trueAt(d.A), o.trueAt(d.B)
		if d.times > 0 || a < 0 || b < 0 || a == b {
			continue
		}
		if c := o.set.Submissions[a].Cluster; c == "" || c != o.set.Submissions[b].Cluster {
			between++
			misses = append(misses, Miss{What: "passage between strangers, " + d.Kind, A: d.A, B: d.B})
		}
	}
	part := 0.0
	if len(m.found) > 0 {
		part = float64(between) / float64(len(m.found))
	}
	return []Row{{"strangers", []Figure{
		count("passages", len(m.found)), count("between", between), ratio("share", part),
	}}}, misses
}

// copies says how copies are found, and of which kinds of noise not in full.
func (o *outcome) copies() ([]Row, []Miss) {
	original := map[string]int{}
	for i, s := range o.set.Submissions {
		if _, ok := original[s.Cluster]; s.Kind == "" && s.Cluster != "" && !ok {
			original[s.Cluster] = i
		}
	}
	near := map[[2]int]bool{}
	for i := range o.pairs {
		if p := &o.pairs[i]; p.NearDuplicate {
			near[ordered(p.a, p.b)] = true
		}
	}
	between := map[[2]int][]int{} // passages by their submissions
	for i := range o.passages {
		if p := &o.passages[i]; !p.template {
			between[ordered(p.a, p.b)] = append(between[ordered(p.a, p.b)], i)
		}
	}
	type tally struct {
		copies, found int
		covered       float64
	}
	var kinds []string
	tallies := map[string]*tally{}
	all := &tally{}
	var misses []Miss
	for _, s := range o.set.Submissions {
		from, ok := original[s.Cluster]
		if s.Kind == "" || !ok {
			continue
		}
		source := o.set.Submissions[from].Place
		t := tallies[s.Kind]
		if t == nil {
			t = &tally{}
			tallies[s.Kind] = t
			kinds = append(kinds, s.Kind)
		}
		found, part := o.copied(s.Place, source, near, between)
		for _, t := range []*tally{t, all} {
			t.copies++
			t.covered += part
			if found {
				t.found++
			}
		}
		switch {
		case !found:
			misses = append(misses, Miss{What: "copy not found, " + s.Kind, A: source, B: s.Place})
		case part < coveredWell:
			misses = append(misses, Miss{What: "copy not covered, " + s.Kind, Value: part, A: source, B: s.Place})
		}
	}
	if all.copies == 0 {
		return nil, nil
	}
	row := func(name string, t *tally) Row {
		return Row{name, []Figure{
			count("copies", t.copies), ratio("found", share(t.found, t.copies)), ratio("covered", t.covered/float64(t.copies)),
		}}
	}
	rows := []Row{row("copies", all)}
	perfect := 0
	for _, kind := range kinds {
		if t := tallies[kind]; t.found == t.copies && t.covered >= coveredFully*float64(t.copies) {
			perfect++
		} else {
			rows = append(rows, row("  "+kind, t))
		}
	}
	rows[0].Figures = append(rows[0].Figures, count("kinds", len(kinds)), count("perfect", perfect))
	return rows, misses
}

const (
	// coveredWell is the share of a copy or a case from which on its coverage is no miss.
	coveredWell = 0.9
	// coveredFully is the mean share from which on a kind of noise is told as perfect: what
	// is written as 1.000.
	coveredFully = 0.9995
)

// copied reports whether the copy was found to be one of source, and the share of its
// letters that passages between the two cover.
func (o *outcome) copied(c, source Place, near map[[2]int]bool, between map[[2]int][]int) (found bool, part float64) {
	if a, b := o.foundAt(source), o.foundAt(c); a >= 0 && b >= 0 {
		cluster := o.subs[b].Cluster
		found = a == b || near[ordered(a, b)] || cluster > 0 && o.subs[a].Cluster == cluster
	}
	f := o.files[c.File]
	letters := f.letters(f.span(c))
	if letters.Len() == 0 {
		return found, 1
	}
	var spans []text.Span
	for _, a := range o.inFile[source.File] {
		for _, b := range o.inFile[c.File] {
			for _, i := range between[ordered(a, b)] {
				p := &o.passages[i]
				if overlaps(p.A, source) && overlaps(p.B, c) {
					spans = append(spans, p.bSpan)
				}
				if overlaps(p.B, source) && overlaps(p.A, c) {
					spans = append(spans, p.aSpan)
				}
			}
		}
	}
	return found, float64(covered(letters, spans)) / float64(letters.Len())
}

// overlaps reports whether p and q share a code point.
func overlaps(p, q Place) bool { return p.File == q.File && p.Lo < q.Hi && q.Lo < p.Hi }
