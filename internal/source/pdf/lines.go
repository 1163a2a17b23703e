package pdf

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// line is what stands side by side on a page: a line of a column or of a table cell.
type line struct {
	text   string
	x0, x1 float32 // points, without blanks at its ends
	edge   float32 // x1 without closing punctuation, which may hang over the margin
	y      float32 // points, baseline
	size   float32 // points
	first  float32 // points, width of what cannot be parted from its first character
	left   float32 // margins of its column
	right  float32
	sure   float32 // right margin that two lines reach, ≤ right; 0: not known
	lead   float32 // usual distance of baselines in its column, em; 0: not known
	column int
	stop   bool // a cell or a row of a table ends with it
	tab    bool // it is followed by another cell
	level  bool // its writing is level: it can be a running head

	artifact bool
	at       int32 // byte offset in the text of the document; -1: it is an aside
}

// segment is a part of a row without a wide gap.
type segment struct {
	glyphs []int32
	x0, x1 float32
	y      float32
	size   float32
}

// lines returns the lines of the page in reading order.
func (p *page) lines() []line {
	var byDir [columnar + 1][]int32
	for i := range p.glyphs {
		if g := &p.glyphs[i]; g.why == shown && g.dir != slanted {
			byDir[g.dir] = append(byDir[g.dir], int32(i))
		}
	}
	dirs := []uint8{across, upwards, reversed, downward, columnar}
	slices.SortStableFunc(dirs, func(a, b uint8) int { return cmp.Compare(len(byDir[b]), len(byDir[a])) })
	var out []line
	for _, d := range dirs {
		if len(byDir[d]) == 0 {
			continue
		}
		rows := p.rows(byDir[d])
		t := &grid{}
		if d == across {
			t = newGrid(p.rules, p.box)
		}
		out = append(out, p.arrange(rows, t, d)...)
	}
	return out
}

// rows parts glyphs of one direction into rows of segments, from the top.
func (p *page) rows(idx []int32) [][]segment {
	slices.SortStableFunc(idx, func(i, j int32) int {
		return cmp.Compare(p.glyphs[j].y, p.glyphs[i].y)
	})
	var out [][]segment
	for len(idx) > 0 {
		top := &p.glyphs[idx[0]]
		y, size := top.y, top.size
		n := 1
		for ; n < len(idx); n++ {
			g := &p.glyphs[idx[n]]
			// 0.35 keeps raised and lowered letters in their line.
			if y-g.y > 0.35*max(size, g.size) {
				break
			}
			if g.size > 1.2*size {
				y, size = g.y, g.size
			}
		}
		row := idx[:n]
		idx = idx[n:]
		slices.SortStableFunc(row, func(i, j int32) int { return cmp.Compare(p.glyphs[i].x0, p.glyphs[j].x0) })
		if segs := p.segments(p.once(row)); len(segs) > 0 {
			out = append(out, segs)
		}
	}
	return out
}

func (p *page) glyphText(i int32) string {
	g := &p.glyphs[i]
	return string(p.buf[g.at : g.at+g.n])
}

func (p *page) blank(i int32) bool {
	g := &p.glyphs[i]
	return strings.TrimSpace(string(p.buf[g.at:g.at+g.n])) == ""
}

// once drops glyphs that are drawn again at the same place, as programs do for bold.
func (p *page) once(row []int32) []int32 {
	out := row[:0]
	for _, i := range row {
		g := &p.glyphs[i]
		again := false
		for k := len(out) - 1; k >= 0 && k >= len(out)-3; k-- {
			h := &p.glyphs[out[k]]
			near := min(0.2*g.size, 0.5*(g.x1-g.x0))
			if g.x0-h.x0 <= near && g.x1 > g.x0 && p.same(g, h) {
				again = true
				break
			}
		}
		if !again {
			out = append(out, i)
		}
	}
	return out
}

func (p *page) same(g, h *glyph) bool {
	return g.n == h.n && string(p.buf[g.at:g.at+g.n]) == string(p.buf[h.at:h.at+h.n])
}

// wide is the gap in em that parts segments: cells of a table, columns, a date at the end
// of a line.
const wide = 1.6

// segments parts a row at its wide gaps.
func (p *page) segments(row []int32) []segment {
	var out []segment
	begin := 0
	cut := func(end int) {
		if s, ok := p.segment(row[begin:end]); ok {
			out = append(out, s)
		}
		begin = end
	}
	last := float32(math.Inf(-1))
	for k, i := range row {
		g := &p.glyphs[i]
		if k > begin && (g.x0-last > wide*max(g.size, p.glyphs[row[k-1]].size) || p.parted(row[k-1], i)) {
			cut(k)
		}
		last = max(last, g.x1)
		if k == begin {
			last = g.x1
		}
	}
	cut(len(row))
	// Spread letters of a title are no cells.
	single := len(out) >= 3
	for _, s := range out {
		single = single && len(s.glyphs) == 1 && isHan(firstRune(p.glyphText(s.glyphs[0])))
	}
	if single {
		s, _ := p.segment(row)
		return []segment{s}
	}
	return out
}

// parted reports whether an upright rule stands between glyphs i and j.
func (p *page) parted(i, j int32) bool {
	a, b := &p.glyphs[i], &p.glyphs[j]
	if b.x0-a.x1 < 2 || len(p.rules) == 0 || a.dir != across {
		return false
	}
	const enough = 400 // rules looked at
	for k := range p.rules[:min(len(p.rules), enough)] {
		r := &p.rules[k]
		if r.upright && r.x0 >= float64(a.x1)-1 && r.x1 <= float64(b.x0)+1 && r.y0 <= float64(a.cy) && r.y1 >= float64(a.cy) {
			return true
		}
	}
	return false
}

// segment measures glyphs in the order of x; false where all are blank.
func (p *page) segment(glyphs []int32) (segment, bool) {
	for len(glyphs) > 0 && p.blank(glyphs[0]) {
		glyphs = glyphs[1:]
	}
	for len(glyphs) > 0 && p.blank(glyphs[len(glyphs)-1]) {
		glyphs = glyphs[:len(glyphs)-1]
	}
	if len(glyphs) == 0 {
		return segment{}, false
	}
	s := segment{glyphs: glyphs, x0: p.glyphs[glyphs[0]].x0, x1: p.glyphs[glyphs[0]].x1}
	best := 0
	var counts [8]struct {
		size float32
		n    int
	}
	for _, i := range glyphs {
		g := &p.glyphs[i]
		s.x1 = max(s.x1, g.x1)
		for c := range counts {
			if counts[c].n == 0 || counts[c].size == g.size {
				counts[c].size = g.size
				if counts[c].n++; counts[c].n > best {
					best, s.size, s.y = counts[c].n, g.size, g.y
				}
				break
			}
		}
	}
	if s.size == 0 {
		s.size, s.y = p.glyphs[glyphs[0]].size, p.glyphs[glyphs[0]].y
	}
	return s, true
}

func firstRune(s string) rune { r, _ := utf8.DecodeRuneInString(s); return r }
func lastRune(s string) rune  { r, _ := utf8.DecodeLastRuneInString(s); return r }

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

// western reports whether r belongs to a script that puts blanks between words.
func western(r rune) bool {
	return r < 0x2e80 && (unicode.IsLetter(r) || unicode.IsDigit(r) || r < 0x80 && r > ' ') && !isHan(r)
}

// closing and opening punctuation: a line does not begin or end with them.
func closing(r rune) bool {
	return strings.ContainsRune("，。、；：？！）》〉」』】〕”’％,.;:?!)]}%…—·", r)
}

func opening(r rune) bool { return strings.ContainsRune("（《〈「『【〔“‘([{", r) }

// line makes a line of a segment.
func (p *page) line(s segment, d uint8) line {
	l := line{x0: s.x0, x1: s.x1, edge: s.x1, y: s.y, size: s.size, level: d == across}
	var b strings.Builder
	artifacts := 0
	for k, i := range s.glyphs {
		g := &p.glyphs[i]
		if k > 0 && !p.blank(i) && !p.blank(s.glyphs[k-1]) {
			before, r := lastRune(b.String()), firstRune(p.glyphText(i))
			gap := (g.x0 - p.glyphs[s.glyphs[k-1]].x1) / max(g.size, 1)
			if western(before) && western(r) && gap > 0.17 || (western(before) != western(r)) && gap > 0.5 {
				b.WriteByte(' ')
			}
		}
		b.WriteString(p.glyphText(i))
		if g.artifact {
			artifacts++
		}
	}
	l.text = b.String()
	l.artifact = 2*artifacts > len(s.glyphs)
	if edge := p.edge(s.glyphs); edge != p.glyphs[s.glyphs[len(s.glyphs)-1]].x1 {
		l.edge = edge
	}
	l.first = p.unit(s.glyphs) - s.x0
	return l
}

// edge returns where glyphs end without closing punctuation.
func (p *page) edge(glyphs []int32) float32 {
	k := len(glyphs) - 1
	for k > 0 && closing(firstRune(p.glyphText(glyphs[k]))) {
		k--
	}
	return p.glyphs[glyphs[k]].x1
}

// unit returns where the first unit ends that a line break would have kept whole: a Han
// letter or a Western word, with the punctuation that clings to it.
func (p *page) unit(glyphs []int32) float32 {
	k, end := 0, p.glyphs[glyphs[0]].x1
	rune := func() rune { return firstRune(p.glyphText(glyphs[k])) }
	take := func() { end = p.glyphs[glyphs[k]].x1; k++ }
	for k < len(glyphs) && opening(rune()) {
		take()
	}
	if k < len(glyphs) && western(rune()) {
		for k < len(glyphs) && western(rune()) {
			take()
		}
	} else if k < len(glyphs) {
		take()
	}
	for k < len(glyphs) && closing(rune()) {
		take()
	}
	return end
}
