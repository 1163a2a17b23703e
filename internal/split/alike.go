package split

import (
	"strings"
	"unicode/utf8"
)

// Lines that look alike say less than any other group, so that the parts must say
// more; measured on 1,704 laws and government reports, where a mean opening of 0.25
// divides four.
const (
	alikeLines   = 0.6 // points of lines that begin or end alike
	alikeReach   = 2   // characters that they have in common; three miss 文/张某, one is chance
	alikeOpening = 0.5 // mean opening that they need, in [0, 1]
	topBonus     = 0.7 // points where the first heading is the first line of the text, where a report has no section
	topLetters   = 40  // letters that may stand above it: the title of the whole collection
)

// alike returns the groups of lines in [lo, hi) that begin or end with the same
// characters, or stand in the same brackets, whatever these say: 文/张某, （李某）,
// 某县上报. Sections of one report look alike as well, so that only groups are
// kept whose parts open like reports.
func (s *sheet) alike(lo, hi int32) []group {
	type keyed struct {
		key  uint64
		head head
	}
	var lines []keyed
	from, to := s.lineRange(lo, hi)
	for i := from; i < to; i++ {
		l := s.lines[i]
		if l.hi-l.lo > maxTitle*utf8.UTFMax || !s.isHeadLine(i) || s.punctuationFollows(i) {
			continue
		}
		tr := s.traitsOf(i)
		if tr&(isSeparatorLine|isBylineLine|isNumberedLine) != 0 || tr&isTitleLine == 0 && hasPrefix(s.text(l), sectionStarts) {
			continue
		}
		if s.isSignature(i) {
			continue
		}
		h := head{at: l.lo, end: l.hi, line: i, whole: true}
		t := s.text(l)
		head, tail := t[:leading(t, alikeReach)], t[trailing(t, alikeReach):]
		lines = append(lines,
			keyed{hashNumbers(hashWord(hashSeed, 1), head), h},
			keyed{hashNumbers(hashWord(hashSeed, 2), tail), h})
		first, _ := firstRune(head)
		last, _ := lastRune(tail)
		if isSign(first) && !isNumberSign(first) {
			lines = append(lines, keyed{hashWord(hashWord(hashSeed, 3), uint64(first)), h})
		}
		if isSign(last) && !isNumberSign(last) {
			lines = append(lines, keyed{hashWord(hashWord(hashSeed, 4), uint64(last)), h})
		}
		if n := s.fields(l); n > 1 {
			lines = append(lines, keyed{hashWord(hashWord(hashSeed, 5), uint64(n)), h})
		}
	}
	var out []group
	for _, run := range runs(lines, func(k keyed) uint64 { return k.key }) {
		if len(run) < 2 || len(run) > maxPlainHeads {
			continue
		}
		heads := make([]head, len(run))
		equal := true // but for the numbers
		same := maskNumbers(s.s[run[0].head.at:run[0].head.end])
		for i, k := range run {
			heads[i] = k.head
			equal = equal && (i == 0 || maskNumbers(s.s[k.head.at:k.head.end]) == same)
		}
		heads = s.settle(heads, equal, hi)
		if len(heads) < 2 {
			continue
		}
		opening := 0.0
		for _, h := range heads {
			opening += min(1, s.opening(h.end).score)
		}
		if opening < alikeOpening*float64(len(heads)) {
			continue
		}
		g := group{kind: alikeGroup, base: alikeLines, support: alikeOpening, strict: true, heads: heads}
		if s.letters(lo, heads[0].at) > lateStart {
			g.base += latePenalty
		} else if s.atTop(lo, heads[0].at) {
			g.base += topBonus
		}
		out = append(out, g)
	}
	return out
}

// leading returns the byte behind the first n characters of t that are no white space,
// trailing that before the last n.
func leading(t string, n int) int {
	i := 0
	for i < len(t) && n > 0 {
		if !isBlank(t[i]) {
			n--
		}
		i += runeLen(t[i])
	}
	return min(i, len(t))
}

func trailing(t string, n int) int {
	i := len(t)
	for i > 0 && n > 0 {
		_, size := lastRune(t[:i])
		i -= size
		if !isBlank(t[i]) {
			n--
		}
	}
	return i
}

// isNumberSign reports whether r is a sign that is a number: ①.
func isNumberSign(r rune) bool { return r < rune(len(signs)) && signs[r]&numeralSign != 0 }

// isSignature reports whether line i is no title and a date stands below it.
func (s *sheet) isSignature(i int32) bool {
	return int(i)+1 < len(s.lines) && s.traitsOf(i)&(isTitleLine|isBylineLine) == 0 && s.traitsOf(i+1)&isDateLine != 0
}

// atTop reports whether nothing but the head of a site and one title stands between
// lo, the start of the text, and at.
func (s *sheet) atTop(lo, at int32) bool {
	return s.letters(lo, at) <= topLetters || s.letters(lo, at) <= topLetters+maxSiteLetters && s.letters(s.cutHead(lo, at), at) <= topLetters
}

// isSign reports whether r is neither a letter nor a digit nor Han.
func isSign(r rune) bool {
	return !isHan(r) && !(r >= 'a' && r <= 'z') && !(r >= 'A' && r <= 'Z') && !(r >= '0' && r <= '9') && r != utf8.RuneError
}

// fields counts the pieces of line l between white space, which folding has dropped
// between Han.
func (s *sheet) fields(l line) int {
	if !strings.ContainsAny(s.text(l), " \t") && !s.dropsSpace(l.lo, l.hi) {
		return 1
	}
	n, c := 1, byte(0)
	for i := l.lo; i < l.hi; i += int32(runeLen(c)) {
		if c = s.s[i]; i > l.lo && c != ' ' && c != '\t' && s.spaceAt(i) || c != ' ' && i > l.lo && isBlank(s.s[i-1]) {
			n++
		}
	}
	return n
}
