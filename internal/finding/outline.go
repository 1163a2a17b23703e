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
	Format   string // "txt", "md", "docx", …
	Encoding string // "utf-8", "gb18030", …
	Bytes    int64  // of the input
	Letters  int32  // of the folded text
	Dropped  Dropped
	Pages    []int32 // byte of Text where each page begins; nil where the format has none
	Hidden   []Unseen
	Pictures int // embedded
	Info     Info
	Warning  Warning
	Text     string // as decoded
	Folded   string
}

// Unseen is a text that is in the file, cannot be seen on the page and is no part of what is
// compared.
type Unseen struct {
	At   int32  `json:"at"`  // byte of the text where it would stand
	Why  string `json:"why"` // hidden, color, tiny, off-page, invisible, covered, deleted
	Text string `json:"text"`
}

// Info is what a file says about its making. Fields are "" where it says nothing; times are
// RFC 3339 where they could be read.
type Info struct {
	Title       string `json:"title"`
	Author      string `json:"author"`
	LastEditor  string `json:"last_editor"`
	Company     string `json:"company"`
	Application string `json:"application"`
	Created     string `json:"created"`
	Modified    string `json:"modified"`
}

// Warning is what the ledger says of a document that was read; its Code is "" where that is
// nothing.
type Warning struct {
	Code   string `json:"code"`
	Reason string `json:"reason"`
	Hint   string `json:"hint"`
}

// Dropped counts what folding left out.
type Dropped struct {
	Invisible   int `json:"invisible"`     // zero-width and other format characters
	SpacesInHan int `json:"spaces_in_han"` // blanks between Han characters
	PageMarks   int `json:"page_marks"`
}
