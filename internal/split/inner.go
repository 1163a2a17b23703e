package split

import (
	"sort"
	"strings"
)

// scheme is a way of numbering the sections of one report, outermost first.
type scheme uint8

const (
	chapterScheme scheme = iota // 第一章, 第一编, 第一部分
	articleScheme               // 第一条
	hanScheme                   // 一、
	parenScheme                 // (一)
	ordinalScheme               // 第一,
	arabicScheme                // 1、
	smallScheme                 // (1)
	noScheme
)

// mark is the number of a section inside a report.
type mark struct {
	at, end int32 // the number with its brackets and stop
	value   int16
	scheme  scheme
}

// What the numbers after a boundary say about it, in [-1, 1].
const (
	restartsAtOne = 1.0   // the outermost numbering begins again
	otherScheme   = 0.6   // another numbering begins
	fallsBack     = 0.8   // the articles of one law rise: a lower one belongs to another
	jumps         = -0.25 // neither begins again nor goes on
	goesOn        = -1.0  // the next number follows: this is the inside of one report
)

// innerMarks reads the section numbers at all places where a line or sentence
// begins, and notes there where they end.
func (s *sheet) innerMarks() []mark {
	var marks []mark
	for i := range s.breaks {
		b := &s.breaks[i]
		if m, ok := readMarkAt(s.s, b.at, s.lines[b.line].hi); ok {
			b.markEnd = m.end
			marks = append(marks, m)
		}
	}
	return marks
}

// readMarkAt reads a section number at [at, hi).
func readMarkAt(t string, at, hi int32) (mark, bool) {
	t = t[:hi]
	i := int(at)
	if !mayBeMark(t, i) {
		return mark{}, false
	}
	m := mark{at: at, scheme: noScheme}
	var buf [4]numeral
	number := func(i int) (numeral, bool) {
		if i >= len(t) {
			return numeral{}, false
		}
		got, _ := appendNumerals(buf[:0], t, i)
		if len(got) == 0 || got[0].kind != hanNumeral && got[0].kind != arabicNumeral {
			return numeral{}, false
		}
		return got[0], true
	}
	rest, nth := strings.CutPrefix(t[i:], "第")
	switch {
	case nth:
		i = len(t) - len(rest)
		v, ok := articleNumber(t, i)
		if !ok {
			return m, false
		}
		m.value = int16(min(v.value, 1<<14))
		r, n := firstRune(t[v.hi:])
		switch r {
		case '章', '编':
			m.scheme = chapterScheme
		case '条':
			m.scheme = articleScheme
		case ',', '，', '、':
			m.scheme = ordinalScheme
		case '部':
			if strings.HasPrefix(t[v.hi:], "部分") {
				m.scheme, n = chapterScheme, len("部分")
			}
		}
		m.end = int32(v.hi + n)
	case t[i] == '(' || strings.HasPrefix(t[i:], "（"):
		_, n := firstRune(t[i:])
		v, ok := number(i + n)
		if !ok {
			return m, false
		}
		r, n := firstRune(t[v.hi:])
		if r != ')' && r != '）' {
			return m, false
		}
		m.value, m.end, m.scheme = int16(v.value), int32(v.hi+n), parenScheme
		if v.kind == arabicNumeral {
			m.scheme = smallScheme
		}
	default:
		v, ok := number(i)
		if !ok {
			return m, false
		}
		r, n := firstRune(t[v.hi:])
		switch r {
		case '、', '.', '．', ':', '：', ',', '，':
		default:
			return m, false
		}
		if (r == ',' || r == '，') && v.kind == arabicNumeral {
			return m, false
		}
		m.value, m.end, m.scheme = int16(v.value), int32(v.hi+n), hanScheme
		if v.kind == arabicNumeral {
			m.scheme = arabicScheme
		}
	}
	return m, m.scheme != noScheme
}

// articleNumber reads the number behind 第: articles run into hundreds, so the
// numbers of headings do not reach.
func articleNumber(t string, i int) (numeral, bool) {
	v := numeral{kind: hanNumeral, lo: i, hi: i}
	section, digit := 0, -1
	for v.hi < len(t) && v.hi-i < 24 {
		r, n := firstRune(t[v.hi:])
		switch r {
		case '百':
			section, digit = section+max(digit, 1)*100, 0
		case '千':
			section, digit = section+max(digit, 1)*1000, 0
		case '十':
			if digit < 1 {
				digit = 1
			}
			section, digit = section+digit*10, 0
		case '零', '〇':
			digit = max(digit, 0)
		default:
			if d, end := hanDigit(t, v.hi, hanNumeral); end > v.hi {
				digit = d
			} else if r >= '0' && r <= '9' {
				digit = min(max(digit, 0)*10+int(r-'0'), 1<<14)
			} else {
				v.value = section + max(digit, 0)
				return v, v.hi > i && v.value > 0
			}
		}
		v.hi += n
	}
	return v, false
}

// schemeMarks are the section numbers of each scheme, as indexes of the marks of a sheet,
// ascending.
type schemeMarks [noScheme][]int32

// bySchemes sorts marks by their schemes.
func bySchemes(marks []mark) (x schemeMarks) {
	var n [noScheme]int
	for i := range marks {
		n[marks[i].scheme]++
	}
	all := make([]int32, len(marks))
	for sch := range x {
		x[sch], all = all[:0:n[sch]], all[n[sch]:]
	}
	for i := range marks {
		sch := marks[i].scheme
		x[sch] = append(x[sch], int32(i))
	}
	return x
}

// firstMark returns the index of the first section number at or behind at.
func (s *sheet) firstMark(at int32) int {
	return sort.Search(len(s.marks), func(i int) bool { return s.marks[i].at >= at })
}

// nextMark returns the first section number of scheme sch in [lo, hi).
func (s *sheet) nextMark(sch scheme, lo, hi int32) (m mark, ok bool) {
	all := s.byScheme[sch]
	i := sort.Search(len(all), func(i int) bool { return s.marks[all[i]].at >= lo })
	if i == len(all) || s.marks[all[i]].at >= hi {
		return mark{}, false
	}
	return s.marks[all[i]], true
}

// outermost returns the last section number of the outermost scheme in [lo, hi).
func (s *sheet) outermost(lo, hi int32) (m mark, ok bool) {
	for _, all := range s.byScheme {
		i := sort.Search(len(all), func(i int) bool { return s.marks[all[i]].at >= hi })
		if i > 0 && s.marks[all[i-1]].at >= lo {
			return s.marks[all[i-1]], true
		}
	}
	return mark{}, false
}

// renumbering judges the boundary between the neighbouring parts before and after by
// their section numbers; known is false where they say nothing. sch is the outermost
// scheme before it.
func (s *sheet) renumbering(before, after stretch) (value float64, sch scheme, known bool) {
	last, ok := s.outermost(before.lo, before.hi)
	if !ok {
		return 0, noScheme, false
	}
	if m, ok := s.nextMark(last.scheme, after.lo, after.hi); ok {
		switch {
		case m.value == 1:
			return restartsAtOne, last.scheme, true
		case m.value == last.value+1:
			return goesOn, last.scheme, true
		case last.scheme == articleScheme && m.value < last.value:
			return fallsBack, last.scheme, true
		}
		return jumps, last.scheme, true
	}
	if m, ok := s.outermost(after.lo, after.hi); ok {
		if first, _ := s.nextMark(m.scheme, after.lo, after.hi); first.value == 1 {
			return otherScheme, last.scheme, true
		}
	}
	return 0, last.scheme, false
}
