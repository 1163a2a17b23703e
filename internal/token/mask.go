package token

import (
	"strings"
	"unicode/utf8"
)

// isMask reports whether r is written in place of letters that shall not be read,
// or that were lost.
func isMask(r rune) bool {
	switch r {
	case '*', '×', '_', '□', '■', '○', '●', '△', '▲', '◯', '〓', utf8.RuneError:
		return true
	}
	return false
}

// isBullet reports whether a single r at the start of a line opens a list item.
func isBullet(r rune) bool {
	switch r {
	case '□', '■', '○', '●', '△', '▲', '◯':
		return true
	}
	return false
}

// isRing reports whether r is a ring that may be meant for 〇.
func isRing(r rune) bool { return r == '○' || r == '◯' }

// maskRun reads the run of mask characters at byte i of src, notes it for the
// next letter if it is a mask, and returns its length in bytes. It is none
//   - between two digits: 3×4, 5*6;
//   - as one underscore beside a Latin letter or digit: file_name;
//   - as one geometric sign at the start of a line, or one star before a space
//     there: a bullet.
func (w *letterWriter) maskRun(i int) int {
	end, count := i, 0
	for end < len(w.src) {
		r, size := utf8.DecodeRuneInString(w.src[end:])
		if !isMask(r) {
			break
		}
		end += size
		count++
	}
	if count == 1 {
		r, _ := utf8.DecodeRuneInString(w.src[i:])
		before, after := w.before(i), w.after(end)
		switch {
		case isDigit(before) && isDigit(after),
			r == '_' && (isLatin(before) || isDigit(before) || isLatin(after) || isDigit(after)),
			w.mark&LineHere != 0 && (isBullet(r) || r == '*' && (after == ' ' || after == '\t')):
			return end - i
		}
	}
	w.mark |= MaskBefore
	return end - i
}

// maskLetters notes the run of x at byte i of src if it is a mask: it touches no
// other Latin letter, and a single x touches Han or follows a number (2x3 is a
// product).
func (w *letterWriter) maskLetters(i int) {
	before := w.before(i)
	if isLatin(before) {
		return // before the scan: an x inside a run must not cost the rest of the run
	}
	end := i
	for end < len(w.src) && w.src[end] == 'x' {
		end++
	}
	after := w.after(end)
	if isLatin(after) {
		return
	}
	if end-i > 1 || isDigit(before) && !isDigit(after) || isHan(before) || isHan(after) {
		w.mask = end
	}
}

// someWord reports whether 某 followed by s is the word "some" and no mask.
func someWord(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return r == '些' || r == '种' || r == '个' || r == '一'
}

// chineseDigits are the characters between which a ring, o or 0 is a zero.
const chineseDigits = "〇一二三四五六七八九"

// isZero reports whether the sign at byte i of src belongs to a run of ○, ◯, o, 零 or
// 0 that stands for 〇: behind a Chinese digit, and before another or a unit
// that closes a year or an ordinal (二○○九, 二○一○年).
func (w *letterWriter) isZero(i int) bool {
	if i < w.zero {
		return true
	}
	if r := w.before(i); r < utf8.RuneSelf || !strings.ContainsRune(chineseDigits, r) {
		return false
	}
	end := i
	for end < len(w.src) {
		r, size := utf8.DecodeRuneInString(w.src[end:])
		if !isRing(r) && r != 'o' && r != '0' && r != '零' {
			break
		}
		end += size
	}
	if r := w.after(end); !strings.ContainsRune(chineseDigits+"十年号周", r) {
		return false
	}
	w.zero = end
	return true
}

// isDigit reports whether the letter at byte i of src belongs to a run of o, l and i
// that stand for digits: behind an ASCII digit, and before another or the name of a
// part of a date.
func (w *letterWriter) isDigit(i int) bool {
	if i < w.digit {
		return true
	}
	if !isDigit(w.before(i)) {
		return false
	}
	end := i
	for end < len(w.src) && (w.src[end] == 'o' || w.src[end] == 'l' || w.src[end] == 'i') {
		end++
	}
	if r := w.after(end); !isDigit(r) && r != '年' && r != '月' && r != '日' {
		return false
	}
	w.digit = end
	return true
}

// before returns the rune in front of byte i of src, 0 at its start.
func (w *letterWriter) before(i int) rune {
	if i == 0 {
		return 0
	}
	r, _ := utf8.DecodeLastRuneInString(w.src[:i])
	return r
}

// after returns the rune at byte i of src, 0 at its end.
func (w *letterWriter) after(i int) rune {
	if i == len(w.src) {
		return 0
	}
	r, _ := utf8.DecodeRuneInString(w.src[i:])
	return r
}

func isLatin(r rune) bool { return 'a' <= r && r <= 'z' }

func isDigit(r rune) bool { return '0' <= r && r <= '9' }
