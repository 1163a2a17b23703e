// Package story builds the text of documents from their paragraphs, tables, text boxes and
// notes: with the separators that package extract defines, what is hidden apart, everything
// charged to a Budget.
package story

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"chachong/internal/source/extract"
)

// Story is a stretch of text that is built by itself: the body, the text boxes behind a
// paragraph, a note, a page header.
type Story struct {
	budget *extract.Budget
	chunks [][]byte // the text; it grows without being copied
	size   int      // bytes of them
	hidden []hidden
	trim   bool

	separator byte // due before the next paragraph: '\n', '\t' or 0
	vacant    bool // the present cell has no paragraph so far
	begun     bool // the present paragraph has text that is seen
	apart     int  // separators behind the last hidden text; -1: text stands behind it
}

// hidden is an extract.Hidden that grows.
type hidden struct {
	at   int32
	text []byte
	why  extract.Why
}

// Chunks grow from minChunk to maxChunk bytes: small notes stay small, and the last chunk
// of a long text wastes little.
const (
	minChunk = 256
	maxChunk = 256 << 10
)

// New returns an empty story.
func New(b *extract.Budget) *Story { return &Story{budget: b, apart: -1} }

// NewNote returns an empty story that leaves out white space in front of its text: there
// stands the mark of a note, which is no text, and what parts it from the note.
func NewNote(b *extract.Budget) *Story {
	s := New(b)
	s.trim = true
	return s
}

// Len returns the length of the text, in bytes.
func (s *Story) Len() int { return s.size }

// Begun reports whether the present paragraph has text that is seen.
func (s *Story) Begun() bool { return s.begun }

// String returns the text.
func (s *Story) String() string {
	var b strings.Builder
	b.Grow(s.size)
	for _, c := range s.chunks {
		b.Write(c)
	}
	return b.String()
}

// From returns the text behind the byte at, at <= Len().
func (s *Story) From(at int) string {
	var b strings.Builder
	for _, c := range s.chunks {
		if at < len(c) {
			b.Write(c[at:])
		}
		at = max(at-len(c), 0)
	}
	return b.String()
}

// Hidden returns the hidden texts, ascending, without those that are only white space.
// There are at most MaxHiddens.
func (s *Story) Hidden() []extract.Hidden {
	var out []extract.Hidden
	for _, h := range s.hidden {
		out = append(out, extract.Hidden{At: h.at, Text: string(h.text), Why: h.why})
	}
	return out
}

// Write appends p, which is valid UTF-8 and may break off in the middle of a paragraph.
// Text that is hidden (why is not "") goes beside.
func (s *Story) Write(p []byte, why extract.Why) error {
	if s.trim && s.size == 0 && why == "" {
		p = bytes.TrimLeft(p, " \t\n\u00a0\u3000")
	}
	if len(p) == 0 {
		return nil
	}
	if err := s.budget.Text(len(p)); err != nil {
		return err
	}
	if why == "" {
		s.put(p)
		s.begun, s.apart = true, -1
		return nil
	}
	n := len(s.hidden)
	switch {
	case n > 0 && s.apart >= 0 && s.hidden[n-1].why == why:
		if s.apart > 0 {
			s.hidden[n-1].add([]byte("\n"))
		}
		s.hidden[n-1].add(p)
	case len(bytes.TrimSpace(p)) == 0: // none begins with a blank: those that are kept hold more
		return nil
	case n < extract.MaxHiddens:
		s.hidden = append(s.hidden, hidden{at: int32(s.size), why: why})
		s.hidden[n].add(p)
	}
	s.apart = 0
	return nil
}

// add appends p to a hidden text as far as MaxHidden lets it.
func (h *hidden) add(p []byte) {
	if room := extract.MaxHidden - len(h.text); len(p) > room {
		for room > 0 && !utf8.RuneStart(p[room]) {
			room--
		}
		p = p[:room]
	}
	h.text = append(h.text, p...)
}

func (s *Story) put(p []byte) {
	s.size += len(p)
	for len(p) > 0 {
		n := len(s.chunks)
		if n == 0 || len(s.chunks[n-1]) == cap(s.chunks[n-1]) {
			size := minChunk
			if n > 0 {
				size = min(2*cap(s.chunks[n-1]), maxChunk)
			}
			s.chunks = append(s.chunks, make([]byte, 0, size))
			n++
		}
		last := &s.chunks[n-1]
		room := min(cap(*last)-len(*last), len(p))
		*last = append(*last, p[:room]...)
		p = p[room:]
	}
}

// Paragraph begins a paragraph. One that is not seen at all begins no line.
func (s *Story) Paragraph(seen bool) error {
	s.begun, s.vacant = false, false
	if !seen || s.separator == 0 {
		return nil
	}
	if err := s.budget.Text(1); err != nil {
		return err
	}
	s.put([]byte{s.separator})
	if s.separator = 0; s.apart >= 0 {
		s.apart++
	}
	return nil
}

// End ends a paragraph. joined says that the next goes on in its line: the end of the
// paragraph is not seen, or nothing of it is.
func (s *Story) End(joined bool) {
	if !joined {
		s.separator = '\n'
	}
}

// Cell begins a cell of a table; first says that it is the first of its row.
func (s *Story) Cell(first bool) {
	s.vacant = true
	if !first {
		s.separator = '\t'
	}
}

// EndCell ends a cell. What follows it in no other cell begins a line.
func (s *Story) EndCell() error {
	if s.vacant { // a cell without a paragraph is an empty one
		if err := s.Paragraph(true); err != nil {
			return err
		}
	}
	s.separator = '\n'
	return nil
}

// Splice appends the paragraphs of other, whose text is charged already.
func (s *Story) Splice(other *Story) {
	if other.size > 0 {
		if s.separator != 0 || s.size > 0 {
			s.put([]byte{'\n'})
		}
		s.separator = '\n'
	}
	for _, h := range other.hidden {
		if len(s.hidden) < extract.MaxHiddens {
			h.at += int32(s.size)
			s.hidden = append(s.hidden, h)
		}
	}
	for _, c := range other.chunks {
		s.put(c)
	}
	s.apart = -1
}

// SpliceHidden appends what is hidden in other, as if it stood at the end of s.
func (s *Story) SpliceHidden(other *Story) {
	for _, h := range other.hidden {
		if len(s.hidden) < extract.MaxHiddens {
			h.at = int32(s.size)
			s.hidden = append(s.hidden, h)
		}
	}
	s.apart = -1
}
