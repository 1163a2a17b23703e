package detect_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"chachong/internal/detect"
	"chachong/internal/finding"
)

// Sentences of reports; {C} is the county, {S} the school, {Y} the year of the report.
var (
	countySentences = []string{
		"在{C}总工会和教育局党委的领导下，基层组织建设迈上新台阶。",
		"{C}教育系统广大职工立足岗位，争创一流业绩。",
		"我们始终把维护职工权益作为{C}工会工作的生命线。",
		"一年来，{C}教育工会走访基层学校四十二所，收集意见一百三十条。",
		"经过努力，{C}的教育质量和队伍面貌都有了可喜的变化。",
		"组织{C}中小学教职工开展健步行活动，参加人数两千余人。",
		"深入推进{C}校务公开工作规范化建设，公开率达到百分之百。",
		"积极响应号召，擦亮{C}教育品牌，办好家门口的学校。",
		"为{C}教育事业的发展作出了应有的贡献。",
		"印发了《{C}教育工会帮困送温暖办法》，建档四十六人。",
		"对{C}范围内三十八个基层工会进行了全面检查。",
		"这些做法得到了{C}人民政府的充分肯定。",
		"全力服务{C}教育改革大局，凝聚起干事创业的合力。",
		"回首这一年，{C}教育工会还存在创新不够的问题。",
	}
	schoolSentences = []string{
		"{S}工会现有会员八十六人，下设六个工会小组。",
		"在上级工会的关心指导下，{S}工会圆满完成了各项任务。",
		"我们坚持把{S}办成教职工温暖的家。",
		"教代会审议通过了{S}绩效考核方案，满意率九成以上。",
		"开学之初，{S}工会为每位教职工建立了健康档案。",
		"积极推进{S}民主管理，凡属大事都交教代会讨论。",
		"{S}的教职工合唱队每周排练两次，深受大家喜爱。",
		"为促进{S}青年教师成长，开设了青蓝课堂。",
		"今后，{S}工会将一如既往当好教职工的贴心人。",
		"面对成绩，{S}工会没有自满。",
	}
	yearSentences = []string{
		"{Y}年，我会紧紧围绕中心任务，扎实开展各项工作。",
		"{Y}年度，共发放慰问金三万二千元。",
		"{Y}年上半年，重点抓了教代会制度的落实。",
		"{Y}年9月，举行了庆祝教师节的茶话会。",
		"{Y}年11月召开了全体会员大会，通过了财务报告。",
	}
	plainSentences = []string{
		"工会小组每月集中学习一次，撰写读书笔记二百余篇。", "设立意见箱，对提出的问题逐条答复。", "开展趣味运动会，拔河和跳绳最受欢迎。",
		"暑期安排教职工体检，建立健康档案。", "坚持节日送祝福、生病送关怀、困难送帮助。", "经费使用账目清楚，接受会员监督。",
		"女工委员会举办插花活动，气氛热烈。", "对退休人员做到重阳有慰问，平时有联系。", "还要加强自身建设，提高服务本领。",
		"部分活动形式单一，年轻会员参与不多。", "继续完善职工之家，添置图书三百册。", "认真落实提案，办结率达到九成五。",
		"师德演讲中涌现出一批好故事。", "把矛盾化解在萌芽状态，营造和谐氛围。", "工会干部撰写调研文章六篇。", "秋季篮球友谊活动历时两周。",
		"为新进人员办理入会手续，做到应入尽入。", "落实互助保障，参保人数稳步上升。", "信息报送及时，宣传栏每季更新。", "读书角每天开放，借阅登记规范。",
	}
	// What names others for a good reason.
	honestSentences = []string{
		"组织骨干赴{O}考察学习，开阔了眼界。", "与{O}教育工会结对共建，互派教师交流。", "邀请来自{O}的同行作经验介绍。",
		"在{O}、{C}、{P}三地教师篮球赛中获得第二名。", "选派六名教师到{O}参观。", "接待了{O}兄弟学校的来访。",
		"对口支援{O}薄弱学校，捐赠图书五百册。", "自{Q}年以来，连续获得先进称号。", "我会成立于{Q}年，历经四次换届。",
		"与{Q}年相比，参保率提高了十个百分点。", "认真贯彻{Q}年印发的《职工代表大会条例》。", "《{Q}—{R}年教育发展规划》稳步实施。",
		"{C}云溪镇中心小学和{C}第三中学的经验在会上作了交流。", "走访了{C}河口镇、{C}松林乡的村小。",
		"全县各乡镇学校和县直单位都按要求报送了材料。", "沿海城市和贫困县的做法值得研究。", "我县城镇学校和乡村学校同步推进。",
		"小学语文组和中学数学组分别开展教研。", "积极配合学校行政，为学校发展献计出力。",
	}
)

// invented returns a name of two characters, each time another one.
func invented(r *rand.Rand, used map[string]bool) string {
	const first, second = "岚翠澜霁云青白清松长永金龙凤", "岫汀屿埠岭溪河阳山林桥泉源坪"
	for {
		name := pick(r, first) + pick(r, second)
		if !used[name] {
			used[name] = true
			return name
		}
	}
}

func pick(r *rand.Rand, s string) string {
	rs := []rune(s)
	return string(rs[r.IntN(len(rs))])
}

// sentences returns n of all in a random order.
func sentences(r *rand.Rand, all []string, n int) []string {
	out := slices.Clone(all)
	r.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out[:n]
}

// reportOf joins sentences to lines of a few, under a title.
func reportOf(title string, lines []string) string {
	var b strings.Builder
	b.WriteString(title + "\n")
	for i, l := range lines {
		b.WriteString(l)
		if i%4 == 3 {
			b.WriteString("\n")
		}
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}

// planted is a copy with what it keeps of its source.
type planted struct{ path, name string }

// leftoverCase returns a report, its copy under another name but for k places, and what
// the copy keeps. How says where the own name stands: owner, title, or nowhere but inside.
func leftoverCase(r *rand.Rand, used map[string]bool, n, k int, kind, how string) ([]detect.Input, planted) {
	mine, theirs := invented(r, used), invented(r, used)
	year, other := 2019+r.IntN(5), 0
	lines, mark := sentences(r, countySentences, 7), "{C}"
	name := func(core string) string { return core + "县" }
	switch kind {
	case "school":
		lines, mark = sentences(r, schoolSentences, 6), "{S}"
		name = func(core string) string {
			return core + []string{"小学", "中学", "第二小学", "实验学校"}[n%4]
		}
	case "year":
		lines, mark = append(sentences(r, yearSentences, 4), sentences(r, countySentences, 3)...), "{Y}"
	}
	lines = append(lines, sentences(r, plainSentences, 12)...)
	lines = append(lines, sentences(r, honestSentences, 3)...)
	r.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
	other = year - 2 - r.IntN(2)
	if kind == "year" && n%3 == 0 {
		other = year - 1
	}
	source := strings.NewReplacer("{C}", name(theirs), "{S}", name(theirs), "{O}", invented(r, used)+"县", "{P}", invented(r, used)+"县",
		"{Q}", fmt.Sprint(2008+r.IntN(4)), "{R}", fmt.Sprint(2013+r.IntN(3)), "{Y}", fmt.Sprint(other))
	var places []int
	for i, l := range lines {
		if strings.Contains(l, mark) && !slices.Contains(honestSentences, l) {
			places = append(places, i)
		}
	}
	r.Shuffle(len(places), func(i, j int) { places[i], places[j] = places[j], places[i] })
	kept := places[:k]
	own := strings.NewReplacer(name(theirs), name(mine), fmt.Sprint(other), fmt.Sprint(year))
	var a, b []string
	for i, l := range lines {
		l = source.Replace(l)
		a = append(a, l)
		if !slices.Contains(kept, i) {
			l = own.Replace(l)
		}
		b = append(b, l)
	}
	title := func(name string, year int) string {
		if how == "inside" && kind == "year" || how == "title" {
			return fmt.Sprintf("%s%d年工会工作总结", name, year)
		}
		return "工会工作总结"
	}
	input := func(path, owner string, year int, text string) detect.Input {
		in := detect.Input{Path: path, Read: func() detect.Reading { return detect.Reading{Text: text, Status: "ok", Format: "txt"} }}
		if how == "owner" {
			in.Owner, in.Year = owner, year
		}
		return in
	}
	from, to := fmt.Sprintf("%03da.txt", n), fmt.Sprintf("%03db.txt", n)
	keeps := planted{to, name(theirs)}
	if kind == "year" {
		keeps.name = fmt.Sprint(other)
	}
	return []detect.Input{
		input(from, name(theirs), other, reportOf(title(name(theirs), other), a)),
		input(to, name(mine), year, reportOf(title(name(mine), year), b)),
	}, keeps
}

// Copies whose name was changed everywhere but once or twice are told, and hardly
// anything else is.
func TestLeftovers(t *testing.T) {
	const least = 0.95 // recall and precision
	for _, how := range []string{"owner", "title", "inside"} {
		r := rng(7)
		used := map[string]bool{}
		var in []detect.Input
		want := map[planted]bool{}
		for n := range 36 {
			pair, keeps := leftoverCase(r, used, n, 1+n%2, []string{"county", "school", "year"}[n/2%3], how)
			in = append(in, pair...)
			want[keeps] = true
		}
		res := run(t, in, detect.Options{})
		hits, told := 0, 0
		for _, o := range res.Observations {
			if o.Kind != finding.LeftoverName && o.Kind != finding.LeftoverYear {
				continue
			}
			told++
			if want[planted{o.Path, o.Name}] {
				hits++
				delete(want, planted{o.Path, o.Name})
			} else {
				t.Logf("%s: %s names %s, own %s: %s", how, o.Path, o.Name, o.Own, o.Text)
			}
		}
		for p := range want {
			t.Logf("%s: %s keeps %s, not told", how, p.path, p.name)
		}
		recall, precision := float64(hits)/36, float64(hits)/float64(max(1, told))
		t.Logf("%s: recall %.3f, precision %.3f", how, recall, precision)
		if recall < least || precision < least {
			t.Errorf("%s: recall %.3f, precision %.3f, want %.2f of both", how, recall, precision, least)
		}
	}
}

// One submission alone: what is told of it and what is not.
func TestLeftoversAlone(t *testing.T) {
	const filler = "工会小组每月集中学习一次，撰写读书笔记二百余篇。设立意见箱，对提出的问题逐条答复。开展趣味运动会，拔河和跳绳最受欢迎。"
	tests := []struct{ owner, text, want string }{
		{"云岭县教育工会", "在青石县总工会的领导下，各项工作取得新进展。", "青石县"},
		{"云岭县教育工会", "在云岭县总工会的领导下，各项工作取得新进展。", ""},
		{"云岭县教育工会", "组织骨干赴青石县考察学习。", ""},
		{"云岭县教育工会", "青石县、河阳县和云岭县的代表参加了活动。", ""},
		{"云岭县教育工会", "云岭县青石镇中心小学工会被评为模范职工之家。", ""},
		{"云岭县教育工会", "青石镇育英小学和河口镇第一小学建起了教工之家。", ""},
		{"云岭县教育工会", "湖北省总工会和宁波市总工会对我会工作给予肯定。", ""},
		{"云岭县青石镇中心小学", "河阳小学工会现有会员八十六人。", "河阳小学"},
		{"云岭县青石镇中心小学", "青石中心小学工会现有会员八十六人。", ""},
		{"云岭县第一中学", "云岭一中工会现有会员八十六人。", ""},
		{"云岭县第一中学", "受到河阳县人民政府的表彰。", "河阳县"},
		{"云岭县第一中学", "我县各乡镇学校、贫困县、兄弟县市和该县的做法。", ""},
		{"云岭县2023年", "2020年，我会扎实开展各项工作。", "2020"},
		{"云岭县2023年", "2022年，我会扎实开展各项工作。", ""},
		{"云岭县2023年", "2020年以来，我会扎实开展各项工作。", ""},
		{"云岭县2023年", "2020年，职工之家建成。", ""},
		{"云岭县2023年", "根据《2020年工会工作要点》的要求，认真落实。", ""},
		{"云岭县2023年", "2021—2025年的任务逐项分解。", ""},
		{"云岭县2023年", "2024年1月5日", ""},
		{"", "在青石县总工会的领导下，各项工作取得新进展。", ""},
	}
	for _, tt := range tests {
		text := "工会工作总结\n" + filler + "\n" + tt.text + "\n" + filler + "\n"
		in := inputsOf(map[string]string{"a.txt": text})
		in[0].Owner = tt.owner
		if strings.HasSuffix(tt.owner, "2023年") {
			in[0].Year = 2023
		}
		got := ""
		for _, o := range run(t, in, detect.Options{}).Observations {
			got += o.Name
			if o.Range == nil || text[o.Range.Byte[0]:o.Range.Byte[1]] != o.Text || !strings.Contains(o.Text, o.Name) || o.Own == "" || o.Count < 1 || o.Strong {
				t.Errorf("%q of %q is told as %+v", tt.text, tt.owner, o)
			}
		}
		if got != tt.want {
			t.Errorf("leftovers(%q of %q) = %q, want %q", tt.text, tt.owner, got, tt.want)
		}
	}
}
