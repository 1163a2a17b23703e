package config

import "slices"

// near returns the one of words that was probably meant by word, "" where none is like it:
// the fewest letters left out, put in, changed or swapped with their neighbour, of equal
// ones the first in the alphabet.
func near(word string, words []string) string {
	limit := min(maxSlips, len(word)/2)
	best := ""
	for _, w := range slices.Sorted(slices.Values(words)) {
		if n := slips(word, w); n <= limit {
			limit, best = n-1, w
		}
	}
	return best
}

// maxSlips is the most slips that a word is known again with; three make another word of
// most keys.
const maxSlips = 2

// slips returns the number of slips that make b of a: the optimal string alignment
// distance, in bytes.
func slips(a, b string) int {
	if d := len(a) - len(b); d > maxSlips || d < -maxSlips {
		return maxSlips + 1
	}
	var last, row []int // of two bytes before, of one
	next := make([]int, len(b)+1)
	for j := range next {
		next[j] = j
	}
	for i := range len(a) {
		last, row, next = row, next, make([]int, len(b)+1)
		next[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			next[j+1] = min(row[j]+cost, row[j+1]+1, next[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				next[j+1] = min(next[j+1], last[j-1]+1)
			}
		}
	}
	return next[len(b)]
}
