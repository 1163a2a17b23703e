package web

import (
	"encoding/base64"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"chachong/internal/source/extract"
)

// han returns n different Han characters.
func han(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteRune(rune(0x4e10 + i*17%5000))
	}
	return b.String()
}

// What a page may show and is not text in it makes the reading partial, if it is much.
func TestTextThatIsMade(t *testing.T) {
	long, short := han(mostUnread), han(mostUnread-1)
	prose := long + "。" // titles and messages have no clauses
	escaped := func(format string) string {
		var b strings.Builder
		for _, r := range prose {
			fmt.Fprintf(&b, format, r)
		}
		return b.String()
	}
	for _, c := range []struct {
		name, html string
		partial    bool
	}{
		{"titles in a script", "<script>var news = ['" + strings.Repeat(han(15)+"','", 40) + "']</script>", false},
		{"many titles in a script", "<script>var news = ['" + strings.Repeat(han(15)+"','", 110) + "']</script>", true},
		{"script", "<script>document.write('" + prose + "')</script>", true},
		{"short script", "<script>document.write('" + short + "')</script>", false},
		{"what the page shows as well", "<p>" + long + "</p><script>var data = '" + long + "'</script>", false},
		{"pieces in a script", "<p>" + long + "</p><script>['" + strings.Join(strings.Split(long, ""), "','") + "'].join('')</script>", true},
		{"codes in a script", `<script>a='` + escaped(`\u%04x`) + `'</script>`, true},
		{"numbers in a script", `<script>String.fromCharCode(` + escaped(`%d,`) + `)</script>`, true},
		{"percent codes", `<script>unescape('` + url.PathEscape(prose) + `')</script>`, true},
		{"base64 in a script", `<script>atob('` + base64.StdEncoding.EncodeToString([]byte(prose)) + `')</script>`, true},
		{"a picture in a script", `<script>'data:image/png;base64,` + base64.StdEncoding.EncodeToString([]byte(strings.Repeat("\x89\xff\x00", 900))) + `'</script>`, false},
		{"data of a script", `<i data-a="` + prose + `"></i><script></script>`, true},
		{"data without a script", `<i data-a="` + long + `"></i>`, false},
		{"event", `<i onclick="alert('` + long + `')"></i>`, true},
		{"style sheet", "<style>p:before{content:'" + long + "'}</style>", true},
		{"codes in a style sheet", `<style>p:before{content:"` + escaped(`\%x `) + `"}</style>`, true},
		{"attribute shown by a style sheet", `<style>p:before{content:attr(data-a)}</style><p data-a="` + long + `">`, true},
		{"variable", `<p style="--a:'` + long + `'">`, true},
		{"counter", `<style>@counter-style a{symbols:"` + long + `"}</style>`, true},
		{"fonts", `<style>p{font-family:"` + long + `"}</style>`, false},
		{"input", `<input value="` + long + `">`, true},
		{"hint", `<textarea placeholder="` + long + `"></textarea>`, true},
		{"hidden input", `<input type=HIDDEN value="` + long + `">`, false},
		{"template", "<div><template shadowrootmode=open><p>" + long + "</template></div>", true},
		{"without scripts", "<noscript><p>" + long + "</noscript>", true},
		{"film", "<video>" + long + "</video>", true},
		{"picture", `<img alt="` + long + `">`, true},
		{"drawing", "<svg><desc>" + long + "</desc></svg>", true},
		{"ruby", strings.Repeat("<ruby>a<rt>"+han(5)+"</rt></ruby>", mostUnread/5), true},
		{"spelling", strings.Repeat("<ruby>汉<rt>hàn</rt></ruby>", mostUnread), false},
		{"style element that is shown", "<style style=display:block>" + long + "</style>", true},
		{"style sheet in an address", `<link rel=stylesheet href="data:text/css;base64,` + base64.StdEncoding.EncodeToString([]byte("p:before{content:'"+long+"'}")) + `">`, true},
		{"picture in a style sheet", `<style>p{background:url("data:image/svg+xml,<svg><text>` + long + `</text></svg>")}</style>`, true},
		{"specks", "<style>p .n{display:none}</style><p>" + strings.Repeat("甲<i class=n>x</i>", mostSpecks), true},
		{"specks moved", "<p>" + strings.Repeat("甲<i style='transform:scale(0)'>x</i>", mostSpecks), true},
		{"specks that a rule may show", "<style>.n{display:none} .x .n{display:inline}</style><p>" + strings.Repeat("甲<i class=n>x</i>", mostSpecks), true},
		{"specks on a page that is enlarged", "<body style='zoom:1.1'><p>" + strings.Repeat("甲<i style='font-size:0'>乙丙丁戊</i>", mostSpecks), true},
		{"specks on a page with something dark", "<div style='position:absolute;background:#000'></div><p>" + strings.Repeat("甲<font color=white>乙</font>", mostSpecks), true},
		{"name of a drawing", "<svg><title><p>" + long + "</title></svg>", true},
		{"name of a formula", "<math><title><p>" + long + "</title></math>", true},
		{"letters backwards", "<bdo dir=rtl>" + long + "</bdo>", true},
		{"letters backwards by style", "<p style='unicode-bidi:bidi-override;direction:rtl'>" + long, true},
		{"pictures with names", strings.Repeat("<img src=a.png alt="+han(30)+">", 20), false},
		{"pictures with sentences", strings.Repeat("<img src=a.png alt="+han(29)+"。>", mostSentences/29+1), true},
		{"many pictures", strings.Repeat("<img src=a.png alt="+han(15)+">", mostNames/15), true},
		{"words in spans", "<style>.a span{display:none}</style><p>" + strings.Repeat("<span>甲乙丙丁</span>", mostSpecks), false},
		{"numbers in spans", "<p>" + strings.Repeat("甲<span style='font-family:Arial'>12</span>", mostSpecks), false},
		{"deep frames", "<iframe srcdoc=\"<iframe srcdoc='<iframe srcdoc=&quot;<iframe srcdoc=&amp;quot;" + long + "&amp;quot;></iframe>&quot;></iframe>'></iframe>\"></iframe>", true},
	} {
		doc := read(t, "<p>甲</p>"+c.html)
		if got := doc.Warning != nil && doc.Warning.Partial && doc.Warning.Code == extract.CodePartial; got != c.partial {
			t.Errorf("%s: warning %v, want one: %t", c.name, doc.Warning, c.partial)
		}
	}
}

// What stands around the text of a site and is no furniture stays in it.
func TestTextAroundTheText(t *testing.T) {
	lines := report(t)
	site := func(around string) string {
		return "<div class=nav>" + links("导航", 20) + "</div><article>" + each("<p>%s</p>", lines) + "</article>" + around
	}
	var clauses []string
	for _, l := range lines {
		clauses = append(clauses, strings.FieldsFunc(l, func(r rune) bool { return strings.ContainsRune("，。；、：", r) })...)
	}
	for name, around := range map[string]string{
		"linked sentences":   "<div class=related>" + each("<p><a href=/a>%s</a></p>", lines) + "</div>",
		"links to one place": "<div class=related>" + each("<a href=/a>%s</a><br>", clauses) + "</div>",
		"clauses":            "<footer>" + each("<p>%s</p>", clauses) + "<a href=/>乙</a></footer>",
		"in navigation":      "<nav>" + each("<p>%s</p>", lines) + links("导航", 9) + "</nav>",
		"notices":            "<div class=foot>" + each("<p>%s版权所有</p>", lines) + links("导航", 9) + "</div>",
	} {
		doc := read(t, site(around))
		if got, want := letters(doc.Text), 2*letters(strings.Join(lines, "")); got < want*98/100 {
			t.Errorf("%s: %d letters, want %d", name, got, want)
		}
	}
	var b strings.Builder
	for i := 0; i*12 < mostLinks*2; i++ {
		fmt.Fprintf(&b, "<li><a href=/%d>%s</a>", i, han(12))
	}
	if doc := read(t, site("<ul>"+b.String()+"</ul>")); doc.Warning == nil || !doc.Warning.Partial {
		t.Errorf("very many links: warning %v, want one", doc.Warning)
	}
	if doc := read(t, site("<div hidden>"+each("<p>%s</p>", lines)+"</div>")); len(doc.Hidden) == 0 {
		t.Error("a hidden text beside the text is not listed")
	}
	if doc := read(t, site("<ul hidden>"+links("菜单", 90)+"</ul>")); len(doc.Hidden) > 0 {
		t.Errorf("hidden %v, want none: a menu", doc.Hidden)
	}
}

func TestUnescape(t *testing.T) {
	for in, want := range map[string]string{
		`\u4e00\u{4e00}\4e00 x`: "一一一 x",
		`%E4%B8%80%`:            "一%",
		`&#x4e00;&amp;`:         "一&",
		`\n\u12`:                `nu12`,
		`\uD800`:                `uD800`,
		"%ff":                   "\ufffd",
	} {
		if got := unescape(in); got != want {
			t.Errorf("unescape(%q) = %q, want %q", in, got, want)
		}
	}
}
