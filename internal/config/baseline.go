package config

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"math"
	"strings"
	"unicode/utf8"
)

// BaselineSchema is the schema of a baseline file: what was accepted before.
const BaselineSchema = "chachong/baseline/v1"

const (
	// maxBaseline is the largest baseline file in bytes: a hundred thousand passages of
	// half a page.
	maxBaseline = 64 << 20
	// maxSketch is the largest number of values of a sketch.
	maxSketch = 256
)

// Baseline is the content of a baseline file.
type Baseline struct {
	Submissions []BaselineSubmission // no two of one key and name
	Pairs       []BaselinePair       // no two of the same submissions
	Passages    []BaselinePassage    // no two of the same submissions and keys
}

// BaselineSubmission is a submission that something was accepted in.
type BaselineSubmission struct {
	Key         string   // of its body: 32 hex digits
	Sketch      []uint32 // by which it is known again; nil where it has none
	Name, Title string   // no name ends in !/NUMBER but of archived ones, theirs do
	Archived    bool
}

// BaselinePair is a pair of near-duplicates that was accepted.
type BaselinePair struct {
	A, B int // indices of Submissions, different ones
	Note string
}

// BaselinePassage is a passage that was accepted.
type BaselinePassage struct {
	A, B      int      // indices of Submissions, different ones
	Key, KeyB string   // of its letters in A and in B: 32 hex digits
	Letters   int32    // above 0
	Sample    []uint32 // strictly ascending
	Note      string   // at most 4,000 code points
}

// ReadBaseline reads a baseline file. The error of one that is not there is fs.ErrNotExist.
func ReadBaseline(name string) (*Baseline, error) {
	data, err := readUpTo(name, maxBaseline)
	if err != nil {
		return nil, fmt.Errorf("baseline %q: %w", name, err)
	}
	return ParseBaseline(name, data)
}

// ParseBaseline reads the content of a baseline file with that name. Unknown members, and
// entries that stand twice, as after a merge, are errors. Every error names the file and
// the line.
func ParseBaseline(name string, data []byte) (*Baseline, error) {
	strict, err := newStrictParser(strictParser{
		what: "baseline", name: name, limit: maxBaseline,
		remedy: "save it as UTF-8, or let chachong gate --update-baseline write it",
	}, data)
	if err != nil {
		return nil, err
	}
	if !strict.dec.More() {
		return nil, fmt.Errorf("baseline %q: empty", name)
	}
	p := &baselineParser{strictParser: strict, subs: map[baselineRef]int{}}
	schema, start := "", p.next()
	listed := map[string]bool{}
	err = p.object(func(name string, at int64) (err error) {
		listed[name] = true
		switch name {
		case "schema":
			schema, err = p.text(at, name)
		case "submissions":
			err = p.list("submissions: want a list [...]", func(int) error { return p.submission() })
		case "pairs":
			err = p.list("pairs: want a list [...]", func(int) error { return p.pair() })
		case "passages":
			err = p.list("passages: want a list [...]", func(int) error { return p.passage() })
		default:
			err = p.unknown(at, name)
		}
		return err
	})
	if err == nil && schema != BaselineSchema {
		err = p.errorf(start, "schema %q: want %q", schema, BaselineSchema)
	}
	for _, name := range []string{"submissions", "pairs", "passages"} {
		if err == nil && !listed[name] {
			err = p.errorf(start, "%q is missing", name)
		}
	}
	if err == nil && p.dec.More() {
		err = p.errorf(p.next(), "something stands behind the end")
	}
	if err == nil {
		err = p.resolve()
	}
	if err != nil {
		return nil, err
	}
	return &p.b, nil
}

// baselineRef is how an entry names a submission.
type baselineRef struct{ key, name string }

type baselineParser struct {
	*strictParser
	b        Baseline
	subs     map[baselineRef]int
	pairs    []baselineEnds // of each of b's
	passages []baselineEnds // likewise
}

// baselineEnds are the submissions of an entry, and where it stands.
type baselineEnds struct {
	at   int64
	a, b baselineRef
}

func (p *baselineParser) submission() error {
	start := p.next()
	var s BaselineSubmission
	err := p.object(func(name string, at int64) (err error) {
		switch name {
		case "name":
			s.Name, err = p.text(at, name)
		case "key":
			s.Key, err = p.key(at, name)
		case "title":
			s.Title, err = p.text(at, name)
		case "archived":
			if p.dec.Decode(&s.Archived) != nil {
				err = p.errorf(at, "%q: want true or false", name)
			}
		case "sketch":
			if s.Sketch, err = p.values(at, name); err == nil && len(s.Sketch) > maxSketch {
				err = p.errorf(at, "%q has more than %d values", name, maxSketch)
			}
		default:
			err = p.unknown(at, name)
		}
		return err
	})
	ref := baselineRef{s.Key, s.Name}
	_, twice := p.subs[ref]
	switch {
	case err != nil:
		return err
	case s.Key == "":
		return p.errorf(start, `"key" is missing`)
	case s.Archived != isArchivedName(s.Name):
		return p.errorf(start, `submission %q: "archived" is true where the name is ARCHIVE!/NUMBER, and nowhere else`, s.Name)
	case twice:
		return p.errorf(start, "submission %q stands twice", s.Name)
	}
	p.subs[ref] = len(p.b.Submissions)
	p.b.Submissions = append(p.b.Submissions, s)
	return nil
}

// isArchivedName reports whether name is one of an archived submission, ARCHIVE!/NUMBER.
func isArchivedName(name string) bool {
	_, number, ok := strings.Cut(name, "!/")
	return ok && number != "" && strings.Trim(number, "0123456789") == ""
}

func (p *baselineParser) pair() error {
	var e BaselinePair
	ends := baselineEnds{at: p.next()}
	err := p.object(func(name string, at int64) (err error) {
		switch name {
		case "a":
			ends.a, err = p.ref(at)
		case "b":
			ends.b, err = p.ref(at)
		case "note":
			e.Note, err = p.note(at, name)
		default:
			err = p.unknown(at, name)
		}
		return err
	})
	p.b.Pairs = append(p.b.Pairs, e)
	p.pairs = append(p.pairs, ends)
	return err
}

func (p *baselineParser) passage() error {
	var e BaselinePassage
	ends := baselineEnds{at: p.next()}
	err := p.object(func(name string, at int64) (err error) {
		switch name {
		case "a":
			ends.a, err = p.ref(at)
		case "b":
			ends.b, err = p.ref(at)
		case "key":
			e.Key, err = p.key(at, name)
		case "key_b":
			e.KeyB, err = p.key(at, name)
		case "letters":
			if p.dec.Decode(&e.Letters) != nil || e.Letters <= 0 {
				err = p.errorf(at, "%q: want a number of letters above 0", name)
			}
		case "sample":
			if e.Sample, err = p.values(at, name); err == nil && !ascending(e.Sample) {
				err = p.errorf(at, "%q: want ascending values", name)
			}
		case "note":
			e.Note, err = p.note(at, name)
		default:
			err = p.unknown(at, name)
		}
		return err
	})
	switch {
	case err != nil:
		return err
	case e.Key == "":
		return p.errorf(ends.at, `"key" is missing`)
	case e.KeyB == "":
		return p.errorf(ends.at, `"key_b" is missing`)
	case e.Letters == 0:
		return p.errorf(ends.at, `"letters" is missing`)
	}
	p.b.Passages = append(p.b.Passages, e)
	p.passages = append(p.passages, ends)
	return nil
}

// ref reads the name and key by which an entry names a submission.
func (p *baselineParser) ref(at int64) (r baselineRef, err error) {
	err = p.object(func(name string, at int64) (err error) {
		switch name {
		case "name":
			r.name, err = p.text(at, name)
		case "key":
			r.key, err = p.key(at, name)
		default:
			err = p.unknown(at, name)
		}
		return err
	})
	if err == nil && r.key == "" {
		err = p.errorf(at, `"key" is missing`)
	}
	return r, err
}

func (p *baselineParser) key(at int64, name string) (string, error) {
	s, err := p.text(at, name)
	if err == nil && !isKey(s) {
		err = p.errorf(at, "%q: want 32 hexadecimal digits", name)
	}
	return s, err
}

func (p *baselineParser) note(at int64, name string) (string, error) {
	s, err := p.text(at, name)
	if err == nil && utf8.RuneCountInString(s) > maxNote {
		err = p.errorf(at, "%q is longer than %d characters", name, maxNote)
	}
	return s, err
}

// values reads numbers of 32 bits, 8 hexadecimal digits each; nil where there are none.
func (p *baselineParser) values(at int64, name string) ([]uint32, error) {
	s, err := p.text(at, name)
	if err != nil || s == "" {
		return nil, err
	}
	data, err := hex.DecodeString(s)
	if err != nil || len(data)%4 != 0 {
		return nil, p.errorf(at, "%q: want 8 hexadecimal digits a value", name)
	}
	out := make([]uint32, len(data)/4)
	for i := range out {
		out[i] = binary.BigEndian.Uint32(data[4*i:])
	}
	return out, nil
}

func ascending(values []uint32) bool {
	last := int64(-1)
	for _, v := range values {
		if int64(v) <= last {
			return false
		}
		last = int64(v)
	}
	return len(values) < math.MaxInt32
}

// resolve finds the submissions of the entries, and fails for entries that stand twice.
func (p *baselineParser) resolve() error {
	find := func(e baselineEnds) (a, b int, err error) {
		a, okA := p.subs[e.a]
		b, okB := p.subs[e.b]
		switch {
		case !okA:
			err = p.errorf(e.at, "submission %q is not in the list of submissions", e.a.name)
		case !okB:
			err = p.errorf(e.at, "submission %q is not in the list of submissions", e.b.name)
		case a == b:
			err = p.errorf(e.at, `"a" and "b" are the same`)
		}
		return a, b, err
	}
	pairs := make(map[[2]int]bool)
	for i, e := range p.pairs {
		a, b, err := find(e)
		if err != nil {
			return err
		}
		at := [2]int{min(a, b), max(a, b)}
		if pairs[at] {
			return p.errorf(e.at, "the same pair stands twice")
		}
		pairs[at] = true
		p.b.Pairs[i].A, p.b.Pairs[i].B = a, b
	}
	type entry struct {
		a, b      int
		key, keyB string
	}
	passages := make(map[entry]bool)
	for i, e := range p.passages {
		a, b, err := find(e)
		if err != nil {
			return err
		}
		at := entry{a, b, p.b.Passages[i].Key, p.b.Passages[i].KeyB}
		if passages[at] {
			return p.errorf(e.at, "the same passage stands twice")
		}
		passages[at] = true
		p.b.Passages[i].A, p.b.Passages[i].B = a, b
	}
	return nil
}
