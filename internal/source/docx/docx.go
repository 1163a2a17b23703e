// Package docx reads WordprocessingML packages: .docx, .docm, .dotx and .dotm of Word, WPS
// Office and others, transitional and strict (ECMA-376 part 1; numbers in comments are its
// sections). Parts are found by their relationships, not by name, and relationships that
// point outside of the package are never followed.
package docx

import (
	"path"
	"slices"
	"strings"
	"unicode"

	"chachong/internal/source/extract"
	"chachong/internal/source/markup"
	"chachong/internal/source/story"
	"chachong/internal/source/zipped"
)

// Read reads the package raw. Its errors are *extract.Problem, also for a document without
// text (W_EMPTY, or W_NO_TEXT where it has pictures).
func Read(raw []byte, b *extract.Budget) (*extract.Document, error) {
	zip, err := zipped.OpenDocument(raw, b)
	if err != nil {
		return nil, err
	}
	if zip.Find("mimetype") != nil && zip.Find("content.xml") != nil {
		return nil, extract.Errorf(extract.CodeDamaged, extract.HintDamaged, "damaged: a Word document and an OpenDocument in one file")
	}
	p := &pack{zip: zip, budget: b}
	main, err := p.mainPart()
	if err != nil {
		return nil, err
	}
	d, err := p.document(main, false)
	if err == nil && d.floating && slices.ContainsFunc(d.body.Hidden(), func(h extract.Hidden) bool { return h.Why == extract.WhyColor }) {
		// What floats behind the text may stand where it seems to be in the colour of paper.
		d, err = p.document(main, true)
	}
	if err != nil {
		return nil, err
	}
	info, pages, err := p.info()
	if err != nil {
		return nil, err
	}
	doc := &extract.Document{Format: "docx", Asides: d.beside, Info: info, Warning: d.warning}
	if doc.Pictures, err = d.pack.zip.Pictures(d.order); err != nil {
		return nil, err
	}
	doc.Text, doc.Hidden = d.body.String(), d.body.Hidden()
	if len(d.pages) > 0 && len(d.pages)+1 == pages {
		doc.Pages = append([]int32{0}, d.pages...)
	}
	if err := empty(doc); err != nil {
		return nil, err
	}
	return doc, nil
}

// document reads the parts of a document; ground says that the background of its pages is
// not known.
func (p *pack) document(main string, ground bool) (*reader, error) {
	d := &reader{
		pack: p, budget: p.budget, main: main,
		pictures: map[string]bool{}, asides: map[string]bool{}, noted: map[note]extract.Why{}, drawings: map[string]bool{}, bound: map[binding]bool{},
	}
	var err error
	if d.rels, err = p.relations(main); err != nil {
		return nil, err
	}
	if err := d.readLooks(); err != nil {
		return nil, err
	}
	if err := d.readLabels(); err != nil {
		return nil, err
	}
	d.looks.page.unknown = ground
	return d, d.readBody()
}

// reader reads the parts of one package.
type reader struct {
	pack   *pack
	budget *extract.Budget
	main   string            // name of the main part
	rels   map[string]target // of the main part
	looks  looks
	labels labels

	x      *markup.Reader // the part that is being read
	part   string         // its name
	links  map[string]target
	story  *story.Story // where its text goes
	after  *story.Story // text boxes of the present paragraph; nil: none yet
	fields []field      // those that are open

	written  int             // bytes, in all
	spare    bool            // in a copy for other programs: pictures and notes do not count
	floating bool            // something floats behind the text
	drawings map[string]bool // names of parts that were read
	stores   []store         // nil: not looked for
	bound    map[binding]bool

	body     *story.Story
	pages    []int32              // offsets in body where Word began pages, but the first
	notes    []note               // in the order of their references
	noted    map[note]extract.Why // what hides the notes that are referred to
	headers  []aside              // in the order of their references
	asides   map[string]bool
	beside   []extract.Aside
	pictures map[string]bool // names of parts
	order    []string        // of pictures
	warning  *extract.Problem
}

// note is a reference to a footnote or an endnote.
type note struct {
	end bool
	id  string
}

// aside is a part with a page header or footer.
type aside struct{ kind, part string }

// maxNotes bounds the references to notes of a document; Word allows 65,535 footnotes.
const maxNotes = 1 << 16

// readBody reads the main part, and behind it the notes it refers to and what is beside.
func (d *reader) readBody() error {
	d.body = story.New(d.budget)
	root, err := d.readPart(d.main, d.rels, d.body)
	if err != nil {
		return err
	}
	if root != "document" {
		return extract.Errorf(extract.CodeDamaged, extract.HintDamaged, "damaged: %q, which should be word/document.xml, is no document", d.main)
	}
	for _, end := range [...]bool{false, true} {
		if err := d.readNotes(end); err != nil {
			return err
		}
	}
	for _, a := range d.headers {
		if err := d.readAside(a); err != nil {
			return err
		}
	}
	if name, ok := d.related("comments"); ok {
		return d.readComments(name)
	}
	return nil
}

// readPart walks through a whole part whose text goes to s, and returns the local name of
// its root element.
func (d *reader) readPart(name string, links map[string]target, s *story.Story) (root string, err error) {
	f := d.pack.zip.Find(name)
	in, err := f.Open()
	if err != nil {
		return "", err
	}
	defer in.Close()
	d.x, d.part, d.links, d.story, d.after = markup.NewReader(in, d.budget), name, links, s, nil
	d.fields = nil
	err = d.pack.each(d.x, func(t *markup.Token) error {
		if root == "" {
			root = t.Name.Local
		}
		return d.element(t, scope{page: d.looks.page})
	})
	if err == nil {
		err = d.endFields(scope{})
	}
	if err == nil && d.after != nil {
		s.Splice(d.after)
	}
	return root, err
}

// related returns the name of the part that the main part has of a type, where the part
// exists. One that is missing makes the text partial.
func (d *reader) related(kind string) (string, bool) {
	name, ok := first(d.rels, kind)
	if !ok {
		return "", false
	}
	if d.pack.zip.Find(name) == nil {
		if kind == "footnotes" || kind == "endnotes" || kind == "comments" {
			d.partial("a part of the document is missing: %q", name)
		}
		return "", false
	}
	return name, true
}

// partial sets the warning that the text is not whole. The first stays.
func (d *reader) partial(format string, args ...any) {
	if d.warning == nil || !d.warning.Partial {
		d.warning = extract.Errorf(extract.CodePartial, extract.HintDamaged, format, args...)
		d.warning.Partial = true
	}
}

// readNotes appends to the body the footnotes, or the endnotes, that it refers to.
func (d *reader) readNotes(end bool) error {
	kind, element := "footnotes", "footnote"
	if end {
		kind, element = "endnotes", "endnote"
	}
	wanted := 0
	for _, n := range d.notes {
		if n.end == end {
			wanted++
		}
	}
	if wanted == 0 {
		return nil
	}
	name, ok := d.related(kind)
	if !ok {
		d.partial("a part of the document is missing: %q", "word/"+kind+".xml")
		return nil
	}
	refs := d.notes // notes inside of notes do not count
	defer func() { d.notes = refs }()
	found := map[string]*story.Story{}
	var rules *story.Story
	err := d.readEach(name, element, func(t *markup.Token, links map[string]target) error {
		id, _ := t.Attr(t.Name.Space, "id")
		if kind, _ := t.Attr(t.Name.Space, "type"); strings.HasPrefix(kind, "separat") || strings.HasPrefix(kind, "continuation") {
			// A rule above notes, which may have text.
			line, err := d.gather("t")
			if err != nil {
				return err
			}
			d.after = rules
			err = d.behind(scope{}, line)
			rules, d.after = d.after, nil
			return err
		}
		why, wanted := d.noted[note{end, id}]
		if !wanted || found[id] != nil {
			return d.x.Skip()
		}
		s := story.NewNote(d.budget)
		found[id] = s
		return d.apart(s, why)
	})
	if err != nil {
		return err
	}
	if rules != nil {
		d.body.Splice(rules)
	}
	for _, n := range refs {
		if s := found[n.id]; n.end == end && s != nil {
			d.body.Splice(s)
		} else if n.end == end {
			d.partial("a part of the document is missing: %q", name)
		}
	}
	return nil
}

// readComments reads the comments, each an aside.
func (d *reader) readComments(name string) error {
	return d.readEach(name, "comment", func(*markup.Token, map[string]target) error {
		s := story.New(d.budget)
		err := d.apart(s, "")
		d.addAside("comment", s)
		return err
	})
}

// reference takes a reference to a note. A mark that is hidden hides its note; one in the
// colour of paper does not.
func (d *reader) reference(n note, c scope) error {
	why := c.outer
	if why == "" && c.why == extract.WhyMarked {
		why = c.why
	}
	if old, ok := d.noted[n]; !d.spare && (!ok || old != "" && why == "") {
		if len(d.notes) >= maxNotes {
			return extract.Errorf(extract.CodeLimitCount, extract.HintLimit, "more notes than the limit of %d", maxNotes)
		}
		d.noted[n] = why
		if !ok {
			d.notes = append(d.notes, n)
		}
	}
	return d.x.Skip()
}

// apart reads the present element, which why hides, to s.
func (d *reader) apart(s *story.Story, why extract.Why) error {
	d.story, d.after = s, nil
	err := d.walk(scope{page: d.looks.page, outer: why})
	if d.after != nil {
		s.Splice(d.after)
	}
	return err
}

// readAside reads a page header or footer.
func (d *reader) readAside(a aside) error {
	if d.pack.zip.Find(a.part) == nil {
		d.partial("a part of the document is missing: %q", a.part)
		return nil
	}
	links, err := d.pack.relations(a.part)
	if err != nil {
		return err
	}
	s := story.New(d.budget)
	_, err = d.readPart(a.part, links, s)
	d.addAside(a.kind, s)
	return err
}

// addAside keeps the text of s beside the body. What is hidden in it is told at the end of
// the body.
func (d *reader) addAside(kind string, s *story.Story) {
	if text := strings.TrimSpace(s.String()); text != "" {
		d.beside = append(d.beside, extract.Aside{Kind: kind, Text: text})
	}
	d.body.SpliceHidden(s)
}

// readEach calls read at each element of that name below the root of a part.
func (d *reader) readEach(name, element string, read func(*markup.Token, map[string]target) error) error {
	links, err := d.pack.relations(name)
	if err != nil {
		return err
	}
	in, err := d.pack.zip.Find(name).Open()
	if err != nil {
		return err
	}
	defer in.Close()
	d.x, d.part, d.links = markup.NewReader(in, d.budget), name, links
	return d.pack.each(d.x, func(*markup.Token) error {
		return d.x.Children(func(t *markup.Token) error {
			if t.Name.Local != element {
				return d.x.Skip()
			}
			return read(t, links)
		})
	})
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
	}
	var where []string
	for _, kind := range [...]string{"header", "footer", "comment"} {
		for _, a := range doc.Asides {
			if a.Kind == kind {
				where = append(where, "page "+kind+"s")
				break
			}
		}
	}
	if len(where) > 0 {
		places := strings.ReplaceAll(strings.Join(where, " and "), "page comments", "comments")
		return extract.Errorf(extract.CodeEmpty, "", "empty: text stands only in its %s", places)
	}
	return extract.Errorf(extract.CodeEmpty, "", "empty: the document holds no text")
}

// base returns the folder of a part and its name in it.
func base(part string) (dir, name string) {
	dir, name = path.Split(part)
	return strings.TrimSuffix(dir, "/"), name
}

func missing(name string) *extract.Problem {
	return extract.Errorf(extract.CodeDamaged, extract.HintDamaged, "damaged: no %s in it", name)
}
