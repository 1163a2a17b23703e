//go:build unix && !linux

package worker

import (
	"syscall"

	"golang.org/x/sys/unix"
)

// attributes makes a worker the leader of a process group.
func attributes() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setpgid: true} }

// setLimit sets a limit of this process for good.
func setLimit(which int, most uint64, _ bool) error {
	var l unix.Rlimit
	if err := unix.Getrlimit(which, &l); err != nil {
		return err
	}
	lower(&l.Cur, &l.Max, most)
	return unix.Setrlimit(which, &l)
}

// lower sets a limit whose type differs between systems.
func lower[T int64 | uint64](soft, hard *T, most uint64) {
	*hard = min(*hard, T(most))
	*soft = *hard
}

// limitMemory does nothing: macOS and the BSDs have no limit that binds what a Go program
// maps. The gauge alone watches here.
func limitMemory(int64) error { return nil }
