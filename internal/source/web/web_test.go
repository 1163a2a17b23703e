package web

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"chachong/internal/source/extract"
)

// decodeUTF8 is a Decode for tests: UTF-8 where it is valid, else GB18030.
func decodeUTF8(raw []byte, declared string) (text, encoding string) {
	if utf8.Valid(raw) {
		return string(raw), "UTF-8"
	}
	out, err := simplifiedchinese.GB18030.NewDecoder().Bytes(raw)
	if err != nil {
		return strings.ToValidUTF8(string(raw), "\ufffd"), "UTF-8"
	}
	return string(out), "GB18030"
}

// read reads a page that must be readable.
func read(t *testing.T, raw string) *extract.Document {
	t.Helper()
	doc, err := Read([]byte(raw), extract.NewBudget(extract.Limits{}), decodeUTF8)
	if err != nil {
		t.Fatalf("Read(%.200q) = %v", raw, err)
	}
	return doc
}

func TestText(t *testing.T) {
	for _, c := range []struct{ name, html, want string }{
		{"paragraphs", "<p>甲</p><p>乙</p>", "甲\n乙"},
		{"unclosed paragraphs", "<p>甲<p>乙", "甲\n乙"},
		{"text between blocks", "甲<div>乙</div>丙", "甲\n乙\n丙"},
		{"line breaks", "甲<br>乙<br/>丙</br>丁", "甲\n乙\n丙\n丁"},
		{"break at the end of a paragraph", "<p>甲<br></p><p>乙", "甲\n乙"},
		{"empty paragraphs", "<p>甲</p><p></p><p><br></p><p>乙</p>", "甲\n\n乙"},
		{"spaces", "<p>  a \n b  <b> c</b> <i>d </i> </p>", "a b c d"},
		{"wrapped Han", "<p>全校教职工\n   共同努力，\n完成“十项\n”任务 2023\n年</p>", "全校教职工共同努力，完成“十项”任务 2023 年"},
		{"spaces between Han stay", "<p>领 导</p>", "领 导"},
		{"wrapped Latin", "<p>one\ntwo</p>", "one two"},
		{"no-break spaces stay", "<p>&nbsp;&nbsp;甲</p><p>&emsp;乙　丙</p>", "\u00a0\u00a0甲\n\u2003乙　丙"},
		{"table", "<table><tr><td>甲<td>乙<tr><th>丙</th><th>丁</th></tr></table>戊", "甲\t乙\n丙\t丁\n戊"},
		{"cells of paragraphs", "<table><tr><td><p>甲</p><p>乙</p></td><td><p>丙</p></td></tr></table>", "甲\n乙\t丙"},
		{"empty cells", "零<table><tr><td></td><td>甲</td><td></td></tr><tr><td><p><br></p></td><td></td><td>乙</td></tr></table>", "零\n\t甲\n\t\t乙"},
		{"table in a cell", "<table><tr><td>甲<table><tr><td>乙<td>丙</table></td><td>丁</td></tr></table>", "甲\n乙\t丙\t丁"},
		{"list", "<ol><li>甲<li>乙<ul><li>丙</ul></ol>", "甲\n乙\n丙"},
		{"pre", "甲<pre>\n一  二\n\n\t三\n</pre>乙", "甲\n一  二\n\n\t三\n乙"},
		{"pre by style", "<div style='white-space:pre-wrap'>一  二\n三</div>", "一  二\n三"},
		{"line ends kept by style", "<style>.t{white-space:pre-line}</style><div class=t>一  二\n三</div>", "一 二\n三"},
		{"entities", "<p>&lt;b&gt;&amp;&#x4e2d;&#20013;&hellip;&bogus; &", "<b>&中中…&bogus; &"},
		{"illegal references", "甲&#xD800;&#x110000;&#0;&#8;乙", "甲\ufffd\ufffd\ufffd乙"},
		{"comments", "甲<!-- x -- y --><!---->乙<!x><?php echo 1 ?>丙", "甲乙丙"},
		{"scripts", "甲<script>var a='<p>乙'</script><style>p{}</style><noscript>丙</noscript><template>丁</template>戊", "甲戊"},
		{"script in script", "甲<script><!-- <script>乙</script> --></script>丙", "甲丙"},
		{"controls", "甲<button>乙</button><select><option>丙</select><textarea>丁</textarea><input value=戊>己", "甲\n丁\n己"},
		{"long controls", "甲<button>学校后勤工作总结报告</button><textarea>\n一  二\n三</textarea>", "甲\n学校后勤工作总结报告\n一  二\n三"},
		{"open lists", "甲<select multiple><option>乙<option>丙</select><select size=2><option>丁</select><option>戊", "甲\n乙\n丙\n丁\n戊"},
		{"ruby", "<ruby>汉<rp>(</rp><rt>hàn</rt><rp>)</rp>字<rt>zì</ruby>", "汉字"},
		{"drawing", "甲<svg><title>乙</title><text>丙</text></svg>丁", "甲\n丙\n丁"},
		{"drawings without content", "甲<svg/>乙<svg><path/><g/><title/></title></svg>丙<math/>丁", "甲乙丙丁"},
		{"drawing torn", "甲<svg><text><video>乙</text>丙</video></svg><p>丁<p>戊", "甲\n丁\n戊"},
		{"page in a drawing", "甲<svg><desc>乙</desc><foreignObject><div>丙</div><p>丁</foreignObject><g>戊</g><p>己</svg>庚", "甲\n丙\n丁\n己庚"},
		{"ruby of words", "<ruby>一<rt>学校后勤工作总结报告</rt></ruby>二", "一学校后勤工作总结报告二"},
		{"note marks that are text", "甲<span class=footnote-back>学校后勤工作<br>总结报告</span>", "甲学校后勤工作\n总结报告"},
		{"table of contents", "<nav role=doc-toc><h2>目录</h2><ul><li><a href=#a>一、组织建设</a><li><a href=#b>二、没有这一节</a></ul></nav><h1 id=a>一、组织建设</h1>甲", "二、没有这一节\n一、组织建设\n甲"},
		{"srcdoc", "甲<iframe srcdoc='<p>乙<p>丙<b hidden>x</b>'></iframe>丁", "甲\n乙\n丙\n丁"},
		{"data", "甲<iframe src='data:text/html;base64,5LmZ'></iframe><object data='data:,%E4%B8%99'></object>", "甲\n乙\n丙"},
		{"annotation outside formulas", "<annotation>甲</annotation><rt>乙</rt>", "甲乙"},
		{"header that nobody wrote as one", "<div title=header>甲</div><div style='mso-element:comment'>乙</div>", "甲\n乙"},
		{"misnested", "<b><p>甲</b>乙</p>丙", "甲乙\n丙"},
		{"stray end tags", "甲</div></b></td>乙</p>丙", "甲乙\n丙"},
		{"inline by style", "<style>li{display:inline}</style><ul><li>甲</li><li>乙</li></ul>", "甲乙"},
		{"block by style", "<span style='display:block'>甲</span><span style='display: block'>乙</span>", "甲\n乙"},
		{"unknown elements", "<o:p>甲</o:p><st1:place w:st=on>乙</st1:place>", "甲乙"},
		{"XHTML", "<?xml version='1.0'?><html xmlns='x'><head><title/><script src='x'/></head><body><p>甲<![CDATA[<乙>]]></p><p/>丙</body></html>", "甲<乙>\n丙"},
		{"no CDATA in HTML", "<p>甲<![CDATA[乙]]>丙", "甲丙"},
		{"list numbers of Word", "<p><![if !supportLists]><span style='mso-list:Ignore'>1、<span style='font:7.0pt \"Times New Roman\"'>&nbsp;</span></span><![endif]>甲<o:p></o:p></p>", "1、\u00a0甲"},
		{"conditional comments", "<!--[if gte mso 9]><xml>乙</xml><![endif]-->甲<!--[if !mso]><!-->丙<!--<![endif]-->", "甲丙"},
		{"comment marks of Word", "<p>甲<span style='mso-special-character:comment'><a class=msocomanchor href=#a>[王1]</a></span>乙</p>", "甲乙"},
		{"notes", `甲<a href="#f1" class="footnote-ref" id="r1" role="doc-noteref"><sup>1</sup></a><nav id="TOC" role="doc-toc">目录</nav><p>乙<a href="#r1" class="footnote-back">↩︎</a><p><a class="sdfootnotesym" href="#a">1</a>丙`, "甲\n乙\n丙"},
		{"deep", strings.Repeat("<div>", 3000) + "甲" + strings.Repeat("</div>", 3000) + "乙", "甲\n乙"},
		{"aria-hidden is seen", "<p aria-hidden=true>甲</p>", "甲"},
	} {
		if got := read(t, c.html).Text; got != c.want {
			t.Errorf("%s: Read(%.300q).Text = %q, want %q", c.name, c.html, got, c.want)
		}
	}
}
