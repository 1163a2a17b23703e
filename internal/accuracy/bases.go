package accuracy

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// sharedRun is the run of letters that two base texts may not share: what is longer than
// the shortest passage that is reported would be reuse that the truth of a set does not
// know. 28 left twice as many such passages in government reports, 16 a third of the laws.
const sharedRun = 20

// Part says which half of the measuring data a draw takes: documents are never in both, so
// that one half can be tuned on and the other held out.
type Part int

// The halves of the measuring data.
const (
	PartA Part = iota // documents with an even number
	PartB             // documents with an odd number
)

// GovBases returns excerpts of lo to hi letters, cut at line starts, of the government
// reports below data/gov-reports, every second report by part.
func GovBases(data string, part Part, lo, hi int, seed uint64) ([]string, error) {
	files, err := filepath.Glob(filepath.Join(data, "gov-reports", "[12]*.txt"))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("no reports below %q", data)
	}
	slices.Sort(files)
	var out []string
	for i, f := range files {
		if i%2 != int(part) {
			continue
		}
		raw, err := os.ReadFile(f)
		if err != nil {
			return nil, err
		}
		out = append(out, excerpts(string(raw), lo, hi, seed+uint64(i))...)
	}
	return unrelated(out), nil
}

// LawBases returns the first excerpt of lo to hi letters of each law below data/laws that
// is long enough and shares no sharedRun letters with one in front of it, every second law
// by part.
func LawBases(data string, part Part, lo, hi int, seed uint64) ([]string, error) {
	name := filepath.Join(data, "laws", "laws.tar.gz")
	laws := map[string]string{}
	var order []string
	err := readTar(name, func(file, text string) {
		var id int
		if _, err := fmt.Sscanf(file, "L%d.txt", &id); err == nil && id%2 == int(part) {
			laws[file] = text
			order = append(order, file)
		}
	})
	if err != nil {
		return nil, err
	}
	slices.Sort(order)
	draw(seed, "laws").Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	var out []string
	for i, id := range order {
		if cut := excerpts(laws[id], lo, hi, seed+uint64(i)); len(cut) > 0 {
			out = append(out, cut[0])
		}
	}
	return unrelated(out), nil
}

// ReportBases returns the texts below dir, a folder of reports with its truth in
// dir.truth.json beside it, that are one report and copied nowhere in the folder.
func ReportBases(dir string) ([]string, error) {
	raw, err := os.ReadFile(filepath.Clean(dir) + ".truth.json")
	if err != nil {
		return nil, err
	}
	var truth struct {
		Submissions []struct{ ID string }
		Clusters    [][]string
	}
	if err := json.Unmarshal(raw, &truth); err != nil {
		return nil, fmt.Errorf("read the truth about %q: %w", dir, err)
	}
	parts := map[string]int{}
	for _, s := range truth.Submissions {
		file, _, _ := strings.Cut(s.ID, "#")
		parts[file]++
	}
	for _, c := range truth.Clusters {
		for _, id := range c {
			file, _, _ := strings.Cut(id, "#")
			parts[file] = 0
		}
	}
	var out []string
	for _, s := range truth.Submissions {
		file, _, _ := strings.Cut(s.ID, "#")
		if parts[file] != 1 || filepath.Ext(file) != ".txt" {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, file))
		if err != nil {
			return nil, err
		}
		out = append(out, string(text))
	}
	return unrelated(out), nil
}

// excerpts cuts text at line starts into pieces of lo to hi letters; what is left at the
// end is dropped.
func excerpts(text string, lo, hi int, seed uint64) []string {
	r := draw(seed, "excerpts")
	var out []string
	var b strings.Builder
	n, want := 0, between(r, lo, hi)
	for line := range strings.Lines(text) {
		b.WriteString(line)
		if n += letterCount(line); n < want {
			continue
		}
		if n <= hi+hi/4 {
			out = append(out, strings.TrimSpace(b.String()))
		}
		b.Reset()
		n, want = 0, between(r, lo, hi)
	}
	return out
}

// unrelated returns the texts that share no sharedRun letters in a row with a text in front
// of them that was kept.
func unrelated(texts []string) []string {
	seen := map[uint64]bool{}
	var out []string
	for _, t := range texts {
		runs := runsOf(t, sharedRun)
		if slices.ContainsFunc(runs, func(h uint64) bool { return seen[h] }) {
			continue
		}
		for _, h := range runs {
			seen[h] = true
		}
		out = append(out, t)
	}
	return out
}

// runsOf returns a hash of every run of n letters of text.
func runsOf(text string, n int) []uint64 {
	var letters []rune
	for _, c := range text {
		if isLetter(c) {
			letters = append(letters, c)
		}
	}
	const offset, prime = 14695981039346656037, 1099511628211 // FNV-1a over letters
	var out []uint64
	for i := 0; i+n <= len(letters); i++ {
		h := uint64(offset)
		for _, c := range letters[i : i+n] {
			h = (h ^ uint64(c)) * prime
		}
		out = append(out, h)
	}
	return out
}
