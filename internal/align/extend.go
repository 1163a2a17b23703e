package align

import "slices"

const (
	// A gap is filled when it has at most so many letters on either side.
	fillLimit = 250
	// In a gap of more letters than this, single equal letters are chance; and kept,
	// they take letters from a passage that lives in the gap.
	fillSingles = 6

	extendWindow = 16 // letters of each side in one table
	extendBand   = 8  // diagonals either way
	// extendYield is what a window must add: a substitution and three equal letters.
	extendYield = 3*scoreMatch - costSubst
	// maskedYield is the same where a mask stands at the corner: its letters and two
	// equal ones behind them.
	maskedYield = 2*scoreMatch - hiddenReach*costHidden
	// extendGate is how near, in letters, two equal letters must stand on both
	// sides, or a mask, before a table is filled: it saves nine tables of ten.
	extendGate = 8
)

// refine fills the gaps between the runs of f and extends both its ends while that
// pays.
func (al *Aligner) refine(f fragment) fragment {
	start := len(al.runs)
	first := f.runs[0]
	al.extend(first.a, first.b, -1)
	slices.Reverse(al.runs[start:])
	al.keep(start, first)
	for _, r := range f.runs[1:] {
		al.fillGap(start, r)
		al.keep(start, r)
	}
	last := al.runs[len(al.runs)-1]
	al.extend(last.endA(), last.endB(), +1)
	al.merge(start)
	return al.measure(slices.Clip(al.runs[start:]))
}

// keep appends r, or lengthens the last run with it.
func (al *Aligner) keep(start int, r run) {
	if n := len(al.runs); n > start {
		p := &al.runs[n-1]
		if p.letters() && r.letters() && r.follows(*p) {
			p.na += r.na
			p.nb += r.nb
			return
		}
	}
	al.runs = append(al.runs, r)
}

// merge joins runs from start on that continue each other.
func (al *Aligner) merge(start int) {
	runs := al.runs[start:]
	al.runs = al.runs[:start]
	for _, r := range runs {
		al.keep(start, r)
	}
}

// fillGap aligns the letters between the last run and next.
func (al *Aligner) fillGap(start int, next run) {
	last := al.runs[len(al.runs)-1]
	i, j := last.endA(), last.endB()
	n, m := next.a-i, next.b-j
	if n < 0 || m < 0 || n > fillLimit || m > fillLimit || n+m == 0 {
		return
	}
	al.load(i, j, n, m, +1)
	if (n == 0 || m == 0 || n == 1 && m == 1) && !al.table.masked(fillLimit+1) {
		return
	}
	al.table.fill(fillLimit, false)
	al.table.back(int(n), int(m))
	for k := len(al.table.path) - 1; k >= 0; k-- {
		r := al.table.path[k]
		if r.letters() && r.na == 1 && max(n, m) > fillSingles {
			continue
		}
		al.keep(start, run{i + r.a, j + r.b, r.na, r.nb})
	}
}

// extend appends the runs found outwards from the corner (i, j), nearest first;
// step is +1 forwards, -1 backwards. It ends where a window yields too little, or
// letters only that chains found before explain: a text that repeats itself would
// have every chain run over all of it.
func (al *Aligner) extend(i, j, step int32) {
	for {
		n, m := i, j
		if step > 0 {
			n, m = al.a.size()-i, al.b.size()-j
		}
		n, m = min(n, extendWindow), min(m, extendWindow)
		if n < 2 || m < 2 {
			return
		}
		al.load(i, j, n, m, step)
		t := &al.table
		if !t.masked(extendGate) && !t.pairNear() {
			return
		}
		x, y, score := t.fill(extendBand, true)
		if score < extendYield && (score < maskedYield || !t.masked(1)) {
			return
		}
		t.back(x, y)
		before := len(al.runs)
		for k := len(t.path) - 1; k >= 0; k-- {
			r := t.path[k]
			if step > 0 {
				r.a, r.b = i+r.a, j+r.b
			} else {
				r.a, r.b = i-r.endA(), j-r.endB()
			}
			al.runs = append(al.runs, r)
		}
		if !al.anyFree(al.runs[before:]) {
			al.runs = al.runs[:before]
			return
		}
		i, j = i+step*int32(x), j+step*int32(y)
	}
}

// pairNear reports whether two letters in a row within extendGate letters of the
// corner are equal on both sides.
func (t *table) pairNear() bool {
	n, m := min(len(t.a)-1, extendGate), min(len(t.b)-1, extendGate)
	for x := range n {
		for y := range m {
			if t.a[x] == t.b[y] && t.a[x+1] == t.b[y+1] {
				return true
			}
		}
	}
	return false
}

// load copies n letters of a from i on and m of b from j on into the table, in the
// direction of step.
func (al *Aligner) load(i, j, n, m, step int32) {
	t := &al.table
	t.a, t.maskA = al.a.copyLetters(t.a, t.maskA, i, n, step)
	t.b, t.maskB = al.b.copyLetters(t.b, t.maskB, j, m, step)
}

// copyLetters copies n letters from i on into code, in the direction of step, and whether
// a mask stands in front of each and behind the last into mask.
func (t *Text) copyLetters(code []rune, mask []bool, i, n, step int32) ([]rune, []bool) {
	code, mask = grow(code, int(n)), grow(mask, int(n)+1)
	if step > 0 {
		copy(code, t.code[i:i+n])
		for k, f := range t.flag[i : i+n+1] {
			mask[k] = f&maskBefore != 0
		}
		return code, mask
	}
	for k := range code {
		code[k] = t.code[int(i)-1-k]
	}
	for k := range mask {
		mask[k] = t.flag[int(i)-k]&maskBefore != 0
	}
	return code, mask
}
