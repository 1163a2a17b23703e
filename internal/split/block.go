package split

import (
	"strings"
	"unicode/utf8"
)

const (
	plainHead  = 26  // characters of a line of a heading that is no title; most pages wrap paragraphs at more
	maxBlock   = 5   // lines of a block of headings: number, title, author, date, a row of signs
	blockShare = 0.6 // share of the parts that must have a block like the first one: some have a slogan for a title
)

// alignHeads moves the edges of the parts to what their heads have in common. What
// stands above the first sentence of the file is its first heading: nothing else
// can stand there. A line like its first line, in the short lines around a boundary
// further down, is where that heading begins; what is above, a signature for
// instance, belongs to the part before. cuts ascend.
func (s *sheet) alignHeads(cuts []cut) {
	if len(cuts) < 2 {
		return
	}
	blocks := make([]block, len(cuts))
	for i, c := range cuts {
		least := int32(0)
		if i > 0 {
			least = cuts[i-1].body
		}
		blocks[i] = s.blockAt(c.body, least)
	}
	first := blocks[0]
	top := min(first.to-1, int32(s.lineAt(max(cuts[0].head, cuts[0].body))))
	if cuts[0].headEnd > cuts[0].head {
		top = min(first.to-1, int32(s.lineAt(cuts[0].head)))
	}
	var best []block
	bestUsual := int32(0)
	for from := top; from >= first.from && from > first.to-maxBlock; from-- {
		heads, usual, ok := s.like(block{from: from, to: first.to}, blocks[1:])
		if ok && (best == nil || higher(heads, best[1:])) {
			best, bestUsual = append([]block{{from, first.to, true}}, heads...), usual
		}
	}
	if n := first.to - first.from; n > bestUsual && n <= maxBlock && s.letters(0, s.lines[first.from].lo) == 0 && s.sameSize(blocks) {
		best, bestUsual = blocks, n // the lines are unlike, but there are as many everywhere
	}
	s.moveEdges(cuts, best, bestUsual)
}

// sameSize reports whether most blocks have as many lines as the first one, with
// dates at the same places: a signature has one too.
func (s *sheet) sameSize(blocks []block) bool {
	first, n := blocks[0], 0
	for _, b := range blocks[1:] {
		same := b.to-b.from == first.to-first.from
		for l := b.from; same && l < b.to; l++ {
			same = s.traitsOf(l)&isDateLine == s.traitsOf(first.from+l-b.from)&isDateLine
		}
		if same {
			n++
		}
	}
	return float64(n) >= blockShare*float64(len(blocks)-1)
}

// higher reports whether most of the blocks a begin above those of b.
func higher(a, b []block) bool {
	n := 0
	for i := range a {
		if a[i].like && (!b[i].like || a[i].from < b[i].from) {
			n++
		}
	}
	return float64(n) >= blockShare*float64(len(a))
}

// like returns the part of each block that begins with a line like the first one of
// the block first, the whole block where there is none, and their usual number of
// lines.
// ok says that enough of them have one.
func (s *sheet) like(first block, blocks []block) (heads []block, usual int32, ok bool) {
	var sizes [maxBlock + 1]int
	sizes[first.to-first.from]++
	found := 0
	for _, b := range blocks {
		at := int32(-1)
		for l := b.to - 1; l >= b.from && b.to-l <= maxBlock; l-- {
			if s.similar(first.from, l) && (at < 0 || b.to-l == first.to-first.from) {
				at = l
			}
		}
		if at < 0 {
			heads = append(heads, b)
			continue
		}
		heads = append(heads, block{at, b.to, true})
		sizes[b.to-at]++
		found++
	}
	for n := range sizes {
		if sizes[n] > sizes[usual] {
			usual = int32(n)
		}
	}
	return heads, usual, float64(found) >= blockShare*float64(len(blocks))
}

// moveEdges makes heads the headings of cuts, of at most usual lines.
func (s *sheet) moveEdges(cuts []cut, heads []block, usual int32) {
	for i, b := range heads {
		if !b.like && (b.to <= b.from || b.to > b.from+usual) {
			continue // where there are no more lines than a heading has, one is a slogan for a title
		}
		to := min(b.to, b.from+usual)
		for to > b.from+1 && s.letters(s.lines[b.from].hi, s.lines[to-1].hi) > mostSwallow {
			to--
		}
		if to >= int32(len(s.lines)) || s.lines[to].lo >= cuts[i].end {
			continue
		}
		c := &cuts[i]
		c.head, c.headEnd, c.body = s.lines[b.from].lo, s.lines[to-1].hi, s.lines[to].lo
		c.trim(s)
		if i > 0 {
			p := &cuts[i-1]
			p.end = c.head
			p.trim(s)
		}
	}
}

// block is a run of short lines [from, to) above the first sentence of a part.
type block struct {
	from, to int32
	like     bool // the first line is like the first one of the file
}

// blockAt returns the short lines around the byte body, none above least.
func (s *sheet) blockAt(body, least int32) block {
	i := int32(s.lineAt(body))
	if i < 0 || s.lines[i].lo != body {
		return block{to: -1}
	}
	to := i
	for int(to) < len(s.lines)-1 && to-i < maxBlock && s.isHeadLine(to) && !isStatuteTitle(s.text(s.lines[to])) {
		to++
	}
	from := i
	for from > 0 && to-from < 2*maxBlock && s.lines[from-1].lo >= least && (s.isHeadLine(from-1) || s.isNumberedHead(from-1)) {
		from--
	}
	return block{from: from, to: to}
}

// isHeadLine reports whether line i can be a line of a heading: short, without a
// pause, no section, no address and not the site's.
func (s *sheet) isHeadLine(i int32) bool {
	l := s.lines[i]
	if l.hi-l.lo > maxTitle*utf8.UTFMax {
		return false
	}
	tr := s.traitsOf(i)
	if tr&(isBylineLine|isSeparatorLine) != 0 {
		return true
	}
	t := s.text(l)
	if tr&isTitleLine == 0 && !within(t, plainHead) && !isEnclosed(t) || s.punctuationFollows(i) {
		return false // the first line of a wrapped paragraph
	}
	if tr&isSiteLine != 0 || hasPause(t) || hasPrefix(t, salutations) {
		return false
	}
	if tr&isNumberedLine != 0 {
		m, _ := readMarkAt(s.s, l.lo, l.hi)
		return tr&isTitleLine != 0 || m.scheme == chapterScheme && m.end == l.hi
	}
	r, _ := lastRune(t)
	return !strings.ContainsRune(":：、,，", r) && !isStop(r)
}

// isStatuteTitle reports whether t is the title of a law or regulation. It is part of
// its text, which is cited by it; a report has its title from whoever collects it.
func isStatuteTitle(t string) bool {
	const least = 5 // characters
	if endsHan(t) && suffixOf(t, statuteWords) == 0 {
		return false
	}
	t = trimOrnament(t)
	if isCloserAt(t) {
		if i := strings.LastIndexAny(t, "(（"); i > 0 {
			t = t[:i] // (试行)
		}
	}
	return !within(t, least-1) && suffixOf(t, statuteWords) > 0
}

// isEnclosed reports whether signs stand on both sides of t: ★…★, <h2>…</h2>.
func isEnclosed(t string) bool {
	first, _ := firstRune(t)
	last, _ := lastRune(t)
	return decoration(t) != 0 || isSign(first) && isSign(last) && !isStop(last)
}

// isNumberedHead reports whether line i is short and numbered, as the title of a
// section or the heading of a report is: above the first sentence of a report it can
// only be the latter.
func (s *sheet) isNumberedHead(i int32) bool {
	t := s.text(s.lines[i])
	return within(t, shortTail) && s.traitsOf(i)&isNumberedLine != 0 && !hasPause(t) && !strings.HasSuffix(t, ":")
}

// similar reports whether lines a and b look like headings of one kind.
func (s *sheet) similar(a, b int32) bool {
	const affix = 2 // characters
	x, y := s.text(s.lines[a]), s.text(s.lines[b])
	if s.traitsOf(a)&s.traitsOf(b)&(isTitleLine|isSeparatorLine|isNameLine|isDateLine) != 0 {
		return true
	}
	if d := decoration(x); d != 0 && d == decoration(y) || isNumberAlone(x) && isNumberAlone(y) {
		return true
	}
	if n := s.fields(s.lines[a]); n > 1 && n == s.fields(s.lines[b]) {
		return true
	}
	p, _ := firstRune(x)
	q, _ := firstRune(y)
	if p == q && isSign(p) {
		return true
	}
	x, y = maskNumbers(x), maskNumbers(y)
	return x == y || clip(x, affix) == clip(y, affix) || clipTail(x, affix) == clipTail(y, affix)
}

// maskNumbers returns t with every number alike and without white space.
func maskNumbers(t string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ' || r == '\t':
			return -1
		case r < utf8.RuneSelf && (r < '0' || r > '9') || r >= int32(len(signs)) || signs[r]&numeralSign == 0:
			return r
		}
		return '0'
	}, t)
}

// hashNumbers hashes maskNumbers(t).
func hashNumbers(h uint64, t string) uint64 {
	for i := 0; i < len(t); {
		c, n := t[i], runeLen(t[i])
		switch {
		case c == ' ' || c == '\t':
		case c >= '0' && c <= '9' || c >= utf8.RuneSelf && signAt(t, i)&numeralSign != 0:
			h = (h ^ '0') * hashPrime
		default:
			for k := i; k < min(i+n, len(t)); k++ {
				h = (h ^ uint64(t[k])) * hashPrime
			}
		}
		i += n
	}
	return h ^ h>>29
}
