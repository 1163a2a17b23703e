package align

import (
	"slices"
	"sync"

	"chachong/internal/token"
)

// stockPhrases are the formulae of Chinese official style that everybody writes,
// letters only. Their grams keep stockWeight of their weight: in a small folder no
// document frequency shows that they are common.
var stockPhrases = [...]string{
	"以马克思列宁主义毛泽东思想邓小平理论三个代表重要思想科学发展观习近平新时代中国特色社会主义思想为指导",
	"以邓小平理论和三个代表重要思想为指导",
	"以邓小平理论三个代表重要思想和科学发展观为指导",
	"以邓小平理论三个代表重要思想科学发展观为指导",
	"高举邓小平理论伟大旗帜",
	"高举中国特色社会主义伟大旗帜",
	"坚持以三个代表重要思想为指导",
	"认真学习三个代表重要思想",
	"认真实践三个代表重要思想",
	"以习近平新时代中国特色社会主义思想为指导",
	"深入学习贯彻习近平新时代中国特色社会主义思想",
	"深入学习贯彻习近平总书记系列重要讲话精神",
	"以科学发展观为指导",
	"以科学发展观为统领",
	"认真贯彻落实科学发展观",
	"深入贯彻落实科学发展观",
	"全面贯彻落实科学发展观",
	"深入学习贯彻党的十六大精神",
	"深入学习贯彻党的十七大精神",
	"深入学习贯彻党的十八大精神",
	"深入学习贯彻党的十九大精神",
	"深入学习贯彻党的二十大精神",
	"全面贯彻党的十八大和十八届三中四中五中六中全会精神",
	"认真学习贯彻党的大精神",
	"深入学习贯彻党的届三中四中五中六中全会精神",
	"全面贯彻党的教育方针",
	"全面贯彻落实党的教育方针",
	"在上级党委的正确领导下",
	"在县委县政府的正确领导下",
	"在市委市政府的正确领导下",
	"在区委区政府的正确领导下",
	"在镇党委政府的正确领导下",
	"在局党委的正确领导下",
	"在校党支部的正确领导下",
	"在学校党支部的正确领导下",
	"在上级工会的正确领导下",
	"在上级部门的正确领导下",
	"在上级工会的正确领导和学校党支部的关心支持下",
	"在上级主管部门的大力支持下",
	"在学校各部门的大力支持下",
	"在各部门的大力支持与配合下",
	"在全体教职工的共同努力下",
	"在全体同志的共同努力下",
	"在各级领导的关心和支持下",
	"在社会各界的关心支持下",
	"紧紧围绕经济建设这个中心",
	"紧紧围绕学校中心工作",
	"紧紧围绕党的中心工作",
	"围绕中心服务大局",
	"坚持以人为本全面协调可持续",
	"构建社会主义和谐社会",
	"全面建设小康社会",
	"全面建成小康社会",
	"实现中华民族伟大复兴的中国梦",
	"增强四个意识坚定四个自信做到两个维护",
	"不忘初心牢记使命",
	"解放思想实事求是与时俱进",
	"开拓创新真抓实干",
	"取得了一定的成绩但也存在一些不足",
	"取得了较好的成绩",
	"为今后的工作打下了坚实的基础",
	"现将一年来的工作总结如下",
	"现将本年度工作总结如下",
	"圆满完成了上级下达的各项任务",
	"充分调动广大教职工的积极性和创造性",
	"充分发挥工会组织的桥梁和纽带作用",
	"充分发挥党员的先锋模范作用",
	"维护职工合法权益",
	"维护教职工的合法权益",
	"全心全意为人民服务",
	"认真贯彻执行党的路线方针政策",
	"为构建和谐校园作出新的贡献",
}

// stockTable holds the grams of the stock phrases.
type stockTable struct {
	hash []uint32    // ascending
	head [128]uint64 // bit set: which leading 13 bits occur; nine of ten grams end here
}

func (t *stockTable) holds(gram uint64) bool {
	if t.head[gram>>57]>>(gram>>51&63)&1 == 0 {
		return false
	}
	_, found := slices.BinarySearch(t.hash, uint32(gram>>32))
	return found
}

var stockGrams = sync.OnceValue(func() *stockTable {
	var t stockTable
	for _, p := range stockPhrases {
		for _, h := range token.AppendGrams(nil, []rune(p)) {
			t.hash = append(t.hash, uint32(h>>32))
			t.head[h>>57] |= 1 << (h >> 51 & 63)
		}
	}
	slices.Sort(t.hash)
	t.hash = slices.Compact(t.hash)
	return &t
})

// markStock sets the flag of every gram whose letters all stand in stock phrases, so
// that the seam between two phrases is stock too.
func markStock(flag []uint8, grams []uint64) {
	t := stockGrams()
	end, first := -1, 0 // letters [first, end) are stock
	for i, h := range grams {
		if !t.holds(h) {
			continue
		}
		if i > end {
			first = i
		}
		for k := max(first, end-gramLen+1); k <= i; k++ {
			flag[k] |= stockGram
		}
		end = i + gramLen
	}
}
