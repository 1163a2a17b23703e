package pdf

import (
	"cmp"
	"math"
	"slices"
)

// matrix is a transformation (ISO 32000-1 8.3.4): a b c d e f.
type matrix [6]float64

// mul returns the transformation that does m, then n.
func (m matrix) mul(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

func (m matrix) apply(x, y float64) (float64, float64) {
	return x*m[0] + y*m[2] + m[4], x*m[1] + y*m[3] + m[5]
}

// box is an upright rectangle in points; empty where x1 <= x0 or y1 <= y0.
type box struct{ x0, y0, x1, y1 float64 }

// around returns the smallest box around the unit of b transformed by m.
func (b box) around(m matrix) box {
	out := box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, p := range [4][2]float64{{b.x0, b.y0}, {b.x1, b.y0}, {b.x0, b.y1}, {b.x1, b.y1}} {
		x, y := m.apply(p[0], p[1])
		out = out.add(x, y)
	}
	return out
}

func (b box) add(x, y float64) box {
	return box{min(b.x0, x), min(b.y0, y), max(b.x1, x), max(b.y1, y)}
}

func (b box) cut(c box) box {
	return box{max(b.x0, c.x0), max(b.y0, c.y0), min(b.x1, c.x1), min(b.y1, c.y1)}
}

func (b box) grow(x, y float64) box { return box{b.x0 - x, b.y0 - y, b.x1 + x, b.y1 + y} }

// length returns the longer side of b.
func (b box) length() float64 { return max(b.x1-b.x0, b.y1-b.y0) }

func (b box) holds(x, y, slack float64) bool {
	return x >= b.x0-slack && x <= b.x1+slack && y >= b.y0-slack && y <= b.y1+slack
}

func (b box) area() float64 { return max(0, b.x1-b.x0) * max(0, b.y1-b.y0) }

// The directions of a glyph's line.
const (
	across   uint8 = iota // left to right
	upwards               // turned by 90°
	reversed              // by 180°
	downward              // by 270°
	slanted
	columnar // vertical writing: top to bottom, lines right to left
)

// The ways a glyph can be hidden, in the order of the table whys.
const (
	shown uint8 = iota
	byMark
	byColor
	bySize
	offPage
	byMode
	byCover
)

// glyph is one shown character. Its line runs along x; the coordinates are turned so that
// this holds for every direction.
type glyph struct {
	x0, x1, y float32 // points, of the origin, the end of the advance, the baseline
	size      float32 // points
	cx, cy    float32 // points, its middle on the page
	at, n     int32   // its text in page.buf
	order     int32   // of drawing on the page
	dir       uint8
	why       uint8
	artifact  bool
	lost      bool // no Unicode value
}

// paint is an area that is not as it was before: a filled rectangle, a thick stroke, a
// picture, the bounds of another shape.
type paint struct {
	box
	color color // of all of it; not known where parts of it may have another
	order int32
	since int32 // it lies over nothing that was drawn before that
	solid bool  // it hides what was drawn before
}

const (
	// maxGlyphs bounds the characters of one page; a page of a book has 1,500.
	maxGlyphs = 400_000
	// maxPaints bounds the areas that are kept of one page, largest effort
	// maxPaints × glyphs comparisons.
	maxPaints = 400
	// maxForms bounds the form XObjects that are drawn on one page.
	maxForms = 2000
	// maxPages bounds the pages of a document.
	maxPages = 50_000
)

// page is what was drawn on one page.
type page struct {
	box    box // the visible part, upright, from (0, 0)
	glyphs []glyph
	buf    []byte
	paints []paint
	rules  []rule
	order  int32
	forms  int
	images float64 // share of the page that pictures cover, without those of patterns, ≥ 0
	short  bool    // some of its content could not be read

	crowded bool    // more areas than are kept: backgrounds are not known
	tiny    float32 // points under which nobody reads a letter
	tilings []tiling
	notes   []string // what viewers show in place of an appearance that is missing
	secret  []string // values of form fields that their appearance does not show
}

// rule is a straight line, upright or level.
type rule struct {
	box
	upright bool
}

// leaf is a page of the page tree with what it inherits (7.7.3.4).
type leaf struct {
	dict      dict
	resources any
	media     any
	crop      any
	rotate    any
}

// leaves returns the pages of the document in order. A node that is met again is left
// out.
func (f *file) leaves() ([]leaf, error) {
	root := f.dict(f.trailer["Root"])
	var out []leaf
	type node struct {
		o     any
		above leaf
		depth int
	}
	seen := map[ref]bool{}
	stack := []node{{o: root["Pages"]}}
	loop := false
	for len(stack) > 0 {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if r, ok := n.o.(ref); ok {
			if seen[r] {
				loop = true
				continue
			}
			seen[r] = true
		}
		d := f.dict(n.o)
		if d == nil {
			f.short = f.short || n.depth > 0
			continue
		}
		if n.depth > f.b.Nesting() {
			return nil, tooDeep(f.b.Nesting())
		}
		at := n.above
		at.dict = d
		for key, to := range map[name]*any{"Resources": &at.resources, "MediaBox": &at.media, "CropBox": &at.crop, "Rotate": &at.rotate} {
			if v, ok := d[key]; ok {
				*to = v
			}
		}
		kids := f.array(d["Kids"])
		if kids == nil || f.nameOf(d["Type"]) == "Page" {
			if len(out) >= maxPages {
				return nil, tooMany("pages", maxPages)
			}
			out = append(out, at)
			continue
		}
		for i := len(kids) - 1; i >= 0; i-- {
			if len(stack) > maxPages {
				return nil, tooMany("pages", maxPages)
			}
			stack = append(stack, node{kids[i], at, n.depth + 1})
		}
	}
	if f.limit != nil {
		return nil, f.limit
	}
	if len(out) == 0 && loop {
		return nil, damaged("its page tree is a loop")
	}
	if loop {
		f.short = true
	}
	if n := f.int(f.dict(root["Pages"])["Count"], 0); n > len(out) && n < 1<<20 {
		f.short = true
	}
	if len(out) == 0 {
		out = f.strays()
	}
	return out, f.limit
}

// strays returns the pages that are in the file without a page tree.
func (f *file) strays() []leaf {
	nums := make([]int, 0, len(f.xref))
	for num := range f.xref {
		nums = append(nums, num)
	}
	slices.SortFunc(nums, func(a, b int) int { return cmp.Compare(a, b) })
	var out []leaf
	for _, num := range nums {
		d, ok := f.load(ref{num, 0}).(dict)
		if ok && f.nameOf(d["Type"]) == "Page" && len(out) < maxPages {
			f.short = true
			above := f.dict(d["Parent"])
			at := leaf{dict: d, resources: d["Resources"], media: d["MediaBox"], crop: d["CropBox"], rotate: d["Rotate"]}
			if at.resources == nil {
				at.resources = above["Resources"]
			}
			if at.media == nil {
				at.media = above["MediaBox"]
			}
			out = append(out, at)
		}
	}
	return out
}

// rect returns the rectangle o (7.9.5).
func (f *file) rect(o any) (box, bool) {
	a := f.array(o)
	if len(a) != 4 {
		return box{}, false
	}
	var v [4]float64
	for i := range v {
		x, ok := f.float(a[i])
		if !ok || math.Abs(x) > 1e6 {
			return box{}, false
		}
		v[i] = x
	}
	b := box{min(v[0], v[2]), min(v[1], v[3]), max(v[0], v[2]), max(v[1], v[3])}
	return b, b.area() > 0
}

// geometry returns the visible part of a page and the transformation that puts it upright
// at (0, 0).
func (f *file) geometry(at leaf) (box, matrix) {
	media, ok := f.rect(at.media)
	if !ok {
		media = box{0, 0, 595, 842}
	}
	if crop, ok := f.rect(at.crop); ok {
		if cut := crop.cut(media); cut.x1 > cut.x0 && cut.y1 > cut.y0 {
			media = cut
		}
	}
	w, h := media.x1-media.x0, media.y1-media.y0
	m := matrix{1, 0, 0, 1, -media.x0, -media.y0}
	switch ((f.int(at.rotate, 0)/90)%4 + 4) % 4 {
	case 1:
		m = m.mul(matrix{0, -1, 1, 0, 0, w})
		w, h = h, w
	case 2:
		m = m.mul(matrix{-1, 0, 0, -1, w, h})
	case 3:
		m = m.mul(matrix{0, 1, -1, 0, h, 0})
		w, h = h, w
	}
	return box{0, 0, w, h}, m
}

// contents returns the content of a page, its streams joined.
func (f *file) contents(p *page, given any) ([]byte, error) {
	var parts array
	switch o := f.resolve(given).(type) {
	case *stream:
		parts = array{o}
	case array:
		parts = o
	case nil:
		p.short = given != nil
	}
	var out []byte
	for _, part := range parts {
		s := f.stream(part)
		if s == nil {
			p.short = true
			continue
		}
		data, err := f.decode(s)
		if fatal(err) {
			return nil, err
		}
		p.short = p.short || err != nil
		if len(parts) == 1 {
			return data, f.limit
		}
		if len(out)+len(data) > maxStream {
			return nil, f.charge(0, len(out)+len(data))
		}
		out = append(append(out, data...), '\n')
	}
	return out, f.limit
}
