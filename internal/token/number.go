package token

import (
	"strings"
	"unicode/utf8"
)

// maxDigits is the most letters one numeral sign stands for: ⅷ, viii.
const maxDigits = 4

// series is a row of numeral signs that count up.
type series struct {
	lo, hi rune // first and last sign
	first  rune // value of lo
	step   rune // value of each sign beyond that of the one in front
}

// arabic holds the signs that stand for one or two ASCII digits, ascending.
var arabic = [...]series{
	{0xB2, 0xB3, 2, 1}, {0xB9, 0xB9, 1, 1}, // ² ³ ¹
	{0x2070, 0x2070, 0, 1}, {0x2074, 0x2079, 4, 1}, {0x2080, 0x2089, 0, 1}, // raised, lowered
	{0x2460, 0x2473, 1, 1}, {0x2474, 0x2487, 1, 1}, {0x2488, 0x249B, 1, 1}, // ① ⑴ ⒈
	{0x24EA, 0x24EA, 0, 1}, {0x24EB, 0x24F4, 11, 1}, {0x24F5, 0x24FE, 1, 1}, {0x24FF, 0x24FF, 0, 1}, // ⓪ ⓫ ⓵ ⓿
	{0x2776, 0x277F, 1, 1}, {0x2780, 0x2789, 1, 1}, {0x278A, 0x2793, 1, 1}, // ❶ ➀ ➊
	{0x3248, 0x324F, 10, 10}, {0x3251, 0x325F, 21, 1}, {0x32B1, 0x32BF, 36, 1}, // ㉈ ㉑ ㊱
	{0x1F100, 0x1F100, 0, 1}, {0x1F101, 0x1F10A, 0, 1}, // 🄀 🄁
}

// rows of signs that stand for other letters.
const (
	hanTen     = "一二三四五六七八九十" // ㈠, ㊀
	romanTable = "i ii iii iv v vi vii viii ix x xi xii l c d m"
)

// isNumeral reports whether r may stand for digits or letters that appendDigits
// knows: most runes do not come near.
func isNumeral(r rune) bool {
	return r >= 0xB2 && r <= 0xB9 || r >= 0x2070 && r <= 0x2089 || r >= 0x2160 && r <= 0x217F ||
		r >= 0x2460 && r <= 0x24FF || r >= 0x2776 && r <= 0x2793 || r >= 0x3220 && r <= 0x32BF ||
		r >= 0x1F100 && r <= 0x1F10A
}

// appendDigits appends the letters that the sign r stands for; none if it is no
// numeral.
func appendDigits(dst []rune, r rune) []rune {
	for _, s := range arabic {
		if r < s.lo || r > s.hi {
			continue
		}
		v := s.first + (r-s.lo)*s.step
		if v >= 10 {
			dst = append(dst, '0'+v/10)
		}
		return append(dst, '0'+v%10)
	}
	switch {
	case 0x3220 <= r && r <= 0x3229:
		return append(dst, []rune(hanTen)[r-0x3220])
	case 0x3280 <= r && r <= 0x3289:
		return append(dst, []rune(hanTen)[r-0x3280])
	case 0x249C <= r && r <= 0x24B5: // ⒜
		return append(dst, 'a'+r-0x249C)
	case 0x24B6 <= r && r <= 0x24CF: // Ⓐ
		return append(dst, 'a'+r-0x24B6)
	case 0x24D0 <= r && r <= 0x24E9: // ⓐ
		return append(dst, 'a'+r-0x24D0)
	case 0x2160 <= r && r <= 0x217F: // Ⅰ, ⅰ
		rest := romanTable
		for range (r - 0x2160) % 16 {
			_, rest, _ = strings.Cut(rest, " ")
		}
		sign, _, _ := strings.Cut(rest, " ")
		return append(dst, []rune(sign)...)
	}
	return dst
}

// Bounds of a list number: 126、 and 二十三、 are numbers of items, 2023. and
// 一二三四五六 are not.
const (
	maxNumberDigits = 3 // ASCII digits
	maxNumberHan    = 4 // Chinese numerals
)

// listNumber returns the length in bytes of the list number whose first letter
// stands at byte i of s, 0 if there is none: 1、 1. 1.2.3、 (1) 一、 （一） 第一，
// ① and 1). A number that is not enclosed by its own sign or by brackets needs
// its delimiter.
func listNumber(s string, i int) int {
	r, size := utf8.DecodeRuneInString(s[i:])
	if enclosed(r) {
		return size
	}
	open := i > 0 && (s[i-1] == '(' || s[i-1] == '[') || strings.HasSuffix(s[:i], "〔") || strings.HasSuffix(s[:i], "【")
	end := i
	ordinal := r == '第'
	if ordinal {
		end += size
	}
	digits := end
	for digits < len(s) && isDigit(rune(s[digits])) {
		digits++
	}
	switch count := digits - end; {
	case count > maxNumberDigits:
		return 0
	case count > 0:
		end = digits
		for !open && end+1 < len(s) && s[end] == '.' && isDigit(rune(s[end+1])) { // 1.2.3
			end++
			for end < len(s) && isDigit(rune(s[end])) {
				end++
			}
		}
	default:
		end += numerals(s[end:])
	}
	if end == i || ordinal && end == i+size {
		return 0
	}
	next, width := utf8.DecodeRuneInString(s[end:])
	after := rune(0)
	if end+width < len(s) {
		after = rune(s[end+width]) // the first byte is enough to know a digit
	}
	switch {
	case next == ')' || open && (next == ']' || next == '〕' || next == '】'):
		return end - i
	case open:
		return 0
	case next == '、':
		return end - i
	case next == '.' || next == ',' || next == ':' && ordinal:
		if !isDigit(after) {
			return end - i
		}
	case end > digits && digits > i && (next == ' ' || next == '\t'): // 1.2 总则
		return end - i
	}
	return 0
}

// opensNumber reports whether a list number may start with the Han character r.
func opensNumber(r rune) bool { return r == '第' || isNumeralHan(r) }

// isNumeralHan reports whether r is a Chinese numeral as list numbers have them.
func isNumeralHan(r rune) bool {
	switch r {
	case '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '零', '〇':
		return true
	}
	return false
}

// numerals returns the length in bytes of the Chinese or Roman numerals at the
// start of s, 0 if there are too many.
func numerals(s string) int {
	end, count := 0, 0
	for end < len(s) {
		r, size := utf8.DecodeRuneInString(s[end:])
		if !isNumeralHan(r) && (r < 0x2160 || r > 0x217F) {
			break
		}
		end += size
		count++
	}
	if count > maxNumberHan {
		return 0
	}
	return end
}

// enclosed reports whether r is a numeral that carries its own bracket, ring or
// full stop.
func enclosed(r rune) bool {
	return r >= 0x2460 && r <= 0x24FF || r >= 0x2776 && r <= 0x2793 || r >= 0x3220 && r <= 0x3229 ||
		r >= 0x3248 && r <= 0x325F || r >= 0x3280 && r <= 0x3289 || r >= 0x32B1 && r <= 0x32BF ||
		r >= 0x1F100 && r <= 0x1F10A
}
