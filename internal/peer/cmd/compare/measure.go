package main

import (
	"bytes"
	"cmp"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"syscall"
	"time"
)

// sample is what one run of a program took.
type sample struct {
	cpu, wall time.Duration
	peak      int64 // bytes
}

// command runs a program in b.dir and returns what it took. What it prints goes to a file;
// one that does not exit with 0 is an error.
func (b *bench) command(output string, name string, args ...string) (sample, error) {
	cmd := exec.CommandContext(b.ctx, b.program(name), args...)
	cmd.Dir = b.dir
	var messages bytes.Buffer
	cmd.Stderr = &messages
	if output != "" {
		f, err := os.Create(output)
		if err != nil {
			return sample{}, err
		}
		defer f.Close()
		cmd.Stdout = f
	}
	begin := time.Now()
	err := cmd.Run()
	wall := time.Since(begin)
	if err != nil {
		return sample{}, fmt.Errorf("%s %v: %w\n%s", name, args, err, messages.Bytes())
	}
	usage := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	return sample{
		cpu:  cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(),
		wall: wall,
		peak: int64(usage.Maxrss) * rssUnit,
	}, nil
}

// median returns the medians of the figures, each for itself.
func median(samples []sample) sample {
	return sample{
		cpu:  medianOf(samples, func(s sample) time.Duration { return s.cpu }),
		wall: medianOf(samples, func(s sample) time.Duration { return s.wall }),
		peak: medianOf(samples, func(s sample) int64 { return s.peak }),
	}
}

// medianOf returns the middle one of the values, the lower one of two.
func medianOf[T cmp.Ordered](samples []sample, value func(sample) T) T {
	var values []T
	for _, s := range samples {
		values = append(values, value(s))
	}
	slices.Sort(values)
	return values[(len(values)-1)/2]
}

// figures are the medians of one program on one corpus.
type figures struct {
	one, two sample // with one worker and with two; two is empty where not measured
	pairs    int    // reported near duplicates
	planted  int    // of them planted and of a resemblance of at least plantedFrom
}

// rate returns the MB a CPU-second.
func (f figures) rate(s size) float64 { return s.mb() / f.one.cpu.Seconds() }

func (f figures) peak() int64 { return max(f.one.peak, f.two.peak) }

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
		var samples [programs][]sample
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
				res.of[p].one = median(samples[p])
			} else {
				res.of[p].two = median(samples[p])
			}
		}
	}
	return res, b.count(&res)
}

// check runs a program over the corpus of a case.
func (b *bench) check(p program, c benchCase, workers int) (sample, error) {
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
	version, help sample
	small         [programs]sample // one short file
	bytes         int64            // of that file
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
	repeat := func(n int, run func() (sample, error)) (sample, error) {
		var samples []sample
		for range n {
			s, err := run()
			if err != nil {
				return sample{}, err
			}
			samples = append(samples, s)
		}
		return median(samples), nil
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
	if res.version, err = repeat(startRuns, func() (sample, error) { return b.command("", ours.String(), "--version") }); err != nil {
		return res, err
	}
	if res.help, err = repeat(startRuns, func() (sample, error) { return b.command("", ours.String(), "--help") }); err != nil {
		return res, err
	}
	for p, n := range [programs]int{startRuns, b.runs} {
		res.small[p], err = repeat(n, func() (sample, error) { return b.check(program(p), small, 1) })
		if err != nil {
			return res, err
		}
	}
	return res, nil
}
