package main

import (
	"context"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"chachong/internal/config"
	"chachong/internal/detect"
	"chachong/internal/message"
	"chachong/internal/policy"
	"chachong/internal/report"
	"chachong/internal/source"
)

// inspectFormats are the formats of chachong split and chachong extract.
var inspectFormats = []string{"text", "json"}

func (a *app) splitCommand() *cobra.Command {
	return a.inspectCommand("split", func(path string, r detect.Reading, outputs []config.Output) (int, error) {
		outline := detect.Outline(path, r.Text)
		code := policy.ExitOK
		if len(outline.Submissions) == 0 {
			code = policy.ExitUsage
		}
		return code, a.writeAll(outputs, func(w io.Writer, o config.Output) error {
			if o.Format == "json" {
				return report.OutlineJSON(w, outline)
			}
			return report.OutlineText(w, outline, a.textOptions(o.File == ""))
		})
	})
}

func (a *app) extractCommand() *cobra.Command {
	return a.inspectCommand("extract", func(path string, r detect.Reading, outputs []config.Output) (int, error) {
		extraction := detect.Extract(path, r)
		err := a.writeAll(outputs, func(w io.Writer, o config.Output) error {
			if o.Format == "json" {
				return report.ExtractionJSON(w, extraction)
			}
			if err := report.ExtractionHeader(a.std.err, extraction, report.Options{Lang: a.lang}); err != nil {
				return err
			}
			return report.ExtractionText(w, extraction, o.File == "" && isTerminal(a.std.out))
		})
		return policy.ExitOK, err
	})
}

// inspectCommand returns a command that reads one file and shows what is in it.
func (a *app) inspectCommand(name string, show func(string, detect.Reading, []config.Output) (int, error)) *cobra.Command {
	var formats []string
	var json bool
	cmd := &cobra.Command{
		Use:  name + " " + a.lang.Notice(message.ArgsFile),
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			lang, _ := cmd.Flags().GetString("lang")
			if err := a.chooseLang(lang); err != nil {
				return err
			}
			if json {
				formats = append(formats, "json")
			}
			outputs, err := config.ParseOutputs(formats, inspectFormats, false)
			if err != nil {
				return a.usage(err)
			}
			return a.inspect(cmd.Context(), args[0], outputs, show)
		},
	}
	a.describe(cmd, name)
	cmd.Flags().SortFlags = false
	cmd.Flags().StringArrayVarP(&formats, "format", "f", nil, a.lang.Flag("format-one"))
	cmd.Flags().BoolVar(&json, "json", false, a.lang.Flag("json"))
	return cmd
}

func (a *app) inspect(ctx context.Context, arg string, outputs []config.Output, show func(string, detect.Reading, []config.Output) (int, error)) error {
	if err := a.reachable(outputs); err != nil {
		return err
	}
	workers := source.NewWorkers(ctx, 1)
	defer workers.Close()
	inputs, err := a.list(ctx, source.Options{Args: []string{arg}, Outputs: files(outputs), Workers: workers}, 1, nil)
	if err != nil {
		return a.usage(err)
	}
	listed := inputs
	if inputs = onlyDocument(slices.Clone(listed)); inputs == nil || isFolder(arg) {
		return a.several(listed)
	}
	if err := a.sparing(outputs); err != nil {
		return err
	}
	in := inputs[0]
	r := reading(in)
	ok := r.Status == string(source.OK)
	if !ok || r.Code != "" {
		a.complain(message.NoticeUnread, a.lang.Hint(r.Code, r.Hint), in.Path, a.lang.Reason(r.Code, r.Reason))
	}
	if !ok && r.Status != string(source.Partial) {
		return &failure{code: policy.ExitIncomplete}
	}
	code, err := show(in.Path, r, outputs)
	if err != nil {
		return err
	}
	if code == policy.ExitOK && !ok {
		code = policy.ExitIncomplete
	}
	return a.conclude(code)
}
