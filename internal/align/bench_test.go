package align

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"chachong/internal/token"
)

// Parts of the sentences of reports.
var (
	benchWho  = strings.Fields("校工会 教务处 总务处 年级组 学校党支部 团委 女工委员会 退休教师协会 镇中心校 县教育局 社区居委会 村委会 卫生院 农机站 水利所 文化站 林场 供销社 妇联 民政办 青石滩小学 白鹭湾中学 云溪县总工会 各部门 广大教职工 我们 全体党员 班主任 老教师 青年教师")
	benchWhen = strings.Fields("今年春天 去年十月 每逢周五 开学以来 一年来 三月中旬 暑假期间 国庆前后 上半年 年底 每月初 汛期 秋收时节 寒假里 五月底 本学期 第一季度 入冬以后 2019年 2021年6月")
	benchDo   = strings.Fields("组织 开展 举办 落实 修订 检查 走访 整理 筹备 完成 推动 督促 培训 慰问 协调 安排 改建 购置 清理 登记 公布 讨论 认真学习 切实加强 积极参与 进一步完善 发放 维修 评选 征求")
	benchWhat = strings.Fields("登山比赛 教职工代表大会 困难职工档案 课堂教学评比 防汛物资 读书活动 规章制度 食堂账目 安全演练 体检工作 合唱排练 图书漂流 支教任务 校园绿化 危房改造 工资集体协商 女职工权益 法律讲座 技能竞赛 党风廉政建设 民主评议 垃圾分类 春耕备耕 疫苗接种 值班表 道路硬化 饮水工程 合作医疗 家访记录 师德考核 会议精神 工作任务 帮扶对象 科技下乡 普法宣传")
	benchHow  = strings.Fields("收到良好效果 受到一致好评 解决了实际困难 参加的有一百二十人 共投入资金三万元 群众比较满意 还存在一些不足 为今后打下了坚实的基础 每周通报一次 由专人负责 做到有计划有总结 及时上报 大家干劲很足 留下了完整的照片和签到表 成绩有了提高 取得了较好的成绩 明年准备再做一次")
)

// report returns a report of about n letters in words and phrases that repeat as those of
// reports do.
func report(seed uint64, n int) string {
	r := rand.New(rand.NewPCG(seed, 3))
	pick := func(words []string) string {
		// The first words of a list are the commonest.
		return words[int(float64(len(words))*r.Float64()*r.Float64())]
	}
	var b strings.Builder
	for k := 1; b.Len() < 3*n; k++ {
		if k%6 == 1 {
			fmt.Fprintf(&b, "\n%d、%s的%s\n", k/6+1, pick(benchDo), pick(benchWhat))
		}
		fmt.Fprintf(&b, "%s，%s%s%s", pick(benchWhen), pick(benchWho), pick(benchDo), pick(benchWhat))
		if r.IntN(2) == 0 {
			fmt.Fprintf(&b, "、%s和%s%d项", pick(benchWhat), pick(benchWhat), r.IntN(40))
		}
		fmt.Fprintf(&b, "，%s", pick(benchHow))
		if r.IntN(3) == 0 {
			fmt.Fprintf(&b, "，%s%s", babble(r.Uint64(), 2), pick(benchDo))
		}
		b.WriteString("。")
	}
	return b.String()
}

// statute returns one of n articles, of which every change-th is worded anew by turn.
func statute(seed uint64, n, change int, turn uint64) string {
	var b strings.Builder
	for k := range n {
		from := seed*1000 + uint64(k)
		if change > 0 && k%change == 0 {
			from += turn << 20
		}
		fmt.Fprintf(&b, "\n第%d条 %s", k+1, strings.TrimSpace(strings.ReplaceAll(report(from, 90), "\n", "")))
	}
	return b.String()
}

// reworded returns s with a letter in n put in the place of another.
func reworded(seed uint64, s string, n int) string {
	r := rand.New(rand.NewPCG(seed, 9))
	letters := []rune(s)
	for k := r.IntN(n); k < len(letters); k += 1 + r.IntN(2*n) {
		letters[k] = rune(0x4E00 + r.IntN(3000))
	}
	return string(letters)
}

func benchLetters() (src []string, letters []token.Letters, bytes int64) {
	for seed := range uint64(8) {
		s := report(seed, 3000)
		src, letters = append(src, s), append(letters, lettersOf(s))
		bytes += int64(len(s))
	}
	return src, letters, bytes
}

func BenchmarkAppendSeeds(b *testing.B) {
	_, letters, bytes := benchLetters()
	var scratch SeedScratch
	var seeds []uint32
	b.SetBytes(bytes)
	b.ReportAllocs()
	for b.Loop() {
		for _, l := range letters {
			seeds = AppendSeeds(seeds[:0], l, &scratch)
		}
	}
	perLetter(b, letters)
}

func BenchmarkAppendSeedPlaces(b *testing.B) {
	_, letters, bytes := benchLetters()
	var scratch SeedScratch
	var places []uint64
	b.SetBytes(bytes)
	b.ReportAllocs()
	for b.Loop() {
		for _, l := range letters {
			places = AppendSeedPlaces(places[:0], l, &scratch)
		}
	}
	perLetter(b, letters)
}

func BenchmarkNewText(b *testing.B) {
	src, letters, bytes := benchLetters()
	grams := make([][]uint64, len(letters))
	for i, l := range letters {
		grams[i] = token.AppendGrams(nil, l.Code)
	}
	for _, weighed := range []bool{false, true} {
		b.Run(fmt.Sprintf("weighed=%v", weighed), func(b *testing.B) {
			b.SetBytes(bytes)
			b.ReportAllocs()
			for b.Loop() {
				for i, l := range letters {
					t := NewText(src[i], l, grams[i], rare, nil)
					if weighed {
						t.weigh()
					}
				}
			}
			perLetter(b, letters)
		})
	}
}

func perLetter(b *testing.B, letters []token.Letters) {
	n := 0
	for _, l := range letters {
		n += l.Len()
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/letter")
}

func BenchmarkAlign(b *testing.B) {
	base := report(1, 3000)
	for _, c := range []struct{ name, a, b string }{
		{"strangers", base, babble(2, 3000)},
		{"reports", base, report(2, 3000)},
		{"paragraph", base + copied, report(2, 3000) + copied},
		{"equal", base, base},
		{"edited", base, reworded(3, base, 30)},
		{"statutes", statute(1, 60, 0, 0), statute(2, 60, 0, 0)},
		{"versions", statute(1, 60, 5, 1), reworded(4, statute(1, 60, 5, 2), 80)},
	} {
		b.Run(c.name, func(b *testing.B) {
			// Two of each, so that a pair is not the one before.
			var texts [4]*Text
			for k := range texts {
				texts[k] = prepare([]string{c.a, c.b, "云" + c.a, "水" + c.b}[k])
			}
			var al Aligner
			b.SetBytes(int64(2 * len(c.a+c.b)))
			b.ReportAllocs()
			for b.Loop() {
				al.Align(texts[0], texts[1])
				al.Align(texts[2], texts[3])
			}
		})
	}
}
