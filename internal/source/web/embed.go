package web

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"chachong/internal/source/extract"
)

// maxEmbedded is how deep pages can hold pages: each is whole in the one around it, and
// written again with it.
const maxEmbedded = 3

// embed reads the page that a frame or an object holds in its attributes, as a part of this
// one that looks like l.
func (p *page) embed(a *attributes, l look) error {
	text, ok := a.srcdoc, a.srcdoc != ""
	for _, src := range [...]string{a.src, a.data} {
		if !ok {
			var err error
			if text, ok, err = p.dataPage(src); err != nil {
				return err
			}
		}
	}
	if !ok {
		return nil
	}
	if p.depth >= maxEmbedded || p.skip > 0 {
		p.unread += hanLetters(text)
		return nil
	}
	inner, err := readEmbedded(text, p.budget, p.depth+1)
	if err != nil {
		return err
	}
	p.unread += inner.unread
	p.words = append(p.words, inner.words...)
	p.wordBytes += inner.wordBytes
	p.clauses += inner.clauses
	p.scripted = p.scripted || inner.scripted
	for _, pic := range inner.pictures {
		if len(p.pictures) < maxPictures {
			p.pictures = append(p.pictures, picture{pic.Picture, p.container()})
		}
	}
	if inner.warning != nil && inner.warning.Partial {
		p.warning = inner.warning
	}
	doc, err := inner.document()
	if err != nil && !isEmpty(err) {
		return err
	}
	if doc != nil {
		if err := p.lines(doc.Text, l); err != nil {
			return err
		}
	}
	for _, h := range inner.flow.hidden {
		if err := p.flow.hide(string(h.text), p.container(), h.why, h.kind, true); err != nil {
			return err
		}
	}
	for i := range inner.asides {
		if inner.asides[i].Len() > 0 {
			if err := p.aside(asideKind(i+1), inner.asides[i].String()); err != nil {
				return err
			}
		}
	}
	return nil
}

// readEmbedded reads a page that stands in another one.
func readEmbedded(text string, b *extract.Budget, depth int) (*page, error) {
	var sh sheet
	sh.collect(text)
	p := &page{budget: b, sheet: sh, depth: depth}
	return p, p.read(text)
}

// dataPage returns the page that a data: address holds (RFC 2397). Text of another kind that
// may be shown is counted.
func (p *page) dataPage(src string) (text string, ok bool, err error) {
	kind, raw, found := dataAddress(src)
	if !found {
		return "", false, nil
	}
	if err := p.budget.Unpack(len(raw)); err != nil {
		return "", false, err
	}
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	switch {
	case !utf8.Valid(raw):
		if strings.HasPrefix(kind, "text/") || kind == "" {
			p.unread += len(raw) / 2
		}
	case kind == "text/html", kind == "application/xhtml+xml", kind == "image/svg+xml":
		return string(raw), true, nil
	case kind == "" || strings.HasPrefix(kind, "text/"):
		return "<plaintext>" + string(raw), true, nil
	}
	return "", false, nil
}

// lines takes up text whose lines are made already, in lines of its own.
func (p *page) lines(s string, l look) error {
	p.flow.breakLine()
	p.apart = false
	l.space = spacePre
	if err := p.put(s, &l); err != nil {
		return err
	}
	p.flow.breakLine()
	return nil
}

// dataAddress returns the media type and the content of a data: address.
func dataAddress(src string) (kind string, raw []byte, ok bool) {
	src = strings.TrimSpace(src)
	if len(src) < 5 || !strings.EqualFold(src[:5], "data:") {
		return "", nil, false
	}
	kind, body, ok := strings.Cut(src[5:], ",")
	kind = strings.ToLower(kind)
	raw = unescapeBytes(body)
	if strings.HasSuffix(strings.TrimSpace(kind), ";base64") {
		raw = decodeBase64(raw)
	}
	kind, _, _ = strings.Cut(kind, ";")
	return strings.TrimSpace(kind), raw, ok
}

// dataText returns the text that a data: address holds.
func dataText(src string) (string, bool) {
	_, raw, ok := dataAddress(src)
	return strings.ToValidUTF8(string(raw), "\ufffd"), ok
}
