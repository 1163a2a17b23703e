package sheet

import (
	"slices"

	"chachong/internal/finding"
	"chachong/internal/message"
)

// roster has a row for each input of each owner of the roster, and one for an owner of whom
// there is none, in the order of the roster.
func (t *tables) roster() table {
	use := t.Run.Roster
	count := 0
	for i := range use.Assigned {
		count += max(1, len(use.Assigned[i].Paths))
	}
	return table{
		title: message.TabRoster,
		count: count,
		columns: []column{
			{message.CSVOwner, 30, true},
			{message.ColRosterState, 12, false},
			{message.CSVFile, 60, true},
		},
		rows: func(yield func([]any) bool) {
			for i := range use.Assigned {
				a := &use.Assigned[i]
				state := t.Lang.Text(rosterState(use, a))
				paths := t.paths(a.Paths)
				if len(paths) == 0 {
					paths = []string{""}
				}
				for _, path := range paths {
					if !yield([]any{a.Owner, state, path}) {
						return
					}
				}
			}
		},
	}
}

// rosterState is the word for what became of what an owner was to hand in.
func rosterState(use *finding.RosterUse, a *finding.Assigned) message.Key {
	switch {
	case len(a.Paths) == 0:
		return message.RosterStateNone
	case slices.Contains(use.Unread, a.Owner):
		return message.RosterStateUnread
	}
	return message.RosterStateRead
}
