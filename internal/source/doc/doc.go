// Package doc reads Word 97-2003 documents (.doc), and the .wps files of WPS Office, which
// are the same format: a compound file [MS-CFB] with the streams of [MS-DOC].
//
// The text stands in pieces, which the piece table puts in order. Its parts follow each
// other: body, footnotes, page headers, comments, endnotes, text boxes. What a character
// looks like stands in pages of property lists that are found by its place in the file,
// over the style of its paragraph and under the properties of its piece. Of these only
// what decides whether it is seen is read.
package doc

import (
	"strings"
	"unicode"

	"chachong/internal/source/extract"
)

// Hints for a format that is not read, and for pictures of text.
const (
	hintSaveAs = "open it in Word or WPS, save it as .docx and hand that in"
	hintScan   = "hand in the text itself, not pictures of it"
)

// Read returns what the compound file raw holds. Its errors are *extract.Problem:
// E_PASSWORD for an encrypted document, E_FORMAT for a compound file that is no Word
// 97-2003 document, E_DAMAGED for one that is cut or contradicts itself, W_EMPTY and
// W_NO_TEXT for one without text.
func Read(raw []byte, b *extract.Budget) (*extract.Document, error) {
	c, err := open(raw, b)
	if err != nil {
		return nil, err
	}
	if err := otherKind(c); err != nil {
		return nil, err
	}
	f, err := readFIB(c)
	if err != nil {
		return nil, err
	}
	r, err := newReader(f, b)
	if err != nil {
		return nil, err
	}
	d := &extract.Document{Format: "doc"}
	if err := r.read(d); err != nil {
		return nil, err
	}
	if d.Pictures, err = readPictures(f, r.pictures, b); err != nil {
		return nil, err
	}
	var byWPS bool
	d.Info, byWPS = readInfo(c)
	if byWPS {
		d.Format = "wps"
	}
	if !strings.ContainsFunc(d.Text, readable) {
		return nil, nothing(d)
	}
	if c.embedded {
		d.Warning = extract.Errorf(extract.CodePartial, extract.HintDamaged, "a document that is embedded in it was not read")
		d.Warning.Partial = true
	}
	return d, nil
}

// readable reports whether r can be part of a text: a letter or digit of any writing.
func readable(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

// nothing returns the problem of a document without text.
func nothing(d *extract.Document) *extract.Problem {
	switch n := len(d.Pictures); {
	case n == 1:
		return extract.Errorf(extract.CodeNoTextLayer, hintScan, "no text, 1 picture: a scan?")
	case n > 1:
		return extract.Errorf(extract.CodeNoTextLayer, hintScan, "no text, %d pictures: a scan?", n)
	case len(d.Hidden) > 0:
		return extract.Errorf(extract.CodeEmpty, "", "empty: all its text is hidden")
	case len(d.Asides) > 0:
		return extract.Errorf(extract.CodeEmpty, "", "empty: text stands only in its page headers, footers or comments")
	}
	return extract.Errorf(extract.CodeEmpty, "", "empty: the document holds no text")
}

// otherKind returns the problem of a compound file that holds no Word document, by the
// names of its streams; nil for one that does.
func otherKind(c *container) error {
	has := func(name string) bool { _, ok := c.find(name); return ok }
	format := func(what string) error {
		return extract.Errorf(extract.CodeFormat, hintSaveAs, "%s, not a Word document", what)
	}
	switch {
	case has("EncryptedPackage"), has("EncryptionInfo"):
		return extract.Errorf(extract.CodePassword, extract.HintPassword, "a document with a password")
	case has(streamText):
		return nil
	case has("Workbook"), has("Book"):
		return format("an Excel workbook (.xls)")
	case has("PowerPoint Document"):
		return format("a PowerPoint presentation (.ppt)")
	case has("__properties_version1.0"):
		return format("a message of Outlook (.msg)")
	case has("FileHeader") && has("BodyText"):
		return format("a Hangul document (.hwp)")
	case has("VisioDocument"):
		return format("a Visio drawing (.vsd)")
	case has("CONTENTS"), has("MatOST"):
		return format("a document of Microsoft Works (.wps)")
	case has("WpsDoc"), has("WPSDocument"):
		return format("a document of an old version of WPS (.wps)")
	}
	return format("an Office file of an unknown kind")
}
