package align

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chachong/internal/text"
)

const (
	// Lines of a text that was wrapped at a column are so wide, in columns, of which a Han
	// character takes two. Narrower ones are lists, wider ones paragraphs.
	narrowLine = 40
	wideLine   = 200
	// fullLine is the share of the widest lines' columns from which a line was wrapped:
	// what must not be parted, or not stand first, may take the rest.
	fullLine = 0.85
	// wrapLines is the fewest lines that tell a wrapped text, wrapPair the most columns by
	// which two lines may differ that tell it by themselves.
	wrapLines = 3
	wrapPair  = 4
	// wrapReach is how many bytes around a side's range are measured with it.
	wrapReach = 4096
)

// wrapped reports whether gap is nothing but the wrap of a line that was broken at a
// column: one line end behind a line that is as wide as those around it.
func (u *units) wrapped(gap text.Span) bool {
	s := gap.Of(u.src)
	if !hasLineEnd(s) || ends(s) > 1 {
		return false
	}
	if !u.known {
		u.column, u.known = measureWrap(u.src, u.all), true
	}
	return u.column > 0 && widthBefore(u.src, gap.Lo) >= int(u.column)
}

// ends returns the number of line ends in s.
func ends(s string) int {
	n := strings.Count(s, "\n")
	if n == 0 {
		n = strings.Count(s, "\r")
	}
	return max(n, 1)
}

// measureWrap returns the columns from which the lines in s and around it were wrapped, 0
// where they were not.
func measureWrap(src string, s text.Span) int32 {
	around := src[max(0, int(s.Lo)-wrapReach):min(len(src), int(s.Hi)+wrapReach)]
	// The last line may go on, and the first one have begun further in front.
	around = around[:strings.LastIndexAny(around, lineEnds)+1]
	if int(s.Lo) > wrapReach {
		around = around[strings.IndexAny(around, lineEnds)+1:]
	}
	var widths, open []int
	for line := range strings.FieldsFuncSeq(around, func(r rune) bool { return strings.ContainsRune(lineEnds, r) }) {
		line = strings.TrimRightFunc(line, isGap)
		if line == "" {
			continue
		}
		w := width(line)
		widths = append(widths, w)
		if last, _ := utf8.DecodeLastRuneInString(line); !strings.ContainsRune(sentenceEnds, last) {
			open = append(open, w)
		}
	}
	if len(open) < 2 {
		return 0
	}
	slices.Sort(widths)
	column := widths[len(widths)*9/10]
	if column < narrowLine || column > wideLine {
		return 0
	}
	full := int(fullLine * float64(column))
	wide := len(widths) - lowerBound(widths, full)
	slices.Sort(open)
	open = open[lowerBound(open, full):]
	if 2*len(open) < wide || len(open) < 2 || len(open) < wrapLines && open[1]-open[0] > wrapPair {
		return 0
	}
	return int32(full)
}

// lowerBound returns the index of the first of the ascending values that is not below v.
func lowerBound(values []int, v int) int {
	n, _ := slices.BinarySearch(values, v)
	return n
}

// widthBefore returns the columns of the line that byte at ends, as far as they count.
func widthBefore(src string, at int32) int {
	const most = wideLine * utf8.UTFMax // bytes
	line := src[max(0, int(at)-most):at]
	return width(line[strings.LastIndexAny(line, lineEnds)+1:])
}

// width returns the columns that a line takes.
func width(line string) int {
	n := 0
	for _, r := range line {
		switch {
		case isInvisible(r), r >= utf8.RuneSelf && unicode.IsSpace(r):
		case r < utf8.RuneSelf:
			n++
		default:
			n += 2
		}
	}
	return n
}
