//go:build unix

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// specimen is a hostile file, and what has to be said of it.
type specimen struct {
	name   string // raw, below the folder
	data   []byte
	make   func(path string) error // instead of data: what is no regular file
	status string                  // those accepted: "ok", "partial", "skipped", "error"
	code   string                  // those accepted; "": any
	reason []string                // of which one stands in the reason where the status is not "ok"; nil: any
	same   string                  // a specimen with the same text
	score  float64                 // resemblance that the two must reach, [0,1]
	limits usage                   // of the program on it alone; zero: none
}

// original is the report that the disguises are made of, paragraph by paragraph.
var original = []string{
	"鹭汀镇中心小学2023年工会工作总结",
	"这一年，鹭汀镇中心小学工会围绕教学这个中心，替老师办事，为学校分忧，做了一些看得见的工作，下面分四个方面汇报。",
	"一、把学习落到实处",
	"我们每个月安排一个下午集中学习，先读文件，再结合班上的事情讨论。全年学了十一次，有三百多人次参加，收到心得八十六篇，其中九篇登在镇里的简报上。",
	"二、让老师说得上话",
	"教代会开了两次，讨论了绩效方案和食堂的承包办法，提案十七件，件件有答复。校务公开栏放在校门口，花钱的事、评先的事都贴出来，贴满一周才算数。",
	"三、替大家办几件实事",
	"谁家有人住院，工会一定去看；谁家有了难处，先垫钱后补手续。全年走访四十二户，送去慰问金一万八千元，给女教师办了保险，暑假里请县医院的大夫来学校做了体检。",
	"四、把日子过得热闹些",
	"春天去茶山植树，夏天办了羽毛球赛，秋天开运动会，冬天包饺子迎新年。我们的气排球队在片区拿了第三名，队员里最大的已经五十七岁，照样场场不缺。",
	"五、还没有做好的事",
	"年轻老师住得远，晚上的活动来得少；有的提案答复了却没有办完。明年打算把活动挪到中午，把没办完的提案一件一件列出来，办完一件划掉一件。",
}

// reworked is a version of it with other words and another order, and unrelated none.
var (
	reworked = strings.NewReplacer("我们", "工会", "全年", "一年里", "学校", "全校", "打算", "准备", "其中", "里面").
			Replace(strings.Join(slices.Concat(original[:2], original[6:8], original[2:6], original[8:]), "\n"))
	unrelated = strings.Join([]string{
		"水泵房夜间巡查记录", "二号泵轴承温度偏高，停机后拆开检查，发现油封老化，已换新件，试运行四小时未见渗漏。",
		"配电柜第三回路跳闸一次，原因是进水管旁的插座受潮，电工改了走线，加装了防水盒，第二天复测正常。",
		"蓄水池水位计读数与标尺相差六厘米，已经校准，以后每周一由当班人员核对并签字。",
	}, "\n")
)

func text(paragraphs []string) string { return strings.Join(paragraphs, "\n") + "\n" }

// each returns s with f of every letter.
func each(s string, f func(rune) string) string {
	var b strings.Builder
	for _, r := range s {
		b.WriteString(f(r))
	}
	return b.String()
}

// behind returns s with mark behind every letter but a line end.
func behind(s, mark string) []byte {
	return []byte(each(s, func(r rune) string {
		if r == '\n' {
			return "\n"
		}
		return string(r) + mark
	}))
}

// utf16Of returns s as UTF-16, big-endian or not.
func utf16Of(s string, big bool) []byte {
	var out []byte
	for _, u := range utf16.Encode([]rune(s)) {
		if big {
			out = append(out, byte(u>>8), byte(u))
		} else {
			out = append(out, byte(u), byte(u>>8))
		}
	}
	return out
}

// The original, its rewording and what has nothing to do with them.
const (
	goodA = "good/a.txt"
	goodB = "good/b.txt"
	goodC = "good/c.txt"
)

// specimens returns one of every class, or several.
func specimens(t *testing.T) []specimen {
	return slices.Concat(plainSpecimens(t), disguises(), wordSpecimens(), zipSpecimens(t), pdfSpecimens(), pageSpecimens(t), nameSpecimens(), systemSpecimens())
}

func plainSpecimens(t *testing.T) []specimen {
	a := text(original)
	gbk := encoded(t, simplifiedchinese.GBK, a)
	same := func(name string, data []byte) specimen {
		return specimen{name: "encoding/" + name, data: data, status: "ok", same: goodA, score: 0.97}
	}
	none := func(name string, data []byte, status, code string, reason ...string) specimen {
		return specimen{name: "odd/" + name, data: data, status: status, code: code, reason: reason}
	}
	return []specimen{
		{name: goodA, data: []byte(a), status: "ok"},
		{name: goodB, data: []byte(reworked), status: "ok"},
		{name: goodC, data: []byte(unrelated), status: "ok"},
		same("bom.txt", []byte("\ufeff"+a)),
		same("utf16le.txt", utf16Of("\ufeff"+a, false)),
		same("utf16be.txt", utf16Of("\ufeff"+a, true)),
		same("utf16le without a mark.txt", utf16Of(a, false)),
		same("gbk.txt", gbk),
		same("gbk cut.txt", gbk[:len(gbk)-2]),
		same("utf8 cut.txt", []byte(a[:len(a)-2])),
		same("cr.txt", []byte(strings.ReplaceAll(a, "\n", "\r"))),
		same("crlf and lf.txt", []byte(strings.Replace(a, "\n", "\r\n", 3))),
		{name: "encoding/one bad byte.txt", data: []byte(a[:300] + "\xff" + a[300:]), status: "ok partial", same: goodA, score: 0.95},
		{name: "encoding/two at once.txt", data: slices.Concat([]byte(a), gbk), status: "ok partial skipped error"},
		none("empty.txt", nil, "skipped", "W_EMPTY", "empty"),
		none("mark only.txt", []byte("\ufeff"), "skipped", "W_EMPTY", "empty", "no text"),
		none("blanks.txt", []byte(strings.Repeat(" \n\t\u3000\r\n", 999)), "skipped", "W_EMPTY", "empty", "no text"),
		none("one letter.txt", []byte("工"), "ok skipped", ""),
		none("dots.txt", []byte(strings.Repeat("……。。", 99)), "ok skipped", ""),
		none("one letter 200000 times.txt", []byte(strings.Repeat("会", 200000)), "ok", ""),
		none("numbering.txt", []byte(strings.Repeat("一、（一）1.（1）①", 5000)), "ok", ""),
		none("nul.txt", []byte(strings.ReplaceAll(a, "。", "。\x00")), "ok partial", ""),
		none("noise.bin.txt", noise(50000), "error skipped", "", "binary", "encoding", "not text"),
		none("program.txt", slices.Concat([]byte("\x7fELF\x02\x01\x01"), make([]byte, 200), noise(5000)), "error skipped", "", "program", "binary", "not text"),
		none("picture.docx", slices.Concat([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), noise(5000)), "error", "", "png", "picture", "image"),
		{name: "injection/page.txt", data: []byte(a + "<script>alert(1)</script><img src=x onerror=alert(2)>\n</textarea></script><!--\n"), status: "ok", same: goodA, score: 0.7},
		{name: "injection/terminal.txt", data: []byte(a + "\x1b]0;pwned\x07\x1b[2J\x1b[31m全部合格\u009b1m\r覆盖\n"), status: "ok partial", same: goodA, score: 0.7},
		{name: "injection/cells.txt", data: []byte("=HYPERLINK(\"http://h.example\")\n+1+1\n@SUM(A1)\n-2\n" + a), status: "ok", same: goodA, score: 0.7},
		{name: "injection/workflow.txt", data: []byte("::error::全部合格\n##vso[task.complete result=Succeeded;]\n::set-output name=x::y\n" + a), status: "ok", same: goodA, score: 0.7},
		{name: "injection/markdown.txt", data: []byte("# 标题\n| a | b |\n```\n[x](javascript:alert(1))\n</details>\n%s%d%!x(BADINDEX)\n" + a), status: "ok", same: goodA, score: 0.7},
	}
}

// noise returns bytes without a pattern, the same every time.
func noise(n int) []byte {
	out := make([]byte, n)
	state := uint32(7)
	for i := range out {
		state = state*1664525 + 1013904223
		out[i] = byte(state >> 24)
	}
	return out
}

// disguises are the original with what the eye does not see, or takes for the same.
func disguises() []specimen {
	a := text(original)
	wide := each(a, func(r rune) string {
		if r > ' ' && r < 0x7f {
			return string(r - '!' + '！')
		}
		return string(r)
	})
	radicals := strings.NewReplacer("一", "⼀", "人", "⼈", "工", "⼯", "大", "⼤", "女", "⼥", "山", "⼭", "年", "年", "老", "⽼", "月", "⽉", "日", "⽇", "心", "⼼", "文", "⽂", "力", "⼒", "生", "⽣").Replace(a)
	bidi := each(a, func(r rune) string {
		if r == '，' {
			return "\u2066，\u2069"
		}
		return string(r)
	})
	var out []specimen
	for name, data := range map[string][]byte{
		"zero width.txt":       behind(a, "\u200b"),
		"zero width mixed.txt": behind(a, "\u200d\u2060\ufeff"),
		"soft hyphen.txt":      behind(a, "\u00ad\ufe0f"),
		"tags.txt":             behind(a, "\U000e0041\U000e007f"),
		"isolates.txt":         []byte(bidi),
		"full width.txt":       []byte(wide),
		"radicals.txt":         []byte(radicals),
		"spaced.txt":           behind(a, " "),
		"marks.txt":            behind(a, "\u0301\u0323\u0336"),
		"private.txt":          behind(a, "\ue000"),
	} {
		out = append(out, specimen{name: "evasion/" + name, data: data, status: "ok", same: goodA, score: 0.9})
	}
	// Letters between the letters that are not seen: white, hidden, tiny.
	for name, look := range map[string]string{
		"white.docx":  `<w:color w:val="FFFFFF"/>`,
		"hidden.docx": `<w:vanish/>`,
		"tiny.docx":   `<w:sz w:val="2"/>`,
	} {
		var body strings.Builder
		for _, p := range original {
			body.WriteString("<w:p>")
			for i, r := range []rune(p) {
				body.WriteString(wordRun("", string(r)))
				if i%3 == 2 {
					body.WriteString(wordRun(look, "藏匿"))
				}
			}
			body.WriteString("</w:p>")
		}
		out = append(out, specimen{name: "evasion/" + name, data: docx(body.String()), status: "ok partial", code: "W_HIDDEN", same: goodA, score: 0.9})
	}
	var page strings.Builder
	for _, p := range original {
		page.WriteString("<p>" + each(p, func(r rune) string { return string(r) + "<span style='display:none'>藏</span>" }) + "</p>\n")
	}
	out = append(out, specimen{name: "evasion/hidden.html", data: []byte("<!DOCTYPE html><meta charset=utf-8><title>总结</title><body>" + page.String()), status: "ok partial", code: "W_HIDDEN", same: goodA, score: 0.9})
	slices.SortFunc(out, func(a, b specimen) int { return strings.Compare(a.name, b.name) })
	return out
}

// nameSpecimens are the original under names that are orders to terminals, shells, pages,
// spreadsheets and logs.
func nameSpecimens() []specimen {
	var out []specimen
	for _, name := range []string{
		"\x1b[31m红\x1b]0;pwned\x07.txt", "换\n行.txt", "回\r车 全部合格.txt", "左\u202etxt.右.txt", "分\u2028段.txt",
		"<img src=x onerror=alert(1)>.txt", "\"><script>alert(2)<∕script>.txt", "=1+1.txt", "@SUM(A1).txt", "-rf --help.txt",
		"$(touch pwned)`id`;&.txt", "%s%n%!x(BADINDEX).txt", "::error::x.txt", "a\\b\\..\\c.txt", "javascript:alert(3).txt",
		"caf\xe9.txt", "\xc1\xf4\xca\xc0.txt", "é.txt", "e\u0301.txt", " 空 .txt", strings.Repeat("长", 80) + ".txt",
	} {
		out = append(out, specimen{name: "names/" + name, data: []byte(text(original)), status: "ok", same: goodA, score: 0.97})
	}
	return out
}

// systemSpecimens are what is no regular file, or cannot be opened.
func systemSpecimens() []specimen {
	link := func(to string) func(string) error {
		return func(path string) error { return os.Symlink(to, path) }
	}
	sealed := "error"
	if os.Geteuid() == 0 {
		sealed = "ok error" // the superuser may read it
	}
	return []specimen{
		{name: "fs/pipe.txt", make: func(path string) error { return syscall.Mkfifo(path, 0o644) }, status: "skipped", code: "W_SPECIAL"},
		{name: "fs/self.txt", make: link("self.txt"), status: "skipped error"},
		{name: "fs/nowhere.txt", make: link("nothing-is-here"), status: "skipped error"},
		{name: "fs/zero.txt", make: link("/dev/zero"), status: "skipped", reason: []string{"link", "special", "regular"}},
		{name: "fs/memory.txt", make: link("/proc/self/mem"), status: "skipped error"},
		{name: "fs/outside.txt", make: link("/etc/passwd"), status: "skipped", reason: []string{"link"}},
		{name: "fs/up", make: link(".."), status: "skipped", reason: []string{"link"}},
		{name: "fs/same.txt", make: func(path string) error {
			return os.Link(filepath.Join(filepath.Dir(path), "../good/a.txt"), path)
		}, status: "ok skipped", same: goodA, score: 1},
		{name: "fs/sealed.txt", make: func(path string) error {
			return os.WriteFile(path, []byte(unrelated), 0)
		}, status: sealed, reason: []string{"permission"}},
		{name: "fs/8 GiB.txt", make: func(path string) error {
			if err := os.WriteFile(path, []byte("稀疏"), 0o644); err != nil {
				return err
			}
			return os.Truncate(path, 8<<30)
		}, status: "error", code: "E_LIMIT_SIZE", reason: []string{"large", "limit"}},
		{name: "fs/folder.docx", make: func(path string) error { return os.Mkdir(path, 0o755) }, status: "skipped", code: "W_EMPTY"},
	}
}

// pageSpecimens are web pages and rich text.
func pageSpecimens(t *testing.T) []specimen {
	paragraphs := "<p>" + strings.Join(original, "</p>\n<p>") + "</p>"
	var rtf strings.Builder
	for _, p := range original {
		for _, u := range utf16.Encode([]rune(p)) {
			fmt.Fprintf(&rtf, `\u%d?`, int16(u))
		}
		rtf.WriteString(`\par` + "\n")
	}
	with := func(name, data, status, code string, reason ...string) specimen {
		return specimen{name: "page/" + name, data: []byte(data), status: status, code: code, reason: reason}
	}
	same := func(name string, data []byte) specimen {
		return specimen{name: "page/" + name, data: data, status: "ok", same: goodA, score: 0.95}
	}
	return []specimen{
		same("gbk.html", encoded(t, simplifiedchinese.GBK, `<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head><body>`+paragraphs)),
		same("says gbk.html", []byte(`<html><head><meta charset="gbk"></head><body>`+paragraphs)),
		same("a page.doc", []byte(`<html xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta charset="utf-8"></head><body>`+paragraphs)),
		with("nested.html", "<html><body>"+strings.Repeat("<div>", 100000)+paragraphs, "ok partial error", ""),
		with("formatting.html", "<html><body>"+strings.Repeat("<b><i><u><font color=red>字", 20000), "ok partial error", ""),
		with("comment.html", "<html><body>"+paragraphs+"<!-- "+paragraphs, "ok partial", ""),
		with("entities.html", "<html><body>"+paragraphs+strings.Repeat("&amp;&#x4E00;&nosuch;&#xFFFFFFFFFF;", 20000), "ok partial", ""),
		with("frames.html", "<html><frameset><frame src=a.html></frameset></html>", "skipped error", ""),
		same("good.rtf", []byte(`{\rtf1\ansi\uc1 `+rtf.String()+`}`)),
		with("nested.rtf", `{\rtf1 `+strings.Repeat("{", 1000000)+"x", "error", "E_LIMIT_DEPTH", "nested", "limit"),
		with("binary.rtf", `{\rtf1 `+rtf.String()+`\bin2147483647 x}`, "partial error", ""),
		with("cut.rtf", `{\rtf1\ansi\uc1 `+rtf.String()[:rtf.Len()/2], "partial error", "", "damaged", "cut"),
		with("numbers.rtf", `{\rtf1\uc99999999 \u99999999999999999999 \'zz\fs-9 `+rtf.String()+`}`, "ok partial skipped error", ""),
	}
}

// write makes the specimens in dir.
func write(t *testing.T, dir string, all []specimen) {
	t.Helper()
	names := map[string]bool{}
	for _, s := range all {
		if names[s.name] {
			t.Fatalf("two specimens are called %q", s.name)
		}
		names[s.name] = true
		path := filepath.Join(dir, s.name)
		err := os.MkdirAll(filepath.Dir(path), 0o755)
		if err == nil && s.make == nil {
			err = os.WriteFile(path, s.data, 0o644)
		} else if err == nil {
			err = s.make(path)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}
