package web

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"chachong/internal/source/extract"
)

// flow collects the text of a page in reading order.
type flow struct {
	budget *extract.Budget
	buf    []byte
	pieces []piece
	hidden []hidden

	lines, tabs int  // that stand in front of the next text
	cell        int  // where the last cell began; -1 outside tables
	gap         gap  // white space that stands in front of it
	last        rune // in front of gap, in the same line; 0 at its beginning
	open        bool // the last piece goes on
}

// piece is a stretch of text in one line or cell, in one container.
type piece struct {
	lo, hi  int32 // in flow.buf
	node    int32 // of page.nodes
	lines   int32 // line ends in front of it
	tabs    int32 // behind these, cells
	letters int32
	linked  int32 // of the letters, in links to other pages
	target  int32 // where its first link leads; 0 for nowhere
	heading bool
	struck  bool // stands elsewhere too
	ends    bool // a sentence ends in it
}

// hidden is text that nobody sees.
type hidden struct {
	at   int32 // offset in flow.buf
	node int32
	why  extract.Why
	text []byte // at most extract.MaxHidden
	cut  bool   // more was there than is kept

	kind hiddenKind
}

// hiddenKind says what a hidden text is likely to be. Of texts that are one, the lowest holds.
type hiddenKind uint8

const (
	hiddenText hiddenKind = iota
	hiddenFar             // in a dialog or in furniture of the site
	hiddenLink            // in a link to another page
	hiddenMenu            // a link in a block that is hidden
)

// gap is white space that has been read and not written.
type gap uint8

const (
	gapNone gap = iota
	gapSpace
	gapLine // space with a line end of the source in it
)

// breakLine begins a new line, unless nothing stands in this line or cell yet.
func (f *flow) breakLine() {
	f.endPiece()
	if f.lines == 0 && f.tabs == 0 {
		f.lines = 1
	}
}

// newLine ends the line, even an empty one.
func (f *flow) newLine() {
	f.endPiece()
	if len(f.buf) > f.cell {
		f.lines++
		f.tabs = 0
	}
}

// beginRow begins a row of cells. It returns where the row stands.
func (f *flow) beginRow() int {
	f.endPiece()
	f.lines, f.tabs = max(f.lines, 1), 0
	return len(f.buf)
}

// beginCell begins a cell, the first of the row that stands at row or a later one.
func (f *flow) beginCell(row int, first bool) {
	f.endPiece()
	f.cell = len(f.buf)
	if first {
		return
	}
	if len(f.buf) > row {
		f.lines = 0
	}
	f.tabs++
}

// endPiece lets the next text begin a piece.
func (f *flow) endPiece() { f.open, f.gap, f.last = false, gapNone, 0 }

// write appends visible text that stands in node. keep says what happens to white space,
// target is the link it stands in, 0 for none.
func (f *flow) write(s string, node int32, keep space, target int32, heading bool) error {
	for i := 0; i < len(s); {
		if c := s[i]; c == ' ' || c == '\n' || c == '\t' || c == '\f' || c == '\r' {
			i++
			switch {
			case c == '\n' && keep != spaceNormal:
				f.newLine()
			case c == '\r' && keep != spaceNormal:
			case keep == spacePre:
				if err := f.put(s[i-1:i], node, target, heading); err != nil {
					return err
				}
			case c == '\n' || c == '\r':
				f.gap = gapLine
			default:
				f.gap = max(f.gap, gapSpace)
			}
			continue
		}
		n := i
		for n < len(s) && s[n] > ' ' && s[n] != 0x7f {
			n++
		}
		if n == i {
			i++ // a control character: it shows nothing
			continue
		}
		if err := f.put(s[i:n], node, target, heading); err != nil {
			return err
		}
		i = n
	}
	return nil
}

// put appends text without white space to be collapsed.
func (f *flow) put(s string, node, target int32, heading bool) error {
	first, _ := utf8.DecodeRuneInString(s)
	space := 0
	if f.gap != gapNone && f.last != 0 && (f.gap == gapSpace || !joins(f.last, first)) {
		space = 1
	}
	if err := f.budget.Text(len(s) + space + f.lines + f.tabs); err != nil {
		return err
	}
	if !f.open || f.pieces[len(f.pieces)-1].node != node {
		f.begin(node)
	}
	if space > 0 {
		f.buf = append(f.buf, ' ')
	}
	f.buf = append(f.buf, s...)
	f.last, _ = utf8.DecodeLastRuneInString(s)
	f.gap = gapNone
	p := &f.pieces[len(f.pieces)-1]
	p.hi = int32(len(f.buf))
	n := int32(letters(s))
	p.letters += n
	if target != 0 {
		p.linked += n
		if p.target == 0 {
			p.target = target
		}
	}
	p.heading = p.heading || heading
	p.ends = p.ends || endsSentence(s)
	return nil
}

// begin opens a new piece.
func (f *flow) begin(node int32) {
	at := int32(len(f.buf))
	f.pieces = append(f.pieces, piece{
		lo: at, hi: at, node: node,
		lines: int32(min(f.lines, 1<<30)), tabs: int32(min(f.tabs, 1<<30)),
	})
	f.lines, f.tabs, f.open = 0, 0, true
}

// hide appends text that nobody sees.
func (f *flow) hide(s string, node int32, why extract.Why, kind hiddenKind, newLine bool) error {
	s = collapse(s)
	if s == "" {
		return nil
	}
	if err := f.budget.Text(len(s)); err != nil {
		return err
	}
	at := int32(len(f.buf))
	n := len(f.hidden) - 1
	switch {
	case len(f.hidden) == extract.MaxHiddens:
		// What there is no entry left for goes to the last one, so that it counts.
		newLine = true
		f.hidden[n].kind = min(f.hidden[n].kind, kind)
	case n < 0 || f.hidden[n].at != at || f.hidden[n].why != why || f.hidden[n].kind != kind:
		f.hidden = append(f.hidden, hidden{at: at, node: node, why: why, kind: kind})
		n++
	}
	h := &f.hidden[n]
	if newLine && len(h.text) > 0 {
		s = "\n" + s
	}
	if !h.cut {
		kept := clip(s, extract.MaxHidden-len(h.text))
		h.text = append(h.text, kept...)
		h.cut = len(kept) < len(s)
	}
	return nil
}

// clip returns the beginning of s of at most n bytes, in whole characters.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// collapse returns s with its white space collapsed and none at its ends.
func collapse(s string) string {
	var b strings.Builder
	var last rune
	for f := range strings.FieldsFuncSeq(s, isSpace) {
		first, _ := utf8.DecodeRuneInString(f)
		if last != 0 && !joins(last, first) {
			b.WriteByte(' ')
		}
		b.WriteString(f)
		last, _ = utf8.DecodeLastRuneInString(f)
	}
	return b.String()
}

// isSpace reports whether r is white space of HTML or a control character, neither of
// which is written in collapsed text.
func isSpace(r rune) bool { return r <= ' ' || r == 0x7f }

// letters counts letters and digits.
func letters(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case r < utf8.RuneSelf:
			if isAlphanumeric(byte(r)) {
				n++
			}
		case 0x4e00 <= r && r <= 0x9fff, unicode.IsLetter(r), unicode.IsDigit(r):
			n++
		}
	}
	return n
}

// joins reports whether a line end of the source between a and b is no space: both are wide
// and neither is Hangul (CSS Text 3, section 4.1.3). Quotation marks, dashes and dots, whose
// width depends on the text around them, are wide beside a wide character.
func joins(a, b rune) bool {
	return isWide(a) && (isWide(b) || isAmbiguous(b)) || isAmbiguous(a) && isWide(b)
}

func isWide(r rune) bool {
	switch {
	case r < 0x2e80:
		return false
	case r <= 0x312f, 0x3190 <= r && r <= 0xa4cf, 0xf900 <= r && r <= 0xfaff, 0xfe30 <= r && r <= 0xfe6f,
		0xff00 <= r && r <= 0xff60, 0xffe0 <= r && r <= 0xffe6, 0x20000 <= r && r <= 0x3ffff:
		return true
	}
	return false
}

func isAmbiguous(r rune) bool {
	switch r {
	case '“', '”', '‘', '’', '—', '…', '·':
		return true
	}
	return false
}
