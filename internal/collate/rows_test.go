package collate

import (
	"slices"
	"strings"
	"testing"

	"chachong/internal/text"
)

func TestRows(t *testing.T) {
	all := report(0, 1, 2, 3, 4)
	swap := strings.NewReplacer
	tests := []struct {
		name, a, b string
		want       []string
	}{
		{"nothing", "", "", nil},
		{"white space", " \n", "\n\n", nil},
		{"no letters", "……", "……", []string{"same ……"}},
		{"all deleted", report(0, 1), "", []string{"deleted 今年春天", "deleted 女职工委"}},
		{"all inserted", "", report(0, 1), []string{"inserted 今年春天", "inserted 女职工委"}},
		{"equal", all, all, []string{"same 今年春天", "same 女职工委", "same 帮困资金", "same 夏天的防", "same 职工书屋"}},
		{
			"three words", all, swap("幻灯片", "投影仪", "周三", "周五", "老师后来", "老师随后").Replace(all), []string{
				"same 今年春天",
				`changed word "幻灯片">"投影仪" word "后来">"随后" word "三">"五" 女职工委`,
				"same 帮困资金", "same 夏天的防", "same 职工书屋",
			},
		},
		{"paragraph inserted", report(0, 1, 2), report(0, 1, 5, 2), []string{"same 今年春天", "same 女职工委", "inserted 工资集体", "same 帮困资金"}},
		{"paragraph deleted", report(0, 1, 5, 2), report(0, 1, 2), []string{"same 今年春天", "same 女职工委", "deleted 工资集体", "same 帮困资金"}},
		{
			"sentence inserted", report(0, 1), swap("每期两个半天。", "每期两个半天。场地由校长自己打扫干净。").Replace(report(0, 1)),
			[]string{"same 今年春天", "same 女职工委", "inserted 场地由校", "same 讲座不用"},
		},
		{
			"sentence split", report(0, 1), swap("八十六位老师后来", "有八十六位老师。他们后来").Replace(report(0, 1)),
			[]string{"same 今年春天", `changed word "">"有" word "">"。他们" 女职工委`},
		},
		{
			"sentences merged", report(0, 1), swap("没有证书。镇里", "没有证书，镇里").Replace(report(0, 1)),
			[]string{`changed punct "。">"，" 今年春天`, "same 女职工委"},
		},
		{
			"sentences part elsewhere", "甲村修好了两口机井。水管接到了每家每户，老人再也不用挑水。",
			"甲村修好了两口机井，水管接到了每家每户。老人再也不用挑水。",
			[]string{`changed punct "。">"，" punct "，">"。" 甲村修好`},
		},
		{
			"paragraph split", report(0, 1), swap("。讲座", "。\n讲座").Replace(report(0, 1)),
			[]string{"same 今年春天", "same 女职工委"},
		},
		{
			"paragraph split late", report(0, 1), swap("。参加", "。\n参加").Replace(report(0, 1)),
			[]string{"same 今年春天", "same 女职工委", "same 参加的八"},
		},
		{"paragraphs merged", report(0, 1, 2), strings.ReplaceAll(report(0, 1, 2), "\n", ""), []string{"same 今年春天", "same 女职工委", "same 帮困资金"}},
		{"nothing in common", report(0, 1), report(2, 3), []string{"deleted 今年春天", "deleted 女职工委", "inserted 帮困资金", "inserted 夏天的防"}},
		{
			"paragraph replaced", report(0, 1, 2), report(0, 5, 2),
			[]string{"same 今年春天", "deleted 女职工委", "inserted 工资集体", "same 帮困资金"},
		},
		{
			"phrases that everybody uses", "三、说真话，敢于维护教职工的切身利益",
			"我们在全局干部当中大力提倡勤俭办事，把每名教职工的切身利益与集体的荣誉紧密结合起来，树立了窗口形象。",
			[]string{"deleted 三、说真", "inserted 我们在全"},
		},
		{"heading said otherwise", "三、做好妇女、儿童工作", "五、加强妇女儿童工作", []string{
			`changed number "三、">"五、" word "做好">"加强" punct "、">"" 三、做好`,
		}},
		{
			"masked", report(0, 2), swap("柳埠镇", "**镇", "十二个", "xx个", "石桥厂", "某厂").Replace(report(0, 2)),
			[]string{`changed mask "柳埠">"**" mask "十二">"xx" 今年春天`, `changed mask "石桥">"某" 帮困资金`},
		},
		{
			"renumbered", "一、访工匠\n" + paragraphs[0] + "\n二、办讲座\n" + paragraphs[1],
			"（一）访工匠\n" + paragraphs[0] + "\n（二）办讲座\n" + paragraphs[1],
			[]string{`changed number "一、">"（一）" 一、访工`, "same 今年春天", `changed number "二、">"（二）" 二、办讲`, "same 女职工委"},
		},
		{"number with what nobody sees inside", "一、甲村修好了两口机井。", "一\u200b、甲村修好了两口机井。", []string{"same 一、甲村"}},
		{"nobody sees what is between", "（1）甲村修好了16口机井。", strings.Join(strings.Split("（1）甲村修好了16口机井。", ""), "\u200b"), []string{"same （1）甲"}},
		{"number in mid sentence", "甲村修好了两口机井，并且\n3、组织了巡查。", "甲村修好了两口机井，并且3、组织了巡查。", []string{`changed space "\n">"" 甲村修好`}},
		{"letter written as an escape", "甲村修好了两口机井，组织了巡查。", "甲村修好了两口机井，组&#32455;了检查。", []string{`changed word "巡">"检" 甲村修好`}},
		{"marks alone", "甲村修好了两口机井，人人叫好。", "甲村修好了两口机井、人人叫好！", []string{`changed punct "，">"、" punct "。">"！" 甲村修好`}},
	}
	for _, test := range tests {
		got, _ := rowsOf(t, test.a, test.b)
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: Rows =\n%s\nwant\n%s", test.name, strings.Join(got, "\n"), strings.Join(test.want, "\n"))
		}
	}
}

// What shows as moved. Paragraphs are named by their numbers, -1 is a sentence that both
// sides have, and in an edited variant each paragraph has words of its own in b.
func TestMoves(t *testing.T) {
	edit := strings.NewReplacer("今年", "去年", "走访", "看望", "四期", "五期", "小组", "会", "实行", "坚持", "每一笔", "各笔款", "检查", "巡查", "半小时", "一小时",
		"旧书", "老书", "欢迎", "喜爱", "覆盖", "惠及", "腊月", "年底", "轮流", "交替", "百岁", "高龄")
	tests := []struct {
		name  string
		a, b  []int
		moves []int // the numbers of the rows of b as they stand, 0 in place
	}{
		{"rotated", []int{0, 1, 2}, []int{2, 0, 1}, []int{3, 1, 2}},
		{"rotated back", []int{0, 1, 2}, []int{1, 2, 0}, []int{2, 3, 1}},
		{"reversed", []int{0, 1, 2}, []int{2, 1, 0}, []int{3, 2, 1}},
		{"rotated inside", []int{3, 0, 1, 2, 4}, []int{3, 2, 0, 1, 4}, []int{0, 3, 1, 2, 0}},
		{"reversed with text between", []int{0, 3, 1, 4, 2}, []int{2, 3, 1, 4, 0}, []int{2, 0, 0, 0, 1}},
		{"two swapped", []int{3, 0, 1, 4}, []int{3, 1, 0, 4}, []int{0, 2, 1, 0}},
		{"two swapped across one", []int{0, 1, 2}, []int{2, 1, 0}, []int{3, 2, 1}},
		{"one carried over five", []int{0, 1, 2, 3, 4, 5}, []int{1, 2, 3, 4, 5, 0}, []int{0, 0, 0, 0, 0, 1}},
		{"one carried to the front", []int{0, 1, 2, 3, 4, 5}, []int{5, 0, 1, 2, 3, 4}, []int{1, 0, 0, 0, 0, 0}},
		{"one carried, two swapped on the way", []int{0, 1, 2, 3, 4, 5, 6}, []int{1, 3, 2, 4, 5, 6, 0}, []int{0, 3, 2, 0, 0, 0, 1}},
		{"two pairs swapped", []int{0, 1, 2, 3}, []int{1, 0, 3, 2}, []int{2, 1, 4, 3}},
	}
	for _, test := range tests {
		for _, edited := range []bool{false, true} {
			a, b := report(test.a...), report(test.b...)
			if edited {
				b = edit.Replace(b)
			}
			x, y := side(a), side(b)
			for _, ps := range [][]Passage{nil, allOf(x, y)} {
				rows, stat := Rows(x, y, ps, Ignore{})
				check(t, x, y, ps, rows, stat)
				var got []int
				for _, r := range rows {
					if r.Op == Moved || r.Move == 0 {
						got = append(got, r.Move)
					}
					if r.Op != Moved && edited != (r.Op == Changed) {
						t.Errorf("%s, edited %v, %d passages: row %+v", test.name, edited, len(ps), r)
					}
				}
				if !slices.Equal(got, test.moves) {
					t.Errorf("%s, edited %v, %d passages: moves of Rows = %v, want %v:\n%s", test.name, edited, len(ps), got, test.moves,
						strings.Join(show(rows, x, y), "\n"))
				}
				rows, back := Rows(y, x, flip(ps), Ignore{})
				check(t, y, x, flip(ps), rows, back)
				if back.Moves != stat.Moves {
					t.Errorf("%s, edited %v, %d passages: Rows(b, a) has %d moves, Rows(a, b) %d", test.name, edited, len(ps), back.Moves, stat.Moves)
				}
			}
		}
	}
}

// flip returns the passages seen from the other side.
func flip(ps []Passage) []Passage {
	out := make([]Passage, len(ps))
	for k, p := range ps {
		out[k] = Passage{p.B, p.A}
	}
	return out
}

// Headings move with their paragraphs, sentences by themselves inside a paragraph that
// stays and with it where it moves too.
func TestMovesOfParts(t *testing.T) {
	swap := strings.NewReplacer
	sections := func(of ...int) string {
		var out []string
		for _, k := range of {
			out = append(out, []string{"一、走访返乡工匠", "二、开办心理讲座", "三、公开帮困资金"}[k], paragraphs[k])
		}
		return strings.Join(out, "\n")
	}
	tests := []struct {
		name, a, b string
		want       []string
	}{
		{
			"sections", sections(0, 1, 2), sections(2, 0, 1),
			[]string{"same 1 一、走访", "same 2 二、开办", "same 3 三、公开", "moved 3 三、公开", "moved 1 一、走访", "moved 2 二、开办"},
		},
		{
			"sections renumbered", sections(0, 1), swap("一、", "二、", "二、", "一、").Replace(sections(1, 0)),
			[]string{
				`changed 1 number "一、">"二、" 一、走访`, `changed 2 number "二、">"一、" 二、开办`,
				"moved 2 一、开办", "moved 1 二、走访",
			},
		},
		{
			"sections with masked headings", sections(0, 1), swap("工匠\n", "**\n", "心理讲座\n", "**讲座\n").Replace(sections(1, 0)),
			[]string{`changed 1 mask "工匠">"**" 一、走访`, `changed 2 mask "心理">"**" 二、开办`, "moved 2 二、开办", "moved 1 一、走访"},
		},
		{
			"two sentences swapped", report(0, 1, 2),
			swap("讲座不用幻灯片，只摆一圈椅子。", "", "每周三晚上见面。", "每周三晚上见面。讲座不用幻灯片，只摆一圈椅子。").Replace(report(0, 1, 2)),
			[]string{"same 今年春天", "same 女职工委", "same 1 讲座不用", "same 2 参加的八", "moved 2 参加的八", "moved 1 讲座不用", "same 帮困资金"},
		},
		{
			"sentence carried to another paragraph", report(0, 1, 2),
			swap("他们的手艺大多没有证书。", "", "布告栏里。", "布告栏里。他们的手艺大多没有证书。").Replace(report(0, 1, 2)),
			[]string{"same 今年春天", "same 1 他们的手", "same 镇里请来", "same 女职工委", "same 帮困资金", "moved 1 他们的手"},
		},
		{
			"paragraph moved and shuffled", report(0, 1, 2, 3, 4), swap(paragraphs[0], swap("他们的手艺大多没有证书。", "").Replace(paragraphs[0])+"他们的手艺大多没有证书。").Replace(report(1, 2, 3, 4, 0)),
			[]string{
				`changed 1 word "他们的手艺大多没有证书。">"" word "">"他们的手艺大多没有证书。" 今年春天`,
				"same 女职工委", "same 帮困资金", "same 夏天的防", "same 职工书屋", "moved 1 今年春天",
			},
		},
		{"short heading stays lost", "总则\n" + report(0, 1), report(0, 1) + "\n总则", []string{"deleted 总则", "same 今年春天", "same 女职工委", "inserted 总则"}},
		{"short heading keeps its place", report(0) + "\n其他\n" + report(1), report(1) + "\n其他\n" + report(0), []string{
			"same 1 今年春天", "moved 2 女职工委", "same 其他", "same 2 女职工委", "moved 1 今年春天",
		}},
	}
	for _, test := range tests {
		got, _ := rowsOf(t, test.a, test.b)
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: Rows =\n%s\nwant\n%s", test.name, strings.Join(got, "\n"), strings.Join(test.want, "\n"))
		}
	}
}

// Ignored classes are counted apart, and what is left with none is the same.
func TestIgnore(t *testing.T) {
	a := "一、甲村修好了两口机井，人人叫好。\n二、乙村的路灯装到了门口。"
	b := "（1）某村修好了两口机井、人人叫好。\n（2）乙村的路灯 装到门口了。"
	tests := []struct {
		ignore       Ignore
		edits, apart Counts
		ops          []Op
	}{
		{Ignore{}, Counts{Word: 2, Mask: 1, Number: 2, Punct: 1, Space: 1}, Counts{}, []Op{Changed, Changed}},
		{Ignore{Mask: true}, Counts{Word: 2, Number: 2, Punct: 1, Space: 1}, Counts{Mask: 1}, []Op{Changed, Changed}},
		{Ignore{Mask: true, Number: true, Punct: true}, Counts{Word: 2, Space: 1}, Counts{Mask: 1, Number: 2, Punct: 1}, []Op{Same, Changed}},
		{Ignore{Mask: true, Number: true, Punct: true, Space: true}, Counts{Word: 2}, Counts{Mask: 1, Number: 2, Punct: 1, Space: 1}, []Op{Same, Changed}},
	}
	for _, test := range tests {
		rows, stat := Rows(side(a), side(b), nil, test.ignore)
		var ops []Op
		for _, r := range rows {
			ops = append(ops, r.Op)
		}
		if stat.Edits != test.edits || stat.Ignored != test.apart || !slices.Equal(ops, test.ops) {
			t.Errorf("Rows without %+v: %v, edits %+v, ignored %+v; want %v, %+v, %+v", test.ignore, ops, stat.Edits, stat.Ignored, test.ops, test.edits, test.apart)
		}
	}
}

// Rows say which passage they are in, end where one ends, and find what is spun beyond
// what other text has in common.
func TestPassages(t *testing.T) {
	at := func(s *Side, part string) text.Span {
		lo := int32(strings.Index(s.Source, part))
		return text.Span{Lo: lo, Hi: lo + int32(len(part))}
	}
	middle := "他们的手艺大多没有证书。镇里请来县技校的老师现场考核，合格的当场发证。"
	a, b := side(report(5, 0, 3)), side(report(6)+"\n年初另有一项任务。"+middle+"\n"+report(4))
	ps := []Passage{{at(a, middle), at(b, middle)}}
	rows, stat := Rows(a, b, ps, Ignore{})
	check(t, a, b, ps, rows, stat)
	for k, r := range rows {
		if in := r.Op == Same; in != (r.Passage == 0) || in && (r.A != ps[0].A || r.B != ps[0].B) {
			t.Errorf("row %d of Rows = %+v, want passage 0 as the same", k, r)
		}
	}
	if stat.Same != a.inside(ps[0].A) {
		t.Errorf("Rows count %d letters the same, want %d", stat.Same, a.inside(ps[0].A))
	}

	a, b = side("各级领导高度重视困难职工的生活问题，多次召开会议研究部署。"), side("各级干部十分关注困难员工的生活难题，屡次举行会议探讨安排。")
	for _, ps := range [][]Passage{nil, allOf(a, b)} {
		rows, stat := Rows(a, b, ps, Ignore{})
		check(t, a, b, ps, rows, stat)
		if found := rows[0].Op == Changed; found != (ps != nil) {
			t.Errorf("Rows of spun text in %d passages = %v", len(ps), show(rows, a, b))
		}
	}
}

func TestPassageOfOneSentence(t *testing.T) {
	long := strings.Repeat("春", 40) + "，" + strings.Repeat("秋", 45) + "。"
	a, b := side("夏天过去，"+long), side(strings.Repeat("冬", 50)+"，"+strings.Repeat("秋", 45)+"。")
	lo, from := int32(strings.Index(a.Source, "秋")), int32(strings.Index(b.Source, "秋"))
	ps := []Passage{{text.Span{Lo: lo, Hi: a.Body.Hi}, text.Span{Lo: from, Hi: b.Body.Hi}}}
	rows, stat := Rows(a, b, ps, Ignore{})
	check(t, a, b, ps, rows, stat)
	if last := rows[len(rows)-1]; last.Op != Same || last.A != ps[0].A || last.B != ps[0].B || last.Passage != 0 {
		t.Errorf("Rows = %+v, want the passage as the last one", rows)
	}
}

// A paragraph longer than a row is cut at sentences to rows of about equal length, and no
// row is cut that is short enough.
func TestLongParagraph(t *testing.T) {
	for _, n := range []int{2, 5, 8, 20, 60} {
		long := strings.ReplaceAll(strings.Join(babble(7, 50*n), ""), "\n", "")
		a, b := side(long), side(strings.ReplaceAll(long, "春", "秋"))
		rows, stat := Rows(a, b, nil, Ignore{})
		check(t, a, b, nil, rows, stat)
		all := int32(a.Letters.Len())
		least := (all + rowLetters - 1) / rowLetters
		if len(rows) < int(least) || len(rows) > int(least)+1 {
			t.Errorf("Rows of a paragraph of %d letters are %d, want %d", all, len(rows), least)
		}
		for k, r := range rows {
			if r.LettersA > rowLetters || r.LettersA < all/least/2 {
				t.Errorf("row %d of %d of a paragraph of %d letters has %d", k, len(rows), all, r.LettersA)
			}
		}
	}
}

// What stands around a body has no part in it.
func TestRowsOfParts(t *testing.T) {
	a, b := report(0, 1, 2), strings.NewReplacer("幻灯片", "投影仪").Replace(report(2, 0, 1))
	want, _ := rowsOf(t, a, b)
	x := sideOf("第一篇\n"+a+"\n第二篇\n"+report(5), text.Span{Lo: 10, Hi: int32(10 + len(a))})
	y := sideOf(report(6)+b+report(3), text.Span{Lo: int32(len(report(6))), Hi: int32(len(report(6)) + len(b))})
	rows, stat := Rows(x, y, nil, Ignore{})
	check(t, x, y, nil, rows, stat)
	if got := show(rows, x, y); !slices.Equal(got, want) {
		t.Errorf("Rows of parts =\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// A report written anew from another one, sections in another order, sentences merged and
// put elsewhere: three sections moved, and what each says is beside what it was made from.
func TestRewritten(t *testing.T) {
	a := `柳埠镇工会年度工作总结

一年来，在镇党委和县总工会的领导下，镇工会认真履行职责，各项工作取得了一定成绩。

一、走访工匠，发放证书
今年春天，柳埠镇工会走访了十二个村的联络站，登记返乡木匠一百三十人。他们的手艺大多没有证书。镇里请来县技校的老师现场考核，合格的当场发证。全年共发证九十六本。

二、关心女工，开办讲座
女职工委员会在河湾小学办了四期心理讲座，每期两个半天。讲座不用幻灯片，只摆一圈椅子。参加的八十六位老师后来自己组成了读书小组，每周三晚上见面。

三、帮困救助，公开透明
帮困资金实行双人签字、按季公布。全年发放救助款九万四千元，受助职工三十七户。石桥厂的老会计把每一笔都抄在红纸上，贴在厂门口的布告栏里。

以上总结，请批评指正。`
	b := `杨滩镇工会2024年工作总结

一年来，在镇党委的坚强领导和县总工会的指导下，杨滩镇工会认真履行职责，各项工作都取得了可喜的成绩。

一、帮困救助，公开透明
帮困资金坚持双人签字、按月公布。全年发放救助款8.6万元，受助职工29户。面粉厂的老会计把每一笔都写在黄纸上，贴在厂门口。有两户职工主动退回了多领的钱。

二、走访工匠，发放证书
今年春季，杨滩镇工会走访了9个村的联络站，登记返乡瓦匠75人，镇里请县技校的老师来现场考核，合格的当场发给证书。全年共发证61本。他们的手艺过去大多没有证书。

三、关心女工，开展活动
女职工委员会在中心小学举办了三期心理健康讲座，每期一天。讲座不用幻灯片，只摆一圈椅子。参加讲座的老师后来自发组成了读书小组，每周五晚上碰头。

以上总结，请批评指正。`
	x, y := side(a), side(b)
	for _, ps := range [][]Passage{nil, allOf(x, y)} {
		rows, stat := Rows(x, y, ps, Ignore{})
		check(t, x, y, ps, rows, stat)
		var got []string
		for _, r := range rows {
			first, _, _ := strings.Cut(r.A.Of(a)+r.B.Of(b), "\n")
			got = append(got, r.Op.String()+" "+string([]rune(first)[:6]))
		}
		want := []string{
			"changed 柳埠镇工会年", "changed 一年来，在镇", "changed 一、走访工匠", "changed 二、关心女工", "changed 三、帮困救助",
			"moved 一、帮困救助", "inserted 有两户职工主", "moved 二、走访工匠", "moved 三、关心女工", "same 以上总结，请",
		}
		if !slices.Equal(got, want) {
			t.Errorf("Rows in %d passages =\n%s\nwant\n%s", len(ps), strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}
