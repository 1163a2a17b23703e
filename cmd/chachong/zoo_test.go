//go:build unix

package main

import (
	"bytes"
	"encoding/base64"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/net/html"
)

// zooResult is what the tests with hostile files look at.
type zooResult struct {
	Inputs   []zooInput
	Pairs    []zooPair
	Clusters []struct{ Members []string }
	Verdict  struct{ Incomplete bool }
}

type zooPair struct {
	A, B         string
	Resemblance  float64
	ContainmentA float64 `json:"containment_a"`
	ContainmentB float64 `json:"containment_b"`
}

type zooInput struct {
	Path, Status, Code, Reason, Hint string
	PathB64                          string `json:"path_b64"`
}

// raw returns the name as the system has it.
func (in zooInput) raw() string {
	if name, err := base64.StdEncoding.DecodeString(in.PathB64); err == nil && len(name) > 0 {
		return string(name)
	}
	return in.Path
}

// usage is what a call needed, its workers included.
type usage struct {
	cpu time.Duration
	mem int64 // bytes, of the largest of its processes
}

// cell is a place to run the program in, where it may write nowhere else.
type cell struct{ dir, out, tmp string }

func newCell(t *testing.T) cell {
	t.Helper()
	root := t.TempDir()
	c := cell{filepath.Join(root, "cwd"), filepath.Join(root, "out"), filepath.Join(root, "tmp")}
	for _, dir := range []string{c.dir, c.out, c.tmp} {
		if err := os.Mkdir(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return c
}

// run runs the program in the cell.
func (c cell) run(t *testing.T, args ...string) (code int, stdout, stderr []byte, used usage) {
	t.Helper()
	report := filepath.Join(c.out, "usage")
	cmd := program([]string{"LANG=en_US.UTF-8", "LC_ALL=en_US.UTF-8", "TMPDIR=" + c.tmp, "HOME=" + c.dir, meterFile + "=" + report}, args...)
	cmd.Args[0] = "metered"
	cmd.Dir = c.dir
	var o, e bytes.Buffer
	cmd.Stdout, cmd.Stderr = &o, &e
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatalf("chachong %q: %v", args, err)
	}
	raw, err := os.ReadFile(report)
	if err == nil {
		_, err = fmt.Sscan(string(raw), &used.cpu, &used.mem)
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"goroutine ", "panic:", "fatal error:"} {
		if strings.Contains(e.String(), word) {
			t.Errorf("chachong %q says %q:\n%.2000s", args, word, e.String())
		}
	}
	return cmd.ProcessState.ExitCode(), o.Bytes(), e.Bytes(), used
}

// meterFile names the variable with the file that metered writes.
const meterFile = "METERED_USAGE"

func init() { commands["metered"] = metered }

// metered runs the program and writes what it used to a file. It is a process between: the
// system counts what a process had when it started another as that one's, too, and the
// tests have much.
func metered() {
	cmd := program(nil, os.Args[1:]...)
	cmd.Dir = ""
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.Run()
	r, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		os.Exit(125)
	}
	used := fmt.Sprintln(r.Utime.Nano()+r.Stime.Nano(), r.Maxrss*rssUnit)
	if err := os.WriteFile(os.Getenv(meterFile), []byte(used), 0o644); err != nil {
		os.Exit(125)
	}
	os.Exit(cmd.ProcessState.ExitCode())
}

// rssUnit is what Rusage.Maxrss counts in, in bytes.
var rssUnit = map[bool]int64{true: 1, false: 1 << 10}[runtime.GOOS == "darwin"]

// checked runs check on paths and returns its result.
func (c cell) checked(t *testing.T, paths ...string) (code int, r zooResult, used usage) {
	t.Helper()
	code, stdout, stderr, used := c.run(t, append([]string{"check", "-q", "-f", "json"}, paths...)...)
	if len(stdout) > 0 {
		if err := json.Unmarshal(stdout, &r); err != nil {
			t.Fatalf("check %q: %v\n%s", paths, err, stderr)
		}
	}
	return code, r, used
}

// TestHostile runs the program on hostile files that are made here.
func TestHostile(t *testing.T) {
	if testing.Short() {
		t.Skip("makes and reads hostile files")
	}
	dir := filepath.Join(t.TempDir(), "交来的")
	all := specimens(t)
	write(t, dir, all)
	z := zoo{dir: dir, all: all, link: [][2]string{{goodA, goodB}}, apart: [][2]string{{goodA, goodC}, {goodB, goodC}}}
	z.test(t)
}

// TestZoo does the same with a folder of hostile files that others made, which
// CHACHONG_ZOO names: manifest.json says what is in the folder files.
func TestZoo(t *testing.T) {
	folder := os.Getenv("CHACHONG_ZOO")
	if folder == "" {
		t.Skip("CHACHONG_ZOO is not set")
	}
	raw, err := os.ReadFile(filepath.Join(folder, "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	var manifest struct {
		Seconds  float64     `json:"total_seconds"`
		MB       int64       `json:"total_mem_mb"`
		MustLink [][2]string `json:"must_link"`
		MustNot  [][2]string `json:"must_not_link"`
		Canaries []string
		Entries  []struct {
			PathB64    string `json:"path_b64"`
			Expect     string
			AlsoAccept []string `json:"also_accept"`
			ReasonHas  []string `json:"reason_has"`
			SameTextAs string   `json:"same_text_as"`
			MinScore   float64  `json:"min_score"`
			Limits     struct {
				Seconds float64
				MB      int64 `json:"mem_mb"`
			}
		}
	}
	if err := json.Unmarshal(raw, &manifest); err != nil {
		t.Fatal(err)
	}
	z := zoo{
		dir: filepath.Join(folder, "files"), link: manifest.MustLink, apart: manifest.MustNot, canaries: manifest.Canaries,
		cpu: time.Duration(manifest.Seconds * float64(time.Second)), mem: manifest.MB << 20,
	}
	for _, e := range manifest.Entries {
		name, err := base64.StdEncoding.DecodeString(e.PathB64)
		if err != nil {
			t.Fatal(err)
		}
		s := specimen{name: string(name), reason: e.ReasonHas, same: e.SameTextAs, score: e.MinScore}
		for _, a := range append(e.AlsoAccept, e.Expect) {
			switch a {
			case "ok":
				s.status += " ok"
			case "skipped-with-warning":
				s.status += " partial skipped error"
			case "error":
				s.status += " error skipped"
			default:
				t.Fatalf("%q: status %q is not known", name, a)
			}
		}
		if os.Geteuid() == 0 && strings.Contains(s.name, "_000") {
			s.status += " ok" // the superuser may read it
		}
		s.limits = usage{time.Duration(e.Limits.Seconds * float64(time.Second)), e.Limits.MB << 20}
		z.all = append(z.all, s)
	}
	z.test(t)
	t.Run("each", z.each)
}

// zoo is a folder of specimens.
type zoo struct {
	dir         string
	all         []specimen
	link, apart [][2]string // pairs that are near-duplicates, and that are in no cluster together
	canaries    []string    // beginnings of names that nothing may have
	cpu         time.Duration
	mem         int64 // bytes
}

// Limits of a run on all specimens where the zoo has none.
const (
	zooCPU = 180 * time.Second
	zooMem = 1 << 30
)

func (z *zoo) path(name string) string { return filepath.Join(z.dir, name) }

// test runs check and gate on the whole folder.
func (z *zoo) test(t *testing.T) {
	c := newCell(t)
	before := listing(t, z.dir)
	files := map[string][]byte{}
	for _, formats := range []string{"text json csv", "html md", "xlsx"} {
		args := []string{"check", z.dir}
		for format := range strings.FieldsSeq(formats) {
			if format != "text" {
				format += "=" + filepath.Join(c.out, format)
			}
			args = append(args, "-f", format)
		}
		code, stdout, stderr, used := c.run(t, args...)
		if code != 3 {
			t.Fatalf("check -f %s = exit code %d, want 3; stderr:\n%.2000s", formats, code, stderr)
		}
		t.Logf("check -f %s: %.1f s of processor time, largest process %d MB", formats, used.cpu.Seconds(), used.mem>>20)
		z.bounded(t, used)
		clean(t, "stdout", stdout)
		clean(t, "stderr", stderr)
		for format := range strings.FieldsSeq(formats) {
			if format == "text" {
				continue
			}
			raw, err := os.ReadFile(filepath.Join(c.out, format))
			if err != nil {
				t.Fatal(err)
			}
			files[format] = raw
		}
	}
	clean(t, "md", files["md"])
	clean(t, "html", files["html"])
	cleanPage(t, files["html"])
	cleanCells(t, files["csv"])
	var r zooResult
	if err := json.Unmarshal(files["json"], &r); err != nil {
		t.Fatal(err)
	}
	if !r.Verdict.Incomplete {
		t.Error("the result does not say that it is incomplete")
	}
	z.ledger(t, r)
	z.linked(t, r)
	z.gate(t, c)
	t.Run("same text", z.sameText)

	for _, dir := range []string{c.dir, c.tmp} {
		if left := listing(t, dir); len(left) > 0 {
			t.Errorf("left in %s: %q", filepath.Base(dir), left)
		}
	}
	if after := listing(t, z.dir); !slices.Equal(before, after) {
		t.Error("the folder was changed")
	}
	for _, canary := range append(z.canaries, "slip_canary", "pwned") {
		for _, dir := range []string{"/tmp", "/", z.dir, filepath.Dir(z.dir), filepath.Dir(c.dir)} {
			if found, _ := filepath.Glob(filepath.Join(dir, canary+"*")); len(found) > 0 {
				t.Errorf("written outside: %q", found)
			}
		}
	}
}

// bounded holds what a run needed.
func (z *zoo) bounded(t *testing.T, used usage) {
	t.Helper()
	if underRace() {
		return // the race detector needs many times as much
	}
	if limit := max(z.cpu, zooCPU); used.cpu > limit {
		t.Errorf("%v of processor time, want at most %v", used.cpu, limit)
	}
	if limit := max(z.mem, zooMem); used.mem > limit {
		t.Errorf("a process had %d MB, want at most %d", used.mem>>20, limit>>20)
	}
}

// underRace reports whether the race detector watches this program.
func underRace() bool {
	info, ok := debug.ReadBuildInfo()
	return ok && slices.ContainsFunc(info.Settings, func(s debug.BuildSetting) bool { return s.Key == "-race" && s.Value == "true" })
}

// listing returns the names, sizes and times of what is in dir.
func listing(t *testing.T, dir string) (list []string) {
	t.Helper()
	filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if path == dir {
			return nil
		}
		info, lost := os.Lstat(path)
		if lost != nil {
			return nil
		}
		list = append(list, fmt.Sprintf("%q %d %v %v", path, info.Size(), info.Mode(), info.ModTime()))
		return nil
	})
	return list
}

// ledger holds that every specimen is accounted for once, as it should be.
func (z *zoo) ledger(t *testing.T, r zooResult) {
	t.Helper()
	inputs := map[string]zooInput{}
	for _, in := range r.Inputs {
		if _, twice := inputs[in.raw()]; twice {
			t.Errorf("%q stands twice in the ledger", in.Path)
		}
		inputs[in.raw()] = in
	}
	known := map[string]bool{}
	for _, s := range z.all {
		path := z.path(s.name)
		in, ok := inputs[path]
		for dir := filepath.Dir(path); !ok && len(dir) > len(z.dir); dir = filepath.Dir(dir) {
			if in, ok = inputs[dir]; ok { // a folder that could not be read
				path = dir
			}
		}
		known[path] = true
		if !ok {
			t.Errorf("%q is not in the ledger", s.name)
			continue
		}
		t.Logf("%-8s %-15s %q: %s", in.Status, in.Code, s.name, in.Reason)
		if in.Code == "E_INTERNAL" || in.Code == "E_WORKER" {
			t.Errorf("%q: %s: %s", s.name, in.Code, in.Reason)
		}
		if in.Code == "I_SAME" {
			continue // of two names of a file the first is read
		}
		if !slices.Contains(strings.Fields(s.status), in.Status) {
			t.Errorf("%q: status %s %s (%s), want %s", s.name, in.Status, in.Code, in.Reason, s.status)
		} else if in.Status != "ok" {
			z.told(t, s, in)
		}
	}
	for path := range inputs {
		outer, _, _ := strings.Cut(path, "!/")
		if !known[path] && !known[outer] && !strings.HasPrefix(path, z.path("fs/")) {
			t.Errorf("%q is in the ledger and not in the folder", path)
		}
	}
}

// told holds the code and the reason of what was not read.
func (z *zoo) told(t *testing.T, s specimen, in zooInput) {
	t.Helper()
	if codes := strings.Fields(s.code); len(codes) > 0 && !slices.Contains(codes, in.Code) {
		t.Errorf("%q: code %s (%s), want %s", s.name, in.Code, in.Reason, s.code)
	}
	if in.Reason == "" || in.Code == "" {
		t.Errorf("%q: %s without a code and a reason", s.name, in.Status)
	}
	low := strings.ToLower(in.Reason + " " + in.Hint)
	if len(s.reason) > 0 && !slices.ContainsFunc(s.reason, func(word string) bool { return strings.Contains(low, word) }) {
		t.Errorf("%q: reason %q has none of %q", s.name, in.Reason, s.reason)
	}
}

// linked holds that the plain pair is found among all the rest, and nothing with what is
// unrelated.
func (z *zoo) linked(t *testing.T, r zooResult) {
	t.Helper()
	together := func(pair [2]string) bool {
		a, b := z.path(pair[0])+"#1", z.path(pair[1])+"#1"
		for _, c := range r.Clusters {
			if slices.Contains(c.Members, a) && slices.Contains(c.Members, b) {
				return true
			}
		}
		return slices.ContainsFunc(r.Pairs, func(p zooPair) bool {
			return p.A == a && p.B == b || p.A == b && p.B == a
		})
	}
	for _, pair := range z.link {
		if !together(pair) {
			t.Errorf("%v were not found", pair)
		}
	}
	for _, pair := range z.apart {
		if together(pair) {
			t.Errorf("%v were found, and have nothing in common", pair)
		}
	}
}

// gate runs the gate in the formats of CI.
func (z *zoo) gate(t *testing.T, c cell) {
	t.Helper()
	junit, sarif := filepath.Join(c.out, "r.xml"), filepath.Join(c.out, "r.sarif")
	code, stdout, stderr, _ := c.run(t, "gate", z.dir, "-f", "github", "-f", "junit="+junit, "-f", "sarif="+sarif)
	if code != 1 && code != 3 {
		t.Errorf("gate = exit code %d, want 1 or 3; stderr:\n%.2000s", code, stderr)
	}
	clean(t, "gate stderr", stderr)
	clean(t, "gate github", stdout)
	for line := range strings.Lines(string(stdout)) {
		if strings.HasPrefix(line, "##") || strings.HasPrefix(line, "::") && !workflowCommand.MatchString(line) {
			t.Errorf("gate github: a line that is no command of ours: %q", line)
		}
	}
	raw, err := os.ReadFile(junit)
	if err != nil {
		t.Fatal(err)
	}
	clean(t, "gate junit", raw)
	for d := xml.NewDecoder(bytes.NewReader(raw)); ; {
		if _, err := d.Token(); err == io.EOF {
			break
		} else if err != nil {
			t.Errorf("gate junit: %v", err)
			break
		}
	}
	if raw, err = os.ReadFile(sarif); err != nil || !json.Valid(raw) {
		t.Errorf("gate sarif is no JSON (%v)", err)
	}
}

var workflowCommand = regexp.MustCompile(`^::(error|warning|notice|group|endgroup|stop-commands)[ :]`)

// control matches what may reach neither a terminal nor a page: control characters but
// tabs and line ends, and marks that turn text around or end lines.
var control = regexp.MustCompile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u0080-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|\r[^\n]")

// clean holds that an output has no such characters.
func clean(t *testing.T, what string, out []byte) {
	t.Helper()
	if at := control.FindIndex(out); at != nil {
		t.Errorf("%s: raw %+q in %+q", what, out[at[0]:at[1]], out[max(0, at[0]-60):min(len(out), at[1]+40)])
	}
}

// cleanPage holds that a page runs no script that a file brought, and leads nowhere.
func cleanPage(t *testing.T, page []byte) {
	t.Helper()
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			if err := z.Err(); err != io.EOF {
				t.Errorf("html: %v", err)
			}
			return
		}
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		token := z.Token()
		if token.Data == "img" || token.Data == "iframe" || token.Data == "object" || token.Data == "base" {
			t.Errorf("html: an element %q", token.Data)
		}
		for _, a := range token.Attr {
			value := strings.ToLower(strings.TrimSpace(a.Val))
			switch {
			case strings.HasPrefix(a.Key, "on"):
				t.Errorf("html: %s=%q", a.Key, a.Val)
			case (a.Key == "href" || a.Key == "src") && !strings.HasPrefix(value, "#") && !strings.HasPrefix(value, "data:"):
				t.Errorf("html: %s=%q", a.Key, a.Val)
			}
		}
	}
}

// cleanCells holds that no cell of a table is a formula.
func cleanCells(t *testing.T, table []byte) {
	t.Helper()
	clean(t, "csv", table)
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(table, []byte("\ufeff")))).ReadAll()
	if err != nil {
		t.Errorf("csv: %v", err)
	}
	for _, row := range rows {
		for _, cell := range row {
			if strings.HasPrefix(cell, "=") || strings.HasPrefix(cell, "+") || strings.HasPrefix(cell, "@") || strings.HasPrefix(cell, "-") && len(cell) > 1 {
				t.Errorf("csv: a cell %q", cell)
			}
		}
	}
}

// sameText holds that disguises and formats match their original.
func (z *zoo) sameText(t *testing.T) {
	if underRace() {
		t.Skip("one call after another: there is nothing to race")
	}
	c := newCell(t)
	for _, s := range z.all {
		if s.same == "" {
			continue
		}
		_, r, _ := c.checked(t, z.path(s.same), z.path(s.name))
		if score, ok := z.score(s, r); ok && score < s.score {
			t.Errorf("%q resembles %q by %.3f, want %.2f", s.name, s.same, score, s.score)
		}
	}
}

// score returns how much of a specimen's text is that of its original, and whether it
// was read in full.
func (z *zoo) score(s specimen, r zooResult) (float64, bool) {
	score := 0.0
	for _, p := range r.Pairs {
		score = max(score, p.Resemblance)
		if s.score < 0.9 { // it is part of the text, or the other way round
			score = max(score, p.ContainmentA, p.ContainmentB)
		}
	}
	for _, in := range r.Inputs {
		if in.raw() == z.path(s.name) && in.Status != "ok" && in.Status != "partial" {
			return 1, false
		}
	}
	return math.Round(score*1000) / 1000, true
}

// each runs check on every specimen alone and holds its limits, above what the first one
// needs.
func (z *zoo) each(t *testing.T) {
	if underRace() {
		t.Skip("the race detector needs many times as much")
	}
	c := newCell(t)
	_, _, base := c.checked(t, z.path(z.all[0].name))
	var worst usage
	for _, s := range z.all {
		if info, err := os.Stat(z.path(s.name)); err == nil && info.IsDir() {
			continue // more than one file
		}
		code, _, used := c.checked(t, "--allow-unreadable", z.path(s.name))
		used.cpu -= base.cpu
		t.Logf("%6.2f s %4d MB exit %d %q", used.cpu.Seconds(), used.mem>>20, code, s.name)
		worst = usage{max(worst.cpu, used.cpu), max(worst.mem, used.mem)}
		if used.cpu > s.limits.cpu {
			t.Errorf("%q: %v of processor time, want at most %v", s.name, used.cpu, s.limits.cpu)
		}
		if more := used.mem - base.mem; more > s.limits.mem {
			t.Errorf("%q: %d MB above %d, want at most %d", s.name, more>>20, base.mem>>20, s.limits.mem>>20)
		}
		if code > 3 {
			t.Errorf("%q: exit code %d", s.name, code)
		}
	}
	t.Logf("worst: %.2f s of processor time, %d MB", worst.cpu.Seconds(), worst.mem>>20)
}
