// Command peer finds near duplicates as a Go programmer would build it today from what
// there is: words by github.com/go-ego/gse, MinHash and its index by
// github.com/ekzhu/minhash-lsh, and an exact count of what the index proposes. It is what
// chachong is measured against.
//
//	peer [-j N] DIR
//
// It prints a line for each pair: path, path, resemblance of their two-word shingles. It
// does not fold characters, see containment or find passages.
package main

import (
	"bufio"
	"cmp"
	"encoding/binary"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	minhashlsh "github.com/ekzhu/minhash-lsh"
	"github.com/go-ego/gse"
	"github.com/zeebo/xxh3"
)

// The index is asked below the resemblance that is reported, so that the error of 128
// hashes, which is the default of the library's own program, costs few pairs.
const (
	hashes         = 128
	indexThreshold = 0.6 // [0,1]
	pairThreshold  = 0.7 // [0,1]
)

func main() {
	jobs := flag.Int("j", runtime.NumCPU(), "number of workers")
	flag.Parse()
	if flag.NArg() != 1 || *jobs < 1 {
		fmt.Fprintln(os.Stderr, "usage: peer [-j N] DIR")
		os.Exit(2)
	}
	if err := run(os.Stdout, flag.Arg(0), *jobs); err != nil {
		fmt.Fprintln(os.Stderr, "peer:", err)
		os.Exit(1)
	}
}

func run(out io.Writer, dir string, jobs int) error {
	paths, err := list(dir)
	if err != nil {
		return err
	}
	seg := gse.Segmenter{SkipLog: true}
	if err := seg.LoadDictEmbed("zh_s"); err != nil {
		return err
	}
	docs, err := readAll(&seg, paths, jobs)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(out)
	for _, p := range pairs(docs) {
		fmt.Fprintf(w, "%s\t%s\t%.4f\n", paths[p.a], paths[p.b], p.resemblance)
	}
	return w.Flush()
}

// list returns the files below a folder, in order.
func list(dir string) ([]string, error) {
	var paths []string
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err == nil && e.Type().IsRegular() {
			paths = append(paths, path)
		}
		return err
	})
	return paths, err
}

// document is what is kept of a file.
type document struct {
	shingles  []uint64 // distinct, ascending
	signature []uint64
}

// readAll reads and hashes the files with some workers.
func readAll(seg *gse.Segmenter, paths []string, jobs int) ([]document, error) {
	docs := make([]document, len(paths))
	errs := make([]error, jobs)
	var next atomic.Int64
	var group sync.WaitGroup
	for worker := range jobs {
		group.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= len(paths) {
					return
				}
				text, err := os.ReadFile(paths[i])
				if err != nil {
					errs[worker] = err
					return
				}
				docs[i].shingles = shingles(seg, text)
				docs[i].signature = signature(docs[i].shingles)
			}
		})
	}
	group.Wait()
	return docs, cmp.Or(errs...)
}

// shingles returns the hashes of the pairs of neighbouring words of a text, distinct and
// ascending. Lines are segmented one by one; marks and white space are no words.
func shingles(seg *gse.Segmenter, text []byte) []uint64 {
	var res []uint64
	var pair []byte
	before := 0 // bytes of pair that are the last word
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		b := []byte(line)
		for _, s := range seg.Segment(b) {
			word := b[s.Start():s.End()]
			if c, _ := utf8.DecodeRune(word); !unicode.IsLetter(c) && !unicode.IsDigit(c) {
				continue
			}
			if before > 0 {
				pair = append(pair, 0)
			}
			start := len(pair)
			pair = append(pair, word...)
			if before > 0 {
				res = append(res, xxh3.Hash(pair))
			}
			before = copy(pair, pair[start:])
			pair = pair[:before]
		}
	}
	slices.Sort(res)
	return slices.Clip(slices.Compact(res))
}

// signature returns the MinHash of a set.
func signature(set []uint64) []uint64 {
	m := minhashlsh.NewMinhash(1, hashes)
	var b [8]byte
	for _, h := range set {
		binary.LittleEndian.PutUint64(b[:], h)
		m.Push(b[:])
	}
	return m.Signature()
}

// pair is two documents, a before b, and their exact resemblance.
type pair struct {
	a, b        int
	resemblance float64 // [0,1]
}

// pairs returns the pairs of at least pairThreshold, in order.
func pairs(docs []document) []pair {
	index := minhashlsh.NewMinhashLSH(hashes, indexThreshold)
	for i, d := range docs {
		index.Add(i, d.signature)
	}
	index.Index()
	var found []pair
	for i, d := range docs {
		for _, key := range index.Query(d.signature) {
			j := key.(int)
			if j >= i {
				continue
			}
			if r := jaccard(docs[j].shingles, d.shingles); r >= pairThreshold {
				found = append(found, pair{j, i, r})
			}
		}
	}
	slices.SortFunc(found, func(x, y pair) int {
		return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
	})
	return found
}

// jaccard returns the resemblance [0,1] of two ascending sets.
func jaccard(a, b []uint64) float64 {
	common := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			common++
			i++
			j++
		}
	}
	all := len(a) + len(b) - common
	if all == 0 {
		return 0
	}
	return float64(common) / float64(all)
}
