package rows

import (
	"math"
	"strconv"
	"strings"
	"time"

	"chachong/internal/source/markup"
	"chachong/internal/source/zipped"
)

// format is how a number is shown, as far as it matters here.
type format uint8

const (
	asNumber format = iota
	asPercent
	asDate
	asTime
	asMoment // date and time
)

// maxStyles bounds the styles of cells that are kept: Excel's own limit is 64,000. Numbers
// with others are shown as they are stored.
const maxStyles = 1 << 16

// readStyles reads which cell styles show dates (18.8.10, 18.8.30).
func (w *workbook) readStyles(part *zipped.File) error {
	custom := map[int]format{}
	inCells := false
	return w.each(part, func(t *markup.Token, _ *markup.Reader) error {
		id := intAttr(t, "numFmtId")
		switch t.Name.Local {
		case "numFmt":
			code, _ := t.Attr("", "formatCode")
			if len(custom) < maxStyles {
				custom[id] = formatOf(code)
			}
		case "cellXfs":
			inCells = true
		case "cellStyles", "dxfs":
			inCells = false
		case "xf":
			if !inCells || len(w.formats) == maxStyles {
				return nil
			}
			f, ok := custom[id]
			if !ok {
				f = builtIn(id)
			}
			w.formats = append(w.formats, f)
		}
		return nil
	})
}

// intAttr returns an attribute as a number, or -1.
func intAttr(t *markup.Token, name string) int {
	v, _ := t.Attr("", name)
	n, err := strconv.Atoi(v)
	if err != nil || n < 0 {
		return -1
	}
	return n
}

// builtIn returns the format of an id without a code of its own (18.8.30, with the ones of
// Chinese Excel).
func builtIn(id int) format {
	switch {
	case id == 9 || id == 10:
		return asPercent
	case id >= 14 && id <= 17, id >= 27 && id <= 31, id == 36, id >= 50 && id <= 58:
		return asDate
	case id == 22:
		return asMoment
	case id >= 18 && id <= 21, id >= 32 && id <= 35, id >= 45 && id <= 47:
		return asTime
	}
	return asNumber
}

// formatOf returns what a format code shows: the letters of dates outside of quotes,
// brackets and escapes tell it.
func formatOf(code string) format {
	code, _, _ = strings.Cut(code, ";")
	date, clock := false, false
	for i := 0; i < len(code); i++ {
		switch code[i] {
		case '"':
			if end := strings.IndexByte(code[i+1:], '"'); end >= 0 {
				i += end + 1
			}
		case '[':
			if end := strings.IndexByte(code[i:], ']'); end >= 0 {
				i += end
			}
		case '\\', '_', '*':
			i++
		case 'y', 'Y', 'd', 'D', 'e':
			date = true
		case 'h', 'H', 's', 'S':
			clock = true
		case '%':
			return asPercent
		case '0', '#', '?', 'G':
			if !date && !clock && strings.IndexByte(code[i:], '%') < 0 {
				return asNumber
			}
		}
	}
	switch {
	case date && clock:
		return asMoment
	case date:
		return asDate
	case clock:
		return asTime
	}
	return asNumber
}

// maxDay is the last day that Excel knows, 31 December 9999.
const maxDay = 2958465

// shown returns a stored number as the sheet shows it, roughly: with at most 15 digits that
// count, dates in the order of ISO 8601.
func (w *workbook) shown(v string, style int) string {
	n, err := strconv.ParseFloat(strings.TrimSpace(v), 64)
	if err != nil || math.IsInf(n, 0) || math.IsNaN(n) {
		return v
	}
	f := asNumber
	if style >= 0 && style < len(w.formats) {
		f = w.formats[style]
	}
	if f == asPercent {
		return digits(n*100) + "%"
	}
	if f == asNumber || n < 0 || n > maxDay+1 {
		return digits(n)
	}
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case w.date1904:
		epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case n < 61: // Excel counts 29 February 1900, which was none
		epoch = epoch.AddDate(0, 0, 1)
	}
	const day = 24 * 60 * 60 // seconds
	days, part := math.Modf(n)
	at := epoch.AddDate(0, 0, int(days)).Add(time.Duration(math.Round(part*day)) * time.Second)
	switch f {
	case asTime:
		return at.Format("15:04")
	case asMoment:
		return at.Format("2006-01-02 15:04")
	}
	return at.Format("2006-01-02")
}

// digits returns n with at most 15 digits that count.
func digits(n float64) string {
	short, err := strconv.ParseFloat(strconv.FormatFloat(n, 'g', 15, 64), 64)
	if err != nil {
		short = n
	}
	if a := math.Abs(short); a != 0 && (a >= 1e21 || a < 1e-9) {
		return strconv.FormatFloat(short, 'g', -1, 64)
	}
	return strconv.FormatFloat(short, 'f', -1, 64)
}
