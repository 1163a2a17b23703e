package split

import (
	"strings"
	"unicode/utf8"
)

// lexicon tells which of several lists have a word at a place.
type lexicon struct {
	lists []*wordList
	all   *wordList
}

// newLexicon returns a lexicon in which the i-th list has class 1<<i.
func newLexicon(lists ...*wordList) *lexicon {
	x := &lexicon{lists: lists}
	var words []string
	for _, l := range lists {
		words = append(words, l.words...)
	}
	x.all = listOf(words...)
	return x
}

// bucketOf hashes the rune that starts at t[i]: its last byte for the most part,
// since the first one is nearly the same for all Han.
func bucketOf(t string, i int) byte {
	if c := t[i]; c < utf8.RuneSelf || i+2 >= len(t) {
		return c
	}
	return t[i+2] ^ t[i+1]<<6 ^ t[i]<<3
}

// ending returns the classes of the words that t ends with.
func (x *lexicon) ending(t string) (classes uint32) {
	for k, l := range x.lists {
		if suffixOf(t, l) > 0 {
			classes |= 1 << k
		}
	}
	return classes
}

// runeLen returns the length of the rune that starts with byte c. Branches, since
// they are foreseen in running text: a table makes every step wait for the one before.
func runeLen(c byte) int {
	switch {
	case c>>4 == 0xE:
		return 3
	case c < utf8.RuneSelf:
		return 1
	case c < 0xE0:
		return 2
	}
	return 4
}

// indexColon returns the byte of the first colon in t, -1 where there is none.
func indexColon(t string) int {
	i, wide := strings.IndexByte(t, ':'), strings.Index(t, "：")
	if i < 0 || wide >= 0 && wide < i {
		return wide
	}
	return i
}

// beginsHan and endsHan report whether the first or the last character of t is one of
// the common Han, which no rule about signs touches.
func beginsHan(t string) bool { return t != "" && t[0] >= 0xE4 && t[0] <= 0xE9 }

func endsHan(t string) bool {
	return len(t) >= hanLen && t[len(t)-hanLen] >= 0xE4 && t[len(t)-hanLen] <= 0xE9
}

// firstRune is utf8.DecodeRuneInString and lastRune utf8.DecodeLastRuneInString, with a
// short way for the common Han.
func firstRune(t string) (r rune, size int) {
	if len(t) >= hanLen && t[0] >= 0xE4 && t[0] <= 0xE9 {
		return hanRune(t), hanLen
	}
	return utf8.DecodeRuneInString(t)
}

func lastRune(t string) (r rune, size int) {
	if endsHan(t) {
		return hanRune(t[len(t)-hanLen:]), hanLen
	}
	return utf8.DecodeLastRuneInString(t)
}

// hanRune returns the rune of three bytes that t begins with.
func hanRune(t string) rune {
	_ = t[2]
	return rune(t[0]&0xF)<<12 | rune(t[1]&0x3F)<<6 | rune(t[2]&0x3F)
}

// hasPause reports whether t holds a comma or a stop; hasStop whether it holds a
// stop. Both are in the hottest loops, where strings.ContainsAny is slow for signs
// beyond ASCII.
func hasPause(t string) bool { return scanStops(t, true) }

func hasStop(t string) bool { return scanStops(t, false) }

func scanStops(t string, comma bool) bool {
	for i := 0; i < len(t); i++ {
		switch c := t[i]; {
		case c < utf8.RuneSelf:
			if c == ';' || c == '!' || c == '?' || comma && (c == ',' || c == '\n') {
				return true
			}
		case c >= 0xE4 && c <= 0xE9:
			i += hanLen - 1
		case c == 0xE3 && strings.HasPrefix(t[i:], "。"):
			return true
		case c == 0xEF && i+2 < len(t) && t[i+1] == 0xBC && (t[i+2] == 0x81 || t[i+2] == 0x9F || t[i+2] == 0x9B || comma && t[i+2] == 0x8C):
			return true
		}
	}
	return false
}
