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

// cachedLetters bounds what the loader keeps at once. A loaded letter costs 25 to 40 bytes
// (text, letters, seeds and their indexes), so this is about 100 MB.
const cachedLetters = 3 << 20

// loaded is a document with its text, for as long as it is needed.
type loaded struct {
	src   string
	subs  []loadedSubmission
	norm  func() *text.Norm // its folded text, folded when first asked for
	scale func() scale      // indexed when first asked for
}

// loadedSubmission is a submission with its letters.
type loadedSubmission struct {
	letters token.Letters
	text    func() *align.Text // as the aligner sees it; once frequencies are counted
	grams   func() []uint64    // the set of its 5-letter grams
}

// loader gives documents their text back. It keeps those used last, up to
// cachedLetters; a document asked for by two workers at once is loaded once. Safe for
// concurrent use.
type loader struct {
	docs   []*corpus.Document
	inputs []Input
	first  []int32 // of each document, its first submission
	index  *index

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
// names it then. Of an archived one without text it returns nil.
func (l *loader) load(doc int32) *loaded {
	l.mu.Lock()
	el := l.entries[doc]
	if el == nil {
		e := &entry{doc: doc, letters: l.size(doc)}
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

// size returns the letters of the submissions of doc.
func (l *loader) size(doc int32) int {
	n := 0
	for i := range l.docs[doc].Submissions {
		n += int(l.docs[doc].Submissions[i].Letters)
	}
	return n
}

// source returns the text of doc, and false where it cannot be had any more.
func (l *loader) source(doc int32) (string, bool) {
	r := l.inputs[doc].Read()
	if r.Status != "ok" && r.Status != "partial" || !fits(l.docs[doc], r.Text) {
		l.lose(doc)
		return "", false
	}
	return r.Text, true
}

// lose notes that the text of doc cannot be had any more.
func (l *loader) lose(doc int32) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.lost[int(doc)] = true
}

func (l *loader) read(doc int32) *loaded {
	if bare(l.inputs[doc].archived) {
		return nil
	}
	src, ok := l.source(doc)
	if !ok {
		return nil
	}
	d := l.docs[doc]
	ws := workspaces.Get().(*workspace)
	defer workspaces.Put(ws)
	n := ws.folder.Fold(src, d.Junk)
	ld := newLoaded(src, d, len(d.Submissions))
	for i := range d.Submissions {
		lo, hi := n.Find(d.Submissions[i].Body)
		letters := token.LettersOf(n, lo, hi)
		if letters.Len() != int(d.Submissions[i].Letters) {
			l.lose(doc)
			return nil
		}
		sub, body := l.first[doc]+int32(i), d.Submissions[i].Body
		ld.subs[i] = loadedSubmission{
			letters: letters,
			text: sync.OnceValue(func() *align.Text {
				t := align.NewText(src, letters, nil, l.index.rarity, l.index.common(sub))
				t.Body = body
				return t
			}),
			grams: sync.OnceValue(func() []uint64 {
				grams := token.AppendGrams(make([]uint64, 0, letters.Len()), letters.Code)
				return sketch.AppendSet(make([]uint64, 0, len(grams)), grams)
			}),
		}
	}
	return ld
}

// newLoaded returns document d with its text, of so many submissions, to be filled.
func newLoaded(src string, d *corpus.Document, subs int) *loaded {
	return &loaded{
		src:   src,
		subs:  make([]loadedSubmission, subs),
		norm:  sync.OnceValue(func() *text.Norm { return text.Fold(src, d.Junk) }),
		scale: sync.OnceValue(func() scale { return newScale(src, d.Pages) }),
	}
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
