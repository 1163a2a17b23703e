package align

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"chachong/internal/text"
	"chachong/internal/token"
)

// units is one side as [Edits] compares it: its words, a list number being one unit
// whatever words it was cut into.
type units struct {
	src  string
	all  text.Span // the side's span
	hash []uint64
	span []text.Span
}

// numberUnit is the hash of every list number.
const numberUnit = 2

func unitsOf(s Side) units {
	w := s.Words
	u := units{src: s.Source, all: s.Span, hash: make([]uint64, 0, w.Len()), span: make([]text.Span, 0, w.Len())}
	for i := 0; i < w.Len(); i++ {
		h, span := w.Hash[i], w.Span[i]
		if end := span.Lo + int32(listNumber(s.Source[span.Lo:s.Span.Hi])); end > span.Lo && startsPart(s.Source, span.Lo) {
			last := i
			for last+1 < w.Len() && w.Span[last].Hi < end {
				last++
			}
			// A number that ends inside of a word is none: 一 of 一些.
			if w.Span[last].Hi == end {
				h, span.Hi, i = numberUnit, end, last
			}
		}
		u.hash = append(u.hash, h)
		u.span = append(u.span, span)
	}
	return u
}

// number reports whether unit i is a list number.
func (u *units) number(i int) bool { return u.hash[i] == numberUnit }

// numbers reports whether all units of [lo, hi) are list numbers.
func (u *units) numbers(lo, hi int) bool {
	for i := lo; i < hi; i++ {
		if !u.number(i) {
			return false
		}
	}
	return true
}

// text returns the span of the units [lo, hi); that of none is empty and stands behind
// the unit in front.
func (u *units) text(lo, hi int) text.Span {
	switch {
	case lo < hi:
		return text.Span{Lo: u.span[lo].Lo, Hi: u.span[hi-1].Hi}
	case lo > 0:
		return text.Span{Lo: u.span[lo-1].Hi, Hi: u.span[lo-1].Hi}
	case len(u.span) > 0:
		return text.Span{Lo: u.span[0].Lo, Hi: u.span[0].Lo}
	}
	return text.Span{Lo: u.all.Lo, Hi: u.all.Lo}
}

// breakBefore ranks the break in front of unit i: 3 the start of a line, 2 of a
// sentence, 1 of a clause, 0 none.
func (u *units) breakBefore(i int) int {
	at := u.text(i, i).Lo
	if i < len(u.span) {
		at = u.span[i].Lo
	}
	before := strings.TrimRightFunc(u.src[:at], isGap)
	last, _ := utf8.DecodeLastRuneInString(before)
	switch {
	case before == "" || hasLineEnd(u.src[len(before):at]):
		return 3
	case strings.ContainsRune(sentenceEnds, last):
		return 2
	case i > 0 && !token.IsWord(u.hash[i-1]):
		return 1
	}
	return 0
}

// glyph is a character of a word with its place.
type glyph struct {
	key   uint64 // folded
	span  text.Span
	first bool // of its word
}

// glyphs returns the characters of the units [lo, hi).
func (u *units) glyphs(lo, hi int) []glyph {
	var out []glyph
	for _, s := range u.span[lo:hi] {
		first := true
		for i, r := range s.Of(u.src) {
			if isGap(r) {
				continue
			}
			at := s.Lo + int32(i)
			_, size := utf8.DecodeRuneInString(u.src[at:])
			out = append(out, glyph{uint64(fold(r)), text.Span{Lo: at, Hi: at + int32(size)}, first})
			first = false
		}
	}
	return out
}

func keys(glyphs []glyph) []uint64 {
	out := make([]uint64, len(glyphs))
	for i, g := range glyphs {
		out[i] = g.key
	}
	return out
}

// stretch returns the span of glyphs[lo:hi]; that of none is empty and stands behind the
// one in front. There is at least one glyph.
func stretch(glyphs []glyph, lo, hi int) text.Span {
	switch {
	case lo < hi:
		return text.Span{Lo: glyphs[lo].span.Lo, Hi: glyphs[hi-1].span.Hi}
	case lo > 0:
		return text.Span{Lo: glyphs[lo-1].span.Hi, Hi: glyphs[lo-1].span.Hi}
	}
	return text.Span{Lo: glyphs[0].span.Lo, Hi: glyphs[0].span.Lo}
}

// startsPart reports whether a line or a sentence starts at byte at: in front of it
// stands, white space aside, nothing, a line end or the end of a sentence, or else two
// spaces, which one-line files have for a line end.
func startsPart(src string, at int32) bool {
	before := strings.TrimRightFunc(src[:at], isGap)
	space := src[len(before):at]
	last, _ := utf8.DecodeLastRuneInString(before)
	return before == "" || hasLineEnd(space) || strings.Contains(space, "  ") ||
		strings.ContainsRune(space, '\u3000') || strings.ContainsRune(sentenceEnds, last)
}

const (
	numeralSigns = "一二三四五六七八九十百零〇"
	// A list rarely has more than 99 points; longer numbers are years or amounts.
	maxDigits   = 2
	maxNumerals = 4 // 一百零一
)

// listNumber returns the length in bytes of the list number that s begins with, 0 when
// there is none: (1) 1) 1、 1. （一） 一、 第一， ① ⑴ ⒈.
func listNumber(s string) int {
	at := 0
	peek := func() rune {
		r, size := utf8.DecodeRuneInString(s[at:])
		if size == 0 {
			return 0
		}
		return fold(r)
	}
	take := func(signs string) bool {
		r, size := utf8.DecodeRuneInString(s[at:])
		if size == 0 || !strings.ContainsRune(signs, fold(r)) {
			return false
		}
		at += size
		return true
	}
	count := func(signs string) int {
		n := 0
		for take(signs) {
			n++
		}
		return n
	}

	if r := peek(); '①' <= r && r <= '⒛' || '㈠' <= r && r <= '㈩' {
		take(string(r))
		take("、.,")
		return at
	}
	opened := take("([【〔")
	ordinal := !opened && take("第")
	digits := count("0123456789")
	numerals := 0
	if digits == 0 {
		numerals = count(numeralSigns)
	}
	if digits > maxDigits || numerals > maxNumerals || digits+numerals == 0 {
		return 0
	}
	closed := take(")]】〕")
	if opened != closed && opened {
		return 0
	}
	if !take("、.,:") {
		if closed {
			return at
		}
		return 0
	}
	// 1.5 and 1,200 are amounts.
	if next := peek(); !closed && digits > 0 && '0' <= next && next <= '9' {
		return 0
	}
	if ordinal && closed {
		return 0
	}
	return at
}

// maskSigns are the signs that stand in the place of letters left out.
const maskSigns = "*×✕✖□■○●◯△▲◇◆_﹡∗某"

// isMask reports whether s covers mask signs or a run of x and nothing else. An x is a
// mask only outside of Latin words.
func isMask(src string, s text.Span) bool {
	if s.Empty() {
		return false
	}
	latin := false
	for _, r := range s.Of(src) {
		switch r = fold(r); {
		case r == 'x':
			latin = true
		case !strings.ContainsRune(maskSigns, r) && !unicode.IsSpace(r):
			return false
		}
	}
	if latin {
		before, _ := utf8.DecodeLastRuneInString(src[:s.Lo])
		after, _ := utf8.DecodeRuneInString(src[s.Hi:])
		return !isLatin(before) && !isLatin(after)
	}
	return strings.TrimSpace(s.Of(src)) != ""
}

// isLatin reports whether r is a Latin letter that makes an x beside it one of a word.
func isLatin(r rune) bool { return unicode.Is(unicode.Latin, r) && fold(r) != 'x' }

// fold returns r in the width and case in which letters are compared.
func fold(r rune) rune {
	if '！' <= r && r <= '～' {
		r -= '！' - '!'
	}
	return unicode.ToLower(r)
}

// sentenceEnds are the marks behind which a line may end.
const sentenceEnds = "。！？；：…”」』!?;:"

// gap returns the white space and invisible characters at the start of s.
func gap(src string, s text.Span) text.Span {
	rest := strings.TrimLeftFunc(s.Of(src), isGap)
	return text.Span{Lo: s.Lo, Hi: s.Hi - int32(len(rest))}
}

// next returns the byte behind the character at, or at itself when that is the end.
func next(src string, at, end int32) int32 {
	if at >= end {
		return end
	}
	return min(end, at+text.Size(src, at))
}

func isGap(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) }

func hasSpace(s string) bool { return strings.ContainsFunc(s, unicode.IsSpace) }

func hasLineEnd(s string) bool { return strings.ContainsAny(s, "\n\r\v\f\u0085\u2028\u2029") }

// letterCount returns the number of characters in s that are no gap.
func letterCount(s string) int {
	n := 0
	for _, r := range s {
		if !isGap(r) {
			n++
		}
	}
	return n
}

// squeeze returns s folded and without gaps.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if isGap(r) {
			return -1
		}
		return fold(r)
	}, s)
}
