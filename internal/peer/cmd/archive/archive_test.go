package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"chachong/internal/peer/corpus"
	"chachong/internal/peer/measure"
)

func TestReports(t *testing.T) {
	dir := t.TempDir()
	r, err := newReports(filepath.Join(dir, "reports"), 42, 500, 1)
	if err != nil {
		t.Fatal(err)
	}
	for i := range r.n {
		text, err := os.ReadFile(filepath.Join(r.dir, r.name(i)))
		if err != nil || string(text) != string(r.Text(nil, i)) {
			t.Errorf("report %d in %q: %v", i, r.name(i), err)
		}
	}
	for _, folder := range r.folders() {
		if got, err := filepath.Glob(filepath.Join(dir, "x", folder, "*", "*.txt")); err != nil || len(got) == 0 && folder < filepath.Join("..", "reports", batchName(9)) {
			t.Errorf("folder %q holds %d reports, %v", folder, len(got), err)
		}
	}
	plants, err := r.plant(filepath.Join(dir, "planted"), 2)
	if err != nil {
		t.Fatal(err)
	}
	if len(plants) != 2*len(corpus.Disguises) {
		t.Errorf("%d planted, want %d", len(plants), 2*len(corpus.Disguises))
	}
	for _, p := range plants {
		if _, err := os.Stat(p.path); err != nil || (p.source == "") != (p.disguise == "fresh") {
			t.Errorf("planted %+v: %v", p, err)
		}
		if p.source == "" {
			continue
		}
		if _, err := os.Stat(filepath.Join(r.dir, p.source)); err != nil {
			t.Errorf("the source of %+v: %v", p, err)
		}
	}
}

func TestNames(t *testing.T) {
	const report = "batch0/unit000001/r000007.txt"
	for in, want := range map[string]bool{
		`{"pairs":[{"a":"n.txt#1","b":"archive!/7/reports/batch0/unit000001/r000007.txt#1"}]}`:                             true,
		`{"passages":[{"a":{"submission":"n.txt#1"},"b":{"submission":"archive!/7/x/batch0/unit000001/r000007.txt#2"}}]}`:  true,
		`{"passages":[{"a":{"submission":"n.txt#1"},"b":{"submission":"archive!/7/x/batch0/unit000001/r000008.txt#1"}}]}`:  false,
		`{"pairs":[{"a":"n.txt#1","b":"x/batch0/unit000001/r000007.txt#1"}]}`:                                              false,
		`{"pairs":[{"a":"archive!/7/x/batch0/unit000001/r000007.txt#1","b":"n.txt#1"}],"submissions":[{"archived":true}]}`: false,
		`{}`: false,
	} {
		var j judged
		if err := json.Unmarshal([]byte(in), &j); err != nil {
			t.Fatal(err)
		}
		if got := j.names(report); got != want {
			t.Errorf("names(%q) in %s = %v, want %v", report, in, got, want)
		}
	}
}

func TestGateRows(t *testing.T) {
	ms := func(n int) measure.Sample {
		return measure.Sample{CPU: time.Duration(n) * time.Millisecond, Wall: time.Duration(2*n) * time.Millisecond, Peak: int64(n) * 1e6}
	}
	rows, wrong := gateRows([]gated{
		{planted: planted{"verbatim", "v1", "a"}, Sample: ms(10), code: 1, right: true},
		{planted: planted{"fresh", "f1", ""}, Sample: ms(20), right: true},
		{planted: planted{"verbatim", "v2", "b"}, Sample: ms(30), code: 1},
		{planted: planted{"verbatim", "v3", "c"}, Sample: ms(40)},
		{planted: planted{"fresh", "f2", ""}, Sample: ms(50), code: 1},
	})
	want := []string{
		"verbatim 3 2 1 of 3 60.0 60.0 30.0 40.0",
		"fresh 2 1 - 40.0 40.0 20.0 50.0",
		"all 5 3 1 of 3 60.0 80.0 30.0 50.0",
	}
	for i, row := range rows {
		if got := strings.Join(row, " "); i >= len(want) || got != want[i] {
			t.Errorf("row %d = %q, want %q", i, got, want[i])
		}
	}
	for i, name := range []string{"v2: b is not named", "v3: passed", "f2: not passed"} {
		if i >= len(wrong) || !strings.HasPrefix(wrong[i], name) {
			t.Errorf("wrong = %q, want %q at %d", wrong, name, i)
		}
	}
}

func TestAcknowledged(t *testing.T) {
	for in, want := range map[string][]int{
		"":             nil,
		`{"number":1}`: nil,
		"{\"number\":1}\n{\"number\":22}\n{\"number\":3}": {1, 22},
	} {
		if got := acknowledged([]byte(in)); !slices.Equal(got, want) {
			t.Errorf("acknowledged(%q) = %v, want %v", in, got, want)
		}
	}
	if got := missing([]int{1, 2, 3}, `[{"number":3},{"number":1}]`); !slices.Equal(got, []int{2}) {
		t.Errorf("missing = %v, want [2]", got)
	}
}

func TestComplaint(t *testing.T) {
	a := answer{err: []byte("chachong: 3 were added before\nchachong: no space left\nchachong: hint: make some\n")}
	if got, want := a.complaint(), "3 were added before; no space left"; got != want {
		t.Errorf("complaint of %q = %q, want %q", a.err, got, want)
	}
}

func TestDifferences(t *testing.T) {
	read := func(text string) map[string]string {
		var v any
		if err := json.Unmarshal([]byte(text), &v); err != nil {
			t.Fatal(err)
		}
		res := map[string]string{}
		flatten(res, "", v)
		return res
	}
	a := read(`{"submissions":10,"letters":30000000,"bytes":{"texts":7},"segments":2,"versions":{"folding":"1"},"years":[2024]}`)
	b := read(`{"submissions":10,"letters":30000000,"bytes":{"texts":9},"segments":5,"versions":{"folding":"2"},"years":[2024]}`)
	if got := differences(a, a); len(got) > 0 {
		t.Errorf("differences of the same = %q", got)
	}
	if got, want := differences(a, b), []string{`archive stats: versions.folding is "1" and "2"`}; !slices.Equal(got, want) {
		t.Errorf("differences = %q, want %q", got, want)
	}
}

func TestRunRefuses(t *testing.T) {
	for _, o := range []options{
		{do: "nothing", n: 100, kills: 1},
		{do: "figures", n: 1, kills: 1},
		{do: "crash", n: 100},
	} {
		if err := run(t.Context(), nil, nil, o); err == nil {
			t.Errorf("run(%+v): no error", o)
		}
	}
}
