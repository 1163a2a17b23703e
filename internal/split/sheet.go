package split

import (
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"

	"chachong/internal/text"
)

const (
	wrapLength   = 12       // characters: a shorter line is a heading or an item and holds no second heading
	letterStride = 32       // bytes between two stored letter counts
	hardSpace    = "&nbsp;" // what is left of a web page's white space
	joinedLine   = 600      // bytes: in a longer line two spaces stand for a lost line end
	mostIndent   = 8        // characters of white space before a line that are told apart
	maxBreaks    = 1 << 20  // places looked at; a file with more of them is a table
)

// sheet is the folded text as the search for headings sees it: what the survey has
// noted, lines, the places where a heading can begin, and the inner numbering. Offsets
// are bytes of the folded text. It is built once and then only read, save for the memos.
type sheet struct {
	n      *text.Norm
	s      string
	lines  []line
	breaks []pause
	marks  []mark
	count  []int32 // letters before byte i*letterStride

	stops   places // where a sentence may end inside a line
	numbers places // of the first of neighbouring signs of numbers
	titles  places // behind words that end titles
	openers places // behind words of openingLexicon
	closers places // behind words of closingLexicon
	units   places // of units of places
	sites   places // of words of siteWords and siteLineWords

	byScheme schemeMarks
	named    []place // nil where not yet asked for

	opened map[int32]opening
	closed map[int32]float64
	traits []traits // of each line, 0 where not yet asked for
}

// line is a line that holds something besides white space.
type line struct {
	lo, hi   int32 // without outer white space
	blanks   int16 // blank lines before it
	indent   uint8 // white space before it, in characters, mostIndent at most
	indented bool  // white space stands before it, in the folded text or in the source
	feed     bool  // a form feed stands before it
	chars    uint8 // of the line, maxTitle+1 at most
}

// pause is a place where a heading can begin: a line start, or inside a line the
// place after a sentence end or after two spaces.
type pause struct {
	at      int32
	line    int32 // index of its line
	markEnd int32 // behind the section number that stands there, 0 where none does
	newline bool  // stands at the start of its line
	stopped bool  // a stop stands before it in its line
}

func newSheet(n *text.Norm) *sheet {
	s := &sheet{n: n, s: n.Text}
	s.survey()
	s.lines = make([]line, 0, strings.Count(s.s, "\n")+1)
	s.breaks = make([]pause, 0, cap(s.lines)+len(s.stops))
	stops := walker{places: s.stops}
	feeds := strings.IndexByte(n.Source, '\f') >= 0
	blanks := int16(0)
	for at := 0; at < len(s.s); {
		end := strings.IndexByte(s.s[at:], '\n')
		if end < 0 {
			end = len(s.s)
		} else {
			end += at
		}
		lo, hi := trim(s.s, at, end)
		if lo == hi && blanks < 1<<14 {
			blanks++
		}
		for strings.HasPrefix(s.s[lo:hi], hardSpace) {
			lo += len(hardSpace)
		}
		lo, hi = trim(s.s, lo, hi)
		dropped := ""
		if s.dropped(int32(lo)) {
			dropped = strings.Trim(n.Gap(lo), "\r\n")
		}
		indented := lo > at || lo < hi && dropped != ""
		indent := uint8(min(mostIndent, lo-at+utf8.RuneCountInString(dropped)))
		joined := hi-lo > joinedLine
		for lo < hi && len(s.breaks) < maxBreaks {
			stop, next := hi, hi
			if joined {
				stop, next = s.lostLineEnd(lo, hi)
			} else if end := s.titleBeforeSpace(int32(lo), int32(hi)); end > 0 && isBlank(s.s[end]) && isBlank(s.s[end+1]) && !isEntry(s.s[lo:hi]) {
				stop, next = s.lostLineEnd(lo, hi)
			}
			l := line{lo: int32(lo), hi: int32(stop), blanks: blanks, indent: indent, indented: indented}
			l.chars = charsIn(s.s[lo:stop])
			if feeds && lo > 0 {
				l.feed = s.feedBefore(lo)
			}
			s.lines = append(s.lines, l)
			s.addPauses(int32(len(s.lines)-1), &stops)
			blanks, lo = 0, next
		}
		at = end + 1
	}
	s.marks = s.innerMarks()
	s.byScheme = bySchemes(s.marks)
	s.traits = make([]traits, len(s.lines))
	return s
}

// lostLineEnd returns where the first line of the joined lines [lo, hi) ends and
// the next one begins: at a tab or two spaces, which stand for a lost line end, and
// before a heading that such a line end follows, where white space stands behind a
// stop. hi and hi where there is none.
func (s *sheet) lostLineEnd(lo, hi int) (end, next int) {
	t := s.s
	stop := 0 // behind the last stop
	for _, at := range s.stops[s.stops.from(int32(lo)):] {
		i := int(at)
		if i >= hi {
			break
		}
		if isBlank(t[i]) {
			if stop > 0 && i > stop+1 && within(t[stop:i], maxTitle) && !hasPause(t[stop:i]) && s.spaceAt(int32(stop)) {
				if next = stop; t[next] == ' ' {
					next++
				}
				return stop, next
			}
			for next = i; next < hi && isBlank(t[next]); {
				next++
			}
			return i, next
		}
		if n := stopAt(t, i); n > 0 && i+n < hi && !isBlank(t[i+n]) || n > 0 && i+n+1 < hi && !isBlank(t[i+n+1]) {
			stop = i + n
		}
	}
	return hi, hi
}

// stopAt returns the length of the stop 。 ! ! at t[i:], 0 where there is none.
func stopAt(t string, i int) int {
	switch {
	case t[i] == '!':
		return 1
	case t[i] == 0xE3 && strings.HasPrefix(t[i:], "。"):
		return len("。")
	}
	return 0
}

// feedBefore reports whether a form feed stands in the white space before the
// line that starts at lo: folding made a line end of it.
func (s *sheet) feedBefore(lo int) bool {
	from := int32(0)
	if len(s.lines) > 0 {
		from = s.n.Span(int(s.lines[len(s.lines)-1].lo), int(s.lines[len(s.lines)-1].hi)).Hi
	}
	to := s.n.Span(lo, lo).Lo
	return from < to && strings.IndexByte(s.n.Source[from:to], '\f') >= 0
}

// addPauses appends the places of line i where a heading can begin. stops walks
// through those of the sheet.
func (s *sheet) addPauses(i int32, stops *walker) {
	l := s.lines[i]
	s.breaks = append(s.breaks, pause{at: l.lo, line: i, newline: true})
	if l.hi-l.lo <= wrapLength || within(s.s[l.lo:l.hi], wrapLength) {
		return
	}
	t := s.s[:l.hi]
	for p := l.lo; ; {
		if p = stops.next(p); p >= l.hi {
			return
		}
		stopped := true
		switch c := t[p]; {
		case c == ' ' || c == '\t':
			stopped = false
		case c < utf8.RuneSelf:
			p++
		case c == 0xE6: // 日 of a signature whose line end is lost
			if p += hanLen; p >= l.hi || !beginsNumbered(t[p:]) {
				continue
			}
			stopped = false
		default:
			p += hanLen
		}
		for p < l.hi {
			r, n := firstRune(t[p:])
			if r != ' ' && r != '\t' && !isCloser(r) && r != '…' {
				break
			}
			p += int32(n)
		}
		if p < l.hi && len(s.breaks) < maxBreaks {
			s.breaks = append(s.breaks, pause{at: p, line: i, stopped: stopped})
		}
	}
}

// beginsNumbered reports whether a section number stands at the front of t.
func beginsNumbered(t string) bool {
	if t == "" {
		return false
	}
	_, ok := readMarkAt(t, 0, int32(len(t)))
	return ok
}

// letters returns the number of letters in [lo, hi). O(letterStride).
func (s *sheet) letters(lo, hi int32) int32 {
	if lo >= hi {
		return 0
	}
	return s.lettersBefore(hi) - s.lettersBefore(lo)
}

func (s *sheet) lettersBefore(at int32) int32 {
	i := at / letterStride
	from := i * letterStride
	return s.count[i] + countLetters(s.s[from:min(int32(len(s.s)), at+utf8.UTFMax)], int(at-from))
}

// countLetters counts the letters and digits whose first byte is one of the
// leading n bytes of t.
func countLetters(t string, n int) (letters int32) {
	for i := 0; i < n && i < len(t); {
		c := t[i]
		switch {
		case c < utf8.RuneSelf:
			if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' {
				letters++
			}
			i++
		case c >= 0xE4 && c <= 0xE9: // U+4000 to U+9FFF: Han
			letters++
			i += 3
		case c < 0xC0: // inside a rune that started before
			i++
		case c == 0xE3 && i+2 < len(t) && t[i+1] == 0x80 && t[i+2] != 0x85 && t[i+2] != 0x87, // CJK punctuation but 々〇
			c == 0xE2 && i+1 < len(t) && t[i+1] < 0x82: // general punctuation
			i += 3
		default:
			r, size := firstRune(t[i:])
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				letters++
			}
			i += size
		}
	}
	return letters
}

// lineAt returns the index of the last line that starts at or before at, -1 when
// there is none.
func (s *sheet) lineAt(at int32) int {
	lo, hi := 0, len(s.lines)
	for lo < hi {
		if m := (lo + hi) / 2; s.lines[m].lo <= at {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo - 1
}

// sourceSpaces are the white space of a line of the source.
const sourceSpaces = " \t\u3000\u00a0"

// spaceAt reports whether white space stands before the byte at, in the folded
// text or in what folding dropped there.
func (s *sheet) spaceAt(at int32) bool {
	if !s.dropped(at) {
		return s.s[at] == ' ' || s.s[at] == '\t'
	}
	return s.s[at] == ' ' || s.s[at] == '\t' || strings.ContainsAny(s.n.Gap(int(at)), sourceSpaces)
}

// dropped reports whether folding may have dropped something before the byte at, the
// first of a character: the source goes on from the character before it farther than
// its first byte says. What spells a character in several (&#20013;) looks like that.
func (s *sheet) dropped(at int32) bool {
	if at == 0 {
		return s.n.Origin(0) > 0
	}
	last := s.n.Origin(int(at) - 1)
	return s.n.Origin(int(at)) != last && s.n.Origin(int(at)) != last+int32(runeLen(s.n.Source[last]))
}

// dropsSpace reports whether folding has dropped white space between two characters of
// [lo, hi), which is not empty. It can only have done so where a stretch of the text ends
// whose characters are equally far from their sources.
func (s *sheet) dropsSpace(lo, hi int32) bool {
	cursor := s.n.Cursor(int(lo))
	for at := int(lo); ; {
		if at, _ = cursor.Stretch(at); at >= int(hi) {
			return false
		}
		if !isBlank(s.s[at]) && s.spaceAt(int32(at)) {
			return true
		}
	}
}

// titleBeforeSpace returns the end of a title that starts at at, ends before hi
// and has white space behind it; 0 when there is none.
func (s *sheet) titleBeforeSpace(at, hi int32) int32 {
	first := s.titleEnd(at, hi)
	if first == 0 || strings.Contains(s.s[at:first], "  ") || strings.Contains(s.s[at:first], "\t") {
		return 0
	}
	n := utf8.RuneCountInString(s.s[at:first])
	for i := first; i < hi && n <= maxTitle; n++ {
		c := s.s[i]
		if c == ' ' && i+1 < hi && s.s[i+1] == ' ' || c == '\t' {
			if isTitle(s.s[at:i]) {
				return i
			}
			return 0 // no title holds a wide gap
		}
		if (c == ' ' || mayEndTitle(s.s[i-min(3, i-at):i])) && s.spaceAt(i) && isTitle(s.s[at:i]) {
			return i
		}
		if c < utf8.RuneSelf {
			if c == ',' || c == ';' || c == ':' || c == '!' || c == '?' {
				return 0
			}
		} else if c == 0xE3 && i+2 < hi && s.s[i+1] == 0x80 && (s.s[i+2] == 0x81 || s.s[i+2] == 0x82) { // 、 。
			return 0
		}
		i += int32(runeLen(c))
	}
	return 0
}

func (s *sheet) text(l line) string { return s.s[l.lo:l.hi] }

// trim returns [lo, hi) of t without outer white space.
func trim(t string, lo, hi int) (int, int) {
	for lo < hi && isBlank(t[lo]) {
		lo++
	}
	for lo < hi && isBlank(t[hi-1]) {
		hi--
	}
	return lo, hi
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// wordBytes are looked at in one step where characters are counted.
const wordBytes = 8

// starts returns the first wordBytes of t with the high bit of each byte that begins a
// character, the first byte lowest, and all other bits 0.
func starts(t string) uint64 {
	const high = 0x8080808080808080
	t = t[:wordBytes]
	x := uint64(t[0]) | uint64(t[1])<<8 | uint64(t[2])<<16 | uint64(t[3])<<24 |
		uint64(t[4])<<32 | uint64(t[5])<<40 | uint64(t[6])<<48 | uint64(t[7])<<56
	return (^x | x<<1) & high
}

// ahead returns the byte behind the first n characters of t, len(t) at most.
func ahead(t string, n int) int {
	i := 0
	for ; i+wordBytes <= len(t); i += wordBytes {
		x := starts(t[i:])
		k := bits.OnesCount64(x)
		if n < k {
			for ; n > 0; n-- {
				x &= x - 1
			}
			return i + bits.TrailingZeros64(x)/8
		}
		n -= k
	}
	for ; i < len(t); i++ {
		if utf8.RuneStart(t[i]) {
			if n == 0 {
				break
			}
			n--
		}
	}
	return i
}

// clip returns the first n characters of t, clipTail the last n.
func clip(t string, n int) string {
	if len(t) <= n {
		return t
	}
	return t[:ahead(t, n)]
}

func clipTail(t string, n int) string {
	i := len(t)
	for ; n > 0 && i > 0; n-- {
		if i >= hanLen && t[i-hanLen]>>4 == 0xE {
			i -= hanLen
			continue
		}
		_, size := lastRune(t[:i])
		i -= size
	}
	return t[i:]
}

// within reports whether t has at most n characters, without counting more.
func within(t string, n int) bool {
	if len(t) <= n || len(t) > n*utf8.UTFMax {
		return len(t) <= n
	}
	return ahead(t, n) == len(t)
}

// charsIn counts the characters of t, maxTitle+1 at most.
func charsIn(t string) uint8 {
	if len(t) > maxTitle*utf8.UTFMax {
		return maxTitle + 1
	}
	i, chars := 0, 0
	for ; i+wordBytes <= len(t); i += wordBytes {
		chars += bits.OnesCount64(starts(t[i:]))
	}
	for ; i < len(t); i++ {
		if utf8.RuneStart(t[i]) {
			chars++
		}
	}
	return uint8(min(chars, maxTitle+1))
}

// isLong reports whether a line is too long for a heading of any kind.
func (l line) isLong() bool { return l.chars > maxTitle }

// isCloser reports whether r closes a quotation or bracket.
func isCloser(r rune) bool {
	switch r {
	case '”', '’', '"', '\'', ')', '）', '】', '》', '」', '』', ']', '〕', '〉', '>':
		return true
	}
	return false
}

// isOpener reports whether r opens a bracket or stands in its place.
func isOpener(r rune) bool {
	switch r {
	case '(', '（', '[', '【', '〔', '《', '〈', '<', '「', '『', '“':
		return true
	}
	return false
}

// isStop reports whether a sentence ends with r.
func isStop(r rune) bool {
	switch r {
	case '。', '!', '！', '?', '？', ';', '；', '…':
		return true
	}
	return false
}

func isHan(r rune) bool { return r >= 0x4E00 && r <= 0x9FFF || r >= 0x3400 && r <= 0x4DBF }
