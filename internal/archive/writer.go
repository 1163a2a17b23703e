package archive

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"chachong/internal/corpus"
	"github.com/gofrs/flock"
)

// Writer changes an archive. It holds the lock of the folder until it is closed. Not for
// concurrent use. After an error other than ErrHeld and ErrFilter the archive is as it was
// before the call; or as after it, where all that failed was to write the file generation.
type Writer struct {
	*view
	dir  string
	wait time.Duration
	lock *flock.Flock
	db   *database
	pack packer

	heads   map[int32]head        // of submissions whose bodies were met again
	touched map[ownerYear][]int32 // added or found present
	broken  error                 // why nothing more can be written; nil: it can
}

type ownerYear struct {
	owner string
	year  int
}

// Lock waits for the lock of the archive in the folder dir, which it removes leftovers from.
//
// Errors: ErrMissing, ErrFormat, ErrBusy after wait, *VersionError where its figures are of
// other versions than want, *DamagedError, *WriteError.
func Lock(ctx context.Context, dir string, want corpus.Versions, wait time.Duration) (*Writer, error) {
	w, err := lockAny(ctx, dir, wait, readView)
	if err != nil {
		return nil, err
	}
	if w.versions != want {
		w.Close()
		return nil, &VersionError{Has: w.versions, Want: want}
	}
	return w, nil
}

// lockAny is Lock for any versions, of as much as read reads.
func lockAny(ctx context.Context, dir string, wait time.Duration, read viewReader) (*Writer, error) {
	if none, err := missing(dir); err != nil {
		return nil, err
	} else if none {
		return nil, ErrMissing
	}
	lock, err := waitLock(ctx, dir, wait)
	if err != nil {
		return nil, writing("lock", err)
	}
	w := &Writer{dir: dir, wait: wait, lock: lock, heads: map[int32]head{}, touched: map[ownerYear][]int32{}}
	if err := w.open(read); err != nil {
		if cannotShare(err) {
			if e := inaccessible(dir, os.O_RDWR); e != nil {
				err = e
			}
		}
		lock.Close()
		return nil, writing("lock", err)
	}
	return w, nil
}

func (w *Writer) open(read viewReader) (err error) {
	if w.db, err = connect(filepath.Join(w.dir, dbName), forWriting); err != nil {
		return err
	}
	err = w.db.within(func() error { // also: can it be written?
		w.view, err = read(w.db, w.dir)
		return err
	})
	if err == nil {
		err = w.sweep()
	}
	if err == nil {
		err = w.catchUp()
	}
	if err != nil {
		if w.view != nil {
			w.closeBut(nil)
		}
		w.db.close()
		if errors.Is(err, errAgain) { // nobody else can have merged it away
			return damaged("%v", err)
		}
	}
	return err
}

// catchUp acknowledges a transaction whose writer was killed before it could. A file that
// cannot be read was found by read, or is left to Rebuild.
func (w *Writer) catchUp() error {
	if n, err := readGeneration(w.dir); err != nil || n >= w.changes {
		return nil
	}
	return writeGeneration(w.dir, w.changes)
}

// sweep removes files of segments that the manifest does not name.
func (w *Writer) sweep() error {
	entries, err := os.ReadDir(w.dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		name, unfinished := strings.CutSuffix(e.Name(), tmpSuffix)
		file, ok := segNumber(name)
		if !ok || !unfinished && w.names(file) {
			continue
		}
		if err := os.Remove(filepath.Join(w.dir, e.Name())); err != nil {
			return err
		}
	}
	return nil
}

// names reports whether the manifest names a segment.
func (m *manifest) names(file uint32) bool {
	return slices.ContainsFunc(m.segments, func(s segmentInfo) bool { return s.file == file })
}

// Close gives the lock back. It first empties the log where no reader and no full disk is in
// the way, so that the archive can be read from a medium that cannot be written.
func (w *Writer) Close() error {
	_, _ = w.db.truncate(0) // what is in the log is as safe there
	w.closeBut(nil)
	return writing("close", closeAll(w.db.close(), w.lock.Close))
}

// fresh is a record on its way into the archive.
type fresh struct {
	head   head
	body   []byte
	recent recent
}

// Add adds those records that are not there yet, and says of each what became of it. It is
// one transaction, which is on the disk when Add returns.
//
// A record is there already where one of the same body, owner and year is; where the owner is
// not known, one of the same body, year, name and ordinal.
func (w *Writer) Add(recs []corpus.Record) ([]Outcome, error) {
	outcomes := make([]Outcome, len(recs))
	var list []fresh
	inBatch := map[[2]uint64][]*head{} // added by this call
	added := time.Now().Unix()
	for i := range recs {
		r := &recs[i]
		twins, err := w.twins(r.Hash)
		if err != nil {
			return nil, err
		}
		twins = append(twins, inBatch[r.Hash]...)
		o := &outcomes[i]
		for _, h := range twins {
			if o.Kind != Present && samePlace(h, r) {
				o.Kind, o.Number = Present, h.number
			} else {
				o.Same = append(o.Same, h.number)
			}
		}
		if o.Kind != Present {
			f, err := w.fresh(r, w.last+int32(len(list))+1, added)
			if err != nil {
				return nil, writing("add", err)
			}
			o.Number = f.head.number
			list = append(list, f)
			h := f.head
			inBatch[r.Hash] = append(inBatch[r.Hash], &h)
		}
	}
	if len(list) > 0 {
		if err := w.insert(list); err != nil {
			return nil, writing("add", err)
		}
	}
	for i := range recs {
		if r := &recs[i]; r.Owner != "" {
			at := ownerYear{r.Owner, r.Year}
			w.touched[at] = append(w.touched[at], outcomes[i].Number)
		}
	}
	return outcomes, nil
}

// twins returns the heads of the submissions with a body, numbers ascending.
func (w *Writer) twins(hash [2]uint64) ([]*head, error) {
	list, err := w.lookup(ofBodies, hash[0])
	if err != nil {
		return nil, err
	}
	var twins []*head
	for _, n := range list {
		h, err := w.head(n)
		if err != nil {
			return nil, err
		}
		if h.hash == hash {
			twins = append(twins, &h)
		}
	}
	return twins, nil
}

// head returns the head of a submission that is there, and keeps it.
func (w *Writer) head(number int32) (head, error) {
	h, ok := w.heads[number]
	if ok {
		return h, nil
	}
	h, err := w.db.head(number)
	if err == nil {
		w.heads[number] = h
	}
	return h, err
}

// samePlace reports whether r, whose body h has, is the submission h.
func samePlace(h *head, r *corpus.Record) bool {
	if h.owner != r.Owner || int(h.year) != r.Year {
		return false
	}
	return h.owner != "" || h.name == r.Name && int(h.ordinal) == r.Ordinal
}

// fresh prepares what is written of r.
func (w *Writer) fresh(r *corpus.Record, number int32, added int64) (fresh, error) {
	if number <= 0 || number == math.MaxInt32 {
		return fresh{}, fmt.Errorf("the archive has given all its numbers")
	}
	body, err := w.pack.pack(r, w.noText)
	if err != nil {
		return fresh{}, err
	}
	h := headOf(r, number, added, body)
	return fresh{
		head:   h,
		body:   body,
		recent: recent{member: memberOf(&h), sample: appendNumbers(nil, corpus.Sample(r.Seeds))},
	}, nil
}

// insert writes new submissions, and a segment when enough are in none.
func (w *Writer) insert(list []fresh) error {
	m := w.manifest.clone()
	next := &view{manifest: m, segs: slices.Clone(w.segs), recent: slices.Clone(w.recent)}
	for i := range list {
		next.recent = append(next.recent, list[i].recent)
		m.recents = append(m.recents, list[i].head.number)
	}
	m.last += int32(len(list))
	m.live += int32(len(list))
	flush := len(next.recent) >= flushAt
	return w.commit(next, func() error {
		if err := w.insertRows(list); err != nil {
			return err
		}
		if !flush {
			return w.insertRecents(list)
		}
		if err := w.flush(next); err != nil {
			return err
		}
		return w.db.exec("DELETE FROM recents")
	})
}

func (w *Writer) insertRows(list []fresh) error {
	ctx := context.Background()
	stmt, err := w.db.conn.PrepareContext(ctx, "INSERT INTO rows VALUES (?, ?, ?)")
	if err != nil {
		return err
	}
	defer stmt.Close()
	var b []byte
	for i := range list {
		b = appendHead(b[:0], &list[i].head)
		if _, err := stmt.ExecContext(ctx, list[i].head.number, b, list[i].body); err != nil {
			return err
		}
	}
	return nil
}

func (w *Writer) insertRecents(list []fresh) error {
	ctx := context.Background()
	stmt, err := w.db.conn.PrepareContext(ctx, "INSERT INTO recents VALUES (?, ?)")
	if err != nil {
		return err
	}
	defer stmt.Close()
	for i := range list {
		r := &list[i].recent
		if _, err := stmt.ExecContext(ctx, r.number, r.encode(nil)); err != nil {
			return err
		}
	}
	return nil
}

// flush moves all recents of next, a view to come, into a new segment, into which it merges
// older ones.
func (w *Writer) flush(next *view) error {
	sizes := make([]uint32, 0, len(next.segs)+1)
	for _, s := range next.segs {
		sizes = append(sizes, s.info.members)
	}
	from := mergeFrom(append(sizes, uint32(len(next.recent))))
	postings, err := postingsOf(next.recent)
	if err != nil {
		return err
	}
	c := content{segs: next.segs[from:], postings: postings}
	for i := range next.recent {
		c.members = append(c.members, next.recent[i].member)
	}
	next.recent, next.recents = nil, nil
	return w.replace(next, from, len(next.segs), c)
}

// replace writes c in the place of the segments [lo, hi) of next.
func (w *Writer) replace(next *view, lo, hi int, c content) error {
	file := next.next
	next.next++
	dead := next.dead
	isDead := func(n int32) bool {
		_, found := slices.BinarySearch(dead, n)
		return found
	}
	info, err := writeSegment(w.dir, file, c, isDead)
	if err != nil {
		return err
	}
	for _, s := range c.segs { // their dead are gone with them
		next.manifest.dead = slices.DeleteFunc(slices.Clone(next.manifest.dead), func(n int32) bool {
			return s.info.first <= n && n <= s.info.last
		})
	}
	for _, s := range c.segs {
		if !slices.Contains(w.segs, s) { // written by this transaction, and merged again
			s.close()
		}
	}
	if info.members == 0 {
		next.segs = slices.Delete(slices.Clone(next.segs), lo, hi)
		next.segments = slices.Delete(next.segments, lo, hi)
		return nil
	}
	s, err := openSegment(w.dir, info)
	if err != nil {
		return err
	}
	next.segs = slices.Replace(slices.Clone(next.segs), lo, hi, s)
	next.segments = slices.Replace(next.segments, lo, hi, info)
	return nil
}

// commit runs do and writes the manifest of next in one transaction, whereafter next is what
// the archive holds, and acknowledges it in the file generation. Segments that do writes are on the disk before the transaction ends; they
// are removed when it fails.
func (w *Writer) commit(next *view, do func() error) error {
	if w.broken != nil {
		return w.broken
	}
	next.changes++
	err := w.db.within(func() error {
		if err := do(); err != nil {
			return err
		}
		return w.db.exec("UPDATE manifest SET manifest = ? WHERE id = 1", next.manifest.append(nil))
	})
	if err != nil {
		next.closeBut(w.segs)
		w.recover(err)
		return err
	}
	old := w.view
	w.view = next
	old.closeBut(next.segs)
	_ = w.sweep() // else the next writer does
	return writeGeneration(w.dir, w.changes)
}

// recover removes what a failed transaction has left, if it did fail: where the end of a
// transaction could not be written, the next reader of the log decides, and w is of no use.
func (w *Writer) recover(cause error) {
	b, err := w.db.blob("SELECT manifest FROM manifest WHERE id = 1")
	if err == nil {
		var m *manifest
		if m, err = readManifest(b); err == nil && m.changes == w.changes {
			_ = w.sweep() // else the next writer does
			return
		}
	}
	w.broken = cause
}
