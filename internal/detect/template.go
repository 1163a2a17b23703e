package detect

import (
	"context"
	"fmt"
	"slices"

	"chachong/internal/finding"
	"chachong/internal/sketch"
	"chachong/internal/text"
	"chachong/internal/token"
)

const (
	// ownGrams is the number of grams beside official text below which a submission says
	// nothing of its own: a form that is filled in with names and figures.
	ownGrams = 40
	// ownContainment is the share of the grams beside official text, of the one that has
	// fewer, which two near-duplicates have in common.
	ownContainment = 0.5
)

// template is official text: what notices, forms and laws say, and everybody copies.
type template struct {
	seeds []uint32 // ascending, distinct
	grams []uint64 // likewise
}

// TemplateError is the error of an official text that could not be read.
type TemplateError struct{ Input finding.Input }

func (e *TemplateError) Error() string {
	return fmt.Sprintf("template %q: %s", e.Input.Path, e.Input.Reason)
}

// readTemplates reads the official texts of opt; nil where there are none. One that
// cannot be read is a *TemplateError.
func (p *Preparer) readTemplates(ctx context.Context, opt Options) (*template, error) {
	if len(opt.Templates) == 0 {
		return nil, nil
	}
	t := &template{}
	ws := workspaces.Get().(*workspace)
	defer workspaces.Put(ws)
	for _, in := range opt.Templates {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		r := in.Read()
		e := finding.Input{Path: in.Path, Status: finding.Status(r.Status), Code: r.Code, Reason: r.Reason, Hint: r.Hint}
		if e.Status != finding.OK {
			return nil, &TemplateError{Input: e}
		}
		n := text.Fold(r.Text, nil)
		ws.letters = token.AppendLetters(ws.letters.Reset(), n, 0, len(n.Text))
		t.grams = token.AppendGrams(t.grams, ws.letters.Code)
	}
	t.grams = sketch.AppendSet(make([]uint64, 0, len(t.grams)), t.grams)
	for _, g := range t.grams { // whatever stands around a gram, its hash is the seed
		t.seeds = append(t.seeds, uint32(g>>32))
	}
	slices.Sort(t.seeds)
	t.seeds = slices.Compact(t.seeds)
	return t, nil
}

// most reports whether templateShare of the seeds stands in official text.
func (t *template) most(seeds []uint32) bool {
	if t == nil {
		return false
	}
	n := 0
	for _, seed := range seeds {
		if _, ok := slices.BinarySearch(t.seeds, seed); ok {
			n++
		}
	}
	return n > 0 && float64(n) >= templateShare*float64(len(seeds))
}

// besides returns those of grams that do not stand in official text.
func (t *template) besides(grams []uint64) []uint64 {
	var out []uint64
	at := 0
	for _, g := range grams {
		for at < len(t.grams) && t.grams[at] < g {
			at++
		}
		if at == len(t.grams) || t.grams[at] != g {
			out = append(out, g)
		}
	}
	return out
}

// alikeBesides reports whether the two of p are alike besides official text.
func (c *comparison) alikeBesides(p *pair) bool {
	if c.template == nil {
		return true
	}
	a, b := c.loadSub(p.a), c.loadSub(p.b)
	if a == nil || b == nil {
		return true
	}
	ownA, ownB := c.template.besides(a.grams()), c.template.besides(b.grams())
	if short := min(len(ownA), len(ownB)); short < ownGrams {
		// Text that is all official makes no pair; two short ones of their own do.
		return 2*short > min(len(a.grams()), len(b.grams()))
	}
	_, inB, inA := sketch.Overlap(ownA, ownB)
	return max(inA, inB) >= ownContainment
}
