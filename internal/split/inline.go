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
	for _, b := range s.spacedBreaks(lo, hi) {
		l := s.lines[b.line]
		if within(s.s[l.lo:min(l.hi, l.lo+(maxTitle+1)*utf8.UTFMax)], maxTitle) {
			continue
		}
		end := s.titleBeforeSpace(b.at, l.hi)
		if end == 0 {
			if n := titleThenOpening(s.s[b.at:l.hi]); n > 0 {
				end = b.at + n
			}
		}
		if end == 0 {
			win := clip(s.s[b.at:min(l.hi, b.at+maxTitle*utf8.UTFMax)], maxTitle)
			i := strings.IndexAny(win, ":：,，。;!?、")
			if i <= 0 || win[i] != ':' && !strings.HasPrefix(win[i:], "：") || !isTitle(win[:i]) {
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
		if s.letters(l.lo, l.hi) <= runOnLine {
			continue
		}
		for at := range s.s[l.lo:l.hi] {
			if at := l.lo + int32(at); at > l.lo && s.s[at] != ' ' && (s.s[at-1] == ' ' || s.spaceAt(at)) {
				extra = append(extra, pause{at, i, false})
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
