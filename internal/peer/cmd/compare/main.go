// Command compare measures chachong against the peer of ../peer on generated corpora and,
// where they are at hand, on the laws of the measuring data. It builds both, runs them in
// turn, and prints medians:
//
//	go run ./cmd/compare           a few minutes
//	go run ./cmd/compare -full     100 MB, 10,000 and 100,000 reports
//
// Run it in the folder of this module.
package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"

	"chachong/internal/peer/measure"
)

// options are the flags.
type options struct {
	root string // of the product
	data string // folder of measuring data; the laws are left out where it is absent
	keep string // folder to work in, kept; "": a temporary one
	only string // names of the cases to run, comma-separated; "": all
	runs int
	full bool
	mb   float64 // size of the corpus of copies; 0: that of the plan
}

func main() {
	var o options
	flag.StringVar(&o.root, "root", filepath.Join("..", ".."), "folder of the product's module")
	flag.StringVar(&o.data, "data", "", "folder of measuring data (default $CHACHONG_DATA, or ../shared/data beside the product)")
	flag.StringVar(&o.keep, "keep", "", "work in this folder and keep corpora and programs there")
	flag.StringVar(&o.only, "only", "", "run only these cases, comma-separated: "+strings.Join(caseNames(), ", "))
	flag.IntVar(&o.runs, "runs", 3, "runs of each, alternately; medians are printed")
	flag.BoolVar(&o.full, "full", false, "the large corpora: 100 MB of copies, 10,000 and 100,000 reports")
	flag.Float64Var(&o.mb, "mb", 0, "size of the corpus of copies in MB (0: 30, with -full 100)")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Stdout, os.Stderr, o); err != nil {
		fmt.Fprintln(os.Stderr, "compare:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, out, progress io.Writer, o options) error {
	if o.runs < 1 {
		return errors.New("-runs: want at least 1")
	}
	cases, err := choose(plan(o), o.only)
	if err != nil {
		return err
	}
	dir := o.keep
	if dir == "" {
		if dir, err = os.MkdirTemp("", "chachong-bench"); err != nil {
			return err
		}
		defer os.RemoveAll(dir)
	}
	b, err := newBench(ctx, dir, o, progress)
	if err != nil {
		return err
	}
	made, err := b.peerMade()
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%s\npeer: %s\nmedians, runs: %d; CPU is user and system time of the process with one worker; 1 MB is 1,000,000 bytes\n", measure.Machine(), made, o.runs)
	start, err := b.starts()
	if err != nil {
		return err
	}
	start.print(out)
	var results []result
	for _, c := range cases {
		if c.kind == lawsKind && b.laws == "" {
			fmt.Fprintln(progress, "laws: no measuring data, left out (set CHACHONG_DATA)")
			continue
		}
		r, err := b.measure(c)
		if err != nil {
			return fmt.Errorf("%s: %w", c.name, err)
		}
		results = append(results, r)
	}
	printRuns(out, results, start)
	printGrowth(out, results, start)
	printBehind(out, results)
	return nil
}

// dataFolder returns the folder of measuring data, "" where there is none.
func dataFolder(o options) string {
	dir := cmp.Or(o.data, os.Getenv("CHACHONG_DATA"), filepath.Join(o.root, "..", "shared", "data"))
	if _, err := os.Stat(filepath.Join(dir, "laws", "laws.tar.gz")); err != nil {
		return ""
	}
	return dir
}
