package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"chachong/internal/archive"
	"chachong/internal/config"
	"chachong/internal/corpus"
	"chachong/internal/detect"
	"chachong/internal/finding"
	"chachong/internal/message"
	"chachong/internal/policy"
	"chachong/internal/report"
)

// gateFormats are the formats of chachong gate.
var gateFormats = []string{"text", "json", "md", "sarif", "junit", "github", "html", "xlsx", "csv"}

func (a *app) gateCommand() *cobra.Command {
	var cfg config.Gate
	cmd := &cobra.Command{
		Use:  "gate " + a.lang.Notice(message.ArgsGate),
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			cfg.Lang, _ = cmd.Flags().GetString("lang")
			return a.gate(cmd.Context(), cmd.Flags(), args, &cfg)
		},
	}
	a.describe(cmd, "gate")
	f := cmd.Flags()
	f.SortFlags = false
	f.StringArrayVarP(&cfg.Formats, "format", "f", nil, a.lang.Flag("format-gate"))
	f.StringVar(&cfg.FailOn, "limits", "default", a.lang.Flag("limits"))
	a.earlierFlags(f, &cfg.Check)
	f.BoolVar(&cfg.UpdateBaseline, "update-baseline", false, a.lang.Flag("update-baseline"))
	f.BoolVar(&cfg.RedactSources, "redact-sources", false, a.lang.Flag("redact-sources"))
	f.BoolVar(&cfg.AddOnPass, "add-on-pass", false, a.lang.Flag("add-on-pass"))
	f.DurationVar(&cfg.Timeout, "timeout", 0, a.lang.Flag("timeout"))
	f.StringVar(&cfg.Name, "name", "", a.lang.Flag("name"))
	a.inputFlags(f, &cfg.Check)
	a.runFlags(f, &cfg.Check)
	return cmd
}

// errTimeout is why a context ended whose time was up.
var errTimeout = errors.New("the time limit is over")

// timedOut returns the failure of a run whose time was up.
func (a *app) timedOut() error {
	return &failure{code: policy.ExitTimeout, err: a.inWords(errTimeout), hint: a.lang.Notice(message.HintTimeout)}
}

func (a *app) gate(ctx context.Context, f *pflag.FlagSet, args []string, cfg *config.Gate) error {
	a.hidden = cfg.RedactSources
	outputs, err := a.begin(f, &cfg.Check, gateFormats)
	if err != nil {
		return err
	}
	limits, err := policy.ParseLimits(cfg.FailOn)
	if err != nil {
		return a.usage(err)
	}
	if err := cfg.Validate(); err != nil {
		return a.usage(err)
	}
	if cfg.RedactSources && slices.ContainsFunc(outputs, func(o config.Output) bool { return slices.Contains(fileFormats, o.Format) }) {
		return a.usage(errHidden)
	}
	if cfg.Timeout > 0 {
		timed, stop := context.WithTimeoutCause(ctx, cfg.Timeout, errTimeout)
		defer stop()
		// What waits for input that does not come would wait for ever.
		watch := time.AfterFunc(cfg.Timeout+graceful, func() { os.Exit(a.exitCode(a.timedOut())) })
		defer watch.Stop()
		ctx = timed
	}
	var writer *archive.Writer
	if cfg.AddOnPass { // from here on, so that of two equal ones the second finds the first
		if writer, err = archive.Lock(ctx, cfg.Archive, detect.Versions(), lockWait); err != nil {
			return a.unadded(ctx, cfg, err)
		}
		defer writer.Close()
	}
	want := examining{settings: cfg.Options(), show: show(outputs, cfg.HTMLTexts), newBaseline: cfg.UpdateBaseline, name: cfg.Name, gate: true, keep: cfg.AddOnPass}
	want.show.Texts = want.show.Texts || cfg.RedactSources || hasFormat(outputs, "sarif") // sentences and columns
	ex, err := a.examine(ctx, args, &cfg.Check, outputs, want)
	if err != nil {
		return err
	}
	res := ex.result
	res.Verdict = policy.Judge(res, limits, cfg.AllowUnreadable)
	if cfg.UpdateBaseline {
		if err := a.updateBaseline(cfg.Baseline, ex, limits); err != nil {
			return err
		}
		res.Verdict = policy.Judge(res, limits, cfg.AllowUnreadable)
	}
	if alone := res.Run.Archive == nil && len(res.Submissions) == 1; alone && res.Verdict.ExitCode == policy.ExitOK {
		return &failure{code: policy.ExitUsage, err: a.inWords(errAlone), hint: a.lang.Notice(message.HintAlone)}
	}
	if cfg.RedactSources {
		if err := finding.HideSources(res); err != nil {
			return a.usage(fmt.Errorf("redact-sources: %w", err))
		}
	}
	if err := a.writeAll(outputs, func(w io.Writer, o config.Output) error {
		return a.printGate(w, res, o, cfg, ex, a.reportOptions(f, args, outputs, o.File == ""))
	}); err != nil {
		return err
	}
	if err := a.stepSummary(outputs, res, cfg, ex); err != nil {
		return err
	}
	if res.Verdict.ExitCode == policy.ExitOK && cfg.AddOnPass && !res.Verdict.Incomplete {
		if err := a.addPassed(ctx, writer, ex, cfg); err != nil {
			return err
		}
	}
	if !slices.Contains(outputs, config.Output{Format: "text"}) {
		a.summarise(res)
		if !cfg.RedactSources {
			a.sayStale(&ex.stale)
		}
	}
	a.sayExcluded(res)
	return a.conclude(res.Verdict.ExitCode)
}

// errAlone says that one submission was given and nothing to compare it with.
var errAlone = errors.New("one submission and no archive: there is nothing to compare it with")

// errHidden refuses reports that lay texts side by side where one side is hidden.
var errHidden = errors.New("redact-sources: html and xlsx show sources; there are text, md, json, csv, sarif, junit, github")

// gateOptions returns how the reports of a gate are laid out.
func (a *app) gateOptions(cfg *config.Gate, ex *examined, opt report.Options) report.GateOptions {
	return report.GateOptions{
		Options: opt, HideSources: cfg.RedactSources, Baseline: cfg.Baseline, Stale: staleOf(&ex.stale),
	}
}

// printGate writes res to w as o says, text as layout says.
func (a *app) printGate(w io.Writer, res *detect.Result, o config.Output, cfg *config.Gate, ex *examined, layout report.Options) error {
	opt := a.gateOptions(cfg, ex, layout)
	switch o.Format {
	case "text":
		return report.Gate(w, res, opt)
	case "md":
		return report.GateMarkdown(w, res, opt)
	case "sarif":
		return report.SARIF(w, res, opt)
	case "junit":
		return report.JUnit(w, res, opt)
	case "github":
		return report.GitHub(w, res, opt)
	}
	return a.print(w, res, o, &cfg.Check, ex.rest, layout)
}

// stepSummary appends the Markdown report to the summary of a step of GitHub Actions, where
// the format github was asked for and there is one.
func (a *app) stepSummary(outputs []config.Output, res *detect.Result, cfg *config.Gate, ex *examined) error {
	name := os.Getenv("GITHUB_STEP_SUMMARY")
	if name == "" || !hasFormat(outputs, "github") {
		return nil
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o666)
	if err == nil {
		err = report.GateMarkdown(f, res, a.gateOptions(cfg, ex, a.textOptions(false)))
		if e := f.Close(); err == nil {
			err = e
		}
	}
	if err != nil {
		return &failure{
			code: policy.ExitOutput, err: a.inWords(fmt.Errorf("write %q: %w", name, cause(err))),
			hint: a.lang.Notice(message.HintOutput),
		}
	}
	return nil
}

// hasFormat reports whether one of the outputs is of that format.
func hasFormat(outputs []config.Output, format string) bool {
	return slices.ContainsFunc(outputs, func(o config.Output) bool { return o.Format == format })
}

// addPassed adds what passed to the archive.
func (a *app) addPassed(ctx context.Context, w *archive.Writer, ex *examined, cfg *config.Gate) error {
	added := 0
	err := detect.Records(ctx, ex.inputs, detect.Options{Jobs: cfg.Jobs}, func(_ finding.Input, recs []corpus.Record) error {
		outcomes, err := w.Add(recs)
		for _, o := range outcomes {
			if o.Kind == archive.Added {
				added++
			}
		}
		return err
	})
	if err != nil {
		return a.unadded(ctx, cfg, err)
	}
	a.count(message.NoticeAddedOnPass, added)
	return nil
}

// unadded returns the error of an archive that could not be locked or added to.
func (a *app) unadded(ctx context.Context, cfg *config.Gate, err error) error {
	if ctx.Err() != nil {
		return a.stopped(ctx, ctx.Err())
	}
	return a.archiveFailure(cfg.Archive, err)
}
