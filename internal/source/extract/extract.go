// Package extract says what a reader of a document format gives: its text, and what else
// the file holds that a reviewer should know. The readers are pure functions of bytes and
// a Budget; they open nothing and start nothing.
//
// # Text
//
// The text is what a person sees who opens the file, in reading order, valid UTF-8, "\n"
// behind each paragraph but the last. Cells of a table row are separated by "\t", rows by
// "\n", paragraphs inside a cell by "\n". A line break inside a paragraph is "\n". Nothing is invented:
// automatic numbering and bullets are not text. Footnotes and endnotes follow the body, a
// paragraph each; page headers, page footers and comments stand apart (Aside), and so does
// what is not seen (Hidden).
package extract

// Document is what a reader made of one file.
type Document struct {
	Format   string // "docx", "doc", "wps", "pdf", "html", "mht", "rtf", "odt", "xlsx", "zip", "rar", "7z"
	Encoding string // of the characters where the format has a choice, else ""
	Text     string
	Pages    []int32 // byte offset in Text where each page begins, ascending; nil where pages are not known

	Hidden   []Hidden
	Asides   []Aside
	Pictures []Picture
	Info     Info
	Members  []Member // of an archive or a workbook, in their order; Text is "" then

	// Warning is set where Text is not all that the file holds (Partial) or where its
	// reader should know something; nil otherwise.
	Warning *Problem
}

// Hidden is text that is in the file and cannot be seen on the page. It is no part of
// Document.Text.
type Hidden struct {
	At   int32  // byte offset in Document.Text where it would stand
	Text string // at most MaxHidden bytes are kept of each
	Why  Why
}

// Why names what hides a text.
type Why string

// The ways to hide text.
const (
	WhyMarked    Why = "hidden"    // by a property: vanish, display:none, \v
	WhyColor     Why = "color"     // in the colour of its background
	WhyTiny      Why = "tiny"      // under 2 points
	WhyOffPage   Why = "off-page"  // outside the page
	WhyInvisible Why = "invisible" // drawn without ink
	WhyCovered   Why = "covered"   // behind a picture or a filled shape
	WhyDeleted   Why = "deleted"   // by a tracked change
)

// MaxHidden is the number of bytes that are kept of one hidden text, MaxHiddens that of
// hidden texts in a document; neighbours that are hidden the same way are one.
const (
	MaxHidden  = 64 << 10
	MaxHiddens = 1000
)

// Aside is text beside the body: page headers and footers, comments.
type Aside struct {
	Kind string // "header", "footer", "comment"
	Text string
}

// Picture is an embedded picture.
type Picture struct {
	Hash  [16]byte // of its bytes as stored (the first 16 of SHA-256)
	Bytes int64
	Page  int32 // from 1; 0: not known
}

// Info is what a document says about its making. Fields are "" where it says nothing.
type Info struct {
	Title, Author, LastEditor, Company, Application string
	Created, Modified                               string // RFC 3339 where it could be read, else as it stands
}

// MemberSep stands between the path of a container and that of what it holds.
const MemberSep = "!/"

// Member is a document inside a container.
type Member struct {
	Name    string   // "/"-separated, as shown; valid UTF-8
	NameB64 string   // base64 of the name as stored, where Name could not show it exactly
	Raw     []byte   // a file, to be read like one of its own; nil for a row
	Row     *Row     // a row of a sheet; nil for a file
	Problem *Problem // why it could not be unpacked; nil where it was
}

// Row is a submission that stands in one row of a sheet.
type Row struct {
	Text  string
	Owner string // "" where no column says it
	Title string // likewise
}
