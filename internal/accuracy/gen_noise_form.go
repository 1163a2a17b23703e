package accuracy

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"unicode"
)

// formNoise changes lines, spaces and punctuation and leaves every letter.
var formNoise = []noise{
	{"narrow-marks", narrowMarks},
	{"wide-digits", wideDigits},
	{"spaced-all", spacesAt(1)},
	{"spaces-0.25", spacesAt(0.0025)},
	{"spaces-5", spacesAt(0.05)},
	{"wrap-38", wrapAt(38)},
	{"wrap-72", wrapAt(72)},
	{"wrap-spaces", func(r *rand.Rand, t string) string { return spacesAt(0.01)(r, wrapAt(31)(r, t)) }},
	{"pages-300", pagesAt(300)},
	{"pages-lines", pagesBetweenLines},
	{"one-line", oneLine("")},
	{"one-line-spaces", oneLine("  ")},
	{"crlf-indent", func(_ *rand.Rand, t string) string {
		return "　　" + strings.ReplaceAll(t, "\n", "\r\n\r\n　　")
	}},
	{"hyphens-2", sowAt(0.02, []string{"-", "-", "－", "—"})},
	{"dots-2", sowAt(0.02, []string{".", "·", "．", "。", "`"})},
	{"marks-lost", dropMarks(1)},
	{"marks-lost-half", dropMarks(0.5)},
	{"marks-changed", changeMarks},
	{"quotes", dropQuotes},
}

// hiddenNoise puts signs between letters that no reader sees.
var hiddenNoise = []noise{
	{"zero-width-2", sowAt(0.02, zeroWidths)},
	{"zero-width-50", sowAt(0.5, zeroWidths)},
	{"joiners-10", sowAt(0.1, []string{"\u200C", "\u200D", "\u2060"})},
	{"directions-5", sowAt(0.05, []string{"\u200E", "\u200F", "\u202A\u202C"})},
	{"soft-hyphens-10", sowAt(0.1, []string{"\u00AD"})},
	{"fillers-3", sowAt(0.03, []string{"\u2800", "\u3164", "\u115F", "\uFFA0"})},
	{"odd-spaces-5", sowAt(0.05, []string{"\u2003", "\u2009", "\u00A0", "\u202F", "\u205F", "\u3000"})},
	{"tags-5", tagged},
	{"selectors-10", sowAt(0.1, []string{"\uFE00", "\uFE0E", "\uFE0F", "\U000E0100", "\U000E0103"})},
	{"marks-above-5", sowAt(0.05, []string{"\u0301", "\u0323", "\u0336", "\u20DD"})},
	{"hidden-all", func(r *rand.Rand, t string) string {
		return tagged(r, sowAt(0.2, append([]string{"\u00AD", "\uFE0F"}, zeroWidths...))(r, t))
	}},
}

var zeroWidths = []string{"\u200B", "\u200C", "\u200D", "\u2060", "\uFEFF"}

// sowAt puts one of signs behind a share of the letters, rate in [0,1]. No sign follows the
// last letter in front of a line end or a mark.
func sowAt(rate float64, signs []string) func(*rand.Rand, string) string {
	return func(r *rand.Rand, text string) string {
		in := []rune(text)
		var b strings.Builder
		for i, c := range in {
			b.WriteRune(c)
			if i+1 < len(in) && isHan(c) && isHan(in[i+1]) && r.Float64() < rate {
				b.WriteString(pick(r, signs))
			}
		}
		return b.String()
	}
}

// spacesAt puts a space behind a share of the Han letters.
func spacesAt(rate float64) func(*rand.Rand, string) string { return sowAt(rate, []string{" "}) }

// tagged puts runs of tag characters behind 5 % of the letters.
func tagged(r *rand.Rand, text string) string {
	var tags []string
	for range 8 {
		tag := ""
		for range between(r, 1, 4) {
			tag += string(rune(0xE0020 + r.IntN(0x5F)))
		}
		tags = append(tags, tag)
	}
	return sowAt(0.05, append(tags, "\U000E0001"))(r, text)
}

// narrow and wide are the same marks of ASCII and of Chinese text.
const (
	narrow = ",:;!?()."
	wide   = "，：；！？（）。"
)

// narrowMarks writes the marks of Chinese text as ASCII, all but half of the stops.
func narrowMarks(r *rand.Rand, text string) string {
	stops := r.IntN(2) == 0
	return strings.Map(func(c rune) rune {
		if i := strings.IndexRune(wide, c); i >= 0 && (c != '。' || stops) {
			return rune(narrow[i/len("，")])
		}
		return c
	}, text)
}

// wideDigits writes ASCII letters, digits and marks in full width, Chinese stops in half
// width.
func wideDigits(_ *rand.Rand, text string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case '!' <= c && c <= '~':
			return c - '!' + '！'
		case c == '。':
			return '｡'
		case c == '、':
			return '､'
		}
		return c
	}, text)
}

// wrapAt breaks lines after n code points.
func wrapAt(n int) func(*rand.Rand, string) string {
	return func(_ *rand.Rand, text string) string {
		var b strings.Builder
		k := 0
		for _, c := range text {
			if c == '\n' {
				k = -1
			} else if k == n {
				b.WriteByte('\n')
				k = 0
			}
			b.WriteRune(c)
			k++
		}
		return b.String()
	}
}

// pagesAt joins all lines, cuts the text after about n code points and numbers the pieces,
// as sites do that show a text page by page.
func pagesAt(n int) func(*rand.Rand, string) string {
	return func(r *rand.Rand, text string) string {
		var b strings.Builder
		page, left := 1, 0
		for _, c := range strings.Join(paragraphsOf(text), "") {
			if left == 0 {
				if page > 1 {
					b.WriteByte('\n')
				}
				fmt.Fprintf(&b, "%d、", page)
				page++
				left = n - n/50 + r.IntN(n/25+1)
			}
			b.WriteRune(c)
			left--
		}
		return b.String()
	}
}

// pagesBetweenLines puts page feet of a printed text in mid paragraph, about every 500 code
// points.
func pagesBetweenLines(r *rand.Rand, text string) string {
	format := pick(r, []string{"\n- %d -\n", "\n第%d页\n", "\n— %d —\n"})
	var b strings.Builder
	page, left := 1, 500
	for _, c := range text {
		b.WriteRune(c)
		if left--; left <= 0 && isHan(c) {
			fmt.Fprintf(&b, format, page)
			page++
			left = between(r, 490, 510)
		}
	}
	return b.String()
}

// oneLine joins the paragraphs with glue.
func oneLine(glue string) func(*rand.Rand, string) string {
	return func(_ *rand.Rand, text string) string { return strings.Join(paragraphsOf(text), glue) }
}

// isMark reports whether c is a mark inside or at the end of a sentence.
func isMark(c rune) bool {
	return strings.ContainsRune("，。、；：！？,;:!?…—·“”‘’《》（）()", c)
}

// dropMarks drops a share of the punctuation, [0,1].
func dropMarks(rate float64) func(*rand.Rand, string) string {
	return func(r *rand.Rand, text string) string {
		return strings.Map(func(c rune) rune {
			if isMark(c) && r.Float64() < rate {
				return -1
			}
			return c
		}, text)
	}
}

// changeMarks writes another mark for half of the commas and stops.
func changeMarks(r *rand.Rand, text string) string {
	return strings.Map(func(c rune) rune {
		if strings.ContainsRune("，。、；：", c) && r.IntN(2) == 0 {
			return pick(r, []rune("，。、；：,. !"))
		}
		return c
	}, text)
}

// dropQuotes drops closing quotation marks and the marks around titles.
func dropQuotes(_ *rand.Rand, text string) string {
	return strings.Map(func(c rune) rune {
		if strings.ContainsRune("”’》《」』", c) || unicode.Is(unicode.Pf, c) {
			return -1
		}
		return c
	}, text)
}
