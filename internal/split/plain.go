package split

import (
	"slices"
	"strings"
)

// What lines without number say by themselves, in points of the score that must
// reach acceptScore. None reaches it alone: a title repeated by a page header, or a
// row of signs inside a report, needs parts that look like reports.
const (
	repeatedTitle  = 2.5
	repeatedLine   = 0.3
	titleLines     = 1.7
	firmTitles     = 1.0 // most titles can hardly be those of sections
	separatorLines = 0.8
	endLines       = 2.0 // all separators say that a text ends
	decoratedLines = 0.7
	decoratedTitle = 1.0 // times the share of titles
	bylineLines    = 0.8
	authorLines    = 1.5 // all of them name an author, each another one
	signedLines    = 1.2
	nameLines      = 0.9
	inlineTitles   = 0.7
	inlineRepeated = 1.5
	labelLines     = 1.5
	signedOpening  = 0.6  // mean opening of two signed texts: one of them may be an enclosure
	plainOpening   = 0.25 // mean opening, or renumbering, that they need besides

	lateStart     = 400     // letters before the first one above which they are out: 结束语 stands once in each report, at its end
	latePenalty   = -2.5    // and what that costs
	ownFirst      = 150     // letters before the first separator or date that make a part of their own
	crowded       = 80      // letters: two headings that close are one heading or a contents list
	decoClass     = 40      // percent of the decorated lines a first symbol must have
	shortLine     = 20      // characters: a line that short need not end a sentence
	maxRepeated   = 40      // characters of a line looked for again
	labelShare    = 60      // percent of the labels that an opening must follow
	weakEvidence  = 0.4     // opening after and closing before that the title of a section does not have
	firmOpening   = 0.6     // opening that makes up for a previous line without stop
	maxPlainHeads = 1 << 12 // headings of one group; more are the rows of a table
)

// plain returns the groups of lines without number in [lo, hi).
func (s *sheet) plain(lo, hi int32) []group {
	var titles, separators, bylines, dates, names, labels []head
	type keyed struct {
		key  uint64
		head head
	}
	var repeats, decorated []keyed
	from, to := s.lineRange(lo, hi)
	for i := from; i < to; i++ {
		l := s.lines[i]
		t := s.text(l)
		h := head{at: l.lo, end: l.hi, line: i, whole: true}
		if end := labelEnd(t); end > 0 {
			h := h
			h.end, h.whole = l.lo+int32(end), false
			labels = append(labels, h)
		}
		if l.isLong() {
			continue
		}
		tr := s.traitsOf(i)
		if tr&isSiteLine != 0 || s.punctuationFollows(i) {
			continue
		}
		if tr&isSeparatorLine != 0 {
			separators = append(separators, h)
			continue
		}
		if tr&isBylineLine != 0 {
			if tr&isDateLine != 0 {
				dates = append(dates, h)
			}
			bylines = append(bylines, h)
			continue
		}
		if tr&(isNumberedLine|isProseLine) != 0 {
			continue
		}
		if tr&isTitleLine != 0 && len(titles) <= maxPlainHeads && (!isWeakTitle(t) || s.standsAsHead(h)) {
			titles = append(titles, h)
		}
		if tr&isNameLine != 0 && (i == from || !s.isSignature(i)) {
			names = append(names, h)
		}
		if r := decoration(t); r != 0 {
			decorated = append(decorated, keyed{uint64(r), h})
		}
		if listed := int(i)+1 < len(s.lines) && tr&s.traitsOf(i+1)&isTitleLine != 0 && s.text(s.lines[i+1]) != t; listed {
			continue // an entry of a contents list
		}
		if l.chars <= maxRepeated && l.chars > 1 && !hasPrefix(t, salutations) {
			repeats = append(repeats, keyed{hashMasked(hashSeed, t), h})
		}
	}
	var out []group
	add := func(kind groupKind, base float64, shared bool, heads []head) {
		heads = s.settle(heads, shared, hi)
		if len(heads) < 2 || len(heads) > maxPlainHeads {
			return
		}
		g := group{kind: kind, base: base, support: plainOpening, heads: heads}
		before := s.letters(lo, heads[0].at)
		switch {
		case kind == separatorGroup && before > ownFirst:
			g.open = true
		case before > lateStart:
			g.base += latePenalty
		case s.atTop(lo, heads[0].at):
			g.base += topBonus
		}
		out = append(out, g)
	}
	add(titleGroup, titleLines, false, titles)
	s.assure(out, lo, hi)
	if len(separators) == 1 && s.letters(lo, separators[0].at) > ownFirst {
		out = append(out, group{kind: separatorGroup, base: separatorLines, support: plainOpening, heads: separators, open: true})
	}
	add(separatorGroup, separatorLines, true, separators)
	for i := range out {
		if g := &out[i]; g.kind == separatorGroup && s.endLines(g) {
			g.base += endLines
			g.support = 0
		}
	}
	add(bylineGroup, bylineLines, false, bylines)
	if n := len(out); n > 0 && out[n-1].kind == bylineGroup && s.namesAuthors(&out[n-1]) && s.atTop(lo, out[n-1].heads[0].at) {
		out[n-1].support = 0
		out[n-1].base += authorLines
	}
	add(nameGroup, nameLines, false, names)
	if g, ok := s.signed(dates, lo, hi); ok {
		out = append(out, g)
	}
	if g, ok := s.labelled(labels, lo); ok {
		out = append(out, g)
	}
	for _, run := range runs(decorated, func(k keyed) uint64 { return k.key }) {
		if len(run)*100 < decoClass*len(decorated) {
			continue
		}
		heads, titled := make([]head, len(run)), 0
		for i, k := range run {
			heads[i] = k.head
			if isTitle(s.text(s.lines[k.head.line])) {
				titled++
			}
		}
		add(decoratedGroup, decoratedLines+decoratedTitle*float64(titled)/float64(len(run)), true, heads)
	}
	for _, run := range runs(repeats, func(k keyed) uint64 { return k.key }) {
		if len(run) < 2 {
			continue
		}
		heads := make([]head, len(run))
		for i, k := range run {
			heads[i] = k.head
		}
		base := repeatedLine
		if isTitle(s.text(s.lines[heads[0].line])) {
			base = repeatedTitle
		}
		add(repeatedGroup, base, true, heads)
	}
	out = append(out, s.alike(lo, hi)...)
	out = append(out, s.roster(lo, hi)...)
	out = append(out, s.layout(lo, hi)...)
	inline := s.inline(lo, hi)
	s.assure(inline, lo, hi)
	return append(out, inline...)
}

// endLines reports whether all heads of g say that the text before them ends.
func (s *sheet) endLines(g *group) bool {
	for _, h := range g.heads {
		if !isEndLine(s.s[h.at:h.end]) {
			return false
		}
	}
	return true
}

// namesAuthors reports whether the heads of g are by-lines that name an author or
// office, each another one.
func (s *sheet) namesAuthors(g *group) bool {
	last := ""
	for _, h := range g.heads {
		t := s.s[h.at:h.end]
		label := t[:prefixOf(t, authorNames)]
		value := strings.TrimLeft(t[len(label):], ":： ")
		if label == "" || value == last || within(value, 1) {
			return false
		}
		last = value
	}
	return true
}

// assure lifts the groups of titles of which most can hardly be those of sections:
// their parts need not open like reports. Two titles must head the text and long
// parts besides, and one title repeated is that of a page.
func (s *sheet) assure(groups []group, lo, hi int32) {
	for i := range groups {
		g := &groups[i]
		firm, changes, last := 0, 0, ""
		for _, h := range g.heads {
			t := s.s[h.at:h.end]
			if isFirmTitle(t) && !isWeakTitle(t) {
				firm++
			}
			if t != last {
				changes++
			}
			last = t
		}
		k := len(g.heads)
		switch {
		case changes*2 <= k || float64(firm) < titledShare*float64(k):
			continue
		case k == 2 && (firm < k || !s.atTop(lo, g.heads[0].at) ||
			s.letters(g.heads[0].end, g.heads[1].at) < medianPart || s.letters(g.heads[1].end, hi) < medianPart):
			continue
		}
		g.support = 0
		g.base += firmTitles
	}
}

// runs returns the items with one key together, in their order, by rising keys.
func runs[T any](items []T, key func(T) uint64) [][]T {
	type place struct {
		key uint64
		i   int
	}
	order := make([]place, len(items))
	for i := range items {
		order[i] = place{key(items[i]), i}
	}
	slices.SortFunc(order, func(a, b place) int {
		switch {
		case a.key < b.key:
			return -1
		case a.key > b.key:
			return 1
		}
		return a.i - b.i
	})
	sorted := make([]T, len(items))
	for i, p := range order {
		sorted[i] = items[p.i]
	}
	var out [][]T
	for i := 0; i < len(sorted); {
		j := i + 1
		for j < len(sorted) && order[j].key == order[i].key {
			j++
		}
		out = append(out, sorted[i:j])
		i = j
	}
	return out
}

// lineRange returns the indexes of the lines that start in [lo, hi).
func (s *sheet) lineRange(lo, hi int32) (int32, int32) {
	return int32(s.lineAt(lo-1) + 1), int32(s.lineAt(hi-1) + 1)
}

// standsAsHead reports whether the text after h opens like a report and the text
// before it closes like one.
func (s *sheet) standsAsHead(h head) bool {
	return s.opening(h.end).score >= weakEvidence && (h.line == 0 || s.closing(h.at) >= weakEvidence)
}

// settle drops the heads that stand in the middle of a sentence and those of a
// contents list. shared says that the heads have a sign in common, which makes up
// for a previous line without stop.
func (s *sheet) settle(heads []head, shared bool, hi int32) []head {
	var out []head
	for _, h := range heads {
		if !shared && h.line > 0 && s.lines[h.line].blanks == 0 {
			prev := s.text(s.lines[h.line-1])
			r, _ := lastRune(prev)
			if !endsSentence(r) && !within(prev, shortLine) && !isTitle(prev) && !s.isSite(s.lines[h.line-1].lo, s.lines[h.line-1].hi) && s.opening(h.end).score < firmOpening {
				continue
			}
		}
		for len(out) > 0 {
			last := out[len(out)-1]
			if h.at-last.end >= crowded && s.letters(last.end, h.at) >= crowded {
				break
			}
			if s.proseBetween(last, h) {
				h.line = -1
				break
			}
			out = out[:len(out)-1]
		}
		if h.line >= 0 {
			out = append(out, h)
		}
	}
	return out
}

// proseBetween reports whether a sentence stands between two heads.
func (s *sheet) proseBetween(a, b head) bool {
	for i := a.line + 1; i < b.line; i++ {
		t := s.text(s.lines[i])
		r, _ := lastRune(t)
		if (isStop(r) || s.lines[i].isLong() || r == ':' && hasPrefix(t, salutations)) && !isByline(t) {
			return true
		}
	}
	return a.line == b.line && s.letters(a.end, b.at) > 0
}

// signed makes the group of reports that END with a date line.
func (s *sheet) signed(dates []head, lo, hi int32) (group, bool) {
	const (
		firstText = 150 // letters before the first date
		lastText  = 400 // letters after the last
	)
	dates = s.settle(dates, true, hi)
	if len(dates) < 2 || s.letters(lo, dates[0].at) <= firstText || s.letters(dates[len(dates)-1].end, hi) >= lastText {
		return group{}, false
	}
	g := group{kind: signedGroup, base: signedLines, support: plainOpening, open: true}
	if len(dates) == 2 {
		g.support, g.strict = signedOpening, true
	}
	for _, d := range dates[:len(dates)-1] {
		if int(d.line)+1 >= len(s.lines) {
			return group{}, false
		}
		l := s.lines[d.line+1]
		g.heads = append(g.heads, head{at: l.lo, end: l.lo, line: d.line + 1})
	}
	return g, len(g.heads) > 0
}

// labelled makes the group of lines that begin with the name of their owner.
func (s *sheet) labelled(labels []head, lo int32) (group, bool) {
	opening := 0
	var kept []head
	for _, h := range labels {
		if s.opening(h.end).score >= weakEvidence {
			opening++
			kept = append(kept, h)
		}
	}
	kept = s.settle(kept, true, 0)
	if len(kept) < 2 || opening*100 < labelShare*len(labels) {
		return group{}, false
	}
	g := group{kind: labelGroup, base: labelLines, support: weakEvidence, heads: kept}
	if s.letters(lo, kept[0].at) > lateStart {
		g.base += latePenalty
	}
	return g, true
}

// breaksIn returns the pauses in [lo, hi).
func (s *sheet) breaksIn(lo, hi int32) []pause {
	find := func(at int32) int {
		i, _ := slices.BinarySearchFunc(s.breaks, at, func(b pause, at int32) int { return int(b.at) - int(at) })
		return i
	}
	return s.breaks[find(lo):find(hi)]
}
