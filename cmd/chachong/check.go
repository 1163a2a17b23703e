package main

import (
	"context"
	"errors"
	"io"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"chachong/internal/config"
	"chachong/internal/detect"
	"chachong/internal/finding"
	"chachong/internal/message"
	"chachong/internal/policy"
	"chachong/internal/report"
	"chachong/internal/safe"
	"chachong/internal/source"
)

func (a *app) checkCommand() *cobra.Command {
	var cfg config.Check
	var maxMiB int64
	cmd := &cobra.Command{
		Use:  "check " + a.lang.Notice(message.ArgsPaths),
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			cfg.Lang, _ = cmd.Flags().GetString("lang")
			cfg.MaxFileSize = maxMiB << 20
			return a.check(cmd.Context(), args, &cfg)
		},
	}
	a.describe(cmd, "check")
	f := cmd.Flags()
	f.SortFlags = false
	f.StringArrayVarP(&cfg.Formats, "format", "f", nil, a.lang.Flag("format"))
	f.StringVar(&cfg.FailOn, "fail-on", "", a.lang.Flag("fail-on"))
	f.StringArrayVar(&cfg.Include, "include", nil, a.lang.Flag("include"))
	f.StringArrayVar(&cfg.Exclude, "exclude", nil, a.lang.Flag("exclude"))
	f.StringVar(&cfg.FilesFrom, "files-from", "", a.lang.Flag("files-from"))
	f.BoolVarP(&cfg.Null, "null", "0", false, a.lang.Flag("null"))
	f.StringArrayVar(&cfg.Splits, "splits", nil, a.lang.Flag("splits"))
	f.StringArrayVar(&cfg.Reviews, "review", nil, a.lang.Flag("review"))
	f.BoolVar(&cfg.Redact, "redact", false, a.lang.Flag("redact"))
	f.StringVar(&cfg.HTMLTexts, "html-texts", "", a.lang.Flag("html-texts"))
	f.Int64Var(&maxMiB, "max-file-size", source.DefaultMaxBytes>>20, a.lang.Flag("max-file-size"))
	f.BoolVar(&cfg.AllowUnreadable, "allow-unreadable", false, a.lang.Flag("allow-unreadable"))
	f.StringVar(&cfg.Sketch, "sketch", string(detect.MinHash), a.lang.Flag("sketch"))
	f.StringVar(&cfg.Segmenter, "segmenter", string(detect.FastSegmenter), a.lang.Flag("segmenter"))
	f.StringArrayVar(&cfg.Dicts, "dict", nil, a.lang.Flag("dict"))
	f.StringArrayVar(&cfg.Explain, "explain", nil, a.lang.Flag("explain"))
	f.BoolVar(&cfg.Edits, "edits", false, a.lang.Flag("edits"))
	f.IntVarP(&cfg.Jobs, "jobs", "j", 0, a.lang.Flag("jobs"))
	f.BoolVarP(&cfg.Quiet, "quiet", "q", false, a.lang.Flag("quiet"))
	return cmd
}

func (a *app) check(ctx context.Context, args []string, cfg *config.Check) error {
	a.redact = cfg.Redact
	if err := a.chooseLang(cfg.Lang); err != nil {
		return err
	}
	formats := checkFormats
	if len(cfg.Explain) > 0 {
		formats = explainFormats
	}
	outputs, err := config.ParseOutputs(cfg.Formats, formats, cfg.Quiet)
	if err != nil {
		return a.usage(err)
	}
	var limits policy.Limits
	if cfg.FailOn != "" {
		if limits, err = policy.ParseLimits(cfg.FailOn); err != nil {
			return a.usage(err)
		}
	}
	if err := cfg.Validate(); err != nil {
		return a.usage(err)
	}
	if err := a.writable(outputs); err != nil {
		return err
	}
	aid, err := a.readAid(cfg, outputs)
	if err != nil {
		return err
	}
	if err := a.sparing(outputs); err != nil {
		return err
	}
	listed, err := source.List(ctx, source.Options{
		Args: args, FilesFrom: cfg.FilesFrom, Null: cfg.Null,
		Include: cfg.Include, Exclude: cfg.Exclude, MaxBytes: cfg.MaxFileSize,
		Outputs: slices.Concat(files(outputs), cfg.Splits, cfg.Dicts, cfg.Reviews),
	}, a.std.in)
	if errors.Is(err, source.ErrNoInput) {
		return a.conclude(policy.ExitUsage)
	}
	if err != nil {
		return a.usage(err)
	}
	bar := a.newProgress(cfg.Quiet)
	opt := detect.Options{
		Jobs: cfg.Jobs, Sketch: detect.Sketch(cfg.Sketch), Edits: cfg.Edits, Version: versionText(),
		Settings: cfg.Options(), Progress: bar.show, Explain: cfg.Explain,
		Segmenter: detect.Segmenter(cfg.Segmenter), Words: aid.words,
		Show: show(outputs, cfg.HTMLTexts),
	}
	opt.Show.Texts = opt.Show.Texts || cfg.Redact // what is masked is told by the texts
	inputs := detectInputs(listed)
	if err := detect.Correct(ctx, inputs, aid.corrections, opt); err != nil {
		bar.finish()
		return a.unsplit(ctx, err)
	}
	res, err := detect.Run(ctx, inputs, opt)
	bar.finish()
	if err != nil {
		return a.stopped(ctx, err)
	}
	if cfg.Redact {
		aid.marks = redactMarks(aid.marks, finding.Redact(res, safe.Redact))
	}
	rest := a.review(res, aid.marks)
	if cfg.Redact {
		rest = nil // keys of texts as they were
	}
	res.Verdict = policy.Judge(res, limits, cfg.AllowUnreadable)
	if len(cfg.Explain) > 0 {
		return a.explain(res, outputs, cfg.AllowUnreadable)
	}
	err = a.writeAll(outputs, func(w io.Writer, o config.Output) error { return a.print(w, res, o, cfg, rest) })
	if err != nil {
		return err
	}
	if !slices.Contains(outputs, config.Output{Format: "text"}) {
		a.summarise(res)
	}
	return a.conclude(res.Verdict.ExitCode)
}

// aid is what files beside the reports say.
type aid struct {
	corrections []detect.Correction
	words       []detect.Word
	marks       []policy.Mark
}

func (a *app) readAid(cfg *config.Check, outputs []config.Output) (aid, error) {
	var out aid
	var err error
	if out.corrections, err = a.readSplits(cfg.Splits, outputs); err != nil {
		return aid{}, err
	}
	if out.words, err = a.readDicts(cfg.Dicts, outputs); err != nil {
		return aid{}, err
	}
	out.marks, err = a.readReviews(cfg.Reviews, outputs)
	return out, err
}

// stopped returns the error of a run that gave no result.
func (a *app) stopped(ctx context.Context, err error) error {
	var unknown *detect.UnknownID
	if errors.As(err, &unknown) {
		return a.unknownID(unknown)
	}
	var dict *detect.DictionaryError
	if errors.As(err, &dict) {
		return a.badDict(err)
	}
	if ctx.Err() != nil {
		a.say(message.NoticeInterrupt)
		return &failure{code: policy.ExitInterrupted}
	}
	return a.internal(err)
}

// summarise says on standard error what no text report says on standard output.
func (a *app) summarise(res *detect.Result) {
	unread := 0
	for i := range res.Inputs {
		in := &res.Inputs[i]
		if !policy.Unread(in) {
			continue
		}
		if unread++; unread <= unreadShown {
			a.say(message.NoticeUnread, in.Path, a.lang.Reason(in.Code, in.Reason))
		}
	}
	if unread > unreadShown {
		a.say(message.NoticeMoreUnread, unread-unreadShown)
	}
	if unread > 0 {
		a.count(message.NoticeIncomplete, unread)
	}
	if n := len(res.Verdict.Findings); n > 0 {
		a.count(message.NoticeFindings, n)
	}
}

// unreadShown is how many unread inputs standard error names; the report names all.
const unreadShown = 20

// files returns the names of the files that outputs go to.
func files(outputs []config.Output) []string {
	var names []string
	for _, o := range outputs {
		if o.File != "" {
			names = append(names, o.File)
		}
	}
	return names
}

// detectInputs hands the inputs over to detect.
func detectInputs(inputs []*source.Input) []detect.Input {
	out := make([]detect.Input, len(inputs))
	for i, in := range inputs {
		out[i] = detect.Input{
			Path: in.Path, PathB64: in.PathB64,
			Read: func() detect.Reading { return reading(in) },
		}
	}
	return out
}

func reading(in *source.Input) detect.Reading {
	text, e := in.Reading()
	return detect.Reading{
		Text: text, Status: string(e.Status), Code: e.Code, Reason: e.Reason, Hint: e.Hint,
		Format: e.Format, Encoding: e.Encoding, Bytes: e.Bytes, Excluded: e.Excluded,
	}
}

// textOptions returns how text is laid out: for the terminal where it goes to one.
func (a *app) textOptions(stdout bool) report.Options {
	opt := report.Options{Lang: a.lang, Width: reportWidth}
	if stdout && isTerminal(a.std.out) {
		opt.Width = min(terminalWidth(a.std.out), reportWidth)
		opt.Color = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	}
	return opt
}

// reportWidth is the width of text in columns, on a terminal at most.
const reportWidth = 100
