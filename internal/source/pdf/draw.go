package pdf

import "bytes"

// draw draws an XObject (8.8).
func (in *interp) draw(args []any, resources dict) error {
	if len(args) == 0 {
		return nil
	}
	n, _ := args[len(args)-1].(name)
	o := in.f.dict(resources["XObject"])[n]
	s := in.f.stream(o)
	if s == nil {
		in.page.short = in.page.short || o != nil
		return in.f.limit
	}
	if in.f.hiddenContent(s.dict["OC"], in.doc.off) {
		in.marks = append(in.marks, mark{hidden: true, from: len(in.page.glyphs)})
		defer func() { in.marks = in.marks[:len(in.marks)-1] }()
	}
	switch in.f.nameOf(s.dict["Subtype"]) {
	case "Image":
		in.image(s)
	case "Form", "":
		return in.form(s, resources)
	}
	return nil
}

func (in *interp) image(s *stream) {
	in.doc.picture(s)
	b := box{0, 0, 1, 1}.around(in.ctm).cut(in.clip).cut(in.page.box)
	in.page.images += b.area() / in.page.box.area()
	stencil, _ := in.f.resolve(s.dict["ImageMask"]).(bool)
	solid := !stencil && s.dict["SMask"] == nil && s.dict["Mask"] == nil && in.f.int(s.dict["SMaskInData"], 0) == 0 &&
		in.plain(0) && in.upright() && len(s.raw) > 0
	in.addPaint(paint{box: b, solid: solid})
}

// upright reports whether rectangles stay upright on the page.
func (in *interp) upright() bool {
	m := in.ctm
	zero := func(v float64) bool { return v < 1e-6 && v > -1e-6 }
	return zero(m[1]) && zero(m[2]) || zero(m[0]) && zero(m[3])
}

// form draws a form XObject (8.10). One that is being drawn is not drawn again.
func (in *interp) form(s *stream, resources dict) error {
	for _, r := range in.drawing {
		if r == s.id {
			in.page.short = true
			return nil
		}
	}
	const maxForm = 16 // forms inside each other
	in.page.forms++
	if in.page.forms > maxForms {
		return tooMany("forms on one page", maxForms)
	}
	if len(in.drawing) >= maxForm {
		in.page.short = true
		return nil
	}
	data, err := in.f.decode(s)
	if fatal(err) {
		return err
	}
	in.page.short = in.page.short || err != nil
	outer, tm, tlm, saved, floor := in.state, in.tm, in.tlm, in.saved, in.floor
	in.saved, in.floor = nil, len(in.marks)
	if m := in.f.array(s.dict["Matrix"]); len(m) == 6 {
		if v, ok := nums(m, 6); ok {
			in.ctm = matrix(v).mul(in.ctm)
		}
	}
	if b, ok := in.f.rect(s.dict["BBox"]); ok {
		in.clip = in.clip.cut(b.around(in.ctm))
	}
	if own := in.f.dict(s.dict["Resources"]); own != nil {
		resources = own
	}
	in.base = in.ctm
	in.drawing = append(in.drawing, s.id)
	err = in.run(data, resources)
	in.drawing = in.drawing[:len(in.drawing)-1]
	in.state, in.tm, in.tlm, in.saved = outer, tm, tlm, saved
	in.marks, in.floor = in.marks[:in.floor], floor
	return err
}

// inlineImage skips an image inside the content (8.9.7).
func (in *interp) inlineImage(l *lexer) error {
	for {
		o, err := l.object()
		if fatal(err) {
			return err
		}
		if err != nil {
			in.page.short = true
			return nil
		}
		if o == keyword("ID") {
			break
		}
	}
	for {
		i := bytes.Index(l.src[l.pos:], []byte("EI"))
		if i < 0 {
			l.pos = len(l.src)
			in.page.short = true
			return nil
		}
		at := l.pos + i
		l.pos = at + 2
		before := at > 0 && isSpace(l.src[at-1])
		if before && (l.pos >= len(l.src) || isSpace(l.src[l.pos])) && printable(l.src[l.pos:min(l.pos+12, len(l.src))]) {
			break
		}
	}
	b := box{0, 0, 1, 1}.around(in.ctm).cut(in.clip).cut(in.page.box)
	in.page.images += b.area() / in.page.box.area()
	in.addPaint(paint{box: b})
	return nil
}

func printable(b []byte) bool {
	for _, c := range b {
		if c > 0x7e || c < ' ' && !isSpace(c) {
			return false
		}
	}
	return true
}
