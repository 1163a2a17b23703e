package align

// part is a hunk of letters, or the list number that differs in it.
type part struct {
	hunk
	number bool
}

func hasNumber(g []glyph) bool {
	for i := range g {
		if g[i].number > 0 {
			return true
		}
	}
	return false
}

// wholeNumbers returns hunks of letters such that every list number is equal as a whole,
// to letters that follow each other, or in a hunk as a whole.
func wholeNumbers(hunks []hunk, a, b []glyph) []hunk {
	ofA, ofB := partners(hunks, len(a), len(b))
	for breakNumbers(a, ofA, ofB) || breakNumbers(b, ofB, ofA) {
	}
	var out []hunk
	for i, j := 0, 0; i < len(a) || j < len(b); {
		h := hunk{i, i, j, j}
		for h.aHi < len(a) && ofA[h.aHi] < 0 {
			h.aHi++
		}
		for h.bHi < len(b) && ofB[h.bHi] < 0 {
			h.bHi++
		}
		if h.size() > 0 {
			out = append(out, h)
		}
		i, j = h.aHi+1, h.bHi+1
	}
	return out
}

// partners returns for each letter the index of the equal one on the other side, -1 for
// those in hunks.
func partners(hunks []hunk, n, m int) (ofA, ofB []int) {
	ofA, ofB = make([]int, n), make([]int, m)
	i, j := 0, 0
	for _, h := range append(hunks[:len(hunks):len(hunks)], hunk{n, n, m, m}) {
		for ; i < h.aLo; i, j = i+1, j+1 {
			ofA[i], ofB[j] = j, i
		}
		for ; i < h.aHi; i++ {
			ofA[i] = -1
		}
		for ; j < h.bHi; j++ {
			ofB[j] = -1
		}
	}
	return ofA, ofB
}

// breakNumbers takes the partners from the numbers of g that have them for some of their
// letters only, or such as do not follow each other, and reports whether there are any.
func breakNumbers(g []glyph, of, back []int) bool {
	broken := false
	for lo := 0; lo < len(g); {
		hi := lo + 1
		for hi < len(g) && g[hi].number == g[lo].number {
			hi++
		}
		if g[lo].number > 0 && !follow(of[lo:hi]) {
			for k := lo; k < hi; k++ {
				if of[k] >= 0 {
					back[of[k]], of[k] = -1, -1
					broken = true
				}
			}
		}
		lo = hi
	}
	return broken
}

// follow reports whether all are partners and follow each other.
func follow(of []int) bool {
	for k, p := range of {
		if p < 0 || p != of[0]+k {
			return false
		}
	}
	return true
}

// partNumbers returns the hunks with the list numbers at their ends as parts of their own:
// one that only one side has, or that stands against another. What is left are words
// against words. Of letters that one side alone has, a number among them is no part. The
// number of a page that one side alone has is none either, but that it may stand inside one.
func partNumbers(hunks []hunk, a, b []glyph, srcA, srcB string) []part {
	var out []part
	add := func(h hunk, number bool) {
		if trimPages(h, a, b).size() > 0 {
			out = append(out, part{h, number})
		}
	}
	for _, h := range hunks {
		if !h.replaces() {
			add(h, allNumbers(a[h.aLo:h.aHi]) && allNumbers(b[h.bLo:h.bHi]))
			continue
		}
		front := hunk{h.aLo, h.aLo, h.bLo, h.bLo}
		front.aHi += leading(a[h.aLo:h.aHi])
		front.bHi += leading(b[h.bLo:h.bHi])
		switch {
		case front.aHi > front.aLo && front.bHi == front.bLo:
			front.bHi += written(srcB, b[h.bLo:h.bHi])
		case front.bHi > front.bLo && front.aHi == front.aLo:
			front.aHi += written(srcA, a[h.aLo:h.aHi])
		}
		back := hunk{h.aHi, h.aHi, h.bHi, h.bHi}
		back.aLo -= trailing(a[front.aHi:h.aHi])
		back.bLo -= trailing(b[front.bHi:h.bHi])
		switch {
		case back.aLo < back.aHi && back.bLo == back.bHi:
			back.bLo -= writtenLast(srcB, b[front.bHi:h.bHi])
		case back.bLo < back.bHi && back.aLo == back.aHi:
			back.aLo -= writtenLast(srcA, a[front.aHi:h.aHi])
		}
		add(front, true)
		add(hunk{front.aHi, back.aLo, front.bHi, back.bLo}, false)
		add(back, true)
	}
	return out
}

// trimPages returns h without the numbers of pages at the ends of letters that one side
// alone has.
func trimPages(h hunk, a, b []glyph) hunk {
	if h.aLo == h.aHi {
		h.bLo, h.bHi = withoutPages(b, h.bLo, h.bHi)
	}
	if h.bLo == h.bHi {
		h.aLo, h.aHi = withoutPages(a, h.aLo, h.aHi)
	}
	return h
}

// withoutPages returns the letters [lo, hi) without the numbers of pages at their ends.
func withoutPages(g []glyph, lo, hi int) (from, to int) {
	for lo < hi && g[lo].page {
		lo++
	}
	for lo < hi && g[hi-1].page {
		hi--
	}
	return lo, hi
}

// allNumbers reports whether all letters are those of list numbers.
func allNumbers(g []glyph) bool { return leading(g) == len(g) }

// leading returns how many letters of list numbers g begins with.
func leading(g []glyph) int {
	n := 0
	for n < len(g) && g[n].number > 0 {
		n++
	}
	return n
}

// trailing returns how many letters of list numbers g ends with.
func trailing(g []glyph) int {
	n := 0
	for n < len(g) && g[len(g)-1-n].number > 0 {
		n++
	}
	return n
}

// written returns how many letters g begins with that are written as a list number, in mid
// sentence, where they are none by themselves.
func written(src string, g []glyph) int {
	if len(g) == 0 {
		return 0
	}
	end := numberEnd(src, g[0].span.Lo, g[len(g)-1].span.Hi)
	n := 0
	for n < len(g) && g[n].span.Hi <= end {
		n++
	}
	return n
}

// writtenLast is written for what g ends with.
func writtenLast(src string, g []glyph) int {
	const most = 8 // letters: （一百零一）、
	for n := min(most, len(g)); n > 0; n-- {
		if end := g[len(g)-n:]; written(src, end) == n {
			return n
		}
	}
	return 0
}
