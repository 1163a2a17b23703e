package policy

import "chachong/internal/finding"

// Exit codes. They are a contract with scripts; the numbers never change.
const (
	ExitOK          = 0   // everything checked, nothing over the limits
	ExitFindings    = 1   // findings over the limits
	ExitUsage       = 2   // usage or configuration, or nothing to check
	ExitIncomplete  = 3   // an input could not be read, or not in full
	ExitTimeout     = 4   // the time limit was over before everything was checked
	ExitDamaged     = 5   // the archive is damaged, or busy for longer than was waited
	ExitOutput      = 6   // a report, or the archive, could not be written
	ExitInternal    = 70  // a fault of the program
	ExitInterrupted = 130 // SIGINT
	ExitTerminated  = 143 // SIGTERM
)

// Judge returns the verdict on a result. allowUnreadable keeps an incomplete run from
// failing; that nothing at all could be checked fails always.
//
// New submissions alone are judged, never archived ones. Three things count for no limit:
// what a reviewer marked as no copy, and the passages of a pair that is; what was accepted
// before; and an owner's own earlier work. Such a pair is no near-duplicate, such a passage
// has no length, and the ratios of a submission that has some are those of its others. A
// finding carries the ratio that was held against the limit; r keeps what was measured.
// Findings that the measured figures make and these leave not are Cleared: they would be
// there without marks, baseline and owners.
//
// Call Review and Accept before.
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
	case nothing || fresh(r) == 0 && (allowUnreadable || !v.Incomplete):
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

// fresh returns how many submissions of r are new.
func fresh(r *finding.Result) int {
	n := 0
	for i := range r.Submissions {
		if !r.Submissions[i].Archived {
			n++
		}
	}
	return n
}

// findings lists what passes the limits: near-duplicates, then ratios by submission, then
// passages, each in the order of the result; and, likewise, what only the measured figures
// pass.
//
// What counts for copies of two submissions and not for these is a finding about the copies,
// though the result lists it for the two.
func findings(r *finding.Result, lim Limits) (kept, cleared []finding.Finding) {
	var holding, others told
	add := func(holds bool, f finding.Finding, direct bool) {
		of := &others
		if holds {
			of = &holding
		}
		of.findings, of.direct = append(of.findings, f), append(of.direct, direct)
	}
	c := copiesOf(r)
	if lim.NearDuplicate {
		for i := range r.Pairs {
			if p := &r.Pairs[i]; p.NearDuplicate {
				a, b, counts := c.witness(p.A, p.B, p.Own)
				add(counts && !p.Accepted && !p.Review.NotCopied(), finding.Finding{Rule: "near-duplicate", Submission: a, Other: b, Value: p.Resemblance}, a == p.A && b == p.B)
			}
		}
	}
	left := c.remaining()
	for i := range r.Submissions {
		s := &r.Submissions[i]
		if s.Archived {
			continue
		}
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
			case x.limit <= 0 || max(x.measured, x.value) < x.limit:
			case x.value >= x.limit:
				add(true, f, true)
			default:
				f.Other, f.Value = x.source, x.measured
				add(false, f, true)
			}
		}
	}
	if lim.Passage > 0 {
		for i := range r.Passages {
			if p := &r.Passages[i]; !p.Template && p.Letters >= lim.Passage {
				a, b, counts := c.witness(p.A.Submission, p.B.Submission, p.Own)
				add(counts && !c.lifted(p), finding.Finding{
					Rule: "passage", Submission: a, Other: b, Value: float64(p.Letters), Limit: float64(lim.Passage),
				}, a == p.A.Submission && b == p.B.Submission)
			}
		}
	}
	return holding.once(), others.once()
}

// told is a list of findings, each direct where the result lists it for the two submissions
// that it names, not for copies of them.
type told struct {
	findings []finding.Finding
	direct   []bool
}

// once returns the findings without those about copies that say what another one says.
func (t *told) once() []finding.Finding {
	out := []finding.Finding{}
	said := make(map[finding.Finding]bool)
	for i := range t.findings {
		if t.direct[i] {
			said[t.findings[i]] = true
		}
	}
	for i := range t.findings {
		if f := t.findings[i]; t.direct[i] || !said[f] {
			said[f] = true
			out = append(out, f)
		}
	}
	return out
}
