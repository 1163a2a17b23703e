// Package source reads inputs: paths, standard input, encodings, documents, archives. It is
// the only place where bytes from outside become text.
//
// List finds the inputs and puts every one of them into the ledger exactly once;
// it looks at names and kinds and opens nothing. Expand opens what can hold several
// documents and puts those into the ledger. Input.Read then opens one input, says what its
// bytes are, decodes them and settles its line of the ledger. One bad input never ends a
// run: whatever happens to it becomes a code, a reason and a hint, and nothing is dropped
// silently.
//
// Plain text is decoded here. Every other format is read in another process (package
// worker) by the readers below this package, each a pure function of bytes: docx, odt, doc,
// rtf, pdf, web, rows, pack. What a file is, is told by its bytes, never by its name.
//
// The decoded text is the origin of all coordinates of a document. It is valid
// UTF-8 without a byte order mark; line ends and NUL bytes stay as they are, so for
// a clean UTF-8 file the offsets are those of the file.
package source

import "chachong/internal/source/rows"

// Entry is one input with what became of it: a line of the ledger.
type Entry struct {
	Path     string // as reached from its argument, "/"-separated, valid UTF-8, unique
	PathB64  string // base64 of the true name where it is not UTF-8
	Status   Status // "" until the input was read
	Code     string // stable, English; "" when there is nothing to say
	Reason   string // English
	Hint     string // English: what to do
	Format   string // "txt", "md", or as in extract.Document; "" where unread
	Encoding string // "utf-8", "utf-8-bom", "utf-16le", "utf-16be", "gb18030", "big5", "utf-32le", "utf-32be"
	Bytes    int64  // as read
	Excluded bool   // by an exclude rule, or litter, our own report, or read under another name: does not make a run incomplete

	Container bool   // it holds the inputs behind it and has no text of its own
	Owner     string // who handed it in where the file itself says so: a row of a sheet
	Found
}

// Status is what became of an input.
type Status string

// The four states of the ledger.
const (
	OK      Status = "ok"      // read; Code may still carry a warning
	Partial Status = "partial" // read, but the text is not all that the input holds
	Skipped Status = "skipped" // not read, nothing is wrong with it
	Error   Status = "error"   // could not be read
)

// Codes of the ledger. E_ comes with Error, W_ and I_ with the other states.
const (
	CodeNotFound  = "E_NOTFOUND"   // no such file, or a link to nowhere
	CodePerm      = "E_PERM"       // no permission to read it
	CodeRead      = "E_READ"       // the system failed to read it
	CodeChanged   = "E_CHANGED"    // it changed while or since it was read
	CodeLimitSize = "E_LIMIT_SIZE" // larger than Options.MaxBytes
	CodeFormat    = "E_FORMAT"     // a format that this version does not read
	CodeBinary    = "E_BINARY"     // not text
	CodeBadText   = "E_ENCODING"   // text in no encoding that is known here
	CodeEncoding  = "W_ENCODING"   // read, but some bytes were replaced or dropped
	CodeNul       = "W_NUL"        // read, with NUL bytes inside
	CodeEmpty     = "W_EMPTY"      // nothing to read in it
	CodeNoFiles   = "W_NOFILES"    // an argument folder without a file
	CodeSpecial   = "W_SPECIAL"    // pipe, socket, device, link that is not followed
	CodeLitter    = "I_LITTER"     // left behind by the system or an editor
	CodeExcluded  = "I_EXCLUDED"   // by an include or exclude pattern
	CodeSame      = "I_SAME"       // the same file as another input
	CodeOutput    = "I_OUTPUT"     // a report of ours, of this run or another
)

// DefaultMaxBytes is the size limit of one input where Options names none. The
// longest compilations of reports have some megabytes.
const DefaultMaxBytes = 64 << 20

// Options choose the inputs.
type Options struct {
	Args      []string // files, folders, globs, "-"
	FilesFrom string   // file with a path a line, "-" for standard input
	Null      bool     // FilesFrom is separated by NUL
	Include   []string // globs; empty: everything in folders that is text
	Exclude   []string // globs
	Outputs   []string // paths that the run will write; they need not exist
	MaxBytes  int64    // largest file read; 0: DefaultMaxBytes
	Litter    bool     // files that are named one by one are read even where they are called like litter

	Workers *Workers     // who read documents; nil: this process, without limits of its own
	Columns rows.Columns // of sheets with a submission a row
}

// problem is the part of an Entry that says why an input was not read as it is, or
// what its reader should know.
type problem struct {
	status Status
	code   string
	reason string
	hint   string
	// excluded: the run is not incomplete for it.
	excluded bool
}

// settle writes p into the entry.
func (e *Entry) settle(p problem) {
	e.Status, e.Code, e.Reason, e.Hint, e.Excluded = p.status, p.code, p.reason, p.hint, p.excluded
}
