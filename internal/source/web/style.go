package web

import "slices"

// style is what declarations say about properties that can hide text, or show what others
// hide. The zero value of a field means that they say nothing. Of a field of three values
// -1 is the one that hides.
type style struct {
	display    display
	visibility int8 // +1 visible, -1 hidden
	opacity    int8 // +1 some, -1 none
	space      space
	fg, bg     color
	size       length
	indent     length  // text-indent
	position   int8    // +1 static, relative or sticky, -1 absolute or fixed
	left, top  int8    // -1: far outside the window
	clipped    int8    // -1: overflow is not shown
	flat       [4]int8 // of width, height, max-width and max-height: -1 no more than a pixel
	clip       int8    // -1: clip leaves nothing of a positioned element
	clipPath   int8    // -1: clip-path leaves nothing
	element    msoElement

	// What makes the others uncertain.
	moved    bool // moved or turned by other means than left and top
	enlarged bool
	roomy    bool // given room that width and height do not say
	inked    bool // drawn with more than its color: shadows, strokes, what fills it
	animated bool // changes after the page is shown
	behind   bool // may stand behind other elements
	turned   bool // its letters are shown in another order
	mayHide  bool // a rule that may hold hides the element
}

type display uint8

const (
	displayUnset display = iota
	displayNone
	displayBlock  // a line of its own
	displayInline // in the line
	displayOther
)

// space is the white-space property.
type space uint8

const (
	spaceUnset space = iota
	spaceNormal
	spacePre     // kept
	spacePreLine // line ends kept, the rest collapsed
)

// msoElement is the part of a Word document that an element stands for (mso-element,
// mso-special-character).
type msoElement uint8

const (
	msoNone msoElement = iota
	msoComment
	msoMark // a sign that the program sets: of a comment, a note
	msoHeader
	msoFooter
)

// color is a color of text or background.
type color struct {
	state   colorState
	r, g, b uint8
}

type colorState uint8

const (
	colorUnset colorState = iota
	colorKnown
	colorNone    // transparent
	colorUnknown // a picture, a name or a function that is not read
	colorInherit
)

// near reports whether both are known and look the same.
func (c color) near(d color) bool {
	// Measured on screens, eyes tell white from #f2f2f2 side by side, letters hardly.
	const most = 12 // levels of 255 in each of red, green and blue
	diff := func(x, y uint8) bool { return max(x, y)-min(x, y) <= most }
	return c.state == colorKnown && d.state == colorKnown && diff(c.r, d.r) && diff(c.g, d.g) && diff(c.b, d.b)
}

// length is a CSS length.
type length struct {
	unit  unit
	value float32
}

type unit uint8

const (
	unitUnset unit = iota
	unitPixel
	unitFont // of the size of the font, or of the parent's for the size itself
	unitUnknown
)

// isKnown reports whether l is a length.
func (l length) isKnown() bool { return l.unit == unitPixel || l.unit == unitFont }

// pixels returns the length where the font has that size in pixels.
func (l length) pixels(font float32) float32 {
	if l.unit == unitFont {
		return l.value * font
	}
	return l.value
}

// overlay puts what s says over d.
func (d *style) overlay(s *style) {
	over(&d.display, s.display)
	over(&d.visibility, s.visibility)
	over(&d.opacity, s.opacity)
	over(&d.space, s.space)
	over(&d.fg, s.fg)
	over(&d.bg, s.bg)
	over(&d.size, s.size)
	over(&d.indent, s.indent)
	over(&d.position, s.position)
	over(&d.left, s.left)
	over(&d.top, s.top)
	over(&d.clipped, s.clipped)
	for i := range d.flat {
		over(&d.flat[i], s.flat[i])
	}
	over(&d.clip, s.clip)
	over(&d.clipPath, s.clipPath)
	over(&d.element, s.element)
	d.uncertain(s)
}

// uncertain adds what makes s uncertain.
func (d *style) uncertain(s *style) {
	d.moved = d.moved || s.moved
	d.enlarged = d.enlarged || s.enlarged
	d.roomy = d.roomy || s.roomy
	d.inked = d.inked || s.inked
	d.animated = d.animated || s.animated
	d.behind = d.behind || s.behind
	d.turned = d.turned || s.turned
	d.mayHide = d.mayHide || s.mayHide
}

// isSuspect reports whether s may hide the element though no rule says so for certain.
func (s *style) isSuspect() bool {
	return s.mayHide || s.moved || s.inked || s.animated || s.left < 0 || s.top < 0 || s.clipped < 0 && slices.Contains(s.flat[:], -1)
}

// hidesAll reports whether something in s hides the element, alone or with more.
func (s *style) hidesAll() bool {
	return s.display == displayNone || s.visibility < 0 || s.opacity < 0 || s.fg.state == colorNone || s.position < 0 ||
		s.clip < 0 || s.clipPath < 0 || slices.Contains(s.flat[:], -1) || s.size.isKnown() && s.size.pixels(1) < minSize
}

func over[T comparable](d *T, s T) {
	var unset T
	if s != unset {
		*d = s
	}
}

// grade is a property of a style in which more is shown the greater it is, with another's.
type grade struct {
	d *int8
	s int8
}

// grades returns these properties of d, with those of s.
func (d *style) grades(s *style) [12]grade {
	return [...]grade{
		{&d.visibility, s.visibility},
		{&d.opacity, s.opacity},
		{&d.position, s.position},
		{&d.left, s.left},
		{&d.top, s.top},
		{&d.clipped, s.clipped},
		{&d.flat[0], s.flat[0]},
		{&d.flat[1], s.flat[1]},
		{&d.flat[2], s.flat[2]},
		{&d.flat[3], s.flat[3]},
		{&d.clip, s.clip},
		{&d.clipPath, s.clipPath},
	}
}

// loosen takes back what d hides and s, which may hold for the element or not, would show.
func (d *style) loosen(s *style) {
	d.mayHide = d.mayHide || d.hidesAll() || d.fg.near(plain.bg)
	if s.display > displayNone && d.display <= displayNone {
		d.display = displayOther
	}
	for _, f := range d.grades(s) {
		if f.s > 0 {
			*f.d = f.s
		}
	}
	if s.fg.state != colorUnset {
		d.fg = color{state: colorUnknown}
	}
	if s.bg.state != colorUnset {
		d.bg = color{state: colorUnknown}
	}
	if s.size.unit != unitUnset {
		d.size = length{unit: unitUnknown}
	}
	if s.indent.unit != unitUnset {
		d.indent = length{unit: unitUnknown}
	}
	d.uncertain(s)
}

// show adds to d what s would show.
func (d *style) show(s *style) {
	d.mayHide = d.mayHide || s.hidesAll()
	if s.display > displayNone {
		d.display = s.display
	}
	for _, f := range d.grades(s) {
		*f.d = max(*f.d, f.s)
	}
	d.moved = d.moved || s.position < 0
	over(&d.fg, s.fg)
	over(&d.bg, s.bg)
	over(&d.size, s.size)
	over(&d.indent, s.indent)
	d.uncertain(s)
}
