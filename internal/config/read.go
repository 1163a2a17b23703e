package config

import (
	"errors"
	"io"
	"io/fs"
	"os"
)

// readUpTo returns what is in a file, of a larger one than limit the first limit+1
// bytes. Errors are in plain words, without the name.
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
		err = errors.New("no such file or folder")
	case errors.Is(err, fs.ErrPermission):
		err = errors.New("no permission to read it")
	case errors.As(err, &path):
		err = path.Err
	}
	return nil, err
}
