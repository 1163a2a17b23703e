package docx

import (
	"errors"
	"strings"
	"unicode"

	"chachong/internal/source/extract"
	"chachong/internal/source/markup"
	"chachong/internal/source/zipped"
)

// maxEmbedded bounds the bytes of a document inside the document.
const maxEmbedded = 64 << 20

// object reads o:OLEObject: a document inside the document, of which a picture is shown.
// A Word document is read too, others make the text partial. Formulas are pictures alone.
func (d *reader) object(t *markup.Token, c scope) error {
	program, _ := t.Attr("", "ProgID")
	aspect, _ := t.Attr("", "DrawAspect")
	id, ok := attrLocal(t, "id")
	to := d.links[id]
	if err := d.x.Skip(); err != nil || !ok || strings.HasPrefix(program, "Equation") {
		return err
	}
	f := d.pack.zip.Find(to.part)
	if f == nil || d.drawings[to.part] {
		return nil
	}
	d.drawings[to.part] = true
	if strings.HasPrefix(program, "Excel.Sheet") && aspect != "Icon" && d.isTable(f) {
		d.note("a worksheet that is embedded in it was not read")
		return nil
	}
	const notRead = "a document that is embedded in it was not read"
	if aspect == "Icon" || !strings.HasSuffix(strings.ToLower(to.part), ".docx") {
		d.partial(notRead)
		return nil
	}
	if err := d.budget.Enter(); err != nil {
		return err
	}
	defer d.budget.Leave()
	raw, err := f.ReadAll(maxEmbedded)
	if err != nil {
		return err
	}
	inner, err := Read(raw, d.budget)
	if p := (*extract.Problem)(nil); errors.As(err, &p) {
		switch p.Code {
		case extract.CodeEmpty:
			return nil
		case extract.CodeLimitText, extract.CodeLimitUnpack, extract.CodeLimitCount, extract.CodeLimitDepth:
			return p
		}
		d.partial(notRead)
		return nil
	}
	if inner.Warning != nil && (d.warning == nil || !d.warning.Partial) {
		d.warning = inner.Warning
	}
	return d.behind(c, inner.Text)
}

// A worksheet is a table as long as its cells hold less text than a passage that counts, and
// fewer letters than a report.
const (
	sentenceLetters = 20  // of a cell that is text and no name or number
	mostSentences   = 200 // letters in such cells
	mostCells       = 1500
)

// isTable reports whether an embedded workbook holds no report, as far as it can be read:
// those of old programs cannot.
func (d *reader) isTable(f *zipped.File) bool {
	raw, err := f.ReadAll(maxEmbedded)
	if err != nil {
		return false
	}
	zip, err := zipped.Open(raw, d.budget)
	if err != nil {
		return true
	}
	sentences, all := 0, 0
	for _, part := range zip.Files {
		if name := strings.ToLower(part.Name); !strings.HasSuffix(name, ".xml") || !strings.HasPrefix(name, "xl/") {
			if strings.HasPrefix(name, "xl/embeddings/") || strings.HasPrefix(name, "word/") {
				return false
			}
			continue
		}
		in, err := part.Open()
		if err != nil {
			return false
		}
		inner := &reader{budget: d.budget, x: markup.NewReader(in, d.budget)}
		err = d.pack.each(inner.x, func(t *markup.Token) error {
			switch t.Name.Local {
			case "si", "is", "p", "comment": // a text of runs
				line, err := inner.gather("t")
				n := letters(line)
				if all += n; n >= sentenceLetters || strings.ContainsAny(line, "。！？；") {
					sentences += n
				}
				return err
			case "v", "f", "textpath":
				says, _ := t.Attr("", "string")
				line, err := inner.gather("")
				if line += says; !hasHan(line) {
					return err
				}
				n := letters(line)
				all, sentences = all+n, sentences+n
				return err
			}
			return nil
		})
		in.Close()
		if err != nil {
			return false
		}
	}
	return sentences < mostSentences && all < mostCells
}

// note sets the warning that the text is whole and something is to be known. Any other one
// goes before it.
func (d *reader) note(reason string) {
	if d.warning == nil {
		d.warning = extract.Errorf(extract.CodeNote, "look at it in the document", "%s", reason)
	}
}

// activeX reads the part of a control: what is written on it or in it. One that is stored in
// a form of its own is told.
func (d *reader) activeX(id string, c scope) error {
	if err := d.x.Skip(); err != nil {
		return err
	}
	to := d.links[id]
	f := d.pack.zip.Find(to.part)
	if f == nil || d.drawings[to.part] {
		return nil
	}
	d.drawings[to.part] = true
	return d.pack.read(f, func(t *markup.Token) error {
		if kind, _ := attrLocal(t, "persistence"); kind != "" && kind != "persistPropertyBag" {
			d.partial("a part of the document could not be read: %q", to.part)
		}
		name, _ := attrLocal(t, "name")
		value, _ := attrLocal(t, "value")
		if name != "Value" && name != "Caption" {
			return nil
		}
		return d.behind(c, value)
	})
}

// hasHan reports whether s has a Han letter.
func hasHan(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}
