package align

import (
	"cmp"
	"slices"
	"strings"
	"sync"
)

// stockWords are the words that the formulae of official style are put together from,
// longer ones where a short one has a use of its own. No list of phrases is complete, for
// everybody joins these in an order of his own: 在上级党委的坚强领导和社会各界的大力支持下.
const stockWords = `
马克思列宁主义 马列主义 毛泽东思想 邓小平理论 三个代表 重要思想 科学发展观 习近平 总书记 新时代 中国特色 社会主义
党的十五大 党的十六大 党的十七大 党的十八大 党的十九大 党的二十大 十六大 十七大 十八大 十九大 二十大 党的大 xx大
一中全会 二中全会 三中全会 四中全会 五中全会 六中全会 七中全会 历次全会 全会 历届全会 会议精神 讲话精神 重要讲话 重要指示 文件精神 精神
为指导 为指引 为统领 为统揽 为主线 为契机 为动力 为目标 为宗旨 为中心 为重点 为核心 为抓手 统领 统揽 指导思想 伟大旗帜 旗帜 高举 思想
党中央 中共中央 国务院 中央 省委 省政府 市委 市政府 县委 县政府 区委 区政府 镇党委 镇政府 乡党委 乡政府 党委 政府 党组 党工委 党总支 党支部 党政 人大 政协 上级 各级 中央和省
决策部署 战略部署 工作部署 统一部署 总体部署 部署 方针政策 路线方针 路线 方针 政策 基本路线 基本方略 四项基本原则 改革开放 经济建设 总基调 新发展理念 新发展格局 高质量发展
解放思想 实事求是 与时俱进 求真务实 真抓实干 开拓创新 开拓进取 锐意进取 以人为本 执政为民 立党为公 全心全意 为人民服务 根本宗旨 宗旨
小康社会 和谐社会 中国梦 中华民族 伟大复兴 民族复兴 现代化 宏伟目标 奋斗目标 宏伟蓝图 不忘初心 牢记使命 主题教育 群众路线 教育实践活动 四个意识 四个自信 两个维护 两个确立 决定性意义 五位一体 四个全面
主管部门 业务部门 职能部门 有关部门 相关部门 各部门 各单位 各有关 领导班子 班子 主要领导 各级领导 上级领导 领导 正确领导 坚强领导 统一领导 直接领导 正确 坚强
具体指导 精心指导 悉心指导 指导 大力支持 关心支持 鼎力支持 关心 支持 重视 亲切关怀 关怀 热情帮助 帮助 密切配合 通力协作 配合 协作 共同努力 辛勤努力 积极参与 共同 带领
社会各界 广大群众 人民群众 干部群众 广大干部 广大党员 广大职工 广大教职工 全体同志 全体干部 全体职工 全体教职工 全体员工 全体人员 全体 广大 干部职工 干部 职工 群众 党员 同志们 同事们 同事 同志 单位
认真学习 认真贯彻 认真落实 认真 学习 宣传 贯彻 落实 执行 践行 实践 深入 全面 切实 扎实 努力 积极 充分 紧紧 紧密 牢固 树立 围绕 紧扣 坚持 始终 加强 强化 进一步 不断 继续 提高 提升 推进 推动 促进 加快 开展 组织 按照 根据 结合 要求 统筹 大力 着力 奋力 注重 突出 狠抓 抓好 做好
中心工作 服务大局 大局 全局 本职 岗位 职责 履行 履职 各项 各项工作 各项任务 各项事业 工作任务 目标任务 工作目标 任务 目标 工作 年初 全年 一年来 今年以来 实际
圆满完成 顺利完成 较好地完成 全面完成 完成了 完成 取得了 取得 成绩 成效 实效 进展 成果 经验 显著 明显 可喜 优异 较好的 良好的 一定的 令人满意 满意 积累了 积累
上级交给 上级下达 交给 下达 制定 确定 迈上了 迈上 新的台阶 一个新的 新台阶 台阶 新的 水平 得到了 受到了 收到了 得到 受到 充分肯定 一致好评 好评 肯定 认可
作出了 做出了 作出 做出 应有的贡献 积极的贡献 积极贡献 更大的贡献 更大贡献 新的贡献 贡献 有力保证 有力保障 坚强保证 坚实的基础 坚实基础 打下了 奠定了 提供了 发挥了 发挥 作用 积极作用 战斗堡垒 先锋模范 带头作用 桥梁和纽带 桥梁纽带 积极性 主动性 创造性 调动 凝聚力 战斗力 合法权益 维护
经济社会 经济 社会 又好又快 科学发展 健康发展 持续 快速 和谐 稳定 社会稳定 发展 改革 事业 文明 精神文明 物质文明 政治文明 建设
存在 不足 差距 薄弱环节 一定 我们 我县 我市 我区 我镇 我局 我校 我院 我乡 全县 全市 全区 全镇 全局 全校 全院
再接再厉 再创佳绩 再创辉煌 戒骄戒躁 振奋精神 扎实工作 发扬成绩 克服不足 团结起来 团结一致 团结 更加 饱满的热情 高昂的斗志 务实的作风 扎实的作风 作风 投入到 今后 新的一年 下一步 将以 决心 相信 一定会 美好 明天 开创 新局面 新篇章 新辉煌 努力奋斗 不懈奋斗 而奋斗 奋斗 总结如下 汇报如下 报告如下 现将
宏伟 伟大 光荣 艰巨 崇高 神圣 亲切 热情 悉心 无私 辛勤 殷切 高度 严格 有力 有效 有序 稳步 圆满 顺利 深刻 清醒 精心 周密 一系列 一切 一定 相应 应有 相关 有关 关于 若干 方面 有关规定 有关要求 规定 意见 通知 作风建设 廉政建设 党风廉政 思想建设 组织建设 制度建设 队伍建设
中华人民共和国 全国 人民代表大会 常务委员会 常务会议 人民政府 国务院令 主席令 会议 次会议 通过 批准 公布 发布 施行 修正 修订 修改 决定 地方性法规 总则 附则 本条例 本办法 本规定 本法 自公布之日起 根据 制定 有关法律 法律 法规 行政法规 规章
0 1 2 3 4 5 6 7 8 9 一 二 三 四 五 六 七 八 九 十 年 月 日 第 届 次 号 章 条
的 和 与 在 下 以 为 了 及 是 要 将 把 并 更 而 中 上 也 都 等 向 对 从 地 得 会 新 党
`

// wordTable finds stock words by their first letter: a table, for it is asked about
// every letter of every text.
type wordTable struct {
	list  [1 << 16]uint16 // of each letter, its list of words
	words [][][]rune      // the longest first; list 0 is empty
}

var stockTable = sync.OnceValue(func() *wordTable {
	t := &wordTable{words: make([][][]rune, 1)}
	for _, w := range strings.Fields(stockWords) {
		word := []rune(w)
		k := t.list[word[0]]
		if k == 0 {
			k = uint16(len(t.words))
			t.list[word[0]] = k
			t.words = append(t.words, nil)
		}
		t.words[k] = append(t.words[k], word)
	}
	for _, words := range t.words {
		slices.SortFunc(words, func(v, w []rune) int { return cmp.Or(cmp.Compare(len(w), len(v)), slices.Compare(v, w)) })
	}
	return t
})

// at returns the length of the longest stock word at the start of code, 0 where there
// is none.
func (t *wordTable) at(code []rune) int {
	if code[0] >= rune(len(t.list)) {
		return 0
	}
	for _, w := range t.words[t.list[code[0]]] {
		if len(w) <= len(code) && slices.Equal(code[:len(w)], w) {
			return len(w)
		}
	}
	return 0
}
