package source

import (
	"encoding/base64"
	"fmt"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

// documents are the extensions that people hand in. A hidden file with another one
// is litter.
var documents = map[string]bool{
	".txt": true, ".text": true, ".md": true, ".markdown": true,
	".doc": true, ".docx": true, ".wps": true, ".rtf": true, ".odt": true, ".ofd": true, ".pdf": true,
	".htm": true, ".html": true, ".mht": true, ".mhtml": true,
	".xls": true, ".xlsx": true, ".et": true, ".csv": true, ".ppt": true, ".pptx": true, ".dps": true,
	".zip": true, ".rar": true, ".7z": true,
}

// extension returns the extension of name in lower case.
func extension(name string) string { return strings.ToLower(filepath.Ext(name)) }

// format returns the format that a text file of that name is read as.
func format(name string) string {
	switch extension(name) {
	case ".md", ".markdown":
		return "md"
	}
	return "txt"
}

// litterFile says what left a file of that base name behind, "" where it is none.
func litterFile(base string) string {
	switch strings.ToLower(base) {
	case "thumbs.db", "ehthumbs.db", "desktop.ini":
		return "a file that Windows keeps for itself"
	case ".ds_store", ".localized", "icon\r":
		return "a file that macOS keeps for itself"
	}
	switch {
	case strings.HasPrefix(base, "~$"), strings.HasPrefix(base, ".~lock."), strings.HasPrefix(base, ".~"):
		return "the lock of an open document"
	case strings.HasPrefix(base, "._"):
		return "a shadow file of macOS"
	case strings.HasPrefix(strings.ToLower(base), "~wrl") && extension(base) == ".tmp":
		return "a temporary file of Word"
	}
	return ""
}

// litterHidden is litterFile for files met in folders: hidden ones are read only
// where they are named like a document.
func litterHidden(base string) string {
	if why := litterFile(base); why != "" {
		return why
	}
	if strings.HasPrefix(base, ".") && !documents[extension(base)] {
		return "a hidden file"
	}
	return ""
}

// litterFolder is litterFile for folders met in folders.
func litterFolder(base string) string {
	switch {
	case base == "__MACOSX":
		return "a folder with shadow files of macOS"
	case strings.HasPrefix(base, "."):
		return "a hidden folder"
	}
	return ""
}

// shown returns name as a valid UTF-8 path with "/" between its elements, and the
// base64 form of name where bytes of it had to be shown as \x escapes.
func shown(name string) (path, b64 string) {
	name = filepath.ToSlash(name)
	if utf8.ValidString(name) {
		return name, ""
	}
	var b strings.Builder
	for rest := name; rest != ""; {
		r, size := utf8.DecodeRuneInString(rest)
		if r == utf8.RuneError && size == 1 {
			fmt.Fprintf(&b, `\x%02x`, rest[0])
		} else {
			b.WriteString(rest[:size])
		}
		rest = rest[size:]
	}
	return b.String(), base64.StdEncoding.EncodeToString([]byte(name))
}
