package source

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// output is a path that the run will write.
type output struct {
	key  string      // as in found
	info fs.FileInfo // of what stands there now, nil for nothing
}

// lookOutputs looks up the paths that the run will write. "" and "-" are none.
func (w *walker) lookOutputs(names []string) {
	for _, name := range names {
		if name == "" || name == "-" {
			continue
		}
		o := output{key: w.keyOf(filepath.Clean(name))}
		// Another kind of file does not hold what is written to it.
		if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() {
			o.info = info
		}
		w.outputs = append(w.outputs, o)
	}
}

// writes reports whether the run will write what was found.
func (w *walker) writes(f *found) bool {
	for _, o := range w.outputs {
		if o.info != nil && f.info != nil {
			if os.SameFile(o.info, f.info) {
				return true
			}
		} else if o.key == w.keyOf(f.name) && (f.info == nil || f.info.Mode().IsRegular()) {
			return true
		}
	}
	return false
}

// errBoth is the mistake to name a file as an input that the run will write.
func errBoth(name string) error {
	path, _ := shown(name)
	return fmt.Errorf("%q is both an input and an output", path)
}

// The beginnings of our own reports in JSON and in CSV, whose header is in either
// language. A table that people made begins otherwise: with a byte order mark and
// these two columns only a report does.
const (
	reportJSON = `{"schema":"chachong/`
	reportZh   = "文件,篇次,"
	reportEn   = "file,ordinal,"
)

// isReport reports whether d is a report of ours.
func (d decoding) isReport() bool {
	if strings.HasPrefix(d.text, reportJSON) {
		return true
	}
	return d.encoding == "utf-8-bom" && (strings.HasPrefix(d.text, reportZh) || strings.HasPrefix(d.text, reportEn))
}
