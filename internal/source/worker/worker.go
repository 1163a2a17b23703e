// Package worker runs a function over untrusted bytes in other processes: copies of the
// same binary, with limits on memory and time. What such bytes can do to a process, use
// all memory, never end, overflow the stack, is then done to one that can be spared: the
// caller gets a Failure that says what happened, and the next request a fresh process.
//
// A process serves one request at a time, so that it is always known which request is to
// blame. It is started when it is first needed, serves further requests, and is replaced
// after Limits.Requests of them, when it has used much memory, and after every failure.
//
// # Limits
//
// Memory and processor time are watched by the worker itself, every few milliseconds; it
// ends with an exit code of its own where a request passes one. Behind that stands what
// needs no cooperation: the kernel refuses memory (RLIMIT_DATA on Linux, a Job Object on
// Windows), and the wall clock is the caller's, who kills the process.
//
// A worker writes no file and no core, has few file descriptors, "/" as its directory, an
// empty environment and a process group of its own. It ends when its caller ends, however
// that happens: its standard input ends then, and on Linux the kernel kills it besides.
//
// Note: RLIMIT_CPU is not used. The Go runtime catches SIGXCPU, so that only the hard limit
// would end a process, and a hard limit that a worker has lowered for one request it may
// not raise for the next.
package worker

import (
	"context"
	"errors"
	"os"
	"sync"
	"time"
)

// Limits bound one request. Zero fields stand for those of DefaultLimits.
type Limits struct {
	Memory   int64         // bytes that the process may hold, the request and its reply included
	CPU      time.Duration // processor time, of all threads, from one Note to the next; NotedTimes as much in all
	Wall     time.Duration // from the first byte of the request to the last of the reply
	Requests int           // served by a process before it is replaced
}

// NotedTimes is how many times Limits.CPU a request may take that writes notes.
const NotedTimes = 16

// DefaultLimits are those of a caller who sets none.
var DefaultLimits = Limits{Memory: 512 << 20, CPU: 20 * time.Second, Wall: 60 * time.Second, Requests: 1000}

func (l Limits) orDefault() Limits {
	d := DefaultLimits
	if l.Memory > 0 {
		d.Memory = l.Memory
	}
	if l.CPU > 0 {
		d.CPU = l.CPU
	}
	if l.Wall > 0 {
		d.Wall = l.Wall
	}
	if l.Requests > 0 {
		d.Requests = l.Requests
	}
	return d
}

// Kind says what ended a request without a reply.
type Kind int

// The kinds of failure.
const (
	Crash  Kind = iota // the process ended, or answered what is no reply
	Time               // processor or wall time
	Memory             // memory
	Start              // no process could be started: nobody looked at the request
)

func (k Kind) String() string { return [...]string{"crash", "time", "memory", "start"}[k] }

// Failure is the error of a request that got no reply.
type Failure struct {
	Kind   Kind
	Detail string // a signal, an exit code, the first line of what the process said: at most 200 printable characters
	Note   string // the last of the handler's notes on the request, "" where it wrote none or all of them are to blame together
}

func (f *Failure) Error() string { return f.Kind.String() + ": " + f.Detail }

// ErrClosed is the error of Do on a closed pool.
var ErrClosed = errors.New("the pool of workers is closed")

// Pool is a number of processes. Its methods may be called concurrently.
type Pool struct {
	slots  chan *process // one element a process that may run; nil: not started
	ctx    context.Context
	cancel context.CancelFunc
	close  sync.Once
}

// NewPool returns a pool of at most size processes, none of them started.
func NewPool(size int) *Pool {
	p := &Pool{slots: make(chan *process, max(size, 1))}
	p.ctx, p.cancel = context.WithCancel(context.Background())
	for range cap(p.slots) {
		p.slots <- nil
	}
	return p
}

// Do sends a request, the parts one after the other, and returns what the handler of Main
// made of it. It waits while all processes are busy. The error is a *Failure, that of ctx,
// or ErrClosed. A request is tried again, once, where its process crashed or ran out of
// memory and had served others before: what those left behind may be the cause.
func (p *Pool) Do(ctx context.Context, request [][]byte, limits Limits) ([]byte, error) {
	if !Available() {
		return nil, &Failure{Kind: Start, Detail: "this program does not serve as a worker"}
	}
	limits = limits.orDefault()
	var proc *process
	select {
	case proc = <-p.slots:
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-p.ctx.Done():
		return nil, ErrClosed
	}
	defer func() { p.slots <- proc }()
	for {
		if err := p.ended(ctx); err != nil {
			return nil, err
		}
		if proc == nil {
			var err error
			if proc, err = start(); err != nil {
				return nil, &Failure{Kind: Start, Detail: printable(err.Error())}
			}
		}
		used := proc.served > 0
		unwatch := proc.watch(limits.Wall, ctx, p.ctx)
		reply, failure := proc.serve(request, limits)
		unwatch()
		if failure != nil || proc.worn(limits) {
			proc.end()
			proc = nil
		}
		if failure == nil {
			return reply, nil
		}
		if err := p.ended(ctx); err != nil {
			return nil, err
		}
		if !used || failure.Kind == Time || failure.Kind == Start {
			return nil, failure
		}
	}
}

// ended returns the error of a call that has been given up.
func (p *Pool) ended(ctx context.Context) error {
	if p.ctx.Err() != nil {
		return ErrClosed
	}
	return ctx.Err()
}

// Close ends all processes, also those that serve a request, and returns when they are
// gone.
func (p *Pool) Close() {
	p.close.Do(func() {
		p.cancel()
		for range cap(p.slots) {
			if proc := <-p.slots; proc != nil {
				proc.end()
			}
		}
	})
}

// executable returns the path of the running binary.
func executable() (string, error) {
	// The link stays with this binary even where another was put in its place.
	const self = "/proc/self/exe"
	if _, err := os.Stat(self); err == nil {
		return self, nil
	}
	return os.Executable()
}
