package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"
	"syscall"

	"chachong/internal/archive"
	"chachong/internal/config"
	"chachong/internal/corpus"
	"chachong/internal/detect"
	"chachong/internal/finding"
	"chachong/internal/message"
	"chachong/internal/policy"
	"chachong/internal/safe"
)

// How much of a report of archive add is shown in text.
const (
	sameShown   = 20 // submissions with the text of others
	heldShown   = 3  // of these others, each
	rangesShown = 6  // ranges of numbers
)

// addReport is what archive add tells: a line of JSON for each submission as soon as it is
// on the disk, and a summary.
type addReport struct {
	app     *app
	outputs []config.Output
	stream  io.Writer    // of JSON; io.Discard where nobody reads it
	lines   bytes.Buffer // of JSON, for files

	ledger     []finding.Input
	numbers    []int32 // added, ascending
	added      int
	present    int
	same       int        // submissions whose text others have
	sameFirst  []sameText // the first of them
	repeated   int        // of those present: added by this call, as another of its submissions
	repeats    []sameText // the first of them
	superseded []archive.Entry
	supersedes bool // it was asked for
}

// sameText is a submission whose text others hold under another owner, year or name.
type sameText struct {
	id     string
	number int32
	others []int32
}

// addedLine is what JSON says of one submission.
type addedLine struct {
	Number  int32   `json:"number"`
	ID      string  `json:"id"`
	Outcome string  `json:"outcome"` // added, present
	Same    []int32 `json:"same"`    // others with this text
	Owner   string  `json:"owner"`
	Year    int     `json:"year"` // 0: not known
}

// addSummary is the last line of JSON.
type addSummary struct {
	Schema     string          `json:"schema"`
	Added      int             `json:"added"`
	Present    int             `json:"present"`
	Same       int             `json:"same"`
	Superseded []heldEntry     `json:"superseded"`
	Inputs     []finding.Input `json:"inputs"` // that were not read, or not in full
	Complete   bool            `json:"complete"`
	ExitCode   int             `json:"exit_code"`
}

func newAddReport(a *app, outputs []config.Output) *addReport {
	r := &addReport{app: a, outputs: outputs, stream: io.Discard}
	for _, o := range outputs {
		switch {
		case o.Format == "json" && o.File == "":
			r.stream = a.std.out
		case o.Format == "json":
			r.stream = io.MultiWriter(r.stream, &r.lines)
		}
	}
	return r
}

// note enters a line of the ledger. Of what was read only the number counts.
func (r *addReport) note(e finding.Input) {
	e.Submissions = []string{}
	r.ledger = append(r.ledger, e)
}

// add tells what became of submissions that are on the disk.
func (r *addReport) add(recs []corpus.Record, outcomes []archive.Outcome) error {
	var b bytes.Buffer
	for i := range recs {
		o, id := &outcomes[i], corpus.ID(recs[i].Name, recs[i].Ordinal)
		line := addedLine{Number: o.Number, ID: id, Outcome: "added", Same: o.Same, Owner: recs[i].Owner, Year: recs[i].Year}
		if o.Kind == archive.Present {
			line.Outcome = "present"
			r.present++
			if _, again := slices.BinarySearch(r.numbers, o.Number); again {
				r.repeated++
				if len(r.repeats) < sameShown {
					r.repeats = append(r.repeats, sameText{id, o.Number, []int32{o.Number}})
				}
			}
		} else {
			r.added++
			r.numbers = append(r.numbers, o.Number)
		}
		if line.Same == nil {
			line.Same = []int32{}
		} else {
			r.same++
			if len(r.sameFirst) < sameShown {
				r.sameFirst = append(r.sameFirst, sameText{id, o.Number, o.Same})
			}
		}
		appendJSON(&b, line)
	}
	return r.emit(b.Bytes())
}

// emit writes lines of JSON. Whoever closes the pipe has read enough.
func (r *addReport) emit(lines []byte) error {
	_, err := r.stream.Write(lines)
	if errors.Is(err, syscall.EPIPE) {
		r.stream = io.Discard
		return nil
	}
	if err != nil {
		return &failure{
			code: policy.ExitOutput, err: r.app.inWords(err), hint: r.app.lang.Notice(message.HintOutput),
		}
	}
	return nil
}

// unread returns the inputs that were not read, or not in full.
func (r *addReport) unread() []finding.Input {
	list := []finding.Input{}
	for i := range r.ledger {
		if policy.Unread(&r.ledger[i]) {
			list = append(list, r.ledger[i])
		}
	}
	return list
}

// verdict returns the exit code: as of a check that found what was added.
func (r *addReport) verdict(allowUnreadable bool) int {
	res := finding.Result{Inputs: r.ledger}
	if r.added+r.present > 0 {
		res.Submissions = make([]finding.Submission, 1)
	}
	return policy.Judge(&res, policy.Limits{}, allowUnreadable).ExitCode
}

// write writes the summary. Of a call that failed JSON has the lines alone.
func (r *addReport) write(dir string, allowUnreadable, failed bool) error {
	a := r.app
	unread := r.unread()
	if !failed {
		var b bytes.Buffer
		appendJSON(&b, addSummary{
			Schema: "chachong/archive-add/v1", Added: r.added, Present: r.present, Same: r.same,
			Superseded: heldEntries(r.superseded), Inputs: unread, Complete: len(unread) == 0,
			ExitCode: r.verdict(allowUnreadable),
		})
		if err := r.emit(b.Bytes()); err != nil {
			return err
		}
	}
	text := false
	err := a.writeAll(r.outputs, func(w io.Writer, o config.Output) error {
		switch {
		case o.Format == "text":
			text = text || o.File == ""
			if failed {
				return nil // what there is to say was said
			}
			for _, line := range r.text(dir, unread) {
				if _, err := io.WriteString(w, safe.Line(line)+"\n"); err != nil {
					return err
				}
			}
		case o.File != "":
			_, err := w.Write(r.lines.Bytes())
			return err
		}
		return nil
	})
	if !text && len(unread) > 0 {
		a.count(message.NoticeIncomplete, len(unread))
	}
	return err
}

// text returns the summary for people.
func (r *addReport) text(dir string, unread []finding.Input) []string {
	l := r.app.lang
	head := []string{l.Count(message.ArchiveAdded, r.added)}
	if n := r.present - r.repeated; n > 0 {
		head = append(head, l.Count(message.ArchivePresent, n))
	}
	if r.repeated > 0 {
		head = append(head, l.Count(message.ArchiveRepeated, r.repeated))
	}
	if n := len(r.superseded); n > 0 {
		head = append(head, l.Count(message.ArchiveSuperseded, n))
	}
	lines := []string{strings.Join(head, l.Text(message.Clause))}
	if r.added > 0 {
		lines = append(lines, l.Text(message.ArchiveNumbers, ranges(r.numbers)))
	}
	switch {
	case len(r.superseded) > 0:
		lines = append(lines, "")
		lines = append(lines, r.app.listed(message.ArchiveReplaced, r.superseded)...)
	case r.supersedes:
		lines = append(lines, l.Text(message.ArchiveUnreplaced))
	}
	known := r.entries(dir)
	if r.repeated > 0 {
		lines = append(lines, "", l.Count(message.ArchiveRepeats, r.repeated))
		for _, s := range r.repeats {
			lines = append(lines, "  "+l.Text(message.ArchiveRepeatRow, s.id, r.app.heldAs(known[s.number], s.number)))
		}
		if more := r.repeated - len(r.repeats); more > 0 {
			lines = append(lines, "  "+l.Count(message.ArchiveMore, more))
		}
	}
	if r.same > 0 {
		lines = append(lines, "", l.Count(message.ArchiveSame, r.same))
		for _, s := range r.sameFirst {
			var others []string
			for _, n := range s.others[:min(len(s.others), heldShown)] {
				others = append(others, r.app.heldAs(known[n], n))
			}
			row := l.Text(message.ArchiveSameRow, s.id, s.number, strings.Join(others, l.Text(message.Comma)))
			if more := len(s.others) - len(others); more > 0 {
				row += l.Count(message.ArchiveSameMore, more)
			}
			lines = append(lines, "  "+row)
		}
		if more := r.same - len(r.sameFirst); more > 0 {
			lines = append(lines, "  "+l.Count(message.ArchiveMore, more))
		}
	}
	if len(unread) > 0 {
		lines = append(lines, "", l.Count(message.ArchiveNotRead, len(unread)))
		for i := range unread[:min(len(unread), unreadShown)] {
			in := &unread[i]
			row := "  " + in.Path + l.Text(message.Colon) + l.Reason(in.Code, in.Reason)
			if hint := l.Hint(in.Code, in.Hint); hint != "" {
				row += l.Text(message.Semicolon) + hint
			}
			lines = append(lines, row)
		}
		if more := len(unread) - unreadShown; more > 0 {
			lines = append(lines, "  "+l.Count(message.ArchiveMoreInputs, more))
		}
	}
	return lines
}

// entries returns what the archive says of the others that text names. What cannot be had
// is told by its number alone.
func (r *addReport) entries(dir string) map[int32]archive.Entry {
	known := map[int32]archive.Entry{}
	var numbers []int32
	for _, s := range slices.Concat(r.sameFirst, r.repeats) {
		numbers = append(numbers, s.others[:min(len(s.others), heldShown)]...)
	}
	if numbers == nil {
		return known
	}
	s, err := archive.Open(dir, detect.Versions())
	if err != nil {
		return known
	}
	defer s.Close()
	for e, err := range s.List(context.Background(), archive.Filter{Numbers: numbers}) {
		if err != nil {
			break
		}
		known[e.Number] = e
	}
	return known
}

// heldAs names a submission of the archive by its number, owner, year and name.
func (a *app) heldAs(e archive.Entry, n int32) string {
	var known []string
	if e.Owner != "" {
		known = append(known, e.Owner)
	}
	if e.Year != 0 {
		known = append(known, number(e.Year))
	}
	if e.Name != "" {
		known = append(known, corpus.ID(e.Name, e.Ordinal))
	}
	if known == nil {
		return a.lang.Text(message.ArchiveNumber, n)
	}
	return a.lang.Text(message.ArchiveNumberOf, n, strings.Join(known, " "))
}

// ranges returns ascending numbers as text: 1-5, 7, 9-12.
func ranges(numbers []int32) string {
	numbers = slices.Clone(numbers)
	slices.Sort(numbers)
	var parts []string
	for i := 0; i < len(numbers); {
		k := i
		for k+1 < len(numbers) && numbers[k+1] == numbers[k]+1 {
			k++
		}
		if len(parts) == rangesShown {
			parts = append(parts, "…")
			break
		}
		part := number(numbers[i])
		if k > i {
			part += "-" + number(numbers[k])
		}
		parts = append(parts, part)
		i = k + 1
	}
	return strings.Join(parts, ", ")
}

// appendJSON appends v as a line.
func appendJSON(b *bytes.Buffer, v any) {
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic(err) // of numbers and strings alone
	}
}
