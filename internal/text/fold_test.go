package text

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"pgregory.net/rapid"
)

func TestFold(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		// Width and compatibility forms.
		{"ＡＢｃ，１２３。", "abc,123。"},
		{"：；？！（）％＋", ":;?!()%+"},
		{"ｱｶ｡｢｣", "アカ。「」"},
		{"㎏㈱㏠㍘", "kg(株)1日0点"},
		{"⼀⼯⻓⻅", "一工长见"},
		{"豈更車", "岂更车"},
		{"ﬁ𝐀𝟗ℌ", "fia9h"},
		{"﹙﹚﹐", "(),"},
		// What splitting reads stays.
		{"①⑫⑴⒈❶➀㈠㊀⓪ⅠⅡⅫⅰ", "①⑫⑴⒈❶➀㈠㊀⓪ⅠⅡⅫⅰ"},
		{"km² x³ ½ ₂", "km² x³ ½ ₂"},
		{"…… ‥", "…… ‥"},
		// Signs.
		{"2020‐2021‑1−2–3", "2020-2021-1-2-3"},
		{"——―─", "————"},
		{"〜～~", "~~~"},
		{"“引”〝甲〞„乙‟", "“引”“甲”“乙“"},
		{"«甲»‘乙’", "«甲»‘乙’"},
		{"・･‧∙⋅•·", "·······"},
		{"＊∗⁎✱﹡*", "******"},
		{"✕×□☐■█○◯●", "××□□■■○○●"},
		// Letters.
		{"ÀÉîöü Ǖ", "aeiou u"},
		{"e\u0301 a\u0304 h\u0336", "e a h"},
		{"СССР А1 Ѕ", "cccp a1 s"},
		{"ΑΒ αω", "ab aω"},
		{"İı", "ii"},
		{"ÆŒß", "æœß"},
		// Invisible characters.
		{"工\u200b作\u200d总\ufeff结\u00ad", "工作总结"},
		{"工\u202e作\u2066总\u034f结\U000e0041\ufe0f\U000e0100", "工作总结"},
		{"a\x00b\x1bc\u0085d", "abc\nd"},
		{"\u3164\u115f\uffa0甲\u2800乙", "甲乙"},
		// Lines and spaces.
		{"a\r\nb\rc\u2028d\u2029e\vf\fg", "a\nb\nc\nd\ne\nf\ng"},
		{"管 理", "管理"},
		{"工 作 总 结，再 接 再 厉 。", "工作总结,再接再厉。"},
		{"甲\u3000乙\u00a0丙", "甲乙丙"},
		{"甲 \u200b 乙", "甲  乙"},
		{"甲\u200b \u200b乙", "甲乙"},
		{"篇一:标题  正文", "篇一:标题  正文"},
		{"第1篇 基层", "第1篇基层"},
		{"第 1 篇", "第 1 篇"},
		{"甲 b c 乙", "甲 b c 乙"},
		{"甲\t乙", "甲\t乙"},
		{"甲\t 乙 \t丙", "甲\t 乙 \t丙"},
		{" 甲 \n 乙 ", " 甲 \n 乙 "},
		{"， 甲 ： 《 乙 》", ",甲: 《乙》"},
		{"甲, (乙) 丙", "甲, (乙)丙"},
		{"甲. 乙 - 丙", "甲. 乙 - 丙"},
		// Han in disguise.
		{"㇐⼆㆔、㊣㊗、㊤㈱", "一二三、正祝、上(株)"},
		{"工\U000e0101作\ufe00", "工作"},
		{"⚪◦⭕", "○○○"},
		{"𝟚０٢३2", "20232"},
		{"🅰🅑ꭺɡℓ", "abagl"},
		{"剩賸倣仿鎗枪", "剩剩仿仿枪枪"},
		// Marks.
		{"工\u0336作\u20dd总\u0489结\u302a", "工作总结"},
		{"工\u0e47作ก\u0e47", "工作ก\u0e47"},
		{"工ˉ作ˇ", "工作"},
		// Simplified.
		{"計畫書與動畫", "计划书与动画"},
		{"乾隆年間的幹部、餅乾、乾坤", "乾隆年间的干部、饼干、乾坤"},
		{"乾县", "乾县"},
		{"沿著顯著的著作著手", "沿着显著的著作着手"},
		{"反覆覆蓋，回覆", "反复覆盖,回复"},
		{"批覆、覆核、顛覆議程", "批复、复核、颠覆议程"},
		{"藉活動慰藉、憑藉、藉著", "借活动慰藉、凭借、借着"},
		{"暸解暸望、瞭解瞭望", "了解瞭望、了解瞭望"},
		{"瞭解瞭望", "了解瞭望"},
		{"沈默的沈先生", "沉默的沈先生"},
		{"對於改變徵收、後來", "对于改变征收、后来"},
		{"実験と発売、検証", "实验と发卖、检证"},
		{"裏面裡面、群眾、衞生", "里面里面、群众、卫生"},
		{"反 覆 乾 坤", "反复乾坤"},
		{"\uf9d2\ufa5f名、\ufa5f手、瀋陽瀋没", "戮著名、着手、沈阳沉没"},
		// Broken bytes.
		{"甲\xff乙\xe5\xb7", "甲\ufffd乙\ufffd\ufffd"},
		{"\xed\xa0\x80\xe0\x80\x80", "\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd"},
	} {
		if got := Fold(c.src, nil).Text; got != c.want {
			t.Errorf("Fold(%q).Text = %q, want %q", c.src, got, c.want)
		}
	}
}

func TestFoldJunk(t *testing.T) {
	src := "工作\n3、\n总结 ～～ 报告\r\n"
	cut := func(s string) Span {
		lo := strings.Index(src, s)
		return Span{int32(lo), int32(lo + len(s))}
	}
	for _, c := range []struct {
		junk []Span
		want string
	}{
		{nil, "工作\n3、\n总结 ~~ 报告\n"},
		{[]Span{cut("\n3、\n")}, "工作总结 ~~ 报告\n"},
		{[]Span{cut("\n3、\n"), cut("～～")}, "工作总结  报告\n"},
		{[]Span{cut("工作"), cut("～～ ")}, "\n3、\n总结报告\n"},
		{[]Span{{0, int32(len(src))}}, ""},
		{[]Span{{0, 0}, cut("\n")}, "工作3、\n总结 ~~ 报告\n"},
	} {
		if got := Fold(src, c.junk).Text; got != c.want {
			t.Errorf("Fold(%q, %v).Text = %q, want %q", src, c.junk, got, c.want)
		}
	}
}

// Every rune by itself: the table agrees with the plain rules, and what it
// yields stays as it is.
func TestFoldRunes(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if r&^0x7FF == 0xD800 {
			continue
		}
		src := string(r)
		got := Fold(src, nil).Text
		if again := Fold(got, nil).Text; again != got {
			t.Fatalf("Fold(Fold(%U)) = %q, want %q", r, again, got)
		}
		if g, size := utf8.DecodeRuneInString(got); len(src) == 3 && common(src[0], src[1]) && (size != len(got) || sideOf(g) != han) {
			t.Fatalf("Fold(%U) = %q, want one Han character", r, got)
		}
		switch {
		case r == '\n' || r == '\t':
			if got != src {
				t.Fatalf("Fold(%U) = %q, want it unchanged", r, got)
			}
		case unicode.Is(unicode.Zs, r):
			if got != " " {
				t.Fatalf("Fold(%U) = %q, want a space", r, got)
			}
		case unicode.Is(unicode.Variation_Selector, r), unicode.Is(unicode.Bidi_Control, r):
			if got != "" {
				t.Fatalf("Fold(%U) = %q, want nothing", r, got)
			}
		}
		for _, g := range got {
			if unicode.IsUpper(g) && unicode.ToLower(g) != g && !unicode.Is(unicode.Nl, g) {
				t.Fatalf("Fold(%U) = %q, want lower case", r, got)
			}
		}
	}
}

// changedGB lists the Han characters of GB2312 that folding changes: GB2312
// took them over from traditional text, and simplified text of today writes the
// other character. 著 and 藉 change outside of the words that keep them.
const changedGB = "乾於後徵夥摺甯菸麽麴醣著藉捱吒馀锺"

func TestFoldSimplified(t *testing.T) {
	for hi := byte(0xB0); hi <= 0xF7; hi++ {
		for lo := byte(0xA1); lo <= 0xFE; lo++ {
			s, err := simplifiedchinese.GBK.NewDecoder().String(string([]byte{hi, lo}))
			if r, _ := utf8.DecodeRuneInString(s); err != nil || !unicode.Is(unicode.Han, r) {
				continue
			}
			got := Fold(s, nil).Text
			if changed := strings.Contains(changedGB, s); (got != s) != changed {
				t.Errorf("Fold(%q).Text = %q, want it changed: %v", s, got, changed)
			}
		}
	}
	// Simplified text stays as it is, words with two readings too.
	for _, want := range []string{
		"覆盖面不断扩大,颠覆、覆没", "一片狼藉,声名狼藉", "瞭望塔上的彷徨者", "面面俱到,沈阳市沈河区",
		"若干干部干劲十足,乾县乾陵", "著名学者的专著成效显著", "明朝的后来,里程与公里", "发展发型,台州台风,只有一只",
		"宫商角徵羽", "征收征求", "慰藉、声名狼藉,蕴藉,枕藉", "颠覆议程,覆灭", "哪吒与叱咤风云",
	} {
		if got := Fold(want, nil).Text; got != want {
			t.Errorf("Fold(%q).Text = %q, want it unchanged", want, got)
		}
	}
}

// The rules are applied to text in which every character has its plain form, so
// every word of a rule must be spelled so, with its character at the place given.
func TestPhraseRules(t *testing.T) {
	for _, set := range phraseSets {
		if len(set.Char) != 3 || len(set.Plain) != 3 {
			t.Errorf("phrase set %q, %q: want three bytes each", set.Char, set.Plain)
		}
		for i, r := range set.Rules {
			if r.Word[r.At:r.At+3] != set.Plain || len(r.To) != 3 {
				t.Errorf("rule %+v of %q: want %q at byte %d", r, set.Char, set.Plain, r.At)
			}
			if i > 0 && len(r.Word) > len(set.Rules[i-1].Word) {
				t.Errorf("rule %+v of %q: want longer words first", r, set.Char)
			}
			src := r.Word[:r.At] + set.Char + r.Word[r.At+3:]
			if got := Fold(src, nil).Text; got[r.At:r.At+3] != r.To {
				t.Errorf("Fold(%q).Text = %q, want %q at byte %d", src, got, r.To, r.At)
			}
		}
	}
}

// checkNorm reports every broken property of the fold of src.
func checkNorm(t interface {
	Helper()
	Fatalf(string, ...any)
}, src string, junk []Span, lo, hi int,
) {
	t.Helper()
	n := Fold(src, junk)
	origins := make([]int32, len(n.Text)+1)
	for i := range origins {
		origins[i] = n.Origin(i)
	}
	if !slices.IsSorted(origins) || origins[0] < 0 || int(origins[len(n.Text)]) != len(src) {
		t.Fatalf("origins of Fold(%q) = %v, want them ascending, the last at the end", src, origins)
	}
	if !utf8.ValidString(n.Text) {
		t.Fatalf("Fold(%q).Text = %q, want valid UTF-8", src, n.Text)
	}
	slow := slowFold(src, junk)
	if n.Text != slow.Text {
		t.Fatalf("Fold(%q, %v).Text = %q, want %q as rune by rune", src, junk, n.Text, slow.Text)
	}
	c, s := n.Cursor(0), n.Cursor(0)
	end, apart := 0, 0
	for i, want := range origins {
		if got := slow.Origin(i); got != want {
			t.Fatalf("Fold(%q, %v).Origin(%d) = %d, want %d as rune by rune", src, junk, i, want, got)
		}
		if i < len(n.Text) && !utf8.RuneStart(n.Text[i]) {
			continue
		}
		if got := c.Origin(i); got != want {
			t.Fatalf("Cursor of Fold(%q): Origin(%d) = %d, want %d", src, i, got, want)
		}
		if at := n.Cursor(i); at.Origin(i) != want {
			t.Fatalf("Fold(%q).Cursor(%d).Origin = %d, want %d", src, i, at.Origin(i), want)
		}
		if i == len(n.Text) {
			break
		}
		if i >= end {
			end, apart = s.Stretch(i)
		}
		if i+apart != int(want) || i >= end {
			t.Fatalf("Stretch of Fold(%q) at %d = %d, %d, want origin %d", src, i, end, apart, want)
		}
		_, size := utf8.DecodeRuneInString(n.Text[i:])
		if got := n.Span(i, i+size); got != (Span{want, want + Size(src, want)}) {
			t.Fatalf("Fold(%q).Span(%d, %d) = %v, want the character at %d", src, i, i+size, got, want)
		}
	}
	for i, at := range origins[:len(n.Text)] {
		for _, j := range junk {
			if j.Lo <= at && at < j.Hi {
				t.Fatalf("Fold(%q, %v): byte %d comes from %d inside junk", src, junk, i, at)
			}
		}
	}
	if again := Fold(n.Text, nil).Text; again != n.Text && !spells(n.Text) {
		t.Fatalf("Fold(Fold(%q)).Text = %q, want %q", src, again, n.Text)
	}
	// Every source byte stands in exactly one gap or rune.
	covered := 0
	for i := 0; i <= len(n.Text); i++ {
		if i < len(n.Text) && !utf8.RuneStart(n.Text[i]) {
			continue
		}
		covered += len(n.Gap(i))
		if i < len(n.Text) && !n.Joined(i) {
			covered += int(Size(src, n.Origin(i)))
		}
	}
	if covered != len(src) {
		t.Fatalf("gaps and runes of Fold(%q) hold %d bytes, want %d", src, covered, len(src))
	}
	lo, hi = boundary(n.Text, lo), boundary(n.Text, hi)
	if lo > hi {
		lo, hi = hi, lo
	}
	span := n.Span(lo, hi)
	if flo, fhi := n.Find(span); lo < hi && (flo > lo || fhi < hi) {
		t.Fatalf("Fold(%q).Find(Span(%d, %d)) = %d, %d, want it to cover the range", src, lo, hi, flo, fhi)
	} else if !n.Joined(lo) && !n.Joined(hi) && (flo != lo || fhi != hi) && lo < hi {
		t.Fatalf("Fold(%q).Find(Span(%d, %d)) = %d, %d, want the range again", src, lo, hi, flo, fhi)
	}
	if lo == hi || len(junk) > 0 || n.Joined(lo) || n.Joined(hi) || touchesPhrase(src) || depends(n, src) ||
		strings.ContainsRune(" \t", rune(n.Text[lo])) || strings.ContainsRune(" \t", rune(n.Text[hi-1])) {
		return
	}
	if got := Fold(span.Of(src), nil).Text; got != n.Text[lo:hi] {
		t.Fatalf("Fold(%q).Text = %q, want %q: the part [%d, %d) of Fold(%q)", span.Of(src), got, n.Text[lo:hi], lo, hi, src)
	}
}

// slowFold is Fold without the fast path.
func slowFold(src string, junk []Span) *Norm {
	var f folder
	f.reset()
	lo := 0
	for _, j := range append(slices.Clone(junk), Span{int32(len(src)), int32(len(src))}) {
		for lo < int(j.Lo) {
			lo += f.one(src, lo, int(j.Lo))
		}
		lo = max(lo, int(j.Hi))
	}
	f.settle()
	n := &Norm{Text: string(f.dst), Source: src, stretches: f.stretches, several: f.several}
	n.seal()
	return n
}

// boundary moves i to a rune boundary of s.
func boundary(s string, i int) int {
	i = ((i % (len(s) + 1)) + len(s) + 1) % (len(s) + 1)
	for i < len(s) && !utf8.RuneStart(s[i]) {
		i++
	}
	return i
}

// spells reports whether s holds an escape. Folding leaves one only where parts of it
// were folded themselves.
func spells(s string) bool {
	for i := range len(s) {
		if _, size := escaped(s[i:]); size > 0 {
			return true
		}
	}
	return false
}

// depends reports whether the fold of a part of src may depend on what lies outside:
// on noise or on look-alikes.
func depends(n *Norm, src string) bool {
	if strings.ContainsAny(n.Text+src, "-_·－") || strings.Contains(src, "  ") || strings.Contains(src, "\u3000") || strings.Contains(src, "\u3000") || strings.ContainsFunc(n.Text, unicode.IsMark) ||
		strings.ContainsFunc(n.Text, func(r rune) bool { return '0' <= r && r <= '9' }) {
		return true
	}
	for _, a := range alikes {
		if strings.ContainsRune(n.Text, a.sign) || strings.ContainsRune(n.Text, a.han) {
			return true
		}
	}
	return spells(n.Text)
}

func touchesPhrase(s string) bool {
	for _, set := range phraseSets {
		if strings.Contains(s, set.Char) {
			return true
		}
	}
	return false
}

// pieces is what random texts are made of.
var pieces = []string{
	"工", "作", "總", "结", "a", "Ｂ", "1", " ", " ", "  ", "\u3000", "\t", "\n", "\r\n", "\r", "，", "。", "《", "…", "—",
	"\u200b", "\ufeff", "㎏", "㈱", "①", "Ⅱ", "é", "e\u0301", "Ａ", "⼯", "𠮷", "\xff", "\xe5\xb7", "乾", "坤", "隆", "反", "覆", "著", "顯", "名",
	"憑", "藉", "徵", "角", "麼", "幺", "鍾", "計", "畫", "瞭", "解", "々", "\u2028", "ﷺ", "ﬃ", "🏫", "\U000e0041",
	"\u0336", "\u0e47", "ก", "ˇ", "&nbsp;", "&nbsp", "&#24037;", "&amp;", "&#x0a;", "\\u5de5", "%E5%B7%A5", "&", ";", "－", "·",
}

// noisy is what the rules of noise and look-alikes work on.
var noisy = []string{
	"工", "作", "结", "-", "-", "－", "·", "_", "  ", "  ", " ", "\u3000\u3000", "2", "0", "２", "年", "\n", "、", "乾", "坤",
	"ロ", "エ", "ー", "ｰ", "ハ", "か", "ル", "ㄧ", "ㄅ", "ㅁ", "a",
}

func TestFoldProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 24).Draw(t, "parts")
		var src string
		var junk []Span
		for i, p := range parts {
			if rapid.IntRange(0, 9).Draw(t, "junk") == 0 && p != "\r" && utf8.ValidString(p) && (i == 0 || utf8.ValidString(parts[i-1])) {
				junk = append(junk, Span{int32(len(src)), int32(len(src) + len(p))})
			}
			src += p
		}
		checkNorm(t, src, junk, rapid.IntRange(0, len(src)).Draw(t, "lo"), rapid.IntRange(0, len(src)).Draw(t, "hi"))
	})
}

// Noise and look-alikes in long rows.
func TestFoldNoisy(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		few := rapid.SliceOfN(rapid.SampledFrom(noisy), 1, 4).Draw(t, "few")
		parts := rapid.SliceOfN(rapid.SampledFrom(few), 0, 60).Draw(t, "parts")
		more := rapid.SliceOfN(rapid.SampledFrom(noisy), 0, 10).Draw(t, "more")
		src := strings.Join(append(parts, more...), "")
		checkNorm(t, src, nil, rapid.IntRange(0, len(src)).Draw(t, "lo"), rapid.IntRange(0, len(src)).Draw(t, "hi"))
	})
}

// A Folder gives what Fold gives, whatever it has folded before, and takes back no text
// that it gave.
func TestFolder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var f Folder
		var before, text string
		for range 4 {
			src := strings.Join(rapid.SliceOfN(rapid.SampledFrom(append(pieces, noisy...)), 0, 40).Draw(t, "parts"), "")
			var junk []Span
			if cut := rapid.IntRange(0, len(src)).Draw(t, "cut"); cut == len(src) || utf8.RuneStart(src[cut]) {
				junk = append(junk, Span{int32(cut), int32(len(src))})
			}
			want, got := Fold(src, junk), f.Fold(src, junk)
			if got.Text != want.Text || got.Source != src {
				t.Fatalf("Folder.Fold(%q, %v) = %q of %q, want %q", src, junk, got.Text, got.Source, want.Text)
			}
			for at := range len(got.Text) + 1 {
				if got.Origin(at) != want.Origin(at) {
					t.Fatalf("Folder.Fold(%q, %v).Origin(%d) = %d, want %d", src, junk, at, got.Origin(at), want.Origin(at))
				}
			}
			if text != before {
				t.Fatalf("the text %q became %q", before, text)
			}
			before, text = strings.Clone(got.Text), got.Text
		}
	})
}

// Texts made of the characters of the phrase rules alone.
func TestFoldPhraseTexts(t *testing.T) {
	var alphabet []string
	for _, set := range phraseSets {
		alphabet = append(alphabet, set.Char, set.Char, set.Plain)
		for _, r := range set.Rules {
			alphabet = append(alphabet, r.To, r.Word, r.Word[:r.At]+set.Char+r.Word[r.At+3:])
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		src := strings.Join(rapid.SliceOfN(rapid.SampledFrom(alphabet), 1, 8).Draw(t, "parts"), "")
		n := Fold(src, nil)
		if again := Fold(n.Text, nil).Text; again != n.Text {
			t.Fatalf("Fold(Fold(%q)).Text = %q, want %q", src, again, n.Text)
		}
	})
}

func FuzzFold(f *testing.F) {
	for _, p := range pieces {
		f.Add(p+"工 "+p, 0, 4)
	}
	f.Add("2023年 度工 作總 结\r\n一、乾 隆年間  ㈱", 4, 30)
	f.Add("憑藉著顯著的計畫，反 覆", 0, 12)
	f.Fuzz(func(t *testing.T, src string, lo, hi int) {
		checkNorm(t, src, nil, lo, hi)
	})
}

// report returns about size bytes of ordinary prose of the kind that is folded most: Han
// of every frequency, full-width punctuation, a few digits, indented paragraphs.
func report(size int) string {
	const common = "加强学习提高认识认真开展各项工作在上级领导的关心支持下全年走访企业帮扶困难职工覆盖率达到进一步完善制度落实责任"
	rng := rand.New(rand.NewPCG(1, 2))
	han := []rune(common)
	var rare []rune
	for r := '一'; r < 0x9000; r++ {
		if stays[r/64]&(1<<(r%64)) != 0 {
			rare = append(rare, r)
		}
	}
	var b strings.Builder
	for b.Len() < size {
		b.WriteString("　　")
		for range 2 + rng.IntN(6) {
			for range 1 + rng.IntN(4) {
				for range 3 + rng.IntN(14) {
					if rng.IntN(3) == 0 {
						b.WriteRune(rare[rng.IntN(len(rare))])
					} else {
						b.WriteRune(han[rng.IntN(len(han))])
					}
				}
				switch rng.IntN(12) {
				case 0:
					b.WriteString(strconv.Itoa(rng.IntN(3000)) + "人")
				case 1:
					b.WriteString("（含农民工）")
				case 2:
					b.WriteString("“送清凉”")
				case 3:
					b.WriteString("、")
				}
				b.WriteString("，")
			}
			b.WriteString("。")
		}
		b.WriteString("\n")
	}
	return b.String()
}

func BenchmarkFold(b *testing.B) {
	plain := report(1 << 18)
	for _, c := range []struct{ name, src string }{
		{"plain", plain},
		{"spaced", strings.Join(strings.Split(plain, ""), " ")},
		{"traditional", strings.Repeat("縣總工會認真開展各項工作，幫扶困難職工，對於計畫顯著落實。\n", 3000)},
		{"full-width", strings.Repeat("ＡＢ１２３，（％）", 10000)},
		{"ascii", strings.Repeat("The annual report of 2023, in plain ASCII.\n", 6000)},
		{"spaces", strings.Repeat(" ", 1<<18)},
		{"signs", strings.Repeat("工-", 1<<16)},
		{"look-alikes", strings.Repeat("工ロ", 1<<16)},
	} {
		b.Run(c.name, func(b *testing.B) {
			var f Folder
			b.SetBytes(int64(len(c.src)))
			b.ReportAllocs()
			for b.Loop() {
				f.Fold(c.src, nil)
			}
		})
	}
	b.Run("alone", func(b *testing.B) {
		b.SetBytes(int64(len(plain)))
		b.ReportAllocs()
		for b.Loop() {
			Fold(plain, nil)
		}
	})
}
