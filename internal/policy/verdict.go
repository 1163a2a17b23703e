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
func Judge(r *finding.Result, lim Limits, allowUnreadable bool) finding.Verdict {
	v := finding.Verdict{Findings: findings(r, lim)}
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

// findings lists what passes the limits: near-duplicates, then ratios by submission,
// then passages, each in the order of the result.
func findings(r *finding.Result, lim Limits) []finding.Finding {
	out := []finding.Finding{}
	if lim.NearDuplicate {
		for i := range r.Pairs {
			if p := &r.Pairs[i]; p.NearDuplicate {
				out = append(out, finding.Finding{Rule: "near-duplicate", Submission: p.A, Other: p.B, Value: p.Resemblance})
			}
		}
	}
	for i := range r.Submissions {
		s := &r.Submissions[i]
		if lim.Total > 0 && s.Reuse.Total >= lim.Total {
			out = append(out, finding.Finding{Rule: "total", Submission: s.ID, Value: s.Reuse.Total, Limit: lim.Total})
		}
		if lim.WithTemplate > 0 && s.Reuse.WithTemplate >= lim.WithTemplate {
			out = append(out, finding.Finding{Rule: "with-template", Submission: s.ID, Value: s.Reuse.WithTemplate, Limit: lim.WithTemplate})
		}
		if lim.LargestSource > 0 && s.Reuse.LargestSource >= lim.LargestSource {
			out = append(out, finding.Finding{
				Rule: "largest-source", Submission: s.ID, Other: s.Reuse.LargestSourceID,
				Value: s.Reuse.LargestSource, Limit: lim.LargestSource,
			})
		}
	}
	if lim.Passage > 0 {
		for i := range r.Passages {
			p := &r.Passages[i]
			if !p.Template && p.Letters >= lim.Passage {
				out = append(out, finding.Finding{
					Rule: "passage", Submission: p.A.Submission, Other: p.B.Submission,
					Value: float64(p.Letters), Limit: float64(lim.Passage),
				})
			}
		}
	}
	return out
}
