package token

import (
	"math/bits"
	"math/rand/v2"
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

func FuzzLettersOf(f *testing.F) {
	f.Add("一、20xx年干*带头。\n(1)二○○九年 ⑫ Ⅱ xxx某县__")
	f.Add("1.2.3\xffxo0○ a\u0301ㄅ")
	f.Fuzz(func(t *testing.T, src string) {
		n, l := lettersOf(src)
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

func TestAppendGrams(t *testing.T) {
	codes := []rune("加强学习提高认识加强学习提高")
	for n := range GramLen {
		if got := AppendGrams(nil, codes[:n]); len(got) != 0 {
			t.Errorf("AppendGrams of %d letters = %v, want none", n, got)
		}
	}
	got := AppendGrams([]uint64{7}, codes)
	if want := 1 + len(codes) - GramLen + 1; len(got) != want || got[0] != 7 {
		t.Fatalf("AppendGrams([7], %d letters) has %d hashes from %d, want %d from 7", len(codes), len(got), got[0], want)
	}
	for i := range codes[:len(codes)-GramLen+1] {
		alone := AppendGrams(nil, codes[i:i+GramLen])
		if len(alone) != 1 || alone[0] != got[1+i] {
			t.Errorf("gram %d has hash %x in the text and %x alone", i, got[1+i], alone)
		}
	}
	if got[1] != got[9] || got[1] == got[2] {
		t.Errorf("hashes of equal grams %x, %x, of another %x", got[1], got[9], got[2])
	}
	// The hash is part of what archives keep.
	if want := uint64(0xdefaea8610131dc2); got[1] != want {
		t.Errorf("hash of %q = %#x, want %#x", string(codes[:GramLen]), got[1], want)
	}
}

// Letters of a text and grams of it agree wherever the text is cut.
func TestAppendGramsAnywhere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		codes := rapid.SliceOf(rapid.Rune()).Draw(t, "codes")
		all := AppendGrams(nil, codes)
		lo := rapid.IntRange(0, len(codes)).Draw(t, "lo")
		part := AppendGrams(nil, codes[lo:])
		if !slices.Equal(part, all[min(lo, len(all)):]) {
			t.Fatalf("AppendGrams(%q[%d:]) = %x, want the tail of %x", string(codes), lo, part, all)
		}
	})
}

// A million grams that differ little must look random in both halves.
func TestGramHashQuality(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	const count = 1 << 20
	hashes := make([]uint64, 0, count)
	seen := make(map[[GramLen]rune]bool, count)
	for len(seen) < count {
		var g [GramLen]rune
		for i := range g {
			g[i] = '一' + rng.Int32N(40) // few letters: neighbouring code points
		}
		if !seen[g] {
			seen[g] = true
			hashes = AppendGrams(hashes, g[:])
		}
	}
	// In 32 bits, count²/2³³ = 128 of count hashes collide on average.
	for _, half := range []struct {
		name  string
		shift uint
	}{{"low", 0}, {"high", 32}} {
		values := make([]uint32, count)
		for i, h := range hashes {
			values[i] = uint32(h >> half.shift)
		}
		slices.Sort(values)
		if got := count - len(slices.Compact(values)); got < 80 || got > 180 {
			t.Errorf("%s 32 bits of %d hashes: %d collisions, want about 128", half.name, count, got)
		}
	}
	slices.Sort(hashes)
	if got := count - len(slices.Compact(hashes)); got != 0 {
		t.Errorf("%d hashes: %d collisions of 64 bits, want none", count, got)
	}
	// Each bit of each letter turns about half of the bits.
	for letter := range GramLen {
		for bit := range 16 {
			turned := 0
			const tries = 200
			for range tries {
				g := make([]rune, GramLen)
				for i := range g {
					g[i] = rng.Int32N(0x10000)
				}
				a := AppendGrams(nil, g)[0]
				g[letter] ^= 1 << bit
				turned += bits.OnesCount64(a ^ AppendGrams(nil, g)[0])
			}
			if mean := float64(turned) / tries; mean < 30 || mean > 34 {
				t.Errorf("bit %d of letter %d turns %.1f bits on average, want 32", bit, letter, mean)
			}
		}
	}
}

var benchText = strings.Repeat("    一、加强学习,提高认识。2023年,在上级领导的关心支持下,青禾县总工会认真开展各项工作,"+
	"全年走访企业126家,帮扶困难职工(含农民工)38人次;“送清凉”活动覆盖率达到95%。\n", 4000)

func BenchmarkLettersOf(b *testing.B) {
	n := text.Fold(benchText, nil)
	b.SetBytes(int64(len(n.Text)))
	b.ReportAllocs()
	for b.Loop() {
		LettersOf(n, 0, len(n.Text))
	}
}

func BenchmarkAppendGrams(b *testing.B) {
	_, l := lettersOf(benchText)
	var dst []uint64
	b.ReportAllocs()
	for b.Loop() {
		dst = AppendGrams(dst[:0], l.Code)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(dst)), "ns/gram")
}
