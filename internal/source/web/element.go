package web

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// element is an open element.
type element struct {
	tag   atom.Atom
	name  string // where tag is 0
	kind  kind
	look  look
	named bool  // as furniture of a site
	far   bool  // a dialog, or furniture by what it is
	node  int32 // -1: no text stood in it so far
	row   int   // of a tr: where it stands in the flow
	cells int   // of a tr: that have begun
	skips bool  // it is one of page.skip
	mark  bool  // it is one of page.marks
	draws bool  // text in a drawing
	shows bool  // a style sheet sets how it is shown
	list  bool  // of a select: it shows all its entries
	nodal bool  // a container of its own
}

// start takes up a start tag.
func (p *page) start(closed bool) error {
	name, more := p.z.TagName()
	tag := atom.Lookup(name)
	k := kindOf(tag)
	e := element{tag: tag, kind: k, node: -1}
	if tag == 0 {
		e.name = string(name)
	}
	var a attributes
	a.read(p.z, more, p.sheet.shows)
	if p.afterPre = false; tag == atom.Pre || tag == atom.Listing {
		p.afterPre = true
	}
	p.imply(tag)
	if tag == atom.Br {
		p.lineBreak()
		return nil
	}
	p.meta(tag, &a)
	p.attributes(&a, tagName(tag, e.name))
	p.look(&e, &a)
	switch k {
	case raw:
		return p.startRaw(&e, &a, closed)
	case void:
		return p.void(tag, &a, e.look)
	}
	if tag == atom.Object {
		if err := p.embed(&a, e.look); err != nil {
			return err
		}
	}
	if closed && (p.xhtml || tag == 0 || tag == atom.Svg || tag == atom.Math || p.inDrawing()) {
		if e.look.shown() {
			p.boundary(&e)
		}
		return nil
	}
	p.push(e, &a)
	return nil
}

// look sets how e looks, which begins inside the innermost open element.
func (p *page) look(e *element, a *attributes) {
	c := p.sheet.of(tagName(e.tag, e.name), a.id, a.class)
	st := a.style(e.tag)
	own, ownImportant, made := declarations(a.css)
	c.over(&st, &own, &ownImportant)
	p.unread += made
	if p.unveil {
		st.visibility, st.opacity = max(st.visibility, 0), max(st.opacity, 0)
	}
	if (st.element != msoNone || a.title != "") && !p.isExport() {
		st.element, a.title = msoNone, ""
	}
	e.look = p.top().look.inside(e.tag, a, &st, own.fg.state != colorUnset || ownImportant.fg.state != colorUnset)
	if e.look.link == 0 && e.tag == atom.A && a.leaves() {
		e.look.link = p.target(a.href)
	}
	e.named, e.far = a.isFurniture(e.tag), a.isFar(e.tag)
	switch st.display {
	case displayBlock:
		if e.kind == inline {
			e.kind = block
		}
	case displayInline:
		if e.kind == block {
			e.kind = inline
		}
	}
	e.look.suspect = e.kind == inline && (e.look.suspect || st.isSuspect())
	e.shows = st.display > displayNone
	p.covers = p.covers || e.look.behind && e.look.none == "" && (st.bg.state == colorUnknown ||
		st.bg.state == colorKnown && !st.bg.near(plain.bg) || isPicture(e.tag))
}

// target numbers the addresses that links lead to.
func (p *page) target(href string) int32 {
	n := p.targets[href]
	if n == 0 {
		if p.targets == nil {
			p.targets = map[string]int32{}
		}
		n = int32(len(p.targets) + 1)
		p.targets[href] = n
	}
	return n
}

// isPicture reports whether the element covers what is behind it.
func isPicture(tag atom.Atom) bool {
	switch tag {
	case atom.Img, atom.Image, atom.Svg, atom.Canvas, atom.Video, atom.Iframe, atom.Object, atom.Embed:
		return true
	}
	return false
}

// startRaw takes up the start of an element that holds no markup.
func (p *page) startRaw(e *element, a *attributes, closed bool) error {
	if closed && p.xhtml {
		p.z.NextIsNotRawText()
	} else {
		p.drop, p.dropped, p.dropShown = e.tag.String(), e.look, e.shows
	}
	switch e.tag {
	case atom.Iframe:
		p.frames++
		return p.embed(a, e.look)
	case atom.Script:
		p.scripted = true
	}
	return nil
}

// push opens an element.
func (p *page) push(e element, a *attributes) {
	if len(p.open) >= maxOpen {
		p.pop()
	}
	e.nodal = e.kind == block || e.kind == cell || e.kind == row
	switch {
	case p.inDrawing() && (e.name == "text" || e.tag == atom.Foreignobject):
		// In the coordinates of the drawing, whose scale is not known.
		e.kind, e.draws, e.nodal, p.skip = block, true, true, 0
		e.look.enlarged = true
		p.flow.breakLine()
	case p.inDrawing() && e.tag == atom.Svg:
		e.kind = block
	case e.kind == dropped:
		e.skips = true
		p.skip++
	case p.skip > 0:
	default:
		if most := a.mark(e.tag); most > 0 && !p.isOpenList(e.tag) && (p.count[atom.Ruby] > 0 || e.tag != atom.Rt && e.tag != atom.Rtc) {
			e.mark = true
			p.beginMark(e.tag, most)
		}
	}
	if p.skip == 0 && p.marks.open == 0 && e.look.shown() {
		p.boundary(&e)
	} else if e.nodal {
		p.apart = false
	}
	if e.tag == atom.Select {
		e.list = a.has(attrMultiple) || a.size != "" && a.size != "1"
	}
	p.open = append(p.open, e)
	p.count[e.tag]++
}

// inDrawing reports whether the innermost open elements are those of a drawing, and nothing
// else keeps their text from being read.
func (p *page) inDrawing() bool { return p.skip == 1 && p.count[atom.Svg] > 0 }

// isOpenList reports whether tag is an entry of a list that shows them all, or of none.
func (p *page) isOpenList(tag atom.Atom) bool {
	if tag != atom.Option {
		return false
	}
	for i := len(p.open) - 1; i >= 0; i-- {
		if p.open[i].tag == atom.Select {
			return p.open[i].list
		}
	}
	return true
}

// boundary sets off what begins with e from what stands in front of it.
func (p *page) boundary(e *element) {
	switch e.kind {
	case block:
		p.flow.breakLine()
		if e.tag == atom.Table {
			p.flow.cell = -1
		}
	case row:
		e.row = p.flow.beginRow()
	case cell:
		for i := len(p.open) - 1; i >= 0 && p.open[i].tag != atom.Table; i-- {
			if r := &p.open[i]; r.kind == row {
				p.flow.beginCell(r.row, r.cells == 0)
				r.cells++
				return
			}
		}
		p.flow.breakLine()
	}
}

// pop closes the innermost element.
func (p *page) pop() {
	e := &p.open[len(p.open)-1]
	p.close(e)
	p.open = p.open[:len(p.open)-1]
}

// close does what the end of e means for the text.
func (p *page) close(e *element) {
	p.count[e.tag]--
	switch {
	case e.draws:
		p.flow.breakLine()
		p.skip = 1
		return
	case e.skips:
		p.skip--
	case e.mark:
		p.endMark()
		return
	}
	if !e.look.shown() {
		p.apart = p.apart && e.kind == inline
		return
	}
	if p.skip > 0 || p.marks.open > 0 {
		return
	}
	switch e.kind {
	case block, cell:
		p.flow.breakLine()
		if e.tag == atom.Table {
			p.flow.beginRow()
			p.flow.cell = -1
		}
	case row:
		p.flow.beginRow()
		p.flow.cell = -1
	}
}

// imply closes what the start of tag ends: an open paragraph, the item or cell before it.
func (p *page) imply(tag atom.Atom) {
	if p.inDrawing() && endsDrawing(tag) {
		for i := len(p.open) - 1; i >= 0; i-- {
			if p.open[i].skips {
				if p.open[i].tag == atom.Svg {
					p.popTo(i)
				}
				break
			}
		}
	}
	if closesParagraph(tag) && p.count[atom.P] > 0 {
		for i := len(p.open) - 1; i >= 0 && !isBarrier(p.open[i].tag); i-- {
			if p.open[i].tag == atom.P {
				p.popTo(i)
				break
			}
		}
	}
	closes, stops := implied(tag)
	if closes == nil {
		return
	}
	for i := len(p.open) - 1; i >= 0; i-- {
		switch a := p.open[i].tag; {
		case closes(a):
			p.popTo(i)
			return
		case stops(a):
			if tag == atom.Td || tag == atom.Th || tag == atom.Tr {
				p.popTo(i + 1)
			}
			return
		}
	}
}

// popTo closes the elements from i on.
func (p *page) popTo(i int) {
	for len(p.open) > i {
		p.pop()
	}
}

// endTag takes up an end tag.
func (p *page) endTag(tag atom.Atom, name string) {
	p.afterPre = false
	switch k := kindOf(tag); {
	case tag == atom.Br:
		p.lineBreak()
		return
	case k == void, k == raw, tag == atom.Body, tag == atom.Html:
		return
	case p.count[tag] == 0:
		if tag == atom.P && p.skip == 0 {
			p.flow.breakLine() // browsers make an empty paragraph of it
		}
		return
	}
	blocks := kindOf(tag) != inline || tag == atom.Select || tag == atom.Button
	for i := len(p.open) - 1; i >= 0; i-- {
		e := &p.open[i]
		switch {
		case e.tag == tag && (tag != 0 || e.name == name), isHeading(tag) && isHeading(e.tag):
			if blocks || e.draws {
				p.popTo(i)
				return
			}
			// <b><p></b>: the paragraph stays open.
			p.close(e)
			p.open = append(p.open[:i], p.open[i+1:]...)
			return
		case isBarrier(e.tag) && tag != atom.Table && tag != atom.Tr && tag != atom.Tbody:
			return
		}
	}
}

// lineBreak takes up a <br>.
func (p *page) lineBreak() {
	l := &p.top().look
	switch {
	case p.skip > 0:
	case p.marks.open > 0:
		p.marks.held.WriteByte(lineMark)
	case l.shown():
		p.flow.newLine()
	default:
		p.apart = false
	}
}

// void takes up an element without content.
func (p *page) void(tag atom.Atom, a *attributes, l look) error {
	switch tag {
	case atom.Hr:
		if p.skip == 0 && l.shown() {
			p.flow.breakLine()
		}
	case atom.Img, atom.Image:
		if strings.HasPrefix(a.src, "data:image/svg") {
			return p.embed(a, l)
		}
		return p.picture(a.src)
	case atom.Frame:
		p.frames++
		return p.embed(a, l)
	case atom.Embed:
		return p.embed(a, l)
	}
	return nil
}
