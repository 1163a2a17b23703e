package main

import (
	"slices"
	"strings"
	"testing"
	"time"

	"chachong/internal/peer/measure"
)

func TestReadJSON(t *testing.T) {
	const run = `{"schema":"chachong/result/v1","run":{"pairs":[1,{"a":2}]},"inputs":[],"submissions":[{"id":"x"}],
"pairs":[
{"a":"in/000/r1.txt#1","b":"in/000/r2.txt#2","resemblance":0.9,"near_duplicate":true,"by":"resemblance"},
{"a":"in/000/r1.txt#1","b":"in/a#b.txt#1","resemblance":0.3,"near_duplicate":false}],
"clusters":[]}`
	tests := []struct {
		in   string
		want []pair
		err  bool
	}{
		{in: run, want: []pair{{"in/000/r1.txt", "in/000/r2.txt"}}},
		{in: `{"pairs":[]}`},
		{in: `{"passages":[]}`, err: true},
		{in: `{"pairs":3}`, err: true},
		{in: `[]`, err: true},
		{in: ``, err: true},
		{in: `{"inputs":[{"a":`, err: true},
	}
	for _, c := range tests {
		got, err := readJSON(strings.NewReader(c.in))
		if !slices.Equal(got, c.want) || (err != nil) != c.err {
			t.Errorf("readJSON(%q) = %v, %v, want %v, error %t", c.in, got, err, c.want, c.err)
		}
	}
}

func TestReadColumns(t *testing.T) {
	const lines = "b\ta\t0.9\nc\td\t0.6999\n"
	got, err := readTSV(strings.NewReader(lines))
	if want := []pair{{"b", "a"}, {"c", "d"}}; !slices.Equal(got, want) || err != nil {
		t.Errorf("readTSV = %v, %v, want %v", got, err, want)
	}
	got, err = readTruth(strings.NewReader(lines))
	if want := []pair{{"b", "a"}}; !slices.Equal(got, want) || err != nil {
		t.Errorf("readTruth = %v, %v, want %v", got, err, want)
	}
	for _, bad := range []string{"a\tb\n", "a\tb\tmuch\n", "a\tb\t1\t2\n"} {
		if _, err := readTSV(strings.NewReader(bad)); err == nil {
			t.Errorf("readTSV(%q): no error", bad)
		}
	}
}

func TestCommon(t *testing.T) {
	planted := []pair{{"000/b", "000/a"}, {"000/c", "000/a"}}
	found := []pair{{"in/000/a", "in/000/b"}, {"in/000/x", "in/000/y"}}
	if got := common(planted, found, "in"); got != 1 {
		t.Errorf("common(%v, %v) = %d, want 1", planted, found, got)
	}
}

func TestChoose(t *testing.T) {
	all := plan(options{})
	if got, err := choose(all, ""); len(got) != len(all) || err != nil {
		t.Errorf("choose of nothing = %d cases, %v, want all %d", len(got), err, len(all))
	}
	got, err := choose(all, "laws,copies")
	if err != nil || len(got) != 2 || got[0].name != "laws" || got[1].name != "copies" {
		t.Errorf("choose(laws,copies) = %v, %v", got, err)
	}
	if _, err := choose(all, "larger"); err == nil {
		t.Error("choose of a case that only the full plan has: no error")
	}
}

func TestPrint(t *testing.T) {
	of := func(cpu time.Duration, peak int64, planted int) figures {
		return figures{one: measure.Sample{CPU: cpu, Wall: cpu, Peak: peak}, pairs: 12, planted: planted}
	}
	s := starting{small: [programs]measure.Sample{ours: {CPU: 10 * time.Millisecond}, peer: {CPU: time.Second}}}
	results := []result{
		{benchCase: benchCase{name: "clean"}, size: size{100, 10e6}, of: [programs]figures{of(time.Second, 60e6, 0), of(5*time.Second, 50e6, 0)}},
		{benchCase: benchCase{name: "template"}, size: size{100, 10e6}, planted: 9, of: [programs]figures{of(1500*time.Millisecond, 40e6, 8), of(9*time.Second, 50e6, 7)}},
	}
	var out strings.Builder
	printRuns(&out, results, s)
	printGrowth(&out, results, s)
	printBehind(&out, results)
	for _, want := range []string{
		"5.00                            ", // ratio of clean
		"4.04 without the start",
		"8 of 9",
		"template : clean  1.51      2.00",
		"  clean: peak 60 against 50 MB\n",
	} {
		if !strings.Contains(out.String(), want) && !strings.Contains(out.String(), strings.TrimSpace(want)) {
			t.Errorf("the tables lack %q:\n%s", want, out.String())
		}
	}
	if strings.Contains(out.String(), "template: ") {
		t.Errorf("the peer is said to be better on template:\n%s", out.String())
	}
}
