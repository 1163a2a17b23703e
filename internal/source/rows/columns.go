package rows

import (
	"slices"
	"strings"
	"unicode"
)

// MinLetters is from how many letters a cell or a sheet is taken for a text: more than a
// title, a name with a remark, or an address.
const MinLetters = 40

// headRows is how many rows with something in them may stand above the data: titles, dates
// of the survey, headings.
const headRows = 20

// besideLetters is from how many letters on the average the cells of a column are taken for
// a second text beside the chosen one: more than an address.
const besideLetters = 20

// layout says where things stand in a sheet. Columns are -1 where there are none.
type layout struct {
	heading, first     int // indices of the row of headings, -1 for none, and of the first row with data
	text, owner, title int
	beside             []int // other columns with texts, ascending
	only               bool  // the column of texts was named: nothing beside it is wanted
}

// role is what a heading says of its column.
type role int

const (
	noRole role = iota
	textRole
	ownerRole
	titleRole
)

// roleOf returns the role of a heading that is folded.
func roleOf(s string) role {
	switch s {
	case "正文", "内容", "总结", "总结内容", "工作总结", "总结正文", "材料", "材料内容", "文本", "全文", "正文内容",
		"工作总结内容", "text", "content", "body":
		return textRole
	case "单位", "学校", "单位名称", "学校名称", "报送单位", "上报单位", "填报单位", "部门", "科室", "姓名", "工会", "作者",
		"报送人", "owner", "school", "name", "author":
		return ownerRole
	case "标题", "题目", "名称", "材料名称", "总结标题", "总结题目", "title":
		return titleRole
	}
	return noRole
}

// fold returns a heading without white space, width, case and what stands in brackets:
// "总结 （1500 字以上）" is 总结.
func fold(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r >= 0xff01 && r <= 0xff5e {
			r -= 0xff01 - '!'
		}
		if r == '(' || r == '[' || r == '【' || r == ':' || r == '：' {
			break
		}
		if !unicode.IsSpace(r) && r != '*' {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// letters returns the number of letters and characters in s.
func letters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

// layout finds the columns of a sheet: as c says, else by their headings, else by content.
func (s *sheet) layout(c Columns) layout {
	l := layout{text: -1, owner: -1, title: -1, only: c.Text != ""}
	head := s.rows[:min(len(s.rows), headRows)]
	headed := -1 // index of the row of headings
	find := func(name string) int {
		if name == "" {
			return -1
		}
		for i, r := range head {
			for _, x := range r.cells {
				if fold(x.text) == fold(name) {
					headed = max(headed, i)
					return x.column
				}
			}
		}
		if column, _, ok := parseRef(name + "1"); ok {
			return column
		}
		return -1
	}
	l.text, l.owner, l.title = find(c.Text), find(c.Owner), find(c.Title)
	for _, pair := range [][2]any{{c.Text, l.text}, {c.Owner, l.owner}, {c.Title, l.title}} {
		if pair[0] != "" && pair[1] == -1 {
			return layout{text: -1, owner: -1, title: -1}
		}
	}
	if headed < 0 {
		headed = headings(head)
	}
	var candidates []int
	if headed >= 0 {
		for _, x := range head[headed].cells {
			switch roleOf(fold(x.text)) {
			case textRole:
				candidates = append(candidates, x.column)
			case ownerRole:
				if l.owner < 0 && c.Owner == "" {
					l.owner = x.column
				}
			case titleRole:
				if l.title < 0 && c.Title == "" {
					l.title = x.column
				}
			}
		}
	}
	l.heading, l.first = headed, headed+1
	if c.Text == "" {
		sums := s.measure(l.first)
		l.text = longest(sums, candidates)
		l.beside = sums.beside(l)
	}
	if headed >= 0 {
		s.deepen(&l, c)
	}
	if headed < 0 { // titles above the first text are no rows of data
		for l.first < len(s.rows) && s.rows[l.first].at(l.text) == "" {
			l.first++
		}
	}
	if l.text >= 0 && l.owner == l.text {
		l.owner = -1
	}
	if l.text >= 0 && l.title == l.text {
		l.title = -1
	}
	return l
}

// deepen takes the rows below the headings into them over which the heading of the texts is
// merged: they hold the headings of narrower columns.
func (s *sheet) deepen(l *layout, c Columns) {
	bottom := 0
	for _, m := range s.merges {
		if at := s.rows[l.heading].number; m.top == at && m.bottom-m.top < headRows && m.left <= l.text && l.text <= m.right {
			bottom = max(bottom, m.bottom)
		}
	}
	for ; l.first < len(s.rows) && s.rows[l.first].number <= bottom; l.first++ {
		for _, x := range s.rows[l.first].cells {
			switch role := roleOf(fold(x.text)); {
			case role == ownerRole && l.owner < 0 && c.Owner == "":
				l.owner = x.column
			case role == titleRole && l.title < 0 && c.Title == "":
				l.title = x.column
			}
		}
	}
}

// isFoot reports whether a row stands below a table: its sums, and who made and who saw it.
func (r *row) isFoot() bool {
	for _, c := range r.cells {
		line := fold(c.text)
		for _, word := range [...]string{"合计", "总计", "共计", "小计", "审核人", "审批人", "填表人", "填报人", "制表人", "制表", "负责人", "单位负责人", "经办人", "备注", "注", "说明"} {
			if line == word {
				return true
			}
		}
	}
	return false
}

// headings returns the index of the row that is most of all one of headings: with the most
// roles, the first of equals. A single word alone is a title, unless it names the texts.
func headings(head []row) int {
	best, at := 0, -1
	for i, r := range head {
		var roles [titleRole + 1]bool
		score := 0
		for _, x := range r.cells {
			if role := roleOf(fold(x.text)); role != noRole && !roles[role] {
				roles[role] = true
				score++
			}
		}
		if score == 1 && !roles[textRole] && len(r.cells) == 1 {
			score = 0
		}
		if score > best {
			best, at = score, i
		}
	}
	return at
}

// sum is what a column holds: letters, cells, and the letters of its longest cell.
type sum struct{ letters, cells, most int }

// sums are those of the columns of a sheet that hold something.
type sums map[int]*sum

// measure returns the sums of the rows from first on.
func (s *sheet) measure(first int) sums {
	all := sums{}
	for _, r := range s.rows[min(first, len(s.rows)):] {
		for _, c := range r.cells {
			t := all[c.column]
			if t == nil {
				t = &sum{}
				all[c.column] = t
			}
			t.letters, t.cells, t.most = t.letters+c.letters, t.cells+1, max(t.most, c.letters)
		}
	}
	return all
}

// longest returns the column with the longest texts on the average: of the candidates, where
// one of them holds a text of MinLetters, else of all whose average has as many; -1: none.
func longest(all sums, candidates []int) int {
	best, at := 0, -1
	for column, t := range all {
		average := t.letters / t.cells
		if average < MinLetters && !(slices.Contains(candidates, column) && t.most >= MinLetters) {
			continue
		}
		if slices.Contains(candidates, column) {
			average += preferred
		}
		if average > best || average == best && column < at {
			best, at = average, column
		}
	}
	return at
}

// beside returns the columns with texts besides that of l, ascending.
func (all sums) beside(l layout) []int {
	var columns []int
	for column, t := range all {
		if column != l.text && column != l.owner && column != l.title && t.letters >= besideLetters*t.cells {
			columns = append(columns, column)
		}
	}
	slices.Sort(columns)
	return columns
}

// preferred is what a heading counts more than any length, in letters: cells of Excel hold
// 32,767 characters.
const preferred = 1 << 20
