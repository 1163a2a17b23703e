package web

import (
	"crypto/sha256"
	"encoding/base64"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"chachong/internal/source/extract"
)

// Bounds of what a page says about itself.
const (
	maxInfo       = 1 << 10  // bytes of a field
	maxProperties = 64 << 10 // bytes of Word's properties
	maxPictures   = 10000    // distinct ones; those behind them are not listed
)

// meta takes up what a <meta> says about the page.
func (p *page) meta(tag atom.Atom, a *attributes) {
	if tag != atom.Meta {
		return
	}
	var field *string
	switch a.name {
	case "author", "dc.creator", "dcterms.creator":
		field = &p.info.Author
	case "changedby":
		field = &p.info.LastEditor
	case "generator":
		field = &p.info.Application
	case "created", "dcterms.created", "dc.date":
		a.content = date(a.content)
		field = &p.info.Created
	case "changed", "dcterms.modified":
		a.content = date(a.content)
		field = &p.info.Modified
	default:
		return
	}
	if *field == "" {
		*field = clip(collapse(a.content), maxInfo)
	}
}

// date returns a date as RFC 3339 if it is one that word processors write.
func date(s string) string {
	s = strings.TrimSpace(s)
	for _, layout := range [...]string{
		time.RFC3339Nano, "2006-01-02T15:04:05.999999999", "2006-01-02T15:04:05", "2006-01-02T15:04",
		"20060102;15040500", "2006-01-02", "2006-01-02 15:04:05",
	} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Truncate(time.Second).Format(time.RFC3339)
		}
	}
	if s == "00:00:00" { // LibreOffice, where it was never set
		return ""
	}
	return s
}

// properties reads the <o:DocumentProperties> of a page that Word saved.
func (p *page) properties(s string) {
	for _, f := range [...]struct {
		name string
		to   *string
	}{
		{"o:Author", &p.info.Author},
		{"o:LastAuthor", &p.info.LastEditor},
		{"o:Company", &p.info.Company},
		{"o:Created", &p.info.Created},
		{"o:LastSaved", &p.info.Modified},
	} {
		_, rest, ok := strings.Cut(s, "<"+f.name+">")
		if val, _, closed := strings.Cut(rest, "</"+f.name+">"); ok && closed && *f.to == "" {
			val = collapse(html.UnescapeString(val))
			if f.name == "o:Created" || f.name == "o:LastSaved" {
				val = date(val)
			}
			*f.to = clip(val, maxInfo)
		}
	}
}

// picture is one that the page itself holds.
type picture struct {
	extract.Picture
	node int32
}

// picture takes up the source of an <img>. Pictures that are elsewhere are counted only.
func (p *page) picture(src string) error {
	_, raw, ok := dataAddress(src)
	if !ok {
		p.images++
		return nil
	}
	if len(p.pictures) >= maxPictures {
		return nil
	}
	if err := p.budget.Unpack(len(raw)); err != nil {
		return err
	}
	pic := newPicture(raw)
	for i := max(0, len(p.pictures)-64); i < len(p.pictures); i++ {
		if p.pictures[i].Hash == pic.Hash {
			return nil // a bullet or a smiley that comes again and again
		}
	}
	p.pictures = append(p.pictures, picture{pic, p.container()})
	return nil
}

// newPicture returns the entry of a picture.
func newPicture(raw []byte) extract.Picture {
	sum := sha256.Sum256(raw)
	return extract.Picture{Hash: [16]byte(sum[:16]), Bytes: int64(len(raw))}
}

// decodeBase64 decodes what it can: bytes outside the alphabet are passed over, as RFC 2045,
// section 6.8, asks, and a torn end is left out.
func decodeBase64(s []byte) []byte {
	clean := make([]byte, 0, len(s))
	for _, c := range s {
		switch {
		case isAlphanumeric(c), c == '+', c == '/':
			clean = append(clean, c)
		case c == '-':
			clean = append(clean, '+')
		case c == '_':
			clean = append(clean, '/')
		}
	}
	if len(clean)%4 == 1 {
		clean = clean[:len(clean)-1]
	}
	out := make([]byte, base64.RawStdEncoding.DecodedLen(len(clean)))
	n, _ := base64.RawStdEncoding.Decode(out, clean)
	return out[:n]
}
