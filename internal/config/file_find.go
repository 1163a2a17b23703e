package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// FindFile returns the file of settings for the folder dir: the first on the way from there
// upwards, to the folder that holds .git or the root of the file system, both included. It
// returns "" where there is none; the name is relative to dir where it can be.
//
// Two in one folder are an error, for nobody could tell which counts. So is a file of
// another user than the one who runs the program or the superuser: whoever may write in a
// folder above could loosen the limits of everybody below.
func FindFile(dir string) (string, error) {
	at, err := filepath.Abs(dir)
	if err != nil {
		return "", fmt.Errorf("read %q: %w", FileName, err)
	}
	top := at
	for {
		name := filepath.Join(at, FileName)
		short := filepath.Join(at, FileNameShort)
		if !exists(name) {
			name, short = short, name
		}
		if exists(name) {
			shown := relative(top, name)
			if exists(short) {
				return "", fmt.Errorf("read %q: beside it stands %q, and only one can count; remove one of them", shown, filepath.Base(short))
			}
			if err := own(name); err != nil {
				return "", fmt.Errorf("read %q: %w", shown, err)
			}
			return shown, nil
		}
		parent := filepath.Dir(at)
		if parent == at || exists(filepath.Join(at, ".git")) {
			return "", nil
		}
		at = parent
	}
}

// exists reports whether there is something of that name, be it a broken link. What is in a
// folder that may not be searched is not there.
func exists(name string) bool {
	_, err := os.Lstat(name)
	return err == nil
}

// relative returns name as seen from dir, with slashes of the system.
func relative(dir, name string) string {
	if rel, err := filepath.Rel(dir, name); err == nil {
		return rel
	}
	return name
}

// own reports what keeps a file that was found from being heeded.
func own(name string) error {
	for _, stat := range []func(string) (fs.FileInfo, error){os.Lstat, os.Stat} {
		info, err := stat(name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return errors.New("a symbolic link to a file that does not exist")
		case err != nil:
			return errors.New("no permission to read it")
		case info.Mode()&fs.ModeSymlink == 0 && !info.Mode().IsRegular():
			return errors.New("not a regular file")
		}
		if owner, ok := ownerOf(info); ok && !trusted(owner, os.Geteuid(), os.Getenv("SUDO_UID")) {
			return errors.New("belongs to another user; name it with --config, or go without by --config none")
		}
	}
	return nil
}

func isLink(name string) bool {
	info, err := os.Lstat(name)
	return err == nil && info.Mode()&fs.ModeSymlink != 0
}
