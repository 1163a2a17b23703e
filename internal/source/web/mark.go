package web

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// marks is what stands in open elements whose text is left out if it is no more than a few
// letters: the numbers of notes, labels of controls. What is longer is text, whatever the
// element is called.
type marks struct {
	open  int // elements
	most  int // letters
	lines bool
	count bool // what is left out is counted
	held  strings.Builder
}

// lineMark stands for a <br> in marks.held.
const lineMark = '\x00'

// beginMark opens a mark of at most that many letters.
func (p *page) beginMark(tag atom.Atom, most int) {
	if p.marks.open++; p.marks.open == 1 {
		p.marks.most, p.marks.lines, p.marks.count = most, tag == atom.Option || tag == atom.Button, tag != atom.Option
		p.marks.held.Reset()
	}
}

// endMark closes one.
func (p *page) endMark() {
	if p.marks.open--; p.marks.open == 0 && p.marks.count {
		p.unread += hanLetters(p.marks.held.String())
	}
}

// hold takes up text inside a mark. When it is too much for one, all of it is text.
func (p *page) hold(s string) error {
	p.marks.held.WriteString(s)
	if letters(p.marks.held.String()) <= p.marks.most {
		if p.marks.held.Len() > maxInfo {
			s = collapse(p.marks.held.String())
			p.marks.held.Reset()
			p.marks.held.WriteString(clip(s, maxInfo))
		}
		return nil
	}
	s = p.marks.held.String()
	p.marks.open = 0
	for i := range p.open {
		p.open[i].mark = false
	}
	if p.marks.lines {
		p.flow.breakLine()
	}
	for i, line := range strings.Split(s, string(lineMark)) {
		if i > 0 {
			p.flow.newLine()
		}
		if err := p.text(line); err != nil {
			return err
		}
	}
	return nil
}
