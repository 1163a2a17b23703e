package token

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"chachong/internal/text"
)

func lettersOf(src string) (*text.Norm, Letters) {
	n := text.Fold(src, nil)
	return n, LettersOf(n, 0, len(n.Text))
}

// marked writes the letters of src with those that have m in brackets.
func marked(src string, m Mark) string {
	_, l := lettersOf(src)
	var b strings.Builder
	for i, c := range l.Code {
		if l.Mark[i]&m != 0 {
			b.WriteString("[" + string(c) + "]")
		} else {
			b.WriteRune(c)
		}
	}
	return b.String()
}

func TestLettersOf(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"", ""},
		{"，。 \n*", ""},
		{"《青禾县总工会》：2023年 工 作总结！", "青禾县总工会2023年工作总结"},
		{"ＡＢc-d é e\u0301", "abcdee"},
		{"第①条、⑫、㉑、㈠、㊀、⒈、Ⅱ、ⅷ、Ⓐ", "第1条1221一一1iiviiia"},
		{"100m²", "100m2"},
		{"〇零𠮷㐀", "〇零𠮷㐀"},
		{"हिन्दी عربي ไทย", "हनदعربيไทย"},
		{"二○○九年、二O一○年、一九00年、三○号", "二〇〇九年二〇一〇年一九〇〇年三〇号"},
		{"○○县、二○县、o2、100年", "县二县o2100年"},
		{"二零零九年、二零一o年、一百零五、零八年", "二〇〇九年二〇一〇年一百零五零八年"},
		{"2O23年、2Ol6、l2月、1O日", "2023年2016l2月10日"},
		{"5o人、10l水、io、3id", "5o人10l水io3id"},
		{"2½", "2"},
	} {
		_, l := lettersOf(c.src)
		if got := string(l.Code); got != c.want {
			t.Errorf("LettersOf(%q).Code = %q, want %q", c.src, got, c.want)
		}
	}
}

func TestLetterOrigins(t *testing.T) {
	src := "一 ㈱⑫Ⅱ\u200b工"
	_, l := lettersOf(src)
	want := []string{"一", "㈱", "⑫", "⑫", "Ⅱ", "Ⅱ", "工"}
	for i, at := range l.At {
		if r, _ := utf8.DecodeRuneInString(src[at:]); string(r) != want[i] {
			t.Errorf("LettersOf(%q).At[%d] = %d at %q, want it at %q", src, i, at, string(r), want[i])
		}
	}
	if l.Len() != len(want) {
		t.Errorf("LettersOf(%q).Len() = %d, want %d", src, l.Len(), len(want))
	}
}

func TestLetterMarks(t *testing.T) {
	for _, c := range []struct {
		mark      Mark
		src, want string
	}{
		{MaskBefore, "干*带头，**县", "干[带]头[县]"},
		{MaskBefore, "青×县□□乡■村__镇", "青[县][乡][村][镇]"},
		{MaskBefore, "在○○县、△△乡、●●村，〓人", "在[县][乡][村][人]"},
		{MaskBefore, "某地***，工作", "某地[工]作"},
		{MaskBefore, "3×4、5*6、a_b、甲_乙", "3456ab甲[乙]"},
		{MaskBefore, "省略……之后", "省略之后"},
		{MaskBefore, "● 加强\n○学习\n○○县\n* 甲\n*委", "加强学习[县]甲[委]"},
		{MaskBefore, "*", ""},
		{MaskLetter, "xx大、20xx年、x月x日、XX年度", "[x][x]大20[x][x]年[x]月[x]日[x][x]年度"},
		{MaskLetter, "200x年，200x", "200[x]年200[x]"},
		{MaskLetter, "text xml xxl max 2x3", "textxmlxxlmax2x3"},
		{MaskLetter, "xx 县 x", "[x][x]县x"},
		{MaskLetter, "某某同志在某县", "[某][某]同志在[某]县"},
		{MaskLetter, "某些、某种、某个、某一", "某些某种某个某一"},
		{NumberLetter, "1、加强\n2.提高\n3) 学习\n(4)完善\n⑤落实", "[1]加强[2]提高[3]学习[4]完善[5]落实"},
		{NumberLetter, "一、加强。二、提高；（三）学习\n十二、总结", "[一]加强[二]提高[三]学习[十][二]总结"},
		{NumberLetter, "第一，加强。第二、提高\n第三章 总则\n第一批", "[第][一]加强[第][二]提高第三章总则第一批"},
		{NumberLetter, "2023年\n2023.\n1.5亿元\n100,000元\n一是加强\n五年", "2023年202315亿元100000元一是加强五年"},
		{NumberLetter, "1.2 总则\n1.2.3、细则\nⅡ、目标\n12:30", "[1][2]总则[1][2][3]细则[i][i]目标1230"},
		{NumberLetter, "(2023)\n(一类)\n〔3〕甲\n【四】乙\n一二三四五六、", "2023一类[3]甲[四]乙一二三四五六"},
		{NumberLetter, "完成1、2、3项", "完成123项"},
		{NumberLetter, "如下:1、甲:一、乙 二、丙  三、丁\t4.戊 3:1.", "如下[1]甲[一]乙二丙[三]丁[4]戊31"},
		{NumberLetter, "⑫甲\n㈠乙\n⒈丙", "[1][2]甲[一]乙[1]丙"},
		{SentenceHere, "甲乙。丙丁！戊？己；庚，辛", "[甲]乙[丙]丁[戊][己][庚]辛"},
		{SentenceHere, "“甲。”乙……丙\n丁", "[甲][乙][丙][丁]"},
		{LineHere, "甲。乙\n\n丙\r\n 丁", "[甲]乙[丙][丁]"},
	} {
		if got := marked(c.src, c.mark); got != c.want {
			t.Errorf("letters of %q with mark %d = %s, want %s", c.src, c.mark, got, c.want)
		}
	}
}

// A part of a text has the letters of that part (a ring that is a zero needs its
// neighbours, and is left out here).
func TestLettersOfPart(t *testing.T) {
	src := "篇一:标题  正文一、加 强 ⑫，20xx年干*带头。\n二〇〇九年x月，某县"
	n, all := lettersOf(src)
	cut := func(i int) bool { return i == len(n.Text) || utf8.RuneStart(n.Text[i]) }
	for lo := range len(n.Text) + 1 {
		for hi := lo; hi <= len(n.Text); hi++ {
			if !cut(lo) || !cut(hi) {
				continue
			}
			got := LettersOf(n, lo, hi)
			from, _ := slices.BinarySearch(all.At, n.Origin(lo))
			to, _ := slices.BinarySearch(all.At, n.Origin(hi))
			if !slices.Equal(got.At, all.At[from:to]) {
				t.Fatalf("LettersOf(%q[%d:%d]).At = %v, want %v", n.Text, lo, hi, got.At, all.At[from:to])
			}
			if got.Len() > 0 && got.Mark[0]&(SentenceHere|LineHere) != SentenceHere|LineHere {
				t.Fatalf("LettersOf(%q[%d:%d]).Mark[0] = %d, want a sentence and a line", n.Text, lo, hi, got.Mark[0])
			}
		}
	}
}

// slowLetters is LettersOf rune by rune.
func slowLetters(n *text.Norm, lo, hi int) Letters {
	w := letterWriter{cursor: n.Cursor(lo), base: lo, src: n.Text[lo:hi], mark: SentenceHere | LineHere}
	for i := 0; i < len(w.src); {
		i += w.one(i)
	}
	return Letters{w.out.Code[:w.count], w.out.At[:w.count], w.out.Mark[:w.count]}
}

// equal reports whether a and b are the same letters.
func equal(a, b Letters) bool {
	return slices.Equal(a.Code, b.Code) && slices.Equal(a.At, b.At) && slices.Equal(a.Mark, b.Mark)
}

// pieces is what random texts are made of.
var pieces = []string{
	"工作", "总结，", "县", "某", "些", "零", "〇", "○", "二", "十", "年", "第", "x", "xx", "a", "o", "l", "i", "0", "1", "2023", "*", "_", "□",
	"。", "、", "“", "…", "·", "；", "：", ":", " ", "  ", "\t", "\n", "(", ")", ".", ",", "①", "⑫", "ⅷ", "²", "㈠", "Ⅱ", "㈱", "か", "ж", "𠮷", "\xff", "℃",
}

// Whatever the memory holds, and however many letters are read at a time, the letters are
// the same.
func TestAppendLetters(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		few := rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 8).Draw(t, "few")
		src := strings.Join(rapid.SliceOfN(rapid.SampledFrom(few), 0, 60).Draw(t, "parts"), "")
		n := text.Fold(src, nil)
		cut := func(name string) int {
			at := rapid.IntRange(0, len(n.Text)).Draw(t, name)
			for at < len(n.Text) && !utf8.RuneStart(n.Text[at]) {
				at++
			}
			return at
		}
		lo, hi := cut("lo"), cut("hi")
		if lo > hi {
			lo, hi = hi, lo
		}
		want := slowLetters(n, lo, hi)
		if got := LettersOf(n, lo, hi); !equal(got, want) {
			t.Fatalf("LettersOf(%q) = %+v, want %+v as rune by rune", n.Text[lo:hi], got, want)
		}
		room := func(name string) int { return rapid.IntRange(1, 80).Draw(t, name) }
		dirty := Letters{make([]rune, room("codes")), make([]int32, room("places")), make([]Mark, room("marks"))}
		for i := range dirty.Code {
			dirty.Code[i] = '脏'
		}
		for i := range dirty.Mark {
			dirty.Mark[i] = 0xFF
		}
		if got := AppendLetters(dirty.Reset(), n, lo, hi); !equal(got, want) {
			t.Fatalf("AppendLetters(dirty, %q) = %+v, want %+v", n.Text[lo:hi], got, want)
		}
		dirty.Code[0] = '脏'
		first := Letters{dirty.Code[:1], dirty.At[:1], dirty.Mark[:1]}
		got := AppendLetters(first, n, lo, hi)
		if rest := (Letters{got.Code[1:], got.At[1:], got.Mark[1:]}); !equal(rest, want) || got.Code[0] != '脏' {
			t.Fatalf("AppendLetters(one letter, %q) = %+v, want it and %+v", n.Text[lo:hi], got, want)
		}
	})
}

// Each rune of the first two planes between Han and at the start of a line.
func TestLettersOfRunes(t *testing.T) {
	for r := rune(0); r < 0x20000; r++ {
		n := text.Fold("工"+string(r)+"作业\n"+string(r)+"工", nil)
		if got, want := LettersOf(n, 0, len(n.Text)), slowLetters(n, 0, len(n.Text)); !equal(got, want) {
			t.Fatalf("LettersOf(%q) = %+v, want %+v as rune by rune", n.Text, got, want)
		}
		if isSyllable(r) && !unicode.IsLetter(r) {
			t.Errorf("isSyllable(%q) = true, want false", r)
		}
		if isPlainSign(r) && (isSyllable(r) || isMask(r) || isNumeral(r) || isSentenceEnd(r) || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Nl, r)) {
			t.Errorf("isPlainSign(%q) = true, want false", r)
		}
	}
}

func FuzzLettersOf(f *testing.F) {
	f.Add("一、20xx年干*带头。\n(1)二○○九年 ⑫ Ⅱ xxx某县__")
	f.Add("1.2.3\xffxo0○ a\u0301ㄅ")
	f.Fuzz(func(t *testing.T, src string) {
		n, l := lettersOf(src)
		if want := slowLetters(n, 0, len(n.Text)); !equal(l, want) {
			t.Fatalf("LettersOf(%q) = %+v, want %+v as rune by rune", src, l, want)
		}
		if len(l.At) != len(l.Code) || len(l.Mark) != len(l.Code) {
			t.Fatalf("LettersOf(%q) has %d codes, %d places, %d marks", src, len(l.Code), len(l.At), len(l.Mark))
		}
		if !slices.IsSorted(l.At) {
			t.Fatalf("LettersOf(%q).At = %v, want it ascending", src, l.At)
		}
		for i, c := range l.Code {
			if !unicode.IsLetter(c) && !unicode.IsDigit(c) && !unicode.Is(unicode.Nl, c) {
				t.Fatalf("LettersOf(%q).Code[%d] = %q, want a letter or digit", src, i, c)
			}
			if int(l.At[i]) >= len(src) {
				t.Fatalf("LettersOf(%q).At[%d] = %d, want a place in the text", src, i, l.At[i])
			}
		}
		// Every plain letter of the folded text is there.
		want := 0
		for _, r := range n.Text {
			if unicode.IsLetter(r) {
				want++
			}
		}
		if l.Len() < want {
			t.Fatalf("LettersOf(%q).Len() = %d, want at least %d", src, l.Len(), want)
		}
	})
}
