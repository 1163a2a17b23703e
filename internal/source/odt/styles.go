package odt

import (
	"strconv"
	"strings"
	"unicode"

	"chachong/internal/source/extract"
	"chachong/internal/source/markup"
	"chachong/internal/source/story"
)

// sheet holds styles by family and name, "paragraph/Standard". The default style of a
// family has the name "".
type sheet map[string]*style

// style is a style definition with what can hide text.
type style struct {
	parent string
	looks  looks
}

// looks are the properties that can hide text, and what stands behind it. Zero values mean
// that nothing is said.
type looks struct {
	hidden toggle // 20.316 text:display of text properties
	color  ink
	size   float64 // points, of letters
	han    float64 // points, of Han
	behind ink     // of the letters: the background of text properties
	ground ink     // of the paragraph, cell, section or frame
	clear  bool    // the colour is fully transparent (loext:opacity)
	effect toggle  // an outline, a shadow or a relief shows letters in any colour
	sunken bool    // of a shape: it stands behind the text
}

type toggle uint8

const (
	unsaid toggle = iota
	off
	on
)

// ink is a colour that may be said.
type ink struct {
	kind  uint8
	color story.RGB
}

const (
	notSaid uint8 = iota
	none          // transparent, or as the window has it
	colored
	unknown // a gradient, a picture
)

// background is what stands behind text.
type background struct {
	color   story.RGB
	unknown bool
}

func (b background) under(i ink) background {
	switch i.kind {
	case colored:
		return background{color: i.color}
	case unknown:
		return background{unknown: true}
	}
	return b
}

// maxStyles bounds the styles of a part, maxChain how long styles have parents, which also
// ends circles.
const (
	maxStyles = 20000
	maxChain  = 32
)

// inherit fills in from base what l does not say.
func (l *looks) inherit(base looks) {
	if l.hidden == unsaid {
		l.hidden = base.hidden
	}
	if l.color.kind == notSaid {
		l.color = base.color
		l.clear = l.clear || base.clear
	}
	if l.effect == unsaid {
		l.effect = base.effect
	}
	l.sunken = l.sunken || base.sunken
	if l.size == 0 {
		l.size = base.size
	}
	if l.han == 0 {
		l.han = base.han
	}
	if l.behind.kind == notSaid {
		l.behind = base.behind
	}
	if l.ground.kind == notSaid {
		l.ground = base.ground
	}
}

// style returns the properties of a style with those of its parents; "" has the default
// ones of its family.
func (d *reader) style(family, name string) looks {
	var l looks
	for range maxChain {
		if name == "" {
			break
		}
		s := d.own[family+"/"+name]
		if s == nil {
			s = d.common[family+"/"+name]
		}
		if s == nil {
			break
		}
		l.inherit(s.looks)
		if s.parent == name {
			break
		}
		name = s.parent
	}
	if s := d.common[family+"/"]; s != nil {
		l.inherit(s.looks)
	}
	return l
}

// readStyles reads the styles inside the present element.
func (d *reader) readStyles(to sheet) error {
	return d.x.Children(func(t *markup.Token) error {
		if t.Name.Space != nsStyle || t.Name.Local != "style" && t.Name.Local != "default-style" {
			switch t.Name.Local {
			case "page-layout":
				return d.pageLayout()
			case "list-style":
				return d.labels()
			}
			return d.x.Skip()
		}
		if len(to) >= maxStyles {
			return extract.Errorf(extract.CodeLimitCount, extract.HintLimit, "more styles than the limit of %d", maxStyles)
		}
		s := &style{}
		family, _ := t.Attr(nsStyle, "family")
		name, _ := t.Attr(nsStyle, "name")
		s.parent, _ = t.Attr(nsStyle, "parent-style-name")
		to[family+"/"+name] = s
		return d.x.Children(func(t *markup.Token) error {
			s.looks.read(t)
			return d.x.Skip()
		})
	})
}

// pageLayout takes the background of pages. Where layouts have different ones it is not
// known: which pages have which depends on how the text breaks.
func (d *reader) pageLayout() error {
	ground := background{color: story.White}
	err := d.x.Children(func(t *markup.Token) error {
		var l looks
		if l.read(t); t.Name.Local == "page-layout-properties" {
			ground = ground.under(l.ground)
		}
		return d.x.Skip()
	})
	if d.layouts++; d.layouts > 1 && ground != d.ground {
		ground.unknown = true
	}
	d.ground = ground
	return err
}

// leastLabel is the number of letters from which what stands around the number of a list
// item is text; fewer, as in "第 1 章", only number.
const leastLabel = 6

// labels counts the letters of text:list-style (16.30) that stand in front of list items.
func (d *reader) labels() error {
	return d.x.Children(func(t *markup.Token) error {
		n := 0
		for _, name := range [...]string{"num-prefix", "num-suffix"} {
			v, _ := t.Attr(nsStyle, name)
			n += letters(v)
		}
		if n >= leastLabel {
			d.labeled += n
		}
		return d.x.Skip()
	})
}

func letters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

// read takes an element of properties (style:text-properties and the like).
func (l *looks) read(t *markup.Token) {
	if t.Name.Space != nsStyle {
		return
	}
	text := t.Name.Local == "text-properties"
	for i := range t.Attrs {
		a := &t.Attrs[i]
		v := string(a.Value[:min(len(a.Value), 40)])
		switch a.Name.Local {
		case "display":
			if l.hidden = off; v == "none" {
				l.hidden = on
			}
		case "text-shadow", "font-relief", "text-outline":
			if v != "none" && v != "false" && text {
				l.effect = on
			} else if l.effect == unsaid {
				l.effect = off
			}
		case "run-through":
			l.sunken = v == "background"
		case "color":
			if c, ok := story.ParseRGB(v); ok && text && l.color.kind != none {
				l.color = ink{colored, c}
			}
		case "use-window-font-color": // goes before a colour
			if v == "true" {
				l.color = ink{kind: none}
			}
		case "opacity":
			// Of text in the colour of the window LibreOffice writes 0 % and means nothing.
			_, inked := t.Attr(nsFo, "color")
			l.clear = text && inked && (v == "0%" || v == "0")
		case "font-size":
			l.size = points(v)
		case "font-size-asian":
			l.han = points(v)
		case "background-color":
			i := ink{kind: none}
			if c, ok := story.ParseRGB(v); ok {
				i = ink{colored, c}
			}
			if text {
				l.behind = i
			} else {
				l.ground = i
			}
		case "fill-color":
			if c, ok := story.ParseRGB(v); ok && l.ground.kind == notSaid {
				l.ground = ink{colored, c}
			}
		}
	}
	switch fill, _ := t.Attr(nsDraw, "fill"); fill {
	case "gradient", "bitmap", "hatch":
		l.ground = ink{kind: unknown}
	case "none":
		l.ground = ink{kind: none}
	}
}

// points reads a length in points; 0 for a share of another size, which is not known.
func points(v string) float64 {
	for _, unit := range [...]struct {
		name   string
		points float64
	}{{"pt", 1}, {"in", 72}, {"cm", 72 / 2.54}, {"mm", 72 / 25.4}, {"pc", 12}, {"px", 0.75}} {
		if n, ok := strings.CutSuffix(v, unit.name); ok {
			f, err := strconv.ParseFloat(n, 64)
			if err != nil || f != f || f < 0 {
				return 0
			}
			return f * unit.points
		}
	}
	return 0
}
