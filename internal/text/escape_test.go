package text

import (
	"strings"
	"testing"
)

func TestFoldEscapes(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"工&nbsp;作&nbsp总&ensp;结", "工作总结"},
		{"甲&nbsp;&nbsp;乙", "甲  乙"},
		{"&ldquo;甲&rdquo;&mdash;&mdash;乙&hellip;&hellip;", "“甲”——乙……"},
		{"&#20013;&#x4E2D;&#X4e2d;", "中中中"},
		{"&#12288;甲&#10;乙&#13;\n丙&#13;丁", " 甲\n乙\n丙\n丁"},
		{"&amp;nbsp;甲&amp;amp;乙&amp;丙", " 甲&乙&丙"},
		{"工&shy;作&#8203;&zwnj;", "工作"},
		{"a &lt; b &AMP; c", "a < b & c"},
		{`工\u4f5c\u603B结\ud842\udfb7`, "工作总结𠮷"},
		{"%E5%B7%A5%e4%bd%9c", "工作"},
		{"&#9312;&#8545;&#13199;", "①Ⅱkg"},
		// No escapes.
		{"r&d at&t & &; &#; &#x; &#xg; &#0; &#55357; &#1114112; &nbs; &unknown; &ltd", "r&d at&t & &; &#; &#x; &#xg; &#0; &#55357; &#1114112; &nbs; &unknown; &ltd"},
		{"95%e4 %E5%B7 %41%42%43 100%", "95%e4 %e5%b7 %41%42%43 100%"},
		{`c:\users \u0041 \u4f5 \ud842 \udfb7`, `c:\users \u0041 \u4f5 \ud842 \udfb7`},
	} {
		if got := Fold(c.src, nil).Text; got != c.want {
			t.Errorf("Fold(%q).Text = %q, want %q", c.src, got, c.want)
		}
	}
}

func TestEscapeSpans(t *testing.T) {
	src := `甲&#20013;&nbsp;\u4e59%E4%B8%99&amp;丁`
	n := Fold(src, nil)
	if want := "甲中乙丙&丁"; n.Text != want {
		t.Fatalf("Fold(%q).Text = %q, want %q", src, n.Text, want)
	}
	for part, want := range map[string]string{
		"中": "&#20013;", "乙": `\u4e59`, "丙": "%E4%B8%99", "&": "&amp;",
		"中乙": `&#20013;&nbsp;\u4e59`, n.Text: src,
	} {
		lo := strings.Index(n.Text, part)
		if got := n.Span(lo, lo+len(part)).Of(src); got != want {
			t.Errorf("Span of %q covers %q, want %q", part, got, want)
		}
	}
	if got := n.Gap(strings.Index(n.Text, "乙")); got != "&nbsp;" {
		t.Errorf("Gap before 乙 = %q, want %q", got, "&nbsp;")
	}
}

func FuzzEscaped(f *testing.F) {
	for _, s := range []string{"&nbsp;", "&nbsp", "&amp;amp;lt;", "&#x10FFFF;", `\ud842\udfb7`, "%EF%BC%8C", "&#1;"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		r, size := escaped(s)
		if size < 0 || size > len(s) || size > 0 && r <= 0 {
			t.Fatalf("escaped(%q) = %q, %d, want a character and a length in bounds", s, r, size)
		}
		if size == 0 {
			return
		}
		// What follows an escape that is complete is of no account.
		if again, n := escaped(s[:size]); again != r || n != size {
			t.Fatalf("escaped(%q) = %q, %d, want %q, %d", s[:size], again, n, r, size)
		}
	})
}
