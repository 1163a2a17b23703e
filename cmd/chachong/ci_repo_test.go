//go:build unix

package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// repo is a git repository, and a folder of the site beside it: the program, an archive that
// holds copied.txt, and settings.
type repo struct {
	t    *testing.T
	dir  string
	site string
	tmp  string // for temporary files of programs
	env  []string
	texts
}

// texts are reports: one that the archive holds, and three that share nothing with it nor
// with each other.
type texts struct{ copied, first, fresh, other string }

func readTexts(t *testing.T) texts {
	t.Helper()
	read := func(name string) string {
		text, err := os.ReadFile(filepath.Join("../../testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	return texts{
		copied: read("pair/原稿.txt"), first: read("single/藤渡县特殊教育学校总结.txt"),
		fresh: read("clean/榆荫县价格统计小结.txt"), other: read("clean/菖蒲小学少先队小结.txt"),
	}
}

// newRepo makes a repository whose first commit has one report. It skips the test where git
// is missing.
func newRepo(t *testing.T) *repo {
	t.Helper()
	for _, name := range []string{"git", "sh"} {
		if _, err := exec.LookPath(name); err != nil {
			t.Skipf("no %s", name)
		}
	}
	top, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	r := &repo{t: t, dir: filepath.Join(top, "reports"), site: filepath.Join(top, "site"), texts: readTexts(t)}
	r.env = slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "GIT_") || strings.HasPrefix(v, "CHACHONG_") })
	r.env = append(r.env, "HOME="+top, "GIT_CONFIG_NOSYSTEM=1", "LC_ALL=zh_CN.UTF-8",
		"GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.com", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.com")
	for _, dir := range []string{r.dir, filepath.Join(r.site, "bin")} {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	program, err := exec.LookPath("chachong")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(program, filepath.Join(r.site, "bin", "chachong")); err != nil {
		t.Fatal(err)
	}
	r.writeTo(filepath.Join(r.site, "earlier", "copied.txt"), r.copied)
	r.writeTo(filepath.Join(r.site, "chachong.yaml"), "lang: zh\n")
	r.must("git", "init", "-q", "--template=")
	r.in(r.site).must("chachong", "archive", "init", "archive")
	r.in(r.site).must("chachong", "archive", "add", "archive", "earlier", "-q")
	r.write("first.txt", r.first)
	r.must("git", "add", ".")
	r.must("git", "commit", "-q", "-m", "first")
	return r
}

// copy returns a copy of the repository for another test, with the same site.
func (r *repo) copy(t *testing.T) *repo {
	t.Helper()
	res := *r
	res.t, res.dir = t, filepath.Join(t.TempDir(), "reports")
	res.tmp = t.TempDir()
	res.env = append(slices.Clone(r.env), "TMPDIR="+res.tmp)
	if err := os.CopyFS(res.dir, os.DirFS(r.dir)); err != nil {
		t.Fatal(err)
	}
	return &res
}

// in returns the repository with another working directory for commands.
func (r *repo) in(dir string) *repo {
	res := *r
	res.dir = dir
	return &res
}

// run runs a program in the repository and returns its exit code and all that it printed.
func (r *repo) run(env []string, name string, args ...string) (int, string) {
	r.t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = r.dir
	cmd.Env = slices.Concat(r.env, env)
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		r.t.Fatalf("%s %q: %v", name, args, err)
	}
	return cmd.ProcessState.ExitCode(), string(out)
}

// must runs a program that has to exit with 0, and returns what it printed.
func (r *repo) must(name string, args ...string) string {
	r.t.Helper()
	code, out := r.run(nil, name, args...)
	if code != 0 {
		r.t.Fatalf("%s %q: exit code %d\n%s", name, args, code, out)
	}
	return out
}

// write writes a file of the repository.
func (r *repo) write(name, text string) {
	r.t.Helper()
	r.writeTo(filepath.Join(r.dir, name), text)
}

func (r *repo) writeTo(path, text string) {
	r.t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		r.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		r.t.Fatal(err)
	}
}

// head returns the last commit.
func (r *repo) head() string {
	r.t.Helper()
	return strings.TrimSpace(r.must("git", "rev-parse", "HEAD"))
}

// change is what a commit of the tests does.
type change struct {
	name   string
	do     func(*repo)
	code   int      // of the gate
	checks []string // the documents that the gate reads; nil where it is not run
	most   bool     // matters wherever the gate is run from
}

// changes are tried with the git hook and on GitHub; those that matter most everywhere.
var changes = []change{
	{"clean", func(r *repo) { r.write("new.txt", r.fresh) }, 0, []string{"new.txt"}, true},
	{"copied", func(r *repo) { r.write("new.txt", r.copied) }, 1, []string{"new.txt"}, true},
	{"copied in part", func(r *repo) { r.write("new.md", r.fresh+half(r.copied)) }, 1, []string{"new.md"}, false},
	{"of each other", func(r *repo) {
		r.write("a.txt", r.fresh)
		r.write("b.txt", r.fresh)
	}, 1, []string{"a.txt", "b.txt"}, false},
	{"spaces and Chinese", func(r *repo) { r.write("各校 材料/青螺 县 总结.txt", r.copied) }, 1, []string{"各校 材料/青螺 县 总结.txt"}, true},
	{"names that are hard to pass on", func(r *repo) {
		r.write("-f.txt", r.fresh)
		r.write("a\nb.txt", r.other)
		r.write("--config=x.md", r.copied)
	}, 1, []string{"--config=x.md", "-f.txt", "a\nb.txt"}, true},
	{"an extension in capitals", func(r *repo) { r.write("NEW.TXT", r.copied) }, 1, []string{"NEW.TXT"}, false},
	{"changed", func(r *repo) { r.write("first.txt", r.first+half(r.copied)) }, 1, []string{"first.txt"}, false},
	{"deleted", func(r *repo) { r.must("git", "rm", "-q", "first.txt") }, 0, nil, true},
	{"deleted, and another", func(r *repo) {
		r.must("git", "rm", "-q", "first.txt")
		r.write("new.txt", r.fresh)
	}, 0, []string{"new.txt"}, false},
	{"renamed", func(r *repo) { r.must("git", "mv", "first.txt", "第一 份.txt") }, 0, []string{"第一 份.txt"}, false},
	{"no report among them", func(r *repo) { r.write("build.sh", r.copied) }, 0, nil, false},
	{"empty", func(r *repo) { r.write("new.txt", "") }, 3, []string{"new.txt"}, true},
}

// half returns the second half of a text, from the start of a paragraph.
func half(text string) string {
	_, rest, _ := strings.Cut(text[len(text)/2:], "\n")
	return rest
}

// commit commits everything in the repository and returns what git commit says.
func (r *repo) commit() (int, string) {
	r.t.Helper()
	r.must("git", "add", "-A")
	return r.run(nil, "git", "commit", "-q", "-m", "change")
}
