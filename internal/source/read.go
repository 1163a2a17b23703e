package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"sync"

	"chachong/internal/source/rows"
	"chachong/internal/source/web"
)

// Input is one entry of the ledger that can give its text.
type Input struct {
	Entry

	name    string   // for the system
	target  string   // of a symbolic link
	inner   []string // members that are asked for; empty: all
	limit   int64    // bytes
	how     *reading
	isStdin bool
	stdin   io.Reader

	mu      sync.Mutex
	settled bool
	kept    []byte   // standard input, which cannot be read twice
	piece   *piece   // of a document that was read by a worker, with its text
	members []*Input // what a container holds
}

// reading is how the inputs of one list are read.
type reading struct {
	workers *Workers
	columns rows.Columns
	exclude []string // globs, for members
}

// Read opens the input, decodes it and returns its text. The first call settles the
// Entry; the text is there when Status is OK or Partial and it is no container, else the
// error says why not. Every later call gives the same text, or fails: plain text is read
// again, and when the input changed since, the Entry turns to Error with CodeChanged. The
// text of other formats is kept. At most the size limit is read.
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
	switch {
	case in.settled && in.Status != OK && in.Status != Partial:
		return "", in.failure()
	case in.Container:
		return "", nil
	case in.piece != nil:
		return in.piece.unpack()
	}
	buf := takeBuffer()
	defer giveBuffer(buf)
	raw, k, p := in.load(buf)
	if p.status != "" {
		in.fail(p)
		return "", in.failure()
	}
	sum := digest(raw)
	if in.settled && sum != in.Digest {
		in.fail(changed())
		return "", in.failure()
	}
	if k != kindText {
		return in.extract(k, raw)
	}
	d := decode(raw)
	if in.settled {
		text, _ := forward(d.text)
		return text, nil
	}
	in.Digest, in.Bytes = sum, int64(len(raw))
	if p, k = d.verdict(raw, extension(in.name)); k != kindText {
		return in.extract(k, raw)
	}
	if d.isReport() && (p.status == OK || p.status == Partial) {
		p = ownReport()
	}
	if p.status != OK && p.status != Partial {
		in.fail(p)
		return "", in.failure()
	}
	in.settle(p)
	in.settled = true
	in.Format, in.Encoding = format(in.name), d.encoding
	if !in.isStdin {
		in.Declared = declared(in.name, in.Format)
	}
	var text string
	text, in.Reversed = forward(d.text)
	return text, nil
}

// extract has a worker read raw and settles the input and its members by what it finds.
func (in *Input) extract(k kind, raw []byte) (string, error) {
	o := order{Kind: k, Name: in.name, MaxBytes: in.limit, Columns: in.how.columns, Path: in.Path, Exclude: in.how.exclude}
	pieces := in.how.workers.pieces(o, raw)
	in.Digest, in.Bytes = digest(raw), int64(len(raw))
	in.kept = nil
	root := &pieces[0]
	if root.Status != OK && root.Status != Partial && !root.Container {
		in.fail(problem{status: root.Status, code: root.Code, reason: root.Reason, hint: root.Hint, excluded: root.Excluded})
		return "", in.failure()
	}
	in.Entry.take(root)
	in.settled = true
	if in.isStdin {
		in.Declared = ""
	}
	if root.Container {
		in.members = in.membersOf(pieces[1:])
		return "", nil
	}
	in.piece = root
	return root.unpack()
}

// take fills the entry with what became of a piece.
func (e *Entry) take(t *piece) {
	e.Status, e.Code, e.Reason, e.Hint, e.Excluded = t.Status, t.Code, t.Reason, t.Hint, t.Excluded
	e.Format, e.Encoding, e.Container, e.Owner, e.Bytes = t.Format, t.Encoding, t.Container, t.Owner, t.Bytes
	sum := e.Digest
	e.Found = t.Found
	if e.Found.Digest == ([16]byte{}) {
		e.Found.Digest = sum
	}
}

// membersOf returns the inputs for pieces below this one.
func (in *Input) membersOf(pieces []piece) []*Input {
	list := make([]*Input, len(pieces))
	for i := range pieces {
		t := &pieces[i]
		m := &Input{settled: true, how: in.how, piece: t}
		m.Entry.take(t)
		m.Path, _ = shown(in.Path + MemberSep + t.Path)
		if t.PathB64 != "" {
			m.PathB64 = t.PathB64
		}
		list[i] = m
	}
	return list
}

// fail settles the entry with a problem that leaves no text.
func (in *Input) fail(p problem) {
	in.settle(p.through(in.target))
	in.settled, in.kept = true, nil
}

// failure is the error of an input without text.
func (in *Input) failure() error { return fmt.Errorf("read %q: %s", in.Path, in.Reason) }

// load returns the bytes of the input, which stay valid while buf is held, and what they
// are: never a format that is known not to be read.
func (in *Input) load(buf *[]byte) ([]byte, kind, problem) {
	raw, p := in.bytes(buf)
	if p.status != "" {
		return nil, kindText, p
	}
	k, what := sniffAll(raw)
	if k == kindUnread {
		return nil, k, unreadFormat(what)
	}
	return raw, k, problem{}
}

// sniffAll is sniff for bytes that are all there.
func sniffAll(raw []byte) (kind, string) {
	k, what := sniff(bytes.NewReader(raw), int64(len(raw)))
	if k == kindText && web.IsMHT(raw) {
		k = kindMHT
	}
	return k, what
}

func (in *Input) bytes(buf *[]byte) ([]byte, problem) {
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
		if k, what := sniff(f, info.Size()); k == kindUnread {
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
