package config

import (
	"fmt"
	"strings"
)

// SplitsSchema is the schema of a splits file: what chachong split --json writes.
const SplitsSchema = "chachong/split/v1"

// maxSplits is the largest splits file in bytes: that of a compilation of the largest
// size read has less than a tenth of it.
const maxSplits = 64 << 20

// Splits is the submissions of one document as a person corrected them.
type Splits struct {
	At     string // where they stand, for errors: splits "s.json", line 1
	Path   string // of the document, as chachong split was given it
	SHA256 string // of its text, 64 hex digits
	Lines  int64  // of its text, for errors
	Parts  []SplitPart
}

// SplitPart is one submission, in the order of the file. Of Byte, Rune and Line at
// least one is there; each is in order, but may lie outside the text.
type SplitPart struct {
	At    string // where it stands, for errors
	Title string
	Found *[2]int64 // bytes: the range before it was corrected
	Byte  *[2]int64 // half-open, from 0
	Rune  *[2]int64 // code points, likewise
	Line  *[2]int64 // first and last, from 1
}

// ReadSplits reads a splits file.
func ReadSplits(name string) ([]Splits, error) {
	data, err := readUpTo(name, maxSplits)
	if err != nil {
		return nil, fmt.Errorf("splits %q: %w", name, err)
	}
	return ParseSplits(name, data)
}

// ParseSplits reads the content of a splits file with that name: one document or more,
// one behind the other as a loop over chachong split writes them. Unknown and repeated
// members are errors; ordinal, letters, heading, paragraphs and junk are left for the
// program to find again. Every error names the file and the line.
func ParseSplits(name string, data []byte) ([]Splits, error) {
	strict, err := newStrictParser(strictParser{
		what: "splits", name: name, limit: maxSplits,
		remedy: "save it as UTF-8, or let chachong split -f json=FILE write it",
	}, data)
	if err != nil {
		return nil, err
	}
	p := &splitsParser{strict}
	var all []Splits
	for p.dec.More() {
		at := p.next()
		s := Splits{At: p.at(at)}
		schema, err := p.document(&s)
		switch {
		case err != nil:
			return nil, err
		case schema != SplitsSchema:
			return nil, p.errorf(at, "schema %q: want %q", schema, SplitsSchema)
		case s.Path == "":
			return nil, p.errorf(at, `"path" is missing`)
		case s.SHA256 == "":
			return nil, p.errorf(at, `"sha256" of "text" is missing`)
		case len(s.Parts) == 0:
			return nil, p.errorf(at, "no submission is left; to leave a document out use --exclude")
		}
		all = append(all, s)
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("splits %q: empty", name)
	}
	return all, nil
}

type splitsParser struct{ *strictParser }

// document reads one document into s and returns its schema.
func (p *splitsParser) document(s *Splits) (schema string, err error) {
	err = p.object(func(name string, at int64) error {
		switch name {
		case "schema":
			schema, err = p.text(at, name)
		case "path":
			s.Path, err = p.text(at, name)
		case "text":
			err = p.identity(s)
		case "submissions":
			s.Parts, err = p.parts()
		case "junk":
			err = p.skip()
		default:
			err = p.unknown(at, name)
		}
		return err
	})
	return schema, err
}

// identity reads what tells the text of s.
func (p *splitsParser) identity(s *Splits) (err error) {
	return p.object(func(name string, at int64) error {
		switch name {
		case "sha256":
			s.SHA256, err = p.text(at, name)
			if s.SHA256 = strings.ToLower(s.SHA256); err == nil && !isSHA256(s.SHA256) {
				err = p.errorf(at, "%q: want 64 hexadecimal digits", name)
			}
		case "lines":
			if p.dec.Decode(&s.Lines) != nil {
				err = p.errorf(at, "%q: want a whole number", name)
			}
		case "bytes", "runes":
			err = p.skip()
		default:
			err = p.unknown(at, name)
		}
		return err
	})
}

func isSHA256(s string) bool {
	return len(s) == 64 && strings.Trim(s, "0123456789abcdef") == ""
}

// parts reads the list of submissions.
func (p *splitsParser) parts() ([]SplitPart, error) {
	var parts []SplitPart
	err := p.list("submissions: want a list [...]", func(n int) error {
		part, err := p.part(n)
		parts = append(parts, part)
		return err
	})
	return parts, err
}

// part reads submission n, from 1.
func (p *splitsParser) part(n int) (SplitPart, error) {
	start := p.next()
	part := SplitPart{At: fmt.Sprintf("%s: submission %d", p.at(start), n)}
	err := p.object(func(name string, at int64) (err error) {
		switch name {
		case "title":
			part.Title, err = p.text(at, name)
		case "range":
			err = p.coordinates(&part)
		case "as_found":
			part.Found, err = p.pair(at, name, 0)
		case "ordinal", "letters", "heading", "paragraphs":
			err = p.skip()
		default:
			err = p.unknown(at, name)
		}
		return err
	})
	if err == nil && part.Byte == nil && part.Rune == nil && part.Line == nil {
		err = fmt.Errorf(`%s: "range" needs "line", "rune" or "byte"`, part.At)
	}
	return part, err
}

// coordinates reads a range: its bytes, code points or lines, or several of them.
func (p *splitsParser) coordinates(part *SplitPart) error {
	return p.object(func(name string, at int64) (err error) {
		switch name {
		case "byte":
			part.Byte, err = p.pair(at, name, 0)
		case "rune":
			part.Rune, err = p.pair(at, name, 0)
		case "line":
			part.Line, err = p.pair(at, name, 1)
		default:
			err = p.unknown(at, name)
		}
		return err
	})
}

// pair reads two whole numbers in order: half-open from 0, or both named from 1. It
// returns nil for null.
func (p *splitsParser) pair(at int64, name string, from int64) (*[2]int64, error) {
	var read []*int64
	if err := p.dec.Decode(&read); err != nil || read != nil && (len(read) != 2 || read[0] == nil || read[1] == nil) {
		return nil, p.errorf(at, "%q: want two whole numbers", name)
	}
	if read == nil {
		return nil, nil
	}
	v := [2]int64{*read[0], *read[1]}
	switch {
	case from == 1 && (v[0] < 1 || v[1] < v[0]):
		return nil, p.errorf(at, "%q [%d, %d]: want the first and the last line, counted from 1", name, v[0], v[1])
	case from == 0 && (v[0] < 0 || v[1] <= v[0]):
		return nil, p.errorf(at, "%q [%d, %d]: want where it begins and where it ends, counted from 0", name, v[0], v[1])
	}
	return &v, nil
}
