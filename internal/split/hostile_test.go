package split

import (
	"fmt"
	"strings"
	"testing"
)

// prose returns n sentences of the i-th passage of some single report: plain facts,
// no formula, never the same twice.
func prose(i, n int) string {
	who := []string{"综合组", "水利组", "财务组", "三分场", "东片区", "档案室", "基建办", "志愿队"}
	did := []string{"清点了仓库里的旧器材", "走访了沿河的住户", "重新核对了往年的账目", "把损坏的闸门换了下来", "给新来的同事讲了操作规程", "整理了两柜子的卷宗", "修补了院墙和屋顶", "测量了坡地的面积"}
	then := []string{"前后用了%d天", "一共花去%d元", "登记造册%d份", "参加的有%d人", "比原来快了%d天", "收到意见%d条"}
	var b strings.Builder
	for k := range n {
		x := i*7 + k*3
		fmt.Fprintf(&b, "%d号%s%s，"+then[(x+i)%len(then)]+"，%s也派人来看过。", 1+(i*5+k)%83, who[x%len(who)], did[(x+k)%len(did)], 3+(x*13)%90, who[(x+5)%len(who)])
	}
	return b.String()
}

// seedOf makes the texts under different headings different.
func seedOf(format string) int {
	n := 0
	for _, c := range []byte(format) {
		n = (n*7 + int(c)) % 9973
	}
	return n
}

// sections returns k sections of a report under headings of a format.
func sections(format string, k, sentences int) string {
	var b strings.Builder
	for i := 1; i <= k; i++ {
		b.WriteString(expand(format, i, bodies[i].owner, bodies[i].title))
		b.WriteString(prose(seedOf(format)+i, sentences) + "\n")
	}
	return b.String()
}

// nested returns k sections under headings of a format, each with items 1 to 3.
func nested(format, item string, k int) string {
	var b strings.Builder
	for i := 1; i <= k; i++ {
		b.WriteString(expand(format, i, "", ""))
		for j := 1; j <= 3; j++ {
			b.WriteString(expand(item, j, "", "") + prose(seedOf(format)+i*3+j, 3) + "\n")
		}
	}
	return b.String()
}

// hostile are single documents that look like compilations.
func hostile() map[string]string {
	open := "一年来，我们在县委的正确领导下，按照年初的部署做了一些工作。现将有关情况报告如下：\n"
	shut := "今后我们要继续努力，争取更大的成绩。\n"
	speech := "各位代表：\n现在，我代表筹备组向大会作报告，请予审议。\n" + prose(1, 6) + "\n一、过去的工作\n" + prose(2, 12) + "\n各位代表！过去的几年，在上级领导下，我们取得了很大成绩。\n" +
		prose(3, 9) + "\n二、今后的任务\n" + prose(4, 12) + "\n各位代表！让我们为实现目标而努力奋斗！\n"
	var tables, diary, chronicle, minutes, qa, months strings.Builder
	for i := 1; i <= 9; i++ {
		fmt.Fprintf(&tables, "表%d 情况\n单位：万元\n序号 单位 数量\n1 青杉镇 23\n2 柳溪镇 31\n3 白鹭区 12\n合计 66\n%s\n", i, prose(i, 4))
		fmt.Fprintf(&diary, "2022年3月%d日\n%s\n", i+2, prose(i, 5))
		fmt.Fprintf(&chronicle, "%d年\n%s\n", 2010+i, prose(i, 7))
		fmt.Fprintf(&months, "%d月\n%s\n", i, prose(i, 7))
		fmt.Fprintf(&qa, "问题%d：今年的经费怎样使用？\n答：%s\n", i, prose(i, 5))
		fmt.Fprintf(&minutes, "%s：\n%s\n", []string{"张立新", "王秀英", "刘洋"}[i%3], prose(i, 5))
	}
	out := map[string]string{
		"speech":              speech,
		"five parts":          open + sections("第@汉部分 工作情况之类\n", 5, 12) + shut,
		"five parts, nested":  open + nested("第@汉部分\n", "@汉、", 5) + shut,
		"parts of a plan":     nested("第@汉部分 年度工作\n", "@汉、", 4),
		"minutes":             "会议纪要\n时间：2022年3月2日\n" + minutes.String(),
		"minutes, names":      "会议纪要\n" + strings.ReplaceAll(minutes.String(), "：\n", "\n"),
		"minutes, speeches":   "座谈会记录\n" + sections("@主代表发言\n", 4, 8),
		"appendices":          open + prose(1, 20) + "\n" + shut + sections("附件@N\n", 4, 8),
		"appendices, titled":  open + prose(1, 20) + "\n" + shut + sections("附件@N：@主登记表\n", 3, 8),
		"summary and plan":    "青杉县水利站2022年工作总结和2023年工作计划\n" + open + nested("一、2022年工作总结\n", "（@汉）", 1) + nested("二、2023年工作计划\n", "（@汉）", 1) + shut,
		"summary, plan":       "工作总结及计划\n第一部分 2022年工作总结\n" + open + nested("一、完成情况\n", "（@汉）", 1) + "第二部分 2023年工作计划\n" + nested("一、工作目标\n", "（@汉）", 1) + shut,
		"questions":           qa.String(),
		"chronicle":           "大事记\n" + chronicle.String(),
		"months":              "全年工作情况\n" + months.String(),
		"diary":               "巡查日志\n" + diary.String(),
		"cases, short":        open + sections("案例@N\n", 5, 3) + shut,
		"cases":               open + sections("案例@汉：@主\n", 5, 5) + shut,
		"cases, nested":       open + nested("案例@汉\n", "@N、", 5) + shut,
		"scenes":              "先进事迹\n" + sections("镜头@汉\n", 4, 9),
		"key words":           open + sections("关键词@汉：暖心\n", 4, 9) + shut,
		"highlights":          open + nested("亮点@汉\n", "@N、", 4) + shut,
		"essay":               sections("@汉\n", 5, 9),
		"essay, arabic":       sections("@N\n", 5, 9),
		"essay, brackets":     open + sections("（@汉）\n", 4, 9) + shut,
		"essay, stars":        sections("* * *\n", 4, 9),
		"essay, rules":        open + sections("----------\n", 4, 9) + shut,
		"departments":         "全院工作总结\n" + open + nested("一、办公室\n", "@N.", 1) + nested("二、财务科\n", "@N.", 1) + nested("三、后勤处\n", "@N.", 1) + nested("四、保卫科\n", "@N.", 1) + shut,
		"departments, plain":  "全院工作总结\n" + open + "办公室\n" + prose(1, 7) + "\n财务科\n" + prose(2, 7) + "\n后勤处\n" + prose(3, 7) + "\n" + shut,
		"departments, decked": "全院工作总结\n" + open + "【办公室】\n" + prose(1, 7) + "\n【财务科】\n" + prose(2, 7) + "\n【后勤处】\n" + prose(3, 7) + "\n" + shut,
		"sections":            open + nested("@汉、做好几件事\n", "（@汉）", 5) + shut,
		"sections, restart":   open + nested("@汉、做好几件事\n", "@N、", 5) + shut,
		"sections, decked":    open + nested("【做好第@汉件事】\n", "@N、", 5) + shut,
		"markdown":            "# 总结\n" + open + nested("## 做好第@汉件事\n", "@N. ", 5) + shut,
		"chapters":            nested("第@汉章 总则\n", "第@汉条 ", 6),
		"sections, named":     open + sections("@汉、@主情况\n", 5, 6) + shut,
		"towns in a report":   open + sections("（@汉）@主\n", 5, 5) + shut,
		"steps":               open + sections("第@汉步\n", 5, 6) + sections("阶段@汉\n", 3, 6) + shut,
		"weeks":               sections("第@N周\n", 6, 7),
		"tables":              open + tables.String() + shut,
		"page heads":          strings.ReplaceAll(sections("@汉、做好几件事\n", 6, 9), "情况\n", "情况\n青杉县水利站工作总结\n"),
		"signed twice":        open + prose(1, 20) + "\n" + shut + "青杉县水利站\n2022年12月5日\n附：名单说明\n" + prose(3, 6) + "\n2022年12月6日\n",
	}
	// Sections that open with a time, as those of schools and offices do.
	timed := func(format string, names ...string) string {
		var b strings.Builder
		starts := []string{"本学期，", "一年来，", "今年以来，", "2022年，", "上半年，"}
		for i, n := range names {
			b.WriteString(strings.ReplaceAll(format, "@", n))
			b.WriteString(starts[i%len(starts)] + prose(seedOf(n)+i, 12) + []string{"取得了较好的成绩。", "得到了家长的好评。", "今后还要继续努力。"}[i%3] + "\n")
		}
		return b.String()
	}
	works := []string{"德育工作", "教学工作", "后勤工作", "安全工作", "工会工作"}
	for name, format := range map[string]string{
		"plain": "@\n", "decked": "【@】\n", "blank": "\n@\n\n", "star": "★@\n", "run-in": "@：", "brackets": "（@）\n", "markdown": "## @\n",
	} {
		out["timed sections, "+name] = "青杉县中心小学工作总结\n" + timed(format, works...)
		out["timed sections, opened, "+name] = "青杉县中心小学工作总结\n" + open + timed(format, works...) + shut
		out["timed offices, "+name] = "县医院工作总结\n" + open + timed(format, "办公室", "财务科", "护理部", "保卫科") + shut
	}
	for i, sign := range []string{"一、", "（一）", "1、", "第一部分 "} {
		text := "青杉县中心小学工作总结\n"
		for j, w := range works {
			text += []string{strings.Replace(sign, "一", hanNumbers[j+1], 1), strings.Replace(sign, "一", hanNumbers[j+1], 1), fmt.Sprint(j+1) + "、", "第" + hanNumbers[j+1] + "部分 "}[i] + timed("@\n", w)
		}
		out["timed sections, numbered "+sign] = text + shut
	}
	out["report and enclosed plan"] = bodies[4].title + "\n" + bodies[4].text + "\n附：下半年工作安排\n" + prose(31, 9) + "\n"
	out["report, then its tables"] = bodies[1].title + "\n" + bodies[1].text + "\n附表一\n" + prose(32, 5) + "\n附表二\n" + prose(33, 5) + "\n附表三\n" + prose(34, 5) + "\n"
	out["letter and reply"] = "关于修缮校舍的请示\n县教育局：\n" + prose(35, 6) + "\n妥否，请批示。\n青杉县中心小学\n2022年3月5日\n"
	law := "第一章 总则\n第一条 " + prose(1, 2) + "\n第二条 " + prose(2, 2) + "\n第三条 " + prose(3, 2) + "\n第二章 管理\n第四条 " + prose(4, 2) + "\n第五条 " + prose(5, 2) + "\n第三章 附则\n第六条 " + prose(6, 2) + "\n"
	out["law and explanation"] = "青杉县水库管理办法\n" + law + "关于《青杉县水库管理办法》的说明\n" + prose(7, 9) + "\n一、起草的必要性\n" + prose(8, 6) + "\n二、主要内容\n" + prose(9, 6) + "\n"
	return out
}

// TestHostileSingles: what looks like a compilation and is one document stays
// whole, however it is laid out.
func TestHostileSingles(t *testing.T) {
	for name, src := range hostile() {
		for _, d := range disguises {
			if d.name == "half" {
				continue
			}
			src := d.apply(src)
			parts := split(src)
			checkParts(t, src, parts)
			if len(parts) != 1 {
				t.Errorf("%s, %s: %d parts, want 1; the second begins %q", name, d.name, len(parts), clip(parts[1].Body.Of(src), 30))
			}
		}
	}
}
