package report

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"
	"unicode"

	"chachong/internal/finding"
	"chachong/internal/message"
)

// document is chachong/result/v1 for a reader.
type document struct {
	Schema       string                `json:"schema"`
	Run          finding.Run           `json:"run"`
	Inputs       []finding.Input       `json:"inputs"`
	Submissions  []finding.Submission  `json:"submissions"`
	Pairs        []finding.Pair        `json:"pairs"`
	Clusters     []finding.Cluster     `json:"clusters"`
	Passages     []finding.Passage     `json:"passages"`
	Families     []finding.Family      `json:"families"`
	Replacements []finding.Replacement `json:"replacements"`
	Observations []finding.Observation `json:"observations"`
	Verdict      finding.Verdict       `json:"verdict"`
}

// parse reads JSON strictly.
func parse(t *testing.T, s string, into any) {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(s))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		t.Fatalf("%v in %s", err, s)
	}
}

func TestJSONParsesBack(t *testing.T) {
	var got document
	want := sample()
	page := finding.Range{Byte: [2]int32{9, 30}, Rune: [2]int32{3, 10}, Line: [2]int32{1, 2}, Page: [2]int32{1, 2}}
	want.Observations = []finding.Observation{
		{ID: "o1", Kind: finding.HiddenText, Path: "a.docx", Submission: "a.docx#1", Count: 9, Letters: 800, Range: &page, Text: "看不见的一句话", Why: "color"},
		{ID: "o2", Kind: finding.SameFile, Path: "a.docx", Count: 2, Others: []string{"b.docx"}},
	}
	want.Run.Roster = &finding.RosterUse{Path: "名册.xlsx", Owners: 3, Missing: []string{"甲校"}, Unread: []string{"乙校"}, Unlisted: []string{}, Assigned: []finding.Assigned{{Owner: "乙校", Paths: []string{"乙.pdf"}}}}
	parse(t, written(t, func(w io.Writer) error { return JSON(w, want) }), &got)
	if got.Schema != want.Schema || !reflect.DeepEqual(got.Families[0].Members, want.Families[0].Members) {
		t.Errorf("families = %v, want %v", got.Families, want.Families)
	}
	if !reflect.DeepEqual(got.Passages[1].Edits, want.Passages[1].Edits) {
		t.Errorf("edits = %v, want %v", got.Passages[1].Edits, want.Passages[1].Edits)
	}
	if !reflect.DeepEqual(got.Replacements, want.Replacements) {
		t.Errorf("replacements = %v, want %v", got.Replacements, want.Replacements)
	}
	for _, c := range []struct{ got, want float64 }{
		{got.Run.ElapsedSeconds, 0.123},
		{got.Submissions[3].Reuse.Total, 0.6634},
		{got.Pairs[0].Resemblance, 0.9744},
		{got.Passages[0].Similarity, 0.99},
		{got.Verdict.Findings[2].Value, 0.9861},
		{got.Verdict.Findings[5].Value, 612},
	} {
		if c.got != c.want {
			t.Errorf("figure = %v, want %v", c.got, c.want)
		}
	}
	if !reflect.DeepEqual(got.Observations, want.Observations) || !reflect.DeepEqual(got.Run.Roster, want.Run.Roster) {
		t.Errorf("observations, roster = %+v, %+v, want %+v, %+v", got.Observations, got.Run.Roster, want.Observations, want.Run.Roster)
	}
	if got.Submissions[0].Cluster != 1 || got.Verdict.ExitCode != 1 || !got.Verdict.Incomplete {
		t.Errorf("cluster, verdict = %v, %+v", got.Submissions[0].Cluster, got.Verdict)
	}
}

// The order of members is part of the form; lists are never null.
func TestJSONForm(t *testing.T) {
	out := written(t, func(w io.Writer) error {
		return JSON(w, &finding.Result{
			Schema: finding.Schema, Run: finding.Run{Roster: &finding.RosterUse{}}, Inputs: make([]finding.Input, 1),
			Observations: []finding.Observation{{ID: "o1", Kind: finding.Extension, Path: "a", Count: 1, Range: &finding.Range{}}},
		})
	})
	want := `{"schema":"chachong/result/v1",
"run":{"version":"","options":{},"elapsed_seconds":0,"caps":[],"roster":{"path":"","owners":0,"missing":[],"unread":[],"unlisted":[],"assigned":[]}},
"inputs":[
{"path":"","status":"","code":"","reason":"","hint":"","format":"","encoding":"","bytes":0,"submissions":[]}],
"submissions":[],
"pairs":[],
"clusters":[],
"passages":[],
"families":[],
"replacements":[],
"observations":[
{"id":"o1","kind":"extension","path":"a","count":1,"range":{"byte":[0,0],"rune":[0,0],"line":[0,0]}}],
"verdict":{"exit_code":0,
"incomplete":false,
"findings":[]}}
`
	if out != want {
		t.Errorf("JSON of an empty result = %s, want %s", out, want)
	}
}

// What comes from outside survives JSON whole and does not steer a terminal.
func TestJSONCarriesEveryString(t *testing.T) {
	title := "<b>&\u2028\u007f\u009b\u202e\U000E0041\ufeff👨‍👩‍👧 “工会”\x1b"
	r := sample()
	r.Submissions[0].Title = title
	out := written(t, func(w io.Writer) error { return JSON(w, r) })
	if i := strings.IndexFunc(out, func(r rune) bool { return r != '\n' && unicode.In(r, unicode.Cc, unicode.Cf) }); i >= 0 {
		t.Errorf("JSON holds %q", out[i:i+4])
	}
	for _, s := range []string{"<b>&", "“工会”"} {
		if !strings.Contains(out, s) {
			t.Errorf("JSON does not hold %q as it stands", s)
		}
	}
	var got document
	parse(t, out, &got)
	if got.Submissions[0].Title != title {
		t.Errorf("title = %q, want %q", got.Submissions[0].Title, title)
	}
}

func FuzzJSONString(f *testing.F) {
	for _, s := range []string{"", "工会<a>&\u2028", "\x7f\u009b\u202e\U000E0041\ufeff", "\\u200b\"\x00\x1b", "\xff\xc2", "👨\u200d👩"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		out := written(t, func(w io.Writer) error { return ExtractionJSON(w, &finding.Extraction{Text: in}) })
		if i := strings.IndexFunc(out, func(r rune) bool { return r != '\n' && unicode.In(r, unicode.Cc, unicode.Cf) }); i >= 0 {
			t.Errorf("JSON of %q holds %q", in, out[i:])
		}
		var got struct{ Text string }
		if err := json.Unmarshal([]byte(out), &got); err != nil {
			t.Fatalf("JSON of %q: %v", in, err)
		}
		if want := string([]rune(in)); got.Text != want { // a bad byte becomes U+FFFD
			t.Errorf("text of JSON of %q = %q, want %q", in, got.Text, want)
		}
	})
}

func TestOutlineAndExtractionJSON(t *testing.T) {
	var o struct {
		Schema, Path string
		Text         finding.Text
		Submissions  []finding.OutlinePart
		Junk         []finding.Range
	}
	parse(t, written(t, func(w io.Writer) error { return OutlineJSON(w, sampleOutline()) }), &o)
	want := sampleOutline()
	for i := range want.Submissions {
		want.Submissions[i].Opening, want.Submissions[i].Closing = "", ""
	}
	if o.Schema != finding.OutlineSchema || o.Text != want.Text || !reflect.DeepEqual(o.Submissions, want.Submissions) || !reflect.DeepEqual(o.Junk, want.Junk) {
		t.Errorf("outline = %+v, want %+v", o, want)
	}
	var e struct {
		Schema, Path, Format, Encoding, Text, Folded string
		Bytes                                        int64
		Letters                                      int32
		Dropped                                      finding.Dropped
		Pages                                        []int32
		Hidden                                       []finding.Unseen
		Pictures                                     int
		Info                                         finding.Info
		Warning                                      finding.Warning
	}
	parse(t, written(t, func(w io.Writer) error { return ExtractionJSON(w, wholeExtraction()) }), &e)
	if x := wholeExtraction(); e.Schema != finding.ExtractionSchema || e.Text != x.Text || e.Folded != x.Folded || e.Dropped != x.Dropped ||
		!reflect.DeepEqual(e.Pages, x.Pages) || !reflect.DeepEqual(e.Hidden, x.Hidden) || e.Info != x.Info || e.Warning != x.Warning || e.Pictures != x.Pictures {
		t.Errorf("extraction = %+v, want %+v", e, x)
	}
	if out := written(t, func(w io.Writer) error { return OutlineJSON(w, &finding.Outline{}) }); !strings.Contains(out, `"submissions":[]`) || !strings.Contains(out, `"junk":[]`) {
		t.Errorf("JSON of an empty outline = %s, want empty lists", out)
	}
}

// readCSV checks mark and line ends, and returns the rows.
func readCSV(t *testing.T, s string) [][]string {
	t.Helper()
	s, ok := strings.CutPrefix(s, bom)
	if !ok {
		t.Errorf("CSV begins with %.8q, want a byte order mark", s)
	}
	if lines, crlf := strings.Count(s, "\n"), strings.Count(s, "\r\n"); lines != crlf {
		t.Errorf("CSV has %d line feeds and %d CRLF, want as many", lines, crlf)
	}
	rows, err := csv.NewReader(strings.NewReader(s)).ReadAll() // all rows as long as the first
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestCSV(t *testing.T) {
	for _, l := range langs {
		rows := readCSV(t, written(t, func(w io.Writer) error { return CSV(w, sample(), l) }))
		if got, want := rows[0][0], l.Text(message.CSVFile); got != want {
			t.Errorf("first header = %q, want %q", got, want)
		}
		want := fmt.Sprint([]string{"2133", "1", "1", "1"})
		if got := fmt.Sprint(rows[1][4:8]); got != want {
			t.Errorf("figures of the worst = %v, want %v", got, want)
		}
		if got, want := rows[3][5], "0.7146"; got != want {
			t.Errorf("total of the third = %q, want %q", got, want)
		}
	}
	for _, row := range readCSV(t, written(t, func(w io.Writer) error { return CSV(w, hostile(), message.Zh) })) {
		for _, c := range row {
			harmless(t, c)
			if c != "" && strings.ContainsRune("=+-@\t\r", rune(c[0])) {
				t.Errorf("cell %.20q begins like a formula", c)
			}
		}
	}
}

func BenchmarkJSON(b *testing.B) {
	r := sample()
	for len(r.Passages) < 10_000 {
		r.Passages = append(r.Passages, r.Passages...)
	}
	b.ReportAllocs()
	for b.Loop() {
		JSON(io.Discard, r)
	}
}
