// Package finding holds the result of a run: what chachong/result/v1 says, in Go.
// detect alone makes it, nothing after that computes; the verdict and the reviewers' marks
// are policy's.
package finding

// Schema names the version of the result's JSON.
const Schema = "chachong/result/v1"

// Status is what became of an input.
type Status string

// The four states of the ledger.
const (
	OK      Status = "ok"
	Partial Status = "partial"
	Skipped Status = "skipped"
	Error   Status = "error"
)

// Range is a place in a document's text as decoded. Byte and Rune are half-open and
// 0-based, Line is the first and the last line, from 1.
type Range struct {
	Byte [2]int32 `json:"byte"`
	Rune [2]int32 `json:"rune"` // code points
	Line [2]int32 `json:"line"`
	Page [2]int32 `json:"page,omitzero"` // first and last page, from 1; zero where the format has none
}

// Result is everything that a run found. Lists are never nil.
type Result struct {
	Schema       string
	Run          Run
	Inputs       []Input
	Submissions  []Submission
	Pairs        []Pair
	Clusters     []Cluster
	Passages     []Passage
	Families     []Family
	Replacements []Replacement
	Observations []Observation
	Verdict      Verdict
	Explanations []Explanation // what was asked for; no part of the result's JSON
	Collations   []Collation   // of the pairs that are to be shown side by side, likewise
	Stacks       []Stack       // of the families that are to be shown, likewise

	// Reviews are the reviewers' marks that fit this result, by PairKey or
	// Passage.ReviewKey: those of its pairs and passages, and those of pairs of which it
	// has passages and no figures. No part of its JSON.
	Reviews map[string]Review
}

// Run says how the result was made.
type Run struct {
	Version        string         `json:"version"`
	Options        map[string]any `json:"options"` // what changes the answer; never the number of workers
	ElapsedSeconds float64        `json:"elapsed_seconds"`
	Caps           []Cap          `json:"caps"`
	Archive        *ArchiveUse    `json:"archive,omitempty"` // nil where none was given
	Roster         *RosterUse     `json:"roster,omitempty"`  // nil where none was given
}

// RosterUse says who of a roster handed in. Owners are in the order of the roster, inputs in
// that of the ledger; those left out on purpose count nowhere.
type RosterUse struct {
	Path     string     `json:"path"`
	Owners   int        `json:"owners"`   // on the roster
	Missing  []string   `json:"missing"`  // owners of whom no input is
	Unread   []string   `json:"unread"`   // owners of whom there are inputs, none of which gave a text
	Unlisted []string   `json:"unlisted"` // paths of inputs that fit nobody on the roster
	Assigned []Assigned `json:"assigned"` // what each owner handed in
}

// Assigned is what an owner of a roster handed in.
type Assigned struct {
	Owner string   `json:"owner"`
	Paths []string `json:"paths"`
}

// HandedIn returns the number of owners of whom there are inputs, whether they gave a text or
// not.
func (u *RosterUse) HandedIn() int { return u.Owners - len(u.Missing) }

// ArchiveUse says with what collection of earlier submissions a run compared.
type ArchiveUse struct {
	Path        string `json:"path"`
	Submissions int    `json:"submissions"` // held
	Compared    int    `json:"compared"`    // of these, brought together with new ones by what they share
	SameOwner   string `json:"same_owner"`  // ignore, separate, count: an owner's own earlier work
}

// Cap names a limit that acted and what it left out.
type Cap struct {
	Name    string `json:"name"`
	Limit   int    `json:"limit"`
	LeftOut int    `json:"left_out"`
}

// Input is one line of the ledger.
type Input struct {
	Path        string   `json:"path"`
	PathB64     string   `json:"path_b64,omitempty"` // where the name is not UTF-8
	Status      Status   `json:"status"`
	Code        string   `json:"code"` // "" when ok
	Reason      string   `json:"reason"`
	Hint        string   `json:"hint"`
	Format      string   `json:"format"`   // "txt", "md"; "" where unread
	Encoding    string   `json:"encoding"` // "utf-8", "gb18030", …
	Bytes       int64    `json:"bytes"`
	Submissions []string `json:"submissions"` // ids
	// Container says that the input is one whose members are inputs of their own: an archive,
	// or a workbook of reports.
	Container bool `json:"container,omitempty"`
	// Excluded marks an input left out by an exclude rule or as litter: it does not
	// make the run incomplete.
	Excluded bool `json:"-"`
}

// Opened reports whether an input is a container whose members stand for it.
func (in *Input) Opened() bool { return in.Container && in.Status == OK }

// Files counts the inputs that are documents: without those left out on purpose, and without
// containers that were opened, whose members stand for them.
func Files(inputs []Input) int {
	n := 0
	for i := range inputs {
		if in := &inputs[i]; !in.Excluded && !in.Opened() {
			n++
		}
	}
	return n
}

// Submission is one report.
type Submission struct {
	ID      string `json:"id"`
	Path    string `json:"path"`
	Ordinal int    `json:"ordinal"` // from 1
	Title   string `json:"title"`
	Owner   string `json:"owner"`
	Range   Range  `json:"range"` // of the body
	Letters int32  `json:"letters"`
	Reuse   Reuse  `json:"reuse"`
	Cluster int    `json:"cluster,omitempty"` // 0: in none
	Key     string `json:"key"`               // hash of the folded body

	Archived bool `json:"archived,omitempty"` // an earlier one, of the archive; its path is ARCHIVE!/NUMBER/path
	Year     int  `json:"year,omitempty"`     // of which it is; 0: not known

	// Sketch is by how much two bodies resemble each other: the share of equal values is
	// about the resemblance of their words. nil where there is none.
	Sketch []uint32 `json:"-"`

	Text       string  `json:"-"` // the body, Range of the document's text; "" where it is not to be shown
	Paragraphs []Range `json:"-"` // of Text; nil where that is ""
}

// Reuse holds the reuse ratios of a submission, each in [0,1]: letters covered / letters.
type Reuse struct {
	Total           float64 `json:"total"`         // by passages that are not template
	WithTemplate    float64 `json:"with_template"` // by all passages
	LargestSource   float64 `json:"largest_source"`
	LargestSourceID string  `json:"largest_source_id"` // "" where nothing is covered

	// WithoutOwn is Total without what the archive has of the same owner; nil where there is
	// no archive.
	WithoutOwn *float64 `json:"without_own,omitempty"`
}

// Pair is two submissions whose resemblance was verified exactly.
type Pair struct {
	A             string  `json:"a"`
	B             string  `json:"b"`
	Resemblance   float64 `json:"resemblance"`   // [0,1]
	ContainmentA  float64 `json:"containment_a"` // [0,1], of A in B
	ContainmentB  float64 `json:"containment_b"`
	AlignedA      float64 `json:"aligned_a"` // [0,1], adjusted containment
	AlignedB      float64 `json:"aligned_b"`
	NearDuplicate bool    `json:"near_duplicate"`
	By            string  `json:"by"`                  // resemblance, containment, alignment; "" when not a near-duplicate
	Own           bool    `json:"own,omitempty"`       // B is earlier work of A's owner, which counts apart
	Accepted      bool    `json:"accepted,omitempty"`  // by a baseline
	Estimated     bool    `json:"estimated,omitempty"` // the archive keeps no text of B: the figures are those of a sample of its grams
	SameFile      bool    `json:"same_file,omitempty"` // the two stand at one place of inputs that are the same bytes

	Review *Review `json:"review,omitempty"`
}

// Cluster is two or more submissions joined by near-duplicate pairs.
type Cluster struct {
	ID                int      `json:"id"` // from 1
	Members           []string `json:"members"`
	LowestResemblance float64  `json:"lowest_resemblance"`
}

// Side is one range of a passage or family.
type Side struct {
	Submission string `json:"submission"`
	Range      Range  `json:"range"`
}

// Passage is a pair of ranges that correspond.
type Passage struct {
	ID         string  `json:"id"`
	Key        string  `json:"key"`   // hash of the folded passage in A
	KeyB       string  `json:"key_b"` // in B
	A          Side    `json:"a"`
	B          Side    `json:"b"`
	Kind       string  `json:"kind"`
	Similarity float64 `json:"similarity"`
	Letters    int32   `json:"letters"` // of the range in A
	Template   bool    `json:"template"`
	Family     string  `json:"family,omitempty"`
	Own        bool    `json:"own,omitempty"`       // as Pair.Own
	Accepted   bool    `json:"accepted,omitempty"`  // as Pair.Accepted
	Estimated  bool    `json:"estimated,omitempty"` // as Pair.Estimated; the range in B is empty
	Edits      []Edit  `json:"edits,omitzero"`      // nil where they were not asked for
	Review     *Review `json:"review,omitempty"`

	AtA, AtB [2]int32 `json:"-"` // letters of the ranges, half-open, counted from the start of each body
	Excerpt  string   `json:"-"` // first words of the range in A, one line, for text output
	Sample   []uint32 `json:"-"` // a sample of its grams in A, ascending: what a baseline knows it by when its ends move
}

// Edit is one difference inside a passage.
type Edit struct {
	Op    string `json:"op"` // replace, insert, delete
	A     Range  `json:"a"`
	B     Range  `json:"b"`
	Class string `json:"class"` // word, mask, number, punct, space

	WordsA, WordsB Range `json:"-"` // the whole words that the edit changes
}

// Family is the same passage in three or more submissions.
type Family struct {
	ID      string `json:"id"`
	Letters int32  `json:"letters"`
	Members []Side `json:"members"`

	Excerpt string `json:"-"`
}

// Replacement is a consistent replacement learnt from one pair of submissions.
type Replacement struct {
	From  string `json:"from"`
	To    string `json:"to"`
	Count int32  `json:"count"`
	A     string `json:"a"`
	B     string `json:"b"`
}

// Verdict is what policy makes of a result.
type Verdict struct {
	ExitCode   int       `json:"exit_code"`
	Incomplete bool      `json:"incomplete"`
	Findings   []Finding `json:"findings"`
	Cleared    []Finding `json:"-"` // what the measured figures pass and marks, a baseline or own earlier work took away
}

// Finding is one limit that was passed.
type Finding struct {
	Rule       string  `json:"rule"` // near-duplicate, total, with-template, largest-source, passage
	Submission string  `json:"submission"`
	Other      string  `json:"other,omitempty"`
	Value      float64 `json:"value"`
	Limit      float64 `json:"limit"`
}
