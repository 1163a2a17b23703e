package finding

// CollationSchema names the version of a collation's JSON.
const CollationSchema = "chachong/diff/v1"

// Collation is two submissions laid side by side in rows. A stands before B in input
// order, or as they were named.
type Collation struct {
	A, B    string // ids
	Figures Pair   // of the two, also where the result does not list them
	Rows    []Row
	Stat    CollationStat
}

// RowOp says what stands in a row.
type RowOp string

// The rows there are. A text that stands elsewhere on the other side has one row with
// both its texts, at its place in A, and a row Moved at its place in B.
const (
	Same     RowOp = "same"     // equal, but for what was to be ignored
	Changed  RowOp = "changed"  // with edits
	Deleted  RowOp = "deleted"  // in A only
	Inserted RowOp = "inserted" // in B only
	Moved    RowOp = "moved"    // in B, where the text of a row with this Move stands
)

// Row is a stretch of A beside the stretch of B that corresponds to it. All rows but
// Moved cover the body of A once, in order, white space between them aside; B of rows
// without Move, of Inserted and of Moved rows cover the body of B once, in order.
type Row struct {
	Op      RowOp
	A, B    Range // the one that has no text is empty, and stands where the text is missing
	Move    int   // number of the move, from 1 in order of A; 0: in its place
	Passage string
	LettersA,
	LettersB int32
	Edits []Edit // inside A and B, ascending; never nil
}

// CollationStat counts what a collation shows.
type CollationStat struct {
	Same     int32         `json:"letters_same"`     // letters of A in no edit, moved ones too
	Changed  int32         `json:"letters_changed"`  // letters of A in edits of rows that both sides have
	Deleted  int32         `json:"letters_deleted"`  // of rows in A only
	Inserted int32         `json:"letters_inserted"` // of rows in B only
	Moved    int32         `json:"letters_moved"`    // of A, in rows that moved
	Moves    int           `json:"moves"`
	Edits    EditsOfClass  `json:"edits"`
	Ignored  *EditsOfClass `json:"ignored,omitempty"` // edits left out because they were to be ignored
}

// EditsOfClass counts edits by their class.
type EditsOfClass struct {
	Word   int `json:"word"`
	Mask   int `json:"mask"`
	Number int `json:"number"`
	Punct  int `json:"punct"`
	Space  int `json:"space"`
}

// Differs reports whether the two sides differ, moves among the differences.
func (s *CollationStat) Differs() bool {
	return s.Changed+s.Deleted+s.Inserted > 0 || s.Moves > 0 || s.Edits != EditsOfClass{}
}

// Stack is a family with its members aligned to the first one, sentence by sentence.
type Stack struct {
	Family string // id
	Lines  []StackLine
}

// StackLine is one sentence of the first member and what stands for it in each member.
type StackLine struct {
	Cells []StackCell // of each member, the first one at 0
}

// StackCell is the text of one member in a line of a stack; empty where it lacks it.
type StackCell struct {
	Range Range
	Edits []StackEdit // against the first member; nil for that one
}

// StackEdit is a stretch of a member that differs from the first one; empty where
// something is missing.
type StackEdit struct {
	Range Range
	Class string
}
