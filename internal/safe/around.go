package safe

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What stands around a number says what it is.

// fraction reports whether digits at a byte stand behind a decimal point. A number and a
// point at the beginning of a line or behind a blank are those of an item in a list, and
// two points those of a chapter.
func (r *redaction) fraction(at int) bool {
	const longest = 20 // the whole part
	if at < 2 || r.text[at-1] != '.' {
		return false
	}
	i := at - 1
	for i > 0 && at-i < longest && digit(r.text[i-1]) {
		i--
	}
	if i == at-1 || i == 0 || r.text[i-1] == '.' {
		return false
	}
	c, _ := utf8.DecodeLastRune(r.text[:i])
	return !unicode.IsSpace(c)
}

// cents reports whether at a byte a decimal point stands with no more behind it than an
// amount has.
func (r *redaction) cents(at int) bool {
	n := r.decimals(at) - at
	return n == len(".5") || n == len(".50")
}

// decimals returns the byte behind the decimals that stand at a byte, if any do.
func (r *redaction) decimals(at int) int {
	end := at + 1
	for end < len(r.text) && digit(r.text[end]) {
		end++
	}
	if end == at+1 || r.text[at] != '.' || end < len(r.text) && r.text[end] == '.' {
		return at
	}
	return end
}

// Units of amounts. Those of money count right behind a number where they begin no other
// word; behind a blank they count at the end of a word, as those of things do anywhere: a
// name may begin with them.
var (
	moneyUnits = []string{"亿", "万", "元", "%", "％", "‰"}
	otherWords = []string{"元旦", "元月", "元宵", "万一"}
	largeUnits = []string{"万元", "亿元", "美元", "千元", "百元"}
	thingUnits = []string{
		"人", "个", "件", "次", "户", "名", "份", "册", "吨", "米", "亩", "棵", "株", "斤", "条", "台", "套", "字", "人次", "平方米", "公里", "公斤",
	}
)

// amount reports whether d is a sum of money or a share, by its unit, or, with things, a
// count of them.
func (r *redaction) amount(d digits, things bool) bool {
	const largest = 10 // digits of an amount in 万 or 亿; a name behind a number begins with them too
	if r.named(d[0].at) {
		return false
	}
	before := bytes.TrimRight(r.text[:d[0].at], " ")
	if c, _ := utf8.DecodeLastRune(before); strings.ContainsRune("¥￥$", c) && len(before) > 0 {
		return true
	}
	rest := r.text[r.decimals(d.end()):]
	rest = rest[:min(len(rest), 48)] // no blanks and unit are longer
	behind := bytes.TrimLeft(rest, " \u3000\u00A0")
	direct := len(behind) == len(rest)
	for _, more := range []string{"余", "多"} {
		behind = bytes.TrimPrefix(behind, []byte(more))
	}
	if unitAt(behind, otherWords, false) ||
		len(d) > largest && unitAt(behind, []string{"万", "亿"}, false) && !unitAt(behind, largeUnits, false) {
		return false
	}
	return unitAt(behind, moneyUnits, !direct) || unitAt(behind, largeUnits, false) || things && unitAt(behind, thingUnits, true)
}

// unitAt reports whether s begins with one of units, with alone as a word of its own.
func unitAt(s []byte, units []string, alone bool) bool {
	for _, u := range units {
		if after, ok := bytes.CutPrefix(s, []byte(u)); ok {
			if c, _ := utf8.DecodeRune(after); !alone || len(after) == 0 || !unicode.IsLetter(c) {
				return true
			}
		}
	}
	return false
}

// labels are the words that say that a number is an account.
var labels = []string{"账号", "帐号", "账户", "帐户", "卡号", "银行卡", "存折", "开户"}

// phones are the words that say that a number is a telephone or an ID number.
var phones = []string{"电话", "手机", "传真", "热线", "联系方式", "联系人", "座机", "身份证"}

// named reports whether one of labels or phones stands right in front of a byte, signs
// aside.
func (r *redaction) named(at int) bool { return r.behind(at, labels) || r.behind(at, phones) }

// behind reports whether one of words stands right in front of a byte, signs aside.
func (r *redaction) behind(at int, words []string) bool {
	const widest = 32 // bytes that are looked at
	for s := r.text[max(0, at-widest):at]; len(s) > 0; {
		for _, w := range words {
			if bytes.HasSuffix(s, []byte(w)) {
				return true
			}
		}
		c, size := utf8.DecodeLastRune(s)
		if !strings.ContainsRune(" \t：:（(号码为是", c) {
			return false
		}
		s = s[:len(s)-size]
	}
	return false
}

// label reports whether one of labels stands in front of a byte: near, with nothing but
// signs between, or far, with a few words or other numbers of the same list.
func (r *redaction) label(at int) (near, far bool) {
	const (
		widest = 64 // characters that are looked at
		words  = 30 // of them, letters between
	)
	letters, numbers := 0, false
	for n := 0; n < widest && at > 0; n++ {
		c, size := utf8.DecodeLastRune(r.text[:at])
		for _, l := range labels {
			if bytes.HasSuffix(r.text[:at], []byte(l)) {
				near = letters == 0 && !numbers
				return near, true
			}
		}
		value, _ := digitOf(c)
		switch {
		case strings.ContainsRune("。；;！!？?，,\n", c) && (letters > 0 || c == '。' || c == '\n' && n > 1):
			return false, false
		case value != 0, covered(c):
			numbers = true
		case strings.ContainsRune("号码为是", c):
		case unicode.IsLetter(c):
			if letters++; letters > words {
				return false, false
			}
		}
		at -= size
	}
	return false, false
}
