package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"chachong/internal/source"
)

func TestMain(m *testing.M) {
	source.ServeWorker()
	testscript.Main(m, commands)
}

// commands are what this binary is under another name.
var commands = map[string]func(){"chachong": main}

// TestScript runs testdata/*.txtar. Besides the commands of testscript there is
//
//	code N chachong ...   runs the program and wants exit code N
//	link TARGET NAME      makes a symbolic link to a target that need not exist
//	sametimes A B         wants two results to be equal but for their times
//	sameresult A B        the same but for the options, too; with ! wants them to differ
//	fifo NAME             makes a named pipe, or skips the script where there are none
func TestScript(t *testing.T) {
	texts, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(env *testscript.Env) error {
			env.Setenv("TEXTS", texts)
			env.Setenv("LANG", "zh_CN.UTF-8")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"code": func(ts *testscript.TestScript, neg bool, args []string) {
				if neg || len(args) < 2 {
					ts.Fatalf("usage: code N program args...")
				}
				want, err := strconv.Atoi(args[0])
				ts.Check(err)
				got := 0
				if err := ts.Exec(args[1], args[2:]...); err != nil {
					var exit *exec.ExitError
					if !errors.As(err, &exit) {
						ts.Fatalf("%v", err)
					}
					got = exit.ExitCode()
				}
				if got != want {
					ts.Fatalf("%v: exit code %d, want %d", args[1:], got, want)
				}
			},
			"link": func(ts *testscript.TestScript, neg bool, args []string) {
				if neg || len(args) != 2 {
					ts.Fatalf("usage: link TARGET NAME")
				}
				ts.Check(os.Symlink(args[0], ts.MkAbs(args[1])))
			},
			"sametimes": func(ts *testscript.TestScript, neg bool, args []string) {
				if neg || len(args) != 2 {
					ts.Fatalf("usage: sametimes A B")
				}
				a, b := untimed(ts.ReadFile(args[0])), untimed(ts.ReadFile(args[1]))
				if a != b {
					ts.Fatalf("%s and %s differ", args[0], args[1])
				}
			},
			"sameresult": func(ts *testscript.TestScript, neg bool, args []string) {
				if len(args) != 2 {
					ts.Fatalf("usage: sameresult A B")
				}
				a, b := untimed(ts.ReadFile(args[0])), untimed(ts.ReadFile(args[1]))
				if same := options.ReplaceAllString(a, "") == options.ReplaceAllString(b, ""); same == neg {
					ts.Fatalf("%s and %s: equal %v, want %v", args[0], args[1], same, !neg)
				}
			},
			"fifo": func(ts *testscript.TestScript, neg bool, args []string) {
				if neg || len(args) != 1 {
					ts.Fatalf("usage: fifo NAME")
				}
				if err := exec.Command("mkfifo", ts.MkAbs(args[0])).Run(); err != nil {
					t.Skipf("mkfifo: %v", err)
				}
			},
		},
	})
}

var options = regexp.MustCompile(`"options":\{[^}]*\}`)

var elapsed = regexp.MustCompile(`"elapsed_seconds":[0-9.]+`)

// untimed returns a result without what differs from run to run.
func untimed(json string) string { return elapsed.ReplaceAllString(json, "") }

// TestReadme holds the outputs shown in README.md against the real ones: the same lines
// in the same order, except where … says that some are left out.
func TestReadme(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"check", "testdata/reports"},
		{"diff", "testdata/pair/原稿.txt", "testdata/pair/改稿.txt"},
	} {
		line := strings.Join(args, " ")
		_, shown, ok := strings.Cut(string(readme), "chachong "+line+"\n\n```\n")
		shown, _, closed := strings.Cut(shown, "\n```")
		if !ok || !closed {
			t.Fatalf("README.md shows no output of chachong %s", line)
		}
		cmd := exec.Command(os.Args[0], args...)
		cmd.Args[0] = "chachong" // TestMain runs the program under that name
		cmd.Dir = "../.."
		cmd.Env = append(os.Environ(), "LC_ALL=zh_CN.UTF-8")
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("chachong %s: %v", line, err)
		}
		holds(t, shown, strings.Split(string(out), "\n"))
	}
}

// holds reports lines of shown that do not stand in real, in their order.
func holds(t *testing.T, shown string, real []string) {
	t.Helper()
	for line := range strings.SplitSeq(shown, "\n") {
		if line == "…" || line == "" {
			continue
		}
		i := slices.Index(real, line)
		if i < 0 {
			t.Errorf("README.md shows %q, which is not in the output from there on", line)
			continue
		}
		real = real[i+1:]
	}
}
