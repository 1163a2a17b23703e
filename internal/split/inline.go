package split

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// inline returns the groups of titles that stand inside long lines, after a stop
// and before a space or colon.
func (s *sheet) inline(lo, hi int32) []group {
	type keyed struct {
		key  uint64
		head head
	}
	var found []keyed
	titles := walker{places: s.titles}
	for _, b := range s.spacedBreaks(lo, hi) {
		l := s.lines[b.line]
		if !l.isLong() || titles.next(b.at+1) > l.hi || s.titleEnd(b.at, l.hi) == 0 {
			continue
		}
		end := s.titleBeforeSpace(b.at, l.hi)
		if end == 0 {
			if n := s.titleThenOpening(b.at, l.hi); n > 0 {
				end = b.at + n
			}
		}
		if end == 0 {
			win := clip(s.s[b.at:min(l.hi, b.at+maxTitle*utf8.UTFMax)], maxTitle)
			i := indexColon(win)
			if i <= 0 || strings.Contains(win[:i], "、") || !isTitle(win[:i]) {
				continue
			}
			end = b.at + int32(i)
		}
		t := s.s[b.at:end]
		if _, numbered := readMarkAt(s.s, b.at, l.hi); numbered {
			continue
		}
		if len(found) > maxPlainHeads {
			break
		}
		h := head{at: b.at, end: end, line: b.line, spaced: true}
		if isWeakTitle(t) && !s.standsAsHead(h) {
			continue
		}
		found = append(found, keyed{hashMasked(hashSeed, t), h})
	}
	var out []group
	add := func(base float64, run []keyed) {
		if len(run) < 2 || len(run) > maxPlainHeads {
			return
		}
		heads := make([]head, 0, len(run))
		for _, k := range run {
			if n := len(heads); n > 0 && s.letters(heads[n-1].end, k.head.at) < crowded {
				heads = heads[:n-1]
			}
			heads = append(heads, k.head)
		}
		if len(heads) < 2 {
			return
		}
		g := group{kind: inlineGroup, base: base, support: plainOpening, heads: heads}
		if s.letters(lo, heads[0].at) > lateStart {
			g.base += latePenalty
		} else if s.atTop(lo, heads[0].at) {
			g.base += topBonus
		}
		out = append(out, g)
	}
	add(inlineTitles, found)
	for _, run := range runs(found, func(k keyed) uint64 { return k.key }) {
		add(inlineRepeated, run)
	}
	return out
}

// spacedBreaks returns the pauses in [lo, hi), and in run-on lines the places
// after a single space as well: the last stop of a report may be lost.
func (s *sheet) spacedBreaks(lo, hi int32) []pause {
	pauses := s.breaksIn(lo, hi)
	var extra []pause
	from, to := s.lineRange(lo, hi)
	for i := from; i < to; i++ {
		l := s.lines[i]
		if l.hi-l.lo <= runOnLine || s.letters(l.lo, l.hi) <= runOnLine || !s.holdsSpace(l) {
			continue
		}
		cursor := s.n.Cursor(int(l.lo))
		edge, _ := cursor.Stretch(int(l.lo)) // folding drops nothing before it
		for at := range s.s[l.lo:l.hi] {
			at := l.lo + int32(at)
			if int(at) > edge {
				edge, _ = cursor.Stretch(edge)
			}
			if at > l.lo && s.s[at] != ' ' && (s.s[at-1] == ' ' || s.s[at] == '\t' || int(at) == edge && s.spaceAt(at)) {
				extra = append(extra, pause{at: at, line: i})
			}
		}
	}
	if len(extra) == 0 {
		return pauses
	}
	all := append(slices.Clone(pauses), extra...)
	slices.SortFunc(all, func(a, b pause) int { return int(a.at) - int(b.at) })
	return slices.CompactFunc(all, func(a, b pause) bool { return a.at == b.at })
}

// holdsSpace reports whether white space stands in line l or in its source. Where none
// does, spaceAt finds none at any of its characters.
func (s *sheet) holdsSpace(l line) bool {
	source := s.n.Span(int(l.lo), int(l.hi)).Of(s.n.Source)
	for _, space := range []string{" ", "\t"} {
		if strings.Contains(s.text(l), space) {
			return true
		}
	}
	for _, space := range sourceSpaces {
		if strings.Contains(source, string(space)) {
			return true
		}
	}
	return false
}
