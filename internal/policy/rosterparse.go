package policy

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// ParseRoster reads a roster from the cells of a table. Above the data stands a line of
// headings, and above that anything: titles, dates. The columns that count are
//
//	owner  单位, 学校, 姓名, owner …: required; a line without one belongs to the owner above
//	       it where it names a file, else it is nothing
//	file   文件, 文件名, file …: a path, the last element of one, or a pattern
//	year   年度, 年份, year
//	alias  简称, 别名, alias: other names, separated by 、 , or ;
//
// Who is listed twice is one owner with both lines. The error says what is missing.
func ParseRoster(table [][]string) (*Roster, error) {
	head, columns := rosterColumns(table)
	if head < 0 {
		return nil, errors.New("no column of owners: above them must stand 单位, 学校, 姓名 or owner")
	}
	r := &Roster{named: map[string][]int{}, paths: map[string][]int{}, bases: map[string][]int{}}
	last := -1
	for _, cells := range table[head+1:] {
		cell := func(c rosterColumn) string {
			if i := columns[c]; i >= 0 && i < len(cells) {
				return strings.TrimSpace(cells[i])
			}
			return ""
		}
		name, file := oneSpace(cell(ownerColumn)), cell(fileColumn)
		if isTotal(name) || name == "" && (file == "" || last < 0) {
			continue
		}
		year, err := rosterYear(cell(yearColumn))
		if err != nil {
			return nil, fmt.Errorf("%q: %w", name, err)
		}
		owner := last
		if name != "" {
			if owner, err = r.owner(name, year); err != nil {
				return nil, err
			}
		}
		last = owner
		for _, alias := range strings.FieldsFunc(cell(aliasColumn), isListComma) {
			r.name(alias, owner)
		}
		if file != "" {
			r.file(rosterLine{owner: owner, year: year, file: foldPath(file)})
		}
	}
	if len(r.owners) == 0 {
		return nil, errors.New("nobody stands below its headings")
	}
	for name := range r.named {
		r.lengths = append(r.lengths, len([]rune(name)))
	}
	slices.Sort(r.lengths)
	r.lengths = slices.Compact(r.lengths)
	slices.Reverse(r.lengths)
	return r, nil
}

// rosterColumn is a column that counts.
type rosterColumn int

const (
	noColumn rosterColumn = iota
	ownerColumn
	fileColumn
	yearColumn
	aliasColumn
)

func rosterColumnOf(heading string) rosterColumn {
	heading = strings.ToLower(halfWidth(heading))
	if i := strings.IndexAny(heading, "([【:"); i > 0 {
		heading = heading[:i]
	}
	switch strings.Join(strings.Fields(heading), "") {
	case "单位", "学校", "单位名称", "学校名称", "报送单位", "上报单位", "填报单位", "参评单位", "部门", "科室", "工会", "姓名",
		"作者", "报送人", "owner", "school", "name", "author":
		return ownerColumn
	case "文件", "文件名", "文件名称", "文件路径", "路径", "file", "filename", "path":
		return fileColumn
	case "年度", "年份", "年", "year":
		return yearColumn
	case "简称", "别名", "曾用名", "alias", "aliases":
		return aliasColumn
	}
	return noColumn
}

// rosterHead is how many lines may stand above the data.
const rosterHead = 20

// rosterColumns returns the first line that has a heading of owners, or -1, and the place of
// each column in it, or -1; of two columns of a kind the first counts.
func rosterColumns(table [][]string) (head int, columns [aliasColumn + 1]int) {
	for head, cells := range table[:min(len(table), rosterHead)] {
		for c := range columns {
			columns[c] = -1
		}
		for i, heading := range cells {
			if c := rosterColumnOf(heading); columns[c] < 0 {
				columns[c] = i
			}
		}
		if columns[ownerColumn] >= 0 {
			return head, columns
		}
	}
	return -1, columns
}

// isTotal reports whether a line sums up others.
func isTotal(name string) bool {
	switch strings.ToLower(strings.Join(strings.Fields(name), "")) {
	case "合计", "总计", "小计", "共计", "total":
		return true
	}
	return false
}

func isListComma(r rune) bool { return strings.ContainsRune("、,，;；/|\n", r) }

// rosterYear returns the first year in s, 0 where s is empty.
func rosterYear(s string) (int, error) {
	if s == "" {
		return 0, nil
	}
	for _, digits := range strings.FieldsFunc(halfWidth(s), func(r rune) bool { return r < '0' || r > '9' }) {
		if year, err := strconv.Atoi(digits); err == nil && len(digits) == 4 && year >= 1900 && year <= 2100 {
			return year, nil
		}
	}
	return 0, fmt.Errorf("year %q: want one such as 2024", s)
}

// owner returns the number of an owner, who is added where he is new.
func (r *Roster) owner(name string, year int) (int, error) {
	folded := foldName(name)
	if folded == "" {
		return 0, fmt.Errorf("owner %q: has no letters", name)
	}
	for _, o := range r.named[folded] {
		if foldName(r.owners[o]) == folded {
			if r.years[o] != year {
				r.years[o] = 0
			}
			return o, nil
		}
	}
	r.owners, r.years = append(r.owners, name), append(r.years, year)
	r.name(name, len(r.owners)-1)
	return len(r.owners) - 1, nil
}

// name makes s a name of the owner.
func (r *Roster) name(s string, owner int) {
	if folded := foldName(s); folded != "" && !slices.Contains(r.named[folded], owner) {
		r.named[folded] = append(r.named[folded], owner)
	}
}

// file adds a line that names a file.
func (r *Roster) file(l rosterLine) {
	n := len(r.lines)
	r.lines = append(r.lines, l)
	if strings.ContainsAny(l.file, "*?") {
		r.globs = append(r.globs, n)
		return
	}
	r.paths[l.file] = append(r.paths[l.file], n)
	if !strings.Contains(l.file, "/") {
		r.bases[l.file] = append(r.bases[l.file], n)
	}
}
