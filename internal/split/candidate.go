package split

import (
	"strings"
	"unicode/utf8"
)

// candidate is a number that may be the number of a report.
type candidate struct {
	at        int32 // where the heading would begin
	lo, hi    int32 // the number
	line      int32
	value     int32
	kind      numeralKind
	whole     bool // the heading fills its line
	foreign   bool // that noun is not Chinese
	closed    bool // nothing but brackets and a colon stands behind the number
	noun      bool // a document noun stands beside the number
	bare      bool // nothing but brackets stands before the number
	alone     bool // nothing but the number stands on the line
	title     bool // the heading without its number is the title of a report
	firm      bool // and of no section of one, see isFirmTitle
	owner     bool // the heading without its number is the name of a person or office
	section   bool // the heading without its number begins like the title of a section
	spaced    bool // number and title open a longer line and a space ends them
	decorated bool // alone between signs, as in ---3---
	keys      [5]uint64
	hanLead   uint8 // Han characters before the number
}

// collect returns the numbered places of the sheet, ascending.
func (s *sheet) collect() []candidate {
	var out []candidate
	var buf [4]numeral
	for _, b := range s.breaks {
		hi := s.lines[b.line].hi
		win := clip(s.s[b.at:min(hi, b.at+headReach*utf8.UTFMax)], headReach)
		seen, quoted := 0, false
		for i := 0; i < len(win) && seen < headNumerals; {
			c := win[i]
			if c < utf8.RuneSelf {
				if c == '!' || c == '?' || c == ';' {
					break
				}
				if c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' {
					got, next := appendNumerals(buf[:0], win, i)
					if len(got) > 0 && !quoted {
						seen++
						out = s.appendCandidates(out, b, win, got)
					}
					i = max(next, i+1)
				} else {
					i++
				}
				continue
			}
			n := runeLen(c)
			if c == 0xE2 || c == 0xE3 || c == 0xEF { // signs: 。《》…
				r, _ := utf8.DecodeRuneInString(win[i:])
				if isStop(r) {
					break
				}
				quoted = r == '《' || quoted && r != '》'
			}
			got, next := appendNumerals(buf[:0], win, i)
			if len(got) > 0 && !quoted {
				seen++
				out = s.appendCandidates(out, b, win, got)
				if seen == 1 && len(s.marks) > 0 {
					if m, ok := readMarkAt(s.s, b.at, hi); ok && int(m.end-b.at) > i {
						break // what follows an inner number is the heading of a section
					}
				}
			}
			i = max(next, i+n)
		}
		if len(out) > maxCandidates {
			break
		}
	}
	return out
}

// appendCandidates judges the readings of one number at the break b, whose text
// begins with win.
func (s *sheet) appendCandidates(out []candidate, b pause, win string, readings []numeral) []candidate {
	l := s.lines[b.line]
	full := s.s[b.at:l.hi]
	if b.newline && s.traitsOf(b.line)&isEntryLine != 0 {
		return out
	}
	for _, v := range readings {
		c := candidate{at: b.at, lo: b.at + int32(v.lo), hi: b.at + int32(v.hi), line: b.line, value: int32(v.value), kind: v.kind}
		before, after := win[:v.lo], full[v.hi:]
		lead := trimLead(before)
		next, nextLen := utf8.DecodeRuneInString(after)
		nth := strings.HasSuffix(lead, "第")
		counted := hasPrefix(after, counters)
		c.noun = nth && counted || !nth && endsInNoun(lead) || hasPrefix(strings.TrimPrefix(after, "号"), numberedNouns)
		c.foreign = c.noun && lead != "" && isASCIILetter(lead[len(lead)-1])
		part := nth && !counted && b.newline && isPartTitle(after)
		switch {
		case part:
		case nth && !counted:
			continue
		case !c.noun && nextLen > 0 && strings.ContainsRune(innerCounters, next):
			continue
		case c.noun && !nth && !counted && nextLen > 0 && strings.ContainsRune("年月日%章节条届次百千万亿", next):
			continue
		case !nth && suffixOf(lead, innerNouns) > 0 && !c.noun:
			continue
		}
		if nth && counted {
			after = after[prefixOf(after, counters):]
			after = strings.TrimPrefix(after, "文章")
		}
		if rest, ok := strings.CutPrefix(after, "号"); ok && (trimTail(rest) == "" || strings.HasPrefix(rest, "稿")) {
			c.noun = c.noun || strings.HasPrefix(rest, "稿")
			after = strings.TrimPrefix(rest, "稿") // 1号: or 一号稿 alone
		}
		c.bare = lead == ""
		for _, r := range lead {
			if isHan(r) && c.hanLead < 200 {
				c.hanLead++
			}
		}
		tail := trimTail(after)
		if c.bare && !opensBare(c, after, tail) {
			continue
		}
		if part {
			tail = trimTail(after[len("章"):])
		}
		tailTitle := isTitle(tail)
		c.title = tailTitle || isTitle(lead) || c.noun && tail == "" && isTitle(trimNth(lead))
		c.firm = c.title && (isFirmTitle(tail) || isFirmTitle(lead))
		if b.newline && within(full, maxTitle) {
			c.whole = tail == "" || tailTitle || within(tail, shortTail) && !hasPause(tail) && !strings.HasSuffix(tail, ":") && !hasPrefix(tail, salutations)
			c.alone = c.bare && tail == ""
			c.closed = tail == ""
			c.decorated = c.alone && isDecoratedNumber(full)
			c.owner = c.whole && isOwner(tail)
			c.section = hasPrefix(tail, sectionStarts)
		}
		if !c.whole && c.bare {
			at := b.at + int32(len(full)-len(after)+strings.Index(after, tail))
			end := s.titleBeforeSpace(at, l.hi)
			if n := titleThenOpening(s.s[at:l.hi]); end == 0 && n > 0 {
				end = at + n
			}
			if end > 0 {
				c.spaced, c.title, c.firm = true, true, isFirmTitle(s.s[at:end])
			}
		}
		c.keys = candidateKeys(&c, before, next, nextLen)
		out = append(out, c)
	}
	return out
}

// isDecoratedNumber reports whether more than brackets and a stop stands around the
// number of the line t.
func isDecoratedNumber(t string) bool {
	r, n := utf8.DecodeRuneInString(t)
	if r == '(' || r == '（' {
		r, _ = utf8.DecodeRuneInString(t[n:])
	}
	return isSign(r) && numberKind(r) == noNumeral
}

// isPartTitle reports whether t, behind 第 and a number, makes the title of a report
// a chapter or part of the whole: 部分:某校工作总结, 章 某校工作报告. Without a title it is
// the heading of a section.
func isPartTitle(t string) bool {
	for _, unit := range []string{"部分", "章", "编", "部"} {
		if rest, ok := strings.CutPrefix(t, unit); ok {
			rest = strings.TrimLeft(rest, ":： \t")
			return within(rest, maxTitle) && isTitle(rest) && !isWeakTitle(rest) && suffixOf(rest, planWords) == 0
		}
	}
	return false
}

// opensBare reports whether a number with nothing before it can open a heading:
// something must set it off from the text.
func opensBare(c candidate, after, tail string) bool {
	switch c.kind {
	case circledNumeral, boxedNumeral, pointNumeral, darkNumeral, sealNumeral, romanSign:
		return true
	}
	if tail == "" {
		return true
	}
	r, _ := utf8.DecodeRuneInString(after)
	switch r {
	case '、', '.', '．', ':', '：', ' ', '\t', '—', '-', '·', ')', '）', '】', ']', '〕', '》':
		return true
	}
	return c.kind == arabicNumeral && isTitle(tail)
}

// trimLead drops what may stand between a noun and its number, and ornament
// before the heading.
func trimLead(t string) string {
	t = strings.TrimLeft(t, " \t*#=-—_~★☆◆◇●○■□▲△※·•")
	for t != "" {
		r, n := utf8.DecodeLastRuneInString(t)
		if !isOpener(r) && !strings.ContainsRune(" \t-—_:：·.、*#=~", r) {
			break
		}
		t = t[:len(t)-n]
	}
	for t != "" {
		r, n := utf8.DecodeRuneInString(t)
		if !isOpener(r) {
			break
		}
		t = t[n:]
	}
	return t
}

// trimTail drops brackets, stops and ornament on both sides of what follows a
// number.
func trimTail(t string) string {
	for t != "" {
		r, n := utf8.DecodeRuneInString(t)
		if !isCloser(r) && !strings.ContainsRune(" \t-—_:：·.．、*#=~★☆◆◇●○■□▲△※•", r) {
			break
		}
		t = t[n:]
	}
	return strings.TrimRight(t, " \t*#=-—_~★☆◆◇●○■□▲△※·•】》")
}

func trimNth(t string) string { return strings.TrimSuffix(t, "第") }

// endsInNoun reports whether lead ends in a document noun, as in 总结之一 too.
func endsInNoun(lead string) bool {
	return suffixOf(strings.TrimSuffix(lead, "之"), documentNouns) > 0
}

// candidateKeys returns the groups a candidate belongs to. There are several,
// since what follows the number differs where headings run on into the text, and
// what stands before it differs where each report has a title of its own.
func candidateKeys(c *candidate, before string, next rune, nextLen int) (keys [5]uint64) {
	class := next
	switch {
	case nextLen == 0:
		class = 'E'
	case isHan(next) || next >= 'a' && next <= 'z':
		class = 'H'
	case next >= '0' && next <= '9':
		class = '0'
	}
	tail := clipTail(before, 2)
	base := hashWord(hashSeed, uint64(c.kind))
	keys[0] = hashString(hashWord(base, 1+uint64(class)<<8), tail)
	keys[1] = hashMasked(hashWord(base, 2), before)
	keys[2] = hashString(hashWord(base, 3), tail)
	if c.title && (c.whole || c.spaced) {
		keys[3] = hashString(hashWord(base, 4), tail)
	}
	if c.owner {
		keys[3] = hashString(hashWord(base, 6), tail)
	}
	if c.alone {
		keys[4] = hashString(hashWord(base, 5), before)
	}
	return keys
}

// FNV-1a, 64 bits: the groups need a stable, cheap hash and no more.
const (
	hashSeed  = 14695981039346656037
	hashPrime = 1099511628211
)

func hashWord(h, w uint64) uint64 { return (h ^ w) * hashPrime }

func hashString(h uint64, t string) uint64 {
	for i := range len(t) {
		h = (h ^ uint64(t[i])) * hashPrime
	}
	return h ^ h>>29
}

// hashMasked hashes t without white space and with every number alike.
func hashMasked(h uint64, t string) uint64 {
	for i := range len(t) {
		switch c := t[i]; {
		case c == ' ' || c == '\t':
		case c >= '0' && c <= '9':
			h = (h ^ '0') * hashPrime
		default:
			h = (h ^ uint64(c)) * hashPrime
		}
	}
	return h ^ h>>29
}
