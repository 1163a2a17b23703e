package split

import (
	"strings"
	"unicode/utf8"
)

// Headings whose line ends were lost, see runOn.
const (
	nth          = "第"
	runOnReach   = 16    // bytes behind a noun in which its number stands
	runOnOpeners = "(（ " // what may stand between them
)

// runOnNouns are looked for everywhere, so that there are few.
var runOnNouns = [...]string{nth, "篇", "范文", "例文", "样本", "模板", "汇总", "范例"}

// numberedNouns returns the places in [lo, hi) of each of runOnNouns behind which a
// number may stand, ascending.
func (s *sheet) numberedNouns(lo, hi int32) (starts [len(runOnNouns)]places) {
	i := s.numbers.from(lo)
	for _, at := range s.numbers[i:] {
		if at >= hi {
			break
		}
		if !mayEndNoun(s.s[:at]) {
			continue
		}
		from := max(lo, at-2*runOnReach)
		before := s.s[from:at]
		if !endsHan(before) {
			before = strings.TrimRight(before, runOnOpeners)
		}
		for i, noun := range runOnNouns {
			if strings.HasSuffix(before, noun) {
				starts[i] = append(starts[i], from+int32(len(before)-len(noun)))
			}
		}
	}
	return starts
}

// mayEndNoun reports whether t may end with one of runOnNouns and runOnOpeners.
func mayEndNoun(t string) bool {
	switch n := len(t); {
	case n == 0:
		return false
	case t[n-1] < utf8.RuneSelf:
		return signs[t[n-1]]&nounSign != 0
	case n < hanLen:
		return false
	default:
		return signAt(t, n-hanLen)&nounSign != 0
	}
}

// runOn returns the chains of numbers with a document noun that stand anywhere,
// even in mid sentence: a text whose line ends were lost before its headings. Only
// complete chains from 1 count. The heading begins with the longest common suffix
// of the texts before the numbers.
func (s *sheet) runOn(lo, hi int32) []group {
	var out []group
	for noun, starts := range s.numberedNouns(lo, hi) {
		var cands []candidate
		for _, at := range starts {
			if len(cands) >= maxCandidates {
				break
			}
			p := int(at) + len(runOnNouns[noun])
			t := s.s[p:min(int(hi), p+runOnReach)]
			var buf [4]numeral
			var got []numeral
			q := 0
			if !beginsHan(t) {
				q = len(t) - len(strings.TrimLeft(t, runOnOpeners))
			}
			if q < len(t) {
				got, _ = appendNumerals(buf[:0], t, q)
			}
			for _, v := range got {
				if v.kind != hanNumeral && v.kind != arabicNumeral {
					continue
				}
				if runOnNouns[noun] == nth && prefixOf(t[v.hi:], counters) == 0 {
					continue
				}
				r, _ := firstRune(t[v.hi:])
				if runOnNouns[noun] != nth && strings.ContainsRune("章节条款月日%百千万亿", r) {
					continue
				}
				c := candidate{at: at, lo: int32(p + v.lo), hi: int32(p + v.hi), value: int32(v.value), kind: v.kind}
				c.line = int32(s.lineAt(c.at))
				cands = append(cands, c)
			}
		}
		for _, kind := range [...]numeralKind{hanNumeral, arabicNumeral} {
			var members []int32
			for i, c := range cands {
				if c.kind == kind {
					members = append(members, int32(i))
				}
			}
			if len(members) < 2 {
				continue
			}
			for _, chain := range s.walk(cands, members) {
				if g, ok := s.runOnGroup(cands, chain); ok {
					out = append(out, g)
				}
			}
		}
	}
	return out
}

func (s *sheet) runOnGroup(cands []candidate, chain []int32) (group, bool) {
	for i, m := range chain {
		if c := &cands[m]; int(c.value) != i+1 || c.line < 0 || c.hi > s.lines[c.line].hi {
			return group{}, false // a wide gap behind the noun has ended its line
		}
	}
	if len(chain) < 2 {
		return group{}, false
	}
	common := s.sentenceBefore(cands[chain[0]])
	for _, m := range chain[1:] {
		common = commonSuffix(common, s.sentenceBefore(cands[m]))
	}
	common = strings.TrimLeft(common, " \t,，、")
	g := group{kind: numberedGroup, support: runOnOpening, strict: true, solid: true}
	g.base = nounBonus + runOnPenalty + fromOneBonus + completeBonus + extraPart*float64(min(len(chain)-2, maxExtra))
	han := 0
	for _, r := range common {
		if isHan(r) {
			han++
		}
	}
	if han >= prefixHan {
		g.base += prefixBonus
	}
	for _, m := range chain {
		c := &cands[m]
		g.heads = append(g.heads, head{at: c.at - int32(len(common)), numLo: c.lo, numHi: c.hi, line: c.line})
	}
	return g, true
}

// sentenceBefore returns the text before c back to the last stop or line start.
func (s *sheet) sentenceBefore(c candidate) string {
	lo := c.at
	if c.line >= 0 {
		lo = s.lines[c.line].lo
	}
	t := clipTail(s.s[max(lo, c.at-headReach*utf8.UTFMax):c.at], headReach)
	for i := len(t); i > 0; {
		r, n := lastRune(t[:i])
		if isStop(r) {
			return t[i:]
		}
		i -= n
	}
	return t
}

// commonSuffix returns the longest common suffix of a and b in whole runes.
func commonSuffix(a, b string) string {
	i := len(a)
	for i > 0 {
		r, n := lastRune(a[:i])
		q, _ := lastRune(b[:len(b)-(len(a)-i)])
		if r != q || len(b) == len(a)-i {
			break
		}
		i -= n
	}
	return a[i:]
}
