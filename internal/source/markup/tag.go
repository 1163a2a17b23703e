package markup

import (
	"bytes"
	"unicode/utf8"

	"chachong/internal/source/extract"
)

const blanks = " \t\r\n"

// startTag reads a start or empty-element tag whose "<" has been read.
func (r *Reader) startTag() (Token, error) {
	if r.done {
		return Token{}, malformed("a second root element")
	}
	if len(r.open) >= r.max {
		return Token{}, extract.Errorf(extract.CodeLimitDepth, extract.HintLimit,
			"XML elements nested deeper than the limit of %d", r.max)
	}
	if err := r.readTag(); err != nil {
		return Token{}, err
	}
	name, rest := cutName(r.buf)
	if len(name) == 0 {
		return Token{}, malformed("a tag without a name")
	}
	bound := len(r.bound)
	if err := r.parseAttrs(rest); err != nil {
		return Token{}, err
	}
	e, err := r.element(name)
	if err != nil {
		return Token{}, err
	}
	e.bound = bound
	r.open = append(r.open, e)
	return Token{Kind: Start, Name: e.name, Attrs: r.attrs}, nil
}

// readTag reads up to and with ">". The bytes before it, or before "/>", go to r.buf.
func (r *Reader) readTag() error {
	r.buf = r.buf[:0]
	var quote byte // the quotation mark that is open, or 0
	for {
		if _, err := r.must(); err != nil {
			return err
		}
		r.buf = append(r.buf, r.in.tagBytes(quote)...)
		if len(r.buf) > MaxTag {
			return extract.Errorf(extract.CodeLimitUnpack, extract.HintLimit, "too large: an XML tag over the limit of %d MiB", MaxTag>>20)
		}
		c, err := r.must()
		if err != nil {
			return err
		}
		switch {
		case c == '<':
			return malformed("a tag inside a tag")
		case quote == 0 && c == '>':
			r.in.skip(1)
			if n := len(r.buf); n > 0 && r.buf[n-1] == '/' {
				r.buf, r.empty = r.buf[:n-1], true
			}
			return checkChars(r.buf)
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		case quote != 0 && c == quote:
			quote = 0
		default: // tagBytes has come to the end of the buffer
			continue
		}
		r.buf = append(r.buf, c)
		r.in.skip(1)
	}
}

// parseAttrs reads the attributes of a start tag into r.attrs and takes over the
// namespaces it declares.
func (r *Reader) parseAttrs(rest []byte) error {
	r.attrs, r.rawNames = r.attrs[:0], r.rawNames[:0]
	bound := len(r.bound)
	for n := 0; ; n++ {
		trimmed := bytes.TrimLeft(rest, blanks)
		if len(trimmed) == 0 {
			break
		}
		if len(trimmed) == len(rest) {
			return malformed("no blank between attributes")
		}
		if n >= MaxAttrs {
			return extract.Errorf(extract.CodeLimitCount, extract.HintLimit, "an XML element with more attributes than the limit of %d", MaxAttrs)
		}
		name, tail := cutName(trimmed)
		value, tail, ok := cutValue(tail)
		if len(name) == 0 || !ok {
			return malformed("an attribute without a name or a quoted value")
		}
		rest = tail
		value, err := unescapeAttr(value)
		if err != nil {
			return err
		}
		if string(name) == "xmlns" {
			r.bind("", value)
		} else if prefix, ok := bytes.CutPrefix(name, []byte("xmlns:")); ok {
			r.bind(string(prefix), value)
		} else {
			r.attrs = append(r.attrs, Attr{Value: value})
			r.rawNames = append(r.rawNames, name) // its prefix may be declared behind it
		}
	}
	if len(r.bound) > bound {
		r.forget()
	}
	for i, raw := range r.rawNames {
		name, err := r.attribute(raw)
		if err != nil {
			return err
		}
		r.attrs[i].Name = name
	}
	return nil
}

// bind declares a prefix. To declare again what holds already changes nothing.
func (r *Reader) bind(prefix string, uri []byte) {
	uris := r.spaces[prefix]
	if n := len(uris); n > 0 && uris[n-1] == string(uri) || prefix == "xml" {
		return
	}
	r.spaces[prefix] = append(uris, string(uri))
	r.bound = append(r.bound, prefix)
}

// element returns the element of that qualified name, attribute the name of an attribute:
// without a prefix it is in no namespace.
func (r *Reader) element(raw []byte) (element, error) {
	e, ok := r.elements[string(raw)]
	if !ok {
		prefix, local, _ := cutPrefix(raw)
		space, err := r.space(prefix)
		if err != nil {
			return element{}, err
		}
		e = element{raw: string(raw), name: Name{space, string(local)}}
		if len(r.elements) < maxNames {
			r.elements[e.raw] = e
		}
	}
	return e, nil
}

func (r *Reader) attribute(raw []byte) (Name, error) {
	name, ok := r.attributes[string(raw)]
	if !ok {
		prefix, local, prefixed := cutPrefix(raw)
		name.Local = string(local)
		if prefixed {
			space, err := r.space(prefix)
			if err != nil {
				return Name{}, err
			}
			name.Space = space
		}
		if len(r.attributes) < maxNames {
			r.attributes[string(raw)] = name
		}
	}
	return name, nil
}

// space returns the URI that prefix stands for.
func (r *Reader) space(prefix []byte) (string, error) {
	uris := r.spaces[string(prefix)]
	if n := len(uris); n > 0 {
		return uris[n-1], nil
	}
	if len(prefix) == 0 {
		return "", nil
	}
	return "", malformed("the prefix %q is not declared", clip(prefix))
}

// Space returns the URI that prefix stands for where the reader is, "" where it is not
// declared.
func (r *Reader) Space(prefix string) string {
	space, _ := r.space([]byte(prefix)) // an undeclared prefix has no URI
	return space
}

func cutPrefix(raw []byte) (prefix, local []byte, ok bool) {
	if prefix, local, ok = bytes.Cut(raw, []byte(":")); ok {
		return prefix, local, true
	}
	return nil, raw, false
}

// cutName returns the name at the beginning of tag, and what is behind it.
func cutName(tag []byte) (name, rest []byte) {
	for i, c := range tag {
		switch c {
		case ' ', '\t', '\r', '\n', '=', '/', '"', '\'':
			return tag[:i], tag[i:]
		}
	}
	return tag, nil
}

// cutValue returns the quoted value behind an equals sign, and what is behind it.
func cutValue(s []byte) (value, rest []byte, ok bool) {
	s = bytes.TrimLeft(s, blanks)
	if len(s) == 0 || s[0] != '=' {
		return nil, nil, false
	}
	s = bytes.TrimLeft(s[1:], blanks)
	if len(s) == 0 || s[0] != '"' && s[0] != '\'' {
		return nil, nil, false
	}
	end := bytes.IndexByte(s[1:], s[0])
	if end < 0 {
		return nil, nil, false
	}
	return s[1 : 1+end], s[2+end:], true
}

// unescapeAttr resolves the references in value, in place: none is shorter than its
// character. White space as written becomes blanks (XML 3.3.3).
func unescapeAttr(value []byte) ([]byte, error) {
	if !bytes.ContainsAny(value, "&\t\r\n") {
		return value, nil
	}
	out := value[:0]
	for len(value) > 0 {
		c := value[0]
		if c != '&' {
			if c == '\t' || c == '\r' || c == '\n' {
				c = ' '
			}
			out = append(out, c)
			value = value[1:]
			continue
		}
		end := bytes.IndexByte(value[:min(len(value), maxReference+2)], ';')
		if end < 0 {
			return nil, malformed("an & that begins no reference")
		}
		char, err := reference(value[1:end])
		if err != nil {
			return nil, err
		}
		out = utf8.AppendRune(out, char)
		value = value[end+1:]
	}
	return out, nil
}
