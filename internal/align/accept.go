package align

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"chachong/internal/text"
	"chachong/internal/token"
)

const (
	// acceptEvidence is the number of rare grams that make a passage. In a set of
	// school reports with known truth the weakest copied sentence reaches 11.5, and
	// every value from 5 to 11 gives the same answer; small folders want the margin
	// below, where nothing but the stock phrases says that a formula is common.
	acceptEvidence = 9.0
	// The more texts are compared, the more of them say the same by chance, most of it
	// loosely: as in a search of sequences (Karlin and Altschul 1990) the score that means
	// something grows with the logarithm of what is searched. From acceptClusters on each
	// doubling of the collection asks for acceptMore more, and for up to acceptUnlike more
	// the less alike the two sides are. The end keeps a rare sentence of 29 letters, which
	// has 25 grams, a passage in any collection.
	acceptClusters  = 16
	acceptDoublings = 3.0
	acceptMore      = 3.0
	acceptUnlike    = 12.0
	acceptDensity   = 0.5 // matched letters / longer side
	acceptLetters   = 20  // matched
	// Below so much evidence that share of the longer side must lie in runs of that
	// many letters: scattered equal words are how one genre speaks.
	sureEvidence = 30.0
	solidShare   = 0.4
	solidRun     = 6

	// templateGrams is the number of grams that make a passage of common text: no
	// formula alone has so many, a form that everybody fills in has.
	templateGrams = 40.0
)

// accept reports whether f is a passage.
func (al *Aligner) accept(f *fragment) bool {
	if f.evidence < al.needed(f) && f.grams < templateGrams {
		return false
	}
	a, b := f.matched()
	if max(a, b) < acceptLetters || f.density() < acceptDensity {
		return false
	}
	return f.evidence >= sureEvidence || float64(solidLetters(f.runs)) >= solidShare*float64(f.longer())
}

// needed returns the evidence that makes f a passage.
func (al *Aligner) needed(f *fragment) float64 {
	return acceptEvidence + doublings(al.Clusters)*(acceptMore+acceptUnlike*(1-similarity(f)))
}

// doublings returns how often a collection of so many clusters is twice as large as one
// that asks for no more evidence, at most acceptDoublings.
func doublings(clusters int32) float64 {
	return min(max(0, math.Log2(float64(max(1, clusters))/acceptClusters)), acceptDoublings)
}

// HitsNeeded returns the number of rare seeds that a passage is expected to share in one
// place at least, among so many clusters: of as many grams in a row as it has evidence,
// every window holds a seed. It is an estimate: evidence may stand in runs too short for
// a seed, or around common ones.
func HitsNeeded(clusters int32) int {
	return max(gateHits, int((acceptEvidence+doublings(clusters)*acceptMore)/window))
}

// judge appends f to dst where it is a passage, else those of the fragments that it
// was joined from: text of one's own between two copies takes neither away.
func (al *Aligner) judge(dst []fragment, f *fragment) []fragment {
	accepted := al.accept(f)
	if accepted && (f.shuffled || similarity(f) >= lowestSimilarity) {
		return append(dst, *f)
	}
	n := len(dst)
	for k := f.partLo; k < f.partHi; k++ {
		dst = al.judge(dst, &al.parts[k])
	}
	if accepted && len(dst) == n {
		// Its kind, which is not known yet, decides.
		dst = append(dst, *f)
	}
	return dst
}

// common reports whether f is a passage for its length alone, although its grams are
// common.
func (al *Aligner) common(f *fragment) bool {
	return f.evidence < al.needed(f) && f.grams >= templateGrams
}

// solidLetters returns the letters in stretches of at least solidRun, over masks.
func solidLetters(runs []run) int32 {
	total, n := int32(0), int32(0)
	var prev run
	for i, r := range runs {
		if i > 0 && !r.follows(prev) {
			n = 0
		}
		m := max(r.na, r.nb)
		switch {
		case n >= solidRun:
			total += m
		case n+m >= solidRun:
			total += n + m
		}
		n += m
		prev = r
	}
	return total
}

// Closing marks belong to the sentence in front of them, opening ones to that behind.
const (
	closing = "。；！？”’）》〉」』】…;!?)"
	opening = "“‘（《〈「『【("
	masking = "*＊×□■○●△＿_"
)

// spanOf returns the source of the letters [lo, hi): from the first letter to the
// last, with the masks that follow at once, the closing marks behind them and the
// opening ones in front.
func (t *Text) spanOf(lo, hi int32) text.Span {
	s := text.Span{Lo: t.at[lo], Hi: t.at[hi-1]}
	s.Hi += text.Size(t.Source, s.Hi)
	from, end := int32(0), int32(len(t.Source))
	if !t.Body.Empty() {
		from, end = t.Body.Lo, t.Body.Hi
	}
	for _, more := range []func(r rune) bool{
		func(r rune) bool { return strings.ContainsRune(masking, r) || t.maskLetterAt(s.Hi) },
		func(r rune) bool { return strings.ContainsRune(closing, r) },
	} {
		for s.Hi < end {
			r, size := utf8.DecodeRuneInString(t.Source[s.Hi:])
			if !more(r) {
				break
			}
			s.Hi += int32(size)
		}
	}
	for s.Lo > from {
		r, size := utf8.DecodeLastRuneInString(t.Source[:s.Lo])
		if !strings.ContainsRune(opening, r) {
			break
		}
		s.Lo -= int32(size)
	}
	return s
}

// maskLetterAt reports whether the rune at byte at is a letter of a mask.
func (t *Text) maskLetterAt(at int32) bool {
	k, found := slices.BinarySearch(t.Letters.At, at)
	return found && t.Letters.Mark[k]&token.MaskLetter != 0
}
