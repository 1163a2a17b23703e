package report

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"chachong/internal/finding"
)

// JSON writes r as chachong/result/v1: compact, one element of a list a line, lists []
// and never null, ratios with at most four decimals. It holds one element in memory at
// a time.
func JSON(w io.Writer, r *finding.Result) error {
	s := newStream(w)
	s.member("schema", r.Schema)
	s.member("run", roundRun(r.Run))
	list(s, "inputs", r.Inputs, roundInput)
	list(s, "submissions", r.Submissions, roundSubmission)
	list(s, "pairs", r.Pairs, roundPair)
	list(s, "clusters", r.Clusters, func(x finding.Cluster) finding.Cluster {
		x.Members = some(x.Members)
		x.LowestResemblance = ratio(x.LowestResemblance)
		return x
	})
	list(s, "passages", r.Passages, roundPassage)
	list(s, "families", r.Families, func(x finding.Family) finding.Family {
		x.Members = some(x.Members)
		return x
	})
	list(s, "replacements", r.Replacements, same)
	list(s, "observations", r.Observations, same)
	s.verdict(r.Verdict)
	return s.done()
}

func roundRun(r finding.Run) finding.Run {
	r.ElapsedSeconds = round(r.ElapsedSeconds, 3)
	r.Caps = some(r.Caps)
	if r.Roster != nil {
		roster := *r.Roster
		roster.Missing, roster.Unread, roster.Unlisted = some(roster.Missing), some(roster.Unread), some(roster.Unlisted)
		roster.Assigned = some(slices.Clone(roster.Assigned))
		for i := range roster.Assigned {
			roster.Assigned[i].Paths = some(roster.Assigned[i].Paths)
		}
		r.Roster = &roster
	}
	if r.Options == nil {
		r.Options = map[string]any{}
	}
	return r
}

func roundInput(in finding.Input) finding.Input {
	in.Submissions = some(in.Submissions)
	return in
}

func roundSubmission(x finding.Submission) finding.Submission {
	x.Reuse.Total = ratio(x.Reuse.Total)
	x.Reuse.WithTemplate = ratio(x.Reuse.WithTemplate)
	x.Reuse.LargestSource = ratio(x.Reuse.LargestSource)
	if own := x.Reuse.WithoutOwn; own != nil {
		rounded := ratio(*own)
		x.Reuse.WithoutOwn = &rounded
	}
	return x
}

func roundPair(x finding.Pair) finding.Pair {
	for _, f := range []*float64{
		&x.Resemblance, &x.ContainmentA, &x.ContainmentB, &x.AlignedA, &x.AlignedB,
	} {
		*f = ratio(*f)
	}
	return x
}

func roundPassage(x finding.Passage) finding.Passage {
	x.Similarity = ratio(x.Similarity)
	return x
}

func ratio(x float64) float64 { return round(x, 4) }

func same[T any](x T) T { return x }

// some returns list, or an empty one where it is nil.
func some[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// stream writes one JSON object member by member.
type stream struct {
	w      *bufio.Writer
	buf    bytes.Buffer
	enc    *json.Encoder
	first  bool // no member of the innermost object is written yet
	err    error
	byHand bool // lists end on a line of their own, so that every element is a whole line
}

func newStream(w io.Writer) *stream {
	s := &stream{w: bufio.NewWriterSize(w, 1<<16), first: true}
	s.enc = json.NewEncoder(&s.buf)
	s.enc.SetEscapeHTML(false)
	s.w.WriteByte('{')
	return s
}

// done ends the object and returns the first error.
func (s *stream) done() error {
	s.w.WriteString("}\n")
	if s.err != nil {
		return s.err
	}
	return s.w.Flush()
}

// name begins a member.
func (s *stream) name(name string) {
	if !s.first {
		s.w.WriteString(",\n")
	}
	s.first = false
	s.w.WriteByte('"')
	s.w.WriteString(name)
	s.w.WriteString(`":`)
}

func (s *stream) member(name string, v any) {
	s.name(name)
	s.value(v)
}

// open begins a member that is an object, close ends it.
func (s *stream) open(name string) {
	s.name(name)
	s.w.WriteByte('{')
	s.first = true
}

func (s *stream) close() {
	s.w.WriteByte('}')
	s.first = false
}

func (s *stream) verdict(v finding.Verdict) {
	s.open("verdict")
	s.member("exit_code", v.ExitCode)
	s.member("incomplete", v.Incomplete)
	list(s, "findings", v.Findings, func(x finding.Finding) finding.Finding {
		x.Value, x.Limit = ratio(x.Value), ratio(x.Limit)
		return x
	})
	s.close()
}

// list writes elems, each through fix, one a line.
func list[T, U any](s *stream, name string, elems []T, fix func(T) U) {
	s.name(name)
	s.w.WriteByte('[')
	for i := range elems {
		if i > 0 {
			s.w.WriteByte(',')
		}
		s.w.WriteByte('\n')
		s.value(fix(elems[i]))
	}
	if s.byHand && len(elems) > 0 {
		s.w.WriteByte('\n')
	}
	s.w.WriteByte(']')
}

func (s *stream) value(v any) {
	if s.err != nil {
		return
	}
	s.buf.Reset()
	if err := s.enc.Encode(v); err != nil {
		s.err = fmt.Errorf("encode %T: %w", v, err)
		return
	}
	writeEscaped(s.w, bytes.TrimSuffix(s.buf.Bytes(), []byte("\n")))
}

// writeEscaped writes encoded JSON with every control and format character outside
// ASCII, and DEL, as \u escapes: they stand in strings only, a parser gives them back
// whole, and a terminal that shows the JSON is not steered by them.
func writeEscaped(w *bufio.Writer, encoded []byte) {
	from := 0
	for i := 0; i < len(encoded); {
		if encoded[i] < 0x7F {
			i++
			continue
		}
		r, n := utf8.DecodeRune(encoded[i:])
		if invisible(r) {
			w.Write(encoded[from:i])
			if hi, lo := utf16.EncodeRune(r); hi != unicode.ReplacementChar {
				fmt.Fprintf(w, `\u%04x\u%04x`, hi, lo)
			} else {
				fmt.Fprintf(w, `\u%04x`, r)
			}
			from = i + n
		}
		i += n
	}
	w.Write(encoded[from:])
}

func invisible(r rune) bool {
	if r >= 0x2E80 && r < 0xFE00 { // radicals to compatibility ideographs: no format character, and most of the text
		return false
	}
	return unicode.In(r, unicode.Cc, unicode.Cf)
}
