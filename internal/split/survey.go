package split

import (
	"math"
	"strings"
	"unicode/utf8"
)

// Most of a report is prose in which no rule of this package finds anything: its rules
// begin at a stop, a number, a title word or the unit of a place. One pass over the text
// notes where these stand, and the rules run only there. What is noted is derived from
// the tables of the rules themselves.

// sign says what a character may begin or end.
type sign uint16

const (
	stopSign     sign = 1 << iota // ends a sentence inside a line, or is white space that may be a lost line end
	numeralSign                   // begins a numeral of any kind; every ASCII letter and digit
	unitSign                      // begins the unit of a place
	titleSign                     // ends a word of titleWords or planWords
	beforeTitle                   // stands before it there
	openerSign                    // ends a word of openingLexicon
	beforeOpener                  // stands before it there
	closerSign                    // ends a word of closingLexicon
	beforeCloser                  // stands before it there
	siteSign                      // stands second in a word of siteWords or siteLineWords
	beforeSite                    // stands first there
	nounSign                      // ends one of runOnNouns, or may stand between it and its number
	placeSign                     // is the unit of a place, by itself
	beforeUnit                    // stands before one in a word of commonUnits
	notPlaceSign                  // is one of notInPlace
	dateSign                      // is one of dateLetters
)

// pairSigns count only behind their neighbours in the list above: two characters tell
// most words from common text. Every such word has two.
const pairSigns = titleSign | openerSign | closerSign | siteSign

// signs holds the signs of the characters below U+10000; those above have none.
var signs = newSigns()

func newSigns() *[1 << 16]sign {
	x := &[1 << 16]sign{}
	set := func(k sign, chars string) {
		for _, r := range chars {
			x[r] |= k
		}
	}
	for c := range rune(utf8.RuneSelf) {
		if isAlnum(c) {
			x[c] |= numeralSign
		}
	}
	set(stopSign, "!?; \t。！？；…日")
	set(numeralSign, hanDigits+"十"+formalDigits+"拾"+stems)
	for _, b := range numberSigns {
		for r := b.lo; r <= b.hi; r++ {
			x[r] |= numeralSign
		}
	}
	set(unitSign, placeUnits+clip(streetUnit, 1))
	set(placeSign, placeUnits)
	set(notPlaceSign, notInPlace)
	set(dateSign, dateLetters)
	for _, w := range commonUnits.words {
		set(beforeUnit, clip(w, 1))
	}
	for _, k := range []struct {
		last, before sign
		list         *wordList
	}{
		{titleSign, beforeTitle, titleWords},
		{titleSign, beforeTitle, planWords},
		{openerSign, beforeOpener, openingLexicon.all},
		{closerSign, beforeCloser, closingLexicon.all},
	} {
		for _, w := range k.list.words {
			end := clipTail(w, 1)
			set(k.last, end)
			set(k.before, clipTail(strings.TrimSuffix(w, end), 1))
		}
	}
	set(nounSign, runOnOpeners)
	for _, noun := range runOnNouns {
		set(nounSign, clipTail(noun, 1))
	}
	for _, list := range []*wordList{siteWords, siteLineWords} {
		for _, w := range list.words {
			first := clip(w, 1)
			set(beforeSite, first)
			set(siteSign, clip(w[len(first):], 1))
		}
	}
	return x
}

// signAt returns the signs of the character at t[i:].
func signAt(t string, i int) sign {
	c := t[i]
	switch {
	case c < utf8.RuneSelf:
		return signs[c]
	case c >= 0xE0 && c < 0xF0 && i+2 < len(t):
		return signs[rune(c&0xF)<<12|rune(t[i+1]&0x3F)<<6|rune(t[i+2]&0x3F)]
	}
	return 0
}

// places where something may begin or end, ascending.
type places []int32

// from returns the index of the first place at or behind at.
func (p places) from(at int32) int {
	lo, hi := 0, len(p)
	for lo < hi {
		if m := int(uint(lo+hi) >> 1); p[m] < at {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo
}

// walker goes through places with a rising offset.
type walker struct {
	places places
	i      int
}

// next returns the first place at or behind at, which must not fall from call to call;
// math.MaxInt32 where there is none.
func (w *walker) next(at int32) int32 {
	for w.i < len(w.places) && w.places[w.i] < at {
		w.i++
	}
	if w.i == len(w.places) {
		return math.MaxInt32
	}
	return w.places[w.i]
}

// survey counts the letters and notes the places of the signs.
func (s *sheet) survey() {
	t := s.s
	s.count = make([]int32, len(t)/letterStride+2)
	s.stops = make(places, 0, len(t)/stopSpacing)
	s.numbers = make(places, 0, len(t)/numberSpacing)
	s.units = make(places, 0, len(t)/unitSpacing)
	letters := int32(0)
	inNumber := -1             // behind the last sign of a number
	before, last := sign(0), 0 // of the character before, and where it begins
	for i := 0; i < len(t); {
		c, n := t[i], 1
		var k sign
		switch {
		case c >= 0xE4 && c <= 0xE9 && i+2 < len(t):
			letters++
			n = 3
			k = signs[rune(c&0xF)<<12|rune(t[i+1]&0x3F)<<6|rune(t[i+2]&0x3F)]
		case c < utf8.RuneSelf:
			k = signs[c]
			if k&numeralSign != 0 {
				letters++
			}
		case c == 0xE3 && i+2 < len(t) && t[i+1] == 0x80 && t[i+2] <= 0x82: // 、 。
			n = 3
			k = signs[0x3000|rune(t[i+2]&0x3F)]
		default:
			n = min(runeLen(c), len(t)-i)
			letters += countLetters(t[i:i+n], 1)
			k = signAt(t, i)
		}
		s.count[i/letterStride+1] = letters
		hot := k & (stopSign | numeralSign | unitSign | before>>1&pairSigns)
		before = k
		if hot != 0 {
			if hot&numeralSign != 0 {
				if i != inNumber {
					s.numbers = append(s.numbers, int32(i))
				}
				inNumber = i + n
			}
			if hot&stopSign != 0 && mayPause(t, i) {
				s.stops = append(s.stops, int32(i))
			}
			if hot&titleSign != 0 && (suffixOf(t[:i+n], titleWords) > 0 || suffixOf(t[:i+n], planWords) > 0) {
				s.titles = append(s.titles, int32(i+n))
			}
			if hot&openerSign != 0 && suffixOf(t[:i+n], openingLexicon.all) > 0 {
				s.openers = append(s.openers, int32(i+n))
			}
			if hot&closerSign != 0 && suffixOf(t[:i+n], closingLexicon.all) > 0 {
				s.closers = append(s.closers, int32(i+n))
			}
			if hot&unitSign != 0 {
				s.units = append(s.units, int32(i))
			}
			if hot&siteSign != 0 && (hasPrefix(t[last:], siteWords) || hasPrefix(t[last:], siteLineWords)) {
				s.sites = append(s.sites, int32(last))
			}
		}
		last = i
		i += n
	}
}

// Guesses at the bytes between two places, so that few slices grow.
const (
	stopSpacing   = 48
	numberSpacing = 96
	unitSpacing   = 96
)

// mayPause reports whether the stop sign at t[i:] can end a sentence: white space only
// where it is wide, and the last sign of a date before a number.
func mayPause(t string, i int) bool {
	switch c := t[i]; {
	case c == ' ':
		return i+1 < len(t) && (t[i+1] == ' ' || t[i+1] == '\t')
	case c == 0xE6: // 日
		return i > 0 && t[i-1] >= '0' && t[i-1] <= '9' && i+3 < len(t) && mayBeMark(t, i+3)
	}
	return true
}

// mayBeMark reports whether the character at t[i:] can begin the number of a section.
func mayBeMark(t string, i int) bool {
	c := t[i]
	return signAt(t, i)&numeralSign != 0 || c == '(' || c >= utf8.RuneSelf && (strings.HasPrefix(t[i:], "第") || strings.HasPrefix(t[i:], "（"))
}

// titleEnd returns the byte behind the first word in [at, hi) that ends a title, 0 where
// none stands within the characters of a title, or behind a sign at which the search for
// a title in running text ends: a stop, comma or colon. No shorter text from at
// on is a title without such a sign.
func (s *sheet) titleEnd(at, hi int32) int32 {
	i := s.titles.from(at + 1)
	if i == len(s.titles) || s.titles[i] > min(hi, at+(maxTitle+1)*utf8.UTFMax) || hasTitleStop(s.s[at:s.titles[i]]) {
		return 0
	}
	return s.titles[i]
}

func hasTitleStop(t string) bool {
	for i := 0; i < len(t); i++ {
		switch c := t[i]; {
		case c >= 0xE4 && c <= 0xE9:
			i += hanLen - 1
		case c < utf8.RuneSelf:
			if c == ',' || c == ';' || c == ':' || c == '!' || c == '?' {
				return true
			}
		case c == 0xE3 && (strings.HasPrefix(t[i:], "。") || strings.HasPrefix(t[i:], "、")):
			return true
		}
	}
	return false
}
