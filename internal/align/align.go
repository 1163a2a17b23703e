// package align finds the passages that two submissions share, and the edits inside
// a passage.
//
// # The walk of a pair
//
// A text is its letters; punctuation, white space and wraps are gone before it comes
// here. A mask (* □ __ xx) is no letter but a flag of the letter behind it, so that
// grams run across it (view.go).
//
// Seeds. The 5-letter grams are winnowed (Schleimer, Wilkerson, Aiken, Winnowing: Local
// Algorithms for Document Fingerprinting, 2003): the least hash of every 4 grams. Seeds
// common to both texts are hits, hits grow to maximal equal segments (hits.go).
//
// Chains. Segments in the same order on both sides and at most 20 letters apart are
// chained by dynamic programming, as minimap2 chains its anchors (Li 2018). A chain
// weighs its grams by rarity: what everybody writes weighs nothing (chain.go,
// weights.go, stock.go). Most pairs end here, before anything else is looked at.
//
// Extension. Gaps are filled and ends extended by affine alignment with x-drop (Gotoh
// 1982; Zhang, Schwartz, Wagner, Miller 2000), in which a mask stands for up to four
// letters of the other side at next to no cost (table.go, extend.go).
//
// Resolution. Each letter is explained once. Strong chains choose first, but every
// chain has first call on its own core (resolve.go).
//
// Joining. Collinear neighbours join where little lies between; then stretches that
// hold the same sentences in another order become one; then neighbours that a pure
// insertion parts, or that stand beside a long block, join too (join.go, reorder.go).
// One rule for all does not do: 23 letters against 15 between paragraphs of 90 are a
// heading, 94 against none between 137 and 43 are a sentence put in.
//
// Acceptance. A passage needs evidence, density and solid runs (accept.go). Length is no
// criterion: the longest formula of a genre is longer than the shortest copied
// sentence. Formulae weigh little, known ones (stock.go) as well as what is put together
// from their words (stockwords.go), and more evidence is asked for the more texts are
// compared. What was joined and fails is judged by its parts. Statutes that are versions
// of each other are measured by whole articles instead, and what stands beside those by
// itself (articles.go).
//
// Description. Ranges are closed to whole sentences; the kind follows from runs, gaps
// and the replacements learnt from the pair (kind.go, replace.go), and adjusted
// containment says how much of a text is there once masks and replacements are undone
// (adjusted.go).
//
// Replacement. Words that replace each other are learnt from a run as a whole; a pair
// that shows several of them is aligned once more with them counting as equal
// (lexicon.go).
//
// # Figures
//
// The constants were found on a set of school reports whose copied sentences are known
// and on statutes that are revisions of each other. Quality is measured as in the PAN
// text alignment task (Potthast, Stein, Barrón-Cedeño, Rosso, An Evaluation Framework for
// Plagiarism Detection, 2010): plagdet 0.997 on the reports, 0.968 on articles of
// statutes, 0.98 to 0.99 on passages pasted into government reports.
//
// Note: a longer seed or a length threshold in place of evidence was tried and loses the
// short true passages as fast as the formulae. Extending every chain multiplies the
// cost for the same answer, hence the gates.
package align

import (
	"cmp"
	"slices"

	"chachong/internal/text"
)

// Kind is the kind of a passage, the first that fits.
type Kind uint8

const (
	Verbatim  Kind = iota // all letters of both ranges equal
	Masked                // differs by masks, year masks and list numbers only
	Spun                  // three or more replacements, each seen again elsewhere between the two or known from the run
	Reordered             // sentences in another order
	Light                 // similarity >= 0.9
	Edited                // similarity >= 0.6
)

func (k Kind) String() string {
	return [...]string{"verbatim", "masked", "spun", "reordered", "light", "edited"}[k]
}

// Passage is a pair of ranges that correspond, one in each text.
type Passage struct {
	A, B       text.Span
	Kind       Kind
	Template   bool    // evidence fails for commonness alone: long, but said by many
	Similarity float64 // [0,1]: 2·matched letters / (letters of A + letters of B)
	Matched    int32   // letters matched, masks counted as matched
	Grams      float64 // grams wholly inside matched runs, each counted 1
	Evidence   float64 // the same, each weighted by its rarity
}

// Replacement is a pair of different strings that stand at matching places.
type Replacement struct {
	From, To string // folded letters, From in a and To in b
	Count    int32  // places
}

// Alignment is what two texts have in common.
type Alignment struct {
	Passages     []Passage     // ascending in A
	Replacements []Replacement // those learnt: consistent, and many as in spun text or frequent as a changed name; by count, then From
	// AdjustedA and AdjustedB are adjusted containments: the share of the grams of A
	// (of B) that lie in matched letters, masks and learnt replacements counted as matched.
	AdjustedA, AdjustedB float64 // [0,1]
	Spun                 bool    // Replacements are many, as in text whose words were replaced blindly
	Versions             bool    // the texts are versions of one statute, and passages rows of its articles
	Swaps                []Swap  // every place where words stand against each other; none between statutes
}

// Rarity returns the weight of the gram whose seed hash is given: 1 rare, 0 said by
// everybody. It is asked for seeds only; grams between seeds take their neighbour's. It
// must be safe for concurrent use, and always answer the same.
type Rarity func(seed uint32) float64

// Aligner holds the scratch memory of one worker. The zero value is ready.
type Aligner struct {
	// Clusters is the number of groups of different texts among which those to be aligned
	// were found; 0 counts as few. The more there are, the more evidence a passage needs.
	Clusters int32
	// Few looks for passages from seeds alone that are not common. What is common stands in
	// them too, found from the seeds around it; text that is common all over is not found.
	Few bool

	a, b    *Text
	words   *Lexicon // may be nil
	weights *weights // of a; nil until they are needed

	groups   []group
	hits     []uint64
	keys     []uint64
	sorter   keySorter[uint64]
	diagonal []int32 // letter of a up to which each diagonal is explained; zero between calls
	segs     []segment
	links    []link
	trees    []bool  // of each segment: whether the chains that start there may be worth keeping
	reach    []int32 // letter of a up to which the segments before each, and that, reach
	order    []int32
	path     []int32

	runs   []run // all runs of the pair; fragments are slices of it
	chains []fragment
	strong []fragment // those of them that stronger ones leave something
	kept   []fragment
	lost   []fragment
	whole  []fragment
	told   []fragment // those that were described, for Explain
	parts  []fragment // what fragments were joined from
	seats  []seat
	table  table

	letters [1 << 12]uint8 // counts of letters by their last bits; all 0 between calls

	ownerA, ownerB []int32 // chain of each letter, from 1; taken; 0 free
	linkA, linkB   []uint8
	swaps          []swap // places where words stand against each other
	slights        []swap // places where they differ slightly
}

// Align aligns a and b, whose grams weigh what they do in a. The result shares no memory
// with the Aligner. The cost is about linear in the letters that the two share, and
// bounded by a few steps for each letter of both.
func (al *Aligner) Align(a, b *Text) Alignment {
	return al.AlignReplaced(a, b, nil)
}

// AlignReplaced aligns a and b as Align does, with words that replace each other, which
// may be nil, counting as equal where passages are looked for. What passages say of
// their letters counts them as different.
func (al *Aligner) AlignReplaced(a, b *Text, words *Lexicon) Alignment {
	al.a, al.b, al.words = a, b, words
	defer al.release()
	statutes := len(a.articles) > 0 && len(b.articles) > 0
	var fs, whole, lost []fragment
	if words.Len() > 0 && !statutes {
		whole, lost = al.compareReplaced()
	} else {
		fs, whole, lost = al.compare()
	}
	if statutes && al.alike(whole) >= versionShare {
		whole := al.again(slices.Clone(whole), lost)
		sortFragments(whole)
		al.whole = whole
		fs = al.byArticles(fs)
		fs = al.besideArticles(fs, whole)
		sortFragments(fs)
		if out := al.describe(fs, whole); !al.copied(whole, fs, &out) {
			out.Versions = true
			return out
		}
	}
	for k := range whole {
		whole[k] = al.trimLines(whole[k])
	}
	whole = al.again(whole, lost)
	sortFragments(whole)
	al.whole = whole
	return al.describe(whole, whole)
}

// compare returns the joined fragments of al.a and al.b, those of them that are
// passages, and strong chains of which nothing was left.
func (al *Aligner) compare() (fs, whole, lost []fragment) {
	al.runs, al.parts = al.runs[:0], al.parts[:0]
	if !al.findHits() {
		return nil, nil, nil
	}
	al.growSegments()
	chains := al.findChains()
	if len(chains) == 0 {
		return nil, nil, nil
	}
	chains = al.contend(chains)
	for k := range chains {
		chains[k] = al.refine(chains[k])
		// No later chain extends over the same letters: the cost stays linear.
		al.reserve(chains[k].runs, int32(k)+1)
	}
	fs, lost = al.resolve(chains)
	fs = al.join(fs, strictly)
	fs = al.reorder(fs)
	fs = al.join(fs, loosely)
	whole = al.whole[:0]
	for k := range fs {
		whole = al.judge(whole, &fs[k])
	}
	return fs, whole, lost
}

// release lets go of the texts.
func (al *Aligner) release() { al.a, al.b, al.words, al.weights = nil, nil, nil, nil }

func sortFragments(fs []fragment) {
	slices.SortFunc(fs, func(f, g fragment) int {
		return cmp.Or(cmp.Compare(f.aLo, g.aLo), cmp.Compare(f.bLo, g.bLo))
	})
}

// describe returns the alignment whose passages are fs. Replacements and adjusted
// containment come from whole, the fragments before they were cut to articles.
func (al *Aligner) describe(fs, whole []fragment) Alignment {
	al.told = fs
	learnt := al.learn(whole)
	spun := al.countSpun(fs)
	var out Alignment
	if len(al.a.articles) == 0 || len(al.b.articles) == 0 {
		out.Swaps = al.wordSwaps()
	}
	many := len(learnt) >= replaceMany
	out.Spun = many
	if many {
		al.learnRows(learnt)
	}
	al.widen(learnt)
	out.AdjustedA, out.AdjustedB = al.adjusted(whole, many)
	out.Replacements = slices.DeleteFunc(learnt, func(r Replacement) bool { return !many && r.Count < replaceOften })
	if len(fs) == 0 {
		return out
	}
	out.Passages = make([]Passage, 0, len(fs))
	for k := range fs {
		if p := al.passage(&fs[k], spun[k]); p.Kind != Edited || p.Similarity >= lowestSimilarity {
			out.Passages = append(out.Passages, p)
		}
	}
	return out
}

// passage returns f as a passage. spun is the number of different learnt replacements
// in it.
func (al *Aligner) passage(f *fragment, spun int32) Passage {
	a, b := f.matched()
	p := Passage{
		A:          al.a.spanOf(f.aLo, f.aHi),
		B:          al.b.spanOf(f.bLo, f.bHi),
		Template:   al.common(f),
		Similarity: similarity(f),
		Matched:    (a + b + 1) / 2,
		Grams:      f.grams,
		Evidence:   f.evidence,
	}
	p.Kind = al.kindOf(f, slices.Equal(al.a.letters(p.A), al.b.letters(p.B)), spun)
	if p.Kind == Verbatim {
		p.Similarity, p.Matched = 1, f.lenA()
	}
	return p
}
