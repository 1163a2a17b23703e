package report

import (
	"strings"
	"unicode/utf8"

	"chachong/internal/safe"
)

// look says what a stretch of shown text is. Its style depends on the side.
type look uint8

const (
	lookPlain   look = iota
	lookWord         // a word with changed letters
	lookLetters      // the changed letters
	lookAdded        // what stands in B, where both stand in one line
	lookMasked       // of a change of masks
	lookSlight       // of a change of numbers, punctuation or white space
	looks            // how many there are
)

// paragraphs ends a paragraph of a prose.
const paragraphs = "\n"

// isWord reports whether k marks a changed word.
func (k look) isWord() bool { return k == lookWord || k == lookLetters }

// prose is a text of a stranger made ready to be shown: safe, without line ends other
// than those between paragraphs, and cut into stretches of one look.
type prose struct {
	strings.Builder
	runs    []run  // ascending, covering the text
	numbers []int  // of the paragraphs after the first one
	keep    []clip // short changes: they stand on one line
}

// keepWidth is the widest change that is kept on one line, in columns: a word of Chinese
// has four letters as a rule, and its brackets.
const keepWidth = 12

// run is a stretch of a prose that ends at byte end.
type run struct {
	end  int
	look look
}

// put adds s, which is safe.
func (q *prose) put(s string, k look) {
	if s == "" {
		return
	}
	q.WriteString(s)
	if n := len(q.runs); n > 0 && q.runs[n-1].look == k {
		q.runs[n-1].end = q.Len()
		return
	}
	q.runs = append(q.runs, run{q.Len(), k})
}

const blanks = " \t\r\n\u3000\u00a0"

// add adds the text of c in h. White space becomes one blank; where it ends a line, it
// becomes the end of a paragraph, or nothing between letters that need no blank. Where
// space is what changed it is shown.
func (q *prose) add(h *half, c clip, k look, shown bool) {
	for at := c.lo; at < c.hi; {
		s := h.Text[at:c.hi]
		n := strings.IndexAny(s, blanks)
		if n < 0 {
			n = len(s)
		}
		q.put(safe.Line(s[:n]), k)
		rest := strings.TrimLeft(s[n:], blanks)
		space := s[n : len(s)-len(rest)]
		end := at + n + len(space)
		switch ends := strings.ContainsAny(space, "\r\n"); {
		case space == "":
		case shown && ends:
			q.put("↵", k)
		case shown:
			q.put("␣", k)
		case q.Len() == 0 || end == len(h.Text):
		case !ends:
			q.put(" ", k)
		case h.parts(at+n, end):
			q.put(paragraphs, k)
			q.numbers = append(q.numbers, h.paragraph(end))
		case !closeUp(q.String(), rest):
			q.put(" ", k)
		}
		at = end
	}
}

// closeUp reports whether a line end between before and after stands for nothing: there
// is a Han letter or a full-width mark on either side.
func closeUp(before, after string) bool {
	wide := func(r rune, _ int) bool { return safe.Width(string(r)) == 2 }
	return wide(utf8.DecodeLastRuneInString(before)) && wide(utf8.DecodeRuneInString(after))
}

// brackets are what stands around a change of each class: the opening ones, the closing
// ones.
type brackets map[string][2]string

var (
	noBrackets  = brackets{} // where colour marks all
	allBrackets = brackets{
		"word": {"[", "]"}, "mask": {"‹", "›"},
		"number": {"{", "}"}, "punct": {"{", "}"}, "space": {"{", "}"},
	}
	quietBrackets = brackets{ // where words have marks of their own
		"mask": {"‹", "›"}, "number": {"{", "}"}, "punct": {"{", "}"}, "space": {"{", "}"},
	}
)

// lookOf returns the look of changes of a class.
func lookOf(class string) look {
	switch class {
	case "mask":
		return lookMasked
	case "number", "punct", "space":
		return lookSlight
	}
	return lookWord
}

// sideText is one side of a row as it is shown: the text of c with its changes.
type sideText struct {
	half  *half
	c     clip
	spans []shownChange
}

// shownChange is one side of a change.
type shownChange struct {
	clip
	class string
	edits []clip
}

// prose returns s with its changes marked by their looks, and by brackets.
func (s *sideText) prose(around brackets) *prose {
	q := &prose{}
	end := s.half.trim(s.c).hi
	if n := len(s.spans); n > 0 {
		end = max(end, s.spans[n-1].hi)
	}
	at := s.c.lo
	for _, x := range s.spans {
		q.add(s.half, clip{at, x.lo}, lookPlain, false)
		at = x.hi
		if x.empty() {
			continue
		}
		k, space := lookOf(x.class), x.class == "space"
		start := q.Len()
		q.put(around[x.class][0], k)
		from := x.lo
		for _, e := range x.edits {
			q.add(s.half, clip{from, e.lo}, k, space)
			strong := k
			if k == lookWord {
				strong = lookLetters
			}
			q.add(s.half, e, strong, space)
			from = e.hi
		}
		q.add(s.half, clip{from, x.hi}, k, space)
		q.put(around[x.class][1], k)
		if c := (clip{start, q.Len()}); safe.Width(q.String()[c.lo:c.hi]) <= keepWidth {
			q.keep = append(q.keep, c)
		}
	}
	q.add(s.half, clip{at, end}, lookPlain, false)
	return q
}

// sides returns both sides of what is shown of a row.
func (d *diffing) sides(x *stretch) (a, b sideText) {
	a, b = sideText{half: d.a, c: x.a}, sideText{half: d.b, c: x.b}
	for _, c := range x.changes {
		sa, sb := shownChange{clip: c.a, class: c.class}, shownChange{clip: c.b, class: c.class}
		for i := range c.edits {
			sa.edits = append(sa.edits, d.a.clip(c.edits[i].A))
			sb.edits = append(sb.edits, d.b.clip(c.edits[i].B))
		}
		a.spans, b.spans = append(a.spans, sa), append(b.spans, sb)
	}
	return a, b
}

// trim returns c without white space at its ends.
func (h *half) trim(c clip) clip {
	t := h.text(c)
	left := strings.TrimLeft(t, blanks)
	c.lo += len(t) - len(left)
	return clip{c.lo, c.lo + len(strings.TrimRight(left, blanks))}
}

// dots returns q with an ellipsis where it was cut.
func (q *prose) dots(at cut) *prose {
	if at == 0 {
		return q
	}
	out := &prose{numbers: q.numbers}
	if at&cutBefore != 0 {
		out.put("…", lookPlain)
	}
	for _, k := range q.keep {
		out.keep = append(out.keep, clip{k.lo + out.Len(), k.hi + out.Len()})
	}
	from := 0
	for _, r := range q.runs {
		out.put(q.String()[from:r.end], r.look)
		from = r.end
	}
	if at&cutBehind != 0 {
		out.put("…", lookPlain)
	}
	return out
}

// kept takes out of q what is kept on one line of the bytes lo to hi, counted from lo.
func (q *prose) kept(lo, hi int) []clip {
	var out []clip
	for len(q.keep) > 0 && q.keep[0].lo < hi {
		if k := q.keep[0]; k.lo >= lo && k.hi <= hi {
			out = append(out, clip{k.lo - lo, k.hi - lo})
		}
		q.keep = q.keep[1:]
	}
	return out
}
