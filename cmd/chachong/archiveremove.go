package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"chachong/internal/archive"
	"chachong/internal/detect"
	"chachong/internal/message"
	"chachong/internal/policy"
)

// removedShown is how many submissions archive remove names.
const removedShown = 20

// removeOptions are the settings of archive remove.
type removeOptions struct {
	filter archive.Filter
	yes    bool
	dryRun bool
	wait   time.Duration
}

func (a *app) archiveRemoveCommand() *cobra.Command {
	var opt removeOptions
	cmd := a.onArchive("remove", message.ArgsArchiveRemove, cobra.MinimumNArgs(1), func(ctx context.Context, dir string, args []string) error {
		numbers, err := parseNumbers(args)
		if err != nil {
			return a.usage(err)
		}
		opt.filter.Numbers = numbers
		if opt.filter.Empty() {
			return a.usage(errors.New("nothing says which submissions to remove"))
		}
		return a.archiveRemove(ctx, dir, &opt)
	})
	a.filterFlags(cmd, &opt.filter, "held-owner", "held-name")
	cmd.Flags().BoolVar(&opt.yes, "yes", false, a.lang.Flag("yes"))
	cmd.Flags().BoolVar(&opt.dryRun, "dry-run", false, a.lang.Flag("dry-run"))
	a.waitFlag(cmd, &opt.wait)
	return cmd
}

// archiveRemove removes what the filter means. By numbers alone everybody says what is
// meant; what else may mean more than was thought, and has to be confirmed.
func (a *app) archiveRemove(ctx context.Context, dir string, opt *removeOptions) error {
	f := opt.filter
	byNumber := f.Owner == "" && f.Year == 0 && f.Name == ""
	meant, err := a.meant(ctx, dir, f, byNumber)
	if err != nil {
		return err
	}
	if n := missingNumber(f.Numbers, meant); n > 0 && (len(meant) > 0 || opt.dryRun) {
		return a.refuse(policy.ExitUsage, a.lang.Text(message.ArchiveNoNumber, n), a.lang.Text(message.HintArchiveList, a.archiveWord(dir)))
	}
	switch {
	case opt.dryRun:
		return a.printLines(a.listed(message.ArchiveWouldRemove, meant)...)
	case len(meant) > 0 && !byNumber && !opt.yes:
		if err := a.printLines(a.listed(message.ArchiveWouldRemove, meant)...); err != nil {
			return err
		}
		return a.refuse(policy.ExitUsage, a.lang.Count(message.ArchiveUnconfirmed, len(meant)), a.lang.Text(message.HintArchiveYes))
	}
	// Where nothing is meant any more, an earlier call may have left texts in the log.
	err = a.purge(ctx, dir, meant, opt.wait)
	if err != nil && !errors.Is(err, archive.ErrHeld) {
		return a.archiveStopped(ctx, dir, err)
	}
	if len(meant) > 0 {
		if err := a.printLines(a.listed(message.ArchiveRemoved, meant)...); err != nil {
			return err
		}
	}
	switch {
	case err != nil:
		return a.refuse(policy.ExitDamaged, a.lang.Text(message.ArchiveHeld), a.lang.Text(message.HintArchiveHeld))
	case len(meant) == 0:
		return a.refuse(policy.ExitUsage, a.lang.Text(message.ArchiveNone), a.lang.Text(message.HintArchiveList, a.archiveWord(dir)))
	}
	return nil
}

// meant returns the submissions that a filter means. Of damaged ones that are named by number
// nothing but that is known: they can be removed all the same.
func (a *app) meant(ctx context.Context, dir string, f archive.Filter, byNumber bool) ([]archive.Entry, error) {
	if !byNumber {
		return a.held(ctx, dir, f)
	}
	s, err := archive.Open(dir, detect.Versions())
	if err != nil {
		return nil, a.archiveFailure(dir, err)
	}
	defer s.Close()
	var entries []archive.Entry
	for _, n := range f.Numbers {
		for e, err := range s.List(ctx, archive.Filter{Numbers: []int32{n}}) {
			var damaged *archive.DamagedError
			switch {
			case errors.As(err, &damaged):
				e = archive.Entry{Number: n}
			case err != nil:
				return nil, a.archiveStopped(ctx, dir, err)
			}
			entries = append(entries, e)
		}
	}
	return entries, nil
}

// purge removes submissions, and what is left of those removed before.
func (a *app) purge(ctx context.Context, dir string, meant []archive.Entry, wait time.Duration) error {
	numbers := make([]int32, len(meant))
	for i, e := range meant {
		numbers[i] = e.Number
	}
	w, err := archive.Lock(ctx, dir, detect.Versions(), wait)
	if err != nil {
		return err
	}
	_, err = w.Remove(archive.Filter{Numbers: numbers})
	if e := w.Close(); err == nil {
		err = e
	}
	return err
}

// listed returns the lines that name submissions under a head with their number.
func (a *app) listed(head message.Key, entries []archive.Entry) []string {
	lines := []string{a.lang.Count(head, len(entries))}
	for _, e := range entries[:min(len(entries), removedShown)] {
		lines = append(lines, "  "+a.heldAs(e, e.Number))
	}
	if more := len(entries) - removedShown; more > 0 {
		lines = append(lines, "  "+a.lang.Count(message.ArchiveMore, more))
	}
	return lines
}

// missingNumber returns the first of the numbers that none of the entries has, 0 where each
// has one. Both ascend.
func missingNumber(numbers []int32, entries []archive.Entry) int32 {
	for _, n := range numbers {
		if len(entries) == 0 || entries[0].Number != n {
			return n
		}
		entries = entries[1:]
	}
	return 0
}

// mostNumbers is how many submissions a range of numbers may mean: more is a slip.
const mostNumbers = 100_000

// parseNumbers reads numbers and ranges of them: 7, 12-15. nil for no arguments.
func parseNumbers(args []string) ([]int32, error) {
	var numbers []int32
	for _, arg := range args {
		first, last, isRange := strings.Cut(arg, "-")
		lo, err := strconv.ParseInt(first, 10, 32)
		hi := lo
		if err == nil && isRange {
			hi, err = strconv.ParseInt(last, 10, 32)
		}
		if err != nil || lo < 1 || hi < lo || hi-lo >= mostNumbers || hi == math.MaxInt32 {
			return nil, fmt.Errorf("%q: want the number of a submission, or a range such as 12-15", arg)
		}
		for n := lo; n <= hi; n++ {
			numbers = append(numbers, int32(n))
		}
	}
	slices.Sort(numbers)
	return slices.Compact(numbers), nil
}
