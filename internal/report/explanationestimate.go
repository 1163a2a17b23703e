package report

import (
	"chachong/internal/finding"
	"chachong/internal/message"
)

// estimatedPair returns the pair of r that e is about where its figures are estimates, else
// nil.
func estimatedPair(r *finding.Result, e *finding.PairReasons) *finding.Pair {
	for i := range r.Pairs {
		if q := &r.Pairs[i]; q.Estimated && (q.A == e.A && q.B == e.B || q.A == e.B && q.B == e.A) {
			return q
		}
	}
	return nil
}

// explainEstimate says what a pair is of which the archive keeps one text as seeds alone, and
// that there is nothing to count by hand. q holds its figures, nil where the result has none.
func (p *printer) explainEstimate(q *finding.Pair, e *finding.PairReasons) {
	p.line(p.styled(bold, p.relation(e.A, e.B, p.width)))
	said := p.Text(message.ExplainedFar)
	if q != nil && q.NearDuplicate {
		said = p.Text(message.ExplainedNear, label(p.Test(q.By)))
	}
	p.wrap(0, said)
	p.wrap(0, p.Text(message.Estimated))
	p.section(p.Text(message.ExplainCounts))
	p.item(p.Text(message.CountLetters, e.LettersA, e.LettersB))
	if q != nil {
		inA, inB := q.ContainmentA, q.ContainmentB
		if q.A != e.A {
			inA, inB = inB, inA
		}
		p.item(p.Text(message.NearValue, percent(q.Resemblance)))
		p.item(p.Text(message.DiffContained, percent(inA), percent(inB)))
	}
	p.item(p.Text(message.EstimatedBy))
}
