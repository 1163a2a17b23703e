package pdf

import "unicode/utf8"

// mark is open marked content (14.6).
type mark struct {
	artifact, hidden bool
	actual           string
	replace          bool // by actual
	from             int  // index of its first glyph
}

// begin opens marked content.
func (in *interp) begin(op string, args []any, resources dict) {
	m := mark{from: len(in.page.glyphs)}
	if n := len(in.marks); n > 0 {
		m.artifact, m.hidden = in.marks[n-1].artifact, in.marks[n-1].hidden
	}
	if len(args) > 0 {
		tag, _ := args[0].(name)
		m.artifact = m.artifact || tag == "Artifact"
		if op == "BDC" && len(args) > 1 {
			o := args[1]
			if n, ok := o.(name); ok {
				o = in.f.dict(resources["Properties"])[n]
			}
			if tag == "OC" {
				m.hidden = m.hidden || in.f.hiddenContent(o, in.doc.off)
			}
			if s, ok := in.f.resolve(in.f.dict(o)["ActualText"]).(str); ok {
				m.actual, m.replace = textString(s), true
			}
		}
	}
	if len(in.marks) < 4*maxSaved {
		in.marks = append(in.marks, m)
	}
}

// end closes marked content and honours its ActualText (14.9.4): where most of its glyphs
// say nothing by themselves, where it repairs a ligature or a hyphen, and where it says
// the same letter in another way. Beyond that what is drawn counts, not what is said of it.
func (in *interp) end() error {
	n := len(in.marks)
	if n <= in.floor {
		return nil
	}
	m := in.marks[n-1]
	in.marks = in.marks[:n-1]
	glyphs := in.page.glyphs[min(m.from, len(in.page.glyphs)):]
	if !m.replace || len(glyphs) == 0 || len(m.actual) > 64*len(glyphs) {
		return nil
	}
	lost := 0
	for _, g := range glyphs {
		if g.lost {
			lost++
		}
	}
	if 2*lost <= len(glyphs) && !in.page.repairs(glyphs, m.actual) {
		return nil
	}
	if err := in.f.b.Text(len(m.actual)); err != nil {
		return err
	}
	first := &glyphs[0]
	first.at, first.n, first.lost = int32(len(in.page.buf)), int32(len(m.actual)), false
	in.page.buf = append(in.page.buf, m.actual...)
	for i := 1; i < len(glyphs); i++ {
		if glyphs[i].dir == first.dir && glyphs[i].y == first.y {
			first.x1 = max(first.x1, glyphs[i].x1)
		}
	}
	in.page.glyphs = in.page.glyphs[:m.from+1]
	return nil
}

// repairs reports whether actual may stand for what glyphs say: a few letters of which
// none is Han, or the same Han but for radicals and compatibility forms, of which a font
// has one glyph with the letter itself.
func (p *page) repairs(glyphs []glyph, actual string) bool {
	const few = 8 // glyphs
	if len(glyphs) > few {
		return false
	}
	same, han := true, false
	for i := range glyphs {
		for _, r := range string(p.buf[glyphs[i].at : glyphs[i].at+glyphs[i].n]) {
			said, n := utf8.DecodeRuneInString(actual)
			actual = actual[n:]
			han = han || isHan(r)
			same = same && (r == said || variant(r) && n > 0)
		}
	}
	return !han || same && actual == ""
}

// variant reports whether r is a radical or a compatibility form of a Han letter.
func variant(r rune) bool {
	return r >= 0x2e80 && r <= 0x2fdf || r >= 0xf900 && r <= 0xfaff || r >= 0x2f800 && r <= 0x2fa1f
}

// hiddenContent reports whether the optional content o is switched off (8.11).
func (f *file) hiddenContent(o any, off map[ref]bool) bool {
	if o == nil || len(off) == 0 {
		return false
	}
	if r, ok := o.(ref); ok && off[r] {
		return true
	}
	d := f.dict(o)
	if p := f.nameOf(d["P"]); p == "AllOff" || p == "AnyOff" || d["VE"] != nil {
		return false // shown because groups are off, or by an expression
	}
	switch groups := d["OCGs"].(type) {
	case ref:
		return off[groups]
	case array:
		for _, g := range groups {
			if r, ok := g.(ref); !ok || !off[r] {
				return false
			}
		}
		return len(groups) > 0
	}
	return false
}
