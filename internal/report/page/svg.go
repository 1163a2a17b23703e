package page

import (
	"html"
	"strconv"
	"strings"
	"unicode/utf8"

	"chachong/internal/safe"
)

// drawing is SVG in the making. Its numbers are pixels; colours and fonts are the page's
// style. What has words in a language is left to the script, which knows which one: it
// finds what to say in the data attributes.
type drawing struct{ strings.Builder }

// open begins an element, whose attributes alternate with their values; close ends it.
func (d *drawing) open(tag string, attrs ...any) {
	d.WriteByte('<')
	d.WriteString(tag)
	for i := 0; i+1 < len(attrs); i += 2 {
		d.WriteByte(' ')
		d.WriteString(attrs[i].(string))
		d.WriteString(`="`)
		d.WriteString(value(attrs[i+1]))
		d.WriteByte('"')
	}
	d.WriteByte('>')
}

func (d *drawing) close(tag string) { d.WriteString("</" + tag + ">") }

// empty writes an element without content.
func (d *drawing) empty(tag string, attrs ...any) {
	d.open(tag, attrs...)
	d.close(tag)
}

// text writes an element whose content is the text s.
func (d *drawing) text(tag, s string, attrs ...any) {
	d.open(tag, attrs...)
	d.WriteString(html.EscapeString(s))
	d.close(tag)
}

// value returns v as an attribute has it, numbers with one decimal at most.
func value(v any) string {
	switch v := v.(type) {
	case int:
		return strconv.Itoa(v)
	case float64:
		return number(v)
	case string:
		return html.EscapeString(v)
	}
	panic("no value of an attribute")
}

func number(x float64) string {
	s := strconv.FormatFloat(x, 'f', 1, 64)
	s = strings.TrimSuffix(s, ".0")
	if s == "-0" {
		return "0"
	}
	return s
}

// share returns a ratio as the script reads it.
func share(x float64) string { return strconv.FormatFloat(x, 'f', 4, 64) }

// numbers joins coordinates to a path.
func path(parts ...any) string {
	var b strings.Builder
	for i, p := range parts {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(value(p))
	}
	return b.String()
}

// label returns a name that takes at most room pixels at 12 px, cut in the middle: the
// beginning says who, the end which one.
func label(name string, room float64) string {
	if textWidth(name) <= room {
		return name
	}
	const ellipsis = "…"
	head, tail := 0, len(name)
	for limit := 0.4 * room; tail > 0; {
		_, n := utf8.DecodeLastRuneInString(name[:tail])
		if textWidth(name[tail-n:]) > limit {
			break
		}
		tail -= n
	}
	for limit := room - textWidth(ellipsis+name[tail:]); head < tail; {
		_, n := utf8.DecodeRuneInString(name[head:])
		if textWidth(name[:head+n]) > limit {
			break
		}
		head += n
	}
	return name[:head] + ellipsis + name[tail:]
}

// textWidth estimates the pixels that s takes at 12 px: a Chinese character is as wide as
// the type is high, and of Latin letters and figures few are wider than 0.6 of that.
func textWidth(s string) float64 {
	const size, narrow = 12., 7.3
	sum := 0.
	for _, r := range s {
		switch safe.Width(string(r)) {
		case 0:
		case 1:
			sum += narrow
		default:
			sum += size
		}
	}
	return sum
}
