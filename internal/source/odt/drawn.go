package odt

import (
	"errors"
	"path"
	"strings"
	"unicode"

	"chachong/internal/source/extract"
	"chachong/internal/source/markup"
	"chachong/internal/source/story"
)

// behind writes a line of text that stands in no paragraph behind the present one.
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
	return d.after.Write([]byte(strings.TrimSpace(line)), c.outer)
}

// forms reads the controls of forms (13): what is written on them or in them.
func (d *reader) forms(c scope) error {
	return d.x.Children(func(t *markup.Token) error {
		value, shown := "", false
		for _, a := range t.Attrs {
			switch a.Name.Local {
			case "current-value":
				value, shown = string(a.Value), true
			case "value", "label":
				if !shown {
					value = string(a.Value)
				}
			}
		}
		if err := d.behind(c, value); err != nil {
			return err
		}
		return d.forms(c)
	})
}

// object reads the paragraphs of a document inside the document (10.4.6.2), a chart or a
// text: each is a line behind the present paragraph.
func (d *reader) object(c scope, to string) error {
	name := path.Join(strings.TrimPrefix(to, "./"), "content.xml")
	f := d.zip.Find(name)
	if f == nil || d.objects[name] || strings.HasPrefix(name, "content.xml") {
		return nil
	}
	d.objects[name] = true
	in, err := f.Open()
	if err != nil {
		return err
	}
	defer in.Close()
	around := d.x
	d.x = markup.NewReader(in, d.budget)
	err = d.root(func(t *markup.Token) error {
		if t.Name.Space == nsOffice && t.Name.Local == "body" {
			return d.x.Children(func(t *markup.Token) error {
				if t.Name.Local == "spreadsheet" {
					return d.sheet(c)
				}
				return d.lines(c)
			})
		}
		return d.lines(c)
	})
	d.x = around
	if p := (*extract.Problem)(nil); errors.As(err, &p) && (p.Code == extract.CodeDamaged || p.Code == extract.CodeFormat) {
		d.partial("a part of the document could not be read: %q", name)
		return nil
	}
	return err
}

// A spreadsheet is a table as long as its cells hold less text than a passage that counts,
// and fewer letters than a report.
const (
	sentenceLetters = 20  // of a cell that is text and no name or number
	mostSentences   = 200 // letters in such cells
	mostCells       = 1500
)

// sheet reads a spreadsheet inside the document, of which a picture is shown: as text where
// it could be a report, else it is told of.
func (d *reader) sheet(c scope) error {
	var lines []string
	sentences, all := 0, 0
	err := d.paragraphs(func(line string) error {
		n := letters(line)
		if all += n; n >= sentenceLetters || strings.ContainsAny(line, "。！？；") {
			sentences += n
		}
		if n == 0 {
			return nil
		}
		lines = append(lines, line)
		return d.budget.Text(len(line)) // once more where it is written
	})
	if err != nil {
		return err
	}
	if sentences < mostSentences && all < mostCells {
		if d.warning == nil {
			d.warning = extract.Errorf(extract.CodeNote, "look at it in the document", "a worksheet that is embedded in it was not read")
		}
		return nil
	}
	for _, line := range lines {
		if err := d.behind(c, line); err != nil {
			return err
		}
	}
	return nil
}

// leastField is the number of letters from which a field that is to be computed again, and
// gives another text then, is read with both.
const leastField = 8

// fieldText reads a field that shows value when it is computed.
func (d *reader) fieldText(c scope, value string) error {
	from := d.story.Len()
	if err := d.walk(c); err != nil || letters(value) < leastField || strings.TrimSpace(d.story.From(from)) == strings.TrimSpace(value) {
		return err
	}
	return d.behind(c, value)
}

// lines writes each paragraph inside the present element.
func (d *reader) lines(c scope) error {
	return d.paragraphs(func(line string) error { return d.behind(c, line) })
}

// paragraphs calls f with the characters of each paragraph inside the present element.
func (d *reader) paragraphs(f func(string) error) error {
	return d.x.Children(func(t *markup.Token) error {
		if t.Name.Space != nsText || t.Name.Local != "p" && t.Name.Local != "h" {
			return d.paragraphs(f)
		}
		line, err := d.gather()
		if err != nil {
			return err
		}
		return f(line)
	})
}

// gather returns the characters inside the present element.
func (d *reader) gather() (string, error) {
	var b strings.Builder
	for depth := 1; depth > 0; {
		t, err := d.x.Next()
		if err != nil {
			return "", err
		}
		switch t.Kind {
		case markup.Start:
			depth++
		case markup.End:
			depth--
		default:
			b.Write(t.Text)
		}
	}
	return b.String(), nil
}

// phonetic is the most letters of a phonetic guide for one letter of text.
const phonetic = 8

// ruby reads text:ruby (6.4): its base, and the guide above it where that is more than how
// the base is spoken.
func (d *reader) ruby(c scope) error {
	guide, base := "", d.story.Len()
	err := d.x.Children(func(t *markup.Token) error {
		if t.Name.Local != "ruby-text" {
			return d.walk(c)
		}
		line, err := d.gather()
		guide += line
		return err
	})
	if err != nil {
		return err
	}
	const han = 3 // bytes
	spoken := !strings.ContainsFunc(guide, func(r rune) bool { return unicode.Is(unicode.Han, r) })
	if spoken && letters(guide) <= phonetic*((d.story.Len()-base)/han) {
		return nil
	}
	return d.behind(c, guide)
}
