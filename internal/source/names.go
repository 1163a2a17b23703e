package source

import (
	"encoding/base64"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"
)

// documents are the extensions that people hand in.
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

// declared returns the extension of name where it belongs to another format than f, the one
// that the bytes are in; "" where they agree, and for extensions that say nothing.
func declared(name, f string) string {
	ext := extension(name)
	fits := ""
	switch ext {
	case ".txt", ".text":
		fits = "txt"
	case ".md", ".markdown":
		fits = "md"
	case ".docx", ".docm", ".dotx":
		fits = "docx"
	case ".doc", ".dot", ".wps", ".wpt":
		fits = "doc wps"
	case ".htm", ".html", ".xhtml":
		fits = "html"
	case ".mht", ".mhtml", ".eml":
		fits = "mht"
	case ".xlsx", ".xlsm":
		fits = "xlsx"
	case ".pdf", ".rtf", ".odt", ".zip", ".rar", ".7z":
		fits = ext[1:]
	case ".xls", ".et", ".ppt", ".pptx", ".dps", ".ofd":
		// none of these is read
	default:
		return ""
	}
	if slices.Contains(strings.Fields(fits), f) {
		return ""
	}
	return ext
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
	case strings.HasPrefix(base, "~$"), strings.HasPrefix(base, ".~"), strings.HasPrefix(base, ".#"):
		return "the lock of an open document"
	case strings.HasPrefix(base, "._"):
		return "a shadow file of macOS"
	case strings.HasPrefix(strings.ToLower(base), "~wrl") && extension(base) == ".tmp":
		return "a temporary file of Word"
	case len(base) > 1 && strings.HasSuffix(base, "~"),
		len(base) > 2 && strings.HasPrefix(base, "#") && strings.HasSuffix(base, "#"),
		strings.HasPrefix(base, ".") && swap[extension(base)]:
		return "a copy that an editor keeps for itself"
	}
	return ""
}

// swap are the extensions of vim's swap files, which are hidden. It counts down from
// .swp where a file is edited more than once.
var swap = map[string]bool{".swp": true, ".swo": true, ".swn": true, ".swm": true}

// litterFolder is litterFile for folders met in folders. It knows them by name: a dot
// in front hides a folder from people, not from the check.
func litterFolder(base string) string {
	switch base {
	case ".git", ".svn", ".hg", ".bzr":
		return "a folder of version control"
	case ".idea", ".vscode":
		return "a folder of settings of an editor"
	case ".cache", "node_modules":
		return "a folder of files that programs fetched"
	case ".Spotlight-V100", ".fseventsd", ".TemporaryItems":
		return "a folder that macOS keeps for itself"
	case "__MACOSX":
		return "a folder with shadow files of macOS"
	}
	switch {
	case strings.HasPrefix(base, ".Trash"), strings.EqualFold(base, "$RECYCLE.BIN"):
		return "a folder of deleted files"
	case strings.EqualFold(base, "System Volume Information"):
		return "a folder that Windows keeps for itself"
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
