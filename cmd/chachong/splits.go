package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"

	"chachong/internal/config"
	"chachong/internal/detect"
	"chachong/internal/message"
	"chachong/internal/policy"
)

// readSplits reads the splits files, none of which may be an output: hours of a person's
// work would be gone.
func (a *app) readSplits(files []string, outputs []config.Output) ([]detect.Correction, error) {
	var all []detect.Correction
	for _, file := range files {
		splits, err := config.ReadSplits(file)
		if err != nil {
			return nil, a.badSplits(err)
		}
		if isOutput(file, outputs) {
			return nil, a.badSplits(fmt.Errorf("splits %q: is an output of this run", file))
		}
		for i := range splits {
			all = append(all, correction(&splits[i]))
		}
	}
	return all, nil
}

// isOutput reports whether the file of that name is one of outputs.
func isOutput(name string, outputs []config.Output) bool {
	file, err := os.Stat(name)
	return err == nil && slices.ContainsFunc(outputs, func(o config.Output) bool {
		out, err := os.Stat(o.File)
		return err == nil && os.SameFile(file, out)
	})
}

// correction hands s over to detect.
func correction(s *config.Splits) detect.Correction {
	c := detect.Correction{At: s.At, Path: s.Path, SHA256: s.SHA256, Lines: s.Lines}
	for _, p := range s.Parts {
		c.Parts = append(c.Parts, detect.CorrectedPart(p))
	}
	return c
}

// unsplit returns the error of splits that cannot be applied.
func (a *app) unsplit(ctx context.Context, err error) error {
	var fault *detect.Fault
	if ctx.Err() != nil || errors.As(err, &fault) {
		return a.stopped(ctx, err)
	}
	return a.badSplits(err)
}

// badSplits tells what is wrong with a splits file, in the reader's language.
func (a *app) badSplits(err error) error {
	return &failure{
		code: policy.ExitUsage, err: a.inWords(err),
		hint: a.lang.Notice(message.HintSplits),
	}
}
