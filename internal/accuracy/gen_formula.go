package accuracy

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// formulae are phrases of official style, which every report may carry and which are no
// sign of copying: what a report is guided by, under whom, what it carries out, and what it
// vows at its end.
var formulae = [][]string{
	{ // guided by
		"以马克思列宁主义、毛泽东思想和邓小平理论为指导",
		"以邓小平理论和“三个代表”重要思想为指导",
		"坚持以科学发展观统领各项工作全局",
		"以习近平新时代中国特色社会主义思想为指引",
		"高举中国特色社会主义伟大旗帜不动摇",
		"始终坚持以经济建设为中心、以改革开放为动力",
		"牢固树立创新、协调、绿色、开放、共享的新发展理念",
	},
	{ // carrying out
		"认真贯彻落实党的十六大和十六届历次全会精神",
		"深入学习宣传贯彻党的二十大精神和各项决策部署",
		"全面贯彻落实中央、省、市一系列重要会议精神",
		"认真学习贯彻上级关于加强作风建设的有关规定",
		"紧紧围绕全面建设小康社会的宏伟奋斗目标",
		"切实践行全心全意为人民服务的根本宗旨",
		"扎实开展“不忘初心、牢记使命”主题教育活动",
	},
	{ // under whom
		"在县委、县政府的正确领导和上级主管部门的精心指导下",
		"在上级党委政府的坚强领导和社会各界的大力支持下",
		"在各级领导的亲切关怀和全体同志的共同努力下",
		"在有关部门的密切配合和广大群众的积极参与下",
		"在单位领导班子的带领下、在同事们的热情帮助下",
	},
	{ // result
		"圆满完成了上级交给的各项目标任务",
		"取得了令人满意的成绩，积累了一定的经验",
		"各项工作都迈上了一个新的台阶，得到了上级领导的充分肯定",
		"为促进全县经济社会又好又快发展作出了积极的贡献",
		"为维护社会和谐稳定、推动改革发展大局提供了有力保证",
		"充分发挥了战斗堡垒作用和先锋模范作用",
	},
	{ // vow
		"让我们更加紧密地团结起来，振奋精神，扎实工作，再创辉煌",
		"我们将以更加饱满的热情、更加务实的作风投入到今后的工作中去",
		"我们决心戒骄戒躁，再接再厉，努力开创各项工作的新局面",
		"为实现中华民族伟大复兴的中国梦而努力奋斗",
		"为全面完成今年的各项目标任务而不懈奋斗",
		"我们相信，在上级的正确领导下，明天一定会更加美好",
	},
}

// Letters of a copied sentence in FormulaSet.
const shortestCopied, longestCopied = 29, 60

// FormulaSet returns reports that share nothing but formulae and a few copied sentences of
// 29 to 60 letters. The copied sentences are the cases; each pair of places of one formula
// is forbidden.
func FormulaSet(name string, bodies []Body, copied int, seed uint64) Set {
	r := draw(seed, name)
	set := Set{Name: name, Passages: true}
	texts := make([][]string, len(bodies)) // pieces of each report, in order
	told := make([]map[int]string, len(bodies))
	for i, b := range bodies {
		texts[i] = formal(r, b)
		told[i] = map[int]string{}
	}
	for k := range copied {
		copySentence(r, texts, told, fmt.Sprint("copy ", k))
	}
	at := map[string][]Place{}
	var order []string
	for i, pieces := range texts {
		file := fmt.Sprintf("%02d.txt", i)
		var s sheet
		for k, p := range pieces {
			lo, hi := s.put(p)
			key := told[i][k]
			if isFormula(p) {
				key = p
			}
			if key == "" {
				continue
			}
			if at[key] == nil {
				order = append(order, key)
			}
			at[key] = append(at[key], Place{File: file, Lo: lo, Hi: hi})
		}
		set.Files = append(set.Files, File{file, s.b.String()})
	}
	for _, key := range order {
		for k, b := range at[key] {
			for _, a := range at[key][:k] {
				switch {
				case !isFormula(key):
					set.Cases = append(set.Cases, Case{A: a, B: b, Kind: "sentence"})
				case a.File != b.File:
					set.Forbidden = append(set.Forbidden, Case{A: a, B: b, Kind: "formula"})
				}
			}
		}
	}
	return set
}

func isFormula(s string) bool {
	for _, group := range formulae {
		for _, f := range group {
			if f == s {
				return true
			}
		}
	}
	return false
}

// formal cuts a report into sentences and puts formulae in front of the first, behind the
// last and between others. No report has a formula twice.
func formal(r *rand.Rand, b Body) []string {
	pieces := []string{b.Owner}
	own := newWriter(r)
	for _, group := range formulae[:4] {
		if r.IntN(2) == 0 {
			pieces = append(pieces, "，", own.fill("{o-aim}"))
		}
		if r.IntN(5) > 0 {
			pieces = append(pieces, "，", pick(r, group))
		}
	}
	pieces = append(pieces, "。")
	in := []rune(b.Text)
	sentences := sentencesOf(in)
	at := 0
	spare := r.Perm(len(formulae[4]))
	for i, s := range sentences {
		pieces = append(pieces, string(in[at:s.lo]), string(in[s.lo:s.hi]))
		at = s.hi
		if i%12 == 11 && len(spare) > 1 {
			pieces = append(pieces, formulae[4][spare[0]], "。")
			spare = spare[1:]
		}
	}
	return append(pieces, string(in[at:]), "\n", formulae[4][spare[0]], "。")
}

// copySentence puts a sentence of one report into another and notes both under key. A
// sentence is copied once, and nothing is put beside a copied one.
func copySentence(r *rand.Rand, texts [][]string, told []map[int]string, key string) {
	from, to := r.IntN(len(texts)), r.IntN(len(texts)-1)
	if to >= from {
		to++
	}
	free := func(i, k int) bool {
		for d := -3; d <= 3; d++ {
			if told[i][k+d] != "" {
				return false
			}
		}
		n := letterCount(texts[i][k])
		return shortestCopied <= n && n <= longestCopied && strings.HasSuffix(texts[i][k], "。")
	}
	for _, k := range r.Perm(len(texts[from])) {
		if !free(from, k) {
			continue
		}
		for _, l := range r.Perm(len(texts[to])) {
			if !free(to, l) {
				continue
			}
			// It takes the place of a sentence of the other report.
			texts[to][l] = texts[from][k]
			told[from][k], told[to][l] = key, key
			return
		}
	}
}
