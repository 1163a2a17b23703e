package archive

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"chachong/internal/corpus"
	"github.com/zeebo/xxh3"
)

var benchSize = flag.Int("submissions", 10_000, "submissions in the archive of the benchmarks")

// benchRecords returns n records of 3,000 letters with 375 sampled seeds each, a tenth of them
// out of 2,000 that everybody uses. Their figures are drawn, not made of the text.
func benchRecords(r *rand.Rand, n, from int) []corpus.Record {
	body := []byte(writeText(r, 9000))
	recs := make([]corpus.Record, n)
	for i := range recs {
		at := r.IntN(len(body)/3/2) &^ 1
		for body[at]&0xc0 == 0x80 {
			at++
		}
		end := at + 9000
		for body[end]&0xc0 == 0x80 {
			end++
		}
		rec := &recs[i]
		*rec = corpus.Record{
			Name: fmt.Sprintf("上报/%d/材料.docx", from+i), Ordinal: 1, Title: "工作总结", Owner: fmt.Sprintf("单位%d", r.IntN(5000)),
			Year: 2020 + r.IntN(6), Letters: 3000, Text: string(body[at:end]), Hash: [2]uint64{r.Uint64(), r.Uint64()},
		}
		for j := range 375 {
			s := r.Uint32() / corpus.SampleRate
			if j%10 == 0 {
				s = uint32(xxh3.HashString(fmt.Sprint(r.IntN(2000)))) / corpus.SampleRate
			}
			rec.Seeds = append(rec.Seeds, s)
		}
		slices.Sort(rec.Seeds)
		rec.Seeds = slices.Compact(rec.Seeds)
		for j := range rec.Labels {
			rec.Labels[j] = r.Uint32()
		}
	}
	return recs
}

// benchDir is the folder of what benchArchive makes; TestMain removes it.
var benchDir string

// benchArchive returns the folder of an archive of benchSize submissions, which it makes once
// for all benchmarks.
func benchArchive(b *testing.B) string {
	b.Helper()
	if benchDir != "" {
		return filepath.Join(benchDir, "库")
	}
	var err error
	if benchDir, err = os.MkdirTemp("", "archive"); err != nil {
		b.Fatal(err)
	}
	dir := filepath.Join(benchDir, "库")
	if err := Init(dir, Options{Versions: versions}); err != nil {
		b.Fatal(err)
	}
	w := writerOf(b, dir)
	defer closeOf(b, w)
	r := rand.New(rand.NewPCG(9, 9))
	for n := 0; n < *benchSize; n += 1000 {
		if _, err := w.Add(benchRecords(r, 1000, n)); err != nil {
			b.Fatal(err)
		}
	}
	return dir
}

// BenchmarkAdd adds 1,000 submissions an operation to an archive that grows.
func BenchmarkAdd(b *testing.B) {
	dir := newArchive(b, Options{})
	w := writerOf(b, dir)
	defer closeOf(b, w)
	r := rand.New(rand.NewPCG(3, 3))
	n := 0
	for b.Loop() {
		b.StopTimer()
		recs := benchRecords(r, 1000, n)
		n += 1000
		b.StartTimer()
		if _, err := w.Add(recs); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "submissions/s")
}

// BenchmarkAddOne adds one submission an operation: what a transaction costs, of which the file
// generation is one fsync.
func BenchmarkAddOne(b *testing.B) {
	w := writerOf(b, newArchive(b, Options{}))
	defer closeOf(b, w)
	recs := benchRecords(rand.New(rand.NewPCG(3, 3)), 1000, 0)
	for i := 0; b.Loop(); i++ {
		if i%len(recs) == 0 {
			for j := range recs {
				recs[j].Hash[0]++ // as if of other texts
			}
		}
		if _, err := w.Add(recs[i%len(recs):][:1]); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkPack deflates one text of 3,000 letters.
func BenchmarkPack(b *testing.B) {
	r := rand.New(rand.NewPCG(3, 3))
	rec := benchRecords(r, 1, 0)[0]
	var p packer
	size := 0
	for b.Loop() {
		body, err := p.pack(&rec, false)
		if err != nil {
			b.Fatal(err)
		}
		size = len(body)
	}
	b.SetBytes(int64(len(rec.Text)))
	b.ReportMetric(float64(size), "bytes/text")
}

// BenchmarkOpen opens an archive and closes it.
func BenchmarkOpen(b *testing.B) {
	dir := benchArchive(b)
	for b.Loop() {
		closeOf(b, snapshotOf(b, dir))
	}
}

// BenchmarkOpenRecents opens an archive with as many submissions in no segment as there may be,
// and looks up a seed.
func BenchmarkOpenRecents(b *testing.B) {
	dir := newArchive(b, Options{}, benchRecords(rand.New(rand.NewPCG(1, 1)), flushAt-1, 0)...)
	for b.Loop() {
		s := snapshotOf(b, dir)
		if err := s.Holders([]uint32{1}, func(int, []int32) {}); err != nil {
			b.Fatal(err)
		}
		closeOf(b, s)
	}
}

// BenchmarkHolders looks up the sample of one report, and of a folder of a thousand.
func BenchmarkHolders(b *testing.B) {
	dir := benchArchive(b)
	for _, n := range []int{400, 400_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			s := snapshotOf(b, dir)
			defer closeOf(b, s)
			r := rand.New(rand.NewPCG(5, 5))
			seeds := make([]uint32, n)
			for i := range seeds {
				seeds[i] = r.Uint32() / corpus.SampleRate
				if i%10 == 0 {
					seeds[i] = uint32(xxh3.HashString(fmt.Sprint(r.IntN(2000)))) / corpus.SampleRate
				}
			}
			slices.Sort(seeds)
			held := 0
			for b.Loop() {
				held = 0
				if err := s.Holders(seeds, func(_ int, numbers []int32) { held += len(numbers) }); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(held), "postings")
			b.ReportMetric(float64(len(s.segs)), "segments")
		})
	}
}

// BenchmarkRecords reads 20 submissions.
func BenchmarkRecords(b *testing.B) {
	s := snapshotOf(b, benchArchive(b))
	defer closeOf(b, s)
	r := rand.New(rand.NewPCG(7, 7))
	for b.Loop() {
		numbers := make([]int32, 20)
		for i := range numbers {
			numbers[i] = 1 + int32(r.IntN(s.Size()))
		}
		if _, err := s.Records(numbers); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLabels reads the labels of 2,000 submissions.
func BenchmarkLabels(b *testing.B) {
	s := snapshotOf(b, benchArchive(b))
	defer closeOf(b, s)
	r := rand.New(rand.NewPCG(8, 8))
	numbers := make([]int32, 2000)
	for i := range numbers {
		numbers[i] = 1 + int32(r.IntN(s.Size()))
	}
	slices.Sort(numbers)
	for b.Loop() {
		if _, err := s.Labels(numbers); err != nil {
			b.Fatal(err)
		}
	}
}
