package config

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
)

// FileName is the name of a file of settings, and FileNameShort another that is found.
const (
	FileName      = ".chachong.yaml"
	FileNameShort = ".chachong.yml"
)

// Kind is what values a setting takes.
type Kind uint8

// The kinds of settings.
const (
	Text     Kind = iota // one line of text; a number is one too
	Bool                 // true or false
	Number               // a whole number
	Duration             // such as 30s or 2m
	Size                 // in MiB: 64, "64 MiB", "1 GiB"
	Limits               // total=0.2,passage=200, a list of such, or a mapping
	Path                 // a file or folder
	List                 // texts
	Paths                // files or folders
	Globs                // patterns of files
	Outputs              // FORMAT or FORMAT=FILE

	CommandLine // no setting: a flag that the command line alone takes
)

// many reports whether a setting of that kind holds any number of values.
func (k Kind) many() bool { return k >= List && k <= Outputs }

// Schema says which settings there are.
type Schema struct {
	// Keys holds the kinds of the settings by section and name, the words of a name joined
	// by hyphens. The section "" is the top level, whose settings count for every command
	// that has them.
	Keys map[string]map[string]Kind

	// Check returns what is wrong with one value of the setting with that name besides its
	// kind. It may be nil.
	Check func(key, value string) error
}

// sections returns the names of the sections in their order.
func (s *Schema) sections() []string {
	var names []string
	for name := range s.Keys {
		if name != "" {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// holders returns the sections that have that key, in their order.
func (s *Schema) holders(key string) []string {
	return slices.DeleteFunc(s.sections(), func(name string) bool {
		kind, ok := s.Keys[name][key]
		return !ok || kind == CommandLine
	})
}

// check returns what is wrong with values of a setting, each on its own.
func (s *Schema) check(key string, values []string) error {
	if s.Check == nil {
		return nil
	}
	for _, v := range values {
		if err := s.Check(key, v); err != nil {
			return err
		}
	}
	return nil
}

// File is the settings that a file gives. Paths in it are relative to the folder where it
// stands; those of File are relative to the working directory.
type File struct {
	Name  string // as it was named or found, relative to the working directory
	Found bool   // on the way upwards: nobody named it

	settings map[string]map[string]Setting // by section and key
}

// Lookup returns the value of a setting for the command with that section: what stands in
// the section wins over the top level. The File may be nil, and holds nothing.
func (f *File) Lookup(section, key string) (Setting, bool) {
	if f == nil {
		return Setting{}, false
	}
	if s, ok := f.settings[section][key]; ok {
		return s, true
	}
	s, ok := f.settings[""][key]
	return s, ok
}

// ReadFile reads a file of settings, see ParseFile. found says that nobody named it.
func ReadFile(name string, found bool, schema *Schema) (*File, error) {
	data, err := readUpTo(name, maxFile)
	if err != nil {
		return nil, fmt.Errorf("read %q: %w", name, err)
	}
	return ParseFile(name, found, data, schema)
}

// resolver makes what a file names fit for the working directory.
type resolver struct {
	dir   string // of the file, as seen from the working directory or absolute
	here  string // the way from there to the working directory, in slashes; "": another way
	found bool   // nobody named the file
}

func newResolver(name string, found bool) resolver {
	r := resolver{dir: filepath.Dir(name), found: found}
	dir, errDir := filepath.Abs(r.dir)
	here, errHere := filepath.Abs(".")
	if errDir != nil || errHere != nil {
		return r
	}
	if way, err := filepath.Rel(here, dir); err == nil && (!filepath.IsAbs(name) || filepath.IsLocal(way)) {
		r.dir = way
	}
	if way, err := filepath.Rel(dir, here); err == nil && filepath.IsLocal(way) {
		r.here = filepath.ToSlash(way)
	}
	return r
}

// values returns the values of a setting of that kind for the working directory.
func (r resolver) values(kind Kind, values []string) ([]string, error) {
	out := make([]string, 0, len(values))
	for _, v := range values {
		switch kind {
		case Path, Paths:
			v = r.path(v)
		case Outputs:
			format, file, toFile := strings.Cut(v, "=")
			if toFile && file != "" {
				if err := r.writable(file); err != nil {
					return nil, err
				}
				v = format + "=" + r.path(file)
			}
		case Globs:
			out = append(out, r.globs(v)...)
			continue
		}
		out = append(out, v)
	}
	return out, nil
}

// path returns name, which is relative to the folder of the file, for the working
// directory. No name and that of standard input stay.
func (r resolver) path(name string) string {
	if name == "" || name == "-" || filepath.IsAbs(name) || r.dir == "." {
		return name
	}
	return filepath.Join(r.dir, name)
}

// writable reports what speaks against a report of that name. A file that nobody named may
// have come with the texts of a stranger: it lets no report be written outside of its own
// folder.
func (r resolver) writable(name string) error {
	outside := errors.New("a file of settings that was found lets reports be written beneath its own folder only; name the report on the command line, or the file with --config")
	if !r.found {
		return nil
	}
	if !filepath.IsLocal(name) {
		return outside
	}
	root, err := filepath.EvalSymlinks(r.dir)
	if err != nil {
		return nil // the folder is gone: writing will fail
	}
	for at := filepath.Join(r.dir, name); ; at = filepath.Dir(at) {
		truth, err := filepath.EvalSymlinks(at)
		if err != nil && at != r.dir && at != filepath.Dir(at) {
			if isLink(at) {
				return outside // to where nothing is yet
			}
			continue
		}
		if err != nil {
			return nil
		}
		if rel, err := filepath.Rel(root, truth); err != nil || !filepath.IsLocal(rel) {
			return outside
		}
		return nil
	}
}

// globs returns the patterns that say from the working directory what glob says from the
// folder of the file. A pattern without a slash fits base names wherever they are; one with
// a slash is tried on paths as they are reached.
//
// Note: for a pattern that ends in a base name of the working directory itself there is
// none, for without its slash it would leave out too much. Such files are read.
func (r resolver) globs(glob string) []string {
	s := strings.TrimPrefix(filepath.ToSlash(glob), "./")
	inner := strings.TrimRight(s, "/")
	if r.dir == "." || !strings.Contains(inner, "/") || strings.HasPrefix(s, "/") || strings.HasPrefix(s, "**/") || filepath.IsAbs(glob) {
		return []string{glob}
	}
	out := []string{filepath.ToSlash(r.dir) + "/" + s}
	if rest, ok := strings.CutPrefix(s, r.here+"/"); ok && strings.Contains(strings.TrimRight(rest, "/"), "/") {
		out = append(out, rest)
	}
	return out
}
