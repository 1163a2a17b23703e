package detect

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"sync/atomic"

	"chachong/internal/cluster"
	"chachong/internal/corpus"
	"chachong/internal/finding"
	"chachong/internal/split"
	"chachong/internal/text"
)

// SameOwner says what becomes of an owner's own earlier work.
type SameOwner string

// What may become of it.
const (
	SeparateOwn SameOwner = "separate" // listed, marked, and counted apart
	IgnoreOwn   SameOwner = "ignore"   // not compared with
	CountOwn    SameOwner = "count"    // counted like anybody's
)

const (
	// equalDrawn is the number of archived submissions with the very text of a new one that
	// are shown.
	equalDrawn = 16
	// recordsAtOnce is the number of records that an archive is asked for at a time.
	recordsAtOnce = 256
	// keptTexts bounds the archived texts of a run that are kept, in bytes; those of more are
	// asked for again.
	keptTexts = 64 << 20
)

// earlier is what of an archive takes part in a run.
type earlier struct {
	records []corpus.Record   // to be compared with, ascending by number
	known   *prospect         // what the seeds of new submissions say
	size    int               // submissions of the archive
	kept    int               // bytes of texts that were read
	left    map[[2]uint64]int // of new bodies, the archived submissions that a cap left out
	fault   atomic.Pointer[error]
}

// asker is a new submission for which an archive is asked.
type asker struct {
	*corpus.Submission
	owner string
}

// fetch asks the archive for the submissions that those of docs are to be compared with.
func (o *Options) fetch(ctx context.Context, docs []*corpus.Document) (*earlier, error) {
	var subs []asker
	type body struct {
		hash  [2]uint64
		owner string
	}
	seen := map[body]bool{}
	for _, d := range docs {
		for k := 0; d != nil && k < len(d.Submissions); k++ {
			s := &d.Submissions[k]
			if b := (body{s.Hash, d.Owner}); !seen[b] && len(s.Seeds) > 0 {
				seen[b] = true
				subs = append(subs, asker{s, d.Owner})
			}
		}
	}
	p, err := ask(o.Archive, subs)
	if err != nil {
		return nil, err
	}
	e := &earlier{known: p, size: o.Archive.Size(), left: map[[2]uint64]int{}}
	drawers := newPool(o.Jobs, func() *drawer { return newDrawer(p) })
	wanted := make([][]int32, len(subs))
	left := make([]int, len(subs))
	err = forEach(ctx, len(subs), *o, "", func(i int) error {
		s, own := subs[i].Submission, corpus.OwnerKey(subs[i].owner)
		equal, err := o.Archive.Equal(s.Hash)
		if err != nil {
			return err
		}
		owners, err := o.Archive.Owners(equal)
		if err != nil {
			return err
		}
		d := drawers.take()
		defer drawers.put(d)
		// What an owner's own earlier work has in common with a new one must not hide that
		// others have it too.
		numbers, more := d.choose(s, own)
		wanted[i], left[i] = append(numbers, someEqual(equal, owners, func(k uint64) bool { return own == 0 || k != own })...), more
		if own != 0 && o.SameOwner != IgnoreOwn {
			numbers, more = d.choose(s, 0)
			wanted[i] = append(wanted[i], numbers...)
			wanted[i] = append(wanted[i], someEqual(equal, owners, func(k uint64) bool { return k == own })...)
			left[i] = max(left[i], more)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for i := range subs {
		if left[i] > 0 {
			e.left[subs[i].Hash] = left[i]
		}
	}
	return e, e.take(ctx, o.Archive, slices.Concat(wanted...))
}

// someEqual returns the first equalDrawn of the numbers whose owners' keys are to be taken.
func someEqual(numbers []int32, owners []uint64, of func(key uint64) bool) []int32 {
	var some []int32
	for i, n := range numbers {
		if of(owners[i]) && len(some) < equalDrawn {
			some = append(some, n)
		}
	}
	return some
}

// take sets the records of e to those with the given numbers.
func (e *earlier) take(ctx context.Context, a Archive, numbers []int32) error {
	slices.Sort(numbers)
	for some := range slices.Chunk(slices.Compact(numbers), recordsAtOnce) {
		if err := ctx.Err(); err != nil {
			return err
		}
		records, err := a.Records(some)
		if err != nil {
			return err
		}
		for i := range records {
			if e.kept += len(records[i].Text); e.kept > keptTexts {
				records[i].Text = ""
			}
			e.records = append(e.records, records[i])
		}
	}
	return nil
}

// join appends the records to inputs, and to docs the documents made of them.
func (o *Options) join(ctx context.Context, prep *Preparer, e *earlier, docs []*corpus.Document, inputs []Input) ([]*corpus.Document, []Input, error) {
	news := len(inputs)
	inputs = slices.Clip(inputs)
	for i := range e.records {
		r := &e.records[i]
		if o.SameOwner == IgnoreOwn && onlyOwner(inputs[:news], r.Owner) {
			continue // apart from all
		}
		inputs = append(inputs, Input{
			Path:  fmt.Sprintf("%s!/%d/%s", o.ArchiveName, r.Number, r.Name),
			Owner: r.Owner, Year: r.Year, archived: r,
			Read: func() Reading {
				src, err := e.text(o.Archive, r)
				if err != nil {
					return Reading{Status: string(finding.Error)}
				}
				return Reading{Text: src, Status: string(finding.OK)}
			},
		})
	}
	docs = append(slices.Clip(docs), make([]*corpus.Document, len(inputs)-news)...)
	err := forEach(ctx, len(inputs)-news, *o, "", func(i int) error {
		in := inputs[news+i]
		if bare(in.archived) {
			docs[news+i] = bareDocument(in.Path, in.archived)
			return nil
		}
		src, err := e.text(o.Archive, in.archived)
		if err != nil {
			return err
		}
		docs[news+i], err = prep.prepareArchived(in, src)
		return err
	})
	return docs, inputs, err
}

// text returns the text of r, from the archive where it was let go. An error is kept.
func (e *earlier) text(a Archive, r *corpus.Record) (string, error) {
	if r.Text != "" || bare(r) {
		return r.Text, nil
	}
	again, err := a.Records([]int32{r.Number})
	if err == nil && len(again) != 1 {
		err = &ArchiveError{Number: r.Number, Name: r.Name}
	}
	if err != nil {
		e.fault.CompareAndSwap(nil, &err)
		return "", err
	}
	return again[0].Text, nil
}

// ArchiveError is the error of a run that was given a record of an archive which does not
// agree with itself.
type ArchiveError struct {
	Number int32
	Name   string
}

func (e *ArchiveError) Error() string {
	return fmt.Sprintf("archive: the text of number %d (%q) is not the one that was added", e.Number, e.Name)
}

// onlyOwner reports whether owner is known and all inputs are of it.
func onlyOwner(inputs []Input, owner string) bool {
	return owner != "" && !slices.ContainsFunc(inputs, func(in Input) bool { return in.Owner != owner })
}

// prepareArchived returns the document of an archived submission with the text src.
func (p *Preparer) prepareArchived(in Input, src string) (*corpus.Document, error) {
	ws := workspaces.Get().(*workspace)
	defer workspaces.Put(ws)
	r := in.archived
	d := &corpus.Document{Path: in.Path, Owner: in.Owner, Junk: r.Junk}
	whole := split.Part{Title: r.Title, Body: text.Span{Hi: int32(len(src))}, Paragraphs: r.Paragraphs}
	layOut(d, ws.folder.Fold(src, d.Junk), src, []split.Part{whole}, ws, func(s *corpus.Submission, n *text.Norm, lo, hi int) {
		s.Ordinal = r.Ordinal
		ws.identify(s)
		p.sign(s, n, lo, hi, ws)
	})
	if d.Submissions[0].Hash != r.Hash {
		return nil, &ArchiveError{Number: r.Number, Name: r.Name}
	}
	return d, nil
}

// joinLabelled joins archived submissions that have a label in common with each other or
// with a new one, whom nobody compares, or not all: an owner's own that are ignored.
func (c *comparison) joinLabelled(g *cluster.Groups) {
	type label struct {
		place int
		value uint32
	}
	seen := map[label]int32{}
	join := func(s int32, ls *corpus.Labels) {
		for i, v := range ls {
			if v == 0 {
				continue
			}
			if t, ok := seen[label{i, v}]; ok {
				g.Join(t, s)
			} else if c.old(s) {
				seen[label{i, v}] = s
			}
		}
	}
	for s := c.news; int(s) < len(c.subs); s++ {
		join(s, &c.loader.inputs[c.doc[s]].archived.Labels)
	}
	if len(seen) == 0 {
		return
	}
	for s := range c.news {
		ls := labels(c.subs[s].Signature)
		join(s, &ls)
	}
}

// archiveFault returns what went wrong with the archive while its texts were asked for
// again.
func (c *comparison) archiveFault() error {
	if c.earlier == nil {
		return nil
	}
	if err := c.earlier.fault.Load(); err != nil {
		return *err
	}
	for doc := range c.loader.changed() {
		if r := c.loader.inputs[doc].archived; r != nil {
			return &ArchiveError{Number: r.Number, Name: r.Name}
		}
	}
	return nil
}

// togetherShare of the sampled seeds of a passage stand together in the submissions of an
// archive that hold it; of fewer than togetherSeeds each speaks for itself.
const (
	togetherShare = 0.5
	togetherSeeds = 4
)

// crowd reports whether so many clusters of the archive hold text with these ascending
// seeds; it is false without an archive.
//
// Note: to ask the seeds one by one, as within a run, and those between them by
// interpolation, called 26 of 40 reports template that kept three tenths of another
// in stretches of 220 letters, among 100,000: common words stand in every stretch.
func (e *earlier) crowd(seeds []uint32, clusters int32) bool {
	if e == nil {
		return false
	}
	sample := corpus.Sampled(seeds)
	if len(sample) >= togetherSeeds {
		return e.known.together(sample, togetherShare) >= clusters
	}
	common := 0
	for _, seed := range sample {
		if e.known.clusters(seed) >= float64(clusters) {
			common++
		}
	}
	return common > 0 && common == len(sample)
}

// frequencies returns of each term of x in how many clusters of the archive it stands, as
// far as new submissions hold it: they are the first so many of subs. Of seeds in the
// sample that is known. Of the others the weight is taken to run evenly from the sampled
// one in front to the one behind, on average 4 letters away: what everybody writes is not
// one gram long.
func (e *earlier) frequencies(x *index, subs []*corpus.Submission) []float32 {
	df := make([]float32, x.postings.Terms())
	type known struct {
		at  int32   // letter
		log float64 // of the number of clusters
	}
	var ks []known
	for i, s := range subs {
		of := x.postings.Of(int32(i))
		if len(of) == 0 {
			continue
		}
		sample := corpus.Sample(s.Seeds)
		ks = ks[:0]
		for k, seed := range sample {
			ks = append(ks, known{s.Places[k], math.Log(max(1, e.known.clusters(seed)))})
		}
		slices.SortFunc(ks, func(x, y known) int { return cmp.Compare(x.at, y.at) })
		k := 0
		for _, t := range of {
			seed := x.postings.Seed(t)
			for s.Seeds[k] != seed {
				k++
			}
			var n float64
			if k < len(sample) {
				n = e.known.clusters(seed)
			} else if len(ks) > 0 {
				at := s.Places[k]
				behind, _ := slices.BinarySearchFunc(ks, at, func(k known, at int32) int { return cmp.Compare(k.at, at) })
				a, b := ks[max(0, behind-1)], ks[min(behind, len(ks)-1)]
				log := a.log
				if b.at > a.at {
					log += (b.log - a.log) * float64(at-a.at) / float64(b.at-a.at)
				}
				n = math.Exp(log)
			}
			df[t] = max(df[t], float32(n))
		}
	}
	return df
}
