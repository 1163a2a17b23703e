//go:build unix

package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"syscall"
	"testing"

	"chachong/internal/message"
	"chachong/internal/policy"
)

// A call that waits for its input ends on a signal, with the signal's code.
func TestSignals(t *testing.T) {
	for _, tt := range []struct {
		sig  os.Signal
		code int
	}{
		{os.Interrupt, policy.ExitInterrupted},
		{syscall.SIGTERM, policy.ExitTerminated},
	} {
		cmd := exec.Command(os.Args[0], "check", "-")
		cmd.Args[0] = "chachong" // TestMain runs the program under that name
		endBySignal(t, cmd, tt.sig, tt.code)
	}
}

func TestInternalFault(t *testing.T) {
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	a := &app{std: streams{os.Stdin, null, null}, lang: message.Zh}
	if got := a.exitCode(a.internal(errors.New("broken"))); got != policy.ExitInternal {
		t.Errorf("exit code of a fault = %d, want %d", got, policy.ExitInternal)
	}
}

// An interrupted call leaves an archive that holds what it said, and goes on from there.
func TestArchiveInterrupted(t *testing.T) {
	dir := madeArchive(t)
	cmd := exec.Command(os.Args[0], "archive", "add", "库", "-", "总结.txt", "--year", "2024", "-f", "json")
	cmd.Args[0] = "chachong"
	cmd.Dir = dir
	endBySignal(t, cmd, os.Interrupt, policy.ExitInterrupted)
	wantRun(t, dir, 0, "完好", "archive", "verify", "库")
	wantRun(t, dir, 0, "新收入 1 篇", "archive", "add", "库", "总结.txt", "--year", "2024")
}

// endBySignal starts a call that reads standard input, sends it a signal while it reads, and
// wants it to end with that exit code.
func endBySignal(t *testing.T, cmd *exec.Cmd, sig os.Signal, code int) {
	t.Helper()
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	defer stdin.Close()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	// More than a pipe holds: when it is written, the program is reading, and listens for
	// signals since before.
	if _, err := stdin.Write(bytes.Repeat([]byte("工作总结。"), 50_000)); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Process.Signal(sig); err != nil {
		t.Fatal(err)
	}
	var exit *exec.ExitError
	if err := cmd.Wait(); !errors.As(err, &exit) || exit.ExitCode() != code {
		t.Errorf("after %v: %v, want exit code %d", sig, err, code)
	}
}
