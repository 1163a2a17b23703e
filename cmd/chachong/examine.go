package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"sync"

	"github.com/spf13/pflag"

	"chachong/internal/archive"
	"chachong/internal/config"
	"chachong/internal/detect"
	"chachong/internal/finding"
	"chachong/internal/message"
	"chachong/internal/policy"
	"chachong/internal/report/page"
	"chachong/internal/safe"
	"chachong/internal/source"
)

// What check and gate have in common: their flags, and the way from arguments to a result.

// inputFlags are the flags that say what is read.
func (a *app) inputFlags(f *pflag.FlagSet, cfg *config.Check) {
	f.StringArrayVar(&cfg.Include, "include", nil, a.lang.Flag("include"))
	f.StringArrayVar(&cfg.Exclude, "exclude", nil, a.lang.Flag("exclude"))
	f.StringVar(&cfg.FilesFrom, "files-from", "", a.lang.Flag("files-from"))
	f.BoolVarP(&cfg.Null, "null", "0", false, a.lang.Flag("null"))
	f.StringArrayVar(&cfg.Splits, "splits", nil, a.lang.Flag("splits"))
	f.StringVar(&cfg.TextColumn, "text-column", "", a.lang.Flag("text-column"))
	f.StringVar(&cfg.OwnerColumn, "owner-column", "", a.lang.Flag("owner-column"))
	cfg.MaxFileSize = source.DefaultMaxBytes
	f.Var((*mebibytes)(&cfg.MaxFileSize), "max-file-size", a.lang.Flag("max-file-size"))
	f.BoolVar(&cfg.AllowUnreadable, "allow-unreadable", false, a.lang.Flag("allow-unreadable"))
}

// earlierFlags are the flags about earlier submissions and what is known of the new ones.
func (a *app) earlierFlags(f *pflag.FlagSet, cfg *config.Check) {
	f.StringVar(&cfg.Archive, "archive", "", a.lang.Flag("archive"))
	f.StringVar(&cfg.Owner, "owner", "", a.lang.Flag("owner"))
	f.StringVar(&cfg.OwnerFrom, "owner-from", "", a.lang.Flag("owner-from"))
	f.StringVar(&cfg.Roster, "roster", "", a.lang.Flag("roster"))
	f.Var((*yearValue)(&cfg.Year), "year", a.lang.Flag("year"))
	f.StringVar(&cfg.SameOwner, "same-owner", string(detect.SeparateOwn), a.lang.Flag("same-owner"))
	f.StringVar(&cfg.Baseline, "baseline", "", a.lang.Flag("baseline"))
	f.StringArrayVar(&cfg.Templates, "template", nil, a.lang.Flag("template"))
	f.StringArrayVar(&cfg.Reviews, "review", nil, a.lang.Flag("review"))
}

// runFlags are the flags about how the run is done and what its reports hold.
func (a *app) runFlags(f *pflag.FlagSet, cfg *config.Check) {
	f.BoolVar(&cfg.Redact, "redact", false, a.lang.Flag("redact"))
	f.StringVar(&cfg.HTMLTexts, "html-texts", "", a.lang.Flag("html-texts"))
	f.StringVar(&cfg.Sketch, "sketch", string(detect.MinHash), a.lang.Flag("sketch"))
	f.StringVar(&cfg.Segmenter, "segmenter", string(detect.FastSegmenter), a.lang.Flag("segmenter"))
	f.StringArrayVar(&cfg.Dicts, "dict", nil, a.lang.Flag("dict"))
	f.BoolVar(&cfg.Edits, "edits", false, a.lang.Flag("edits"))
	f.IntVarP(&cfg.Jobs, "jobs", "j", 0, a.lang.Flag("jobs"))
	f.BoolVarP(&cfg.Quiet, "quiet", "q", false, a.lang.Flag("quiet"))
}

// mebibytes is a number of bytes that is given in MiB.
type mebibytes int64

func (m *mebibytes) String() string { return strconv.FormatInt(int64(*m)>>20, 10) }
func (m *mebibytes) Type() string   { return "int" }

func (m *mebibytes) Set(s string) error {
	n, err := strconv.ParseInt(s, 0, 64)
	if err != nil || n > config.MaxFileSize>>20 {
		return fmt.Errorf("want a number of MiB, 1 to %d", config.MaxFileSize>>20)
	}
	*m = mebibytes(n << 20)
	return nil
}

// errNoArchive refuses an archive without a name: a variable of a script that is not set must
// not open a gate.
var errNoArchive = errors.New("archive: the name is empty; leave it out to compare with no archive")

// begin chooses the language and reads where reports go, which has to be writable.
func (a *app) begin(f *pflag.FlagSet, cfg *config.Check, formats []string) ([]config.Output, error) {
	a.redact = cfg.Redact
	if v, set := os.LookupEnv("CHACHONG_ARCHIVE"); cfg.Archive == "" && (f.Changed("archive") || set && v == "") {
		return nil, a.usage(errNoArchive)
	}
	if err := a.chooseLang(cfg.Lang); err != nil {
		return nil, err
	}
	outputs, err := config.ParseOutputs(cfg.Formats, formats, cfg.Quiet)
	if err != nil {
		return nil, a.usage(err)
	}
	return outputs, a.writable(outputs)
}

// aid is what files beside the reports say.
type aid struct {
	corrections []detect.Correction
	words       []detect.Word
	marks       []policy.Mark
	baseline    *policy.Baseline // nil: none
	templates   []detect.Input
	roster      *policy.Roster // nil: none
}

func (a *app) readAid(ctx context.Context, cfg *config.Check, workers *source.Workers, outputs []config.Output, newBaseline bool) (aid, error) {
	var out aid
	var err error
	if out.corrections, err = a.readSplits(cfg.Splits, outputs); err != nil {
		return aid{}, err
	}
	if out.words, err = a.readDicts(cfg.Dicts, outputs); err != nil {
		return aid{}, err
	}
	if out.baseline, err = a.readBaseline(cfg.Baseline, outputs, newBaseline); err != nil {
		return aid{}, err
	}
	if out.roster, err = a.readRoster(cfg, outputs); err != nil {
		return aid{}, err
	}
	if out.templates, err = a.readTemplates(ctx, cfg, workers); err != nil {
		return aid{}, err
	}
	out.marks, err = a.readReviews(cfg.Reviews, outputs)
	return out, err
}

// examining is what a command wants of a run beside its settings.
type examining struct {
	settings    map[string]any // for the result's record
	explain     []string
	show        detect.Show
	newBaseline bool   // the baseline need not be there
	name        string // of standard input; "": as it is
	gate        bool   // what is named is read, whatever it is called, and files do not say whose they are
	keep        bool   // each input is read once: what is added is what was judged
}

// examined is a result without a verdict, with what had to be known for it.
type examined struct {
	result   *detect.Result
	inputs   []detect.Input
	rest     []page.Mark      // review marks that fit nothing of it
	baseline *policy.Baseline // nil: none
	stale    policy.Baseline  // entries of it that fit nothing
}

// examine reads the inputs and compares them, heeding marks and the baseline.
func (a *app) examine(ctx context.Context, args []string, cfg *config.Check, outputs []config.Output, want examining) (*examined, error) {
	workers := source.NewWorkers(ctx, jobsOf(cfg.Jobs))
	defer workers.Close()
	aid, err := a.readAid(ctx, cfg, workers, outputs, want.newBaseline)
	if err != nil {
		return nil, err
	}
	if err := a.sparing(outputs); err != nil {
		return nil, err
	}
	own := slices.Concat(files(outputs), cfg.Splits, cfg.Dicts, cfg.Reviews, rosterFiles(cfg))
	if cfg.Baseline != "" {
		own = append(own, cfg.Baseline)
	}
	if cfg.Archive != "" {
		own = append(own, archiveFiles(cfg.Archive)...)
	}
	bar := a.newProgress(cfg.Quiet)
	defer bar.finish()
	listed, err := a.list(ctx, withColumns(source.Options{
		Args: args, FilesFrom: cfg.FilesFrom, Null: cfg.Null,
		Include: cfg.Include, Exclude: cfg.Exclude, MaxBytes: cfg.MaxFileSize, Outputs: own,
		Litter: want.gate, Workers: workers,
	}, cfg), cfg.Jobs, bar)
	switch {
	case ctx.Err() != nil:
		return nil, a.stopped(ctx, ctx.Err())
	case errors.Is(err, source.ErrNoInput):
		return nil, a.conclude(policy.ExitUsage)
	case err != nil:
		return nil, a.usage(err)
	}
	inputs := detectInputs(listed)
	for i := range inputs {
		in := &inputs[i]
		if want.name != "" && in.Path == stdinName {
			in.Path = want.name
		}
		if want.keep {
			in.Read = sync.OnceValue(in.Read)
		}
	}
	assignOwners(inputs, aid.roster, cfg, want.gate)
	opt := detect.Options{
		Jobs: cfg.Jobs, Sketch: detect.Sketch(cfg.Sketch), Edits: cfg.Edits, Version: versionText(),
		Settings: want.settings, Progress: bar.show, Explain: want.explain,
		Segmenter: detect.Segmenter(cfg.Segmenter), Words: aid.words, Show: want.show,
		SameOwner: detect.SameOwner(cfg.SameOwner), Templates: aid.templates, Samples: cfg.Baseline != "",
	}
	opt.Show.Texts = opt.Show.Texts || cfg.Redact // what is masked is told by the texts
	if cfg.Archive != "" {
		snapshot, err := archive.Open(cfg.Archive, detect.Versions())
		if err != nil {
			return nil, a.archiveFailure(cfg.Archive, err)
		}
		defer snapshot.Close()
		opt.Archive, opt.ArchivePath, opt.ArchiveName = snapshot, cfg.Archive, archiveName(cfg.Archive)
	}
	if err := detect.Correct(ctx, inputs, aid.corrections, opt); err != nil {
		bar.finish()
		return nil, a.unsplit(ctx, err)
	}
	res, err := detect.Run(ctx, inputs, opt)
	bar.finish()
	if err != nil {
		return nil, a.unfinished(ctx, cfg, err)
	}
	if aid.roster != nil {
		res.Run.Roster = rosterUse(aid.roster, cfg.Roster, inputs, res)
	}
	ex := &examined{result: res, inputs: inputs, baseline: aid.baseline}
	if aid.baseline != nil {
		ex.stale = policy.Accept(res, aid.baseline)
	}
	if cfg.Redact {
		aid.marks = redactMarks(aid.marks, finding.Redact(res, safe.Redact))
	}
	ex.rest = a.review(res, aid.marks)
	if cfg.Redact {
		ex.rest = nil // keys of texts as they were
	}
	return ex, nil
}

// list returns the inputs that opt names, those inside archives and workbooks too. bar may be
// nil.
func (a *app) list(ctx context.Context, opt source.Options, jobs int, bar *progress) ([]*source.Input, error) {
	listed, err := source.List(ctx, opt, a.std.in)
	if err != nil {
		return nil, err
	}
	var show func(done, all int)
	if bar != nil {
		show = func(done, all int) { bar.show(detect.Unpacking, done, all) }
	}
	return source.Expand(ctx, listed, jobsOf(jobs), show)
}

// jobsOf returns the number of workers for a setting, 0 of which is one a processor.
func jobsOf(jobs int) int { return cmp.Or(jobs, runtime.GOMAXPROCS(0)) }

// archiveName returns by what name ids call the archive in that folder.
func archiveName(dir string) string {
	if abs, err := filepath.Abs(dir); err == nil {
		dir = abs
	}
	return filepath.Base(dir)
}

// unfinished returns the error of a run that gave no result.
func (a *app) unfinished(ctx context.Context, cfg *config.Check, err error) error {
	var template *detect.TemplateError
	var record *detect.ArchiveError
	switch {
	case errors.As(err, &template):
		in := &template.Input
		a.remark(in.Path, in.Code, in.Reason, in.Hint)
		return &failure{code: policy.ExitUsage}
	case errors.As(err, &record):
		return a.archiveFailure(cfg.Archive, &archive.DamagedError{
			What:   fmt.Sprintf("submission %d: the text is not that of its figures", record.Number),
			Number: record.Number, Name: record.Name,
		})
	case isArchiveError(err):
		return a.archiveFailure(cfg.Archive, err)
	}
	return a.stopped(ctx, err)
}

// stopped returns the error of a run that gave no result, for reasons of its own.
func (a *app) stopped(ctx context.Context, err error) error {
	var unknown *detect.UnknownID
	if errors.As(err, &unknown) {
		return a.unknownID(unknown)
	}
	var dict *detect.DictionaryError
	if errors.As(err, &dict) {
		return a.badDict(err)
	}
	switch {
	case errors.Is(context.Cause(ctx), errTimeout):
		return a.timedOut()
	case ctx.Err() != nil:
		a.say(message.NoticeInterrupt)
		return &failure{code: policy.ExitInterrupted}
	}
	return a.internal(err)
}

// readTemplates returns the official texts that cfg names. A folder or a pattern stands for
// its files.
func (a *app) readTemplates(ctx context.Context, cfg *config.Check, workers *source.Workers) ([]detect.Input, error) {
	if len(cfg.Templates) == 0 {
		return nil, nil
	}
	listed, err := a.list(ctx, source.Options{Args: cfg.Templates, MaxBytes: cfg.MaxFileSize, Workers: workers}, cfg.Jobs, nil)
	if err != nil {
		return nil, a.usage(fmt.Errorf("template: %w", err))
	}
	inputs := slices.DeleteFunc(listed, func(in *source.Input) bool { _, e := in.Reading(); return e.Excluded || e.Container })
	return detectInputs(inputs), nil
}

// isArchiveError reports whether an error of a run is about its archive.
func isArchiveError(err error) bool {
	var damaged *archive.DamagedError
	var versions *archive.VersionError
	return errors.As(err, &damaged) || errors.As(err, &versions) || errors.Is(err, archive.ErrBusy)
}
