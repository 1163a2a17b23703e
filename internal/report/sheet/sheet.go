// Package sheet writes a result as an Excel workbook, the sheet that a clerk passes on:
// the run, one row a submission, one a pair, one a passage, and the ledger of inputs.
//
// Where a run had an archive, further columns say of each source and each second submission
// whether the archive holds it, whose it is and of which year; archived submissions have no
// row of their own.
//
// Figures are numbers, so that a spreadsheet sorts and filters them; ratios are in [0,1]
// and shown in percent. Names, titles and texts come from strangers: they are cells of
// text and never formulas, and stay text when a cell is edited.
//
// Same result, same bytes: the workbook holds no time, and its parts are in a fixed order.
package sheet

import (
	"io"
	"slices"

	"chachong/internal/finding"
	"chachong/internal/message"
	"chachong/internal/policy"
)

// Options of a workbook.
type Options struct {
	Lang   message.Lang
	Name   func(id string) string // what a submission is called; nil: its id
	Folder string                 // that all paths begin with: they leave it out, and the first sheet names it
}

// XLSX writes r as a workbook. It is built in memory, large sheets in a temporary file,
// and written at the end.
func XLSX(w io.Writer, r *finding.Result, opt Options) error {
	if opt.Name == nil {
		opt.Name = func(id string) string { return id }
	}
	b, err := newBook(opt.Lang)
	if err != nil {
		return err
	}
	defer b.close()
	t := &tables{Result: r, Options: opt, fresh: r.Fresh(), standings: policy.Standings(r), shared: sharedLetters(r), leftOut: sparedIn(r), guessed: guesses(r), at: make(map[string]int, len(r.Submissions))}
	for i := range r.Submissions {
		t.at[r.Submissions[i].ID] = i
	}
	sheets := []table{t.run(), t.submissions(), t.pairs(), t.passages(), t.ledger()}
	if len(r.Observations) > 0 {
		sheets = slices.Insert(sheets, len(sheets)-1, t.observed())
	}
	if r.Run.Roster != nil && len(r.Run.Roster.Assigned) > 0 {
		sheets = slices.Insert(sheets, len(sheets)-1, t.roster())
	}
	for _, s := range sheets {
		if err := b.add(s); err != nil {
			return err
		}
	}
	return b.writeTo(w)
}

// sharedLetters returns how many letters of the first and of the second submission of a
// pair stand in passages of the two that are not template. Passages are in the order of
// the result; a letter in several counts once.
func sharedLetters(r *finding.Result) map[[2]string][2]int32 {
	ranges := make(map[[2]string][2][][2]int32)
	for i := range r.Passages {
		p := &r.Passages[i]
		if p.Template || p.A.Submission == p.B.Submission {
			continue
		}
		pair := [2]string{p.A.Submission, p.B.Submission}
		c := ranges[pair]
		c[0], c[1] = append(c[0], p.AtA), append(c[1], p.AtB)
		ranges[pair] = c
	}
	letters := make(map[[2]string][2]int32, len(ranges))
	for pair, c := range ranges {
		letters[pair] = [2]int32{finding.CoveredLetters(c[0]), finding.CoveredLetters(c[1])}
	}
	return letters
}
