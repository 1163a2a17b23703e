package align

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"chachong/internal/token"
)

// stockTable finds stock phrases and words. Of most letters of a text it takes two bits
// to see that none starts there: the tables of bits stay in the first-level cache.
type stockTable struct {
	start  pairSet         // the first two letters of the grams of phrases, and of words
	middle pairSet         // the third and the fourth of the grams
	grams  []uint32        // hashes of the grams, ascending
	single [1 << 10]uint64 // bit c set: letter c is a word
	list   [1 << 16]uint16 // of each letter, its list of words
	words  [][][]rune      // of two letters or more, the longest first; list 0 is empty
}

var stock = sync.OnceValue(func() *stockTable {
	t := &stockTable{words: make([][][]rune, 1)}
	for _, p := range stockPhrases {
		phrase := []rune(p)
		for i, h := range token.AppendGrams(nil, phrase) {
			t.grams = append(t.grams, uint32(h>>32))
			t.start.add(phrase[i], phrase[i+1])
			t.middle.add(phrase[i+2], phrase[i+3])
		}
	}
	slices.Sort(t.grams)
	t.grams = slices.Compact(t.grams)
	for _, w := range strings.Fields(stockWords) {
		word := []rune(w)
		if len(word) == 1 {
			t.single[word[0]/64] |= 1 << (word[0] % 64)
			continue
		}
		t.start.add(word[0], word[1])
		k := t.list[word[0]]
		if k == 0 {
			k = uint16(len(t.words))
			t.list[word[0]] = k
			t.words = append(t.words, nil)
		}
		t.words[k] = append(t.words[k], word)
	}
	for _, words := range t.words {
		slices.SortFunc(words, func(v, w []rune) int { return cmp.Or(cmp.Compare(len(w), len(v)), slices.Compare(v, w)) })
	}
	return t
})

// pairSet is a set of pairs of letters that holds a few of the others too, 1 in 60.
type pairSet [1 << 10]uint64

// place returns the bit that stands for two letters.
func (*pairSet) place(c, next rune) (word, bit uint32) {
	h := (uint32(c)*0x9E3779B1 + uint32(next)*0x85EBCA77) >> 16
	return h / 64, h % 64
}

func (s *pairSet) add(c, next rune) {
	word, bit := s.place(c, next)
	s[word] |= 1 << bit
}

func (s *pairSet) has(c, next rune) bool {
	word, bit := s.place(c, next)
	return s[word]>>bit&1 != 0
}

// isWord reports whether the letter c is a word.
func (t *stockTable) isWord(c rune) bool {
	return uint32(c)/64 < uint32(len(t.single)) && t.single[uint32(c)/64]>>(uint32(c)%64)&1 != 0
}

// holds reports whether a phrase holds the gram that code starts with.
func (t *stockTable) holds(code []rune) bool {
	if len(code) < gramLen || !t.middle.has(code[2], code[3]) {
		return false
	}
	var one [1]uint64
	gram := token.AppendGrams(one[:0], code[:gramLen])
	_, found := slices.BinarySearch(t.grams, uint32(gram[0]>>32))
	return found
}

// longest returns the length of the longest word of two letters or more at the start of
// code, 0 where there is none.
func (t *stockTable) longest(code []rune) int {
	if code[0] >= rune(len(t.list)) {
		return 0
	}
	for _, w := range t.words[t.list[code[0]]] {
		if len(w) <= len(code) && slices.Equal(code[:len(w)], w) {
			return len(w)
		}
	}
	return 0
}

// stockGramsIn returns the set of places in code of the grams whose letters all stand in
// stock phrases and stock words, so that the seam between two phrases is stock too: bit
// p%64 of word p/64 is that of place p.
func stockGramsIn(code []rune) []uint64 {
	t := stock()
	set := make([]uint64, len(code)/64+1)
	end := 0   // letters up to here stand in a phrase or word
	start := 0 // and those from here on
	for i, c := range code {
		reach := end
		longer := i+1 < len(code) && t.start.has(c, code[i+1])
		if longer && t.holds(code[i:]) {
			reach = max(reach, i+gramLen)
		}
		if i >= end || reach > end {
			if t.isWord(c) {
				reach = max(reach, i+1)
			}
			if longer {
				reach = max(reach, i+t.longest(code[i:]))
			}
		}
		if reach <= i { // not stock
			start, end = i+1, i+1
		} else {
			end = reach
		}
		if p := i - gramLen + 1; p >= start {
			set[p/64] |= 1 << (p % 64)
		}
	}
	return set
}
