package split

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	leastFront  = 150 // letters above the first heading that are a part; titles, names and remarks are shorter
	introSigns  = 3   // words of an introduction that make one
	leastListed = 2   // letters of an entry of a contents list
)

// introWords stand in the paragraph that leads a reader to a compilation. One of
// them proves nothing.
var introWords = []string{
	"给大家", "为大家", "跟大家", "和大家", "与大家", "大家带来", "大家能够喜欢", "一起来", "一起看看", "怎么写", "如何写", "怎样写", "应该怎么", "希望对", "希望能",
	"有所帮助", "有帮助", "供大家", "供您", "参考", "借鉴", "范文", "整理", "收集", "搜集", "精选", "分享", "欢迎", "下面是", "以下是", "下面我",
}

// front returns the text [at, end) above the first heading of a compilation that
// is a part of its own, empty when there is none: the head of the site,
// introductions and the contents list do not count. lo is where the text begins,
// cuts are the parts below.
func (s *sheet) front(lo int32, cuts []cut) (at, end int32) {
	end = cuts[0].head
	at = s.cutIntro(lo, s.cutHead(lo, end), end)
	if s.letters(at, end) < leastFront {
		return end, end
	}
	headings := map[string]bool{}
	for _, c := range cuts {
		headings[entryKey(s.s[c.head:max(c.head, c.headEnd)])] = true
		for _, l := range s.linesOf(c.head, c.headEnd) {
			headings[entryKey(s.text(l))] = true
		}
	}
	own, last := int32(0), at // letters outside the contents list, and where they end
	for _, l := range s.linesOf(at, end) {
		if key := entryKey(s.text(l)); !headings[key] || countLetters(key, len(key)) < leastListed {
			own += s.letters(l.lo, l.hi)
			last = l.hi
		}
	}
	if own < leastFront {
		return end, end
	}
	return at, last
}

// entryKey returns the letters of a line without a page number at its end, by
// which an entry of a contents list is equal to its heading.
func entryKey(t string) string {
	t = strings.TrimRightFunc(t, func(r rune) bool { return !unicode.IsLetter(r) })
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, t)
}

// cutIntro moves at, the end of a head that begins at lo, behind the introductions
// in [at, hi), as far as the head has letters left.
func (s *sheet) cutIntro(lo, at, hi int32) int32 {
	other := int32(0)
	for _, l := range s.linesOf(at, hi) {
		if s.letters(lo, l.hi) > maxSiteLetters || other > maxOtherLetters {
			break
		}
		if isIntro(s.text(l)) {
			at, other = l.hi, 0
		} else {
			other += s.letters(l.lo, l.hi)
		}
	}
	return at
}

// isIntro reports whether a paragraph ends by leading to the texts below.
func isIntro(t string) bool {
	t = clipTail(t, siteSentence)
	n := 0
	for _, w := range introWords {
		if strings.Contains(t, w) {
			n++
		}
	}
	return n >= introSigns
}

// cutHead returns the start of the text in [lo, hi) without what a web site puts
// above it, within the bounds of a foot.
func (s *sheet) cutHead(lo, hi int32) int32 {
	start, gap := lo, 0
	other, pending := int32(0), int32(0) // letters of lines without a word of the site: cut, and below start
	from, to := s.lineRange(lo, hi)
	own := s.ownsSiteWords(from, min(to, from+footLines))
	for i := from; i < to && i < from+footLines; i++ {
		l := s.lines[i]
		t := s.text(l)
		if other+pending > maxOtherLetters || own && s.isReportSentence(l.lo, l.hi) {
			break
		}
		switch {
		case l.isLong() && s.isSite(l.lo, l.lo+int32(len(clip(t, openingReach)))):
			// A paragraph of introduction goes when all of it is the site's.
			at := s.siteIntro(l.lo, min(l.hi, hi), lo)
			if at == l.lo {
				return start
			}
			start, gap = at, 0
			if at < l.hi {
				return start
			}
			other, pending = other+pending, 0
		case s.isSite(l.lo, l.hi), start > lo && isByline(t): // the site's line about the page
			if s.letters(lo, l.hi) > maxSiteLetters {
				return start
			}
			start, gap = l.hi, 0
			other, pending = other+pending, 0
		case l.isLong() || hasStop(t) || readsAsSection(s, l):
			return start
		default:
			if gap++; gap > footGap {
				return start
			}
			pending += s.letters(l.lo, l.hi)
		}
	}
	return start
}

func readsAsSection(s *sheet, l line) bool {
	_, ok := readMarkAt(s.s, l.lo, l.hi)
	return ok
}

// siteIntro returns the end of the last sentence of the site at the front of the
// long line [lo, hi), lo when there is none. head is where the whole head begins.
func (s *sheet) siteIntro(lo, hi, head int32) int32 {
	const sentences = 4
	end := lo
	at := lo
	for n := 0; n < sentences && at < hi; n++ {
		stop := hi
		for i, r := range s.s[at:hi] {
			if isStop(r) {
				stop = at + int32(i+utf8.RuneLen(r))
				break
			}
		}
		if s.letters(head, stop) > maxSiteLetters {
			break
		}
		if s.isSite(at, stop) {
			end = stop
		}
		at = stop
	}
	return end
}
