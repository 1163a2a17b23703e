package align

// A text copied letter by letter, as by reading a scanned page, or copied whole with the
// year's own figures put in, differs at many places by a letter or two that stand for as
// many of the other side, or by figures that stand for figures. Revised text mostly has
// words put in and left out.
const (
	slightLetters = 2   // of either side, at most, where they are no figures
	slightMany    = 8   // places in a pair
	slightShare   = 0.8 // of all places where its passages differ
)

// slightly reports whether nearly all places where the passages differ are slight, and
// sets al.slights to those.
func (al *Aligner) slightly(passages []fragment) bool {
	al.slights = al.slights[:0]
	places := 0
	for p := range passages {
		places += al.noteSlight(passages[p].runs, int32(p))
	}
	n := len(al.slights)
	return n >= slightMany && float64(n) >= slightShare*float64(places)
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

// slight reports whether the letters of g stand for each other one by one, or as figures.
func (al *Aligner) slight(g run) bool {
	if g.na < 0 || g.nb < 0 || max(g.na, g.nb) > rowLength {
		return false
	}
	return g.na == g.nb && g.na <= slightLetters || al.figures(g)
}

// figures reports whether the letters of r are figures on both sides, or on one with none
// on the other.
func (al *Aligner) figures(r run) bool {
	return r.na >= 0 && r.nb >= 0 && r.na+r.nb > 0 &&
		figures(al.a.code[r.a:r.endA()]) && figures(al.b.code[r.b:r.endB()])
}
