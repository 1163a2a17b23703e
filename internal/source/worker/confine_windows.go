package worker

import (
	"fmt"
	"os"
	"syscall"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"
)

// attributes gives a worker no console.
func attributes() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{HideWindow: true, CreationFlags: windows.CREATE_NEW_PROCESS_GROUP | windows.CREATE_NO_WINDOW}
}

// confine does nothing: the Job Object is set from outside.
func confine() error { return nil }

// limitMemory does nothing: the Job Object is set from outside.
func limitMemory(int64) error { return nil }

// cpuTime returns the processor time that this process has used.
func cpuTime() time.Duration {
	var created, exited, kernel, user windows.Filetime
	if windows.GetProcessTimes(windows.CurrentProcess(), &created, &exited, &kernel, &user) != nil {
		return 0
	}
	ticks := func(t windows.Filetime) int64 { return int64(t.HighDateTime)<<32 | int64(t.LowDateTime) }
	return time.Duration(ticks(kernel)+ticks(user)) * 100 // a tick is 100 ns
}

// killAll kills a worker; its Job Object lets it start nothing.
func killAll(p *os.Process) { p.Kill() }

// workerDir is the directory of the system's drive: there is none that is always there.
func workerDir() string {
	if root := os.Getenv("SYSTEMROOT"); root != "" {
		return root
	}
	return `C:\`
}

// jail is a Job Object with one process. When its only handle is closed, at the latest by
// the end of the caller, the system ends the process.
type jail struct{ job windows.Handle }

// slack is what the system grants above the limit of memory, for the binary and what the
// Go runtime takes ahead.
const slack = 128 << 20

// put puts a process into a new job. It runs already, and waits for its first request.
func (j *jail) put(p *os.Process) error {
	job, err := windows.CreateJobObject(nil, nil)
	if err != nil {
		return fmt.Errorf("create a job object: %w", err)
	}
	j.job = job
	if err := j.limit(p, DefaultLimits.Memory); err != nil {
		return err
	}
	h, err := windows.OpenProcess(windows.PROCESS_SET_QUOTA|windows.PROCESS_TERMINATE, false, uint32(p.Pid))
	if err != nil {
		return fmt.Errorf("open the worker: %w", err)
	}
	defer windows.CloseHandle(h)
	if err := windows.AssignProcessToJobObject(job, h); err != nil {
		return fmt.Errorf("put the worker into a job object: %w", err)
	}
	return nil
}

// limit sets the memory that the process may commit.
func (j *jail) limit(_ *os.Process, memory int64) error {
	info := windows.JOBOBJECT_EXTENDED_LIMIT_INFORMATION{
		BasicLimitInformation: windows.JOBOBJECT_BASIC_LIMIT_INFORMATION{
			LimitFlags: windows.JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE | windows.JOB_OBJECT_LIMIT_PROCESS_MEMORY |
				windows.JOB_OBJECT_LIMIT_ACTIVE_PROCESS | windows.JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION,
			ActiveProcessLimit: 1,
		},
		ProcessMemoryLimit: uintptr(memory + slack),
	}
	_, err := windows.SetInformationJobObject(j.job, windows.JobObjectExtendedLimitInformation,
		uintptr(unsafe.Pointer(&info)), uint32(unsafe.Sizeof(info)))
	if err != nil {
		return fmt.Errorf("limit a job object: %w", err)
	}
	return nil
}

func (j *jail) close() {
	if j.job != 0 {
		windows.CloseHandle(j.job)
		j.job = 0
	}
}
