package text

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// What this file decides needs the text on both sides, so folding notes the places
// and settles them at the end. Noise is taken away first: it stands between letters
// that the other rules look at.

const (
	// noiseRun is the number of signs in a row, each between Han, from which they are
	// noise: 工-作-总-结. Prose joins two or three names so (北京-上海), lists of an
	// organisation's branches reach five.
	noiseRun = 6
	// noiseGap is the number of Han characters that may stand between two such signs:
	// every letter, every word or every other word is broken.
	noiseGap = 6
	// wideRun is the number of gaps of two or more spaces from which single Han
	// characters are letter-spaced. Titles (工  作  总  结) stay below it, and rows of
	// names have two characters in some name before that.
	wideRun = 6
	// alikeReach is the number of runes on either side of a look-alike in which
	// another letter of its script tells that it is no look-alike.
	alikeReach = 8
)

// alike is a sign of another script and the Han character it is taken for, of three
// bytes each.
type alike struct{ sign, han rune }

// cut is a range of folded bytes to take away.
type cut struct{ lo, hi int }

// settle takes the noise away and decides what hangs on the neighbours.
func (f *folder) settle() {
	if cuts := f.noise(); len(cuts) > 0 {
		f.remove(cuts)
	}
	f.chooseAlikes()
	f.choose()
}

// noise returns what to take away, ascending.
func (f *folder) noise() []cut {
	var cuts []cut
	if len(f.signs) > 0 {
		cuts = f.signCuts(cuts)
	}
	if len(f.wides) >= wideRun {
		cuts = f.wideCuts(cuts)
	}
	if len(f.digits) > 0 {
		cuts = f.digitCuts(cuts)
	}
	slices.SortFunc(cuts, func(a, b cut) int { return a.lo - b.lo })
	return cuts
}

// signCuts appends the signs that stand in long rows between Han, and the hyphens
// at the end of a line that goes on with Han.
func (f *folder) signCuts(cuts []cut) []cut {
	run := 0 // signs in the row that ends at f.signs[i-1]
	for i := 0; i <= len(f.signs); i++ {
		if i < len(f.signs) && f.between(f.signs[i]) {
			if run > 0 && f.joined(f.signs[i-1], f.signs[i]) {
				run++
				continue
			}
		} else if i < len(f.signs) && f.dst[f.signs[i]] == '-' && f.wraps(f.signs[i]+1) {
			cuts = append(cuts, cut{f.signs[i], f.signs[i] + 1})
		}
		if run >= noiseRun {
			for _, at := range f.signs[i-run : i] {
				cuts = append(cuts, cut{at, at + f.sizeAt(at)})
			}
		}
		run = 0
		if i < len(f.signs) && f.between(f.signs[i]) {
			run = 1
		}
	}
	return cuts
}

// between reports whether Han follows the sign at byte at; it stands in front.
func (f *folder) between(at int) bool { return f.hanAt(at + f.sizeAt(at)) }

// joined reports whether at most noiseGap Han characters stand between the signs at a
// and b. Figures, marks and line ends between them are of no account.
func (f *folder) joined(a, b int) bool {
	count := 0
	for at := a + f.sizeAt(a); at < b && count <= noiseGap; at += f.sizeAt(at) {
		if f.hanAt(at) {
			count++
		}
	}
	return count <= noiseGap
}

// wraps reports whether a line ends at byte at and Han opens the next.
func (f *folder) wraps(at int) bool {
	if at == len(f.dst) || f.dst[at] != '\n' {
		return false
	}
	for at++; at < len(f.dst) && f.dst[at] == ' '; at++ {
	}
	return f.hanAt(at)
}

// wideCuts appends the gaps of long rows of single characters.
func (f *folder) wideCuts(cuts []cut) []cut {
	var row []cut
	end := func() {
		if len(row) >= wideRun {
			cuts = append(cuts, row...)
		}
		row = nil
	}
	for _, lo := range f.wides {
		hi := lo
		for hi < len(f.dst) && f.dst[hi] == ' ' {
			hi++
		}
		if !f.hanAt(hi) {
			end()
			continue
		}
		if n := len(row); n > 0 {
			if before := row[n-1].hi; before+f.sizeAt(before) != lo {
				end()
			}
		}
		row = append(row, cut{lo, hi})
	}
	end()
	return cuts
}

// digitCuts appends the spaces in rows of at least three single digits that Han
// follows: 2 0 2 3 年.
func (f *folder) digitCuts(cuts []cut) []cut {
	digit := func(at int) bool { return at >= 0 && at < len(f.dst) && '0' <= f.dst[at] && f.dst[at] <= '9' }
	for i := 0; i < len(f.digits); {
		n := 1 // spaces in the row from f.digits[i]
		for i+n < len(f.digits) && f.digits[i+n] == f.digits[i+n-1]+2 {
			n++
		}
		first, last := f.digits[i]-1, f.digits[i+n-1]+1
		if !digit(last) { // the space behind the last digit
			n--
			last -= 2
		}
		after := last + 1
		if after < len(f.dst) && f.dst[after] == ' ' {
			after++
		}
		alone := first == 0 || f.dst[first-1] >= utf8.RuneSelf || f.dst[first-1] <= ' ' || f.dst[first-1] == '('
		if n >= 2 && alone && f.hanAt(after) {
			for _, at := range f.digits[i : i+n] {
				cuts = append(cuts, cut{at, at + 1})
			}
		}
		i += max(n, 1)
	}
	return cuts
}

// sizeAt returns the length in bytes of the folded rune at byte at.
func (f *folder) sizeAt(at int) int {
	_, size := utf8.DecodeRune(f.dst[at:])
	return size
}

// hanAt reports whether the folded rune at byte at is Han or taken for it.
func (f *folder) hanAt(at int) bool {
	r, _ := utf8.DecodeRune(f.dst[at:])
	return sideOrAlike(r)&(han|alikeHan) != 0
}

// remove takes the ranges cuts, ascending and disjoint, out of the folded text and
// moves the noted places.
func (f *folder) remove(cuts []cut) {
	move := func(n int, place func(int) *int) {
		gone, next := 0, 0
		for i := range n {
			at := place(i)
			for next < len(cuts) && cuts[next].lo < *at {
				gone += cuts[next].hi - cuts[next].lo
				next++
			}
			*at -= gone
		}
	}
	move(len(f.words), func(i int) *int { return &f.words[i].At })
	move(len(f.alikes), func(i int) *int { return &f.alikes[i] })
	move(len(f.spaces), func(i int) *int { return &f.spaces[i] })
	// What is kept moves down, range by range: [lo, hi) by gone bytes.
	moved := slices.Grow(f.spare[:0], len(f.stretches)+len(cuts))
	lo, gone, next := 0, 0, 0
	for i := 0; i <= len(cuts); i++ {
		hi := len(f.dst)
		if i < len(cuts) {
			hi = cuts[i].lo
		}
		if lo < hi {
			for next < len(f.stretches) && int(f.stretches[next].at) <= lo {
				next++
			}
			s := f.stretches[next-1]
			moved = append(moved, stretch{int32(lo - gone), s.from + int32(lo) - s.at})
			for ; next < len(f.stretches) && int(f.stretches[next].at) < hi; next++ {
				s := f.stretches[next]
				moved = append(moved, stretch{s.at - int32(gone), s.from})
			}
			copy(f.dst[lo-gone:], f.dst[lo:hi])
		}
		if i < len(cuts) {
			lo = cuts[i].hi
			gone += lo - hi
		}
	}
	f.dst = f.dst[:len(f.dst)-gone]
	f.stretches, f.spare = moved, f.stretches
}

// chooseAlikes turns the look-alikes of other scripts into Han, row by row. A row of
// them is Han where Han stands on one of its sides and no other letter of those
// scripts is near. ー lengthens the kana in front of it, so it must stand alone. The
// look-alikes of numerals may also be list numbers: ー、 and (ニ). Single spaces do not
// part a row, and go where they turn out to stand inside Han.
func (f *folder) chooseAlikes() {
	for i := 0; i < len(f.alikes); {
		lo, hi := f.alikes[i], f.alikes[i]
		bar := false // a ー is in the row
		k := i
		for k < len(f.alikes) && (f.alikes[k] == hi || k > i && f.alikes[k] == hi+1 && f.dst[hi] == ' ') {
			bar = bar || f.alikeAt(f.alikes[k]) == 0
			hi = f.alikes[k] + 3
			k++
		}
		left, right := f.besides(lo, hi)
		beside := sideOf(left) == han || sideOf(right) == han ||
			k == i+1 && strings.ContainsRune("一二三八", alikes[f.alikeAt(lo)].han) && (right == '、' || left == '(' && right == ')')
		if beside && (!bar || k == i+1) && !f.phoneticNear(lo, hi) {
			for _, at := range f.alikes[i:k] {
				utf8.EncodeRune(f.dst[at:], alikes[f.alikeAt(at)].han)
			}
		}
		i = k
	}
	var cuts []cut
	for _, at := range f.spaces {
		before, _ := utf8.DecodeLastRune(f.dst[:at])
		after, _ := utf8.DecodeRune(f.dst[at+1:])
		if left, right := sideOf(before), sideOf(after); left != 0 && right != 0 && (left|right)&han != 0 {
			cuts = append(cuts, cut{at, at + 1})
		}
	}
	if len(cuts) > 0 {
		f.remove(cuts)
	}
}

// besides returns the runes on both sides of [lo, hi), a single space left out.
func (f *folder) besides(lo, hi int) (left, right rune) {
	left, _ = utf8.DecodeLastRune(f.dst[:lo])
	if left == ' ' {
		left, _ = utf8.DecodeLastRune(f.dst[:lo-1])
	}
	right, _ = utf8.DecodeRune(f.dst[hi:])
	if right == ' ' {
		right, _ = utf8.DecodeRune(f.dst[hi+1:])
	}
	return left, right
}

// alikeAt returns the index in alikes of the sign at byte at.
func (f *folder) alikeAt(at int) int {
	r, _ := utf8.DecodeRune(f.dst[at:])
	return alikeOf(r)
}

// alikeOf returns the index of r in alikes, -1 where r is no look-alike.
func alikeOf(r rune) int {
	if !phonetic(r) {
		return -1
	}
	return slices.IndexFunc(alikes[:], func(a alike) bool { return a.sign == r })
}

// phoneticNear reports whether a kana, bopomofo or Hangul letter that is no
// look-alike stands within alikeReach runes of [lo, hi) and in the same line.
func (f *folder) phoneticNear(lo, hi int) bool {
	for range alikeReach {
		r, size := utf8.DecodeLastRune(f.dst[:lo])
		if size == 0 || r == '\n' {
			break
		}
		if phonetic(r) && alikeOf(r) < 0 {
			return true
		}
		lo -= size
	}
	for range alikeReach {
		r, size := utf8.DecodeRune(f.dst[hi:])
		if size == 0 || r == '\n' {
			break
		}
		if phonetic(r) && alikeOf(r) < 0 {
			return true
		}
		hi += size
	}
	return false
}

// phonetic reports whether r is a letter of kana, bopomofo or Hangul.
func phonetic(r rune) bool {
	return 0x3041 <= r && r <= 0x30FF && r != 0x30FB || 0x3105 <= r && r <= 0x318E ||
		0x1100 <= r && r <= 0x11FF || 0xAC00 <= r && r <= 0xD7A3 || 0x31A0 <= r && r <= 0x31BF || 0x31F0 <= r && r <= 0x31FF
}
