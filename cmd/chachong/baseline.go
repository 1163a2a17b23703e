package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"

	"chachong/internal/config"
	"chachong/internal/message"
	"chachong/internal/policy"
	"chachong/internal/report"
)

// readBaseline reads the baseline file with that name, "" for none, which may be no report
// of this run. One that is to be made need not be there.
func (a *app) readBaseline(name string, outputs []config.Output, fresh bool) (*policy.Baseline, error) {
	if name == "" {
		return nil, nil
	}
	read, err := config.ReadBaseline(name)
	switch {
	case fresh && errors.Is(err, fs.ErrNotExist):
		return &policy.Baseline{}, nil
	case err == nil && isOutput(name, outputs):
		err = fmt.Errorf("baseline %q: is an output of this run", name)
	}
	if err != nil {
		return nil, &failure{code: policy.ExitUsage, err: a.inWords(err), hint: a.lang.Notice(message.HintBaseline)}
	}
	b := &policy.Baseline{}
	for _, s := range read.Submissions {
		b.Submissions = append(b.Submissions, policy.BaselineSubmission(s))
	}
	for _, p := range read.Pairs {
		b.Pairs = append(b.Pairs, policy.BaselinePair(p))
	}
	for _, p := range read.Passages {
		b.Passages = append(b.Passages, policy.BaselinePassage(p))
	}
	return b, nil
}

// updateBaseline accepts what the limits find, and writes that to the baseline file.
func (a *app) updateBaseline(name string, ex *examined, limits policy.Limits) error {
	b, added, removed := policy.NewBaseline(ex.result, limits, ex.baseline)
	written := &config.Baseline{}
	for _, s := range b.Submissions {
		written.Submissions = append(written.Submissions, config.BaselineSubmission(s))
	}
	for _, p := range b.Pairs {
		written.Pairs = append(written.Pairs, config.BaselinePair(p))
	}
	for _, p := range b.Passages {
		written.Passages = append(written.Passages, config.BaselinePassage(p))
	}
	data, err := written.Bytes()
	if err != nil {
		return a.internal(err)
	}
	err = a.write(name, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
	if err != nil {
		return err
	}
	ex.baseline, ex.stale = b, policy.Accept(ex.result, b)
	a.say(message.NoticePlain, a.lang.Notice(message.NoticeAccepted, added, removed))
	return nil
}

// staleShown is how many stale entries standard error names.
const staleShown = 6

// sayStale says on standard error which entries of a baseline fit nothing, where no report
// does.
func (a *app) sayStale(b *policy.Baseline) {
	list := staleOf(b)
	if len(list) == 0 {
		return
	}
	a.say(message.NoticePlain, a.lang.Count(message.GateStale, len(list)))
	for i := range list[:min(len(list), staleShown)] {
		a.say(message.NoticePlain, list[i].Says(a.lang))
	}
	if rest := len(list) - staleShown; rest > 0 {
		a.say(message.NoticePlain, a.lang.Count(message.GateMoreStale, rest))
	}
}

// staleOf returns the entries of b as reports tell them.
func staleOf(b *policy.Baseline) []report.Stale {
	var out []report.Stale
	for _, p := range b.Pairs {
		out = append(out, report.Stale{A: b.Submissions[p.A].Name, B: b.Submissions[p.B].Name, Note: p.Note})
	}
	for _, p := range b.Passages {
		out = append(out, report.Stale{A: b.Submissions[p.A].Name, B: b.Submissions[p.B].Name, Letters: p.Letters, Note: p.Note})
	}
	return out
}
