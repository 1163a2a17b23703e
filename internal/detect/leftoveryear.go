package detect

import (
	"slices"
	"strconv"
	"strings"

	"chachong/internal/mention"
	"chachong/internal/text"
)

// otherYear returns the own year of the submission beside which year is another one's, ""
// where it is none or may be told for a reason. What is told of opens a sentence. The years
// before and after are told of in every report: of those, and of years to come, only what
// stands in a passage that others have too is left over.
func (v *nameView) otherYear(year int, strong bool) string {
	if len(v.own.years) == 0 || slices.Contains(v.own.years, int16(year)) {
		return ""
	}
	if year >= int(slices.Min(v.own.years))-1 && !strong {
		return ""
	}
	return strconv.Itoa(int(v.own.years[0]))
}

// opens reports whether m opens the sentence s, or s is a heading or a date alone.
func opens(src string, s text.Span, m *mention.Mention) bool {
	before := src[s.Lo:m.At.Lo]
	before = strings.TrimLeft(before, " \t　一二三四五六七八九十0123456789、.．（）()")
	if before == "" {
		return true
	}
	whole := s.Of(src)
	if m.Kind == mention.Year && len(whole) <= 40*len("年") && !strings.ContainsAny(whole, "。，；") {
		return strings.Contains(whole, "总结") || strings.Contains(whole, "工作") || strings.Contains(whole, "汇报")
	}
	return false
}

// explainedYear reports whether the sentence s says why it names the year m: what is older
// or yet to come, papers and laws, ranges, lives.
func explainedYear(src string, s text.Span, m *mention.Mention) bool {
	before, after := src[s.Lo:m.At.Lo], src[m.At.Hi:s.Hi]
	if ends(before, "—", "-", "－", "–", "~", "～", "至", "到", "自", "从", "于", "截至", "截止", "较", "比", "与", "和", "、", "及", "〔", "[", "【", "届", "在") {
		return true
	}
	if begins(after, "—", "-", "－", "–", "~", "～", "至", "到", "以来", "起", "前", "后", "、", "和", "及", "与", "版", "级", "届", "底前", "末", "毕业") {
		return true
	}
	if dated(before, after) {
		return true
	}
	if strings.LastIndex(before, "《") > strings.LastIndex(before, "》") || strings.LastIndex(before, "“") > strings.LastIndex(before, "”") {
		return true
	}
	return holds(s.Of(src), "以来", "成立", "始建", "建于", "建校", "创办", "创建于", "出生", "生于", "毕业", "参加工作", "入党", "入职", "至今",
		"规划", "计划", "打算", "设想", "展望", "思路", "目标", "去年", "上年", "同比", "相比", "相较", "同期", "增长", "下降", "比上", "回顾", "历史", "曾",
		"修订", "会议通过", "公布", "施行", "废止", "修正", "批准", "颁布", "颁发", "印发", "下发", "〔", "十四五", "十三五", "十二五", "明年", "下一年", "来年", "下一步", "将", "首次", "连续",
		"荣获", "被评", "授予", "被授", "获得", "获评", "先后", "投入使用", "竣工", "建成", "实施的", "第一届", "换届", "任职", "当选")
}

// dated reports whether before and after make the year a date of the first quarter that
// stands alone: reports of a year are signed in those months of the next one.
func dated(before, after string) bool {
	after = strings.TrimSpace(after)
	return before == "" && begins(after, "1月", "2月", "3月", "一月", "二月", "三月") && (ends(after, "日") && len(after) <= len("十二月三十一日") || ends(after, "月"))
}

// ends and begins report whether s ends, or begins, with one of words.
func ends(s string, words ...string) bool {
	for _, w := range words {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

func begins(s string, words ...string) bool {
	for _, w := range words {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

// holds reports whether s holds one of words.
func holds(s string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}
