package accuracy

import (
	"cmp"
	"fmt"
	"slices"

	"chachong/internal/finding"
)

// boundarySlack is how many code points an edge of a submission may lie off: a space or a
// full stop more or less is nobody's concern.
const boundarySlack = 2

// Miss is a place where the program and the truth differ.
type Miss struct {
	What  string
	Value float64 // how good it is, [0,1]; 0 is worst
	A, B  Place   // B has no File where there is one place only
}

// Judge scores the result of Run on s. Of what is missed it returns the worst first.
func Judge(s *Set, res *finding.Result) (*Block, []Miss) {
	o := newOutcome(s, res)
	b := &Block{Set: s.Name, Size: o.size()}
	var misses []Miss
	add := func(rows []Row, ms []Miss) {
		b.Rows = append(b.Rows, rows...)
		misses = append(misses, ms...)
	}
	if s.Bounds {
		add(o.boundaries())
	}
	if s.Whole {
		add(o.whole())
	}
	if s.Clusters {
		add(o.clusters())
		add(o.strangers())
		add(o.copies())
	}
	if s.Passages {
		add(o.group("passages", s.Cases, func(Case) bool { return true }))
	}
	for _, g := range s.Groups {
		add(o.group(g.Name, g.Cases, g.holds))
	}
	if s.Forbidden != nil {
		add(o.forbidden())
	}
	if s.Pairs != nil {
		add(o.filePairs())
	}
	if s.Quiet {
		add(o.quiet())
	}
	b.Rows = append(b.Rows, o.honesty())
	slices.SortStableFunc(misses, func(x, y Miss) int { return cmp.Compare(x.Value, y.Value) })
	return b, misses
}

func (o *outcome) size() string {
	letters := 0
	for i := range o.subs {
		letters += o.subs[i].letters.Len()
	}
	return fmt.Sprintf("%d files, %d submissions found, %d letters", len(o.set.Files), len(o.subs), letters)
}

// boundaries says how well submissions are found where they stand, and which kinds of
// files are not found in full.
func (o *outcome) boundaries() ([]Row, []Miss) {
	type tally struct{ truth, found []Place }
	var all tally
	var kinds []string
	byKind := map[string]*tally{}
	kindOf, inFile := map[string]string{}, map[string]int{}
	add := func(kind string, truth, found []Place) {
		t := byKind[kind]
		if t == nil {
			t = &tally{}
			byKind[kind] = t
			kinds = append(kinds, kind)
		}
		t.truth, t.found = append(t.truth, truth...), append(t.found, found...)
		all.truth, all.found = append(all.truth, truth...), append(all.found, found...)
	}
	for _, s := range o.set.Submissions {
		add(s.Kind, []Place{s.Place}, nil)
		kindOf[s.File] = s.Kind
		inFile[s.File]++
	}
	for i := range o.subs {
		add(kindOf[o.subs[i].Path], nil, []Place{o.place(i, spanOf(o.subs[i].Range))})
	}
	split := 0
	for _, f := range o.set.Files {
		if inFile[f.Name] == 1 && len(o.inFile[f.Name]) > 1 {
			split++
		}
	}
	row := func(name string, t *tally, more ...Figure) Row {
		return Row{name, append([]Figure{
			count("true", len(t.truth)), count("found", len(t.found)),
			ratio("f1", Boundaries(t.truth, t.found, boundarySlack)), ratio("exact", Boundaries(t.truth, t.found, 0)),
		}, more...)}
	}
	rows := []Row{row("boundaries", &all, count("split", split))}
	for _, kind := range kinds {
		if t := byKind[kind]; kind != "" && Boundaries(t.truth, t.found, boundarySlack) < 1 {
			rows = append(rows, row("  "+kind, t))
		}
	}
	var misses []Miss
	for _, d := range []struct {
		what        string
		list, other []Place
	}{{"submission missed", all.truth, all.found}, {"submission found", all.found, all.truth}} {
		free := make([]bool, len(d.other))
		for _, p := range d.list {
			if nearest(d.other, free, p, boundarySlack) < 0 {
				misses = append(misses, Miss{What: d.what + ", " + kindOf[p.File], A: p})
			}
		}
	}
	return rows, misses
}

// whole says which files of one submission were split.
func (o *outcome) whole() ([]Row, []Miss) {
	split := 0
	var misses []Miss
	for _, f := range o.set.Files {
		if list := o.inFile[f.Name]; len(list) > 1 {
			split++
			misses = append(misses, Miss{What: "file split", A: o.place(list[1], spanOf(o.subs[list[1]].Range))})
		}
	}
	return []Row{{"whole", []Figure{count("files", len(o.set.Files)), count("split", split)}}}, misses
}

// foundAt returns the index of the submission found that overlaps p most, -1 where none
// does.
func (o *outcome) foundAt(p Place) int {
	best, most := -1, 0
	for _, i := range o.inFile[p.File] {
		r := o.subs[i].Range.Rune
		if n := min(int(r[1]), p.Hi) - max(int(r[0]), p.Lo); n > most {
			best, most = i, n
		}
	}
	return best
}

// trueAt returns the index of the true submission that overlaps p most, -1 where none
// does.
func (o *outcome) trueAt(p Place) int {
	best, most := -1, 0
	for i, s := range o.set.Submissions {
		if n := min(s.Hi, p.Hi) - max(s.Lo, p.Lo); s.File == p.File && n > most {
			best, most = i, n
		}
	}
	return best
}
