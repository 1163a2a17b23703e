package detect

import (
	"strings"
	"unicode"

	"chachong/internal/corpus"
	"chachong/internal/finding"
	"chachong/internal/split"
	"chachong/internal/text"
	"chachong/internal/token"
)

// Outline returns the submissions of a text as the result shows them. It needs no
// dictionary.
func Outline(path, src string) *finding.Outline {
	d := outline(path, "", src, nil, new(workspace), func(*corpus.Submission, *text.Norm, int, int) {})
	ld := newLoaded(src, d, 0)
	o := &finding.Outline{Path: path, Text: identity(src, ld.scale().Lines), Submissions: []finding.OutlinePart{}, Junk: ld.ranges(d.Junk)}
	for i := range d.Submissions {
		s := &d.Submissions[i]
		body := s.Body.Of(src)
		part := finding.OutlinePart{
			Ordinal: s.Ordinal, Title: s.Title, Letters: s.Letters,
			Range: ld.rangeOf(s.Body), AsFound: [2]int32{s.Body.Lo, s.Body.Hi}, Paragraphs: ld.ranges(s.Paragraphs),
			Opening: excerpt(body), Closing: lastWords(body),
		}
		if !s.Heading.Empty() {
			r := ld.rangeOf(s.Heading)
			part.Heading = &r
		}
		o.Submissions = append(o.Submissions, part)
	}
	return o
}

func (ld *loaded) ranges(spans []text.Span) []finding.Range {
	out := make([]finding.Range, len(spans))
	for i, s := range spans {
		out[i] = ld.rangeOf(s)
	}
	return out
}

// lastWords returns the last words of s in one line, and "" where excerpt shows all of s.
func lastWords(s string) string {
	rs := []rune(strings.Join(strings.Fields(s), " "))
	if len(rs) <= excerptRunes {
		return ""
	}
	return string(rs[len(rs)-excerptRunes:])
}

// Extract returns a reading with its folded text.
func Extract(path string, r Reading) *finding.Extraction {
	junk := split.Junk(r.Text)
	n := text.Fold(r.Text, junk)
	e := &finding.Extraction{
		Path: path, Format: r.Format, Encoding: r.Encoding, Bytes: r.Bytes,
		Letters: int32(token.LettersOf(n, 0, len(n.Text)).Len()),
		Pages:   r.Pages, Pictures: len(r.Pictures),
		Info: finding.Info{
			Title: r.Info.Title, Author: r.Info.Author, LastEditor: r.Info.LastEditor, Company: r.Info.Company,
			Application: r.Info.Application, Created: r.Info.Created, Modified: r.Info.Modified,
		},
		Warning: finding.Warning{Code: r.Code, Reason: r.Reason, Hint: r.Hint},
		Text:    r.Text, Folded: n.Text,
	}
	for _, h := range r.Hidden {
		e.Hidden = append(e.Hidden, finding.Unseen{At: h.At, Why: string(h.Why), Text: h.Text})
	}
	e.Dropped.PageMarks = len(junk)
	// What lies in the gaps of the origin map was dropped; marks lie there too.
	for at := range n.Text {
		for _, c := range n.Gap(at) {
			switch {
			case unicode.Is(unicode.Zs, c) || c == '\t':
				e.Dropped.SpacesInHan++
			case !unicode.IsGraphic(c) && c != '\n' && c != '\r':
				e.Dropped.Invisible++
			}
		}
	}
	return e
}
