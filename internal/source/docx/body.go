package docx

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"

	"chachong/internal/source/extract"
	"chachong/internal/source/markup"
)

// scope is what surrounds the place in a part that is being read.
type scope struct {
	page   background  // behind paragraphs: of the page, the cell, the text box
	outer  extract.Why // what hides everything here
	table  props       // of the style of the table
	para   props       // of the style of the paragraph
	ground background  // behind the runs of the paragraph
	why    extract.Why // what hides the run
	cells  *int        // begun in the row of a table
}

// walk reads the elements inside the present one.
func (d *reader) walk(c scope) error {
	return d.x.Children(func(t *markup.Token) error { return d.element(t, c) })
}

// element reads an element to its end. Elements that only group others are walked through,
// so that text in what is not known here is not lost.
func (d *reader) element(t *markup.Token, c scope) error {
	local := t.Name.Local
	switch space(t.Name.Space) {
	case word:
		if done, err := d.wordElement(t, c); done {
			return err
		}
	case compatibility:
		if local == "AlternateContent" {
			return d.alternate(c)
		}
	case math:
		switch local {
		case "r":
			return d.run(c)
		case "t":
			return d.text(t, c)
		}
		if strings.HasSuffix(local, "Pr") && local != "ctrlPr" {
			return d.x.Skip()
		}
	case drawing:
		switch local {
		case "blip":
			if id, ok := attrLocal(t, "embed"); ok {
				d.picture(id)
			}
		case "wsp":
			return d.shape(c)
		case "anchor", "inline":
			return d.placed(t, c)
		case "wgp", "wpc":
			c.page = background{unknown: true} // shapes stand on each other
		case "p":
			return d.drawnLine(c)
		}
	case diagram:
		if id, ok := attrLocal(t, "dm"); ok && local == "relIds" {
			if err := d.drawing(c, id, map[string]bool{}); err != nil {
				return err
			}
		}
	case charted:
		if id, ok := attrLocal(t, "id"); ok && local == "chart" {
			if err := d.chart(c, id); err != nil {
				return err
			}
		}
	case office:
		if local == "OLEObject" {
			return d.object(t, c)
		}
	case vector:
		switch local {
		case "imagedata":
			if id, ok := attrLocal(t, "id"); ok {
				d.picture(id)
			}
		case "shape", "rect", "roundrect", "oval", "group", "polyline", "line", "curve", "arc", "image":
			return d.vectorShape(t, c)
		case "textpath": // WordArt
			line, _ := t.Attr("", "string")
			if err := d.behind(c, line); err != nil {
				return err
			}
		}
	}
	return d.walk(c)
}

// spaces that are told apart.
type spaceKind uint8

const (
	other spaceKind = iota
	word
	compatibility
	math
	drawing
	vector
	diagram
	charted
	office
)

func space(uri string) spaceKind {
	switch uri {
	case "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main":
		return word
	case "http://schemas.openxmlformats.org/markup-compatibility/2006":
		return compatibility
	case "http://schemas.openxmlformats.org/officeDocument/2006/math", "http://purl.oclc.org/ooxml/officeDocument/math":
		return math
	case "http://schemas.openxmlformats.org/drawingml/2006/main", "http://purl.oclc.org/ooxml/drawingml/main",
		"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing", "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
		"http://schemas.microsoft.com/office/word/2010/wordprocessingShape", "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
		"http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas":
		return drawing
	case "http://schemas.openxmlformats.org/drawingml/2006/diagram", "http://purl.oclc.org/ooxml/drawingml/diagram":
		return diagram
	case "http://schemas.openxmlformats.org/drawingml/2006/chart", "http://purl.oclc.org/ooxml/drawingml/chart",
		"http://schemas.microsoft.com/office/drawing/2014/chartex":
		return charted
	case "urn:schemas-microsoft-com:office:office":
		return office
	case "urn:schemas-microsoft-com:vml":
		return vector
	}
	return other
}

// attrLocal returns the first attribute of that local name in any namespace but none.
func attrLocal(t *markup.Token, local string) (string, bool) {
	for _, a := range t.Attrs {
		if a.Name.Local == local && a.Name.Space != "" {
			return string(a.Value), true
		}
	}
	return "", false
}

// wordElement reads an element of WordprocessingML; done is false where it only groups.
func (d *reader) wordElement(t *markup.Token, c scope) (done bool, err error) {
	w, local := t.Name.Space, t.Name.Local
	switch local {
	case "p":
		return true, d.paragraph(c)
	case "r":
		return true, d.run(c)
	case "t":
		return true, d.text(t, c)
	case "delText": // deleted in w:del alone
		return true, d.text(t, c)
	case "ruby":
		return true, d.ruby(c)
	case "sdt":
		return true, d.control(c, func(t *markup.Token) error { return d.element(t, c) })
	case "instrText":
		code, err := d.gather("")
		if n := len(d.fields); n > 0 && !d.fields[n-1].shown && len(d.fields[n-1].code)+len(code) <= maxCode {
			d.fields[n-1].code = append(d.fields[n-1].code, code...)
		}
		return true, err
	case "tbl":
		return true, d.table(c)
	case "txbxContent":
		return true, d.textBox(c)
	case "del", "moveFrom":
		c.outer = extract.WhyDeleted
		return true, d.walk(c)
	case "tab", "ptab":
		return true, d.char(c, "\t")
	case "br", "cr":
		if kind, _ := t.Attr(w, "type"); (kind == "page" || kind == "column") && !d.story.Begun() {
			return true, d.x.Skip() // no line ends in front of it
		}
		return true, d.char(c, "\n")
	case "noBreakHyphen":
		return true, d.char(c, "\u2011")
	case "softHyphen":
		return true, d.char(c, "\u00ad")
	case "sym":
		v, _ := t.Attr(w, "char")
		n, err := strconv.ParseUint(v, 16, 21)
		if err != nil || n < ' ' || !utf8.ValidRune(rune(n)) {
			return true, d.x.Skip()
		}
		return true, d.char(c, string(rune(n)))
	case "lastRenderedPageBreak":
		if d.story == d.body && d.part == d.main {
			at := int32(d.body.Len())
			if n := len(d.pages); n == 0 || d.pages[n-1] < at {
				d.pages = append(d.pages, at)
			}
		}
		return true, d.x.Skip()
	case "fldChar":
		kind, _ := t.Attr(w, "fldCharType")
		if err := d.fieldChar(kind, c); err != nil {
			return true, err
		}
		return true, d.walk(c)
	case "textInput": // of a field of a form (17.16.33)
		return true, d.x.Children(func(t *markup.Token) error {
			if v, _ := t.Attr(w, "val"); t.Name.Local == "default" && letters(v) >= leastShown {
				if err := d.behind(c, v); err != nil {
					return err
				}
			}
			return d.x.Skip()
		})
	case "control":
		id, _ := attrLocal(t, "id")
		return true, d.activeX(id, c)
	case "footnoteReference", "endnoteReference":
		id, _ := t.Attr(w, "id")
		n := note{local == "endnoteReference", id}
		return true, d.reference(n, c)
	case "headerReference", "footerReference":
		id, _ := attrLocal(t, "id")
		if w, ok := t.Attr(w, "id"); ok && id == "" {
			id = w
		}
		if to, ok := d.links[id]; ok && !d.asides[to.part] {
			d.asides[to.part] = true
			d.headers = append(d.headers, aside{strings.TrimSuffix(local, "Reference"), to.part})
		}
		return true, d.x.Skip()
	case "background":
		if d.part != d.main || !d.looks.backed {
			return true, d.x.Skip()
		}
		d.looks.page = d.looks.page.under(d.looks.paint(t, "color", "themeColor", "themeTint", "themeShade"))
		return true, d.x.Children(func(*markup.Token) error {
			d.looks.page.unknown = true // a picture, a gradient
			return d.x.Skip()
		})
	case "body":
		c.page = d.looks.page // w:background stands in front of it
		return true, d.walk(c)
	case "altChunk", "subDoc":
		d.partial("a document that is embedded in it was not read")
		return true, d.x.Skip()
	case "delInstrText", "sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr", "rubyPr", "rPr", "pPr", "tblPr", "tblGrid", "trPr", "tcPr",
		"rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange", "tblPrExChange", "tblGridChange", "numberingChange", "fldData":
		return true, d.x.Skip()
	}
	return false, nil
}

// char writes a character for an element without content.
func (d *reader) char(c scope, s string) error {
	if err := d.write(c, []byte(s)); err != nil {
		return err
	}
	return d.x.Skip()
}

func (d *reader) write(c scope, p []byte) error {
	why := c.why
	if c.outer != "" {
		why = c.outer
	}
	d.written += len(p)
	if f := d.instructed(); f != nil && why == "" {
		f.text = append(f.text, p...)
		return nil
	}
	return d.story.Write(p, why)
}

// text reads w:t. White space at its ends counts only where xml:space preserves it; line
// ends and tabs in it are blanks.
func (d *reader) text(t *markup.Token, c scope) error {
	mode, _ := t.Attr("http://www.w3.org/XML/1998/namespace", "space")
	trim, begun := mode != "preserve", false
	var held []byte // white space that may be at the end
	for {
		t, err := d.x.Next()
		if err != nil {
			return err
		}
		switch t.Kind {
		case markup.End:
			return nil
		case markup.Start:
			if err := d.x.Skip(); err != nil {
				return err
			}
			continue
		}
		p := t.Text
		for i, b := range p {
			if b == '\n' || b == '\t' || b == '\r' {
				p[i] = ' '
			}
		}
		if trim {
			if !begun {
				p = bytes.TrimLeft(p, " ")
			}
			body := bytes.TrimRight(p, " ")
			if len(body) == 0 {
				if len(held) < markup.MaxText {
					held = append(held, p...)
				}
				continue
			}
			begun = true
			if err := d.write(c, held); err != nil {
				return err
			}
			held = append(held[:0], p[len(body):]...)
			p = body
		}
		if err := d.write(c, p); err != nil {
			return err
		}
	}
}

// paragraph reads w:p. The paragraphs of text boxes that it anchors follow it.
func (d *reader) paragraph(c scope) error {
	after := d.after
	d.after = nil
	begun, joined := false, false
	label := ""
	begin := func() error {
		if begun {
			return nil
		}
		begun = true
		err := d.story.Paragraph(c.outer != extract.WhyDeleted)
		if err != nil || label == "" {
			return err
		}
		return d.write(scope{outer: c.outer}, []byte(label))
	}
	c.para, _ = d.looks.chain("", paragraphStyle)
	c.ground = c.page.under(c.para.shade)
	c.para.shade = paint{}
	err := d.x.Children(func(t *markup.Token) error {
		if t.Name.Local == "pPr" && space(t.Name.Space) == word {
			mark, item, err := d.paragraphProps(&c)
			joined, label = mark.gone || mark.vanish == on, d.label(item)
			return err
		}
		if err := begin(); err != nil {
			return err
		}
		return d.element(t, c)
	})
	if err == nil {
		err = begin()
	}
	if err != nil {
		return err
	}
	if err := d.endFields(scope{outer: c.outer}); err != nil {
		return err
	}
	d.story.End(joined || c.outer == extract.WhyDeleted)
	if d.after != nil {
		d.story.Splice(d.after)
	}
	d.after = after
	return nil
}

// paragraphProps reads w:pPr into c and returns the properties of the paragraph mark, and
// the list that the paragraph stands in.
func (d *reader) paragraphProps(c *scope) (mark props, item listItem, err error) {
	var shade paint
	id := ""
	err = d.x.Children(func(t *markup.Token) (err error) {
		switch t.Name.Local {
		case "pStyle":
			id, _ = t.Attr(t.Name.Space, "val")
		case "shd":
			shade = d.looks.shd(t)
		case "rPr":
			mark, err = d.runProps()
			return err
		case "numPr":
			return d.listItem(&item)
		case "sectPr":
			return d.walk(*c)
		}
		return d.x.Skip()
	})
	if id != "" && d.looks.styles[id] != nil {
		c.para, _ = d.looks.chain(id, paragraphStyle)
		c.ground = c.page.under(c.para.shade)
		c.para.shade = paint{}
	}
	c.ground = c.ground.under(shade)
	if item.num == "" {
		item.num = d.looks.listOf(id).num
	}
	if item.level == "" {
		item.level = d.looks.listOf(id).level
	}
	return mark, item, err
}

// run reads w:r or m:r.
func (d *reader) run(c scope) error {
	var direct props
	c.why = d.hides(c, direct)
	return d.x.Children(func(t *markup.Token) (err error) {
		if t.Name.Local == "rPr" && space(t.Name.Space) == word {
			direct, err = d.runProps()
			c.why = d.hides(c, direct)
			return err
		}
		return d.element(t, c)
	})
}

// hides returns what hides a run with those direct properties (17.7.2 style hierarchy).
// vanish is a toggle property: said by an odd number of kinds of styles it is on (17.7.3).
func (d *reader) hides(c scope, direct props) extract.Why {
	char := props{}
	if direct.style != "" {
		char, _ = d.looks.chain(direct.style, characterStyle)
	}
	vanish := direct.vanish
	if vanish == unsaid {
		hidden := (c.table.vanish == on) != (c.para.vanish == on)
		hidden = hidden != (char.vanish == on)
		if hidden || d.looks.defaults.vanish == on {
			vanish = on
		}
	}
	for _, base := range [...]props{char, c.para, c.table, d.looks.defaults} {
		direct.inherit(base)
	}
	direct.vanish = vanish
	return direct.why(c.ground)
}
