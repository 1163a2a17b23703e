// Package split finds the submissions of a document.
//
// A file of work summaries is often a compilation: several reports under headings
// such as 篇一, 第2篇, 范文三, 一、某校工作总结, a repeated title, a row of signs, an
// author's line, or with no heading at all. A report by itself is full of numbered
// headings too, so no list of headings can decide. The evidence is in the parts:
//
//  1. Groups of candidate headings are gathered, numbered ones as chains of rising
//     numbers (chain.go), others as lines of one kind (plain.go), as names of who wrote
//     each report (roster.go), as lines that only look alike, whatever they say
//     (alike.go), or as starts that a page end or an indent sets off (layout.go).
//  2. Each group is scored by what its headings say and by the parts it makes: do
//     they open and close like reports, does another place take over at each
//     boundary (places.go), and do the section numbers inside begin again (score.go,
//     inner.go)? The articles of a law run on through all its
//     chapters; the sections of a second report begin at 一 again. Items (1), (2)
//     begin again in every section of one report, which proves nothing.
//  3. The best group above a threshold divides the text, with exact edges
//     (edges.go), and once more inside each long part. Text above its first heading
//     is a part too unless it is short or leads to the others (front.go).
//  4. Restarts without heading are looked for in every part under rules of their
//     own (restart.go).
//  5. The heads of all parts are compared with what stands above the first one, so
//     that signatures stay with the report above them and all lines of a heading go
//     with the one below (block.go).
//
// The search for boundaries where the words of a text change (Hearst, TextTiling,
// 1997) does not carry over: reports of one genre share their words, and two copies
// of one report share all of them. Headings and numbering decide, in the manner of
// logical structure recognition (Summers, Automatic Discovery of Logical Document
// Structure, 1998).
//
// Vocabularies are in words.go; all of it works on folded text. One pass notes where
// the rules can begin (survey.go), and they look nowhere else. Every pass is linear in
// the text or bounded by the number of groups.
package split

import (
	"slices"
	"strings"
	"unicode"

	"chachong/internal/text"
)

const (
	secondLevel = 1200 // letters of a part in which a list of its own is looked for
	maxGroups   = 64   // groups judged in full, the most promising first
	perPart     = 0.2  // added per part when groups compete
	latePart    = 0.3  // for text before the first heading when groups compete
	lateLetters = 30   // letters of such text that count
	lackPenalty = 1.0  // for a missing number when groups compete
	plainTitle  = 30   // characters of a first line that is taken for a title without a title word
	leastTitle  = 4    // letters of one
)

// Part is one submission of a document, in spans of the document's text.
type Part struct {
	Heading    text.Span   // its heading line or run-in heading; empty where it has none
	Title      string      // the heading as shown: one line, white space collapsed; "" where it has none
	Body       text.Span   // without heading, outer white space, site header and footer
	Paragraphs []text.Span // lines of the body that hold a letter, outer white space cut; ascending
}

// Parts returns the submissions of n in order, at least one unless n holds no
// letter outside boilerplate.
//
// A single document stays whole, its body being the text without the site's head
// and foot. Its first line is cut off as Heading only when it is the heading of a
// compilation (…范文汇总一); an ordinary title line stays in the body, where a
// reviewer expects it, and is given as Title besides. The same holds for a part
// that begins without heading, such as the text above the first heading of a
// compilation, which is a part from leastFront letters on.
func Parts(n *text.Norm) []Part {
	s := newSheet(n)
	hi := s.cutFoot(0, int32(len(s.s)))
	numbers := s.readings()
	cands := s.collect(numbers)
	cuts, best := s.partition(cands, 0, hi, acceptScore)
	if cuts == nil {
		cuts = []cut{s.solo(numbers, hi)}
	} else {
		var finer []cut
		for _, c := range cuts {
			finer = append(finer, s.refine(cands, c)...)
		}
		cuts = finer
	}
	var all []cut
	for _, c := range cuts {
		all = append(all, s.cutRestarts(c, restartsAmong(best))...)
	}
	s.alignHeads(all)
	var out []Part
	for _, c := range all {
		if s.letters(c.body, c.end) > 0 {
			out = append(out, s.part(c))
		}
	}
	return out
}

// partition divides [lo, hi) by its best group, nil when none reaches least.
func (s *sheet) partition(cands []candidate, lo, hi int32, least float64) (cuts []cut, best *group) {
	groups := s.chains(cands, lo, hi)
	groups = append(groups, s.runOn(lo, hi)...)
	groups = append(groups, s.plain(lo, hi)...)
	slices.SortStableFunc(groups, func(a, b group) int {
		switch {
		case a.base > b.base:
			return -1
		case a.base < b.base:
			return 1
		}
		return 0
	})
	for i := range groups[:min(len(groups), maxGroups)] {
		g := &groups[i]
		if !s.judge(g, lo, hi, least) {
			continue
		}
		if best == nil || g.covers(best) || g.rank() > best.rank() && !best.covers(g) {
			best = g
		}
	}
	if best == nil {
		return nil, nil
	}
	if best.open {
		lo = s.cutHead(lo, best.heads[0].at)
	}
	cuts = s.divide(best, lo, hi)
	if best.open {
		return cuts, best
	}
	if at, end := s.front(lo, cuts); at < end {
		above := cut{head: at, headEnd: at, body: at, end: end}
		above.trim(s)
		cuts = append([]cut{above}, cuts...)
	}
	return cuts, best
}

// refine divides a long part once more.
func (s *sheet) refine(cands []candidate, c cut) []cut {
	if s.letters(c.body, c.end) <= secondLevel {
		return []cut{c}
	}
	inner, _ := s.partition(cands, c.body, c.end, innerScore)
	if inner == nil {
		return []cut{c}
	}
	first := &inner[0]
	if s.letters(c.body, first.head) == 0 {
		if first.headEnd == first.head {
			first.headEnd = c.headEnd // text without heading stands under that of the whole
		}
		first.head = c.head
	}
	return inner
}

// solo returns the whole text as one part: without head and foot, and without a
// first line that is the heading of a compilation.
func (s *sheet) solo(numbers []reading, hi int32) cut {
	lo := s.cutHead(0, hi)
	c := cut{head: lo, headEnd: lo, body: lo, end: hi}
	from, to := s.lineRange(lo, hi)
	if from < to {
		first := s.lines[from]
		for i := range numbers {
			at := s.breaks[numbers[i].pause].at
			if at > first.lo {
				break
			}
			if at < first.lo || first.hi >= hi {
				continue
			}
			for _, k := range s.appendCandidate(nil, &numbers[i]) {
				if k.whole && k.noun {
					c.headEnd, c.body = first.hi, first.hi
				}
			}
		}
	}
	c.trim(s)
	return c
}

// cutRestarts divides a part where a further report begins without heading.
func (s *sheet) cutRestarts(c cut, which sought) []cut {
	at := s.restarts(c.body, c.end, which)
	if len(at) == 0 {
		return []cut{c}
	}
	var out []cut
	end := c.end
	for _, p := range at {
		c.end = p
		c.trim(s)
		out = append(out, c)
		c = cut{head: p, headEnd: p, body: p, end: end}
	}
	c.trim(s)
	return append(out, c)
}

// part makes a Part of a cut.
func (s *sheet) part(c cut) Part {
	p := Part{
		Heading: s.n.Span(int(c.head), int(max(c.head, c.headEnd))),
		Body:    s.n.Span(int(c.body), int(c.end)),
	}
	if c.headEnd > c.head {
		p.Title = s.title(c.head, c.headEnd)
	}
	lines := s.linesOf(c.body, c.end)
	p.Paragraphs = make([]text.Span, 0, len(lines))
	for _, l := range lines {
		if beginsHan(s.text(l)) || s.letters(l.lo, l.hi) > 0 {
			p.Paragraphs = append(p.Paragraphs, s.n.Span(int(l.lo), int(l.hi)))
		}
	}
	if p.Heading.Empty() && len(p.Paragraphs) > 0 {
		p.Title = s.ordinaryTitle(lines[0])
	}
	return p
}

// ordinaryTitle returns the title that the first line of a body is or begins with, ""
// where there is none. Nothing is divided by it, so a short line that is no sentence
// will do.
func (s *sheet) ordinaryTitle(l line) string {
	lo := l.hi - int32(len(strings.TrimLeft(s.s[l.lo:l.hi], "# "))) // Markdown
	t := s.s[lo:l.hi]
	switch {
	case t == "": // a sign alone
		return ""
	case isTitle(t):
		return s.shown(lo, l.hi)
	}
	if end := s.titleBeforeSpace(lo, l.hi); end > 0 {
		return s.shown(lo, end)
	}
	if within(t, plainTitle) && !hasPause(t) && !readsAsSection(s, line{lo: lo, hi: l.hi}) && s.letters(lo, l.hi) >= leastTitle {
		return s.shown(lo, l.hi)
	}
	return ""
}

// linesOf returns the lines of [lo, hi), cut to it.
func (s *sheet) linesOf(lo, hi int32) []line {
	from, to := s.lineRange(lo, hi)
	if from > 0 && s.lines[from-1].hi > lo {
		from--
	}
	out := slices.Clone(s.lines[from:max(from, to)])
	for i := range out {
		a, b := trim(s.s, int(max(out[i].lo, lo)), int(min(out[i].hi, hi)))
		out[i].lo, out[i].hi = int32(a), int32(b)
	}
	return out
}

// title returns the line of the heading [lo, hi) that names the report: the first
// title in it, else the first line with a letter.
func (s *sheet) title(lo, hi int32) string {
	var first, best line
	for _, l := range s.linesOf(lo, hi) {
		if s.letters(l.lo, l.hi) == 0 {
			continue
		}
		if first.hi == 0 {
			first = l
		}
		if best.hi == 0 && isTitle(s.s[l.lo:l.hi]) {
			best = l
		}
	}
	if best.hi == 0 {
		best = first
	}
	return s.shown(best.lo, best.hi)
}

// shown returns the source text of [lo, hi) as one line: white space collapsed,
// page marks left out.
func (s *sheet) shown(lo, hi int32) string {
	if t := s.s[lo:hi]; lo < hi && !strings.ContainsFunc(t, unicode.IsSpace) && s.isVerbatim(lo, hi) {
		return strings.Clone(t) // the folded text need not live on
	}
	var b strings.Builder
	last := text.Span{Lo: -1}
	for i := int(lo); i < int(hi); {
		_, size := firstRune(s.s[i:])
		span := s.n.Span(i, i+size)
		if span != last {
			if gap := s.n.Gap(i); i > int(lo) && gap != "" && strings.TrimSpace(gap) == "" {
				b.WriteByte(' ')
			}
			b.WriteString(span.Of(s.n.Source))
			last = span
		}
		i += size
	}
	return strings.Join(strings.FieldsFunc(b.String(), unicode.IsSpace), " ")
}

// isVerbatim reports whether folding has left [lo, hi), which is not empty, as it was.
func (s *sheet) isVerbatim(lo, hi int32) bool {
	cursor := s.n.Cursor(int(lo))
	end, _ := cursor.Stretch(int(lo))
	return end >= int(hi) && s.n.Span(int(lo), int(hi)).Of(s.n.Source) == s.s[lo:hi]
}
