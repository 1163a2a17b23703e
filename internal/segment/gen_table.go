//go:build ignore

// Gen_table writes table.bin, the dictionary of package segment: the words of gse's
// dictionary of simplified Chinese with their frequencies. Where there is no table.bin
// yet, an empty file must stand in its place.
package main

import (
	"log"
	"os"

	"github.com/go-ego/gse"

	"chachong/internal/segment"
)

func main() {
	seg := gse.Segmenter{SkipLog: true, NotLoadHMM: true}
	if err := seg.LoadDictEmbed("zh_s"); err != nil {
		log.Fatal(err)
	}
	words := make([]segment.Word, 0, seg.Dict.NumTokens())
	for _, tok := range seg.Dict.Tokens {
		words = append(words, segment.Word{Text: tok.Text(), Freq: tok.Freq()})
	}
	table, err := segment.Table(words)
	if err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile("table.bin", table, 0o666); err != nil {
		log.Fatal(err)
	}
}
