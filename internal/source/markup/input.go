package markup

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"chachong/internal/source/extract"
)

// inputSize is the bytes read at once.
const inputSize = 32 << 10

// input is the document in UTF-8 without its byte order mark.
type input struct {
	src    io.Reader
	raw    []byte // as read
	buf    []byte // as UTF-8: raw itself, or what it was transcoded to
	at     int    // of the next byte in buf
	passed int64  // bytes in front of buf
	err    error  // what src gave behind buf

	begun bool
	order binary.ByteOrder // of UTF-16; nil: UTF-8
	rest  []byte           // bytes of a UTF-16 character that is not complete
	wide  []byte           // memory of buf where it is transcoded
}

// offset returns the number of bytes that were passed.
func (in *input) offset() int64 { return in.passed + int64(in.at) }

// peek returns the next byte without passing it.
func (in *input) peek() (byte, error) {
	for in.at == len(in.buf) {
		if in.err != nil {
			return 0, in.err
		}
		in.fill()
	}
	return in.buf[in.at], nil
}

// skip passes n bytes of those that peek or the like has shown.
func (in *input) skip(n int) { in.at += n }

// tagBytes passes and returns what stands in the buffer before the next "<", the quotation
// mark quote, or with 0 before ">" or any quotation mark. Valid until the next peek.
func (in *input) tagBytes(quote byte) []byte {
	from := in.at
	for _, c := range in.buf[from:] {
		if c == '<' || c == quote && quote != 0 || quote == 0 && (c == '>' || c == '"' || c == '\'') {
			break
		}
		in.at++
	}
	return in.buf[from:in.at]
}

// textBytes passes and returns at most limit bytes of the buffer before the next "<", "&"
// or "\r". Valid until the next peek.
func (in *input) textBytes(limit int) []byte {
	from := in.at
	for _, c := range in.buf[from:min(len(in.buf), from+limit)] {
		if c == '<' || c == '&' || c == '\r' {
			break
		}
		in.at++
	}
	return in.buf[from:in.at]
}

// fill reads on. Readers that give neither bytes nor an error are asked again up to
// maxEmpty times.
func (in *input) fill() {
	const maxEmpty = 100
	in.passed += int64(len(in.buf))
	in.buf, in.at = nil, 0
	if in.raw == nil {
		in.raw = make([]byte, inputSize)
	}
	if !in.begun {
		in.begin()
		return
	}
	n := 0
	for range maxEmpty {
		if n, in.err = in.src.Read(in.raw); n > 0 || in.err != nil {
			break
		}
	}
	if n == 0 && in.err == nil {
		in.err = io.ErrNoProgress
	}
	in.take(in.raw[:n])
}

// begin reads the first bytes and tells the encoding by them (XML appendix F).
func (in *input) begin() {
	in.begun = true
	n, err := io.ReadFull(in.src, in.raw[:4])
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = io.EOF
	}
	in.err = err
	head := in.raw[:n]
	switch {
	case bytes.HasPrefix(head, []byte("\xEF\xBB\xBF")):
		head = head[3:]
	case bytes.HasPrefix(head, []byte("\xFF\xFE")):
		in.order, head = binary.LittleEndian, head[2:]
	case bytes.HasPrefix(head, []byte("\xFE\xFF")):
		in.order, head = binary.BigEndian, head[2:]
	case bytes.HasPrefix(head, []byte("<\x00")):
		in.order = binary.LittleEndian
	case bytes.HasPrefix(head, []byte("\x00<")):
		in.order = binary.BigEndian
	}
	in.take(head)
}

// take makes read bytes the buffer.
func (in *input) take(read []byte) {
	if in.order == nil {
		in.buf = read
		return
	}
	s := append(in.rest, read...)
	in.wide = in.wide[:0]
	for len(s) >= 2 {
		c, n := rune(in.order.Uint16(s)), 2
		if utf16.IsSurrogate(c) {
			if len(s) < 4 {
				break
			}
			c, n = utf16.DecodeRune(c, rune(in.order.Uint16(s[2:]))), 4
			if c == utf8.RuneError {
				in.err = malformed("bytes that are not text in its encoding")
				break
			}
		}
		in.wide = utf8.AppendRune(in.wide, c)
		s = s[n:]
	}
	if len(s) > 0 && in.err == io.EOF {
		in.err = malformed("the document ends inside a character (truncated?)")
	}
	in.rest = append([]byte(nil), s...)
	in.buf = in.wide
}

// checkEncoding refuses a declared encoding that is not that of the bytes.
func (in *input) checkEncoding(declared string) error {
	switch strings.ToLower(declared) {
	case "", "utf-8", "utf8", "us-ascii", "ascii", "utf-16", "utf16", "utf-16le", "utf-16be", "unicode":
		return nil // whether they are is seen
	}
	return extract.Errorf(extract.CodeFormat, extract.HintDamaged, "XML in the encoding %q: only UTF-8 and UTF-16 are read", clip([]byte(declared)))
}

// declaredEncoding returns the encoding that an XML declaration names, or "".
func declaredEncoding(declaration []byte) string {
	_, rest, ok := bytes.Cut(declaration, []byte("encoding"))
	if !ok {
		return ""
	}
	value, _, _ := cutValue(rest)
	return string(value)
}
