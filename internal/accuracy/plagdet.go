package accuracy

import (
	"cmp"
	"math"
	"slices"
)

// Score is the measure of the PAN text alignment task (Potthast, Stein, Barrón-Cedeño,
// Rosso, An Evaluation Framework for Plagiarism Detection, 2010). All figures but
// Granularity are in [0,1]. Lengths are code points, of both sides together.
type Score struct {
	Plagdet     float64 // F1 of Recall and Precision / log2(1 + Granularity)
	Recall      float64 // mean share of a case that lies in what detects it
	Precision   float64 // the same with the roles swapped
	Granularity float64 // mean number of detections of a detected case, at least 1

	MicroRecall    float64 // code points of all cases that lie in what detects them / code points of all cases
	MicroPrecision float64
}

// Plagdet scores the passages found against the true ones. A detection detects a case
// where it overlaps it in both of its two texts; which side is called A does not matter.
//
// The Cut of any place is out of all places of the same two files: neither right nor
// wrong. What has nothing left is not counted.
func Plagdet(cases, found []Case) Score { return match(cases, found).score() }

// judged is a case with what was found of it, or a detection with what of it is right.
type judged struct {
	Case
	size  int     // code points that count, both sides
	share float64 // of them, in what detects it; for a detection, in what it detects
	times int     // how many detect it; for a detection, how many it detects
}

// matching says how cases and detections correspond.
type matching struct {
	cases, found []judged

	microCases, microFound, microBoth int // code points, each counted once in a file
}

// ranges are half-open, ascending and apart.
type ranges [][2]int

// sides is a case or a detection in the order of its two files, with its cuts taken out.
type sides struct {
	at   int // index in the list that was given
	a, b ranges
}

// bundle is all that lies between the same two files.
type bundle struct {
	files        [2]string // ascending
	cases, found []sides
	cutA, cutB   ranges
}

// match compares every case with every detection between the same two files. Its cost is
// the sum, over pairs of files, of cases × detections.
func match(cases, found []Case) *matching {
	var order []*bundle
	bundles := map[[2]string]*bundle{}
	add := func(list []Case, into func(*bundle) *[]sides) {
		for i, c := range list {
			a, b := c.A, c.B
			if a.File > b.File {
				a, b = b, a
			}
			key := [2]string{a.File, b.File}
			u := bundles[key]
			if u == nil {
				u = &bundle{files: key}
				bundles[key] = u
				order = append(order, u)
			}
			u.cutA, u.cutB = append(u.cutA, a.Cut...), append(u.cutB, b.Cut...)
			s := into(u)
			*s = append(*s, sides{at: i, a: ranges{{a.Lo, a.Hi}}, b: ranges{{b.Lo, b.Hi}}})
		}
	}
	add(cases, func(u *bundle) *[]sides { return &u.cases })
	add(found, func(u *bundle) *[]sides { return &u.found })

	m := &matching{cases: asJudged(cases), found: asJudged(found)}
	inCases, inFound, inBoth := map[string]ranges{}, map[string]ranges{}, map[string]ranges{}
	note := func(in map[string]ranges, u *bundle, a, b ranges) {
		in[u.files[0]] = append(in[u.files[0]], a...)
		in[u.files[1]] = append(in[u.files[1]], b...)
	}
	for _, u := range order {
		u.cut()
		for i := range u.cases {
			note(inCases, u, u.cases[i].a, u.cases[i].b)
		}
		for i := range u.found {
			note(inFound, u, u.found[i].a, u.found[i].b)
		}
		caseParts, foundParts := make([]sides, len(u.cases)), make([]sides, len(u.found))
		for i := range u.cases {
			c := &u.cases[i]
			for k := range u.found {
				d := &u.found[k]
				a, b, ok := detects(c, d, u.files[0] == u.files[1])
				if !ok {
					continue
				}
				m.cases[c.at].times++
				m.found[d.at].times++
				caseParts[i].a, caseParts[i].b = append(caseParts[i].a, a...), append(caseParts[i].b, b...)
				foundParts[k].a, foundParts[k].b = append(foundParts[k].a, a...), append(foundParts[k].b, b...)
				note(inBoth, u, a, b)
			}
		}
		settle(m.cases, u.cases, caseParts)
		settle(m.found, u.found, foundParts)
	}
	sum := func(in map[string]ranges) (n int) {
		for _, r := range in {
			n += r.union().size()
		}
		return n
	}
	m.microCases, m.microFound, m.microBoth = sum(inCases), sum(inFound), sum(inBoth)
	nothing := func(j judged) bool { return j.size == 0 }
	m.cases, m.found = slices.DeleteFunc(m.cases, nothing), slices.DeleteFunc(m.found, nothing)
	return m
}

func asJudged(list []Case) []judged {
	out := make([]judged, len(list))
	for i, c := range list {
		out[i].Case = c
	}
	return out
}

// cut takes the cuts of the bundle out of all its sides.
func (u *bundle) cut() {
	if u.files[0] == u.files[1] {
		u.cutA = append(u.cutA, u.cutB...)
		u.cutB = slices.Clone(u.cutA)
	}
	cutA, cutB := u.cutA.union(), u.cutB.union()
	for _, list := range [][]sides{u.cases, u.found} {
		for i := range list {
			list[i].a, list[i].b = list[i].a.without(cutA), list[i].b.without(cutB)
		}
	}
}

// detects returns what c and d have in common on either side, and whether it is
// something on both. In one file the sides may be crossed; the larger match holds. The
// sides of what is returned are then those of c, and inside the ranges of d.
func detects(c, d *sides, oneFile bool) (a, b ranges, ok bool) {
	a, b = c.a.and(d.a), c.b.and(d.b)
	ok = len(a) > 0 && len(b) > 0
	if !oneFile {
		return a, b, ok
	}
	x, y := c.a.and(d.b), c.b.and(d.a)
	if len(x) > 0 && len(y) > 0 && (!ok || x.size()+y.size() > a.size()+b.size()) {
		return x, y, true
	}
	return a, b, ok
}

// settle sets size and share of those in list from what they have in common with others.
func settle(into []judged, list, parts []sides) {
	for i, s := range list {
		j := &into[s.at]
		if j.size = s.a.size() + s.b.size(); j.size > 0 {
			j.share = float64(parts[i].a.union().size()+parts[i].b.union().size()) / float64(j.size)
		}
	}
}

// score returns the figures of m.
func (m *matching) score() Score {
	if len(m.cases) == 0 && len(m.found) == 0 {
		return Score{Plagdet: 1, Recall: 1, Precision: 1, Granularity: 1, MicroRecall: 1, MicroPrecision: 1}
	}
	s := Score{Granularity: granularity(m.cases)}
	if len(m.cases) == 0 || len(m.found) == 0 {
		return s
	}
	s.Recall, s.Precision = meanShare(m.cases), meanShare(m.found)
	s.Plagdet = plagdet(s.Recall, s.Precision, s.Granularity)
	s.MicroRecall = float64(m.microBoth) / float64(m.microCases)
	s.MicroPrecision = float64(m.microBoth) / float64(m.microFound)
	return s
}

// Micro returns plagdet of the micro figures.
func (s Score) Micro() float64 { return plagdet(s.MicroRecall, s.MicroPrecision, s.Granularity) }

func plagdet(recall, precision, granularity float64) float64 {
	if recall == 0 && precision == 0 || granularity < 1 {
		return 0
	}
	return harmonic(recall, precision) / math.Log2(1+granularity)
}

// harmonic returns the F1 of precision and recall, 0 where both are.
func harmonic(p, r float64) float64 {
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

// meanShare returns the mean share of those in list, 0 where there are none.
func meanShare(list []judged) float64 {
	if len(list) == 0 {
		return 0
	}
	sum := 0.0
	for i := range list {
		sum += list[i].share
	}
	return sum / float64(len(list))
}

// granularity returns how many detect a case that any detects, on average; 1 where none
// is detected.
func granularity(cases []judged) float64 {
	detected, times := 0, 0
	for i := range cases {
		if n := cases[i].times; n > 0 {
			detected++
			times += n
		}
	}
	if detected == 0 {
		return 1
	}
	return float64(times) / float64(detected)
}

// union returns r in order, joined where it touches, in place.
func (r ranges) union() ranges {
	slices.SortFunc(r, func(x, y [2]int) int { return cmp.Compare(x[0], y[0]) })
	out := r[:0]
	for _, x := range r {
		switch last := len(out) - 1; {
		case x[1] <= x[0]:
		case last >= 0 && x[0] <= out[last][1]:
			out[last][1] = max(out[last][1], x[1])
		default:
			out = append(out, x)
		}
	}
	return out
}

// size returns the length of ranges that are apart.
func (r ranges) size() int {
	n := 0
	for _, x := range r {
		n += x[1] - x[0]
	}
	return n
}

// and returns what r and s have in common; both ascend and are apart.
func (r ranges) and(s ranges) ranges {
	var out ranges
	for i, j := 0, 0; i < len(r) && j < len(s); {
		if lo, hi := max(r[i][0], s[j][0]), min(r[i][1], s[j][1]); lo < hi {
			out = append(out, [2]int{lo, hi})
		}
		if r[i][1] < s[j][1] {
			i++
		} else {
			j++
		}
	}
	return out
}

// without returns r less s; both ascend and are apart.
func (r ranges) without(s ranges) ranges {
	var out ranges
	for _, x := range r {
		lo := x[0]
		k, _ := slices.BinarySearchFunc(s, lo, func(c [2]int, at int) int { return cmp.Compare(c[1], at+1) })
		for ; k < len(s) && s[k][0] < x[1]; k++ {
			if lo < s[k][0] {
				out = append(out, [2]int{lo, s[k][0]})
			}
			lo = max(lo, s[k][1])
		}
		if lo < x[1] {
			out = append(out, [2]int{lo, x[1]})
		}
	}
	return out
}
