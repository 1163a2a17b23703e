package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"chachong/internal/config"
	"chachong/internal/detect"
	"chachong/internal/finding"
	"chachong/internal/message"
	"chachong/internal/policy"
	"chachong/internal/report"
	"chachong/internal/report/page"
	"chachong/internal/safe"
	"chachong/internal/source"
)

// diffFormats are the formats of chachong diff.
var diffFormats = []string{"text", "json", "md", "html"}

func (a *app) diffCommand() *cobra.Command {
	var cfg config.Diff
	var maxMiB int64
	cmd := &cobra.Command{
		Use:  "diff " + a.lang.Notice(message.ArgsHalves),
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			cfg.Lang, _ = cmd.Flags().GetString("lang")
			cfg.MaxFileSize = maxMiB << 20
			return a.diff(cmd.Context(), args[0], args[1], &cfg)
		},
	}
	a.describe(cmd, "diff")
	f := cmd.Flags()
	f.SortFlags = false
	f.StringArrayVarP(&cfg.Formats, "format", "f", nil, a.lang.Flag("format-diff"))
	f.StringSliceVar(&cfg.Ignore, "ignore", nil, a.lang.Flag("ignore"))
	f.BoolVar(&cfg.Stat, "stat", false, a.lang.Flag("stat"))
	f.IntVar(&cfg.Context, "context", report.DiffContext, a.lang.Flag("context"))
	f.BoolVar(&cfg.Columns, "columns", false, a.lang.Flag("columns"))
	f.BoolVar(&cfg.Unified, "unified", false, a.lang.Flag("unified"))
	f.IntVar(&cfg.Width, "width", 0, a.lang.Flag("width"))
	f.BoolVar(&cfg.Whole, "whole", false, a.lang.Flag("whole"))
	f.BoolVar(&cfg.ExitCode, "exit-code", false, a.lang.Flag("exit-code"))
	f.StringArrayVar(&cfg.Splits, "splits", nil, a.lang.Flag("splits"))
	f.Int64Var(&maxMiB, "max-file-size", source.DefaultMaxBytes>>20, a.lang.Flag("max-file-size"))
	f.BoolVar(&cfg.AllowUnreadable, "allow-unreadable", false, a.lang.Flag("allow-partial"))
	f.BoolVar(&cfg.Redact, "redact", false, a.lang.Flag("redact"))
	f.BoolVarP(&cfg.Quiet, "quiet", "q", false, a.lang.Flag("quiet"))
	return cmd
}

func (a *app) diff(ctx context.Context, nameA, nameB string, cfg *config.Diff) error {
	a.redact = cfg.Redact
	if err := a.chooseLang(cfg.Lang); err != nil {
		return err
	}
	outputs, err := config.ParseOutputs(cfg.Formats, diffFormats, cfg.Quiet)
	if err != nil {
		return a.usage(err)
	}
	if err := cfg.Validate(); err != nil {
		return a.usage(err)
	}
	if err := a.writable(outputs); err != nil {
		return err
	}
	corrections, err := a.readSplits(cfg.Splits, outputs)
	if err != nil {
		return err
	}
	of := splitName
	if cfg.Whole {
		of = wholeName
	}
	workers := source.NewWorkers(ctx, jobsOf(0))
	defer workers.Close()
	halves, err := a.halves(ctx, []string{nameA, nameB}, of, source.Options{MaxBytes: cfg.MaxFileSize, Outputs: files(outputs), Workers: workers})
	var told *failure
	switch {
	case errors.As(err, &told):
		return err
	case err != nil:
		return a.usage(err)
	}
	if err := a.sparing(outputs); err != nil {
		return err
	}
	// No progress is shown: two reports take 10 ms, two of 300,000 letters half a second.
	opt := detect.Options{Version: versionText(), Settings: cfg.Options()}
	if err := correctHalves(ctx, halves, corrections, opt); err != nil {
		return a.unsplit(ctx, err)
	}
	ignore := detect.Ignore{
		Mask: cfg.Ignores("mask"), Number: cfg.Ignores("number"), Punct: cfg.Ignores("punct"), Space: cfg.Ignores("space"),
	}
	res, err := detect.Diff(ctx, halves[0], halves[1], ignore, opt)
	if err != nil {
		return a.undiffed(ctx, err)
	}
	res.Verdict = policy.Judge(res, policy.Limits{}, cfg.AllowUnreadable)
	if cfg.ExitCode && res.Collations[0].Stat.Differs() {
		res.Verdict.ExitCode = policy.ExitFindings
	}
	if cfg.Redact {
		finding.Redact(res, safe.Redact)
	}
	err = a.writeAll(outputs, func(w io.Writer, o config.Output) error { return a.printDiff(w, res, o, cfg) })
	if err != nil {
		return err
	}
	for _, in := range res.Inputs {
		a.remark(in.Path, in.Code, in.Reason, in.Hint)
	}
	return a.conclude(res.Verdict.ExitCode)
}

// printDiff writes res to w as o says.
func (a *app) printDiff(w io.Writer, res *detect.Result, o config.Output, cfg *config.Diff) error {
	switch o.Format {
	case "json":
		return report.DiffJSON(w, res)
	case "md":
		return report.DiffMarkdown(w, res, a.diffOptions(cfg, o.File == ""))
	case "html":
		return page.HTML(w, res, page.Options{
			Lang: a.lang, Texts: page.Full, Made: time.Now(), Name: report.ShortNames(res, a.lang), Diff: true,
		})
	}
	return report.DiffText(w, res, a.diffOptions(cfg, o.File == ""))
}

// remark says on standard error what is not as it should be with an input; without a code
// there is nothing.
func (a *app) remark(path, code, reason, hint string) {
	if code != "" {
		a.complain(message.NoticeUnread, a.lang.Hint(code, hint), path, a.lang.Reason(code, reason))
	}
}

// minColumns is the width of a terminal from which two columns of text are read with ease.
const minColumns = 80

// diffOptions returns how a diff is laid out: in columns on a terminal that has room.
func (a *app) diffOptions(cfg *config.Diff, stdout bool) report.DiffOptions {
	opt := report.DiffOptions{Options: a.textOptions(stdout), Context: cfg.Context, Stat: cfg.Stat, Columns: cfg.Columns}
	terminal := stdout && isTerminal(a.std.out)
	switch {
	case cfg.Width > 0:
		opt.Width = cfg.Width
	case terminal:
		opt.Width = terminalWidth(a.std.out)
	}
	if terminal && !cfg.Unified && opt.Width >= minColumns {
		opt.Columns = true
	}
	return opt
}

// halves returns the two submissions that names are for, as of tells their files and
// ordinals. Two of one file share its input, and with it standard input.
func (a *app) halves(ctx context.Context, names []string, of func(string) (string, int, error), opt source.Options) ([]detect.Half, error) {
	if names[0] == stdinName && names[1] == stdinName {
		return nil, errOneStdin
	}
	halves := make([]detect.Half, len(names))
	known := map[string]detect.Input{}
	for i, name := range names {
		file, ordinal, err := of(name)
		if err != nil {
			return nil, err
		}
		in, ok := known[file]
		if !ok {
			opt.Args = []string{file}
			listed, err := a.list(ctx, opt, 0, nil)
			if err != nil {
				return nil, err
			}
			one := onlyDocument(slices.Clone(listed))
			if one == nil || isFolder(file) {
				return nil, a.several(listed)
			}
			in = detectInputs(one)[0]
			known[file] = in
		}
		halves[i] = detect.Half{Input: in, Ordinal: ordinal}
	}
	return halves, nil
}

// onlyDocument returns the one input of list that is a document of its own; nil where there
// are several. An archive that holds one stands for that.
func onlyDocument(list []*source.Input) []*source.Input {
	if len(list) > 1 {
		list = slices.DeleteFunc(list, func(in *source.Input) bool { return in.Container || in.Excluded })
	}
	if len(list) != 1 || list[0].Container && list[0].Status == source.OK {
		return nil
	}
	return list
}

// several returns the error of naming many documents where one is wanted, and says which there
// are.
func (a *app) several(list []*source.Input) error {
	a.say(message.NoticeUsage, a.inWords(errOneFile))
	var names []string
	for _, in := range list {
		if !in.Container && !in.Excluded {
			names = append(names, in.Path)
		}
	}
	for _, name := range names[:min(len(names), choicesShown)] {
		a.item(name)
	}
	if more := len(names) - choicesShown; more > 0 {
		a.item(a.lang.Notice(message.NoticeMoreHalves, more))
	}
	return &failure{code: policy.ExitUsage}
}

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// stdinName is the argument that stands for standard input.
const stdinName = "-"

var errOneStdin = errors.New("standard input can be only one of the two")

// splitName returns the file that an argument of diff names and, where it is path#n, the
// ordinal of the submission; else 0. A file that has all of the name wins.
func splitName(name string) (file string, ordinal int, err error) {
	file, number := numbered(name)
	if number == "" {
		return name, 0, nil
	}
	n, err := strconv.ParseUint(number, 10, 31)
	if err != nil || n == 0 {
		return "", 0, fmt.Errorf("%q: want the number of a submission behind #, from 1", name)
	}
	return file, int(n), nil
}

// wholeName is splitName for documents that are not divided.
func wholeName(name string) (file string, ordinal int, err error) {
	if _, number := numbered(name); number != "" {
		return "", 0, fmt.Errorf("%q names a submission, and --whole leaves documents undivided", name)
	}
	return name, detect.Whole, nil
}

// numbered returns path and n of path#n where there is a file path and none that has all
// of the name; else name and "".
func numbered(name string) (file, number string) {
	at := strings.LastIndexByte(name, '#')
	if at <= 0 || at == len(name)-1 {
		return name, ""
	}
	if _, err := os.Lstat(name); err == nil {
		return name, ""
	}
	if _, err := os.Lstat(name[:at]); err == nil || strings.Trim(name[at+1:], "0123456789") == "" {
		return name[:at], name[at+1:]
	}
	return name, ""
}

// correctHalves divides the documents of halves as the corrections say that are for them.
// Where none is, they do not fit, and the error says so.
func correctHalves(ctx context.Context, halves []detect.Half, corrections []detect.Correction, opt detect.Options) error {
	inputs := []detect.Input{halves[0].Input}
	if halves[1].Input.Path != halves[0].Input.Path {
		inputs = append(inputs, halves[1].Input)
	}
	if own := detect.Concerned(inputs, corrections); len(own) > 0 {
		corrections = own
	}
	if err := detect.Correct(ctx, inputs, corrections, opt); err != nil {
		return err
	}
	halves[0].Input, halves[1].Input = inputs[0], inputs[len(inputs)-1]
	return nil
}

// undiffed returns the error of a diff that gave no result.
func (a *app) undiffed(ctx context.Context, err error) error {
	var unread *detect.UnreadError
	if errors.As(err, &unread) {
		for _, in := range unread.Inputs {
			a.remark(in.Path, in.Code, in.Reason, in.Hint)
		}
		return &failure{code: policy.ExitIncomplete}
	}
	var half *detect.HalfError
	if errors.As(err, &half) {
		return a.whichHalf(half)
	}
	return a.stopped(ctx, err)
}

// item writes a line of a list to standard error.
func (a *app) item(s string) { a.tell("  ", s) }

// choicesShown is how many submissions are named where one has to be chosen.
const choicesShown = 20

// whichHalf says which submissions there are.
func (a *app) whichHalf(e *detect.HalfError) error {
	switch n := len(e.Choices); {
	case n == 0:
		return &failure{
			code: policy.ExitUsage, err: errors.New(a.lang.Notice(message.NoticeNoHalf, e.Path)),
			hint: a.lang.Hint("W_EMPTY", "look at it with: chachong extract FILE"),
		}
	case e.Ordinal == 0:
		a.say(message.NoticeUsage, a.lang.Notice(message.NoticeWhichHalf, e.Path, n))
	default:
		a.say(message.NoticeUsage, a.lang.Notice(message.NoticeNoOrdinal, e.Path, e.Ordinal, n))
	}
	for _, c := range e.Choices[:min(len(e.Choices), choicesShown)] {
		facts := a.lang.Notice(message.NoticeChoice, c.Letters, c.Lines[0], c.Lines[1])
		a.item(strings.TrimRight(fmt.Sprintf("%s  %s  %s", c.ID, facts, c.Title), " "))
	}
	if more := len(e.Choices) - choicesShown; more > 0 {
		a.item(a.lang.Notice(message.NoticeMoreHalves, more))
	}
	a.say(message.NoticeHint, a.lang.Notice(message.HintWhichHalf, e.Choices[0].ID))
	return &failure{code: policy.ExitUsage}
}
