package detect

import (
	"cmp"
	"context"
	"encoding/binary"
	"encoding/hex"
	"slices"

	"github.com/zeebo/xxh3"

	"chachong/internal/align"
	"chachong/internal/text"
	"chachong/internal/token"
)

const (
	// templateClusters is in how many clusters text stands that counts as template. A
	// passage of more than templateLetters letters is more than a phrase of a notice:
	// it takes a crowd of templateCrowd. Four who copied a page from each other are
	// not a template.
	templateClusters = 4
	templateCrowd    = 8
	templateLetters  = 300
	// templateShare of a passage's seeds must be so common.
	templateShare = 0.5

	// passagesListed is the number of passages of a pair that are listed. Two laws of 1,667
	// have 145 in common, no other two more.
	passagesListed = 256
)

// passage is an aligned pair of ranges in submissions a < b, on its way to the result.
type passage struct {
	pair       int // index of its pair
	a, b       int32
	aSpan      text.Span
	bSpan      text.Span
	kind       align.Kind
	similarity float64
	near       bool // its pair is a near-duplicate, or versions of one statute: what they share is no template
	template   bool
	key        string
	letters    int32    // of the range in a
	seeds      []uint32 // of the range in a; gone once echoes are left out
	family     int      // 0: in none
	test       templateTest
}

// passages returns the passages of all pairs, ascending by a, place, b, without echoes.
func (c *comparison) passages(ctx context.Context) ([]passage, error) {
	var all []passage
	for i := range c.pairs {
		p := &c.pairs[i]
		if p.equal {
			all = append(all, passage{
				pair: i, a: p.a, b: p.b, aSpan: c.subs[p.a].Body, bSpan: c.subs[p.b].Body,
				kind: align.Verbatim, similarity: 1, near: true,
			})
		}
		c.capPassages(p)
		for _, ap := range p.alignment.Passages {
			all = append(all, passage{
				pair: i, a: p.a, b: p.b, aSpan: ap.A, bSpan: ap.B,
				kind: ap.Kind, similarity: ap.Similarity, near: p.near != "" || p.alignment.Versions, template: ap.Template,
			})
		}
	}
	err := forEach(ctx, len(all), c.opt, Reporting, func(i int) error {
		c.describe(&all[i])
		return nil
	})
	if err != nil {
		return nil, err
	}
	all = c.withoutEchoes(all)
	slices.SortFunc(all, func(p, q passage) int {
		return cmp.Or(cmp.Compare(p.a, q.a), cmp.Compare(p.aSpan.Lo, q.aSpan.Lo), cmp.Compare(p.aSpan.Hi, q.aSpan.Hi),
			cmp.Compare(p.b, q.b), cmp.Compare(p.bSpan.Lo, q.bSpan.Lo), cmp.Compare(p.bSpan.Hi, q.bSpan.Hi))
	})
	return all, nil
}

// capPassages leaves p its passagesListed longest passages: text that repeats a few
// sentences in another order meets itself at every place.
func (c *comparison) capPassages(p *pair) {
	ps := p.alignment.Passages
	if len(ps) <= passagesListed {
		return
	}
	c.capped("pair_passages", passagesListed, len(ps)-passagesListed)
	slices.SortStableFunc(ps, func(x, y align.Passage) int { return cmp.Compare(y.Matched, x.Matched) })
	ps = ps[:passagesListed]
	slices.SortFunc(ps, func(x, y align.Passage) int {
		return cmp.Or(cmp.Compare(x.A.Lo, y.A.Lo), cmp.Compare(x.B.Lo, y.B.Lo))
	})
	p.alignment.Passages = ps
}

// matched returns the letters that the pair's passages match.
func (p *pair) matched() int32 {
	var n int32
	for i := range p.alignment.Passages {
		n += p.alignment.Passages[i].Matched
	}
	return n
}

// describe sets the key, the letters, the seeds and the template mark of q by its range
// in a.
func (c *comparison) describe(q *passage) {
	ld := c.loader.load(c.doc[q.a])
	if ld == nil {
		return
	}
	lo, hi := ld.norm.Find(q.aSpan)
	letters := token.LettersOf(ld.norm, lo, hi)
	q.letters = int32(letters.Len())
	q.key = passageKey(letters)
	q.seeds = align.NewText(ld.norm.Source, letters).Seeds()
	if q.near {
		q.template = false
		return
	}
	least := int32(templateClusters)
	if q.letters > templateLetters {
		least = templateCrowd
	}
	common := 0
	for _, s := range q.seeds {
		if clusters, _ := c.index.Frequency(s); clusters >= least {
			common++
		}
	}
	q.test = templateTest{crowd: least, common: int32(common), seeds: int32(len(q.seeds))}
	if len(q.seeds) > 0 && float64(common) >= templateShare*float64(len(q.seeds)) && c.index.group[q.a] != c.index.group[q.b] {
		q.template = true
	}
}

// passageKey identifies a passage by its letters alone, so that it survives changes of
// punctuation, encoding and place.
func passageKey(l token.Letters) string {
	buf := make([]byte, 0, 4*l.Len())
	for _, r := range l.Code {
		buf = binary.LittleEndian.AppendUint32(buf, uint32(r))
	}
	h := xxh3.Hash128(buf).Bytes()
	return hex.EncodeToString(h[:])
}
