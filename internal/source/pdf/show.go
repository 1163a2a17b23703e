package pdf

import (
	"math"
	"unicode"
	"unicode/utf8"
)

// textOperator runs the operators of ISO 32000-1 9.3 and 9.4.
func (in *interp) textOperator(op string, args []any, resources dict) error {
	one, ok := nums(args, 1)
	switch op {
	case "BT":
		in.tm = matrix{1, 0, 0, 1, 0, 0}
		in.tlm = in.tm
	case "Tf":
		return in.setFont(args, resources)
	case "Tc":
		in.chars = one[0]
	case "Tw":
		in.words = one[0]
	case "Tz":
		if ok {
			in.stretch = one[0] / 100
		}
	case "TL":
		in.leading = one[0]
	case "Ts":
		in.rise = one[0]
	case "Tr":
		in.mode = int(one[0])
	case "Td", "TD":
		if v, ok := nums(args, 2); ok {
			if op == "TD" {
				in.leading = -v[1]
			}
			in.newLine(v[0], v[1])
		}
	case "Tm":
		if v, ok := nums(args, 6); ok {
			in.tm, in.tlm = v, v
		}
	case "T*":
		in.newLine(0, -in.leading)
	case "Tj", "'", "\"":
		if op == "\"" && len(args) >= 3 {
			in.words, _ = number(args[0])
			in.chars, _ = number(args[1])
		}
		if op != "Tj" {
			in.newLine(0, -in.leading)
		}
		if len(args) > 0 {
			if s, ok := args[len(args)-1].(str); ok {
				return in.show(string(s))
			}
		}
	case "TJ":
		if len(args) == 0 {
			return nil
		}
		list, _ := args[len(args)-1].(array)
		for _, o := range list {
			if s, ok := o.(str); ok {
				if err := in.show(string(s)); err != nil {
					return err
				}
			} else if v, ok := number(o); ok {
				in.advance(-v / 1000 * in.size)
			}
		}
	}
	return nil
}

func (in *interp) newLine(x, y float64) {
	in.tlm = matrix{1, 0, 0, 1, x, y}.mul(in.tlm)
	in.tm = in.tlm
}

// advance moves along the line by d, unstretched text space units.
func (in *interp) advance(d float64) {
	if in.font != nil && in.font.vertical {
		in.tm[4] += d * in.tm[2]
		in.tm[5] += d * in.tm[3]
		return
	}
	d *= in.stretch
	in.tm[4] += d * in.tm[0]
	in.tm[5] += d * in.tm[1]
}

func (in *interp) setFont(args []any, resources dict) error {
	if len(args) < 2 {
		return nil
	}
	n, _ := args[len(args)-2].(name)
	in.size, _ = number(args[len(args)-1])
	o := in.f.dict(resources["Font"])[n]
	ft, err := in.doc.font(o)
	if err != nil {
		return err
	}
	in.font = ft
	if ft == nil {
		in.page.short = true
	}
	return nil
}

// show draws a string.
func (in *interp) show(s string) error {
	ft := in.font
	if ft == nil {
		in.page.short = in.page.short || s != ""
		return nil
	}
	in.doc.written = in.doc.written || ft.writes
	artifact, hidden := false, false
	if n := len(in.marks); n > 0 {
		artifact, hidden = in.marks[n-1].artifact, in.marks[n-1].hidden
	}
	for len(s) > 0 {
		c := ft.next(s)
		s = s[c.bytes:]
		m := in.tm.mul(in.ctm)
		width := c.width * in.size
		g := glyph{artifact: artifact}
		switch placed := in.place(&g, m, width); {
		case hidden:
			g.why = byMark
		case !placed:
			g.why = offPage
		default:
			g.why = in.hides(&g)
		}
		if err := in.put(g, c); err != nil {
			return err
		}
		in.step(ft, c)
	}
	// What is painted after a text that clips is seen inside of its letters (9.3.6).
	in.ragged = in.ragged || in.mode >= 4
	return in.f.limit
}

// step moves behind a shown character (9.4.4).
func (in *interp) step(ft *font, c char) {
	extra := in.chars
	if c.blank {
		extra += in.words
	}
	if ft.vertical {
		in.advance(-in.size + extra)
		return
	}
	in.advance(c.width*in.size + extra)
}

// place sets where g stands; false where that is nowhere.
func (in *interp) place(g *glyph, m matrix, width float64) bool {
	x, y := m.apply(0, in.rise)
	along := matrix{m[0] * in.stretch, m[1] * in.stretch, m[2], m[3], 0, 0}
	dx, dy := along.apply(width, 0)
	ux, uy := along.apply(0, in.size) // up the height of the letters
	size := math.Hypot(ux, uy)
	for _, v := range []float64{x, y, dx, dy, size} {
		if math.IsNaN(v) || math.Abs(v) > 1e6 {
			return false
		}
	}
	a, b := along[0], along[1]
	if in.size < 0 {
		a, b = -a, -b
	}
	switch {
	case in.font.vertical:
		g.dir = columnar
		x, y = x-dx/2, y-0.88*uy // from the top of the letter to its baseline
	case math.Abs(b) <= 0.1*math.Abs(a) && a >= 0:
		g.dir = across
	case math.Abs(b) <= 0.1*math.Abs(a):
		g.dir = reversed
	case math.Abs(a) <= 0.1*math.Abs(b) && b > 0:
		g.dir = upwards
	case math.Abs(a) <= 0.1*math.Abs(b):
		g.dir = downward
	default:
		g.dir = slanted
	}
	g.size = float32(size)
	g.cx, g.cy = float32(x+dx/2+ux*0.35), float32(y+dy/2+uy*0.35)
	switch g.dir {
	case upwards:
		g.x0, g.x1, g.y = float32(y), float32(y+dy), float32(-x)
	case reversed:
		g.x0, g.x1, g.y = float32(-x), float32(-x-dx), float32(-y)
	case downward:
		g.x0, g.x1, g.y = float32(-y), float32(-y-dy), float32(x)
	case columnar:
		top := y + 0.88*uy
		g.x0, g.x1, g.y = float32(-top), float32(-top+size), float32(x+dx/2)
	default:
		g.x0, g.x1, g.y = float32(x), float32(x+dx), float32(y)
	}
	if g.x1 < g.x0 {
		g.x0, g.x1 = g.x1, g.x0
	}
	return true
}

// put appends g with the text of c to the page.
func (in *interp) put(g glyph, c char) error {
	p := in.page
	if len(p.glyphs) >= maxGlyphs {
		return tooMany("characters on one page", maxGlyphs)
	}
	g.at = int32(len(p.buf))
	if c.text == "" {
		if c.blank {
			p.buf = append(p.buf, ' ')
		} else {
			p.buf = utf8.AppendRune(p.buf, utf8.RuneError)
			g.lost = true
		}
	}
	for _, r := range c.text {
		switch {
		case r >= 0xf000 && r <= 0xf0ff: // a dingbat of a symbol font
			p.buf = append(p.buf, "•"...)
		case r == '\t' || r == '\n' || r == '\r' || r == 0xa0:
			p.buf = append(p.buf, ' ')
		case unicode.IsControl(r):
		case unicode.Is(unicode.Co, r):
			g.lost = true
			fallthrough
		default:
			p.buf = utf8.AppendRune(p.buf, r)
		}
	}
	g.n = int32(len(p.buf)) - g.at
	if g.n == 0 {
		return nil
	}
	p.order++
	g.order = p.order
	p.glyphs = append(p.glyphs, g)
	return in.f.b.Text(int(g.n))
}
