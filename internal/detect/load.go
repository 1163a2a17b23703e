package detect

import (
	"container/list"
	"sync"

	"chachong/internal/align"
	"chachong/internal/corpus"
	"chachong/internal/sketch"
	"chachong/internal/text"
	"chachong/internal/token"
)

// cachedLetters bounds what the loader keeps at once. A loaded letter costs about 60
// bytes (text, folded text, letters, grams), so this is about 250 MB.
const cachedLetters = 4 << 20

// loaded is a document with its text, for as long as it is needed.
type loaded struct {
	norm  *text.Norm
	lines *text.Lines
	subs  []loadedSubmission
}

// loadedSubmission is a submission with its letters.
type loadedSubmission struct {
	text  *align.Text
	grams []uint64 // the set of its 5-letter grams
}

// loader gives documents their text back. It keeps those used last, up to
// cachedLetters; a document asked for by two workers at once is loaded once. Safe for
// concurrent use.
type loader struct {
	docs   []*corpus.Document
	inputs []Input

	mu      sync.Mutex
	entries map[int32]*list.Element
	recent  list.List // of *entry, last used first
	letters int
	lost    map[int]bool
}

type entry struct {
	doc     int32
	letters int
	once    sync.Once
	loaded  *loaded
}

func newLoader(docs []*corpus.Document, inputs []Input) *loader {
	return &loader{docs: docs, inputs: inputs, entries: map[int32]*list.Element{}, lost: map[int]bool{}}
}

// load returns document doc, or nil when its text cannot be had any more; changed
// names it then.
func (l *loader) load(doc int32) *loaded {
	l.mu.Lock()
	el := l.entries[doc]
	if el == nil {
		e := &entry{doc: doc}
		for i := range l.docs[doc].Submissions {
			e.letters += int(l.docs[doc].Submissions[i].Letters)
		}
		el = l.recent.PushFront(e)
		l.entries[doc] = el
		l.letters += e.letters
		for l.letters > cachedLetters && l.recent.Len() > 1 {
			last := l.recent.Remove(l.recent.Back()).(*entry)
			delete(l.entries, last.doc)
			l.letters -= last.letters
		}
	} else {
		l.recent.MoveToFront(el)
	}
	l.mu.Unlock()

	e := el.Value.(*entry)
	e.once.Do(func() { e.loaded = l.read(doc) })
	return e.loaded
}

func (l *loader) read(doc int32) *loaded {
	r := l.inputs[doc].Read()
	d := l.docs[doc]
	if r.Status != "ok" && r.Status != "partial" || !fits(d, r.Text) {
		l.mu.Lock()
		l.lost[int(doc)] = true
		l.mu.Unlock()
		return nil
	}
	n := text.Fold(r.Text, d.Junk)
	ld := &loaded{norm: n, lines: text.NewLines(r.Text), subs: make([]loadedSubmission, len(d.Submissions))}
	for i := range d.Submissions {
		lo, hi := n.Find(d.Submissions[i].Body)
		letters := token.LettersOf(n, lo, hi)
		t := align.NewText(r.Text, letters)
		t.Body = d.Submissions[i].Body
		ld.subs[i] = loadedSubmission{
			text:  t,
			grams: sketch.Set(token.AppendGrams(nil, letters.Code)),
		}
	}
	return ld
}

// fits reports whether src can be the text that d was made from. Read promises the
// same text each time; this only keeps a broken promise from breaking bounds.
func fits(d *corpus.Document, src string) bool {
	for i := range d.Submissions {
		if int(d.Submissions[i].Body.Hi) > len(src) {
			return false
		}
	}
	return true
}

// changed returns the inputs whose text could not be had again.
func (l *loader) changed() map[int]bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.lost
}
