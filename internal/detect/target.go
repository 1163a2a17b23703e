package detect

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"chachong/internal/corpus"
	"chachong/internal/finding"
)

// keyDigits is the number of hexadecimal digits of a passage's key that name it.
const keyDigits = 8

// UnknownID is the error of an id to be explained that names nothing of the result.
type UnknownID struct {
	ID                              string
	Submissions, Passages, Clusters int      // how many there are
	Near                            []string // submissions that the id may mean; all where there are few
}

func (e *UnknownID) Error() string {
	return fmt.Sprintf("%q names no passage, pair or cluster of this result", e.ID)
}

// target is what an id names. One of passage, pair and cluster is there.
type target struct {
	passage int      // from 1
	pair    [2]int32 // submissions, ascending; {0, 0}: none
	cluster int      // from 1
}

// target returns what id names:
//
//	p12                     a passage by its number
//	9f2c41d0                a passage by a key, that of A first; 8 digits are enough
//	cluster:2  组2  C2       a cluster
//	a.txt#1=b.txt#2         a pair; also a.txt#1,b.txt#2 and a.txt#1 ↔ b.txt#2
//
// In a pair a submission may be named as reports do, see submission.
func (c *comparison) target(id string, res *finding.Result) (target, bool) {
	id = strings.TrimSpace(id)
	for _, prefix := range []string{"cluster:", "组", "C", "c"} {
		if n, ok := number(id, prefix); ok && n <= len(res.Clusters) {
			return target{cluster: n}, true
		}
	}
	if n, ok := number(id, "p"); ok && n <= len(res.Passages) {
		return target{passage: n}, true
	}
	if key := strings.ToLower(id); len(key) >= keyDigits && strings.Trim(key, "0123456789abcdef") == "" {
		for _, of := range []func(*finding.Passage) string{
			func(p *finding.Passage) string { return p.Key },
			func(p *finding.Passage) string { return p.KeyB },
		} {
			n := slices.IndexFunc(res.Passages, func(p finding.Passage) bool { return strings.HasPrefix(of(&p), key) })
			if n >= 0 {
				return target{passage: n + 1}, true
			}
		}
	}
	// Names may hold the separators too.
	for _, sep := range []string{"↔", "=", ","} {
		for at := 0; ; {
			n := strings.Index(id[at:], sep)
			if n < 0 {
				break
			}
			a, okA := c.submission(id[:at+n])
			b, okB := c.submission(id[at+n+len(sep):])
			if okA && okB && a != b {
				return target{pair: [2]int32{min(a, b), max(a, b)}}, true
			}
			at += n + len(sep)
		}
	}
	return target{}, false
}

func number(id, prefix string) (int, bool) {
	digits, ok := strings.CutPrefix(id, prefix)
	n, err := strconv.Atoi(digits)
	return n, ok && err == nil && n > 0
}

// submission returns the submission with that name: its id, its path where the document
// holds one submission, either without folder and without extension where that is the
// name of no other, or a part that only one id begins with or holds. An ellipsis is
// what reports write.
func (c *comparison) submission(name string) (int32, bool) {
	name = strings.TrimSpace(name)
	head, _, _ := strings.Cut(name, "…")
	for _, short := range []func(string) string{
		func(p string) string { return p },
		path.Base,
		func(p string) string { return strings.TrimSuffix(p, path.Ext(p)) },
		func(p string) string { return strings.TrimSuffix(path.Base(p), path.Ext(p)) },
	} {
		found, many := int32(-1), false
		for i, s := range c.subs {
			d := c.docs[c.doc[i]]
			p := short(d.Path)
			if name == corpus.ID(p, s.Ordinal) || name == p && len(d.Submissions) == 1 {
				many = found >= 0
				found = int32(i)
			}
		}
		if found >= 0 && !many {
			return found, true
		}
	}
	for _, match := range []func(id string) bool{
		func(id string) bool { return shows(id, name) && strings.HasPrefix(id, head) },
		func(id string) bool { return shows(id, name) && strings.HasPrefix(path.Base(id), head) },
		func(id string) bool { return shows(id, name) },
	} {
		found, many := int32(0), 0
		for i := range c.subs {
			if match(c.id(int32(i))) {
				found = int32(i)
				many++
			}
		}
		if many == 1 && name != "" {
			return found, true
		}
	}
	return 0, false
}

// shows reports whether name may stand for id: the parts of it between which an ellipsis
// stands are in id in this order, an ordinal at the end.
func shows(id, name string) bool {
	if at := strings.LastIndexByte(name, '#'); at >= 0 {
		ordinal := strings.LastIndexByte(id, '#')
		if id[ordinal:] != name[at:] {
			return false
		}
		id, name = id[:ordinal], name[:at]
	}
	for part := range strings.SplitSeq(name, "…") {
		at := strings.Index(id, part)
		if at < 0 {
			return false
		}
		id = id[at+len(part):]
	}
	return true
}

// unknown returns the error for an id that names nothing.
func (c *comparison) unknown(id string, res *finding.Result) error {
	e := &UnknownID{ID: id, Submissions: len(res.Submissions), Passages: len(res.Passages), Clusters: len(res.Clusters)}
	// The side of a pair that names no submission, or more than one, is what to mend.
	for _, side := range strings.FieldsFunc(id, func(r rune) bool { return strings.ContainsRune("=,↔", r) }) {
		name, _, _ := strings.Cut(strings.TrimSpace(side), "#")
		var near []string
		for i := range res.Submissions {
			if s := &res.Submissions[i]; strings.Contains(s.ID, name) {
				near = append(near, s.ID)
			}
		}
		if len(near) > 1 || len(e.Near) == 0 {
			e.Near = near
		}
	}
	if len(e.Near) == 0 {
		for i := range res.Submissions {
			e.Near = append(e.Near, res.Submissions[i].ID)
		}
	}
	e.Near = e.Near[:min(len(e.Near), nearNames)]
	return e
}

// nearNames is how many submissions an UnknownID names.
const nearNames = 6
