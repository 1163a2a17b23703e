package main

import (
	"cmp"
	"path/filepath"
	"strings"

	"chachong/internal/config"
	"chachong/internal/detect"
	"chachong/internal/policy"
	"chachong/internal/source"
)

// assignOwners gives each input the owner and the year that the roster, nil for none, and the
// settings say; an owner that stands beside a text in a sheet comes first.
//
// A gate goes by what is outside: whose a file is, is not for the file to say, or a copy would
// be its owner's earlier work by a folder in a zip. There the roster and the settings come
// first, by the path of the file itself, and the sheet's word counts where --owner-column asks
// for it.
func assignOwners(inputs []detect.Input, r *policy.Roster, cfg *config.Check, gate bool) {
	collecting := map[string]bool{}
	if cfg.OwnerFrom == "folder" {
		collecting = collectingFolders(inputs)
	}
	for i := range inputs {
		in := &inputs[i]
		path, beside := in.Path, in.Owner
		if gate {
			path, _, _ = strings.Cut(path, source.MemberSep)
			in.Owner = ""
			if cfg.OwnerColumn == "" {
				beside = ""
			}
		}
		if r != nil {
			owner, year, ok := r.Named(in.Owner)
			if in.Owner == "" {
				owner, year, ok = r.OwnerOf(path, "")
			}
			if ok {
				in.Owner, in.Year = owner, year
			}
		}
		outside := ownerOf(path, cfg.Owner, cfg.OwnerFrom)
		if file, _, _ := strings.Cut(path, source.MemberSep); collecting[filepath.Dir(file)] && (file == path || outside == folderName(filepath.Dir(file))) {
			outside = ""
		}
		in.Owner = cmp.Or(in.Owner, outside, beside)
		in.Year = cmp.Or(in.Year, cfg.Year)
	}
}

// collectingFolders returns the folders that hold files of several owners: those in which
// inputs lie beside folders with inputs. Whose such a file is, its folder does not say.
func collectingFolders(inputs []detect.Input) map[string]bool {
	dirs := map[string]bool{}
	for i := range inputs {
		file, _, _ := strings.Cut(inputs[i].Path, source.MemberSep)
		dirs[filepath.Dir(file)] = true
	}
	above := map[string]bool{}
	for dir := range dirs {
		for up := filepath.Dir(dir); up != dir; dir, up = up, filepath.Dir(up) {
			if dirs[up] {
				above[up] = true
			}
		}
	}
	return above
}

// ownerOf returns who handed in the input with that path: owner where it is given, else
// what from says: the name of the folder that the file lies in, or that of the file without
// its ending. What lies in an archive outside a folder lies in the archive's. "" where neither
// is given.
func ownerOf(path, owner, from string) string {
	switch from {
	case "file":
		name := filepath.Base(path)
		return strings.TrimSuffix(name, filepath.Ext(name))
	case "folder":
		for {
			dir := filepath.Dir(path)
			if !strings.HasSuffix(dir, "!") || !strings.Contains(path, source.MemberSep) {
				path = dir
				break
			}
			path = strings.TrimSuffix(dir, "!")
		}
		return folderName(path)
	}
	return owner
}

// folderName returns the name of a folder, "" where it has none.
func folderName(dir string) string {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return ""
	}
	return filepath.Base(abs)
}
