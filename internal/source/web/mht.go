package web

import (
	"bytes"
	"strings"

	"chachong/internal/source/extract"
)

// archive is the reading of one MIME message: a page and what it is made of (RFC 2557), or
// a letter.
type archive struct {
	budget   *extract.Budget
	decode   Decode
	parts    []*part // without those that hold parts themselves, in their order
	others   []*part // plain texts of which a better version stands in parts
	attached int     // files that a letter brings along
	cut      bool    // a part has no end
	behind   int     // letters after the end of the last part
}

// part is a part of a message that holds no other parts.
type part struct {
	header header
	kind   string // its media type
	body   []byte // as stored
}

// maxMultiparts is how deep parts may hold parts. Letters that pass through five hands have
// as many.
const maxMultiparts = 16

// hintAttached is what to do about what a letter brings along.
const hintAttached = "hand in the attached files themselves"

// readArchive reads a web archive or a letter.
func readArchive(raw []byte, b *extract.Budget, decode Decode) (*extract.Document, error) {
	a := &archive{budget: b, decode: decode}
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	raw = bytes.TrimLeft(raw, "\r\n")
	if bytes.HasPrefix(raw, []byte("From ")) { // a mail box of one letter
		_, raw, _ = bytes.Cut(raw, []byte("\n"))
	}
	top, body := splitHeader(raw)
	if err := a.part(top, body, "text/plain", 0); err != nil {
		return nil, err
	}
	doc, err := a.document(top)
	if err != nil {
		return nil, err
	}
	doc.Format = "mht"
	if title := a.words(top.get("subject")); title != "" {
		doc.Info.Title = clip(collapse(title), maxInfo)
	}
	if author := a.words(top.get("from")); !bySaver(author) && doc.Info.Author == "" {
		doc.Info.Author = clip(collapse(author), maxInfo)
	} else if bySaver(author) && doc.Info.Application == "" {
		doc.Info.Application = clip(strings.Trim(collapse(author), `<>"`), maxInfo)
	}
	for _, p := range a.parts {
		if strings.HasPrefix(p.kind, "image/") {
			data, err := a.bytes(p)
			if err != nil {
				return nil, err
			}
			if len(data) > 0 && len(doc.Pictures) < maxPictures {
				doc.Pictures = append(doc.Pictures, newPicture(data))
			}
		}
	}
	other, err := a.otherLetters(doc.Text)
	if err != nil {
		return nil, err
	}
	switch {
	case other >= mostUnread && (doc.Warning == nil || !doc.Warning.Partial):
		doc.Warning = extract.Errorf(extract.CodePartial, hintPage, "%d letters of another version of the letter were not read", other)
		doc.Warning.Partial = true
	case a.behind >= mostUnread && (doc.Warning == nil || !doc.Warning.Partial):
		doc.Warning = extract.Errorf(extract.CodePartial, hintPage, "%d letters behind the end of the web archive were not read", a.behind)
		doc.Warning.Partial = true
	case a.cut && (doc.Warning == nil || !doc.Warning.Partial):
		doc.Warning = extract.Errorf(extract.CodePartial, extract.HintDamaged, "the web archive is cut off: its last part has no end")
		doc.Warning.Partial = true
	case a.attached > 0 && doc.Warning == nil:
		doc.Warning = extract.Errorf(extract.CodePartial, hintAttached, "attached files that are not read: %d", a.attached)
		doc.Warning.Partial = true
	}
	return doc, nil
}

// bySaver reports whether the sender of a message is the browser that saved it.
func bySaver(from string) bool {
	lower := strings.ToLower(from)
	return strings.Contains(lower, "saved by") || strings.Contains(from, "保存") || strings.Contains(lower, "microsoft internet explorer")
}

// part takes up a part, and those in it. kind is its media type if it names none.
func (a *archive) part(h header, body []byte, kind string, depth int) error {
	if err := a.budget.Entry(); err != nil {
		return err
	}
	if t := h.mediaType(); t != "" {
		kind = t
	}
	switch {
	case strings.HasPrefix(kind, "multipart/"):
		if depth >= maxMultiparts {
			return extract.Errorf(extract.CodeLimitDepth, extract.HintLimit, "parts of the web archive nested deeper than the limit of %d", maxMultiparts)
		}
		return a.multipart(h, body, kind, depth)
	case kind == "message/rfc822":
		if depth >= maxMultiparts {
			return extract.Errorf(extract.CodeLimitDepth, extract.HintLimit, "parts of the web archive nested deeper than the limit of %d", maxMultiparts)
		}
		data, err := transferDecode(h, body, a.budget)
		if err != nil {
			return err
		}
		inner, rest := splitHeader(data)
		return a.part(inner, rest, "text/plain", depth+1)
	case h.isAttachment():
		a.attached++
		return nil
	}
	a.parts = append(a.parts, &part{header: h, kind: kind, body: body})
	return nil
}

// multipart takes up the parts of a multipart.
func (a *archive) multipart(h header, body []byte, kind string, depth int) error {
	boundary := h.param("content-type", "boundary")
	if boundary == "" {
		return extract.Errorf(extract.CodeDamaged, extract.HintDamaged, "damaged web archive: a part of several names no boundary")
	}
	parts, behind, closed := splitParts(body, boundary)
	a.behind += wideLetters(decodeQuoted(behind))
	a.cut = a.cut || !closed
	inner := "text/plain"
	if kind == "multipart/digest" {
		inner = "message/rfc822"
	}
	first := len(a.parts)
	for _, p := range parts {
		ph, pb := splitHeader(p)
		if err := a.part(ph, pb, inner, depth+1); err != nil {
			return err
		}
	}
	if kind == "multipart/alternative" {
		a.choose(first)
	}
	return nil
}

// choose leaves of the texts from first on, which say the same, the best one: the page.
func (a *archive) choose(first int) {
	page := false
	for _, p := range a.parts[first:] {
		page = page || p.isPage()
	}
	kept := a.parts[:first]
	text := false
	for _, p := range a.parts[first:] {
		plain := p.kind == "text/plain"
		if plain && (page || text) {
			a.others = append(a.others, p)
			continue
		}
		text = text || plain
		kept = append(kept, p)
	}
	a.parts = kept
}

// otherLetters counts the letters of the versions that were not read and are not in text:
// they need not say the same, and some programs show them.
func (a *archive) otherLetters(text string) (int, error) {
	p := page{}
	for _, o := range a.others {
		data, err := a.bytes(o)
		if err != nil {
			return 0, err
		}
		s, _ := a.decode(data, charsetOf(o.header.get("content-type")))
		p.addWords(strings.Join(strings.FieldsFunc(s, isSpace), ""))
	}
	return p.unread + missing(p.words, strings.Join(strings.FieldsFunc(text, isBlank), "")), nil
}

// isPage reports whether the part is a web page, or read as one.
func (p *part) isPage() bool {
	switch p.kind {
	case "text/html", "application/xhtml+xml", "application/xml", "text/xml", "image/svg+xml":
		return true
	}
	return false
}

// bytes returns what a part holds, decoded.
func (a *archive) bytes(p *part) ([]byte, error) {
	return transferDecode(p.header, p.body, a.budget)
}

// root returns the pages of the archive, that which it begins with first.
func (a *archive) root(top header) []*part {
	start := strings.Trim(top.param("content-type", "start"), "<> ")
	var pages []*part
	for _, p := range a.parts {
		if !p.isPage() {
			continue
		}
		pages = append(pages, p)
		if start != "" && strings.Trim(p.header.get("content-id"), "<> ") == start {
			last := len(pages) - 1
			pages[0], pages[last] = pages[last], pages[0]
			start = ""
		}
	}
	return pages
}

// document reads the pages of the archive, the first one first and then its frames, and
// behind them the plain text of a letter.
func (a *archive) document(top header) (*extract.Document, error) {
	sheets, err := a.sheets()
	if err != nil {
		return nil, err
	}
	var best *extract.Document
	var empty error
	for _, p := range a.root(top) {
		doc, err := a.page(p, sheets)
		switch {
		case err == nil:
			best = join(best, doc)
		case !isEmpty(err):
			return nil, err
		case empty == nil:
			empty = err
		}
	}
	doc, err := a.plain()
	switch {
	case err != nil:
		return nil, err
	case best != nil && doc == nil:
		return best, nil
	case doc != nil:
		return join(best, doc), nil
	case a.attached > 0:
		return nil, extract.Errorf(extract.CodeEmpty, hintAttached, "no text in the letter itself; attached files that are not read: %d", a.attached)
	case empty == nil:
		return nil, extract.Errorf(extract.CodeEmpty, hintPage, "no page in the web archive")
	}
	return nil, empty
}

// join puts what a further part of the archive shows behind the first ones: frames, texts of
// a letter. A few words, of an advertisement or a mailing list, are left out.
func join(first, next *extract.Document) *extract.Document {
	const few = 40 // letters
	seen := func(d *extract.Document) int { return letters(d.Text) }
	hidden := 0
	for _, h := range next.Hidden {
		hidden += letters(h.Text)
	}
	switch {
	case first == nil:
		return next
	case seen(first) < few && seen(next) > seen(first):
		return next
	case seen(next) < few && hidden < few && len(next.Asides) == 0:
		return first
	}
	at := int32(len(first.Text) + 1)
	first.Text += "\n" + next.Text
	for _, h := range next.Hidden {
		if h.At += at; len(first.Hidden) < extract.MaxHiddens {
			first.Hidden = append(first.Hidden, h)
		}
	}
	first.Asides = append(first.Asides, next.Asides...)
	first.Pictures = append(first.Pictures, next.Pictures...)
	if first.Warning == nil || !first.Warning.Partial {
		if next.Warning != nil {
			first.Warning = next.Warning
		}
	}
	return first
}

// sheets returns the style sheets of the archive.
func (a *archive) sheets() ([]string, error) {
	var sheets []string
	for _, p := range a.parts {
		if p.kind != "text/css" {
			continue
		}
		css, err := a.bytes(p)
		if err != nil {
			return nil, err
		}
		text, _ := a.decode(css, charsetOf(p.header.get("content-type")))
		sheets = append(sheets, text)
	}
	return sheets, nil
}

// page reads a part that is a page.
func (a *archive) page(p *part, sheets []string) (*extract.Document, error) {
	data, err := a.bytes(p)
	if err != nil {
		return nil, err
	}
	charset := charsetOf(p.header.get("content-type"))
	if charset == "" {
		charset = declaredCharset(data)
	}
	text, encoding := a.decode(data, charset)
	read, err := readPage(text, sheets, a.budget)
	if err != nil {
		return nil, err
	}
	doc, err := read.document()
	if err != nil {
		return nil, err
	}
	doc.Encoding = encoding
	return doc, nil
}

// plain joins the parts that are plain text; nil if there are none.
func (a *archive) plain() (*extract.Document, error) {
	var texts []string
	doc := &extract.Document{}
	for _, p := range a.parts {
		if p.kind != "text/plain" {
			continue
		}
		data, err := a.bytes(p)
		if err != nil {
			return nil, err
		}
		text, encoding := a.decode(data, charsetOf(p.header.get("content-type")))
		text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
		if text = strings.TrimRight(strings.TrimLeft(text, "\ufeff\n"), " \n"); strings.TrimFunc(text, isBlank) == "" {
			continue
		}
		if err := a.budget.Text(len(text) + 1); err != nil {
			return nil, err
		}
		texts = append(texts, text)
		doc.Encoding = encoding
	}
	if len(texts) == 0 {
		return nil, nil
	}
	doc.Text = strings.Join(texts, "\n")
	return doc, nil
}

// words decodes the encoded words of a field.
func (a *archive) words(field string) string { return decodeWords(field, a.decode) }

// wideLetters returns at least how many Han letters raw has, in whatever encoding.
func wideLetters(raw []byte) int {
	const most = 3 // bytes of a letter
	n := 0
	for _, c := range raw {
		if c >= 0x80 {
			n++
		}
	}
	return n / most
}
