// Package accuracy measures what the program finds on texts of known truth.
//
// A [Set] is a folder of files with the truth about them: where submissions stand, which
// are copies of each other, which passages were copied and how. Sets come from
// measuring data where that is present (data.go) and from generators that write copies,
// compilations and pasted passages with a fixed seed (gen*.go). A set goes through the
// program as a user's folder does ([Run]), and what comes out is judged ([Judge]):
//
//	boundaries  F1 of submissions of which both edges are right (score.go)
//	clusters    precision, recall and F1 of pairs; adjusted Rand index (Hubert and Arabie
//	            1985); B-cubed (Bagga and Baldwin 1998); copies found and covered, by kind
//	            of noise (copies.go)
//	passages    plagdet with its parts (Potthast, Stein, Barrón-Cedeño, Rosso, An
//	            Evaluation Framework for Plagiarism Detection, 2010); formulae reported
//	            (passages.go)
//	pairs       those listed against the exact likeness of all files (pairs.go)
//	honesty     the figures of the result against the same ones computed anew (honesty.go)
//
// The figures of all sets are one text, testdata/accuracy.txt, so that a change of the
// program that changes accuracy shows as a changed line.
package accuracy

// File is one file of a set. Its text is what the program is given.
type File struct {
	Name string // unique in the set
	Text string
}

// Place is a range of one file in code points, half-open.
type Place struct {
	File   string
	Lo, Hi int
	Cut    [][2]int // code points in or beside it that are neither right nor wrong
}

// Submission is a report of known place.
type Submission struct {
	Place
	Cluster string // label; "" alone
	Kind    string // of noise, for a copy; "" for an original
}

// Case is a copied passage: A was copied to B, or B to A.
type Case struct {
	A, B Place
	Kind string // verbatim, noised, spun, edited, shuffled …
}

// Group is some of the passages of a set, scored by themselves.
type Group struct {
	Name   string
	Cases  []Case
	Within [][2]Place // what is found between these belongs here
}

// Pair is two files whose likeness is known.
type Pair struct {
	A, B        string
	Resemblance float64 // [0,1]
	Containment float64 // [0,1], of the shorter one
}

// Set is files with their truth. What is nil is not judged.
type Set struct {
	Name        string
	Files       []File
	Submissions []Submission // every one, where Bounds or Clusters
	Bounds      bool         // boundaries are judged
	Clusters    bool         // clusters, found copies and coverage are judged
	Cases       []Case       // passages that are to be found
	Passages    bool         // passages are judged against Cases
	Groups      []Group      // passages that are judged apart from Cases
	Pairs       []Pair       // every pair of resemblance >= 0.25 or containment >= 0.5
	Whole       bool         // every file is one submission, wherever its body starts
	Forbidden   []Case       // pairs of places that are no passage: formulae
	Quiet       bool         // no passage but template, and no near-duplicate, may be reported
}
