package source

import (
	"bytes"
	"errors"
	"fmt"
	"hash/maphash"
	"io"
	"math"
	"os"
	"slices"
	"sync"
)

// Input is one entry of the ledger that can give its text.
type Input struct {
	Entry

	name    string // for the system
	target  string // of a symbolic link
	limit   int64  // bytes
	seed    maphash.Seed
	isStdin bool
	stdin   io.Reader

	mu      sync.Mutex
	settled bool
	hash    uint64 // of the bytes of the first reading
	kept    []byte // standard input, which cannot be read twice
}

// Read opens the input, decodes it and returns its text. The first call settles the
// Entry (Status, Code, Reason, Hint, Format, Encoding, Bytes); the text is there
// when Status is OK or Partial, else the error says why not. Every later call reads
// again and gives the same text, or fails: when the input changed since, the Entry
// turns to Error with CodeChanged. At most the size limit is read.
//
// Read may be called from several goroutines; the Entry may be looked at when the
// calls have returned.
func (in *Input) Read() (string, error) {
	in.mu.Lock()
	defer in.mu.Unlock()
	return in.read()
}

// Reading reads like Read and returns with the text what became of the Entry, "" and
// the reason where there is no text.
func (in *Input) Reading() (string, Entry) {
	in.mu.Lock()
	defer in.mu.Unlock()
	text, _ := in.read() // the error says what the Entry says
	return text, in.Entry
}

func (in *Input) read() (string, error) {
	if in.settled && in.Status != OK && in.Status != Partial {
		return "", in.failure()
	}
	buf := takeBuffer()
	defer giveBuffer(buf)
	raw, p := in.load(buf)
	if p.status != "" {
		in.fail(p)
		return "", in.failure()
	}
	hash := maphash.Bytes(in.seed, raw)
	if in.settled && hash != in.hash {
		in.fail(changed())
		return "", in.failure()
	}
	d := decode(raw)
	if in.settled {
		return d.text, nil
	}
	in.hash, in.Bytes = hash, int64(len(raw))
	if p = d.verdict(raw, extension(in.name)); d.isReport() && (p.status == OK || p.status == Partial) {
		p = ownReport()
	}
	if p.status != OK && p.status != Partial {
		in.fail(p)
		return "", in.failure()
	}
	in.settle(p)
	in.settled = true
	in.Format, in.Encoding = format(in.name), d.encoding
	return d.text, nil
}

// fail settles the entry with a problem that leaves no text.
func (in *Input) fail(p problem) {
	in.settle(p.through(in.target))
	in.settled, in.kept = true, nil
}

// failure is the error of an input without text.
func (in *Input) failure() error { return fmt.Errorf("read %q: %s", in.Path, in.Reason) }

// load returns the bytes of the input, which stay valid while buf is held: its text in
// some encoding, not a format that is known not to be read.
func (in *Input) load(buf *[]byte) ([]byte, problem) {
	if in.isStdin {
		return in.loadStdin()
	}
	raw, p, stable := in.loadFile(buf)
	if !stable {
		if raw, p, stable = in.loadFile(buf); !stable {
			p = changed()
		}
	}
	if p.status == "" && len(raw) == 0 {
		p = blank(0)
	}
	return raw, p
}

// loadStdin reads standard input once and keeps it.
func (in *Input) loadStdin() ([]byte, problem) {
	if in.kept != nil {
		return in.kept, problem{}
	}
	if in.stdin == nil {
		return nil, problemOf(errors.New("there is no standard input"))
	}
	raw, err := io.ReadAll(io.LimitReader(in.stdin, in.limit+1))
	in.stdin = nil
	switch {
	case err != nil:
		return nil, problemOf(err)
	case int64(len(raw)) > in.limit:
		return nil, tooLarge(in.limit)
	case len(raw) == 0:
		return nil, blank(0)
	}
	if what := sniff(bytes.NewReader(raw), int64(len(raw))); what != "" {
		return nil, unreadFormat(what)
	}
	in.kept = raw
	return raw, problem{}
}

// sniffFirst is the size from which a file is sniffed at before it is read: for
// smaller ones a second system call costs more than the reading.
const sniffFirst = 1 << 20 // bytes

// loadFile reads the file once, into buf. stable is false when it changed meanwhile.
func (in *Input) loadFile(buf *[]byte) (raw []byte, p problem, stable bool) {
	// The kind is looked at before and after opening: opening a device can have
	// effects, and the name can change hands in between.
	info, err := os.Stat(in.name)
	if err != nil {
		return nil, problemOf(err), true
	}
	if p := special(info.Mode(), ""); p.status != "" {
		return nil, p, true
	}
	f, err := openFile(in.name)
	if err != nil {
		return nil, problemOf(err), true
	}
	defer f.Close()
	if info, err = f.Stat(); err != nil {
		return nil, problemOf(err), true
	}
	if p := special(info.Mode(), ""); p.status != "" {
		return nil, p, true
	}
	in.Bytes = info.Size()
	if info.Size() > sniffFirst {
		if what := sniff(f, info.Size()); what != "" {
			return nil, unreadFormat(what), true
		}
	}
	if info.Size() > in.limit {
		return nil, tooLarge(in.limit), true
	}
	if raw, err = readUpTo((*buf)[:0], f, info.Size(), in.limit+1); err != nil {
		return nil, problemOf(err), true
	}
	*buf = raw
	if int64(len(raw)) > in.limit {
		return nil, tooLarge(in.limit), true
	}
	after, err := f.Stat()
	if err != nil {
		return nil, problemOf(err), true
	}
	if info.Size() != after.Size() || !info.ModTime().Equal(after.ModTime()) ||
		info.Size() > 0 && info.Size() != int64(len(raw)) { // /proc tells 0 for all
		return nil, problem{}, false
	}
	if what := sniff(bytes.NewReader(raw), int64(len(raw))); what != "" {
		return nil, unreadFormat(what), true
	}
	return raw, problem{}, true
}

// readUpTo appends what f holds to dst: size bytes, which are taken for all where size
// is not 0, and at most limit.
func readUpTo(dst []byte, f io.Reader, size, limit int64) ([]byte, error) {
	dst = slices.Grow(dst, int(min(size, limit, math.MaxInt32))+bytes.MinRead)
	for int64(len(dst)) < limit && (size == 0 || int64(len(dst)) < size) {
		dst = slices.Grow(dst, bytes.MinRead)
		n, err := f.Read(dst[len(dst):min(int64(cap(dst)), limit)])
		dst = dst[:len(dst)+n]
		if err == io.EOF {
			break
		}
		if err != nil {
			return dst, err
		}
	}
	return dst, nil
}

// largestKept is the size in bytes up to which a buffer is kept for the next input:
// reports are small, and a giant should not hold its memory for the rest of a run.
const largestKept = 1 << 20

// buffers holds the memory that inputs are read into.
var buffers = sync.Pool{New: func() any { return new([]byte) }}

func takeBuffer() *[]byte { return buffers.Get().(*[]byte) }

func giveBuffer(b *[]byte) {
	if cap(*b) <= largestKept {
		buffers.Put(b)
	}
}
