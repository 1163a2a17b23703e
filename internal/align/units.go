package align

import (
	"hash/fnv"
	"sort"
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
	page []bool // it is the number of a page, which folding left out

	column int32 // columns from which a line was wrapped, 0 none was; unset until measured
	known  bool  // column was measured
}

// numberUnit is the hash of every list number.
const numberUnit = 2

func unitsOf(s Side) units {
	w := s.Words
	u := units{src: s.Source, all: s.Span, hash: make([]uint64, 0, w.Len()), span: make([]text.Span, 0, w.Len()), page: make([]bool, 0, w.Len())}
	end := s.Span.Lo
	for i := 0; i < w.Len(); i++ {
		h, span := w.Hash[i], w.Span[i]
		u.addLeftOut(text.Span{Lo: end, Hi: span.Lo})
		if n := numberEnd(s.Source, span.Lo, s.Span.Hi); n > span.Lo && startsPart(s.Source, span.Lo) {
			last := i
			for last+1 < w.Len() && w.Span[last].Hi < n {
				last++
			}
			// A number that ends inside of a word is none: 一 of 一些.
			if w.Span[last].Hi == n {
				h, span.Hi, i = numberUnit, n, last
			}
		}
		end = span.Hi
		if h != numberUnit && hasLineEnd(span.Of(s.Source)) && u.addParts(span) {
			continue
		}
		u.add(h, span)
	}
	u.addLeftOut(text.Span{Lo: end, Hi: s.Span.Hi})
	return u
}

func (u *units) add(hash uint64, span text.Span) {
	u.hash, u.span, u.page = append(u.hash, hash), append(u.span, span), append(u.page, false)
}

// addPage adds a number of a page, which is equal to the same one.
func (u *units) addPage(s text.Span) {
	u.add(partHash(s.Of(u.src))&^1|2*numberUnit, s) // no word, no list number
	u.page[len(u.page)-1] = true
}

// addLeftOut adds what stands between two words if it is a number of a page, which folding
// has left out: it may stand against a number that it has not.
func (u *units) addLeftOut(s text.Span) {
	if s = trimGaps(u.src, s); hasDigit(u.src, s) {
		u.addPage(s)
	}
}

// addParts adds a word with the number of a page inside, as 管⏎3、理, in parts, and reports
// whether it is one: no other word holds a line end.
func (u *units) addParts(word text.Span) bool {
	at := word.Lo + int32(strings.IndexAny(word.Of(u.src), lineEnds))
	before := trimGaps(u.src, text.Span{Lo: word.Lo, Hi: at})
	behind := trimGaps(u.src, text.Span{Lo: at, Hi: word.Hi})
	n := pageMark(behind.Of(u.src))
	if before.Empty() || n == 0 {
		return false
	}
	mark := text.Span{Lo: behind.Lo, Hi: behind.Lo + int32(n)}
	behind = trimGaps(u.src, text.Span{Lo: mark.Hi, Hi: word.Hi})
	u.add(partHash(before.Of(u.src)), before)
	u.addPage(mark)
	if !behind.Empty() {
		u.add(partHash(behind.Of(u.src)), behind)
	}
	return true
}

// partHash returns the hash of a part of a word: no word's, but by chance.
func partHash(s string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(squeeze(s)))
	return h.Sum64() | 1
}

// pageMark returns the length of the number of a page that s begins with, up to its mark
// or the end of its line, 0 where there is none: 3、 3. 3/12 or - 3 -.
func pageMark(s string) int {
	if end := strings.IndexAny(s, lineEnds); end >= 0 {
		s = s[:end]
		if hasDigit(s, text.Span{Hi: int32(len(s))}) {
			return len(s)
		}
		return 0
	}
	rest := strings.TrimLeftFunc(s, isDigit)
	if len(rest) == len(s) {
		return 0
	}
	if r, size := utf8.DecodeRuneInString(rest); r == '、' || fold(r) == '.' {
		rest = rest[size:]
	}
	return len(s) - len(rest)
}

// isDigit reports whether r is a digit of any width.
func isDigit(r rune) bool { r = fold(r); return '0' <= r && r <= '9' }

// hasDigit reports whether s holds a digit that is no part of an escape.
func hasDigit(src string, s text.Span) bool {
	for s.Lo < s.Hi {
		if r, _ := utf8.DecodeRuneInString(src[s.Lo:]); isDigit(r) {
			return true
		}
		s.Lo += text.Size(src, s.Lo)
	}
	return false
}

// trimGaps returns s without the white space and invisible characters around it.
func trimGaps(src string, s text.Span) text.Span {
	if s.Empty() {
		return s
	}
	rest := strings.TrimLeftFunc(s.Of(src), isGap)
	s.Lo = s.Hi - int32(len(rest))
	s.Hi = s.Lo + int32(len(strings.TrimRightFunc(rest, isGap)))
	return s
}

// around returns the units [lo, hi) with the gaps in front of them and behind.
func (u *units) around(lo, hi int) text.Span {
	s := text.Span{Lo: u.text(lo, lo).Lo, Hi: u.text(hi, hi).Lo}
	if hi < len(u.span) {
		s.Hi = u.span[hi].Lo
	}
	return s
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

// withoutPages returns the units [lo, hi) without the numbers of pages at their ends.
func (u *units) withoutPages(lo, hi int) (from, to int) {
	for lo < hi && u.page[lo] {
		lo++
	}
	for lo < hi && u.page[hi-1] {
		hi--
	}
	return lo, hi
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

// words returns the hull of s and the units that s shares a byte with, or that it stands
// inside of. It looks from unit from on, and returns the unit to look from for the next
// span.
func (u *units) words(s text.Span, from int) (text.Span, int) {
	for from < len(u.span) && u.span[from].Hi <= s.Lo {
		from++
	}
	whole := s
	for i := from; i < len(u.span) && u.span[i].Lo < s.Hi; i++ {
		whole.Lo, whole.Hi = min(whole.Lo, u.span[i].Lo), max(whole.Hi, u.span[i].Hi)
	}
	return whole, from
}

// wordsAround returns the hull of s and the units that it shares a byte with.
func (u *units) wordsAround(s text.Span) text.Span {
	from := sort.Search(len(u.span), func(i int) bool { return u.span[i].Hi > s.Lo })
	whole, _ := u.words(s, from)
	return whole
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
	key    uint64 // folded
	span   text.Span
	number int  // from 1, of the list number or number of a page it belongs to; 0 none
	page   bool // that is the number of a page
	first  bool // of its word
}

// glyphs returns the characters of the units [lo, hi).
func (u *units) glyphs(lo, hi int) []glyph {
	var out []glyph
	for k := lo; k < hi; k++ {
		g := glyph{first: true, page: u.page[k]}
		if u.number(k) || g.page {
			g.number = k - lo + 1
		}
		for at, end := u.span[k].Lo, int32(0); at < u.span[k].Hi; at = end {
			end = min(u.span[k].Hi, at+text.Size(u.src, at))
			r := spelled(u.src[at:end])
			if isGap(r) {
				continue
			}
			g.key, g.span = uint64(fold(r)), text.Span{Lo: at, Hi: end}
			out = append(out, g)
			g.first = false
		}
	}
	return out
}

// spelled returns the character that s is, or spells as an escape.
func spelled(s string) rune {
	r, size := utf8.DecodeRuneInString(s)
	if size < len(s) {
		if r, size = utf8.DecodeRuneInString(text.Fold(s, nil).Text); size == 0 {
			return ' ' // it leaves nothing
		}
	}
	return r
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

// numberEnd returns the byte behind the list number at byte at, or at itself where there
// is none in front of end.
func numberEnd(src string, at, end int32) int32 { return at + int32(listNumber(src[at:end])) }

// listNumber returns the length in bytes of the list number that s begins with, 0 when
// there is none: (1) 1) 1、 1. （一） 一、 第一， ① ⑴ ⒈. Invisible characters in it do not
// matter.
func listNumber(s string) int {
	at := 0
	look := func() (r rune, end int) {
		rest := strings.TrimLeftFunc(s[at:], isInvisible)
		r, size := utf8.DecodeRuneInString(rest)
		if size == 0 {
			return 0, at
		}
		return fold(r), len(s) - len(rest) + size
	}
	peek := func() rune { r, _ := look(); return r }
	take := func(signs string) bool {
		r, end := look()
		if r == 0 || !strings.ContainsRune(signs, r) {
			return false
		}
		at = end
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

func isGap(r rune) bool { return unicode.IsSpace(r) || isInvisible(r) }

// isInvisible reports whether nobody sees r: zero-width and direction marks, controls,
// variation selectors.
func isInvisible(r rune) bool {
	switch {
	case ' ' <= r && r <= '~', '一' <= r && r <= '鿿':
		return false
	}
	return unicode.In(r, unicode.Cf, unicode.Cc, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point) && !unicode.IsSpace(r)
}

func allGap(s string) bool { return strings.TrimLeftFunc(s, isGap) == "" }

func hasSpace(s string) bool { return strings.ContainsFunc(s, unicode.IsSpace) }

const lineEnds = "\n\r\v\f\u0085\u2028\u2029"

func hasLineEnd(s string) bool { return strings.ContainsAny(s, lineEnds) }

// letterCount returns the number of characters in s that are no gap; an escape is one.
func letterCount(s string) int {
	n := 0
	for at := int32(0); int(at) < len(s); at += text.Size(s, at) {
		if r, _ := utf8.DecodeRuneInString(s[at:]); !isGap(r) {
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
