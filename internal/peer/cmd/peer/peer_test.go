package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chachong/internal/peer/corpus"
	"github.com/go-ego/gse"
)

func TestJaccard(t *testing.T) {
	tests := []struct {
		a, b []uint64
		want float64
	}{
		{nil, nil, 0},
		{[]uint64{1, 2}, nil, 0},
		{[]uint64{1, 2, 3}, []uint64{2, 3, 4}, 0.5},
		{[]uint64{5}, []uint64{5}, 1},
	}
	for _, c := range tests {
		if got := jaccard(c.a, c.b); got != c.want {
			t.Errorf("jaccard(%v, %v) = %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

func TestShingles(t *testing.T) {
	var seg gse.Segmenter
	seg.SkipLog = true
	if err := seg.LoadDictStr("清查 10 v\n仓库 10 n\n修缮 10 v\n道路 10 n\n"); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		text string
		want int
	}{
		{"", 0},
		{"清查", 0},
		{"清查仓库", 1},
		{"清查仓库，修缮\n　　道路。", 3},
		{"清查仓库。清查仓库。", 2},
	} {
		if got := len(shingles(&seg, []byte(c.text))); got != c.want {
			t.Errorf("shingles(%q) = %d of them, want %d", c.text, got, c.want)
		}
	}
}

// TestRun compares the pairs with what was planted, for any number of workers.
func TestRun(t *testing.T) {
	c, err := corpus.New(corpus.Options{Kind: "copies", Chars: 600, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	truth := filepath.Join(dir, "truth.tsv")
	in := filepath.Join(dir, "in")
	if _, err := c.Write(in, corpus.Size{Files: 400}, truth); err != nil {
		t.Fatal(err)
	}
	var one, three strings.Builder
	if err := run(&one, in, 1); err != nil {
		t.Fatal(err)
	}
	if err := run(&three, in, 3); err != nil {
		t.Fatal(err)
	}
	if one.String() != three.String() {
		t.Errorf("one worker finds\n%sthree find\n%s", &one, &three)
	}
	planted, err := os.ReadFile(truth)
	if err != nil {
		t.Fatal(err)
	}
	found, want := strings.Count(one.String(), "\n"), strings.Count(string(planted), "\n")
	if want == 0 || found*2 < want || found > want*3/2 {
		t.Errorf("%d pairs found, %d planted", found, want)
	}
	if err := run(&one, filepath.Join(dir, "none"), 1); err == nil {
		t.Error("run of a folder that is not there: no error")
	}
}
