package rows

import (
	"errors"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode"

	"chachong/internal/source/extract"
	"chachong/internal/source/markup"
)

// Bounds of a sheet: Excel's own (18.3.1.73, 18.3.1.4), and how many cells with something in
// them are kept of a workbook.
const (
	maxRow    = 1 << 20
	maxColumn = 1 << 14
	maxCells  = 2_000_000
	maxMerges = 100_000
)

// sheet is the cells of a sheet that hold something.
type sheet struct {
	name   string
	rows   []row // with cells, in order of number
	merges []merge
	hidden int // rows and columns that are not shown, and the sheet itself
}

// row is a row with at least one cell.
type row struct {
	number int // from 1
	cells  []cell
}

// cell is a cell with text. Columns count from 0.
type cell struct {
	column  int
	text    string
	letters int // in it
}

// merge is a range of cells that are shown as one.
type merge struct{ top, bottom, left, right int }

// at returns the text of a column, "" where there is none.
func (r *row) at(column int) string {
	i := sort.Search(len(r.cells), func(i int) bool { return r.cells[i].column >= column })
	if column < 0 || i == len(r.cells) || r.cells[i].column != column {
		return ""
	}
	return r.cells[i].text
}

// errNoGrid is that of a sheet of another kind, such as a dialogue.
var errNoGrid = errors.New("no worksheet")

// read reads one sheet (18.3.1.99).
func (w *workbook) read(ref sheetRef) (*sheet, error) {
	s := &sheet{name: ref.name}
	if ref.hidden {
		s.hidden++
	}
	number, first := 0, true
	err := w.each(ref.part, func(t *markup.Token, r *markup.Reader) error {
		if first && t.Name.Local != "worksheet" && t.Name.Local != "macrosheet" {
			return errNoGrid
		}
		first = false
		switch t.Name.Local {
		case "col":
			if v, _ := t.Attr("", "hidden"); isTrue(v) {
				s.hidden++
			}
		case "row":
			number++
			if n := intAttr(t, "r"); n >= 1 && n <= maxRow {
				number = n
			}
			v, _ := t.Attr("", "hidden")
			cells, err := w.readRow(r)
			if err != nil {
				return err
			}
			if len(cells) == 0 {
				return nil
			}
			if isTrue(v) {
				s.hidden++
			}
			s.rows = append(s.rows, row{number, cells})
		case "mergeCell":
			ref, _ := t.Attr("", "ref")
			if m, ok := parseRange(ref); ok && len(s.merges) < maxMerges {
				s.merges = append(s.merges, m)
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(s.rows, func(a, b row) int { return a.number - b.number })
	return s, nil
}

// readRow reads the cells of the row that was begun, in order of column; of two in one place
// the first counts.
func (w *workbook) readRow(r *markup.Reader) ([]cell, error) {
	var cells []cell
	column, sorted := -1, true
	for depth := r.Depth(); ; {
		t, err := r.Next()
		if err != nil {
			return nil, err
		}
		if t.Kind == markup.End && r.Depth() < depth {
			break
		}
		if t.Kind != markup.Start || t.Name.Local != "c" {
			continue
		}
		column++
		if ref, ok := t.Attr("", "r"); ok {
			if at, _, ok := parseRef(ref); ok {
				sorted = sorted && at >= column
				column = at
			}
		}
		kind, _ := t.Attr("", "t")
		style := intAttr(&t, "s")
		text, n, err := w.value(r, kind, style)
		if err != nil {
			return nil, err
		}
		if strings.TrimSpace(text) == "" {
			continue
		}
		if w.cells++; w.cells > maxCells {
			return nil, extract.Errorf(extract.CodeLimitCount, "divide it", "more cells than the limit of %d", maxCells)
		}
		cells = append(cells, cell{column, text, n})
	}
	if !sorted {
		slices.SortStableFunc(cells, func(a, b cell) int { return a.column - b.column })
		cells = slices.CompactFunc(cells, func(a, b cell) bool { return a.column == b.column })
	}
	return cells, nil
}

// value reads the cell that was begun and returns its text (18.3.1.4, 18.18.11) and the
// letters in it. Of a formula what it gave is stored beside it; its own words are text too
// where they are long and not in that, because Excel may reckon it anew.
func (w *workbook) value(r *markup.Reader, kind string, style int) (text string, n int, err error) {
	var stored, inline, formula string
	for depth := r.Depth(); ; {
		t, err := r.Next()
		if err != nil {
			return "", 0, err
		}
		if t.Kind == markup.End && r.Depth() < depth {
			break
		}
		if t.Kind != markup.Start {
			continue
		}
		switch t.Name.Local {
		case "is":
			inline, err = richText(r)
		case "v":
			stored, err = cellText(r)
		case "f":
			formula, err = cellText(r)
		default:
			err = r.Skip()
		}
		if err != nil {
			return "", 0, err
		}
	}
	switch {
	case kind == "s" && stored == "":
	case kind == "s":
		i, err := strconv.Atoi(strings.TrimSpace(stored))
		if err != nil || i < 0 || i >= len(w.strings) {
			return "", 0, damaged("a cell refers to a text that is missing")
		}
		text, n = w.strings[i].text, w.strings[i].letters
	case kind == "b" && isTrue(stored):
		text = "TRUE"
	case kind == "b":
		text = "FALSE"
	case kind == "str", kind == "e", kind == "d":
		text = plain(stored)
	case kind == "inlineStr", stored == "":
		text = inline
	default:
		text = w.shown(stored, style)
	}
	if said := words(formula); letters(said) >= MinLetters && !strings.Contains(text, said) {
		text, n = strings.TrimPrefix(text+"\n"+said, "\n"), 0
	}
	if n == 0 {
		n = letters(text)
	}
	return text, n, nil
}

// words returns the strings in a formula that have Han characters, one behind the other
// (18.17.2.2).
func words(formula string) string {
	var b strings.Builder
	for {
		_, rest, ok := strings.Cut(formula, `"`)
		if !ok {
			return plain(b.String())
		}
		s, rest, _ := strings.Cut(rest, `"`)
		for strings.HasPrefix(rest, `"`) { // a quotation mark is doubled
			more, behind, _ := strings.Cut(rest[1:], `"`)
			s, rest = s+`"`+more, behind
		}
		if strings.IndexFunc(s, isHan) >= 0 {
			b.WriteString(s)
		}
		formula = rest
	}
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

// cellText reads up to the end of the element that was begun and returns its text.
func cellText(r *markup.Reader) (string, error) {
	var b strings.Builder
	for depth := r.Depth(); ; {
		t, err := r.Next()
		switch {
		case err != nil:
			return "", err
		case t.Kind == markup.Text:
			b.Write(t.Text)
		case t.Kind == markup.End && r.Depth() < depth:
			return b.String(), nil
		}
	}
}

// parseRef returns the place that a reference such as "C12" names.
func parseRef(s string) (column, row int, ok bool) {
	i := 0
	for i < len(s) && i < 4 && s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z' {
		column = column*26 + int(s[i]|0x20-'a') + 1
		i++
	}
	row, err := strconv.Atoi(s[i:])
	if i == 0 || column > maxColumn || err != nil || row < 1 || row > maxRow {
		return 0, 0, false
	}
	return column - 1, row, true
}

// parseRange returns the cells of a reference such as "A1:C3".
func parseRange(s string) (merge, bool) {
	from, to, ok := strings.Cut(s, ":")
	left, top, ok1 := parseRef(from)
	right, bottom, ok2 := parseRef(to)
	return merge{top, bottom, left, right}, ok && ok1 && ok2 && top <= bottom && left <= right
}

// down returns for each row what the merged cell says that covers it in that column: a
// school that stands once beside its three reports. "" where there is none.
func (s *sheet) down(column int) []string {
	out := make([]string, len(s.rows))
	if column < 0 {
		return out
	}
	var over []merge
	for _, m := range s.merges {
		if m.left <= column && column <= m.right && m.bottom > m.top {
			over = append(over, m)
		}
	}
	slices.SortStableFunc(over, func(a, b merge) int { return a.top - b.top })
	i := 0
	for _, m := range over {
		for i < len(s.rows) && s.rows[i].number < m.top {
			i++
		}
		if i == len(s.rows) || s.rows[i].number != m.top {
			continue
		}
		says := oneLine(s.rows[i].at(m.left))
		for ; i < len(s.rows) && s.rows[i].number <= m.bottom; i++ {
			out[i] = says
		}
	}
	return out
}
