package align

import (
	"slices"

	"chachong/internal/text"
)

// The limits that an account is held against.
const (
	LeastGrams       = templateGrams    // of one that has not the evidence
	LeastMatched     = acceptLetters    // letters
	LeastDensity     = acceptDensity    // [0,1]
	LeastSolid       = solidShare       // [0,1], below SureEvidence
	SolidRun         = solidRun         // letters
	SureEvidence     = sureEvidence     //
	LightSimilarity  = lightSimilarity  // [0,1]
	LowestSimilarity = lowestSimilarity // [0,1]
	SpunDifferent    = spunDifferent    // different learnt replacements in a passage
	MasksMany        = maskMany         // masks of a pair that count as matched
	ReplacedMany     = replaceMany      // different replacements of a pair that do
	StockWeight      = stockWeight      // share of its weight that a gram of a stock phrase keeps
)

// Account says how an alignment came about, in figures that can be counted again.
type Account struct {
	Alignment
	Accounts       []PassageAccount // of each of its passages
	GramsA, GramsB int32            // grams by place, masks apart
	InA, InB       int32            // those of them that count for adjusted containment
	Masks          int32            // masks that stand for letters of the other side
	Replaced       int32            // places of learnt replacements
	Slight         bool             // nearly all differences are slight, and count as matched
	Articles       bool             // the passages are whole articles of two statutes
}

// PassageAccount says how a passage came about.
type PassageAccount struct {
	LettersA, LettersB int32   // of the ranges, masks apart
	Needed             float64 // evidence that makes it a passage
	MatchedA, MatchedB int32
	Solid              int32 // matched letters in stretches of SolidRun at least, of the longer side
	Masks              int32
	Replacements       []Replacement // learnt ones in it, by first place
	Seeds              []Seed        // those of a that give grams their weight, ascending
}

// Seed is a winnowed gram of a passage with the grams that take its weight. The
// evidence of a passage is the sum of Weight * (Grams - Stock + StockWeight*Stock).
type Seed struct {
	Hash    uint32
	Letters string    // folded
	Span    text.Span // in a
	Weight  float64   // [0,1]
	Grams   int32
	Stock   int32 // those of them that are stock phrases
}

// Explain aligns as AlignReplaced does and accounts for the result.
func (al *Aligner) Explain(a, b *Text, words *Lexicon) Account {
	out := Account{Alignment: al.AlignReplaced(a, b, words)}
	al.a, al.b, al.weights = a, b, a.weigh()
	defer al.release()
	// Whole articles are described in the place of the fragments that were found.
	out.Articles = len(al.told) > 0 && (len(al.whole) == 0 || &al.told[0] != &al.whole[0])
	out.GramsA, out.InA = gramsIn(al.linkA)
	out.GramsB, out.InB = gramsIn(al.linkB)
	out.Slight = al.slightly(al.whole)
	for i := range al.whole {
		out.Masks += hiddenRuns(al.whole[i].runs)
	}
	for _, s := range al.swaps {
		if s.learnt {
			out.Replaced++
		}
	}
	for i := range out.Passages {
		p := &out.Passages[i]
		n := slices.IndexFunc(al.told, func(f fragment) bool {
			return a.spanOf(f.aLo, f.aHi) == p.A && b.spanOf(f.bLo, f.bHi) == p.B
		})
		out.Accounts = append(out.Accounts, al.account(&al.told[n], p, out.Replacements))
	}
	return out
}

// gramsIn returns the number of grams of a text and how many of them share counts.
func gramsIn(link []uint8) (grams, in int32) {
	grams = max(0, int32(len(link))-gramLen+1)
	return grams, int32(share(link)*float64(grams) + 0.5)
}

func (al *Aligner) account(f *fragment, p *Passage, learnt []Replacement) PassageAccount {
	out := PassageAccount{
		LettersA: f.lenA(), LettersB: f.lenB(), Needed: al.needed(f), Solid: solidLetters(f.runs), Masks: hiddenRuns(f.runs),
		Replacements: al.replacementsIn(f, learnt), Seeds: al.seedsOf(f.runs),
	}
	out.MatchedA, out.MatchedB = f.matched()
	if p.Kind == Verbatim {
		out.MatchedA, out.MatchedB = out.LettersA, out.LettersB
	}
	return out
}

// replacementsIn returns the learnt replacements in f, as wide as learnt shows them.
func (al *Aligner) replacementsIn(f *fragment, learnt []Replacement) []Replacement {
	swaps := slices.Clone(al.swaps)
	slices.SortFunc(swaps, func(s, t swap) int { return int(s.a - t.a) })
	var out []Replacement
	for k, s := range swaps {
		inside := f.aLo <= s.a && s.a < f.aHi && f.bLo <= s.b && s.b < f.bHi
		if !s.learnt || !inside || k > 0 && swaps[k-1].run == s.run {
			continue
		}
		w := al.swapOf(s)
		r := Replacement{w.From, w.To, 1}
		for _, wide := range []Replacement{
			{string(w.Before) + w.From, string(w.Before) + w.To, 1}, {w.From + string(w.After), w.To + string(w.After), 1},
		} {
			if slices.ContainsFunc(learnt, func(l Replacement) bool { return l.From == wide.From && l.To == wide.To }) {
				r = wide
			}
		}
		if n := slices.IndexFunc(out, func(o Replacement) bool { return o.From == r.From && o.To == r.To }); n >= 0 {
			out[n].Count++
		} else {
			out = append(out, r)
		}
	}
	return out
}

// seedsOf returns the seeds that weigh runs, as weigh finds them.
func (al *Aligner) seedsOf(runs []run) []Seed {
	grams := map[int][2]int32{} // of each seed: grams, stock
	for _, r := range runs {
		last := r.a + r.na - gramLen
		if !r.letters() || last < r.a {
			continue
		}
		for p := r.a; p <= last; p++ {
			k := al.nearestSeed(p, r.a, last)
			n := grams[k]
			n[0]++
			if al.weights.isStock(p) {
				n[1]++
			}
			grams[k] = n
		}
	}
	out := make([]Seed, 0, len(grams))
	for k := range al.a.seedAt {
		if n, ok := grams[k]; ok {
			s := al.a.seed(k)
			s.Weight, s.Grams, s.Stock = al.weights.seed[k], n[0], n[1]
			out = append(out, s)
		}
	}
	return out
}

// nearestSeed returns the seed that weighs the gram at p in a run whose grams start at
// lo to last: the nearest of those inside the run, or else around it.
func (al *Aligner) nearestSeed(p, lo, last int32) int {
	seeds := al.a.seedAt
	k, _ := slices.BinarySearch(seeds, lo)
	end, _ := slices.BinarySearch(seeds, last+1)
	if k == end {
		if k == len(seeds) || k > 0 && lo-seeds[k-1] <= seeds[k]-last {
			k--
		}
		return k
	}
	for k+1 < end && seeds[k+1]-p < p-seeds[k] {
		k++
	}
	return k
}

// seed returns seed k of t.
func (t *Text) seed(k int) Seed {
	lo := t.seedAt[k]
	last := t.at[lo+gramLen-1]
	return Seed{
		Hash: t.seedHash[k], Letters: string(t.code[lo : lo+gramLen]),
		Span: text.Span{Lo: t.at[lo], Hi: last + text.Size(t.Source, last)},
	}
}

// AllSeeds returns the seeds of t by place, without weights.
func (t *Text) AllSeeds() []Seed {
	out := make([]Seed, len(t.seedAt))
	for k := range out {
		out[k] = t.seed(k)
	}
	return out
}
