package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// maxProblems is how many problems Verify names before it ends: who has more needs a copy of
// the archive, not a longer list.
const maxProblems = 1000

// Verify reads all that the archive in the folder dir holds, and returns what is wrong: each
// row and text against its checksum, each block of each segment, each posting against the
// submissions, and the pages of the database. Progress may be nil; all counts submissions and
// blocks.
//
// Its error says why it could not: ErrMissing, ErrFormat, ErrBusy, the context's. Damage that
// keeps the archive from being opened is a problem, not an error.
func Verify(ctx context.Context, dir string, progress func(done, all int)) ([]Problem, error) {
	s, err := openAny(dir, readView)
	var de *DamagedError
	if errors.As(err, &de) {
		return verifyRows(ctx, dir, de, progress)
	}
	if err != nil {
		return nil, err
	}
	defer s.Close()
	v := verifier{Snapshot: s, progress: progress, all: int(s.live), found: map[int32]*sighting{}}
	for _, seg := range s.segs {
		v.all += int(seg.foot.dataSize() / blockSize)
	}
	return v.run(ctx, v.pages, v.rows, v.segments, v.recents, v.compare)
}

// verifyRows is Verify of an archive that cannot be opened, because of: it reads the rows,
// where that is possible, so that it is known whether all else can be made of them.
func verifyRows(ctx context.Context, dir string, cause *DamagedError, progress func(done, all int)) ([]Problem, error) {
	first := Problem{File: fileOf(cause), Number: cause.Number, Name: cause.Name, What: cause.Named(), Index: cause.OfIndex()}
	s, err := openAny(dir, readRows)
	if err != nil {
		return []Problem{first}, nil
	}
	defer s.Close()
	v := verifier{Snapshot: s, progress: progress, all: int(s.live), found: map[int32]*sighting{}}
	if !strings.HasSuffix(first.File, segSuffix) {
		v.problems = append(v.problems, first)
	}
	for _, info := range s.manifest.segments {
		seg, err := openSegment(dir, info)
		if err == nil {
			seg.close()
			continue
		}
		problem := what(err)
		if errors.Is(err, fs.ErrNotExist) {
			problem = errAgain.Error()
		}
		if err := v.report(segName(info.file), 0, problem); err != nil {
			return v.problems, nil
		}
	}
	if len(v.problems) == 0 {
		v.problems = []Problem{first}
	}
	return v.run(ctx, v.pages, v.rows)
}

// run takes the steps until one has found enough, and returns all problems.
func (v *verifier) run(ctx context.Context, steps ...func(context.Context) error) ([]Problem, error) {
	for _, step := range steps {
		if err := step(ctx); err != nil {
			if errors.Is(err, errEnough) {
				break
			}
			return v.problems, err
		}
	}
	return v.problems, nil
}

var errEnough = errors.New("enough problems")

// verifier is a Verify at work.
type verifier struct {
	*Snapshot
	progress  func(done, all int)
	done, all int
	problems  []Problem
	found     map[int32]*sighting // by number
}

// sighting is what rows and postings say about one submission.
type sighting struct {
	name     string
	row      bool // its row was read, and is right
	sample   sampleSum
	member   member
	postings sampleSum
	places   int // segments and recents that hold it
	unsure   bool
}

func (v *verifier) at(number int32) *sighting {
	s := v.found[number]
	if s == nil {
		s = &sighting{}
		v.found[number] = s
	}
	return s
}

// report adds a problem; it returns errEnough where there are too many.
func (v *verifier) report(file string, number int32, what string) error {
	return v.add(file, number, what, false)
}

// reportIndex is report of what Rebuild makes anew of the rows.
func (v *verifier) reportIndex(file string, number int32, what string) error {
	return v.add(file, number, what, true)
}

func (v *verifier) add(file string, number int32, what string, index bool) error {
	name := ""
	if s := v.found[number]; s != nil {
		name = s.name
	}
	v.problems = append(v.problems, Problem{
		File: file, Number: number, Name: name, What: what, Index: index || strings.HasSuffix(file, segSuffix),
	})
	if len(v.problems) >= maxProblems {
		return errEnough
	}
	return nil
}

// step counts one thing as done.
func (v *verifier) step(ctx context.Context) error {
	v.done++
	if v.progress != nil {
		v.progress(v.done, v.all)
	}
	return ctx.Err()
}

// maxPages is how many problems SQLite names of its own pages: the first ones tell enough.
const maxPages = 3

// pages lets SQLite look at its own pages.
func (v *verifier) pages(ctx context.Context) error {
	rows, err := v.db.conn.QueryContext(ctx, "PRAGMA integrity_check("+decimal(maxPages)+")")
	if err != nil {
		return v.unreadable(ctx, err)
	}
	defer rows.Close()
	for rows.Next() {
		var what string
		if err := rows.Scan(&what); err != nil {
			return v.unreadable(ctx, scanned(err))
		}
		if what != "ok" {
			what, _, _ = strings.Cut(strings.TrimPrefix(what, "*** in database main ***\n"), "\n")
			if err := v.report(dbName, 0, "SQLite's check says: "+what); err != nil {
				return err
			}
		}
	}
	return v.unreadable(ctx, rows.Err())
}

// unreadable reports an error of the database as a problem; an end of the context stays one.
func (v *verifier) unreadable(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return v.report(dbName, 0, what(reading(err)))
}

// rows reads each row with its text.
func (v *verifier) rows(ctx context.Context) error {
	rows, err := v.db.conn.QueryContext(ctx, "SELECT number, head, body FROM rows ORDER BY number")
	if err != nil {
		return v.unreadable(ctx, err)
	}
	defer rows.Close()
	live := 0
	for rows.Next() {
		var (
			number     int32
			first, all sql.RawBytes
		)
		if err := rows.Scan(&number, &first, &all); err != nil {
			return v.unreadable(ctx, scanned(err))
		}
		h, ok, err := readHead(number, first)
		if err == nil && !ok {
			if !removed(all) {
				err = damagedOne(number, "", "holds something though it is removed")
			} else {
				continue
			}
		}
		live++
		if err == nil {
			v.at(number).name = h.name
			_, err = recordOf(&h, all)
		}
		if err != nil {
			s := v.at(number)
			s.unsure = true
			var de *DamagedError
			if errors.As(err, &de) && s.name == "" {
				s.name = de.Name
			}
			// The problem has file, number and name of its own.
			problem := strings.TrimPrefix(what(err), dbName+": "+submission(number)+": ")
			if err := v.report(dbName, number, problem); err != nil {
				return err
			}
		} else {
			s := v.at(number)
			s.row, s.sample, s.member = true, h.sample, memberOf(&h)
		}
		if err := v.step(ctx); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return v.unreadable(ctx, err)
	}
	if live != v.Size() {
		return v.report(dbName, 0, fmt.Sprintf("holds %d submissions, where the manifest says %d", live, v.Size()))
	}
	return nil
}

// segments reads every block of every segment.
func (v *verifier) segments(ctx context.Context) error {
	for _, s := range v.segs {
		if err := v.segment(ctx, s); err != nil {
			return err
		}
	}
	return nil
}

func (v *verifier) segment(ctx context.Context, s *segment) error {
	broken, err := v.blocks(ctx, s)
	if err != nil {
		return err
	}
	if broken { // whoever it is about, each of its blocks was named
		for _, seen := range v.found {
			if n := seen.member.number; s.info.first <= n && n <= s.info.last {
				seen.unsure = true
			}
		}
		return nil
	}
	members, err := s.members()
	if err != nil {
		return v.report(s.name, 0, what(err))
	}
	if len(members) != int(s.info.members) || len(members) == 0 ||
		members[0].number != s.info.first || members[len(members)-1].number != s.info.last {
		if err := v.report(s.name, 0, "its members are not those that its end says"); err != nil {
			return err
		}
	}
	for _, m := range members {
		if v.isDead(m.number) {
			continue
		}
		if err := v.meet(s.name, m); err != nil {
			return err
		}
	}
	bodies, owners := keysOf(members)
	for i, want := range [][]key{bodies, owners} {
		var have []key
		for b := range s.keys[i] {
			list, err := s.keyBlock(ofBodies+i, b)
			if err != nil {
				return v.report(s.name, 0, what(err))
			}
			have = append(have, list...)
		}
		if !slices.Equal(have, want) {
			if err := v.report(s.name, 0, "its keys are not those of its members"); err != nil {
				return err
			}
		}
	}
	return v.postingsOf(s)
}

// blocks reads every block of s; broken where one is.
func (v *verifier) blocks(ctx context.Context, s *segment) (broken bool, err error) {
	buf := make([]byte, windowBlocks*blockSize)
	all := uint32(s.foot.dataSize() / blockSize)
	for at := uint32(0); at < all; at += windowBlocks {
		n := min(windowBlocks, all-at)
		if err := s.read(buf[:n*blockSize], at); err != nil {
			return true, v.report(s.name, 0, what(err))
		}
		for i := range n {
			if _, err := s.check(buf[i*blockSize:][:blockSize], at+i); err != nil {
				broken = true
				if err := v.report(s.name, 0, what(err)); err != nil {
					return broken, err
				}
			}
			if err := v.step(ctx); err != nil {
				return broken, err
			}
		}
	}
	return broken, nil
}

// postingsOf adds the postings of s to what is known of each submission.
func (v *verifier) postingsOf(s *segment) error {
	streams := []stream{{cursor: newCursor(s)}}
	last, total := int64(-1), uint64(0)
	err := walk(streams, func(seed uint32, holders []int32) error {
		if int64(seed) <= last || !slices.IsSorted(holders) {
			return damaged("%s: its postings do not ascend", s.name)
		}
		last = int64(seed)
		total += uint64(len(holders))
		for _, n := range holders {
			if !v.isDead(n) {
				v.at(n).postings.add(seed)
			}
		}
		return nil
	})
	if err == nil && total != s.info.postings {
		err = damaged("%s: holds %d postings, where its end says %d", s.name, total, s.info.postings)
	}
	if err != nil {
		return v.report(s.name, 0, what(err))
	}
	return nil
}

// meet notes that a submission stands in a segment or among the recents.
func (v *verifier) meet(file string, m member) error {
	s := v.at(m.number)
	s.places++
	if s.row && s.member != m {
		return v.reportIndex(file, m.number, "its labels or keys are not those of its row")
	}
	return nil
}

// recents looks at the samples that stand in no segment.
func (v *verifier) recents(context.Context) error {
	for i := range v.recent {
		if err := v.meet(dbName, v.recent[i].member); err != nil {
			return err
		}
	}
	list, err := v.recentPostings()
	if err != nil {
		return v.reportIndex(dbName, 0, what(err))
	}
	for _, p := range list {
		v.at(p.number()).postings.add(p.seed())
	}
	return nil
}

// compare finds submissions whose postings are not those of their rows.
func (v *verifier) compare(context.Context) error {
	numbers := make([]int32, 0, len(v.found))
	for n := range v.found {
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	for _, n := range numbers {
		s := v.found[n]
		report, problem := v.reportIndex, ""
		switch {
		case s.unsure:
		case !s.row:
			report, problem = v.report, "its row is missing"
		case s.places != 1:
			problem = fmt.Sprintf("stands in %d segments or recent samples, not in 1", s.places)
		case s.postings != s.sample:
			problem = "its postings are not those of its text"
		}
		if problem != "" {
			if err := report(dbName, n, problem); err != nil {
				return err
			}
		}
	}
	return nil
}

// what returns what is wrong, without the words that a DamagedError puts before it.
func what(err error) string {
	var de *DamagedError
	if errors.As(err, &de) {
		return de.Named()
	}
	return err.Error()
}

// fileOf returns the file that a DamagedError names first.
func fileOf(de *DamagedError) string {
	for i, c := range de.What {
		if c == ':' {
			return de.What[:i]
		}
	}
	return ""
}
