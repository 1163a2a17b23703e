// Package rtf reads rich text files (.rtf) as Word, WPS, WordPad, LibreOffice and pandoc
// write them, after "Rich Text Format (RTF) Specification, Version 1.9.1".
//
// The file is a tree of groups in braces. A control word changes the look of what follows
// to the end of its group, stands for a character, or makes the group a destination, whose
// text is not text of the body: a table of fonts, a footnote, a picture. Destinations that
// begin with \* and are not known are left out, as the specification asks.
package rtf

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"

	"chachong/internal/source/extract"
	"chachong/internal/source/story"
)

// hintScan is the hint for pictures of text.
const hintScan = "hand in the text itself, not pictures of it"

// Read returns what the rich text file raw holds. Its errors are *extract.Problem:
// E_LIMIT_DEPTH for groups nested deeper than the budget allows, E_DAMAGED for a file that
// is no rich text or is cut before its text, W_EMPTY and W_NO_TEXT for one without text. A
// file that ends inside its text has a Warning.
func Read(raw []byte, b *extract.Budget) (*extract.Document, error) {
	body := bytes.TrimLeft(bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf")), " \t\r\n")
	if !bytes.HasPrefix(body, []byte(`{\rtf`)) {
		return nil, extract.Errorf(extract.CodeDamaged, extract.HintDamaged, "damaged: does not begin as a rich text file (.rtf)")
	}
	r := newReader(body, b)
	if err := r.run(); err != nil {
		return nil, err
	}
	if r.floating && !r.backed {
		// What floats behind the text may stand where it seems to be in the colour of paper.
		r = newReader(body, b)
		r.backed = true
		if err := r.run(); err != nil {
			return nil, err
		}
	}
	d := &extract.Document{Format: "rtf", Asides: r.asides, Pictures: r.pictures, Info: r.info}
	r.hangBoxes()
	for _, notes := range []*story.Sink{r.foot, r.end} {
		r.body.Insert(notes)
	}
	if err := r.body.Err(); err != nil {
		return nil, err
	}
	d.Text, d.Hidden = r.body.Finish()
	if !strings.ContainsFunc(d.Text, readable) {
		return nil, r.nothing(d)
	}
	d.Warning = r.warning()
	return d, nil
}

// readable reports whether r can be part of a text: a letter or digit of any writing.
func readable(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

// nothing returns the problem of a document without text.
func (r *reader) nothing(d *extract.Document) *extract.Problem {
	switch {
	case r.cut:
		return extract.Errorf(extract.CodeDamaged, extract.HintDamaged, "damaged: cut off before its text")
	case len(d.Pictures) == 1:
		return extract.Errorf(extract.CodeNoTextLayer, hintScan, "no text, 1 picture: a scan?")
	case len(d.Pictures) > 1:
		return extract.Errorf(extract.CodeNoTextLayer, hintScan, "no text, %d pictures: a scan?", len(d.Pictures))
	case len(d.Hidden) > 0:
		return extract.Errorf(extract.CodeEmpty, "", "empty: all its text is hidden")
	case len(d.Asides) > 0:
		return extract.Errorf(extract.CodeEmpty, "", "empty: text stands only in its page headers, footers or comments")
	}
	return extract.Errorf(extract.CodeEmpty, "", "empty: the document holds no text")
}

// warning returns what a reader of the text should know.
func (r *reader) warning() *extract.Problem {
	var p *extract.Problem
	switch {
	case r.cut:
		p = extract.Errorf(extract.CodePartial, extract.HintDamaged, "damaged: cut off, the file ends inside its text")
	case r.bad > 0:
		p = extract.Errorf(extract.CodePartial, extract.HintDamaged, "damaged: %s cannot be decoded", count(r.bad, "character"))
	case r.embedded:
		p = extract.Errorf(extract.CodePartial, extract.HintDamaged, "a document that is embedded in it was not read")
	case r.labeled >= mostLabels:
		p = extract.Errorf(extract.CodePartial, extract.HintDamaged, "%d letters in the labels of lists were not read", r.labeled)
	case r.behind >= mostBehind:
		p = extract.Errorf(extract.CodePartial, extract.HintDamaged, "%d bytes behind its end were not read", r.behind)
	default:
		return nil
	}
	p.Partial = true
	return p
}

func count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}
