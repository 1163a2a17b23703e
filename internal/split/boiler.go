package split

import (
	"strings"
)

// What stands between or in the lines of a site may be the report's own, whoever
// put the site's words there. These bounds keep the loss small.
const (
	maxSiteLetters   = 400 // letters of a foot, and of a head; real ones have 20 to 230
	maxOtherLetters  = 120 // of them in lines that hold no word of the site: prices, page titles, names of other pages
	maxSiteSentences = 8   // sentences with a word of the site; where there are more, it is the report's: a station calls itself 本站
	sentenceLetters  = 25  // letters of a sentence that may be the report's; those of a site's foot are shorter
)

// cutFoot returns the end of the text in [lo, hi) without what a web site puts
// below it. It walks up from the last line: every line with a word of the site is
// cut, with the few short lines between two of them, and the first line of prose
// ends the walk. In a long line the cut stands at the start of the sentence that
// holds the word.
func (s *sheet) cutFoot(lo, hi int32) int32 {
	end, gap := hi, 0
	other, pending := int32(0), int32(0) // letters of lines without a word of the site: cut, and above end
	from, to := s.lineRange(lo, hi)
	if from > 0 && s.lines[from-1].hi > lo {
		from-- // the range begins inside a line
	}
	own := s.ownsSiteWords(max(from, to-footLines), to)
	for i := to - 1; i >= from && i >= to-footLines; i-- {
		a, b := max(s.lines[i].lo, lo), min(s.lines[i].hi, hi)
		if a >= b {
			continue
		}
		t := s.s[a:b]
		if other+pending > maxOtherLetters || own && s.isReportSentence(a, b) {
			break
		}
		switch {
		case within(t, maxTitle) && s.isSite(a, b):
			if s.letters(a, hi) > maxSiteLetters {
				return s.trimEnd(lo, end)
			}
			end, gap = a, 0
			other, pending = other+pending, 0
		case !within(t, maxTitle) || s.isProseFoot(a, b):
			if at := s.siteSentence(a, b, hi); at < b {
				end = at
			} else if at := s.strayTail(a, b); at < b && end < hi {
				end = at
			}
			return s.trimEnd(lo, end)
		default:
			if gap++; gap > footGap {
				return s.trimEnd(lo, end)
			}
			pending += s.letters(a, b)
		}
	}
	return s.trimEnd(lo, end)
}

// ownsSiteWords reports whether so many of the lines [from, to) are sentences of a
// report with a word of the site that the word is the report's.
func (s *sheet) ownsSiteWords(from, to int32) bool {
	n := 0
	for i := from; i < to; i++ {
		if l := s.lines[i]; !l.isLong() && s.isReportSentence(l.lo, l.hi) {
			n++
		}
	}
	return n > maxSiteSentences
}

// isReportSentence reports whether a short line with a word of the site may still
// be a sentence of a report: it ends like one, is long enough and has no second
// such word.
func (s *sheet) isReportSentence(lo, hi int32) bool {
	t := s.s[lo:hi]
	if !strings.HasSuffix(t, "。") || !s.isSite(lo, hi) || !within(t, maxTitle) || s.letters(lo, hi) < sentenceLetters {
		return false
	}
	n := 0
	for _, w := range siteWords.words {
		if strings.Contains(t, w) {
			n++
		}
	}
	return n < 2
}

func (s *sheet) trimEnd(lo, end int32) int32 {
	a, b := trim(s.s, int(lo), int(end))
	return int32(max(a, b))
}

// isProseFoot reports whether a line ends or holds a sentence and does not speak
// for the site.
func (s *sheet) isProseFoot(lo, hi int32) bool {
	return hasStop(s.s[lo:hi]) && !s.isSite(lo, hi)
}

// siteSentence returns where the sentences of the site begin at the end of the
// long line [lo, hi), hi when there are none. foot is the end of the whole foot.
func (s *sheet) siteSentence(lo, hi, foot int32) int32 {
	line := hi
	for own := 0; ; {
		last := lo + int32(len(strings.TrimRight(s.s[lo:hi], " \t")))
		tail := clipTail(s.s[lo:last], siteSentence)
		start := last - int32(len(tail))
		at := sentenceStart(tail)
		if !s.isSite(start+int32(at), last) {
			return hi
		}
		if s.isReportSentence(start+int32(at), last) {
			if own++; own > maxSiteSentences {
				return line
			}
		}
		first := at
		for _, w := range siteWords.words {
			if i := strings.Index(tail[at:], w); i >= 0 && (first == at || at+i < first) {
				first = at + i
			}
		}
		// Inside the sentence a space or a bracket may begin the site's words.
		if i := strings.LastIndexAny(tail[at:first], " \t【"); i >= 0 {
			at += i
		}
		end := start + int32(at)
		if end >= hi || s.letters(end, foot) > maxSiteLetters {
			return hi
		}
		if end <= lo {
			return end
		}
		hi = end
	}
}

// sentenceStart returns where the last sentence of t begins.
func sentenceStart(t string) int {
	end := len(t)
	for end > 0 { // its own stop and closers
		r, n := lastRune(t[:end])
		if !isStop(r) && !isCloser(r) && r != ' ' {
			break
		}
		end -= n
	}
	for i := end; i > 0; {
		r, n := lastRune(t[:i])
		if isStop(r) {
			for i < end {
				q, m := firstRune(t[i:])
				if !isCloser(q) && q != ' ' {
					break
				}
				i += m
			}
			return i
		}
		i -= n
	}
	return 0
}

// strayTail returns the end of [lo, hi) without the one to three ASCII letters
// that a page script leaves after the last stop.
func (s *sheet) strayTail(lo, hi int32) int32 {
	t := s.s[lo:hi]
	end := len(t)
	n := 0
	for end > 0 && isASCIILetter(t[end-1]) {
		end--
		n++
	}
	if n == 0 || n > strayLetters {
		return hi
	}
	trimmed := strings.TrimRight(t[:end], " \t")
	r, _ := lastRune(trimmed)
	if !isStop(r) && !isCloser(r) {
		return hi
	}
	return lo + int32(len(trimmed))
}
