package main

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// checkedWithArchive puts a county's reports of last year into an archive, a school's among
// them, and checks this year's, one of which is the school's own again. It returns the page
// and the first two sentences of the text report.
func checkedWithArchive(t *testing.T, more ...string) (file, headline string) {
	t.Helper()
	dir := t.TempDir()
	put := func(folder, report, as string) {
		b, err := os.ReadFile(filepath.Join("../../testdata/reports", report))
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Join(dir, folder, as)
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	put("旧/乡统计站", "乡镇统计总结范文.txt", "总结.txt")
	put("旧/青螺职中", "青螺县职业中学总结.txt", "总结.txt")
	put("旧/中医院", "青檀县中医院总结.txt", "总结.txt")
	put("新/云岗乡", "云岗乡统计工作总结.txt", "云岗乡.txt")
	put("新/青螺职中", "青螺县职业中学总结(Big5).txt", "青螺职中.txt")
	put("新/麦渠县", "麦渠县教育局总结.txt", "麦渠县.txt")
	archive := filepath.Join(dir, "总结库")
	command(t, "archive", "init", archive)
	command(t, "archive", "add", archive, filepath.Join(dir, "旧"), "--owner-from", "folder", "--year", "2023")
	file, text := filepath.Join(dir, "x.html"), filepath.Join(dir, "x.txt")
	args := []string{
		"check", filepath.Join(dir, "新"), "--archive", archive, "--owner-from", "folder", "--year", "2024",
		"-q", "--fail-on", "default", "-f", "html=" + file, "-f", "text=" + text,
	}
	command(t, append(args, more...)...)
	b, err := os.ReadFile(text)
	if err != nil {
		t.Fatal(err)
	}
	_, head, _ := strings.Cut(strings.ReplaceAll(string(b), "，\n", "，"), "：")
	lines := strings.SplitN(head, "\n", 3)
	return file, lines[0] + "：" + lines[1]
}

// Submissions of an archive are marked wherever they are named, are listed as sources and in
// pairs only, and the page concludes what the text report does.
func pageArchive(t *testing.T, ctx context.Context) {
	file, headline := checkedWithArchive(t)
	p := open(t, ctx, file)
	if got := sentence(p); got != headline {
		t.Errorf("the page says %q, want %q as the text report", got, headline)
	}
	for expression, want := range map[string]int{
		"cc.fresh.length":        3,
		"cc.worstFirst().length": 3,
		"document.querySelectorAll('.reports tbody tr').length":                   3,
		"cc.data.submissions.filter((s) => s.archived && s.year === 2023).length": 2,
		"cc.census().near":  1,
		"cc.census().apart": 1,
		"cc.nearHeld()":     1,
		"cc.fresh.filter((i) => cc.filter('库:是')(i)).length":     2,
		"cc.fresh.filter((i) => cc.filter('本单位:是')(i)).length":   1,
		"cc.fresh.filter((i) => cc.filter('年度:2022')(i)).length": 0,
		"cc.findings().filter((f) => cc.held(f.s)).length":       0,
	} {
		if got := js[int](p, expression); got != want {
			t.Errorf("%s = %d, want %d", expression, got, want)
		}
	}
	held := js[int](p, "cc.data.submissions.findIndex((s) => s.archived && s.owner === '乡统计站')")
	pair := js[string](p, "(() => { const q = cc.data.pairs.find((q) => q.near && q.own); return q.a + '-' + q.b; })()")
	for hash, want := range map[string]string{
		"#/overview":                "去本单位|总结库：共 3 篇|最多来自 〔库 2023 乡统计站〕总结|本单位旧稿：疑似雷同 1 对，相同段落 1 处（不计入限值）",
		"#/pairs":                   "库 2023 乡统计站|与档案库|本单位旧稿",
		"#/clusters":                "1 篇，与档案库中 1 篇雷同|档案库中的旧稿|本单位旧稿或已接受|库 2023 青螺职中",
		"#/ledger":                  "与本次各篇有共同文字",
		"#/pair/" + pair:            "库 2023 青螺职中|本单位旧稿",
		"#/s/" + strconv.Itoa(held): "库 2023 乡统计站|档案库旧稿|见于|云岗乡",
		"#/help":                    "档案库|本单位旧稿",
		"#/print/short":             "与档案库中 3 篇比对|〔库 2023 乡统计站〕总结",
		"#/print/pair/" + pair:      "库 2023 青螺职中|本单位旧稿",
	} {
		p.speak("zh")
		p.visit(hash)
		text := p.text()
		for part := range strings.SplitSeq(want, "|") {
			if !strings.Contains(text, part) {
				t.Errorf("%s lacks %q; it says %.400q", hash, part, text)
			}
		}
		p.speak("en")
		if text := p.text(); !strings.Contains(text, "archive") {
			t.Errorf("%s in English does not name the archive; it says %.400q", hash, text)
		}
	}
	p.visit("#/clusters")
	if n := js[int](p, "document.querySelectorAll('.drawing .node-held rect').length"); n != 2 {
		t.Errorf("the graph has %d squares, want 2", n)
	}
	p.size(390, 844)
	for _, hash := range []string{"#/overview", "#/pairs", "#/clusters", "#/pair/" + pair, "#/ledger"} {
		p.visit(hash)
		if w := js[int](p, "document.documentElement.scrollWidth"); w > 390 {
			t.Errorf("%s is %d pixels wide on a telephone, want at most 390", hash, w)
		}
	}
}
