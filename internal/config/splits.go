package config

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
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
	p := &splitsParser{name: name, data: withoutLastCommas(bytes.TrimPrefix(data, []byte("\uFEFF")))}
	if err := p.check(); err != nil {
		return nil, err
	}
	p.dec = json.NewDecoder(bytes.NewReader(p.data))
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

// withoutLastCommas returns data with a space for every comma behind the last element of a
// list or object: who deletes the last line leaves one.
func withoutLastCommas(data []byte) []byte {
	out := bytes.Clone(data)
	inText, comma := false, -1
	for i := 0; i < len(out); i++ {
		switch c := out[i]; {
		case inText && c == '\\':
			i++
		case c == '"':
			inText, comma = !inText, -1
		case inText, c == ' ', c == '\t', c == '\r', c == '\n':
		case c == ',':
			comma = i
		default:
			if comma >= 0 && (c == ']' || c == '}') {
				out[comma] = ' '
			}
			comma = -1
		}
	}
	return out
}

type splitsParser struct {
	name string
	data []byte
	dec  *json.Decoder

	counted int64 // bytes up to which line ends are counted
	ends    int   // so many
}

// check reports what keeps the data from being JSON.
func (p *splitsParser) check() error {
	switch {
	case len(p.data) > maxSplits:
		return fmt.Errorf("splits %q: larger than %d MiB", p.name, maxSplits>>20)
	case bytes.HasPrefix(p.data, []byte("\xFF\xFE")), bytes.HasPrefix(p.data, []byte("\xFE\xFF")):
		return fmt.Errorf("splits %q: is UTF-16; save it as UTF-8, or let chachong split -f json=FILE write it", p.name)
	case !utf8.Valid(p.data):
		return fmt.Errorf("splits %q: is not UTF-8", p.name)
	}
	dec := json.NewDecoder(bytes.NewReader(p.data))
	for {
		var value json.RawMessage
		err := dec.Decode(&value)
		var syntax *json.SyntaxError
		switch {
		case err == io.EOF:
			return nil
		case errors.As(err, &syntax):
			at := syntax.Offset - 1
			return fmt.Errorf("splits %q, line %d, column %d: no valid JSON: %w", p.name, p.line(at), p.column(at), err)
		case err != nil: // cut off
			return p.errorf(int64(len(p.data)), "no valid JSON: it ends in the middle")
		}
	}
}

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
	err := p.open('[', "submissions: want a list [...]")
	for err == nil && p.dec.More() {
		var part SplitPart
		if part, err = p.part(len(parts) + 1); err == nil {
			parts = append(parts, part)
		}
	}
	if err == nil {
		_, err = p.dec.Token() // ]
	}
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

func (p *splitsParser) text(at int64, name string) (string, error) {
	var s string
	if p.dec.Decode(&s) != nil {
		return "", p.errorf(at, "%q: want a text", name)
	}
	return s, nil
}

// skip passes over a value.
func (p *splitsParser) skip() error {
	var value json.RawMessage
	return p.dec.Decode(&value)
}

// object reads an object and calls field for each member, which reads its value.
func (p *splitsParser) object(field func(name string, at int64) error) error {
	if err := p.open('{', "want an object {...}"); err != nil {
		return err
	}
	seen := map[string]bool{}
	for p.dec.More() {
		at := p.next()
		key, err := p.dec.Token()
		if err != nil {
			return err
		}
		name := key.(string)
		if seen[name] {
			return p.errorf(at, "%q stands twice", name)
		}
		seen[name] = true
		if err := field(name, at); err != nil {
			return err
		}
	}
	_, err := p.dec.Token() // }
	return err
}

func (p *splitsParser) open(delim json.Delim, want string) error {
	at := p.next()
	if t, err := p.dec.Token(); err != nil || t != delim {
		return p.errorf(at, "%s", want)
	}
	return nil
}

func (p *splitsParser) unknown(at int64, name string) error {
	return p.errorf(at, "unknown member %q", name)
}

// next returns the byte where the next token starts.
func (p *splitsParser) next() int64 {
	at := p.dec.InputOffset()
	for at < int64(len(p.data)) && strings.IndexByte(" \t\r\n,:", p.data[at]) >= 0 {
		at++
	}
	return at
}

// line returns the line of byte at, from 1. It counts on from where it was asked last, so
// that asking for places in their order takes linear time.
func (p *splitsParser) line(at int64) int {
	at = max(0, min(at, int64(len(p.data))))
	if at < p.counted {
		p.counted, p.ends = 0, 0
	}
	p.ends += bytes.Count(p.data[p.counted:at], []byte("\n"))
	p.counted = at
	return 1 + p.ends
}

// column returns the column of byte at in code points, from 1.
func (p *splitsParser) column(at int64) int {
	before := p.data[:max(0, min(at, int64(len(p.data))))]
	return 1 + utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:])
}

func (p *splitsParser) at(at int64) string {
	return fmt.Sprintf("splits %q, line %d", p.name, p.line(at))
}

func (p *splitsParser) errorf(at int64, format string, args ...any) error {
	return fmt.Errorf("%s: %s", p.at(at), fmt.Sprintf(format, args...))
}
