package source

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// maxList is the size limit of a --files-from list: some hundred thousand paths.
const maxList = 64 << 20 // bytes

// ErrNoInput is returned by List when the options name nothing at all.
var ErrNoInput = errors.New("no input: name files, folders or - for standard input")

// List returns the inputs that opts name, each file exactly once, sorted by path: the
// order of arguments does not matter. It opens no input and reads nothing but
// folders and, for a list of files named "-", stdin. Inputs that need no reading to
// know their state (missing, excluded, special files) are settled already.
//
// Paths and ids are those reached from the arguments: "./reports/" and the file a.txt
// in it give "reports/a.txt". A file reached by two ways stands once, under the path
// that was named, or else that sorts first. Symbolic links are followed when they are
// named, and in folders as long as they stay inside the argument folders and do not
// lead to what is read anyway.
//
// What the run will write (Options.Outputs) is left out where it is met in a folder,
// by a glob or in a list; to name it as an argument is a mistake.
//
// An error is a mistake in the options, or ctx ended; what is wrong with one input
// stands in its Entry.
func List(ctx context.Context, opts Options, stdin io.Reader) ([]*Input, error) {
	w := walker{ctx: ctx, litter: opts.Litter, folders: map[string]string{}, byKey: map[string]*found{}, parents: map[string]string{}}
	var err error
	if w.include, err = newPatterns("--include", opts.Include); err != nil {
		return nil, err
	}
	if w.exclude, err = newPatterns("--exclude", opts.Exclude); err != nil {
		return nil, err
	}
	args, useStdin, err := arguments(opts, stdin)
	if err != nil {
		return nil, err
	}
	w.lookOutputs(opts.Outputs)
	for _, arg := range args {
		if err := w.argument(arg); err != nil {
			return nil, err
		}
	}
	if err := w.links(); err != nil {
		return nil, err
	}
	if len(w.all) == 0 && !useStdin {
		return nil, ErrNoInput
	}
	return w.inputs(opts, stdin, useStdin), nil
}

// argument is a name to visit, cleaned.
type argument struct {
	name string
	met  bool // by a glob or in a list, not named itself
}

// arguments returns the names to visit, sorted, each once, and whether standard input
// is one of the inputs.
func arguments(opts Options, stdin io.Reader) (args []argument, useStdin bool, err error) {
	for _, arg := range opts.Args {
		switch {
		case arg == "":
			return nil, false, errors.New("an argument is empty")
		case arg == "-":
			useStdin = true
			continue
		}
		if _, err := os.Lstat(arg); err != nil && hasMeta(arg) {
			matches, err := expand(arg)
			if err != nil {
				return nil, false, err
			}
			for _, name := range matches {
				args = append(args, argument{name, true})
			}
			if len(matches) > 0 {
				continue
			}
		}
		args = append(args, argument{name: filepath.Clean(arg)})
	}
	if opts.FilesFrom != "" {
		if opts.FilesFrom == "-" && useStdin {
			return nil, false, errors.New("standard input cannot be both a list of files and an input")
		}
		listed, err := filesFrom(opts.FilesFrom, opts.Null, stdin)
		if err != nil {
			return nil, false, err
		}
		for _, name := range listed {
			args = append(args, argument{name, true})
		}
	}
	slices.SortStableFunc(args, func(a, b argument) int {
		if c := strings.Compare(a.name, b.name); c != 0 || a.met == b.met {
			return c
		}
		if b.met {
			return -1
		}
		return 1
	})
	return slices.CompactFunc(args, func(a, b argument) bool { return a.name == b.name }), useStdin, nil
}

// filesFrom reads a list of paths. They are taken literally: neither globs nor "-"
// have a meaning in it.
func filesFrom(name string, null bool, stdin io.Reader) ([]string, error) {
	list := stdin
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, fmt.Errorf("--files-from: %w", err)
		}
		defer f.Close()
		list = f
	} else if stdin == nil {
		return nil, errors.New("--files-from: there is no standard input")
	}
	raw, err := io.ReadAll(io.LimitReader(list, maxList+1))
	if err != nil {
		return nil, fmt.Errorf("--files-from: read %q: %w", name, err)
	}
	if len(raw) > maxList {
		return nil, fmt.Errorf("--files-from: %q is larger than %s", name, size(maxList))
	}
	names, err := splitList(raw, null)
	if err != nil {
		return nil, fmt.Errorf("--files-from: %q %w", name, err)
	}
	return names, nil
}

// inputs turns what was found into the final list.
func (w *walker) inputs(opts Options, stdin io.Reader, useStdin bool) []*Input {
	limit := opts.MaxBytes
	if limit <= 0 {
		limit = DefaultMaxBytes
	}
	how := reading{workers: opts.Workers, columns: opts.Columns, exclude: opts.Exclude}
	list := make([]*Input, 0, len(w.all)+1)
	if useStdin {
		list = append(list, &Input{Entry: Entry{Path: "-"}, stdin: stdin, isStdin: true, limit: limit, how: &how})
	}
	for _, f := range w.all {
		if f.dropped {
			continue
		}
		in := &Input{name: f.name, target: f.target, inner: f.inner, limit: limit, how: &how}
		in.Path, in.PathB64 = shown(f.name)
		if f.problem.status != "" {
			in.settle(f.problem)
			in.settled = true
		}
		list = append(list, in)
	}
	slices.SortFunc(list, func(a, b *Input) int {
		if c := strings.Compare(a.Path, b.Path); c != 0 {
			return c
		}
		return strings.Compare(a.name, b.name)
	})
	distinct(list)
	return list
}

// distinct makes equal paths in the list differ. They arise where a name holds the
// characters of an escape that stands for a byte of another name, or those that stand between
// an archive and its member.
func distinct(list []*Input) {
	taken := make(map[string]bool, len(list))
	for _, in := range list {
		if !taken[in.Path] {
			taken[in.Path] = true
			continue
		}
		path := ""
		for n := 2; path == "" || taken[path]; n++ {
			path = fmt.Sprintf("%s~%d", in.Path, n)
		}
		taken[path] = true
		in.Path = path
	}
}
