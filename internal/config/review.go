package config

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// ReviewSchema is the schema of a review file: what the HTML report exports.
const ReviewSchema = "chachong/review/v1"

// maxReview is the largest review file in bytes, in the page likewise: a hundred thousand
// marks with the names of both sides.
const maxReview = 32 << 20

// maxNote is the longest note in code points, in the page likewise: it is a note, not a
// document.
const maxNote = 4000

// ReviewMark is what a reviewer decided about a pair of submissions or a passage.
type ReviewMark struct {
	Passage bool   // about a passage, not a pair
	Key     string // 32 hex digits, "+", 32 hex digits; the smaller first
	Mark    string // confirmed, not-a-copy, talk; "": none
	Note    string // at most 4,000 code points
	A, B    string // what the two submissions were called, for people
}

// ReadReview reads a review file.
func ReadReview(name string) ([]ReviewMark, error) {
	data, err := readUpTo(name, maxReview)
	if err != nil {
		return nil, fmt.Errorf("review %q: %w", name, err)
	}
	return ParseReview(name, data)
}

// ParseReview reads the content of a review file with that name and returns its marks in
// their order, of two about the same thing both. Unknown members and marks are errors.
// Every error names the file and the line.
func ParseReview(name string, data []byte) ([]ReviewMark, error) {
	p, err := newStrictParser(strictParser{
		what: "review", name: name, limit: maxReview,
		remedy: "save it as UTF-8, or export it from the report again",
	}, data)
	if err != nil {
		return nil, err
	}
	if !p.dec.More() {
		return nil, fmt.Errorf("review %q: empty", name)
	}
	var marks []ReviewMark
	schema, start, listed := "", p.next(), false
	err = p.object(func(name string, at int64) (err error) {
		switch name {
		case "schema":
			schema, err = p.text(at, name)
		case "marks":
			listed = true
			err = p.list("marks: want a list [...]", func(int) error {
				m, err := p.mark()
				marks = append(marks, m)
				return err
			})
		default:
			err = p.unknown(at, name)
		}
		return err
	})
	switch {
	case err != nil:
		return nil, err
	case schema != ReviewSchema:
		return nil, p.errorf(start, "schema %q: want %q", schema, ReviewSchema)
	case !listed:
		return nil, p.errorf(start, `"marks" is missing`)
	case p.dec.More():
		return nil, p.errorf(p.next(), "something stands behind the end")
	}
	return marks, nil
}

// mark reads one mark.
func (p *strictParser) mark() (m ReviewMark, err error) {
	start, kind := p.next(), ""
	err = p.object(func(name string, at int64) (err error) {
		switch name {
		case "kind":
			kind, err = p.oneOf(at, name, "pair", "passage")
		case "key":
			if m.Key, err = p.text(at, name); err == nil && !isReviewKey(m.Key) {
				err = p.errorf(at, "%q: want two keys of 32 hexadecimal digits joined by +, the smaller first", name)
			}
		case "mark":
			m.Mark, err = p.oneOf(at, name, "", "confirmed", "not-a-copy", "talk")
		case "note":
			if m.Note, err = p.text(at, name); err == nil && utf8.RuneCountInString(m.Note) > maxNote {
				err = p.errorf(at, "%q is longer than %d characters", name, maxNote)
			}
		case "a":
			m.A, err = p.text(at, name)
		case "b":
			m.B, err = p.text(at, name)
		default:
			err = p.unknown(at, name)
		}
		return err
	})
	switch {
	case err != nil:
	case kind == "":
		err = p.errorf(start, `"kind" is missing`)
	case m.Key == "":
		err = p.errorf(start, `"key" is missing`)
	}
	m.Passage = kind == "passage"
	return m, err
}

// oneOf reads a text that is one of known.
func (p *strictParser) oneOf(at int64, name string, known ...string) (string, error) {
	s, err := p.text(at, name)
	if err != nil {
		return "", err
	}
	for _, k := range known {
		if s == k {
			return s, nil
		}
	}
	quoted := make([]string, len(known))
	for i, k := range known {
		quoted[i] = fmt.Sprintf("%q", k)
	}
	return "", p.errorf(at, "%q is %q: want one of %s", name, s, strings.Join(quoted, ", "))
}

func isReviewKey(s string) bool {
	a, b, ok := strings.Cut(s, "+")
	return ok && isKey(a) && isKey(b) && a <= b
}

func isKey(s string) bool {
	return len(s) == 32 && strings.Trim(s, "0123456789abcdef") == ""
}
