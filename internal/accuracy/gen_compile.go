package accuracy

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// Reports in a compilation.
const fewestParts, mostParts = 2, 8

// CompileSet returns compilations of bodies, so many files for each convention, with and
// without site text around them, contents lists, page marks and blank lines. The kind of a
// submission is the name of the convention. Bodies come back in other files, never in the
// same one. Excerpts, which begin and end anywhere, are not put together without headings:
// nobody could tell them apart.
func CompileSet(name string, bodies []Body, files int, seed uint64) Set {
	set := Set{Name: name, Bounds: true}
	excerpts := slices.ContainsFunc(bodies, func(b Body) bool { return b.Excerpt })
	for i, c := range conventions {
		if c.unwired && excerpts {
			continue
		}
		for n := range files {
			r := draw(seed, fmt.Sprint(c.name, n))
			file := fmt.Sprintf("%03d-%d.txt", i+1, n+1)
			text, ranges := compile(r, c, bodies)
			set.Files = append(set.Files, File{file, text})
			for _, p := range ranges {
				set.Submissions = append(set.Submissions, Submission{Place: Place{File: file, Lo: p.lo, Hi: p.hi}, Kind: c.name})
			}
		}
	}
	return set
}

// compile writes a file of some bodies and returns their places in it.
func compile(r *rand.Rand, c convention, bodies []Body) (string, []stretch) {
	chosen := r.Perm(len(bodies))[:min(len(bodies), between(r, fewestParts, mostParts))]
	first := bodies[chosen[0]]
	shared := signs{shared: sharedTitle(first), year: between(r, 2003, 2016)}
	fill := func(i int) signs {
		s, b := shared, bodies[chosen[i]]
		s.i, s.title, s.owner = i+1, b.Title, b.Owner
		s.date = fmt.Sprintf("%d年%d月%d日", shared.year+i, between(r, 1, 12), between(r, 1, 28))
		s.person = string([]rune{pick(r, surnames), pick(r, givenNames), pick(r, givenNames)})
		return s
	}
	var heads []signs
	for i := range chosen {
		heads = append(heads, fill(i))
	}
	apart := c.apart
	if apart == "" && !c.oneLine {
		apart = pick(r, []string{"\n", "\n", "\n\n", "\n\n\n"})
		if c.unwired {
			apart = "\n"
		}
	}
	lines := !c.oneLine && !c.unwired
	var s sheet
	if lines && r.IntN(3) == 0 {
		s.put(siteHead(r, shared.shared))
	}
	if lines && strings.Contains(c.heading, "@题") && r.IntN(4) == 0 {
		s.put(contents(r, c, heads))
	}
	var places []stretch
	for i, j := range chosen {
		text := bodies[j].Text
		if c.oneLine {
			text = strings.Join(paragraphsOf(text), "")
		}
		if c.noStop {
			text = strings.TrimRight(text, "。！")
		}
		if i > 0 {
			s.put(apart)
		}
		if i > 0 || !c.noFirst {
			s.put(heads[i].write(c.heading))
		}
		lo, hi := s.put(text + heads[i].write(c.foot))
		places = append(places, stretch{lo, hi})
	}
	if lines && r.IntN(3) == 0 {
		s.put(siteFoot(r))
	}
	if lines && r.IntN(6) == 0 {
		return withPages(r, s.b.String(), places)
	}
	return s.b.String(), places
}

// sharedTitle is a title without the name of an office: what all reports of a file may be.
func sharedTitle(b Body) string {
	title := strings.TrimPrefix(b.Title, b.Owner)
	if i := strings.Index(title, "年"); i >= 0 {
		title = title[i+len("年"):]
	}
	return title
}

// siteHead and siteFoot are what document sites put around a text.
func siteHead(r *rand.Rand, what string) string {
	return pick(r, []string{
		"当前位置：首页 > 文秘 > 总结汇报\n" + what + "(通用" + fmt.Sprint(between(r, 3, 9)) + "篇)\n发布时间：2021-03-04  编辑：青禾  浏览：" + fmt.Sprint(between(r, 90, 9000)) + "次\n\n",
		"【导语】时光飞逝，转眼又到年终，小编为大家整理了" + what + "，供大家参考，希望对您有所帮助。\n\n",
		what + "范文大全\n来源：网络  作者：佚名  时间：2019-12-20\n以下是本站分享的" + what + "，欢迎阅读与借鉴！\n",
		"本文档下载后可任意编辑，如有侵权请联系删除。\n\n",
		"# " + what + "\n\n> 本文共收录多篇" + what + "，仅供学习交流。\n\n",
		"文档编号：" + fmt.Sprint(between(r, 10000, 99999)) + "  上传者：微雨  页数：" + fmt.Sprint(between(r, 5, 30)) + "\n\n",
	})
}

func siteFoot(r *rand.Rand) string {
	return pick(r, []string{
		"\n\n上一篇：学期计划\n下一篇：没有了\n相关文章\n版权所有 未经许可不得转载\n",
		"\n\n【相关推荐】\n更多文章请点击查看全文\n声明：本文内容由网友上传，版权归原作者所有。\n",
		"\n\n以上就是小编为大家带来的全部内容，希望能够帮到你。\n",
		"\n\n猜你喜欢：\n1.工作计划怎么写\n2.心得体会开头\n3.述职报告格式\n",
		"\n\n扫一扫关注我们，免费领取更多资料\n返回顶部  打印  收藏\n",
		"\n点击下载文档，文档为doc格式\n本文链接：http://www.example.cn/zongjie/" + fmt.Sprint(between(r, 1000, 99999)) + ".html\n",
	})
}

// contents is a list of the headings in front of them.
func contents(r *rand.Rand, c convention, heads []signs) string {
	var b strings.Builder
	b.WriteString(pick(r, []string{"目录\n", "目  录\n\n", "本文目录\n"}))
	for i, h := range heads {
		line, _, _ := strings.Cut(h.write(c.heading[strings.LastIndex(c.heading[:strings.Index(c.heading, "@题")], "\n")+1:]), "\n")
		b.WriteString(strings.TrimSpace(line))
		b.WriteString(pick(r, []string{"", "……" + fmt.Sprint(i*3+1), "  " + fmt.Sprint(i*2+1)}) + "\n")
	}
	return b.String() + "\n"
}

// pageEvery is the length of a printed page in code points.
const pageEvery = 620

// withPages puts page feet into text, inside the parts and in mid sentence, and moves the
// places of the parts.
func withPages(r *rand.Rand, text string, places []stretch) (string, []stretch) {
	format := pick(r, []string{"\n- %d -\n", "\n第%d页\n"})
	in := []rune(text)
	out := slices.Clone(places)
	var s sheet
	page, at := 1, 0
	for i, p := range places {
		s.put(string(in[at:p.lo]))
		at = p.lo
		out[i].lo = s.n
		for next := page * pageEvery; next < p.hi-2; next = page * pageEvery {
			if next > at+2 && isHan(in[next-1]) && isHan(in[next]) {
				s.put(string(in[at:next]))
				s.put(fmt.Sprintf(format, page))
				at = next
			}
			page++
		}
		s.put(string(in[at:p.hi]))
		at = p.hi
		out[i].hi = s.n
	}
	s.put(string(in[at:]))
	return s.b.String(), out
}
