package segment

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"chachong/internal/text"
)

// Word is a word of a dictionary.
type Word struct {
	Text string
	Freq float64 // how often it occurs in the text from which the dictionary was made
	At   string  // where it stands, for errors: dictionary "d.txt", line 3
}

// DictionaryError is a dictionary of the user's that cannot be used.
type DictionaryError struct{ Err error }

func (e *DictionaryError) Error() string { return e.Err.Error() }

func (e *DictionaryError) Unwrap() error { return e.Err }

// Frequencies of words. gse leaves out rarer words, and gives this frequency to single
// characters whatever the dictionary says. More than a thousand million would make the
// cost of a word vanish in rounding; gse's dictionary has 33 million in all.
const (
	minFreq = 2
	maxFreq = 1e9
)

// maxWord is the length in bytes of the longest word.
const maxWord = 255

// foldWords returns words as they are met in folded text.
func foldWords(words []Word) ([]Word, error) {
	folded := make([]Word, len(words))
	for i, w := range words {
		fault := func(format string, args ...any) ([]Word, error) {
			return nil, &DictionaryError{fmt.Errorf("%s: "+format, append([]any{w.At}, args...)...)}
		}
		word := text.Fold(w.Text, nil).Text
		switch {
		case word == "":
			return fault("word %q has no text", w.Text)
		case len(word) > maxWord:
			return fault("word longer than %d bytes", maxWord)
		case strings.ContainsFunc(word, endsWord):
			return fault("word %q holds a mark that ends every word", w.Text)
		case !(w.Freq >= minFreq && w.Freq <= maxFreq):
			return fault("frequency %v: want %d to %.0f", w.Freq, minFreq, maxFreq)
		}
		folded[i] = Word{Text: word, Freq: w.Freq}
		if utf8.RuneCountInString(word) == 1 {
			folded[i].Freq = minFreq
		}
	}
	return folded, nil
}

func endsWord(r rune) bool { return isClauseMark(r) || unicode.IsSpace(r) }
