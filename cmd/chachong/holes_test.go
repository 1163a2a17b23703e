package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// gateResult is what the tests of the gate look at.
type gateResult struct {
	Submissions []struct {
		ID       string
		Archived bool
		Reuse    struct{ Total float64 }
	}
	Pairs []struct {
		A, B          string
		NearDuplicate bool `json:"near_duplicate"`
		Accepted      bool
	}
	Passages []struct {
		A, B     struct{ Submission string }
		Accepted bool
	}
	Verdict struct {
		ExitCode int `json:"exit_code"`
		Findings []struct{ Rule, Submission, Other string }
	}
}

// chachong runs the program in dir and returns its exit code and standard output.
func chachong(t *testing.T, dir string, args ...string) (int, []byte) {
	t.Helper()
	cmd := program([]string{"LANG=zh_CN.UTF-8"}, args...)
	cmd.Dir = dir
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	code := 0
	if err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			t.Fatalf("chachong %q: %v", args, err)
		}
		code = exit.ExitCode()
	}
	if strings.Contains(stderr.String(), "goroutine") {
		t.Fatalf("chachong %q:\n%s", args, stderr.String())
	}
	return code, out
}

// gated runs the gate with -f json and returns its exit code and result.
func gated(t *testing.T, dir string, args ...string) (int, gateResult) {
	t.Helper()
	code, out := chachong(t, dir, append([]string{"gate", "-f", "json"}, args...)...)
	var r gateResult
	if len(out) > 0 {
		if err := json.Unmarshal(out, &r); err != nil {
			t.Fatalf("gate %q: %v", args, err)
		}
	}
	return code, r
}

// writeFiles writes files below dir.
func writeFiles(t *testing.T, dir string, files map[string][]byte) {
	t.Helper()
	for name, data := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// readText returns a file of testdata.
func readText(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("../../testdata", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// encoded returns s in another encoding.
func encoded(t *testing.T, e encoding.Encoding, s string) []byte {
	t.Helper()
	data, err := e.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// A copy is found in the archive, and among the new ones, whatever was done to its bytes.
func TestGateFindsDisguisedCopies(t *testing.T) {
	const source = "reports/淞浦县毛纺厂工会总结.txt"
	text := readText(t, source)
	sentences := strings.SplitAfter(text, "。")
	paragraphs := strings.SplitAfter(strings.TrimRight(text, "\n")+"\n", "\n")
	reordered := slices.Clone(paragraphs)
	slices.Reverse(reordered)
	spaced := strings.Builder{}
	for _, s := range sentences { // a space in the middle of each sentence
		rs := []rune(s)
		spaced.WriteString(string(rs[:len(rs)/2]) + " " + string(rs[len(rs)/2:]))
	}
	zeroWidth := strings.Builder{}
	for i, r := range []rune(text) {
		if i%7 == 3 {
			zeroWidth.WriteRune('\u200b')
		}
		zeroWidth.WriteRune(r)
	}
	utf16 := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	for name, data := range map[string][]byte{
		"verbatim":               []byte(text),
		"GB18030":                encoded(t, simplifiedchinese.GB18030, text),
		"UTF-16":                 encoded(t, utf16, text),
		"UTF-16 without BOM":     encoded(t, utf16, text)[2:],
		"two stray bytes at end": append([]byte(text), 0xe4, 0xb8),
		"half-width punctuation": []byte(strings.NewReplacer("，", ",", "。", ".", "；", ";", "：", ":", "（", "(", "）", ")", "、", ",", "“", `"`, "”", `"`).Replace(text)),
		"zero-width characters":  []byte(zeroWidth.String()),
		"a space a sentence":     []byte(spaced.String()),
		"reordered paragraphs":   []byte(strings.Join(reordered, "")),
		"on one line":            []byte(strings.ReplaceAll(text, "\n", "")),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			writeFiles(t, dir, map[string][]byte{"old/a.txt": []byte(text), "new.txt": data, "old.txt": []byte(text)})
			if code, _ := chachong(t, dir, "archive", "init", "库"); code != 0 {
				t.Fatalf("archive init: exit code %d", code)
			}
			if code, _ := chachong(t, dir, "archive", "add", "库", "old"); code != 0 {
				t.Fatalf("archive add: exit code %d", code)
			}
			for _, args := range [][]string{{"new.txt", "--archive", "库"}, {"new.txt", "old.txt"}} {
				code, r := gated(t, dir, args...)
				near := slices.ContainsFunc(r.Verdict.Findings, func(f struct{ Rule, Submission, Other string }) bool {
					return f.Rule == "near-duplicate" && f.Submission == "new.txt#1"
				})
				if code != 1 || !near {
					t.Errorf("gate %q: exit code %d, near-duplicate %v, want 1, true", args, code, near)
				}
			}
		})
	}
}

// What cannot be told never passes.
func TestGateFailsClosed(t *testing.T) {
	dir := t.TempDir()
	text := readText(t, "reports/淞浦县毛纺厂工会总结.txt")
	other := readText(t, "single/藤渡县特殊教育学校总结.txt")
	writeFiles(t, dir, map[string][]byte{
		"a.txt": []byte(text), "b.txt": []byte(other), "empty.txt": nil, "~$b.txt": []byte(other), "scan.pdf": []byte("%PDF-1.4 \x00\x01"),
		"甲/总结.txt": []byte(text), "乙/总结.txt": []byte(text), "other/x.txt": []byte(other),
	})
	for _, sub := range []string{"none", "不是库"} {
		if err := os.Mkdir(filepath.Join(dir, sub), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"库", "空库"} {
		if code, _ := chachong(t, dir, "archive", "init", name); code != 0 {
			t.Fatalf("archive init: exit code %d", code)
		}
	}
	if code, _ := chachong(t, dir, "archive", "add", "库", "other"); code != 0 {
		t.Fatalf("archive add: exit code %d", code)
	}
	data, err := os.ReadFile(filepath.Join(dir, "库", "archive.db"))
	if err != nil {
		t.Fatal(err)
	}
	writeFiles(t, dir, map[string][]byte{"坏库/archive.db": data[:len(data)/3]})
	for _, tt := range []struct {
		args string
		want int
	}{
		{"a.txt --archive 坏库", 5},
		{"a.txt --archive 库", 0},
		{"a.txt b.txt", 0},
		{"a.txt --archive 空库", 0}, // the first of all
		{"a.txt", 2},              // alone
		{"", 2},
		{"none", 2},
		{"none --archive 库", 2},
		{"empty.txt --archive 库", 3},
		{"scan.pdf --archive 库", 3},
		{"scan.pdf --archive 库 --allow-unreadable", 2},
		{"missing.txt --archive 库", 3},
		{"a.txt empty.txt --archive 库", 3},
		{"a.txt --archive missing", 2},
		{"a.txt b.txt --archive=", 2}, // a variable that is not set
		{"a.txt ~$b.txt --archive 库", 1},
		{"a.txt --archive 不是库", 2},
		{"a.txt --archive a.txt", 2},
		{"a.txt --archive 库 --baseline missing.json", 2},
		{"a.txt --archive 库 --template missing.txt", 2},
		{"a.txt --archive 库 --limits totl=0.2", 2},
		{"b.txt --archive 库", 1},
		{"甲 乙", 1}, // the same name, the same text
		{"甲/总结.txt 乙/总结.txt --archive 库", 1},
	} {
		if code, _ := chachong(t, dir, append([]string{"gate", "-q"}, strings.Fields(tt.args)...)...); code != tt.want {
			t.Errorf("gate %s: exit code %d, want %d", tt.args, code, tt.want)
		}
	}
}

// What is accepted in two submissions is new in a third.
func TestGateBaseline(t *testing.T) {
	dir := t.TempDir()
	text := readText(t, "reports/淞浦县毛纺厂工会总结.txt")
	other := readText(t, "single/藤渡县特殊教育学校总结.txt")
	paragraphs := strings.SplitAfter(text, "\n")
	shared := strings.Join(paragraphs[1:len(paragraphs)/2], "")
	writeFiles(t, dir, map[string][]byte{
		"a.txt": []byte(text), "b.txt": []byte(text), "c.txt": []byte(text), "d.txt": []byte(other + shared),
	})
	gate := func(want int, args ...string) {
		t.Helper()
		args = append(args, "--baseline", "accepted.json")
		if code, out := chachong(t, dir, append([]string{"gate"}, args...)...); code != want {
			t.Errorf("gate %q: exit code %d, want %d\n%s", args, code, want, out)
		}
	}
	gate(2, "a.txt", "b.txt")
	gate(0, "a.txt", "b.txt", "--update-baseline")
	gate(0, "a.txt", "b.txt")
	gate(1, "a.txt", "b.txt", "c.txt") // a third copy
	gate(1, "a.txt", "d.txt")          // part of it in a new submission
	if err := os.Rename(filepath.Join(dir, "b.txt"), filepath.Join(dir, "renamed.txt")); err != nil {
		t.Fatal(err)
	}
	writeFiles(t, dir, map[string][]byte{"a.txt": []byte(text + "\n来年再把食堂的账目按月贴出来，请大家监督。\n")})
	gate(0, "a.txt", "renamed.txt") // edited elsewhere, under another name
}
