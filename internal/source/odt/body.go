package odt

import (
	"bytes"
	"path"
	"strconv"
	"strings"
	"unicode"

	"chachong/internal/source/extract"
	"chachong/internal/source/markup"
	"chachong/internal/source/story"
)

// scope is what surrounds the place that is being read.
type scope struct {
	ground background  // behind paragraphs, and inside of them behind the text
	outer  extract.Why // what hides everything here
	looks  looks       // of text
	inline bool        // inside of a paragraph: text counts
	cells  *int        // begun in the row of a table
	row    string      // style of the cells of the row that have none
}

// why returns what hides p.
func (c *scope) why(p []byte) extract.Why {
	const tiny = 2 // points
	l := &c.looks
	if c.outer != "" {
		return c.outer
	}
	if l.hidden == on {
		return extract.WhyMarked
	}
	ground := c.ground.under(l.behind)
	if l.effect != on && (l.clear || l.color.kind == colored && !ground.unknown && l.color.color.Near(ground.color)) {
		return extract.WhyColor
	}
	size := l.size
	if l.han > 0 && bytes.ContainsFunc(p, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		size = l.han
	}
	if size > 0 && size < tiny {
		return extract.WhyTiny
	}
	return ""
}

// walk reads what is inside the present element, up to its end. Text counts in paragraphs.
func (d *reader) walk(c scope) error {
	for {
		t, err := d.x.Next()
		if err != nil {
			return err
		}
		switch t.Kind {
		case markup.End:
			return nil
		case markup.Text:
			if c.inline {
				err = d.text(c, t.Text)
			}
		case markup.Start:
			err = d.element(&t, c)
		}
		if err != nil {
			return err
		}
	}
}

// text writes character data: runs of white space are one blank, none at the beginning of
// a paragraph (6.1.2).
func (d *reader) text(c scope, p []byte) error {
	out := p[:0]
	for _, b := range p {
		if b == ' ' || b == '\t' || b == '\n' || b == '\r' {
			if d.begun {
				out = append(out, ' ')
			}
			d.begun = false
			continue
		}
		out = append(out, b)
		d.begun = true
	}
	return d.story.Write(out, c.why(out))
}

// put writes a character that an element stands for.
func (d *reader) put(c scope, s string) error {
	d.begun = true
	p := []byte(s)
	if err := d.story.Write(p, c.why(p)); err != nil {
		return err
	}
	return d.x.Skip()
}

// element reads an element to its end. What is not known here is walked through, so that
// no text is lost.
func (d *reader) element(t *markup.Token, c scope) error {
	local := t.Name.Local
	switch t.Name.Space {
	case nsText:
		if done, err := d.textElement(t, c); done {
			return err
		}
	case nsTable:
		switch local {
		case "table":
			name, _ := t.Attr(nsTable, "style-name")
			c.ground = c.ground.under(d.style("table", name).ground)
			c.inline = false
			if _, ok := t.Attr(nsTable, "template-name"); ok {
				c.ground.unknown = true // which cells a template shades depends on their place
			}
		case "table-row":
			c.cells = new(int)
			name, _ := t.Attr(nsTable, "style-name")
			c.ground = c.ground.under(d.style("table-row", name).ground)
			c.row, _ = t.Attr(nsTable, "default-cell-style-name")
		case "table-cell":
			return d.cell(t, c)
		case "covered-table-cell": // behind one that spans several
			s := story.New(d.budget)
			if c.outer == "" {
				c.outer = extract.WhyCovered
			}
			c.cells = nil
			err := d.into(s, c)
			d.story.SpliceHidden(s)
			return err
		case "tracked-changes", "desc", "title":
			return d.x.Skip()
		}
	case nsOffice:
		switch local {
		case "annotation":
			c = scope{ground: background{unknown: true}}
			return d.aside("comment", c)
		case "forms":
			return d.forms(c)
		case "binary-data", "scripts", "event-listeners":
			return d.x.Skip()
		}
	case nsDraw:
		switch local {
		case "image":
			if to, _ := t.Attr(nsLink, "href"); !d.beside {
				d.picture(to)
			}
			return d.box(c)
		case "object":
			if to, ok := t.Attr(nsLink, "href"); ok {
				if err := d.object(c, to); err != nil {
					return err
				}
			}
			return d.box(c)
		case "object-ole", "plugin", "applet", "glue-point":
			return d.x.Skip()
		case "g":
			c.ground.unknown = true // shapes stand on each other
		case "frame", "custom-shape", "rect", "ellipse", "circle", "polygon", "path", "line", "connector":
			return d.shape(t, c)
		case "text-box":
			return d.box(c)
		}
	default:
		switch local {
		case "creator", "date", "creator-initials", "title", "desc": // of annotations and shapes
			return d.x.Skip()
		case "math":
			if t.Name.Space == "http://www.w3.org/1998/Math/MathML" {
				c.inline = true
			}
		}
	}
	return d.walk(c)
}

// textElement reads an element of text; done is false where it only groups.
func (d *reader) textElement(t *markup.Token, c scope) (done bool, err error) {
	switch t.Name.Local {
	case "p", "h":
		return true, d.paragraph(t, c)
	case "span", "a":
		if name, ok := t.Attr(nsText, "style-name"); ok {
			l := d.style("text", name)
			l.inherit(c.looks)
			c.looks = l
		}
		return true, d.walk(c)
	case "s":
		n := 1
		if v, ok := t.Attr(nsText, "c"); ok {
			n, _ = strconv.Atoi(v)
		}
		// LibreOffice writes at most 65,535 of them; the Budget bounds the rest.
		return true, d.put(c, strings.Repeat(" ", min(max(n, 0), 1<<16)))
	case "tab":
		return true, d.put(c, "\t")
	case "line-break":
		err := d.put(c, "\n")
		return true, err
	case "soft-page-break":
		return true, d.x.Skip()
	case "note":
		return true, d.note(c)
	case "tracked-changes":
		return true, d.changes()
	case "change", "change-start", "change-end":
		return true, d.change(t)
	case "user-field-decl":
		name, _ := t.Attr(nsText, "name")
		if v, ok := t.Attr(nsOffice, "string-value"); ok && len(d.fields) < maxStyles {
			d.fields[name] = v
		}
		return true, d.x.Skip()
	case "user-field-get":
		name, _ := t.Attr(nsText, "name")
		return true, d.fieldText(c, d.fields[name])
	case "variable-set", "user-field-input", "variable-input":
		v, _ := t.Attr(nsOffice, "string-value")
		return true, d.fieldText(c, v)
	case "conditional-text": // shows one of two
		yes, _ := t.Attr(nsText, "string-value-if-true")
		no, _ := t.Attr(nsText, "string-value-if-false")
		from := d.story.Len()
		if err := d.walk(c); err != nil {
			return true, err
		}
		shown := strings.TrimSpace(d.story.From(from))
		for _, v := range [...]string{yes, no} {
			if v = strings.TrimSpace(v); v != shown && letters(v) >= leastField {
				if err := d.story.Write([]byte(v), extract.WhyMarked); err != nil {
					return true, err
				}
			}
		}
		return true, nil
	case "hidden-text":
		v, ok := t.Attr(nsText, "is-hidden")
		s, _ := t.Attr(nsText, "string-value")
		if s != "" && ok && v != "false" {
			return true, d.conceal(c, s)
		}
		return true, d.walk(c)
	case "section":
		v, _ := t.Attr(nsText, "display")
		gone, _ := t.Attr(nsText, "is-hidden")
		if (v == "none" || v == "condition" && gone == "true") && c.outer == "" {
			c.outer = extract.WhyMarked
		}
		name, _ := t.Attr(nsText, "style-name")
		c.ground = c.ground.under(d.style("section", name).ground)
		return true, d.walk(c)
	case "ruby":
		return true, d.ruby(c)
	case "sequence-decls", "variable-decls", "dde-connection-decls", "alphabetical-index-auto-mark-file",
		"table-of-content-source", "illustration-index-source", "table-index-source", "object-index-source", "user-index-source",
		"alphabetical-index-source", "bibliography-source", "number", "note-citation":
		return true, d.x.Skip()
	}
	return false, nil
}

// conceal writes a text that an element says is hidden.
func (d *reader) conceal(c scope, s string) error {
	if err := d.story.Write([]byte(s), extract.WhyMarked); err != nil {
		return err
	}
	return d.x.Skip()
}

// paragraph reads text:p or text:h. The paragraphs of text boxes in it follow it.
func (d *reader) paragraph(t *markup.Token, c scope) error {
	name, _ := t.Attr(nsText, "style-name")
	l := d.style("paragraph", name)
	c.ground = c.ground.under(l.ground)
	l.ground = ink{}
	c.looks, c.inline = l, true
	after := d.after
	d.after, d.begun = nil, false
	if err := d.story.Paragraph(c.outer != extract.WhyDeleted); err != nil {
		return err
	}
	for {
		t, err := d.x.Next()
		if err != nil {
			return err
		}
		if t.Kind == markup.End {
			break
		}
		switch {
		case t.Kind == markup.Text:
			err = d.text(c, t.Text)
		case t.Name == markup.Name{Space: nsText, Local: "hidden-paragraph"}:
			if v, ok := t.Attr(nsText, "is-hidden"); ok && v != "false" && c.outer == "" {
				c.outer = extract.WhyMarked
			}
			err = d.x.Skip()
		default:
			err = d.element(&t, c)
		}
		if err != nil {
			return err
		}
	}
	d.story.End(c.outer == extract.WhyDeleted)
	if d.after != nil {
		d.story.Splice(d.after)
	}
	d.after = after
	return nil
}

// cell reads table:table-cell.
func (d *reader) cell(t *markup.Token, c scope) error {
	name, _ := t.Attr(nsTable, "style-name")
	if name == "" {
		name = c.row
	}
	c.ground, c.row = c.ground.under(d.style("table-cell", name).ground), ""
	if c.cells == nil {
		c.cells = new(int)
	}
	*c.cells++
	d.story.Cell(*c.cells == 1)
	c.cells = nil
	if err := d.walk(c); err != nil {
		return err
	}
	return d.story.EndCell()
}

// note reads text:note: its body follows the text of the document.
func (d *reader) note(c scope) error {
	return d.x.Children(func(t *markup.Token) error {
		if t.Name.Local != "note-body" {
			return d.x.Skip()
		}
		s := story.NewNote(d.budget)
		err := d.into(s, scope{ground: d.ground, outer: c.outer})
		if d.beside || c.outer != "" {
			d.story.Splice(s)
		} else {
			d.notes.Splice(s)
		}
		return err
	})
}

// into walks through the present element with text going to s.
func (d *reader) into(s *story.Story, c scope) error {
	around, after, begun := d.story, d.after, d.begun
	d.story, d.after, d.begun = s, nil, false
	err := d.walk(c)
	if d.after != nil {
		s.Splice(d.after)
	}
	d.story, d.after, d.begun = around, after, begun
	return err
}

// shape reads a frame or a drawn shape, whose fill stands behind its text.
func (d *reader) shape(t *markup.Token, c scope) error {
	name, _ := t.Attr(nsDraw, "style-name")
	l := d.style("graphic", name)
	d.floating = d.floating || l.sunken
	if c.ground = c.ground.under(l.ground); l.ground.kind == none {
		c.ground.unknown = true // what is behind it is seen
	}
	if t.Name.Local == "frame" {
		return d.walk(c)
	}
	return d.box(c)
}

// box reads text that is drawn in a box of its own: to behind the present paragraph.
func (d *reader) box(c scope) error {
	outer := c.outer
	if outer == "" && c.inline && c.looks.hidden == on {
		outer = extract.WhyMarked
	}
	if d.after == nil {
		d.after = story.New(d.budget)
	}
	after := d.after
	err := d.into(after, scope{ground: c.ground, outer: outer})
	d.after = after
	return err
}

// picture notes the part of a picture; other places are never followed.
func (d *reader) picture(to string) {
	if to == "" || strings.Contains(to, ":") || strings.HasPrefix(to, "/") {
		return
	}
	if to = path.Clean(to); !d.pictures[to] && len(d.pictures) < zippedParts {
		d.pictures[to] = true
		d.order = append(d.order, to)
	}
}
