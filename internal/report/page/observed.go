package page

import (
	"cmp"

	"chachong/internal/finding"
	"chachong/internal/message"
)

// observationData is what was noticed of a submission or, where s is -1, of an input.
type observationData struct {
	ID     string   `json:"id"`
	Kind   string   `json:"kind"`
	S      int      `json:"s"`
	Input  int      `json:"input"`  // -1: none of the list
	Others []int    `json:"others"` // inputs
	Said   both     `json:"said"`
	Text   string   `json:"text"`
	Quotes bool     `json:"quotes"`
	R      [2]int32 `json:"r"`    // in the text; empty where that does not hold it
	Line   []int32  `json:"line"` // [0, 0]: not known
	Strong bool     `json:"strong,omitempty"`
}

// observations returns those of the result in the order of reports.
func (m *model) observations() []observationData {
	inputs := make(map[string]int, len(m.res.Inputs))
	for i := range m.res.Inputs {
		inputs[m.res.Inputs[i].Path] = i
	}
	of := func(path string) int {
		if i, ok := inputs[path]; ok {
			return i
		}
		return -1
	}
	out := []observationData{}
	for _, o := range m.res.Observed() {
		x := observationData{
			ID: o.ID, Kind: visibleLine(string(o.Kind)), S: m.of(o.Submission), Input: of(o.Path), Others: []int{},
			Text: visibleLine(o.Text), Quotes: o.Quotes(), Line: []int32{0, 0}, Strong: o.Strong,
		}
		for _, path := range o.Others {
			if i := of(path); i >= 0 {
				x.Others = append(x.Others, i)
			}
		}
		n := message.Noticed{Kind: x.Kind, Why: visibleLine(o.Why), Count: o.Count, Name: visibleLine(o.Name), Own: visibleLine(o.Own), Strong: o.Strong}
		if m.texts == None && x.Quotes {
			x.Text, n.Name, n.Own = "", "", "" // words of the texts
		}
		x.Said = inBoth(func(l message.Lang) string { return l.Noticed(&n) })
		if o.Range != nil {
			x.Line = m.lines(cmp.Or(o.Submission, o.Path), *o.Range)
			if x.S >= 0 && within(o.Range, &m.res.Submissions[x.S].Range) {
				x.R = m.units(x.S, *o.Range)
			}
		}
		out = append(out, x)
	}
	return out
}

// within reports whether r is a stretch of body.
func within(r, body *finding.Range) bool {
	return body.Byte[0] <= r.Byte[0] && r.Byte[0] < r.Byte[1] && r.Byte[1] <= body.Byte[1]
}

type rosterData struct {
	Owners   int            `json:"owners"`
	Missing  []string       `json:"missing"`
	Unread   []string       `json:"unread"`
	Unlisted []string       `json:"unlisted"`
	Assigned []assignedData `json:"assigned"`
}

// assignedData is what an owner handed in.
type assignedData struct {
	Owner  string   `json:"owner"`
	Paths  []string `json:"paths"`
	Unread bool     `json:"unread,omitempty"`
}

// roster returns who of a roster handed in, nil where there was none.
func (m *model) roster() *rosterData {
	use := m.res.Run.Roster
	if use == nil {
		return nil
	}
	visible := func(list []string) []string {
		out := make([]string, len(list))
		for i, s := range list {
			out[i] = visibleLine(s)
		}
		return out
	}
	out := &rosterData{use.Owners, visible(use.Missing), visible(use.Unread), visible(use.Unlisted), make([]assignedData, len(use.Assigned))}
	unread := make(map[string]bool, len(use.Unread))
	for _, owner := range use.Unread {
		unread[owner] = true
	}
	for i, a := range use.Assigned {
		out.Assigned[i] = assignedData{visibleLine(a.Owner), visible(a.Paths), unread[a.Owner]}
	}
	return out
}
