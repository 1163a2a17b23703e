package detect

import (
	"cmp"
	"encoding/binary"
	"encoding/hex"
	"math"
	"slices"

	"github.com/zeebo/xxh3"

	"chachong/internal/align"
	"chachong/internal/corpus"
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

	// passageSample is the share of a passage's grams by which a baseline knows it again
	// when its ends have moved: one of so many, those of the least hashes.
	passageSample = 4

	// passagesListed is the number of passages of a pair that are listed. Two laws of 1,667
	// have 145 in common, no other two more.
	passagesListed = 256
)

// letters returns the number of letters in the range in a.
func (q *passage) letters() int32 { return q.aAt[1] - q.aAt[0] }

// passage is an aligned pair of ranges in submissions a < b, on its way to the result.
type passage struct {
	pair       int // index of its pair
	a, b       int32
	aSpan      text.Span
	bSpan      text.Span
	aAt, bAt   [2]int32 // letters of the ranges, half-open
	kind       align.Kind
	similarity float64
	near       bool // its pair is a near-duplicate, or versions of one statute: what they share is no template
	template   bool
	official   bool // template, for a text says so that was given as such
	keyA, keyB contentKey
	seeds      []uint32 // of the range in a; gone once echoes are left out
	family     int      // 0: in none
	sample     []uint32 // what a baseline knows it by, ascending
	test       templateTest
}

// passages returns the passages of all pairs, ascending by a, place, b, without echoes.
func (c *comparison) passages() []passage {
	var all []passage
	for i := range c.pairs {
		p := &c.pairs[i]
		if p.equal {
			all = append(all, c.wholeBodies(i, p))
		}
		if p.left > 0 {
			c.capped("pair_passages", passagesListed, p.left)
		}
		for k := range p.alignment.Passages {
			ap, t := &p.alignment.Passages[k], &p.told[k]
			q := passage{
				pair: i, a: p.a, b: p.b, aSpan: ap.A, bSpan: ap.B, aAt: t.aAt, bAt: t.bAt,
				kind: ap.Kind, similarity: ap.Similarity, near: p.near != "" || p.alignment.Versions,
				keyA: t.keyA, keyB: t.keyB, seeds: t.seeds, test: t.test,
				official: t.official, sample: t.sample,
			}
			reached := t.test.seeds > 0 && float64(t.test.common) >= templateShare*float64(t.test.seeds)
			q.template = q.official || !q.near && (ap.Template || reached && c.index.group[q.a] != c.index.group[q.b])
			all = append(all, q)
		}
	}
	all = c.withoutEchoes(all)
	slices.SortFunc(all, func(p, q passage) int {
		return cmp.Or(cmp.Compare(p.a, q.a), cmp.Compare(p.aSpan.Lo, q.aSpan.Lo), cmp.Compare(p.aSpan.Hi, q.aSpan.Hi),
			cmp.Compare(p.b, q.b), cmp.Compare(p.bSpan.Lo, q.bSpan.Lo), cmp.Compare(p.bSpan.Hi, q.bSpan.Hi))
	})
	return all
}

// wholeBodies returns the one passage of pair i, whose bodies are equal.
func (c *comparison) wholeBodies(i int, p *pair) passage {
	a, b := c.subs[p.a], c.subs[p.b]
	key := c.bodyKey(p.a)
	q := passage{
		pair: i, a: p.a, b: p.b, aSpan: a.Body, bSpan: b.Body,
		aAt: [2]int32{0, a.Letters}, bAt: [2]int32{0, b.Letters},
		kind: align.Verbatim, similarity: 1, near: true, keyA: key, keyB: key,
	}
	if c.opt.Samples || c.template != nil {
		if sub := c.loadSub(p.a); sub != nil {
			ws := workspaces.Get().(*workspace)
			defer workspaces.Put(ws)
			ws.found = align.AppendSeeds(ws.found[:0], sub.letters, &ws.seeds)
			q.official = c.template.most(ws.found)
			q.template = q.official
			if c.opt.Samples {
				q.sample = sampled(ws.found)
			}
		}
	}
	return q
}

// sampled returns the sample of ascending seeds.
func sampled(seeds []uint32) []uint32 {
	n, _ := slices.BinarySearch(seeds, math.MaxUint32/passageSample+1)
	return slices.Clone(seeds[:n])
}

// bodyKey returns the key of the whole body of s; none where its text is gone.
func (c *comparison) bodyKey(s int32) contentKey {
	if key, ok := c.bodies[s]; ok {
		return key
	}
	var key contentKey
	if sub := c.loadSub(s); sub != nil {
		key = passageKey(sub.letters)
	}
	c.bodies[s] = key
	return key
}

// capPassages leaves p its passagesListed longest passages: text that repeats a few
// sentences in another order meets itself at every place.
func (p *pair) capPassages() {
	ps := p.alignment.Passages
	p.left = max(0, len(ps)-passagesListed)
	if p.left == 0 {
		return
	}
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

// told is what is known of a passage while the texts of both sides are there.
type told struct {
	aAt, bAt   [2]int32 // letters of the two ranges, half-open
	keyA, keyB contentKey
	seeds      []uint32 // of the range in a; nil within a cluster
	sample     []uint32 // of them, where it was asked for
	official   bool     // most of them stand in official text
	test       templateTest
}

// describe sets told of every passage of p.
func (c *comparison) describe(p *pair, a, b *align.Text) {
	p.told = make([]told, len(p.alignment.Passages))
	if len(p.told) == 0 {
		return
	}
	ws := workspaces.Get().(*workspace)
	defer workspaces.Put(ws)
	for k := range p.told {
		t, ap := &p.told[k], &p.alignment.Passages[k]
		t.aAt, t.bAt = lettersIn(a.Letters, ap.A), lettersIn(b.Letters, ap.B)
		letters := a.Letters.Range(t.aAt[0], t.aAt[1])
		t.keyA = passageKey(letters)
		if t.keyB = t.keyA; ap.Kind != align.Verbatim {
			t.keyB = passageKey(b.Letters.Range(t.bAt[0], t.bAt[1]))
		}
		ws.found = align.AppendSeeds(ws.found[:0], letters, &ws.seeds)
		t.test = templateTest{crowd: crowdOf(int32(letters.Len())), seeds: int32(len(ws.found))}
		for _, s := range ws.found {
			if c.index.clustersHere(s) >= t.test.crowd {
				t.test.common++
			}
		}
		if c.earlier.crowd(ws.found, t.test.crowd) {
			t.test.common = t.test.seeds
		}
		t.official = c.template.most(ws.found)
		if c.opt.Samples {
			t.sample = sampled(ws.found)
		}
		if c.index.group[p.a] != c.index.group[p.b] { // within a cluster there are no echoes
			t.seeds = slices.Clone(ws.found)
		}
	}
}

// crowdOf returns in how many clusters text of so many letters stands that is template.
func crowdOf(letters int32) int32 {
	if letters > templateLetters {
		return templateCrowd
	}
	return templateClusters
}

// lettersIn returns the letters that start inside s.
func lettersIn(l token.Letters, s text.Span) [2]int32 {
	lo, _ := slices.BinarySearch(l.At, s.Lo)
	hi, _ := slices.BinarySearch(l.At[lo:], s.Hi)
	return [2]int32{int32(lo), int32(lo + hi)}
}

// contentKey identifies letters wherever they stand: the same on every machine and in
// every run. It is 0 where they are not known.
type contentKey [16]byte

// String returns k in 32 hexadecimal digits, and "" where there is none.
func (k contentKey) String() string {
	if k == (contentKey{}) {
		return ""
	}
	return hex.EncodeToString(k[:])
}

// submissionKey identifies the body of a submission by its letters and masks.
func submissionKey(s *corpus.Submission) contentKey {
	var k contentKey
	binary.BigEndian.PutUint64(k[:8], s.Hash[0])
	binary.BigEndian.PutUint64(k[8:], s.Hash[1])
	return k
}

// passageKey identifies a passage by its letters alone, so that it survives changes of
// punctuation, encoding and place.
func passageKey(l token.Letters) contentKey {
	buf := make([]byte, 0, 4*l.Len())
	for _, r := range l.Code {
		buf = binary.LittleEndian.AppendUint32(buf, uint32(r))
	}
	return xxh3.Hash128(buf).Bytes()
}
