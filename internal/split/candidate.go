package split

import (
	"math"
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

// reading is a number that stands where a heading can begin.
type reading struct {
	pause         int32 // index of the break
	lo, hi        int32 // the number, in bytes behind the break
	value         int32
	kind          numeralKind
	exact, masked uint16 // slots of kin
}

// collect returns the numbered places among all, which are the readings of the sheet,
// ascending, but for those that no chain can hold. More than maxFill are returned
// untried, since fill counts them.
func (s *sheet) collect(all []reading) []candidate {
	var kin kin
	kin.addAll(all)
	out := make([]candidate, 0, len(all)/4+1)
	for i := range all {
		if len(all) > maxFill || kin.has(&all[i]) {
			out = s.appendCandidate(out, &all[i])
		}
	}
	return out
}

// readings returns the numbers in the first headReach characters behind every break,
// headNumerals at most and none behind the first stop or inside 《》.
func (s *sheet) readings() []reading {
	out := make([]reading, 0, len(s.numbers)/2)
	var buf [4]numeral
	numbers, stops := walker{places: s.numbers}, walker{places: s.stops}
	for k, b := range s.breaks {
		limit := min(s.lines[b.line].hi, b.at+headReach*utf8.UTFMax)
		at := numbers.next(b.at)
		if at >= limit {
			continue
		}
		if limit = min(limit, s.nextStop(&stops, b.at)); at >= limit {
			continue
		}
		win := clip(s.s[b.at:min(s.lines[b.line].hi, b.at+headReach*utf8.UTFMax)], headReach)
		limit = min(limit, b.at+int32(len(win)))
		following := numbers
		for seen := 0; at < limit && seen < headNumerals; {
			i := int(at - b.at)
			got, next := appendNumerals(buf[:0], win, i)
			if len(got) > 0 && !endsQuoted(win[:i]) {
				seen++
				for _, v := range got {
					r := reading{pause: int32(k), lo: int32(v.lo), hi: int32(v.hi), value: int32(v.value), kind: v.kind}
					r.exact, r.masked = slots(v.kind, win[:v.lo])
					out = append(out, r)
				}
				if win[i] >= utf8.RuneSelf && seen == 1 && int(b.markEnd-b.at) > i {
					break // what follows an inner number is the heading of a section
				}
			}
			at = b.at + int32(max(next, i+runeLen(win[i])))
			if at < limit && signAt(s.s, int(at))&numeralSign == 0 {
				at = following.next(at)
			}
		}
		if len(out) > maxCandidates {
			break
		}
	}
	return out
}

// nextStop returns the first stop at or behind at, white space and dates left aside.
func (s *sheet) nextStop(stops *walker, at int32) int32 {
	for {
		stop := stops.next(at)
		if stop == math.MaxInt32 || !isBlank(s.s[stop]) && s.s[stop] != 0xE6 {
			return stop
		}
		stops.i++
	}
}

// kin counts the readings that may have a key in common, by a hash of the kind of
// their numbers and of the two characters before them. A chain has two members with
// one key, see candidateKeys, of which one is a first or a second, or is a second
// alone.
type kin struct {
	count [kinSlots]uint8 // 2 at most
	first [kinSlots]bool  // one of them is a first or a second
}

const kinSlots = 1 << 9

func (x *kin) addAll(all []reading) {
	for i := range all {
		r := &all[i]
		x.add(r.exact, r.value)
		if r.masked != r.exact {
			x.add(r.masked, r.value)
		}
	}
}

func (x *kin) add(slot uint16, value int32) {
	x.count[slot] = min(x.count[slot]+1, 2)
	x.first[slot] = x.first[slot] || value <= 2
}

// has reports whether r may belong to a chain.
func (x *kin) has(r *reading) bool {
	return r.value == 2 || x.count[r.exact] > 1 && x.first[r.exact] || x.count[r.masked] > 1 && x.first[r.masked]
}

// slots returns the slot of a number of the given kind by the last two characters
// before it, and by the last two with white space left out and digits alike.
func slots(kind numeralKind, before string) (exact, masked uint16) {
	h := hashWord(hashSeed, uint64(kind))
	x, m := h, h
	for n, k := 0, 0; k < 2 && before != ""; n++ {
		c, size := lastRune(before)
		before = before[:len(before)-size]
		if n < 2 {
			x = hashWord(x, uint64(c))
		}
		if c == ' ' || c == '\t' {
			continue
		}
		if c >= '0' && c <= '9' {
			c = '0'
		}
		m = hashWord(m, uint64(c))
		k++
	}
	return uint16((x ^ x>>29) % kinSlots), uint16((m ^ m>>29) % kinSlots)
}

// endsQuoted reports whether t ends inside 《》.
func endsQuoted(t string) bool {
	for i := len(t) - hanLen; i >= 0; i-- {
		if t[i] == 0xE3 && t[i+1] == 0x80 && (t[i+2] == 0x8A || t[i+2] == 0x8B) {
			return t[i+2] == 0x8A
		}
	}
	return false
}

// appendCandidate appends the candidate that v makes, if any.
func (s *sheet) appendCandidate(out []candidate, v *reading) []candidate {
	b := s.breaks[v.pause]
	l := s.lines[b.line]
	full := s.s[b.at:l.hi]
	if b.newline && s.traitsOf(b.line)&isEntryLine != 0 {
		return out
	}
	c := candidate{at: b.at, lo: b.at + v.lo, hi: b.at + v.hi, line: b.line, value: v.value, kind: v.kind}
	before, after := full[:v.lo], full[v.hi:]
	lead := trimLead(before)
	next, nextLen := firstRune(after)
	nth := strings.HasSuffix(lead, "第")
	counted := hasPrefix(after, counters)
	c.noun = nth && counted || !nth && endsInNoun(lead) || hasPrefix(strings.TrimPrefix(after, "号"), numberedNouns)
	c.foreign = c.noun && lead != "" && isASCIILetter(lead[len(lead)-1])
	part := nth && !counted && b.newline && isPartTitle(after)
	switch {
	case part:
	case nth && !counted:
		return out
	case !c.noun && hasPrefix(after, innerCounters):
		return out
	case c.noun && !nth && !counted && nextLen > 0 && strings.ContainsRune("年月日%章节条届次百千万亿", next):
		return out
	case !nth && suffixOf(lead, innerNouns) > 0 && !c.noun:
		return out
	case !nth && countsThings(after):
		return out
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
		return out
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
		if end == 0 {
			if n := s.titleThenOpening(at, l.hi); n > 0 {
				end = at + n
			}
		}
		if end > 0 {
			c.spaced, c.title, c.firm = true, true, isFirmTitle(s.s[at:end])
		}
	}
	c.keys = candidateKeys(&c, before, next, nextLen)
	return append(out, c)
}

// countsThings reports whether t, behind a number, makes it a count at the end of a
// clause: 试卷2期。 A measure word alone does not, as in 范文2个人工作总结.
func countsThings(t string) bool {
	r, n := firstRune(t)
	if !strings.ContainsRune(measures, r) {
		return false
	}
	r, _ = firstRune(t[n:])
	return isStop(r) || r == ',' || r == '，' || r == '、'
}

// isDecoratedNumber reports whether more than brackets and a stop stands around the
// number of the line t.
func isDecoratedNumber(t string) bool {
	r, n := firstRune(t)
	if r == '(' || r == '（' {
		r, _ = firstRune(t[n:])
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
	r, _ := firstRune(after)
	switch r {
	case '、', '.', '．', ':', '：', ' ', '\t', '—', '-', '·', ')', '）', '】', ']', '〕', '》':
		return true
	}
	return c.kind == arabicNumeral && isTitle(tail)
}

// trimLead drops what may stand between a noun and its number, and ornament
// before the heading.
func trimLead(t string) string {
	if !beginsHan(t) {
		t = strings.TrimLeft(t, " \t*#=-—_~★☆◆◇●○■□▲△※·•")
	}
	for t != "" && !endsHan(t) {
		r, n := lastRune(t)
		if !isOpener(r) && !strings.ContainsRune(" \t-—_:：·.、*#=~", r) {
			break
		}
		t = t[:len(t)-n]
	}
	for t != "" && !beginsHan(t) {
		r, n := firstRune(t)
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
	for t != "" && !beginsHan(t) {
		r, n := firstRune(t)
		if !isCloser(r) && !strings.ContainsRune(" \t-—_:：·.．、*#=~★☆◆◇●○■□▲△※•", r) {
			break
		}
		t = t[n:]
	}
	if endsHan(t) {
		return t
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
