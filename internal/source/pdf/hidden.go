package pdf

import (
	"strings"

	"chachong/internal/source/extract"
)

// hidden is text of a page that is not seen.
type hidden struct {
	y    float32 // points, of its first letter on the page
	text string
	why  extract.Why
}

var whys = [...]extract.Why{
	byMark: extract.WhyMarked, byColor: extract.WhyColor, bySize: extract.WhyTiny,
	offPage: extract.WhyOffPage, byMode: extract.WhyInvisible, byCover: extract.WhyCovered,
}

const (
	// tiny is the size in points under which nobody reads a letter on a page of A4;
	// smaller pages are looked at enlarged.
	tiny = 2
	// longA4 is the longer side of A4 in points.
	longA4 = 842
	// inkless is the opacity under which nothing is seen.
	inkless = 0.03
)

// legible returns the size under which nobody reads a letter on a page, whose unit is
// 1/72 inch unless it says otherwise (14.11.2).
func (f *file) legible(at leaf, area box) float32 {
	unit := 1.0
	if u, ok := f.float(at.dict["UserUnit"]); ok && u > 0 {
		unit = u
	}
	return float32(min(tiny/unit, tiny*area.length()/longA4))
}

// hides says what keeps g from being seen when it is drawn. In doubt it is seen.
func (in *interp) hides(g *glyph) uint8 {
	if in.font.drawn {
		return shown // its glyphs choose place, size and colour themselves (9.6.5)
	}
	x, y := float64(g.cx), float64(g.cy)
	fills, strokes := in.alphas[0] >= inkless, in.alphas[1] >= inkless
	switch {
	case in.mode == 3:
		return byMode
	case !in.page.box.holds(x, y, 0) || !in.clip.holds(x, y, 1):
		return offPage
	case g.size < in.page.tiny:
		return bySize
	case in.mode >= 4 || in.blend || in.masked:
		return shown
	}
	c := in.fill
	switch in.mode {
	case 1:
		c, fills = in.stroke, strokes
	case 2:
		if fills = fills || strokes; fills && !in.stroke.near(in.fill) {
			return shown
		}
	}
	if !fills {
		return byMode
	}
	if c.known && c != black && !in.page.crowded && in.drowns(g, c) {
		return byColor
	}
	return shown
}

// drowns reports whether colour c cannot be told from what is under g anywhere.
func (in *interp) drowns(g *glyph, c color) bool {
	for _, at := range g.spots() {
		ground := white
		if in.doc.work -= len(in.page.paints); in.doc.work < 0 {
			return false
		}
		for i := len(in.page.paints) - 1; i >= 0; i-- {
			if p := &in.page.paints[i]; p.holds(at.x, at.y, 0) {
				ground = p.color
				break
			}
		}
		if !c.near(ground) {
			return false
		}
	}
	return true
}

// spots returns the middle of g and four places around it, still inside of a square
// letter: what is the same in all of them is so for the letter.
func (g *glyph) spots() [5]point {
	x, y := float64(g.cx), float64(g.cy)
	d := 0.3 * float64(min(g.size, max(g.x1-g.x0, 0)))
	return [5]point{{x, y}, {x - d, y - d}, {x + d, y - d}, {x - d, y + d}, {x + d, y + d}}
}

// cover finds the glyphs that something solid was drawn over. It gives up where that would
// take more comparisons than work has left.
func (p *page) cover(work *int) {
	if *work -= len(p.paints) * len(p.glyphs); *work < 0 {
		return
	}
	for i := range p.glyphs {
		g := &p.glyphs[i]
		if g.why != shown {
			continue
		}
		for k := len(p.paints) - 1; k >= 0 && p.paints[k].order > g.order; k-- {
			if q := &p.paints[k]; q.solid && q.since <= g.order && q.buries(g) {
				g.why = byCover
				break
			}
		}
	}
}

// buries reports whether q lies over all of g but its rim.
func (q *paint) buries(g *glyph) bool {
	for _, at := range g.spots() {
		if !q.holds(at.x, at.y, 0) {
			return false
		}
	}
	return true
}

// scanned makes the text layer of a scan the text of its page: letters without ink or
// under a picture, on a page that is mostly picture and shows little other text.
func (p *page) scanned() bool {
	const mostly = 0.5
	unseen, seen := 0, 0
	for i := range p.glyphs {
		switch p.glyphs[i].why {
		case byMode, byCover:
			unseen++
		case shown:
			seen++
		}
	}
	if p.images < mostly || unseen <= 2*seen || unseen == 0 {
		return false
	}
	for i := range p.glyphs {
		if g := &p.glyphs[i]; g.why == byMode || g.why == byCover {
			g.why = shown
		}
	}
	return true
}

// secrets returns the hidden texts of the page in the order of drawing.
func (p *page) secrets() []hidden {
	var out []hidden
	var b strings.Builder
	open := false
	flush := func() {
		if open {
			h := &out[len(out)-1]
			// Marks alone say nothing and must not use up what may be kept.
			if h.text = strings.TrimSpace(b.String()); letters(h.text) == 0 {
				out = out[:len(out)-1]
			}
			b.Reset()
			open = false
		}
	}
	var last *glyph
	for i := range p.glyphs {
		g := &p.glyphs[i]
		if g.why == shown || g.dir == slanted {
			if strings.TrimSpace(p.glyphText(int32(i))) != "" {
				flush()
			}
			continue
		}
		text := p.glyphText(int32(i))
		if open && whys[g.why] != out[len(out)-1].why {
			if strings.TrimSpace(text) == "" {
				continue
			}
			flush()
		}
		if !open {
			if len(out) >= extract.MaxHiddens {
				break
			}
			out = append(out, hidden{y: g.cy, why: whys[g.why]})
			open = true
		} else if last != nil {
			apart := g.y != last.y || g.x0-last.x1 > 0.17*g.size
			if apart && western(lastRune(b.String())) && western(firstRune(text)) {
				b.WriteByte(' ')
			}
		}
		keep(&b, text)
		last = g
	}
	flush()
	return out
}

// keep adds text to b while there is room, of much text only the letters.
func keep(b *strings.Builder, text string) {
	const much = extract.MaxHidden / 2
	if b.Len() < extract.MaxHidden && (b.Len() < much || letters(text) > 0) {
		b.WriteString(text)
	}
}

// watermark returns the slanted text of the page.
func (p *page) watermark() string {
	var b strings.Builder
	for i := range p.glyphs {
		if g := &p.glyphs[i]; g.dir == slanted {
			keep(&b, p.glyphText(int32(i)))
		}
	}
	return strings.TrimSpace(b.String())
}
