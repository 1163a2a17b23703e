package accuracy

import "strings"

// list splits words at spaces.
func list(words string) []string { return strings.Fields(words) }

// Names of places are a first and a second character; names of people a surname and one or
// two more. None of the places exists.
var (
	placeFirst  = []rune("青柳禾云白苍石鹿枫榆桐槐菱荻芦梓檀蓼莲蒲雁鹭鹤鹊麦稻粟葵桑杞松柏竹梅兰菊栗枣橘砚墨琴棋画镜铜锡瓷陶盐茶酒晴霁露霜岚霞汀洲渚浦溪")
	placeSecond = []rune("杉溪台丰鹭梧湾泊岭坪坞涧浦陂堰桥亭渡口埠沟坡塘洼塬峪岗垭坳冲坝滩洲屿磨井泉源潭河津汀渠川原陵丘阜墩屯庄集营堡寨店铺栈驿")
	placeKinds  = list("县 市 区 镇 乡 村 街道")
	surnames    = []rune("祁闵苗沐褚卫凌霍虞柯管卢莫房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓")
	givenNames  = []rune("望舟砚秋若川怀谷令仪知远书尧亦澄栩然景行之桓有年立群存厚修竹映雪守拙克勤向东春生小满长河云起又新晓岚")
	posts       = list("站长 主任 所长 队长 科长 老师傅 组长 书记 股长 副主任 班长 技术员 会计 主席 校长 院长")
)

// words are the slots that any field may fill.
var words = map[string][]string{
	"when": list("年初 春节前后 {month}上旬 {month}中旬 {month}下旬 一季度 二季度 三季度 四季度 入夏以后 入冬以前 汛期来临前 开学头一周 麦收时节 " +
		"国庆长假期间 腊月里 {month}初 {month}底 上半年 下半年 半年下来 清明前后 端午前夕 立秋那天 一年里 头三个月 最后两个月 {month}{d}日 寒潮来袭时 连阴雨过后 每逢集日 周末 午休时间 夜里十点以后 换届之后 放假前 前年冬天 年中 岁末"),
	"month": list("一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月"),
	"how":   list("逐户 分批 连夜 挨个 分片 轮流 提前 集中 抽空 反复 悄悄 照单 冒雨 顶着寒风 按图 对着账本 不打招呼 边干边学 手把手 合力 当面 公开 如期 成片 优先 自己动手 借力 错峰 趁农闲 就地 跨部门 分三步 带头 主动 随机 按月 逐项 限期 一次 顺路"),
	"why": list("为了不误{thing}使用 为让{people}少跑路 针对{trouble} 着眼于{aspect} 按照{place}的做法 参考{paper}的要求 考虑到{people}的难处 抓住{event}的机会 围绕{aspect}这条主线 " +
		"响应{people}的呼声 吸取{place}的教训 为保{when}不出乱子 依据{paper} 借{event}之力 结合{place}实际 趁{thing}停用 本着节约的原则 受{place}启发 根据上级计划 为打牢基础"),
	"so": list("{people}都说方便 {trouble}的说法少了 比上年多{n}{unit} 省下{money} 前后只用{n}天 合格率升到{pct} 群众反映良好 {gain} 没有出现返工 得到{man}肯定 " +
		"往后照此办理 误差降到{pct}以内 办理时间缩短一半 {place}派人来学 {people}的笑脸多了 差错只剩{n}处 占全部任务的{pct} 居{place}前列 账目一清二楚 效果明显 " +
		"{n}{unit}当场销号 {people}送来一面锦旗 旧账就此了结 老问题有了新办法 经验在{place}推广 原定目标提前达到 {thing}恢复使用 投诉下降{pct} 覆盖面扩大到{pct} 余下{n}{unit}列入明年 " +
		"{people}信得过 花钱不到{money} 质量经得起查 矛盾化解在门口 无一起事故 {man}的担心打消了 各组有了样板 底数摸清了 {pct}的{people}表示满意 工期没有耽搁 规模比{place}还大"),
	"unit":  list("处 户 次 份 件 台 张 条 人 家 项 起 批 套 间 本 车 亩 段 个"),
	"start": list("先是 随后 与此同时 为此 另外 接着 不仅如此 在这个基础上 回头看 说到底 实际上 更要紧的是 其次 再往后 最后 到头来 相比之下 难得的是 值得一提的是 到目前"),
	"view": list("{thing}要常用常修 {paper}不能只写在纸上 {people}最有发言权 {aspect}贵在坚持 办事先算{people}的账 {event}不能走过场 数字要经得起推敲 小事拖不得 好制度要靠人落实 " +
		"家底清楚才好谋划 舍得花力气才有回报 规矩立在前头 一把钥匙开一把锁 {trouble}宜早不宜迟 {people}的话要听完 质量是饭碗 多看{place}少比自己 钱要花在{thing}上"),
	"care":  list("加强 改进 规范 细化 深化 推进 做实 抓紧 优化 理顺 健全 夯实 强化 拓展 创新 狠抓"),
	"aim":   list("提升服务水平 打牢工作基础 促进各项发展 筑牢安全底线 增强整体合力 确保任务完成 让{people}得实惠 补齐短板 树立新形象 取得新进展 激发活力 保障{people}权益 堵住漏洞 形成常态 不走过场 见到实效 推动{aspect}上台阶 换来好口碑"),
	"owner": list("{place}{unitname}"),

	"o-time": list("一年来 今年以来 过去的一年 一年来 今年以来 本学期以来 {year}以来 这一年 半年多来 {year}即将过去 本年度 回顾{year} 十二个月下来 自{month}份以来 从年头到年尾 全年 本学期 任期三年来"),
	"o-led":  list("在{place}党委的正确领导下 在{place}政府的领导下 在上级部门的指导下 在主管部门的关心下 在{place}有关部门的指导下 按照{place}的统一安排 在上级领导下 照着年初的打算 由{man}牵头 靠着{people}的支持 依据{paper} 有{place2}帮衬 在{place}党委领导下 本着求实的精神"),
	"o-aim":  list("紧扣{aspect} 以{people}为中心 以{event}为抓手 盯住{trouble} 围绕{aspect}、{aspect}两件事 把{aspect}摆在前头 立足本职 着眼{place}的发展 一手抓{aspect}一手抓{aspect} 从{thing}入手"),
	"o-well": list("有进步 有起色 稳中有升 打开了局面 走上正轨 补上了短板 没有掉队 喜忧参半 进展平稳 上了新台阶"),
	"o-now": list("现将情况总结如下 现将有关工作汇报如下 具体做法是 下面作一小结 主要做了这样几件事 现把做法和数字报告如下 分述如下 现就{aspect}等工作总结如下 " +
		"有关情况如下 下面从几个方面汇报 总结起来有以下几点 简要报告如下"),
	"o-have":  list("现有 共有 在册 眼下有 名下有 年末有"),
	"c-time":  list("新的一年 今后 在今后的工作中 在新的一年里 下一步 来年 下一年 明年 下一步 展望明年 往后 开春以后 下半年 新学期 接下来 未来一年 {month}起"),
	"c-sum":   list("总之 总的看 回头看这一年 一年的账算下来 纵观全年 平心而论 归结起来 概括地说"),
	"c-luck":  list("离不开 多亏 靠的是 归功于 要感谢 首先得谢"),
	"c-luck2": list("信得过 肯出力 心齐 有干劲 不怕难 都是好样的"),
	"c-hope":  list("就有盼头 一定更好 会迈上新台阶 必有起色 大有可为 不会落后"),
	"c-lack":  list("不足之处是 也还有 存在的问题有 差距在于 美中不足的是 欠账主要是 薄弱环节是 没有做好的是"),
	"c-vow": list("为{place}的发展作出新的贡献 为{aspect}再上新台阶而努力奋斗 以优异的成绩向{people}汇报 再创佳绩 开创{aspect}的新局面 努力让{people}更满意 不辜负{people}的期望 再接再厉 把{aspect}做得更扎实 力争走在{place2}前面 以新的面貌迎接检查 继续努力 " +
		"向{people}交一份好答卷 争取{gain} 让{thing}用得更久 为明年开个好头 脚踏实地再干一年 使{aspect}再上台阶 请{people}监督"),
}
