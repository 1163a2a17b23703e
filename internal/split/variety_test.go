package split

import (
	"fmt"
	"strings"
)

// formats are ways of marking the reports of a compilation, one heading each, as
// people and web sites write them. See expand and vary for the signs. A format that
// ends in \n stands on lines of its own; text follows others in the same line. Every
// third one is held out: floors are not set by it, and it is no model for a rule.
var formats = []string{
	"篇@汉\n", "篇@汉：@题\n", "第@N篇 @题\n", "第@汉篇\n", "第@汉份：@题\n", "范文@汉\n", "【篇@汉】\n", "【第@N篇】@题\n", "〖@汉〗@题\n",
	"@N. @题\n", "@N、@题\n", "@汉、@题\n", "（@汉）@题\n", "@R. @题\n", "@罗 @题\n", "@圈@题\n", "工作总结（@N）\n", "工作总结之@汉\n", "工作总结@N\n",
	"工作总结\n", "@题\n", "《@题》\n", "### @题\n", "## @汉\n", "# 第@汉篇\n", "【@题】\n", "★@主★\n", "★@题\n", "☆☆☆ @N ☆☆☆\n", "=====@题=====\n",
	"---@N---\n", "――@汉――\n", "— @汉 —\n", "※ ※ ※\n", "----------------\n", "＊＊＊＊＊＊\n", "◆◆◆◆◆\n", "~~~~~~~~\n", "Part @N\n", "Report @N: @题\n",
	"Report @N\n", "No.@N\n", "NO.@02\n", "编号：@03\n", "编号：@03 单位：@主\n", ">>> @N\n", "@N/@K\n", "[@N]\n", "【@N】\n", "(@N)\n",
	"@N)\n", "@02\n", "@N\n", "（@汉）\n", "@汉\n", "材料@N\n", "材料@汉：@题\n", "材料之@汉\n", "（材料@汉 @主）\n", "（第@汉部分 @主）\n",
	"第@汉部分：@主工作总结\n", "第@汉部分\n@题\n", "样例@汉\n", "模板@N\n", "例文@汉：\n", "其@汉\n", "其@汉：@题\n", "总结（@汉）\n", "总结@汉：\n", "篇@N @题\n",
	"参考@汉\n", "参考范文@N\n", "优秀范文【@汉】\n", "工作总结【篇@汉】\n", "第@汉则\n", "第@汉辑\n", "第@N号\n", "@N号材料\n", "@主（@N）\n", "@汉、@主\n",
	"@N．@主\n", "@主\n", "@主\n\n", "【@主】\n", "《@主》\n", "单位：@主\n", "单位：@主  时间：2022年12月\n", "文/@人\n", "作者：@人\n", "@人\n",
	"（@人）\n", "@主 @人\n", "@题\n文/@人\n", "@题\n@主 @人\n", "报送单位：@主\n报送时间：2022年12月@N日\n", "2022年12月@N日\n", "@年年\n", "@年年工会工作总结\n", "@年年度总结\n", "甲方@甲\n",
	"@甲、@题\n", "@甲\n", "@壹\n", "@壹、@主\n", "卷@汉\n", "@A. @题\n", "@A\n", "@罗\n", "@圈\n", "@圈@主\n",
	"📄 @题\n", "■ @主\n", "● @题\n", "▲@N\n", "◎@汉\n", "<h2>@题</h2>\n", "<b>@汉</b>\n", "&nbsp;&nbsp;篇@汉\n", "<p>第@N篇</p>\n", "|@N|\n",
	"@N：@题\n", "@汉：\n", "之@汉\n", "（之@汉）\n", "第@汉位\n", "第@汉家：@主\n", "总结范例@N\n", "单位@N：@主\n", "学校@汉\n", "文章@汉\n",
	"选文@N\n", "稿件@N\n", "版本@汉\n", "档案@02\n", "序号@N\n", "序号：@N 单位：@主\n", "@N @主\n", "@02 @题\n", "【@主】@题\n", "@主：@题\n",
	"@题——@主\n", "@主汇报材料\n", "@人同志述职报告\n", "述职人：@人\n", "@题（@主）\n", "@主\n工作总结\n", "@主关于2022年工作的总结\n", "=====第@N个=====\n", "工作总结-@N\n", "* @题\n",
	"@题\n\n\n", "某某县教育局（@汉）\n", "§@N\n", "第@N章 @题\n", "第@汉章 @主\n", "（@N/@K）\n", "@N-\n", "附@N：@题\n", "篇@汉\n@题\n作者：@人\n", "【范文@N】\n\n",
	// Text follows in the same line.
	"@主：", "第@N篇：", "范文@汉", "【@主】", "@N、@题 ", "篇@汉:@题  ", "【第@N篇】", "材料@N：", "例@汉：", "@题  ", "（@汉）@题 ", "总结@汉：", "第@汉部分：@主工作总结 ", "[@N] ", "样例@汉 ",
}

// heldOut reports whether the i-th format or body is only measured.
func heldOut(i int) bool { return i%3 == 2 }

// vary expands the signs of a format for the i-th report (from 1) of k.
func vary(format string, i, k int, r report) string {
	names := []string{"张立新", "王秀英", "刘洋", "陈国强", "赵敏", "欧阳文", "孙晓梅", "周志远", "吴芳"}
	return expand(strings.NewReplacer(
		"@02", fmt.Sprintf("%02d", i), "@03", fmt.Sprintf("%03d", i), "@K", fmt.Sprint(k), "@人", names[(i*5+len(r.title))%len(names)],
	).Replace(format), i, r.owner, r.title)
}
