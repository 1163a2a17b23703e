package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
)

// plantedFrom is the resemblance from which a planted copy has to be found: what both
// programs call a near duplicate, each by its own runs of letters or words.
const plantedFrom = 0.7

// pair is two files that resemble each other; the paths are as a program gives them.
type pair struct{ a, b string }

// ordered returns the pair with the lesser path first.
func (p pair) ordered() pair {
	if p.b < p.a {
		p.a, p.b = p.b, p.a
	}
	return p
}

// readFile reads the pairs of a file.
func readFile(path string, read func(io.Reader) ([]pair, error)) ([]pair, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	res, err := read(bufio.NewReader(f))
	if err != nil {
		return nil, fmt.Errorf("read %q: %w", path, err)
	}
	return res, nil
}

// readTSV reads the pairs that the peer prints.
func readTSV(r io.Reader) ([]pair, error) {
	return readColumns(r, 0)
}

// readTruth reads the planted copies of a corpus, without those that were changed so much
// that they are no near duplicates.
func readTruth(r io.Reader) ([]pair, error) {
	return readColumns(r, plantedFrom)
}

// readColumns reads lines of two paths and a resemblance, those of at least from.
func readColumns(r io.Reader, from float64) ([]pair, error) {
	var res []pair
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		f := strings.Split(lines.Text(), "\t")
		if len(f) != 3 {
			return nil, fmt.Errorf("line %q: want 3 columns", lines.Text())
		}
		v, err := strconv.ParseFloat(f[2], 64)
		if err != nil {
			return nil, fmt.Errorf("line %q: %w", lines.Text(), err)
		}
		if v >= from {
			res = append(res, pair{f[0], f[1]})
		}
	}
	return res, lines.Err()
}

// readJSON reads the near duplicates of a chachong/result/v1. It goes through the file a
// token at a time, so that a large one does not stay in memory.
func readJSON(r io.Reader) ([]pair, error) {
	var res []pair
	d := json.NewDecoder(r)
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return nil, errors.Join(errors.New("no object"), err)
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return nil, err
		}
		if key != "pairs" {
			if err := skip(d); err != nil {
				return nil, err
			}
			continue
		}
		if t, err := d.Token(); err != nil || t != json.Delim('[') {
			return nil, errors.Join(errors.New("pairs: no list"), err)
		}
		for d.More() {
			var p struct {
				A, B string
				Near bool `json:"near_duplicate"`
			}
			if err := d.Decode(&p); err != nil {
				return nil, err
			}
			if p.Near {
				res = append(res, pair{file(p.A), file(p.B)})
			}
		}
		return res, nil
	}
	return nil, errors.New("no pairs")
}

// skip goes past one value.
func skip(d *json.Decoder) error {
	for depth := 0; ; {
		t, err := d.Token()
		if err != nil {
			return err
		}
		switch t {
		case json.Delim('{'), json.Delim('['):
			depth++
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
		if depth == 0 {
			return nil
		}
	}
}

// file returns the path of a submission's id.
func file(id string) string {
	if i := strings.LastIndexByte(id, '#'); i >= 0 {
		return id[:i]
	}
	return id
}

// common counts the planted pairs that were found. Planted paths are relative to the folder
// of the corpus, found ones begin with it.
func common(planted, found []pair, folder string) int {
	seen := make(map[pair]bool, len(found))
	for _, p := range found {
		p.a, p.b = strings.TrimPrefix(p.a, folder+"/"), strings.TrimPrefix(p.b, folder+"/")
		seen[p.ordered()] = true
	}
	n := 0
	for _, p := range planted {
		if seen[p.ordered()] {
			n++
		}
	}
	return n
}
