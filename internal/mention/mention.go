// Package mention finds names of places and schools, and years, in Chinese text.
//
// Such a name ends in the word for what it names (县, 镇, 小学), so its right edge is plain.
// Nothing marks its left edge: 组织青石县 is 组织 and 青石县. An edge is taken as sure where the
// dictionary has the name (places.txt), where a line, a mark, another name or one of a set
// of words stands in front of it, or where the text has the same name elsewhere with a sure
// edge. What only looks like a name (我县, 各县, 贫困县, 中心学校, 小学生) is none.
package mention

import (
	"slices"
	"strings"

	"chachong/internal/text"
)

// Kind is what a name names.
type Kind uint8

// The kinds, places from the widest to the narrowest.
const (
	Year     Kind = iota + 1 // 2023年, 二〇二三年
	Province                 // 省
	City                     // 市, 盟, 自治州
	County                   // 县, 区, 旗
	Town                     // 镇, 乡, 街道
	Village                  // 村, behind its town
	School                   // 小学, 中学, 一中, 幼儿园, 学校, 学院, 大学
	Bureau                   // 教育局 behind the name of a place without the word for its kind
)

// Mention is a name at its place in the text.
type Mention struct {
	At    text.Span // the name, of an unsure one the likely part of it
	From  int32     // byte where what could belong to the name begins; <= At.Lo
	Kind  Kind
	Year  int16 // of a Year, else 0
	Sure  bool  // its left edge is known
	Known bool  // the dictionary has it; then it is sure
	Chain bool  // it stands right behind a wider name: 青石镇 in 云岭县青石镇
}

// Find returns the mentions of s in ascending order of their ends.
func Find(s string) []Mention { return Append(nil, s) }

// Append appends the mentions of s to dst. Spans count from the start of s, which is valid
// UTF-8 or of which nothing is found where it is not.
func Append(dst []Mention, s string) []Mention {
	f := finder{s: s, found: dst, first: len(dst)}
	f.scan()
	f.confirm()
	return f.found
}

// Bare returns a name of a place without the word for its kind: 青石 of 青石县.
func Bare(name string, k Kind) string {
	switch k {
	case Town:
		if core, ok := strings.CutSuffix(name, "街道"); ok {
			return core
		}
		return name[:len(name)-han]
	case City:
		if core, ok := strings.CutSuffix(name, "自治州"); ok {
			return core
		}
		return name[:len(name)-han]
	case Province, County, Village:
		return name[:len(name)-han]
	default:
		return name
	}
}

// han is the number of bytes of a common Han character.
const han = 3

// finder finds the mentions of one text.
type finder struct {
	s     string
	found []Mention
	first int // of found that is of s
}

// scan looks at each character once, and to its left only where it may end a name.
func (f *finder) scan() {
	s := f.s
	for i := 0; i < len(s); {
		b := s[i]
		switch {
		case b < 0x80:
			if b == '2' && i+4 < len(s) && s[i+1] <= '1' && s[i+1] >= '0' {
				i = f.digits(i)
				continue
			}
			i++
		case b < 0xE4 || b > 0xE9 || i+han > len(s):
			i++
			for i < len(s) && s[i]&0xC0 == 0x80 {
				i++
			}
		default:
			switch rune(b&0xF)<<12 | rune(s[i+1]&0x3F)<<6 | rune(s[i+2]&0x3F) {
			case '县':
				f.place(i, i, County)
			case '市':
				f.place(i, i, City)
			case '区':
				f.place(i, i, County)
			case '镇', '乡':
				f.place(i, i, Town)
			case '旗':
				f.place(i, i, County)
			case '省':
				f.place(i, i, Province)
			case '盟':
				f.place(i, i, City)
			case '州':
				if strings.HasSuffix(s[:i], "自治") {
					f.place(i, i-2*han, City)
				}
			case '道':
				if strings.HasSuffix(s[:i], "街") {
					f.place(i, i-han, Town)
				}
			case '村':
				f.place(i, i, Village)
			case '学':
				if strings.HasSuffix(s[:i], "小") || strings.HasSuffix(s[:i], "中") || strings.HasSuffix(s[:i], "大") {
					f.school(i+han, i-han)
				}
			case '校':
				if strings.HasSuffix(s[:i], "学") {
					f.school(i+han, i-han)
				}
			case '园':
				if strings.HasSuffix(s[:i], "幼儿") {
					f.school(i+han, i-2*han)
				}
			case '院':
				if strings.HasSuffix(s[:i], "学") {
					f.school(i+han, i-han)
				}
			case '中', '小':
				f.short(i)
			case '局':
				f.bureau(i)
			case '年':
				f.written(i)
			}
			i += han
		}
	}
}

// add appends a mention.
func (f *finder) add(m Mention) { f.found = append(f.found, m) }

// last returns the last mention, nil where there is none.
func (f *finder) last() *Mention {
	if len(f.found) == f.first {
		return nil
	}
	return &f.found[len(f.found)-1]
}

// behind returns the name of a place that ends at byte at, nil where none does.
func (f *finder) behind(at int) *Mention {
	if m := f.last(); m != nil && int(m.At.Hi) == at && m.Kind != Year {
		return m
	}
	return nil
}

// confirm makes mentions sure that end in a sure name of the text, or whose likely part
// stands in the text behind two different characters; and cuts those down to such a name
// that are long and not known: 擦亮青石县 where 青石县 stands elsewhere.
func (f *finder) confirm() {
	all := f.found[f.first:]
	if !slices.ContainsFunc(all, func(m Mention) bool { return f.open(&m) }) {
		return
	}
	sure, before := map[string]bool{}, map[string]string{}
	for i := range all {
		m := &all[i]
		name := m.At.Of(f.s)
		switch {
		case m.Kind == Year:
		case m.Sure:
			sure[name] = true
		case m.Kind == County || m.Kind == Town:
			c := f.s[max(0, int(m.At.Lo)-han):m.At.Lo]
			if b, ok := before[name]; !ok {
				before[name] = c
			} else if b != c {
				sure[name] = true
			}
		}
	}
	for i := range all {
		m := &all[i]
		if !f.open(m) {
			continue
		}
		lo := int(m.From)
		if m.Sure {
			lo += han
		}
		for ; lo <= int(m.At.Hi)-(likelyName+1)*han; lo += han {
			if sure[f.s[lo:m.At.Hi]] {
				m.At.Lo, m.Sure = int32(lo), true
				break
			}
		}
	}
}

// open reports whether m may be another name than it seems: its edge is not sure, or it is
// as that of a place longer than most.
func (f *finder) open(m *Mention) bool {
	return m.Kind != Year && !m.Known && !m.Chain && (!m.Sure || m.Kind <= Town && int(m.At.Len()) > (likelyName+1)*han)
}
