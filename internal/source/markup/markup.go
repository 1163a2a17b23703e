// Package markup reads XML that comes from strangers as a stream of tokens. Its memory is
// bounded by the longest tag (MaxTag) and the nesting that the Budget allows, whatever the
// length of the document or of a text in it. It knows no DTD: a document with one is
// refused, so there are no entities to expand and nothing to fetch.
//
// It follows XML 1.0 (Fifth Edition) and Namespaces in XML 1.0 as far as a reader of
// documents needs: what is not well-formed is an error, except that names may hold any
// character but white space and "/>=", and that attributes may repeat.
package markup

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"chachong/internal/source/extract"
)

// Bounds of one document, beside the nesting of the Budget.
const (
	// MaxTag bounds a start tag, in bytes. Word puts whole pictures into attributes
	// (o:gfxdata); apart from those a tag is rarely over 4 kB.
	MaxTag = 8 << 20
	// MaxAttrs bounds the attributes of an element. Real ones have up to about 50, most of
	// them declarations of namespaces.
	MaxAttrs = 1000
	// MaxText bounds the bytes of one Text token: longer text comes in pieces.
	MaxText = 64 << 10
	// maxNames bounds the names that are remembered. No vocabulary has as many; a document
	// made of ever new ones costs time, not memory.
	maxNames = 4096
)

// Kind of a Token.
type Kind uint8

// Kinds. An empty-element tag (<a/>) is a Start and an End.
const (
	Start Kind = iota + 1
	End
	Text
)

// Token is a piece of a document. Attrs and Text are valid until the next call of Next.
type Token struct {
	Kind  Kind
	Name  Name   // of a Start or an End
	Attrs []Attr // of a Start, in order, without declarations of namespaces
	Text  []byte // of a Text: valid UTF-8, 1 to MaxText bytes, whole characters
}

// Name is a name of an element or attribute.
type Name struct {
	Space string // URI of the namespace; "" for none
	Local string
}

// Attr is an attribute. Value is valid until the next call of Next.
type Attr struct {
	Name  Name
	Value []byte
}

// Attr returns the value of the first attribute of that name.
func (t *Token) Attr(space, local string) (value string, ok bool) {
	for i := range t.Attrs {
		if a := &t.Attrs[i]; a.Name.Local == local && a.Name.Space == space {
			return string(a.Value), true
		}
	}
	return "", false
}

// Reader reads tokens. Not safe for concurrent use.
type Reader struct {
	in   input
	max  int // open elements
	open []element
	done bool  // the root element has ended
	err  error // returned once and for all

	spaces map[string][]string // prefix → URIs, innermost last
	bound  []string            // prefixes that open elements declare
	// What qualified names mean under the present declarations: remembered, because
	// documents repeat a few names all over.
	elements   map[string]element
	attributes map[string]Name

	buf      []byte // the present tag or piece of text
	attrs    []Attr
	rawNames [][]byte // of attrs, in buf
	empty    bool     // an End is due for the empty-element tag that Next has returned
	cdata    bool     // inside a CDATA section
}

// element is an open element.
type element struct {
	raw   string // its qualified name as written
	name  Name
	bound int // len(bound) before it
}

// NewReader returns a Reader of the document r in UTF-8, or in UTF-16 with a byte order
// mark. Bytes are not charged to b: r should do that.
func NewReader(r io.Reader, b *extract.Budget) *Reader {
	return &Reader{
		in: input{src: r}, max: b.Nesting(),
		spaces:     map[string][]string{"xml": {"http://www.w3.org/XML/1998/namespace"}},
		elements:   map[string]element{},
		attributes: map[string]Name{},
	}
}

// Depth returns the number of open elements; the element of a Start counts.
func (r *Reader) Depth() int { return len(r.open) }

// Next returns the next token. Comments, processing instructions and what stands outside
// the root element are passed over. At the end of a well-formed document the error is
// io.EOF; any other is an *extract.Problem, or what the underlying reader gave.
func (r *Reader) Next() (Token, error) {
	if r.err != nil {
		return Token{}, r.err
	}
	t, err := r.next()
	if err != nil {
		r.err = err
	}
	return t, err
}

// Skip reads up to and with the End that belongs to the last Start.
func (r *Reader) Skip() error {
	for depth := len(r.open); ; {
		t, err := r.Next()
		if err == io.EOF || err == nil && t.Kind == End && len(r.open) < depth {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

func (r *Reader) next() (Token, error) {
	if r.empty {
		r.empty = false
		return Token{Kind: End, Name: r.close()}, nil
	}
	for {
		if r.cdata {
			text, err := r.cdataText()
			if err != nil || len(text) > 0 {
				return Token{Kind: Text, Text: text}, err
			}
			continue
		}
		c, err := r.in.peek()
		if err == io.EOF {
			if !r.done {
				return Token{}, malformed("the document ends before its last element does (truncated?)")
			}
			return Token{}, io.EOF
		}
		if err != nil {
			return Token{}, err
		}
		if c != '<' {
			text, err := r.text()
			if err != nil || len(text) > 0 {
				return Token{Kind: Text, Text: text}, err
			}
			continue
		}
		r.in.skip(1)
		if c, err = r.must(); err != nil {
			return Token{}, err
		}
		switch c {
		case '/':
			return r.endTag()
		case '?':
			err = r.instruction()
		case '!':
			err = r.declaration()
		default:
			return r.startTag()
		}
		if err != nil {
			return Token{}, err
		}
	}
}

// must is peek where the document may not end.
func (r *Reader) must() (byte, error) {
	c, err := r.in.peek()
	if err == io.EOF {
		err = malformed("the document ends inside a tag (truncated?)")
	}
	return c, err
}

// instruction passes over <?…?>; of an XML declaration it checks the encoding.
func (r *Reader) instruction() error {
	start := r.in.offset() == 1 && !r.done && len(r.open) == 0
	r.in.skip(1)
	head, err := r.until("?>", MaxText)
	if err != nil {
		return err
	}
	if start && bytes.HasPrefix(head, []byte("xml")) {
		return r.in.checkEncoding(declaredEncoding(head))
	}
	return nil
}

// declaration passes over a comment, begins a CDATA section or refuses a DTD.
func (r *Reader) declaration() error {
	var head [8]byte // ![CDATA[
	n := 0
	for n < len(head) {
		c, err := r.must()
		if err != nil {
			return err
		}
		head[n] = c
		n++
		r.in.skip(1)
		switch s := string(head[:n]); {
		case s == "!--":
			_, err := r.until("-->", 0)
			return err
		case s == "![CDATA[":
			if len(r.open) == 0 {
				return malformed("text outside of the root element")
			}
			r.cdata = true
			return nil
		case !strings.HasPrefix("!--", s) && !strings.HasPrefix("![CDATA[", s):
			if len(r.open) == 0 {
				return extract.Errorf(extract.CodeDTD, extract.HintDamaged,
					"XML with a document type declaration (DTD, DOCTYPE), which can define entities: not read")
			}
			return malformed("a declaration inside an element")
		}
	}
	return malformed("a declaration inside an element")
}

// until passes over the bytes up to and with the two or three of end, and returns the
// first max of those before.
func (r *Reader) until(end string, max int) ([]byte, error) {
	r.buf = r.buf[:0]
	matched := 0
	for {
		c, err := r.must()
		if err != nil {
			return nil, err
		}
		r.in.skip(1)
		if len(r.buf) < max {
			r.buf = append(r.buf, c)
		}
		switch {
		case c == end[matched]:
			if matched++; matched == len(end) {
				return r.buf, nil
			}
		case matched == 2 && c == end[0] && end[0] == end[1]: // "--->": still two
		case c == end[0]:
			matched = 1
		default:
			matched = 0
		}
	}
}

func (r *Reader) endTag() (Token, error) {
	r.in.skip(1)
	r.buf = r.buf[:0]
	for {
		c, err := r.must()
		if err != nil {
			return Token{}, err
		}
		r.in.skip(1)
		if c == '>' {
			break
		}
		if c == '<' || len(r.buf) >= MaxTag {
			return Token{}, malformed("an end tag without end")
		}
		r.buf = append(r.buf, c)
	}
	raw := bytes.TrimRight(r.buf, " \t\r\n")
	if len(r.open) == 0 || string(raw) != r.open[len(r.open)-1].raw {
		return Token{}, malformed("an end tag </%s> without its start tag", clip(raw))
	}
	return Token{Kind: End, Name: r.close()}, nil
}

// close ends the innermost element and returns its name.
func (r *Reader) close() Name {
	last := r.open[len(r.open)-1]
	r.open = r.open[:len(r.open)-1]
	if len(r.bound) > last.bound {
		for _, prefix := range r.bound[last.bound:] {
			uris := r.spaces[prefix]
			r.spaces[prefix] = uris[:len(uris)-1]
		}
		r.bound = r.bound[:last.bound]
		r.forget()
	}
	r.done = len(r.open) == 0
	return last.name
}

// forget drops remembered names when declarations change.
func (r *Reader) forget() {
	clear(r.elements)
	clear(r.attributes)
}

func malformed(format string, args ...any) *extract.Problem {
	return extract.Errorf(extract.CodeDamaged, extract.HintDamaged, "damaged: not well-formed XML: %s", fmt.Sprintf(format, args...))
}

// clip returns what of an untrusted name may stand in a reason.
func clip(name []byte) string {
	const limit = 40
	s := strings.ToValidUTF8(string(name[:min(len(name), limit)]), "")
	return s
}

// Children calls f for each element inside the present one, up to its end; f has to read
// to the end of the element.
func (r *Reader) Children(f func(*Token) error) error {
	for {
		t, err := r.Next()
		if err != nil {
			return err
		}
		switch t.Kind {
		case End:
			return nil
		case Start:
			if err := f(&t); err != nil {
				return err
			}
		}
	}
}
