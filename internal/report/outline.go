package report

import (
	"fmt"
	"io"
	"strconv"

	"chachong/internal/finding"
	"chachong/internal/message"
	"chachong/internal/safe"
)

// OutlineJSON writes o as chachong/split/v1, one submission a line.
func OutlineJSON(w io.Writer, o *finding.Outline) error {
	s := newStream(w)
	s.byHand = true
	s.member("schema", finding.OutlineSchema)
	s.member("path", o.Path)
	s.member("text", o.Text)
	list(s, "submissions", o.Submissions, func(x finding.OutlinePart) finding.OutlinePart {
		x.Paragraphs = some(x.Paragraphs)
		return x
	})
	list(s, "junk", o.Junk, same)
	return s.done()
}

// OutlineText writes o for people: a line a submission with its title, its letters and lines,
// and the words it opens and closes with, by which a wrong cut is seen at a glance.
func OutlineText(w io.Writer, o *finding.Outline, opt Options) error {
	p := newPrinter(w, opt)
	p.named(o.Path, p.Count(message.SubmissionCount, len(o.Submissions)))
	if len(o.Junk) > 0 {
		p.line(p.Count(message.OutlineJunk, len(o.Junk)))
	}
	if len(o.Submissions) == 0 {
		p.line(p.Text(message.OutlineNone))
		return p.done()
	}
	p.line("")
	head := []cell{
		{text: p.Text(message.ColOrdinal), right: true, style: faint},
		{text: p.Text(message.ColLines), right: true, style: faint},
		{text: p.Text(message.ColLetters), right: true, style: faint},
		{text: p.Text(message.ColTitle), style: faint},
		{text: p.Text(message.ColOpening), style: faint},
	}
	const title, opening = 3, 4
	rows := make([][]cell, len(o.Submissions))
	for c := range head {
		head[c].width = safe.Width(head[c].text)
	}
	for i := range o.Submissions {
		s := &o.Submissions[i]
		rows[i] = []cell{
			{text: strconv.Itoa(s.Ordinal), right: true},
			{text: fmt.Sprintf("%d-%d", s.Range.Line[0], s.Range.Line[1]), right: true},
			{text: strconv.Itoa(int(s.Letters)), right: true},
			{text: safe.Line(s.Title)},
			{},
		}
		for c := range opening {
			head[c].width = max(head[c].width, safe.Width(rows[i][c].text))
		}
	}
	room := p.width - head[0].width - head[1].width - head[2].width - 4*gap
	head[title].width = min(head[title].width, room/2)
	head[opening].width = room - head[title].width
	p.row(0, head...)
	for i, row := range rows {
		for c := range row {
			row[c].width = head[c].width
		}
		row[opening].text = ends(o.Submissions[i].Opening, o.Submissions[i].Closing, head[opening].width)
		p.row(0, row...)
	}
	return p.done()
}

// ends returns first and last words in at most so many columns, half for each.
func ends(opening, closing string, width int) string {
	opening, closing = safe.Line(opening), safe.Line(closing)
	if closing == "" {
		return opening
	}
	const dots = " … "
	a, b := share(width-safe.Width(dots), safe.Width(opening), safe.Width(closing))
	return prefix(opening, a) + dots + suffix(closing, b)
}
