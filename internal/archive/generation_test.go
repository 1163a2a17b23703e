package archive

import (
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"chachong/internal/corpus"
)

// killed returns what a kill leaves of an archive whose writes stand in the log, because a
// reader holds the moment before them.
func killed(t *testing.T, recs []corpus.Record) string {
	t.Helper()
	n := len(recs) / 2
	dir := newArchive(t, Options{}, recs[:n]...)
	reader := snapshotOf(t, dir)
	defer closeOf(t, reader)
	w := writerOf(t, dir)
	defer closeOf(t, w)
	for _, r := range recs[n:] {
		if _, err := w.Add([]corpus.Record{r}); err != nil {
			t.Fatal(err)
		}
	}
	dead := copyArchive(t, dir)
	if err := os.Remove(filepath.Join(dead, dbName+"-shm")); err != nil {
		t.Fatal(err)
	}
	return dead
}

// TestDamagedLog flips bits of the log that a kill left, and cuts it off: everything that was
// acknowledged is read, or the archive is damaged.
func TestDamagedLog(t *testing.T) {
	recs := unlike(16)
	dead := killed(t, recs)
	want := oracle(recs, false)
	sameState(t, "undamaged", stateOf(t, copyArchive(t, dead), recs), want)
	whole, err := os.ReadFile(filepath.Join(dead, walName))
	if err != nil || len(whole) == 0 {
		t.Fatalf("the log has %d bytes, %v", len(whole), err)
	}
	r := rand.New(rand.NewPCG(4, 4))
	found := 0
	damage := func(at int, changed []byte) {
		t.Helper()
		dir := copyArchive(t, dead)
		if judge(t, dir, filepath.Join(dir, walName), changed, recs, want, at) {
			return
		}
		found++
		_, err := Lock(context.Background(), dir, versions, 0)
		var de *DamagedError
		if !errors.As(err, &de) {
			t.Errorf("log changed at %d: Lock: %v, want a *DamagedError", at, err)
		}
	}
	n := max(10, fewer(40))
	for range n {
		at := r.IntN(len(whole))
		changed := append([]byte(nil), whole...)
		changed[at] ^= 1 << r.IntN(8)
		damage(at, changed)
		at = r.IntN(len(whole))
		damage(-at, whole[:at])
	}
	if found != 2*n {
		t.Errorf("%d of %d damages were found", found, 2*n)
	}
}

// TestGeneration changes the file generation, and puts an older one in its place.
func TestGeneration(t *testing.T) {
	recs := unlike(8)
	dir := newArchive(t, Options{}, recs[:4]...)
	name := filepath.Join(dir, generationName)
	older, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	addAll(t, dir, recs[4:])
	newer, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if st, err := os.Stat(name); err != nil || st.Mode().Perm() != 0o600 {
		t.Errorf("mode of %s: %v, %v", generationName, st, err)
	}
	want := oracle(recs, false)
	for at := range newer {
		changed := append([]byte(nil), newer...)
		changed[at] ^= 1 << (at % 8)
		if judge(t, dir, name, changed, recs, want, at) {
			t.Errorf("a bit of byte %d flipped: nothing is found", at)
		}
		if at%5 == 0 && judge(t, dir, name, newer[:at], recs, want, -at) {
			t.Errorf("cut off at %d: nothing is found", at)
		}
	}
	if err := os.Remove(name); err != nil {
		t.Fatal(err)
	}
	var de *DamagedError
	if s, err := Open(dir, versions); !errors.As(err, &de) {
		t.Errorf("Open without the file: %v, %v", s, err)
	}
	if err := Rebuild(context.Background(), dir, versions, 0, remakeText, nil); err != nil {
		t.Fatal(err)
	}
	sameState(t, "rebuilt", stateOf(t, dir, recs), want)
	clean(t, dir)

	if err := os.WriteFile(name, older, 0o600); err != nil { // as after a kill
		t.Fatal(err)
	}
	sameState(t, "ahead of the file", stateOf(t, dir, recs), want)
	clean(t, dir)
	closeOf(t, writerOf(t, dir))
	got, err := readGeneration(dir)
	if s := snapshotOf(t, dir); err != nil || got != s.changes {
		t.Errorf("readGeneration after the next writer = %d, %v, want %d", got, err, s.changes)
		closeOf(t, s)
	} else {
		closeOf(t, s)
	}
	if reflect.DeepEqual(older, newer) {
		t.Error("an Add leaves the file as it was")
	}
}
