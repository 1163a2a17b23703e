package policy

import (
	"path"
	"strings"
	"unicode"

	"chachong/internal/finding"
)

// Roster is a list of who is to hand in. It is immutable and may be used concurrently.
type Roster struct {
	owners []string // each once, in the order of the list
	years  []int    // of each owner; 0: not known, or several
	lines  []rosterLine

	named   map[string][]int // folded name or alias → owners
	lengths []int            // of those names in characters, descending
	paths   map[string][]int // folded path, without "./" → lines
	bases   map[string][]int // folded last element, with and without its ending → lines
	globs   []int            // lines whose file is a pattern
}

// rosterLine is a line that names a file.
type rosterLine struct {
	owner int
	year  int
	file  string // folded
}

// OwnerOf returns who handed in the input of that path and title ("": not known), and of
// which year it is, 0 where the roster does not say. What decides is, in this order: the
// file column, by path (its end is enough), by the last element with or without its ending,
// by pattern; a name or alias that stands by itself in the last element of the path, in the
// nearest folder that has one, in the title. Of names inside each other the longest counts;
// where different owners fit equally well it is nobody.
func (r *Roster) OwnerOf(name, title string) (owner string, year int, ok bool) {
	folded := foldPath(name)
	if lines := r.linesOf(folded); len(lines) > 0 {
		return r.agreed(lines)
	}
	elements := strings.Split(folded, "/")
	for i := len(elements) - 1; i >= 0; i-- {
		element := strings.TrimSuffix(elements[i], "!") // a container
		if o, found := r.mentioned(withoutEnding(element)); found {
			return r.known(o)
		}
	}
	if o, found := r.mentioned(title); found {
		return r.known(o)
	}
	return "", 0, false
}

// linesOf returns the lines whose file is that path, by the first way that finds any.
func (r *Roster) linesOf(folded string) []int {
	for rest := folded; ; {
		if lines := r.paths[rest]; lines != nil {
			return lines
		}
		_, after, ok := strings.Cut(rest, "/")
		if !ok {
			break
		}
		rest = after
	}
	base := path.Base(folded)
	if lines := r.bases[withoutEnding(base)]; lines != nil {
		return lines
	}
	var lines []int
	for _, n := range r.globs {
		glob := r.lines[n].file
		of := base
		if strings.Contains(glob, "/") {
			of = folded
		}
		if ok, err := path.Match(glob, of); ok && err == nil {
			lines = append(lines, n)
		}
	}
	return lines
}

// agreed returns the owner and the year on which lines agree.
func (r *Roster) agreed(lines []int) (owner string, year int, ok bool) {
	first := r.lines[lines[0]]
	year = first.year
	for _, n := range lines[1:] {
		if r.lines[n].owner != first.owner {
			return "", 0, false
		}
		if r.lines[n].year != year {
			year = 0
		}
	}
	if year == 0 {
		year = r.years[first.owner]
	}
	return r.owners[first.owner], year, true
}

// known returns an owner by number, -1 for nobody.
func (r *Roster) known(o int) (owner string, year int, ok bool) {
	if o < 0 {
		return "", 0, false
	}
	return r.owners[o], r.years[o], true
}

// Named returns the owner of the roster who is called so, by name or alias, and of which year
// what he hands in is, 0 where the roster does not say.
func (r *Roster) Named(s string) (owner string, year int, ok bool) {
	if owners := r.named[foldName(s)]; len(owners) == 1 {
		return r.known(owners[0])
	}
	return "", 0, false
}

// HandedIn is an input and whose it is.
type HandedIn struct {
	Path  string
	Owner string // "" where it fits nobody
	Read  bool   // it gave a text
}

// Use returns who of the roster, which was read from the file of that name, is behind the
// inputs and who is not. Inputs keep their order.
func (r *Roster) Use(name string, inputs []HandedIn) *finding.RosterUse {
	use := &finding.RosterUse{
		Path: name, Owners: len(r.owners), Missing: []string{}, Unread: []string{}, Unlisted: []string{},
		Assigned: make([]finding.Assigned, len(r.owners)),
	}
	numbers := make(map[string]int, len(r.owners))
	for i, owner := range r.owners {
		numbers[owner] = i
		use.Assigned[i] = finding.Assigned{Owner: owner, Paths: []string{}}
	}
	read := make([]bool, len(r.owners))
	for _, in := range inputs {
		owner := in.Owner
		if known, _, ok := r.Named(owner); ok {
			owner = known
		}
		n, ok := numbers[owner]
		if !ok {
			use.Unlisted = append(use.Unlisted, in.Path)
			continue
		}
		use.Assigned[n].Paths = append(use.Assigned[n].Paths, in.Path)
		read[n] = read[n] || in.Read
	}
	for i, owner := range r.owners {
		if len(use.Assigned[i].Paths) == 0 {
			use.Missing = append(use.Missing, owner)
		} else if !read[i] {
			use.Unread = append(use.Unread, owner)
		}
	}
	return use
}

// halfWidth returns s with full-width forms of ASCII as ASCII.
func halfWidth(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 0xff01 && r <= 0xff5e:
			return r - 0xff01 + '!'
		case r == 0x3000:
			return ' '
		}
		return r
	}, s)
}

// foldName returns a name by which owners are compared: letters and digits only, so that
// brackets, spaces and their width do not tell two apart.
func foldName(s string) string {
	return strings.Map(func(r rune) rune {
		if isNameLetter(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, halfWidth(s))
}

// foldPath returns a path by which files are compared.
func foldPath(s string) string {
	s = strings.ToLower(halfWidth(strings.ReplaceAll(s, `\`, "/")))
	for strings.HasPrefix(s, "./") {
		s = s[len("./"):]
	}
	return s
}

// withoutEnding returns the last element of a path without what tells its format.
func withoutEnding(s string) string {
	if ext := path.Ext(s); len(ext) <= len(".xhtml") && ext != s {
		return strings.TrimSuffix(s, ext)
	}
	return s
}

func oneSpace(s string) string { return strings.Join(strings.Fields(s), " ") }
