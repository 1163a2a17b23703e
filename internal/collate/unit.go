package collate

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"chachong/internal/text"
	"chachong/internal/token"
)

const (
	// longUnit is the most letters of a unit. The longest sentences of reports have
	// 150 to 200; what has more is a text without marks, and is cut where its letters
	// say, so that two copies of it are cut alike.
	longUnit = 300
	// shortCut is the fewest letters that such a cut leaves.
	shortCut = 100
	// scrap is the number of letters from which a part of a sentence inside a passage, or
	// outside of it, is a unit. A reader who looks for the copy wants whole sentences.
	scrap = 30
)

// unit is what is laid side by side: a sentence, or a line that ends without one, cut
// where a passage starts or ends unless that leaves a scrap.
type unit struct {
	span    text.Span // without the white space around it
	lo, hi  int32     // letters of the side
	hash    uint64    // of its letters but list numbers
	size    int32     // letters that are no list numbers
	para    int32     // ordinal of its paragraph
	passage int32     // index of the passage that most of it is in, -1 none
	mark    bool      // it ends with the mark of a sentence
}

// sheet is one side cut into units, which cover its body in order, white space between
// them aside.
type sheet struct {
	*Side
	units  []unit
	stock  []uint32   // features of units, as they were asked for
	stored [][2]int32 // where those of each unit are in stock
}

// cut is the end of a unit.
type cut struct {
	letter int32 // the first one behind it
	at     int32 // byte of the source
	para   bool  // the end of a paragraph
	mark   bool  // behind the mark of a sentence
	edge   bool  // where a passage starts or ends, and nothing else
}

// newSheet cuts a side whose passages are ps.
func newSheet(s *Side, ps []text.Span) *sheet {
	sh := &sheet{Side: s}
	body := trim(s.Source, s.Body)
	if body.Empty() {
		return sh
	}
	n := int32(s.Letters.Len())
	c := cutter{src: s.Source, l: s.Letters, lines: measureLines(s)}
	cuts := append(c.cuts(edges(ps)), cut{letter: n, at: body.Hi, para: true})
	in := passagesOf(ps)
	lo, from, para := int32(0), body.Lo, int32(0)
	for k, end := range cuts {
		if k+1 == len(cuts) {
			end.mark = endsSentence(s.Source[from:end.at])
		}
		for end.letter-lo > longUnit {
			mid := c.within(lo)
			sh.add(unit{span: text.Span{Lo: from, Hi: mid.at}, lo: lo, hi: mid.letter, para: para})
			lo, from = mid.letter, mid.at
		}
		sh.add(unit{span: text.Span{Lo: from, Hi: end.at}, lo: lo, hi: end.letter, para: para, mark: end.mark})
		lo, from = end.letter, end.at
		if end.para {
			para++
		}
	}
	for k := range sh.units {
		sh.units[k].passage = in.find(s.middle(&sh.units[k]))
	}
	sh.stored = make([][2]int32, len(sh.units))
	return sh
}

// middle returns the byte of the letter in the middle of u.
func (s *Side) middle(u *unit) int32 {
	if u.lo < u.hi {
		return s.Letters.At[u.lo+(u.hi-u.lo)/2]
	}
	return u.span.Lo
}

// add adds a unit, whose span is yet to be trimmed.
func (sh *sheet) add(u unit) {
	u.span = trim(sh.Source, u.span)
	for k := u.lo; k < u.hi; k++ {
		if sh.Letters.Mark[k]&token.NumberLetter == 0 {
			u.hash = mix(u.hash, sh.Letters.Code[k])
			u.size++
		}
	}
	sh.units = append(sh.units, u)
}

// letters returns the letters of the units [lo, hi).
func (sh *sheet) letters(lo, hi int32) int32 {
	if lo >= hi {
		return 0
	}
	return sh.units[hi-1].hi - sh.units[lo].lo
}

// hull returns the span of the units [lo, hi), which are some.
func (sh *sheet) hull(lo, hi int32) text.Span {
	return text.Span{Lo: sh.units[lo].span.Lo, Hi: sh.units[hi-1].span.Hi}
}

// endsPara reports whether unit k is the last one of its paragraph.
func (sh *sheet) endsPara(k int32) bool {
	return int(k)+1 == len(sh.units) || sh.units[k].para != sh.units[k+1].para
}

// cutter finds where units end.
type cutter struct {
	src   string
	l     token.Letters
	lines lines
}

// gap returns what stands between letter k-1 and letter k.
func (c *cutter) gap(k int32) text.Span {
	from := c.l.At[k-1]
	return text.Span{Lo: min(c.l.At[k], from+text.Size(c.src, from)), Hi: c.l.At[k]}
}

// cuts returns the ends of units in front of the last one. edges are bytes where a unit
// ends too, ascending.
func (c *cutter) cuts(edges []int32) []cut {
	var out []cut
	last := int32(0)
	for k := int32(1); k < int32(c.l.Len()); k++ {
		edge := int32(-1)
		for len(edges) > 0 && edges[0] <= c.l.At[k] {
			if edges[0] > c.l.At[k-1] {
				edge = edges[0]
			}
			edges = edges[1:]
		}
		m := c.l.Mark[k]
		if edge < 0 && m&token.SentenceHere == 0 && c.l.At[k] <= c.l.At[k-1]+utf8.UTFMax {
			continue
		}
		if c.l.At[k] == c.l.At[k-1] {
			continue // two letters of one sign
		}
		g := c.gap(k)
		end, ok := c.end(k, g, last)
		switch {
		case ok:
		case edge >= 0:
			end = cut{letter: k, at: max(edge, g.Lo), edge: true}
		default:
			continue
		}
		out = append(out, end)
		last = k
	}
	return c.withoutScraps(out)
}

// withoutScraps returns cuts without the edges of passages that leave a few letters of a
// sentence.
func (c *cutter) withoutScraps(cuts []cut) []cut {
	out, last := cuts[:0], int32(0)
	for k, end := range cuts {
		next := int32(c.l.Len())
		if k+1 < len(cuts) {
			next = cuts[k+1].letter
		}
		if end.edge && (end.letter-last < scrap || next-end.letter < scrap) {
			continue
		}
		out, last = append(out, end), end.letter
	}
	return out
}

// end returns the end of a sentence or paragraph that the gap g in front of letter k
// holds. last is the letter behind the last one.
func (c *cutter) end(k int32, g text.Span, last int32) (cut, bool) {
	m, between := c.l.Mark[k], g.Of(c.src)
	mark := endsSentence(between)
	if m&token.LineHere != 0 {
		para := c.lines.endsPara(c, k, between)
		return cut{letter: k, at: g.Lo + int32(behindEnd(between)), para: para, mark: mark}, para || mark
	}
	if m&token.SentenceHere != 0 && mark {
		wide := strings.TrimRightFunc(between, unicode.IsSpace)
		return cut{letter: k, at: g.Lo + int32(behindEnd(between)), para: isWide(between[len(wide):]), mark: true}, true
	}
	// Files of one line have wide spaces for line ends: in front of what is numbered, and
	// behind a heading that is.
	numbered := m&token.NumberLetter != 0 || c.l.Mark[last]&token.NumberLetter != 0 && k-last <= headingLetters
	if numbered && k-last >= shortLine && isWide(between) {
		start := strings.TrimLeftFunc(between, func(r rune) bool { return !unicode.IsSpace(r) })
		return cut{letter: k, at: g.Hi - int32(len(strings.TrimLeftFunc(start, unicode.IsSpace))), para: true}, true
	}
	return cut{}, false
}

// within returns where to cut a unit of more than longUnit letters that starts at letter
// lo: at the mark, or else the letter, whose neighbourhood has the least hash.
func (c *cutter) within(lo int32) cut {
	var best cut
	bestHash, bestMark := uint64(0), false
	for k := lo + shortCut; k <= lo+longUnit; k++ {
		if c.l.At[k] == c.l.At[k-1] {
			continue
		}
		h := uint64(0)
		for _, r := range c.l.Code[k:min(int(k)+4, len(c.l.Code))] {
			h = mix(h, r)
		}
		g := c.gap(k)
		between := g.Of(c.src)
		mark := strings.LastIndexAny(between, "，、：,:")
		if best.letter > 0 && (bestMark && mark < 0 || bestMark == (mark >= 0) && h >= bestHash) {
			continue
		}
		best, bestHash, bestMark = cut{letter: k, at: g.Hi}, h, mark >= 0
		if mark >= 0 {
			_, size := utf8.DecodeRuneInString(between[mark:])
			best.at = g.Lo + int32(mark+size)
		}
	}
	if best.letter == 0 { // signs of two letters alone
		best = cut{letter: lo + longUnit, at: c.l.At[lo+longUnit]}
	}
	return best
}

const (
	sentenceEnds = "。！？；…!?;｡﹒﹖﹗﹔"
	lineEnds     = "\n\r\v\f\u0085\u2028\u2029"
	closers      = "”’」』）)】]》〉〕｝}\"'＂＇"
)

// endsSentence reports whether s holds the mark of a sentence.
func endsSentence(s string) bool { return strings.ContainsAny(s, sentenceEnds) }

// behindEnd returns the byte of s behind the last mark of a sentence or line end in it
// and the brackets and quotes that close there.
func behindEnd(s string) int {
	last := strings.LastIndexAny(s, sentenceEnds+lineEnds)
	if last < 0 {
		return 0
	}
	_, size := utf8.DecodeRuneInString(s[last:])
	at := last + size
	for at < len(s) {
		r, size := utf8.DecodeRuneInString(s[at:])
		if !strings.ContainsRune(closers, r) {
			break
		}
		at += size
	}
	return at
}

// isWide reports whether s holds white space that stands for a line end: two spaces or
// an ideographic one.
func isWide(s string) bool {
	return strings.Contains(s, "  ") || strings.ContainsAny(s, "\t\u3000")
}

// trim returns s without the white space around it.
func trim(src string, s text.Span) text.Span {
	in := strings.TrimLeftFunc(s.Of(src), unicode.IsSpace)
	s.Lo = s.Hi - int32(len(in))
	s.Hi = s.Lo + int32(len(strings.TrimRightFunc(in, unicode.IsSpace)))
	return s
}
