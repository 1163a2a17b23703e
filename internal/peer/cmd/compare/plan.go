package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// lawsKind is the kind of the case that is not generated.
const lawsKind = "laws"

// benchCase is a corpus and what is run on it.
type benchCase struct {
	name  string
	kind  string // of package corpus, or lawsKind
	mb    float64
	files int  // where not 0, the corpus has so many files and mb does not count
	chars int  // mean length of a file in characters; 0: that of package corpus
	jobs  bool // measured with two workers, too
	once  bool // one run, for the largest
}

// The sizes of the plan in MB. They let the short plan end within five minutes; the laws
// have 28.
const (
	shortCopies   = 30
	shortClean    = 10
	shortCrowd    = 3
	fullCopies    = 100
	fullClean     = 50
	fullCrowd     = 10
	growthSmaller = 10_000 // files
	growthLarger  = 100_000
)

// plan returns the cases of a run.
func plan(o options) []benchCase {
	if o.full {
		return []benchCase{
			{name: "copies", kind: "copies", mb: cmp.Or(o.mb, fullCopies), jobs: true},
			{name: "clean", kind: "clean", mb: fullClean},
			{name: "template", kind: "template", mb: fullClean},
			{name: "crowd", kind: "crowd", mb: fullCrowd},
			{name: "laws", kind: lawsKind, jobs: true},
			{name: "smaller", kind: "clean", files: growthSmaller, once: true},
			{name: "larger", kind: "clean", files: growthLarger, once: true},
		}
	}
	return []benchCase{
		{name: "copies", kind: "copies", mb: cmp.Or(o.mb, shortCopies), jobs: true},
		{name: "clean", kind: "clean", mb: shortClean},
		{name: "template", kind: "template", mb: shortClean},
		{name: "crowd", kind: "crowd", mb: shortCrowd},
		{name: "laws", kind: lawsKind, jobs: true},
	}
}

func caseNames() []string {
	var names []string
	for _, c := range plan(options{full: true}) {
		names = append(names, c.name)
	}
	return names
}

// choose returns the named cases; all where none is named.
func choose(all []benchCase, only string) ([]benchCase, error) {
	if only == "" {
		return all, nil
	}
	var res []benchCase
	for name := range strings.SplitSeq(only, ",") {
		i := slices.IndexFunc(all, func(c benchCase) bool { return c.name == name })
		if i < 0 {
			return nil, fmt.Errorf("-only %q: no such case in this plan", name)
		}
		res = append(res, all[i])
	}
	return res, nil
}
