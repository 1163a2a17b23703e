package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"

	"chachong/internal/corpus"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

var (
	ErrMissing = errors.New("no archive there")
	ErrExists  = errors.New("the folder holds something already")
	ErrBusy    = errors.New("the archive is busy: another process is writing")
	ErrFormat  = errors.New("the archive was written by a newer version")
	ErrNoText  = errors.New("the archive keeps no texts")
	ErrFilter  = errors.New("nothing says which submissions to remove")
	// ErrHeld: the submissions are removed, but what they held stands in the write-ahead log
	// as long as some reader does. To remove again, nothing or something, overwrites it.
	ErrHeld = errors.New("removed, but a reader holds the archive open: parts of the text remain in its log until remove is run again")
)

// VersionError says that an archive holds figures of other versions than those wanted.
type VersionError struct {
	Has, Want corpus.Versions
}

func (e *VersionError) Error() string {
	var parts []string
	add := func(what, has, want string) {
		if has != want {
			parts = append(parts, fmt.Sprintf("%s %q, not %q", what, has, want))
		}
	}
	add("folding", e.Has.Folding, e.Want.Folding)
	add("seeds", e.Has.Seeds, e.Want.Seeds)
	add("segmenter", e.Has.Segmenter, e.Want.Segmenter)
	add("dictionary", e.Has.Dictionary, e.Want.Dictionary)
	return "the archive is of another version: " + strings.Join(parts, ", ")
}

// DamagedError says what of an archive cannot be believed.
type DamagedError struct {
	What   string // file and place, or number of the submission, and what is wrong
	Number int32  // of the submission concerned; 0: none alone
	Name   string // of that submission, which What leaves out; "" where it cannot be read

	recent bool // it is a recent sample
}

func (e *DamagedError) Error() string { return "the archive is damaged: " + e.Named() }

// Named returns What with the name of the submission behind its number.
func (e *DamagedError) Named() string {
	if e.Name == "" {
		return e.What
	}
	one := submission(e.Number)
	return strings.Replace(e.What, one, fmt.Sprintf("%s %q", one, e.Name), 1)
}

// OfIndex reports whether it is a segment, a recent sample or the file generation that is
// damaged: Rebuild makes those anew.
func (e *DamagedError) OfIndex() bool {
	file := fileOf(e)
	return e.recent || file == generationName || strings.HasSuffix(file, segSuffix)
}

func damaged(format string, args ...any) error {
	return &DamagedError{What: fmt.Sprintf(format, args...)}
}

// damagedOne is damaged of a submission of the database; its name may be unknown.
func damagedOne(number int32, name, format string, args ...any) error {
	what := fmt.Sprintf("%s: %s: %s", dbName, submission(number), fmt.Sprintf(format, args...))
	return &DamagedError{What: what, Number: number, Name: name}
}

func submission(number int32) string { return "submission " + decimal(number) }

// WriteError says that an archive could not be written. It is as it was before.
type WriteError struct {
	Op  string // "add", "remove" …
	Err error  // wraps a syscall.Errno where the system gave one
}

func (e *WriteError) Error() string { return fmt.Sprintf("%s: write the archive: %v", e.Op, e.Err) }
func (e *WriteError) Unwrap() error { return e.Err }

// errScan says that a column holds what no archive has there, as where the schema is damaged.
var errScan = errors.New("a column of another kind")

// scanned returns the error of a Scan, marked with errScan.
func scanned(err error) error {
	if err == nil || errors.Is(err, sql.ErrNoRows) {
		return err
	}
	return fmt.Errorf("%w: %w", errScan, err)
}

// reading returns err as met while an archive was read: what SQLite or a Scan cannot make
// sense of is a *DamagedError.
func reading(err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	var se *sqlite.Error
	if !errors.As(err, &se) {
		if errors.Is(err, errScan) {
			return damaged("%s: SQLite says: %v", dbName, err)
		}
		return err
	}
	switch se.Code() & 0xff {
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return ErrBusy
	case sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH, sqlite3.SQLITE_READONLY,
		sqlite3.SQLITE_FULL, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_INTERRUPT: // says nothing about what is read
		return err
	}
	return damaged("%s: SQLite says: %v", dbName, se)
}

// writing returns err as met while an archive was written in the course of op.
func writing(op string, err error) error {
	if err == nil {
		return nil
	}
	var (
		we *WriteError
		de *DamagedError
		se *sqlite.Error
	)
	switch {
	case errors.As(err, &we), errors.As(err, &de), errors.Is(err, ErrBusy):
		return err
	case errors.As(err, &se):
		if errno := errnoOf(se.Code()); errno != 0 {
			return &WriteError{op, fmt.Errorf("%s: %w", dbName, errno)}
		}
		return reading(err)
	case errors.Is(err, errScan):
		return reading(err)
	}
	var pe *fs.PathError
	var errno syscall.Errno
	if errors.As(err, &pe) || errors.As(err, &errno) {
		return &WriteError{op, err}
	}
	return err
}

// errnoOf returns the reason of the system that stands behind a code of SQLite, which keeps
// the number itself to itself; 0 where the code says that something was read wrong.
func errnoOf(code int) syscall.Errno {
	switch code {
	case sqlite3.SQLITE_IOERR_SHMSIZE:
		return syscall.ENOSPC
	case sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_FSYNC, sqlite3.SQLITE_IOERR_DIR_FSYNC,
		sqlite3.SQLITE_IOERR_TRUNCATE, sqlite3.SQLITE_IOERR_DELETE, sqlite3.SQLITE_IOERR_CLOSE,
		sqlite3.SQLITE_IOERR_SHMOPEN, sqlite3.SQLITE_IOERR_SHMMAP, sqlite3.SQLITE_IOERR_LOCK:
		return syscall.EIO
	}
	switch code & 0xff {
	case sqlite3.SQLITE_FULL:
		return syscall.ENOSPC
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM:
		return syscall.EACCES // a medium that cannot be written refuses the lock before
	}
	return 0
}

// cannotShare reports whether err may come from a folder or disk on which SQLite cannot make
// the files by which processes share a database.
func cannotShare(err error) bool {
	var se *sqlite.Error
	if !errors.As(err, &se) {
		return false
	}
	switch se.Code() {
	case sqlite3.SQLITE_IOERR_SHMOPEN, sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_SHMMAP, sqlite3.SQLITE_IOERR_SHMLOCK,
		sqlite3.SQLITE_IOERR_LOCK:
		return true
	}
	switch se.Code() & 0xff {
	case sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL, sqlite3.SQLITE_PERM:
		return true
	}
	return false
}
