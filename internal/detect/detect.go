// Package detect finds what submissions have in common. It owns the walk of a
// document and the goroutines; the stages it calls are pure.
//
// A run has two halves. Prepare turns one document into what is kept of it: spans,
// signatures, seeds. It needs nothing but the text, so documents are prepared in
// parallel. Compare then works on what was kept, and loads texts again, a bounded
// number at a time, where letters are needed:
//
//	candidates     equal bodies; MinHash bands; rare seeds in common
//	verification   exact resemblance and containment of every candidate
//	provisional    clusters, so that the copies of one report count once in
//	               document frequencies
//	meetings       pairs that share rare seeds in one place
//	alignment      passages of verified pairs, from all seeds; of pairs that met, from
//	               rare seeds
//	decision       near-duplicates, clusters, template marks, families, ratios
//	observations   what reviewers should know beside the ratios: hidden text, disguises,
//	               names and pictures in common, leftover names
//
// Nothing is quadratic in the number of documents: every list that could be is cut at
// a stated cap, and the result names each cap that acted.
//
// # Earlier submissions
//
// An Archive is asked between the halves. A sample of the seeds of new submissions brings
// together what they share with archived ones; those are loaded, prepared from their
// texts, and take part like further documents, but for three things: archived ones are
// never compared with each other; in how many clusters of the whole archive a seed stands
// is known from the sample, and taken to change evenly between its seeds; and an owner's
// own earlier work is marked and counted apart. One new report against 100,000 takes 50 ms,
// the start of the program included.
//
// # Memory
//
// Texts, words and letters are dropped when a document is prepared. What is kept, for a
// submission of n letters; a report of 3,000 letters has about 1,050 seeds, 0.35 a letter:
//
//	spans, title, hash     250 bytes and 8 a paragraph
//	signature              1 KiB, or 8 bytes of SimHash
//	seeds and their places 8 bytes a seed = 2.8 n, until the index has them
//	index                  12 bytes for each seed that another submission holds too, and
//	                       4 more if it is rare; 10 to 12 for each such seed in all
//	pair                   250 bytes, and 200 a passage; 4 more for each of its seeds
//	                       where the two are of different clusters
//	loaded document        25 to 40 bytes a letter, for cachedLetters of all documents
//	what is shown          the texts; of a pair 120 bytes a row and 128 an edit, see Show
//
// So 100,000 reports of 3,000 letters keep 1 GB until they are indexed and 1 GB more of
// index where most seeds are shared. A document is loaded once more for each block of
// documents that it is compared with, see forEachPair, and its text is read a last time
// to tell in which lines its passages stand.
package detect

import (
	"cmp"
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"chachong/internal/corpus"
	"chachong/internal/finding"
	"chachong/internal/segment"
	"chachong/internal/source/extract"
	"chachong/internal/split"
)

// Reading is what one attempt to read an input gave: its line of the ledger, and its
// text where Status is ok or partial.
type Reading struct {
	Text     string
	Status   string // ok, partial, skipped, error
	Code     string
	Reason   string
	Hint     string
	Format   string
	Encoding string
	Bytes    int64
	Excluded bool // left out on purpose: does not make the run incomplete

	// Container says that the input is one whose members are inputs of their own: it has no
	// text, and that is no lack.
	Container bool

	Digest   [16]byte          // of the bytes as read; zero where there are none
	Declared string            // extension that says another format than Format, such as ".docx"; "" where they agree
	Reversed int               // characters that were stored backwards under a direction override
	Pages    []int32           // byte offset in Text where each page begins; nil where not known
	Hidden   []extract.Hidden  // text in the file that cannot be seen
	Pictures []extract.Picture // embedded
	Info     extract.Info      // what the file says about its making
}

// Input is one input of a run. Read may be called several times and from any
// goroutine; it gives the same text each time, or an error status.
type Input struct {
	Path    string // shown, part of ids
	PathB64 string // the true name where it is not UTF-8
	Owner   string // who handed it in; "" where it is not known
	Year    int    // of which it is; 0 where it is not known
	Read    func() Reading

	parts    []split.Part   // its submissions where Correct has set them
	archived *corpus.Record // what it is of an archive; nil: a new one
}

// Stage names a part of a run for whoever shows progress.
type Stage string

// The stages in their order.
const (
	Unpacking Stage = "unpack" // before Run, where archives are opened
	Preparing Stage = "prepare"
	Verifying Stage = "verify"
	Aligning  Stage = "align"
	Reporting Stage = "report"
)

// Sketch names the signature by which near-duplicates of a crowd are looked for. What
// it finds is verified exactly either way; MinHash misses less.
type Sketch string

// The sketches there are.
const (
	MinHash Sketch = "minhash"
	SimHash Sketch = "simhash"
)

// Segmenter names what cuts text into words. Both give the same words.
type Segmenter = segment.Engine

// The segmenters there are.
const (
	FastSegmenter = segment.Fast // the dictionary as a double array
	GSESegmenter  = segment.GSE  // the library gse
)

// Word is a word of a user's dictionary, DictionaryError what is wrong with it.
type (
	Word            = segment.Word
	DictionaryError = segment.DictionaryError
)

// Options of a run. None but Sketch, Words, Edits, Explain and Show changes the result.
type Options struct {
	Jobs     int                              // workers; 0: one a processor
	Sketch   Sketch                           // "": MinHash
	Edits    bool                             // list the edits inside passages
	Explain  []string                         // what to explain: ids of passages, pairs, clusters, see UnknownID
	Show     Show                             // what to hold for reports that show texts
	Version  string                           // of the program, for the result
	Settings map[string]any                   // what the user chose, for the result
	Progress func(stage Stage, done, all int) // may be nil; called from one goroutine at a time

	Segmenter Segmenter // "": FastSegmenter
	Words     []Word    // words added to the dictionary

	Archive     Archive   // earlier submissions to compare with; nil: none
	ArchiveName string    // what ids of its submissions begin with
	ArchivePath string    // for the result
	SameOwner   SameOwner // "": SeparateOwn
	Templates   []Input   // official texts: what is theirs is template, and makes no pair
	Samples     bool      // hold what a baseline knows submissions and passages by
}

// Result is what Run returns.
type Result = finding.Result

// Run prepares all inputs, compares them with each other and returns the result,
// without a verdict. The result does not depend on Jobs. The error is that of ctx, or
// of a dictionary that cannot be loaded; an input that cannot be read is no error.
func Run(ctx context.Context, inputs []Input, opt Options) (*Result, error) {
	start := time.Now()
	if opt.Jobs <= 0 {
		opt.Jobs = runtime.GOMAXPROCS(0)
	}
	opt.SameOwner = cmp.Or(opt.SameOwner, SeparateOwn)
	res := newResult(opt)
	prep, err := NewPreparer(opt)
	if err != nil {
		return nil, err
	}
	docs, ledger, notes, err := prep.prepareAll(ctx, inputs, opt)
	if err != nil {
		return nil, err
	}
	res.Inputs = ledger
	template, err := prep.readTemplates(ctx, opt)
	if err != nil {
		return nil, err
	}
	var old *earlier
	if opt.Archive != nil {
		if old, err = opt.fetch(ctx, docs); err != nil {
			return nil, err
		}
		if docs, inputs, err = opt.join(ctx, prep, old, docs, inputs); err != nil {
			return nil, err
		}
	}
	c := newComparison(docs, inputs, opt)
	c.earlier, c.template, c.notes = old, template, notes
	c.segmenter = prep.segmenter
	if err := c.compare(ctx, res); err != nil {
		return nil, err
	}
	if err := c.archiveFault(); err != nil {
		return nil, err
	}
	c.noteSources(res)
	c.noteChanged(res)
	c.observe(res)
	res.Run.ElapsedSeconds = time.Since(start).Seconds()
	return res, nil
}

// newResult returns a result to be filled.
func newResult(opt Options) *Result {
	res := &Result{
		Schema: finding.Schema,
		Run: finding.Run{
			Version: opt.Version,
			Options: opt.Settings,
			Caps:    []finding.Cap{},
		},
		Inputs: []finding.Input{}, Submissions: []finding.Submission{}, Pairs: []finding.Pair{},
		Clusters: []finding.Cluster{}, Passages: []finding.Passage{}, Families: []finding.Family{},
		Replacements: []finding.Replacement{}, Observations: []finding.Observation{},
		Verdict: finding.Verdict{Findings: []finding.Finding{}},
	}
	if res.Run.Options == nil {
		res.Run.Options = map[string]any{}
	}
	return res
}

// noteChanged says in the ledger which inputs could not be had again.
func (c *comparison) noteChanged(res *Result) {
	for in := range c.loader.changed() {
		if in >= len(res.Inputs) {
			continue // of the archive, whose errors end the run
		}
		e := &res.Inputs[in]
		e.Status, e.Code = finding.Partial, "E_CHANGED"
		e.Reason, e.Hint = "changed while it was being compared", "run again when nobody writes to the file"
	}
}

// noteSources says in the ledger which inputs have sources in the archive that they were not
// compared with.
func (c *comparison) noteSources(res *Result) {
	if c.earlier == nil || len(c.earlier.left) == 0 {
		return
	}
	for i := range c.news {
		left := c.earlier.left[c.subs[i].Hash]
		e := &res.Inputs[c.doc[i]]
		if left == 0 || e.Status != finding.OK {
			continue
		}
		e.Status, e.Code = finding.Partial, "W_SOURCES"
		e.Reason = fmt.Sprintf("shares text with %d more submissions of the archive than are compared", left)
		e.Hint = "divide it, and check the parts"
	}
}

// prepareAll reads and prepares every input. docs[i] is nil where input i gave no text.
func (p *Preparer) prepareAll(
	ctx context.Context, inputs []Input, opt Options,
) (docs []*corpus.Document, ledger []finding.Input, notes []noted, err error) {
	docs = make([]*corpus.Document, len(inputs))
	ledger = make([]finding.Input, len(inputs))
	notes = make([]noted, len(inputs))
	err = forEach(ctx, len(inputs), opt, Preparing, func(i int) error {
		ledger[i], docs[i] = entered(inputs[i], &notes[i], p.prepare)
		return nil
	})
	return docs, ledger, notes, err
}

// entered takes one input and returns its line of the ledger with what was made of it. A
// fault of the program ends with that input. It fills note as take does.
func entered(in Input, note *noted, prepare func(in Input, src string) *corpus.Document) (e finding.Input, d *corpus.Document) {
	e = finding.Input{Path: in.Path, PathB64: in.PathB64, Submissions: []string{}}
	if fault := guard(func() error { d = take(in, &e, note, prepare); return nil }); fault != nil {
		e.Submissions = []string{}
		e.Status, e.Code = finding.Error, "E_INTERNAL"
		e.Reason, e.Hint = "internal fault: "+fault.Error(), "please report it with the file; the others were checked"
		return e, nil
	}
	return e, d
}

// mostOutside is the number of letters of a document that may stand outside its
// submissions, as head and foot of a site do; the longest seen have 280. More is text
// that nobody checked.
const mostOutside = 600

// codeOutside is the ledger's code of an input with more than that outside.
const codeOutside = "W_OUTSIDE"

// take reads one input, has it prepared and fills its line of the ledger. It returns nil
// where there is nothing to compare. What observations need of the input goes to note,
// unless that is nil.
func take(in Input, e *finding.Input, note *noted, prepare func(in Input, src string) *corpus.Document) *corpus.Document {
	r := in.Read()
	e.Status, e.Code, e.Reason, e.Hint = finding.Status(r.Status), r.Code, r.Reason, r.Hint
	e.Format, e.Encoding, e.Bytes, e.Excluded = r.Format, r.Encoding, r.Bytes, r.Excluded
	e.Container = r.Container
	var d *corpus.Document
	if !r.Container && (e.Status == finding.OK || e.Status == finding.Partial) {
		d = prepare(in, r.Text)
		d.Pages = r.Pages
	}
	if note != nil {
		note.take(&in, &r, d)
	}
	switch {
	case d == nil:
		return nil
	case len(d.Submissions) == 0:
		e.Status, e.Code = finding.Skipped, "W_EMPTY"
		e.Reason, e.Hint = "no text besides marks and site boilerplate", "look at it with: chachong extract FILE"
		return nil
	}
	if d.Outside > mostOutside && e.Status == finding.OK {
		e.Code = codeOutside
		if in.parts == nil { // else a person left it out, which is a remark and no lack
			e.Status = finding.Partial
		}
		e.Reason = fmt.Sprintf("%d letters stand in no submission and were not compared", d.Outside)
		e.Hint = "look at what was found with: chachong split FILE"
	}
	for k := range d.Submissions {
		e.Submissions = append(e.Submissions, corpus.ID(d.Path, d.Submissions[k].Ordinal))
	}
	return d
}

// forEach calls do(0..n-1) on opt.Jobs workers and reports progress, unless stage is "".
// Result i must go to slot i. The first error ends it.
func forEach(ctx context.Context, n int, opt Options, stage Stage, do func(i int) error) error {
	var next, done atomic.Int64
	var showing sync.Mutex
	show := func() {
		if opt.Progress != nil && stage != "" && showing.TryLock() {
			opt.Progress(stage, int(done.Load()), n)
			showing.Unlock()
		}
	}
	g, ctx := errgroup.WithContext(ctx)
	for range min(opt.Jobs, n) {
		g.Go(func() error {
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return nil
				}
				if err := guard(func() error { return do(i) }); err != nil {
					return err
				}
				done.Add(1)
				show()
			}
			return ctx.Err()
		})
	}
	err := g.Wait()
	show() // the last one may have found another at it
	return err
}

// guard returns a panic of do as an error: in a goroutine nobody else could catch it.
func guard(do func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = &Fault{Cause: r, Stack: debug.Stack()}
		}
	}()
	return do()
}

// Fault is a panic of the program's own making.
type Fault struct {
	Cause any
	Stack []byte
}

func (f *Fault) Error() string { return fmt.Sprint(f.Cause) }

func id(prefix string, n int) string { return prefix + strconv.Itoa(n) }
