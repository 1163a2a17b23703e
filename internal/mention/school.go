package mention

import (
	"strings"

	"chachong/internal/text"
)

// school notes the school whose name ends at byte end with the word for what it is, which
// begins at byte kind.
func (f *finder) school(end, kind int) {
	s := f.s
	if !isHan(s, kind-han) || stop(s[kind-han:kind]) {
		return
	}
	word := s[kind:end]
	open := word == "学校" || word == "大学" || word == "学院"
	if open && strings.Contains("小中大", s[kind-han:kind]) || word == "中学" && strings.HasSuffix(s[:kind], "集") || pupils(s[end:]) {
		return
	}
	core, told := attributes(s, kind)
	if core < 0 || open && !told && isHan(s, kind-2*han) && ordinary(s[kind-2*han:kind]) {
		return
	}
	f.schoolName(core, end, told, open)
}

// short notes the school that 中 or 小 at byte i ends: 一中, 实验二小.
func (f *finder) short(i int) {
	s, end := f.s, i+han
	if n := numeral(s, i-han); n < 1 && !strings.HasSuffix(s[:i], "实验") && !strings.HasSuffix(s[:i], "附") {
		return
	}
	if isHan(s, end) && strings.Contains("全心国学央间时队期级旬午小型外部东西南北性途规老", s[end:end+han]) {
		return
	}
	core := i - han
	if strings.HasSuffix(s[:i], "实验") {
		core = i - 2*han
	}
	core, _ = attributes(s, core)
	if core < 0 {
		return
	}
	f.schoolName(core, end, true, false)
}

// schoolName notes the school whose own part, before number and attributes, ends at byte
// core. Told says that there are such; open, that its last word follows many words that are
// no names.
func (f *finder) schoolName(core, end int, told, open bool) {
	s := f.s
	if m := f.behind(core); m != nil {
		if told && m.Kind < School {
			f.add(Mention{At: text.Span{Lo: m.At.Lo, Hi: int32(end)}, From: m.From, Kind: School, Sure: m.Sure, Chain: m.Chain})
		}
		return
	}
	low := 0
	if m := f.last(); m != nil && int(m.At.Hi) <= core {
		low = int(m.At.Hi)
	}
	from, firm := edge(s, max(low, core-(longestName+1)*han), core)
	chain := from == low && f.behind(low) != nil
	from, stripped := strip(s, from, core)
	firm, chain = firm || stripped || chain, chain && !stripped
	n := (core - from) / han
	if n < likelyName || !chain && ordinary(s[core-likelyName*han:core]) || strings.Contains("年期周届组名所县市区省镇乡州村校位次性平型内外者人立前", s[core-han:core]) {
		return
	}
	m := Mention{At: text.Span{Lo: int32(from), Hi: int32(end)}, From: int32(from), Kind: School, Chain: chain}
	m.Sure = firm && n <= longestName && (!open || told || m.Chain)
	if n > longestName || !firm {
		m.At.Lo, m.Sure = int32(core-likelyName*han), false
	}
	f.add(m)
}

// attributes returns where the number and the attributes begin that stand before byte at of
// s, and whether there are any. It returns -1 where they are those of no single school.
func attributes(s string, at int) (core int, told bool) {
	start := at
	for isHan(s, at-han) {
		if numeral(s, at-han) > 0 {
			at -= han
			if strings.HasSuffix(s[:at], "第") {
				at -= han
			}
			continue
		}
		switch s[at-han : at] {
		case "中", "大", "等", "级", "多", "余", "所", "各", "校", "个":
			if !isHan(s, at-2*han) || s[at-2*han:at] != "初级" && s[at-2*han:at] != "高级" && s[at-2*han:at] != "中等" {
				return -1, false
			}
		}
		if !isHan(s, at-2*han) {
			break
		}
		n := attribute(s[at-2*han:at], s[:at])
		if n < 0 {
			return -1, false
		}
		if n == 0 {
			break
		}
		at -= n
	}
	return at, at < start
}

// attribute returns the length in bytes of the attribute that s ends with, whose last two
// characters are word: 0 where it is none, -1 where it is one of many schools.
func attribute(word, s string) int {
	switch word {
	case "中心", "实验", "民族", "希望", "初级", "高级", "完全", "附属", "职业", "技术", "中等", "专业", "双语", "逸夫", "机关":
		return len(word)
	case "教育", "年制", "贯制", "宿制", "国语":
		for _, long := range [...]string{"特殊教育", "九年制", "九年一贯制", "寄宿制", "外国语"} {
			if strings.HasSuffix(s, long) {
				return len(long)
			}
		}
	case "农村", "城区", "城镇", "乡镇", "民办", "公办", "各类", "各级", "优秀", "示范", "薄弱", "重点", "普通", "部分", "所有", "全体", "基层",
		"直属":
		return -1
	}
	return 0
}

// pupils reports whether what follows the word for a school speaks of its level and not of
// a school.
func pupils(after string) bool {
	for _, w := range [...]string{
		"生", "语文", "数学", "英语", "科学", "音乐", "美术", "体育", "组", "部", "段", "阶段", "毕业", "学段", "学历", "文化", "低年级", "高年级", "中年级",
		"教育", "高级", "一级", "二级", "三级",
	} {
		if strings.HasPrefix(after, w) {
			return true
		}
	}
	return false
}

// bureau notes the bureau that 局 at byte i ends, where a name stands before its office
// without the word for its kind: 青石教育局.
func (f *finder) bureau(i int) {
	s := f.s
	core := -1
	for _, w := range [...]string{"教育", "体育", "教育体育", "教体", "教科", "财政", "公安", "卫生", "税务", "民政"} {
		if strings.HasSuffix(s[:i], w) {
			core = i - len(w)
		}
	}
	if core < 0 || f.behind(core) != nil {
		return
	}
	from, firm := edge(s, max(0, core-(likelyName+1)*han), core)
	if !firm || core-from != likelyName*han || ordinary(s[from:core]) || strings.Contains("县市区省镇乡州部级总分", s[core-han:core]) {
		return
	}
	f.add(Mention{At: text.Span{Lo: int32(from), Hi: int32(i + han)}, From: int32(from), Kind: Bureau, Sure: true})
}
