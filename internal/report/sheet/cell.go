package sheet

import (
	"math"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"chachong/internal/safe"
)

// ratio is a number in [0,1] that is shown in percent; reuse is one that is coloured where
// it is high, like that of the text report.
type (
	ratio float64
	reuse float64
)

// Ratios from which reuse is coloured.
const (
	highReuse   = 0.70 // the resemblance of a near-duplicate
	raisedReuse = 0.20 // the total reuse at which a gate fails by default
)

// styles are the ids of how cells look.
type styles struct {
	head, headOfText                   int
	label                              int // of a row on the sheet of the run
	text, wrap                         int
	number, ratio, high, raised, count int
	guard                              map[int]int // a text that looks like a formula, by the style that it would have
}

// addStyles makes the styles of the workbook.
func (b *book) addStyles() error {
	b.styles.guard = make(map[int]int)
	font, err := b.file.GetDefaultFont()
	if err != nil {
		return err
	}
	add := func(id *int, s excelize.Style) {
		if err == nil {
			*id, err = b.file.NewStyle(&s)
		}
	}
	top := func(wrap bool) *excelize.Alignment {
		return &excelize.Alignment{Horizontal: "left", Indent: 1, Vertical: "top", WrapText: wrap}
	}
	figure := &excelize.Alignment{Vertical: "top"}
	percent := "0.0%"
	head := excelize.Style{
		Font:      &excelize.Font{Family: font, Bold: true},
		Fill:      excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E8ECEF"}},
		Border:    []excelize.Border{{Type: "bottom", Color: "7F8C8D", Style: 1}},
		Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true},
	}
	add(&b.styles.head, head)
	head.Alignment = &excelize.Alignment{Horizontal: "left", Indent: 1, Vertical: "center", WrapText: true}
	add(&b.styles.headOfText, head)
	add(&b.styles.label, excelize.Style{Font: &excelize.Font{Family: font, Bold: true}, Alignment: top(false)})
	add(&b.styles.text, excelize.Style{Alignment: top(false)})
	add(&b.styles.wrap, excelize.Style{Alignment: top(true)})
	add(&b.styles.number, excelize.Style{NumFmt: 1, Alignment: figure})
	add(&b.styles.count, excelize.Style{NumFmt: 1, Alignment: top(false)})
	add(&b.styles.ratio, excelize.Style{CustomNumFmt: &percent, Alignment: figure})
	add(&b.styles.high, excelize.Style{CustomNumFmt: &percent, Alignment: figure, Font: &excelize.Font{Family: font, Color: "9B1C1C", Bold: true}})
	add(&b.styles.raised, excelize.Style{CustomNumFmt: &percent, Alignment: figure, Font: &excelize.Font{Family: font, Color: "8A5A00"}})
	for _, wrap := range []bool{false, true} {
		of := b.styles.text
		if wrap {
			of = b.styles.wrap
		}
		id := 0
		add(&id, excelize.Style{NumFmt: textFormat, Alignment: top(wrap)})
		b.styles.guard[of] = id
	}
	return err
}

// cell returns what stands for c in column i of t.
func (b *book) cell(c any, i int, t *table) any {
	switch c := c.(type) {
	case nil:
		return nil
	case reuse:
		style := b.styles.ratio
		switch {
		case c >= highReuse:
			style = b.styles.high
		case c >= raisedReuse:
			style = b.styles.raised
		}
		return excelize.Cell{StyleID: style, Value: round(float64(c))}
	case ratio:
		return excelize.Cell{StyleID: b.styles.ratio, Value: round(float64(c))}
	case string:
		if c == "" {
			return nil
		}
		style := b.styles.text
		switch {
		case len(t.columns) == 0 && i == 0:
			return excelize.Cell{StyleID: b.styles.label, Value: c}
		case len(t.columns) == 0 || t.columns[i].wrap:
			style = b.styles.wrap
		}
		c = cellText(c)
		if safe.CSVCell(c) != c {
			style = b.styles.guard[style]
		}
		return excelize.Cell{StyleID: style, Value: c}
	}
	if len(t.columns) == 0 {
		return excelize.Cell{StyleID: b.styles.count, Value: c}
	}
	return excelize.Cell{StyleID: b.styles.number, Value: c}
}

// linesOf returns how many lines s takes in a column: not every program finds the height
// of a row by itself.
func linesOf(s string, width float64) int {
	const indent = 1.5
	return int(math.Ceil(float64(safe.Width(s)) * wideLetter / (width - indent)))
}

// cellText returns s as a cell can hold it: control characters and direction marks are
// seen, not obeyed, and what is too long is cut.
func cellText(s string) string {
	s = safe.Terminal(s)
	if len(s) <= maxChars {
		return s
	}
	units := 0
	for i, r := range s {
		if units += utf16.RuneLen(r); units >= maxChars {
			if units == maxChars && i+len(string(r)) == len(s) {
				break
			}
			return s[:i] + "…"
		}
	}
	return s
}

// round returns x with four decimals, as the other formats have it.
func round(x float64) float64 {
	const scale = 1e4
	return math.Round(x*scale) / scale
}
