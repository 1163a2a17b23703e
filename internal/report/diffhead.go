package report

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"chachong/internal/finding"
	"chachong/internal/message"
	"chachong/internal/safe"
)

// diffHead writes which two submissions these are, how alike, and what differs.
func (p *printer) diffHead(d *diffing) {
	for _, h := range []*half{d.a, d.b} {
		mark := p.Text(h.key) + strings.Repeat(" ", gap)
		p.line(p.styled(bold, mark) + p.diffName(h, p.width-safe.Width(mark)))
	}
	p.diffSaid(d)
}

// diffSaid writes how alike the two are, and what differs.
func (p *printer) diffSaid(d *diffing) {
	for _, s := range p.diffFacts(d) {
		p.flow(0, s.sep, s.said)
	}
}

// diffName returns the name of h, its title where the name does not hold it, and its
// letters, in at most so many columns.
func (p *printer) diffName(h *half, width int) string {
	name, title := p.name(h.ID), safe.Line(h.Title)
	count := strings.Repeat(" ", gap) + p.Count(message.LetterCount, int(h.Letters))
	room := width - safe.Width(count)
	if title == "" || strings.Contains(name, title) {
		return middle(name, room) + count
	}
	around := gap + safe.Width(p.Text(message.DiffTitle, ""))
	wn, wt := share(room-around, safe.Width(name), safe.Width(title))
	return middle(name, wn) + strings.Repeat(" ", gap) + p.Text(message.DiffTitle, middle(title, wt)) + count
}

// flowed are parts of a sentence with what stands between them.
type flowed struct {
	sep  string
	said []string
}

// diffFacts returns in sentences how alike the two are, what differs, and what was left
// out.
func (p *printer) diffFacts(d *diffing) []flowed {
	out := []flowed{{p.Text(message.Clause), p.diffVerdict(d)}}
	differs := p.diffCounts(&d.Stat.Edits)
	if n := d.Stat.Moves; n > 0 {
		differs = append(differs, p.Count(message.DiffMoves, n))
	}
	if n := int(d.Stat.Deleted); n > 0 {
		differs = append(differs, p.Count(message.DiffOnlyA, n))
	}
	if n := int(d.Stat.Inserted); n > 0 {
		differs = append(differs, p.Count(message.DiffOnlyB, n))
	}
	left := []string(nil)
	if d.Stat.Ignored != nil {
		left = p.diffCounts(d.Stat.Ignored)
	}
	switch {
	case len(differs) > 0:
		if n := int(d.Stat.Same); n > 0 {
			differs = slices.Insert(differs, 0, p.Count(message.DiffSame, n))
		}
		out = append(out, flowed{p.Text(message.Comma), differs})
	case len(left) > 0:
		out = append(out, flowed{said: []string{p.Text(message.DiffEqualBut)}})
	case d.a.Text == d.b.Text:
		out = append(out, flowed{said: []string{p.Text(message.DiffEqual)}})
	default:
		out = append(out, flowed{said: []string{p.Text(message.DiffEqualFolded)}})
	}
	if len(left) > 0 {
		out = append(out, flowed{said: []string{p.Text(message.DiffIgnored, strings.Join(left, p.Text(message.Comma)))}})
	}
	if n := newView(d.res).unread; n > 0 {
		out = append(out, flowed{said: []string{p.Count(message.UnreadCount, n)}})
	}
	return out
}

// diffVerdict says whether the two are near-duplicates, and the figures that decide it.
func (p *printer) diffVerdict(d *diffing) []string {
	said := p.Text(message.DiffFar)
	if d.pair == nil {
		return []string{said}
	}
	if d.pair.NearDuplicate {
		said = p.Text(message.DiffNear, label(p.Test(d.pair.By)))
	}
	out := []string{
		said,
		p.Text(message.NearValue, percent(d.pair.Resemblance)),
		p.Text(message.DiffContained, percent(d.pair.ContainmentA), percent(d.pair.ContainmentB)),
	}
	if d.pair.SameFile {
		out = append(out, p.Text(message.EqualFile))
	}
	if d.pair.By == "alignment" {
		out = append(out, p.Text(message.DiffAligned, percent(d.pair.AlignedA), percent(d.pair.AlignedB)))
	}
	return out
}

// diffCounts returns n in words, classes without edits left out.
func (p *printer) diffCounts(n *finding.EditsOfClass) []string {
	var out []string
	for _, c := range []struct {
		n   int
		key message.Key
	}{
		{n.Word, message.DiffWords},
		{n.Mask, message.DiffMasks},
		{n.Number, message.DiffNumbers},
		{n.Punct, message.DiffPuncts},
		{n.Space, message.DiffSpaces},
	} {
		if c.n > 0 {
			out = append(out, p.Count(c.key, c.n))
		}
	}
	return out
}

// diffStat writes the figures of s in two tables.
func (p *printer) diffStat(s *finding.CollationStat) {
	type line struct {
		key message.Key
		n   int
	}
	for _, t := range []struct {
		title message.Key
		lines []line
	}{
		{message.DiffStatLetters, []line{
			{message.DiffStatSame, int(s.Same)},
			{message.DiffStatChanged, int(s.Changed)},
			{message.DiffStatOnlyA, int(s.Deleted)},
			{message.DiffStatOnlyB, int(s.Inserted)},
			{message.DiffStatMoved, int(s.Moved)},
		}},
		{message.DiffStatEdits, []line{
			{message.DiffMarkWord, s.Edits.Word},
			{message.DiffMarkMask, s.Edits.Mask},
			{message.DiffMarkNumber, s.Edits.Number},
			{message.DiffMarkPunct, s.Edits.Punct},
			{message.DiffMarkSpace, s.Edits.Space},
			{message.DiffStatMoves, s.Moves},
		}},
	} {
		p.heading(t.title)
		rows := make([][]cell, len(t.lines))
		for i, l := range t.lines {
			rows[i] = []cell{{text: p.Text(l.key)}, {text: strconv.Itoa(l.n), right: true}, {}}
		}
		p.grid(rows)
	}
}

// shownReplaced is how many words the text forms list: as a rule a pair has fewer.
const shownReplaced = 40

// diffReplacements writes the words replaced throughout.
func (p *printer) diffReplacements(d *diffing) {
	if words := d.replaced(); len(words) > 0 {
		p.heading(message.SectionReplacements)
		p.flow(gap, p.Text(message.Comma), p.some(words, shownReplaced, message.MoreWords))
	}
}

// replaced returns the words replaced throughout, the most frequent first.
func (d *diffing) replaced() []string {
	words := slices.Clone(d.res.Replacements)
	slices.SortStableFunc(words, func(x, y finding.Replacement) int { return cmp.Compare(y.Count, x.Count) })
	return replaced(words)
}
