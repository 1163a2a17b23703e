package web

import (
	"slices"
	"strings"
	"testing"

	"chachong/internal/source/extract"
)

// A page as Word saves it: its own elements and properties, lines broken at any place
// between Han characters.
const wordPage = `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head>
<meta http-equiv=Content-Type content="text/html; charset=gb2312">
<meta name=Generator content="Microsoft Word 15">
<title>工作总结</title>
<!--[if gte mso 9]><xml>
 <o:DocumentProperties>
  <o:Author>周晓岚</o:Author>
  <o:LastAuthor>赵 &amp; 钱</o:LastAuthor>
  <o:Created>2023-12-01T02:03:00Z</o:Created>
  <o:LastSaved>2023-12-20T08:00:00Z</o:LastSaved>
  <o:Company>青禾镇中心小学</o:Company>
 </o:DocumentProperties>
</xml><![endif]-->
<style>
<!--
 /* Style Definitions */
 p.MsoNormal, li.MsoNormal, div.MsoNormal
	{mso-style-unhide:no; margin:0cm; text-indent:21.0pt; font-size:10.5pt;}
span.GramE
	{mso-style-name:""; mso-gram-e:yes;}
span.Hid {display:none; mso-hide:all;}
-->
</style>
</head>
<body lang=ZH-CN style='tab-interval:21.0pt'>
<div class=WordSection1 style='layout-grid:15.6pt'>
<p class=MsoNormal align=center style='text-align:center'><b><span lang=EN-US>2023</span>年工会
工作总结<span lang=EN-US><o:p></o:p></span></b></p>
<p class=MsoNormal style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>一、</span><![endif]>加强学习<a href="#_ftn1" name="_ftnref1"
title=""><span class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]><span
class=MsoFootnoteReference>[1]</span><![endif]></span></span></a>，提高素<span class=GramE>质</span>。<span
class=MsoCommentReference><span lang=EN-US><!--[if !supportAnnotations]--><a class=msocomanchor
id="_anchor_1" href="#_msocom_1" name="_msoanchor_1">[ZXL1]</a><!--[endif]--></span></span><span
style='display:none;mso-hide:all'>看不见的字</span><span class=Hid>也看不见</span></p>
<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>
<table class=MsoTableGrid border=1><tr><td width=100 style='border:solid'><p class=MsoNormal>学习</p></td>
<td><p class=MsoNormal><span lang=EN-US>22</span>次</p></td></tr></table>
<p class=MsoNormal><del cite="mailto:ZXL" datetime="2023-12-02T10:00">删去</del><ins cite="mailto:ZXL"
datetime="2023-12-02T10:00">改成</ins>的字</p>
</div>
<div style='mso-element:footnote-list'><![if !supportFootnotes]><br clear=all>
<hr align=left size=1 width="33%"><![endif]>
<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1'
href="#_ftnref1" name="_ftn1" title=""><span class=MsoFootnoteReference>[1]</span></a> 每周一次。</p></div></div>
<div style='mso-element:comment-list'><hr class=msocomoff><div style='mso-element:comment'><p>这里要改</p></div></div>
</body></html>`

func TestWordPage(t *testing.T) {
	doc := read(t, gbk(t, wordPage))
	want := "2023年工会工作总结\n一、加强学习，提高素质。\n\u00a0\n学习\t22次\n改成的字\n每周一次。"
	if got := strings.ReplaceAll(doc.Text, "\n\n", "\n"); got != want {
		t.Errorf("text %q, want %q", got, want)
	}
	if doc.Warning != nil {
		t.Errorf("warning %v, want none", doc.Warning)
	}
	info := extract.Info{
		Title: "工作总结", Author: "周晓岚", LastEditor: "赵 & 钱", Company: "青禾镇中心小学", Application: "Microsoft Word 15",
		Created: "2023-12-01T02:03:00Z", Modified: "2023-12-20T08:00:00Z",
	}
	if doc.Info != info {
		t.Errorf("info %+v, want %+v", doc.Info, info)
	}
	if len(doc.Hidden) != 2 || doc.Hidden[0].Text != "看不见的字也看不见" || doc.Hidden[1].Text != "删去" || doc.Hidden[1].Why != extract.WhyDeleted {
		t.Errorf("hidden %v, want the hidden and the deleted text", doc.Hidden)
	}
	if want := []extract.Aside{{Kind: "comment", Text: "这里要改"}}; !slices.Equal(doc.Asides, want) {
		t.Errorf("asides %v, want %v", doc.Asides, want)
	}
}

// Pages without navigation come out whole, whatever their elements and classes are called.
func TestWholePages(t *testing.T) {
	lines := report(t)
	body := each("<p>%s</p>\n", lines)
	want := strings.Join(lines, "\n")
	for name, page := range map[string]string{
		"fragment":      body,
		"HTML5":         "<main>" + body + "</main>",
		"header":        "<header><p>" + lines[0] + "</p></header><article>" + each("<p>%s</p>", lines[1:]) + "</article>",
		"named parts":   "<div class=info>" + lines[0] + "</div><div class='side ad'>" + each("<p>%s</p>", lines[1:]) + "</div>",
		"footer":        each("<p>%s</p>", lines[:3]) + "<footer>" + each("<p>%s</p>", lines[3:]) + "</footer>",
		"form":          "<form action=x>" + body + "</form>",
		"a few links":   strings.Replace(body, "教工之家", "<a href=http://example.cn/>教工之家</a>", 1),
		"links inside":  strings.ReplaceAll(body, "工会", "<a href='#gh'>工会</a>"),
		"Word's links":  "<meta name=Generator content='Microsoft Word 15'>" + strings.ReplaceAll(body, "<p>", "<p><a href=a.htm></a>"),
		"font elements": "<font face=宋体 size=3>" + strings.ReplaceAll(body, "\n", "") + "</font>",
	} {
		if got := read(t, page).Text; got != want {
			t.Errorf("%s: text %q, want the whole report", name, abridge(got))
		}
	}
}

func TestAsidesAndPictures(t *testing.T) {
	doc := read(t, `<meta name=generator content=LibreOffice><div title="header"><p>页<b>眉</b></p></div><p>正文<img src="data:image/png;base64,aGVs bG8=">`+
		`<img src="data:image/png;base64,aGVsbG8="><img src="data:image/gif,a%20b"><img src=b.png></p><div title="footer">第<br>1页</div>`)
	if doc.Text != "正文" {
		t.Errorf("text %q, want 正文", doc.Text)
	}
	if want := []extract.Aside{{Kind: "header", Text: "页眉"}, {Kind: "footer", Text: "第\n1页"}}; !slices.Equal(doc.Asides, want) {
		t.Errorf("asides %v, want %v", doc.Asides, want)
	}
	if len(doc.Pictures) != 2 || doc.Pictures[0] != newPicture([]byte("hello")) || doc.Pictures[1].Bytes != 3 {
		t.Errorf("pictures %v, want two", doc.Pictures)
	}
}
