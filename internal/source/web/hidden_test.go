package web

import (
	"strings"
	"testing"

	"chachong/internal/source/extract"
)

func TestHidden(t *testing.T) {
	const (
		marked    = extract.WhyMarked
		tint      = extract.WhyColor
		tiny      = extract.WhyTiny
		offPage   = extract.WhyOffPage
		invisible = extract.WhyInvisible
	)
	for _, c := range []struct {
		html string // stands between 甲 and 丙
		why  extract.Why
	}{
		{`<span hidden>乙</span>`, marked},
		{`<span style="display:none">乙</span>`, marked},
		{`<span style="DISPLAY : none !important">乙</span>`, marked},
		{`<div style="display:none"><p>乙</p></div>`, marked},
		{`<span style="visibility:hidden">乙</span>`, marked},
		{`<span style="position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)">乙</span>`, marked},
		{`<div style="height:0;overflow:hidden">乙</div>`, marked},
		{`<span style="opacity:0">乙</span>`, invisible},
		{`<span style="color:transparent">乙</span>`, invisible},
		{`<span style="color:rgba(0,0,0,0)">乙</span>`, invisible},
		{`<span style="font-size:1px">乙</span>`, tiny},
		{`<span style="font-size:0.5pt">乙</span>`, tiny},
		{`<span style="font:0/0 a">乙</span>`, tiny},
		{`<span style="font-size:50%"><b style="font-size:.2em">乙</b></span>`, tiny},
		{`<span style="color:#fff">乙</span>`, tint},
		{`<span style="color:#FFFFFE">乙</span>`, tint},
		{`<span style="color:rgb(255, 255, 255)">乙</span>`, tint},
		{`<font color=white>乙</font>`, tint},
		{`<font color="ffffff">乙</font>`, tint},
		{`<table bgcolor="#336699"><tr><td><font color="#336699">乙</font></td></tr></table>`, tint},
		{`<p style="background:#eee url() no-repeat;background:#eee"><span style="color:#eee">乙</span></p>`, tint},
		{`<span style="text-indent:-9999px;display:block">乙</span>`, offPage},
		{`<span style="position:absolute;left:-3000px">乙</span>`, offPage},
		{`<span style="position:absolute;left:-999em">乙</span>`, offPage},
		{`<style>.h{display:none}</style><span class="x h">乙</span>`, marked},
		{`<span class=h>乙</span><style media=screen>/* x */ a, .h , b {color:red;display:none}</style>`, marked},
		{`<style>#k{color:white}</style><span id=k>乙</span>`, tint},
		{`<style>i{font-size:0}</style><i>乙</i>`, tiny},
		{`<style>span.h{visibility:hidden}</style><span class=h>乙</span>`, marked},
		{`<style>@media screen{.h{display:none}}</style><span class=h>乙</span>`, marked},
		// What is seen.
		{`<span style="display:inline">乙</span>`, ""},
		{`<div hidden style="display:block">乙</div>`, ""},
		{`<span style="visibility:hidden"><b style="visibility:visible">乙</b></span>`, ""},
		{`<dialog open>乙</dialog>`, ""},
		{`<span style="color:#333">乙</span>`, ""},
		{`<p style="background:#c00"><span style="color:#fff">乙</span></p>`, ""},
		{`<p style="background:url(a.png)"><span style="color:#fff">乙</span></p>`, ""},
		{`<table background=a.png><tr><td><font color=white>乙</font></td></tr></table>`, ""},
		{`<span style="background-color:#000">乙</span>`, ""},
		{`<p style="text-indent:-2em">乙</p>`, ""},
		{`<div style="width:5%;overflow:hidden">乙</div>`, ""},
		{`<div style="font-size:0"><span style="font-size:14px">乙</span></div>`, ""},
		{`<style>@media print{.h{display:none}}</style><span class=h>乙</span>`, ""},
		{`<style>.h{display:none} .open .h{display:block}</style><span class=h>乙</span>`, ""},
		{`<style>.a .h{display:none}</style><span class=h>乙</span>`, ""},
		{`<style>.h{display:none} .g{display:inline}</style><span class="h g">乙</span>`, ""},
		{`<style>.w{color:#fff} .nav li{background:red}</style><ul><li><span class=w>乙</span></ul>`, ""},
		{`<style>.w{color:#fff;background:#000}</style><span class=w>乙</span>`, ""},
		{`<del>乙</del>`, ""},
		// What one declaration hides and another one shows, or may.
		{`<p style="display:block!important;display:none">乙</p>`, ""},
		{`<p style="display:none!important;display:block">乙</p>`, marked},
		{`<p style="display:none" style="">乙</p>`, marked},
		{`<p style="color:red" style="display:none">乙</p>`, ""},
		{`<style>p.h{display:block} .h{display:none}</style><p class=h>乙</p>`, ""},
		{`<style>.h{display:none} p{display:block}</style><p class=h>乙</p>`, marked},
		{`<style>.h{display:none!important} #k{display:block}</style><p id=k class=h>乙</p>`, marked},
		{`<style>p{display:block!important}</style><p style="display:none">乙</p>`, ""},
		{`<style>.h{display:none} .a{color:red} .h{top:0} .a{display:block}</style><p class="a h">乙</p>`, ""},
		{`<style>.h{display:none} @media (min-width:1px){.h{display:block}}</style><p class=h>乙</p>`, ""},
		{`<style>.h{display:none} @media print{.h{display:block}}</style><p class=h>乙</p>`, marked},
		{`<style>@media not print{.h{display:none}}</style><p class=h>乙</p>`, ""},
		{`<style>@media speech{.h{display:none}}</style><p class=h>乙</p>`, ""},
		{`<style>@supports (a:b){.h{display:none}}</style><p class=h>乙</p>`, ""},
		{`<style>@layer a{.h{display:none}}</style><p class=h>乙</p>`, ""},
		{`<style>@font-face{font-family:a} .h{display:none}</style><p class=h>乙</p>`, marked},
		{`<style>@charset "a";@import url(b;c);.h{display:none}</style><p class=h>乙</p>`, marked},
		{`<style media=print>.h{display:none}</style><p class=h>乙</p>`, ""},
		{`<style type=text/x>.h{display:none}</style><p class=h>乙</p>`, ""},
		{`<style title=b>.h{display:none}</style><p class=h>乙</p>`, ""},
		{`<template><style>.h{display:none}</style></template><p class=h>乙</p>`, ""},
		{`<style>.h{display:none} [class]{display:block!important}</style><p class=h>乙</p>`, ""},
		{`<style>.h{display:none} body :not(i){display:block!important}</style><p class=h>乙</p>`, ""},
		{`<style>.h{display:none} :is(.a, .h){display:block}</style><p class=h>乙</p>`, ""},
		{`<style>.h{display:none} \68{} .\68{display:block}</style><p class=h>乙</p>`, ""},
		{`<style>.h{display:none} .a{color:red; &.h{display:block}}</style><p class=h>乙</p>`, ""},
		{`<style>.h::before{display:block} .h{display:none}</style><p class=h>乙</p>`, marked},
		{`<style>.h, :foo{display:none}</style><p class=h>乙</p>`, ""},
		{`<style>.1h{display:none}</style><p class=1h>乙</p>`, ""},
		{`<style>.a{content:"}.h{display:none}"}</style><p class=h>乙</p>`, ""},
		{`<style>.h{display:none} .a{content:"/*"} .h{display:block} .b{content:"*/"}</style><p class=h>乙</p>`, ""},
		{`<style>.H{display:none}</style><p class=h>乙</p>`, ""},
		{`<style>.n{display:none}` + strings.Repeat(".a{color:red}", maxRules) + `</style><p class=n>乙</p>`, ""},
		{`<style>.n{display:none}</style><p class="` + strings.Repeat("a ", maxClasses) + `n s">乙</p>`, ""},
		{`<p style="mso-hide:all">乙</p>`, ""},
		{`<p style="visibility:hidden;visibility:var(--v)">乙</p>`, ""},
		{`<p style="opacity:0;opacity:calc(1)">乙</p>`, ""},
		{`<p style="opacity:0;animation:a 1s forwards">乙</p>`, ""},
		// Sizes.
		{`<p style="font-size:1px;font-size:calc(16px)">乙</p>`, ""},
		{`<p style="font-size:-1px">乙</p>`, ""},
		{`<p style="font-size:1">乙</p>`, ""},
		{`<p style="font:1px">乙</p>`, ""},
		{`<p style="font-size:1px;zoom:16">乙</p>`, ""},
		{`<p style="font-size:1px;zoom:1">乙</p>`, tiny},
		// Places.
		{`<div style="left:-9999px">乙</div>`, ""},
		{`<div style="position:relative;left:-9999px">乙</div>`, ""},
		{`<div style="position:absolute;right:-9999px">乙</div>`, ""},
		{`<div style="position:absolute;left:-9999px;width:12000px">乙</div>`, ""},
		{`<div style="position:absolute;left:-9999px;transform:translateX(9999px)">乙</div>`, ""},
		{`<div style="position:absolute;left:9999px"><p style="position:absolute;left:-9999px">乙</div>`, ""},
		{`<div style="position:absolute;left:-9999px"><p style="position:fixed;left:0">乙</div>`, ""},
		{`<p style="text-indent:-9999px;padding-left:9999px">乙</p>`, ""},
		// Boxes.
		{`<span style="width:1px;overflow:hidden">乙</span>`, ""},
		{`<div style="width:0;min-width:100%;overflow:hidden">乙</div>`, ""},
		{`<div style="height:0;padding-bottom:50%;overflow:hidden">乙</div>`, ""},
		{`<div style="height:0;overflow:hidden;overflow-y:visible">乙</div>`, ""},
		{`<div style="height:0;overflow:hidden"><p style="position:absolute">乙</div>`, ""},
		{`<div style="clip:rect(0,0,0,0)">乙</div>`, ""},
		{`<div style="position:absolute;clip:rect(0,900px,900px,0)">乙</div>`, ""},
		// Colors.
		{`<p style="color:transparent;text-shadow:0 0 0 #000">乙</p>`, ""},
		{`<p style="color:transparent;background:linear-gradient(red,blue);-webkit-background-clip:text">乙</p>`, ""},
		{`<p style="color:#fff;-webkit-text-fill-color:#000">乙</p>`, ""},
		{`<div style="position:absolute;background:#000"></div><p style="color:#fff">乙</p>`, ""},
		{`<div style="position:absolute"><img src=a.png></div><p style="color:#fff">乙</p>`, ""},
		{`<p style="color-scheme:dark"><span style="color:#fff">乙</span></p>`, ""},
		{`<p style="display:none"><p>乙`, ""},
	} {
		doc := read(t, "<p>甲</p>"+c.html+"<p>丙</p>")
		text := squeeze(doc.Text)
		switch {
		case c.why == "" && (text != "甲乙丙" || len(doc.Hidden) > 0):
			t.Errorf("Read(%q) = %q, hidden %v, want all seen", c.html, text, doc.Hidden)
		case c.why != "" && (text != "甲丙" || len(doc.Hidden) != 1 || doc.Hidden[0].Text != "乙" || doc.Hidden[0].Why != c.why):
			t.Errorf("Read(%q) = %q, hidden %v, want 乙 hidden: %s", c.html, text, doc.Hidden, c.why)
		case c.why != "" && doc.Hidden[0].At != int32(len("甲")):
			t.Errorf("Read(%q).Hidden[0].At = %d, want %d", c.html, doc.Hidden[0].At, len("甲"))
		}
	}
}

func TestHiddenIsMerged(t *testing.T) {
	doc := read(t, `<p>甲<span hidden>一</span><span hidden>二</span>乙</p><div hidden><p>三</p><p>四</p></div><p>丙`)
	if len(doc.Hidden) != 2 {
		t.Fatalf("hidden texts %v, want 2", doc.Hidden)
	}
	for i, want := range []extract.Hidden{
		{At: int32(len("甲")), Text: "一二", Why: extract.WhyMarked},
		{At: int32(len("甲乙")), Text: "三\n四", Why: extract.WhyMarked},
	} {
		if doc.Hidden[i] != want {
			t.Errorf("Hidden[%d] = %v, want %v", i, doc.Hidden[i], want)
		}
	}
}

func TestHiddenBounds(t *testing.T) {
	long := read(t, "<p>甲</p><p hidden>"+strings.Repeat("乙", extract.MaxHidden)+"</p>")
	if n := len(long.Hidden[0].Text); n > extract.MaxHidden || n < extract.MaxHidden-3 {
		t.Errorf("%d bytes kept of a hidden text, want %d", n, extract.MaxHidden)
	}
	many := read(t, strings.Repeat("<p>甲<b hidden>乙</b></p>", 2*extract.MaxHiddens))
	if n := len(many.Hidden); n != extract.MaxHiddens {
		t.Errorf("%d hidden texts, want %d", n, extract.MaxHiddens)
	}
	// None is lost for that.
	n := 0
	for _, h := range many.Hidden {
		n += letters(h.Text)
	}
	if want := 2 * extract.MaxHiddens; n != want {
		t.Errorf("%d letters hidden, want %d", n, want)
	}
}

// A page that is invisible until its script has run is read; one that hides a little is not
// believed to be such a page.
func TestTextShownByScript(t *testing.T) {
	const script = "<script>show()</script>"
	const body = "<div id=js_content style='visibility: hidden'><p>一年来的工作总结</p></div>"
	doc := read(t, "<h1>总结</h1>"+body+script)
	if want := "总结\n一年来的工作总结"; doc.Text != want || len(doc.Hidden) != 0 || doc.Warning == nil || doc.Warning.Partial {
		t.Errorf("text %q, hidden %v, warning %v, want %q and a warning", doc.Text, doc.Hidden, doc.Warning, want)
	}
	doc = read(t, "<h1>总结</h1>"+body)
	if want := "总结"; doc.Text != want || len(doc.Hidden) != 1 {
		t.Errorf("without a script: text %q, hidden %v, want %q", doc.Text, doc.Hidden, want)
	}
}

// Word marks what a tracked change deleted by the element and its time.
func TestDeletedByTrackedChange(t *testing.T) {
	doc := read(t, `<p>甲<del cite="mailto:a" datetime="2023-12-01T08:00">乙</del>丙</p>`)
	if doc.Text != "甲丙" || len(doc.Hidden) != 1 || doc.Hidden[0].Why != extract.WhyDeleted {
		t.Errorf("text %q, hidden %v, want 甲丙 and 乙 deleted", doc.Text, doc.Hidden)
	}
}
