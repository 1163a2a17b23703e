package web

import (
	"bytes"
	"strings"

	"golang.org/x/net/html/atom"
)

// IsPage reports whether decoded text begins like a web page: with a document type, the
// elements every page has, or a part of a page that begins with a block element; comments
// and an XML declaration may stand in front. It goes by the beginning only, so that a
// report that mentions <html> is none. head need not be the whole text; 4 KiB are enough.
func IsPage(head string) bool {
	for {
		head = strings.TrimLeft(head, " \t\r\n\f\ufeff")
		end := ""
		switch {
		case strings.HasPrefix(head, "<?xml"):
			end = "?>"
		case strings.HasPrefix(head, "<!--"):
			end = "-->"
		default:
			return beginsPage(head)
		}
		i := strings.Index(head, end)
		if i < 0 {
			return false
		}
		head = head[i+len(end):]
	}
}

// beginsPage is IsPage behind comments.
func beginsPage(head string) bool {
	const doctype = "<!doctype html"
	if len(head) >= len(doctype) && strings.EqualFold(head[:len(doctype)], doctype) {
		return true
	}
	if !strings.HasPrefix(head, "<") {
		return false
	}
	n := 1
	for n < len(head) && n < 12 && isAlphanumeric(head[n]) {
		n++
	}
	if n == len(head) || !strings.ContainsRune("> \t\r\n/", rune(head[n])) {
		return false
	}
	// A tag ends before the next one begins; "<p 值" in a sentence does not.
	rest := head[n:]
	if end := strings.IndexAny(rest, "<>"); end >= 0 && rest[end] == '<' || end < 0 && len(rest) < len(doctype) {
		return false
	}
	switch a := atom.Lookup([]byte(strings.ToLower(head[1:n]))); a {
	case atom.Html, atom.Head, atom.Body, atom.Meta, atom.Title, atom.Base, atom.Link, atom.Style, atom.Br, atom.Hr,
		atom.Font, atom.Td, atom.Th, atom.Tr, atom.Span, atom.B, atom.Strong:
		return true
	default:
		return kindOf(a) == block
	}
}

func isAlphanumeric(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z'
}

// mhtScan is how much of a file IsMHT looks at.
const mhtScan = 4 << 10 // bytes

// IsMHT reports whether raw begins like a web archive or a letter: with nothing but header
// fields of RFC 5322, among them one of MIME.
func IsMHT(raw []byte) bool {
	head := bytes.TrimPrefix(raw[:min(len(raw), mhtScan)], []byte("\xef\xbb\xbf"))
	head = bytes.TrimLeft(head, "\r\n")
	mime := false
	for first := true; len(head) > 0; first = false {
		line, rest, whole := bytes.Cut(head, []byte("\n"))
		line = bytes.TrimSuffix(line, []byte("\r"))
		if len(line) == 0 {
			break
		}
		if !whole && len(raw) > mhtScan {
			break // the window ends inside it
		}
		head = rest
		if line[0] == ' ' || line[0] == '\t' {
			if first {
				return false
			}
			continue
		}
		name, value, ok := bytes.Cut(line, []byte(":"))
		if !ok && first && bytes.HasPrefix(line, []byte("From ")) {
			continue // the line mail boxes put in front of a letter
		}
		if !ok || !isFieldName(name) {
			return false
		}
		switch strings.ToLower(string(name)) {
		case "mime-version":
			mime = true
		case "content-type":
			mime = mime || bytes.HasPrefix(bytes.ToLower(bytes.TrimSpace(value)), []byte("multipart/"))
		}
	}
	return mime
}

// isFieldName reports whether name is one of a header field: letters, digits and hyphens.
func isFieldName(name []byte) bool {
	for _, c := range name {
		if !isAlphanumeric(c) && c != '-' && c != '_' {
			return false
		}
	}
	return len(name) > 0
}
