package align

import "chachong/internal/token"

const gramLen = token.GramLen

// stockWeight is the share of its weight that a gram of a stock phrase keeps. A
// copied paragraph with a formula in it still stands; a formula alone never does.
const stockWeight = 0.25

// run is a pair of matched stretches: letters equal one by one (na == nb), or
// letters of one side that a mask of the other stands for (na == 0 or nb == 0).
type run struct{ a, b, na, nb int32 }

func (r run) endA() int32   { return r.a + r.na }
func (r run) endB() int32   { return r.b + r.nb }
func (r run) hidden() bool  { return r.na != r.nb }
func (r run) letters() bool { return r.na == r.nb }

// follows reports whether r begins where p ends, on both sides.
func (r run) follows(p run) bool { return p.endA() == r.a && p.endB() == r.b }

// fragment is a list of runs that may become a passage, alone or joined with others.
type fragment struct {
	runs               []run // ascending in a; in b too unless shuffled
	aLo, aHi, bLo, bHi int32 // letters: the hull of the runs
	evidence           float64
	grams              float64
	shuffled           bool
	partLo, partHi     int32 // what join and reorder made it of, in Aligner.parts; none when equal
}

func (f *fragment) lenA() int32    { return f.aHi - f.aLo }
func (f *fragment) lenB() int32    { return f.bHi - f.bLo }
func (f *fragment) shorter() int32 { return min(f.lenA(), f.lenB()) }
func (f *fragment) longer() int32  { return max(f.lenA(), f.lenB()) }

// matched returns the letters matched on each side.
func (f *fragment) matched() (a, b int32) {
	for _, r := range f.runs {
		a += r.na
		b += r.nb
	}
	return a, b
}

// density returns the matched share of the longer side, in [0,1].
func (f *fragment) density() float64 {
	a, b := f.matched()
	return min(float64(a)/float64(max(1, f.lenA())), float64(b)/float64(max(1, f.lenB())))
}

// measure returns the fragment of runs with its hull and evidence.
func (al *Aligner) measure(runs []run) fragment {
	f := fragment{runs: runs, aLo: runs[0].a, bLo: runs[0].b}
	for _, r := range runs {
		f.aLo, f.aHi = min(f.aLo, r.a), max(f.aHi, r.endA())
		f.bLo, f.bHi = min(f.bLo, r.b), max(f.bHi, r.endB())
		if r.letters() {
			e, g := al.weigh(r.a, r.na)
			f.evidence += e
			f.grams += g
		}
	}
	return f
}
