package detect

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"chachong/internal/align"
	"chachong/internal/corpus"
	"chachong/internal/sketch"
	"chachong/internal/text"
	"chachong/internal/token"
)

// An archive may keep seeds in the place of texts. What new submissions have in common with
// such a one is estimated: of two texts that share a stretch, the seeds of the stretch
// stand in both, in one order and as far apart.

const (
	// bareGap is how many letters apart, on either side, two seeds of one stretch may stand;
	// and bareShift, by how many letters the two distances may differ.
	bareGap   = 40
	bareShift = 8
	// bareHits is the number of seeds that make a passage: 20 letters in a row have 7.
	bareHits = 6
	// seedDensity is the number of seeds a letter has.
	seedDensity = 0.35
	// lightSimilarity is the share of the seeds of a stretch from which it is lightly edited:
	// an altered letter takes two of five neighbouring seeds away.
	lightSimilarity = 0.8
)

// bare reports whether r is a record of an archive without texts.
func bare(r *corpus.Record) bool { return r != nil && r.Text == "" && len(r.Seeds) > 0 }

// bareDocument returns the document of a record without text.
func bareDocument(path string, r *corpus.Record) *corpus.Document {
	return &corpus.Document{Path: path, Owner: r.Owner, Submissions: []corpus.Submission{{
		Ordinal: r.Ordinal, Title: r.Title, Letters: r.Letters, Hash: r.Hash, Lines: [2]int32{1, 1},
	}}}
}

// bareOf returns the record behind submission s where that has no text, else nil.
func (c *comparison) bareOf(s int32) *corpus.Record {
	if r := c.loader.inputs[c.doc[s]].archived; bare(r) {
		return r
	}
	return nil
}

// compareBare sets the pairs of new submissions with archived ones without text. The new
// ones still have their seeds. All are compared with all that take part.
func (c *comparison) compareBare() {
	for b := c.news; int(b) < len(c.subs); b++ {
		r := c.bareOf(b)
		if r == nil {
			continue
		}
		for a := range c.news {
			if !c.apart(a, b) {
				c.compareWith(a, b, r)
			}
		}
	}
}

// compareWith compares submission a with the record r, which is submission b.
func (c *comparison) compareWith(a, b int32, r *corpus.Record) {
	s := c.subs[a]
	common := sketch.Common(s.Seeds, r.Seeds)
	if common < bareHits && s.Hash != r.Hash {
		return
	}
	ld := c.loader.load(c.doc[a])
	if ld == nil {
		return
	}
	letters := ld.subs[c.place(a)].letters
	p := pair{a: a, b: b, verified: true, estimated: true}
	p.inB = float64(common) / float64(max(1, len(s.Seeds)))
	p.inA = float64(common) / float64(max(1, len(r.Seeds)))
	p.resemblance = float64(common) / float64(max(1, len(s.Seeds)+len(r.Seeds)-common))
	p.alignment.AdjustedA, p.alignment.AdjustedB = p.inB, p.inA
	sts := stretches(s, r)
	p.left = max(0, len(sts)-passagesListed)
	at := spoken(letters)
	for _, st := range longest(sts) {
		p.addStretch(ld.src, letters, at, st, c.earlier)
	}
	if s.Hash == r.Hash {
		p.resemblance, p.inA, p.inB = 1, 1, 1
	}
	if len(p.told) > 0 || s.Hash == r.Hash {
		c.bares = append(c.bares, p)
	}
}

// spoken returns the letters of l that are none of masks: seeds are counted in those.
func spoken(l token.Letters) []int32 {
	at := make([]int32, 0, l.Len())
	for i := range l.Code {
		if l.Mark[i]&token.MaskLetter == 0 {
			at = append(at, int32(i))
		}
	}
	return at
}

// hit is a seed at its letters in a and b.
type hit struct {
	a, b int32
	seed uint32
}

// stretches returns the seeds of s and r that stand in one order and as far apart in both,
// bareHits at least, each once, ascending by letters of s.
func stretches(s *corpus.Submission, r *corpus.Record) [][]hit {
	var hits []hit
	k := 0
	for i, seed := range s.Seeds {
		for k < len(r.Seeds) && r.Seeds[k] < seed {
			k++
		}
		if k < len(r.Seeds) && r.Seeds[k] == seed {
			hits = append(hits, hit{s.Places[i], r.Places[k], seed})
		}
	}
	slices.SortFunc(hits, func(x, y hit) int { return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b)) })
	var out [][]hit
	var open [][]hit // stretches that the next hit may continue
	for _, h := range hits {
		at := -1
		kept := open[:0]
		for _, st := range open {
			last := st[len(st)-1]
			if h.a-last.a > bareGap {
				out = appendStretch(out, st)
				continue
			}
			kept = append(kept, st)
			ahead, shift := h.b-last.b, (h.b-last.b)-(h.a-last.a)
			if at < 0 && ahead > 0 && ahead <= bareGap && shift <= bareShift && shift >= -bareShift {
				at = len(kept) - 1
			}
		}
		open = kept
		if at < 0 {
			open = append(open, []hit{h})
		} else {
			open[at] = append(open[at], h)
		}
	}
	for _, st := range open {
		out = appendStretch(out, st)
	}
	slices.SortFunc(out, func(x, y []hit) int { return cmp.Compare(x[0].a, y[0].a) })
	return out
}

func appendStretch(dst [][]hit, st []hit) [][]hit {
	if len(st) < bareHits {
		return dst
	}
	return append(dst, st)
}

// longest returns the passagesListed stretches of most seeds.
func longest(sts [][]hit) [][]hit {
	slices.SortStableFunc(sts, func(x, y []hit) int { return cmp.Compare(len(y), len(x)) })
	sts = sts[:min(len(sts), passagesListed)]
	slices.SortFunc(sts, func(x, y []hit) int { return cmp.Compare(x[0].a, y[0].a) })
	return sts
}

// addStretch adds a passage to p. l are the letters of a, whose document is src, and spoken
// those in which its seeds are counted.
func (p *pair) addStretch(src string, l token.Letters, spoken []int32, st []hit, earlier *earlier) {
	first, last := st[0], st[len(st)-1]
	t := told{
		aAt: [2]int32{spoken[first.a], spoken[last.a+token.GramLen-1] + 1},
		bAt: [2]int32{first.b, last.b + token.GramLen},
	}
	n, end := t.aAt[1]-t.aAt[0], l.At[t.aAt[1]-1]
	_, size := utf8.DecodeRuneInString(src[end:])
	similarity := min(1, float64(len(st))/(seedDensity*float64(max(1, n-token.GramLen+1))))
	kind := align.Edited
	if similarity >= lightSimilarity {
		kind = align.Light
	}
	t.keyA = passageKey(l.Range(t.aAt[0], t.aAt[1]))
	seeds := make([]uint32, len(st))
	for i, h := range st {
		seeds[i] = h.seed
	}
	slices.Sort(seeds)
	t.sample = sampled(seeds)
	p.told = append(p.told, t)
	p.alignment.Passages = append(p.alignment.Passages, align.Passage{
		A:    text.Span{Lo: l.At[t.aAt[0]], Hi: end + int32(size)},
		Kind: kind, Similarity: similarity, Matched: n,
		Template: max(p.inA, p.inB) < listContainment && earlier.crowd(seeds, crowdOf(n)), // versions of one text have no template
	})
}
