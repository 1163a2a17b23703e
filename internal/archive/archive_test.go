package archive

import (
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"chachong/internal/corpus"
)

// oracle is what an archive with recs, added in that order, must say.
func oracle(recs []corpus.Record, noText bool) state {
	st := state{Holders: map[uint32][]int32{}}
	var kept []corpus.Record
	for _, r := range recs {
		if slices.ContainsFunc(kept, func(k corpus.Record) bool {
			return k.Hash == r.Hash && k.Owner == r.Owner && k.Year == r.Year &&
				(k.Owner != "" || k.Name == r.Name && k.Ordinal == r.Ordinal)
		}) {
			continue
		}
		r.Number = int32(len(kept) + 1)
		kept = append(kept, r)
		for _, s := range corpus.Sample(r.Seeds) {
			st.Holders[s] = append(st.Holders[s], r.Number)
		}
		st.Labels = append(st.Labels, r.Labels)
		st.Owners = append(st.Owners, corpus.OwnerKey(r.Owner))
		st.Entries = append(st.Entries, Entry{
			Number: r.Number, Name: r.Name, Ordinal: r.Ordinal, Title: r.Title,
			Owner: r.Owner, Year: r.Year, Letters: r.Letters, Hash: r.Hash,
		})
		if noText {
			r.Text, r.Junk, r.Paragraphs = "", nil, nil
		} else {
			r.Seeds, r.Places = nil, nil
		}
		st.Records = append(st.Records, r)
	}
	st.Size = len(kept)
	for _, r := range recs {
		var equal []int32
		for _, k := range kept {
			if k.Hash == r.Hash {
				equal = append(equal, k.Number)
			}
		}
		st.Equal = append(st.Equal, equal)
	}
	return st
}

func sameState(t *testing.T, what string, got, want state) {
	t.Helper()
	g, w := reflect.ValueOf(got), reflect.ValueOf(want)
	for i := range g.NumField() {
		if !reflect.DeepEqual(g.Field(i).Interface(), w.Field(i).Interface()) {
			t.Errorf("%s: %s differ", what, g.Type().Field(i).Name)
		}
	}
}

func TestBatchesMakeNoDifference(t *testing.T) {
	if underRace {
		t.Skip("takes long under the race detector, and has one goroutine")
	}
	recs := someRecords(1, 1300, 60)
	recs = append(recs, recs[100:160]...) // there already
	for _, noText := range []bool{false, true} {
		want := oracle(recs, noText)
		for _, size := range []int{len(recs), 137, 7} {
			dir := newArchive(t, Options{NoText: noText})
			addAll(t, dir, slices.Collect(slices.Chunk(recs, size))...)
			sameState(t, "batches of "+decimal(size), stateOf(t, dir, recs), want)
			clean(t, dir)
		}
	}
}

func TestOutcomes(t *testing.T) {
	rec := func(text, owner string, year int, name string) corpus.Record {
		return recordOfText(name, text, owner, year)
	}
	const a, b = "我镇今年以来认真组织开展教研活动。", "青河小学全体教师深入班级走访家庭。"
	dir := newArchive(t, Options{},
		rec(a, "云台小学", 2024, "1.txt"), rec(a, "", 2024, "2.txt"), rec(b, "白石中心校", 0, "3.txt"))
	tests := []struct {
		rec  corpus.Record
		want Outcome
	}{
		{rec(a, "云台小学", 2024, "other.txt"), Outcome{1, Present, []int32{2}}},
		{rec(a, "云台小学", 2025, "1.txt"), Outcome{4, Added, []int32{1, 2}}},
		{rec(a, "", 2024, "2.txt"), Outcome{2, Present, []int32{1, 4}}},
		{rec(a, "", 2024, "5.txt"), Outcome{5, Added, []int32{1, 2, 4}}},
		{rec(b, "白石中心校", 0, "3.txt"), Outcome{3, Present, nil}},
		{rec(b+"完。", "白石中心校", 0, "3.txt"), Outcome{6, Added, nil}},
		{rec(b+"完。", "白石中心校", 0, "7.txt"), Outcome{6, Present, nil}},
	}
	w := writerOf(t, dir)
	defer closeOf(t, w)
	var recs []corpus.Record
	for _, tt := range tests {
		recs = append(recs, tt.rec)
	}
	for _, size := range []int{len(tests), 1} { // the second time all are there
		i := 0
		for part := range slices.Chunk(recs, size) {
			got, err := w.Add(part)
			if err != nil {
				t.Fatal(err)
			}
			for _, o := range got {
				want := tests[i].want
				if size == 1 {
					if o.Kind != Present || o.Number != want.Number {
						t.Errorf("Add(%d) again = %+v, want number %d present", i, o, want.Number)
					}
				} else if !reflect.DeepEqual(o, want) {
					t.Errorf("Add(%d) = %+v, want %+v", i, o, want)
				}
				i++
			}
		}
	}
}

func TestList(t *testing.T) {
	recs := unlike(6)
	for i := range recs {
		recs[i].Owner, recs[i].Year, recs[i].Name = "单位"+decimal(i%2), 2020+i/2, "年/"+decimal(i)+"[终稿].txt"
	}
	recs[5].Title = "调查结论"
	dir := newArchive(t, Options{}, recs...)
	s := snapshotOf(t, dir)
	defer closeOf(t, s)
	tests := []struct {
		filter Filter
		want   []int32
	}{
		{Filter{}, []int32{1, 2, 3, 4, 5, 6}},
		{Filter{Owner: "单位1"}, []int32{2, 4, 6}},
		{Filter{Owner: "单位1", Year: 2021}, []int32{4}},
		{Filter{Year: 2022}, []int32{5, 6}},
		{Filter{Name: "年/3[终稿].txt"}, []int32{4}},
		{Filter{Name: "年/*"}, []int32{1, 2, 3, 4, 5, 6}},
		{Filter{Name: "*"}, []int32{1, 2, 3, 4, 5, 6}},
		{Filter{Name: "3[终稿].txt"}, []int32{4}},
		{Filter{Name: "终稿"}, nil},
		{Filter{Name: "年"}, nil},
		{Filter{Owner: "单位"}, nil},
		{Filter{Owner: "位1", Parts: true}, []int32{2, 4, 6}},
		{Filter{Owner: "位1", Year: 2021, Parts: true}, []int32{4}},
		{Filter{Name: "3[终稿].txt#1", Parts: true}, []int32{4}},
		{Filter{Name: "3[", Parts: true}, []int32{4}},
		{Filter{Name: "年", Parts: true}, []int32{1, 2, 3, 4, 5, 6}},
		{Filter{Name: "2*.txt", Parts: true}, []int32{3}},
		{Filter{Name: "*论", Parts: true}, []int32{6}},
		{Filter{Name: "结论", Parts: true}, []int32{6}},
		{Filter{Name: "结论"}, nil},
		{Filter{Numbers: []int32{6, 2, 2, 77, 0, -1}}, []int32{2, 6}},
		{Filter{Numbers: []int32{6, 2}, Year: 2020}, []int32{2}},
		{Filter{Numbers: []int32{}}, nil},
	}
	for _, tt := range tests {
		var got []int32
		for e, err := range s.List(t.Context(), tt.filter) {
			if err != nil {
				t.Fatal(err)
			}
			if e.Added.IsZero() {
				t.Errorf("submission %d was added at no time", e.Number)
			}
			got = append(got, e.Number)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("List(%+v) = %v, want %v", tt.filter, got, tt.want)
		}
	}
	for _, err := range s.List(t.Context(), Filter{}) { // leaving early leaves nothing locked
		if err != nil {
			t.Fatal(err)
		}
		break
	}
	st, err := s.Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	years := []YearCount{{2020, 2}, {2021, 2}, {2022, 2}}
	if st.Submissions != 6 || st.Owners != 2 || !slices.Equal(st.Years, years) || st.Rows == 0 || st.Recents != 6 {
		t.Errorf("Stats() = %+v", st)
	}
}

func TestRefusals(t *testing.T) {
	dir := newArchive(t, Options{}, unlike(2)...)
	other := versions
	other.Segmenter = "w2"
	lock := func(dir string, want corpus.Versions) error {
		w, err := Lock(t.Context(), dir, want, 10*time.Millisecond)
		if err == nil {
			closeOf(t, w)
		}
		return err
	}
	open := func(dir string, want corpus.Versions) error {
		s, err := Open(dir, want)
		if err == nil {
			closeOf(t, s)
		}
		return err
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	var ve *VersionError
	for what, err := range map[string]error{"Lock": lock(dir, other), "Open": open(dir, other)} {
		if !errors.As(err, &ve) || ve.Has != versions || ve.Want != other {
			t.Errorf("%s of another version: %v", what, err)
		}
	}
	for _, d := range []string{t.TempDir(), file, filepath.Join(dir, "none")} {
		for what, err := range map[string]error{"Lock": lock(d, versions), "Open": open(d, versions)} {
			if !errors.Is(err, ErrMissing) {
				t.Errorf("%s(%q): %v, want ErrMissing", what, d, err)
			}
		}
	}
	for _, d := range []string{dir, file, filepath.Dir(file)} {
		if err := Init(d, Options{Versions: versions}); !errors.Is(err, ErrExists) {
			t.Errorf("Init(%q): %v, want ErrExists", d, err)
		}
	}
	w := writerOf(t, dir)
	if err := lock(dir, versions); !errors.Is(err, ErrBusy) {
		t.Errorf("Lock of a locked archive: %v, want ErrBusy", err)
	}
	if err := open(dir, versions); err != nil {
		t.Errorf("Open of a locked archive: %v", err)
	}
	closeOf(t, w)
}

func TestModes(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("modes are of Unix")
	}
	recs := someRecords(3, flushAt+1, 12)
	dir := newArchive(t, Options{})
	w := writerOf(t, dir)
	defer closeOf(t, w)
	for _, part := range [][]corpus.Record{recs[:flushAt], recs[flushAt:]} {
		if _, err := w.Add(part); err != nil {
			t.Fatal(err)
		}
	}
	names := append(filesOf(t, dir, ""), dir)
	if len(names) != 7 { // database, log, its index, segment, generation, lock, the folder
		t.Errorf("the archive consists of %q", names)
	}
	for _, name := range names {
		st, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		if st.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has mode %v", name, st.Mode())
		}
	}
}

func TestRebuild(t *testing.T) {
	recs := someRecords(14, flushAt+300, 30)
	dir := newArchive(t, Options{})
	wrong := slices.Clone(recs)
	for i := range wrong { // figures of another version
		wrong[i].Seeds = []uint32{uint32(i), 77777}
		wrong[i].Places = []int32{0, 1}
		wrong[i].Labels[3], wrong[i].Letters = 5, 1
	}
	addAll(t, dir, wrong[:500], wrong[500:])
	to := versions
	to.Seeds = "s2"
	calls := 0
	err := Rebuild(t.Context(), dir, to, time.Second, remakeText, func(done, all int) { calls++ })
	if err != nil {
		t.Fatal(err)
	}
	want := oracle(recs, false)
	if calls != want.Size {
		t.Errorf("progress was called %d times, want %d", calls, want.Size)
	}
	s, err := Open(dir, to)
	if err != nil {
		t.Fatal(err)
	}
	defer closeOf(t, s)
	got, err := readState(s, recs)
	if err != nil {
		t.Fatal(err)
	}
	sameState(t, "rebuilt", got, want)
	clean(t, dir)

	bare := newArchive(t, Options{NoText: true}, recs[:3]...)
	if err := Rebuild(t.Context(), bare, to, time.Second, remakeText, nil); !errors.Is(err, ErrNoText) {
		t.Errorf("Rebuild without texts: %v, want ErrNoText", err)
	}
}

func TestTextsComeBack(t *testing.T) {
	texts := []string{"", "a", "汉字", "🙂\U00020000末", "\xff\xfe坏", "\x00", "\ufffd", "\ufeff头", strings.Repeat("长", 70000)}
	var recs []corpus.Record
	for i, s := range texts {
		recs = append(recs, recordOfText("n"+decimal(i)+"\xff", s, "o\x00", -i))
	}
	dir := newArchive(t, Options{}, recs...)
	sameState(t, "texts", stateOf(t, dir, recs), oracle(recs, false))
	clean(t, dir)
}

// TestMergeFrom adds sizes by chance: segments stay few, and are written few times.
func TestMergeFrom(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	for _, most := range []int{flushAt + 1, 3000, 20000} {
		var sizes []uint32
		total, written, longest := 0, 0, 0
		for total < 400_000 {
			n := flushAt + r.IntN(most-flushAt)
			total += n
			sizes = append(sizes, uint32(n))
			from := mergeFrom(sizes)
			sum := uint32(0)
			for _, s := range sizes[from:] {
				sum += s
			}
			sizes = append(sizes[:from], sum)
			written += int(sum)
			longest = max(longest, len(sizes))
		}
		if longest > 16 || written > 7*total {
			t.Errorf("of up to %d: %d segments, each submission written %d times", most, longest, written/total)
		}
	}
}

// TestSnapshotIsShared asks one snapshot from many goroutines.
func TestSnapshotIsShared(t *testing.T) {
	recs := someRecords(21, flushAt+50, 12)
	dir := newArchive(t, Options{})
	addAll(t, dir, recs[:flushAt], recs[flushAt:])
	s := snapshotOf(t, dir)
	defer closeOf(t, s)
	want := oracle(recs, false)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			got, err := readState(s, recs)
			if err != nil {
				t.Error(err)
			}
			sameState(t, "shared", got, want)
		})
	}
	wg.Wait()
}
