package sheet

import (
	"fmt"
	"io"
	"iter"

	"github.com/xuri/excelize/v2"

	"chachong/internal/message"
)

// table is one sheet: a head, and rows of strings, ints, ratios or nil.
type table struct {
	title   message.Key
	columns []column  // nil: no head and no filter, the first column holds labels
	widths  []float64 // of columns without a head
	rows    iter.Seq[[]any]
	count   int // of rows
}

// column is a column of a table.
type column struct {
	head  message.Key
	width float64 // in digits of the default font; a Chinese character takes two
	wrap  bool    // its text breaks into lines
}

// Limits of the format.
const (
	maxRows  = excelize.TotalRows      // of a sheet
	maxChars = excelize.TotalCellChars // of a cell, in UTF-16 units
)

const (
	paperA4    = 9  // of a page set-up
	textFormat = 49 // "@": what is entered stays text
	lineHeight = 15 // points
	headHeight = 2 * lineHeight
	maxHeight  = 409  // points, of the format
	wideLetter = 1.08 // what a column's width counts a letter for: Chinese ones are a little wider than two digits
	coreProps  = "docProps/core.xml"
)

// core replaces what the library writes, which names its author and a date of its own. A
// workbook needs no date.
const core = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>chachong</dc:creator></cp:coreProperties>`

// book is a workbook that grows sheet by sheet.
type book struct {
	lang   message.Lang
	file   *excelize.File
	styles styles
	sheets int
	limit  int // rows of a sheet
}

func newBook(lang message.Lang) (*book, error) {
	b := &book{lang: lang, file: excelize.NewFile(), limit: maxRows}
	b.file.SetZipWriter(newSortedZip)
	b.file.Pkg.Store(coreProps, []byte(core))
	if err := b.file.SetAppProps(&excelize.AppProperties{Application: "chachong"}); err != nil {
		return nil, err
	}
	return b, b.addStyles()
}

func (b *book) close() { b.file.Close() }

func (b *book) writeTo(w io.Writer) error {
	_, err := b.file.WriteTo(w)
	return err
}

// add writes t as the next sheet, with its head frozen and repeated on every printed
// page. Rows that do not fit are counted in the last one.
func (b *book) add(t table) error {
	name := b.lang.Text(t.title)
	if err := b.newSheet(name); err != nil {
		return err
	}
	sw, err := b.file.NewStreamWriter(name)
	if err != nil {
		return err
	}
	widths := t.widths
	for _, c := range t.columns {
		widths = append(widths, c.width)
	}
	for i, width := range widths {
		if err := sw.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	g := &grid{StreamWriter: sw}
	if len(t.columns) > 0 {
		if err := b.head(g, &t); err != nil {
			return err
		}
	}
	if err := b.fill(g, &t, widths); err != nil {
		return err
	}
	return sw.Flush()
}

// grid is a sheet that is written row by row.
type grid struct {
	*excelize.StreamWriter
	rows int // that were written
}

func (g *grid) put(height float64, cells ...any) error {
	g.rows++
	return g.SetRow(fmt.Sprintf("A%d", g.rows), cells, excelize.RowOpts{Height: height})
}

// fill writes the rows of t. Its filter, where it has one, is about them alone.
func (b *book) fill(g *grid, t *table, widths []float64) error {
	room := b.limit - g.rows
	left := 0
	if t.count > room {
		room-- // for the row that says so
		left = t.count - room
	}
	for cells := range t.rows {
		if room--; room < 0 {
			break
		}
		lines := 1
		for i, c := range cells {
			if text, ok := c.(string); ok && (len(t.columns) == 0 || t.columns[i].wrap) {
				lines = max(lines, linesOf(text, widths[i]))
			}
			cells[i] = b.cell(c, i, t)
		}
		height := 0.0 // what is usual
		if lines > 1 {
			height = min(float64(lines)*lineHeight, maxHeight)
		}
		if err := g.put(height, cells...); err != nil {
			return err
		}
	}
	if len(t.columns) > 0 {
		if err := b.file.AutoFilter(g.Sheet, "A1:"+corner(len(t.columns), g.rows), nil); err != nil {
			return err
		}
	}
	if left == 0 {
		return nil
	}
	return g.put(0, excelize.Cell{StyleID: b.styles.label, Value: b.lang.Count(message.TabCut, left, b.limit)})
}

// newSheet adds a sheet with that name, to be printed on A4 in landscape, as wide as the
// page.
func (b *book) newSheet(name string) error {
	f := b.file
	if b.sheets++; b.sheets == 1 {
		if err := f.SetSheetName(f.GetSheetName(0), name); err != nil {
			return err
		}
	} else if _, err := f.NewSheet(name); err != nil {
		return err
	}
	fit, paper, orientation, wide, high := true, paperA4, "landscape", 1, 0
	if err := f.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	if err := f.SetPageLayout(name, &excelize.PageLayoutOptions{
		Size: &paper, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &high,
	}); err != nil {
		return err
	}
	side, end, footer := 0.4, 0.6, 0.3 // inches: what office printers can reach
	if err := f.SetPageMargins(name, &excelize.PageLayoutMarginsOptions{
		Left: &side, Right: &side, Top: &end, Bottom: &end, Header: &footer, Footer: &footer,
	}); err != nil {
		return err
	}
	return f.SetHeaderFooter(name, &excelize.HeaderFooterOptions{OddFooter: "&L&A&R&P / &N"})
}

// head writes the head of t, frozen, and repeated in print.
func (b *book) head(g *grid, t *table) error {
	if err := g.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	cells := make([]any, len(t.columns))
	for i, c := range t.columns {
		style := b.styles.head
		if c.wrap {
			style = b.styles.headOfText
		}
		cells[i] = excelize.Cell{StyleID: style, Value: b.lang.Text(c.head)}
	}
	if err := g.put(headHeight, cells...); err != nil {
		return err
	}
	return b.file.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", RefersTo: "'" + g.Sheet + "'!$1:$1", Scope: g.Sheet,
	})
}

func corner(column, row int) string {
	name, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		panic("sheet: " + err.Error()) // a row or column that the format lacks
	}
	return name
}
