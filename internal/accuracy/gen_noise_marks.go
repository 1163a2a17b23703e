package accuracy

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
)

// markNoise hides letters behind masks and writes list numbers in another way.
var markNoise = []noise{
	{"mask-0.2", maskAt(0.002)},
	{"mask-0.9", maskAt(0.009)},
	{"mask-4", maskAt(0.04)},
	{"mask-word", maskWords(1)},
	{"mask-words", maskWords(4)},
	{"years-20xx", maskYears("xx")},
	{"years-20XX", maskYears("XX")},
	{"years-202x", maskYears("x")},
	{"years-blank", maskYears("__")},
	{"renumbered-1", renumber(1)},
	{"renumbered-circles", renumber(2)},
	{"renumbered-words", renumber(3)},
	{"renumbered-brackets", renumber(4)},
	{"unnumbered", renumber(0)},
}

// maskSigns are what stands for hidden letters. A copy uses one of them throughout.
var maskSigns = []string{"*", "**", "×", "××", "□", "○", "__", "xx", "某", "*", "**"}

// maskLengths are the letters one mask hides: mostly one word.
var maskLengths = []int{1, 1, 1, 1, 2, 2, 2, 2, 3, 4}

// maskAt hides a share of the letters, rate in [0,1], behind one sign: at least one letter
// of a text that has any.
func maskAt(rate float64) func(*rand.Rand, string) string {
	const mean, tries = 1.9, 50 // letters a mask, of maskLengths
	return func(r *rand.Rand, text string) string {
		sign := pick(r, maskSigns)
		in := []rune(text)
		out := text
		for try := 0; out == text && try < tries; try++ {
			var b strings.Builder
			for i := 0; i < len(in); {
				if n := pick(r, maskLengths); r.Float64() < rate/mean && hanRun(in[i:], n) {
					b.WriteString(sign)
					i += n
					continue
				}
				b.WriteRune(in[i])
				i++
			}
			out = b.String()
		}
		return out
	}
}

// hanRun reports whether in starts with n Han characters.
func hanRun(in []rune, n int) bool {
	if len(in) < n {
		return false
	}
	for _, c := range in[:n] {
		if !isHan(c) {
			return false
		}
	}
	return true
}

// maskable are words that sites blot out everywhere in a text.
var maskable = []string{
	"党", "人民", "干部", "群众", "工会", "学校", "教师", "政府", "领导", "民主", "维权", "作风", "职工", "学生", "农民",
	"国家", "社会", "思想", "机关", "委员", "企业", "医院", "医生", "村民", "居民", "农业", "工业", "经济", "设施", "安全",
	"巡查", "读者", "病人", "客户", "车辆", "林木", "档案", "行政", "主管", "条例", "规定", "监督", "管理", "检查", "登记",
}

// maskWords hides the n most frequent words of maskable wherever they stand.
func maskWords(n int) func(*rand.Rand, string) string {
	return func(r *rand.Rand, text string) string {
		sign := pick(r, []string{"*", "**", "×", "××", "□"})
		for _, w := range mostFrequent(text, maskable, n) {
			text = strings.ReplaceAll(text, w, sign)
		}
		return text
	}
}

// mostFrequent returns the n words of list that stand most often in text, each at least
// once, ties in the order of list.
func mostFrequent(text string, list []string, n int) []string {
	var out []string
	for len(out) < n {
		best, most := "", 0
		for _, w := range list {
			if c := strings.Count(text, w); c > most {
				best, most = w, c
			}
		}
		if most == 0 {
			break
		}
		out = append(out, best)
		text = strings.ReplaceAll(text, best, "")
	}
	return out
}

// years matches the years of a text in digits and in Chinese digits.
var years = regexp.MustCompile(`(19|20)\d\d年|[一二][九〇○零][〇○零一二三四五六七八九]{2}年`)

// maskYears writes sign for the last digits of every year: two for one of two signs, one
// for x.
func maskYears(sign string) func(*rand.Rand, string) string {
	return func(_ *rand.Rand, text string) string {
		return years.ReplaceAllStringFunc(text, func(y string) string {
			digits := []rune(strings.TrimSuffix(y, "年"))
			keep := 2
			if len(sign) == 1 {
				keep = 3
			}
			return string(digits[:keep]) + sign + "年"
		})
	}
}

// listNumbers match a number at the start of a line or of a sentence, by system.
var listNumbers = regexp.MustCompile(`(?m)(^[\s　]*|[。；：])(?:（([一二三四五六七八九十]{1,3})）|\(([一二三四五六七八九十]{1,3}|\d{1,2})\)|([一二三四五六七八九十]{1,3})、|(\d{1,2})[、.．]|([①②③④⑤⑥⑦⑧⑨⑩])|（(\d{1,2})）)`)

// renumber writes every list number in another way: 0 not at all, 1 as 1、 2 as ① 3 as 第一,
// 4 as （一）, or as (1) where it stood so.
func renumber(way int) func(*rand.Rand, string) string {
	return func(_ *rand.Rand, text string) string {
		return replaceGroups(listNumbers, text, func(g []string) string {
			n := 0
			for _, s := range g[2:] {
				if s != "" {
					n = numberOf(s)
				}
			}
			switch {
			case way == 1:
				return g[1] + fmt.Sprintf("%d、", n)
			case way == 2 && n <= 20:
				return g[1] + string(rune('①'+n-1))
			case way == 2:
				return g[1] + fmt.Sprintf("%d)", n)
			case way == 3:
				return g[1] + "第" + chineseNumber(n) + "，"
			case way == 4 && g[2] != "":
				return g[1] + fmt.Sprintf("(%d)", n)
			case way == 4:
				return g[1] + "（" + chineseNumber(n) + "）"
			}
			return g[1]
		})
	}
}

// replaceGroups is ReplaceAllStringFunc with the groups of each match.
func replaceGroups(re *regexp.Regexp, text string, write func(groups []string) string) string {
	return re.ReplaceAllStringFunc(text, func(m string) string { return write(re.FindStringSubmatch(m)) })
}

const chineseDigits = "零一二三四五六七八九"

// chineseNumber writes n, 1 to 9999, as it is spoken.
func chineseNumber(n int) string {
	digits := []rune(chineseDigits)
	var b strings.Builder
	gap := false
	for _, u := range []struct {
		size int
		name string
	}{{1000, "千"}, {100, "百"}, {10, "十"}, {1, ""}} {
		d := n / u.size % 10
		if d == 0 {
			gap = b.Len() > 0
			continue
		}
		if gap {
			b.WriteString("零")
			gap = false
		}
		if d != 1 || u.size != 10 || b.Len() > 0 {
			b.WriteRune(digits[d])
		}
		b.WriteString(u.name)
	}
	return b.String()
}

// numberOf reads a list number: digits, Chinese numerals up to 99, or a circled digit.
func numberOf(s string) int {
	n, tens := 0, 0
	for _, c := range s {
		switch i := strings.IndexRune(chineseDigits, c); {
		case '0' <= c && c <= '9':
			n = n*10 + int(c-'0')
		case '①' <= c && c <= '⑳':
			n = int(c-'①') + 1
		case c == '十':
			tens, n = max(n, 1)*10, 0
		case i >= 0:
			n = i / len("零")
		}
	}
	return tens + n
}

// figures match numbers of two letters and more, which report a quantity.
var figures = regexp.MustCompile(`\d+|[一二三四五六七八九十百千万亿]{2,}`)

// changeNumbers changes the digits of a share of the figures, [0,1], and keeps their
// length.
func changeNumbers(rate float64) func(*rand.Rand, string) string {
	return func(r *rand.Rand, text string) string {
		return figures.ReplaceAllStringFunc(text, func(f string) string {
			if r.Float64() >= rate {
				return f
			}
			return strings.Map(func(c rune) rune {
				switch {
				case '0' <= c && c <= '9':
					return '0' + rune(r.IntN(10))
				case strings.ContainsRune(chineseDigits, c):
					return pick(r, []rune(chineseDigits)[1:])
				}
				return c
			}, f)
		})
	}
}
