package collate

import "slices"

const (
	// boxCells bounds the pairs of units that are compared between two places that
	// correspond. Longer stretches have little to do with each other, and what is alike
	// in them was found by its grams; boxEnds units at each end are compared all the same.
	boxCells = 4096
	boxEnds  = 32
)

// fill pairs the units that are left beside and between such that correspond: their
// place speaks for them, so that they may be less alike.
func (m *matcher) fill() {
	var left, right []int32
	for i := range m.ofA {
		j := m.ofA[i]
		if j < 0 {
			continue
		}
		left, right = m.a.freeBehind(left[:0], int32(i), m.ofA), m.b.freeBehind(right[:0], j, m.ofB)
		m.box(left, right, 0)
		left, right = m.a.freeBefore(left[:0], int32(i), m.ofA), m.b.freeBefore(right[:0], j, m.ofB)
		m.box(left, right, 0)
		if h, k := int32(i)-1, j-1; h >= 0 && k >= 0 && m.ofA[h] < 0 && m.ofB[k] < 0 && m.a.isHeading(h, h+1) && m.b.isHeading(k, k+1) {
			left, right = append(left[:0], h), append(right[:0], k)
			m.box(left, right, 0)
		}
	}
	m.between(0)
}

// between pairs the units that are left between those that correspond in order and are
// alike by least, or as much as is asked for where that is more.
func (m *matcher) between(least float64) {
	var links []pair
	for i, j := range m.ofA {
		if j >= 0 {
			links = append(links, pair{int32(i), j, int64(m.letters(int32(i), j, 1))})
		}
	}
	var left, right []int32
	i, j := int32(0), int32(0)
	end := pair{i: int32(len(m.ofA)), j: int32(len(m.ofB))}
	for _, p := range append(heaviest(links, len(m.ofB)), end) {
		left, right = free(left[:0], i, p.i, m.ofA), free(right[:0], j, p.j, m.ofB)
		m.box(left, right, least)
		i, j = p.i+1, p.j+1
	}
}

// free appends the units of [lo, hi) that correspond to none.
func free(dst []int32, lo, hi int32, of []int32) []int32 {
	for k := lo; k < hi; k++ {
		if of[k] < 0 {
			dst = append(dst, k)
		}
	}
	return dst
}

// freeBehind appends the units behind k, up to the end of its paragraph or the next one
// that corresponds to another, that correspond to none.
func (sh *sheet) freeBehind(dst []int32, k int32, of []int32) []int32 {
	for n := k + 1; int(n) < len(of) && of[n] < 0 && sh.units[n].para == sh.units[k].para && n-k <= boxEnds; n++ {
		dst = append(dst, n)
	}
	return dst
}

// freeBefore is freeBehind for the units in front of k.
func (sh *sheet) freeBefore(dst []int32, k int32, of []int32) []int32 {
	from := len(dst)
	for n := k - 1; n >= 0 && of[n] < 0 && sh.units[n].para == sh.units[k].para && k-n <= boxEnds; n-- {
		dst = append(dst, n)
	}
	slices.Reverse(dst[from:])
	return dst
}

// box pairs units of a and of b, both ascending and free, in their order and so that as
// many letters as possible correspond. They are alike by least at least.
func (m *matcher) box(left, right []int32, least float64) {
	n, o := len(left), len(right)
	if n == 0 || o == 0 {
		return
	}
	if n*o > boxCells {
		head, tail := min(n, boxEnds), min(o, boxEnds)
		if n > head || o > tail {
			m.box(left[:head], right[:tail], least)
			left, right = m.stillFree(left[max(head, n-boxEnds):], right[max(tail, o-boxEnds):])
			m.box(left, right, least)
		}
		return
	}
	score := make([]int32, (n+1)*(o+1)) // most letters of the units in front
	pays := make([]int32, n*o)
	for x, i := range left {
		for y, j := range right {
			at := (x+1)*(o+1) + y + 1
			score[at] = max(score[at-1], score[at-o-1])
			asked := alikeBeside
			if m.together(i, j) {
				asked = alikeWithin
			}
			alike := m.alike(i, j)
			if alike < asked {
				alike = m.alikeShort(i, j)
			}
			if alike >= max(asked, least) {
				pays[x*o+y] = m.letters(i, j, alike)
				score[at] = max(score[at], score[at-o-2]+pays[x*o+y])
			}
		}
	}
	for x, y := n, o; x > 0 && y > 0; {
		at := x*(o+1) + y
		switch p := pays[(x-1)*o+y-1]; {
		case p > 0 && score[at] == score[at-o-2]+p:
			x, y = x-1, y-1
			m.ofA[left[x]], m.ofB[right[y]] = right[y], left[x]
		case score[at] == score[at-1]:
			y--
		default:
			x--
		}
	}
}

// stillFree returns those of the units that correspond to none.
func (m *matcher) stillFree(left, right []int32) (l, r []int32) {
	for _, i := range left {
		if m.ofA[i] < 0 {
			l = append(l, i)
		}
	}
	for _, j := range right {
		if m.ofB[j] < 0 {
			r = append(r, j)
		}
	}
	return l, r
}
