package accuracy

import (
	"archive/tar"
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
)

// Seeds reads the set of five real compilations of school reports below data/seeds. The
// copied passages between reports of different clusters are one group, the copies inside
// the clusters another.
func Seeds(data string) (Set, error) {
	dir := filepath.Join(data, "seeds")
	raw, err := os.ReadFile(filepath.Join(dir, "gold_seeds.json"))
	if err != nil {
		return Set{}, err
	}
	type place struct {
		Sub        string
		Start, End int
	}
	var gold struct {
		Submissions []struct {
			ID, File, Cluster string
			Start, End        int
		}
		Marks []struct {
			File       string
			Start, End int
		} `json:"page_markers"`
		Passages []struct {
			ID   string
			A, B place
		}
		Soft []struct {
			Passage, Side string
			Start, End    int
		} `json:"soft_zones"`
		Formulae []struct{ A, B place } `json:"hard_negatives"`
		Near     []struct {
			A, B    string
			Aligned struct{ A, B [2]int }
		} `json:"near_duplicate_pairs"`
	}
	if err := json.Unmarshal(raw, &gold); err != nil {
		return Set{}, fmt.Errorf("read the truth of seeds: %w", err)
	}
	set := Set{Name: "seeds", Bounds: true, Clusters: true}
	fileOf := map[string]string{}
	texts := map[string]bool{}
	for _, s := range gold.Submissions {
		if !texts[s.File] {
			texts[s.File] = true
			b, err := os.ReadFile(filepath.Join(dir, s.File))
			if err != nil {
				return Set{}, err
			}
			set.Files = append(set.Files, File{s.File, string(b)})
		}
		fileOf[s.ID] = s.File
		set.Submissions = append(set.Submissions, Submission{Place: Place{File: s.File, Lo: s.Start, Hi: s.End}, Cluster: s.Cluster})
	}
	marks := map[string][][2]int{}
	for _, m := range gold.Marks {
		marks[m.File] = append(marks[m.File], [2]int{m.Start, m.End})
	}
	at := func(sub string, lo, hi int) Place {
		return Place{File: fileOf[sub], Lo: lo, Hi: hi, Cut: marks[fileOf[sub]]}
	}
	passages := Group{Name: "passages"}
	index := map[string]int{}
	for i, p := range gold.Passages {
		index[p.ID] = i
		passages.Cases = append(passages.Cases, Case{A: at(p.A.Sub, p.A.Start, p.A.End), B: at(p.B.Sub, p.B.Start, p.B.End)})
	}
	for _, z := range gold.Soft {
		id, _, _ := strings.Cut(z.Passage, "+") // a zone between two passages is given both names
		c := &passages.Cases[index[id]]
		side := &c.A
		if z.Side == "b" {
			side = &c.B
		}
		side.Cut = append(side.Cut[:len(side.Cut):len(side.Cut)], [2]int{z.Start, z.End})
	}
	copies := Group{Name: "inside clusters"}
	for _, p := range gold.Near {
		copies.Cases = append(copies.Cases, Case{
			A: at(p.A, p.Aligned.A[0], p.Aligned.A[1]), B: at(p.B, p.Aligned.B[0], p.Aligned.B[1]),
		})
	}
	for i, x := range set.Submissions {
		for _, y := range set.Submissions[:i] {
			g := &passages
			if x.Cluster == y.Cluster {
				g = &copies
			}
			g.Within = append(g.Within, [2]Place{y.Place, x.Place})
		}
	}
	set.Groups = []Group{passages, copies}
	for _, f := range gold.Formulae {
		set.Forbidden = append(set.Forbidden, Case{A: at(f.A.Sub, f.A.Start, f.A.End), B: at(f.B.Sub, f.B.Start, f.B.End)})
	}
	return set, nil
}

// articleGap is the distance in code points up to which two articles that follow each
// other in both laws are one passage: the heading of a chapter is shorter.
const articleGap = 60

// Laws reads the set of laws below data/laws: which resemble each other, and which
// articles of those that do are the same, a little changed or edited. The pairs of laws
// whose first number is even are for tuning, the others are held out.
func Laws(data string) (Set, error) {
	dir := filepath.Join(data, "laws")
	set := Set{Name: "laws", Whole: true}
	err := readTar(filepath.Join(dir, "laws.tar.gz"), func(name, text string) {
		set.Files = append(set.Files, File{name, text})
	})
	if err != nil {
		return Set{}, err
	}
	if set.Pairs, err = readPairs(filepath.Join(dir, "pairs.tsv")); err != nil {
		return Set{}, err
	}
	raw, err := os.ReadFile(filepath.Join(dir, "articles.jsonl"))
	if err != nil {
		return Set{}, err
	}
	groups := []Group{{Name: "passages"}, {Name: "tuning half"}, {Name: "held-out half"}}
	lines := bufio.NewScanner(bytes.NewReader(raw))
	lines.Buffer(nil, len(raw))
	for lines.Scan() {
		var p struct {
			A, B    string
			Aligned [][]any
		}
		if err := json.Unmarshal(lines.Bytes(), &p); err != nil {
			return Set{}, fmt.Errorf("read the articles of laws: %w", err)
		}
		half := 1 // of groups
		if n, _ := strconv.Atoi(strings.TrimPrefix(p.A, "L")); n%2 == 1 {
			half = 2
		}
		a, b := p.A+".txt", p.B+".txt"
		within := [2]Place{{File: a, Hi: math.MaxInt32}, {File: b, Hi: math.MaxInt32}}
		cases := mergeArticles(a, b, p.Aligned)
		for _, g := range []*Group{&groups[0], &groups[half]} {
			g.Within, g.Cases = append(g.Within, within), append(g.Cases, cases...)
		}
	}
	set.Groups = groups
	return set, lines.Err()
}

// mergeArticles returns the cases that rows of [a_lo, a_hi, b_lo, b_hi, class, ratio]
// make, ascending by a. Articles of class heavy are left out.
func mergeArticles(a, b string, rows [][]any) []Case {
	var out []Case
	for _, r := range rows {
		if r[4] == "heavy" {
			continue
		}
		at := func(i int) int { return int(r[i].(float64)) }
		if n := len(out); n > 0 {
			last := &out[n-1]
			x, y := at(0)-last.A.Hi, at(2)-last.B.Hi
			if 0 <= x && x <= articleGap && 0 <= y && y <= articleGap {
				last.A.Hi, last.B.Hi = at(1), at(3)
				continue
			}
		}
		out = append(out, Case{A: Place{File: a, Lo: at(0), Hi: at(1)}, B: Place{File: b, Lo: at(2), Hi: at(3)}})
	}
	return out
}

// readTar calls each with the files of a gzipped tar.
func readTar(name string, each func(name, text string)) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return fmt.Errorf("read %q: %w", name, err)
	}
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read %q: %w", name, err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			return fmt.Errorf("read %q of %q: %w", h.Name, name, err)
		}
		each(path.Base(h.Name), string(text))
	}
}

// readPairs reads the columns a, b, resemblance, containment of a table with a head.
func readPairs(name string) ([]Pair, error) {
	raw, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var out []Pair
	for i, line := range strings.Split(strings.TrimSpace(string(raw)), "\n") {
		if i == 0 {
			continue
		}
		f := strings.Split(line, "\t")
		j, err := strconv.ParseFloat(f[2], 64)
		if err != nil {
			return nil, fmt.Errorf("read line %d of %q: %w", i+1, name, err)
		}
		c, err := strconv.ParseFloat(f[3], 64)
		if err != nil {
			return nil, fmt.Errorf("read line %d of %q: %w", i+1, name, err)
		}
		out = append(out, Pair{A: f[0] + ".txt", B: f[1] + ".txt", Resemblance: j, Containment: c})
	}
	return out, nil
}

// GovReports reads the set of government reports and resolutions below data/gov-reports:
// one genre, no two of them copies.
func GovReports(data string) (Set, error) {
	set := Set{Name: "gov-reports", Whole: true, Quiet: true}
	dir := filepath.Join(data, "gov-reports")
	for _, pattern := range []string{"[12]*.txt", "resolutions/*.txt"} {
		names, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			return Set{}, err
		}
		for _, name := range names {
			b, err := os.ReadFile(name)
			if err != nil {
				return Set{}, err
			}
			set.Files = append(set.Files, File{filepath.Base(name), string(b)})
		}
	}
	if len(set.Files) == 0 {
		return Set{}, &os.PathError{Op: "read", Path: dir, Err: os.ErrNotExist}
	}
	return set, nil
}
