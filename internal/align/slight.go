package align

// A text copied letter by letter, as by reading a scanned page, or copied whole with the
// year's own figures put in, differs at many places by a letter that stands for another,
// or by figures that stand for figures. Revised text mostly has words put in and left out;
// forms filled in by two people differ by names and words, and in more of their letters.
const (
	slightMany    = 8    // places in a pair
	slightShare   = 0.8  // of all places where its passages differ
	slightAlike   = 0.88 // similarity of the passages, all that differs counted as different
	slightMisread = 0.11 // letters that are no figures and stand for others, of all
)

// slightly reports whether the passages differ slightly, and sets al.slights to the
// places where they do.
func (al *Aligner) slightly(passages []fragment) bool {
	al.slights = al.slights[:0]
	places := 0
	var matched, all, misread int32
	for p := range passages {
		f := &passages[p]
		places += al.noteSlight(f.runs, int32(p))
		a, b := f.matched()
		matched, all = matched+a+b, all+f.lenA()+f.lenB()
	}
	for _, s := range al.slights {
		if !al.figures(s.run) {
			misread += s.na + s.nb
		}
	}
	n := len(al.slights)
	return n >= slightMany && float64(n) >= slightShare*float64(places) &&
		float64(matched) >= slightAlike*float64(all) && float64(misread) <= slightMisread*float64(all)
}

// noteSlight appends the slight differences between runs to al.slights and returns the
// number of all. Figures that stand for figures are one difference although some of
// them are equal by chance.
func (al *Aligner) noteSlight(runs []run, passage int32) (places int) {
	for k := 0; k+1 < len(runs); {
		behind := k + 1
		g := between(runs[k], runs[behind])
		if g.na == 0 && g.nb == 0 {
			k = behind
			continue
		}
		for al.figures(g) && behind+1 < len(runs) && al.figures(runs[behind]) && al.figures(between(runs[behind], runs[behind+1])) {
			behind++
			g = between(runs[k], runs[behind])
		}
		places++
		if al.slight(g) {
			al.slights = append(al.slights, swap{run: g, passage: passage, counts: true})
		}
		k = behind
	}
	return places
}

// slight reports whether one letter of g stands for another, or figures for figures.
func (al *Aligner) slight(g run) bool {
	if g.na < 0 || g.nb < 0 || max(g.na, g.nb) > rowLength {
		return false
	}
	return g.na == 1 && g.nb == 1 || al.figures(g)
}

// figures reports whether the letters of r are figures on both sides, or on one with none
// on the other.
func (al *Aligner) figures(r run) bool {
	return r.na >= 0 && r.nb >= 0 && r.na+r.nb > 0 &&
		figures(al.a.code[r.a:r.endA()]) && figures(al.b.code[r.b:r.endB()])
}
