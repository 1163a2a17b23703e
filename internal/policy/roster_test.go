package policy

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"chachong/internal/finding"
)

// tableOf returns the cells of lines that are separated by "|".
func tableOf(lines ...string) [][]string {
	var table [][]string
	for _, l := range lines {
		table = append(table, strings.Split(l, "|"))
	}
	return table
}

func TestOwnerOf(t *testing.T) {
	r, err := ParseRoster(tableOf(
		"青石镇2023年度总结报送名单", "", "序号|学校（单位）|简称|文件名|年度",
		"1|青石镇第一小学|一小、石一|报送/甲.docx|2023年",
		"2|青石镇第一小学幼儿园|||2023",
		"3|白水 中学|白中|b*.txt|2024",
		"4|十一中||c.txt|",
		"5|一中||c.txt|",
		"|||乙.pdf|2022",
		"6|Lin|||2023", "7|Lin|||2024", "8|（青石）实验学校|实小|||", "9|白水小学|实小||", "|||", "合计|9||",
	))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ path, title, want string }{
		{"报送/甲.docx", "", "青石镇第一小学 2023"},
		{"/data/2023/报送/甲.docx", "", "青石镇第一小学 2023"},
		{`报送\甲.DOCX`, "", "青石镇第一小学 2023"},
		{"别处/甲.docx", "", "nobody"},
		{"x/B7.TXT", "", "白水 中学 2024"},
		{"x/c.txt", "", "nobody"},
		{"x/乙.pdf", "", "一中 2022"},
		{"x/乙.docx", "", "nobody"},
		{"青石镇第一小学幼儿园总结.docx", "", "青石镇第一小学幼儿园 2023"},
		{"青石镇第一小学总结.docx", "", "青石镇第一小学 2023"},
		{"总结（一小）.docx", "", "青石镇第一小学 2023"},
		{"白水中学/一小与二小.docx", "", "白水 中学 2024"},
		{"白水中学/2023/总结.docx", "", "白水 中学 2024"},
		{"白水中学/一中/总结.docx", "", "一中 0"},
		{"总结/十一中.docx", "", "十一中 0"},
		{"总结/二十一中.docx", "", "nobody"},
		{"linda.txt", "", "nobody"},
		{"lin的总结.txt", "", "Lin 0"},
		{"一小和白中.txt", "", "nobody"},
		{"实小.txt", "", "nobody"},
		{"青石实验学校.txt", "", "（青石）实验学校 0"},
		{"白中.zip!/总结.txt", "", "白水 中学 2024"},
		{"z.zip!/石一/总结.txt", "", "青石镇第一小学 2023"},
		{"总结.txt", "白水中学2023年工作总结", "白水 中学 2024"},
		{"总结.txt", "", "nobody"},
		{"", "", "nobody"},
	} {
		got := "nobody"
		if owner, year, ok := r.OwnerOf(c.path, c.title); ok {
			got = fmt.Sprint(owner, " ", year)
		}
		if got != c.want {
			t.Errorf("OwnerOf(%q, %q) = %s, want %s", c.path, c.title, got, c.want)
		}
	}
}

// A name that is a piece of another is nobody's: the other need not be on the roster.
func TestOwnerOfStandsAlone(t *testing.T) {
	r, err := ParseRoster(tableOf(
		"单位|简称", "青石县第一中学|一中、青石一中", "桃源镇中学|桃中", "白水镇中心小学|白小", "中心小学|", "枫林县|", "实验小学|实小",
		"张伟|", "柳湾镇|", "Oak School|OS",
	))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, want string }{
		// pieces of other names
		{"青石镇第一中心小学总结", ""},
		{"桃源镇中学附属小学", ""},
		{"桃源镇中学附属小学2023年工作总结", ""},
		{"桃源镇中学（附属小学）总结", ""},
		{"桃源镇中学 附小", ""},
		{"桃源镇中学教学点", ""},
		{"桃源镇中学教学点工作总结", ""},
		{"桃源镇中学工会幼儿园", ""},
		{"桃源镇中学分校总结", ""},
		{"桃源镇中学与桃源镇小学", ""},
		{"桃源镇中学城小学总结", ""},
		{"小桃源镇中学总结", ""},
		{"统一中学总结", ""},
		{"一、中期检查总结", ""},
		{"一中心小学", ""},
		{"青石实小", ""},
		{"实小附属幼儿园", ""},
		{"柳溪镇中心小学总结", ""},
		{"柳溪镇-中心小学总结", ""},
		{"柳湾镇中心校总结", ""},
		{"青石镇实验小学总结", ""},
		{"青年实小总结", ""},
		{"张伟强总结", ""},
		{"小张伟总结", ""},
		{"枫林县第一中学总结", ""},
		{"枫林县教师进修学校总结", ""},
		{"柳湾镇中学总结", ""},
		{"柳湾镇安全教育基地", ""},
		{"OST总结", ""},
		// names by themselves
		{"一中", "青石县第一中学"},
		{"一中总结", "青石县第一中学"},
		{"一中2023年总结", "青石县第一中学"},
		{"2023年一中总结", "青石县第一中学"},
		{"2023年度一中总结", "青石县第一中学"},
		{"2022-2023学年第一学期一中总结", "青石县第一中学"},
		{"一中第二学期工作总结", "青石县第一中学"},
		{"一中二〇二三年总结", "青石县第一中学"},
		{"一中第1学期总结", "青石县第一中学"},
		{"中心小学分工会总结", "中心小学"},
		{"（3）一中", "青石县第一中学"},
		{"一 中 总 结", "青石县第一中学"},
		{"总结-一中-定稿", "青石县第一中学"},
		{"一中工会上半年工作总结", "青石县第一中学"},
		{"关于青石县第一中学党建情况的报告", "青石县第一中学"},
		{"某省某市青石县第一中学的自查报告", "青石县第一中学"},
		{"桃源镇中学工作要点", "桃源镇中学"},
		{"青石县桃源镇中学教学工作汇报", "桃源镇中学"},
		{"附件1桃源镇中学述职", "桃源镇中学"},
		{"白水镇中心小学总结", "白水镇中心小学"},
		{"青石县实验小学总结", "实验小学"},
		{"张伟老师个人总结", "张伟"},
		{"枫林县教育工会工作总结", "枫林县"},
		{"柳湾镇工作总结", "柳湾镇"},
		{"oak school总结", "Oak School"},
		// two of them
		{"桃中与实小联合总结", ""},
		{"一中和实小总结", ""},
		{"一中、桃中总结", ""},
	} {
		if got, _, _ := r.OwnerOf(c.name+".docx", ""); got != c.want {
			t.Errorf("OwnerOf(%q) = %q, want %q", c.name, got, c.want)
		}
	}
	if got, _, ok := r.OwnerOf("总结.docx", "桃源镇中学附属小学2023年工作总结"); ok {
		t.Errorf("OwnerOf by a title = %q, want nobody", got)
	}
}

// Names end at words that begin with no other of the list: the first that fits decides.
func TestWordsBehind(t *testing.T) {
	for i, word := range wordsBehind {
		for j, other := range wordsBehind {
			if i != j && strings.HasPrefix(other, word) {
				t.Errorf("%q begins with %q, want no word that begins with another", other, word)
			}
		}
	}
}

func TestParseRosterErrors(t *testing.T) {
	for _, c := range []struct {
		table [][]string
		want  string
	}{
		{nil, "no column of owners"},
		{tableOf("文件|年度", "a.txt|2023"), "no column of owners"},
		{tableOf("名单", "学校|文件"), "nobody stands below its headings"},
		{tableOf("学校|年度", "一小|去年"), `"一小": year "去年": want one such as 2024`},
		{tableOf("学校|年度", "……|2024"), `owner "……": has no letters`},
	} {
		_, err := ParseRoster(c.table)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("ParseRoster(%q) = %v, want %s", c.table, err, c.want)
		}
	}
}

func TestRosterUse(t *testing.T) {
	r, err := ParseRoster(tableOf("owner|alias", "甲校|甲", "乙校|乙", "丙校|"))
	if err != nil {
		t.Fatal(err)
	}
	got := r.Use("名单.xlsx", []HandedIn{
		{"a.txt", "丙校", true}, {"b.txt", "", true}, {"c.pdf", "甲", false}, {"d.txt", "丁校", false}, {"e.png", "丙校", false}, {"f.png", "甲校", false},
	})
	want := &finding.RosterUse{
		Path: "名单.xlsx", Owners: 3, Missing: []string{"乙校"}, Unread: []string{"甲校"}, Unlisted: []string{"b.txt", "d.txt"},
		Assigned: []finding.Assigned{
			{Owner: "甲校", Paths: []string{"c.pdf", "f.png"}},
			{Owner: "乙校", Paths: []string{}},
			{Owner: "丙校", Paths: []string{"a.txt", "e.png"}},
		},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("Use() = %+v, want %+v", *got, *want)
	}
}

func FuzzRoster(f *testing.F) {
	f.Add("学校|简称|文件|年度\n一小|石一、小一|*.txt|2023\n|||\n二小||b/a.txt|", "b/一小.txt", "二小总结")
	f.Fuzz(func(t *testing.T, lines, path, title string) {
		r, err := ParseRoster(tableOf(strings.Split(lines, "\n")...))
		if err != nil {
			return
		}
		owner, year, ok := r.OwnerOf(path, title)
		if ok != slices.Contains(r.owners, owner) || !ok && year != 0 {
			t.Fatalf("OwnerOf(%q, %q) = %q, %d, %v; the owners are %q", path, title, owner, year, ok, r.owners)
		}
		for _, o := range r.owners {
			if use := r.Use("", []HandedIn{{"x", o, true}}); len(use.Missing) != len(r.owners)-1 || len(use.Unlisted) != 0 {
				t.Fatalf("Use() of %q alone = %+v, want all others missing", o, *use)
			}
		}
	})
}
