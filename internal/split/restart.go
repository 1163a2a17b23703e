package split

import (
	"strings"
)

// A second report may begin without any heading. No single sign tells it and no
// sum of signs either: measured on 1,667 laws and 37 reports, false points with a
// strong sum stand above many true ones. The rules of restarts are therefore
// explicit combinations, each free of false points there.
const (
	restartGap     = 250 // letters since the last start
	restartFirst   = 45  // characters of the first paragraph, shorter ones are items of a list
	runOnLine      = 900 // letters a line from which sentence starts count too
	strongOpening  = 1.2
	weakOpening    = 0.6
	strongClosing  = 1.3
	fairClosing    = 0.8
	weakClosing    = 0.5
	signatureBonus = 0.5 // a dated signature just above
	rareBlank      = 10  // a blank line is a wide gap where at most one line in this many has one
	reportedReach  = 60  // characters in which the words of somebody else are announced
	copyLetters    = 150 // letters that a second copy must share with the first start
	maxCopyLines   = 40  // paragraphs compared for it
)

// What the section numbers after a restart say, the higher the better.
const (
	numbersRestart = 2  // the outermost numbering begins again
	numbersNew     = 1  // it is not used again, and another one begins at 1
	numbersUnknown = 0  // it is not used again
	numbersOther   = -1 // it jumps
	numbersGoOn    = -2 // it goes on
)

// sought says which restarts are looked for in a part.
type sought uint8

const (
	allRestarts    sought = iota // in a text without headings
	withHeaded                   // and below lines that can be headings, in a compilation
	headedRestarts               // only those: every report has its name
	noRestarts                   // every report has its number
)

// restartsAmong returns what to look for between the headings of g.
func restartsAmong(g *group) sought {
	switch {
	case g == nil:
		return allRestarts
	case g.kind == numberedGroup && !g.lacks:
		return noRestarts
	case g.kind == rosterGroup:
		return headedRestarts
	}
	return withHeaded
}

// restarts returns the places in [lo, hi) where a further report begins without a
// heading, ascending.
func (s *sheet) restarts(lo, hi int32, which sought) []int32 {
	from, to := s.lineRange(lo, hi)
	if from > 0 && s.lines[from-1].hi > lo {
		from--
	}
	if which == noRestarts || to <= from || s.letters(lo, hi) < 2*restartGap {
		return nil
	}
	blankLines := 0
	for i := from + 1; i < to; i++ {
		if s.lines[i].blanks > 0 {
			blankLines++
		}
	}
	usual := usualBlanks(s.lines[from:to])
	indented := s.lines[from].indented && s.lines[from].lo >= lo
	copies := s.copies(lo, from, to)
	runOn := s.letters(lo, hi)/(to-from) > runOnLine
	var out []int32
	start := lo
	first, last := s.lettersBefore(start), s.lettersBefore(hi)
	for _, b := range s.breaksIn(lo+1, hi) {
		if !b.newline && !runOn {
			continue
		}
		l := s.lines[b.line]
		wide, fresh := false, false
		if b.newline && b.line > from {
			wide = l.feed || l.blanks > usual && (l.blanks > usual+1 || blankLines*rareBlank <= int(to-from))
			fresh = l.indented && !indented
			indented = indented || l.indented
		}
		if b.at-start < restartGap {
			continue
		}
		if before := s.lettersBefore(b.at); before-first < restartGap || last-before < rejectLeast {
			continue
		}
		if copies[b.at] || which != headedRestarts && s.isRestart(b, start, hi, wide, fresh) || which != allRestarts && s.isHeadedRestart(b, start, hi) {
			out = append(out, b.at)
			start, first = b.at, s.lettersBefore(b.at)
		}
	}
	return out
}

// usualBlanks returns the number of blank lines between two paragraphs that at
// least a third of them have.
func usualBlanks(lines []line) int16 {
	var n [4]int
	for _, l := range lines[1:] {
		n[min(l.blanks, 3)]++
	}
	for k := int16(3); k > 0; k-- {
		sum := 0
		for _, c := range n[k:] {
			sum += c
		}
		if sum*3 >= len(lines)-1 {
			return k
		}
	}
	return 0
}

// isRestart reports whether a report begins at b, the last one having begun at
// start and the range ending at hi.
func (s *sheet) isRestart(b pause, start, hi int32, wide, fresh bool) bool {
	l := s.lines[b.line]
	t := s.s[b.at:min(l.hi, hi)]
	greeting := hasPrefix(t, salutations) && (within(t, maxTitle) && strings.HasSuffix(t, ":"))
	if !greeting && within(t, restartFirst-1) {
		return false
	}
	o := s.openingHere(b.at, hi)
	if o.score < weakOpening && !s.mayNamePlace(b.at, hi) {
		return false
	}
	if strings.HasPrefix(t, "根据这") || hasPrefix(t, continuations) {
		return false
	}
	q := s.numbersAcross(start, b.at, hi)
	if o.score < weakOpening && q < numbersUnknown {
		return false
	}
	if b.markEnd > 0 {
		return false
	}
	if r, _ := firstRune(t); isStop(r) || strings.ContainsRune("》”’),，、:）】", r) {
		return false // the rest of a sentence after a broken link
	}
	again := q == numbersRestart
	moved := noMove
	if again || q >= numbersUnknown && s.namesAgain(b.at, hi) {
		moved = s.moveAt(start, b.at, hi)
	}
	if o.score < weakOpening && moved != namesFirst {
		return false
	}
	first := clip(t, reportedReach)
	if containsAny(first, sayings) {
		return false // a report on a report
	}
	if !b.newline && strings.HasPrefix(t, "从") {
		return false // a span of time inside a story
	}
	if containsAny(first, lookingBack) {
		return false // the last paragraph of a report looks back like a first one
	}
	if b.newline && b.line > 0 {
		prev := s.lines[b.line-1]
		p := s.text(prev)
		if _, ok := readMarkAt(s.s, prev.lo, prev.hi); ok && within(p, maxTitle) {
			return false
		}
		if hasPrefix(p, salutations) && within(p, maxTitle) {
			return false
		}
	}
	c := s.closing(b.at)
	if b.newline && b.line > 0 && isDate(s.text(s.lines[b.line-1])) {
		c = max(c+signatureBonus, 1)
	}
	switch {
	case o.score >= strongOpening && c >= weakClosing && again:
	case o.led && o.score >= strongOpening && again:
	case o.score >= strongOpening && c >= fairClosing && q == numbersNew:
	case o.greet && o.task && q >= numbersUnknown && (c >= weakClosing || again || wide):
	case o.score >= strongOpening && c >= strongClosing && q >= numbersUnknown:
	case b.newline && o.dated && c >= strongClosing && again:
	case (wide || fresh) && o.score >= strongOpening && (again || c >= fairClosing):
	case (wide || fresh) && c >= fairClosing && again:
	case moved == namesFirst && q >= numbersUnknown && (wide || fresh || c >= weakClosing && (o.score >= weakOpening || again)):
	case moved == namesFirst && o.score >= weakOpening && q >= numbersNew:
	case moved == movesPlace && o.score >= weakOpening && again:
	default:
		return false
	}
	return true
}

// isHeadedRestart reports whether a report begins at b below a line that can be its
// heading.
func (s *sheet) isHeadedRestart(b pause, start, hi int32) bool {
	i := b.line - 1
	if !b.newline || i < 1 || s.punctuationFollows(i) || containsAny(clip(s.s[b.at:hi], reportedReach), lookingBack) || !within(s.text(s.lines[i]), runInTitle/2) && s.traitsOf(i)&isTitleLine == 0 || s.lines[i].lo <= start || !s.isHeadLine(i) || s.traitsOf(i)&isDateLine != 0 {
		return false
	}
	if b.markEnd > 0 {
		return false
	}
	above := s.text(s.lines[i-1])
	if r, _ := lastRune(above); s.lines[i].blanks == 0 && !endsSentence(r) && !s.isHeadLine(i-1) {
		return false
	}
	if t := s.text(s.lines[b.line]); hasPrefix(t, salutations) && within(t, shortLine) && strings.HasSuffix(t, ":") {
		return true
	}
	o, c, q := s.openingHere(b.at, hi), s.closing(s.lines[i].lo), s.numbersAcross(start, b.at, hi)
	return o.score >= weakOpening && q >= numbersUnknown && (q == numbersRestart || c >= weakClosing || o.score >= strongOpening)
}

// openingHere judges the opening at at without skipping lines: in its own line when
// that is a paragraph, for the next one may be the opening that counts.
func (s *sheet) openingHere(at, hi int32) opening {
	if end := min(hi, s.lines[s.lineAt(at)].hi); !within(s.s[at:end], maxTitle) {
		hi = end
	}
	return s.openingOf(at, hi)
}

// numbersAcross says how the section numbers of [start, at) continue behind at.
func (s *sheet) numbersAcross(start, at, hi int32) int {
	last, ok := s.outermost(start, at)
	if !ok {
		return numbersUnknown
	}
	if m, ok := s.nextMark(last.scheme, at, hi); ok {
		switch m.value {
		case 1:
			return numbersRestart
		case last.value + 1:
			return numbersGoOn
		}
		return numbersOther
	}
	if i := s.firstMark(at); i < len(s.marks) && s.marks[i].at < hi && s.marks[i].value == 1 {
		return numbersNew
	}
	return numbersUnknown
}

// copies returns the places where a second copy of the text at lo begins: the
// first long paragraphs of the range stand there again, one after the other.
func (s *sheet) copies(lo, from, to int32) map[int32]bool {
	var first []int32
	for i := from; i < to && len(first) < maxCopyLines; i++ {
		if l := s.lines[i]; !within(s.s[max(l.lo, lo):l.hi], restartFirst-1) {
			first = append(first, i)
		}
	}
	if len(first) == 0 {
		return nil
	}
	body := func(i int32) string { return s.s[max(s.lines[i].lo, lo):s.lines[i].hi] }
	var out map[int32]bool
	opening := body(first[0])
	for i := first[0] + 1; i < to; i++ {
		if l := s.lines[i]; int(l.hi-l.lo) != len(opening) || s.text(l) != opening {
			continue
		}
		same, j := int32(0), i
		for _, f := range first {
			for j < to && within(s.text(s.lines[j]), restartFirst-1) {
				j++
			}
			if j >= to || s.text(s.lines[j]) != body(f) {
				break
			}
			same += s.letters(s.lines[j].lo, s.lines[j].hi)
			j++
		}
		if same >= copyLetters {
			if out == nil {
				out = map[int32]bool{}
			}
			out[s.lines[i].lo] = true
		}
	}
	return out
}
