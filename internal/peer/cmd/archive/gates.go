package main

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"

	"chachong/internal/peer/measure"
)

// judged is what the gate's JSON says that a planted document is judged by.
type judged struct {
	Verdict struct {
		ExitCode   int  `json:"exit_code"`
		Incomplete bool `json:"incomplete"`
	}
	Submissions []struct {
		Path     string
		Archived bool
	}
	Pairs    []struct{ A, B string }
	Passages []struct{ A, B struct{ Submission string } }
}

// names reports whether a pair or a passage with an archived report stands in the answer.
func (j judged) names(report string) bool {
	for _, p := range j.Pairs {
		if isReport(p.B, report) {
			return true
		}
	}
	for _, p := range j.Passages {
		if isReport(p.B.Submission, report) {
			return true
		}
	}
	return false
}

// isReport reports whether an id is that of the archived report of a name:
// ARCHIVE!/NUMBER/path#1.
func isReport(id, report string) bool {
	path, _, _ := strings.Cut(id, "#")
	return strings.Contains(path, "!/") && strings.HasSuffix(path, "/"+report)
}

// gated is what the gate said about a planted document.
type gated struct {
	planted
	measure.Sample
	code  int
	right bool // it names the source, or has nothing against a fresh one
	said  string
}

// gate asks about a planted document in a folder whose archive has that name.
func (b *bench) gate(dir string, p planted) (gated, error) {
	args := []string{"gate", p.path, "--archive", archiveName, "-f", "json"}
	a, err := b.ask(dir, args...)
	if err != nil {
		return gated{}, err
	}
	if a.code != 0 && a.code != 1 {
		return gated{}, a.unexpected(0, args)
	}
	var j judged
	if err := json.Unmarshal(a.out, &j); err != nil {
		return gated{}, fmt.Errorf("chachong %v: %w", args, err)
	}
	if j.Verdict.ExitCode != a.code || j.Verdict.Incomplete {
		return gated{}, fmt.Errorf("chachong %v: exit code %d, but the verdict is %+v", args, a.code, j.Verdict)
	}
	g := gated{planted: p, Sample: a.Sample, code: a.code, said: untimed(string(a.out))}
	g.right = p.source == "" && a.code == 0 || p.source != "" && j.names(p.source)
	return g, nil
}

var elapsed = regexp.MustCompile(`"elapsed_seconds":[0-9.e+-]+`)

// untimed returns a JSON result without what differs from run to run.
func untimed(json string) string { return elapsed.ReplaceAllString(json, "") }

// gateRows returns a line of figures for each disguise, in the order of their first
// document, and one for all; and what is wrong.
func gateRows(all []gated) (rows [][]string, wrong []string) {
	var order []string
	of := map[string][]gated{}
	for _, g := range all {
		if of[g.disguise] == nil {
			order = append(order, g.disguise)
		}
		of[g.disguise] = append(of[g.disguise], g)
		switch {
		case g.source != "" && g.code == 0:
			wrong = append(wrong, fmt.Sprintf("%s: passed, though it is made of %s", g.path, g.source))
		case g.source != "" && !g.right:
			wrong = append(wrong, fmt.Sprintf("%s: %s is not named", g.path, g.source))
		case g.source == "" && g.code != 0:
			wrong = append(wrong, fmt.Sprintf("%s: not passed, though it is fresh", g.path))
		}
	}
	for _, d := range order {
		rows = append(rows, gateRow(d, of[d]))
	}
	if len(order) > 1 {
		rows = append(rows, gateRow("all", all))
	}
	return rows, wrong
}

func gateRow(name string, all []gated) []string {
	var samples []measure.Sample
	refused, named, made := 0, 0, 0
	for _, g := range all {
		samples = append(samples, g.Sample)
		refused += g.code
		if g.source != "" {
			made++
			if g.right {
				named++
			}
		}
	}
	sources := "-"
	if made > 0 {
		sources = fmt.Sprintf("%d of %d", named, made)
	}
	mid := measure.Median(samples)
	return []string{
		name, fmt.Sprint(len(all)), fmt.Sprint(refused), sources,
		measure.Milliseconds(mid.Wall), measure.Milliseconds(measure.Quantile(samples, 0.95).Wall),
		measure.Milliseconds(mid.CPU), measure.Megabytes(measure.Quantile(samples, 1).Peak),
	}
}
