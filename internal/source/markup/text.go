package markup

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

// text reads a piece of the text in front of the next tag into r.buf. It is empty outside
// of the root element, where only white space may stand.
func (r *Reader) text() ([]byte, error) {
	r.buf = r.buf[:0]
	for {
		c, err := r.in.peek()
		if err != nil || c == '<' || r.full(c) {
			if err := r.checkText(); err != nil {
				return nil, err
			}
			return r.buf, nil // an error of the input comes again
		}
		switch c {
		case '&':
			char, err := r.readReference()
			if err != nil {
				return nil, err
			}
			r.buf = utf8.AppendRune(r.buf, char)
		case '\r':
			r.newline()
		default:
			r.buf = append(r.buf, r.in.textBytes(max(1, pieceSize-len(r.buf)))...)
		}
	}
}

// cdataText reads a piece of a CDATA section into r.buf.
func (r *Reader) cdataText() ([]byte, error) {
	r.buf = r.buf[:0]
	for {
		c, err := r.must()
		if err != nil {
			return nil, err
		}
		if r.full(c) {
			return r.buf, r.checkText()
		}
		if c == '\r' {
			r.newline()
			continue
		}
		r.in.skip(1)
		if r.buf = append(r.buf, c); c != ']' {
			continue
		}
		// "]]>" ends it; any number of "]" may stand in front.
		for c == ']' {
			if c, err = r.must(); err != nil {
				return nil, err
			}
			if c == '>' && bytes.HasSuffix(r.buf, []byte("]]")) {
				r.in.skip(1)
				r.buf = r.buf[:len(r.buf)-2]
				r.cdata = false
				return r.buf, r.checkText()
			}
			if c == ']' {
				r.in.skip(1)
				if len(r.buf) >= 2*MaxText {
					return nil, malformed("a CDATA section without end")
				}
				r.buf = append(r.buf, c)
			}
		}
	}
}

// pieceSize is where a piece ends: MaxText less the rest of a character.
const pieceSize = MaxText - utf8.UTFMax

// full reports whether the piece in r.buf has its size and may end before c: not inside a
// character.
func (r *Reader) full(c byte) bool {
	return len(r.buf) >= pieceSize && utf8.RuneStart(c) || len(r.buf) >= MaxText
}

// newline reads "\r" or "\r\n" as "\n" (XML 2.11).
func (r *Reader) newline() {
	r.in.skip(1)
	if c, err := r.in.peek(); err == nil && c == '\n' {
		r.in.skip(1)
	}
	r.buf = append(r.buf, '\n')
}

func (r *Reader) checkText() error {
	if err := checkChars(r.buf); err != nil {
		return err
	}
	if len(r.open) > 0 {
		return nil
	}
	if len(bytes.Trim(r.buf, blanks)) > 0 {
		return malformed("text outside of the root element")
	}
	r.buf = r.buf[:0]
	return nil
}

// checkChars refuses bytes that are no text (XML 2.2).
func checkChars(s []byte) error {
	for _, c := range s {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' {
			return malformed("a control character")
		}
	}
	if !utf8.Valid(s) {
		return malformed("bytes that are not text in its encoding")
	}
	return nil
}

// maxReference bounds what stands between "&" and ";": leading zeros are allowed.
const maxReference = 32

// readReference reads a reference whose "&" is next.
func (r *Reader) readReference() (rune, error) {
	var ref [maxReference]byte
	r.in.skip(1)
	for n := range len(ref) {
		c, err := r.must()
		if err != nil {
			return 0, err
		}
		r.in.skip(1)
		if c == ';' {
			return reference(ref[:n])
		}
		ref[n] = c
	}
	return 0, malformed("an & that begins no reference")
}

// reference returns the character of a reference, without "&" and ";". There are the five
// of XML 4.6 and those by number; others need a DTD.
func reference(ref []byte) (rune, error) {
	switch string(ref) {
	case "amp":
		return '&', nil
	case "lt":
		return '<', nil
	case "gt":
		return '>', nil
	case "quot":
		return '"', nil
	case "apos":
		return '\'', nil
	}
	digits, ok := bytes.CutPrefix(ref, []byte("#"))
	if !ok {
		return 0, malformed("the entity %q is not defined", clip(ref))
	}
	base := 10
	if hex, ok := bytes.CutPrefix(digits, []byte("x")); ok {
		digits, base = hex, 16
	}
	n, err := strconv.ParseUint(string(digits), base, 32)
	c := rune(n & 0x7FFFFFFF)
	if err != nil || !utf8.ValidRune(c) || c < ' ' && c != '\t' && c != '\n' && c != '\r' {
		return 0, malformed("the reference %q is no character", clip(ref))
	}
	return c, nil
}
