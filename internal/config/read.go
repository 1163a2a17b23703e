package config

import (
	"errors"
	"io"
	"io/fs"
	"os"
)

// readUpTo returns what is in a file, of a larger one than limit the first limit+1
// bytes. Errors are in plain words, without the name; that of a file which is not there is
// fs.ErrNotExist.
func readUpTo(name string, limit int64) ([]byte, error) {
	f, err := os.Open(name)
	if err == nil {
		defer f.Close()
		var data []byte
		if data, err = io.ReadAll(io.LimitReader(f, limit+1)); err == nil {
			return data, nil
		}
	}
	var path *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		err = missing{}
	case errors.Is(err, fs.ErrPermission):
		err = errors.New("no permission to read it")
	case errors.As(err, &path):
		err = path.Err
	}
	return nil, err
}

// missing is fs.ErrNotExist in plain words.
type missing struct{}

func (missing) Error() string { return "no such file or folder" }
func (missing) Unwrap() error { return fs.ErrNotExist }
