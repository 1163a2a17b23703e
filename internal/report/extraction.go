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
	s.member("pages", some(e.Pages))
	s.member("hidden", some(e.Hidden))
	s.member("pictures", e.Pictures)
	s.member("info", e.Info)
	s.member("warning", e.Warning)
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

// hiddenListed is how many hidden texts the header quotes: what else there is stands in JSON.
const hiddenListed = 6

// ExtractionHeader writes what the document was read as, what is in it and cannot be seen, what
// it says of its making, and what folding leaves out, for standard error: standard output holds the text alone.
func ExtractionHeader(w io.Writer, e *finding.Extraction, opt Options) error {
	p := newPrinter(w, opt)
	facts := []string{safe.Line(e.Format)}
	if e.Encoding != "" {
		facts = append(facts, safe.Line(e.Encoding))
	}
	facts = append(facts, p.Count(message.ByteCount, int(e.Bytes)), p.Count(message.LetterCount, int(e.Letters)))
	if n := len(e.Pages); n > 0 {
		facts = append(facts, p.Count(message.ExtractPages, n))
	}
	if e.Pictures > 0 {
		facts = append(facts, p.Count(message.ExtractPictures, e.Pictures))
	}
	p.named(e.Path, facts...)
	p.information(&e.Info)
	p.unseen(e.Hidden)
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

// information writes what a file says about its making, if anything.
func (p *printer) information(i *finding.Info) {
	var said []string
	for _, f := range []struct {
		key   message.Key
		value string
	}{
		{message.ExtractTitled, i.Title},
		{message.ExtractAuthor, i.Author},
		{message.ExtractLastEditor, i.LastEditor},
		{message.ExtractCompany, i.Company},
		{message.ExtractWith, i.Application},
		{message.ExtractCreated, i.Created},
		{message.ExtractModified, i.Modified},
	} {
		if f.value != "" {
			said = append(said, p.Text(f.key, safe.Cut(safe.Line(f.value), 2*labelWidth)))
		}
	}
	if len(said) > 0 {
		said[0] = p.Text(message.ExtractInfo) + said[0]
		p.flow(0, p.Text(message.Clause), said)
	}
}

// unseen writes texts that cannot be seen on the page, each with what hides it.
func (p *printer) unseen(list []finding.Unseen) {
	if len(list) == 0 {
		return
	}
	p.line(p.Count(message.ExtractHidden, len(list)))
	for _, h := range list[:min(len(list), hiddenListed)] {
		p.row(gap, cell{text: label(p.HiddenBy(h.Why)) + p.Text(message.Colon) + safe.Line(h.Text)})
	}
	if rest := len(list) - hiddenListed; rest > 0 {
		p.line(strings.Repeat(" ", gap) + p.Count(message.ExtractMoreHidden, rest))
	}
}
