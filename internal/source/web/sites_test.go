package web

import (
	"fmt"
	"html"
	"os"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// report returns the lines of an invented report.
func report(t *testing.T) []string {
	t.Helper()
	raw, err := os.ReadFile("testdata/report.txt")
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(raw)), "\n")
}

// layout writes the lines of a report as the middle of a page.
type layout struct {
	name string
	body func(lines []string) string
}

// each writes every line with the verb of format.
func each(format string, lines []string) string {
	var b strings.Builder
	for _, l := range lines {
		fmt.Fprintf(&b, format, html.EscapeString(l))
	}
	return b.String()
}

func layouts() []layout {
	return []layout{
		{"p", func(l []string) string { return `<div class="content">` + each("<p>%s</p>\n", l) + `</div>` }},
		{"br", func(l []string) string { return `<div class="content">` + each("　　%s<br>\n<br />\n", l) + `</div>` }},
		{"div", func(l []string) string { return `<div class="txt">` + each("<div>%s</div>", l) + `</div>` }},
		{"p without a container", func(l []string) string { return each("<p>%s</p>\n", l) }},
		{"table", func(l []string) string {
			return `<table width="100%"><tr><td valign="top">` + each("<p>　　%s</p>\n", l) + `</td></tr></table>`
		}},
		{"form in a table", func(l []string) string {
			return `<table border=1><tr><td>单位</td><td>青禾镇中心小学</td></tr><tr><td>工作总结</td><td>` + each("%s<br>", l) + `</td></tr></table>`
		}},
		{"rows of a table", func(l []string) string { return `<table>` + each("<tr><td>%s</td></tr>", l) + `</table>` }},
		{"pre", func(l []string) string {
			return "<pre>\n" + html.EscapeString(strings.Join(l, "\n")) + "\n</pre>"
		}},
		{"indent", func(l []string) string {
			return `<div id="zoom">` + each("<p>&nbsp;&nbsp;&nbsp;&nbsp;<span style='font-size:16px'>%s</span></p>\n", l) + `</div>`
		}},
		{"several containers", func(l []string) string {
			n := max(2, len(l)/2)
			return `<div>` + each("<p>%s</p>", l[:2]) + `</div><div>` + each("<p>%s</p>", l[2:n]) + `</div><div>` + each("<p>%s</p>", l[n:]) + `</div>`
		}},
		{"signature apart", func(l []string) string {
			n := len(l) - 2
			return `<h1>` + l[0] + `</h1><div class="txt">` + each("<p>%s</p>", l[1:n]) + `</div><div>` + each("<p align=right>%s</p>", l[n:]) + `</div>`
		}},
		{"section", func(l []string) string {
			return `<section><section>` + each(`<section><p><span>%s</span></p></section>`, l) + `</section></section>`
		}},
		{"keywords linked", func(l []string) string {
			s := each("<p>%s</p>", l)
			return `<div class="art">` + strings.ReplaceAll(s, "工会", `<a href="/gonghui/" target="_blank">工会</a>`) + `</div>`
		}},
	}
}

// site puts navigation around the middle of a page.
type site struct {
	name string
	page func(title, body string) string
}

// links writes a list of links.
func links(prefix string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `<li><a href="/a/%d.html">%s第%d篇</a></li>`, i, prefix, i+1)
	}
	return `<ul>` + b.String() + `</ul>`
}

func sites() []site {
	return []site{
		{"with names", func(title, body string) string {
			return `<!DOCTYPE html><html><head><meta charset="utf-8"><title>` + title + `_范文屋</title><link rel="stylesheet" href="/s.css"></head><body>
<div class="header"><div class="logo"><a href="/"><img src="/logo.png" alt="范文屋"></a></div><div class="search"><form><input name=q><button>搜索</button></form></div></div>
<div class="nav">` + links("栏目", 12) + `</div>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/zj/">工作总结</a> &gt; 正文</div>
<div class="main"><div class="left">
<div class="info">时间：2024-01-05 来源：网友投稿 阅读：1234次</div>
` + body + `
<div class="share">分享到：微信 微博 QQ空间 收藏本文</div>
<div class="paybox"><p>下载本文需要登录，付费后可下载完整的文档，如有问题请联系客服。</p><a href="/pay">立即下载 ￥9.90</a></div>
<div class="prenext"><p>上一篇：<a href="/1.html">学校德育工作总结</a></p><p>下一篇：<a href="/2.html">学校安全工作总结</a></p></div>
<div class="related"><h3>相关文章</h3>` + links("教师年度工作总结", 10) + `</div></div>
<div class="right"><h3>热门文章</h3>` + links("工作计划范文大全", 10) + `<h3>推荐专题</h3>` + links("演讲稿", 15) + `</div></div>
<div class="footer"><p><a href="/about">关于我们</a> <a href="/law">版权声明</a> <a href="/map">网站地图</a></p><p>Copyright © 2010-2024 范文屋 版权所有 备案号：滇ICP备00000000号</p><p>声明：本站内容均由用户上传，仅供学习参考，如有侵权请联系我们删除。</p></div>
<script>var hm=1;</script></body></html>`
		}},
		{"tables without names", func(title, body string) string {
			return `<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>` + title + `</title></head><body bgcolor=#ffffff>
<table width=960><tr><td><a href="/"><img src=top.gif></a></td></tr><tr><td><a href=/1>首页</a> | <a href=/2>总结</a> | <a href=/3>计划</a> | <a href=/4>讲话</a> | <a href=/5>体会</a></td></tr></table>
<table width=960><tr><td width=200>` + links("文秘写作", 14) + `</td><td>
<table><tr><td>您现在的位置：<a href=/>网站首页</a> → <a href=/2>工作总结</a> → 文章内容</td></tr>
<tr><td>` + body + `</td></tr>
<tr><td>上一篇：<a href=/8>学校教学工作总结</a><br>下一篇：<a href=/9>学校后勤工作总结</a></td></tr>
<tr><td>相关文章：<br>` + strings.ReplaceAll(links("工会工作总结", 8), "li>", "div>") + `</td></tr></table>
</td></tr></table>
<table width=960><tr><td align=center><a href=/a>设为首页</a> | <a href=/b>加入收藏</a> | <a href=/c>联系站长</a><br>版权所有 Copyright 2008 公文站</td></tr></table>
</body></html>`
		}},
		{"HTML5", func(title, body string) string {
			return `<!DOCTYPE html><html lang="zh"><head><meta charset="UTF-8"><title>` + title + `</title><style>.hide{display:none}</style></head><body>
<header><a href="/">教育资源网</a><nav>` + links("频道", 9) + `</nav></header>
<main><article>` + body + `</article></main>
<aside><h2>大家都在看</h2>` + links("心得体会", 10) + `</aside>
<div class="hide">登录后才能评论，请先登录您的账号</div>
<footer><p>© 2024 教育资源网</p><a href="/x">联系我们</a></footer></body></html>`
		}},
		{"list inside the text", func(title, body string) string {
			return `<html><body><div id=nav>` + links("导航", 10) + `</div><div id=con>` + body + `<p>相关推荐：</p><p><a href=/3>工会主席述职报告</a></p><p><a href=/4>工会年度工作计划</a></p><p><a href=/5>工会活动方案</a></p></div><div id=foot><a href=/>首页</a> 版权所有</div></body></html>`
		}},
	}
}

// squeeze returns the letters and marks of s without white space.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if isBlank(r) {
			return -1
		}
		return r
	}, s)
}

// overlap returns the share of the lines of want, by letters, that stand in got in their
// order, and the share of got that these are.
func overlap(want []string, got string) (recall, precision float64) {
	rest, hit, all := squeeze(got), 0, 0
	total := len(rest)
	for _, w := range want {
		w = squeeze(w)
		all += len(w)
		if i := strings.Index(rest, w); i >= 0 {
			hit += len(w)
			rest = rest[i+len(w):]
		}
	}
	return float64(hit) / float64(all), float64(hit) / float64(total)
}

func TestMainText(t *testing.T) {
	whole := report(t)
	short := append(append([]string{}, whole[0]), whole[3:5]...)
	var two []string
	for _, n := range []string{"篇一：", "篇二："} {
		for i, l := range whole {
			if i == 0 {
				l = n + l
			}
			two = append(two, l)
		}
	}
	for _, s := range sites() {
		for _, l := range layouts() {
			for _, c := range []struct {
				name      string
				lines     []string
				precision float64
			}{{"whole", whole, 0.98}, {"short", short, 0.90}, {"two", two, 0.98}} {
				page := s.page("工会工作总结", l.body(c.lines))
				if strings.Contains(page, "gb2312") {
					gbk, err := simplifiedchinese.GBK.NewEncoder().String(strings.ReplaceAll(page, "©", "(C)"))
					if err != nil {
						t.Fatal(err)
					}
					page = gbk
				}
				doc := read(t, page)
				if len(doc.Hidden) > 0 {
					t.Errorf("site %q: hidden %v, want none: it stands outside the text", s.name, doc.Hidden)
				}
				if doc.Warning != nil {
					t.Errorf("site %q, layout %q: warning %v, want none", s.name, l.name, doc.Warning)
				}
				recall, precision := overlap(c.lines, doc.Text)
				if recall < 1 || precision < c.precision {
					t.Errorf("site %q, layout %q, %s text: recall %.3f, precision %.3f, want 1 and %.2f; text %q", s.name, l.name, c.name, recall, precision, c.precision, abridge(doc.Text))
				}
			}
		}
	}
}

// Names of classes and links do not take text away.
func TestTextThatLooksLikeFurniture(t *testing.T) {
	lines := report(t)
	for name, format := range map[string]string{
		"linked paragraphs": `<p><a href="/x">%s</a></p>`,
		"advertisements":    `<div class="ad"><p>%s</p></div>`,
		"asides":            `<aside>%s</aside>`,
	} {
		page := "<div class=nav>" + links("导航", 20) + "</div><div id=a>" + each("<p>%s</p>", lines[:9]) + each(format, lines[9:11]) + each("<p>%s</p>", lines[11:15]) + each(format, lines[15:18]) + each("<p>%s</p>", lines[18:]) + "</div>"
		if got, want := read(t, page).Text, strings.Join(lines, "\n"); got != want {
			t.Errorf("%s: text %q, want the whole report", name, abridge(got))
		}
	}
}

// abridge returns the ends of s.
func abridge(s string) string {
	r := []rune(s)
	if len(r) <= 240 {
		return s
	}
	return string(r[:100]) + " … " + string(r[len(r)-140:])
}
