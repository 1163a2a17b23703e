package split

import (
	"strings"
	"unicode/utf8"
)

// numeralKind is a way of writing numbers; a chain of headings has one kind.
type numeralKind uint8

const (
	noNumeral      numeralKind = iota
	hanNumeral                 // 一, 十二, 九十九
	formalNumeral              // 壹, 贰
	arabicNumeral              // 1, 12
	romanNumeral               // ii, iv (folded to lower case)
	romanSign                  // ⅱ, one code point
	circledNumeral             // ①
	boxedNumeral               // ⑴
	pointNumeral               // ⒈
	darkNumeral                // ❶
	sealNumeral                // ㈠
	letterNumeral              // a, b
	stemNumeral                // 甲, 乙
)

// maxArabic is the highest Arabic number read as the number of a heading: above it
// stand years, percentages and sums.
const maxArabic = 60

// numeral is a number written at [lo, hi) of a text.
type numeral struct {
	kind   numeralKind
	value  int
	lo, hi int
}

const (
	hanDigits    = "一二三四五六七八九"
	formalDigits = "壹贰叁肆伍陆柒捌玖"
	stems        = "甲乙丙丁戊己庚辛壬癸"
)

// romans are the Roman numbers up to ten in lower case, folded text having no
// other; index is the value.
var romans = [...]string{"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"}

// appendNumerals appends the numerals that can be read at t[i:], longest first,
// and returns the byte where reading goes on; i itself where no number starts.
//
// Two readings come back where both are possible: i is a letter and a Roman
// number, and in 十一年来 the number may be 十一 or 十, since 一年来 is a common
// first phrase. The chain decides.
func appendNumerals(dst []numeral, t string, i int) ([]numeral, int) {
	c := t[i]
	switch {
	case c >= '0' && c <= '9':
		return appendArabic(dst, t, i)
	case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
		return appendLatin(dst, t, i)
	case c == 0xE2 || c == 0xE3:
		r, n := firstRune(t[i:])
		if kind, value := numberSign(r); kind != noNumeral {
			return append(dst, numeral{kind, value, i, i + n}), i + n
		}
	case c >= 0xE4 && c <= 0xE9:
		return appendHan(dst, t, i)
	}
	return dst, i
}

// numberSigns are the code points that are whole numbers, ascending.
var numberSigns = [...]struct {
	lo, hi rune
	first  int // value of lo
	kind   numeralKind
}{
	{'Ⅰ', 'Ⅻ', 1, romanSign},
	{'ⅰ', 'ⅻ', 1, romanSign},
	{'①', '⑳', 1, circledNumeral},
	{'⑴', '⒇', 1, boxedNumeral},
	{'⒈', '⒛', 1, pointNumeral},
	{'❶', '❿', 1, darkNumeral},
	{'➀', '➉', 1, circledNumeral},
	{'➊', '➓', 1, darkNumeral},
	{'㈠', '㈩', 1, sealNumeral},
	{'㉑', '㉟', 21, circledNumeral},
	{'㊀', '㊉', 1, sealNumeral},
}

// numberSign reads a code point that is a whole number.
func numberSign(r rune) (numeralKind, int) {
	if r < numberSigns[0].lo || r > numberSigns[len(numberSigns)-1].hi {
		return noNumeral, 0
	}
	for i := range numberSigns {
		b := &numberSigns[i]
		if r >= b.lo && r <= b.hi {
			return b.kind, b.first + int(r-b.lo)
		}
	}
	return noNumeral, 0
}

func numberKind(r rune) numeralKind {
	kind, _ := numberSign(r)
	return kind
}

// appendArabic reads a number of one or two digits, or 007, that is no year, decimal,
// share or part of a word, and skips the whole run of digits in any case.
func appendArabic(dst []numeral, t string, i int) ([]numeral, int) {
	end := i
	value := 0
	for end < len(t) && t[end] >= '0' && t[end] <= '9' {
		value = min(value*10+int(t[end]-'0'), 1<<20)
		end++
	}
	long := end-i > 2 && (end-i > 3 || t[i] != '0') // 007 is a number
	if i > 0 && (isASCIILetter(t[i-1]) || t[i-1] == '.' || t[i-1] == '*' || t[i-1] == '_') {
		return dst, end
	}
	if end < len(t) {
		switch c := t[end]; {
		case isASCIILetter(c) || c == '%' || c == '*' || c == '_' || c == '~':
			return dst, end
		case c == '.' || c == '-' || c == '/' || c == ':':
			// 1.5, 1-2, 1/2 and 8:30 are no heading numbers, 1.2023年 is one.
			digits := 0
			for end+1+digits < len(t) && t[end+1+digits] >= '0' && t[end+1+digits] <= '9' {
				digits++
			}
			if c == '/' && digits > 0 && i <= len("（") && trimTail(t[end+1+digits:]) == "" {
				end += 1 + digits // 3/7 alone is the third of seven
				break
			}
			if digits > 0 && (digits < 4 || c != '.') {
				return dst, end + 1 + digits
			}
		}
	}
	if long || value < 1 || value > maxArabic {
		return dst, end
	}
	return append(dst, numeral{arabicNumeral, value, i, end}), end
}

// appendLatin reads a Roman number or a single letter that is a word by itself,
// and skips the word in any case.
func appendLatin(dst []numeral, t string, i int) ([]numeral, int) {
	end := i
	for end < len(t) && isASCIILetter(t[end]) {
		end++
	}
	alone := (i == 0 || t[i-1] < '0' || t[i-1] > '9') && (end == len(t) || t[end] < '0' || t[end] > '9')
	if !alone || end-i > 4 {
		return dst, end
	}
	word := strings.ToLower(t[i:end])
	for value, w := range romans {
		if w == word && value > 0 {
			dst = append(dst, numeral{romanNumeral, value, i, end})
		}
	}
	if end-i == 1 {
		dst = append(dst, numeral{letterNumeral, int(word[0]-'a') + 1, i, end})
	}
	return dst, end
}

// appendHan reads 一 to 九十九, 壹 to 玖拾玖 and the ten stems.
func appendHan(dst []numeral, t string, i int) ([]numeral, int) {
	if i+3 > len(t) {
		return dst, i
	}
	r, n := rune(t[i]&0xF)<<12|rune(t[i+1]&0x3F)<<6|rune(t[i+2]&0x3F), 3
	switch r {
	case '一', '二', '三', '四', '五', '六', '七', '八', '九', '十',
		'壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖', '拾',
		'甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸':
	default:
		return dst, i
	}
	if year, end := hanYear(t, i); year == i {
		return dst, end
	} else if year > i {
		t = t[:year] // 范文二二〇二三年
	}
	kind, ten := hanNumeral, "十"
	if isFormal(r) {
		kind, ten = formalNumeral, "拾"
	}
	value, p := hanDigit(t, i, kind)
	before, beforeEnd := 0, 0
	if strings.HasPrefix(t[p:], ten) {
		p += len(ten)
		value = max(value, 1) * 10
		if unit, q := hanDigit(t, p, kind); unit > 0 {
			if beginsPhrase(t[q:]) {
				before, beforeEnd = value, p
			}
			value, p = value+unit, q
		}
	}
	if value > 0 {
		dst = append(dst, numeral{kind, value, i, p})
		if before > 0 {
			dst = append(dst, numeral{kind, before, i, beforeEnd})
		}
		return dst, p
	}
	if k := strings.IndexRune(stems, r); k >= 0 {
		return append(dst, numeral{stemNumeral, k/3 + 1, i, i + n}), i + n
	}
	return dst, i
}

// isFormal reports whether r is a digit that formalNumeral is written with.
func isFormal(r rune) bool {
	switch r {
	case '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖', '拾':
		return true
	}
	return false
}

// centuries begin a year in Han digits.
var centuries = listOf("一九", "二〇", "二○", "二零")

// hanYear returns where a year in Han digits stands in the run of digits at t[i:], and
// where the run ends; -1 where the run holds none: 一九九八年, 二〇二三年.
func hanYear(t string, i int) (at, end int) {
	const digits = 4 * 3 // bytes of a year
	const most = 7 * 3   // and of a year behind the number of a heading
	end = i
	for end-i < most && isYearDigit(t, end) {
		end += 3
	}
	if at = end - digits; at < i || !strings.HasPrefix(t[end:], "年") || !hasPrefix(t[at:], centuries) {
		return -1, end
	}
	return at, end
}

// isYearDigit reports whether a Han digit of a year stands at t[i:].
func isYearDigit(t string, i int) bool {
	r, _ := firstRune(t[i:])
	switch r {
	case '一', '二', '三', '四', '五', '六', '七', '八', '九', '〇', '○', '零':
		return true
	}
	return false
}

// hanDigit reads one digit at t[i:], as hanNumeral or formalNumeral writes it; 0 when
// there is none.
func hanDigit(t string, i int, kind numeralKind) (value, end int) {
	if len(t)-i < hanLen || signAt(t, i)&numeralSign == 0 {
		return 0, i
	}
	digits := hanDigits
	if kind == formalNumeral {
		digits = formalDigits
	}
	for k := 0; k < len(digits); k += hanLen {
		if t[i] == digits[k] && t[i+1] == digits[k+1] && t[i+2] == digits[k+2] {
			return k/hanLen + 1, i + hanLen
		}
	}
	return 0, i
}

// beginsPhrase reports whether t goes on with a unit that makes a phrase of the
// digit before it: 一年来, 一个, 一学期.
func beginsPhrase(t string) bool {
	r, _ := firstRune(t)
	return strings.ContainsRune("年个学方季月直是次线系", r) && r != utf8.RuneError
}

func isASCIILetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
