package worker

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"runtime/debug"
	"runtime/metrics"
	"sync/atomic"
	"time"
)

// mainCalled is set where Main has returned: this binary can be started as a worker.
var mainCalled atomic.Bool

// Available reports whether this program called Main, so that copies of it can serve as
// workers. In a worker it is false.
func Available() bool { return mainCalled.Load() }

// Main is to be the first statement of main, and of TestMain in tests. In a process that a
// Pool started it serves requests with handle until there are no more, and does not
// return. In others it returns, and Do can be used.
//
// handle runs on one request at a time, and may keep nothing of it. What it prints to
// os.Stdout goes to standard error, of which the first line tells of a crash.
func Main(handle func(request []byte) (reply []byte)) {
	if len(os.Args) != 2 || os.Args[1] != argument || os.Getenv(variable) == "" {
		mainCalled.Store(true)
		return
	}
	os.Exit(serve(os.Stdin, os.Stdout, handle))
}

// Exit codes of a worker. The Go runtime uses 2, the race detector 66.
const (
	exitDone   = 0
	exitPipe   = 90 // the pipes do not work
	exitMemory = 91
	exitTime   = 92
	exitSpent  = 93 // the time of all notes together
)

// maxStack is the most that one goroutine's stack may have: deep recursion ends as what it
// is, not as a lack of memory. A stack grows by doubling and is copied then.
const maxStack = 64 << 20

// serve reads requests from in, one at a time, and writes the replies to out.
func serve(in, out *os.File, handle func([]byte) []byte) int {
	os.Stdout = os.Stderr
	os.Unsetenv(variable)
	debug.SetMaxStack(maxStack)
	if err := confine(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return exitPipe
	}
	w := bufio.NewWriterSize(out, pipeSize)
	if err := writeFrame(w, header{}); err != nil {
		return exitPipe
	}
	requests := make(chan frame)
	go read(in, requests)
	gauge := newGauge()
	for f := range requests {
		gauge.begin(int64(f.memory), time.Duration(f.cpu))
		writeNote = func(s string) {
			writeFrame(w, header{seq: f.seq, memory: isNote}, []byte(s))
			gauge.renew()
		}
		reply := handle(f.body)
		peak := gauge.finish()
		h := header{seq: f.seq}
		if peak > maxKept {
			h.memory = 1
		}
		if err := writeFrame(w, h, reply); err != nil {
			return exitPipe
		}
	}
	return exitDone
}

// writeNote sends a note on the request that is served; nil outside of workers.
var writeNote func(s string)

// maxNote is how many bytes of a note are kept.
const maxNote = 64 << 10

// Note tells the caller of Do how far the handler is, in case that this is the last it does:
// the last note stands in the Failure. It is to be called from the goroutine of the handler,
// and does nothing in a process that is no worker. Limits.CPU begins anew with a note.
func Note(s string) {
	if writeNote != nil {
		writeNote(s)
	}
}

// frame is a request.
type frame struct {
	header
	body []byte
}

// read hands on requests. It reads also while one is served, to see the end of the caller:
// then the process ends at once.
func read(in io.Reader, requests chan<- frame) {
	r := bufio.NewReaderSize(in, pipeSize)
	for {
		h, body, err := readFrame(r, math.MaxInt64)
		if err != nil {
			if errors.Is(err, io.EOF) {
				os.Exit(exitDone)
			}
			os.Exit(exitPipe)
		}
		requests <- frame{h, body}
	}
}

// maxKept is the memory above which a process is replaced after its request: the Go runtime
// gives back slowly what it once had. A start costs some 10 ms of processor time, which is
// little beside what it takes to fill so much.
const maxKept = 100 << 20

// gauge watches what a request uses.
type gauge struct {
	limit   int64         // of memory, as it is set
	cpu     time.Duration // from one note to the next
	last    atomic.Int64  // processor time at which the request ends where no note comes
	end     time.Duration // and with any number of notes
	samples [2]metrics.Sample
	stop    chan struct{}
	stopped chan int64 // the most memory seen
}

// gaugePeriod is how often a gauge looks. A program fills some 10 MB in that time; looking
// takes 20 µs.
const gaugePeriod = 20 * time.Millisecond

// softPart of the limit is where the collector begins to work without pause.
const softPart = 7.0 / 8

func newGauge() *gauge {
	g := &gauge{stop: make(chan struct{}), stopped: make(chan int64)}
	g.samples[0].Name = "/memory/classes/total:bytes"
	g.samples[1].Name = "/memory/classes/heap/released:bytes"
	return g
}

// begin starts to watch. Where the limits are passed the process ends.
func (g *gauge) begin(memory int64, cpu time.Duration) {
	if memory != g.limit {
		g.limit = memory
		debug.SetMemoryLimit(int64(float64(memory) * softPart))
		if err := limitMemory(memory); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(exitPipe)
		}
	}
	now := cpuTime()
	g.cpu, g.end = cpu, now+NotedTimes*cpu
	g.last.Store(int64(now + cpu))
	go func() {
		peak := int64(0)
		tick := time.NewTicker(gaugePeriod)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
			case <-g.stop:
				g.stopped <- max(peak, g.memory())
				return
			}
			peak = max(peak, g.memory())
			if peak > memory {
				os.Exit(exitMemory)
			}
			switch now, last := cpuTime(), time.Duration(g.last.Load()); {
			case now > g.end:
				os.Exit(exitSpent)
			case now > last && last < g.end:
				os.Exit(exitTime)
			}
		}
	}()
}

// renew lets the processor time of the request begin anew.
func (g *gauge) renew() { g.last.Store(int64(min(cpuTime()+g.cpu, g.end))) }

// finish ends what begin began, and returns the most memory that was seen, in bytes.
func (g *gauge) finish() int64 {
	g.stop <- struct{}{}
	return <-g.stopped
}

// memory returns the bytes that the Go runtime holds of the system.
func (g *gauge) memory() int64 {
	metrics.Read(g.samples[:])
	return int64(g.samples[0].Value.Uint64() - g.samples[1].Value.Uint64())
}
