package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"golang.org/x/text/unicode/norm"
)

// TestPage looks at the HTML report as a reviewer does, in a real browser.
func TestPage(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a browser")
	}
	ctx := browser(t)
	reports := filepath.Join(t.TempDir(), "报告.html")
	command(t, "check", "../../testdata/reports", "-q", "-f", "html="+reports)
	for _, test := range []struct {
		name string
		run  func(t *testing.T, ctx context.Context, file string)
	}{
		{"views", pageViews},
		{"narrow", pageNarrow},
		{"keys", pageKeys},
		{"sources", pageSources},
		{"review", pageReview},
		{"print", pagePrint},
		{"paper", pagePaper},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, ctx, reports) })
	}
	t.Run("without texts", func(t *testing.T) { pageWithoutTexts(t, ctx) })
	t.Run("diff", func(t *testing.T) { pageDiff(t, ctx) })
	t.Run("conclusions", func(t *testing.T) { pageConclusions(t, ctx) })
	t.Run("archive", func(t *testing.T) { pageArchive(t, ctx) })
	t.Run("unfit marks", func(t *testing.T) { pageUnfitMarks(t, ctx) })
	t.Run("many marks", func(t *testing.T) { pageManyMarks(t, ctx) })
	t.Run("many copies", func(t *testing.T) { pageManyCopies(t, ctx) })
	t.Run("hostile", func(t *testing.T) { pageHostile(t, ctx) })
	t.Run("large", func(t *testing.T) { pageLarge(t, ctx) })
}

// command runs chachong with args and without a word, and returns its exit code.
func command(t *testing.T, args ...string) int {
	t.Helper()
	null, err := os.OpenFile(os.DevNull, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	t.Setenv("LANG", "zh_CN.UTF-8")
	code := run(args, streams{null, null, null})
	if code == 2 || code > 3 {
		t.Fatalf("chachong %q = %d", args, code)
	}
	return code
}

// pageAddresses are the views of a report of testdata/reports: a near-duplicate pair, one of its two,
// a family.
func pageAddresses(p *tab) map[string]string {
	pair := js[string](p, "(() => { const q = cc.data.pairs.find((q) => q.rows && q.near); return q.a + '-' + q.b; })()")
	one, _, _ := strings.Cut(pair, "-")
	family := js[string](p, "cc.data.families[0].id")
	return map[string]string{
		"overview": "#/overview", "pairs": "#/pairs", "clusters": "#/clusters", "families": "#/families",
		"family": "#/family/" + family, "s": "#/s/" + one, "pair": "#/pair/" + pair, "replacements": "#/replacements",
		"ledger": "#/ledger", "review": "#/review", "help": "#/help", "short": "#/print/short",
		"full": "#/print/full/" + one, "beside": "#/print/pair/" + pair,
	}
}

// Every view says what it is for, in both languages.
func pageViews(t *testing.T, ctx context.Context, file string) {
	p := open(t, ctx, file)
	addresses := pageAddresses(p)
	for view, want := range map[string][2]string{
		"overview":     {"总复制比|疑似雷同|青螺县职业中学总结|组5", "Total reuse|near-duplicate|青螺县职业中学总结|C5"},
		"pairs":        {"两两对照|相似度|疑似雷同，据", "Pairs|Resemblance|near-duplicates by"},
		"clusters":     {"关系图|矩阵|组1|最低相似度|栗坪县经济普查总结", "Graph|Matrix|C1|lowest resemblance|栗坪县经济普查总结"},
		"families":     {"多篇共有的段落|公共段落（模板）|开办流动夜校", "Shared passages|Template|开办流动夜校"},
		"family":       {"篇共有|逐句比较|第 1 篇", "letters in|Sentence by sentence|copy 1"},
		"s":            {"总复制比|最大单篇来源|来源|含模板", "Total reuse|Largest source|Sources|With template"},
		"pair":         {"相似度|并排|疑似雷同", "Resemblance|near-duplicates"},
		"replacements": {"成批替换的词|局部|部分|×14", "Replaced words|局部|部分|×14"},
		"ledger":       {"文件清单|已读取|gb18030|utf-16le|砚溪县图书室管理办法.txt", "Files|ok|gb18030|utf-16le|砚溪县图书室管理办法.txt"},
		"review":       {"复核|导出 review.json", "Review|Export review.json"},
		"help":         {"名词|快捷键|逐字", "Words|Keys|verbatim"},
		"short":        {"查重结果|报告编号|审核人", "Reuse report|Report no.|Reviewer"},
		"full":         {"总复制比|审核人", "Total reuse|Reviewer"},
		"beside":       {"并排对照|审核人", "Side by side|Reviewer"},
	} {
		for k, lang := range []string{"zh", "en"} {
			p.speak(lang)
			p.visit(addresses[view])
			text := p.text()
			for part := range strings.SplitSeq(want[k], "|") {
				if !strings.Contains(text, part) {
					t.Errorf("view %s in %s lacks %q; it says %.200q", view, lang, part, text)
				}
			}
			if strings.Contains(text, "undefined") || strings.Contains(text, "NaN") || strings.Contains(text, "[object") {
				t.Errorf("view %s in %s says %q", view, lang, text)
			}
		}
	}
	for _, lang := range []string{"zh-CN", "en"} {
		p.do(chromedp.Click(chromedp.CSS("button[lang=" + lang + "]")))
		p.wait("document.documentElement.lang === '" + lang + "'")
	}
}

// No view is wider than a telephone, and nothing on it lies outside.
func pageNarrow(t *testing.T, ctx context.Context, file string) {
	const width = 390
	p := open(t, ctx, file)
	addresses := pageAddresses(p)
	p.size(width, 844)
	for _, lang := range []string{"zh", "en"} {
		p.speak(lang)
		for view, hash := range addresses {
			p.visit(hash)
			if got := js[int](p, "document.scrollingElement.scrollWidth"); got > width {
				wide := js[string](p, `[...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.scroll, svg, .tabs, thead'))
					.slice(0, 4).map((e) => e.nodeName + '.' + (e.getAttribute('class') || '') + ' ' + Math.round(e.getBoundingClientRect().right)).join(', ')`)
				t.Errorf("view %s in %s is %d px wide, want %d at most: %s", view, lang, got, width, wide)
			}
		}
	}
}

// The keyboard leads everywhere.
func pageKeys(t *testing.T, ctx context.Context, file string) {
	p := open(t, ctx, file)
	p.visit("#/overview")
	p.press("j", "j", "k")
	if n := js[int](p, "[...document.querySelectorAll('#view [data-stop]')].findIndex((e) => e.classList.contains('current'))"); n != 0 {
		t.Errorf("after j j k stop %d is the current one, want 0", n)
	}
	p.press("\r")
	p.shows("s")
	first := js[string](p, current)
	p.press("n")
	p.wait(current + " !== '" + first + "'")
	p.press("p")
	p.wait(current + " === '" + first + "'")
	p.press("j")
	p.wait("document.querySelector('#view .current[data-stop]')")
	p.press("\r")
	p.shows("pair")
	p.press("u")
	p.shows("pairs")
	p.visit(first)
	p.press("u")
	p.shows("overview")

	p.press("/")
	p.wait("document.activeElement.id === 'filter'")
	p.press("青", "螺")
	p.wait("document.querySelectorAll('#view tbody tr').length === 2")
	p.press("\x1b")
	p.wait("document.activeElement.id !== 'filter'")
	p.press("?")
	p.wait("document.querySelector('dialog[open]')")
	p.press("\x1b")
	p.wait("!document.querySelector('dialog')")

	pair := pageAddresses(p)["pair"]
	p.visit(pair)
	pressed := "document.querySelector('#view .marking .mark-%s').getAttribute('aria-pressed') === '%v'"
	for _, step := range []struct {
		key, mark string
		on        bool
	}{{"c", "confirmed", true}, {"x", "not-a-copy", true}, {"x", "not-a-copy", false}, {"t", "talk", true}, {"t", "talk", false}} {
		p.press(step.key)
		p.wait(fmt.Sprintf(pressed, step.mark, step.on))
	}
	p.press("j")
	p.wait("document.querySelector('#view .current[data-stop]')")
	if got := js[string](p, "getComputedStyle(document.activeElement).outlineStyle"); got == "none" {
		t.Error("what has the focus cannot be seen")
	}
	p.press("3")
	p.shows("clusters")
}

// A source that is left out is left out of the figures, and counted again.
func pageSources(t *testing.T, ctx context.Context, file string) {
	p := open(t, ctx, file)
	p.visit(pageAddresses(p)["s"])
	total := func() string { return js[string](p, "document.querySelector('.figure.main b').textContent") }
	before := total()
	p.do(chromedp.Click(chromedp.CSS(".sources input")))
	if after := total(); after == before {
		t.Errorf("total without the largest source = %s, want less than %s", after, before)
	}
	p.do(chromedp.Click(chromedp.CSS(".sources input")))
	if again := total(); again != before {
		t.Errorf("total with all sources = %s, want %s again", again, before)
	}
}

// Marks that the page exports are those that a second run reads.
func pageReview(t *testing.T, ctx context.Context, file string) {
	p := open(t, ctx, file)
	p.visit(pageAddresses(p)["pair"])
	const note = "双方都承认“借用”过 </script> 的\n第二行"
	p.press("c", "m")
	p.wait("document.activeElement.nodeName === 'TEXTAREA'")
	js[bool](p, fmt.Sprintf("(document.activeElement.value = %q, document.activeElement.blur(), document.querySelector('#view .note-box textarea').dispatchEvent(new Event('change')))", note))
	p.do(chromedp.Reload()) // what was marked is a draft of this browser
	p.shows("pair")
	p.wait("document.querySelector('#view .marking .mark-confirmed').getAttribute('aria-pressed') === 'true'")
	p.visit("#/review")
	p.do(chromedp.Click(chromedp.CSS(".review-tools .button")))
	p.wait("window.offered")
	offered := js[string](p, "offered")
	var marks struct {
		Schema string
		Marks  []struct{ Kind, Key, Mark, Note, A, B string }
	}
	if err := json.Unmarshal([]byte(offered), &marks); err != nil {
		t.Fatalf("review.json: %v in %s", err, offered)
	}
	if len(marks.Marks) != 1 || marks.Schema != "chachong/review/v1" {
		t.Fatalf("review.json = %s, want the mark on one pair", offered)
	}
	if m := marks.Marks[0]; m.Kind != "pair" || m.Mark != "confirmed" || m.Note != note || m.A == "" || m.B == "" || !strings.Contains(m.Key, "+") {
		t.Errorf("mark = %+v, want the pair confirmed, with the note", m)
	}
	dir := t.TempDir()
	review, second := filepath.Join(dir, "review.json"), filepath.Join(dir, "second.html")
	if err := os.WriteFile(review, []byte(offered), 0o600); err != nil {
		t.Fatal(err)
	}
	command(t, "check", "../../testdata/reports", "-q", "--review", review, "-f", "html="+second)
	q := open(t, ctx, second)
	got := js[map[string]struct{ Mark, Note string }](q, "cc.data.review")
	if m := got[marks.Marks[0].Key]; m.Mark != "confirmed" || m.Note != note {
		t.Errorf("the second report has the marks %v, want %q", got, note)
	}

	r := open(t, ctx, file)
	r.visit("#/review")
	r.do(chromedp.SetUploadFiles(chromedp.CSS("input[type=file]"), []string{review}))
	r.wait("document.querySelectorAll('.entries li').length === 1")
}

// What is printed has its pages and, in the form side by side, both texts.
func pagePrint(t *testing.T, ctx context.Context, file string) {
	p := open(t, ctx, file)
	addresses := pageAddresses(p)
	for view, want := range map[string]string{
		"overview": "", "s": "", "pair": "", "clusters": "",
		"short": "审核人", "full": "审核人", "beside": "审核人",
	} {
		p.visit(addresses[view])
		pdf, err := chromedp.Run(p.ctx, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4), chromedp.PDFPreferCSSPageSize(), chromedp.PDFPrintBackground()))
		if err != nil {
			t.Fatal(err)
		}
		pages := len(regexp.MustCompile(`/Type\s*/Page\b`).FindAll(pdf, -1))
		if pages == 0 || pages > 40 {
			t.Errorf("view %s prints %d pages, want some", view, pages)
		}
		for _, box := range regexp.MustCompile(`/MediaBox\s*\[0 0 ([0-9]+)[0-9.]* ([0-9]+)`).FindAllSubmatch(pdf, -1) {
			if string(box[1]) != "594" && string(box[1]) != "595" && string(box[1]) != "841" && string(box[1]) != "842" {
				t.Errorf("view %s prints a page of %s by %s points, want A4", view, box[1], box[2])
			}
		}
		text := pdfText(t, pdf)
		if text != "" && !strings.Contains(text, want) {
			t.Errorf("view %s prints %.300q, want %q in it", view, text, want)
		}
		if view == "beside" && text != "" {
			both := js[[]string](p, `(() => { const q = cc.data.pairs.find((q) => q.rows && q.near); return [q.a, q.b].map(cc.name); })()`)
			for _, name := range both {
				if !strings.Contains(text, name) {
					t.Errorf("view %s prints %.300q, want %q in it", view, text, name)
				}
			}
		}
	}
}

// On paper the two sides of a pair stand beside each other, row by row.
func pagePaper(t *testing.T, ctx context.Context, file string) {
	p := open(t, ctx, file)
	p.size(680, 1000) // what the margins leave of A4
	if _, err := chromedp.Call(p.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}); err != nil {
		t.Fatal(err)
	}
	p.visit(pageAddresses(p)["beside"])
	rows := js[[][4]float64](p, `[...document.querySelectorAll('.row')].map((row) => [...row.querySelectorAll('.side')].map((side) => side.getBoundingClientRect()))
		.filter(([a, b]) => a && b && a.width > 0 && b.width > 0).map(([a, b]) => [a.top, b.top, a.width, b.width])`)
	if len(rows) < 5 {
		t.Fatalf("%d rows of two sides, want the pair's", len(rows))
	}
	for i, row := range rows {
		if math.Abs(row[0]-row[1]) > 1 || row[2] < 200 || row[3] < 200 {
			t.Errorf("row %d: tops at %v and %v, widths %v and %v, want them in line and wide enough to read", i, row[0], row[1], row[2], row[3])
		}
	}
}

// A page with a part of the texts, or none, still shows all its views.
func pageWithoutTexts(t *testing.T, ctx context.Context) {
	for _, texts := range []string{"matched", "none"} {
		file := filepath.Join(t.TempDir(), texts+".html")
		command(t, "check", "../../testdata/reports", "-q", "--html-texts", texts, "-f", "html="+file)
		p := open(t, ctx, file)
		for view, hash := range pageAddresses(p) {
			p.visit(hash)
			if text := p.text(); text == "" || strings.Contains(text, "null") {
				t.Errorf("view %s with texts %s says %.300q", view, texts, text)
			}
		}
	}
}

// pdfText returns the text of a PDF, "" where nothing is there to read it, or no font to
// print Chinese. Spaces are left out, and radicals are the characters they look like.
func pdfText(t *testing.T, pdf []byte) string {
	t.Helper()
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		return ""
	}
	cmd := exec.Command(tool, "-layout", "-", "-")
	cmd.Stdin = bytes.NewReader(pdf)
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("pdftotext: %v", err)
	}
	text := strings.Join(strings.Fields(norm.NFKC.String(string(out))), "")
	if !strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		return ""
	}
	return text
}

// The page of a diff opens with the two side by side.
func pageDiff(t *testing.T, ctx context.Context) {
	file := filepath.Join(t.TempDir(), "对照.html")
	command(t, "diff", "../../testdata/pair/原稿.txt", "../../testdata/pair/改稿.txt", "-f", "html="+file)
	p := open(t, ctx, file)
	if view := js[string](p, "document.body.dataset.view"); view != "pair" {
		t.Errorf("the page of a diff opens with %q, want pair", view)
	}
	text := p.text()
	for _, part := range []string{"原稿", "改稿", "维权", "移动 3"} {
		if !strings.Contains(text, part) {
			t.Errorf("the page of a diff lacks %q", part)
		}
	}
	for view, hash := range map[string]string{"s": "#/s/1", "beside": "#/print/pair/0-1", "help": "#/help"} {
		p.visit(hash)
		if p.text() == "" {
			t.Errorf("view %s of a diff is empty", view)
		}
	}
}

// Names and texts that attack the page are shown as they are.
func pageHostile(t *testing.T, ctx context.Context) {
	dir := t.TempDir()
	const attack = `</script><script>alert(1)</script><!--<script> <img src=x onerror=alert(2)> "'><svg onload=alert(3)> &lt;b&gt; javascript:alert(4) {{.}} ${alert(5)}` +
		"\u202e反过来\u2066隔离 \x1b]0;title\x07 \x00"
	base := "青石乡文化站工作总结\n\n一年来，青石乡文化站放映露天电影四十二场，整修戏台两座，借出图书三千一百册。" + attack +
		"\n站里办起剪纸班，三十五位老人学会了团花和窗花，作品挂满了村口的长廊。\n秋收以后组织舞龙队走了十一个村，每到一处都有人送来热茶。\n"
	long := strings.Repeat("采石场旁边的小学搬进了新教室，孩子们自己种下一排银杏。", 100000/26) + "\n"
	for name, text := range map[string]string{
		`<img src=x onerror=alert(1)>.txt`:            base,
		`"'` + "`" + `><b onmouseover=alert(1)>x.txt`: base + "另有一句。\n",
		"\u202egpj.exe\u2066.txt":                     base + "再有一句，说的是修路。\n",
		"长.txt":                                       long,
		"长二.txt":                                      strings.Replace(long, "银杏", "水杉", 9),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Skipf("this system does not take such names: %v", err)
		}
	}
	file := filepath.Join(t.TempDir(), "x.html")
	command(t, "check", dir, "-q", "--allow-unreadable", "-f", "html="+file)
	p := open(t, ctx, file)
	if n := js[int](p, "cc.data.submissions.length"); n < 4 {
		t.Fatalf("%d submissions, want those of the hostile files", n)
	}
	views := []string{"#/overview", "#/pairs", "#/clusters", "#/families", "#/replacements", "#/ledger", "#/review", "#/help", "#/print/short"}
	for i := range js[int](p, "cc.data.submissions.length") {
		views = append(views, fmt.Sprintf("#/s/%d", i), fmt.Sprintf("#/print/full/%d", i))
	}
	for _, pair := range js[[]string](p, "cc.data.pairs.map((q) => q.a + '-' + q.b)") {
		views = append(views, "#/pair/"+pair, "#/print/pair/"+pair)
	}
	for _, family := range js[[]string](p, "cc.data.families.map((f) => f.id)") {
		views = append(views, "#/family/"+family)
	}
	seen := false
	for _, hash := range views {
		p.visit(hash)
		foreign := js[[]string](p, `[...document.querySelectorAll('script, img, iframe, object, embed, base, form, link, meta, style, [onload], [onerror], [onmouseover], [style*="url"]')]
			.filter((e) => e.closest('#app')).map((e) => e.outerHTML.slice(0, 80))`)
		if len(foreign) > 0 {
			t.Errorf("%s holds %q", hash, foreign)
		}
		text := p.text()
		if strings.ContainsAny(text, "\u202e\u2066\x1b\x07") {
			t.Errorf("%s shows marks that turn or steer text", hash)
		}
		seen = seen || strings.Contains(text, "<img src=x onerror=alert(2)>")
	}
	if !seen {
		t.Error("no view shows the text of the attack")
	}
}

// A report of 300 submissions opens at once.
func pageLarge(t *testing.T, ctx context.Context) {
	const count, limit = 300, 10 * time.Second // a slow day; 2 s is what is wanted
	dir := t.TempDir()
	for i, text := range manyReports(count) {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("单位%03d工作总结.txt", i+1)), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	file := filepath.Join(t.TempDir(), "x.html")
	command(t, "check", dir, "-q", "-f", "html="+file)
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	p := open(t, ctx, file)
	opened := time.Since(start)
	facts := js[string](p, "`${cc.data.submissions.length} submissions, ${cc.data.pairs.length} pairs, ${cc.data.passages.length} passages, ready after ${Math.round(performance.now())} ms`")
	t.Logf("%d kB: %s; opened in %v", info.Size()>>10, facts, opened.Round(time.Millisecond))
	if opened > limit {
		t.Errorf("a page of %d submissions opened in %v, want %v at most", count, opened, limit)
	}
	const frames = `(async () => {
		let longest = 0;
		const step = document.scrollingElement.scrollHeight / 60;
		for (let n = 0, last = performance.now(); n < 60; n++) {
			scrollBy(0, step);
			const now = await new Promise(requestAnimationFrame);
			longest = Math.max(longest, now - last);
			last = now;
		}
		return longest;
	})()`
	p.wait("document.querySelectorAll('#view tbody tr').length >= 300")
	t.Logf("longest frame while scrolling: %.0f ms", await(p, frames))
	for _, hash := range []string{"#/clusters", "#/pairs", "#/ledger", "#/s/7", "#/overview"} {
		start := time.Now()
		p.visit(hash)
		took := time.Since(start)
		t.Logf("%s in %v", hash, took.Round(time.Millisecond))
		if took > limit {
			t.Errorf("%s opened in %v, want %v at most", hash, took, limit)
		}
	}
}

// manyReports returns n reports of some 1,500 letters: a third of them are copies of
// another with a few words changed, and each shares a paragraph with some others.
func manyReports(n int) []string {
	rng := rand.New(rand.NewPCG(5, 300))
	pick := func(list ...string) string { return list[rng.IntN(len(list))] }
	sentence := func() string {
		return pick("春季", "入夏以后", "秋收前后", "年底", "上半年", "第三季度") + "，" +
			pick("工会", "教研组", "食堂", "图书室", "后勤处", "少年宫", "幼儿园", "门诊部") +
			pick("组织", "办起", "整修", "添置", "验收", "评出", "走访", "登记") +
			fmt.Sprintf("%d", 3+rng.IntN(900)) + pick("场", "间", "名", "册", "户", "件", "台", "次") +
			pick("培训", "教室", "职工", "图书", "困难家庭", "意见", "设备", "讲座", "苗木", "档案") + "，" +
			pick("比计划早了", "比去年多出", "仍缺", "已经完成", "还要补上") + fmt.Sprintf("%d", 1+rng.IntN(80)) +
			pick("天", "成", "处", "个班", "万元", "人") + pick("，群众满意", "，记入台账", "，由专人负责", "，经会议讨论通过", "") + "。"
	}
	paragraph := func() string {
		var b strings.Builder
		for range 7 {
			b.WriteString(sentence())
		}
		return b.String()
	}
	shared := make([]string, 12)
	for i := range shared {
		shared[i] = paragraph()
	}
	out := make([]string, n)
	for i := range out {
		if i > 10 && rng.IntN(3) == 0 {
			out[i] = strings.ReplaceAll(strings.ReplaceAll(out[rng.IntN(i)], "组织", "安排"), "整修", "修理")
			continue
		}
		parts := []string{fmt.Sprintf("第%d单位年度工作总结", i+1)}
		for range 6 {
			parts = append(parts, paragraph())
		}
		parts[1+rng.IntN(6)] = shared[rng.IntN(len(shared))]
		out[i] = strings.Join(parts, "\n") + "\n"
	}
	return out
}
