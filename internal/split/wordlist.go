package split

import (
	"strings"
	"unicode/utf8"
)

// wordList is a vocabulary with its words at hand by their first and by their last
// character: in running text most characters begin and end no word of it, and one
// look-up says so. Read only.
type wordList struct {
	words     []string
	heads     [256]uint8 // of bucketOf: 1 + index in beginning, 0 where no word begins so
	tails     [256]uint8 // of tailBucket: the same in ending
	beginning [][]string
	ending    [][]string
}

// listOf returns the list of words, fewer than 256 and none of them empty.
func listOf(words ...string) *wordList {
	x := &wordList{words: words}
	for _, w := range words {
		x.beginning = put(&x.heads, x.beginning, bucketOf(w, 0), w)
		x.ending = put(&x.tails, x.ending, tailBucket(w), w)
	}
	return x
}

func put(index *[256]uint8, groups [][]string, bucket byte, word string) [][]string {
	if index[bucket] == 0 {
		groups = append(groups, nil)
		index[bucket] = uint8(len(groups))
	}
	g := &groups[index[bucket]-1]
	*g = append(*g, word)
	return groups
}

// tailBucket hashes the last character of t, which is not empty.
func tailBucket(t string) byte {
	c := t[len(t)-1]
	if c < utf8.RuneSelf || len(t) < 2 {
		return c
	}
	return c ^ t[len(t)-2]<<6
}

// containsAny reports whether t holds one of the words.
func containsAny(t string, list *wordList) bool {
	for i := 0; i < len(t); i += runeLen(t[i]) {
		if k := list.heads[bucketOf(t, i)]; k != 0 {
			for _, w := range list.beginning[k-1] {
				if strings.HasPrefix(t[i:], w) {
					return true
				}
			}
		}
	}
	return false
}

func hasPrefix(t string, list *wordList) bool { return prefixOf(t, list) > 0 }

// prefixOf returns the length of the longest word that t begins with, suffixOf of
// the longest that it ends with.
func prefixOf(t string, list *wordList) (n int) {
	if t == "" {
		return 0
	}
	if k := list.heads[bucketOf(t, 0)]; k != 0 {
		for _, w := range list.beginning[k-1] {
			if len(w) > n && strings.HasPrefix(t, w) {
				n = len(w)
			}
		}
	}
	return n
}

func suffixOf(t string, list *wordList) (n int) {
	if t == "" {
		return 0
	}
	if k := list.tails[tailBucket(t)]; k != 0 {
		for _, w := range list.ending[k-1] {
			if len(w) > n && strings.HasSuffix(t, w) {
				n = len(w)
			}
		}
	}
	return n
}
