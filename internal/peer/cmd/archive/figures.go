package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"chachong/internal/peer/measure"
)

// archiveName is the name of every archive, each in a folder of its own, so that what is
// said about two of them can be equal.
const archiveName = "archive"

// What is wanted on the machine that the figures were set for: two processors.
const (
	wantRate = 1000                   // submissions/s of an add, at least
	wantWall = 100 * time.Millisecond // of a gate, the median, at most
	wantPeak = 150e6                  // bytes of memory of a gate, at most
)

// figures fills an archive in one go and another in batches, gates planted documents
// against both, and prints what it took.
func figures(b *bench, o options, out io.Writer) error {
	fmt.Fprintf(b.progress, "write %d reports\n", o.n)
	r, err := newReports(filepath.Join(b.dir, "reports"), o.n, reportChars, o.seed)
	if err != nil {
		return err
	}
	each := fullPlants
	if o.quick {
		each = quickPlants
	}
	plants, err := r.plant(filepath.Join(b.dir, "planted"), each)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "\n%d reports of %d characters in the mean, %s MB\n", o.n, reportChars, measure.Megabytes(r.bytes))

	one, ten := filepath.Join(b.dir, "one"), filepath.Join(b.dir, "ten")
	for _, dir := range []string{one, ten} {
		if err := b.newArchive(dir); err != nil {
			return err
		}
	}
	whole, err := b.add(one, r.folders()...)
	if err != nil {
		return err
	}
	var parts []measure.Sample
	for _, folder := range r.folders() {
		s, err := b.add(ten, folder)
		if err != nil {
			return err
		}
		parts = append(parts, s)
	}
	again, err := b.add(one, r.folders()[0])
	if err != nil {
		return err
	}
	verified, err := b.must(one, "archive", "verify", archiveName)
	if err != nil {
		return err
	}
	held := (o.n + batches - 1) / batches
	measure.Table(out, "archive add and archive verify", "run|submissions|wall s|CPU s|submissions/s|peak MB", [][]string{
		addRow("add, all in one go", o.n, whole),
		addRow(fmt.Sprintf("add, the same in %d batches", batches), o.n, sum(parts)),
		addRow("add, the last of these", o.n-(batches-1)*held, parts[batches-1]),
		addRow("add what is there already", held, again),
		addRow("verify", o.n, verified.Sample),
	})

	stats, err := b.stats(one)
	if err != nil {
		return err
	}
	other, err := b.stats(ten)
	if err != nil {
		return err
	}
	if err := printDisk(out, []string{one, ten}, o.n); err != nil {
		return err
	}
	printStats(out, stats, other)
	wrong := differences(stats, other)

	gates, err := b.gateAll(one, plants)
	if err != nil {
		return err
	}
	rows, bad := gateRows(gates)
	wrong = append(wrong, bad...)
	measure.Table(out, "gate, one new document a process", "document|number|refused|source named|wall ms median|wall ms p95|CPU ms median|peak MB most", rows)

	others, err := b.gateAll(ten, plants)
	if err != nil {
		return err
	}
	same := 0
	for i, g := range gates {
		if g.said == others[i].said {
			same++
		} else {
			wrong = append(wrong, fmt.Sprintf("%s: the archive made in batches gives another answer", g.path))
		}
	}
	fmt.Fprintf(out, "the archive made in %d batches gives the same answers, times aside: %d of %d\n", batches, same, len(gates))
	printWanted(out, float64(o.n)/whole.Wall.Seconds(), gates)
	if len(wrong) > 0 {
		return errors.New(strings.Join(wrong, "\n"))
	}
	return nil
}

// newArchive makes an empty archive in a folder.
func (b *bench) newArchive(dir string) error {
	if err := os.RemoveAll(dir); err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	_, err := b.must(dir, "archive", "init", archiveName)
	return err
}

// add puts what is in folders into the archive of a folder.
func (b *bench) add(dir string, folders ...string) (measure.Sample, error) {
	fmt.Fprintf(b.progress, "add %s\n", strings.Join(folders, " "))
	a, err := b.must(dir, addArgs(folders...)...)
	return a.Sample, err
}

// addArgs are the arguments that add folders.
func addArgs(folders ...string) []string {
	return slices.Concat([]string{"archive", "add", archiveName}, folders, []string{"--owner-from", "folder", "-q"})
}

// gateAll asks about every planted document, after one that makes the files warm.
func (b *bench) gateAll(dir string, plants []planted) ([]gated, error) {
	fmt.Fprintf(b.progress, "gate %d documents against %s\n", len(plants), dir)
	if _, err := b.gate(dir, plants[0]); err != nil {
		return nil, err
	}
	var res []gated
	for _, p := range plants {
		g, err := b.gate(dir, p)
		if err != nil {
			return nil, err
		}
		res = append(res, g)
	}
	return res, nil
}

// sum adds times; the peak is that of the largest.
func sum(samples []measure.Sample) measure.Sample {
	var res measure.Sample
	for _, s := range samples {
		res.CPU += s.CPU
		res.Wall += s.Wall
		res.Peak = max(res.Peak, s.Peak)
	}
	return res
}

func addRow(what string, n int, s measure.Sample) []string {
	return []string{
		what, fmt.Sprint(n), fmt.Sprintf("%.1f", s.Wall.Seconds()), fmt.Sprintf("%.1f", s.CPU.Seconds()),
		fmt.Sprintf("%.0f", float64(n)/s.Wall.Seconds()), measure.Megabytes(s.Peak),
	}
}

// printWanted prints the figures that have been set as aims beside those of this run.
func printWanted(out io.Writer, rate float64, gates []gated) {
	var samples []measure.Sample
	for _, g := range gates {
		if g.source != "" {
			samples = append(samples, g.Sample)
		}
	}
	mid, most := measure.Median(samples), measure.Quantile(samples, 1)
	yes := map[bool]string{true: "yes", false: "no"}
	measure.Table(out, "wanted", "figure|wanted|this run|reached", [][]string{
		{"archive add, submissions/s", fmt.Sprintf(">= %d", wantRate), fmt.Sprintf("%.0f", rate), yes[rate >= wantRate]},
		{"gate, median wall ms", "<= " + measure.Milliseconds(wantWall), measure.Milliseconds(mid.Wall), yes[mid.Wall <= wantWall]},
		{"gate, most memory in MB", "<= " + measure.Megabytes(wantPeak), measure.Megabytes(most.Peak), yes[most.Peak <= wantPeak]},
	})
}
