package archive

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
)

// Init makes an empty archive in the folder dir, which it makes where it is not there.
//
// Errors: ErrExists where the folder holds anything, *WriteError. A kill leaves no archive or
// an empty one.
func Init(dir string, opt Options) error {
	return writing("init", initAt(dir, opt))
}

func initAt(dir string, opt Options) error {
	if err := os.MkdirAll(dir, 0o700); isNotDir(err) {
		return ErrExists
	} else if err != nil {
		return err
	}
	if err := vacant(dir); err != nil { // before anything is written into it
		return err
	}
	lock, err := tryLock(dir)
	if err != nil {
		return err
	}
	defer lock.Close()
	if err := vacant(dir); err != nil {
		return err
	}
	for _, name := range leftovers {
		if err := os.Remove(filepath.Join(dir, name)); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	if err := makePrivate(dir, 0o700); err != nil {
		return err
	}
	tmp := dbName + tmpSuffix
	if err := fill(filepath.Join(dir, tmp), opt); err != nil {
		os.Remove(filepath.Join(dir, tmp))
		return err
	}
	if err := writeGeneration(dir, 0); err != nil {
		return err
	}
	if err := os.Rename(filepath.Join(dir, tmp), filepath.Join(dir, dbName)); err != nil {
		return err
	}
	return syncDir(dir)
}

// leftovers are what an Init that was killed leaves behind: no archive yet.
var leftovers = []string{
	dbName + tmpSuffix, dbName + tmpSuffix + "-journal", dbName + tmpSuffix + "-wal", dbName + tmpSuffix + "-shm",
	generationName,
}

// vacant returns ErrExists where a folder holds more than leftovers and the lock.
func vacant(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.Name() != lockName && !slices.Contains(leftovers, e.Name()) {
			return ErrExists
		}
	}
	return nil
}

// fill makes a database without submissions.
func fill(name string, opt Options) error {
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	f.Close()
	if err := makePrivate(name, 0o600); err != nil {
		return err
	}
	d, err := connect(name, creating)
	if err != nil {
		return err
	}
	m := manifest{noText: opt.NoText, versions: opt.Versions, next: 1}
	err = d.exec(fmt.Sprintf("PRAGMA page_size = %d; PRAGMA journal_mode = WAL;", pageSize))
	if err == nil {
		err = d.within(func() error {
			if err := d.exec(schema); err != nil {
				return err
			}
			return d.exec("INSERT INTO manifest VALUES (1, ?)", m.append(nil))
		})
	}
	return closeAll(err, d.close) // the last to close copies the log into the database
}

// makePrivate sets the mode of a file whatever the umask made of it.
func makePrivate(name string, mode os.FileMode) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	return os.Chmod(name, mode)
}
