package mention

import (
	"strings"

	"chachong/internal/text"
)

// digits notes the year at byte i, where a 2 stands, and returns the byte behind the digits.
func (f *finder) digits(i int) int {
	s, end := f.s, i
	for end < len(s) && s[end] >= '0' && s[end] <= '9' {
		end++
	}
	if end-i != 4 || i > 0 && (s[i-1] == '.' || s[i-1] >= '0' && s[i-1] <= '9') {
		return end // a part of a number
	}
	rest := s[end:]
	after := strings.TrimLeft(rest, " ")
	switch {
	case strings.HasPrefix(after, "年"):
		end += len(rest) - len(after) + len("年")
	case strings.HasPrefix(after, "学年"):
		end += len(rest) - len(after) + len("学年")
	default:
		return end
	}
	year := int(s[i]-'0')*1000 + int(s[i+1]-'0')*100 + int(s[i+2]-'0')*10 + int(s[i+3]-'0')
	f.year(i, end, year)
	return end
}

// written notes the year in Han numerals that 年 at byte i ends.
func (f *finder) written(i int) {
	const digits = 4
	year := 0
	lo := i - digits*han
	if lo < 0 || numeral(f.s, i-han) < 0 {
		return
	}
	for at := lo; at < i; at += han {
		d := numeral(f.s, at)
		if d < 0 || d > 9 {
			return
		}
		year = 10*year + d
	}
	if numeral(f.s, lo-han) < 0 {
		f.year(lo, i+han, year)
	}
}

// year adds a year of this century.
func (f *finder) year(lo, hi, year int) {
	if year >= 2000 && year < 2100 {
		f.add(Mention{At: text.Span{Lo: int32(lo), Hi: int32(hi)}, From: int32(lo), Kind: Year, Year: int16(year), Sure: true})
	}
}

// numeral returns the value of the Han numeral at byte at of s, 0 to 10, else -1.
func numeral(s string, at int) int {
	if at < 0 || at+han > len(s) {
		return -1
	}
	switch s[at : at+han] {
	case "〇", "○", "零":
		return 0
	case "一":
		return 1
	case "二":
		return 2
	case "三":
		return 3
	case "四":
		return 4
	case "五":
		return 5
	case "六":
		return 6
	case "七":
		return 7
	case "八":
		return 8
	case "九":
		return 9
	case "十":
		return 10
	}
	return -1
}
