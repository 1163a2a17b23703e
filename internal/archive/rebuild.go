package archive

import (
	"context"
	"slices"
	"time"

	"chachong/internal/corpus"
)

// rebuildChunk is how many submissions' postings Rebuild sorts at once: 8,192 of 3,000 letters
// take 25 MB.
const rebuildChunk = 8192

// Rebuild makes the figures of all submissions again, in one transaction: remake returns a
// record with letters, hash, seeds and labels as the versions to make them of its text; all
// else stays. It needs the rows alone: segments that are missing or damaged are made anew.
// Progress may be nil; it is called after each submission.
//
// Errors: ErrMissing, ErrFormat, ErrNoText, ErrBusy after wait, the context's, *DamagedError,
// *WriteError. After an error the archive is as it was.
func Rebuild(ctx context.Context, dir string, to corpus.Versions, wait time.Duration,
	remake func(corpus.Record) corpus.Record, progress func(done, all int),
) (err error) {
	w, err := lockAny(ctx, dir, wait, readRows)
	if err != nil {
		return err
	}
	defer func() { err = closeAll(err, w.Close) }()
	if w.noText {
		return ErrNoText
	}
	m := w.manifest.clone()
	m.versions, m.segments, m.dead, m.recents = to, nil, nil, nil
	next := &view{manifest: m}
	return writing("rebuild", w.commit(next, func() error {
		if err := w.db.exec("DELETE FROM recents"); err != nil {
			return err
		}
		return w.remakeAll(ctx, next, remake, progress)
	}))
}

// remakeAll writes all heads anew, and all segments of next.
func (w *Writer) remakeAll(ctx context.Context, next *view, remake func(corpus.Record) corpus.Record, progress func(done, all int)) error {
	chunk := &view{manifest: &manifest{}}
	spill := func() error {
		if len(chunk.recent) == 0 {
			return nil
		}
		next.recent = chunk.recent
		chunk.recent = nil
		return w.flush(next)
	}
	done := 0
	for after := int32(0); ; {
		heads, err := w.db.heads(ctx, after)
		if err != nil {
			return err
		}
		if len(heads) == 0 {
			break
		}
		for i := range heads {
			r, err := w.remake(heads[i].number, remake)
			if err != nil {
				return err
			}
			chunk.recent = append(chunk.recent, r)
			done++
			if progress != nil {
				progress(done, int(next.live))
			}
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		after = heads[len(heads)-1].number
		if len(chunk.recent) >= rebuildChunk {
			if err := spill(); err != nil {
				return err
			}
		}
	}
	if done != int(next.live) {
		return damaged("%s: holds %d submissions, where the manifest says %d", dbName, done, next.live)
	}
	return spill()
}

// remake writes the head of a submission anew and returns its sample.
func (w *Writer) remake(number int32, remake func(corpus.Record) corpus.Record) (recent, error) {
	h, body, err := w.db.row(number)
	if err != nil {
		return recent{}, err
	}
	old, err := recordOf(&h, body)
	if err != nil {
		return recent{}, err
	}
	r := remake(old)
	sample := corpus.Sample(r.Seeds)
	h.letters, h.hash, h.labels, h.sample = r.Letters, r.Hash, r.Labels, sumOf(sample)
	if err := w.db.exec("UPDATE rows SET head = ? WHERE number = ?", appendHead(nil, &h), number); err != nil {
		return recent{}, err
	}
	return recent{member: memberOf(&h), sample: appendNumbers(nil, slices.Clone(sample))}, nil
}
