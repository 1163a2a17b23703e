package archive

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"chachong/internal/corpus"
)

// childEnv names the work that the test binary does as a process of its own.
const childEnv = "CHACHONG_ARCHIVE_CHILD"

func TestMain(m *testing.M) {
	work := os.Getenv(childEnv)
	if work == "" {
		code := m.Run()
		if benchDir != "" {
			os.RemoveAll(benchDir)
		}
		os.Exit(code)
	}
	name, dir, _ := strings.Cut(work, " ")
	if err := children[name](dir); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// children are the kinds of work.
var children = map[string]func(dir string) error{
	"change": func(dir string) error {
		return change(dir, func(acknowledged string) { fmt.Println(acknowledged) })
	},
	"write0": func(dir string) error { return writeAlone(dir, 0) },
	"write1": func(dir string) error { return writeAlone(dir, 1) },
	"write2": func(dir string) error { return writeAlone(dir, 2) },
	"write3": func(dir string) error { return writeAlone(dir, 3) },
	"write4": func(dir string) error { return writeAlone(dir, 4) },
	"write5": func(dir string) error { return writeAlone(dir, 5) },
	"write6": func(dir string) error { return writeAlone(dir, 6) },
	"write7": func(dir string) error { return writeAlone(dir, 7) },
	"read":   readAlone,
}

// child starts the test binary for some work on an archive.
func child(t *testing.T, name, dir string) (cmd *exec.Cmd, out *bufio.Reader) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd = exec.Command(exe)
	cmd.Env = append(os.Environ(), childEnv+"="+name+" "+dir)
	cmd.Stderr = os.Stderr
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd, bufio.NewReader(pipe)
}

// baseRecords fill an archive so far that the changes of the test flush and merge: three
// segments, and almost enough for the next.
func baseRecords() [][]corpus.Record {
	recs := someRecords(40, 4*flushAt-12, 12)
	return [][]corpus.Record{recs[:flushAt+60], recs[flushAt+60 : 2*flushAt+60], recs[2*flushAt+60 : 3*flushAt+60], recs[3*flushAt+60:]}
}

// newRecords are what change adds, of owners and years that baseRecords has too.
func newRecords() []corpus.Record { return someRecords(41, 240, 12)[:120] }

// change adds, supersedes and removes, and says so after each transaction.
func change(dir string, acknowledge func(string)) error {
	recs := newRecords()
	acknowledge("ready")
	w, err := Lock(context.Background(), dir, versions, time.Minute)
	if err != nil {
		return err
	}
	for i, step := 0, 1; i < len(recs); step = step%5 + 1 {
		end := min(i+step, len(recs))
		if _, err := w.Add(recs[i:end]); err != nil {
			return err
		}
		acknowledge(fmt.Sprint("added ", end))
		i = end
	}
	if _, err := w.Supersede(); err != nil {
		return err
	}
	acknowledge("superseded")
	for _, n := range [][]int32{{5, 6, 7, 600}, {1200}, {2000, 2001}} {
		if _, err := w.Remove(Filter{Numbers: n}); err != nil {
			return err
		}
		acknowledge("removed")
	}
	return w.Close()
}

// own returns what the writer number i adds.
func own(i int) []corpus.Record { return someRecords(100+uint64(i), 24, 12) }

// writeAlone adds its records in several turns, each of which waits for the lock.
func writeAlone(dir string, i int) error {
	recs := own(i)
	for ; len(recs) > 0; recs = recs[3:] {
		w, err := Lock(context.Background(), dir, versions, time.Minute)
		if err != nil {
			return err
		}
		if _, err := w.Add(recs[:3]); err != nil {
			return err
		}
		if err := w.Close(); err != nil {
			return err
		}
	}
	return nil
}

// readAlone opens the archive again and again, and looks at all of it.
func readAlone(dir string) error {
	for size := 0; ; {
		s, err := Open(dir, versions)
		if err != nil {
			return err
		}
		if s.Size() < size {
			return fmt.Errorf("%d submissions after %d", s.Size(), size)
		}
		size = s.Size()
		if _, err := readState(s, own(1)); err != nil {
			return err
		}
		if err := s.Close(); err != nil {
			return err
		}
		if _, err := os.Stat(filepath.Join(dir, "..", "stop")); err == nil {
			return nil
		} else if !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
}

// copyArchive copies the files of an archive that nobody uses.
func copyArchive(t testing.TB, from string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "copy")
	if err := os.Mkdir(to, 0o700); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(from)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		b, err := os.ReadFile(filepath.Join(from, e.Name()))
		if err == nil {
			err = os.WriteFile(filepath.Join(to, e.Name()), b, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return to
}

// acknowledged reads what a child says until it ends.
func acknowledged(r io.Reader) (lines []string) {
	sc := bufio.NewScanner(r)
	for sc.Scan() {
		lines = append(lines, sc.Text())
	}
	return lines
}
