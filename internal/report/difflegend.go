package report

import (
	"strings"

	"chachong/internal/message"
	"chachong/internal/safe"
)

// signs are the signs and marks that the rows of a diff use.
type signs struct {
	same, changed, onlyA, onlyB, moved bool

	edits map[string]bool // by their class
}

// signsOf returns what steps use.
func (p *printer) signsOf(steps []step) signs {
	s := signs{edits: make(map[string]bool)}
	for _, x := range steps {
		switch x := x.(type) {
		case *stretch:
			switch sign, _ := p.signOf(x); sign {
			case signSame:
				s.same = true
			case signChanged:
				s.changed = true
			case signOnlyA:
				s.onlyA = true
			case signOnlyB:
				s.onlyB = true
			}
			for i := range x.changes {
				s.edits[x.changes[i].class] = true
			}
		case moving, moved:
			s.moved = true
		}
	}
	return s
}

// entry is one line of a legend: a sign, styled, and what it says.
type entry struct {
	sign string
	key  message.Key
}

// rowSigns returns the signs of rows that are used, with those of moves as given.
func (p *printer) rowSigns(s signs, move string) []entry {
	var out []entry
	for _, e := range []struct {
		used  bool
		style style
		sign  string
		key   message.Key
	}{
		{s.same, faint, signSame, message.DiffSignSame},
		{s.changed, yellow, signChanged, message.DiffSignChanged},
		{s.onlyA, red, signOnlyA, message.DiffSignOnlyA},
		{s.onlyB, green, signOnlyB, message.DiffSignOnlyB},
		{s.moved, cyan, move, message.DiffSignMoved},
	} {
		if e.used {
			out = append(out, entry{p.styled(e.style, e.sign), e.key})
		}
	}
	return out
}

// columnsLegend says what the signs and marks of the columns mean, those that are used.
func (p *printer) columnsLegend(s signs) {
	legend := p.rowSigns(s, p.Text(message.DiffMoveSign, 1))
	both := func(k look) string {
		return p.styled(palette[0][k], p.Text(message.SideA)) + p.styled(palette[1][k], p.Text(message.SideB))
	}
	for _, m := range []struct {
		used  bool
		class string
		look  look
		key   message.Key
	}{
		{s.edits["word"], "word", lookLetters, message.DiffMarkWord},
		{s.edits["mask"], "mask", lookMasked, message.DiffMarkMask},
		{s.edits["number"] || s.edits["punct"] || s.edits["space"], "number", lookSlight, message.DiffMarkFaint},
	} {
		switch b := allBrackets[m.class]; {
		case !m.used:
		case p.color:
			legend = append(legend, entry{both(m.look), m.key})
		default:
			legend = append(legend, entry{b[0] + " " + b[1], m.key})
		}
	}
	p.legend("", legend)
}

// legend writes entries one after the other, lines beginning with lead.
func (p *printer) legend(lead string, entries []entry) {
	var b strings.Builder
	wide := 0
	for _, e := range entries {
		said := " " + p.Text(e.key)
		w := safe.Width(unstyled(e.sign)) + safe.Width(said)
		if wide > 0 && wide+gap+w > p.width {
			p.line(b.String())
			b.Reset()
			wide = 0
		}
		if wide == 0 {
			b.WriteString(lead)
			wide = safe.Width(lead)
		} else {
			b.WriteString(strings.Repeat(" ", gap))
			wide += gap
		}
		b.WriteString(e.sign)
		b.WriteString(p.styled(faint, said))
		wide += w
	}
	if wide > 0 {
		p.line(b.String())
	}
}

// unstyled returns s, which this program has styled, without its styles.
func unstyled(s string) string {
	var b strings.Builder
	for {
		head, rest, ok := strings.Cut(s, "\x1b[")
		b.WriteString(head)
		if !ok {
			return b.String()
		}
		_, s, _ = strings.Cut(rest, "m")
	}
}
