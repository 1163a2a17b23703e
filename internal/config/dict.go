package config

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxDict is the size in bytes of the largest dictionary; that of gse has 5 MiB.
const maxDict = 64 << 20

// DictWord is a word of a user's dictionary.
type DictWord struct {
	Text string
	Freq float64
	At   string // where it stands, for errors: dictionary "d.txt", line 3
}

// ReadDict reads a user's dictionary, see ParseDict. Errors name the file.
func ReadDict(name string) ([]DictWord, error) {
	data, err := readUpTo(name, maxDict)
	if err != nil {
		return nil, fmt.Errorf("dictionary %q: %w", name, err)
	}
	return ParseDict(name, data)
}

// ParseDict returns the words of a dictionary in gse's format: a word a line, with its
// frequency and, if the writer knows it, its part of speech, which is not used. Blank
// lines are nothing. gse itself passes over lines that it cannot read; here they are
// errors, which name the file and the line.
func ParseDict(name string, data []byte) ([]DictWord, error) {
	switch {
	case len(data) > maxDict:
		return nil, fmt.Errorf("dictionary %q: larger than %d MiB", name, maxDict>>20)
	case bytes.HasPrefix(data, []byte("\xFF\xFE")), bytes.HasPrefix(data, []byte("\xFE\xFF")):
		return nil, fmt.Errorf("dictionary %q: is not UTF-8", name)
	}
	var words []DictWord
	line := 0
	for text := range strings.Lines(strings.TrimPrefix(string(data), "\uFEFF")) {
		line++
		at := fmt.Sprintf("dictionary %q, line %d", name, line)
		if !utf8.ValidString(text) {
			return nil, fmt.Errorf("%s: is not UTF-8", at)
		}
		fields := strings.Fields(text)
		switch len(fields) {
		case 0:
			continue
		case 2, 3:
		default:
			return nil, fmt.Errorf("%s: want a word, its frequency and, if known, its part of speech", at)
		}
		freq, err := strconv.ParseFloat(fields[1], 64)
		if err != nil {
			return nil, fmt.Errorf("%s: frequency %q: want a number", at, fields[1])
		}
		words = append(words, DictWord{Text: fields[0], Freq: freq, At: at})
	}
	if len(words) == 0 {
		return nil, fmt.Errorf("dictionary %q: empty", name)
	}
	return words, nil
}
