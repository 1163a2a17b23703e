//go:build linux

package archive

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// mount mounts a file system of memory that ends with the test, or skips it.
func mount(t *testing.T, data string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, data); err != nil {
		t.Skipf("mounting needs rights that this test has not: %v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) })
	return dir
}

func TestDiskFull(t *testing.T) {
	if underRace {
		t.Skip("takes long under the race detector, and has one goroutine")
	}
	recs := unlike(900)
	for _, filled := range []string{"by the archive", "by others"} {
		t.Run(filled, func(t *testing.T) {
			disk := mount(t, "size=2m")
			dir := filepath.Join(disk, "库")
			if err := Init(dir, Options{Versions: versions}); err != nil {
				t.Fatal(err)
			}
			ballast := filepath.Join(disk, "ballast")
			if filled == "by the archive" {
				if err := os.WriteFile(ballast, make([]byte, 400<<10), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			w := writerOf(t, dir)
			added := 0
			var err error
			for added < len(recs) {
				if filled == "by others" && added == 120 {
					_ = os.WriteFile(ballast, make([]byte, 4<<20), 0o600) // all that is left
				}
				if _, err = w.Add(recs[added : added+10]); err != nil {
					break
				}
				added += 10
			}
			var we *WriteError
			if !errors.As(err, &we) || !errors.Is(err, syscall.ENOSPC) {
				t.Errorf("Add on a full disk: %v, want a *WriteError of ENOSPC", err)
			}
			_ = w.Close()
			want := oracle(recs[:added], false)
			sameState(t, "while the disk is full", stateOf(t, dir, recs[:added]), want)

			if err := os.Remove(ballast); err != nil {
				t.Fatal(err)
			}
			sameState(t, "after room is made", stateOf(t, dir, recs[:added]), want)
			clean(t, dir)
			addAll(t, dir, recs[added:added+10])
			sameState(t, "after adding again", stateOf(t, dir, recs[:added+10]), oracle(recs[:added+10], false))
		})
	}
}

func TestReadOnlyMedium(t *testing.T) {
	recs := someRecords(12, flushAt+30, 20)
	for _, readBefore := range []bool{false, true} {
		disk := mount(t, "size=8m")
		dir := filepath.Join(disk, "库")
		if err := Init(dir, Options{Versions: versions}); err != nil {
			t.Fatal(err)
		}
		addAll(t, dir, recs)
		if readBefore { // leaves an empty log
			stateOf(t, dir, recs)
		}
		if err := syscall.Mount("", disk, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, "size=8m"); err != nil {
			t.Fatal(err)
		}
		sameState(t, "read only", stateOf(t, dir, recs), oracle(recs, false))
		clean(t, dir)
		_, err := Lock(context.Background(), dir, versions, time.Second)
		var we *WriteError
		if !errors.As(err, &we) || !errors.Is(err, syscall.EROFS) {
			t.Errorf("Lock on a read-only medium: %v, want a *WriteError of EROFS", err)
		}
		if err := Init(filepath.Join(disk, "other"), Options{Versions: versions}); !errors.As(err, &we) {
			t.Errorf("Init on a read-only medium: %v, want a *WriteError", err)
		}
	}
}

// TestReadOnlyWithLog has a log with changes on a medium that cannot be written.
func TestReadOnlyWithLog(t *testing.T) {
	disk := mount(t, "size=8m")
	recs := unlike(12)
	from := newArchive(t, Options{}, recs[:6]...)
	w := writerOf(t, from)
	if _, err := w.Add(recs[6:]); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(disk, "库")
	if err := os.CopyFS(dir, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	closeOf(t, w)
	if err := os.Remove(filepath.Join(dir, dbName+"-shm")); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("", disk, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, "size=8m"); err != nil {
		t.Fatal(err)
	}
	s, err := Open(dir, versions)
	if err == nil { // all or nothing
		defer s.Close()
		if got, err := readState(s, recs); err != nil || len(got.Records) != 12 {
			t.Errorf("reads %d submissions, %v; want 12 or an error of Open", len(got.Records), err)
		}
		return
	}
	var we *WriteError
	if !errors.As(err, &we) {
		t.Errorf("Open: %v, want a *WriteError", err)
	}
}
