package align

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"chachong/internal/text"
	"chachong/internal/token"
)

// words are those that side keeps together; any other Han letter is a word by itself.
var words = []string{
	"发展", "开展", "基础", "根底", "干部", "分别", "局部", "广大", "广阔", "计划", "方案",
	"大力", "推进", "大幅", "促进", "管理", "加强", "强化", "工作", "工程", "民主",
	"明显提高", "显著", "提高",
}

// side cuts src into words: those of the list, runs of Latin letters and digits, single
// Han letters, single marks. White space is no word.
func side(src string) Side {
	s := Side{Source: src, Span: text.Span{Hi: int32(len(src))}}
	for at := 0; at < len(src); {
		r, size := utf8.DecodeRuneInString(src[at:])
		end := at + size
		switch {
		case unicode.IsSpace(r):
			at = end
			continue
		case unicode.Is(unicode.Han, r):
			for _, w := range words {
				if n := prefixLen(src[at:], w); n > 0 {
					end = at + n
				}
			}
		case isWordRune(r):
			for end < len(src) {
				r, size := utf8.DecodeRuneInString(src[end:])
				if !isWordRune(r) {
					break
				}
				end += size
			}
		}
		h := fnv.New64a()
		h.Write([]byte(squeeze(src[at:end])))
		sum := h.Sum64() &^ 1
		if hasLetter(src[at:end]) {
			sum |= 1
		}
		s.Words.Hash = append(s.Words.Hash, sum)
		s.Words.Span = append(s.Words.Span, text.Span{Lo: int32(at), Hi: int32(end)})
		at = end
	}
	return s
}

func isWordRune(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !unicode.Is(unicode.Han, r)
}

// prefixLen returns the length of w at the start of s, spaces inside it allowed.
func prefixLen(s, w string) int {
	at := 0
	for i, r := range w {
		for i > 0 && at < len(s) && s[at] == ' ' {
			at++
		}
		if !strings.HasPrefix(s[at:], string(r)) {
			return 0
		}
		at += utf8.RuneLen(r)
	}
	return at
}

// show writes an edit as the tables below do.
func show(e Edit, a, b Side) string {
	return fmt.Sprintf("%v %q>%q", e.Class, e.A.Of(a.Source), e.B.Of(b.Source))
}

func TestEdits(t *testing.T) {
	tests := []struct {
		name, a, b string
		want       []string
	}{
		{"nothing", "", "", nil},
		{"equal", "加强管理。", "加强管理。", nil},
		{"all inserted", "", "加强管理", []string{`word "">"加强管理"`}},
		{"all deleted", "加强管理", "", []string{`word "加强管理">""`}},

		{"one letter of a word", "为了广大群众", "为了广阔群众", []string{`word "大">"阔"`}},
		{"first letter of a word", "经济发展快", "经济开展快", []string{`word "发">"开"`}},
		{"whole word", "打好基础，", "打好根底，", []string{`word "基础">"根底"`}},
		{"two words side by side", "发展基础好", "开展根底好", []string{`word "发">"开"`, `word "基础">"根底"`}},
		{"letters across words", "干部分别去", "干局部别去", []string{`word "部分">"局部"`}},
		{"chance letter inside a word", "全面加强工作", "全面强化工程", []string{`word "加强">"强化"`, `word "作">"程"`}},
		{"words of one length", "大力推进改革", "大幅促进改革", []string{`word "力">"幅"`, `word "推">"促"`}},
		{"cut differently", "加强 管理", "加强管理", []string{`space " ">""`}},
		{"insertion", "认真学习", "认真深入学习", []string{`word "">"深入"`}},
		{"deletion", "认真深入学习", "认真学习", []string{`word "深入">""`}},
		{"insertion slides to the mark", "甲，丙", "甲，乙，丙", []string{`word "">"乙，"`}},
		{"deletion slides to the sentence", "春来。夏来。秋来。", "春来。秋来。", []string{`word "夏来。">""`}},
		{"deletion slides to the line", "春，来\n夏，来\n秋", "春，来\n秋", []string{`word "夏，来">""`}},
		{"width and case are folded", "ＡＢＣ（甲）", "abc(甲)", []string{}},

		{"mask of signs", "加强民主建设", "加强**建设", []string{`mask "民主">"**"`}},
		{"mask of a word's end", "党的干部好", "*的干*好", []string{`mask "党">"*"`, `mask "部">"*"`}},
		{"mask against mask", "200*年", "200x年", []string{`mask "*">"x"`}},
		{"year", "20xx年", "2023年", []string{`mask "xx">"23"`}},
		{"year of x alone", "ＸＸ年度", "2023年度", []string{`mask "ＸＸ">"2023"`}},
		{"place", "临江县工会", "xx县工会", []string{`mask "临江">"xx"`}},
		{"somebody", "张校长", "某校长", []string{`mask "张">"某"`}},
		{"blank", "姓名张三，", "姓名___，", []string{`mask "张三">"___"`}},
		{"box", "□□县", "县", []string{`mask "□□">""`}},
		{"x of a word is none", "坐taxi去", "坐tabi去", []string{`word "x">"b"`}},
		{"masks side by side", "柳埠镇", "**镇", []string{`mask "柳埠">"**"`}},
		{"sign against mark", "甲*乙", "甲、乙", []string{`punct "*">"、"`}},

		{"numbers in brackets", "(1)加强管理。(2)发展", "1、加强管理。2、发展", []string{`number "(1)">"1、"`, `number "(2)">"2、"`}},
		{"numbers of two scripts", "一、加强", "（一）加强", []string{`number "一、">"（一）"`}},
		{"renumbered", "3、加强\n4、发展", "2、加强\n3、发展", []string{`number "3、">"2、"`, `number "4、">"3、"`}},
		{"same number in another width", "（1）加强", "(1)加强", nil},
		{"number lost", "1、加强管理", "加强管理", []string{`number "1、">""`}},
		{"number and word", "1、加强管理", "大力管理", []string{`number "1、">""`, `word "加强">"大力"`}},
		{"point lost whole", "1、加强。2、民主。3、发展", "1、加强。3、发展", []string{`word "2、民主。">""`}},
		{"circled", "①加强", "1.加强", []string{`number "①">"1."`}},
		{"same number in mid sentence", "并且\n3、组织", "并且3、组织", []string{`space "\n">""`}},
		{"number in mid sentence written otherwise", "并且\n(3)组织", "并且3、组织", []string{`number "(3)">"3、"`}},
		{"number in mid sentence lost", "并且\n3、组织", "并且组织", []string{`number "3、">""`}},
		{"number inside a change", "春\n3、夏", "秋3、冬", []string{`word "春">"秋"`, `word "夏">"冬"`}},
		{"amount", "共1.5万", "共1.6万", []string{`word "5">"6"`}},
		{"amount at the start", "1.5万元", "1.6万元", []string{`word "5">"6"`}},
		{"word that begins with a numeral", "一些人", "有些人", []string{`word "一">"有"`}},
		{"not at the start", "附件1、甲", "附件2、甲", []string{`word "1">"2"`}},

		{"mark", "甲，乙", "甲。乙", []string{`punct "，">"。"`}},
		{"mark lost", "甲，乙", "甲乙", []string{`punct "，">""`}},
		{"quotes", "“甲”", "甲", []string{`punct "“">""`, `punct "”">""`}},

		{"space inside a word", "加强管理好", "加强管 理好", []string{`space "">" "`}},
		{"space between words", "我们 好", "我们好", []string{`space " ">""`}},
		{"space beside Latin letters", "用 PPT 讲", "用PPT讲", nil},
		{"space behind a mark", "甲， 乙", "甲，乙", nil},
		{"other white space", "我\u3000们", "我 们", nil},
		{"line end in mid sentence", "加强，\n管理", "加强，管理", []string{`space "\n">""`}},
		{"line end between Han letters", "加\r\n油", "加油", []string{`space "\r\n">""`}},
		{"line wrapped at a column", strings.Repeat("春", 24) + "，\n" + strings.Repeat("夏", 24) + "，\n秋", strings.Repeat("春", 24) + "，" + strings.Repeat("夏", 24) + "，秋", nil},
		{
			"line end in lines wrapped at a column", strings.Repeat("春", 24) + "，\n" + strings.Repeat("夏", 24) + "，\n秋，\n冬",
			strings.Repeat("春", 24) + "，" + strings.Repeat("夏", 24) + "，秋，冬",
			[]string{`space "\n">""`},
		},
		{"line end behind a sentence", "加强。\n管理", "加强。管理", nil},
	}
	for _, test := range tests {
		a, b := side(test.a), side(test.b)
		var got []string
		for _, e := range Edits(a, b) {
			got = append(got, show(e, a, b))
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: Edits(%q, %q) = %s, want %s", test.name, test.a, test.b, got, test.want)
		}
	}
}

func TestEditWords(t *testing.T) {
	tests := []struct {
		name, a, b string
		want       []string
	}{
		{"one letter of a word", "为了广大群众", "为了广阔群众", []string{`"广大">"广阔"`}},
		{"whole word", "打好基础，", "打好根底，", []string{`"基础">"根底"`}},
		{"two words side by side", "发展基础好", "开展根底好", []string{`"发展">"开展"`, `"基础">"根底"`}},
		{"letters across words", "干部分别去", "干局部别去", []string{`"干部分别">"干局部别"`}},
		{"the other side cuts it otherwise", "有了明显提高", "有了显著提高", []string{`"明显提高">"显著提高"`}},
		{"insertion between words", "认真学习", "认真深入学习", []string{`"">"深入"`}},
		{"deletion between words", "认真深入学习", "认真学习", []string{`"深入">""`}},
		{"insertion inside a word", "共15万", "共125万", []string{`"15">"125"`}},
		{"at the end of a word", "共15万", "共152万", []string{`"15">"152"`}},
		{"space inside a word", "加强管理好", "加强管 理好", []string{`"管理">"管 理"`}},
		{"space between words", "我们 好", "我们好", []string{`" ">""`}},
		{"mask of a word's end", "党的干部好", "*的干*好", []string{`"党">"*"`, `"干部">"*"`}},
		{"list number", "(1)加强管理。", "1、加强管理。", []string{`"(1)">"1、"`}},
		{"mark", "甲，乙", "甲。乙", []string{`"，">"。"`}},
	}
	for _, test := range tests {
		a, b := side(test.a), side(test.b)
		var got []string
		for _, e := range Edits(a, b) {
			got = append(got, fmt.Sprintf("%q>%q", e.WordsA.Of(a.Source), e.WordsB.Of(b.Source)))
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: words of Edits(%q, %q) = %s, want %s", test.name, test.a, test.b, got, test.want)
		}
	}
}

// Words are found in the whole text, edits reported in the range alone.
func TestEditsInsideText(t *testing.T) {
	whole := "总结如下：1、加强管理。完"
	lo := int32(strings.Index(whole, "1、"))
	hi := int32(strings.Index(whole, "完"))
	a := side(whole)
	from := slices.IndexFunc(a.Words.Span, func(s text.Span) bool { return s.Lo == lo })
	to := slices.IndexFunc(a.Words.Span, func(s text.Span) bool { return s.Lo == hi })
	a.Words = a.Words.Slice(token.Range{Lo: int32(from), Hi: int32(to)})
	a.Span = text.Span{Lo: lo, Hi: hi}
	b := side("（1）加强管理。")
	got := Edits(a, b)
	number := Edit{A: text.Span{Lo: lo, Hi: lo + 4}, B: text.Span{Hi: 7}, Class: ClassNumber}
	number.WordsA, number.WordsB = number.A, number.B
	want := []Edit{number}
	if !slices.Equal(got, want) {
		t.Errorf("Edits = %v, want %v", got, want)
	}
	a.Words, a.Span = token.Seq{}, text.Span{Lo: hi, Hi: hi}
	got = Edits(a, b)
	want = []Edit{{A: a.Span, B: b.Span, Class: ClassWord, WordsA: a.Span, WordsB: b.Span}}
	if !slices.Equal(got, want) {
		t.Errorf("Edits of no words = %v, want %v", got, want)
	}
}

func TestListNumber(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", ""},
		{"(1)甲", "(1)"},
		{"（12）、甲", "（12）、"},
		{"1)甲", "1)"},
		{"1、甲", "1、"},
		{"1.甲", "1."},
		{"1.5", ""},
		{"1,200", ""},
		{"１．甲", "１．"},
		{"一、甲", "一、"},
		{"一，甲", "一，"},
		{"十二、甲", "十二、"},
		{"（一甲", ""},
		{"一百", ""},
		{"第一，甲", "第一，"},
		{"第一章", ""},
		{"①甲", "①"},
		{"⒈甲", "⒈"},
		{"2023.", ""},
		{"1", ""},
		{"、", ""},
		{"()", ""},
	}
	for _, test := range tests {
		if got := test.in[:listNumber(test.in)]; got != test.want {
			t.Errorf("listNumber(%q) takes %q, want %q", test.in, got, test.want)
		}
	}
}

// apply puts the B of each edit in the place of its A.
func apply(a, b string, edits []Edit) string {
	var out strings.Builder
	at := int32(0)
	for _, e := range edits {
		out.WriteString(a[at:e.A.Lo])
		out.WriteString(e.B.Of(b))
		at = e.A.Hi
	}
	out.WriteString(a[at:])
	return out.String()
}

// checkEdits fails unless the edits are ascending, disjoint, not empty, on rune
// boundaries and lead from the letters of a to those of b.
func checkEdits(t interface{ Fatalf(string, ...any) }, a, b Side) {
	edits := Edits(a, b)
	var atA, atB int32
	for i, e := range edits {
		if e.A.Lo < atA || e.B.Lo < atB || e.A.Hi < e.A.Lo || e.B.Hi < e.B.Lo ||
			e.A.Hi > a.Span.Hi || e.B.Hi > b.Span.Hi || e.A.Empty() && e.B.Empty() {
			t.Fatalf("Edits(%q, %q) = %v, edit %d out of place", a.Source, b.Source, edits, i)
		}
		if e.WordsA.Lo > e.A.Lo || e.WordsA.Hi < e.A.Hi || e.WordsB.Lo > e.B.Lo || e.WordsB.Hi < e.B.Hi ||
			e.WordsA.Lo < a.Span.Lo || e.WordsA.Hi > a.Span.Hi || e.WordsB.Lo < b.Span.Lo || e.WordsB.Hi > b.Span.Hi {
			t.Fatalf("Edits(%q, %q) = %v, words of edit %d out of place", a.Source, b.Source, edits, i)
		}
		if !utf8.ValidString(e.A.Of(a.Source)) || !utf8.ValidString(e.B.Of(b.Source)) {
			t.Fatalf("Edits(%q, %q) = %v, edit %d cuts a rune", a.Source, b.Source, edits, i)
		}
		if e.Class != ClassSpace && squeeze(e.A.Of(a.Source)) == squeeze(e.B.Of(b.Source)) && hasLetter(e.A.Of(a.Source)) {
			t.Fatalf("Edits(%q, %q) = %v, edit %d changes nothing", a.Source, b.Source, edits, i)
		}
		atA, atB = e.A.Hi, e.B.Hi
	}
	if got, want := squeeze(apply(a.Source, b.Source, edits)), squeeze(b.Source); got != want {
		t.Fatalf("Edits(%q, %q) = %v lead to %q, want %q", a.Source, b.Source, edits, got, want)
	}
	if a.Source == b.Source && len(edits) > 0 {
		t.Fatalf("Edits(%q, the same) = %v, want none", a.Source, edits)
	}
}

// pieces are what the drawn texts are made of.
var pieces = append([]string{
	"甲", "乙", "丙", "丁", "的", "，", "。", "、", "（", "）", "“", "”", "1", "12", "一", "二", "①", "第", "x", "xx",
	"20xx", "2023", "年", "*", "□", "某", " ", "\n", "\u3000", "\u200b", "a", "Ｘ", "PPT", "：",
}, words...)

func TestEditsProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 40)
		a := draw.Draw(t, "a")
		b := slices.Clone(a)
		for range rapid.IntRange(0, 8).Draw(t, "changes") {
			lo := rapid.IntRange(0, len(b)).Draw(t, "lo")
			hi := rapid.IntRange(lo, min(len(b), lo+3)).Draw(t, "hi")
			b = slices.Replace(b, lo, hi, rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 3).Draw(t, "new")...)
		}
		checkEdits(t, side(strings.Join(a, "")), side(strings.Join(b, "")))
	})
}

// What the words of a lose and those of b gain is the least that is possible, where no
// list number and no repetition inside of words enters the count.
func TestEditsShortest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := rapid.SliceOfN(rapid.SampledFrom([]string{"甲", "乙", "丙", "丁", "，"}), 0, 40)
		a, b := side(strings.Join(draw.Draw(t, "a"), "")), side(strings.Join(draw.Draw(t, "b"), ""))
		ua, ub := unitsOf(a), unitsOf(b)
		hunks := differences(ua.hash, ub.hash)
		slide(hunks, &ua, &ub)
		got := checkHunks(t, ua.hash, ub.hash, hunks)
		want := a.Words.Len() + b.Words.Len() - 2*longestCommon(a.Words.Hash, b.Words.Hash)
		if got != want {
			t.Fatalf("Edits(%q, %q) change %d words, want %d", a.Source, b.Source, got, want)
		}
	})
}

func FuzzEdits(f *testing.F) {
	f.Add("(1)加强民主管理。", "1、加强**管 理。")
	f.Add("20xx年，干部分别", "2023年\n，干局部别")
	f.Add("", "“甲”")
	f.Fuzz(func(t *testing.T, a, b string) {
		a, b = strings.ToValidUTF8(a, "?"), strings.ToValidUTF8(b, "?")
		if squeeze(a) == "" && squeeze(b) == "" {
			t.Skip("nothing to compare")
		}
		checkEdits(t, side(a), side(b))
	})
}

func BenchmarkEdits(b *testing.B) {
	src := strings.Repeat("一、加强党的建设。为了广大群众，我们认真学习，打好发展的基础。", 20)
	x := side(src)
	y := side(strings.NewReplacer("一、", "（1）", "广大", "广阔", "党", "*", "基础", "根底").Replace(src))
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		Edits(x, y)
	}
}
