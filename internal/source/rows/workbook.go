package rows

import (
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"

	"chachong/internal/source/extract"
	"chachong/internal/source/markup"
	"chachong/internal/source/zipped"
)

// workbook is an open file.
type workbook struct {
	budget   *extract.Budget
	parts    *zipped.Archive
	sheets   []sheetRef
	strings  []shared
	formats  []format // of cell styles
	date1904 bool     // days count from 1904
	cells    int      // read so far
	taken    map[string]bool
	seen     map[*zipped.File]bool // parts that hang on a sheet and were read

	scraps   remainder
	comments int // letters in comments
	beside   int // letters in other columns than the one that was named
	objects  int // embedded ones that are not read
	hidden   int // rows, columns and sheets
}

// shared is a text that any number of cells may refer to.
type shared struct {
	text    string
	letters int
}

// sheetRef is a sheet as the workbook names it.
type sheetRef struct {
	name   string
	path   string // of its part
	part   *zipped.File
	hidden bool
}

// MaxSheets bounds the sheets of a workbook. Excel sets no limit; collections have one a
// school.
const MaxSheets = 1000

// open reads all of a workbook but the sheets.
func open(raw []byte, b *extract.Budget) (*workbook, error) {
	parts, err := zipped.OpenDocument(raw, b)
	if err != nil {
		return nil, err
	}
	w := &workbook{budget: b, parts: parts, taken: map[string]bool{}, seen: map[*zipped.File]bool{}}
	main := "xl/workbook.xml"
	for _, r := range w.relations("") {
		if strings.HasSuffix(r.kind, "/officeDocument") {
			main = r.target
		}
	}
	book := parts.Find(main)
	switch {
	case strings.HasSuffix(main, ".bin") || book == nil && parts.Find("xl/workbook.bin") != nil:
		return nil, extract.Errorf(extract.CodeFormat, "save it as .xlsx", "a binary workbook (.xlsb), which is not read")
	case book == nil:
		return nil, damaged("the workbook part is missing")
	}
	targets := map[string]relation{}
	for _, r := range w.relations(main) {
		targets[r.id] = r
		var err error
		switch {
		case strings.HasSuffix(r.kind, "/sharedStrings"):
			err = w.readStrings(parts.Find(r.target))
		case strings.HasSuffix(r.kind, "/styles"):
			err = w.readStyles(parts.Find(r.target))
		}
		if err != nil {
			return nil, err
		}
	}
	return w, w.readBook(book, targets)
}

// readBook reads the list of sheets (18.2.20).
func (w *workbook) readBook(book *zipped.File, targets map[string]relation) error {
	return w.each(book, func(t *markup.Token, _ *markup.Reader) error {
		switch t.Name.Local {
		case "workbookPr":
			v, _ := t.Attr("", "date1904")
			w.date1904 = isTrue(v)
		case "sheet":
			name, _ := t.Attr("", "name")
			id := ""
			for _, a := range t.Attrs {
				if a.Name.Space != "" && a.Name.Local == "id" {
					id = string(a.Value)
				}
			}
			r, ok := targets[id]
			switch {
			case len(w.sheets) == MaxSheets:
				return extract.Errorf(extract.CodeLimitCount, "divide it", "more sheets than the limit of %d", MaxSheets)
			}
			part := w.parts.Find(r.target)
			if !ok || part == nil {
				return damaged("a sheet of the workbook is missing")
			}
			state, _ := t.Attr("", "state")
			w.sheets = append(w.sheets, sheetRef{w.unique(name), r.target, part, state != "" && state != "visible"})
		}
		return nil
	})
}

// unique returns the name of a sheet as members show it.
func (w *workbook) unique(name string) string {
	name = strings.NewReplacer("/", "_", "!", "_").Replace(oneLine(name))
	if name == "" {
		name = "Sheet"
	}
	shown := name
	for n := 2; w.taken[shown]; n++ {
		shown = fmt.Sprintf("%s~%d", name, n)
	}
	w.taken[shown] = true
	return shown
}

// maxRelations bounds what one part refers to: more than all sheets and their parts.
const maxRelations = 100_000

// relation is a line of a part of relationships (part 2, 9.3).
type relation struct{ id, kind, target string }

// relations returns what the part of that name refers to inside the package; "" is the
// package itself. One that cannot be read refers to nothing.
func (w *workbook) relations(name string) []relation {
	dir, base := path.Split(name)
	part := w.parts.Find(dir + "_rels/" + base + ".rels")
	if part == nil {
		return nil
	}
	var out []relation
	_ = w.each(part, func(t *markup.Token, _ *markup.Reader) error {
		if t.Name.Local != "Relationship" {
			return nil
		}
		if len(out) == maxRelations {
			return io.ErrShortBuffer // the others are missing where they are needed
		}
		var r relation
		r.id, _ = t.Attr("", "Id")
		r.kind, _ = t.Attr("", "Type")
		r.target, _ = t.Attr("", "Target")
		if mode, _ := t.Attr("", "TargetMode"); mode == "External" {
			return nil
		}
		if !strings.HasPrefix(r.target, "/") {
			r.target = dir + r.target
		}
		r.target = strings.TrimPrefix(path.Clean("/"+r.target), "/")
		out = append(out, r)
		return nil
	})
	return out
}

// each gives every start tag of a part to do, which may read on.
func (w *workbook) each(part *zipped.File, do func(*markup.Token, *markup.Reader) error) error {
	if part == nil {
		return damaged("a part of the workbook is missing")
	}
	f, err := part.Open()
	if err != nil {
		return err
	}
	defer f.Close()
	r := markup.NewReader(f, w.budget)
	for {
		t, err := r.Next()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return problem(err)
		case t.Kind != markup.Start:
			continue
		}
		if err := do(&t, r); err != nil {
			return problem(err)
		}
	}
}

// readStrings reads the shared strings (18.4.9).
func (w *workbook) readStrings(part *zipped.File) error {
	return w.each(part, func(t *markup.Token, r *markup.Reader) error {
		if t.Name.Local != "si" {
			return nil
		}
		if len(w.strings) == maxCells {
			return extract.Errorf(extract.CodeLimitCount, "divide it", "more texts of cells than the limit of %d", maxCells)
		}
		text, err := richText(r)
		w.strings = append(w.strings, shared{text, letters(text)})
		return err
	})
}

// richText reads up to the end of the element that was begun and returns its runs of text
// (18.4.4), without what tells how to read them aloud (18.4.6).
func richText(r *markup.Reader) (string, error) {
	var b strings.Builder
	depth, in := r.Depth(), false
	for {
		t, err := r.Next()
		if err != nil {
			return "", err
		}
		switch t.Kind {
		case markup.Start:
			if t.Name.Local == "rPh" {
				if err := r.Skip(); err != nil {
					return "", err
				}
				continue
			}
			in = t.Name.Local == "t" || t.Name.Local == "v"
		case markup.End:
			in = false
			if r.Depth() < depth {
				return plain(b.String()), nil
			}
		case markup.Text:
			if in {
				b.Write(t.Text)
			}
		}
	}
}

// plain returns a stored string as text: _x000D_ and its like decoded (22.9.2.19), line ends
// "\n", and no control characters.
func plain(s string) string {
	if strings.Contains(s, "_x") {
		var b strings.Builder
		for {
			i := strings.Index(s, "_x")
			if i < 0 {
				break
			}
			b.WriteString(s[:i])
			s = s[i:]
			if code, ok := escaped(s); ok {
				b.WriteRune(code)
				s = s[len("_x0000_"):]
				continue
			}
			b.WriteString("_x")
			s = s[len("_x"):]
		}
		s = b.String() + s
	}
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\r':
			return '\n'
		case r < ' ' && r != '\n' && r != '\t':
			return -1
		}
		return r
	}, s)
}

// escaped returns the character that _xHHHH_ at the start of s stands for.
func escaped(s string) (rune, bool) {
	if len(s) < len("_x0000_") || s[6] != '_' {
		return 0, false
	}
	code, err := strconv.ParseUint(s[2:6], 16, 16)
	return rune(code), err == nil
}

// info returns what the workbook says about its making (part 2, 11; part 1, 22.2).
func (w *workbook) info() extract.Info {
	var i extract.Info
	for name, field := range map[string]map[string]*string{
		"docProps/core.xml": {
			"title": &i.Title, "creator": &i.Author, "lastModifiedBy": &i.LastEditor,
			"created": &i.Created, "modified": &i.Modified,
		},
		"docProps/app.xml": {"Company": &i.Company, "Application": &i.Application},
	} {
		part := w.parts.Find(name)
		if part == nil {
			continue
		}
		_ = w.each(part, func(t *markup.Token, r *markup.Reader) error {
			to := field[t.Name.Local]
			if to == nil {
				return nil
			}
			text, err := content(r)
			*to = oneLine(text)
			return err
		})
	}
	return i
}

// maxInfo is how much is kept of a property, in bytes.
const maxInfo = 1 << 10

// content reads up to the end of the element that was begun and returns its text.
func content(r *markup.Reader) (string, error) {
	var b strings.Builder
	for depth := r.Depth(); ; {
		t, err := r.Next()
		switch {
		case err != nil:
			return "", err
		case t.Kind == markup.Text && b.Len()+len(t.Text) <= maxInfo:
			b.Write(t.Text)
		case t.Kind == markup.End && r.Depth() < depth:
			return plain(b.String()), nil
		}
	}
}

func isTrue(v string) bool { return v == "1" || v == "true" || v == "on" }

func damaged(what string) *extract.Problem {
	return extract.Errorf(extract.CodeDamaged, extract.HintDamaged, "damaged: %s", what)
}

// problem returns err as one of the ledger.
func problem(err error) error {
	var p *extract.Problem
	if errors.As(err, &p) || errors.Is(err, errNoGrid) {
		return err
	}
	return damaged("the workbook ends in the middle")
}
