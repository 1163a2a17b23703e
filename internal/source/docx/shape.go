package docx

import (
	"strings"

	"chachong/internal/source/extract"
	"chachong/internal/source/markup"
	"chachong/internal/source/story"
)

// textBox reads the content of a text box to behind the present paragraph.
func (d *reader) textBox(c scope) error {
	if c.outer == "" && c.why == extract.WhyMarked {
		c.outer = extract.WhyMarked // a drawing in a hidden run is not drawn
	}
	if d.after == nil {
		d.after = story.New(d.budget)
	}
	around, after, fields := d.story, d.after, d.fields
	d.story, d.after, d.fields = after, nil, nil
	err := d.walk(scope{page: c.page, outer: c.outer})
	if d.after != nil {
		after.Splice(d.after)
	}
	d.story, d.after, d.fields = around, after, fields
	return err
}

// alternate reads mc:AlternateContent (part 3, 7.6): the first choice whose namespaces Word
// knows, else the fallback. Other programs may show the fallback: where much more stands in
// it than in the choice, it is read too.
func (d *reader) alternate(c scope) error {
	taken := false
	before := d.written
	return d.x.Children(func(t *markup.Token) error {
		switch {
		case t.Name.Local == "Fallback":
			if taken {
				return d.fallback(c, d.written-before)
			}
		case taken, t.Name.Local != "Choice":
			return d.x.Skip()
		default:
			requires, _ := t.Attr("", "Requires")
			for _, prefix := range strings.Fields(requires) {
				if uri := d.x.Space(prefix); !understood(uri) && space(uri) == other {
					return d.x.Skip()
				}
			}
		}
		taken = true
		return d.walk(c)
	})
}

// understood reports whether Word knows a namespace that is not read here.
func understood(uri string) bool {
	name, ok := strings.CutPrefix(uri, "http://schemas.microsoft.com/office/")
	if !ok {
		return false
	}
	switch name {
	case "word/2006/wordml", "word/2010/wordml", "word/2010/wordprocessingDrawing", "word/2010/wordprocessingInk",
		"word/2012/wordml", "word/2012/wordprocessingDrawing", "word/2015/wordml/symex", "word/2016/wordml/cid",
		"word/2018/wordml", "word/2018/wordml/cex", "drawing/2008/diagram", "drawing/2010/main", "drawing/2010/diagram",
		"drawing/2007/8/2/chart", "drawing/2012/chart", "drawing/2015/9/8/chartex", "drawing/2015/10/21/chartex",
		"drawing/2016/ink", "drawing/2016/SVG/main", "drawing/2017/model3d", "drawing/2014/main":
		return true
	}
	return false
}

// muchMore is the number of bytes, of 40 Han letters, by which a copy for other programs has
// to be longer for the difference to be text.
const muchMore = 120

// fallback reads mc:Fallback behind a choice that gave n bytes.
func (d *reader) fallback(c scope, n int) error {
	around, after, fields, spare, before := d.story, d.after, d.fields, d.spare, d.written
	s := story.New(d.budget)
	d.story, d.after, d.fields, d.spare = s, nil, nil, true
	err := d.walk(c)
	if err == nil {
		err = d.endFields(c)
	}
	if d.after != nil {
		s.Splice(d.after)
	}
	more := d.written-before > n+muchMore
	d.story, d.after, d.fields, d.spare, d.written = around, after, fields, spare, before
	if err != nil || !more {
		return err
	}
	if d.after == nil {
		d.after = story.New(d.budget)
	}
	d.after.Splice(s)
	return nil
}

// picture notes the part of a picture by its relationship.
func (d *reader) picture(id string) {
	to, ok := d.links[id]
	if ok && !d.pictures[to.part] && !d.asides[d.part] && !d.spare {
		d.pictures[to.part] = true
		d.order = append(d.order, to.part)
	}
}

// placed reads wp:inline or wp:anchor: a drawing that may be marked as hidden. What floats
// in a page header stands behind the text, as does what says so (20.4.2.3).
func (d *reader) placed(t *markup.Token, c scope) error {
	if v, ok := t.Attr("", "behindDoc"); t.Name.Local == "anchor" && (ok && isOn(v) || d.asides[d.part]) {
		d.floating = true
	}
	return d.x.Children(func(t *markup.Token) error {
		if v, ok := t.Attr("", "hidden"); ok && t.Name.Local == "docPr" && isOn(v) && c.outer == "" {
			c.outer = extract.WhyMarked
		}
		return d.element(t, c)
	})
}

// shape reads wps:wsp: its fill stands behind the text in it.
func (d *reader) shape(c scope) error {
	filled := false
	return d.x.Children(func(t *markup.Token) error {
		switch t.Name.Local {
		case "spPr":
			return d.x.Children(func(t *markup.Token) error {
				switch t.Name.Local {
				case "noFill": // what is behind it is seen
					filled = true
					c.page = background{unknown: true}
				case "solidFill":
					filled = true
					c.page = background{unknown: true}
					return d.solidFill(&c)
				case "gradFill", "pattFill", "grpFill", "blipFill":
					filled = true
					c.page = background{unknown: true}
				}
				return d.walk(c)
			})
		case "style":
			return d.x.Children(func(t *markup.Token) error {
				if idx, _ := t.Attr("", "idx"); t.Name.Local == "fillRef" && idx != "0" && !filled {
					c.page = background{unknown: true}
				}
				return d.x.Skip()
			})
		}
		return d.element(t, c)
	})
}

// solidFill reads a:solidFill into the background; a colour that is changed is unknown.
func (d *reader) solidFill(c *scope) error {
	return d.x.Children(func(t *markup.Token) error {
		v, _ := t.Attr("", "val")
		if rgb, ok := d.looks.drawn(v); ok && (t.Name.Local == "srgbClr" || t.Name.Local == "schemeClr") {
			c.page = background{color: rgb}
		}
		return d.x.Children(func(*markup.Token) error {
			c.page = background{unknown: true}
			return d.x.Skip()
		})
	})
}

// vectorShape reads a shape of VML.
func (d *reader) vectorShape(t *markup.Token, c scope) error {
	fill, said := t.Attr("", "fillcolor")
	filled, _ := t.Attr("", "filled")
	style, _ := t.Attr("", "style")
	if style = strings.ReplaceAll(style, " ", ""); strings.Contains(style, "visibility:hidden") && c.outer == "" {
		c.outer = extract.WhyMarked
	}
	behind := strings.Contains(style, "z-index:-") || d.asides[d.part] && strings.Contains(style, "position:absolute")
	switch {
	case filled == "f", filled == "false", t.Name.Local == "group":
		c.page = background{unknown: true} // what is behind it is seen
	case said:
		first, _, _ := strings.Cut(fill, " ") // "#fff [3201]"
		if len(first) == 4 && first[0] == '#' {
			first = string([]byte{'#', first[1], first[1], first[2], first[2], first[3], first[3]})
		}
		rgb, ok := story.ParseRGB(first)
		if first == "white" {
			rgb, ok = story.White, true
		}
		c.page = background{color: rgb, unknown: !ok}
	}
	err := d.x.Children(func(t *markup.Token) error {
		switch t.Name.Local {
		case "fill":
			kind, _ := t.Attr("", "type")
			if _, colored := t.Attr("", "color"); colored || kind != "" && kind != "solid" {
				c.page = background{unknown: true}
			}
		case "textpath": // a watermark
			behind = false
		}
		return d.element(t, c)
	})
	d.floating = d.floating || behind
	return err
}
