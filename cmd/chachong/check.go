package main

import (
	"context"
	"io"
	"os"
	"slices"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"chachong/internal/config"
	"chachong/internal/detect"
	"chachong/internal/message"
	"chachong/internal/policy"
	"chachong/internal/report"
	"chachong/internal/source"
)

func (a *app) checkCommand() *cobra.Command {
	var cfg config.Check
	cmd := &cobra.Command{
		Use:  "check " + a.lang.Notice(message.ArgsPaths),
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			cfg.Lang, _ = cmd.Flags().GetString("lang")
			return a.check(cmd.Context(), cmd.Flags(), args, &cfg)
		},
	}
	a.describe(cmd, "check")
	f := cmd.Flags()
	f.SortFlags = false
	f.StringArrayVarP(&cfg.Formats, "format", "f", nil, a.lang.Flag("format"))
	f.StringVar(&cfg.FailOn, "fail-on", "", a.lang.Flag("fail-on"))
	a.inputFlags(f, &cfg)
	a.earlierFlags(f, &cfg)
	f.StringArrayVar(&cfg.Explain, "explain", nil, a.lang.Flag("explain"))
	a.runFlags(f, &cfg)
	return cmd
}

func (a *app) check(ctx context.Context, f *pflag.FlagSet, args []string, cfg *config.Check) error {
	formats := checkFormats
	if len(cfg.Explain) > 0 {
		formats = explainFormats
	}
	outputs, err := a.begin(f, cfg, formats)
	if err != nil {
		return err
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
	ex, err := a.examine(ctx, args, cfg, outputs, examining{settings: cfg.Options(), explain: cfg.Explain, show: show(outputs, cfg.HTMLTexts)})
	if err != nil {
		return err
	}
	res := ex.result
	res.Verdict = policy.Judge(res, limits, cfg.AllowUnreadable)
	if len(cfg.Explain) > 0 {
		return a.explain(res, outputs, cfg.AllowUnreadable)
	}
	err = a.writeAll(outputs, func(w io.Writer, o config.Output) error {
		return a.print(w, res, o, cfg, ex.rest, a.reportOptions(f, args, outputs, o.File == ""))
	})
	if err != nil {
		return err
	}
	if !slices.Contains(outputs, config.Output{Format: "text"}) {
		a.summarise(res)
	}
	a.sayStale(&ex.stale)
	a.sayExcluded(res)
	return a.conclude(res.Verdict.ExitCode)
}

// sayExcluded says why there is nothing to check where all that was named was left out.
func (a *app) sayExcluded(res *detect.Result) {
	if res.Verdict.ExitCode != policy.ExitUsage {
		return
	}
	for i := range res.Inputs[:min(len(res.Inputs), unreadShown)] {
		if in := &res.Inputs[i]; in.Excluded {
			a.say(message.NoticeUnread, in.Path, a.lang.Reason(in.Code, in.Reason))
		}
	}
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
			Path: in.Path, PathB64: in.PathB64, Owner: in.Owner,
			Read: func() detect.Reading { return reading(in) },
		}
	}
	return out
}

func reading(in *source.Input) detect.Reading {
	text, e := in.Reading()
	return detect.Reading{
		Text: text, Status: string(e.Status), Code: e.Code, Reason: e.Reason, Hint: e.Hint,
		Format: e.Format, Encoding: e.Encoding, Bytes: e.Bytes, Excluded: e.Excluded, Container: e.Container,
		Digest: e.Digest, Declared: e.Declared, Reversed: e.Reversed,
		Pages: e.Pages, Hidden: e.Hidden, Pictures: e.Pictures, Info: e.Info,
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

// reportOptions returns those of textOptions with what else the commands that a report offers
// go by: what was given, and what is written.
func (a *app) reportOptions(f *pflag.FlagSet, args []string, outputs []config.Output, stdout bool) report.Options {
	opt := a.textOptions(stdout)
	if len(args) == 1 && !a.redact {
		opt.Argument = args[0]
	}
	if !a.redact {
		opt.Given = a.given(f)
	}
	for _, o := range outputs {
		opt.Written = append(opt.Written, o.Format)
	}
	return opt
}

// repeated are the flags that a command offered by a report takes over: those that change
// what is read, whose it is, what it is compared with and what is too much. The archive the report knows.
var repeated = []string{
	"include", "exclude", "splits", "text-column", "owner-column",
	"owner", "owner-from", "roster", "year", "same-owner", "template", "fail-on", "limits",
}

// given returns those of the repeated flags that stand on the command line: what settings say
// they say again. Of files that a reader of the report must not know the names are left out.
func (a *app) given(f *pflag.FlagSet) []report.Flag {
	var out []report.Flag
	f.Visit(func(f *pflag.Flag) {
		if !slices.Contains(repeated, f.Name) {
			return
		}
		for _, value := range flagValues(f) {
			if a.hidden && (f.Name == "roster" || f.Name == "template") {
				value = ""
			}
			out = append(out, report.Flag{Name: f.Name, Value: value})
		}
	})
	return out
}

// reportWidth is the width of text in columns, on a terminal at most.
const reportWidth = 100
