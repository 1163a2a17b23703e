//go:build unix

package worker

import (
	"fmt"
	"os"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// maxFiles is how many file descriptors a worker may have: the three it is given and those
// of the Go runtime.
const maxFiles = 32

// confine takes from this process what no reader needs.
func confine() error {
	for _, l := range [...]struct {
		which int
		most  uint64
		name  string
	}{
		{unix.RLIMIT_CORE, 0, "core"},
		{unix.RLIMIT_FSIZE, 0, "file size"},
		{unix.RLIMIT_NOFILE, maxFiles, "open files"},
	} {
		if err := setLimit(l.which, l.most, true); err != nil {
			return fmt.Errorf("limit of %s: %w", l.name, err)
		}
	}
	return nil
}

// cpuTime returns the processor time that this process has used.
func cpuTime() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// killAll kills a worker and all that it may have started.
func killAll(p *os.Process) {
	syscall.Kill(-p.Pid, syscall.SIGKILL)
}

func workerDir() string { return "/" }

// jail holds the limits that a caller sets for a worker from outside: none here.
type jail struct{}

func (*jail) put(*os.Process) error          { return nil }
func (*jail) limit(*os.Process, int64) error { return nil }
func (*jail) close()                         {}
