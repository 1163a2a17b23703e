package safe

import (
	"html"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestMarkdown(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", ""},
		{"临江县工会总结，2023 年", "临江县工会总结，2023 年"},
		{"总结 (2023).txt#1", "总结 (2023).txt&#35;&#8203;1"},
		{"<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"},
		{"a&lt;b", "a&amp;&#8203;lt;b"},
		{"**粗** _斜_ `码`", "&#42;&#42;粗&#42;&#42; &#95;斜&#95; &#96;码&#96;"},
		{"~~删~~", "&#126;&#126;删&#126;&#126;&#8203;"},
		{"![图](http://a.example/x.png)", "!&#91;图&#93;(http:&#8203;//a.example/x.png)"},
		{"[链接](javascript:alert(1))", "&#91;链接&#93;(javascript:&#8203;alert(1))"},
		{"见 https://a.example", "见 https:&#8203;//a.example"},
		{"见 WWW.a.example", "见 WWW&#46;&#8203;a.example"},
		{"a@b.example", "a@&#8203;b.example"},
		{"@octocat 请看 #12", "@&#8203;octocat 请看 &#35;&#8203;12"},
		{"末尾@", "末尾@&#8203;"},
		{"GH-12", "GH-&#8203;12"},
		{"!12 %3 ^4 ~bug &5", "!&#8203;12 %&#8203;3 ^&#8203;4 &#126;&#8203;bug &amp;&#8203;5"},
		{"好 :smile:", "好 :&#8203;smile:&#8203;"},
		{"完成率98%，满意", "完成率98%，满意"},
		{"$x$", "<span>$</span>&#8203;x<span>$</span>&#8203;"},
		{"甲|乙", "甲&#124;乙"},
		{"# 标题", "&#35; 标题"},
		{"- 项", "&#45; 项"},
		{"  + 项", " &#43; 项"},
		{"===", "&#61;=="},
		{"1. 项", "1&#46; 项"},
		{"12) 项", "12&#41; 项"},
		{"共 1. 项", "共 1. 项"},
		{"> 引", "&gt; 引"},
		{"      代码", " 代码"},
		{"行尾  \n下一行", "行尾 下一行"},
		{"反\\斜", "反&#92;斜"},
		{"\x1b[2J", "&#92;u{1B}&#91;2J"},
		{"名\u202egpj", "名&#92;u{202E}gpj"},
		{"@\u200boctocat", "@&#8203;octocat"},
		{"坏\xff", "坏\ufffd"},
		{"见 3f9a1c2 提交", "见 3&#8203;f9a1c2 提交"},
		{"电话 2345678，20231122", "电话 2345678，20231122"},
		{"3f9a1c", "3f9a1c"},
	}
	for _, test := range tests {
		if got := Markdown(test.in); got != test.want {
			t.Errorf("Markdown(%q) = %q, want %q", test.in, got, test.want)
		}
	}
}

var (
	blanks   = regexp.MustCompile(` +`)
	entities = regexp.MustCompile(`&(amp|lt|gt|#[0-9]+);|<span>\$</span>`)
	acting   = regexp.MustCompile("[\\\\`*_|~<>\\[\\]]|^ *(#|[-+=]|[0-9]+[.)])|[@#!%^&$:][A-Za-z0-9]|://|(?i:www)\\.|[A-Za-z]-[0-9]|  ")
)

// What is shown is what was there, and what is not escaped cannot act.
func FuzzMarkdown(f *testing.F) {
	hostile(f)
	for _, s := range []string{"1) <b>@x", "\\*&amp;#1", "- www.a.b|c", "$a$ :x: GH-1", "``` \\` ~~~", "&#8203;&lt;"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Markdown(s)
		if !utf8.ValidString(got) {
			t.Errorf("Markdown(%q) = %q, want valid UTF-8", s, got)
		}
		const mark = "\ue000" // stands for what is escaped
		raw := entities.ReplaceAllString(got, mark)
		if at := acting.FindString(raw); at != "" && !strings.Contains(s, mark) {
			t.Errorf("Markdown(%q) = %q, where %q can act", s, got, at)
		}
		shown := html.UnescapeString(strings.ReplaceAll(got, "<span>$</span>", "$"))
		shown = strings.ReplaceAll(shown, "\u200b", "")
		if want := blanks.ReplaceAllString(Line(s), " "); shown != want {
			t.Errorf("Markdown(%q) shows %q, want %q", s, shown, want)
		}
	})
}
