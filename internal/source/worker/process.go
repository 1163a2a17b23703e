package worker

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"
)

// process is a worker as its caller sees it. Its methods but kill are for one goroutine at
// a time.
type process struct {
	cmd    *exec.Cmd
	in     *os.File // its standard input
	out    *os.File // its standard output
	w      *bufio.Writer
	r      *bufio.Reader
	said   *said         // on standard error
	jail   jail          // limits that the caller holds
	gone   chan struct{} // closed when the process has ended and was waited for
	served int           // requests answered
	large  bool          // it has used much memory

	mu     sync.Mutex
	killed *Failure // why it was killed; nil where it was not
}

// startTime is how long a process may take until it is ready. It takes 10 ms; a system that
// is short of everything gets a thousand times as long.
const startTime = 10 * time.Second

// start starts a process and waits until it is ready.
func start() (*process, error) {
	self, err := executable()
	if err != nil {
		return nil, err
	}
	p := &process{cmd: exec.Command(self, argument), said: &said{}, gone: make(chan struct{})}
	if err := p.run(); err != nil {
		return nil, err
	}
	defer p.watch(startTime)()
	h, _, err := readFrame(p.r, 0)
	if err == nil && h.seq != 0 {
		err = errNoFrame
	}
	if err != nil {
		return nil, errors.New(p.autopsy(err).Detail)
	}
	return p, nil
}

// run starts the process itself.
func (p *process) run() error {
	childIn, in, err := os.Pipe()
	if err != nil {
		return err
	}
	defer childIn.Close()
	out, childOut, err := os.Pipe()
	if err != nil {
		in.Close()
		return err
	}
	defer childOut.Close()
	p.in, p.out = in, out
	p.w, p.r = bufio.NewWriterSize(in, pipeSize), bufio.NewReaderSize(out, pipeSize)

	p.cmd.Args[0] = "chachong"
	p.cmd.Dir = workerDir()
	p.cmd.Env = workerEnv()
	p.cmd.Stdin, p.cmd.Stdout, p.cmd.Stderr = childIn, childOut, p.said
	p.cmd.WaitDelay = time.Second
	p.cmd.SysProcAttr = attributes()
	started := make(chan error)
	go func() {
		// The kernel kills a worker when the thread ends that started it (Pdeathsig of
		// syscall.SysProcAttr): this one stays until the worker is gone.
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		defer close(p.gone)
		err := p.cmd.Start()
		started <- err
		if err == nil {
			p.cmd.Wait() // its error is in ProcessState
		}
	}()
	if err = <-started; err != nil {
		<-p.gone
	} else if err = p.jail.put(p.cmd.Process); err == nil {
		return nil
	}
	p.end()
	return err
}

// pipeSize is how much a pipe holds on Linux.
const pipeSize = 64 << 10

// argument and variable make a process a worker, where it has both.
const (
	argument = "__worker"
	variable = "CHACHONG_WORKER"
)

// workerEnv returns the environment of a worker: only what the Go runtime looks at.
func workerEnv() []string {
	env := []string{variable + "=1", "GOMAXPROCS=2"}
	if root := os.Getenv("SYSTEMROOT"); root != "" {
		env = append(env, "SYSTEMROOT="+root)
	}
	return env
}

// serve has the process answer a request.
func (p *process) serve(request [][]byte, limits Limits) ([]byte, *Failure) {
	if err := p.jail.limit(p.cmd.Process, limits.Memory); err != nil {
		return nil, &Failure{Kind: Start, Detail: printable(err.Error())}
	}
	seq := uint64(p.served + 1)
	err := writeFrame(p.w, header{seq: seq, memory: uint64(limits.Memory), cpu: uint64(limits.CPU)}, request...)
	if err != nil {
		return nil, p.autopsy(err)
	}
	note := ""
	h, reply, err := readFrame(p.r, maxReply)
	for ; err == nil && h.seq == seq && h.memory == isNote; h, reply, err = readFrame(p.r, maxReply) {
		note = string(reply[:min(len(reply), maxNote)])
	}
	if err == nil && h.seq != seq {
		err = errNoFrame
	}
	if err != nil {
		failure := *p.autopsy(err)
		if s := p.cmd.ProcessState; s == nil || s.ExitCode() != exitSpent {
			failure.Note = note
		}
		return nil, &failure
	}
	p.served++
	p.large = h.memory != 0
	return reply, nil
}

// worn reports whether the process should serve no further request.
func (p *process) worn(limits Limits) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.large || p.served >= limits.Requests || p.killed != nil
}

// watch has the process killed when too much time has passed or a context ends, until the
// returned function is called.
func (p *process) watch(wall time.Duration, given ...context.Context) (unwatch func()) {
	over := false // guarded by p.mu; what fires late must not hit the next request
	killer := func(why *Failure) func() {
		return func() {
			p.mu.Lock()
			defer p.mu.Unlock()
			if !over {
				p.killLocked(why)
			}
		}
	}
	clock := time.AfterFunc(wall, killer(&Failure{Kind: Time, Detail: fmt.Sprintf("no answer within %v", wall)}))
	var stops []func() bool
	for _, ctx := range given {
		stops = append(stops, context.AfterFunc(ctx, killer(&Failure{Kind: Crash, Detail: "given up"})))
	}
	return func() {
		clock.Stop()
		for _, stop := range stops {
			stop()
		}
		p.mu.Lock()
		defer p.mu.Unlock()
		over = true
	}
}

// kill ends the process; why counts where it is the first.
func (p *process) kill(why *Failure) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.killLocked(why)
}

func (p *process) killLocked(why *Failure) {
	if p.killed != nil {
		return
	}
	p.killed = why
	select {
	case <-p.gone: // its number may be another's
	default:
		killAll(p.cmd.Process)
	}
}

// end ends the process, waits for it and gives back what it holds.
func (p *process) end() {
	p.kill(&Failure{Kind: Crash, Detail: "ended"})
	<-p.gone
	p.in.Close()
	p.out.Close()
	p.jail.close()
}

// lastWords is how long a process whose pipe has closed may take to end by itself. That
// takes some milliseconds; only one that closed the pipe and went on is killed.
const lastWords = time.Second

// autopsy ends a process that gave err instead of a reply, and returns why it did.
func (p *process) autopsy(err error) *Failure {
	if !errors.Is(err, errNoFrame) {
		select {
		case <-p.gone:
		case <-time.After(lastWords):
		}
	}
	p.mu.Lock()
	why := p.killed
	p.mu.Unlock()
	died := false
	select {
	case <-p.gone:
		died = true
	default:
	}
	p.end()
	state, words := p.cmd.ProcessState, p.said.gist()
	switch {
	case why != nil:
		return why
	case !died || state == nil:
		return &Failure{Kind: Crash, Detail: printable(err.Error())}
	case state.ExitCode() == exitMemory:
		return &Failure{Kind: Memory, Detail: "more than its limit"}
	case state.ExitCode() == exitTime:
		return &Failure{Kind: Time, Detail: "more processor time than its limit"}
	case state.ExitCode() == exitSpent:
		return &Failure{Kind: Time, Detail: "more processor time than its limit for all notes"}
	case outOfMemory(p.said.text()):
		return &Failure{Kind: Memory, Detail: printable(words)}
	case words != "":
		return &Failure{Kind: Crash, Detail: printable(state.String() + ": " + words)}
	}
	return &Failure{Kind: Crash, Detail: printable(state.String())}
}

// outOfMemory reports whether that is what the Go runtime says where the system gives it
// no more memory.
func outOfMemory(words string) bool {
	for line := range strings.Lines(words) {
		if !strings.HasPrefix(line, "fatal error: ") && !strings.HasPrefix(line, "runtime: ") && !strings.HasPrefix(line, "runtime/cgo: ") {
			continue // a panic may say what a stranger wrote
		}
		for _, sign := range [...]string{
			"out of memory", "cannot allocate memory", "cannot map pages", "cannot reserve",
			"failed to create new OS thread", "pthread_create failed",
		} {
			if strings.Contains(line, sign) {
				return true
			}
		}
	}
	return false
}

// said keeps the beginning of what a process says on standard error.
type said struct {
	mu    sync.Mutex
	bytes []byte
}

// maxSaid holds the first lines of a crash of the Go runtime; the stacks behind them can
// be long.
const maxSaid = 4 << 10

func (s *said) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.bytes = append(s.bytes, b[:min(len(b), maxSaid-len(s.bytes))]...)
	return len(b), nil
}

func (s *said) text() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return string(s.bytes)
}

// gist returns the first line, and where our own code was when a panic ended it: then the
// Go runtime lists the calls, the last one first, as
//
//	chachong/internal/source/docx.(*body).run(0xc000012345)
//		chachong/internal/source/docx/body.go:120 +0x1d
func (s *said) gist() string {
	first, rest, _ := strings.Cut(strings.TrimSpace(s.text()), "\n")
	if place, ok := place(rest); ok {
		runes := []rune(first)
		return string(runes[:min(len(runes), maxDetail-60)]) + " (" + place + ")"
	}
	return first
}

// place returns the first call of our own in a list of calls.
func place(calls string) (string, bool) {
	found := false
	for line := range strings.Lines(calls) {
		if found {
			file, _, _ := strings.Cut(strings.TrimSpace(line), " ")
			return path.Base(filepath.ToSlash(file)), true
		}
		found = strings.HasPrefix(line, "chachong/internal/")
	}
	return "", false
}

// maxDetail is the number of characters of Failure.Detail.
const maxDetail = 200

// printable returns the beginning of s, with a space for every character that is not
// printable.
func printable(s string) string {
	var b strings.Builder
	n := 0
	for _, r := range s {
		if n++; n > maxDetail {
			break
		}
		if r == utf8.RuneError || !unicode.IsPrint(r) {
			r = ' '
		}
		b.WriteRune(r)
	}
	return strings.TrimSpace(b.String())
}
