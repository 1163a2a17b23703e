package measure

import (
	"errors"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

func TestQuantile(t *testing.T) {
	samples := []Sample{{3, 10, 7}, {1, 30, 8}, {2, 20, 9}}
	if got, want := Median(samples), (Sample{2, 20, 8}); got != want {
		t.Errorf("Median(%v) = %v, want %v", samples, got, want)
	}
	if got, want := Median(samples[:2]), (Sample{1, 10, 7}); got != want {
		t.Errorf("Median(%v) = %v, want %v", samples[:2], got, want)
	}
	var all []Sample
	for i := range 21 {
		all = append(all, Sample{CPU: time.Duration(20 - i)})
	}
	for q, want := range map[float64]time.Duration{0: 0, 0.5: 10, 0.95: 19, 1: 20} {
		if got := Quantile(all, q).CPU; got != want {
			t.Errorf("Quantile(0 to 20, %v) = %d, want %d", q, got, want)
		}
	}
}

func TestRun(t *testing.T) {
	cmd := exec.Command(os.Args[0], "-test.run=^TestNothing$")
	s, err := Run(cmd)
	if err != nil || s.Wall <= 0 || s.Peak < 1e5 {
		t.Errorf("Run(%v) = %+v, %v", cmd.Args, s, err)
	}
	var exit *exec.ExitError
	s, err = Run(exec.Command(os.Args[0], "-test.no-such-flag"))
	if !errors.As(err, &exit) || s.Wall <= 0 {
		t.Errorf("Run of what exits with 2 = %+v, %v, want its sample and its exit", s, err)
	}
	if _, err := Run(exec.Command("/no/such/program")); err == nil {
		t.Error("Run of a program that is not there: no error")
	}
}

func TestTable(t *testing.T) {
	var out strings.Builder
	Table(&out, "title", "a|bb", [][]string{{"ccc", "d"}})
	if got, want := out.String(), "\ntitle\na    bb\nccc  d\n"; got != want {
		t.Errorf("Table = %q, want %q", got, want)
	}
	if got, want := Milliseconds(1500*time.Microsecond)+" "+Megabytes(2_340_000), "1.5 2.3"; got != want {
		t.Errorf("figures = %q, want %q", got, want)
	}
}
