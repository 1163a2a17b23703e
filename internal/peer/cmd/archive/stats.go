package main

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"chachong/internal/peer/measure"
)

// stats returns what archive stats says, by its paths.
func (b *bench) stats(dir string) (map[string]string, error) {
	a, err := b.must(dir, "archive", "stats", archiveName, "-f", "json")
	if err != nil {
		return nil, err
	}
	var all any
	if err := json.Unmarshal(a.out, &all); err != nil {
		return nil, fmt.Errorf("archive stats: %w", err)
	}
	res := map[string]string{}
	flatten(res, "", all)
	return res, nil
}

// flatten sets the values of a JSON value by their paths, parted by points.
func flatten(dst map[string]string, path string, v any) {
	switch v := v.(type) {
	case map[string]any:
		for k, e := range v {
			flatten(dst, strings.TrimPrefix(path+"."+k, "."), e)
		}
	case []any:
		for i, e := range v {
			flatten(dst, fmt.Sprintf("%s.%d", path, i), e)
		}
	case float64:
		dst[path] = fmt.Sprintf("%.10g", v)
	default:
		dst[path] = fmt.Sprint(v)
	}
}

// ofStorage reports whether a figure of archive stats is about how the archive is stored,
// which depends on how it was filled, and not about what it holds. Postings are those in
// segments; those of the last submissions stand in the database.
func ofStorage(name string) bool {
	return slices.ContainsFunc([]string{"bytes", "segments", "postings", "archive"}, func(s string) bool { return strings.Contains(name, s) })
}

// differences names the figures that differ between two archives of the same reports.
func differences(a, b map[string]string) []string {
	var res []string
	for _, name := range slices.Sorted(maps.Keys(a)) {
		if a[name] != b[name] && !ofStorage(name) {
			res = append(res, fmt.Sprintf("archive stats: %s is %q and %q", name, a[name], b[name]))
		}
	}
	return res
}

// printDisk prints what the files of archives take: those of the database and the
// segments of postings beside it.
func printDisk(out io.Writer, dirs []string, n int) error {
	var rows [][]string
	for _, dir := range dirs {
		var database, segments int64
		files := 0
		entries, err := os.ReadDir(filepath.Join(dir, archiveName))
		if err != nil {
			return err
		}
		for _, e := range entries {
			info, err := e.Info()
			if err != nil {
				return err
			}
			if filepath.Ext(e.Name()) == ".seg" {
				segments += info.Size()
				files++
			} else {
				database += info.Size()
			}
		}
		rows = append(rows, []string{
			filepath.Base(dir), measure.Megabytes(database), measure.Megabytes(segments), fmt.Sprint(files),
			fmt.Sprint(database / int64(n)), fmt.Sprint(segments / int64(n)),
		})
	}
	measure.Table(out, "on disk", "archive|database MB|segments MB|segments|database bytes/submission|segments bytes/submission", rows)
	return nil
}

// printStats prints what archive stats says of both archives.
func printStats(out io.Writer, a, b map[string]string) {
	var rows [][]string
	for _, name := range slices.Sorted(maps.Keys(a)) {
		rows = append(rows, []string{name, a[name], b[name]})
	}
	measure.Table(out, "archive stats", "figure|one|ten", rows)
}
