package split

import (
	"strings"
	"unicode/utf8"
)

const (
	maxSwallow   = 6   // lines of a title page that go with a heading
	mostSwallow  = 80  // letters of them in sum: a title and an author
	commonTitle  = 0.5 // share of parts with a title line below the heading from which it is part of it
	commonLabel  = 0.6 // the same for a line 正文:
	footLines    = 60  // lines looked at for the foot of the site, and for its head
	footGap      = 8   // short lines without a sentence that go with the site lines around them
	strayLetters = 3   // ASCII letters after the last stop that a site leaves behind
	runInTitle   = 40  // characters of a run-in heading behind its number
	siteSentence = 120 // characters of a sentence of the site inside a long line
)

// headEnd returns the byte behind the heading h, judged by itself.
func (s *sheet) headEnd(h head) int32 {
	switch {
	case h.numHi == 0:
		return h.end
	case h.whole:
		return s.wholeEnd(h)
	}
	return s.runInEnd(h, "")
}

// wholeEnd returns the end of a heading that fills its line, but for the title of a law
// behind the number.
func (s *sheet) wholeEnd(h head) int32 {
	hi := s.lines[h.line].hi
	at := s.runInPoint(h)
	if at >= hi || !isStatuteTitle(s.s[at:hi]) {
		return hi
	}
	return max(at, s.titleBeforeSpace(at, hi))
}

// runInEnd returns the end of a heading that text follows in the same line: the
// number, its counter, brackets and colon, and a title where something shows that
// it ends: white space, the same words in all headings (common), or a rest that
// opens like a report.
func (s *sheet) runInEnd(h head, common string) int32 {
	hi := s.lines[h.line].hi
	t := s.s[:hi]
	gap := int(s.runInPoint(h))
	if strings.HasSuffix(t[:gap], "  ") {
		return int32(gap)
	}
	if isTitle(t[gap:]) {
		return hi
	}
	rest := clip(t[gap:min(len(t), gap+maxTitle*utf8.UTFMax)], maxTitle)
	if common != "" && strings.HasPrefix(rest, common) {
		return int32(gap + len(common))
	}
	if i := strings.Index(rest, "  "); i > 0 && within(rest[:i], runInTitle) && !strings.ContainsAny(rest[:i], ",，。;!?:：、") && s.opening(int32(gap+i)).score > 0 {
		return int32(gap + i) // no title word, but a wide gap before an opening
	}
	if end := s.titleBeforeSpace(int32(gap), hi); end > 0 {
		return end
	}
	if end := s.titleThenOpening(int32(gap), hi); end > 0 {
		return int32(gap) + end
	}
	return int32(gap)
}

// titleThenOpening returns the length of a title at the front of [at, hi) that the text
// goes on from like the first words of a report: 工作总结一年来, 工作报告各位代表.
func (s *sheet) titleThenOpening(at, hi int32) int32 {
	const first = 10 // characters of the opening looked at
	title := clip(s.s[at:min(hi, at+maxTitle*utf8.UTFMax)], maxTitle)
	for _, end := range s.titles[s.titles.from(at+1):] {
		if end >= at+int32(len(title)) || hasTitleStop(s.s[at:end]) || strings.Contains(s.s[at:end], "  ") {
			return 0
		}
		if t := s.s[at:end]; suffixOf(t, titleWords) == 0 || !isTitle(t) {
			continue
		}
		next := clip(s.s[end:min(hi, end+first*utf8.UTFMax)], first)
		if prefixOf(next, titleWords) == 0 && (hasPrefix(next, groundWords) || hasPrefix(next, salutations) ||
			beginsDated(clip(next, first/2)) || hasPrefix(next, firstPhrases)) {
			return end - at
		}
	}
	return 0
}

// cut is a part in folded bytes: heading [head, body), text [body, end).
type cut struct {
	head, headEnd int32 // the heading; empty where there is none
	body, end     int32
}

// divide turns the winning group into parts with exact edges inside [lo, hi).
func (s *sheet) divide(g *group, lo, hi int32) []cut {
	var out []cut
	ends := s.headEnds(g)
	if g.open {
		out = append(out, cut{head: lo, headEnd: lo, body: lo, end: hi})
	}
	for i, h := range g.heads {
		head := s.swallowUp(g, h, lo)
		if n := len(out); n > 0 {
			out[n-1].end = head
			out[n-1].trim(s)
			head = max(head, out[n-1].body)
		}
		if g.kind == signedGroup {
			out = append(out, cut{head: h.at, headEnd: h.at, body: h.at, end: hi})
			continue
		}
		out = append(out, cut{head: head, headEnd: ends[i], body: ends[i], end: hi})
	}
	out[len(out)-1].trim(s)
	return out
}

// trim cuts the outer white space of the body and of the heading.
func (c *cut) trim(s *sheet) {
	c.body = min(c.body, c.end)
	lo, hi := trim(s.s, int(c.body), int(c.end))
	for strings.HasSuffix(s.s[lo:hi], hardSpace) {
		lo, hi = trim(s.s, lo, hi-len(hardSpace))
	}
	c.body, c.end = int32(lo), int32(hi)
	lo, hi = trim(s.s, int(c.head), int(min(c.headEnd, c.body)))
	c.head, c.headEnd = int32(lo), int32(hi)
}

// headEnds returns the exact end of each heading: with what all of them have in
// common, and with the lines of a title page below them.
func (s *sheet) headEnds(g *group) []int32 {
	ends := make([]int32, len(g.heads))
	common := s.commonContinuation(g)
	for i, h := range g.heads {
		switch {
		case h.numHi == 0:
			ends[i] = h.end
			if !h.whole {
				ends[i] = s.skipColon(h.end, s.lines[h.line].hi)
			}
		case h.whole:
			ends[i] = s.wholeEnd(h)
		default:
			ends[i] = s.runInEnd(h, common)
		}
	}
	if g.kind == signedGroup {
		return ends
	}
	titled, labelled := 0, 0
	for i, h := range g.heads {
		if !s.endsLine(ends[i], h) {
			continue
		}
		t, l := s.belowHead(h)
		if t {
			titled++
		}
		if l {
			labelled++
		}
	}
	k := float64(len(g.heads))
	withTitle := float64(titled) >= commonTitle*k && g.kind != titleGroup
	withLabel := float64(labelled) >= commonLabel*k
	for i, h := range g.heads {
		if s.endsLine(ends[i], h) {
			limit := int32(len(s.s))
			if i+1 < len(g.heads) {
				limit = g.heads[i+1].at
			}
			ends[i] = s.swallowDown(h, ends[i], limit, withTitle, withLabel)
		}
	}
	return ends
}

// endsLine reports whether nothing follows end in the line of h.
func (s *sheet) endsLine(end int32, h head) bool {
	return h.line >= 0 && end >= s.lines[h.line].hi
}

func (s *sheet) skipColon(at, hi int32) int32 {
	r, n := firstRune(s.s[at:hi])
	if r == ':' || r == '：' {
		return at + int32(n)
	}
	return at
}

// commonContinuation returns the words up to a title word that follow the number
// in all run-in headings.
func (s *sheet) commonContinuation(g *group) string {
	common, n := "", 0
	for _, h := range g.heads {
		if h.numHi == 0 || h.whole {
			continue
		}
		end := int(s.runInPoint(h))
		rest := clip(s.s[end:min(int(s.lines[h.line].hi), end+runInTitle*utf8.UTFMax)], runInTitle)
		if n == 0 {
			common = rest
		} else {
			common = commonPrefix(common, rest)
		}
		n++
	}
	if n < 2 {
		return ""
	}
	best := ""
	for i := range common {
		if i > 0 && suffixOf(common[:i], titleWords) > 0 && isTitle(common[:i]) {
			best = common[:i]
		}
	}
	if common != "" && suffixOf(common, titleWords) > 0 && isTitle(common) {
		best = common
	}
	return best
}

// runInPoint returns the byte behind number, counter, brackets, colon and space.
func (s *sheet) runInPoint(h head) int32 {
	t := s.s[:s.lines[h.line].hi]
	p := int(h.numHi)
	if strings.HasSuffix(s.s[:h.numLo], "第") {
		p += prefixOf(t[p:], counters)
	}
	for p < len(t) {
		r, n := firstRune(t[p:])
		if !isCloser(r) && !strings.ContainsRune(":：、.． \t", r) {
			break
		}
		p += n
	}
	return int32(p)
}

func commonPrefix(a, b string) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	for i > 0 && i < len(a) && !utf8.RuneStart(a[i]) {
		i--
	}
	return a[:i]
}

// belowHead reports whether a title line stands below the heading h, and a line
// that only says that the text follows.
func (s *sheet) belowHead(h head) (title, label bool) {
	for i := h.line + 1; int(i) < len(s.lines) && i <= h.line+maxSwallow; i++ {
		tr := s.traitsOf(i)
		t := s.text(s.lines[i])
		switch {
		case tr&isTitleLine != 0 && tr&isNumberedLine == 0:
			title = true
		case isTextLabel(t):
			return title, true
		case tr&(isBylineLine|isSeparatorLine) == 0:
			return title, label
		}
	}
	return title, label
}

func isTextLabel(t string) bool {
	switch strings.TrimRight(t, ":： ") {
	case "正文", "【正文】", "内容", "[正文]", "正文内容":
		return true
	}
	return false
}

// swallowDown moves the end of the heading h over the lines of a title page, of
// mostSwallow letters at most; a by-line has 40 characters by its definition.
func (s *sheet) swallowDown(h head, end, limit int32, withTitle, withLabel bool) int32 {
	top := end
	for i := h.line + 1; int(i) < len(s.lines) && i <= h.line+maxSwallow; i++ {
		l := s.lines[i]
		if l.hi >= limit || s.letters(top, l.hi) > mostSwallow {
			break
		}
		tr := s.traitsOf(i)
		t := s.text(l)
		switch {
		case tr&(isBylineLine|isSeparatorLine) != 0:
		case tr&isSiteLine != 0 && tr&isProseLine == 0:
		case tr&isTitleLine != 0 && tr&(isNumberedLine|isProseLine) == 0 && withTitle && !strings.HasSuffix(t, ":"):
		case isTextLabel(t) && withLabel:
		default:
			return end
		}
		end = l.hi
	}
	return end
}

// swallowUp returns the start of the heading h with the lines above that belong to
// it, of mostSwallow letters at most: separators, a number alone, the title that
// the numbered line repeats, and above an author's line the title.
func (s *sheet) swallowUp(g *group, h head, lo int32) int32 {
	if g.kind == signedGroup || h.line < 0 || h.at != s.lines[h.line].lo {
		return h.at
	}
	at := h.at
	for i := h.line - 1; i >= 0 && i >= h.line-maxSwallow; i-- {
		l := s.lines[i]
		if l.lo < lo || s.letters(l.lo, h.at) > mostSwallow {
			break
		}
		t := s.text(l)
		tr := s.traitsOf(i)
		switch {
		case tr&s.traitsOf(i+1)&isDateLine != 0:
			return at // the date of a signature above the date of the next report
		case tr&isSeparatorLine != 0 && !isEndLine(t):
		case isNumberAlone(t):
		case tr&isTitleLine != 0 && g.kind == numberedGroup && strings.Contains(s.text(s.lines[h.line]), trimNumber(t)) && within(t, maxTitle) && tr&isNumberedLine == 0:
		case (tr&(isTitleLine|isNameLine|isBylineLine) != 0) && (g.kind == bylineGroup) && tr&(isNumberedLine|isProseLine) == 0:
		case tr&isTitleLine != 0 && (g.kind == nameGroup || g.kind == rosterGroup) && tr&(isNumberedLine|isProseLine) == 0:
		default:
			return at
		}
		at = l.lo
	}
	return at
}

// isEndLine reports whether a separator says that the text before it ends.
func isEndLine(t string) bool {
	return strings.Contains(t, "完") || strings.Contains(t, "结束") || strings.Contains(t, "end")
}

// isNumberAlone reports whether a line holds a number and brackets only.
func isNumberAlone(t string) bool {
	if !within(t, 8) {
		return false
	}
	lead := 0
	for lead < len(t) {
		r, n := firstRune(t[lead:])
		if !isOpener(r) {
			break
		}
		lead += n
	}
	if lead == len(t) {
		return false
	}
	var buf [4]numeral
	got, _ := appendNumerals(buf[:0], t, lead)
	return len(got) > 0 && trimTail(t[got[0].hi:]) == ""
}
