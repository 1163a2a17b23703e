package split

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"chachong/internal/text"
)

func TestNumerals(t *testing.T) {
	for _, c := range []struct {
		in   string
		kind numeralKind
		want []int
	}{
		{"一", hanNumeral, []int{1}},
		{"十", hanNumeral, []int{10}},
		{"十二", hanNumeral, []int{12}},
		{"二十", hanNumeral, []int{20}},
		{"九十九", hanNumeral, []int{99}},
		{"十一年来", hanNumeral, []int{11, 10}},
		{"二一年来", hanNumeral, []int{2}},
		{"壹", formalNumeral, []int{1}},
		{"拾贰", formalNumeral, []int{12}},
		{"丙", stemNumeral, []int{3}},
		{"7", arabicNumeral, []int{7}},
		{"60", arabicNumeral, []int{60}},
		{"61", arabicNumeral, nil},
		{"2022", arabicNumeral, nil},
		{"3%", arabicNumeral, nil},
		{"1.5", arabicNumeral, nil},
		{"1.2022年", arabicNumeral, []int{1}},
		{"8:30", arabicNumeral, nil},
		{"20xx", arabicNumeral, nil},
		{"iv.", romanNumeral, []int{4}},
		{"part", romanNumeral, nil},
		{"c", letterNumeral, []int{3}},
		{"①", circledNumeral, []int{1}},
		{"⑳", circledNumeral, []int{20}},
		{"⑵", boxedNumeral, []int{2}},
		{"⒊", pointNumeral, []int{3}},
		{"❹", darkNumeral, []int{4}},
		{"㈤", sealNumeral, []int{5}},
		{"ⅱ", romanSign, []int{2}},
		{"工", hanNumeral, nil},
	} {
		got, next := appendNumerals(nil, c.in, 0)
		var values []int
		for _, v := range got {
			if v.kind == c.kind {
				values = append(values, v.value)
			}
		}
		if !slices.Equal(values, c.want) {
			t.Errorf("appendNumerals(%q) = %v, want values %v of kind %d", c.in, got, c.want, c.kind)
		}
		if next > len(c.in) {
			t.Errorf("appendNumerals(%q) goes on at %d, want <= %d", c.in, next, len(c.in))
		}
	}
}

func TestInnerMarks(t *testing.T) {
	for _, c := range []struct {
		in     string
		scheme scheme
		value  int16
	}{
		{"第三章 总则", chapterScheme, 3},
		{"第二部分 工作", chapterScheme, 2},
		{"第一百二十条 本法", articleScheme, 120},
		{"第十条 本法", articleScheme, 10},
		{"第三十一条", articleScheme, 31},
		{"二、加强学习", hanScheme, 2},
		{"三.抓队伍", hanScheme, 3},
		{"(四)办实事", parenScheme, 4},
		{"第一,认真", ordinalScheme, 1},
		{"5、开展", arabicScheme, 5},
		{"6.开展", arabicScheme, 6},
		{"(7)开展", smallScheme, 7},
		{"一年来", noScheme, 0},
		{"2022年", noScheme, 0},
		{"第一次会议", noScheme, 0},
		{"(工会)", noScheme, 0},
	} {
		got, ok := readMarkAt(c.in, 0, int32(len(c.in)))
		if ok != (c.scheme != noScheme) || ok && (got.scheme != c.scheme || got.value != c.value) {
			t.Errorf("readMarkAt(%q) = %+v, %v, want scheme %d value %d", c.in, got, ok, c.scheme, c.value)
		}
	}
}

func TestRenumbering(t *testing.T) {
	marks := func(s scheme, values ...int16) (out []mark) {
		for _, v := range values {
			out = append(out, mark{value: v, scheme: s})
		}
		return out
	}
	for _, c := range []struct {
		name          string
		before, after []mark
		want          float64
		known         bool
	}{
		{"begins again", marks(hanScheme, 1, 2, 3), marks(hanScheme, 1, 2), restartsAtOne, true},
		{"goes on", marks(articleScheme, 8, 9), marks(articleScheme, 10), goesOn, true},
		{"jumps", marks(hanScheme, 1, 2), marks(hanScheme, 5), jumps, true},
		{"another scheme", marks(hanScheme, 1, 2), marks(arabicScheme, 1, 2), otherScheme, true},
		{"another scheme, late", marks(hanScheme, 1, 2), marks(arabicScheme, 3), 0, false},
		{"none before", nil, marks(hanScheme, 1), 0, false},
		{"none after", marks(hanScheme, 1), nil, 0, false},
		{"inner ones begin again", append(marks(articleScheme, 4), marks(parenScheme, 1, 2)...), append(marks(parenScheme, 1), marks(articleScheme, 5)...), goesOn, true},
	} {
		s := &sheet{marks: slices.Concat(c.before, c.after)}
		for i := range s.marks {
			s.marks[i].at = int32(i)
		}
		s.byScheme = bySchemes(s.marks)
		k, n := int32(len(c.before)), int32(len(s.marks))
		if got, _, known := s.renumbering(stretch{0, k}, stretch{k, n}); got != c.want || known != c.known {
			t.Errorf("%s: renumbering = %v, %v, want %v, %v", c.name, got, known, c.want, c.known)
		}
	}
}

func TestTitles(t *testing.T) {
	for in, want := range map[string]bool{
		"青杉县教育局工会工作总结": true, "2022年工作汇报": true, "工作总结(1)": true, "工作总结之三": true, "工作总结2": true, "★工会工作报告★": true,
		"《述职报告》": true, "明年工作计划": true, "学习计划": false, "一年来,我们做了总结": false, "加强组织建设": false, "总结。": false, "": false,
		strings.Repeat("很", 60) + "总结": false, "工作总结范文(精选)": true,
	} {
		if got := isTitle(in); got != want {
			t.Errorf("isTitle(%q) = %v, want %v", in, got, want)
		}
	}
}

func TestLines(t *testing.T) {
	for _, c := range []struct {
		in   string
		f    func(string) bool
		name string
		want bool
	}{
		{"======", isSeparator, "isSeparator", true},
		{"※ ※ ※", isSeparator, "isSeparator", true},
		{"(完)", isSeparator, "isSeparator", true},
		{"--", isSeparator, "isSeparator", false},
		{"=-=", isSeparator, "isSeparator", false},
		{"", isSeparator, "isSeparator", false},
		{"2022年12月5日", isDate, "isDate", true},
		{"2022-12-05", isDate, "isDate", true},
		{"二〇二二年十二月", isDate, "isDate", true},
		{"20xx年x月x日", isDate, "isDate", true},
		{"2022年12月5日通过", isDate, "isDate", false},
		{"第12页", isDate, "isDate", false},
		{"作者:张某", isByline, "isByline", true},
		{"单位 :某校", isByline, "isByline", true},
		{"时间紧,任务重", isByline, "isByline", false},
		{"张小明", isOwner, "isOwner", true},
		{"青杉县教育局", isOwner, "isOwner", true},
		{"教师", isOwner, "isOwner", false},
		{"(一)", isNumberAlone, "isNumberAlone", true},
		{"3.", isNumberAlone, "isNumberAlone", true},
		{"三好", isNumberAlone, "isNumberAlone", false},
	} {
		if got := c.f(c.in); got != c.want {
			t.Errorf("%s(%q) = %v, want %v", c.name, c.in, got, c.want)
		}
	}
}

func TestOpeningAndClosing(t *testing.T) {
	for _, c := range []struct {
		in   string
		want float64
	}{
		{"一年来,在县总工会的正确领导下,我校工会做了大量工作。", grounds + led},
		{"现将有关工作总结如下:", announces},
		{"各位代表:我代表工会向大会报告工作。", greets + announces},
		{"加强学习,提高素质。", 0},
		{"各位代表!我们还要努力。", 0},
	} {
		s := newSheet(text.Fold(c.in, nil))
		if got := s.openingOf(0, int32(len(s.s))).score; got != min(c.want, uncapped) {
			t.Errorf("openingOf(%q) = %v, want %v", c.in, got, c.want)
		}
	}
	for _, c := range []struct {
		in   string
		want float64
	}{
		{"为实现目标而努力奋斗!", strives},
		{"争取更大的成绩。", succeeds},
		{"教师进修三人次。", 0},
		{"以上报告,请审议。谢谢大家!", thanks + endsFormally},
	} {
		s := newSheet(text.Fold(c.in, nil))
		if got := s.closingOf(0, int32(len(s.s))); got != c.want {
			t.Errorf("closingOf(%q) = %v, want %v", c.in, got, c.want)
		}
	}
}

// TestOneOuterHeading: a text whose first line is the heading of a compilation
// loses that line, an ordinary title line stays.
func TestOneOuterHeading(t *testing.T) {
	for _, c := range []struct{ first, title, heading string }{
		{"2022学校工会工作总结范文汇总一", "2022学校工会工作总结范文汇总一", "2022学校工会工作总结范文汇总一"},
		{"第1篇 工会工作总结", "第1篇 工会工作总结", "第1篇 工会工作总结"},
		{"青杉县教育局工会工作总结", "青杉县教育局工会工作总结", ""},
	} {
		src := c.first + "\n" + bodies[0].text
		got := split(src)
		if len(got) != 1 || got[0].Title != c.title || got[0].Heading.Of(src) != c.heading {
			t.Errorf("Parts(%q…) = %+v, want one part with title %q and heading %q", c.first, got, c.title, c.heading)
		}
	}
}

// TestCopies: a second copy of a report, without heading and without any formula,
// is a start.
func TestCopies(t *testing.T) {
	plain := strings.Repeat("各股室收集了台账资料并且登记在册，仓库的钥匙由两个人分开保管，", 4) + "每天早上核对一次数目。\n" +
		strings.Repeat("门前的道路由三个小组轮流清扫，", 12) + "雨天改在下午。\n" +
		strings.Repeat("旧的桌椅送到木工房修理，", 14) + "修好的搬回原处。"
	src := plain + "\n" + plain + "\n" + plain
	if got := bodiesOf(src); len(got) != 3 || got[1] != plain {
		t.Errorf("bodies of three copies: %d, want 3", len(got))
	}
}

// TestContentsList: the entries of a contents list are no reports.
func TestContentsList(t *testing.T) {
	for _, format := range []string{"篇@汉：@题\n", "@汉、@题\n", "第@N篇 @题\n"} {
		src, want := compile(heading("", format, 1), 4, 2)
		var list strings.Builder
		list.WriteString("目录\n")
		for i, p := range split(src) {
			if i < 4 {
				list.WriteString(p.Title + "\n")
			}
		}
		got := split(list.String() + "\n" + src)
		if len(got) != len(want) {
			t.Errorf("%q with a contents list: %d parts, want %d", format, len(got), len(want))
			continue
		}
		for i, p := range got {
			if b := p.Body.Of(list.String() + "\n" + src); b != src[want[i][0]:want[i][1]] {
				t.Errorf("%q with a contents list: body %d = %q…, want %q…", format, i, clip(b, 20), clip(src[want[i][0]:], 20))
			}
		}
	}
}

func TestJunk(t *testing.T) {
	long := strings.ReplaceAll(strings.Repeat(bodies[0].text, 5), "\n", "")
	chunks := func(format func(i int) string) string {
		var b strings.Builder
		for i, r := range []rune(long) {
			if i%200 == 0 {
				b.WriteString(format(i/200 + 1))
			}
			b.WriteRune(r)
		}
		return b.String()
	}
	n := (len([]rune(long)) + 199) / 200
	for _, c := range []struct {
		name string
		src  string
		want int
	}{
		{"N、", pageMarks(long, 200), n},
		{"full width", strings.NewReplacer("1、", "１、", "2、", "２、", "3、", "３、", "4、", "４、", "5、", "５、", "6、", "６、", "7、", "７、", "8、", "８、", "9、", "９、", "0、", "０、").Replace(pageMarks(long, 200)), n},
		{"dashes", chunks(func(i int) string { return "\n- " + strconv.Itoa(i) + " -\n" }), n},
		{"pages", chunks(func(i int) string { return "\n第" + strconv.Itoa(i) + "页\n" }), n},
		{"slashes", chunks(func(i int) string { return "\n" + strconv.Itoa(i) + "/20\n" }), n},
		{"a list", "1、张三\n2、李四\n3、王五\n4、赵六\n5、钱七\n", 0},
		{"sections", strings.Repeat("1、"+bodies[0].text+"\n2、"+bodies[1].text+"\n3、"+bodies[2].text+"\n", 3), 0},
		{"nothing", bodies[0].text, 0},
		{"empty", "", 0},
	} {
		if got := Junk(c.src); len(got) != c.want {
			t.Errorf("%s: Junk gives %d spans, want %d", c.name, len(got), c.want)
		}
	}
	src := pageMarks(long, 200)
	if got := text.Fold(src, Junk(src)).Text; got != text.Fold(long, nil).Text {
		t.Errorf("folded text without the marks differs from the text before the marks were put in")
	}
}

func TestHeadingWords(t *testing.T) {
	for _, c := range []struct {
		in   string
		f    func(string) bool
		name string
		want bool
	}{
		{"青杉县教育局工作总结", isFirmTitle, "isFirmTitle", true},
		{"关于学校全年工作情况的汇报", isFirmTitle, "isFirmTitle", true},
		{"工作总结", isFirmTitle, "isFirmTitle", false},
		{"王局长讲话", isFirmTitle, "isFirmTitle", false},
		{"2023年工作计划", isFirmTitle, "isFirmTitle", false},
		{"2023年工作计划", isPlanTitle, "isPlanTitle", true},
		{"教育工作总结及明年工作计划", isPlanTitle, "isPlanTitle", false},
		{"部分:青杉县教育局工作总结", isPartTitle, "isPartTitle", true},
		{"章 总则", isPartTitle, "isPartTitle", false},
		{"部分 下一步工作计划", isPartTitle, "isPartTitle", false},
		{"青杉县教育局工作总结……12", isEntry, "isEntry", true},
		{"青杉县教育局工作总结2", isEntry, "isEntry", false},
		{"……3", isEntry, "isEntry", false},
		{"---3---", isDecoratedNumber, "isDecoratedNumber", true},
		{"(3)", isDecoratedNumber, "isDecoratedNumber", false},
		{"①", isDecoratedNumber, "isDecoratedNumber", false},
	} {
		if got := c.f(c.in); got != c.want {
			t.Errorf("%s(%q) = %v, want %v", c.name, c.in, got, c.want)
		}
	}
	for in, want := range map[string]string{"材料之三": "材料之0", "第 12 号": "第00号", "甲方乙": "0方0", "①县": "0县"} {
		if got := maskNumbers(in); got != want {
			t.Errorf("maskNumbers(%q) = %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{
		"青杉县教育局:" + strings.Repeat("一年来,我们做了许多工作。", 3): "青杉县教育局:",
		"松岭乡第一中学:各位代表:":                                "松岭乡第一中学:",
		"【某某局】" + strings.Repeat("一年来,我们做了许多工作。", 3):   "【某某局】",
		"第一:" + strings.Repeat("一年来,我们做了许多工作。", 3):     "",
		"【某某局】情况": "",
	} {
		if got := in[:labelEnd(in)]; got != want {
			t.Errorf("label of %q = %q, want %q", in, got, want)
		}
	}
}

// TestJoinedLines: in a line that holds many, two spaces stand for a line end, and
// the heading behind a stop and one space is a line too.
func TestJoinedLines(t *testing.T) {
	body := strings.Repeat("各组的工作都有进展，", 40) + "完成了任务。"
	for _, c := range []struct {
		in   string
		want int
	}{
		{body + "  " + body, 2},
		{body + "\t" + body, 2},
		{body + " " + body, 1},
		{body + " 篇二:某校工作总结  " + body, 3},
		{"短  行", 1},
		{"某校工作总结  短行", 2},
	} {
		if got := len(newSheet(text.Fold(c.in, nil)).lines); got != c.want {
			t.Errorf("lines of %q = %d, want %d", clip(c.in, 20), got, c.want)
		}
	}
}

// TestCollectionTitle: the title of the whole collection is no part of a heading.
func TestCollectionTitle(t *testing.T) {
	for _, top := range []string{"工会工作总结汇编\n", "工会工作总结汇编\n（共四篇）\n", "优秀总结选登\n\n"} {
		for _, format := range []string{"篇@汉\n", "★@主★\n", "第@N篇 @题\n", "【@主】\n@题\n"} {
			for _, sign := range []string{"", "\n青杉县总工会\n2022年12月5日"} {
				c := convention{glue: "\n", write: func(i, k int, owner, title, body string) (string, string) {
					return expand(format, i, owner, title), body + sign
				}}
				src, want := compile(c, 4, 9)
				for i := range want {
					want[i][0], want[i][1] = want[i][0]+len(top), want[i][1]+len(top)
				}
				got := split(top + src)
				if x := boundaryF1(top+src, got, want); x < 1 {
					t.Errorf("%q above %q, signed %t: %d parts with F1 %.2f, want %d with 1; the second is %q", top, format, sign != "", len(got), x, len(want), got[min(1, len(got)-1)].Body.Of(top+src))
				}
			}
		}
	}
}

// TestAlignedHeads: what stands above the first report tells what a heading is, so
// that signatures stay with the report above them and lines of a title page go with
// the one below.
func TestAlignedHeads(t *testing.T) {
	for _, format := range []string{"★@主★\n", "版本@汉\n@题\n", "@主 张立新\n", "■ @主\n@题\n", "文/@主\n"} {
		for seed := range uint64(6) {
			c := heading("", format, 1)
			plain := c.write
			c.write = func(i, k int, owner, title, body string) (string, string) {
				h, text := plain(i, k, owner, title, body)
				return h, text + "\n" + owner + "\n" + expand("2022年12月@N日", i, owner, title)
			}
			src, want := compile(c, 4, seed)
			got := split(src)
			if x := boundaryF1(src, got, want); x < 1 {
				t.Errorf("%q, seed %d: %d parts with F1 %.2f, want %d with 1; the second is %q", format, seed, len(got), x, len(want), got[min(1, len(got)-1)].Body.Of(src))
			}
		}
	}
}

// TestCounts: a number with its measure word at the end of a clause counts things and is
// no ordinal, though a document noun stands before it.
func TestCounts(t *testing.T) {
	for in, want := range map[string]bool{
		"期。": true, "个，办": true, "批、": true, "场；": true, "亩!": true,
		"个人工作总结": false, "期工程": false, "批": false, "。": false, "": false,
		"年。": false, ":工作总结": false,
	} {
		if got := countsThings(text.Fold(in, nil).Text); got != want {
			t.Errorf("countsThings(%q) = %v, want %v", in, got, want)
		}
	}
	body := strings.ReplaceAll(bodies[0].text, "\n", "")
	for _, count := range []string{"印发了试卷2期。", "筹备了试卷2个。", "回收问卷2批，", "修订细则2场，", "建立健康档案2份、"} {
		src := body + "柳溪镇的同志们" + count + body
		if got := split(src); len(got) != 1 {
			t.Errorf("split of a report with %q in it = %d parts, want 1", count, len(got))
		}
	}
	src := "范文1个人工作总结\n" + body + "\n范文2个人工作总结\n" + body
	if got := split(src); len(got) != 2 {
		t.Errorf("split(%q…) = %d parts, want 2", clip(src, 20), len(got))
	}
}
