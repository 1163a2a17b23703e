package doc

import (
	"cmp"
	"slices"
	"strings"

	"chachong/internal/source/extract"
	"chachong/internal/source/story"
)

// read fills in the text of d: the body with its text boxes, behind it the notes; page
// headers and comments apart.
func (r *reader) read(d *extract.Document) error {
	s := story.NewSink(r.budget)
	r.write(r.part(partBody), s, false)
	for i := range r.boxes {
		r.hang(i, s)
	}
	for _, n := range []int{partFootnotes, partEndnotes} {
		if notes := r.part(n); notes.from < notes.to {
			s.Part()
			r.write(notes, s, false)
			s.TrimLines()
		}
	}
	if err := s.Err(); err != nil {
		return err
	}
	if err := r.readAsides(d); err != nil {
		return err
	}
	d.Text, d.Hidden = s.Finish()
	return nil
}

// readBoxes finds the text boxes of the body, by the place where they hang,
// [MS-DOC] 2.8.26 (PlcfSpa) and 2.8.32 (PlcftxbxTxt): both name the shape.
func (r *reader) readBoxes() {
	const (
		anchorEntry = 26 // bytes of a Spa, its shape at 0
		boxEntry    = 22 // bytes of an FTXBXS, its shape at 14
		flagsAt     = 20 // of a Spa
		belowText   = 1 << 14
		wrapping    = 0xF << 5
		wrapThrough = 3 << 5
	)
	anchors := newPLC(r.f.pair(pairAnchors), anchorEntry)
	hangs := make(map[uint32]int, anchors.n)
	for i := range anchors.n {
		hangs[le.Uint32(anchors.entry(i))] = int(anchors.place(i))
		flags := le.Uint16(anchors.entry(i)[flagsAt:])
		r.floating = r.floating || flags&wrapping == wrapThrough && flags&belowText != 0
	}
	// What hangs in a page header stands behind the text.
	r.floating = r.floating || newPLC(r.f.pair(pairHeaderAnchors), anchorEntry).n > 0
	all := r.part(partBoxes)
	texts := newPLC(r.f.pair(pairBoxes), boxEntry)
	at := all.from
	for i := range texts.n {
		to := all.from + int(texts.place(i+1))
		if to <= at || to > all.to {
			continue
		}
		anchor, ok := hangs[le.Uint32(texts.entry(i)[14:])]
		if !ok {
			anchor = -1
		}
		r.boxes = append(r.boxes, box{text: span{at, to}, anchor: anchor})
		at = to
	}
	if at < all.to {
		r.boxes = append(r.boxes, box{text: span{at, all.to}, anchor: -1})
	}
	slices.SortStableFunc(r.boxes, func(a, b box) int { return cmp.Compare(a.anchor, b.anchor) })
}

// Stories of the headers part, [MS-DOC] 2.8.22: six separators of notes, then six for each
// section: headers of even, odd, footers of even, odd, header and footer of first pages.
const (
	separators  = 6
	perSection  = 6
	kindHeader  = "header"
	kindFooter  = "footer"
	kindComment = "comment"
)

// readAsides adds page headers, footers and comments to d. What is hidden in them is left
// out.
func (r *reader) readAsides(d *extract.Document) error {
	headers, err := r.stories(partHeaders, pairHeaders)
	if err != nil {
		return err
	}
	last := "" // sections repeat their headers
	for i, text := range headers {
		kind := kindHeader
		switch (i - separators) % perSection {
		case 2, 3, 5:
			kind = kindFooter
		}
		if i < separators { // the rules above notes, which may have text
			kind = kindFooter
			if !strings.ContainsFunc(text, readable) {
				continue
			}
		}
		if text != "" && text != last {
			d.Asides = append(d.Asides, extract.Aside{Kind: kind, Text: text})
			last = text
		}
	}
	if boxes := r.part(partHeaderBoxes); boxes.from < boxes.to {
		s := story.NewSink(r.budget)
		r.write(boxes, s, true)
		if err := s.Err(); err != nil {
			return err
		}
		if text, _ := s.Finish(); strings.TrimSpace(text) != "" {
			d.Asides = append(d.Asides, extract.Aside{Kind: kindHeader, Text: strings.TrimSpace(text)})
		}
	}
	comments, err := r.stories(partComments, pairComments)
	for _, text := range comments {
		if text != "" {
			d.Asides = append(d.Asides, extract.Aside{Kind: kindComment, Text: text})
		}
	}
	return err
}

// stories returns the texts of a part that the list of a pair divides. A part whose list
// does not cover it is one story at the end.
func (r *reader) stories(part, pair int) ([]string, error) {
	all := r.part(part)
	list := newPLC(r.f.pair(pair), 0)
	ends := make([]int, 0, list.n+1)
	for i := range list.n {
		ends = append(ends, all.from+int(list.place(i+1)))
	}
	var texts []string
	at := all.from
	for _, to := range append(ends, all.to) {
		s := story.NewSink(r.budget)
		if to > at && to <= all.to {
			r.write(span{at, to}, s, true)
			at = to
		}
		if err := s.Err(); err != nil {
			return nil, err
		}
		text, _ := s.Finish()
		texts = append(texts, strings.TrimSpace(text))
	}
	return texts, nil
}
