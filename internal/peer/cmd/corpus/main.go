// Command corpus writes a folder of synthetic reports:
//
//	corpus -kind copies -bytes 100000000 -o DIR -truth pairs.tsv
//	corpus -kind template -n 20000 -o DIR
package main

import (
	"flag"
	"fmt"
	"os"
	"strings"

	"chachong/internal/peer/corpus"
)

func main() {
	var o corpus.Options
	var size corpus.Size
	flag.StringVar(&o.Kind, "kind", "copies", strings.Join(corpus.Kinds, ", "))
	flag.IntVar(&o.Chars, "chars", 3000, "mean length of a report in characters")
	flag.Uint64Var(&o.Seed, "seed", 1, "same seed, same bytes")
	flag.IntVar(&size.Files, "n", 0, "number of files (0: until -bytes are reached)")
	flag.Int64Var(&size.Bytes, "bytes", 0, "size in bytes (0: until -n files are written)")
	dir := flag.String("o", "", "folder to write")
	truth := flag.String("truth", "", "file for the planted copies: path, source, resemblance")
	flag.Parse()
	if err := run(o, size, *dir, *truth); err != nil {
		fmt.Fprintln(os.Stderr, "corpus:", err)
		os.Exit(1)
	}
}

func run(o corpus.Options, size corpus.Size, dir, truth string) error {
	if dir == "" {
		return fmt.Errorf("no folder given (-o)")
	}
	c, err := corpus.New(o)
	if err != nil {
		return err
	}
	done, err := c.Write(dir, size, truth)
	if err != nil {
		return err
	}
	fmt.Printf("%d files, %d bytes\n", done.Files, done.Bytes)
	return nil
}
