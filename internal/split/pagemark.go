package split

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chachong/internal/text"
)

// Viewers and converters cut a text into equal chunks and put a number before
// each: `2、`, `- 3 -`, `第4页`, `5/12`. Such a mark stands at a line start but in
// mid sentence, often in mid word. What gives it away is its rhythm: the numbers
// rise by one and the chunks are equally long, which no numbered list is.
const (
	minMarks      = 4    // fewer marks have no rhythm to speak of
	minChunk      = 100  // characters: a list of short items is evenly spaced too
	maxChunk      = 2000 // characters of a chunk before a bare number: reports of one length come numbered too
	chunkSlack    = 8    // a chunk may differ from the median by 1/8, i.e. 12 %
	evenShare     = 70   // percent of the chunks that must be that even
	brokenShare   = 40   // percent of bare `N、` that must stand in mid sentence: a list item never does
	maxMarkNumber = 99999
	markReach     = 24 // bytes looked at behind a line start, indent included
	firstNumbers  = 3  // a chain may begin at one of the three lowest numbers: the first chunk often bears no mark
	markStarts    = 6  // number of first marks and of second marks tried as the beginning of a chain
)

// markKind is the way a page mark is written; a chain has one kind.
type markKind uint8

const (
	markList  markKind = iota // 3、
	markPoint                 // 3.
	markPage                  // 第3页, page 3
	markDash                  // - 3 -
	markSlash                 // 3/12
	markKinds
)

// pagemark is one possible mark.
type pagemark struct {
	span   text.Span // line end, indent and mark
	number int
	rune   int  // characters of the text before the mark
	broken bool // the text before ends no sentence
}

// Junk returns the page-chunk marks of src, ascending and disjoint. They are cut
// out before folding: they stand in mid sentence and mid word.
//
// A span holds the line end before the mark, the indent and the mark; a mark at
// the very start of src has no line end. One way of writing wins for the whole
// text, so that a heading `2.` is no mark where the marks are written `2、`. Cost
// is linear in len(src).
func Junk(src string) []text.Span {
	var found [markKinds][]pagemark
	runes, counted := 0, 0
	for at := 0; at < len(src); {
		if kind, m, ok := markAt(src, at); ok {
			runes += utf8.RuneCountInString(src[counted:m.span.Lo])
			counted = int(m.span.Lo)
			m.rune = runes
			found[kind] = append(found[kind], m)
		}
		nl := strings.IndexByte(src[at:], '\n')
		if nl < 0 {
			break
		}
		at += nl + 1
	}
	for kind, marks := range found {
		if len(marks) < minMarks {
			continue
		}
		chain := longestRhythm(marks)
		if len(chain) < minMarks || !isEven(chain) {
			continue
		}
		if markKind(kind) <= markPoint && (!breaksSentences(chain) || headsTitles(src, chain)) {
			continue
		}
		spans := make([]text.Span, len(chain))
		for i, m := range chain {
			spans[i] = m.span
		}
		return spans
	}
	return nil
}

// markAt reads the mark at the line start at, if one stands there.
func markAt(src string, at int) (markKind, pagemark, bool) {
	end := min(len(src), at+markReach)
	i := at
	for i < end {
		r, n := utf8.DecodeRuneInString(src[i:end])
		if r == '\n' || r == '\r' || !unicode.IsSpace(r) && r != '\uFEFF' {
			break
		}
		i += n
	}
	if i >= end || !mayBeginMark(src[i]) {
		return 0, pagemark{}, false
	}
	rest := src[i:end]
	if nl := strings.IndexAny(rest, "\r\n"); nl >= 0 {
		rest = rest[:nl]
	}
	kind, number, n := readMark(rest)
	if n == 0 {
		return 0, pagemark{}, false
	}
	lo := at
	if at > 0 {
		lo-- // the \n
		if lo > 0 && src[lo-1] == '\r' {
			lo--
		}
	}
	before := strings.TrimRightFunc(src[max(0, lo-markReach):lo], unicode.IsSpace)
	last, _ := utf8.DecodeLastRuneInString(before)
	return kind, pagemark{
		span:   text.Span{Lo: int32(lo), Hi: int32(i + n)},
		number: number,
		broken: before != "" && !endsSentence(last),
	}, true
}

// mayBeginMark is the cheap test on a line's first byte: an ASCII digit or dash,
// or the first byte of a full-width digit, dash or 第, or p.
func mayBeginMark(b byte) bool {
	return b >= '0' && b <= '9' || b == '-' || b == 0xEF || b == 0xE2 || b == 0xE7 || b == 'p' || b == 'P'
}

// readMark reads a mark at the start of line, the rest of a line, and returns its
// length in bytes; 0 when there is none.
func readMark(line string) (markKind, int, int) {
	whole := func(rest string) bool { return strings.TrimSpace(rest) == "" }
	number, n := readNumber(line)
	if n > 0 {
		rest := line[n:]
		r, size := utf8.DecodeRuneInString(rest)
		switch narrow(r) {
		case '、':
			return markList, number, n + size
		case '.':
			if d, _ := utf8.DecodeRuneInString(rest[size:]); digitOf(d) < 0 {
				return markPoint, number, n + size
			}
		case '/':
			total, m := readNumber(rest[size:])
			if m > 0 && total >= number && whole(rest[size+m:]) {
				return markSlash, number, n + size + m
			}
		}
		return 0, 0, 0
	}
	if rest, ok := strings.CutPrefix(line, "第"); ok {
		rest = strings.TrimLeft(rest, " ")
		number, n := readNumber(rest)
		tail, ok := strings.CutPrefix(strings.TrimLeft(rest[n:], " "), "页")
		if n > 0 && ok && (whole(tail) || strings.HasPrefix(strings.TrimSpace(tail), "共")) {
			return markPage, number, len(line) - len(tail)
		}
		return 0, 0, 0
	}
	r, size := utf8.DecodeRuneInString(line)
	switch narrow(r) {
	case '-', '–', '—':
		rest := strings.TrimLeft(line[size:], " ")
		number, n := readNumber(rest)
		tail := strings.TrimLeft(rest[n:], " ")
		d, m := utf8.DecodeRuneInString(tail)
		if n > 0 && m > 0 && strings.ContainsRune("-–—", narrow(d)) && whole(tail[m:]) {
			return markDash, number, len(line) - len(tail) + m
		}
	case 'p', 'P':
		if len(line) > 5 && strings.EqualFold(line[:5], "page ") {
			if number, n := readNumber(line[5:]); n > 0 && whole(line[5+n:]) {
				return markPage, number, 5 + n
			}
		}
	}
	return 0, 0, 0
}

// readNumber reads decimal digits, narrow or full-width, and returns their value
// and length in bytes; length 0 when there is no number in 1..maxMarkNumber.
func readNumber(s string) (value, length int) {
	for length < len(s) {
		r, n := utf8.DecodeRuneInString(s[length:])
		d := digitOf(r)
		if d < 0 {
			break
		}
		if value = value*10 + d; value > maxMarkNumber {
			return 0, 0
		}
		length += n
	}
	if value == 0 {
		return 0, 0
	}
	return value, length
}

// longestRhythm returns the longest chain of marks, numbers rising by one, whose
// chunks keep the length of the first one. A list inside a chunk brings numbers of
// its own, so the next mark is the one nearest to where the rhythm expects it.
func longestRhythm(marks []pagemark) []pagemark {
	byNumber := map[int][]int{}
	least := marks[0].number
	for i, m := range marks {
		byNumber[m.number] = append(byNumber[m.number], i)
		least = min(least, m.number)
	}
	var best []pagemark
	for first := least; first < least+firstNumbers; first++ {
		for _, i := range byNumber[first][:min(markStarts, len(byNumber[first]))] {
			seconds := byNumber[first+1]
			from, _ := slices.BinarySearch(seconds, i+1)
			for _, j := range seconds[from:min(len(seconds), from+markStarts)] {
				if marks[j].rune-marks[i].rune < minChunk {
					continue
				}
				if chain := follow(marks, byNumber, i, j); len(chain) > len(best) {
					best = chain
				}
			}
		}
	}
	return best
}

// follow continues the chain that begins with marks i and j.
func follow(marks []pagemark, byNumber map[int][]int, i, j int) []pagemark {
	chain := []pagemark{marks[i], marks[j]}
	step := marks[j].rune - marks[i].rune
	for at := j; ; {
		want := marks[at].rune + step
		next := byNumber[marks[at].number+1]
		k, _ := slices.BinarySearchFunc(next, want, func(x, want int) int { return marks[x].rune - want })
		switch {
		case k == len(next):
			k--
		case k > 0 && want-marks[next[k-1]].rune < marks[next[k]].rune-want:
			k--
		}
		if k < 0 || marks[next[k]].rune <= marks[at].rune {
			return chain
		}
		at = next[k]
		chain = append(chain, marks[at])
	}
}

// isEven reports whether the chunks between the marks are equally long.
func isEven(chain []pagemark) bool {
	gaps := make([]int, 0, len(chain)-1)
	for i := 1; i < len(chain); i++ {
		gaps = append(gaps, chain[i].rune-chain[i-1].rune)
	}
	sorted := slices.Sorted(slices.Values(gaps))
	median := sorted[len(sorted)/2]
	if median < minChunk {
		return false
	}
	even := 0
	for _, g := range gaps {
		if d := g - median; max(d, -d)*chunkSlack <= median {
			even++
		}
	}
	return even*100 >= evenShare*len(gaps)
}

// headsTitles reports whether the marks number the titles of reports, or stand
// farther apart than a viewer's chunks.
func headsTitles(src string, chain []pagemark) bool {
	titles := 0
	for _, m := range chain {
		line, _, _ := strings.Cut(src[m.span.Hi:min(len(src), int(m.span.Hi)+maxTitle*utf8.UTFMax)], "\n")
		if isTitle(strings.TrimSpace(line)) {
			titles++
		}
	}
	return 2*titles >= len(chain) || chain[len(chain)-1].rune-chain[0].rune > maxChunk*(len(chain)-1)
}

// breaksSentences reports whether enough marks stand in mid sentence.
func breaksSentences(chain []pagemark) bool {
	broken := 0
	for _, m := range chain {
		if m.broken {
			broken++
		}
	}
	return broken*100 >= brokenShare*len(chain)
}

// digitOf returns the value of a decimal digit, narrow or full-width; -1 for any
// other rune.
func digitOf(r rune) int {
	if r = narrow(r); r >= '0' && r <= '9' {
		return int(r - '0')
	}
	return -1
}

// narrow returns the ASCII form of a full-width rune, and any other rune as it is.
func narrow(r rune) rune {
	if r >= '！' && r <= '～' {
		return r - '！' + '!'
	}
	return r
}

// endsSentence reports whether a sentence can end with r, or a clause that is
// followed by a list.
func endsSentence(r rune) bool {
	switch narrow(r) {
	case '。', '!', '?', ';', ':', '…', '.', '”', '’', '"', ')', '》', '】':
		return true
	}
	return false
}
