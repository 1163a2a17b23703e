package web

import (
	"slices"
	"strings"

	"chachong/internal/source/extract"
)

// waste is a kind of line that is left out.
type waste uint8

const (
	wasteLink   waste = iota
	wasteNotice       // of the site
	wasteShort        // too short to be a line of a text
	wasteText
	wastes
)

func (p *page) wasteOf(q *piece) waste {
	switch {
	case q.isLink():
		return wasteLink
	case isNotice(string(p.flow.buf[q.lo:q.hi])):
		return wasteNotice
	case q.letters < proseLetters:
		return wasteShort
	}
	return wasteText
}

// account takes back what was left out where it is too much to be furniture: of each kind
// of line as much as a passage that counts. Links are furniture as long as they are short
// and lead to different pages; where there is more of them than a site has, the page is not
// read whole.
func (p *page) account(keep []bool) {
	var sums [wastes]int
	linked := map[int32]int{} // letters by target
	lines, long := 0, 0
	for i := range p.flow.pieces {
		q := &p.flow.pieces[i]
		switch w := p.wasteOf(q); {
		case keep[i]:
		case w == wasteLink:
			sums[w] += int(q.letters)
			linked[q.target] += int(q.letters)
			lines++
			if q.letters >= proofLetters {
				long += int(q.letters)
			}
		case w == wasteShort:
			// Dates and numbers stand beside links.
			sums[w] += hanLetters(string(p.flow.buf[q.lo:q.hi]))
		default:
			sums[w] += int(q.letters - q.linked)
		}
	}
	longLinks := long >= mostUnread || lines > 0 && sums[wasteLink] >= max(mostUnread, proofLetters*lines)
	for i := range p.flow.pieces {
		q := &p.flow.pieces[i]
		if keep[i] {
			continue
		}
		switch w := p.wasteOf(q); w {
		case wasteLink:
			keep[i] = longLinks || linked[q.target] >= mostUnread
			if keep[i] {
				sums[w] -= int(q.letters)
			}
		default:
			keep[i] = sums[w] >= mostUnread
		}
	}
	if n := sums[wasteLink]; n >= mostLinks && (p.warning == nil || !p.warning.Partial) {
		p.warning = extract.Errorf(extract.CodePartial, hintPage, "%d letters of links around the text were left out", n)
		p.warning.Partial = true
	}
}

// strike marks the lines of a table of contents: they are the headings of the text.
func (p *page) strike() {
	if !slices.ContainsFunc(p.nodes, func(n node) bool { return n.contents }) {
		return
	}
	headings := map[string]bool{}
	for i := range p.flow.pieces {
		if q := &p.flow.pieces[i]; q.heading && !p.nodes[q.node].contents {
			headings[p.key(q)] = true
		}
	}
	first := true
	for i := range p.flow.pieces {
		q := &p.flow.pieces[i]
		if p.nodes[q.node].contents && (headings[p.key(q)] || first && q.letters <= markLetters) {
			q.struck, first = true, false
		}
	}
}

// key returns the letters of a piece.
func (p *page) key(q *piece) string {
	return strings.Map(func(r rune) rune {
		if isBlank(r) {
			return -1
		}
		return r
	}, string(p.flow.buf[q.lo:q.hi]))
}
