package web

import (
	"errors"
	"strings"
	"testing"

	"chachong/internal/source/extract"
)

func TestProblems(t *testing.T) {
	const mime = "MIME-Version: 1.0\nContent-Type: "
	nested := mime + "multipart/mixed; boundary=b0\n\n"
	for i := range 20 {
		n := string(rune('a' + i))
		nested += "--b" + strings.TrimPrefix(string(rune('a'+i-1)), "`") + "\nContent-Type: multipart/mixed; boundary=b" + n + "\n\n"
	}
	nested = strings.Replace(nested, "--b\n", "--b0\n", 1)
	for _, c := range []struct{ name, raw, code, reason string }{
		{"empty", "", extract.CodeEmpty, "no text in the page"},
		{"no text", "<html><body><p>&nbsp;</p></body></html>", extract.CodeEmpty, "no text in the page"},
		{"hidden", "<p style='color:#fff'>工作总结", extract.CodeEmpty, "no text can be seen on the page: all of it is hidden"},
		{"pictures", "<img src=a.png><p><br>", extract.CodeNoTextLayer, "the page holds pictures and no text"},
		{"frames", "<frameset><frame src=a></frameset>", extract.CodeEmpty, "no text in the page: it shows other pages in frames"},
		{"script only", "<script>工作总结</script>", extract.CodeEmpty, "no text in the page"},
		{"no page", mime + "multipart/related; boundary=b\n\n--b\nContent-Type: image/png\n\nx\n--b--", extract.CodeEmpty, "no page in the web archive"},
		{"only attached", mime + "multipart/mixed; boundary=b\n\n--b\nContent-Disposition: attachment\n\nx\n--b--", extract.CodeEmpty, "no text in the letter itself; attached files that are not read: 1"},
		{"no boundary", mime + "multipart/related\n\n<p>x", extract.CodeDamaged, "damaged web archive: a part of several names no boundary"},
		{"transfer encoding", mime + "text/html\nContent-Transfer-Encoding: x-uuencode\n\nx", extract.CodeFormat, `web archive: transfer encoding "x-uuencode" is not read`},
		{"nested", nested, extract.CodeLimitDepth, "parts of the web archive nested deeper than the limit of 16"},
		{"many parts", mime + "multipart/mixed; boundary=b\n\n" + strings.Repeat("--b\n\nx\n", 10001), extract.CodeLimitCount, "holds more entries than the limit of 10000"},
	} {
		_, err := Read([]byte(c.raw), extract.NewBudget(extract.Limits{}), decodeUTF8)
		var p *extract.Problem
		if !errors.As(err, &p) || p.Code != c.code || p.Reason != c.reason {
			t.Errorf("%s: Read = %v, want %s %q", c.name, err, c.code, c.reason)
		}
	}
}

func TestLimits(t *testing.T) {
	page := strings.Repeat("<p>工作总结</p>", 100)
	for _, l := range []extract.Limits{{Text: 1000}, {Text: 1199}} {
		_, err := Read([]byte(page), extract.NewBudget(l), decodeUTF8)
		var p *extract.Problem
		if !errors.As(err, &p) || p.Code != extract.CodeLimitText {
			t.Errorf("Read with %+v = %v, want %s", l, err, extract.CodeLimitText)
		}
	}
	_, err := Read([]byte("<p>甲<img src='data:,"+strings.Repeat("x", 2000)+"'>"), extract.NewBudget(extract.Limits{Unpack: 1000}), decodeUTF8)
	var p *extract.Problem
	if !errors.As(err, &p) || p.Code != extract.CodeLimitUnpack {
		t.Errorf("Read of a large picture = %v, want %s", err, extract.CodeLimitUnpack)
	}
}

// A page that stops where its text cannot be told is no quietly shorter text.
func TestCutPages(t *testing.T) {
	for _, c := range []struct{ raw, text, reason string }{
		{"<p>甲<script>var a", "甲", "the page is cut off inside <script>"},
		{"<p>甲<style>", "甲", "the page is cut off inside <style>"},
		{"<p>甲<a href=", "甲", "the page is cut off inside a tag"},
		{"<p>甲<!-- 乙", "甲", "the page is cut off inside a comment"},
		{"<p>甲", "甲", ""},
		{"<p>甲<", "甲<", ""},
	} {
		doc := read(t, c.raw)
		reason := ""
		if doc.Warning != nil {
			reason = doc.Warning.Reason
		}
		if doc.Text != c.text || reason != c.reason {
			t.Errorf("Read(%q) = %q, warning %q, want %q, %q", c.raw, doc.Text, reason, c.text, c.reason)
		}
	}
}

// Pages made to be slow are read in time linear in their size: none of these takes more
// than a moment, and the test would not end if one were quadratic.
func TestHostilePages(t *testing.T) {
	const n = 100_000
	for name, raw := range map[string]string{
		"open containers":     strings.Repeat("<div>", n) + "甲",
		"open formatting":     strings.Repeat("<a><b><i><font color=red>", n/4) + "甲",
		"tables":              strings.Repeat("<table>", 300) + strings.Repeat("<b><table>x", n/4) + "甲",
		"end tags":            strings.Repeat("<td><i>", n/4) + strings.Repeat("</p></b></li>", n/4) + "甲",
		"implied ends":        "<p>" + strings.Repeat("<b>", 500) + strings.Repeat("<li><p>甲", n/4),
		"scripts":             "甲<script><!--" + strings.Repeat("<script>", n),
		"references":          strings.Repeat("&#19968;&#xD800;&#0;", n/4),
		"attributes":          "<p " + strings.Repeat("a=b ", n) + ">甲",
		"classes":             "<style>" + strings.Repeat(".a{color:red}", 1000) + "</style>" + strings.Repeat("<p class='"+strings.Repeat("a ", 50)+"'>甲", 2000),
		"comments":            strings.Repeat("<!--", n) + "--><p>甲",
		"styles":              "<style>" + strings.Repeat("/*", n) + "*/" + strings.Repeat("{", n) + "</style>甲",
		"hidden":              strings.Repeat("<i hidden>乙</i>", n/4) + "甲",
		"hidden and seen":     strings.Repeat("<i hidden>乙</i>甲", n/4),
		"rows":                "<table>" + strings.Repeat("<tr><td>甲", n/4),
		"cells":               "<table><tr>" + strings.Repeat("<td>", n) + "甲",
		"containers of text":  strings.Repeat("<div>甲", n/4) + strings.Repeat("<nav><a href=/>乙</a></nav>", 100),
		"links":               strings.Repeat("<div><a href=/>甲</a></div>", n/4) + "<p>乙",
		"links far inside":    strings.Repeat("<div><nav>", 250) + strings.Repeat("<a href=/>甲</a><br>", n/4) + strings.Repeat("</nav></div>", 250) + strings.Repeat("<div>", 250) + strings.Repeat("<p>乙丙</p>", n/4),
		"line breaks":         "甲" + strings.Repeat("<br>", n) + "乙",
		"head without an end": "MIME-Version: 1.0\n" + strings.Repeat(" x\n", n) + "\n甲",
		"boundaries":          "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\n" + strings.Repeat("--b甲\n", n),
	} {
		doc, err := Read([]byte(raw), extract.NewBudget(extract.Limits{}), decodeUTF8)
		if err != nil || !strings.ContainsAny(doc.Text, "甲一乙") {
			t.Errorf("%s: Read = %v, want text", name, err)
		}
	}
}
