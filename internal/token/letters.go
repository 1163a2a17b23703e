package token

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"chachong/internal/text"
)

// Mark says what stands in front of a letter, or what the letter itself is.
type Mark uint8

const (
	MaskBefore   Mark = 1 << iota // a run of * □ × _ … stands in front
	MaskLetter                    // the letter is part of a mask: x of xx大, 20xx
	NumberLetter                  // the letter is part of a list number: behind a line or sentence end, a colon or a run of spaces
	SentenceHere                  // a sentence starts here: 。！？；… or a line end stands in front
	LineHere                      // a line starts here
)

// Letters is the letters and digits of a stretch of folded text, in order.
// Code, At and Mark have one length; immutable.
type Letters struct {
	Code []rune  // folded, lower-case
	At   []int32 // byte of the document's text where the letter's rune starts; monotone
	Mark []Mark
}

// Len returns the number of letters.
func (l Letters) Len() int { return len(l.Code) }

// Range returns the letters [lo, hi) of l; memory is shared.
func (l Letters) Range(lo, hi int32) Letters {
	return Letters{l.Code[lo:hi:hi], l.At[lo:hi:hi], l.Mark[lo:hi:hi]}
}

// Reset returns no letters, with the memory of l for AppendLetters to fill.
func (l Letters) Reset() Letters { return Letters{l.Code[:0], l.At[:0], l.Mark[:0]} }

// LettersOf returns the letters of the folded bytes [lo, hi) of n, which stand on
// rune boundaries.
//
// A letter is a letter or digit of any script. A circled, parenthesised, raised
// or Roman numeral counts as its digits (⑫ is 1 and 2, Ⅱ is i and i), which share
// one At. ○ ◯ o 零 and 0 that write the zero of a Chinese number (二○○九) are 〇;
// o, l and i inside a number (2O16) are 0 and 1. Masks
// and bullets are no letters; x and 某 are, and are marked. The first letter has
// SentenceHere and LineHere; a mask behind the last letter marks nothing.
func LettersOf(n *text.Norm, lo, hi int) Letters {
	return AppendLetters(Letters{}, n, lo, hi)
}

// AppendLetters appends the letters of LettersOf to dst.
func AppendLetters(dst Letters, n *text.Norm, lo, hi int) Letters {
	w := letterWriter{cursor: n.Cursor(lo), base: lo, src: n.Text[lo:hi], count: dst.Len(), out: dst, mark: SentenceHere | LineHere}
	w.grow((hi-lo)/3 + 16) // Han has three bytes; other text makes it grow
	for i := 0; i < len(w.src); {
		if w.mark == 0 && !w.item && i >= w.number && i >= w.mask {
			i = w.run(i)
		}
		if i < len(w.src) {
			i += w.one(i)
		}
	}
	return Letters{w.out.Code[:w.count], w.out.At[:w.count], w.out.Mark[:w.count]}
}

// letterWriter holds the growing result of LettersOf.
type letterWriter struct {
	cursor text.Cursor
	base   int     // byte of the Norm's text where src starts
	src    string  // the folded text to read
	out    Letters // and room for more, equally long
	count  int     // letters of out that are written
	mark   Mark    // what stood since the last letter
	item   bool    // a list number may start at the next letter
	number int     // byte of src where the current list number ends
	mask   int     // byte of src where the current run of x or 某 ends
	zero   int     // byte of src where the current run of zeros ends
	digit  int     // byte of src where the current run of o, l and i in a number ends
}

// reserve makes room for a letter where there is none.
func (w *letterWriter) reserve() {
	if w.count == len(w.out.Code) {
		w.grow(len(w.src)/8 + 16)
	}
}

// grow makes room for more letters.
func (w *letterWriter) grow(more int) {
	l := Letters{w.out.Code[:w.count], w.out.At[:w.count], w.out.Mark[:w.count]}
	l = Letters{slices.Grow(l.Code, more), slices.Grow(l.At, more), slices.Grow(l.Mark, more)}
	room := min(cap(l.Code), cap(l.At), cap(l.Mark))
	w.out = Letters{l.Code[:room], l.At[:room], l.Mark[:room]}
}

// run reads on from byte i of src as long as letters are letters and signs mean nothing
// to them, and returns where it has stopped. No mark is due at i, and none where it
// stops. It is there for speed: one gives the same for each rune.
func (w *letterWriter) run(i int) int {
	for i < len(w.src) {
		w.reserve()
		end, apart := w.cursor.Stretch(w.base + i)
		end = min(end-w.base, len(w.src))
		from := int32(w.base + i + apart)
		n := copyHan(w.out.Code[w.count:], w.out.At[w.count:], w.src[i:end], from)
		clear(w.out.Mark[w.count:][:n])
		w.count += n
		if i += 3 * n; i == end || w.count == len(w.out.Code) {
			continue
		}
		before := i
		if w.src[i] < utf8.RuneSelf {
			i = w.runASCII(i, end)
		} else if r, size := utf8.DecodeRuneInString(w.src[i:]); isPlainSign(r) {
			i += size
		}
		if i == before {
			return i
		}
	}
	return i
}

// runASCII is run for the ASCII characters up to end, as long as there is room.
func (w *letterWriter) runASCII(i, end int) int {
	for ; i < end && w.count < len(w.out.Code); i++ {
		c := w.src[i]
		if c >= utf8.RuneSelf {
			break
		}
		switch asciiClass[c] {
		case classSign:
		case classSpace:
			if c == '\t' || i > 0 && w.src[i-1] == ' ' {
				return i
			}
		case classLetter:
			if !w.isPlain(c, i) {
				return i
			}
			w.out.Code[w.count], w.out.At[w.count], w.out.Mark[w.count] = rune(c), w.cursor.Origin(w.base+i), 0
			w.count++
		default:
			return i
		}
	}
	return i
}

// copyHan writes the Han at the start of src that are nothing but letters to code, and
// their places, of which from is the first, to at. It returns their number.
func copyHan(code []rune, at []int32, src string, from int32) int {
	const lead = 0xE0<<12 | 0x80<<6 | 0x80 // what UTF-8 adds to the bits of three bytes
	at = at[:len(code)]
	n := 0
	for i := 0; i+3 <= len(src) && n < len(code); i += 3 {
		s := src[i : i+3]
		r := rune(s[0])<<12 + rune(s[1])<<6 + rune(s[2]) - lead
		if uint32(r-firstHan) > lastHan-firstHan || r == '某' || r == '零' {
			break
		}
		code[n], at[n] = r, from+int32(i)
		n++
	}
	return n
}

// isPlain reports whether the ASCII letter or digit c at byte i of src surely is no
// part of a mask and stands for no digit.
func (w *letterWriter) isPlain(c byte, i int) bool {
	switch c {
	case 'x':
		return false
	case '0', 'o', 'l', 'i':
		return i >= w.zero && i >= w.digit && i > 0 && w.src[i-1] < utf8.RuneSelf && (c == '0' || !isDigit(rune(w.src[i-1])))
	}
	return true
}

// one reads the rune at byte i of src and returns how many bytes it has read.
func (w *letterWriter) one(i int) int {
	if c := w.src[i]; c < utf8.RuneSelf {
		return w.ascii(c, i)
	}
	r, size := utf8.DecodeRuneInString(w.src[i:])
	switch {
	case isHan(r):
		if r == '某' && i >= w.mask && !someWord(w.src[i+size:]) {
			w.mask = i + size
		}
		if r == '零' && w.isZero(i) {
			r = '〇'
		}
		w.add(r, i)
	case isSyllable(r):
		w.add(r, i)
	case isSentenceEnd(r):
		w.mark |= SentenceHere
	case isPlainSign(r):
	case isMask(r):
		if isRing(r) && w.isZero(i) {
			w.add('〇', i)
			break
		}
		size = w.maskRun(i)
	case isNumeral(r):
		var digits [maxDigits]rune
		for _, d := range appendDigits(digits[:0], r) {
			w.add(d, i)
		}
	case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Nl, r):
		w.add(r, i)
	}
	return size
}

// ascii is one for an ASCII character.
func (w *letterWriter) ascii(c byte, i int) int {
	r := rune(c)
	switch asciiClass[c] {
	case classLetter:
		switch {
		case r == 'x' && i >= w.mask:
			w.maskLetters(i)
		case (r == 'o' || r == '0') && w.isZero(i):
			r = '〇'
		case (r == 'o' || r == 'l' || r == 'i') && w.isDigit(i):
			r = '1'
			if c == 'o' {
				r = '0'
			}
		}
		w.add(r, i)
	case classLine:
		w.mark |= SentenceHere | LineHere
	case classSpace:
		w.item = w.item || r == '\t' || w.before(i) == ' '
	case classColon:
		w.item = w.item || !isDigit(w.before(i)) // 12:30 is a time
	case classEnd:
		w.mark |= SentenceHere
	case classMask:
		return w.maskRun(i)
	}
	return 1
}

// What an ASCII character is to the letters around it.
const (
	classSign   = iota // nothing
	classLetter        // a letter or digit
	classLine          // a line end
	classSpace         // any other space or control
	classColon
	classEnd // the end of a sentence
	classMask
)

var asciiClass = func() (class [utf8.RuneSelf]uint8) {
	for c := range rune(utf8.RuneSelf) {
		switch {
		case isLatin(c) || isDigit(c):
			class[c] = classLetter
		case c == '\n':
			class[c] = classLine
		case c <= ' ':
			class[c] = classSpace
		case c == ':':
			class[c] = classColon
		case isSentenceEnd(c):
			class[c] = classEnd
		case isMask(c):
			class[c] = classMask
		}
	}
	return class
}()

// add appends the letter r that stands at byte i of src.
func (w *letterWriter) add(r rune, i int) {
	mark := w.mark
	if w.item || mark&SentenceHere != 0 {
		w.item = false
		w.number = i
		if !isHan(r) || opensNumber(r) {
			w.number += listNumber(w.src, i)
		}
	}
	if i < w.number {
		mark |= NumberLetter
	}
	if i < w.mask {
		mark |= MaskLetter
	}
	w.mark = 0
	w.reserve()
	w.out.Code[w.count], w.out.At[w.count], w.out.Mark[w.count] = r, w.cursor.Origin(w.base+i), mark
	w.count++
}

// The Han of daily use, all of three bytes.
const firstHan, lastHan = 0x4E00, 0x9FFF

func isHan(r rune) bool {
	return firstHan <= r && r <= lastHan || r == '〇'
}

// isSyllable reports whether r is kana or Hangul, the letters that stand most often
// among Han. It is there for speed, as isPlainSign is.
func isSyllable(r rune) bool {
	return 0x3041 <= r && r <= 0x3096 || 0x30A1 <= r && r <= 0x30FA || 0xAC00 <= r && r <= 0xD7A3
}

// isPlainSign reports whether r is one of the signs that stand most often between
// letters and mean nothing to them: 、《》“”—【】 and their neighbours. It is there for
// speed: other signs fall through all questions.
func isPlainSign(r rune) bool {
	return r == '、' || 0x3008 <= r && r <= 0x3011 || 0x2010 <= r && r <= 0x2025
}

// isSentenceEnd reports whether r ends a sentence or a clause of equal rank.
func isSentenceEnd(r rune) bool {
	switch r {
	case '。', '!', '?', ';', '…':
		return true
	}
	return false
}
