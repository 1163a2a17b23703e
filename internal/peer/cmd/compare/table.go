package main

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
)

// machine says in a line what was measured on.
func machine() string {
	parts := []string{runtime.GOOS + "/" + runtime.GOARCH, fmt.Sprintf("%d processors", runtime.NumCPU()), runtime.Version()}
	if text, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		for line := range strings.Lines(string(text)) {
			if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
				parts = append(parts, strings.TrimSpace(value))
				break
			}
		}
	}
	if text, err := os.ReadFile("/proc/loadavg"); err == nil {
		parts = append(parts, "load "+strings.Fields(string(text))[0])
	}
	return strings.Join(parts, ", ")
}

// table prints aligned columns; the first one to the left.
func table(out io.Writer, title string, head string, rows [][]string) {
	fmt.Fprintf(out, "\n%s\n", title)
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, strings.Join(strings.Split(head, "|"), "\t"))
	for _, row := range rows {
		fmt.Fprintln(w, strings.Join(row, "\t"))
	}
	w.Flush()
}

func milliseconds(d time.Duration) string { return fmt.Sprintf("%.1f", d.Seconds()*1e3) }

func megabytes(n int64) string { return fmt.Sprintf("%.1f", float64(n)/1e6) }

func (s starting) print(out io.Writer) {
	row := func(what string, v sample) []string {
		return []string{what, milliseconds(v.cpu), milliseconds(v.wall), megabytes(v.peak)}
	}
	table(out, "start", "run|CPU ms|wall ms|peak MB", [][]string{
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
			row = append(row, fmt.Sprintf("%.2f", f.one.cpu.Seconds()), fmt.Sprintf("%.2f", f.rate(r.size)),
				fmt.Sprintf("%.1f", float64(f.one.cpu.Nanoseconds())/float64(r.size.bytes)), fmt.Sprintf("%.2f", f.one.wall.Seconds()))
			if f.two.wall > 0 {
				row = append(row, fmt.Sprintf("%.2f", f.two.wall.Seconds()), fmt.Sprintf("%.2f", f.one.wall.Seconds()/f.two.wall.Seconds()))
			} else {
				row = append(row, "-", "-")
			}
			row = append(row, megabytes(f.peak()), fmt.Sprintf("%.1f", float64(f.peak())/float64(r.size.bytes)), fmt.Sprint(f.pairs))
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
	table(out, "runs", "corpus|MB|files|program|CPU s|MB/CPU-s|ns/byte|wall -j1 s|wall -j2 s|speed-up|peak MB|peak/input|pairs|planted", rows)
	fmt.Fprintln(out, "ratio: MB/CPU-s of chachong / of the peer, and the same with the CPU of its start taken off each; pairs: reported; planted: copies put in that were found, of all")
}

// ratio returns our rate divided by that of the peer.
func ratio(r result) float64 { return r.of[ours].rate(r.size) / r.of[peer].rate(r.size) }

// warmRatio is ratio with what one small file takes taken off.
func warmRatio(r result, s starting) float64 { return byteCost(r, peer, s) / byteCost(r, ours, s) }

// byteCost returns the ns of CPU a byte, what one small file takes taken off.
func byteCost(r result, p program, s starting) float64 {
	return float64((r.of[p].one.cpu - s.small[p].cpu).Nanoseconds()) / float64(r.size.bytes)
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
		table(out, "growth of CPU a byte", "corpora|chachong|peer", rows)
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
			{"CPU", a.one.cpu.Seconds(), b.one.cpu.Seconds(), "s"},
			{"wall with one worker", a.one.wall.Seconds(), b.one.wall.Seconds(), "s"},
			{"wall with two workers", a.two.wall.Seconds(), b.two.wall.Seconds(), "s"},
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
