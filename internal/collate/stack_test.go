package collate

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestStack(t *testing.T) {
	swap := strings.NewReplacer
	base := paragraphs[0] // three sentences
	tests := []struct {
		name, b string
		want    []string // of each line: the cell's edits, and how it begins and ends
	}{
		{"equal", base, []string{"今年…人。", "他们…书。", "镇里…证。"}},
		{"masked", swap("柳埠", "**", "一百三十", "xx").Replace(base), []string{`mask柳埠>** mask一百三十>xx 今年…人。`, "他们…书。", "镇里…证。"}},
		{"last one missing", swap("镇里请来县技校的老师现场考核，合格的当场发证。", "").Replace(base), []string{"今年…人。", "他们…书。", "word镇里请来县技校的老师现场考核，合格的当场发证。> "}},
		{"first one missing", base[strings.Index(base, "他们"):], []string{"word今年春天，柳埠镇工会走访了十二个村的联络站，登记返乡木匠一百三十人。> ", "他们…书。", "镇里…证。"}},
		{"one put in", swap("他们的", "另外还办了两件事。他们的").Replace(base), []string{"word>另外还办了两件事。 今年…事。", "他们…书。", "镇里…证。"}},
		{"one put in front", "另外还办了两件事。" + base, []string{"word>另外还办了两件事。 另外…人。", "他们…书。", "镇里…证。"}},
		{"merged", swap("。他们", "，他们").Replace(base), []string{"punct。>， 今年…人，", "他们…书。", "镇里…证。"}},
		{"merged with a word", swap("。他们", "，但是他们").Replace(base), []string{"word。>，但是 今年…但是", "他们…书。", "镇里…证。"}},
		{"split", swap("考核，合格", "考核。合格").Replace(base), []string{"今年…人。", "他们…书。", "punct，>。 镇里…证。"}},
		{"wrapped", swap("登记返乡", "登记\n返乡", "现场考核", "现场\n考核").Replace(base), []string{"space>\n 今年…人。", "他们…书。", "space>\n 镇里…证。"}},
		{"in another order", swap("他们的手艺大多没有证书。", "").Replace(base) + "他们的手艺大多没有证书。", []string{"今年…人。", "他们…书。", "镇里…证。"}},
		{"something else", paragraphs[2], []string{
			"word今年春天，柳埠镇工会走访了十二个村的联络站，登记返乡木匠一百三十人。>" + paragraphs[2] + " 帮困…里。",
			"word他们的手艺大多没有证书。> ", "word镇里请来县技校的老师现场考核，合格的当场发证。> ",
		}},
		{"nothing", "", []string{
			"word今年春天，柳埠镇工会走访了十二个村的联络站，登记返乡木匠一百三十人。> ",
			"word他们的手艺大多没有证书。> ", "word镇里请来县技校的老师现场考核，合格的当场发证。> ",
		}},
	}
	for _, test := range tests {
		a, b := side(base), side(test.b)
		var got []string
		for _, line := range Stack([]Side{*a, *b}) {
			cell, s := line[1], ""
			for _, e := range cell.Edits {
				s += fmt.Sprintf("%v%s>%s ", e.Class, e.A.Of(a.Source), e.B.Of(b.Source))
			}
			if r := []rune(cell.Span.Of(b.Source)); len(r) > 0 {
				s += string(r[:2]) + "…" + string(r[len(r)-2:])
			}
			got = append(got, s)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: Stack =\n%q\nwant\n%q", test.name, got, test.want)
		}
	}
	if got := Stack(nil); got != nil {
		t.Errorf("Stack(nil) = %v, want nil", got)
	}
	if got := Stack([]Side{*side(""), *side(base)}); len(got) != 0 {
		t.Errorf("Stack of an empty first member = %v, want none", got)
	}
}
