package split

// A report may begin on a new page, below a wider gap or with an indent of its own,
// and under no heading. Sections do so too, so that the parts must open like
// reports, or their places or section numbers must change.
const (
	layoutLines   = 1.2 // points of starts that are set off from all other lines
	layoutOpening = 0.5 // mean opening that they need
	layoutLeast   = 0.3 // mean opening that they need whatever else speaks for them: paragraphs between quoted articles are indented unlike those
	shortStarts   = 3   // at most one start in this many is the short heading of a first section
	rareStart     = 6   // at most one line in this many is set off
)

// layout returns the groups of lines in [lo, hi) before which a page ends, or more
// lines are blank than before others, or that are indented unlike the rest. Each stands
// below the end of a sentence: the page of a printer ends anywhere.
func (s *sheet) layout(lo, hi int32) []group {
	from, to := s.lineRange(lo, hi)
	if to-from < 2 {
		return nil
	}
	var feeds, gaps []head
	var indents [mostIndent + 1][]head
	widest := int16(0)
	for _, l := range s.lines[from+1 : to] {
		widest = max(widest, l.blanks)
	}
	torn := false // a page ends inside a sentence
	for i := from + 1; i < to; i++ {
		l := s.lines[i]
		h := head{at: l.lo, end: l.lo, line: i}
		above := s.text(s.lines[i-1])
		ends := !endsHan(above)
		if ends {
			r, _ := lastRune(above)
			ends = endsSentence(r)
		}
		ends = ends || s.traitsOf(i-1)&isBylineLine != 0
		if l.feed {
			torn = torn || !ends
			feeds = append(feeds, h)
		}
		if !ends {
			continue
		}
		if widest > 0 && l.blanks == widest {
			gaps = append(gaps, h)
		}
		if l.indent != s.lines[from].indent {
			indents[l.indent] = append(indents[l.indent], h)
		}
	}
	var out []group
	add := func(heads []head) {
		heads = s.paragraphs(heads, hi)
		if len(heads) == 0 || len(heads)*rareStart > int(to-from) || s.letters(lo, heads[0].at) < ownFirst {
			return
		}
		if len(heads) == 1 && s.opening(heads[0].at).score < layoutOpening {
			return // one gap proves nothing
		}
		out = append(out, group{kind: layoutGroup, base: layoutLines, support: layoutOpening, open: true, heads: heads})
	}
	if !torn {
		add(feeds)
	}
	add(gaps)
	for _, heads := range indents {
		add(heads)
	}
	return out
}

// paragraphs returns the heads that begin a paragraph, an address or a first section,
// nil where other short lines are set off as well: these are headings.
func (s *sheet) paragraphs(heads []head, hi int32) []head {
	short := 0
	for _, h := range heads {
		l := s.lines[h.line]
		t := s.s[l.lo:min(l.hi, hi)]
		m, numbered := readMarkAt(s.s, l.lo, l.hi)
		switch {
		case hasPrefix(t, salutations):
		case numbered && m.value != 1:
			return nil
		case within(t, maxTitle) && !hasStop(t):
			if short++; !numbered {
				return nil
			}
		}
	}
	if short*shortStarts > len(heads) {
		return nil
	}
	return heads
}
