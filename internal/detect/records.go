package detect

import (
	"context"
	"encoding/binary"
	"runtime"
	"sync"

	"github.com/zeebo/xxh3"
	"golang.org/x/sync/errgroup"

	"chachong/internal/corpus"
	"chachong/internal/finding"
	"chachong/internal/segment"
	"chachong/internal/sketch"
	"chachong/internal/text"
	"chachong/internal/token"
)

// The versions of what makes the figures of a record. A test holds figures of texts
// against them: where those become others, the version has to as well, since archives
// compare what was made by this program with what was made by an earlier one.
const (
	foldingVersion   = "1" // text.Fold and the letters of token
	seedsVersion     = "1" // align.AppendSeedPlaces
	segmenterVersion = "1" // segment, shingles, the signature and its labels
)

// Versions returns the versions of the figures that Records makes.
func Versions() corpus.Versions {
	return corpus.Versions{
		Folding: foldingVersion, Seeds: seedsVersion,
		Segmenter: segmenterVersion, Dictionary: segment.DictionaryVersion,
	}
}

// What may be prepared and not yet emitted: enough for workers to go on while a
// transaction is written, which takes a thousand submissions; in bytes, texts and figures of
// two of them.
const (
	aheadInputs = 1024
	aheadBytes  = 32 << 20
)

// Records prepares every input and calls emit with its line of the ledger and the records
// of its submissions: in the order of the inputs, whatever opt.Jobs, by one goroutine at a
// time, while others are prepared. An input that gave no text, or none to compare, has no
// records and a line that says why. Only Jobs, Segmenter and Progress of opt count: words
// of a user would make labels that fit nobody else's.
//
// Memory is bounded by what is prepared ahead of emit. The error is that of ctx or of emit.
func Records(ctx context.Context, inputs []Input, opt Options, emit func(e finding.Input, recs []corpus.Record) error) error {
	if opt.Jobs <= 0 {
		opt.Jobs = runtime.GOMAXPROCS(0)
	}
	prep, err := NewPreparer(Options{Segmenter: opt.Segmenter})
	if err != nil {
		return err
	}
	workers, ctx := errgroup.WithContext(ctx)
	w := newWindow(len(inputs))
	defer context.AfterFunc(ctx, w.close)()
	for range min(opt.Jobs, len(inputs)) {
		workers.Go(func() error {
			for {
				i, ok := w.take()
				if !ok {
					return ctx.Err()
				}
				line, recs := prep.records(inputs[i])
				w.put(i, &prepared{line, recs})
			}
		})
	}
	workers.Go(func() error {
		for i := range inputs {
			p, ok := w.next()
			if !ok || ctx.Err() != nil {
				return ctx.Err()
			}
			if err := guard(func() error { return emit(p.line, p.recs) }); err != nil {
				return err
			}
			if opt.Progress != nil {
				opt.Progress(Preparing, i+1, len(inputs))
			}
		}
		return nil
	})
	return workers.Wait()
}

// prepared is what Records knows of one input.
type prepared struct {
	line finding.Input
	recs []corpus.Record
}

// size returns about how many bytes p takes.
func (p *prepared) size() int {
	n := 0
	for i := range p.recs {
		n += len(p.recs[i].Text) + 8*len(p.recs[i].Seeds)
	}
	return n
}

// window lies between those who prepare inputs and the one who emits them in order.
type window struct {
	mu    sync.Mutex
	moved *sync.Cond

	all, taken, emitted int         // inputs
	slots               []*prepared // input i in slot i modulo their number; nil: not yet there
	bytes               int         // of them
	closed              bool
}

func newWindow(inputs int) *window {
	w := &window{all: inputs, slots: make([]*prepared, min(aheadInputs, max(1, inputs)))}
	w.moved = sync.NewCond(&w.mu)
	return w
}

// close lets nobody wait any more.
func (w *window) close() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.closed = true
	w.moved.Broadcast()
}

// take waits until another input may be prepared; false where there is none. The input
// that is to be emitted next never waits.
func (w *window) take() (i int, ok bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for !w.closed && w.taken < w.all && w.taken > w.emitted &&
		(w.taken-w.emitted >= len(w.slots) || w.bytes >= aheadBytes) {
		w.moved.Wait()
	}
	if w.closed || w.taken == w.all {
		return 0, false
	}
	w.taken++
	return w.taken - 1, true
}

// put sets what was made of input i.
func (w *window) put(i int, p *prepared) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.slots[i%len(w.slots)] = p
	w.bytes += p.size()
	w.moved.Broadcast()
}

// next waits for the next input in order; false where w is closed.
func (w *window) next() (p *prepared, ok bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	slot := &w.slots[w.emitted%len(w.slots)]
	for *slot == nil && !w.closed {
		w.moved.Wait()
	}
	if w.closed {
		return nil, false
	}
	p, *slot = *slot, nil
	w.emitted++
	w.bytes -= p.size()
	w.moved.Broadcast()
	return p, true
}

// records returns the line of one input and the records of its submissions.
func (p *Preparer) records(in Input) (finding.Input, []corpus.Record) {
	var recs []corpus.Record
	e, _ := entered(in, nil, func(in Input, src string) *corpus.Document {
		ws := workspaces.Get().(*workspace)
		defer workspaces.Put(ws)
		d := outline(in.Path, in.Owner, src, in.parts, ws, func(*corpus.Submission, *text.Norm, int, int) {})
		for i := range d.Submissions {
			s := &d.Submissions[i]
			recs = append(recs, p.Record(corpus.Record{
				Name: in.Path, Ordinal: s.Ordinal, Title: s.Title, Owner: in.Owner, Year: in.Year,
				Text: s.Body.Of(src), Junk: within(d.Junk, s.Body), Paragraphs: within(s.Paragraphs, s.Body),
			}))
		}
		return d
	})
	if len(e.Submissions) == 0 {
		return e, nil // a fault left the document half done
	}
	return e, recs
}

// Record returns r with the figures that this program makes of its Text and Junk: letters,
// hash, seeds, places and labels. They depend on nothing else, so that a body has the same
// ones in whatever document it stands. Safe for concurrent use.
func (p *Preparer) Record(r corpus.Record) corpus.Record {
	ws := workspaces.Get().(*workspace)
	defer workspaces.Put(ws)
	n := ws.folder.Fold(r.Text, r.Junk)
	ws.letters = token.AppendLetters(ws.letters.Reset(), n, 0, len(n.Text))
	var s corpus.Submission
	ws.identify(&s)
	r.Letters, r.Hash, r.Seeds, r.Places = int32(ws.letters.Len()), s.Hash, s.Seeds, s.Places
	ws.words = p.segmenter.AppendHashes(ws.words[:0], n, 0, len(n.Text))
	ws.shingles = sketch.AppendShingles(ws.shingles[:0], ws.words, shingleLen)
	var values [sketch.K]uint32
	r.Labels = labels(sketch.MinHashInto(values[:], ws.shingles))
	return r
}

// labelValues is the number of values of a signature that make a label, see corpus.Labels.
const labelValues = 5

// labels returns the labels of a signature, none of nil.
func labels(sig sketch.Signature) corpus.Labels {
	var ls corpus.Labels
	if sig == nil {
		return ls
	}
	var key [4 * labelValues]byte
	for k := range ls {
		for i, v := range sig[k*labelValues:][:labelValues] {
			binary.LittleEndian.PutUint32(key[4*i:], v)
		}
		ls[k] = max(1, uint32(xxh3.Hash(key[:])))
	}
	return ls
}

// within returns the parts of the ascending spans that lie in body, counted from its start.
func within(spans []text.Span, body text.Span) []text.Span {
	var in []text.Span
	for _, s := range spans {
		if s.Overlap(body) > 0 {
			in = append(in, text.Span{Lo: max(s.Lo, body.Lo) - body.Lo, Hi: min(s.Hi, body.Hi) - body.Lo})
		}
	}
	return in
}
