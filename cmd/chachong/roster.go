package main

import (
	"fmt"
	"strings"

	"chachong/internal/config"
	"chachong/internal/detect"
	"chachong/internal/finding"
	"chachong/internal/message"
	"chachong/internal/policy"
	"chachong/internal/source"
)

// readRoster reads the roster of cfg, nil for none, which may be no output of this run.
func (a *app) readRoster(cfg *config.Check, outputs []config.Output) (*policy.Roster, error) {
	if cfg.Roster == "" {
		return nil, nil
	}
	r, err := rosterOf(cfg.Roster, outputs)
	if err != nil {
		return nil, &failure{code: policy.ExitUsage, err: a.inWords(err), hint: a.lang.Notice(message.HintRoster)}
	}
	return r, nil
}

func rosterOf(name string, outputs []config.Output) (*policy.Roster, error) {
	raw, err := config.ReadRoster(name)
	if err != nil {
		return nil, err
	}
	if isOutput(name, outputs) {
		return nil, fmt.Errorf("roster %q: is an output of this run", name)
	}
	table, err := source.Table(raw)
	if err != nil {
		return nil, fmt.Errorf("roster %q: %w", name, err)
	}
	r, err := policy.ParseRoster(table)
	if err != nil {
		return nil, fmt.Errorf("roster %q: %w", name, err)
	}
	return r, nil
}

// rosterFiles returns the roster as a file that is no input.
func rosterFiles(cfg *config.Check) []string {
	if cfg.Roster == "" {
		return nil
	}
	return []string{cfg.Roster}
}

// rosterUse says who of the roster r handed in: whose inputs were read, or at least tried, and
// were not left out on purpose. A container whose members are inputs of their own is nobody's
// but by its own name, and does not count beside a member of the same owner.
func rosterUse(r *policy.Roster, name string, inputs []detect.Input, res *finding.Result) *finding.RosterUse {
	ledger := make(map[string]*finding.Input, len(res.Inputs))
	for i := range res.Inputs {
		ledger[res.Inputs[i].Path] = &res.Inputs[i]
	}
	excluded := func(path string) bool { in := ledger[path]; return in != nil && in.Excluded }
	type held struct{ path, owner string }
	opened, told := map[string]bool{}, map[held]bool{}
	for i := range inputs {
		for at := inputs[i].Path; ; {
			end := strings.LastIndex(at, source.MemberSep)
			if end < 0 {
				break
			}
			at = at[:end]
			opened[at] = true
			if !excluded(inputs[i].Path) {
				told[held{at, inputs[i].Owner}] = true
			}
		}
	}
	var handed []policy.HandedIn
	for i := range inputs {
		in := &inputs[i]
		_, _, listed := r.Named(in.Owner)
		if excluded(in.Path) || opened[in.Path] && (!listed || told[held{in.Path, in.Owner}]) {
			continue
		}
		entry := ledger[in.Path]
		handed = append(handed, policy.HandedIn{Path: in.Path, Owner: in.Owner, Read: entry != nil && len(entry.Submissions) > 0})
	}
	return r.Use(name, handed)
}

// withColumns returns opt with the columns that cfg names in sheets.
func withColumns(opt source.Options, cfg *config.Check) source.Options {
	opt.Columns.Text, opt.Columns.Owner = cfg.TextColumn, cfg.OwnerColumn
	return opt
}
