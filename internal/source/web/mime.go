package web

import (
	"bytes"
	"io"
	"mime"
	"strings"

	"chachong/internal/source/extract"
)

// The readers of package net/mail and mime/multipart refuse a message for one bad line.
// Letters that were forwarded, cut or converted have such lines, and their text is whole.

// Bounds of the head of a part.
const (
	maxHeader = 256 << 10 // bytes; letters that passed many servers have 30 KiB
	maxFields = 1000
)

// header holds the fields of a part by their names in lower case, the first of each.
type header map[string]string

// splitHeader divides a part at its first empty line. Fields behind the bounds are passed
// over.
func splitHeader(raw []byte) (header, []byte) {
	h := header{}
	var name string
	var value strings.Builder
	finish := func() {
		if _, twice := h[name]; name != "" && !twice && len(h) < maxFields {
			h[name] = value.String()
		}
		name = ""
		value.Reset()
	}
	defer finish()
	for read := 0; len(raw) > 0; {
		line, rest, _ := bytes.Cut(raw, []byte("\n"))
		raw = rest
		if line = bytes.TrimRight(line, "\r"); len(line) == 0 {
			return h, rest
		}
		if read += len(line) + 1; read > maxHeader {
			continue
		}
		if line[0] == ' ' || line[0] == '\t' {
			value.WriteByte(' ')
			value.Write(bytes.TrimSpace(line))
			continue
		}
		finish()
		if key, val, ok := bytes.Cut(line, []byte(":")); ok {
			name = strings.ToLower(string(bytes.TrimSpace(key)))
			value.Write(bytes.TrimSpace(val))
		}
	}
	return h, nil
}

func (h header) get(name string) string { return h[name] }

// mediaType returns the media type of a part in lower case, "" if it names none.
func (h header) mediaType() string {
	kind, _, _ := strings.Cut(h["content-type"], ";")
	return strings.ToLower(strings.TrimSpace(kind))
}

// param returns a parameter of a field.
func (h header) param(field, name string) string {
	if _, params, err := mime.ParseMediaType(h[field]); err == nil {
		return params[name]
	}
	return looseParam(h[field], name)
}

// isAttachment reports whether a part is a file that a letter brings along.
func (h header) isAttachment() bool {
	kind, _, _ := strings.Cut(h["content-disposition"], ";")
	return strings.EqualFold(strings.TrimSpace(kind), "attachment")
}

// splitParts divides the body of a multipart (RFC 2046, section 5.1.1). closed is false if
// the last part has no end; behind is what stands after it.
func splitParts(body []byte, boundary string) (parts [][]byte, behind []byte, closed bool) {
	mark := []byte("--" + boundary)
	begin := -1
	for at := 0; at < len(body); {
		i := bytes.Index(body[at:], mark)
		if i < 0 {
			break
		}
		i += at
		at = i + len(mark)
		if i > 0 && body[i-1] != '\n' {
			continue
		}
		line, _, _ := bytes.Cut(body[at:], []byte("\n"))
		last := bytes.HasPrefix(line, []byte("--"))
		if tail := bytes.TrimSpace(bytes.TrimPrefix(line, []byte("--"))); len(tail) > 0 {
			continue // a longer boundary, of a part inside
		}
		if begin >= 0 {
			parts = append(parts, trimLine(body[begin:i]))
		}
		if last {
			return parts, body[at+len(line):], true
		}
		begin = min(at+len(line)+1, len(body))
	}
	if begin >= 0 {
		parts = append(parts, body[begin:])
	}
	return parts, nil, false
}

// trimLine cuts the line end that belongs to the boundary behind it.
func trimLine(s []byte) []byte {
	return bytes.TrimSuffix(bytes.TrimSuffix(s, []byte("\n")), []byte("\r"))
}

// transferDecode undoes the transfer encoding of a part. What it gives is charged.
func transferDecode(h header, body []byte, b *extract.Budget) ([]byte, error) {
	encoding, _, _ := strings.Cut(strings.ToLower(h["content-transfer-encoding"]), ";")
	switch strings.TrimSpace(encoding) {
	case "base64":
		body = decodeBase64(body)
	case "quoted-printable":
		body = decodeQuoted(body)
	case "", "7bit", "8bit", "binary":
	default:
		return nil, extract.Errorf(extract.CodeFormat, hintPage, "web archive: transfer encoding %.40q is not read", encoding)
	}
	return body, b.Unpack(len(body))
}

// decodeQuoted undoes quoted-printable (RFC 2045, section 6.7). A "=" that begins no code
// stands for itself.
func decodeQuoted(s []byte) []byte {
	out := make([]byte, 0, len(s))
	for len(s) > 0 {
		i := bytes.IndexByte(s, '=')
		if i < 0 {
			return append(out, s...)
		}
		out = append(out, s[:i]...)
		s = s[i+1:]
		if len(s) >= 2 {
			hi, ok1 := unhex(s[0])
			lo, ok2 := unhex(s[1])
			if ok1 && ok2 {
				out = append(out, hi<<4|lo)
				s = s[2:]
				continue
			}
		}
		// White space behind a soft line break was added on the way.
		line, _, found := bytes.Cut(s[:min(len(s), 80)], []byte("\n"))
		switch {
		case len(s) == 0:
		case found && len(bytes.TrimRight(line, " \t\r")) == 0:
			s = s[len(line)+1:]
		default:
			out = append(out, '=')
		}
	}
	return out
}

func unhex(c byte) (byte, bool) {
	switch {
	case '0' <= c && c <= '9':
		return c - '0', true
	case 'a' <= c && c <= 'f':
		return c - 'a' + 10, true
	case 'A' <= c && c <= 'F':
		return c - 'A' + 10, true
	}
	return 0, false
}

// decodeWords decodes the encoded words of a field (RFC 2047); a field without them is in
// whatever encoding the text reads as.
func decodeWords(field string, decode Decode) string {
	d := mime.WordDecoder{CharsetReader: func(charset string, r io.Reader) (io.Reader, error) {
		raw, err := io.ReadAll(r)
		if err != nil {
			return nil, err
		}
		text, _ := decode(raw, cleanCharset(charset))
		return strings.NewReader(text), nil
	}}
	if out, err := d.DecodeHeader(field); err == nil && strings.Contains(field, "=?") {
		return strings.ToValidUTF8(out, "\ufffd")
	}
	text, _ := decode([]byte(field), "")
	return text
}
