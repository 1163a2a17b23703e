package docx

import (
	"strconv"
	"strings"

	"chachong/internal/source/extract"
	"chachong/internal/source/markup"
	"chachong/internal/source/story"
)

// paint is what is said of a colour.
type paint struct {
	kind  uint8
	color story.RGB // of painted
}

const (
	notPainted uint8 = iota // nothing is said
	automatic               // as the reader finds it fit: black on light, white on dark; as a ground: none
	painted
	noInk  // not drawn at all
	unsure // drawn in a colour that is not known
)

// background is what stands behind text.
type background struct {
	color   story.RGB
	unknown bool // a picture, a gradient, shading that depends on the place in a table
}

// under returns the background when p is laid over b.
func (b background) under(p paint) background {
	switch p.kind {
	case painted:
		return background{color: p.color}
	case unsure:
		return background{unknown: true}
	}
	return b
}

// why returns what hides a run with the properties p on ground, "" for nothing.
func (p *props) why(ground background) extract.Why {
	const tiny = 4 // half points
	if p.vanish == on {
		return extract.WhyMarked
	}
	ground = ground.under(p.shade).under(p.marked)
	ink := p.color
	if p.fill.kind != notPainted {
		ink = p.fill
	}
	switch {
	case p.effect != on && (ink.kind == noInk || ink.kind == painted && !ground.unknown && ink.color.Near(ground.color)):
		return extract.WhyColor
	case p.size > 0 && p.size < tiny:
		return extract.WhyTiny
	}
	return ""
}

// color reads w:color (17.3.2.6).
func (l *looks) color(t *markup.Token) paint {
	return l.paint(t, "val", "themeColor", "themeTint", "themeShade")
}

// shd reads w:shd (17.3.5): a fill with a pattern in another colour over it.
func (l *looks) shd(t *markup.Token) paint {
	fill := l.paint(t, "fill", "themeFill", "themeFillTint", "themeFillShade")
	pattern, _ := t.Attr(t.Name.Space, "val")
	share, ok := 0, true
	switch {
	case pattern == "nil":
		return paint{kind: automatic}
	case pattern == "solid":
		share = 100
	case strings.HasPrefix(pattern, "pct"):
		n, err := strconv.Atoi(pattern[len("pct"):])
		share, ok = min(max(n, 0), 100), err == nil
	}
	if share == 0 || !ok {
		return fill
	}
	ink := l.paint(t, "color", "themeColor", "themeTint", "themeShade")
	if ink.kind == unsure || fill.kind == unsure {
		return paint{kind: unsure}
	}
	if ink.kind != painted {
		ink = paint{kind: painted} // black
	}
	under := story.White
	if fill.kind == painted {
		under = fill.color
	}
	for i := range ink.color {
		ink.color[i] = uint8((int(ink.color[i])*share + int(under[i])*(100-share)) / 100)
	}
	return ink
}

// paint reads a colour from attributes: its value, and what goes before it, the colour of
// the theme with its tint or shade.
func (l *looks) paint(t *markup.Token, value, themed, tint, shade string) paint {
	w := t.Name.Space
	if name, ok := t.Attr(w, themed); ok {
		if c, ok := l.themeColor(name); ok {
			for i, v := range c {
				if n, ok := hexAttr(t, tint); ok {
					v = uint8((int(v)*n + 255*(255-n)) / 255)
				}
				if n, ok := hexAttr(t, shade); ok {
					v = uint8(int(v) * n / 255)
				}
				c[i] = v
			}
			return paint{kind: painted, color: c}
		}
		if name != "none" {
			return paint{kind: unsure}
		}
	}
	v, ok := t.Attr(w, value)
	if c, isRGB := story.ParseRGB(v); isRGB {
		return paint{kind: painted, color: c}
	}
	if ok {
		return paint{kind: automatic}
	}
	return paint{}
}

func hexAttr(t *markup.Token, name string) (int, bool) {
	v, ok := t.Attr(t.Name.Space, name)
	n, err := strconv.ParseUint(v, 16, 8)
	return int(n), ok && err == nil
}

// themeColor returns a colour of the theme by a name of ST_ThemeColor (17.18.97) or
// ST_SchemeColorVal (20.1.10.54).
func (l *looks) themeColor(name string) (story.RGB, bool) {
	short := name
	switch name {
	case "background1", "bg1":
		short = l.mapped("bg1", "lt1")
	case "text1", "tx1":
		short = l.mapped("t1", "dk1")
	case "background2", "bg2":
		short = l.mapped("bg2", "lt2")
	case "text2", "tx2":
		short = l.mapped("t2", "dk2")
	case "light1":
		short = "lt1"
	case "dark1":
		short = "dk1"
	case "light2":
		short = "lt2"
	case "dark2":
		short = "dk2"
	case "hyperlink":
		short = "hlink"
	case "followedHyperlink":
		short = "folHlink"
	}
	c, ok := l.theme[short]
	switch {
	case ok:
		return c, true
	case short == "lt1":
		return story.White, true
	case short == "dk1":
		return story.RGB{}, true
	}
	return c, false
}

// mapped returns the name that the settings give to a colour of the theme, or standard.
func (l *looks) mapped(name, standard string) string {
	switch v := l.mapping[name]; v {
	case "light1", "light2":
		return "lt" + v[len("light"):]
	case "dark1", "dark2":
		return "dk" + v[len("dark"):]
	}
	return standard
}

// drawn returns the colour that DrawingML names by six digits or by the theme.
func (l *looks) drawn(v string) (story.RGB, bool) {
	if c, ok := story.ParseRGB(v); ok {
		return c, true
	}
	return l.themeColor(v)
}

// highlight returns a colour of ST_HighlightColor (17.18.40).
func highlight(name string) paint {
	c := story.RGB{}
	switch name {
	case "", "none":
		return paint{kind: automatic}
	case "black":
	case "blue":
		c = story.RGB{0, 0, 255}
	case "cyan":
		c = story.RGB{0, 255, 255}
	case "green":
		c = story.RGB{0, 255, 0}
	case "magenta":
		c = story.RGB{255, 0, 255}
	case "red":
		c = story.RGB{255, 0, 0}
	case "yellow":
		c = story.RGB{255, 255, 0}
	case "white":
		c = story.White
	case "darkBlue":
		c = story.RGB{0, 0, 128}
	case "darkCyan":
		c = story.RGB{0, 128, 128}
	case "darkGreen":
		c = story.RGB{0, 128, 0}
	case "darkMagenta":
		c = story.RGB{128, 0, 128}
	case "darkRed":
		c = story.RGB{128, 0, 0}
	case "darkYellow":
		c = story.RGB{128, 128, 0}
	case "darkGray":
		c = story.RGB{128, 128, 128}
	case "lightGray":
		c = story.RGB{192, 192, 192}
	}
	return paint{kind: painted, color: c}
}
