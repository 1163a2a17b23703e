package detect

import (
	"context"
	"maps"
	"slices"
	"strings"
	"unicode"

	"chachong/internal/align"
	"chachong/internal/cluster"
	"chachong/internal/corpus"
	"chachong/internal/finding"
	"chachong/internal/segment"
	"chachong/internal/text"
	"chachong/internal/token"
)

// excerptRunes is the length of the excerpts that text output shows.
const excerptRunes = 60

// report turns what was found into res. Ranges need line numbers, so the text of each
// document that has passages is read once more, for all its sides at once.
func (c *comparison) report(ctx context.Context, res *finding.Result) error {
	ps := c.passages()
	fams := families(ps)

	ids := make([]string, len(c.subs))
	for i, s := range c.subs {
		ids[i] = corpus.ID(c.docs[c.doc[i]].Path, s.Ordinal)
		sub := finding.Submission{
			ID: ids[i], Path: c.docs[c.doc[i]].Path, Ordinal: s.Ordinal, Title: s.Title,
			Owner: c.docs[c.doc[i]].Owner, Letters: s.Letters, Key: submissionKey(s).String(),
			Range:    bodyRange(c.docs[c.doc[i]], s),
			Archived: c.old(int32(i)), Year: c.loader.inputs[c.doc[i]].Year,
		}
		if c.opt.Samples && s.Signature != nil {
			sub.Sketch = s.Signature[:sketchValues]
		}
		res.Submissions = append(res.Submissions, sub)
	}
	for i, p := range ps {
		fp := finding.Passage{
			ID: id("p", i+1), Key: p.keyA.String(), KeyB: p.keyB.String(),
			A: finding.Side{Submission: ids[p.a]}, B: finding.Side{Submission: ids[p.b]},
			Kind: p.kind.String(), Similarity: p.similarity, Letters: p.letters(), Template: p.template,
			AtA: p.aAt, AtB: p.bAt, Own: c.own(p.a, p.b), Estimated: c.bareOf(p.b) != nil, Sample: p.sample,
		}
		if p.family > 0 {
			fp.Family = id("f", p.family)
		}
		res.Passages = append(res.Passages, fp)
	}
	for i, ms := range fams {
		f := finding.Family{ID: id("f", i+1)}
		for _, m := range ms {
			f.Members = append(f.Members, finding.Side{Submission: ids[m.sub]})
		}
		res.Families = append(res.Families, f)
	}
	c.reportPairs(res, ids)
	c.reportClusters(res, ids)
	shown := c.chooseShown(ps, fams)
	for _, name := range slices.Sorted(maps.Keys(c.caps)) {
		res.Run.Caps = append(res.Run.Caps, *c.caps[name])
	}

	byDoc := make([]places, len(c.docs))
	covers := make([][]finding.Cover, len(c.subs))
	others := make([][]finding.Cover, len(c.subs)) // without those of own earlier work
	for i, p := range ps {
		at := &byDoc[c.doc[p.a]]
		at.a = append(at.a, i)
		at = &byDoc[c.doc[p.b]]
		at.b = append(at.b, i)
		covers[p.a] = append(covers[p.a], finding.Cover{At: p.aAt, Other: p.b, Template: p.template})
		if c.earlier != nil && !c.own(p.a, p.b) {
			others[p.a] = append(others[p.a], finding.Cover{At: p.aAt, Other: p.b, Template: p.template})
			others[p.b] = append(others[p.b], finding.Cover{At: p.bAt, Other: p.a, Template: p.template})
		}
		covers[p.b] = append(covers[p.b], finding.Cover{At: p.bAt, Other: p.a, Template: p.template})
	}
	for f, ms := range fams {
		for m, member := range ms {
			at := &byDoc[c.doc[member.sub]]
			at.members = append(at.members, [2]int{f, m})
		}
	}
	for i := range covers {
		name := func(other int32) string { return ids[other] }
		to := &res.Submissions[i].Reuse
		*to = finding.ReuseOf(c.subs[i].Letters, covers[i], name)
		if c.earlier != nil {
			total := finding.ReuseOf(c.subs[i].Letters, others[i], name).Total
			to.WithoutOwn = &total
		}
	}
	err := forEach(ctx, len(c.docs), c.opt, Reporting, func(doc int) error {
		at := &byDoc[doc]
		texts := c.opt.Show.Texts && c.docs[doc] != nil
		if len(at.a)+len(at.b) == 0 && !texts {
			return nil
		}
		src, ok := c.loader.source(int32(doc))
		if !ok {
			return nil
		}
		lines := newScale(src, c.docs[doc].Pages)
		for _, i := range at.a {
			res.Passages[i].A.Range = lines.rangeOf(ps[i].aSpan)
			res.Passages[i].Excerpt = excerpt(ps[i].aSpan.Of(src))
		}
		for _, i := range at.b {
			res.Passages[i].B.Range = lines.rangeOf(ps[i].bSpan)
		}
		for _, fm := range at.members {
			f, m := &res.Families[fm[0]], fm[1]
			member := &fams[fm[0]][m]
			f.Members[m].Range = lines.rangeOf(member.span)
			if m == 0 {
				f.Letters = member.letters
				f.Excerpt = excerpt(member.span.Of(src))
			}
		}
		if texts {
			c.reportTexts(res, int32(doc), src, lines)
		}
		return nil
	})
	if err == nil && c.opt.Edits {
		err = c.reportEdits(ctx, res, ps)
	}
	if err == nil {
		err = c.reportShown(ctx, res, ps, fams, shown)
	}
	if err == nil {
		err = c.explain(res, ps)
	}
	c.dropLost(res, ps, fams)
	c.dropUnrelated(res)
	return err
}

// sketchValues is the number of values of a signature by which a baseline knows a
// submission again that was edited: of two of resemblance 0.7 half are equal in 97 of 100
// cases, of two of 0.2 in 1 of 500.
const sketchValues = 16

// own reports whether b is earlier work of the owner of a, and counts apart.
func (c *comparison) own(a, b int32) bool {
	return c.earlier != nil && c.opt.SameOwner == SeparateOwn && c.old(b) && !c.old(a) && c.sameOwner(a, b)
}

// dropUnrelated leaves out the archived submissions that nothing in res speaks of.
func (c *comparison) dropUnrelated(res *finding.Result) {
	if c.earlier == nil {
		return
	}
	told := map[string]bool{}
	for i := range res.Pairs {
		told[res.Pairs[i].B] = true
	}
	for i := range res.Passages {
		told[res.Passages[i].B.Submission] = true
	}
	res.Run.Archive = &finding.ArchiveUse{
		Path: c.opt.ArchivePath, Submissions: c.earlier.size,
		Compared: len(c.subs) - int(c.news), SameOwner: string(c.opt.SameOwner),
	}
	res.Submissions = slices.DeleteFunc(res.Submissions, func(s finding.Submission) bool { return s.Archived && !told[s.ID] })
}

// dropLost takes out what stands in inputs whose text was gone when its place was to be
// told: nothing can be shown of it.
func (c *comparison) dropLost(res *finding.Result, ps []passage, fams [][]member) {
	lost := c.loader.changed()
	if len(lost) == 0 {
		return
	}
	gone := func(sub int32) bool { return lost[int(c.doc[sub])] }
	families := []finding.Family{}
	told := map[string]bool{"": true}
	for i, ms := range fams {
		if !slices.ContainsFunc(ms, func(m member) bool { return gone(m.sub) }) {
			families = append(families, res.Families[i])
			told[res.Families[i].ID] = true
		}
	}
	passages := []finding.Passage{}
	for i, p := range ps {
		if gone(p.a) || gone(p.b) {
			continue
		}
		if fp := &res.Passages[i]; !told[fp.Family] {
			fp.Family = ""
		}
		passages = append(passages, res.Passages[i])
	}
	res.Passages, res.Families = passages, families
}

// places lists what of the result stands in one document.
type places struct {
	a, b    []int    // passages with that side in it
	members [][2]int // family, member
}

func (c *comparison) reportPairs(res *finding.Result, ids []string) {
	for i := range c.pairs {
		p := &c.pairs[i]
		if !p.listed() {
			continue
		}
		fp := p.figures(ids[p.a], ids[p.b])
		fp.Own, fp.Estimated = c.own(p.a, p.b), p.estimated
		fp.SameFile = c.sameFile(p.a, p.b)
		res.Pairs = append(res.Pairs, fp)
		for _, r := range p.alignment.Replacements {
			res.Replacements = append(res.Replacements, finding.Replacement{
				From: r.From, To: r.To, Count: r.Count, A: ids[p.a], B: ids[p.b],
			})
		}
	}
}

// figures returns the figures of p, whose submissions are called a and b.
func (p *pair) figures(a, b string) finding.Pair {
	return finding.Pair{
		A: a, B: b,
		Resemblance: p.resemblance, ContainmentA: p.inB, ContainmentB: p.inA,
		AlignedA: p.alignment.AdjustedA, AlignedB: p.alignment.AdjustedB,
		NearDuplicate: p.near != "", By: p.near,
	}
}

func (c *comparison) reportClusters(res *finding.Result, ids []string) {
	g := cluster.New(len(c.subs))
	for i := range c.pairs {
		if p := &c.pairs[i]; c.joins(p) {
			g.Join(p.a, p.b)
		}
	}
	for _, set := range g.Sets() {
		cl := finding.Cluster{ID: len(res.Clusters) + 1, LowestResemblance: 1}
		for _, s := range set {
			cl.Members = append(cl.Members, ids[s])
			res.Submissions[s].Cluster = cl.ID
		}
		res.Clusters = append(res.Clusters, cl)
	}
	for i := range c.pairs {
		p := &c.pairs[i]
		if n := res.Submissions[p.a].Cluster; p.listed() && n > 0 && n == res.Submissions[p.b].Cluster {
			low := &res.Clusters[n-1].LowestResemblance
			*low = min(*low, p.resemblance)
		}
	}
}

// reportEdits fills the edits of every passage.
func (c *comparison) reportEdits(ctx context.Context, res *finding.Result, ps []passage) error {
	return forEach(ctx, len(ps), c.opt, Reporting, func(i int) error {
		p := &ps[i]
		a, b := c.loader.load(c.doc[p.a]), c.loader.load(c.doc[p.b])
		if a == nil || b == nil {
			return nil
		}
		res.Passages[i].Edits = []finding.Edit{}
		for _, e := range align.Edits(a.side(c.segmenter, p.aSpan), b.side(c.segmenter, p.bSpan)) {
			res.Passages[i].Edits = append(res.Passages[i].Edits, finding.Edit{
				Op: e.Op(), A: a.rangeOf(e.A), B: b.rangeOf(e.B), Class: e.Class.String(),
			})
		}
		return nil
	})
}

func (ld *loaded) side(seg *segment.Segmenter, s text.Span) align.Side {
	n := ld.norm()
	lo, hi := n.Find(s)
	return align.Side{Source: ld.src, Span: s, Words: seg.Append(token.Seq{}, n, lo, hi)}
}

// rangeOf returns s in the coordinates of the result.
func (ld *loaded) rangeOf(s text.Span) finding.Range { return ld.scale().rangeOf(s) }

// excerpt returns the first words of s in one line.
func excerpt(s string) string {
	var b strings.Builder
	n, space := 0, false
	for _, r := range s {
		if unicode.IsSpace(r) {
			space = b.Len() > 0
			continue
		}
		if n == excerptRunes {
			b.WriteString("…")
			break
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
		n++
	}
	return b.String()
}
