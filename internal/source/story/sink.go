package story

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"chachong/internal/source/extract"
)

// Sink builds a text from the characters and marks of formats that are one run of them,
// .doc and .rtf, where only the mark that ends a stretch tells whether it was a paragraph
// or a cell. It collects what is seen and what is hidden, in the order in which it stands
// in the file, charged to a Budget.
type Sink struct {
	budget *extract.Budget
	text   []byte
	hidden []extract.Hidden
	err    error // nothing is added behind it

	open []byte      // the hidden text that is being collected
	why  extract.Why // of open; "" where there is none
	at   int         // where open stands in text
	seen int         // length of text when open grew last

	high     uint16 // first half of a character beyond U+FFFF
	highWhy  extract.Why
	cellDone bool // a cell is complete; whether another follows decides what stands behind it
	lineDone bool // a paragraph of a cell is complete, likewise
}

// NewSink returns an empty Sink that charges b.
func NewSink(b *extract.Budget) *Sink { return &Sink{budget: b} }

// Err returns the error of the budget that stopped the Sink, or nil: what is added behind
// it is left out.
func (s *Sink) Err() error { return s.err }

// Fail stops s for an error of another Sink of the same document; nil changes nothing.
func (s *Sink) Fail(err error) {
	if err != nil {
		s.err = err
	}
}

// Unit adds a UTF-16 code unit; "" is the why of what is seen. Halves without their other
// half become U+FFFD.
func (s *Sink) Unit(u uint16, why extract.Why) {
	if s.high != 0 {
		r := utf16.DecodeRune(rune(s.high), rune(u))
		s.high = 0
		s.Add(r, s.highWhy)
		if r != utf8.RuneError {
			return
		}
	}
	if u >= 0xD800 && u < 0xDC00 {
		s.high, s.highWhy = u, why
		return
	}
	s.Add(rune(u), why) // a second half alone is encoded as U+FFFD
}

// Flush ends a character that lacks its second half.
func (s *Sink) Flush() {
	if s.high != 0 {
		s.high = 0
		s.Add(utf8.RuneError, s.highWhy)
	}
}

// Add adds a character; "" is the why of what is seen.
func (s *Sink) Add(r rune, why extract.Why) {
	if s.err != nil {
		return
	}
	if s.err = s.budget.Text(max(1, utf8.RuneLen(r))); s.err != nil {
		return
	}
	if (why == extract.WhyColor || why == extract.WhyTiny) && why != s.why && unicode.IsSpace(r) {
		why = "" // a blank looks like any blank
	}
	if why == "" {
		s.settle()
		s.text = utf8.AppendRune(s.text, r)
		return
	}
	if s.why != why || !onlyBreaks(s.text[min(s.seen, len(s.text)):]) {
		s.close()
		s.why, s.at, s.seen = why, len(s.text), len(s.text)
	}
	s.open = append(s.open, s.text[s.seen:]...)
	s.seen = len(s.text)
	s.open = utf8.AppendRune(s.open, r)
}

// settle writes what separates a complete cell or a paragraph of a cell from the next.
func (s *Sink) settle() {
	if s.lineDone {
		s.lineDone = false
		s.text = append(s.text, '\n')
	}
	if s.cellDone {
		s.cellDone = false
		s.text = append(s.text, '\t')
	}
}

// onlyBreaks reports whether t holds line ends and nothing else: hidden texts on both
// sides of it are one.
func onlyBreaks(t []byte) bool { return len(bytes.Trim(t, "\n")) == 0 }

// close ends the hidden text that is being collected.
func (s *Sink) close() {
	why, open := s.why, s.open
	s.why, s.open = "", s.open[:0]
	if why == "" || len(bytes.TrimSpace(open)) == 0 || len(s.hidden) == extract.MaxHiddens {
		return
	}
	if open = bytes.Trim(open, "\n"); len(open) > extract.MaxHidden {
		open = bytes.ToValidUTF8(open[:extract.MaxHidden], nil)
	}
	s.hidden = append(s.hidden, extract.Hidden{At: int32(s.at), Text: string(open), Why: why})
}

// Line ends a line.
func (s *Sink) Line() {
	s.Flush()
	s.Add('\n', "")
}

// Part begins a new line where the text is not at the beginning of one.
func (s *Sink) Part() {
	s.Flush()
	if n := len(s.text); n > 0 && s.text[n-1] != '\n' {
		s.cellDone, s.lineDone = false, false
		s.Add('\n', "")
	}
}

// CellLine ends a line inside a cell. The end of the cell may follow: some writers end the
// last paragraph of a cell and then the cell, others end the cell only.
func (s *Sink) CellLine() {
	s.Flush()
	s.settle()
	s.lineDone = true
}

// Cell ends a cell of a table.
func (s *Sink) Cell() {
	s.Flush()
	s.lineDone = false
	s.settle()
	s.cellDone = true
}

// Row ends a row of a table.
func (s *Sink) Row() {
	s.Flush()
	s.cellDone, s.lineDone = false, false
	s.Add('\n', "")
}

// TrimLines takes back empty lines at the end.
func (s *Sink) TrimLines() {
	s.Flush()
	n := len(s.text)
	for n >= 2 && s.text[n-1] == '\n' && s.text[n-2] == '\n' {
		n--
	}
	s.close()
	s.text = s.text[:n]
}

// Insert ends other and adds all of it on lines of its own; it was charged when it was
// added to other.
func (s *Sink) Insert(other *Sink) {
	text, hidden := other.Finish()
	if s.err == nil {
		s.err = other.err
	}
	if strings.TrimSpace(text) == "" && len(hidden) == 0 {
		return
	}
	s.Part()
	s.close()
	for _, h := range hidden[:min(len(hidden), extract.MaxHiddens-len(s.hidden))] {
		h.At += int32(len(s.text))
		s.hidden = append(s.hidden, h)
	}
	s.text = append(s.text, text...)
	s.Part()
}

// Finish ends s and returns its text without the line ends behind it, and the hidden texts.
func (s *Sink) Finish() (string, []extract.Hidden) {
	s.Flush()
	s.close()
	text := bytes.TrimRight(s.text, "\n")
	for i := range s.hidden {
		s.hidden[i].At = min(s.hidden[i].At, int32(len(text)))
	}
	return string(text), s.hidden
}
