package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// CreateFile writes a new file of settings. Where one of that name is, or in the same
// folder one that would be found in its place, IsExist tells the error, and nothing is
// written.
func CreateFile(name, text string) error {
	for _, other := range []string{FileName, FileNameShort, filepath.Base(name)} {
		if other = filepath.Join(filepath.Dir(name), other); exists(other) && (other == filepath.Clean(name) || isSettings(name)) {
			return fmt.Errorf("write %q: %w", other, errExists)
		}
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("write %q: %w", name, errExists)
	}
	if err == nil {
		if _, err = f.WriteString(text); err == nil {
			err = f.Sync()
		}
		if e := f.Close(); err == nil {
			err = e
		}
		if err != nil {
			os.Remove(name)
		}
	}
	if err != nil {
		var path *fs.PathError
		if errors.As(err, &path) {
			err = path.Err
		}
		return fmt.Errorf("write %q: %w", name, err)
	}
	return nil
}

// errExists is the error of a file that is there and stays as it is.
var errExists = errors.New("exists; not overwritten")

// IsExist reports whether err says that a file of settings exists.
func IsExist(err error) bool { return errors.Is(err, errExists) }

// isSettings reports whether a file of that name is found on the way upwards.
func isSettings(name string) bool {
	base := filepath.Base(name)
	return base == FileName || base == FileNameShort
}
