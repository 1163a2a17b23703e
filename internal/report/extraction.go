package report

import (
	"io"
	"strings"

	"chachong/internal/finding"
	"chachong/internal/message"
	"chachong/internal/safe"
)

// ExtractionJSON writes e as chachong/extract/v1.
func ExtractionJSON(w io.Writer, e *finding.Extraction) error {
	s := newStream(w)
	s.member("schema", finding.ExtractionSchema)
	s.member("path", e.Path)
	s.member("format", e.Format)
	s.member("encoding", e.Encoding)
	s.member("bytes", e.Bytes)
	s.member("letters", e.Letters)
	s.member("dropped", e.Dropped)
	s.member("text", e.Text)
	s.member("folded", e.Folded)
	return s.done()
}

// ExtractionText writes the text as decoded. Into a file or pipe it goes byte for byte; on a
// terminal it is escaped line by line and ends its last line.
func ExtractionText(w io.Writer, e *finding.Extraction, terminal bool) error {
	text := e.Text
	if terminal {
		text = safe.Terminal(text)
		if text != "" && !strings.HasSuffix(text, "\n") {
			text += "\n"
		}
	}
	_, err := io.WriteString(w, text)
	return err
}

// ExtractionHeader writes what the document was read as and what folding leaves out, for standard
// error: standard output holds the text alone.
func ExtractionHeader(w io.Writer, e *finding.Extraction, opt Options) error {
	p := newPrinter(w, opt)
	p.named(e.Path, safe.Line(e.Format), safe.Line(e.Encoding), p.Count(message.ByteCount, int(e.Bytes)), p.Count(message.LetterCount, int(e.Letters)))
	var dropped []string
	for _, d := range []struct {
		key message.Key
		n   int
	}{
		{message.DroppedInvisible, e.Dropped.Invisible},
		{message.DroppedSpaces, e.Dropped.SpacesInHan},
		{message.DroppedPageMarks, e.Dropped.PageMarks},
	} {
		if d.n > 0 {
			dropped = append(dropped, p.Count(d.key, d.n))
		}
	}
	if len(dropped) > 0 {
		p.wrap(0, p.Text(message.DroppedHead, strings.Join(dropped, p.Text(message.Comma))))
	}
	return p.done()
}
