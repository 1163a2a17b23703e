package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"chachong/internal/peer/measure"
)

func (s starting) print(out io.Writer) {
	row := func(what string, v measure.Sample) []string {
		return []string{what, measure.Milliseconds(v.CPU), measure.Milliseconds(v.Wall), measure.Megabytes(v.Peak)}
	}
	measure.Table(out, "start", "run|CPU ms|wall ms|peak MB", [][]string{
		row("chachong --version", s.version),
		row("chachong --help", s.help),
		row(fmt.Sprintf("chachong, a file of %d bytes", s.bytes), s.small[ours]),
		row(fmt.Sprintf("peer, a file of %d bytes", s.bytes), s.small[peer]),
	})
}

// printRuns prints a line for each program on each corpus, and under them how many times
// the peer's rate ours is: of the whole process, and with what one small file takes taken
// off, which is the peer's dictionary.
func printRuns(out io.Writer, results []result, s starting) {
	var rows [][]string
	for _, r := range results {
		for p := range programs {
			f := r.of[p]
			row := []string{"", "", "", p.String()}
			if p == ours {
				row[0], row[1], row[2] = r.name, fmt.Sprintf("%.1f", r.size.mb()), fmt.Sprint(r.size.files)
			}
			row = append(row, fmt.Sprintf("%.2f", f.one.CPU.Seconds()), fmt.Sprintf("%.2f", f.rate(r.size)),
				fmt.Sprintf("%.1f", float64(f.one.CPU.Nanoseconds())/float64(r.size.bytes)), fmt.Sprintf("%.2f", f.one.Wall.Seconds()))
			if f.two.Wall > 0 {
				row = append(row, fmt.Sprintf("%.2f", f.two.Wall.Seconds()), fmt.Sprintf("%.2f", f.one.Wall.Seconds()/f.two.Wall.Seconds()))
			} else {
				row = append(row, "-", "-")
			}
			row = append(row, measure.Megabytes(f.peak()), fmt.Sprintf("%.1f", float64(f.peak())/float64(r.size.bytes)), fmt.Sprint(f.pairs))
			if r.planted > 0 {
				row = append(row, fmt.Sprintf("%d of %d", f.planted, r.planted))
			} else {
				row = append(row, "-")
			}
			rows = append(rows, row)
		}
		rows = append(rows, []string{
			"", "", "", "ratio", "", fmt.Sprintf("%.2f", ratio(r)),
			fmt.Sprintf("%.2f without the start", warmRatio(r, s)),
		})
	}
	measure.Table(out, "runs", "corpus|MB|files|program|CPU s|MB/CPU-s|ns/byte|wall -j1 s|wall -j2 s|speed-up|peak MB|peak/input|pairs|planted", rows)
	fmt.Fprintln(out, "ratio: MB/CPU-s of chachong / of the peer, and the same with the CPU of its start taken off each; pairs: reported; planted: copies put in that were found, of all")
}

// ratio returns our rate divided by that of the peer.
func ratio(r result) float64 { return r.of[ours].rate(r.size) / r.of[peer].rate(r.size) }

// warmRatio is ratio with what one small file takes taken off.
func warmRatio(r result, s starting) float64 { return byteCost(r, peer, s) / byteCost(r, ours, s) }

// byteCost returns the ns of CPU a byte, what one small file takes taken off.
func byteCost(r result, p program, s starting) float64 {
	return float64((r.of[p].one.CPU - s.small[p].CPU).Nanoseconds()) / float64(r.size.bytes)
}

// printGrowth prints what template text and more files cost, a byte, what one small file
// takes taken off.
func printGrowth(out io.Writer, results []result, s starting) {
	var rows [][]string
	for _, g := range []struct{ what, from, to string }{
		{"template : clean", "clean", "template"},
		{"crowd : clean", "clean", "crowd"},
		{"100,000 reports : 10,000 reports", "smaller", "larger"},
	} {
		from := slices.IndexFunc(results, func(r result) bool { return r.name == g.from })
		to := slices.IndexFunc(results, func(r result) bool { return r.name == g.to })
		if from < 0 || to < 0 {
			continue
		}
		row := []string{g.what}
		for p := range programs {
			row = append(row, fmt.Sprintf("%.2f", byteCost(results[to], p, s)/byteCost(results[from], p, s)))
		}
		rows = append(rows, row)
	}
	if rows != nil {
		measure.Table(out, "growth of CPU a byte", "corpora|chachong|peer", rows)
	}
}

// printBehind names the figures in which the peer is better.
func printBehind(out io.Writer, results []result) {
	fmt.Fprintln(out, "\nwhere the peer is better")
	behind := false
	for _, r := range results {
		a, b := r.of[ours], r.of[peer]
		for _, f := range []struct {
			what        string
			ours, peers float64
			unit        string
		}{
			{"CPU", a.one.CPU.Seconds(), b.one.CPU.Seconds(), "s"},
			{"wall with one worker", a.one.Wall.Seconds(), b.one.Wall.Seconds(), "s"},
			{"wall with two workers", a.two.Wall.Seconds(), b.two.Wall.Seconds(), "s"},
			{"peak", float64(a.peak()) / 1e6, float64(b.peak()) / 1e6, "MB"},
			{"planted copies missed", float64(r.planted - a.planted), float64(r.planted - b.planted), ""},
		} {
			if f.ours > f.peers {
				behind = true
				fmt.Fprintln(out, strings.TrimRight(fmt.Sprintf("  %s: %s %.4g against %.4g %s", r.name, f.what, f.ours, f.peers, f.unit), " "))
			}
		}
	}
	if !behind {
		fmt.Fprintln(out, "  nowhere in this run")
	}
}
