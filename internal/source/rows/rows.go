// Package rows reads Excel workbooks (.xlsx, .xlsm) in which each row is a submission: the
// text in one column, who handed it in and its title in others. It also gives a plain table
// of cells, for rosters.
//
// The format is that of ECMA-376 part 1 (SpreadsheetML); numbers in comments are its
// sections.
package rows

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"chachong/internal/source/extract"
)

// Columns say where things stand: the text of the heading, or the letter of the column
// ("C"). "" is found by headings and content.
type Columns struct{ Text, Owner, Title string }

// Read returns what a workbook holds as Members, in order of its sheets. Each row of a
// sheet with a column of texts is a submission, named "Sheet!12" with the number that Excel
// shows. Its text is that of the column and of others beside it that hold texts, a line feed
// between them; where Columns.Text names the column, of that one alone. A row with an owner
// or a title and no text is a Member with a Problem, an empty one is none.
//
// What stands in no such row is a Member named by the sheet, where it has MinLetters: the
// rows above the headings, rows too short to compare by themselves, and all of a sheet
// without a column of texts; its rows are lines, its cells separated by tabs. The text of
// drawings is a Member "Sheet!图形", a document embedded in a sheet one with its bytes. What
// is too little in each sheet and much in all of them is the last Member.
//
// Hidden sheets, rows and columns are read like others.
func Read(raw []byte, b *extract.Budget, c Columns) (*extract.Document, error) {
	w, err := open(raw, b)
	if err != nil {
		return nil, err
	}
	doc := &extract.Document{Format: "xlsx", Info: w.info()}
	found := false // a column of texts
	for _, ref := range w.sheets {
		s, err := w.read(ref)
		if err != nil && !errors.Is(err, errNoGrid) {
			return nil, err
		}
		if err == nil {
			w.hidden += s.hidden
			l := s.layout(c)
			found = found || l.text >= 0
			if err := w.addSheet(doc, s, l); err != nil {
				return nil, err
			}
		}
		if err := w.addAttached(doc, ref); err != nil {
			return nil, err
		}
	}
	if err := w.addScraps(doc); err != nil {
		return nil, err
	}
	if missing := cmp.Or(c.Text, c.Owner, c.Title); missing != "" && !found {
		return nil, extract.Errorf(extract.CodeFormat, hintColumn, "no sheet has the column %q and texts", missing)
	}
	doc.Warning = w.warning()
	if len(doc.Members) == 0 {
		if doc.Warning != nil && doc.Warning.Partial {
			return nil, doc.Warning
		}
		return nil, extract.Errorf(extract.CodeEmpty, "", "no text in the workbook: no column of texts, and no sheet of %d letters", MinLetters)
	}
	return doc, nil
}

const hintColumn = "name it by its heading or its letter, such as C"

// mostComments is how many letters of comments a workbook may have: they are a reader's
// words and are not compared.
const mostComments = 600

// warning tells what a reviewer should know of a workbook; nil: nothing.
func (w *workbook) warning() *extract.Problem {
	p := &extract.Problem{Code: extract.CodeNote}
	var says []string
	if w.comments >= mostComments {
		p.Code, p.Partial, p.Hint = extract.CodePartial, true, "look at them in Excel"
		says = append(says, fmt.Sprintf("%d letters stand in comments and were not compared", w.comments))
	}
	if w.objects > 0 {
		says = append(says, fmt.Sprintf("%d embedded objects were not read", w.objects))
	}
	if w.beside >= MinLetters {
		says = append(says, fmt.Sprintf("%d letters stand beside the column that was named and were not compared", w.beside))
	}
	if w.hidden > 0 {
		says = append(says, fmt.Sprintf("%d hidden rows, columns or sheets were read like others", w.hidden))
	}
	if says == nil {
		return nil
	}
	p.Reason = strings.Join(says, "; ")
	return p
}

// addSheet adds what the cells of a sheet say: its rows that are submissions, before them
// the rest.
func (w *workbook) addSheet(doc *extract.Document, s *sheet, l layout) error {
	own := len(doc.Members) // where the member goes that is named by the sheet
	rest := &remainder{}
	form := &remainder{} // above the rows of data: instructions that are alike whoever fills them in
	owners := s.down(l.owner)
	for i := range s.rows {
		r := &s.rows[i]
		want, submission := all, false
		switch {
		case l.text < 0:
		case i == l.heading:
			want = func(c cell) bool { return c.letters >= MinLetters }
		case i >= l.first:
			text, err := w.textOf(r, l)
			if err != nil {
				return err
			}
			if err := w.addRow(doc, s, r, l, text, owners[i]); err != nil {
				return err
			}
			submission = letters(text) >= MinLetters
			want = func(c cell) bool { return c.column == l.text || !l.only && c.column != l.owner && c.column != l.title }
		}
		if submission {
			continue
		}
		to := rest
		if l.text >= 0 && i < l.first {
			to = form
		}
		if err := to.add(w.budget, r, want); err != nil {
			return err
		}
	}
	if form.letters >= mostScraps {
		if rest.letters > 0 {
			form.text.WriteString("\n" + rest.text.String())
			form.letters += rest.letters
		}
		rest = form
	} else if err := w.scrap(form); err != nil {
		return err
	}
	if rest.letters < MinLetters {
		return w.scrap(rest)
	}
	if err := w.add(doc, extract.Member{Name: s.name, Row: &extract.Row{Text: rest.text.String()}}); err != nil {
		return err
	}
	last := len(doc.Members) - 1
	m := doc.Members[last]
	copy(doc.Members[own+1:], doc.Members[own:last])
	doc.Members[own] = m
	return nil
}

// addRow adds a row of data with that text. above is the owner that a merged cell gives it.
func (w *workbook) addRow(doc *extract.Document, s *sheet, r *row, l layout, text, above string) error {
	row := &extract.Row{Text: text, Owner: cmp.Or(oneLine(r.at(l.owner)), above), Title: oneLine(r.at(l.title))}
	if row.Text == "" && (l.owner >= 0 || l.title >= 0) && r.at(l.owner) == "" && row.Title == "" {
		return nil // a number that waits for a report, or a remark below the table
	}
	if row.Text == "" && r.isFoot() {
		return nil
	}
	if err := w.budget.Text(len(row.Owner) + len(row.Title)); err != nil {
		return err
	}
	m := extract.Member{Name: fmt.Sprintf("%s!%d", s.name, r.number), Row: row}
	if row.Text == "" {
		m.Problem = extract.Errorf(extract.CodeEmpty, "", "no text in this row")
	}
	return w.add(doc, m)
}

// textOf returns the text of a row, in order of columns: of the columns of texts, and of
// other cells as long as a text. "" where there is none.
func (w *workbook) textOf(r *row, l layout) (string, error) {
	var texts []string
	for _, c := range r.cells {
		switch {
		case c.column == l.text, slices.Contains(l.beside, c.column),
			!l.only && c.column != l.title && c.letters >= MinLetters:
			if err := w.budget.Text(len(c.text) + 1); err != nil {
				return "", err
			}
			texts = append(texts, c.text)
		case l.only && c.letters >= MinLetters:
			w.beside += c.letters
		}
	}
	return strings.Join(texts, "\n"), nil
}

// remainder is text that stands in no submission.
type remainder struct {
	text    strings.Builder
	letters int
}

// add appends the cells of a row that are wanted, in a line, and charges them to b.
func (t *remainder) add(b *extract.Budget, r *row, want func(cell) bool) error {
	begun := false
	for _, c := range r.cells {
		if !want(c) {
			continue
		}
		if err := b.Text(len(c.text) + 1); err != nil {
			return err
		}
		switch {
		case begun:
			t.text.WriteByte('\t')
		case t.text.Len() > 0:
			t.text.WriteByte('\n')
		}
		begun = true
		t.text.WriteString(c.text)
		t.letters += c.letters
	}
	return nil
}

// scrapName is what the member is called that has what is too little in each sheet, and
// mostScraps from how many letters in all it is one: titles and headings have fewer.
const (
	scrapName  = "零星文字"
	mostScraps = 200
)

// scrap keeps a remainder that is too short to be a member.
func (w *workbook) scrap(t *remainder) error {
	if t.letters == 0 {
		return nil
	}
	return w.scraps.add(w.budget, &row{cells: []cell{{text: t.text.String(), letters: t.letters}}}, all)
}

// addScraps adds the member of all scraps, where they are many.
func (w *workbook) addScraps(doc *extract.Document) error {
	if w.scraps.letters < mostScraps {
		return nil
	}
	return w.add(doc, extract.Member{Name: w.unique(scrapName), Row: &extract.Row{Text: w.scraps.text.String()}})
}

// all wants every cell.
func all(cell) bool { return true }

// add appends a member and charges it as an entry.
func (w *workbook) add(doc *extract.Document, m extract.Member) error {
	if err := w.budget.Entry(); err != nil {
		return err
	}
	doc.Members = append(doc.Members, m)
	return nil
}

// oneLine returns s without line breaks and outer white space.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// MaxTableColumns is how many columns Table gives of a sheet.
const MaxTableColumns = 64

// Table returns the cells of the first sheet as text, a list for each row that is not
// empty, at most MaxTableColumns of each.
func Table(raw []byte, b *extract.Budget) ([][]string, error) {
	w, err := open(raw, b)
	if err != nil {
		return nil, err
	}
	for _, ref := range w.sheets {
		s, err := w.read(ref)
		if errors.Is(err, errNoGrid) {
			continue
		}
		if err != nil {
			return nil, err
		}
		var table [][]string
		for _, r := range s.rows {
			var out []string
			for _, c := range r.cells {
				if c.column >= MaxTableColumns {
					break
				}
				if err := b.Text(len(c.text)); err != nil {
					return nil, err
				}
				for len(out) < c.column {
					out = append(out, "")
				}
				out = append(out, c.text)
			}
			table = append(table, out)
		}
		return table, nil
	}
	return nil, extract.Errorf(extract.CodeEmpty, "", "no sheet in the workbook")
}
