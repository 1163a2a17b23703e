package main

import (
	"fmt"

	"chachong/internal/config"
	"chachong/internal/finding"
	"chachong/internal/message"
	"chachong/internal/policy"
	"chachong/internal/report/page"
	"chachong/internal/safe"
)

// readReviews reads the review files, none of which may be an output: a later one counts
// where two speak of the same.
func (a *app) readReviews(files []string, outputs []config.Output) ([]policy.Mark, error) {
	var marks []policy.Mark
	for _, file := range files {
		read, err := config.ReadReview(file)
		if err != nil {
			return nil, a.badReview(err)
		}
		if isOutput(file, outputs) {
			return nil, a.badReview(fmt.Errorf("review %q: is an output of this run", file))
		}
		for _, m := range read {
			marks = append(marks, policy.Mark{
				Passage: m.Passage, Key: m.Key, Review: finding.Review{Mark: finding.Mark(m.Mark), Note: m.Note}, A: m.A, B: m.B,
			})
		}
	}
	return marks, nil
}

// review puts the marks on res, says how many fit nothing of it, and returns those.
func (a *app) review(res *finding.Result, marks []policy.Mark) []page.Mark {
	unfit := policy.Review(res, marks)
	if len(unfit) > 0 {
		a.count(message.NoticeUnfitMarks, len(unfit))
	}
	rest := make([]page.Mark, len(unfit))
	for i, m := range unfit {
		rest[i] = page.Mark{Kind: "pair", Key: m.Key, Mark: m.Review.Mark, Note: m.Review.Note, A: m.A, B: m.B}
		if m.Passage {
			rest[i].Kind = "passage"
		}
	}
	return rest
}

// redactMarks returns marks for a result that was redacted, whose keys became others: both
// those made of the texts as they were and those made of a redacted report fit it.
func redactMarks(marks []policy.Mark, became map[string][]string) []policy.Mark {
	var all []policy.Mark
	for _, m := range marks {
		m.Review.Note, m.A, m.B = safe.Redact(m.Review.Note), safe.Redact(m.A), safe.Redact(m.B)
		keys, ok := became[m.Key]
		if !ok {
			keys = []string{m.Key}
		}
		for _, key := range keys {
			m.Key = key
			all = append(all, m)
		}
	}
	return all
}

// badReview tells what is wrong with a review file, in the reader's language.
func (a *app) badReview(err error) error {
	return &failure{
		code: policy.ExitUsage, err: a.inWords(err),
		hint: a.lang.Notice(message.HintReview),
	}
}
