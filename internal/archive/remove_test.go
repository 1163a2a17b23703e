package archive

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"chachong/internal/corpus"
)

// traceLen is how many bytes in a row tell that something of a record stands in a file.
const traceLen = 12

// traces returns those records of which something stands in a file of an archive: the name,
// the text or the deflated body.
func traces(t *testing.T, dir string, recs ...corpus.Record) (found map[string]string) {
	t.Helper()
	whose := map[[traceLen]byte]string{}
	var p packer
	for _, r := range recs {
		body, err := p.pack(&r, false)
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range [][]byte{[]byte(r.Name), []byte(r.Text), body[8:]} {
			for ; len(b) >= traceLen; b = b[traceLen:] {
				whose[[traceLen]byte(b)] = r.Name
			}
		}
	}
	found = map[string]string{}
	for _, name := range filesOf(t, dir, "") {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for ; len(b) >= traceLen; b = b[1:] {
			if w, ok := whose[[traceLen]byte(b)]; ok {
				found[w] = filepath.Base(name)
			}
		}
	}
	return found
}

// unlike returns records that share no text: each consists of letters drawn by chance.
func unlike(n int) []corpus.Record {
	r := rand.New(rand.NewPCG(77, 1))
	recs := make([]corpus.Record, n)
	for i := range recs {
		text := make([]rune, 40+r.IntN(2600))
		for j := range text {
			text[j] = rune(0x4e00 + r.IntN(5000))
		}
		name := fmt.Sprintf("%012d名册.docx", i) // tells at once whose it is
		recs[i] = recordOfText(name, string(text), "单位"+decimal(i%40), 2024)
	}
	return recs
}

func TestRemoveLeavesNoTrace(t *testing.T) {
	recs := unlike(fewer(600) + 100)
	dir := newArchive(t, Options{})
	addAll(t, dir, slices.Collect(slices.Chunk(recs, 60))...)
	r := rand.New(rand.NewPCG(78, 1))
	order := r.Perm(len(recs))
	w := writerOf(t, dir)
	defer closeOf(t, w)
	for len(order) > len(recs)/2 {
		n := 1 + r.IntN(30)
		var numbers []int32
		for _, i := range order[:n] {
			numbers = append(numbers, int32(i+1))
		}
		if got, err := w.Remove(Filter{Numbers: numbers}); got != n || err != nil {
			t.Fatalf("Remove(%d numbers) = %d, %v", n, got, err)
		}
		order = order[n:]
	}
	kept := map[int]bool{}
	for _, i := range order {
		kept[i] = true
	}
	found := traces(t, dir, recs...)
	for i, rec := range recs {
		file, ok := found[rec.Name]
		if !kept[i] && ok {
			t.Errorf("%s, which is removed, stands in %s", rec.Name, file)
		}
		if kept[i] && !ok {
			t.Errorf("%s, which is kept, stands nowhere", rec.Name)
		}
	}
	clean(t, dir)
	s := snapshotOf(t, dir)
	defer closeOf(t, s)
	for i, rec := range recs {
		err := s.Holders(corpus.Sample(rec.Seeds), func(_ int, numbers []int32) {
			if !kept[i] && slices.Contains(numbers, int32(i+1)) {
				t.Fatalf("submission %d, which is removed, holds a seed", i+1)
			}
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if s.Size() != len(order) {
		t.Errorf("Size() = %d, want %d", s.Size(), len(order))
	}
}

// TestRemoveWhileRead removes what a reader holds: the reader goes on reading it, and to
// remove again when it is gone empties the log.
func TestRemoveWhileRead(t *testing.T) {
	recs := unlike(20)
	dir := newArchive(t, Options{}, recs[:10]...)
	w, err := Lock(context.Background(), dir, versions, 50*time.Millisecond)
	if err != nil {
		t.Fatal(err)
	}
	defer closeOf(t, w)
	if _, err := w.Add(recs[10:]); err != nil {
		t.Fatal(err)
	}
	s := snapshotOf(t, dir)
	if n, err := w.Remove(Filter{Name: recs[15].Name}); n != 1 || !errors.Is(err, ErrHeld) {
		t.Errorf("Remove with a reader = %d, %v, want 1, ErrHeld", n, err)
	}
	if got, err := s.Records([]int32{16}); err != nil || got[0].Text != recs[15].Text {
		t.Errorf("the snapshot has lost what was removed after it: %v", err)
	}
	closeOf(t, s)
	if n, err := w.Remove(Filter{Name: recs[15].Name}); n != 0 || err != nil {
		t.Errorf("Remove again = %d, %v, want 0, nil", n, err)
	}
	if found := traces(t, dir, recs[15]); len(found) > 0 {
		t.Errorf("the removed text stands in %v", found)
	}
}

func TestRemoveNeedsAFilter(t *testing.T) {
	dir := newArchive(t, Options{}, unlike(2)...)
	w := writerOf(t, dir)
	defer closeOf(t, w)
	if n, err := w.Remove(Filter{}); n != 0 || !errors.Is(err, ErrFilter) {
		t.Errorf("Remove(everything) = %d, %v, want 0, ErrFilter", n, err)
	}
}

func TestNumbersAreNotUsedAgain(t *testing.T) {
	recs := unlike(6)
	dir := newArchive(t, Options{}, recs[:3]...)
	w := writerOf(t, dir)
	defer closeOf(t, w)
	if _, err := w.Remove(Filter{Numbers: []int32{2, 3, 99}}); err != nil {
		t.Fatal(err)
	}
	got, err := w.Add(recs[1:4])
	if err != nil {
		t.Fatal(err)
	}
	for i, o := range got {
		if want := int32(4 + i); o.Number != want || o.Kind != Added {
			t.Errorf("Add after Remove: outcome %d = %+v, want number %d added", i, o, want)
		}
	}
}

func TestSupersede(t *testing.T) {
	recs := unlike(6)
	for i := range recs {
		recs[i].Owner, recs[i].Year = "云台小学", 2025
	}
	recs[1].Year, recs[2].Owner, recs[5].Owner = 2024, "", ""
	dir := newArchive(t, Options{}, recs[:4]...) // 1 and 4 are of the owner and year
	w := writerOf(t, dir)
	defer closeOf(t, w)
	if _, err := w.Add([]corpus.Record{recs[4], recs[3], recs[5]}); err != nil {
		t.Fatal(err)
	}
	got, err := w.Supersede()
	if err != nil || len(got) != 1 || got[0].Number != 1 || got[0].Name != recs[0].Name {
		t.Errorf("Supersede() = %+v, %v, want number 1", got, err)
	}
	if got, err := w.Supersede(); err != nil || len(got) != 0 {
		t.Errorf("Supersede() again = %+v, %v, want nothing", got, err)
	}
	clean(t, dir)
}

// TestDeadAreFewAndUnseen supersedes what stands in segments: nothing of it is found, and the
// segment is written anew when an eighth of it is dead.
func TestDeadAreFewAndUnseen(t *testing.T) {
	recs := someRecords(8, flushAt, 20)
	for i := range recs {
		recs[i].Owner, recs[i].Year = "单位"+decimal(i), 2025
	}
	dir := newArchive(t, Options{}, recs...)
	w := writerOf(t, dir)
	defer closeOf(t, w)
	newer := someRecords(9, 90, 20)
	if underRace {
		t.Skip("takes a minute under the race detector, and has one goroutine")
	}
	for i := range newer {
		newer[i].Owner, newer[i].Year = "单位"+decimal(i), 2025
		if _, err := w.Add(newer[i : i+1]); err != nil {
			t.Fatal(err)
		}
		gone, err := w.Supersede()
		if err != nil || len(gone) != 1 || gone[0].Number != int32(i+1) {
			t.Fatalf("Supersede() = %v, %v, want number %d", gone, err, i+1)
		}
		if i == 40 {
			clean(t, dir)
			sameState(t, "with dead", stateOf(t, dir, recs), thinned(recs, newer[:41], recs))
		}
	}
	if n := len(w.dead); n >= flushAt/deadShare {
		t.Errorf("%d of %d are dead, want fewer than an eighth", n, flushAt)
	}
	clean(t, dir)
	sameState(t, "after", stateOf(t, dir, recs), thinned(recs, newer, recs))
}

// thinned is what an archive must say after each of newer has superseded one of recs.
func thinned(recs, newer, asked []corpus.Record) state {
	all := oracle(slices.Concat(recs, newer), false)
	gone := func(n int32) bool { return int(n) <= len(newer) }
	st := state{Size: len(recs), Holders: map[uint32][]int32{}}
	for i, e := range all.Entries {
		if !gone(e.Number) {
			st.Entries = append(st.Entries, e)
			st.Records = append(st.Records, all.Records[i])
			st.Labels = append(st.Labels, all.Labels[i])
			st.Owners = append(st.Owners, all.Owners[i])
		}
	}
	var seeds []uint32
	for _, r := range asked {
		seeds = append(seeds, corpus.Sample(r.Seeds)...)
		var equal []int32
		for _, e := range st.Entries {
			if e.Hash == r.Hash {
				equal = append(equal, e.Number)
			}
		}
		st.Equal = append(st.Equal, equal)
	}
	for _, s := range seeds {
		if list := slices.DeleteFunc(slices.Clone(all.Holders[s]), gone); len(list) > 0 {
			st.Holders[s] = list
		}
	}
	return st
}
