package web

import (
	"slices"
	"strconv"
	"strings"
)

// declarations reads the text between the braces of a rule, or of a style attribute: what
// it says, and what it says with !important. made are the letters of texts that it makes
// itself.
func declarations(css string) (plain, important style, made int) {
	for len(css) > 0 {
		end := cssEnd(css, ';')
		name, value, ok := strings.Cut(css[:end], ":")
		if ok {
			name = strings.ToLower(strings.TrimSpace(name))
			if makesText(name) || strings.Contains(value, "data:") {
				made += hanLetters(value)
			}
			value = strings.ToLower(strings.TrimSpace(value))
			to := &plain
			if v, ok := strings.CutSuffix(value, "important"); ok {
				if v, ok = strings.CutSuffix(strings.TrimSpace(v), "!"); ok {
					value, to = strings.TrimSpace(v), &important
				}
			}
			to.set(name, value)
		}
		css = css[min(end+1, len(css)):]
	}
	return plain, important, made
}

// makesText reports whether a property can put text on the page that is not in it.
func makesText(name string) bool {
	switch name {
	case "content", "list-style", "list-style-type", "quotes", "symbols", "additive-symbols", "prefix", "suffix":
		return true
	}
	return strings.HasPrefix(name, "--")
}

// cssEnd returns where the first stop outside quotes and brackets stands in css, len(css)
// if nowhere.
func cssEnd(css string, stop byte) int {
	depth := 0
	for i := 0; i < len(css); i++ {
		switch c := css[i]; {
		case c == stop && depth == 0:
			return i
		case c == '\\':
			i++
		case c == '"' || c == '\'':
			i += stringEnd(css[i:])
		case c == '(' || c == '[':
			depth++
		case c == ')' || c == ']':
			depth = max(0, depth-1)
		}
	}
	return len(css)
}

// stringEnd returns where the string ends that css begins with: at its quote, or, where it
// has none, in front of the end of the line.
func stringEnd(css string) int {
	for i := 1; i < len(css); i++ {
		switch css[i] {
		case css[0]:
			return i
		case '\n':
			return i - 1
		case '\\':
			i++
		}
	}
	return len(css)
}

// far is how far outside the window, in pixels, nothing is seen: less than any of the
// idioms (-3000px, -9999px, -999em), more than any window is wide.
const far = -2900

// wide is the length in pixels from which on an element may reach back into the window.
const wide = 600

// set takes up one declaration. A value that is not known shows what it may show.
func (s *style) set(name, value string) {
	switch name {
	case "display":
		s.display = displayOf(value)
	case "visibility":
		s.visibility = hides(value == "hidden" || value == "collapse")
	case "opacity":
		s.opacity = opacityOf(value)
	case "white-space":
		s.space = spaceOf(value)
	case "color":
		s.fg = colorOf(value)
	case "background-color":
		s.bg = colorOf(value)
	case "background", "background-image":
		s.background(name, value)
	case "color-scheme":
		if strings.Contains(value, "dark") {
			s.bg = color{state: colorUnknown}
		}
	case "font-size":
		s.size = fontSize(value)
	case "font":
		s.size = fontShorthand(value)
	case "text-indent":
		s.indent = lengthOf(value)
	case "position":
		s.position = hides(value == "absolute" || value == "fixed")
		s.behind = value != "static"
	case "left", "top":
		l := lengthOf(value)
		s.reaches(l)
		out := hides(l.isKnown() && l.pixels(rootSize) <= far)
		if name == "left" {
			s.left = out
		} else {
			s.top = out
		}
	case "overflow":
		s.clipped = hides(value == "hidden" || value == "clip")
	case "overflow-x", "overflow-y", "overflow-block", "overflow-inline":
		s.clipped = hides(false)
	case "clip":
		s.clip = hides(isEmptyRect(value))
	case "clip-path":
		s.clipPath = hides(value == "inset(50%)" || value == "inset(100%)")
	case "width", "height", "max-width", "max-height":
		l := lengthOf(value)
		if name == "width" || name == "height" {
			s.reaches(l)
		}
		s.flat[slices.Index(flats, name)] = hides(l.isKnown() && l.pixels(rootSize) <= 1 && !strings.HasSuffix(value, "%"))
	case "mso-element", "mso-special-character":
		s.element = elementOf(value)
	default:
		s.doubt(name, value)
	}
}

// flats are the properties of style.flat.
var flats = []string{"width", "height", "max-width", "max-height"}

// doubt takes up a declaration that only makes others uncertain.
func (s *style) doubt(name, value string) {
	base := strings.TrimPrefix(name, "-webkit-")
	switch {
	case value == "none" || value == "auto" || value == "normal":
	case base == "zoom" && (value == "1" || value == "100%"):
	case base == "zoom", base == "scale", base == "translate", base == "rotate", strings.HasPrefix(base, "transform"),
		base == "right", base == "bottom", base == "direction", base == "writing-mode", strings.HasPrefix(base, "inset"),
		strings.HasPrefix(base, "offset"), base == "float", base == "text-size-adjust", base == "font-size-adjust":
		s.moved = true
		s.enlarged = s.enlarged || base == "zoom" || base == "scale" || strings.HasPrefix(base, "transform") || strings.HasSuffix(base, "-adjust")
		s.behind = s.behind || base != "direction" && base != "zoom"
		if strings.HasPrefix(base, "inset") {
			s.left, s.top = +1, +1
		}
	case strings.HasPrefix(base, "margin"), strings.HasPrefix(base, "padding"):
		for f := range strings.FieldsSeq(value) {
			l := lengthOf(f)
			s.reaches(l)
			px := l.pixels(rootSize)
			s.behind = s.behind || px < 0
			s.roomy = s.roomy || base[0] == 'p' && (!l.isKnown() || px > 1)
		}
	case strings.HasPrefix(base, "min-"), strings.HasPrefix(base, "flex"), strings.HasPrefix(base, "aspect"),
		strings.HasPrefix(base, "block-size"), strings.HasPrefix(base, "inline-size"), base == "contain":
		s.roomy = s.roomy || value != "0" && value != "0px"
	case strings.HasPrefix(base, "text-shadow"), strings.HasPrefix(base, "text-stroke"), base == "text-fill-color",
		base == "background-clip", base == "box-shadow", base == "mix-blend-mode", base == "backdrop-filter",
		base == "filter", base == "border-image", base == "text-emphasis", strings.HasPrefix(base, "mask"):
		s.inked = true
	case base == "unicode-bidi":
		s.turned = strings.Contains(value, "override")
	case strings.HasPrefix(base, "animation"), strings.HasPrefix(base, "transition"), base == "all":
		s.animated = true
	}
}

// reaches takes up a length that may move or widen the element.
func (s *style) reaches(l length) {
	s.moved = s.moved || l.unit == unitUnknown || l.pixels(rootSize) >= wide
}

// isEmptyRect reports whether value is a rect() of at most a pixel, as those use it who hide
// an element from sight and leave it to programs that read aloud.
func isEmptyRect(value string) bool {
	args, ok := strings.CutPrefix(value, "rect(")
	if !ok {
		return false
	}
	n := 0
	for f := range strings.FieldsFuncSeq(strings.TrimSuffix(args, ")"), func(r rune) bool { return r == ',' || r == ' ' }) {
		l := lengthOf(f)
		if n++; !l.isKnown() || l.pixels(rootSize) < 0 || l.pixels(rootSize) > 1 {
			return false
		}
	}
	return n == 4
}

// hides returns -1 where it does, else +1.
func hides(yes bool) int8 {
	if yes {
		return -1
	}
	return +1
}

// fontShorthand reads the size of the font property, which stands behind the style and
// weight and in front of the name.
func fontShorthand(value string) length {
	rest := value
	for {
		f, behind, ok := strings.Cut(rest, " ")
		if !ok {
			return length{unit: unitUnknown}
		}
		rest = strings.TrimLeft(behind, " ")
		switch f {
		case "italic", "oblique", "normal", "bold", "bolder", "lighter", "small-caps":
			continue
		}
		if isNumber(f) {
			continue
		}
		size, _, _ := strings.Cut(f, "/")
		if rest == "" {
			return length{unit: unitUnknown}
		}
		return fontSize(size)
	}
}

// isNumber reports whether value is a bare number, as the weight in font: 700 12px.
func isNumber(value string) bool {
	_, err := strconv.ParseFloat(value, 32)
	return err == nil && value != "0"
}

func displayOf(value string) display {
	switch value {
	case "none":
		return displayNone
	case "block", "flex", "grid", "table", "list-item", "flow-root", "table-caption":
		return displayBlock
	case "inline":
		return displayInline
	case "":
		return displayUnset
	}
	return displayOther
}

func opacityOf(value string) int8 {
	percent := strings.HasSuffix(value, "%")
	v, err := strconv.ParseFloat(strings.TrimSuffix(value, "%"), 32)
	if err != nil {
		return +1
	}
	if percent {
		v /= 100
	}
	// A twentieth is the faintest that can still be made out.
	return hides(v < 0.05)
}

func spaceOf(value string) space {
	switch value {
	case "pre", "pre-wrap", "break-spaces", "-moz-pre-wrap":
		return spacePre
	case "pre-line":
		return spacePreLine
	case "normal", "nowrap":
		return spaceNormal
	}
	return spaceUnset
}

func elementOf(value string) msoElement {
	switch value {
	case "comment-list", "comment":
		return msoComment
	case "header":
		return msoHeader
	case "footer":
		return msoFooter
	}
	return msoNone
}

// background reads background and background-image. A picture may have any color.
func (s *style) background(name, value string) {
	switch {
	case strings.Contains(value, "url(") || strings.Contains(value, "gradient("):
		s.bg = color{state: colorUnknown}
	case name == "background" && strings.Contains(value, "(") && !strings.Contains(value, "rgb"):
		s.bg = color{state: colorUnknown}
	case name == "background":
		for f := range strings.FieldsSeq(value) {
			if c := colorOf(f); c.state == colorKnown || c.state == colorNone {
				s.bg = c
			}
		}
		if strings.Contains(value, "rgb") && !strings.HasPrefix(value, "rgb") {
			s.bg = color{state: colorUnknown}
		} else if strings.HasPrefix(value, "rgb") {
			end := strings.IndexByte(value, ')')
			s.bg = colorOf(value[:end+1])
			if strings.TrimSpace(value[end+1:]) != "" {
				s.bg = color{state: colorUnknown}
			}
		}
	}
}

// rootSize is the size of the font where nothing sets it, and of a rem.
const rootSize = 16 // pixels

// fontSize reads font-size.
func fontSize(value string) length {
	switch value {
	case "xx-small":
		return length{unitPixel, 9}
	case "x-small":
		return length{unitPixel, 10}
	case "small":
		return length{unitPixel, 13}
	case "medium", "initial":
		return length{unitPixel, rootSize}
	case "large", "x-large", "xx-large", "xxx-large":
		return length{unitPixel, 18}
	case "smaller":
		return length{unitFont, 1 / 1.2}
	case "larger":
		return length{unitFont, 1.2}
	}
	l := lengthOf(value)
	if l.value < 0 {
		return length{unit: unitUnknown}
	}
	return l
}

// lengthOf reads a length; the unit is unknown where it depends on the window or is
// calculated, and where there is none, which only pages without a document type allow.
func lengthOf(value string) length {
	n := 0
	for n < len(value) && strings.IndexByte("+-.0123456789", value[n]) >= 0 {
		n++
	}
	v, err := strconv.ParseFloat(value[:n], 32)
	if err != nil {
		return length{unit: unitUnknown}
	}
	f := float32(v)
	switch value[n:] {
	case "px":
		return length{unitPixel, f}
	case "":
		if f == 0 {
			return length{unitPixel, 0}
		}
	case "pt":
		return length{unitPixel, f * 4 / 3}
	case "pc":
		return length{unitPixel, f * 16}
	case "in":
		return length{unitPixel, f * 96}
	case "cm":
		return length{unitPixel, f * 96 / 2.54}
	case "mm":
		return length{unitPixel, f * 96 / 25.4}
	case "rem":
		return length{unitPixel, f * rootSize}
	case "em":
		return length{unitFont, f}
	case "%":
		return length{unitFont, f / 100}
	case "ex", "ch":
		return length{unitFont, f / 2}
	}
	return length{unit: unitUnknown}
}
