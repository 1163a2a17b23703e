package worker

import (
	"bytes"
	"os"
	"strconv"
	"sync"
	"syscall"

	"golang.org/x/sys/unix"
)

// attributes makes a worker the leader of a process group, which the kernel kills when the
// thread ends that started it.
func attributes() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}

// setLimit sets a limit of this process, and for good where it is hard.
func setLimit(which int, most uint64, hard bool) error {
	l := unix.Rlimit{Cur: most, Max: unix.RLIM_INFINITY}
	if hard {
		l.Max = most
	} else {
		var was unix.Rlimit
		if err := unix.Getrlimit(which, &was); err != nil {
			return err
		}
		l.Max = was.Max
		l.Cur = min(most, was.Max)
	}
	return unix.Setrlimit(which, &l)
}

// slack is what the kernel grants above the limit of memory: for what the Go runtime takes
// in steps of 64 MB and has not used, and for the stacks of threads where the binary was
// linked with cgo, 8 MB each.
const slack = 128 << 20

// limitMemory has the kernel refuse what passes the limit. It counts RLIMIT_DATA, private
// writable mappings, against what there was before the first request.
//
// Note: RLIMIT_AS counts what the Go runtime has only reserved, too, 1.2 GB from the start.
func limitMemory(memory int64) error {
	if raceDetector {
		return nil
	}
	base, err := dataAtStart()
	if err != nil {
		return err
	}
	return setLimit(unix.RLIMIT_DATA, uint64(base+memory+slack), false)
}

// dataAtStart returns the bytes of private writable mappings at the first call.
var dataAtStart = sync.OnceValues(func() (int64, error) {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0, nil // no /proc: nothing is known to be there
	}
	_, line, _ := bytes.Cut(status, []byte("\nVmData:"))
	line, _, _ = bytes.Cut(line, []byte("kB"))
	kb, err := strconv.ParseInt(string(bytes.TrimSpace(line)), 10, 64)
	return kb << 10, err
})
