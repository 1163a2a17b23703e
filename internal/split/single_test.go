package split

import (
	"archive/tar"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// disguises change how a document looks without adding a report.
var disguises = []struct {
	name  string
	apply func(string) string
}{
	{"as it is", func(t string) string { return t }},
	{"run-on", func(t string) string { return strings.Join(strings.Fields(t), "") }},
	{"run-on, two spaces", func(t string) string { return strings.Join(lineFields(t), "  ") }},
	{"page marks", func(t string) string { return pageMarks(strings.TrimSpace(t), 300) }},
	{"run-on, page marks", func(t string) string { return pageMarks(strings.Join(lineFields(t), ""), 300) }},
	{"hard wrap", func(t string) string { return hardWrap(t, 40) }},
	{"site", func(t string) string {
		return "当前位置：首页 > 范文 > 总结\n时间：2022-11-02 小编：青禾\n下面是小编为大家整理的材料，希望对大家有所帮助。\n\n" + t +
			"\n\n上一篇：没有了\n下一篇：工作计划\n相关文章\n版权所有 转载请注明出处\n"
	}},
	{"no blank lines", func(t string) string { return strings.Join(lineFields(t), "\n") }},
	{"half", func(t string) string { r := []rune(t); return string(r[:len(r)/2]) }},
}

// lineFields returns the lines of t that are not blank, trimmed.
func lineFields(t string) []string {
	var out []string
	for _, l := range strings.Split(t, "\n") {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, l)
		}
	}
	return out
}

// pageMarks cuts t into chunks of n characters and numbers them.
func pageMarks(t string, n int) string {
	var b strings.Builder
	for i, r := range []rune(strings.ReplaceAll(t, "\n", "")) {
		if i%n == 0 {
			if i > 0 {
				b.WriteByte('\n')
			}
			fmt.Fprintf(&b, "%d、", i/n+1)
		}
		b.WriteRune(r)
	}
	return b.String()
}

// hardWrap breaks the lines of t after n characters.
func hardWrap(t string, n int) string {
	var b strings.Builder
	k := 0
	for _, r := range t {
		if r == '\n' {
			k = 0
		} else if k == n {
			b.WriteByte('\n')
			k = 1
		} else {
			k++
		}
		b.WriteRune(r)
	}
	return b.String()
}

// TestSingleDocuments: laws, government reports and resolutions are one document
// each and stay whole, disguised too. Every 7th law is taken, all of them when
// $CHACHONG_FULL is set.
func TestSingleDocuments(t *testing.T) {
	dir := dataDir(t)
	step, shift := 7, 3 // disguises take every 21st law, every 10th of all
	if os.Getenv("CHACHONG_FULL") != "" {
		step, shift = 1, 10
	}
	texts := map[string]string{}
	var names []string
	add := func(name, text string) {
		texts[name] = text
		names = append(names, name)
	}
	for _, pattern := range []string{"1*.txt", "resolutions/*.txt"} {
		files, err := filepath.Glob(filepath.Join(dir, "gov-reports", pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			raw, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			add(filepath.Base(f), string(raw))
		}
	}
	reports := len(names)
	readLaws(t, filepath.Join(dir, "laws", "laws.tar.gz"), step, add)
	for d, disguise := range disguises {
		files, wrong := 0, 0
		for i, name := range names {
			if d > 0 && i >= reports && i%shift != 0 {
				continue
			}
			files++
			src := disguise.apply(texts[name])
			parts := split(src)
			if len(parts) != 1 {
				wrong++
				t.Errorf("%s, %s: %d parts, want 1; the second begins %q", name, disguise.name, len(parts), clip(parts[min(1, len(parts))].Body.Of(src), 30))
			}
			checkParts(t, src, parts)
		}
		t.Logf("%-20s %d documents, %d split", disguise.name, files, wrong)
	}
}

// readLaws calls add for every step-th file of a gzipped tar archive.
func readLaws(t *testing.T, path string, step int, add func(name, text string)) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Skipf("no laws: %v", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	r := tar.NewReader(z)
	for i := 0; ; {
		h, err := r.Next()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if h.Typeflag != tar.TypeReg || !strings.HasSuffix(h.Name, ".txt") {
			continue
		}
		if i++; i%step != 0 {
			continue
		}
		raw, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		add(h.Name, string(raw))
	}
}
