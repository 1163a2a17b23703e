package main

import (
	"path/filepath"
	"strings"
)

// ownerOf returns who handed in the input with that path: owner where it is given, else
// what from says: the name of the folder that the file lies in, or that of the file without
// its ending. "" where neither is given.
func ownerOf(path, owner, from string) string {
	switch from {
	case "file":
		name := filepath.Base(path)
		return strings.TrimSuffix(name, filepath.Ext(name))
	case "folder":
		folder, err := filepath.Abs(filepath.Dir(path))
		if err != nil {
			return ""
		}
		return filepath.Base(folder)
	}
	return owner
}
