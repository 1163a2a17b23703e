package detect

import (
	"cmp"
	"context"
	"slices"

	"chachong/internal/align"
	"chachong/internal/collate"
	"chachong/internal/finding"
	"chachong/internal/text"
	"chachong/internal/token"
)

// Show says what the result holds beside figures, for reports that show texts. The zero
// value is nothing, and costs nothing.
type Show struct {
	Texts    bool // the bodies of all submissions with their paragraphs
	Pairs    int  // so many pairs side by side, the strongest first
	Families int  // so many families stacked, those of most text first
}

// Ignore names the classes of edits that are left out where texts stand side by side.
type Ignore = collate.Ignore

// shown is what of a comparison is laid side by side: pairs and families by their
// indexes, ascending.
type shown struct {
	pairs, families []int
}

// chooseShown returns what is to be shown, and names as caps what is left out. A pair
// that is neither listed nor has a passage besides template is not worth a look.
func (c *comparison) chooseShown(ps []passage, fams [][]member) shown {
	var s shown
	if show := c.opt.Show; show.Pairs > 0 {
		own := make([]bool, len(c.pairs)) // pairs with a passage that is no template
		for i := range ps {
			own[ps[i].pair] = own[ps[i].pair] || !ps[i].template
		}
		for i := range c.pairs {
			if c.pairs[i].listed() || own[i] {
				s.pairs = append(s.pairs, i)
			}
		}
		s.pairs = c.most("shown_pairs", show.Pairs, s.pairs, func(i, j int) int {
			p, q := &c.pairs[i], &c.pairs[j]
			if p.near != "" && q.near != "" && p.resemblance != q.resemblance {
				return cmp.Compare(q.resemblance, p.resemblance)
			}
			return cmp.Or(compareBool(q.near != "", p.near != ""), cmp.Compare(c.matched(q), c.matched(p)))
		})
	}
	if show := c.opt.Show; show.Families > 0 {
		for i := range fams {
			s.families = append(s.families, i)
		}
		size := func(i int) int { return len(fams[i]) * int(fams[i][0].letters) }
		s.families = c.most("shown_families", show.Families, s.families, func(i, j int) int {
			return cmp.Compare(size(j), size(i))
		})
	}
	return s
}

// most returns the first n of all by order, ascending again, and names the cap where
// some are left out. all ascends.
func (c *comparison) most(cap string, n int, all []int, order func(i, j int) int) []int {
	if left := len(all) - n; left > 0 {
		c.capped(cap, n, left)
		slices.SortStableFunc(all, order)
		all = all[:n]
		slices.Sort(all)
	}
	return all
}

// matched returns the letters that the passages of p match.
func (c *comparison) matched(p *pair) int32 {
	if p.equal {
		return c.subs[p.a].Letters
	}
	return p.matched()
}

// reportTexts fills the bodies and paragraphs of the submissions of doc, whose text is src.
func (c *comparison) reportTexts(res *finding.Result, doc int32, src string, lines scale) {
	for k := range c.docs[doc].Submissions {
		s, to := &c.docs[doc].Submissions[k], &res.Submissions[c.loader.first[doc]+int32(k)]
		to.Text = s.Body.Of(src)
		to.Paragraphs = make([]finding.Range, len(s.Paragraphs))
		for i, p := range s.Paragraphs {
			to.Paragraphs[i] = lines.rangeOf(p)
		}
	}
}

// reportShown fills the collations and stacks of res. What stands in a text that cannot
// be had any more is left out.
func (c *comparison) reportShown(ctx context.Context, res *finding.Result, ps []passage, fams [][]member, s shown) error {
	ofPair := map[int][]int{} // passages of each pair to be shown
	for _, i := range s.pairs {
		ofPair[i] = nil
	}
	for k := range ps {
		if list, ok := ofPair[ps[k].pair]; ok {
			ofPair[ps[k].pair] = append(list, k)
		}
	}
	collations := make([]*finding.Collation, len(s.pairs))
	stacks := make([]*finding.Stack, len(s.families))
	err := forEach(ctx, len(collations)+len(stacks), c.opt, Reporting, func(i int) error {
		if i < len(collations) {
			collations[i] = c.collate(res, ps, s.pairs[i], ofPair[s.pairs[i]])
		} else {
			i -= len(collations)
			stacks[i] = c.stack(res.Families[s.families[i]].ID, fams[s.families[i]])
		}
		return nil
	})
	lost := c.loader.changed()
	for i, co := range collations {
		if p := &c.pairs[s.pairs[i]]; co != nil && !lost[int(c.doc[p.a])] && !lost[int(c.doc[p.b])] {
			res.Collations = append(res.Collations, *co)
		}
	}
	for i, st := range stacks {
		gone := func(m member) bool { return lost[int(c.doc[m.sub])] }
		if st != nil && !slices.ContainsFunc(fams[s.families[i]], gone) {
			res.Stacks = append(res.Stacks, *st)
		}
	}
	return err
}

// collate lays pair i side by side, nil where a text is gone. mine are those of ps that
// are its passages; what was left out as an echo corresponds all the same.
func (c *comparison) collate(res *finding.Result, ps []passage, i int, mine []int) *finding.Collation {
	p := &c.pairs[i]
	a, b := c.loader.load(c.doc[p.a]), c.loader.load(c.doc[p.b])
	if a == nil || b == nil {
		return nil
	}
	sideA, sideB := c.collateSide(a, p.a), c.collateSide(b, p.b)
	stretches := make([]collate.Passage, 0, len(p.alignment.Passages)+1)
	if p.equal {
		stretches = append(stretches, collate.Passage{A: sideA.Body, B: sideB.Body})
	}
	for k := range p.alignment.Passages {
		stretches = append(stretches, collate.Passage{A: p.alignment.Passages[k].A, B: p.alignment.Passages[k].B})
	}
	ids := make([]string, len(stretches))
	for _, k := range mine {
		if n := slices.Index(stretches, collate.Passage{A: ps[k].aSpan, B: ps[k].bSpan}); n >= 0 {
			ids[n] = res.Passages[k].ID
		}
	}
	rows, stat := collate.Rows(&sideA, &sideB, stretches, c.ignore)
	co := &finding.Collation{A: res.Submissions[p.a].ID, B: res.Submissions[p.b].ID, Rows: make([]finding.Row, len(rows))}
	measured := *p
	if !p.verified { // too little in common to be listed: nobody has asked yet
		c.measure(&measured)
	}
	co.Figures = measured.figures(co.A, co.B)
	for k := range rows {
		r := &rows[k]
		co.Rows[k] = finding.Row{
			Op: finding.RowOp(r.Op.String()), A: a.rangeOf(r.A), B: b.rangeOf(r.B), Move: r.Move,
			LettersA: r.LettersA, LettersB: r.LettersB, Edits: editsOf(a, b, r.Edits),
		}
		if r.Passage >= 0 {
			co.Rows[k].Passage = ids[r.Passage]
		}
	}
	co.Stat = finding.CollationStat{
		Same: stat.Same, Changed: stat.Changed, Deleted: stat.Deleted, Inserted: stat.Inserted,
		Moved: stat.Moved, Moves: stat.Moves, Edits: finding.EditsOfClass(stat.Edits),
	}
	if c.ignore != (Ignore{}) {
		ignored := finding.EditsOfClass(stat.Ignored)
		co.Stat.Ignored = &ignored
	}
	return co
}

// editsOf returns edits in the coordinates of the result.
func editsOf(a, b *loaded, edits []align.Edit) []finding.Edit {
	out := make([]finding.Edit, len(edits))
	for i, e := range edits {
		out[i] = finding.Edit{
			Op: e.Op(), A: a.rangeOf(e.A), B: b.rangeOf(e.B), Class: e.Class.String(),
			WordsA: a.rangeOf(e.WordsA), WordsB: b.rangeOf(e.WordsB),
		}
	}
	return out
}

// collateSide returns submission s, which is in ld, to be laid side by side.
func (c *comparison) collateSide(ld *loaded, s int32) collate.Side {
	return collate.Side{
		Source: ld.src, Body: c.subs[s].Body, Letters: ld.subs[c.place(s)].letters,
		Words: func(span text.Span) token.Seq { return ld.side(c.segmenter, span).Words },
	}
}

// stack lays the members of a family under the first, nil where a text is gone.
func (c *comparison) stack(family string, ms []member) *finding.Stack {
	sides := make([]collate.Side, len(ms))
	docs := make([]*loaded, len(ms))
	for i, m := range ms {
		if docs[i] = c.loader.load(c.doc[m.sub]); docs[i] == nil {
			return nil
		}
		sides[i] = c.collateSide(docs[i], m.sub)
		at := lettersIn(sides[i].Letters, m.span)
		sides[i].Body, sides[i].Letters = m.span, sides[i].Letters.Range(at[0], at[1])
	}
	lines := collate.Stack(sides)
	st := &finding.Stack{Family: family, Lines: make([]finding.StackLine, len(lines))}
	for n, line := range lines {
		cells := make([]finding.StackCell, len(line))
		for i, cell := range line {
			cells[i].Range = docs[i].rangeOf(cell.Span)
			if i == 0 {
				continue
			}
			cells[i].Edits = make([]finding.StackEdit, len(cell.Edits))
			for k, e := range cell.Edits {
				cells[i].Edits[k] = finding.StackEdit{Range: docs[i].rangeOf(e.B), Class: e.Class.String()}
			}
		}
		st.Lines[n].Cells = cells
	}
	return st
}
