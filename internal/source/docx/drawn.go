package docx

import (
	"errors"
	"strings"

	"chachong/internal/source/extract"
	"chachong/internal/source/markup"
	"chachong/internal/source/story"
)

// behind writes a line of text that is drawn, not set: it follows the present paragraph.
func (d *reader) behind(c scope, line string) error {
	if letters(line) == 0 {
		return nil
	}
	if d.after == nil {
		d.after = story.New(d.budget)
	}
	if err := d.after.Paragraph(true); err != nil {
		return err
	}
	defer d.after.End(false)
	why := c.outer
	if why == "" && c.why == extract.WhyMarked {
		why = c.why
	}
	d.written += len(line)
	return d.after.Write([]byte(line), why)
}

// drawnLine reads a:p (21.1.2.2.6), a paragraph in a drawing.
func (d *reader) drawnLine(c scope) error {
	line, err := d.gather("t")
	if err != nil {
		return err
	}
	return d.behind(c, line)
}

// gather returns the characters inside the present element, of elements of that name alone
// where it is not "".
func (d *reader) gather(name string) (string, error) {
	var b strings.Builder
	err := d.gatherInto(&b, name)
	return b.String(), err
}

func (d *reader) gatherInto(b *strings.Builder, name string) error {
	for {
		t, err := d.x.Next()
		if err != nil {
			return err
		}
		switch {
		case t.Kind == markup.End:
			return nil
		case t.Kind == markup.Text && name == "":
			if err := d.budget.Text(len(t.Text)); err != nil { // once more where it is written
				return err
			}
			b.Write(t.Text)
		case t.Kind != markup.Start:
		case t.Name.Local == "br":
			b.WriteByte('\n')
			if err := d.x.Skip(); err != nil {
				return err
			}
		default:
			inner := name
			if t.Name.Local == name {
				inner = ""
			}
			if err := d.gatherInto(b, inner); err != nil {
				return err
			}
		}
	}
}

// drawing reads the part of a diagram or a chart that the document refers to: each text in
// it is a line behind the present paragraph. lines are those that it has already; the same
// diagram stands in several parts.
func (d *reader) drawing(c scope, id string, lines map[string]bool) error {
	to, ok := d.links[id]
	if !ok || d.drawings[to.part] {
		return nil
	}
	d.drawings[to.part] = true
	f := d.pack.zip.Find(to.part)
	if f == nil {
		d.partial("a part of the document is missing: %q", to.part)
		return nil
	}
	in, err := f.Open()
	if err != nil {
		return err
	}
	defer in.Close()
	around := d.x
	d.x = markup.NewReader(in, d.budget)
	picture := "" // of a diagram, as Word drew it last
	err = d.pack.each(d.x, func(t *markup.Token) error {
		name := ""
		switch t.Name.Local {
		case "p": // of text
			if space(t.Name.Space) != drawing {
				return nil
			}
			name = "t"
		case "v": // in the cache of a chart
		case "numCache", "numLit", "numDim", "f": // numbers, and where they are from
			return d.x.Skip()
		case "dataModelExt":
			picture, _ = t.Attr("", "relId")
			return nil
		default:
			return nil
		}
		line, err := d.gather(name)
		if err != nil || lines[line] {
			return err
		}
		if len(lines) < maxLabels {
			lines[line] = true
		}
		return d.behind(c, line)
	})
	d.x = around
	if p := (*extract.Problem)(nil); errors.As(err, &p) && (p.Code == extract.CodeDamaged || p.Code == extract.CodeFormat) {
		d.partial("a part of the document could not be read: %q", to.part)
		return nil
	}
	if err != nil || picture == "" {
		return err
	}
	return d.drawing(c, picture, lines)
}

// chart reads a chart, and the shapes that are drawn on it.
func (d *reader) chart(c scope, id string) error {
	lines := map[string]bool{}
	if err := d.drawing(c, id, lines); err != nil {
		return err
	}
	own, err := d.pack.relations(d.links[id].part)
	if err != nil {
		return err
	}
	around := d.links
	defer func() { d.links = around }()
	d.links = own
	for id, to := range own {
		if to.kind == "chartUserShapes" {
			return d.drawing(c, id, lines)
		}
	}
	return nil
}

// phonetic is the most letters of a phonetic guide for one letter of text.
const phonetic = 8

// ruby reads w:ruby (17.3.3.25): its base, and the guide above it where that is more than
// how the base is spoken.
func (d *reader) ruby(c scope) error {
	guide, base := "", d.story.Len()
	err := d.x.Children(func(t *markup.Token) error {
		if t.Name.Local == "rt" {
			line, err := d.gather("t")
			guide += line
			return err
		}
		return d.element(t, c)
	})
	if err != nil {
		return err
	}
	const han = 3 // bytes
	if n := letters(guide); hasHan(guide) || n > phonetic*((d.story.Len()-base)/han) {
		return d.behind(c, guide)
	}
	return nil
}
