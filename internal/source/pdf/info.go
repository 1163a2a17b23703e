package pdf

import (
	"encoding/xml"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"

	"chachong/internal/source/extract"
)

// textString decodes a text string (ISO 32000-2 7.9.2.2): UTF-16, UTF-8, or PDFDocEncoding,
// whose letters are those of Latin-1. Chinese programs also write GBK, against the rules.
func textString(s str) string {
	raw := string(s)
	switch {
	case strings.HasPrefix(raw, "\xfe\xff"):
		raw = utf16BE(raw[2:])
	case strings.HasPrefix(raw, "\xff\xfe"):
		swapped := []byte(raw[2:])
		for i := 0; i+1 < len(swapped); i += 2 {
			swapped[i], swapped[i+1] = swapped[i+1], swapped[i]
		}
		raw = utf16BE(string(swapped))
	case utf8.ValidString(raw):
		raw = strings.TrimPrefix(raw, "\ufeff")
	default:
		if gbk, err := simplifiedchinese.GBK.NewDecoder().String(raw); err == nil && !strings.ContainsRune(gbk, utf8.RuneError) {
			raw = gbk
		} else if latin, err := charmap.Windows1252.NewDecoder().String(raw); err == nil {
			raw = latin
		}
	}
	return strings.Map(func(r rune) rune {
		if r == '\r' {
			return '\n'
		}
		if unicode.IsControl(r) && r != '\n' && r != '\t' || r == utf8.RuneError {
			return -1
		}
		return r
	}, strings.ToValidUTF8(raw, ""))
}

// maxInfo bounds one entry of Info, in bytes.
const maxInfo = 4096

// info reads the information dictionary (14.3.3) and, for what it does not say, the XMP
// metadata (14.3.2).
func (f *file) info() extract.Info {
	d := f.dict(f.trailer["Info"])
	get := func(key name) string {
		s, _ := f.resolve(d[key]).(str)
		return clip(textString(s[:min(len(s), 4*maxInfo)]))
	}
	out := extract.Info{
		Title: get("Title"), Author: get("Author"), Company: get("Company"), Application: get("Creator"),
		Created: date(get("CreationDate")), Modified: date(get("ModDate")),
	}
	if producer := get("Producer"); out.Application == "" {
		out.Application = producer
	} else if producer != "" && producer != out.Application {
		out.Application += "; " + producer
	}
	if s := f.stream(f.dict(f.trailer["Root"])["Metadata"]); s != nil {
		const most = 1 << 20 // bytes of XMP; its padding is 2 KB, a thumbnail some 20 KB
		if data, err := f.decode(s); err == nil && len(data) <= most {
			xmp(&out, string(data))
		}
	}
	return out
}

func clip(s string) string {
	s = strings.TrimSpace(s)
	if len(s) > maxInfo {
		s = strings.ToValidUTF8(s[:maxInfo], "")
	}
	return s
}

// xmp fills the empty fields of out.
func xmp(out *extract.Info, data string) {
	fields := map[string]*string{
		"title": &out.Title, "creator": &out.Author, "CreatorTool": &out.Application,
		"CreateDate": &out.Created, "ModifyDate": &out.Modified,
	}
	d := xml.NewDecoder(strings.NewReader(data))
	d.Strict = false
	d.CharsetReader = nil
	var to *string
	for range 10_000 {
		t, err := d.RawToken()
		if err != nil {
			return
		}
		switch t := t.(type) {
		case xml.StartElement:
			for _, a := range t.Attr {
				if f := fields[a.Name.Local]; f != nil && *f == "" {
					*f = date(clip(textString(str(a.Value))))
				}
			}
			if f, ok := fields[t.Name.Local]; ok {
				to = f
			}
		case xml.CharData:
			if to != nil && *to == "" {
				*to = date(clip(textString(str(t))))
			}
		case xml.EndElement:
			if _, ok := fields[t.Name.Local]; ok {
				to = nil
			}
		}
	}
}

// date returns a date "D:20241105093000+08'00'" (7.9.4) as RFC 3339, and anything else as
// it is.
func date(s string) string {
	d, ok := strings.CutPrefix(s, "D:")
	if !ok {
		return s
	}
	d = strings.ReplaceAll(d, "'", "")
	for _, layout := range []string{"20060102150405Z0700", "20060102150405-0700", "20060102150405", "200601021504", "20060102", "200601", "2006"} {
		if t, err := time.Parse(layout, strings.TrimSuffix(d, "Z0000")); err == nil {
			return t.Format(time.RFC3339)
		}
	}
	return s
}
