package token

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"chachong/internal/text"
)

// report returns about size bytes of prose as reports have it: clauses of words in any
// order, figures, quotes and indented paragraphs, every character of it simplified.
func report(size int) string {
	words := strings.Fields("加强 学习 提高 认识 认真 开展 各项 工作 在上级 领导 关心 支持下 全年 走访 企业 帮扶 困难 职工 覆盖率 达到 进一步 完善 制度 " +
		"落实 责任 青禾县 总工会 农民工 服务 大局 促进 发展 成效 明显 基层 组织 建设 活动 阵地 维护 权益 安全 生产 监督 检查 技能 竞赛 读书 培训 " +
		"干部 队伍 作风 群众 满意 调研 报告 经费 审查 女职工 特色 品牌 创新 方法 典型 示范 引领 夏送清凉 冬送温暖 医疗 互助 劳模 精神 宣传 " +
		"柳溪镇 石门乡 村组 社区 物业 快递 员工 签订 合同 协商 工资 集体 民主 管理 厂务 公开 档案 台账 规范 整改 问题 清单 逐项 销号")
	rng := rand.New(rand.NewPCG(5, 6))
	var b strings.Builder
	for item := 1; b.Len() < size; item++ {
		b.WriteString("　　")
		if rng.IntN(3) == 0 {
			b.WriteString(strconv.Itoa(item) + "、")
		}
		for range 2 + rng.IntN(6) {
			for clause := range 1 + rng.IntN(4) {
				if clause > 0 {
					b.WriteString("，")
				}
				for range 2 + rng.IntN(6) {
					b.WriteString(words[rng.IntN(len(words))])
				}
				switch rng.IntN(12) {
				case 0:
					b.WriteString(strconv.Itoa(rng.IntN(3000)) + "人次")
				case 1:
					b.WriteString("（" + words[rng.IntN(len(words))] + "）")
				case 2:
					b.WriteString("“" + words[rng.IntN(len(words))] + "”")
				case 3:
					b.WriteString("、" + words[rng.IntN(len(words))])
				}
			}
			b.WriteString("。")
		}
		b.WriteString("\n")
	}
	return b.String()
}

// benchReport has the length of a document of the larger kind.
var benchReport = report(1 << 16)

func BenchmarkLettersOf(b *testing.B) {
	for _, c := range []struct{ name, src string }{
		{"plain", benchReport},
		{"ascii", strings.Repeat("The annual report of 2023, in plain ASCII.\n", 1500)},
		{"masked", strings.Repeat("20xx年某县**工会，二○○九年l2月；", 1500)},
	} {
		b.Run(c.name, func(b *testing.B) {
			n := text.Fold(c.src, nil)
			var l Letters
			b.SetBytes(int64(len(n.Text)))
			b.ReportAllocs()
			for b.Loop() {
				l = AppendLetters(l.Reset(), n, 0, len(n.Text))
			}
		})
	}
}

func BenchmarkAppendGrams(b *testing.B) {
	_, l := lettersOf(benchReport)
	var dst []uint64
	b.ReportAllocs()
	for b.Loop() {
		dst = AppendGrams(dst[:0], l.Code)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(dst)), "ns/gram")
}

func BenchmarkLettersHash(b *testing.B) {
	_, l := lettersOf(benchReport)
	b.ReportAllocs()
	for b.Loop() {
		l.Hash()
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(l.Len()), "ns/letter")
}

// From source text to grams, as for each document.
func BenchmarkGramsOfText(b *testing.B) {
	var f text.Folder
	var l Letters
	var grams []uint64
	b.SetBytes(int64(len(benchReport)))
	b.ReportAllocs()
	for b.Loop() {
		n := f.Fold(benchReport, nil)
		l = AppendLetters(l.Reset(), n, 0, len(n.Text))
		grams = AppendGrams(grams[:0], l.Code)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(benchReport)), "ns/byte")
}
