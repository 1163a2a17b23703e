package archive

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"sync"

	"github.com/zeebo/xxh3"
)

// view is what an archive holds at one moment, its rows apart. Immutable, and safe for
// concurrent use.
type view struct {
	*manifest
	segs   []*segment // as in the manifest
	recent []recent   // as in the manifest

	once     sync.Once
	postings []posting // of the recents
	err      error
}

// errAgain says that a segment was merged away between the reading of the manifest and the
// opening of its file.
var errAgain = errors.New("the manifest names a file that is not there")

// readRows reads of the view of the transaction in which d is only what its manifest says:
// enough to read the rows, of which all else is made. It has neither segments nor recents.
func readRows(d *database, _ string) (*view, error) {
	b, err := d.blob("SELECT manifest FROM manifest WHERE id = 1")
	if err != nil {
		return nil, err
	}
	if b == nil {
		return nil, damaged("%s: holds no manifest", dbName)
	}
	m, err := readManifest(b)
	if err != nil {
		return nil, err
	}
	return &view{manifest: m}, nil
}

// readView reads the view of the transaction in which d is: of one that has read nothing yet,
// or under the lock. With errAgain, which then stands behind the name of the file, it returns
// the manifest alone.
func readView(d *database, dir string) (*view, error) {
	generation, err := readGeneration(dir) // before the moment of the view
	if err != nil {
		return nil, err
	}
	v, err := readRows(d, dir)
	if err != nil {
		return nil, err
	}
	if err := v.behind(generation); err != nil {
		return nil, err
	}
	if err := v.readRecents(d); err != nil {
		if de, ok := errors.AsType[*DamagedError](err); ok {
			de.recent = true
		}
		return nil, err
	}
	for _, info := range v.segments {
		s, err := openSegment(dir, info)
		if err != nil {
			v.closeBut(nil)
			if errors.Is(err, fs.ErrNotExist) {
				return v, fmt.Errorf("%s: %w", segName(info.file), errAgain)
			}
			return nil, err
		}
		v.segs = append(v.segs, s)
	}
	return v, nil
}

// readRecents reads all recents that the manifest names.
func (v *view) readRecents(d *database) error {
	rows, err := d.conn.QueryContext(context.Background(), "SELECT number, recent FROM recents ORDER BY number")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var (
			number int32
			b      []byte
		)
		if err := rows.Scan(&number, &b); err != nil {
			return scanned(err)
		}
		r, err := readRecent(number, b)
		if err != nil {
			return err
		}
		v.recent = append(v.recent, r)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	if !slices.EqualFunc(v.recent, v.recents, func(r recent, n int32) bool { return r.number == n }) {
		return damaged("%s: the recent samples are not those that the manifest names", dbName)
	}
	return nil
}

// closeBut closes the segments of v that do not stand in keep.
func (v *view) closeBut(keep []*segment) {
	for _, s := range v.segs {
		if !slices.Contains(keep, s) {
			s.close()
		}
	}
}

// isDead reports whether a number that a segment holds was removed.
func (v *view) isDead(number int32) bool {
	_, found := slices.BinarySearch(v.dead, number)
	return found
}

// dropDead removes dead numbers from list, in place.
func (v *view) dropDead(list []int32) []int32 {
	if len(v.dead) == 0 {
		return list
	}
	return slices.DeleteFunc(list, v.isDead)
}

// recentPostings returns the postings of the recents, made at the first call.
func (v *view) recentPostings() ([]posting, error) {
	v.once.Do(func() { v.postings, v.err = postingsOf(v.recent) })
	return v.postings, v.err
}

// holders is Holders of detect.Archive.
func (v *view) holders(seeds []uint32, each func(k int, numbers []int32)) error {
	recents, err := v.recentPostings()
	if err != nil {
		return err
	}
	cursors := make([]*cursor, len(v.segs))
	for i, s := range v.segs {
		cursors[i] = newCursor(s)
	}
	var list []int32
	for k, seed := range seeds {
		if k == 0 || seed != seeds[k-1] {
			list = list[:0]
			for _, c := range cursors {
				if list, err = c.appendHolders(list, seed); err != nil {
					return err
				}
			}
			list = v.dropDead(list)
			recents = gallop(recents, seed)
			for len(recents) > 0 && recents[0].seed() == seed {
				list = append(list, recents[0].number())
				recents = recents[1:]
			}
		}
		if len(list) > 0 {
			each(k, list)
		}
	}
	return nil
}

// gallop returns list from its first posting of a seed or a higher one.
func gallop(list []posting, seed uint32) []posting {
	from := postingOf(seed, 0)
	step := 1
	for step < len(list) && list[step] < from {
		step *= 2
	}
	i, _ := slices.BinarySearch(list[:min(step+1, len(list))], from)
	return list[i:]
}

// eachMember returns what of says about each submission, in the order of the numbers.
func eachMember[T any](v *view, numbers []int32, of func(*member) T) ([]T, error) {
	list := make([]T, len(numbers))
	var r memberReader
	for i, n := range numbers {
		m, ok, err := v.member(n, &r)
		if err != nil {
			return nil, err
		}
		if !ok {
			return nil, fmt.Errorf("the archive holds no submission %d", n)
		}
		list[i] = of(&m)
	}
	return list, nil
}

// member returns the submission number, if it is there and not removed.
func (v *view) member(number int32, r *memberReader) (member, bool, error) {
	i, found := slices.BinarySearchFunc(v.recent, number, func(r recent, n int32) int { return int(r.number) - int(n) })
	if found {
		return v.recent[i].member, true, nil
	}
	if v.isDead(number) {
		return member{}, false, nil
	}
	for _, s := range v.segs {
		if s.info.first <= number && number <= s.info.last {
			return s.member(number, r)
		}
	}
	return member{}, false, nil
}

// lookup returns the numbers that are there under a key of bodies or owners, ascending. Keys
// are hashes: the row says whether it is meant.
func (v *view) lookup(part int, k uint64) ([]int32, error) {
	var (
		list []int32
		err  error
	)
	for _, s := range v.segs {
		if list, err = s.lookup(list, part, k); err != nil {
			return nil, err
		}
	}
	list = v.dropDead(list)
	for i := range v.recent {
		m := &v.recent[i]
		if part == ofBodies && m.body == k || part == ofOwners && m.owned == k {
			list = append(list, m.number)
		}
	}
	return list, nil
}

// ownedKey returns the key of an owner and a year, 0 for no owner.
func ownedKey(owner string, year int) uint64 {
	if owner == "" {
		return 0
	}
	return max(1, xxh3.HashStringSeed(owner, uint64(int64(year))))
}
