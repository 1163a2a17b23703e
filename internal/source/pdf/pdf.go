// Package pdf reads PDF documents (ISO 32000): their text in paragraphs, what is hidden in
// them, their pictures and what they say about their making.
//
// The object layer (lex.go, xref.go, file.go, filter.go, crypt.go) reads objects one by
// one when they are needed. It trusts no number of the file: every reference that is
// followed, every array that is nested and every byte that is unpacked is counted, and
// what refers to itself is null. A broken cross-reference table is made again by searching
// for objects.
//
// The text layer (interp.go, show.go, font.go, cmap.go) draws the pages without ink, their
// annotations and the patterns that they are painted with (annots.go, tiling.go), and
// keeps the place, the size and the Unicode value of each letter. A letter is hidden only
// where that is certain: wrongly hidden, a copied page would go unread. The layout (lines.go,
// grid.go, paragraph.go, heading.go, running.go) makes of them lines, cells, columns and paragraphs and
// takes running heads and page numbers away.
//
// Note: libraries in Go were tried for the object layer. Those that give text loop on page
// trees and cross-reference tables that refer to themselves, unpack without a limit and
// panic on damaged files; guarding them takes as much code as reading the objects.
package pdf

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chachong/internal/source/extract"
)

// CodeOCR warns that the text of a page is what a program recognised in a scan. It is not
// partial: the text is all there is, but it may differ from what is seen.
const CodeOCR = "W_OCR_LAYER"

// HintScan says what to do about pages without a text layer.
const HintScan = "export it as text from the program that made it, or run text recognition on it"

// Read returns the text of a PDF document. Its errors are *extract.Problem: E_DAMAGED,
// E_PASSWORD, E_LIMIT_*, and W_NO_TEXT where no page has a usable text layer.
func Read(raw []byte, b *extract.Budget) (*extract.Document, error) {
	f, err := open(raw, b)
	if err != nil {
		return nil, err
	}
	leaves, err := f.leaves()
	if err != nil {
		return nil, err
	}
	if len(leaves) == 0 {
		return nil, damaged("it has no pages")
	}
	r := &reader{f: f, fonts: map[any]fontEntry{}, pictured: map[ref]bool{}, off: f.switchedOff(), work: maxWork}
	r.doc.Format = "pdf"
	sheets := make([]sheet, 0, min(len(leaves), 1000))
	for i, at := range leaves {
		r.number = i + 1
		s, err := r.sheet(at)
		if err != nil {
			return nil, err
		}
		sheets = append(sheets, s)
	}
	r.doc.Asides = asides(sheets)
	r.watermarks(sheets)
	r.doc.Asides = append(r.doc.Asides, r.comments...)
	if err := r.write(sheets); err != nil {
		return nil, err
	}
	r.doc.Info = f.info()
	if f.limit != nil {
		return nil, f.limit
	}
	if err := r.judge(); err != nil {
		return nil, err
	}
	return &r.doc, nil
}

// reader reads one document.
type reader struct {
	f        *file
	doc      extract.Document
	fonts    map[any]fontEntry
	pictured map[ref]bool
	off      map[ref]bool // optional content groups that are switched off
	number   int          // of the page, from 1
	work     int          // comparisons of letters with what is painted that are left

	written       bool // a glyph of a shown font shows text by itself
	letters, lost int  // letters seen; of these without a Unicode value
	mute          []int
	ocr           []int
	short         []int
	comments      []extract.Aside
}

// maxWork bounds these comparisons for a document, to about a second. Without them what
// is drawn counts as seen.
const maxWork = 200_000_000

// muteLetters is how many letters a page of pictures needs to count as one with text.
const muteLetters = 20

// sheet reads a page.
func (r *reader) sheet(at leaf) (sheet, error) {
	area, base := r.f.geometry(at)
	p := &page{box: area, tiny: r.f.legible(at, area)}
	content, err := r.f.contents(p, at.dict["Contents"])
	if err != nil {
		return sheet{}, err
	}
	in := &interp{f: r.f, doc: r, page: p, bounds: emptyBox()}
	in.ctm, in.clip, in.fill, in.stroke = base, area, black, black
	in.alphas, in.stretch, in.lineWidth, in.base = [2]float64{1, 1}, 1, 1, base
	start := in.state
	if err := in.run(content, r.f.dict(at.resources)); err != nil {
		return sheet{}, err
	}
	in.state = start
	in.marks = in.marks[:0]
	if err := in.annotations(at.dict["Annots"]); err != nil {
		return sheet{}, err
	}
	in.marks = in.marks[:0]
	if err := in.drawTilings(start); err != nil {
		return sheet{}, err
	}
	p.cover(&r.work)
	if p.scanned() {
		r.ocr = append(r.ocr, r.number)
	}
	seen, lost := 0, 0
	for i := range p.glyphs {
		g := &p.glyphs[i]
		if g.why != shown {
			continue
		}
		if c := firstRune(p.glyphText(int32(i))); g.lost || unicode.IsLetter(c) || unicode.IsNumber(c) {
			seen++
		}
		if g.lost {
			lost++
		}
	}
	for _, n := range p.notes {
		seen += letters(n)
	}
	r.letters, r.lost = r.letters+seen, r.lost+lost
	if p.images >= 0.3 && seen-lost < muteLetters {
		r.mute = append(r.mute, r.number)
	}
	if p.short {
		r.short = append(r.short, r.number)
	}
	s := sheet{lines: p.lines(), height: float32(area.y1), hidden: p.secrets()}
	for _, n := range p.notes {
		for t := range strings.SplitSeq(n, "\n") {
			s.lines = append(s.lines, line{text: t, size: 10, stop: true})
		}
	}
	for _, v := range p.secret {
		s.hidden = append(s.hidden, hidden{text: v, why: extract.WhyMarked})
	}
	if w := p.watermark(); w != "" {
		s.broken = append(s.broken, w)
	}
	return s, r.f.limit
}

// picture notes a picture.
func (r *reader) picture(s *stream) {
	const most = 10_000
	if r.pictured[s.id] || len(r.doc.Pictures) >= most {
		return
	}
	r.pictured[s.id] = true
	data := s.raw
	if r.f.crypt != nil {
		data = r.f.crypt.stream(s, data)
	}
	sum := sha256.Sum256(data)
	r.doc.Pictures = append(r.doc.Pictures, extract.Picture{
		Hash: [16]byte(sum[:16]), Bytes: int64(len(data)), Page: int32(r.number),
	})
}

// switchedOff returns the optional content groups that are not shown (8.11.4.3).
func (f *file) switchedOff() map[ref]bool {
	d := f.dict(f.dict(f.dict(f.trailer["Root"])["OCProperties"])["D"])
	off := map[ref]bool{}
	for _, o := range f.array(d["OFF"]) {
		if r, ok := o.(ref); ok && (len(f.array(d["AS"])) == 0 || !f.turnedOn(f.dict(r))) {
			off[r] = true
		}
	}
	return off
}

// turnedOn reports whether viewing or printing switches a group on (8.11.4.4).
func (f *file) turnedOn(group dict) bool {
	u := f.dict(group["Usage"])
	return f.nameOf(f.dict(u["View"])["ViewState"]) == "ON" || f.nameOf(f.dict(u["Print"])["PrintState"]) == "ON"
}

// watermarks makes asides of slanted text, each once.
func (r *reader) watermarks(sheets []sheet) {
	seen := map[string]bool{}
	for _, s := range sheets {
		for _, w := range s.broken {
			if !seen[w] {
				seen[w] = true
				r.doc.Asides = append(r.doc.Asides, extract.Aside{Kind: "header", Text: w})
			}
		}
	}
}

// write puts the lines of all pages together to paragraphs.
func (r *reader) write(sheets []sheet) error {
	var b strings.Builder
	var first, last *line
	lastPage := 0
	for i := range sheets {
		s := &sheets[i]
		began := false
		for k := range s.lines {
			l := &s.lines[k]
			if l.at == aside {
				continue
			}
			text := strings.TrimSpace(l.text)
			if text == "" {
				continue
			}
			l.text = text
			sep := ""
			if last != nil {
				turned := lastPage != i || last.column != l.column || l.y > last.y
				switch {
				case last.tab:
					sep = "\t"
				case continues(first, last, l, following(sheets, i, k), turned):
					sep = glue(last.text, text)
				default:
					sep = "\n"
				}
			}
			if err := r.f.b.Text(len(sep)); err != nil {
				return err
			}
			b.WriteString(sep)
			if last == nil || sep == "\n" || sep == "\t" {
				first = l
			}
			l.at = int32(b.Len())
			if !began {
				r.doc.Pages = append(r.doc.Pages, l.at)
				began = true
			}
			b.WriteString(text)
			last, lastPage = l, i
		}
		if !began {
			r.doc.Pages = append(r.doc.Pages, int32(b.Len()))
		}
		r.conceal(s, int32(b.Len()))
	}
	r.doc.Text = b.String()
	return nil
}

// following returns the line of text after line k of sheet i, on the same sheet or at the
// top of the next one; nil where there is none.
func following(sheets []sheet, i, k int) *line {
	from := k + 1
	for j := i; j < len(sheets) && j <= i+1; j++ {
		for n := from; n < len(sheets[j].lines); n++ {
			if l := &sheets[j].lines[n]; l.at != aside && strings.TrimSpace(l.text) != "" {
				return l
			}
		}
		from = 0
	}
	return nil
}

// conceal notes the hidden texts of s, each where the first line begins that stands no
// higher; end is the offset behind the page.
func (r *reader) conceal(s *sheet, end int32) {
	from := len(r.doc.Hidden)
	for _, h := range s.hidden {
		if len(r.doc.Hidden) >= extract.MaxHiddens {
			break
		}
		at := end
		for i := range s.lines {
			if l := &s.lines[i]; l.at >= 0 && l.level && l.y <= h.y && strings.TrimSpace(l.text) != "" {
				at = l.at
				break
			}
		}
		r.doc.Hidden = append(r.doc.Hidden, extract.Hidden{At: at, Text: h.text, Why: h.why})
	}
	slices.SortStableFunc(r.doc.Hidden[from:], func(a, b extract.Hidden) int { return int(a.At) - int(b.At) })
}

// judge says whether the text is usable and what is missing from it.
func (r *reader) judge() error {
	const lostShare = 0.3 // beyond it what is left is not worth comparing
	pages := len(r.doc.Pages)
	visible := strings.ContainsFunc(r.doc.Text, func(c rune) bool { return !unicode.IsSpace(c) && c != utf8.RuneError })
	noLayer := func(format string, args ...any) error {
		return extract.Errorf(extract.CodeNoTextLayer, HintScan, format, args...)
	}
	broken := r.f.short || len(r.short) > 0 || r.f.rebuilt && !r.f.complete()
	switch {
	case !visible && (broken || (r.f.rebuilt || r.f.patched) && len(r.doc.Pictures) == 0):
		return damaged("no text of it can be read")
	case r.lost > 0 && broken && float64(r.lost) > lostShare*float64(r.letters):
		return damaged("its fonts cannot be read")
	case r.lost > 0 && float64(r.lost) > lostShare*float64(r.letters):
		return noLayer("no usable text layer: %d of %d characters have no Unicode value", r.lost, r.letters)
	case len(r.mute) == pages && broken:
		return damaged("no text of it can be read")
	case len(r.mute) == pages:
		return noLayer("no text layer: its pages are pictures (a scan)")
	case !visible && len(r.doc.Pictures) > 0:
		return noLayer("no text layer: its pages are pictures (a scan)")
	case !visible:
		return noLayer("no text layer: no text in it, or only text that is not seen")
	}
	warn := func(partial bool, code, hint, format string, args ...any) {
		if r.doc.Warning == nil || partial && !r.doc.Warning.Partial {
			r.doc.Warning = extract.Errorf(code, hint, format, args...)
			r.doc.Warning.Partial = partial
		}
	}
	switch {
	case len(r.short) > 0:
		warn(true, extract.CodePartial, extract.HintDamaged, "damaged PDF: page %s could not be read to the end", list(r.short))
	case broken:
		warn(true, extract.CodePartial, extract.HintDamaged, "damaged PDF: parts of it are missing")
	}
	if r.written {
		warn(true, extract.CodePartial, HintScan, "glyphs of a font show text by themselves: it was not read")
	}
	if root := r.f.dict(r.f.trailer["Root"]); root["Collection"] != nil {
		warn(true, extract.CodePartial, "hand in the files that are in it", "a PDF portfolio: the files in it were not read")
	} else if dynamic, _ := r.f.resolve(root["NeedsRendering"]).(bool); dynamic {
		warn(true, extract.CodePartial, HintScan, "an XFA form, which draws itself: its fields were not read")
	}
	if len(r.mute) > 0 {
		warn(true, extract.CodeNoTextLayer, HintScan, "no text layer on page %s (a scan): only the other pages were read", list(r.mute))
	}
	if r.lost > 0 {
		const few = 200 // one letter in so many is a bullet or an odd sign
		warn(r.lost*few > r.letters, extract.CodePartial, HintScan, "%d of %d characters have no Unicode value", r.lost, r.letters)
	}
	if len(r.ocr) > 0 {
		warn(false, CodeOCR, "compare it with what is seen on the pages", "recognised text of a scan on page %s", list(r.ocr))
	}
	if r.f.rebuilt {
		warn(false, extract.CodePartial, extract.HintDamaged, "repaired PDF: its cross-reference table is damaged and was rebuilt")
	}
	return nil
}

// complete reports whether the end of the file is there.
func (f *file) complete() bool {
	const tail = 4096 // bytes that other programs may have written behind the end
	return bytes.Contains(f.src[max(0, len(f.src)-tail):], []byte("%%EOF"))
}

// list returns page numbers as "1-3, 7", shortened where they are many.
func list(pages []int) string {
	const most = 8 // ranges
	var b strings.Builder
	for n := 0; len(pages) > 0; n++ {
		if n > 0 {
			b.WriteString(", ")
		}
		if n == most {
			b.WriteString("…")
			break
		}
		k := 1
		for k < len(pages) && pages[k] == pages[0]+k {
			k++
		}
		fmt.Fprint(&b, pages[0])
		if k > 1 {
			fmt.Fprintf(&b, "-%d", pages[k-1])
		}
		pages = pages[k:]
	}
	return b.String()
}
