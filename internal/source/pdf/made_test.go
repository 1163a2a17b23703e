package pdf

import (
	"fmt"
	"html"
	"math/rand/v2"
	"strings"
	"unicode"
)

// A made document is a list of parts, from which both the source file of another program
// and the text that is wanted are written.
type part struct {
	kind  string // "title", "head", "body", "item", "row", "sign"
	cells []string
}

func (p part) text() string { return strings.Join(p.cells, "\t") }

// report returns an invented report of about n letters: a title, headings, paragraphs,
// items, a table and a signature.
func report(seed uint64, n int) []part {
	r := rand.New(rand.NewPCG(seed, 7))
	pick := func(list ...string) string { return list[r.IntN(len(list))] }
	sentence := func() string {
		return pick("今年以来，", "一年中，", "在校党支部的带领下，", "按照年初的安排，", "根据青禾镇教育办的要求，", "面对人手不足的困难，", "开学之初，", "到2023年12月底，") +
			pick("我们", "校工会", "白石小学", "云溪中学", "全体会员", "各年级组", "财务人员李明远") +
			pick("先后", "认真", "共", "积极", "按时", "利用周末") +
			pick("组织了", "开展了", "完成了", "整理了", "落实了", "检查了") +
			fmt.Sprint(2+r.IntN(97)) + pick("次", "项", "场", "批", "件") +
			pick("教职工谈心活动", "困难职工慰问", "“师德先锋”评选", "课后服务巡查", "校园安全演练", "读书分享会", "青年教师基本功比武", "教室、宿舍和食堂的维修", "信息技术（AI tools for teachers）培训", "账目公开") +
			pick("，受到家长好评", "，参与率达到"+fmt.Sprint(60+r.IntN(40))+".5%", "，为以后的工作打下了基础", "，解决了多年的老问题", "，大家的干劲更足了", "，没有发生一起事故") + "。"
	}
	parts := []part{{"title", []string{"云溪县白石小学2023年工会工作总结"}}}
	letters := 0
	for h := 0; letters < n; h++ {
		head := string([]rune("一二三四五六七八九十")[h%10]) + "、" + pick("加强组织建设", "维护职工权益", "丰富文体生活", "存在的不足", "今后的打算")
		parts = append(parts, part{"head", []string{head}})
		for range 2 + r.IntN(3) {
			var b strings.Builder
			for range 1 + r.IntN(6) {
				b.WriteString(sentence())
			}
			parts = append(parts, part{"body", []string{b.String()}})
			letters += len([]rune(b.String()))
		}
		for i := range 3 {
			s := fmt.Sprintf("%d. ", i+1)
			if h%2 == 1 {
				s = "（" + string([]rune("一二三")[i]) + "）"
			}
			s += sentence()
			parts = append(parts, part{"item", []string{s}})
			letters += len([]rune(s))
		}
		if h == 1 {
			for i := range 4 {
				row := []string{"序号", "活动名称", "人数", "时间"}
				if i > 0 {
					row = []string{fmt.Sprint(i), pick("春季运动会", "教师读书会", "重阳慰问") + fmt.Sprint(i), fmt.Sprint(10 + r.IntN(90)), fmt.Sprintf("2023年%d月", 1+r.IntN(12))}
				}
				parts = append(parts, part{"row", row})
			}
		}
	}
	return append(parts, part{"sign", []string{"白石小学工会委员会"}}, part{"sign", []string{"2024年1月8日"}})
}

// wanted returns the text that a reader should give for parts.
func wanted(parts []part) string {
	lines := make([]string, len(parts))
	for i, p := range parts {
		lines[i] = p.text()
	}
	return strings.Join(lines, "\n")
}

// asHTML writes parts as a web page.
func asHTML(parts []part, css string) string {
	var b strings.Builder
	b.WriteString("<!DOCTYPE html><html lang=zh-CN><meta charset=utf-8><title>工作总结</title><style>" + css + "</style><body>\n")
	table := false
	for _, p := range parts {
		if (p.kind == "row") != table {
			table = !table
			b.WriteString(map[bool]string{true: "<table border=1 cellspacing=0>\n", false: "</table>\n"}[table])
		}
		if p.kind == "row" {
			b.WriteString("<tr>")
			for _, c := range p.cells {
				b.WriteString("<td>" + html.EscapeString(c) + "</td>")
			}
			b.WriteString("</tr>\n")
			continue
		}
		tag := map[string]string{"title": "h1", "head": "h2"}[p.kind]
		if tag == "" {
			tag = "p"
		}
		fmt.Fprintf(&b, "<%s class=%s>%s</%s>\n", tag, p.kind, html.EscapeString(p.text()), tag)
	}
	return b.String()
}

// asODT writes parts as a flat OpenDocument text with a running head and page numbers.
func asODT(parts []part, font string) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls><style:font-face style:name="F" svg:font-family="'` + font + `'"/></office:font-face-decls>
<office:styles><style:default-style style:family="paragraph"><style:paragraph-properties fo:line-height="150%"/><style:text-properties style:font-name="F" style:font-name-asian="F" fo:font-size="14pt" style:font-size-asian="14pt" fo:language="zh" fo:country="CN" style:language-asian="zh" style:country-asian="CN"/></style:default-style>
<style:style style:name="title" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/><style:text-properties fo:font-size="20pt" style:font-size-asian="20pt" fo:font-weight="bold" style:font-weight-asian="bold"/></style:style>
<style:style style:name="head" style:family="paragraph"><style:paragraph-properties fo:text-indent="28pt"/><style:text-properties fo:font-weight="bold" style:font-weight-asian="bold"/></style:style>
<style:style style:name="body" style:family="paragraph"><style:paragraph-properties fo:text-indent="28pt" fo:text-align="justify"/></style:style>
<style:style style:name="item" style:family="paragraph"><style:paragraph-properties fo:text-indent="28pt" fo:text-align="justify"/></style:style>
<style:style style:name="sign" style:family="paragraph"><style:paragraph-properties fo:text-align="end"/></style:style>
<style:style style:name="small" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/><style:text-properties fo:font-size="9pt" style:font-size-asian="9pt"/></style:style></office:styles>
<office:automatic-styles><style:style style:name="C" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000" fo:padding="0.1cm"/></style:style>
<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2.5cm"/><style:header-style><style:header-footer-properties fo:min-height="0.6cm" fo:margin-bottom="0.4cm"/></style:header-style><style:footer-style><style:header-footer-properties fo:min-height="0.6cm" fo:margin-top="0.4cm"/></style:footer-style></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L"><style:header><text:p text:style-name="small">白石小学工会资料</text:p></style:header><style:footer><text:p text:style-name="small">— <text:page-number text:select-page="current">1</text:page-number> —</text:p></style:footer></style:master-page></office:master-styles>
<office:body><office:text>
`)
	table := false
	for _, p := range parts {
		if (p.kind == "row") != table {
			table = !table
			b.WriteString(map[bool]string{true: `<table:table><table:table-column table:number-columns-repeated="4"/>`, false: "</table:table>\n"}[table])
		}
		if p.kind == "row" {
			b.WriteString("<table:table-row>")
			for _, c := range p.cells {
				b.WriteString(`<table:table-cell table:style-name="C" office:value-type="string"><text:p>` + html.EscapeString(c) + "</text:p></table:table-cell>")
			}
			b.WriteString("</table:table-row>\n")
			continue
		}
		fmt.Fprintf(&b, "<text:p text:style-name=%q>%s</text:p>\n", p.kind, html.EscapeString(p.text()))
	}
	b.WriteString("</office:text></office:body></office:document>")
	return b.String()
}

// letters returns the letters and digits of s.
func lettersOf(s string) []rune {
	var out []rune
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			out = append(out, r)
		}
	}
	return out
}

// common returns the length of the longest common subsequence of a and b, by the greedy
// algorithm of E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", 1986;
// 0 where they differ in more than limit places.
func common(a, b []rune, limit int) int {
	v := make([]int, 2*limit+3)
	for d := range limit + 1 {
		for k := -d; k <= d; k += 2 {
			x := 0
			if k == -d || k != d && v[limit+k] < v[limit+k+2] {
				x = v[limit+k+2]
			} else {
				x = v[limit+k] + 1
			}
			for x < len(a) && x-k >= 0 && x-k < len(b) && a[x] == b[x-k] {
				x++
			}
			v[limit+k+1] = x
			if x >= len(a) && x-k >= len(b) {
				return (len(a) + len(b) - d) / 2
			}
		}
	}
	return 0
}

// quality compares the text got with the text wanted: the share of the letters that come
// in order, the share that is too much, and the share of paragraphs that are one line.
func quality(got, want string) (order, extra, whole float64) {
	g, w := lettersOf(got), lettersOf(want)
	n := common(g, w, 4000)
	lines := map[string]int{}
	bare := func(s string) string { return string(lettersOf(s)) }
	for l := range strings.SplitSeq(got, "\n") {
		lines[bare(l)]++
	}
	total, found := 0, 0
	for l := range strings.SplitSeq(want, "\n") {
		if bare(l) == "" {
			continue
		}
		total++
		if lines[bare(l)] > 0 {
			lines[bare(l)]--
			found++
		}
	}
	return float64(n) / float64(len(w)), float64(len(g)-n) / float64(len(w)), float64(found) / float64(total)
}
