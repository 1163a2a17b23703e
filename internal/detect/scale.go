package detect

import (
	"sort"

	"chachong/internal/corpus"
	"chachong/internal/finding"
	"chachong/internal/text"
)

// scale tells where the bytes of one document stand in the coordinates of the result.
// Immutable.
type scale struct {
	*text.Lines
	pages []int32 // byte where each page begins, ascending; nil: no pages
}

func newScale(src string, pages []int32) scale { return scale{text.NewLines(src), pages} }

// rangeOf returns s in the coordinates of the result.
func (m scale) rangeOf(s text.Span) finding.Range {
	r := finding.Range{
		Byte: [2]int32{s.Lo, s.Hi},
		Rune: [2]int32{m.Rune(s.Lo), m.Rune(s.Hi)},
		Line: [2]int32{m.Line(s.Lo), m.Line(s.Lo)},
		Page: pagesOf(m.pages, s),
	}
	if s.Hi > s.Lo {
		r.Line[1] = m.Line(s.Hi - 1)
	}
	return r
}

// bodyRange returns the range of the body of s, which is a submission of d.
func bodyRange(d *corpus.Document, s *corpus.Submission) finding.Range {
	return finding.Range{
		Byte: [2]int32{s.Body.Lo, s.Body.Hi}, Rune: s.Runes, Line: s.Lines, Page: pagesOf(d.Pages, s.Body),
	}
}

// pagesOf returns the first and the last page of s, from 1; zero where there are no pages.
func pagesOf(pages []int32, s text.Span) [2]int32 {
	if len(pages) == 0 {
		return [2]int32{}
	}
	page := func(at int32) int32 {
		return max(1, int32(sort.Search(len(pages), func(i int) bool { return pages[i] > at })))
	}
	return [2]int32{page(s.Lo), page(max(s.Lo, s.Hi-1))}
}
