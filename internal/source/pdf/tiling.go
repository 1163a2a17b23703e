package pdf

import "math"

// tiling is a pattern with which areas of a page are painted (8.7.3).
type tiling struct {
	stream    *stream
	resources dict   // of the content that paints with it
	base      matrix // from its parent content to the page
	area      box    // around all that it paints
	unseen    bool   // nothing of that is shown
}

const (
	// maxTilings bounds the patterns of one page. Drawings have some dozen.
	maxTilings = 100
	// leastTiled is how many letters the cell of a pattern has that is a text; fewer are
	// a watermark.
	leastTiled = 40
)

// pattern returns the tiling pattern that the operands of scn name; nil for a colour or a
// shading.
func (in *interp) pattern(args []any, resources dict) *stream {
	if len(args) == 0 {
		return nil
	}
	n, ok := args[len(args)-1].(name)
	if !ok {
		return nil
	}
	s := in.f.stream(in.f.dict(resources["Pattern"])[n])
	if s == nil || in.f.int(s.dict["PatternType"], 0) != 1 {
		return nil
	}
	return s
}

// tileOver notes that area is painted with the pattern s; nil is none.
func (in *interp) tileOver(s *stream, area box, resources dict) {
	area = area.cut(in.clip).cut(in.page.box)
	if s == nil || area.area() == 0 || in.alphas[0] < inkless && in.alphas[1] < inkless {
		return
	}
	n := len(in.marks)
	unseen := n > 0 && in.marks[n-1].hidden
	for i := range in.page.tilings {
		if t := &in.page.tilings[i]; t.stream.id == s.id {
			t.area = t.area.add(area.x0, area.y0).add(area.x1, area.y1)
			t.unseen = t.unseen && unseen
			return
		}
	}
	if len(in.page.tilings) >= maxTilings {
		in.page.short = true
		return
	}
	in.page.tilings = append(in.page.tilings, tiling{s, resources, in.base, area, unseen})
}

// drawTilings draws one cell of each pattern of the page, where the middle of its area
// is: text in it is read once, however often it is seen. start is the state of a page.
func (in *interp) drawTilings(start state) error {
	p := in.page
	for i := 0; i < len(p.tilings); i++ { // cells may be painted with further patterns
		t := p.tilings[i]
		in.state = start
		in.clip, in.fill, in.stroke = t.area, color{}, color{}
		m := matrix{1, 0, 0, 1, 0, 0}
		if v, ok := nums(in.f.array(t.stream.dict["Matrix"]), 6); ok {
			m = v
		}
		x, y := in.f.cell(t, m)
		in.ctm = matrix{1, 0, 0, 1, x*m[0] + y*m[2], x*m[1] + y*m[3]}.mul(t.base)
		// A pattern is drawn out of its turn: it covers nothing but itself, and pictures in
		// it are the ground of the page, not a scan.
		from, painted, images, since := len(p.glyphs), len(p.paints), p.images, p.order+1
		in.marks = append(in.marks[:0], mark{hidden: t.unseen, from: from})
		err := in.form(t.stream, t.resources)
		in.marks = in.marks[:0]
		p.images = images
		for k := painted; k < len(p.paints); k++ {
			p.paints[k].since = since
		}
		if err != nil {
			return err
		}
		said := 0
		for k := from; k < len(p.glyphs); k++ {
			said += letters(p.glyphText(int32(k)))
		}
		for k := from; k < len(p.glyphs) && said < leastTiled; k++ {
			p.glyphs[k].dir = slanted // as watermarks are
		}
	}
	return in.f.limit
}

// cell returns how far the cell of t that stands in the middle of its area is from the
// first one, in pattern space; m is the matrix of the pattern.
func (f *file) cell(t tiling, m matrix) (x, y float64) {
	box, _ := f.rect(t.stream.dict["BBox"])
	cx, cy, ok := m.mul(t.base).invert((t.area.x0+t.area.x1)/2, (t.area.y0+t.area.y1)/2)
	if !ok {
		return 0, 0
	}
	steps := func(at, from float64, key name) float64 {
		step, _ := f.float(t.stream.dict[key])
		n := math.Floor((at - from) / step)
		if math.IsNaN(n) || math.Abs(n*step) > 1e6 {
			return 0
		}
		return n * step
	}
	return steps(cx, box.x0, "XStep"), steps(cy, box.y0, "YStep")
}

// invert returns the point that m moves to (x, y); false where there is no single one.
func (m matrix) invert(x, y float64) (float64, float64, bool) {
	det := m[0]*m[3] - m[1]*m[2]
	if math.Abs(det) < 1e-12 {
		return 0, 0, false
	}
	x, y = x-m[4], y-m[5]
	return (x*m[3] - y*m[2]) / det, (y*m[0] - x*m[1]) / det, true
}
