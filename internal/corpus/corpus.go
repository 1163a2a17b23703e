// Package corpus holds documents as they are kept after preparation.
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
	Signature  sketch.Signature // of the set of 2-word shingles
	SimHash    uint64           // of the same shingles
	Seeds      []uint32         // winnowed letter grams, ascending, distinct
}

// ID returns the id of the submission with that ordinal: path#n.
func ID(path string, ordinal int) string { return path + "#" + strconv.Itoa(ordinal) }
