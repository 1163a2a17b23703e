package sheet

import (
	"slices"

	"chachong/internal/finding"
	"chachong/internal/message"
	"chachong/internal/policy"
)

// sourceColumns say of the largest source, secondColumns of the second of two submissions,
// whether the archive holds it and what is known of it; countedColumns whether limits leave a
// pair or passage out.
var (
	sourceColumns = []column{
		{message.ColFromArchive, 10, false},
		{message.ColFromOwner, 14, true},
		{message.ColFromYear, 10, false},
	}
	secondColumns = []column{
		{message.ColHeldB, 10, false},
		{message.ColOwnerB, 14, true},
		{message.ColYearB, 10, false},
	}
	countedColumns = []column{
		{message.ColOwn, 12, false},
		{message.ColAccepted, 10, false},
	}
)

// of returns the cells of sourceColumns or secondColumns, empty where no submission has that id.
func (t *tables) of(id string) []any {
	i, ok := t.at[id]
	if !ok {
		return []any{"", "", nil}
	}
	s := &t.Submissions[i]
	cells := []any{t.yes(s.Archived), s.Owner, nil}
	if s.Year != 0 {
		cells[2] = s.Year
	}
	return cells
}

// counted returns the cells of countedColumns and, where the run has estimates, whether this
// is one.
func (t *tables) counted(own, accepted, estimated bool) []any {
	cells := []any{t.yes(own), t.yes(accepted)}
	if t.guessed {
		cells = append(cells, t.yes(estimated))
	}
	return cells
}

// withoutOwn returns total reuse without what the archive has of the same owner.
func (t *tables) withoutOwn(s *finding.Submission) any {
	if s.Reuse.WithoutOwn == nil {
		return nil
	}
	return reuse(*s.Reuse.WithoutOwn)
}

// withArchive returns a sheet of pairs or passages with further columns: those of the second
// submission at column at where the run had an archive, those of what limits leave out in
// front of mark and note where it had one or something was accepted. cells returns both for
// row i.
func (t *tables) withArchive(sheet table, at int, cells func(i int) (held, counted []any)) table {
	archive := t.Run.Archive != nil
	if !archive && !t.accepted() {
		return sheet
	}
	const reviewed = 2 // columns at the end
	columns := countedColumns
	if t.guessed {
		columns = append(slices.Clone(columns), column{message.ColEstimated, 10, false})
	}
	sheet.columns = slices.Insert(sheet.columns, len(sheet.columns)-reviewed, columns...)
	if archive {
		sheet.columns = slices.Insert(sheet.columns, at, secondColumns...)
	}
	rows := sheet.rows
	sheet.rows = func(yield func([]any) bool) {
		i := 0
		for row := range rows {
			held, counted := cells(i)
			row = slices.Insert(row, len(row)-reviewed, counted...)
			if archive {
				row = slices.Insert(row, at, held...)
			}
			if !yield(row) {
				return
			}
			i++
		}
	}
	return sheet
}

// guesses reports whether a figure of r is an estimate.
func guesses(r *finding.Result) bool {
	return slices.ContainsFunc(r.Pairs, func(p finding.Pair) bool { return p.Estimated }) ||
		slices.ContainsFunc(r.Passages, func(p finding.Passage) bool { return p.Estimated })
}

// accepted reports whether a baseline accepted anything.
func (t *tables) accepted() bool {
	return slices.ContainsFunc(t.Pairs, func(p finding.Pair) bool { return p.Accepted }) ||
		slices.ContainsFunc(t.Passages, func(p finding.Passage) bool { return p.Accepted })
}

// conclusion names what submission i is to the reader: it has its own word where all that it
// shares, template aside, counts for no limit.
func (t *tables) conclusion(i int) message.Key {
	if c := t.standings[i].Conclusion; c < policy.Template || !t.leftOut[t.Submissions[i].ID] {
		return conclusions[c]
	}
	return message.ConclusionApart
}

// sparedIn returns the submissions with passages, template aside, that limits leave out.
func sparedIn(r *finding.Result) map[string]bool {
	in := make(map[string]bool)
	for i := range r.Passages {
		if p := &r.Passages[i]; !p.Template && (p.Own || p.Accepted) && p.A.Submission != p.B.Submission {
			in[p.A.Submission], in[p.B.Submission] = true, true
		}
	}
	return in
}

// apart returns rows with how many pairs and passages are an owner's own earlier work, and
// how many were accepted; none where there are none of both.
func (t *tables) apart() [][]any {
	own, accepted := 0, 0
	for i := range t.Passages {
		if p := &t.Passages[i]; !p.Template && p.Own {
			own++
		} else if !p.Template && p.Accepted {
			accepted++
		}
	}
	var rows [][]any
	for _, c := range []struct {
		word message.Key
		n    int
	}{{message.ColOwnPassages, own}, {message.ColAcceptedPassages, accepted}} {
		if c.n > 0 {
			rows = append(rows, []any{t.Lang.Text(c.word), c.n})
		}
	}
	return rows
}
