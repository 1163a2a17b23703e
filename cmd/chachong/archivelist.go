package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"chachong/internal/archive"
	"chachong/internal/config"
	"chachong/internal/corpus"
	"chachong/internal/detect"
	"chachong/internal/message"
	"chachong/internal/safe"
)

// filterFlags adds the flags that say which submissions are meant.
func (a *app) filterFlags(cmd *cobra.Command, f *archive.Filter, owner, name string) {
	cmd.Flags().StringVar(&f.Owner, "owner", "", a.lang.Flag(owner))
	cmd.Flags().Var((*yearValue)(&f.Year), "year", a.lang.Flag("held-year"))
	cmd.Flags().StringVar(&f.Name, "name", "", a.lang.Flag(name))
}

// yearValue is the flag of a year.
type yearValue int

func (y *yearValue) String() string { return number(int(*y)) }
func (y *yearValue) Type() string   { return "int" }

func (y *yearValue) Set(s string) error {
	n, err := strconv.Atoi(s)
	if err != nil {
		return errors.New("want a year such as 2024")
	}
	*y = yearValue(n)
	return nil
}

func (a *app) archiveListCommand() *cobra.Command {
	filter := archive.Filter{Parts: true}
	var formats []string
	cmd := a.onArchive("list", message.ArgsArchive, cobra.ExactArgs(1), func(ctx context.Context, dir string, _ []string) error {
		outputs, err := a.archiveOutputs(formats, false, "text", "json", "csv")
		if err != nil {
			return err
		}
		entries, err := a.held(ctx, dir, filter)
		if err != nil {
			return err
		}
		return a.writeAll(outputs, func(w io.Writer, o config.Output) error {
			switch o.Format {
			case "json":
				return listJSON(w, dir, entries)
			case "csv":
				return a.listCSV(w, entries)
			}
			return a.listText(w, entries, !filter.Empty(), a.listWidth(o.File == ""))
		})
	})
	a.filterFlags(cmd, &filter, "held-owner-part", "held-name-part")
	cmd.Flags().StringArrayVarP(&formats, "format", "f", nil, a.lang.Flag("format-list"))
	return cmd
}

// held returns the submissions of an archive that a filter means.
func (a *app) held(ctx context.Context, dir string, f archive.Filter) ([]archive.Entry, error) {
	s, err := archive.Open(dir, detect.Versions())
	if err != nil {
		return nil, a.archiveFailure(dir, err)
	}
	defer s.Close()
	entries := []archive.Entry{}
	for e, err := range s.List(ctx, f) {
		if err != nil {
			return nil, a.archiveStopped(ctx, dir, err)
		}
		entries = append(entries, e)
	}
	return entries, nil
}

// heldEntry is what JSON says of a submission of an archive.
type heldEntry struct {
	Number  int32  `json:"number"`
	ID      string `json:"id"` // when it was added
	Owner   string `json:"owner"`
	Year    int    `json:"year"` // 0: not known
	Title   string `json:"title"`
	Letters int32  `json:"letters"`
	Added   string `json:"added"`
}

func heldEntries(entries []archive.Entry) []heldEntry {
	list := make([]heldEntry, len(entries))
	for i, e := range entries {
		list[i] = heldEntry{
			Number: e.Number, ID: corpus.ID(e.Name, e.Ordinal), Owner: e.Owner, Year: e.Year,
			Title: e.Title, Letters: e.Letters, Added: e.Added.UTC().Format(time.RFC3339),
		}
	}
	return list
}

// listJSON writes one submission a line.
func listJSON(w io.Writer, dir string, entries []archive.Entry) error {
	var b bytes.Buffer
	b.WriteString(`{"schema":"chachong/archive-list/v1","archive":`)
	appendJSON(&b, dir)
	b.Truncate(b.Len() - 1)
	b.WriteString(`,"submissions":[`)
	for i, e := range heldEntries(entries) {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('\n')
		appendJSON(&b, e)
		b.Truncate(b.Len() - 1)
	}
	b.WriteString("\n]}\n")
	_, err := w.Write(b.Bytes())
	return err
}

// listHead names the columns of a list.
var listHead = []message.Key{
	message.ColNumber, message.ColYear, message.CSVOwner, message.ColLetters, message.ColAdded, message.ColTitle, message.CSVFile,
}

// listRow returns the cells of a row.
func listRow(e *archive.Entry) []string {
	year := ""
	if e.Year != 0 {
		year = number(e.Year)
	}
	return []string{
		number(e.Number), year, e.Owner, number(e.Letters), e.Added.Local().Format(time.DateOnly),
		e.Title, corpus.ID(e.Name, e.Ordinal),
	}
}

// listCSV writes a table for spreadsheets, as check does.
func (a *app) listCSV(w io.Writer, entries []archive.Entry) error {
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	var head []string
	for _, k := range listHead {
		head = append(head, a.lang.Text(k))
	}
	out.Write(head)
	for i := range entries {
		row := listRow(&entries[i])
		for c := range row {
			row[c] = safe.CSVCell(row[c])
		}
		out.Write(row)
	}
	out.Flush()
	return out.Error()
}

// The columns of a list in text, and how wide those get that strangers fill.
const (
	listOwner = 2
	listTitle = 5
	listName  = 6

	ownerWidth = 20 // on a terminal
	leastTitle = 16 // below it a title says nothing
)

// listWidth returns the columns that a list has, 0 where nothing is to be cut: whatever reads
// a pipe or a file wants names whole.
func (a *app) listWidth(stdout bool) int {
	if stdout && isTerminal(a.std.out) {
		return terminalWidth(a.std.out)
	}
	return 0
}

// rightBound are the columns of numbers.
var rightBound = []int{0, 3}

// listText writes a table that fits into so many columns, 0 for any: names in full where it
// can be, since they tell submissions apart; titles have what is left. Where nothing was found
// it says how to search.
func (a *app) listText(w io.Writer, entries []archive.Entry, searched bool, width int) error {
	if len(entries) == 0 {
		none := a.lang.Text(message.ArchiveEmpty)
		if searched {
			none = a.lang.Text(message.ArchiveNone) + "\n" + a.lang.Text(message.HintArchiveSearch)
		}
		_, err := io.WriteString(w, none+"\n")
		return err
	}
	rows := make([][]string, 0, len(entries)+1)
	var head []string
	for _, k := range listHead {
		head = append(head, a.lang.Text(k))
	}
	rows = append(rows, head)
	for i := range entries {
		row := listRow(&entries[i])
		for c := range row {
			row[c] = safe.Line(row[c])
		}
		rows = append(rows, row)
	}
	wide := make([]int, len(head))
	for _, row := range rows {
		for c, cell := range row {
			wide[c] = max(wide[c], safe.Width(cell))
		}
	}
	if width > 0 {
		wide[listOwner] = min(wide[listOwner], ownerWidth)
		room := width - 2*(len(wide)-1)
		for c := range listTitle {
			room -= wide[c]
		}
		wide[listTitle] = min(wide[listTitle], max(leastTitle, room-wide[listName]))
		wide[listName] = max(leastTitle, min(wide[listName], room-wide[listTitle]))
	}
	var b strings.Builder
	for _, row := range rows {
		for c, cell := range row {
			if c == listName {
				b.WriteString(ending(cell, wide[c]))
				break
			}
			cell = safe.Cut(cell, wide[c])
			pad := strings.Repeat(" ", wide[c]-safe.Width(cell))
			if slices.Contains(rightBound, c) {
				b.WriteString(pad + cell + "  ")
			} else {
				b.WriteString(cell + pad + "  ")
			}
		}
		b.WriteByte('\n')
	}
	b.WriteString("\n" + a.lang.Count(message.SubmissionCount, len(entries)) + "\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// ending returns s, or as much of its end as fits into so many columns behind an ellipsis:
// the end of a path tells most.
func ending(s string, width int) string {
	if safe.Width(s) <= width {
		return s
	}
	rs := []rune(s)
	for len(rs) > 0 && safe.Width(string(rs)) > width-1 {
		rs = rs[1:]
	}
	return "…" + string(rs)
}

// archiveStatsCommand tells how large an archive is.
func (a *app) archiveStatsCommand() *cobra.Command {
	var formats []string
	cmd := a.onArchive("stats", message.ArgsArchive, cobra.ExactArgs(1), func(ctx context.Context, dir string, _ []string) error {
		outputs, err := a.archiveOutputs(formats, false, inspectFormats...)
		if err != nil {
			return err
		}
		s, err := archive.Open(dir, detect.Versions())
		if err != nil {
			return a.archiveFailure(dir, err)
		}
		defer s.Close()
		st, err := s.Stats(ctx)
		if err != nil {
			return a.archiveStopped(ctx, dir, err)
		}
		return a.writeAll(outputs, func(w io.Writer, o config.Output) error {
			if o.Format == "json" {
				return statsJSON(w, dir, &st)
			}
			_, err := io.WriteString(w, a.statsText(dir, &st))
			return err
		})
	})
	cmd.Flags().StringArrayVarP(&formats, "format", "f", nil, a.lang.Flag("format-one"))
	return cmd
}

// statsJSON writes the figures of an archive.
func statsJSON(w io.Writer, dir string, st *archive.Stats) error {
	type year struct {
		Year        int `json:"year"` // 0: not known
		Submissions int `json:"submissions"`
	}
	years := []year{}
	for _, y := range st.Years {
		years = append(years, year(y))
	}
	var b bytes.Buffer
	appendJSON(&b, struct {
		Schema      string            `json:"schema"`
		Archive     string            `json:"archive"`
		Submissions int               `json:"submissions"`
		Owners      int               `json:"owners"`
		Years       []year            `json:"years"`
		Letters     int64             `json:"letters"`
		Texts       bool              `json:"texts"` // kept
		Bytes       map[string]int64  `json:"bytes"`
		Segments    int               `json:"segments"`
		Postings    int64             `json:"postings"`
		Versions    map[string]string `json:"versions"`
	}{
		"chachong/archive-stats/v1", dir, st.Submissions, st.Owners, years, st.Letters, !st.NoText,
		map[string]int64{"database": st.Rows, "log": st.Log, "postings": st.Postfiles},
		st.Segments, st.Postings,
		map[string]string{
			"folding": st.Versions.Folding, "seeds": st.Versions.Seeds,
			"segmenter": st.Versions.Segmenter, "dictionary": st.Versions.Dictionary,
		},
	})
	_, err := w.Write(b.Bytes())
	return err
}

// statsText returns the figures of an archive for people.
func (a *app) statsText(dir string, st *archive.Stats) string {
	l := a.lang
	var years []string
	for _, y := range st.Years {
		name := l.Text(message.ArchiveNoYear)
		if y.Year != 0 {
			name = l.Text(message.ArchiveOfYear, y.Year)
		}
		years = append(years, name+" "+l.Count(message.SubmissionCount, y.Submissions))
	}
	texts := message.ArchiveTexts
	if st.NoText {
		texts = message.ArchiveNoTexts
	}
	v := &st.Versions
	rows := [][2]string{
		{l.Text(message.StatsSubmissions), number(st.Submissions)},
		{l.Text(message.StatsOwners), number(st.Owners)},
		{l.Text(message.StatsYears), cmp.Or(strings.Join(years, l.Text(message.Comma)), "0")},
		{l.Text(message.StatsLetters), number(st.Letters)},
		{l.Text(message.StatsTexts), l.Text(texts)},
		{l.Text(message.StatsBytes), l.Text(message.StatsBytesOf, size(st.Rows+st.Log+st.Postfiles), size(st.Rows+st.Log), size(st.Postfiles))},
		{l.Text(message.StatsVersions), l.Text(message.StatsVersionsOf, v.Folding, v.Seeds, v.Segmenter, v.Dictionary)},
	}
	wide := 0
	for _, r := range rows {
		wide = max(wide, safe.Width(r[0]))
	}
	var b strings.Builder
	b.WriteString(l.Text(message.StatsHead, safe.Line(dir)) + "\n\n")
	for _, r := range rows {
		b.WriteString("  " + r[0] + strings.Repeat(" ", wide-safe.Width(r[0])+2) + safe.Line(r[1]) + "\n")
	}
	return b.String()
}

// size returns a number of bytes in MB, below one in KB.
func size(n int64) string {
	const kilo, tenth, mega = 1000, 100_000, 1_000_000
	if n < mega {
		return number((n+kilo-1)/kilo) + " KB"
	}
	t := (n + tenth - 1) / tenth
	return number(t/10) + "." + number(t%10) + " MB"
}
