//go:build unix

package source

import (
	"io/fs"
	"os"
	"syscall"
)

// openFile opens a file for reading. A pipe or a terminal that took the place of the
// file neither blocks nor becomes our controlling terminal.
func openFile(name string) (*os.File, error) {
	return os.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK|syscall.O_NOCTTY, 0)
}

// inode identifies a file that has more than one name; ok is false for others.
func inode(info fs.FileInfo) (id [2]uint64, ok bool) {
	st, isStat := info.Sys().(*syscall.Stat_t)
	if !isStat || st.Nlink < 2 {
		return id, false
	}
	return [2]uint64{uint64(st.Dev), uint64(st.Ino)}, true
}
