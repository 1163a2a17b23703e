package report

import (
	"encoding/csv"
	"io"
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

// CSV writes one row a submission, worst first as in text, then one row for each input
// that gave no submission, so that every input is in the table. UTF-8 with a byte
// order mark, lines end in CRLF; ratios are plain numbers in [0,1], which a
// spreadsheet sorts as numbers.
func CSV(w io.Writer, r *finding.Result, lang message.Lang) error {
	if _, err := io.WriteString(w, bom); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	row := make([]string, 0, len(csvHeader))
	for _, k := range csvHeader {
		row = append(row, lang.Text(k))
	}
	out.Write(row)

	v := newView(r)
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
			strconv.Itoa(v.stands[i].Passages), lang.Text(conclusions[v.concern(i)]),
		)
		if s.Cluster != 0 {
			row[9] = strconv.Itoa(s.Cluster)
		}
		row = append(row, ledgerCells(inputs[s.Path], lang)...)
		out.Write(append(row, marked(lang, &v.stands[i].Marks)))
	}
	for i := range r.Inputs {
		in := &r.Inputs[i]
		if len(in.Submissions) > 0 {
			continue
		}
		row = append(row[:0], csvText(in.Path), "", "", "", "", "", "", "", "", "", "", lang.Text(message.ConclusionUnread))
		row = append(row, ledgerCells(in, lang)...)
		out.Write(append(row, ""))
	}
	out.Flush()
	return out.Error()
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
	return []string{csvText(lang.Status(string(in.Status))), csvText(reason)}
}

// marked says how many marks of reviewers m counts.
func marked(lang message.Lang, m *policy.Marking) string {
	return lang.Marks(m.Confirmed, m.NotCopy, m.Talk, m.Noted)
}

// csvText returns s as a cell in one line: a row is a line, and the direction marks of a
// name are seen, not obeyed.
func csvText(s string) string { return safe.CSVCell(safe.Line(s)) }

func number(x float64) string { return strconv.FormatFloat(ratio(x), 'f', -1, 64) }
