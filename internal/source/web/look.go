package web

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"chachong/internal/source/extract"
)

// look is how an element shows its text: what it inherits and what it was told.
type look struct {
	none      extract.Why // the whole element is not seen
	soft      bool        // but what is in it may be
	invisible bool        // visibility
	fg, bg    color
	fgOwn     bool // fg was set by the page, in the tags themselves
	bgOwn     bool // bg was set by the page
	size      float32
	indent    float32 // pixels
	space     space
	link      int32 // to another page that it is inside of, numbered by target; 0 for none
	heading   bool  // inside h1 to h6
	contents  bool  // inside a table of contents
	aside     asideKind

	suspect bool // it may be hidden, in the midst of a line

	// Of the element or one around it; see style.
	moved, enlarged, inked, animated, behind, turned bool
}

// asideKind says beside what part of the body a text stands.
type asideKind uint8

const (
	asideNone asideKind = iota
	asideHeader
	asideFooter
	asideComment
)

// plain is the look of a page without style. Its text color is unset: text is hidden by
// colors only if somebody chose them.
var plain = look{bg: color{colorKnown, 255, 255, 255}, size: rootSize, space: spaceNormal}

// minSize is the size under which nobody reads: 2 points.
const minSize = 2.0 * 4 / 3 // pixels

// shown reports whether boundaries of the element are those of visible text.
func (l *look) shown() bool { return l.none == "" && l.aside == asideNone }

// why says what hides n letters of text, "" for text that is seen. doubt says that
// backgrounds may be other than they seem, covered that something stands on the page that
// may be behind the text. Text is unsure if it is only seen because of what else the page
// does.
func (l *look) why(n int, doubt, covered bool) (why extract.Why, unsure bool) {
	if l.none != "" {
		return l.none, false
	}
	switch {
	case l.invisible:
		why = extract.WhyMarked
	case l.size < minSize:
		why, unsure = extract.WhyTiny, l.enlarged
	case l.indent <= far && float32(n)*l.size < -l.indent: // it moves one line
		why, unsure = extract.WhyOffPage, l.moved
	case l.fg.state == colorNone:
		why, unsure = extract.WhyInvisible, l.inked
	case l.fg.near(l.bg):
		why, unsure = extract.WhyColor, l.inked || covered || doubt && !l.fgOwn && !l.bgOwn
	}
	if why != "" && (unsure || l.animated) {
		return "", true
	}
	return why, false
}

// inside returns the look of an element inside one that looks like l. own says that st sets
// the color in the element's own style attribute.
func (l look) inside(tag atom.Atom, a *attributes, st *style, own bool) look {
	if isControl(tag) {
		// Controls take neither color nor size from what is around them.
		l.fg, l.bg, l.size, l.indent = color{}, plain.bg, rootSize, 0
	}
	l.invisible = st.visibility < 0 || l.invisible && st.visibility == 0
	switch st.size.unit {
	case unitUnset:
	case unitUnknown:
		l.size = rootSize
	default:
		l.size = min(st.size.pixels(l.size), 1e6)
	}
	switch st.indent.unit {
	case unitUnset:
	case unitUnknown:
		l.indent = 0
	default:
		l.indent = st.indent.pixels(l.size)
	}
	if st.space != spaceUnset {
		l.space = st.space
	}
	l.heading = l.heading || isHeading(tag)
	l.contents = l.contents || tag == atom.Nav && a.role == "doc-toc"
	l.moved = l.moved || st.moved
	l.enlarged = l.enlarged || st.enlarged
	l.inked = l.inked || st.inked
	l.animated = l.animated || st.animated
	l.behind = l.behind || st.behind
	l.turned = l.turned || st.turned || tag == atom.Bdo
	l.colors(tag, a, st, own)
	if l.soft && (st.position < 0 || st.moved || st.behind) {
		l.none, l.soft = "", false
	}
	if l.none == "" {
		l.none, l.soft = l.hides(tag, a, st)
	}
	switch {
	case st.element == msoComment:
		l.aside = asideComment
	case st.element == msoHeader, tag == atom.Div && a.title == "header":
		l.aside = asideHeader
	case st.element == msoFooter, tag == atom.Div && a.title == "footer":
		l.aside = asideFooter
	}
	return l
}

// colors sets the colors of text and background.
func (l *look) colors(tag atom.Atom, a *attributes, st *style, own bool) {
	switch st.bg.state {
	case colorKnown, colorUnknown:
		l.bg, l.bgOwn = st.bg, true
	}
	switch st.fg.state {
	case colorKnown, colorUnknown, colorNone:
		l.fg, l.fgOwn = st.fg, own || a.color != ""
	case colorUnset:
		if tag == atom.A && a.href != "" {
			l.fg = color{} // blue, whatever stands around it
		}
	}
}

// hides says whether an element is not seen with all that is in it, by properties that are
// not inherited, and whether what is in it may be seen for all that.
func (l *look) hides(tag atom.Atom, a *attributes, st *style) (why extract.Why, soft bool) {
	switch {
	case st.display == displayNone:
		return extract.WhyMarked, false
	case st.display == displayUnset && (a.has(attrHidden) || tag == atom.Dialog && !a.has(attrOpen)):
		return extract.WhyMarked, false
	case tag == atom.Del && a.has(attrDatetime):
		return extract.WhyDeleted, false
	case l.animated:
		return "", false
	case st.opacity < 0:
		return extract.WhyInvisible, false
	case st.position < 0 && (st.left < 0 || st.top < 0) && !l.moved:
		return extract.WhyOffPage, true
	case st.position < 0 && st.clip < 0, st.clipPath < 0:
		return extract.WhyMarked, true
	case st.clipped < 0 && !st.roomy && slices.Contains(st.flat[:], -1) && st.isBox(tag):
		return extract.WhyMarked, true
	}
	return "", false
}

// isBox reports whether the element is as wide and high as it is told: inline ones and parts
// of tables are not, and the overflow of the body is that of the window.
func (st *style) isBox(tag atom.Atom) bool {
	switch tag {
	case atom.Body, atom.Html, atom.Table, atom.Tbody, atom.Thead, atom.Tfoot, atom.Caption:
		return false
	}
	return st.position < 0 || st.display == displayBlock || st.display == displayUnset && kindOf(tag) == block
}

// isControl reports whether the element is a control that shows text.
func isControl(tag atom.Atom) bool {
	return tag == atom.Textarea || tag == atom.Button || tag == atom.Select
}

// attributes are those of a start tag that matter.
type attributes struct {
	id, class, role, title string
	css                    string // style
	color, bgcolor         string
	href, src, data        string
	srcdoc                 string
	name, content          string // of meta
	rel, kind, media       string
	value, alt, label      string
	hint, size             string // placeholder; size
	ignored                string
	seen                   uint32
	made                   int    // letters that style sheets or scripts show of them
	words                  string // of data for scripts
}

// Attributes that matter by being there.
const (
	attrHidden = 24 + iota
	attrOpen
	attrDatetime
	attrBackground
	attrMultiple
)

// has reports whether the tag has that attribute.
func (a *attributes) has(attr uint) bool { return a.seen>>attr&1 != 0 }

// field returns where the value of an attribute is kept, and its bit in seen.
func (a *attributes) field(key string) (*string, uint) {
	switch key {
	case "id":
		return &a.id, 0
	case "class":
		return &a.class, 1
	case "role":
		return &a.role, 2
	case "title":
		return &a.title, 3
	case "style":
		return &a.css, 4
	case "color", "text":
		return &a.color, 5
	case "bgcolor":
		return &a.bgcolor, 6
	case "href":
		return &a.href, 7
	case "src":
		return &a.src, 8
	case "data":
		return &a.data, 9
	case "srcdoc":
		return &a.srcdoc, 10
	case "name":
		return &a.name, 11
	case "content":
		return &a.content, 12
	case "rel":
		return &a.rel, 13
	case "type":
		return &a.kind, 14
	case "media":
		return &a.media, 15
	case "value":
		return &a.value, 16
	case "alt":
		return &a.alt, 17
	case "label":
		return &a.label, 18
	case "placeholder":
		return &a.hint, 19
	case "size":
		return &a.size, 20
	case "hidden":
		return &a.ignored, attrHidden
	case "open":
		return &a.ignored, attrOpen
	case "datetime":
		return &a.ignored, attrDatetime
	case "background":
		return &a.ignored, attrBackground
	case "multiple":
		return &a.ignored, attrMultiple
	}
	return nil, 0
}

// read takes the attributes of the current tag, the first of each name. shows names those
// whose text style sheets show.
func (a *attributes) read(z *html.Tokenizer, more bool, shows map[string]bool) {
	for more {
		var key, val []byte
		key, val, more = z.TagAttr()
		field, bit := a.field(string(key))
		if field != nil && a.seen>>bit&1 == 0 {
			*field = string(val)
			a.seen |= 1 << bit
		}
		switch {
		case shows[string(key)], len(key) > 2 && key[0] == 'o' && key[1] == 'n':
			a.made += hanLetters(string(val))
		case field == nil && len(val) >= minWords:
			a.words += string(val) + "\n"
		}
	}
	a.role, a.name, a.rel = strings.ToLower(a.role), strings.ToLower(a.name), strings.ToLower(a.rel)
}

// minWords is how long an attribute must be whose text a script may show.
const minWords = 6 // bytes

// leaves reports whether a link leads to another page.
func (a *attributes) leaves() bool {
	return a.href != "" && a.href[0] != '#' && !strings.HasPrefix(a.href, "mailto:")
}

// Letters that may be left out where what a program or a control shows stands.
const (
	markLetters   = 8  // the number of a note, an annotation in a ruby, what a button does
	optionLetters = 12 // an entry of a list to be opened
)

// mark returns how many letters of the element are no text of the author's, if it holds no
// more: the numbers of notes and the way back from them, labels of controls. 0 for others.
func (a *attributes) mark(tag atom.Atom) int {
	switch tag {
	case atom.A, atom.Span, atom.Sup:
		switch a.class {
		case "msocomanchor", "MsoFootnoteReference", "MsoEndnoteReference",
			"sdfootnoteanc", "sdfootnotesym", "sdendnoteanc", "sdendnotesym",
			"footnote-ref", "footnoteRef", "footnote-back":
			return markLetters
		}
	case atom.Button, atom.Rt, atom.Rtc:
		return markLetters
	case atom.Option:
		return optionLetters
	}
	return 0
}

// style returns what attributes say that are older than style sheets.
func (a *attributes) style(tag atom.Atom) style {
	var st style
	switch tag {
	case atom.Font, atom.Basefont, atom.Body:
		st.fg = attrColor(a.color)
	case atom.Pre, atom.Listing, atom.Xmp, atom.Plaintext:
		st.space = spacePre
	}
	if a.bgcolor != "" {
		st.bg = attrColor(a.bgcolor)
	}
	if a.has(attrBackground) {
		st.bg = color{state: colorUnknown}
	}
	return st
}

// tagName is the name that selectors use.
func tagName(tag atom.Atom, name string) string {
	if tag != 0 {
		return tag.String()
	}
	return name
}
