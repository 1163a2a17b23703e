package mention

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

func tell(s string) string {
	var b strings.Builder
	for _, m := range Find(s) {
		fmt.Fprintf(&b, "%s", m.At.Of(s))
		if !m.Sure {
			b.WriteString("?")
		}
		b.WriteString(" ")
	}
	return strings.TrimSpace(b.String())
}

func TestFind(t *testing.T) {
	tests := []struct{ in, want string }{
		{"青石县组织全体教师", "青石县"},
		{"我县组织青石县教师", "青石县"},
		{"在云岭县青石镇中心小学", "云岭县 青石镇 青石镇中心小学"},
		{"全县各县该县外县邻县县区市县兄弟县市贫困县", ""},
		{"示范校、中心学校、配合学校工作，小学生和中学语文组", ""},
		{"由宁波市教育局主办", "宁波市"},
		{"湖北省来凤县一中", "湖北省 来凤县 来凤县一中"},
		{"武宁第四小学这个大家庭", "武宁第四小学"},
		{"育英小学工会始终坚持", "育英小学"},
		{"云岭县育才学校工会", "云岭县 育才学校"},
		{"2023年，我校开展二〇二二年工作", "2023年 二〇二二年"},
		{"十九届三中全会", ""},
		{"沿海城市和中小城市", ""},
		{"青石教育局", "青石教育局"},
		{"市教育局和县教育局", ""},
		{"2021—2022学年", "2022学年"},
		{"国家税务局", ""},
		{"赴云岭市云溪区教育局学习", "云岭市 云溪区"},
		{"在县委县政府的领导下", ""},
		{"擦亮青石县品牌，青石县的学校", "青石县 青石县"},
		{"擦亮青石县品牌", "擦亮青石县"},
		{"到周至县和来凤县", "周至县? 来凤县"},
		{"山西省的郫县", "山西省"},
		{"分管副县长、各区县（市）和地县级", ""},
		{"海滨城市、城市规划区、住宅区、贫困地区", ""},
		{"村容镇貌、城镇职工、三个镇、民族乡", ""},
		{"云岭县云溪街道和桂花街道", "云岭县 云溪街道 桂花街道"},
		{"云岭县实验小学和云岭县第一中学", "云岭县 云岭县实验小学 云岭县 云岭县第一中学"},
		{"云岭一中、青石二小", "云岭一中 青石二小"},
		{"一小时、一中心、三中全会、第一小组", ""},
		{"全县中小学、各幼儿园、民办学校、农村小学", ""},
		{"集中学习、家长学校、老年大学、考上大学", ""},
		{"12023年、20.2023年、编号202312", ""},
		{"2023 年和2022学年", "2023 年 2022学年"},
		{"", ""},
		{"超市、夜市、农贸市场、社区、园区、开发区、乡镇、家乡", ""},
	}
	for _, tt := range tests {
		if got := tell(tt.in); got != tt.want {
			t.Errorf("Find(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestKinds(t *testing.T) {
	const in = "宁波市云岭县青石镇育英小学2023年"
	want := []struct {
		kind         Kind
		known, chain bool
		bare         string
	}{
		{City, true, false, "宁波"},
		{County, false, true, "云岭"},
		{Town, false, true, "青石"},
		{School, false, true, "育英小学"},
		{Year, false, false, "2023年"},
	}
	got := Find(in)
	if len(got) != len(want) {
		t.Fatalf("Find(%q) = %v, want %d mentions", in, got, len(want))
	}
	for i, w := range want {
		if m := got[i]; m.Kind != w.kind || m.Known != w.known || m.Chain != w.chain || Bare(m.At.Of(in), m.Kind) != w.bare {
			t.Errorf("Find(%q)[%d] = %+v, %q; want %+v", in, i, m, Bare(m.At.Of(in), m.Kind), w)
		}
	}
	if y := got[4].Year; y != 2023 {
		t.Errorf("Find(%q) has year %d, want 2023", in, y)
	}
}

// The lists are searched by halves, so they have to ascend; and words is cut by length.
func TestLists(t *testing.T) {
	for name, list := range map[string]string{"places.txt": places, "words.txt": words} {
		last := ""
		for line := range strings.Lines(list) {
			word := strings.TrimSuffix(line, "\n")
			if word <= last {
				t.Errorf("%s: %q does not follow %q", name, word, last)
			}
			last = word
			if name == "places.txt" && !known(word) {
				t.Errorf("known(%q) = false", word)
			}
			if name == "words.txt" && (len(word) != 2*han || !ordinary(word)) {
				t.Errorf("%s: ordinary(%q) = %v, of %d bytes", name, word, ordinary(word), len(word))
			}
		}
	}
	for _, w := range []string{"", "一", "龥龥县", "云岭县"} {
		if known(w) {
			t.Errorf("known(%q) = true", w)
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add(report)
	f.Add("云岭县青石镇第二中心小学二〇二三年，一中、实验二小，县县县县市市区区")
	f.Add("学校\xe5\x8e县\xff市街道自治州")
	f.Fuzz(func(t *testing.T, s string) {
		last := int32(0)
		for _, m := range Find(s) {
			if m.From < 0 || m.From > m.At.Lo || m.At.Lo >= m.At.Hi || int(m.At.Hi) > len(s) || m.At.Hi < last {
				t.Fatalf("Find(%q) has %+v behind %d", s, m, last)
			}
			last = m.At.Hi
			if utf8.ValidString(s) && !utf8.ValidString(s[m.From:m.At.Hi]) {
				t.Fatalf("Find(%q) cuts %q", s, s[m.From:m.At.Hi])
			}
			if name := m.At.Of(s); !strings.HasPrefix(name, Bare(name, m.Kind)) {
				t.Fatalf("Bare(%q, %d) = %q", name, m.Kind, Bare(name, m.Kind))
			}
		}
	})
}
