// Package segment cuts folded text into words. It is the only importer of gse.
//
// gse finds the path of least cost through the words of its dictionary: a unigram
// model, solved by the algorithm of Viterbi. Its words are what the stages after this one
// hash and archives keep, so the rule here is gse's Segment, word for word; its trie and
// its memory are not. The dictionary, made at go generate time, lies in the program as
// one double array (table.go) and is read where it lies: ready at once, where gse reads
// its word lists for a second, and about ten times as fast, without memory for each
// word. What makes the words the same: costs are float32 and are summed up from the
// start of a clause; of two paths at one cost that with the longer last word holds;
// a unit that is no word costs 32; a run of Latin letters and digits is one unit, in
// lower case where it is ASCII; a byte that is no part of a rune is one. Tests hold both
// against each other, and the library itself can be chosen to do the work (gse.go).
//
// Two of its properties decide how gse is called, and so what is cut here. As its sums
// grow, the same sentence behind enough other text is cut differently: every clause is
// cut by itself. And Cut, unlike Segment, takes the logarithm of a zero frequency for a
// character that only starts words, and is quadratic on repeated characters: the rule is
// Segment. No word of the dictionary holds one of the marks that end a clause, so
// cutting there changes no word.
package segment

import (
	"sync"
	"unicode"

	"github.com/go-ego/gse"
	"github.com/zeebo/xxh3"

	"chachong/internal/text"
	"chachong/internal/token"
)

// maxClause is the length in runes at which a clause without any mark is cut. It bounds
// the scratch memory of one call and the drift of float32 sums, which was first seen
// in calls of 25,000 runes.
const maxClause = 1000

// Engine names what segments. All give the same words.
type Engine string

// The engines there are.
const (
	Fast Engine = "fast" // the double array of this package
	GSE  Engine = "gse"  // the library
)

// Options choose how text is segmented.
type Options struct {
	Engine Engine // "": Fast
	Words  []Word // of the user; they stand in front of the dictionary's
}

// Segmenter cuts text by a dictionary. Safe for concurrent use.
type Segmenter struct {
	dict *dictionary
	pool sync.Pool      // of *block
	gse  *gse.Segmenter // does the work in place of dict, unless nil
}

// Load returns a segmenter, Fast without words of the user in less than a millisecond.
// With them the table is made anew, which takes about a CPU-second and 200 MB; so does
// GSE. The error is a *DictionaryError.
func Load(opt Options) (*Segmenter, error) {
	s := &Segmenter{dict: newDictionary(table)}
	if len(opt.Words) == 0 && opt.Engine != GSE {
		return s, nil
	}
	words, err := foldWords(opt.Words)
	if err != nil {
		return nil, err
	}
	words = append(words, s.dict.words()...)
	if opt.Engine == GSE {
		s.gse = loadGSE(words)
		return s, nil
	}
	made, err := Table(words)
	if err != nil {
		return nil, &DictionaryError{err}
	}
	s.dict = newDictionary(made)
	return s, nil
}

// block returns a block that nobody uses.
func (s *Segmenter) block() *block {
	if b, ok := s.pool.Get().(*block); ok {
		return b
	}
	return new(block)
}

// Append appends the words of the folded bytes [lo, hi) of n to dst, each with its span
// in the document's text. White space is left out, punctuation is kept. Words are
// joined where one source rune folds to several, so that every span is whole runes.
func (s *Segmenter) Append(dst token.Seq, n *text.Norm, lo, hi int) token.Seq {
	if s.gse != nil {
		return appendGSE(dst, s.gse, n, lo, hi)
	}
	b := s.block()
	defer s.pool.Put(b)
	src := n.Text[:hi]
	letter := uint16(s.dict.header.Letter)
	places := placer{n: n, cursor: n.Cursor(lo)}
	word := lo // where the word being built starts
	for lo < hi {
		lo = s.dict.scan(b, src, lo)
		s.dict.path(b)
		unit := 0
		for _, next := range b.cut {
			start, end, code := int(b.at[unit]), int(b.at[next]), b.codes[unit]
			unit = int(next)
			span, joined := places.of(start, end)
			if joined && end < hi {
				continue
			}
			switch {
			case word < start, code < letter && code != codeMark && code != codeSpace:
				dst = appendWord(dst, n, word, end)
			case code != codeSpace:
				h := xxh3.HashString(src[start:end]) &^ 1
				if code >= letter {
					h |= 1
				}
				dst.Hash = append(dst.Hash, h)
				dst.Span = append(dst.Span, span)
			}
			word = end
		}
	}
	return dst
}

// AppendHashes appends the hashes that Append gives to words with letters. It needs no
// spans, which are a sixth of Append.
func (s *Segmenter) AppendHashes(dst []uint64, n *text.Norm, lo, hi int) []uint64 {
	if s.gse != nil {
		for _, h := range appendGSE(token.Seq{}, s.gse, n, lo, hi).Hash {
			if token.IsWord(h) {
				dst = append(dst, h)
			}
		}
		return dst
	}
	b := s.block()
	defer s.pool.Put(b)
	src := n.Text[:hi]
	letter := uint16(s.dict.header.Letter)
	word := lo // where the word being built starts
	for lo < hi {
		lo = s.dict.scan(b, src, lo)
		s.dict.path(b)
		unit := 0
		for _, next := range b.cut {
			start, end, code := int(b.at[unit]), int(b.at[next]), b.codes[unit]
			unit = int(next)
			if end < hi && n.Joined(end) {
				continue
			}
			switch {
			case word < start, code < letter && code != codeMark && code != codeSpace:
				if h, ok := hashOf(src[word:end]); ok && token.IsWord(h) {
					dst = append(dst, h)
				}
			case code >= letter:
				dst = append(dst, xxh3.HashString(src[start:end])|1)
			}
			word = end
		}
	}
	return dst
}

// appendWord appends the folded bytes [lo, hi) of n as a word, unless it is white space.
func appendWord(dst token.Seq, n *text.Norm, lo, hi int) token.Seq {
	if h, ok := hashOf(n.Text[lo:hi]); ok {
		dst.Hash = append(dst.Hash, h)
		dst.Span = append(dst.Span, n.Span(lo, hi))
	}
	return dst
}

// hashOf returns the hash of a word, and false where it is white space.
func hashOf(word string) (h uint64, ok bool) {
	letter := false
	for _, r := range word {
		letter = letter || isLetter(r)
		ok = ok || !unicode.IsSpace(r)
	}
	h = xxh3.HashString(word) &^ 1
	if letter {
		h |= 1
	}
	return h, ok
}

// isClauseMark reports whether r ends a clause.
func isClauseMark(r rune) bool {
	switch r {
	case '\n', '\t', ',', ';', ':', '!', '?', '(', ')', '。', '、', '《', '》', '“', '”', '—', '…', '·', ' ':
		return true
	}
	return false
}
