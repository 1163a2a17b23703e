package pdf

import (
	"cmp"
	"slices"
)

// grid finds the cells of ruled tables.
type grid struct {
	uprights, levels []rule
	page             box
	work             int // comparisons left
}

// cell is the rectangle between the nearest rules around a text.
type cell struct{ left, right, bottom, top float32 }

// newGrid keeps the rules that can part cells. The work bounds what a page of very many
// rules costs.
func newGrid(rules []rule, page box) *grid {
	const effort = 20_000_000
	t := &grid{page: page, work: effort}
	for _, r := range rules {
		if r.upright {
			t.uprights = append(t.uprights, r)
		} else {
			t.levels = append(t.levels, r)
		}
	}
	return t
}

// find returns the cell around a segment; false where it stands in none, or in one as
// large as the text area: a frame around the page, or a form with one column, whose text
// is read as if it were not there.
func (t *grid) find(s segment) (cell, bool) {
	if len(t.uprights) < 2 || len(t.levels) < 2 {
		return cell{}, false
	}
	if t.work -= len(t.uprights) + len(t.levels); t.work < 0 {
		return cell{}, false
	}
	const slack = 2.0 // points
	x, y := float64(s.x0+s.x1)/2, float64(s.y)+0.3*float64(s.size)
	c := box{-1, -1, t.page.x1 + 1, t.page.y1 + 1}
	for _, r := range t.uprights {
		if r.y0-slack > y || r.y1+slack < y {
			continue
		}
		if at := (r.x0 + r.x1) / 2; at <= x {
			c.x0 = max(c.x0, at)
		} else {
			c.x1 = min(c.x1, at)
		}
	}
	for _, r := range t.levels {
		if r.x0-slack > x || r.x1+slack < x {
			continue
		}
		if at := (r.y0 + r.y1) / 2; at >= y {
			c.y1 = min(c.y1, at)
		} else {
			c.y0 = max(c.y0, at)
		}
	}
	if c.x0 < 0 || c.y0 < 0 || c.x1 > t.page.x1 || c.y1 > t.page.y1 || c.x1-c.x0 > 0.65*t.page.x1 {
		return cell{}, false
	}
	return cell{float32(c.x0), float32(c.x1), float32(c.y0), float32(c.y1)}, true
}

// block is a part of a page: a row of free text, or a row of a table.
type block struct {
	y     float32 // of its top
	free  []segment
	cells []cellText
}

type cellText struct {
	cell
	rows [][]segment
}

// arrange orders rows into lines: columns one after the other, tables row by row.
func (p *page) arrange(rows [][]segment, t *grid, d uint8) []line {
	var blocks []block
	cells := map[cell]*cellText{}
	var order []*cellText
	for _, row := range rows {
		var free []segment
		fresh := map[*cellText]bool{}
		for _, s := range row {
			key, ok := t.find(s)
			if !ok {
				free = append(free, s)
				continue
			}
			c := cells[key]
			if c == nil {
				c = &cellText{cell: key}
				cells[key] = c
				order = append(order, c)
			}
			if !fresh[c] {
				fresh[c] = true
				c.rows = append(c.rows, nil)
			}
			c.rows[len(c.rows)-1] = append(c.rows[len(c.rows)-1], s)
		}
		if len(free) > 0 {
			blocks = append(blocks, block{y: free[0].y + free[0].size, free: free})
		}
	}
	// Cells whose tops are level are a row.
	slices.SortStableFunc(order, func(a, b *cellText) int { return cmp.Compare(b.top, a.top) })
	for len(order) > 0 {
		n := 1
		for n < len(order) && order[0].top-order[n].top < 3 {
			n++
		}
		b := block{y: order[0].top}
		slices.SortStableFunc(order[:n], func(a, b *cellText) int { return cmp.Compare(a.left, b.left) })
		for _, c := range order[:n] {
			b.cells = append(b.cells, *c)
		}
		blocks = append(blocks, b)
		order = order[n:]
	}
	slices.SortStableFunc(blocks, func(a, b block) int { return cmp.Compare(b.y, a.y) })
	return p.inOrder(blocks, d)
}

// freeRow makes the lines of a row outside of ruled tables. Segments behind each other are
// cells, but a number or a bullet belongs to what follows it.
func (p *page) freeRow(segs []segment, d uint8, column int) []line {
	var out []line
	for i := 0; i < len(segs); i++ {
		l := p.line(segs[i], d)
		if i == 0 && i+1 < len(segs) && isLabel(l.text) && segs[i+1].x0-segs[i].x1 < 4*l.size {
			i++
			next := p.line(segs[i], d)
			if western(lastRune(l.text)) {
				l.text += " "
			}
			l.text += next.text
			l.x1, l.edge, l.size = next.x1, next.edge, next.size
		}
		l.column = column
		l.tab = i+1 < len(segs)
		l.stop = l.tab || len(out) > 0
		out = append(out, l)
	}
	return out
}

// tableRow makes the lines of a row of a ruled table.
func (p *page) tableRow(cells []cellText, d uint8) []line {
	var out []line
	for i, c := range cells {
		from := len(out)
		for _, row := range c.rows {
			out = append(out, p.freeRow(row, d, -1)...)
		}
		right := float32(0)
		for _, l := range out[from:] {
			right = max(right, l.edge)
		}
		// Cells have an inner margin that is not known: at least what the text leaves.
		for k := from; k < len(out); k++ {
			l := &out[k]
			l.left, l.right = c.left, max(right, c.right-0.7*l.size)
			l.lead = 0
		}
		if last := &out[len(out)-1]; len(out) > from {
			last.stop, last.tab = true, i+1 < len(cells)
		}
	}
	return out
}

// margins sets the margins and the usual leading of lines outside of ruled tables, each
// column by itself.
func margins(lines []line) {
	for column := range 3 {
		var members []*line
		for i := range lines {
			if lines[i].column == column {
				members = append(members, &lines[i])
			}
		}
		if len(members) == 0 {
			continue
		}
		var starts, ends, gaps []float32
		for i, l := range members {
			if !l.stop {
				starts, ends = append(starts, l.x0), append(ends, l.edge)
			}
			if i > 0 && !l.stop {
				if gap := members[i-1].y - l.y; gap > 0.8*l.size && gap < 4*l.size {
					gaps = append(gaps, gap/l.size)
				}
			}
		}
		if len(starts) == 0 {
			for _, l := range members {
				starts, ends = append(starts, l.x0), append(ends, l.edge)
			}
		}
		em := members[len(members)/2].size
		slices.Sort(starts)
		slices.Sort(ends)
		slices.Reverse(ends)
		left, right, sure, lead := starts[0], ends[0], float32(0), float32(0)
		for i := 0; i+1 < len(starts); i++ {
			if starts[i+1]-starts[i] < 0.4*em {
				left = starts[i]
				break
			}
		}
		for i := 0; i+1 < len(ends); i++ {
			if ends[i]-ends[i+1] < 0.4*em {
				right, sure = ends[i], ends[i+1]
				break
			}
		}
		if len(gaps) > 0 {
			slices.Sort(gaps)
			lead = gaps[len(gaps)/4]
		}
		for _, l := range members {
			l.left, l.right, l.sure, l.lead = left, right, sure, lead
		}
	}
}
