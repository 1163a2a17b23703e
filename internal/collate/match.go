package collate

import (
	"cmp"
	"slices"
	"sort"
)

const (
	// many is the most pairs of units that a sentence said several times makes; the
	// places of one that stands more often are paired in their order alone.
	many = 16
	// walks bounds the units that extend looks at, for each unit of both sides.
	walks = 4
)

// pair is unit i of a and unit j of b, which may correspond.
type pair struct {
	i, j   int32
	weight int64 // letters that correspond, and what else speaks for it
}

// comparePairs orders pairs by i, then j.
func comparePairs(x, y pair) int { return cmp.Or(cmp.Compare(x.i, y.i), cmp.Compare(x.j, y.j)) }

// matcher finds out which units correspond.
type matcher struct {
	a, b     *sheet
	passages []Passage
	found    []pair  // candidates
	ofA      []int32 // unit of b that corresponds to each of a, -1 none
	ofB      []int32
	equalA   []bool // there is an equal unit on the other side
	equalB   []bool
	oftenA   []bool // there are too many to pair each with each
	steps    int    // that extend may yet take
}

// newMatcher returns a matcher that has found the units of a and b that correspond, one
// to one.
func newMatcher(a, b *sheet, ps []Passage) *matcher {
	n, m := len(a.units), len(b.units)
	out := &matcher{
		a: a, b: b, passages: ps, ofA: none(n), ofB: none(m),
		equalA: make([]bool, n), equalB: make([]bool, m), oftenA: make([]bool, n), steps: walks * (n + m),
	}
	out.findEqual()
	out.findAlike()
	slices.SortFunc(out.found, comparePairs)
	out.found = slices.CompactFunc(out.found, func(x, y pair) bool { return x.i == y.i && x.j == y.j })
	out.weigh()
	for _, p := range heaviest(out.found, m) {
		out.ofA[p.i], out.ofB[p.j] = p.j, p.i
	}
	for i, j := range out.ofA {
		if j >= 0 && !out.isWorth(int32(i), j, 1, fewLetters) {
			out.ofA[i], out.ofB[j] = -1, -1
		}
	}
	// Of items of a list that differ in a number, each corresponds to the one in its
	// place, and not to an equal one elsewhere.
	out.between(alikeInPlace)
	out.takeRest()
	out.fill()
	return out
}

// none returns n times -1.
func none(n int) []int32 {
	out := make([]int32, n)
	for k := range out {
		out[k] = -1
	}
	return out
}

// sentence is what is said with equal letters.
type sentence struct {
	inA, inB int
	places   []int32 // units of b
	next     int     // the first place that no unit of a was paired with
}

// findEqual adds the pairs of equal units. Of a sentence that stands often those are
// paired that go on from where others correspond, and all in their order.
func (m *matcher) findEqual() {
	said := make(map[uint64]*sentence, len(m.b.units))
	for j := range m.b.units {
		h := m.b.units[j].hash
		if said[h] == nil {
			said[h] = new(sentence)
		}
		said[h].inB++
		said[h].places = append(said[h].places, int32(j))
	}
	for i := range m.a.units {
		if s := said[m.a.units[i].hash]; s != nil {
			s.inA++
		}
	}
	for i := range m.a.units {
		s := said[m.a.units[i].hash]
		if s == nil {
			continue
		}
		m.equalA[i] = true
		m.oftenA[i] = s.inA*s.inB > many
		if !m.oftenA[i] {
			for _, j := range s.places {
				m.add(int32(i), j)
			}
		} else if s.next < s.inB {
			m.add(int32(i), s.places[s.next])
			s.next++
		}
	}
	for j := range m.b.units {
		m.equalB[j] = said[m.b.units[j].hash].inA > 0
	}
	m.extend(-1, -1)
	m.extend(int32(len(m.a.units)), int32(len(m.b.units)))
	for _, p := range m.passages {
		m.extend(m.a.unitAt(p.A.Lo)-1, m.b.unitAt(p.B.Lo)-1)
		m.extend(m.a.unitAt(p.A.Hi), m.b.unitAt(p.B.Hi))
	}
	for i := range m.a.units {
		if s := said[m.a.units[i].hash]; s != nil && s.inA == 1 && s.inB == 1 {
			m.extend(int32(i), s.places[0])
		}
	}
}

// unitAt returns the first unit that starts at byte at or behind it.
func (sh *sheet) unitAt(at int32) int32 {
	return int32(sort.Search(len(sh.units), func(k int) bool { return sh.units[k].span.Lo >= at }))
}

// extend adds the equal pairs in front of and behind units i and j that stand often.
func (m *matcher) extend(i, j int32) {
	for _, step := range [...]int32{-1, 1} {
		for x, y := i+step, j+step; m.steps > 0 && m.isEqual(x, y) && m.oftenA[x]; x, y = x+step, y+step {
			m.add(x, y)
			m.steps--
		}
	}
}

// isEqual reports whether there are units i and j and they have equal letters.
func (m *matcher) isEqual(i, j int32) bool {
	return i >= 0 && j >= 0 && int(i) < len(m.a.units) && int(j) < len(m.b.units) && m.a.units[i].hash == m.b.units[j].hash
}

// add adds a candidate with the letters that correspond for its weight.
func (m *matcher) add(i, j int32) {
	m.found = append(m.found, pair{i, j, int64(m.letters(i, j, 1))})
}

// letters returns how many letters correspond in units i and j that are alike so much.
func (m *matcher) letters(i, j int32, alike float64) int32 {
	u, v := &m.a.units[i], &m.b.units[j]
	return max(1, int32(alike*float64(min(u.size, v.size))))
}

// together reports whether units i and j are in one passage.
func (m *matcher) together(i, j int32) bool {
	p := m.a.units[i].passage
	return p >= 0 && p == m.b.units[j].passage
}

const (
	// scale is what a letter weighs; less than it makes no difference but between equals.
	scale = 16
	// togetherWorth and besideWorth are what a letter weighs more in a pair of one
	// passage and in one beside another pair, on either side of it.
	togetherWorth = 4
	besideWorth   = 2
)

// weigh sets the weights of the candidates, which are sorted.
func (m *matcher) weigh() {
	for k := range m.found {
		p := &m.found[k]
		worth := int64(scale)
		if m.together(p.i, p.j) {
			worth += togetherWorth
		}
		for _, step := range [...]int32{-1, 1} {
			if _, ok := slices.BinarySearchFunc(m.found, pair{i: p.i + step, j: p.j + step}, comparePairs); ok {
				worth += besideWorth
			}
		}
		p.weight *= worth
	}
}

const (
	// fewLetters is the fewest letters that units must have in common, fewApart the
	// fewest of units that are out of order: less is said twice by chance.
	fewLetters = 6
	fewApart   = 10
)

// isWorth reports whether units i and j, which are alike so much, correspond by more than
// chance: in least letters, or in fewer where they are in one passage, are equal lines or
// go on from what corresponds.
func (m *matcher) isWorth(i, j int32, alike float64, least int32) bool {
	return m.together(i, j) || m.letters(i, j, alike) >= least || m.beside(i, j) ||
		m.a.units[i].hash == m.b.units[j].hash && m.a.isLine(i) && m.b.isLine(j)
}

// isLine reports whether unit k is a paragraph.
func (sh *sheet) isLine(k int32) bool { return sh.endsPara(k) && (k == 0 || sh.endsPara(k-1)) }

// takeRest pairs the units that the chain of pairs in order has left, the best first.
func (m *matcher) takeRest() {
	rest := slices.DeleteFunc(slices.Clone(m.found), func(p pair) bool { return m.ofA[p.i] >= 0 || m.ofB[p.j] >= 0 })
	slices.SortStableFunc(rest, func(x, y pair) int { return cmp.Compare(y.weight, x.weight) })
	for _, p := range rest {
		if m.ofA[p.i] < 0 && m.ofB[p.j] < 0 && m.isWorth(p.i, p.j, m.alike(p.i, p.j), fewApart) {
			m.ofA[p.i], m.ofB[p.j] = p.j, p.i
		}
	}
}

// beside reports whether units i and j are beside units that correspond.
func (m *matcher) beside(i, j int32) bool {
	return i > 0 && j > 0 && m.ofA[i-1] == j-1 ||
		int(i)+1 < len(m.ofA) && int(j)+1 < len(m.ofB) && m.ofA[i+1] == j+1
}
