package align

import "math"

// A detection or a case: one range in each of two texts, positions of code points.
// Positions cut away belong to neither.
type panPair struct {
	a, b panRange
}

type panRange struct {
	text   string // name of the submission
	lo, hi int
	cut    [][2]int // soft zones: neither right nor wrong
}

func (r panRange) holds(i int) bool {
	if i < r.lo || i >= r.hi {
		return false
	}
	for _, c := range r.cut {
		if c[0] <= i && i < c[1] {
			return false
		}
	}
	return true
}

func (r panRange) size() int {
	n := 0
	for i := r.lo; i < r.hi; i++ {
		if r.holds(i) {
			n++
		}
	}
	return n
}

// covered returns the positions of r that any of the others holds.
func (r panRange) covered(others []panRange) int {
	n := 0
	for i := r.lo; i < r.hi; i++ {
		if !r.holds(i) {
			continue
		}
		for _, o := range others {
			if o.text == r.text && o.holds(i) {
				n++
				break
			}
		}
	}
	return n
}

func (p panPair) detects(q panPair) bool {
	return p.a.covered([]panRange{q.a}) > 0 && p.b.covered([]panRange{q.b}) > 0
}

type panScore struct {
	plagdet, recall, precision, granularity float64
}

// plagdet is the macro measure of the PAN text alignment task (Potthast and others,
// An Evaluation Framework for Plagiarism Detection, 2010).
func plagdet(cases, found []panPair) panScore {
	if len(cases) == 0 && len(found) == 0 {
		return panScore{1, 1, 1, 1}
	}
	if len(cases) == 0 || len(found) == 0 {
		return panScore{granularity: 1}
	}
	s := panScore{recall: macroRecall(cases, found), precision: macroRecall(found, cases)}
	detected, times := 0, 0
	for _, c := range cases {
		n := 0
		for _, f := range found {
			if f.detects(c) {
				n++
			}
		}
		if n > 0 {
			detected++
			times += n
		}
	}
	s.granularity = 1
	if detected > 0 {
		s.granularity = float64(times) / float64(detected)
	}
	if s.recall+s.precision > 0 {
		s.plagdet = 2 * s.recall * s.precision / (s.recall + s.precision) / math.Log2(1+s.granularity)
	}
	return s
}

// macroRecall is the mean share of the cases, both sides, that lies in what detects them.
func macroRecall(cases, found []panPair) float64 {
	sum := 0.0
	for _, c := range cases {
		var as, bs []panRange
		for _, f := range found {
			if f.detects(c) {
				as, bs = append(as, f.a), append(bs, f.b)
			}
		}
		if size := c.a.size() + c.b.size(); size > 0 {
			sum += float64(c.a.covered(as)+c.b.covered(bs)) / float64(size)
		} else {
			sum++
		}
	}
	return sum / float64(len(cases))
}
