package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"chachong/internal/archive"
	"chachong/internal/corpus"
	"chachong/internal/detect"
	"chachong/internal/policy"
)

// runIn runs the program in the folder dir and returns its exit code and what it says.
func runIn(t *testing.T, dir string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	cmd := exec.Command(os.Args[0], args...)
	cmd.Args[0] = "chachong" // TestMain runs the program under that name
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "LC_ALL=zh_CN.UTF-8")
	var out, err bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &err
	var exit *exec.ExitError
	switch e := cmd.Run(); {
	case e == nil:
	case errors.As(e, &exit):
		code = exit.ExitCode()
	default:
		t.Fatal(e)
	}
	return code, out.String(), err.String()
}

// wantRun runs the program and wants an exit code and a word in what it says.
func wantRun(t *testing.T, dir string, code int, word string, args ...string) {
	t.Helper()
	got, stdout, stderr := runIn(t, dir, args...)
	if got != code || !strings.Contains(stdout+stderr, word) {
		t.Errorf("chachong %q: exit code %d, want %d and %q in\n%s%s", args, got, code, word, stdout, stderr)
	}
}

// madeArchive makes an archive 库 with one submission in a new folder.
func madeArchive(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	writeReport(t, dir, "总结.txt", 1)
	wantRun(t, dir, 0, "已建立", "archive", "init", "库")
	wantRun(t, dir, 0, "新收入 1 篇", "archive", "add", "库", "总结.txt")
	return dir
}

// writeReport writes a report unlike those of other numbers.
func writeReport(t *testing.T, dir, name string, n int) {
	t.Helper()
	var b strings.Builder
	for k := range 40 {
		fmt.Fprintf(&b, "第%d站第%d号渡口巡查记录齐全，", n, n*k*k+k)
	}
	if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name), []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
}

// Damage is found and told, and never taken for an archive that holds nothing.
func TestArchiveDamaged(t *testing.T) {
	dir := madeArchive(t)
	db := filepath.Join(dir, "库", "archive.db")
	whole, err := os.ReadFile(db)
	if err != nil {
		t.Fatal(err)
	}
	at := bytes.Index(whole, []byte("总结.txt"))
	if at < 0 {
		t.Fatal("the name of the submission does not stand in archive.db")
	}
	flipped := bytes.Clone(whole)
	flipped[at] ^= 4
	for _, tt := range []struct {
		what string
		db   []byte
	}{
		{"a flipped bit", flipped},
		{"a cut file", whole[:len(whole)/2]},
		{"another file", []byte(strings.Repeat("总结", 5000))},
	} {
		t.Run(tt.what, func(t *testing.T) {
			if err := os.WriteFile(db, tt.db, 0o600); err != nil {
				t.Fatal(err)
			}
			wantRun(t, dir, policy.ExitDamaged, "archive.db", "archive", "verify", "库")
			wantRun(t, dir, policy.ExitDamaged, "有损坏", "archive", "list", "库")
			wantRun(t, dir, policy.ExitDamaged, "备份", "archive", "stats", "库")
		})
	}
}

// What verify says to do about a damaged submission can be done.
func TestArchiveDamagedOne(t *testing.T) {
	dir := madeArchive(t)
	db := filepath.Join(dir, "库", "archive.db")
	whole, err := os.ReadFile(db)
	if err != nil {
		t.Fatal(err)
	}
	at := bytes.Index(whole, []byte("总结.txt"))
	if at < 0 {
		t.Fatal("the name of the submission does not stand in archive.db")
	}
	whole[at] ^= 4
	if err := os.WriteFile(db, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	wantRun(t, dir, policy.ExitDamaged, "chachong archive remove 库 1\n", "archive", "verify", "库")
	wantRun(t, dir, 0, "已删除 1 篇", "archive", "remove", "库", "1")
	wantRun(t, dir, 0, "完好", "archive", "verify", "库")
	wantRun(t, dir, 0, "新收入 1 篇", "archive", "add", "库", "总结.txt")
}

// What another version made is not mixed with what this one makes, until it is rebuilt.
func TestArchiveVersion(t *testing.T) {
	dir := t.TempDir()
	other := detect.Versions()
	other.Dictionary = "another"
	lib := filepath.Join(dir, "库")
	if err := archive.Init(lib, archive.Options{Versions: other}); err != nil {
		t.Fatal(err)
	}
	prep, err := detect.NewPreparer(detect.Options{})
	if err != nil {
		t.Fatal(err)
	}
	w, err := archive.Lock(context.Background(), lib, other, 0)
	if err != nil {
		t.Fatal(err)
	}
	_, err = w.Add([]corpus.Record{prep.Record(corpus.Record{Name: "甲.txt", Ordinal: 1, Text: "白鹭洲小学全年开展主题班会三十六次。"})})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	writeReport(t, dir, "总结.txt", 1)
	for _, args := range [][]string{{"list", "库"}, {"stats", "库"}, {"add", "库", "总结.txt"}, {"remove", "库", "1"}} {
		wantRun(t, dir, policy.ExitUsage, "chachong archive rebuild 库", append([]string{"archive"}, args...)...)
	}
	wantRun(t, dir, 0, "重新整理 1 篇", "archive", "rebuild", "库")
	wantRun(t, dir, 0, "新收入 1 篇", "archive", "add", "库", "总结.txt")
}

// While another process writes a call waits, and says so when that takes too long; readers
// do not.
func TestArchiveBusy(t *testing.T) {
	dir := madeArchive(t)
	w, err := archive.Lock(context.Background(), filepath.Join(dir, "库"), detect.Versions(), 0)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	writeReport(t, dir, "另一篇.txt", 2)
	wantRun(t, dir, policy.ExitDamaged, "--wait", "archive", "add", "库", "另一篇.txt", "--wait", "50ms")
	wantRun(t, dir, policy.ExitDamaged, "--wait", "archive", "remove", "库", "1", "--wait", "50ms")
	wantRun(t, dir, policy.ExitDamaged, "--wait", "archive", "rebuild", "库", "--wait", "50ms")
	wantRun(t, dir, 0, "1 篇", "archive", "list", "库")
}

// Those who add at the same time take turns: all succeed, and nothing is lost.
func TestArchiveAdders(t *testing.T) {
	const adders, reports = 8, 5
	dir := madeArchive(t)
	var all sync.WaitGroup
	for i := range adders {
		for k := range reports {
			writeReport(t, dir, fmt.Sprintf("%d/%d.txt", i, k), 10+i*reports+k)
		}
		all.Go(func() {
			wantRun(t, dir, 0, fmt.Sprintf("新收入 %d 篇", reports), "archive", "add", "库", fmt.Sprint(i), "--wait", "5m")
		})
	}
	all.Wait()
	wantRun(t, dir, 0, fmt.Sprintf("\n%d 篇\n", adders*reports+1), "archive", "list", "库")
	wantRun(t, dir, 0, "完好", "archive", "verify", "库")
}

// A folder that cannot be written is read, and told of where it should be written.
func TestArchiveReadOnly(t *testing.T) {
	if os.Getuid() <= 0 {
		t.Skip("needs a user whom permissions bind")
	}
	dir := madeArchive(t)
	lib := filepath.Join(dir, "库")
	if err := os.Chmod(lib, 0o500); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(lib, 0o700)
	wantRun(t, dir, 0, "1 篇", "archive", "list", "库")
	wantRun(t, dir, 0, "完好", "archive", "verify", "库")
	wantRun(t, dir, policy.ExitOutput, "无法写入", "archive", "add", "库", "总结.txt", "--owner", "别处")
	wantRun(t, dir, policy.ExitOutput, "无法写入", "archive", "init", "库/内")
}

func TestSize(t *testing.T) {
	for _, tt := range []struct {
		bytes int64
		want  string
	}{
		{0, "0 KB"},
		{1, "1 KB"},
		{16_384, "17 KB"},
		{999_000, "999 KB"},
		{999_001, "1000 KB"},
		{1_000_000, "1.0 MB"},
		{1_000_001, "1.1 MB"},
		{877_000_000, "877.0 MB"},
	} {
		if got := size(tt.bytes); got != tt.want {
			t.Errorf("size(%d) = %q, want %q", tt.bytes, got, tt.want)
		}
	}
}

func TestRanges(t *testing.T) {
	for _, tt := range []struct {
		numbers []int32
		want    string
	}{
		{nil, ""},
		{[]int32{7}, "7"},
		{[]int32{3, 1, 2, 7}, "1-3, 7"},
		{[]int32{1, 3, 5, 7, 9, 11, 13}, "1, 3, 5, 7, 9, 11, …"},
	} {
		if got := ranges(tt.numbers); got != tt.want {
			t.Errorf("ranges(%v) = %q, want %q", tt.numbers, got, tt.want)
		}
	}
}
