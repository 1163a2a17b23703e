// Command archive measures the archive and the gate on generated reports, and tries what
// must not break them. It builds chachong, or takes one that is built, and prints tables:
//
//	go run ./cmd/archive               100,000 reports; half an hour
//	go run ./cmd/archive -quick        5,000 reports; a minute
//	go run ./cmd/archive -do crash     kills 500 adds at random times
//	go run ./cmd/archive -do writers   eight writers and four gates at once
//	go run ./cmd/archive -do disk      a full disk and a read-only one (Linux, root)
//
// Run it in the folder of this module. It exits with 1 where a planted copy is missed, a
// fresh report is not passed, two answers differ that must be the same, or something is
// lost; times are printed and do not fail, since machines differ.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"

	"chachong/internal/peer/measure"
)

// options are the flags.
type options struct {
	root   string // of the product
	binary string // the program to measure; "": it is built
	keep   string // folder to work in, kept; "": a temporary one
	do     string // names of trials, comma-separated
	n      int    // reports of the archive
	quick  bool
	kills  int
	seed   uint64
}

// Sizes of a quick run: reports of the archive, and planted documents of a disguise.
const (
	quickReports = 5_000
	quickPlants  = 6
	fullPlants   = 20
)

// trials are what can be done, in the order in which it is done.
var trials = []struct {
	name string
	run  func(*bench, options, io.Writer) error
}{
	{"figures", figures},
	{"crash", crash},
	{"writers", writers},
	{"disk", disk},
}

func main() {
	var o options
	flag.StringVar(&o.root, "root", filepath.Join("..", ".."), "folder of the product's module")
	flag.StringVar(&o.binary, "chachong", "", "program to measure (default: build it)")
	flag.StringVar(&o.keep, "keep", "", "work in this folder and keep everything there")
	flag.StringVar(&o.do, "do", "figures", "what to do, comma-separated: "+strings.Join(trialNames(), ", "))
	flag.IntVar(&o.n, "n", 100_000, "reports of the archive")
	flag.BoolVar(&o.quick, "quick", false, fmt.Sprintf("%d reports and few planted documents", quickReports))
	flag.IntVar(&o.kills, "crash", 500, "how many adds to kill")
	flag.Uint64Var(&o.seed, "seed", 1, "same seed, same reports and same times of killing")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Stdout, os.Stderr, o); err != nil {
		fmt.Fprintln(os.Stderr, "archive:", err)
		os.Exit(1)
	}
}

func trialNames() []string {
	var names []string
	for _, t := range trials {
		names = append(names, t.name)
	}
	return names
}

func run(ctx context.Context, out, progress io.Writer, o options) error {
	wanted := strings.Split(o.do, ",")
	for _, name := range wanted {
		if !slices.Contains(trialNames(), name) {
			return fmt.Errorf("-do %q: want one of %s", name, strings.Join(trialNames(), ", "))
		}
	}
	if o.quick {
		o.n = quickReports
	}
	if o.n < batches || o.n > 1_000_000 {
		return fmt.Errorf("-n %d: want %d to 1000000", o.n, batches)
	}
	if o.kills < 1 {
		return errors.New("-crash: want at least 1")
	}
	dir := o.keep
	if dir == "" {
		var err error
		if dir, err = os.MkdirTemp("", "chachong-archive"); err != nil {
			return err
		}
		defer os.RemoveAll(dir)
	}
	b, err := newBench(ctx, dir, o, progress)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%s\nCPU is user and system time of the process; 1 MB is 1,000,000 bytes\n", measure.Machine())
	var failed []error
	for _, t := range trials {
		if !slices.Contains(wanted, t.name) {
			continue
		}
		if err := t.run(b, o, out); err != nil {
			failed = append(failed, fmt.Errorf("%s: %w", t.name, err))
		}
	}
	fmt.Fprintln(out, "\nload at the end", measure.Load())
	return errors.Join(failed...)
}

// bench runs the program.
type bench struct {
	ctx      context.Context
	dir      string // everything is below it
	binary   string
	progress io.Writer
}

// newBench builds the program where none is given.
func newBench(ctx context.Context, dir string, o options, progress io.Writer) (*bench, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	b := &bench{ctx: ctx, dir: dir, progress: progress}
	if o.binary != "" {
		b.binary, err = filepath.Abs(o.binary)
		return b, err
	}
	b.binary = filepath.Join(dir, "chachong")
	fmt.Fprintln(progress, "build chachong")
	cmd := exec.CommandContext(ctx, "go", "build", "-trimpath", "-ldflags", "-s -w", "-o", b.binary, "./cmd/chachong")
	cmd.Dir = o.root
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if text, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("build chachong: %w\n%s", err, text)
	}
	return b, nil
}
