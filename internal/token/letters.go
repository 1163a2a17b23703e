package token

import (
	"math/bits"
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
	w := letterWriter{n: n, base: lo, src: n.Text[lo:hi], mark: SentenceHere | LineHere}
	size := (hi-lo)/3 + 16 // Han has three bytes; other text makes it grow
	w.out = Letters{make([]rune, 0, size), make([]int32, 0, size), make([]Mark, 0, size)}
	for i := 0; i < len(w.src); {
		i += w.one(i)
	}
	return w.out
}

// letterWriter holds the growing result of LettersOf.
type letterWriter struct {
	n      *text.Norm
	base   int    // byte of n.Text where src starts
	src    string // the folded text to read
	out    Letters
	mark   Mark // what stood since the last letter
	item   bool // a list number may start at the next letter
	number int  // byte of src where the current list number ends
	mask   int  // byte of src where the current run of x or 某 ends
	zero   int  // byte of src where the current run of zeros ends
	digit  int  // byte of src where the current run of o, l and i in a number ends
}

// one reads the rune at byte i of src and returns how many bytes it has read.
func (w *letterWriter) one(i int) int {
	r, size := rune(w.src[i]), 1
	if r >= utf8.RuneSelf {
		r, size = utf8.DecodeRuneInString(w.src[i:])
	}
	switch {
	case isHan(r):
		if r == '某' && i >= w.mask && !someWord(w.src[i+size:]) {
			w.mask = i + size
		}
		if r == '零' && w.isZero(i) {
			r = '〇'
		}
		w.add(r, i)
	case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
		switch {
		case r == 'x' && i >= w.mask:
			w.maskLetters(i)
		case (r == 'o' || r == '0') && w.isZero(i):
			r = '〇'
		case (r == 'o' || r == 'l' || r == 'i') && w.isDigit(i):
			r = '1'
			if w.src[i] == 'o' {
				r = '0'
			}
		}
		w.add(r, i)
	case r == '\n':
		w.mark |= SentenceHere | LineHere
	case r <= ' ':
		w.item = w.item || r == '\t' || w.before(i) == ' '
	case r == ':':
		w.item = w.item || !isDigit(w.before(i)) // 12:30 is a time
	case isSentenceEnd(r):
		w.mark |= SentenceHere
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
	case r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Nl, r)):
		w.add(r, i)
	}
	return size
}

// add appends the letter r that stands at byte i of src.
func (w *letterWriter) add(r rune, i int) {
	mark := w.mark
	if w.item || mark&SentenceHere != 0 {
		w.item = false
		w.number = i + listNumber(w.src, i)
	}
	if i < w.number {
		mark |= NumberLetter
	}
	if i < w.mask {
		mark |= MaskLetter
	}
	w.mark = 0
	w.out.Code = append(w.out.Code, r)
	w.out.At = append(w.out.At, w.n.Origin(w.base+i))
	w.out.Mark = append(w.out.Mark, mark)
}

func isHan(r rune) bool {
	return 0x4E00 <= r && r <= 0x9FFF || r == '〇'
}

// isSentenceEnd reports whether r ends a sentence or a clause of equal rank.
func isSentenceEnd(r rune) bool {
	switch r {
	case '。', '!', '?', ';', '…':
		return true
	}
	return false
}

// GramLen is the length in letters of a gram: every measure of DESIGN's glossary
// (resemblance, containment) and every seed is made of 5-letter grams.
const GramLen = 5

// gramBits is the width of a code point. Five of them fill 105 of the 128 bits of
// a shift register, whose halves are then never 0 against the two keys.
const gramBits = 21

// The keys of the gram hash are the first 128 bits behind the binary point of the
// golden ratio; any odd constants with mixed bits serve.
const (
	gramKeyHi = 0x9E3779B97F4A7C15
	gramKeyLo = 0xF39CC0605CEDC835
)

// AppendGrams appends the hash of each gram of codes, in order of place: gram i is
// codes[i:i+GramLen]. Nothing is appended for fewer than GramLen letters. The
// hash depends on the five letters alone and is the same on every machine; any of
// its bits serve as well as others.
//
// The gram is kept whole in a 128-bit register and mixed by two folded
// multiplications, as in wyhash (Wang Yi, 2019): two different grams collide as
// seldom as random numbers do, at about 3 ns a gram.
func AppendGrams(dst []uint64, codes []rune) []uint64 {
	if len(codes) < GramLen {
		return dst
	}
	var hi, lo uint64
	for _, c := range codes[:GramLen-1] {
		hi, lo = push(hi, lo, c)
	}
	for _, c := range codes[GramLen-1:] {
		hi, lo = push(hi, lo, c)
		h, l := bits.Mul64(hi^gramKeyHi, lo^gramKeyLo)
		h, l = bits.Mul64(h^gramKeyLo, l^gramKeyHi)
		dst = append(dst, h^l)
	}
	return dst
}

// push shifts one letter into the high end of the register hi:lo; the letter of
// GramLen letters ago falls out at the low end.
func push(hi, lo uint64, c rune) (uint64, uint64) {
	const low = 64 - gramBits
	lo = lo>>gramBits | hi<<low
	hi = hi>>gramBits | uint64(c)<<low
	// The register holds 128 bits, the gram 105: the bits of the sixth letter go.
	return hi, lo &^ (1<<(128-GramLen*gramBits) - 1)
}
