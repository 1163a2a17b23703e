package archive

import (
	"cmp"
	"context"
	"errors"
	"slices"
)

// deadShare is the share of a segment's members, one of so many, that Supersede lets stand as
// dead before it writes the segment anew: so that to replace one submission does not cost a
// segment of 100,000, and no look-up reads much in vain.
const deadShare = 8

// Remove removes the submissions that f means: their rows are overwritten with zeros, the
// segments that hold their seeds are written anew, and the log is emptied. It returns how many
// there were.
//
// Errors: ErrFilter where f is empty, ErrHeld where a reader kept the log from being emptied as
// long as the wait of [Lock], *DamagedError, *WriteError.
func (w *Writer) Remove(f Filter) (n int, err error) {
	if f.Empty() {
		return 0, ErrFilter
	}
	numbers, err := w.meant(f)
	if err != nil {
		return 0, err
	}
	if len(numbers) > 0 || len(w.dead) > 0 {
		if err := w.drop("remove", numbers, true); err != nil {
			return 0, err
		}
	}
	empty, err := w.db.truncate(w.wait)
	if err == nil && !empty {
		err = ErrHeld
	}
	if err != nil && !errors.Is(err, ErrHeld) {
		err = writing("remove", err)
	}
	return len(numbers), err
}

// meant returns the numbers of the submissions that f means, ascending. Where it names numbers
// alone it reads no row, so that damaged ones can be removed.
func (w *Writer) meant(f Filter) (numbers []int32, err error) {
	if f.byNumber() {
		asked := slices.Clone(f.Numbers)
		slices.Sort(asked)
		var r memberReader
		for _, n := range slices.Compact(asked) {
			_, ok, err := w.member(n, &r)
			if err != nil {
				return nil, err
			}
			if ok {
				numbers = append(numbers, n)
			}
		}
		return numbers, nil
	}
	heads := listHeads(context.Background(), w.view, f, func(after int32) ([]head, error) {
		return w.db.heads(context.Background(), after)
	}, w.db.head)
	for h, err := range heads {
		if err != nil {
			return nil, err
		}
		numbers = append(numbers, h.number)
	}
	return numbers, nil
}

// Supersede removes the earlier submissions of each owner and year of which w has added a
// record, or found one present: all but those. Where the owner is not known nothing is removed.
// It returns what it removed, numbers ascending. Their texts are gone as those of Remove are,
// at the latest when w is closed and no reader holds the log; their seeds go with the next
// merge.
func (w *Writer) Supersede() (removed []Entry, err error) {
	for at, keep := range w.touched {
		list, err := w.lookup(ofOwners, ownedKey(at.owner, at.year))
		if err != nil {
			return nil, err
		}
		for _, n := range list {
			if slices.Contains(keep, n) {
				continue
			}
			h, err := w.db.head(n)
			if err != nil {
				return nil, err
			}
			if h.owner == at.owner && int(h.year) == at.year {
				removed = append(removed, entryOf(h))
			}
		}
	}
	if len(removed) == 0 {
		return nil, nil
	}
	slices.SortFunc(removed, func(a, b Entry) int { return cmp.Compare(a.Number, b.Number) })
	numbers := make([]int32, len(removed))
	for i, e := range removed {
		numbers[i] = e.Number
	}
	if err := w.drop("supersede", numbers, false); err != nil {
		return nil, err
	}
	return removed, nil
}

// drop removes submissions that are there, numbers ascending. With purge no segment keeps any
// removed one.
func (w *Writer) drop(op string, numbers []int32, purge bool) error {
	m := w.manifest.clone()
	gone := func(n int32) bool {
		_, found := slices.BinarySearch(numbers, n)
		return found
	}
	next := &view{manifest: m, segs: slices.Clone(w.segs)}
	for _, r := range w.recent {
		if !gone(r.number) {
			next.recent = append(next.recent, r)
		}
	}
	m.recents = slices.DeleteFunc(m.recents, gone)
	for _, n := range numbers {
		if _, found := slices.BinarySearch(w.recents, n); !found {
			m.dead = append(m.dead, n)
		}
	}
	slices.Sort(m.dead)
	m.live -= int32(len(numbers))
	err := w.commit(next, func() error {
		for _, n := range numbers {
			if err := w.db.overwrite(n); err != nil {
				return err
			}
		}
		return w.rid(next, purge)
	})
	if err != nil {
		return writing(op, err)
	}
	for _, n := range numbers {
		delete(w.heads, n)
	}
	return nil
}

// overwrite removes a row: zeros of the same length take its place, which moves nothing.
func (d *database) overwrite(number int32) error {
	err := d.exec("UPDATE rows SET head = zeroblob(length(head)), body = zeroblob(length(body)) WHERE number = ?", number)
	if err != nil {
		return err
	}
	return d.exec("DELETE FROM recents WHERE number = ?", number)
}

// rid writes segments of next anew without their dead: with purge all that have some, else
// those that have many.
func (w *Writer) rid(next *view, purge bool) error {
	for i := 0; i < len(next.segs); {
		s := next.segs[i]
		lo, _ := slices.BinarySearch(next.dead, s.info.first)
		hi, _ := slices.BinarySearch(next.dead, s.info.last+1)
		if n := hi - lo; n == 0 || !purge && uint32(n)*deadShare < s.info.members {
			i++
			continue
		}
		before := len(next.segs)
		if err := w.replace(next, i, i+1, content{segs: []*segment{s}}); err != nil {
			return err
		}
		if len(next.segs) == before {
			i++
		}
	}
	return nil
}
