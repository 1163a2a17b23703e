package web

import "golang.org/x/net/html/atom"

// kind says how an element takes part in the text.
type kind uint8

const (
	inline  kind = iota
	block        // a line of its own
	cell         // td, th: set off by a tab
	row          // tr: a block that counts its cells
	void         // has no content and no end tag
	dropped      // its content is no text of the page
	raw          // the next token is its content, and dropped
)

// kindOf returns the kind of an element as browsers show it without a style sheet (HTML
// Standard, section 15.3), except where what it shows is no text of the page: drawings,
// films, what stands in for them.
func kindOf(tag atom.Atom) kind {
	switch tag {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Caption, atom.Center, atom.Dd,
		atom.Details, atom.Dialog, atom.Dir, atom.Div, atom.Dl, atom.Dt, atom.Fieldset, atom.Figcaption, atom.Figure,
		atom.Footer, atom.Form, atom.Frameset, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Header,
		atom.Hgroup, atom.Html, atom.Legend, atom.Li, atom.Listing, atom.Main, atom.Marquee, atom.Menu, atom.Nav,
		atom.Ol, atom.Option, atom.P, atom.Plaintext, atom.Pre, atom.Section, atom.Summary, atom.Table, atom.Tbody, atom.Tfoot,
		atom.Thead, atom.Ul, atom.Xmp:
		return block
	case atom.Td, atom.Th:
		return cell
	case atom.Tr:
		return row
	case atom.Area, atom.Base, atom.Basefont, atom.Bgsound, atom.Br, atom.Col, atom.Embed, atom.Frame, atom.Hr,
		atom.Image, atom.Img, atom.Input, atom.Keygen, atom.Link, atom.Meta, atom.Param, atom.Source, atom.Track, atom.Wbr:
		return void
	case atom.Audio, atom.Canvas, atom.Datalist, atom.Rp, atom.Svg, atom.Template, atom.Video:
		return dropped
	case atom.Iframe, atom.Noembed, atom.Noframes, atom.Noscript, atom.Script, atom.Style, atom.Textarea, atom.Title:
		return raw
	}
	return inline
}

// closesParagraph reports whether the start of the element ends an open <p> (HTML Standard,
// section 13.2.6.4.7).
func closesParagraph(tag atom.Atom) bool {
	switch tag {
	case atom.Table, atom.Hr:
		return true
	case atom.Body, atom.Html, atom.Caption, atom.Tbody, atom.Tfoot, atom.Thead, atom.Legend, atom.Option:
		return false
	}
	return kindOf(tag) == block
}

// isBarrier reports whether an element keeps end tags inside it from closing what is
// outside.
func isBarrier(tag atom.Atom) bool {
	switch tag {
	case atom.Td, atom.Th, atom.Caption, atom.Table, atom.Html, atom.Object, atom.Marquee:
		return true
	}
	return false
}

// implied returns which open elements the start of tag closes, and at which it stops
// looking for them.
func implied(tag atom.Atom) (closes, stops func(atom.Atom) bool) {
	among := func(tags ...atom.Atom) func(atom.Atom) bool {
		return func(a atom.Atom) bool {
			for _, t := range tags {
				if a == t {
					return true
				}
			}
			return false
		}
	}
	switch tag {
	case atom.Li:
		return among(atom.Li), func(a atom.Atom) bool { return a == atom.Ul || a == atom.Ol || isBarrier(a) }
	case atom.Dd, atom.Dt:
		return among(atom.Dd, atom.Dt), func(a atom.Atom) bool { return a == atom.Dl || isBarrier(a) }
	case atom.Td, atom.Th:
		return among(atom.Td, atom.Th, atom.Caption), among(atom.Tr, atom.Table)
	case atom.Tr:
		return among(atom.Tr, atom.Caption), among(atom.Table)
	case atom.Tbody, atom.Thead, atom.Tfoot:
		return among(atom.Tbody, atom.Thead, atom.Tfoot, atom.Caption), among(atom.Table)
	case atom.Option, atom.Optgroup:
		return among(atom.Option), func(a atom.Atom) bool { return a != atom.Option }
	case atom.Rt, atom.Rp, atom.Rtc:
		return among(atom.Rt, atom.Rp, atom.Rtc), among(atom.Ruby)
	}
	return nil, nil
}

// endsDrawing reports whether the start of the element ends a drawing that is open (HTML
// Standard, section 13.2.6.5).
func endsDrawing(tag atom.Atom) bool {
	switch tag {
	case atom.B, atom.Big, atom.Blockquote, atom.Body, atom.Br, atom.Center, atom.Code, atom.Dd, atom.Div, atom.Dl,
		atom.Dt, atom.Em, atom.Embed, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Head, atom.Hr, atom.I,
		atom.Img, atom.Li, atom.Listing, atom.Menu, atom.Meta, atom.Nobr, atom.Ol, atom.P, atom.Pre, atom.Ruby, atom.S,
		atom.Small, atom.Span, atom.Strong, atom.Strike, atom.Sub, atom.Sup, atom.Table, atom.Tt, atom.U, atom.Ul,
		atom.Var, atom.Font:
		return true
	}
	return false
}

// isHeading reports whether the element is a heading.
func isHeading(tag atom.Atom) bool {
	switch tag {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}
