package pdf

import (
	"strings"
	"unicode"

	"chachong/internal/source/extract"
)

const (
	// maxAnnots bounds the annotations of one page that are looked at.
	maxAnnots = 2000
	// maxComments bounds the comments of a document.
	maxComments = 1000
)

// annotations draws the annotations of a page, form fields and text boxes among them
// (ISO 32000-1 12.5.5), and notes comments. What has no appearance is shown by viewers
// all the same where it is a text box or a field.
func (in *interp) annotations(o any) error {
	list := in.f.array(o)
	if len(list) > maxAnnots {
		list, in.page.short = list[:maxAnnots], true
	}
	for _, a := range list {
		d := in.f.dict(a)
		if err := in.f.node(); err != nil {
			return err
		}
		if d == nil {
			continue
		}
		if err := in.annotation(d); err != nil {
			return err
		}
	}
	return in.f.limit
}

func (in *interp) annotation(d dict) error {
	kind := in.f.nameOf(d["Subtype"])
	if kind == "Popup" {
		return nil
	}
	const concealed, prints, noView = 1 << 1, 1 << 2, 1 << 5
	flags := in.f.int(d["F"], 0)
	unseen := flags&concealed != 0 || flags&noView != 0 && flags&prints == 0 || in.f.hiddenContent(d["OC"], in.doc.off)
	from := len(in.page.glyphs)
	look := in.appearance(d)
	if look != nil {
		in.marks = append(in.marks[:0], mark{hidden: unseen, from: from})
		err := in.drawAnnotation(d, look)
		in.marks = in.marks[:0]
		if err != nil {
			return err
		}
	}
	if unseen {
		return nil
	}
	switch kind {
	case "Widget":
		return in.fieldValue(d, look != nil, from)
	case "FreeText":
		said := in.f.said(d["Contents"])
		if look == nil && said != "" {
			return in.note(said)
		}
		if !in.page.tells(from, said) {
			in.doc.comment(said)
		}
	case "Stamp":
	case "Text", "FileAttachment", "Sound":
		const icon = 8 // letters at most
		if len(in.page.glyphs)-from <= icon {
			in.page.glyphs = in.page.glyphs[:from]
		}
		fallthrough
	default:
		in.doc.comment(in.f.said(d["Contents"]))
	}
	return nil
}

// appearance returns the normal appearance of an annotation in its state; nil where it has
// none.
func (in *interp) appearance(d dict) *stream {
	look := in.f.resolve(in.f.dict(d["AP"])["N"])
	if states, ok := look.(dict); ok {
		look = in.f.resolve(states[in.f.nameOf(d["AS"])])
	}
	s, _ := look.(*stream)
	return s
}

// drawAnnotation draws the appearance s of d in its rectangle by algorithm 8.1: the
// transformed box is moved and stretched onto the rectangle.
func (in *interp) drawAnnotation(d dict, s *stream) error {
	rect, ok := in.f.rect(d["Rect"])
	if !ok {
		in.marks[0].hidden = true // it has no extent
	}
	outer := in.state
	defer func() { in.state = outer }()
	if box, ok2 := in.f.rect(s.dict["BBox"]); ok && ok2 {
		m := matrix{1, 0, 0, 1, 0, 0}
		if v, ok := nums(in.f.array(s.dict["Matrix"]), 6); ok {
			m = v
		}
		if box = box.around(m); box.area() > 0 {
			sx, sy := (rect.x1-rect.x0)/(box.x1-box.x0), (rect.y1-rect.y0)/(box.y1-box.y0)
			in.ctm = matrix{sx, 0, 0, sy, rect.x0 - sx*box.x0, rect.y0 - sy*box.y0}.mul(in.ctm)
		}
	}
	return in.form(s, nil)
}

// fieldValue notes the value of a text or choice field (12.7.3) where its appearance,
// drawn as the glyphs behind from, does not show it. Viewers show it in place of an
// appearance that is missing or, as the form asks for that, out of date; otherwise it is
// not seen.
func (in *interp) fieldValue(d dict, drawn bool, from int) error {
	const password = 1 << 13
	if kind := in.f.nameOf(in.f.inherited(d, "FT")); kind != "Tx" && kind != "Ch" || in.f.int(in.f.inherited(d, "Ff"), 0)&password != 0 && kind == "Tx" {
		return nil
	}
	var value string
	switch v := in.f.inherited(d, "V").(type) {
	case str:
		value = in.f.said(v)
	case *stream:
		data, err := in.f.decode(v)
		if fatal(err) {
			return err
		}
		value = in.f.said(str(data))
	case array: // several choices
		for _, o := range v[:min(len(v), maxAnnots)] {
			value += in.f.said(o) + "\n"
		}
	}
	if value = strings.TrimSpace(value); value == "" || drawn && in.page.tells(from, value) {
		return nil
	}
	if !drawn || in.f.redrawn() {
		return in.note(value)
	}
	const much = 40 // letters: more than a date or a sum written in another way
	if letters(value) >= much && len(in.page.secret) < extract.MaxHiddens {
		in.page.secret = append(in.page.secret, value)
		return in.f.b.Text(len(value))
	}
	return nil
}

// redrawn reports whether viewers make the appearances of fields anew (12.7.2).
func (f *file) redrawn() bool {
	v, _ := f.resolve(f.dict(f.dict(f.trailer["Root"])["AcroForm"])["NeedAppearances"]).(bool)
	return v
}

// inherited returns the value of key in d or the nearest of its parents that has it.
func (f *file) inherited(d dict, key name) any {
	const most = 32 // parents
	for range most {
		if d == nil {
			return nil
		}
		if v := f.resolve(d[key]); v != nil {
			return v
		}
		d = f.dict(d["Parent"])
	}
	return nil
}

// said returns the text string o, bounded.
func (f *file) said(o any) string {
	s, _ := f.resolve(o).(str)
	return strings.TrimSpace(textString(s[:min(len(s), extract.MaxHidden)]))
}

// note adds text that viewers show but that is not drawn.
func (in *interp) note(text string) error {
	in.page.notes = append(in.page.notes, text)
	return in.f.b.Text(len(text))
}

// tells reports whether the glyphs from index from on say text, blanks apart.
func (p *page) tells(from int, text string) bool {
	var b strings.Builder
	for i := from; i < len(p.glyphs); i++ {
		b.WriteString(p.glyphText(int32(i)))
	}
	return strings.Contains(solid(b.String()), solid(text))
}

// solid returns s without blanks.
func solid(s string) string { return strings.Join(strings.Fields(s), "") }

// letters counts the letters and digits of s.
func letters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
	}
	return n
}

// comment notes what an annotation says beside the page.
func (r *reader) comment(text string) {
	if letters(text) > 0 && len(r.comments) < maxComments {
		r.comments = append(r.comments, extract.Aside{Kind: "comment", Text: text})
	}
}
