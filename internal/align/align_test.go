package align

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"chachong/internal/text"
	"chachong/internal/token"

	"pgregory.net/rapid"
)

func prepare(src string) *Text { return prepareAmong(src, rare) }

// prepareAmong prepares src among texts in which grams have a rarity.
func prepareAmong(src string, rarity Rarity) *Text {
	return NewText(src, lettersOf(src), nil, rarity, nil)
}

func lettersOf(src string) token.Letters {
	n := text.Fold(src, nil)
	return token.LettersOf(n, 0, len(n.Text))
}

// rare is the rarity of a folder in which nothing is common.
func rare(uint32) float64 { return 1 }

const (
	hostA = "青石滩小学地处云溪县北部山区，现有教学班十二个。去年秋季新建的食堂投入使用，住校生吃上了热饭。"
	hostB = "白鹭湾中学创办于上世纪，占地四十亩。学校操场翻修以后，运动会和晨跑都有了好去处。"
	endA  = "明年我们打算添置一批图书，把阅览室的灯换掉。"
	endB  = "下学期将请退休老师回校讲故事，周五下午开放琴房。"

	copied = "为了丰富教师的业余生活，我们利用周末组织登山、跳绳和乒乓球比赛，还请县医院的大夫来讲颈椎保健，" +
		"许多老师反映腰酸背痛的毛病减轻了。食堂每月征求一次意见，对提出的问题当天答复，能改的马上改。"
)

// TestKinds has one copied passage in two unrelated texts, changed in one way each.
func TestKinds(t *testing.T) {
	for _, c := range []struct {
		name string
		a, b string // the passage in each text
		want Kind
	}{
		{"verbatim", copied, copied, Verbatim},
		{"punctuation and space", copied, strings.NewReplacer("，", ", ", "、", " ").Replace(copied), Verbatim},
		{"mask for two letters", copied, strings.Replace(copied, "教师", "*", 1), Masked},
		{"mask for each letter", copied, strings.Replace(copied, "乒乓球", "***", 1), Masked},
		{"masks in both", strings.Replace(copied, "教师", "**", 1), strings.Replace(copied, "大夫", "×", 1), Masked},
		{"year mask", "2023年" + copied + "这是2023年的事，也是校工会2023年做得最好的一件事。", "20xx年" + copied + "这是202x年的事，也是校工会20xx年做得最好的一件事。", Masked},
		{
			"numbers", "(1)组织登山和跳绳，许多老师都参加了。\n(2)请县医院的大夫来讲颈椎保健。\n(3)食堂每月征求一次意见。",
			"1、组织登山和跳绳，许多老师都参加了。\n2、请县医院的大夫来讲颈椎保健。\n3、食堂每月征求一次意见。", Verbatim,
		},
		{"one word", copied, strings.Replace(copied, "周末", "节假日", 1), Light},
		{"list item left out", copied, strings.Replace(copied, "跳绳和", "", 1), Light},
		{"reworded", copied, "为了丰富全体教师的课余生活，工会利用周末组织登山和乒乓球比赛，还专门请县医院的李大夫来校讲颈椎保健，" +
			"大家反映腰酸背痛的老毛病减轻了。食堂坚持每月征求一次意见，对提出的问题当天答复，能改的马上改。", Edited},
		{"sentences in another order", copied + "冬天路滑，值日的老师早上七点在校门口撒炉灰。放学以后再扫一遍。", "冬天路滑，值日的老师早上七点在校门口撒炉灰。放学以后再扫一遍。" + copied, Reordered},
		{
			"spun",
			copied + "工会组织座谈，把问题问清楚。老师提出问题，工会马上答复。周末比赛，老师反映好；暑假里大家结伴去青石滩看水文站，老师回来写了一本厚厚的心得。",
			strings.NewReplacer("组织", "举办", "问题", "题目", "老师", "先生", "比赛", "竞技").Replace(
				copied + "工会组织座谈，把问题问清楚。老师提出问题，工会马上答复。周末比赛，老师反映好；暑假里大家结伴去青石滩看水文站，老师回来写了一本厚厚的心得。"), Spun,
		},
	} {
		var al Aligner
		a, b := prepare(hostA+c.a+endA), prepare(hostB+c.b+endB)
		out := al.Align(a, b)
		if len(out.Passages) != 1 {
			t.Errorf("%s: Align found %d passages, want 1: %s", c.name, len(out.Passages), showAll(a, b, out))
			continue
		}
		p := out.Passages[0]
		if p.Kind != c.want {
			t.Errorf("%s: kind = %v (similarity %.2f), want %v: %s", c.name, p.Kind, p.Similarity, c.want, showAll(a, b, out))
		}
		if got := p.A.Of(a.Source); !near(got, c.a) {
			t.Errorf("%s: A = %q, want %q", c.name, got, c.a)
		}
		if got := p.B.Of(b.Source); !near(got, c.b) {
			t.Errorf("%s: B = %q, want %q", c.name, got, c.b)
		}
		if wantOne := c.want == Verbatim || c.want == Masked; wantOne != (p.Similarity == 1) && c.want != Reordered {
			t.Errorf("%s: similarity = %v", c.name, p.Similarity)
		}
	}
}

// near reports whether got is want but for two letters at each end.
func near(got, want string) bool {
	g, w := []rune(got), []rune(want)
	at := strings.Index(want, string(g[:min(4, len(g))]))
	end := strings.LastIndex(want, string(g[max(0, len(g)-4):]))
	return at >= 0 && at <= 6 && end >= 0 && end >= len(want)-7*3 && len(w)-len(g) <= 6 && len(g)-len(w) <= 6
}

func showAll(a, b *Text, out Alignment) string {
	var s strings.Builder
	for _, p := range out.Passages {
		fmt.Fprintf(&s, "\n%v evidence %.1f grams %.0f\n\ta %q\n\tb %q", p.Kind, p.Evidence, p.Grams, p.A.Of(a.Source), p.B.Of(b.Source))
	}
	return s.String()
}

// TestFormulaIsNoPassage: what everybody writes is left alone, alone and amid a text.
func TestFormulaIsNoPassage(t *testing.T) {
	for _, c := range []struct{ a, b string }{
		{
			hostA + "一年来，在局党委的正确领导下，以邓小平理论和“三个代表”重要思想为指导，深入贯彻落实科学发展观。" + endA,
			hostB + "本学期，在局党委的正确领导下，以邓小平理论和“三个代表”重要思想为指导，深入贯彻落实科学发展观。" + endB,
		},
		{hostA + endA, hostB + endB},
		{hostA + "取得了较好的成绩。" + endA, hostB + "取得了较好的成绩。" + endB},
		{"", copied},
		{"", ""},
		{"短", "短"},
		{"会议纪要", "会议纪要"},
	} {
		var al Aligner
		a, b := prepare(c.a), prepare(c.b)
		if out := al.Align(a, b); len(out.Passages) != 0 {
			t.Errorf("Align(%q, %q) = %s, want none", c.a, c.b, showAll(a, b, out))
		}
	}
}

// TestTemplate: a form that everybody fills in is found and marked.
func TestTemplate(t *testing.T) {
	var al Aligner
	a, b := prepareAmong(hostA+copied+endA, func(uint32) float64 { return 0.05 }), prepare(hostB+copied+endB)
	out := al.Align(a, b)
	if len(out.Passages) != 1 || !out.Passages[0].Template {
		t.Errorf("Align with common grams = %s, want one template passage", showAll(a, b, out))
	}
	a = prepare(hostA + copied + endA)
	if out = al.Align(a, b); len(out.Passages) != 1 || out.Passages[0].Template {
		t.Errorf("Align with rare grams = %s, want one passage that is no template", showAll(a, b, out))
	}
}

// TestClosing: a range takes the marks that close and open it, and no white space.
func TestClosing(t *testing.T) {
	a := prepare(hostA + "\n（" + copied + "）\n" + endA)
	b := prepare(hostB + "“" + strings.TrimSuffix(copied, "能改的马上改。") + "能改的马上***！” " + endB)
	var al Aligner
	out := al.Align(a, b)
	if len(out.Passages) != 1 {
		t.Fatalf("Align = %s, want one passage", showAll(a, b, out))
	}
	if got := out.Passages[0].A.Of(a.Source); !strings.HasPrefix(got, "（为了") || strings.ContainsAny(got, "\n") {
		t.Errorf("A = %q, want an opening bracket and no line end", got)
	}
	if got := out.Passages[0].B.Of(b.Source); !strings.HasPrefix(got, "“为了") || !strings.HasSuffix(got, "马上***！”") {
		t.Errorf("B = %q, want the quotes and the mask", got)
	}
}

// TestTwice: a paragraph that one text holds twice is two passages.
func TestTwice(t *testing.T) {
	a, b := prepare(hostA+copied+endA), prepare(hostB+copied+strings.Repeat(endB, 1)+"图书角添了新书。"+copied)
	var al Aligner
	out := al.Align(a, b)
	if len(out.Passages) != 2 || out.Passages[0].B == out.Passages[1].B {
		t.Errorf("Align = %s, want two passages", showAll(a, b, out))
	}
}

// TestReplacements: four consistent replacements are learnt and count as matched; one
// renamed school does not.
func TestReplacements(t *testing.T) {
	base := "九月开学第一周，老师带着孩子们把操场边的荒地翻了一遍，种上菠菜和萝卜。学校给每个班发了两把锄头。" +
		"入冬以前收了四百多斤，大半送到食堂，剩下的组织义卖，换来一批跳绳。" +
		"村里的水管冻裂那几天，老师轮流到井边打水，学校连夜买来保温棉，把露在外面的管子都裹上。" +
		"春天雨水多，后山的土坡检查过三遍，发现裂缝两处，马上报告给镇里，县水务局派人打了木桩。" +
		"五月组织歌咏会，七个班都上台，嗓子最好的是三年级的双胞胎。评分表检查以后贴在大门口。" +
		"期末家访走了六十一户，发现留守的孩子晚上没有人辅导，村委会腾出一间屋子当自习室。"
	spun := strings.NewReplacer("老师", "先生", "组织", "举办", "发现", "找到", "检查", "察看", "学校", "校方").Replace(base)
	var al Aligner
	a, b := prepare(base), prepare(spun)
	out := al.Align(a, b)
	if len(out.Replacements) < replaceMany {
		t.Errorf("Replacements = %v, want at least %d", out.Replacements, replaceMany)
	}
	if out.AdjustedA < 0.9 || out.AdjustedB < 0.9 {
		t.Errorf("adjusted containment = %.3f %.3f, want at least 0.9", out.AdjustedA, out.AdjustedB)
	}
	b = prepare(strings.ReplaceAll(base, "学校", "中心校"))
	if out = al.Align(a, b); len(out.Replacements) != 0 {
		t.Errorf("one renamed school: Replacements = %v, want none", out.Replacements)
	}
}

// TestAdjusted holds adjusted containment against plain counts.
func TestAdjusted(t *testing.T) {
	var al Aligner
	whole, half := hostA+copied+endA, copied
	for _, c := range []struct {
		name         string
		a, b         string
		inA, inB     float64
		within       float64
		masksMatched bool
	}{
		{"equal", whole, whole, 1, 1, 0, false},
		{"part", whole, half, float64(prepare(half).size()-4) / float64(prepare(whole).size()-4), 1, 0, false},
		{"four masks", whole, strings.NewReplacer("教师", "*", "周末", "**", "大夫", "*", "食堂", "××").Replace(whole), 1, 1, 0, true},
		{"one mask", whole, strings.Replace(whole, "大夫", "**", 1), 1 - 6/float64(prepare(whole).size()-4), 1 - 4/float64(prepare(whole).size()-6), 0.001, false},
	} {
		out := al.Align(prepare(c.a), prepare(c.b))
		if d := out.AdjustedA - c.inA; d > c.within || -d > c.within {
			t.Errorf("%s: AdjustedA = %.4f, want %.4f", c.name, out.AdjustedA, c.inA)
		}
		if d := out.AdjustedB - c.inB; d > c.within || -d > c.within {
			t.Errorf("%s: AdjustedB = %.4f, want %.4f", c.name, out.AdjustedB, c.inB)
		}
	}
}

// TestArticles: in texts of articles a passage is a row of whole articles.
func TestArticles(t *testing.T) {
	law := func(name, third string) string {
		return name + "养犬规定\n" +
			"第一章 总则\n第一条 为了规范养犬行为，保障居民健康，制定本规定。\n" +
			"第二条 本规定适用于" + name + "城区内犬只的登记、饲养和收容。\n" +
			"第三条 " + third + "\n" +
			"第四条 携犬出户应当束一点五米以内的牵引带，清理粪便，避让老人和儿童。\n" +
			"第五条 犬只伤人的，饲养人应当立即送医并垫付全部医疗费用。\n" +
			"第六条 本规定自公布之日起施行。\n"
	}
	a := prepare(law("云溪县", "镇政府每年春季组织一次免费接种，兽医站发给证明。"))
	b := prepare(law("白鹭湾区", "禁止在幼儿园门口、菜市场和公共汽车上遛狗，违者罚款五十元。"))
	var al Aligner
	out := al.Align(a, b)
	if len(out.Passages) != 1 {
		t.Fatalf("Align = %s, want one passage", showAll(a, b, out))
	}
	got := out.Passages[0].A.Of(a.Source)
	if !strings.HasPrefix(got, "第一条") || !strings.HasSuffix(got, "施行。") {
		t.Errorf("A = %q, want articles 1 to 6 without the heading", got)
	}
}

// TestMirror: the passages of Align(b, a) are those of Align(a, b), mirrored.
func TestMirror(t *testing.T) {
	var al Aligner
	for _, c := range []string{
		copied,
		strings.Replace(copied, "教师", "*", 1),
		strings.NewReplacer("周末", "节假日", "许多", "好些").Replace(copied),
		copied[len(copied)/2/3*3:] + copied[:len(copied)/2/3*3],
	} {
		a, b := prepare(hostA+copied+endA), prepare(hostB+c+endB)
		forth, back := al.Align(a, b), al.Align(b, a)
		if len(forth.Passages) != len(back.Passages) {
			t.Errorf("%q: %d passages one way, %d the other", c, len(forth.Passages), len(back.Passages))
			continue
		}
		slices.SortFunc(back.Passages, func(p, q Passage) int { return int(p.B.Lo - q.B.Lo) })
		for k, p := range forth.Passages {
			q := back.Passages[k]
			if p.A != q.B || p.B != q.A || p.Kind != q.Kind || p.Similarity != q.Similarity {
				t.Errorf("%q: one way %+v, the other %+v", c, p, q)
			}
		}
	}
}

// babble writes n letters no sentence of which stands in another seed's babble.
func babble(seed uint64, n int) string {
	rng := rand.New(rand.NewPCG(seed, 7))
	var s strings.Builder
	for k := range n {
		s.WriteRune(rune(0x4E00 + rng.IntN(3000)))
		if k%23 == 22 {
			s.WriteString("，")
		}
	}
	return s.String()
}

// TestPastedCopy: a copy pasted anywhere into unrelated text is found, its edges
// within two letters, whatever the lengths around it.
func TestPastedCopy(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(30, 200).Draw(t, "letters")
		passage := babble(rapid.Uint64Range(0, 1000).Draw(t, "seed"), n)
		before, after := rapid.IntRange(0, 300).Draw(t, "before"), rapid.IntRange(0, 300).Draw(t, "after")
		pre, post := babble(2001, before), babble(2002, after)
		a := prepare(babble(2003, before/2) + "。" + passage + "。" + babble(2004, after/2))
		b := prepare(pre + "。" + passage + "。" + post)
		var al Aligner
		out := al.Align(a, b)
		if len(out.Passages) != 1 {
			t.Fatalf("Align found %d passages, want 1: %s", len(out.Passages), showAll(a, b, out))
		}
		lo, hi := int32(len(pre)+3), int32(len(pre)+3+len(passage))
		got := out.Passages[0].B
		if d := got.Lo - lo; d < -6 || d > 6 {
			t.Errorf("B starts at %d, want %d", got.Lo, lo)
		}
		if d := got.Hi - hi; d < -6 || d > 9 {
			t.Errorf("B ends at %d, want %d", got.Hi, hi)
		}
	})
}

// TestAlignInvariants checks on texts of a tiny alphabet, where everything repeats:
// passages lie inside, ascend, similarities are shares, and the scratch memory of
// earlier calls changes nothing.
func TestAlignInvariants(t *testing.T) {
	var reused Aligner
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.SampledFrom([]string{"山", "水", "有云", "*", "2023年", "20xx年", "。", "\n1、", "山水有云过青石滩", "第三条", "\n", "的的的的", "校工会每周六组织登山比赛"})
		weight := rapid.SampledFrom([]float64{0, 0.3, 1}).Draw(t, "weight")
		rarity := func(uint32) float64 { return weight }
		a := prepareAmong(strings.Join(rapid.SliceOfN(word, 0, 80).Draw(t, "a"), ""), rarity)
		b := prepareAmong(strings.Join(rapid.SliceOfN(word, 0, 80).Draw(t, "b"), ""), rarity)
		var al Aligner
		out := al.Align(a, b)
		if again := reused.Align(a, b); fmt.Sprint(again) != fmt.Sprint(out) {
			t.Fatalf("with used memory %v, with new %v", again, out)
		}
		last := int32(0)
		for _, p := range out.Passages {
			if p.A.Lo < last || p.A.Empty() || p.B.Empty() || int(p.A.Hi) > len(a.Source) || int(p.B.Hi) > len(b.Source) || p.B.Lo < 0 {
				t.Errorf("passage %+v in texts of %d and %d bytes", p, len(a.Source), len(b.Source))
			}
			last = p.A.Lo
			if p.Similarity < 0 || p.Similarity > 1 || p.Evidence > p.Grams {
				t.Errorf("passage %+v", p)
			}
			if equal := slices.Equal(a.letters(p.A), b.letters(p.B)); equal != (p.Kind == Verbatim) {
				t.Errorf("passage %+v, letters equal %v", p, equal)
			}
			if p.Kind == Edited && p.Similarity < lowestSimilarity {
				t.Errorf("passage %+v, want similarity at least %v", p, lowestSimilarity)
			}
		}
		if min(out.AdjustedA, out.AdjustedB) < 0 || max(out.AdjustedA, out.AdjustedB) > 1 {
			t.Errorf("adjusted containment %v %v", out.AdjustedA, out.AdjustedB)
		}
	})
}

// TestSeedGuarantee: any 8 equal letters give both texts a common seed.
func TestSeedGuarantee(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		letters := rapid.SliceOfN(rapid.SampledFrom([]rune("山水云石")), 8, 8)
		shared := string(letters.Draw(t, "shared"))
		fill := rapid.SliceOfN(rapid.SampledFrom([]rune("山水云石滩")), 0, 20)
		a := prepare(string(fill.Draw(t, "a1")) + shared + string(fill.Draw(t, "a2")))
		b := prepare(string(fill.Draw(t, "b1")) + shared + string(fill.Draw(t, "b2")))
		seeds := b.Seeds()
		if !slices.IsSorted(seeds) || len(slices.Compact(slices.Clone(seeds))) != len(seeds) {
			t.Fatalf("Seeds() = %v, want distinct and ascending", seeds)
		}
		if !slices.ContainsFunc(a.Seeds(), func(h uint32) bool { return slices.Contains(seeds, h) }) {
			t.Errorf("no common seed of %q and %q", a.Source, b.Source)
		}
	})
}

// TestRepetition: texts that repeat themselves make no more work than others.
func TestRepetition(t *testing.T) {
	const size = 200_000 // bytes
	times := func(s string) string { return strings.Repeat(s, size/len(s)) }
	periods := make([]string, 200)
	for k := range periods {
		periods[k] = times(babble(uint64(k), 3+k*5))[:size/200/3*3]
	}
	texts := map[string]*Text{
		"one letter":      prepare(times("的")),
		"one sentence":    prepare(times("校工会每周六组织登山比赛，老师们都说好。")),
		"ten sentences":   prepare(times(copied + hostA + hostB)),
		"masks":           prepare(times("的*山×水__")),
		"many periods":    prepare(strings.Join(periods, "")),
		"thirty of each":  prepare(strings.Repeat(babble(5, size/3/30), 30)),
		"two letters":     prepare(times("山水山山水")),
		"sentence, shift": prepare("水" + times("老师们都说好，校工会每周六组织登山比赛。")),
	}
	names := make([]string, 0, len(texts))
	for n := range texts {
		names = append(names, n)
	}
	slices.Sort(names)
	var al Aligner
	for i, p := range names {
		for _, q := range names[i:] {
			a, b := texts[p], texts[q]
			out := al.Align(a, b)
			if limit := hitBudget*(len(a.seedAt)+len(b.seedAt)) + 1<<12; len(al.hits) > limit {
				t.Errorf("%s and %s: %d hits, want at most %d", p, q, len(al.hits), limit)
			}
			if limit := 4 * (len(a.code) + len(b.code)); len(al.runs) > limit {
				t.Errorf("%s and %s: %d runs, want at most %d", p, q, len(al.runs), limit)
			}
			if p == q && out.AdjustedA < 0.95 {
				t.Errorf("%s with itself: adjusted containment %.3f, want 1", p, out.AdjustedA)
			}
		}
	}
}

// TestRenamed: one name replaced throughout is told, though it is no spinning.
func TestRenamed(t *testing.T) {
	src := "青溪一小开展读书月活动，青溪一小的教师走进社区讲课。家长为青溪一小送来锦旗，市里推广青溪一小的做法，其他学校到青溪一小参观学习，收获很大。"
	a, b := prepare(src), prepare(strings.ReplaceAll(src, "青溪一小", "柳桥实小"))
	got := new(Aligner).Align(a, b).Replacements
	if len(got) == 0 || got[0].Count < 4 || !strings.Contains(got[0].From, "青溪") || !strings.Contains(got[0].To, "柳桥") {
		t.Errorf("Replacements = %v, want 青溪… → 柳桥… five times", got)
	}
}

// TestEdgesStopAtLines: the last letters of a title in front of a copied text are no
// part of it, nor the first of the next heading.
func TestEdgesStopAtLines(t *testing.T) {
	const body = "教师志愿队每周三下午到敬老院陪老人读报、下棋、修剪指甲，一学期出动四十六人次。"
	a := "枫桥小学年度总结\n" + body + "\n二、教学常规\n备课本每月抽查一次。"
	b := "柳湾中学学期总结\n" + body + "\n二、后勤保障\n食堂换了新灶台。"
	out := new(Aligner).Align(prepare(a), prepare(b))
	if len(out.Passages) != 1 {
		t.Fatalf("%d passages, want 1", len(out.Passages))
	}
	if got := out.Passages[0].A.Of(a); got != body {
		t.Errorf("passage = %q, want %q", got, body)
	}
}
