// Package odt reads OpenDocument texts: .odt and .ott of LibreOffice and others (ISO/IEC
// 26300, OpenDocument 1.2; numbers in comments are its sections). Nothing outside of the
// package is ever fetched.
package odt

import (
	"io"
	"slices"
	"strings"
	"unicode"

	"chachong/internal/source/extract"
	"chachong/internal/source/markup"
	"chachong/internal/source/story"
	"chachong/internal/source/zipped"
)

// Namespaces of OpenDocument.
const (
	nsOffice = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
	nsText   = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
	nsTable  = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
	nsStyle  = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
	nsDraw   = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
	nsFo     = "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
	nsLink   = "http://www.w3.org/1999/xlink"
)

// Read reads the package raw. Its errors are *extract.Problem, also for a document without
// text (W_EMPTY, or W_NO_TEXT where it has pictures).
func Read(raw []byte, b *extract.Budget) (*extract.Document, error) {
	zip, err := zipped.OpenDocument(raw, b)
	if err != nil {
		return nil, err
	}
	if err := checkKind(zip); err != nil {
		return nil, err
	}
	d, err := document(zip, b, false)
	if err == nil && d.floating && slices.ContainsFunc(d.body.Hidden(), func(h extract.Hidden) bool { return h.Why == extract.WhyColor }) {
		// What floats behind the text may stand where it seems to be in the colour of paper.
		d, err = document(zip, b, true)
	}
	if err != nil {
		return nil, err
	}
	doc := &extract.Document{Format: "odt", Asides: d.asides, Warning: d.warning}
	if f := zip.Find("meta.xml"); f != nil {
		if err := d.readPart(f, func(x *markup.Reader) error { return meta(x, &doc.Info) }); err != nil {
			return nil, err
		}
	}
	if doc.Pictures, err = d.zip.Pictures(d.order); err != nil {
		return nil, err
	}
	doc.Text, doc.Hidden = d.body.String(), d.body.Hidden()
	if err := empty(doc); err != nil {
		return nil, err
	}
	return doc, nil
}

// document reads the parts of a document; afloat says that the background of its pages is
// not known.
func document(zip *zipped.Archive, b *extract.Budget, afloat bool) (*reader, error) {
	d := &reader{
		zip: zip, budget: b, body: story.New(b), common: sheet{}, ground: background{color: story.White},
		pictures: map[string]bool{}, objects: map[string]bool{}, fields: map[string]string{},
	}
	if err := d.checkEncryption(); err != nil {
		return nil, err
	}
	content := zip.Find("content.xml")
	if content == nil {
		return nil, extract.Errorf(extract.CodeDamaged, extract.HintDamaged, "damaged: no content.xml in it")
	}
	if f := zip.Find("styles.xml"); f != nil {
		if err := d.readPart(f, d.stylesPart); err != nil {
			return nil, err
		}
	}
	d.ground.unknown = d.ground.unknown || afloat
	if err := d.readPart(content, d.contentPart); err != nil {
		return nil, err
	}
	if err := d.unplaced(); err != nil {
		return nil, err
	}
	d.body.Splice(d.notes)
	for _, s := range d.apart {
		d.body.SpliceHidden(s)
	}
	if d.labeled >= mostLabels {
		d.partial("%d letters in the labels of lists were not read", d.labeled)
	}
	return d, nil
}

// mostLabels is the number of letters in labels of lists up to which they are no text.
const mostLabels = 40

// partial sets the warning that the text is not whole. The first stays.
func (d *reader) partial(format string, args ...any) {
	if d.warning == nil || !d.warning.Partial {
		d.warning = extract.Errorf(extract.CodePartial, extract.HintDamaged, format, args...)
		d.warning.Partial = true
	}
}

// checkKind refuses other documents of OpenDocument, and a package that is a Word document
// too: which of the two is seen depends on the program.
func checkKind(zip *zipped.Archive) error {
	if zip.Find("[Content_Types].xml") != nil && zip.Find("_rels/.rels") != nil {
		return extract.Errorf(extract.CodeDamaged, extract.HintDamaged, "damaged: a Word document and an OpenDocument in one file")
	}
	f := zip.Find("mimetype")
	if f == nil {
		return nil // 3.3: it is optional in a package
	}
	kind, err := f.ReadAll(1 << 10)
	if err != nil {
		return err
	}
	name, ok := strings.CutPrefix(strings.TrimSpace(string(kind)), "application/vnd.oasis.opendocument.")
	switch name = strings.TrimSuffix(name, "-template"); {
	case !ok, name == "text", name == "text-web", name == "text-master":
		return nil
	case name == "spreadsheet":
		return extract.Errorf(extract.CodeFormat, "save it as .xlsx and hand that in", "an OpenDocument spreadsheet (.ods), not a text")
	case name == "presentation":
		return extract.Errorf(extract.CodeFormat, "hand in a text document", "an OpenDocument presentation (.odp), not a text")
	}
	return extract.Errorf(extract.CodeFormat, "hand in a text document", "an OpenDocument file, but not a text")
}

// reader reads the parts of one package.
type reader struct {
	zip      *zipped.Archive
	budget   *extract.Budget
	common   sheet             // 16.1 office:styles
	own      sheet             // automatic styles of the part that is being read
	ground   background        // of pages
	layouts  int               // of pages, read so far
	labeled  int               // letters in labels of lists
	floating bool              // something floats behind the text
	objects  map[string]bool   // that were read, by name of the part
	fields   map[string]string // texts of user fields

	x       *markup.Reader
	story   *story.Story // where text goes
	after   *story.Story // text boxes of the present paragraph; nil: none yet
	body    *story.Story
	notes   *story.Story
	begun   bool                    // white space does not count: at the beginning of a paragraph, behind a blank
	beside  bool                    // in a page header or footer
	deleted map[string]*story.Story // by the id of the change; its text is hidden

	apart    []*story.Story // of asides
	asides   []extract.Aside
	pictures map[string]bool // by name of the part
	order    []string
	warning  *extract.Problem
}

// maxAsides bounds headers, footers and comments.
const maxAsides = 10000

// readPart reads a part; read is called behind nothing, what it leaves is passed over.
func (d *reader) readPart(f *zipped.File, read func(*markup.Reader) error) error {
	in, err := f.Open()
	if err != nil {
		return err
	}
	defer in.Close()
	d.x, d.own = markup.NewReader(in, d.budget), sheet{}
	if d.notes == nil {
		d.notes = story.New(d.budget)
	}
	if err := read(d.x); err != nil {
		return err
	}
	for { // only at the end is the checksum known to be right
		if _, err := d.x.Next(); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// checkEncryption looks into the manifest (part 3, 4.8.1 encryption-data).
func (d *reader) checkEncryption() error {
	f := d.zip.Find("META-INF/manifest.xml")
	if f == nil {
		return nil
	}
	return d.readPart(f, func(x *markup.Reader) error {
		for {
			t, err := x.Next()
			if err == io.EOF {
				return nil
			}
			if err != nil {
				return err
			}
			if t.Kind == markup.Start && (t.Name.Local == "encryption-data" || t.Name.Local == "encrypted-key") {
				return extract.Errorf(extract.CodePassword, extract.HintPassword, "password-protected: its content is encrypted")
			}
		}
	})
}

// stylesPart reads styles.xml: styles, and the headers and footers of pages.
func (d *reader) stylesPart(x *markup.Reader) error {
	return d.root(func(t *markup.Token) error {
		switch t.Name {
		case markup.Name{Space: nsOffice, Local: "styles"}:
			return d.readStyles(d.common)
		case markup.Name{Space: nsOffice, Local: "automatic-styles"}:
			return d.readStyles(d.own)
		case markup.Name{Space: nsOffice, Local: "master-styles"}:
			return d.x.Children(func(*markup.Token) error { return d.x.Children(d.headerOrFooter) })
		}
		return d.x.Skip()
	})
}

// contentPart reads content.xml.
func (d *reader) contentPart(x *markup.Reader) error {
	d.story, d.after, d.beside = d.body, nil, false
	seen := false
	err := d.root(func(t *markup.Token) error {
		switch t.Name {
		case markup.Name{Space: nsOffice, Local: "automatic-styles"}:
			return d.readStyles(d.own)
		case markup.Name{Space: nsOffice, Local: "body"}:
			return d.x.Children(func(t *markup.Token) error {
				if t.Name.Local != "text" {
					return d.x.Skip()
				}
				seen = true
				return d.walk(scope{ground: d.ground})
			})
		}
		return d.x.Skip()
	})
	if err == nil && !seen {
		return extract.Errorf(extract.CodeDamaged, extract.HintDamaged, "damaged: content.xml holds no text document")
	}
	if d.after != nil {
		d.body.Splice(d.after)
		d.after = nil
	}
	return err
}

// root calls f for each element below the root of the part.
func (d *reader) root(f func(*markup.Token) error) error {
	for {
		t, err := d.x.Next()
		if err != nil {
			return err
		}
		if t.Kind == markup.Start {
			return d.x.Children(f)
		}
	}
}

// headerOrFooter reads an element of a master page (16.10).
func (d *reader) headerOrFooter(t *markup.Token) error {
	kind := ""
	switch {
	case t.Name.Space != nsStyle:
	case strings.HasPrefix(t.Name.Local, "header"):
		kind = "header"
	case strings.HasPrefix(t.Name.Local, "footer"):
		kind = "footer"
	}
	if v, _ := t.Attr(nsStyle, "display"); kind == "" || v == "false" {
		return d.x.Skip()
	}
	return d.aside(kind, scope{ground: d.ground})
}

// aside reads the present element as text beside the body.
func (d *reader) aside(kind string, c scope) error {
	around, after, beside, begun := d.story, d.after, d.beside, d.begun
	s := story.New(d.budget)
	d.story, d.after, d.beside, d.begun = s, nil, true, false
	err := d.walk(c)
	d.story, d.after, d.beside, d.begun = around, after, beside, begun
	if len(d.asides) >= maxAsides {
		return extract.Errorf(extract.CodeLimitCount, extract.HintLimit, "more headers, footers and comments than the limit of %d", maxAsides)
	}
	if text := strings.TrimSpace(s.String()); text != "" {
		d.asides = append(d.asides, extract.Aside{Kind: kind, Text: text})
	}
	if len(s.Hidden()) > 0 {
		d.apart = append(d.apart, s)
	}
	return err
}

// meta reads meta.xml (4.3).
func meta(x *markup.Reader, info *extract.Info) error {
	const maxProperty = 1000 // bytes of one property
	var text []byte
	creator := ""
	for {
		t, err := x.Next()
		if err == io.EOF {
			info.LastEditor = creator
			if info.Author == "" {
				info.Author = creator
			}
			return nil
		}
		if err != nil {
			return err
		}
		switch {
		case t.Kind == markup.Start:
			text = text[:0]
		case t.Kind == markup.Text && len(text)+len(t.Text) <= maxProperty:
			text = append(text, t.Text...)
		case t.Kind == markup.End && x.Depth() == 2:
			value := strings.TrimSpace(string(text))
			switch t.Name.Local {
			case "title":
				info.Title = value
			case "initial-creator":
				info.Author = value
			case "creator":
				creator = value
			case "creation-date":
				info.Created = value
			case "date":
				info.Modified = value
			case "generator":
				info.Application = value
			}
		}
	}
}

// empty returns the problem of a document without a letter or digit in its text.
func empty(doc *extract.Document) error {
	if strings.ContainsFunc(doc.Text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) {
		return nil
	}
	const hint = "hand in the text itself, not pictures of it"
	switch n := len(doc.Pictures); {
	case n == 1:
		return extract.Errorf(extract.CodeNoTextLayer, hint, "no text, 1 picture: a scan?")
	case n > 1:
		return extract.Errorf(extract.CodeNoTextLayer, hint, "no text, %d pictures: a scan?", n)
	case len(doc.Hidden) > 0:
		return extract.Errorf(extract.CodeEmpty, "", "empty: all its text is hidden")
	case len(doc.Asides) > 0:
		return extract.Errorf(extract.CodeEmpty, "", "empty: text stands only in its page headers, footers or comments")
	}
	return extract.Errorf(extract.CodeEmpty, "", "empty: the document holds no text")
}
