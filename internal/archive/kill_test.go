package archive

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
	"time"

	"chachong/internal/corpus"
)

// TestKill kills a writer at random moments. What it had acknowledged is there, the archive
// is sound, and to do it all again ends where an undisturbed run does.
func TestKill(t *testing.T) {
	points := fewer(32)
	if os.Getenv("CHACHONG_FULL") == "1" {
		points = 520
	}
	base := newArchive(t, Options{})
	addAll(t, base, baseRecords()...)

	recs := newRecords()
	asked := slices.Concat(recs, baseRecords()[0])
	whole := copyArchive(t, base)
	cmd, out := child(t, "change", whole)
	if _, err := out.ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	acknowledged(out)
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	took := time.Since(start)
	want := stateOf(t, whole, asked)
	clean(t, whole)

	r := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 1))
	reached := map[string]int{}
	for range points {
		t.Run("", func(t *testing.T) {
			dir := copyArchive(t, base)
			cmd, out := child(t, "change", dir)
			if _, err := out.ReadString('\n'); err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Duration(r.Float64() * 1.05 * float64(took)))
			if err := cmd.Process.Kill(); err != nil {
				t.Fatal(err)
			}
			lines := acknowledged(out)
			_ = cmd.Wait()
			last := "nothing"
			if len(lines) > 0 {
				last = lines[len(lines)-1]
			}
			reached[last]++
			present(t, dir, recs, lines)
			clean(t, dir)
			if err := change(dir, func(string) {}); err != nil {
				t.Fatal(err)
			}
			sameState(t, "killed after "+last, stateOf(t, dir, asked), want)
			clean(t, dir)
		})
	}
	t.Logf("%d kills in %v of work, at %d different places", points, took.Round(time.Millisecond), len(reached))
}

// present fails the test where a record that a child had acknowledged is not there.
func present(t *testing.T, dir string, recs []corpus.Record, lines []string) {
	t.Helper()
	added := 0
	for _, l := range lines {
		_, _ = fmt.Sscanf(l, "added %d", &added)
	}
	s := snapshotOf(t, dir)
	defer closeOf(t, s)
	for i, r := range recs[:added] {
		numbers, err := s.Equal(r.Hash)
		if err != nil {
			t.Fatal(err)
		}
		found, err := s.Records(numbers)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(found, func(f corpus.Record) bool {
			return f.Text == r.Text && f.Owner == r.Owner && f.Year == r.Year
		}) {
			t.Errorf("record %d of %d acknowledged ones is not there", i, added)
		}
	}
}

// TestManyAtOnce lets eight processes write and four read.
func TestManyAtOnce(t *testing.T) {
	dir := newArchive(t, Options{})
	addAll(t, dir, baseRecords()...)
	before := snapshotOf(t, dir)
	size := before.Size()
	closeOf(t, before)
	wait := []func() error{}
	for range 4 {
		cmd, _ := child(t, "read", dir)
		wait = append(wait, cmd.Wait)
	}
	for i := range 8 {
		cmd, _ := child(t, fmt.Sprint("write", i), dir)
		wait = append(wait, cmd.Wait)
	}
	for i, w := range wait[4:] {
		if err := w(); err != nil {
			t.Errorf("writer %d: %v", i, err)
		}
	}
	if err := os.WriteFile(dir+"/../stop", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for i, w := range wait[:4] {
		if err := w(); err != nil {
			t.Errorf("reader %d: %v", i, err)
		}
	}
	clean(t, dir)
	s := snapshotOf(t, dir)
	defer closeOf(t, s)
	for i := range 8 {
		recs := own(i)
		for _, r := range recs {
			if n, err := s.Equal(r.Hash); err != nil || len(n) == 0 {
				t.Errorf("%s of writer %d: Equal = %v, %v", r.Name, i, n, err)
			}
		}
	}
	if s.Size() <= size {
		t.Errorf("Size() = %d, want more than %d", s.Size(), size)
	}
}
