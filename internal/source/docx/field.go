package docx

import (
	"bytes"
	"strings"

	"chachong/internal/source/extract"
)

// field is a complex field that is open (17.16.18): between begin and separate stands what
// Word computes from, between separate and end what it shows.
type field struct {
	shown bool   // its result has begun
	code  []byte // of its instruction, at most maxCode bytes
	text  []byte // that stands in its instruction like any other
}

// maxCode bounds the bytes that are kept of an instruction.
const maxCode = 64 << 10

// leastShown is the number of letters from which an instruction that is itself shown is
// text: a letter in a circle is none.
const leastShown = 8

// instructed returns the innermost field whose instruction the reader stands in.
func (d *reader) instructed() *field {
	for i := len(d.fields) - 1; i >= 0; i-- {
		if !d.fields[i].shown {
			return &d.fields[i]
		}
	}
	return nil
}

// fieldChar takes w:fldChar.
func (d *reader) fieldChar(kind string, c scope) error {
	n := len(d.fields)
	switch {
	case kind == "begin":
		if n >= d.budget.Nesting() {
			return extract.Errorf(extract.CodeLimitDepth, extract.HintLimit, "fields nested deeper than the limit of %d", d.budget.Nesting())
		}
		d.fields = append(d.fields, field{})
	case kind == "separate" && n > 0:
		f := &d.fields[n-1]
		f.shown = true
		return d.conceal(f)
	case kind == "end" && n > 0:
		f := d.fields[n-1]
		d.fields = d.fields[:n-1]
		if f.shown {
			return nil
		}
		if err := d.conceal(&f); err != nil {
			return err
		}
		if s := showing(f.code); letters(s) >= leastShown {
			return d.write(c, []byte(s))
		}
	}
	return nil
}

// conceal writes the text in the instruction of f, which is not shown.
func (d *reader) conceal(f *field) error {
	text := f.text
	f.text = nil
	return d.story.Write(text, extract.WhyMarked)
}

// showing returns what a field without a result shows of its instruction: the label of a
// button, the parts of a formula (17.16.5.20 EQ, .23 GOTOBUTTON, .30 MACROBUTTON).
func showing(code []byte) string {
	name, rest, _ := strings.Cut(string(bytes.TrimSpace(code)), " ")
	switch strings.ToUpper(name) {
	case "MACROBUTTON", "GOTOBUTTON":
		_, label, _ := strings.Cut(strings.TrimSpace(rest), " ")
		return label
	case "EQ":
		return rest
	}
	return ""
}

// endFields ends the instructions that go on to the end of a paragraph: a field without
// end hides nothing.
func (d *reader) endFields(c scope) error {
	for i := range d.fields {
		f := &d.fields[i]
		f.shown = true
		if len(f.text) > 0 {
			text := f.text
			f.text = nil
			if err := d.write(c, text); err != nil {
				return err
			}
		}
	}
	return nil
}
