package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"chachong/internal/safe"
)

// program returns a call of the program in the folder testdata of the repository.
func program(env []string, args ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], args...)
	cmd.Args[0] = "chachong" // TestMain runs the program under that name
	cmd.Dir = "../../testdata"
	cmd.Env = append(os.Environ(), env...)
	return cmd
}

// Whatever the locale and the width, what is printed is whole characters.
func TestDiffIsUTF8InAnyLocale(t *testing.T) {
	pair := []string{"diff", "pair/原稿.txt", "pair/改稿.txt"}
	for _, locale := range []string{"C", "POSIX", "zh_CN.GB18030", "en_US.ISO-8859-1"} {
		for _, more := range [][]string{
			nil,
			{"--unified"},
			{"--context", "0"},
			{"-f", "json"},
			{"-f", "md"},
			{"-f", "html"},
			{"--stat", "--lang", "en"},
		} {
			checkUTF8(t, []string{"LC_ALL=" + locale}, append(pair, more...))
		}
	}
	for width := 60; width <= 130; width++ {
		args := append(pair, "--columns", "--width", strconv.Itoa(width))
		for line := range strings.Lines(checkUTF8(t, []string{"LC_ALL=C"}, args)) {
			if got := safe.Width(strings.TrimSuffix(line, "\n")); got > width {
				t.Errorf("chachong %q: line %q has %d columns, want %d at most", args, line, got, width)
			}
		}
	}
}

// checkUTF8 returns what the program prints.
func checkUTF8(t *testing.T, env, args []string) string {
	t.Helper()
	out, err := program(env, args...).Output()
	if err != nil {
		t.Fatalf("chachong %q: %v", args, err)
	}
	if len(out) == 0 || !utf8.Valid(out) {
		t.Errorf("%v chachong %q: %d bytes, valid UTF-8 %v", env, args, len(out), utf8.Valid(out))
	}
	return string(out)
}

func TestSplitName(t *testing.T) {
	dir := t.TempDir()
	real := filepath.Join(dir, "a#3")
	if err := os.WriteFile(real, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, file string
		ordinal    int
	}{
		{"a.txt", "a.txt", 0},
		{"a.txt#3", "a.txt", 3},
		{"a.txt#12#3", "a.txt#12", 3},
		{"-", "-", 0},
		{"-#2", "-", 2},
		{"a#-1", "a#-1", 0},
		{"a#", "a#", 0},
		{"a#b", "a#b", 0},
		{"#3", "#3", 0},
		{"", "", 0},
		{real, real, 0},
		{real + "#2", real, 2},
	} {
		if file, ordinal, err := splitName(tt.name); file != tt.file || ordinal != tt.ordinal || err != nil {
			t.Errorf("splitName(%q) = %q, %d, %v, want %q, %d", tt.name, file, ordinal, err, tt.file, tt.ordinal)
		}
	}
	for _, name := range []string{"a#0", "a#99999999999", real + "#x", real + "#+1"} {
		if file, ordinal, err := splitName(name); err == nil {
			t.Errorf("splitName(%q) = %q, %d, want an error", name, file, ordinal)
		}
	}
}

// Who reads only the first lines of a diff is no error.
func TestDiffIntoAClosedPipe(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	r.Close()
	cmd := program(nil, "diff", "pair/原稿.txt", "pair/改稿.txt")
	cmd.Stdout = w
	err = cmd.Run()
	w.Close()
	var exit *exec.ExitError
	if errors.As(err, &exit) || err != nil {
		t.Errorf("diff into a closed pipe: %v", err)
	}
}
