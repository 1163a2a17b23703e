package detect_test

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"chachong/internal/detect"
	"chachong/internal/finding"
)

// dataDir returns the folder of measuring data, or skips the test.
func dataDir(t *testing.T, sub string) string {
	t.Helper()
	dir := os.Getenv("CHACHONG_DATA")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared", "data")
	}
	dir = filepath.Join(dir, sub)
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("no measuring data in %s; set CHACHONG_DATA", dir)
	}
	return dir
}

// inputsOf makes an input of every given text.
func inputsOf(texts map[string]string) []detect.Input {
	var in []detect.Input
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		text := texts[name]
		in = append(in, detect.Input{Path: name, Read: func() detect.Reading {
			return detect.Reading{Text: text, Status: "ok", Format: "txt", Encoding: "utf-8", Bytes: int64(len(text))}
		}})
	}
	return in
}

func run(t *testing.T, in []detect.Input, opt detect.Options) *finding.Result {
	t.Helper()
	res, err := detect.Run(context.Background(), in, opt)
	if err != nil {
		t.Fatal(err)
	}
	return res
}

// gold is the truth about the seed files, in code points.
type gold struct {
	Submissions []struct {
		ID, File, Title, Cluster string
		Start, End               int32
	}
	Pairs []struct{ A, B string } `json:"near_duplicate_pairs"`
}

// boundarySlack is how far an edge may lie from the truth, in code points.
const boundarySlack = 2

func TestAccuracySeeds(t *testing.T) {
	dir := dataDir(t, "seeds")
	raw, err := os.ReadFile(filepath.Join(dir, "gold_seeds.json"))
	if err != nil {
		t.Fatal(err)
	}
	var g gold
	if err := json.Unmarshal(raw, &g); err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	files, _ := filepath.Glob(filepath.Join(dir, "*.txt"))
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		texts[filepath.Base(f)] = string(b)
	}
	res := run(t, inputsOf(texts), detect.Options{})

	// Boundaries. The gold's ids are 000#1 for 000_….txt.
	name := func(id string) string {
		file, n, _ := strings.Cut(id, "#")
		return file[:3] + "#" + n
	}
	found := map[string][2]int32{}
	for _, s := range res.Submissions {
		found[name(s.ID)] = s.Range.Rune
	}
	exact := 0
	for _, s := range g.Submissions {
		r, ok := found[s.ID]
		if ok && near(r[0], s.Start) && near(r[1], s.End) {
			exact++
		} else {
			t.Errorf("submission %s stands at %v, want [%d %d]", s.ID, r, s.Start, s.End)
		}
	}
	f1 := 2 * float64(exact) / float64(len(g.Submissions)+len(res.Submissions))

	// Clusters.
	truth, got := map[string]string{}, map[string]string{}
	sizes := map[string]int{}
	for _, s := range g.Submissions {
		truth[s.ID] = s.Cluster
	}
	for _, s := range res.Submissions {
		id := name(s.ID)
		got[id] = "single " + id
		if s.Cluster > 0 {
			got[id] = fmt.Sprint("cluster ", s.Cluster)
			sizes[truth[id]]++
		}
	}
	ari := adjustedRand(truth, got)

	// Near-duplicate pairs. Equal bodies are listed against the first of them only, so a
	// pair holds for every copy of either side.
	want := map[string]bool{}
	for _, p := range g.Pairs {
		want[p.A+"="+p.B] = true
	}
	copies := map[string][]string{}
	for _, s := range res.Submissions {
		copies[name(s.ID)] = []string{name(s.ID)}
	}
	for _, p := range res.Pairs {
		if p.Resemblance == 1 {
			copies[name(p.A)] = append(copies[name(p.A)], name(p.B))
		}
	}
	hits := map[string]bool{}
	for _, p := range res.Pairs {
		if !p.NearDuplicate {
			continue
		}
		for _, a := range copies[name(p.A)] {
			for _, b := range copies[name(p.B)] {
				pair := a + "=" + b
				if !want[pair] {
					pair = b + "=" + a
				}
				if want[pair] {
					hits[pair] = true
				} else if a != b {
					t.Errorf("near-duplicate %s = %s by %s: not in the truth", a, b, p.By)
				}
			}
		}
	}
	hit := len(hits)
	t.Logf("submissions %d of %d exact, boundary F1 %.4f", exact, len(g.Submissions), f1)
	t.Logf("clusters %d, sizes %v, ARI %.4f", len(res.Clusters), sizes, ari)
	t.Logf("near-duplicate pairs %d of %d", hit, len(want))
	if f1 != 1 || ari != 1 || hit != len(want) || len(res.Clusters) != 3 {
		t.Errorf("boundary F1 %v, ARI %v, %d of %d pairs, %d clusters; want 1, 1, all, 3", f1, ari, hit, len(want), len(res.Clusters))
	}
}

func near(a, b int32) bool { return a-b <= boundarySlack && b-a <= boundarySlack }

// adjustedRand returns the adjusted Rand index of two labellings (Hubert and Arabie,
// "Comparing partitions", 1985): 1 when they are the same partition.
func adjustedRand(x, y map[string]string) float64 {
	pairs := func(n int) float64 { return float64(n) * float64(n-1) / 2 }
	both, a, b := map[[2]string]int{}, map[string]int{}, map[string]int{}
	for id, lx := range x {
		ly := y[id]
		both[[2]string{lx, ly}]++
		a[lx]++
		b[ly]++
	}
	var sum, sumA, sumB float64
	for _, n := range both {
		sum += pairs(n)
	}
	for _, n := range a {
		sumA += pairs(n)
	}
	for _, n := range b {
		sumB += pairs(n)
	}
	expected := sumA * sumB / pairs(len(x))
	if m := (sumA + sumB) / 2; m != expected {
		return (sum - expected) / (m - expected)
	}
	return 1
}
