// Package measure runs programs, says what they took, and prints figures.
package measure

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"text/tabwriter"
	"time"
)

// Sample is what one run of a program took.
type Sample struct {
	CPU, Wall time.Duration // CPU is user and system time
	Peak      int64         // bytes of memory; at least those of the process that started it
}

// Run runs a program and returns what it took. A program that does not exit with 0 is an
// *exec.ExitError and has a sample nevertheless.
func Run(cmd *exec.Cmd) (Sample, error) {
	begin := time.Now()
	err := cmd.Run()
	s := Sample{Wall: time.Since(begin)}
	if cmd.ProcessState != nil {
		s.CPU = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
		s.Peak = int64(cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss) * rssUnit
	}
	return s, err
}

// Median returns the medians of the figures, each for itself.
func Median(samples []Sample) Sample { return Quantile(samples, 0.5) }

// Quantile returns the value that a share q of the samples does not exceed, of each figure
// for itself: the lower one where it lies between two.
func Quantile(samples []Sample, q float64) Sample {
	return Sample{
		CPU:  quantile(samples, q, func(s Sample) time.Duration { return s.CPU }),
		Wall: quantile(samples, q, func(s Sample) time.Duration { return s.Wall }),
		Peak: quantile(samples, q, func(s Sample) int64 { return s.Peak }),
	}
}

func quantile[T cmp.Ordered](samples []Sample, q float64, value func(Sample) T) T {
	var values []T
	for _, s := range samples {
		values = append(values, value(s))
	}
	slices.Sort(values)
	return values[int(q*float64(len(values)-1))]
}

// Machine says in a line what was measured on.
func Machine() string {
	parts := []string{runtime.GOOS + "/" + runtime.GOARCH, fmt.Sprintf("%d processors", runtime.NumCPU()), runtime.Version()}
	if text, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		for line := range strings.Lines(string(text)) {
			if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
				parts = append(parts, strings.TrimSpace(value))
				break
			}
		}
	}
	if load := Load(); load != "" {
		parts = append(parts, "load "+load)
	}
	return strings.Join(parts, ", ")
}

// Load returns how many processes have run or waited in the last minute; "" where the
// system does not say it.
func Load() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return ""
	}
	return strings.Fields(string(text))[0]
}

// Table prints aligned columns, the names of which are parted by | in head.
func Table(out io.Writer, title string, head string, rows [][]string) {
	fmt.Fprintf(out, "\n%s\n", title)
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, strings.Join(strings.Split(head, "|"), "\t"))
	for _, row := range rows {
		fmt.Fprintln(w, strings.Join(row, "\t"))
	}
	w.Flush()
}

// Milliseconds returns a duration in ms with one decimal.
func Milliseconds(d time.Duration) string { return fmt.Sprintf("%.1f", d.Seconds()*1e3) }

// Megabytes returns a number of bytes in units of 1,000,000 with one decimal.
func Megabytes(n int64) string { return fmt.Sprintf("%.1f", float64(n)/1e6) }
