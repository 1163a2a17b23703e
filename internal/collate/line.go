package collate

import (
	"slices"
	"strings"
	"unicode"

	"chachong/internal/text"
	"chachong/internal/token"
)

// shortLine is the number of letters from which a line can be a line of text. Titles
// with spaces between their letters have less in front of each.
const shortLine = 6

// Lines of a text that was wrapped at a column are this wide, in columns: a Han
// character takes two. Narrower ones are lists, wider ones paragraphs.
const (
	narrowest = 40
	widest    = 200
)

// lines says how a side uses its lines.
type lines struct {
	full     int32 // columns from which a line was wrapped; 0: none was
	indented bool  // paragraphs alone are indented
}

// measureLines looks whether the lines of s were wrapped at a column: most of the
// widest ones end in mid sentence.
func measureLines(s *Side) lines {
	l := s.Letters
	type line struct {
		width           int32
		marked, indents bool // the end, and the next line
	}
	var all []line
	c := cutter{src: s.Source, l: l}
	start := int32(0)
	for k := int32(1); k < int32(l.Len()); k++ {
		if l.Mark[k]&token.LineHere == 0 || l.At[k] == l.At[k-1] {
			continue
		}
		g := c.gap(k)
		all = append(all, line{c.width(start, k), endsSentence(g.Of(s.Source)), isWide(behindLine(g.Of(s.Source)))})
		start = k
	}
	if len(all) < 3 {
		return lines{}
	}
	widths := make([]int32, len(all))
	for k := range all {
		widths[k] = all[k].width
	}
	slices.Sort(widths)
	column := widths[len(widths)*9/10]
	if column < narrowest || column > widest {
		return lines{}
	}
	full := column * 17 / 20 // what must not be parted, or not stand first, may take the rest
	wide, open, indents := 0, 0, 0
	for _, l := range all {
		if l.width < full {
			continue
		}
		wide++
		if !l.marked {
			open++
			if l.indents {
				indents++
			}
		}
	}
	if open < 3 || 2*open < wide {
		return lines{}
	}
	return lines{full: full, indented: 2*indents < open}
}

// width returns the columns of the line from letter lo to letter hi, which starts the
// next one.
func (c *cutter) width(lo, hi int32) int32 {
	n := int32(0)
	g := c.gap(hi)
	line := text.Span{Lo: c.l.At[lo], Hi: g.Lo + int32(max(0, strings.IndexAny(g.Of(c.src), lineEnds)))}
	for _, r := range line.Of(c.src) {
		switch {
		case r < 0x80:
			n++
		case !unicode.IsSpace(r):
			n += 2
		}
		if n > widest+narrowest {
			break
		}
	}
	return n
}

// endsPara reports whether the line end in front of letter k, in the gap between, ends a
// paragraph or a heading, and is no wrap.
func (w *lines) endsPara(c *cutter, k int32, between string) bool {
	if w.full == 0 {
		return true
	}
	start := k - 1
	for start > 0 && c.l.Mark[start]&token.LineHere == 0 && k-start < widest {
		start--
	}
	return c.l.Mark[k]&token.NumberLetter != 0 || w.indented && isWide(behindLine(between)) ||
		strings.Count(between, "\n") > 1 || c.width(start, k) < w.full
}

// behindLine returns what stands behind the last line end in s.
func behindLine(s string) string { return s[strings.LastIndexAny(s, lineEnds)+1:] }
