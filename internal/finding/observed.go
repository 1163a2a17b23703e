package finding

import (
	"cmp"
	"slices"
)

// observedOrder is the order of kinds for the reader: what hides or replaces text first.
var observedOrder = []ObservationKind{
	HiddenText, Reversed, LookAlikes, Invisible, SpacedHan, TextAsPictures,
	LeftoverName, LeftoverYear, SameFile, SamePicture, SameInfo, Extension,
}

// Observed returns the observations of r in the order of reports for people: leftovers in
// reused passages, then by kind, each as in r.
func (r *Result) Observed() []*Observation {
	list := make([]*Observation, len(r.Observations))
	for i := range list {
		list[i] = &r.Observations[i]
	}
	place := func(o *Observation) int {
		if o.Strong {
			return -1
		}
		if i := slices.Index(observedOrder, o.Kind); i >= 0 {
			return i
		}
		return len(observedOrder)
	}
	slices.SortStableFunc(list, func(a, b *Observation) int { return cmp.Compare(place(a), place(b)) })
	return list
}

// Quotes reports whether Text is a text to be read: what is hidden, or a sentence.
func (o *Observation) Quotes() bool {
	switch o.Kind {
	case HiddenText, LeftoverName, LeftoverYear:
		return o.Text != ""
	}
	return false
}
