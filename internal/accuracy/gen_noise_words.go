package accuracy

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
)

// wordNoise replaces words: the same one by the same one wherever it stands.
var wordNoise = []noise{
	{"spin-1.2", spinAt(1.2)},
	{"spin-3", spinAt(3)},
	{"spin-6", spinAt(6)},
	{"spin-blind", func(r *rand.Rand, t string) string { return replaceAll(t, blind) }},
	{"spin-blind-3", func(r *rand.Rand, t string) string { return spinAt(3)(r, replaceAll(t, blind)) }},
	{"place-renamed", renamePlaces(1)},
	{"places-renamed", renamePlaces(6)},
	{"numbers-30", changeNumbers(0.3)},
	{"numbers-all", changeNumbers(1)},
	{"words-inserted-3", rewordAt(0.03, insertWord)},
	{"words-dropped-3", rewordAt(0.03, dropWord)},
	{"words-replaced-3", rewordAt(0.03, replaceWord)},
	{"words-edited-5", rewordAt(0.05, insertWord, dropWord, replaceWord)},
}

// spins are pairs of words as programs exchange them to make a text look new.
var spins = []string{
	"发展=开展", "基础=根底", "计划=方案", "广大=宽广", "部分=局部", "标准=规范", "建立=创立", "表现=体现", "多次=屡次", "达到=到达", "反映=反响",
	"回顾=回忆", "加强=增强", "提高=提升", "进行=开动", "工作=任务", "积极=踊跃", "认真=仔细", "组织=安排", "活动=举动", "问题=难题", "情况=状况",
	"管理=治理", "制度=规矩", "检查=查看", "要求=需求", "解决=处置", "落实=兑现", "完成=做完", "取得=获得", "保证=确保", "保护=庇护", "培训=训练",
	"学习=进修", "教育=教导", "宣传=传播", "群众=大众", "领导=引领", "单位=部门", "全面=周全", "重要=紧要", "主要=首要", "明显=显著", "有效=见效",
	"及时=适时", "严格=严厉", "深入=深化", "继续=接着", "不断=持续", "逐步=渐次", "努力=尽力", "促进=推进", "推动=带动", "扩大=拓展", "增加=添加",
	"减少=缩减", "改善=改良", "改革=变革", "支持=扶持", "帮助=协助", "参加=加入", "举办=开办", "召开=举行", "建设=修建", "生产=出产", "生活=日子",
	"经济=财经", "社会=社群", "国家=邦国", "人民=民众", "企业=厂商", "农业=农耕", "技术=工艺", "质量=品质", "数量=数目", "水平=程度", "能力=本领",
	"条件=前提", "环境=周遭", "服务=效劳", "安全=平安", "健康=康健", "方面=层面", "方法=办法", "方式=形式", "措施=举措", "目标=指标", "任何=一切",
	"应当=应该", "必须=务必", "可以=能够", "需要=须要", "规定=划定", "依法=按法", "部门=机关", "负责=担当", "监督=督查", "实施=施行", "登记=注册",
	"申请=请求", "批准=同意", "违反=违背", "其他=别的", "或者=抑或", "以及=及其", "由于=因为", "因此=所以", "但是=然而", "如果=假如", "虽然=尽管",
	"同时=并且", "目前=眼下", "今年=本年", "去年=上年", "全年=整年", "一定=必定", "许多=诸多", "非常=十分", "特别=尤其", "共同=一道", "统一=一致",
	"全部=所有", "准备=筹备", "开始=着手", "结束=完结", "离开=脱离", "选择=挑选", "发现=觉察", "调查=查访", "研究=钻研", "讨论=探讨", "决定=议定",
	"通知=告知", "报告=陈述", "总结=归纳", "经验=体会", "成绩=成果", "困难=艰难", "原因=缘由", "结果=结局", "作用=功用", "影响=波及", "关系=联系",
	"责任=职责", "义务=本分", "权利=权益", "利益=好处", "收入=所得", "支出=开销", "资金=款项", "经费=费用", "设备=器械", "设施=装置", "材料=资料",
	"老师=先生", "学生=生徒", "医生=大夫", "病人=患者", "居民=住户", "职工=员工", "干部=骨干", "代表=代言", "委员=成员", "专家=行家", "家长=父母",
	"学校=校园", "医院=诊所", "机关=衙署", "地方=处所", "城市=都市", "农村=乡村", "道路=路途", "交通=往来", "市场=集市", "商品=货品", "价格=价钱",
	"合理=得当", "适当=恰当", "稳定=安稳", "迅速=快速", "顺利=顺当", "充分=足够", "普遍=广泛", "突出=显眼", "繁荣=昌盛", "丰富=充裕", "先进=超前",
	"更换=替换", "整理=收拾", "维修=修缮", "清理=清除", "核对=查对", "统计=计数", "登门=上门", "走访=探访", "新增=添了", "安装=装设", "添置=购置",
}

// blind are replacements so short that they hit across the borders of words: 原则 becomes
// 原那么.
var blind = []string{
	"则=那么", "部分=局部", "并=并且", "把=将", "很=十分", "都=全都", "和=与", "又=再度", "了解=理解", "会上=会中", "大为=大是", "为了=以便", "及=以及",
	"没有=未有", "但=可是", "时=时候", "可=能够", "已=已经", "仍=仍然", "如=例如",
}

// spinAt replaces words of spins, in random order and wherever they stand, until the given
// number of words in 100 letters is reached, or no pair is left.
func spinAt(per100 float64) func(*rand.Rand, string) string {
	return func(r *rand.Rand, text string) string {
		left := int(per100*float64(letterCount(text))/100 + 0.5)
		pairs := slices.Clone(spins)
		r.Shuffle(len(pairs), func(i, j int) { pairs[i], pairs[j] = pairs[j], pairs[i] })
		var used []string
		for _, p := range pairs {
			from, _, _ := strings.Cut(p, "=")
			if n := strings.Count(text, from); n > 0 && left > 0 && n <= left+2 {
				used = append(used, p)
				left -= n
			}
		}
		return replaceAll(text, used)
	}
}

// replaceAll applies all pairs at once, so that no replacement is replaced again.
func replaceAll(text string, pairs []string) string {
	var list []string
	for _, p := range pairs {
		from, to, _ := strings.Cut(p, "=")
		list = append(list, from, to)
	}
	return strings.NewReplacer(list...).Replace(text)
}

// placeNames match names of places and offices: two characters and what they are.
var placeNames = regexp.MustCompile(`\p{Han}{2}[县市区镇乡村省州湾岭校院局厂所站馆]`)

// renamePlaces gives the n most frequent places of a text another name everywhere.
func renamePlaces(n int) func(*rand.Rand, string) string {
	return func(r *rand.Rand, text string) string {
		var names []string
		for _, name := range placeNames.FindAllString(text, -1) {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
		var pairs []string
		for _, old := range mostFrequent(text, names, n) {
			name := []rune(old)
			pairs = append(pairs, old+"="+placeName(r)+string(name[2:]))
		}
		return replaceAll(text, pairs)
	}
}

// reword is a change of one word at the start of in: it returns what is written and how
// many code points it stands for.
type reword func(r *rand.Rand, in []rune) (string, int)

func insertWord(r *rand.Rand, _ []rune) (string, int) { return ownWord(r), 0 }

func replaceWord(r *rand.Rand, in []rune) (string, int) {
	n := between(r, 1, 3)
	if !hanRun(in, n) {
		return "", 0
	}
	return ownWord(r), n
}

func dropWord(r *rand.Rand, in []rune) (string, int) {
	n := between(r, 1, 3)
	if !hanRun(in, n) {
		return "", 0
	}
	return "", n
}

// rewordAt changes words so that about the given share of the letters, [0,1], is touched:
// inserted, dropped or replaced by words of one's own. The first and the last four letters
// stay, so that the ends of a passage are where they are.
func rewordAt(rate float64, ways ...reword) func(*rand.Rand, string) string {
	const mean, edge = 2, 4 // letters a change, letters that stay
	return func(r *rand.Rand, text string) string {
		in := []rune(text)
		var b strings.Builder
		for i := 0; i < len(in); {
			if i >= edge && i < len(in)-edge-3 && isHan(in[i]) && r.Float64() < rate/mean {
				word, n := pick(r, ways)(r, in[i:])
				b.WriteString(word)
				if i += n; n > 0 {
					continue
				}
			}
			b.WriteRune(in[i])
			i++
		}
		return b.String()
	}
}
