package report

import (
	"encoding/csv"
	"io"
	"slices"
	"strconv"

	"chachong/internal/finding"
	"chachong/internal/message"
	"chachong/internal/policy"
	"chachong/internal/safe"
)

// bom makes spreadsheets read the file as UTF-8.
const bom = "\uFEFF"

// csvHeader names the columns; rows of CSV follow it.
var csvHeader = []message.Key{
	message.CSVFile, message.CSVOrdinal, message.CSVOwner, message.CSVTitle,
	message.CSVLetters, message.CSVTotal, message.CSVWithTemplate, message.CSVLargest,
	message.CSVSource, message.CSVCluster, message.CSVPassages, message.CSVConclusion,
	message.CSVStatus, message.CSVReason, message.ColMark,
}

// csvArchive names the columns behind them where there was an archive.
var csvArchive = []message.Key{
	message.ColWithoutOwn, message.ColFromArchive, message.ColFromOwner, message.ColFromYear,
	message.ColOwnPassages, message.ColAcceptedPassages,
}

// CSV writes one row a new submission, worst first as in text, then one row for each input
// that gave no submission, so that every input is in the table, itself or by its members. UTF-8 with a byte
// order mark, lines end in CRLF; ratios are plain numbers in [0,1], which a
// spreadsheet sorts as numbers.
func CSV(w io.Writer, r *finding.Result, lang message.Lang) error {
	if _, err := io.WriteString(w, bom); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	row := make([]string, 0, len(csvHeader))
	v := newView(r)
	header := csvHeader
	if r.Run.Archive != nil {
		header = slices.Concat(csvHeader, csvArchive)
	}
	guessed := v.estimates()
	if guessed != nil {
		header = slices.Concat(header, []message.Key{message.ColEstimated})
	}
	for _, k := range header {
		row = append(row, lang.Text(k))
	}
	out.Write(row)

	inputs := make(map[string]*finding.Input, len(r.Inputs))
	for i := range r.Inputs {
		inputs[r.Inputs[i].Path] = &r.Inputs[i]
	}
	for _, i := range v.order {
		s := &r.Submissions[i]
		row = append(
			row[:0],
			csvText(s.Path), strconv.Itoa(s.Ordinal), csvText(s.Owner), csvText(s.Title),
			strconv.Itoa(int(s.Letters)), number(s.Reuse.Total), number(s.Reuse.WithTemplate),
			number(s.Reuse.LargestSource), csvText(s.Reuse.LargestSourceID), "",
			strconv.Itoa(v.stands[i].Passages), lang.Text(v.conclusion(i)),
		)
		if s.Cluster != 0 {
			row[9] = strconv.Itoa(s.Cluster)
		}
		row = append(row, ledgerCells(inputs[s.Path], lang)...)
		row = append(row, marked(lang, &v.stands[i].Marks))
		if r.Run.Archive != nil {
			row = append(row, v.archiveCells(s, lang)...)
			row = append(row, strconv.Itoa(v.own[i]), strconv.Itoa(v.accepted[i]))
		}
		if guessed != nil {
			row = append(row, lang.YesNo(guessed[s.ID]))
		}
		out.Write(row)
	}
	for i := range r.Inputs {
		in := &r.Inputs[i]
		if len(in.Submissions) > 0 || in.Opened() {
			continue
		}
		row = append(row[:0], csvText(in.Path), "", "", "", "", "", "", "", "", "", "", lang.Text(message.ConclusionUnread))
		row = append(row, ledgerCells(in, lang)...)
		for len(row) < len(header) {
			row = append(row, "")
		}
		out.Write(row)
	}
	out.Flush()
	return out.Error()
}

// estimates returns the submissions with pairs or passages whose figures are estimates; nil
// where there are none.
func (v *view) estimates() map[string]bool {
	var in map[string]bool
	add := func(id string) {
		if in == nil {
			in = make(map[string]bool)
		}
		in[id] = true
	}
	for i := range v.Pairs {
		if v.Pairs[i].Estimated {
			add(v.Pairs[i].A)
		}
	}
	for i := range v.Passages {
		if v.Passages[i].Estimated {
			add(v.Passages[i].A.Submission)
		}
	}
	return in
}

// archiveCells returns total reuse without own earlier work, and what is known of the
// largest source.
func (v *view) archiveCells(s *finding.Submission, lang message.Lang) []string {
	cells := []string{"", "", "", ""}
	if x, ok := without(&s.Reuse); ok {
		cells[0] = number(x)
	}
	i, ok := v.at[s.Reuse.LargestSourceID]
	if !ok {
		return cells
	}
	source := &v.Submissions[i]
	cells[1] = lang.YesNo(source.Archived)
	cells[2] = csvText(source.Owner)
	if source.Year != 0 {
		cells[3] = strconv.Itoa(source.Year)
	}
	return cells
}

// ledgerCells returns status and reason of in, which may be nil.
func ledgerCells(in *finding.Input, lang message.Lang) []string {
	if in == nil {
		return []string{"", ""}
	}
	reason := lang.Reason(in.Code, in.Reason)
	if hint := lang.Hint(in.Code, in.Hint); hint != "" {
		if reason != "" {
			reason += lang.Text(message.Clause)
		}
		reason += hint
	}
	return []string{csvText(lang.Status(string(in.Told()))), csvText(reason)}
}

// marked says how many marks of reviewers m counts.
func marked(lang message.Lang, m *policy.Marking) string {
	return lang.Marks(m.Confirmed, m.NotCopy, m.Talk, m.Noted)
}

// csvText returns s as a cell in one line: a row is a line, and the direction marks of a
// name are seen, not obeyed.
func csvText(s string) string { return safe.CSVCell(safe.Line(s)) }

func number(x float64) string { return strconv.FormatFloat(ratio(x), 'f', -1, 64) }
