package accuracy

import (
	"fmt"
	"strings"
)

// convention is a way of putting reports into one file. The signs of a heading are filled
// for the i-th report:
//
//	@N 1   @0 01   @汉 一   @圈 ①   @括 ⑴   @罗 Ⅰ   @R I   @甲 甲   @壹 壹   @A A
//	@题 title   @主 owner   @文 what all reports of the file are   @年 a year   @日 a date   @人 a person
type convention struct {
	name    string
	heading string // in front of a report, its line end included; "" for none
	foot    string // behind a report, part of it: a signature
	apart   string // between reports, where it is more than a line end
	oneLine bool   // the line ends of reports and between them are lost
	noStop  bool   // a report ends without its full stop
	noFirst bool   // nothing stands in front of the first report
	unwired bool   // nothing may be added around or between reports
}

// conventions are the ways in which collections of reports are found, headings first, then
// files of one line, then files that say nothing of their parts.
var conventions = []convention{
	{name: "篇一", heading: "篇@汉\n"},
	{name: "篇1", heading: "篇@N\n"},
	{name: "title-篇一", heading: "@文篇@汉\n"},
	{name: "篇一-colon-title", heading: "篇@汉：@题\n"},
	{name: "第1篇-title", heading: "第@N篇 @题\n"},
	{name: "第一篇", heading: "第@汉篇\n"},
	{name: "第一份", heading: "第@汉份：@题\n"},
	{name: "第1则", heading: "第@N则\n"},
	{name: "范文一", heading: "范文@汉\n"},
	{name: "范文1-colon", heading: "范文@N：@题\n"},
	{name: "title-范文一", heading: "@文范文@汉\n"},
	{name: "范例一", heading: "范例@汉：@题\n"},
	{name: "样本1", heading: "样本@N\n"},
	{name: "模板一", heading: "模板@汉\n"},
	{name: "汇总一", heading: "@年@文汇总@汉\n"},
	{name: "精选一", heading: "@文精选@汉\n"},
	{name: "【篇一】", heading: "【篇@汉】\n"},
	{name: "【第1篇】-title", heading: "【第@N篇】@题\n"},
	{name: "【范文1】", heading: "【范文@N】\n"},
	{name: "[1]", heading: "[@N] @题\n"},
	{name: "1.-title", heading: "@N. @题\n"},
	{name: "1、title", heading: "@N、@题\n"},
	{name: "1)-title", heading: "@N）@题\n"},
	{name: "01-title", heading: "@0 @题\n"},
	{name: "No.1", heading: "No.@N @题\n"},
	{name: "#1", heading: "#@N @题\n"},
	{name: "一、title", heading: "@汉、@题\n"},
	{name: "(一)title", heading: "（@汉）@题\n"},
	{name: "第一，title", heading: "第@汉：@题\n"},
	{name: "II.", heading: "@R. @题\n"},
	{name: "Ⅱ", heading: "@罗 @题\n"},
	{name: "①", heading: "@圈@题\n"},
	{name: "⑴", heading: "@括@题\n"},
	{name: "甲、", heading: "@甲、@题\n"},
	{name: "壹", heading: "壹@壹\n"},
	{name: "壹、title", heading: "@壹、@题\n"},
	{name: "A.", heading: "@A. @题\n"},
	{name: "title(1)", heading: "@文（@N）\n"},
	{name: "title(一)", heading: "@文(@汉)\n"},
	{name: "之一", heading: "@文之@汉\n"},
	{name: "title2", heading: "@文@N\n"},
	{name: "title-二", heading: "@文 @汉\n"},
	{name: "卷一", heading: "卷@汉\n"},
	{name: "材料1", heading: "材料@N\n"},
	{name: "材料一-colon", heading: "材料@汉：@题\n"},
	{name: "附件1", heading: "附件@N\n@题\n"},
	{name: "交流材料之三", heading: "交流材料之@汉\n@题\n"},
	{name: "Part", heading: "Part @N\n"},
	{name: "Report", heading: "Report @N: @题\n"},
	{name: "Chapter", heading: "CHAPTER @R\n"},
	{name: "repeated", heading: "@文\n"},
	{name: "own-titles", heading: "@题\n"},
	{name: "title-owner-below", heading: "@文\n@主\n"},
	{name: "title-date-below", heading: "@题\n（@日）\n"},
	{name: "《title》", heading: "《@题》\n"},
	{name: "【title】", heading: "【@题】\n"},
	{name: "★", heading: "★@主★\n"},
	{name: "◆", heading: "◆ @题\n"},
	{name: "###", heading: "### @题\n"},
	{name: "==", heading: "== @题 ==\n"},
	{name: "bold", heading: "**@题**\n"},
	{name: "by-line", heading: "@题\n作者：@人  日期：@日\n"},
	{name: "by-line-unit", heading: "@题\n报送单位：@主\n报送时间：@日\n"},
	{name: "篇一-正文", heading: "篇@汉\n@题\n正文：\n"},
	{name: "separator-title", heading: "==========\n@题\n==========\n"},
	{name: "separator-※", heading: "※ ※ ※\n", noFirst: true},
	{name: "separator-dashes", heading: "--------------------\n", noFirst: true},
	{name: "separator-stars", heading: "* * *\n", noFirst: true},
	{name: "separator-（完）", foot: "", heading: "（完）\n", noFirst: true},
	{name: "separator-分割线", heading: "————分割线————\n", noFirst: true},
	{name: "owner-line", heading: "@主\n"},
	{name: "owner-colon-line", heading: "@主：\n"},
	{name: "【owner】", heading: "【@主】\n"},
	{name: "一、owner", heading: "@汉、@主\n"},
	{name: "owner-label", heading: "@主："},
	{name: "person-line", heading: "@人\n"},
	{name: "person-label", heading: "@人：\n"},
	{name: "year-title", heading: "@年@文\n"},
	{name: "year-line", heading: "@年\n"},
	{name: "date-line", heading: "@日\n"},
	{name: "number-alone", heading: "@N\n"},
	{name: "一-alone", heading: "@汉\n"},
	{name: "(一)-alone", heading: "（@汉）\n"},
	{name: "篇一-title-run-in", heading: "篇@汉:@题  "},
	{name: "范文一-run-in", heading: "@文范文@汉"},
	{name: "【第1篇】-run-in", heading: "【第@N篇】"},
	{name: "title-run-in", heading: "@题  "},
	{name: "（1）-run-in", heading: "（@N）@题  "},
	{name: "one-line-篇一", heading: "篇@汉:@题  ", apart: " ", oneLine: true},
	{name: "one-line-第1篇", heading: "第@N篇：@题 ", apart: " ", oneLine: true},
	{name: "one-line-范文一", heading: "@文范文@汉", oneLine: true},
	{name: "one-line-【篇1】", heading: "【篇@N】", oneLine: true},
	{name: "one-line-title", heading: "@题 ", apart: " ", oneLine: true},
	{name: "one-line-一、title", heading: "@汉、@题 ", oneLine: true},
	{name: "one-line-1、title", heading: "@N、@题 ", oneLine: true},
	{name: "one-line-no-stop", heading: "@文篇@汉", oneLine: true, noStop: true},
	{name: "no-stop-篇一", heading: "篇@汉：@题\n", noStop: true},
	{name: "signed", foot: "\n@主\n@日", unwired: true},
	{name: "signed-blank", foot: "\n@主\n@日", apart: "\n\n", unwired: true},
	{name: "unmarked", unwired: true},
	{name: "unmarked-blank", apart: "\n\n\n", unwired: true},
	{name: "unmarked-form-feed", apart: "\f", unwired: true},
	{name: "unmarked-space", apart: "\n ", unwired: true},
	{name: "unmarked-one-line", oneLine: true, unwired: true},
}

// signs are what the signs of a heading stand for.
type signs struct {
	i            int // from 1
	title, owner string
	shared       string // what all reports of the file are
	year         int
	date, person string
}

// write fills the signs of format.
func (s signs) write(format string) string {
	i := s.i
	return strings.NewReplacer(
		"@N", fmt.Sprint(i), "@0", fmt.Sprintf("%02d", i), "@汉", chineseNumber(i),
		"@圈", string(rune('①'+i-1)), "@括", string(rune('⑴'+i-1)), "@罗", string(rune('Ⅰ'+i-1)),
		"@R", list("I II III IV V VI VII VIII IX X")[i-1], "@甲", list("甲 乙 丙 丁 戊 己 庚 辛 壬 癸")[i-1],
		"@壹", list("壹 贰 叁 肆 伍 陆 柒 捌 玖 拾")[i-1], "@A", string(rune('A'+i-1)),
		"@题", s.title, "@主", s.owner, "@文", s.shared, "@年", fmt.Sprintf("%d年", s.year+i), "@日", s.date, "@人", s.person,
	).Replace(format)
}
