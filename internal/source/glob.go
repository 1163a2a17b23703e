package source

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// patterns are the globs of one option. A pattern without a slash matches the base
// name; every pattern is also tried on the whole path as reached and on the path
// below the argument folder. "**" stands for any number of folders, a slash at the
// end for folders only.
type patterns []pattern

type pattern struct {
	parts   []string // between slashes
	dirOnly bool
}

// newPatterns checks and splits globs; option names them in the error.
func newPatterns(option string, globs []string) (patterns, error) {
	var ps patterns
	for _, g := range globs {
		s := strings.TrimPrefix(filepath.ToSlash(g), "./")
		p := pattern{dirOnly: strings.HasSuffix(s, "/")}
		if s = strings.TrimRight(s, "/"); s == "" {
			return nil, fmt.Errorf("%s: empty pattern %q", option, g)
		}
		p.parts = strings.Split(s, "/")
		for _, part := range p.parts {
			if _, err := path.Match(part, ""); err != nil {
				return nil, fmt.Errorf("%s: malformed pattern %q", option, g)
			}
		}
		ps = append(ps, p)
	}
	return ps, nil
}

// match reports whether a pattern fits the "/"-separated path full, which lies at
// rel below its argument.
func (ps patterns) match(full, rel string, dir bool) bool {
	for _, p := range ps {
		if p.dirOnly && !dir {
			continue
		}
		if len(p.parts) == 1 && matchPart(p.parts[0], path.Base(full)) {
			return true
		}
		if matchParts(p.parts, strings.Split(full, "/")) || rel != full && matchParts(p.parts, strings.Split(rel, "/")) {
			return true
		}
	}
	return false
}

// matchParts matches path elements, "**" against any number of them. A failed match
// goes back to the last "**" only, as in one-star matching, so the cost is at most
// len(pat) × len(names).
func matchParts(pat, names []string) bool {
	p, n := 0, 0
	star, mark := -1, 0
	for n < len(names) {
		switch {
		case p < len(pat) && pat[p] == "**":
			star, mark = p, n
			p++
		case p < len(pat) && matchPart(pat[p], names[n]):
			p++
			n++
		case star >= 0:
			mark++
			p, n = star+1, mark
		default:
			return false
		}
	}
	for p < len(pat) && pat[p] == "**" {
		p++
	}
	return p == len(pat)
}

// matchPart matches one path element. The pattern is well formed: newPatterns saw it.
func matchPart(pat, name string) bool {
	ok, err := path.Match(pat, name)
	return ok && err == nil
}

// hasMeta reports whether an argument can be a glob.
func hasMeta(arg string) bool { return strings.ContainsAny(arg, "*?[") }

// expand returns the paths that a glob argument matches, in lexical order of their
// elements. As in a shell, names with a leading dot need one in the pattern. Folders that
// cannot be read match nothing.
func expand(arg string) ([]string, error) {
	slashed := filepath.ToSlash(arg)
	vol := filepath.VolumeName(arg)
	slashed = slashed[len(vol):]
	dir := vol
	if strings.HasPrefix(slashed, "/") {
		dir = vol + string(filepath.Separator)
		slashed = strings.TrimLeft(slashed, "/")
	}
	var parts []string
	for _, part := range strings.Split(slashed, "/") {
		if part == "" || part == "." {
			continue
		}
		if _, err := path.Match(part, ""); err != nil {
			return nil, fmt.Errorf("malformed pattern %q", arg)
		}
		if part == "**" && len(parts) > 0 && parts[len(parts)-1] == "**" {
			continue
		}
		parts = append(parts, part)
	}
	return appendMatches(nil, dir, parts), nil
}

// appendMatches appends what the pattern elements match below dir ("" is the working
// folder).
func appendMatches(dst []string, dir string, parts []string) []string {
	if len(parts) == 0 {
		return append(dst, dir)
	}
	part, rest := parts[0], parts[1:]
	if part != "**" && !hasMeta(part) {
		name := filepath.Join(dir, part)
		if _, err := os.Lstat(name); err != nil {
			return dst
		}
		return appendMatches(dst, name, rest)
	}
	if part == "**" && len(rest) > 0 {
		dst = appendMatches(dst, dir, rest)
	}
	from := dir
	if from == "" {
		from = "."
	}
	entries, err := os.ReadDir(from)
	if err != nil {
		return dst
	}
	for _, d := range entries {
		if strings.HasPrefix(d.Name(), ".") && !strings.HasPrefix(part, ".") {
			continue
		}
		name := filepath.Join(dir, d.Name())
		switch {
		case part == "**":
			if d.IsDir() {
				dst = appendMatches(dst, name, parts)
			} else if len(rest) == 0 {
				dst = append(dst, name)
			}
		case matchPart(part, d.Name()):
			dst = appendMatches(dst, name, rest)
		}
	}
	return dst
}
