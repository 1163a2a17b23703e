package archive

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"chachong/internal/corpus"
)

// TestFlippedBits flips bits of each file. Verify names it or it does no harm, and what is
// read is right or a *DamagedError.
func TestFlippedBits(t *testing.T) {
	recs := someRecords(5, flushAt+40, 20)
	dir := newArchive(t, Options{})
	addAll(t, dir, recs[:flushAt], recs[flushAt:])
	want := stateOf(t, dir, recs)
	flips := fewer(100)
	r := rand.New(rand.NewPCG(6, 6))
	if os.Getenv("CHACHONG_FULL") == "1" {
		flips = 2000
		r = rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 1))
	}
	for _, name := range filesOf(t, dir, dbName, ".seg") {
		whole, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		harmless := 0
		for i := range flips {
			at := r.IntN(len(whole))
			if i < flips/3 {
				at = r.IntN(min(len(whole), 200)) // the header of the database, the first block
			}
			changed := append([]byte(nil), whole...)
			changed[at] ^= 1 << r.IntN(8)
			if judge(t, dir, name, changed, recs, want, at) {
				harmless++
			}
		}
		for range flips / 5 {
			at := r.IntN(len(whole))
			judge(t, dir, name, whole[:at], recs, want, -at)
		}
		t.Logf("%s: %d of %d flips were harmless", filepath.Base(name), harmless, flips)
		if err := os.WriteFile(name, whole, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	clean(t, dir)
}

// judge writes a changed file and tests what is said of it; it reports whether nothing was.
func judge(t *testing.T, dir, name string, changed []byte, asked []corpus.Record, want state, at int) bool {
	t.Helper()
	if err := os.WriteFile(name, changed, 0o600); err != nil {
		t.Fatal(err)
	}
	base := filepath.Base(name)
	problems, err := Verify(context.Background(), dir, nil)
	if err != nil {
		t.Errorf("%s changed at %d: Verify: %v", base, at, err)
	}
	for _, p := range problems {
		if p.File != base {
			t.Errorf("%s changed at %d: Verify names %+v", base, at, p)
		}
	}
	s, err := Open(dir, versions)
	if err == nil {
		var got state
		got, err = readState(s, asked)
		if err == nil && !reflect.DeepEqual(got, want) {
			t.Errorf("%s changed at %d: reads wrong", base, at)
		}
		s.Close()
	}
	var de *DamagedError
	if err != nil && !errors.As(err, &de) {
		t.Errorf("%s changed at %d: reads %v, want a *DamagedError", base, at, err)
	}
	if err != nil && len(problems) == 0 {
		t.Errorf("%s changed at %d: Verify finds nothing, reading: %v", base, at, err)
	}
	return len(problems) == 0
}

// TestRebuildOfLostSegments loses or spoils the segments: Verify names each and nothing else,
// readers name one, and Rebuild makes them anew of the rows.
func TestRebuildOfLostSegments(t *testing.T) {
	recs := someRecords(8, 2*flushAt+40, 20)
	for _, tt := range []struct {
		what  string
		spoil func(name string) error
	}{
		{"missing", os.Remove},
		{"cut off", func(name string) error { return os.Truncate(name, 700) }},
		{"empty", func(name string) error { return os.Truncate(name, 0) }},
	} {
		t.Run(tt.what, func(t *testing.T) {
			dir := newArchive(t, Options{})
			addAll(t, dir, recs[:flushAt], recs[flushAt:2*flushAt], recs[2*flushAt:])
			want := stateOf(t, dir, recs)
			lost := filesOf(t, dir, segSuffix)
			for _, name := range lost {
				if err := tt.spoil(name); err != nil {
					t.Fatal(err)
				}
			}
			problems, err := Verify(t.Context(), dir, nil)
			if err != nil || len(problems) != len(lost) {
				t.Fatalf("Verify = %+v, %v, want %d problems", problems, err, len(lost))
			}
			for i, p := range problems {
				if base := filepath.Base(lost[i]); p.File != base || !p.Index || p.What == "" {
					t.Errorf("Verify names %+v, want %s", p, base)
				}
			}
			var de *DamagedError
			_, err = Open(dir, versions)
			if base := filepath.Base(lost[0]); !errors.As(err, &de) || !strings.HasPrefix(de.What, base+": ") {
				t.Errorf("Open: %v, want a *DamagedError that names %s", err, base)
			}
			if _, err := Lock(t.Context(), dir, versions, 0); !errors.As(err, &de) {
				t.Errorf("Lock: %v, want a *DamagedError", err)
			}
			if err := Rebuild(t.Context(), dir, versions, 0, remakeText, nil); err != nil {
				t.Fatalf("Rebuild: %v", err)
			}
			if got := stateOf(t, dir, recs); !reflect.DeepEqual(got, want) {
				t.Error("after Rebuild the archive reads otherwise")
			}
			clean(t, dir)
		})
	}
}

// TestRemoveDamaged removes a submission whose row is damaged, by its number, and adds it again.
func TestRemoveDamaged(t *testing.T) {
	recs := unlike(5)
	dir := newArchive(t, Options{}, recs...)
	name := filepath.Join(dir, dbName)
	whole, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	at := bytes.Index(whole, []byte(recs[2].Name))
	if at < 0 {
		t.Fatalf("%s holds no %q", dbName, recs[2].Name)
	}
	whole[at] ^= 1
	if err := os.WriteFile(name, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	problems, err := Verify(t.Context(), dir, nil)
	if err != nil || len(problems) != 1 || problems[0].Number != 3 || problems[0].Index {
		t.Fatalf("Verify = %+v, %v, want submission 3", problems, err)
	}
	w := writerOf(t, dir)
	defer closeOf(t, w)
	if n, err := w.Remove(Filter{Numbers: []int32{3}}); n != 1 || err != nil {
		t.Fatalf("Remove(3) = %d, %v, want 1", n, err)
	}
	clean(t, dir)
	if o, err := w.Add(recs[2:3]); err != nil || o[0].Number != 6 || o[0].Kind != Added {
		t.Errorf("Add = %+v, %v, want it added as 6", o, err)
	}
}

// filesOf returns the files of an archive whose names end so.
func filesOf(t *testing.T, dir string, ends ...string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		for _, end := range ends {
			if strings.HasSuffix(e.Name(), end) {
				names = append(names, filepath.Join(dir, e.Name()))
			}
		}
	}
	return names
}
