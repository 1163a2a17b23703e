package finding

import "strings"

// Fresh returns how many submissions of r are new. They stand in front, in the order of the
// inputs; those of the archive stand behind them.
func (r *Result) Fresh() int {
	n := 0
	for n < len(r.Submissions) && !r.Submissions[n].Archived {
		n++
	}
	return n
}

// Held returns the number that an archived submission has in its archive, and the path
// under which it was added. Both are "" where s is not archived or its path does not say.
func (s *Submission) Held() (number, path string) {
	if !s.Archived {
		return "", ""
	}
	_, rest, _ := strings.Cut(s.Path, "!/") // no name of a folder holds a slash
	number, path, _ = strings.Cut(rest, "/")
	return number, path
}
