package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// runResult is what these tests look at in the JSON of a run.
type runResult struct {
	Inputs []struct {
		Path, Status, Code, Reason, Format string
		Submissions                        []string
	}
	Submissions []struct {
		ID, Path, Title, Owner string
		Letters, Cluster       int
	}
	Pairs []struct {
		A, B        string
		Resemblance float64
	}
	Clusters []struct {
		ID      int
		Members []string
		Lowest  float64 `json:"lowest_resemblance"`
	}
}

func documentsOf(t *testing.T, wantCode int, args ...string) runResult {
	t.Helper()
	code, stdout, stderr := runIn(t, ".", append([]string{"check", "-f", "json"}, args...)...)
	if code != wantCode {
		t.Fatalf("check %q = exit %d, want %d; stderr:\n%s", args, code, wantCode, stderr)
	}
	var res runResult
	if err := json.Unmarshal([]byte(stdout), &res); err != nil {
		t.Fatal(err)
	}
	return res
}

// The same report in twelve formats and encodings is one cluster, whoever wrote the file.
func TestSameReportInAllFormats(t *testing.T) {
	dir := filepath.Join("..", "..", "testdata", "formats")
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	res := documentsOf(t, 0, dir)
	for _, in := range res.Inputs {
		if in.Status != "ok" || in.Code != "" {
			t.Errorf("%s: %s %s %s, want ok", in.Path, in.Status, in.Code, in.Reason)
		}
	}
	if len(res.Submissions) != len(entries) || len(entries) < 10 {
		t.Errorf("%d submissions in %d files, want one in each", len(res.Submissions), len(entries))
	}
	if len(res.Clusters) != 1 || len(res.Clusters[0].Members) != len(entries) {
		t.Fatalf("clusters = %v, want one of %d", res.Clusters, len(entries))
	}
	if lowest := res.Clusters[0].Lowest; lowest < 0.99 {
		t.Errorf("lowest resemblance = %v, want at least 0.99", lowest)
	}
	formats := map[string]bool{}
	for _, in := range res.Inputs {
		formats[in.Format] = true
	}
	for _, f := range strings.Fields("txt docx doc odt rtf pdf html mht xlsx zip") {
		if !formats[f] {
			t.Errorf("no input of format %s in %v", f, formats)
		}
	}
}

// Ids that reports print are arguments of the other commands.
func TestMemberArguments(t *testing.T) {
	zip := filepath.Join("..", "..", "testdata", "formats", "总结.zip")
	member := zip + "!/藤渡县/总结.txt"
	for _, args := range [][]string{
		{"split", member},
		{"extract", member},
		{"extract", zip}, // it holds one document
		{"diff", member + "#1", filepath.Join("..", "..", "testdata", "formats", "总结.docx")},
	} {
		if code, _, stderr := runIn(t, ".", args...); code != 0 {
			t.Errorf("%q = exit %d, want 0; stderr:\n%s", args, code, stderr)
		}
	}
	code, _, stderr := runIn(t, ".", "extract", zip+"!/没有.txt")
	if code != 3 || !strings.Contains(stderr, "没有") {
		t.Errorf("extract of a member that is not there = exit %d, want 3 and its name; stderr:\n%s", code, stderr)
	}
}
