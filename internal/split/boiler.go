package split

import (
	"strings"
	"unicode/utf8"
)

// cutFoot returns the end of the text in [lo, hi) without what a web site puts
// below it. It walks up from the last line: every line with a word of the site is
// cut, with the few short lines between two of them, and the first line of prose
// ends the walk. In a long line the cut stands at the start of the sentence that
// holds the word.
func (s *sheet) cutFoot(lo, hi int32) int32 {
	end, gap := hi, 0
	from, to := s.lineRange(lo, hi)
	if from > 0 && s.lines[from-1].hi > lo {
		from-- // the range begins inside a line
	}
	for i := to - 1; i >= from && i >= to-footLines; i-- {
		a, b := max(s.lines[i].lo, lo), min(s.lines[i].hi, hi)
		if a >= b {
			continue
		}
		t := s.s[a:b]
		switch {
		case isSite(clipTail(t, openingReach)) && within(t, maxTitle) && !isProseFoot(t):
			end, gap = a, 0
		case !within(t, maxTitle) || isProseFoot(t):
			if at := s.siteSentence(a, min(b, end)); at < min(b, end) {
				end = at
			} else if at := s.strayTail(a, b); at < b && end < hi {
				end = at
			}
			return s.trimEnd(lo, end)
		default:
			if gap++; gap > footGap {
				return s.trimEnd(lo, end)
			}
		}
	}
	return s.trimEnd(lo, end)
}

func (s *sheet) trimEnd(lo, end int32) int32 {
	a, b := trim(s.s, int(lo), int(end))
	return int32(max(a, b))
}

// isProseFoot reports whether a line ends or holds a sentence and does not speak
// for the site.
func isProseFoot(t string) bool {
	return hasStop(t) && !isSite(t)
}

// siteSentence returns where the sentences of the site begin at the end of the
// long line [lo, hi), hi when there are none.
func (s *sheet) siteSentence(lo, hi int32) int32 {
	for {
		tail := clipTail(strings.TrimRight(s.s[lo:hi], " \t"), siteSentence)
		at := sentenceStart(tail)
		if !isSite(tail[at:]) {
			return hi
		}
		first := at
		for _, w := range siteWords {
			if i := strings.Index(tail[at:], w); i >= 0 && (first == at || at+i < first) {
				first = at + i
			}
		}
		// Inside the sentence a space or a bracket may begin the site's words.
		if i := strings.LastIndexAny(tail[at:first], " \t【"); i >= 0 {
			at += i
		}
		end := lo + int32(len(strings.TrimRight(s.s[lo:hi], " \t"))-len(tail)+at)
		if end <= lo || end >= hi {
			return min(end, hi)
		}
		hi = end
	}
}

// sentenceStart returns where the last sentence of t begins.
func sentenceStart(t string) int {
	end := len(t)
	for end > 0 { // its own stop and closers
		r, n := utf8.DecodeLastRuneInString(t[:end])
		if !isStop(r) && !isCloser(r) && r != ' ' {
			break
		}
		end -= n
	}
	for i := end; i > 0; {
		r, n := utf8.DecodeLastRuneInString(t[:i])
		if isStop(r) {
			for i < end {
				q, m := utf8.DecodeRuneInString(t[i:])
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
	r, _ := utf8.DecodeLastRuneInString(trimmed)
	if !isStop(r) && !isCloser(r) {
		return hi
	}
	return lo + int32(len(trimmed))
}

// cutHead returns the start of the text in [lo, hi) without what a web site puts
// above it.
func (s *sheet) cutHead(lo, hi int32) int32 {
	start, gap := lo, 0
	from, to := s.lineRange(lo, hi)
	for i := from; i < to && i < from+footLines; i++ {
		l := s.lines[i]
		t := s.text(l)
		switch {
		case isSite(clip(t, openingReach)) && !within(t, maxTitle):
			// A paragraph of introduction goes when all of it is the site's.
			if at := s.siteIntro(l.lo, min(l.hi, hi)); at > l.lo {
				start, gap = at, 0
				if at < l.hi {
					return start
				}
				continue
			}
			return start
		case isSite(t), start > lo && isByline(t): // the site's line about the page
			start, gap = l.hi, 0
		case !within(t, maxTitle) || hasStop(t) || readsAsSection(s, l):
			return start
		default:
			if gap++; gap > footGap {
				return start
			}
		}
	}
	return start
}

func readsAsSection(s *sheet, l line) bool {
	_, ok := readMarkAt(s.s, l.lo, l.hi)
	return ok
}

// siteIntro returns the end of the last sentence of the site at the front of the
// long line [lo, hi).
func (s *sheet) siteIntro(lo, hi int32) int32 {
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
		if isSite(s.s[at:stop]) {
			end = stop
		}
		at = stop
	}
	return end
}
