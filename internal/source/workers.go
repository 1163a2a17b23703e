package source

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"chachong/internal/source/extract"
	"chachong/internal/source/worker"
)

// ServeWorker is to be the first statement of the program: in a process that was started to
// read documents for another one it does that, and does not return.
func ServeWorker() { worker.Main(serve) }

// Workers read documents of formats other than plain text, each in a process of its own
// with limits on memory and time.
type Workers struct {
	ctx  context.Context
	pool *worker.Pool
}

// NewWorkers returns at most n workers. None is started before it is needed; what they
// read when ctx ends fails.
func NewWorkers(ctx context.Context, n int) *Workers {
	return &Workers{ctx: ctx, pool: worker.NewPool(n)}
}

// Close ends the workers.
func (w *Workers) Close() { w.pool.Close() }

// Limits of one request.
const (
	workerMemory      = 512 << 20 // bytes; a reader needs some times the file and the text
	workerMemoryTimes = 4         // more for each byte of the file
	// The slowest reader makes some megabytes a second on an old machine.
	workerTime    = 4 * time.Second // of processor time
	workerTimeMiB = time.Second     // more for each MiB of the file
	// A machine may do other things too.
	workerWall = 2 * worker.NotedTimes // times the processor time

	// workerRequests is the number of files after which a worker is replaced.
	workerRequests = 1000
	// mostGuilty is how many members of one file may each end a worker before the
	// file is given up.
	mostGuilty = 4
)

func limitsOf(size int) worker.Limits {
	cpu := workerTime + workerTimeMiB*time.Duration(size>>20)
	return worker.Limits{Memory: workerMemory + workerMemoryTimes*int64(size), CPU: cpu, Wall: workerWall * cpu, Requests: workerRequests}
}

// pieces returns what raw holds, the file itself first. Where no worker can be had, because the
// program is not built for it, it is read in this process.
func (w *Workers) pieces(o order, raw []byte) []piece {
	if w == nil || !worker.Available() {
		return o.do(raw, nil)
	}
	limits := limitsOf(len(raw))
	for {
		head, err := json.Marshal(o)
		if err != nil {
			return failed(problemIn(err))
		}
		reply, err := w.pool.Do(w.ctx, [][]byte{head, {'\n'}, raw}, limits)
		if err == nil {
			pieces, err := decodePieces(reply)
			if err != nil {
				return failed(problemIn(err))
			}
			return pieces
		}
		p := failure(err, limits)
		guilty, ok := memberIn(err)
		if !ok || len(o.Skip) == mostGuilty {
			return failed(p)
		}
		s := piece{Path: guilty}
		s.settle(p)
		o.Skip = append(o.Skip, s)
	}
}

// failed returns a file without text.
func failed(p problem) []piece {
	pieces := make([]piece, 1)
	pieces[0].settle(p)
	return pieces
}

// failure returns the line of the ledger for a worker that gave no answer.
func failure(err error, l worker.Limits) problem {
	p := problem{status: Error, code: extract.CodeWorker, hint: hintWorker}
	var f *worker.Failure
	if !errors.As(err, &f) {
		p.reason, p.hint = "not read: "+err.Error(), "run it again"
		return p
	}
	switch f.Kind {
	case worker.Time:
		p.code, p.hint = extract.CodeLimitTime, extract.HintLimit
		p.reason = fmt.Sprintf("reading it took more than the limit of %d seconds", int(l.CPU.Seconds()))
	case worker.Memory:
		p.code, p.hint = extract.CodeLimitMemory, extract.HintLimit
		p.reason = fmt.Sprintf("reading it took more than the limit of %d MiB of memory", l.Memory>>20)
	case worker.Start:
		p.reason, p.hint = "the process that reads it could not be started: "+f.Detail, "run it again when the machine has less to do"
	default:
		p.reason = "reading it ended with a crash: " + f.Detail
	}
	return p
}

// memberIn returns the member that a worker read when it failed.
func memberIn(err error) (path string, ok bool) {
	var f *worker.Failure
	if !errors.As(err, &f) || f.Kind == worker.Start || f.Note == "" {
		return "", false
	}
	return f.Note, true
}
