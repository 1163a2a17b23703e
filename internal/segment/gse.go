package segment

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/go-ego/gse"

	"chachong/internal/text"
	"chachong/internal/token"
)

// loadGSE returns gse's own segmenter with a dictionary of words, of equal ones the
// first. It takes about a CPU-second and 200 MB for gse's dictionary of simplified
// Chinese. That dictionary comes out of our table: LoadDictEmbed would put 23 MB of
// other dictionaries into the program.
func loadGSE(words []Word) *gse.Segmenter {
	var list strings.Builder
	for _, w := range words {
		list.WriteString(w.Text)
		list.WriteByte(' ')
		list.WriteString(strconv.FormatFloat(w.Freq, 'g', -1, 64))
		list.WriteByte('\n')
	}
	// Without its other model loading is free of writes to shared memory.
	s := &gse.Segmenter{SkipLog: true, NotLoadHMM: true}
	s.LoadDictStr(list.String()) // returns nil
	return s
}

// appendGSE is Append by gse.
func appendGSE(dst token.Seq, s *gse.Segmenter, n *text.Norm, lo, hi int) token.Seq {
	word := lo // where the word being built starts
	for lo < hi {
		end := clauseEnd(n.Text[:hi], lo)
		for _, seg := range s.Segment([]byte(n.Text[lo:end])) {
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

// clauseEnd returns the end of the clause of s that starts at byte lo: behind its mark,
// at the end of s, or after maxClause runes.
func clauseEnd(s string, lo int) int {
	for range maxClause {
		r, size := utf8.DecodeRuneInString(s[lo:])
		if lo += size; size == 0 || isClauseMark(r) {
			break
		}
	}
	return lo
}
