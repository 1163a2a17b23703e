package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"

	"chachong/internal/peer/measure"
)

// command runs a program in b.dir and returns what it took. What it prints goes to a file;
// one that does not exit with 0 is an error.
func (b *bench) command(output string, name string, args ...string) (measure.Sample, error) {
	cmd := exec.CommandContext(b.ctx, b.program(name), args...)
	cmd.Dir = b.dir
	var messages bytes.Buffer
	cmd.Stderr = &messages
	if output != "" {
		f, err := os.Create(output)
		if err != nil {
			return measure.Sample{}, err
		}
		defer f.Close()
		cmd.Stdout = f
	}
	s, err := measure.Run(cmd)
	if err != nil {
		return s, fmt.Errorf("%s %v: %w\n%s", name, args, err, messages.Bytes())
	}
	return s, nil
}

// figures are the medians of one program on one corpus.
type figures struct {
	one, two measure.Sample // with one worker and with two; two is empty where not measured
	pairs    int            // reported near duplicates
	planted  int            // of them planted and of a resemblance of at least plantedFrom
}

// rate returns the MB a CPU-second.
func (f figures) rate(s size) float64 { return s.mb() / f.one.CPU.Seconds() }

func (f figures) peak() int64 { return max(f.one.Peak, f.two.Peak) }

// result is what both programs did with one corpus.
type result struct {
	benchCase
	size    size
	planted int // copies of a resemblance of at least plantedFrom
	of      [programs]figures
}

// measure makes the corpus of a case and runs both programs on it.
func (b *bench) measure(c benchCase) (result, error) {
	fmt.Fprintln(b.progress, "corpus", c.name)
	s, err := b.corpus(c)
	if err != nil {
		return result{}, err
	}
	defer os.RemoveAll(filepath.Join(b.dir, c.name))
	res := result{benchCase: c, size: s}
	workers := []int{1}
	if c.jobs {
		workers = append(workers, 2)
	}
	runs := b.runs
	if c.once {
		runs = 1
	}
	for _, j := range workers {
		var samples [programs][]measure.Sample
		for n := range runs {
			for p := range programs {
				fmt.Fprintf(b.progress, "%s: %s -j %d, run %d\n", c.name, p, j, n+1)
				one, err := b.check(p, c, j)
				if err != nil {
					return result{}, err
				}
				samples[p] = append(samples[p], one)
			}
		}
		for p := range programs {
			if j == 1 {
				res.of[p].one = measure.Median(samples[p])
			} else {
				res.of[p].two = measure.Median(samples[p])
			}
		}
	}
	return res, b.count(&res)
}

// check runs a program over the corpus of a case.
func (b *bench) check(p program, c benchCase, workers int) (measure.Sample, error) {
	j := strconv.Itoa(workers)
	if p == ours {
		return b.command("", p.String(), "check", "-q", "-j", j, "-f", "json="+b.output(p, c), c.name)
	}
	return b.command(b.output(p, c), p.String(), "-j", j, c.name)
}

// output is the file in which a program leaves its pairs.
func (b *bench) output(p program, c benchCase) string {
	return filepath.Join(b.dir, c.name+"."+p.String()+".out")
}

// count sets the numbers of pairs of a result from what the programs left.
func (b *bench) count(r *result) error {
	var planted []pair
	if r.kind != lawsKind {
		var err error
		if planted, err = readFile(b.truth(r.benchCase), readTruth); err != nil {
			return err
		}
		r.planted = len(planted)
	}
	for p := range programs {
		read := readTSV
		if p == ours {
			read = readJSON
		}
		found, err := readFile(b.output(p, r.benchCase), read)
		if err != nil {
			return err
		}
		r.of[p].pairs = len(found)
		r.of[p].planted = common(planted, found, r.name)
	}
	return nil
}

// starting is what it takes to start.
type starting struct {
	version, help measure.Sample
	small         [programs]measure.Sample // one short file
	bytes         int64                    // of that file
}

// What starting is measured with: runs of what takes milliseconds, and the length in
// characters of the small file, which makes 7 KB.
const (
	startRuns  = 20
	smallChars = 2700
)

// starts measures starting and one small file.
func (b *bench) starts() (starting, error) {
	var res starting
	repeat := func(n int, run func() (measure.Sample, error)) (measure.Sample, error) {
		var samples []measure.Sample
		for range n {
			s, err := run()
			if err != nil {
				return measure.Sample{}, err
			}
			samples = append(samples, s)
		}
		return measure.Median(samples), nil
	}
	fmt.Fprintln(b.progress, "start")
	small := benchCase{name: "small", kind: "clean", files: 1, chars: smallChars}
	s, err := b.corpus(small)
	if err != nil {
		return res, err
	}
	defer os.RemoveAll(filepath.Join(b.dir, small.name))
	if s.files != 1 {
		return res, fmt.Errorf("%d files in a corpus of one", s.files)
	}
	res.bytes = s.bytes
	if res.version, err = repeat(startRuns, func() (measure.Sample, error) { return b.command("", ours.String(), "--version") }); err != nil {
		return res, err
	}
	if res.help, err = repeat(startRuns, func() (measure.Sample, error) { return b.command("", ours.String(), "--help") }); err != nil {
		return res, err
	}
	for p, n := range [programs]int{startRuns, b.runs} {
		res.small[p], err = repeat(n, func() (measure.Sample, error) { return b.check(program(p), small, 1) })
		if err != nil {
			return res, err
		}
	}
	return res, nil
}
