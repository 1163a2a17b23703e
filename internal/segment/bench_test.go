package segment

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"chachong/internal/text"
	"chachong/internal/token"
)

// Lists from which reports for the benchmarks are put together. Every % of a sentence is
// filled from the list of that number.
var (
	benchPlaces = strings.Fields("青岚县 云埠县 藤渡市 石桥镇 平川区 望溪街道 松岭乡 白鹭洲 清河口 东陂 南麓 金垄")
	benchWho    = strings.Fields("教育工会 县总工会 机关党支部 学校工会委员会 妇女联合会 街道办事处 人力资源和社会保障局 卫生服务中心 基层分会 教职工代表大会 离退休干部 青年教师")
	benchDo     = strings.Fields("组织开展 认真落实 积极推进 大力宣传 深入学习 切实加强 不断完善 全面总结 及时调整 稳步实施 主动协调 严格执行 精心筹备 牵头制定")
	benchWhat   = strings.Fields("岗位练兵 技能竞赛 师德师风建设 送温暖活动 民主管理 校务公开 安全生产检查 困难职工帮扶 文体活动 女职工权益保护 集体合同 劳动争议调解 法律援助 志愿服务 防汛抗旱 垃圾分类 读书征文 健康体检 财务审计 档案整理")
	benchHow    = strings.Fields("取得了明显成效 得到群众好评 受到上级表彰 完成了年初确定的任务 仍存在一些薄弱环节 为今后打下了基础 营造了良好氛围 走在全市前列 增强了凝聚力 提高了办事效率")
	benchForms  = []string{
		"%0%1%2%3，%4。", "一年来，%1在上级的正确领导下，%2%3和%3，%4；", "%0共有职工#人，其中女职工#人，%2%3#次，参加#人次。",
		"（#）%2%3。\n", "坚持“以人为本”的原则，%2%3、%3、%3，%4。", "20#年，投入资金#.#万元用于%3，比上年增长#%%，%4！", "对照标准，%1还有差距：一是%3不够深入，二是%3力度不大。\n",
		"截至#月底，%0%1建立QQ群#个、微信公众号#个，%2%3。", "下一步，我们将%2%3，努力使%3再上新台阶，%4。\n\n", "通过座谈、走访、问卷等形式，%1了解到#名同志的实际困难，%2%3。",
	}
)

// benchFreq is the frequency from which on words of the dictionary stand in the reports.
const benchFreq = 50

// benchReports returns folded reports of about 9 KB each, no two sentences the same but
// by chance: what the lists hold is mixed with some ten thousand words of the
// dictionary, for a text of few words would stay in the caches.
func benchReports(n int) (reports []*text.Norm, bytes int) {
	r := rand.New(rand.NewPCG(1, 1))
	lists := [][]string{benchPlaces, benchWho, benchDo, benchWhat, benchHow}
	var words []string
	for _, tok := range original().Dict.Tokens {
		if tok.Freq() >= benchFreq {
			words = append(words, tok.Text())
		}
	}
	for range n {
		var b strings.Builder
		for b.Len() < 9000 {
			form := benchForms[r.IntN(len(benchForms))]
			for i := 0; i < len(form); i++ {
				switch {
				case form[i] == '#':
					fmt.Fprint(&b, 1+r.IntN(98))
				case form[i] == '%' && form[i+1] == '%':
					i++
					b.WriteByte('%')
				case form[i] == '%':
					i++
					list := lists[form[i]-'0']
					b.WriteString(list[r.IntN(len(list))])
					for range r.IntN(4) {
						b.WriteString(words[r.IntN(len(words))])
					}
				default:
					b.WriteByte(form[i])
				}
			}
		}
		norm := text.Fold(b.String(), nil)
		reports = append(reports, norm)
		bytes += len(norm.Text)
	}
	return reports, bytes
}

func BenchmarkAppend(b *testing.B) {
	reports, bytes := benchReports(40)
	s := segmenter(b)
	var words token.Seq
	b.SetBytes(int64(bytes))
	b.ReportAllocs()
	for b.Loop() {
		for _, n := range reports {
			words = s.Append(token.Seq{Hash: words.Hash[:0], Span: words.Span[:0]}, n, 0, len(n.Text))
		}
	}
}

func BenchmarkAppendHashes(b *testing.B) {
	reports, bytes := benchReports(40)
	s := segmenter(b)
	var words []uint64
	b.SetBytes(int64(bytes))
	b.ReportAllocs()
	for b.Loop() {
		for _, n := range reports {
			words = s.AppendHashes(words[:0], n, 0, len(n.Text))
		}
	}
}

// The path alone, without hashes and spans.
func BenchmarkPath(b *testing.B) {
	reports, bytes := benchReports(40)
	d := newDictionary(table)
	var scratch block
	b.SetBytes(int64(bytes))
	b.ReportAllocs()
	for b.Loop() {
		for _, n := range reports {
			for lo := 0; lo < len(n.Text); {
				lo = d.scan(&scratch, n.Text, lo)
				d.path(&scratch)
			}
		}
	}
}

// gse.Segment on the clauses of the same reports, without hashes and spans.
func BenchmarkGse(b *testing.B) {
	reports, bytes := benchReports(40)
	var clauses [][]byte
	for _, n := range reports {
		for lo := 0; lo < len(n.Text); {
			end := clauseEnd(n.Text, lo)
			clauses = append(clauses, []byte(n.Text[lo:end]))
			lo = end
		}
	}
	g := original()
	b.SetBytes(int64(bytes))
	b.ReportAllocs()
	for b.Loop() {
		for _, clause := range clauses {
			g.Segment(clause)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Load(Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLoadWithWords(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Load(Options{Words: []Word{{Text: "校务公开", Freq: 100}}}); err != nil {
			b.Fatal(err)
		}
	}
}
