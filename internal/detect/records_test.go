package detect_test

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/zeebo/xxh3"

	"chachong/internal/corpus"
	"chachong/internal/detect"
	"chachong/internal/finding"
)

// records returns what Records emits.
func records(t *testing.T, in []detect.Input, opt detect.Options) (ledger []finding.Input, recs []corpus.Record) {
	t.Helper()
	err := detect.Records(context.Background(), in, opt, func(e finding.Input, rs []corpus.Record) error {
		ledger, recs = append(ledger, e), append(recs, rs...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return ledger, recs
}

func preparer(t *testing.T) *detect.Preparer {
	t.Helper()
	p, err := detect.NewPreparer(detect.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Figures of an earlier program and of this one are compared with each other as long as
// they have one version. Where this test fails, raise that version in records.go beside the
// new digest: archives then ask to be rebuilt.
func TestVersionsOfFigures(t *testing.T) {
	figures := map[string]*xxh3.Hasher{"folding": xxh3.New(), "seeds": xxh3.New(), "labels": xxh3.New()}
	put := func(name string, values ...any) {
		for _, v := range values {
			if err := binary.Write(figures[name], binary.LittleEndian, v); err != nil {
				t.Fatal(err)
			}
		}
	}
	texts := []string{
		"", "党", "总结", strings.Repeat("在**正确领导下，20xx年完成了(1)信访；2、维稳。", 20),
		"全 面 貫 徹 落 實 ，①加強﹑優化；㈡①Ⅱ ＡＢＣ１２３ ⼯会\u200b工\u00ad作 _____ ○○ ＊＊ XX年度。",
	}
	for _, folder := range []string{"reports", "pair", "clean"} {
		err := filepath.WalkDir(filepath.Join("../../testdata", folder), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			b, err := os.ReadFile(path)
			if err == nil && utf8.Valid(b) {
				texts = append(texts, string(b))
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	p := preparer(t)
	for _, text := range texts {
		r := p.Record(corpus.Record{Text: text})
		put("folding", r.Letters, r.Hash)
		put("seeds", r.Seeds, r.Places)
		put("labels", r.Labels)
	}
	v := detect.Versions()
	for name, want := range map[string]string{
		"folding": "1 27132a80024b7c8c", "seeds": "1 45ff6274e5ab7e6a", "labels": "1 67d4dbf76a60c56d",
	} {
		version := map[string]string{"folding": v.Folding, "seeds": v.Seeds, "labels": v.Segmenter}[name]
		if got := fmt.Sprintf("%s %016x", version, figures[name].Sum64()); got != want {
			t.Errorf("version and digest of %s = %s, want %s: raise the version", name, got, want)
		}
	}
}

func TestRecords(t *testing.T) {
	doc, bodies := compilation(7)
	in := inputsOf(map[string]string{"a/汇编.txt": doc, "b.txt": prose(rng(8), 900)})
	in[0].Owner, in[0].Year = "临溪县", 2023
	in = append(in, detect.Input{Path: "c.txt", Read: func() detect.Reading {
		return detect.Reading{Status: "error", Code: "E_PERM", Reason: "no permission to read it"}
	}}, detect.Input{Path: "d.txt", Read: func() detect.Reading { panic("broken") }})
	ledger, recs := records(t, in, detect.Options{})
	if len(ledger) != 4 || ledger[2].Code != "E_PERM" || ledger[3].Code != "E_INTERNAL" {
		t.Errorf("ledger = %+v, want 4 lines, the last two with E_PERM and E_INTERNAL", ledger)
	}
	if len(recs) != len(bodies)+1 {
		t.Fatalf("%d records, want %d", len(recs), len(bodies)+1)
	}
	for i, r := range recs[:len(bodies)] {
		if r.Name != "a/汇编.txt" || r.Ordinal != i+1 || r.Owner != "临溪县" || r.Year != 2023 || strings.TrimSpace(r.Text) != strings.TrimSpace(bodies[i]) {
			t.Errorf("record %d = %q#%d of %q, %d, want the submission of its place", i, r.Name, r.Ordinal, r.Owner, r.Year)
		}
		for _, s := range r.Paragraphs {
			if s.Lo < 0 || s.Hi <= s.Lo || int(s.Hi) > len(r.Text) || strings.Contains(s.Of(r.Text), "\n") {
				t.Errorf("record %d: paragraph %v, want a line of its text", i, s)
			}
		}
	}
	if len(recs[0].Seeds) == 0 || len(recs[0].Seeds) != len(recs[0].Places) || recs[0].Labels == (corpus.Labels{}) {
		t.Errorf("record 0 has %d seeds, %d places, labels %v", len(recs[0].Seeds), len(recs[0].Places), recs[0].Labels)
	}
}

// Records come in the order of the inputs, and are the same for any number of workers.
func TestRecordsOrder(t *testing.T) {
	texts := map[string]string{}
	for i := range 300 {
		texts[fmt.Sprintf("%03d.txt", i)] = prose(rng(uint64(i)), 10+i%7*40)
	}
	in := inputsOf(texts)
	wantLedger, want := records(t, in, detect.Options{Jobs: 1})
	if !slices.IsSortedFunc(want, func(a, b corpus.Record) int { return strings.Compare(a.Name, b.Name) }) {
		t.Error("records are not in the order of the inputs")
	}
	for _, jobs := range []int{2, 7} {
		ledger, got := records(t, in, detect.Options{Jobs: jobs})
		if !reflect.DeepEqual(got, want) || !reflect.DeepEqual(ledger, wantLedger) {
			t.Errorf("records of %d workers differ from those of one", jobs)
		}
	}
}

func TestRecordsEnd(t *testing.T) {
	in := inputsOf(map[string]string{"a.txt": prose(rng(1), 50), "b.txt": prose(rng(2), 50), "c.txt": prose(rng(3), 50)})
	stop := errors.New("enough")
	calls := 0
	err := detect.Records(context.Background(), in, detect.Options{}, func(finding.Input, []corpus.Record) error {
		calls++
		return stop
	})
	if !errors.Is(err, stop) || calls != 1 {
		t.Errorf("after an error of emit: %v, %d calls, want it and 1", err, calls)
	}
	ctx, cancel := context.WithCancel(context.Background())
	err = detect.Records(ctx, in, detect.Options{}, func(finding.Input, []corpus.Record) error {
		cancel()
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("after the context ended: %v, want %v", err, context.Canceled)
	}
	if err := detect.Records(context.Background(), nil, detect.Options{}, nil); err != nil {
		t.Errorf("no inputs: %v", err)
	}
}

// The figures of a record come from its text and its marks alone: made again they are the
// same, and they are those that check compares by.
func TestRecordAgain(t *testing.T) {
	p := preparer(t)
	var doc string
	page := 1
	for i, c := range []rune(strings.ReplaceAll(prose(rng(5), 2000), "\n", "")) {
		if i > 0 && i%300 == 0 {
			page++
			doc += fmt.Sprintf("\n%d、", page)
		}
		doc += string(c)
	}
	_, recs := records(t, inputsOf(map[string]string{"a.txt": doc}), detect.Options{})
	d := p.Prepare("a.txt", "", doc)
	if len(d.Junk) == 0 {
		t.Fatal("no page marks in the text of this test")
	}
	for i, r := range recs {
		if again := p.Record(r); !reflect.DeepEqual(again, r) {
			t.Errorf("Record(record %d) differs from it", i)
		}
		s := &d.Submissions[i]
		if r.Hash != s.Hash || r.Letters != s.Letters || !slices.Equal(r.Seeds, s.Seeds) || !slices.Equal(r.Places, s.Places) {
			t.Errorf("record %d has other figures than Prepare gives", i)
		}
		for _, s := range r.Junk {
			if s.Lo < 0 || int(s.Hi) > len(r.Text) {
				t.Errorf("record %d: mark %v outside its text of %d bytes", i, s, len(r.Text))
			}
		}
	}
}

func BenchmarkRecord(b *testing.B) {
	p, err := detect.NewPreparer(detect.Options{})
	if err != nil {
		b.Fatal(err)
	}
	r := corpus.Record{Text: prose(rng(1), 3000)}
	b.SetBytes(int64(len(r.Text)))
	b.ReportAllocs()
	for b.Loop() {
		p.Record(r)
	}
}
