package message

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

func TestReason(t *testing.T) {
	for _, c := range []struct{ code, entry, want string }{
		{"E_FORMAT", "this is a PDF file (.pdf), a format that is not read", "这是 PDF 文件 (.pdf)，不读取这种格式"},
		{"E_FORMAT", "this is a picture (.png), a format that is not read", "这是图片 (.png)，不读取这种格式"},
		{"E_FORMAT", "this is a program (.exe, binary), a format that is not read", "这是程序，不读取这种格式"},
		{"E_FORMAT", "this is a database (SQLite), a format that is not read", "这是数据库 (SQLite)，不读取这种格式"},
		{"E_FORMAT", `a symbolic link to "旧/a.doc": this is a Word document (.doc, .wps), a format that is not read`, `符号链接，指向 "旧/a.doc"：这是 Word 文档 (.doc, .wps)，不读取这种格式`},
		{"W_EMPTY", `a symbolic link to "odd\": name": empty: 0 bytes`, `符号链接，指向 "odd\": name"：空文件（0 字节）`},
		{"W_ENCODING", "encoding gb18030: 12 characters replaced", "编码 gb18030：12 个字符无法解码，已用替换符代替"},
		{"W_ENCODING", "encoding utf-8: 1 byte replaced; cut in the middle of a character", "编码 utf-8：1 个字节无法解码，已用替换符代替；末尾的字符不完整，已略去"},
		{
			"W_ENCODING", "encoding utf-8: mixed encodings: 3 of 40 lines are not UTF-8 and were read as gb18030; 2 bytes replaced; cut in the middle of a character",
			"编码 utf-8：混用了编码，共 40 行，其中 3 行不是 UTF-8，按 gb18030 读取；2 个字节无法解码，已用替换符代替；末尾的字符不完整，已略去",
		},
		{"E_ENCODING", "no known encoding reads as text (tried UTF-8, GB18030, Big5, UTF-16)", "按已知编码都读不成文字（试过 UTF-8, GB18030, Big5, UTF-16）"},
		{"W_NUL", "3 NUL bytes in the text", "文字中夹有 3 个空字节"},
		{"E_LIMIT_SIZE", "too large: over the limit of 64 MiB", "超过 64 MiB 的大小上限"},
		{"E_LIMIT_SIZE", "too large: over the limit of 1000 bytes", "超过 1000 字节的大小上限"},
		{"W_SPECIAL", "a named pipe, not a regular file", "命名管道 (FIFO)，不是普通文件"},
		{"W_SPECIAL", "a symbolic link to a device, not a regular file", "符号链接，指向设备，不是普通文件"},
		{"W_SPECIAL", "a symbolic link that leads back to itself", "循环的符号链接，指回自身"},
		{"I_SAME", `a hard link: the same file as "x, which is read.txt", which is read`, `硬链接，与 "x, which is read.txt" 是同一文件，后者已读取`},
		{"I_SAME", `a symbolic link to "甲.txt", which is read`, `符号链接，所指的 "甲.txt" 已读取`},
		{"I_LITTER", "a folder of version control, no document", "版本管理的文件夹，不是文档"},
		{"E_READ", "cannot be read: input/output error", "系统读取出错：输入输出错误"},
		{"E_READ", "cannot be read: the disk sang", "系统读取出错：the disk sang"},
		{"W_PARTIAL", `1 of 2 entries were not read or not in full: "甲.txt": compression method 98 is not read`, `内含 2 个文件，其中 1 个没有读或没有全读："甲.txt"：不支持压缩方法 98`},
		{"E_DAMAGED", "damaged: not well-formed XML: an end tag </w:p> without its start tag", "已损坏：XML 有误（结束标签 </w:p> 没有对应的开始标签）"},
		{"E_INTERNAL", "internal fault: index out of range", "处理时出现内部错误：index out of range"},
		{"E_PERM", "no way in", "没有读取权限"}, // unknown: what the code says
	} {
		if got := Zh.Reason(c.code, c.entry); got != c.want {
			t.Errorf("Zh.Reason(%q, %q) = %q, want %q", c.code, c.entry, got, c.want)
		}
		if got := En.Reason(c.code, c.entry); got != c.entry {
			t.Errorf("En.Reason(%q, %q) = %q, want it as it is", c.code, c.entry, got)
		}
	}
}

func TestHint(t *testing.T) {
	for _, c := range []struct{ code, entry, want string }{
		{"W_SPECIAL", "remove the link", "请删除该链接"},
		{"W_EMPTY", "check that the right file was handed in", "请确认交来的文件是否正确"},
		{"W_EMPTY", "look at it with: chachong extract FILE", "可用 chachong extract 查看读到的文字"},
		{"E_PERM", "knock", "请给运行检查的用户读取权限"}, // unknown: what the code says
		{"W_ENCODING", "", ""},
		{"E_NEW", "knock", "knock"},
	} {
		if got := Zh.Hint(c.code, c.entry); got != c.want {
			t.Errorf("Zh.Hint(%q, %q) = %q, want %q", c.code, c.entry, got, c.want)
		}
	}
}

func TestPhrases(t *testing.T) {
	seen := make(map[string]bool)
	for _, p := range slices.Concat(phrases[:]...) {
		if seen[p.en] {
			t.Errorf("phrases hold %q twice", p.en)
		}
		seen[p.en] = true
		for i := range strings.Count(p.zh, "%") {
			if !strings.Contains(p.zh, "%"+strconv.Itoa(i+1)) || i >= strings.Count(p.en, "%")+strings.Count(p.en, "@") {
				t.Errorf("parts of %q do not fit %q", p.zh, p.en)
			}
		}
		if english(p.zh) || p.en[0] != '@' && !strings.ContainsFunc(p.zh, han) {
			t.Errorf("Chinese of %q = %q", p.en, p.zh)
		}
	}
}

// Every reason and hint written in source, in the readers below it, and in detect has its
// Chinese.
func TestEveryReasonHasChinese(t *testing.T) {
	n := 0
	readers, err := filepath.Glob("../source/*")
	if err != nil {
		t.Fatal(err)
	}
	dirs := []string{"source", "detect", "policy"}
	for _, reader := range readers {
		if name := filepath.Base(reader); !strings.Contains(name, ".") && name != "testdata" {
			dirs = append(dirs, "source/"+name)
		}
	}
	for _, dir := range dirs {
		files, err := filepath.Glob(filepath.Join("..", dir, "*.go"))
		if err != nil || len(files) == 0 {
			t.Fatalf("Go files of %s: %v, %v", dir, files, err)
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			for _, entry := range reasonsIn(t, file) {
				n++
				got, ok := chinese(entry)
				if !ok || english(got) || !strings.ContainsFunc(got, han) {
					t.Errorf("%s: Chinese of %q = %q, %v, want Han and no English left", filepath.Base(file), entry, got, ok)
				}
			}
		}
	}
	if n < 320 {
		t.Errorf("%d reasons found, want 320 at least: they are no longer written as reasonsIn knows", n)
	}
}

func han(r rune) bool { return unicode.Is(unicode.Han, r) }

// english reports whether words of a sentence are left in s: names of formats and
// programs stand alone.
func english(s string) bool {
	return regexp.MustCompile(`[a-z]{2,} [a-z]{2,}`).MatchString(strings.NewReplacer("chachong extract", "", "chachong split", "").Replace(s))
}

// reasonsIn returns the texts of reasons and hints in a Go file, as an entry can hold
// them: literals of two words or more that stand at a place where reasons do, with
// something in the place of verbs.
func reasonsIn(t *testing.T, file string) []string {
	t.Helper()
	tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	add := func(x ast.Node) {
		ast.Inspect(x, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				return true
			}
			if s, _ := strconv.Unquote(lit.Value); strings.Contains(s, " ") && !strings.Contains(s, "\x00") {
				if s, ok := asEntry(s); ok {
					found = append(found, s)
				}
			}
			return true
		})
	}
	about := func(x ast.Expr) bool {
		name := ""
		switch x := x.(type) {
		case *ast.Ident:
			name = x.Name
		case *ast.SelectorExpr:
			name = x.Sel.Name
		}
		switch name = strings.ToLower(name); name {
		case "reason", "kind", "what", "magics", "notes", "mixed", "says":
			return true
		}
		return strings.HasPrefix(name, "hint")
	}
	ast.Inspect(tree, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.KeyValueExpr:
			if about(n.Key) {
				add(n.Value)
			}
		case *ast.AssignStmt:
			for i, x := range n.Lhs {
				if about(x) && len(n.Rhs) == len(n.Lhs) {
					add(n.Rhs[i])
				}
			}
		case *ast.ValueSpec:
			for i, x := range n.Names {
				if about(x) && i < len(n.Values) {
					add(n.Values[i])
				}
			}
		case *ast.CallExpr:
			if f, ok := n.Fun.(*ast.Ident); ok {
				switch f.Name {
				case "excluded", "litter", "nothing", "same", "unreadFormat":
					for _, x := range n.Args {
						add(x)
					}
				}
			}
			found = append(found, problemsOf(tree.Name.Name, n)...)
		case *ast.FuncDecl: // those that return what something is
			if strings.HasPrefix(n.Name.Name, "sniff") || strings.HasPrefix(n.Name.Name, "litter") {
				ast.Inspect(n.Body, func(n ast.Node) bool {
					if r, ok := n.(*ast.ReturnStmt); ok {
						for _, x := range r.Results {
							add(x)
						}
					}
					return true
				})
			}
		}
		return true
	})
	return found
}

// problemHelpers are the functions of readers that make a problem of a part of its reason, by
// package and name, with the reason around that part.
var problemHelpers = map[string]string{
	"doc.damaged": "", "doc.format": "@, not a Word document",
	"docx.missing": "damaged: no @ in it", "docx.partial": "",
	"markup.malformed": "damaged: not well-formed XML: @",
	"pdf.damaged":      "damaged PDF: @", "pdf.noLayer": "", "pdf.tooMany": "more @ than the limit of 7", "pdf.warn": "",
	"rows.damaged":   "damaged: @",
	"web.cut":        "the page is cut off @",
	"zipped.damaged": "",
}

// problemsOf returns the reason and the hint of a call that makes an extract.Problem, itself or
// by a helper; none for other calls.
func problemsOf(pkg string, call *ast.CallExpr) []string {
	name, around, known := "", "", false
	switch f := call.Fun.(type) {
	case *ast.Ident:
		name = f.Name
	case *ast.SelectorExpr:
		name = f.Sel.Name
		if x, ok := f.X.(*ast.Ident); ok && x.Name == "extract" && name == "Errorf" {
			known = true
		}
	}
	if name == "Errorf" && pkg == "extract" {
		known = true
	}
	if !known {
		around, known = problemHelpers[pkg+"."+name]
	}
	if !known {
		return nil
	}
	var found []string
	for _, arg := range call.Args {
		lit, ok := arg.(*ast.BasicLit)
		if !ok || lit.Kind != token.STRING {
			continue
		}
		s, _ := strconv.Unquote(lit.Value)
		if s == "" || name == "Errorf" && !strings.Contains(s, " ") {
			continue
		}
		if around != "" {
			s = strings.Replace(around, "@", s, 1)
		}
		if s, ok := asEntry(s); ok {
			found = append(found, s)
		}
	}
	return found
}

// asEntry completes the text of a reason; ok is false for parts that make no reason on
// their own.
func asEntry(s string) (entry string, ok bool) {
	switch s {
	case ", no document", ", not a regular file", " in the text", "NUL byte", "a symbolic link to ", "; ":
		return "", false // with what stands before or behind them: see TestReason
	case "%s %q, which is read", "too large: over the limit of ":
		return "", false
	case "a symbolic link to", "a hard link: the same file as":
		return s + ` "x", which is read`, true
	case "encoding %s: %s":
		return "encoding utf-8: 1 byte replaced", true
	case "damaged: %s cannot be decoded":
		return "damaged: 7 characters cannot be decoded", true
	case "%s replaced":
		return "7 bytes replaced", true
	case "mixed encodings: ", "a symbolic link: ":
		return "", false
	case "%s, not a Word document", "the page is cut off %s", "damaged: no %s in it", "more %s than the limit of %d", "damaged: %s", "damaged PDF: ":
		return "", false // see problemHelpers
	case "damaged: cut off, %s should be longer than the file", "damaged: cut off, %s is not whole":
		return strings.Replace(s, "%s", "the text", 1), true
	case "a symbolic link to %q: %s":
		return `a symbolic link to "x": empty: 0 bytes`, true
	case "%d letters stand %s and were not compared":
		return "7 letters stand in comments and were not compared", true
	case "in page headers and footers", "in comments":
		return "", false
	case "%d of %d entries were not read or not in full: %s":
		return "7 of 7 entries were not read or not in full: empty: 0 bytes", true
	case "this is %s, a format that is not read":
		return "this is a picture (.gif), a format that is not read", true
	}
	if s == "%d of %d lines are not UTF-8 and were read as %s" {
		s = "mixed encodings: " + s
	}
	s = strings.NewReplacer("%d", "7", "%q", `"x"`, "%.40q", `"x"`, "%s", "x", "%v", "x").Replace(s)
	if strings.HasSuffix(s, ": ") {
		s += "x"
	}
	return s, true
}
