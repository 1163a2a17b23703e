package report

import (
	"io"

	"chachong/internal/finding"
)

// DiffJSON writes the collation of r as chachong/diff/v1: which two submissions, their
// figures, passages and what was observed, then the rows, one a line, with the texts of what
// differs. r holds
// exactly one collation, and its two submissions. Form and figures are as in JSON.
func DiffJSON(w io.Writer, r *finding.Result) error {
	d, err := newDiffing(r)
	if err != nil {
		return err
	}
	s := newStream(w)
	s.member("schema", finding.CollationSchema)
	s.member("run", roundRun(r.Run))
	list(s, "inputs", r.Inputs, roundInput)
	s.member("a", roundSubmission(*d.a.Submission))
	s.member("b", roundSubmission(*d.b.Submission))
	if d.pair != nil {
		s.member("pair", roundPair(*d.pair))
	} else {
		s.member("pair", nil)
	}
	list(s, "passages", r.Passages, roundPassage)
	list(s, "replacements", r.Replacements, same)
	list(s, "observations", r.Observations, same)
	list(s, "rows", d.Rows, d.encoded)
	s.member("stat", d.Stat)
	s.verdict(r.Verdict)
	return s.done()
}

// rowJSON is a row with the texts of its edits.
type rowJSON struct {
	Op       finding.RowOp `json:"op"`
	A        finding.Range `json:"a"`
	B        finding.Range `json:"b"`
	Move     int           `json:"move,omitempty"`
	Passage  string        `json:"passage,omitempty"`
	LettersA int32         `json:"letters_a"`
	LettersB int32         `json:"letters_b"`
	Edits    []editJSON    `json:"edits"`
}

type editJSON struct {
	Op        string        `json:"op"`
	Class     string        `json:"class"`
	A         finding.Range `json:"a"`
	B         finding.Range `json:"b"`
	From      string        `json:"from"`
	To        string        `json:"to"`
	WordsFrom string        `json:"words_from"` // the whole words that From stands in
	WordsTo   string        `json:"words_to"`
}

// encoded returns row with the texts of its edits.
func (d *diffing) encoded(row finding.Row) rowJSON {
	out := rowJSON{
		Op: row.Op, A: row.A, B: row.B, Move: row.Move, Passage: row.Passage,
		LettersA: row.LettersA, LettersB: row.LettersB, Edits: make([]editJSON, len(row.Edits)),
	}
	textA := func(r finding.Range) string { return d.a.text(d.a.clip(r)) }
	textB := func(r finding.Range) string { return d.b.text(d.b.clip(r)) }
	for i := range row.Edits {
		e := &row.Edits[i]
		out.Edits[i] = editJSON{
			Op: e.Op, Class: e.Class, A: e.A, B: e.B,
			From: textA(e.A), To: textB(e.B), WordsFrom: textA(e.WordsA), WordsTo: textB(e.WordsB),
		}
	}
	return out
}
