package align

// looseLine is the number of letters of another line that an edge gives up: the last
// two letters of a title (总结) in front of a copied text, the first two of the next
// heading behind it, are no part of the copy. A line that both texts share to its other
// end too is.
const looseLine = 3

// trimLines cuts a few letters at the edges of f that stand in another line than the
// rest, on either side.
func (al *Aligner) trimLines(f fragment) fragment {
	if f.shuffled {
		return f
	}
	runs, changed := f.runs, false
	for k := int32(1); k <= looseLine; k++ {
		if rest, ok := al.behindLine(runs, k); ok {
			runs, changed = rest, true
			break
		}
	}
	for k := int32(1); k <= looseLine; k++ {
		if rest, ok := al.beforeLine(runs, k); ok {
			runs, changed = rest, true
			break
		}
	}
	if !changed {
		return f
	}
	return al.measure(runs)
}

// behindLine returns runs without their first n letters where a line starts behind those.
func (al *Aligner) behindLine(runs []run, n int32) ([]run, bool) {
	r := runs[0]
	if !r.letters() || len(runs) == 1 && r.na <= n || al.lineAtBoth(r.a, r.b) {
		return runs, false
	}
	switch {
	case r.na > n && al.lineAt(r.a+n, r.b+n):
		runs[0] = run{r.a + n, r.b + n, r.na - n, r.nb - n}
		return runs, true
	case r.na == n && al.lineAt(runs[1].a, runs[1].b):
		return runs[1:], true
	}
	return runs, false
}

// beforeLine returns runs without their last n letters where a line starts with those.
func (al *Aligner) beforeLine(runs []run, n int32) ([]run, bool) {
	last := len(runs) - 1
	r := runs[last]
	if !r.letters() || r.na < n || last == 0 && r.na <= n || !al.lineAt(r.endA()-n, r.endB()-n) || al.lineAtBoth(r.endA(), r.endB()) {
		return runs, false
	}
	if r.na == n {
		return runs[:last], true
	}
	runs[last] = run{r.a, r.b, r.na - n, r.nb - n}
	return runs, true
}

// lineAt reports whether a line starts at letter i of a or at letter j of b.
func (al *Aligner) lineAt(i, j int32) bool {
	return (al.a.flag[i]|al.b.flag[j])&lineHere != 0
}

// lineAtBoth reports whether lines start, or the texts end, at letter i of a and at
// letter j of b.
func (al *Aligner) lineAtBoth(i, j int32) bool {
	return (i == al.a.size() || al.a.flag[i]&lineHere != 0) && (j == al.b.size() || al.b.flag[j]&lineHere != 0)
}
