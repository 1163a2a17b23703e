package policy

import "chachong/internal/finding"

// Exit codes. They are a contract with scripts; the numbers never change.
const (
	ExitOK          = 0   // everything checked, nothing over the limits
	ExitFindings    = 1   // findings over the limits
	ExitUsage       = 2   // usage or configuration, or nothing to check
	ExitIncomplete  = 3   // an input could not be read, or not in full
	ExitOutput      = 6   // a report could not be written
	ExitInternal    = 70  // a fault of the program
	ExitInterrupted = 130 // SIGINT
	ExitTerminated  = 143 // SIGTERM
)

// Judge returns the verdict on a result. allowUnreadable keeps an incomplete run from
// failing; that nothing at all could be checked fails always.
//
// What a reviewer marked as no copy counts for no limit: the pair is no near-duplicate, the
// passage and those of such a pair have no length, and the ratios of a submission that has
// such passages are those of its others. A finding carries the ratio that was held against
// the limit; r keeps what was measured. Findings that the marks took away are Cleared.
func Judge(r *finding.Result, lim Limits, allowUnreadable bool) finding.Verdict {
	kept, cleared := findings(r, lim)
	v := finding.Verdict{Findings: kept, Cleared: cleared}
	nothing := true // no file was named or found
	for i := range r.Inputs {
		in := &r.Inputs[i]
		v.Incomplete = v.Incomplete || Unread(in)
		nothing = nothing && (in.Excluded || in.Code == emptyFolder)
	}
	switch {
	case len(v.Findings) > 0:
		v.ExitCode = ExitFindings
	case nothing || len(r.Submissions) == 0 && (allowUnreadable || !v.Incomplete):
		v.ExitCode = ExitUsage
	case v.Incomplete && !allowUnreadable:
		v.ExitCode = ExitIncomplete
	}
	return v
}

// Unread reports whether the input, or a part of it, was not checked though it should
// have been. Litter and what a rule excludes should not.
func Unread(in *finding.Input) bool {
	return in.Status != finding.OK && !(in.Status == finding.Skipped && in.Excluded)
}

// emptyFolder is the ledger's code of an argument folder without a file.
const emptyFolder = "W_NOFILES"

// findings lists what passes the limits: near-duplicates, then ratios by submission, then
// passages, each in the order of the result; and, likewise, what only the measured figures
// pass, not those that the marks leave.
func findings(r *finding.Result, lim Limits) (kept, cleared []finding.Finding) {
	kept, cleared = []finding.Finding{}, []finding.Finding{}
	add := func(holds bool, f finding.Finding) {
		if holds {
			kept = append(kept, f)
		} else {
			cleared = append(cleared, f)
		}
	}
	if lim.NearDuplicate {
		for i := range r.Pairs {
			if p := &r.Pairs[i]; p.NearDuplicate {
				add(!p.Review.NotCopied(), finding.Finding{Rule: "near-duplicate", Submission: p.A, Other: p.B, Value: p.Resemblance})
			}
		}
	}
	spared := notCopied(r)
	left := remaining(r, spared)
	for i := range r.Submissions {
		s := &r.Submissions[i]
		for _, x := range []struct {
			rule            string
			measured, value float64
			limit           float64
			source, other   string
		}{
			{"total", s.Reuse.Total, left[i].Total, lim.Total, "", ""},
			{"with-template", s.Reuse.WithTemplate, left[i].WithTemplate, lim.WithTemplate, "", ""},
			{"largest-source", s.Reuse.LargestSource, left[i].LargestSource, lim.LargestSource, s.Reuse.LargestSourceID, left[i].LargestSourceID},
		} {
			f := finding.Finding{Rule: x.rule, Submission: s.ID, Other: x.other, Value: x.value, Limit: x.limit}
			switch {
			case x.limit <= 0 || x.measured < x.limit:
			case x.value >= x.limit:
				add(true, f)
			default:
				f.Other, f.Value = x.source, x.measured
				add(false, f)
			}
		}
	}
	if lim.Passage > 0 {
		for i := range r.Passages {
			if p := &r.Passages[i]; !p.Template && p.Letters >= lim.Passage {
				add(!spared(p), finding.Finding{
					Rule: "passage", Submission: p.A.Submission, Other: p.B.Submission,
					Value: float64(p.Letters), Limit: float64(lim.Passage),
				})
			}
		}
	}
	return kept, cleared
}
