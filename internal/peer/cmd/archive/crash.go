package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"time"

	"chachong/internal/peer/measure"
)

// What the trials work with: an archive that holds baseReports, to which moreReports are
// added, short ones: an add has a transaction for each thousand, and comes to writing
// postings and to merging them.
const (
	baseReports = 100
	moreReports = 2_500
	moreChars   = 400
)

// set is an archive of some reports, further ones, and what an add that nothing disturbs
// makes of both.
type set struct {
	dir    string
	base   string        // folder of the archive before; never changed
	more   string        // folder of the reports to add
	before []int         // numbers of the submissions in base
	want   string        // what archive list says after the add, times aside
	took   time.Duration // by the add
	acks   int           // submissions that it acknowledged
}

// newSet makes a set in a folder. The archive of an add lies beside base, so that the
// paths of what is added are the same in all.
func (b *bench) newSet(dir string, seed uint64) (*set, error) {
	s := &set{dir: dir, base: filepath.Join(dir, "base"), more: filepath.Join(dir, "more")}
	if err := os.RemoveAll(dir); err != nil {
		return nil, err
	}
	if _, err := newReports(filepath.Join(dir, "first"), baseReports, reportChars, seed+1); err != nil {
		return nil, err
	}
	if _, err := newReports(s.more, moreReports, moreChars, seed+2); err != nil {
		return nil, err
	}
	if err := b.newArchive(s.base); err != nil {
		return nil, err
	}
	if _, err := b.must(s.base, addArgs(filepath.Join("..", "first"))...); err != nil {
		return nil, err
	}
	list, err := b.list(s.base)
	if err != nil {
		return nil, err
	}
	s.before = numbers([]byte(list))
	if len(s.before) < baseReports {
		return nil, fmt.Errorf("archive list has %d submissions, want at least %d", len(s.before), baseReports)
	}
	whole := filepath.Join(dir, "whole")
	if err := s.fresh(whole); err != nil {
		return nil, err
	}
	a, err := b.must(whole, s.args()...)
	if err != nil {
		return nil, err
	}
	s.took, s.acks = a.Wall, len(acknowledged(a.out))
	if s.acks < moreReports {
		return nil, fmt.Errorf("archive add acknowledged %d submissions, want at least %d:\n%.400s", s.acks, moreReports, a.out)
	}
	s.want, err = b.list(whole)
	return s, err
}

// args adds the further reports.
func (s *set) args() []string {
	return append(addArgs(filepath.Join("..", filepath.Base(s.more))), "-f", "json")
}

// fresh makes a folder with a copy of the archive before.
func (s *set) fresh(dir string) error {
	if err := os.RemoveAll(dir); err != nil {
		return err
	}
	return os.CopyFS(dir, os.DirFS(s.base))
}

// list returns what archive list says, without times.
func (b *bench) list(dir string) (string, error) {
	a, err := b.must(dir, "archive", "list", archiveName, "-f", "json")
	return addedAt.ReplaceAllString(string(a.out), ""), err
}

var (
	addedAt = regexp.MustCompile(`,?"added(_at)?":"[^"]*"`)
	number  = regexp.MustCompile(`"number":([0-9]+)`)
)

// numbers returns the numbers of the submissions in a JSON output.
func numbers(out []byte) []int {
	var res []int
	for _, m := range number.FindAllSubmatch(out, -1) {
		if n, err := strconv.Atoi(string(m[1])); err == nil {
			res = append(res, n)
		}
	}
	return res
}

// acknowledged returns the numbers in the whole lines of what archive add has written: a
// line that a kill cut short acknowledges nothing.
func acknowledged(out []byte) []int {
	return numbers(out[:bytes.LastIndexByte(out, '\n')+1])
}

// missing returns the numbers that a list lacks.
func missing(wanted []int, list string) []int {
	has := map[int]bool{}
	for _, n := range numbers([]byte(list)) {
		has[n] = true
	}
	return slices.DeleteFunc(slices.Clone(wanted), func(n int) bool { return has[n] })
}

// sound wants an archive to be verified clean and to list the numbers.
func (b *bench) sound(dir string, wanted []int) error {
	if _, err := b.must(dir, "archive", "verify", archiveName); err != nil {
		return err
	}
	list, err := b.list(dir)
	if err != nil {
		return err
	}
	if lost := missing(wanted, list); len(lost) > 0 {
		return fmt.Errorf("lost submissions %v", lost)
	}
	return nil
}

// repeat adds once more and wants the state of an add that nothing disturbed.
func (b *bench) repeat(dir string, s *set) error {
	if _, err := b.must(dir, s.args()...); err != nil {
		return err
	}
	list, err := b.list(dir)
	if err != nil {
		return err
	}
	if list != s.want {
		return errors.New("the list after the repeated add is another than that of an undisturbed one")
	}
	_, err = b.must(dir, "archive", "verify", archiveName)
	return err
}

// crash kills adds at random times.
func crash(b *bench, o options, out io.Writer) error {
	s, err := b.newSet(filepath.Join(b.dir, "crash"), o.seed)
	if err != nil {
		return err
	}
	r := rand.New(rand.NewPCG(o.seed, 0))
	var wrong []error
	var none, some, all, ended int
	for k := range o.kills {
		if k%50 == 0 {
			fmt.Fprintf(b.progress, "kill %d of %d\n", k+1, o.kills)
		}
		delay := time.Duration(r.Float64() * float64(s.took))
		acks, finished, err := b.kill(s, delay)
		if err != nil {
			if b.ctx.Err() != nil {
				return err
			}
			wrong = append(wrong, fmt.Errorf("kill %d after %v: %w", k+1, delay.Round(time.Microsecond), err))
			continue
		}
		switch {
		case finished:
			ended++
		case acks == 0:
			none++
		case acks < s.acks:
			some++
		default:
			all++
		}
	}
	measure.Table(out, fmt.Sprintf("kill -9 at random times of an add of %d to %d submissions", moreReports, baseReports),
		"kills|before anything was acknowledged|in between|after all was|the add had ended|sound, complete, and as undisturbed after a repeated add", [][]string{{
			fmt.Sprint(o.kills), fmt.Sprint(none), fmt.Sprint(some), fmt.Sprint(all), fmt.Sprint(ended), fmt.Sprint(o.kills - len(wrong)),
		}})
	return errors.Join(wrong...)
}

// kill starts an add, kills it after a delay, and examines the archive. It returns how many
// submissions were acknowledged, and whether the add had ended before.
func (b *bench) kill(s *set, delay time.Duration) (acks int, finished bool, err error) {
	dir := filepath.Join(s.dir, "killed")
	if err := s.fresh(dir); err != nil {
		return 0, false, err
	}
	var written, messages bytes.Buffer
	cmd := b.command(dir, s.args()...)
	cmd.Stdout, cmd.Stderr = &written, &messages
	if err := cmd.Start(); err != nil {
		return 0, false, err
	}
	time.Sleep(delay)
	_ = cmd.Process.Kill() // an error where it has ended, which Wait tells
	var exit *exec.ExitError
	switch err := cmd.Wait(); {
	case err == nil:
		finished = true
	case !errors.As(err, &exit):
		return 0, false, err
	case exit.Exited():
		return 0, false, fmt.Errorf("exit code %d: %s", exit.ExitCode(), messages.Bytes())
	}
	got := acknowledged(written.Bytes())
	if err := b.sound(dir, slices.Concat(s.before, got)); err != nil {
		return 0, false, err
	}
	return len(got), finished, b.repeat(dir, s)
}
