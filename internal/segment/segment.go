// Package segment cuts folded text into words. It is the only importer of gse.
//
// gse finds the path of least cost through the words of its dictionary (unigram
// model, Viterbi). Two of its properties decide how it is called here. Its costs are
// summed in float32 from the start of each call, so the same sentence behind enough
// other text is cut differently: every call gets one clause. And Cut, unlike Segment,
// takes the logarithm of a zero frequency for a character that only starts words, and
// is quadratic on repeated characters: only Segment is called.
//
// No word of the dictionary holds one of the marks that end a clause, so cutting
// there changes no word.
package segment

import (
	"fmt"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/go-ego/gse"
	"github.com/zeebo/xxh3"

	"chachong/internal/text"
	"chachong/internal/token"
)

// maxClause is the length in runes at which a clause without any mark is cut. It bounds
// the scratch memory of one call and the drift of float32 sums, which was first seen
// in calls of 25,000 runes.
const maxClause = 1000

// Segmenter cuts text by a dictionary. Safe for concurrent use.
type Segmenter struct {
	gse gse.Segmenter
}

// Load returns the segmenter with gse's dictionary of simplified Chinese. The first call
// takes about one CPU-second and 200 MB, later ones return the same segmenter. Safe for
// concurrent use: gse itself cannot load two dictionaries at a time.
func Load() (*Segmenter, error) { return load() }

var load = sync.OnceValues(func() (*Segmenter, error) {
	s := &Segmenter{gse: gse.Segmenter{SkipLog: true, NotLoadHMM: true}}
	if err := s.gse.LoadDictEmbed("zh_s"); err != nil {
		return nil, fmt.Errorf("load dictionary: %w", err)
	}
	return s, nil
})

// Append appends the words of the folded bytes [lo, hi) of n to dst, each with its span
// in the document's text. White space is left out, punctuation is kept. Words are
// joined where one source rune folds to several, so that every span is whole runes.
func (s *Segmenter) Append(dst token.Seq, n *text.Norm, lo, hi int) token.Seq {
	word := lo // where the word being built starts
	for lo < hi {
		end := clauseEnd(n.Text[:hi], lo)
		for _, seg := range s.gse.Segment([]byte(n.Text[lo:end])) {
			at := lo + seg.End()
			if at < hi && n.Joined(at) {
				continue
			}
			dst = appendWord(dst, n, word, at)
			word = at
		}
		lo = end
	}
	return dst
}

func appendWord(dst token.Seq, n *text.Norm, lo, hi int) token.Seq {
	word := n.Text[lo:hi]
	letter, space := false, true
	for _, r := range word {
		letter = letter || unicode.IsLetter(r) || unicode.IsNumber(r)
		space = space && unicode.IsSpace(r)
	}
	if space {
		return dst
	}
	h := xxh3.HashString(word) &^ 1
	if letter {
		h |= 1
	}
	dst.Hash = append(dst.Hash, h)
	dst.Span = append(dst.Span, n.Span(lo, hi))
	return dst
}

// clauseEnd returns the end of the clause of s that starts at byte lo: behind its mark,
// at the end of s, or after maxClause runes.
func clauseEnd(s string, lo int) int {
	runes := 0
	for i, r := range s[lo:] {
		size := utf8.RuneLen(r)
		if endsClause(r) {
			return lo + i + size
		}
		if runes++; runes >= maxClause {
			return lo + i + size
		}
	}
	return len(s)
}

func endsClause(r rune) bool {
	switch r {
	case '\n', '\t', ',', ';', ':', '!', '?', '(', ')', '。', '、', '《', '》', '“', '”', '—', '…', '·', ' ':
		return true
	}
	return false
}
