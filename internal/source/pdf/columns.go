package pdf

import "slices"

// A page is set in two columns all over, or in bands: parts of it between lines, tables and
// pictures of the full width. A band is read down its left column, then down its right one.

const (
	// leastRows is how many rows with text on both sides show two columns of a page.
	leastRows = 8
	// leastLines is how many lines each column of a band has.
	leastLines = 5
	// leastWidth is the width in em of the narrower column; cells of tables that are not
	// ruled are mostly shorter.
	leastWidth = 9
	// leastGutter is the width in em that stays free between the columns of a band.
	leastGutter = 1.2
	// unparted is more than a line leaves free.
	unparted = 1e6
	// bandGap is the distance of rows in em that parts bands.
	bandGap = 4
	// steps and fineSteps are how many places are tried for the gutter of a page and of its
	// bands, around the middle.
	steps     = 20
	fineSteps = 60
)

// span is a run of blocks, from up to and without to, that stand beside a gutter.
type span struct {
	from, to int
	gutter
}

// gutter is what parts two columns.
type gutter struct {
	x    float32 // points, somewhere in it
	free float32 // em without letters that part what a row has in one piece
}

// columns returns the runs of blocks that are set in two columns, in order.
func (p *page) columns(blocks []block) []span {
	if x, ok := p.middle(blocks); ok {
		return p.beside(blocks, gutter{x, unparted})
	}
	minX, maxX := extent(blocks)
	var best []span
	most := 0
	for i := range fineSteps + 1 {
		g := gutter{minX + (maxX-minX)*(0.35+0.3*float32(i)/fineSteps), leastGutter}
		var found []span
		n := 0
		for _, s := range p.beside(blocks, g) {
			for from := s.from; from < s.to; {
				to := from + 1
				for to < s.to && blocks[to-1].y-blocks[to].y <= bandGap*max(blocks[to-1].size(), blocks[to].size()) {
					to++
				}
				if p.isBand(blocks[from:to], g) {
					found = append(found, span{from, to, g})
					n += to - from
				}
				from = to
			}
		}
		if n > most {
			best, most = found, n
		}
	}
	return best
}

// extent returns where the free text of blocks begins and ends.
func extent(blocks []block) (minX, maxX float32) {
	minX, maxX = 1e9, -1e9
	for _, b := range blocks {
		if b.free != nil {
			minX, maxX = min(minX, b.free[0].x0), max(maxX, b.free[len(b.free)-1].x1)
		}
	}
	return minX, maxX
}

// size returns the size of the letters of b in points.
func (b *block) size() float32 {
	if b.free != nil {
		return b.free[0].size
	}
	return b.cells[0].rows[0][0].size
}

// beside returns the longest runs of blocks that leave g free. A row of a table does so on
// one side of it.
func (p *page) beside(blocks []block, g gutter) []span {
	var out []span
	open := false
	for i := range blocks {
		b := &blocks[i]
		free := b.free == nil && b.side(g.x) != 0
		if b.free != nil {
			_, _, free = p.part(b.free, g)
		}
		if free && !open {
			out = append(out, span{i, i, g})
		}
		if open = free; free {
			out[len(out)-1].to = i + 1
		}
	}
	return out
}

// part returns what of a row stands left and right of g; false where something crosses it.
func (p *page) part(row []segment, g gutter) (left, right []segment, ok bool) {
	n := 0
	for n < len(row) && row[n].x1 <= g.x {
		n++
	}
	if n == len(row) || row[n].x0 >= g.x {
		return row[:n], row[n:], true
	}
	s := row[n]
	k := 0
	for k < len(s.glyphs) && p.glyphs[s.glyphs[k]].x0 < g.x {
		k++
	}
	if k == 0 || k == len(s.glyphs) {
		return nil, nil, false
	}
	before, after := s.glyphs[:k], s.glyphs[k:]
	for len(before) > 0 && p.blank(before[len(before)-1]) {
		before = before[:len(before)-1]
	}
	for len(after) > 0 && p.blank(after[0]) {
		after = after[1:]
	}
	if len(before) == 0 || len(after) == 0 {
		return nil, nil, false
	}
	last, next := &p.glyphs[before[len(before)-1]], &p.glyphs[after[0]]
	if last.x1 > g.x || next.x0-p.edge(before) < g.free*min(last.size, next.size) {
		return nil, nil, false
	}
	a, okA := p.segment(before)
	b, okB := p.segment(after)
	if !okA || !okB || a.x1 > g.x {
		return nil, nil, false
	}
	left = append(slices.Clone(row[:n]), a)
	right = append([]segment{b}, row[n+1:]...)
	return left, right, true
}

// side returns the column of a gutter at x in which all cells of b are: 1 or 2, 0 for
// neither.
func (b *block) side(x float32) int {
	const slack = 2 // points
	first, last := b.cells[0], b.cells[len(b.cells)-1]
	switch {
	case last.right <= x+slack:
		return 1
	case first.left >= x-slack:
		return 2
	}
	return 0
}

// isBand reports whether g parts two columns of running text in blocks. Most lines of
// both are full, few have cells, and a gutter stays free between them.
func (p *page) isBand(blocks []block, g gutter) bool {
	var sides [2][]segment
	var cells [2]int // rows of a small table in a column
	for _, b := range blocks {
		left, right, _ := p.part(b.free, g)
		for side, segs := range [2][]segment{left, right} {
			if len(segs) == 1 {
				sides[side] = append(sides[side], segs[0])
			} else if len(segs) > 1 && !isLabel(p.line(segs[0], across).text) {
				cells[side]++
			}
		}
	}
	var edges [2][2]float32
	for side, lines := range sides {
		if len(lines) < leastLines || 5*cells[side] > len(lines) {
			return false
		}
		em := lines[len(lines)/2].size
		left, right := lines[0].x0, lines[0].x0
		for _, s := range lines {
			left, right = min(left, s.x0), max(right, p.edge(s.glyphs))
		}
		full := 0
		for _, s := range lines {
			// Paragraphs begin with an indent of two letters; punctuation may hang.
			if s.x0-left < 2.6*em && right-p.edge(s.glyphs) < 1.8*em {
				full++
			}
		}
		if right-left < leastWidth*em || 2*full < len(lines) {
			return false
		}
		edges[side] = [2]float32{left, right}
	}
	// The columns stand beside each other, not one below the other.
	l, r := sides[0], sides[1]
	if l[len(l)-1].y > r[0].y || r[len(r)-1].y > l[0].y {
		return false
	}
	return edges[1][0]-edges[0][1] >= leastGutter*min(l[len(l)/2].size, r[len(r)/2].size)
}

// before returns how many segments of free text stand left of x.
func (b *block) before(x float32) int {
	n := 0
	for n < len(b.free) && b.free[n].x1 <= x {
		n++
	}
	return n
}

// inOrder makes the lines of blocks; those of two columns a column after the other.
func (p *page) inOrder(blocks []block, d uint8) []line {
	spans := p.columns(blocks)
	var out, right []line
	for i := range blocks {
		b := &blocks[i]
		for len(spans) > 0 && i >= spans[0].to {
			out = append(out, right...)
			right, spans = right[:0], spans[1:]
		}
		two := len(spans) > 0 && i >= spans[0].from
		switch {
		case b.free == nil && two && b.side(spans[0].x) == 2:
			right = append(right, p.tableRow(b.cells, d)...)
		case b.free == nil:
			out = append(out, p.tableRow(b.cells, d)...)
		case two:
			l, r, _ := p.part(b.free, spans[0].gutter)
			out = append(out, p.freeRow(l, d, 1)...)
			right = append(right, p.freeRow(r, d, 2)...)
		default:
			out = append(out, p.freeRow(b.free, d, 0)...)
		}
	}
	out = append(out, right...)
	margins(out)
	return out
}

func crosses(segs []segment, x float32) bool {
	for _, s := range segs {
		if s.x0 < x && s.x1 > x {
			return true
		}
	}
	return false
}

// middle returns where two columns of the whole page part; false where there are not
// clearly two: enough rows stand on both sides, few cross, and the left ones are filled.
func (p *page) middle(blocks []block) (float32, bool) {
	rows := 0
	for _, b := range blocks {
		if b.free != nil {
			rows++
		}
	}
	if rows < leastRows {
		return 0, false
	}
	minX, maxX := extent(blocks)
	best, at := 0, float32(0)
	for i := range steps + 1 {
		x := minX + (maxX-minX)*(0.35+0.3*float32(i)/steps)
		both, cross, filled := 0, 0, 0
		for _, b := range blocks {
			if b.free == nil {
				continue
			}
			if crosses(b.free, x) {
				cross++
				continue
			}
			if n := b.before(x); n > 0 && n < len(b.free) {
				both++
				width := b.free[n-1].x1 - b.free[0].x0
				if n == 1 && width > 0.75*(x-minX) {
					filled++
				}
			}
		}
		if both >= leastRows && filled*10 >= both*6 && cross*4 <= both && both > best {
			best, at = both, x
		}
	}
	return at, best > 0
}
