package archive

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"github.com/gofrs/flock"
)

// tryLock locks a folder for writing, or returns ErrBusy at once.
func tryLock(dir string) (*flock.Flock, error) {
	l := flock.New(filepath.Join(dir, lockName), flock.SetPermissions(0o600))
	ok, err := l.TryLock()
	if err == nil && !ok {
		err = ErrBusy
	}
	if err != nil {
		l.Close()
		return nil, err
	}
	if err := makePrivate(l.Path(), 0o600); err != nil {
		l.Close()
		return nil, err
	}
	return l, nil
}

// waitLock locks a folder for writing, or returns ErrBusy after wait.
func waitLock(ctx context.Context, dir string, wait time.Duration) (*flock.Flock, error) {
	deadline := time.Now().Add(wait)
	for {
		l, err := tryLock(dir)
		if !errors.Is(err, ErrBusy) {
			return l, err
		}
		left := time.Until(deadline)
		if left <= 0 {
			return nil, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(min(lockDelay, left)):
		}
	}
}

// inaccessible returns the reason of the system for which an archive cannot be opened as flag
// says, os.O_RDONLY or os.O_RDWR, where it gives one: SQLite keeps it to itself. For writing
// the caller holds the lock. Nothing of this process has the database open: to close a file
// gives back what the process has locked of it.
func inaccessible(dir string, flag int) error {
	f, err := os.OpenFile(filepath.Join(dir, dbName), flag, 0)
	if err != nil {
		return err
	}
	f.Close()
	if flag == os.O_RDONLY {
		return nil
	}
	// A name that the next writer removes should this one be killed.
	name := filepath.Join(dir, segName(0)+tmpSuffix)
	f, err = os.OpenFile(name, flag|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	f.Close()
	return os.Remove(name)
}

// isNotDir reports whether err says that what should be a folder is a file.
func isNotDir(err error) bool { return errors.Is(err, syscall.ENOTDIR) }

// missing reports whether no archive is in the folder dir.
func missing(dir string) (bool, error) {
	_, err := os.Stat(filepath.Join(dir, dbName))
	if errors.Is(err, fs.ErrNotExist) || isNotDir(err) {
		return true, nil
	}
	return false, err
}
