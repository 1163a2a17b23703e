package source

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"

	"chachong/internal/source/extract"
	"chachong/internal/source/rows"
)

// errNoTable refuses what is neither a workbook nor text.
var errNoTable = errors.New("neither an Excel workbook (.xlsx) nor a table as text (.csv, .txt)")

// Table returns the cells of a table that the user gives: the first sheet of an .xlsx, or
// text in any encoding whose cells are separated by tabs, commas or semicolons, full-width
// ones too. Empty lines are left out. Errors are in plain words, without a name.
func Table(raw []byte) ([][]string, error) {
	if bytes.HasPrefix(raw, []byte("PK\x03\x04")) {
		return rows.Table(raw, extract.NewBudget(extract.Limits{}))
	}
	text, ok := Decode(raw)
	if !ok {
		return nil, errNoTable
	}
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff")))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = separator(text), -1, true
	var table [][]string
	for {
		cells, err := r.Read()
		if err == io.EOF {
			return table, nil
		}
		if err != nil {
			return nil, err
		}
		table = append(table, cells)
	}
}

// separatorLines is how many lines show what separates cells.
const separatorLines = 20

// separator returns the mark that the most of the first lines hold, a comma where they hold
// none; of equals a tab is the surest.
func separator(text string) rune {
	best, most := ',', 0
	for _, mark := range []rune{'\t', ',', ';', '，', '；'} {
		n, lines := 0, 0
		for line := range strings.Lines(text) {
			if lines++; lines > separatorLines {
				break
			}
			if strings.ContainsRune(line, mark) {
				n++
			}
		}
		if n > most {
			best, most = mark, n
		}
	}
	return best
}
