package accuracy

import (
	"fmt"
	"strings"
	"testing"

	"chachong/internal/text"
)

// TestNoiseKinds: kinds have unique names inside a group and groups stay small enough for
// the program to list every pair of a cluster.
func TestNoiseKinds(t *testing.T) {
	for _, g := range noiseGroups() {
		names := map[string]bool{}
		for _, k := range g.kinds {
			if names[k.name] {
				t.Errorf("group %s has two kinds %s", g.name, k.name)
			}
			names[k.name] = true
		}
		if len(g.kinds) > 40 {
			t.Errorf("group %s has %d kinds, want at most 40", g.name, len(g.kinds))
		}
	}
}

// noTrace are kinds that find nothing to change in some texts.
var noTrace = "years-20xx years-20XX years-202x years-blank renumbered-1 renumbered-circles renumbered-words " +
	"renumbered-brackets unnumbered wide-digits quotes place-renamed ascii-forms spaces-0.25"

// TestNoiseChanges: every kind changes a text that has what it changes, and changes it the
// same way every time.
func TestNoiseChanges(t *testing.T) {
	for i, base := range OwnTexts(4, 600, 900, 3) {
		for _, g := range noiseGroups() {
			for _, k := range g.kinds {
				key := fmt.Sprint(k.name, i)
				got := k.write(draw(1, key), base)
				if again := k.write(draw(1, key), base); again != got {
					t.Errorf("%s is not the same the second time", k.name)
				}
				if got == base && !strings.Contains(noTrace, k.name) {
					t.Errorf("%s leaves text %d as it is", k.name, i)
				}
			}
		}
	}
}

// hanOf returns the Han characters of s.
func hanOf(s string) string {
	return strings.Map(func(c rune) rune {
		if isHan(c) {
			return c
		}
		return -1
	}, s)
}

// TestFormKeepsLetters: what changes form or hides signs leaves every Han character, page
// feet aside.
func TestFormKeepsLetters(t *testing.T) {
	base := OwnTexts(1, 1200, 1500, 4)[0]
	want := hanOf(base)
	for _, k := range append(formNoise, hiddenNoise...) {
		if k.name == "pages-lines" {
			continue // 第3页
		}
		if got := hanOf(k.write(draw(2, k.name), base)); got != want {
			t.Errorf("%s changes %q… to %q…", k.name, want[:60], got[:min(len(got), 60)])
		}
	}
}

// TestRates: a kind touches about as many letters as its name says.
func TestRates(t *testing.T) {
	base := strings.Join(OwnTexts(6, 1500, 2000, 5), "\n")
	n := float64(letterCount(base))
	lost := func(write func(s string) string) float64 { return 100 * (n - float64(letterCount(write(base)))) / n }
	for _, c := range []struct {
		name   string
		got    float64 // percent
		lo, hi float64
	}{
		{"mask 0.9", lost(func(s string) string {
			out := maskAt(0.009)(draw(1, "rate"), s)
			for _, sign := range []string{"xx", "某"} {
				out = strings.ReplaceAll(out, sign, "")
			}
			return out
		}), 0.6, 1.3},
		{"letters lost 3", lost(func(s string) string {
			return eachLetter(draw(1, "rate"), s, 0.03, func(rune) string { return "" })
		}), 2.4, 3.6},
		{"sentences dropped 30", lost(func(s string) string { return dropSentences(0.3)(draw(1, "rate"), s) }), 25, 35},
		{"cut to 70", lost(func(s string) string { return cut(0, 0.7)(nil, s) }), 28, 32},
	} {
		if c.got < c.lo || c.got > c.hi {
			t.Errorf("%s loses %.2f %% of the letters, want %v to %v", c.name, c.got, c.lo, c.hi)
		}
	}
	plain := []rune(base)
	wrong := 0
	for i, r := range []rune(misread(0.05)(draw(1, "rate"), base)) {
		if r != plain[i] {
			wrong++
		}
	}
	if p := 100 * float64(wrong) / n; p < 4.2 || p > 5.8 {
		t.Errorf("ocr 5 changes %.2f %% of the letters", p)
	}
}

// TestTraditional: the two tables are one for one, and a traditional character is one that
// folding leads back.
func TestTraditional(t *testing.T) {
	s, c := []rune(simplified), []rune(traditional)
	if len(s) != len(c) {
		t.Fatalf("%d simplified and %d traditional characters", len(s), len(c))
	}
	seen := map[rune]bool{}
	for i := range s {
		if seen[s[i]] || s[i] == c[i] {
			t.Errorf("%c = %c stands twice or is no pair", s[i], c[i])
		}
		seen[s[i]] = true
		if got := text.Fold(string(c[i]), nil).Text; got != string(s[i]) {
			t.Logf("folding %c gives %s, the table has %c", c[i], got, s[i])
		}
	}
}

func TestASCIIForms(t *testing.T) {
	in := "PM2.5 and 二〇一〇年 90%"
	out := asciiForms(draw(1, "forms"), in)
	if len([]rune(out)) != len([]rune(in)) || strings.ContainsAny(out, "aPM0259〇") {
		t.Errorf("asciiForms(%q) = %q", in, out)
	}
}

// TestPairs: no word of spins or blind is listed twice.
func TestPairs(t *testing.T) {
	for _, table := range [][]string{spins, blind} {
		seen := map[string]bool{}
		for _, p := range table {
			from, to, ok := strings.Cut(p, "=")
			if !ok || to == "" || from == to || seen[from] {
				t.Errorf("pair %q is broken or stands twice", p)
			}
			seen[from] = true
		}
	}
}

func TestRenumber(t *testing.T) {
	in := "一、抓学习\n（二）抓活动。（3）抓后勤\n4. 抓安全；⑤抓宣传，(六)不算\n12、抓财务"
	for _, c := range []struct {
		way  int
		want string
	}{
		{0, "抓学习\n抓活动。抓后勤\n 抓安全；抓宣传，(六)不算\n抓财务"},
		{1, "1、抓学习\n2、抓活动。3、抓后勤\n4、 抓安全；5、抓宣传，(六)不算\n12、抓财务"},
		{2, "①抓学习\n②抓活动。③抓后勤\n④ 抓安全；⑤抓宣传，(六)不算\n⑫抓财务"},
		{3, "第一，抓学习\n第二，抓活动。第三，抓后勤\n第四， 抓安全；第五，抓宣传，(六)不算\n第十二，抓财务"},
		{4, "（一）抓学习\n(2)抓活动。（三）抓后勤\n（四） 抓安全；（五）抓宣传，(六)不算\n（十二）抓财务"},
	} {
		if got := renumber(c.way)(nil, in); got != c.want {
			t.Errorf("renumber(%d) = %q, want %q", c.way, got, c.want)
		}
	}
}

func TestNumbers(t *testing.T) {
	for n := 1; n < 100; n++ {
		if got := numberOf(chineseNumber(n)); got != n {
			t.Errorf("numberOf(%q) = %d, want %d", chineseNumber(n), got, n)
		}
	}
	for n, want := range map[int]string{10: "十", 20: "二十", 101: "一百零一", 110: "一百一十", 1005: "一千零五", 9600: "九千六百"} {
		if got := chineseNumber(n); got != want {
			t.Errorf("chineseNumber(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestMaskYears(t *testing.T) {
	for _, c := range [][3]string{
		{"2023年和一九九八年", "xx", "20xx年和一九xx年"},
		{"2023年", "x", "202x年"},
		{"二〇二三年1月", "__", "二〇__年1月"},
		{"120年", "xx", "120年"},
	} {
		if got := maskYears(c[1])(nil, c[0]); got != c[2] {
			t.Errorf("maskYears(%q)(%q) = %q, want %q", c[1], c[0], got, c[2])
		}
	}
}
