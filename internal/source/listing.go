package source

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

// splitList returns the cleaned paths of a list, one a line or, with null, one behind
// each NUL. A list without a byte order mark is in the encoding of the system, as the
// names are; one that came from elsewhere is known by the files it names.
func splitList(raw []byte, null bool) ([]string, error) {
	content, sep := string(raw), "\x00"
	if !null {
		sep = "\n"
		content = listText(raw)
		if strings.Contains(content, "\x00") {
			return nil, errors.New("holds NUL bytes: add -0 for a list that is separated by them")
		}
	}
	var names []string
	for _, line := range strings.Split(content, sep) {
		if !null {
			line = strings.TrimSuffix(line, "\r")
		}
		if line != "" {
			names = append(names, existing(filepath.Clean(line)))
		}
	}
	if len(names) == 0 {
		return nil, errors.New("names no file")
	}
	return names, nil
}

// listText decodes a list as a whole where that must be: UTF-16 is not cut at bytes.
func listText(raw []byte) string {
	if bom := markOf(raw); bom != nil {
		return bom.decode(raw[len(bom.mark):]).text // PowerShell writes lists as UTF-16
	}
	content := string(raw)
	if utf8.ValidString(content) && !strings.Contains(content, "\x00") {
		return content
	}
	for _, c := range []*codec{utf16leCodec, utf16beCodec} {
		d := c.decode(raw)
		if d.broken > 0 || d.cut {
			continue
		}
		for line := range strings.Lines(d.text) {
			if exists(strings.TrimRight(line, "\r\n")) {
				return d.text
			}
		}
	}
	return content
}

// existing returns name, or what its bytes say in a Chinese encoding where a file has
// that name and none has these bytes.
func existing(name string) string {
	if strings.IndexFunc(name, func(r rune) bool { return r >= utf8.RuneSelf }) < 0 || exists(name) {
		return name
	}
	for _, c := range []*codec{gbCodec, big5Codec} {
		d := c.decode([]byte(name))
		if d.broken == 0 && !d.cut && exists(d.text) {
			return filepath.Clean(d.text)
		}
	}
	return name
}

// exists reports whether something has that name.
func exists(name string) bool {
	if name == "" {
		return false
	}
	_, err := os.Lstat(name)
	return err == nil
}
