package sheet

import (
	"chachong/internal/finding"
	"chachong/internal/message"
)

// observed has a row an observation, in the order of the other reports.
func (t *tables) observed() table {
	list := t.Result.Observed()
	return table{
		title: message.TabObserved,
		count: len(list),
		columns: []column{
			{message.CSVFile, 34, true},
			{message.ColSubmission, 24, true},
			{message.ColObserved, 18, false},
			{message.ColObservedPlace, 14, true},
			{message.ColObservedWhat, 44, true},
			{message.ColObservedText, 60, true},
		},
		rows: func(yield func([]any) bool) {
			for _, o := range list {
				place, of := "", ""
				if o.Range != nil {
					place = t.lines(*o.Range)
				}
				if o.Submission != "" {
					of = t.Name(o.Submission)
				}
				if !yield([]any{t.path(o.Path), of, t.Lang.ObservedKind(string(o.Kind)), place, t.noticed(o), o.Text}) {
					return
				}
			}
		},
	}
}

func (t *tables) noticed(o *finding.Observation) string {
	return t.Lang.Noticed(&message.Noticed{
		Kind: string(o.Kind), Why: o.Why, Count: o.Count, Name: o.Name, Own: o.Own,
		Others: t.paths(o.Others), Strong: o.Strong,
	})
}
