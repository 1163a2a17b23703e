// Package corpus writes synthetic work summaries for measuring: any number of files from a
// seed, with reuse that is known because it was planted.
//
// The texts follow a grammar of its own (grammar.go) whose words are ordinary words of
// official Chinese and whose places and people do not exist. They look like text to a
// segmenter, and two independent reports share no long run of letters by accident.
//
// File i of a corpus depends on the options and on i alone, so a copy is made without
// keeping its source, and a longer corpus begins with the files of a shorter one.
package corpus

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Kinds are the kinds of corpora.
var Kinds = []string{"clean", "copies", "template", "crowd"}

// Options says which corpus is wanted.
type Options struct {
	// Kind is one of Kinds:
	//   - clean: independent reports;
	//   - copies: one report in twenty is a near copy of an earlier one;
	//   - template: one report in ten has a passage of 1,200 characters that is the same in
	//     all of them but for its names and a letter here and there;
	//   - crowd: every report is a slightly changed copy of one of the first eight.
	Kind string
	// Chars is the mean length of a report in characters; reports have 0.7 to 1.3 of it.
	Chars int
	Seed  uint64
}

// Shares and sizes of the kinds.
const (
	copyShare     = 0.05 // of the reports of copies
	templateShare = 0.10 // of the reports of template
	templateChars = 1200
	crowdSources  = 8 // independent reports of crowd
)

// Streams of random numbers, so that whether a file is a copy does not depend on how long
// another text has become.
const (
	planStream = iota
	textStream
	copyStream
	templateStream
	streams
)

// New checks the options.
func New(o Options) (*Corpus, error) {
	if !slices.Contains(Kinds, o.Kind) {
		return nil, fmt.Errorf("kind %q: want one of %s", o.Kind, strings.Join(Kinds, ", "))
	}
	if o.Chars < 100 || o.Chars > 1e6 {
		return nil, fmt.Errorf("%d characters a report: want 100 to 1000000", o.Chars)
	}
	c := &Corpus{Options: o}
	if o.Kind == "template" {
		w := newWriter(c.random(0, templateStream))
		c.template = []paragraph{w.paragraph(templateChars / 3), w.paragraph(templateChars / 3), w.paragraph(templateChars / 3)}
	}
	return c, nil
}

// Corpus makes files. It may be used by several goroutines at once.
type Corpus struct {
	Options
	template []paragraph
}

func (c *Corpus) random(file, stream int) *rand.Rand {
	return rand.New(rand.NewPCG(c.Seed, uint64(file)*streams+uint64(stream)))
}

// Source returns the file that file i is a copy of, or -1 where it is independent. A source
// is never a copy itself.
func (c *Corpus) Source(i int) int {
	switch c.Kind {
	case "copies":
		for at := i; ; {
			r := c.random(at, planStream)
			if at == 0 || r.Float64() >= copyShare {
				if at == i {
					return -1
				}
				return at
			}
			at = r.IntN(at)
		}
	case "crowd":
		if i >= crowdSources {
			return c.random(i, planStream).IntN(crowdSources)
		}
	}
	return -1
}

// Text appends the text of file i.
func (c *Corpus) Text(dst []byte, i int) []byte {
	return c.report(i).appendText(dst)
}

func (c *Corpus) report(i int) report {
	if source := c.Source(i); source >= 0 {
		r := c.random(i, copyStream)
		return copyOf(r, c.report(source), c.changes(r))
	}
	r := c.random(i, textStream)
	chars := int(float64(c.Chars) * (0.7 + 0.6*r.Float64()))
	var before []paragraph
	if c.Kind == "template" && c.random(i, planStream).Float64() < templateShare {
		w := newWriter(c.random(i, templateStream))
		for _, p := range c.template {
			var own paragraph
			for _, s := range p.sentences {
				own.sentences = append(own.sentences, edit(w.r, s, 0.01))
			}
			before = append(before, own)
		}
	}
	return write(r, chars, before)
}

// changes draws how much a copy is changed: in copies up to 2 % of the letters and 12 % of
// the sentences, half of them in another order, as somebody does who hands in another's
// report; in crowd up to 0.5 % and 2 %, as a form letter is filled in.
func (c *Corpus) changes(r *rand.Rand) changes {
	if c.Kind == "crowd" {
		return changes{letters: 0.005 * r.Float64(), sentences: 0.02 * r.Float64()}
	}
	res := changes{letters: 0.02 * r.Float64(), sentences: 0.12 * r.Float64()}
	switch r.IntN(4) {
	case 0:
		res.order = paragraphs
	case 1:
		res.order = sentences
	}
	return res
}

// Name returns the path of file i inside the corpus: a thousand files a folder.
func Name(i int) string { return fmt.Sprintf("%03d/r%06d.txt", i/1000, i+1) }

// Size says where a corpus ends: after Files files, or with the file that reaches Bytes;
// zero is no limit, but one must be given.
type Size struct {
	Files int
	Bytes int64
}

// Written is what Write has written.
type Written struct {
	Files int
	Bytes int64
}

// Write writes the files of a corpus into a folder, which is made where it is missing. In
// truth, where it is not "", it writes a line for each planted copy: its path, that of its
// source, and the resemblance of their five-letter runs.
func (c *Corpus) Write(dir string, size Size, truth string) (Written, error) {
	var done Written
	if size.Files <= 0 && size.Bytes <= 0 {
		return done, fmt.Errorf("no size given")
	}
	var pairs *bufio.Writer
	if truth != "" {
		f, err := os.Create(truth)
		if err != nil {
			return done, err
		}
		defer f.Close()
		pairs = bufio.NewWriter(f)
	}
	var text, other []byte
	for i := 0; (size.Files <= 0 || i < size.Files) && (size.Bytes <= 0 || done.Bytes < size.Bytes); i++ {
		text = c.Text(text[:0], i)
		path := filepath.Join(dir, filepath.FromSlash(Name(i)))
		if i%1000 == 0 {
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				return done, err
			}
		}
		if err := os.WriteFile(path, text, 0o644); err != nil {
			return done, err
		}
		done.Files++
		done.Bytes += int64(len(text))
		if source := c.Source(i); pairs != nil && source >= 0 {
			other = c.Text(other[:0], source)
			fmt.Fprintf(pairs, "%s\t%s\t%.4f\n", Name(i), Name(source), resemblance(text, other))
		}
	}
	if pairs != nil {
		return done, pairs.Flush()
	}
	return done, nil
}
