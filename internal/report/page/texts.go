package page

import (
	"slices"
	"unicode/utf8"

	"chachong/internal/finding"
)

// around is the number of characters that Matched shows on each side of a passage, enough
// to see what sentence it stands in.
const around = 40

// segment is a stretch of a body: its offset in UTF-16 units and its text.
type segment struct {
	at   int32
	text string
}

// segments returns for each submission what of its text is shown, in order.
func (m *model) segments() func(i int) []segment {
	whole := func(i int) []segment {
		if text := m.res.Submissions[i].Text; text != "" {
			return []segment{{0, visible(text)}}
		}
		return []segment{}
	}
	switch m.texts {
	case Full:
		return whole
	case None:
		return func(int) []segment { return []segment{} }
	}
	matched := make([][][2]int32, len(m.res.Submissions)) // bytes of the body
	add := func(s finding.Side) {
		if i, ok := m.index[s.Submission]; ok && m.offsets[i] != nil {
			start := m.res.Submissions[i].Range.Byte[0]
			matched[i] = append(matched[i], [2]int32{s.Range.Byte[0] - start, s.Range.Byte[1] - start})
		}
	}
	for i := range m.res.Passages {
		add(m.res.Passages[i].A)
		add(m.res.Passages[i].B)
	}
	for i := range m.res.Families {
		for _, s := range m.res.Families[i].Members {
			add(s)
		}
	}
	return func(i int) []segment {
		out := []segment{}
		text := m.res.Submissions[i].Text
		for _, r := range joined(widened(text, matched[i])) {
			out = append(out, segment{m.offsets[i].at(r[0]), visible(text[r[0]:r[1]])})
		}
		return out
	}
}

// widened returns the ranges of text with so many characters more on each side as are
// shown around a passage.
func widened(text string, ranges [][2]int32) [][2]int32 {
	out := make([][2]int32, 0, len(ranges))
	for _, r := range ranges {
		lo := min(max(int(r[0]), 0), len(text))
		hi := min(max(int(r[1]), lo), len(text))
		for n := 0; n < around && lo > 0; n++ {
			_, size := utf8.DecodeLastRuneInString(text[:lo])
			lo -= size
		}
		for n := 0; n < around && hi < len(text); n++ {
			_, size := utf8.DecodeRuneInString(text[hi:])
			hi += size
		}
		out = append(out, [2]int32{int32(lo), int32(hi)})
	}
	return out
}

// joined sorts ranges and joins those that touch.
func joined(ranges [][2]int32) [][2]int32 {
	slices.SortFunc(ranges, func(a, b [2]int32) int { return int(a[0]) - int(b[0]) })
	out := ranges[:0]
	for _, r := range ranges {
		if n := len(out); n > 0 && r[0] <= out[n-1][1] {
			out[n-1][1] = max(out[n-1][1], r[1])
			continue
		}
		out = append(out, r)
	}
	return out
}
