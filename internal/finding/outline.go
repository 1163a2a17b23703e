package finding

// OutlineSchema names the version of an outline's JSON.
const OutlineSchema = "chachong/split/v1"

// Outline is what split found in one document.
type Outline struct {
	Path        string
	Text        Text
	Submissions []OutlinePart
	Junk        []Range // page marks cut out
}

// Text tells a text from others, and from what it was before.
type Text struct {
	Bytes  int    `json:"bytes"`
	Runes  int32  `json:"runes"` // code points
	Lines  int32  `json:"lines"`
	SHA256 string `json:"sha256"` // hexadecimal
}

// OutlinePart is one submission of an outline.
type OutlinePart struct {
	Ordinal int    `json:"ordinal"` // from 1
	Title   string `json:"title"`   // "" where it has none
	Heading *Range `json:"heading"` // nil where it has none
	Range   Range  `json:"range"`   // of the body
	// AsFound is the range in bytes once more. People correct Range and leave this as it
	// is, so that what they changed can be told.
	AsFound    [2]int32 `json:"as_found"`
	Letters    int32    `json:"letters"`
	Paragraphs []Range  `json:"paragraphs"`

	Opening string `json:"-"` // first words of the body, one line, for text output
	Closing string `json:"-"` // last words of the body, likewise
}

// ExtractionSchema names the version of an extraction's JSON.
const ExtractionSchema = "chachong/extract/v1"

// Extraction is the text of one document as read, and as folded for comparison.
type Extraction struct {
	Path     string
	Format   string // "txt", "md"
	Encoding string // "utf-8", "gb18030", …
	Bytes    int64  // of the input
	Letters  int32  // of the folded text
	Dropped  Dropped
	Text     string // as decoded
	Folded   string
}

// Dropped counts what folding left out.
type Dropped struct {
	Invisible   int `json:"invisible"`     // zero-width and other format characters
	SpacesInHan int `json:"spaces_in_han"` // blanks between Han characters
	PageMarks   int `json:"page_marks"`
}
