package detect

import (
	"cmp"
	"context"
	"fmt"
	"runtime"
	"slices"
	"time"

	"chachong/internal/corpus"
	"chachong/internal/finding"
	"chachong/internal/split"
	"chachong/internal/text"
)

// Half is one of the two submissions of a diff.
type Half struct {
	Input   Input
	Ordinal int // of the submission, as in its id; 0: the only one of its document; Whole
}

// Whole is the ordinal of a half that is all of its document, as one submission.
const Whole = -1

// HalfError is the error of a half that names no submission, or does not say which.
type HalfError struct {
	Path    string
	Ordinal int      // that was asked for; 0: none
	Choices []Choice // the submissions of the document, in order
}

// Choice is a submission that a half could name.
type Choice struct {
	ID      string
	Title   string // "" where it has none
	Letters int32
	Lines   [2]int32 // first and last, from 1
}

func (e *HalfError) Error() string {
	switch n := len(e.Choices); {
	case n == 0:
		return fmt.Sprintf("%q holds no submission", e.Path)
	case e.Ordinal == 0:
		return fmt.Sprintf("%q holds %d submissions; say which", e.Path, n)
	default:
		return fmt.Sprintf("%q has no submission %d; it holds %d", e.Path, e.Ordinal, n)
	}
}

// UnreadError is the error of a diff of which an input could not be read.
type UnreadError struct {
	Inputs []finding.Input // those that could not, as the ledger has them
}

func (e *UnreadError) Error() string {
	return fmt.Sprintf("%q: %s", e.Inputs[0].Path, e.Inputs[0].Reason)
}

// Diff compares two submissions with each other and nothing else. The result holds both,
// a first, though both may be the same one; their pair, whatever its figures; passages,
// replacements, the texts, and one collation, from which the edits of the classes in
// ignore are left out. As there are no others, no text counts as template because many
// hold it.
//
// The error is that of ctx or of a dictionary, a *HalfError, or an *UnreadError. An input
// that was read in part gives a result.
func Diff(ctx context.Context, a, b Half, ignore Ignore, opt Options) (*Result, error) {
	start := time.Now()
	if opt.Jobs <= 0 {
		opt.Jobs = runtime.GOMAXPROCS(0)
	}
	opt.Show = Show{Texts: true, Pairs: 1}
	prep, err := NewPreparer(opt)
	if err != nil {
		return nil, err
	}
	inputs, wanted := []Input{a.Input}, [][]int{{a.Ordinal}}
	if a.Input.Path == b.Input.Path && a.Input.PathB64 == b.Input.PathB64 && (a.Ordinal == Whole) == (b.Ordinal == Whole) {
		wanted[0] = append(wanted[0], b.Ordinal)
	} else {
		inputs, wanted = append(inputs, b.Input), append(wanted, []int{b.Ordinal})
	}
	res := newResult(opt)
	res.Inputs = make([]finding.Input, len(inputs))
	docs := make([]*corpus.Document, len(inputs))
	notes := make([]noted, len(inputs))
	wrong := make([]error, len(inputs))
	err = forEach(ctx, len(inputs), opt, Preparing, func(i int) error {
		docs[i], wrong[i] = takeHalves(inputs[i], &res.Inputs[i], &notes[i], wanted[i])
		return nil
	})
	if err != nil {
		return nil, err
	}
	if err := unread(res.Inputs, func(i int) bool { return docs[i] == nil && wrong[i] == nil }); err != nil {
		return nil, err
	}
	if err := cmp.Or(wrong...); err != nil {
		return nil, err
	}
	c := newComparison(docs, inputs, opt)
	c.segmenter, c.ignore, c.notes = prep.segmenter, ignore, notes
	if err := c.comparePair(ctx, res); err != nil {
		return nil, err
	}
	c.noteChanged(res)
	changed := c.loader.changed()
	if err := unread(res.Inputs, func(i int) bool { return changed[i] }); err != nil {
		return nil, err
	}
	c.observe(res)
	res.Run.ElapsedSeconds = time.Since(start).Seconds()
	return res, nil
}

// takeHalves reads an input and prepares the submissions with the given ordinals, in that
// order; 0 is the only one of the document. It fills the input's line of the ledger, where
// all of its submissions stand. The document is nil where it was not read; the error is a
// *HalfError.
func takeHalves(in Input, e *finding.Input, note *noted, ordinals []int) (*corpus.Document, error) {
	*e = finding.Input{Path: in.Path, PathB64: in.PathB64}
	var all *corpus.Document
	d := take(in, e, note, func(in Input, src string) *corpus.Document {
		ws := workspaces.Get().(*workspace)
		defer workspaces.Put(ws)
		parts := in.parts
		if slices.Contains(ordinals, Whole) {
			parts = undivided(src)
		}
		all = outline(in.Path, in.Owner, src, parts, ws, func(s *corpus.Submission, _ *text.Norm, _, _ int) {
			if s.Ordinal == 1 || slices.Contains(ordinals, s.Ordinal) {
				ws.identify(s)
			}
		})
		return all
	})
	if all == nil {
		if e.Status == finding.OK || e.Status == finding.Partial { // a container
			return nil, &HalfError{Path: in.Path, Ordinal: ordinals[0]}
		}
		return nil, nil
	}
	var halves []corpus.Submission
	for _, n := range ordinals {
		at := n - 1
		if n == Whole || n == 0 && len(all.Submissions) == 1 {
			at = 0
		}
		if at < 0 || at >= len(all.Submissions) {
			return nil, &HalfError{Path: in.Path, Ordinal: n, Choices: choices(all)}
		}
		halves = append(halves, all.Submissions[at])
	}
	d.Submissions = halves
	if e.Code == codeOutside && !slices.Contains(ordinals, 0) {
		e.Status = finding.OK // nobody asked for the rest of the document
	}
	return d, nil
}

// undivided returns all of src as one submission, none where it holds no letter.
func undivided(src string) []split.Part {
	n := text.Fold(src, split.Junk(src))
	parts := []split.Part{}
	if ps := paragraphs(n, 0, len(n.Text)); len(ps) > 0 {
		body := text.Span{Lo: ps[0].Lo, Hi: ps[len(ps)-1].Hi}
		parts = append(parts, split.Part{Heading: text.Span{Lo: body.Lo, Hi: body.Lo}, Body: body, Paragraphs: ps})
	}
	return parts
}

// unread returns an *UnreadError of the inputs that are so, nil where none is.
func unread(inputs []finding.Input, is func(i int) bool) error {
	var e UnreadError
	for i := range inputs {
		if is(i) {
			e.Inputs = append(e.Inputs, inputs[i])
		}
	}
	if e.Inputs == nil {
		return nil
	}
	return &e
}

// choices lists the submissions of d.
func choices(d *corpus.Document) []Choice {
	out := make([]Choice, len(d.Submissions))
	for i := range d.Submissions {
		s := &d.Submissions[i]
		out[i] = Choice{ID: corpus.ID(d.Path, s.Ordinal), Title: s.Title, Letters: s.Letters, Lines: s.Lines}
	}
	return out
}

// comparePair fills res with what the two submissions have in common: the way of compare
// for a pair that need not be found.
func (c *comparison) comparePair(ctx context.Context, res *finding.Result) error {
	c.findEqual()
	if c.first[1] != 0 {
		c.pairs = []pair{{a: 0, b: 1, asked: true}}
	}
	c.index = newIndex(c.subs, func(i int) bool { return c.first[i] != int32(i) })
	c.loader.index = c.index
	if err := c.verify(ctx); err != nil {
		return err
	}
	c.index.regroup(c.provisional())
	if err := c.verifyAndAlign(ctx); err != nil {
		return err
	}
	c.decide()
	return c.report(ctx, res)
}
