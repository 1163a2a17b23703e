package pdf

import "math"

// pathTo adds to the path.
func (in *interp) pathTo(op string, args []any) {
	add := func(x, y float64) {
		x, y = in.ctm.apply(x, y)
		in.bounds = in.bounds.add(x, y)
		if len(in.sub) < 8 {
			in.sub = append(in.sub, point{x, y})
		} else {
			in.odd = true
		}
	}
	switch op {
	case "m":
		in.closeSub()
		if v, ok := nums(args, 2); ok {
			add(v[0], v[1])
		}
	case "l":
		if v, ok := nums(args, 2); ok {
			add(v[0], v[1])
		}
	case "c", "v", "y":
		in.odd = true
		n := 6
		if op != "c" {
			n = 4
		}
		if v, ok := nums(args, n); ok {
			for i := 0; i < n; i += 2 {
				x, y := in.ctm.apply(v[i], v[i+1])
				in.bounds = in.bounds.add(x, y)
			}
			in.sub = in.sub[:0]
		}
	case "re":
		in.closeSub()
		if v, ok := nums(args, 4); ok {
			for _, p := range [4]point{{v[0], v[1]}, {v[0] + v[2], v[1]}, {v[0] + v[2], v[1] + v[3]}, {v[0], v[1] + v[3]}} {
				add(p.x, p.y)
			}
			in.closeSub()
		}
	}
}

// closeSub ends a part of the path and keeps it where it is a rectangle or a straight
// line.
func (in *interp) closeSub() {
	sub := in.sub
	in.sub = in.sub[:0]
	if len(sub) < 2 {
		return
	}
	b := emptyBox()
	for _, p := range sub {
		b = b.add(p.x, p.y)
	}
	const straight = 0.1 // points
	for _, p := range sub {
		onX := math.Abs(p.x-b.x0) < straight || math.Abs(p.x-b.x1) < straight
		onY := math.Abs(p.y-b.y0) < straight || math.Abs(p.y-b.y1) < straight
		if !onX || !onY {
			in.odd = true
			return
		}
	}
	if len(sub) == 3 || len(sub) == 2 && b.x1-b.x0 > straight && b.y1-b.y0 > straight {
		in.odd = true
		return
	}
	if len(in.path) >= maxPaints {
		in.odd = true
		return
	}
	in.path = append(in.path, b)
}

// paintPath fills or strokes the path and ends it.
func (in *interp) paintPath(op string, resources dict) {
	in.closeSub()
	fills, strokes := false, false
	switch op {
	case "f", "F", "f*":
		fills = true
	case "s", "S":
		strokes = true
	case "b", "b*", "B", "B*":
		fills, strokes = true, true
	}
	if fills {
		in.tileOver(in.tiles[0], in.bounds, resources)
		in.fillPath()
	}
	if strokes {
		in.strokePath(!fills, resources)
	}
	// A clip without a path is left out, as viewers do that draw something then.
	if in.clipping && in.bounds.x1 >= in.bounds.x0 {
		in.clip = in.clip.cut(in.bounds)
		in.ragged = in.ragged || in.odd || len(in.path) != 1
	}
	in.path, in.sub, in.bounds, in.odd, in.clipping = in.path[:0], in.sub[:0], emptyBox(), false, false
}

// plain reports whether what is filled (0) or stroked (1) has the colour that is named,
// everywhere inside its outline.
func (in *interp) plain(which int) bool {
	return in.alphas[which] > 0.95 && !in.blend && !in.masked && !in.ragged
}

// fillPath notes the rules and the areas that filling the path paints.
func (in *interp) fillPath() {
	// Where parts overlap there may be holes, by either winding rule.
	known := in.plain(0) && !in.odd && apart(in.path)
	ghost := in.alphas[0] < inkless || !known && in.fill.near(white) && !in.blend && !in.masked
	for _, b := range in.path {
		b = b.cut(in.clip)
		w, h := b.x1-b.x0, b.y1-b.y0
		switch {
		case w < 0 || h < 0:
		case w < maxRule && h > 2*maxRule:
			in.addRule(rule{b, true})
		case h < maxRule && w > 2*maxRule:
			in.addRule(rule{b, false})
		case known:
			in.addPaint(paint{box: b, color: in.fill, solid: in.fill.known})
		case !ghost:
			in.addPaint(paint{box: b})
		}
	}
	// Of another shape only its bounds are known: text on it is not on white.
	if in.odd && !ghost {
		in.addPaint(paint{box: in.bounds.cut(in.clip)})
	}
}

// strokePath notes the areas that thick strokes of the path paint and, where frames are
// wanted, the rules that thin ones are.
func (in *interp) strokePath(frames bool, resources dict) {
	thick := in.lineWidth * max(math.Hypot(in.ctm[0], in.ctm[1]), math.Hypot(in.ctm[2], in.ctm[3]))
	in.tileOver(in.tiles[1], in.bounds.grow(thick/2, thick/2), resources)
	if thick >= maxRule && in.odd && in.alphas[1] >= inkless {
		in.addPaint(paint{box: in.bounds.grow(thick/2, thick/2).cut(in.clip)})
	}
	const hair = 0.1 // points
	for _, b := range in.path {
		w, h := b.x1-b.x0, b.y1-b.y0
		edges := []rule{{b, true}}
		switch {
		case h < hair && w >= h:
			edges[0].upright = false
		case w >= hair:
			edges = []rule{
				{box{b.x0, b.y0, b.x0, b.y1}, true},
				{box{b.x1, b.y0, b.x1, b.y1}, true},
				{box{b.x0, b.y0, b.x1, b.y0}, false},
				{box{b.x0, b.y1, b.x1, b.y1}, false},
			}
		}
		for _, e := range edges {
			if thick >= maxRule {
				in.band(e, thick/2, len(edges) > 1)
			} else if cut := e.cut(in.clip); frames && cut.x1 >= cut.x0 && cut.y1 >= cut.y0 && cut.length() > 2*maxRule {
				in.addRule(rule{cut, e.upright})
			}
		}
	}
}

// band paints a thick stroke along e, half as wide on each side.
func (in *interp) band(e rule, half float64, joined bool) {
	along, side := 0.0, half
	if joined || in.capped {
		along = half
	}
	if e.upright {
		along, side = side, along
	}
	p := paint{box: e.grow(along, side).cut(in.clip)}
	if in.plain(1) && !in.dashed && !in.capped {
		p.color = in.stroke
	}
	if in.alphas[1] >= inkless {
		in.addPaint(p)
	}
}

// apart reports whether no two boxes overlap; of many it is not known.
func apart(boxes []box) bool {
	const many = 32
	if len(boxes) > many {
		return false
	}
	for i, a := range boxes {
		for _, b := range boxes[:i] {
			if c := a.cut(b); c.x1 > c.x0 && c.y1 > c.y0 {
				return false
			}
		}
	}
	return true
}

// maxRule is the greatest thickness of a rule in points.
const maxRule = 3

func (in *interp) addPaint(p paint) {
	if p.x1-p.x0 < 3 || p.y1-p.y0 < 3 {
		return
	}
	if len(in.page.paints) >= maxPaints {
		in.page.crowded = true
		return
	}
	in.page.order++
	p.order = in.page.order
	in.page.paints = append(in.page.paints, p)
}

func (in *interp) addRule(r rule) {
	if len(in.page.rules) < maxPaints*10 {
		in.page.rules = append(in.page.rules, r)
	}
}
