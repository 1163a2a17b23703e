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

// strictParser reads JSON that a person may have edited: unknown and repeated members are
// errors, a comma behind the last element is none, and every error names the file and the
// line.
type strictParser struct {
	what   string // the file is, for errors: splits
	name   string // of the file
	remedy string // what to do about UTF-16, for errors
	limit  int    // largest file, in bytes
	data   []byte
	dec    *json.Decoder

	counted int64 // bytes up to which line ends are counted
	ends    int   // so many
}

// newStrictParser returns a parser that stands at the start of data, or what keeps data
// from being JSON.
func newStrictParser(p strictParser, data []byte) (*strictParser, error) {
	p.data = withoutLastCommas(bytes.TrimPrefix(data, []byte("\uFEFF")))
	if err := p.check(); err != nil {
		return nil, err
	}
	p.dec = json.NewDecoder(bytes.NewReader(p.data))
	return &p, nil
}

// check reports what keeps the data from being JSON.
func (p *strictParser) check() error {
	switch {
	case len(p.data) > p.limit:
		return fmt.Errorf("%s %q: larger than %d MiB", p.what, p.name, p.limit>>20)
	case bytes.HasPrefix(p.data, []byte("\xFF\xFE")), bytes.HasPrefix(p.data, []byte("\xFE\xFF")):
		return fmt.Errorf("%s %q: is UTF-16; %s", p.what, p.name, p.remedy)
	case !utf8.Valid(p.data):
		return fmt.Errorf("%s %q: is not UTF-8", p.what, p.name)
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
			return fmt.Errorf("%s %q, line %d, column %d: no valid JSON: %w", p.what, p.name, p.line(at), p.column(at), err)
		case err != nil: // cut off
			return p.errorf(int64(len(p.data)), "no valid JSON: it ends in the middle")
		}
	}
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

func (p *strictParser) text(at int64, name string) (string, error) {
	var s string
	if p.dec.Decode(&s) != nil {
		return "", p.errorf(at, "%q: want a text", name)
	}
	return s, nil
}

// skip passes over a value.
func (p *strictParser) skip() error {
	var value json.RawMessage
	return p.dec.Decode(&value)
}

// object reads an object and calls field for each member, which reads its value.
func (p *strictParser) object(field func(name string, at int64) error) error {
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

// list reads a list and calls elem for each element, counted from 1, which reads it. want
// says what is missing where no list stands.
func (p *strictParser) list(want string, elem func(n int) error) error {
	if err := p.open('[', want); err != nil {
		return err
	}
	for n := 1; p.dec.More(); n++ {
		if err := elem(n); err != nil {
			return err
		}
	}
	_, err := p.dec.Token() // ]
	return err
}

func (p *strictParser) open(delim json.Delim, want string) error {
	at := p.next()
	if t, err := p.dec.Token(); err != nil || t != delim {
		return p.errorf(at, "%s", want)
	}
	return nil
}

func (p *strictParser) unknown(at int64, name string) error {
	return p.errorf(at, "unknown member %q", name)
}

// next returns the byte where the next token starts.
func (p *strictParser) next() int64 {
	at := p.dec.InputOffset()
	for at < int64(len(p.data)) && strings.IndexByte(" \t\r\n,:", p.data[at]) >= 0 {
		at++
	}
	return at
}

// line returns the line of byte at, from 1. It counts on from where it was asked last, so
// that asking for places in their order takes linear time.
func (p *strictParser) line(at int64) int {
	at = max(0, min(at, int64(len(p.data))))
	if at < p.counted {
		p.counted, p.ends = 0, 0
	}
	p.ends += bytes.Count(p.data[p.counted:at], []byte("\n"))
	p.counted = at
	return 1 + p.ends
}

// column returns the column of byte at in code points, from 1.
func (p *strictParser) column(at int64) int {
	before := p.data[:max(0, min(at, int64(len(p.data))))]
	return 1 + utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:])
}

func (p *strictParser) at(at int64) string {
	return fmt.Sprintf("%s %q, line %d", p.what, p.name, p.line(at))
}

func (p *strictParser) errorf(at int64, format string, args ...any) error {
	return fmt.Errorf("%s: %s", p.at(at), fmt.Sprintf(format, args...))
}
