package split

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"chachong/internal/text"
)

// benchProse returns sentences of n characters or more, drawn from words, so that no two
// are alike.
func benchProse(rnd *rand.Rand, n int) string {
	words := strings.Fields(`我们 认真 落实 各项 工作 部署 坚持 以 服务 为 中心 扎实 推进 改革 完善 制度 建设 加强 队伍 管理 提高 质量
		组织 学习 培训 活动 开展 检查 发现 问题 及时 整改 全年 完成 任务 投入 资金 万元 新增 设施 覆盖 村庄 群众 满意 第一 二季度 三个 一批 十二
		水利 站 巡查 堤防 清理 河道 教师 备课 听课 学生 成绩 课堂 教学 研讨 安全 生产 责任 宣传 材料 发放 接待 来访 调解 纠纷 走访 家庭 困难 职工
		进行 了 的 和 在 对 与 等 通过 根据 有效 不断 积极 主动 深入 细致 明显 持续 同时 此外 其中 重点 领域 环节 机制 平台 数据 统计 报告 会议 精神`)
	var b strings.Builder
	for length := 0; length < n; {
		for k := 3 + rnd.IntN(22); k > 0; k-- {
			w := words[rnd.IntN(len(words))]
			b.WriteString(w)
			length += utf8.RuneCountInString(w)
			switch rnd.IntN(24) {
			case 0, 1, 2:
				b.WriteString("，")
			case 3:
				fmt.Fprint(&b, rnd.IntN(3000))
			}
		}
		b.WriteString("。")
	}
	return b.String()
}

// benchTexts are the kinds of text whose speed counts, each some 100 KB or more in several
// documents.
func benchTexts() []struct {
	name string
	docs []string
} {
	rnd := rand.New(rand.NewPCG(11, 12))
	paragraphs := func(n, size int) string {
		var b strings.Builder
		for range n {
			b.WriteString("　　" + benchProse(rnd, size) + "\n")
		}
		return b.String()
	}
	var reports, sections, compilations, statutes, lines []string
	for range 16 {
		reports = append(reports, paragraphs(14, 200))
		var b strings.Builder
		b.WriteString("青杉县水利站年度工作总结\n" + paragraphs(1, 120))
		for i := range 4 {
			fmt.Fprintf(&b, "%s、%s\n", hanNumbers[i+1], benchProse(rnd, 8))
			for k := range 3 {
				fmt.Fprintf(&b, "（%s）%s\n%s", hanNumbers[k+1], benchProse(rnd, 6), paragraphs(1, 150))
			}
		}
		sections = append(sections, b.String())
		lines = append(lines, benchProse(rnd, 2500))
	}
	for n := range 4 {
		var b, law strings.Builder
		for i := range 8 {
			fmt.Fprintf(&b, "第%s篇 工作总结\n%s", hanNumbers[i+1], sections[(n*8+i)%len(sections)])
		}
		compilations = append(compilations, b.String())
		law.WriteString("青杉县河道管理条例\n")
		for i := range 120 {
			if i%15 == 0 {
				fmt.Fprintf(&law, "第%s章　%s\n", hanNumbers[i/15+1], benchProse(rnd, 5))
			}
			fmt.Fprintf(&law, "第%d条　%s\n（一）%s\n（二）%s\n", i+1, benchProse(rnd, 60), benchProse(rnd, 20), benchProse(rnd, 20))
		}
		statutes = append(statutes, law.String())
	}
	return []struct {
		name string
		docs []string
	}{
		{"reports", reports},
		{"sections", sections},
		{"one line", lines},
		{"compilations", compilations},
		{"statutes", statutes},
		{"signs and spaces", []string{soupOf(rnd, 60000, "1", " "), soupOf(rnd, 60000, "的", " "), soupOf(rnd, 60000, "结", "总", "　")}},
	}
}

// soupOf returns n of the pieces in random order.
func soupOf(rnd *rand.Rand, n int, pieces ...string) string {
	var b strings.Builder
	for range n {
		b.WriteString(pieces[rnd.IntN(len(pieces))])
	}
	return b.String()
}

// BenchmarkSplit measures all of the package on the kinds of text that there are: Junk,
// Parts and Outside, without folding.
func BenchmarkSplit(b *testing.B) {
	for _, c := range benchTexts() {
		var folded []*text.Norm
		size := 0
		for _, src := range c.docs {
			folded = append(folded, text.Fold(src, Junk(src)))
			size += len(src)
		}
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				for i, src := range c.docs {
					Junk(src)
					Outside(folded[i], Parts(folded[i]))
				}
			}
		})
	}
}

// BenchmarkGrowth shows that twice the text takes about twice the time, whatever
// it is: compare the lines x1, x2 and x4 of one kind.
func BenchmarkGrowth(b *testing.B) {
	for _, c := range []struct {
		name string
		make func(n int) string
	}{
		{"one letter", func(n int) string { return strings.Repeat("的", 50000*n) }},
		{"one sentence", func(n int) string { return strings.Repeat("我们认真做好各项工作。", 2500*n) }},
		{"one line", func(n int) string { return strings.Repeat("我们认真做好各项工作。\n", 2500*n) }},
		{"numbered headings", func(n int) string {
			var s strings.Builder
			for i := range 5000 * n {
				fmt.Fprintf(&s, "%d、第%d号材料\n", i%60+1, i)
			}
			return s.String()
		}},
		{"titles", func(n int) string {
			var s strings.Builder
			for i := range 5000 * n {
				fmt.Fprintf(&s, "第%d站工作总结\n", i)
			}
			return s.String()
		}},
		{"words and numbers", func(n int) string {
			var s strings.Builder
			for i := range 5000 * n {
				fmt.Fprintf(&s, "%c%c记录%d\n", '一'+i%977, '丁'+i%1009, i%9+1)
			}
			return s.String()
		}},
		{"headings with text", func(n int) string {
			var s strings.Builder
			for i := range 1000 * n {
				fmt.Fprintf(&s, "%c%c记录%d\n%s。\n", '一'+i%977, '丁'+i%1009, i%9+1, strings.Repeat("今年以来，各组的进展", 8))
			}
			return s.String()
		}},
		{"reports", func(n int) string { return strings.Repeat(bodies[3].title+"\n"+bodies[3].text+"\n", 100*n) }},
	} {
		for _, n := range []int{1, 2, 4} {
			folded := text.Fold(c.make(n), nil)
			b.Run(fmt.Sprintf("%s/x%d", c.name, n), func(b *testing.B) {
				for b.Loop() {
					Parts(folded)
				}
			})
		}
	}
}

func BenchmarkJunk(b *testing.B) {
	src := strings.Repeat(bodies[0].text+"\n", 50)
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		Junk(src)
	}
}
