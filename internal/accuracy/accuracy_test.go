package accuracy

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var (
	update = flag.Bool("update", false, "run every set and write testdata/accuracy.txt")
	only   = flag.String("set", "", "run this `set` and print its figures")
	misses = flag.Bool("misses", false, "print the worst misses of each kind")
)

// cheap are the generated sets that every run of the tests measures again.
var cheap = []string{"noise-mixed", "paste", "compile", "single"}

// underRace says that the race detector is on.
var underRace bool

// goldenFile is the text of all figures, at the top of the repository.
var goldenFile = filepath.Join("..", "..", "testdata", "accuracy.txt")

// missesShown is how many misses of a set -misses prints.
const missesShown = 20

// origin makes sets, or says that their data is absent.
type origin struct {
	may  func(name string) bool // whether a set of that name may come from here
	own  bool                   // needs no data
	load func() ([]Set, error)
}

// origins returns where all sets come from, in the order of the golden text.
func origins() []origin {
	data := os.Getenv("CHACHONG_DATA")
	if data == "" {
		data = filepath.Join("..", "..", "..", "shared", "data")
	}
	one := func(name string, load func(data string) (Set, error)) origin {
		return origin{may: func(n string) bool { return n == name }, load: func() ([]Set, error) {
			s, err := load(data)
			return []Set{s}, err
		}}
	}
	onData := func(n string) bool {
		return strings.HasSuffix(n, halves[0].end) || strings.HasSuffix(n, halves[1].end)
	}
	out := []origin{
		one("seeds", Seeds),
		one("laws", Laws),
		one("gov-reports", GovReports),
		{may: func(n string) bool { return !onData(n) }, own: true, load: func() ([]Set, error) {
			sets, err := ReportSets(filepath.Join(filepath.Dir(goldenFile), "reports"))
			return append(Generated(), sets...), err
		}},
	}
	for _, h := range halves {
		out = append(out, origin{may: func(n string) bool { return strings.HasSuffix(n, h.end) }, load: func() ([]Set, error) {
			if _, err := os.Stat(data); err != nil {
				return nil, err
			}
			return generatedFrom(data, h.part, h.end)
		}})
	}
	return out
}

// TestAccuracy compares the figures of the cheap sets with the golden text. With -update
// it runs every set, writes the text and holds the figures against their targets; what has
// no data here keeps its block.
func TestAccuracy(t *testing.T) {
	if underRace {
		t.Skip("takes a minute under the race detector; TestRun goes the same way")
	}
	raw, err := os.ReadFile(goldenFile)
	if err != nil && (!errors.Is(err, fs.ErrNotExist) || !*update && *only == "") {
		t.Fatal(err)
	}
	old, names := ParseBlocks(string(raw))
	run := func(name string) bool {
		if *only != "" {
			return name == *only
		}
		return *update || slices.Contains(cheap, name)
	}
	now := map[string]string{}
	var order []string
	absent := false
	for _, o := range origins() {
		if *only != "" && (len(order) > 0 || !o.may(*only)) || *only == "" && !*update && !o.own {
			continue
		}
		sets, err := o.load()
		if errors.Is(err, fs.ErrNotExist) {
			t.Logf("no measuring data, what was measured on it stays as it is (set CHACHONG_DATA): %v", err)
			absent = true
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		for i := range sets {
			if s := &sets[i]; run(s.Name) {
				order = append(order, s.Name)
				now[s.Name] = measure(t, s, old[s.Name])
			}
		}
	}
	if *only != "" && len(order) == 0 {
		t.Errorf("no set %q, or no data for it", *only)
	}
	if !*update || *only != "" {
		return
	}
	if absent {
		for name, block := range now {
			old[name] = block
		}
		for _, name := range order {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
		order, now = names, old
	}
	var blocks []string
	for _, name := range order {
		blocks = append(blocks, now[name])
	}
	if err := os.WriteFile(goldenFile, []byte(Golden(blocks)), 0o644); err != nil {
		t.Fatal(err)
	}
}

// measure runs one set and returns its block.
func measure(t *testing.T, s *Set, old string) string {
	t.Helper()
	res, err := Run(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	b, ms := Judge(s, res)
	got := b.String()
	lines, faults := Shortfalls(b)
	for _, line := range lines {
		got += line + "\n"
	}
	switch {
	case *only != "":
		t.Logf("\n%s", got)
	case *update:
		t.Logf("%s: %s", b.Set, b.Size)
		for _, fault := range faults {
			t.Error(fault)
		}
	case old == "":
		t.Errorf("accuracy.txt has no block of %s; make accuracy writes it", s.Name)
	default:
		for _, d := range Differences(old, got) {
			t.Errorf("%s: accuracy.txt and the run differ:\ngot  %s\nwant %s", s.Name, d[1], d[0])
		}
	}
	if *misses {
		t.Logf("\n%s", showMisses(s, ms))
	}
	return got
}

// showMisses returns the first misses of each kind with both texts.
func showMisses(s *Set, ms []Miss) string {
	texts := map[string][]rune{}
	for _, f := range s.Files {
		texts[f.Name] = []rune(f.Text)
	}
	excerpt := func(p Place) string {
		const runes = 60
		if p.File == "" {
			return ""
		}
		r := texts[p.File][p.Lo:p.Hi]
		more := ""
		if len(r) > runes {
			r, more = r[:runes], "…"
		}
		return fmt.Sprintf("\n    %s [%d,%d) %s%s", p.File, p.Lo, p.Hi, strings.Join(strings.Fields(string(r)), " "), more)
	}
	var b strings.Builder
	shown, kinds := map[string]int{}, []string{}
	for _, m := range ms {
		kind, _, _ := strings.Cut(m.What, ",")
		if shown[kind]++; shown[kind] == 1 {
			kinds = append(kinds, kind)
		}
		if shown[kind] <= missesShown {
			fmt.Fprintf(&b, "%.4f %s%s%s\n", m.Value, m.What, excerpt(m.A), excerpt(m.B))
		}
	}
	for _, kind := range kinds {
		fmt.Fprintf(&b, "%d × %s\n", shown[kind], kind)
	}
	return b.String()
}
