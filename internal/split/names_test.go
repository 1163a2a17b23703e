package split

import (
	"strings"
	"testing"

	"chachong/internal/text"
)

func TestOfficePlace(t *testing.T) {
	tests := []struct {
		office string
		named  bool
	}{
		{"青杉县教育局", true},
		{"柳溪镇第二小学", true},
		{"金坪街道文化站", true},
		{"云岭乡林场", true},
		{"教育局", false},       // no place
		{"城镇居民委员会", false},   // 城镇 is a word
		{"全县各部门", false},     // 全县 as well
		{"青杉县的工作", false},    // no office
		{"青杉县", false},       // a place alone
		{"青杉县2022年局", false}, // not Han only
	}
	for _, tt := range tests {
		if got := officePlace(tt.office) != 0; got != tt.named {
			t.Errorf("officePlace(%q) names a place = %v, want %v", tt.office, got, tt.named)
		}
	}
	if officePlace("青杉县教育局") != officePlace("青杉县财政局") || officePlace("青杉县教育局") == officePlace("柳溪县教育局") {
		t.Error("officePlace: want one key for a place, another one for another")
	}
}

func TestReadPlaces(t *testing.T) {
	tests := []struct{ src, want string }{
		{"青杉县和柳溪镇的干部到了金坪街道。", "青杉县 柳溪镇 金坪"},
		{"全县农村社区和各乡镇", ""},
		{"本市超市与小区", ""},
		{"在北山市场和临河村民小组", ""},
	}
	for _, tt := range tests {
		s := newSheet(text.Fold(tt.src, nil))
		var got []string
		for _, p := range s.readPlaces(s.units) {
			name := s.s[p.at : p.at+9]
			if !strings.Contains(placeUnits, name[6:]) {
				name = name[:6]
			}
			got = append(got, name)
		}
		if g := strings.Join(got, " "); g != tt.want {
			t.Errorf("readPlaces(%q) = %q, want %q", tt.src, g, tt.want)
		}
	}
}

// TestSignedNameShape: lines that say the same about another name have one shape.
func TestSignedNameShape(t *testing.T) {
	read := func(line string) signedName {
		s := newSheet(text.Fold(line, nil))
		var n signedName
		n.read(s.spaced(0, int32(len(s.s))))
		return n
	}
	same := [][2]string{
		{"报送：青杉县教育局", "报送：柳溪镇文化站"},
		{"第一组：青杉县教育局", "第二组：柳溪镇文化站"},
		{"张立新（青杉县教育局）", "王海（柳溪镇文化站）"},
		{"青杉县教育局 张立新", "柳溪镇文化站 王海"},
		{"<h2>青杉县教育局工作总结</h2>", "<h2>柳溪镇文化站年度工作汇报</h2>"},
		{"一、青杉县教育局", "二、柳溪镇文化站"},
		{"发言人：张立新", "发言人：王海"},
	}
	for _, p := range same {
		if a, b := read(p[0]), read(p[1]); a.shape != b.shape || a.core == b.core {
			t.Errorf("read(%q), read(%q): want one shape and two names, got %q, %q", p[0], p[1], a.core, b.core)
		}
	}
	if n := read("三、青杉县教育局"); n.value != 3 || n.place == 0 {
		t.Errorf("read(三、青杉县教育局) = number %d, place %x, want 3 and a place", n.value, n.place)
	}
}

// TestNamesAlone: who wrote each report is a heading even where the texts say nothing
// of where a report begins.
func TestNamesAlone(t *testing.T) {
	for _, format := range []string{
		"@主\n", "【@主】\n", "★@主★\n", "@主：\n", "@主：", "@汉、@主\n", "（@汉）@主\n", "@N. @主\n", "报送：@主\n", "第@汉组：@主\n", "@题——@主\n", "<h2>@题</h2>\n", "工作总结\n@主\n",
	} {
		var b strings.Builder
		for i, owner := range []string{"青杉县教育局", "柳溪镇文化站", "白鹭区第三中学", "云台市图书馆", "禾丰乡卫生院"} {
			b.WriteString(expand(format, i+1, owner, owner+"工作总结") + prose(seedOf(format)+i*3, 9) + "\n")
		}
		src := b.String()
		parts := split(src)
		if checkParts(t, src, parts); len(parts) != 5 {
			t.Errorf("%q: %d parts, want 5", format, len(parts))
		}
	}
	for _, format := range []string{"@\n", "文/@\n", "发言人：@\n", "（@）\n"} {
		var b strings.Builder
		for i, person := range []string{"张立新", "裘海", "巫起明", "钱程远"} {
			b.WriteString(strings.ReplaceAll(format, "@", person) + prose(seedOf(format)+i*3, 9) + "\n")
		}
		src := b.String()
		parts := split(src)
		if checkParts(t, src, parts); len(parts) != 4 {
			t.Errorf("%q: %d parts, want 4", format, len(parts))
		}
	}
}

// TestNamesInside: names of offices, towns and persons inside one document divide
// nothing.
func TestNamesInside(t *testing.T) {
	open := "一年来，我们在县委的正确领导下，按照年初的部署做了一些工作。现将有关情况报告如下：\n"
	shut := "今后我们要继续努力，争取更大的成绩。\n"
	people := "张立新\n" + prose(1, 8) + "\n王秀英\n" + prose(2, 8) + "\n赵海洋\n" + prose(3, 8) + "\n钱程\n" + prose(4, 8)
	for name, src := range map[string]string{
		"towns below an opening":  open + sections("@主\n", 5, 6) + shut,
		"towns below a title":     "青杉县防汛工作情况\n" + sections("@主\n", 5, 6),
		"numbered towns":          "青杉县防汛工作情况\n" + sections("@汉、@主\n", 5, 6),
		"minutes":                 "会议记录\n" + sections("@主：\n", 4, 8),
		"minutes, run-in":         "会议记录\n时间：2022年3月2日\n" + sections("@主：", 4, 8),
		"persons below a title":   "先进个人事迹\n" + people,
		"persons below a opening": open + people,
		"parts in English":        "青杉县水利站工作总结\n" + open + sections("PART @N\n", 4, 8) + shut,
		"journey": "考察报告\n" + open + "3月2日，考察组到了柳溪镇。柳溪镇" + prose(1, 8) + "\n3月5日，考察组到了白鹭区。白鹭区" + prose(2, 8) + "白鹭区" + prose(5, 4) +
			"\n今年以来，云台市也来了人。云台市" + prose(3, 8) + "云台市很好。\n" + shut,
		"enclosed lists": bodies[1].title + "\n" + bodies[1].text + "\n青杉县教育局\n2022年12月5日\n附件1：名单\n1 青杉县 23人\n2 柳溪镇 31人\n附件2：签到表\n1 白鹭区 12人\n2 云台市 7人\n",
	} {
		for _, d := range disguises {
			if d.name == "half" {
				continue
			}
			src := d.apply(src)
			if parts := split(src); len(parts) != 1 {
				t.Errorf("%s, %s: %d parts, want 1; the second begins %q", name, d.name, len(parts), clip(parts[1].Body.Of(src), 30))
			}
		}
	}
}

// TestLayoutAlone: a new page, a wider gap or an indent of its own begins a report
// where the text opens like one, and divides nothing where it does not.
func TestLayoutAlone(t *testing.T) {
	for name, glue := range map[string]string{"page": "\n\f", "gap": "\n\n\n\n", "indent": "\n    "} {
		join := func(open, shut string) string {
			var parts []string
			for i := range 4 {
				lines := []string{strings.ReplaceAll(open, "@", string(rune('3'+i))) + prose(i*40, 2)}
				for k := range 7 {
					lines = append(lines, prose(i*40+k*3+3, 2))
				}
				parts = append(parts, strings.Join(append(lines, shut), "\n"))
			}
			return strings.Join(parts, glue)
		}
		if src := join("202@年，我们在上级领导下努力工作。", "今后要继续努力。"); len(split(src)) != 4 {
			t.Errorf("%s: %d parts, want 4", name, len(split(src)))
		}
		if src := join("", "数字都登记了。"); len(split(src)) != 1 {
			t.Errorf("%s inside one report: %d parts, want 1", name, len(split(src)))
		}
	}
}

// TestStatuteTitle: the title of a law below the heading of a collection is part of
// its text, that of a report is heading.
func TestStatuteTitle(t *testing.T) {
	law := "青杉县水库管理办法\n2019年3月1日 青杉县人民政府公布\n第一条 " + prose(1, 4) + "\n第二条 " + prose(2, 4) + "\n"
	other := "柳溪镇档案管理规定（试行）\n第一条 " + prose(3, 4) + "\n第二条 " + prose(4, 4) + "\n"
	src := "篇一\n" + law + "篇二\n" + other
	parts := split(src)
	if len(parts) != 2 {
		t.Fatalf("%d parts, want 2", len(parts))
	}
	for i, want := range []string{"青杉县水库管理办法", "柳溪镇档案管理规定"} {
		if got := parts[i].Body.Of(src); !strings.HasPrefix(got, want) {
			t.Errorf("part %d begins %q, want %q", i, clip(got, 12), want)
		}
	}
}
