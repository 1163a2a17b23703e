package collate

import (
	"slices"
	"strings"
	"testing"
)

// wrap breaks every line of src behind n characters.
func wrap(src string, n int, indent string) string {
	var out []string
	for _, line := range strings.Split(src, "\n") {
		r := []rune(indent + line)
		for len(r) > n {
			out = append(out, string(r[:n]))
			r = r[n:]
		}
		out = append(out, string(r))
	}
	return strings.Join(out, "\n")
}

// chunk cuts src into pages of n characters, in mid sentence and mid word.
func chunk(src string, n int) string {
	var out strings.Builder
	page := 1
	for k, r := range []rune(strings.ReplaceAll(src, "\n", "")) {
		if k > 0 && k%n == 0 {
			page++
			out.WriteString("\n" + string(rune('0'+page)) + "、")
		}
		out.WriteRune(r)
	}
	return out.String()
}

// A copy in another layout is the same text.
func TestLayouts(t *testing.T) {
	all := report(0, 1, 2, 3, 4, 5, 6)
	headed := "一、走访工匠\n" + report(0, 1) + "\n二、帮扶职工\n" + report(2, 3, 4) + "\n三、丰富生活\n" + report(5, 6)
	tests := []struct{ name, a, b string }{
		{"wrapped", all, wrap(all, 30, "")},
		{"wrapped and indented", all, wrap(all, 32, "　　")},
		{"wrapped with headings", headed, wrap(headed, 28, "　　")},
		{"wrapped at two columns", wrap(headed, 36, ""), wrap(headed, 25, "")},
		{"one line", all, strings.ReplaceAll(all, "\n", "")},
		{"one line with wide spaces", headed, strings.ReplaceAll(headed, "\n", "　　")},
		{"pages", all, chunk(all, 105)},
		{"wrapped against pages", wrap(all, 30, ""), chunk(all, 105)},
		{"blank lines", headed, strings.ReplaceAll(headed, "\n", "\r\n\r\n")},
		{"ASCII marks", all, strings.NewReplacer("，", ",", "。", "。").Replace(all)},
		{"traditional", all, strings.NewReplacer("会", "會", "书", "書", "职", "職").Replace(all)},
	}
	for _, test := range tests {
		for _, flipped := range []bool{false, true} {
			a, b := side(test.a), side(test.b)
			if flipped {
				a, b = b, a
			}
			rows, stat := Rows(a, b, nil, Ignore{})
			check(t, a, b, nil, rows, stat)
			if only := (Counts{Space: stat.Edits.Space}); stat.Edits != only || stat.Moves > 0 || stat.Deleted > 0 || stat.Inserted > 0 {
				t.Errorf("%s: Rows count %+v, want equal letters:\n%s", test.name, stat, strings.Join(show(rows, a, b), "\n"))
			}
			if rows, _ := Rows(a, b, nil, Ignore{Space: true}); slices.ContainsFunc(rows, func(r Row) bool { return r.Op != Same }) {
				t.Errorf("%s: Rows without space = %s, want the same", test.name, show(rows, a, b))
			}
			for _, r := range rows {
				if r.LettersA > rowLetters || r.LettersB > rowLetters {
					t.Errorf("%s: Rows has a row of %d and %d letters", test.name, r.LettersA, r.LettersB)
				}
			}
			t.Logf("%s: %d rows, %d space", test.name, len(rows), stat.Edits.Space)
		}
	}
}

// Masks and list numbers, however many, hide no match, and are edits of their own class.
func TestDisguises(t *testing.T) {
	items := "一、访工匠\n" + paragraphs[0] + "\n（1）办讲座。" + paragraphs[1] + "\n（2）帮职工。" + paragraphs[2] + "\n二、防暑热\n" + paragraphs[3]
	tests := []struct {
		name string
		b    string
		only func(Counts) Counts // what may be there
	}{
		{"masks", strings.NewReplacer("会", "*", "工", "*", "老师", "**", "柳埠", "某", "河湾", "xx", "职", "□", "读书", "__").Replace(items), func(n Counts) Counts { return Counts{Mask: n.Mask} }},
		{"numbers", strings.NewReplacer("一、", "（一）", "二、", "（二）", "（1）", "1、", "（2）", "②").Replace(items), func(n Counts) Counts { return Counts{Number: n.Number} }},
		{"both", strings.NewReplacer("一、", "第一，", "二、", "第二，", "（1）", "", "（2）", "", "工", "*", "会", "×").Replace(items), func(n Counts) Counts { return Counts{Mask: n.Mask, Number: n.Number} }},
	}
	for _, test := range tests {
		for _, flipped := range []bool{false, true} {
			a, b := side(items), side(test.b)
			if flipped {
				a, b = b, a
			}
			rows, stat := Rows(a, b, nil, Ignore{})
			check(t, a, b, nil, rows, stat)
			if stat.Edits == (Counts{}) || stat.Edits != test.only(stat.Edits) || stat.Moves > 0 || stat.Deleted > 0 || stat.Inserted > 0 {
				t.Errorf("%s: Rows count %+v, want %+v alone:\n%s", test.name, stat, test.only(stat.Edits), strings.Join(show(rows, a, b), "\n"))
			}
		}
	}
}

// Three swapped paragraphs are three moves in whatever lines the two sides have. Where
// neither has any, two that stay together are one.
func TestMovesInOtherLayouts(t *testing.T) {
	oneLine := func(s string) string { return strings.ReplaceAll(s, "\n", "") }
	wrapped := func(s string) string { return wrap(s, 24, "　　") }
	blank := func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n\r\n") }
	same := func(s string) string { return s }
	layouts := []struct {
		name string
		of   func(string) string
	}{{"lines", same}, {"one line", oneLine}, {"wrapped", wrapped}, {"blank lines", blank}}
	for _, order := range [][]int{{2, 0, 1}, {1, 2, 0}, {2, 1, 0}} {
		for _, x := range layouts {
			for _, y := range layouts {
				a, b := side(x.of(report(0, 1, 2))), side(y.of(report(order...)))
				rows, stat := Rows(a, b, nil, Ignore{Space: true})
				check(t, a, b, nil, rows, stat)
				want := 3
				if x.name == "one line" && y.name == x.name && order[1] != 1 {
					want = 2
				}
				if stat.Moves != want || stat.Deleted > 0 || stat.Inserted > 0 || stat.Changed > 0 {
					t.Errorf("%v, %s against %s: Rows count %+v, want %d moves:\n%s", order, x.name, y.name, stat, want, strings.Join(show(rows, a, b), "\n"))
				}
			}
		}
	}
}
