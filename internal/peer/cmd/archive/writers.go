package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"chachong/internal/peer/measure"
)

// What works on one archive at once.
const (
	writerCount   = 8
	writerReports = 100 // of each
	gateCount     = 4
)

// writers lets writers add folders of their own while gates ask about a planted document,
// and looks whether everything is there.
func writers(b *bench, o options, out io.Writer) error {
	dir := filepath.Join(b.dir, "writers")
	base, err := newReports(filepath.Join(dir, "base"), baseReports, reportChars, o.seed+1)
	if err != nil {
		return err
	}
	var folders []string
	for k := range writerCount {
		r, err := newReports(filepath.Join(dir, fmt.Sprintf("writer%d", k)), writerReports, reportChars, o.seed+10+uint64(k))
		if err != nil {
			return err
		}
		folders = append(folders, filepath.Join("..", filepath.Base(r.dir)))
	}
	plants, err := base.plant(filepath.Join(dir, "planted"), 1)
	if err != nil {
		return err
	}
	at := filepath.Join(dir, "at")
	if err := b.newArchive(at); err != nil {
		return err
	}
	if _, err := b.must(at, addArgs(filepath.Join("..", "base"))...); err != nil {
		return err
	}

	list, err := b.list(at)
	if err != nil {
		return err
	}
	before := numbers([]byte(list))

	begin := time.Now()
	errs := make([]error, writerCount+gateCount)
	said := make([]answer, writerCount)
	var adding sync.WaitGroup
	for k, folder := range folders {
		adding.Go(func() { said[k], errs[k] = b.must(at, append(addArgs(folder), "-f", "json")...) })
	}
	var done atomic.Bool
	var gates atomic.Int32
	var asking sync.WaitGroup
	for k := range gateCount {
		asking.Go(func() {
			for i := k; !done.Load() && errs[writerCount+k] == nil; i++ {
				g, err := b.gate(at, plants[i%len(plants)])
				if err == nil && !g.right {
					err = fmt.Errorf("%s: exit code %d, and the source is not named", g.path, g.code)
				}
				errs[writerCount+k] = err
				gates.Add(1)
			}
		})
	}
	adding.Wait()
	took := time.Since(begin)
	done.Store(true)
	asking.Wait()
	if err := errors.Join(errs...); err != nil {
		return err
	}

	if list, err = b.list(at); err != nil {
		return err
	}
	acks := before
	for _, a := range said {
		acks = append(acks, acknowledged(a.out)...)
	}
	slices.Sort(acks)
	held := numbers([]byte(list))
	measure.Table(out, "at once", "writers|submissions of each|gates|answers|wall s|submissions before|acknowledged|held", [][]string{{
		fmt.Sprint(writerCount), fmt.Sprint(writerReports), fmt.Sprint(gateCount), fmt.Sprint(gates.Load()),
		fmt.Sprintf("%.1f", took.Seconds()), fmt.Sprint(len(before)), fmt.Sprint(len(acks) - len(before)), fmt.Sprint(len(held)),
	}})
	if len(acks)-len(before) < writerCount*writerReports {
		return fmt.Errorf("%d submissions were acknowledged, want at least %d", len(acks)-len(before), writerCount*writerReports)
	}
	if slices.Sort(held); !slices.Equal(held, acks) {
		return fmt.Errorf("held are the numbers %v, want %v", held, acks)
	}
	for _, folder := range folders { // all of it is there: another add changes nothing
		if _, err := b.must(at, addArgs(folder)...); err != nil {
			return err
		}
	}
	if again, err := b.list(at); err != nil || again != list {
		return errors.Join(err, errors.New("adding the same again has changed the list"))
	}
	_, err = b.must(at, "archive", "verify", archiveName)
	return err
}
