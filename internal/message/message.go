// Package message holds every text that the program shows of its own accord, in Chinese
// and in English: labels, sentences, the words for kinds, rules, stages and limits, and
// the ledger's codes with what to do about them.
//
// Results carry stable English identifiers ("spun", "E_PERM"); what a reader sees is
// looked up here and nowhere else. An identifier this package does not know is shown
// as it stands, so that a newer result can still be printed.
//
// The wording is calm and factual. A report says what is the same and how much of it,
// it names no intention: 疑似雷同, 相同段落, 需复核 and never a verdict on a person.
package message

import (
	"fmt"
	"strings"
)

// text is one thing said in both languages.
type text struct{ zh, en string }

func (t text) in(l Lang) string {
	if l == En {
		return t.en
	}
	return t.zh
}

// Text returns the text of k, with its %-verbs filled from args.
func (l Lang) Text(k Key, args ...any) string {
	s := texts[k].in(l)
	if len(args) == 0 {
		return s
	}
	return fmt.Sprintf(s, args...)
}

// Count returns the text of k for n things. n fills the first %-verb and chooses
// between the two English forms, which the table writes as "one|many".
func (l Lang) Count(k Key, n int, args ...any) string {
	return counted(texts[k].in(l), n, args...)
}

// counted fills in n, args.
func counted(s string, n int, args ...any) string {
	return fmt.Sprintf(plural(s, n), append([]any{n}, args...)...)
}

// plural returns the form of s for n things.
func plural(s string, n int) string {
	one, many, ok := strings.Cut(s, "|")
	switch {
	case !ok:
		return s
	case n == 1:
		return one
	}
	return many
}
