package report

import (
	"strings"

	"chachong/internal/finding"
	"chachong/internal/message"
)

// sarifObserved begins the ids of rules about what was noticed beside the figures; the kind of
// observation follows.
const sarifObserved = "observation/"

// sarifKinds are the kinds of observations, in the order of their rules.
var sarifKinds = []finding.ObservationKind{
	finding.HiddenText, finding.Invisible, finding.LookAlikes, finding.SpacedHan, finding.Reversed, finding.TextAsPictures,
	finding.Extension, finding.SameFile, finding.SamePicture, finding.SameInfo, finding.LeftoverName, finding.LeftoverYear,
}

// observedRules returns the rules of observations, which stand behind those of limits. One is
// named after its kind: ObservedHiddenText. There is none where nothing was noticed.
func (s *sarif) observedRules() []sarifRule {
	if len(s.Observations) == 0 {
		return nil
	}
	var rules []sarifRule
	help := sarifMessage{Text: s.Text(message.SectionObserved)}
	for _, kind := range sarifKinds {
		name := "Observed"
		for word := range strings.SplitSeq(string(kind), "_") {
			name += strings.ToUpper(word[:1]) + word[1:]
		}
		title := sarifMessage{Text: s.ObservedKind(string(kind))}
		rules = append(rules, sarifRule{ID: sarifObserved + string(kind), Name: name, Short: title, Full: help, Help: help, Default: map[string]any{"level": "note"}})
	}
	return rules
}

// observedResults returns what was noticed, as notes.
func (s *sarif) observedResults() []sarifResult {
	var out []sarifResult
	for _, o := range s.Result.Observed() {
		said := s.ObservedKind(string(o.Kind)) + s.Text(message.Colon) + s.noticed(o)
		if o.Quotes() {
			said += s.Text(message.Colon) + s.Text(message.Quoted, o.Text)
		}
		r := sarifResult{
			RuleID: sarifObserved + string(o.Kind), RuleIndex: -1, Level: "note", Message: sarifMessage{Text: sarifText(said)},
			Fingerprints: map[string]string{"chachongObservation/v1": fingerprint(string(o.Kind), o.Path, o.Submission, o.Why, o.Name, o.Text)},
		}
		for i, kind := range sarifKinds {
			if kind == o.Kind {
				r.RuleIndex = len(sarifRules) + i
			}
		}
		if r.RuleIndex < 0 {
			continue // of a newer program
		}
		at := &sarifRegion{StartLine: 1, EndLine: 1}
		if i, ok := s.at[o.Submission]; ok && o.Range != nil {
			at = region(&s.Submissions[i], *o.Range)
		}
		id := o.Path
		if o.Submission != "" {
			id = o.Submission
		}
		r.Locations = []sarifLocation{s.location(o.Path, id, at)}
		out = append(out, r)
	}
	return out
}
