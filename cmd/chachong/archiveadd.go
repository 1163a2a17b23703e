package main

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"chachong/internal/archive"
	"chachong/internal/config"
	"chachong/internal/corpus"
	"chachong/internal/detect"
	"chachong/internal/finding"
	"chachong/internal/message"
	"chachong/internal/policy"
	"chachong/internal/source"
)

// What a transaction holds at most. Each ends with the disk saying that it has everything,
// which takes milliseconds; an interrupted call loses one of them.
const (
	batchRecords = 1000
	batchBytes   = 16 << 20               // of text
	batchTime    = 500 * time.Millisecond // from its first submission on
)

// turnPause is the time between two transactions of one call in which others get the lock:
// longer than what passes between two of their tries.
const turnPause = 20 * time.Millisecond

// addOptions are the settings of archive add.
type addOptions struct {
	check     config.Check // those that say what is read, by whom and how
	supersede bool
	wait      time.Duration
}

func (a *app) archiveAddCommand() *cobra.Command {
	var opt addOptions
	cfg := &opt.check
	cmd := a.onArchive("add", message.ArgsArchiveAdd, cobra.MinimumNArgs(1), func(ctx context.Context, dir string, args []string) error {
		return a.archiveAdd(ctx, dir, args, &opt)
	})
	f := cmd.Flags()
	f.StringVar(&cfg.Owner, "owner", "", a.lang.Flag("owner"))
	f.StringVar(&cfg.OwnerFrom, "owner-from", "", a.lang.Flag("owner-from"))
	f.StringVar(&cfg.Roster, "roster", "", a.lang.Flag("roster"))
	f.Var((*yearValue)(&cfg.Year), "year", a.lang.Flag("year"))
	f.BoolVar(&opt.supersede, "supersede", false, a.lang.Flag("supersede"))
	f.StringArrayVarP(&cfg.Formats, "format", "f", nil, a.lang.Flag("format-one"))
	a.inputFlags(f, cfg)
	a.waitFlag(cmd, &opt.wait)
	f.IntVarP(&cfg.Jobs, "jobs", "j", 0, a.lang.Flag("jobs"))
	f.BoolVarP(&cfg.Quiet, "quiet", "q", false, a.lang.Flag("quiet"))
	return cmd
}

func (a *app) archiveAdd(ctx context.Context, dir string, args []string, opt *addOptions) error {
	cfg := &opt.check
	cfg.Sketch, cfg.Segmenter, cfg.SameOwner = string(detect.MinHash), string(detect.FastSegmenter), string(detect.SeparateOwn)
	outputs, err := a.archiveOutputs(cfg.Formats, cfg.Quiet, inspectFormats...)
	if err != nil {
		return err
	}
	if err := cfg.Validate(); err != nil {
		return a.usage(err)
	}
	if opt.supersede && (cfg.Year == 0 || cfg.Owner == "" && cfg.OwnerFrom == "" && cfg.Roster == "") {
		return a.usage(errors.New("supersede: needs year, and owner or owner-from: it replaces what an owner handed in before of that year"))
	}
	corrections, err := a.readSplits(cfg.Splits, outputs)
	if err != nil {
		return err
	}
	roster, err := a.readRoster(cfg, outputs)
	if err != nil {
		return err
	}
	snapshot, err := archive.Open(dir, detect.Versions()) // nobody wants to hear after an hour that it is missing
	if err != nil {
		return a.archiveFailure(dir, err)
	}
	snapshot.Close()
	bar := a.newProgress(cfg.Quiet)
	workers := source.NewWorkers(ctx, jobsOf(cfg.Jobs))
	defer workers.Close()
	listed, err := a.list(ctx, withColumns(source.Options{
		Args: args, FilesFrom: cfg.FilesFrom, Null: cfg.Null,
		Include: cfg.Include, Exclude: cfg.Exclude, MaxBytes: cfg.MaxFileSize,
		Outputs: slices.Concat(files(outputs), cfg.Splits, rosterFiles(cfg), archiveFiles(dir)), Workers: workers,
	}, cfg), cfg.Jobs, bar)
	if errors.Is(err, source.ErrNoInput) {
		return a.nothingToAdd()
	}
	if err != nil {
		return a.usage(err)
	}
	inputs := detectInputs(listed)
	assignOwners(inputs, roster, cfg, false)
	read := detect.Options{Jobs: cfg.Jobs, Progress: bar.show}
	if err := detect.Correct(ctx, inputs, corrections, read); err != nil {
		bar.finish()
		return a.unsplit(ctx, err)
	}
	told := newAddReport(a, outputs)
	told.supersedes = opt.supersede
	add := adder{ctx: ctx, dir: dir, opt: opt, report: told}
	err = add.all(inputs, read)
	bar.finish()
	switch {
	case ctx.Err() != nil:
		a.count(message.NoticeArchiveInterrupt, told.added)
		err = &failure{code: policy.ExitInterrupted}
	case err != nil:
		if told.added > 0 {
			a.count(message.NoticeArchiveSoFar, told.added)
		}
		var failed *failure
		if !errors.As(err, &failed) {
			err = a.archiveFailure(dir, err)
		}
	}
	if e := told.write(dir, cfg.AllowUnreadable, err != nil); err == nil {
		err = e
	}
	if err != nil {
		return err
	}
	if code := told.verdict(cfg.AllowUnreadable); code != policy.ExitUsage {
		return a.conclude(code)
	}
	return a.nothingToAdd()
}

func (a *app) nothingToAdd() error {
	return a.refuse(policy.ExitUsage, a.lang.Text(message.ArchiveNothing), a.lang.Notice(message.HintNothing))
}

// adder brings submissions into an archive, transaction by transaction.
//
// The lock is held for one transaction at a time, so that others who add get their turn;
// who supersedes holds it to the end, since what is to be replaced is known only then.
type adder struct {
	ctx    context.Context
	dir    string
	opt    *addOptions
	report *addReport

	writer *archive.Writer // nil while the lock is not held
	freed  time.Time       // when it was given back last
	batch  []corpus.Record
	bytes  int       // of text in batch
	since  time.Time // when the first one came into it
}

// all adds the submissions of all inputs.
func (s *adder) all(inputs []detect.Input, opt detect.Options) error {
	err := detect.Records(s.ctx, inputs, opt, func(e finding.Input, recs []corpus.Record) error {
		s.report.note(e)
		for i := range recs {
			if len(s.batch) == 0 {
				s.since = time.Now()
			}
			s.batch = append(s.batch, recs[i])
			s.bytes += len(recs[i].Text)
			if len(s.batch) >= batchRecords || s.bytes >= batchBytes || time.Since(s.since) >= batchTime {
				if err := s.commit(); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err == nil {
		err = s.commit()
	}
	if err == nil && s.opt.supersede && s.writer != nil {
		s.report.superseded, err = s.writer.Supersede()
	}
	if e := s.release(); err == nil {
		err = e
	}
	return err
}

// commit adds what is in the batch and reports it once it is on the disk.
func (s *adder) commit() error {
	if len(s.batch) == 0 {
		return nil
	}
	if err := s.lock(); err != nil {
		return err
	}
	outcomes, err := s.writer.Add(s.batch)
	if err != nil {
		return err
	}
	if !s.opt.supersede {
		err = s.release() // what is added is added even so
	}
	if e := s.report.add(s.batch, outcomes); err == nil {
		err = e
	}
	clear(s.batch)
	s.batch, s.bytes = s.batch[:0], 0
	return err
}

// lock takes the lock, unless it is held.
func (s *adder) lock() (err error) {
	if s.writer != nil {
		return nil
	}
	select {
	case <-time.After(time.Until(s.freed.Add(turnPause))):
	case <-s.ctx.Done():
		return s.ctx.Err()
	}
	s.writer, err = archive.Lock(s.ctx, s.dir, detect.Versions(), s.opt.wait)
	return err
}

// release gives the lock back, if it is held.
func (s *adder) release() error {
	if s.writer == nil {
		return nil
	}
	err := s.writer.Close()
	s.writer, s.freed = nil, time.Now()
	return err
}
