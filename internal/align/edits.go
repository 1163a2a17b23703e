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
// as one word and is equal to any other, so that (1) against 1、 is one edit. Letters
// that are equal by chance between two changes are taken into the change.
//
// White space is not compared, with two exceptions, both of ClassSpace: it stands
// between two Han letters on one side only, or a line ends in mid sentence on one side
// only. Nor are differences that folding takes away: equal hashes are equal words, and
// letters are compared in one width and one case.
func Edits(a, b Side) []Edit {
	e := editor{a: unitsOf(a), b: unitsOf(b)}
	hunks := differences(e.a.hash, e.b.hash)
	slide(hunks, &e.a, &e.b)
	i, j := 0, 0
	for _, h := range hunks {
		e.equal(i, j, h.aLo-i)
		e.changed(h)
		i, j = h.aHi, h.bHi
	}
	e.equal(i, j, len(e.a.hash)-i)
	return e.out
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

// changed adds the edits of a hunk.
func (e *editor) changed(h hunk) {
	a, b := &e.a, &e.b
	if h.aLo == h.aHi || h.bLo == h.bHi {
		e.whole(h)
		return
	}
	// A list number that only one side has, or that stands against another one, is an
	// edit of its own; what is left are words against words.
	front := hunk{h.aLo, h.aLo, h.bLo, h.bLo}
	for front.aHi < h.aHi && a.number(front.aHi) {
		front.aHi++
	}
	for front.bHi < h.bHi && b.number(front.bHi) {
		front.bHi++
	}
	back := hunk{h.aHi, h.aHi, h.bHi, h.bHi}
	for back.aLo > front.aHi && a.number(back.aLo-1) {
		back.aLo--
	}
	for back.bLo > front.bHi && b.number(back.bLo-1) {
		back.bLo--
	}
	e.whole(front)
	if core := (hunk{front.aHi, back.aLo, front.bHi, back.bLo}); core.aLo == core.aHi || core.bLo == core.bHi {
		e.whole(core)
	} else {
		e.letters(core)
	}
	e.whole(back)
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

// letters adds the edits inside a hunk of words against words.
func (e *editor) letters(h hunk) {
	a, b := e.a.glyphs(h.aLo, h.aHi), e.b.glyphs(h.bLo, h.bHi)
	if len(a) == 0 || len(b) == 0 {
		e.whole(h)
		return
	}
	hunks := differences(keys(a), keys(b))
	hunks = e.tidy(hunks, a, b)
	for _, h := range hunks {
		e.add(stretch(a, h.aLo, h.aHi), stretch(b, h.bLo, h.bHi),
			e.class(stretch(a, h.aLo, h.aHi), stretch(b, h.bLo, h.bHi)))
	}
}

// tidy merges hunks of letters that are apart by chance only: the equal letters between
// them are no more than the letters changed on either side. Two replacements that part
// at the end of a word on both sides stay apart (发展|基础 against 开展|根底), unless the
// equal letters are lost between much larger changes; so do masks. A hunk that replaces words
// by words of the same lengths is split between them.
func (e *editor) tidy(hunks []hunk, a, b []glyph) []hunk {
	var kept []hunk
	for _, h := range hunks {
		for len(kept) > 0 {
			last := kept[len(kept)-1]
			equal, least := h.aLo-last.aHi, min(last.size(), h.size())
			if equal > least || e.masked(last, a, b) || e.masked(h, a, b) {
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
	var out []hunk
	for _, h := range kept {
		out = appendSplit(out, h, a, b)
	}
	return out
}

// appendSplit appends h, split where a word starts on both sides at the same letter;
// parts that are equal are left out.
func appendSplit(dst []hunk, h hunk, a, b []glyph) []hunk {
	n := h.aHi - h.aLo
	if n != h.bHi-h.bLo {
		return append(dst, h)
	}
	lo, equal := 0, true
	for i := range n {
		equal = equal && a[h.aLo+i].key == b[h.bLo+i].key
		if i+1 < n && !(a[h.aLo+i+1].first && b[h.bLo+i+1].first) {
			continue
		}
		if !equal {
			dst = append(dst, hunk{h.aLo + lo, h.aLo + i + 1, h.bLo + lo, h.bLo + i + 1})
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
