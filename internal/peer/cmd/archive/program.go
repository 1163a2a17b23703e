package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"

	"chachong/internal/peer/measure"
)

// answer is what one run of the program said.
type answer struct {
	measure.Sample
	code     int // of the exit; -1 where a signal ended it
	out, err []byte
}

// command returns a run of the program in a folder, with English messages whatever the
// locale.
func (b *bench) command(dir string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(b.ctx, b.binary, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "LC_ALL=en_US.UTF-8")
	return cmd
}

// ask runs the program and returns what it said, whatever its exit code.
func (b *bench) ask(dir string, args ...string) (answer, error) {
	var a answer
	var out, messages bytes.Buffer
	cmd := b.command(dir, args...)
	cmd.Stdout, cmd.Stderr = &out, &messages
	s, err := measure.Run(cmd)
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		return a, fmt.Errorf("chachong %v: %w", args, err)
	}
	return answer{s, cmd.ProcessState.ExitCode(), out.Bytes(), messages.Bytes()}, b.ctx.Err()
}

// must runs the program and wants it to exit with 0.
func (b *bench) must(dir string, args ...string) (answer, error) {
	a, err := b.ask(dir, args...)
	if err == nil && a.code != 0 {
		err = a.unexpected(0, args)
	}
	return a, err
}

// unexpected is the error of another exit code than want.
func (a answer) unexpected(want int, args []string) error {
	return fmt.Errorf("chachong %v: exit code %d, want %d\n%s", args, a.code, want, bytes.TrimSpace(a.err))
}

// complaint returns what was said on standard error in one line, without hints.
func (a answer) complaint() string {
	var lines []string
	for line := range strings.Lines(string(a.err)) {
		line = strings.TrimPrefix(strings.TrimSpace(line), "chachong: ")
		if !strings.HasPrefix(line, "hint: ") {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "; ")
}
