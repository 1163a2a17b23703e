package web

import (
	"errors"
	"testing"
	"unicode/utf8"

	"chachong/internal/source/extract"
)

// small are limits that a fuzzer reaches.
var small = extract.Limits{Text: 64 << 10, Unpack: 64 << 10, Entries: 20, Depth: 2, Nesting: 16}

// check fails where a reading breaks its contract.
func check(t *testing.T, raw []byte) {
	t.Helper()
	doc, err := Read(raw, extract.NewBudget(small), decodeUTF8)
	if err != nil {
		var p *extract.Problem
		if !errors.As(err, &p) || p.Code == "" || p.Reason == "" {
			t.Errorf("Read(%q) = %#v, want a problem with code and reason", raw, err)
		}
		return
	}
	if doc.Text == "" || int64(len(doc.Text)) > small.Text {
		t.Errorf("Read(%q): %d bytes of text, want 1 to %d", raw, len(doc.Text), small.Text)
	}
	texts := []string{doc.Text, doc.Info.Title, doc.Info.Author, doc.Info.LastEditor, doc.Info.Company, doc.Info.Application, doc.Info.Created, doc.Info.Modified}
	for _, a := range doc.Asides {
		texts = append(texts, a.Text)
	}
	at := int32(0)
	for _, h := range doc.Hidden {
		if h.At < at || int(h.At) > len(doc.Text) || h.Text == "" || len(h.Text) > extract.MaxHidden ||
			int(h.At) < len(doc.Text) && !utf8.RuneStart(doc.Text[h.At]) {
			t.Errorf("Read(%q): hidden %q at %d behind %d in a text of %d bytes", raw, h.Text, h.At, at, len(doc.Text))
		}
		at = h.At
		texts = append(texts, h.Text)
	}
	for _, s := range texts {
		if !utf8.ValidString(s) {
			t.Errorf("Read(%q) gives %q, want valid UTF-8", raw, s)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"<p>甲</p><p hidden>乙</p>丙",
		"<table><tr><td>甲<td>乙<tr><td><p>丙<table><tr><td>丁</table></table>",
		"<style>.a{display:none}#b{color:#fff}p,i.c{font-size:0;white-space:pre}@media screen{a{opacity:0}}</style><p class='a c' id=b>甲<i class=c>乙",
		"<?xml version='1.0' encoding='gbk'?><html><title/><![CDATA[甲]]><script/>乙",
		"<nav><a href=/>甲</a></nav><article><p>一年来，在上级的领导下，圆满完成了各项任务。</p></article><footer>版权所有</footer>",
		"<b><p style='font:1px a;background:rgb(1 2 3/4%);text-indent:-99em'>甲</b><ruby>乙<rt>丙</ruby><pre>\n\n丁\t\n</pre><!--",
		"<img src='data:image/png;base64,aGk='><img src=data:,%41>甲<div title=footer>乙<del datetime=x>丙</del>",
		"<!--[if gte mso 9]><xml><o:DocumentProperties><o:Author>甲</o:Author></o:DocumentProperties></xml><![endif]-->乙",
		"<li><li><dd><dt></p></br><select><option><p>甲</select><svg><title>",
		"<script>x</script><div style='visibility:hidden'>甲</div>",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) { check(t, raw) })
}

func FuzzReadArchive(f *testing.F) {
	for _, s := range []string{
		"--b\nContent-Type: text/html; charset=gb2312\nContent-Transfer-Encoding: quoted-printable\n\n<p>=BC=D7=\n</p>\n--b\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\naGk=\n--b--\n",
		"--b\nContent-Type: multipart/alternative; boundary=\"c\"\n\n--c\n\n甲\n--c\nContent-Type: text/html\n\n乙\n--c--\n--b\nContent-Disposition: attachment\n\n丙\n--b--",
		"--b\nContent-Type: message/rfc822\n\nSubject: =?gbk?B?vNc=?=\n\n甲\n--b\nContent-Type: text/css\n\n.a{display:none}\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		check(t, append([]byte("Subject: =?utf-8?q?=E7?= x\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b; start=\"<a>\"\n\n"), raw...))
	})
}

func FuzzSniff(f *testing.F) {
	f.Add("<!-- a --><?xml?><p class=x>甲")
	f.Add("From a\nMIME-Version: 1.0\n\n")
	f.Fuzz(func(_ *testing.T, s string) {
		IsPage(s)
		IsMHT([]byte(s))
		declaredCharset([]byte(s))
		colorOf(s)
		declarations(s)
	})
}
