package source

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/iotest"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// tree makes files in a new folder and makes that the working folder. A path that ends
// in "/" is a folder.
func tree(t *testing.T, files map[string]string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, content := range files {
		dir := filepath.Dir(name)
		if strings.HasSuffix(name, "/") {
			dir = name
		}
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		if dir != name {
			write(t, name, content)
		}
	}
}

func write(t *testing.T, name, content string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

func link(t *testing.T, target, name string) {
	t.Helper()
	if err := os.Symlink(target, name); err != nil {
		t.Skip(err)
	}
}

// ledger reads all inputs and shows a line for each: path, status, code.
func ledger(t *testing.T, opts Options, stdin io.Reader) []string {
	t.Helper()
	list, err := List(t.Context(), opts, stdin)
	if err != nil {
		t.Fatalf("List(%+v) = %v, want no error", opts, err)
	}
	lines := []string{}
	for _, in := range list {
		text, err := in.Read()
		if readable := in.Status == OK || in.Status == Partial; readable != (err == nil) || readable != (text != "") {
			t.Errorf("%q.Read() = %d bytes, %v, with status %s", in.Path, len(text), err, in.Status)
		}
		if in.Status != OK && (in.Code == "" || in.Reason == "") {
			t.Errorf("%q: %+v lacks a code or a reason", in.Path, in.Entry)
		}
		if in.Status != OK && !in.Excluded && in.Hint == "" {
			t.Errorf("%q: %+v lacks a hint", in.Path, in.Entry)
		}
		line := strings.TrimSpace(fmt.Sprintf("%s %s %s", in.Path, in.Status, in.Code))
		if in.Excluded {
			line += " excluded"
		}
		lines = append(lines, line)
	}
	return lines
}

func TestList(t *testing.T) {
	const text = "工会工作总结"
	docx := "PK\x03\x04" + strings.Repeat("\x00", 26) + "word/document.xml"
	for _, tt := range []struct {
		name  string
		files map[string]string
		opts  Options
		want  []string
	}{
		{
			"file",
			map[string]string{"a.txt": text},
			Options{Args: []string{"./a.txt"}},
			[]string{"a.txt ok"},
		},
		{
			"folder, sorted",
			map[string]string{"r/b.md": text, "r/a/c.txt": text, "r/a.txt": text},
			Options{Args: []string{"r/"}},
			[]string{"r/a.txt ok", "r/a/c.txt ok", "r/b.md ok"},
		},
		{
			"twice",
			map[string]string{"r/a.txt": text, "r/s/b.txt": text},
			Options{Args: []string{"r/s", "r", "./r/a.txt", "r/../r/a.txt", "r/*.txt"}},
			[]string{"r/a.txt ok", "r/s/b.txt ok"},
		},
		{
			"missing",
			map[string]string{"a.txt": text},
			Options{Args: []string{"b.txt", "a.txt", "b.txt", "a.txt/c", "*.md"}},
			[]string{"*.md error E_NOTFOUND", "a.txt ok", "a.txt/c error E_NOTFOUND", "b.txt error E_NOTFOUND"},
		},
		{
			"litter",
			map[string]string{
				"r/a.txt": text, "r/Thumbs.db": "x", "r/.DS_Store": "x", "r/desktop.ini": "x", "r/~$a.docx": "x", "r/._a.txt": "x",
				"r/__MACOSX/a.txt": text, "r/.git/config": text, "r/.gitignore": text, "r/.b.txt": text,
			},
			Options{Args: []string{"r"}},
			[]string{
				"r/.DS_Store skipped I_LITTER excluded", "r/._a.txt skipped I_LITTER excluded", "r/.b.txt ok",
				"r/.git skipped I_LITTER excluded", "r/.gitignore ok", "r/Thumbs.db skipped I_LITTER excluded",
				"r/__MACOSX skipped I_LITTER excluded", "r/a.txt ok", "r/desktop.ini skipped I_LITTER excluded", "r/~$a.docx skipped I_LITTER excluded",
			},
		},
		{
			"litter by name, named",
			map[string]string{"r/~$a.txt": text, "r/._a.txt": text, "s/._b.txt": text},
			Options{Args: []string{"r/*", "r/._a.txt", "s"}, Litter: true},
			[]string{"r/._a.txt ok", "r/~$a.txt ok", "s/._b.txt skipped I_LITTER excluded"},
		},
		{
			"hidden folders and files",
			map[string]string{
				"r/.a/b.txt": text, "r/.a/.b": text, "r/.c/.git/HEAD": text, "r/.gitx/d.txt": text, "r/trash/e.txt": text, "r/.f.log": text,
			},
			Options{Args: []string{"r"}},
			[]string{
				"r/.a/.b ok", "r/.a/b.txt ok", "r/.c/.git skipped I_LITTER excluded", "r/.f.log ok", "r/.gitx/d.txt ok", "r/trash/e.txt ok",
			},
		},
		{
			"copies and locks of editors",
			map[string]string{
				"r/a.txt": text, "r/a.txt~": text, "r/.a.txt.swp": text, "r/.a.txt.swo": text, "r/#a.txt#": text, "r/.#a.txt": text,
				"r/#b.txt": text, "r/a.swp": text, "r/~b.txt": text, "r/#": text, "r/~": text,
			},
			Options{Args: []string{"r"}},
			[]string{
				"r/# ok", "r/#a.txt# skipped I_LITTER excluded", "r/#b.txt ok", "r/.#a.txt skipped I_LITTER excluded",
				"r/.a.txt.swo skipped I_LITTER excluded", "r/.a.txt.swp skipped I_LITTER excluded",
				"r/a.swp ok", "r/a.txt ok", "r/a.txt~ skipped I_LITTER excluded", "r/~ ok", "r/~b.txt ok",
			},
		},
		{
			"hidden, but named",
			map[string]string{".git/a.txt": text, ".x/b": text},
			Options{Args: []string{".git", ".x/b"}},
			[]string{".git/a.txt ok", ".x/b ok"},
		},
		{
			"exclude",
			map[string]string{"r/a.txt": text, "r/b.txt": text, "r/old/c.txt": text, "r/s/old/d.txt": text, "r/s/e.txt": text},
			Options{Args: []string{"r", "r/b.txt"}, Exclude: []string{"b.*", "old", "s/e.txt"}},
			[]string{
				"r/a.txt ok", "r/b.txt skipped I_EXCLUDED excluded", "r/old skipped I_EXCLUDED excluded",
				"r/s/e.txt skipped I_EXCLUDED excluded", "r/s/old skipped I_EXCLUDED excluded",
			},
		},
		{
			"include",
			map[string]string{"r/a.txt": text, "r/b.log": text, "r/s/c.txt": text, "d.log": text},
			Options{Args: []string{"r", "d.log"}, Include: []string{"**/*.txt"}},
			[]string{"d.log ok", "r/a.txt ok", "r/b.log skipped I_EXCLUDED excluded", "r/s/c.txt ok"},
		},
		{
			"globs",
			map[string]string{"r/a.txt": text, "r/b.txt": text, "r/s/c.txt": text, "r/s/d.md": text, "r/.e.txt": text, "[x].txt": text, "x.txt": text},
			Options{Args: []string{"r/*.txt", "**/c.txt", "r/?/*.md", "[x].txt"}},
			[]string{"[x].txt ok", "r/a.txt ok", "r/b.txt ok", "r/s/c.txt ok", "r/s/d.md ok"},
		},
		{
			"formats",
			map[string]string{
				"r/a.docx": docx, "r/b.pdf": "%PDF-1.7\n", "r/c.txt": docx, "r/d": text, "r/e.log": text, "r/f.docx": text,
				"r/g.rtf": `{\rtf1 x}`, "r/h.html": "<p>x", "r/i.zip": "PK\x05\x06" + strings.Repeat("\x00", 18),
			},
			Options{Args: []string{"r"}},
			[]string{
				"r/a.docx error E_DAMAGED", "r/b.pdf error E_DAMAGED", "r/c.txt error E_DAMAGED", "r/d ok", "r/e.log ok", "r/f.docx ok",
				"r/g.rtf ok", "r/h.html ok", "r/i.zip skipped W_EMPTY",
			},
		},
		{
			"empty",
			map[string]string{"r/a.txt": "", "r/b.txt": " \n", "r/s/": "", "r/t.docx/": "", "u/": ""},
			Options{Args: []string{"r", "u"}},
			[]string{"r/a.txt skipped W_EMPTY", "r/b.txt skipped W_EMPTY", "r/t.docx skipped W_EMPTY", "u skipped W_NOFILES"},
		},
		{
			"size limit",
			map[string]string{"a.txt": strings.Repeat("a", 100), "b.txt": strings.Repeat("a", 101)},
			Options{Args: []string{"a.txt", "b.txt"}, MaxBytes: 100},
			[]string{"a.txt ok", "b.txt error E_LIMIT_SIZE"},
		},
		{
			"contents",
			map[string]string{"a.txt": "\x01\x02\x03\x04\x05", "b.txt": string(noise(999)), "c.txt": "工会\x00工作总结与计划安排", "d.txt": text + "\xe5"},
			Options{Args: []string{"."}},
			[]string{"a.txt error E_BINARY", "b.txt error E_ENCODING", "c.txt ok W_NUL", "d.txt ok W_ENCODING"},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tree(t, tt.files)
			got := ledger(t, tt.opts, nil)
			if !slices.Equal(got, tt.want) {
				t.Errorf("ledger =\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
			}
			args := slices.Clone(tt.opts.Args)
			slices.Reverse(args)
			tt.opts.Args = args
			if again := ledger(t, tt.opts, nil); !slices.Equal(got, again) {
				t.Errorf("ledger with the arguments reversed =\n%s\nwant\n%s", strings.Join(again, "\n"), strings.Join(got, "\n"))
			}
		})
	}
}

func TestListErrors(t *testing.T) {
	tree(t, map[string]string{"a.txt": "x", "none": "\n\n"})
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	for _, tt := range []struct {
		ctx   context.Context
		opts  Options
		stdin io.Reader
		want  string // part of the error
	}{
		{nil, Options{}, nil, "no input"},
		{nil, Options{Args: []string{""}}, nil, "empty"},
		{nil, Options{FilesFrom: "missing"}, nil, "--files-from"},
		{nil, Options{FilesFrom: "none"}, nil, `"none" names no file`},
		{nil, Options{FilesFrom: "-"}, nil, "standard input"},
		{nil, Options{FilesFrom: "-"}, strings.NewReader("a.txt\x00none\x00"), "add -0"},
		{nil, Options{FilesFrom: "-"}, strings.NewReader("\ufeffa.txt\x00"), "add -0"},
		{nil, Options{FilesFrom: "-"}, iotest.ErrReader(errors.New("gone")), "gone"},
		{nil, Options{FilesFrom: "-", Args: []string{"-"}}, strings.NewReader("a.txt"), "both"},
		{nil, Options{Args: []string{"a.txt"}, Exclude: []string{"[a"}}, nil, "--exclude"},
		{nil, Options{Args: []string{"a.txt"}, Include: []string{""}}, nil, "--include"},
		{nil, Options{Args: []string{"[a"}}, nil, "malformed"},
		{ended, Options{Args: []string{"."}}, nil, "canceled"},
	} {
		if tt.ctx == nil {
			tt.ctx = t.Context()
		}
		if list, err := List(tt.ctx, tt.opts, tt.stdin); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("List(%+v) = %d inputs, %v, want an error with %q", tt.opts, len(list), err, tt.want)
		}
	}
}

func TestFilesFrom(t *testing.T) {
	tree(t, map[string]string{"a.txt": "x", "b c.txt": "x", "d[1].txt": "x"})
	want := []string{"a.txt ok", "b c.txt ok", "d[1].txt ok", "e*.txt error E_NOTFOUND"}
	const lines = "./a.txt\r\nb c.txt\n\nd[1].txt\ne*.txt"
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(lines)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		list string
		null bool
	}{
		{lines, false},
		{"\ufeff" + lines, false},
		{wide, false},
		{"a.txt\x00b c.txt\x00d[1].txt\x00e*.txt\x00", true},
	} {
		opts := Options{FilesFrom: "-", Null: tt.null}
		if got := ledger(t, opts, strings.NewReader(tt.list)); !slices.Equal(got, want) {
			t.Errorf("ledger of list %q = %q, want %q", tt.list, got, want)
		}
	}
	write(t, "list", lines)
	if got := ledger(t, Options{FilesFrom: "list", Args: []string{"a.txt"}}, nil); !slices.Equal(got, want) {
		t.Errorf("ledger of a list in a file = %q, want %q", got, want)
	}
}

// A list is taken as bytes first; in another encoding it is known by the files it names.
func TestFilesFromEncodings(t *testing.T) {
	tree(t, map[string]string{"总结.txt": "一", "工會/總結.txt": "二", "a.txt": "三"})
	utf16le := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	for _, tt := range []struct {
		name, list string
		null       bool
		want       []string
	}{
		{"gb18030", string(encode(t, simplifiedchinese.GB18030, "a.txt\r\n./总结.txt\r\n")), false, []string{"a.txt ok", "总结.txt ok"}},
		{"gb18030 with -0", string(encode(t, simplifiedchinese.GB18030, "总结.txt\x00a.txt\x00")), true, []string{"a.txt ok", "总结.txt ok"}},
		{"big5", string(encode(t, traditionalchinese.Big5, "工會/總結.txt\n")), false, []string{"工會/總結.txt ok"}},
		{"two encodings", "总结.txt\n" + string(encode(t, simplifiedchinese.GB18030, "工會/總結.txt")), false, []string{"工會/總結.txt ok", "总结.txt ok"}},
		{"utf-16le", string(encode(t, utf16le, "总结.txt\r\na.txt\r\n")), false, []string{"a.txt ok", "总结.txt ok"}},
		{"utf-16be", string(encode(t, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "总结.txt\n")), false, []string{"总结.txt ok"}},
		{"missing", string(encode(t, simplifiedchinese.GB18030, "年.txt")), false, []string{`\xc4\xea.txt error E_NOTFOUND`}},
	} {
		got := ledger(t, Options{FilesFrom: "-", Null: tt.null}, strings.NewReader(tt.list))
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: ledger of list %q = %q, want %q", tt.name, tt.list, got, tt.want)
		}
	}
}

func TestStdin(t *testing.T) {
	for _, tt := range []struct {
		stdin io.Reader
		want  string
	}{
		{strings.NewReader("工会"), "- ok"},
		{strings.NewReader(""), "- skipped W_EMPTY"},
		{strings.NewReader(strings.Repeat("a", 101)), "- error E_LIMIT_SIZE"},
		{strings.NewReader("%PDF-1.4 x"), "- error E_DAMAGED"},
		{io.MultiReader(strings.NewReader("a"), iotest.ErrReader(errors.New("gone"))), "- error E_READ"},
		{nil, "- error E_READ"},
	} {
		got := ledger(t, Options{Args: []string{"-", "-"}, MaxBytes: 100}, tt.stdin)
		if !slices.Equal(got, []string{tt.want}) {
			t.Errorf("ledger of standard input = %q, want %q", got, tt.want)
		}
	}
	list, err := List(t.Context(), Options{Args: []string{"-"}}, strings.NewReader("工会"))
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if text, err := list[0].Read(); text != "工会" || err != nil {
			t.Errorf("Read() = %q, %v, want %q", text, err, "工会")
		}
	}
}

func TestReadAgain(t *testing.T) {
	tree(t, map[string]string{"a.txt": "工会工作总结"})
	list, err := List(t.Context(), Options{Args: []string{"a.txt"}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	in := list[0]
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if text, err := in.Read(); text != "工会工作总结" || err != nil {
				t.Errorf("Read() = %q, %v, want the text", text, err)
			}
		})
	}
	all.Wait()
	if in.Format != "txt" || in.Encoding != "utf-8" || in.Bytes != 18 || in.Status != OK {
		t.Errorf("entry = %+v, want txt, utf-8, 18 bytes, ok", in.Entry)
	}
	write(t, "a.txt", "工会工作计划")
	for range 2 {
		if text, err := in.Read(); text != "" || err == nil || in.Code != CodeChanged || in.Status != Error {
			t.Errorf("Read() of a changed file = %q, %v with %+v, want %s", text, err, in.Entry, CodeChanged)
		}
	}
}

func TestLinks(t *testing.T) {
	tree(t, map[string]string{
		"r/a.txt": "一", "r/.git/b.txt": "二", "r/s/c.txt": "三", "outside/d.txt": "四", "r/x/y/": "",
	})
	link(t, "a.txt", "r/a-link.txt")
	link(t, ".git/b.txt", "r/b.txt")
	link(t, ".git/b.txt", "r/b2.txt")
	link(t, "../outside/d.txt", "r/d.txt")
	link(t, "../outside", "r/out")
	link(t, "nowhere", "r/dangling.txt")
	link(t, "self.txt", "r/self.txt")
	link(t, "..", "r/s/up")
	link(t, "../../..", "r/x/y/top")
	link(t, "s", "r/s-link")
	link(t, ".git", "r/store-link")
	link(t, "r", "r-link")
	want := []string{
		"r/.git skipped I_LITTER excluded",
		"r/a-link.txt skipped I_SAME excluded",
		"r/a.txt ok",
		"r/b.txt skipped I_SAME excluded",
		"r/b2.txt skipped I_SAME excluded",
		"r/d.txt skipped W_SPECIAL",
		"r/dangling.txt error E_NOTFOUND",
		"r/out skipped W_SPECIAL",
		"r/s-link skipped I_SAME excluded",
		"r/s/c.txt ok",
		"r/s/up skipped W_SPECIAL",
		"r/self.txt skipped W_SPECIAL",
		"r/store-link/b.txt ok",
		"r/x/y/top skipped W_SPECIAL",
	}
	if got := ledger(t, Options{Args: []string{"r"}}, nil); !slices.Equal(got, want) {
		t.Errorf("ledger =\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	// Named links are followed wherever they lead, and the folder behind one is the
	// folder: what is reached twice stands under the name that sorts first.
	want = []string{"r-link/a.txt ok", "r/d.txt ok", "r/s/c.txt ok", "r/s/up skipped W_SPECIAL"}
	opts := Options{Args: []string{"r/a.txt", "r-link/a.txt", "r/s", "r/d.txt", "r/s-link"}}
	if got := ledger(t, opts, nil); !slices.Equal(got, want) {
		t.Errorf("ledger =\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestGlobMatch(t *testing.T) {
	for _, tt := range []struct {
		pattern, full, rel string
		dir, want          bool
	}{
		{"*.txt", "r/a.txt", "a.txt", false, true},
		{"*.txt", "r/a.md", "a.md", false, false},
		{"r/*.txt", "r/a.txt", "a.txt", false, true},
		{"s/*.txt", "r/s/a.txt", "s/a.txt", false, true},
		{"s/*.txt", "r/t/s/a.txt", "t/s/a.txt", false, false},
		{"**/s/*.txt", "r/t/s/a.txt", "t/s/a.txt", false, true},
		{"**/a.txt", "a.txt", "a.txt", false, true},
		{"r/**", "r/t/s/a.txt", "t/s/a.txt", false, true},
		{"r/**/a.txt", "r/a.txt", "a.txt", false, true},
		{"**/x/**/y", "a/x/b/x/c/y", "y", false, true},
		{"**/x/**/y", "a/b/c/y", "y", false, false},
		{"old/", "r/old", "old", true, true},
		{"old/", "r/old", "old", false, false},
		{"./a.txt", "a.txt", "a.txt", false, true},
		{"总结?.txt", "r/总结一.txt", "总结一.txt", false, true},
	} {
		ps, err := newPatterns("--include", []string{tt.pattern})
		if err != nil {
			t.Fatal(err)
		}
		if got := ps.match(tt.full, tt.rel, tt.dir); got != tt.want {
			t.Errorf("%q.match(%q, %q, %t) = %t, want %t", tt.pattern, tt.full, tt.rel, tt.dir, got, tt.want)
		}
	}
}

// matchParts agrees with plain backtracking on every small pattern and path.
func TestMatchParts(t *testing.T) {
	var slow func(pat, names []string) bool
	slow = func(pat, names []string) bool {
		switch {
		case len(pat) == 0:
			return len(names) == 0
		case pat[0] == "**":
			return slow(pat[1:], names) || len(names) > 0 && slow(pat, names[1:])
		}
		return len(names) > 0 && matchPart(pat[0], names[0]) && slow(pat[1:], names[1:])
	}
	for _, pat := range sequences([]string{"a", "?", "**"}, 5) {
		for _, names := range sequences([]string{"a", "b"}, 5) {
			if got, want := matchParts(pat, names), slow(pat, names); got != want {
				t.Errorf("matchParts(%q, %q) = %t, want %t", pat, names, got, want)
			}
		}
	}
}

// sequences returns all sequences over the alphabet of up to n elements.
func sequences(alphabet []string, n int) [][]string {
	all := [][]string{{}}
	for from := 0; n > 0; n-- {
		to := len(all)
		for _, s := range all[from:to] {
			for _, a := range alphabet {
				all = append(all, append(slices.Clone(s), a))
			}
		}
		from = to
	}
	return all
}

func TestSniff(t *testing.T) {
	for _, tt := range []struct {
		raw  string
		kind kind
		what string
	}{
		{"", kindText, ""},
		{"P", kindText, ""},
		{"PK 是一种说法", kindText, ""},
		{"MZ时代的总结", kindText, ""},
		{"BM 公司总结", kindText, ""},
		{"%PDF-1.4\n", kindPDF, ""},
		{"\xef\xbb\xbf\r\n%PDF-1.4\n…\n%%EOF\n", kindPDF, ""},
		{"报告在前\n%PDF-1.4\n…\n%%EOF\n", kindText, ""},
		{"报告里写到\n%PDF-1.4", kindText, ""},
		{"PK\x03\x04" + strings.Repeat("x", 9000), kindZip, ""},
		{"MZ\x90\x00", kindUnread, "a program (.exe, binary)"},
		{"MZ\x90\x00junk PK\x05\x06" + strings.Repeat("\x00", 18), kindZip, ""},
		{"报告在前 PK\x05\x06" + strings.Repeat("\x00", 18), kindText, ""},
		{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", kindOLE, ""},
		{"Rar!\x1a\x07\x01\x00", kindRAR, ""},
		{"7z\xbc\xaf\x27\x1c", kind7z, ""},
		{"{\\rtf1", kindRTF, ""},
		{"\x89PNG\r\n\x1a\n", kindUnread, "a picture (.png)"},
	} {
		k, what := sniff(bytes.NewReader([]byte(tt.raw)), int64(len(tt.raw)))
		if k != tt.kind || what != tt.what {
			t.Errorf("sniff(%.20q…) = %q, %q, want %q, %q", tt.raw, k, what, tt.kind, tt.what)
		}
	}
}
