package page

import (
	"sort"
	"unicode/utf8"
)

// The page counts a text in UTF-16 units, as its script does.

// stride is the number of bytes between two marks of a table: an offset is counted from
// the mark in front of it, at most so many bytes on.
const stride = 512

// offsets maps the bytes of a text to UTF-16 units.
type offsets struct {
	text  string
	units []int32 // units in front of the first rune that begins at or behind byte i*stride
	start []int32 // that rune's byte
}

// newOffsets reads text once.
func newOffsets(text string) *offsets {
	o := &offsets{text: text}
	next, units := 0, int32(0)
	for i, r := range text {
		if i >= next {
			o.units, o.start = append(o.units, units), append(o.start, int32(i))
			next += stride
		}
		units += width(r)
	}
	return o
}

// at returns the UTF-16 offset of a byte, which is taken to be the next start of a rune
// where it stands inside one. Bytes outside the text count as its start or end.
func (o *offsets) at(b int32) int32 {
	if b <= 0 || len(o.start) == 0 {
		return 0
	}
	i := sort.Search(len(o.start), func(i int) bool { return o.start[i] > b }) - 1
	units := o.units[i]
	rest := o.text[o.start[i]:]
	for at, r := range rest {
		if o.start[i]+int32(at) >= b {
			break
		}
		units += width(r)
	}
	return units
}

// length returns the units of the whole text.
func (o *offsets) length() int32 { return o.at(int32(len(o.text))) }

// width returns the UTF-16 units of a rune.
func width(r rune) int32 {
	if r > 0xFFFF && r <= utf8.MaxRune {
		return 2
	}
	return 1
}
