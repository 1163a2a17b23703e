package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// reviewMark is a mark of a review file.
type reviewMark struct {
	Kind string `json:"kind"`
	Key  string `json:"key"`
	Mark string `json:"mark"`
	Note string `json:"note"`
	A    string `json:"a"`
	B    string `json:"b"`
}

// reviewFile writes marks to a review file and returns its name.
func reviewFile(t *testing.T, marks []reviewMark) string {
	t.Helper()
	if marks == nil {
		marks = []reviewMark{}
	}
	b, err := json.Marshal(map[string]any{"schema": "chachong/review/v1", "marks": marks})
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "review.json")
	if err := os.WriteFile(name, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// reviewed runs a check under limits with a review file, if one is named, and returns the
// page and the first two sentences of the text report as the page would say them.
func reviewed(t *testing.T, review string) (file, headline string) {
	t.Helper()
	dir := t.TempDir()
	file, text := filepath.Join(dir, "x.html"), filepath.Join(dir, "x.txt")
	args := []string{"check", "../../testdata/reports", "-q", "--fail-on", "default", "-f", "html=" + file, "-f", "text=" + text}
	if review != "" {
		args = append(args, "--review", review)
	}
	command(t, args...)
	b, err := os.ReadFile(text)
	if err != nil {
		t.Fatal(err)
	}
	_, head, _ := strings.Cut(strings.ReplaceAll(string(b), "，\n", "，"), "：")
	lines := strings.SplitN(head, "\n", 3)
	return file, lines[0] + "：" + lines[1]
}

// sentence is what the overview says, less its full stop.
func sentence(p *tab) string {
	p.t.Helper()
	p.visit("#/review")
	p.visit("#/overview")
	said := js[string](p, "document.querySelector('.verdict').textContent")
	return strings.ReplaceAll(strings.TrimSuffix(said, "。"), "、", "，")
}

// upload gives the page a review file.
func (p *tab) upload(review string) {
	p.t.Helper()
	p.visit("#/help") // what was said about the file before is gone then
	p.visit("#/review")
	js[bool](p, "(window.before = cc.marks.version(), true)")
	p.do(chromedp.SetUploadFiles(chromedp.CSS("input[type=file]"), []string{review}))
	p.wait("cc.marks.version() !== before || document.querySelector('.problem:not([hidden])')")
}

// export returns the marks that the page exports.
func (p *tab) export() []reviewMark {
	p.t.Helper()
	var file struct{ Marks []reviewMark }
	if err := json.Unmarshal([]byte(js[string](p, "cc.marks.exported()")), &file); err != nil {
		p.t.Fatal(err)
	}
	return file.Marks
}

// The page concludes what the other reports conclude, under marks that came with it and
// under those made in it.
func pageConclusions(t *testing.T, ctx context.Context) {
	plain, without := reviewed(t, "")
	p := open(t, ctx, plain)
	if got := sentence(p); got != without {
		t.Errorf("without marks the page says %q, want %q as the text report", got, without)
	}
	// The near-duplicates of two clusters and all that a third of the other pairs share.
	marks := js[[]reviewMark](p, `cc.data.pairs.filter((q, i) => q.near ? cc.data.submissions[q.a].cluster > 3 : i % 3 === 0)
		.map((q) => ({ kind: 'pair', key: q.key, mark: 'not-a-copy', note: '', a: '', b: '' }))
		.concat(cc.data.passages.filter((q) => q.letters > 100 && q.letters < 160).map((q) => ({ kind: 'passage', key: q.key, mark: 'not-a-copy', note: '', a: '', b: '' })))`)
	if len(marks) < 4 {
		t.Fatalf("%d marks, want some", len(marks))
	}
	all := js[[]reviewMark](p, "cc.data.pairs.map((q) => ({ kind: 'pair', key: q.key, mark: 'not-a-copy', note: '', a: '', b: '' }))")
	for name, list := range map[string][]reviewMark{"some": marks, "all": all} {
		review := reviewFile(t, list)
		file, with := reviewed(t, review)
		if with == without {
			t.Fatalf("%s: the marks change nothing of %q", name, with)
		}
		q := open(t, ctx, file)
		if got := sentence(q); got != with {
			t.Errorf("%s: with marks of the run the page says %q, want %q as the text report", name, got, with)
		}
		q.visit("#/print/short")
		if text := js[string](q, "document.querySelector('.lede').textContent"); strings.TrimSuffix(strings.ReplaceAll(text, "、", "，"), "。") != with {
			t.Errorf("%s: the printed form says %q, want %q", name, text, with)
		}
		taken := make([]reviewMark, len(list))
		for i := range list {
			taken[i] = reviewMark{Kind: list[i].Kind, Key: list[i].Key}
		}
		q.upload(reviewFile(t, taken))
		if got := sentence(q); got != without {
			t.Errorf("%s: with its marks taken away the page says %q, want %q", name, got, without)
		}
		r := open(t, ctx, plain)
		r.upload(review)
		if got := sentence(r); got != with {
			t.Errorf("%s: with marks made in it the page says %q, want %q", name, got, with)
		}
		near := js[int](r, "cc.census().near")
		if got := js[int](r, "cc.data.submissions.filter((_, i) => cc.filter('near:yes')(i)).length"); got != near {
			t.Errorf("%s: near: finds %d submissions, want %d", name, got, near)
		}
		if name == "all" && (near != 0 || js[int](r, "cc.findings().length") != 0) {
			t.Errorf("all pairs are marked as no copy: %d near-duplicates and %d findings, want none", near, js[int](r, "cc.findings().length"))
		}
	}
}

// Marks that fit nothing are passed on as they are, by kind and key; what is no review file
// changes nothing.
func pageUnfitMarks(t *testing.T, ctx context.Context) {
	const foreign = "00000000000000000000000000000001+0000000000000000000000000000000f"
	plain, _ := reviewed(t, "")
	p := open(t, ctx, plain)
	key := js[string](p, "cc.data.pairs[0].key")
	unfit := []reviewMark{
		{"passage", key, "talk", "对的键，类不对", "甲", "乙"},
		{"passage", foreign, "confirmed", "去年的", "丙#1", "丁#1"},
	}
	file, _ := reviewed(t, reviewFile(t, unfit))
	q := open(t, ctx, file)
	own := js[string](q, "(cc.marks.set('"+key+"', { mark: 'confirmed', note: '' }), cc.marks.get('"+key+"').mark)")
	for name, tab := range map[string]*tab{"of the run": q, "imported": p} {
		if tab == p {
			p.upload(reviewFile(t, unfit))
		}
		for range 2 { // as exported at once, and from the draft
			var got []reviewMark
			for _, m := range tab.export() {
				if m.Kind != "pair" {
					got = append(got, m)
				}
			}
			if fmt.Sprint(got) != fmt.Sprint(unfit) {
				t.Errorf("%s: marks that fit nothing are exported as %+v, want %+v", name, got, unfit)
			}
			tab.do(chromedp.Reload())
			tab.wait("document.body.dataset.ready === 'true'")
		}
	}
	if got := js[string](p, "cc.marks.get('"+key+"').mark"); got != "" || own != "confirmed" {
		t.Errorf("mark on the pair = %q, %q, want none of the passage's and the one that was set", got, own)
	}
	for name, m := range map[string]reviewMark{
		"no key":       {"pair", "__proto__", "talk", "", "", ""},
		"keys swapped": {"pair", foreign[33:] + "+" + foreign[:32], "talk", "", "", ""},
		"long note":    {"pair", foreign, "talk", strings.Repeat("谈", 4001), "", ""},
		"no mark":      {"pair", foreign, "copied", "", "", ""},
		"no kind":      {"", foreign, "talk", "", "", ""},
	} {
		before := len(p.export())
		p.upload(reviewFile(t, []reviewMark{{"pair", key, "talk", "", "", ""}, m}))
		if said := js[string](p, "document.querySelector('.problem').textContent"); !strings.Contains(said, "第 2 条不合格式") || len(p.export()) != before {
			t.Errorf("%s: the page says %q and has %d marks, want an error and %d", name, said, len(p.export()), before)
		}
	}
	p.upload(reviewFile(t, []reviewMark{{"pair", foreign, "", strings.Repeat("谈", 4000), "", ""}}))
	if n := js[int](p, "document.querySelectorAll('.problem:not([hidden])').length"); n != 0 {
		t.Error("a note of 4,000 characters is refused")
	}
	js[bool](p, "(localStorage.setItem('chachong.lang', 'constructor'), true)")
	p.do(chromedp.Reload())
	p.wait("document.body.dataset.ready === 'true'")
}

// A hundred thousand marks are taken up at once, kept or not.
func pageManyMarks(t *testing.T, ctx context.Context) {
	const count, limit = 100_000, 10 * time.Second // two are what is wanted
	marks := make([]reviewMark, count)
	for i := range marks {
		key := fmt.Sprintf("%032x", i+1)
		marks[i] = reviewMark{"passage", key + "+" + key, "talk", "再看一遍", "单位甲工作总结.txt#1", "单位乙工作总结.txt#1"}
	}
	plain, _ := reviewed(t, "")
	p := open(t, ctx, plain)
	review := reviewFile(t, marks)
	start := time.Now()
	p.upload(review)
	p.wait("document.querySelector('.live').textContent.includes('100,000')")
	took := time.Since(start)
	t.Logf("%d marks imported in %v", count, took.Round(time.Millisecond))
	if took > limit {
		t.Errorf("%d marks imported in %v, want %v at most", count, took, limit)
	}
	if got := js[string](p, "document.querySelector('.live').textContent"); !strings.Contains(got, "不在这份报告之中") || !strings.Contains(got, "存不下") {
		t.Errorf("the page says %q, want that the marks fit nothing, and that the browser refuses them", got)
	}
	again := filepath.Join(t.TempDir(), "again.json")
	if err := os.WriteFile(again, []byte(js[string](p, "cc.marks.exported()")), 0o600); err != nil {
		t.Fatal(err)
	}
	command(t, "check", "../../testdata/reports", "-q", "-f", "json="+filepath.Join(t.TempDir(), "x.json"), "--review", again)
}

// A family of many copies shows the first of them; a text heaped with combining marks is
// drawn like another.
func pageManyCopies(t *testing.T, ctx context.Context) {
	const count, shown = 120, 40
	dir := t.TempDir()
	shared := "入冬前，河口乡卫生院把十一个村的水井逐口消毒，化验单贴在井台上，不合格的三口当天封存，改由送水车每日两趟供应。"
	for i := range count {
		text := fmt.Sprintf("第%d单位总结\n\n%s第%d次检查。%c组的人也去了。\n", i, shared, i%3, '甲'+rune(i))
		if i < 2 {
			text += "井台边新砌了一圈青石" + strings.Repeat("\u0301", 50_000) + "。\n"
		}
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%03d.txt", i)), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	file := filepath.Join(t.TempDir(), "x.html")
	command(t, "check", dir, "-q", "-f", "html="+file)
	p := open(t, ctx, file)
	family := js[string](p, fmt.Sprintf("(cc.data.families.find((f) => f.stack && f.members.length >= %d) || { id: '' }).id", count))
	if family == "" {
		t.Fatalf("no family of %d copies that is stacked: %s", count, js[string](p, "cc.data.families.map((f) => f.members.length).join(' ')"))
	}
	start := time.Now()
	p.visit("#/family/" + family)
	t.Logf("a family of %d copies in %v", count, time.Since(start).Round(time.Millisecond))
	most := js[int](p, "Math.max(...[...document.querySelectorAll('.variant .who')].map((who) => who.querySelectorAll('.copy-no').length))")
	if most > shown {
		t.Errorf("a wording names %d copies at once, want %d at most", most, shown)
	}
	if n := js[int](p, "[...document.querySelectorAll('.stack .more')].length"); n > 0 {
		before := js[int](p, "document.querySelectorAll('.stack .copy-no').length")
		p.do(chromedp.Click(chromedp.CSS(".stack .more")))
		p.wait(fmt.Sprintf("document.querySelectorAll('.stack .copy-no').length > %d", before))
	} else if !js[bool](p, "Boolean(document.querySelector('.all-copies'))") {
		t.Error("no button brings the rest of the copies in")
	}
	start = time.Now()
	p.visit("#/s/0")
	p.visit("#/overview")
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("a text of 50,000 combining marks is shown in %v, want at most 5 s", took)
	}
}
