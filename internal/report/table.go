package report

import (
	"slices"
	"strconv"
	"strings"

	"chachong/internal/message"
	"chachong/internal/policy"
	"chachong/internal/safe"
)

// submissions writes one line a submission, worst first.
func (p *printer) submissions(v *view) {
	if len(v.order) == 0 {
		return
	}
	clean := v.trailingClear()
	shown := v.order
	if clean > shownClear {
		shown = shown[:len(shown)-clean]
	} else {
		clean = 0
	}
	cut := max(len(shown)-shownRows, 0)
	shown = shown[:len(shown)-cut]
	p.heading(message.SectionSubmissions)
	if len(shown) > 0 {
		p.table(v, shown)
	}
	if cut > 0 {
		p.line(p.Count(message.MoreRows, cut))
	}
	if clean > 0 {
		p.line(p.Count(message.MoreClear, clean))
	}
}

// trailingClear returns how many submissions without reuse end the order.
func (v *view) trailingClear() int {
	n := 0
	for i := len(v.order) - 1; i >= 0 && v.concern(v.order[i]) == policy.Clear && !v.apart(v.order[i]); i-- {
		n++
	}
	return n
}

// The columns of the table.
const (
	colReuse = iota
	colTemplate
	colWithoutOwn
	colCluster
	colLetters
	colSubmission
	colSource
	colTitle
	cols
)

const (
	ratioWidth = 5  // "98.6%", before the id in the column of sources
	nameWidth  = 18 // below it a name has lost its beginning: other columns make room
	heldWidth  = 28 // likewise of an archived one, which has its mark in front: 〔库 2023 临川县〕
	titleWidth = 12 // below it a title says nothing
)

func (p *printer) table(v *view, shown []int) {
	head := [cols]cell{
		colReuse:      {text: p.Text(message.ColReuse), right: true},
		colTemplate:   {text: p.Text(message.ColTemplate), right: true},
		colWithoutOwn: {text: p.Text(message.ColWithoutOwn), right: true},
		colCluster:    {text: p.Text(message.ColCluster)},
		colLetters:    {text: p.Text(message.ColLetters), right: true},
		colSubmission: {text: p.Text(message.ColSubmission), keep: keepEnds},
		colSource:     {text: p.Text(message.ColSource), keep: keepEnds},
		colTitle:      {text: p.Text(message.ColTitle)},
	}
	var wide [cols]int
	for c := range head {
		wide[c] = safe.Width(head[c].text)
		head[c].style = faint
	}
	wide[colSource] -= ratioWidth + 1
	rows := make([][cols]cell, len(shown))
	template, own := false, false
	for k, i := range shown {
		s := &v.Submissions[i]
		template = template || s.Reuse.WithTemplate > s.Reuse.Total
		row := &rows[k]
		*row = head
		for c := range row {
			row[c].text, row[c].style = "", plain
		}
		row[colReuse].text, row[colReuse].style = percent(s.Reuse.Total), ratioStyle(s.Reuse.Total)
		row[colTemplate].text = percent(s.Reuse.WithTemplate)
		if x, ok := without(&s.Reuse); ok {
			own = own || x < s.Reuse.Total
			row[colWithoutOwn].text, row[colWithoutOwn].style = percent(x), ratioStyle(x)
		}
		row[colCluster].text = p.clusterMark(s.Cluster)
		row[colLetters].text = strconv.Itoa(int(s.Letters))
		row[colSubmission].text = p.name(s.ID)
		if s.Reuse.LargestSourceID != "" {
			row[colSource].text = p.name(s.Reuse.LargestSourceID)
		}
		row[colTitle].text = safe.Line(s.Title)
		for c := range row {
			wide[c] = max(wide[c], safe.Width(row[c].text))
		}
	}
	columns := p.fit(&wide, template, own)
	write := func(row *[cols]cell) {
		cells := make([]cell, len(columns))
		for k, c := range columns {
			cells[k] = row[c]
			cells[k].width = wide[c]
		}
		cells[len(cells)-1].width = 0
		p.row(0, cells...)
	}
	wide[colSource] += ratioWidth + 1
	write(&head)
	for k, i := range shown {
		if source := &rows[k][colSource].text; *source != "" {
			x := percent(v.Submissions[i].Reuse.LargestSource)
			*source = strings.Repeat(" ", ratioWidth-len(x)) + x + " " + p.fitted(*source, wide[colSource]-ratioWidth-1)
		}
		write(&rows[k])
	}
}

// fit returns the columns that fit into a line side by side and sets their widths, given
// what they want; that of sources is without its ratio. Ratios that are the same as the
// total reuse in every row stay out. Names come first: where they would
// lose their beginning the titles get narrow, then go, then the letters.
func (p *printer) fit(wide *[cols]int, template, own bool) []int {
	columns := []int{colReuse, colTemplate, colWithoutOwn, colCluster, colLetters, colSubmission, colSource, colTitle}
	drop := func(c int) {
		columns = slices.DeleteFunc(columns, func(x int) bool { return x == c })
	}
	room := func() int {
		n := p.width - ratioWidth - 1 - (len(columns)-1)*gap
		for _, c := range columns {
			if c < colSubmission {
				n -= wide[c]
			}
		}
		return n
	}
	if !template {
		drop(colTemplate)
	}
	if !own {
		drop(colWithoutOwn)
	}
	source := nameWidth
	if p.held != nil {
		source = heldWidth
	}
	names := min(wide[colSubmission], nameWidth) + min(wide[colSource], source)
	title := min(wide[colTitle], max(room()/3, titleWidth))
	title = max(min(title, room()-names), min(title, titleWidth))
	if room()-title < names {
		drop(colTitle)
		title = 0
	}
	if room()-title < names {
		drop(colLetters)
	}
	wide[colSubmission], wide[colSource] = share(room()-title, wide[colSubmission], wide[colSource])
	return columns
}

// share gives two columns what they want of room, or each its half and what the other
// leaves.
func share(room, a, b int) (int, int) {
	if a+b <= room {
		return a, b
	}
	half := room / 2
	switch {
	case a <= half:
		return a, room - a
	case b <= half:
		return room - b, b
	}
	return room - half, half
}

func (p *printer) clusterMark(n int) string {
	if n == 0 {
		return ""
	}
	return p.Text(message.ClusterMark, n)
}
