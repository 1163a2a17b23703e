package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"chachong/internal/corpus"
	"github.com/gofrs/flock"
)

// Snapshot is an archive at the moment when it was opened. It is a detect.Archive, and safe
// for concurrent use. Its errors are *DamagedError, or those of the system.
type Snapshot struct {
	*view
	dir  string
	db   *database
	mu   sync.Mutex // held while db is asked
	lock *flock.Flock
}

// viewReader is readView or readRows.
type viewReader func(d *database, dir string) (*view, error)

// openTries is how often Open begins again because a segment that the manifest named was
// merged away before its file was open. Each time a writer has to finish a merge in that
// moment.
const openTries = 20

// Open opens the archive in the folder dir, which need not be writable, for reading.
//
// Errors: ErrMissing, ErrFormat, *VersionError where its figures are of other versions than
// want, *DamagedError, ErrBusy where the folder cannot be written and a writer holds the lock.
func Open(dir string, want corpus.Versions) (*Snapshot, error) {
	s, err := openAny(dir, readView)
	if err != nil {
		return nil, err
	}
	if s.versions != want {
		s.Close()
		return nil, &VersionError{Has: s.versions, Want: want}
	}
	return s, nil
}

// openAny is Open for any versions, of as much as read reads.
func openAny(dir string, read viewReader) (*Snapshot, error) {
	name := filepath.Join(dir, dbName)
	if st, err := os.Stat(name); errors.Is(err, fs.ErrNotExist) || isNotDir(err) {
		return nil, ErrMissing
	} else if err != nil {
		return nil, err
	} else if st.Size() == 0 {
		return nil, damaged("%s: is empty", dbName)
	}
	var changes uint64
	for try := 0; ; try++ {
		s, err := openOnce(dir, forReading, read)
		if err != nil && !errors.Is(err, errAgain) && cannotShare(err) {
			s, err = openUnchanging(dir, read, err)
		}
		if err == nil {
			return s, nil
		}
		if !errors.Is(err, errAgain) {
			if cannotShare(err) {
				if e := inaccessible(dir, os.O_RDONLY); e != nil {
					err = e
				}
			}
			return nil, reading(err)
		}
		if now := s.changes; try == openTries || try > 0 && now == changes {
			return nil, damaged("%v", err)
		}
		changes = s.changes
	}
}

// openOnce opens the archive; with errAgain it returns what it has read of the manifest.
func openOnce(dir string, m mode, read viewReader) (*Snapshot, error) {
	db, err := connect(filepath.Join(dir, dbName), m)
	if err != nil {
		return nil, err
	}
	s := &Snapshot{dir: dir, db: db}
	if err = db.exec("BEGIN"); err == nil {
		s.view, err = read(db, dir)
	}
	if err != nil {
		db.close()
		return s, err
	}
	return s, nil
}

// openUnchanging opens an archive whose folder cannot be written, so that SQLite cannot share
// it with writers: under the lock, which keeps writers of other users away.
func openUnchanging(dir string, read viewReader, cause error) (*Snapshot, error) {
	var lock *flock.Flock
	if _, err := os.Stat(filepath.Join(dir, lockName)); err == nil {
		lock = flock.New(filepath.Join(dir, lockName), flock.SetFlag(os.O_RDONLY))
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		ok, err := lock.TryRLockContext(ctx, lockDelay)
		cancel()
		if !ok {
			lock.Close()
			if errors.Is(err, context.DeadlineExceeded) {
				return nil, ErrBusy
			}
			lock = nil // a file system without locks
		}
	}
	release := func() {
		if lock != nil {
			lock.Close()
		}
	}
	if st, err := os.Stat(filepath.Join(dir, walName)); err == nil && st.Size() > 0 {
		release()
		return nil, &WriteError{"open", fmt.Errorf("%s holds changes, which can only be read where the folder can be written: %w", walName, cause)}
	}
	s, err := openOnce(dir, unchanging, read)
	if err != nil {
		release()
		return s, err
	}
	s.lock = lock
	return s, nil
}

// Close gives back what s holds.
func (s *Snapshot) Close() error {
	s.closeBut(nil)
	err := s.db.close()
	if s.lock != nil {
		err = closeAll(err, s.lock.Close)
	}
	return err
}

// Size returns the number of submissions.
func (s *Snapshot) Size() int { return int(s.live) }

// NoText reports whether the archive keeps no texts.
func (s *Snapshot) NoText() bool { return s.noText }

// Versions returns what made the figures of the archive.
func (s *Snapshot) Versions() corpus.Versions { return s.versions }

// Holders calls each with every submission that holds a seed, seed by seed: k is the index of
// the seed, numbers ascend and are valid during the call. The seeds ascend. A seed that nobody
// holds is passed over. Each block of postings is read at most once.
func (s *Snapshot) Holders(seeds []uint32, each func(k int, numbers []int32)) error {
	return s.holders(seeds, each)
}

// Labels returns the labels of submissions, in the order of the numbers.
func (s *Snapshot) Labels(numbers []int32) ([]corpus.Labels, error) {
	return eachMember(s.view, numbers, func(m *member) corpus.Labels { return m.labels })
}

// Owners returns the keys of the owners of submissions, see corpus.OwnerKey, in the order of
// the numbers.
func (s *Snapshot) Owners(numbers []int32) ([]uint64, error) {
	return eachMember(s.view, numbers, func(m *member) uint64 { return m.owner })
}

// Equal returns the submissions whose bodies have that hash, ascending.
func (s *Snapshot) Equal(hash [2]uint64) ([]int32, error) {
	list, err := s.lookup(ofBodies, hash[0])
	if err != nil {
		return nil, err
	}
	equal := list[:0]
	for _, n := range list {
		h, err := s.head(n)
		if err != nil {
			return nil, err
		}
		if h.hash == hash {
			equal = append(equal, n)
		}
	}
	return equal, nil
}

func (s *Snapshot) head(number int32) (head, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.db.head(number)
}

// head returns the head of a submission that is known to be there.
func (d *database) head(number int32) (head, error) {
	b, err := d.blob("SELECT head FROM rows WHERE number = ?", number)
	if err != nil {
		return head{}, reading(err)
	}
	h, ok, err := readHead(number, b)
	if err == nil && !ok {
		err = damagedOne(number, "", "its row is missing")
	}
	return h, err
}

// Records returns submissions, in the order of the numbers. Where the archive keeps texts they
// have neither seeds nor places, which are made again from the text; elsewhere they have those
// and no text, junk and paragraphs.
func (s *Snapshot) Records(numbers []int32) ([]corpus.Record, error) {
	list := make([]corpus.Record, len(numbers))
	for i, n := range numbers {
		h, body, err := s.row(n)
		if err != nil {
			return nil, err
		}
		if list[i], err = recordOf(&h, body); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// row returns the row of a submission.
func (s *Snapshot) row(number int32) (h head, body []byte, err error) {
	var r memberReader
	if _, ok, err := s.member(number, &r); err != nil {
		return h, nil, err
	} else if !ok {
		return h, nil, fmt.Errorf("the archive holds no submission %d", number)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.db.row(number)
}

// row returns the row of a submission that is known to be there.
func (d *database) row(number int32) (h head, body []byte, err error) {
	var first []byte
	err = d.conn.QueryRowContext(context.Background(), "SELECT head, body FROM rows WHERE number = ?", number).Scan(&first, &body)
	if errors.Is(err, sql.ErrNoRows) {
		return h, nil, damagedOne(number, "", "its row is missing")
	}
	if err != nil {
		return h, nil, reading(scanned(err))
	}
	h, ok, err := readHead(number, first)
	if err == nil && !ok {
		err = damagedOne(number, "", "its row is missing")
	}
	return h, body, err
}

// listChunk is how many rows a list reads at once, between which others may ask.
const listChunk = 256

// List returns the submissions that f means, numbers ascending. It ends with the first error.
func (s *Snapshot) List(ctx context.Context, f Filter) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		for h, err := range s.heads(ctx, f) {
			if !yield(entryOf(h), err) || err != nil {
				return
			}
		}
	}
}

// heads returns the heads of the submissions that f means, numbers ascending.
func (s *Snapshot) heads(ctx context.Context, f Filter) iter.Seq2[head, error] {
	return listHeads(ctx, s.view, f, func(after int32) ([]head, error) {
		s.mu.Lock()
		defer s.mu.Unlock()
		return s.db.heads(ctx, after)
	}, s.head)
}

// listHeads is heads of a view: chunk reads the heads after a number, one reads one.
func listHeads(ctx context.Context, v *view, f Filter, chunk func(int32) ([]head, error), one func(int32) (head, error)) iter.Seq2[head, error] {
	return func(yield func(head, error) bool) {
		if f.Numbers != nil {
			var r memberReader
			numbers := slices.Clone(f.Numbers)
			slices.Sort(numbers)
			for _, n := range slices.Compact(numbers) {
				_, ok, err := v.member(n, &r)
				var h head
				if ok && err == nil {
					h, err = one(n)
				}
				if err != nil {
					yield(head{}, err)
					return
				}
				if ok && f.fits(entryOf(h)) && !yield(h, nil) {
					return
				}
			}
			return
		}
		seen := int32(0)
		for after := int32(0); ; {
			list, err := chunk(after)
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				yield(head{}, err)
				return
			}
			if len(list) == 0 {
				break
			}
			for i := range list {
				if f.fits(entryOf(list[i])) && !yield(list[i], nil) {
					return
				}
			}
			seen += int32(len(list))
			after = list[len(list)-1].number
		}
		if seen != v.live {
			yield(head{}, damaged("%s: holds %d submissions, where the manifest says %d", dbName, seen, v.live))
		}
	}
}

// heads returns the next heads after a number, fewer than listChunk only at the end or where
// rows were removed; none at the end.
func (d *database) heads(ctx context.Context, after int32) ([]head, error) {
	for {
		rows, err := d.conn.QueryContext(ctx, "SELECT number, head FROM rows WHERE number > ? ORDER BY number LIMIT ?", after, listChunk)
		if err != nil {
			return nil, reading(err)
		}
		list, last, err := scanHeads(rows)
		rows.Close()
		if err != nil || len(list) > 0 || last == 0 {
			return list, err
		}
		after = last
	}
}

type rowScanner interface {
	Next() bool
	Scan(...any) error
	Err() error
}

// scanHeads returns the heads of rows and the last number, 0 where there is none.
func scanHeads(rows rowScanner) (list []head, last int32, err error) {
	for rows.Next() {
		var b []byte
		before := last
		if err := rows.Scan(&last, &b); err != nil {
			return nil, 0, reading(scanned(err))
		}
		if last <= before {
			return nil, 0, damagedOne(last, "", "stands behind %d", before)
		}
		h, ok, err := readHead(last, b)
		if err != nil {
			return nil, 0, err
		}
		if ok {
			list = append(list, h)
		}
	}
	if err := rows.Err(); err != nil {
		return nil, 0, reading(err)
	}
	return list, last, nil
}

// Stats counts what the archive holds. It reads the head of every row.
func (s *Snapshot) Stats(ctx context.Context) (Stats, error) {
	st := Stats{
		Submissions: s.Size(), Segments: len(s.segs), Recents: len(s.recent),
		NoText: s.noText, Versions: s.versions,
	}
	owners := map[string]bool{}
	years := map[int]int{}
	for h, err := range s.heads(ctx, Filter{}) {
		if err != nil {
			return st, err
		}
		if h.owner != "" {
			owners[h.owner] = true
		}
		years[int(h.year)]++
		st.Letters += int64(h.letters)
		st.Postings += int64(h.sample.count)
	}
	st.Owners = len(owners)
	for y, n := range years {
		st.Years = append(st.Years, YearCount{y, n})
	}
	slices.SortFunc(st.Years, func(a, b YearCount) int { return a.Year - b.Year })
	for _, seg := range s.segs {
		st.Postfiles += seg.foot.dataSize() + seg.foot.indexSize() + footerSize
	}
	for name, size := range map[string]*int64{dbName: &st.Rows, walName: &st.Log} {
		if fi, err := os.Stat(filepath.Join(s.dir, name)); err == nil {
			*size = fi.Size()
		}
	}
	return st, nil
}

const lockDelay = 15 * time.Millisecond
