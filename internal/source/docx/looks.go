package docx

import (
	"strconv"
	"strings"

	"chachong/internal/source/extract"
	"chachong/internal/source/markup"
	"chachong/internal/source/story"
)

// looks is what the styles, the theme and the settings say of how text looks.
type looks struct {
	page     background // of the document
	backed   bool       // the background of pages is shown
	defaults props      // 17.7.5.1 docDefaults
	styles   map[string]*style
	standard [3]string // ids of the default style of each kind
	theme    map[string]story.RGB
	mapping  map[string]string // 17.15.1.20 clrSchemeMapping
}

// kinds of styles.
const (
	paragraphStyle = iota
	characterStyle
	tableStyle
)

// style is a style definition.
type style struct {
	kind    int
	basedOn string
	props   props
	shaded  bool // a table style that shades cells, all or some
	list    listItem
}

// maxStyles bounds the styles of a document; Word allows about 4,000. maxChain bounds how
// long styles are based on each other, which also ends circles: Word ends at 11.
const (
	maxStyles = 10000
	maxChain  = 32
)

// props are the properties of a run that can hide it, and what stands behind it. Zero
// values mean that nothing is said.
type props struct {
	vanish toggle
	size   int // half points
	color  paint
	shade  paint  // w:shd
	marked paint  // w:highlight
	fill   paint  // w14:textFill
	effect toggle // an outline, a shadow or a glow shows letters in any colour
	style  string
	gone   bool // as properties of a paragraph mark: deleted, or never shown
}

// toggle is a property that may be on, off or not said.
type toggle uint8

const (
	unsaid toggle = iota
	off
	on
)

// inherit fills in from base what p does not say.
func (p *props) inherit(base props) {
	if p.vanish == unsaid {
		p.vanish = base.vanish
	}
	if p.size == 0 {
		p.size = base.size
	}
	if p.effect == unsaid {
		p.effect = base.effect
	}
	for _, c := range [...]struct {
		to   *paint
		from paint
	}{{&p.color, base.color}, {&p.shade, base.shade}, {&p.marked, base.marked}, {&p.fill, base.fill}} {
		if c.to.kind == notPainted {
			*c.to = c.from
		}
	}
}

// chain returns the properties of a style with those of the styles it is based on.
func (l *looks) chain(id string, kind int) (p props, shaded bool) {
	if id == "" {
		id = l.standard[kind]
	}
	for range maxChain {
		s := l.styles[id]
		if s == nil || s.kind != kind {
			break
		}
		p.inherit(s.props)
		shaded = shaded || s.shaded
		id = s.basedOn
	}
	return p, shaded
}

// listOf returns the list of a paragraph style, or of one that it is based on.
func (l *looks) listOf(id string) (item listItem) {
	if id == "" {
		id = l.standard[paragraphStyle]
	}
	for range maxChain {
		s := l.styles[id]
		if s == nil {
			break
		}
		if item.num == "" {
			item.num = s.list.num
		}
		if item.level == "" {
			item.level = s.list.level
		}
		id = s.basedOn
	}
	return item
}

// readLooks reads the theme, the settings and the styles, as far as there are any.
func (d *reader) readLooks() error {
	d.looks = looks{styles: map[string]*style{}, theme: map[string]story.RGB{}, mapping: map[string]string{}, page: background{color: story.White}}
	for _, part := range [...]struct {
		kind string
		read func(*markup.Token) error
	}{{"theme", d.themeElement}, {"settings", d.settingsElement}, {"styles", d.stylesElement}} {
		name, ok := d.related(part.kind)
		if !ok {
			continue
		}
		in, err := d.pack.zip.Find(name).Open()
		if err != nil {
			return err
		}
		d.x = markup.NewReader(in, d.budget)
		err = d.pack.each(d.x, part.read)
		in.Close()
		if err != nil {
			return err
		}
	}
	return nil
}

// themeElement takes the colours of a theme (20.1.6.2 clrScheme).
func (d *reader) themeElement(t *markup.Token) error {
	if t.Name.Local != "clrScheme" {
		return nil
	}
	return d.x.Children(func(t *markup.Token) error {
		name := t.Name.Local
		return d.x.Children(func(t *markup.Token) error {
			value, _ := t.Attr("", "val")
			switch value {
			case "window":
				value = "FFFFFF"
			case "windowText":
				value = "000000"
			default:
				if last, ok := t.Attr("", "lastClr"); ok { // of sysClr
					value = last
				}
			}
			if c, ok := story.ParseRGB(value); ok && len(d.looks.theme) < maxStyles {
				d.looks.theme[name] = c
			}
			return d.x.Skip()
		})
	})
}

// settingsElement takes the mapping of theme colours, and whether the background of pages
// is shown (17.15.1.25 displayBackgroundShape).
func (d *reader) settingsElement(t *markup.Token) error {
	if t.Name.Local == "displayBackgroundShape" {
		v, ok := t.Attr(t.Name.Space, "val")
		d.looks.backed = !ok || isOn(v)
	}
	if t.Name.Local == "clrSchemeMapping" {
		for _, a := range t.Attrs {
			d.looks.mapping[a.Name.Local] = string(a.Value)
		}
	}
	return nil
}

// stylesElement takes a style, or the defaults.
func (d *reader) stylesElement(t *markup.Token) error {
	w := t.Name.Space
	switch t.Name.Local {
	case "rPrDefault":
		return d.x.Children(func(t *markup.Token) (err error) {
			if t.Name.Local == "rPr" {
				d.looks.defaults, err = d.runProps()
				return err
			}
			return d.x.Skip()
		})
	case "style":
	default:
		return nil
	}
	if len(d.looks.styles) >= maxStyles {
		return extract.Errorf(extract.CodeLimitCount, extract.HintLimit, "more styles than the limit of %d", maxStyles)
	}
	s := &style{}
	id, _ := t.Attr(w, "styleId")
	switch kind, _ := t.Attr(w, "type"); kind {
	case "character":
		s.kind = characterStyle
	case "table":
		s.kind = tableStyle
	case "numbering":
		return d.x.Skip()
	}
	if v, ok := t.Attr(w, "default"); ok && isOn(v) {
		d.looks.standard[s.kind] = id
	}
	if d.looks.styles[id] == nil {
		d.looks.styles[id] = s
	}
	var shade paint
	err := d.x.Children(func(t *markup.Token) (err error) {
		switch t.Name.Local {
		case "basedOn":
			s.basedOn, _ = t.Attr(w, "val")
		case "rPr":
			s.props, err = d.runProps()
			s.props.gone = false
			return err
		case "pPr", "tblPr", "tcPr", "tblStylePr":
			return d.shading(s, &shade)
		}
		return d.x.Skip()
	})
	if s.props.shade.kind == notPainted {
		s.props.shade = shade
	}
	return err
}

// shading looks for w:shd in properties of a style, at any depth.
func (d *reader) shading(s *style, shade *paint) error {
	return d.x.Children(func(t *markup.Token) error {
		if t.Name.Local == "shd" {
			c := d.looks.shd(t)
			if s.kind == tableStyle {
				s.shaded = s.shaded || c.kind == painted
			} else {
				*shade = c
			}
			return d.x.Skip()
		}
		if t.Name.Local == "numPr" {
			return d.listItem(&s.list)
		}
		return d.shading(s, shade)
	})
}

// runProps reads an element rPr to its end.
func (d *reader) runProps() (p props, err error) {
	err = d.x.Children(func(t *markup.Token) error {
		w := t.Name.Space
		switch t.Name.Local {
		// Note: webHidden does not hide text on the page, only in Web view. Word gives it
		// to the page numbers of every table of contents. specVanish hides the marks of
		// paragraphs alone (17.3.2.36).
		case "specVanish":
			if v, ok := t.Attr(w, "val"); !ok || isOn(v) {
				p.gone = true
			}
		case "vanish":
			v, ok := t.Attr(w, "val")
			if p.vanish = off; !ok || isOn(v) {
				p.vanish = on
			}
		case "sz":
			v, _ := t.Attr(w, "val")
			if p.size = halfPoints(v); p.size < 1 {
				p.size = 0
			}
		case "rStyle":
			p.style, _ = t.Attr(w, "val")
		case "color":
			p.color = d.looks.color(t)
		case "shd":
			p.shade = d.looks.shd(t)
		case "highlight":
			v, _ := t.Attr(w, "val")
			p.marked = highlight(v)
		case "textFill":
			p.fill = paint{kind: unsure} // a gradient, a colour that is changed
			return d.textFill(&p.fill)
		case "textOutline":
			line := paint{kind: unsure}
			if err := d.textFill(&line); err != nil {
				return err
			}
			if line.kind != noInk {
				p.effect = on
			}
			return nil
		case "shadow", "outline", "emboss", "imprint", "glow":
			v, ok := t.Attr(w, "val")
			if p.effect != on && ok && !isOn(v) {
				p.effect = off
			} else {
				p.effect = on
			}
		case "del", "moveFrom":
			p.gone = true
		}
		return d.x.Skip()
	})
	return p, err
}

// textFill reads w14:textFill, the fill of letters in Word 2010 and later
// ([MS-DOCX] 2.6.1.x), which goes before their colour.
func (d *reader) textFill(fill *paint) error {
	return d.x.Children(func(t *markup.Token) error {
		switch t.Name.Local {
		case "noFill":
			*fill = paint{kind: noInk}
		case "srgbClr", "schemeClr":
			v, _ := t.Attr(t.Name.Space, "val")
			*fill = paint{kind: unsure}
			if c, ok := d.looks.drawn(v); ok {
				*fill = paint{kind: painted, color: c}
			}
			return d.x.Children(func(t *markup.Token) error {
				// w14 counts transparency in 1/1000 %: from 95 % letters cannot be seen.
				if v, _ := t.Attr(t.Name.Space, "val"); t.Name.Local == "alpha" {
					if n, _ := strconv.Atoi(v); n >= 95000 {
						*fill = paint{kind: noInk}
					}
				} else {
					*fill = paint{kind: unsure} // lighter, darker
				}
				return d.x.Skip()
			})
		case "solidFill":
			return d.textFill(fill)
		}
		return d.x.Skip()
	})
}

// halfPoints reads a size in half points, or with a unit in points (17.18.42).
func halfPoints(v string) int {
	if pt, ok := strings.CutSuffix(v, "pt"); ok {
		f, _ := strconv.ParseFloat(pt, 64)
		return int(min(max(f*2, 0), 10000))
	}
	n, _ := strconv.Atoi(v)
	return n
}

// isOn reads a value of ST_OnOff (17.17.4).
func isOn(v string) bool {
	switch v {
	case "0", "false", "off":
		return false
	}
	return true
}
