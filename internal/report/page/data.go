package page

import (
	"bufio"
	"encoding/json"

	"chachong/internal/finding"
	"chachong/internal/message"
)

// schema names the version of the page's data.
const schema = "chachong/page/v1"

// The data is one object: what the run was, lists of what it found, review marks by their
// keys, and the words of the page in both languages. Submissions, pairs and passages name
// each other by index. A place in a text is counted in UTF-16 units from the start of the
// submission's body.

// write writes the data, an element of a list at a time, so that no second copy of all
// texts is made.
func (m *model) write(out *bufio.Writer) error {
	w := &writer{out: out}
	w.object(func() {
		m.writeRun(w)
		segments := m.segments()
		w.list("submissions", len(m.res.Submissions), func(i int) any { return m.submission(i, segments(i)) })
		w.list("pairs", len(m.pairs), func(i int) any { return m.pair(&m.pairs[i]) })
		w.list("passages", len(m.res.Passages), func(i int) any { return m.passage(&m.res.Passages[i]) })
		w.list("clusters", len(m.res.Clusters), func(i int) any { return m.cluster(&m.res.Clusters[i]) })
		w.list("families", len(m.res.Families), func(i int) any { return m.family(&m.res.Families[i]) })
		replacements := m.res.Replacements
		if m.texts == None {
			replacements = nil // they are words of the texts
		}
		w.list("replacements", len(replacements), func(i int) any { return m.replacement(&replacements[i]) })
		w.list("inputs", len(m.res.Inputs), func(i int) any { return m.input(&m.res.Inputs[i]) })
		observations := m.observations()
		w.list("observations", len(observations), func(i int) any { return observations[i] })
		w.member("review", m.review())
		w.list("review_rest", len(m.opt.Rest), func(i int) any { return m.opt.Rest[i] })
		w.member("strings", map[string]map[string]string{"zh": m.strings[message.Zh], "en": m.strings[message.En]})
	})
	return w.err
}

// writeRun writes what concerns the whole.
func (m *model) writeRun(w *writer) {
	mode, made := "check", ""
	if m.opt.Diff {
		mode = "diff"
	}
	if !m.opt.Made.IsZero() {
		made = m.opt.Made.Format("2006-01-02 15:04")
	}
	w.member("schema", schema)
	w.member("lang", m.opt.Lang.String())
	w.member("mode", mode)
	w.member("texts", m.texts)
	w.member("no", m.number)
	w.member("made", made)
	w.member("version", visibleLine(m.res.Run.Version))
	w.member("elapsed", finding.Figure(m.res.Run.ElapsedSeconds))
	w.member("options", visibleValue(m.res.Run.Options))
	w.list("caps", len(m.caps), func(i int) any {
		c := &m.caps[i]
		return capData{
			visibleLine(c.Name), c.Limit, c.LeftOut,
			inBoth(func(l message.Lang) string { return visibleLine(l.Cap(c.Name, c.Limit, c.LeftOut)) }),
		}
	})
	w.member("verdict", m.verdict())
	w.member("archive", m.archive())
	w.member("roster", m.roster())
}

// both is a text in both languages.
type both struct {
	Zh string `json:"zh"`
	En string `json:"en"`
}

func inBoth(text func(message.Lang) string) both {
	return both{text(message.Zh), text(message.En)}
}

type capData struct {
	Name    string `json:"name"`
	Limit   int    `json:"limit"`
	LeftOut int    `json:"left_out"`
	Text    both   `json:"text"`
}

type archiveData struct {
	Path        string `json:"path"`
	Submissions int    `json:"submissions"`
	Compared    int    `json:"compared"`
	SameOwner   string `json:"same_owner"`
}

// archive returns what the run compared with, nil where that is new submissions alone.
func (m *model) archive() *archiveData {
	use := m.res.Run.Archive
	if use == nil {
		return nil
	}
	return &archiveData{visibleLine(use.Path), use.Submissions, use.Compared, visibleLine(use.SameOwner)}
}

type verdictData struct {
	ExitCode   int           `json:"exit_code"`
	Incomplete bool          `json:"incomplete"`
	Findings   []findingData `json:"findings"`
	Cleared    []findingData `json:"cleared"` // what reviewers' marks took away
}

type findingData struct {
	Rule  string         `json:"rule"`
	S     int            `json:"s"`
	Other int            `json:"other"` // -1: none
	Value finding.Figure `json:"value"`
	Limit finding.Figure `json:"limit"`
}

func (m *model) verdict() verdictData {
	v := &m.res.Verdict
	return verdictData{v.ExitCode, v.Incomplete, m.findings(v.Findings), m.findings(v.Cleared)}
}

func (m *model) findings(list []finding.Finding) []findingData {
	out := make([]findingData, len(list))
	for i, f := range list {
		out[i] = findingData{
			visibleLine(f.Rule), m.of(f.Submission), m.of(f.Other), finding.Figure(f.Value), finding.Figure(f.Limit),
		}
	}
	return out
}

// of returns the index of a submission, -1 where there is none of that id.
func (m *model) of(id string) int {
	if i, ok := m.index[id]; ok {
		return i
	}
	return -1
}

type submissionData struct {
	ID            string         `json:"id"`
	Name          string         `json:"name"`
	Path          string         `json:"path"`
	Ordinal       int            `json:"ordinal"`
	Title         string         `json:"title"`
	Owner         string         `json:"owner"`
	Letters       int32          `json:"letters"`
	Line          []int32        `json:"line"`
	Total         finding.Figure `json:"total"`
	WithTemplate  finding.Figure `json:"with_template"`
	Largest       finding.Figure `json:"largest"`
	LargestSource int            `json:"largest_source"`
	Cluster       int            `json:"cluster"`
	Key           string         `json:"key"`
	Length        int32          `json:"length"`
	Text          []segment      `json:"text"`
	Paragraphs    [][2]int32     `json:"paragraphs"`

	// Of a run with an archive.

	WithoutOwn *finding.Figure `json:"without_own,omitempty"`
	Archived   bool            `json:"archived,omitempty"`
	Year       int             `json:"year,omitempty"`
	Number     string          `json:"number,omitempty"`   // in the archive
	Numbered   bool            `json:"numbered,omitempty"` // nothing else tells it from others
}

// MarshalJSON returns a segment as [offset, text].
func (s segment) MarshalJSON() ([]byte, error) { return json.Marshal([]any{s.at, s.text}) }

func (m *model) submission(i int, text []segment) submissionData {
	s := &m.res.Submissions[i]
	paragraphs := make([][2]int32, len(s.Paragraphs))
	for k, r := range s.Paragraphs {
		paragraphs[k] = m.units(i, r)
	}
	out := submissionData{
		ID: visibleLine(s.ID), Name: m.names[i], Path: visibleLine(s.Path), Ordinal: s.Ordinal,
		Title: visibleLine(s.Title), Owner: visibleLine(s.Owner), Letters: s.Letters, Line: m.where(finding.Side{Submission: s.ID, Range: s.Range}),
		Total: finding.Figure(s.Reuse.Total), WithTemplate: finding.Figure(s.Reuse.WithTemplate),
		Largest: finding.Figure(s.Reuse.LargestSource), LargestSource: m.of(s.Reuse.LargestSourceID),
		Cluster: s.Cluster, Key: s.Key,
		Length: m.length(i), Text: text, Paragraphs: paragraphs,
		Archived: s.Archived, Year: s.Year, Numbered: m.numbered[i],
	}
	number, _ := s.Held()
	out.Number = visibleLine(number)
	if own := s.Reuse.WithoutOwn; own != nil {
		figure := finding.Figure(*own)
		out.WithoutOwn = &figure
	}
	return out
}

type passageData struct {
	ID         string         `json:"id"`
	Key        string         `json:"key"`
	A          passageSide    `json:"a"`
	B          passageSide    `json:"b"`
	Kind       string         `json:"kind"`
	Similarity finding.Figure `json:"similarity"`
	Letters    int32          `json:"letters"`
	Template   bool           `json:"template"`
	Family     string         `json:"family"`
	Own        bool           `json:"own,omitempty"`
	Accepted   bool           `json:"accepted,omitempty"`
	Estimated  bool           `json:"estimated,omitempty"`
}

type passageSide struct {
	S    int      `json:"s"`
	R    [2]int32 `json:"r"`
	At   [2]int32 `json:"at"`
	Line []int32  `json:"line"`
}

func (m *model) passage(p *finding.Passage) passageData {
	side := func(s finding.Side, i int, at [2]int32) passageSide {
		if i < 0 {
			return passageSide{S: i, Line: m.where(s)}
		}
		return passageSide{i, m.units(i, s.Range), at, m.where(s)}
	}
	a, b := m.of(p.A.Submission), m.of(p.B.Submission)
	if a == b && m.twin >= 0 {
		b = m.twin
	}
	return passageData{
		ID: p.ID, Key: p.ReviewKey(), A: side(p.A, a, p.AtA), B: side(p.B, b, p.AtB), Kind: visibleLine(p.Kind),
		Similarity: finding.Figure(p.Similarity), Letters: p.Letters, Template: p.Template, Family: p.Family,
		Own: p.Own, Accepted: p.Accepted, Estimated: p.Estimated,
	}
}

type clusterData struct {
	ID      int            `json:"id"`
	Members []int          `json:"members"`
	Lowest  finding.Figure `json:"lowest"`
}

func (m *model) cluster(c *finding.Cluster) clusterData {
	out := clusterData{c.ID, []int{}, finding.Figure(c.LowestResemblance)}
	for _, id := range c.Members {
		if i := m.of(id); i >= 0 {
			out.Members = append(out.Members, i)
		}
	}
	return out
}

type replacementData struct {
	From  string `json:"from"`
	To    string `json:"to"`
	Count int32  `json:"count"`
	A     int    `json:"a"`
	B     int    `json:"b"`
}

func (m *model) replacement(r *finding.Replacement) replacementData {
	return replacementData{visibleLine(r.From), visibleLine(r.To), r.Count, m.of(r.A), m.of(r.B)}
}

type inputData struct {
	Path        string `json:"path"`
	Status      string `json:"status"`
	Code        string `json:"code"`
	Reason      both   `json:"reason"`
	Hint        both   `json:"hint"`
	Format      string `json:"format"`
	Encoding    string `json:"encoding"`
	Bytes       int64  `json:"bytes"`
	Excluded    bool   `json:"excluded"`
	Container   bool   `json:"container,omitempty"`
	Submissions []int  `json:"submissions"`
}

func (m *model) input(in *finding.Input) inputData {
	out := inputData{
		Path: visibleLine(in.Path), Status: visibleLine(string(in.Told())), Code: visibleLine(in.Code),
		Reason: inBoth(func(l message.Lang) string { return visibleLine(l.Reason(in.Code, in.Reason)) }),
		Hint:   inBoth(func(l message.Lang) string { return visibleLine(l.Hint(in.Code, in.Hint)) }),
		Format: visibleLine(in.Format), Encoding: visibleLine(in.Encoding), Bytes: in.Bytes, Excluded: in.Excluded, Container: in.Container,
		Submissions: []int{},
	}
	for _, id := range in.Submissions {
		if i := m.of(id); i >= 0 {
			out.Submissions = append(out.Submissions, i)
		}
	}
	return out
}

type reviewData struct {
	Mark finding.Mark `json:"mark"`
	Note string       `json:"note"`
}

// review returns the marks that fit the result, by the key of what they are about.
func (m *model) review() map[string]reviewData {
	out := make(map[string]reviewData, len(m.res.Reviews))
	for key, r := range m.res.Reviews {
		out[key] = reviewData{r.Mark, visible(r.Note)}
	}
	return out
}

// visibleValue returns what JSON makes of v, its strings visible.
func visibleValue(v any) any {
	b, err := json.Marshal(v)
	if err != nil {
		return nil // no option is without JSON
	}
	var plain any
	if json.Unmarshal(b, &plain) != nil {
		return nil
	}
	return visibleIn(plain)
}

func visibleIn(v any) any {
	switch v := v.(type) {
	case string:
		return visibleLine(v)
	case []any:
		for i := range v {
			v[i] = visibleIn(v[i])
		}
	case map[string]any:
		for k := range v {
			v[k] = visibleIn(v[k])
		}
	}
	return v
}
