package align

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"chachong/internal/text"
	"chachong/internal/token"
)

// Class says what an edit changes.
type Class uint8

const (
	ClassWord   Class = iota // words or letters
	ClassMask                // one side is a mask: *, xx, 20xx, 某
	ClassNumber              // list numbers: (1) against 1、
	ClassPunct               // punctuation only
	ClassSpace               // white space and line ends only
)

func (c Class) String() string {
	return [...]string{"word", "mask", "number", "punct", "space"}[c]
}

// Edit is one difference inside a passage. An insertion has an empty A, a deletion an
// empty B; the empty span stands where the text is missing.
type Edit struct {
	A, B  text.Span
	Class Class
	// WordsA and WordsB are the whole words that A and B stand in: 发展 and 开展 where 发
	// was replaced by 开, and for edits of ClassWord as much of the other side as stands
	// for them. They equal A and B where there is no larger word, as an insertion between
	// two words has none in A. Neighbours may share a word.
	WordsA, WordsB text.Span
}

// Op returns "insert", "delete" or "replace".
func (e Edit) Op() string {
	switch {
	case e.A.Empty():
		return "insert"
	case e.B.Empty():
		return "delete"
	}
	return "replace"
}

// Side is one range of a passage with its words.
type Side struct {
	Source string
	Span   text.Span
	Words  token.Seq // words inside Span, punctuation among them
}

// Edits returns the differences between two ranges: ascending and disjoint on both
// sides, inside the spans. Putting the B of every edit in the place of its A turns the
// words of a into those of b.
//
// Words are compared first ([differences]), then the letters inside changed words, so
// that 广大→广阔 shows as 大→阔; a list number at the start of a line or sentence counts
// as one word and is equal to any other, so that (1) against 1、 is one edit, and to the
// same letters in mid sentence. The number of a page, which folding has left out, is equal
// to the same letters, and no edit where the other side has none. Letters that are equal by chance between two changes are taken into the change.
//
// White space is not compared, with two exceptions, both of ClassSpace: it stands
// between two Han letters on one side only, or a line ends in mid sentence on one side
// only. The wraps of lines that were broken at a column, which are about equally wide,
// are none of both. Nor are differences compared that folding takes away: equal hashes
// are equal words, and letters are compared in one width and one case.
func Edits(a, b Side) []Edit {
	e := editor{a: unitsOf(a), b: unitsOf(b)}
	hunks := e.equalApart(differences(e.a.hash, e.b.hash))
	slide(hunks, &e.a, &e.b)
	i, j := 0, 0
	for _, h := range hunks {
		e.equal(i, j, h.aLo-i)
		e.changed(h)
		i, j = h.aHi, h.bHi
	}
	e.equal(i, j, len(e.a.hash)-i)
	e.joinMasks()
	e.widen()
	return e.out
}

// equalApart returns the hunks with those made one that are equal together: a word that was
// cut otherwise stands against one part of it, and that of its other part is elsewhere.
func (e *editor) equalApart(hunks []hunk) []hunk {
	const near = 4 // units between
	out := hunks[:0]
	for _, h := range hunks {
		if n := len(out); n > 0 && h.aLo-out[n-1].aHi <= near {
			both := hunk{out[n-1].aLo, h.aHi, out[n-1].bLo, h.bHi}
			if squeeze(e.a.text(both.aLo, both.aHi).Of(e.a.src)) == squeeze(e.b.text(both.bLo, both.bHi).Of(e.b.src)) {
				out[n-1] = both
				continue
			}
		}
		out = append(out, h)
	}
	return out
}

// editor gathers the edits between two sides.
type editor struct {
	a, b units
	out  []Edit
}

// add adds an edit, unless both its sides are empty.
func (e *editor) add(a, b text.Span, c Class) {
	if !a.Empty() || !b.Empty() {
		e.out = append(e.out, Edit{A: a, B: b, Class: c})
	}
}

// joinMasks makes one edit of masks that stand side by side: of 柳埠 the two words may be
// masked by one sign each.
func (e *editor) joinMasks() {
	out := e.out[:0]
	for _, next := range e.out {
		if n := len(out); n > 0 && out[n-1].Class == ClassMask && next.Class == ClassMask {
			last := &out[n-1]
			if allGap(e.a.src[last.A.Hi:next.A.Lo]) && allGap(e.b.src[last.B.Hi:next.B.Lo]) {
				last.A.Hi, last.B.Hi = next.A.Hi, next.B.Hi
				continue
			}
		}
		out = append(out, next)
	}
	e.out = out
}

// widen sets the words of all edits.
func (e *editor) widen() {
	i, j := 0, 0
	for k := range e.out {
		edit := &e.out[k]
		edit.WordsA, i = e.a.words(edit.A, i)
		edit.WordsB, j = e.b.words(edit.B, j)
	}
	for k := range e.out {
		if e.out[k].Class == ClassWord {
			e.level(k)
		}
	}
}

// level widens the words of edit k until they reach equally far on both sides: 明显提高 is
// one word and 显著 is not, then 显著提高 stands against it. Where a neighbour is in the
// way they stay as they are.
func (e *editor) level(k int) {
	edit := e.out[k]
	lowA, lowB := e.a.all.Lo, e.b.all.Lo
	highA, highB := e.a.all.Hi, e.b.all.Hi
	if k > 0 {
		lowA, lowB = e.out[k-1].A.Hi, e.out[k-1].B.Hi
	}
	if k+1 < len(e.out) {
		highA, highB = e.out[k+1].A.Lo, e.out[k+1].B.Lo
	}
	const steps = 4 // a word of one side that reaches over the end of one of the other, and again
	for range steps {
		a, b := edit.WordsA, edit.WordsB
		if a.Lo < lowA || b.Lo < lowB || a.Hi > highA || b.Hi > highB {
			return
		}
		before := letterCount(e.a.src[a.Lo:edit.A.Lo]) - letterCount(e.b.src[b.Lo:edit.B.Lo])
		behind := letterCount(e.a.src[edit.A.Hi:a.Hi]) - letterCount(e.b.src[edit.B.Hi:b.Hi])
		if before == 0 && behind == 0 {
			e.out[k] = edit
			return
		}
		edit.WordsA = e.a.wordsAround(reach(e.a.src, a, -before, -behind, lowA, highA))
		edit.WordsB = e.b.wordsAround(reach(e.b.src, b, before, behind, lowB, highB))
	}
}

// reach returns s with so many more signs that are no gap in front of it and behind it,
// none where the number is not positive, as far as lo and hi.
func reach(src string, s text.Span, before, behind int, lo, hi int32) text.Span {
	for before > 0 && s.Lo > lo {
		r, size := utf8.DecodeLastRuneInString(src[:s.Lo])
		s.Lo -= int32(size)
		if !isGap(r) {
			before--
		}
	}
	for behind > 0 && s.Hi < hi {
		r, size := utf8.DecodeRuneInString(src[s.Hi:])
		s.Hi += int32(size)
		if !isGap(r) {
			behind--
		}
	}
	return s
}

// changed adds the edits of a hunk.
func (e *editor) changed(h hunk) {
	if h.aLo == h.aHi {
		h.bLo, h.bHi = e.b.withoutPages(h.bLo, h.bHi)
	}
	if h.bLo == h.bHi {
		h.aLo, h.aHi = e.a.withoutPages(h.aLo, h.aHi)
	}
	if h.aLo == h.aHi || h.bLo == h.bHi {
		e.whole(h)
		return
	}
	e.letters(h)
}

// whole adds a hunk as one edit.
func (e *editor) whole(h hunk) {
	a, b := e.a.text(h.aLo, h.aHi), e.b.text(h.bLo, h.bHi)
	if e.a.numbers(h.aLo, h.aHi) && e.b.numbers(h.bLo, h.bHi) {
		e.add(a, b, ClassNumber)
		return
	}
	e.add(a, b, e.class(a, b))
}

// letters adds the edits inside a hunk of words against words, and what differs in white
// space between its letters that are equal.
func (e *editor) letters(h hunk) {
	a, b := e.a.glyphs(h.aLo, h.aHi), e.b.glyphs(h.bLo, h.bHi)
	if len(a) == 0 || len(b) == 0 {
		e.whole(h)
		return
	}
	hunks := differences(keys(a), keys(b))
	if hasNumber(a) || hasNumber(b) {
		hunks = wholeNumbers(hunks, a, b)
	}
	front, back := e.a.around(h.aLo, h.aHi), e.b.around(h.bLo, h.bHi)
	var last hunk // what was laid
	for _, p := range e.tidy(partNumbers(hunks, a, b, e.a.src, e.b.src), a, b) {
		p.hunk = trimPages(p.hunk, a, b)
		e.between(a, b, last, p.hunk, front, back)
		s, t := stretch(a, p.aLo, p.aHi), stretch(b, p.bLo, p.bHi)
		switch {
		case !p.number:
			e.add(s, t, e.class(s, t))
		case s.Empty() && p.aLo == 0:
			e.add(text.Span{Lo: front.Lo, Hi: front.Lo}, t, ClassNumber)
		case t.Empty() && p.bLo == 0:
			e.add(s, text.Span{Lo: back.Lo, Hi: back.Lo}, ClassNumber)
		default:
			e.add(s, t, ClassNumber)
		}
		last = p.hunk
	}
	e.between(a, b, last, hunk{len(a), len(a), len(b), len(b)}, front, back)
}

// between adds the differences in white space in the equal letters between two hunks, and
// at the edges of the letters up to the ends of aroundA and aroundB.
func (e *editor) between(a, b []glyph, last, next hunk, aroundA, aroundB text.Span) {
	if last.aHi == next.aLo || last.bHi == next.bLo {
		return
	}
	s, t := stretch(a, last.aHi, next.aLo), stretch(b, last.bHi, next.bLo)
	if last.aHi == 0 && last.bHi == 0 {
		s.Lo, t.Lo = aroundA.Lo, aroundB.Lo
	}
	if next.aLo == len(a) && next.bLo == len(b) {
		s.Hi, t.Hi = aroundA.Hi, aroundB.Hi
	}
	e.spaces(s, t)
}

// tidy merges hunks of letters that are apart by chance only: the equal letters between
// them are no more than the letters changed on either side. Two replacements that part
// at the end of a word on both sides stay apart (发展|基础 against 开展|根底), unless the
// equal letters are lost between much larger changes; so do masks and list numbers. A hunk that replaces words
// by words of the same lengths is split between them.
func (e *editor) tidy(parts []part, a, b []glyph) []part {
	var kept []part
	for _, h := range parts {
		for len(kept) > 0 {
			last := kept[len(kept)-1]
			equal, least := h.aLo-last.aHi, min(last.size(), h.size())
			if equal > least || last.number || h.number || e.masked(last.hunk, a, b) || e.masked(h.hunk, a, b) {
				break
			}
			parted := atWord(a, last.aHi) && atWord(b, last.bHi) || atWord(a, h.aLo) && atWord(b, h.bLo)
			if parted && last.replaces() && h.replaces() && lost*equal > least {
				break
			}
			h.aLo, h.bLo = last.aLo, last.bLo
			kept = kept[:len(kept)-1]
		}
		kept = append(kept, h)
	}
	var out []part
	for _, h := range kept {
		if h.number {
			out = append(out, h)
		} else {
			out = appendSplit(out, h.hunk, a, b)
		}
	}
	return out
}

// appendSplit appends h, split where a word starts on both sides at the same letter;
// parts that are equal are left out.
func appendSplit(dst []part, h hunk, a, b []glyph) []part {
	n := h.aHi - h.aLo
	if n != h.bHi-h.bLo {
		return append(dst, part{hunk: h})
	}
	lo, equal := 0, true
	for i := range n {
		equal = equal && a[h.aLo+i].key == b[h.bLo+i].key
		if i+1 < n && !(a[h.aLo+i+1].first && b[h.bLo+i+1].first) {
			continue
		}
		if !equal {
			dst = append(dst, part{hunk: hunk{h.aLo + lo, h.aLo + i + 1, h.bLo + lo, h.bLo + i + 1}})
		}
		lo, equal = i+1, true
	}
	return dst
}

// lost is how many times longer than the equal letters between them two replacements
// have to be to swallow a whole word that stands on both sides.
const lost = 4

func (h hunk) size() int { return max(h.aHi-h.aLo, h.bHi-h.bLo) }

func (h hunk) replaces() bool { return h.aLo < h.aHi && h.bLo < h.bHi }

// masked reports whether one side of a hunk of letters is a mask.
func (e *editor) masked(h hunk, a, b []glyph) bool {
	return e.class(stretch(a, h.aLo, h.aHi), stretch(b, h.bLo, h.bHi)) == ClassMask
}

// atWord reports whether the letter at i starts a word or the letters end there.
func atWord(g []glyph, i int) bool { return i == len(g) || g[i].first }

// class returns the class of an edit that is no list number.
func (e *editor) class(a, b text.Span) Class {
	lettersA, lettersB := hasLetter(a.Of(e.a.src)), hasLetter(b.Of(e.b.src))
	maskA, maskB := isMask(e.a.src, a), isMask(e.b.src, b)
	switch {
	case maskA && (lettersB || maskB), maskB && lettersA:
		return ClassMask
	case maskA && b.Empty(), maskB && a.Empty():
		return ClassMask
	case !lettersA && !lettersB:
		return ClassPunct
	}
	return ClassWord
}

func hasLetter(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) })
}

// equal adds the edits between n units from i and from j that are equal but for white
// space and the writing of list numbers.
func (e *editor) equal(i, j, n int) {
	a, b := &e.a, &e.b
	for k := range n {
		s, t := a.span[i+k], b.span[j+k]
		if a.number(i + k) {
			if squeeze(s.Of(a.src)) != squeeze(t.Of(b.src)) {
				e.add(s, t, ClassNumber)
			}
			s.Lo, t.Lo = s.Hi, t.Hi // only the gap behind is left to compare
		}
		if k < n-1 {
			s.Hi, t.Hi = a.span[i+k+1].Lo, b.span[j+k+1].Lo
		}
		e.spaces(s, t)
	}
}

// spaces adds the differences in white space between two stretches of equal letters.
// Where they do not agree letter for letter (one holds a page mark, or a sign that folds
// to two letters) nothing can be said.
func (e *editor) spaces(s, t text.Span) {
	a, b := s.Of(e.a.src), t.Of(e.b.src)
	if a == b || letterCount(a) != letterCount(b) {
		return
	}
	for s.Lo < s.Hi || t.Lo < t.Hi {
		gapA, gapB := gap(e.a.src, s), gap(e.b.src, t)
		if e.spaceMatters(gapA, gapB) {
			e.add(gapA, gapB, ClassSpace)
		}
		s.Lo, t.Lo = next(e.a.src, gapA.Hi, s.Hi), next(e.b.src, gapB.Hi, t.Hi)
	}
}

// spaceMatters reports whether a difference between two gaps is worth an edit.
func (e *editor) spaceMatters(a, b text.Span) bool {
	gapA, gapB := a.Of(e.a.src), b.Of(e.b.src)
	if e.a.wrapped(a) && !hasLineEnd(gapB) || e.b.wrapped(b) && !hasLineEnd(gapA) {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(e.a.src[:a.Lo])
	if hasSpace(gapA) != hasSpace(gapB) {
		after, _ := utf8.DecodeRuneInString(e.a.src[a.Hi:])
		if unicode.Is(unicode.Han, before) && unicode.Is(unicode.Han, after) {
			return true
		}
	}
	return hasLineEnd(gapA) != hasLineEnd(gapB) && !strings.ContainsRune(sentenceEnds, before)
}

// slide moves insertions and deletions, which often fit in several places of a text that
// repeats itself, to where a reader would look for them: behind a line end, the end of a
// sentence or another mark, in this order, and else as far on as they go. 甲，乙，丙
// against 甲，丙 loses "乙，", not "，乙".
func slide(hunks []hunk, a, b *units) {
	for n, h := range hunks {
		u, lo, hi := a, h.aLo, h.aHi
		switch {
		case h.replaces():
			continue
		case lo == hi:
			u, lo, hi = b, h.bLo, h.bHi
		}
		// At least one equal unit stays between neighbours.
		back, on := h.aLo, len(a.hash)-h.aHi
		if n > 0 {
			back = h.aLo - hunks[n-1].aHi - 1
		}
		if n+1 < len(hunks) {
			on = hunks[n+1].aLo - h.aHi - 1
		}
		best, rank := 0, u.breakBefore(lo)
		for s := 1; s <= back && u.hash[lo-s] == u.hash[hi-s]; s++ {
			if r := u.breakBefore(lo - s); r > rank {
				best, rank = -s, r
			}
		}
		for s := 1; s <= on && u.hash[lo+s-1] == u.hash[hi+s-1]; s++ {
			if r := u.breakBefore(lo + s); r >= rank {
				best, rank = s, r
			}
		}
		hunks[n] = hunk{h.aLo + best, h.aHi + best, h.bLo + best, h.bHi + best}
	}
}
