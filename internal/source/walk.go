package source

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
)

// walker finds files. Its order of visits is that of the sorted arguments, and of
// names within a folder; no map is iterated.
type walker struct {
	ctx              context.Context
	include, exclude patterns

	roots   []string          // true paths of the argument folders
	folders map[string]string // walked folders: true path → path as reached
	all     []*found
	byKey   map[string]*found // files by the true path of their folder and their name
	parents map[string]string // cache of trueFolder
	pending []*found          // symbolic links to folders
	outputs []output          // what the run will write
	litter  bool              // read what is named, called like litter or not
}

// found is one file system object on its way into the ledger.
type found struct {
	name     string      // as reached, in the form of the system
	root     string      // argument folder it was reached from; "" where it was named itself
	key      string      // true path of its folder, and its name
	info     fs.FileInfo // of the file, behind the link where it is one; nil for others
	target   string      // true path that a symbolic link leads to
	problem  problem     // settled where status is not ""
	dropped  bool        // the same object stands in the list already
	explicit bool        // an argument of its own, or met by a glob or in a list
	named    bool        // an argument of its own
	inner    []string    // members of it that were named; empty: all of it
}

// argument visits one argument.
func (w *walker) argument(arg argument) error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	name := arg.name
	f := &found{name: name, explicit: true, named: !arg.met}
	info, err := os.Lstat(name)
	if file, member, ok := memberOf(name); err != nil && ok {
		name = file
		f.name, f.inner = file, []string{member}
		info, err = os.Lstat(name)
	}
	if err != nil {
		if f.named && w.writes(f) {
			return errBoth(name)
		}
		f.problem = problemOf(err)
		if hasMeta(name) && f.problem.code == CodeNotFound {
			f.problem.reason = "no file matches the pattern"
		}
		w.add(f)
		return nil
	}
	// A rule wins over what is wrong with a link, and may be meant for its folder.
	full, dir := filepath.ToSlash(name), info.IsDir()
	ruled := w.exclude.match(full, full, dir)
	if !ruled && info.Mode()&fs.ModeSymlink != 0 {
		if info, f.problem = w.follow(f); f.problem.status != "" {
			w.add(f)
			return nil
		}
		dir = info.IsDir()
		ruled = w.exclude.match(full, full, dir)
	}
	if ruled {
		f.problem = excluded("matches an --exclude pattern")
		w.add(f)
		return nil
	}
	if !dir {
		if f.info = info; f.named && w.writes(f) {
			return errBoth(name)
		}
		w.file(f)
		return nil
	}
	truth, err := trueName(name)
	if err != nil {
		f.problem = problemOf(err)
		w.add(f)
		return nil
	}
	w.roots = append(w.roots, truth)
	if _, ok := w.folders[truth]; ok {
		return nil
	}
	before := len(w.all) + len(w.pending)
	if err := w.folder(name, truth, name); err != nil {
		return err
	}
	if before == len(w.all)+len(w.pending) {
		f.problem = noFiles()
		w.add(f)
	}
	return nil
}

// folder visits everything in a folder, which lies below the argument folder root.
// truth is its path without symbolic links; it was not visited before.
func (w *walker) folder(name, truth, root string) error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	w.folders[truth] = name
	w.parents[name] = truth
	entries, err := os.ReadDir(name)
	if err != nil {
		f := &found{name: name, root: root, problem: problemOf(err)}
		if f.problem.code == CodePerm {
			f.problem.reason = "no permission to read the folder"
		}
		w.add(f)
	}
	for _, d := range entries {
		child := filepath.Join(name, d.Name())
		if d.IsDir() {
			if err := w.subfolder(child, filepath.Join(truth, d.Name()), root); err != nil {
				return err
			}
			continue
		}
		f := &found{name: child, root: root}
		if f.problem = w.rules(child, root); f.problem.status != "" {
			w.add(f)
			continue
		}
		if d.Type()&fs.ModeSymlink != 0 {
			if f.info, f.problem = w.follow(f); f.problem.status == "" && f.info.IsDir() {
				w.pending = append(w.pending, f)
				continue
			}
		} else if f.info, err = d.Info(); err != nil {
			f.problem = problemOf(err)
		}
		w.file(f)
	}
	return nil
}

// subfolder visits a folder met in another one, unless a rule leaves it out.
func (w *walker) subfolder(name, truth, root string) error {
	base := filepath.Base(name)
	full, rel := filepath.ToSlash(name), below(name, root)
	switch why := litterFolder(base); {
	case w.exclude.match(full, rel, true):
		w.add(&found{name: name, root: root, problem: excluded("the folder matches an --exclude pattern")})
		return nil
	case why != "":
		w.add(&found{name: name, root: root, problem: litter(why)})
		return nil
	}
	if _, ok := w.folders[truth]; ok {
		return nil
	}
	before := len(w.all) + len(w.pending)
	if err := w.folder(name, truth, root); err != nil {
		return err
	}
	if before == len(w.all)+len(w.pending) && documents[extension(base)] {
		w.add(&found{name: name, root: root, problem: nothing("an empty folder that is named like a document")})
	}
	return nil
}

// rules says whether a name met in a folder is left out.
func (w *walker) rules(name, root string) problem {
	full, rel := filepath.ToSlash(name), below(name, root)
	if w.exclude.match(full, rel, false) {
		return excluded("matches an --exclude pattern")
	}
	if why := litterFile(filepath.Base(name)); why != "" {
		return litter(why)
	}
	if len(w.include) > 0 && !w.include.match(full, rel, false) {
		return excluded("matches no --include pattern")
	}
	return problem{}
}

// file adds a file that is no folder.
func (w *walker) file(f *found) {
	if f.problem.status == "" {
		if why := litterFile(filepath.Base(f.name)); why != "" && !(f.explicit && w.litter) {
			f.problem = litter(why)
		} else if f.problem = special(f.info.Mode(), f.target); f.problem.status == "" && w.writes(f) {
			f.problem = written()
		}
	}
	w.add(f)
}

// add puts f into the list. Where the same object stands there already, the one that
// was named itself wins, else the first.
func (w *walker) add(f *found) {
	f.key = w.keyOf(f.name)
	if old := w.byKey[f.key]; old != nil {
		if old.explicit && f.explicit {
			if len(old.inner) == 0 || len(f.inner) == 0 {
				old.inner = nil
			} else {
				old.inner = append(old.inner, f.inner...)
			}
		}
		if old.explicit || !f.explicit {
			return
		}
		old.dropped = true
	}
	w.byKey[f.key] = f
	w.all = append(w.all, f)
}

// follow looks behind a symbolic link and notes its target.
func (w *walker) follow(f *found) (fs.FileInfo, problem) {
	info, err := os.Stat(f.name)
	if err == nil {
		f.target, err = trueName(f.name)
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, problem{
			status: Error, code: CodeNotFound, reason: "a symbolic link to a file that does not exist",
			hint: "repair or remove the link",
		}
	case errors.Is(err, syscall.ELOOP):
		return nil, linkLoop()
	case err != nil:
		p := problemOf(err)
		p.reason = "a symbolic link: " + p.reason
		return nil, p
	}
	return info, problem{}
}

// links decides on everything that has more than one name, once all folders were
// walked: links to folders are walked where that brings anything new, links to
// files are read where the file is not read anyway, and so are hard links. The name
// that stays is one that was named itself, else the shortest.
func (w *walker) links() error {
	for len(w.pending) > 0 {
		batch := w.pending
		w.pending = nil
		slices.SortFunc(batch, func(a, b *found) int { return strings.Compare(a.name, b.name) })
		for _, f := range batch {
			if err := w.folderLink(f); err != nil {
				return err
			}
		}
	}
	slices.SortFunc(w.all, func(a, b *found) int {
		if a.explicit != b.explicit {
			if a.explicit {
				return -1
			}
			return 1
		}
		// What a name grows by says that it is a copy: 副本, (1).
		return cmp.Or(cmp.Compare(len(a.name), len(b.name)), strings.Compare(a.name, b.name))
	})
	hard := map[[2]uint64]*found{}
	targets := map[string]*found{}
	for _, f := range w.all {
		if f.dropped || f.problem.status != "" || f.target != "" {
			continue
		}
		targets[f.key] = f
		if id, ok := inode(f.info); ok {
			if first := hard[id]; first != nil {
				f.problem = same("a hard link: the same file as", first.name)
				targets[f.key] = first
			} else {
				hard[id] = f
			}
		}
	}
	for _, f := range w.all {
		if f.dropped || f.problem.status != "" || f.target == "" {
			continue
		}
		id, linked := inode(f.info)
		first := targets[f.target]
		if first == nil && linked {
			first = hard[id]
		}
		switch {
		case first != nil:
			f.problem = same("a symbolic link to", first.name)
		case f.root != "" && !w.inside(f.target):
			f.problem = outside()
		default:
			targets[f.target] = f
			if linked {
				hard[id] = f
			}
		}
	}
	return nil
}

// folderLink decides on a symbolic link to a folder.
func (w *walker) folderLink(f *found) error {
	holder := w.trueFolder(filepath.Dir(f.name))
	switch reached, ok := w.folders[f.target]; {
	case within(holder, f.target):
		f.problem = problem{
			status: Skipped, code: CodeSpecial, reason: "a symbolic link to a folder that holds the link",
			hint: "remove the link",
		}
	case ok:
		f.problem = same("a symbolic link to", reached)
	case !w.inside(f.target):
		f.problem = outside()
	default:
		return w.folder(f.name, f.target, f.root)
	}
	w.add(f)
	return nil
}

// inside reports whether a true path lies in one of the argument folders.
func (w *walker) inside(truth string) bool {
	return slices.ContainsFunc(w.roots, func(root string) bool { return within(truth, root) })
}

// within reports whether the path name is dir or lies below it.
func within(name, dir string) bool {
	rest, ok := strings.CutPrefix(name, dir)
	return ok && (rest == "" || os.IsPathSeparator(rest[0]) || os.IsPathSeparator(dir[len(dir)-1]))
}

// below returns name as seen from its argument folder, "/"-separated.
func below(name, root string) string {
	if rel, err := filepath.Rel(root, name); err == nil {
		name = rel
	}
	return filepath.ToSlash(name)
}

// keyOf returns the true path of the folder of name, and its base name.
func (w *walker) keyOf(name string) string {
	return filepath.Join(w.trueFolder(filepath.Dir(name)), filepath.Base(name))
}

// trueFolder returns the path of a folder without symbolic links; where it has none
// (because the folder does not exist), its absolute path.
func (w *walker) trueFolder(name string) string {
	if truth, ok := w.parents[name]; ok {
		return truth
	}
	truth, err := trueName(name)
	if err != nil {
		if truth, err = filepath.Abs(name); err != nil {
			truth = name
		}
	}
	w.parents[name] = truth
	return truth
}

// trueName returns the absolute path of name without symbolic links.
func trueName(name string) (string, error) {
	truth, err := filepath.EvalSymlinks(name)
	if err != nil {
		return "", err
	}
	return filepath.Abs(truth)
}

// regular reports whether name is a regular file, or a link to one.
func regular(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}
