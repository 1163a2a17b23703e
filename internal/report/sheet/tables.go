package sheet

import (
	"cmp"
	"encoding/json"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"chachong/internal/finding"
	"chachong/internal/message"
	"chachong/internal/policy"
)

// tables makes the tables of a result.
type tables struct {
	*finding.Result
	Options
	fresh     int            // submissions that are new: they stand in front of archived ones
	at        map[string]int // index of a submission by its id
	standings []policy.Standing
	shared    map[[2]string][2]int32 // letters, see sharedLetters
	leftOut   map[string]bool        // see sparedIn
	guessed   bool                   // a pair or passage is an estimate
}

// conclusions are the words for what a submission is to the reader.
var conclusions = [policy.Conclusions]message.Key{
	policy.Near:     message.ConclusionNear,
	policy.Over:     message.ConclusionReview,
	policy.Shared:   message.ConclusionShared,
	policy.Template: message.ConclusionTemplate,
	policy.Clear:    message.ConclusionClear,
}

// run says what was looked at, what was found, and with what settings.
func (t *tables) run() table {
	l := t.Lang
	var rows [][]any
	add := func(label, value string) { rows = append(rows, []any{label, value}) }
	add(l.Text(message.Headline), joined(l, l.Count(message.FileCount, finding.Files(t.Inputs)), l.Count(message.SubmissionCount, t.fresh)))
	add(l.Text(message.RunNumber), t.Number())
	if t.Folder != "" {
		add(l.Text(message.RunFolder), t.Folder)
	}
	if use := t.Run.Archive; use != nil {
		add(l.Text(message.RunArchive), use.Path)
		add("", joined(l, l.Count(message.AgainstArchive, use.Submissions), l.Count(message.RunCompared, use.Compared)))
		add(l.Text(message.RunSameOwner), l.SameOwner(use.SameOwner))
	}
	var count [policy.Conclusions]int
	marks := policy.MarkingOf(t.Result)
	apart := 0
	for i := range t.fresh {
		if t.conclusion(i) == message.ConclusionApart {
			apart++
		} else {
			count[t.standings[i].Conclusion]++
		}
	}
	limits := t.limits()
	add(l.Text(message.RunLimits), cmp.Or(limits, l.Text(message.RunNoLimits)))
	switch n := len(t.Verdict.Findings); {
	case n > 0:
		add(l.Text(message.RunVerdict), l.Count(message.RunFindings, n))
	case limits != "":
		add(l.Text(message.RunVerdict), l.Text(message.RunClean))
	}
	rows = append(rows, nil)
	for c, n := range count {
		if policy.Conclusion(c) == policy.Template && apart > 0 {
			rows = append(rows, []any{l.Text(message.ConclusionApart), apart})
		}
		rows = append(rows, []any{l.Text(conclusions[c]), n})
	}
	rows = append(rows, []any{l.Text(message.CSVCluster), len(t.Clusters)})
	rows = append(rows, []any{l.Text(message.TabPairs), len(t.Pairs)})
	rows = append(rows, []any{l.Text(message.TabPassages), len(t.Passages)})
	rows = append(rows, t.apart()...)
	if said := l.Marks(marks.Confirmed, marks.NotCopy, marks.Talk, marks.Noted); said != "" {
		add(l.Text(message.RunMarks), said)
	}
	if n := t.unread(); n > 0 {
		rows = append(rows, nil)
		add(l.Text(message.SectionLedger), joined(l, l.Count(message.UnreadCount, n), l.Text(message.Incomplete)))
	}
	if use := t.Run.Roster; use != nil {
		rows = append(rows, nil)
		said := l.Text(message.RosterLine, use.Owners, use.HandedIn(), len(use.Missing))
		if n := len(use.Unread); n > 0 {
			said = l.Text(message.RosterLineUnread, use.Owners, use.HandedIn(), n, len(use.Missing))
		}
		add(l.Text(message.SectionRoster), said)
		if len(use.Missing) > 0 {
			add("", l.Text(message.RosterMissing)+strings.Join(use.Missing, l.Text(message.Comma)))
		}
		if len(use.Unread) > 0 {
			add("", l.Text(message.RosterUnread)+strings.Join(use.Unread, l.Text(message.Comma)))
		}
		if n := len(use.Unlisted); n > 0 {
			add("", l.Count(message.RosterUnlisted, n)+strings.Join(t.paths(use.Unlisted), l.Text(message.Comma)))
		}
	}
	for i, c := range t.Run.Caps {
		label := ""
		if i == 0 {
			rows = append(rows, nil)
			label = l.Text(message.SectionCaps)
		}
		add(label, l.Cap(c.Name, c.Limit, c.LeftOut))
	}
	rows = append(rows, nil)
	add(l.Text(message.RunVersion), t.Run.Version)
	label := l.Text(message.RunOptions)
	for _, name := range slices.Sorted(maps.Keys(t.Run.Options)) {
		if value := option(t.Run.Options[name]); value != "" {
			add(label, name+" = "+value)
			label = ""
		}
	}
	rows = append(rows, nil)
	ratios := l.Text(message.RunRatios)
	if t.Run.Archive != nil {
		ratios += l.Text(message.RunWithoutOwn)
	}
	add(l.Text(message.CSVReason), ratios)
	return table{title: message.TabRun, widths: []float64{24, 110}, rows: slices.Values(rows), count: len(rows)}
}

// limits says what the limits were, "" where there were none.
func (t *tables) limits() string {
	list, _ := t.Run.Options["fail_on"].(string)
	if list == "" {
		return ""
	}
	limits, err := policy.ParseLimits(list)
	if err != nil {
		return list
	}
	var said []string
	if limits.NearDuplicate {
		said = append(said, t.Lang.Rule("near-duplicate"))
	}
	for _, r := range []struct {
		rule  string
		value float64
	}{{"total", limits.Total}, {"with-template", limits.WithTemplate}, {"largest-source", limits.LargestSource}} {
		if r.value > 0 {
			said = append(said, fmt.Sprintf("%s %.4g%%", t.Lang.Rule(r.rule), 100*r.value))
		}
	}
	if limits.Passage > 0 {
		said = append(said, t.Lang.Rule("passage")+" "+t.Lang.Count(message.LetterCount, int(limits.Passage)))
	}
	return strings.Join(said, t.Lang.Text(message.Comma))
}

// path returns the path of an input as it is shown.
func (t *tables) path(p string) string { return strings.TrimPrefix(p, t.Folder) }

func (t *tables) paths(list []string) []string {
	out := make([]string, len(list))
	for i, p := range list {
		out[i] = t.path(p)
	}
	return out
}

// option returns the value of a setting, "" where nothing is set.
func option(value any) string {
	if s, ok := value.(string); ok {
		return s
	}
	out, err := json.Marshal(value)
	if s := string(out); err == nil && s != "[]" && s != "false" && s != "null" {
		return s
	}
	return ""
}

// unread counts the inputs that were not read, or not in full.
func (t *tables) unread() int {
	n := 0
	for i := range t.Inputs {
		if policy.Unread(&t.Inputs[i]) {
			n++
		}
	}
	return n
}

// submissions has a row a new submission, worst first as in the text report.
func (t *tables) submissions() table {
	order := make([]int, t.fresh)
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		a, b := &t.Submissions[i], &t.Submissions[j]
		return cmp.Or(
			cmp.Compare(b.Reuse.Total, a.Reuse.Total),
			cmp.Compare(t.standings[i].Conclusion, t.standings[j].Conclusion),
			cmp.Compare(a.Cluster, b.Cluster),
			cmp.Compare(b.Reuse.LargestSource, a.Reuse.LargestSource),
			cmp.Compare(b.Reuse.WithTemplate, a.Reuse.WithTemplate),
		)
	})
	const (
		owner          = 10 // the column that is left out where nobody has one
		behindTemplate = 4  // where columns of a run with an archive come in
		behindSource   = 6
	)
	owned := slices.ContainsFunc(t.Submissions[:t.fresh], func(s finding.Submission) bool { return s.Owner != "" })
	sheet := table{
		title: message.TabSubmissions,
		count: len(order),
		columns: []column{
			{message.ColName, 26, true},
			{message.CSVConclusion, 12, false},
			{message.CSVTotal, 10, false},
			{message.CSVWithTemplate, 10, false},
			{message.CSVLargest, 10, false},
			{message.CSVSource, 26, true},
			{message.CSVCluster, 8, false},
			{message.CSVPassages, 8, false},
			{message.CSVLetters, 8, false},
			{message.CSVTitle, 28, true},
			{message.CSVOwner, 14, true},
			{message.ColMark, 14, true},
			{message.CSVFile, 30, true},
		},
		rows: func(yield func([]any) bool) {
			for _, i := range order {
				s, st := &t.Submissions[i], &t.standings[i]
				row := []any{
					t.Name(s.ID), t.Lang.Text(t.conclusion(i)),
					reuse(s.Reuse.Total), reuse(s.Reuse.WithTemplate), reuse(s.Reuse.LargestSource), "",
					nil, st.Passages, int(s.Letters), s.Title, s.Owner, t.Lang.Marks(st.Marks.Confirmed, st.Marks.NotCopy, st.Marks.Talk, st.Marks.Noted), t.path(s.Path),
				}
				if s.Reuse.LargestSourceID != "" {
					row[5] = t.Name(s.Reuse.LargestSourceID)
				}
				if s.Cluster != 0 {
					row[6] = s.Cluster
				}
				if !owned {
					row = slices.Delete(row, owner, owner+1)
				}
				if t.Run.Archive != nil {
					row = slices.Insert(row, behindSource, t.of(s.Reuse.LargestSourceID)...)
					row = slices.Insert(row, behindTemplate, t.withoutOwn(s))
				}
				if !yield(row) {
					return
				}
			}
		},
	}
	if !owned {
		sheet.columns = slices.Delete(sheet.columns, owner, owner+1)
	}
	if t.Run.Archive != nil {
		sheet.columns = slices.Insert(sheet.columns, behindSource, sourceColumns...)
		sheet.columns = slices.Insert(sheet.columns, behindTemplate, column{message.ColWithoutOwn, 10, false})
	}
	return sheet
}

// pairs has a row a pair, the strongest first.
func (t *tables) pairs() table {
	order := make([]*finding.Pair, len(t.Pairs))
	for i := range order {
		order[i] = &t.Pairs[i]
	}
	slices.SortStableFunc(order, func(a, b *finding.Pair) int {
		if a.NearDuplicate != b.NearDuplicate {
			if a.NearDuplicate {
				return -1
			}
			return 1
		}
		return cmp.Compare(b.Resemblance, a.Resemblance)
	})
	return t.withArchive(table{
		title: message.TabPairs,
		count: len(order),
		columns: []column{
			{message.SideA, 30, true},
			{message.SideB, 30, true},
			{message.ColResemblance, 12, false},
			{message.ColInA, 10, false},
			{message.ColInB, 10, false},
			{message.ConclusionNear, 16, false},
			{message.ColBy, 16, true},
			{message.ColSharedLetters, 14, false},
			{message.ColMark, 12, false},
			{message.ColNote, 30, true},
		},
		rows: values(order, func(p *finding.Pair) []any {
			row := []any{
				t.Name(p.A), t.Name(p.B), ratio(p.Resemblance), ratio(p.ContainmentA), ratio(p.ContainmentB),
				t.yes(p.NearDuplicate), "", nil, "", "",
			}
			var by []string
			if p.By != "" {
				by = append(by, t.Lang.Test(p.By))
			}
			if p.SameFile {
				by = append(by, t.Lang.Text(message.EqualFile))
			}
			row[6] = joined(t.Lang, by...)
			if n, ok := t.shared[[2]string{p.A, p.B}]; ok {
				row[7] = int(n[0])
			}
			return t.reviewed(row, p.Review)
		}),
	}, 2, func(i int) ([]any, []any) {
		return t.of(order[i].B), t.counted(order[i].Own, order[i].Accepted, order[i].Estimated)
	})
}

// passages has a row a passage, the longest first, template last.
func (t *tables) passages() table {
	order := make([]*finding.Passage, len(t.Passages))
	for i := range order {
		order[i] = &t.Passages[i]
	}
	slices.SortStableFunc(order, func(a, b *finding.Passage) int {
		if a.Template != b.Template {
			if b.Template {
				return -1
			}
			return 1
		}
		return cmp.Compare(b.Letters, a.Letters)
	})
	return t.withArchive(table{
		title: message.TabPassages,
		count: len(order),
		columns: []column{
			{message.ColID, 7, false},
			{message.SideA, 24, true},
			{message.ColLinesA, 10, false},
			{message.SideB, 24, true},
			{message.ColLinesB, 10, false},
			{message.ColKind, 10, false},
			{message.CSVLetters, 8, false},
			{message.ColSimilarity, 10, false},
			{message.ColIsTemplate, 9, false},
			{message.ColFamily, 9, false},
			{message.ColExcerpt, 50, true},
			{message.ColMark, 12, false},
			{message.ColNote, 24, true},
		},
		rows: values(order, func(p *finding.Passage) []any {
			inB := t.lines(p.B.Range)
			if p.Estimated { // the archive keeps no text of it
				inB = ""
			}
			return t.reviewed([]any{
				p.ID, t.Name(p.A.Submission), t.lines(p.A.Range), t.Name(p.B.Submission), inB,
				t.Lang.Kind(p.Kind), int(p.Letters), ratio(p.Similarity), t.yes(p.Template), p.Family, p.Excerpt, "", "",
			}, p.Review)
		}),
	}, 5, func(i int) ([]any, []any) {
		return t.of(order[i].B.Submission), t.counted(order[i].Own, order[i].Accepted, order[i].Estimated)
	})
}

// ledger has a row an input, in the order of the run.
func (t *tables) ledger() table {
	return table{
		title: message.TabLedger,
		count: len(t.Inputs),
		columns: []column{
			{message.CSVFile, 40, true},
			{message.CSVStatus, 12, false},
			{message.ColCode, 15, false},
			{message.CSVReason, 38, true},
			{message.ColHint, 36, true},
			{message.ColSubmissionCount, 12, false},
			{message.ColFormat, 8, false},
			{message.ColEncoding, 11, false},
			{message.ColBytes, 10, false},
		},
		rows: func(yield func([]any) bool) {
			for i := range t.Inputs {
				in := &t.Inputs[i]
				reason := t.Lang.Reason(in.Code, in.Reason)
				if in.Opened() && reason == "" {
					reason = t.Lang.Text(message.TabContainer)
				}
				if !yield([]any{
					t.path(in.Path), t.Lang.Status(string(in.Told())), in.Code,
					reason, t.Lang.Hint(in.Code, in.Hint), len(in.Submissions),
					in.Format, in.Encoding, in.Bytes,
				}) {
					return
				}
			}
		},
	}
}

// values yields row of each element.
func values[T any](list []*T, row func(*T) []any) iter.Seq[[]any] {
	return func(yield func([]any) bool) {
		for _, x := range list {
			if !yield(row(x)) {
				return
			}
		}
	}
}

// reviewed sets the last two cells of row to what r says, which may be nil.
func (t *tables) reviewed(row []any, r *finding.Review) []any {
	if r != nil {
		row[len(row)-2], row[len(row)-1] = t.Lang.Mark(string(r.Mark)), r.Note
	}
	return row
}

func (t *tables) yes(b bool) string {
	if b {
		return t.Lang.Text(message.Yes)
	}
	return t.Lang.Text(message.No)
}

// lines returns the first and the last line of r, or the one that is both, behind its pages
// where its document has pages.
func (t *tables) lines(r finding.Range) string {
	if r.Line[0] < 1 { // hidden
		return ""
	}
	said := fromTo(r.Line)
	if r.Page[0] > 0 {
		said = t.Lang.Text(message.TabPage, fromTo(r.Page), said)
	}
	return said
}

func fromTo(x [2]int32) string {
	if x[0] == x[1] {
		return fmt.Sprint(x[0])
	}
	return fmt.Sprintf("%d-%d", x[0], x[1])
}

func joined(l message.Lang, texts ...string) string {
	return strings.Join(texts, l.Text(message.Clause))
}
