// Package web reads web pages (HTML, XHTML, "save as web page" of word processors) and web
// archives (MHTML, and letters, which are the same thing).
//
// # From bytes to text
//
// A page is tokenized, never parsed to a tree: the open elements are a stack of bounded
// depth, and what the reader keeps is proportional to the text. Three passes follow each
// other. page turns tokens into flow: pieces of text, the lines and cells between them, and
// for each the container it stands in. Style says on the way which text nobody sees. Then
// main picks the pieces that are the page's own text and leaves out the navigation around
// it, and compose joins what is left.
//
// # What is seen
//
// A text is hidden only where it is certain that a browser does not show it; where another
// rule, a condition or a movement may show it, it is text. What is seen and cannot be read
// as text is counted: words in scripts, in attributes that controls or style sheets show, in
// what stands in for scripts and films. So are links around the text, and short texts between
// its letters that may be hidden. Where that is as much as a passage that counts, the
// reading is partial.
//
// # White space
//
// White space is collapsed as a browser does (CSS Text 3, section 4.1): runs of it are one
// space, none at the ends of lines, and none where a line of the source ends between two
// wide characters. <pre> and the white-space property are heeded.
package web

import (
	"errors"

	"chachong/internal/source/extract"
)

// Decode turns bytes into text and names the encoding it found. declared is the character
// set the page or its MIME part names, "" for none: a hint, which may be wrong.
type Decode func(raw []byte, declared string) (text, encoding string)

// Read reads a web page or a web archive. Its errors are *extract.Problem. The time it takes
// is linear in raw.
func Read(raw []byte, b *extract.Budget, decode Decode) (*extract.Document, error) {
	if IsMHT(raw) {
		return readArchive(raw, b, decode)
	}
	text, encoding := decode(raw, declaredCharset(raw))
	p, err := readPage(text, nil, b)
	if err != nil {
		return nil, err
	}
	doc, err := p.document()
	if err != nil {
		return nil, err
	}
	doc.Format, doc.Encoding = "html", encoding
	return doc, nil
}

// hintPage is what to do about a page without text of its own.
const hintPage = "open it in a browser, copy its text into a .txt file (UTF-8) and hand that in"

// noText is the problem of a page that shows no text.
func noText(p *page) error {
	hidden := 0
	for _, h := range p.flow.hidden {
		hidden += letters(string(h.text))
	}
	switch {
	case hidden > 0:
		return extract.Errorf(extract.CodeEmpty, hintPage, "no text can be seen on the page: all of it is hidden")
	case len(p.pictures) > 0 || p.images > 0:
		return extract.Errorf(extract.CodeNoTextLayer, hintPage, "the page holds pictures and no text")
	case p.frames > 0:
		return extract.Errorf(extract.CodeEmpty, hintPage, "no text in the page: it shows other pages in frames")
	}
	return extract.Errorf(extract.CodeEmpty, hintPage, "no text in the page")
}

// isEmpty reports whether err says that there is no text, and nothing worse.
func isEmpty(err error) bool {
	var p *extract.Problem
	return errors.As(err, &p) && (p.Code == extract.CodeEmpty || p.Code == extract.CodeNoTextLayer)
}
