package token

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

// plainReport is prose without escapes, masks and list numbers.
const plainReport = "青禾县总工会认真开展各项工作，全年走访企业126家，帮扶困难职工38人次。" +
	"二〇二三年，人口、劳动力与服务水平不断提高；第一季度，口头表扬八人，覆盖率达到95%。\n" +
	"为了一线职工的利益，着力解决生活困难，日常工作有序进行，才有今天的成绩！\n"

// between returns the disguise that puts s between all neighbours that are Han.
func between(s string) func(string) string {
	return func(src string) string {
		var b strings.Builder
		last := rune(0)
		for _, r := range src {
			if unicode.Is(unicode.Han, last) && unicode.Is(unicode.Han, r) {
				b.WriteString(s)
			}
			b.WriteRune(r)
			last = r
		}
		return b.String()
	}
}

// swapped returns the disguise that swaps runes as strings.NewReplacer does.
func swapped(pairs ...string) func(string) string { return strings.NewReplacer(pairs...).Replace }

// shifted returns the disguise that moves the runes of [lo, hi] by d.
func shifted(lo, hi, d rune) func(string) string {
	return func(src string) string {
		return strings.Map(func(r rune) rune {
			if lo <= r && r <= hi {
				return r + d
			}
			return r
		}, src)
	}
}

// disguises are the ways to change every byte of a text and no letter.
var disguises = map[string]func(string) string{
	"spaces":              between(" "),
	"wide spaces":         between("\u3000"),
	"no-break spaces":     between("\u00a0"),
	"two spaces":          between("  "),
	"line ends":           between("\n"),
	"indented line ends":  between("\r\n\u3000\u3000"),
	"tabs":                between("\t"),
	"zero-width spaces":   between("\u200b"),
	"joiners":             between("\u2060\u200d"),
	"direction":           between("\u202e\u2066\u2069"),
	"soft hyphens":        between("\u00ad"),
	"byte order marks":    between("\ufeff"),
	"Braille blanks":      between("\u2800"),
	"Hangul fillers":      between("\u3164\uffa0\u115f\u1160"),
	"tags":                between("\U000e0041\U000e007f"),
	"variation selectors": between("\ufe0f\U000e0101"),
	"strokes":             between("\u0336"),
	"rings":               between("\u20dd"),
	"Thai marks":          between("\u0e47\u0e49"),
	"Cyrillic marks":      between("\u0489"),
	"Arabic points":       between("\u064b"),
	"tone letters":        between("ˉˇ"),
	"hyphens":             between("-"),
	"middle dots":         between("·"),
	"bars":                between("|"),
	"low lines":           between("_"),
	"number signs":        between("#"),
	"emoji":               between("\U0001f600"),
	"annotations":         between("\ufff9\ufffb"),
	"full width":          shifted('!', '~', 0xFEE0),
	"mathematical digits": shifted('0', '9', 0x1D7CE-'0'),
	"Arabic digits":       shifted('0', '9', 0x660-'0'),
	"radicals":            swapped("工", "⼯", "一", "⼀", "人", "⼈", "口", "⼝", "力", "⼒", "日", "⽇", "生", "⽣"),
	"supplement radicals": swapped("长", "⻓", "见", "⻅", "西", "⻄"),
	"traditional": swapped("总", "總", "会", "會", "认", "認", "开", "開", "项", "項", "访", "訪", "业", "業", "帮", "幫", "难", "難",
		"职", "職", "劳", "勞", "动", "動", "务", "務", "断", "斷", "头", "頭", "扬", "揚", "盖", "蓋", "达", "達", "为", "為",
		"线", "線", "着", "著", "绩", "績", "进", "進", "县", "縣", "与", "與", "天", "天", "决", "決", "扶", "扶", "有序", "有序"),
	"Hong Kong": swapped("为", "爲", "线", "綫", "着", "着", "达", "達", "难", "難"),
}

// alone are disguises that hang on their neighbours or on their own spelling, so that
// none may be laid over them.
var alone = map[string]func(string) string{
	"rings for zero":      swapped("〇", "○"),
	"words for zero":      swapped("〇", "零"),
	"kana":                swapped("工", "エ", "口", "ロ", "力", "カ", "八", "ハ", "一", "ー", "才", "オ"),
	"bopomofo":            swapped("一", "ㄧ", "力", "ㄌ", "日", "ㄖ"),
	"capital O for zero":  swapped("〇", "O"),
	"named references":    between("&nbsp;"),
	"doubled references":  between("&amp;nbsp;"),
	"numbered references": swapped("工", "&#24037;", "，", "&#65292;", "职", "&#x804C;"),
	"escapes of scripts":  swapped("工", "\\u5de5", "作", "\\u4F5C", "，", "\\uff0c"),
	"escapes of links":    swapped("工", "%E5%B7%A5", "作", "%e4%bd%9c"),
}

// A disguised text has the letters of the plain one, and no letter of it is taken for
// a mask.
func TestDisguises(t *testing.T) {
	_, plain := lettersOf(plainReport)
	all := maps.Clone(disguises)
	maps.Copy(all, alone)
	for name, disguise := range all {
		src := disguise(plainReport)
		_, got := lettersOf(src)
		if string(got.Code) != string(plain.Code) {
			t.Errorf("%s: letters of %q = %q, want %q", name, src, string(got.Code), string(plain.Code))
		}
		for i, m := range got.Mark {
			if m&(MaskBefore|MaskLetter) != 0 {
				t.Errorf("%s: letter %d of %q is marked %d, want no mask", name, i, src, m)
				break
			}
		}
	}
}

// Two disguises at a time, one laid over the other.
func TestDisguisesTwice(t *testing.T) {
	_, plain := lettersOf(plainReport)
	names := slices.Sorted(maps.Keys(disguises))
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.SampledFrom(names).Draw(t, "a"), rapid.SampledFrom(names).Draw(t, "b")
		src := disguises[b](disguises[a](plainReport))
		if _, got := lettersOf(src); string(got.Code) != string(plain.Code) {
			t.Fatalf("%s, %s: letters of %q = %q, want %q", a, b, src, string(got.Code), string(plain.Code))
		}
	})
}
