package main

import (
	"fmt"
	"os"
	"path/filepath"

	"chachong/internal/peer/corpus"
)

// The reports of the archive: their mean length in characters, in how many folders they
// are, which are added one by one in the second archive, and how many an owner has.
const (
	reportChars  = 3000
	batches      = 10
	ownerReports = 5
)

// reports are those of the archive and the planted ones.
type reports struct {
	*corpus.Corpus
	dir   string // the folder above
	n     int
	bytes int64
}

// name returns the path of report i below the folder of all: a folder a batch, in it one
// an owner.
func (r *reports) name(i int) string {
	return fmt.Sprintf("%s/unit%06d/r%06d.txt", batchName(i/max(1, (r.n+batches-1)/batches)), i/ownerReports, i+1)
}

func batchName(k int) string { return fmt.Sprintf("batch%d", k) }

// newReports writes n reports of about so many characters, one in twenty of which is a near
// copy of another, into a folder.
func newReports(dir string, n, chars int, seed uint64) (*reports, error) {
	c, err := corpus.New(corpus.Options{Kind: "copies", Chars: chars, Seed: seed})
	if err != nil {
		return nil, err
	}
	r := &reports{Corpus: c, dir: dir, n: n}
	var text []byte
	made := ""
	for i := range n {
		path := filepath.Join(dir, filepath.FromSlash(r.name(i)))
		if folder := filepath.Dir(path); folder != made {
			if err := os.MkdirAll(folder, 0o755); err != nil {
				return nil, err
			}
			made = folder
		}
		text = c.Text(text[:0], i)
		if err := os.WriteFile(path, text, 0o644); err != nil {
			return nil, err
		}
		r.bytes += int64(len(text))
	}
	return r, nil
}

// folders returns the folders of the batches, relative to another folder beside that of
// the reports.
func (r *reports) folders() []string {
	var res []string
	for k := range batches {
		res = append(res, filepath.Join("..", filepath.Base(r.dir), batchName(k)))
	}
	return res
}

// planted is a new document of which it is known what the gate has to say.
type planted struct {
	disguise string
	path     string
	source   string // name of the report it is made of; "" where it is fresh
}

// plant writes so many documents of every disguise. Their sources are no copies
// themselves and lie all over the archive.
func (r *reports) plant(dir string, each int) ([]planted, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	var res []planted
	all := each * len(corpus.Disguises)
	for k := range all {
		p := planted{disguise: corpus.Disguises[k%len(corpus.Disguises)]}
		i := (2*k + 1) * r.n / (2 * all)
		for r.Source(i) >= 0 {
			i--
		}
		text, err := r.Plant(nil, p.disguise, i, k)
		if err != nil {
			return nil, err
		}
		if p.disguise != "fresh" {
			p.source = r.name(i)
		}
		p.path = filepath.Join(dir, fmt.Sprintf("%s-%02d.txt", p.disguise, k/len(corpus.Disguises)+1))
		if err := os.WriteFile(p.path, text, 0o644); err != nil {
			return nil, err
		}
		res = append(res, p)
	}
	return res, nil
}
