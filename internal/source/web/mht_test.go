package web

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"mime/quotedprintable"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"chachong/internal/source/extract"
)

// gbk returns s in GBK.
func gbk(t *testing.T, s string) string {
	t.Helper()
	out, err := simplifiedchinese.GBK.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// quoted returns s in quoted-printable.
func quoted(t *testing.T, s string) string {
	t.Helper()
	var b bytes.Buffer
	w := quotedprintable.NewWriter(&b)
	if _, err := w.Write([]byte(s)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// wrapped returns s in lines of base64.
func wrapped(s string) string {
	var b strings.Builder
	for e := base64.StdEncoding.EncodeToString([]byte(s)); e != ""; {
		n := min(76, len(e))
		b.WriteString(e[:n] + "\r\n")
		e = e[n:]
	}
	return b.String()
}

// crlf returns s with the line ends of mail.
func crlf(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") }

// archives returns the report as browsers and Word save it in one file.
func archives(t *testing.T) map[string]string {
	t.Helper()
	lines := report(t)
	page := func(head string) string {
		return "<html><head>" + head + "<title>总结</title></head><body>" + each("<p>%s</p>\n", lines) + "<img src=\"cid:p1\"></body></html>"
	}
	picture := wrapped("\x89PNG\r\n\x1a\npicture")
	return map[string]string{
		"Internet Explorer": crlf(fmt.Sprintf(`From: =?gb2312?B?%s?=
Subject: =?gb2312?B?%s?=
Date: Wed, 20 Dec 2023 10:00:00 +0800
MIME-Version: 1.0
Content-Type: multipart/related;
	type="text/html";
	boundary="----=_NextPart_000_0000_01DA0000.00000000"
X-MimeOLE: Produced By Microsoft MimeOLE V6.1

This is a multi-part message in MIME format.

------=_NextPart_000_0000_01DA0000.00000000
Content-Type: text/html;
	charset="gb2312"
Content-Transfer-Encoding: quoted-printable
Content-Location: http://www.example.cn/a.html

%s
------=_NextPart_000_0000_01DA0000.00000000
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: http://www.example.cn/p.png

%s
------=_NextPart_000_0000_01DA0000.00000000--
`, base64.StdEncoding.EncodeToString([]byte(gbk(t, "由 Windows Internet Explorer 8 保存"))),
			base64.StdEncoding.EncodeToString([]byte(gbk(t, "工会工作总结"))),
			quoted(t, gbk(t, page(`<meta http-equiv="Content-Type" content="text/html; charset=gb2312">`))), picture)),
		"Chromium": crlf(fmt.Sprintf(`From: <Saved by Blink>
Snapshot-Content-Location: file:///a.html
Subject: =?utf-8?Q?%s?=
Date: Wed, 20 Dec 2023 02:00:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related;
	type="text/html";
	boundary="----MultipartBoundary--abc----"


------MultipartBoundary--abc----
Content-Type: text/html
Content-ID: <frame-1@mhtml.blink>
Content-Transfer-Encoding: quoted-printable
Content-Location: file:///a.html

%s
------MultipartBoundary--abc----
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: cid:p1

%s
------MultipartBoundary--abc----
Content-Type: text/css
Content-Transfer-Encoding: quoted-printable
Content-Location: cid:css-1@mhtml.blink

@charset "utf-8";

.no { display: none; }
------MultipartBoundary--abc------
`, "=E5=B7=A5=E4=BC=9A=E5=B7=A5=E4=BD=9C=E6=80=BB=E7=BB=93", quoted(t, page(`<meta charset="utf-8">`)), picture)),
		"Word": fmt.Sprintf(`MIME-Version: 1.0
Content-Type: multipart/related; boundary="----=_NextPart_01DA.5000"; start="<main>"

Web page in one file

------=_NextPart_01DA.5000
Content-Location: file:///C:/0/header.htm
Content-Transfer-Encoding: base64
Content-Type: text/html; charset="utf-8"

%s
------=_NextPart_01DA.5000
Content-ID: <main>
Content-Location: file:///C:/0/a.htm
Content-Transfer-Encoding: base64
Content-Type: text/html; charset="utf-8"

%s
------=_NextPart_01DA.5000
Content-Type: image/png
Content-Transfer-Encoding: base64

%s
------=_NextPart_01DA.5000--
`, wrapped("<html><body><div style='mso-element:header'>页眉</div>页眉之外</body></html>"), wrapped("\ufeff"+page(`<meta name=Generator content="Microsoft Word 15"><!--[if gte mso 9]><xml><o:DocumentProperties><o:Author>周岚</o:Author><o:Company>青禾小学</o:Company><o:Created>2023-12-01T02:03:00Z</o:Created></o:DocumentProperties></xml><![endif]-->`)), picture),
		"letter": fmt.Sprintf(`Received: from a by b; Wed, 20 Dec 2023 10:00:00 +0800
From: zhou@example.cn
Subject: =?GB18030?B?%s?=
Content-Type: multipart/mixed; boundary=outer
Mime-Version: 1.0

--outer
Content-Type: multipart/alternative; boundary="outer-inner"

--outer-inner
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: base64

%s
--outer-inner
Content-Type: text/html; charset=gbk
Content-Transfer-Encoding: 8bit

%s
--outer-inner--

--outer
Content-Type: image/png; name=p.png
Content-Transfer-Encoding: base64

%s
--outer--
`, base64.StdEncoding.EncodeToString([]byte(gbk(t, "工会工作总结"))), wrapped("别的文字"), gbk(t, page("")), picture),
	}
}

func TestArchive(t *testing.T) {
	want := strings.Join(report(t), "\n")
	for name, raw := range archives(t) {
		if !IsMHT([]byte(raw)) {
			t.Errorf("IsMHT(%s) = false, want true", name)
			continue
		}
		doc := read(t, raw)
		if doc.Text != want || doc.Format != "mht" || doc.Warning != nil {
			t.Errorf("%s: text %q, format %q, warning %v, want the report in mht without one", name, abridge(doc.Text), doc.Format, doc.Warning)
		}
		title := "工会工作总结"
		if name == "Word" {
			title = "总结"
		}
		if doc.Info.Title != title {
			t.Errorf("%s: title %q, want %q", name, doc.Info.Title, title)
		}
		if len(doc.Pictures) != 1 || doc.Pictures[0].Bytes != int64(len("\x89PNG\r\n\x1a\npicture")) {
			t.Errorf("%s: pictures %v, want one", name, doc.Pictures)
		}
	}
}

func TestArchiveInfo(t *testing.T) {
	docs := archives(t)
	word := read(t, docs["Word"]).Info
	if want := (extract.Info{Title: "总结", Author: "周岚", Company: "青禾小学", Application: "Microsoft Word 15", Created: "2023-12-01T02:03:00Z"}); word != want {
		t.Errorf("Word: %+v, want %+v", word, want)
	}
	if got := read(t, docs["Internet Explorer"]).Info.Application; got != "由 Windows Internet Explorer 8 保存" {
		t.Errorf("Internet Explorer: application %q", got)
	}
	if got := read(t, docs["letter"]).Info.Author; got != "zhou@example.cn" {
		t.Errorf("letter: author %q", got)
	}
}

func TestArchiveOddities(t *testing.T) {
	const alternative = "MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=c\n\n--c\n\n"
	long := han(mostUnread)
	const head = "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
	for _, c := range []struct{ name, raw, text, warning string }{
		{"plain", "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n甲\n乙\n", "甲\n乙", ""},
		{"no type", "Subject: x\nMIME-Version: 1.0\n\n甲", "甲", ""},
		{"cut", head + "--b\nContent-Type: text/html\n\n<p>甲</p>\n", "甲", "the web archive is cut off: its last part has no end"},
		{"attached", head + "--b\nContent-Type: text/html\n\n<p>甲\n--b\nContent-Type: application/msword\nContent-Disposition: ATTACHMENT; filename=a.doc\n\nx\n--b--\n", "甲", "attached files that are not read: 1"},
		{"frames", head + "--b\nContent-Type: text/html\n\n<frameset><frame src=a></frameset>\n--b\nContent-Type: text/html\n\n<p>甲\n--b\nContent-Type: text/html\n\n<p>甲乙\n--b--", "甲乙", ""},
		{"bad lines in heads", head + "--b\nnonsense\n: x\nContent-Type: text/html; charset=gb2312; charset=gbk\n\n<p>甲\n--b--", "甲", ""},
		{"letter in a letter", head + "--b\nContent-Type: message/rfc822\n\nMIME-Version: 1.0\nContent-Type: text/html\n\n<p>甲\n--b--", "甲", ""},
		{"hidden by a sheet of its own", head + "--b\nContent-Type: text/html\n\n<p>甲<p class=h>乙\n--b\nContent-Type: text/css\n\n.h{display:none}\n--b--", "甲", ""},
		{"frames with text", head + "--b\nContent-Type: text/html\n\n<p>" + long + "\n--b\nContent-Type: text/html\n\n<p>" + long + "乙\n--b\nContent-Type: text/html\n\n<p>丙\n--b--", long + "\n" + long + "乙", ""},
		{"page and text", head + "--b\nContent-Type: text/html\n\n<p>" + long + "\n--b\n\n" + long + "乙\n--b--", long + "\n" + long + "乙", ""},
		{"same in two versions", alternative + long + "\n\n" + long + "\n--c\nContent-Type: text/html\n\n<p>甲" + long + "<br>" + long + "\n--c--", "甲" + long + "\n" + long, ""},
		{"other in two versions", alternative + long + "\n--c\nContent-Type: text/html\n\n<p>甲\n--c--", "甲", "200 letters of another version of the letter were not read"},
		{"torn codes", "MIME-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n<p>=E7=94=B2=\n==3D=4", "甲===4", ""},
	} {
		doc := read(t, c.raw)
		warning := ""
		if doc.Warning != nil {
			warning = doc.Warning.Reason
		}
		if doc.Text != c.text || warning != c.warning {
			t.Errorf("%s: text %q, warning %q, want %q, %q", c.name, doc.Text, warning, c.text, c.warning)
		}
	}
}

func TestIsMHT(t *testing.T) {
	for raw, want := range map[string]bool{
		"":                                    false,
		"MIME-Version: 1.0\r\n\r\n<p>":        true,
		"From a@b Wed\nMime-Version: 1.0\n\n": true,
		"Content-Type: multipart/related; boundary=a\n\n":            true,
		"Subject: x\n\nMIME-Version: 1.0\n":                          false,
		"Title: a report\nYear: 2023\n\nContent-Type: multipart/x\n": false,
		"工作总结\nMIME-Version: 1.0\n":                                  false,
		"<html>":                                                     false,
		"Subject: a\n" + strings.Repeat("X-A: 一\n", 2000):            false,
		"MIME-Version: 1.0\n" + strings.Repeat("X-A: 一\n", 2000):     true,
		" MIME-Version: 1.0\n":                                       false,
	} {
		if got := IsMHT([]byte(raw)); got != want {
			t.Errorf("IsMHT(%.60q) = %t, want %t", raw, got, want)
		}
	}
}

func TestIsPage(t *testing.T) {
	for head, want := range map[string]bool{
		"<!DOCTYPE HTML><p>x":  true,
		"\ufeff\r\n <html>":    true,
		"<HEAD>":               true,
		"<body class=a>":       true,
		"<meta charset=utf-8>": true,
		"<?xml version='1.0' encoding='utf-8'?>\n<!-- a -->\n<!DOCTYPE html PUBLIC 'x'>": true,
		"<!-- saved from url=(0014)about:internet -->\r\n<html>":                         true,
		"<html xmlns:w='urn:schemas-microsoft-com:office:word'>":                         true,
		"<p>x":                         true,
		"<div class='a'>x":             true,
		"<h1>总结</h1>":                  true,
		"<table\nborder=1>":            true,
		"":                             false,
		"工作总结<html>":                   false,
		"<工作总结>":                       false,
		"<2023年工作总结>":                  false,
		"<p 值小于 0.05，<q 值":             false,
		"<!-- 注 -->\n工作总结":             false,
		"<!-- 注":                       false,
		"<?xml version='1.0'?><w:doc>": false,
		"<script":                      false,
		"<":                            false,
		"<p":                           false,
	} {
		if got := IsPage(head); got != want {
			t.Errorf("IsPage(%q) = %t, want %t", head, got, want)
		}
	}
}

func TestDeclaredCharset(t *testing.T) {
	for raw, want := range map[string]string{
		"\xef\xbb\xbf<meta charset=gbk>": "utf-8",
		"\xff\xfe<\x00":                  "utf-16le",
		"<html><meta charset='GB2312'>":  "gb2312",
		"<META content='text/html;charset=gb18030' http-equiv=Content-Type>":   "gb18030",
		"<meta http-equiv=content-type content='text/html; charset=\"big5\"'>": "big5",
		"<!--<meta charset=gbk>--><p>":                                         "",
		"<?xml version='1.0' encoding='GBK'?><html>":                           "gbk",
		"<?xml version='1.0' encoding='GBK'?><meta charset=utf-8>":             "utf-8",
		"<meta charset='a b'>":                                                 "",
		"<meta name=x content='charset=gbk'>":                                  "",
		"":                                                                     "",
	} {
		if got := declaredCharset([]byte(raw)); got != want {
			t.Errorf("declaredCharset(%q) = %q, want %q", raw, got, want)
		}
	}
}

func TestTextBehindArchive(t *testing.T) {
	archive := "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>一年来的工作总结</p>\r\n--b--\r\n"
	for behind, want := range map[string]bool{han(50): false, han(mostUnread): true} {
		doc := read(t, archive+behind)
		if got := doc.Warning != nil && doc.Warning.Partial; got != want {
			t.Errorf("%d letters behind the end: warning %v, want one: %t", letters(behind), doc.Warning, want)
		}
	}
}
