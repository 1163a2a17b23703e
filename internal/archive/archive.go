// Package archive persists submissions, so that new ones can be compared with all that
// were handed in before.
//
// An archive is a folder:
//
//	archive.db    what is true: the submissions and the manifest (SQLite, write-ahead log)
//	00000042.seg  posting segments: who holds which seed; immutable, made from the submissions
//	generation    how many transactions were acknowledged; see generation.go
//	lock          what writers lock; empty
//
// Files have mode 0600 and the folder 0700, whatever the umask.
//
// # Who may do what at the same time
//
// Any number of processes read while one writes. A [Writer] holds the lock of the folder from
// [Lock] to [Writer.Close]. A [Snapshot] says everything about the one moment at which it was
// opened, however long it is kept: it holds a read transaction of the database, and the
// segments of that moment open.
//
// # What survives
//
// What [Writer.Add] has returned is on the disk: its transaction ends with fsync. A segment is
// written under another name, synced, renamed, and its folder synced, before the transaction
// names it in the manifest; a file that no manifest names is left over from a writer that was
// killed, and the next writer removes it. So a kill at any point leaves the state before a
// transaction or the state after it.
//
// A flipped bit is met by a checksum: of the manifest, of both halves of a row, of each
// kibibyte of a segment and of its index. What is read is right or a *DamagedError. So it is
// where the write-ahead log lost transactions that were acknowledged: the manifest is then
// behind the file generation.
//
// # archive.db
//
// Three tables, each of numbers and blobs, without any index beside them:
//
//	rows     number → head, body   a submission; see row.go
//	recents  number → recent       the sample of one that stands in no segment; see recent.go
//	manifest 1      → manifest     versions, segments, counts; see manifest.go
//
// The head comes first, so that it stays on the leaf of the table where a body is long enough
// to go on to pages of its own, which a list then does not read.
//
// Note: no column for owner, name or year. An index moves its entries from page to page and
// leaves copies of them in the gaps, which no removal overwrites (secure_delete frees what is
// deleted, not what was moved). Rows are appended and overwritten in place, never moved, so
// that a removed text stands nowhere.
package archive

import (
	"path"
	"slices"
	"strings"
	"time"

	"chachong/internal/corpus"
)

// Options are fixed when an archive is made.
type Options struct {
	NoText   bool            // keeps seeds and their places instead of texts
	Versions corpus.Versions // of all that is going to be added
}

// Entry is a submission as a list shows it.
type Entry struct {
	Number  int32  // from 1, in the order of adding
	Name    string // path of its document when it was added
	Ordinal int    // in that document, from 1
	Title   string // "" where it has none
	Owner   string // "" where it is not known
	Year    int    // 0 where it is not known
	Letters int32
	Hash    [2]uint64 // of the letters and masks of its body
	Added   time.Time // UTC, whole seconds
}

// Filter says which submissions are meant: those that fit every part that is set.
type Filter struct {
	Numbers []int32 // any of these; nil: all
	Owner   string  // exactly; "": all
	Year    int     // exactly; 0: all
	Name    string  // path or base name, exactly or as path.Match has it; "": all
	// Parts is for those who search: Owner and Name may be a part of what they are compared
	// with, and Name may mean the title or a folder, too.
	Parts bool
}

// Empty reports whether f means every submission.
func (f Filter) Empty() bool {
	return f.Numbers == nil && f.Owner == "" && f.Year == 0 && f.Name == ""
}

// byNumber reports whether f names submissions by their numbers alone.
func (f Filter) byNumber() bool {
	return f.Numbers != nil && f.Owner == "" && f.Year == 0 && f.Name == ""
}

// fits reports whether f means e, its numbers apart.
func (f Filter) fits(e Entry) bool {
	if f.Year != 0 && f.Year != e.Year {
		return false
	}
	if f.Owner != "" && f.Owner != e.Owner && !(f.Parts && strings.Contains(e.Owner, f.Owner)) {
		return false
	}
	if f.Name == "" || f.fitsName(e.Name) || f.fitsName(path.Base(e.Name)) {
		return true
	}
	if !f.Parts {
		return false
	}
	if strings.Contains(corpus.ID(e.Name, e.Ordinal), f.Name) || strings.Contains(e.Title, f.Name) {
		return true
	}
	return f.fitsName(e.Title) || slices.ContainsFunc(strings.Split(e.Name, "/"), f.fitsName)
}

// fitsName reports whether f.Name is s, or a glob that fits it.
func (f Filter) fitsName(s string) bool {
	if f.Name == s {
		return true
	}
	ok, err := path.Match(f.Name, s)
	return ok && err == nil
}

// Kind says what became of a record that was handed to [Writer.Add].
type Kind uint8

const (
	Added   Kind = iota
	Present      // the archive holds it already
)

// Outcome is what became of one record.
type Outcome struct {
	Number int32 // of the submission added or found
	Kind   Kind
	Same   []int32 // others with the same body, of another owner, year or name; ascending
}

// Stats are figures of an archive.
type Stats struct {
	Submissions int
	Owners      int // different ones, the unknown apart
	Letters     int64
	Years       []YearCount // ascending; 0 stands for unknown
	Segments    int
	Postings    int64 // sampled seeds, each once a submission
	Recents     int   // submissions that stand in no segment yet
	Rows        int64 // bytes of archive.db
	Log         int64 // bytes of its write-ahead log
	Postfiles   int64 // bytes of segments
	NoText      bool
	Versions    corpus.Versions
}

// YearCount says how many submissions are of a year.
type YearCount struct {
	Year, Submissions int
}

// Problem is something that [Verify] found wrong.
type Problem struct {
	File   string // in the folder of the archive
	Number int32  // of the submission concerned; 0: none alone
	Name   string // of that submission, where it can be read
	What   string // what is wrong; of what cannot be read it may begin with File
	Index  bool   // Rebuild makes it anew: the submissions themselves are not concerned
}

// entryOf returns what a list shows of h.
func entryOf(h head) Entry {
	return Entry{
		Number: h.number, Name: h.name, Ordinal: int(h.ordinal), Title: h.title,
		Owner: h.owner, Year: int(h.year), Letters: h.letters, Hash: h.hash,
		Added: time.Unix(h.added, 0).UTC(),
	}
}
