// Package corpus holds documents as they are kept after preparation, and the words in
// which the program speaks of them:
//
//	document       one input file, one member of an archive or one row of a sheet
//	submission     one report inside a document (篇); its id is path#n, n from 1
//	paragraph      a line of a submission
//	folded text    the text after folding: width, compatibility forms, look-alikes and
//	               traditional characters undone, invisible characters, spaces inside Han
//	               and page-chunk marks gone; exists only while a document is prepared
//	               or aligned, and is always mapped back
//	letter         a letter or digit of any script of the folded text
//	token          a word of the folded text with its span in the document's text
//	gram           5 consecutive letters
//	shingle        2 consecutive words
//	signature      MinHash (256 values of 32 bits) or SimHash (64 bits) of the shingles
//	seed           a gram that winnowing keeps: what an index knows of a submission
//	band           a stretch of a signature; equal bands make candidates
//	candidate      a pair not yet verified
//	resemblance    exact Jaccard coefficient of the two sets of grams, [0,1]
//	containment    of A in B: exact share of A's grams that stand in B, [0,1]
//	near-duplicate a pair of resemblance >= 0.70; or of containment >= 0.80 of the shorter
//	               one, of 200 letters at least; or of adjusted containment >= 0.90 of it,
//	               where masks and learnt replacements count as matched
//	passage        an aligned pair of ranges, one in each of two submissions
//	template       text that many unrelated submissions share: shown, counted apart
//	family         the same passage in three or more submissions
//	cluster        two or more submissions joined by near-duplicate pairs; a pair by
//	               containment joins only where the shorter has at least half the letters
//	reuse ratio    letters of a submission that passages with others cover / its letters
//	observation    what a reviewer should know of an input beside the ratios
//	observation    what a reviewer should know of an input beside the figures; a leftover is
//	               the name of another place, school or year than the submission's own
//	ledger         the list of every input with its status: ok, partial, skipped, error
package corpus

import (
	"strconv"

	"chachong/internal/sketch"
	"chachong/internal/text"
)

// Document is one input after Prepare. Immutable. Its text, words and letters are gone;
// who needs them loads the text again and folds it once more.
type Document struct {
	Path        string
	Owner       string
	Junk        []text.Span // page-chunk marks, cut out before folding
	Outside     int32       // letters that belong to no submission: head and foot of a site
	Pages       []int32     // byte where each page begins, ascending; nil where the format has none
	Submissions []Submission
}

// Submission is one report inside a document.
type Submission struct {
	Ordinal    int    // from 1
	Title      string // "" where it has none
	Heading    text.Span
	Body       text.Span
	Paragraphs []text.Span
	Runes      [2]int32         // Body in code points, half-open
	Lines      [2]int32         // first and last line of Body, from 1
	Letters    int32            // letters of the folded body
	Hash       [2]uint64        // 128-bit hash of the body's letters and masks: equal bodies, equal hashes
	Signature  sketch.Signature // of the set of 2-word shingles, where that is the sketch asked for
	SimHash    uint64           // of the shingles, where that is the sketch asked for
	Signed     bool             // there are shingles, hence a signature or a SimHash
	Seeds      []uint32         // winnowed letter grams, ascending, distinct
	Places     []int32          // of each seed, the letter where it first stands; letters of masks do not count
}

// ID returns the id of the submission with that ordinal: path#n.
func ID(path string, ordinal int) string { return path + "#" + strconv.Itoa(ordinal) }
