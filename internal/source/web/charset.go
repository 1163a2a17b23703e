package web

import (
	"bytes"
	"mime"
	"strings"

	"golang.org/x/net/html"
)

// charsetScan is how far into a page a declaration of its character set is looked for.
// Browsers look at 1,024 bytes; pages that were saved or glued together have it later.
const charsetScan = 16 << 10 // bytes

// declaredCharset returns the character set that a page names: by a byte order mark, else a
// <meta>, else the XML declaration; "" if it names none.
func declaredCharset(raw []byte) string {
	switch {
	case bytes.HasPrefix(raw, []byte("\xef\xbb\xbf")):
		return "utf-8"
	case bytes.HasPrefix(raw, []byte("\xff\xfe")):
		return "utf-16le"
	case bytes.HasPrefix(raw, []byte("\xfe\xff")):
		return "utf-16be"
	}
	head := raw[:min(len(raw), charsetScan)]
	if c := metaCharset(head); c != "" {
		return c
	}
	return xmlCharset(head)
}

// metaCharset returns the character set that the first <meta> with one names.
func metaCharset(head []byte) string {
	z := html.NewTokenizer(bytes.NewReader(head))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return ""
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			if string(name) != "meta" {
				continue
			}
			var charset, content string
			var equiv bool
			for more {
				var key, val []byte
				key, val, more = z.TagAttr()
				switch string(key) {
				case "charset":
					charset = string(val)
				case "content":
					content = string(val)
				case "http-equiv":
					equiv = strings.EqualFold(string(val), "content-type")
				}
			}
			if charset == "" && equiv {
				charset = charsetOf(content)
			}
			if charset = cleanCharset(charset); charset != "" {
				return charset
			}
		}
	}
}

// xmlCharset returns what the XML declaration names.
func xmlCharset(head []byte) string {
	head = bytes.TrimLeft(head, " \t\r\n")
	end := bytes.Index(head, []byte("?>"))
	if !bytes.HasPrefix(head, []byte("<?xml")) || end < 0 {
		return ""
	}
	_, rest, ok := strings.Cut(string(head[:end]), "encoding")
	if !ok {
		return ""
	}
	rest = strings.TrimLeft(rest, " \t\r\n=")
	if rest == "" || rest[0] != '"' && rest[0] != '\'' {
		return ""
	}
	name, _, _ := strings.Cut(rest[1:], rest[:1])
	return cleanCharset(name)
}

// charsetOf returns the charset parameter of a media type, however badly that is written.
func charsetOf(mediaType string) string {
	if _, params, err := mime.ParseMediaType(mediaType); err == nil {
		return cleanCharset(params["charset"])
	}
	return cleanCharset(looseParam(mediaType, "charset"))
}

// looseParam returns a parameter of a header field that package mime does not parse.
func looseParam(field, name string) string {
	for part := range strings.SplitSeq(field, ";") {
		key, val, ok := strings.Cut(part, "=")
		if ok && strings.EqualFold(strings.TrimSpace(key), name) {
			return strings.Trim(strings.TrimSpace(val), `"'`)
		}
	}
	return ""
}

// maxCharset bounds the name of a character set; the longest registered has 45 characters.
const maxCharset = 45

// cleanCharset returns name in lower case, "" where it cannot be a name.
func cleanCharset(name string) string {
	name = strings.ToLower(strings.Trim(name, " \t\r\n\"'"))
	if len(name) > maxCharset {
		return ""
	}
	for i := range len(name) {
		if c := name[i]; c <= ' ' || c >= 0x7f {
			return ""
		}
	}
	return name
}
