package corpus

import (
	"math"
	"slices"

	"github.com/zeebo/xxh3"

	"chachong/internal/text"
)

// Record is a submission as an archive keeps it: its body alone, cut out of its document.
// Immutable.
type Record struct {
	Number  int32  // in its archive, from 1, in the order of adding; 0: in none yet
	Name    string // path of its document when it was added
	Ordinal int    // in that document, from 1
	Title   string // "" where it has none
	Owner   string // who handed it in; "" where it is not known
	Year    int    // 0 where it is not known

	Text       string      // the body as decoded; "" where the archive keeps no texts
	Junk       []text.Span // page-chunk marks, in Text
	Paragraphs []text.Span // in Text
	Letters    int32       // of the folded Text

	Hash   [2]uint64 // of the letters and masks of Text: equal bodies, equal hashes
	Seeds  []uint32  // winnowed letter grams, ascending, distinct
	Places []int32   // of each seed, the letter where it first stands
	Labels Labels
}

// Labels say which submissions resemble each other without comparing them: those that
// have a label in common, in its place, count as copies where frequencies are counted.
// Each label is a hash of five values of a MinHash signature, so that two submissions of
// resemblance r have one in common with probability 1-(1-r⁵)^16: 0.99 at 0.75, 0.40 at 0.5,
// 0.005 at 0.2, which reports of one genre reach. 0 stands for no label.
type Labels [16]uint32

// SampleRate is the share of the seeds by which an archive finds a submission: the
// smallest of all hashes, whatever stands around them, so that the same text gives the same
// sample wherever it stands (FracMinHash: Irber et al., Lightweight compositional analysis
// of metagenomes with FracMinHash, 2022; before, the grams 0 mod p of Manber, 1994).
//
// A copied sentence of 40 letters has 4.5 of them, a report of 3,000 letters 360: a third
// of what would be kept of it were all seeds in the index.
const SampleRate = 8 // one of so many grams

// SmallSeeds is the number of distinct seeds up to which all of them are the sample of a
// submission: of 180 letters, or of a few sentences said over and over. One of eight would
// leave nothing of the shortest.
const SmallSeeds = 64

// Sample returns those of the ascending seeds of a submission that are in its sample. The
// result shares their memory.
func Sample(seeds []uint32) []uint32 {
	if len(seeds) <= SmallSeeds {
		return seeds
	}
	return Sampled(seeds)
}

// Sampled returns those of ascending seeds that are in the sample of whatever submission
// holds them. The result shares their memory.
func Sampled(seeds []uint32) []uint32 {
	n, _ := slices.BinarySearch(seeds, math.MaxUint32/SampleRate+1)
	return seeds[:n]
}

// OwnerKey identifies an owner, 0 for an unknown one: the same on every machine.
func OwnerKey(owner string) uint64 {
	if owner == "" {
		return 0
	}
	return max(1, xxh3.HashString(owner))
}

// Versions names what made the figures of records. Figures of different versions are never
// compared with each other.
type Versions struct {
	Folding    string // text → letters and paragraph marks
	Seeds      string // letters → seeds
	Segmenter  string // text → words → labels
	Dictionary string // what the segmenter knows
}
