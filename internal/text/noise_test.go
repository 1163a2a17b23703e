package text

import (
	"strings"
	"testing"
)

func TestFoldNoise(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		// Signs in long rows between Han.
		{"工-作-总-结-报-告-书。", "工作总结报告书。"},
		{"工·作·总·结·报·告·书", "工作总结报告书"},
		{"工_作－总.结/报~告|书", "工作总结报告书"},
		{"加强-学习,提高-认识-水平-服务-大局-促进-发展-成效", "加强学习,提高认识水平服务大局促进发展成效"},
		{"加强-学习,提高 认识水平-服务-大局-促进-发展-成效", "加强-学习,提高认识水平-服务-大局-促进-发展-成效"},
		{"工_作126家，总_结\n报_告_书，年_度", "工_作126家,总_结\n报_告_书,年_度"},
		{"工_作126家，总_结\n报_告_书，年_度_的", "工作126家,总结\n报告书,年度的"},
		{"省-市-县-乡-村", "省-市-县-乡-村"},
		{"管-理 甲-乙、人名·人名", "管-理甲-乙、人名·人名"},
		{"工*作*总*结*报*告*书", "工*作*总*结*报*告*书"},
		{"a-b-c-d-e-f-g-h 1-2-3-4-5-6-7-8", "a-b-c-d-e-f-g-h 1-2-3-4-5-6-7-8"},
		{"乾-坤-工-作-总-结-报-告", "乾坤工作总结报告"},
		// Hyphens at the end of a line.
		{"管-\n理", "管\n理"},
		{"管-\n　　理", "管\n  理"},
		{"管-\n- 理\n12-\n3", "管-\n- 理\n12-\n3"},
		// Letter-spaced text.
		{"工  作　　总  结   报  告  书", "工作总结报告书"},
		{"工  作  总  结", "工  作  总  结"},
		{"篇一:标题  正文  甲  乙  丙", "篇一:标题  正文  甲  乙  丙"},
		{"张三  李四  王五  赵六  孙七  周八  吴九  郑十", "张三  李四  王五  赵六  孙七  周八  吴九  郑十"},
		// Digits.
		{"在2 0 2 3 年、2 ０ 2 3年", "在2023 年、2023年"},
		{"在 2 0 2 3 年", "在 2023 年"},
		{"3 5 8", "3 5 8"},
		{"共 3 5 人", "共 3 5 人"},
		{"12 3 4 5 人", "12 3 4 5 人"},
		{"1 2 3 45 人", "1 2 3 45 人"},
	} {
		if got := Fold(c.src, nil).Text; got != c.want {
			t.Errorf("Fold(%q).Text = %q, want %q", c.src, got, c.want)
		}
	}
}

func TestFoldAlikes(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"エ作总结", "工作总结"},
		{"人ロ、劳动カ,第ー章", "人口、劳动力,第一章"},
		{"ー、加强\nニ、提高", "一、加强\n二、提高"},
		{"（ー）加强（ㄧ）（ニ）(ーー)(ロ)", "(一)加强(一)(二)(ーー)(ロ)"},
		{"(ハ)前号による", "(ハ)前号による"},
		{"ﾛ头、ㄦ童、ㅁ岸", "口头、儿童、口岸"},
		{"ロエ会", "口工会"},
		{"エ 作 总 结、人 ロ ，", "工作总结、人口,"},
		{"エ-作-总-结-报-告-书", "工作总结报告书"},
		// Japanese, bopomofo and Hangul stay.
		{"タワー、カード、会社エンジン", "タワー、カード、会社エンジン"},
		{"一カ月の計画", "一カ月の计画"},
		{"ー ロ カ", "ー ロ カ"},
		{"甲ーー乙", "甲ーー乙"},
		{"甲ハ\u3099乙", "甲ハ\u3099乙"},
		{"说ㄧㄣ音", "说ㄧㄣ音"},
	} {
		if got := Fold(c.src, nil).Text; got != c.want {
			t.Errorf("Fold(%q).Text = %q, want %q", c.src, got, c.want)
		}
	}
}

// Each look-alike folds among Han and stays among its own kind.
func TestAlikesTable(t *testing.T) {
	for _, a := range alikes {
		if src, want := "甲"+string(a.sign)+"乙", "甲"+string(a.han)+"乙"; Fold(src, nil).Text != want {
			t.Errorf("Fold(%q).Text = %q, want %q", src, Fold(src, nil).Text, want)
		}
		for _, src := range []string{"甲ん" + string(a.sign) + "乙", string(a.sign) + "乙ㄅ", string(a.sign)} {
			if got := Fold(src, nil).Text; got != src {
				t.Errorf("Fold(%q).Text = %q, want it unchanged", src, got)
			}
		}
	}
}

// Spans of what stands around noise are those of the source.
func TestNoiseSpans(t *testing.T) {
	src := "工-作-总-结-报-告-书、2 0 2 3 年"
	n := Fold(src, nil)
	for part, want := range map[string]string{
		"工作": "工-作", "总": "总", "2023": "2 0 2 3", "书、2": "书、2", n.Text: src,
	} {
		lo := strings.Index(n.Text, part)
		if got := n.Span(lo, lo+len(part)).Of(src); got != want {
			t.Errorf("Span of %q covers %q, want %q", part, got, want)
		}
	}
}

// Whatever the text is made of, folding allocates by doubling what it keeps, not by
// the piece.
func TestFoldAllocations(t *testing.T) {
	for _, p := range []string{
		"工-", "工  ", "2 ", "ロ", "ー", "甲ロ", "&amp;", "&", "乾", "甲 ", "\u0336", "・", "工·ロ  2 ",
	} {
		src := strings.Repeat(p, 1<<16)
		if got := testing.AllocsPerRun(1, func() { Fold(src, nil) }); got > 200 {
			t.Errorf("Fold of 65,536 times %q allocates %.0f times, want at most 200", p, got)
		}
	}
}
