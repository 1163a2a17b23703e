package align

import "slices"

// The scores of a table in twentieths of a matched letter.
const (
	scoreMatch  = 20
	costSubst   = 14 // .7: three letters in four must be equal to pay
	costOpen    = 16 // .8 to open a gap, and
	costLetter  = 7  // .35 for each letter in it. A cheaper letter joins paragraphs across their headings
	costHidden  = 2  // .1 for each letter that a mask of the other side stands for
	hiddenReach = 4  // letters that one mask may stand for
	dropX       = 6 * scoreMatch
)

// impossible is worse than any score and far from overflow.
const impossible = -1 << 28

// Where the best way into a cell comes from, and whether the gaps that end in it were
// open already.
const (
	fromPair  uint8 = 1 // a letter of each side
	fromHideA uint8 = 2 // a letter of a, under a mask of b
	fromGapA  uint8 = 3 // a letter of a, against nothing
	fromHideB uint8 = 4 // a letter of b, under a mask of a
	fromGapB  uint8 = 5 // a letter of b, against nothing
	fromMask  uint8 = 7 // the bits of the above
	longerA   uint8 = 8 // the gap in a was open already
	longerB   uint8 = 16
)

// table aligns two short stretches of letters with affine gaps (Gotoh 1982) and
// masks. The stretches are copied in, so that it does not know whether they run
// forwards or backwards.
type table struct {
	a, b         []rune
	maskA, maskB []bool // mask in front of each letter and behind the last

	from   []uint8 // (len(a)+1)·(len(b)+1) cells
	best   []int32 // score of the row before, then of this one, by letter of b
	gapA   []int32 // the same for ways that end in a gap of a's letters
	hidden []uint8 // letters of a hidden so far, by letter of b
	path   []run   // the way back, last run first
}

// masked reports whether a mask stands in the first n letters of either side.
func (t *table) masked(n int) bool {
	for _, side := range [][]bool{t.maskA, t.maskB} {
		for _, m := range side[:min(n, len(side))] {
			if m {
				return true
			}
		}
	}
	return false
}

// fill computes all cells within band diagonals of the first and returns the best
// of them: its letters of a and b and its score. With drop it stops at a row that lies
// dropX below the best (x-drop, Zhang et al. 2000).
func (t *table) fill(band int, drop bool) (bestA, bestB int, top int32) {
	n, m := len(t.a), len(t.b)
	width := m + 1
	t.from = grow(t.from, (n+1)*width)
	t.best = grow(t.best, width)
	t.gapA = grow(t.gapA, width)
	t.hidden = grow(t.hidden, width)
	for y := range width {
		t.best[y], t.gapA[y], t.hidden[y] = impossible, impossible, 0
	}
	masked := t.masked(max(n, m) + 1)
	for x := 0; x <= n; x++ {
		lo, hi := max(0, x-band), min(m, x+band)
		corner := int32(impossible) // best of the cell up and left
		if lo > 0 {
			corner = t.best[lo-1]
			t.best[lo-1] = impossible
		}
		var score int32
		if masked || x == 0 {
			score = t.fillRow(x, lo, hi, corner)
		} else {
			score = t.fillPlainRow(x, lo, hi, corner)
		}
		if score > top {
			bestA, bestB, top = x, lo+slices.Index(t.best[lo:hi+1], score), score
		}
		if drop && score < top-dropX {
			break
		}
	}
	return bestA, bestB, top
}

// fillRow computes the cells [lo, hi] of row x and returns the score of the best of them.
// corner is the score of the cell up and left of the first.
func (t *table) fillRow(x, lo, hi int, corner int32) (top int32) {
	left, gapB, hiddenB := int32(impossible), int32(impossible), uint8(0)
	top = impossible
	row := t.from[x*(len(t.b)+1) : (x+1)*(len(t.b)+1)]
	for y := lo; y <= hi; y++ {
		up := t.best[y]
		score, from, hiddenA := int32(impossible), uint8(0), uint8(0)
		nowHidden := uint8(0)
		if x == 0 && y == 0 {
			score = 0
		}
		if x > 0 && y > 0 && corner > impossible {
			pair := corner - costSubst
			if t.a[x-1] == t.b[y-1] {
				pair = corner + scoreMatch
			}
			if pair > score {
				score, from = pair, fromPair
			}
		}
		if x > 0 && t.maskB[y] && t.hidden[y] < hiddenReach && up-costHidden > score {
			score, from, hiddenA = up-costHidden, fromHideA, t.hidden[y]+1
		}
		if y > 0 && t.maskA[x] && hiddenB < hiddenReach && left-costHidden > score {
			score, from, hiddenA, nowHidden = left-costHidden, fromHideB, 0, hiddenB+1
		}
		ga, far := up-costOpen-costLetter, uint8(0)
		if t.gapA[y]-costLetter > ga {
			ga, far = t.gapA[y]-costLetter, longerA
		}
		if x > 0 && ga > score {
			score, from, hiddenA, nowHidden = ga, fromGapA, t.hidden[y], 0
		}
		gb := left - costOpen - costLetter
		if gapB-costLetter > gb {
			gb, far = gapB-costLetter, far|longerB
		}
		if y > 0 && gb > score {
			score, from, hiddenA, nowHidden = gb, fromGapB, 0, hiddenB
		}
		score = max(score, impossible)
		row[y] = from | far
		t.gapA[y], gapB = max(ga, impossible), max(gb, impossible)
		corner, left = up, score
		t.best[y], t.hidden[y], hiddenB = score, hiddenA, nowHidden
		top = max(top, score)
	}
	return top
}

// fillPlainRow is fillRow for a row behind the first of a table without masks, as nearly
// all are, in a third of the time.
func (t *table) fillPlainRow(x, lo, hi int, corner int32) (top int32) {
	row := t.from[x*(len(t.b)+1) : (x+1)*(len(t.b)+1)]
	left, gapB := int32(impossible), int32(impossible)
	top = impossible
	if lo == 0 {
		corner = t.best[0]
		row[0] = fromGapA
		if t.gapA[0] > corner-costOpen {
			row[0] |= longerA
		}
		left = max(corner-costOpen, t.gapA[0]) - costLetter
		t.best[0], t.gapA[0], top = left, left, left
		lo = 1
	}
	a, bs := t.a[x-1], t.b[lo-1:hi]
	best, gapAs, cells := t.best[lo:hi+1], t.gapA[lo:hi+1], row[lo:hi+1]
	for k, b := range bs {
		pair, from := corner-costSubst, fromPair
		if a == b {
			pair = corner + scoreMatch
		}
		corner = best[k]
		ga, longer := corner-costOpen, gapAs[k]
		far := uint8(0)
		if longer > ga {
			ga, far = longer, longerA
		}
		ga -= costLetter
		if open := left - costOpen; gapB > open {
			far |= longerB
		} else {
			gapB = open
		}
		gapB -= costLetter
		left = pair
		if ga > left {
			left, from = ga, fromGapA
		}
		if gapB > left {
			left, from = gapB, fromGapB
		}
		best[k], gapAs[k], cells[k] = left, ga, from|far
		top = max(top, left)
	}
	return top
}

// back sets t.path to the runs on the best way from the first cell to (x, y).
func (t *table) back(x, y int) {
	t.path = t.path[:0]
	width := len(t.b) + 1
	inGap := uint8(0)
	for x > 0 || y > 0 {
		cell := t.from[x*width+y]
		way := inGap
		if way == 0 {
			way = cell & fromMask
		}
		switch way {
		case fromPair:
			x, y = x-1, y-1
			if t.a[x] == t.b[y] {
				t.step(run{int32(x), int32(y), 1, 1})
			}
		case fromHideA:
			x--
			t.step(run{int32(x), int32(y), 1, 0})
		case fromHideB:
			y--
			t.step(run{int32(x), int32(y), 0, 1})
		case fromGapA:
			x--
			if inGap = 0; cell&longerA != 0 {
				inGap = fromGapA
			}
		case fromGapB:
			y--
			if inGap = 0; cell&longerB != 0 {
				inGap = fromGapB
			}
		default:
			return
		}
	}
}

// step puts r in front of the path, into its first run where it continues that one.
func (t *table) step(r run) {
	if n := len(t.path); n > 0 {
		p := &t.path[n-1]
		if p.a == r.endA() && p.b == r.endB() && p.letters() == r.letters() && (p.na > 0) == (r.na > 0) {
			*p = run{r.a, r.b, p.na + r.na, p.nb + r.nb}
			return
		}
	}
	t.path = append(t.path, r)
}
