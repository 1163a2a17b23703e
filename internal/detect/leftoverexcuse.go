package detect

import (
	"strings"
	"unicode/utf8"

	"chachong/internal/mention"
	"chachong/internal/text"
)

// sentenceBytes is how far a sentence goes to either side of a name at most: text without
// marks has none. With the name it is no more than is quoted.
const sentenceBytes = int32(190 * len("字"))

// sentenceAround returns the sentence of the submission all that the name at stands in,
// without blanks around it.
func sentenceAround(src string, all, at text.Span) text.Span {
	lo, hi := max(all.Lo, at.Lo-sentenceBytes), min(all.Hi, at.Hi+sentenceBytes)
	for lo < at.Lo && !utf8.RuneStart(src[lo]) {
		lo++
	}
	for hi > at.Hi && hi < all.Hi && !utf8.RuneStart(src[hi]) {
		hi--
	}
	if i := strings.LastIndexAny(src[lo:at.Lo], "。！？!?\n\r"); i >= 0 {
		_, size := utf8.DecodeRuneInString(src[int(lo)+i:])
		lo += int32(i + size)
	}
	if i := strings.IndexAny(src[at.Hi:hi], "。！？!?\n\r"); i >= 0 {
		end := at.Hi + int32(i)
		if r, size := utf8.DecodeRuneInString(src[end:]); r != '\n' && r != '\r' {
			end += int32(size)
		}
		hi = end
	}
	const blanks = " \t　"
	lo += int32(len(src[lo:at.Lo]) - len(strings.TrimLeft(src[lo:at.Lo], blanks)))
	hi -= int32(len(src[at.Hi:hi]) - len(strings.TrimRight(src[at.Hi:hi], blanks)))
	return text.Span{Lo: lo, Hi: hi}
}

// explainedName reports whether the sentence s says why it names ms[k]: it tells of
// others, where people come from or go, or lists several.
func explainedName(src string, s text.Span, ms []mention.Mention, k int) bool {
	m := &ms[k]
	if listed(src, s, ms, k) {
		return true
	}
	before, after := src[s.Lo:m.At.Lo], src[m.At.Hi:s.Hi]
	if ends(before, "到") && !ends(before, "受到", "得到", "收到", "达到") {
		return true
	}
	if ends(before, "与", "赴", "往", "去", "跟", "离", "距", "向", "从", "自", "原", "如", "像", "以") || begins(after, "籍", "人氏") {
		return true
	}
	return holds(s.Of(src), "考察", "赴", "结对", "帮扶", "交流", "兄弟", "友邻", "邻县", "邻近", "来自", "参观", "比赛", "大赛", "联赛", "竞赛", "锦标赛", "对口",
		"支援", "援助", "协作", "对手", "观摩", "取经", "前往", "来访", "到访", "来校", "外出", "游览", "旅游", "研学", "毕业", "籍贯", "出生", "调入", "调往", "调任",
		"挂职", "跟岗", "联谊", "联合", "友谊", "姊妹", "姐妹", "手拉手", "携手", "捐赠", "捐款", "赈灾", "灾区", "抗震", "等地", "等县", "等校",
		"等市", "等区", "承办", "主办", "应邀", "邀请", "兼职", "经验做法", "借鉴", "先进经验", "学习了", "支教", "送教")
}

// listed reports whether ms[k] stands in a list with another name of its kind.
func listed(src string, s text.Span, ms []mention.Mention, k int) bool {
	const near = 14 * int32(len("字")) // between two names of a list, with what they head
	for _, step := range [...]int{-1, 1} {
		for i := k + step; i >= 0 && i < len(ms); i += step {
			a, b := &ms[min(i, k)], &ms[max(i, k)]
			if a.At.Lo < s.Lo || b.At.Hi > s.Hi || b.At.Lo-a.At.Hi > near {
				break
			}
			if ms[i].Kind == ms[k].Kind && a.At.Hi <= b.At.Lo && a.At.Of(src) != b.At.Of(src) && strings.ContainsAny(src[a.At.Hi:b.At.Lo], "、和与及跟") {
				return true
			}
		}
	}
	return false
}
