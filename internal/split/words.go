package split

import (
	"strings"
	"unicode/utf8"
)

// The vocabularies. They say what a report opens with, closes with, is called,
// and what a web site wraps around it. All words are in folded form: simplified,
// lower case, ASCII punctuation. No word decides alone.

// documentNouns stand beside the number of a report: 范文一, 第2篇.
var documentNouns = listOf(
	"篇", "范文", "例文", "份", "样本", "材料", "汇总", "卷", "则", "总结", "报告", "汇报", "小结", "讲话", "讲话稿", "发言稿",
	"述职", "心得", "体会", "方案", "计划", "模板", "范例", "样例", "精选", "优秀作品", "稿件", "稿", "文档", "文章", "文本",
	"编号", "序号", "档案", "选文", "参考", "版本", "来稿", "作品", "征文", "文献",
	"part", "report", "sample", "doc", "document",
)

// numberedNouns follow the number of a report, with 号 or without: 3号材料.
var numberedNouns = listOf("材料", "范文", "例文", "文稿", "稿件", "样本", "文章")

// counters follow a number after 第: 第一篇. 部 and 章 count inside one report.
var counters = listOf("篇", "份", "则", "卷", "集", "稿", "辑")

// innerCounters make of a number a part of one report, an order or a date.
var innerCounters = listOf(strings.Split("章节条款项编目部点步段届次年月是个名人位种类元万亿千百%度时分秒米里岁周天代线方面级批期阶等家所者把手流定些样直旦般致律心", "")...)

// measures count things: 2期, 3个. Some begin words as well, as in 个人.
const measures = "期个批场亩份名项本册件家户台套辆座间吨处张段口块只头"

// innerNouns before a number make it an enclosure, a picture or an item.
var innerNouns = listOf(
	"分之", "附件", "附表", "附录", "附", "图", "表", "注", "问题", "任务", "阶段", "目标", "措施", "活动", "亮点", "特色", "举措", "做法", "经验",
	"案例", "步骤", "专题", "主题", "模块", "单元", "项目", "工程", "环节", "重点", "难点", "例", "题", "原则", "要求", "原因", "建议",
	"对策", "优势", "不足", "成效", "方面", "之", "周", "星期", "礼拜", "第", "统", "唯", "万", "百", "十", "不", "同",
)

// titleWords end the title of a report.
var titleWords = listOf(
	"总结", "报告", "汇报", "小结", "讲话", "述职", "心得", "体会", "范文", "例文", "发言稿", "讲话稿", "演讲稿", "总结稿", "事迹材料", "汇报材料",
	"发言", "致辞", "综述", "心得体会", "自查报告", "总结表", "总结书", "简报", "工作材料", "情况", "材料",
)

// planWords end a title only together with 工作.
var planWords = listOf("计划", "方案", "要点", "思路", "打算", "安排", "规划")

// firmWords say that a title is that of a report.
var firmWords = listOf("总结", "报告", "汇报", "小结", "述职", "心得", "体会", "事迹材料")

// statuteWords end the title of a law, a regulation or a ruling on one.
var statuteWords = listOf("法", "条例", "办法", "规定", "规则", "细则", "解释", "决定", "规范", "章程", "准则", "制度", "规程")

// sectionStarts begin the title of a section, not of a report.
var sectionStarts = listOf(
	"下一步", "下步", "今后", "明年", "下年", "下半年", "存在", "主要", "取得", "基本", "具体", "当前", "目前", "关于", "过去", "几点", "有关",
	"附", "总体", "工作", "经验", "几年", "新年", "来年", "未来", "需要", "对", "我", "他", "这", "那", "在", "是", "以上", "根据", "按照", "听取", "一年来", "所作", "通过", "近",
)

// announcements say that the report follows at once.
var announcements = listOf(
	"汇报如下", "报告如下", "总结如下", "小结如下", "述职如下", "如下汇报", "如下总结", "如下报告", "我代表", "请予审议", "请予审查",
	"作一汇报", "作一总结", "做一总结", "作个总结", "作述职报告", "做述职报告",
)

var salutations = listOf("尊敬的", "各位", "同志们", "大家好", "老师们", "同学们", "代表们", "朋友们")

// greetings stand in a first phrase, announcedWords behind 现将.
var (
	greetings      = listOf("大家好", "你们好", "上午好", "下午好")
	announcedWords = listOf("如下", "汇报", "报告", "总结")
)

// firstPhrases go on behind a title, besides grounds and salutations.
var firstPhrases = listOf("在", "20", "xx")

// continuations begin a paragraph that goes on from the one above, sayings announce
// the words of somebody else.
var (
	continuations = listOf("上述", "这", "以上", "此外", "同时", "其次", "但", "因此", "所以")
	sayings       = listOf("说,", "说:", "指出", "强调")
)

// groundWords give the time or the ground in the first phrase.
var groundWords = listOf(
	"一年来", "两年来", "三年来", "五年来", "几年来", "近年来", "半年来", "本学期", "本学年", "上学期", "学期以来", "这学期", "本年度", "今年", "去年", "上半年", "下半年", "年初以来",
	"过去的一年", "这一年", "进入", "以来", "年度", "根据", "按照", "随着", "为贯彻", "为深入", "为切实", "为进一步", "转眼", "时光", "光阴", "岁月", "不知不觉",
	"学期", "本期", "即将过去", "回首", "忙碌",
)

// leadershipWords close the phrase 在…的领导下.
var leadershipWords = listOf(
	"领导下", "指导下", "支持下", "关心下", "关怀下", "帮助下", "带领下", "指引下", "部署下", "配合下", "努力下", "重视下", "协助下",
)

var doctrineWords = listOf("为指导", "听取了", "为指针")

// lookingBack stand at the front of a last paragraph, which looks back like a first
// one.
var lookingBack = listOf("不足", "总之", "虽然", "差距", "今后", "展望", "在肯定", "看到")

// Closings, by what they do.
var (
	strivingWords = listOf("奋斗", "迈进", "努力", "前进", "拼搏")
	successWords  = listOf("胜利", "贡献", "成绩", "台阶", "辉煌", "佳绩", "新局面", "新篇章")
	thanksWords   = listOf("谢谢", "以上", "特此", "此致", "敬礼", "完毕", "祝愿", "衷心感谢")
	formalWords   = listOf("谢谢", "特此", "敬礼", "完毕", "指正")
	outlookWords  = listOf("今后", "再接再厉", "总之", "不足", "一定能", "展望", "在新的一年", "下一步", "明年", "总而言之", "综上", "来年", "新学期", "下学期")
)

// siteWords belong to a web site, not to a report, in a line of any length.
var siteWords = listOf(
	"下载本文", "下载此文", "点击下载", "下载文档", "免费下载", "下载地址", "相关文章", "相关推荐", "相关阅读", "小编", "当前位置",
	"查看更多", "您可能关注", "您可能感兴趣", "猜你喜欢", "猜您喜欢", "推荐阅读", "延伸阅读", "全文阅读", "阅读全文", "微信扫码", "扫码支付", "付费复制", "包月复制", "联系客服",
	"不限量复制", "文章复制权限", "本站", "网站首页", "返回首页", "返回顶部", "返回列表", "上传日期", "上传用户", "文档介绍", "申明敬告", "文档格式", "分享到", "打印本页", "关闭窗口",
	"本文来自", "本文网址", "本文地址", "本文链接", "热门文章", "最新文章", "备案号", "icp备", "copyright",
	"精心整理", "为大家整理", "为您整理", "为大家带来", "欢迎借鉴",
	"编辑推荐", "更多相关", "更多精彩", "大家都在看", "如有侵犯", "网友投稿", "精品文档",
	"点击查看", "查看全文", "展开全文", "剩余内容", "更多文章", "更多内容请", "网友上传", "用户上传", "网友提供", "由网友", "来自网络", "来源于网络", "来源网络", "源自网络", "互联网收集",
	"版权归", "原作者所有", "原作者所属", "如有侵权", "若有侵权", "如涉及侵权", "侵权请", "侵权必究", "联系删除", "立即删除", "及时删除", "尽快删除", "下载后可", "可任意编辑", "供学习交流",
	"共收录", "文档编号", "上传者", "上传人", "下载次数", "下载量", "所需积分", "字数统计", "预计阅读", "关注我们", "免费领取", "添加收藏", "收藏本文", "打印此文", "打印文章", "没有了", "会员专享", "vip会员",
	"【导语】", "【导读】", "【温馨提示】",
)

// siteLineWords do so in a short line; in a sentence they may be the report's own.
var siteLineWords = listOf(
	"版权所有", "版权声明", "免责声明", "欢迎转载", "转载请", "本文由", "范文网", "精品文档", "发表评论", "加入收藏", "设为首页", "doc格式", "word版", "阅读次数", "阅读量", "点击数", "点击次数", "浏览次数", "仅供参考", "扫一扫", "扫码", "二维码", "侵权声明", "侵权投诉", "公众号", "网站声明", "佚名", "人气:", "热度:", "字数:", "页数:", "大小:", "阅读:", "浏览:", "点击:", "评论:", "推荐度:", "客服", "qq:", "qq群", "微信号", "加微信", ".com", ".cn", ".net", ".html", "文库", "举报", "供大家参考", "供您参考", "希望对大家", "希望能帮", "希望对您", "发布时间", "更新时间", "上一篇", "下一篇", "www.", "http://", "https://", "欢迎阅读", "上传时间", "一起来了解", "一起来看看", "用户评论", "已付款",
)

// dateExclusions are acts of passing a law; a date with one of them is no date line of a report.
var dateExclusions = listOf("通过", "修正", "公布", "施行", "批准", "修订", "发布", "实施", "起", "会议")

// bylineNames begin a line about author, date or owner.
var bylineNames = listOf(
	"作者", "日期", "单位", "姓名", "时间", "来源", "报告人", "述职人", "汇报人", "撰稿", "撰写人", "部门", "学校", "填报", "编辑", "发布人", "发布时间", "发布日期", "执笔", "报送单位", "填报单位", "职务", "岗位", "署名", "提交人", "文号", "编号", "科室", "院系", "班级", "投稿",
)

// bylineEndings end further labels of that kind: 报送时间, 主讲人, 成文日期.
var bylineEndings = listOf("单位", "时间", "日期", "部门", "作者", "姓名", "编号", "文号", "述职人", "报告人", "汇报人", "总结人", "撰写人", "执笔人", "负责人", "审核人", "联系人", "申报人", "填报人")

// authorNames are those of them that name who wrote the text.
var authorNames = listOf("作者", "单位", "姓名", "报告人", "述职人", "汇报人", "撰稿", "撰写人", "部门", "学校", "执笔", "报送单位", "填报单位", "科室", "院系", "班级", "投稿", "文/")

// surnames are the commonest family names, enough for a line that holds a name only.
const surnames = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐庞颜庄章鲁岳"

// rareSurnames are further ones. Many are common words as well, so that they count
// only where every line of a group begins with a surname.
const rareSurnames = "丰乌乐乔乜习云井仇代仰仲伊伍伏佘佟俞倪傅储元冀冉冷凌凤刁别劳勾包匡华卓单卜卞卫印危厉双古司吉咸喻堵夔奚姬娄季宓宗宣宦宫宰容宿寇富寿封尚尤居屈屠山岑嵇巢左巩巫巴席平幸应庾廉弓弘强怀惠慎慕戈戎戚扈扶支敖昌易昝晁晏景暨暴曲权束杭松柏查柯柳柴栾桂桑桓梅欧殳殷毕水池汲沃沙洪浦游湛滑滕满濮焦燕牧狄班璩甄甘申皮益盖盛瞿祁祖祝禄禹秋穆窦童竺符简管籍米糜索红纪缪羊羿翁翟耿聂胥臧舒艾芮花苍苗苟茅茹荀荆荣莘萧蒯蒲蓝蓬蔚蔺薄虞融衡裴褚解訾詹诸谈谷贝贡贲费赖越路车辛边连逄逯那邬邴郁郎郏郗郜郦鄂酆钮闵闻阎阙阚阮阴隆隗雍霍靳鞠韶项饶骆鱼鲍麻"

// officeEndings end the name of an office or owner.
var officeEndings = listOf(
	"局", "校", "小学", "中学", "大学", "学院", "工会", "委员会", "办公室", "中心", "科", "处", "公司", "支部", "幼儿园", "镇", "乡", "县", "市", "区", "站", "所", "厂", "街道", "社区", "村", "班", "系", "部", "医院", "银行", "集团", "委", "政府", "室", "组", "园", "馆", "队", "联", "院", "总工会", "厅",
)

// placedEndings end the name of an office too where a place begins it.
var placedEndings = listOf("场", "圃", "段", "社", "店", "行", "会", "台", "办", "点", "库", "团", "署", "司", "校区", "中队", "大队")

const maxTitle = 60 // characters: longer lines are prose

// isTitle reports whether t, one line without outer white space, is the title of a
// report: short, without comma or stop, ending in what such a text is called.
func isTitle(t string) bool {
	if t == "" || !mayEndTitle(t) || !within(t, maxTitle) || hasPause(t) {
		return false
	}
	t = trimOrnament(t)
	if isCloserAt(t) {
		const most = 12 // characters of (1), (精选)
		if i := strings.LastIndexAny(t, "(（"); i > 0 && within(t[i:], most) {
			t = strings.TrimSpace(t[:i])
		}
	}
	t = trimClosers(t)
	t = trimNumber(t)
	if n := suffixOf(t, titleWords); n > 0 {
		w := t[len(t)-n:]
		return (w != "情况" && w != "材料") || strings.HasSuffix(t, "工作情况") || strings.HasSuffix(t, "事迹材料") || strings.HasSuffix(t, "总结材料")
	}
	return suffixOf(t, planWords) > 0 && strings.Contains(t, "工作")
}

// mayEndTitle is the cheap test on the last rune of t: it ends a title word, or
// may stand behind one.
func mayEndTitle(t string) bool {
	if c := t[len(t)-1]; c < utf8.RuneSelf {
		return c != ',' && c != '.' && c != '%'
	}
	r, _ := lastRune(t)
	switch r {
	case '结', '告', '报', '话', '职', '得', '会', '文', '稿', '料', '言', '辞', '述', '表', '书', '况',
		'划', '案', '点', '路', '算', '排', '篇',
		'一', '二', '三', '四', '五', '六', '七', '八', '九', '十':
		return true
	}
	if isHan(r) {
		return false
	}
	return r != utf8.RuneError && !isStop(r) && r != '，' && r != '、'
}

// isWeakTitle reports whether a title may as well be the title of a section.
func isWeakTitle(t string) bool {
	t = trimOrnament(t)
	return strings.Contains(t, "的") || hasPrefix(t, sectionStarts) || !within(t, 60) || within(t, 3)
}

// isFirmTitle reports whether a title can hardly be that of a section: it names a
// report, not a plan or a speech, and says more than 工作总结.
func isFirmTitle(t string) bool {
	const least = 5 // characters
	if !isTitle(t) || within(trimOrnament(t), least-1) || hasPrefix(t, sectionStarts) && !strings.HasPrefix(t, "关于") {
		return false
	}
	return containsAny(t, firmWords)
}

// isPlanTitle reports whether a title names a plan and nothing else.
func isPlanTitle(t string) bool {
	return isTitle(t) && suffixOf(trimClosers(trimOrnament(t)), planWords) > 0 && !containsAny(t, titleWords)
}

// trimOrnament drops white space and the signs that decorate a heading on both
// sides.
func trimOrnament(t string) string { return strings.TrimFunc(t, isOrnament) }

func isOrnament(r rune) bool {
	if r >= 0x3400 && r <= 0x9FFF || r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
		return false
	}
	switch r {
	case ' ', '\t', '*', '#', '=', '-', '—', '_', '~', '★', '☆', '◆', '◇', '●', '○', '■', '□', '▲', '△', '※', '·', '•',
		'<', '>', '《', '》', '【', '】', '〖', '〗', '「', '」', '『', '』', '"', '“', '”':
		return true
	}
	return false
}

func trimClosers(t string) string {
	for t != "" && !endsHan(t) {
		r, n := lastRune(t)
		if !isCloser(r) && r != ' ' && r != ':' && r != '：' {
			break
		}
		t = t[:len(t)-n]
	}
	return t
}

// isCloserAt reports whether t ends with a closing bracket.
func isCloserAt(t string) bool {
	r, _ := lastRune(t)
	return isCloser(r)
}

// trimNumber drops a number at the end of t, as in 工作总结2 or 总结之一.
func trimNumber(t string) string {
	end := len(t)
	for end > 0 {
		r, n := lastRune(t[:end])
		if r >= '0' && r <= '9' || strings.ContainsRune("一二三四五六七八九十", r) || r == ' ' {
			end -= n
			continue
		}
		if kind, _ := numberSign(r); kind != noNumeral {
			end -= n
			continue
		}
		break
	}
	t = strings.TrimSuffix(t[:end], "之")
	return strings.TrimSuffix(t, "篇")
}

const maxSiteLine = 30 // characters of a line in which the weaker words count

// The lexicons of the words above, and the classes they tell.
var (
	openingLexicon = newLexicon(announcements, leadershipWords, doctrineWords, listOf("现将", "现就"), listOf("现总结"), greetings, groundWords)
	closingLexicon = newLexicon(strivingWords, successWords, thanksWords, outlookWords)
)

const (
	announceClass = 1 << iota
	leadershipClass
	doctrineClass
	nowClass // 现将 announces together with what follows
	nowSumClass
	greetingClass // these two count at the very front only
	groundClass
)

const (
	strivingClass = 1 << iota
	successClass
	thanksClass
	outlookClass
)

// isSite reports whether the line or sentence [lo, hi) belongs to the web site around
// the text.
func (s *sheet) isSite(lo, hi int32) bool {
	weak := false
	for _, at := range s.sites[s.sites.from(lo):] {
		if at >= hi {
			break
		}
		if hasPrefix(s.s[at:hi], siteWords) {
			return true
		}
		weak = weak || hasPrefix(s.s[at:hi], siteLineWords)
	}
	return weak && within(s.s[lo:hi], maxSiteLine) && !hasStop(s.s[lo:hi])
}

// innerLabels begin labels of items inside a report.
var innerLabels = listOf(
	"一是", "二是", "三是", "其一", "其次", "第一", "第二", "第三", "问题", "不足", "原因", "措施", "成绩", "目标", "任务", "要求", "做法", "经验", "如下", "包括", "主要", "表现", "思路", "重点", "方面", "工作", "建议", "例如", "认为", "指出", "强调", "提出", "总之", "注",
)
