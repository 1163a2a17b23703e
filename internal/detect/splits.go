package detect

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"runtime"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"chachong/internal/finding"
	"chachong/internal/split"
	"chachong/internal/text"
	"chachong/internal/token"
)

// Correction is the submissions of one document as a person set them. The At of it and
// of its parts begin every error: where it is written.
type Correction struct {
	At     string
	Path   string // of the document
	SHA256 string // of its text, hexadecimal
	Lines  int64  // of its text, for errors
	Parts  []CorrectedPart
}

// CorrectedPart is one submission of a correction. At least one of Byte, Rune and Line
// is there, each in order. Byte and Rune are half-open and 0-based, Line is the first
// and the last line, from 1.
//
// Where Found is there, it is the range in bytes from which a person started, and
// whatever does not fit it any more is the correction, each end by itself: who edits the
// last line leaves the code points as they are. An end set by line is that of the line
// without outer white space. Without Found all that is there has to agree. So nothing
// that was edited is passed over in silence.
type CorrectedPart struct {
	At    string
	Title string
	Found *[2]int64 // bytes
	Byte  *[2]int64
	Rune  *[2]int64
	Line  *[2]int64
}

// Correct sets the parts of the inputs that the corrections are for: the one with the
// path of the correction, or, where none has it, all with its text. A correction is
// never passed over: the error says why one cannot be applied. Only an input that
// cannot be read or is left out lets it go, since the ledger names that.
func Correct(ctx context.Context, inputs []Input, corrections []Correction, opt Options) error {
	if opt.Jobs <= 0 {
		opt.Jobs = runtime.GOMAXPROCS(0)
	}
	byPath := make(map[string]int, len(inputs))
	for i := range inputs {
		byPath[inputs[i].Path] = i
	}
	corrected := map[int]string{}
	apply := func(c *Correction, i int, src string) (err error) {
		if other, ok := corrected[i]; ok {
			return fmt.Errorf("%s: document %q is corrected twice, see %s", c.At, inputs[i].Path, other)
		}
		corrected[i] = c.At
		inputs[i].parts, err = c.parts(src)
		return err
	}
	var elsewhere []*Correction
	for k := range corrections {
		c := &corrections[k]
		i, ok := byPath[c.Path]
		if !ok {
			elsewhere = append(elsewhere, c)
			continue
		}
		r := inputs[i].Read()
		if r.Status != string(finding.OK) && r.Status != string(finding.Partial) {
			continue
		}
		if hash(r.Text) != c.SHA256 {
			return c.stale(int64(lineCount(r.Text, text.NewLines(r.Text))))
		}
		if err := apply(c, i, r.Text); err != nil {
			return err
		}
	}
	if len(elsewhere) == 0 {
		return nil
	}
	hashes := make([]string, len(inputs))
	err := forEach(ctx, len(inputs), opt, Preparing, func(i int) error {
		if r := inputs[i].Read(); r.Status == string(finding.OK) || r.Status == string(finding.Partial) {
			hashes[i] = hash(r.Text)
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, c := range elsewhere {
		found := false
		for i, h := range hashes {
			if h != c.SHA256 {
				continue
			}
			found = true
			if err := apply(c, i, inputs[i].Read().Text); err != nil {
				return err
			}
		}
		if !found {
			return fmt.Errorf("%s: document %q: no input has this path or this text", c.At, c.Path)
		}
	}
	return nil
}

// Concerned returns the corrections that are for one of the inputs, by their path or else
// by their text: who looks at two documents need not cut the splits of a folder.
func Concerned(inputs []Input, corrections []Correction) []Correction {
	hashes := make([]string, len(inputs)) // "" until they are asked for
	has := func(c *Correction) bool {
		if slices.ContainsFunc(inputs, func(in Input) bool { return in.Path == c.Path }) {
			return true
		}
		for i := range inputs {
			if hashes[i] == "" {
				hashes[i] = hash(inputs[i].Read().Text)
			}
		}
		return slices.Contains(hashes, c.SHA256)
	}
	return slices.DeleteFunc(slices.Clone(corrections), func(c Correction) bool { return !has(&c) })
}

// stale is the error of a text that is another one now, of so many lines.
func (c *Correction) stale(lines int64) error {
	err := fmt.Errorf("%s: document %q: the text has changed since it was split", c.At, c.Path)
	if lines != c.Lines {
		err = fmt.Errorf("%w: %d lines then, %d now", err, c.Lines, lines)
	}
	return err
}

// identity returns what tells src from other texts.
func identity(src string, lines *text.Lines) finding.Text {
	return finding.Text{
		Bytes: len(src), Runes: lines.Rune(int32(len(src))), Lines: lineCount(src, lines), SHA256: hash(src),
	}
}

func hash(src string) string {
	h := sha256.Sum256([]byte(src))
	return hex.EncodeToString(h[:])
}

// lineCount returns the number of lines of src; a line end at its end begins no other.
func lineCount(src string, lines *text.Lines) int32 { return lines.Line(max(0, int32(len(src))-1)) }

// parts returns the submissions of src that c sets: ascending, apart, each with a letter.
func (c *Correction) parts(src string) ([]split.Part, error) {
	t := surveyed{src: src, lines: text.NewLines(src)}
	n := text.Fold(src, split.Junk(src))
	parts := make([]split.Part, 0, len(c.Parts))
	for i := range c.Parts {
		p := &c.Parts[i]
		body, err := t.resolve(p)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.At, err)
		}
		if i > 0 && body.Lo < parts[i-1].Body.Hi {
			return nil, fmt.Errorf("%s: begins on line %d, before the one in front of it ends on line %d",
				p.At, t.lines.Line(body.Lo), t.lines.Line(parts[i-1].Body.Hi-1))
		}
		lo, hi := n.Find(body)
		paragraphs := paragraphs(n, lo, hi)
		if len(paragraphs) == 0 {
			return nil, fmt.Errorf("%s: holds no letter", p.At)
		}
		at := text.Span{Lo: body.Lo, Hi: body.Lo}
		parts = append(parts, split.Part{Heading: at, Title: p.Title, Body: body, Paragraphs: paragraphs})
	}
	return parts, nil
}

// paragraphs returns the lines of the folded bytes [lo, hi) that hold a letter, outer
// white space cut.
func paragraphs(n *text.Norm, lo, hi int) []text.Span {
	var out []text.Span
	for line := range strings.Lines(n.Text[lo:hi]) {
		end := lo + len(line)
		from := lo + len(line) - len(strings.TrimLeftFunc(line, unicode.IsSpace))
		to := lo + len(strings.TrimRightFunc(line, unicode.IsSpace))
		if from < to && token.LettersOf(n, from, to).Len() > 0 {
			out = append(out, n.Span(from, to))
		}
		lo = end
	}
	return out
}

// surveyed is a text in which places are looked up.
type surveyed struct {
	src    string
	lines  *text.Lines
	starts []int32 // byte where each line starts; nil until it is asked for
}

// resolve returns the place that p means.
func (t *surveyed) resolve(p *CorrectedPart) (text.Span, error) {
	if f := p.Found; f != nil && (f[1] > int64(len(t.src)) || !t.between(f[0]) || !t.between(f[1])) {
		return text.Span{}, fmt.Errorf(`"as_found" [%d, %d] lies outside the text; leave it as it was, or out`, f[0], f[1])
	}
	lo, loByLine, err := t.end(p, 0)
	if err != nil {
		return text.Span{}, err
	}
	hi, hiByLine, err := t.end(p, 1)
	if err != nil {
		return text.Span{}, err
	}
	if lo >= hi {
		return text.Span{}, fmt.Errorf("ends on line %d, in front of where it begins", t.lines.Line(hi))
	}
	if loByLine {
		lo += int32(len(t.src[lo:hi]) - len(strings.TrimLeftFunc(t.src[lo:hi], unicode.IsSpace)))
	}
	if hiByLine {
		hi = lo + int32(len(strings.TrimRightFunc(t.src[lo:hi], unicode.IsSpace)))
	}
	return text.Span{Lo: lo, Hi: hi}, nil
}

// end returns the byte of one end of p, 0 its beginning and 1 its end, and whether a
// line says so.
func (t *surveyed) end(p *CorrectedPart, side int) (at int32, byLine bool, err error) {
	var found int32
	edited := func(*[2]int64, func(int32) int32) bool { return true }
	if p.Found != nil {
		found = int32(p.Found[side])
		edited = func(v *[2]int64, of func(int32) int32) bool { return v[side] != int64(of(found)) }
	}
	line := func(at int32) int32 { return t.lines.Line(max(0, at-int32(side))) }
	at = -1
	if v := p.Byte; v != nil && edited(v, func(at int32) int32 { return at }) {
		if v[side] > int64(len(t.src)) {
			return 0, false, fmt.Errorf(`"byte" %d: the text has %d`, v[side], len(t.src))
		}
		if at = int32(v[side]); !t.between(v[side]) {
			return 0, false, fmt.Errorf(`"byte" %d stands inside a character`, at)
		}
	}
	if v := p.Rune; v != nil && edited(v, t.lines.Rune) {
		all := t.lines.Rune(int32(len(t.src)))
		if v[side] > int64(all) {
			return 0, false, fmt.Errorf(`"rune" %d: the text has %d`, v[side], all)
		}
		byRune := t.rune(int32(v[side]))
		if at >= 0 && at != byRune {
			return 0, false, fmt.Errorf(`"byte" %d and "rune" %d are two places; leave only one of them`, at, v[side])
		}
		at = byRune
	}
	if v := p.Line; v != nil && edited(v, line) {
		if all := lineCount(t.src, t.lines); v[side] > int64(all) {
			return 0, false, fmt.Errorf(`"line" %d: the text has %d`, v[side], all)
		}
		if at < 0 {
			return t.lineEnd(int(v[side]), side), true, nil
		}
		if int64(line(at)) != v[side] {
			return 0, false, fmt.Errorf(`"line" %d and "%s" are two places; leave only one of them`, v[side], exact(p))
		}
	}
	if at < 0 {
		at = found
	}
	return at, false, nil
}

// between reports whether byte at, which is in the text or its end, is inside no character.
func (t *surveyed) between(at int64) bool {
	return at == int64(len(t.src)) || utf8.RuneStart(t.src[at])
}

// exact names the coordinate of p that is finer than lines.
func exact(p *CorrectedPart) string {
	if p.Rune != nil {
		return "rune"
	}
	return "byte"
}

// rune returns the byte of code point k.
func (t *surveyed) rune(k int32) int32 {
	return int32(sort.Search(len(t.src), func(at int) bool {
		return t.lines.Rune(int32(at)) > k || t.lines.Rune(int32(at)) == k && utf8.RuneStart(t.src[at])
	}))
}

// lineEnd returns the byte where line n, from 1, starts (side 0), or where it ends (1).
func (t *surveyed) lineEnd(n, side int) int32 {
	if t.starts == nil {
		t.starts = []int32{0}
		for i := range len(t.src) {
			if c := t.src[i]; c == '\n' || c == '\r' && (i+1 == len(t.src) || t.src[i+1] != '\n') {
				t.starts = append(t.starts, int32(i+1))
			}
		}
		t.starts = append(t.starts, int32(len(t.src)))
	}
	return t.starts[min(n-1+side, len(t.starts)-1)]
}
